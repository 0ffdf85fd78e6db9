"""The comparison of answers, kind by kind, and with random inputs; feedback is plain text whatever is typed."""

import os
import sys
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import answers, exercises
from helpers.answers import NOT_ATTEMPTED, NOT_YET, RIGHT, Exercise, Mistake, judge
from helpers.data import CourseError
from helpers.exercises import Message, check, hint, reflect, solution
from helpers.reading import read_number

settings.register_profile(
    "short", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("long", settings.get_profile("short"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


def make(kind, solution, mistakes=(), **more):
    return Exercise(
        "99.1", "t", kind, "apply", "Well?", lambda: solution, "It means this.", ("a", "b"), mistakes, **more
    )


OPTIONS = {"nato": "NATO", "norad": "NORAD", "anzus": "ANZUS"}
NUMBER = make(
    "number", 85.93, (Mistake(lambda: 14.07, "complement"), Mistake(lambda: 678.0, "count")), decimals=1, percent=True
)
COUNT = make("number", 28, unit="members")
THOUSANDS = make("number", 1234)
RATIO = make("number", 0.759, decimals=2)
MILLIONS = make("number", 3.2, decimals=1, unit="million")
RATE = make("number", 4.228, decimals=3)
CHOICE = make("choice", "norad", (Mistake(lambda: "nato", "no"),), options=OPTIONS)
SET = make("set", {"nato", "anzus"}, options=OPTIONS)
ORDER = make("order", ["anzus", "nato", "norad"], options=OPTIONS)
TABLE = make("table", pd.Series([1.0, 2.0], index=["x", "y"]), decimals=1)
FUNCTION = make("function", lambda x: 2 * x, (Mistake(lambda: lambda x: x * x, "squared"),), cases=((1,), (3,)))
HALVES = make("function", lambda x: x / 3, cases=((1,), (2,)))
MUTABLE = make("function", lambda xs: len(xs), cases=(([1, 2, 3],), ([5],)))


def endless(x):
    while True:
        x += 1


def spoil(xs):
    count = 0
    while xs:
        xs.pop()
        count += 1
    return count


class Rude:
    def __len__(self):
        raise ValueError("no length")

    def __str__(self):
        raise ValueError("no words")

    __repr__ = __float__ = __str__


@pytest.mark.parametrize(("text", "value"), [
    ("twenty-one point seven", 21.7), ("one third", 1 / 3), ("two thirds", 2 / 3), ("three quarters", 0.75), ("100 x 0.75 x 0.75", 56.25),
    ("5 x (3 + 1)", 20), ("zero point zero five", 0.05), ("1e3", 1000), ("box", None), ("half", None),
])  # fmt: skip
def test_numbers_are_read_as_people_say_them(text, value):
    found = read_number(text)
    assert (found.value if found else None) == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize(("exercise", "answer", "outcome", "words"), [
    (NUMBER, 85.9, RIGHT, "It means"), (NUMBER, 85.93, RIGHT, "It means"), (NUMBER, np.float32(85.93), RIGHT, "It means"), (NUMBER, "85.9%", RIGHT, "It means"),
    (NUMBER, 0.859, NOT_YET, "multiply by 100"), (NUMBER, 86, NOT_YET, "rounded too early"), (NUMBER, -85.9, NOT_YET, "sign"), (NUMBER, 14.1, NOT_YET, "complement"),
    (NUMBER, 678, NOT_YET, "count"), (NUMBER, 50, NOT_YET, "50 is clearly too low, by a factor of less than two"), (NUMBER, 84.9, NOT_YET, "a touch too low"), (NUMBER, 75, NOT_YET, "somewhat too low"), (NUMBER, 2, NOT_YET, "more than ten times too low"),
    (NUMBER, 300, NOT_YET, "run from 0 to 100"), (NUMBER, 0, NOT_YET, "not zero"), (NUMBER, float("nan"), NOT_YET, "NaN"), (NUMBER, float("inf"), NOT_YET, "infinite"),
    (NUMBER, 10**400, NOT_YET, "infinite"), (NUMBER, 1j, NOT_YET, "one number"), (NUMBER, True, NOT_YET, "one number"), (NUMBER, "many", NOT_YET, "'many' is not read as one"),
    (NUMBER, pd.DataFrame({"a": [1, 2]}), NOT_YET, "a table of 2 rows"), (NUMBER, [85.9, 3], NOT_YET, "a list of 2"), (NUMBER, len, NOT_YET, "forget the brackets"),
    (NUMBER, [85.9], RIGHT, ""), (NUMBER, pd.Series([85.9]), RIGHT, ""), (NUMBER, np.array([[85.9]]), RIGHT, ""), (NUMBER, Decimal("85.9"), RIGHT, ""),
    (NUMBER, "85,9", RIGHT, ""), (NUMBER, "85,9 %", RIGHT, ""), (NUMBER, "“85.9”", RIGHT, ""), (NUMBER, "about 85.9 per cent", RIGHT, ""), (NUMBER, "100*678/789", RIGHT, ""), (NUMBER, "678/789", NOT_YET, "multiply by 100"), (NUMBER, "5/0", NOT_YET, "divides by zero"),
    (COUNT, 28, RIGHT, ""), (COUNT, 28.0, RIGHT, ""), (COUNT, 28.4, NOT_YET, "whole number"), (COUNT, "twenty-eight", RIGHT, ""), (COUNT, "28 members", RIGHT, ""), (COUNT, "28.", RIGHT, ""), (COUNT, "answer = 28", RIGHT, ""), (COUNT, "28members", RIGHT, ""), (COUNT, "12 + 16", RIGHT, ""), (COUNT, "7(4)", RIGHT, ""), (COUNT, "−28", NOT_YET, "sign"),
    (COUNT, None, NOT_ATTEMPTED, "None"), (COUNT, "2,8", NOT_YET, "whole number"), (COUNT, (12, 6), NOT_YET, "write a point: 12.6"), (COUNT, "28%", NOT_YET, ""),
    (THOUSANDS, "1,234.0", RIGHT, ""), (THOUSANDS, "1 234", RIGHT, ""), (THOUSANDS, "1’234", RIGHT, ""), (THOUSANDS, "1.234,0", RIGHT, ""), (THOUSANDS, "1.234", NOT_YET, ""),
    (MILLIONS, "3.2 million", RIGHT, ""), (MILLIONS, "3.2", RIGHT, ""), (RATIO, 0.76, RIGHT, ""), (RATIO, "0,76", RIGHT, ""), (RATIO, 75.9, NOT_YET, "plain ratio"), (RATIO, "75.9%", RIGHT, ""), (RATE, "4,228", NOT_YET, "write a point"), (RATE, "4.228", RIGHT, ""),
    (CHOICE, "B", RIGHT, ""), (CHOICE, " norad ", RIGHT, ""), (CHOICE, "a", NOT_YET, "no"), (CHOICE, "z", NOT_YET, "not one of the options"), (CHOICE, 2, NOT_YET, "letters a, b, c"), (CHOICE, "(b)", RIGHT, ""), (CHOICE, "b)", RIGHT, ""), (CHOICE, "“b”", RIGHT, ""), (CHOICE, "b) NORAD", RIGHT, ""), (CHOICE, "banana", NOT_YET, "not one of the options"), (CHOICE, True, NOT_YET, "of type bool"),
    (SET, {"a", "c"}, RIGHT, ""), (SET, ["c", "A"], RIGHT, ""), (SET, "a, c", RIGHT, ""), (SET, "a and c", RIGHT, ""), (SET, "ac", RIGHT, ""), (SET, "(a), (c)", RIGHT, ""), (SET, "['a', 'c']", RIGHT, ""), (SET, ["a"], NOT_YET, "1 more belongs"), (SET, ["a", "b", "c"], NOT_YET, "1 too many"),
    (SET, ["b"], NOT_YET, "None of yours belongs; 2 that belong are missing"), (SET, ["a", "b"], NOT_YET, "1 of your 2 belongs; 1 that belongs is missing"), (SET, [1], NOT_YET, "letters"), (SET, [], NOT_YET, "a list of 0"), (SET, "a c", RIGHT, ""), (SET, "ax", NOT_YET, "'ax' is not one"),
    (ORDER, ["c", "a", "b"], RIGHT, ""), (ORDER, "cab", RIGHT, ""), (ORDER, "c, then a, then b", RIGHT, ""), (ORDER, {"a", "b", "c"}, NOT_YET, "no order"), (ORDER, ["a", "b"], NOT_YET, "exactly once"), (ORDER, ["a", "b", "c"], NOT_YET, "0 of 3 stand"), (ORDER, ["c", "b", "a"], NOT_YET, "1 of 3 stand"),
    (TABLE, pd.Series([1.0, 2.04], index=["x", "y"]), RIGHT, ""), (TABLE, pd.Series([1.0], index=["x"]), NOT_YET, "2 rows; yours has 1"), (TABLE, pd.DataFrame({"a": [1]}), NOT_YET, "asks for one column"),
    (TABLE, pd.Series([2.0, 1.0], index=["y", "x"]), NOT_YET, "only their order differs"), (TABLE, pd.Series([1.0, 2.0], index=["x", "z"]), NOT_YET, "labels of the rows differ"), (TABLE, pd.Series([1.0, 3.0], index=["x", "y"]), NOT_YET, "values differ"), (TABLE, 3, NOT_YET, "asks for a table"),
    (FUNCTION, lambda x: x + x, RIGHT, ""), (FUNCTION, lambda x: x**2, NOT_YET, "squared"), (FUNCTION, lambda x: None, NOT_YET, "forget 'return'"),
    (FUNCTION, lambda x: x + 1, NOT_YET, "unexpected result for the input 3"), (FUNCTION, lambda: 1, NOT_YET, "your function stopped"), (FUNCTION, 3, NOT_YET, "asks for a function"),
    (FUNCTION, lambda x: [], NOT_YET, "one value is asked for, and your function gives a list of 0"), (FUNCTION, lambda x: pd.Series([], dtype=float), NOT_YET, "one value"), (FUNCTION, lambda x: [2 * x, 2 * x], NOT_YET, "one value"), (FUNCTION, lambda x: {2 * x}, NOT_YET, "unexpected"),
    (FUNCTION, lambda x: undefined_name, NOT_YET, "Nothing is called 'undefined_name'"), (FUNCTION, lambda x: sys.exit(), NOT_YET, "end the session"), (FUNCTION, endless, NOT_YET, "ran for too long"),  # noqa: F821
    (HALVES, lambda x: round(x / 3, 1), NOT_YET, "seems to round"), (MUTABLE, spoil, RIGHT, ""), (MUTABLE, lambda xs: 0, NOT_YET, "[1, 2, 3]"),
    (NUMBER, Rude(), NOT_YET, ""), (TABLE, Rude(), NOT_YET, ""), (SET, Rude(), NOT_YET, ""),
])  # fmt: skip
def test_judgement(exercise, answer, outcome, words, monkeypatch):
    monkeypatch.setattr(answers, "PATIENCE", 0.3)
    found, text = judge(exercise, answer)[:2]
    assert found == outcome, text
    assert words in text


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",
        "while True:\n    x = 1",
        "sum(1 for i in iter(int, 1))",
    ],
)
def test_code_that_runs_on_is_stopped(code, monkeypatch):
    monkeypatch.setattr(answers, "PATIENCE", 0.3)
    with pytest.raises(TimeoutError):
        answers.run(code, {})


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("3 + 4", 7),
        ("x = 5\nx + 1", 6),
        ("x = 5", 5),
        ("def f(n):\n    return n", None),
        ("", None),
        ("import math", None),
        ("y: int = 3", 3),
    ],
)
def test_the_last_step_is_the_answer(code, value):
    found = answers.run(code, {})
    assert callable(found) if code.startswith("def") else found == value


