"""Terrorist attacks by state or territory and year, 1970-2017 without 1993 (Global Terrorism Database)."""

from data.recipes import codes, tools

REGIONS = ["Australasia & Oceania", "Central America & Caribbean", "Central Asia", "East Asia", "Eastern Europe",
           "Middle East & North Africa", "North America", "South America", "South Asia", "Southeast Asia", "Sub-Saharan Africa",
           "Western Europe"]  # fmt: skip
VATICAN = 327


def build(pack):
    """Return attacks per state; territories and lands before their independence keep their name and no number."""
    source = tools.raw(pack, "threats/owid_gtd_attacks_by_type.csv")
    source = source[~source["Entity"].isin([*REGIONS, "World"])]
    table = source[["Entity", "Year"]].rename(columns={"Entity": "name", "Year": "year"})
    table["attacks"] = source.drop(columns=["Entity", "Year"]).sum(axis=1)
    table["state_id"] = [codes.name_to_cow(name, year) for name, year in zip(table["name"], table["year"], strict=True)]
    spells = tools.raw(pack, "geo/cow_states_2016.csv")
    born = table["state_id"].map(spells.groupby("ccode")["styear"].max().where(lambda first: first > 1970, 0))
    is_state = (table["year"] >= born) & (table["state_id"] != VATICAN)
    table["state_id"] = table["state_id"].where(is_state)
    table["name"] = table["name"].where(~is_state, "")
    return (
        table[table["attacks"] > 0].groupby(["state_id", "name", "year"], as_index=False, dropna=False)["attacks"].sum()
    )
