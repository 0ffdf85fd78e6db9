"""Reported strength and number of states of coalition operations, one row per report."""

import pandas as pd

from data.recipes import marks, tools


def build(pack):
    """Return totals of ISAF, Resolute Support, the Gulf War and the coalition against Daesh, as reported."""
    isaf = tools.authored("facts/isaf_totals.csv", dtype=str)
    gulf = tools.authored("facts/gulf_war_1991_totals.csv", dtype=str)
    both = pd.concat([isaf.assign(operation="ISAF"), gulf.assign(operation="Gulf War 1991")], ignore_index=True)
    both = both.rename(columns={"as_of": "date", "us": "us_troops", "total": "troops"})
    listed = tools.authored("facts/operations_contributions.csv", dtype=str)
    listed = listed[listed["iso3"].isna()].rename(columns={"value": "troops"})
    listed["operation"] = listed["operation"].str.split(" (", regex=False).str[0]
    people = listed["measure"].isin(["total strength", "troops"])
    listed["nations"] = listed["troops"].where(~people)
    listed["troops"] = listed["troops"].where(people)
    listed["note"] = (listed["country_or_item"].str.lower() + "; " + listed["note"].fillna("")).str.strip("; ")
    table = marks.split_confidence(pd.concat([both, listed], ignore_index=True))
    words = table[["troops", "us_troops"]].fillna("").agg(" ".join, axis=1) + " " + table["note"].fillna("")
    table["approximate"] = words.str.contains(r"about|over\b|around", regex=True)
    table["date_inferred"] = table["date"].str.contains("inferred")
    table["date"] = table["date"].str.split(" ").str[0]
    for column in ("troops", "us_troops", "nations"):
        table[column] = table[column].map(marks.number)
    table = table.sort_values(["operation", "date", "nations", "troops"], kind="stable", ignore_index=True)
    table["total_id"] = [f"T{number:02d}" for number in range(1, len(table) + 1)]
    return table[["total_id", "operation", "date", "date_inferred", "troops", "nations", "us_troops", "approximate",
                  "note", "source", "confidence", "confidence_note"]]  # fmt: skip
