"""Lesson 07 by another route."""

import math
from bisect import bisect_right
from collections import defaultdict
from functools import cache
from statistics import mean, median

from tests.second import in_force, nato, pair, pairs_in, per_cent, region, rows, states

ERAS = (1870, 1914, 1946, 1990)


def solved(matrix, right):
    """The solution of linear equations, by elimination."""
    table = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(table)):
        best = max(range(i, len(table)), key=lambda k: abs(table[k][i]))
        table[i], table[best] = table[best], table[i]
        table[i] = [value / table[i][i] for value in table[i]]
        for k, row in enumerate(table):
            if k != i and row[i]:
                table[k] = [a - row[i] * b for a, b in zip(row, table[i], strict=True)]
    return [row[-1] for row in table]


def sums(cases, weight=lambda case: 1.0):
    """The weighted sums of products of what stands in each case's first place."""
    size = len(cases[0][0])
    total = [[0.0] * size for _ in range(size)]
    for case in cases:
        w, x = weight(case), case[0]
        for i, a in enumerate(x):
            if a:
                for j, b in enumerate(x):
                    total[i][j] += w * a * b
    return total


def log_odds(cases):
    """Coefficients of a logit by maximum likelihood (Newton's steps); cases: terms, events, trials."""
    b = [0.0] * len(cases[0][0])
    for _ in range(12):
        chance = {id(case): 1 / (1 + math.exp(-sum(u * v for u, v in zip(b, case[0], strict=True)))) for case in cases}
        curve = sums(cases, lambda case, p=chance: case[2] * p[id(case)] * (1 - p[id(case)]))
        slope = [sum(x[i] * (events - n * chance[id(case)]) for case in cases for x, events, n in [case]) for i in range(len(b))]  # fmt: skip
        b = [u + v for u, v in zip(b, solved(curve, slope), strict=True)]
    return b


def slopes(cases):
    """Coefficients of least squares; cases: terms, outcome."""
    right = [sum(x[i] * y for x, y in cases) for i in range(len(cases[0][0]))]
    return solved(sums(cases), right)


def dummies(value, kinds):
    """One place for each kind but the first."""
    return [float(value == kind) for kind in sorted(kinds)[1:]]


def correlation(x, y):
    mx, my = mean(x), mean(y)
    both = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    return both / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))


# Disputes: all counts are of directed pairs.


def ratio(table, years="years"):
    """Onsets per year of pairs with a promise of defence between them, over those of the others."""
    n = {flag: [sum(int(row[key]) for row in table if row["pact_defence"] == flag) for key in ("onsets", years)] for flag in "01"}  # fmt: skip
    return n["1"][0] / n["1"][1] / (n["0"][0] / n["0"][1])


def ratio_all():
    return ratio([row for row in rows("dispute_rates") if row["sample"] == "all"], "pair_years")


def ratio_relevant():
    return ratio(rows("dispute_pairs"))


def ratio_land():
    return ratio([row for row in rows("dispute_pairs") if row["contiguity"] == "2"])


def ratio_sea():
    return ratio([row for row in rows("dispute_pairs") if row["contiguity"] == "1"])


def grouped(table, terms):
    """Cases for a logit, like ones in one; onsets out of years."""
    cells = defaultdict(lambda: [0, 0])
    for row in table:
        cell = cells[terms(row)]
        cell[0] += int(row["onsets"])
        cell[1] += int(row["years"])
    return [(x, *counts) for x, counts in cells.items()]


def odds_distance():
    def terms(row):
        return (1.0, float(row["pact_defence"]), float(row["contiguity"] == "1"), float(row["contiguity"] == "2"))

    return math.exp(log_odds(grouped(rows("dispute_pairs"), terms))[1])


@cache
def rivals():
    spells = defaultdict(list)
    for row in rows("rivalries"):
        spells[pair(row["state_id_1"], row["state_id_2"])].append((int(row["start"]), int(row["end"] or 2020)))
    return spells


