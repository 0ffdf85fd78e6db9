"""Build the static site and the seminar edition from the lessons: `python -m book.build [site] [seminar]`.

Everything is generated from the notebooks, the lesson modules and the tables, so it cannot drift from them. Pages are
written to `book/_build/pages`, the site to `book/_build/html`, the seminar edition to `book/_build/seminar`.
"""

from __future__ import annotations

import html
import math
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from helpers import claims
from helpers.answers import variant
from helpers.cards import card, marked, unmarked
from helpers.data import bibliography, load, reference, short_reference
from helpers.exercises import lesson, lessons
from helpers.figures import COLOURS, image_tag, still
from helpers.form import Asked
from helpers.gauge import gauge
from helpers.rule import VERDICTS

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "book" / "_build"
PAGES, SEMINAR = BUILD / "pages", BUILD / "seminar"
WEEKS = [
    ("Claims and how to test them", ["00", "01"]),
    ("Diplomacy in uniform", ["02"]),
    ("Two centuries", ["03"]),
    ("Trends and types", ["04", "05"]),
    ("What partnerships deliver", ["06"]),
    ("Where they strain", ["07"]),
    ("Who pays", ["08"]),
    ("Culture, and three cases", ["09", "10"]),
    ("Threats and technology", ["11", "12"]),
    ("Power shifts, and the negotiation simulation", ["13"]),
    ("Peacekeeping and relief", ["14", "15"]),
    ("At home, and the verdicts", ["16", "17"]),
]


def notebook_path(number: str) -> Path:
    """Return the notebook of a lesson."""
    return next(iter(sorted((ROOT / "notebooks").glob(f"{number}_*.ipynb"))))


def markdown_of(number: str) -> str:
    """Return all prose of a lesson, without the invisible marks."""
    cells = nbformat.read(notebook_path(number), as_version=4).cells
    return re.sub(r"<!--.*?-->", "", "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown"))


def part(text: str, start: str, stop: str = r"\n\*\*|\n## |\n\n(?=\*\*)|\Z") -> str:
    """Return the text from behind a start pattern to the next stop pattern, stripped; empty if it is not there."""
    found = re.search(f"(?s){start}(.*?)(?={stop})", text)
    return found[1].strip() if found else ""


def title_of(number: str) -> str:
    """Return a lesson's title line, such as `05 · Is it a type, or is it a rule?`."""
    return re.search(r"(?m)^# (.+)$", markdown_of(number))[1]


def committed(path: Path) -> str:
    """Return a notebook's source as committed, so that no learner's trials reach the site; without git, as it lies there."""
    name = path.relative_to(ROOT).as_posix()
    found = subprocess.run(["git", "show", f"HEAD:{name}"], cwd=ROOT, capture_output=True)
    return found.stdout.decode("utf-8") if found.returncode == 0 else path.read_text(encoding="utf-8")


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
            cell.source = re.sub(r"<!--.*?-->|(?m:^<img src=.mark\.svg.*$)", "", cell.source)
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
        f"One card per claim of the source document, in our words. In JupyterLab, lesson 17 lets you re-judge them. {claims.editions()}",
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


def cell(text: str) -> str:
    """Return text that can stand in a Markdown table cell."""
    return str(text).replace("|", "/").replace("\n", " ")


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


def misconceptions(number: str) -> list[str]:
    """Return the lesson's anticipated mistakes, as 'exercise: feedback', the misconceptions a teacher should expect."""
    return [
        f"*{item.id} {item.title}*: {mistake.feedback}"
        for item in map(variant, lesson(number).EXERCISES)
        for mistake in item.mistakes[:2]
    ]


def readings(number: str) -> list[str]:
    """Return the works cited for or against the lesson's claims, most cited first."""
    table = claims.claims(number)
    keys = Counter(key for side in ("for", "against") for works in table[f"reading_{side}"] for key in works)
    return [reference(key) for key, _ in keys.most_common(6)]


