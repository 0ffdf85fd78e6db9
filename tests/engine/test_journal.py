"""Progress survives: restarts, damage, two notebooks at once, and the way to another machine."""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import journal
from helpers.course import due, progress, review
from helpers.data import CourseError
from helpers.exercises import ask, check, lesson, reflect, solution
from helpers.ledger import beliefs, claim_cards, verdicts
from helpers.predictions import predict

entry = st.fixed_dictionaries(
    {"id": st.text(min_size=1, max_size=20), "event": st.sampled_from(journal.EVENTS)},
    optional={
        "t": st.datetimes().map(lambda moment: moment.isoformat()),
        "answer": st.none() | st.integers() | st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=4),
        "mistake": st.integers(0, 9),
        "sure": st.sampled_from(["sure", "think so", "guess"]),
        "times": st.integers(1, 9999),
        "text": st.text(max_size=80),
    },
)
entries = st.lists(entry, max_size=20)

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
    assert journal.events() - Counter({("learner", "learner"): 1}) == {("99.1", "not yet"): 1, ("99.1", "right"): 1}
    assert "99 | 1 of 5" in repr(progress())


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
    assert file.read_bytes().count(b"\n") == 3 and b'1}\n{"t"' in file.read_bytes()


FULL = """
from tests.engine.sample import register; register()
import resource
from helpers import journal
from helpers.course import due, progress, review
from helpers.exercises import ask, check, lesson, reflect, solution
from helpers.predictions import predict
from helpers.ledger import beliefs, claim_cards, verdicts
def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
path = journal.journal_path()
check("99.3", "a"), check("99.1", 15)
before = path.read_bytes()
room(len(before) + 10)                        # the next line is torn after ten bytes
assert "could not be written" in check("99.1", 30).text and path.stat().st_size == len(before) + 10
assert "could not be written" not in check("99.1", 15).text and "this session only" in repr(progress())
assert path.read_bytes().startswith(before)
room(resource.RLIM_INFINITY)                  # somebody made room
assert "could not be written" not in check("99.1", 30).text + repr(progress())
assert not journal._session and journal.count("99.1", "right") == 2 and journal.count("99.1", "not yet") == 2
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_full_disk_is_told_and_costs_nothing(file):
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, env=os.environ | {"COURSE_PROGRESS": str(file)})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert journal.count("99.1", "right") == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", None)])
def test_what_is_no_file_is_no_journal(file, make):
    make(file)
    code = f"{SAMPLE}; from helpers.exercises import check; from helpers.course import progress; print(check('99.1', 15), progress())"
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
@given(found=entries)
def test_text_round_trip(found):
    text = journal.to_text(found)
    assert journal.from_text(text) == [journal._checked(one) for one in found]
    assert text.isascii() and " " not in text


MAILED = """Dear teacher,

