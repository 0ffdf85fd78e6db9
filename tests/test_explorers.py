"""Every explorer: texts that neither collide nor are cut, stories that hold, marks that have names."""

import os
import re
from pathlib import Path

import pytest
from matplotlib.text import Text

from helpers.exercises import lesson, lessons
from helpers.figures import LEAST
from helpers.marks import marks
from tests import sweep

LESSONS = [os.environ["LESSON"]] if "LESSON" in os.environ else list(lessons())
EXPLORERS = [(number, name) for number in LESSONS for name in lesson(number).EXPLORERS]
STORIES = [(*key, story) for key in EXPLORERS for story in lesson(key[0]).EXPLORERS[key[1]].stories]
each = pytest.mark.parametrize(("number", "name"), EXPLORERS)


@each
def test_no_text_collides_or_is_cut_in_any_state(number, name):
    """As drawn, and with the letters as large as on a phone."""
    explorer = lesson(number).EXPLORERS[name]()
    found = {}
    for state in sweep.states(explorer):
        explorer.restore(state)
        for fault in sweep.crowded(explorer.figure) + sweep.crowded(explorer.figure, LEAST):
            found.setdefault(fault, state)
    assert not found, found


@each
def test_a_legend_in_words_is_true_in_both_themes(number, name):
    """What is black, white, dark or light on paper is not so in the dark variant: strong, faint, thick, grey are."""
    explorer = lesson(number).EXPLORERS[name]()
    for state in sweep.corners(explorer):
        explorer.restore(state)
        for text in explorer.figure.findobj(Text):
            assert not re.search(r"(?i)\b(black|white|dark(er)?|light(er)?)\b", text.get_text()), text.get_text()


@pytest.mark.parametrize(("number", "name", "story"), STORIES)
def test_a_story_opens_its_state_and_its_sentence_is_true_to_it(number, name, story):
    explorer = lesson(number).EXPLORERS[name]()
    state, sentence = explorer.stories[story]
    explorer.restore(explorer.start() | state)
    assert explorer.error is None and explorer.state() == explorer.start() | state != explorer.start()
    assert len(story) <= 30 and 20 < len(sentence) <= 160 and sentence.endswith(".")
    written = " ".join(
        [explorer.summary, str(state), story, *(text.get_text() for text in explorer.figure.findobj(Text))]
    )
    for number_ in re.findall(r"\d[\d,.]*\d|\d", sentence):
        assert number_ in written, f"{number_} is not to be seen there"


@each
def test_the_line_that_is_copied_opens_the_same_state(number, name):
    explorer = lesson(number).EXPLORERS[name]()
    for state in sweep.corners(explorer, 3):
        explorer.restore(state)
        again = eval(explorer.as_code(), {"lesson": lesson(number)})
        assert again.state() == explorer.state() and again.summary == explorer.summary


@each
def test_marks_have_names_or_values_and_lie_in_the_picture(number, name):
    explorer = lesson(number).EXPLORERS[name]()
    width, height = (72 * side for side in explorer.figure.get_size_inches())
    found = marks(explorer.figure)
    assert sum(len(group["texts"]) for group in found) >= 2
    for group in found:
        where = group.get("at") or group.get("boxes") or group.get("links")
        texts = group["texts"] if "name" not in group else [[group["name"], text] for text in group["texts"]]
        assert all(len(text) == 2 and (text[0] or text[1]) for text in texts)
        assert group["unit"] or all(name for name, _ in texts), "a value without a name has its measure"
        assert where is None or len(where) == len(texts)
        for place in where or ():
            assert all(-1 <= side <= size + 1 for side, size in zip(place, (width, height) * 2, strict=False)), place


def test_scripts_and_styles_ask_nothing_of_the_network():
    for path in Path(__file__).parents[1].joinpath("helpers").glob("*.[jc]s*"):
        assert not re.search(r"https?://(?!www\.w3\.org)|@import", path.read_text(encoding="utf-8")), path.name
