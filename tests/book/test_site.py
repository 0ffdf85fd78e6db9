"""The site's own pages: every claim on the board with its ways on, claims' pages, social cards, lessons as they are read."""

import re
from collections import Counter
from io import BytesIO

import nbformat
import pytest
from PIL import Image, ImageColor

from book import board, site
from book.sources import notebook_path
from helpers import claims
from helpers.course import MAP
from helpers.data import bibliography
from helpers.exercises import ask, lessons
from helpers.figures import COLOURS
from helpers.gauge import STEPS


@pytest.fixture(scope="module")
def home():
    return board.home_page()


def test_every_claim_stands_on_the_board_with_its_ways_on(home):
    rows = dict(re.findall(r'(?s)<li class="claim" id="([^"]+)"(.*?)</li>', home))
    table = claims.scoreboard()
    assert list(rows) == [board.slug(claim_id) for claim_id in table.index]
    for claim_id, about in table.iterrows():
        row = rows[board.slug(claim_id)]
        assert f'data-verdict="{about.verdict}"' in row and f'data-lesson="{about.lesson}"' in row
        assert row.count("<i class=on>") == 1
        steps = re.findall("<i( class=on)?></i>", row)
        assert steps.index(" class=on") == STEPS.index(about.verdict)
        ways = re.findall(r'href="([^"]+)"', row)
        assert (
            f"{MAP[about.lesson][0]}.html#{board.slug(claim_id)}" in ways and f"claims/{claim_id}.html#evidence" in ways
        )
        works = {study.key for part in claims.kept(claim_id) for study in part.studies}
        assert (f"claims/{claim_id}.html#works" in ways) == bool(works)
        assert f"Works seen: {len(works)}<" in row or not works


def test_the_counts_are_those_of_the_board(home):
    said = re.findall(r'data-verdict="([^"]+)"><b>(\d+)</b>', home)
    counts = Counter(claims.scoreboard()["verdict"])
    assert {verdict: int(count) for verdict, count in said} == {step: counts[step] for step in STEPS}


def test_home_page_is_light_and_needs_nothing_from_elsewhere(home):
    assets = sum((board.LOOK / name).stat().st_size for name in ("home.css", "board.js"))
    assert len(home.encode()) + assets < 1_000_000
    assert not re.findall(r'(?:src|<link[^>]*href)="https?:', home)
    assert 'class="filters" hidden' in home, "without JavaScript no control stands there that does nothing"
    assert "url(" not in (board.LOOK / "home.css").read_text() + (board.LOOK / "pages.css").read_text()


def test_every_way_of_the_home_page_leads_to_a_page(home):
    pages = {f"{MAP[number][0]}.html" for number in lessons()} | {f"claims/{i}.html" for i in claims.claims().index}
    pages |= {"index.html", "search.html", "contents.html", "glossary.html", "bibliography.html"}
    targets = {way.partition("#")[0] for way in re.findall(r'(?:href|action)="([^"#]+)', home)}
    assert {way for way in targets if not way.startswith("_static/")} <= pages
    assert {way for way in targets if way.startswith("_static/")} == {"_static/home.css", "_static/mark.svg"}


def test_live_links_only_where_an_address_is_known(home, monkeypatch):
    assert 'class="live"' not in home and board.live("12") == ""
    monkeypatch.setenv("COURSE_LIVE", "https://example.org/lab/index.html?path=")
    found = re.findall(r'class="live" href="([^"]+)"', board.home_page())
    assert set(found) == {f"https://example.org/lab/index.html?path={notebook_path(n).name}" for n in lessons()}


@pytest.mark.parametrize("number", lessons())
def test_the_boards_links_arrive_in_the_lesson(number):
    notebook, met = nbformat.read(notebook_path(number), as_version=4), set()
    text = "".join(site.linked(cell.source, met) for cell in notebook.cells if cell.cell_type == "markdown")
    for claim_id in claims.claims(number).index:
        assert text.count(f'id="{board.slug(claim_id)}"') == 1, claim_id


def test_claims_in_prose_are_linked_and_nothing_else():
    met = set()
    text = "# C16.4 in a heading\nIt can *(C16.4)*, as C16.4 says; `C16.5` is code, C99.9 none, [C16.6](x.html) a link."
    assert site.linked(text, met) == (
        '# C16.4 in a heading\nIt can *(<a href="claims/C16.4.html" id="c16-4">C16.4</a>)*, as <a href="claims/C16.4.html">C16.4</a> says; '
        "`C16.5` is code, C99.9 none, [C16.6](x.html) a link."
    )


