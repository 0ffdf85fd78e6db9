"""Lesson 10 by another route."""

import math
from collections import Counter, defaultdict
from datetime import date
from statistics import mean

from tests.second import nato, per_cent, rows

NOVEMBER, BEFORE = "2010-11-15", "2009-10-01"  # the two complete lists of ISAF


# ISAF.


def contingents(day=NOVEMBER):
    """Troops of each state, largest first."""
    return sorted((int(row["troops"]) for row in rows("contingents") if (row["operation"], row["date"]) == ("ISAF", day)), reverse=True)  # fmt: skip


def equals(amounts):
    """How many equal partners would be as concentrated."""
    return sum(amounts) ** 2 / sum(amount**2 for amount in amounts)


def peak_troops():
    return sum(contingents())


def listed():
    return len(contingents())


def nations(year):
    """States in ISAF by the report of a year."""
    return next(int(row["nations"]) for row in rows("operation_totals") if row["operation"] == "ISAF" and row["date"].startswith(year))  # fmt: skip


def first_nations():
    return nations("2006")


def most_nations():
    return nations("2012")


def us_share():
    american = next(int(row["troops"]) for row in rows("contingents") if (row["operation"], row["date"], row["state_id"]) == ("ISAF", NOVEMBER, "2"))  # fmt: skip
    return per_cent(american, sum(contingents()))


def effective():
    return equals(contingents())


def effective_before():
    return equals(contingents(BEFORE))


def others_alone():
    return equals(contingents()[1:])


def attacks(year):
    return next(int(row["attacks"]) for row in rows("terrorism") if (row["state_id"], row["year"]) == ("700", str(year)))  # fmt: skip


def attacks_2006():
    return attacks(2006)


def attacks_2011():
    return attacks(2011)


def attacks_2012():
    return attacks(2012)


def attacks_2014():
    return attacks(2014)


def attacks_2015():
    return attacks(2015)


def years_of_war(first, last):
    """Years in which some conflict in Afghanistan was at war level."""
    return sum(row["state_id"] == "700" and first <= int(row["year"]) <= last and int(row["wars"]) > 0 for row in rows("armed_conflict_states"))  # fmt: skip


def during():
    return 2014 - 2004 + 1


def war_during():
    return years_of_war(2004, 2014)


def war_after():
    return years_of_war(2015, 2021)


def day_of(event):
    return next(date.fromisoformat(row["date"]) for row in rows("timeline") if row["event"].startswith(event))


def fall_before_exit():
    return (day_of("Last Resolute Support / US troops leave") - day_of("Afghan government collapses")).days


# The Gulf, 1991.


def leader(reading):
    """The American share of the troops of states with a first reading; of the American numbers, that reading. No irregulars."""
    others = sum(int(row["troops"]) for row in rows("gulf_war_troops") if row["reading"] == "1" and row["troops"] and row["state_id"] not in ("2", "700"))  # fmt: skip
    american = next(int(row["troops"]) for row in rows("gulf_war_troops") if (row["state_id"], row["reading"]) == ("2", reading))  # fmt: skip
    return per_cent(american, american + others)


def gulf_stock():
    return leader("2")


def gulf_flow():
    return leader("1")


# Wars, promises, headquarters.


def decided():
    """Wars that one side won and the other lost, one of them a single state: whether the other were several, won, was heavier.

    Between two single states the heavier is looked at. Power is that of the year in which a state began to fight.
    """
    power = {(row["state_id"], row["year"]): float(row["cinc"]) for row in rows("capabilities") if row["cinc"]}
    wars = defaultdict(lambda: defaultdict(list))
    for row in rows("interstate_wars"):
        if row["spell"] == "1":
            wars[row["war_id"]][row["side"]].append((row["state_id"], power[row["state_id"], row["start"]], row["outcome"]))  # fmt: skip
    found = []
    for sides in wars.values():
        ends = [{outcome for *_, outcome in side} for side in sides.values()]
        sizes = [len(side) for side in sides.values()]
        won = [{"won"} <= a and "lost" not in a and "lost" in b for a, b in (ends, ends[::-1])]
        if min(sizes) == 1 and any(won):
            weights = [sum(weight for _, weight, _ in side) for side in sides.values()]
            looked_at = sizes.index(max(sizes)) if max(sizes) > 1 else weights.index(max(weights))
            found.append((max(sizes) > 1, won[looked_at], weights[looked_at] == max(weights)))
    return found


