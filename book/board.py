"""The site's own pages: the home page with the board, a page and a social card for each claim. Plain HTML, no server needed.

COURSE_LIVE: where a lesson can be run; its notebook's file name is put behind it (`https://…/lab/index.html?path=`).
COURSE_SITE: the site's own address, which social cards need in full. Without them nothing links there.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import textwrap
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from PIL import Image, ImageDraw, ImageFont

from book.sources import ROOT, notebook_path, write
from helpers import claims
from helpers.cards import marked, unmarked
from helpers.course import MAP
from helpers.exercises import lessons
from helpers.figures import COLOURS, GREY, INK, PALE
from helpers.gauge import FORCES, STEPS
from helpers.rule import VERDICTS

LOOK = ROOT / "book" / "look"
TITLE = "Military partnerships: a course that checks its claims"
# In the dark the same colours, lighter: each stands out from the ground by 3 to 1 or more.
DARK = {"supported": "#35b5a3", "partly supported": "#6db3e8", "contested": "#d3a33a", "not supported": "#f28354", "not testable here": "#96a2b1"}  # fmt: skip
PAGES = {"Lessons": "#lessons", "Verdicts": "#board", "Glossary": "glossary.html", "Bibliography": "bibliography.html",
         "More": "contents.html"}  # fmt: skip


def slug(name: str) -> str:
    """Return a name as it stands in addresses and classes: `C16.4` → `c16-4`, `not supported` → `not-supported`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())


def live(number: str) -> str:
    """Return the address at which a lesson can be run, or '' where none is known."""
    base = os.environ.get("COURSE_LIVE", "")
    return base + notebook_path(number).name if base else ""


def live_link(number: str, words: str, otherwise: str = "") -> str:
    """Return an HTML link that opens a lesson live; without an address `otherwise`."""
    address = html.escape(live(number), quote=True)
    return f'<a class="live" href="{address}">{words}</a>' if address else otherwise


def share(title: str, description: str, page: str, card: str) -> str:
    """Return the tags by which other sites show a page: title, description, picture."""
    base = os.environ.get("COURSE_SITE", "").rstrip("/")
    up = f"{base}/" if base else "../" * page.count("/")
    tags = {"og:type": "article", "og:title": title, "og:description": description, "og:image": f"{up}cards/{card}.png",
            "og:image:width": "1200", "og:image:height": "630"}  # fmt: skip
    tags |= {"og:url": f"{base}/{page}"} if base else {}
    lines = [f'<meta property="{name}" content="{html.escape(text, quote=True)}">' for name, text in tags.items()]
    lines += ['<meta name="twitter:card" content="summary_large_image">', f'<meta name="description" content="{html.escape(description, quote=True)}">']  # fmt: skip
    return "\n".join(lines)


def described(page: str) -> tuple[str, str]:
    """Return title and description of a page that Sphinx writes, for its card."""
    asked = {name: f"{question} A lesson of {minutes} minutes on open data." for name, question, minutes in MAP.values()}  # fmt: skip
    return TITLE, asked.get(page, "Eighteen lessons that put claims about military partnerships to open data.")


def colours() -> str:
    """Return the verdicts' colours as CSS variables, light and dark."""
    light, dark = ("".join(f"--{slug(verdict)}:{table[verdict]};" for verdict in VERDICTS) for table in (COLOURS, DARK))
    return f":root{{{light}}}:root[data-theme=dark]{{{dark}}}@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"


