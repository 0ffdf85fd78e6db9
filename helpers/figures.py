"""The look of every figure: one style, fixed colours, and the chart forms that lessons share.

`new_figure` makes a titled figure, the chart forms draw into its axes, `show` turns it into a picture with alt text.
Figures are made without pyplot, so nothing is displayed twice and nothing stays in memory; whoever draws stands under
`house_style`, so that a learner's own style neither reaches the figures nor is changed by them.
"""

from __future__ import annotations

import base64
import html
import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO, StringIO
from itertools import groupby
from urllib.parse import quote

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from PIL import Image

from helpers.data import CourseError, load, map_outlines
from helpers.marks import named

INK, GREY, PALE, PAPER = "#1f2933", "#5f6b7a", "#d5dae1", "#ffffff"
BLUE, ORANGE, TEAL, PLUM, OCHRE, SKY = "#0b5fa5", "#c2410c", "#00796b", "#9b3a80", "#8a6100", "#3f8fc9"

# A colour keeps its meaning through the course. Contrast on white and distance for colour-blind readers are tested.
COLOURS = {
    "accent": BLUE, "contrast": ORANGE, "context": GREY, "no data": PALE,
    "NATO": BLUE, "Warsaw Pact": ORANGE, "non-aligned": GREY, "United States": BLUE, "Russia": ORANGE, "China": OCHRE,
    "defence": BLUE, "offence": ORANGE, "neutrality": OCHRE, "nonaggression": TEAL, "consultation": PLUM,
    "bilateral": BLUE, "multilateral": TEAL, "mission coalition": ORANGE, "informal": PLUM,
    "supported": TEAL, "partly supported": SKY, "contested": OCHRE, "not supported": ORANGE, "not testable here": GREY,
}  # fmt: skip
SEQUENCE = [BLUE, ORANGE, TEAL, PLUM, OCHRE, SKY]
SIZES = {"wide": (8.0, 4.5), "tall": (8.0, 6.0), "map": (8.0, 5.0), "pair": (8.0, 3.6), "strip": (8.0, 2.6)}
DPI = 110
LEAST = 9.6  # points; on a phone, where a picture is 660 pixels wide, no letter is smaller than this: 11 pixels
HEAVY = 60_000  # characters of SVG; a heavier picture is stored as PNG
FONTS = "'DejaVu Sans', Verdana, sans-serif"  # Verdana is nearly as wide
STYLE = {
    "figure.facecolor": PAPER, "savefig.facecolor": PAPER, "font.family": "DejaVu Sans", "font.size": 10.5, "text.color": INK,
    "axes.labelcolor": GREY, "axes.edgecolor": PALE, "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "axes.grid.axis": "y", "axes.axisbelow": True, "grid.color": "#eceff3",
    "xtick.color": GREY, "ytick.color": GREY, "xtick.bottom": False, "ytick.left": False,
    "lines.linewidth": 2.2, "axes.prop_cycle": mpl.cycler(color=SEQUENCE), "legend.frameon": False,
    "svg.fonttype": "none",
}  # fmt: skip
_THEIRS = ("backend", "backend_fallback", "interactive", "toolbar", "timezone")  # of the session, not of a picture


@cache
def _house() -> dict:
    plain = {key: value for key, value in mpl.rcParamsDefault.items() if key not in _THEIRS}
    return plain | mpl.RcParams(STYLE)


@contextmanager
def house_style(**more) -> Iterator[None]:
    """Draw in the course's style, whatever style the learner has set, and leave theirs as it was. Also a decorator."""
    wanted = _house() | more
    with mpl.rc_context():
        mpl.rcParams.update({key: value for key, value in wanted.items() if mpl.rcParams[key] != value})
        yield


@dataclass(frozen=True)
class Picture:
    """A finished picture with its alt text, shown as an <img> that carries it; it needs no kernel and no widget.

    source: the image as a data URI. What is stored is that <img>, which front ends show before and after a run and nbval
    compares, and plain text.
    """

    title: str
    alt: str
    source: str

    def __repr__(self) -> str:
        return f"[Figure: {self.title}] {self.alt}"

    def _repr_html_(self) -> str:
        return image_tag(self.source, self.alt)


def image_tag(source: str, alt: str) -> str:
    """Return an HTML <img> for a data URI, with its alt text."""
    look = "style='width:100%;max-width:880px;height:auto' decoding='sync'"
    return f"<img alt='{html.escape(alt)}' {look} src='{source}'>"


