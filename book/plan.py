"""The plan of a lesson on two A4 pages: what to bring, each minute with its slide, pictures, key, misconceptions, questions."""

from __future__ import annotations

import html

from book import duels, slides
from book.bank import balloted, question
from book.matter import (
    Part,
    agenda,
    discussion,
    explored,
    in_words,
    judged,
    objectives,
    on_paper,
    poll,
    seminars,
    short,
    steps,
    to_expect,
    walk,
)
from book.paper import answer_to, listed, page, panels, presses, rich, table, under
from book.sources import readings, title_of
from helpers import claims
from helpers.answers import variant
from helpers.cards import marked
from helpers.exercises import lesson
from helpers.figures import image_tag, still


def told(number: str, part: Part) -> tuple[str, str]:
    """Return what a part of the seminar is, and what to press and to say, as HTML."""
    module, built = lesson(number), panels(number)
    if part.kind == "open":
        return (
            "Open",
            f"Lesson {number} in JupyterLab: <em>Run this lesson</em>. Hand-outs face up; each marks one claim to doubt.",
        )
    if part.kind == "predict":
        item = module.PREDICTIONS[0]
        return (
            "Predict",
            f"One silent minute (key <kbd>t</kbd>), then →. It is: <strong>{html.escape(answer_to(item))}</strong>. Say: {marked(item.reveal)} {marked(item.expected)}",
        )
    if part.kind == "walk":
        return (
            "Walk through",
            f"{rich(' · '.join(walk(number)))} At each picture: what do you see, what is left out? Only then the notes (key <kbd>s</kbd>).",
        )
    if part.kind == "explore":
        about = next(one for one in explored(number) if one.name == part.name)
        how = (
            f"In pairs, {len(about.questions)} questions of the hand-out."
            if part.start < 45
            else "In groups: which setting changes the answer most? Keep its line (<em>Copy this state</em>)."
        )
        return f"Explorer: {html.escape(built[part.name].title)}", f"{how} {presses(built[part.name])}"
    if part.kind == "vote":
        item = poll(number)
        asked = question(item.id)
        letters = " · ".join(f"<strong>{letter} {html.escape(said(item, reply))}</strong>" if reply is asked.right else f"{letter} {html.escape(said(item, reply))}" for letter, reply in balloted(asked))  # fmt: skip
        return (
            f"Exercise {item.id}: vote, argue, vote",
            f"Two minutes alone; → for the letters: {letters}. Type counts into the page <em>vote</em>: it says who talks to whom. Talk, vote again, →.",
        )
    if part.kind == "judge":
        item = judged(number)[0]
        about = claims.claims(number).loc[item.claim_id]
        wrong = f"First →: what would show it wrong? {marked(about['falsifier'])} " if about["falsifier"] else ""
        return (
            f"Judge {item.claim_id}",
            f"{marked(about['claim'])} {wrong}Vote, then →: <strong>{item.verdict}</strong>.",
        )
    if part.kind == "exercises":
        return (
            "More exercises",
            f"{', '.join(one.id for one in on_paper(number)[1:])} of the hand-out: alone, then compare wrong answers, not right ones.",
        )
    if part.kind == "seminar":
        done = " ".join(f"<strong>{took} min</strong> {rich(what)}" for took, what in steps(number))
        return "Seminar", done
    item = module.REFLECTIONS[0]
    return f"Write: question {item.id}", marked(item.prompt)


def said(item, reply) -> str:
    """Return an answer as the slides letter it."""
    return short(reply.answer, item) if item.kind in ("set", "order") else reply.text


