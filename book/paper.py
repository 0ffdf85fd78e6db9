"""Printed papers of a lesson as self-contained HTML: the look of all papers, the hand-out for learners, the full key."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

from book.matter import (
    discussion,
    in_class,
    key_terms,
    lettered,
    objectives,
    on_paper,
    recap,
    route,
    seminar_task,
    short,
    solved,
    subtitle,
    untyped,
)
from book.sources import title_of
from helpers import claims
from helpers.answers import Exercise, plain, variant
from helpers.cards import marked
from helpers.exercises import lesson
from helpers.form import SURE
from helpers.predictions import Prediction

MARKDOWN = MarkdownIt("commonmark").enable("table")
STYLE = """@page{size:A4;margin:12mm 13mm}
*{box-sizing:border-box}
body{font:9.2pt/1.32 system-ui,'DejaVu Sans',sans-serif;color:#1f2933;background:#e6eaee;margin:0}
.sheet,.flow{width:184mm;margin:8mm auto;padding:0;background:#fff;box-shadow:0 0 0 8mm #fff}
.sheet{height:272mm;overflow:hidden;break-after:page}
.sheet:last-of-type{break-after:auto}
h1{font-size:1.65em;line-height:1.15;margin:0 0 .15em}
h2{font-size:1.14em;margin:.75em 0 .25em;border-bottom:1.5px solid #0b5fa5;color:#0b4a80}
h3{font-size:1em;margin:.6em 0 .15em}
p,ul,ol{margin:.2em 0 .4em}ul,ol{padding-left:1.3em}li{margin:.1em 0}
table{border-collapse:collapse;width:100%;margin:.2em 0}
th,td{border:1px solid #c3cbd4;padding:.16em .45em;text-align:left;vertical-align:top}
th{background:#eef2f6}
.small{font-size:.88em;color:#48535f}.two{columns:2;column-gap:6mm}.two>*{break-inside:avoid}
.pictures{display:grid;grid-template-columns:repeat(5,1fr);gap:1.5mm 3mm}.pictures figure{break-inside:avoid}.pictures img{height:21mm!important;object-fit:contain;object-position:left top}
.inline ul,.inline li{display:inline;margin:0;padding:0}.inline li::before{content:' · '}.pictures figure{margin:0}.pictures img{width:100%!important}
figcaption{font-size:.78em;line-height:1.2;color:#48535f}
.axes{width:100%;max-width:130mm;display:block}.axes text{font-size:12px;fill:#1f2933}
.sheet{display:flex;flex-direction:column}.sheet>*{flex:none}.sheet>.line{flex:0 1 7.5mm;min-height:6mm}.sheet>.fill{flex:1 1 0;min-height:0;overflow:hidden}
.fill{background:repeating-linear-gradient(#fff 0 7.2mm,#c3cbd4 7.2mm 7.5mm);print-color-adjust:exact;-webkit-print-color-adjust:exact}.fill h2{background:#fff;margin-bottom:0}
.line{border-bottom:1px solid #9aa5b1;height:7.5mm}.box{border:1px solid #9aa5b1;border-radius:2mm;padding:2mm 3mm;margin:2mm 0;break-inside:avoid}
.cards{display:grid;grid-template-columns:1fr 1fr;gap:3mm 4mm}.card{border:1.5px dashed #7b8794;border-radius:2mm;padding:3mm 4mm;min-height:36mm;break-inside:avoid}
.card h3{margin-top:0;font-size:1.15em}.card{font-size:1.2em}code{font-size:.95em;overflow-wrap:break-word}td{overflow-wrap:break-word}
.rubric{break-before:page}.rubric table{table-layout:fixed}.rubric tr{break-inside:avoid}.rubric td{height:30mm}.flow.read{font-size:10pt}.flow h2,.flow h3{break-after:avoid}.flow tr{break-inside:avoid}
@media print{body{background:#fff}.sheet,.flow{margin:0 auto;box-shadow:none}a{color:inherit}}
@media screen{.flow.wide{width:min(250mm,94vw)}}
@media screen and (max-width:700px){.sheet,.flow{width:auto;height:auto;margin:0;padding:4vw;box-shadow:none}}"""
# A sheet is set as large as A4 takes it, up to LARGEST, in steps; a test says how small the smallest may get. Ruled room for notes
# that is too low to write in goes. A page of text that all but fits one sheet is set a little smaller; one that does not is left as it is.
LARGEST = 10.6  # points
FIT = f"""addEventListener('load',()=>{{for(const s of document.querySelectorAll('.sheet')){{let p={LARGEST};do s.style.fontSize=p+'pt';while(s.scrollHeight>s.clientHeight&&(p-=.1)>6);
for(const f of s.querySelectorAll('.fill'))if(f.clientHeight<75)f.remove()}}
for(const s of document.querySelectorAll('.flow.read:not(:has(.rubric))')){{let p=10;const one=272/25.4*96,fits=()=>s.scrollHeight<=one;while(!fits()&&p>8.2)s.style.fontSize=(p-=.1)+'pt';if(!fits())s.style.fontSize=''}}}})"""


def page(title: str, body: str) -> str:
    """Return a whole HTML page in the house's print style; nothing in it is fetched from anywhere."""
    return (f"<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
            f"<title>{html.escape(title)}</title><style>{STYLE}</style></head><body><main>{body}</main><script>{FIT}</script></body></html>\n")  # fmt: skip


def rich(text: str) -> str:
    """Return inline Markdown as HTML; links to notebooks become plain words."""
    return MARKDOWN.renderInline(re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", unbracketed(text)))


def unbracketed(text: str) -> str:
    """Return Markdown without the invisible marks of numbers and sources."""
    return re.sub(r"<!--.*?-->", "", text)


def flow(title: str, markdown: str) -> str:
    """Return a page of as many sheets as it takes, from Markdown."""
    return page(title, f"<div class='flow read'>{MARKDOWN.render(markdown)}</div>")


def listed(items: list[str], kind: str = "ul") -> str:
    """Return Markdown items as an HTML list."""
    return f"<{kind}>{''.join(f'<li>{rich(item)}</li>' for item in items)}</{kind}>"


def table(head: list[str], rows: list[list[str]], widths: tuple[int, ...] = ()) -> str:
    """Return an HTML table; cells are HTML. widths: of the first columns, in mm."""
    columns = "".join(f"<col style='width:{width}mm'>" for width in widths)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><colgroup>{columns}</colgroup><tr>{''.join(f'<th scope=col>{cell}</th>' for cell in head)}</tr>{body}</table>"


def answer_to(item: Prediction) -> str:
    """Return the truth behind a prediction in words, as a teacher reads it out."""
    truth = item.answer()
    if item.kind == "choice":
        return item.options[truth]
    if item.kind == "order":
        return ", then ".join(item.options[key] for key in truth)
    values = truth if item.kind == "sketch" else [truth]
    said = ", ".join(f"{value:,.{item.decimals}f}" for value in values)
    return f"{said} {item.unit}".strip() + (f" (at {', '.join(item.labels)})" if item.labels else "")


def panels(number: str) -> dict[str, object]:
    """Return class name → explorer of the lesson, as it opens."""
    return {build.__name__: build() for build in lesson(number).EXPLORERS.values()}


def asked(exercise: Exercise) -> str:
    """Return an exercise as it stands on paper: question and lettered options, no answer."""
    options = "".join(f"<li style='list-style:none'><strong>{letter}</strong> {html.escape(text)}</li>" for letter, text in lettered(exercise))  # fmt: skip
    return f"<h3>{exercise.id} {html.escape(exercise.title)}</h3><p>{marked(untyped(exercise.prompt))}</p>{f'<ul>{options}</ul>' if options else ''}"


def presses(panel) -> str:
    """Return the buttons of an explorer with what each shows, as HTML: what to press, and what to say then."""
    return " ".join(
        f"Press <em>{html.escape(name)}</em>: {html.escape(said)}" for name, (_, said) in panel.stories.items()
    )


def axes(item: Prediction) -> str:
    """Return empty axes as SVG, to draw a guess into: the labels below, the scale at the left, the first point if it is given."""
    wide, high, left, low = 640, 190, 62, 158
    step = (wide - left - 30) / max(1, len(item.labels) - 1)
    places = [left + 12 + step * at for at in range(len(item.labels))]

    def level(value: float) -> float:
        return low - (low - 14) * (value - item.low) / (item.high - item.low)

    parts = [f"<svg class='axes' viewBox='0 0 {wide} {high}' role='img' aria-label='Empty axes for your line, {item.low:g} to {item.high:g} {html.escape(item.unit)}'>"]  # fmt: skip
    for share in (0, 0.25, 0.5, 0.75, 1):
        value = item.low + share * (item.high - item.low)
        y, said = level(value), f"{value:,.5g}".replace("-", "−")
        parts.append(f"<path d='M{left} {y:.1f}H{wide - 8}' stroke='#c3cbd4'/><text x='{left - 6}' y='{y + 4:.1f}' text-anchor='end'>{said}</text>")  # fmt: skip
    for x, label in zip(places, item.labels, strict=True):
        parts.append(f"<path d='M{x:.1f} 14V{low}' stroke='#e4e8ed'/><text x='{x:.1f}' y='{low + 16}' text-anchor='middle'>{html.escape(str(label))}</text>")  # fmt: skip
    parts.append(f"<text x='{wide - 8}' y='{high - 2}' text-anchor='end'>{html.escape(item.unit)}</text>")
    if item.first is not None:
        parts.append(f"<circle cx='{places[0]:.1f}' cy='{level(item.first):.1f}' r='4.5' fill='#0b5fa5'/>")
    return "".join(parts) + "</svg>"


def guessed(item: Prediction) -> str:
    """Return where a guess goes on paper: boxes to tick, axes to draw into, or a line to write on."""
    if item.options:
        options = "".join(f"<li>□ {html.escape(text)}</li>" for text in item.options.values())
        return f"<ul style='list-style:none'>{options}</ul>"
    return axes(item) if item.kind == "sketch" else f"<p>My guess: ______________________ {html.escape(item.unit)}</p>"


def under(what: str, number: str) -> str:
    """Return what stands below a title: the kind of paper, and the lesson's subject where it names one."""
    return html.escape(" · ".join(part for part in (what, subtitle(number)) if part))


def numbered(number: str) -> str:
    """Return a remark where the claims of a lesson carry numbers that are not the lesson's: those of the document's sections."""
    other = {name[1:3] for name in claims.claims(number).index} != {number}
    return "The number before the point is the document's section, not the lesson. " if other else ""


def handout(number: str) -> str:
    """Return the learners' hand-out: two A4 pages with the question, claims to judge, tasks and room to write; no answers."""
    item, built = lesson(number).PREDICTIONS[0], panels(number)
    rows = [[claim_id, marked(row["claim"]), "", ""] for claim_id, row in claims.claims(number).iterrows()]
    tasks = "".join(f"<h3>{html.escape(built[one.name].title)} <span class='small'>({rich(one.heading)})</span></h3>{listed(list(one.questions), 'ol')}<div class=line></div><div class=line></div>" for one in in_class(number))  # fmt: skip
    sure = " ".join(f"□ {word}" for _, word in SURE["options"])
    tried = "".join(f"<div class='box'>{asked(one)}<p>My answer: ____________ &nbsp; How sure? {sure} &nbsp; after talking: ____________</p></div>" for one in on_paper(number))  # fmt: skip
    body = f"""<section class='sheet'><h1>{html.escape(title_of(number))}</h1><p class='small'>{under("Hand-out", number)} · name or initials: ____________________ date: ____________</p>
<h2>Afterwards you can</h2>{listed(objectives(number))}
<h2>Guess before you see</h2><div class='box'><p>{marked(item.prompt)}</p>{guessed(item)}<p class='small'>What makes you think so? ______________________________________________________________</p></div>
<h2>What the document claims, in our words: how far do you believe it, 0 to 100?</h2><p class='small'>{numbered(number)}Write <em>before</em> now, and <em>after</em> at the end of the lesson.</p>{table(["", "claim", "before", "after"], rows, (13, 137))}<div class='fill'><h2>Notes</h2></div></section>
<section class='sheet'><h2>Explore <span class='small'>(lesson {number} in JupyterLab: press <em>Run this lesson</em>, then find the headings in brackets)</span></h2>{tasks}
<h2>Try it <span class='small'>(alone, two minutes each; then find somebody with another answer)</span></h2>{tried}
<h2>Seminar</h2><p>{rich(seminar_task(number))}</p>{"<div class=line></div>" * 3}
<h2>Words</h2><p class='small'>{rich(key_terms(number))}</p><div class='fill'><h2>Notes</h2></div></section>"""
    return page(f"Hand-out {title_of(number)}", body)


def key(number: str) -> str:
    """Return the full key: every exercise with its answer for all parameters, hints, meaning, and each mistake's wrong answer."""
    module, blocks = lesson(number), []
    for base in module.EXERCISES:
        item = variant(base)
        answers = listed([f"{given}: **{answer}**" if given else f"**{answer}**" for given, answer in solved(base)])
        full = (
            ""
            if item.with_code or item.kind == "number"
            else f"<p class='small'>{html.escape(plain(item.solution(), item))}</p>"
        )
        wrong = [[html.escape(short(mistake.answer(), item)), marked(mistake.feedback)] for mistake in item.mistakes]
        blocks.append(f"<div class='box'>{asked(item)}<h3>Answer</h3>{answers}{full}<p>{marked(item.meaning)}</p>{table(['wrong answer', 'what went wrong'], wrong, (56,))}"
                      f"<p class='small'>Hints: {' · '.join(marked(hint) for hint in item.hints)}</p></div>")  # fmt: skip
    judged = [[item.claim_id, item.verdict, marked(item.reason)] for item in module.CLAIMS]
    model = "".join(f"<div class='box'><h3>{item.id} {html.escape(item.title)}</h3><p>{marked(item.prompt)}</p><p>{marked(item.model_answer)}</p>{listed(list(item.points))}</div>" for item in module.REFLECTIONS)  # fmt: skip
    timed = table(["minute", "done by then"], [[str(minute), rich(done)] for minute, done in route(number)], (18,))
    body = (f"<div class='flow'><h1>Key · {html.escape(title_of(number))}</h1><h2>A learner's minutes</h2>{timed}<h2>Predictions</h2>"
            f"{''.join(f'<p><strong>{one.id}</strong> {marked(one.prompt)} <strong>{html.escape(answer_to(one))}</strong>. {marked(one.reveal)} {marked(one.expected)}</p>' for one in module.PREDICTIONS)}"
            f"<h2>Exercises</h2><p class='small'>First set of parameters; the letters are those of hand-out and slides.</p>{''.join(blocks)}"
            f"<h2>Open questions, and one good answer</h2>{model}<h2>Verdicts</h2>{table(['claim', 'verdict', 'reason'], judged, (16, 30))}"
            f"<h2>To discuss</h2>{listed(discussion(number, 12))}<h2>Recap</h2>{listed(recap(number))}</div>")  # fmt: skip
    return page(f"Key {title_of(number)}", body)
