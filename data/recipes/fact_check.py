"""Statements of the source document that are wrong, misleading, outdated or contested, with sources."""

from data.recipes import tools


def build(pack):
    """Return the fact check in the course's column names."""
    source = tools.evidence(pack, "fact_check.csv", dtype=str)
    return source.rename(columns={"id": "fact_id", "statement_paraphrased": "statement", "evidence_and_sources": "evidence",
                                  "measure_to_compute": "measure", "honest_treatment": "treatment"})  # fmt: skip
