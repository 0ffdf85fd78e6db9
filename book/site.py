"""The reading edition: pages in `book/_build/pages`, the static site in `book/_build/html`."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import nbformat
from nbclient import NotebookClient

from book.kit import COURSE
from book.matter import without_answers
from book.sources import BUILD, ROOT, committed, notebook_path, write
from helpers import claims
from helpers.cards import card, marked
from helpers.data import bibliography, load, reference, short_reference
from helpers.exercises import lessons
from helpers.figures import COLOURS
from helpers.form import Asked
from helpers.gauge import gauge
from helpers.rule import VERDICTS

PAGES = BUILD / "pages"


def revealed(number: str) -> nbformat.NotebookNode:
    """Return a lesson executed with its predictions and verdicts open, in memory; nothing is written back."""
    notebook = nbformat.reads(committed(notebook_path(number)), as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        store_widget_state=False,
        resources={"metadata": {"path": str(ROOT / "notebooks")}},
    )
    client.execute(env=os.environ | {"COURSE_REVEAL": "1", "COURSE_PROGRESS": "memory", "COURSE_ERRORS": "plain"})
    return notebook


def readable_page(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a lesson for reading: pictures as <img> with alt text, no marks, questions without their inputs."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"<!--.*?-->|(?m:^<img src=.mark\.svg.*$)", "", without_answers(cell.source))
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            cell.metadata["tags"] = ["hide-input"]
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                body, words = data["text/html"], data.get("text/plain", "")
                if words.startswith("[Explorer"):  # a page has no cell to run: say the words instead
                    caption = f"<p>{html.escape(words.partition('] ')[2])} <em>(Interactive in JupyterLab.)</em></p>"
                    body = re.sub(r"<p><em>A still picture\..*?</p>", caption, body)
                body = re.sub(r"(<nav.*?</nav>)<p>.*?</p>", lambda found: found[1].replace(".ipynb", ".html"), body)
                body = body.replace(Asked.note, "<p><em>Answer it in JupyterLab.</em></p>")
                output.data = nbformat.from_dict({"text/html": body})
    return notebook


def scoreboard_page() -> str:
    """Return the page with every claim's verdict: counts, then a card per claim, by section."""
    board = claims.scoreboard()
    counts = Counter(board["verdict"])
    lines = [
        "# All verdicts",
        "",
        "One card per claim of the source document, in our words. In JupyterLab, lesson 17 lets you re-judge them.",
        "",
        "| " + " | ".join(VERDICTS) + " |",
        "|" + "---|" * len(VERDICTS),
        "| " + " | ".join(str(counts[verdict]) for verdict in VERDICTS) + " |",
    ]
    for section, rows in board.groupby("section", sort=False):
        lines += ["", f"## {section}", ""]
        for i, row in rows.iterrows():
            body = (
                f"{gauge(row.verdict)}<strong>{i}</strong> · {row.kind} · {marked(row.claim)}<br>{marked(row.reason)}"
            )
            lines += [card(COLOURS[row.verdict], body), ""]
    return "\n".join(lines) + "\n"


def glossary_page() -> str:
    """Return the glossary, each term with the source of its definition."""
    rows = load("glossary")
    lines = ["# Glossary", ""]
    for row in rows.itertuples():
        source = f" ({short_reference(row.reference)})" if row.reference else ""
        lines += [f"**{row.term}**. {row.definition}{source}", ""]
    return "\n".join(lines)


def bibliography_page() -> str:
    """Return all readings and data sources in alphabetical order."""
    return (
        "# Bibliography\n\n" + "\n\n".join(sorted(reference(key).replace("_", r"\_") for key in bibliography())) + "\n"
    )


def site() -> int:
    """Write the pages and build the site with Sphinx; warnings are errors."""
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    shutil.copy(ROOT / "book" / "conf.py", PAGES)
    with ThreadPoolExecutor(2) as pool:
        pages = dict(zip(lessons(), pool.map(revealed, lessons()), strict=True))
    for number in lessons():
        nbformat.write(readable_page(pages[number]), PAGES / notebook_path(number).name)
    for name, text in {
        "verdicts_board": scoreboard_page(),
        "glossary": glossary_page(),
        "bibliography": bibliography_page(),
        **{name: text() for name, (_, text) in COURSE.items()},
    }.items():
        write(PAGES / f"{name}.md", text)
    names = [notebook_path(number).stem for number in lessons()]
    toc = "\n\n".join("```{toctree}\n:caption: " + caption + "\n:maxdepth: 1\n\n" + "\n".join(entries) + "\n```" for caption, entries in [
        ("Lessons", names), ("Reference", ["verdicts_board", "glossary", "bibliography"]), ("Teaching", list(COURSE))])  # fmt: skip
    opening = f"# International military partnerships\n\nA course that puts each of {len(load('claims'))} claims to open data. This is the reading edition: every figure and every explorer's first state, nothing to install. To move the controls, run the notebooks.\n\n"
    write(PAGES / "index.md", opening + toc + "\n")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        "-d",
        str(BUILD / "doctrees"),
        str(PAGES),
        str(BUILD / "html"),
    ]
    return subprocess.run(command).returncode
