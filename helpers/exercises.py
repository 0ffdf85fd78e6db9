"""The verbs of an exercise: `ask`, `check`, `hint`, `solution`, `reflect`.

A lesson module lists its exercises in `EXERCISES` and its open questions in `REFLECTIONS`. A solution is a function: the
code shown to the learner is the code that runs. Each anticipated mistake is a function too, so that feedback names it.
"""

from __future__ import annotations

import html
import importlib
import pkgutil
import re
import zlib
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from typing import Any

from helpers import journal
from helpers.answers import (
    LETTERS,
    NOT_ATTEMPTED,
    NOT_YET,
    RIGHT,
    Exercise,
    Judged,
    Mistake,
    Reflection,
    judge,
    plain,
    run,
    shown,
    variant,
)
from helpers.cards import card, marked, source_code, unmarked
from helpers.data import CourseError, brief
from helpers.errors import explain
from helpers.form import SURE, Asked, Form

__all__ = ["Exercise", "Mistake", "Reflection"]
MARKS = {RIGHT: ("✓", "Right", "#00796b"), NOT_YET: ("✗", "Not yet", "#c2410c"), NOT_ATTEMPTED: ("○", "Not attempted", "#5f6b7a"),
         "hint": ("→", "Hint", "#0b5fa5"), "solution": ("◆", "Solution", "#0b5fa5"), "compare": ("◆", "Compare", "#0b5fa5")}  # fmt: skip
LABELS = {"choice": "Choose one", "set": "Tick all that fit", "order": "Bring into order", "rule": "Put the rule together", "number": "Your answer"}  # fmt: skip


class Message:
    """What a verb answers: a marked text for the eye, and the same as plain text. It needs no widget.

    outcome: a key of MARKS. label: what it is about. more: further content as (plain text, HTML).
    """

    def __init__(self, outcome: str, label: str, text: str, more: tuple[str, str] = ("", "")) -> None:
        self.outcome, self.text = outcome, text
        sign, word, colour = MARKS[outcome]
        head = f"{sign} {label} · {word}."
        self._plain = f"{head} {unmarked(text)}{more[0]}"
        body = card(colour, f"<strong>{html.escape(head)}</strong> {marked(text)}{more[1]}")
        self.body = f"<div role='status'>{body}</div>"  # a screen reader says it

    def __repr__(self) -> str:
        return self._plain

    def _repr_html_(self) -> str:
        return self.body


def ask(exercise_id: str, again: bool = False) -> Asked:
    """Ask an exercise: question, options, a fitting input, how sure you are, check, hint, solution.

    What was answered before stands there again, unless `again` is true.
    """
    exercise = met(exercise_id)
    order, title = shown(exercise), f"Exercise {exercise.id} · {exercise.title}"
    listed = _listed(exercise, order)
    plain_text = "\n".join([title, unmarked(exercise.prompt), *listed])
    rich = "".join(f"<li style='list-style:none'>{html.escape(line)}</li>" for line in listed)
    kept = card("#0b5fa5", f"{_prompt(exercise)}{f'<ul>{rich}</ul>' if rich else ''}")
    return Asked(plain_text, kept, lambda: _Question(look_up("EXERCISES", exercise_id), again).form)


