"""Every lesson keeps the promises of the engine: exercises, claims, figures, explorers, numbers. New lessons are found."""

import inspect
import json
import math
import os
import re

import numpy as np
import pandas as pd
import pytest

from helpers import claims, exercises
from helpers.data import bibliography
from helpers.exercises import NOT_ATTEMPTED, NOT_YET, RIGHT, judge, lesson, lessons, plain
from helpers.figures import Picture
from tests import answers, sweep

LESSONS = [os.environ["LESSON"]] if "LESSON" in os.environ else list(lessons())
EXERCISES = [item for number in LESSONS for item in lesson(number).EXERCISES]
FIGURES = [(number, name) for number in LESSONS for name in lesson(number).FIGURES]
EXPLORERS = [(number, name) for number in LESSONS for name in lesson(number).EXPLORERS]
JUDGED = [item for number in LESSONS for item in lesson(number).CLAIMS]
KEY = json.loads(answers.KEY.read_text(encoding="utf-8"))
FULL = [number for number in LESSONS if number != "00"]
by_id = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda item: item.id)


def stored(name):
    """The key's entry; a new or renamed item has none yet."""
    assert name in KEY, f"{name} is not in the key: look at what it gives, then run python -m tests.answers LESSON"
    return KEY[name]


@pytest.mark.content
@pytest.mark.parametrize("number", FULL)
def test_enough_is_asked(number):
    module = lesson(number)
    assert len(module.EXERCISES) >= 4
    assert len(module.REFLECTIONS) >= 1
    assert module.EXPLORERS
    assert inspect.getdoc(module).startswith(f"Lesson {number}")
    ids = [item.id for item in (*module.EXERCISES, *module.REFLECTIONS)]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(f"{number}.") for name in ids)


@by_id
def test_untouched_is_not_attempted(exercise):
    for nothing in (..., None, "", " ... "):
        assert judge(exercise, nothing)[0] == NOT_ATTEMPTED


@by_id
def test_solution_passes_its_own_check(exercise):
    assert inspect.getdoc(exercise.solution), "the solution's docstring says the idea"
    assert judge(exercise, exercise.solution()) == (RIGHT, exercise.meaning)
    if exercise.kind == "number":
        assert judge(exercise, np.float64(exercise.solution()))[0] == RIGHT
        assert judge(exercise, str(round(float(exercise.solution()), exercise.decimals + 2)))[0] == RIGHT


@by_id
def test_solution_and_mistakes_agree_with_the_stored_key(exercise):
    assert answers.answers(exercise) == stored(exercise.id), (
        f"look at the answer, then run python -m tests.answers {exercise.id[:2]}"
    )


@by_id
def test_each_mistake_gets_its_own_feedback(exercise):
    assert len(exercise.mistakes) >= 3
    texts = [mistake.feedback for mistake in exercise.mistakes]
    assert len(set(texts)) == len(texts)
    for mistake in exercise.mistakes:
        assert judge(exercise, mistake.answer()) == (NOT_YET, mistake.feedback)


@by_id
def test_wrong_types_get_a_sentence(exercise):
    fits = {"number": (int, float, str), "choice": (str,), "set": (list, set, str), "order": (list, str),
            "table": (pd.DataFrame, pd.Series), "function": ()}[exercise.kind]  # fmt: skip
    for answer in (
        pd.DataFrame({"a": [1, 2]}),
        pd.Series([1.0]),
        [1, 2],
        {"a": 1},
        object(),
        math.nan,
        math.inf,
        True,
        3,
        "banana",
        b"x",
        {1, 2},
    ):
        if callable(answer) or (isinstance(answer, fits) and exercise.kind == "table"):
            continue
        outcome, text = judge(exercise, answer)
        assert outcome in (NOT_YET, RIGHT) and (outcome == NOT_YET or isinstance(answer, fits))
        assert 15 < len(text) < 400 and "Traceback" not in text


