"""The explorer panel: what it shows, how it fails, what can be taken away."""

import base64
import re
import time

import pandas as pd
import pytest

from helpers import explorer as module
from helpers.data import CourseError
from helpers.explorer import Explorer, amount, choice, number, toggle
from helpers.figures import new_figure
from tests import sweep


def panel(compute=None, describe=None, update=None, title="Test <b>panel</b>"):
    def setup(result):
        figure, ax = new_figure("t", "s")
        return figure, ax.plot([0, 1], [0, 1])[0]

    return Explorer(
        title,
        {
            "n": number("Number", 1, 9, 5, play=True),
            "kind": choice("Kind", ["up", "down"]),
            "flag": toggle("Flag"),
            "share": amount("Share", 0, 1, 0.5),
        },
        compute or (lambda n, kind, flag, share: {"n": n, "kind": kind, "flag": flag, "share": share}),
        setup,
        update or (lambda line, result: line.set_ydata([0, result["n"]])),
        describe or (lambda result: f"n is {result['n']}, {result['kind']}, {result['flag']}, {result['share']:.2f}."),
        lambda result: pd.DataFrame([result]),
    )


def shown(explorer):
    return "".join(
        child.value for child in explorer.children if hasattr(child, "value") and isinstance(child.value, str)
    )


def test_first_state_is_a_value_with_alt_text():
    explorer = panel()
    data, metadata = explorer._repr_mimebundle_()
    assert data["text/plain"] == "[Explorer: Test <b>panel</b>] n is 5, up, False, 0.50."
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"].endswith("n is 5, up, False, 0.50.")
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "alt='Test &lt;b&gt;panel&lt;/b&gt;. n is 5" in shown(explorer) and "<b>panel" not in shown(explorer)


def test_moving_a_control_changes_picture_words_and_alt():
    explorer = panel()
    before = explorer._png
    explorer.controls["n"].field.value = 9
    assert explorer.summary.startswith("n is 9") and explorer._png != before
    assert shown(explorer).count("n is 9, up") == 2
    assert base64.b64encode(explorer._png).decode() in shown(explorer)


def test_slider_and_box_are_one_control():
    explorer = panel()
    box, slider, player = explorer.controls["n"].children
    slider.value = 3
    assert box.value == 3 and explorer.state()["n"] == 3
    box.value = 99
    assert box.value == 9 and slider.value == 9
    assert player.min == 1 and player.max == 9


def test_every_control_has_a_label():
    for control in panel().controls.values():
        assert control.field.description.strip()


def test_state_goes_round_and_reset_brings_back():
    explorer = panel()
    start = explorer.state()
    for state in sweep.corners(explorer):
        explorer.restore(state)
        assert explorer.state() == state
    reset = explorer.children[-2].children[0]
    reset.click()
    assert explorer.state() == start and explorer.summary.startswith("n is 5")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"m": 1}, "no control 'm'; it has n, kind"),
        ({"n": 50}, "from 1 to 9, not 50"),
        ({"kind": "sideways"}, "does not take the value 'sideways'"),
        ({"n": "many"}, "does not take the value 'many'"),
    ],
)
def test_impossible_states_are_refused_and_nothing_changes(state, words):
    explorer = panel()
    explorer.controls["n"].field.value = 7
    with pytest.raises(CourseError, match=re.escape(words)):
        explorer.restore(state)
    assert explorer.state()["kind"] == "up" and explorer.error is None


def test_a_raising_step_says_so_and_keeps_the_last_good_picture():
    def compute(n, kind, flag, share):
        if n == 9:
            raise CourseError("Nine is too many")
        if n == 8:
            raise KeyError("secret detail")
        return {"n": n, "kind": kind, "flag": flag, "share": share}

    explorer = panel(compute)
    good = explorer._png
    explorer.controls["n"].field.value = 9
    assert isinstance(explorer.error, CourseError) and explorer._png == good
    assert "role='alert'" in shown(explorer) and "Nine is too many" in shown(explorer)
    explorer.controls["n"].field.value = 8
    assert "could not be computed" in shown(explorer) and "secret" not in shown(explorer)
    explorer.controls["n"].field.value = 4
    assert explorer.error is None and "alert" not in shown(explorer) and "n is 4" in shown(explorer)


def test_a_wrong_step_is_noticed_at_once():
    with pytest.raises(ZeroDivisionError):
        panel(lambda n, kind, flag, share: 1 / 0)
    with pytest.raises(TypeError):
        panel(lambda n: n)


def test_a_slow_step_announces_itself(monkeypatch):
    monkeypatch.setattr(module, "SLOW", 0.05)
    seen = []

    def describe(result):
        time.sleep(0.06)
        seen.append(explorer._words.value if seen else "")
        return f"n is {result['n']}."

    explorer = None
    seen.append("")
    holder = panel(describe=lambda result: f"n is {result['n']}.")
    explorer = holder
    holder._steps = (holder._steps[0], holder._steps[1], describe, holder._steps[3])
    holder.controls["n"].field.value = 2
    holder.controls["n"].field.value = 3
    assert "Working" in seen[-1] and "n is 3" in holder._words.value


def test_numbers_and_downloads():
    explorer = panel()
    assert explorer._drawer.value == ""
    explorer._numbers.value = True
    drawer = explorer._drawer.value
    assert "download='test-b-panel-b.csv'" in drawer and "download='test-b-panel-b.png'" in drawer
    csv = base64.b64decode(re.search(r"text/csv;base64,([^']+)", drawer)[1]).decode()
    assert csv.splitlines()[1].startswith("0,5,up,False,0.5")
    assert "explorer.restore({&quot;n&quot;: 5" in drawer
    explorer.controls["n"].field.value = 6
    assert "&quot;n&quot;: 6" in explorer._drawer.value
    explorer._numbers.value = False
    assert explorer._drawer.value == ""


def test_memory_stays_flat_over_500_steps():
    import psutil

    explorer, process = panel(), psutil.Process()
    field = explorer.controls["n"].field
    for i in range(50):
        field.value = 1 + i % 9
    before = process.memory_info().rss
    for i in range(500):
        field.value = 1 + i % 9
    assert process.memory_info().rss - before < 12_000_000
    assert len(explorer.figure.axes) == 1 and len(explorer.figure.axes[0].lines) == 1
