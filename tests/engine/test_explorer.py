"""The explorer panel: what it shows, how it fails, what can be taken away."""

import base64
import html
import io
import re
import subprocess
import sys
import time
import types

import pandas as pd
import pytest

from helpers import explorer as module
from helpers.data import CourseError, load
from helpers.exercises import lesson
from helpers.explorer import Panel, amount, choice, number, toggle
from helpers.figures import new_figure, still
from tests import sweep


class Sample(Panel):
    title = "Test <b>panel</b>"
    controls = {
        "n": number("Number", 1, 9, 5, play=True),
        "kind": choice("Kind", ["up", "down"]),
        "flag": toggle("Flag"),
        "share": amount("Share", 0, 1, 0.5),
    }

    def compute(self, n, kind, flag, share):
        return {"n": n, "kind": kind, "flag": flag, "share": share}

    def draw(self, result):
        figure, ax = new_figure("t", "s")
        self.line = ax.plot([0, 1], [0, 1])[0]
        return figure

    def update(self, result):
        self.line.set_ydata([0, result["n"]])

    def headline(self, result):
        return f"n is {result['n']}"

    def describe(self, result):
        return f"n is {result['n']}, {result['kind']}, {result['flag']}, {result['share']:.2f}."

    def table(self, result):
        return pd.DataFrame([result])


def shown(panel):
    view = panel.widget
    return view.picture.value + view.words.value


def move(panel, name, value):
    panel.widget.fields[name].value = value


def test_words_and_numbers_need_no_widget_and_no_picture():
    panel = Sample()
    assert panel.summary == "n is 5, up, False, 0.50."
    panel.restore({"n": 7, "flag": True})
    assert panel.summary == "n is 7, up, True, 0.50." and panel.data()["n"].tolist() == [7]
    assert not {"widget", "figure"} & set(vars(panel))
    assert panel.describe(panel.compute(1, "down", False, 0.25)) == "n is 1, down, False, 0.25."
    assert panel.figure.title.get_text() == "n is 7" and "widget" not in vars(panel)


def test_first_state_is_a_value_with_alt_text():
    panel = Sample()
    data, _ = panel._repr_mimebundle_()
    assert data["text/plain"] == "[Explorer: Test <b>panel</b>] n is 5, up, False, 0.50."
    assert "<img alt='Test &lt;b&gt;panel&lt;/b&gt;. n is 5, up, False, 0.50.'" in data["text/html"]
    assert "src='data:image/svg+xml;utf8,%3Csvg" in data["text/html"] and "Run this cell" in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data
    assert 'role="img" aria-label="Test &lt;b&gt;panel&lt;/b&gt;. n is 5' in shown(panel) and "<b>panel" not in shown(
        panel
    )


def test_moving_a_control_changes_picture_words_and_alt():
    panel = Sample()
    before = panel.widget.picture.value
    move(panel, "n", 9)
    assert panel.summary.startswith("n is 9") and panel.widget.picture.value != before
    assert shown(panel).count("n is 9, up") == 2
    assert ">n is 9</text>" in panel.widget.picture.value, "text stays text"


def test_slider_and_box_are_one_control():
    panel = Sample()
    box, slider, player, fast = panel.widget.children[1].children[0].children
    slider.value = 3
    assert box.value == 3 and panel.state()["n"] == 3
    box.value = 9
    assert slider.value == 9 and panel.state()["n"] == 9
    assert player.min == 1 and player.max == 9
    slow = player.interval
    fast.value = True
    assert player.interval < slow / 2
    panel.restore({"n": 2})
    assert box.value == slider.value == 2


@pytest.mark.parametrize(("typed", "kept", "told"), [(99, 5, "from 1 to 9, not 99"), (1.6, 2, "1.6 was taken as 2"), (0, 5, "not 0"),
                                                     (float("nan"), 5, "not nan")])  # fmt: skip
def test_what_is_typed_out_of_range_is_answered(typed, kept, told):
    panel = Sample()
    move(panel, "n", typed)
    assert panel.state()["n"] == kept == panel.widget.fields["n"].value
    assert told in panel.widget.words.value


