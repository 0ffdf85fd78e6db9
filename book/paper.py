"""Printed papers of a lesson as self-contained HTML: the two-page plan, the hand-out for learners, the full key."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

from book.matter import (
    discussion,
    explored,
    key_terms,
    lettered,
    misconceptions,
    objectives,
    open_exercises,
    recap,
    route,
    seminar_task,
    short,
    solved,
    subtitle,
    walk,
)
from book.sources import readings, title_of
from helpers import claims
from helpers.answers import Exercise, plain, variant
from helpers.cards import marked, unmarked
from helpers.exercises import lesson
from helpers.figures import image_tag, still
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
.pictures{display:grid;grid-template-columns:repeat(3,1fr);gap:2mm 3mm}.pictures figure{margin:0}.pictures img,.pictures svg{width:100%!important;height:auto}
figcaption{font-size:.84em;color:#48535f}
.line{border-bottom:1px solid #9aa5b1;height:7.5mm}.box{border:1px solid #9aa5b1;border-radius:2mm;padding:2mm 3mm;margin:2mm 0;break-inside:avoid}
.cards{display:grid;grid-template-columns:1fr 1fr;gap:4mm}.card{border:1.5px dashed #7b8794;border-radius:2mm;padding:4mm;min-height:58mm;break-inside:avoid}
.card h3{margin-top:0;font-size:1.15em}.card{font-size:1.2em}code{font-size:.95em;overflow-wrap:anywhere}
.flow .box{break-inside:auto}
@media print{body{background:#fff}.sheet,.flow{margin:0 auto;box-shadow:none}a{color:inherit}}
@media screen and (max-width:700px){.sheet,.flow{width:auto;height:auto;margin:0;padding:4vw;box-shadow:none}}"""
# A sheet that is too full for A4 is set smaller, in steps; a test says how small the smallest may get.
FIT = """for(const s of document.querySelectorAll('.sheet')){let p=9.2;while(s.scrollHeight>s.clientHeight&&p>6)s.style.fontSize=(p-=.1)+'pt'}"""


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
    return page(title, f"<div class='flow'>{MARKDOWN.render(markdown)}</div>")


def listed(items: list[str], kind: str = "ul") -> str:
    """Return Markdown items as an HTML list."""
    return f"<{kind}>{''.join(f'<li>{rich(item)}</li>' for item in items)}</{kind}>"


def table(head: list[str], rows: list[list[str]], widths: tuple[int, ...] = ()) -> str:
    """Return an HTML table; cells are HTML. widths: of the first columns, in mm."""
    columns = "".join(f"<col style='width:{width}mm'>" for width in widths)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><colgroup>{columns}</colgroup><tr>{''.join(f'<th scope=col>{cell}</th>' for cell in head)}</tr>{body}</table>"


def pictures(number: str, most: int) -> list[tuple[str, str]]:
    """Return (<img> with alt text, caption) of the lesson's pictures: the one predicted, then others in order, then explorers."""
    module, found = lesson(number), []
    for item in module.PREDICTIONS[:1]:
        seen = item.picture(None)
        found.append((seen.title, image_tag(seen.source, seen.alt), "after the prediction"))
    for figure in module.FIGURES.values():
        seen = figure()
        if seen.title not in {title for title, *_ in found}:
            found.append((seen.title, image_tag(seen.source, seen.alt), f"lesson.{figure.__name__}()"))
    for build in module.EXPLORERS.values():
        panel = build()
        found.append((panel.title, image_tag(still(panel.figure), f"{panel.title}. {panel.summary}"), panel.as_code()))
    return [(tag, f"<code>{html.escape(where)}</code>") for _, tag, where in found[:most]]


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


def clicks(panel) -> str:
    """Return the chips of an explorer with what each shows, as HTML: what to press, and what to say then."""
    chips = [f"Press <em>{html.escape(name)}</em>: {html.escape(said)}" for name, (_, said) in panel.stories.items()]
    return " ".join(chips)


