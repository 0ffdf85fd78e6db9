"""Well-known facts on the newest editions, each with the source it is checked against."""

import pytest

from helpers.data import load, state, state_name

KIEL = "Kiel Institute, Ukraine Support Tracker"
UN = "voting records of the UN General Assembly"
ABSTAINED = {"China", "Estonia", "Fiji", "India", "Iran", "Israel", "Latvia", "Lithuania", "Nicaragua", "Poland", "Romania",
             "Saudi Arabia", "Syria", "Türkiye", "Ukraine"}  # fmt: skip
DMDC = "DMDC report in troopdata; raw pack CHECKS 62"
VDEM = "V-Dem 16"
CLASSES = ["closed autocracy", "electoral autocracy", "electoral democracy", "liberal democracy"]
MADDISON = "Maddison Project Database 2023"
COW = "COW major powers 2024; raw pack CHECKS 57"
POWERS_OF_1990 = {"United States", "United Kingdom", "France", "Russia", "China"}
NATO = "NATO, edition of July 2026"


def donors(column):
    return load("ukraine_aid").set_index("donor")[column]


def first(column, count=3):
    return list(donors(column).nlargest(count).index)


def per_head():
    table = load("ukraine_aid").set_index("donor")
    return 1000 * table["allocated"] / table["population"]


def aid(year, donor=None):
    table = load("ukraine_aid_year", year).set_index("donor")["allocated"] / 1000
    return round(float(table.sum() if donor is None else table[donor]), 1 if donor is None else 2)


def tally(year):
    votes = load("autonomous_weapons_votes", year)["vote"]
    return tuple(int((votes == vote).sum()) for vote in ("yes", "no", "abstain", "not voting"))


def voted(year, vote):
    table = load("autonomous_weapons_votes", year)
    return {state_name(code) for code in table.loc[table["vote"] == vote, "state_id"]}


def three_votes(name):
    table = load("autonomous_weapons_votes").sort_values("year")
    return list(table.loc[table["state_id"] == state(name), "vote"])


def quarter(name, year, number, column="active_duty"):
    table = load("us_troops_quarter", year)
    table = table[(table["quarter"] == number) & (table["state_id"] == state(name))]
    return int(table[column].item())


def hosts(count):
    table = load("us_troops_quarter", 2025).query("quarter == 4").nlargest(count, "troops")
    return [state_name(code) for code in table["state_id"]]


def classes(year):
    return load("regime_classes", year)["regime"].value_counts().reindex(CLASSES).tolist()


def regime(name, year):
    return load("regime_classes", year).set_index("state_id")["regime"][state(name)]


def years_of(name, *wanted, since=1990):
    table = load("regime_classes")
    table = table[(table["state_id"] == state(name)) & (table["year"] >= since) & table["regime"].isin(wanted)]
    return list(table["year"])


def output(name, year):
    return int(load("output_per_head", year).set_index("state_id")["gdp_per_head"][state(name)])


def richest(year):
    table = load("output_per_head", year).set_index("state_id")["gdp_per_head"]
    return state_name(int(table.idxmax())), int(table.max())


def powers(year):
    return {state_name(code) for code in load("major_powers", year)["state_id"]}


def core(year):
    return load("nato_spending_2026", year).query("member")


def allies_at(year, percent=2):
    return int((core(year)["share_gdp"] >= percent).sum())


def below(year):
    return {state_name(code) for code in core(year).query("share_gdp < 2")["state_id"]}


def share(name, year):
    return float(load("nato_spending_2026", year).set_index("state_id")["share_gdp"][state(name)])


