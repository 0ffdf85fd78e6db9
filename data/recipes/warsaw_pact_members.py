"""Members of the Warsaw Pact, one row per state (hand-made)."""

import pandas as pd

from data.recipes import tools


def build(pack):
    """Return the eight members; years are cut from dates that the source gives to the year, month or day."""
    source = tools.authored("facts/warsaw_pact.csv", dtype=str)
    return pd.DataFrame({
        "state_id": source["cow_ccode"].astype(int),
        "start": source["entry"].str[:4].astype(int),
        "start_date": source["entry"],
        "active_until": source["participation_ends"].str[:4].astype(int),
        "end": source["formal_exit"].str[:4].astype(int),
        "end_date": source["formal_exit"],
        "note": source["note"],
        "source": source["source"],
        "confidence": source["confidence"],
    })  # fmt: skip
