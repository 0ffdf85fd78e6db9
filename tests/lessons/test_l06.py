"""Lesson 06: the numbers of the explorers and of the evidence, computed another way."""

import math
import re

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.data import load
from helpers.lessons import l06_benefits as lesson
from helpers.measures import kept_promises


def test_raw_ratio_by_hand():
    pairs = load("dispute_pairs")
    for first, last, expected in [(1816, 2010, 0.76), (1816, 1944, 0.76), (1946, 2010, 0.67), (1991, 2010, 0.55)]:
        part = pairs[(pairs["first_year"] >= first) & (pairs["last_year"] <= last)]
        with_pact, without = part[part["target_pact"]], part[~part["target_pact"]]
        ratio = (with_pact["onsets"].sum() / with_pact["years"].sum()) / (
            without["onsets"].sum() / without["years"].sum()
        )
        assert lesson.raw_ratio("relevant", first, last).value == pytest.approx(ratio)
        assert round(ratio, 2) == expected
    assert round(lesson.raw_ratio("all", 1816, 2010).value, 2) == 0.90
    assert round(lesson.raw_ratio("all", 1946, 2010).value, 2) == 1.19


@pytest.mark.parametrize(
    ("sample", "era", "most"), [("relevant pairs", "1816–1944", 3), ("neighbours", "1991–2010", 2)]
)
def test_pooled_logit_is_the_plain_logit(sample, era, most):
    table, (first, last) = load("dispute_pairs"), lesson.ERAS[era]
    table = table[(table["first_year"] >= first) & (table["last_year"] <= last)]
    if sample == "neighbours":
        table = table[table["contiguity"] > 0]
    ends = np.sort(table[["initiator_id", "target_id"]].to_numpy(), axis=1)
    table = table.assign(
        pair=[f"{a}-{b}" for a, b in ends],
        pact=table["target_pact"].astype(int),
        contiguity=table["contiguity"].astype(str),
        majors=table["initiator_major"].astype(str) + table["target_major"].astype(str),
        democracy=table["initiator_democracy"].astype("float").fillna(-1).astype(str)
        + table["target_democracy"].astype("float").fillna(-1).astype(str),
    )
    terms = ["pact", "contiguity", "log_ratio", "majors", "democracy"]
    for controls, used in ((0, 1), (1, 2), (2, 4), (3, 5))[: most + 1]:
        fit = models.logit(table, "onsets", terms[:used], trials="years", cluster="pair").set_index("term").loc["pact"]
        ours = lesson.odds_ratio(sample, era, controls)
        assert (ours.value, ours.low, ours.high) == pytest.approx(
            (fit["odds_ratio"], fit["low"], fit["high"]), abs=2e-3
        )


def test_same_pair_ratio_by_loop():
    up = down = 0.0
    pairs = load("dispute_pairs").query("last_year <= 1944")
    for _, pair in pairs.groupby(["initiator_id", "target_id"]):
        sums = pair.groupby("target_pact")[["onsets", "years"]].sum()
        if len(sums) == 2:
            total = sums["years"].sum()
            up += sums.loc[True, "onsets"] * sums.loc[False, "years"] / total
            down += sums.loc[False, "onsets"] * sums.loc[True, "years"] / total
    assert lesson.same_pair_ratio("relevant pairs", "1816–1944").value == pytest.approx(up / down)


def test_promises_reproduce_the_article():
    """Berkemeier and Fuhrmann report 66% before 1945 and 22% from then to 2003."""
    assert round(100 * kept_promises("llm", True).value) == 66
    assert round(100 * kept_promises("llm", False).value) == 22
    rows = load("alliance_commitments")
    counts = pd.crosstab(rows["outcome_llm"], rows["before_1945"])
    assert counts.loc["honoured", False] == 12 and counts.loc["violated", False] == 42


def test_coalitions_counted_by_hand():
    wars = lesson.decided_wars()
    joint = wars[wars["coalition"]]
    assert (len(joint), joint["won"].sum()) == (27, 17)
    assert bool(joint.set_index("war_id").loc[211, "won"])  # Gulf War
    assert not bool(joint.set_index("war_id").loc[148, "won"])  # Arab states against Israel, 1948
    assert 106 not in set(wars["war_id"])  # several on both sides


def test_learning_calculator_by_loop():
    table = lesson.joint_cost(60, 0.9, 0.2, 60)
    batch = sum(0.9 ** math.log2(unit) for unit in range(1, 181))
    alone = (60 + sum(0.9 ** math.log2(unit) for unit in range(1, 61))) / 60
    assert table.loc[3, "total"] == pytest.approx(100 * (60 + batch) * 1.4 / 180 / alone)
    assert table.loc[1, "total"] == pytest.approx(100)


def test_answers_of_the_explorers():
    explorer = lesson.Specification()
    start = explorer.state()
    table = explorer.data()
    assert list(table.index[table["high"] < 1]) == ["no control"]
    explorer.restore(start | {"sample": "neighbours", "era": "1816–1944"})
    assert (explorer.data()["high"][:5] < 1).all()
    assert explorer.data().loc["same pair over time", "high"] > 1
    explorer.restore(start | {"era": "1816–1913"})
    early = explorer.data()["estimate"].iloc[0]
    explorer.restore(start | {"era": "1919–1944"})
    assert early < 0.5 and explorer.data()["estimate"].iloc[0] > 1
    explorer.restore(start | {"sample": "all pairs (raw only)", "controls": "+ power"})
    assert "relevant pairs only" in explorer.summary
    calculator = lesson.LearningCurve()
    start = calculator.state()
    assert re.search(r"Cheapest: 3 partners at 75", calculator.summary)
    calculator.restore(start | {"extra": 40})
    assert calculator.data()["total"].idxmin() == 2 and calculator.data()["total"][4] > 100
    calculator.restore(start | {"learning": 100})
    assert calculator.data()["total"].idxmin() == 2
    calculator.restore(start | {"development": 0})
    assert calculator.data()["total"].idxmin() == 1


def test_bad_control_hides_a_real_effect():
    world = lesson.bad_control_world()
    fair, sought = world.iloc[0], world.iloc[1]
    assert fair["without the control"] == pytest.approx(0.6, abs=0.02)
    assert fair["with years of peace"] > fair["without the control"] + 0.05
    assert sought["without the control"] > sought["with years of peace"] > 1
