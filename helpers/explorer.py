"""Explorers: controls → numbers → picture and words.

A lesson's explorer is a small class, a `Panel`: what it computes, draws and says are methods; which values its controls
take is plain data. The panel *has* a widget, made when it is first shown, so that everything but the widget can be tested
without one. What a cell returns is a value: nothing is captured, so strict nbval passes and nothing flickers.
"""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass
from functools import cached_property
from time import perf_counter
from typing import Any, Literal

import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure
from traitlets import link

from helpers.data import CourseError, brief
from helpers.figures import house_style, image_tag, render, still, svg

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
    data). The subclass defines compute(**values) → result, pure; draw(result) → Figure, once, keeping the artists that
    move as attributes of self; update(result), which moves them; headline(result) → the picture's title; describe(result) →
    plain text with the numbers on show, pure; table(result) → DataFrame behind the picture. All may be called without a
    widget. A step that fails leaves the last good picture and says so; the exception is kept in `.error`.
    """

    title: str
    controls: dict[str, Control]

    def __init__(self) -> None:
        self._state = self.start()
        self.error: Exception | None = None
        self._seconds = 0.0
        self.result = self.compute(**self._state)
        self.summary = self.describe(self.result)

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
                told = f"Control {name!r} of '{self.title}'"
                if control.kind in ("number", "amount") and isinstance(value, (int, float)):
                    span = f"takes values from {control.low} to {control.high}, not {brief(value)}"
                    raise CourseError(f"{told} {span}.") from None
                raise CourseError(f"{told} does not take the value {brief(value)}.") from None
        self._go(new)

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
        kept = {"text/html": f"<strong>{html.escape(self.title)}</strong>{picture}{note}", "text/plain": repr(self)}
        return self.widget._repr_mimebundle_(**kwargs) | kept


class View(widgets.VBox):
    """What a panel looks like on the screen: title, controls, picture, words, numbers on demand."""

    def __init__(self, panel: Panel) -> None:
        self.panel, self._quiet = panel, False
        self.fields = {}
        boxes = []
        for name, control in panel.controls.items():
            self.fields[name], box = _fields(control)
            self.fields[name].observe(lambda _: self._moved(), "value")
            boxes.append(box)
        self.picture, self.words, self.drawer = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.reset = widgets.Button(description="Reset", layout=widgets.Layout(width="7em"))
        self.reset.on_click(lambda _: panel.restore(panel.start()))
        self.numbers = widgets.ToggleButton(description="Numbers and downloads", layout=widgets.Layout(width="14em"))
        self.numbers.observe(lambda _: self._fill_drawer(), "value")
        heading = widgets.HTML(f"<strong style='font-size:1.1em'>{html.escape(panel.title)}</strong>")
        row = widgets.HBox(boxes, layout=widgets.Layout(flex_flow="row wrap"))
        buttons = widgets.HBox([self.reset, self.numbers])
        super().__init__([heading, row, self.picture, self.words, buttons, self.drawer])
        self.draw(panel.summary)
        self.follow(panel.state())

    def draw(self, summary: str) -> None:
        """Send the panel's present picture, with the words as what a screen reader says of it."""
        self.picture.value = svg(self.panel.figure, f"{self.panel.title}. {summary}")
        self.say(summary)

    def say(self, text: str, role: str = "status") -> None:
        """Show a sentence below the picture; a screen reader reads it out."""
        self.words.value = f"<p role='{role}' style='max-width:50em;line-height:1.45'>{html.escape(text)}</p>"

    def follow(self, asked: dict) -> None:
        """Set the fields to the state that was asked for, and the drawer to what the panel shows."""
        self._quiet = True
        try:
            for name, value in asked.items():
                self.fields[name].value = value
        finally:
            self._quiet = False
        self._fill_drawer()

    def _moved(self) -> None:
        if not self._quiet:
            self.panel.restore({name: field.value for name, field in self.fields.items()})

    def _fill_drawer(self) -> None:
        if not self.numbers.value:
            self.drawer.value = ""
            return
        panel = self.panel
        numbers, name = panel.data(), re.sub(r"\W+", "-", panel.title.lower()).strip("-")
        links = [_download(numbers.to_csv().encode(), "text/csv", f"{name}.csv", "Numbers (CSV)"),
                 _download(render(panel.figure), "image/png", f"{name}.png", "Picture (PNG)"),
                 _download(svg(panel.figure).encode(), "image/svg+xml", f"{name}.svg", "Picture (SVG)")]  # fmt: skip
        code = html.escape(f"explorer.restore({panel.state()!r})")
        note = f" First 50 of {len(numbers)} rows." if len(numbers) > 50 else ""
        self.drawer.value = (f"<p>{' · '.join(links)}{note}</p>{numbers.head(50).to_html(border=0)}"
                             f"<p>To come back to this state, name the explorer in its cell (<code>explorer = …</code>), then: "
                             f"<code>{code}</code></p>")  # fmt: skip


def _fields(control: Control) -> tuple[widgets.Widget, widgets.Widget]:
    """Return a control's field, which holds the value, and the box with all that helps to set it."""
    style, helpers = {"description_width": "initial"}, []
    if control.kind == "choice":
        options = list(control.options.items())
        field = widgets.Dropdown(options=options, value=control.value, description=control.label, style=style)
    elif control.kind == "toggle":
        field = widgets.Checkbox(value=control.value, description=control.label, indent=False)
    else:
        whole = control.kind == "number"
        span = {"value": control.value, "min": control.low, "max": control.high, "step": control.step}
        width = widgets.Layout(width=f"{5.5 + 0.55 * len(control.label):.1f}em")
        # The box has the label, since a slider handle has no accessible name.
        box, slider = ((widgets.BoundedIntText, widgets.IntSlider) if whole
                       else (widgets.BoundedFloatText, widgets.FloatSlider))  # fmt: skip
        field = box(**span, description=control.label, style=style, layout=width)
        helpers = [slider(**span, readout=False, layout=widgets.Layout(width="16em"))]
        link((field, "value"), (helpers[0], "value"))
        if control.play:
            helpers.append(widgets.Play(**span, interval=350, show_repeat=False))
            widgets.jslink((helpers[1], "value"), (helpers[0], "value"))
    fit = {"flex": "0 1 auto", "width": "max-content", "max_width": "100%", "flex_flow": "row wrap"}
    return field, widgets.HBox([field, *helpers], layout=widgets.Layout(**fit, margin="0 1.4em 0 0"))


def _download(content: bytes, kind: str, name: str, text: str) -> str:
    packed = base64.b64encode(content).decode()
    return f"<a download='{name}' href='data:{kind};base64,{packed}'>{text}</a>"