def rivalry(row):
    """Whether two states are rivals all through a run of years, were so before it, never so far, or a part of it."""
    first, last = int(row["first_year"]), int(row["last_year"])
    spells = rivals().get(pair(row["initiator_id"], row["target_id"]), [])
    shared = [max(0, min(last, end) - max(first, start) + 1) for start, end in spells]
    if any(shared):
        return "now" if max(shared) == last - first + 1 else "in part"
    return "former" if any(end < first for _, end in spells) else "never"


def odds_alike():
    """Since 1946, at the middle of each run of years: distance, power, voting gap, a common rival, both democracies."""
    foes = defaultdict(set)
    for (a, b), spells in rivals().items():
        for start, end in spells:
            for year in range(max(1946, start), min(end, 2010) + 1):
                foes[a, year].add(b)
                foes[b, year].add(a)
    cases = []
    for row in rows("dispute_pairs"):
        if int(row["first_year"]) >= 1946:
            year = (int(row["first_year"]) + int(row["last_year"])) // 2
            a, b = int(row["initiator_id"]), int(row["target_id"])
            wide = gap(a, b, year)
            if wide is not None:
                near = (float(row["contiguity"] == "1"), float(row["contiguity"] == "2"))
                power = (
                    float(int(row["initiator_major"]) + int(row["target_major"])),
                    float(abs(int(row["log_ratio"]))),
                )
                alike = (wide, float(bool(foes[a, year] & foes[b, year])), float(row["initiator_democracy"] == row["target_democracy"] == "1"))  # fmt: skip
                cases.append(((1.0, float(row["pact_defence"]), *near, *power, *alike), int(row["onsets"]), int(row["years"])))  # fmt: skip
    return math.exp(log_odds(cases)[1])


def former_odds():
    """Beside partners never rivals, at a like distance and of like power: how many are great powers, and how unequal."""

    def terms(row):
        kind, great = rivalry(row), int(row["initiator_major"]) + int(row["target_major"])
        near = (float(row["contiguity"] == "1"), float(row["contiguity"] == "2"))
        return (1.0, float(kind == "former"), float(kind == "now"), *near, float(great), float(abs(int(row["log_ratio"]))))  # fmt: skip

    table = [row for row in rows("dispute_pairs") if row["pact_defence"] == "1" and rivalry(row) != "in part"]
    return math.exp(log_odds(grouped(table, terms))[1])


def rooted():
    """Of the rivalries with a type, between two states under a promise of defence at some time of 1946–2018."""
    promises = defaultdict(list)
    for row in rows("alliance_members"):
        promises[row["alliance_id"]].append((int(row["state_id"]), int(row["start"]), int(row["end"] or 2018), row["defence"] == "1"))  # fmt: skip
    ties = defaultdict(list)
    for members in promises.values():
        for a, first, last, bound in members:
            for b, start, end, also in members:
                if a < b and (bound or also) and max(first, start, 1946) <= min(last, end):
                    ties[a, b].append((max(first, start, 1946), min(last, end)))
    inside = [
        row for row in rows("rivalries")
        if row["positional"]
        and any(int(row["start"]) <= end and int(row["end"] or 2018) >= start for start, end in ties[pair(row["state_id_1"], row["state_id_2"])])
    ]  # fmt: skip
    return per_cent(sum("1" in (row["positional"], row["interventionary"], row["ideological"]) for row in inside), len(inside))  # fmt: skip


# Votes.


@cache
def votes():
    """Year → state → position."""
    found = defaultdict(dict)
    for row in rows("ideal_points"):
        if row["ideal_point"]:
            found[int(row["year"])][int(row["state_id"])] = float(row["ideal_point"])
    return found


def gap(a, b, year):
    here = votes().get(year, {})
    return abs(here[a] - here[b]) if a in here and b in here else None


def median_gap(members, year):
    voted = [votes()[year][n] for n in members if n in votes()[year]]
    return median(abs(a - b) for i, a in enumerate(voted) for b in voted[:i])


def nato_1989():
    return median_gap(nato("1989-12-31"), 1989)