@house_style()
def new_figure(
    title: str, subtitle: str = "", source: str = "", size: str = "wide", rows: int = 1, cols: int = 1, **axes
):
    """Return (figure, axes) in the house style: finding as title, measure and years as subtitle, source line below.

    size: a key of SIZES. rows, cols: a grid of axes; with 1 × 1 the second item is one Axes, else an array of them.
    Further arguments go to `Figure.subplots`.
    """
    width, height = SIZES[size]
    figure = Figure(figsize=(width, height), dpi=DPI)
    figure.subplots_adjust(left=0.09, right=0.97, bottom=0.66 / height, top=1 - 0.86 / height, wspace=0.28, hspace=0.42)
    figure.title = figure.text(0.02, 1 - 0.12 / height, title, fontsize=13.5, fontweight="bold", va="top")
    figure.subtitle = figure.text(0.02, 1 - 0.44 / height, subtitle, fontsize=10, color=GREY, va="top")
    credit = "\n".join(textwrap.wrap(f"Source: {source}", 108)) if source.strip() else source
    figure.source = figure.text(0.02, 0.09 / height, credit, fontsize=8.5, color=GREY, linespacing=1.1)
    return figure, figure.subplots(rows, cols, **axes)


def show(figure: Figure, alt: str) -> Picture:
    """Return the figure as a picture; `alt` says in a sentence or two what it shows, with at least one value.

    figure: as `new_figure` or `diagram` gives it. Raises CourseError if the alt text is missing or merely repeats the title,
    or if title, subtitle or source runs out of the figure.
    """
    title = figure.title.get_text().replace("\n", " ")
    if len(alt) < 40 or alt.strip().rstrip(".") == title.strip().rstrip("."):
        raise CourseError(f"The figure {title!r} needs an alt text that says what it shows, with a value.")
    for text in (figure.title, figure.subtitle, figure.source):
        if text.get_window_extent().x1 > figure.bbox.width:
            raise CourseError(f"The line {text.get_text()!r} is wider than its figure; shorten it.")
    return Picture(title, alt, still(figure))


def still(figure: Figure) -> str:
    """Return the figure as a data URI for keeping: SVG with text as text, or PNG where the SVG would be heavy."""
    drawing = svg(figure)
    if len(drawing) > HEAVY:
        return f"data:image/png;base64,{base64.b64encode(compact_png(figure)).decode()}"
    return f"data:image/svg+xml;utf8,{quote(drawing, safe=SAFE)}"


SAFE = ' /:;=,.()!$*@?+[]{}|^\n"'  # what a data URI inside single quotes may hold as it is


def svg(figure: Figure, label: str = "") -> str:
    """Return the figure as an <svg> element: the same text on every machine, two decimals, nothing that leaks into a page.

    label: what a screen reader says of it; needed where the element stands in a page by itself.
    """
    text = _written(figure)
    body = text[text.index("</defs>", text.index("<style")) + len("</defs>") : text.rindex("</svg>")]
    body = re.sub(r' id="[A-Za-z0-9.]+_\d+"| transform="rotate\(-0 [^"]*"', "", body)
    # Places lose digits, looks such as an opacity do not; a map with all its points needs no hundredths.
    fine = r"(?<=\.\d\d)(?<!: \d\.\d\d)\d+" if len(body) < 4 * HEAVY else r"(?<=\.\d)(?<!: \d\.\d)\d+"
    pieces = re.split(r"(>[^<\n]+<)", body)  # what is written in the picture stays as it is
    pieces[::2] = [_tight(re.sub(fine, "", piece)) for piece in pieces[::2]]
    body = re.sub(r"\n +", "\n", "".join(pieces))
    body = _shared(body.replace("'DejaVu Sans'", FONTS)) + _larger(body)
    width, height = (72 * side for side in figure.get_size_inches())
    said = f' role="img" aria-label="{html.escape(label)}"' if label else ""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {width:g} {height:g}" '
            f'width="{DPI * width / 72:g}" height="{DPI * height / 72:g}"{said} style="width:100%;max-width:880px;height:auto;'
            f'stroke-linejoin:round;stroke-linecap:butt">{body}</svg>')  # fmt: skip


