"""Armed forces personnel 1985-2016, absolute and as a share of the population, for the states of `defence_shares`."""

from data.recipes import codes, marks, tools


def build(pack):
    """Return thousands of personnel and per cent of the population; years without a figure are left out."""
    source = tools.raw(pack, "spending/owid_armed_forces_share_population.csv")
    source.columns = ["name", "year", "personnel", "population", "share_population"]
    source = source.dropna(subset=["personnel"])
    pairs = zip(source["name"], source["year"], strict=True)
    source["state_id"] = [codes.name_to_cow(name, year) for name, year in pairs]
    table = source[source["state_id"].isin(tools.sample("defence_shares") | set(marks.entries()))].copy()
    table["personnel"] = table["personnel"] / 1000
    return table.loc[marks.existing(pack, table), ["state_id", "year", "personnel", "share_population"]]
