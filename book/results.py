"""What a class knows, from its progress texts: `python -m book.results FILE…`.

The files may be anything that holds the texts: a form's table, mails, a spreadsheet, a folder, an archive. Written to
`book/_build/class`: `class.html` without any name, to show; `gradebook.csv` with student keys, to keep; `privacy.md`.
`--key COLUMN` names the column of the student's key, `--key file` takes the files' names; `--anonymous` writes no gradebook.
"""

from __future__ import annotations

import argparse
import html
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from book.bank import question
from book.gradebook import (
    PRIVACY,
    PROOF,
    RULE,
    Learner,
    Try,
    csv_text,
    gradebook,
    known,
    learners,
    read_files,
    submissions,
)
from book.sources import BUILD, named_from, write
from helpers.answers import RIGHT
from helpers.cards import Table, marked, unmarked
from helpers.claims import claims, judgements
from helpers.exercises import lesson, lessons
from helpers.figures import BLUE, COLOURS, GREY, ORANGE, PALE, Picture, bars, compact_png, house_style, new_figure, show
from helpers.ledger import OUTCOME
from helpers.marks import tidy
from helpers.predictions import Prediction, read_guess

FEWEST = 5  # learners behind a picture that others may see
CLASS = BUILD / "class"
SURE = ("sure", "think so", "guess")


def read_class(content: bytes) -> list[Learner]:
    """Return the learners of one file's bytes, in any usual encoding."""
    return learners(submissions("class", content))


# Exercises.


def table(everybody: Sequence[Learner]) -> pd.DataFrame:
    """Return one row per exercise that anybody tried: learners, right (per cent), tries and hints per learner."""
    rows = []
    hints = [
        Counter(
            entry["id"]
            for entry in one.entries
            if entry["event"] == "hint"
            for _ in range(min(entry.get("times", 1), 100))
        )
        for one in everybody
    ]
    answered = [one.tries for one in everybody]
    for name, item in known().items():
        tried = [tries[name] for tries in answered if name in tries]
        if tried:
            rows.append({"exercise": name, "title": item.title, "learners": len(tried),
                         "right": 100 * sum(any(one.outcome == RIGHT for one in tries) for tries in tried) / len(tried),
                         "tries": sum(map(len, tried)) / len(tried),
                         "hints": sum(min(found[name], 100) for found in hints) / len(tried)})  # fmt: skip
    return pd.DataFrame(rows, columns=["exercise", "title", "learners", "right", "tries", "hints"]).set_index(
        "exercise"
    )


def misconceptions(everybody: Sequence[Learner]) -> pd.DataFrame:
    """Return which mistakes the class made: one row per exercise and anticipated mistake that anybody's first answer shows.

    learners: who gave an answer that can be judged; first, last: how many show this mistake in their first and in their last
    answer; share: first, per cent of learners; sentence: what is said to it. The most common come first.
    """
    rows, answered = [], [one.tries for one in everybody]
    for name, item in known().items():
        given = [judged for tries in answered if (judged := [one for one in tries.get(name, []) if one.checked])]
        first, last = (Counter(tries[at].mistake for tries in given if tries[at].mistake is not None) for at in (0, -1))
        for number, count in first.items():
            case = next(tries[0].variant for tries in given if tries[0].mistake == number)
            rows.append({"exercise": name, "title": item.title, "learners": len(given), "mistake": number, "first": count, "last": last[number],
                         "share": 100 * count / len(given), "sentence": unmarked(question_of(name, case, number))})  # fmt: skip
    columns = ["exercise", "title", "learners", "mistake", "first", "last", "share", "sentence"]
    return pd.DataFrame(rows, columns=columns).sort_values(["first", "share"], ascending=False, ignore_index=True)


def question_of(name: str, case: int, number: int) -> str:
    """Return what is said to a mistake of one variant of an exercise."""
    said = known()[name].mistakes[number].feedback
    return said if isinstance(said, str) else question(name, case).exercise.mistakes[number].feedback


