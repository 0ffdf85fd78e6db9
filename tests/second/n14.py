"""Lesson 14 by another route."""

from collections import defaultdict
from functools import cache
from itertools import combinations
from statistics import median

from tests.second import in_force, n12, nato, per_cent, promised, region, rows, states

FIRST_PAYERS = {2, 710, 740, 255, 220, 200, 365, 325, 20, 230}  # the ten largest payers: the Economist's, of 2016


def mean(values):
    values = list(values)
    return sum(values) / len(values)


# Who pays, who sends.


@cache
def sent(year):
    """State → average uniformed people in UN missions, the joined series."""
    return {int(row["state_id"]): float(row["personnel"]) for row in rows("un_contributors") if row["year"] == str(year) and row["joined"] == "1"}  # fmt: skip


def share(members, amounts):
    return per_cent(sum(value for n, value in amounts.items() if n in members), sum(amounts.values()))


def living_in(place):
    return {int(row["state_id"]) for row in rows("states") if region(int(row["state_id"])) == place}


def nato_1993():
    return share(nato("1993-12-31"), sent(1993))


def nato_2015():
    return share(nato("2015-12-31"), sent(2015))


def nato_2020():
    return share(nato("2020-12-31"), sent(2020))


def south_asia_2006():
    return share(living_in("South Asia"), sent(2006))


def africa_2020():
    return share(living_in("Sub-Saharan Africa"), sent(2020))


def nato_soldiers():
    soldiers = {int(row["state_id"]): float(row["milper"]) for row in rows("capabilities") if row["year"] == "2015" and row["milper"]}  # fmt: skip
    return share(nato("2015-12-31"), soldiers)


# Authorised is not deployed.


@cache
def posts():
    """Mission and year → months on record, ceiling, empty posts."""
    return {(row["mission"], int(row["year"])): (int(row["months"]), float(row["authorised"]), float(row["shortfall"])) for row in rows("un_shortfalls")}  # fmt: skip


def empty_posts(mission, year):
    _, ceiling, empty = posts()[mission, year]
    return per_cent(empty, ceiling)


# Kosovo and Timor-Leste stand under the state they belonged to before in one of two tables.
UNDER = {"347": "345", "860": "850"}


def month(text):
    return 12 * int(text[:4]) + int(text[5:])


@cache
def first_years():
    """Empty posts in the full calendar year after the start of UN missions of 1998–2014, and whether a force of others was there.

    Ceilings of 1,000 or more, forces of 500 or more; without missions that took over from a UN mission in the month it ended,
    or the next, and without UNOMSIL, whose ceiling of 1999 is that of the mission that took over from it.
    """
    ended = {(row["host_id"], month(row["end_month"])) for row in rows("un_missions") if row["end_month"] and row["host_id"]}  # fmt: skip
    others = {(row["host_id"], int(row["year"])) for row in rows("mission_violence") if row["organisation"] != "UN" and float(row["personnel"] or 0) >= 500}  # fmt: skip
    found = []
    for row in rows("un_missions"):
        start, key, begun = int(row["start"]), (row["mission"], int(row["start"]) + 1), month(row["start_month"])
        took_over = {(row["host_id"], begun), (row["host_id"], begun - 1)} & ended
        host = UNDER.get(row["host_id"], row["host_id"])
        if 1998 <= start <= 2014 and key in posts() and posts()[key][1] >= 1000 and not took_over and row["mission"] != "UNOMSIL":  # fmt: skip
            found.append((empty_posts(*key), bool({(host, start), (host, start - 1)} & others)))
    return found


def gaps_where(others_were):
    return [gap for gap, there in first_years() if there == others_were]


def there():
    return len(gaps_where(True))


def gap_there():
    return median(gaps_where(True))


def alone():
    return len(gaps_where(False))


def gap_alone():
    return median(gaps_where(False))


# Forces of others.


@cache
def forces():
    """Mission and host → who led it, and its rows with a strength, by year."""
    found = defaultdict(list)
    for row in rows("mission_violence"):
        if row["host_id"] and row["personnel"]:
            found[row["mission"], int(row["host_id"])].append(row)
    return {key: sorted(table, key=lambda row: int(row["year"])) for key, table in found.items()}


@cache
def builds():
    """New forces since 1994 of 500 people or more in two years at least: led by others, months of the first year, share of the peak."""
    found = []
    for table in forces().values():
        peak = max(float(row["personnel"]) for row in table)
        if int(table[0]["year"]) >= 1994 and peak >= 500 and len(table) >= 2:
            found.append((table[0]["organisation"] != "UN", int(table[0]["months"]), per_cent(float(table[0]["personnel"]), peak)))  # fmt: skip
    return found


def first_un():
    return mean(part for other, _, part in builds() if not other)


def first_other():
    return mean(part for other, _, part in builds() if other)


def first_gap():
    """Difference of the two less what goes with months: least squares by what is left of each after the months."""
    months = [m for _, m, _ in builds()]

    def beyond_months(values):
        values, x = list(values), [m - mean(months) for m in months]
        slope = sum(a * v for a, v in zip(x, values, strict=True)) / sum(a * a for a in x)
        return [v - mean(values) - slope * a for a, v in zip(x, values, strict=True)]

    who, part = beyond_months(float(other) for other, _, _ in builds()), beyond_months(part for _, _, part in builds())
    return sum(a * b for a, b in zip(who, part, strict=True)) / sum(a * a for a in who)


