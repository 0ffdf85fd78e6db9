"""Lesson 02: drift, dispute windows, slopes and the reassurance game recomputed in another way."""

import numpy as np
import pandas as pd
import pytest

from helpers.data import load, state
from helpers.lessons import l02_diplomacy as lesson
from helpers.measures import voting_table


def test_drift_of_one_pair_by_hand():
    table = lesson.drift("agreement", -3, 3)
    row = table[table["start"] == 2000].iloc[0]
    points = load("ideal_points").set_index(["state_id", "year"])["ideal_point"]
    gap = {year: abs(points[row.state_id_1, year] - points[row.state_id_2, year]) for year in (1997, 2003)}
    assert row["distance"] == pytest.approx(gap[1997])
    assert row["change"] == pytest.approx(gap[2003] - gap[1997])
    ever = lesson.first_ties("agreement")
    ever = set(zip(ever["state_id_1"], ever["state_id_2"], strict=True))
    votes = voting_table().loc[[1997, 2003]].dropna(axis=1)
    like = [
        abs(votes[a][2003] - votes[b][2003]) - abs(votes[a][1997] - votes[b][1997])
        for i, a in enumerate(votes.columns)
        for b in votes.columns[i + 1 :]
        if (a, b) not in ever and abs(abs(votes[a][1997] - votes[b][1997]) - gap[1997]) <= 0.1
    ]
    assert row["net"] == pytest.approx(row["change"] - np.mean(like), abs=1e-6)


def test_no_quickening_after_the_first_exercise():
    found = lesson.trust_evidence()
    assert found.low < 0 < found.high
    assert abs(found.estimate) < 0.02


def test_within_slope_matches_dummies():
    statsmodels = pytest.importorskip("statsmodels.api")
    panel = lesson.training_panel().query("year >= 2015").dropna().reset_index(drop=True)
    dummies = pd.get_dummies(panel[["state_id", "year"]].astype(str), drop_first=True, dtype=float)
    design = statsmodels.add_constant(pd.concat([panel["places"], dummies], axis=1))
    assert lesson.within_slope(panel, "distance", "places")[0] == pytest.approx(
        statsmodels.OLS(panel["distance"], design).fit().params["places"], abs=1e-5
    )


def test_next_years_courses_say_as_much():
    panel = lesson.training_panel().dropna()
    now, later = (lesson.within_slope(panel, "distance", name)[0] for name in ("places", "places_next"))
    assert later < now < 0, "the direction of Martinez Machain 2021, and the warning beside it"


def test_disputes_follow_the_published_pattern():
    table = lesson.dispute_window()
    early, late = (table[table["era"] == era] for era in ("1816–1944", "1945–2005"))
    rate = lambda part, when: part[f"disputes_{when}"].sum() / part[f"years_{when}"].sum()  # noqa: E731
    assert rate(early, "after") > rate(early, "before") and rate(late, "after") < rate(late, "before")
    assert rate(early, "at") > 2 * rate(early, "before"), "states ally when war looms"
    assert table["years_at"].sum() <= 1037 + 927
    runs = load("dispute_pairs")
    assert table["disputes_before"].sum() + table["disputes_after"].sum() < runs["onsets"].sum()


def test_threat_panel_counts():
    panel = lesson.threat_panel()
    assert 1994 not in set(panel["year"]), "attacks of 1993 are lost"
    paper = load("defence_agreements")
    paper = paper[paper["signed"].fillna(True) & paper["start"].between(1981, 2010) & (paper["start"] != 1994)]
    assert panel["agreements"].sum() == pytest.approx(2 * len(paper), abs=8), "each agreement once for either side"
    india = panel[(panel["state_id"] == state("India")) & (panel["year"] == 2009)]
    attacks = load("terrorism").query("year == 2008")
    assert india["attacks"].item() == attacks.loc[attacks["state_id"] == state("India"), "attacks"].sum()


@pytest.mark.parametrize(
    ("trust", "cost", "dearer", "harm", "zone"),
    [
        (0.3, 0.4, 2, 1.5, "copied"),
        (0.3, 0.75, 2, 1.5, "reassures"),
        (0.3, 0.0, 2, 1.5, "costs nothing"),
        (0.3, 1.05, 2, 1.5, "too dear"),
        (0.3, 0.8, 1.2, 1.5, "no price works"),
        (0.6, 0.4, 2, 1.5, "trusted already"),
    ],
)
def test_reassurance_is_an_equilibrium(trust, cost, dearer, harm, zone):
    found = lesson.reassurance(trust, cost, dearer, harm)
    assert found["zone"] == zone
    value = lambda belief: belief - (1 - belief) * harm  # noqa: E731
    if zone == "copied":
        assert value(found["belief"]) == pytest.approx(0), "the receiver is indifferent"
        assert found["trusted"] * lesson.PRIZE == pytest.approx(cost * dearer), "so is the bluffer"
        assert found["trusted"] > cost, "the honest gain"
        assert trust / (trust + (1 - trust) * found["copied"]) == pytest.approx(found["belief"]), "Bayes' rule"
    if zone == "reassures":
        assert 1 - cost >= 0 and lesson.PRIZE - cost * dearer <= 0
    if zone == "trusted already":
        assert value(trust) >= -1e-9


def test_explorer_totals():
    explorer = lesson.Instruments()
    explorer.restore({"instrument": "U.S. training places", "split": "region", "measure": "count"})
    shown = explorer.data()
    assert shown.loc[2017].sum() == pytest.approx(load("us_training").query("year == 2017")["trainees"].sum(), rel=0.01)
    assert shown.loc[2006].isna().all(), "the report of 2006 is missing"
    explorer.restore({"instrument": "joint exercises", "split": "kind", "measure": "per cent"})
    table = load("exercises").query("year == 2010")
    assert explorer.data().loc[2010, "warfighting"] == pytest.approx(100 * table["warfighting"].mean())


@pytest.mark.parametrize(("first", "last"), [(2000, 2009), (1990, 1999), (1985, 1994), (1995, 2004)])
def test_exercises_of_relief_and_combat(first, last):
    table = load("exercises").query("@first <= year <= @last and humanitarian")
    assert lesson.combat_too(first, last) == pytest.approx(100 * table["warfighting"].mean())
    assert lesson.flags(first, last)["relief"] == len(table)


@pytest.mark.parametrize(("gain", "harm"), [(2, 5), (3, 7), (4, 5), (2, 9)])
def test_trust_needed_depends_on_the_ratio_of_harm_to_gain(gain, harm):
    belief = lesson.needed_trust(gain, harm) / 100
    assert belief * gain == pytest.approx((1 - belief) * harm), "at the edge, trusting neither gains nor loses"
    assert belief == pytest.approx(lesson.trust_needed(harm / gain)), "as in the explorer, where the gain is 1"


def test_the_guess_stands_in_the_picture():
    assert lesson.approached() == pytest.approx(
        [0, *(lesson.approach("exercise")["net"][year] for year in (-4, 0, 4, 8))]
    )
    drawn = lesson.approach_figure([0.0, 0.0, 0.0, -0.15, -0.3]).alt
    assert "−0.15 at +4, −0.30 at +8" in drawn and drawn.startswith(lesson.approach_figure().alt)