def coalition_won():
    return 100 * mean(won for several, won, _ in decided() if several)


def wilson(side):
    """Wilson's interval of the coalitions' wins, in per cent: its bound on one side."""
    won = [won for several, won, _ in decided() if several]
    n, share, z = len(won), mean(won), 1.959963984540054
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return 100 * (share + z * z / (2 * n) + side * half) / (1 + z * z / n)


def coalition_low():
    return wilson(-1)


def coalition_high():
    return wilson(1)


def heavy_share():
    return 100 * mean(won for several, won, heavier in decided() if several and heavier)


def alone_won():
    return 100 * mean(won for several, won, _ in decided() if not several)


def kept_later():
    called = [row["outcome_bf"] for row in rows("alliance_commitments") if row["before_1945"] == "0" and row["outcome_bf"] != "does not apply"]  # fmt: skip
    return per_cent(called.count("honoured"), len(called))


def headquarters_years():
    """From the joint headquarters to the first operation, radar aircraft for Turkey."""
    return (date(1990, 8, 8) - day_of("SHAPE activated")).days / 365.25


# The African Standby Force.


def pledged():
    """How often each state of the lists stands in a force at the end of 2025."""
    return Counter(row["iso3"] for row in rows("standby_force_members") if not row["end_date"] or row["end_date"] > "2025-12-31")  # fmt: skip


def memberships():
    return sum(pledged().values())


def in_two():
    return sum(times == 2 for times in pledged().values())


def in_none():
    """Members of the African Union in 2014, and Morocco, which came back in 2017."""
    iso = {row["state_id"]: row["iso3"] for row in rows("states")}
    members = {iso[row["state_id"]] for row in rows("organisation_members") if row["organisation_id"] == "AU" and row["status"] == "full" and not row["end"]}  # fmt: skip
    return len((members | {"MAR"}) - set(pledged()))


# Crises: the first day, the African decision to send a force, the last mandate, and the day on which the first soldiers came.
CRISES = {
    # Timbuktu falls; ECOWAS decides; Security Council resolution 2085; AFISMA
    "Mali": (date(2012, 4, 1), date(2012, 11, 11), date(2012, 12, 20), date(2013, 1, 17)),
    # Bangui falls; the Peace and Security Council decides; resolution 2127; MISCA
    "Central African Republic": (date(2013, 3, 24), date(2013, 7, 19), date(2013, 12, 5), date(2013, 12, 19)),
    # The loser rejects the result; ECOWAS decides, and there is no other mandate; ECOMIG
    "The Gambia": (date(2016, 12, 9), date(2016, 12, 17), date(2016, 12, 17), date(2017, 1, 19)),
    # The attack on Palma; SADC decides, and there is no other mandate; SAMIM
    "Mozambique": (date(2021, 3, 24), date(2021, 6, 23), date(2021, 6, 23), date(2021, 7, 15)),
}


def days(clock):
    """Days from the crisis (0), the decision (1) or the mandate (2) to the first soldiers."""
    return {name: (dates[3] - dates[clock]).days for name, dates in CRISES.items()}


def shortest():
    return min(days(0).values())


def longest():
    return max(days(0).values())


def car_decision():
    return days(1)["Central African Republic"]


def car_mandate():
    return days(2)["Central African Republic"]


def in_time_decision():
    return sum(wait <= 30 for wait in days(1).values())


def in_time_mandate():
    return sum(wait <= 30 for wait in days(2).values())


def brigade_least():
    """From the mandate for Ethiopia and Eritrea to the first of December, when the first battalion may have come."""
    return (date(2000, 12, 1) - date(2000, 9, 15)).days


def brigade_most():
    return (date(2000, 12, 31) - date(2000, 9, 15)).days


def not_begun():
    """Wars since 1949 with a member of NATO on a side, which no member began."""
    fought, begun = set(), set()
    for row in rows("interstate_wars"):
        if int(row["start"]) >= 1949 and int(row["state_id"]) in nato(row["start_date"]):
            (begun if row["initiator"] == "1" else fought).add(row["war_id"])
    return len(fought - begun)


def gulf_uncounted():
    """Of 36 senders, those for which the table's first reading gives no headcount, or which it does not list."""
    return 36 - len({row["state_id"] for row in rows("gulf_war_troops") if row["reading"] == "1" and row["troops"] and row["state_id"] != "700"})  # fmt: skip
