"""The teaching kit: plans, slides, syllabus, assessment, written to `book/_build/seminar`."""

from __future__ import annotations

import html
import math
import re
import shutil

from book.sources import BUILD, ROOT, cell, markdown_of, part, readings, title_of, write
from helpers import claims
from helpers.answers import variant
from helpers.cards import marked, unmarked
from helpers.exercises import lesson, lessons
from helpers.figures import image_tag, still
from helpers.gauge import gauge

SEMINAR = BUILD / "seminar"
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


def misconceptions(number: str) -> list[str]:
    """Return the lesson's anticipated mistakes, as 'exercise: feedback', the misconceptions a teacher should expect."""
    return [
        f"*{item.id} {item.title}*: {mistake.feedback}"
        for item in map(variant, lesson(number).EXERCISES)
        for mistake in item.mistakes[:2]
    ]


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


def seminar() -> None:
    """Write the seminar edition: plans, slides, syllabus, assessment."""
    shutil.rmtree(SEMINAR, ignore_errors=True)
    for number in lessons():
        write(SEMINAR / f"plan_{number}.md", teaching_plan(number))
        write(SEMINAR / f"slides_{number}.html", slides(number))
    write(SEMINAR / "syllabus.md", syllabus())
    write(SEMINAR / "assessment.md", assessment_sheet())
    print(f"seminar edition of {len(lessons())} lessons in {SEMINAR.relative_to(ROOT)}")
