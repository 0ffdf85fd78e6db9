"""The bibliography: readings, data sets and the single sources of lessons, sorted by key."""

import re

from data.recipes import tools

# A later file has the last word on a key.
PARTS = ["readings.bib", "data_sources.bib", "lesson_sources.bib"]


def build(pack):
    """Return `data/references.bib` as bytes."""
    entries = {}
    for part in PARTS:
        text = (tools.AUTHORED / part).read_text(encoding="utf-8")
        for entry in re.findall(r"^@\w+\{.*?^\}", text, flags=re.M | re.S):
            entries[entry[entry.index("{") + 1 : entry.index(",")]] = entry
    end = f"% The end: {len(entries)} entries."  # a file cut between two entries must not pass for whole
    return ("\n\n".join([*(entries[key] for key in sorted(entries)), end]) + "\n").encode("utf-8")