class _Renderer(RendererSVG):
    """matplotlib's writer of SVG, which keeps from picture to picture how much room a text takes: a quarter of a step.

    Colours of collections are handed on as tuples, which matplotlib remembers, instead of rows of an array, which it cannot.
    """

    def draw_path_collection(self, *arguments, **more):
        *first, faces, edges = arguments[:8]
        colours = [[tuple(colour) for colour in np.asarray(one).tolist()] for one in (faces, edges)]
        super().draw_path_collection(*first, *colours, *arguments[8:], **more)

    def get_text_width_height_descent(self, s, prop, ismath):
        return _room(s, prop.copy(), ismath)


@lru_cache(4096)
def _room(text: str, font: FontProperties, ismath) -> tuple[float, float, float]:
    return TextToPath().get_text_width_height_descent(text, font, ismath)


def _written(figure: Figure) -> str:
    """Return the figure as matplotlib writes it as SVG."""
    buffer, dpi = StringIO(), figure.dpi
    with house_style(**{"svg.hashsalt": figure.title.get_text()}):
        figure.dpi = 72
        try:
            nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            renderer = _Renderer(*(72 * figure.get_size_inches()), buffer, metadata=nothing)
            figure.draw(renderer)
            renderer.finalize()
        finally:
            figure.dpi = dpi
    return buffer.getvalue()


def _larger(body: str) -> str:
    """Return the rule that small letters grow where the picture (or the page that it is part of) is narrow."""
    small = sorted({size for size in re.findall(r"font-size: ([\d.]+)px", body) if float(size) < LEAST})
    names = ",".join(f'[style*="font-size: {size}px"]' for size in small)
    return f"<style>@media (max-width:700px){{{names}{{font-size:{LEAST}px!important}}}}</style>" if small else ""


def _tight(piece: str) -> str:
    """Return path data on one line and without needless blanks."""
    for old, new in ((" \n", " "), ("z\n", "z"), (' "', '"'), (" L ", "L"), ('"M ', '"M'), (" M ", "M"), (" z", "z")):
        piece = piece.replace(old, new)
    return piece


def _shared(body: str) -> str:
    """Return SVG in which paths that follow each other with the same look have it once, from a group around them.

    Lines of one look from one point, such as the links of a state, become one path: they meet nowhere else.
    """
    path, lines = re.compile(r'<path d="((M[^"LCQ]*)[^"]*)"( [^>]*style="[^"]*")/>'), []
    for look, run in groupby(body.split("\n"), lambda line: (found := path.fullmatch(line)) and found[3]):
        run = list(run)
        if look and len(run) > 2:
            shapes = [path.fullmatch(line).groups()[:2] for line in run]
            if "fill: none" in look:
                shapes = [
                    ("".join(shape for shape, _ in fan), start) for start, fan in groupby(shapes, lambda one: one[1])
                ]
            run = [f"<g{look}>", *(f'<path d="{shape}"/>' for shape, _ in shapes), "</g>"]
        lines += run
    return "\n".join(lines)


