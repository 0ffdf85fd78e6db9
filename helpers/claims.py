"""Claims: what the source document says, what the data say, what the literature says, and a verdict with its reason.

A lesson module lists its `Judgement`s in `CLAIMS`. What the data say is computed by an evidence function and read by
`read`, a rule in code; what the literature says is kept apart; the verdict is ours, and `suggest` shows what the plain rule
would give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import pandas as pd

from helpers.cards import Cards, card, marked, source_code, unmarked
from helpers.data import CourseError, brief, load, short_reference
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


def read(evidence: Any, shift: float = 0.0) -> Reading:
    """Turn numbers into a reading: the whole interval on the claimed side is `for`, on the other `against`, else `mixed`.

    evidence: an Evidence, one of version 2 (`helpers.rule`), or None. Cases without a number read `for`: that something occurs, not how often. shift moves the benchmark in the direction that
    makes the claim harder to pass, as a share of the benchmark.
    """
    if evidence is None:
        return "silent"
    if evidence.estimate is None:
        return "for"
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
    """Return the claims of a lesson (or of all), one row each, by claim id; `reading_for` and `reading_against` are tuples."""
    table = load("claims").set_index("claim_id")
    for side in ("reading_for", "reading_against"):
        table[side] = [tuple(key.strip() for key in keys.split(";") if key.strip()) for keys in table[side]]
    table = table.loc[sorted(table.index, key=lambda claim_id: [int(part) for part in claim_id[1:].split(".")])]
    return table if number is None else table[table["lesson"] == number]


def judgements(number: str | None = None) -> dict[str, Judgement]:
    """Return claim id → judgement for a lesson (or for all lessons that exist)."""
    numbers = [number] if number else lessons()
    return {item.claim_id: item for one in numbers for item in getattr(lesson(one), "CLAIMS", ())}


def missing(number: str | None = None) -> pd.DataFrame:
    """Return the claims that lack a verdict, or a computed evidence although we judge them: columns claim, lacks.

    Without evidence only two verdicts stand: 'not testable here', and 'contested' where works on both sides are listed.
    """
    found, gaps = judgements(number), []
    for claim_id, about in claims(number).iterrows():
        item, argued = found.get(claim_id), about["reading_for"] and about["reading_against"]
        if item is None:
            gaps.append((claim_id, "no verdict"))
        elif item.evidence is None and item.verdict not in ("not testable here", "contested" if argued else ""):
            gaps.append((claim_id, "no evidence"))
    return pd.DataFrame(gaps, columns=["claim", "lacks"])


@cache
def scoreboard() -> pd.DataFrame:
    """Return one row per judged claim, by claim id; computing all evidence takes some seconds the first time.

    lesson, section, kind, claim, expected_verdict: as in the table of claims; works_for, works_against: number of works on
    either side; evidence: an Evidence, or None where open data are silent; reading: of the data; rule: what the plain rule
    gives; verdict, reason: ours.
    """
    rows, table = [], claims()
    for claim_id, item in judgements().items():
        about, proof = table.loc[claim_id], item.evidence() if item.evidence else None
        sides, reading = (len(about["reading_for"]), len(about["reading_against"])), read(proof)
        rule = suggest(about["kind"], reading, *sides, causal=bool(proof and proof.causal))
        rows.append((claim_id, *sides, proof, reading, rule, item.verdict, unmarked(item.reason)))
    columns = ["claim_id", "works_for", "works_against", "evidence", "reading", "rule", "verdict", "reason"]
    judged = pd.DataFrame(rows, columns=columns).set_index("claim_id")
    return table[["lesson", "section", "kind", "claim", "expected_verdict"]].join(judged, how="right")


@cache
def verdict_card(claim_id: str) -> tuple[str, str]:
    """Return a claim's verdict as plain text and as a card: claim, what the data say, what the literature says, verdict, reason."""
    about = claims().loc[claim_id]
    item = judgements(about["lesson"])[claim_id]
    proof = item.evidence() if item.evidence else None
    data = f"{proof.finding} (n = {proof.n:,}; reads: {read(proof)})" if proof else "No open data can decide this."
    works = {side: ", ".join(map(short_reference, about[f"reading_{side}"])) for side in ("for", "against")}
    literature = "; ".join(f"{side} {keys}" for side, keys in works.items() if keys) or "none listed"
    says = f"  Data: {data}\n  Literature: {literature}\n  Verdict: {item.verdict}. {unmarked(item.reason)}"
    rich = card(COLOURS[item.verdict],
                f"{heading(about)}<br><em>Data:</em> {marked(data)}<br>"
                f"<em>Literature:</em> {marked(literature)}<br>"
                f"<strong>Verdict: {item.verdict}.</strong> {marked(item.reason)}{_code(item.evidence)}")  # fmt: skip
    return f"{claim_id}: {about['claim']}\n{says}", rich


def evidence_code(claim_id: str) -> Cards:
    """Return the code that computes a claim's evidence, and the evidence itself."""
    number = claims()["lesson"].get(claim_id) if isinstance(claim_id, str) else None
    item = judgements(number).get(claim_id) if number else None
    if item is None or item.evidence is None:
        raise CourseError(f"No evidence is computed for claim {brief(claim_id)}.")
    code, block = source_code(item.evidence)
    proof = item.evidence()
    words = f"{claim_id}: {proof.finding}. Benchmark {proof.benchmark:g} {proof.unit}; reads: {read(proof)}."
    return Cards([f"{words}\n\n{code}"], [f"<p>{marked(words)}</p>{block}"])


def _code(evidence: Callable | None) -> str:
    return (
        f"<details><summary>The code that computes it</summary>{source_code(evidence)[1]}</details>" if evidence else ""
    )


def heading(about: pd.Series) -> str:
    """Return the head of a claim's card: identifier, kind, the claim in our words."""
    return f"<strong>{about.name}</strong> · {about['kind']}<br>{marked(about['claim'])}"
