"""What each mark of a picture stands for: its place, its name, its value; the page shows it without asking the kernel.

Most marks name themselves from what is written beside them: a bar from its row and the number at its end, a line from the
text in its colour. `named` says it where the picture does not.
"""

from __future__ import annotations

import re

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter

MOST = 120  # points of a line that are named, about
NEAR = 60  # points between a line's end and the text that names it


def named(artist, names: str | list | dict, unit: str = ""):
    """Say what an artist's marks stand for; return the artist.

    names: of a line, its name; else one item a mark in the order they are drawn: a text, or a pair (name, value). unit: what
    the value is measured in, where title and subtitle do not say it. An empty list says that the marks stand for nothing.
    """
    artist.mark_names, artist.mark_unit = names, unit
    if isinstance(artist, PolyCollection):
        artist.set_gid("shapes")
    return artist


def tidy(value: float) -> str:
    """Return a number as a person would write it: three digits, thousands with commas, a true minus, no power of ten."""
    if not np.isfinite(value):
        return "none"
    size = abs(value)
    if 0 < size < 1e-6:
        return "about 0"
    whole = size >= 100 or value == round(value)
    text = f"{value:,.0f}" if whole else np.format_float_positional(value, precision=3, fractional=False, trim="-")
    return text.replace("-", "−")


def marks(figure: Figure) -> list[dict]:
    """Return the marks of a figure that is drawn or about to be, in groups of one kind.

    A group has `unit`; `texts`, one [name, value] a mark, or values alone with one `name`; and where the marks are, in points
    from the upper left corner: `at` (x, y), `boxes` or `links` (x0, y0, x1, y1), or `gid`, the id of the SVG group that holds
    one shape for each.
    """
    found = []
    for ax in figure.axes:
        if not ax.get_visible():
            continue
        write = _Writing(figure, ax)
        for artist in (*ax.patches, *ax.collections, *ax.lines):
            if artist.get_visible() and (group := _group(artist, ax, write)):
                group["unit"] = getattr(artist, "mark_unit", "") or write.measure
                found.append(group)
        found += [group | {"unit": write.measure} for group in _bars(ax, write)]
    for group in found:
        if len(group["texts"]) > 1 and len(names := {name for name, _ in group["texts"]}) == 1:
            group |= {"name": names.pop(), "texts": [value for _, value in group["texts"]]}
    return found


