"""The course as a whole: its map, where a learner is in it, what is due for review, and the way to another machine."""

from __future__ import annotations

import html
import os
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import ipywidgets as widgets
from IPython import get_ipython

from helpers import journal
from helpers.answers import NOT_YET, RIGHT, Exercise
from helpers.cards import Cards, Table, card
from helpers.data import cite, versions
from helpers.exercises import ask, lesson, lessons
from helpers.form import Asked

# Lesson → its notebook, its question, its minutes.
MAP = {
    "00": ("00_start_here", "What can you know about military partnerships?", 40),
    "01": ("01_what_is_a_partnership", "What is a military partnership?", 50),
    "02": ("02_military_diplomacy", "Does military diplomacy build trust?", 50),
    "03": ("03_history", "How did we get here?", 45),
    "04": ("04_trends", "Is cooperation growing, and is it turning multilateral?", 45),
    "05": ("05_types_of_partnership", "Is it a type, or is it a rule?", 50),
    "06": ("06_benefits", "Do partnerships deter, save and strengthen?", 55),
    "07": ("07_political_tensions", "When do partners pull apart?", 60),
    "08": ("08_who_pays", "Who pays, and who says what paying is?", 50),
    "09": ("09_culture", "Does culture help or hurt?", 50),
    "10": ("10_three_cases", "Success, by which yardstick?", 55),
    "11": ("11_threats", "Which threats, and do partners help?", 60),
    "12": ("12_technology", "Does technology bind partners together?", 55),
    "13": ("13_power_shifts", "What happens when power shifts?", 60),
    "14": ("14_peacekeeping", "Do partnerships make peacekeeping work?", 55),
    "15": ("15_relief", "When soldiers bring relief, who decides what lands first?", 55),
    "16": ("16_at_home", "What do partnerships change at home?", 45),
    "17": ("17_verdicts", "What survived?", 60),
}
FEW = 5  # exercises in a review: about five minutes
# Days until an answer comes back: what was wrong or lucky soon, what was sure late; each further success doubles it.
DAYS = {NOT_YET: 1, "guess": 1, "think so": 4, None: 4, "sure": 14}
STYLE = """<style>
.jp-Notebook .jp-RenderedMarkdown.jp-MarkdownOutput > * { max-width: 720px; }
.jp-Notebook .jp-RenderedMarkdown.jp-MarkdownOutput > :is(p, ul, ol, details, blockquote) { font-size: 15px; line-height: 1.55; }
.jp-Notebook .jp-OutputArea-output :is(img, svg[role="img"]) { max-width: 720px !important; height: auto; }
.jp-Notebook .jp-OutputArea-output .widget-html-content > p { max-width: 720px !important; }
.jp-Notebook button[data-commandlinker-command] { font: inherit; font-weight: 600; color: #fff; background: #0b5fa5; border: 1px solid #0b5fa5; border-radius: 4px; padding: .4em 1em; cursor: pointer; }
.jp-Notebook .jp-Placeholder-content, .jp-Notebook .jp-Placeholder-text { overflow: hidden; text-overflow: ellipsis; }
.course-map a { display: inline-block; min-width: 1.9em; padding: .15em .2em; margin: 1px; text-align: center; border: 1px solid var(--jp-border-color1, #8795a5); border-radius: 4px; text-decoration: none; color: inherit; }
.course-map a.done { background: #00796b; border-color: #00796b; color: #fff !important; }
.course-map a.begun { border-color: #00796b; border-width: 2px; }
.course-map a.here { outline: 2px solid #d9822b; outline-offset: 1px; }
[data-jp-theme-light="false"] .jp-OutputArea-output img[src^="data:image"] { filter: invert(0.933) hue-rotate(180deg); }
[data-jp-theme-light="false"] .jp-OutputArea-output pre[style*="background"] { background: var(--jp-layout-color2) !important; color: var(--jp-content-font-color1) !important; }
@media (max-width: 600px) { .jp-Notebook .jp-OutputArea-output img { width: 660px !important; max-width: none !important; } .jp-Notebook .jp-RenderedHTMLCommon:has(> img[src^="data:image"])::before { content: "⟷ Wider than this screen: push the picture sideways."; display: block; font-size: 13px; opacity: .75; } }
</style>"""


def here(number: str) -> Cards:
    """Show where a lesson stands in the course: the eighteen lessons, done, begun or open; and what works where it is open."""
    lesson(number)
    right, total = _right(number)[number]
    plain = f"Lesson {number}, {list(MAP).index(number) + 1} of {len(MAP)}: {right} of {total} exercises right when this cell was run."
    rich = f"{STYLE}<nav class='course-map' aria-label='The lessons'>{_strip(number)}</nav><p>{plain}</p>"
    notes = [note] if (note := elsewhere()) else []
    return Cards([plain, *notes], [rich, *(card("#5f6b7a", html.escape(note)) for note in notes)])