def nato_2023():
    return median_gap(nato("2023-12-31"), 2023)


def pact_1985():
    return median_gap([int(row["state_id"]) for row in rows("warsaw_pact_members") if int(row["active_until"]) >= 1985], 1985)  # fmt: skip


def france_2003():
    return gap(2, 220, 2003)


def last_three(a, b, year):
    """Mean gap of a year and the two votes before it; the General Assembly did not vote in 1964."""
    years = [y for y in sorted(votes()) if y <= year and gap(a, b, y) is not None][-3:]
    return mean(gap(a, b, y) for y in years)


def turkiye_1963():
    return last_three(2, 640, 1963)


def turkiye_1970():
    return last_three(2, 640, 1970)


def greece_1963():
    return last_three(2, 350, 1963)


def greece_1970():
    return last_three(2, 350, 1970)


# Treaties of two.


@cache
def parties():
    """Treaty → the first two states that it bound; heirs come later."""
    found = defaultdict(list)
    for row in sorted(rows("alliance_members"), key=lambda row: (int(row["start"]), int(row["state_id"]))):
        known = found[row["alliance_id"]]
        if len(known) < 2 and int(row["state_id"]) not in known:
            known.append(int(row["state_id"]))
    return found


@cache
def pacts_by_year():
    """Each promise of defence between two and year of votes: growth of the gap, gap, age, decade, and whether it ends next year.

    Growth: the mean gap of three years over that of the three before.
    """
    order, found = sorted(votes()), []
    for pact in rows("alliances"):
        if pact["bilateral"] != "1" or pact["defence"] != "1" or len(parties()[pact["alliance_id"]]) != 2:
            continue
        a, b = parties()[pact["alliance_id"]]
        for place, year in enumerate(order):
            gaps = [gap(a, b, y) for y in order[max(place - 5, 0) : place + 1]]
            if int(pact["start"]) < year < int(pact["end"] or 2018) and len(gaps) == 6 and None not in gaps:
                wide = mean(gaps[3:])
                found.append((wide - mean(gaps[:3]), wide, math.log(year - int(pact["start"]) + 1), year, pact["end"] == str(year + 1)))  # fmt: skip
    return found


