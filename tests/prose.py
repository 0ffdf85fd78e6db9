"""Quantities in prose: how they are marked, recomputed, and missed.

A number is marked by an invisible comment right behind it, `86%<!--= bilateral_share -->`, naming an entry of the lesson
module's NUMBERS; it must equal the computed value at the precision shown (`~10` in the mark: rounded to tens). A statement
from a source carries `<!--@Leeds2002-->`. A number with neither, in a paragraph without a source, is a finding.
"""

import re

from helpers.answers import variant

WORDS = dict(zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"], range(21), strict=True))  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
MARK = re.compile(
    r"(?P<value>[-−]?\d[\d,]*(?:\.\d+)?|[A-Za-z]+(?:-[a-z]+)?)(?P<unit>\s?%| per cent| percent)?<!--=\s*(?P<key>\w+)\s*(?:~(?P<step>[\d.]+))?\s*-->"
)
CITATION = re.compile(r"<!--@(\w+)-->")
ANY_MARK = re.compile(r"<!--=.*?-->")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
HARMLESS = [
    r"(?m)^<img src=\"mark.svg\".*$",  # the banner
    r"`[^`]*`", r"<!--.*?-->", r"\]\([^)]*\)", r"</?\w+[^>]*>",  # code, comments, link targets, tags
    rf"\b\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})? (?:{MONTHS})\b", rf"\b(?:{MONTHS}) \d{{1,2}}\b",  # days
    r"\b(?:1[0-9]|20)\d\d(?:s|/\d\d|[–-]\d{2,4})?\b",  # years and spans of years
    r"\bC?\d\d\.\d{1,2}\b", r"\b[Ll]essons? \d\d(?:[–-]\d\d)?(?:(?:,| and) \d\d)*", r"\b(?:Article|Chapter|Resolution|UNSCR|article) \d+(?:\.\d+)?", r"\[\d\d\b",
    r"(?m)^\s*\d+\.\s", r"(?m)^#+ .*$", r"\b95(?:%| per cent) (?:confidence )?(?:interval|band)s?", r"(?:about |far: )\d+ min(?:utes)?",
    r"\b(?:ATOP|NMC|DCAD|MME|COW|version|[Qq]uestions?|[Tt]ype|Python|Figure|[Ee]xplorer|[Ss]tep) \d+(?:\.\d+)*",
    r"\b\d{1,2}(?:st|nd|rd|th)\b", r"\b[A-Z][A-Za-z]*-?\d+\b",
]  # fmt: skip


def number(text: str) -> float | None:
    """Return the value of a number in digits or in words up to ninety-nine, or None."""
    plain = text.replace(",", "").replace("−", "-")
    try:
        return float(plain)
    except ValueError:
        pass
    tens, _, unit = plain.lower().partition("-")
    if tens in WORDS and not unit:
        return float(WORDS[tens])
    if tens in TENS and (not unit or unit in WORDS):
        return float(TENS[tens] + WORDS.get(unit, 0))
    return None


def marks(text: str) -> list[dict]:
    """Return the marked quantities of a markdown text: shown text, value, decimals, rounding step, key."""
    found = []
    for match in MARK.finditer(text):
        shown = match["value"]
        decimals = len(shown.partition(".")[2])
        step = float(match["step"]) if match["step"] else 10.0**-decimals
        found.append({"shown": shown, "value": number(shown), "step": step, "key": match["key"]})
    return found


def said(module) -> dict[str, str]:
    """Return the sentences of a lesson's module that state results: questions, what an answer means, reveals, reasons."""
    found = {item.claim_id: item.reason for item in module.CLAIMS}
    for item in module.EXERCISES:
        exercise = variant(item)
        for name, text, source in (
            (item.id, exercise.meaning, item.meaning),
            (f"{item.id} prompt", exercise.prompt, item.prompt),
        ):
            # Of a text that is a function the numbers are computed; its marks are recomputed all the same.
            found[name] = " ".join(match[0] for match in MARK.finditer(text)) if callable(source) else text
    for item in getattr(module, "PREDICTIONS", ()):
        found[item.id], found[f"{item.id} prompt"] = item.reveal, item.prompt
    for name, build in module.EXPLORERS.items():
        for question, answer in getattr(build, "questions", {}).items():
            found[f"{name}: {question}"] = f"{question}\n\n{answer}"
    return found


def told_by(item) -> list[str]:
    """Return what would tell the answer to a prediction: a number as its reveal or picture would show it."""
    truth = item.answer()
    if item.kind == "number":
        near = {f"{truth:,.{digits}f}" for digits in range(item.decimals, 3)}
        return sorted(f"{text}{item.unit}" if item.unit.startswith("%") else f"{text} {item.unit}" for text in near)
    if item.kind == "sketch":
        return [f"{value:,.0f} {item.unit}" for value in truth[-1:]]
    return []


def wrong(text: str, known: dict) -> list[str]:
    """Return the marks of a text whose number is not the computed one; known: key → function that computes it."""
    return [
        f"{mark['key']}: shown {mark['shown']}, computed {float(known[mark['key']]()):g}" if mark["key"] in known else f"{mark['key']} is not in NUMBERS"
        for mark in marks(text) if mark["key"] not in known or not agrees(mark, known[mark["key"]]())
    ]  # fmt: skip


def agrees(mark: dict, computed: float) -> bool:
    """True if the shown number is the computed one, rounded as shown."""
    return mark["value"] is not None and abs(mark["value"] - float(computed)) <= mark["step"] / 2 * (1 + 1e-9)


def findings(text: str) -> list[str]:
    """Return what is wrong with a markdown cell: marks without a number before them, numbers without mark or source."""
    found = []
    if len(ANY_MARK.findall(text)) != len(marks(text)):
        found.append("a mark does not stand right behind a number")
    found += [f"{mark['shown']!r} is marked and is not a number" for mark in marks(text) if mark["value"] is None]
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", MARK.sub(" ", re.sub(r"(?s)```.*?```", "", text))):
        if CITATION.search(paragraph):
            continue
        bare = paragraph
        for pattern in HARMLESS:
            bare = re.sub(pattern, " ", bare)
        found += [
            f"the quantity {match.strip()!r} has neither mark nor source"
            for match in re.findall(r"(?<![\w-])[-−]?\d[\d,.]*\s?%?", bare)
        ]
    return found
