"""Lesson 11 by another route."""

import math
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from statistics import mean, median

from tests.second import nato, per_cent, region, rows, states

IRAQ, SYRIA, RUSSIA, UKRAINE = 645, 652, 365, 369
SAHEL = {439, 483, 432, 435, 436}  # Burkina Faso, Chad, Mali, Mauritania, Niger


@cache
def terror(column):
    """Attacks or deaths by state and year, of those with a number."""
    found = Counter()
    for row in rows("terrorism_deaths"):
        if row["state_id"]:
            found[int(row["state_id"]), int(row["year"])] += int(row[column])
    return found


@cache
def at_home():
    """Armed conflicts at home by state and year."""
    return Counter({(int(row["state_id"]), int(row["year"])): int(row["at_home"]) for row in rows("armed_conflict_states")})  # fmt: skip


@cache
def people(year):
    """Inhabitants by state, thousands."""
    return {int(row["state_id"]): int(row["population"]) for row in rows("capabilities") if row["year"] == str(year)}


# Counts.


def killed(year):
    return sum(int(row["deaths"]) for row in rows("terrorism_deaths") if row["year"] == str(year))


def peak():
    return max(killed(year) for year in range(1970, 2021))


def deaths_2020():
    return killed(2020)


def deaths_1999():
    return killed(1999)


def armed_conflicts(year, kind=""):
    return sum(int(row["conflicts"]) for row in rows("armed_conflicts") if row["year"] == str(year) and kind in ("", row["type"]))  # fmt: skip


def conflicts_2015():
    return armed_conflicts(2015)


def conflicts_2024():
    return armed_conflicts(2024)


def interstate_2024():
    return armed_conflicts(2024, "interstate")


def state_war_now():
    return mean(armed_conflicts(year, "interstate") for year in (2022, 2023, 2024))


def state_war_before():
    return mean(armed_conflicts(year, "interstate") for year in range(2012, 2022))


def incidents_2018(source):
    return sum(int(row["incidents"]) for row in rows("cyber_incidents") if (row["source"], row["level"], row["year"]) == (source, "world", "2018"))  # fmt: skip


def dcid_2018():
    return incidents_2018("DCID")


def eurepoc_2018():
    return incidents_2018("EuRepoC")


def cfr_2018():
    return incidents_2018("CFR")


def weather(decade, column, dry=True):
    """Sum over the hazards of weather of a decade; dry: with drought."""
    hazards = {"flood", "extreme weather", "extreme temperature", "wildfire", "landslide"} | ({"drought"} if dry else set())  # fmt: skip
    return sum(int(row[column] or 0) for row in rows("disasters") if row["decade"] == str(decade) and row["hazard"] in hazards)  # fmt: skip


def weather_1970():
    return weather(1970, "disasters")


def weather_2010():
    return weather(2010, "disasters")


def weather_deaths_1970():
    return weather(1970, "deaths")


def weather_deaths_2010():
    return weather(2010, "deaths")


def weather_wet_1980():
    return weather(1980, "deaths", dry=False)


def weather_wet_2010():
    return weather(2010, "deaths", dry=False)


def listed():
    return len(rows("partnerships"))


# Base rates.


def states_hit():
    return per_cent(sum(terror("attacks")[n, 2020] > 0 for n in states(2020)), len(states(2020)))


def top_ten():
    dead = sorted(int(row["deaths"]) for row in rows("terrorism_deaths") if row["year"] == "2020")
    return per_cent(sum(dead[-10:]), sum(dead))


def years_of_states(first, last):
    """Each state and year: conflict at home then, and the year before."""
    return [(at_home()[n, y] > 0, at_home()[n, y - 1] > 0) for y in range(first, last + 1) for n in states(y)]


def base_rate():
    return 100 * mean(now for now, _ in years_of_states(2005, 2014))


def stays():
    return 100 * mean(now for now, before in years_of_states(2015, 2024) if before)


