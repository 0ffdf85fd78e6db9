"""Checked exercises: `check`, `hint`, `solution`, `reflect`, `progress`.

A lesson module lists its exercises in `EXERCISES` and its open questions in `REFLECTIONS`. A solution is a function: the
code shown to the learner is the code that runs. Each anticipated mistake is a function too, so that feedback names it.
"""

from __future__ import annotations

import html
import importlib
import inspect
import math
import pkgutil
import textwrap
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import ipywidgets as widgets
import numpy as np
import pandas as pd

from helpers import journal
from helpers.data import CourseError

RIGHT, NOT_YET, NOT_ATTEMPTED = "right", "not yet", "not attempted"
MARKS = {RIGHT: ("✓", "Right", "#00796b"), NOT_YET: ("✗", "Not yet", "#c2410c"), NOT_ATTEMPTED: ("○", "Not attempted", "#5f6b7a"),
         "hint": ("→", "Hint", "#0b5fa5"), "solution": ("◆", "Solution", "#0b5fa5"), "compare": ("◆", "Compare", "#0b5fa5")}  # fmt: skip


@dataclass(frozen=True)
class Mistake:
    """An anticipated wrong answer: `answer()` computes it from the course's data, `feedback` names what went wrong."""

    answer: Callable[[], Any]
    feedback: str


@dataclass(frozen=True)
class Exercise:
    """A checked exercise.

    id: lesson and number, `05.1`. kind: what an answer is. solution(): the right answer; its docstring says the idea.
    meaning: what the right answer tells us, shown when it is right. decimals: an answer counts when it equals the
    solution rounded to so many decimals; tolerance: or lies within this absolute distance. percent: the answer is a
    percentage, so a fraction gets its own feedback. options: letter → text (choice, set, order). cases: argument tuples on
    which a learner's function must agree with the solution's (function).
    """

    id: str
    title: str
    kind: Literal["number", "choice", "set", "order", "table", "function"]
    level: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    solution: Callable[[], Any]
    meaning: str
    hints: tuple[str, ...]
    mistakes: tuple[Mistake, ...]
    decimals: int = 0
    tolerance: float = 0.0
    percent: bool = False
    options: Mapping[str, str] | None = None
    cases: tuple[tuple, ...] = ()


@dataclass(frozen=True)
class Reflection:
    """An open question without a single right answer: after the learner has written, a model answer and points to compare."""

    id: str
    title: str
    model_answer: str
    points: tuple[str, ...]


class Message(widgets.VBox):
    """What a verb answers: a marked text for the eye, the same as plain text, and buttons for what comes next."""

    def __init__(
        self, outcome: str, label: str, text: str, extra: str = "", buttons: tuple[widgets.Widget, ...] = ()
    ) -> None:
        self.outcome, self.text = outcome, text
        sign, word, colour = MARKS[outcome]
        self._plain = f"{sign} {label} · {word}. {text}"
        body = (f"<div role='status' style='border-left:4px solid {colour};padding:.3em .8em;max-width:50em;line-height:1.45'>"
                f"<strong>{sign} {html.escape(label)} · {word}.</strong> {html.escape(text)}{extra}</div>")  # fmt: skip
        self._body = body
        super().__init__([widgets.HTML(body), *buttons])

    def __repr__(self) -> str:
        return self._plain

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return data | {"text/plain": self._plain, "text/html": self._body}


def check(exercise_id: str, answer: Any = ...) -> Message:
    """Say whether an answer is right, not yet right (and which mistake it looks like) or not attempted yet."""
    exercise = _exercise(exercise_id)
    outcome, text = judge(exercise, answer)
    journal.record(exercise.id, outcome)
    return Message(outcome, f"Exercise {exercise.id}", text, buttons=() if outcome == RIGHT else _buttons(exercise))


