"""The claims of the source document, in the course's own wording, and the works that speak to them."""

import pandas as pd

from data.recipes import tools

# Lessons that still stand on the first list of claims.
FIRST = ["16", "17"]
COLUMNS = ["claim_id", "section", "lesson", "kind", "force", "claim", "falsifier", "stronger_question", "testable", "shown_with",
           "suggested_measure", "reading_for", "reading_against", "expected_verdict", "note"]  # fmt: skip


def build(pack):
    """Return one row per claim: from the first list for the lessons in FIRST, from the second for the others.

    reading_for and reading_against hold reference keys separated by '; ': of the second list, works that were checked.
    """
    first, second = tools.authored("claims_v1.csv", dtype=str), tools.authored("claims.csv", dtype=str)
    second = second[~second["lesson"].isin(FIRST)]
    rows = tools.authored("literature.csv", dtype=str).query("bears_on == 'document' and checked.notna()")
    for side in ("for", "against"):
        keys = rows[rows["side"] == side].groupby("claim_id")["key"].agg("; ".join)
        second = second.assign(**{f"reading_{side}": second["claim_id"].map(keys)})
    return pd.concat([first[first["lesson"].isin(FIRST)], second]).reindex(columns=COLUMNS)
