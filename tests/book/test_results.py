"""What the teacher reads from a class's texts: a class of forty in ten kinds of file, copies, forgeries, odd numbers."""

import csv
import io
import json
import socket
from collections import Counter

import pytest

from book.bank import askable
from book.gradebook import (
    MOST,
    csv_text,
    decoded,
    gradebook,
    learners,
    points,
    read_files,
    safe,
    submissions,
)
from book.results import (
    brier,
    calibration,
    class_beliefs,
    guesses,
    main,
    misconceptions,
    page,
    read_class,
    sureness,
    table,
)
from helpers.exercises import look_up
from helpers.journal import to_text
from tests.book.simulated import ASKED, CLAIMS, NAMES, archive, carry, files, record, wrapped


@pytest.fixture(scope="module")
def records():
    return [record(number) for number in range(40)]


@pytest.fixture(scope="module")
def folder(records, tmp_path_factory):
    path = tmp_path_factory.mktemp("class")
    assert len(files(records, path)) == 10
    return path


@pytest.fixture(scope="module")
def everybody(folder):
    return learners(read_files([folder]))


def test_all_forty_are_read_with_their_keys(everybody, records):
    assert len(everybody) == 40
    keys = {one.key for one in everybody}
    assert set(NAMES[:28]) <= keys and {f"{name}@uni.example" for name in NAMES[28:32]} <= keys
    assert sum(not one.key for one in everybody) == 8  # a document and an archive name nobody
    by_seed = {one.seed: one for one in everybody}
    for number, (entries, _) in enumerate(records):
        assert by_seed[f"{number:08x}"].entries == entries
        assert not by_seed[f"{number:08x}"].remarks
    assert {one.key: one.seed for one in everybody}["Jürgen Groß"] == "00000000"


def test_an_archive_can_name_by_its_files(folder):
    found = learners(submissions("moodle.zip", (folder / "moodle.zip").read_bytes(), "file"))
    assert {one.key for one in found} == set(NAMES[36:])


def test_the_misconceptions_are_those_that_were_planted(everybody, records):
    found = misconceptions(everybody)
    for name in ASKED:
        wanted = Counter(planted[name] for _, planted in records if planted[name] is not None)
        mine = found[found["exercise"] == name]
        assert dict(zip(mine["mistake"], mine["first"], strict=True)) == wanted
        assert (mine["learners"] == 40).all() and (mine["last"] == 0).all()
        assert mine["share"].tolist() == [100 * count / 40 for count in mine["first"]]
    assert found["sentence"].str.len().min() > 20 and found["first"].is_monotonic_decreasing


def test_the_gradebook_counts_by_the_rule(everybody, records):
    head, rows = gradebook(everybody)
    total = len(askable())
    assert len(rows) == 40 and {row[head.index("of")] for row in rows} == {total}
    by_name = {row[0]: row for row in rows}
    for number in (0, 1, 5, 20):
        entries, _ = records[number]
        after = {entry["id"] for entry in entries if entry.get("seen") and entry["event"] == "right"}
        row = by_name[NAMES[number]]
        assert row[head.index("points")] == len(ASKED) - len(after) / 2
        assert row[head.index("right after the solution only")] == len(after)
        assert (
            sum(cell for name, cell in zip(head, row, strict=True) if name[:9] in ("lesson 04", "lesson 05"))
            == row[head.index("points")]
        )
        assert row[head.index("predictions")] == 3 and row[head.index("beliefs")] == 6
    assert any("seen" in entry and entry["event"] == "right" for entries, _ in records for entry in entries)


def test_the_gradebook_cannot_run_in_a_spreadsheet(everybody):
    back = list(csv.reader(io.StringIO(csv_text(*gradebook(everybody)).removeprefix("\ufeff"))))
    assert len(back) == 41 and {len(row) for row in back} == {len(back[0])}
    assert not [cell for row in back for cell in row if cell[:1] in "=+-@\t\r|%" and cell]
    assert "'@anna" in [row[0] for row in back]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1+1", "\u200b=1", "\ufeff@x", "|x", "%x", "﹢1", "−1"]
)
def test_a_cell_that_could_be_a_formula_begins_with_an_apostrophe(cell):
    assert safe(cell).startswith("'")
    assert safe(-1.5) == "-1.5" and safe("a=1") == "a=1"