def odds_of_end(table):
    decades = {year // 10 for *_, year, _ in table}
    cases = [((1.0, *held, *dummies(year // 10, decades)), ended, 1) for *held, year, ended in table]
    return math.exp(log_odds(cases)[1])


def end_odds():
    return odds_of_end(pacts_by_year())


def endings():
    return sum(ended for *_, ended in pacts_by_year())


def calm_odds():
    return odds_of_end([row for row in pacts_by_year() if not 1988 <= row[3] <= 1992])


@cache
def pacts():
    """Promises of defence between two with known power at signature: life, end seen, power ten to one, unequal duties, era."""
    power = {(row["state_id"], int(row["year"])): float(row["cinc"]) for row in rows("capabilities") if row["cinc"]}
    found = []
    for pact in rows("alliances"):
        start = int(pact["start"])
        shares = [power.get((str(n), max(start, 1816)), 0) for n in parties()[pact["alliance_id"]]]
        if pact["bilateral"] == pact["defence"] == "1" and len(shares) == 2 and min(shares) > 0:
            life = max(int(pact["end"] or 2018) - start, 0.5)
            found.append((life, bool(pact["end"]), max(shares) >= 10 * min(shares), pact["asymmetric"] == "1", bisect_right(ERAS, start)))  # fmt: skip
    return found


def left_after(age, table):
    """Per cent standing at an age (Kaplan and Meier 1958)."""
    standing = 100.0
    for time in sorted({row[0] for row in table if row[0] <= age}):
        standing *= 1 - sum(row[0] == time and row[1] for row in table) / sum(row[0] >= time for row in table)
    return standing


def unequal_20():
    return left_after(20, [row for row in pacts() if row[2]])


def equal_20():
    return left_after(20, [row for row in pacts() if not row[2]])


# Promises in war.


def called_on(early=None):
    return [row["outcome_bf"] == "honoured" for row in rows("alliance_commitments") if row["outcome_bf"] != "does not apply" and early in (None, row["before_1945"])]  # fmt: skip


def called():
    return len(called_on())


def kept_before():
    return 100 * mean(called_on("1"))


def kept_since():
    return 100 * mean(called_on("0"))


# Exercises.


@cache
def neighbours():
    """Pairs with a land border in 2000: on the list of rivalries by then, and whether they trained together in 2000–09."""
    border = pairs_in([row for row in rows("contiguity") if row["type"] == "1" and in_force(row, 2000)])
    hostile = pairs_in([row for row in rows("rivalries") if int(row["start"]) <= 2000])
    met = pairs_in([row for row in rows("exercise_pairs") if 2000 <= int(row["year"]) <= 2009])
    return {p: (p in hostile, 100.0 * (p in met)) for p in sorted(border) if set(p) <= states(2000)}


def hostile_trained():
    return mean(met for past, met in neighbours().values() if past)


def never_trained():
    return mean(met for past, met in neighbours().values() if not past)


def hostile():
    """Among pairs of like region, power, and number of partners in exercises of the ten years before."""
    power = {int(row["state_id"]): float(row["cinc"]) for row in rows("capabilities") if row["year"] == "2000" and row["cinc"]}  # fmt: skip
    before = pairs_in([row for row in rows("exercise_pairs") if 1990 <= int(row["year"]) < 2000])
    active = {n: math.log(1 + sum(n in p for p in before)) for n in states(2000)}
    where = {(a, b): region(a) if region(a) == region(b) else "across" for a, b in neighbours()}
    cases = [
        ((1.0, float(past), sum(math.log(power.get(n, 0) + 1e-7) for n in p), sum(active[n] for n in p), *dummies(where[p], set(where.values()))), met)
        for p, (past, met) in neighbours().items()
    ]  # fmt: skip
    return slopes(cases)[1]


@cache
def exercises_of(a, b):
    """Who took part in each exercise of 1990–2010 that both were in."""
    there = defaultdict(set)
    for row in rows("exercise_members"):
        if 1990 <= int(row["year"]) <= 2010:
            there[row["exercise_id"]].add(int(row["state_id"]))
    return [names for names in there.values() if {a, b} <= names]


def met_both():
    return len(exercises_of(732, 740))


def met_without():
    return sum(2 not in names for names in exercises_of(732, 740))


def met_alone():
    return sum(names == {732, 740} for names in exercises_of(732, 740))


# Shares.


def short():
    table = rows("un_shortfalls")
    return per_cent(sum(float(row["deployed"]) < 0.9 * float(row["authorised"]) for row in table), len(table))


def places(values):
    """The place of each value among all, from above 0 to 1; equals share the mean of theirs."""
    return [(sum(w < v for w in values) + (sum(w == v for w in values) + 1) / 2) / len(values) for v in values]


def size_and_burden(first, last):
    """Correlation of the allies' mean places by output and by burden, Iceland left out, which has no forces."""
    output = {(row["state_id"], row["year"]): float(row["gdp"]) for row in rows("economies") if row["gdp"]}
    table = defaultdict(list)
    for row in rows("military_burden_long"):
        here = (row["state_id"], row["year"])
        if row["member"] == "1" and row["share_gdp"] and row["state_id"] != "395" and here in output:
            table[int(row["year"])].append((row["state_id"], output[here], float(row["share_gdp"])))
    of = defaultdict(list)
    for year in range(first, last + 1):
        names, sizes, burdens = zip(*table[year], strict=True)
        for name, size, burden in zip(names, places(sizes), places(burdens), strict=True):
            of[name].append((size, burden))
    return correlation(*zip(*[[mean(side) for side in zip(*years, strict=True)] for years in of.values()], strict=True))


def early_size():
    return size_and_burden(1950, 1966)


def late_size():
    return size_and_burden(1967, 2016)
