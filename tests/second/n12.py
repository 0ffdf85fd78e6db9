"""Lesson 12 by another route."""

import math
from collections import defaultdict
from functools import cache
from itertools import combinations

from tests.second import allied, in_force, nato, pairs_in, per_cent, region, rows, states

Z = 1.959963984540054
PERIODS = range(1982, 2008, 5)


# Least squares, line by line: each row is its cells that are not zero, by the name of their column.


def cells(table, predictors):
    """The rows of a design: numbers from their mean, a text as a column of its own."""
    numbers = [name for name in predictors if not isinstance(table[0][name], str)]
    means = {name: sum(row[name] for row in table) / len(table) for name in numbers}
    return [{"one": 1.0} | {name: row[name] - means[name] for name in numbers}
            | {(name, row[name]): 1.0 for name in predictors if name not in means}
            | dict.fromkeys(row.get("marks", ()), 1.0) for row in table]  # fmt: skip


def products(design, weights):
    """Sums of weighted products of all columns."""
    found = defaultdict(lambda: defaultdict(float))
    for row, weight in zip(design, weights, strict=True):
        items = list(row.items())
        for name, value in items:
            line, scaled = found[name], weight * value
            for other, factor in items:
                line[other] += scaled * factor
    return found


def solved(matrix, names, *sides):
    """Solutions of a symmetric system for several right sides, by elimination; a column that repeats others is left out."""
    table = [[matrix[a].get(b, 0.0) for b in names] + [side.get(a, 0.0) for side in sides] for a in names]
    kept = []
    for k, name in enumerate(names):
        if table[k][k] < 1e-9 * matrix[name][name]:
            continue
        kept.append(k)
        table[k] = [value / table[k][k] for value in table[k]]
        for i, line in enumerate(table):
            if i != k and (factor := line[k]):
                table[i] = [value - factor * above for value, above in zip(line, table[k], strict=True)]
    return [{names[k]: table[k][len(names) + s] for k in kept} for s in range(len(sides))]


def ordered(design, first):
    """Names of the columns, the one that counts in front."""
    names = dict.fromkeys(["one", first])
    for row in design:
        names.update(dict.fromkeys(row))
    return list(names)


def times(row, slopes):
    return sum(value * slopes.get(name, 0.0) for name, value in row.items())


def student(freedom):
    """The 97.5% point of Student's t with a whole number of degrees of freedom, from the finite series, by halving."""

    def inside(t):
        angle = math.atan(t / freedom**0.5)
        cosine, even = math.cos(angle), freedom % 2 == 0
        term, total = (1.0 if even else cosine), 0.0
        for k in range(2 if even else 3, freedom + 1, 2):
            total += term
            term *= cosine**2 * (k - 1) / k
        return math.sin(angle) * total if even else 2 / math.pi * (angle + math.sin(angle) * total)

    low, high = 1.9, 13.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle) < 0.95 else (low, middle)
    return low


def squares(shares, groups):
    """Sum of the squared sums by group, and the number of groups."""
    sums = defaultdict(float)
    for share, members in zip(shares, groups, strict=True):
        for member in members:
            sums[member] += share
    return sum(value**2 for value in sums.values()), len(sums)


def variance_by_states(shares, pairs):
    """Variance of a sum in which rows that share a state go together, alike rows of pairs; and the number of states."""
    by_state, n = squares(shares, pairs)
    by_pair, m = squares(shares, [(p,) for p in pairs])
    return (by_state - by_pair) * n / (n - 1), by_pair * m / (m - 1), n


def slope(table, outcome, first, *held, bounds=True):
    """Least squares slope in points, and its interval that lets pairs with a common state go together."""
    design = cells(table, [first, *held])
    names, matrix = ordered(design, first), products(design, [1.0] * len(table))
    right = defaultdict(float)
    for row, case in zip(design, table, strict=True):
        for name, value in row.items():
            right[name] += value * case[outcome]
    found, weight = solved(matrix, names, right, {first: 1.0})
    if not bounds:
        return 100 * found[first], math.nan, math.nan
    shares = [times(row, weight) * (case[outcome] - times(row, found)) for row, case in zip(design, table, strict=True)]
    together, apart, n = variance_by_states(shares, [case["pair"] for case in table])
    error = math.sqrt(max(together, apart) * (len(table) - 1) / (len(table) - len(found)))
    return tuple(100 * (found[first] + side * student(n - 1) * error) for side in (0, -1, 1))


def mean(values):
    values = list(values)
    return sum(values) / len(values)


# Who arms whom.


@cache
def sellers(start):
    """Importer → its suppliers in a period, the largest first."""
    found = defaultdict(list)
    for row in sorted(rows("arms_network"), key=lambda row: int(row["rank"])):
        if int(row["start"]) == start:
            found[int(row["recipient_id"])].append(int(row["supplier_id"]))
    return dict(found)


