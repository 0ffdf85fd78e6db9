"""Votes of the UN General Assembly on lethal autonomous weapons systems, 2023 to 2025, by state."""

from data.recipes import tools

WORDS = {"nonvoting": "not voting"}


def build(pack):
    """Return one row per resolution and member of the United Nations."""
    source = tools.raw(pack, "united_nations/laws_unga_votes_2023_2025_TRANSCRIBED.csv")
    source["year"] = source["date"].str[:4]
    source["vote"] = source["vote"].replace(WORDS)
    return source.rename(columns={"ccode": "state_id"})[["resolution", "state_id", "date", "year", "vote"]]
