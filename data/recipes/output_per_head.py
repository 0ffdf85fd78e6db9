"""Output per head, one row per state and year to 2022 (Maddison Project 2023)."""

from data.recipes import tools


def build(pack):
    """Return whole international dollars of 2011 for the state-years of the state system."""
    source = tools.raw(pack, "capabilities/owid_maddison_gdp_per_capita_1816_2022.csv.gz").dropna(subset=["ccode"])
    source["gdp_per_head"] = source["gdp_per_capita"].round()
    return source.rename(columns={"ccode": "state_id"})[["state_id", "year", "gdp_per_head"]]
