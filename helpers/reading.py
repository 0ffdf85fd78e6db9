"""Read numbers as people write them: `4,228`, `12,8`, `28 members`, `85.9%`, `−41.5`, `thirty-two`, `32*31/2`, `log(4)/log(1.03)`, `1.2 million`."""

from __future__ import annotations

import ast
import math
import operator
import re
from contextlib import suppress
from dataclasses import dataclass

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: i for i, word in enumerate(ONES)} | {word: 10 * i for i, word in enumerate(TENS, 2)}
PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "mn": 1e6, "k": 1e3}
STEPS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What a text says: value; percent: with a per-cent sign; other: its value if the one comma is a decimal comma."""

    value: float
    percent: bool = False
    other: float | None = None


def read_number(text: str) -> Reading | None:
    """Return the number that a text says, or None if it says none. Raises ZeroDivisionError for a division by zero."""
    bare = re.sub(r"[\"'`“”‘’„«»]", "'", text.strip()[:200]).strip("' .;=~≈").lower()
    bare = re.sub(r"^(answer|about|ca\.?|circa|roughly)\s*[:=]?\s*", "", bare)
    bare = (
        bare.replace("−", "-").replace("–", "-").replace("×", "*").replace("·", "*").replace("÷", "/").replace(":", "/")
    )
    bare = re.sub(r"(?<=[\d)])\s*x\s*(?=[\d(])", "*", bare)
    bare = re.sub(r"(?<=\d)[\s\u00a0\u202f'_](?=\d{3}\b)", "", bare)  # 4 228 and 4'228
    percent = bool(re.search(r"(%|per ?cent|pct)\s*$", bare))
    bare = re.sub(r"\s*(%|per ?cent|pct)\s*$", "", bare)
    other = None
    lone = re.search(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d.,])", bare)
    if lone and len(re.findall(r"\d[\d.,]*", bare)) == 1 and lone[1] != "0":
        other = float(f"{lone[1]}.{lone[2]}")
    bare = _logged(re.sub(r"\d[\d.,]*\d", lambda found: _digits(found[0]), bare))
    with suppress(ValueError):
        return Reading(float(bare), percent, other)
    worded = _worded(bare)
    if worded is not None:
        return Reading(worded, percent, other)
    scale = 1.0
    unit = re.fullmatch(r"(?s)[$€£]?\s*([\d.\-+*/^()\s]+?)\s*([a-z$€£][a-z²³$€£.\s-]*)?", bare)
    if not unit:
        return None
    for word in (unit[2] or "").split()[:1]:
        scale = SCALES.get(word, 1.0)
    value = _computed(unit[1])
    return None if value is None else Reading(value * scale, percent, other)


def _logged(text: str) -> str:
    """A sum with its logarithms worked out: `log(…)` to base ten, `ln(…)` natural; in a quotient both give the same."""
    for name, base in (("log", 10.0), ("ln", math.e)):
        for _ in range(4):
            found = re.search(rf"\b{name}\s*\(([\d.+\-*/^ ]+)\)", text)
            value = _computed(found[1]) if found else None
            if value is None or value <= 0:
                break
            text = f"{text[: found.start()]}({math.log(value) / math.log(base):.15f}){text[found.end() :]}"
    return text


def _digits(text: str) -> str:
    """One number's digits with commas and points sorted out: thousands dropped, the decimal sign a point."""
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", text):
        return text.replace(",", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", text) or re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", text):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", ".") if re.fullmatch(r"\d+,\d+", text) else text


def _worded(text: str) -> float | None:
    """The value of a number in words up to the billions, units behind it left out; None if it does not begin with one."""
    total = part = 0.0
    said = False
    text, _, digits = text.partition(" point ")
    for word in re.split(r"[\s-]+", text):
        if said and word.removesuffix("s") in PARTS:
            return (total + part) / PARTS[word.removesuffix("s")]
        if word in WORDS:
            part, said = part + WORDS[word], True
        elif word in SCALES and said and word == "hundred":
            part *= 100
        elif word in SCALES and said:
            total, part = total + part * SCALES[word], 0.0
        elif word == "and" and said:
            continue
        else:
            break
    decimals = "".join(str(ONES.index(word)) for word in re.findall(r"[a-z]+", digits) if word in ONES[:10])
    return total + part + float(f"0.{decimals or 0}") if said else None


def _computed(text: str) -> float | None:
    """The value of a small sum such as `32*31/2`, `32(31)/2` or `195^2`; None for anything else."""
    code = re.sub(r"(?<=[\d)])\s*(?=\()", "*", text.replace("^", "**").strip())
    code = re.sub(r"(?<![\d.])0+(?=\d)", "", code)
    try:
        return _value(ast.parse(code, mode="eval").body)
    except (SyntaxError, ValueError, OverflowError, RecursionError):
        return None


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.UAdd, ast.USub)):
        return _value(node.operand) * (-1 if isinstance(node.op, ast.USub) else 1)
    if isinstance(node, ast.BinOp) and type(node.op) in STEPS:
        found = STEPS[type(node.op)](_value(node.left), _value(node.right))
        if isinstance(found, float):
            return found
    raise ValueError
