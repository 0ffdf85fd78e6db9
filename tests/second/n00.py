"""Lesson 00 by another route."""

from functools import cache
from itertools import combinations
from math import exp, log

from tests.second import TABLES, allied, n06, nato, pairs_in, per_cent, promised, region, rows, states, treaties

USA = 2
WIDE = frozenset({"3740", "3755", "4953"})  # Helsinki Final Act, Treaty of Amity, African Union's act
UPHEAVALS = (1919, 1945, 1990)
CALLS = (("MNF-I", "2007-02-24", 2007), ("ISAF", "2010-11-15", 2010))


def tables():
    return len({path.name.partition(".")[0] for path in TABLES.iterdir() if ".csv" in path.suffixes})


# The net.


def states_1816():
    return len(states(1816))


def states_2018():
    return len(states(2018))


@cache
def without_wide(year):
    """Pairs with a common treaty other than the three wide texts."""
    return {p for number, members in treaties(year).items() if number not in WIDE for p in combinations(sorted(members), 2)}  # fmt: skip


def share(pairs, year):
    n = len(states(year))
    return per_cent(len(pairs), n * (n - 1) / 2)


def pairs_2018():
    return len(allied(2018))


def pairs_factor():
    """Full times."""
    return len(allied(2018)) // len(allied(1950))


def three():
    return len(allied(2018) - without_wide(2018))


def defence_2018():
    return len(allied(2018, "defence"))


def share_1950():
    return share(allied(1950), 1950)


def share_2018():
    return share(allied(2018), 2018)


def share_without():
    return share(without_wide(2018), 2018)


def lasting():
    """Pairs tied in 1988 and in 2018, of states alive in both years."""
    alive = states(1988) & states(2018)
    return tuple({p for p in allied(year) if set(p) <= alive} for year in (1988, 2018))


def overlap():
    old, new = lasting()
    return per_cent(len(old & new), len(old | new))


def kept():
    old, new = lasting()
    return per_cent(len(old & new), len(old))


def moves(years):
    """Treaties begun or ended per state and year."""
    dates = [row[end] for row in rows("alliances") for end in ("start", "end")]
    return sum(dates.count(str(year)) for year in years) / sum(len(states(year)) for year in years)


def upheaval(year):
    quiet = [one for one in range(1900, 2019) if not any(start <= one < start + 5 for start in UPHEAVALS)]
    return moves(range(year, year + 5)) / moves(quiet)


def moves_1990():
    return upheaval(1990)


# Who trains, who trades, who comes.


def signed_texts():
    return [row for row in rows("defence_agreements") if row["signed"] == "1"]


@cache
def tied(ties):
    """Pairs of the states of 2010 with a pact or an agreement in force then, all and those that trained together in 2006–2010."""
    found = ties(2010) | pairs_in([row for row in signed_texts() if int(row["start"]) <= 2010 <= int(row["end"] or 2010)])
    everyone = set(combinations(sorted(states(2010)), 2))
    trained = everyone & pairs_in([row for row in rows("exercise_pairs") if 2006 <= int(row["year"]) <= 2010])
    return per_cent(len(everyone & found), len(everyone)), per_cent(len(trained & found), len(trained))


def tied_all():
    return tied(allied)[0]


def tied_trainers():
    return tied(allied)[1]


@cache
def exchanges():
    """Pairs without an agreement on arms, training or research: allied or not, and whether a first one came in five years."""
    texts = [row for row in signed_texts() if row["kind"] in ("industry", "procurement", "research", "training")]
    found = []
    for year in range(1985, 2006, 5):
        measured = {int(row["state_id"]) for row in rows("capabilities") if row["year"] == str(year)}
        old, new = (pairs_in([row for row in texts if int(row["start"]) <= last]) for last in (year, year + 5))
        pairs = set(combinations(sorted(states(year) & measured), 2)) - old
        found += [(p in allied(year), p in new) for p in pairs]
    return found


def exchange(ally):
    return per_cent(exchanges().count((ally, True)), sum(one == ally for one, _ in exchanges()))


def exchange_allied():
    return exchange(True)


def exchange_others():
    return exchange(False)


