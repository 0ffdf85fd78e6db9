"""Lesson 13: yardsticks, scenarios and coalitions recomputed another way."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers.data import CourseError, load, state
from helpers.lessons import l13_geopolitics as lesson
from helpers.models import shapley


def test_overtaking_by_hand():
    table = load("capabilities").set_index(["year", "state_id"])["cinc"]
    first = next(year for year in range(1946, 2017) if table[year, 710] > table[year, 2])
    assert lesson.overtaken("capability index (CINC)") == first == 1995
    output = load("economies").set_index(["year", "state_id"])["gdp"]
    assert output[2015, 710] < output[2015, 2] and output[2016, 710] > output[2016, 2]
    assert lesson.overtaken("military spending") == 0


def test_effective_number_of_powers():
    shares = load("capabilities", 2016)["cinc"].dropna()
    assert np.isclose(lesson.effective_powers()[2016], shares.sum() ** 2 / (shares**2).sum())


def test_movers_by_hand():
    """Japan in 1896–1900 and one count of signers, straight from the tables."""
    table = lesson.movers().query("window == '1896'").set_index("state_id")
    cinc = load("capabilities").set_index(["year", "state_id"])["cinc"]
    assert np.isclose(table.loc[740, "change"], np.log(cinc[1896, 740] / cinc[1886, 740]))
    joined = load("alliance_members").query("1897 <= start <= 1901")["state_id"].unique()
    assert set(table.index[table["signed"] == 1]) == set(joined) & set(table.index)
    assert lesson.odds_of_signing(0)["low"] > 1 > lesson.odds_of_signing(15)["low"]


def test_budgets_against_published_shares():
    """NATO's release of June 2024: Poland 4.12 per cent of GDP in 2024 and 1.88 in 2014; the United States 3.38 and 3.71."""
    table = lesson.threats()
    assert abs(table.loc["Poland", "rise"] - (4.12 - 1.88)) < 0.02
    assert abs(table.loc["United States", "rise"] - (3.38 - 3.72)) < 0.02
    assert abs(table.loc["Finland", "distance"] - 0.895) < 0.02  # Helsinki to Moscow
    assert "Iceland" not in table.index and len(table) == 31


def test_pacts_are_in_the_course_lists():
    dates = set(load("timeline")["date"])
    assert {date for date, _, _ in [*lesson.MADE, *lesson.CUT]} - dates == {
        "2022-04-26"
    }  # first meeting, in partnerships
    names = load("partnerships").set_index("name")
    assert "26 Apr 2022" in names.loc["Ukraine Defense Contact Group", "members"]


def test_units_add_up_to_the_world():
    world = load("economies", 2019)["gdp"].sum()
    table = lesson.units()
    assert np.isclose(table["output"].sum(), world)
    china_side = {"China", "Russia", "other partners"}
    assert set(table.loc[table["side"] == lesson.EAST, "name"]) == china_side
    history = lesson.past_shares().loc[2019]
    assert np.isclose(history[lesson.EAST], 100 * table[table["side"] == lesson.EAST]["output"].sum() / world)
    _, middle, _ = lesson.scenario(0.0, "Europe stands alone", "1900–1989, two wars")["bands"][lesson.WEST]
    moved = middle[0]  # a move is made where the data end, and the past stays as it was
    stay = {"United States", "Canada", "Japan", "South Korea", "Australia", "other Pacific", "Türkiye"}
    assert np.isclose(moved, 100 * table[table["name"].isin(stay)]["output"].sum() / world)


def test_scenario_starts_at_the_data_and_follows_growth():
    found = lesson.scenario(0.0, "nobody", "1900–1989, two wars")
    table, world = lesson.units(), lesson.units()["output"].sum()
    west = 100 * table[table["side"] == lesson.WEST]["output"].sum() / world
    assert np.allclose(found["shares"][lesson.WEST][0], west)
    assert np.allclose(sum(found["shares"].values()), 100)
    sides = {
        gap: np.median(lesson.scenario(gap, "nobody", "1950–1989")["shares"][lesson.EAST][20])
        for gap in (-2.0, 0.0, 4.0)
    }
    assert sides[-2.0] < sides[0.0] < sides[4.0]


def test_fan_is_wider_with_a_longer_past():
    def width(past):
        low, high = np.quantile(lesson.scenario(3.0, "nobody", past)["shares"][lesson.EAST][30], [0.1, 0.9])
        return high - low

    assert width("1900–1989, two wars") > width("1950–1989") > 2 * width("yearly wiggles only")


