"""Lesson 08 by another route."""

import math
from bisect import bisect_right
from functools import cache
from statistics import NormalDist, mean

from tests.second import nato, per_cent, rows

US, ICELAND, PORTUGAL = "2", "395", "235"
ERAS = (1815, 1870, 1914, 1945, 1990, 2020)


def value(table, number, year, column):
    """One value of a table, or nothing."""
    cell = cells(table, column).get((str(number), str(year)))
    return float(cell) if cell else None


@cache
def cells(table, column):
    return {(row["state_id"], row["year"]): row[column] for row in rows(table)}


# Does burden rise with size? Rank correlations.


def ranks(values):
    """Place of each from the smallest, equals sharing the mean of theirs."""
    return [sum(w < v for w in values) + (values.count(v) + 1) / 2 for v in values]


def rank_correlation(x, y):
    x, y, middle = ranks(list(x)), ranks(list(y)), (len(x) + 1) / 2
    both = sum((a - middle) * (b - middle) for a, b in zip(x, y, strict=True))
    return both / math.sqrt(sum((a - middle) ** 2 for a in x) * sum((b - middle) ** 2 for b in y))


def bound(table, side):
    """Lower (−1) or upper (1) bound: Fisher's transformation with the error of Bonett and Wright (2000)."""
    rho = of_sizes(table)
    error = math.sqrt((1 + rho**2 / 2) / (len(table) - 3))
    return math.tanh(math.atanh(rho) + side * NormalDist().inv_cdf(0.975) * error)


def of_sizes(table):
    """Correlation of GDP and military spending over GDP; table: state → the two."""
    return rank_correlation(*zip(*table.values(), strict=True))


@cache
def long_series(year, with_iceland=False):
    members = [row for row in rows("military_burden_long") if row["year"] == str(year) and row["member"] == "1" and row["share_gdp"]]  # fmt: skip
    found = {row["state_id"]: (value("economies", row["state_id"], year, "gdp"), float(row["share_gdp"])) for row in members}  # fmt: skip
    return {n: pair for n, pair in found.items() if pair[0] and (with_iceland or n != ICELAND)}


@cache
def institute(year):
    """SIPRI's shares, and output after Maddison: per head times inhabitants."""
    found = {}
    for row in rows("defence_shares"):
        if row["year"] == str(year) and row["nato_entry"] and int(row["nato_entry"]) <= year:
            head, people = value("output_per_head", row["state_id"], year, "gdp_per_head"), value("capabilities", row["state_id"], year, "population")  # fmt: skip
            if head and people:
                found[row["state_id"]] = (head * people, float(row["share_gdp"]))
    return found


@cache
def core(year):
    """Members with forces in NATO's table of July 2026, by number of the state."""
    return {row["state_id"]: row for row in rows("nato_spending_2026") if row["year"] == str(year) and row["member"] == "1"}  # fmt: skip


@cache
def own_table(year):
    """NATO's shares, and the output that spending and share imply."""
    return {n: (float(row["expenditure"]) / float(row["share_gdp"]), float(row["share_gdp"])) for n, row in core(year).items()}  # fmt: skip


def rho_1951():
    return of_sizes(long_series(1951))


def rho_1964():
    return of_sizes(long_series(1964))


def rho_1964_low():
    return bound(long_series(1964), -1)


def rho_1964_high():
    return bound(long_series(1964), 1)


def rho_2012():
    return of_sizes(institute(2012))


def rho_2012_low():
    return bound(institute(2012), -1)


def rho_2012_high():
    return bound(institute(2012), 1)


def rho_2024():
    return of_sizes(own_table(2024))


def rho_low():
    return bound(own_table(2024), -1)


def rho_high():
    return bound(own_table(2024), 1)


def sources_apart():
    return mean(of_sizes(institute(year)) - of_sizes(own_table(year)) for year in range(2014, 2023))


