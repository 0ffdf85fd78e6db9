"""The kit in Chromium: printed to so many pages, nothing cut, slides driven by keys, axe-core on each kind of paper."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import axe_playwright_python
import pytest

from book import duels, handcards, kit, paper, peer, plan, slides
from helpers.exercises import lessons
from tests.browser import lab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.content,
    pytest.mark.skipif(lab.chromium() is None, reason="Chromium is not installed here"),
]
with_reveal = pytest.mark.skipif(find_spec("sphinx_revealjs") is None, reason="requirements-dev.txt is not installed")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
SMALLEST = 7.4  # points
WRITERS = {"plan": plan.plan, "handout": paper.handout, "key": paper.key}


@pytest.fixture(scope="module")
def page():
    with lab.browser_page(1280, 720) as found:
        found.unroute("**/*")
        found.route(re.compile("^https?://"), lambda route: route.abort())
        found.asked = []
        found.on("request", lambda request: found.asked.append(request.url))
        yield found


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def opened(page, tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    page.goto(path.as_uri())
    return path


def test_the_counter_of_pages_can_count(page, tmp_path):
    opened(page, tmp_path, "three.html", "<p>1</p><p style='break-before:page'>2</p><p style='break-before:page'>3</p>")
    assert pages_of(page.pdf()) == 3


@pytest.mark.parametrize("number", list(lessons()))
@pytest.mark.parametrize("kind", ["plan", "handout"])
def test_plan_and_handout_are_two_pages_with_nothing_cut(page, tmp_path, kind, number):
    opened(page, tmp_path, f"{kind}.html", WRITERS[kind](number))
    sheets = page.evaluate(
        """[...document.querySelectorAll('.sheet')].map(s => {
            const bottom = Math.max(...[...s.querySelectorAll('*')].map(n => n.getBoundingClientRect().bottom));
            return [bottom - s.getBoundingClientRect().bottom, parseFloat(getComputedStyle(s).fontSize) * .75]})"""
    )
    assert [over for over, _ in sheets if over > 1] == [], "a sheet is too full"
    free = page.evaluate(
        """[...document.querySelectorAll('.sheet')].map(s => {
            const last = s.lastElementChild.getBoundingClientRect().bottom; return (s.getBoundingClientRect().bottom - last) / 96 * 25.4})"""
    )
    assert max(free) < 60, "a quarter of a page is empty, though it could be set larger or ruled for notes"
    assert min(size for _, size in sheets) >= SMALLEST, sheets
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 2
    images = "[...document.images].map(i => [i.complete && i.naturalWidth > 0, i.alt.length > 20])"
    assert all(map(all, page.evaluate(images)))


@pytest.mark.parametrize("number", list(dict.fromkeys(duel.lesson for duel in duels.DUELS)))
def test_a_duel_is_two_pages(page, tmp_path, number):
    opened(page, tmp_path, "duel.html", duels.brief(number))
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 2 * len(duels.duels(number))


@pytest.mark.parametrize("number", [number for number in lessons() if handcards.deck(number)])
def test_cards_fill_their_pages_and_none_is_cut_in_two(page, tmp_path, number):
    """A page for one last card is paper for nothing: short cards go twelve to a page."""
    opened(page, tmp_path, "cards.html", handcards.cards(number))
    count = len(handcards.deck(number))
    assert pages_of(page.pdf(prefer_css_page_size=True)) <= (1 if count <= 11 else 2 if count <= 20 else 3)
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).breakInside") == "avoid"


def test_letters_are_enough_fit_a_phone_and_print_on_one_page(page, tmp_path):
    """The longest ballot has seven letters; one card is for an answer that is not among them."""
    opened(page, tmp_path, "letters.html", peer.cards())
    signs = page.locator(".card").all_inner_texts()
    most = max(len(peer.letters(peer.question(item.id))) for item in peer.askable() if item.id[:2] != "17")
    assert signs[-1] == "?" and len(signs) > most and signs[0] == "A"
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    page.set_viewport_size({"width": 390, "height": 800})
    boxes = page.evaluate(
        "[...document.querySelectorAll('.card')].map(c => [c.scrollWidth - c.clientWidth, c.getBoundingClientRect().bottom])"
    )
    assert max(over for over, _ in boxes) <= 0 and max(bottom for _, bottom in boxes) <= 800
    page.set_viewport_size({"width": 1280, "height": 720})


@pytest.mark.parametrize("name", list(kit.COURSE))
def test_papers_of_the_course_keep_words_whole_and_few_pages(page, tmp_path, name):
    title, text = kit.COURSE[name]
    opened(page, tmp_path, f"{name}.html", paper.flow(title, text()))
    most = {"assessment": 4}.get(name, 1)
    assert pages_of(page.pdf(prefer_css_page_size=True)) <= most
    rows = "[...document.querySelectorAll('.rubric tr:nth-child(n+2)')].map(r => r.offsetHeight / 96 * 25.4)"
    assert all(height >= 25 for height in page.evaluate(rows)), "room to write in"
    broken = """[...document.querySelectorAll('td code')].filter(c => c.getClientRects().length > 1).map(c => c.textContent)"""
    assert page.evaluate(broken) == []


def axe(page):
    page.evaluate(AXE)
    return page.evaluate(
        """async rules => (await axe.run(document, {runOnly: rules})).violations
            .map(v => [v.id, v.impact, v.nodes.slice(0, 2).map(n => n.html.slice(0, 160))])""",
        RULES,
    )


@pytest.mark.parametrize("kind", ["plan", "handout", "key"])
def test_papers_pass_axe(page, tmp_path, kind):
    opened(page, tmp_path, f"{kind}.html", WRITERS[kind]("05"))
    assert axe(page) == []


@pytest.fixture(params=["05"])
def deck(request, page, tmp_path):
    slides.copy_reveal(tmp_path)
    path = opened(page, tmp_path, "slides.html", slides.deck(request.param))
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    return path


@with_reveal
def test_slides_are_driven_by_keys(page, deck):
    """Predict stands before its picture; an answer appears only on →; t runs the timer; the number of the slide is told."""
    total = page.evaluate("Reveal.getTotalSlides()")
    assert 12 <= total <= 30 and page.locator(".slide-number").inner_text().split() == ["1", "/", str(total)]
    seen, presses = [], 0
    while not page.evaluate("Reveal.isLastSlide() && !Reveal.availableFragments().next") and presses < 200:
        page.keyboard.press("ArrowRight")
        presses += 1
        here = page.evaluate("[Reveal.getCurrentSlide().id, Reveal.getState().indexf]")
        seen += [here[0]] * (here[0] != "" and here[0] not in seen)
        if here == ["vote", -1]:
            assert (
                page.evaluate("getComputedStyle(document.querySelector('#vote .letters').parentElement).opacity") == "0"
            )
        if here == ["answer", -1]:
            hidden = page.evaluate(
                "[...Reveal.getCurrentSlide().querySelectorAll('.fragment')].map(n => getComputedStyle(n).opacity)"
            )
            assert len(hidden) >= 3 and set(hidden) == {"0"}
        if here[0] == "predict":
            words = page.evaluate("Reveal.getCurrentSlide().innerText")
            assert "86%" not in words and "share has exactly two parties" in words
            assert page.evaluate("Reveal.getCurrentSlide().querySelectorAll('img').length") == 0
            timer = page.locator("#predict .timer")
            assert timer.inner_text() == "▶ 1:00"
            page.keyboard.press("t")
            page.wait_for_function("document.querySelector('#predict .timer').textContent === '⏸ 0:59'", timeout=5000)
            page.keyboard.press("t")
            assert timer.inner_text().startswith("▶")
        if here[0] == "reveal":
            assert page.evaluate("Reveal.getCurrentSlide().querySelectorAll('img').length") == 1
    wanted = ["predict", "reveal", "vote", "answer", "seminar", "write", "recap", "reserve"]
    assert [name for name in seen if name in wanted] == wanted and presses > total
    page.keyboard.press("Home")
    assert page.evaluate("Reveal.isFirstSlide()")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("Reveal.isFirstSlide()")


@with_reveal
def test_speakers_window_tells_what_to_say(page, deck):
    page.evaluate("Reveal.slide(Reveal.getSlides().findIndex(s => s.id === 'predict'))")
    with page.context.expect_page() as opening:
        page.keyboard.press("s")
    window = opening.value
    window.locator(".speaker-controls-notes:not(.hidden)").wait_for(timeout=20_000)
    window.wait_for_function(
        "document.querySelector('.speaker-controls-notes').innerText.includes('One minute of silence')"
    )
    window.close()


@with_reveal
@pytest.mark.parametrize("deck", list(lessons()), indirect=True)
def test_every_slide_fits_has_notes_and_fetches_nothing_from_elsewhere(page, deck):
    found = page.evaluate(
        """Reveal.getSlides().map(s => { s.style.display = 'block'; return [s.scrollHeight - s.clientHeight, parseFloat(getComputedStyle(s).fontSize),
            s.querySelector('.notes').innerText.length + s.querySelector('.notes').textContent.length] })"""
    )
    assert max(over for over, *_ in found) <= 2 and min(size for _, size, _ in found) >= 18
    assert min(said for *_, said in found) > 15
    wide = page.evaluate(
        "[...document.querySelectorAll('.side img')].map(i => { i.closest('section').style.display = 'block'; return i.offsetWidth })"
    )
    assert len(wide) >= 1 and min(wide) >= 640, "an explorer's picture is large enough to be read from a bench"
    assert page.evaluate(
        "[...document.querySelectorAll('div[role=img]')].every(d => parseFloat(getComputedStyle(d).fontSize) >= 18)"
    )
    assert not [url for url in page.asked if url.startswith("http")]


@with_reveal
def test_slides_print_one_to_a_page_and_pass_axe(page, deck):
    total = page.evaluate("Reveal.getTotalSlides()")
    assert axe(page) == []
    page.goto(f"{deck.as_uri()}?print-pdf")
    page.wait_for_function("document.querySelectorAll('.pdf-page').length > 0")
    assert pages_of(page.pdf(prefer_css_page_size=True)) == total


@with_reveal
def test_both_editions_are_written_with_an_index_that_leads_somewhere(tmp_path):
    make = f"from pathlib import Path; from book.kit import seminar; seminar(['05'], Path({str(tmp_path)!r}))"
    told = subprocess.run([sys.executable, "-c", make], cwd=kit.ROOT, check=True, capture_output=True, text=True).stdout
    assert "teaching kit of 1 lessons, 27 PDFs" in told and "Chromium stopped" not in told
    for edition in ("learners", "instructors"):
        folder = tmp_path / edition
        text = (folder / "index.html").read_text(encoding="utf-8")
        links = re.findall(r"""href=['"]([^'"]+)['"]""", text)
        assert len(links) >= 20 and not [link for link in links if not (folder / link).is_file()]
        assert "handout_05.pdf" in links and "letters.html" in links and "assessment.pdf" in links
        assert (folder / "handout_05.pdf").stat().st_size > 10_000
        linked = {link for link in links if link.endswith((".html", ".pdf"))} | {"index.html"}
        assert {path.name for path in folder.glob("*.*") if path.suffix in (".html", ".pdf")} == linked, (
            "nothing lies there unsaid"
        )
        assert not re.search(r"\bchips?\b|(?<!bin/)(?<!Scripts.)python -m", text) and str(kit.ROOT) not in text
    assert {"vote_05.html", "bank/moodle.xml", "bank/gift.txt", "bank/qti21.zip", "plan_05.pdf"} <= set(links)
    assert "exercises as" in text and "-m book.results texts" in text and "progress()" in text
    assert not [
        path
        for kind in ("plan", "slides", "vote", "key", "cards_key", "duel_key", "bank")
        for path in (tmp_path / "learners").glob(f"{kind}*")
    ]
    assert pages_of((tmp_path / "instructors" / "plan_05.pdf").read_bytes()) == 2
    assert (tmp_path / "instructors" / "reveal" / "LICENSE").read_text().startswith("Copyright")
