"""The teaching kit: complete for instructors, without answers for learners, and in step with the lessons."""

import html
import inspect
import re
import textwrap
from collections import Counter
from itertools import pairwise

import nbformat
import pytest

from book import duels, gradebook, handcards, kit, matter, paper, policy
from book.sources import notebook_path
from helpers.answers import variant
from helpers.cards import unmarked
from helpers.data import load
from helpers.exercises import lesson, lessons
from tests.refresh import ROOT


def by_lesson(test):
    """Run a test on the content of every lesson."""
    return pytest.mark.content(pytest.mark.parametrize("number", list(lessons()))(test))


def words(page):
    """The words of a page, without tags, entities or the spaces between them."""
    return " ".join(html.unescape(re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", page)).split())


def told(text):
    return letters(unmarked(text))


def letters(text):
    """Letters and digits alone: neither spaces nor the marks of code and emphasis tell two texts apart."""
    return re.sub(r"\W+", "", text)


@by_lesson
def test_a_plan_holds_what_a_teacher_needs(number):
    page = paper.plan(number)
    for heading in (
        "Students can",
        "45 minutes",
        "… and 90",
        "Pictures",
        "Key",
        "Misconceptions",
        "To discuss",
        "Read",
    ):
        assert re.search(f"<h2>{heading}", page), heading
    assert page.count("<figure>") == 3 and page.count("<section class='sheet'>") == 2
    text = words(page)
    for item in lesson(number).EXERCISES:
        assert f"{item.id} {item.title}" in text
        for _, answer in matter.solved(item)[:4]:
            assert answer in text, (item.id, answer)
    for one in matter.misconceptions(number, 2)[:10]:
        assert letters(one.wrong) + told(one.feedback) in letters(text), one
    assert "<!--" not in page and "http" not in re.sub(r"https?://[^'<> ]*(?=<|'|\s|\.)|xmlns\S*", "", page)


@by_lesson
def test_minutes_are_those_of_the_clock(number):
    rows = [row for part in paper.timetable(number) for row in part]
    ends = [tuple(map(int, minutes.split("–"))) for minutes, *_ in rows]
    assert ends[0][0] == 0 and all(a[1] == b[0] for a, b in pairwise(ends))
    assert ends[-1][1] in (82, 90), "without an open question the seminar is the end"


@by_lesson
def test_the_full_key_names_every_wrong_answer(number):
    text = words(paper.key(number))
    for one in matter.misconceptions(number):
        assert told(one.feedback) in letters(text) and one.wrong in text, one
    for item in lesson(number).CLAIMS:
        assert f"{item.claim_id} {item.verdict}" in text


@by_lesson
def test_an_explorer_is_parsed_with_its_questions(number):
    found = matter.explored(number)
    assert [one.name for one in found] and {one.name for one in found} == {build.__name__ for build in lesson(number).EXPLORERS.values()}  # fmt: skip
    for one in found:
        assert one.heading and len(one.questions) == len(one.answers) >= 2, one.name
        assert not re.search(r"<!--|\*\*", " ".join(one.questions + one.answers))
        assert not set(one.questions) & set(one.answers), one.name
    asked = [text for one in found for text in one.questions]
    assert len(set(asked)) == len(asked), "one explorer's questions are not another's"


@by_lesson
def test_questions_to_discuss_are_not_our_verdict(number):
    asked = matter.discussion(number, 12)
    assert len(asked) == len(set(asked)) >= 4
    verdicts = {item.verdict for item in lesson(number).CLAIMS} - {"supported"}
    for text in asked:
        assert "verdict" not in text and not any(f"'{verdict}'" in text for verdict in verdicts)
        assert "<!--" not in text and "OURS" not in text


@by_lesson
def test_learners_find_no_answer_in_their_edition(number):
    """Neither code nor words of a solution; each of these stands in the instructors' key or in the module."""
    module = lesson(number)
    files = [paper.handout(number), kit.learner_notebook(number)]
    files += [handcards.cards(number)] if handcards.deck(number) else []
    files += [duels.brief(number)] if duels.duels(number) else []
    for page in files:
        for item in map(variant, module.EXERCISES):
            solution = getattr(item.solution, "func", item.solution)
            body = textwrap.dedent(inspect.getsource(solution)).splitlines()[1:]
            lines = [line.strip() for line in body if len(line.strip()) > 30 and '"""' not in line]
            assert not [line for line in lines if line in page], item.id
            assert told(item.meaning) not in letters(words(page)), item.id
            for mistake in item.mistakes:
                assert told(mistake.feedback) not in letters(words(page))
        for item in module.CLAIMS:
            assert told(item.reason) not in letters(words(page))
        for one in matter.explored(number):
            for answer in one.answers:
                assert letters(answer) not in letters(words(page))


@pytest.mark.parametrize("number", list(handcards.written()))
def test_cards_are_those_that_the_lesson_calls_for(number):
    assert handcards.written()[number]["calls"] in matter.seminar_task(number)
    deck = handcards.deck(number)
    assert len(deck) >= 3 and len({head for head, _ in deck}) == len(deck)
    assert all(15 <= len(text.split()) <= 70 or "State" in head for head, text in deck)


def test_case_cards_hide_names_and_hold_the_hard_cases():
    cases = handcards.cases()
    names = {name for *_, name in cases}
    assert len(cases) == 16 and all(any(name.startswith(hard) for name in names) for hard in handcards.HARD)
    page = words(handcards.cards("01")).partition("cut along")[2]
    assert not [name for name in names if name in page]
    table = load("partnerships").set_index("name")
    assert all(f"{table.loc[name, 'parties']:.0f} parties" in text for _, text, name in cases)


@pytest.mark.parametrize("duel", duels.DUELS, ids=lambda duel: duel.explorer)
def test_both_teams_can_win_a_duel_and_a_line_proves_it(duel):
    states = duels.field(duel)
    sides = Counter(side for _, side, _ in states)
    assert sides["for"] >= 5 and sides["against"] >= 5, sides
    for wanted in ("for", "against"):
        moved, _, said = next(state for state in states if state[1] == wanted)
        panel = eval(duels.opened(duel, moved), {"lesson": lesson(duel.lesson)})
        assert panel.headline(panel.result) == said and duel.reads(panel, panel.result) == wanted
        assert panel.as_code() == duels.opened(duel, moved)
        assert 0 <= duels.firmness(duel, moved, wanted) <= 1


def test_a_duels_form_asks_for_every_control_before_looking():
    page = words(duels.brief("05"))
    panel = paper.panels("05")["CodingRule"]
    assert all(control.label in page for control in panel.controls.values())
    assert page.index("before looking") < page.index("After looking") and "lesson.CodingRule(" in page


@pytest.mark.parametrize("count", [6, 12, 14])
def test_a_syllabus_covers_every_lesson_once(count):
    plan = policy.plan_of(count)
    assert sorted(number for _, numbers in plan for number in numbers) == list(lessons())
    assert len(policy.PLANS[count]) == count, "a lesson that no week names yet comes after them"
    text = policy.syllabus(count)
    assert len(re.findall(r"(?m)^\| \d+ \|", text)) == len(plan)
    assert text.count("memo, before") == text.count("memo, after") == text.count("| capstone") == 1
    assert text.count("simulation page") == 1


def test_rubrics_have_one_column_of_what_is_asked():
    text = policy.assessment_sheet()
    assert sum(map(int, re.findall(r"\| (\d+)% \|", text))) == 100
    for lines in policy.RUBRICS.values():
        assert all(f"| | {line} | |" in text for line in lines) and len(lines) in (5, 6)


def test_the_assessment_sheet_counts_as_the_gradebook_does_and_asks_what_the_lesson_asks():
    text = policy.assessment_sheet()
    assert gradebook.RULE in text and gradebook.PROOF in text and kit.COURSE["privacy"][1]() == gradebook.PRIVACY
    prose = "\n".join(cell.source for cell in nbformat.read(notebook_path("17"), 4).cells)
    asked = re.findall(r"(?m)^\| \*\*(\w+)\*\* \|", prose)
    lines = policy.RUBRICS["Capstone (the brief in lesson 17)"]
    assert len(asked) == len(lines) == 6 and "claim of your own" in text


@pytest.mark.content
def test_the_accessibility_statement_says_what_the_tests_do():
    from tests.browser import test_forms, test_lab

    text = policy.accessibility()
    listed = re.search(r"Lessons ([\d, and]+) in JupyterLab", text)[1]
    assert re.findall(r"\d\d", listed) == test_lab.THOROUGH
    assert re.findall(r"\d\d", re.search(r"verdicts of lessons ([\d and]+)", text)[1]) == test_forms.NUMBERS
    assert f"{test_forms.WIDTHS['phone']} pixels" in text and "other twelve lessons" in text
    assert len(lessons()) - len(test_lab.THOROUGH) == 12
    for module in (test_lab, test_forms):
        source = inspect.getsource(module)
        assert "['wcag2a', 'wcag2aa', 'best-practice']" in source and "wcag21" not in source, "the statement says 2.0"
    for name in re.findall(r"`(tests/[\w/]+\.py)`", text):
        assert (ROOT / name).is_file(), name
