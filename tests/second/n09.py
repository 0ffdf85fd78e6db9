"""Lesson 09 by another route."""

import math
from collections import defaultdict
from functools import cache
from itertools import combinations
from statistics import mean

from tests.second import per_cent, rows

MANDING = {"Bambara", "Jula", "Diaoula", "Maninka", "Mandinka"}
FULA = {"Fulfulde", "Pulaar"}


@cache
def tongues(column, joined=False):
    """State → its languages by a column of the list; joined: the varieties of Manding as one, and those of Fula."""
    found = defaultdict(set)
    for row in rows("languages"):
        if row[column] == "1":
            name = row["language"]
            found[row["state_id"]].add("Manding" if joined and name in MANDING else "Fula" if joined and name in FULA else name)  # fmt: skip
    return found


def of_two_people(force, column="official", joined=False):
    """Chance in per cent that two people drawn from a force share a language, or a state; force: state → people."""
    known, whole = tongues(column, joined), sum(force.values())
    return sum(100 * m * n / whole**2 for a, m in force.items() for b, n in force.items() if a == b or known[a] & known[b])  # fmt: skip


def with_locals(force, host, column="official", joined=False):
    """Per cent of a force from states that share a language with the host."""
    known = tongues(column, joined)
    return per_cent(sum(n for a, n in force.items() if known[a] & known[host]), sum(force.values()))


def isaf():
    return {row["state_id"]: int(row["troops"]) for row in rows("contingents") if (row["operation"], row["date"]) == ("ISAF", "2010-11-15")}  # fmt: skip


def un_force(mission, year=2019):
    return {row["state_id"]: float(row["personnel"]) for row in rows("un_contributors_mission") if (row["mission"], row["year"]) == (mission, str(year))}  # fmt: skip


def contingents():
    return len(isaf())


def isaf_pairs():
    """By the table of pairs that served together."""
    pairs = [row["common_official"] for row in rows("common_language") if row["isaf"] == "1"]
    return per_cent(pairs.count("1"), len(pairs))


def isaf_soldiers():
    return of_two_people(isaf())


def isaf_others():
    return of_two_people({n: troops for n, troops in isaf().items() if n != "2"})


def of_two_members(force):
    """Per cent of the pairs of members of a regional force at the end of 2025 that share a language; states in the list only."""
    members = [row["state_id"] for row in rows("standby_force_members") if row["force"] == force and row["state_id"] and not row["end_date"]]  # fmt: skip
    return 100 * mean(bool(tongues("official")[a] & tongues("official")[b]) for a, b in combinations(members, 2))


def narc():
    return of_two_members("NARC")


def esf():
    return of_two_members("ESF")


def unisfa():
    return of_two_people(un_force("UNISFA"))


def unisfa_largest():
    return per_cent(un_force("UNISFA")["530"], sum(un_force("UNISFA").values()))


def mali_official():
    return with_locals(un_force("MINUSMA"), "432")


def mali_listed():
    return with_locals(un_force("MINUSMA"), "432", "spoken_9")


def mali_joined():
    return with_locals(un_force("MINUSMA"), "432", "spoken_9", joined=True)


# Missions of the UN with a thousand people or more, in the complete years since 2013.


@cache
def mission_years():
    """Mission and year → its force, and peacekeepers killed per person."""
    dead = defaultdict(int)
    for row in rows("mission_violence"):
        if row["organisation"] == "UN" and row["killed"]:
            dead[row["mission"], row["year"]] += int(row["killed"])
    complete = {(row["mission"], row["year"]) for row in rows("un_contributors_mission") if row["complete"] == "1"}
    forces = {here: un_force(*here) for here in sorted(complete)}
    return {here: (force, dead[here] / sum(force.values())) for here, force in forces.items() if sum(force.values()) >= 1000}  # fmt: skip


def mixed(force):
    """Chance that two people are of different states."""
    return 1 - sum(n * n for n in force.values()) / sum(force.values()) ** 2


@cache
def by_mission():
    found = defaultdict(list)
    for (mission, _), (force, risk) in mission_years().items():
        found[mission].append((force, risk))
    return found


def missions():
    return len(by_mission())


def ranks(values):
    """Place of each from the smallest, equals sharing the mean of theirs."""
    return [sum(w < v for w in values) + (values.count(v) + 1) / 2 for v in values]


def rank_correlation(pairs):
    x, y = (ranks([round(value, 12) for value in side]) for side in zip(*pairs, strict=True))
    middle = (len(x) + 1) / 2
    both = sum((a - middle) * (b - middle) for a, b in zip(x, y, strict=True))
    return both / math.sqrt(sum((a - middle) ** 2 for a in x) * sum((b - middle) ** 2 for b in y))


def between():
    """Mean mixture of a mission, and its dead over its people of all years."""
    table = []
    for years in by_mission().values():
        people = [sum(force.values()) for force, _ in years]
        table.append((mean(mixed(force) for force, _ in years), sum(risk * n for (_, risk), n in zip(years, people, strict=True)) / sum(people)))  # fmt: skip
    return rank_correlation(table)


def over_time(measure, without=()):
    """Deviations of measure and deaths from the mission's own means, for missions of three years or more."""
    years = defaultdict(list)
    for here, (force, risk) in mission_years().items():
        if here not in without:
            years[here[0]].append((measure(force), risk))
    table = []
    for own in years.values():
        if len(own) >= 3:
            middle = [mean(side) for side in zip(*own, strict=True)]
            table += [(a - middle[0], b - middle[1]) for a, b in own]
    return rank_correlation(table)


def within():
    return over_time(mixed)


def whole():
    """Spoken languages in common, without the first years of MINUSMA and MINUSCA."""
    return over_time(lambda force: of_two_people(force, "spoken_9", joined=True), {("MINUSMA", "2013"), ("MINUSCA", "2014")})  # fmt: skip


# Command.


def integrated():
    coded = [row["integrated_command"] for row in rows("alliances") if row["defence"] == "1" and row["integrated_command"]]  # fmt: skip
    return per_cent(coded.count("1"), len(coded))
