"""Statements of the source document that are wrong, misleading, outdated or contested, with sources."""

from data.recipes import tools


def build(pack):
    """Return the first fact check."""
    return tools.authored("fact_check_v1.csv", dtype=str)