def test_the_noise_of_binary_numbers_is_no_news():
    panel = Sample()
    move(panel, "share", 0.5 - 0.1 - 0.1 - 0.1)  # 0.20000000000000007
    assert panel.state()["share"] == 0.2 and "taken as" not in panel.widget.words.value


def test_every_control_has_a_label():
    for field in Sample().widget.fields.values():
        assert field.description.strip()


def test_state_goes_round_and_reset_brings_back():
    panel = Sample()
    start = panel.state()
    for state in sweep.corners(panel):
        panel.restore(state)
        assert panel.state() == state
        assert {name: field.value for name, field in panel.widget.fields.items()} == state
    panel.widget.reset.click()
    assert panel.state() == start and panel.summary.startswith("n is 5")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"m": 1}, "no control 'm'; it has n, kind"),
        ({"n": 50}, "from 1 to 9, not 50"),
        ({"share": float("nan")}, "from 0 to 1, not nan"),
        ({"kind": "sideways"}, "does not take the value 'sideways'"),
        ({"kind": ["up"]}, "does not take the value ['up']"),
        ({"n": "many"}, "does not take the value 'many'"),
        ({"n": True}, "not True"),
        ({"flag": 1}, "does not take the value 1"),
        ({"n": 3, "kind": None}, "does not take the value None"),
    ],
)
def test_impossible_states_are_refused_and_nothing_changes(state, words):
    panel = Sample()
    move(panel, "n", 7)
    before = panel.state()
    with pytest.raises(CourseError, match=re.escape(words)):
        panel.restore(state)
    assert panel.state() == before and panel.error is None


def test_a_value_between_two_steps_is_taken_to_the_nearest():
    panel = Sample()
    panel.restore({"share": 0.333})
    assert panel.state()["share"] == 0.35 and panel.widget.fields["share"].value == 0.35
    move(panel, "share", 0.61)
    assert panel.state()["share"] == 0.6 and panel.widget.fields["share"].value == 0.6


class Fives(Sample):
    controls = {**Sample.controls, "n": number("Year", 1972, 2022, 2017, step=5)}


def test_the_noise_of_a_slider_is_no_move():
    panel = Sample()
    for noise in (1e-12, -1e-12):
        move(panel, "share", 0.5 + noise)
        assert panel.state()["share"] == 0.5 and "taken as" not in panel.widget.words.value


@pytest.mark.parametrize(("typed", "kept"), [(2015, 2012), (2020, 2022), (2016, 2012), (1984, 1982)])
def test_an_arrow_key_in_a_box_always_leaves_where_it_stands(typed, kept):
    panel = Fives()  # a browser counts the keys of a box from zero: 2015 and 2020 would both go back to 2017
    move(panel, "n", typed)
    assert panel.state()["n"] == kept == panel.widget.fields["n"].value
    assert f"{typed} was taken as {kept}" in panel.widget.words.value


class Fragile(Sample):
    def compute(self, n, kind, flag, share):
        if n == 9:
            raise CourseError("Nine is too many")
        if n == 8:
            raise KeyError("secret detail")
        return super().compute(n, kind, flag, share)


def test_a_raising_step_says_so_and_keeps_the_last_good_picture():
    panel = Fragile()
    good = panel.widget.picture.value
    move(panel, "n", 9)
    assert isinstance(panel.error, CourseError) and panel.widget.picture.value == good
    assert "role='alert'" in shown(panel) and "Nine is too many" in shown(panel)
    move(panel, "n", 8)
    assert "could not be computed" in shown(panel) and "secret" not in shown(panel)
    move(panel, "n", 4)
    assert panel.error is None and "alert" not in shown(panel) and "n is 4" in shown(panel)


def test_a_wrong_panel_is_noticed_at_once():
    class Wrong(Sample):
        def compute(self, n):
            return n

    with pytest.raises(TypeError):
        Wrong()


def test_a_slow_step_announces_itself(monkeypatch):
    monkeypatch.setattr(module, "SLOW", 0.05)
    seen = []

    class Slow(Sample):
        def describe(self, result):
            if "widget" in vars(self):
                seen.append(self.widget.words.value)
                time.sleep(0.06)
            return super().describe(result)

    panel = Slow()
    move(panel, "n", 2)
    move(panel, "n", 3)
    assert "Working" not in seen[0] and "Working" in seen[-1] and "n is 3" in panel.widget.words.value


