"""The bibliography: the readings of the evidence pack and the data sources of the course, sorted by key."""

import re

from helpers.data import DATA


def build(pack):
    """Return `data/references.bib` as bytes: the pack's readings plus `data/recipes/sources*.bib`."""
    parts = [pack / "evidence" / "readings.bib", *sorted((DATA / "recipes").glob("sources*.bib"))]
    entries = {}
    for part in parts:
        for entry in re.findall(r"^@\w+\{.*?^\}", part.read_text(encoding="utf-8"), flags=re.M | re.S):
            entries[entry[entry.index("{") + 1 : entry.index(",")]] = entry
    return ("\n\n".join(entries[key] for key in sorted(entries)) + "\n").encode("utf-8")
