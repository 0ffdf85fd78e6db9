"""The claims of the source document, in the course's own wording."""

from data.recipes import tools


def build(pack):
    """Return one row per claim; literature columns hold reference keys separated by '; '."""
    source = tools.evidence(pack, "claims.csv", dtype=str)
    # Warren and Cranmer show that ties depend on other ties, which is no support for a pull of power.
    source.loc[source["id"] == "C17.1", "literature_for"] = "Walt1985"
    return source.rename(
        columns={"id": "claim_id", "literature_for": "reading_for", "literature_against": "reading_against"}
    )
