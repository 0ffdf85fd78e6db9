"""Terrorist attacks and deaths by state or territory and year, 1970-2020 without 1993 (Global Terrorism Database, release of 2022)."""

from data.recipes import tools

HALF = 2021  # the source ends in June of this year


def build(pack):
    """Return one row per state or territory and full year with attacks; what had no state number keeps its name.

    Two names of one state in one year are added up. The source's own "World" leaves entities out, so it is not taken.
    """
    source = tools.raw(pack, "threats/owid_gtd_attacks_deaths_1970_2021.csv")
    source = source[(source["kind"] == "state or territory") & (source["year"] < HALF)]
    spells = tools.raw(pack, "geo/cow_states_2016.csv").groupby("ccode")["styear"].max()
    born = source["ccode"].map(spells.where(spells > 1970, 0))
    is_state = source["ccode"].notna() & (source["year"] >= born)
    table = source.assign(state_id=source["ccode"].where(is_state), name=source["entity"].where(~is_state, ""))
    keys = ["state_id", "name", "year"]
    sums = table.groupby(keys, as_index=False, dropna=False)[["attacks", "deaths"]].sum()
    return sums[(sums["attacks"] > 0) | (sums["deaths"] > 0)]
