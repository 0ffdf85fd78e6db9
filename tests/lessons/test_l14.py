"""Lesson 14: values recomputed by other roads, and published figures."""

import pandas as pd
import pytest

from helpers.data import load, state
from helpers.lessons import l14_peacekeeping as lesson


def test_largest_senders_of_known_years():
    """France led in 1993; the joined series gives the known giants of 2020 and the UN list of January 2021 agrees."""
    assert lesson.senders(1993).index[0] == state("France")
    ranking = load("un_ranking_2021").sort_values("rank")["state_id"].head(8)
    assert len(set(ranking) & set(lesson.senders(2020).head(10).index)) >= 7


def test_ten_payers_supply_six_per_cent():
    """The Economist of 1 June 2016: the ten biggest payers supply 6 per cent of the peacekeepers."""
    names = [
        "United States",
        "China",
        "Japan",
        "Germany",
        "France",
        "United Kingdom",
        "Russia",
        "Italy",
        "Canada",
        "Spain",
    ]
    table = load("un_contributors").query("joined and year == 2016")
    share = (
        100
        * table[table["state_id"].isin([state(name) for name in names])]["personnel"].sum()
        / table["personnel"].sum()
    )
    assert share == pytest.approx(lesson.share_sent(lesson.TOP_TEN_PAYERS, 2016))
    assert share == pytest.approx(6, abs=1)


def test_ceiling_and_gap_of_one_mission_by_hand():
    """MINUSMA: 12,640 authorised (Security Council, June 2013); its gap of 2014 is what the source states."""
    assert lesson.ceiling_of("MINUSMA") == 12_640
    row = load("un_shortfalls").query("mission == 'MINUSMA' and year == 2014").iloc[0]
    assert row["authorised"] - row["deployed"] == pytest.approx(row["shortfall"], abs=1)


def test_gap_of_a_year_by_hand():
    table = load("un_shortfalls", 2014)
    missing = posts = 0.0
    for row in table.itertuples():
        missing += row.shortfall * row.months
        posts += row.authorised * row.months
    assert lesson.ceilings().loc[2014, "gap"] == pytest.approx(100 * missing / posts)


def test_posts_missing_in_three_missions_by_hand():
    """Central Africa had four months in 2014, Mali and Haiti eleven."""
    table = load("un_shortfalls", 2014).set_index("mission")
    months = {"MINUSCA": 4, "MINUSMA": 11, "MINUSTAH": 11}
    empty = sum(table.loc[name, "shortfall"] * n for name, n in months.items())
    assert lesson.posts_missing(2014) == pytest.approx(
        100 * empty / sum(table.loc[name, "authorised"] * n for name, n in months.items())
    )


def test_counts_rose_while_rates_fell():
    """What the exercise on rates turns on, in each of its variants."""
    for pair in next(item for item in lesson.EXERCISES if item.id == "14.12").variants:
        assert lesson._killed(pair["late"]) > lesson._killed(pair["early"])
        assert lesson._killed(pair["late"]) == pytest.approx(round(lesson._killed(pair["late"])))
        assert lesson.times_as_deadly(**pair) < 1


def test_force_generation_by_hand():
    """Offers of French speakers, cut at the cap and added up with plain Python, equal what the explorer finds."""
    explorer = lesson.ForceGeneration()
    french = set(load("languages").query("official and language == 'French'")["state_id"]) - {state("Mali")}
    sent = load("un_contributors").query("joined and year == 2015")
    for cap in (5, 20):
        explorer.restore({"cap": cap})
        hand = sum(
            min(0.25 * row.personnel, cap / 100 * 12_640)
            for row in sent.itertuples()
            if row.state_id in french and 0.25 * row.personnel >= 1
        )
        assert explorer.result["force"]["people"].sum() == pytest.approx(min(hand, 12_640))
        assert explorer.result["force"]["people"].max() <= cap / 100 * 12_640 + 1e-6


def test_force_generation_stops_at_the_ceiling():
    for pool in lesson.POOLS:
        for host in lesson.HOSTS:
            force = lesson.generate_force(host, pool, 50, 100)
            need = lesson.ceiling_of(lesson.HOSTS[host][0])
            assert force["people"].sum() <= need + 1e-6
            assert (force["people"] > 0).all()
            assert force["day"].is_monotonic_increasing
            assert lesson.HOSTS[host][1] not in force.index


def test_distances_are_right():
    """Bamako to Dakar is about 1,050 km, to Dhaka about 10,100 km."""
    km = lesson._distances("MINUSMA")
    assert km[state("Senegal")] == pytest.approx(1_050, abs=60)
    assert km[state("Bangladesh")] == pytest.approx(10_200, abs=300)


def test_conflict_after_counts_known_cases():
    """El Salvador 1991 and Mozambique 1992 ended; Mali 2013 went on."""
    new, none = lesson.conflict_after(5).values()
    assert 0 < new[0] < new[1] < none[1]
    fighting = load("armed_conflict_states").query("at_home > 0")
    assert fighting[(fighting["state_id"] == state("El Salvador")) & (fighting["year"] == 1996)].empty
    assert not fighting[(fighting["state_id"] == state("Mali")) & (fighting["year"] == 2018)].empty


def test_death_rate_by_hand():
    deaths = load("un_fatalities")
    kinds = ("military", "military observer", "police")
    killed = sum(
        r.deaths for r in deaths.itertuples() if r.year == 1993 and r.cause == "malicious act" and r.personnel in kinds
    )
    people = load("un_contributors").query("joined and year == 1993")["personnel"].sum()
    assert lesson.death_rates()[1993] == pytest.approx(10_000 * killed / people)
    assert deaths["deaths"].sum() == 4_429


def test_agreement_rates_use_each_pair_in_both_periods():
    table = lesson.agreement_rates()
    assert isinstance(table, pd.DataFrame) and table.shape == (4, 2)
    assert table.loc[(True, True), "years"] < table.loc[(False, True), "years"]