def test_a_learners_function_cannot_change_the_question():
    for _ in range(2):
        assert judge(MUTABLE, spoil).outcome == RIGHT
        assert MUTABLE.cases == (([1, 2, 3],), ([5],))
        assert judge(MUTABLE, lambda xs: 0).outcome == NOT_YET


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
    | st.just(...),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner) | st.sets(st.integers() | st.text())
    ),
    max_leaves=6,
)


@pytest.mark.fuzz
@pytest.mark.parametrize("exercise", [NUMBER, COUNT, CHOICE, SET, ORDER, TABLE, FUNCTION], ids=lambda e: e.kind)
@given(answer=anything)
def test_no_answer_crashes_the_judge(exercise, answer):
    outcome, text = judge(exercise, answer)[:2]
    assert outcome in (RIGHT, NOT_YET, NOT_ATTEMPTED)
    assert isinstance(text, str) and text and len(text) < 600


@pytest.mark.fuzz
@given(value=st.floats(-1e9, 1e9), decimals=st.integers(1, 4), noise=st.floats(-0.49, 0.49))
def test_rounding_to_the_asked_decimals_is_right(value, decimals, noise):
    exercise = make("number", value, decimals=decimals)
    assert judge(exercise, round(value, decimals))[0] == RIGHT
    assert judge(exercise, value + noise * 10.0**-decimals)[0] == RIGHT
    assert judge(exercise, value + 1.01 * 10.0**-decimals)[0] == NOT_YET