@cache
def called():
    """Each state twice: whether it had an American promise, whether it came, whether it was in NATO, and its like."""
    found = []
    for operation, day, year in CALLS:
        came = {int(row["state_id"]) for row in rows("contingents") if (row["operation"], row["date"]) == (operation, day)}  # fmt: skip
        free = {int(row["state_id"]) for row in rows("regimes") if row["year"] == str(year - 1) and row["polity2"] and int(row["polity2"]) >= 6}  # fmt: skip
        bound = {n for p in promised(year - 1) if USA in p for n in p}
        inside = nato(f"{year - 1}-12-31")
        found += [(n in bound, n in came, n in inside, (operation, region(n), n in free)) for n in states(year) - {USA}]
    return found


def came(table):
    return per_cent(sum(row[1] for row in table), len(table))


def joined_allies():
    return came([row for row in called() if row[0]])


def joined_others():
    return came([row for row in called() if not row[0]])


def joined_gap():
    """Gap between states with a promise and like states without, each kind weighed by n₁n₀/n (Mantel and Haenszel)."""
    gaps = weights = 0.0
    for kind in {row[3] for row in called()}:
        allies, others = ([row for row in called() if row[3] == kind and row[0] == side] for side in (True, False))
        if allies and others:
            weight = len(allies) * len(others) / (len(allies) + len(others))
            gaps, weights = gaps + weight * (came(allies) - came(others)), weights + weight
    return gaps / weights


# Promises and disputes.


def odds(table, promise):
    """Odds of a new dispute with a promise over those without."""
    (onsets, years), (onsets_with, years_with) = (
        (sum(int(row["onsets"]) for row in part), sum(int(row["years"]) for row in part))
        for part in ([row for row in table if row[promise] == side] for side in "01")
    )
    return onsets_with / (years_with - onsets_with) / (onsets / (years - onsets))


def solve(matrix, right):
    """Gauss's elimination; the matrix is positive definite."""
    table = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(len(table)):
        for k in range(len(table)):
            if k != i:
                part = table[k][i] / table[i][i]
                table[k] = [a - part * b for a, b in zip(table[k], table[i], strict=True)]
    return [line[-1] / line[i] for i, line in enumerate(table)]


def odds_among_like(table, promise):
    """The same with border, major powers, power ratio and, where told, period held constant: a logit by Newton's steps."""
    cells = {}
    for row in table:
        x = (1, int(row[promise]), row["contiguity"] == "1", row["contiguity"] == "2", row["initiator_major"] == "1", row["target_major"] == "1", int(row["log_ratio"]),
             *(row["period"] == k for k in range(1, 6) if "period" in row))  # fmt: skip
        cell = cells.setdefault(x, [0, 0])
        cell[0] += int(row["years"])
        cell[1] += int(row["onsets"])
    total, events = (sum(cell[k] for cell in cells.values()) for k in (0, 1))
    logs = [log(events / (total - events)), *[0.0] * (len(x) - 1)]
    for _ in range(12):
        matrix, score = [[0.0] * len(x) for _ in logs], [0.0] * len(x)
        for x, (n, hits) in cells.items():
            chance = 1 / (1 + exp(-sum(a * b for a, b in zip(logs, x, strict=True))))
            for i, a in enumerate(x):
                score[i] += a * (hits - n * chance)
                for k, b in enumerate(x):
                    matrix[i][k] += a * b * n * chance * (1 - chance)
        logs = [a + b for a, b in zip(logs, solve(matrix, score), strict=True)]
    return exp(logs[1])


@cache
def voters():
    """Pair-years since 1946 of two states with a UN vote on record in their middle year."""
    cast = {(row["state_id"], int(row["year"])) for row in rows("ideal_points") if row["ideal_point"]}
    found = []
    for row in rows("dispute_pairs"):
        middle = (int(row["first_year"]) + int(row["last_year"])) // 2
        if int(row["first_year"]) >= 1946 and {(row["initiator_id"], middle), (row["target_id"], middle)} <= cast:
            found.append(row)
    return found


def odds_raw():
    return odds(voters(), "pact_any")


def odds_near():
    return odds_among_like(voters(), "pact_any")


def challenge_raw():
    return odds(rows("dispute_pairs"), "target_pact")


def challenge_held():
    return odds_among_like(n06.runs(n06.WHOLE), "target_pact")
