"""Lesson 07: the numbers of the explorers and of the evidence, computed another way."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers.data import load, state
from helpers.lessons import l07_tensions as lesson
from helpers.measures import kept_promises


def test_allied_ratios_by_hand():
    rates = load("dispute_rates")
    everyone = rates[rates["sample"] == "all"]
    allied = everyone[everyone["pact_defence"]][["onsets", "pair_years"]].sum()
    other = everyone[~everyone["pact_defence"]][["onsets", "pair_years"]].sum()
    ratio = (allied["onsets"] / allied["pair_years"]) / (other["onsets"] / other["pair_years"])
    assert lesson.allied_ratio("all").value == pytest.approx(ratio) and round(ratio, 2) == 3.02
    border = load("dispute_pairs").query("contiguity == 2").groupby("pact_defence")[["onsets", "years"]].sum()
    rate = border["onsets"] / border["years"]
    assert lesson.allied_ratio("land").value == pytest.approx(rate[True] / rate[False])


def test_distance_turns_the_odds_as_in_bremer():
    """Bremer (1992): contiguity and the absence of alliance go with war. A plain stratified ratio agrees in sign."""
    odds = lesson.allied_odds()
    assert odds.loc["no control", "odds_ratio"] > 1 > odds.loc["+ distance", "high"]
    sums = load("dispute_pairs").groupby(["contiguity", "pact_defence"])[["onsets", "years"]].sum()
    up = down = 0.0
    for kind in (0, 1, 2):
        with_pact, without = sums.loc[(kind, True)], sums.loc[(kind, False)]
        total = with_pact["years"] + without["years"]
        up += with_pact["onsets"] * without["years"] / total
        down += without["onsets"] * with_pact["years"] / total
    assert odds.loc["+ distance", "odds_ratio"] == pytest.approx(up / down, rel=0.05)


def test_rival_rates_by_a_named_pair():
    rates = lesson.rival_rates()
    pairs = load("dispute_pairs")
    aegean = pairs[pairs["initiator_id"].isin([350, 640]) & pairs["target_id"].isin([350, 640])]
    assert aegean.query("first_year >= 1955")["onsets"].sum() > 20  # Greece and Türkiye, rivals in one pact
    assert rates["onsets"].sum() < pairs["onsets"].sum()
    assert rates["years"].sum() == pytest.approx(pairs["years"].sum(), rel=0.01)
    assert rates.loc[(True, "rivals"), "rate"] > 10 * rates.loc[(True, "not rivals"), "rate"]


@pytest.mark.parametrize(("year", "members"), [(1989, 16), (2003, 19), (2023, 31)])
def test_nato_gap_by_hand(year, members):
    votes = load("ideal_points").query("year == @year").set_index("state_id")["ideal_point"].dropna()
    table = load("nato_members")
    day = pd.Timestamp(f"{year}-12-31")
    inside = table[(table["start_date"] <= day) & (table["end_date"].isna() | (table["end_date"] >= day))]["state_id"]
    found = votes[votes.index.isin(inside)]
    gaps = [abs(a - b) for a, b in combinations(found, 2)]
    row = lesson.drift("NATO").loc[year]
    assert row["members"] == len(found) == members
    assert row["median_gap"] == pytest.approx(np.median(gaps))
    assert row["outlier_gap"] == pytest.approx((found - found.median()).abs().max())


def test_promises_reproduce_the_article():
    assert round(100 * kept_promises("llm", True).value) == 66
    assert round(100 * kept_promises("llm", False).value) == 22
    assert kept_promises("bf").n == 139


def test_iraq_and_treaties():
    table = lesson.iraq_split().set_index("ally")["in_iraq"]
    assert table["United Kingdom"] and table["Poland"] and not table["France"] and not table["Germany"]
    assert len(lesson.unequal_pacts()) == 193
    assert lesson.treaty_years()["ended"].sum() <= load("alliances").query("bilateral")["end"].notna().sum()
    assert lesson.held_years("Team Spirit") == [*range(1980, 1992), 1993]


def test_trust_by_expected_payoffs():
    random = np.random.default_rng(7)
    for _ in range(200):
        abandoned, entrapped = random.uniform(0.5, 10, 2)
        leaves, trust = random.uniform(0.05, 1, 2)
        cells = lesson.commitment_game((abandoned, entrapped), (5, 5), leaves)["cells"]
        commit, hedge = (
            trust * cells[move, "commit"][0] + (1 - trust) * cells[move, "hedge"][0] for move in ("commit", "hedge")
        )
        assert (commit > hedge) == (trust > lesson.trust_needed(abandoned, entrapped, leaves))


def test_answers_of_the_explorers():
    explorer = lesson.Drift()
    start = explorer.state()
    outliers = explorer.data().loc[1980:, "outlier"]
    assert (outliers == "United States").mean() > 0.8
    explorer.restore(start | {"founders": True})
    founders = explorer.data()["median_gap"]
    assert founders[2023] < founders[1989]
    assert founders[1989] - founders[2023] < lesson.drift("NATO")["median_gap"][[1989, 2023]].diff().abs().iloc[-1]
    explorer.restore(start | {"group": "Warsaw Pact", "year": 1990})
    pact = explorer.data()["outlier"]
    assert (pact[1967:1986] == "Romania").all() and pact[1990] == "Russia"
    explorer.restore(start | {"group": "CSTO", "year": 2023})
    assert "Armenia" in explorer.summary
    game = lesson.Dilemma()
    start = game.state()
    assert len(game.result["stable"]) == 2
    game.restore(start | {"entrapped": 6.0})
    assert game.result["stable"] == [("hedge", "hedge")]
    both, neither = game.result["cells"]["commit", "commit"], game.result["cells"]["hedge", "hedge"]
    assert both[0] > neither[0] and both[1] > neither[1]
    game.restore(start | {"leaves": 100.0})
    assert game.result["trust"][0] < 0.4
    game.restore(start | {"ally_abandoned": 2.0, "abandoned": 10.0})
    assert game.result["trust"][1] > 1 and game.result["stable"] == [("hedge", "hedge")]


def test_honduras_and_el_salvador_were_allies_at_war():
    spells = load("alliance_members").query("alliance_id == 3075 and start <= 1969")
    assert {state("Honduras"), state("El Salvador")} <= set(spells["state_id"])
    war = load("interstate_wars").query("war_id == 175")
    assert set(war["state_id"]) == {state("Honduras"), state("El Salvador")}
    assert (war["end_date"].max() - war["start_date"].min()).days <= 5
