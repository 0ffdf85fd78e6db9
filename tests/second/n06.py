"""Lesson 06 by another route."""

from collections import Counter
from functools import cache
from math import exp, log
from statistics import NormalDist, fmean

from tests.second import allied, pair, per_cent, region, rows, states

WHOLE, EARLY, BETWEEN, COLD_WAR = (1816, 2010), (1816, 1913), (1919, 1938), (1946, 1990)
WARS = (1914, 1918), (1939, 1945)
CUTS = (1914, 1919, 1939, 1946, 1991)  # where a new period begins
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


def begun(row):
    """The years of a run's disputes: its last, since one sets the count of peace back; its first, right after another."""
    years = range(int(row["first_year"]), int(row["last_year"]) + 1)
    hits = int(row["onsets"])
    return set(years[:hits] if row["peace_years"] == "0" else years[len(years) - hits :])


@cache
def runs(*spans):
    """The runs inside some spans of years, cut at 1939 as well, with their period."""
    found = []
    for row in rows("dispute_pairs"):
        first, last, hits = int(row["first_year"]), int(row["last_year"]), begun(row)
        for start, end in ((first, min(last, 1938)), (max(first, 1939), last)):
            if start <= end and any(a <= start and end <= b for a, b in spans):
                onsets = sum(start <= year <= end for year in hits)
                found.append(row | {"years": end - start + 1, "onsets": onsets, "period": sum(start >= cut for cut in CUTS)})  # fmt: skip
    return found


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
        "times": row["period"],
        "peace": row["peace_years"],
    }
    found = {f"{name} {value}": 1 for name, value in list(kind.items())[:steps]}
    if steps > 1:
        found["ratio"] = int(row["log_ratio"])
    return {"level": 1, "pact": int(row["target_pact"])} | found


@cache
def odds(steps, *era):
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
    for _ in range(50):
        bread = [[1e-3 * (i == k) for k in terms.values()] for i in terms.values()]
        score = [-1e-3 * value for value in logs]
        for cell, n, hits in table:
            chance = 1 / (1 + exp(-sum(logs[i] * x for i, x in cell)))
            for i, x in cell:
                score[i] += x * (hits - n * chance)
                for k, y in cell:
                    bread[i][k] += x * y * n * chance * (1 - chance)
        step = solve(bread, score)
        size = min(1.0, 2 / max(map(abs, step)))  # where a kind never quarrels the first steps are too long
        logs = [value + size * change for value, change in zip(logs, step, strict=True)]
        if max(map(abs, step)) < 1e-10:
            break
    return exp(logs[1])


def odds_between():
    return odds(0, BETWEEN)


def odds_wars():
    return odds(0, *WARS)


def odds_both():
    return odds(0, (1914, 1945))


def period_both():
    return odds(4, (1914, 1945))


def like_whole():
    return odds(4, WHOLE)


def like_early():
    return odds(4, EARLY)


def like_between():
    return odds(4, BETWEEN)


def like_wars():
    return odds(4, *WARS)


def like_cold_war():
    return odds(4, COLD_WAR)


def like_since():
    return odds(4, (1991, 2010))


def peace_cold_war():
    return odds(5, COLD_WAR)


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
def challenged(*era):
    counts = {}
    for row in runs(*era):
        count = counts.setdefault((row["initiator_id"], row["target_id"], row["period"]), [0, 0, 0, 0])
        count[2 * int(row["target_pact"])] += int(row["onsets"])
        count[2 * int(row["target_pact"]) + 1] += int(row["years"])
    return within(counts, lambda both: both[1])


def same_pair_early():
    return at(challenged(EARLY), 0)


# Quarrels of two states around their first agreement.


@cache
def quarrels():
    """Disputes a thousand years of a pair's five before the signing, and their change to the five after, of pairs seen from ten years before on."""
    signed = {}
    for row in rows("defence_agreements"):
        if row["signed"] == "1":
            both, year = pair(row["state_id_1"], row["state_id_2"]), int(row["start"])
            signed[both] = min(year, signed.get(both, year))
    seen = {}
    for row in rows("dispute_pairs"):
        both = pair(row["initiator_id"], row["target_id"])
        if both in signed:
            hits = begun(row)
            for year in range(int(row["first_year"]), int(row["last_year"]) + 1):
                seen[both, year] = seen.get((both, year), 0) + (year in hits)
    found = {}
    for both, start in signed.items():
        spans = [[seen.get((both, start + first + k)) for k in range(5)] for first in (-10, -5, 1)]
        if None not in spans[0] + spans[1] + spans[2]:
            _, before, after = (200 * sum(span) for span in spans)
            found[both] = before, after - before
    return found


def quarrel_bound(side):
    """An end of the 95% interval of the mean change, pairs with a common state going together, as a share of the rate before."""
    found = quarrels()
    mean, before = fmean(change for _, change in found.values()), fmean(rate for rate, _ in found.values())
    left, by_state = {both: change - mean for both, (_, change) in found.items()}, Counter()
    for both, value in left.items():
        for one in both:
            by_state[one] += value
    apart = sum(value**2 for value in left.values())
    together = (
        sum(value**2 for value in by_state.values()) - apart
    )  # a pair's own square was counted at both its states
    half = NormalDist().inv_cdf(0.975) * max(together, apart) ** 0.5 / len(found)
    return 100 * (mean + side * half) / before


def quarrels_fewer():
    return -quarrel_bound(-1)


def quarrels_more():
    return quarrel_bound(1)


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


def called_one_war():
    wars = Counter(row["iwd_war_id"] for row in rows("alliance_commitments") if row["before_1945"] == "1" and row["outcome_llm"] != "does not apply")  # fmt: skip
    return max(wars.values())


# Arms and money.


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
