"""Lesson 11: rates, forecasts and the Sahel comparison, counted in other ways."""

import numpy as np
import pandas as pd
import pytest

from helpers import load, state
from helpers.data import CourseError
from helpers.exercises import judge
from helpers.lessons import l11_threats as lesson
from helpers.lessons.l17_verdicts import brier_score


def test_published_figures_hold():
    assert lesson.interstate()[2024] == 4 and lesson.conflicts(2024) == 61  # Davies et al. 2025: 61 conflicts
    assert lesson.ENDINGS == {"joined politics": 43, "policing": 40, "won": 10, "military force": 7}
    assert sum(lesson.ENDINGS.values()) == 100 and 648 - 244 - 136 == 268
    totals = load("terrorism").groupby("year")["attacks"].sum()
    assert totals.idxmax() == 2014 and totals[2014] == 16_903


def test_population_counts_each_state_once():
    world = lesson.people().groupby("year").sum()
    assert 3.5e6 < world[1970] < 3.8e6 and 7.3e6 < world[2017] < 7.7e6  # thousands, UN estimates
    table = load("capabilities", 2017)
    assert world[2017] == pytest.approx(table["population"].sum())


def test_threat_explorer_at_chosen_states():
    explorer = lesson.Threats()
    iraq = load("terrorism").query("state_id == 645 and year == 2014")["attacks"].iloc[0]
    assert f"Iraq {iraq:,}" in explorer.summary
    explorer.restore({"view": "per million people", "year": 2017})
    rate = 614 / load("capabilities").query("state_id == 520 and year == 2017")["population"].iloc[0] * 1000
    assert f"Somalia {rate:.2f}" in explorer.summary
    explorer.restore({"view": "states hit, %", "year": 2017})
    hit = load("terrorism", 2017).dropna(subset="state_id")["state_id"].nunique()
    assert f"the world {100 * hit / len(load('capabilities', 2017)):.1f}" in explorer.summary
    explorer.restore(
        {"threat": "armed conflicts at home", "view": "count", "place": "Sub-Saharan Africa", "year": 2024}
    )
    explorer.restore({"threat": "cyber incidents, rivals only (DCID)", "place": "World", "year": 2024})
    assert "the data end in 2020; you asked for 2024" in explorer.summary


def test_lost_year_is_a_gap():
    assert lesson.region_series("terrorist attacks", "count").loc[1993].isna().all()
    explorer = lesson.Threats()
    explorer.restore({"year": 1993})
    assert explorer.error is None and "1993 was lost" in explorer.summary


def test_forecast_board_agrees_with_the_shared_model():
    explorer = lesson.ForecastBoard()
    explorer.restore({"if_before": 0.9, "if_not": 0.05})
    home = load("armed_conflict_states").query("at_home > 0")
    at_war = set(zip(home["state_id"], home["year"], strict=True))
    said, happened = [], []
    for year in range(2015, 2025):
        for one in load("states", year)["state_id"].unique():
            said.append(0.9 if (one, year - 1) in at_war else 0.05)
            happened.append(int((one, year) in at_war))
    scored = brier_score(said, happened, base_rate=lesson.known_base_rate("an armed conflict at home"))
    assert f"{scored.n:,} state-years: your Brier score {scored.score:.3f}" in explorer.summary
    assert f"base rate (14%) {scored.reference:.3f}" in explorer.summary
    assert f"{100 * scored.skill:.0f}%" in explorer.summary


def test_fifty_fifty_costs_a_quarter():
    table = lesson.scores("an armed conflict at home", "World", 0.5, 0.5)
    assert np.allclose(table["yours"], 0.25)


def test_sahel_difference_by_hand():
    table = load("armed_conflict_states")
    five = [state(name) for name in ("Burkina Faso", "Chad", "Mali", "Mauritania", "Niger")]
    mine = table[table["state_id"].isin(five)]
    before = mine.query("2012 <= year <= 2016")["at_home"].sum() / 25
    after = mine.query("2017 <= year <= 2023")["at_home"].sum() / 35
    means = lesson.sahel_means()
    assert (means["five before"], means["five after"]) == pytest.approx((before, after))
    assert lesson.sahel_evidence().estimate == pytest.approx(lesson.difference())
    assert lesson.sahel_panel().groupby("g5")["state_id"].nunique().to_dict() == {0: 44, 1: 5}


def test_regional_agreements_by_hand():
    table = load("defence_agreements").query("2001 <= start <= 2010")
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"].to_dict()
    same = [region[a] == region[b] for a, b in zip(table["state_id_1"], table["state_id_2"], strict=True)]
    assert lesson.regional_evidence().estimate == pytest.approx(100 * sum(same) / len(same))
    assert isinstance(lesson.region_series("terrorist attacks", "count"), pd.DataFrame)


def test_a_learner_with_the_list_of_the_document():
    exercise = next(item for item in lesson.EXERCISES if item.id == "11.6")
    assert "cannot" not in judge(exercise, ["b", "d"])[0]
    assert judge(exercise, ["a", "c", "e", "f"])[0] == "not yet"


def test_gini_by_hand():
    # Σ|xi − xj| = 40 over 25 ordered pairs, mean 3: 40 / (2 × 25 × 3).
    assert lesson.gini([3, 1, 5, 2, 4]) == pytest.approx(40 / 150)
    assert lesson.gini([2, 2, 2]) == pytest.approx(0)
    assert lesson.gini([0, 0, 0, 8]) == pytest.approx(0.75)
    for bad in ([], [0, 0], [-1, 2], [1, None], ["x"]):
        with pytest.raises(CourseError):
            lesson.gini(bad)
