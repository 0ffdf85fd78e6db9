"""The checks of prose numbers look where they should."""

import pytest

from tests.prose import agrees, findings, marks, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28", 28),
        ("1,871", 1871),
        ("-3.5", -3.5),
        ("−2", -2),
        ("thirty-two", 32),
        ("Twelve", 12),
        ("seventy", 70),
        ("banana", None),
        ("twelve-two", None),
    ],
)
def test_numbers_in_digits_and_words(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "computed", "right"),
    [
        ("86%<!--= k -->", 85.93, True),
        ("86%<!--= k -->", 86.51, False),
        ("85.9%<!--= k -->", 85.93, True),
        ("85.9%<!--= k -->", 85.96, False),
        ("1,200<!--= k ~100 -->", 1234, True),
        ("1,200<!--= k ~100 -->", 1260, False),
        ("thirty-two<!--= k -->", 32, True),
        ("thirty-two<!--= k -->", 33, False),
    ],
)
def test_a_mark_agrees_only_at_the_shown_precision(text, computed, right):
    (mark,) = marks(text)
    assert agrees(mark, computed) == right


@pytest.mark.parametrize(
    "text",
    [
        "It grew by 12 per cent.",
        "About 1.5 million troops.",
        "There were 31 members in 2022.",
        "A ratio of 0.76.",
        "86<!--= k --> and 14 more.",
    ],
)
def test_bare_quantities_are_found(text):
    assert findings(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 1949, on 4 April 1949, and in the 1990s.",
        "Claim C05.2 in lesson 05, Article 5.",
        "`load('x', 1950)[3]`",
        "12 founders (Leeds et al. 2002)<!--@Leeds2002-->",
        "86%<!--= k --> of treaties",
        "## 3. Heading 12",
        "1. First\n2. Second",
        "[06 · next](06_x.ipynb)",
        "the 19th century",
        "a 95% interval",
        "*Time so far: 15 minutes.*",
        "the C-17 and the G5",
    ],
)
def test_dates_names_marks_and_sources_pass(text):
    assert findings(text) == []


def test_a_mark_must_follow_a_number():
    assert findings("many of them <!--= k -->")
    assert findings("many<!--= k -->")
