"""The question bank: every exercise that needs no code, in all its variants, for a learning platform and for paper.

`python -m book.bank` writes `book/_build/seminar/instructors/bank`: Moodle XML, GIFT and QTI 2.1. `python -m book.bank --lessons 05,06`
takes some lessons. `python -m book.bank --students FILE --lessons 05` writes one sheet a student instead, each with variants
and an order of options of their own, and a key for the teacher; FILE holds one student's key a line.

Nothing is typed here: right answers, wrong answers and what is said to each come from the functions of the exercises.
"""

from __future__ import annotations

import argparse
import html
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from book.matter import needs_explorer, untyped
from book.sources import BUILD, named_from, write
from helpers.answers import LETTERS, Exercise, canonical, judge, plain, same, shown, variant
from helpers.cards import marked
from helpers.exercises import lesson, lessons, look_up

BANK = BUILD / "seminar" / "instructors" / "bank"
OTHER = "Not yet. {}"  # said to an answer that nobody anticipated; with the first hint


@dataclass(frozen=True)
class Reply:
    """An answer and what is said to it. answer: in canonical form; text: for people; mistake: its number, None for others.

    slack: how far a number may lie from it.
    """

    answer: Any
    text: str
    said: str
    mistake: int | None = None
    slack: float = 0.0


@dataclass(frozen=True)
class Question:
    """One variant of an exercise, with everything computed. number: of the variant; wrong: anticipated answers first.

    other: what is said to any other answer.
    """

    exercise: Exercise
    number: int
    right: Reply
    wrong: tuple[Reply, ...]
    other: str

    @property
    def name(self) -> str:
        """A name that is never used twice: exercise, variant, title."""
        return f"{self.exercise.id}v{self.number + 1} {self.exercise.title}"

    @property
    def prompt(self) -> str:
        """The question with all that has to be known to answer it, marked."""
        exercise, number = self.exercise, self.exercise.id[:2]
        asked = {"set": "Tick all that fit.", "order": "Bring into order.", "rule": "Put the rule together."}.get(
            exercise.kind, ""
        )
        if exercise.kind == "number":
            asked = (
                "Answer in per cent." if exercise.percent else f"Answer in {exercise.unit}." if exercise.unit else ""
            )
        opened = f"(Open lesson {number}: you need its explorer.)" if needs_explorer(exercise) else ""
        typed = untyped(exercise.prompt)
        if (
            asked
            and exercise.kind == "number"
            and said_in(exercise.prompt, "per cent" if exercise.percent else exercise.unit)
        ):
            asked = ""
        return " ".join(part for part in (typed, asked, opened) if part)

    @property
    def ballot(self) -> tuple[Reply, ...]:
        """Right and wrong answers as things to choose between, in one fixed order that does not give the right one away."""
        replies = (self.right, *self.wrong)
        if self.exercise.kind == "number":
            return tuple(sorted(replies, key=lambda reply: reply.answer))
        if self.exercise.kind == "choice":  # the letters of hand-out and key
            return tuple(sorted(replies, key=lambda reply: shown(self.exercise).index(reply.answer)))
        return tuple(sorted(replies, key=lambda reply: zlib.crc32(f"{self.exercise.id} {reply.text}".encode())))


def said_in(text: str, unit: str) -> bool:
    """Say whether a question names a unit already."""
    return unit.casefold() in text.casefold()


def balloted(asked: Question) -> list[tuple[str, Reply]]:
    """Return letter and answer of each thing that a class can vote for."""
    return [(letter.upper(), reply) for letter, reply in zip(LETTERS, asked.ballot, strict=False)]


