"""Readers for the bank's formats, written from the formats' rules and not from the writer: what a platform would see.

Each gives name → {answer as written: (share, feedback)}, with the slack of a number before its feedback.
"""

import html
import io
import re
import zipfile
from xml.etree import ElementTree as ET

IMS = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


def bare(text):
    return html.unescape(re.sub(r"<[^>]+>", "", text or "")).strip()


def read_moodle(text):
    found, category = {}, ""
    for item in ET.fromstring(text.encode()).iter("question"):
        if item.get("type") == "category":
            category = item.find("category/text").text
            continue
        name = item.find("name/text").text
        assert name not in found, f"{name} twice"
        answers = {}
        for answer in item.findall("answer"):
            key, said = bare(answer.find("text").text), bare(answer.find("feedback/text").text)
            assert key not in answers, f"{name}: {key} twice"
            slack = answer.find("tolerance")
            answers[key] = (float(answer.get("fraction")), said, *([float(slack.text)] if slack is not None else []))
        found[name] = {"type": item.get("type"), "single": item.findtext("single"), "answers": answers, "category": category,
                       "prompt": bare(item.find("questiontext/text").text), "general": bare(item.find("generalfeedback/text").text),
                       "below": bare(item.findtext("incorrectfeedback/text")), "hints": [bare(one.find("text").text) for one in item.findall("hint")]}  # fmt: skip
    return found


def split(text, marks):
    """Cut a text before each of some characters, unless a backslash stands before it."""
    return [part for part in re.split(rf"(?<!\\)(?=[{marks}])", text) if part.strip()]


def unescaped(text):
    return bare(re.sub(r"\\(.)", r"\1", text))


def read_gift(text):
    found = {}
    for block in re.split(r"\n\s*\n", text.strip()):
        if block.startswith("$CATEGORY:"):
            continue
        whole = re.fullmatch(r"(?s)::((?:\\.|[^:\\])+)::\[html\]((?:\\.|[^{}\\])*)\{((?:\\.|[^{}\\])*)\}", block)
        assert whole, block[:200]
        name, prompt, body = unescaped(whole[1]), unescaped(whole[2]), whole[3]
        body, general = re.split(r"(?<!\\)####", body)
        answers, number = {}, body.startswith("#")
        for part in split(body[1:] if number else body, "=~"):
            share = re.match(r"[=~]%(-?[\d.]+)%", part)
            rest = part[share.end() :] if share else part[1:]
            key, said = re.split(r"(?<!\\)#", rest, maxsplit=1)
            value = float(share[1]) if share else 100.0 * (part[0] == "=")
            slack = []
            if number and key:
                key, given = key.split(":")
                slack = [float(given)]
            assert unescaped(key) not in answers, f"{name}: {key} twice"
            answers[unescaped(key)] = (value, unescaped(said), *slack)
        assert name not in found
        found[name] = {"prompt": prompt, "answers": answers, "general": unescaped(general), "number": number}
    return found


def read_qti(content):
    """Return name → item that can be answered: `marked(item, responses)` gives (score, feedback)."""
    package = zipfile.ZipFile(io.BytesIO(content))
    assert package.testzip() is None
    manifest = ET.fromstring(package.read("imsmanifest.xml"))
    listed = [one.get("href") for one in manifest.iter(f"{CP}resource")]
    assert sorted(listed) == sorted(name for name in package.namelist() if name != "imsmanifest.xml")
    items = [ET.fromstring(package.read(path)) for path in listed]
    found = {item.get("title"): item for item in items}
    assert len(found) == len(items) == len({item.get("identifier") for item in items})
    return found


def correct(item):
    return {
        one.get("identifier"): [value.text for value in one.iter(f"{IMS}value")]
        for one in item.findall(f"{IMS}responseDeclaration")
    }


def choices(item):
    """Response → (identifier, text) of what can be chosen; nothing for a box to write in."""
    found = {}
    for one in item.iter():
        if one.get("responseIdentifier"):
            found[one.get("responseIdentifier")] = [
                (c.get("identifier"), c.text) for c in one.iter(f"{IMS}simpleChoice")
            ]
    return found


def marked(item, responses):
    """Process responses (identifier → list of values) as the item says: (score, what is said)."""
    kinds = {one.get("identifier"): one.get("cardinality") for one in item.findall(f"{IMS}responseDeclaration")}

    def holds(test):
        tag = test.tag.removeprefix(IMS)
        if tag == "and":
            return all(holds(part) for part in test)
        name = test.find(f"{IMS}variable").get("identifier")
        values, given = [one.text for one in test.iter(f"{IMS}baseValue")], responses[name]
        if tag == "equal":
            assert test.get("toleranceMode") == "absolute"
            return abs(float(given[0]) - float(values[0])) <= float(test.get("tolerance").split()[0]) + 1e-9
        assert tag == "match"
        assert (test.find(f"{IMS}{kinds[name]}") is not None) == (kinds[name] != "single")
        return sorted(given) == sorted(values) if kinds[name] == "multiple" else given == values

    outcome = {"SCORE": "0"}
    for branch in item.find(f"{IMS}responseProcessing/{IMS}responseCondition"):
        if branch.tag == f"{IMS}responseElse" or holds(branch[0]):
            for one in branch.findall(f"{IMS}setOutcomeValue"):
                outcome[one.get("identifier")] = one[0].text
            break
    said = {one.get("identifier"): "".join(one.itertext()) for one in item.findall(f"{IMS}modalFeedback")}
    return float(outcome["SCORE"]), said[outcome["FEEDBACK"]].strip()
