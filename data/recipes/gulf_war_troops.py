"""Forces of each state in the Gulf War of 1991, one row per state and reading; the sources disagree."""

import pandas as pd

from data.recipes import codes, tools

# Readings that the evidence pack quotes beside its main figure: troops, what is counted, where it was read.
OTHERS = {
    "USA": [(500000, "stock at the start of March 1991, about", "LA Times"), (700000, "served, almost", "History of War")],
    "SAU": [(94000, "participating", "History of War")],
    "GBR": [(53000, "participating", "History of War"), (40000, "stock on 4 February 1991", "Heritage Foundation")],
    "EGY": [(30000, "in Saudi Arabia, 2000 more in the UAE", "Heritage Foundation")],
    "SYR": [(3500, "stock in September 1990", "LA Times"), (15000, "division landing from November 1990", "Associated Press"),
            (14500, "total given later", "web page"), (17000, "total given later", "web page"),
            (21000, "total given later, about", "History of War")],
}  # fmt: skip


def build(pack):
    """Return reading 1 (the pack's own figure; blank where it gives none) and the readings beside it."""
    source = tools.evidence(pack, "facts/gulf_war_1991_troops.csv", dtype=str)
    rows = []
    for row in source[~source["iso3"].str.startswith("_")].itertuples():
        state = codes.iso3_to_cow(row.iso3)
        shared = {"state_id": state, "note": row.note, "source": row.source, "confidence": row.confidence}
        rows.append(shared | {"reading": 1, "troops": row.figure, "kind": row.figure_kind, "read_in": "first source"})
        for place, (troops, kind, where) in enumerate(OTHERS.get(row.iso3, []), start=2):
            if str(troops) not in str(row.also_reported):
                raise ValueError(f"gulf_war_troops: {troops} of {row.iso3} is not in the evidence pack")
            rows.append(
                shared | {"reading": place, "troops": troops, "kind": kind, "read_in": where, "confidence": "low"}
            )
    table = pd.DataFrame(rows)
    table["troops"] = pd.to_numeric(table["troops"], errors="coerce")
    return table.assign(kind=table["kind"].fillna("no agreed total"))
