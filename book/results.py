"""Turn a class's progress texts into one anonymous table and figure: `python -m book.results FILE [PICTURE]`.

FILE holds one progress text per line, without names; other lines are skipped and counted. Printed is one row per exercise:
learners who tried it, share right, tries and hints per learner. PICTURE, if given, is a PNG of the share right.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pandas as pd

from helpers.data import CourseError
from helpers.exercises import lesson, lessons
from helpers.figures import ORANGE, bars, compact_png, house_style, new_figure
from helpers.journal import from_text


def read_class(lines: list[str]) -> tuple[list[Counter], int]:
    """Return the learners' events and the number of lines that are no progress text."""
    learners, skipped = [], 0
    for line in lines:
        if line.strip():
            try:
                learners.append(from_text(line))
            except CourseError:
                skipped += 1
    return learners, skipped


def table(learners: list[Counter]) -> pd.DataFrame:
    """Return one row per exercise that anybody tried: learners, right (per cent), tries and hints per learner."""
    rows = []
    for number in lessons():
        for item in lesson(number).EXERCISES:
            tries = [found[item.id, "right"] + found[item.id, "not yet"] for found in learners]
            tried = sum(count > 0 for count in tries)
            if tried:
                right = sum(found[item.id, "right"] > 0 for found in learners)
                hints = sum(found[item.id, "hint"] for found in learners)
                rows.append({"exercise": item.id, "title": item.title, "learners": tried, "right": 100 * right / tried,
                             "tries": sum(tries) / tried, "hints": hints / tried})  # fmt: skip
    return pd.DataFrame(rows, columns=["exercise", "title", "learners", "right", "tries", "hints"]).set_index(
        "exercise"
    )


@house_style()
def picture(results: pd.DataFrame) -> bytes:
    """Return a bar chart of the share right, the ten hardest exercises first."""
    hardest = results.sort_values("right").head(10)
    figure, ax = new_figure(
        f"Hardest: {hardest['title'].iloc[0]}",
        "Learners who got it right, per cent of those who tried",
        "progress texts of the class",
    )
    figure.subplots_adjust(left=0.36)
    bars(
        ax,
        [f"{i} {title}"[:34] for i, title in hardest["title"].items()],
        list(hardest["right"]),
        highlight=[f"{hardest.index[0]} {hardest['title'].iloc[0]}"[:34]],
        accent=ORANGE,
    )
    return compact_png(figure)


def main() -> int:
    """Read the file named on the command line and print the table."""
    if len(sys.argv) not in (2, 3) or not Path(sys.argv[1]).is_file():
        print("usage: python -m book.results FILE [PICTURE], where FILE holds one progress text per line")
        return 2
    learners, skipped = read_class(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    results = table(learners)
    print(f"{len(learners)} progress texts, {skipped} other lines skipped")
    print(results.round(1).to_string() if len(results) else "Nobody has tried an exercise yet.")
    if len(sys.argv) == 3 and len(results):
        Path(sys.argv[2]).write_bytes(picture(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
