"""Statements of the source document held against the record: what stands, what is wrong, outdated or contested, with sources."""

from data.recipes import tools


def build(pack):
    """Return the fact check, without the statements that the second reading retired."""
    table = tools.authored("fact_check.csv", dtype=str)
    return table[table["grade"] != "retired"].drop(columns="change")
