"""Whatever is passed to the course's verbs, tables, panels and statistics: a clear answer or a clear sentence, never a crash."""

import math
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helpers
from helpers import data, models
from helpers.data import CourseError
from helpers.exercises import lesson
from tests.engine.test_exercises import anything

words = st.sampled_from(
    ["alliances", "05", "05.1", "C05.1", "NATO", "France", "FRA", "220", "Leeds2002", ""]
) | st.text(max_size=12)
VERBS = [helpers.load, helpers.state, helpers.state_name, helpers.codebook, helpers.cite, helpers.check, helpers.hint, helpers.solution,
         helpers.reflect, helpers.claim_cards, helpers.verdicts, helpers.evidence_code, helpers.progress, data.reference, lesson]  # fmt: skip


@cache
def growth():
    """The first explorer of lesson 00, kept between examples."""
    return lesson("00").EXPLORERS["growth"]()


def clear(action, *arguments):
    """Call; a CourseError must be a sentence."""
    try:
        action(*arguments)
    except CourseError as problem:
        assert 10 < len(str(problem)) < 2000


@pytest.mark.fuzz
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
@given(argument=words | anything)
def test_verbs_take_anything(verb, argument):
    clear(verb, argument)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_large_arguments_make_short_sentences(verb):
    try:
        verb(["x" * 50] * 200)
    except CourseError as problem:
        assert len(str(problem)) < 600


@pytest.mark.fuzz
@given(
    name=st.sampled_from(["alliances", "states", "nato_members", "claims", "us_troops"]), year=st.integers() | anything
)
def test_years_of_any_kind(name, year):
    clear(helpers.load, name, year)


@pytest.mark.fuzz
@given(
    control=words | st.sampled_from(["year"]),
    value=anything | st.integers(1700, 2100),
)
def test_panels_refuse_what_they_cannot_show(control, value):
    panel = growth()
    before = panel.state()
    try:
        panel.restore({control: value})
    except CourseError as problem:
        assert len(str(problem)) > 10 and panel.state() == before
    assert panel.error is None and panel.summary


@pytest.mark.fuzz
@given(
    rows=st.lists(st.tuples(*[st.text(alphabet="0123456789-.,abc\"'\n ", max_size=6)] * 4), max_size=5),
    cut=st.integers(0, 60),
)
def test_damaged_tables_are_named(rows, cut):
    entry = {
        "columns": {"a": {"type": "integer"}, "b": {"type": "number"}, "c": {"type": "date"}, "d": {"type": "boolean"}}
    }
    content = "a,b,c,d\n" + "".join(",".join(row) + "\n" for row in rows)
    clear(data.typed, content.encode()[: max(cut, 8)] if cut % 2 else content.encode(), entry, "trial")


odd = st.sampled_from([math.nan, math.inf, -math.inf, 0.0, 0.5, 1e-9])
numbers = st.lists(st.floats(-1e9, 1e9, allow_subnormal=False) | st.integers(-5, 5) | odd, max_size=12)


@pytest.mark.fuzz
@pytest.mark.filterwarnings("ignore")
@given(x=numbers, y=numbers)
def test_statistics_give_a_number_or_a_reason(x, y):
    for action in (
        lambda: models.difference_in_means(x, y),
        lambda: models.rank_correlation(x, y),
        lambda: models.trend(x, y),
        lambda: lesson("17").brier_score(x, y),
        lambda: models.survival(x, y),
        lambda: lesson("05").median_survival(models.survival(x, y)),
        lambda: models.concentration(x),
        lambda: models.fractionalisation(x),
        lambda: lesson("11").gini(x),
        lambda: lesson("03").change_points(x),
        lambda: models.proportion(x[0] if x else 0, y[0] if y else 0),
        lambda: models.rate_ratio(*[*x, 1, 2][:2], *[*y, 1, 2][:2]),
    ):
        clear(action)
