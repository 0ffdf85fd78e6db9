"""A form: cards of words, fields, buttons and feedback. `form.js` draws it with native controls; the kernel says what it says."""

from __future__ import annotations

import html
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
from traitlets import Dict, List

from helpers.cards import Cards, card
from helpers.errors import explain

SURE = {"name": "sure", "kind": "choice", "label": "How sure are you?", "inline": True,
        "options": [["sure", "sure"], ["think so", "think so"], ["guess", "a guess"]]}  # fmt: skip


class Form(anywidget.AnyWidget):
    """Cards on the screen, and what was entered into them.

    cards: list of {key, head, fields, buttons, feedback, turn; fold: heading of the fold it lies in}; head and feedback are
    HTML. A field is {name, kind, label, …} with a kind of `form.js`; a button is [key, text]; a new turn redraws the fields.
    entered: card → field → what is entered. pressed(card, button, values) is called for a button, with the card's values; it
    changes the form by `say` and `change`.
    """

    _esm = Path(__file__).with_name("form.js")
    _css = Path(__file__).with_name("form.css")
    cards = List().tag(sync=True)
    entered = Dict().tag(sync=True)

    def __init__(
        self, cards: list[dict], pressed: Callable[[str, str, dict], None], entered: dict | None = None
    ) -> None:
        whole = [
            {"head": "", "fields": [], "buttons": [], "feedback": "", "turn": 0, "fold": ""} | one for one in cards
        ]
        super().__init__(cards=whole, entered=entered or {})
        self._pressed = pressed
        self.on_msg(lambda _, message, __: self.press(message["card"], message["press"], message.get("values")))

    def press(self, key: str, button: str, values: dict | None = None) -> None:
        """Do what a button does; whatever fails becomes a sentence, so that the form stays usable."""
        if values is not None:
            self.entered = self.entered | {key: values}
        try:
            self._pressed(key, button, self.entered.get(key, {}))
        except (Exception, SystemExit) as problem:
            self.say(key, card("#c2410c", f"<p role='alert'>{html.escape(explain(problem))}</p>"))
        self.send({"done": key})  # so that the page knows that somebody is there

    def say(self, key: str, html: str) -> None:
        """Show HTML as a card's feedback."""
        self.change(key, feedback=html)

    def change(self, key: str, **parts: Any) -> None:
        """Change parts of a card: its head, fields, buttons, feedback."""
        self.cards = [one | parts if one["key"] == key else one for one in self.cards]

    def find(self, key: str) -> dict:
        """Return a card."""
        return next(one for one in self.cards if one["key"] == key)


def live(widget: widgets.Widget, kept: dict[str, str]) -> tuple[dict, dict]:
    """Return data and metadata that show a widget, with what the file keeps of it."""
    found = widget._repr_mimebundle_()
    return (found[0] if isinstance(found, tuple) else found) | kept, _metadata()


@cache
def _metadata() -> dict:
    """Return what makes Colab load widgets other than ipywidgets' own, which anywidget knows; elsewhere nothing."""
    return Form([], lambda *_: None)._repr_mimebundle_()[1] if "google.colab" in sys.modules else {}


class Asked:
    """What a verb that asks returns: live a form; kept in the file, words and HTML that hold no answer.

    plain, rich: the stored form. make(): builds the form, when it is first shown.
    """

    note = "<p><em>Run this cell (Shift + Enter) to answer here.</em></p>"

    def __init__(self, plain: str, rich: str, make: Callable[[], widgets.Widget]) -> None:
        self._plain, self._rich, self._make, self._form = plain, rich, make, None

    @property
    def form(self) -> widgets.Widget:
        """The form, made when it is first asked for."""
        if self._form is None:
            self._form = self._make()
        return self._form

    def __repr__(self) -> str:
        return self._plain

    def stored(self) -> str:
        """Return the HTML that is kept in the file."""
        return self._rich + self.note

    def _repr_mimebundle_(self, **kwargs):
        kept = {"text/plain": self._plain, "text/html": self.stored()}
        return live(self.form, kept)


def closed(words: str, button: str, show: Callable[[], Cards]) -> Asked | Cards:
    """Keep something closed until a button is pressed, so that the stored file does not tell it; COURSE_REVEAL=1 opens it."""
    if os.environ.get("COURSE_REVEAL") == "1":
        return show()
    one = {"key": "closed", "head": html.escape(words), "buttons": [["open", button]]}

    def make() -> Form:
        form = Form([one], lambda key, *_: form.say(key, show()._repr_html_()))
        return form

    return Asked(words, card("#5f6b7a", html.escape(words)), make)
