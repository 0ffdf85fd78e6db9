"""Explorers: controls → numbers → picture and words.

A lesson's explorer is a small class, a `Panel`: what it computes, draws and says are methods; which values its controls
take is plain data. The panel *has* a widget, made when it is first shown, so that everything but the widget can be tested
without one. What a cell returns is a value: nothing is captured, so strict nbval passes and nothing flickers.
"""

from __future__ import annotations

import base64
import gc
import html
import math
import os
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from time import perf_counter
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qsl, urlencode

import anywidget
import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure
from traitlets import Bool, List, Unicode

from helpers.cards import marked
from helpers.data import CourseError, brief, load
from helpers.figures import house_style, image_tag, render, still, svg
from helpers.form import live
from helpers.marks import marks

TERMS = "Compiled facts: the terms of each source apply (data/README.md). Words and picture: CC BY 4.0, Military Partnerships Course"
LATE = 0.6  # seconds in which steps of a player that has stopped may still come in
SLOW = 0.3  # seconds; a step that took longer announces itself the next time


@dataclass(frozen=True)
class Control:
    """One labelled control as plain data: which values it takes, and the one it starts with.

    options: of a choice, text → value. low, high, step: of a number or an amount. play: with a button that runs through.
    """

    kind: Literal["choice", "toggle", "number", "amount"]
    label: str
    value: Any
    options: dict[str, Any] | None = None
    low: float = 0
    high: float = 0
    step: float = 1
    play: bool = False

    def take(self, value: Any) -> Any:
        """Return the value as this control holds it, numbers on its nearest step; raise ValueError for any other."""
        if self.kind == "choice":
            found = [option for option in self.options.values() if type(option) is type(value) and option == value]
            if not found:
                raise ValueError
            return found[0]
        if self.kind == "toggle":
            if not isinstance(value, bool):
                raise ValueError
            return value
        if isinstance(value, (bool, str)) or not self.low <= value <= self.high:
            raise ValueError
        steps = round((value - self.low) / self.step)
        near = min(self.low + steps * self.step, self.high)
        return round(near) if self.kind == "number" else round(float(near), 10)

    def read(self, text: str) -> Any:
        """Return the value that a text in a page's address stands for; raise ValueError if there is none."""
        if self.kind in ("number", "amount"):
            return float(text)
        known = self.options.values() if self.kind == "choice" else (True, False)
        return next((value for value in known if str(value) == text), None)


def choice(label: str, options, value=None) -> Control:
    """Return a drop-down list. options: values, or (text, value) pairs; value: the first one if not given."""
    pairs = [option if isinstance(option, tuple) else (str(option), option) for option in options]
    return Control("choice", label, pairs[0][1] if value is None else value, dict(pairs))


def toggle(label: str, value: bool = False) -> Control:
    """Return a check box."""
    return Control("toggle", label, value)


def number(label: str, low: int, high: int, value: int, step: int = 1, play: bool = False) -> Control:
    """Return a whole-number control from low to high: a labelled box, a slider, and a play button if `play`."""
    return Control("number", label, value, low=low, high=high, step=step, play=play)


def amount(label: str, low: float, high: float, value: float, step: float = 0.05) -> Control:
    """Return a decimal-number control from low to high: a labelled box and a slider."""
    return Control("amount", label, float(value), low=low, high=high, step=step)