> To go on elsewhere, run this line there:
> progress('{0}
> {1}
> {2}')

Kind regards, 0123abcd
"""


@pytest.mark.parametrize(
    "dress",
    [
        lambda text: f"  {text}\n",
        lambda text: f"progress('{text}')",
        lambda text: f"“{text}”",
        lambda text: MAILED.format(text[:30], text[30:60], text[60:]),
        lambda text: "\n".join(text[i : i + 20] for i in range(0, len(text), 20)),
        lambda text: "=\n".join(text[i : i + 76] for i in range(0, len(text), 76)),
        lambda text: (
            f"3 of 99 exercises right.\n\nLesson | Right\n00 | 3 of 4\n\nTo go on elsewhere, run this line there:\n\nprogress('{text}')"
        ),
        lambda text: f"\ufeff\x1b[31m{text}\x1b[0m",
        lambda text: f"progress('{text}')Sent from my phone",
        lambda text: f"IMP2-damaged-00000000 then {text}",
    ],
)
def test_a_text_is_found_wherever_it_stands(dress):
    found = [
        {"id": "99.3", "event": "right", "t": "2026-11-28T10:00:00", "answer": "two", "sure": "guess"},
        {"id": "99.8", "event": "reflected", "text": "Grüße, 'and' so on"},
    ]
    text = journal.to_text(found)
    assert len(text) > 80 and journal.from_text(dress(text)) == found


@pytest.mark.fuzz
@given(found=entries, place=st.integers(0, 10_000), letter=st.characters(min_codepoint=33, max_codepoint=126))
def test_a_changed_letter_is_noticed(found, place, letter):
    text = journal.to_text(found)
    place %= len(text)
    damaged = text[:place] + letter + text[place + 1 :]
    try:
        assert journal.from_text(damaged) == journal.from_text(text)
    except CourseError as refusal:
        assert "nothing was changed" in str(refusal)


@pytest.mark.fuzz
@given(text=st.text(max_size=200) | st.text(alphabet="IMP12-abcXYZ_=", max_size=80).map("IMP2-".__add__))
def test_foreign_text_is_refused_politely(text):
    with pytest.raises(CourseError, match="nothing was changed"):
        journal.from_text(text)


@pytest.mark.parametrize("foreign", [None, 5, "", "IMP1--00000000", "hello"])
def test_other_things_are_refused(foreign):
    with pytest.raises(CourseError):
        journal.from_text(foreign)


@pytest.mark.parametrize("version", "12")
def test_a_bomb_is_refused(version):
    import base64
    import zlib

    body = zlib.compress(b"[" + b"0," * 50_000_000 + b"0]", 9)
    text = f"IMP{version}-{base64.urlsafe_b64encode(body).decode().rstrip('=')}-{zlib.crc32(body):08x}"
    with pytest.raises(CourseError):
        journal.from_text(text)


def test_texts_of_version_1_are_still_read(file):
    text = "IMP1-eNqLjlYyMNAzVNIx1DGM1YFxjIGcWABQ3gXR-b3a9e32e"
    assert journal.from_text(text) == [
        {"id": "00.1", "event": "not yet", "times": 1},
        {"id": "00.1", "event": "hint", "times": 1},
    ]
    assert journal.restore(text) == 2 and journal.restore(text) == 0
    assert "0 of" in repr(progress()), "an exercise that left the course is read and not counted"


def test_restoring_adds_only_what_is_new(file):
    journal.record("99.3", "right", answer="two", sure="sure")
    reflect("99.8", "A treaty with one naval power, please")
    text, before = journal.to_text(journal.entries()), journal.entries()
    assert journal.restore(text) == 0
    file.unlink()
    journal.record("99.1", "hint")
    assert journal.restore(text) == 2 and journal.restore(text) == 0
    assert journal.entries()[1:] == before
    assert "0 entries were added" in repr(progress(text))
    assert "naval power" in ask_again(), "what was written comes along, in full"


def ask_again():
    return str(reflect("99.8").form.entered)


def test_the_whole_output_of_progress_brings_everything_back(file):
    check("99.1", 30)
    said = repr(progress())
    assert said.splitlines()[-1].startswith("progress('IMP2-") and said.splitlines()[-1].endswith("')")
    file.unlink()
    exec(said.splitlines()[-1], {"progress": progress})
    assert journal.count("99.1", "not yet") == 1


def test_rich_form_escapes(file):
    journal.record("<img src=x>", "right")
    assert "<img" not in progress()._repr_html_()


def test_a_run_is_no_try_and_looking_is_none(file):
    for _ in range(5):
        check("99.1", 30)
        ask("99.1").form
    assert journal.count("99.1", "not yet") == 1
    check("99.1", "banana")
    assert journal.count("99.1", "not yet") == 1, "what cannot be read is no try"
    check("99.1", 15)
    check("99.1", 30)
    assert journal.count("99.1", "not yet") == 2 and journal.count("99.1", "right") == 1


def test_an_entry_says_when_what_and_how_sure(file):
    form = ask("99.3").form
    form.press("99.3", "check", {"answer": "one", "sure": "guess"})
    entry = journal.last("99.3")
    assert entry["t"][:4].isdigit() and entry["event"] == "not yet"
    assert (entry["answer"], entry["mistake"], entry["sure"]) == ("one", 0, "guess")


def test_what_was_right_once_still_counts_and_is_said_so(file):
    assert "still counts" not in str(check("99.3", "one"))
    check("99.3", "two")
    assert "You had this right before, and that still counts." in str(check("99.3", "one"))
    assert "not yet, after it was right" in str(ask("99.3").form.cards)
    assert "99 | 1 of 5" in repr(progress())


def test_an_answer_after_the_solution_is_told_apart(file):
    solution("99.3")
    check("99.3", "two")
    check("99.1", 15)
    assert journal.last("99.3")["seen"] is True and "seen" not in journal.last("99.1")
    assert "99 | 2 of 5 | 1 |" in repr(progress())


def test_one_learner_keeps_one_order(file):
    first = journal.seed()
    assert len(first) == 8 and journal.seed() == first
    text = journal.to_text(journal.entries())
    file.unlink()
    assert journal.seed() != first
    journal.restore(text)
    assert journal.seed() == first, "the older one counts after a move"


def answered(exercise_id, event, days_ago, **more):
    when = datetime.now(UTC) - timedelta(days=days_ago)
    journal._write({"t": when.isoformat(), "id": exercise_id, "event": event} | more)


def test_review_brings_back_the_wrong_the_lucky_and_the_old(file):
    answered("99.1", "not yet", 1)  # wrong yesterday: due
    answered("99.3", "right", 1, sure="guess")  # lucky yesterday: due
    answered("99.5", "right", 3, sure="sure")  # sure: not yet
    answered("99.6", "right", 20, sure="sure")  # sure and long ago: due
    answered("99.4", "right", 0, sure="guess")  # today: not yet
    answered("99.2", "not yet", 9)  # with code: never
    assert {item.id for item in due()} == {"99.1", "99.3", "99.6"}
    assert "3 exercises are due for review, about 3 minutes" in repr(review())
    assert len(review().form.children) == 4
    answered("99.6", "right", 0, sure="sure")
    assert {item.id for item in due()} == {"99.1", "99.3"}


def test_a_clock_that_was_set_back_makes_nothing_due(file):
    answered("99.1", "right", -400, sure="guess")
    assert due() == []


@pytest.mark.parametrize("length", [8_000, 39_000])
def test_long_writing_in_any_script_comes_back_whole(file, length):
    text = ("Договор с морской державой. " * 2000)[:length]
    reflect("99.8", text)
    assert reflect("99.8").form.entered["99.8"]["text"] == text
    carried = journal.to_text(journal.entries())
    file.unlink()
    journal.restore(carried)
    assert reflect("99.8").form.entered["99.8"]["text"] == text


def test_writing_that_is_too_long_is_told_not_cut(file):
    assert "Nothing was kept" in reflect("99.8", "one two three four five " * 2000).text
    assert journal.entries("99.8") == []


def test_a_click_that_moves_no_slider_is_no_new_belief(file):
    claim_id = lesson("05").ASKED[0]
    form = claim_cards("05").form
    for value in (70, 70, 65, 70):
        form.press(claim_id, "set", {"belief": value})
    assert [entry["answer"] for entry in journal.entries(claim_id)] == [70, 65, 70]


def test_hint_and_solution_speak_of_the_case_that_is_shown(file):
    form = ask("99.5").form
    for _ in range(4):
        (shown,) = {n for n in (3, 5, 7, 8) if f"ten times {n}?" in form.cards[0]["head"]}
        form.press("99.5", "solution", {})
        assert f"Ten times {shown}." in form.cards[0]["feedback"] and f"is {10 * shown}." in form.cards[0]["feedback"]
        form.press("99.5", "another", {})


def test_a_large_number_stands_there_again_as_it_was_given(file):
    check("99.1", 123456789)
    assert ask("99.1").form.entered["99.1"]["answer"] == "123456789"


def test_the_first_guess_stands(file):
    for guess in ("", "banana", "150", "-3", "0.4", "40", "86", "40"):
        predict("99.share").form.press("99.share", "see", {"guess": guess})
    kept = [(entry["answer"], entry.get("seen")) for entry in journal.entries("99.share")]
    assert kept == [(40, None), (86, True)], (
        "what is tried after the picture was seen is marked, what is no guess is not kept"
    )
    again = predict("99.share").form
    assert again.entered["99.share"] == {"guess": "40"} and "You said 40%" in again.cards[0]["feedback"]


def test_beliefs_before_and_after_the_evidence(file):
    cards = claim_cards("05").form
    claim_id = lesson("05").ASKED[0]
    cards.press(claim_id, "set", {"belief": 70})
    cards.press(claim_id, "set", {"belief": 65})
    cards.press(claim_id, "set", {"belief": 900})
    judging = verdicts("05").form
    judging.press(claim_id, "judge", {})
    assert "Choose your verdict first" in judging.find(claim_id)["feedback"]
    assert len(judging.find(claim_id)["fields"]) == 1, "asked again only after the verdict"
    judging.press(claim_id, "judge", {"verdict": "supported"})
    assert "Gauge: " in judging.find(claim_id)["feedback"] and len(judging.find(claim_id)["fields"]) == 2
    judging.press(claim_id, "set", {"verdict": "supported", "belief": 20})
    row = beliefs().loc[claim_id]
    assert (row["before"], row["after"]) == (65, 20)
    again = verdicts("05").form
    assert "Gauge: " in again.find(claim_id)["feedback"], "the learner goes on where they were"


def test_in_a_browser_the_drive_keeps_the_journal_and_without_one_that_is_said(tmp_path, monkeypatch):
    """Simulated: Python's platform is CPython's. Where the drive is missing, a file would be made in memory and be lost."""
    monkeypatch.setattr(journal, "IN_BROWSER", True)
    monkeypatch.setattr(journal, "_session", [])
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.jsonl"))
    journal.record("05.5", "right")
    assert journal.place() == "in this browser" and journal.notice() == ""
    assert (tmp_path / "progress.jsonl").read_text().count("\n") == 1
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "drive" / "progress.jsonl"))
    assert journal.place() == journal.SESSION and not (tmp_path / "drive").exists()
    assert "this session only" in journal.record("05.5", "right") and "copy the last line" in journal.notice()


def test_a_lesson_imports_no_other_that_nobody_began():
    code = "import sys; from helpers import here; here('05'); print([m for m in sys.modules if m.startswith('helpers.lessons.l')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"COURSE_PROGRESS": "memory"}
    )
    assert done.stdout == "['helpers.lessons.l05_types']\n", done.stderr
