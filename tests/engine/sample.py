"""Lesson 99, a sample: what the engine's tests ask, so that they pin no number of a real lesson."""

import sys

from helpers.answers import Exercise, Mistake, Reflection
from helpers.exercises import lessons
from helpers.figures import new_figure, show
from helpers.predictions import Prediction


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
    return "two"


def times(n) -> int:
    """Ten times the parameter."""
    return 10 * n


def mission_first() -> dict[str, str]:
    """The mission is asked about first."""
    return {"First": "mission", "then": "size"}


def picture(guess=None):
    """A bar, and the guess."""
    figure, ax = new_figure("A bar", "in units")
    ax.barh([0, 1], [42, 0 if guess is None else 12])
    return show(figure, f"A bar of 42 units in a small picture.{'' if guess is None else ' Your guess is in it.'}")


EXERCISES = [
    Exercise(
        id="99.1",
        title="Pairs",
        prompt="Six states meet. How many pairs?",
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
        prompt="Write a function that doubles.",
        start="def double(x):\n    ...",
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
        prompt="Which one is the second?",
        kind="choice",
        level="remember",
        solution=letter,
        meaning="It is the second.",
        hints=("Not the first.", "Nor the third."),
        mistakes=(Mistake(lambda: "one", "That is the first."), Mistake(lambda: "three", "That is the third.")),
        options={"one": "the first", "two": "the second", "three": "the third"},
    ),
    Exercise(
        id="99.4",
        title="Rule",
        prompt="Put the rule together.",
        kind="rule",
        level="create",
        solution=mission_first,
        meaning="Mission first.",
        hints=("What comes first?", "Not the size."),
        mistakes=(Mistake(lambda: ("size", "mission"), "You ask about the size first."),),
        options={
            "First": {"size": "ask the size", "mission": "ask the mission"},
            "then": {"size": "the size", "mission": "the mission"},
        },
    ),
    Exercise(
        id="99.5",
        title="Tenfold",
        prompt=lambda n: f"What is ten times {n}?",
        kind="number",
        level="apply",
        solution=times,
        meaning=lambda n: f"Ten times {n}.",
        hints=("Multiply.", "By ten."),
        mistakes=(Mistake(lambda n: 100 * n, lambda n: f"That is a hundred times {n}."),),
        variants=({"n": 3}, {"n": 5}, {"n": 7}, {"n": 8}),
    ),
    Exercise(
        id="99.6",
        title="Order",
        prompt="Smallest first?",
        kind="order",
        level="apply",
        solution=lambda: ["ant", "cat", "cow"],
        meaning="By size.",
        hints=("Legs do not count.", "Six legs come first."),
        mistakes=(Mistake(lambda: ["cow", "cat", "ant"], "That is largest first."),),
        options={"cat": "a cat", "ant": "an ant", "cow": "a cow"},
    ),
]
PREDICTIONS = [
    Prediction(
        "99.look", "How long is the bar?", "number", lambda: 42.0, picture, "It is 42 units long.", unit="units"
    ),
    Prediction("99.share", "What share?", "number", lambda: 86.0, picture, "It is 86.", unit="%"),
]
REFLECTIONS = [
    Reflection("99.9", "Again", "What now?", "A model answer.", ("why",), again="99.8"),
    Reflection("99.8", "Open", "What do you think?", "A model answer.", ("who pays", "who decides")),
]
CLAIMS, ASKED, EXPLORERS, FIGURES, NUMBERS = [], [], {}, {}, {}


def register() -> None:
    """Make this lesson known to a process of its own, for the rest of its life."""
    lessons()["99"] = "l99_sample"
    sys.modules["helpers.lessons.l99_sample"] = sys.modules[__name__]