def lesson_for_reading():
    """A small lesson as executed: banner, imports, code, a question, an explorer."""
    cell, asked = nbformat.v4.new_code_cell, ask("12.12")
    shown = nbformat.v4.new_output
    panel = {
        "text/html": "<b>x</b><p><em>A still picture. Run the cell.</em></p>",
        "text/plain": "[Explorer: Who] Seven ties.",
    }
    cells = [
        nbformat.v4.new_markdown_cell('# 12 · Title\n\n<img src="mark.svg" width="36"> <button>Run</button>\n\nShare 7%<!--= x -->.'),
        cell('from helpers import here\n\nhere("12")'),
        cell("suppliers.head()", outputs=[shown("execute_result", data={"text/html": "<table><th></th></table>", "text/plain": "t"})]),
        cell('ask("12.12")', outputs=[shown("execute_result", data={"text/html": asked.stored(), "text/plain": repr(asked)})]),
        cell("lesson.Panel()", outputs=[shown("execute_result", data=panel)]),
    ]  # fmt: skip
    return nbformat.v4.new_notebook(cells=cells)


def test_a_lesson_for_reading(monkeypatch):
    opening, table, question, explorer = site.readable_page(lesson_for_reading(), "12").cells
    assert "mark.svg" not in opening.source and "<!--" not in opening.source and "live" not in opening.source
    assert table.metadata.tags == ["hide-input"] and question.metadata.tags == ["remove-input"]
    assert table.outputs[0].data["text/html"] == "<table><td></td></table>"
    assert "Run this cell" not in question.outputs[0].data["text/html"]
    assert question.outputs[0].data["text/html"].endswith("<p><em>Answer it in JupyterLab.</em></p>")
    assert "Seven ties." in explorer.outputs[0].data["text/html"]
    assert "A still picture" not in explorer.outputs[0].data["text/html"]
    monkeypatch.setenv("COURSE_LIVE", "https://example.org/")
    opening, _, question, explorer = site.readable_page(lesson_for_reading(), "12").cells
    for text in (opening.source, question.outputs[0].data["text/html"], explorer.outputs[0].data["text/html"]):
        assert 'href="https://example.org/12_technology.ipynb"' in text


def test_verbs_show_no_code_and_computations_fold_theirs():
    for source in ('ask("12.1")', "claim_cards('12')", 'sources(\n    "a", "B2020",\n)', 'predict("12.look")'):
        assert site.VERB.fullmatch(source), source
    for source in ("lesson.figure()", 'ask("12.1")\nx = load("a")', 'load("a")', 'x = ask("1")', 'ask(load("a"))'):
        assert not site.VERB.fullmatch(source), source


def test_a_claims_page_holds_what_its_card_holds():
    page = board.claim_page("C16.4", "C16.3", "C16.5")
    plain, card = claims.verdict_card("C16.4")
    assert (plain, card) == claims.verdict_card("C16.4", computed=False), "kept and computed now are one"
    for part in re.findall(r"<li>.*?</li>", card):
        assert part in page
    assert claims.claims().loc["C16.4", "falsifier"] in page
    assert page.count("id='evidence'") == page.count("id='works'") == 1
    assert 'property="og:image" content="../cards/C16.4.png"' in page
    assert 'rel="prev" href="C16.3.html"' in page and 'rel="next" href="C16.5.html"' in page
    assert "rel=" not in board.claim_page("C16.4").partition("<nav class")[2].partition("steps")[2]


def test_cards_have_full_addresses_where_the_site_has_one(monkeypatch):
    assert 'content="cards/course.png"' in board.share("t", "w", "index.html", "course")
    monkeypatch.setenv("COURSE_SITE", "https://example.org/course/")
    tags = board.share("t", "w", "claims/C16.4.html", "C16.4")
    assert 'content="https://example.org/course/cards/C16.4.png"' in tags
    assert 'content="https://example.org/course/claims/C16.4.html"' in tags


@pytest.mark.parametrize("verdict", STEPS)
def test_a_social_card_fills_the_step_of_its_verdict(verdict):
    kept = board.social_card("C01.1", "A claim of some length. " * 12, verdict)
    picture = Image.open(BytesIO(kept)).convert("RGB")
    assert picture.size == (1200, 630) and len(kept) < 60_000
    for i, step in enumerate(STEPS):
        colour = picture.getpixel((70 + 214 * i + 98, 520))
        wanted = ImageColor.getrgb(COLOURS[step] if step == verdict else "#ffffff")
        assert max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) < 12, step


def test_dois_of_the_bibliography_are_links():
    text = site.bibliography_page()
    known = {fields["doi"] for fields in bibliography().values() if "doi" in fields}
    assert set(re.findall(r"<https://doi\.org/(\S+)>\.?$", text, re.MULTILINE)) == known and len(known) > 50


def test_all_claims_can_be_searched():
    text = site.verdicts_page()
    for claim_id, about in claims.scoreboard().iterrows():
        assert f"{about.claim} **{about.verdict.capitalize()}.**" in text, claim_id


def test_no_page_of_the_site_opens_a_box_around_headings():
    """Sphinx makes a section of each heading; a box that begins in one and ends in another tears the page apart."""
    for name, text in (site.reference_pages() | site.teaching_pages()).items():
        for box in re.findall(r"(?s)<(?:div|section)\b.*?</(?:div|section)>", text):
            assert not re.search(r"(?m)^#+ ", box), name
