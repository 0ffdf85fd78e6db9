"""Military expenditure as a share of GDP 1949-2016 for NATO members and six states for comparison."""

from data.recipes import codes, marks, tools


def build(pack):
    """Return per cent of GDP; for a NATO state from ten years before accession, for others from 1949."""
    source = tools.raw(pack, "spending/owid_milex_share_gdp_cow_sipri_longrun.csv")
    source.columns = ["name", "year", "share_gdp"]
    source = source[(source["year"] >= 1949) & (source["name"] != "World")]
    pairs = zip(source["name"], source["year"], strict=True)
    source["state_id"] = [codes.name_to_cow(name, year) for name, year in pairs]
    entry = {code: int(day[:4]) for code, day in marks.entries().items()} | {260: 1955}
    start = source["state_id"].map(entry).fillna(9999) - 10
    kept = source["state_id"].isin(tools.sample("military_burden_long")) | (source["year"] >= start)
    table = source[kept]
    table = table[marks.existing(pack, table)].copy()
    table["member"] = marks.member(table["state_id"], table["year"])
    return table[["state_id", "year", "share_gdp", "member"]]
