"""Curated partnerships, one row per arrangement, with instrument, members and source, coded on three axes (hand-made)."""

from data.recipes import marks, tools


def build(pack):
    """Return the curated list; `defence_clause` is true where the binding clause starts with 'yes'."""
    source = tools.authored("facts/partnerships.csv", dtype=str)
    source["defence_clause"] = source["binding_collective_defence"].str.startswith("yes")
    return marks.split_confidence(source).rename(columns={"id": "partnership_id", "founded": "start", "ended": "end", "members_iso3": "members",
                                  "binding_collective_defence": "defence_clause_note", "hq_or_command": "command"})  # fmt: skip