def hint(exercise_id: str) -> Message:
    """Give the next hint of an exercise; after the last one, say how to see the solution."""
    exercise = _exercise(exercise_id)
    used = journal.count(exercise.id, "hint")
    if used >= len(exercise.hints):
        text = f"That was the last hint. All of them: {' · '.join(exercise.hints)} For the worked answer run solution({exercise.id!r})."
        return Message("hint", f"Exercise {exercise.id}", text)
    journal.record(exercise.id, "hint")
    rest = len(exercise.hints) - used - 1
    more = (
        f"{rest} more: run hint({exercise.id!r}) again."
        if rest
        else f"No more hints; next is solution({exercise.id!r})."
    )
    return Message(
        "hint", f"Exercise {exercise.id}, hint {used + 1} of {len(exercise.hints)}", f"{exercise.hints[used]} ({more})"
    )


def solution(exercise_id: str) -> Message:
    """Show the code of an exercise's solution, its value, and what it means."""
    exercise = _exercise(exercise_id)
    journal.record(exercise.id, "solution")
    code = textwrap.dedent(inspect.getsource(exercise.solution))
    value = exercise.solution()
    shown = "The function below." if exercise.kind == "function" else f"The answer is {plain(value, exercise)}."
    extra = f"<pre style='background:#f5f7fa;color:#1f2933;padding:.6em;overflow:auto'>{html.escape(code)}</pre>"
    message = Message("solution", f"Exercise {exercise.id}", f"{shown} {exercise.meaning}", extra)
    message._plain += f"\n\n{code}"
    return message


def reflect(question_id: str, text: str = "") -> Message:
    """Take the learner's answer to an open question and give a model answer with points to compare. Nothing is graded."""
    question = _lookup("REFLECTIONS", question_id)
    words = len(text.split()) if isinstance(text, str) else 0
    if words < 5:
        return Message(
            NOT_ATTEMPTED,
            f"Question {question.id}",
            "Write a sentence or two between the quotation marks first, then run the cell again.",
        )
    journal.record(question.id, "reflected")
    extra = "<ul>" + "".join(f"<li>{html.escape(point)}</li>" for point in question.points) + "</ul>"
    message = Message(
        "compare",
        f"Question {question.id}",
        f"You wrote {words} words. One good answer: {question.model_answer} Did yours say:",
        extra,
    )
    message._plain += "".join(f"\n- {point}" for point in question.points)
    return message


def judge(exercise: Exercise, answer: Any) -> tuple[str, str]:
    """Return (outcome, sentence) for an answer, without recording it. Never raises for whatever a learner may pass."""
    if answer is ... or answer is None or (isinstance(answer, str) and answer.strip() in ("", "...", "?")):
        return NOT_ATTEMPTED, "Replace the three dots with your answer and run the cell again."
    try:
        given = _READERS[exercise.kind](exercise, answer)
    except _UnreadableError as problem:
        return NOT_YET, str(problem)
    if exercise.kind == "function":
        return _judge_function(exercise, given)
    wanted = exercise.solution()
    if same(exercise, given, wanted):
        return RIGHT, exercise.meaning
    for mistake in exercise.mistakes:
        if same(exercise, given, mistake.answer()):
            return NOT_YET, mistake.feedback
    return NOT_YET, _near_miss(exercise, given, wanted)


def same(exercise: Exercise, given: Any, wanted: Any) -> bool:
    """True if two answers count as equal under the exercise's rule (tolerance, rounding, order, case of letters)."""
    if exercise.kind == "number":
        slack = max(
            exercise.tolerance, 0.5 * 10.0**-exercise.decimals if exercise.decimals or not _whole(wanted) else 0.0
        )
        return abs(given - float(wanted)) <= slack * (1 + 1e-9) + 1e-12
    if exercise.kind == "choice":
        return given == _letter(exercise, wanted)
    if exercise.kind == "set":
        return given == frozenset(_letter(exercise, item) for item in wanted)
    if exercise.kind == "order":
        return given == tuple(_letter(exercise, item) for item in wanted)
    if exercise.kind == "table":
        return _same_table(exercise, given, wanted)
    raise CourseError(f"Exercise {exercise.id} is of the unknown kind {exercise.kind!r}.")