@cache
def question(exercise_id: str, number: int = 0) -> Question:
    """Return one variant of an exercise with its answers computed. Raises CourseError for an unknown exercise."""
    exercise = variant(look_up("EXERCISES", exercise_id), number)

    def reply(answer: Any, said: str, mistake: int | None = None) -> Reply:
        text = exercise.options[answer] if exercise.kind == "choice" else plain(answer, exercise)
        return Reply(answer, text, said, mistake, slack(exercise, answer))

    right = reply(canonical(exercise, exercise.solution()), exercise.meaning)
    wrong = [reply(canonical(exercise, m.answer()), m.feedback, i) for i, m in enumerate(exercise.mistakes)]
    if exercise.kind == "choice":
        known = {right.answer, *(one.answer for one in wrong)}
        wrong += [reply(key, judge(exercise, key).text) for key in exercise.options if key not in known]
    return Question(exercise, number, right, tuple(wrong), OTHER.format(exercise.hints[0]))


def slack(exercise: Exercise, value: Any) -> float:
    """Return how far a number may lie from this answer and still count as it, as `same` has it."""
    if exercise.kind != "number":
        return 0.0
    whole = float(value).is_integer() and not exercise.decimals
    return exercise.tolerance if whole else max(exercise.tolerance, 0.5 * 10.0**-exercise.decimals)


def askable(numbers: Iterable[str] = ()) -> list[Exercise]:
    """Return the exercises that need no code, of some lessons or of all."""
    return [item for number in numbers or lessons() for item in lesson(number).EXERCISES if not item.with_code]


def questions(numbers: Iterable[str] = ()) -> list[Question]:
    """Return all questions of some lessons, or of all: every exercise without code in each of its variants."""
    return [question(item.id, i) for item in askable(numbers) for i in range(max(1, len(item.variants)))]


def collisions(asked: Question) -> list[str]:
    """Return sentences on answers that cannot be told apart: as computed, rounded as asked, or as they stand written."""
    found, replies, exercise = [], (asked.right, *asked.wrong), asked.exercise
    names = ["the right answer", *(f"mistake {one.mistake}" for one in asked.wrong)]

    def counts(one: Reply, as_other: Reply) -> bool:
        rounded = [round(one.answer, exercise.decimals)] if exercise.kind == "number" else []
        return any(same(exercise, answer, as_other.answer) for answer in (one.answer, *rounded))

    for j, one in enumerate(replies):
        for i, before in enumerate(replies[:j]):
            if counts(one, before) or counts(before, one) or one.text == before.text:
                found.append(f"{asked.name}: {names[j]} ({one.text}) passes for {names[i]} ({before.text})")
    return found


def drawn(seed: str, exercise: Exercise) -> int:
    """Return which variant a seed draws: the same that a learner of this seed meets in the notebook."""
    return zlib.crc32(f"{seed} {exercise.id}".encode()) % len(exercise.variants) if seed and exercise.variants else 0


def sheet(student: str, numbers: Iterable[str] = ()) -> list[tuple[Question, tuple[str, ...], str]]:
    """Return a student's own questions, in their order: question, keys of the options as printed, the right answer as written."""
    found = []
    for item in askable(numbers):
        asked = question(item.id, drawn(student, item))
        keys = shown(asked.exercise, student)
        found.append((asked, keys, _lettered(asked, keys)))
    return found


def _lettered(asked: Question, keys: tuple[str, ...]) -> str:
    answer, kind = asked.right.answer, asked.exercise.kind
    if kind in ("number", "rule"):
        return asked.right.text
    chosen = [answer] if kind == "choice" else [key for key in keys if key in answer] if kind == "set" else answer
    return " ".join(LETTERS[keys.index(key)] for key in chosen)


def sheets(students: list[str], numbers: Iterable[str] = ()) -> tuple[str, str]:
    """Return one printable page a student as HTML, and the key to all of them as CSV."""
    from book.gradebook import csv_text

    pages, rows = [], []
    for student in students:
        asked = sheet(student, numbers)
        body = "".join(
            f"<li><p><strong>{html.escape(one.exercise.id)}</strong> {marked(one.prompt)}</p>{_printed(one, keys)}</li>"
            for one, keys, _ in asked
        )
        pages.append(f"<section><h1>{html.escape(student)}</h1><ol>{body}</ol></section>")
        rows += [[student, one.exercise.id, str(one.number + 1), answer] for one, _, answer in asked]
    style = "body{font:15px/1.45 system-ui,sans-serif;max-width:46em;margin:auto}section{break-after:page}li{break-inside:avoid;margin-bottom:1em}ul{list-style:none}"
    page = f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Sheets</title><style>{style}</style></head><body>{''.join(pages)}</body></html>"
    return page, csv_text(["student", "exercise", "variant", "answer"], rows)


