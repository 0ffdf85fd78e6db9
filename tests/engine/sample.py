"""Lesson 99, a sample: what the engine's tests ask, so that they pin no number of a real lesson."""

import sys

from helpers.exercises import Exercise, Mistake, Reflection, lessons


def pairs() -> int:
    """Each of six states meets each other one, and a pair counts once."""
    states = 6
    return states * (states - 1) // 2


def doubled():
    """A function is a value too."""

    def double(x):
        return 2 * x

    return double


def letter() -> str:
    """The second."""
    return "b"


EXERCISES = [
    Exercise(
        id="99.1",
        title="Pairs",
        kind="number",
        level="apply",
        solution=pairs,
        meaning="Pairs outrun states.",
        hints=("Count who meets whom.", "A pair counts once."),
        mistakes=(Mistake(lambda: 30, "You counted each pair twice."),),
    ),
    Exercise(
        id="99.2",
        title="Double",
        kind="function",
        level="apply",
        solution=doubled,
        meaning="Twice as much.",
        hints=("Add it to itself.", "Or multiply."),
        mistakes=(Mistake(lambda: lambda x: x * x, "That is the square."),),
        cases=((1,), (3,)),
    ),
    Exercise(
        id="99.3",
        title="Letter",
        kind="choice",
        level="remember",
        solution=letter,
        meaning="It is the second.",
        hints=("Not the first.", "Nor the third."),
        mistakes=(Mistake(lambda: "a", "That is the first."),),
        options={"a": "one", "b": "two", "c": "three"},
    ),
]
REFLECTIONS = [Reflection("99.8", "Open", "A model answer.", ("who pays", "who decides"))]
CLAIMS, EXPLORERS, FIGURES, NUMBERS = [], {}, {}, {}


def register() -> None:
    """Make this lesson known to a process of its own, for the rest of its life."""
    lessons()["99"] = "l99_sample"
    sys.modules["helpers.lessons.l99_sample"] = sys.modules[__name__]
