"""The question bank: every answer computed and told apart, and every format read back into the same questions."""

import csv
import io
import re
import zipfile
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from book.bank import askable, bank, collisions, drawn, main, question, questions, sheet, sheets, slack
from book.formats import gift, moodle, qti
from helpers.answers import RIGHT, canonical, judge, same, variant
from helpers.cards import unmarked
from helpers.exercises import lessons, variant_of
from tests.book.readers import CP, IMS, choices, correct, marked, read_gift, read_moodle, read_qti

KINDS = ["00.6", "00.10", "05.6", "04.15", "05.10", "09.16", "08.10"]  # each kind; a tolerance, a curly brace, a colon


@cache
def some():
    """All questions but those of lesson 17, whose rule judges all claims anew for each setting."""
    return [one for number in lessons() if number != "17" for one in questions([number])]


def code(one):
    return one.name.split()[0]


@pytest.mark.parametrize("number", lessons())
def test_no_two_answers_of_a_question_can_be_confused(number):
    found = {code(one): collisions(one) for one in questions([number])}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("number", lessons())
def test_every_answer_is_judged_as_the_bank_says(number):
    for one in questions([number]):
        for reply in (one.right, *one.wrong):
            judged = judge(
                one.exercise, list(reply.answer) if isinstance(reply.answer, (tuple, frozenset)) else reply.answer
            )
            assert (judged.outcome == RIGHT) == (reply is one.right), one.name
            assert judged.mistake == reply.mistake, f"{one.name}: {reply.text}"
            assert judged.text == reply.said, one.name


def test_variants_differ_and_name_no_answer():
    names = [one.name for one in some()]
    assert len(set(names)) == len(names)
    for item in askable():
        if item.id[:2] != "17" and item.variants:
            cases = [question(item.id, i) for i in range(len(item.variants))]
            assert len({(one.prompt, one.right.text, str(one.exercise.options)) for one in cases}) == len(cases), (
                item.id
            )


def test_slack_is_that_of_the_rule():
    for one in some():
        if one.exercise.kind == "number":
            for reply in (one.right, *one.wrong):
                near, far = reply.answer + reply.slack * 0.999, reply.answer + reply.slack * 1.001 + 1e-9
                assert same(one.exercise, near, reply.answer) and not same(one.exercise, far, reply.answer), one.name
    assert slack(question("00.10").exercise, "a") == 0


def test_moodle_xml_reads_back():
    asked = some()
    found = read_moodle(moodle(asked))
    assert list(found) == [one.name for one in asked]
    for one in asked:
        back, right = found[one.name], unmarked(one.right.said).replace("`", "")
        assert "type a sum" not in back["prompt"] and "type the sum" not in back["prompt"]
        assert len(re.findall(r"(?i)per cent[.,;] Answer in per cent", back["prompt"])) == 0, "said twice"
        assert f"Lesson {one.exercise.id[:2]}/{one.exercise.id} " in back["category"]
        assert back["general"] == right and len(back["hints"]) == len(one.exercise.hints)
        said = {feedback for _, feedback, *_ in back["answers"].values()}
        if one.exercise.kind == "set":
            assert back["single"] == "false"
            shares = [share for share, *_ in back["answers"].values()]
            assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.01)
            assert sum(shares) == pytest.approx(0, abs=0.01) or min(shares) > 0
            told = " ".join(said) + " " + back["below"]
            assert all(plain(reply.said) in told for reply in one.wrong), one.name
            continue
        assert {plain(reply.said) for reply in (one.right, *one.wrong)} <= said, one.name
        full = [key for key, (share, *_) in back["answers"].items() if share == 100]
        assert len(full) == 1
        if one.exercise.kind == "number":
            assert back["type"] == "numerical" and "*" in back["answers"]
            assert same(one.exercise, float(full[0]), one.right.answer)
            assert back["answers"][full[0]][2] == pytest.approx(one.right.slack)
        else:
            assert back["single"] == "true" and len(back["answers"]) == 1 + len(one.wrong)


