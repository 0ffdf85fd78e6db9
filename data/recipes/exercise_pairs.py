"""Joint exercises of pairs of states by year, one row per pair and year with at least one (MME 7)."""

from data.recipes.exercise_members import build as members


def build(pack):
    """Return the counts; an exercise of n states adds to n(n-1)/2 pairs."""
    table = members(pack)
    size = table.groupby("exercise_id")["state_id"].transform("size")
    table = table.assign(multilateral=size > 2)
    pairs = table.merge(table[["exercise_id", "state_id"]], on="exercise_id", suffixes=("_1", "_2"))
    pairs = pairs[pairs["state_id_1"] < pairs["state_id_2"]]
    counts = pairs.groupby(["state_id_1", "state_id_2", "year"])["multilateral"].agg(["size", "sum"]).reset_index()
    counts["bilateral"] = counts["size"] - counts["sum"]
    return counts.rename(columns={"size": "exercises"}).drop(columns="sum")
