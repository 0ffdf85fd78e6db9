"""Lesson 15 by another route."""

from collections import defaultdict
from datetime import date
from functools import cache

from tests.second import pair, per_cent, rows

# Landing logs of 16 January to 8 February 2010, as the Associated Press read them, and the two waiting lists by day of the logs.
LANDED, NO_SHOWS, DAYS = 2318, 336, (date(2010, 2, 8) - date(2010, 1, 16)).days + 1
WAITING = {3: 1000, 6: 1400}


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def event(words):
    """Day of an event; a month counts from its middle."""
    text = next(row["date"] for row in rows("haiti_timeline") if words in row["event"])
    return date.fromisoformat(text if len(text) > 7 else f"{text}-15")


def since_quake(words):
    return (event(words) - event("earthquake, 16:53")).days


def apology_days():
    return since_quake("apologises")


def peak_day():
    return since_quake("Peak: ")


def apology_delay():
    return (event("apologises") - event("Cholera outbreak")).days


def figure(item):
    return next(float(row["value"]) for row in rows("haiti_figures") if row["item"] == item)


def us_peak():
    return figure("us_peak")


def cholera():
    return figure("cholera_deaths")


def ministries():
    return figure("ministries_destroyed")


def one_commander():
    """Of the American force and the UN mission, the mission's share, per cent."""
    mission = figure("minustah_troops_before") + figure("minustah_police_before")
    return per_cent(mission, mission + figure("us_peak"))


def troops(state, year):
    return next(int(row["troops"]) for row in rows("us_troops") if (row["state_id"], row["year"]) == (state, year))


def trace():
    return troops("41", "2010")


def liberia():
    return troops("450", "2014")


def liberia_before():
    return troops("450", "2013")


# The runway.


def landings():
    return LANDED / DAYS


def slots_used():
    return LANDED + NO_SHOWS


# Disasters, needs, exercises.


def appeals():
    """Appeals for a state or territory in 2010."""
    return [row for row in rows("humanitarian_funding") if row["requirements"] and row["year"] == "2010"]


def haiti():
    return next(row for row in appeals() if row["iso3"] == "HTI")


def haiti_coverage():
    return per_cent(float(haiti()["funding"]), float(haiti()["requirements"]))


def need_conflict():
    """Of the money that appeals for states asked for in 2000–2024, the part for those with a conflict inside, per cent."""
    fought = {(row["state_id"], row["year"]) for row in rows("armed_conflict_states") if int(row["at_home"]) > 0}
    asked = {(row["state_id"], row["year"]): float(row["requirements"]) for row in rows("humanitarian_funding")
             if row["state_id"] and row["requirements"] and "2000" <= row["year"] <= "2024"}  # fmt: skip
    return per_cent(sum(money for where, money in asked.items() if where in fought), sum(asked.values()))


@cache
def after_two():
    """Pairs and years 1985–2005 with an exercise of the two alone: whether one was of relief, years of the next five with a joint exercise."""
    members, kinds = defaultdict(list), defaultdict(list)
    for row in rows("exercise_members"):
        members[row["exercise_id"]].append(row["state_id"])
    for row in rows("exercises"):
        if row["states"] == "2" and 1985 <= int(row["year"]) <= 2005:
            kinds[pair(*members[row["exercise_id"]]), int(row["year"])].append(row["humanitarian"] == "1")
    held = {(pair(row["state_id_1"], row["state_id_2"]), int(row["year"])) for row in rows("exercise_pairs")}
    return [(any(relief), sum((who, year + k) in held for k in range(1, 6))) for (who, year), relief in kinds.items()]


def relief_after():
    return mean(after for relief, after in after_two() if relief)


def other_after():
    return mean(after for relief, after in after_two() if not relief)
