"""The claims of the source document, in the course's own wording."""

from data.recipes import tools


def build(pack):
    """Return one row per claim; literature columns hold reference keys separated by '; '."""
    source = tools.evidence(pack, "claims.csv", dtype=str)
    return source.rename(
        columns={"id": "claim_id", "literature_for": "reading_for", "literature_against": "reading_against"}
    )
