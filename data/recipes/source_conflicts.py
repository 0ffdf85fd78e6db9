"""Where the sources of the course disagree, both readings kept."""

from data.recipes import tools


def build(pack):
    """Return the list as compiled."""
    return tools.authored("facts/source_conflicts.csv", dtype=str)
