"""The reading edition: pages in `book/_build/pages`, the static site in `book/_build/html`.

Lessons, glossary and plans are pages of Sphinx; home page, board and claims are ours (`book.board`).
"""

from __future__ import annotations

import hashlib
import html
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

from book.board import live, live_link, slug, write_board
from book.kit import COURSE
from book.sources import BUILD, ROOT, committed, notebook_path, write
from helpers import claims
from helpers.data import bibliography, load, reference, short_reference
from helpers.exercises import lessons
from helpers.form import Asked

PAGES, HTML, EXECUTED = BUILD / "pages", BUILD / "html", BUILD / "executed"
CHANGES = ROOT / "book" / "changes"
# Cells that only ask or show say nothing to a reader; what computes is folded.
VERB = re.compile(r"(?s)(ask|claim_cards|predict|progress|reflect|review|sources|verdicts)\([^()]*\)")


def depends(source: str) -> str:
    """Return a checksum of a notebook and of what it runs on: engine, lessons, tables."""
    parts = [
        *sorted((ROOT / "helpers").rglob("*.py")),
        ROOT / "data" / "checksums.txt",
        ROOT / "data" / "evidence.json",
    ]
    return hashlib.sha256(source.encode() + b"".join(path.read_bytes() for path in parts)).hexdigest()[:16]


def revealed(number: str) -> nbformat.NotebookNode:
    """Return a lesson executed in a temporary copy with its predictions and verdicts open; kept until it or the engine changes."""
    path = notebook_path(number)
    source = committed(path)
    kept = EXECUTED / f"{path.stem}-{depends(source)}.ipynb"
    if kept.exists():
        return nbformat.read(kept, as_version=4)
    notebook = nbformat.reads(source, as_version=4)
    environment = os.environ | {"COURSE_REVEAL": "1", "COURSE_PROGRESS": "memory", "COURSE_ERRORS": "plain"}
    with TemporaryDirectory() as folder:
        where = {"metadata": {"path": folder}}
        client = NotebookClient(notebook, timeout=300, kernel_name="python3", store_widget_state=False, resources=where)
        client.execute(env=environment | {"PYTHONPATH": str(ROOT)})  # this course, not another one that is installed
    for old in EXECUTED.glob(f"{path.stem}-*.ipynb"):
        old.unlink()
    write(kept, nbformat.writes(notebook))
    return notebook


def linked(text: str, met: set[str]) -> str:
    """Return prose whose claims link to their pages; the first mention of each is where the board's link arrives."""

    def link(found: re.Match) -> str:
        claim_id = found[0]
        if claim_id not in claims.claims().index:
            return claim_id
        anchor = "" if claim_id in met else f' id="{slug(claim_id)}"'
        met.add(claim_id)
        return f'<a href="claims/{claim_id}.html"{anchor}>{claim_id}</a>'

    lines = text.split("\n")
    return "\n".join(line if line.startswith("#") else re.sub(r"(?<![\w.`\[/#])C\d\d\.\d+(?![\w`])", link, line) for line in lines)  # fmt: skip


def readable_page(notebook: nbformat.NotebookNode, number: str) -> nbformat.NotebookNode:
    """Return a lesson for reading: code folded, pictures as <img> with alt text, no marks, questions without their inputs."""
    met: set[str] = set()
    notebook.cells = [cell for cell in notebook.cells if f'here("{number}")' not in cell.source]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            bare = re.sub(r"<!--.*?-->|(?m:^<img src=.mark\.svg.*$)", "", cell.source)
            cell.source = linked(bare, met)
            continue
        cell.metadata["tags"] = ["remove-input" if VERB.fullmatch(cell.source.strip()) else "hide-input"]
        for output in cell.outputs:
            data = output.get("data", {})
            if "text/html" in data:
                output.data = nbformat.from_dict({"text/html": readable(data["text/html"], data.get("text/plain", ""), number)})  # fmt: skip
    opening = notebook.cells[0]
    opening.source += f"\n\n<p>{live_link(number, 'Open this lesson live')}</p>" if live(number) else ""
    return notebook


def readable(body: str, words: str, number: str) -> str:
    """Return an output as it stands on a page; words: the same as plain text."""
    where = live_link(number, "Move its controls in the live lesson", "Interactive in JupyterLab")
    if words.startswith("[Explorer"):  # a page has no cell to run: say the words instead
        caption = f"<p>{html.escape(words.partition('] ')[2])} <em>({where}.)</em></p>"
        body = re.sub(r"<p><em>A still picture\..*?</p>", lambda _: caption, body)
    answer = live_link(number, "Answer it in the live lesson", "Answer it in JupyterLab")
    if not words.startswith(("Exercise", "Question")):
        answer = live_link(
            number, "Say in the live lesson how far you believe them", "In JupyterLab you say how far you believe them"
        )
    body = body.replace("<th></th>", "<td></td>")  # the corner of a table heads nothing
    return body.replace(Asked.note, f"<p><em>{answer}.</em></p>")