@pytest.mark.fuzz
@given(chosen=st.sets(st.sampled_from(list(OPTIONS))), wanted=st.sets(st.sampled_from(list(OPTIONS)), min_size=1))
def test_sets_are_right_only_if_equal(chosen, wanted):
    exercise = make("set", wanted, options=OPTIONS)
    assert (judge(exercise, sorted(chosen))[0] == RIGHT) == (chosen == wanted)


@pytest.mark.fuzz
@given(text=st.text(max_size=60))
def test_typed_text_never_becomes_markup(text):
    for message in (
        check("99.3", f"<script>alert(1)</script>{text}"),
        reflect("99.8", f"<b onclick='x'>one two three four five</b> {text}"),
    ):
        html = message._repr_html_()
        assert "<script>" not in html and "<b onclick" not in html


def test_messages_are_marked_for_screen_readers_and_plain_text():
    message = check("99.1", 30)
    assert message.outcome == NOT_YET
    assert repr(message).startswith("✗ Exercise 99.1 · Not yet. You counted each pair twice")
    assert "role='status'" in message._repr_html_()
    assert repr(check("99.1")).startswith("○ Exercise 99.1 · Not attempted")


def test_marks_of_recomputed_numbers_are_not_shown():
    message = Message(RIGHT, "Exercise", "It is 86%<!--= share --> and `x`<!--@Leeds2002-->.")
    assert repr(message).endswith("It is 86% and `x`.") and "&lt;!--" not in message.body and "<!--" not in message.body