def plain(value: Any, exercise: Exercise | None = None) -> str:
    """Return an answer as short text, as a learner would write it."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return f"a table of {len(value)} rows"
    if isinstance(value, (bool, np.bool_, str)):
        options = exercise.options if exercise is not None and exercise.options else {}
        return f"'{value}' ({options[value]})" if value in options else f"'{value}'"
    if isinstance(value, (int, float, np.number)):
        decimals = exercise.decimals if exercise is not None else 3
        return f"{float(value):,.{decimals}f}" + (" per cent" if exercise is not None and exercise.percent else "")
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    return ", ".join(map(str, value))


@cache
def lessons() -> dict[str, Any]:
    """Return lesson number → imported lesson module, for all modules of `helpers.lessons` named like `l05_types`."""
    package = importlib.import_module("helpers.lessons")
    names = sorted(
        name for _, name, _ in pkgutil.iter_modules(package.__path__) if name[:1] == "l" and name[1:3].isdigit()
    )
    return {name[1:3]: name for name in names}


def lesson(number: str) -> Any:
    """Import and return the module of a lesson by its two-digit number. Raises CourseError for an unknown one."""
    if not isinstance(number, str) or number not in lessons():
        raise CourseError(f"There is no lesson {number!r}; the lessons are {', '.join(lessons())}.")
    return importlib.import_module(f"helpers.lessons.{lessons()[number]}")


def progress_table(found: Counter[tuple[str, str]], exercises: dict[str, list[str]]) -> list[dict]:
    """Return one row per lesson: exercises, right ones, tries, hints. exercises: lesson → its exercise ids."""
    rows = []
    for lesson, ids in exercises.items():
        rows.append({
            "lesson": lesson, "exercises": len(ids), "right": sum(found[i, "right"] > 0 for i in ids),
            "tries": sum(found[i, "right"] + found[i, "not yet"] for i in ids), "hints": sum(found[i, "hint"] for i in ids),
        })  # fmt: skip
    return rows


class Report:
    """The learner's progress as a table, with the text that carries it to another machine."""

    def __init__(self, rows: list[dict], text: str, note: str = "") -> None:
        self.rows, self.text, self.note = rows, text, note

    def __repr__(self) -> str:
        done, total = sum(row["right"] for row in self.rows), sum(row["exercises"] for row in self.rows)
        lines = [f"{done} of {total} exercises right. {self.note}".strip()]
        lines += [f"Lesson {row['lesson']}: {row['right']} of {row['exercises']}" for row in self.rows if row["tries"]]
        return "\n".join([*lines, f"To go on elsewhere, run there: progress('{self.text}')"])

    def _repr_html_(self) -> str:
        head, *rest = repr(self).splitlines()
        cells = "".join(f"<tr><td>{row['lesson']}</td><td>{row['right']} of {row['exercises']}</td><td>{row['tries']}</td>"
                        f"<td>{row['hints']}</td></tr>" for row in self.rows if row["tries"] or row["hints"])  # fmt: skip
        body = (
            f"<table><tr><th>Lesson</th><th>Right</th><th>Tries</th><th>Hints</th></tr>{cells}</table>" if cells else ""
        )
        return f"<p role='status'>{html.escape(head)}</p>{body}<p>{html.escape(rest[-1]).replace('progress(', '<code>progress(')}</code></p>"


def progress(text: str | None = None) -> Report:
    """Show the learner's progress; with a progress text from another machine, take that in first."""
    note = journal.notice()
    if text is not None:
        note = f"{journal.restore(text)} steps were added from the text. {note}".strip()
    ids = {number: [exercise.id for exercise in lesson(number).EXERCISES] for number in lessons()}
    found = journal.events()
    return Report(progress_table(found, ids), journal.to_text(found), note)


class _UnreadableError(Exception):
    """The answer is not of the kind the question asks for; the message says so to the learner."""


def _lookup(listing: str, wanted: Any) -> Any:
    number = str(wanted)[:2]
    module = lesson(number) if number in lessons() else None
    items = {item.id: item for item in getattr(module, listing, ())}
    if str(wanted) not in items:
        known = f"lesson {number} has {', '.join(items)}" if items else f"the lessons are {', '.join(lessons())}"
        raise CourseError(f"There is no exercise {wanted!r}; {known}.")
    return items[str(wanted)]


