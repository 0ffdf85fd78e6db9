"""A lesson's slides in the order of its plan: predict → reveal, pictures, explorers, a vote with a timer, the seminar.

They are shown by reveal.js, offline. What the plan leaves out comes last, in reserve.
"""

from __future__ import annotations

import html
import re
import shutil
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import nbformat

from book.bank import balloted, question
from book.matter import (
    Part,
    agenda,
    discussion,
    explored,
    in_words,
    judged,
    lettered,
    objectives,
    on_paper,
    poll,
    recap,
    seminar_task,
    seminars,
    short,
    steps,
    untyped,
)
from book.paper import answer_to, axes, numbered, panels, presses, rich, under
from book.sources import notebook_path, title_of
from helpers import claims
from helpers.cards import marked, unmarked
from helpers.data import CourseError
from helpers.exercises import lesson
from helpers.figures import Picture, image_tag, still
from helpers.gauge import gauge
from helpers.rule import VERDICTS

STYLE = """.reveal{font:30px/1.35 system-ui,'DejaVu Sans',sans-serif;color:#1f2933}body{background:#fff}
.reveal .slides section{text-align:left;box-sizing:border-box;padding:24px 44px;height:720px;overflow:hidden}
.reveal h1{font-size:2em;line-height:1.15;margin:.2em 0}.reveal h2{font-size:1.3em;margin:0 0 .5em;color:#0b4a80;line-height:1.2}
.reveal p{margin:.3em 0 .6em}.reveal ul,.reveal ol{display:block;margin:.2em 0 .2em 1.1em}.reveal li{margin:.25em 0}
.reveal img{display:block;margin:0 auto;max-width:100%!important;max-height:590px;width:auto!important;height:590px!important;object-fit:contain}
.reveal .side{display:grid;grid-template-columns:62% 1fr;gap:26px;align-items:start}.reveal .side img{height:auto!important;max-height:580px}.reveal .side li{font-size:.86em;margin-bottom:.7em}
.reveal ol.letters{list-style:none;margin-left:0}.reveal ol.letters strong{display:inline-block;width:1.6em}.reveal svg.axes{width:100%;max-width:1000px;max-height:400px}.reveal svg.axes text{font-size:14px}
.reveal .fragment{transition:none!important}.reveal .slide-number{font-size:18px;left:16px;right:auto!important;color:#1f2933;background:#fff}
.reveal table{margin:0;font-size:.9em}.reveal td{padding:.2em .6em .2em 0;border:0;vertical-align:top}.reveal td:first-child{white-space:nowrap;color:#0b4a80;font-weight:bold}
.reveal button.timer{font:inherit;font-weight:bold;padding:.15em .6em;border:2px solid #0b5fa5;border-radius:8px;background:#fff;color:#0b4a80;float:right}
.reveal .over{color:#fff!important;background:#c2410c!important}.small{font-size:.72em;color:#48535f}.wrong{columns:2;column-gap:2em}.wrong li{break-inside:avoid}
.reveal div[role=img]{font-size:20px!important;max-width:1150px!important}"""
# Fit: a slide with much text is set smaller once reveal.js is ready. Timer: a click or the key t starts and stops it.
SCRIPT = """Reveal.on('ready',()=>{for(const s of document.querySelectorAll('.slides section')){const was=s.style.display;let p=30;s.style.display='block';
 while(s.scrollHeight>s.clientHeight+1&&p>13)s.style.fontSize=--p+'px';s.style.display=was}});
Reveal.initialize({width:1280,height:720,margin:.02,hash:true,slideNumber:'c/t',center:false,transition:'none',pdfSeparateFragments:false,
 plugins:[RevealNotes],keyboard:{84:()=>Reveal.getCurrentSlide().querySelector('.timer')?.click()}});
for(const b of document.querySelectorAll('.timer')){let left=+b.dataset.seconds,run;
 const show=()=>{b.textContent=(run?'⏸ ':'▶ ')+Math.floor(left/60)+':'+String(left%60).padStart(2,'0');b.classList.toggle('over',left<=0)};
 b.onclick=()=>{if(run){clearInterval(run);run=0}else{if(left<=0)left=+b.dataset.seconds;run=setInterval(()=>{left-=1;if(left<=0){clearInterval(run);run=0}show()},1000)}show()};show()}"""


def reveal_files() -> Path:
    """Return the folder of reveal.js inside the package that ships it. Raises CourseError where that is not installed."""
    found = find_spec("sphinx_revealjs")
    if found is None or not found.origin:
        raise CourseError("The slides need reveal.js: python -m pip install --require-hashes -r requirements-dev.txt")
    return Path(found.origin).parent / "_static" / "revealjs"


