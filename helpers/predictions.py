"""Predict, then see: a guess is kept, then the picture appears with the guess in it, and says how far off it was.

A lesson lists its predictions in `PREDICTIONS`. Nothing that is stored holds the answer. COURSE_REVEAL=1 (a teacher, the
site, the slides) shows it without a guess.
"""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from helpers import journal
from helpers.answers import Exercise, judge
from helpers.cards import Cards, card, marked, unmarked
from helpers.exercises import look_up
from helpers.figures import Picture
from helpers.form import Asked, Form

ASK = {"number": "Your guess", "choice": "Your guess", "order": "Your order", "sketch": "Drag the dots, or use the arrow keys"}  # fmt: skip


@dataclass(frozen=True)
class Prediction:
    """A question to be guessed before its picture is seen.

    id: `05.look`. kind: what a guess is: a number, a key of `options`, all of them in order, or a sketch: one value for each
    of `labels`, between `low` and `high`. answer(): the truth in that form. picture(guess): the picture with the guess
    drawn into it; without one for None. reveal: what it shows, in marked words. expected: what most people guess, if the
    lesson knows. unit is written behind numbers; first: in a sketch, the value at the first label, which is given.
    """

    id: str
    prompt: str
    kind: Literal["number", "choice", "order", "sketch"]
    answer: Callable[[], Any]
    picture: Callable[[Any], Picture]
    reveal: str
    expected: str = ""
    unit: str = ""
    decimals: int = 0
    options: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 100.0
    first: float | None = None


def predict(prediction_id: str, reveal: bool = False) -> Asked | Cards:
    """Ask for a guess, then show the picture with the guess in it. reveal: show it at once, as a teacher may."""
    item = look_up("PREDICTIONS", prediction_id)
    if reveal or os.environ.get("COURSE_REVEAL") == "1":
        shown, asked = revealed(item), f"<strong>Predict</strong><br>{marked(item.prompt)}"
        fold = f"<details><summary>What came out</summary>{shown._repr_html_()}</details>"
        return Cards([f"Predict: {unmarked(item.prompt)}", repr(shown)], [card("#d9822b", asked), fold])
    options = "".join(f"<li>{html.escape(text)}</li>" for text in item.options.values())
    rich = f"<strong>Predict</strong><br>{marked(item.prompt)}{f'<ul>{options}</ul>' if options else ''}"
    listed = "".join(f"\n- {text}" for text in item.options.values())
    plain_text = f"Predict: {unmarked(item.prompt)}{listed}\n(The picture comes after your guess.)"
    kept = card("#d9822b", f"{rich}<p><em>The picture comes after your guess.</em></p>")
    return Asked(plain_text, kept, lambda: _form(item))


def revealed(item: Prediction, guess: Any = None) -> Cards:
    """Return the picture, the guess in it, how far off it was, and what the picture shows."""
    picture = item.picture(guess)
    first = distance(item, guess) if guess is not None else ""
    said = [text for text in (item.reveal, item.expected) if text]
    rich = [f"<p role='status'>{marked(text)}</p>" for text in (first, *said) if text]
    at = 1 if first else 0  # the learner's own guess comes first, then the picture
    return Cards(
        [*([unmarked(first)] if first else []), repr(picture), *map(unmarked, said)],
        [*rich[:at], picture._repr_html_(), *rich[at:]],
    )


def distance(item: Prediction, guess: Any) -> str:
    """Say how far a guess is from the truth."""
    truth = item.answer()
    if item.kind == "choice":
        return f"You chose '{item.options[guess]}', and so it is." if guess == truth else f"You chose '{item.options[guess]}'; it is '{item.options[truth]}'."  # fmt: skip
    if item.kind == "order":
        right = sum(a == b for a, b in zip(guess, truth, strict=True))
        return f"{right} of your {len(truth)} stand in the right place. The order is: {', '.join(item.options[key] for key in truth)}."
    if item.kind == "number":
        off = abs(guess - truth)
        shown = f"You said {_said(item, guess)}; it is {_said(item, truth)}"
        return f"{shown}." if off < 0.5 * 10**-item.decimals else f"{shown}: your guess was {_gap(item, off)} too {'low' if guess < truth else 'high'}."  # fmt: skip
    gaps = [abs(a - b) for a, b in zip(guess, truth, strict=True)]
    worst = max(range(len(gaps)), key=gaps.__getitem__)
    side = "high" if guess[worst] > truth[worst] else "low"
    mean = sum(gaps) / len(gaps)
    start, given = (item.low + item.high) / 2, item.first is not None
    still = sum(value == start for value in guess[given:])
    moved = f" {still} of your dots are still where they began." if 2 * still > len(guess) else ""
    return f"Your line is off by {_gap(item, mean)} on average. The largest gap is at {item.labels[worst]}: {_gap(item, gaps[worst])} too {side}.{moved}"  # fmt: skip