def variants_zero():
    """Choices for 1964 whose interval holds zero: with Iceland or not, without one ally, output at the prices of spending."""
    plain = long_series(1964)
    market = {n: (value("capabilities", n, 1964, "milex") / share, share) for n, (_, share) in plain.items()}
    without = [{n: pair for n, pair in plain.items() if n != out} for out in (US, PORTUGAL)]
    choices = [plain, long_series(1964, with_iceland=True), *without, market]
    return sum(bound(table, -1) <= 0 <= bound(table, 1) for table in choices)


# Guidelines and editions.


def ranked():
    return len(core(2025))


def lux_kit():
    shares = sorted((float(row["equipment_share"]) for row in core(2025).values()), reverse=True)
    return 1 + shares.index(float(core(2025)["212"]["equipment_share"]))


def lux_gdp():
    """The place that Luxembourg shares with whoever spends as large a part of its income."""
    own = float(core(2025)["212"]["share_gdp"])
    return 1 + sum(float(row["share_gdp"]) > own for row in core(2025).values())


def reached(year, column, mark):
    return sum(float(row[column]) >= mark for row in core(year).values())


def two_2014():
    return reached(2014, "share_gdp", 2)


def two_2021():
    return reached(2021, "share_gdp", 2)


def kit_2014():
    return reached(2014, "equipment_share", 20)


def kit_2021():
    return reached(2021, "equipment_share", 20)


def older(year):
    """Members with a share in the edition of June 2024."""
    return [row for row in rows("nato_spending") if row["year"] == str(year) and row["member"] == "1" and row["share_gdp"]]  # fmt: skip


def printed_2024():
    return sum(float(row["share_gdp"]) >= 2 for row in older(2024))


def recomputed_2024():
    return sum(float(row["expenditure"]) >= 0.02 * float(row["gdp"]) for row in older(2024))


def printed_share():
    """The shares printed at 2 that the amounts of their row do not reach: one and the same."""
    found = {float(row["share_gdp"]) for year in range(2014, 2025) for row in older(year) if float(row["share_gdp"]) >= 2 > per_cent(float(row["expenditure"]), float(row["gdp"]))}  # fmt: skip
    return found.pop() if len(found) == 1 else None


def slovakia():
    row = next(row for row in older(2024) if row["state_id"] == "317")
    return round(per_cent(float(row["expenditure"]), float(row["gdp"])), 3)


@cache
def compared():
    """Shares of GDP in 2010–21 of members before 2015 and of outsiders, by state; without Russia and Ukraine."""
    found = {True: {}, False: {}}
    for row in rows("defence_shares"):
        member = bool(row["nato_entry"])
        if 2010 <= int(row["year"]) <= 2021 and row["state_id"] not in ("365", "369") and int(row["nato_entry"] or 0) < 2015:  # fmt: skip
            found[member].setdefault(row["state_id"], {})[int(row["year"])] = float(row["share_gdp"])
    return found


def outsiders():
    return len(compared()[False])


def pledge():
    """How much more the members' mean rose: exact where each state has every year."""
    change = {}
    for member, table in compared().items():
        assert all(len(years) == 12 for years in table.values())
        change[member] = mean(mean(s for y, s in years.items() if y >= 2015) - mean(s for y, s in years.items() if y < 2015) for years in table.values())  # fmt: skip
    return change[True] - change[False]


