"""Lesson 15: values recomputed by other roads, and the published numbers that the simulation must return."""

from datetime import date

import pytest

from helpers.data import bibliography, load
from helpers.lessons import l15_relief as lesson


def test_days_by_the_calendar():
    table = lesson.milestones().set_index("label")["days"]
    assert table["US peak: 22,000"] == (date(2010, 2, 1) - date(2010, 1, 12)).days == 20
    assert table["UN apology"] == (date(2016, 12, 1) - date(2010, 1, 12)).days
    assert lesson.task_force_days() == 139


def test_logs_give_the_slots():
    """2,318 landed and 336 did not come between 16 January and 8 February: 24 days."""
    assert (date(2010, 2, 8) - date(2010, 1, 16)).days + 1 == lesson.LOG_DAYS
    assert lesson.landings_a_day() == pytest.approx(2318 / 24)
    assert lesson.calibrate()["no_show"] == pytest.approx(336 / 2654)
    assert {key for *_, key in lesson.READINGS} <= set(bibliography())


def test_simulation_returns_what_it_was_fitted_to():
    """Over twenty draws the list is near 1,000 after three days and 1,400 after six, and landings near the logs."""
    fit = lesson.calibrate()
    lists, landed = {3: [], 6: []}, []
    for seed in range(1, 21):
        flights = lesson.simulate(fit["slots"], "first come, first served", 0, seed)
        waiting = lesson.backlog(flights).sum(axis=1)
        for day, found in lists.items():
            found.append(waiting.iloc[day * 24 - 1])
        landed.append((flights["comes"] & flights["slot"].notna()).sum())
    for day, published in lesson.QUEUE.items():
        assert sum(lists[day]) / 20 == pytest.approx(published, rel=0.04)
    assert sum(landed) / 20 == pytest.approx(lesson.LANDED, rel=0.03)


def test_no_rule_changes_how_many_wait():
    """All rules serve the same number each hour: the list is the same under each (work conservation)."""
    lists = [lesson.backlog(lesson.simulate(111, rule, 0.3, 4)).sum(axis=1) for rule in lesson.RULES]
    for other in lists[1:]:
        assert (other == lists[0]).all()


def test_rules_do_what_they_say():
    for seed in (1, 7):
        first = lesson.simulate(111, "first come, first served", 0, seed)
        slots = first["slot"].dropna()
        assert slots.is_monotonic_increasing
        assert lesson.served(lesson.simulate(111, "medical first", 0, seed))["medical"] > 95
        assert lesson.served(lesson.simulate(111, "military first", 0, seed))["military"] > 95
        honest, half, none = (
            lesson.served(lesson.simulate(111, "medical first", m, seed))["medical"] for m in (0, 0.5, 1)
        )
        assert honest > half > none


def test_nobody_lands_before_asking():
    flights = lesson.simulate(140, "half military, half civil", 0.5, 3)
    assert (flights["wait"].dropna() >= 0).all()
    assert set(flights["kind"]) == set(lesson.KINDS)


def test_haiti_money():
    row = load("humanitarian_funding").query("iso3 == 'HTI' and year == 2010").iloc[0]
    assert lesson.appeal_met(41, 2010) == pytest.approx(100 * row["funding"] / row["requirements"])
    assert row["funding_outside"] > row["funding"]


def test_rule_or_runway_does_not_hang_on_luck():
    """The exercise reads the first draw; the others agree."""
    for pair in next(item for item in lesson.EXERCISES if item.id == "15.13").variants:
        first = lesson.desk_or_runway(**pair)
        for seed in range(2, 12):
            rule = lesson.served(lesson.simulate(111, "medical first", pair["mislabel"] / 100, seed))["medical"]
            runway = lesson.served(lesson.simulate(pair["slots"], "first come, first served", 0, seed))["medical"]
            assert (rule > runway) == (first == "rule")


def test_haiti_was_at_peace_in_2010():
    assert (41, 2010) not in lesson.conflict_states()
    assert (41, 2004) in lesson.conflict_states()


def test_disasters_ratio_by_hand():
    explorer = lesson.DisastersCounted()
    table = load("disasters").query("hazard == 'all'").set_index("decade")["disasters"]
    assert f"{table[2010] / table[1900]:.2f}" in explorer.summary
