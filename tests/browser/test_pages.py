"""The gallery in Voilà, on a laptop and a phone; the reading edition as a page."""

import pytest

from helpers.exercises import lessons
from tests.browser import lab
from tests.refresh import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(lab.chromium() is None, reason="Chromium is not installed here"),
]
SHOTS = ROOT / "artefacts" / "browser"


@pytest.mark.parametrize(("name", "width", "height"), [("laptop", 1280, 900), ("phone", 390, 844)])
def test_gallery(name, width, height):
    """Eight explorers, no code, nothing wider than the screen, nothing asked of the network, and a control that answers."""
    with lab.server() as address, lab.browser_page(width, height) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/voila/render/notebooks/gallery.ipynb", timeout=120_000)
        page.wait_for_function("document.querySelectorAll('[role=status]').length >= 8", timeout=120_000)
        assert page.locator(".jp-InputArea-editor:visible").count() == 0, "no code is shown"
        assert page.locator("svg[role=img]").count() >= 8
        assert page.evaluate("document.documentElement.scrollWidth") <= width * 1.05
        select = page.get_by_label("Text required to be formal").first
        words = page.locator("[role=status]:has-text('partnerships: bilateral')").first
        before = words.inner_text()
        select.select_option("treaty")
        page.wait_for_function(
            "text => ![...document.querySelectorAll('[role=status]')].some(n => n.innerText === text)",
            arg=before,
            timeout=15_000,
        )
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"gallery-{name}.png")


def test_gallery_opens_in_the_state_of_its_address():
    with lab.server() as address, lab.browser_page(1280, 900) as page:
        page.goto(f"{address}/voila/render/notebooks/gallery.ipynb?open=AllianceWorld&year=1914", timeout=120_000)
        page.wait_for_function("document.querySelectorAll('[role=status]').length >= 8", timeout=120_000)
        assert page.get_by_label("Year", exact=True).first.input_value() == "1914"
        page.get_by_role("button", name="Copy this state").nth(1).click()
        page.locator("[role=status]:has-text('a link that opens this page')").wait_for(timeout=10_000)


def test_reading_edition_needs_nothing_from_elsewhere(tmp_path):
    """Build two pages' worth of the site's parts and look for anything that would be fetched from another host."""
    from book import site

    number = next(iter(lessons()))
    page = site.readable_page(site.revealed(number), number)
    shown = [
        output.data["text/html"]
        for cell in page.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    assert any("<img alt=" in html for html in shown)
    assert all("src='http" not in html and 'src="http' not in html for html in shown)
    assert (
        'mathjax_path = "none.js"' in (ROOT / "book" / "conf.py").read_text()
        and "nb_ipywidgets_js = {}" in (ROOT / "book" / "conf.py").read_text()
    )
