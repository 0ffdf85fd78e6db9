"""The teaching kit, in two editions: for learners without answers, for instructors with everything; written by `seminar`.

`book/_build/seminar/learners` may be handed out as it is. `book/_build/seminar/instructors` holds the key.
"""

from __future__ import annotations

import html
import shutil
import subprocess
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

import nbformat

from book import duels, gradebook, handcards, paper, peer, plan, policy, slides
from book.bank import bank, question
from book.matter import poll
from book.policy import WEEKS, assessment_sheet, syllabus, weeks
from book.sources import BUILD, ROOT, committed, markdown_of, named_from, notebook_path, part, title_of, write
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
STEPS = """<h2>Ninety minutes, prepared from here in less than thirty</h2><ol>
<li>Read the <em>plan</em> of your lesson and print it (two pages, eight minutes). It says what to bring, and for each minute which slide, what to press, what to say.</li>
<li>Click <em>slides</em>, then <kbd>→</kbd> to the end (six minutes). <kbd>s</kbd> opens a second window with what to say, <kbd>t</kbd> starts a slide's timer, <kbd>Home</kbd> goes back to the first.</li>
<li>Print the <em>hand-out</em>, one for each learner, and the <em>cards</em>, as many sets as the plan says (five minutes).</li>
<li>In the course's folder <code>make lab</code>; open the lesson, press <em>Run this lesson</em>, and at each explorer of the plan press the buttons that it names (six minutes).</li>
<li>Open <em>vote</em> in a tab of its own. Letters: fingers do; or print <a href="letters.html">letters</a>, or let learners open that page on a phone.</li></ol>
<p>In class the slides follow the plan. <em>Key</em>, <em>duel</em> and what comes behind the slide <em>In reserve</em> are there if time is left.</p>"""
AFTER = """<h2>Questions for your learning platform</h2>
<p>%s. Every wrong answer that the course expects has its own reply. They hold the right answers, so they are not for learners.</p>
<ul><li><a href="bank/moodle.xml">Moodle XML</a>: in a Moodle course <em>Question bank</em>, then <em>Import</em>, format <em>Moodle XML</em>, choose the file. Each exercise is a category of its versions, so a quiz that draws one at random from each gives learners different numbers.</li>
<li><a href="bank/gift.txt">GIFT</a>: the same for platforms that read this plain format.</li>
<li><a href="bank/qti21.zip">QTI 2.1</a>: for platforms that import such packages; choose the zip file as it is.</li></ul>
<p>On paper, with numbers of its own for each learner: write one name or key a line into a file <code>class.txt</code> in the course's folder, then <code>.venv/bin/python -m book.bank --students class.txt --lessons 05</code>.</p>
<h2>After class: what they hold, and marks</h2><ol>
<li>Each learner runs <code>progress()</code> in any lesson and sends you its last line: by form, by mail, as a file.</li>
<li>Put what came into one folder, whatever it is (spreadsheet, mail, text, archive), say <code>texts</code>.</li>
<li>In the course's folder: <code>.venv/bin/python -m book.results texts</code>. It says which misconceptions the class holds, and writes <code>book/_build/class</code>: a page to show without any name, and a gradebook. Names or keys come from a column of the table or the sender of a mail; where each learner's file bears the name, add <code>--key file</code>.</li></ol>
<p>Votes on any other exercise: <code>.venv/bin/python -m book.peer 05.5</code>. On Windows write <code>.venv\\Scripts\\python</code>. What these texts can and cannot prove: <a href="assessment.html">assessment</a> and <a href="privacy.html">privacy</a>.</p>"""
LEARNERS = """<p>Hand-outs, cards, duels and notebooks without answers. The notebooks run in the course's own folder <code>notebooks</code>, where they belong. A solution appears in JupyterLab only when you ask for it, and the journal keeps that you did.</p>
<p>To hand in what you did: run <code>progress()</code> in any lesson and send its last line. For votes in class: <a href="letters.html">letters</a>, on a phone or on paper.</p>"""
# Heading of a column of the index → the papers in it, as (beginning of the file's name, word).
COLUMNS = {
    "to teach": [("plan", "plan"), ("slides", "slides"), ("vote", "vote")],
    "to hand out": [("handout", "hand-out"), ("cards", "cards"), ("duel", "duel")],
    "for you alone": [("key", "key"), ("cards_key", "to the cards"), ("duel_key", "to the duel")],
    "notebook": [("notebooks/", "notebook")],
}


