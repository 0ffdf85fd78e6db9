"""Claims: what the source document says, what the data say, what the literature says, and a verdict with its reason.

A lesson module lists its `Judgement`s in `CLAIMS`. What the data say is computed by an evidence function and read by
`read`, a rule in code; what the literature says is kept apart; the verdict is ours, and `suggest` shows what the plain rule
would give.
"""

from __future__ import annotations

import html
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from helpers.data import CourseError, load, short_reference
from helpers.exercises import lesson, lessons
from helpers.figures import COLOURS

VERDICTS = ("supported", "partly supported", "contested", "not supported", "not testable here")
Reading = Literal["for", "against", "mixed", "silent"]


@dataclass(frozen=True)
class Evidence:
    """What the data say about a claim: an estimate with its interval, set against the value that would decide it.

    estimate, low, high: in `unit`; low and high bound the interval, equal to the estimate for a full count without
    sampling. n: cases behind it. benchmark: the value that separates for from against. expects: the side of the benchmark
    that the claim predicts. finding: one sentence that names the numbers. causal: the design supports a causal reading.
    """

    estimate: float
    low: float
    high: float
    n: int
    unit: str
    benchmark: float
    expects: Literal["above", "below"]
    finding: str
    causal: bool = False


@dataclass(frozen=True)
class Judgement:
    """Our verdict on one claim: the evidence function (None where open data are silent), the verdict and the reason."""

    claim_id: str
    verdict: str
    reason: str
    evidence: Callable[[], Evidence] | None = None


def read(evidence: Evidence | None, shift: float = 0.0) -> Reading:
    """Turn numbers into a reading: the whole interval on the claimed side is `for`, on the other `against`, else `mixed`.

    shift moves the benchmark in the direction that makes the claim harder to pass, as a share of the benchmark.
    """
    if evidence is None:
        return "silent"
    sign = 1 if evidence.expects == "above" else -1
    bar = evidence.benchmark + sign * shift * (abs(evidence.benchmark) or 1.0)
    margins = [sign * (bound - bar) for bound in (evidence.low, evidence.high)]
    return "for" if min(margins) > 0 else "against" if max(margins) < 0 else "mixed"


def suggest(kind: str, reading: Reading, reading_for: int, reading_against: int, causal: bool = False) -> str:
    """Return the verdict that the plain rule gives; lessons may depart from it and say why.

    kind: of the claim. reading: of the data. reading_for, reading_against: number of works on either side of the literature.
    causal: whether the design can carry a causal claim. Without such a design, data that fit a causal claim earn at most
    'partly supported'.
    """
    if reading == "silent":
        return "contested" if reading_for and reading_against else "not testable here"
    if reading == "mixed":
        return "contested" if kind == "causal" else "partly supported"
    if reading == "against":
        return "contested" if reading_for else "not supported"
    if kind == "causal" and not causal:
        return "contested" if reading_against else "partly supported"
    return "partly supported" if reading_against else "supported"


def claims(number: str | None = None) -> pd.DataFrame:
    """Return the claims of a lesson (or of all), one row each, indexed by claim id."""
    table = load("claims").set_index("claim_id")
    return table if number is None else table[table["lesson"] == number]


def judgements(number: str | None = None) -> dict[str, Judgement]:
    """Return claim id → judgement for a lesson (or for all lessons that exist)."""
    numbers = [number] if number else lessons()
    return {item.claim_id: item for one in numbers for item in getattr(lesson(one), "CLAIMS", ())}


def missing(number: str | None = None) -> pd.DataFrame:
    """Return the claims that lack a verdict, or a computed evidence although we judge them.

    Without evidence only two verdicts stand: 'not testable here', and 'contested' where works on both sides are listed.
    """
    found, table = judgements(number), claims(number)
    gaps = []
    for claim_id in table.index:
        item = found.get(claim_id)
        if item is None:
            gaps.append((claim_id, "no verdict"))
        elif item.evidence is None and not (
            item.verdict == "not testable here" or (item.verdict == "contested" and all(_counts(table.loc[claim_id])))
        ):
            gaps.append((claim_id, "no evidence"))
    return pd.DataFrame(gaps, columns=["claim", "lacks"])


def scoreboard(shift: float = 0.0) -> pd.DataFrame:
    """Return one row per judged claim: section, kind, reading of the data, the plain rule's verdict and ours.

    shift: raises (or lowers) the bar of every claim, as a share of its benchmark, see `read`.
    """
    rows = []
    table = claims()
    for claim_id, item in judgements().items():
        about, proof = table.loc[claim_id], item.evidence() if item.evidence else None
        reading = read(proof, shift)
        rule = suggest(about["kind"], reading, *_counts(about), causal=bool(proof and proof.causal))
        rows.append({"claim": claim_id, "section": about["section"], "kind": about["kind"], "text": about["claim"],
                     "estimate": proof.estimate if proof else None, "unit": proof.unit if proof else "", "reading": reading,
                     "rule": rule, "verdict": item.verdict, "reason": item.reason})  # fmt: skip
    return pd.DataFrame(rows).set_index("claim")


