"""Lesson 04 by another route."""

from functools import cache
from itertools import combinations
from math import inf
from statistics import NormalDist, fmean

from tests.second import allied, per_cent, rows, states

EXERCISES = rows("exercises")
AGREEMENTS = [row for row in rows("defence_agreements") if row["signed"] == "1"]
TECHNOLOGY = ("industry", "procurement", "research")


def per_year(table, column, first, last):
    years = [int(row[column]) for row in table]
    return {year: float(years.count(year)) for year in range(first, last + 1)}


def pairs_of(year):
    n = len(states(year))
    return n * (n - 1) / 2


def slope(years, values):
    """Least squares: change a year."""
    at, level = fmean(years), fmean(values)
    return sum((x - at) * (y - level) for x, y in zip(years, values, strict=True)) / sum((x - at) ** 2 for x in years)


def relative(values):
    """Trend a decade in per cent of the mean."""
    return 1000 * slope(list(values), list(values.values())) / fmean(values.values())


def grown(values):
    """Change of a yearly mean from the 1980s to the 2000s in per cent."""
    before, after = (fmean(values[year] for year in range(first, first + 10)) for first in (1980, 2000))
    return per_cent(after - before, before)


# The press list, four ways.


def staff_change():
    """The fall from 161,509 in 2015 to 94,451 in 2024."""
    return per_cent(161_509 - 94_451, 161_509)


def exercises():
    return per_year(EXERCISES, "year", 1980, 2010)


def peak():
    return max(exercises().values())


def in_2010():
    return exercises()[2010]


@cache
def crews():
    """Exercise → its year and the states in it."""
    found = {}
    for row in rows("exercise_members"):
        found.setdefault(row["exercise_id"], (int(row["year"]), []))[1].append(int(row["state_id"]))
    return found


def trained(below=inf):
    """Part of the possible pairs that trained in a year, in exercises of fewer states than a number."""
    met = {year: set() for year in range(1980, 2011)}
    for year, crew in crews().values():
        if len(crew) < below:
            met[year] |= set(combinations(sorted(crew), 2))
    return {year: len(pairs) / pairs_of(year) for year, pairs in met.items()}


def small_growth():
    return grown(trained(below=10))


# Six series of cooperation, and the conflicts.


def treaties_signed():
    return per_year(rows("alliances"), "start", 1946, 2018)


def treaties_1992():
    return treaties_signed()[1992]


def treaties_2018():
    return treaties_signed()[2018]


def conflicts(year):
    return sum(int(row["conflicts"]) for row in rows("armed_conflicts") if row["year"] == str(year))


def conflicts_2010():
    return conflicts(2010)


def conflicts_2024():
    return conflicts(2024)


def blue():
    return {int(row["year"]): float(row["personnel"]) for row in rows("un_personnel_year") if row["personnel"]}


def blue_2015():
    return blue()[2015]


def blue_2021():
    return blue()[2021]


@cache
def cooperation():
    return [
        exercises(),
        per_year(AGREEMENTS, "start", 1980, 2010),
        treaties_signed(),
        {year: len(allied(year)) for year in range(1990, 2019)},
        {year: len(allied(year, "defence")) for year in range(1990, 2019)},
        blue(),
    ]


def rising_over(years):
    return sum(relative(dict(sorted(values.items())[-years:])) > 0 for values in cooperation())


def rising():
    return rising_over(10)


def rising_15():
    return rising_over(15)


def rising_20():
    return rising_over(20)


def trend_count():
    return relative(treaties_signed())


def trend_pairs():
    return relative({year: n / pairs_of(year) for year, n in treaties_signed().items()})


# Sizes of exercises.


def sizes(first, last):
    """Year, participants and series, or the exercise itself, of the exercises of two or more known participants."""
    return [
        (int(row["year"]), int(row["participants"]), row["series"] or row["exercise_id"])
        for row in EXERCISES
        if first <= int(row["year"]) <= last and int(row["participants"] or 0) > 1
    ]


def sized(least, most, first, last):
    found = [n for _, n, _ in sizes(first, last)]
    return per_cent(sum(least <= n <= most for n in found), len(found))


def known_1980s():
    return len(sizes(1980, 1989))


def known_2000s():
    return len(sizes(2000, 2009))


def multi(first, last):
    return sized(3, inf, first, last)


def multi_1980s():
    return multi(1980, 1989)


def multi_2000s():
    return multi(2000, 2009)


def multi_early():
    return multi(1980, 1984)


def multi_late():
    return multi(1985, 1989)


def multi_rise():
    return multi(2005, 2009) - multi(1990, 1994)


def multi_gain():
    return multi(2005, 2009) - multi(1980, 1984)


def multi_trend(first):
    """Trend a decade of the share with three or more, in points, and half its 95% interval where the series varies."""
    table = sizes(first, 2010)
    years, hits = [year for year, _, _ in table], [100.0 * (n > 2) for _, n, _ in table]
    at, level, change = fmean(years), fmean(hits), slope(years, hits)
    sums = {}
    for (year, _, series), hit in zip(table, hits, strict=True):
        sums[series] = sums.get(series, 0) + (year - at) * (hit - level - change * (year - at))
    error = (sum(s**2 for s in sums.values()) * len(sums) / (len(sums) - 1)) ** 0.5 / sum((year - at) ** 2 for year in years)  # fmt: skip
    return 10 * change, 10 * NormalDist().inv_cdf(0.975) * error


def multi_low():
    change, half = multi_trend(1980)
    return change - half


def multi_high():
    change, half = multi_trend(1980)
    return change + half


def multi_1985():
    change, half = multi_trend(1985)
    return change - half


# Relief.


def relief(first):
    """Share of a decade's exercises with relief as a purpose."""
    found = [row["humanitarian"] == "1" for row in EXERCISES if first <= int(row["year"]) < first + 10]
    return per_cent(sum(found), len(found))


def relief_1980s():
    return relief(1980)


def relief_1990s():
    return relief(1990)


def relief_2000s():
    return relief(2000)


# Technology.


def decade(first):
    return [row for row in AGREEMENTS if first <= int(row["start"]) < first + 10]


def main_subject(first):
    return sum(row["kind"] in TECHNOLOGY for row in decade(first))


def tech_count_1980s():
    return main_subject(1980)


def tech_count_2000s():
    return main_subject(2000)


def tech_1980s():
    return per_cent(main_subject(1980), len(decade(1980)))


def tech_2000s():
    return per_cent(main_subject(2000), len(decade(2000)))


def covered(first):
    """Share of agreements on technology, or of frameworks, which are taken to cover it."""
    return per_cent(sum(any(row[field] == "1" for field in ("full", *TECHNOLOGY)) for row in decade(first)), len(decade(first)))  # fmt: skip


def covered_1980s():
    return covered(1980)


def covered_2000s():
    return covered(2000)