def learner_notebook(number: str) -> str:
    """Return a lesson's notebook as committed: it holds no answer, not even to an explorer's questions."""
    return nbformat.writes(nbformat.reads(committed(notebook_path(number)), as_version=4)) + "\n"


def papers(number: str) -> dict[str, dict[str, str]]:
    """Return edition → file name → content, for one lesson."""
    learners = {f"handout_{number}.html": paper.handout(number)}
    teachers = {f"plan_{number}.html": plan.plan(number), f"slides_{number}.html": slides.deck(number), f"key_{number}.html": paper.key(number),
                f"vote_{number}.html": peer.screen(question(poll(number).id))}  # fmt: skip
    if handcards.deck(number):
        learners[f"cards_{number}.html"] = handcards.cards(number)
    if handcards.closed(number):
        teachers[f"cards_key_{number}.html"] = handcards.notes(number)
    if duels.duels(number):
        learners[f"duel_{number}.html"] = duels.brief(number)
        teachers[f"duel_key_{number}.html"] = duels.referee(number)
    return {"learners": learners | {f"notebooks/{notebook_path(number).name}": learner_notebook(number)},
            "instructors": teachers | learners}  # fmt: skip


def on_screen(name: str) -> bool:
    """Say whether a page is for the screen alone, so that no PDF of it is made."""
    return name.startswith(("slides", "vote", "index"))


def linked(name: str, word: str, pdfs: Collection[str]) -> str:
    """Return a link to a paper, with one to its PDF where there is one. pdfs: names of those that there are."""
    printed = f"{name.removesuffix('.html')}.pdf"
    also = f" <small><a href='{printed}' aria-label='{word}, as PDF'>PDF</a></small>" if printed in pdfs else ""
    return f"<a href='{name}'>{word}</a>{also}"


def index(edition: str, names: dict[str, list[str]], said: str = "", pdfs: Collection[str] = ()) -> str:
    """Return the index page of an edition. names: lesson → its files; said: what the question bank holds; pdfs: which there are."""
    columns = {
        head: listed
        for head, listed in COLUMNS.items()
        if any(file.startswith(start) for files in names.values() for file in files for start, _ in listed)
    }
    rows = []
    for number, files in names.items():
        cells = []
        for listed in columns.values():
            found = [(file, word) for start, word in listed for file in files if file.startswith("notebooks/") == start.endswith("/") and (start.endswith("/") or file == f"{start}_{number}.html")]  # fmt: skip
            cells.append(" · ".join(linked(file, word, pdfs) for file, word in found))
        rows.append([html.escape(title_of(number)), *cells])
    course = "".join(f"<li>{linked(f'{name}.html', title, pdfs)}</li>" for name, (title, _) in COURSE.items())
    course += f"<li>{linked('letters.html', 'Letters for votes', pdfs)}, on paper or on a phone</li>"
    game = "<li><a href='notebooks/seminar/negotiation.ipynb'>Negotiation, the Varna Strait crisis</a>: a notebook, for the course's folder <code>notebooks/seminar</code></li>" if edition == "learners" else \
        "<li>Negotiation, the Varna Strait crisis (lesson 07): <code>make lab</code>, then <code>notebooks/seminar/negotiation.ipynb</code>; role sheets to print stand in it</li>"  # fmt: skip
    opening = {
        "learners": LEARNERS,
        "instructors": f"<p><strong>With answers: not for learners.</strong> What is in the learners' edition is here too, but for the notebooks.</p>{STEPS}",
    }[edition]  # fmt: skip
    after = AFTER % html.escape(said) if edition == "instructors" else ""
    width = (62, 36, 46, 0)[: 1 + min(2, len(columns))]
    body = f"<div class='flow wide'><h1>Teaching kit, {edition}' edition</h1>{opening}<h2>Lessons</h2>{paper.table(['lesson', *columns], rows, width)}{after}<h2>Course</h2><ul>{course}{game}</ul></div>"
    return paper.page(f"Teaching kit, {edition}' edition", body)