def test_class_pictures_and_page(everybody, folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("something opened a connection"))
    assert main([str(folder), "--out", str(tmp_path)]) == 0
    said, shown = capsys.readouterr().out, (tmp_path / "class.html").read_text(encoding="utf-8")
    assert "40 learners, 8 of them without a key." in said and "cannot prove" in said
    for name in (*NAMES[:4], *(f">{name}<" for name in NAMES[4:]), "uni.example"):
        assert name not in shown
    lessons = {judged[1:3] for judged in CLAIMS}
    assert shown.count("<img") == 3 + len(lessons) + 1  # three predictions, each lesson's claims, calibration
    assert {path.name for path in tmp_path.iterdir()} == {"class.html", "gradebook.csv", "privacy.md"}
    assert main([str(folder), "--anonymous", "--out", str(tmp_path / "b")]) == 0
    assert {path.name for path in (tmp_path / "b").iterdir()} == {"class.html", "privacy.md"}
    few = page(everybody[:4])
    assert "<img" not in few and "fewer than 5" in few.lower()


def test_what_learners_wrote_appears_nowhere(records):
    entries = [
        *records[0][0],
        {"t": "2026-10-06T10:00:00.000000+00:00", "id": "05.r1", "event": "reflected", "text": "MY SECRET THOUGHT"},
    ]
    found = read_class(carry(entries).encode())
    assert "SECRET" not in page(found) + csv_text(*gradebook(found))
    assert gradebook(found)[1][0][gradebook(found)[0].index("open answers")] == 1


def test_guesses_and_beliefs_are_bounded(records):
    wild = [33e6, float("1e300"), -5.0, "x", [1, 2], None, True, {"a": 1}]
    group = []
    for number, answer in enumerate(wild):
        entries = [{"id": "05.look", "event": "predicted", "answer": answer}, {"id": "16.look", "event": "predicted", "answer": [1e9] * 8},
                   {"id": "C05.1", "event": "believed", "answer": answer}, {"id": "07.look", "event": "predicted", "answer": 33_000_000 + number},
                   {"id": "05.5", "event": "right", "times": 9_999}]  # fmt: skip
        group += learners(submissions("x", to_text(entries).encode()))
    assert guesses(group, look_up("PREDICTIONS", "05.look")) == []
    assert guesses(group, look_up("PREDICTIONS", "16.look")) == [] and class_beliefs(group).empty
    assert table(group).loc["05.5", "tries"] == MOST["tries"]
    assert "<img" in page(group)  # a wild guess that is possible is drawn at the edge


def test_calibration_by_hand():
    rows = [("C05.x", 90, 100, 1.0), ("C05.y", 30, 0, 0.0), ("C05.z", 35, 50, float("nan"))]
    import pandas as pd

    held = pd.DataFrame([(0, name, before, after, "", outcome) for name, before, after, outcome in rows],
                        columns=["learner", "claim_id", "before", "after", "verdict", "outcome"]).astype({"before": float, "after": float})  # fmt: skip
    assert brier(held, "before") == pytest.approx((0.01 + 0.09) / 2) and brier(held, "after") == 0
    found = calibration(held).set_index(["when", "fifth"])
    assert found.loc[("before", 4), ["said", "came", "beliefs"]].tolist() == [90, 100, 1]
    assert found.loc[("before", 1), ["said", "came"]].tolist() == [30, 0]
    assert found.loc[("after", 4), "said"] == 100


def test_sureness_counts_first_answers(everybody, records):
    found = sureness(everybody)
    assert found["answers"].sum() == 40 * len(ASKED)
    right = sum(mistake is None for _, planted in records for mistake in planted.values())
    assert (found["answers"] * found["right"] / 100).sum() == pytest.approx(right)