def elsewhere() -> str:
    """Return what works and what does not where a notebook is open in another front end than Jupyter's own; in those, nothing.

    Told apart by what each sets: Colab its module (Kaggle's image sets it too), Kaggle and Deepnote a variable, VS Code a name.
    """
    if "KAGGLE_KERNEL_RUN_TYPE" in os.environ:
        name, run, lost = "Kaggle", "Run all", True
    elif "google.colab" in sys.modules:
        name, run, lost = "Colab", "Runtime, Run all", True
    elif "DEEPNOTE_PROJECT_ID" in os.environ:
        name, run, lost = "Deepnote", "Run notebook", True
    elif "__vsc_ipynb_file__" in getattr(get_ipython(), "user_ns", {}):
        name, run, lost = "VS Code", "Run All", False
    else:
        return ""
    return " ".join(
        [
            f"This is {name}. The button Run this lesson needs JupyterLab: here, choose {run}.",
            "Predictions, exercises and explorers work after their cells have run; after a reload, run them again.",
            "Should a form stay empty, answer in a cell of your own, such as check('05.11', 20).",
            "Pictures may stay light in a dark theme.",
            "Links to other lessons may lead nowhere: open their files instead." * lost,
            f"{name} may forget your answers when it stops: copy the last line of progress() before you go." * lost,
        ]
    ).strip()


def banner(number: str) -> str:
    """Return the line below a lesson's title: the button that runs it, the lessons before and after."""
    order = list(MAP)
    at = order.index(number)
    mark = '<img src="mark.svg" width="36" alt="Two linked rings, the course\'s mark">'
    run = '<button data-commandlinker-command="notebook:run-all-cells">Run this lesson</button>'
    links = [f"[← {order[at - 1]}]({MAP[order[at - 1]][0]}.ipynb)"] if at else []
    links += [f"[{order[at + 1]} →]({MAP[order[at + 1]][0]}.ipynb)"] if at + 1 < len(order) else []
    return f"{mark} {run} &nbsp; Lesson {at + 1} of {len(order)} &nbsp; {' · '.join(links)}"


def sources(*names: str) -> Cards:
    """Show the references of tables and readings, one a paragraph, with their DOIs as links; then how old each table is and why."""
    lines = list(dict.fromkeys(line for name in names for line in cite(name).splitlines()))
    ages = versions()["age"]
    old = [f"{name}: {ages[name]}" for name in names if ages.get(name)]
    lines += [f"How old the data are. {' '.join(old)}"] if old else []
    link = r"<a href='https://doi.org/\1'>doi:\1</a>"
    rich = [
        f"<p style='max-width:720px'>{re.sub(r'doi:(10[.][^ ]+?)(?=[.]?$)', link, html.escape(line))}</p>"
        for line in lines
    ]
    return Cards(["\n".join(lines)], rich)


def progress(text: str | None = None) -> Cards:
    """Show the learner's progress; with a progress text from another machine, take that in first."""
    added = f" {journal.restore(text)} entries were added from the text." if text is not None else ""
    found, rows, done, total = journal.entries(), [], 0, 0
    for number in lessons():
        items = {item.id for item in lesson(number).EXERCISES if not item.with_code}
        mine = [entry for entry in found if entry["id"] in items]
        right = {entry["id"] for entry in mine if entry["event"] == RIGHT}
        own = {entry["id"] for entry in mine if entry["event"] == RIGHT and not entry.get("seen")}
        tries = sum(entry.get("times", 1) for entry in mine if entry["event"] in (RIGHT, NOT_YET))
        hints = sum(entry.get("times", 1) for entry in mine if entry["event"] == "hint")
        done, total = done + len(right), total + len(items)
        if tries or hints:
            rows.append([number, f"{len(right)} of {len(items)}", str(len(right - own)), str(tries), str(hints)])
    head = f"{done} of {total} exercises right.{added} {journal.notice()}".strip()
    table = Table(["Lesson", "Right", "of these after the solution", "Tries", "Hints"], rows)
    carry, how = f"progress('{journal.to_text(found)}')", "To go on elsewhere, run this line there:"
    plain_text = [head, *([repr(table)] if rows else []), how, carry]
    line = f"<pre style='white-space:pre-wrap;overflow-wrap:anywhere'>{html.escape(carry)}</pre>"
    return Cards(
        plain_text,
        [f"<p role='status'>{html.escape(head)}</p>", table._repr_html_() if rows else "", f"<p>{how}</p>{line}"],
    )


def due(today: date | None = None) -> list[Exercise]:
    """Return the exercises that are due for review, the most overdue first; those with code are left out."""
    today = today or datetime.now(UTC).date()
    answered: dict[str, list[dict]] = {}
    for entry in journal.entries():
        if entry["event"] in (RIGHT, NOT_YET):
            answered.setdefault(entry["id"], []).append(entry)
    asked = [item for number in lessons() for item in lesson(number).EXERCISES if not item.with_code]
    late = {item.id: _late(answered[item.id], today) for item in asked if item.id in answered}
    return sorted((item for item in asked if late.get(item.id, -1) >= 0), key=lambda item: -late[item.id])


