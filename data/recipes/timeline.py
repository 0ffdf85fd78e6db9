"""Dated events from 1815 to 2025, each with its source."""

from data.recipes import marks, tools


def build(pack):
    """Return the events with their year, the precision of the date and a plain level of confidence."""
    table = tools.authored("facts/timeline.csv", dtype=str)
    table["year"] = table["date"].str[:4].astype(int)
    table["precision"] = table["date"].str.len().map({4: "year", 7: "month", 10: "day"})
    return marks.split_confidence(table)
