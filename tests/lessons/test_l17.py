"""Lesson 17: the board is complete; untouched, its thresholds are the plain rule; thresholds, forecasts and scores by hand."""

import math

import pandas as pd
import pytest

from helpers import claims, journal
from helpers.data import CourseError, load
from helpers.exercises import lessons
from helpers.lessons import l17_verdicts as lesson
from helpers.rule import read


def test_untouched_thresholds_give_the_plain_rule():
    assert lesson.rejudge().to_dict() == lesson.board()["rule"].to_dict()
    row, item = lesson.board().loc["C20.1"], claims.judgements("16")["C20.1"]
    assert (row["verdict"], row["evidence"]) == (item.verdict, item.evidence())
    row, item = lesson.board().loc["C05.2"], claims.judgements("05")["C05.2"]
    assert (row["verdict"], row["evidence"]) == (item.verdict, item.parts()[0].evidence)


def test_board_is_complete():
    table = load("claims")
    wanted = set(table.loc[table["lesson"].isin(list(lessons())) & (table["lesson"] != "17"), "claim_id"])
    assert set(lesson.board().index) == wanted
    assert "Conclusion" not in lesson.sections(), "its own claims are judged by the learner first"
    assert claims.missing().query("lacks != 'no verdict'").empty
    if len(lessons()) == 18:
        assert len(lesson.board()) == len(table) - 4 and claims.missing().empty


def test_thresholds_at_their_ends():
    kind = lesson.board()["kind"]
    first = lesson.board()["force"] == ""  # the second edition is judged by its words: a single case can be enough
    nothing = lesson.rejudge(minimum=10**9, literature=False)
    assert set(nothing) == {"not testable here"}
    strict = lesson.rejudge(design="strict", literature=False)
    without = (kind == "causal") & ~lesson.board()["design"] & first
    assert set(strict[without]) == {"not testable here"}
    free = lesson.rejudge(design="free", literature=False)
    assert (free[first & (lesson.board()["reading"] == "for")] == "supported").all()
    assert "contested" not in set(free[first & (kind != "causal")])
    assert lesson.rejudge(literature=False)["C05.8"] == "not testable here", "it rests on works alone"
    assert lesson.rejudge(minimum=1000)["C05.4"] == "not testable here" != lesson.rejudge()["C05.4"]
    assert lesson.rejudge(shift=1.0)["C05.4"] != "supported"


def test_raising_the_bar_never_helps():
    order = {"for": 2, "mixed": 1, "against": 0}
    for proof in lesson.board()["evidence"]:
        if proof is not None:
            steps = [order[read(proof, shift)] for shift in (-0.5, 0, 0.2, 0.5, 1)]
            assert steps == sorted(steps, reverse=True)


def test_explorers_count_what_the_board_holds():
    board, explorer = lesson.board(), lesson.Board()
    explorer.restore({"kind": "causal", "verdict": "contested"})
    wanted = int(((board["kind"] == "causal") & (board["verdict"] == "contested")).sum())
    assert explorer.summary.startswith(f"{wanted} of {len(board)} claims")
    assert len(explorer.data()) == wanted
    judge = lesson.JudgeAgain()
    judge.restore({"design": "not needed"})
    free = [claims.suggest(kind, read(proof), a, b, causal=True) for _, kind, proof, a, b in lesson.board()[["kind", "evidence", "works_for", "works_against"]][lesson.board()["force"] == ""].itertuples(name=None) if kind == "causal"]  # fmt: skip
    again = lesson.rejudge(design="free")[(board["force"] != "") & (board["kind"] == "causal")]
    left = sum(verdict in ("supported", "partly supported") for verdict in [*free, *again])
    assert f"{left} survive" in judge.summary


def test_more_cases_would_decide_a_mixed_reading():
    table = lesson.what_would_change().query("reading == 'mixed' and need < 1000")
    facts = lesson.board()["evidence"].to_dict()
    for key, row in table.iterrows():
        proof, scale = facts[key], 1.02 * row["need"]
        low, high = (proof.estimate + (bound - proof.estimate) / scale**0.5 for bound in (proof.low, proof.high))
        assert row["need"] >= 1 and not low <= proof.benchmark <= high


