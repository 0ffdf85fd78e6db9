"""The negotiation in a real browser: ten roles to the end, once card by card with the keyboard alone and once from the desk,
a class screen that shows only what is public, the text through mail, and a game alone."""

import re

import pytest
from playwright.sync_api import expect

from helpers.lessons import negotiation as sim
from tests.browser import lab
from tests.browser.test_lab import AXE, SHOTS, change_theme

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(lab.chromium() is None, reason="Chromium is not installed here"),
]
END = "What if one pledge had been different?"  # what is shown last
POINTS = {"lead": 4, "frontline": 4, "rider": 1, "neutral": 2, "neighbour": 2, "regional": 3}


@pytest.fixture(scope="module")
def opened():
    with lab.server() as address, lab.browser_page(1280, 1400) as page:
        lab.open_notebook(page, address, "notebooks/seminar/negotiation.ipynb")
        assert lab.run_all(page) == []
        yield page


def games(page):
    """The panel, the class screen, the game alone."""
    return [page.locator(".course-game").nth(i) for i in range(3)]


def focused(page, words):
    """Wait until the focus is on the element with these words (or this label)."""
    page.wait_for_function(
        "words => { const at = document.activeElement; return [at.innerText || '', ...[...(at.labels || [])].map(l => l.innerText)].join(' ').includes(words) }",
        arg=words,
    )


def press(page, here, button, then):
    here.get_by_role("button", name=button).click()
    here.get_by_text(then).first.wait_for()


def goals_in(text):
    return {role.id for role in sim.roles(10).values() if role.goal in " ".join(text.split())}


def test_ten_roles_play_to_the_end(opened):
    page, cast = opened, sim.roles(10)
    table, screen, _ = games(page)
    table.get_by_label("Roles", exact=True).select_option("10")
    table.get_by_role("button", name="One role at a time").click()
    table.get_by_role("button", name="Parliament of the rich free-rider").wait_for()

    # Round 1, keys alone: each card opens on its own goal and no other, takes a move, closes; the focus goes to the next.
    table.get_by_role("button", name="Lead power", exact=False).first.focus()
    for who, role in cast.items():
        if who not in POINTS and who != "press":
            continue
        assert goals_in(table.inner_text()) == set(), "a goal is open before its role asks for it"
        page.keyboard.press("Enter")
        focused(page, "points 0–" if who in POINTS else "reads out")
        assert goals_in(table.inner_text()) == {who}
        if who == "lead":
            page.keyboard.press("Control+a")
            page.keyboard.type("four")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            focused(page, "Done")
            page.keyboard.press("Enter")
            table.get_by_role("alert").get_by_text("whole number").wait_for()
            assert table.get_by_label("Lead: points 0–6").input_value() == "four", "what was typed is lost"
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Shift+Tab")
            focused(page, "points 0–")
        if who in POINTS:
            page.keyboard.press("Control+a")
            page.keyboard.type(str(POINTS[who]))
            table.get_by_text(f"D {role.capability * POINTS[who] / 300:.2f}").first.wait_for()  # its own part only
            page.keyboard.press("Tab")
            if who == "neighbour":
                page.keyboard.press("Space")
        page.keyboard.press("Tab")
        focused(page, "Done")
        page.keyboard.press("Enter")
        left = [other for other in [*POINTS, "press"] if other not in list(cast)[: list(cast).index(who) + 1]]
        focused(page, cast[left[0]].name if left else "Play round 1")
    assert screen.locator(".gauge").count() == 0, "the class sees silent pledges"
    page.keyboard.press("Enter")
    table.get_by_role("button", name="Play round 2").wait_for()
    # 4 × 72 + 10 + 16 + 10/2 + 15 = 334
    screen.get_by_text("D 1.11").first.wait_for()

    # Round 2 and 3 from the desk: the gauge follows, payments, the press, the clause.
    table.get_by_role("button", name="All moves").click()
    table.get_by_label("Lead: points 0–6").fill("3")
    table.get_by_text("D 0.91").first.wait_for()  # (334 − 60) / 300
    assert "D 1.11" in screen.inner_text() and "D 0.91" not in screen.inner_text(), "typed, not yet public"
    table.get_by_label("Free-rider: pays", exact=True).fill("2")
    table.get_by_label("Free-rider: to", exact=True).select_option("Frontline")
    table.get_by_label("Press: reads out the card of").select_option("Neutral")
    press(page, table, "Play round 2", "Round 3 of 4")
    screen.get_by_text("pays 2 to Frontline").wait_for()
    assert goals_in(screen.inner_text()) == {"neutral"}, "public are only goals that were read out"
    for who in ("Lead", "Frontline", "Free-rider"):
        table.get_by_label(f"{who}: clause", exact=True).select_option("automatic")
    table.get_by_text("D 1.10").first.wait_for()  # 1.2 × 274 / 300
    press(page, table, "Play round 3", "Round 4 of 4")
    screen.get_by_text("3 signatures").first.wait_for()
    # draws: one for each round played
    expect(screen.locator("tbody th", has_text=re.compile(r"^round \d$"))).to_have_count(3)

    # Round 4: a state leaves, a parliament refuses; then the debrief of this game, and what if.
    table.get_by_text("(the ring)").wait_for()
    table.get_by_label("Neighbour: leaves").check()
    table.get_by_label("Parliament: refuses the text").check()
    table.get_by_label("Neutral: points 0–6").fill("1")
    press(page, table, "Play round 4", "may only rise")
    assert table.get_by_label("Neighbour: leaves").is_checked()
    table.get_by_label("Neutral: points 0–6").fill("2")
    table.get_by_text("D 1.08").first.wait_for()  # 1.2 × (274 − 5) / 300
    press(page, table, "Play round 4", END)
    screen.get_by_text("Decisive pledges").wait_for()
    text = " ".join(screen.inner_text().split())
    for words in (
        "Neighbour left.",
        "Parliament refused the text of Free-rider.",
        "D 1.08",
        "the rival backs off",
        "seed",
    ):
        assert words in text, words
    what_if = table.locator(".course-explorer")
    what_if.get_by_label("Points", exact=True).first.fill("2")
    what_if.get_by_label("Points", exact=True).first.press("Tab")
    what_if.get_by_text("Lead, 2 points").first.wait_for()
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / "negotiation.png")