def _exercise(exercise_id: Any) -> Exercise:
    return _lookup("EXERCISES", exercise_id)


def _buttons(exercise: Exercise) -> tuple[widgets.Widget, ...]:
    answers = widgets.VBox()
    buttons = []
    for label, verb in (("Give me a hint", hint), ("Show the solution", solution)):
        button = widgets.Button(description=label, layout=widgets.Layout(width="11em"))
        button.on_click(lambda _, verb=verb: setattr(answers, "children", (verb(exercise.id),)))
        buttons.append(button)
    return widgets.HBox(buttons), answers


def _describe(answer: Any) -> str:
    if isinstance(answer, (pd.DataFrame, pd.Series)):
        return f"a table with {len(answer)} rows"
    if isinstance(answer, str):
        return f"the text {answer[:40]!r}"
    if isinstance(answer, np.ndarray):
        return f"an array of {answer.size} values"
    if isinstance(answer, (list, tuple, set, frozenset, dict)):
        return f"a collection of {len(answer)} things"
    if callable(answer):
        return "a function (did you forget the brackets () that call it?)"
    return f"a {type(answer).__name__}"


def _read_number(exercise: Exercise, answer: Any) -> float:
    if isinstance(answer, str):
        try:
            return _read_number(exercise, float(answer.strip().rstrip("%").replace(",", "")))
        except (ValueError, OverflowError):
            raise _UnreadableError(
                f"The question asks for one number, and your answer is {_describe(answer)}."
            ) from None
    if (
        isinstance(answer, (bool, np.bool_))
        or not isinstance(answer, (int, float, np.number))
        or isinstance(answer, np.complexfloating)
    ):
        raise _UnreadableError(f"The question asks for one number, and your answer is {_describe(answer)}.")
    try:
        value = float(answer)
    except OverflowError:
        value = math.inf
    if math.isnan(value):
        raise _UnreadableError(
            "Your answer is NaN, 'not a number': a blank cell or a division of nothing by nothing got into the calculation."
        )
    if math.isinf(value):
        raise _UnreadableError("Your answer is infinite: somewhere you divide by zero.")
    return value


def _read_choice(exercise: Exercise, answer: Any) -> str:
    letters = ", ".join(exercise.options or {})
    if not isinstance(answer, str):
        raise _UnreadableError(
            f"Answer with one of the letters {letters} in quotation marks; your answer is {_describe(answer)}."
        )
    letter = _letter(exercise, answer)
    if letter not in (exercise.options or {}):
        raise _UnreadableError(f"{answer.strip()[:40]!r} is not one of the options {letters}.")
    return letter


def _read_many(exercise: Exercise, answer: Any) -> list[str]:
    if isinstance(answer, str):
        answer = [part for part in answer.replace(";", ",").split(",") if part.strip()]
    if not isinstance(answer, (list, tuple, set, frozenset)) or not all(isinstance(item, str) for item in answer):
        raise _UnreadableError(f"Answer with letters such as ['a', 'b']; your answer is {_describe(answer)}.")
    return [_read_choice(exercise, item) for item in answer]


def _read_set(exercise: Exercise, answer: Any) -> frozenset:
    return frozenset(_read_many(exercise, answer))


def _read_order(exercise: Exercise, answer: Any) -> tuple:
    if isinstance(answer, (set, frozenset)):
        raise _UnreadableError("A set has no order: use a list with square brackets, such as ['b', 'a'].")
    given = tuple(_read_many(exercise, answer))
    if sorted(given) != sorted(exercise.options or {}):
        raise _UnreadableError(f"Use each of the letters {', '.join(exercise.options or {})} exactly once.")
    return given


def _read_table(exercise: Exercise, answer: Any) -> pd.DataFrame | pd.Series:
    if not isinstance(answer, (pd.DataFrame, pd.Series)):
        raise _UnreadableError(f"The question asks for a table, and your answer is {_describe(answer)}.")
    return answer


