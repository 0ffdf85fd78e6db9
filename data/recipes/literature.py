"""What works of the literature say of a claim: one sentence each, with side, design and scope."""

from data.recipes import tools


def build(pack):
    """Return one row per claim and work."""
    return tools.authored("literature.csv", dtype=str)
