"""How many allies met the 2% guideline, as reported, with the counts of other editions."""

from data.recipes import marks, tools

# Other counts that the notes of the evidence pack name, by year (the note says whose each is).
OTHER_COUNTS = {2020: [10], 2021: [8], 2022: [9], 2023: [11], 2024: [18, 23], 2025: [31, 32]}


def build(pack):
    """Return one row per year; a range such as '31 of 32 or 32 of 32' leaves the count blank."""
    table = tools.evidence(pack, "facts/nato_2pct.csv", dtype=str)
    table["year"] = table["year"].astype(int)
    counts = table.pop("members_at_or_above_2pct")
    table["allies"] = [int(text) if text.isdigit() else None for text in counts]
    every = [
        [*OTHER_COUNTS.get(year, []), *([int(text)] if text.isdigit() else [])]
        for year, text in zip(table["year"], counts, strict=True)
    ]
    table["lowest"], table["highest"] = [min(row) for row in every], [max(row) for row in every]
    return marks.split_confidence(table)
