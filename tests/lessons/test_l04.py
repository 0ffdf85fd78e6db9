"""Lesson 04 against numbers computed in another way, and against published ones."""

import math

import numpy as np
import pytest

from helpers.data import load
from helpers.lessons import l04_trends as lesson


def test_counts_by_decade_as_published():
    """The exercises of three decades, counted by a plain value count; the peak and the last year of the data."""
    years = load("exercises")["year"].value_counts()
    assert [sum(years.get(y, 0) for y in range(d, d + 10)) for d in (1980, 1990, 2000)] == [781, 1070, 1708]
    assert lesson.exercise_growth() == pytest.approx(100 * (1708 / 781 - 1))
    assert years.idxmax() == 2004 and years.index.max() == 2010


def test_per_pair_growth_by_hand():
    years, states = load("exercises")["year"].value_counts(), load("states")
    rates = {}
    for year in [*range(1980, 1990), *range(2000, 2010)]:
        alive = states[(states["start"] <= year) & (states["end"].isna() | (states["end"] >= year))]
        rates[year] = years[year] / math.comb(alive["state_id"].nunique(), 2)
    before, after = (np.mean([rates[y] for y in range(d, d + 10)]) for d in (1980, 2000))
    assert lesson.per_pair_growth() == pytest.approx(100 * (after / before - 1))


def test_staff_of_peace_operations_as_published():
    assert lesson.staff_change() == pytest.approx(-41.5, abs=0.05)
    note = load("claims").set_index("claim_id").loc["C04.1", "suggested_measure"]
    assert f"{lesson.STAFF_2015:,}" in note and f"{lesson.STAFF_2024:,}" in note


@pytest.mark.parametrize(("name", "first", "last"), [("joint exercises", 1980, 2010), ("UN peacekeepers", 2012, 2021)])
def test_trend_is_the_least_squares_slope(name, first, last):
    values = lesson.series()[name].loc[first:last]
    slope = 10 * np.polyfit(values.index, values, 1)[0]
    assert lesson.span_trend(name, "count", first, last).value == pytest.approx(100 * slope / values.mean())


def test_multilateral_share_from_the_members():
    """For exercises whose participants are all states, three or more rows of members make a multilateral exercise."""
    drills = load("exercises").query("2000 <= year <= 2009 and participants == states").dropna(subset="multilateral")
    size = load("exercise_members").groupby("exercise_id").size().reindex(drills["exercise_id"])
    assert (size >= 3).mean() == pytest.approx(drills["multilateral"].mean(), abs=1e-9)
    assert 100 * (size >= 3).mean() == pytest.approx(lesson.multilateral_known(2000, 2009), abs=1)


def test_newcombe_interval_of_a_textbook_case():
    """Newcombe 1998, example a: 56/70 against 48/80 gives 0.2000 with 0.0524 to 0.3339."""
    before, after = lesson._percent(48, 80), lesson._percent(56, 70)
    gap = lesson.share_difference(before, after)
    assert (gap.value, gap.low, gap.high) == pytest.approx((20.0, 5.24, 33.39), abs=0.01)


def test_relief_match_of_one_pair_by_hand():
    table = lesson.relief_matches(-1, 3)
    row = table.iloc[0]
    points = load("ideal_points").pivot_table(index="state_id", columns="year", values="ideal_point")
    start, end = points[row["year"] - 1], points[row["year"] + 3]
    relief = set(load("exercises").query("humanitarian")["exercise_id"])
    shared = load("exercise_members")
    shared = shared[shared["exercise_id"].isin(relief) & shared["state_id"].isin([row["a"], row["b"]])]
    both = shared.groupby("exercise_id").filter(lambda part: len(part) == 2)
    assert both["year"].min() == row["year"]
    assert abs(row["difference"]) <= abs(end - start).max() * 2
    assert len(table) == 1760


def test_dashboard_says_when_there_are_no_data():
    explorer = lesson.Dashboard()
    assert "up 36%" in explorer.figure.title.get_text()
    explorer.restore({"first": 2012})
    assert "under eight years" in explorer.summary and "2010" in explorer.summary
    explorer.restore({"name": "armed conflicts", "norm": "per armed conflict"})
    assert "divided by itself" in explorer.summary


def test_a_share_moves_only_if_the_interval_of_the_change_leaves_zero():
    explorer = lesson.Multilateral()
    assert "share up: 37%" in explorer.figure.title.get_text()
    explorer.restore({"step": 5})
    assert "not clearly changed: 42%" in explorer.figure.title.get_text()


def test_a_span_that_ends_before_it_begins_is_named():
    explorer = lesson.Dashboard()
    explorer.restore({"first": 2015, "last": 1955})
    assert "ends before it begins" in explorer.summary


def test_pairs_that_trained_by_hand():
    """Different unordered pairs of two years, from the table's own lines, and their change per possible pair."""
    table = load("exercise_pairs")
    shares = []
    for year in (1987, 1999):
        rows = table[table["year"] == year]
        pairs = {frozenset(pair) for pair in zip(rows["state_id_1"], rows["state_id_2"], strict=True)}
        assert lesson.pairs_trained(year) == len(pairs)
        shares.append(len(pairs) / lesson.possible_pairs(year))
    assert lesson.trained_change(1987, 1999) == pytest.approx(100 * (shares[1] / shares[0] - 1))
