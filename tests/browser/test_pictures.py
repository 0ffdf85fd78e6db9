"""Marks answer to pointer and keyboard in the page alone: the script runs here without any kernel."""

import json

import pytest

from helpers.explorer import Stage
from helpers.figures import WorldMap, bars, house_style, new_figure, svg
from helpers.marks import marks
from tests.browser import lab

pytestmark = [pytest.mark.browser]
if lab.chromium() is None:
    pytest.skip("no Chromium here", allow_module_level=True)

PAGE = """<!doctype html><meta charset="utf-8"><style>{css}</style><body style="margin:0"><div id="home" style="position:relative;width:740px"></div>
<script type="module">{esm}
window.model = {{ data: {data}, heard: {{}}, get(name) {{ return this.data[name] }}, send(said) {{ window.said = said }}, on(name, act) {{ this.heard[name] = act }} }};
render({{ model: window.model, el: document.getElementById("home") }});
window.ready = true;
</script>"""


@house_style()
def picture():
    figure, (left, right, world) = new_figure("A finding", "people", size="map", cols=3, width_ratios=[1, 1, 5])
    bars(left, ["ants", "bees"], [3, 12])
    right.plot([2000, 2001, 2002], [1, 4, 2], label="wasps")
    WorldMap(world).colour({"FRA": "#0b5fa5"}, values={"FRA": "7 bees"})
    return {"marks": marks(figure), "states": ["France"], "value": svg(figure, "A picture of insects")}


def html() -> str:
    esm = Stage._esm if isinstance(Stage._esm, str) else str(Stage._esm)
    css = Stage._css if isinstance(Stage._css, str) else str(Stage._css)
    return PAGE.format(css=css, esm=esm.replace("export default { render };", ""), data=json.dumps(picture()))


@pytest.fixture(scope="module")
def page():
    with lab.browser_page(900, 700) as page:
        page.set_content(html())
        page.wait_for_function("window.ready")
        yield page


def tip(page):
    return page.evaluate(
        "(() => { const t = document.querySelector('.course-tip'); return t.hidden ? '' : t.innerText })()"
    )


def test_pointer_shows_name_value_and_unit_at_once(page):
    groups = page.evaluate("window.model.data.marks")
    box = next(group for group in groups if "boxes" in group)
    x0, y0, x1, y1 = box["boxes"][1]
    point = page.evaluate(
        "([x, y]) => { const p = new DOMPoint(x, y).matrixTransform(document.querySelector('svg').getScreenCTM()); return [p.x, p.y] }",
        [(x0 + x1) / 2, (y0 + y1) / 2],
    )
    page.evaluate("""() => { window.times = []; const stage = document.querySelector('.course-stage'); let t;
        stage.addEventListener('pointermove', () => { t = performance.now() }, true);
        stage.addEventListener('pointermove', () => requestAnimationFrame(() => window.times.push(performance.now() - t))) }""")
    page.mouse.move(*point)
    page.wait_for_function("window.times.length > 0")
    assert tip(page).split("\n") == ["bees 12", "people"]
    assert page.evaluate("Math.max(...window.times)") <= 50, "hover to label, milliseconds"
    page.mouse.move(2, 690)
    page.wait_for_function("() => document.querySelector('.course-tip').hidden")
    assert tip(page) == ""


def test_a_state_answers_on_its_own_outline(page):
    france = page.evaluate("""() => { const group = window.model.data.marks.find(g => g.gid), paths = document.querySelectorAll(`[id="${group.gid}"] path`);
        const [box] = [...paths].filter((_, i) => group.texts[i][1]).map(n => n.getBoundingClientRect()).sort((a, b) => b.width - a.width);
        return [box.x + box.width / 2, box.y + box.height / 2, paths.length === group.texts.length] }""")
    assert france[2], "one outline for each name"
    page.mouse.move(*france[:2])
    page.wait_for_function("!document.querySelector('.course-tip').hidden")
    assert tip(page).startswith("France 7 bees")


def test_arrow_keys_walk_through_all_marks(page):
    page.mouse.move(2, 690)
    page.locator(".course-stage").focus()
    page.keyboard.press("Home")
    total = page.evaluate("""window.model.data.marks.reduce((n, g) =>
        n + (g.gid ? new Set(g.texts.map(([name]) => name)).size : g.texts.length), 0)""")
    seen = []
    for _ in range(total):
        seen.append(tip(page))
        page.keyboard.press("ArrowRight")
    assert tip(page) == seen[0] and len(set(seen)) == len(seen) >= 180, "each state once"
    assert any(text.startswith("wasps 2001: 4") for text in seen)
    page.keyboard.press("Escape")
    assert tip(page) == ""


def test_a_new_picture_closes_the_label(page):
    page.locator(".course-stage").focus()
    page.keyboard.press("Home")
    assert tip(page)
    page.evaluate("window.model.heard['change:value']()")
    assert tip(page) == "" and page.locator("svg").count() == 1


def test_a_click_follows_a_state_from_picture_to_picture(page):
    page.mouse.move(2, 690)
    page.locator(".course-stage").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")  # ants: no state
    chip = page.locator(".course-follow-chip")
    assert not chip.is_visible() and page.locator(".course-followed").count() == 0
    for _ in range(250):
        if tip(page).startswith("France"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert chip.inner_text() == "Following France ×" and page.locator(".course-followed").count() >= 1
    page.evaluate("window.model.heard['change:value']()")
    assert page.locator(".course-followed").count() >= 1, "kept in the next picture"
    page.evaluate(
        "window.model.data.marks = window.model.data.marks.filter(g => !g.gid); window.model.heard['change:marks']()"
    )
    assert "not a mark of this picture" in chip.inner_text()
    chip.click()
    assert not chip.is_visible()


def test_less_motion_is_asked_for_once(page):
    assert page.evaluate("window.said") is None
    page.emulate_media(reduced_motion="reduce")
    page.set_content(html())
    page.wait_for_function("window.ready")
    assert page.evaluate("window.said") == {"calm": True}
