"""Peer instruction: votes by hand and from texts, pairs, what the talk changed, and the page walked through once."""

import random
from collections import Counter

import pytest

from book.bank import question
from book.peer import (
    OTHER,
    advice,
    by_hand,
    cards,
    from_texts,
    letters,
    main,
    normalised_change,
    pairs,
    report,
    right_letter,
    screen,
)
from tests.book.simulated import NAMES, carry, files, record
from tests.browser import lab

KNOWN = dict.fromkeys("ABCD", "")


def test_votes_by_hand_in_three_ways():
    assert by_hand("A2 b:1", KNOWN) == {"voter 1": "A", "voter 2": "A", "voter 3": "B"}
    assert by_hand("Anna=A, Ben Ó = c; D=?", KNOWN) == {"Anna": "A", "Ben Ó": "C", "D": OTHER}
    assert Counter(by_hand("AAB c", KNOWN).values()) == {"A": 2, "B": 1, "C": 1}
    for text, said in {
        "Z3": "Z cannot be voted for",
        "": "No vote",
        "Anna=A Anna=B": "same name",
        "hello": "cannot be voted for",
    }.items():
        with pytest.raises(ValueError, match=said):
            by_hand(text, KNOWN)


@pytest.mark.parametrize("seed", range(60))
def test_pairs_hold_different_votes_as_far_as_can_be(seed):
    chance = random.Random(seed)
    votes = {
        f"n{i}": chance.choices("ABCD", weights=[chance.random() ** 2 + 0.01 for _ in "ABCD"])[0]
        for i in range(chance.randint(1, 41))
    }
    found = pairs(votes)
    assert sorted(name for group in found for name in group) == sorted(votes)
    mixed = [group for group in found if len({votes[name] for name in group}) > 1]
    largest = max(Counter(votes.values()).values())
    assert len(mixed) == min(len(votes) // 2, len(votes) - largest)
    assert all(len(group) <= 3 for group in found)
    assert len(votes) == 1 or all(len(group) > 1 for group in found if group in mixed)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [(40, 70, 0.5), (40, 20, -0.5), (50, 50, 0), (0, 0, None), (100, 100, None), (0, 100, 1), (100, 0, -1)],
)
def test_normalised_change_by_hand(before, after, change):
    assert normalised_change(before, after) == (change if change is None else pytest.approx(change))


def test_advice_follows_the_share():
    assert [advice(share)[:4] for share in (0, 29, 30, 70, 71, 100)] == ["Few ", "Few ", "Wort", "Wort", "Most", "Most"]


def test_votes_from_texts_are_what_was_planted(tmp_path):
    records = [record(number) for number in range(40)]
    files(records, tmp_path)
    for name in ("05.5", "05.9"):
        asked = question(name)
        first, second = from_texts([tmp_path], asked), from_texts([tmp_path], asked, last=True)
        by_mistake = {reply.mistake: letter for letter, reply in zip(letters(asked), asked.ballot, strict=False)}
        wanted = Counter(by_mistake[planted[name]] for _, planted in records)
        assert Counter(first.values()) == wanted and set(second.values()) == {right_letter(asked)}
        share = 100 * wanted[right_letter(asked)] / 40
        told = report(asked, first, second)
        assert f"{share:.0f}% right." in told and "100% right. Normalised change +1.00." in told
        assert "Pairs: " in told and f"{NAMES[5]} (" in told
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "a.txt").write_text(carry(records[0][0][:4]))
    with pytest.raises(ValueError, match="No text there holds"):
        from_texts([tmp_path / "only"], question("05.5"))


def test_commands(tmp_path, capsys):
    assert (
        main(
            [
                "05.5",
                "--out",
                str(tmp_path),
                "--first",
                "Anna=A Ben=B Cem=C Dua=A",
                "--second",
                "Anna=B Ben=B Cem=B Dua=B",
            ]
        )
        == 0
    )
    said = capsys.readouterr().out
    assert "4 votes" in said and "Who changed: A to B: 2; C to B: 1." in said
    assert {path.name for path in tmp_path.iterdir()} == {"peer_05.5.html", "letters.html"}
    for given, wanted in {("99.1",): "There is no", ("05.5", "--variant", "3"): "no number 3", ("02.5",): "asks for code",
                          ("05.5", "--first", "Q1"): "cannot be voted for", ("05.5", "--second", "A1"): "needs a first"}.items():  # fmt: skip
        assert main(list(given)) == 2 and wanted in capsys.readouterr().out


@pytest.mark.skipif(lab.chromium() is None, reason="Chromium is not installed here")
def test_one_exercise_walked_through_on_the_screen(tmp_path):
    from playwright.sync_api import sync_playwright

    asked = question("05.5")
    right, keys = right_letter(asked), list(letters(asked))
    wrong = [letter for letter in keys if letter != right]
    (tmp_path / "p.html").write_text(screen(asked), encoding="utf-8")
    (tmp_path / "c.html").write_text(cards(), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lab.chromium(), args=["--no-sandbox"])
        page, errors = browser.new_page(viewport={"width": 1280, "height": 800}), []
        page.on("pageerror", lambda problem: errors.append(str(problem)))
        page.goto((tmp_path / "p.html").as_uri())
        assert not page.locator("#reveal").is_visible()
        bottom = page.evaluate(
            "Math.max(...[...document.querySelectorAll('button')].map(b => b.getBoundingClientRect().bottom))"
        )
        assert bottom <= 800, "question, both votes and both buttons stand on one screen"
        boxes = page.locator("label").all_inner_texts()
        assert [text.strip() for text in boxes] == [*keys, "?"] * 2, "somebody may have another answer"
        page.click("#talk")
        assert page.inner_text("#say") == "Type the counts first."
        for letter, count in zip([right, *wrong[:2]], (8, 9, 3), strict=True):
            page.fill(f"#first{letter}", str(count))
        page.click("#talk")
        said = page.inner_text("#say")
        votes = by_hand(f"{right}8 {wrong[0]}9 {wrong[1]}3", letters(asked))
        camps = Counter(" with ".join(sorted(votes[name] for name in group)) for group in pairs(votes))
        assert said.startswith(advice(40)) and "%" not in said  # a share would name the right letter
        assert all(f"{count} × {camp}" in said for camp, count in camps.items())
        page.fill("[id='first?']", "5")
        page.click("#talk")
        assert "with ?" in page.inner_text("#say") and "%" not in page.inner_text("#say")
        page.fill("[id='first?']", "")
        for letter, count in zip([right, wrong[0]], (14, 6), strict=True):
            page.fill(f"#second{letter}", str(count))
        page.click("#open")
        assert (
            page.inner_text("#change")
            == f"First vote 40% right, second 70%. Normalised change {normalised_change(40, 70):.2f}."
        )
        assert page.locator(f"#o{right}.right").count() == 1 and "Right." in page.inner_text("#reveal")
        page.goto((tmp_path / "c.html").as_uri())
        page.click("text=B")
        box = page.locator(".card[aria-pressed=true]").bounding_box()
        assert (box["width"], box["height"]) == (1280, 800)
        assert errors == []
        browser.close()
