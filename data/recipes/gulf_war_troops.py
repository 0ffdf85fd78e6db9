"""Forces of each state in the Gulf War of 1991, one row per state and reading; the sources disagree."""

import pandas as pd

from data.recipes import tools


def build(pack):
    """Return reading 1 (our main figure; blank where no source gives one) and the readings beside it."""
    first = tools.authored("facts/gulf_war_1991_troops.csv", dtype=str)
    first = first.rename(columns={"figure": "troops", "figure_kind": "kind"})
    shared = first[["iso3", "state_id", "also_reported", "note", "source"]]
    others = tools.authored("facts/gulf_war_1991_readings.csv", dtype=str).merge(shared, on="iso3")
    for row in others.itertuples():
        if row.troops not in row.also_reported:
            raise ValueError(f"gulf_war_troops: {row.troops} of {row.iso3} is not among the figures reported beside")
    first = first.assign(reading=1, read_in="first source")
    table = pd.concat([first, others.assign(confidence="low")], ignore_index=True)
    table["troops"] = pd.to_numeric(table["troops"], errors="coerce")
    table = table.assign(kind=table["kind"].fillna("no agreed total"))
    for column in ("state_id", "reading"):
        table[column] = table[column].astype(int)
    return table.drop(columns=["iso3", "also_reported"])