@cache
def promise_years():
    """Giver and receiver → the years in which one treaty bound the first to defend the second; treaties of 2018 go on to 2021."""
    members, found = defaultdict(list), defaultdict(set)
    for row in rows("alliance_members"):
        members[row["alliance_id"]].append(row)
    for treaty in members.values():
        for giver in treaty:
            for receiver in treaty:
                if giver["defence"] == "1" and giver["state_id"] != receiver["state_id"]:
                    first = max(int(giver["start"]), int(receiver["start"]), 1972)
                    last = min(int(giver["end"] or 2021), int(receiver["end"] or 2021))
                    found[int(giver["state_id"]), int(receiver["state_id"])].update(range(first, last + 1))
    return found


def owes(giver, receiver, start):
    """A promise of defence in most years of a period."""
    return len(promise_years().get((giver, receiver), set()) & set(range(start, start + 5))) >= 3


def latest():
    return {int(row["recipient_id"]): row for row in rows("arms_suppliers") if row["start"] == "2017"}


def from_the_west(row):
    return float(row["united_states"]) + float(row["other_nato"]) > 0.8 - 1e-9


def importers():
    return len(latest())


def threshold():
    return 100 * min(float(row["share"]) for row in rows("arms_network"))


def iran_1977():
    return next(100 * float(row["share"]) for row in rows("arms_network") if (row["recipient_id"], row["supplier_id"], row["start"]) == ("630", "2", "1977"))  # fmt: skip


def taiwan_us():
    return 100 * float(latest()[713]["united_states"])


def western():
    return sum(map(from_the_west, latest().values()))


def unpromised():
    return sum(from_the_west(row) and float(row["allies"]) < 0.5 for row in latest().values())


@cache
def unowed(arms=True):
    """Seller, buyer and period without a promise, with arms or without; sellers: all on record that were states as it began."""
    ever = {int(row["supplier_id"]) for row in rows("arms_network")}
    return [(seller, buyer, start) for start in range(1972, 2013, 5) for buyer, found in sellers(start).items()
            for seller in ever & states(start) - {buyer} if (seller in found) == arms and not owes(seller, buyer, start)]  # fmt: skip


def armed_cases():
    return len(unowed())


def promised_after(arms):
    """Per cent of those cases with a promise in the next period."""
    cases = unowed(arms)
    return per_cent(sum(owes(seller, buyer, start + 5) for seller, buyer, start in cases), len(cases))


def armed_promised():
    return promised_after(True)


def unarmed_promised():
    return promised_after(False)


def promise_gap():
    return promised_after(True) - promised_after(False)


# Same shop, same training?


def trained_in(first, last):
    return pairs_in([row for row in rows("exercise_pairs") if first <= int(row["year"]) <= last])


def partners_of(pairs):
    found = defaultdict(int)
    for a, b in pairs:
        found[a] += 1
        found[b] += 1
    return found


@cache
def shops():
    """Pairs of importers by period, what ties them, and whether they trained together."""
    table = []
    for start in PERIODS:
        found, together = sellers(start), trained_in(start, start + 4)
        before = partners_of(trained_in(start - 5, start - 1))
        table += [
            {
                "pair": (a, b), "start": start, "period": str(start), "trained": float((a, b) in together),
                "same": float(found[a][0] == found[b][0]), "direct": float(a in found[b] or b in found[a]),
                "promise": float(owes(a, b, start) or owes(b, a, start)), "region": float(region(a) == region(b)),
                "activity": math.log(1 + before[a]) + math.log(1 + before[b]),
            }
            for a, b in combinations(sorted(found), 2)
        ]  # fmt: skip
    return table


def trained(column, yes, table):
    return 100 * mean(row["trained"] for row in table if row[column] == yes)


def trained_bound(column, yes, table, side):
    """An end of the interval of that share, which lets pairs with a common state go together."""
    chosen = [row for row in table if row[column] == yes]
    centre = mean(row["trained"] for row in chosen)
    shares = [(row["trained"] - centre) / len(chosen) for row in chosen]
    by_state, by_pair = (
        squares(shares, groups)[0] for groups in ([row["pair"] for row in chosen], [(row["pair"],) for row in chosen])
    )
    return 100 * (centre + side * Z * math.sqrt(max(by_state - by_pair, by_pair)))


def raw_same():
    return trained("same", 1, shops())


def raw_other():
    return trained("same", 0, shops())


def free():
    return [row for row in shops() if not row["promise"]]


def direct_free():
    return trained("direct", 1, free())


def direct_free_low():
    return trained_bound("direct", 1, free(), -1)


def direct_free_high():
    return trained_bound("direct", 1, free(), 1)


def direct_other():
    return trained("direct", 0, free())


def direct_other_low():
    return trained_bound("direct", 0, free(), -1)


def direct_other_high():
    return trained_bound("direct", 0, free(), 1)