def test_copies_are_recognised(records):
    mine, other = records[1][0], records[2][0]
    half = [*mine[: len(mine) // 2], *other]

    def row(key, entries):
        return f'"{key}","{carry(entries)}"'

    text = "\r\n".join(['"student","text"', row("a", mine), row("b", mine), row("c", half), row("d", records[3][0])])
    found = {one.key: one.remarks for one in learners(submissions("x.csv", text.encode()))}
    assert any(text == "the same record as b" for text in found["a"]) and any("as a" in text for text in found["b"])
    assert any(text.startswith("shares ") and text.endswith(" with a") for text in found["c"])
    assert found["d"] == []


def test_a_forged_text_earns_nothing_and_says_so():
    claimed = [{"id": item.id, "event": "right"} for item in askable()]
    one = read_class(to_text(claimed).encode())[0]
    assert sum(points(tries) for tries in one.tries.values()) == 0
    assert any(f"{len(claimed)} claimed without an answer" in text for text in one.remarks)
    wrong = [
        {"t": f"2026-10-05T10:00:00.{at:06d}+00:00", "id": "05.5", "event": "right", "answer": "bad-dates"}
        for at in range(9)
    ]
    one = read_class(
        to_text(
            [*wrong, {"t": "2199-01-01T00:00:00+00:00", "id": "05.5", "event": "right", "answer": "bad-dates"}]
        ).encode()
    )[0]
    assert points(one.tries["05.5"]) == 0
    remarks = " ".join(one.remarks)
    assert "are not: another edition" in remarks and "less than a second" in remarks and "in the future" in remarks


def test_an_answer_after_the_solution_counts_half_even_if_the_text_hides_it():
    from book.bank import question

    key = question("05.5").right.answer
    entries = [
        {"t": "2026-10-05T10:00:00+00:00", "id": "05.5", "event": "solution"},
        {"t": "2026-10-05T10:01:00+00:00", "id": "05.5", "event": "right", "answer": key},
    ]
    assert points(read_class(to_text(entries).encode())[0].tries["05.5"]) == 0.5
    assert points(read_class(to_text(entries[1:]).encode())[0].tries["05.5"]) == 1


def test_texts_of_one_learner_are_one_record(records):
    entries, _ = records[4]
    early, late = entries[:6], entries
    text = "\n".join([carry(early), carry(late)])
    found = learners(submissions("a.txt", text.encode()))
    assert len(found) == 1 and found[0].entries == entries and found[0].texts == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_encoding(encoding):
    assert decoded("student;x\r\nJürgen Groß;1".encode(encoding)) == "student;x\r\nJürgen Groß;1"


def test_further_kinds_of_file(records):
    entries, _ = records[6]
    line, notebook = carry(entries), {"cells": [{"outputs": [{"text": [carry(entries) + "\n"]}]}], "nbformat": 4}
    rtf = r"{\rtf1\ansi\deff0 {\fonttbl{\f0 Arial;}}\f0\fs24 J\'fcrgen\par " + line[:400] + "\n" + line[400:] + r"\par}"
    journal = "\n".join(json.dumps(entry) for entry in entries) + "\n{damaged"
    for name, content in {"a.ipynb": json.dumps(notebook).encode(), "a.rtf": rtf.encode(), "progress.jsonl": journal.encode(),
                          "mail.txt": wrapped(line).encode(), "b.zip": archive({"in.zip": archive({"x/a.csv": f"student,t\nme,{line}"})})}.items():  # fmt: skip
        found = learners(submissions(name, content))
        assert [one.entries for one in found] == [entries], name


def test_bad_input_is_said_in_words(tmp_path, capsys):
    (tmp_path / "empty.txt").write_text("no text here")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    assert main([str(tmp_path / "none")]) == 2 and "There is no file" in capsys.readouterr().out
    assert main([str(tmp_path / "empty.txt")]) == 1 and "No whole progress text" in capsys.readouterr().out
    assert main([str(tmp_path / "broken.xlsx")]) == 2 and "damaged or locked" in capsys.readouterr().out
