"""The notebooks keep to the template: headings, lengths, marks, alt text, stored outputs."""

import html
import os
import re
from itertools import pairwise

import nbformat
import pytest

from helpers.answers import variant
from helpers.cards import unmarked
from helpers.course import MAP, banner
from helpers.data import bibliography, codebook, tables
from helpers.exercises import lesson, lessons
from tests import prose
from tests.refresh import FOLDED, METADATA, ROOT, VIEW, notebooks

ONE = os.environ.get("LESSON", "")
ALL = [path for path in notebooks() if path.name.startswith(ONE)]
LESSON_FILES = {path.name[:2]: path for path in ALL if path.parent.name == "notebooks" and path.name[:2].isdigit()}
FULL = sorted(number for number in LESSON_FILES if number != "00")
HEADINGS = ["What the document claims", "Look first", "Walk through", "Explore", "Try it", "Verdicts", "Recap"]
UNCHECKED = re.compile(r"nbval[_-][a-z]+|pytest_validate_ignore_output", re.I)
ESCAPES = {"raises-exception", "skip-execution"}  # tags that Jupyter itself knows
ASKING = re.compile(r"(ask|predict|reflect|claim_cards|verdicts)\(")
by_path = pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
by_lesson = pytest.mark.parametrize("number", sorted(LESSON_FILES))


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def text_of(path):
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def test_each_lesson_has_module_and_notebook():
    assert ONE or set(LESSON_FILES) == set(lessons())


