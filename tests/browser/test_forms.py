"""Lessons 00 and 05 from start to end without a line of Python: with the mouse, with the keyboard alone, on a phone's width;
then stopped, reopened, and gone on with. Everything wrong that people type gets its sentence."""

import json
import os
import re

import pytest

from helpers import journal
from helpers.answers import NOT_YET, RIGHT, judge, variant
from helpers.claims import judgements
from helpers.exercises import lesson, lessons
from helpers.rule import VERDICTS
from tests.browser import lab
from tests.browser.lab import asked, by_mouse, card, guess, told
from tests.browser.test_lab import AXE, SHOTS, change_theme
from tests.refresh import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(lab.chromium() is None, reason="Chromium is not installed here"),
]
# BROWSER=all (`make browser`): every lesson. The gate takes two, each by mouse, by keyboard and on a phone.
NUMBERS = [number for number in lessons() if number in ("00", "05") or os.environ.get("BROWSER") == "all"]
WIDTHS = {"mouse": 1280, "keyboard": 1280, "phone": 390}


@pytest.fixture(scope="module")
def address():
    with lab.server() as found:
        yield found


def path_of(number):
    return next(p for p in sorted((ROOT / "notebooks").glob("*.ipynb")) if p.name.startswith(number))


def tab_to(page, here, what):
    """Press Tab until the focus is on an element of the card; fail if that takes too long."""
    for _ in range(40):
        if here.locator(f"{what}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by keyboard to {what}")