class Cards:
    """A list of cards, shown as HTML and as plain text."""

    def __init__(self, plain: list[str], rich: list[str]) -> None:
        self._plain, self._rich = plain, rich

    def __repr__(self) -> str:
        return "\n\n".join(self._plain)

    def _repr_html_(self) -> str:
        return "".join(self._rich)


class Table(Cards):
    """A small table of text whose cells wrap: head and rows of equal length, as HTML and as plain text."""

    def __init__(self, head: list[str], rows: list[list[str]]) -> None:
        cells = "".join("<tr>" + "".join(f"<td style='text-align:left;vertical-align:top'>{html.escape(c)}</td>" for c in row) + "</tr>" for row in rows)  # fmt: skip
        top = "".join(f"<th style='text-align:left'>{html.escape(name)}</th>" for name in head)
        super().__init__([" | ".join(row) for row in [head, *rows]], [f"<table style='max-width:60em'><tr>{top}</tr>{cells}</table>"])  # fmt: skip


def claim_cards(number: str) -> Cards:
    """Return a lesson's claims as cards, before any evidence: identifier, kind, the claim in our words."""
    plain, rich = [], []
    for claim_id, about in claims(_known(number)).iterrows():
        plain.append(f"{claim_id} ({about['kind']}): {about['claim']}")
        rich.append(
            card(COLOURS["accent"], f"<strong>{claim_id}</strong> · {about['kind']}<br>{html.escape(about['claim'])}")
        )
    return Cards(plain, rich)


def verdicts(number: str) -> Cards:
    """Return a lesson's verdicts as cards: claim, what the data say, what the literature says, verdict and reason."""
    plain, rich = [], []
    table = claims(_known(number))
    for claim_id, item in judgements(number).items():
        about, proof = table.loc[claim_id], item.evidence() if item.evidence else None
        data = f"{proof.finding} (n = {proof.n:,}; reads: {read(proof)})" if proof else "No open data can decide this."
        sides = [f"{side} {', '.join(map(short_reference, keys))}" for side, keys in _literature(about).items() if keys]
        literature = "; ".join(sides) or "none listed"
        plain.append(
            f"{claim_id}: {about['claim']}\n  Data: {data}\n  Literature: {literature}\n  Verdict: {item.verdict}. {item.reason}"
        )
        rich.append(card(COLOURS[item.verdict],
                          f"<strong>{claim_id}</strong> · {about['kind']}<br>{html.escape(about['claim'])}<br>"
                          f"<em>Data:</em> {html.escape(data)}<br><em>Literature:</em> {html.escape(literature)}<br>"
                          f"<strong>Verdict: {item.verdict}.</strong> {html.escape(item.reason)}"))  # fmt: skip
    return Cards(plain, rich)


def evidence_code(claim_id: str) -> Cards:
    """Return the code that computes a claim's evidence, and the evidence itself."""
    known = claims()
    there = isinstance(claim_id, str) and claim_id in known.index
    item = judgements(known.loc[claim_id, "lesson"]).get(claim_id) if there else None
    if item is None or item.evidence is None:
        raise CourseError(f"No evidence is computed for claim {claim_id!r}.")
    code = textwrap.dedent(inspect.getsource(item.evidence))
    proof = item.evidence()
    words = f"{claim_id}: {proof.finding}. Benchmark {proof.benchmark:g} {proof.unit}; reads: {read(proof)}."
    block = f"<pre style='background:#f5f7fa;color:#1f2933;padding:.6em;overflow:auto'>{html.escape(code)}</pre>"
    return Cards([f"{words}\n\n{code}"], [f"<p>{html.escape(words)}</p>{block}"])


def _known(number: str) -> str:
    lesson(number)
    return number


def _literature(about: pd.Series) -> dict[str, list[str]]:
    return {
        side: [key.strip() for key in about[f"reading_{side}"].split(";") if key.strip()] for side in ("for", "against")
    }


def _counts(about: pd.Series) -> tuple[int, int]:
    return tuple(len(keys) for keys in _literature(about).values())


def card(colour: str, body: str) -> str:
    """Return a card: HTML with a coloured left edge."""
    return f"<div style='border-left:4px solid {colour};padding:.3em .8em;margin:.6em 0;max-width:50em;line-height:1.45'>{body}</div>"