def frame(title: str, body: str, tags: str, up: str = "", scripts: str = "") -> str:
    """Return a whole page of ours. up: the way from its folder to the site's root."""
    links = "".join(f'<a href="{up}{"index.html" if at.startswith("#") else ""}{at}">{name}</a>' for name, at in PAGES.items())  # fmt: skip
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
{tags}
<link rel="icon" href="{up}_static/mark.svg"><link rel="stylesheet" href="{up}_static/home.css"><style>{colours()}</style>
<script>try{{const m=localStorage.mode;if(m==="dark"||m==="light")document.documentElement.dataset.theme=m}}catch(e){{}}</script>
</head><body><a class="skip" href="#main">To the text</a>
<header><a class="brand" href="{up}index.html"><img src="{up}_static/mark.svg" width="34" height="34" alt=""><span>Military partnerships</span></a>
<nav aria-label="Site">{links}</nav>
<form role="search" action="{up}search.html"><label class="unseen" for="q">Search the site</label><input id="q" name="q" type="search" placeholder="Search"></form></header>
<main id="main">{body}</main>
<footer><p>Code MIT, text and figures CC BY 4.0. Data belong to those named with each table. Nothing here is fetched from elsewhere.</p></footer>
{scripts}</body></html>
"""


def small_gauge(verdict: str) -> str:
    """Return the gauge in small: the word, and five steps of which one is filled; the style sheet draws it."""
    steps = "".join("<i class=on></i>" if step == verdict else "<i></i>" for step in STEPS)
    return f'<p class="verdict {slug(verdict)}"><b>{verdict.capitalize()}</b><span class="gauge" aria-hidden="true">{steps}</span></p>'


@cache
def mentions() -> dict[str, str]:
    """Return claim id → the address in the site at which its lesson takes it up."""
    return {claim_id: f"{MAP[about.lesson][0]}.html#{slug(claim_id)}" for claim_id, about in claims.claims().iterrows()}


def row(claim_id: str, about: pd.Series, works: int) -> str:
    """Return a claim on the board: gauge, what kind it is, the claim, our reason, the ways on."""
    ours = f" A stronger question of ours: <b>{about.ours}</b>." if about.ours else ""
    page = f"claims/{claim_id}.html"
    seen = f'<a href="{page}#works">Works seen: {works}</a>' if works else "<span>No work seen bears on it</span>"
    return (f'<li class="claim" id="{slug(claim_id)}" data-lesson="{about.lesson}" data-kind="{about.kind}" data-force="{about.force}" data-verdict="{about.verdict}">'
            f'{small_gauge(about.verdict)}<div><p class="about"><a href="{page}">{claim_id}</a> · {about.kind} · {about.force.replace("-", " ")}</p>'
            f'<h3>{marked(about.claim)}</h3><p class="reason">{marked(about.reason)}{ours}</p>'
            f'<p class="ways"><a href="{mentions()[claim_id]}" aria-label="{claim_id} in lesson {about.lesson}">Lesson {about.lesson}</a><a href="{page}#evidence" aria-label="Evidence on {claim_id}">Evidence</a>'
            f'{seen}</p></div></li>')  # fmt: skip


def works_seen() -> Counter[str]:
    """Return claim id → how many works that were looked up bear on it."""
    return Counter({claim_id: len({study.key for part in claims.kept(claim_id) for study in part.studies}) for claim_id in claims.scoreboard().index})  # fmt: skip


def choice(name: str, label: str, options: dict[str, str]) -> str:
    """Return a filter of the board."""
    listed = "".join(f'<option value="{value}">{html.escape(text)}</option>' for value, text in options.items())
    return f'<label>{label}<select name="{name}"><option value="">all</option>{listed}</select></label>'


def counts_bar(counts: Counter[str]) -> str:
    """Return how often each verdict fell, as one bar and in words."""
    bar = "".join(f'<i class="{slug(step)}" style="flex:{counts[step]}"></i>' for step in STEPS if counts[step])
    said = "".join(f'<li class="{slug(step)}"><a href="#verdict={slug(step)}" data-verdict="{step}"><b>{counts[step]}</b> {step}</a></li>' for step in STEPS)  # fmt: skip
    return f'<div class="bar" aria-hidden="true">{bar}</div><ul class="counts">{said}</ul>'


def home_page() -> str:
    """Return the home page: what the course is, the counts, the lessons, the board. Without JavaScript only the filter is gone."""
    board, seen = claims.scoreboard(), works_seen()
    total, counts = len(board), Counter(board["verdict"])
    tiles = []
    for number in lessons():
        name, question, minutes = MAP[number]
        dots = "".join(f'<i class="{slug(verdict)}"></i>' for verdict in board.query("lesson == @number")["verdict"])
        tiles.append(f'<li><a href="{name}.html"><span class="number">{number}</span><b>{question}</b></a>'
                     f'<span class="dots" aria-hidden="true">{dots}</span><small>{minutes} minutes {live_link(number, f"Open live<span class=unseen>: lesson {number}</span>")}</small></li>')  # fmt: skip
    filters = [
        choice("lesson", "Lesson", {number: f"{number} {MAP[number][1]}" for number in lessons()}),
        choice("kind", "Kind", {kind: kind for kind in board["kind"].unique()}),
        choice("force", "Force", {force: f"{force.replace('-', ' ')}: {unmarked(FORCES[force])}" for force in FORCES if force in set(board["force"])}),
        choice("verdict", "Verdict", {verdict: verdict for verdict in STEPS}),
    ]  # fmt: skip
    first = MAP[next(iter(lessons()))][0]
    rows = "".join(row(claim_id, about, seen[claim_id]) for claim_id, about in board.iterrows())
    body = f"""<section class="hero"><h1>{total} claims about military partnerships, each with a verdict you can check</h1>