def test_past_errors_by_hand():
    """The forecast made for Japan in 1989 overshot: actual output of 2019 over the one extrapolated from 1969–1989."""
    output = load("economies").set_index(["year", "state_id"])["gdp"]
    forecast = output[1989, 740] * (output[1989, 740] / output[1969, 740]) ** 1.5
    names = list(lesson.fan_test().index)
    assert np.isclose(
        lesson.past_errors(1989, 1989)[1989][names.index("Japan"), -1], np.log(output[2019, 740] / forecast)
    )
    assert lesson.fan_test()["past errors"].sum() > 3 * lesson.fan_test()["random walk"].sum()


def test_changing_sides_counts_twice():
    found = lesson.scenario(3.0, "nobody", "1900–1989, two wars")
    table = lesson.tipping(found, 2040).set_index("name")
    assert table.attrs["ahead"] == lesson.WEST
    assert np.isclose(table.loc["Japan", "swing"], 2 * lesson.unit_median(found, 2040)["Japan"])
    assert np.isclose(table.loc["India", "swing"], lesson.unit_median(found, 2040)["India"])
    explorer = lesson.Scenarios()
    assert "India, Japan (by changing sides)" in explorer.summary


def test_minimum_winning_coalitions_by_brute_force():
    shares = lesson.poles("military spending").loc[2019]
    wins = [set(c) for n in range(1, 10) for c in combinations(shares.index, n) if shares[list(c)].sum() >= 51]
    minimal = {frozenset(c) for c in wins if not any(other < c for other in wins)}
    assert set(lesson.minimal_coalitions(shares, 51)) == minimal
    explorer = lesson.Coalitions()
    explorer.restore({"measure": "military spending"})
    assert f"{len(minimal)} minimum winning coalitions" in explorer.summary


def test_first_deliveries_are_first():
    pairs = lesson.first_deliveries()
    table = load("arms_network")
    both = pairs[(pairs["state_id_1"] == state("United States")) & (pairs["state_id_2"] == state("Poland"))]
    seen = table.query("supplier_id == 2 and recipient_id == 290")["start"].min()
    assert both["start"].tolist() == [seen] == [1997]
    assert isinstance(pairs, pd.DataFrame) and pairs["start"].min() > 1972


def test_voting_power_in_the_security_council():
    # 39 of 5 × 7 + 10 × 1: permanent members 421/2145 = 0.1963 each, others 4/2145 (Shapley & Shubik 1954 method;
    # Straffin 1994); Banzhaf 0.1669 and 0.0165.
    council = {f"permanent {k}": 7 for k in range(5)} | {f"elected {k}": 1 for k in range(10)}
    found = lesson.voting_power(council, 39).set_index("player")
    assert found.loc["permanent 0", "shapley_shubik"] == pytest.approx(421 / 2145)
    assert found.loc["elected 9", "shapley_shubik"] == pytest.approx(4 / 2145)
    assert found.loc["permanent 0", "banzhaf"] == pytest.approx(0.1669, abs=5e-5)
    assert found.loc["elected 9", "banzhaf"] == pytest.approx(0.0165, abs=5e-5)
    assert found[["shapley_shubik", "banzhaf"]].sum().tolist() == pytest.approx([1, 1])


def test_voting_power_in_the_first_european_council():
    # EEC 1958–72, quota 12 of 17: Luxembourg was a dummy. Shapley–Shubik 14/60, 9/60, 0; Banzhaf 5/21, 3/21, 0.
    weights = pd.Series({"DE": 4, "FR": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1})
    found = lesson.voting_power(weights, 12)
    assert found["shapley_shubik"].tolist() == pytest.approx([14 / 60] * 3 + [9 / 60] * 2 + [0])
    assert found["banzhaf"].tolist() == pytest.approx([5 / 21] * 3 + [3 / 21] * 2 + [0])
    slow = shapley(weights.index, lambda s: weights[list(s)].sum() >= 12)
    assert found["shapley_shubik"].tolist() == pytest.approx(slow["value"].tolist())
    assert lesson.voting_power({"dictator": 5, "other": 1, "none": 0}, 4)["shapley_shubik"].tolist() == [1, 0, 0]
    assert lesson.voting_power(dict.fromkeys(range(80), 3), 121)["banzhaf"].tolist() == pytest.approx([1 / 80] * 80)
    for weights, quota in [({"a": 1.5, "b": 1}, 2), ({"a": 1}, 2), ({"a": 1}, 0), ({}, 1), ({"a": -1, "b": 3}, 1)]:
        with pytest.raises(CourseError):
            lesson.voting_power(weights, quota)
