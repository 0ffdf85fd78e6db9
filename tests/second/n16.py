"""Lesson 16 by another route."""

import math
from collections import Counter, defaultdict
from functools import cache
from statistics import median

from tests.second import in_force, n12, n13, pair, rows, states, treaties

RUSSIA, UNITED_STATES = 365, 2
DENMARK, NORWAY, FINLAND, SWEDEN = 390, 385, 375, 380
# Austria, Ireland, Switzerland, Malta, Cyprus, Serbia, Bosnia and Herzegovina, Finland, Sweden
OUTSIDE = (305, 205, 225, 338, 352, 345, 346, FINLAND, SWEDEN)
PACIFIC = (740, 732, 900, 920)  # Japan, South Korea, Australia, New Zealand
BEYOND = (*PACIFIC, 710, 750, 666, 140, 70)  # and China, India, Israel, Brazil, Mexico


def mean(values):
    values = list(values)
    return sum(values) / len(values)


# Spending after the pledge.


@cache
def spent():
    """State → year → spending as a share of output."""
    found = defaultdict(dict)
    for row in rows("defence_shares"):
        found[int(row["state_id"])][int(row["year"])] = float(row["share_gdp"])
    return found


@cache
def entries():
    """State → year in which it joined NATO."""
    return {int(row["state_id"]): int(row["nato_entry"]) for row in rows("defence_shares") if row["nato_entry"]}


def allies():
    """Members of 2014 with armed forces."""
    return [n for n, year in entries().items() if year <= 2014]


def next_to_russia():
    borders = [{int(row["state_id_1"]), int(row["state_id_2"])} for row in rows("contiguity") if row["type"] == "1" and in_force(row, 2014)]  # fmt: skip
    return [n for n in allies() if {n, RUSSIA} in borders]


def over(line, first, last):
    """Mean of a state's years."""
    return mean(value for year, value in line.items() if first <= year <= last)


def after_the_pledge(members):
    """Mean change from 2010–13 to 2015–21."""
    return mean(over(spent()[n], 2015, 2021) - over(spent()[n], 2010, 2013) for n in members)


def extra(members, others=OUTSIDE):
    return after_the_pledge(members) - after_the_pledge(others)


def near_in(year):
    return mean(spent()[n][year] for n in next_to_russia())


def near_2013():
    return near_in(2013)


def near_2021():
    return near_in(2021)


def near_2024():
    return near_in(2024)


def neighbours():
    return len(next_to_russia())


def members_with_data():
    return len(allies())


def beyond():
    return extra(allies(), BEYOND)


def pacific():
    return extra(allies(), PACIFIC)


def nordic():
    return extra((DENMARK, NORWAY), (FINLAND, SWEDEN))


def nordic_ways():
    return math.comb(4, 2)


def seven_ways():
    return math.comb(neighbours() + 2, 2)


def sizes():
    """Numbers of treated and others in each comparison of four groups with four yardsticks."""
    treated = (neighbours(), len(allies()), 2, sum(year == 2004 for year in entries().values()))
    return [(own, len(others)) for own in treated for others in (OUTSIDE, (FINLAND, SWEDEN), PACIFIC, BEYOND)]


def comparisons():
    return len(sizes())


# Inside the budget.


@cache
def nato_table(column):
    """Member of 2014 → year → value."""
    found = defaultdict(dict)
    for row in rows("nato_spending"):
        if row[column] and int(row["state_id"]) in allies():
            found[int(row["state_id"])][int(row["year"])] = float(row[column])
    return found


def shift(line):
    """Change of a share from 2014–15 to 2019–21."""
    return over(line, 2019, 2021) - over(line, 2014, 2015)


def equipment_change():
    return mean(map(shift, nato_table("equipment_share").values()))


def shift_of(state):
    return shift({int(row["year"]): float(row["equipment_share"]) for row in rows("nato_spending") if row["state_id"] == str(state)})  # fmt: skip


def finland_change():
    return shift_of(FINLAND)


def sweden_change():
    return -shift_of(SWEDEN)


def below_finland():
    return sum(shift(line) < finland_change() for line in nato_table("equipment_share").values())


@cache
def growth(column, others=False):
    """Real growth from 2014 to 2021 of a part of each member's money, per cent; others: of all but that part."""

    def money(n, year):
        share = nato_table(column)[n][year]
        return (100 - share if others else share) * nato_table("expenditure")[n][year]

    return [100 * (money(n, 2021) / money(n, 2014) - 1) for n in nato_table("expenditure")]


def rest_growth():
    return median(growth("equipment_share", others=True))


def rest_fell():
    return sum(value < 0 for value in growth("equipment_share", others=True))


def personnel_fell():
    return sum(value < 0 for value in growth("personnel_share"))


# Joiners.


@cache
def votes():
    """State → year from 2000 → distance from the United States in UN votes."""
    points = {(int(row["state_id"]), int(row["year"])): float(row["ideal_point"]) for row in rows("ideal_points") if row["ideal_point"] and int(row["year"]) >= 2000}  # fmt: skip
    found = defaultdict(dict)
    for (n, year), point in points.items():
        found[n][year] = abs(point - points[UNITED_STATES, year])
    return found


def around_entry(lines, others):
    """Change of each joiner of 2004–2020, five years after entry against five before, less that of others in the same years.

    The others stay outside through the whole ten years.
    """

    def change(n, year):
        until = entries().get(n, 9999) - 1 if n in others else year + 5  # who is compared with stays outside
        return over(lines[n], year + 1, min(year + 5, until)) - over(lines[n], year - 5, year - 1)

    def outside(year):
        return [m for m in others if entries().get(m, 9999) > year + 5]

    return {n: change(n, year) - mean(change(m, year) for m in outside(year)) for n, year in entries().items() if 2004 <= year <= 2020}  # fmt: skip


