"""Ties made and cut from July 2021 to October 2025, one row per change, with what they are aimed at (hand-made)."""

from data.recipes import tools


def build(pack):
    """Return the changes with their year; dates are as exact as the sources give."""
    table = tools.authored("facts/ties_since_2021.csv", dtype=str)
    return table.assign(year=table["date"].str[:4].astype(int))