@house_style()
def render(figure: Figure) -> bytes:
    """Return the figure as PNG bytes, in all its colours."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
    return buffer.getvalue()


def compact_png(figure: Figure) -> bytes:
    """Return the figure as a PNG of at most 256 colours, chosen so that no hue is merged into another; small, for keeping."""
    picture = Image.open(BytesIO(render(figure))).convert("RGB")
    picture = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    out = BytesIO()
    picture.save(out, format="png", optimize=True)
    return out.getvalue()


def bare(ax, keep: str = "") -> None:
    """Strip an axes of frame, ticks and grid; keep: "x" or "y" leaves that axis its ticks, labels and grid."""
    ax.spines[:].set_visible(False)
    ax.grid(False)
    if keep != "x":
        ax.set_xticks([])
    if keep != "y":
        ax.set_yticks([])
    if keep:
        ax.grid(True, axis=keep)


def label_lines(ax, labels: dict[str, object], gap: float = 0.045) -> None:
    """Write each line's label at its right end in the line's colour, moved apart so that none overlap.

    labels: text → Line2D. gap: least distance of two labels, as a share of the axis height.
    """
    ends = []
    for text, line in labels.items():
        x, y = np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)
        good = np.isfinite(y)
        if good.any():
            ends.append([y[good][-1], x[good][-1], text, line.get_color()])
    low, high = ax.get_ylim()
    ends.sort(key=lambda end: end[0])
    for i in range(1, len(ends)):
        ends[i][0] = max(ends[i][0], ends[i - 1][0] + gap * (high - low))
    for y, x, text, colour in ends:
        ax.annotate(text, (x, y), xytext=(6, 0), textcoords="offset points", color=colour, va="center", fontsize=9.5,
                    fontweight="bold", annotation_clip=False)  # fmt: skip


def bars(ax, labels, values, highlight=(), colour: str = PALE, accent: str = BLUE, fmt: str = "{:,.0f}"):
    """Draw horizontal bars, first on top, with the value at each bar's end; return the bar container.

    labels, values: sequences of equal length. highlight: labels drawn in the accent colour.
    """
    colours = [accent if label in highlight else colour for label in labels]
    shown = ax.barh(range(len(labels)), values, color=colours, height=0.72)
    ax.set_yticks(range(len(labels)), labels)
    ax.tick_params(axis="y", colors=INK)
    ax.invert_yaxis()
    ax.grid(False)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set_xticks([])
    ax.bar_label(shown, [fmt.format(value) for value in values], padding=4, color=INK, fontsize=9.5)
    ax.margins(x=0.12)
    return shown


def timeline(ax, spells: pd.DataFrame, colours: dict[str, str] | None = None, end: int | None = None):
    """Draw spells as horizontal bars on a time axis, one row per label, first on top; return the bar container.

    spells: columns label, start, end (years; blank end = still running), and optionally kind, which `colours` maps to a
    colour. end: the year to draw open spells to, marked by an arrow head.
    """
    rows = list(dict.fromkeys(spells["label"]))
    places, stops = [rows.index(label) for label in spells["label"]], spells["end"].fillna(end)
    tones = [(colours or {}).get(kind, BLUE) for kind in spells.get("kind", spells["label"])]
    shown = ax.barh(places, stops - spells["start"], left=spells["start"], height=0.6, color=tones)
    for place, tone, still in zip(places, tones, spells["end"].isna(), strict=True):
        if still:
            ax.plot([end], [place], marker=">", color=tone, markersize=9, clip_on=False)
    ax.set_yticks(range(len(rows)), rows)
    ax.tick_params(axis="y", colors=INK)
    ax.set_ylim(len(rows) - 0.5, -0.6)
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    ax.spines["left"].set_visible(False)
    return shown


def survival_curves(ax, curves: dict[str, object], colours: dict[str, str] | None = None) -> dict[str, object]:
    """Draw Kaplan–Meier step curves with their intervals; return label → line for `label_lines`.

    curves: label → DataFrame with columns time, survival and, if known, low and high, as `models.survival` gives them.
    """
    lines = {}
    for i, (label, curve) in enumerate(curves.items()):
        colour = (colours or {}).get(label, SEQUENCE[i % len(SEQUENCE)])
        time = curve["time"]
        lines[label] = ax.step(time, 100 * curve["survival"], where="post", color=colour)[0]
        if "low" in curve:
            low, high = 100 * curve["low"], 100 * curve["high"]
            ax.fill_between(time, low, high, step="post", color=colour, alpha=0.12, linewidth=0)
    ax.set_ylim(0, 102)
    ax.set_xlim(left=0)
    return lines


def forest(ax, estimates, reference: float = 1.0, log: bool = True, highlight=(), fmt: str = "{:.2f}") -> None:
    """Draw a forest plot: one row per estimate with its interval and its value, a line at the value of no effect.

    estimates: DataFrame with columns label, estimate, low, high. reference: 1 for ratios (log axis), 0 for differences.
    highlight: labels drawn in the contrast colour. fmt: of the values at the right.
    """
    for row, item in enumerate(estimates.itertuples()):
        colour = ORANGE if item.label in highlight else BLUE
        ax.plot([item.low, item.high], [row, row], color=colour)
        ax.plot([item.estimate], [row], marker="o", color=colour, markersize=7)
        value, low, high = (fmt.format(number).replace("-", "−") for number in (item.estimate, item.low, item.high))
        ax.annotate(
            f"{value} [{low}, {high}]", (1.01, row), xycoords=("axes fraction", "data"), va="center", fontsize=9
        )
    ax.axvline(reference, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    if log:
        ax.set_xscale("log")
        ax.xaxis.set_major_formatter(mpl.ticker.FuncFormatter(lambda value, _: f"{value:g}"))
        ax.xaxis.set_minor_formatter(mpl.ticker.NullFormatter())
    ax.set_yticks(range(len(estimates)), estimates["label"])
    ax.tick_params(axis="y", colors=INK)
    ax.set_ylim(len(estimates) - 0.4, -0.7)
    ax.grid(False, axis="y")


def slope(ax, values: pd.DataFrame, colours: dict[str, str], fmt: str = "{:g}") -> None:
    """Draw a slope chart: one line per row between its two columns, named at the left, with both values.

    values: two columns, indexed by label. colours: label → colour.
    """
    for label, (first, second) in zip(values.index, values.to_numpy(), strict=True):
        style = {"color": colours[label], "va": "center", "fontweight": "bold"}
        ax.plot([0, 1], [first, second], color=colours[label], marker="o", markersize=9)
        ax.text(-0.03, first, f"{label}\n{fmt.format(first)}", ha="right", **style)
        ax.text(1.03, second, fmt.format(second), **style)
    ax.set_xticks([0, 1], values.columns)
    ax.set_xlim(-0.58, 1.5)


def lettering(
    ax, labels: list[tuple[float, float, str, float]], colour: str = INK, size: float = 8.5, bold: bool = False
) -> list:
    """Write many fixed labels; return them. labels: x, y (in data), text, share of the width left of x (0, 0.5 or 1)."""
    sides = {0: "left", 0.5: "center", 1: "right"}
    look = {"va": "center_baseline", "fontsize": size, "color": colour, "fontweight": "bold" if bold else "normal"}
    if bold:
        look["bbox"] = {"facecolor": PAPER, "edgecolor": "none", "alpha": 0.8, "pad": 0.8}
    return [ax.text(x, y, text, ha=sides[left], **look) for x, y, text, left in labels]


def _coarse(ring: list, tolerance: float = 25) -> np.ndarray:
    """Return a ring without the points that leave it within `tolerance` kilometres: a third of a point on our maps."""
    path = Path(np.asarray(ring) / tolerance)
    path.simplify_threshold = 1.0
    path.should_simplify = True
    found = path.cleaned(simplify=True)
    return tolerance * found.vertices[found.codes != Path.STOP]


TERRITORIES = {"GRL": "Greenland", "PRI": "Puerto Rico", "NCL": "New Caledonia", "ATF": "French Southern Lands", "PSE": "Palestine",
               "_SOL": "Somaliland", "FLK": "Falkland Islands", "ESH": "Western Sahara", "_NCY": "Northern Cyprus"}  # fmt: skip


@cache
def _map_names() -> dict[str, str]:
    """Return each outline's name by its code: the state's present one, or the territory's."""
    states = load("states").dropna(subset="iso3").sort_values("start")
    return dict(zip(states["iso3"], states["name"], strict=True)) | TERRITORIES


