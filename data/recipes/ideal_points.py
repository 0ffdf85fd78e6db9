"""Foreign-policy positions from votes in the UN General Assembly, one row per state and year (July 2025 release)."""

from data.recipes import tools


def build(pack):
    """Return the ideal points from all votes and from final-passage votes for states of the system."""
    source = tools.raw(pack, "united_nations/unga_ideal_points_jul2025.csv.gz")
    states = tools.raw(pack, "geo/cow_states_2016.csv")
    spells = source[["ccode", "year"]].merge(states[["ccode", "styear", "endyear"]], on="ccode")
    ends = spells["endyear"].where(spells["endyear"] < 2016, 9999)
    inside = spells[(spells["year"] >= spells["styear"]) & (spells["year"] <= ends)]
    source = source.merge(inside[["ccode", "year"]].drop_duplicates(), on=["ccode", "year"])
    source = source.rename(columns={"ccode": "state_id", "idealpointall": "ideal_point", "idealpointfp": "ideal_point_final",
                                    "nvotesall": "votes"})  # fmt: skip
    columns = ["state_id", "year", "ideal_point", "ideal_point_final", "votes"]
    return source[columns].dropna(subset=["ideal_point", "ideal_point_final"], how="all")