@by_path
def test_stored_form(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata == METADATA
    assert path.stat().st_size <= 300 * 1024
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    for cell in code:
        lines = [line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")]
        assert 0 < len(lines) <= 15, cell.source
        assert not lines[-1].rstrip().endswith(";")
        assert "sys.path" not in cell.source and "pip install" not in cell.source
        for output in cell.outputs:
            assert output.output_type != "error" and output.get("name") != "stderr", cell.source
            data = output.get("data", {})
            assert VIEW not in data and not any(kind.startswith("image/") for kind in data), cell.source
            # An <img> with its alt text shows in every front end, needs no kernel, and nbval compares it.
            words, kept = "".join(data.get("text/plain", "")), "".join(data.get("text/html", ""))
            if words.startswith(("[Figure", "[Explorer")):
                alt = html.unescape(re.search(r"<img alt='([^']*)'", kept)[1])
                assert len(alt) > 40, cell.source
                assert words.endswith(alt.split(". ", 1)[1] if words.startswith("[Explorer") else alt), cell.source
                assert words.startswith("[Figure") or "Run this cell" in kept, "an explorer says that it must run"
            elif ASKING.match(cell.source):
                assert "Run this cell" in kept and "<img" not in kept, (
                    "a question says that it must run, and shows no answer"
                )
            elif output.output_type == "execute_result" and words.startswith("["):
                assert kept, f"needs a form that shows without a kernel: {cell.source}"


@by_path
def test_code_that_says_nothing_to_a_reader_is_folded(path):
    for cell in cells(path, "code"):
        hidden = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        assert hidden == bool(FOLDED.match(cell.source)), cell.source


@by_path
def test_outputs_are_for_people(path):
    """No tuples, dictionaries, bare fractions or dtypes in the reading path."""
    for cell in cells(path, "code"):
        for output in cell.outputs:
            words = "".join(output.get("data", {}).get("text/plain", output.get("text", "")))
            assert "dtype:" not in words, cell.source
            assert not re.match(r"[({\[](?!Figure|Explorer|Negotiation)|-?\d+\.\d{4,}$|np\.", words), cell.source


@pytest.mark.content
@pytest.mark.parametrize("number", FULL)
def test_the_banner_is_the_courses(number):
    first = cells(LESSON_FILES[number], "markdown")[0].source
    assert banner(number) in first and MAP[number][0] == LESSON_FILES[number].stem
    assert re.search(r"(?m)^# \d\d · (.+)$", first)[1] == MAP[number][1]
    assert f"about {MAP[number][2]} minutes" in first
    assert f'here("{number}")' in cells(LESSON_FILES[number], "code")[0].source


@pytest.mark.parametrize("number", sorted(LESSON_FILES))
def test_nothing_stored_tells_what_is_to_be_predicted_or_judged(number):
    path, module = LESSON_FILES[number], lesson(number)
    before, seen = [], set()
    for cell in nbformat.read(path, as_version=4).cells:
        outputs = [
            str(output.get("data", {}).get("text/plain", "")) + str(output.get("data", {}).get("text/html", ""))
            for output in cell.get("outputs", [])
        ]
        before += [cell.source if cell.cell_type == "markdown" else "", *outputs]
        found = re.match(r'predict\("([\w.]+)"\)', cell.source)
        if found:
            item = next(item for item in module.PREDICTIONS if item.id == found[1])
            seen.add(item.id)
            told = [
                text
                for text in prose.told_by(item)
                if re.search(rf"(?<![\d.,]){re.escape(text)}", unmarked("\n".join(before)))
            ]
            assert not told, f"{item.id} is told before: {told}"
    assert seen == {item.id for item in module.PREDICTIONS}, "each prediction is asked in the notebook"
    kept = path.read_text(encoding="utf-8")
    for item in module.CLAIMS:
        assert f"Verdict: {item.verdict}" not in kept and unmarked(item.reason)[:50] not in kept, item.claim_id
    for item in module.PREDICTIONS:
        assert unmarked(item.reveal)[:50] not in kept, item.id
    for exercise in module.EXERCISES:
        assert unmarked(variant(exercise).meaning)[:50] not in kept, exercise.id


def unchecked(cell):
    """Return the marks by which a cell would escape the comparison of its output: comments, tags, other metadata."""
    found = UNCHECKED.findall(cell["source"]) + UNCHECKED.findall(str(cell["metadata"]))
    return found + sorted(ESCAPES & set(cell["metadata"].get("tags", [])))


@by_path
def test_no_cell_escapes_the_comparison(path):
    assert not [(cell.id, marks) for cell in nbformat.read(path, as_version=4).cells if (marks := unchecked(cell))]


@pytest.mark.parametrize(
    ("source", "metadata"),
    [
        ("# NBVAL_IGNORE_OUTPUT\n1", {}),
        ("1\n   ## NBVAL_SKIP", {}),
        ("#PYTEST_VALIDATE_IGNORE_OUTPUT", {}),
        ("# NBVAL_RAISES_EXCEPTION", {}),
        ("# nbval_check_output", {}),
        ("1", {"tags": ["nbval-ignore-output"]}),
        ("1", {"tags": ["fine", "nbval-skip"]}),
        ("1", {"tags": ["raises-exception"]}),
        ("1", {"tags": ["nbval-raises-exception"]}),
        ("1", {"tags": ["skip-execution"]}),
        ("1", {"tags": "nbval-skip"}),
        ("1", {"nbval_skip": True}),
    ],
)
def test_an_escape_is_found(source, metadata):
    assert unchecked({"source": source, "metadata": metadata})
    assert not unchecked({"source": "check('05.3', 496)  # as before", "metadata": {"tags": ["wide"]}})


@by_path
def test_headings_do_not_skip_a_level(path):
    text = re.sub(r"(?s)```.*?```", "", text_of(path))
    levels = [len(marks) for marks in re.findall(r"(?m)^(#+) ", text)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.content
@pytest.mark.parametrize("number", FULL)
def test_lesson_template(number):
    path = LESSON_FILES[number]
    text = text_of(path)
    found = re.findall(r"(?m)^## (.+)$", text)
    assert [heading for heading in found if heading in HEADINGS] == HEADINGS, found
    title = re.search(r"(?m)^# (.+)$", text)[1]
    assert title.startswith(number) and title.endswith("?"), "the title is a question"
    for wanted in (
        "After this lesson you can",
        "Tables used",
        "Key terms",
        "For the seminar",
        "Sources",
        "Next",
        "Time so far",
    ):
        assert wanted in text, wanted
    words = len(re.sub(r"<!--.*?-->|<[^>]+>|`[^`]*`", " ", text).split())
    assert 600 <= words <= 1800, words
    assert 12 <= len(cells(path, "code")) <= 30
    module = lesson(number)
    code = "\n".join(cell.source for cell in cells(path, "code"))
    for item in module.EXERCISES:
        assert f'ask("{item.id}")' in code, item.id
    for item in module.REFLECTIONS:
        assert f'reflect("{item.id}")' in code, item.id
    for builder in module.EXPLORERS.values():
        assert f"lesson.{builder.__name__}(" in code, builder.__name__
    for wanted in (f'claim_cards("{number}")', f'verdicts("{number}")', "sources("):
        assert wanted in code, wanted


@by_lesson
def test_prose_numbers(number):
    module = lesson(number)
    text = "\n\n".join([text_of(LESSON_FILES[number]), *prose.said(module).values()])
    assert not prose.wrong(text, module.NUMBERS)
    assert not set(module.NUMBERS) - {mark["key"] for mark in prose.marks(text)}, "a number that no prose quotes"


@by_lesson
def test_no_quantity_without_mark_or_source_in_what_answers_and_verdicts_say(number):
    found = {name: prose.findings(text) for name, text in prose.said(lesson(number)).items()}
    assert not {name: findings for name, findings in found.items() if findings}


@by_lesson
def test_each_work_that_prose_cites_stands_under_sources(number):
    texts = [cell.source for cell in cells(LESSON_FILES[number], "markdown")] + list(
        prose.said(lesson(number)).values()
    )
    cited = {key for text in texts for key in prose.CITATION.findall(text)}
    listed = [cell.source for cell in cells(LESSON_FILES[number], "code") if cell.source.startswith("sources(")]
    names = {name for source in listed for name in re.findall(r'"(\w+)"', source)}
    names |= {key for name in names & set(tables()) for key in codebook(name).attrs["citation"]}
    assert cited <= names, f"cited, and not under sources: {sorted(cited - names)}"


@by_lesson
def test_no_quantity_without_mark_or_source(number):
    found = [finding for cell in cells(LESSON_FILES[number], "markdown") for finding in prose.findings(cell.source)]
    assert not found


INTERVAL = r"<!--= \w*low\w* -->[^<]{0,14}<!--= \w*high\w* -->"  # both bounds stand in the prose
KIND_OF_INTERVAL = r"cluster|resampl|shuffl|bootstrap|Wilson|Fisher|left? out|drawing|kept together|\bby (?:both|the|ally|seller|series|state|treaty|host)"


@by_lesson
def test_an_interval_in_prose_names_its_kind(number):
    """How it was made, or what goes together in it: once in a cell is enough."""
    told = [cell.source for cell in cells(LESSON_FILES[number], "markdown") if re.search(INTERVAL, cell.source)]
    assert not [text for text in told if not re.search(KIND_OF_INTERVAL, text)]


@by_path
def test_citations_and_links_resolve(path):
    text = text_of(path)
    assert set(prose.CITATION.findall(text)) <= set(bibliography())
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not target.startswith(("http", "mailto")):
            assert (path.parent / target).exists() or not (ROOT / "notebooks").joinpath("17_verdicts.ipynb").exists(), (
                target
            )