class WorldMap:
    """A world map whose states can be recoloured fast: polygons by ISO3 code, small states as points.

    Equal Earth projection, de facto borders of 2018 (Natural Earth, public domain).
    """

    def __init__(self, ax) -> None:
        shapes = map_outlines()
        rings = [(iso3, ring) for iso3, parts in shapes["outlines"].items() for ring in parts]
        self._codes = [iso3 for iso3, _ in rings]
        self._areas = PolyCollection([_coarse(ring) for _, ring in rings], edgecolors=PAPER, linewidths=0.4)
        self._point_codes = list(shapes["points"])
        spots = np.array([shapes["points"][iso3] for iso3 in self._point_codes])
        frame = np.asarray(shapes["frame"])
        ax.add_collection(PolyCollection([frame], facecolors="#f5f7fa", edgecolors="none", zorder=0))
        ax.add_collection(self._areas)
        self._dots = ax.scatter(spots[:, 0], spots[:, 1], s=11, linewidths=0.4, edgecolors=PAPER, zorder=3)
        ax.set_xlim(frame[:, 0].min(), frame[:, 0].max())
        ax.set_ylim(frame[:, 1].min(), frame[:, 1].max())
        ax.set_aspect("equal")
        ax.axis("off")
        self.colour({})

    def colour(self, colours: dict[str, str], default: str = PALE, values: dict | None = None) -> None:
        """Give each state its colour by ISO3 code; the others get `default`, the colour of no data.

        values: what a state says when it is pointed at: text beside its name, or a pair (name, text).
        """
        said = {iso3: [name, ""] for iso3, name in _map_names().items()}
        for iso3, value in (values or {}).items():
            said[iso3] = [said[iso3][0], value] if isinstance(value, str) else value
        for artist, codes in ((self._areas, self._codes), (self._dots, self._point_codes)):
            named(artist, [said[iso3] for iso3 in codes])
        self._areas.set_facecolors([colours.get(iso3, default) for iso3 in self._codes])
        self._dots.set_facecolors([colours.get(iso3, default) for iso3 in self._point_codes])