@by_id
def test_hints_and_feedback_do_not_leak(exercise):
    assert len(exercise.hints) >= 2
    answer = exercise.solution()
    if exercise.kind == "number":
        leak = rf"(?<![\d.,])({re.escape(f'{float(answer):.{exercise.decimals}f}')}|{re.escape(plain(answer, exercise).split()[0])})(?![\d]|\.\d)"
        leak_in_feedback = leak
    elif exercise.kind == "choice":
        leak = rf"['\"(]{re.escape(answer)}['\")]|\b{re.escape(exercise.options[exercise_letter(exercise)])}\b"
        leak_in_feedback = rf"['\"(]{re.escape(answer)}['\")]"
    else:
        return
    for hint in exercise.hints:
        assert not re.search(leak, hint, flags=re.I), hint
    for mistake in exercise.mistakes:
        assert not re.search(leak_in_feedback, mistake.feedback), mistake.feedback


def exercise_letter(exercise):
    return exercises._letter(exercise, exercise.solution())


@pytest.mark.parametrize("number", LESSONS)
def test_every_claim_has_its_verdict(number):
    wanted, found = set(claims.claims(number).index), [item.claim_id for item in lesson(number).CLAIMS]
    assert len(set(found)) == len(found)
    assert set(found) == wanted
    assert claims.missing(number).empty, claims.missing(number)


@pytest.mark.parametrize("item", JUDGED, ids=lambda item: item.claim_id)
def test_verdict_and_evidence_are_sound(item):
    assert item.verdict in claims.VERDICTS
    assert len(item.reason) > 40
    about = claims.claims().loc[item.claim_id]
    assert {*about["reading_for"], *about["reading_against"]} <= set(bibliography())
    if item.evidence is None:
        return
    proof = item.evidence()
    assert proof.low <= proof.estimate <= proof.high
    assert proof.n > 0 and math.isfinite(proof.estimate) and math.isfinite(proof.benchmark)
    assert proof.expects in ("above", "below")
    assert re.search(r"\d", proof.finding), "a finding names its numbers"
    assert inspect.getdoc(item.evidence)
    *values, expects, reading = answers.numbers(proof)
    *before, side, reading_before = stored(item.claim_id)
    assert values == pytest.approx(before, rel=1e-5, abs=1e-9), (
        f"the evidence changed: look, then python -m tests.answers {about['lesson']}"
    )
    assert (expects, reading) == (side, reading_before)
    if about["kind"] == "causal" and item.verdict == "supported":
        assert proof.causal, "a causal claim needs causal evidence"


@pytest.mark.parametrize(("number", "name"), FIGURES)
def test_figure_has_alt_text_with_a_value(number, name):
    picture = lesson(number).FIGURES[name]()
    assert isinstance(picture, Picture)
    assert picture.source.startswith(("data:image/svg+xml;utf8,", "data:image/png;base64,"))
    assert len(picture.source) < 120_000
    assert 60 <= len(picture.alt) <= 700
    assert re.search(r"\d", picture.alt) and picture.alt.rstrip().endswith(".")
    assert picture.title and picture.title not in picture.alt


@pytest.mark.parametrize(("number", "name"), EXPLORERS)
def test_explorer_survives_every_control(number, name):
    explorer = lesson(number).EXPLORERS[name]()
    assert 1 <= len(explorer.controls) <= 6
    start = explorer.state()
    first = explorer.summary
    assert re.search(r"\d", first) and len(first) < 900
    for control in explorer.controls:
        seen = set()
        for value in sweep.values(explorer.controls[control]):
            explorer.restore(start | {control: value})
            assert explorer.error is None, (control, value, explorer.error)
            title = explorer.figure.title
            assert title.get_window_extent().x1 <= explorer.figure.bbox.width, f"too wide: {title.get_text()}"
            assert (
                explorer.summary
                and "nan" not in explorer.summary.lower().split()
                and "inf" not in explorer.summary.split()
            )
            assert isinstance(explorer.data(), pd.DataFrame)
            seen.add((explorer.summary, explorer.widget.picture.value))
        assert len(seen) > 1, f"moving {control!r} changes nothing"
    for state in sweep.corners(explorer):
        explorer.restore(state)
        assert explorer.error is None, (state, explorer.error)
        assert len(explorer.widget.picture.value) <= 250_000, (state, "a step sends too much")
    explorer.restore(start)
    assert explorer.summary == first
    # The key last: first one learns whether the panel works.
    assert answers.reach(explorer) == stored(f"{number} {name}"), f"look, then python -m tests.answers {number}"


@pytest.mark.parametrize("number", LESSONS)
def test_numbers_are_finite(number):
    for key, compute in lesson(number).NUMBERS.items():
        assert math.isfinite(float(compute())), key
