"""Checked exercises: `check`, `hint`, `solution`, `reflect`, `progress`.

A lesson module lists its exercises in `EXERCISES` and its open questions in `REFLECTIONS`. A solution is a function: the
code shown to the learner is the code that runs. Each anticipated mistake is a function too, so that feedback names it.
"""

from __future__ import annotations

import html
import importlib
import math
import pkgutil
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from numbers import Real
from typing import Any, Literal

import ipywidgets as widgets
import numpy as np
import pandas as pd

from helpers import journal
from helpers.cards import Cards, Table, card, marked, source_code, unmarked
from helpers.data import CourseError, brief

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
    options: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[tuple, ...] = ()


@dataclass(frozen=True)
class Reflection:
    """An open question without a single right answer: after the learner has written, a model answer and points to compare."""

    id: str
    title: str
    model_answer: str
    points: tuple[str, ...]


class Message:
    """What a verb answers: a marked text for the eye, the same as plain text, and buttons for what comes next.

    outcome: a key of MARKS. label: what it is about. more: further content as (plain text, HTML). buttons: builds the
    widgets that stand below while the cell is live; what is kept in the file needs no widget.
    """

    def __init__(self, outcome: str, label: str, text: str, more: tuple[str, str] = ("", ""), buttons=None) -> None:
        self.outcome, self.text, self._buttons = outcome, text, buttons
        sign, word, colour = MARKS[outcome]
        head = f"{sign} {label} · {word}."
        self._plain = f"{head} {unmarked(text)}{more[0]}"
        body = card(colour, f"<strong>{html.escape(head)}</strong> {marked(text)}{more[1]}")
        self.body = f"<div role='status'>{body}</div>"  # a screen reader says it

    def __repr__(self) -> str:
        return self._plain

    @cached_property
    def widget(self) -> widgets.VBox:
        """The message with its buttons, made when it is first shown."""
        return widgets.VBox([widgets.HTML(self.body), *(self._buttons() if self._buttons else ())])

    def _repr_mimebundle_(self, **kwargs):
        kept = {"text/plain": self._plain, "text/html": self.body}
        if self._buttons is None:
            return kept
        kept["text/html"] += "<p><em>Run this cell for hint and solution.</em></p>"
        return self.widget._repr_mimebundle_(**kwargs) | kept


def check(exercise_id: str, answer: Any = ...) -> Message:
    """Say whether an answer is right, not yet right (and which mistake it looks like) or not attempted yet."""
    exercise = _lookup("EXERCISES", exercise_id)
    outcome, text = judge(exercise, answer)
    text = f"{text} {journal.record(exercise.id, outcome)}".strip()
    buttons = None if outcome == RIGHT else lambda: _buttons(exercise)
    return Message(outcome, f"Exercise {exercise.id}", text, buttons=buttons)


def hint(exercise_id: str) -> Message:
    """Give the next hint of an exercise; after the last one, say how to see the solution."""
    exercise = _lookup("EXERCISES", exercise_id)
    used, hints = journal.count(exercise.id, "hint"), exercise.hints
    if used >= len(hints):
        text = f"That was the last hint. All of them: {' · '.join(hints)} What is left is the solution."
        return Message("hint", f"Exercise {exercise.id}", text)
    journal.record(exercise.id, "hint")
    rest = len(hints) - used - 1
    more = f"{rest} more if you ask again." if rest else "No more hints; next is the solution."
    return Message("hint", f"Exercise {exercise.id}, hint {used + 1} of {len(hints)}", f"{hints[used]} ({more})")


def solution(exercise_id: str) -> Message:
    """Show the code of an exercise's solution, its value, and what it means."""
    exercise = _lookup("EXERCISES", exercise_id)
    journal.record(exercise.id, "solution")
    plain_code, block = source_code(exercise.solution)
    found = (
        "The function below."
        if exercise.kind == "function"
        else f"The answer is {plain(exercise.solution(), exercise)}."
    )
    return Message("solution", f"Exercise {exercise.id}", f"{found} {exercise.meaning}", (f"\n\n{plain_code}", block))