class _Writing:
    """The texts of an axes with their places, and what the axes measures."""

    def __init__(self, figure: Figure, ax: Axes) -> None:
        self._scale, self._height, self.ax = 72 / figure.dpi, 72 * figure.get_size_inches()[1], ax
        ax.apply_aspect()  # both would otherwise be set only when the picture is drawn
        ax.get_xlim()
        self.texts = []
        for text in (*ax.texts, *figure.texts[3:]):  # the first three are title, subtitle and source
            words = " ".join(text.get_text().split())
            if words and text.get_visible():
                where = text.xy if hasattr(text, "xy") else text.get_position()
                system = text.xycoords if hasattr(text, "xycoords") else text.get_transform()
                self.texts.append((words, to_hex(text.get_color()), self.points(self._pixels(where, system))[0]))
        self.measure = self._measure(figure)

    def _pixels(self, where, system) -> np.ndarray:
        systems = {"data": self.ax.transData, "axes fraction": self.ax.transAxes}
        parts = [systems.get(one, self.ax.transData) if isinstance(one, str) else one for one in (system if isinstance(system, tuple) else (system,) * 2)]  # fmt: skip
        x, y = (part.transform(self._numbers(where)) for part in parts)
        return np.array([x[0], y[1]])

    def _numbers(self, where) -> tuple[float, float]:
        return float(self.ax.convert_xunits(where[0])), float(self.ax.convert_yunits(where[1]))

    def points(self, pixels) -> np.ndarray:
        """Return places in points from the upper left corner, given pixels from the lower left one."""
        return np.round(np.asarray(pixels).reshape(-1, 2) * [self._scale, -self._scale] + [0, self._height], 1)

    def _measure(self, figure: Figure) -> str:
        """Return the title over the axes, or its part of the subtitle."""
        if over := " ".join(self.ax.get_title("left").split() or self.ax.get_title().split()):
            return over
        whole = figure.subtitle.get_text() if hasattr(figure, "subtitle") else ""
        place = self.ax.get_position()
        for side, text in re.findall(r"(Left|Right|Top|Below): ([^.;]+)", whole):
            middle = (place.x0 + place.x1) / 2 if side in ("Left", "Right") else (place.y0 + place.y1) / 2
            if (middle > 0.5) == (side in ("Right", "Top")):
                return text
        return "" if re.match(r"(Left|Right|Top|Below):", whole) else whole

    def of_colour(self, colour: str, near=None, most: float = 1e9) -> str:
        """Return the words in a colour, the nearest to a place if there are more."""
        same = [(words, place) for words, tone, place in self.texts if tone == colour and re.search("[^\\W\\d]", words)]
        if near is not None:
            same = [one for one in same if np.hypot(*(one[1] - near)) < most]
            same.sort(key=lambda one: np.hypot(*(one[1] - near)))
        return same[0][0].lstrip("■—●▲◆ ") if same else ""

    def beside(self, low: float, high: float, end: float, lying: bool = True) -> str:
        """Return the number written in a row (or, of standing bars, a column) from low to high, nearest to its end."""
        across, along = (1, 0) if lying else (0, 1)
        near = [(abs(place[along] - end), words) for words, _, place in self.texts if low <= place[across] <= high]
        near = [one for one in near if re.match(r"[+−-]?\d", one[1])]
        return min(near)[1] if near else ""

    def row(self, low: float, high: float) -> str:
        """Return the first words without a number at their beginning in a row from low to high."""
        row = [(place[0], words) for words, _, place in self.texts if low <= place[1] <= high and words[0].isalpha()]
        return min(row)[1] if row else ""


def _categories(axis) -> dict[float, str]:
    """Return the names of an axis's rows or columns; empty for an axis of numbers."""
    locator, formatter = axis.get_major_locator(), axis.get_major_formatter()
    if not isinstance(locator, FixedLocator) or not isinstance(formatter, (FixedFormatter, FuncFormatter)):
        return {}
    found = {float(place): " ".join(formatter(place, i).split()) for i, place in enumerate(locator.locs)}
    return found if any(not re.fullmatch(r"[−-]?[\d.,]*%?", name) for name in found.values()) else {}


def _category(names: dict[float, str], place: float) -> str:
    near = min(names, key=lambda one: abs(one - place), default=None)
    return names[near] if near is not None and abs(near - place) <= 0.5 else ""


def _pair(item) -> list[str]:
    return [item, ""] if isinstance(item, str) else list(item)


def _group(artist, ax: Axes, write: _Writing) -> dict | None:
    """Return the marks of one artist, or None if they stand for nothing."""
    names = getattr(artist, "mark_names", None)
    if names is not None and not len(names):
        return None
    if artist in ax.lines:
        return _line(artist, ax, write, names)
    if isinstance(artist, PathCollection) and len(artist.get_offsets()):
        return _dots(artist, ax, write, names)
    if names is None:
        return None
    texts = [_pair(name) for name in names]
    if isinstance(artist, LineCollection):
        ends = [write.points(ax.transData.transform(line[[0, -1]])).ravel() for line in map(np.asarray, artist.get_segments())]  # fmt: skip
        return {"texts": texts, "links": [end.tolist() for end in ends]}
    if isinstance(artist, PolyCollection):
        return {"texts": texts, "gid": artist.get_gid()}
    box = write.points(artist.get_window_extent().corners()[[1, 2]])  # upper left, lower right
    return {"texts": [_pair(names) if isinstance(names, str) else texts[0]], "boxes": [box.ravel().tolist()]}