def joiners():
    return len(around_entry(spent(), OUTSIDE))


def joiners_calm():
    return mean(around_entry(spent(), [n for n in OUTSIDE if n not in (345, 346)]).values())


def one_spring():
    return sum(year == 2004 for year in entries().values())


def votes_nearer():
    return sum(change < 0 for change in around_entry(votes(), OUTSIDE).values())


# Suppliers.


def latest():
    return [row for row in rows("arms_suppliers") if row["start"] == "2017"]


def importers():
    return len(latest())


def allied_buyers():
    return sum(float(row["allies"]) > 0.5 for row in latest())


@cache
def purchases():
    """A buyer's arms from one of the eight usual sellers, periods 1977–2016: share, and whether the two had signed, or would in five years."""
    counts = Counter(row["supplier_id"] for row in rows("arms_network"))
    shares = {(row["supplier_id"], row["recipient_id"], row["start"]): 100 * float(row["share"]) for row in rows("arms_network")}  # fmt: skip
    signed = defaultdict(list)
    for row in rows("defence_agreements"):
        if row["signed"] == "1":
            signed[pair(row["state_id_1"], row["state_id_2"])].append(int(row["start"]))
    found = []
    for row in rows("arms_suppliers"):
        buyer, start = row["recipient_id"], int(row["start"])
        for seller, _ in counts.most_common(8):
            if 1977 <= start <= 2012 and seller != buyer:
                due = min(signed.get(pair(seller, buyer), [9999])) - start
                keys = {"pair": (seller, buyer), "sold": (seller, start), "bought": (buyer, start)}
                found.append(keys | {"share": shares.get((seller, buyer, row["start"]), 0.0), "after": float(due <= 0), "coming": float(1 <= due <= 5)})  # fmt: skip
    return found


@cache
def bought(first, *held):
    """Points more of the buyer's arms, with all that is usual of the pair, of the seller then and of the buyer then taken out."""
    names = ["share", "after", "coming"]
    columns = [[row[name] for row in purchases()] for name in names]
    for _ in range(60):
        for key in ("pair", "sold", "bought"):
            columns = n13.less_means(columns, [row[key] for row in purchases()])
    left = [dict(zip(names, line, strict=True)) for line in zip(*columns, strict=True)]
    return n12.slope(left, "share", first, *held, bounds=False)[0] / 100


def bought_more():
    return bought("after", "coming")


def bought_early():
    return bought("coming", "after")


# Deeds.

# Who had soldiers in Iraq at some time until July 2005 (Reuters, 6 July 2005).
IRAQ_2005 = (
    "United Kingdom", "Albania", "Armenia", "Australia", "Azerbaijan", "Bulgaria", "Czechia", "Denmark", "Dominican Republic",
    "El Salvador", "Estonia", "Georgia", "Honduras", "Hungary", "Italy", "Japan", "Kazakhstan", "Latvia", "Lithuania",
    "North Macedonia", "Moldova", "Mongolia", "Netherlands", "New Zealand", "Nicaragua", "Norway", "Philippines", "Poland",
    "Portugal", "Romania", "Singapore", "Slovakia", "South Korea", "Spain", "Thailand", "Tonga", "Ukraine",
)  # fmt: skip


def of_2010(name, column):
    return {int(row["state_id"]): float(row[column]) for row in rows(name) if row["year"] == "2010" and row[column]}


def sent(operation, dates):
    return {int(row["state_id"]) for row in rows("contingents") if row["operation"] == operation and row["date"] in dates and int(row["troops"]) > 0}  # fmt: skip


@cache
def warriors():
    """States of 2010: an American promise in either direction, the wars joined, and what makes them alike."""
    afghanistan, there = sent("ISAF", {"2010-11-15"}), sent("MNF-I", {"2007-02-24", "2007-10-09"})
    ever = there | {int(row["state_id"]) for row in rows("states") if row["name"] in IRAQ_2005 and not row["end"]}
    bound = {n for members in treaties(2010).values() if UNITED_STATES in members for n, row in members.items()
             if "1" in (row["defence"], members[UNITED_STATES]["defence"])}  # fmt: skip
    place = {int(row["state_id"]): row["region"] for row in rows("states")}
    people, output, free = of_2010("capabilities", "population"), of_2010("output_per_head", "gdp_per_head"), of_2010("regimes", "polyarchy")  # fmt: skip
    return [
        {
            "state": n, "region": place[n], "people": math.log(people[n]), "output": math.log(output[n]), "democracy": free[n],
            "pact": float(n in bound), "iraq": n in ever, "iraq_2007": n in there,
            "wars": ((n in afghanistan) + (n in ever)) / 2, "wars_2007": ((n in afghanistan) + (n in there)) / 2,
        }
        for n in sorted(states(2010) & people.keys() & output.keys() & free.keys() - {UNITED_STATES, 700, 645})
    ]  # fmt: skip


def with_promise(table, outcome="wars"):
    return n12.slope(table, outcome, "pact", "region", "people", "output", "democracy", bounds=False)[0]


def outside_europe():
    return [row for row in warriors() if row["region"] != "Europe and Central Asia"]


def war_gap():
    return with_promise(warriors())


def war_gap_beyond():
    return with_promise(outside_europe())
