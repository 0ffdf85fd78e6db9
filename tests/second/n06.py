"""Lesson 06 by another route."""

from collections import Counter
from functools import cache
from math import exp, log, log2
from statistics import NormalDist, fmean

from tests.second import allied, per_cent, region, rows, states

WHOLE, EARLY, COLD_WAR = (1816, 2010), (1816, 1944), (1946, 1990)
NEUTRALS = {205, 225, 305, 375, 380}  # Ireland, Switzerland, Austria, Finland, Sweden


# From raw to controlled.


def raw(sample, first, last):
    """Rate of onsets where the target has a promise from outside over the rate where it has none."""
    onsets, chances = Counter(), Counter()
    for row in rows("dispute_rates"):
        if row["sample"] == sample and first <= int(row["year"]) <= last:
            onsets[row["target_pact"]] += int(row["onsets"])
            chances[row["target_pact"]] += int(row["pair_years"])
    return onsets["1"] / chances["1"] / (onsets["0"] / chances["0"])


def raw_relevant():
    return raw("relevant", 1946, 2010)


def raw_all():
    return raw("all", 1946, 2010)


def raw_whole():
    return raw("relevant", 1816, 2010)


@cache
def runs(first, last):
    return [row for row in rows("dispute_pairs") if first <= int(row["first_year"]) and int(row["last_year"]) <= last]


def solve(matrix, right):
    """Gauss's elimination with pivots."""
    table = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(len(table)):
        best = max(range(i, len(table)), key=lambda k: abs(table[k][i]))
        table[i], table[best] = table[best], table[i]
        for k in range(len(table)):
            if k != i:
                share = table[k][i] / table[i][i]
                table[k] = [a - share * b for a, b in zip(table[k], table[i], strict=True)]
    return [line[-1] / line[i] for i, line in enumerate(table)]


def traits(row, steps):
    """What a run is compared on, after so many steps of the ladder: name of a term → its value."""
    kind = {
        "contiguity": row["contiguity"],
        "power": row["initiator_major"] + row["target_major"],
        "democracy": f"{row['initiator_democracy'] or 'unknown'}, {row['target_democracy'] or 'unknown'}",
        "peace": row["peace_years"],
    }
    found = {f"{name} {value}": 1 for name, value in list(kind.items())[:steps]}
    if steps > 1:
        found["ratio"] = int(row["log_ratio"])
    return {"level": 1, "pact": int(row["target_pact"])} | found


@cache
def odds(era, steps):
    """Odds of an onset with a pact over those without, by a logit; a ridge of a thousandth, as where a kind never quarrels."""
    cells = {}
    for row in runs(*era):
        cell = cells.setdefault(tuple(traits(row, steps).items()), [0, 0])
        cell[0] += int(row["years"])
        cell[1] += int(row["onsets"])
    seen = sorted({name for cell in cells for name, _ in cell} - {"level", "pact", "ratio"})
    base = {name for i, name in enumerate(seen) if i == 0 or name.split()[0] != seen[i - 1].split()[0]}
    terms = {name: i for i, name in enumerate(["level", "pact", *(["ratio"] if steps > 1 else []), *(n for n in seen if n not in base)])}  # fmt: skip
    table = [([(terms[name], x) for name, x in cell if x and name in terms], n, hits) for cell, (n, hits) in cells.items()]  # fmt: skip
    total, events = sum(n for _, n, _ in table), sum(hits for _, _, hits in table)
    logs = [log(events / (total - events))] + [0.0] * (len(terms) - 1)
    for _ in range(15):
        bread = [[1e-3 * (i == k) for k in terms.values()] for i in terms.values()]
        score = [-1e-3 * value for value in logs]
        for cell, n, hits in table:
            chance = 1 / (1 + exp(-sum(logs[i] * x for i, x in cell)))
            for i, x in cell:
                score[i] += x * (hits - n * chance)
                for k, y in cell:
                    bread[i][k] += x * y * n * chance * (1 - chance)
        step = solve(bread, score)
        logs = [value + change for value, change in zip(logs, step, strict=True)]
        if max(map(abs, step)) < 1e-10:
            break
    return exp(logs[1])


def with_distance():
    return odds(WHOLE, 1)


