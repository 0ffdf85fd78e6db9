"""NATO members, one row per state and unbroken membership (hand-made, years checked)."""

import pandas as pd

from data.recipes import tools


def build(pack):
    """Return the accessions; Germany is West Germany (260) to unification and Germany (255) after it."""
    source = tools.authored("facts/nato_accession.csv", dtype=str)
    table = pd.DataFrame({
        "state_id": source["cow_ccode"].astype(int),
        "start": source["year"].astype(int),
        "start_date": source["member_from"],
        "end": None,
        "end_date": None,
        "signed": source["signed"],
        "wave": source["wave"].astype(int),
        "accession": True,
        "note": source["note"],
        "source": source["source"],
        "confidence": source["confidence"],
    })  # fmt: skip
    west = table["state_id"] == 260
    united = table[west].assign(
        state_id=255,
        start=1990,
        start_date="1990-10-03",
        accession=False,
        note="continues the membership of West Germany",
    )
    table.loc[west, ["end", "end_date"]] = [1990, "1990-10-02"]
    return pd.concat([table, united], ignore_index=True)