def plain(text):
    return unmarked(text).replace("`", "").strip()


def test_gift_reads_back_as_moodle_xml_does():
    first, second = read_moodle(moodle(some())), read_gift(gift(some()))
    assert set(first) == {re.sub(r"\s+", " ", name) for name in second} and len(second) == len(some())
    for name, back in second.items():
        other = first[name]
        assert squeezed(back["prompt"]) == squeezed(other["prompt"])
        wanted = {("" if key == "*" else squeezed(key)): (pytest.approx(value[0], abs=0.01), squeezed(value[1])) for key, value in other["answers"].items()}  # fmt: skip
        assert {squeezed(key): (value[0], squeezed(value[1])) for key, value in back["answers"].items()} == wanted, name
        if back["number"]:
            assert {key: value[2:] for key, value in back["answers"].items() if key} == {key: value[2:] for key, value in other["answers"].items() if key != "*"}  # fmt: skip


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


def test_qti_reads_back_and_marks_as_the_course_does():
    found = read_qti(qti(some()))
    assert list(found) == [one.name for one in some()]
    for one in some():
        item, exercise = found[one.name], one.exercise
        assert marked(item, correct(item)) == (1, plain(one.right.said)), one.name
        for reply in one.wrong:
            assert marked(item, responses(item, exercise, reply.answer)) == (0, plain(reply.said)), one.name
        unforeseen = {name: ["-987654321"] if exercise.kind == "number" else [] for name in correct(item)}
        assert marked(item, unforeseen) == (0, plain(one.other))
        assert item.find(f"{IMS}itemBody/{IMS}p") is not None


# What the information model of QTI 2.1 says of the elements used here: which may stand inside, in this order, and what each must have.
ORDER = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]
INLINE = {"em", "strong", "code", "sub", "sup", "i", "b", "br", "span", "q", "cite", "kbd"}
MUST = {
    "assessmentItem": {"identifier", "title", "adaptive", "timeDependent"}, "responseDeclaration": {"identifier", "cardinality", "baseType"},
    "outcomeDeclaration": {"identifier", "cardinality", "baseType"}, "textEntryInteraction": {"responseIdentifier"},
    "choiceInteraction": {"responseIdentifier", "shuffle", "maxChoices"}, "orderInteraction": {"responseIdentifier", "shuffle"},
    "simpleChoice": {"identifier"}, "equal": {"toleranceMode", "tolerance"}, "variable": {"identifier"}, "baseValue": {"baseType"},
    "setOutcomeValue": {"identifier"}, "modalFeedback": {"outcomeIdentifier", "identifier", "showHide"},
}  # fmt: skip