class _Question:
    """An exercise being asked: builds the form and does what its buttons say."""

    def __init__(self, exercise: Exercise, again: bool) -> None:
        self.base, self.number = exercise, variant_of(exercise)
        before = None if again else journal.last(exercise.id, RIGHT, NOT_YET)
        values, said = {"code": exercise.start} if exercise.with_code else {}, ""
        if before and not (exercise.with_code and "text" not in before):
            coded = "text" in before
            values = {"code": before["text"]} if coded else {"answer": _entered(exercise, before.get("answer"))}
            values["sure"] = before.get("sure")
            day = f"{before.get('t', '')[:10]}: " if before.get("t") else ""
            sign, word, _ = MARKS[before["event"]]
            still = ", after it was right" if before["event"] == NOT_YET and journal.count(exercise.id, RIGHT) else ""
            said = f"<p>{sign} {html.escape(day)}{word.lower()}{still}.</p>"
        self.coding = "code" in values
        self.form = Form([self._card() | {"feedback": said}], self.pressed, {exercise.id: values})

    @property
    def exercise(self) -> Exercise:
        return variant(self.base, self.number)

    def _card(self) -> dict:
        exercise = self.exercise
        buttons = [["check", "Check"], ["hint", "Hint"], ["solution", "Solution"]]
        if not exercise.with_code:
            buttons.append(["code", "Answer without code" if self.coding else "Answer in code"])
        if len(self.base.variants) > 1:
            buttons.append(["another", "Another case"])
        return {"key": exercise.id, "head": _prompt(exercise), "fields": self._fields(exercise), "buttons": buttons,
                "turn": self.number}  # fmt: skip

    def _fields(self, exercise: Exercise) -> list[dict]:
        order = shown(exercise, journal.seed())
        if self.coding:
            code = {"name": "code", "kind": "code", "label": "Your code; its last line is the answer", "rows": max(4, exercise.start.count("\n") + 2)}  # fmt: skip
            return [code, SURE]
        field = {"name": "answer", "kind": exercise.kind, "label": LABELS[exercise.kind]}
        if exercise.kind == "number":
            field["unit"] = "per cent" if exercise.percent else exercise.unit
        elif exercise.kind == "rule":
            field["slots"] = [[slot, [[key, text] for key, text in options.items()]] for slot, options in exercise.options.items()]  # fmt: skip
        else:
            field["options"] = [[key, exercise.options[key]] for key in order]
        return [field, SURE]

    def pressed(self, key: str, button: str, values: dict) -> None:
        if button == "check":
            self.form.say(key, self._checked(values).body)
        elif button in ("hint", "solution"):
            self.form.say(key, {"hint": _hinted, "solution": _solved}[button](self.exercise).body)
        else:
            if button == "code":
                self.coding = not self.coding
                if self.coding and not values.get("code"):
                    self.form.entered = self.form.entered | {key: values | {"code": self.exercise.start}}
            else:
                self.number += 1
                self.form.entered = self.form.entered | {key: {}}
            self.form.change(**self._card() | {"feedback": ""})

    def _checked(self, values: dict) -> Message:
        exercise, sure, said = self.exercise, values.get("sure"), ""
        if not self.coding:
            return _told(exercise, judge(exercise, values.get("answer") or ...), sure, self.number)
        code = values.get("code") or ""
        if not code.strip() or code.strip() == exercise.start.strip():
            return _told(
                exercise, Judged(NOT_ATTEMPTED, "The code is still as it was at the start."), sure, self.number
            )
        with redirect_stdout(StringIO()) as printed:
            try:
                judged = judge(exercise, run(code, _names()), journal.seed())
            except (Exception, SystemExit) as problem:
                judged = Judged(NOT_YET, explain(problem, _names()))
        if printed.getvalue():
            said = f"<pre>{html.escape(printed.getvalue()[:2000])}</pre>"
        return _told(exercise, judged, sure, self.number, code, said)


def check(exercise_id: str, *answer: Any) -> Message:
    """Say whether an answer is right, not yet right (and which mistake it looks like) or not attempted yet.

    answer: what the exercise asks for; of options, the letters that you see. One that `ask` shows is the same exercise.
    """
    exercise = met(exercise_id)
    given = ... if not answer else answer[0] if len(answer) == 1 else answer
    names = _names()
    if given is not ... and names.get("answer") is given:
        del names["answer"]  # or the next exercise would be checked against it
    return _told(exercise, judge(exercise, given, journal.seed()), None, variant_of(look_up("EXERCISES", exercise_id)))


def hint(exercise_id: str) -> Message:
    """Give the next hint of an exercise; after the last one, say how to see the solution."""
    return _hinted(met(exercise_id))


def _hinted(exercise: Exercise) -> Message:
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
    return _solved(met(exercise_id))


def _solved(exercise: Exercise) -> Message:
    journal.record(exercise.id, "solution")
    plain_code, block = source_code(getattr(exercise.solution, "func", exercise.solution))
    found = "The function below." if exercise.kind == "function" else f"The answer is {plain(exercise.solution(), exercise)}."  # fmt: skip
    folded = f"<details><summary>The code that computes it</summary>{block}</details>"
    return Message("solution", f"Exercise {exercise.id}", f"{found} {exercise.meaning}", (f"\n\n{plain_code}", block if exercise.with_code else folded))  # fmt: skip


def reflect(question_id: str, text: str | None = None) -> Asked | Message:
    """Ask an open question; when something is written, keep it and give a model answer with points to compare.

    Without a text, a box to write in, with what was written before. Nothing is graded.
    """
    question = look_up("REFLECTIONS", question_id)
    if text is not None:
        return _compared(question, text)
    title, prompt = f"Question {question.id} · {question.title}", f"{_heading(question)}{marked(question.prompt)}"
    head = prompt + _written(question.again) if question.again else prompt

    def make() -> Form:
        before = journal.last(question.id, "reflected") or {}
        field = {"name": "text", "kind": "text", "label": "In any language; two to five sentences", "rows": 5}
        one = {"key": question.id, "head": head, "fields": [field], "buttons": [["keep", "Keep, and compare"]]}
        form = Form([one], lambda key, _, values: form.say(key, _compared(question, values.get("text", "")).body),
                    {question.id: {"text": before.get("text", "")}})  # fmt: skip
        return form

    return Asked(f"{title}\n{unmarked(question.prompt)}", card("#0b5fa5", prompt), make)


def met(exercise_id: str) -> Exercise:
    """Return an exercise as this learner meets it, with their parameters filled in."""
    exercise = look_up("EXERCISES", exercise_id)
    return variant(exercise, variant_of(exercise))