def _said(item: Prediction, value: float) -> str:
    space = "" if item.unit.startswith("%") else " "
    number = f"{value:.3g}" if abs(value) < 10 and not item.decimals else f"{value:,.{item.decimals}f}"
    return f"{number}{space}{item.unit}".rstrip()


def _gap(item: Prediction, value: float) -> str:
    return f"{value:,.{item.decimals}f} percentage points" if item.unit.startswith("%") else _said(item, value)


def _form(item: Prediction) -> Form:
    in_words = f". Unit: {item.unit}" if item.kind == "sketch" and item.unit not in ("", "%") else ""
    asked: dict[str, Any] = {"name": "guess", "kind": item.kind, "label": ASK[item.kind] + in_words, "unit": item.unit}
    if item.kind in ("choice", "order"):
        asked["options"] = [[key, text] for key, text in item.options.items()]
    if item.kind == "sketch":
        asked |= {"labels": list(item.labels), "low": item.low, "high": item.high, "first": item.first}
    before = _first(item)
    one = {"key": item.id, "head": f"<strong>Predict</strong><br>{marked(item.prompt)}", "fields": [asked],
           "buttons": [["see", "This is my guess: show me"], ["skip", "Show me without a guess"]]}  # fmt: skip
    form = Form([one], lambda key, button, values: _see(form, item, button, values.get("guess")),
                {item.id: {"guess": f"{before:.12g}" if isinstance(before, float) else before}} if before is not None else {})  # fmt: skip
    if before is not None:
        form.say(item.id, revealed(item, before)._repr_html_())
    return form


def _see(form: Form, item: Prediction, button: str, entered: Any) -> None:
    if button == "skip":
        form.say(item.id, revealed(item)._repr_html_())
        return
    guess, problem = read_guess(item, entered)
    if problem:
        form.say(item.id, card("#5f6b7a", f"<p role='alert'>{html.escape(problem)}</p>"))
        return
    known = _first(item)
    if known != guess:  # the first guess stands; what is tried after the picture was seen is marked so
        journal.record(item.id, "predicted", answer=guess, seen=known is not None or None)
    form.say(item.id, revealed(item, guess)._repr_html_())


def _first(item: Prediction) -> Any:
    found = [entry.get("answer") for entry in journal.entries(item.id) if entry["event"] == "predicted"]
    return found[0] if found else None


def read_guess(item: Prediction, entered: Any) -> tuple[Any, str]:
    """Return a guess as the journal keeps it, and '' or a sentence on why it is none."""
    if item.kind == "sketch":
        fits = isinstance(entered, list) and len(entered) == len(item.labels)
        return (entered, "") if fits else (None, "Move at least one dot first.")
    percent = item.unit.startswith("%")
    options = item.options
    asked = Exercise(
        item.id, "", item.kind, "remember", "", item.answer, "", (), (), 6, percent=percent, options=options
    )
    if item.kind == "order" and entered is None:
        entered = list(options)
    judged = judge(asked, entered or ...)
    if judged.answer is None:
        return None, "Make a guess first; it costs nothing." if judged.outcome == "not attempted" else judged.text
    guess = judged.answer
    if percent and 0 <= item.answer() <= 100:
        if not 0 <= guess <= 100:
            return None, f"A share lies between 0 and 100 per cent; {guess:g} does not."
        if 0 < guess < 1 <= item.answer():
            return None, f"Is that {guess:g} per cent, or a fraction? Per cent are asked for; a half is 50."
    elif item.kind == "number" and guess < 0 <= item.answer():
        return None, f"It cannot be below zero, as {guess:g} is."
    return list(guess) if item.kind == "order" else guess, ""
