"""Claims: what the source document says, what the data say, what the literature says, and a verdict with its reason.

A lesson module lists its `Judgement`s in `CLAIMS`. Their functions return the parts of a claim with all that bears on them,
the rule (`helpers.rule`) gives the verdict, and a departure from it is said aloud; a stronger question, ours, is judged apart.
`parts` computes them; `kept` reads them as the tests last computed them, for pages that need the whole board at once.
"""

from __future__ import annotations

import html
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pandas as pd

from helpers.cards import Cards, card, marked, source_code, unmarked
from helpers.data import CourseError, bibliography, brief, evidence, load, short_reference
from helpers.exercises import lesson, lessons
from helpers.figures import COLOURS
from helpers.gauge import FORCES, gauge, said, said_case, said_number, said_reasons, strip
from helpers.rule import DESIGNS, Evidence2, Part, Ruling, Study, part_from, read, rule_v2, stronger_v2

SIDES = {"for": "speaks for it", "against": "speaks against it", "qualifies": "true in part"}
READS = {"for": "for the claim", "against": "against it", "mixed": "undecided"}
MANY, LONG, FEW = 3, 10, 3  # a card folds further findings on a part from, rivals beyond, and works beyond so many


@dataclass(frozen=True)
class Judgement:
    """Our verdict on one claim, with the reason in a sentence or two, and the functions that compute what it rests on.

    parts: returns the parts of the claim with their evidence, cases and works. departs: why the verdict is not the rule's;
    blank where it is. terms: words used loosely → the word meant. ours, ours_reason, ours_parts: the same for the stronger
    question, which is ours.
    """

    claim_id: str
    verdict: str
    reason: str
    parts: Callable[[], tuple[Part, ...]]
    departs: str = ""
    terms: dict[str, str] | None = None
    ours: str = ""
    ours_reason: str = ""
    ours_parts: Callable[[], tuple[Part, ...]] | None = None


def works(claim_id: str, *keys: str, thing: str = "") -> tuple[Study, ...]:
    """Return what the works checked for a claim found, on the document's words and on our question; keys: only these works.

    thing: which of several things named they show. Works not looked up yet, and those that do not bear on it, stay out.
    """
    rows = _literature(claim_id).query("counts")
    if unknown := set(keys) - set(rows["key"]):
        raise CourseError(f"No checked row of the literature on {claim_id} is by {', '.join(sorted(unknown))}.")
    return tuple(
        Study(row.key, row.side, int(row.rung) if pd.notna(row.rung) else 0, row.scope or "whole", row.seen, row.bears_on, thing)
        for row in rows.itertuples() if not keys or row.key in keys
    )  # fmt: skip


def _literature(claim_id: str) -> pd.DataFrame:
    """Return the rows on a claim; counts: looked up, and bearing on it."""
    rows = load("literature")
    rows = rows[rows["claim_id"] == claim_id]
    return rows.assign(counts=rows["checked"].notna() & (rows["side"] != "background"))


@cache
def parts(claim_id: str, stronger: bool = False) -> tuple[Part, ...]:
    """Return the parts of a claim, computed once; stronger: of our question beside it."""
    item = judgements(claims().loc[claim_id, "lesson"])[claim_id]
    function = item.ours_parts if stronger else item.parts
    return function() if function else ()


@cache
def kept(claim_id: str, stronger: bool = False) -> tuple[Part, ...]:
    """Return what `parts` gives, as the tests last computed it (`data/evidence.json`): at once, and without the lesson."""
    return tuple(map(part_from, evidence()[claim_id]["ours" if stronger else "parts"]))


@cache
def ruling(claim_id: str, stronger: bool = False, computed: bool = True) -> Ruling:
    """Return what the plain rule gives for a claim; stronger: for our question beside it; computed: now, or as kept."""
    about, found = claims().loc[claim_id], (parts if computed else kept)(claim_id, stronger)
    if stronger:
        return stronger_v2(about["kind"], about["stronger_question"], found)
    return rule_v2(about["kind"], about["force"], found, about["testable"], judgements(about["lesson"])[claim_id].terms)