def _read_function(exercise: Exercise, answer: Any) -> Callable:
    if not callable(answer):
        raise _UnreadableError(
            f"The question asks for a function, and your answer is {_describe(answer)}. Pass its name without brackets."
        )
    return answer


_READERS = {"number": _read_number, "choice": _read_choice, "set": _read_set, "order": _read_order, "table": _read_table,
            "function": _read_function}  # fmt: skip


def _letter(exercise: Exercise, text: str) -> str:
    """The option's letter for a letter in any case, or for the option's full text."""
    wanted = text.strip().casefold()
    for letter, option in (exercise.options or {}).items():
        if wanted in (letter.casefold(), option.casefold()):
            return letter
    return text


def _whole(value: Any) -> bool:
    return float(value).is_integer()


def _same_table(exercise: Exercise, given: Any, wanted: Any) -> bool:
    if type(given) is not type(wanted) or given.shape != wanted.shape or list(given.index) != list(wanted.index):
        return False
    if isinstance(wanted, pd.Series):
        given, wanted = given.to_frame("value"), wanted.to_frame("value")
    slack = max(exercise.tolerance, 0.5 * 10.0**-exercise.decimals)
    try:
        pd.testing.assert_frame_equal(given, wanted, check_dtype=False, check_names=False, atol=slack, rtol=0)
    except AssertionError:
        return False
    return True


def _judge_function(exercise: Exercise, function: Callable) -> tuple[str, str]:
    right = exercise.solution()
    results = []
    for case in exercise.cases:
        shown = ", ".join(map(repr, case))
        try:
            results.append(function(*case))
        except Exception as problem:
            what = f"{type(problem).__name__}: {problem}"
            return NOT_YET, f"With the input {shown} your function stopped with the error {what}"
        if results[-1] is None:
            return NOT_YET, f"With the input {shown} your function gives None. Did you forget 'return'?"
    if all(_equal(a, right(*case)) for a, case in zip(results, exercise.cases, strict=True)):
        return RIGHT, exercise.meaning
    for mistake in exercise.mistakes:
        wrong = mistake.answer()
        if all(_equal(a, wrong(*case)) for a, case in zip(results, exercise.cases, strict=True)):
            return NOT_YET, mistake.feedback
    missed = next(case for a, case in zip(results, exercise.cases, strict=True) if not _equal(a, right(*case)))
    return NOT_YET, f"Your function gives an unexpected result for the input {', '.join(map(repr, missed))}."


def _equal(a: Any, b: Any) -> bool:
    try:
        return bool(np.all(np.isclose(a, b, rtol=1e-6, atol=1e-9)))
    except (TypeError, ValueError):
        try:
            return bool(np.all(a == b))
        except Exception:
            return False


def _near_miss(exercise: Exercise, given: Any, wanted: Any) -> str:
    if exercise.kind == "number":
        if exercise.percent and same(exercise, given * 100, wanted):
            return "That is the fraction; the question asks for per cent, so multiply by 100."
        if not exercise.percent and not _whole(wanted) and same(exercise, given / 100, wanted):
            return "That looks like per cent; the question asks for the plain ratio or fraction."
        if wanted and same(exercise, -given, wanted):
            return "The size is right and the sign is wrong: what is subtracted from what?"
        if exercise.decimals and any(abs(round(float(wanted), d) - given) < 1e-12 for d in range(exercise.decimals)):
            return f"Right track, but rounded too early: give {exercise.decimals} decimals."
        return "Check which rows you count and what you divide by. A hint may help."
    if exercise.kind == "set":
        right = frozenset(_letter(exercise, item) for item in wanted)
        if given < right:
            return "What you have is right, but something is missing."
        if given > right:
            return "All the right ones are there, and something too many."
        return "At least one belongs and is missing, and at least one does not belong."
    if exercise.kind == "table":
        if type(given) is not type(wanted):
            return f"The question asks for a {type(wanted).__name__}; yours is a {type(given).__name__}."
        if given.shape != wanted.shape:
            return f"The expected table has the shape {wanted.shape}; yours has {given.shape}."
        return "The shape is right; some labels or values differ."
    return "Read the question once more; a hint may help."
