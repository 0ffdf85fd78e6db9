"""What a course needs on paper beside its lessons: syllabi, assessment, accessibility, the use of AI, reports of errors."""

from __future__ import annotations

from book import gradebook
from book.sources import cell, readings, title_of
from helpers.exercises import lesson, lessons

WEEKS = [
    ("Claims and how to test them", ["00", "01"]),
    ("Diplomacy in uniform", ["02"]),
    ("Two centuries", ["03"]),
    ("Trends and types", ["04", "05"]),
    ("What partnerships deliver", ["06"]),
    ("Where they strain, and the negotiation simulation", ["07"]),
    ("Who pays", ["08"]),
    ("Culture, and three cases", ["09", "10"]),
    ("Threats and technology", ["11", "12"]),
    ("Power shifts", ["13"]),
    ("Peacekeeping and relief", ["14", "15"]),
    ("At home, and the verdicts", ["16", "17"]),
]
SIX = [
    ("Claims, and what a partnership is", ["00", "01", "05"]),
    ("Diplomacy, history, trends", ["02", "03", "04"]),
    ("What they deliver, where they strain; the negotiation simulation", ["06", "07"]),
    ("Who pays; culture, and three cases", ["08", "09", "10"]),
    ("Threats, technology, shifting power", ["11", "12", "13"]),
    ("Missions, home, verdicts", ["14", "15", "16", "17"]),
]
FOURTEEN = [
    *WEEKS[:5],
    ("Where they strain", ["07"]),
    ("The negotiation simulation, which belongs to lesson 07", []),
    *WEEKS[6:11],
    ("At home", ["16"]),
    ("The verdicts, and the capstones", ["17"]),
]
PLANS = {6: SIX, 12: WEEKS, 14: FOURTEEN}
PACE = {
    6: "Two meetings of ninety minutes a week. In a week of three lessons the first is done in class, the others at home; the second meeting is the seminar.",
    12: "Two hours a week: half an hour on the screen together, an hour of seminar, half an hour of exercises.",
    14: "Two hours a week, as in twelve; the simulation and the capstones have a week of their own.",
}
RUBRICS = {
    "Memo, before and after (two pages, then one)": [
        "The claim is reworded so that it could be false",
        "A probability is given before the evidence, and again after it",
        "What moved it is named: a number, a case, a design, another's argument",
        "What would move it back is named",
        "Sources are dated, and one speaks against the writer",
    ],
    "Capstone (the brief in lesson 17)": [
        "The claim could be false, its small word is chosen, and the number that would sink it is written down first",
        "There is a comparison group, and it is said why it is fair and when it is not",
        "The interval stands on the card with its kind, and the sentence says no more than it allows",
        "The measure is a variable with source and year; its gaps and errors are named",
        "The design rules out the best rival cause, or the card says that it cannot",
        "Works on both sides are cited, and the best objection to the card is stated",
    ],
    "Simulation (one page, two days later)": [
        "Own moves are told with the reason at the time, not the reason found later",
        "One moment is found at which another move would have changed the end, with its number",
        "The outcome is judged by two rules of fairness",
        "The other side's best move is explained as that side would",
        "One claim of the course is held against what happened at the table",
    ],
}


def plan_of(count: int = 12) -> list[tuple[str, list[str]]]:
    """Return theme and lessons of each week; a lesson that no week names yet comes at the end."""
    plan = PLANS[count]
    placed = {number for _, numbers in plan for number in numbers}
    further = [number for number in lessons() if number not in placed]
    return plan + [("Further lessons", further)] * bool(further)


def weeks() -> list[tuple[str, list[str]]]:
    """Return theme and lessons of each of twelve weeks."""
    return plan_of(12)


def reading_list(plan: list[tuple[str, list[str]]]) -> list[list[str]]:
    """Return for each week what to read before: of its first two lessons the first work that no week before asks for."""
    known, asked, found = set(lessons()), set(), []
    for _, numbers in plan:
        found.append([])
        for number in [number for number in numbers if number in known][:2]:
            new = next((text for text in readings(number) if text not in asked), None)
            if new:
                asked.add(new)
                found[-1].append(new)
    return found


