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

from helpers.data import load
from helpers.exercises import Exercise, Mistake, Reflection
from helpers.explorer import Explorer, number
from helpers.figures import BLUE, Picture, new_figure, show


# Measures: tables in, tables or numbers out.


def treaties(year: int) -> int:
    """Count the alliance treaties in force in a year."""
    return len(load("alliances", year))


# Figures: the title states the finding, the alt text names a value.


def first_figure() -> Picture:
    """One strong figure before any theory."""
    years = range(1816, 2019)
    figure, ax = new_figure("State the finding here", "Treaties in force, 1816–2018", "ATOP 5.1, data to 2018")
    ax.plot(years, [treaties(year) for year in years], color=BLUE)
    return show(figure, f"Line chart 1816 to 2018 of alliance treaties in force, ending at {{treaties(2018)}}.")


# Explorers: compute (pure) → setup (once) → update (artists in place) → describe (words with numbers).


def first_explorer() -> Explorer:
    """Choose a year, see how many treaties were in force."""

    def compute(year):
        return pd.DataFrame({{"year": [year], "treaties": [treaties(year)]}})

    def setup(result):
        figure, ax = new_figure("", "Treaties in force", "ATOP 5.1, data to 2018")
        bar = ax.barh([0], [0], color=BLUE)[0]
        ax.set(xlim=(0, 400), yticks=[])
        return figure, (figure, bar)

    def update(artists, result):
        figure, bar = artists
        bar.set_width(result["treaties"][0])
        figure.title.set_text(f"{{result['year'][0]}}: {{result['treaties'][0]}} treaties")

    def describe(result):
        return f"In {{result['year'][0]}}, {{result['treaties'][0]}} alliance treaties were in force."

    return Explorer("First explorer", {{"year": number("Year", 1816, 2018, 2018, play=True)}}, compute, setup, update, describe, lambda result: result)


EXPLORERS = {{"first": first_explorer}}
FIGURES = {{"first": first_figure}}


# Exercises: a solution and each anticipated mistake are functions on the same data.


def treaties_2018() -> int:
    """Rows of the table that hold in the year."""
    return len(load("alliances", 2018))


EXERCISES = [
    Exercise(
        id="{n}.1",
        title="Count treaties",
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
REFLECTIONS = [Reflection("{n}.9", "Open question", "A model answer.", ("a point to compare",))]

# Claims: one Judgement per claim of the table `claims` that names this lesson.
CLAIMS = []

# Numbers quoted in the notebook's prose as `373<!--= treaties_2018 -->`.
NUMBERS = {{"treaties_2018": treaties_2018}}
'''
TEMPLATE = [
    "# {n} · Your question?\n\n**Topic** · about 40 minutes · before this: [lesson 00](00_start_here.ipynb)\n\nAfter this lesson you can\n\n- **do** something\n\nTables used: `alliances`.",
    (
        "from helpers import check, cite, claim_cards, reflect, verdicts\nfrom helpers.lessons import l{n}_{word} as lesson",
    ),
    "## What the document claims",
    ('claim_cards("{n}")',),
    "## Look first\n\n**Predict before you run:** what will the figure show?",
    ("lesson.first_figure()",),
    "373<!--= treaties_2018 --> treaties were in force in 2018.\n\n*Time so far: 5 minutes.*\n\n## Walk through\n\n## Explore\n\n1. A question to answer while moving the control?\n\n<details><summary>Answers</summary>\n\n1. The answer.\n\n</details>",
    ("lesson.first_explorer()",),
    "## Try it\n\n**{n}.1** How many alliance treaties were in force in 2018?",
    ('answer = ...\ncheck(id="{n}.1", answer)',),
    "**{n}.9 Open question.**",
    ('my_answer = ""\nreflect("{n}.9", my_answer)',),
    "## Verdicts",
    ('verdicts("{n}")',),
    "## Recap\n\n**Key terms.**\n\n**For the seminar.**\n\n**Sources of this lesson**",
    ('print(cite("alliances"))',),
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
        f".venv/bin/python -m tests.answers, then LESSON={n} make test"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