class Panel:
    """An explorer. A lesson's subclass says what it is; this class runs it and shows it.

    title, controls: the panel's name, and name → Control (a class attribute, or a cached property where options come from
    data). stories: text of a chip → (values of some controls, a sentence on what to see there). questions: what to find out by
    moving the controls → the answer, folded; both may carry emphasis and the marks of prose numbers. state: values that differ from
    the start, as `as_code` writes them. The subclass defines compute(**values) → result, pure; draw(result) → Figure, once, keeping the artists that
    move as attributes of self; update(result), which moves them; headline(result) → the picture's title; describe(result) →
    plain text with the numbers on show, pure; table(result) → DataFrame behind the picture. All may be called without a
    widget. A step that fails leaves the last good picture and says so; the exception is kept in `.error`.
    """

    title: str
    controls: dict[str, Control]
    stories: ClassVar[dict[str, tuple[dict, str]]] = {}
    questions: ClassVar[dict[str, str]] = {}

    def __init__(self, **state) -> None:
        self._state = self.start()
        self.error: Exception | None = None
        self._seconds = 0.0
        self.result = self.compute(**self._state)
        self.summary = self.describe(self.result)
        if state:
            self.restore(state)

    def compute(self, **values) -> Any:
        """Return what the picture and the words need, from the controls' values alone."""
        raise NotImplementedError

    def draw(self, result) -> Figure:
        """Make the figure once; keep the artists that `update` moves as attributes."""
        raise NotImplementedError

    def update(self, result) -> None:
        """Move the artists to a result."""
        raise NotImplementedError

    def headline(self, result) -> str:
        """Return the finding of a result: the picture's title."""
        raise NotImplementedError

    def describe(self, result) -> str:
        """Return a result in words, with its numbers."""
        raise NotImplementedError

    def table(self, result) -> pd.DataFrame:
        """Return the numbers behind a result."""
        raise NotImplementedError

    def start(self) -> dict:
        """Return the values that the controls start with."""
        return {name: control.value for name, control in self.controls.items()}

    def state(self) -> dict:
        """Return the values of all controls for the picture on show; `restore` takes them back."""
        return dict(self._state)

    def restore(self, state: dict) -> None:
        """Set the controls to a state. Raises CourseError for a control or a value that the panel does not have."""
        new = self.state()
        for name, value in state.items():
            if name not in self.controls:
                raise CourseError(f"'{self.title}' has no control {name!r}; it has {', '.join(self.controls)}.")
            control = self.controls[name]
            try:
                new[name] = control.take(value)
            except (TypeError, ValueError):
                told = f"'{control.label}'"
                if control.kind in ("number", "amount") and isinstance(value, (int, float)):
                    span = f"takes values from {control.low} to {control.high}, not {brief(value) if isinstance(value, bool) else format(value, 'g')}"
                    raise CourseError(f"{told} {span}.") from None
                raise CourseError(f"{told} does not take the value {brief(value)}.") from None
        self._go(new)

    def as_code(self) -> str:
        """Return the line that opens the panel in its present state, in a cell of its lesson."""
        start = self.start()
        moved = [f"{name}={value!r}" for name, value in self._state.items() if value != start[name]]
        return f"lesson.{type(self).__name__}({', '.join(moved)})"

    def as_query(self) -> str:
        """Return the end of an address that opens the panel in its present state, in the gallery."""
        start = self.start()
        moved = {name: value for name, value in self._state.items() if value != start[name]}
        return urlencode({"open": type(self).__name__} | moved)

    def data(self) -> pd.DataFrame:
        """Return the numbers behind the present picture."""
        return self.table(self.result)

    @cached_property
    def figure(self) -> Figure:
        """The figure, drawn when it is first asked for and moved at each step from then on."""
        with house_style():
            figure = self.draw(self.result)
            self._move(figure, self.result)
        return figure

    @cached_property
    def widget(self) -> View:
        """The panel on the screen, made when it is first shown."""
        return View(self)

    def _move(self, figure: Figure, result) -> None:
        self.update(result)
        figure.title.set_text(self.headline(result))

    def _go(self, state: dict) -> None:
        """Take one step to a state: numbers, words, picture; then tell the widget, if there is one."""
        view = self.__dict__.get("widget")
        if view and self._seconds > SLOW:
            view.say("Working …")
        started = perf_counter()
        try:
            result = self.compute(**state)
            summary = self.describe(result)
            if "figure" in self.__dict__:
                with house_style():
                    self._move(self.figure, result)
            if view:
                view.draw(summary)
        except Exception as problem:  # whatever fails in a lesson's step, the panel stays usable
            self.error = problem
            if "figure" in self.__dict__:
                with house_style():  # the step may have failed half way
                    self._move(self.figure, self.result)
            if view:
                reason = str(problem) if isinstance(problem, CourseError) else "this combination could not be computed"
                view.say(f"{reason}. The picture shows the last state that worked.", "alert")
                view.follow(state)
            return
        self.error, self._state, self.result, self.summary = None, state, result, summary
        self._seconds = perf_counter() - started
        if view:
            view.follow(state)

    def __repr__(self) -> str:
        return f"[Explorer: {self.title}] {self.summary}"

    def _repr_mimebundle_(self, **kwargs):
        """Live: the widget. Kept in the file: a still picture that says so, which is also what nbval compares."""
        picture = image_tag(still(self.figure), f"{self.title}. {self.summary}")
        note = "<p><em>A still picture. Run this cell (Shift + Enter) to move its controls.</em></p>"
        asked = _asked(self.questions, answers=False)
        kept = {
            "text/html": f"<strong>{html.escape(self.title)}</strong>{picture}{asked}{note}",
            "text/plain": repr(self),
        }
        return live(self.widget, kept)