def with_three():
    return odds(WHOLE, 3)


def with_peace():
    return odds(WHOLE, 4)


def like_early():
    return odds((1816, 1913), 3)


def like_between():
    return odds((1919, 1944), 3)


def like_cold_war():
    return odds(COLD_WAR, 3)


def like_since():
    return odds((1991, 2010), 3)


# A pair with itself.


def within(counts, holder):
    """Ratio of rates with and without a promise in the same pair (Mantel and Haenszel), and the error of its log.

    counts: pair → onsets and years without, onsets and years with. holder: whose promise it is; its pairs go together.
    """
    parts = {}
    for both, (onsets, years, onsets_with, years_with) in counts.items():
        if years and years_with:
            part = parts.setdefault(holder(both), [0.0, 0.0])
            part[0] += onsets_with * years / (years + years_with)
            part[1] += onsets * years_with / (years + years_with)
    up = sum(part[0] for part in parts.values())
    ratio = up / sum(part[1] for part in parts.values())
    spread = sum((part[0] - ratio * part[1]) ** 2 for part in parts.values()) * len(parts) / (len(parts) - 1)
    return ratio, spread**0.5 / up


def at(found, side):
    """An end of the 95% interval, or the ratio itself where side is 0; the normal quantile to six digits."""
    ratio, error = found
    return ratio * exp(side * round(NormalDist().inv_cdf(0.975), 6) * error)


@cache
def challenged(era):
    counts = {}
    for row in runs(*era):
        count = counts.setdefault((row["initiator_id"], row["target_id"]), [0, 0, 0, 0])
        count[2 * int(row["target_pact"])] += int(row["onsets"])
        count[2 * int(row["target_pact"]) + 1] += int(row["years"])
    return within(counts, lambda both: both[1])


@cache
def begins(era):
    """Onsets by the state that somebody has promised to defend against the other; those of a run lie evenly in it."""
    promised = {}
    for row in runs(*era):
        for year in range(int(row["first_year"]), int(row["last_year"]) + 1):
            promised[row["target_id"], row["initiator_id"], year] = int(row["target_pact"])
    counts = {}
    for row in runs(*era):
        one, other = row["initiator_id"], row["target_id"]
        for year in range(int(row["first_year"]), int(row["last_year"]) + 1):
            if (one, other, year) in promised:
                count = counts.setdefault((one, other), [0, 0, 0, 0])
                count[2 * promised[one, other, year]] += int(row["onsets"]) / int(row["years"])
                count[2 * promised[one, other, year] + 1] += 1
    return within(counts, lambda both: both[0])


def same_pair():
    return at(challenged(WHOLE), 0)


def same_pair_early():
    return at(challenged(EARLY), 0)


def same_pair_early_low():
    return at(challenged(EARLY), -1)


def same_pair_early_high():
    return at(challenged(EARLY), 1)


def begins_early():
    return at(begins(EARLY), 0)


def begins_early_low():
    return at(begins(EARLY), -1)


def begins_early_high():
    return at(begins(EARLY), 1)


def begins_cold_war():
    return at(begins(COLD_WAR), 0)


def begins_cold_war_low():
    return at(begins(COLD_WAR), -1)


def begins_cold_war_high():
    return at(begins(COLD_WAR), 1)


# Promises kept.


def kept(early, obligation=""):
    table = Counter(
        row["outcome_llm"]
        for row in rows("alliance_commitments")
        if row["before_1945"] == early and (not obligation or row[obligation] == "1")
    )
    return per_cent(table["honoured"], table["honoured"] + table["violated"])


def kept_early():
    return kept("1")


def kept_late():
    return kept("0")


def kept_defence_late():
    return kept("0", "defence")


# Arms and money.


@cache
def burdens():
    """Soldiers per person by state and year, without the years of an interstate war."""
    war = {
        (row["state_id"], year)
        for row in rows("interstate_wars")
        for year in range(int(row["start"]), int(row["end"]) + 1)
    }
    return {
        (int(row["state_id"]), int(row["year"])): float(row["milper"]) / float(row["population"])
        for row in rows("capabilities")
        if row["milper"] and row["population"] and (row["state_id"], int(row["year"])) not in war
    }


