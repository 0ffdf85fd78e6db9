"""The question bank as learning platforms read it: Moodle XML, GIFT, and QTI 2.1 as a package.

QTI keeps every form of answer, and tells each anticipated wrong answer from all others. Moodle has no feedback for a whole
order or a whole rule, so there such a question asks to choose between whole answers: the right one and the anticipated
ones. Of a set Moodle judges tick by tick: a wrong tick is told the mistake that it belongs to, what is missing is told below.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from book.bank import Question, Reply
from helpers.cards import marked

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
COURSE = "Military partnerships"


def ticks(asked: Question) -> list[tuple[str, float, str]]:
    """Return a set's options as (text, share of the marks in per cent, what is said to a tick); ticking all gives nothing."""
    exercise, right = asked.exercise, asked.right.answer
    wrong = len(exercise.options) - len(right)
    found = []
    for key, text in exercise.options.items():
        said = [one.said for one in asked.wrong if key in one.answer - right]
        share = 100 / len(right) if key in right else -100 / wrong
        found.append((text, share, " ".join(said) if key not in right else ""))
    return found


def missing(asked: Question) -> str:
    """Return what is said of a set's mistakes that only leave something out, so that no tick shows them."""
    return " ".join(one.said for one in asked.wrong if one.answer <= asked.right.answer)


def moodle(asked: Iterable[Question]) -> str:
    """Return the questions as Moodle XML, one category an exercise: a quiz that draws one of each draws a variant."""
    quiz, category = ET.Element("quiz"), None
    for one in asked:
        if one.exercise.id != category:
            category = one.exercise.id
            path = f"$course$/top/{COURSE}/Lesson {category[:2]}/{category} {one.exercise.title.replace('/', '//')}"
            _text(ET.SubElement(ET.SubElement(quiz, "question", type="category"), "category"), path)
        quiz.append(_moodle(one))
    ET.indent(quiz, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(quiz, encoding="unicode") + "\n"


def _moodle(one: Question) -> ET.Element:
    kind = one.exercise.kind
    item = ET.Element("question", type="numerical" if kind == "number" else "multichoice")
    _text(ET.SubElement(item, "name"), one.name)
    _html(item, "questiontext", one.prompt)
    _html(item, "generalfeedback", one.right.said)
    for tag, text in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),
        ("hidden", "0"),
        ("idnumber", one.name.split()[0]),
    ):
        ET.SubElement(item, tag).text = text
    if kind == "number":
        for reply in (one.right, *one.wrong):
            answer = _answer(item, _digits(reply.answer), 100 * (reply is one.right), reply.said, "moodle_auto_format")
            ET.SubElement(answer, "tolerance").text = _digits(reply.slack)
        ET.SubElement(_answer(item, "*", 0, one.other, "moodle_auto_format"), "tolerance").text = "0"
    else:
        several = kind == "set"
        for tag, text in (("single", str(not several).lower()), ("shuffleanswers", "1"), ("answernumbering", "abc")):
            ET.SubElement(item, tag).text = text
        if several:
            for text, share, said in ticks(one):
                _answer(item, marked(text), share, said)
            for tag in ("partiallycorrectfeedback", "incorrectfeedback"):
                _html(item, tag, missing(one) or one.other)
        else:
            for reply in one.ballot:
                _answer(item, marked(reply.text), 100 * (reply is one.right), reply.said)
    for hint in one.exercise.hints:
        _html(item, "hint", hint)
    _text(ET.SubElement(ET.SubElement(item, "tags"), "tag"), one.exercise.level)
    return item


def gift(asked: Iterable[Question]) -> str:
    """Return the questions as GIFT."""
    found, category = [], None
    for one in asked:
        if one.exercise.id != category:
            category = one.exercise.id
            found.append(f"$CATEGORY: $course$/top/{COURSE}/Lesson {category[:2]}/{category}")
        found.append(f"::{_plain(one.name)}::[html]{_gift(one.prompt)} {{{_replies(one)}\n}}")
    return "\n\n".join(found) + "\n"


def _replies(one: Question) -> str:
    general = f"\n####{_gift(one.right.said)}"
    if one.exercise.kind == "number":
        lines = [f"={'' if reply is one.right else '%0%'}{_digits(reply.answer)}:{_digits(reply.slack)}#{_gift(reply.said)}"
                 for reply in (one.right, *one.wrong)]  # fmt: skip
        return "#\n" + "\n".join(lines) + f"\n~#{_gift(one.other)}" + general
    if one.exercise.kind == "set":
        lines = [f"~%{share:.5f}%{_gift(text)}#{_gift(said)}" for text, share, said in ticks(one)]
        left = missing(one)
        return "\n" + "\n".join(lines) + general + (f" {_gift(left)}" if left else "")
    return (
        "\n"
        + "\n".join(
            f"{'=' if reply is one.right else '~'}{_gift(reply.text)}#{_gift(reply.said)}" for reply in one.ballot
        )
        + general
    )


