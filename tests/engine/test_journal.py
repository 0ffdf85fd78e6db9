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
from helpers.exercises import check, lesson, progress

events = st.dictionaries(
    st.tuples(st.text(min_size=1, max_size=20), st.sampled_from(journal.EVENTS)), st.integers(1, 9999), max_size=30
)

SAMPLE = "from tests.engine.sample import register; register()"


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "progress.jsonl"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    monkeypatch.setattr(journal, "_session", [])
    return path


def test_progress_is_kept_and_counted(file):
    check("99.1", 30)
    check("99.1", 15)
    check("99.1", ...)
    assert journal.events() == {("99.1", "not yet"): 1, ("99.1", "right"): 1}
    assert "99 | 1 of 3" in repr(progress())


def test_progress_survives_a_restart(file):
    code = f"{SAMPLE}; from helpers.exercises import check; check('99.1', 15)"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"COURSE_PROGRESS": str(file)})
    assert journal.count("99.1", "right") == 1


def test_two_notebooks_at_once_lose_nothing(file):
    code = "from helpers import journal\nfor i in range(300): journal.record('99.3', 'not yet')"
    running = [
        subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"COURSE_PROGRESS": str(file)})
        for _ in range(3)
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert journal.count("99.3", "not yet") == 900


@pytest.mark.parametrize(
    "damage",
    [
        "not json\n",
        '{"id": 5}\n',
        "[]\n",
        '{"id": "99.3", "event": "won", "times": 1}\n',
        '{"id": "99.3", "event": "right", "times": -3}\n',
        "null\n",
        '{"id": ["x"], "event": "right"}\n',
        '{"id": "99.3", "event": "right", "times": 1.0}\n',
        '{"id": "99.3", "event": "right", "times": true}\n',
        '{"id": "99.3", "event": ["right"], "times": 1}\n',
        '{"id": "99.3", "eve',
        "[" * 200_000,
        "[" * 200_000 + "\n",
        "\0" * 200,
        "<<<<<<< HEAD\n",
        '{"id": "99.3", "event": "right", "times": 1}\n'.encode("utf-16-le").decode("latin-1"),
    ],
    ids=lambda damage: damage[:40],
)
def test_a_damaged_line_costs_only_itself(file, damage):
    journal.record("99.3", "right")
    with file.open("a") as stream:
        stream.write(damage)
    journal.record("99.2", "right")
    assert journal.events() == {("99.3", "right"): 1, ("99.2", "right"): 1}


def test_a_missing_last_newline_and_a_byte_order_mark_cost_nothing(file):
    line = b'{"id": "99.3", "event": "right", "times": 1}'
    file.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n" + line)
    journal.record("99.2", "right")
    assert journal.events() == {("99.3", "right"): 2, ("99.2", "right"): 1}
    assert file.read_bytes().endswith(line + b'\n{"id": "99.2", "event": "right", "times": 1}\n')


FULL = """
from tests.engine.sample import register; register()
import resource
from helpers import journal
from helpers.exercises import check, lesson, progress
def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
path = journal.journal_path()
check("99.3", 5), check("99.1", 15)
before = path.read_bytes()
room(len(before) + 10)                        # the next line is torn after ten bytes
assert "could not be written" in check("99.1", 30).text and path.stat().st_size == len(before) + 10
assert "could not be written" not in check("99.1", 15).text and "this session only" in repr(progress())
assert path.read_bytes().startswith(before)
room(resource.RLIM_INFINITY)                  # somebody made room
assert "could not be written" not in check("99.1", 15).text + repr(progress())
assert not journal._session and journal.count("99.1", "right") == 3 and journal.count("99.1", "not yet") == 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_full_disk_is_told_and_costs_nothing(file):
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, env=os.environ | {"COURSE_PROGRESS": str(file)})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert journal.count("99.1", "right") == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", None)])
def test_what_is_no_file_is_no_journal(file, make):
    make(file)
    code = f"{SAMPLE}; from helpers.exercises import *; print(check('99.1', 15), progress())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=os.environ | {"COURSE_PROGRESS": str(file)}
    )  # fmt: skip
    assert "✓ Exercise 99.1" in done.stdout and "this session only" in done.stdout, done.stderr


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A course folder without a journal and an own data folder; nothing asked for by COURSE_PROGRESS."""
    monkeypatch.setenv("COURSE_PROGRESS", "")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "mine"))
    monkeypatch.setattr(journal, "_session", [])
    monkeypatch.setattr(journal, "COURSE", tmp_path / "course")
    (tmp_path / "course").mkdir()
    return tmp_path / "course" / "progress.jsonl", tmp_path / "mine" / "military-partnerships" / "progress.jsonl"


def told():
    return lesson("00").setup_report()._plain[0].splitlines()[-1] + repr(progress()).splitlines()[0]


def test_an_own_course_folder_keeps_the_journal(places):
    beside, own = places
    journal.record("99.1", "right")
    assert beside.stat().st_size and not own.exists()
    assert "kept in the course folder" in told() and "Progress" not in repr(progress())


def test_another_users_course_folder_and_journal_are_left_alone(places, monkeypatch):
    beside, own = places
    beside.write_text('{"id": "99.3", "event": "right", "times": 1}\n')
    another = beside.stat().st_uid + 1
    monkeypatch.setattr(os, "geteuid", lambda: another, raising=False)
    assert journal.events() == {}
    journal.record("99.1", "right")
    assert journal.events() == {("99.1", "right"): 1} and "99.1" in own.read_text() and "99.1" not in beside.read_text()
    assert told().count(f"kept in {own}") == 2
    assert journal.record("99.1", "right") == ""
    beside.unlink()
    assert journal.journal_path() == own, "in a folder that others may write too, each learner has a journal"


def test_a_course_folder_that_cannot_be_written_is_told(places):
    beside, own = places
    beside.mkdir()  # nothing can be appended to a folder, not even by root
    journal.record("99.1", "right")
    assert own.is_file() and told().count(f"kept in {own}") == 2


def test_where_nothing_can_be_written_the_session_is_named(places):
    beside, own = places
    beside.mkdir()
    own.parent.parent.write_text("a file where the folder should be")
    assert "session only" in journal.record("99.1", "right")
    assert journal.record("99.1", "right") == ""
    assert journal.count("99.1", "right") == 2 and told().count("session only") == 2


def test_an_installed_wheel_keeps_the_journal_among_the_learners_data(places, monkeypatch):
    monkeypatch.setattr(journal, "COURSE", None)
    assert journal.journal_path() == places[1]


def test_binary_rubbish_is_survived(file):
    file.write_bytes(b"\xff\xfe\x00" * 100 + b"\n")
    journal.record("99.3", "right")
    assert journal.count("99.3", "right") == 1


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
    text = journal.to_text(Counter({("99.3", "right"): 2, ("99.2", "hint"): 1}))
    journal.record("99.3", "right")
    assert journal.restore(text) == 2
    assert journal.restore(text) == 0
    assert journal.events() == {("99.3", "right"): 2, ("99.2", "hint"): 1}
    assert "2 steps" not in repr(progress(text)) and "0 steps were added" in repr(progress(text))


def test_rich_form_escapes(file):
    journal.record("<img src=x>", "right")
    assert "<img" not in progress()._repr_html_()