def opened(build: type[Panel]) -> Panel:
    """Return a panel for the gallery, in the state that the page's address asks for, if it asks for this one.

    Voilà hands what stands behind the question mark of the address to the kernel. What cannot be had is said below the picture.
    """
    panel, asked = build(), dict(parse_qsl(os.environ.get("QUERY_STRING", "")))
    if asked.pop("open", "") != build.__name__:
        return panel
    panel.widget.picture.asked = True
    try:
        panel.restore(
            {name: panel.controls[name].read(text) if name in panel.controls else text for name, text in asked.items()}
        )
    except (CourseError, ValueError) as problem:
        panel.widget.say(
            f"The address asks for a state that this panel does not have. {problem} {panel.summary}", "alert"
        )
    return panel


class Stage(anywidget.AnyWidget):
    """A picture on the screen. value: its SVG; marks: what `marks` says of it, shown without asking the kernel.

    states: the names among them that are states, which a click follows from picture to picture, in the browser alone.
    """

    _esm = Path(__file__).with_name("explorer.js")
    _css = Path(__file__).with_name("explorer.css")
    value = Unicode().tag(sync=True)
    marks = List().tag(sync=True)
    states = List(Unicode()).tag(sync=True)
    asked = Bool(False).tag(sync=True)  # named in the page's address: the page scrolls to it


@cache
def _settle() -> None:
    """Once, before the first panel is shown: what is loaded by now stays, so Python's collector need not search it.

    Its search of pandas, matplotlib and all else stopped a step for 150 ms now and then; of what comes later, for 20 ms.
    """
    gc.freeze()