@house_style()
def picture(results: pd.DataFrame) -> bytes:
    """Return a bar chart of the share right, the ten hardest exercises first, as PNG."""
    hardest = results.sort_values("right").head(10)
    labels = [f"{i} {title}"[:34] for i, title in hardest["title"].items()]
    figure, ax = new_figure(
        f"Hardest: {hardest['title'].iloc[0]}",
        "Learners who got it right, per cent of those who tried",
        "progress texts of the class",
    )
    figure.subplots_adjust(left=0.36)
    bars(ax, labels, list(hardest["right"]), highlight=labels[:1], accent=ORANGE)
    return compact_png(figure)


# Predictions.


def guesses(everybody: Sequence[Learner], item: Prediction) -> list[Any]:
    """Return each learner's first guess, if it is one that the course could have kept."""
    found = []
    for one in everybody:
        first = next(
            (entry.get("answer") for entry in one.entries if entry["id"] == item.id and entry["event"] == "predicted"),
            None,
        )
        guess, _ = read_guess(item, first) if first is not None else (None, "")
        if item.kind == "sketch" and guess is not None:
            fits = all(type(value) in (int, float) and item.low <= value <= item.high for value in guess)
            guess = guess if fits else None
        if guess is not None:
            found.append(guess)
    return found


@house_style()
def guesses_picture(item: Prediction, given: list[Any]) -> Picture:
    """Return the class's guesses as one picture, the truth in it."""
    truth, name, n = item.answer(), f"{item.id}: what the class guessed", len(given)
    unit = f" {item.unit}".replace(" %", "%") if item.unit else ""
    about = f"First guesses of {n} learners"
    figure, ax = new_figure(name, about, "progress texts of the class")
    if item.kind == "number":
        values = np.array(given, float)
        low, high = np.percentile(values, [5, 95])
        low, high = min(low, truth), max(high, truth)
        pad = 0.06 * (high - low) or 1.0
        low, high = low - pad, high + pad
        held = np.clip(values, low, high)
        heights: Counter = Counter()
        for value in sorted(held):
            place = round((value - low) / (high - low) * 50)
            ax.plot(low + place * (high - low) / 50, heights[place] + 0.5, "o", color=BLUE, markersize=7)
            heights[place] += 1
        ax.axvline(truth, color=ORANGE)
        ax.set(xlim=(low, high), ylim=(0, max(heights.values()) + 1), yticks=[], xlabel=(item.unit or "value"))
        beyond = int((held != values).sum())
        figure.subtitle.set_text(
            f"{about}; the line is the truth, {tidy(truth)}{unit}"
            + (f"; {beyond} lie beyond the ends" if beyond else "")
        )
        said = f"The median guess of {n} learners is {tidy(float(np.median(values)))}{unit}; it is {tidy(truth)}{unit}."
        side = int((values < truth).sum())
        said += f" {side} guessed too low."
    elif item.kind == "sketch":
        lines, x = np.array(given, float), np.arange(len(item.labels))
        ax.plot(x, lines.T, color=PALE, linewidth=1)
        middle = np.median(lines, axis=0)
        ax.plot(x, middle, color=BLUE)
        ax.plot(x, truth, color=ORANGE)
        ax.set_xticks(x, item.labels)
        ax.set_ylim(min(item.low, min(truth)), max(item.high, max(truth)))
        ax.set_ylabel(item.unit)
        figure.subtitle.set_text(f"Sketches of {n} learners, their median in blue, the truth in orange")
        worst = int(np.argmax(np.abs(middle - np.asarray(truth, float))))
        said = f"At {item.labels[worst]} the median sketch of {n} learners says {tidy(float(middle[worst]))}{unit}; it is {tidy(float(truth[worst]))}{unit}."
    elif item.kind == "choice":
        counts = Counter(given)
        labels = [short(text) for text in item.options.values()]
        figure.subplots_adjust(left=0.42)
        bars(ax, labels, [counts[key] for key in item.options], highlight=[short(item.options[truth])], accent=ORANGE)
        figure.subtitle.set_text(f"{about}; the truth in orange")
        said = f"{counts[truth]} of {n} learners guessed what came out: {item.options[truth]}."
    else:
        right = [sum(guess[at] == key for guess in given) for at, key in enumerate(truth)]
        figure.subplots_adjust(left=0.42)
        bars(ax, [short(item.options[key]) for key in truth], right)
        figure.subtitle.set_text("Learners who put it in its place, in the true order")
        said = f"{sum(list(guess) == list(truth) for guess in given)} of {n} learners had the whole order right."
    return show(figure, said)