def variant_of(exercise: Exercise) -> int:
    """Return which set of parameters this learner meets: the one last answered, else one drawn by their seed, else the first."""
    if not exercise.variants:
        return 0
    before, seed = journal.last(exercise.id, RIGHT, NOT_YET), journal.seed()
    drawn = zlib.crc32(f"{seed} {exercise.id}".encode()) % len(exercise.variants) if seed else 0
    return before.get("variant", 0) if before else drawn


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


def look_up(listing: str, wanted: Any) -> Any:
    """Return the item of this identifier from a list of its lesson: EXERCISES, REFLECTIONS, PREDICTIONS."""
    if isinstance(wanted, (int, float)):
        raise CourseError(
            f"The name of an exercise stands between quotation marks, such as '05.1', not {brief(wanted)}."
        )
    number = str(wanted)[:2]
    items = {item.id: item for item in getattr(lesson(number), listing, ())} if number in lessons() else {}
    if str(wanted) not in items:
        known = f"lesson {number} has {', '.join(items)}" if items else f"the lessons are {', '.join(lessons())}"
        what = {"PREDICTIONS": "prediction", "REFLECTIONS": "question"}.get(listing, "exercise")
        raise CourseError(f"There is no {what} {brief(wanted)}; {known}.")
    return items[str(wanted)]


def _told(
    exercise: Exercise, judged: Judged, sure: str | None, number: int, code: str | None = None, said: str = ""
) -> Message:
    """Record a judged answer, unless it is the last one once more, and say what came of it."""
    new = {"answer": judged.answer, "mistake": judged.mistake, "sure": sure, "text": code, "variant": number or None}
    before, notice = journal.last(exercise.id, RIGHT, NOT_YET), ""
    fresh = (
        not before or before["event"] != judged.outcome or any(before.get(key) != value for key, value in new.items())
    )
    readable = judged.answer is not None or exercise.with_code or code is not None
    if judged.outcome != NOT_ATTEMPTED and readable and fresh:
        seen = journal.count(exercise.id, "solution") > 0 or None
        notice = journal.record(exercise.id, judged.outcome, seen=seen, **new)
    solved = judged.outcome == NOT_YET and journal.count(exercise.id, RIGHT)
    still = "You had this right before, and that still counts." if solved else ""
    return Message(judged.outcome, f"Exercise {exercise.id}", " ".join(filter(None, (judged.text, still, notice))), ("", said))  # fmt: skip


def _compared(question: Reflection, text: Any) -> Message:
    label, text = f"Question {question.id}", text if isinstance(text, str) else ""
    words = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+", text))  # some scripts part no words
    if words < 5:
        return Message(NOT_ATTEMPTED, label, "Write a sentence or two first.")
    if len(text) > journal.KEPT["text"]:
        return Message(
            NOT_ATTEMPTED, label, f"Nothing was kept: the journal takes {journal.KEPT['text']:,} characters at most."
        )
    if (journal.last(question.id, "reflected") or {}).get("text") != text:
        journal.record(question.id, "reflected", text=text)
    points = "".join(f"<li>{marked(point)}</li>" for point in question.points)
    more = ("".join(f"\n- {point}" for point in question.points), f"<ul>{points}</ul>")
    return Message("compare", label, f"Kept. One good answer: {question.model_answer} Did yours say:", more)


def _written(question_id: str) -> str:
    before = (journal.last(question_id, "reflected") or {}).get("text")
    return (
        f"<blockquote>{html.escape(before)}</blockquote>" if before else "<p><em>Nothing was kept there yet.</em></p>"
    )


def _heading(item: Exercise | Reflection) -> str:
    extra = " · with code, extra" if getattr(item, "with_code", False) else ""
    return f"<strong>{item.id} · {html.escape(item.title)}</strong>{extra}<br>"


def _prompt(exercise: Exercise) -> str:
    return _heading(exercise) + marked(exercise.prompt)


def _listed(exercise: Exercise, order: tuple[str, ...]) -> list[str]:
    """What there is to choose from, as paper shows it."""
    if exercise.kind == "rule":
        return [f"{slot} {' / '.join(choices.values())}" for slot, choices in exercise.options.items()]
    return [f"{letter}) {exercise.options[key]}" for letter, key in zip(LETTERS, order, strict=False)]


def _entered(exercise: Exercise, answer: Any) -> Any:
    if exercise.kind != "number" or not isinstance(answer, (int, float)):
        return answer
    return f"{round(answer, 6) if abs(answer) >= 0.001 else answer:.12g}"  # a typed 562/8911 comes back as a person writes it


def _names() -> dict[str, Any]:
    """Return the learner's own names, where they type; a fresh dictionary outside a notebook."""
    try:
        shell = get_ipython()  # type: ignore[name-defined]
    except NameError:
        return {}
    return shell.user_ns
