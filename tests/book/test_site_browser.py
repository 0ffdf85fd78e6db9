"""The site's own pages in a browser, opened from a folder: no error of axe-core, no scrolling sideways, a filter that keeps its state."""

import json
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect, sync_playwright

from book import board
from helpers import claims
from tests.browser import lab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(lab.chromium() is None, reason="Chromium is not installed here"),
]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SHOWN = ["C00.1", "C16.4"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The home page and two claims' pages, as they lie in a folder."""
    place = tmp_path_factory.mktemp("site")
    board.write_look(place)
    board.write(place / "index.html", board.home_page())
    for claim_id in SHOWN:
        board.write(place / "claims" / f"{claim_id}.html", board.claim_page(claim_id))
    return place


@contextmanager
def opened(path, width=1280, **options):
    """Yield a page opened from its file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lab.chromium(), args=lab.FLAGS)
        page = browser.new_context(viewport={"width": width, "height": 800}, **options).new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"file://{path}")
        yield page
        assert all(url.startswith(("file:", "data:")) for url in asked)
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_and_axe_finds_nothing(folder, width, scheme):
    for name in ("index.html", *(f"claims/{claim_id}.html" for claim_id in SHOWN)):
        with opened(folder / name, width, color_scheme=scheme) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            page.add_style_tag(content=".claim { content-visibility: visible !important }")
            page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
            page.evaluate(AXE)
            found, looked_at = page.evaluate(
                """async () => {
                    const result = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'best-practice'], preload: false});
                    const contrast = result.passes.find(rule => rule.id === 'color-contrast');
                    return [result.violations.map(rule => [rule.id, rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]), contrast.nodes.length]}"""
            )
            assert found == [], f"{name}, {scheme}: {json.dumps(found, indent=1)}"
            assert looked_at > (500 if name == "index.html" else 15), f"{name}: only {looked_at} texts were looked at"


def test_the_filter_hides_what_does_not_fit_and_keeps_its_state(folder):
    table = claims.scoreboard()
    with opened(folder / "index.html") as page:
        expect(page.locator(".claim:visible")).to_have_count(len(table))
        page.get_by_label("Verdict").select_option("not supported")
        page.get_by_label("Kind").select_option("causal")
        fits = table.query("verdict == 'not supported' and kind == 'causal'")
        assert len(fits)
        expect(page.locator(".claim:visible")).to_have_count(len(fits))
        expect(page.locator("output")).to_have_text(f"{len(fits)} of {len(table)} claims")
        address = page.url
        page.get_by_role("button", name="Show all").click()
        page.wait_for_function(f"document.querySelector('output').value.startsWith('{len(table)} ')")
        page.goto("about:blank")
        page.goto(address)
        expect(page.locator(".claim:visible")).to_have_count(len(fits))
        assert page.get_by_label("Kind").input_value() == "causal"
        page.locator(".counts a", has_text="partly supported").click()
        expect(page.locator(".claim:visible")).to_have_count(len(table.query("verdict == 'partly supported'")))
        page.get_by_role("button", name="Show all").click()
        page.get_by_label("Words").fill("drones cyber")
        expect(page.locator(".claim:visible")).to_have_count(sum(table["claim"].str.contains("(?i)drones.*cyber")))


def test_without_javascript_only_the_filter_is_gone(folder):
    with opened(folder / "index.html", java_script_enabled=False) as page:
        expect(page.locator(".claim:visible")).to_have_count(len(claims.scoreboard()))
        assert page.locator(".filters").is_hidden()
        page.locator(".claim", has_text="C16.4").get_by_role("link", name="Evidence").click()
        assert page.locator("h1").inner_text() == claims.claims().loc["C16.4", "claim"]