def proofs(these: tuple[Part, ...]) -> list[Evidence2]:
    """Return the evidence of some parts, independent counts included, in order."""
    return [proof for part in these for proof in (part.evidence, *part.counts) if proof]


def side_by_side(effects: Mapping[str, Evidence2]) -> pd.DataFrame:
    """Return the effects that a conclusion rests on, one row per claim: estimate, low, high, unit, benchmark, sign, reading.

    sign: of estimate − benchmark, as −1, 0 or 1. Unlike measures stand side by side and are never pooled; verdicts are not
    counted. Raises CourseError for evidence without a number.
    """
    rows = []
    for name, proof in effects.items():
        if proof.estimate is None:
            raise CourseError(f"A conclusion rests on effect sizes, and {name} has none.")
        sign = (proof.estimate > proof.benchmark) - (proof.estimate < proof.benchmark)
        rows.append((name, proof.estimate, proof.low, proof.high, proof.unit, proof.benchmark, sign, read(proof)))
    columns = ["claim_id", "estimate", "low", "high", "unit", "benchmark", "sign", "reading"]
    return pd.DataFrame(rows, columns=columns).set_index("claim_id")


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
    """Return the claims that lack a verdict, or an answer to our stronger question: columns claim, lacks."""
    found, gaps = judgements(number), []
    for claim_id, about in claims(number).iterrows():
        if claim_id not in found:
            gaps.append((claim_id, "no verdict"))
        elif about["stronger_question"] and not found[claim_id].ours:
            gaps.append((claim_id, "no answer to our question"))
    return pd.DataFrame(gaps, columns=["claim", "lacks"])


@cache
def scoreboard() -> pd.DataFrame:
    """Return one row per judged claim, by claim id, from the evidence as kept.

    lesson, section, kind, force, claim, expected_verdict: as in the table of claims; evidence: the first with a number, or
    None; reading: of the data; rule: what the plain rule gives; verdict, reason: ours; ours: on our stronger question, or
    blank.
    """
    rows, table = [], claims()
    for claim_id, item in judgements().items():
        found = proofs(kept(claim_id))
        proof = next((one for one in found if one.estimate is not None), None)
        reading, rule = read(proof or next(iter(found), None)), ruling(claim_id, computed=False).verdict
        rows.append((claim_id, proof, reading, rule, item.verdict, unmarked(item.reason), item.ours))
    columns = ["claim_id", "evidence", "reading", "rule", "verdict", "reason", "ours"]
    judged = pd.DataFrame(rows, columns=columns).set_index("claim_id")
    return table[["lesson", "section", "kind", "force", "claim", "expected_verdict"]].join(judged, how="right")


