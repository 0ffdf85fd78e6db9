"""Well-known facts on the newest editions, each with the source it is checked against."""

import pytest

from helpers.data import load

KIEL = "Kiel Institute, Ukraine Support Tracker"


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
]  # fmt: skip


@pytest.mark.parametrize(("fact", "found", "expected", "source"), FACTS, ids=[row[0] for row in FACTS])
def test_fact(fact, found, expected, source):
    assert found() == expected, f"{fact} ({source})"