FACTS = [
    ("the United States has allocated 115 billion euro", lambda: round(donors("allocated")["United States"] / 1000), 115, f"{KIEL}, April 2025: 115"),
    ("65 of them military", lambda: round(donors("military")["United States"] / 1000), 65, f"{KIEL}, April 2025: 65"),
    ("the EU institutions are the largest donor but one", lambda: first("allocated", 2), ["United States", "EU institutions"], KIEL),
    ("highest share of output", lambda: first("share_gdp"), ["Denmark", "Estonia", "Lithuania"], KIEL),
    ("Denmark's share", lambda: round(donors("share_gdp")["Denmark"], 2), 3.27, "raw pack CHECKS 54"),
    ("per head Norway and Denmark lead", lambda: list(per_head().nlargest(2).index), ["Norway", "Denmark"], "computed; no published ranking seen"),
    ("358 billion euro in all", lambda: round(donors("allocated").sum() / 1000, 2), 358.40, "raw pack CHECKS 55"),
    ("aid by year", lambda: [aid(year) for year in range(2022, 2027)], [78.0, 87.5, 97.7, 80.8, 14.4], "raw pack SOURCES, kiel_ust_r29_total_month"),
    ("last new aid of the United States", lambda: [aid(year, "United States") for year in (2025, 2026)], [0.48, 0.0],
     f"{KIEL}: 0.48 billion euro in January 2025"),
    ("autonomous weapons 2023", lambda: tally(2023), (152, 4, 11, 26), f"{UN}, A/RES/78/241: 152-4-11"),
    ("autonomous weapons 2024", lambda: tally(2024), (166, 3, 15, 9), f"{UN}, A/RES/79/62: 166-3-15"),
    ("autonomous weapons 2025", lambda: tally(2025), (164, 6, 7, 16), f"{UN}, A/RES/80/57: 164-6-7"),
    ("noes of 2023", lambda: voted(2023, "no"), {"Belarus", "India", "Mali", "Russia"}, UN),
    ("noes of 2024", lambda: voted(2024, "no"), {"Belarus", "North Korea", "Russia"}, UN),
    ("noes of 2025", lambda: voted(2025, "no"), {"Belarus", "Burundi", "North Korea", "Israel", "Russia", "United States"}, UN),
    ("abstentions of 2024", lambda: voted(2024, "abstain"), ABSTAINED, UN),
    ("the United States turns", lambda: three_votes("United States"), ["yes", "yes", "no"], UN),
    ("India turns twice", lambda: three_votes("India"), ["no", "abstain", "yes"], UN),
    ("China abstains each time", lambda: three_votes("China"), ["abstain"] * 3, UN),
    ("active duty in Japan, December 2025", lambda: quarter("Japan", 2025, 4), 54288, DMDC),
    ("in Germany", lambda: quarter("Germany", 2025, 4), 36436, DMDC),
    ("in South Korea, without rotating forces", lambda: quarter("South Korea", 2025, 4), 23495, f"{DMDC}; 28,500 is commonly quoted"),
    ("in Italy", lambda: quarter("Italy", 2025, 4), 12662, DMDC),
    ("in the United Kingdom", lambda: quarter("United Kingdom", 2025, 4), 10156, DMDC),
    ("the five largest hosts", lambda: hosts(5), ["Japan", "Germany", "South Korea", "Italy", "United Kingdom"], DMDC),
    ("Japan, March 2024, with the reserve", lambda: quarter("Japan", 2024, 1, "troops"), 54774 + 380, "codebook of us_troops: 54,774 active and 380 reserve"),
    ("Norway from March to June 2024", lambda: [quarter("Norway", 2024, number) for number in (1, 2)], [1438, 82], "raw pack SOURCES"),
    ("India an electoral autocracy from 2017", lambda: years_of("India", "electoral autocracy"), list(range(2017, 2026)), f"{VDEM}; raw pack CHECKS 60"),
    ("Tunisia democratic 2012 to 2021", lambda: years_of("Tunisia", *CLASSES[2:]), list(range(2012, 2022)), f"{VDEM}; raw pack CHECKS 60"),
    ("China closed", lambda: regime("China", 2025), "closed autocracy", VDEM),
    ("Hungary and Russia electoral autocracies", lambda: [regime(name, 2025) for name in ("Hungary", "Russia")], ["electoral autocracy"] * 2, VDEM),
    ("Germany a liberal democracy", lambda: regime("Germany", 2025), "liberal democracy", VDEM),
    ("the United States crosses a line", lambda: [regime("United States", year) for year in (2024, 2025)], CLASSES[:1:-1], f"{VDEM}; raw pack SOURCES"),
    ("classes of 2024, near the report's 35, 56, 59, 29", lambda: classes(2024), [29, 59, 56, 30], f"{VDEM}, report of 2025; raw pack CHECKS 61 (NEAR)"),
    ("classes of 2025", lambda: classes(2025), [32, 55, 56, 31], "raw pack SOURCES: 33, 57, 56, 31 with three territories"),
    ("the United States in the Great Depression", lambda: [output("United States", year) for year in (1929, 1933)], [11954, 8048], f"{MADDISON}; raw pack CHECKS 58"),
    ("the richest state of 1870", lambda: richest(1870), ("United Kingdom", 5829), f"{MADDISON}; raw pack CHECKS 59"),
    ("the richest state of 2022", lambda: richest(2022), ("Qatar", 149171), f"{MADDISON}; raw pack CHECKS 59"),
    ("the United States and China in 2022", lambda: [output(name, 2022) for name in ("United States", "China")], [58487, 19238], f"{MADDISON}; raw pack SOURCES"),
    ("major powers of 2024", lambda: powers(2024), {"United States", "United Kingdom", "France", "Germany", "Russia", "China", "Japan"}, COW),
    ("five major powers in 1955", lambda: powers(1955), {"United States", "United Kingdom", "France", "Russia", "China"}, COW),
    ("no France from 1941 to 1944", lambda: "France" in powers(1942), False, f"{COW}: 22 June 1940 to 15 August 1945"),
    ("Germany and Japan again from 1991", lambda: (powers(1990), powers(1992)), (POWERS_OF_1990, POWERS_OF_1990 | {"Germany", "Japan"}), COW),
    ("allies at 2% by year", lambda: [allies_at(year) for year in (2014, 2019, 2022, 2023, 2024, 2025, 2026)], [3, 6, 7, 10, 17, 28, 30],
     f"{NATO}; seven in 2022 as in the annual report of March 2023"),
    ("below 2% in 2025", lambda: below(2025), {"Albania", "Czechia", "Slovenia"}, NATO),
    ("below 2% in 2026", lambda: below(2026), {"Slovenia"}, NATO),
    ("the highest shares of 2026", lambda: [state_name(code) for code in core(2026).nlargest(3, "share_gdp")["state_id"]],
     ["Lithuania", "Estonia", "Latvia"], NATO),
    ("Poland and Albania in 2024", lambda: [share(name, 2024) for name in ("Poland", "Albania")], [3.75, 1.35], f"{NATO}; 4.12 and 2.03 in the edition of 2024"),
    ("the United States in 2023", lambda: share("United States", 2023), 3.15, f"{NATO}; 3.23 in the edition of 2024"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "found", "expected", "source"), FACTS, ids=[row[0] for row in FACTS])
def test_fact(fact, found, expected, source):
    assert found() == expected, f"{fact} ({source})"
