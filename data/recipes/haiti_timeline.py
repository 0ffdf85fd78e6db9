"""Haiti 2004-2017: the earthquake of 2010, the forces that came, the resolutions and the cholera."""

from data.recipes import marks, tools


def build(pack):
    """Return the dated events with the year and the precision of the date."""
    table = tools.authored("facts/haiti_2010_timeline.csv", dtype=str)
    table["year"] = table["date"].str[:4].astype(int)
    table["precision"] = table["date"].str.len().map({4: "year", 7: "month", 10: "day"})
    return marks.split_confidence(table)