def reflect(question_id: str, text: str = "") -> Message:
    """Take the learner's answer to an open question and give a model answer with points to compare. Nothing is graded."""
    question = _lookup("REFLECTIONS", question_id)
    label, words = f"Question {question.id}", len(text.split()) if isinstance(text, str) else 0
    if words < 5:
        ask = "Write a sentence or two between the quotation marks first, then run the cell again."
        return Message(NOT_ATTEMPTED, label, ask)
    journal.record(question.id, "reflected")
    points = "".join(f"<li>{marked(point)}</li>" for point in question.points)
    more = ("".join(f"\n- {point}" for point in question.points), f"<ul>{points}</ul>")
    return Message(
        "compare", label, f"You wrote {words} words. One good answer: {question.model_answer} Did yours say:", more
    )


def progress(text: str | None = None) -> Cards:
    """Show the learner's progress; with a progress text from another machine, take that in first."""
    added = f" {journal.restore(text)} steps were added from the text." if text is not None else ""
    found, rows, done, total = journal.events(), [], 0, 0
    for number in lessons():
        ids = [exercise.id for exercise in lesson(number).EXERCISES]
        right = sum(found[i, RIGHT] > 0 for i in ids)
        tries, hints = sum(found[i, RIGHT] + found[i, NOT_YET] for i in ids), sum(found[i, "hint"] for i in ids)
        done, total = done + right, total + len(ids)
        if tries or hints:
            rows.append([number, f"{right} of {len(ids)}", str(tries), str(hints)])
    head = f"{done} of {total} exercises right.{added} {journal.notice()}".strip()
    table, carry = Table(["Lesson", "Right", "Tries", "Hints"], rows), f"progress('{journal.to_text(found)}')"
    plain_text = [head, *([repr(table)] if rows else []), f"To go on elsewhere, run there: {carry}"]
    rich = [f"<p role='status'>{html.escape(head)}</p>", table._repr_html_() if rows else "",
            f"<p>To go on elsewhere, run there: <code>{html.escape(carry)}</code></p>"]  # fmt: skip
    return Cards(plain_text, rich)


def judge(exercise: Exercise, answer: Any) -> tuple[str, str]:
    """Return (outcome, sentence) for an answer, without recording it. Never raises for whatever a learner may pass."""
    if answer is None:
        return NOT_ATTEMPTED, "Your answer is None, Python's word for nothing: does your last step give a value?"
    if answer is ... or (isinstance(answer, str) and answer.strip() in ("", "...", "?")):
        return NOT_ATTEMPTED, "Replace the three dots with your answer and run the cell again."
    try:
        given = canonical(exercise, answer)
    except CourseError as problem:
        return NOT_YET, str(problem)
    wanted = canonical(exercise, exercise.solution())
    if same(exercise, given, wanted):
        return RIGHT, exercise.meaning
    for mistake in exercise.mistakes:
        if same(exercise, given, canonical(exercise, mistake.answer())):
            return NOT_YET, mistake.feedback
    return NOT_YET, _near_miss(exercise, given, wanted)


def canonical(exercise: Exercise, answer: Any) -> Any:
    """Return an answer in the form in which answers are compared.

    number → float; choice → letter; set → frozenset and order → tuple of letters; table → itself; function → list of its
    results on the exercise's cases. Raises CourseError, in words for the learner, if the answer is nothing of the kind.
    """
    if exercise.kind == "number":
        return _number(exercise, answer)
    if exercise.kind == "choice":
        return _letter(exercise, answer)
    if exercise.kind in ("set", "order"):
        return _letters(exercise, answer)
    if exercise.kind == "table":
        if not isinstance(answer, (pd.DataFrame, pd.Series)):
            raise CourseError(f"The question asks for a table, and your answer is {_describe(answer)}.")
        return answer
    if not callable(answer):
        asked = "The question asks for a function, and your answer is"
        raise CourseError(f"{asked} {_describe(answer)}. Pass its name without brackets.")
    return [_result(answer, case) for case in exercise.cases]