def test_a_step_that_fails_half_way_leaves_picture_state_and_words_of_the_last_good_one():
    class HalfWay(Sample):
        def headline(self, result):
            if result["n"] == 9:
                raise ValueError
            return super().headline(result)

    panel = HalfWay()
    move(panel, "n", 4)
    good = still(panel.figure)
    move(panel, "n", 9)
    assert panel.error and panel.line.get_ydata()[1] == 4 and still(panel.figure) == good
    assert panel.state()["n"] == 4 and panel.result["n"] == 4 and panel.summary.startswith("n is 4")
    assert panel.widget.fields["n"].value == 9, "the learner's value stays in the field"
    move(panel, "n", 5)
    assert panel.error is None and panel.state()["n"] == 5


def test_table_and_downloads():
    panel = Sample()
    view = panel.widget
    assert view.drawer.value == "" and view.drawer.layout.display == "none"
    view.tabs.value = "Table"
    assert "<td>0.50</td>" in view.drawer.value and view.picture.layout.display == "none"
    view.tabs.value = "Data"
    move(panel, "n", 6)
    drawer = view.drawer.value
    assert "download='test-b-panel-b.csv'" in drawer
    assert "download='test-b-panel-b.png'" in drawer and "download='test-b-panel-b.svg'" in drawer
    csv = base64.b64decode(re.search(r"text/csv;base64,([^']+)", drawer)[1]).decode()
    about = dict(line[2:].split(": ", 1) for line in csv.splitlines() if line.startswith("# "))
    assert set(about) == {"Title", "Finding", "Measure and years", "Source", "Terms", "State"}
    assert about["Finding"] == "n is 6" and about["State"] == "lesson.Sample(n=6)" and about["Measure and years"] == "s"
    assert pd.read_csv(io.StringIO(csv), comment="#", index_col=0).to_dict("records") == [panel.state()]
    view.tabs.value = "Picture"
    assert view.drawer.value == "" and view.picture.layout.display is None


def test_the_copied_line_opens_the_same_state():
    panel = Sample()
    assert panel.as_code() == "lesson.Sample()"
    state = {"n": 2, "kind": "down", "flag": True, "share": 0.25}
    panel.restore(state)
    panel.widget.copy.click()
    line = html.unescape(re.search(r"<code>(.+?)</code>", panel.widget.words.value)[1])
    assert eval(line, {"lesson": types.SimpleNamespace(Sample=Sample)}).state() == state
    with pytest.raises(CourseError, match="from 1 to 9, not 50"):
        Sample(n=50)


def test_a_story_sets_its_state_and_says_its_sentence():
    class Told(Sample):
        stories = {"Top": ({"n": 9}, "It cannot go higher."), "Half": ({"n": 5, "flag": True}, "The middle.")}

    panel = Told()
    move(panel, "kind", "down")
    panel.widget.stories[0].click()
    assert panel.state() == panel.start() | {"n": 9}, "a story begins at the start"
    assert "It cannot go higher. n is 9, up" in shown(panel) and panel.widget.fields["n"].value == 9


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ([1234567, 12], ["1,234,567", "12"]),
        ([1950, 2018], ["1950", "2018"]),
        ([0.123456, 0.5], ["0.12", "0.50"]),
        ([-4.56789, None], ["−4.57", "–"]),
        ([1234.56, 0.1], ["1,235", "0"]),
        ([True, False], ["True", "False"]),
        (["a", None], ["a", "–"]),
    ],
)
def test_a_table_is_rounded_as_a_person_would(values, written):
    assert module.rounded(pd.DataFrame({"x": values}))["x"].tolist() == written


def test_memory_stays_flat_over_500_steps():
    import psutil

    panel, process = Sample(), psutil.Process()
    field = panel.widget.fields["n"]
    for i in range(50):
        field.value = 1 + i % 9
    before = process.memory_info().rss
    for i in range(500):
        field.value = 1 + i % 9
    assert process.memory_info().rss - before < 12_000_000
    assert len(panel.figure.axes) == 1 and len(panel.figure.axes[0].lines) == 1


