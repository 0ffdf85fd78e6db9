"""The teaching kit, in two editions: for learners without answers, for instructors with everything; written by `seminar`.

`book/_build/seminar/learners` may be handed out as it is. `book/_build/seminar/instructors` holds the key.
"""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path

import nbformat

from book import duels, gradebook, handcards, paper, policy, slides
from book.policy import WEEKS, assessment_sheet, syllabus, weeks
from book.sources import BUILD, ROOT, committed, markdown_of, notebook_path, part, title_of, write
from helpers.exercises import lessons

__all__ = ["WEEKS", "assessment_sheet", "markdown_of", "part", "seminar", "syllabus", "weeks"]
SEMINAR = BUILD / "seminar"
COURSE = {
    "syllabus_6": ("Syllabus, six weeks", lambda: syllabus(6)),
    "syllabus_12": ("Syllabus, twelve weeks", lambda: syllabus(12)),
    "syllabus_14": ("Syllabus, fourteen weeks", lambda: syllabus(14)),
    "assessment": ("Assessment and rubrics", assessment_sheet),
    "accessibility": ("Accessibility", policy.accessibility),
    "privacy": ("Privacy", lambda: gradebook.PRIVACY),
    "ai": ("Using AI", policy.ai_note),
    "errors": ("How to report an error", policy.errors),
}
STEPS = """<h2>A seminar of ninety minutes, prepared from here</h2><ol>
<li>Read the <em>plan</em> of your lesson (two pages, ten minutes). Print it.</li>
<li>Click <em>slides</em>; press <kbd>→</kbd> to the end once, then <kbd>Home</kbd> (five minutes). <kbd>s</kbd> opens the window with what to say.</li>
<li>Print <em>hand-out</em> and, where there are any, <em>cards</em>: one hand-out each, one set of cards a class, cut (five minutes).</li>
<li>Open the lesson in JupyterLab, press <em>Run this lesson</em>, press one chip of each explorer named in the plan (five minutes).</li>
<li>In class: slides, in their order. The plan says what is done by which minute. Everything else (key, duel) is reserve.</li></ol>"""


def learner_notebook(number: str) -> str:
    """Return a lesson's notebook as committed: it holds no answer, not even to an explorer's questions."""
    return nbformat.writes(nbformat.reads(committed(notebook_path(number)), as_version=4)) + "\n"


def papers(number: str) -> dict[str, dict[str, str]]:
    """Return edition → file name → content, for one lesson."""
    learners = {f"handout_{number}.html": paper.handout(number)}
    teachers = {f"plan_{number}.html": paper.plan(number), f"slides_{number}.html": slides.deck(number), f"key_{number}.html": paper.key(number)}  # fmt: skip
    if handcards.deck(number):
        learners[f"cards_{number}.html"] = handcards.cards(number)
    if handcards.closed(number):
        teachers[f"cards_key_{number}.html"] = handcards.notes(number)
    if duels.duels(number):
        learners[f"duel_{number}.html"] = duels.brief(number)
        teachers[f"duel_key_{number}.html"] = duels.referee(number)
    return {"learners": learners | {f"notebooks/{notebook_path(number).name}": learner_notebook(number)},
            "instructors": teachers | learners}  # fmt: skip


def index(edition: str, names: dict[str, list[str]]) -> str:
    """Return the index page of an edition. names: lesson → its files."""
    words = {"plan": "plan", "slides": "slides", "key": "key", "handout": "hand-out", "cards": "cards", "cards_key": "cards, for you", "duel": "duel", "duel_key": "duel, for you"}  # fmt: skip
    rows = []
    for number, files in names.items():
        links = [f"<a href='{name}'>{words.get(name.rsplit('_', 1)[0], 'notebook')}</a>" for name in files]
        rows.append([html.escape(title_of(number)), " · ".join(links)])
    course = "".join(f"<li><a href='{name}.html'>{title}</a></li>" for name, (title, _) in COURSE.items())
    opening = {
        "learners": "<p>Hand-outs, cards, duels and notebooks without answers. The notebooks run in the course's own folder <code>notebooks</code>, where they belong. A solution appears in JupyterLab only when you ask for it, and the journal keeps that you did.</p>",
        "instructors": f"<p><strong>With answers: not for learners.</strong> What is in the learners' edition is here too. PDFs, where they were made, lie beside the pages.</p>{STEPS}",
    }[edition]  # fmt: skip
    body = f"<div class='flow'><h1>Teaching kit, {edition}' edition</h1>{opening}<h2>Lessons</h2>{paper.table(['lesson', 'papers'], rows, (78,))}<h2>Course</h2><ul>{course}</ul></div>"
    return paper.page(f"Teaching kit, {edition}' edition", body)


def browser() -> str | None:
    """Return the path of Chromium, or None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def print_pdf(source: Path) -> Path:
    """Print a page of the kit to a PDF beside it, as a browser prints it, and return its path."""
    target = source.with_suffix(".pdf")
    command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


def printed(folder: Path) -> int:
    """Print all papers of both editions; what both hold is printed once. Return how many PDFs there are."""
    pages = [
        page for page in sorted(folder.glob("*/*.html"), reverse=True) if not page.name.startswith(("slides", "index"))
    ]
    for source in pages:  # learners first
        twin = folder / "learners" / f"{source.stem}.pdf"
        if twin.is_file():
            shutil.copyfile(twin, source.with_suffix(".pdf"))
        else:
            print_pdf(source)
    return len(pages)


def seminar(numbers: list[str] | None = None, folder: Path = SEMINAR) -> None:
    """Write both editions with their index pages; with PDFs where Chromium is present. numbers: only these lessons."""
    shutil.rmtree(folder, ignore_errors=True)
    wanted, named = numbers or list(lessons()), {"learners": {}, "instructors": {}}
    for number in wanted:
        for edition, files in papers(number).items():
            for name, content in files.items():
                write(folder / edition / name, content)
            named[edition][number] = list(files)
        print(f"lesson {number}: {len(named['instructors'][number])} papers", flush=True)
    for edition, names in named.items():
        for name, (title, text) in COURSE.items():
            write(folder / edition / f"{name}.html", paper.flow(title, text()))
        write(folder / edition / "index.html", index(edition, names))
    slides.copy_reveal(folder / "instructors")
    others = [path for path in sorted((ROOT / "notebooks").glob("**/*.*")) if not path.name[:2].isdigit()]
    for path in others:  # the gallery, the simulation and the mark, so that the notebooks' links lead somewhere
        if path.suffix in (".ipynb", ".svg") and "checkpoint" not in path.as_posix():
            write(folder / "learners" / path.relative_to(ROOT), committed(path))
    made = printed(folder) if browser() else 0
    where = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
    print(f"teaching kit of {len(wanted)} lessons in {where}: open index.html of either edition; {made} PDFs")