def timetable(number: str) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of the plans for 45 minutes and for the second 45: (minutes, slides, what, clicks and words), as HTML."""
    where, rows = slides.places(number), []
    for part in agenda(number):
        first, last = where.get(part, (0, 0))
        numbers = "–" if not first else str(first) if first == last else f"{first}–{last}"
        rows.append([f"{part.start}–{part.end}", numbers, *told(number, part)])
    at = sum(part.end <= 45 for part in agenda(number))
    return rows[:at], rows[at:]


def thumbnails(number: str) -> list[tuple[str, str]]:
    """Return (<img> with alt text, caption) of every picture that the slides of the plan show: the prediction's, figures, explorers."""
    where, built = slides.places(number), panels(number)
    at = {part.kind: first for part, (first, _) in where.items()}
    seen = lesson(number).PREDICTIONS[0].picture(None)
    found = [(image_tag(seen.source, seen.alt), f"{at['predict'] + 1} {seen.title}")]
    found += [(image_tag(seen.source, seen.alt), f"{at['walk'] + i} {seen.title}") for i, (_, seen) in enumerate(slides.walked(number))]  # fmt: skip
    for part, (first, _) in where.items():
        if part.kind == "explore":
            panel = built[part.name]
            found.append((image_tag(still(panel.figure), f"{panel.title}. {panel.summary}"), f"{first} {panel.title}"))
    return [(tag, html.escape(caption)) for tag, caption in found]


def plan(number: str) -> str:
    """Return the plan of a lesson: two A4 pages with pictures, key, misconceptions, 45 and 90 minutes, discussion."""
    module, built = lesson(number), panels(number)
    first, second = timetable(number)
    head, widths = ["minutes", "slides", "what", "clicks and words"], (14, 11, 27)
    images = "".join(f"<figure>{tag}<figcaption>{caption}</figcaption></figure>" for tag, caption in thumbnails(number))
    keys = "".join(f"<li><strong>{base.id}</strong> {html.escape(base.title)}: <strong>{html.escape(in_words(item))}</strong>{f' <small>(1 of {len(base.variants)})</small>' if base.variants else ''}</li>"
                   for base, item in ((base, variant(base)) for base in module.EXERCISES))  # fmt: skip
    wrong = "".join(f"<li><strong>{one.exercise}</strong> ‘{html.escape(one.wrong)}’: {html.escape(one.feedback)}</li>" for one in to_expect(number, 10))  # fmt: skip
    verdicts = "; ".join(f"{item.claim_id} {item.verdict}" for item in module.CLAIMS)
    answers = "".join(
        f"<p><strong>{html.escape(built[one.name].title)}.</strong> {' '.join(f'({i}) {rich(said)}' for i, said in enumerate(one.answers, 1))}</p>"
        for one in explored(number) if one.answers
    )  # fmt: skip
    reserve = f" In reserve: a duel of rules on <em>{html.escape(built[duels.duels(number)[0].explorer].title)}</em> (45 minutes)." if duels.duels(number) else ""  # fmt: skip
    body = f"""<section class='sheet'><h1>{html.escape(title_of(number))}</h1><p class='small'>{under("Plan for the instructor", number)} · numbers of slides are those of slides_{number}.html</p>
<p><strong>Bring</strong> · a hand-out for each · a laptop to two learners, or you press and they call · {rich(seminars()[number]["bring"])}.{reserve}</p>
<div class='inline'><strong>Students can</strong>{listed(objectives(number))}</div>
<h2>45 minutes …</h2>{table(head, first, widths)}
<h2>… and 90</h2>{table(head, second, widths)}
<h2>Pictures <span class='small'>(number of the slide)</span></h2><div class='pictures'>{images}</div></section>
<section class='sheet'><h2>Key <span class='small'>(as on hand-out and slides; JupyterLab mixes letters and, where it says <em>1 of 4</em>, draws one of four versions)</span></h2><ul class='two'>{keys}</ul>
<h2>Misconceptions to expect, with the wrong answer that gives each away</h2><ul class='two'>{wrong}</ul>
<h2>Explorers: what came out</h2>{answers}
<h2>To discuss</h2>{listed(discussion(number, 4))}
<h2>Verdicts of the course</h2><p>{html.escape(verdicts)}.</p>
<h2>Read</h2><p class='small'>{" · ".join(rich(text) for text in readings(number)[:3])}</p></section>"""
    return page(f"Plan {title_of(number)}", body)