def test_base_rates_by_hand():
    rates = lesson.forecasts()["base rate"]
    assert rates.between(0, 1).all() and len(rates) == 6
    members = load("nato_members").query("accession")
    years = sum(2026 - year for year in members["start"])
    assert rates["F1"] == round(2.718281828459045 ** (-0.5 / years * 4 * 32), 2)
    counts = load("armed_conflicts").groupby("year")["conflicts"].sum()
    hits = [counts[2024] + counts[y + 3] - counts[y] >= 55 for y in range(1989, 2022)]
    assert rates["F3"] == round(sum(hits) / len(hits), 2)
    assert lesson.forecasts()["rule"].str.len().gt(10).all()


def test_scores():
    table = lesson.score_forecasts({"F1": 0.9, "F2": 0.4}, {"F1": True, "F2": True, "F3": False})
    assert list(table.index) == ["F1", "F2", "mean"]
    assert table["yours"].tolist() == pytest.approx([0.01, 0.36, 0.185])
    with pytest.raises(CourseError, match="F1"):
        lesson.score_forecasts({"F9": 0.5}, {})
    with pytest.raises(CourseError, match="Nothing to score"):
        lesson.score_forecasts({"F1": 0.5}, {})


def test_survival_counts_by_hand():
    table = pd.DataFrame([(claims.claims().loc[key, "kind"], item.verdict) for key, item in claims.judgements().items() if not key.startswith("C21")], columns=["kind", "verdict"])  # fmt: skip
    causal = table[table["kind"] == "causal"]["verdict"]
    assert lesson.survival_by_kind().loc["causal", "whole"] == (causal == "supported").sum()
    assert lesson.causal_survivors() == pytest.approx(100 * causal.isin(["supported", "partly supported"]).mean())


def test_brier_score_by_hand():
    # (0.1² + 0.2² + 0.3²)/3; the base rate 2/3 scores 2/3 × 1/3 = 2/9.
    found = lesson.brier_score([0.9, 0.8, 0.3], [1, 1, 0])
    assert found == lesson.BrierScore(pytest.approx(0.14 / 3), pytest.approx(2 / 9), pytest.approx(0.79), 3)
    assert lesson.brier_score([0.5], [True], base_rate=0.5).skill == 0
    assert math.isnan(lesson.brier_score([0.5, 0.5], [1, 1]).skill)
    for bad in [([0.5], [1, 0]), ([50], [1]), ([0.5], [2]), ([], [])]:
        with pytest.raises(CourseError):
            lesson.brier_score(*bad)
    with pytest.raises(CourseError):
        lesson.brier_score([0.5], [1], base_rate=2)


def test_ledger_waits_in_words(monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "memory")
    monkeypatch.setattr(journal, "_session", [])
    picture = lesson.ledger_figure()
    assert "lessons 00–16" in picture.alt and "nothing" in picture.title


def test_ledger_counts_beliefs_by_hand(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "journal.jsonl"))
    kinds, judged = claims.claims()["kind"], claims.judgements()

    def one(kind, verdict):
        return next(key for key, item in judged.items() if (kinds[key], item.verdict) == (kind, verdict))

    given = {one("fact", "supported"): (90, 95), one("definition", "partly supported"): (70, 40), one("causal", "contested"): (85, 60),
             one("causal", "not supported"): (30, 29), one("trend", "contested"): (65, None), "C21.3": (80, 5)}  # fmt: skip
    for claim_id, (before, after) in given.items():
        journal.record(claim_id, "believed", answer=before)
        if after is not None:
            journal.record(claim_id, "believed", answer=after, seen=True)
    table = lesson.beliefs()
    assert set(table.index) == set(given) - {"C21.3"}, "the lesson's own claims are not judged yet"
    bands = lesson.agreement(table)
    assert bands.loc["80–100", ["scored", "supported", "contested"]].tolist() == [1, 1, 1]
    assert bands.loc["20–39", ["scored", "supported", "partly supported"]].tolist() == [1, 0, 0]
    assert bands.loc["60–79", ["scored", "partly supported", "contested"]].tolist() == [0, 1, 1]
    kinds = lesson.moves(table)
    assert kinds.loc["causal", ["twice", "before", "after", "moved"]].tolist() == [2, 57.5, 44.5, 1]
    assert (
        kinds.loc["fact", "moved"] == 1 and kinds.loc["definition", "moved"] == 1 and kinds.loc["trend", "twice"] == 0
    )
    picture = lesson.ledger_figure()
    assert "80–100: 1 of 1" in picture.alt and "trend: none given twice" in picture.alt and "1 partly supported" in picture.alt  # fmt: skip
    assert len(picture.alt) <= 700
