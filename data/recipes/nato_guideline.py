"""How many allies met the 2% guideline, as reported, with the counts of other editions."""

from data.recipes import marks, tools


def build(pack):
    """Return one row per year; a range such as '31 of 32 or 32 of 32' leaves the count blank."""
    table = tools.authored("facts/nato_2pct.csv", dtype=str)
    table["year"] = table["year"].astype(int)
    counts = table.pop("members_at_or_above_2pct")
    table["allies"] = [int(text) if text.isdigit() else None for text in counts]
    others = table.pop("other_counts").fillna("").str.split("; ")
    every = [
        [int(text) for text in [count, *other] if text.isdigit()] for count, other in zip(counts, others, strict=True)
    ]
    table["lowest"], table["highest"] = [min(row) for row in every], [max(row) for row in every]
    return marks.split_confidence(table)