def test_qti_keeps_to_its_information_model():
    """Order of elements, what each must have, names that are declared where they are used, and a manifest that lists all."""
    package = zipfile.ZipFile(io.BytesIO(qti(some())))
    manifest = ET.fromstring(package.read("imsmanifest.xml"))
    assert [one.tag.rsplit("}", 1)[1] for one in manifest] == ["metadata", "organizations", "resources"]
    resources = list(manifest.iter(f"{CP}resource"))
    assert len({one.get("identifier") for one in resources}) == len(resources) == len(some())
    assert {one.get("type") for one in resources} == {"imsqti_item_xmlv2p1"}
    assert all(one.get("href") == one.find(f"{CP}file").get("href") for one in resources)
    used = set()
    for one in resources:
        item = ET.fromstring(package.read(one.get("href")))
        parts = [child.tag.removeprefix(IMS) for child in item]
        assert parts == sorted(parts, key=ORDER.index), one.get("href")
        for element in item.iter():
            tag = element.tag.removeprefix(IMS)
            used.add(tag)
            assert set(element.attrib) >= MUST.get(tag, set()), tag
            assert tag not in INLINE | {"p"} or not set(element.attrib) - {"class", "id"}, (
                f"{tag} with {element.attrib}"
            )
            if name := element.get("identifier"):
                assert re.fullmatch(r"[A-Za-z_][\w.-]*", name) and len(name) <= 32, name
        responses = {child.get("identifier"): child for child in item.findall(f"{IMS}responseDeclaration")}
        outcomes = {child.get("identifier") for child in item.findall(f"{IMS}outcomeDeclaration")}
        assert set(choices(item)) == set(responses), "each response is asked for once, and no other"
        assert {child.get("identifier") for child in item.iter(f"{IMS}variable")} == set(responses)
        assert (
            {child.get("identifier") for child in item.iter(f"{IMS}setOutcomeValue")}
            <= outcomes
            == {"SCORE", "FEEDBACK"}
        )
        told = [child.get("identifier") for child in item.findall(f"{IMS}modalFeedback")]
        set_to = {
            child[0].text for child in item.iter(f"{IMS}setOutcomeValue") if child.get("identifier") == "FEEDBACK"
        }
        assert len(set(told)) == len(told) and set(told) == set_to, "each feedback is reached, and none is missing"
        for name, listed in choices(item).items():
            keys = [key for key, _ in listed]
            assert len(set(keys)) == len(keys)
            values = {value.text for value in responses[name].iter(f"{IMS}value")}
            assert not keys or values <= set(keys)
        conditions = item.find(f"{IMS}responseProcessing/{IMS}responseCondition")
        kinds = [child.tag.removeprefix(IMS) for child in conditions]
        assert kinds == ["responseIf", *["responseElseIf"] * (len(kinds) - 2), "responseElse"]
    known = {*MUST, *ORDER, *INLINE, "p", "prompt", "correctResponse", "defaultValue", "value", "responseCondition", "responseIf", "responseElseIf",
             "responseElse", "and", "match", "multiple", "ordered"}  # fmt: skip
    assert used <= known, used - known


def test_moodle_xml_has_only_marks_that_moodle_takes():
    """Moodle refuses a share of the marks that is not on its list, and an idnumber that comes twice in a category."""
    listed = {
        100,
        90,
        80,
        75,
        70,
        60,
        50,
        40,
        30,
        25,
        20,
        10,
        5,
        0,
        *(100 / n for n in range(3, 10)),
        *(200 / 3, 500 / 6),
    }
    root = ET.fromstring(moodle(some()))
    assert {one.get("type") for one in root} == {"category", "numerical", "multichoice"}
    for one in root.iter("answer"):
        assert any(abs(abs(float(one.get("fraction"))) - share) < 1e-4 for share in listed), one.get("fraction")
        assert one.find("feedback/text").text is not None
    numbers = [one.text for one in root.iter("idnumber")]
    assert len(set(numbers)) == len(numbers) == len(some())
    for one in root.iter("question"):
        if one.get("type") != "category":
            for tag in ("name", "questiontext", "generalfeedback"):
                assert one.find(f"{tag}/text").text.strip(), tag
            assert one.get("type") == "numerical" or one.find("single") is not None


def responses(item, exercise, answer):
    """An answer as somebody would give it who sees the item's texts."""
    if exercise.kind == "number":
        return {"RESPONSE1": [str(answer)]}
    if exercise.kind == "rule":
        texts = [[exercise.options[slot][key]] for slot, key in zip(exercise.options, answer, strict=True)]
    else:
        texts = [[exercise.options[key] for key in ([answer] if exercise.kind == "choice" else answer)]]
    return {name: [{b: a for a, b in listed}[text] for text in wanted] for (name, listed), wanted in zip(choices(item).items(), texts, strict=True)}  # fmt: skip


