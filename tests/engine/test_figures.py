"""One style: contrast, colours apart for colour-blind readers, alt text demanded, chart forms that draw what they are given."""

import base64
import itertools
import re
import subprocess
import sys
from io import BytesIO, StringIO
from urllib.parse import unquote
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from PIL import Image

from helpers import figures, marks
from helpers.data import CourseError
from helpers.exercises import lesson
from helpers.figures import BLUE, COLOURS, ORANGE, SEQUENCE

# Linear RGB simulation of full deuteranopia and protanopia (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHT = {
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
}


def linear(colour):
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return linear(colour) @ [0.2126, 0.7152, 0.0722]


def lab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    f = np.cbrt(xyz / [0.9505, 1.0, 1.089])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize(
    "colour", sorted({*COLOURS.values(), *SEQUENCE, figures.INK, figures.GREY} - {figures.PALE, figures.SKY})
)
def test_text_colours_have_contrast_on_white(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_the_light_blue_is_readable_as_large_text_and_marks():
    assert 1.05 / (luminance(figures.SKY) + 0.05) >= 3


@pytest.mark.parametrize("sight", [None, *SIGHT])
def test_first_four_colours_stay_apart(sight):
    matrix = SIGHT.get(sight, np.eye(3))
    for a, b in itertools.combinations([figures.BLUE, figures.ORANGE, figures.TEAL, figures.PLUM], 2):
        assert np.linalg.norm(lab(matrix @ linear(a)) - lab(matrix @ linear(b))) > 10, (a, b)


def test_show_demands_a_real_alt_text():
    figure, _ = figures.new_figure("A finding")
    for alt in ("", "short", "A finding."):
        with pytest.raises(CourseError, match="alt text"):
            figures.show(figure, alt)
    wide, _ = figures.new_figure("A finding " * 12)
    with pytest.raises(CourseError, match="wider than its figure"):
        figures.show(wide, "A chart that shows nothing at all, with the value 0.")
    below, _ = figures.new_figure("A finding", "how it was measured, " * 12)
    with pytest.raises(CourseError, match="wider than its figure"):
        figures.show(below, "A chart that shows nothing at all, with the value 0.")
    picture = figures.show(figure, "A chart that shows nothing at all, with the value 0.")
    assert picture._repr_html_().startswith(f"<img alt='{picture.alt}'") and picture.title == "A finding"
    assert repr(picture) == f"[Figure: A finding] {picture.alt}"


def test_a_picture_is_svg_with_text_as_text_the_same_each_time():
    def draw(value=2.71828):
        with figures.house_style():
            figure, ax = figures.new_figure("A finding", source="ours")
            ax.plot([0, 1], [0, 1 / 3])
            ax.text(0.5, 0.1, f"{value:.5f} & <more>")
            return figure

    picture = figures.svg(draw(), "What it shows, with the value 2.7.")
    assert picture == figures.svg(draw(), "What it shows, with the value 2.7.")
    assert picture != figures.svg(draw(2.71829), "What it shows, with the value 2.7.")
    assert ">A finding</text>" in picture and ">2.71828 &amp; &lt;more&gt;</text>" in picture, "text keeps its decimals"
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img" and root.get("aria-label").startswith("What it shows")
    outside = re.sub(r">[^<]+<", "><", picture)
    assert not re.search(r"\.\d{3}", outside), "two decimals, the same on every machine"
    assert "Verdana" in picture
    rule = re.search(r"<style>@media \(max-width:700px\){(.*?){font-size:9.6px!important}}</style>", picture)
    sizes = {float(size) for size in re.findall(r'style="font-size: ([\d.]+)px', picture)}
    small = {float(size) for size in re.findall(r'\[style\*="font-size: ([\d.]+)px"\]', rule[1])}
    assert small == {size for size in sizes if size < 9.6} and small, "on a phone each letter has 11 pixels or more"
    assert picture.count("<style") == 1
    assert {node.get("id") for node in root.iter() if node.get("id")} >= set(re.findall(r"url\(#(\w+)\)", picture))


@pytest.mark.parametrize(
    ("number", "name"), [("03", "alliance world"), ("05", "lifetimes"), ("12", "supplier network")]
)
def test_what_is_remembered_between_pictures_changes_none(number, name):
    """Room of texts and colours of collections: twice as matplotlib's own `savefig` writes it."""
    figure, buffer = lesson(number).EXPLORERS[name]().figure, StringIO()
    with figures.house_style(**{"svg.hashsalt": figure.title.get_text()}):
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    assert figures._written(figure) == buffer.getvalue() == figures._written(figure) and figure.dpi == figures.DPI


def test_links_of_a_state_and_a_colour_are_one_path():
    _, ax = figures.new_figure("t", "s")
    network = figures.Network(ax, {"a": (0, 0), "b": (1, 0), "c": (0, 1), "d": (1, 1)})
    links = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c")]
    network.update(links, {}, {}, [BLUE, ORANGE, BLUE, BLUE])
    fans = [(len(path.vertices) // 2, to_hex(colour)) for path, colour in zip(network.links.get_paths(), network.links.get_edgecolors(), strict=True)]  # fmt: skip
    assert sorted(fans) == [(1, BLUE), (1, ORANGE), (2, BLUE)]


def test_a_heavy_picture_loses_digits_of_places_and_none_of_looks():
    def draw(points):
        figure, ax = figures.new_figure("Many")
        ax.plot(
            np.random.default_rng(1).random((2, points)),
            np.random.default_rng(2).random((2, points)),
            alpha=0.063,
            linewidth=0.765,
        )
        return figures.svg(figure)

    light, heavy = draw(5), draw(2500)
    assert re.search(r'"M\d+\.\d\d \d', light) and not re.search(r'"M\d+\.\d\d \d', heavy)
    for picture in (light, heavy):
        assert "stroke-opacity: 0.063" in picture and "stroke-width: 0.765" in picture


def test_paths_of_one_look_share_it():
    figure, ax = figures.new_figure("Alike")
    fan = [[(0, 0), (1, y)] for y in range(5)] + [[(0, y), (1, y)] for y in range(1, 5)]
    ax.add_collection(LineCollection(fan, colors=figures.TEAL))
    ax.set(xlim=(0, 1), ylim=(0, 5))  # matplotlib 3.10 would leave them as they are, and cut the lines
    picture = figures.svg(figure)
    assert picture.count(f"stroke: {figures.TEAL}") == 1
    shapes = [node.get("d") for node in ElementTree.fromstring(picture).iter() if node.tag.endswith("path")]
    assert max(shape.count("M") for shape in shapes) == 5, (
        "the fan from one point is one path, the other lines stay apart"
    )


def test_a_kept_picture_is_svg_unless_that_is_heavy_and_png_keeps_its_hues():
    with figures.house_style():
        figure, ax = figures.new_figure("A finding")
        light = figures.still(figure)
        ax.scatter(np.arange(900), np.sin(np.arange(900)), c=np.arange(900))
        heavy = figures.still(figure)
    assert light.startswith("data:image/svg+xml;utf8,%3Csvg") and not set("'<>#&") & set(light)
    unpacked = unquote(light.removeprefix("data:image/svg+xml;utf8,"))
    assert ElementTree.fromstring(unpacked.replace("\n", "")) is not None, "a browser drops line ends inside an address"
    assert heavy.startswith("data:image/png;base64,")
    kept = np.asarray(Image.open(BytesIO(base64.b64decode(heavy.partition(",")[2]))).convert("RGB")).astype(int)
    full = np.asarray(Image.open(BytesIO(figures.render(figure))).convert("RGB")).astype(int)
    assert np.abs(kept - full).max() <= 16


@pytest.mark.parametrize("style", ["dark_background", {"text.usetex": True, "figure.constrained_layout.use": True,
                                                       "axes.prop_cycle": mpl.cycler(color=["red"]), "savefig.bbox": "tight"}])  # fmt: skip
def test_a_learners_own_style_is_left_alone_and_has_no_say(style):
    module = lesson("05")
    figure, panel = next(iter(module.FIGURES.values())), next(iter(module.EXPLORERS.values()))
    plain = figure()._repr_html_(), panel().widget.picture.value
    before = dict(mpl.rcParams)
    with mpl.rc_context():
        mpl.style.use(style)
        theirs = dict(mpl.rcParams)
        assert (figure()._repr_html_(), panel().widget.picture.value) == plain
        assert dict(mpl.rcParams) == theirs
    assert dict(mpl.rcParams) == before


def test_importing_the_course_changes_no_setting():
    code = ("import matplotlib as mpl; before = dict(mpl.rcParams)\n"
            "from helpers.exercises import lesson; lesson('00').FIGURES['growth']()\n"
            "assert dict(mpl.rcParams) == before")  # fmt: skip
    subprocess.run([sys.executable, "-c", code], check=True)


def test_labels_are_moved_apart():
    _, ax = figures.new_figure("t")
    lines = {
        name: ax.plot([0, 1], [0, y])[0] for name, y in {"one": 1.0, "two": 1.001, "three": 1.002, "four": 3}.items()
    }
    figures.label_lines(ax, lines)
    heights = sorted(text.xy[1] for text in ax.texts)
    low, high = ax.get_ylim()
    assert min(np.diff(heights)) >= 0.045 * (high - low) * 0.999


def test_bars_timeline_forest_slope_and_survival_draw_what_they_get():
    figure, axes = figures.new_figure("t", size="tall", rows=3, cols=2)
    a, b, c, d, e, _ = axes.ravel()
    shown = figures.bars(a, ["x", "y"], [3, 1], highlight=["y"])
    assert [bar.get_width() for bar in shown] == [3, 1]
    figures.timeline(
        b,
        pd.DataFrame(
            {"label": ["x", "x", "y"], "start": [1950, 1960, 1970], "end": pd.array([1955, None, 1980], dtype="Int64")}
        ),
        end=2000,
    )
    assert [bar.get_width() for bar in b.patches] == [5, 40, 10] and len(b.lines) == 1
    figures.forest(c, pd.DataFrame({"label": ["m"], "estimate": [0.8], "low": [0.6], "high": [1.1]}))
    assert list(c.lines[0].get_xdata()) == [0.6, 1.1] and c.get_xscale() == "log"
    figures.slope(
        d, pd.DataFrame({"before": [1, 2], "after": [2, 1]}, ["x", "y"]), {"x": figures.BLUE, "y": figures.GREY}
    )
    assert list(d.lines[1].get_ydata()) == [2, 1] and [text.get_text() for text in d.texts] == [
        "x\n1",
        "2",
        "y\n2",
        "1",
    ]
    curve = pd.DataFrame({"time": [0.0, 2.0], "survival": [1.0, 0.5], "low": [1.0, 0.2], "high": [1.0, 0.8]})
    lines = figures.survival_curves(e, {"all": curve})
    assert list(lines["all"].get_ydata()) == [100, 50]
    assert figures.render(figure).startswith(b"\x89PNG")


def test_map_colours_states_and_leaves_the_rest_pale():
    figure, ax = figures.new_figure("t", size="map")
    world = figures.WorldMap(ax)
    world.colour({"FRA": figures.BLUE, "SGP": figures.ORANGE})
    assert "NAM" in world._codes and "SGP" in world._point_codes
    blue = np.array([int(figures.BLUE[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    coloured = {
        code
        for code, face in zip(world._codes, world._areas.get_facecolor(), strict=True)
        if np.allclose(face[:3], blue, atol=0.01)
    }
    assert coloured == {"FRA"}
    assert figures.render(figure)


def test_network_hides_what_is_not_in_the_year():
    figure, ax = figures.new_figure("t")
    drawing = figures.Network(ax, {"a": (0, 0), "b": (1, 0), "c": (0, 1)})
    drawing.update([("a", "b")], {"a": 20, "b": 30}, {"a": figures.BLUE})
    assert len(drawing._nodes.get_offsets()) == 2 and len(drawing.links.get_paths()) == 1
    drawing.update([], {}, {})
    assert len(drawing._nodes.get_offsets()) == 0
    assert figures.render(figure)


@figures.house_style()
def test_marks_name_themselves_from_what_is_written():
    figure, ((a, b), (c, d), (e, f)) = figures.new_figure("t", "people, by year", size="tall", rows=3, cols=2)
    figures.bars(a, ["ants", "bees"], [3000, 12])
    line = b.plot([2000, 2001, 2002], [1, 4.25, np.nan])[0]
    figures.label_lines(b, {"wasps": line})
    figures.forest(c, pd.DataFrame({"label": ["m"], "estimate": [0.8], "low": [0.6], "high": [1.1]}))
    drawing = figures.Network(d, {"x": (0, 0), "y": (1, 0)}, names={"x": "Xanten"})
    drawing.update([("x", "y")], {"x": 20, "y": 30}, {})
    e.set_title("height, m")
    marks.named(e.scatter([1, 2], [3, 4]), [["Ada", "3 m"], "Bob"])
    f.axhline(1)
    f.plot([0, 1], [0, 1])
    found = marks.marks(figure)
    told = [
        text
        for group in found
        for text in (group["texts"] if "name" not in group else [[group["name"], text] for text in group["texts"]])
    ]
    assert told == [["ants", "3,000"], ["bees", "12"], ["wasps", "2000: 1"], ["wasps", "2001: 4.25"], ["m", "0.80 [0.60, 1.10]"],
                    ["Xanten", "1 tie"], ["y", "1 tie"], ["Ada", "3 m"], ["Bob", ""]]  # fmt: skip
    assert [group["unit"] for group in found] == ["people, by year"] * 4 + ["height, m"]
    drawn = figures.svg(figure)
    for group in found:
        assert len(group["texts"]) == len(group.get("at") or group.get("boxes"))
    assert ">ants</text>" in drawn
    x0, y0, x1, y1 = found[0]["boxes"][0]
    shape = re.search(r'd="M([\d.]+) ([\d.]+)L([\d.]+) [\d.]+L[\d.]+ ([\d.]+)[^"]*"[^>]*fill: #d5dae1', drawn)
    assert sorted({x0, x1}) == pytest.approx(sorted({float(shape[1]), float(shape[3])}), abs=0.1), (
        "where the SVG has it"
    )
    assert sorted({y0, y1}) == pytest.approx(sorted({float(shape[2]), float(shape[4])}), abs=0.1)


def test_numbers_in_labels_are_written_as_a_person_would():
    assert [marks.tidy(x) for x in (1234.5, 0.012345, -3.14159, 7.0, np.nan)] == [
        "1,234",
        "0.0123",
        "−3.14",
        "7",
        "none",
    ]
