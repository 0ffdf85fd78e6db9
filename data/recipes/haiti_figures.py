"""Figures on the Haiti earthquake of 2010 and the relief, with every value that the sources give."""

from data.recipes import marks, tools


def build(pack):
    """Return one row per figure; each value must stand in the words in which it was reported."""
    table = marks.split_confidence(tools.authored("facts/haiti_2010_figures.csv", dtype=str))
    for row in table.itertuples():
        if row.value not in row.reported:
            raise ValueError(f"haiti_figures: {row.value} is not in the words reported for {row.item}")
    vague = table["reported"].str.contains(r"about|\bover|more|nearly", regex=True)
    return table.assign(approximate=vague | table["note"].str.startswith("More than").fillna(False))
