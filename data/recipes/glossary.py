"""Terms of the course, each with a definition in our own words and a reference that resolves."""

from data.recipes import tools


def build(pack):
    """Return term, definition, reference key and, where the source was given in words, those words."""
    return tools.authored("glossary.csv", dtype=str)