def browser() -> str | None:
    """Return the path of Chromium, or None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def print_pdfs(sources: list[Path]) -> int:
    """Print pages of the kit to a PDF beside each, as a browser prints them. Return how many there are then.

    One browser prints all where Playwright is installed, and a second or third what it left when it stopped; else one is called
    for each page.
    """
    if not find_spec("playwright"):
        for source in sources:
            target = f"--print-to-pdf={source.with_suffix('.pdf')}"
            command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", target, source.as_uri()]  # fmt: skip
            subprocess.run(command, check=False, capture_output=True, timeout=120)
    else:
        from playwright.sync_api import Error, sync_playwright

        for _ in range(3):
            left = [source for source in sources if not source.with_suffix(".pdf").is_file()]
            try:
                with sync_playwright() as playwright:
                    found = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
                    sheet = found.new_page()
                    for source in left:
                        sheet.goto(source.as_uri())
                        sheet.pdf(path=source.with_suffix(".pdf"), prefer_css_page_size=True)
                    found.close()
                break
            except Error as problem:
                print(f"Chromium stopped: {str(problem).splitlines()[0]}")
    return sum(source.with_suffix(".pdf").is_file() for source in sources)


def printed(folder: Path) -> int:
    """Print all papers of both editions; what both hold is printed once. Return how many PDFs there are."""
    learners, teachers = (
        [page for page in sorted((folder / edition).glob("*.html")) if not on_screen(page.name)]
        for edition in ("learners", "instructors")
    )
    twins = {page.name for page in learners}
    print_pdfs([*learners, *(page for page in teachers if page.name not in twins)])
    for page in learners:
        if page.with_suffix(".pdf").is_file():
            shutil.copyfile(page.with_suffix(".pdf"), folder / "instructors" / f"{page.stem}.pdf")
    return sum(page.with_suffix(".pdf").is_file() for page in [*learners, *teachers])


def seminar(numbers: list[str] | None = None, folder: Path = SEMINAR) -> None:
    """Write both editions with their index pages and the question bank; with PDFs where Chromium is present.

    numbers: only these lessons.
    """
    shutil.rmtree(folder, ignore_errors=True)
    wanted, named = numbers or list(lessons()), {"learners": {}, "instructors": {}}
    for number in wanted:
        for edition, files in papers(number).items():
            for name, content in files.items():
                write(folder / edition / name, content)
            named[edition][number] = list(files)
        print(f"lesson {number}: {len(named['instructors'][number])} papers", flush=True)
    for edition in named:
        for name, (title, text) in COURSE.items():
            write(folder / edition / f"{name}.html", paper.flow(title, text()))
        write(folder / edition / "letters.html", peer.cards())
    slides.copy_reveal(folder / "instructors")
    others = [path for path in sorted((ROOT / "notebooks").glob("**/*.*")) if not path.name[:2].isdigit()]
    for path in others:  # the gallery, the simulation and the mark, so that the notebooks' links lead somewhere
        if path.suffix in (".ipynb", ".svg") and "checkpoint" not in path.as_posix():
            write(folder / "learners" / path.relative_to(ROOT), committed(path))
    said = bank(wanted, folder / "instructors" / "bank")
    made = printed(folder) if browser() else 0
    for edition, names in named.items():
        pdfs = {path.name for path in (folder / edition).glob("*.pdf")}
        write(folder / edition / "index.html", index(edition, names, said, pdfs))
    print(f"teaching kit of {len(wanted)} lessons, {made} PDFs: open {named_from(folder)}/instructors/index.html")
