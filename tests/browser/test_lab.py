"""Every lesson in JupyterLab as a reader meets it: run top to bottom, guessed, answered, moved by keyboard; some by axe-core too."""

import json
import os
from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from helpers.answers import variant
from helpers.cards import unmarked
from helpers.exercises import lesson, lessons
from tests.browser import lab
from tests.refresh import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(lab.chromium() is None, reason="Chromium is not installed here"),
]
# Audited by axe-core in both themes; BROWSER=all (`make browser`): every lesson.
SIX = ("00", "03", "05", "08", "15", "17")
THOROUGH = [number for number in lessons() if number in SIX or os.environ.get("BROWSER") == "all"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SHOTS = ROOT / "artefacts" / "browser"
# The slider handle of ipywidgets has no accessible name; every explorer therefore pairs it with a labelled number box.
UPSTREAM = [[".noUi-handle"], [".widget-play"]]
# JupyterLab's own style for links: coloured, underlined only under the pointer.
THEIRS = ["link-in-text-block"]


@pytest.fixture(scope="module")
def address():
    with lab.server() as found:
        yield found


@pytest.fixture(params=list(lessons()))
def opened(request, address):
    path = next(p for p in sorted((ROOT / "notebooks").glob("*.ipynb")) if p.name.startswith(request.param))
    with lab.browser_page(1280, 1400) as page:
        lab.open_notebook(page, address, f"notebooks/{path.name}")
        errors = lab.run_all(page)
        yield request.param, page, errors


def explorer_of(number):
    """The lesson's first explorer with a number box, else its first one: (Python twin, control's name, control)."""
    twins = [build() for build in lesson(number).EXPLORERS.values()]
    for twin in twins:
        for name, control in twin.controls.items():
            if control.kind in ("number", "amount"):
                return twin, name, control
    return twins[0], *next(iter(twins[0].controls.items()))


def test_runs_top_to_bottom_and_works_by_keyboard(opened):
    number, page, errors = opened
    assert errors == []
    counts = page.evaluate(f"() => {lab.CODE}.map(m => m.executionCount)")
    assert counts == list(range(1, len(counts) + 1))

    steer(page, number)
    for item in lesson(number).PREDICTIONS:
        lab.guess(page, item)
    wrong_then_right(page, number)
    lab.screenshots(page, SHOTS / number)
    if number in THOROUGH:
        check_accessibility(page, number)


def steer(page, number):
    """Move a control of the lesson's first explorer by keyboard: its words and its picture say what they should."""
    twin, name, control = explorer_of(number)
    panel = lab.panel(page, twin.title)
    words = panel.locator("[role=status]").first
    assert words.inner_text().strip() == " ".join(twin.summary.split())
    field = panel.get_by_label(control.label, exact=True).first
    field.focus()
    if control.kind in ("number", "amount"):
        key, step = ("ArrowDown", -control.step) if control.value > control.low else ("ArrowUp", control.step)
        page.keyboard.press(key)
        page.keyboard.press("Tab")
        twin.restore({name: control.value + step})
    else:
        options = list(control.options.values())
        for key in ("Space", "ArrowDown", "Enter"):  # JupyterLab takes a bare arrow key for itself
            page.keyboard.press(key)
            lab.settled(page, 100)
        twin.restore({name: options[options.index(control.value) + 1]})
    expected = " ".join(twin.summary.split())
    expect(words).to_contain_text(
        expected, timeout=20_000
    )  # before it may stand what a value between two steps was taken as
    assert expected in " ".join(panel.locator("svg[role=img]").first.get_attribute("aria-label").split())
    SHOTS.mkdir(parents=True, exist_ok=True)
    panel.screenshot(path=SHOTS / f"{number}-explorer.png")


def wrong_then_right(page, number):
    """Answer an exercise with its first foreseen mistake, read what that says, then answer it rightly. Return whether there was one."""
    plain = (item for item in lesson(number).EXERCISES if not (item.with_code or item.variants) and item.mistakes)
    exercise = next(filter(lambda item: item.kind in ("choice", "number", "set"), plain), None)
    if exercise is None:
        return False
    exercise = variant(exercise)
    form = lab.asked(page, exercise)
    mistake = exercise.mistakes[0]
    for answer, words in ((mistake.answer(), unmarked(mistake.feedback)[:60]), (exercise.solution(), "Right")):
        shown = f"{answer:.{exercise.decimals}f}" if exercise.kind == "number" else answer
        lab.by_mouse(page, form, exercise, shown)
        form.get_by_label("think so").check()
        form.get_by_role("button", name="Check", exact=True).click()
        lab.told(page, form, words)
    return True


def check_accessibility(page, number):
    """No serious or critical finding of axe-core in the course's own content, contrast included, in both themes."""
    lay_open(page)
    page.evaluate(AXE)
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        change_theme(page, theme)
        found, looked_at = audit(page)
        assert found == [], f"{theme}: {json.dumps(found, indent=1)}"
        assert looked_at > 50, f"{theme}: axe-core saw only {looked_at} texts, so the rest was hidden from it"
    levels = page.eval_on_selector_all(
        ".jp-MarkdownOutput :is(h1, h2, h3, h4)", "nodes => nodes.map(n => Number(n.tagName[1]))"
    )
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))


