"""The claims of the source document, in the course's own wording."""

from data.recipes import tools


def build(pack):
    """Return one row per claim of the first list; literature columns hold reference keys separated by '; '."""
    return tools.authored("claims_v1.csv", dtype=str)
