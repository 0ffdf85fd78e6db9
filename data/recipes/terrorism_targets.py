"""Terrorist attacks by region, year and kind of target, 1970-2017 without 1993 (Global Terrorism Database)."""

from data.recipes import tools
from data.recipes.terrorism import REGIONS

TARGETS = {
    "civilians": ["Private Citizens & Property", "Tourists"],
    "government": ["Government (General)", "Government (Diplomatic)", "Violent Political Party"],
    "police": ["Police"],
    "military": ["Military"],
    "business and infrastructure": ["Business", "Airports & Aircraft", "Food or Water Supply", "Maritime", "Telecommunications",
                                    "Transportation", "Utilities"],
    "religion, education, media and aid": ["Religious Figures/Institutions", "Educational Institution", "Journalists & Media",
                                           "NGO", "Abortion related"],
    "other or unknown": ["Terrorists/Non-State Militia", "Other", "Unknown"],
}  # fmt: skip


def build(pack):
    """Return attacks with the source's 22 kinds of target grouped into seven."""
    source = tools.raw(pack, "threats/owid_gtd_attacks_by_target.csv")
    source = source[source["Entity"].isin(REGIONS)]
    table = source[["Entity", "Year"]].rename(columns={"Entity": "region", "Year": "year"})
    table["region"] = table["region"].str.replace("&", "and")
    for target, kinds in TARGETS.items():
        table[target] = source[kinds].sum(axis=1)
    table = table.melt(["region", "year"], var_name="target", value_name="attacks")
    return table[table["attacks"] > 0]