@cache
def verdict_card(claim_id: str, computed: bool = True) -> tuple[str, str]:
    """Return a claim's verdict as plain text and as a card: gauge, as worded, data, works, our stronger question, rivals, code.

    computed: from the parts computed now, or as kept.
    """
    about = claims().loc[claim_id]
    item = judgements(about["lesson"])[claim_id]
    source = parts if computed else kept
    found, its = ruling(claim_id, computed=computed), source(claim_id)
    remark = "" if item.departs else found.remark
    told = f"The plain rule gives '{found.verdict}': {found.reason}."
    told = f"{told} We depart from it: {item.departs}" if item.departs else f"By the rule: {found.reason}."
    if found.silent:
        told += f" Not tested: {', '.join(found.silent)}."
    rows = [("gauge", (item.verdict, remark)), ("As worded", f"{item.reason} {told}"), *_data(its), *_found(claim_id)]
    rows += [("Loose words", "; ".join(found.notes) + ": a note, no score.")] if found.notes else []
    if item.ours_parts:
        ours = ruling(claim_id, stronger=True, computed=computed)
        rows += [("A stronger question (ours)", about["stronger_question"].partition(": ")[2]), ("gauge", (item.ours, ours.remark)),
                 ("Our answer", f"{item.ours_reason} By the rule: {ours.reason}."), *_data(source(claim_id, True)),
                 *_found(claim_id, "stronger")]  # fmt: skip
    asked = proofs(source(claim_id, True)) if item.ours_parts else []
    for head, found_by in (("Rival explanations", proofs(its)), ("Rivals of our answer", asked)):
        rivals = dict.fromkeys(rival for proof in found_by for rival in proof.rivals)
        row = (head, "; ".join(rivals) + ".")
        rows += [("fold", (f"{head} ({len(rivals)})", [row])) if len(rivals) > LONG else row] if rivals else []
    plain, rich = zip(*(_row(head, content) for head, content in rows), strict=True)
    code = _code([*computing(item.parts), *computing(item.ours_parts)])
    said_plainly = "\n".join([f"{claim_id}: {about['claim']}", *filter(None, plain)])
    return said_plainly, card(COLOURS[item.verdict], "".join(rich) + _further(claim_id) + code)


def _row(head: str, content) -> tuple[str, str]:
    """Return a row of a card as plain text and as HTML.

    content: a text; a list of texts or of (text, reference key); verdict and remark for the gauge; an Evidence2 to draw; the
    summary and the rows of a fold.
    """
    if head == "fold":
        summary, rows = content
        plain, rich = zip(*(_row(*row) for row in rows), strict=True)
        folded = f"<details style='margin:.45em 0'><summary>{html.escape(summary)}</summary>{''.join(rich)}</details>"
        return "\n".join([f"  {summary}.", *filter(None, plain)]), folded
    if head == "gauge":
        verdict, remark = content
        return f"  Verdict: {verdict}{f' ({remark})' if remark else ''}.", gauge(verdict, remark)
    if isinstance(content, Evidence2):
        return "", strip(content)
    if isinstance(content, str):
        rich = f"<p style='margin:.45em 0'><strong>{head}.</strong> {marked(content)}</p>"
        return f"  {head}: {unmarked(content)}", rich
    pairs = [(item, "") if isinstance(item, str) else item for item in content]
    lines = "".join(f"<li>{marked(text)}{_link(key)}</li>" for text, key in pairs)
    rich = f"<p style='margin:.45em 0 0'><strong>{head}</strong></p><ul style='margin:.1em 0 .45em;padding-left:1.3em'>{lines}</ul>"
    return f"  {head}: {' '.join(unmarked(text) for text, _ in pairs)}", rich


def _data(these: tuple[Part, ...]) -> list[tuple]:
    """Return the rows of a card on data: each number with a drawing and what it rests on, cases, exceptions.

    Many further findings on a part are folded, and the fold says how they read.
    """
    rows = []
    for part in these:
        head = "Data" if len(these) == 1 else f"Data: {part.name}"
        first, further = ([row for proof in some if proof for row in _number(head, proof)] for some in ((part.evidence,), part.counts))  # fmt: skip
        rows += first
        if len(part.counts) >= MANY:
            readings = Counter(read(proof) for proof in part.counts)
            told = ", ".join(f"{count} {READS[reading]}" for reading, count in readings.items())
            rows.append(("fold", (f"{len(part.counts)} more findings on {part.name}: {told}", further)))
        else:
            rows += further
        cases = part.evidence.cases if part.evidence else ()
        for name, listed in (("Cases", cases), ("Exceptions", part.counterexamples)):
            rows += [(name, [f"{said_case(case)}." for case in listed])] if listed else []
    works_only = any(part.studies for part in these)
    none = "We have no number of our own for this." if works_only else "Open data cannot decide this."
    return rows or [("Data", none)]


