"""Lesson 08: burdens, gradients and shares recomputed in other ways, and the published figures they answer to."""

import csv
import itertools

import numpy as np
import pandas as pd
import pytest

from helpers.data import load, table_path
from helpers.lessons import l08_burden as lesson


def test_rank_correlation_of_1964_by_hand():
    """Spearman as Pearson of hand-made ranks, from the raw CSV cells."""
    burden = {row["state_id"]: float(row["share_gdp"]) for row in csv.DictReader(table_path("military_burden_long").read_text(encoding="utf-8").splitlines())
              if row["year"] == "1964" and row["member"] == "1" and row["state_id"] != "395"}  # fmt: skip
    gdp = load("economies", 1964).set_index("state_id")["gdp"]
    states = sorted(burden)
    first = pd.Series([gdp[int(s)] for s in states]).rank()
    second = pd.Series([burden[s] for s in states]).rank()
    rho = 1 - 6 * ((first - second) ** 2).sum() / (14 * (14**2 - 1))
    assert len(states) == 14
    assert lesson.gradient(1964).value == pytest.approx(rho) == pytest.approx(0.62, abs=0.005)


def test_the_fall_around_1967():
    """Positive beyond doubt before 1967, never after: the interval of each year."""
    table = lesson.gradients().query("source == 'long'").set_index("year")
    assert (table.loc[1949:1966, "low"] > 0).all()
    assert (table.loc[1967:2012, "low"] < 0).all()


def test_guideline_counts_against_published():
    """NATO's own counts: 3 allies in 2014; 23 in the release of June 2024, 22 when recomputed from its amounts."""
    counts = lesson.guideline_counts()
    assert counts.loc[2014, "printed"] == load("nato_guideline", 2014)["allies"].iloc[0] == 3
    assert counts.loc[2024, ["printed", "recomputed"]].tolist() == [23, 22]
    assert sorted(lesson.exactly_two()["recomputed"].round(3)) == [1.986, 1.989, 1.995]
    assert (counts["printed"] - counts["recomputed"]).sum() == 3


def test_isaf_and_gulf_by_hand():
    """90,000 of 130,930 troops; 50.5 of 61 billion dollars."""
    assert lesson.us_share_of_isaf() == pytest.approx(100 * 90000 / 130930)
    assert lesson.gulf_share_paid() == pytest.approx(100 * 50.5 / 61)


def test_fair_shares_sum_to_one_and_shapley_is_exact_enough():
    """All rules share out one whole; the sampled Shapley value lies near the exact one of a game of ten allies."""
    assert np.allclose(lesson.fair_shares().sum(), 1)
    assert np.allclose(lesson.contributions().sum(), 1)
    worth = lesson.power_game()
    power = load("capabilities", 2022).set_index("state_id")["cinc"]
    ours = power.reindex(worth.index)
    assert worth.sum() == pytest.approx(ours.sum() / (ours.sum() + power[365]))
    assert worth.rank().corr(ours.rank()) > 0.98
    # three players by all six orders, as a check of the rule itself
    three = [2, 255, 290]

    def v(group):
        total = sum(power[a] for a in group)
        return total / (total + power[365])

    us = np.mean(
        [v(order[: order.index(2) + 1]) - v(order[: order.index(2)]) for order in itertools.permutations(three)]
    )
    from helpers import models

    assert models.shapley(three, lambda s: v(tuple(s))).set_index("player").loc[2, "value"] == pytest.approx(us)


def test_fair_share_money_by_gdp_is_the_share_of_gdp_over_the_mean():
    """Counting money by GDP, an ally's ratio is its share of GDP over that of all allies together."""
    explorer = lesson.FairShare()
    table = load("nato_spending", 2024)
    whole = table["expenditure"].sum() / table["gdp"].sum()
    poland = table.set_index("state_id").loc[290]
    assert explorer.result.loc["Poland", "ratio"] == pytest.approx(poland["expenditure"] / poland["gdp"] / whole)
    explorer.restore({"money": 0, "bases": 1})
    assert explorer.result.loc["United States", "paid"] == 0
    assert explorer.result.index[0] == "Germany"


def test_ranking_agrees_with_plain_ranks():
    """Ranks of 2014 by dollars and by share of GDP recomputed from the table."""
    explorer = lesson.Ranking()
    explorer.restore({"year": 2014})
    table = load("nato_spending", 2014).query("member").dropna(subset="share_gdp")
    rho = table["expenditure_current"].rank().corr(table["share_gdp"].rank())
    assert explorer.result.attrs["rho"].value == pytest.approx(rho)
    assert "Estonia climbs 18" in explorer.summary


def test_unequal_pairs_by_hand():
    """Rates of ending from plain sums; most bilateral treaties join unequal powers."""
    table = lesson.pact_lives()
    unequal = table[table["stronger"] >= 0.75]
    balanced = table[table["stronger"] < 0.75]
    rates = [part["ended"].sum() / part["years"].sum() for part in (unequal, balanced)]
    assert lesson.unequal_power_evidence().estimate == pytest.approx(rates[0] / rates[1])
    assert len(unequal) > len(balanced)
