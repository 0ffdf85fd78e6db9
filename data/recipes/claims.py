"""The claims of the source document, in the course's own wording, and the works that speak to them."""

from data.recipes import tools

COLUMNS = ["claim_id", "section", "lesson", "kind", "force", "claim", "falsifier", "stronger_question", "stronger_kind",
           "testable", "shown_with", "suggested_measure", "reading_for", "reading_against", "expected_verdict", "note"]  # fmt: skip


def build(pack):
    """Return one row per claim; reading_for and reading_against hold reference keys of checked works, separated by '; '."""
    table = tools.authored("claims.csv", dtype=str)
    rows = tools.authored("literature.csv", dtype=str).query("bears_on == 'document' and checked.notna()")
    for side in ("for", "against"):
        keys = rows[rows["side"] == side].groupby("claim_id")["key"].agg("; ".join)
        table = table.assign(**{f"reading_{side}": table["claim_id"].map(keys)})
    return table.reindex(columns=COLUMNS)