class View(widgets.VBox):
    """What a panel looks like on the screen, as one card: title, stories, controls; picture, table or data; words."""

    def __init__(self, panel: Panel) -> None:
        _settle()
        self.panel, self._quiet = panel, False
        self.fields, self.sliders, self.players, boxes, self._stopped = {}, {}, {}, [], -math.inf
        for name, control in panel.controls.items():
            self.fields[name], self.sliders[name], box, player = _fields(control)
            if player:
                self.players[name] = player
            self.fields[name].observe(lambda _: self._moved(), "value")
            boxes.append(box)
        self.picture, self.words, self.drawer = Stage(), widgets.HTML(), widgets.HTML()
        self.picture.on_msg(lambda _, said, __: self._calm() if said.get("calm") else None)
        self.picture.add_class("course-picture")
        self.words.add_class("course-words")
        self.drawer.add_class("course-scroll")
        self.reset, self.copy = (
            _button("Reset", self._begin),
            _button("Copy this state", self._copy),
        )
        self.tabs = widgets.ToggleButtons(options=["Picture", "Table", "Data"], style={"button_width": "6.5em"})
        self.tabs.observe(lambda _: self._turn(), "value")
        heading = widgets.HTML(f"<strong class='course-title'>{html.escape(panel.title)}</strong>")
        self.stories = [_button(name, lambda name=name: self._tell(name), "course-story") for name in panel.stories]
        rows = [[heading, *self.stories], boxes, [self.tabs, self.copy, self.reset]]
        top, controls, foot = (widgets.HBox(row, layout=widgets.Layout(flex_flow="row wrap")) for row in rows)
        side = widgets.VBox([self.words, widgets.HTML(_asked(panel.questions))])
        side.add_class("course-side")
        super().__init__([top, controls, self.picture, self.drawer, side, foot])
        self.add_class("course-explorer")
        self.draw(panel.summary)
        self.follow(panel.state())
        self._turn()

    def draw(self, summary: str) -> None:
        """Send the panel's present picture, with the words as what a screen reader says of it."""
        found = marks(self.panel.figure)
        with self.picture.hold_sync():
            self.picture.value = svg(self.panel.figure, f"{self.panel.title}. {summary}")
            self.picture.marks = found
            self.picture.states = sorted(_states() & {name for group in found for name in _names(group)})
        self.say(summary)

    def say(self, text: str, role: str = "status") -> None:
        """Show a sentence below the picture; a screen reader reads it out."""
        self.words.value = f"<p role='{role}'>{html.escape(text)}</p>"

    def follow(self, asked: dict) -> None:
        """Set the fields to the state that was asked for, and table and data to what the panel shows."""
        self._quiet = True
        try:
            for name, value in asked.items():
                self.fields[name].value = value
                if self.sliders[name]:
                    self.sliders[name].value = value
                if name in self.players:  # play goes on from here; on the page it is linked with the slider
                    self.players[name].value = value
        finally:
            self._quiet = False
        start = self.panel.start()
        for chip, (state, _) in zip(self.stories, self.panel.stories.values(), strict=True):
            (chip.add_class if asked == start | state else chip.remove_class)("course-told")
        self._fill_drawer()

    def _moved(self) -> None:
        if self._quiet:
            return
        if perf_counter() - self._stopped < LATE:  # steps that were under way when play stopped
            self.follow(self.panel.state())
            return
        typed = {name: field.value for name, field in self.fields.items()}
        asked = {name: self._step(name, value) for name, value in typed.items()}
        told = self._reached(asked)
        try:
            self.panel.restore(asked)
        except CourseError as problem:  # typed, and not to be had: say so, and keep what was
            self.say(str(problem), "alert")
            self.follow(self.panel.state())
            return
        taken = self.panel.state()
        for name, value in typed.items():
            step = self.panel.controls[name].step
            if self.panel.error is None and self.sliders[name] and abs(taken[name] - value) > 1e-6 * step:
                which = "nearest" if asked[name] == value else "next"
                self.say(f"{value:g} was taken as {taken[name]:g}, the {which} step. {self.panel.summary}")
        if told:
            self.say(f"{told} {self.panel.summary}")

    def _begin(self) -> None:
        """Stop play and go back to the first state."""
        for player in self.players.values():
            if player.playing:
                player.playing, self._stopped = False, perf_counter()
        self.panel.restore(self.panel.start())

    def _step(self, name: str, value: Any) -> Any:
        """Return what is asked for; for a number that would round back to where the panel stands, the step on that side.

        A box counts its arrow keys from zero: from 2017 in steps of five down to 2015, which is nearest to 2017 again.
        """
        control, now = self.panel.controls[name], self.panel.state()[name]
        if (
            not self.sliders[name]
            or abs(value - now) <= 1e-6 * control.step  # a slider's noise is no move
            or not control.low <= value <= control.high
            or control.take(value) != now
        ):
            return value
        return min(max(now + math.copysign(control.step, value - now), control.low), control.high)

    def _reached(self, asked: dict) -> str:
        """Return the sentence of a story that play reaches or steps over, if any; then play stops there, and `asked` says so."""
        now = self.panel.state()
        for name, player in self.players.items():
            for state, sentence in self.panel.stories.values() if player.playing else ():
                rest = {key: value for key, value in state.items() if key != name}
                if name in state and now[name] < state[name] <= asked[name] and asked == asked | rest:
                    player.playing, self._stopped = False, perf_counter()
                    asked[name] = state[name]
                    return sentence
        return ""

    def _calm(self) -> None:
        """Step slowly for readers whose system asks for less motion."""
        for player in self.players.values():
            player.interval = 2000

    def _tell(self, name: str) -> None:
        state, sentence = self.panel.stories[name]
        self.panel.restore(self.panel.start() | state)
        if self.panel.error is None:
            self.say(f"{sentence} {self.panel.summary}")

    def _copy(self) -> None:
        if os.environ.get("SERVER_SOFTWARE", "").startswith("voila"):
            self.picture.send({"query": self.panel.as_query()})
            self.say(f"Copied: a link that opens this page with '{self.panel.title}' in this state.")
            return
        line = self.panel.as_code()
        self.picture.send({"copy": line})
        self.words.value = (
            f"<p role='status'>Copied. Paste it into a cell of this lesson: <code>{html.escape(line)}</code></p>"
        )

    def _turn(self) -> None:
        drawn = self.tabs.value == "Picture"
        self.picture.layout.display, self.drawer.layout.display = (None, "none") if drawn else ("none", None)
        self._fill_drawer()

    def _fill_drawer(self) -> None:
        fill = {"Picture": lambda panel: "", "Table": _table, "Data": _downloads}[self.tabs.value]
        self.drawer.value = fill(self.panel)


def _asked(questions: dict[str, str], answers: bool = True) -> str:
    """Return an explorer's questions as a list; each unfolds its answer where there are answers."""
    if not questions:
        return ""
    told = "<li><details><summary>{}</summary>{}</details></li>" if answers else "<li>{}</li>"
    rows = "".join(told.format(marked(question), marked(answer)) for question, answer in questions.items())
    return f"<ol class='course-questions' aria-label='Questions; each opens its answer'>{rows}</ol>" if answers else f"<ol>{rows}</ol>"  # fmt: skip


@cache
def _states() -> frozenset[str]:
    return frozenset(load("states")["name"])


def _names(group: dict) -> list[str]:
    return [group["name"]] if "name" in group else [name for name, _ in group["texts"]]


def _button(text: str, act, kind: str = "") -> widgets.Button:
    button = widgets.Button(description=text, layout=widgets.Layout(width="auto"))
    button.add_class(kind or "course-act")
    button.on_click(lambda _: act())
    return button


