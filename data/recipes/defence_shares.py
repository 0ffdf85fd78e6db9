"""Military expenditure as a share of GDP for NATO members and comparison states, 2000-2024 (SIPRI extract)."""

from data.recipes import codes, marks, tools

# States never in NATO, for comparison: European neutrals and neighbours, then partners and rivals elsewhere.
COMPARISON = {
    305,
    225,
    205,
    338,
    352,
    345,
    346,
    359,
    369,
    372,
    371,
    373,
    370,
    365,
    740,
    732,
    900,
    920,
    666,
    710,
    750,
    140,
    70,
}


def build(pack):
    """Return per cent of GDP by state and year with the year of accession to NATO."""
    source = tools.raw(pack, "spending/sipri_milex_extract_2000_2024.csv")
    source["state_id"] = source["country"].map(codes.name_to_cow)
    entry = {code: int(day[:4]) for code, day in marks.entries(pack).items()}
    table = source[source["state_id"].isin(COMPARISON | set(entry))].copy()
    table["share_gdp"] = table["share_gdp"] * 100
    table["nato_entry"] = table["state_id"].map(entry)
    table = table[table["share_gdp"].notna() & marks.existing(pack, table)]
    return table[["state_id", "year", "share_gdp", "nato_entry"]]