def teaching_plan(number: str) -> str:
    """Return a two-page plan: objectives, timed plans for 45 and 90 minutes, prompts, misconceptions, figures, reading."""
    text, module = markdown_of(number), lesson(number)
    objectives = part(text, r"After this lesson you can\s*", r"\n\nT|\n\n[A-Z]")
    prompt = (
        part(text, r"\*\*For the seminar\.?\*\*\.?\s*")
        or "Each pair marks one claim of the introduction by kind, votes on whether it can be tested, and compares."
    )
    predict = "; ".join(unmarked(item.prompt) for item in module.PREDICTIONS)
    explorers = [build().title for build in module.EXPLORERS.values()]
    judged = module.CLAIMS
    lines = [f"# Teaching plan · {title_of(number)}", "", "## Objectives", "", "Students can", "", objectives, ""]
    lines += ["## 45 minutes", "", "| minutes | what |", "|---|---|"]
    lines += [f"| {when} | {cell(what)} |" for when, what in [
        ("0–5", "Read the claim cards aloud; each student marks one they doubt."),
        ("5–10", predict or "Look first: predict, then run the first figure."),
        ("10–20", "Walk through, the teacher at the screen; stop at the diagram and ask what it leaves out."),
        ("20–32", f"In pairs: explorer '{explorers[0]}' and its questions." if explorers else "In pairs: the walk-through."),
        ("32–40", f"Exercises {module.EXERCISES[0].id} and {module.EXERCISES[-1].id}, alone; compare wrong answers, not right ones."),
        ("40–45", "Vote on one verdict before opening it."),
    ]]  # fmt: skip
    lines += ["", "## 90 minutes", "", "The above, then", "", "| minutes | what |", "|---|---|"]
    lines += [f"| {when} | {cell(what)} |" for when, what in [
        ("45–60", f"Explorer '{explorers[-1]}': groups look for the setting that most changes the answer." if explorers else "Further explorers."),
        ("60–80", f"Seminar: {prompt}"),
        ("80–90", f"Open question {module.REFLECTIONS[0].id}: write, then compare with the model answer." if module.REFLECTIONS else "Debrief."),
    ]]  # fmt: skip
    lines += ["", "## Discussion prompts", "", f"- {prompt}"]
    lines += [
        f"- Our verdict on {item.claim_id} is '{item.verdict}'. What result would change it?" for item in judged[:3]
    ]
    lines += ["", "## Misconceptions to expect", "", *[f"- {text}" for text in misconceptions(number)[:8]]]
    lines += [
        "",
        "## Board-ready figures",
        "",
        *[f"- *{figure().title}* `lesson.{figure.__name__}()`" for figure in module.FIGURES.values()],
    ]
    found = readings(number)
    lines += [
        "",
        "## Reading",
        "",
        *([f"- {text}" for text in found] or ["- The sources named at the end of the lesson."]),
    ]
    return "\n".join(lines) + "\n"