@cache
def fighting():
    """State and year with an internal conflict → whether a war was among the state's conflicts."""
    return {(int(row["state_id"]), int(row["year"])): int(row["wars"]) > 0 for row in rows("armed_conflict_states") if int(row["at_home"]) > 0}  # fmt: skip


def lately(state, year):
    """Conflict in the year or the two before, and a war among it."""
    found = [fighting()[state, year - k] for k in range(3) if (state, year - k) in fighting()]
    return bool(found), any(found)


def five_years_on(led_by_un):
    """Per cent of hosts in conflict five years after a force of 500 or more came where there was conflict lately, 1994–2019."""
    found = []
    for (_, host), table in forces().items():
        year = int(table[0]["year"])
        big = max(float(row["personnel"]) for row in table) >= 500
        if (table[0]["organisation"] == "UN") == led_by_un and big and 1994 <= year <= 2019 and lately(host, year)[0]:
            found.append((host, year + 5) in fighting())
    return 100 * mean(found)


def led_other():
    return five_years_on(led_by_un=False)


def led_un():
    return five_years_on(led_by_un=True)


# Did the fighting stop?


def new_missions():
    """State-years of 1990–2019 with an internal conflict lately and a new UN mission, in states that did not host one already."""
    spans = [(int(row["host_id"]), int(row["start"]), int(row["end"] or 2025)) for row in rows("un_missions") if row["host_id"]]  # fmt: skip
    new = {(host, start) for host, start, _ in spans if 1990 <= start < 2020 and host in states(start) and lately(host, start)[0]}  # fmt: skip
    return len([(host, year) for host, year in new if not any(one == host and start < year <= end for one, start, end in spans)])  # fmt: skip


# Deaths.


def deaths(**which):
    return sum(int(row["deaths"]) for row in rows("un_fatalities") if all(row[name] in values for name, values in which.items()))  # fmt: skip


def all_deaths():
    return deaths()


def malicious():
    return per_cent(deaths(cause=("malicious act",)), deaths())


# Exercises.


@cache
def places():
    """The state of each place in a joint exercise with a peacekeeping purpose, 2001–2010."""
    peace = {row["exercise_id"] for row in rows("exercises") if row["peacekeeping"] == "1"}
    return [int(row["state_id"]) for row in rows("exercise_members") if row["exercise_id"] in peace and 2001 <= int(row["year"]) <= 2010]  # fmt: skip


def top_twenty():
    return set(sorted(sent(2010), key=sent(2010).get)[-20:])


def slots_top():
    return per_cent(sum(state in top_twenty() for state in places()), len(places()))


def took_part():
    return len(top_twenty() & set(places()))


# Do allies serve together, and sit together?


def together(belongs, pacts, **more):
    """Pairs with the number of bodies in common, and how many chance alone would give; belongs: state → its bodies."""
    bodies = len(set().union(*belongs.values()))
    return [
        {
            "pair": (a, b), "shared": float(len(belongs[a] & belongs[b])), "chance": len(belongs[a]) * len(belongs[b]) / bodies,
            "allied": float((a, b) in pacts), "same": float(region(a) == region(b)),
            "home": region(a) if region(a) == region(b) else "",
        } | more
        for a, b in combinations(sorted(belongs), 2)
    ]  # fmt: skip


@cache
def serving():
    """Pairs of contributors of 2013–2016 and 2018."""
    found = []
    for year in (2013, 2014, 2015, 2016, 2018):
        belongs = defaultdict(set)
        for row in rows("un_contributors_mission"):
            if row["year"] == str(year) and row["complete"] == "1" and float(row["personnel"]) > 0:
                belongs[int(row["state_id"])].add(row["mission"])
        found += together(belongs, promised(year), year=str(year))
    return found


def allied_shared():
    return mean(row["shared"] for row in serving() if row["allied"])


def other_shared():
    return mean(row["shared"] for row in serving() if not row["allied"])


@cache
def gap(*held, by_state=False):
    """More missions shared by allies, and the interval."""
    table = [row | {"marks": row["pair"]} for row in serving()] if by_state else serving()
    return [value / 100 for value in n12.slope(table, "shared", "allied", "chance", "year", *held)]


def allied_more():
    return gap("same")[0]


def allied_states():
    return gap("same", by_state=True)[0]


def consult():
    return per_cent(sum(row["consultation"] == "1" for row in rows("alliances")), len(rows("alliances")))


# Bodies that rest on a defence pact or carry one.
PACT_BODIES = {"ANZUS", "AU", "BALTBAT", "CENTO", "CIS", "CSTO", "EAPC", "ECCAS", "ECOWAS", "EU", "GCC", "LOAS", "NATO",
               "OAS", "OAU", "SADC", "SEATO", "WEU", "WPact"}  # fmt: skip


@cache
def talking():
    """Pairs of one region in 2010 and the political and security bodies in which both sit, without those of pacts."""
    bodies = {row["organisation_id"] for row in rows("organisations") if row["political"] == "1" or row["subject"] == "security"} - PACT_BODIES  # fmt: skip
    belongs = defaultdict(set)
    for row in rows("organisation_members"):
        state = int(row["state_id"])
        if row["organisation_id"] in bodies and row["status"] == "full" and in_force(row, 2010) and state in states(2010):  # fmt: skip
            belongs[state].add(row["organisation_id"])
    return [row for row in together(belongs, promised(2010)) if row["home"]]


def seats_more():
    return n12.slope(talking(), "shared", "allied", "chance", "home", bounds=False)[0] / 100
