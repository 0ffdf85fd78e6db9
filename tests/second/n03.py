"""Lesson 03 by another route."""

from functools import cache
from itertools import combinations
from math import exp, log
from statistics import fmean

from tests.second import allied, nato, pairs_in, per_cent, promised, rows, states

USA, RUSSIA = 2, 365
COLD_WAR = range(1955, 1991)
ALLIANCES = rows("alliances")
EXERCISES = rows("exercises")
# The longer list of the partners of 1991, by code, and by name where the state has no code any more.
GULF = "ARE ARG AUS BEL BGD BHR CAN Czechoslovakia DEU DNK EGY ESP FRA GBR GRC HND HUN ITA KOR KWT MAR NER NLD NOR NZL OMN PAK POL PRT QAT SAU SEN SYR TUR"  # fmt: skip


def between(table, column, first, last):
    return [row for row in table if first <= int(row[column]) <= last]


def marked(table, column):
    """Share of the rows marked, among those where it is known."""
    known = [row[column] == "1" for row in table if row[column]]
    return per_cent(sum(known), len(known))


# Pairs and members.


def density(year):
    n = len(states(year))
    return per_cent(len(allied(year, "defence")), n * (n - 1) / 2)


def density_1816():
    return density(1816)


def density_1914():
    return density(1914)


def density_1945():
    return density(1945)


def density_1970():
    return density(1970)


def density_2018():
    return density(2018)


def states_1816():
    return len(states(1816))


def signing_rate(first, last):
    """Alliances signed per state and year."""
    return len(between(ALLIANCES, "start", first, last)) / sum(len(states(year)) for year in range(first, last + 1))


def century():
    return signing_rate(1901, 2000) / signing_rate(1816, 1900)


def since_1945():
    return signing_rate(1946, 2000) / signing_rate(1901, 1945)


def in_pacts(first, last):
    return fmean(per_cent(len({n for p in allied(year) for n in p}), len(states(year))) for year in range(first, last + 1))  # fmt: skip


def in_pacts_before():
    return in_pacts(1901, 1945)


def in_pacts_since():
    return in_pacts(1946, 2000)


def organised_before():
    return marked(between(ALLIANCES, "start", 1816, 1945), "organisation")


def organised_since():
    return marked(between(ALLIANCES, "start", 1946, 2018), "organisation")


# Two camps.


def tied(year, of):
    """Share of some states with a promise of defence to or from either superpower."""
    others = (of & states(year)) - {USA, RUSSIA}
    bound = {n for p in promised(year) if USA in p or RUSSIA in p for n in p}
    return per_cent(len(others & bound), len(others))


def camps_1955():
    return tied(1955, states(1955))


def camps_1988():
    return tied(1988, states(1988))


def kept_least():
    return min(tied(year, states(1955)) for year in range(1955, 1989))


def kept_most():
    return max(tied(year, states(1955)) for year in range(1955, 1989))


@cache
def powers(column):
    return {(int(row["state_id"]), int(row["year"])): float(row[column]) for row in rows("capabilities") if row[column]}


@cache
def west(year):
    return nato(f"{year}-12-31")


@cache
def east(year):
    day = f"{year}-12-31"
    return {int(row["state_id"]) for row in rows("warsaw_pact_members") if row["start_date"] <= day <= row["end_date"]}


def leaders(column, year):
    return powers(column)[USA, year] / powers(column)[RUSSIA, year]


def blocs(column, year):
    one, two = (sum(powers(column).get((n, year), 0) for n in side) for side in (west(year), east(year)))
    return one / two


def uneven(first, last):
    """How many times as far from level the blocs were as their leaders alone: the geometric mean of the years."""
    return exp(fmean(abs(log(blocs("cinc", year))) - abs(log(leaders("cinc", year))) for year in range(first, last + 1)))  # fmt: skip


def uneven_early():
    return uneven(1955, 1970)


def uneven_late():
    return uneven(1971, 1988)


# The war that did not come.


def kinds(a, b, year):
    """The kinds of pair that two states are in a year."""
    camps = {"west" if n in west(year) else "east" if n in east(year) else "" for n in (a, b)}
    if camps == {"west", "east"}:
        return {"across"}
    return {"other", "outside"} if camps == {""} else {"other"}