def _number(head: str, proof: Evidence2) -> list[tuple]:
    """Return the rows of a card on one finding: what was found; for a number its drawing and what it rests on."""
    found = [(head, f"{proof.finding}.")]
    if proof.estimate is None:
        return found
    rests = (f"What it rests on: {said_number(proof)}", [("Why this benchmark", said_reasons(proof))])
    return [*found, ("", proof), ("fold", rests)]


def _found(claim_id: str, bears_on: str = "document") -> list[tuple]:
    """Return the row of a card on works: what each found in a sentence, its side, design and scope, linked to its reference."""
    table = _literature(claim_id).query("counts and bears_on == @bears_on", local_dict={"bears_on": bears_on})
    lines = []
    for row in table.itertuples():
        design = (
            "" if pd.isna(row.rung) else f"; {DESIGNS[int(row.rung)] if row.rung else row.why}"
        )  # rung 0: why it is none
        scope = "" if row.scope in ("", "whole") else f"; covers {row.scope}"
        lines.append((f"*{SIDES[row.side]}*: {row.finding} [{short_reference(row.key)}{design}{scope}]", row.key))
    row = ("What works found", lines)
    if len(lines) <= FEW:
        return [row] if lines else []
    sides = ", ".join(f"{count} {SIDES[side]}" for side, count in Counter(table["side"]).items())
    return [("fold", (f"What {len(lines)} works found: {sides}", [row]))]


def _link(key: str) -> str:
    doi = bibliography()[key].get("doi") if key else None
    return f" <a href='https://doi.org/{html.escape(doi, quote=True)}'>doi</a>" if doi else ""


def _further(claim_id: str) -> str:
    """Return the works on a claim that were not looked up, or do not bear on it, as further reading."""
    rows = _literature(claim_id).query("not counts")
    names = "; ".join(dict.fromkeys(map(short_reference, rows["key"])))
    return f"<p style='margin:.45em 0;font-size:.9em'><em>Further reading, not counted:</em> {html.escape(names)}.</p>" if names else ""  # fmt: skip


def computing(function: Callable | None) -> list[Callable]:
    """Return a function and those of its module that it names and that return evidence: the code behind a verdict."""
    if function is None:
        return []
    module = vars(sys.modules[function.__module__])
    inner = [code.co_names for code in function.__code__.co_consts if hasattr(code, "co_names")]  # comprehensions
    named = [module.get(name) for name in dict.fromkeys([*function.__code__.co_names, *chain(*inner)])]
    return [function, *(one for one in named if getattr(one, "__annotations__", {}).get("return") == "Evidence2")]


def evidence_code(claim_id: str) -> Cards:
    """Return the code that computes what a verdict rests on, and what it finds."""
    number = claims()["lesson"].get(claim_id) if isinstance(claim_id, str) else None
    item = judgements(number).get(claim_id) if number else None
    if item is None or not proofs(parts(claim_id)):
        raise CourseError(f"No evidence is computed for claim {brief(claim_id)}.")
    blocks = [source_code(one) for one in computing(item.parts)]
    words = f"{claim_id}: " + " ".join(f"{proof.finding}. {said(proof)}" for proof in proofs(parts(claim_id)))
    code, shown = "\n\n".join(text for text, _ in blocks), "".join(block for _, block in blocks)
    return Cards([f"{words}\n\n{code}"], [f"<p>{marked(words)}</p>{shown}"])


def _code(functions: list[Callable]) -> str:
    """Return a fold with the code of some functions, or nothing if there are none."""
    blocks = "".join(source_code(one)[1] for one in functions)
    return f"<details><summary>The code</summary>{blocks}</details>" if functions else ""


def heading(about: pd.Series) -> str:
    """Return the head of a claim's card: identifier, kind, its force in words, the claim in our words."""
    return (
        f"<strong>{about.name}</strong> · {about['kind']}; {marked(FORCES[about['force']])}<br>{marked(about['claim'])}"
    )