def _line(line, ax: Axes, write: _Writing, names) -> dict | None:
    if line.get_transform() != ax.transData:
        return None
    data = np.asarray(line.get_xydata(), float)
    (left, right), (low, high) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
    seen = np.isfinite(data).all(axis=1) & (data[:, 0] >= left) & (data[:, 0] <= right)
    seen &= (data[:, 1] >= low) & (data[:, 1] <= high)
    seen &= np.arange(len(data)) % max(1, len(data) // MOST) == 0
    only_ends = len(data) <= 2 and line.get_marker() in ("None", "", None)
    if not seen.any() or (only_ends and names is None) or line.get_alpha() == 0:
        return None
    at = write.points(ax.transData.transform(data[seen]))
    if isinstance(names, str) or names is None:
        end, label = at[-1], str(line.get_label())
        name = names or ("" if label.startswith("_") else label) or write.of_colour(to_hex(line.get_color()), end, NEAR)
        rows, columns = _categories(ax.yaxis), _categories(ax.xaxis)
        years = not columns and left >= 1800 and right <= 2101
        texts = []
        for x, y in data[seen]:
            if rows:
                level = at[len(texts)][1]
                texts.append([_category(rows, y) or name, write.beside(level - 4, level + 4, 1e9) or tidy(x)])
                continue
            at_x = _category(columns, x) if columns else f"{x:.0f}" if years else tidy(x)
            texts.append([name, f"{at_x}: {tidy(y)}"])
    else:
        texts = [_pair(name) for name, there in zip(names, seen, strict=True) if there]
    return {"texts": texts, "at": at.tolist()}


def _dots(dots, ax: Axes, write: _Writing, names) -> dict | None:
    data = np.ma.filled(np.ma.asarray(dots.get_offsets(), float), np.nan)
    at = write.points(dots.get_offset_transform().transform(data))
    good = np.isfinite(data).all(axis=1)
    if dots.get_clip_on():
        (left, right), (low, high) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
        x, y = ax.transData.inverted().transform(dots.get_offset_transform().transform(data)).T
        good &= (x >= left) & (x <= right) & (y >= low) & (y <= high)
    if names is not None:
        texts = [_pair(name) for name in names]
    elif not ax.axison:
        return None
    else:
        rows = _categories(ax.yaxis)
        close = [[np.hypot(*(place - spot)) for _, _, place in write.texts] for spot in at]
        near = [write.texts[int(np.argmin(one))][0] if one and min(one) < 25 else "" for one in close]
        texts = [
            [_category(rows, y), tidy(x)] if rows else [name, f"{tidy(x)}, {tidy(y)}"]
            for (x, y), name in zip(data, near, strict=True)
        ]
    return {"texts": [one for one, there in zip(texts, good, strict=True) if there], "at": at[good].tolist()}


def _bars(ax: Axes, write: _Writing) -> list[dict]:
    """Return the bars of an axes that nobody named otherwise: row, part of the stack, number at the end."""
    texts, boxes = [], []
    stacked = len(ax.containers) > 1
    for container in ax.containers:
        lying = getattr(container, "orientation", "") == "horizontal"
        names = _categories(ax.yaxis if lying else ax.xaxis)
        for bar in getattr(container, "patches", ()):
            if not bar.get_visible() or hasattr(bar, "mark_names") or bar.get_alpha() == 0:
                continue
            size = bar.get_width() if lying else bar.get_height()
            if not np.isfinite(size) or not size:
                continue
            ends = ax.transData.transform([(bar.get_x(), bar.get_y()), (bar.get_x() + bar.get_width(), bar.get_y() + bar.get_height())])  # fmt: skip
            box = write.points(ends)
            (x0, y0), (x1, y1) = box.min(axis=0), box.max(axis=0)
            place = bar.get_y() + bar.get_height() / 2 if lying else bar.get_x() + bar.get_width() / 2
            part = write.of_colour(to_hex(bar.get_facecolor())) if stacked else ""
            said = "" if stacked else write.beside(y0, y1, x1) if lying else write.beside(x0, x1, y0, lying=False)
            name = _category(names, place) or (write.row(y0, y1) if lying else tidy(place))
            texts.append([" · ".join(filter(None, (name, part))), said or tidy(size)])
            boxes.append([x0, y0, x1, y1])
    return [{"texts": texts, "boxes": [[float(side) for side in box] for box in boxes]}] if boxes else []
