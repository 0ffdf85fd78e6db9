"""Explorer: controls → numbers → picture and words.

An explorer's result is a value: an <img> with alt text in an HTML widget and a sentence below it. Nothing is captured,
so strict nbval passes, nothing flickers, and a static picture is stored for GitHub, nbviewer and print.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable
from time import perf_counter

import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure
from traitlets import TraitError, link

from helpers.data import CourseError, brief
from helpers.figures import compact_png, image_tag, render

SLOW = 0.3  # seconds; a step that took longer announces itself the next time


class Control(widgets.HBox):
    """One labelled control. `.field` is the widget that holds the value; the others only help to set it."""

    def __init__(self, field, *others) -> None:
        self.field = field
        fit = {"flex": "0 1 auto", "width": "max-content", "max_width": "100%", "flex_flow": "row wrap"}
        super().__init__([field, *others], layout=widgets.Layout(**fit, margin="0 1.4em 0 0"))


def choice(label: str, options, value=None) -> Control:
    """Return a drop-down list. options: values, or (text, value) pairs; value: the first one if not given."""
    field = widgets.Dropdown(options=options, description=label, style={"description_width": "initial"})
    if value is not None:
        field.value = value
    return Control(field)


def toggle(label: str, value: bool = False) -> Control:
    """Return a check box."""
    return Control(widgets.Checkbox(value=value, description=label, indent=False))


def number(label: str, low: int, high: int, value: int, step: int = 1, play: bool = False) -> Control:
    """Return a whole-number control from low to high: a labelled box, a slider, and a play button if `play`."""
    field, slider = _ranged(widgets.BoundedIntText, widgets.IntSlider, label, low, high, value, step)
    if not play:
        return Control(field, slider)
    player = widgets.Play(value=value, min=low, max=high, step=step, interval=350, show_repeat=False)
    widgets.jslink((player, "value"), (slider, "value"))
    return Control(field, slider, player)


def amount(label: str, low: float, high: float, value: float, step: float = 0.05) -> Control:
    """Return a decimal-number control from low to high: a labelled box and a slider."""
    return Control(*_ranged(widgets.BoundedFloatText, widgets.FloatSlider, label, low, high, value, step))


def _ranged(box, slider, label: str, low, high, value, step) -> tuple:
    """Return a box and a slider that move together; the box has the label, since a slider handle has no accessible name."""
    span, width = {"value": value, "min": low, "max": high, "step": step}, f"{5.5 + 0.55 * len(label):.1f}em"
    style = {"description_width": "initial"}
    field = box(**span, description=label, style=style, layout=widgets.Layout(width=width))
    handle = slider(**span, readout=False, layout=widgets.Layout(width="16em"))
    link((field, "value"), (handle, "value"))
    return field, handle


class Explorer(widgets.VBox):
    """A panel of controls with a picture, a text summary, the numbers on demand, and a static form for print.

    title: its name. controls: name → Control. compute(**values) → result, pure. setup(result) → (figure, artists), called
    once. update(artists, result) changes the artists in place. describe(result) → plain text with the numbers on show.
    table(result) → DataFrame behind the picture. `.summary` is the text on show. A step that fails leaves the last good
    picture and says so; the exception is kept in `.error`.
    """

    def __init__(
        self,
        title: str,
        controls: dict[str, Control],
        compute: Callable,
        setup: Callable[[object], tuple[Figure, object]],
        update: Callable[[object, object], None],
        describe: Callable[[object], str],
        table: Callable[[object], pd.DataFrame],
    ) -> None:
        self.title, self.controls = title, controls
        self._steps, self._setup = (compute, update, describe, table), setup
        self._start = {name: control.field.value for name, control in controls.items()}
        self.error: Exception | None = None
        self.result = compute(**self._start)
        self.figure, self._artists = setup(self.result)
        self._picture, self._words, self._drawer = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._numbers = widgets.ToggleButton(description="Numbers and downloads", layout=widgets.Layout(width="14em"))
        reset = widgets.Button(description="Reset", layout=widgets.Layout(width="7em"))
        reset.on_click(lambda _: self.restore(self._start))
        self._numbers.observe(lambda _: self._fill_drawer(), "value")
        for control in controls.values():
            control.field.observe(lambda _: self._step(), "value")
        heading = widgets.HTML(f"<strong style='font-size:1.1em'>{html.escape(title)}</strong>")
        row = widgets.HBox(list(controls.values()), layout=widgets.Layout(flex_flow="row wrap"))
        buttons = widgets.HBox([reset, self._numbers])
        super().__init__([heading, row, self._picture, self._words, buttons, self._drawer])
        self._quiet, self._seconds = False, 0.0
        self._step()
        if self.error is not None:
            raise self.error

    def state(self) -> dict:
        """Return the values of all controls; `restore` takes them back."""
        return {name: control.field.value for name, control in self.controls.items()}

    def restore(self, state: dict) -> None:
        """Set the controls to a state. Raises CourseError for a control or a value that the explorer does not have."""
        unknown = [name for name in state if name not in self.controls]
        if unknown:
            raise CourseError(f"'{self.title}' has no control {unknown[0]!r}; it has {', '.join(self.controls)}.")
        before = self.state()
        self._quiet = True
        try:
            for name, value in state.items():
                field = self.controls[name].field
                field.value = value
                if field.value != value:
                    span = f"takes values from {field.min} to {field.max}, not {brief(value)}"
                    raise CourseError(f"Control {name!r} of '{self.title}' {span}.")
        except (TypeError, ValueError, TraitError) as problem:
            for control, old in before.items():
                self.controls[control].field.value = old
            if isinstance(problem, CourseError):
                raise
            raise CourseError(f"Control {name!r} of '{self.title}' does not take the value {brief(value)}.") from None
        finally:
            self._quiet = False
            self._step()

    def data(self) -> pd.DataFrame:
        """Return the numbers behind the present picture."""
        return self._steps[3](self.result)

    def _step(self) -> None:
        if self._quiet:
            return
        compute, update, describe, _ = self._steps
        started = perf_counter()
        if self._seconds > SLOW:
            self._words.value = "<p role='status'>Working …</p>"
        try:
            result = compute(**self.state())
            summary = describe(result)
            update(self._artists, result)
            png = render(self.figure)
        except Exception as problem:  # whatever fails in a lesson's step, the panel stays usable
            self.error = problem
            reason = str(problem) if isinstance(problem, CourseError) else "this combination could not be computed"
            text = f"{reason}. The picture shows the last state that worked."
            self._words.value = f"<p role='alert'>{html.escape(text)}</p>"
            return
        self.error, self.result, self.summary, self._png = None, result, summary, png
        self._seconds = perf_counter() - started
        self._picture.value = image_tag(png, f"{self.title}. {summary}")
        self._words.value = f"<p role='status' style='max-width:50em;line-height:1.45'>{html.escape(summary)}</p>"
        if self._numbers.value:
            self._fill_drawer()

    def _fill_drawer(self) -> None:
        if not self._numbers.value:
            self._drawer.value = ""
            return
        numbers, name = self.data(), re.sub(r"\W+", "-", self.title.lower()).strip("-")
        links = [_download(numbers.to_csv().encode(), "text/csv", f"{name}.csv", "Numbers (CSV)"),
                 _download(self._png, "image/png", f"{name}.png", "Picture (PNG)")]  # fmt: skip
        code = html.escape(f"explorer.restore({json.dumps(self.state())})")
        note = f" First 50 of {len(numbers)} rows." if len(numbers) > 50 else ""
        self._drawer.value = (f"<p>{' · '.join(links)}{note}</p>{numbers.head(50).to_html(border=0)}"
                              f"<p>To come back to this state: <code>{code}</code></p>")  # fmt: skip

    def __repr__(self) -> str:
        return f"[Explorer: {self.title}] {self.summary}"

    def _repr_mimebundle_(self, **kwargs):
        still = {"image/png": compact_png(self.figure), "text/plain": repr(self)}
        return super()._repr_mimebundle_(**kwargs) | still, {"image/png": {"alt": f"{self.title}. {self.summary}"}}


def _download(content: bytes, kind: str, name: str, text: str) -> str:
    packed = base64.b64encode(content).decode()
    return f"<a download='{name}' href='data:{kind};base64,{packed}'>{text}</a>"
