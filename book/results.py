"""Turn a class's progress texts into one anonymous table and figure: `python -m book.results FILE [PICTURE]`.

FILE holds the class's progress texts, however they were collected: one per line, a form's table, mails one after another.
Printed is one row per exercise: learners who tried it, share right, tries and hints per learner. PICTURE, if given, is a PNG of the share right.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pandas as pd

from helpers.exercises import lesson, lessons
from helpers.figures import ORANGE, bars, compact_png, house_style, new_figure
from helpers.journal import texts


def read_class(content: bytes) -> list[Counter]:
    """Return the learners' events from a file's bytes in any usual encoding."""
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = content.decode("utf-16" if utf16 else "utf-8-sig", errors="replace")
    learners = []
    for entries in texts(text):
        found = Counter()
        for entry in entries:
            found[entry["id"], entry["event"]] += min(entry.get("times", 1), 100)
        learners.append(found)
    return learners


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
        print("usage: python -m book.results FILE [PICTURE], where FILE holds the progress texts of a class")
        return 2
    learners = read_class(Path(sys.argv[1]).read_bytes())
    results = table(learners)
    print(f"{len(learners)} progress texts")
    print(results.round(1).to_string() if len(results) else "Nobody has tried an exercise yet.")
    if len(sys.argv) == 3 and len(results):
        Path(sys.argv[2]).write_bytes(picture(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
