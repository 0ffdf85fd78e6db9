"""Military expenditure as a share of GDP for NATO members and comparison states, 2000-2024 (SIPRI extract)."""

from data.recipes import codes, marks, tools


def build(pack):
    """Return per cent of GDP by state and year with the year of accession to NATO."""
    source = tools.raw(pack, "spending/sipri_milex_extract_2000_2024.csv")
    source["state_id"] = source["country"].map(codes.name_to_cow)
    entry = {code: int(day[:4]) for code, day in marks.entries().items()}
    table = source[source["state_id"].isin(tools.sample("defence_shares") | set(entry))].copy()
    table["share_gdp"] = table["share_gdp"] * 100
    table["nato_entry"] = table["state_id"].map(entry)
    table = table[table["share_gdp"].notna() & marks.existing(pack, table)]
    return table[["state_id", "year", "share_gdp", "nato_entry"]]
