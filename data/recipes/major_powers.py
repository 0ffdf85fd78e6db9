"""Major powers, one row per state and spell (Correlates of War 2024)."""

from data.recipes import tools

LAST = 2024


def build(pack):
    """Return the spells in which a state counted as a major power; an end in the edition's last year is open."""
    source = tools.raw(pack, "capabilities/cow_majors_2024.csv")
    day = "{:04d}-{:02d}-{:02d}"
    source["start_date"] = [day.format(*row) for row in source[["styear", "stmonth", "stday"]].to_numpy()]
    source["end_date"] = [day.format(*row) for row in source[["endyear", "endmonth", "endday"]].to_numpy()]
    source[["end", "end_date"]] = source[["endyear", "end_date"]].where(source["endyear"] < LAST, None)
    source = source.rename(columns={"ccode": "state_id", "styear": "start"})
    return source[["state_id", "start", "start_date", "end", "end_date"]]