def verdicts_page() -> str:
    """Return all claims with their verdicts by section, for the search; the home page has the board."""
    lines = ["# All verdicts", "", 'Every claim of the source document, in our words, by section. <a href="index.html#board">The board</a> filters them.', ""]  # fmt: skip
    for section, rows in claims.scoreboard().groupby("section", sort=False):
        lines += [f"## {section}", ""]
        for i, row in rows.iterrows():
            lines += [f'<a href="claims/{i}.html">{i}</a> {row.claim} **{row.verdict.capitalize()}.**', ""]
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
    """Return all readings and data sources in alphabetical order, DOIs linked."""
    plain = sorted(map(reference, bibliography()))
    parts = [re.split(r"(doi:10[.]\S+?)(?=[.]?$)", line) for line in plain]
    lines = ["".join(f"<{part.replace('doi:', 'https://doi.org/')}>" if i % 2 else part.replace("_", r"\_") for i, part in enumerate(line)) for line in parts]  # fmt: skip
    return "# Bibliography\n\n" + "\n\n".join(lines) + "\n"


def toctree(caption: str, entries: list[str]) -> str:
    """Return a table of contents for Sphinx."""
    head = f":caption: {caption}\n" if caption else ""
    return "```{toctree}\n" + head + ":maxdepth: 1\n\n" + "\n".join(entries) + "\n```\n"


def reference_pages() -> dict[str, str]:
    """Return name → Markdown of the pages one looks things up in; a page for each dated comparison of two editions."""
    compared = {path.stem: path.read_text(encoding="utf-8") for path in sorted(CHANGES.glob("*.md"), reverse=True)}
    listed = "# What changed\n\nVerdicts move when data, rule or wording do. Each page compares two editions.\n\n"
    pages = {"verdicts_board": verdicts_page(), "glossary": glossary_page(), "bibliography": bibliography_page()}
    if compared:
        pages["changes"] = listed + toctree("", [f"changes_{name}" for name in compared])
    return pages | {f"changes_{name}": text for name, text in compared.items()}


def teaching_pages() -> dict[str, str]:
    """Return name → Markdown of the pages for teachers."""
    return {
        name: re.sub(r"</?div.*?>\n*", "", text()) for name, (_, text) in COURSE.items()
    }  # a box across headings would break the page


def site(wanted: list[str] | None = None) -> int:
    """Write the pages, build the site with Sphinx, whose warnings are errors, and put our own pages beside.

    wanted: the lessons to build while working on the site; all of them otherwise.
    """
    start, numbers = time.perf_counter(), wanted or list(lessons())
    for folder in (PAGES, HTML):
        shutil.rmtree(folder, ignore_errors=True)
    PAGES.mkdir(parents=True)
    with ThreadPoolExecutor(2) as pool:
        pages = dict(zip(numbers, pool.map(revealed, numbers), strict=True))
    print(f"{len(pages)} lessons executed after {time.perf_counter() - start:.0f} s", flush=True)
    for number, notebook in pages.items():
        nbformat.write(readable_page(notebook, number), PAGES / notebook_path(number).name)
    reference_texts, teaching = reference_pages(), teaching_pages()
    for name, text in (reference_texts | teaching).items():
        write(PAGES / f"{name}.md", text)
    trees = [
        ("Lessons", [notebook_path(number).stem for number in numbers]),
        ("Reference", [name for name in reference_texts if not name.startswith("changes_")]),
        ("Teaching", list(teaching)),
    ]
    opening = "# All pages\n\nThe reading edition: every figure, every explorer's first state, nothing to install.\n\n"
    write(PAGES / "contents.md", opening + "\n".join(toctree(*tree) for tree in trees))
    strict = [] if wanted else ["-W", "--keep-going"]  # some lessons link to others
    command = [sys.executable, "-m", "sphinx", "-q", *strict, "-b", "html", "-c", str(ROOT / "book"),
               "-d", str(BUILD / "doctrees"), str(PAGES), str(HTML)]  # fmt: skip
    code = subprocess.run(command, cwd=ROOT).returncode
    write_board(HTML)
    print(f"site in {HTML.relative_to(ROOT)} after {time.perf_counter() - start:.0f} s")
    return code
