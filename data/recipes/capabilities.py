"""National capabilities, one row per state and year (Correlates of War, National Material Capabilities 7.0)."""

from data.recipes import tools


def build(pack):
    """Return spending, soldiers, population and the CINC share; `new_series` marks the years after the break of 2017."""
    source = tools.raw(pack, "capabilities/cow_nmc_7.0.csv.gz")
    source[["milex", "tpop"]] = source[["milex", "tpop"]].round()
    source["new_series"] = source["year"] >= 2017
    return source.rename(columns={"ccode": "state_id", "tpop": "population"}).drop(columns=["irst", "pec", "upop"])
