"""Neighbours by land and sea, one row per pair of states and spell (Correlates of War, Direct Contiguity 3.2)."""

from data.recipes import tools


def build(pack):
    """Return undirected spells of contiguity; spells of type 0 (none) are left out."""
    source = tools.raw(pack, "geo/cow_contiguity_3.2_directed.csv")
    source = source[(source["ccode1"] < source["ccode2"]) & (source["conttype"] > 0)].copy()
    source["start"] = source["stdate"].str[:4].astype(int)
    source["end"] = source["enddate"].str[:4].astype(int).where(source["enddate"] < "2016-12-01")
    source = source.rename(columns={"ccode1": "state_id_1", "ccode2": "state_id_2", "conttype": "type"})
    return source[["state_id_1", "state_id_2", "start", "end", "type"]]
