"""Write the two files of a new lesson to fill in: `python -m tests.new_lesson NN WORD` (or `make new-lesson N=18 WORD=topic`).

The module and the notebook run as they are; `make test` then lists, item by item, what the lesson still lacks.
"""

import re
import sys

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.refresh import METADATA, ROOT

MODULE = '''"""Lesson {n}, {word}: say in one line what it measures."""

from __future__ import annotations

import pandas as pd

from helpers.answers import Exercise, Mistake, Reflection
from helpers.data import load
from helpers.explorer import Panel, number
from helpers.figures import BLUE, ORANGE, Picture, bare, house_style, new_figure, show
from helpers.predictions import Prediction

ATOP = "ATOP 5.1, data to 2018"


# Measures.


def treaties(year: int) -> int:
    """Number of alliance treaties in force in a year."""
    return len(load("alliances", year))


# Pictures.


@house_style()
def first_figure(guess: float | None = None) -> Picture:
    """One strong figure before any theory: its title states the finding, its alt text names a value and the guess."""
    years = range(1816, 2019)
    figure, ax = new_figure("State the finding here", "Treaties in force, 1816–2018", ATOP)
    ax.plot(years, [treaties(year) for year in years], color=BLUE)
    yours = ""
    if guess is not None:
        ax.plot([2018], [guess], "o", color=ORANGE)
        yours = f" Your guess for 2018, {{guess:.0f}}, is marked."
    return show(figure, f"Line chart 1816 to 2018 of alliance treaties in force, ending at {{treaties(2018)}}.{{yours}}")


PREDICTIONS = [
    Prediction(
        "{n}.look",
        "How many alliance treaties were in force in 2018?",
        "number",
        lambda: treaties(2018),
        first_figure,
        "373<!--= treaties_2018 --> treaties were in force in 2018. Say what the figure shows, and what it does not show.",
        unit="treaties",
    ),
]
FIGURES = {{"first": first_figure}}


# Explorers.


class First(Panel):
    """Choose a year, see how many treaties were in force."""

    title = "First explorer"
    questions = {{"A question to answer while moving the control?": "The answer.", "Another?": "Its answer."}}
    controls = {{"year": number("Year", 1816, 2018, 2018, play=True)}}

    def compute(self, year):
        return {{"year": year, "treaties": treaties(year)}}

    def draw(self, result):
        figure, ax = new_figure("", "Treaties in force", ATOP, size="strip")
        self.bar = ax.barh([0], [0], color=BLUE)[0]
        bare(ax, keep="x")
        ax.set_xlim(0, 400)
        return figure

    def update(self, result):
        self.bar.set_width(result["treaties"])

    def headline(self, result):
        return f"{{result['year']}}: {{result['treaties']}} treaties"

    def describe(self, result):
        return f"In {{result['year']}}, {{result['treaties']}} alliance treaties were in force."

    def table(self, result):
        return pd.DataFrame([result])


EXPLORERS = {{"first": First}}


# Exercises.


def treaties_2018() -> int:
    """Rows of the table that hold in the year."""
    return len(load("alliances", 2018))


EXERCISES = [
    Exercise(
        id="{n}.1",
        title="Count treaties",
        prompt="How many alliance treaties were in force in 2018?",
        kind="number",
        level="apply",
        solution=treaties_2018,
        meaning="Say what the right answer means.",
        hints=("First hint.", "Second hint, which does not give the answer away."),
        mistakes=(
            Mistake(lambda: len(load("alliances")), "You counted all treaties ever signed."),
            Mistake(lambda: len(load("alliance_members", 2018)), "You counted members instead of treaties."),
            Mistake(lambda: len(load("alliances", 1918)), "That is a hundred years earlier."),
        ),
    ),
]
REFLECTIONS = [Reflection("{n}.2", "Open question", "What do you think?", "A model answer.", ("a point to compare",))]


# Evidence.


# Claims.


ASKED = []
CLAIMS = []


# Numbers.


NUMBERS = {{"treaties_2018": treaties_2018}}
'''
TEMPLATE = [
    "# {n} · Your question?\n\n**Topic** · about 40 minutes · before this: [lesson 00](00_start_here.ipynb)\n\nAfter this lesson you can\n\n- **do** something\n\nTables used: `alliances`.",
    (
        "from helpers import ask, claim_cards, predict, reflect, sources, verdicts\nfrom helpers.lessons import l{n}_{word} as lesson",
    ),
    "## What the document claims",
    ('claim_cards("{n}")',),
    "## Look first",
    ('predict("{n}.look")',),
    "*Time so far: 5 minutes.*\n\n## Walk through\n\n## Explore\n\n### Explorer 1: what it shows\n\nOne sentence on what moves.",
    ("lesson.First()",),
    "## Try it",
    ('ask("{n}.1")',),
    ('reflect("{n}.2")',),
    "## Verdicts",
    ('verdicts("{n}")',),
    "## Recap\n\n**Key terms.**\n\n**For the seminar.**\n\n**Sources of this lesson**",
    ('sources("alliances")',),
    "**Next:** [00 · Start here](00_start_here.ipynb)",
]


def main() -> int:
    """Write both files; refuse to overwrite."""
    if len(sys.argv) != 3 or not re.fullmatch(r"\d\d", sys.argv[1]) or not re.fullmatch(r"[a-z_]+", sys.argv[2]):
        print("usage: make new-lesson N=18 WORD=topic (two digits; lower-case letters)")
        return 2
    n, word = sys.argv[1:]
    module, notebook = ROOT / "helpers" / "lessons" / f"l{n}_{word}.py", ROOT / "notebooks" / f"{n}_{word}.ipynb"
    taken = [path.name for path in (*module.parent.glob(f"l{n}_*.py"), *notebook.parent.glob(f"{n}_*.ipynb"))]
    if taken:
        print(f"Lesson {n} exists already: {', '.join(taken)}. Nothing was written.")
        return 1
    module.write_text(MODULE.format(n=n, word=word), encoding="utf-8")
    cells = [
        new_markdown_cell(c.format(n=n, word=word))
        if isinstance(c, str)
        else new_code_cell(c[0].format(n=n, word=word))
        for c in TEMPLATE
    ]
    nbformat.write(new_notebook(cells=cells, metadata=METADATA), notebook)
    print(
        f"wrote {module.relative_to(ROOT)} and {notebook.relative_to(ROOT)}; now: make refresh, "
        f".venv/bin/python -m tests.answers {n}, then LESSON={n} make test: what it still asks for is content"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
