"""The teaching kit: complete for instructors, without answers for learners, and in step with the lessons."""

import html
import inspect
import re
import textwrap
from collections import Counter
from itertools import pairwise

import nbformat
import pytest

from book import duels, gradebook, handcards, kit, matter, paper, peer, plan, policy, slides
from book.bank import balloted, question
from book.sources import notebook_path, readings
from helpers import claims
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
    page = plan.plan(number)
    for heading in ("45 minutes", "… and 90", "Pictures", "Key", "Misconceptions", "To discuss", "Read"):
        assert re.search(f"<h2>{heading}", page), heading
    text = words(page)
    assert page.count("<section class='sheet'>") == 2 and "Bring" in text and "Students can" in text
    for item in lesson(number).EXERCISES:
        assert f"{item.id} {item.title}" in text and letters(matter.in_words(variant(item))) in letters(text), item.id
    for one in matter.to_expect(number, 10):
        assert letters(one.wrong) + told(one.feedback) in letters(text), one
    assert "<!--" not in page and "http" not in re.sub(r"https?://[^'<> ]*(?=<|'|\s|\.)|xmlns\S*", "", page)


@by_lesson
def test_a_plan_shows_every_picture_of_its_slides_and_says_on_which_slide(number):
    """Names of code are no captions, and an explorer that is to be pressed is worth seeing before."""
    page, parts = plan.plan(number), slides.parts(number)
    captions = re.findall(r"<figure>(<img [^>]+>)<figcaption>(\d+) ([^<]+)</figcaption>", page)
    explorers = [part for part in matter.agenda(number) if part.kind == "explore"]
    assert len(captions) == page.count("<figure>") == 1 + len(slides.walked(number)) + len(explorers)
    pages = [one for _, listed in parts for one in listed]
    for image, at, title in captions:
        assert image in pages[int(at) - 1] and title.strip() and "lesson." not in title, (at, title)


@by_lesson
def test_slides_come_in_the_order_of_the_plan_and_the_plan_names_them(number):
    where, agenda = slides.places(number), matter.agenda(number)
    listed = [part for part in where if part.kind not in ("recap", "reserve")]
    assert listed == list(agenda), "each part has slides, in this order"
    spans = list(where.values())
    assert spans[0][0] == 1 and all(a[1] + 1 == b[0] for a, b in pairwise(spans))
    rows = [row for half in plan.timetable(number) for row in half]
    for part, (_, numbers, *_) in zip(agenda, rows, strict=True):
        first, last = where[part]
        assert numbers == (str(first) if first == last else f"{first}–{last}")
    judged = matter.judged(number)[0].claim_id
    assert any(what == f"Judge {judged}" for _, _, what, _ in rows)
    assert f"<h2>Judge {judged}</h2>" in dict(slides.parts(number))[next(p for p in agenda if p.kind == "judge")][0]


@by_lesson
def test_minutes_are_those_of_the_clock(number):
    rows = [row for part in plan.timetable(number) for row in part]
    ends = [tuple(map(int, minutes.split("–"))) for minutes, *_ in rows]
    assert ends[0][0] == 0 and all(a[1] == b[0] for a, b in pairwise(ends))
    assert ends[-1][1] == 90 and 45 in [end for _, end in ends]
    assert all(start < end for start, end in ends)


@by_lesson
def test_a_seminar_has_steps_with_minutes_that_fit_the_lessons_task(number):
    about, steps = matter.seminars()[number], matter.steps(number)
    assert about["calls"] in matter.seminar_task(number).replace("*", ""), "the task has changed: do the steps fit?"
    part = next(one for one in matter.agenda(number) if one.kind == "seminar")
    assert sum(minutes for minutes, _ in steps) == part.end - part.start in (25, 33, 45)
    assert len(steps) >= 4 and about["bring"] and not about["bring"].endswith(".")
    slide = words(dict(slides.parts(number))[part][0])
    row = words(next(row for half in plan.timetable(number) for row in half if row[2] == "Seminar")[3])
    for minutes, what in steps:
        assert told(f"{minutes} min {what}") in letters(slide) and told(f"{minutes} min {what}") in letters(row)


def test_the_game_keeps_its_own_minutes_and_a_closed_explorer_stays_closed():
    assert sum(minutes for minutes, _ in matter.steps("07")) == 45 and "debrief" in matter.steps("07")[-1][1]
    kinds = [(part.kind, part.name) for part in matter.agenda("08")]
    first = matter.explored("08")[0].name
    assert "before they see explorer 1" in matter.seminar_task("08").replace("*", "")
    assert kinds.index(("seminar", "")) < kinds.index(("explore", first))
    assert list(matter.seminars()) == list(lessons())


@by_lesson
def test_misconceptions_on_the_plan_are_not_those_of_the_first_exercises_alone(number):
    found = matter.to_expect(number, 10)
    voted = matter.poll(number).id
    assert len(found) == min(10, len(matter.misconceptions(number)))
    assert sum(one.exercise == voted for one in found) == len(matter.poll(number).mistakes)
    with_mistakes = {one.exercise for one in matter.misconceptions(number)}
    room = 10 - len(matter.poll(number).mistakes) + 1
    assert len({one.exercise for one in found}) >= min(len(with_mistakes), room)