def short(text: str, most: int = 40) -> str:
    """Return a text that fits beside a bar."""
    bare = unmarked(text)
    return bare if len(bare) <= most else bare[: most - 1].rstrip() + "…"


# Beliefs.


def class_beliefs(everybody: Sequence[Learner]) -> pd.DataFrame:
    """Return one row per learner and claim with a belief: learner, claim_id, before, after (per cent), verdict, outcome."""
    items = {claim_id: item for number in lessons() for claim_id, item in judgements(number).items()}
    rows = []
    for number, one in enumerate(everybody):
        found: dict[str, dict] = {}
        for entry in one.entries:
            belief = entry.get("answer")
            if entry["event"] == "believed" and entry["id"] in items and type(belief) is int and 0 <= belief <= 100:
                found.setdefault(entry["id"], {})["after" if entry.get("seen") else "before"] = belief
        for claim_id, given in found.items():
            verdict = items[claim_id].verdict
            rows.append((number, claim_id, given.get("before"), given.get("after"), verdict, OUTCOME.get(verdict)))
    columns = ["learner", "claim_id", "before", "after", "verdict", "outcome"]
    return pd.DataFrame(rows, columns=columns).astype({"before": float, "after": float, "outcome": float})


@house_style()
def beliefs_picture(number: str, held: pd.DataFrame) -> Picture | None:
    """Return how the class moved on a lesson's claims; None where fewer than FEWEST gave a belief before."""
    grouped = dict(tuple(held.groupby("claim_id")))
    groups = [
        (name, grouped[name])
        for name in claims(number).index
        if name in grouped and grouped[name]["before"].count() >= FEWEST
    ]
    groups = groups[:8]
    if not groups:
        return None
    figure, ax = new_figure(
        f"Lesson {number}: what the class believed",
        "Mean belief before the evidence (ring) and after (dot), per cent",
        "progress texts of the class",
    )
    figure.subplots_adjust(left=0.3)
    moved = []
    for at, (claim_id, group) in enumerate(groups):
        before = group["before"].mean()
        after = group["after"].mean() if group["after"].count() >= FEWEST else np.nan
        colour = COLOURS.get(group["verdict"].iloc[0], GREY)
        ax.plot([before, after], [at, at], color=colour, linewidth=1.5)
        ax.plot(before, at, "o", markerfacecolor="white", markeredgecolor=colour, markersize=9)
        ax.plot(after, at, "o", color=colour, markersize=9)
        moved.append(
            f"{claim_id} from {before:.0f}" + (f" to {after:.0f}" if np.isfinite(after) else ", not asked again")
        )
    ax.set_yticks(range(len(groups)), [f"{claim_id}: {group['verdict'].iloc[0]}" for claim_id, group in groups])
    ax.set(xlim=(0, 100), ylim=(len(groups) - 0.4, -0.6))
    ax.grid(True, axis="x")
    return show(figure, f"Mean beliefs of the class, per cent, before and after the evidence: {'; '.join(moved)}.")