def test_text_survives_mail_and_every_role_is_named(opened):
    page = opened
    table = games(page)[0]
    for number in range(1, 5):  # nothing to do where the game before has been played
        if table.get_by_role("button", name=f"Play round {number}").is_visible():
            press(page, table, f"Play round {number}", f"Round {number + 1} of 4" if number < 4 else END)
    box = table.get_by_label("Text of this game")
    kept, shown = box.input_value(), table.locator("[role=status]").first.inner_text()
    press(page, table, "New game", "Round 1 of 4")
    box.fill("Dear all,\n> " + "\n> ".join(re.findall(".{1,37}", kept.replace("\n", ""))) + "\n>\nBest, K.")
    press(page, table, "Load this text", END)
    assert table.locator("[role=status]").first.inner_text() == shown
    expect(box).to_have_value(kept)
    box.fill(kept[:-30])
    press(page, table, "Load this text", "This is not the text of a game")
    assert table.get_by_text(END).count() == 1 and box.input_value() == kept[:-30]


def test_alone_the_role_is_chosen_by_a_click(opened):
    page = opened
    alone = games(page)[2]
    assert goals_in(alone.inner_text()) == set()
    alone.get_by_label("The others play").select_option("tit for tat")
    alone.get_by_role("button", name="Frontline state").click()
    alone.get_by_label("Frontline: points 0–6").fill("3")
    assert goals_in(alone.inner_text()) == {"frontline"}
    for number in range(1, 5):
        press(page, alone, f"Play round {number}", f"Round {number + 1} of 4" if number < 4 else END)
    assert "The others played: Lead tit for tat" in alone.inner_text()
    press(page, alone, "New game", "Choose your role")


def test_panel_is_accessible_in_both_themes(opened):
    page = opened
    page.evaluate(AXE)
    page.add_style_tag(content="body { height: 100vh !important; overflow: visible !important }")
    table = games(page)[0]
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        change_theme(page, theme)
        table.scroll_into_view_if_needed()
        found = page.evaluate(
            """async () => (await axe.run({include: [['.course-game']], exclude: [['.noUi-handle'], ['.widget-play'], ['.btn-primary']]},
                {runOnly: ['wcag2a', 'wcag2aa']})).violations.filter(v => ['serious', 'critical'].includes(v.impact))
                .map(v => ({rule: v.id, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))}))"""
        )
        assert found == [], f"{theme}: {found}"