def test_solution_shows_the_code_that_runs():
    message = solution("99.1")
    assert "states * (states - 1) // 2" in repr(message) and "The answer is 15." in repr(message)
    assert "def double(x)" in repr(solution("99.2"))
    assert "'the second'" in repr(solution("99.3"))


@pytest.mark.parametrize(("call", "words"), [
    (lambda: check("99.9", 1), "no exercise '99.9'; lesson 99 has 99.1"), (lambda: check("nonsense"), "no exercise 'nonsense'; the lessons are"),
    (lambda: hint(None), "no exercise None"), (lambda: solution("99.8"), "no exercise '99.8'"), (lambda: exercises.lesson("98"), "no lesson '98'"),
])  # fmt: skip
def test_unknown_exercises_get_a_sentence(call, words):
    with pytest.raises(CourseError, match=words):
        call()


def test_reflection_asks_for_words_first():
    assert reflect("99.8", "").outcome == NOT_ATTEMPTED
    assert reflect("99.8", 5).outcome == NOT_ATTEMPTED
    assert "Did yours say" in repr(reflect("99.8", "A treaty with one naval power please"))


def test_a_rule_half_right_is_told_which_half():
    told = judge(exercises.met("99.4"), ("mission", "mission")).text
    assert "Right: 'First'. Not yet: 'then'." in told
    unforeseen = replace(exercises.met("99.4"), mistakes=())
    assert judge(unforeseen, ("size", "mission")).text == "None of the 2 parts is right yet."


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(56.25, 1, 56.3), (-56.25, 1, -56.3), (2.5, 0, 3.0), (0.125, 2, 0.13), (1.005, 2, 1.01)],
)
def test_a_half_goes_up_as_people_round(value, decimals, shown):
    assert answers.half_up(value, decimals) == shown


def test_a_typed_sum_comes_back_as_a_person_writes_it():
    entered = exercises._entered
    assert entered(exercises.met("99.1"), 562 / 8911) == "0.063068"
    assert [entered(exercises.met("99.1"), number) for number in (1234567.0, 0.5, 30)] == ["1234567", "0.5", "30"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234567.0, "1,234,567"), (1234567.5, "1,234,567.5"), (1234.001, "1,234"), (0.123456789, "0.123457"), (0.00002, "0.00002"), (-3.5, "-3.5"), (1e300, "1e+300")],
)  # fmt: skip
def test_a_typed_number_is_named_as_it_was_written(value, shown):
    assert answers.typed(value) == shown


@pytest.mark.parametrize(
    ("text", "value"),
    [("log(4)/log(1.03)", 46.8995), ("ln(4) / ln(1.03)", 46.8995), ("log(100)", 2.0), ("2*ln(1)", 0.0), ("log(4)/log(1,03)", 46.8995), ("log(-2)", None), ("long(3)", None)],
)  # fmt: skip
def test_a_logarithm_may_be_typed(text, value):
    found = read_number(text)
    assert found is None if value is None else found.value == pytest.approx(value, abs=1e-4)