def calibration(held: pd.DataFrame) -> pd.DataFrame:
    """Return how beliefs fared, before and after: one row per fifth of the scale; only claims supported or not supported count.

    said: mean belief in the fifth, per cent; came: per cent of these beliefs whose claim is supported; beliefs; claims.
    """
    rows = []
    for when in ("before", "after"):
        scored = held.dropna(subset=[when, "outcome"])
        fifths = np.minimum(scored[when] // 20, 4).astype(int)
        for fifth, group in scored.groupby(fifths):
            rows.append(
                (
                    when,
                    fifth,
                    group[when].mean(),
                    100 * group["outcome"].mean(),
                    len(group),
                    group["claim_id"].nunique(),
                )
            )
    return pd.DataFrame(rows, columns=["when", "fifth", "said", "came", "beliefs", "claims"])


def brier(held: pd.DataFrame, when: str) -> float:
    """Return the mean squared distance of beliefs from what came, 0 the best and 1 the worst; NaN without any."""
    scored = held.dropna(subset=[when, "outcome"])
    return float(((scored[when] / 100 - scored["outcome"]) ** 2).mean())


@house_style()
def calibration_picture(held: pd.DataFrame) -> Picture | None:
    """Return said against came for the whole class; None for fewer than FEWEST learners, or claims that can be scored."""
    found, scored = calibration(held), held.dropna(subset=["before", "outcome"])
    if min(scored["learner"].nunique(), scored["claim_id"].nunique()) < FEWEST:
        return None
    figure, ax = new_figure(
        "How sure, and how often right",
        "Claims that came out supported, per cent, by how likely the class held them",
        "progress texts of the class",
    )
    ax.plot([0, 100], [0, 100], color=PALE, linewidth=1.5)
    for at, (when, colour) in enumerate((("before", BLUE), ("after", ORANGE))):
        part = found[found["when"] == when]
        ax.plot(part["said"], part["came"], "o-", color=colour)
        if len(part):
            ax.text(98, 9 - 8 * at, f"{when} the evidence", color=colour, ha="right", fontweight="bold")
    ax.set(xlim=(0, 100), ylim=(-4, 104), xlabel="how likely, per cent")
    after = brier(held, "after")
    told = f" and {after:.2f} after" if np.isfinite(after) else ""
    return show(figure, f"The class's mean Brier score is {brier(held, 'before'):.2f} before the evidence{told}; "
                        f"{scored['claim_id'].nunique()} claims are scored.")  # fmt: skip


def sureness(everybody: Sequence[Learner]) -> pd.DataFrame:
    """Return first answers by how sure the learner was: answers, right (per cent)."""
    first: list[Try] = [
        judged[0]
        for one in everybody
        for tries in one.tries.values()
        if (judged := [t for t in tries if t.checked and not t.seen])
    ]
    rows = [
        (word, len(mine), 100 * sum(t.outcome == RIGHT for t in mine) / len(mine))
        for word in SURE
        if (mine := [t for t in first if t.sure == word])
    ]
    return pd.DataFrame(rows, columns=["sure", "answers", "right"]).set_index("sure")


# The page.


def page(everybody: Sequence[Learner]) -> str:
    """Return all that the class may see as one HTML page without a name and without anything that a learner wrote."""
    results, wrong, held = table(everybody), misconceptions(everybody), class_beliefs(everybody)
    parts = [
        f"<h1>What the class knows</h1><p>{len(everybody)} learners.</p>",
        "<h2>Which misconception the class holds</h2>",
    ]
    rows = [
        [row.exercise, row.title, f"{row.first} of {row.learners} ({row.share:.0f}%)", str(row.last), row.sentence]
        for row in wrong.itertuples()
    ]
    parts.append(
        Table(["Exercise", "Title", "First answer", "Last answer", "What is said to it"], rows)._repr_html_()
        if rows
        else "<p>No answer shows one.</p>"
    )
    parts.append("<h2>Exercises</h2>")
    rows = [
        [str(i), row.title, str(row.learners), f"{row.right:.0f}%", f"{row.tries:.1f}", f"{row.hints:.1f}"]
        for i, row in results.iterrows()
    ]
    parts.append(
        Table(["Exercise", "Title", "Learners", "Right", "Tries", "Hints"], rows)._repr_html_()
        if rows
        else "<p>Nobody has tried one yet.</p>"
    )
    parts.append("<h2>Predictions</h2>")
    parts += _predicted(everybody)
    parts.append("<h2>Beliefs</h2>")
    pictures = [beliefs_picture(number, held) for number in lessons()] + [calibration_picture(held)]
    parts += [f"{one._repr_html_()}<p>{html.escape(one.alt)}</p>" for one in pictures if one]
    parts += [] if any(pictures) else [f"<p>Fewer than {FEWEST} learners gave one.</p>"]
    sure = sureness(everybody)
    if len(sure):
        rows = [[str(word), str(int(row.answers)), f"{row.right:.0f}%"] for word, row in sure.iterrows()]
        parts += ["<h2>How sure, and right</h2>", Table(["How sure", "First answers", "Right"], rows)._repr_html_()]
    parts.append(f"<h2>How to read this</h2><p>{html.escape(RULE)}</p><p>{html.escape(PROOF)}</p>")
    style = "body{font:16px/1.5 system-ui,sans-serif;color:#1f2933;max-width:60em;margin:2em auto;padding:0 1em}td,th{padding:.3em .6em}img{max-width:100%}"
    return f"<!doctype html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>The class</title><style>{style}</style></head><body>{''.join(parts)}</body></html>"


def _predicted(everybody: Sequence[Learner]) -> list[str]:
    found, few = [], 0
    for number in lessons():
        for item in lesson(number).PREDICTIONS:
            given = guesses(everybody, item)
            if len(given) >= FEWEST:
                one = guesses_picture(item, given)
                found.append(
                    f"<p><strong>{item.id}</strong> {marked(item.prompt)}</p>{one._repr_html_()}<p>{html.escape(one.alt)}</p>"
                )
            few += 0 < len(given) < FEWEST
    return found + (
        [f"<p>{few} predictions were made by fewer than {FEWEST} learners and are not drawn.</p>"] if few else []
    )


def main(given: list[str] | None = None) -> int:
    """Read the files named on the command line, write page and gradebook, and say what the class holds."""
    parser = argparse.ArgumentParser(prog="python -m book.results", description=__doc__.split("\n\n")[0])
    parser.add_argument("files", nargs="+", type=Path, help="files or folders that hold the class's progress texts")
    parser.add_argument("--key", default="", help="the column that names the student, or 'file' for the files' names")
    parser.add_argument("--anonymous", action="store_true", help="write nothing that tells one learner from another")
    parser.add_argument("--out", type=Path, default=CLASS, help="the folder to write to")
    wanted = parser.parse_args(given)
    try:
        everybody = learners(read_files(wanted.files, wanted.key))
    except ValueError as problem:
        print(problem)
        return 2
    if not everybody:
        print(
            "No whole progress text stands in there. It is the line that begins with progress('IMP2- at the end of what progress() shows; a text cut short by a form cannot be read."
        )
        return 1
    unnamed = sum(not one.key for one in everybody)
    print(f"{len(everybody)} learners, {unnamed} of them without a key.")
    write(wanted.out / "class.html", page(everybody))
    write(wanted.out / "privacy.md", PRIVACY)
    if not wanted.anonymous:
        write(wanted.out / "gradebook.csv", csv_text(*gradebook(everybody)))
        for one in everybody:
            if one.remarks:
                print(f"  {one.key or 'a text without a key'}: {'; '.join(one.remarks)}")
    for row in misconceptions(everybody).head(10).itertuples():
        print(f"{row.exercise} {row.title}: {row.first} of {row.learners} ({row.share:.0f}%): {row.sentence}")
    print(f"{RULE}\n{PROOF}\nWritten to {named_from(wanted.out)}. Nothing left this machine.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