def starts():
    return 100 * mean(now for now, before in years_of_states(2015, 2024) if not before)


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


def log_odds(cases):
    """Coefficients of a logit by maximum likelihood (Newton's steps); cases: terms, events, trials."""
    size = len(cases[0][0])
    b = [0.0] * size
    for _ in range(10):
        slope, curve = [0.0] * size, [[0.0] * size for _ in range(size)]
        for x, events, trials in cases:
            chance = 1 / (1 + math.exp(-sum(u * v for u, v in zip(b, x, strict=True))))
            for i in (i for i in range(size) if x[i]):
                slope[i] += x[i] * (events - trials * chance)
                for j in (j for j in range(size) if x[j]):
                    curve[i][j] += trials * chance * (1 - chance) * x[i] * x[j]
        b = [u + v for u, v in zip(b, solved(curve, slope), strict=True)]
    return b


def onset_odds():
    """A conflict at home begins after a year of peace: ten attacks or more in that year, beside others.

    Like states: one region and decade, at war or not in the ten years before, as many people (log; mean of like years).
    """
    cells = defaultdict(list)
    for year in range(1971, 2021):
        for n in states(year) & states(year - 1):
            if year != 1994 and at_home()[n, year - 1] == 0 and n in people(year):  # the attacks of 1993 are lost
                past = any(at_home()[n, year - back] for back in range(2, 12))
                many = terror("attacks")[n, year - 1] >= 10
                cells[n, year // 10, many, past].append((math.log(1 + people(year)[n]), at_home()[n, year] > 0))
    places, decades = sorted({region(n) for n, *_ in cells})[1:], sorted({decade for _, decade, *_ in cells})[1:]
    cases = [
        ((1.0, float(many), float(past), mean(size for size, _ in years), *(float(region(n) == place) for place in places), *(float(decade == d) for d in decades)), sum(begun for _, begun in years), len(years))
        for (n, decade, many, past), years in cells.items()
    ]  # fmt: skip
    return math.exp(log_odds(cases)[1])


# The Sahel, and Daesh.


def african(last):
    """States of Sub-Saharan Africa that were so all through 2012 to a year."""
    return [n for n in states(2012) if region(n) == "Sub-Saharan Africa" and all(n in states(y) for y in range(2012, last + 1))]  # fmt: skip


def in_the_five(count, first, last, end):
    return mean(count[n, year] for n in african(end) if n in SAHEL for year in range(first, last + 1))


def elsewhere(count, first, last, end):
    return mean(count[n, year] for n in african(end) if n not in SAHEL for year in range(first, last + 1))


def five_before():
    return in_the_five(at_home(), 2012, 2016, 2023)


def five_after():
    return in_the_five(at_home(), 2017, 2023, 2023)


def others_before():
    return elsewhere(at_home(), 2012, 2016, 2023)


def others_after():
    return elsewhere(at_home(), 2017, 2023, 2023)


def five_deaths_before():
    return in_the_five(terror("deaths"), 2012, 2016, 2020)


def five_deaths_after():
    return in_the_five(terror("deaths"), 2017, 2020, 2020)


def others_deaths_before():
    return elsewhere(terror("deaths"), 2012, 2016, 2020)


def others_deaths_after():
    return elsewhere(terror("deaths"), 2017, 2020, 2020)


def grown(five):
    """Growth of deaths a year (and one) from 2012–16 to 2017–20, geometric mean of the five over that of the others."""

    def growth(n):
        late, early = (mean(terror("deaths")[n, year] for year in years) for years in (range(2017, 2021), range(2012, 2017)))  # fmt: skip
        return math.log((1 + late) / (1 + early))

    others = [growth(n) for n in african(2020) if n not in SAHEL]
    return math.exp(mean(growth(n) for n in five) - mean(others))


def sahel_ratio():
    return grown(SAHEL)


def sahel_four():
    return grown(SAHEL - {439})


@cache
def worst_years():
    """States with a worst year to 2015 of 1,000 deaths or more: deaths then, and per cent of them five years later.

    Iraq and Syria are one. A worst year of 1988 does not count, since the records of 1993 are lost.
    """
    by_state = defaultdict(Counter)
    for (n, year), dead in terror("deaths").items():
        by_state[IRAQ if n == SYRIA else n][year] += dead
    found = {}
    for n, dead in by_state.items():
        most = max((count for year, count in dead.items() if year <= 2015), default=0)
        first = min((year for year in dead if year <= 2015 and dead[year] == most), default=0)
        if most >= 1000 and first != 1988:
            found[n] = (most, per_cent(dead[first + 5], most))
    return found


def daesh_2014():
    return worst_years()[IRAQ][0]


def daesh_left():
    return worst_years()[IRAQ][1]


def peaks_median():
    return median(left for n, (_, left) in worst_years().items() if n != IRAQ)


def peaks_alone():
    """Without Nigeria, Afghanistan, Somalia and Yemen."""
    return median(left for n, (_, left) in worst_years().items() if n not in (IRAQ, 475, 700, 520, 679))


# Budgets.


@cache
def shares():
    """Military share of output of a state in a year."""
    return {(int(row["state_id"]), int(row["year"])): float(row["share_gdp"]) for row in rows("defence_shares")}


@cache
def rises():
    """Points by which the share rose from 2014 to 2024."""
    ids = {n for n, _ in shares()}
    return {n: round(shares()[n, 2024] - shares()[n, 2014], 3) for n in sorted(ids) if {(n, 2014), (n, 2024)} <= set(shares())}  # fmt: skip


def raised(members):
    joined = {int(row["state_id"]) for row in rows("defence_shares") if row["nato_entry"]}
    change = [rise for n, rise in rises().items() if (n in joined) == members]
    return per_cent(sum(rise > 0 for rise in change), len(change))


def nato_raised():
    return raised(True)


def others_raised():
    return raised(False)


def ranks(values):
    """Place of each from the smallest, equals sharing the mean of theirs."""
    return [sum(w < v for w in values) + (values.count(v) + 1) / 2 for v in values]


def with_rises(values):
    """Rank correlation with the rises of all but the two at war."""
    ids = [n for n in rises() if n not in (RUSSIA, UKRAINE)]
    x, y, middle = ranks([rises()[n] for n in ids]), ranks([values(n) for n in ids]), (len(ids) + 1) / 2
    both = sum((a - middle) * (b - middle) for a, b in zip(x, y, strict=True))
    return both / math.sqrt(sum((a - middle) ** 2 for a in x) * sum((b - middle) ** 2 for b in y))


def near_rho():
    """Nearness of the capital to Moscow: the height of the chord between the two points of the globe."""
    place = {}
    for row in rows("states"):
        if row["lat"]:
            lat, lon = math.radians(float(row["lat"])), math.radians(float(row["lon"]))
            place[int(row["state_id"])] = (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
    return with_rises(lambda n: -math.dist(place[n], place[RUSSIA]))


def cyber_rho():
    """State-linked incidents of 2014–2022 per head of 2017."""
    hits = Counter()
    for row in rows("cyber_incidents"):
        if row["source"] == "EuRepoC" and row["level"] == "pair" and 2014 <= int(row["year"]) <= 2022:
            hits[int(row["target_id"])] += int(row["incidents"])
    return with_rises(lambda n: hits[n] / people(2017)[n])


# Votes.


def voted_alike(inside):
    table = [row for row in rows("autonomous_weapons_votes") if row["year"] == "2024" and row["vote"] != "not voting"]
    votes = [row["vote"] for row in table if (int(row["state_id"]) in nato(row["date"])) == inside]
    two = list(combinations(votes, 2))
    return per_cent(sum(a == b for a, b in two), len(two))


def alike_2024():
    return voted_alike(True)


def outside_2024():
    return voted_alike(False)