def syllabus(count: int = 12) -> str:
    """Return the syllabus for 6, 12 or 14 weeks, with each week's lessons, its reading and what is handed in."""
    known, plan = set(lessons()), plan_of(count)
    due = {1: "memo, before", count // 2: "exercises so far", count - 1: "memo, after", count: "capstone"}
    lines = [
        f"# Syllabus, {'six' if count == 6 else 'twelve' if count == 12 else 'fourteen'} weeks",
        "",
        PACE[count],
        "",
        "| week | theme | lessons | read before | hand in |",
        "|---|---|---|---|---|",
    ]
    for week, ((theme, numbers), works) in enumerate(zip(plan, reading_list(plan), strict=True), 1):
        hand_in = ", ".join(["simulation page"] * ("simulation" in theme) + ([due[week]] if week in due else []))
        listed = ", ".join(number for number in numbers if number in known) or "–"
        lines.append(f"| {week} | {theme} | {listed} | {' · '.join(map(cell, works))} | {hand_in} |")
    titles = "; ".join(title_of(number).replace(" · ", " ", 1) for number in lessons())
    lines += ["", f"**The lessons:** {titles}", ""]
    return "\n".join(lines)


def assessment_sheet() -> str:
    """Return the assessment sheet: what counts, and a single-point rubric for each thing written."""
    total = sum(not item.with_code for number in lessons() for item in lesson(number).EXERCISES)
    rubrics = []
    for title, lines in RUBRICS.items():
        rubrics += [
            f"<div class='rubric'>\n\n## {title}",
            "",
            "| not yet: what is missing | what is asked | beyond: what is more |",
            "|---|---|---|",
        ]
        rubrics += [f"| | {line} | |" for line in lines] + ["", "</div>", ""]
    return "\n".join([
        "# Assessment", "",
        "| part | share | evidence |", "|---|---|---|",
        f"| Exercises | 20% | progress texts; {total} exercises without code, counted by the rule below |",
        "| Memo, before and after | 20% | one claim of the course, chosen in week one: what you believe, how firmly, and what moved you |",
        "| Simulation | 20% | the negotiation, one page afterwards |",
        "| Capstone | 40% | the brief in lesson 17: put a claim of your own to the data, write its card, and judge a neighbour's |", "",
        "## What an exercise counts", "", gradebook.RULE, "", gradebook.PROOF, "",
        "## How to use the rubrics", "", "A rubric here has one column of what is asked. The marker writes to its left what is missing, to its right what goes beyond. Nobody is marked for the side taken: a belief that moved and one that stood count alike, if the reasons are there. Print a rubric for each piece of work.", "",
        *rubrics,
    ])  # fmt: skip


def accessibility() -> str:
    """Return the accessibility statement: what was aimed at, what was tested and how, what is known not to work."""
    return """# Accessibility

The aim is WCAG 2.1, level AA, for what the course itself adds to JupyterLab and for these papers. It is an aim and a list of
tests, not a certificate: nobody outside has audited the course, and no test here was done by a person who uses a screen reader.

## What is tested, each time the course is built

| what | how | where |
|---|---|---|
| Lessons 00, 03, 05, 08, 15 and 17 in JupyterLab | axe-core, its rules for WCAG 2.0 A and AA and its best practices, light and dark theme, contrast included: no serious or critical finding in the course's own content | `tests/browser/test_lab.py` |
| Questions, predictions and verdicts of lessons 00 and 05 | the same rules on every form, both themes; each exercise done with the mouse, with the keyboard alone, and at a width of 390 pixels | `tests/browser/test_forms.py` |
| Every lesson in JupyterLab | run top to bottom without an error, its predictions made, one exercise answered wrongly and then rightly; its first explorer moved by keyboard alone: its words change with its picture and stand in the picture's label | `tests/browser/test_lab.py` |
| Points in pictures | reached by pointer and by arrow keys | `tests/browser/test_pictures.py` |
| Every figure and explorer of all lessons | has a text alternative with a value in it; headings skip no level | `tests/test_lessons.py`, `tests/test_notebooks.py` |
| Plan, hand-out and slides of a lesson | axe-core, rules for WCAG 2.0 and 2.1, A and AA | `tests/book/test_kit_print.py` |

## What is not

- axe-core's additional rules of WCAG 2.1 run on the papers only, not on the lessons.
- axe-core does not look at the other twelve lessons each time, only in a longer run (`make browser`); they are made of the same parts.
- No screen reader was used; no test magnifies text to 200 per cent; no test reads a printed PDF's tags.

## Known barriers

- The handle of a slider and the play button of ipywidgets have no name of their own. Beside each slider stands a number box that has one.
- JupyterLab underlines links only under the pointer.
- Sorting by dragging has buttons and keys as well; a prediction to be drawn takes arrow keys, and needs many presses.
- Slides time a question, but nothing closes when the time is up, and no answer is lost.

If something shuts you out, say so (see *How to report an error*): what you tried, with which browser and which aid. Until it is
mended your teacher can hand you the paper edition: hand-out, plan and key hold the same questions.
"""


def ai_note() -> str:
    """Return the note on the use of AI, for learners and teachers."""
    return """# Using AI in this course

A note to put into your own syllabus; your institution's rules come first.

- **For predictions, votes and beliefs: no.** They are worth something only if they are yours. None of them is graded.
- **For exercises: it rarely helps.** Numbers are computed from the course's tables and differ between learners. The hints say more.
- **For memo, capstone and simulation page: say how.** One line at the end: which tool, for what, and one thing it got wrong. Language
  help needs no line beyond its name.
- **Every reference is looked up.** Language models invent works, and cite real ones for what they do not say. A reference that cannot be found,
  or does not say it, counts as missing, whoever wrote it.
- **You answer for the text.** A teacher may ask you, for five minutes, why this comparison and not another.
- **Do not paste** other learners' progress texts or memos into a tool on somebody else's machine.

No lesson sends anything anywhere: the course runs without a network, and holds no language model.
"""


def errors() -> str:
    """Return how to report an error, and what happens then."""
    return """# How to report an error

A course that checks claims has to be checkable. Report what is wrong, however small, where you got the course: the repository's issues, or the
teacher who gave it to you.

| what | say |
|---|---|
| A number | lesson, sentence or cell, and what you get instead; the line from *Copy this state* if it is an explorer's |
| A verdict | the claim's number, and which it is: the data, the design, or the words |
| A source | what it is said to say, and what it says, with the page |
| An exercise | its number, what you typed, what came back |
| Anything that shuts you out | what you tried, browser, aid (see *Accessibility*) |

`progress()` in a lesson names the version you have. Put no names and no progress texts of other people into a report.

A number that changes is changed where it is computed; the tests then list every sentence, answer and verdict that hangs on it, and `CHANGELOG.md`
says which verdicts moved.
"""
