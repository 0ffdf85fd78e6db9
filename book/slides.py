"""A lesson's slides: predict → reveal, pictures, explorers, a vote with a timer, the seminar; shown by reveal.js, offline."""

from __future__ import annotations

import html
import re
import shutil
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import nbformat

from book.matter import discussion, explored, lettered, misconceptions, objectives, recap, seminar_task, short, subtitle
from book.paper import answer_to, panels, poll, rich
from book.sources import notebook_path, title_of
from helpers import claims
from helpers.cards import marked, unmarked
from helpers.data import CourseError
from helpers.exercises import lesson
from helpers.figures import image_tag, still
from helpers.gauge import gauge

STYLE = """.reveal{font:30px/1.35 system-ui,'DejaVu Sans',sans-serif;color:#1f2933}body{background:#fff}
.reveal .slides section{text-align:left;box-sizing:border-box;padding:24px 44px;height:720px;overflow:hidden}
.reveal h1{font-size:2em;line-height:1.15;margin:.2em 0}.reveal h2{font-size:1.3em;margin:0 0 .5em;color:#0b4a80;line-height:1.2}
.reveal p{margin:.3em 0 .6em}.reveal ul,.reveal ol{display:block;margin:.2em 0 .2em 1.1em}.reveal li{margin:.25em 0}
.reveal img{display:block;margin:0 auto;max-width:100%!important;max-height:590px;width:auto!important;height:590px!important;object-fit:contain}
.reveal .half img{height:330px!important}.reveal .fragment{transition:none!important}.reveal .slide-number{font-size:18px;left:16px;right:auto!important;color:#1f2933;background:#fff}
.reveal button.timer{font:inherit;font-weight:bold;padding:.15em .6em;border:2px solid #0b5fa5;border-radius:8px;background:#fff;color:#0b4a80;float:right}
.reveal .over{color:#fff!important;background:#c2410c!important}.small{font-size:.72em;color:#48535f}.wrong{columns:2;column-gap:2em}.wrong li{break-inside:avoid}
.reveal div[role=img]{font-size:20px}"""
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
    """Return slides with a title and the items, HTML, spread over as many slides as their letters need."""
    groups: list[list[str]] = [[]]
    for item in items:
        if groups[-1] and sum(len(re.sub("<[^>]+>", "", one)) + 60 for one in [*groups[-1], item]) > letters:
            groups.append([])
        groups[-1].append(item)
    counted = [f" ({i} of {len(groups)})" if len(groups) > 1 else "" for i in range(1, len(groups) + 1)]
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
    """Return the slides up to the prediction's picture."""
    item = lesson(number).PREDICTIONS[0]
    first = f"<p class='small'>International military partnerships · {html.escape(subtitle(number))}</p><h1>{html.escape(title_of(number))}</h1><p>Afterwards you can</p><ul>{''.join(f'<li>{rich(one)}</li>' for one in objectives(number))}</ul><p class='small'>→ next · s speaker's window · t timer · Esc overview · ? all keys</p>"
    pages = [slide(first, f"Open lesson {number} in JupyterLab and press <em>Run this lesson</em>. Hand out handout_{number}.html. Three minutes.", "title")]  # fmt: skip
    ours = [f"<strong>{claim_id}</strong> {marked(row['claim'])}" for claim_id, row in claims.claims(number).iterrows()]
    pages += [slide(body, "Each marks one claim to doubt, and writes 0 to 100 beside it. No talk yet.") for body in spread("What the document claims", ours)]  # fmt: skip
    options = (
        f"<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in item.options.values())}</ul>" if item.options else ""
    )
    asked = f"{timer(60)}<h2>Predict</h2><p>{marked(item.prompt)}</p>{options}<p class='small'>Alone, on paper. A guess costs nothing.</p>"
    pages.append(slide(asked, f"One minute of silence (key t). {marked(item.expected)} Ask two or three for their reasons; take no side.", "predict"))  # fmt: skip
    seen = item.picture(None)
    told = f"It is: <strong>{html.escape(answer_to(item))}</strong>. {marked(item.reveal)} {marked(item.expected)}"
    pages.append(slide(image_tag(seen.source, seen.alt), told, "reveal"))  # fmt: skip
    return pages


def pictures(number: str) -> list[str]:
    """Return one slide per figure; the notes say what it shows and what the lesson says it does not."""
    said, pages = not_shown(number), []
    skipped = lesson(number).PREDICTIONS[0].picture(None).title
    for figure in lesson(number).FIGURES.values():
        seen = figure()
        if seen.title != skipped:
            notes = f"First: what do you see? What is left out? Then: {html.escape(seen.alt)} {rich(said.get(figure.__name__, ''))}"
            pages.append(slide(image_tag(seen.source, seen.alt), notes))
    return pages