def comparable(state, year):
    """Whether a state's burden can be compared over a year: three values above zero in all, of six, on either side."""
    for span in (range(year - 6, year), range(year + 1, year + 7)):
        values = [burdens()[state, one] for one in span if (state, one) in burdens()]
        if len(values) < 3 or sum(values) <= 0:
            return False
    return True


def first_pacts():
    """States around their first promise of defence, where three at least that had promised nobody stand beside them."""
    first = {}
    for row in rows("alliance_members"):
        if row["defence"] == "1":
            first[int(row["state_id"])] = min(int(row["start"]), first.get(int(row["state_id"]), 9999))
    found = 0
    for state, year in first.items():
        if year >= 1816 and comparable(state, year):
            free = [n for n in states(year) if n != state and first.get(n, 9999) > year + 6 and comparable(n, year)]
            found += len(free) >= 3
    return found


def joiners():
    """States that joined NATO in 1999 or 2004 with shares of GDP from before and after."""
    known = {(row["state_id"], int(row["year"])) for row in rows("military_burden_long") if float(row["share_gdp"] or 0) > 0}  # fmt: skip
    return sum(
        any((row["state_id"], year) in known for year in range(wave - 6, wave))
        and any((row["state_id"], year) in known for year in range(wave, wave + 10))
        for wave in (1999, 2004)
        for row in rows("nato_members")
        if row["start"] == str(wave)
    )


# Calm regions.


def steps():
    """Region → five years → means of the share of pairs with a defence pact and of states with a conflict at home."""
    fighting = {(int(row["state_id"]), int(row["year"])) for row in rows("armed_conflict_states") if int(row["at_home"]) > 0}  # fmt: skip
    found = {}
    for year in range(1950, 2019):
        places = Counter(region(n) for n in states(year))
        pacts = Counter(region(a) for a, b in allied(year, "defence") if region(a) == region(b))
        wars = Counter(region(n) for n in states(year) if (n, year) in fighting)
        for place, n in places.items():
            if n >= 4:
                found.setdefault(place, {}).setdefault(year // 5, []).append((pacts[place] / (n * (n - 1) / 2), wars[place] / n))  # fmt: skip
    return {
        place: {step: [fmean(v) for v in zip(*years, strict=True)] for step, years in table.items()}
        for place, table in found.items()
    }


def ranks(values):
    """Ranks from 1, ties in the middle; equal to twelve digits is equal."""
    values = [round(value, 12) for value in values]
    return [sum(other < value for other in values) + (values.count(value) + 1) / 2 for value in values]


def correlation(x, y):
    mean_x, mean_y = fmean(x), fmean(y)
    products = [sum((a - p) * (b - q) for a, b in zip(u, v, strict=True)) for u, p, v, q in ((x, mean_x, y, mean_y), (x, mean_x, x, mean_x), (y, mean_y, y, mean_y))]  # fmt: skip
    return products[0] / (products[1] * products[2]) ** 0.5


@cache
def calm(place):
    """Rank correlation over time of pacts and conflict in a region, less the mean of all regions in each five years."""
    table = steps()
    world = {step: [fmean(values[step][k] for values in table.values() if step in values) for k in (0, 1)] for step in table[place]}  # fmt: skip
    pacts, wars = ([values[k] - world[step][k] for step, values in table[place].items()] for k in (0, 1))
    return correlation(ranks(pacts), ranks(wars))


def calm_latin():
    return calm("Latin America and Caribbean")


def calm_africa():
    return calm("Sub-Saharan Africa")


def calm_mideast():
    return calm("Middle East and North Africa")


def calm_east_asia():
    return calm("East Asia and Pacific")


# Buying together.


@cache
def unit_costs():
    """Cost of a unit by partners, 60 units each: a first unit costs 1, development 60; each doubling leaves 90%, each partner adds 20%."""
    made = [unit ** log2(0.9) for unit in range(1, 12 * 60 + 1)]
    return {n: (60 + sum(made[: 60 * n])) / (60 * n) * (1 + 0.2 * (n - 1)) for n in range(1, 13)}


def best_partners():
    return min(unit_costs(), key=unit_costs().get)


def best_saving():
    return per_cent(unit_costs()[1] - min(unit_costs().values()), unit_costs()[1])