<p>A short document says what alliances, coalitions and military diplomacy are and what they do. Here it is taken claim by claim, at its own force: a <em>can</em> needs one case, an <em>all</em> falls to one. Open data and {len(set().union(*(_keys(i) for i in board.index)))} works looked up for it decide; where they cannot, we say so.</p>
<p class="doors"><a class="door" href="{first}.html">Read the first lesson</a><a class="door" href="#board">See the board</a>{live_link("00", "Open live, nothing to install")}</p>
<h2 class="unseen">How often each verdict fell</h2>{counts_bar(counts)}
<p class="note">Counts, and no more: the claims are what one document happens to say, so their shares say nothing about partnerships.</p></section>
<section id="lessons"><h2>{len(tiles)} lessons, about {round(sum(MAP[number][2] for number in lessons()) / 60)} hours</h2><p class="note">Each square is a claim that the lesson judges. Guess before you look: predictions and verdicts are folded.</p><ol class="tiles">{"".join(tiles)}</ol></section>
<section id="board"><h2>The board</h2>
<form class="filters" hidden>{"".join(filters)}<label>Words<input name="words" type="search"></label><button type="reset">Show all</button><output role="status"></output></form>
<ol class="claims">{rows}</ol></section>"""
    words = f"{total} claims, {len(tiles)} lessons, open data: every verdict with its evidence, its works, and what would change it."
    return frame(TITLE, body, share(TITLE, words, "index.html", "course"), scripts='<script src="_static/board.js"></script>')  # fmt: skip


def _keys(claim_id: str) -> set[str]:
    return {study.key for stronger in (False, True) for part in claims.kept(claim_id, stronger) for study in part.studies}  # fmt: skip


def claim_page(claim_id: str, before: str = "", after: str = "") -> str:
    """Return a claim's page: claim, gauge, evidence, works, rivals, the code that computes it, what would show it wrong."""
    about, verdict = claims.claims().loc[claim_id], claims.scoreboard().loc[claim_id, "verdict"]
    card = claims.verdict_card(claim_id, computed=False)[1]
    card = card.replace("<strong>Data", "<strong id='evidence'>Data", 1)
    card = card.replace("<strong>What works found", "<strong id='works'>What works found", 1)
    lesson = f'<a href="../{mentions()[claim_id]}">Lesson {about["lesson"]}: {MAP[about["lesson"]][1]}</a>'
    steps = f'<a rel="prev" href="{before}.html">← {before}</a>' * bool(before) + f'<a rel="next" href="{after}.html">{after} →</a>' * bool(after)  # fmt: skip
    body = f"""<article class="one"><p class="about"><a href="../index.html#{slug(claim_id)}">The board</a> · {html.escape(about["section"])} · {claim_id} · {about["kind"]}; {marked(FORCES[about["force"]])}</p>
<h1>{marked(about["claim"])}</h1>{card}
<p><strong>What would show it wrong.</strong> {marked(about["falsifier"])}</p>
<p class="doors">{lesson}{live_link(about["lesson"], "Open it live")}</p><nav class="steps" aria-label="Claims">{steps}</nav></article>"""
    title, words = f"{claim_id}: {verdict}", unmarked(about["claim"])
    return frame(f"{title} · {words}", body, share(f"{title.capitalize()}. {words}", unmarked(claims.scoreboard().loc[claim_id, "reason"]), f"claims/{claim_id}.html", claim_id), "../")  # fmt: skip


@cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the course's typeface, which comes with Matplotlib."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(Path(mpl.get_data_path(), "fonts", "ttf", name)), size)


def social_card(head: str, words: str, verdict: str = "") -> bytes:
    """Return a picture of 1200 x 630 pixels as PNG: a head, words, and the gauge, or all its colours without a verdict."""
    size, colours_of = (1200, 630), [COLOURS[step] for step in STEPS]
    picture = Image.new("RGB", size, "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.text((70, 52), head, font=font(30, bold=True), fill=GREY)
    largest = 54 if len(words) < 110 else 44 if len(words) < 190 else 36
    wide = int(1060 / (largest * 0.6))
    draw.multiline_text((70, 116), "\n".join(textwrap.wrap(words, wide, max_lines=7, placeholder=" …")), font=font(largest), fill=INK, spacing=14)  # fmt: skip
    for i, (step, colour) in enumerate(zip(STEPS, colours_of, strict=True)):
        left = 70 + 214 * i
        filled = colour if step == verdict or not verdict else "#ffffff"
        draw.rounded_rectangle((left, 508, left + 196, 532), 7, fill=filled, outline=colour, width=3)
        draw.text((left, 544), step, font=font(19, bold=step == verdict), fill=INK if step == verdict or not verdict else GREY)  # fmt: skip
    draw.rectangle((0, 618, 1200, 630), fill=COLOURS.get(verdict, PALE))
    kept = BytesIO()
    picture.quantize(32).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def write_look(folder: Path) -> None:
    """Write style sheets, scripts and the mark into the site's folder."""
    (folder / "_static").mkdir(parents=True, exist_ok=True)
    for path in LOOK.glob("*.*"):
        shutil.copy(path, folder / "_static")
    shutil.copy(ROOT / "notebooks" / "mark.svg", folder / "_static")


def write_board(folder: Path) -> None:
    """Write home page, claims' pages and social cards into the site's folder."""
    board = claims.scoreboard()
    order = list(board.index)
    write_look(folder)
    write(folder / "index.html", home_page())
    for claim_id, before, after in zip(order, ["", *order], [*order[1:], ""], strict=False):
        write(folder / "claims" / f"{claim_id}.html", claim_page(claim_id, before, after))
    (folder / "cards").mkdir(exist_ok=True)
    for claim_id, about in board.iterrows():
        picture = social_card(f"{claim_id} · {about.verdict}", unmarked(about.claim), about.verdict)
        (folder / "cards" / f"{claim_id}.png").write_bytes(picture)
    pitch = f"{len(board)} claims about military partnerships, put to open data. Check each verdict."
    (folder / "cards" / "course.png").write_bytes(social_card("A course that checks its claims", pitch))