@cache
def chances():
    """Relevant pairs of each year by kind, years of pairs, and disputes; those of a run of years lie evenly in it."""
    pairs, years, quarrels = {}, {}, {}
    for row in rows("dispute_pairs"):
        a, b, first, last = (int(row[name]) for name in ("initiator_id", "target_id", "first_year", "last_year"))
        for year in range(max(first, 1955), min(last, 1990) + 1):
            for kind in kinds(a, b, year):
                pairs.setdefault(kind, set()).add((frozenset((a, b)), year))
                years[kind] = years.get(kind, 0) + 0.5
                quarrels[kind] = quarrels.get(kind, 0) + int(row["onsets"]) / int(row["years"])
    return pairs, years, quarrels


@cache
def clashes(kind):
    """Wars, and the relevant pairs that fought in them, from the year in which both were in it."""
    fighting = [row for row in rows("interstate_wars") if int(row["start"]) in COLD_WAR]
    return {
        (a["war_id"], both)
        for a, b in combinations(fighting, 2)
        if a["war_id"] == b["war_id"]
        and a["side"] != b["side"]
        and a["start_date"] <= b["end_date"]
        and b["start_date"] <= a["end_date"]
        and (both := (frozenset((int(a["state_id"]), int(b["state_id"]))), max(int(a["start"]), int(b["start"])))) in chances()[0][kind]
    }  # fmt: skip


def wars(kind):
    return len({war for war, _ in clashes(kind)})


def dispute_ratio():
    _, years, quarrels = chances()
    return quarrels["across"] / years["across"] / (quarrels["other"] / years["other"])


def expected(kind, per):
    """Wars across the blocs at the rate of another kind of pair."""
    return wars(kind) * per["across"] / per[kind]


def wars_expected():
    return expected("other", chances()[2])


def wars_expected_outside():
    return expected("outside", chances()[2])


def luck_years():
    return 100 * exp(-expected("other", chances()[1]))


def luck_disputes():
    return 100 * exp(-wars_expected())


def luck_disputes_outside():
    return 100 * exp(-wars_expected_outside())


# The Gulf War, the UN, exercises.


def gulf_longer():
    return len(GULF.split())


def gulf_paid():
    money = {row["contributor"]: row for row in rows("gulf_war_finance")}
    return per_cent(float(money["all contributors"]["received"]), float(money["US cost"]["cost"]))


def givers():
    return [float(row["personnel"]) for row in rows("un_contributors") if (row["year"], row["joined"]) == ("1993", "1")]


def un_givers():
    return len(givers())


def un_largest():
    return per_cent(max(givers()), sum(givers()))


def missions_1980s():
    return len(between(rows("un_missions"), "start", 1980, 1989))


def missions_1990s():
    return len(between(rows("un_missions"), "start", 1990, 1999))


def only_fighting(first, last):
    table = between(EXERCISES, "year", first, last)
    return per_cent(sum((row["warfighting"], row["peacekeeping"], row["humanitarian"]) == ("1", "0", "0") for row in table), len(table))  # fmt: skip


def alone_1980s():
    return only_fighting(1980, 1989)


def alone_1990s():
    return only_fighting(1990, 1999)


def relief_1990s():
    return marked(between(EXERCISES, "year", 1990, 1999), "humanitarian")


def relief_2000s():
    return marked(between(EXERCISES, "year", 2000, 2010), "humanitarian")


def fighting_2000s():
    return marked(between(EXERCISES, "year", 2000, 2010), "warfighting")


def operations(first, last):
    table = between(rows("partnerships"), "start", first, last)
    return sum("mission coalition" in row["type"] for row in table)


def terror_listed():
    return operations(2001, 2025)


def listed_before():
    return operations(1900, 2000)


def without_promise(first):
    """Share of the pairs that trained together in five years and had no promise of defence in any of them."""
    trained = pairs_in(between(rows("exercise_pairs"), "year", first, first + 4))
    bound = set().union(*(promised(year) for year in range(first, first + 5)))
    return per_cent(len(trained - bound), len(trained))


def outside_before():
    return without_promise(1986)


def outside_1991():
    return without_promise(1991)


def outside_1996():
    return without_promise(1996)


def outside_since():
    return without_promise(2006)