def _printed(asked: Question, keys: tuple[str, ...]) -> str:
    exercise = asked.exercise
    if exercise.kind == "number":
        return "<p>Answer: ____________</p>"
    if exercise.kind == "rule":
        lines = [f"{slot}: {' / '.join(choices.values())}" for slot, choices in exercise.options.items()]
    else:
        lines = [f"{letter}) {exercise.options[key]}" for letter, key in zip(LETTERS, keys, strict=False)]
    return f"<ul>{''.join(f'<li>{html.escape(line)}</li>' for line in lines)}</ul>"


def summary(asked: list[Question]) -> str:
    """Return in a sentence what a list of questions holds."""
    ids = {one.exercise.id for one in asked}
    said = sum(1 + len(one.wrong) for one in asked)
    named = sum(reply.mistake is not None for one in asked for reply in one.wrong)
    varied = len({one.exercise.id for one in asked if one.number})
    return (f"{len(ids)} exercises as {len(asked)} questions ({varied} exercises in several versions); {said:,} answers, each with feedback of its own, "
            f"{named:,} of them anticipated mistakes")  # fmt: skip


def bank(numbers: Iterable[str] = (), folder: Path = BANK) -> str:
    """Write the bank in its three formats, and return what it holds.

    A question two of whose answers cannot be told apart is named and left out.
    """
    from book.formats import gift, moodle, qti

    asked = questions(numbers)
    clashing = {one.name: found for one in asked if (found := collisions(one))}
    asked = [one for one in asked if one.name not in clashing]
    write(folder / "moodle.xml", moodle(asked))
    write(folder / "gift.txt", gift(asked))
    (folder / "qti21.zip").write_bytes(qti(asked))
    for found in clashing.values():
        print(f"left out of the bank: {'; '.join(found)}")
    print(f"question bank in {named_from(folder)}: {summary(asked)}")
    return summary(asked)


def main(given: list[str] | None = None) -> int:
    """Write the bank, or the sheets of a class."""
    parser = argparse.ArgumentParser(prog="python -m book.bank", description=__doc__.split("\n\n")[0])
    parser.add_argument("--lessons", default="", help="two-digit numbers with commas, such as 05,06; without it, all")
    parser.add_argument("--students", help="a text file with one student's key a line: write a sheet for each")
    parser.add_argument("--out", default=str(BANK), help="the folder to write to")
    wanted = parser.parse_args(given)
    numbers = [number.strip().zfill(2) for number in wanted.lessons.split(",") if number.strip()]
    if unknown := [number for number in numbers if number not in lessons()]:
        print(f"There is no lesson {', '.join(unknown)}; the lessons are {', '.join(lessons())}.")
        return 2
    folder = Path(wanted.out)
    if not wanted.students:
        bank(numbers, folder)
        return 0
    from book.gradebook import decoded

    if not Path(wanted.students).is_file():
        print(f"There is no file {wanted.students}. It should hold one student's key a line.")
        return 2
    keys = list(
        dict.fromkeys(line.strip() for line in decoded(Path(wanted.students).read_bytes()).splitlines() if line.strip())
    )
    if not keys:
        print(f"{wanted.students} is empty: it should hold one student's key a line.")
        return 2
    page, key = sheets(keys, numbers)
    write(folder / "sheets.html", page)
    write(folder / "sheets_key.csv", key)
    print(
        f"{len(keys)} sheets in {named_from(folder / 'sheets.html')}; the key is in sheets_key.csv, keep it to yourself."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