def test_play_stops_where_a_story_is_reached_and_late_steps_do_not_run_over_it(monkeypatch):
    class Told(Sample):
        controls = Sample.controls | {"n": number("Number", 0, 9, 1, play=True)}
        stories = {"Half": ({"n": 5}, "The middle."), "Elsewhere": ({"n": 3, "flag": not Sample.controls["flag"].value}, "Not this way.")}  # fmt: skip

    panel = Told()
    view = panel.widget
    player, field = view.players["n"], view.fields["n"]
    player.playing = True
    for step in (2, 3, 4, 5):
        field.value = step
        assert player.playing == (step < 5), "an unlike state is passed by"
    assert "The middle." in view.words.value and panel.state()["n"] == 5
    field.value = 6  # was under way
    assert panel.state()["n"] == 5 and field.value == 5
    monkeypatch.setattr(view, "_stopped", 0.0)
    field.value = 6
    assert panel.state()["n"] == player.value == 6, "play goes on from where the slider stands"


def test_reset_stops_play():
    class Played(Sample):
        controls = Sample.controls | {"n": number("Number", 0, 9, 1, play=True)}

    view = Played().widget
    view.fields["n"].value = 4
    view.players["n"].playing = True
    view.reset.click()
    assert not view.players["n"].playing and view.panel.state() == view.panel.start()
    view.fields["n"].value = 5  # was under way
    assert view.panel.state() == view.panel.start()


def test_readers_who_ask_for_less_motion_get_slow_steps():
    class Played(Sample):
        controls = Sample.controls | {"n": number("Number", 0, 9, 1, play=True)}

    view = Played().widget
    view.picture._handle_custom_msg({"calm": True}, [])
    assert view.players["n"].interval >= 2000


def test_states_of_a_picture_can_be_followed():
    states = set(load("states")["name"])
    for build in lesson("08").EXPLORERS.values():
        view = build().widget
        named = {name for group in view.picture.marks for name in ([group["name"]] if "name" in group else [text[0] for text in group["texts"]])}  # fmt: skip
        assert "Poland" in view.picture.states and set(view.picture.states) == named & states


def test_the_address_of_the_gallery_carries_a_state(monkeypatch):
    panel = Sample()
    panel.restore({"n": 7, "kind": "down", "flag": True, "share": 0.25})
    assert panel.as_query() == "open=Sample&n=7&kind=down&flag=True&share=0.25"
    monkeypatch.setenv("QUERY_STRING", panel.as_query())
    again = module.opened(Sample)
    assert again.state() == panel.state() and again.widget.picture.asked
    monkeypatch.setenv("QUERY_STRING", "open=Other&n=7")
    assert module.opened(Sample).state() == Sample().state()
    for query in ("open=Sample&n=77", "open=Sample&n=x", "open=Sample&kind=sideways", "open=Sample&wrong=1"):
        monkeypatch.setenv("QUERY_STRING", query)
        stuck = module.opened(Sample)
        assert stuck.state() == Sample().state() and "does not have" in shown(stuck)


def test_in_the_gallery_a_link_is_copied_and_in_a_lesson_a_line(monkeypatch):
    panel, sent = Sample(), []
    monkeypatch.setattr(panel.widget.picture, "send", sent.append)
    panel.widget.copy.click()
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    panel.widget.copy.click()
    assert [list(message) for message in sent] == [["copy"], ["query"]]


def test_the_collector_stops_no_step_for_long():
    """In a process of its own: a full search after a panel is shown, against one before it."""
    code = (
        "import gc, time; from helpers.exercises import lesson\n"
        "def pause():\n start = time.perf_counter(); gc.collect(); return time.perf_counter() - start\n"
        "panel, before = lesson('05').EXPLORERS['lifetimes'](), min(pause() for _ in range(3))\n"
        "panel.widget; after = min(pause() for _ in range(3)); print(after / before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert float(done.stdout) < 0.5, done.stderr
