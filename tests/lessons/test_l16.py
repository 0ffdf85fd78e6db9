"""Lesson 16, checked in other ways: hand-made groups, regression instead of subtraction, raw tables, published counts."""

import re

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.data import load, state
from helpers.lessons import l16_policy as lesson

NEAR = [state(name) for name in ("Norway", "Estonia", "Latvia", "Lithuania", "Poland")]
OUT = [state(name) for name in ("Austria", "Ireland", "Switzerland", "Malta", "Cyprus", "Serbia", "Bosnia and Herzegovina", "Finland", "Sweden")]  # fmt: skip


def test_groups_are_those_of_the_map():
    assert set(lesson.neighbours_of_russia()) == set(NEAR)
    assert len(lesson.allies_of_2014()) == 27 and state("Iceland") not in lesson.allies_of_2014()
    assert {state(name) for name in ("Montenegro", "North Macedonia", "Finland")}.isdisjoint(lesson.allies_of_2014())
    assert len(lesson.groups()["joined NATO in 2004"]) == 7


def test_first_state_by_hand_and_by_regression():
    table = load("defence_shares").set_index(["state_id", "year"])["share_gdp"]

    def change(code):
        return np.mean([table[code, y] for y in range(2015, 2022)]) - np.mean([table[code, y] for y in range(2010, 2014)])  # fmt: skip

    by_hand = np.mean([change(code) for code in NEAR]) - np.mean([change(code) for code in OUT])
    rows = load("defence_shares").query("(2010 <= year <= 2013) or (2015 <= year <= 2021)")
    rows = rows[rows["state_id"].isin(NEAR + OUT)].assign(treated=lambda t: t["state_id"].isin(NEAR).astype(int))
    fitted = models.difference_in_differences(rows, "state_id", "year", "share_gdp", "treated", 2015)
    explorer = lesson.EventStudy()
    shown = float(re.search(r"differences ([+-][\d.]+)", explorer.summary)[1])
    assert by_hand == pytest.approx(fitted.value, abs=1e-9)
    assert shown == round(by_hand, 2)


def test_interval_is_welch_over_states():
    from scipy import stats

    change = lesson.changes(lesson.SPENDING, 2014)
    expected = stats.ttest_ind(change[NEAR], change[OUT], equal_var=False).confidence_interval(0.95)
    found = lesson.double_difference(NEAR, OUT)
    assert (found.low, found.high) == pytest.approx(tuple(expected))


def test_placebo_years_see_nothing_of_the_chosen_year():
    explorer = lesson.EventStudy()
    explorer.restore({"year": 2014})
    shown = explorer.data().query("kind == 'placebo'")
    assert list(shown.index) == list(range(2003, 2013))
    table = load("defence_shares").query("year < 2014").pivot_table(index="state_id", columns="year", values="share_gdp")  # fmt: skip
    change = table[[2011, 2012, 2013]].mean(axis=1) - table[[2006, 2007, 2008, 2009]].mean(axis=1)
    assert shown.loc[2010, "estimate"] == pytest.approx(change[NEAR].mean() - change[OUT].mean())


def test_overlapping_groups_count_as_comparison():
    both = lesson.groups()["NATO's west"]
    found = lesson.double_difference(lesson.allies_of_2014(), both)
    assert found.n == 27 and len(both) == 9


def test_published_equipment_counts():
    # NATO's own tables: seven allies at 20 per cent in 2014.
    table = load("nato_spending").query("year == 2014 and member")
    assert (table["equipment_share"] >= 20).sum() == 7
    assert (lesson.equipment().reindex(lesson.allies_of_2014())[2014] >= 20).sum() == 7


def test_belgium_had_less_for_the_rest_and_germany_more():
    rows = load("nato_spending").set_index(["state_id", "year"])
    growth = lesson.real_growth()
    for name, sign in (("Belgium", -1), ("Croatia", -1), ("Germany", 1), ("France", 1)):
        then, now = (rows.loc[(state(name), year)] for year in (2014, 2021))
        rest = [row["expenditure"] * (1 - row["equipment_share"] / 100) for row in (then, now)]
        assert growth[state(name)] == pytest.approx(100 * (rest[1] / rest[0] - 1))
        assert np.sign(growth[state(name)]) == sign


def test_estonia_around_entry():
    table = load("defence_shares").set_index(["state_id", "year"])["share_gdp"]

    def change(code):
        before = pd.Series({y: table.get((code, y)) for y in range(1999, 2004)}, dtype=float).mean()
        return np.mean([table[code, y] for y in range(2005, 2010)]) - before

    expected = change(state("Estonia")) - np.mean([change(code) for code in OUT])
    assert lesson.accession_changes()["Estonia"] == pytest.approx(expected)
    assert len(lesson.accession_changes()) == 11
