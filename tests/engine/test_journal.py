"""Progress survives: restarts, damage, two notebooks at once, and the way to another machine."""

import os
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import journal
from helpers.data import CourseError
from helpers.exercises import check, progress

events = st.dictionaries(
    st.tuples(st.text(min_size=1, max_size=20), st.sampled_from(journal.EVENTS)), st.integers(1, 9999), max_size=30
)


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "progress.jsonl"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    monkeypatch.setattr(journal, "_session", [])
    monkeypatch.setattr(journal, "_notice", "")
    return path


def test_progress_is_kept_and_counted(file):
    check("05.3", 992)
    check("05.3", 496)
    check("05.3", ...)
    assert journal.events() == {("05.3", "not yet"): 1, ("05.3", "right"): 1}
    assert "05 | 1 of 7" in repr(progress())


def test_progress_survives_a_restart(file):
    code = "from helpers.exercises import check; check('05.3', 496)"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"COURSE_PROGRESS": str(file)})
    assert journal.count("05.3", "right") == 1


def test_two_notebooks_at_once_lose_nothing(file):
    code = "from helpers import journal\nfor i in range(300): journal.record('05.1', 'not yet')"
    running = [
        subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"COURSE_PROGRESS": str(file)})
        for _ in range(3)
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert journal.count("05.1", "not yet") == 900


@pytest.mark.parametrize(
    "damage",
    [
        "not json\n",
        '{"id": 5}\n',
        "[]\n",
        '{"id": "05.1", "event": "won", "times": 1}\n',
        '{"id": "05.1", "event": "right", "times": -3}\n',
        "null\n",
        '{"id": ["x"], "event": "right"}\n',
    ],
)
def test_a_damaged_line_costs_only_itself(file, damage):
    journal.record("05.1", "right")
    with file.open("a") as stream:
        stream.write(damage)
    journal.record("05.2", "right")
    assert journal.events() == {("05.1", "right"): 1, ("05.2", "right"): 1}


def test_binary_rubbish_is_survived(file):
    file.write_bytes(b"\xff\xfe\x00" * 100 + b"\n")
    journal.record("05.1", "right")
    assert journal.count("05.1", "right") == 1


@pytest.mark.fuzz
@given(found=events)
def test_text_round_trip(found):
    text = journal.to_text(Counter(found))
    assert journal.from_text(text) == found
    assert journal.from_text(f"  {text}\n") == found
    assert text.isascii() and " " not in text


@pytest.mark.fuzz
@given(found=events, place=st.integers(0, 10_000), letter=st.characters(min_codepoint=33, max_codepoint=126))
def test_a_changed_letter_is_noticed(found, place, letter):
    text = journal.to_text(Counter(found))
    place %= len(text)
    damaged = text[:place] + letter + text[place + 1 :]
    try:
        assert journal.from_text(damaged) == found
    except CourseError as refusal:
        assert "nothing was changed" in str(refusal)


@pytest.mark.fuzz
@given(text=st.text(max_size=200) | st.text(alphabet="IMP1-abcXYZ_=", max_size=80).map("IMP1-".__add__))
def test_foreign_text_is_refused_politely(text):
    with pytest.raises(CourseError, match="nothing was changed"):
        journal.from_text(text)


@pytest.mark.parametrize("foreign", [None, 5, "", "IMP1--00000000", "hello"])
def test_other_things_are_refused(foreign):
    with pytest.raises(CourseError):
        journal.from_text(foreign)


def test_a_bomb_is_refused():
    import base64
    import zlib

    body = zlib.compress(b"[" + b"0," * 5_000_000 + b"0]", 9)
    text = f"IMP1-{base64.urlsafe_b64encode(body).decode().rstrip('=')}-{zlib.crc32(body):08x}"
    with pytest.raises(CourseError):
        journal.from_text(text)


def test_restoring_adds_only_what_is_new(file):
    text = journal.to_text(Counter({("05.1", "right"): 2, ("05.2", "hint"): 1}))
    journal.record("05.1", "right")
    assert journal.restore(text) == 2
    assert journal.restore(text) == 0
    assert journal.events() == {("05.1", "right"): 2, ("05.2", "hint"): 1}
    assert "2 steps" not in repr(progress(text)) and "0 steps were added" in repr(progress(text))


def test_rich_form_escapes(file):
    journal.record("<img src=x>", "right")
    assert "<img" not in progress()._repr_html_()
