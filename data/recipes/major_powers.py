"""Major powers, one row per state and spell (Correlates of War 2016)."""

from data.recipes import tools

LAST = 2016


def build(pack):
    """Return the spells in which a state counted as a major power."""
    return spells(tools.raw(pack, "capabilities/cow_majors_2016.csv"), LAST)


def spells(source, last):
    """Return an edition's spells in our columns; an end in its `last` year is open."""
    day = "{:04d}-{:02d}-{:02d}"
    source["start_date"] = [day.format(*row) for row in source[["styear", "stmonth", "stday"]].to_numpy()]
    source["end_date"] = [day.format(*row) for row in source[["endyear", "endmonth", "endday"]].to_numpy()]
    source[["end", "end_date"]] = source[["endyear", "end_date"]].where(source["endyear"] < last, None)
    source = source.rename(columns={"ccode": "state_id", "styear": "start"})
    return source[["state_id", "start", "start_date", "end", "end_date"]]