def kilometres(one, other):
    """Great circle between two places in degrees, by the haversine."""
    (a, x), (b, y) = ([math.radians(angle) for angle in place] for place in (one, other))
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin((x - y) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def moscow():
    """Distance of the capital from Moscow and rise of the share, 2014 to 2024."""
    capital = {row["state_id"]: (float(row["lat"]), float(row["lon"])) for row in rows("states") if row["lat"]}
    both = sorted(set(core(2014)) & set(core(2024)))
    rise = [round(100 * (float(core(2024)[n]["share_gdp"]) - float(core(2014)[n]["share_gdp"]))) for n in both]
    return rank_correlation([kilometres(capital[n], capital["365"]) for n in both], rise)


# One state, five bills.


def us_money():
    spent = {n: float(row["expenditure_current"]) for n, row in core(2024).items()}
    return per_cent(spent[US], sum(spent.values()))


def us_part():
    """American soldiers in allied Europe and Canada, of all of them."""
    hosts = sum(value("us_troops", n, 2024, "troops") or 0 for n in nato("2024-12-31"))
    return hosts / (10 * value("nato_spending", US, 2024, "military_personnel"))


def us_stationed():
    spent = {n: float(row["expenditure_current"]) for n, row in core(2024).items()}
    here = us_part() / 100 * spent.pop(US)
    return per_cent(here, here + sum(spent.values()))


def dead_per_million(number):
    dead = next(int(row["deaths"]) for row in rows("afghanistan_deaths") if row["state_id"] == number)
    return dead / (value("economies", number, 2010, "population") / 1000)


def dead_danes():
    return dead_per_million("390")


def dead_germans():
    return dead_per_million("255")


# Ukraine.


def american_aid(year):
    given = [(row["state_id"], float(row["allocated"])) for row in rows("ukraine_aid_year") if row["year"] == str(year)]
    return per_cent(sum(aid for n, aid in given if n == US), sum(aid for _, aid in given))


def aid_us_2024():
    return american_aid(2024)


def aid_us_2025():
    return american_aid(2025)


def donor(name):
    return next(row for row in rows("ukraine_aid") if row["donor"] == name)


def aid_est():
    return float(donor("Estonia")["share_gdp"])


def aid_lit():
    return float(donor("Lithuania")["share_gdp"])


def aid_lat():
    return float(donor("Latvia")["share_gdp"])


def baltic():
    three = [donor(name) for name in ("Estonia", "Latvia", "Lithuania")]
    return per_cent(sum(float(row["allocated"]) for row in three), sum(float(row["gdp"]) for row in three))


# Must it be fair?


def short_years():
    table = rows("un_shortfalls")
    return per_cent(sum(float(row["deployed"]) < 0.9 * float(row["authorised"]) for row in table), len(table))


def growth(members):
    soldiers = [sum(value("capabilities", n, year, "milper") for n in members) for year in (1950, 1966)]
    return 100 * (soldiers[1] / soldiers[0] - 1)


def founders():
    """Founders of NATO with forces."""
    return [row["state_id"] for row in rows("nato_members") if row["start"] == "1949" and row["state_id"] != ICELAND]


def soldiers_grew():
    return growth(founders())


def soldiers_others():
    return growth([n for n in founders() if n != US])


def american_part(table, column):
    """The American part of what the members of 1988 had, of those with a value."""
    amounts = {n: value(table, n, 1988, column) or 0 for n in nato("1988-12-31")}
    return per_cent(amounts[2], sum(amounts.values()))


def us_1988():
    return american_part("capabilities", "milex")


def able_1988():
    return us_1988() / american_part("economies", "gdp")


def ratio_powers():
    """Endings per year of treaties of two with power three to one at signature over others of their era (Mantel and Haenszel)."""
    signed = {}
    for row in rows("alliance_members"):
        signed.setdefault((row["alliance_id"], row["start"]), set()).add(row["state_id"])
    eras = {}
    for row in rows("alliances"):
        power = [value("capabilities", n, row["start"], "cinc") for n in signed.get((row["alliance_id"], row["start"]), ())]  # fmt: skip
        if row["founders"] == "2" and len(power) == 2 and None not in power:
            cell = eras.setdefault(bisect_right(ERAS, int(row["start"])), {True: [0, 0], False: [0, 0]})[max(power) >= 3 * min(power)]  # fmt: skip
            cell[0] += bool(row["end"])
            cell[1] += max(int(row["end"] or 2018) - int(row["start"]), 0.5)
    cells = [(*era[True], *era[False]) for era in eras.values()]
    return sum(a * s / (r + s) for a, r, _, s in cells) / sum(b * r / (r + s) for _, r, b, s in cells)