def lay_open(page):
    """Make the whole notebook visible at once: axe-core measures the contrast of visible text only."""
    height = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": 1280, "height": height + 300})
    # JupyterLab's body is 0 high and clips: axe-core takes everything in it for hidden.
    page.add_style_tag(content="body { height: 100vh !important; overflow: visible !important }")
    page.wait_for_function(
        """() => {
            const outer = document.querySelector('.jp-WindowedPanel-outer'), cells = outer.querySelectorAll('.jp-Cell');
            outer.scrollTop = 0;
            const top = cells[0].getBoundingClientRect().top, bottom = cells[cells.length - 1].getBoundingClientRect().bottom;
            window.courseOpen = top >= 0 && bottom <= window.innerHeight ? window.courseOpen || performance.now() : 0;
            return window.courseOpen && performance.now() - window.courseOpen > 1000;
        }""",
        polling=100,
    )


def change_theme(page, name):
    """Switch JupyterLab's theme and wait until it is there and the splash that covers the change is gone."""
    if page.evaluate("document.body.dataset.jpThemeName") != name:
        page.evaluate("name => { window.jupyterapp.commands.execute('apputils:change-theme', {theme: name}) }", name)
    page.wait_for_function(
        """name => {
            const there = document.body.dataset.jpThemeName === name && !document.getElementById('jupyterlab-splash');
            window.courseThemed = there ? window.courseThemed || performance.now() : 0;
            return there && performance.now() - window.courseThemed > 1000;  // colours fade over
        }""",
        arg=name,
        polling=100,
    )


def audit(page):
    """Return axe-core's serious findings, and how many texts it measured the contrast of."""
    return page.evaluate(
        """async ([exclude, theirs]) => {
            const result = await axe.run({include: [['.jp-RenderedMarkdown'], ['.jp-OutputArea-output']], exclude},
                {runOnly: ['wcag2a', 'wcag2aa', 'best-practice']});
            const found = result.violations.filter(v => ['serious', 'critical'].includes(v.impact) && !theirs.includes(v.id))
                .map(v => ({rule: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))}));
            const contrast = result.passes.filter(v => v.id === 'color-contrast').map(v => v.nodes.length);
            return [found, contrast[0] || 0]}""",
        [UPSTREAM, THEIRS],
    )


def test_the_audit_sees_pale_text(address):
    with lab.browser_page(1280, 1400) as page:
        lab.open_notebook(page, address, "notebooks/05_types_of_partnership.ipynb")
        lay_open(page)
        page.evaluate(AXE)
        change_theme(page, "JupyterLab Light")  # the test before may have left the dark one
        page.add_style_tag(content=".jp-RenderedMarkdown p { color: #3f8fc9 !important }")
        lab.settled(page)
        found, looked_at = audit(page)
        assert "color-contrast" in [item["rule"] for item in found], f"{looked_at} texts passed"


def test_the_last_of_many_quick_moves_wins(address):
    with lab.browser_page(1280, 1400) as page:
        lab.open_notebook(page, address, "notebooks/00_start_here.ipynb")
        lab.run_all(page)
        panel = lab.panel(page, "Growth of alliance ties")
        panel.get_by_label("Year", exact=True).first.focus()
        for _ in range(40):
            page.keyboard.press("ArrowDown")
        twin = lesson("00").EXPLORERS["growth"]()
        twin.restore({"year": 1978})
        expect(panel.locator("[role=status]").first).to_have_text(twin.summary, timeout=20_000)