def same(exercise: Exercise, given: Any, wanted: Any) -> bool:
    """True if two answers in canonical form count as equal under the exercise's rule (tolerance, rounding)."""
    slack = max(exercise.tolerance, 0.5 * 10.0**-exercise.decimals)
    if exercise.kind == "number":
        if wanted.is_integer() and not exercise.decimals:
            slack = exercise.tolerance  # a count is right or wrong
        return abs(given - wanted) <= slack * (1 + 1e-9) + 1e-12
    if exercise.kind == "table":
        compare = pd.testing.assert_series_equal if isinstance(wanted, pd.Series) else pd.testing.assert_frame_equal
        try:
            compare(given, wanted, check_dtype=False, check_index_type=False, check_names=False, atol=slack, rtol=0)
        except AssertionError:
            return False
        return True
    if exercise.kind == "function":
        return all(map(_equal, given, wanted))
    return given == wanted


def plain(value: Any, exercise: Exercise) -> str:
    """Return an answer to an exercise as short text, as a learner would write it."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return f"a table of {len(value)} rows"
    if isinstance(value, str):
        return f"'{value}' ({exercise.options[value]})" if value in exercise.options else f"'{value}'"
    if isinstance(value, Real):
        return f"{float(value):,.{exercise.decimals}f}" + (" per cent" if exercise.percent else "")
    return ", ".join(sorted(value) if isinstance(value, (set, frozenset)) else value)


@cache
def lessons() -> dict[str, str]:
    """Return lesson number → name of its module, for all modules of `helpers.lessons` named like `l05_types`."""
    package = importlib.import_module("helpers.lessons")
    names = sorted(name for _, name, _ in pkgutil.iter_modules(package.__path__))
    return {name[1:3]: name for name in names if name[:1] == "l" and name[1:3].isdigit()}


def lesson(number: str) -> Any:
    """Import and return the module of a lesson by its two-digit number. Raises CourseError for an unknown one."""
    if not isinstance(number, str) or number not in lessons():
        raise CourseError(f"There is no lesson {brief(number)}; the lessons are {', '.join(lessons())}.")
    return importlib.import_module(f"helpers.lessons.{lessons()[number]}")


def _lookup(listing: str, wanted: Any) -> Any:
    """Return the exercise or reflection of this identifier from its lesson's list."""
    number = str(wanted)[:2]
    items = {item.id: item for item in getattr(lesson(number), listing)} if number in lessons() else {}
    if str(wanted) not in items:
        known = f"lesson {number} has {', '.join(items)}" if items else f"the lessons are {', '.join(lessons())}"
        raise CourseError(f"There is no exercise {brief(wanted)}; {known}.")
    return items[str(wanted)]


def _buttons(exercise: Exercise) -> tuple[widgets.Widget, ...]:
    answers, buttons = widgets.VBox(), []
    for label, verb in (("Give me a hint", hint), ("Show the solution", solution)):
        button = widgets.Button(description=label, layout=widgets.Layout(width="11em"))
        button.on_click(lambda _, verb=verb: setattr(answers, "children", (verb(exercise.id).widget,)))
        buttons.append(button)
    return widgets.HBox(buttons), answers


def _describe(answer: Any) -> str:
    if isinstance(answer, (pd.DataFrame, pd.Series)):
        return f"a table of shape {answer.shape}"
    if isinstance(answer, str):
        return f"the text {answer[:40]!r}"
    if isinstance(answer, (np.ndarray, list, tuple, set, frozenset, dict)):
        return (
            f"a {type(answer).__name__} of length {np.size(answer) if isinstance(answer, np.ndarray) else len(answer)}"
        )
    if callable(answer):
        return "a function (did you forget the brackets () that call it?)"
    return (
        "a number" if isinstance(answer, Real) and not isinstance(answer, bool) else f"of type {type(answer).__name__}"
    )


def _number(exercise: Exercise, answer: Any) -> float:
    value = answer
    if isinstance(answer, str):
        text = answer.strip()
        if exercise.percent:
            text = text.removesuffix("%").rstrip()
        if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
            text = text.replace(",", "")
        with suppress(ValueError):
            value = float(text)
    form = " in per cent, such as 12.5" if exercise.percent else ", such as 12.5, without a unit"
    if isinstance(value, bool) or not isinstance(value, Real):
        raise CourseError(f"The question asks for one number{form}, and your answer is {_describe(answer)}.")
    try:
        value = float(value)
    except OverflowError:
        value = math.inf
    if math.isnan(value):
        what = "a blank cell or a division of nothing by nothing got into the calculation"
        raise CourseError(f"Your answer is NaN, 'not a number': {what}.")
    if math.isinf(value):
        raise CourseError("Your answer is infinite: somewhere you divide by zero.")
    return value