def list_slides(title: str, items: list[str], lines: int = 16) -> list[str]:
    """Return HTML slides with a title and a list, spread evenly: about `lines` lines of text fit one screen."""
    sizes = [1 + len(re.sub(r"<[^>]+>", "", item)) // 90 for item in items]
    count = math.ceil(sum(sizes) / lines)
    ends = [sum(sizes[: i + 1]) for i in range(len(sizes))]
    parts = [[] for _ in range(count)]
    for item, end, size in zip(items, ends, sizes, strict=True):
        parts[int((end - size / 2) * count / ends[-1])].append(f"<li>{item}</li>")
    more = [f" ({i} of {count})" if count > 1 else "" for i in range(1, count + 1)]
    return [f"<h2>{title}{where}</h2><ul>{''.join(part)}</ul>" for where, part in zip(more, parts, strict=True)]


def slides(number: str) -> str:
    """Return a lesson's slides as one HTML page, one screen each, for a browser in full-screen or for print."""
    module, table = lesson(number), claims.claims(number)
    pages = [f"<h1>{html.escape(title_of(number))}</h1><p>International military partnerships</p>"]
    pages += list_slides("The claims", [marked(text) for text in table["claim"]])
    for figure in module.FIGURES.values():
        picture = figure()
        pages.append(
            image_tag(picture.source, picture.alt).replace("max-width:880px", "max-height:86vh;object-fit:contain")
        )
    for build in module.EXPLORERS.values():
        explorer = build()
        pages.append(
            f"<h2>{html.escape(explorer.title)}</h2>{image_tag(still(explorer.figure), explorer.summary).replace('max-width:880px', 'max-height:55vh;object-fit:contain')}<p>{html.escape(explorer.summary)}</p>"
        )
    judged = [f"{gauge(item.verdict)}<strong>{item.claim_id}.</strong> {marked(item.reason)}" for item in module.CLAIMS]
    pages += list_slides("Our verdicts", judged, lines=9)
    if module.REFLECTIONS:
        pages += [
            f"<h2>Discuss</h2><p>{html.escape(module.REFLECTIONS[0].title)}</p><ul>{''.join(f'<li>{html.escape(point)}</li>' for point in module.REFLECTIONS[0].points)}</ul>"
        ]
    style = ("body{margin:0;font-family:system-ui,sans-serif;color:#1f2933}section{box-sizing:border-box;min-height:100vh;padding:4vh 6vw;page-break-after:always}"
             "h1{font-size:6vh}h2{font-size:4.2vh;margin:0 0 2vh}p,li{font-size:2.9vh;line-height:1.4}li{margin-bottom:1vh}img{display:block;margin:auto}")  # fmt: skip
    body = "".join(f"<section>{page}</section>" for page in pages)
    return f"<!doctype html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>{html.escape(title_of(number))}</title><style>{style}</style></head><body>{body}</body></html>"


def weeks() -> list[tuple[str, list[str]]]:
    """Return theme and lessons of each week; a lesson that no week names yet comes at the end."""
    placed = {number for _, numbers in WEEKS for number in numbers}
    further = [number for number in lessons() if number not in placed]
    return WEEKS + [("Further lessons", further)] * bool(further)


def syllabus() -> str:
    """Return the twelve-week syllabus, with each week's lessons and first reading."""
    known = set(lessons())
    lines = [
        "# Syllabus, twelve weeks",
        "",
        "Two hours a week: half an hour on the screen together, an hour of seminar, half an hour of exercises.",
        "",
        "| week | theme | lessons | read before |",
        "|---|---|---|---|",
    ]
    for week, (theme, numbers) in enumerate(weeks(), 1):
        first = next((text for number in numbers if number in known for text in readings(number)), "")
        lines.append(f"| {week} | {theme} | {', '.join(n for n in numbers if n in known)} | {cell(first)} |")
    return "\n".join(lines) + "\n"


def assessment_sheet() -> str:
    """Return the assessment sheet: what counts, a rubric, and the capstone."""
    total = sum(not item.with_code for number in lessons() for item in lesson(number).EXERCISES)
    return f"""# Assessment

| part | share | evidence |
|---|---|---|
| Exercises | 30% | progress texts; {total} checked exercises, counted when right, however many tries |
| Seminar | 30% | one negotiation debrief (one page), one prepared discussion |
| Capstone | 40% | the brief in lesson 17: choose a claim that could not be tested and design the test |

## Rubric for open answers and the capstone

| | weak | sound | excellent |
|---|---|---|---|
| claim | vague or a slogan | a sentence that could be wrong | names what would show it wrong |
| measure | not tied to the claim | fits the claim, unit named | alternatives weighed, traps named |
| comparison | a single case | like with like | says what the comparison cannot rule out |
| sources | missing | dated and cited | both sides, with their limits |
| fairness | one side | both sides | the best version of the side one rejects |

To read a class's progress texts into one anonymous table: put them into one file, however you collected them, and run
`python -m book.results FILE`.
"""


def write(path: Path, text: str) -> None:
    """Write a text file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def seminar() -> None:
    """Write the seminar edition: plans, slides, syllabus, assessment."""
    shutil.rmtree(SEMINAR, ignore_errors=True)
    for number in lessons():
        write(SEMINAR / f"plan_{number}.md", teaching_plan(number))
        write(SEMINAR / f"slides_{number}.html", slides(number))
    write(SEMINAR / "syllabus.md", syllabus())
    write(SEMINAR / "assessment.md", assessment_sheet())
    print(f"seminar edition of {len(lessons())} lessons in {SEMINAR.relative_to(ROOT)}")


def site() -> int:
    """Write the pages and build the site with Sphinx; warnings are errors."""
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    shutil.copy(ROOT / "book" / "conf.py", PAGES)
    with ThreadPoolExecutor(2) as pool:
        pages = dict(zip(lessons(), pool.map(revealed, lessons()), strict=True))
    for number in lessons():
        nbformat.write(readable_page(pages[number]), PAGES / notebook_path(number).name)
        write(PAGES / f"plan_{number}.md", teaching_plan(number))
    for name, text in {
        "verdicts_board": scoreboard_page(),
        "glossary": glossary_page(),
        "bibliography": bibliography_page(),
        "syllabus": syllabus(),
        "assessment": assessment_sheet(),
    }.items():
        write(PAGES / f"{name}.md", text)
    names = [notebook_path(number).stem for number in lessons()]
    plans = [f"plan_{number}" for number in lessons()]
    toc = "\n\n".join("```{toctree}\n:caption: " + caption + "\n:maxdepth: 1\n\n" + "\n".join(entries) + "\n```" for caption, entries in [
        ("Lessons", names), ("Reference", ["verdicts_board", "glossary", "bibliography"]), ("Teaching", ["syllabus", "assessment", "plans"])])  # fmt: skip
    write(
        PAGES / "plans.md",
        "# Teaching plans\n\nTwo pages for each lesson, for 45 or 90 minutes.\n\n```{toctree}\n:maxdepth: 1\n\n"
        + "\n".join(plans)
        + "\n```\n",
    )
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


def main() -> int:
    """Build what is named on the command line, or both."""
    wanted = sys.argv[1:] or ["seminar", "site"]
    if "seminar" in wanted:
        seminar()
    return site() if "site" in wanted else 0


if __name__ == "__main__":
    sys.exit(main())