# Technology as such.


def agreed_in(first, last):
    return pairs_in([row for row in rows("defence_agreements") if row["signed"] == "1" and first <= int(row["start"]) <= last])  # fmt: skip


@cache
def tied(year):
    """Pairs of states at the end of a year and what ties them: border, region, any pact, power, agreements, exercises."""
    power = {int(row["state_id"]): math.log(float(row["cinc"]) + 1e-7) for row in rows("capabilities") if row["year"] == str(year) and row["cinc"]}  # fmt: skip
    met, pacts, busy = trained_in(year - 4, year), allied(year), partners_of(agreed_in(1900, year))
    border = pairs_in([row for row in rows("contiguity") if row["type"] == "1" and in_force(row, year)])
    return [
        {
            "pair": (a, b), "window": str(year), "region": region(a) if region(a) == region(b) else "across",
            "power": power[a] + power[b], "activity": math.log(1 + busy[a]) + math.log(1 + busy[b]),
            "met": float((a, b) in met), "near": float((a, b) in border), "allied": float((a, b) in pacts),
        }
        for a, b in combinations(sorted(states(year) & set(power)), 2)
    ]  # fmt: skip


def spent_and_earned(year):
    """State → log2 of spending per soldier, log of output per head."""
    rich = {row["state_id"]: math.log(float(row["gdp_per_head"])) for row in rows("output_per_head") if row["year"] == str(year) and row["gdp_per_head"]}  # fmt: skip
    return {int(row["state_id"]): (math.log2(float(row["milex"]) / float(row["milper"])), rich[row["state_id"]]) for row in rows("capabilities")
            if row["year"] == str(year) and row["state_id"] in rich and float(row["milper"] or 0) > 0 and float(row["milex"] or 0) > 0}  # fmt: skip


@cache
def equipped(year):
    """The pairs with what they spend per soldier, and what they do in the five years after."""
    about, joint, texts = spent_and_earned(year), trained_in(year + 1, year + 5), agreed_in(year + 1, year + 5)
    table = []
    for row in tied(year):
        if all(state in about for state in row["pair"]):
            (spent1, rich1), (spent2, rich2) = (about[state] for state in row["pair"])
            force = {"kit": spent1 + spent2, "least": min(spent1, spent2), "rich": rich1 + rich2}
            table.append(row | force | {"trained": float(row["pair"] in joint), "signed": float(row["pair"] in texts)})
    return table


HELD = ("near", "region", "allied", "power", "activity", "met", "rich")


@cache
def twice_as_much(outcome, force="kit"):
    return slope([row for year in range(1985, 2006, 5) for row in equipped(year)], outcome, force, *HELD, "window")


def doubling():
    return twice_as_much("trained")[0]


def doubling_low():
    return twice_as_much("trained")[1]


def doubling_high():
    return twice_as_much("trained")[2]


def signed():
    return twice_as_much("signed")[0]


def signed_low():
    return twice_as_much("signed")[1]


def signed_high():
    return twice_as_much("signed")[2]


@cache
def twice_as_much_after(year):
    return slope(equipped(year), "trained", "kit", *HELD)


def doubling_1985():
    return twice_as_much_after(1985)[0]


def doubling_1985_low():
    return twice_as_much_after(1985)[1]


def doubling_1985_high():
    return twice_as_much_after(1985)[2]


def doubling_2005():
    return twice_as_much_after(2005)[0]


def doubling_2005_low():
    return twice_as_much_after(2005)[1]


def doubling_2005_high():
    return twice_as_much_after(2005)[2]


def e_fold():
    return sum(1 / math.factorial(k) for k in range(20))


# Exercises of staffs, buying together, rules.


def held_in(first, last):
    return [row for row in rows("exercises") if first <= int(row["year"]) <= last]


def cpx_2000s():
    table = held_in(2000, 2009)
    return per_cent(sum(row["command_post"] == "1" for row in table), len(table))


def cpx_alone():
    table = held_in(2000, 2009)
    alone = [row for row in table if row["command_post"] == "1" and "1" not in (row["air"], row["land"], row["sea"])]
    return per_cent(len(alone), len(table))


def cyber():
    return sum(row["cyber"] == "1" for row in rows("exercises"))


def parties(number):
    return next(int(row["parties"]) for row in rows("partnerships") if row["partnership_id"] == number)


def c17_states():
    return parties("P67")


def eatc_states():
    return parties("P66")


def nato_votes(year, vote):
    return sum(row["vote"] == vote and int(row["state_id"]) in nato(row["date"]) for row in rows("autonomous_weapons_votes") if row["year"] == year)  # fmt: skip


def nato_2023():
    return nato_votes("2023", "yes")


def nato_2024_abstained():
    return nato_votes("2024", "abstain")


def nato_2025():
    return nato_votes("2025", "yes")