def poll(number: str) -> Exercise:
    """Return the exercise best put to a vote: hands can show its answer, and most mistakes are anticipated."""
    return max(open_exercises(number), key=lambda item: (item.kind in ("choice", "number", "set"), len(item.mistakes)))


def timetable(number: str) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of the plans for 45 minutes and for the second 45: (minutes, what, clicks and words), as HTML."""
    module, built, seen = lesson(number), panels(number), explored(number)
    item, vote, judged = module.PREDICTIONS[0], poll(number), module.CLAIMS[0]
    about = claims.claims(number).loc[judged.claim_id]
    first, last = seen[0], seen[-1]
    falsifier = (
        f"First ask: what would show it wrong? ({html.escape(unmarked(about['falsifier']))}) "
        if about["falsifier"]
        else ""
    )
    short_plan = [
        ["0–3", "Open", f"Slide 1. Lesson {number} in JupyterLab: <em>Run this lesson</em>. Hand-outs face up; each marks one claim to doubt."],
        ["3–10", "Predict", f"Slide <em>Predict</em>, one minute, in silence, on paper. Then →. It is: <strong>{html.escape(answer_to(item))}</strong>. Say: {marked(item.reveal)} {marked(item.expected)}"],
        ["10–20", "Walk through", f"{rich(' · '.join(walk(number)))} At each picture: what do you see, what is left out? Only then the notes (key <kbd>s</kbd>)."],
        ["20–30", f"Explorer: {html.escape(built[first.name].title)}", f"In pairs, {len(first.questions)} questions of the hand-out. {clicks(built[first.name])}"],
        ["30–40", f"Exercise {vote.id}: vote, argue, vote", f"Slide <em>{vote.id}</em>, two minutes (key <kbd>t</kbd>). Count hands; pair people whose answers differ; vote again; only then →."],
        ["40–45", f"Judge {judged.claim_id}", f"{marked(about['claim'])} {falsifier}Vote, then open the verdict (→)."],
    ]  # fmt: skip
    rest = []
    if last.name != first.name:
        rest.append(["45–57", f"Explorer: {html.escape(built[last.name].title)}", f"Groups look for the state that most changes the answer and keep its line (<em>Copy this state</em>). {clicks(built[last.name])}"])  # fmt: skip
    else:
        rest.append(["45–57", "More exercises", f"{', '.join(one.id for one in open_exercises(number)[1:4])}: alone, then compare wrong answers, not right ones."])  # fmt: skip
    rest.append(["57–82", "Seminar", rich(seminar_task(number))])
    if module.REFLECTIONS:
        rest.append(["82–90", f"Write: question {module.REFLECTIONS[0].id}", f"{marked(module.REFLECTIONS[0].prompt)}"])
    return short_plan, rest


def plan(number: str) -> str:
    """Return the plan of a lesson: two A4 pages with pictures, key, misconceptions, 45 and 90 minutes, discussion."""
    module, built = lesson(number), panels(number)
    first, second = timetable(number)
    images = "".join(f"<figure>{tag}<figcaption>{said}</figcaption></figure>" for tag, said in pictures(number, 3))
    keys = [[item.id, html.escape(item.title), "; ".join(f"{html.escape(given)}: <strong>{html.escape(answer)}</strong>" if given else f"<strong>{html.escape(answer)}</strong>" for given, answer in solved(item)[:4])]
            for item in module.EXERCISES]  # fmt: skip
    wrong = "".join(f"<li><strong>{one.exercise}</strong> ‘{html.escape(one.wrong)}’: {html.escape(one.feedback)}</li>" for one in misconceptions(number, 2)[:10])  # fmt: skip
    judged = "; ".join(f"{item.claim_id} {item.verdict}" for item in module.CLAIMS)
    answers = "".join(
        f"<p><strong>{html.escape(built[one.name].title)}.</strong> {' '.join(f'({i}) {rich(said)}' for i, said in enumerate(one.answers, 1))}</p>"
        for one in explored(number) if one.answers
    )  # fmt: skip
    body = f"""<section class='sheet'><h1>{html.escape(title_of(number))}</h1><p class='small'>Plan for the instructor · {html.escape(subtitle(number))} · slides_{number}.html · handout_{number}.html · key_{number}.html</p>