def rounded(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return a table as texts, each column with the digits that a person would write; years stay years."""

    def write(column: pd.Series) -> pd.Series:
        if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            return column.astype(object).where(column.notna(), "–").astype(str)
        known = column.dropna().astype(float)
        size, whole = known.abs().max() if len(known) else 0, (known == known.round()).all()
        year = whole and len(known) and known.between(1000, 2100).all()
        power = math.floor(math.log10(size or 1))
        digits = 0 if whole or size >= 100 else min(4, 2 - power if power >= 0 else 1 - power)
        form = "{:.0f}" if year else f"{{:,.{digits}f}}"
        return column.map(lambda value: "–" if pd.isna(value) else form.format(value).replace("-", "−")).astype(str)

    return numbers.apply(write)


def _table(panel: Panel) -> str:
    numbers = panel.data()
    note = (
        f"<p>First 50 of {len(numbers):,} rows; all of them are under <em>Data</em>.</p>" if len(numbers) > 50 else ""
    )
    return f"{rounded(numbers.head(50)).to_html(border=0)}{note}"


def credit(panel: Panel) -> dict[str, str]:
    """Return what a download says of itself: title, finding, measure and years, source, terms, state."""
    written = (panel.figure.title, panel.figure.subtitle, panel.figure.source)
    finding, measure, source = (" ".join(text.get_text().split()) for text in written)
    return {"Title": panel.title, "Finding": finding, "Measure and years": measure, "Source": source.removeprefix("Source: "),
            "Terms": TERMS, "State": panel.as_code()}  # fmt: skip


def _downloads(panel: Panel) -> str:
    about, name = credit(panel), re.sub(r"\W+", "-", panel.title.lower()).strip("-")
    head = "".join(f"# {key}: {value}\n" for key, value in about.items())
    links = [_download((head + panel.data().to_csv(float_format="%.6g")).encode(), "text/csv", f"{name}.csv", "Numbers (CSV)"),
             _download(render(panel.figure), "image/png", f"{name}.png", "Picture (PNG)"),
             _download(svg(panel.figure).encode(), "image/svg+xml", f"{name}.svg", "Picture (SVG)")]  # fmt: skip
    lines = "".join(f"<dt><strong>{key}</strong></dt><dd>{html.escape(value)}</dd>" for key, value in about.items() if key != "State")  # fmt: skip
    return (f"<p>{' · '.join(links)}</p><dl>{lines}<dt><strong>This state</strong></dt><dd><code>{html.escape(about['State'])}</code> "
            "comes back to it, in a cell of this lesson.</dd></dl>")  # fmt: skip


def _fields(control: Control) -> tuple[widgets.Widget, widgets.Widget | None, widgets.Widget, widgets.Widget | None]:
    """Return a control's field, which holds the value, its slider if it has one, the box with all that helps to set it, its player."""
    style, helpers, slider, player = {"description_width": "initial"}, [], None, None
    if control.kind == "choice":
        options = list(control.options.items())
        field = widgets.Dropdown(options=options, value=control.value, description=control.label, style=style)
    elif control.kind == "toggle":
        field = widgets.Checkbox(value=control.value, description=control.label, indent=False)
    else:
        span = {"value": control.value, "min": control.low, "max": control.high, "step": control.step}
        width = widgets.Layout(width=f"{5.5 + 0.55 * len(control.label):.1f}em")
        # The box has the label, since a slider handle has no accessible name; it has no bounds, so that what is typed is answered.
        field = widgets.FloatText(value=control.value, step=control.step, description=control.label, style=style, layout=width)  # fmt: skip
        kind = widgets.IntSlider if control.kind == "number" else widgets.FloatSlider
        slider = kind(**span, readout=False, layout=widgets.Layout(width="11em"))
        slider.observe(lambda change: setattr(field, "value", change["new"]), "value")
        helpers = [slider]
        if control.play:
            player = widgets.Play(**span, interval=350, show_repeat=False)
            fast = widgets.ToggleButton(
                description="fast", tooltip="Play three times as fast", layout=widgets.Layout(width="3.6em")
            )
            fast.observe(lambda change: setattr(player, "interval", 120 if change["new"] else 350), "value")
            widgets.jslink((player, "value"), (slider, "value"))
            helpers += [player, fast]
    fit = {"flex": "0 1 auto", "width": "max-content", "max_width": "100%", "flex_flow": "row wrap"}
    return field, slider, widgets.HBox([field, *helpers], layout=widgets.Layout(**fit, margin="0 1.4em 0 0")), player


def _download(content: bytes, kind: str, name: str, text: str) -> str:
    packed = base64.b64encode(content).decode()
    return f"<a download='{name}' href='data:{kind};base64,{packed}'>{text}</a>"