def _letter(exercise: Exercise, answer: Any) -> str:
    """The option's letter for a letter in any case, or for the option's full text."""
    letters = ", ".join(exercise.options)
    if not isinstance(answer, str):
        ask = f"Answer with one of the letters {letters} in quotation marks"
        raise CourseError(f"{ask}; your answer is {_describe(answer)}.")
    wanted = answer.strip(" ().\n").casefold()
    for letter, option in exercise.options.items():
        if wanted in (letter.casefold(), option.strip(" ().").casefold()):
            return letter
    raise CourseError(f"{answer.strip()[:40]!r} is not one of the options {letters}.")


def _letters(exercise: Exercise, answer: Any) -> frozenset[str] | tuple[str, ...]:
    form = "Answer with a list of letters such as ['a', 'b']"
    if isinstance(answer, str):
        answer = re.findall(r"\w+", answer)
    if not isinstance(answer, (list, tuple, set, frozenset)) or not answer:
        raise CourseError(f"{form}; your answer is {_describe(answer)}.")
    if exercise.kind == "set":
        return frozenset(_letter(exercise, item) for item in answer)
    if isinstance(answer, (set, frozenset)):
        raise CourseError("A set has no order: use a list with square brackets, such as ['b', 'a'].")
    letters = tuple(_letter(exercise, item) for item in answer)
    if sorted(letters) != sorted(exercise.options):
        raise CourseError(f"Use each of the letters {', '.join(exercise.options)} exactly once.")
    return letters


def _result(function: Callable, case: tuple) -> Any:
    """Return what a function gives for a case; a failure becomes a sentence that names the input."""
    shown = ", ".join(map(repr, case))
    try:
        result = function(*case)
    except Exception as problem:
        what = f"{type(problem).__name__}: {problem}"
        raise CourseError(f"With the input {shown} your function stopped with the error {what}") from None
    if result is None:
        raise CourseError(f"With the input {shown} your function gives None. Did you forget 'return'?")
    return result


def _equal(a: Any, b: Any) -> bool:
    for compare in (lambda: np.isclose(a, b, rtol=1e-6, atol=1e-9), lambda: a == b):  # numbers, then anything
        with suppress(Exception):
            return bool(np.all(compare()))
    return False


def _near_miss(exercise: Exercise, given: Any, wanted: Any) -> str:
    if exercise.kind == "number":
        if exercise.percent and same(exercise, given * 100, wanted):
            return "That is the fraction; the question asks for per cent, so multiply by 100."
        if not exercise.percent and not wanted.is_integer() and same(exercise, given / 100, wanted):
            return "That looks like per cent; the question asks for the plain ratio or fraction."
        if wanted and same(exercise, -given, wanted):
            return "The size is right and the sign is wrong: what is subtracted from what?"
        if given in [round(wanted, digits) for digits in range(exercise.decimals)]:
            return (
                f"Right track, but rounded too early: give {exercise.decimals} decimal{'s' * (exercise.decimals > 1)}."
            )
        return "Check which rows you count and what you divide by. A hint may help."
    if exercise.kind == "set":
        if given < wanted:
            return "What you have is right, but something is missing."
        if given > wanted:
            return "All the right ones are there, and something too many."
        return "At least one belongs and is missing, and at least one does not belong."
    if exercise.kind == "table":
        if type(given) is not type(wanted):
            return f"The question asks for a {type(wanted).__name__}; yours is a {type(given).__name__}."
        if given.shape != wanted.shape:
            return f"The expected table has the shape {wanted.shape}; yours has {given.shape}."
        return "The shape is right; some labels or values differ."
    if exercise.kind == "function":
        missed = next(case for case, a, b in zip(exercise.cases, given, wanted, strict=True) if not _equal(a, b))
        return f"Your function gives an unexpected result for the input {', '.join(map(repr, missed))}."
    if exercise.kind == "order":
        right = sum(a == b for a, b in zip(given, wanted, strict=True))
        return f"{right} of {len(wanted)} stand in the right place."
    return "Read the question once more; a hint may help."