class Network:
    """A node-link drawing whose nodes and links can be changed fast; positions are computed once by the caller."""

    def __init__(
        self, ax, positions: dict[object, tuple[float, float]], names: dict[object, str] | None = None
    ) -> None:
        self._positions, self._names = positions, names or {}
        self.links = PathCollection([], facecolors="none", edgecolors=GREY, linewidths=0.7, alpha=0.35, zorder=1)
        ax.add_collection(self.links)
        self._nodes = ax.scatter([], [], linewidths=0.8, edgecolors=PAPER, zorder=2, clip_on=False)
        points = np.array(list(positions.values()))
        margin = 0.06 * np.ptp(points, axis=0).max()
        ax.set_xlim(points[:, 0].min() - margin, points[:, 0].max() + margin)
        ax.set_ylim(points[:, 1].min() - margin, points[:, 1].max() + margin)
        ax.axis("off")

    def update(self, links, sizes: dict, colours: dict, tones=()) -> None:
        """Show these links (pairs of nodes) and nodes (size in points², colour); others are hidden.

        tones: the links' colours, one for each; grey if there are none.
        """
        place, fans, edges = self._positions, [], []
        toned = sorted(zip(links, tones or [GREY] * len(links), strict=True), key=lambda one: (one[0][0], one[1]))
        for (a, tone), fan in groupby(toned, lambda one: (one[0][0], one[1])):  # one path: these meet nowhere else
            ends = [end for (_, b), _ in fan for end in (place[a], place[b])]
            fans.append(Path(ends, [Path.MOVETO, Path.LINETO] * (len(ends) // 2)))
            fans[-1].should_simplify = False
            edges.append(tone)
        self.links.set_paths(fans)
        self.links.set_edgecolor(edges or GREY)
        shown = [node for node in place if node in sizes]
        self._nodes.set_offsets(np.array([place[node] for node in shown]).reshape(-1, 2))
        areas = [sizes[node] for node in shown]
        self._nodes.set_sizes(areas[:1] if len(set(areas)) == 1 else areas)  # one size: one shape, used many times
        self._nodes.set_facecolors([colours.get(node, GREY) for node in shown])
        ties = Counter(node for link in links for node in link)
        named(self._nodes, [[str(self._names.get(node, node)), f"{ties[node]} tie{'' if ties[node] == 1 else 's'}"] for node in shown])  # fmt: skip


@house_style()
def diagram(title: str, subtitle: str = "", size: str = "wide"):
    """Return (figure, axes) for a drawing of an idea: an empty 100 × 100 canvas without axes."""
    figure, ax = new_figure(title, subtitle, size=size)
    figure.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top=0.84 if subtitle else 0.88)
    ax.set_xlim(0, 100)
    ax.set_ylim(0, 100)
    ax.axis("off")
    return figure, ax


def box(
    ax, x: float, y: float, text: str, colour: str = BLUE, width: float = 22, height: float = 12, filled=False
) -> None:
    """Draw a labelled rounded box centred at (x, y) on a diagram's canvas; filled: with the colour, text in white."""
    inside, words = (colour, PAPER) if filled else (PAPER, INK)
    corner = (x - width / 2, y - height / 2)
    ax.add_patch(FancyBboxPatch(corner, width, height, boxstyle="round,pad=0,rounding_size=1.6", linewidth=1.6,
                                edgecolor=colour, facecolor=inside, zorder=2))  # fmt: skip
    ax.text(x, y, text, ha="center", va="center", fontsize=9.5, color=words, zorder=3, linespacing=1.25)


def arrow(
    ax, start, end, text: str = "", colour: str = GREY, style: str = "-|>", bend: float = 0.0, dashed=False
) -> None:
    """Draw an arrow between two points of a diagram's canvas, with an optional label at its middle."""
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle=style, mutation_scale=14, color=colour, linewidth=1.5, zorder=1,
                                 connectionstyle=f"arc3,rad={bend}", linestyle="--" if dashed else "-"))  # fmt: skip
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 1.5
    ax.text(x, y, text, ha="center", va="bottom", fontsize=9, color=colour)


@cache
@house_style()
def warm_up() -> None:
    """Build the font cache and draw once, so that a first picture is not slow; run when the environment is built."""
    figure, ax = new_figure("Warm-up")
    ax.plot([0, 1])
    render(figure)
