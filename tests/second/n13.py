"""Lesson 13 by another route."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from itertools import combinations

from tests.second import allied, n12, nato, pair, per_cent, rows, states

UNITED_STATES, BRITAIN, RUSSIA, CHINA, INDIA, JAPAN, GERMANY = 2, 200, 365, 710, 750, 740, 255
QUARTER = math.log(1.25)


def mean(values):
    values = list(values)
    return sum(values) / len(values)


@cache
def table(name, column):
    """Year → state → value of a column."""
    found = defaultdict(dict)
    for row in rows(name):
        if row[column]:
            found[int(row["year"])][int(row["state_id"])] = float(row[column])
    return found


# Stronger by what?


@cache
def net_power():
    """Output times output per head."""
    output, people = table("economies", "gdp"), table("economies", "population")
    return {year: {n: gdp * gdp / people[year][n] for n, gdp in line.items()} for year, line in output.items()}


def index():
    return table("capabilities", "cinc")


def beside(yardstick, one, other, year):
    return per_cent(yardstick[year][one], yardstick[year][other])


def net_2019():
    return beside(net_power(), CHINA, UNITED_STATES, 2019)


def military_2022():
    return beside(table("capabilities", "milex"), CHINA, UNITED_STATES, 2022)


def japan_1903():
    return beside(index(), JAPAN, RUSSIA, 1903)


def germany_net():
    return beside(net_power(), GERMANY, BRITAIN, 1913)


def germany_index():
    return beside(index(), GERMANY, BRITAIN, 1913)


def india_net():
    return beside(net_power(), INDIA, CHINA, 1961)


def india_index():
    return beside(index(), INDIA, CHINA, 1961)


def powers(year):
    """How many equal states would be as concentrated."""
    held = index()[year].values()
    return sum(held) ** 2 / sum(value**2 for value in held)


def powers_1946():
    return powers(1946)


def powers_1992():
    return powers(1992)


def powers_2016():
    return powers(2016)


def cliff_before():
    return table("capabilities", "milex")[2004][CHINA] / 1e6


def cliff_after():
    return table("capabilities", "milex")[2005][CHINA] / 1e6


def shifts(first, last, without):
    """State → mean share of output, change of its log, change of the log share of people."""
    output, people = table("economies", "gdp"), table("economies", "population")
    both = [n for n in output[first] if n in output[last] and n != without]
    made, heads = ({n: [line[year][n] / sum(line[year][m] for m in both) for year in (first, last)] for n in both} for line in (output, people))  # fmt: skip
    return {n: (mean(made[n]), math.log(made[n][1] / made[n][0]), math.log(heads[n][1] / heads[n][0])) for n in both}


@cache
def by_heads(first=1990, without=None):
    """Of the shifts in shares of output to 2019, the part that came with output per head."""
    moved = shifts(first, 2019, without).values()
    return per_cent(sum(w * d * (d - p) for w, d, p in moved), sum(w * d * d for w, d, p in moved))


def per_head():
    return by_heads()


def per_head_rest():
    return by_heads(without=CHINA)


def per_head_rest_1960():
    return by_heads(1960, without=CHINA)


def per_head_china():
    size = {n: weight * change**2 for n, (weight, change, _) in shifts(1990, 2019, None).items()}
    return per_cent(size[CHINA], sum(size.values()))


# Does power move before pacts do?


@cache
def joined():
    return {(int(row["state_id"]), int(row["joined"])) for row in rows("alliance_members")}


@cache
def movers(net=False, lag=0):
    """State and start year → signed in the five years after, log of power, and its change over the ten years to `lag` years later."""
    if net:
        world = {year: sum(line.values()) for year, line in net_power().items()}
        logs = {
            year: {n: math.log(v / world[year]) for n, v in line.items() if v > 0} for year, line in net_power().items()
        }
    else:
        logs = {year: {n: math.log(v) for n, v in line.items() if v > 0} for year, line in index().items() if year <= 2016}  # fmt: skip
    found = {}
    for year in range(1826, 2014):
        now, later, earlier = (logs.get(at, {}) for at in (year, year + lag, year + lag - 10))
        for n in now.keys() & later.keys() & earlier.keys():
            signed = any((n, at) in joined() for at in range(year + 1, year + 6))
            found[n, year] = (float(signed), now[n], later[n] - earlier[n])
    return found


def moved(change):
    return abs(change) >= QUARTER


def less_means(columns, keys):
    """Columns as distances from their mean within a key."""
    groups = defaultdict(list)
    for i, key in enumerate(keys):
        groups[key].append(i)
    found = [list(column) for column in columns]
    for column in found:
        for members in groups.values():
            middle = sum(column[i] for i in members) / len(members)
            for i in members:
                column[i] -= middle
    return found


def signing(cases):
    """Points more of signing after a change, in the same year and at the same size; cases: state and year → signed, size, changed."""
    names = sorted(cases)
    y, x, z = less_means([[cases[name][k] for name in names] for k in (0, 2, 1)], [year for _, year in names])
    slope = sum(a * b for a, b in zip(x, z, strict=True)) / sum(b * b for b in z)
    rest = [a - slope * b for a, b in zip(x, z, strict=True)]  # the change beyond what goes with size
    return 100 * sum(a * b for a, b in zip(rest, y, strict=True)) / sum(a * a for a in rest)


def signed_changed():
    return 100 * mean(signed for signed, _, change in movers().values() if moved(change))


def signed_steady():
    return 100 * mean(signed for signed, _, change in movers().values() if not moved(change))


def gap_net_after():
    """Steady in the ten years before; changed or not in the ten years after the five in which they could sign."""
    earlier = movers(net=True)
    cases = {name: row for name, row in movers(net=True, lag=15).items() if name in earlier and not moved(earlier[name][2])}  # fmt: skip
    return signing({name: (signed, size, float(moved(change))) for name, (signed, size, change) in cases.items()})


# Which threat moved NATO?


def ranks(values):
    """Ranks, equal values sharing their mean rank."""
    order = sorted(values)
    return [(bisect_left(order, v) + bisect_right(order, v) + 1) / 2 for v in values]


def correlation(x, y):
    a, b = [v - mean(x) for v in x], [v - mean(y) for v in y]
    return sum(p * q for p, q in zip(a, b, strict=True)) / math.sqrt(sum(p * p for p in a) * sum(q * q for q in b))


def rank_correlation(x, y):
    return correlation(ranks(x), ranks(y))


@cache
def rises():
    """Member of 2024 → points of output by which its budget rose from 2014 to 2024."""
    spent = table("nato_spending", "share_gdp")
    return {n: spent[2024][n] - spent[2014][n] for n in spent[2024] if n in spent[2014]}


@cache
def to_moscow():
    """State → great-circle distance from its capital to Moscow, in radians."""
    places = {int(row["state_id"]): (math.radians(float(row["lat"])), math.radians(float(row["lon"]))) for row in rows("states") if not row["end"]}  # fmt: skip
    lat, lon = places[RUSSIA]
    return {n: math.acos(min(1, math.sin(a) * math.sin(lat) + math.cos(a) * math.cos(lat) * math.cos(b - lon))) for n, (a, b) in places.items()}  # fmt: skip


def near():
    return -rank_correlation([to_moscow()[n] for n in rises()], list(rises().values()))


def left_over(r_xy, r_xz, r_yz):
    """A partial correlation from three."""
    return (r_xy - r_xz * r_yz) / math.sqrt((1 - r_xz**2) * (1 - r_yz**2))


def near_rich():
    """Ranks of rise and nearness with those of output per head and of spending in 2014 held constant."""
    output, people, start = table("economies", "gdp")[2014], table("economies", "population")[2014], table("nato_spending", "share_gdp")[2014]  # fmt: skip
    x, y, rich, spent = (ranks([of(n) for n in rises()]) for of in (to_moscow().get, rises().get, lambda n: output[n] / people[n], start.get))  # fmt: skip
    first = {(a, b): left_over(correlation(p, q), correlation(p, rich), correlation(q, rich)) for (a, p), (b, q) in combinations([("x", x), ("y", y), ("s", spent)], 2)}  # fmt: skip
    return -left_over(first["x", "y"], first["x", "s"], first["y", "s"])


def with_attacks(found):
    """Rank correlation of the rise with attacks per head of 2014."""
    people = table("economies", "population")[2014]
    return rank_correlation([found.get(n, 0) / people[n] for n in rises()], list(rises().values()))


def terror():
    found = defaultdict(int)
    for row in rows("terrorism"):
        if row["state_id"] and 2008 <= int(row["year"]) <= 2017:
            found[int(row["state_id"])] += int(row["attacks"])
    return with_attacks(found)


def cyber():
    found = defaultdict(int)
    for row in rows("cyber_incidents"):
        if (row["source"], row["level"]) == ("EuRepoC", "pair"):
            found[int(row["target_id"])] += int(row["incidents"])
    return with_attacks(found)


def since():
    return sum(int(row["start"]) >= 2001 for row in rows("partnerships"))


# Ties made, ties cut; counts of partnership.


def ties(change, aimed_at=""):
    return sum(row["change"] == change and aimed_at in ("", row["aimed_at"]) for row in rows("ties_since_2021"))


def made_state():
    return ties("made", "state")


def made_without():
    return sum(row["change"] == "made" and row["entry"] != "lesson 10 list" for row in rows("ties_since_2021"))


def yearly(starts, first):
    """Counts of twenty years, the ten before and the last ten."""
    counts = [sum(int(start) == year for start in starts) for year in range(first, first + 20)]
    return counts[:10], counts[10:]


def low_of_counts(was, now):
    """Lower bound of the ratio of two counts, wider by as much as the years scatter more than chance alone."""
    scatter = sum((n - mean(part)) ** 2 / mean(part) for part in (was, now) for n in part) / 18
    error = math.sqrt(max(scatter, 1) * (1 / sum(was) + 1 / sum(now)))
    return sum(now) / sum(was) * math.exp(-n12.student(18) * error)


def new_treaties():
    return yearly([row["start"] for row in rows("alliances")], 1999)


def personnel(year):
    return next(int(row["personnel"]) for row in rows("un_personnel_year") if row["year"] == str(year))


def counts_up():
    """How many of the six counts are clearly higher."""
    agreements = [row["start"] for row in rows("defence_agreements") if row["signed"] == "1"]
    three = [yearly([row["year"] for row in rows("exercises")], 1991), yearly(agreements, 1991), new_treaties()]
    levels = (
        (lambda year: len(allied(year)) / math.comb(len(states(year)), 2), 1999),
        (lambda year: len(nato(f"{year}-12-31")), 2006),
        (personnel, 2002),
    )
    higher = [sum(of(first + k) for k in range(10, 20)) > sum(of(first + k) for k in range(10)) for of, first in levels]
    return sum(low_of_counts(*counts) > 1 for counts in three) + sum(higher)


def un_last():
    return per_cent(personnel(2021), personnel(2011))


# Who drew closer, and when?


def firsts(cases):
    """Pair → the first year of its cases."""
    found = {}
    for who, year in cases:
        found[who] = min(year, found.get(who, year))
    return found


@cache
def first_technology():
    """Pair → year of its first signed agreement on arms industry, procurement or research."""
    return firsts((pair(row["state_id_1"], row["state_id_2"]), int(row["start"])) for row in rows("defence_agreements")
                  if row["signed"] == "1" and "1" in (row["industry"], row["procurement"], row["research"]))  # fmt: skip


@cache
def training():
    """Pairs around five years in which some signed a first technology agreement: trained together about ten years before, before, after."""
    found = []
    for year in (1990, 1995, 2000):
        ago, now, later = (n12.trained_in(year + k, year + k + 4) for k in (-9, -4, 6))
        for row in n12.tied(year):
            who = row["pair"]
            start = first_technology().get(who, 9999)
            if start > year:
                one, two, three = (float(who in period) for period in (ago, now, later))
                found.append(row | {"tie": float(start <= year + 5), "now": two, "later": three, "change": three - two,
                                    "drift": two - one, "beyond": three - two - 2 * (two - one)})  # fmt: skip
    return found


def of_signers(period):
    return 100 * mean(row[period] for row in training() if row["tie"])


def tech_before():
    return of_signers("now")


def tech_after():
    return of_signers("later")


@cache
def beside_like_pairs(outcome):
    """Points by which signers changed more, among pairs of the same region and years, with border, alliance, power and agreements alike."""
    names = ["tie", "power", "activity", "allied", "near", outcome]
    columns = less_means([[row[name] for row in training()] for name in names], [(row["region"], row["window"]) for row in training()])  # fmt: skip
    inner = [dict(zip(names, line, strict=True)) | {"pair": row["pair"]} for row, line in zip(training(), zip(*columns, strict=True), strict=True)]  # fmt: skip
    return n12.slope(inner, outcome, *names[:-1])


def tech_gain():
    return beside_like_pairs("change")[0]


def tech_drift():
    return beside_like_pairs("drift")[0]


def tech_rest():
    return beside_like_pairs("beyond")[0]


def tech_rest_low():
    return beside_like_pairs("beyond")[1]


def tech_rest_high():
    return beside_like_pairs("beyond")[2]


# Scenarios.

PACIFIC = {740, 732, 900, 920, 840}
EASTERN = {CHINA, 731, RUSSIA, 370, 705, 703, 702, 371}  # with North Korea, Belarus and the CSTO's other members
LARGE = (2, 200, 220, 325, 740, 365, 710, 750, 140, 20, 900, 230, 70, 160, 640)


def western():
    return nato("2024-12-31") | PACIFIC


def share_2019(side):
    output = table("economies", "gdp")[2019]
    return per_cent(sum(value for n, value in output.items() if n in side), sum(output.values()))


def west_2019():
    return share_2019(western())


def east_2019():
    return share_2019(EASTERN)


def growth(side):
    was, now = (sum(value for n, value in table("economies", "gdp")[year].items() if n in side) for year in (2009, 2019))  # fmt: skip
    return 100 * ((now / was) ** 0.1 - 1)


def growth_west():
    return growth(western())


def growth_east():
    return growth(EASTERN)


def missed(made):
    """State → log of output thirty years on over 'growth goes on as in the last twenty years', less the mean of all states of the year."""
    logs = {year: {n: math.log(v) for n, v in table("economies", "gdp")[year].items() if n in LARGE} for year in range(made - 20, made + 31)}  # fmt: skip
    whole = [n for n in LARGE if all(n in line for line in logs.values())]
    errors = {n: logs[made + 30][n] - logs[made][n] - 1.5 * (logs[made][n] - logs[made - 20][n]) for n in whole}
    return {n: error - mean(errors.values()) for n, error in errors.items()}


def fan_states():
    return len(missed(1989))
