"""Terrorist attacks by region, year and kind of target, 1970-2017 without 1993 (Global Terrorism Database)."""

from data.recipes import tools
from data.recipes.terrorism import REGIONS


def build(pack):
    """Return attacks with the source's 22 kinds of target grouped into seven."""
    source = tools.raw(pack, "threats/owid_gtd_attacks_by_target.csv")
    source = source[source["Entity"].isin(REGIONS)]
    table = source[["Entity", "Year"]].rename(columns={"Entity": "region", "Year": "year"})
    table["region"] = table["region"].str.replace("&", "and")
    for target, kinds in tools.authored("codings/terrorism_targets.csv").groupby("target")["kind"]:
        table[target] = source[[*kinds]].sum(axis=1)
    table = table.melt(["region", "year"], var_name="target", value_name="attacks")
    return table[table["attacks"] > 0]
