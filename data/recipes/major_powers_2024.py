"""Major powers to 2024, one row per state and spell (Correlates of War 2024)."""

from data.recipes import major_powers, tools

LAST = 2024


def build(pack):
    """Return the spells in which a state counted as a major power."""
    return major_powers.spells(tools.raw(pack, "capabilities/cow_majors_2024.csv"), LAST)
