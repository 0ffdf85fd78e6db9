"""Regimes of the World, one row per state and year: four classes cut from the scores of V-Dem."""

from data.recipes import tools

CLASSES = ["closed autocracy", "electoral autocracy", "electoral democracy", "liberal democracy"]


def build(pack):
    """Return the class of each state-year of the state system; colonies and territories are left out."""
    source = tools.raw(pack, "capabilities/owid_regimes_of_the_world_1816_2025.csv.gz").dropna(subset=["ccode"])
    source["regime"] = source["regime"].map(dict(enumerate(CLASSES)))
    return source.rename(columns={"ccode": "state_id"})[["state_id", "year", "regime"]]
