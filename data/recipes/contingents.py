"""Troops of each state in coalition operations, one row per operation, date and state."""

import pandas as pd

from data.recipes import marks, tools

NAMES = {"ISAF (Afghanistan)": "ISAF", "Multi-National Force Iraq": "MNF-I",
         "Invasion of Iraq 2003 (combat phase)": "Iraq 2003"}  # fmt: skip


def build(pack):
    """Return the national contingents that we have compiled; totals are in `operation_totals`."""
    listed = tools.authored("facts/operations_contributions.csv", dtype=str)
    listed = listed[listed["iso3"].notna() & listed["measure"].str.startswith("troops")].copy()
    listed["planned"] = listed["measure"].str.contains("planned")
    isaf = tools.authored("facts/isaf_troops_2010_11.csv", dtype=str)
    isaf = isaf.rename(columns={"troops": "value", "as_of": "date"}).assign(
        operation="ISAF (Afghanistan)", planned=False
    )
    both = marks.split_confidence(pd.concat([listed, isaf], ignore_index=True))
    both["operation"] = both["operation"].map(NAMES)
    both["date_inferred"] = both["date"].str.contains("inferred")
    both["date"] = both["date"].str.split(" ").str[0]
    both["state_id"] = both["state_id"].astype(int)
    both["troops"] = both["value"].astype(int)
    keys = ["operation", "date", "state_id"]
    # The plan of July 2006 lists the British in the south and elsewhere apart: added up.
    table = both.groupby(keys, as_index=False).agg({"troops": "sum"} | dict.fromkeys(
        ["planned", "date_inferred", "note", "source", "confidence"], "first"))  # fmt: skip
    table["nato_member"] = marks.member(table["state_id"], table["date"])
    return table