def copy_reveal(folder: Path) -> None:
    """Copy what the slides load of reveal.js, with its licence, into `folder`/reveal."""
    source, target = reveal_files(), folder / "reveal"
    target.mkdir(parents=True, exist_ok=True)
    for name in ("dist/reveal.js", "dist/reveal.css", "plugin/notes/notes.js", "LICENSE"):
        shutil.copyfile(source / name, target / Path(name).name)


def timer(seconds: int) -> str:
    """Return a timer that a click or the key t starts."""
    return f"<button class='timer' data-seconds='{seconds}' aria-label='Timer, {seconds // 60} minutes'></button>"


def fragments(items: list[str], kind: str = "ul") -> str:
    """Return a list whose items, HTML, appear one by one with →."""
    return f"<{kind}>{''.join(f'<li class=fragment>{item}</li>' for item in items)}</{kind}>"


def slide(body: str, notes: str = "", name: str = "") -> str:
    """Return one slide; notes: HTML for the speaker's window (key s)."""
    where = f" id='{name}'" if name else ""
    return f"<section{where}>{body}<aside class='notes'>{notes}</aside></section>"


def spread(title: str, items: list[str], letters: int = 1150) -> list[str]:
    """Return slides with a title and the items, HTML, spread evenly over as few slides as their letters need."""
    sizes = [len(re.sub("<[^>]+>", "", one)) + 60 for one in items]
    count = max(1, -(-sum(sizes) // letters))
    groups: list[list[str]] = [[] for _ in range(count)]
    sofar = 0
    for item, size in zip(items, sizes, strict=True):
        groups[min(count - 1, int((sofar + size / 2) * count / sum(sizes)))].append(item)
        sofar += size
    counted = [f" ({i} of {count})" if count > 1 else "" for i in range(1, count + 1)]
    return [f"<h2>{title}{said}</h2><ul>{''.join(f'<li>{item}</li>' for item in group)}</ul>" for said, group in zip(counted, groups, strict=True)]  # fmt: skip


def not_shown(number: str) -> dict[str, str]:
    """Return builder of a figure → what the notebook says below it, in Markdown."""

    cells = nbformat.read(notebook_path(number), as_version=4).cells
    found = {}
    for here, after in pairwise(cells):
        opened = re.match(r"lesson\.(\w+)\(", here.source) if here.cell_type == "code" else None
        if opened and after.cell_type == "markdown" and not after.source.startswith(("#", "<details")):
            found[opened[1]] = after.source.split("\n\n#")[0]
    return found


def opening(number: str) -> list[str]:
    """Return the title and the claims."""
    above = under("International military partnerships", number)
    first = f"<p class='small'>{above}</p><h1>{html.escape(title_of(number))}</h1><p>Afterwards you can</p><ul>{''.join(f'<li>{rich(one)}</li>' for one in objectives(number))}</ul><p class='small'>→ next · s speaker's window · t timer · Esc overview · ? all keys</p>"
    pages = [slide(first, f"Open lesson {number} in JupyterLab and press <em>Run this lesson</em>. Give out the hand-outs. Three minutes with the claims.", "title")]  # fmt: skip
    ours = [f"<strong>{claim_id}</strong> {marked(row['claim'])}" for claim_id, row in claims.claims(number).iterrows()]
    return pages + [slide(body, f"They stand on the hand-out. {numbered(number)}Each marks one claim to doubt, and writes 0 to 100 beside it. No talk yet.") for body in spread("What the document claims", ours)]  # fmt: skip


def prediction(number: str) -> list[str]:
    """Return the prediction, and its picture on the slide behind it."""
    item = lesson(number).PREDICTIONS[0]
    options = (
        f"<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in item.options.values())}</ul>" if item.options else ""
    )
    drawn = axes(item) if item.kind == "sketch" else ""
    asked = f"{timer(60)}<h2>Predict</h2><p>{marked(item.prompt)}</p>{options}{drawn}<p class='small'>Alone, on the hand-out. A guess costs nothing.</p>"
    seen = item.picture(None)
    told = f"It is: <strong>{html.escape(answer_to(item))}</strong>. {marked(item.reveal)} {marked(item.expected)}"
    return [slide(asked, f"One minute of silence (key t). {marked(item.expected)} Ask two or three for their reasons; take no side.", "predict"),
            slide(image_tag(seen.source, seen.alt), told, "reveal")]  # fmt: skip


def pictures(number: str) -> list[str]:
    """Return one slide per figure; the notes say what it shows and what the lesson says it does not."""
    said = not_shown(number)
    return [slide(image_tag(seen.source, seen.alt), f"First: what do you see? What is left out? Then: {html.escape(seen.alt)} {rich(said.get(name, ''))}")
            for name, seen in walked(number)]  # fmt: skip


def walked(number: str) -> list[tuple[str, Picture]]:
    """Return the figures of the walk-through, by the name of what draws them; without the one that the prediction has shown."""
    skipped = lesson(number).PREDICTIONS[0].picture(None).title
    found = [(figure.__name__, figure()) for figure in lesson(number).FIGURES.values()]
    return [(name, seen) for name, seen in found if seen.title != skipped]


def explorer(number: str, name: str) -> list[str]:
    """Return two slides: an explorer's questions beside its first state, then what came out, question by question."""
    one, panel = next(one for one in explored(number) if one.name == name), panels(number)[name]
    image = image_tag(still(panel.figure), f"{panel.title}. {panel.summary}")
    asked = f"{timer(480)}<h2>{html.escape(panel.title)}</h2><div class='side'><div>{image}</div><ol>{''.join(f'<li>{rich(asked)}</li>' for asked in one.questions)}</ol></div>"
    how = f"In pairs, eight minutes, on their own screens: heading <em>{rich(one.heading)}</em> in the lesson. Without screens: you press, they call. {presses(panel)}"
    out = "".join(f"<li><span class='small'>{rich(asked)}</span><br><span class='fragment'>{rich(said)}</span></li>" for asked, said in zip(one.questions, one.answers, strict=True))  # fmt: skip
    return [slide(asked, how), slide(f"<h2>{html.escape(panel.title)}: what came out</h2><ol>{out}</ol>", "Let a pair say it first, then →.")]  # fmt: skip


def vote(number: str) -> list[str]:
    """Return the vote: an exercise with a timer, the letters of peer instruction on →, then what each letter thinks."""
    item, asked = poll(number), question(poll(number).id)
    options = "" if item.kind == "choice" else "".join(f"<li style='list-style:none'><strong>{letter}</strong> {html.escape(text)}</li>" for letter, text in lettered(item))  # fmt: skip
    texts = {letter: short(reply.answer, item) if item.kind in ("set", "order") else reply.text for letter, reply in balloted(asked)}  # fmt: skip
    ballot = "".join(f"<li><strong>{letter}</strong>{html.escape(text)}</li>" for letter, text in texts.items())
    hidden = "" if item.kind == "choice" else " fragment"
    letters = f"<div class='{hidden.strip()}'><p class='small'>Show the letter of your answer; <strong>?</strong> for another one.</p><ol class='letters'>{ballot}</ol></div>"
    right = next(letter for letter, reply in balloted(asked) if reply is asked.right)
    how = f"Two minutes alone (key t), on paper. Then → for the letters: fingers, cards or phones. Type the counts into <a href='vote_{number}.html' target='_blank'>the vote's page</a>: it says who talks to whom. Two minutes of talk, vote again, and only then →."
    wrong = [f"<strong>{letter}</strong> ‘{html.escape(texts[letter])}’ {marked(reply.said)}" for letter, reply in balloted(asked) if reply is not asked.right]  # fmt: skip
    return [slide(f"{timer(120)}<h2>{item.id} · {html.escape(item.title)}</h2><p>{marked(asked.prompt)}</p><ul>{options}</ul>{letters}", f"{how} The answer: <strong>{right}</strong>, {html.escape(texts[right])}.", "vote"),
            slide(f"<h2>{item.id}: {right}, {html.escape(texts[right])}</h2><p>{marked(asked.right.said)}</p><p class='fragment small'>And the others:</p>{fragments(wrong)}", "Ask who had one of these, and what made it look right.", "answer")]  # fmt: skip


def verdict(number: str, which: int) -> list[str]:
    """Return a claim to judge: what would show it wrong, a vote, then the verdict and its reason."""
    item = judged(number)[which]
    about = claims.claims(number).loc[item.claim_id]
    ask = f" <span class='fragment'>{marked(about['falsifier'])}</span>" if about["falsifier"] else ""
    words = ", ".join(VERDICTS)
    return [slide(f"{timer(60)}<h2>Judge {item.claim_id}</h2><p>{marked(about['claim'])}</p><p>What would show it wrong?{ask}</p><p>Vote: {words}.</p><div class='fragment'>{gauge(item.verdict)}<p>{marked(item.reason)}</p></div>",
                  f"First → for what would show it wrong. Vote before the next →. {html.escape(unmarked(str(about['stronger_question'])))}")]  # fmt: skip


def seminar(number: str, minutes: int) -> list[str]:
    """Return the seminar: its task, its steps with their minutes, and a timer for all of it."""
    listed = "".join(f"<tr><td>{took} min</td><td>{rich(what)}</td></tr>" for took, what in steps(number))
    talk = "".join(f"<li>{rich(one)}</li>" for one in discussion(number, 5))
    return [slide(f"{timer(60 * minutes)}<h2>Seminar</h2><p>{rich(seminar_task(number))}</p><table>{listed}</table>",
                  f"On the table: {rich(seminars()[number]['bring'])}. Say the minute at which each step ends. In reserve: <ul>{talk}</ul>", "seminar")]  # fmt: skip


def written(number: str) -> list[str]:
    """Return the open question, then what a good answer says."""
    one = lesson(number).REFLECTIONS[0]
    points = fragments([marked(point) for point in one.points])
    return [slide(f"{timer(420)}<h2>{html.escape(one.title)}</h2><p>{marked(one.prompt)}</p><p class='fragment'>Did yours say:</p>{points}", f"One good answer: {marked(one.model_answer)}", "write")]  # fmt: skip


def exercises(number: str) -> list[str]:
    """Return the further exercises of the hand-out, with their answers on →."""
    found = []
    for item in on_paper(number)[1:]:
        listed = "".join(f"<li style='list-style:none'><strong>{letter}</strong> {html.escape(text)}</li>" for letter, text in lettered(item))  # fmt: skip
        found.append(slide(f"{timer(180)}<h2>{item.id} · {html.escape(item.title)}</h2><p>{marked(untyped(item.prompt))}</p><ul>{listed}</ul><div class='fragment'><p><strong>{html.escape(in_words(item))}</strong></p><p>{marked(item.meaning)}</p></div>",
                           "Alone, on the hand-out; then compare wrong answers, not right ones. Only then →."))  # fmt: skip
    return found


def summing_up(number: str) -> list[str]:
    """Return the recap, line by line; nothing where the lesson has none."""
    lines = [rich(one) for one in recap(number)]
    return [slide(f"<h2>Recap</h2>{fragments(lines)}", "Each says one line before it appears.", "recap")] if lines else []  # fmt: skip


def reserve(number: str) -> list[str]:
    """Return what the plan has no minutes for, behind a slide that says so."""
    planned = {part.name for part in agenda(number)}
    further = [page for one in explored(number) if one.name not in planned for page in explorer(number, one.name)]
    if not any(part.kind == "write" for part in agenda(number)) and lesson(number).REFLECTIONS:
        further += written(number)
    further += verdict(number, 1) if len(judged(number)) > 1 else []
    return [slide("<h1>In reserve</h1>", "The plan ends before this slide.", "reserve"), *further] if further else []


@cache
def parts(number: str) -> tuple[tuple[Part, tuple[str, ...]], ...]:
    """Return the parts of the seminar with their slides, in the order of the plan; recap and reserve come last."""
    made = {"open": lambda part: opening(number), "predict": lambda part: prediction(number), "walk": lambda part: pictures(number),
            "explore": lambda part: explorer(number, part.name), "vote": lambda part: vote(number), "judge": lambda part: verdict(number, 0),
            "exercises": lambda part: exercises(number), "seminar": lambda part: seminar(number, part.end - part.start), "write": lambda part: written(number)}  # fmt: skip
    found = [(part, tuple(made[part.kind](part))) for part in agenda(number)]
    end = found[-1][0].end
    return (*found, (Part("recap", end, end), tuple(summing_up(number))), (Part("reserve", end, end), tuple(reserve(number))))  # fmt: skip


def places(number: str) -> dict[Part, tuple[int, int]]:
    """Return part → the numbers of its first and last slide, as the slides show them."""
    found, at = {}, 0
    for part, pages in parts(number):
        if pages:
            found[part] = (at + 1, at + len(pages))
        at += len(pages)
    return found


def deck(number: str) -> str:
    """Return a lesson's slides as one page that loads reveal.js from the folder `reveal` beside it."""
    pages = [page for _, listed in parts(number) for page in listed]
    title = html.escape(title_of(number))
    return (f"<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Slides {title}</title>"
            f"<link rel='stylesheet' href='reveal/reveal.css'><style>{STYLE}</style></head><body><div class='reveal'><div class='slides'>{''.join(pages)}</div></div>"
            f"<script src='reveal/reveal.js'></script><script src='reveal/notes.js'></script><script>{SCRIPT}</script></body></html>\n")  # fmt: skip