<h2>Students can</h2>{listed(objectives(number))}
<h2>45 minutes</h2>{table(["minutes", "what", "clicks and words"], first, (15, 30))}
<h2>… and 90</h2>{table(["minutes", "what", "clicks and words"], second, (15, 30))}
<h2>Pictures</h2><div class='pictures'>{images}</div></section>
<section class='sheet'><h2>Key <span class='small'>(letters as on hand-out and slides; JupyterLab mixes them for each learner)</span></h2>{table(["", "exercise", "answer"], keys, (12, 62))}
<h2>Misconceptions to expect, with the wrong answer that gives each away</h2><ul class='two'>{wrong}</ul>
<h2>Explorers: what came out</h2>{answers}
<h2>To discuss</h2>{listed([seminar_task(number), *discussion(number, 5)])}
<h2>Verdicts of the course</h2><p>{html.escape(judged)}.</p>
<h2>Read</h2><p class='small'>{" · ".join(rich(text) for text in readings(number)[:3])}</p></section>"""
    return page(f"Plan {title_of(number)}", body)


def asked(exercise: Exercise) -> str:
    """Return an exercise as it stands on paper: question and lettered options, no answer."""
    options = "".join(f"<li style='list-style:none'><strong>{letter}</strong> {html.escape(text)}</li>" for letter, text in lettered(exercise))  # fmt: skip
    return f"<h3>{exercise.id} {html.escape(exercise.title)}</h3><p>{marked(exercise.prompt)}</p>{f'<ul>{options}</ul>' if options else ''}"


def handout(number: str) -> str:
    """Return the learners' hand-out: two A4 pages with the question, claims to judge, tasks and room to write; no answers."""
    item = lesson(number).PREDICTIONS[0]
    options = "".join(f"<li>□ {html.escape(text)}</li>" for text in item.options.values())
    guess = f"<ul style='list-style:none'>{options}</ul>" if options else "<p>My guess: ______________________</p>"
    if item.kind == "sketch":
        guess = table([html.escape(str(label)) for label in item.labels], [["&nbsp;"] * len(item.labels)])
    rows = [[claim_id, marked(row["claim"]), "", ""] for claim_id, row in claims.claims(number).iterrows()]
    built = panels(number)
    tasks = "".join(f"<h3>{html.escape(built[one.name].title)}</h3>{listed(list(one.questions), 'ol')}<div class=line></div><div class=line></div>" for one in explored(number))  # fmt: skip
    asking = [poll(number), *(one for one in open_exercises(number) if one.id != poll(number).id)][:3]
    body = f"""<section class='sheet'><h1>{html.escape(title_of(number))}</h1><p class='small'>Hand-out · {html.escape(subtitle(number))} · name or initials: ____________________ date: ____________</p>
<h2>Afterwards you can</h2>{listed(objectives(number))}
<h2>Guess before you see</h2><div class='box'><p>{marked(item.prompt)}</p>{guess}<p class='small'>What makes you think so? ______________________________________________________________</p></div>
<h2>What the document claims, in our words: how far do you believe it, 0 to 100?</h2>{table(["", "claim", "before", "after"], rows, (13, 137))}</section>
<section class='sheet'><h2>Explore</h2>{tasks}
<h2>Try it <span class='small'>(alone, two minutes each; then find somebody with another answer)</span></h2>{"".join(f"<div class='box'>{asked(one)}<p>My answer: ____________ &nbsp; sure: □ guess □ fairly □ certain &nbsp; after talking: ____________</p></div>" for one in asking)}
<h2>Seminar</h2><p>{rich(seminar_task(number))}</p>{"<div class=line></div>" * 3}
<h2>Words</h2><p class='small'>{rich(key_terms(number))}</p></section>"""
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