def qti(asked: Iterable[Question]) -> bytes:
    """Return the questions as a QTI 2.1 content package: one item each, a manifest, in a zip file of fixed dates."""
    files = {f"items/{one.name.split()[0].replace('.', '_')}.xml": _xml(_item(one)) for one in asked}
    manifest = ET.Element("manifest", xmlns=CP, identifier="military-partnerships")
    about = ET.SubElement(manifest, "metadata")
    ET.SubElement(about, "schema").text, ET.SubElement(about, "schemaversion").text = "QTIv2.1 Package", "1.0.0"
    ET.SubElement(manifest, "organizations")
    listed = ET.SubElement(manifest, "resources")
    for path in files:
        name = "r_" + path.split("/")[1][:-4]
        resource = ET.SubElement(listed, "resource", identifier=name, type="imsqti_item_xmlv2p1", href=path)
        ET.SubElement(resource, "file", href=path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in {"imsmanifest.xml": _xml(manifest), **files}.items():
            package.writestr(zipfile.ZipInfo(path), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _item(one: Question) -> ET.Element:
    """One item. Its responses are declared first, then what is scored, asked, and said."""
    exercise = one.exercise
    item = ET.Element("assessmentItem", xmlns=QTI, identifier="q" + one.name.split()[0].replace(".", "_"),
                      title=one.name, adaptive="false", timeDependent="false")  # fmt: skip
    cardinality = {"set": "multiple", "order": "ordered"}.get(exercise.kind, "single")
    kind = "float" if exercise.kind == "number" else "identifier"
    slots = list(exercise.options) if exercise.kind == "rule" else [""]
    for i, values in enumerate(_values(one, one.right), 1):
        declared = ET.SubElement(
            item, "responseDeclaration", identifier=f"RESPONSE{i}", cardinality=cardinality, baseType=kind
        )
        correct = ET.SubElement(declared, "correctResponse")
        for value in values:
            ET.SubElement(correct, "value").text = value
    scored = ET.SubElement(item, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    ET.SubElement(ET.SubElement(scored, "defaultValue"), "value").text = "0"
    ET.SubElement(item, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")
    body = ET.SubElement(item, "itemBody")
    body.append(_paragraph(one.prompt))
    for i, slot in enumerate(slots, 1):
        _interaction(body, one, f"RESPONSE{i}", slot)
    condition = ET.SubElement(ET.SubElement(item, "responseProcessing"), "responseCondition")
    replies = [(one.right, "right"), *((reply, f"wrong{i}") for i, reply in enumerate(one.wrong))]
    for number, (reply, name) in enumerate(replies):
        branch = ET.SubElement(condition, "responseIf" if not number else "responseElseIf")
        _test(branch, one, reply, cardinality, kind)
        if name == "right":
            _set(branch, "SCORE", "float", "1")
        _set(branch, "FEEDBACK", "identifier", name)
    _set(ET.SubElement(condition, "responseElse"), "FEEDBACK", "identifier", "other")
    for name, said in [*((name, reply.said) for reply, name in replies), ("other", one.other)]:
        told = ET.SubElement(item, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=name, showHide="show")
        told.append(_paragraph(said))
    return item


def _interaction(body: ET.Element, one: Question, name: str, slot: str) -> None:
    exercise = one.exercise
    if exercise.kind == "number":
        ET.SubElement(ET.SubElement(body, "p"), "textEntryInteraction", responseIdentifier=name, expectedLength="12")
        return
    options = exercise.options[slot] if exercise.kind == "rule" else exercise.options
    if exercise.kind == "order":
        asked = ET.SubElement(body, "orderInteraction", responseIdentifier=name, shuffle="true")
    else:
        most = "0" if exercise.kind == "set" else "1"
        asked = ET.SubElement(body, "choiceInteraction", responseIdentifier=name, shuffle="true", maxChoices=most)
    if slot:
        ET.SubElement(asked, "prompt").text = slot
    for i, text in enumerate(options.values()):
        ET.SubElement(asked, "simpleChoice", identifier=f"o{i}").text = text


def _values(one: Question, reply: Reply) -> list[list[str]]:
    """An answer as QTI has it: for each response its values."""
    exercise, answer = one.exercise, reply.answer
    if exercise.kind == "number":
        return [[_digits(answer)]]
    if exercise.kind == "rule":
        return [
            [f"o{list(choices).index(key)}"] for choices, key in zip(exercise.options.values(), answer, strict=True)
        ]
    keys = list(exercise.options)
    chosen = (
        [answer]
        if exercise.kind == "choice"
        else [key for key in keys if key in answer]
        if exercise.kind == "set"
        else answer
    )
    return [[f"o{keys.index(key)}" for key in chosen]]


def _test(branch: ET.Element, one: Question, reply: Reply, cardinality: str, kind: str) -> None:
    values = _values(one, reply)
    inside = ET.SubElement(branch, "and") if len(values) > 1 else branch
    for i, wanted in enumerate(values, 1):
        if kind == "float":
            match = ET.SubElement(inside, "equal", toleranceMode="absolute", tolerance=_digits(reply.slack))
        else:
            match = ET.SubElement(inside, "match")
        ET.SubElement(match, "variable", identifier=f"RESPONSE{i}")
        whole = match if cardinality == "single" else ET.SubElement(match, cardinality)
        for value in wanted:
            ET.SubElement(whole, "baseValue", baseType=kind).text = value


def _set(branch: ET.Element, name: str, kind: str, value: str) -> None:
    ET.SubElement(ET.SubElement(branch, "setOutcomeValue", identifier=name), "baseValue", baseType=kind).text = value


def _xml(root: ET.Element) -> bytes:
    # not indented: spaces between inline elements are part of a sentence
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True)


def _paragraph(text: str) -> ET.Element:
    return ET.fromstring(f"<p>{marked(text)}</p>")


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = text


def _html(parent: ET.Element, tag: str, text: str) -> None:
    _text(ET.SubElement(parent, tag, format="html"), f"<p>{marked(text)}</p>")


def _answer(item: ET.Element, text: str, share: float, said: str, form: str = "html") -> ET.Element:
    answer = ET.SubElement(item, "answer", fraction=f"{share:.7g}", format=form)
    _text(answer, text)
    _html(answer, "feedback", said)
    return answer


def _gift(text: str) -> str:
    return _plain(marked(text))


def _plain(text: str) -> str:
    """Text in which no character means anything to GIFT."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", re.sub(r"\s+", " ", text))


def _digits(value: float) -> str:
    return f"{value:.12g}"