def review() -> Asked | Cards:
    """Bring back a few exercises that were wrong, lucky or long ago; say what is due."""
    items = due()
    if not items:
        told = "Nothing is due for review. What you answer comes back after some days: the wrong and the lucky first."
        return Cards([told], [f"<p role='status'>{told}</p>"])
    few, many = items[:FEW], len(items) > 1
    here_are = f"; here are {FEW}" if len(items) > FEW else ""
    minutes = f"about {len(few)} minute{'s' * many}"
    told = f"{len(items)} exercise{'s are' if many else ' is'} due for review{here_are}, {minutes}."
    heading = widgets.HTML(f"<p role='status'>{told}</p>")
    return Asked(told, f"<p>{told}</p>", lambda: widgets.VBox([heading, *(_asked_again(item) for item in few)]))


def _asked_again(exercise: Exercise) -> widgets.Widget:
    """An exercise in a review, with the way to the lesson whose explorers and texts it may speak of."""
    number = exercise.id[:2]
    file = f"{MAP[number][0]}.ipynb" if number in MAP else ""
    path = file if Path(file).exists() else f"notebooks/{file}"
    form = ask(exercise.id, again=True).form
    link = f"<p><a href='{path}'>From lesson {number}</a></p>" if file else ""
    form.change(exercise.id, head=form.find(exercise.id)["head"] + link)
    return form


def home() -> Cards:
    """Show the course's map with progress, where to go on, and what is due for review; its links start at the course folder."""
    rows, counted = [], _right()
    begun = {entry["id"][:2] for entry in journal.entries()}
    for number, (file, question, minutes) in MAP.items():
        right, total = counted.get(number, (0, 1))
        state = "done" if right == total else f"{right} of {total}" if number in begun else "open"
        rows.append(f"<tr><td>{number}</td><td style='text-align:left'><a href='notebooks/{file}.ipynb'>{html.escape(question)}</a></td>"
                    f"<td>{minutes} min</td><td>{state}</td></tr>")  # fmt: skip
    at, items = _latest(), due()
    go = f"Go on where you were: lesson {at}." if at else "Begin with lesson 00: forty minutes, nothing needed."
    link = f"<p><strong><a href='notebooks/{MAP[at or '00'][0]}.ipynb'>{go}</a></strong></p>"
    told = f"{len(items)} due for review: the cell below brings it back." if items else "Nothing is due for review."
    plain = [go, told, *(f"{number} {question}" for number, (_, question, _) in MAP.items())]
    head = "<thead><tr><th>Lesson</th><th style='text-align:left'>Question</th><th>Time</th><th>Exercises right</th></tr></thead>"
    return Cards(plain, [STYLE, link, f"<p>{told}</p>", f"<table>{head}{''.join(rows)}</table>"])


def _right(now: str = "") -> dict[str, tuple[int, int]]:
    """Lesson → exercises answered rightly, and how many there are, those with code left out.

    Of `now`, and of lessons with a right answer; the others would only have to be imported.
    """
    done = {entry["id"] for entry in journal.entries() if entry["event"] == RIGHT}
    begun = [number for number in lessons() if number == now or any(i.startswith(f"{number}.") for i in done)]
    items = {number: [item.id for item in lesson(number).EXERCISES if not item.with_code] for number in begun}
    return {number: (sum(i in done for i in ids), len(ids)) for number, ids in items.items()}


def _strip(now: str) -> str:
    found, counted = [], _right(now)
    for number, (file, question, _) in MAP.items():
        right, total = counted.get(number, (0, 1))
        state = "done" if right == total else "begun" if right else "open"
        title = f"{number} {question} ({state})"
        mark = f"{state} here" if number == now else state
        found.append(f"<a class='{mark}' href='{file}.ipynb' title='{html.escape(title)}'>{number}</a>")
    return "".join(found)


def _latest() -> str | None:
    """The lesson of the latest entry."""
    numbers = [entry["id"][:2] for entry in journal.entries()]
    return next((number for number in reversed(numbers) if number in MAP), None)


def _late(mine: list[dict], today: date) -> int:
    """By how many days an exercise is overdue; negative if it is not yet due. A clock that was set back makes nothing due."""
    last, streak = mine[-1], 0
    for entry in reversed(mine):
        if entry["event"] != RIGHT:
            break
        streak += 1
    key = NOT_YET if last["event"] != RIGHT else last.get("sure")
    wait = 2 if last.get("seen") and streak == 1 else DAYS.get(key, 4) * 2 ** max(0, min(streak, 6) - 1)
    try:
        then = datetime.fromisoformat(last["t"]).date()
    except (KeyError, ValueError):  # version 1 kept no dates
        return 0
    return (today - then).days - wait