@by_lesson
def test_paper_asks_only_what_can_be_done_on_paper(number):
    """No sum can be typed there, a line to be drawn finds axes, and how sure one is has the course's words."""
    page, item = paper.handout(number), lesson(number).PREDICTIONS[0]
    for text in (page, slides.deck(number), plan.plan(number)):
        assert "you may type" not in text.lower()
    assert page.count("class='axes'") == (item.kind == "sketch") == slides.prediction(number)[0].count("class='axes'")
    if item.kind == "sketch":
        assert all(f">{html.escape(str(label))}</text>" in page for label in item.labels)
    for text in (page, plan.plan(number), slides.deck(number)):
        assert not re.search(r"· *·", words(text)), "a lesson without a subject leaves no gap for one"
    assert "□ sure □ think so □ a guess" in page and "Run this lesson" in page
    assert ("not the lesson" in page) == any(name[1:3] != number for name in claims.claims(number).index)


@by_lesson
def test_hand_outs_ask_what_needs_no_explorer_and_name_explorers_in_the_order_of_the_class(number):
    """Lesson 08 keeps its first explorer closed until the seminar: an exercise that opens it would give it away."""
    asked = matter.on_paper(number)
    free = [item for item in matter.open_exercises(number) if "explorer" not in item.prompt.lower()]
    assert sum("explorer" in item.prompt.lower() for item in asked) == max(0, 3 - len(free))
    order = [part.name for part in matter.agenda(number) if part.kind == "explore"]
    titles = [paper.panels(number)[name].title for name in order]
    places = [paper.handout(number).index(f"<h3>{html.escape(title)} <span") for title in titles]
    assert places == sorted(places) and "explorer" not in asked[0].prompt.lower()


@by_lesson
def test_the_vote_has_the_letters_of_its_own_page(number):
    """Hands can show an open number too: each letter is an answer, and the answer slide says what each thinks."""
    item = matter.poll(number)
    asked = question(item.id)
    shown, answered = (words(page) for page in slides.vote(number))
    screen = peer.screen(asked)
    for letter, reply in balloted(asked):
        text = plan.said(item, reply)
        assert letters(f"{letter}{text}") in letters(shown) and f"id='o{letter}'" in screen
        assert told(reply.said) in letters(answered)
    row = next(row for half in plan.timetable(number) for row in half if row[2].startswith("Exercise"))[3]
    right = next(letter for letter, reply in balloted(asked) if reply is asked.right)
    assert f"<strong>{right} " in row
    if item.kind == "choice":
        assert [letter for letter, _ in matter.lettered(item)] == [letter.lower() for letter, _ in balloted(asked)]


@by_lesson
def test_versions_of_an_exercise_are_told_apart_by_their_words(number):
    """A country's code or a tuple tells a teacher nothing."""
    for item in lesson(number).EXERCISES:
        names = [name for name, _ in matter.solved(item)]
        assert len(set(names)) == len(names) and not re.search(r"[(\[]'|\{", " ".join(names)), item.id
        assert len(names) == 1 or all(names), item.id


def test_words_that_tell_versions_apart():
    assert matter.telling(["In 1960, 15 members?", "In 1990, 16 members?"]) == ["1960 15", "1990 16"]
    assert matter.untyped("Per cent; you may type the sum.") == "Per cent."
    assert matter.untyped("How many? You may type `16/2`. Round.") == "How many? Round."


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


def test_the_series_of_lesson_04_lie_on_cards():
    assert "each team receives one series" in matter.seminar_task("04")
    names = paper.panels("04")["Dashboard"].controls["name"].options
    assert [head.lower() for head, _ in handcards.deck("04")] == [name.lower() for name in names]


def test_private_goals_say_to_whom_they_go():
    assert "give each role its own card, seen by nobody else" in handcards.notes("07")


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


@pytest.mark.parametrize("number", list(dict.fromkeys(duel.lesson for duel in duels.DUELS)))
def test_a_duel_calls_no_setting_a_state_and_says_what_a_view_reads(number):
    """A state is a country to whoever reads these papers."""
    brief, referee = words(duels.brief(number)), words(duels.referee(number))
    assert "A view is the explorer with all its controls set" in brief and "A view is" in referee
    for text in (brief, referee):
        assert not re.search(
            r"[Tt]he state\b|A state speaks|states (of each side|gone through)|this state(?!,)",
            text.replace("Copy this state", ""),
        )
    assert "of 10" in brief and "Sum" in brief and "Run this lesson" in brief
    duel = duels.duels(number)[0]
    assert duel.counts_for in html.unescape(referee) and duel.counts_against in html.unescape(referee)
    panel = paper.panels(number)[duel.explorer]
    assert len(re.findall(r"<tr><td>(?:for|against)</td>", duels.referee(number))) == 6
    moved = next(moved for moved, side, _ in duels.field(duel) if side == "for")
    assert duels._numbers(panel, moved).rstrip(".") in panel.describe(panel.compute(**panel.start() | moved))


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
    assert text.count("exercises so far") == 1, "the week of the simulation asks for both"
    themes = [theme for theme, numbers in plan if "simulation" in theme and (not numbers or "07" in numbers)]
    assert len(themes) == 1, "the game is the seminar of lesson 07"


@pytest.mark.parametrize("count", [6, 12, 14])
def test_no_work_is_read_twice_and_each_week_with_a_lesson_reads(count):
    plan = policy.plan_of(count)
    works = policy.reading_list(plan)
    flat = [work for week in works for work in week]
    assert len(flat) == len(set(flat))
    for (_, numbers), week in zip(plan, works, strict=True):
        assert len(week) <= 2 and bool(week) == bool(numbers)
        assert all(any(work in readings(number) for number in numbers) for work in week)


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


def test_what_a_notebook_says_below_a_picture_is_found_for_the_slide():
    found = slides.not_shown("01")
    assert found["who_signs_diagram"].startswith("Three of the six boxes have a table.")
    assert all(text and "\n\n#" not in text for text in found.values()) and len(found) >= 3