def by_keyboard(page, here, exercise, answer):
    """Enter an answer with keys alone, from the first control of the card on."""
    here.locator("input, select, button").first.focus()
    if exercise.kind == "number":
        page.keyboard.type(str(answer))
    elif exercise.kind == "choice":
        page.keyboard.press("Space")
        shown = here.locator("input[type=radio]").evaluate_all("nodes => nodes.map(n => n.value)")
        for _ in range(shown.index(answer)):
            page.keyboard.press("ArrowDown")
    elif exercise.kind == "set":
        for key in here.locator("input[type=checkbox]").evaluate_all("nodes => nodes.map(n => n.value)"):
            tab_to(page, here, f"input[value='{key}']")
            if key in answer:
                page.keyboard.press("Space")
    elif exercise.kind == "order":
        for place, key in enumerate(answer):
            while here.locator(".order li").nth(place).get_attribute("data-key") != key:
                here.get_by_role("button", name=f"Move up: {exercise.options[key]}").focus()
                page.keyboard.press("Enter")
    else:
        chosen = answer.items() if isinstance(answer, dict) else zip(exercise.options, answer, strict=True)
        for i, (slot, key) in enumerate(chosen):
            tab_to(page, here, f".slot:nth-of-type({i + 1}) select")
            page.keyboard.type(exercise.options[slot][key])
            for _ in exercise.options[slot]:  # "for" finds "for or mixed" first
                if here.locator("select").nth(i).input_value() == key:
                    break
                page.keyboard.press("ArrowDown")
    tab_to(page, here, "input[value='sure']") if exercise.kind == "number" else here.locator(
        "input[value='sure']"
    ).focus()
    page.keyboard.press("Space")
    tab_to(page, here, "button.first")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("way", WIDTHS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_lesson_is_done_without_python(number, way, tmp_path):
    module = lesson(number)
    with (
        lab.server(progress=str(tmp_path / "progress.jsonl")) as address,
        lab.browser_page(WIDTHS[way], 900, has_touch=way == "phone") as page,
    ):
        lab.open_notebook(page, address, f"notebooks/{path_of(number).name}")
        lab.press_run(page)
        if way == "phone":
            lab.command(page, "application:toggle-left-area")
        for claim_id in module.ASKED:
            scale = card(page, f"{claim_id} ·").locator("input[type=range]").first
            scale.focus()
            page.keyboard.press("ArrowRight")
            assert card(page, f"{claim_id} ·").locator("output").first.inner_text() == "55%"
        for item in module.PREDICTIONS:
            guess(page, item)
        for item in module.EXERCISES:
            if item.with_code:
                continue
            exercise = variant(item, served(tmp_path, item))
            here = asked(page, exercise)
            {"keyboard": by_keyboard}.get(way, by_mouse)(
                page,
                here,
                exercise,
                exercise.solution() if exercise.kind != "number" else f"{exercise.solution():.{exercise.decimals}f}",
            )
            if way != "keyboard":
                here.get_by_label("think so").check()
                here.get_by_role("button", name="Check", exact=True).click()
            told(page, here, "Right")
        for question in module.REFLECTIONS:
            here = card(page, f"{question.id} · {question.title}")
            here.locator("textarea").fill("Ich würde einen Vertrag mit einer Seemacht suchen.")
            here.get_by_role("button", name="Keep, and compare").click()
            told(page, here, "Kept.")
        for claim_id, item in judgements(number).items():
            here = page.locator(".course-card", has_text=f"{claim_id} ·").last
            here.scroll_into_view_if_needed()
            assert item.verdict not in here.locator(".feedback").inner_text(), "ours comes after the learner's"
            here.get_by_label(VERDICTS[0], exact=True).check()
            here.get_by_role("button", name="Compare with ours").click()
            told(page, here, "As worded")
        sure = page.locator("input[name]:checked[value='sure'], input[name]:checked[value='think so']").count()
        assert sure == sum(not item.with_code for item in module.EXERCISES), "each form has radio buttons of its own"
        wide = page.evaluate(
            "() => [...document.querySelectorAll('.course-form')].filter(n => n.scrollWidth > n.clientWidth + 1).length"
        )
        assert wide == 0, f"{wide} forms are wider than the page"
        SHOTS.mkdir(parents=True, exist_ok=True)
        lab.screenshots(page, SHOTS / f"done-{number}-{way}", 850)
        if way == "mouse":
            audit_forms(page)
    entries = [json.loads(line) for line in (tmp_path / "progress.jsonl").read_text().splitlines()]
    right = {entry["id"] for entry in entries if entry["event"] == RIGHT}
    assert right == {item.id for item in module.EXERCISES if not item.with_code}
    assert {entry.get("sure") for entry in entries if entry["event"] == RIGHT} == {
        "sure" if way == "keyboard" else "think so"
    }
    assert {entry["id"] for entry in entries if entry["event"] == "believed"} >= set(module.ASKED)


def served(folder, item):
    """Which parameters this learner meets: their seed stands in the journal."""
    from helpers.exercises import variant_of

    before = os.environ.get("COURSE_PROGRESS")
    os.environ["COURSE_PROGRESS"] = str(folder / "progress.jsonl")
    try:
        return variant_of(item)
    finally:
        os.environ["COURSE_PROGRESS"] = before or ""


def audit_forms(page):
    page.evaluate(AXE)
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        change_theme(page, theme)
        found = page.evaluate(
            """async () => {
                const result = await axe.run({include: [['.course-form']]}, {runOnly: ['wcag2a', 'wcag2aa', 'best-practice']});
                return result.violations.filter(v => ['serious', 'critical'].includes(v.impact))
                    .map(v => ({rule: v.id, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))}))}"""
        )
        assert found == [], f"{theme}: {json.dumps(found, indent=1)}"
    change_theme(page, "JupyterLab Light")


TYPED = [
    "", " ", "...", "?", "banana", "28 members", "28%", "28,5", "4,228", "4,228/336", "12,8", "−41.5", "-", "+", "six", "thirty-two", "two hundred and six", "1/0", "32(31)/2", "195^2",
    "9**9**9**9", "1e400", "nan", "inf", "12.5.3", "1 234", "1’234", "1.234,5", "“28”", "'28'", "answer = 28", "answer: 28", "28 %", "28 per cent", "0,098", "0.098", ".5", "5.", "$28", "28 €", "½", "２８",
    "c", "b, d", "True", "None", "[28]", "(28)", "28; 29", "28 or 29", "about 28", "<b>28</b>", "<img src=x onerror=alert(1)>", "x" * 3000, "٢٨", "28members", "\\u0028", "print(28)", "__import__('os').system('ls')", "=28",
]  # fmt: skip
CODED = [
    "", "28 members", "answer = b", "1/0", "load('alliences')", "print(28", "'28", "def f(x):\nreturn x", "while True: pass", "exit()", "import sys; sys.exit()", "raise ValueError('x' * 100000)", "lambda: 3",
    "[]", "None", "load('alliances')", "answer = 12,8", "x = 3", "28 %", "alliances['bilaterl']", "input('?')",
]  # fmt: skip


def test_whatever_is_typed_gets_a_sentence(tmp_path):
    exercise = variant(next(item for item in lesson("05").EXERCISES if item.id == "05.4"))
    with lab.server(progress=str(tmp_path / "progress.jsonl")) as address, lab.browser_page(1280, 900) as page:
        lab.open_notebook(page, address, f"notebooks/{path_of('05').name}")
        lab.run_all(page)
        here = asked(page, exercise)
        seen = set()

        def answered():
            """Ask for a hint, then check: what stands there is fresh, since a hint stood there before. Return it."""
            feedback = here.locator(".feedback")
            fresh = "([node, old]) => { const now = node.innerText.trim(); return now.length > 5 && now !== old }"
            old = ""
            for name in ("Hint", "Check"):
                feedback.evaluate("node => { node.innerHTML = '' }")
                here.get_by_role("button", name=name).click()
                page.wait_for_function(fresh, arg=[feedback.element_handle(), old], timeout=20_000)
                old = feedback.inner_text().strip()
            return old

        for typed in TYPED:
            here.get_by_label("Your answer").fill(typed)
            found = answered()
            said = judge(exercise, typed or ...)
            assert "Traceback" not in found and "Error" not in found and 20 < len(found) < 700, (typed, found)
            assert found.split(".")[0] and (said.outcome in (NOT_YET, RIGHT) or "Nothing is answered yet" in found), (
                typed,
                found,
            )
            seen.add(found)
        assert len(seen) > 20, "the sentences look at the answer"
        here.get_by_role("button", name="Answer in code").click()
        box = here.locator("textarea.code")
        box.wait_for()
        for typed in CODED:
            box.fill(typed)
            found = answered()
            if typed.startswith("while"):
                told(page, here, "ran for too long")
                found = here.locator(".feedback").inner_text()
            assert "Traceback" not in found and 20 < len(found) < 900, (typed, found)
        box.fill(str(exercise.solution()))
        here.get_by_role("button", name="Check", exact=True).click()
        told(page, here, "Right")


def test_a_restarted_kernel_is_told_and_the_lesson_starts_at_its_top(address):
    exercise = variant(next(item for item in lesson("05").EXERCISES if item.id == "05.4"))
    with lab.browser_page(1280, 900) as page:
        lab.open_notebook(page, address, f"notebooks/{path_of('05').name}")
        lab.press_run(page)
        assert page.locator(".jp-WindowedPanel-outer").first.evaluate("n => n.scrollTop") < 400, (
            "one begins at the beginning"
        )
        here = asked(page, exercise)
        here.get_by_label("Your answer").fill("31")
        here.get_by_role("button", name="Check", exact=True).click()
        told(page, here, "Not yet")
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
        lab.settled(page)
        here.get_by_label("Your answer").fill("496")
        here.get_by_role("button", name="Check", exact=True).click()
        told(page, here, "Still waiting for an answer")
        asleep = page.locator(".course-explorer.jupyter-widgets-disconnected").first
        said = asleep.evaluate(
            "node => [getComputedStyle(node, '::after').content, getComputedStyle(node, '::before').content]"
        )
        assert "Run this cell again" in said[0] and said[1] == "none", "a sleeping panel says so, without broken icons"


def test_stopped_and_reopened_a_learner_goes_on(tmp_path):
    """Answer, save, stop the server; open anew: the question stands there in words, and once run, with the answer given."""
    course = tmp_path / "course"
    (course / "notebooks").mkdir(parents=True)
    (course / "notebooks" / path_of("05").name).write_bytes(path_of("05").read_bytes())
    exercise = variant(next(item for item in lesson("05").EXERCISES if item.id == "05.5"))
    item = lesson("05").PREDICTIONS[0]
    for day in (1, 2):
        with (
            lab.server("lab", course, progress=str(tmp_path / "progress.jsonl")) as address,
            lab.browser_page(1280, 900) as page,
        ):
            lab.open_notebook(page, address, f"notebooks/{path_of('05').name}")
            text = page.locator(".jp-Notebook").inner_text()
            assert "model not found" not in text and "Run this cell" in text
            lab.run_all(page)
            here, guess = asked(page, exercise), card(page, "Predict")
            if day == 1:
                by_mouse(page, here, exercise, "bad-dates")
                here.get_by_role("button", name="Check", exact=True).click()
                told(page, here, "Not yet")
                guess.get_by_label("Your guess").fill("40")
                guess.get_by_role("button", name="This is my guess").click()
                guess.locator(".feedback img").first.wait_for()
                lab.save(page)
            else:
                told(page, here, "not yet")
                assert here.get_by_label(exercise.options["bad-dates"]).is_checked()
                assert (
                    guess.get_by_label("Your guess").input_value() == "40"
                    and guess.locator(".feedback img").count() == 1
                )
    entries = [json.loads(line) for line in (tmp_path / "progress.jsonl").read_text().splitlines()]
    assert [entry["event"] for entry in entries if entry["id"] == exercise.id] == [NOT_YET], (
        "a second run is no second try"
    )
    assert [entry["answer"] for entry in entries if entry["id"] == item.id] == [40]
    assert re.match(r"\d{4}-\d\d-\d\dT", entries[-1]["t"]) and journal.EVENTS