def explorers(number: str) -> list[str]:
    """Return two slides per explorer: questions beside its first state, then what came out, item by item."""
    built, pages = panels(number), []
    for one in explored(number):
        panel = built[one.name]
        image = image_tag(still(panel.figure), f"{panel.title}. {panel.summary}")
        chips = "; ".join(
            f"chip <em>{html.escape(name)}</em>: {html.escape(said)}" for name, (_, said) in panel.stories.items()
        )
        pages.append(slide(f"{timer(480)}<h2>{html.escape(panel.title)}</h2><div class='half'>{image}</div><ol>{''.join(f'<li>{rich(asked)}</li>' for asked in one.questions)}</ol>",
                           f"In pairs, eight minutes, on their own screens: <code>{html.escape(panel.as_code())}</code>. {chips}."))  # fmt: skip
        if one.answers:
            pages.append(slide(f"<h2>{html.escape(panel.title)}: what came out</h2>{fragments([rich(said) for said in one.answers], 'ol')}", "Let a pair say it first, then →."))  # fmt: skip
    return pages


def vote(number: str) -> list[str]:
    """Return the vote: an exercise with a timer, then the answer and the wrong answers with what went wrong."""
    item = poll(number)
    options = "".join(f"<li style='list-style:none'><strong>{letter}</strong> {html.escape(text)}</li>" for letter, text in lettered(item))  # fmt: skip
    answer = html.escape(short(item.solution(), item))
    wrong = [
        f"‘{html.escape(one.wrong)}’ {html.escape(one.feedback)}"
        for one in misconceptions(number)
        if one.exercise == item.id
    ]
    how = "Two minutes alone (key t), hands up, two minutes with a neighbour who answered otherwise, hands up again. Only then →."
    return [slide(f"{timer(120)}<h2>{item.id} · {html.escape(item.title)}</h2><p>{marked(item.prompt)}</p><ul>{options}</ul>", f"{how} The answer: <strong>{answer}</strong>.", "vote"),
            slide(f"<h2>{item.id}: {answer}</h2><p>{marked(item.meaning)}</p><p class='fragment small'>Met often:</p>{fragments(wrong)}", "Ask who had one of these, and what made it look right.", "answer")]  # fmt: skip


def closing(number: str) -> list[str]:
    """Return verdicts asked and opened, the seminar with its timer, the open question, the recap."""
    module, table, pages = lesson(number), claims.claims(number), []
    chosen = sorted(module.CLAIMS, key=lambda item: not table.loc[item.claim_id, "falsifier"])[:2]
    for item in chosen:
        about = table.loc[item.claim_id]
        ask = (
            f"<p>What would show it wrong? <span class='fragment'>{marked(about['falsifier'])}</span></p>"
            if about["falsifier"]
            else "<p>What would show it wrong?</p>"
        )
        pages.append(slide(f"{timer(60)}<h2>Judge {item.claim_id}</h2><p>{marked(about['claim'])}</p>{ask}<p>Vote: supported, partly, contested, not supported, not testable.</p><div class='fragment'>{gauge(item.verdict)}<p>{marked(item.reason)}</p></div>",
                           f"Vote before →. {html.escape(unmarked(str(about['stronger_question'])))}"))  # fmt: skip
    talk = "".join(f"<li>{rich(one)}</li>" for one in discussion(number, 5))
    pages.append(slide(f"{timer(1500)}<h2>Seminar</h2><p>{rich(seminar_task(number))}</p>", f"Twenty-five minutes; stop five before the end for one written line per group. In reserve: <ul>{talk}</ul>", "seminar"))  # fmt: skip
    for one in module.REFLECTIONS[:1]:
        points = fragments([marked(point) for point in one.points])
        pages.append(slide(f"{timer(420)}<h2>{html.escape(one.title)}</h2><p>{marked(one.prompt)}</p><p class='fragment'>Did yours say:</p>{points}", f"One good answer: {marked(one.model_answer)}"))  # fmt: skip
    if recap(number):
        pages.append(slide(f"<h2>Recap</h2>{fragments([rich(one) for one in recap(number)])}", "Each says one line before it appears.", "recap"))  # fmt: skip
    return pages


def deck(number: str) -> str:
    """Return a lesson's slides as one page that loads reveal.js from the folder `reveal` beside it."""
    pages = [*opening(number), *pictures(number), *vote(number), *explorers(number), *closing(number)]
    title = html.escape(title_of(number))
    return (f"<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Slides {title}</title>"
            f"<link rel='stylesheet' href='reveal/reveal.css'><style>{STYLE}</style></head><body><div class='reveal'><div class='slides'>{''.join(pages)}</div></div>"
            f"<script src='reveal/reveal.js'></script><script src='reveal/notes.js'></script><script>{SCRIPT}</script></body></html>\n")  # fmt: skip