def test_awkward_characters_survive_each_format():
    from dataclasses import replace

    one = question("05.5")
    nasty = "a = {b} ~ c # d: <e> & \\f 100% -> 'g' \"h\" *word* `x<1` // — é"
    options = {key: f"{text} {nasty}" for key, text in one.exercise.options.items()}
    wrong = tuple(replace(reply, text=options[reply.answer], said=f"{reply.said} {nasty}") for reply in one.wrong)
    one = replace(one, exercise=replace(one.exercise, prompt=f"Well {nasty}?", options=options), wrong=wrong)
    shown = plain(nasty)
    first, second = next(iter(read_moodle(moodle([one])).values())), next(iter(read_gift(gift([one])).values()))
    assert f"Well {shown}?" in first["prompt"] and f"Well {shown}?" in second["prompt"]
    assert sum(shown in key for key in first["answers"]) == len(wrong) == sum(shown in key for key in second["answers"])
    item = next(iter(read_qti(qti([one])).values()))
    assert marked(item, responses(item, one.exercise, wrong[0].answer)) == (0, plain(wrong[0].said))


def test_a_seed_draws_what_the_notebook_draws(monkeypatch):
    from helpers import journal

    monkeypatch.setattr(journal, "last", lambda *_: None)
    several = [item for item in askable(["05", "09"]) if item.variants]
    for seed in ("a1b2c3d4", "Jürgen", "0"):
        monkeypatch.setattr(journal, "seed", lambda seed=seed: seed)
        assert [drawn(seed, item) for item in several] == [variant_of(item) for item in several]
    assert len({tuple(drawn(str(i), item) for item in several) for i in range(40)}) > 20


def test_a_sheet_and_its_key():
    students = ["=HYPERLINK(1)", "Zoë"]
    page, key = sheets(students, ["05"])
    rows = list(csv.DictReader(io.StringIO(key.removeprefix("\ufeff"))))
    assert len(rows) == 2 * len(askable(["05"])) and page.count("<section>") == 2
    assert rows[0]["student"].startswith("'=")
    drawn_for = [(student, item.id, str(drawn(student, item) + 1)) for student in students for item in askable(["05"])]
    assert [(row["student"].lstrip("'"), row["exercise"], row["variant"]) for row in rows] == drawn_for
    for one, keys, answer in sheet("Zoë", ["05"]):
        if one.exercise.kind in ("choice", "set", "order"):
            assert judge(one.exercise, answer, "Zoë").outcome == RIGHT
        elif one.exercise.kind == "number":
            assert same(one.exercise, canonical(one.exercise, answer), canonical(one.exercise, one.right.answer))
        assert set(keys) == set(one.exercise.options)


def test_commands(tmp_path, capsys):
    assert main(["--lessons", "05, 10", "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {"moodle.xml", "gift.txt", "qti21.zip"}
    assert len(read_moodle((tmp_path / "moodle.xml").read_text(encoding="utf-8"))) == len(questions(["05", "10"]))
    assert "question bank in" in said
    assert main(["--lessons", "77"]) == 2 and "There is no lesson 77" in capsys.readouterr().out
    assert main(["--students", str(tmp_path / "none")]) == 2 and "There is no file" in capsys.readouterr().out
    (tmp_path / "class.txt").write_bytes("Zoë\r\nAnna\r\n\r\nAnna".encode("utf-16"))
    assert main(["--students", str(tmp_path / "class.txt"), "--lessons", "5", "--out", str(tmp_path)]) == 0
    assert "2 sheets" in capsys.readouterr().out
    (tmp_path / "class.txt").write_text(" \n")
    assert main(["--students", str(tmp_path / "class.txt")]) == 2 and "is empty" in capsys.readouterr().out


def test_the_bank_is_the_same_every_time(tmp_path, capsys):
    bank(["05"], tmp_path / "a"), bank(["05"], tmp_path / "b")
    for name in ("moodle.xml", "gift.txt", "qti21.zip"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize("exercise_id", KINDS)
def test_the_right_answer_does_not_always_stand_first(exercise_id):
    one = question(exercise_id)
    assert one.right in one.ballot and len(one.ballot) == 1 + len(one.wrong)
    assert one.exercise == variant(one.exercise)
