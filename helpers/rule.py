"""The verdict rule, version 2: the words of a claim decide what would count for it, and evidence that a referee can check.

Specified in `data/authored/verdict_rule.md`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from helpers.data import CourseError
from helpers.models import Estimate

VERDICTS = ("supported", "partly supported", "contested", "not supported", "not testable here")
Reading = Literal["for", "against", "mixed", "silent"]
Kind = Literal["definition", "fact", "causal", "trend", "normative"]
Force = Literal["can", "lists-examples", "often", "most-or-tends", "all", "must", "defines", "will"]

# How sure a number is, by the data it comes from; the first entry is the usual kind of interval.
INTERVALS = {
    "panel": ("clustered", "block bootstrap"),  # pairs, countries, missions: by that unit
    "before and after": ("paired differences", "clustered", "block bootstrap"),  # with a placebo period
    "few cases": ("exact", "Wilson"),
    "few treated units": ("permutation",),
    "yearly series": ("block bootstrap",),
    "yearly counts": ("overdispersed", "block bootstrap"),
    "package": ("clustered", "block bootstrap"),  # exercises of a series, treaties of a package: by that
    "full count": ("full count",),  # also an audited total, the text of a treaty
    "teaching list": ("none",),  # it describes the list only
}
# The ladder of designs, in words: what stands on each rung.
DESIGNS = (
    "a raw association",
    "a comparison of like units",
    "the same unit before and after, with a placebo",
    "as good as drawn by lot",
)
TELLS = {
    "for": "a number speaks for it",
    "against": "a number speaks against it",
    "mixed": "a number decides nothing",
}
# No intervals of chance; they may stand wherever there is more than one number.
BOUNDS = ("least and most", "worst case")


@dataclass(frozen=True)
class Case:
    """One instance that shows a thing named, or contradicts a claim: what happened, when (a date or year), after which source.

    thing: which of the things named it shows; may be blank where there is only one. traced: the source says how the one led
    to the other, not only that both occurred. disputed: published accounts deny it.
    """

    what: str
    when: str
    source: str
    thing: str = ""
    traced: bool = False
    disputed: bool = False

    def __post_init__(self) -> None:
        _demand(self, "what", "when", "source")


@dataclass(frozen=True, kw_only=True)
class Evidence2:
    """Evidence that a referee can check, version 2: a number with its interval and benchmark, or dated cases, or both.

    estimate, low, high: in `unit`; all blank where only cases speak. interval: what low and high are (`INTERVALS` by
    `data`, or `BOUNDS`); by: what clusters, blocks or permutes. n counts `n_unit`. benchmark: the value that separates for
    from against, and why_benchmark; expects: the side that the claim predicts. rivals: other explanations, or why there are
    none. finding: one sentence that names the numbers. rung: of the design, 0 raw association, 1 like units or controls, 2
    the unit with itself over time with a placebo, 3 as good as random; None where nothing causal is said. placebo: (value,
    low, high) in the same unit, needed at rung 2. smallest: the smallest distance from the benchmark worth having, fixed
    beforehand. comparison: the rate of the natural comparison group. scope: 'whole', or the part of the claim it covers.
    traced: the rate counts traced cases only. Raises CourseError naming what is missing.
    """

    finding: str
    data: str
    rivals: tuple[str, ...]
    rung: Literal[0, 1, 2, 3] | None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str = ""
    by: str = ""
    unit: str = ""
    n: int | None = None
    n_unit: str = ""
    benchmark: float | None = None
    why_benchmark: str = ""
    expects: Literal["above", "below", ""] = ""
    cases: tuple[Case, ...] = ()
    placebo: tuple[float, float, float] | None = None
    smallest: float | None = None
    comparison: float | None = None
    scope: str = "whole"
    traced: bool = False

    def __post_init__(self) -> None:
        _demand(self, "finding", "data", "rivals", "scope")
        for field in ("rivals", "cases"):
            if isinstance(getattr(self, field), str):
                raise CourseError(f"Evidence needs '{field}' as a list, not as one text.")
        _one_of(self.data, INTERVALS, "data")
        _one_of(self.rung, (None, 0, 1, 2, 3), "rung")
        if self.estimate is None:
            if not self.cases:
                raise CourseError("Evidence without an estimate needs cases, each with date and source.")
            for field in ("low", "high", "n", "benchmark", "placebo", "smallest", "comparison"):
                if getattr(self, field) is not None:
                    raise CourseError(f"Evidence has '{field}' but no estimate.")
            return
        _demand(self, "low", "high", "interval", "unit", "n", "n_unit", "benchmark", "why_benchmark", "expects")
        _one_of(self.expects, ("above", "below"), "expects")
        alone = self.data in ("full count", "teaching list")
        _one_of(self.interval, INTERVALS[self.data] + (() if alone else BOUNDS), f"interval (for data '{self.data}')")
        if self.interval in ("clustered", "block bootstrap", "permutation"):
            _demand(self, "by")
        if not self.low <= self.estimate <= self.high or (alone and self.low < self.high):
            raise CourseError("Evidence needs low ≤ estimate ≤ high, and all three equal for a full count or a list.")
        if self.n < 1 or not math.isfinite(self.benchmark) or (self.smallest is not None and not self.smallest > 0):
            raise CourseError("Evidence needs n of 1 or more, a finite benchmark, and a smallest effect above zero.")
        if self.rung == 2:
            _demand(self, "placebo")
            if len(self.placebo) != 3 or not self.placebo[1] <= self.placebo[0] <= self.placebo[2]:
                raise CourseError("A placebo is given as (value, low, high).")

    @property
    def causal(self) -> bool:
        """True if the design can carry a causal claim: rung 2 or 3 once its placebo has been heard."""
        return standing(self) >= 2


def measured(found: Estimate, scale: float = 1) -> dict[str, float]:
    """Return an estimate with its interval as the fields of an `Evidence2`; scale: 100 for per cent of shares."""
    return {"estimate": scale * found.value, "low": scale * found.low, "high": scale * found.high}


def counted(value: float) -> dict[str, float]:
    """Return a number without an interval, of a full count or a list, as the fields of an `Evidence2`."""
    return {"estimate": value, "low": value, "high": value}


@dataclass(frozen=True)
class Study:
    """What a work found: its side, the rung of its design, and the scope that the lesson gives it, with reasons there.

    key: in the bibliography. side: for, against, qualifies (true in part), background (never counts). scope: 'whole', or the
    part of the claim that it covers. seen: 'not seen' never counts. bears_on: the document's claim or our stronger question.
    thing: which of several things named. A mere rival explanation that no design tested is rung 0.
    """

    key: str
    side: Literal["for", "against", "qualifies", "background"]
    rung: Literal[0, 1, 2, 3]
    scope: str = "whole"
    seen: str = "abstract"
    bears_on: Literal["document", "stronger"] = "document"
    thing: str = ""

    def __post_init__(self) -> None:
        _demand(self, "key", "scope", "seen")
        _one_of(self.side, ("for", "against", "qualifies", "background"), "side")
        _one_of(self.rung, (0, 1, 2, 3), "rung")
        _one_of(self.bears_on, ("document", "stronger"), "bears_on")


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """A list of tries, with and without what is said to be a must; blind: drawn up without regard to how they ended."""

    successes_with: int
    failures_with: int
    successes_without: int
    failures_without: int
    blind: bool


@dataclass(frozen=True)
class Part:
    """One half of a sentence, or what it names, with all that bears on it.

    force, kind: only where its own words differ from the claim's. things: what it names, each to be shown by a case; the
    part itself if blank. counts: independent counts beside the evidence. counterexamples: cases without what all or must
    say. searched: how exceptions were looked for, in a full count or in a sample. outcomes: for must. fits: the author's own
    cases, and the common core of published definitions. impossible: what shows that it cannot be.
    """

    name: str
    evidence: Evidence2 | None = None
    studies: tuple[Study, ...] = ()
    force: Force | Literal[""] = ""
    kind: Kind | Literal[""] = ""
    things: tuple[str, ...] = ()
    counts: tuple[Evidence2, ...] = ()
    counterexamples: tuple[Case, ...] = ()
    searched: Literal["", "sample", "full count"] = ""
    outcomes: Outcomes | None = None
    fits: tuple[bool, bool] | None = None
    impossible: str = ""

    def __post_init__(self) -> None:
        _demand(self, "name")
        _one_of(self.force, ("", *get_args(Force)), "force")
        _one_of(self.kind, ("", *get_args(Kind)), "kind")
        _one_of(self.searched, ("", "sample", "full count"), "searched")


def part_from(plain: dict) -> Part:
    """Return the part that `dataclasses.asdict` turned into plain values, JSON in between."""

    def proof(fields: dict) -> Evidence2:
        lists = {"rivals": tuple(fields["rivals"]), "cases": tuple(Case(**case) for case in fields["cases"])}
        return Evidence2(**fields | lists | {"placebo": fields["placebo"] and tuple(fields["placebo"])})

    return Part(**plain | {
        "evidence": plain["evidence"] and proof(plain["evidence"]), "counts": tuple(map(proof, plain["counts"])),
        "studies": tuple(Study(**study) for study in plain["studies"]), "things": tuple(plain["things"]),
        "counterexamples": tuple(Case(**case) for case in plain["counterexamples"]),
        "outcomes": plain["outcomes"] and Outcomes(**plain["outcomes"]), "fits": plain["fits"] and tuple(plain["fits"]),
    })  # fmt: skip


@dataclass(frozen=True)
class Ruling:
    """What the rule gives: verdict, reason, a remark in brackets, the parts that stay silent, notes that no score hangs on."""

    verdict: str
    reason: str
    remark: str = ""
    silent: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ours: bool = False

    @property
    def printed(self) -> str:
        """The verdict as a card prints it, with its remark; OURS before a verdict on a stronger question."""
        return ("OURS: " if self.ours else "") + self.verdict + (f" ({self.remark})" if self.remark else "")


def read(evidence: Any, shift: float = 0.0) -> Reading:
    """Turn numbers into a reading: the whole interval on the claimed side is `for`, on the other `against`, else `mixed`.

    evidence: an Evidence of either version, or None. Cases without a number read `for`: that something occurs, not how
    often. shift moves the benchmark in the direction that makes the claim harder to pass, as a share of the benchmark.
    """
    if evidence is None:
        return "silent"
    if evidence.estimate is None:
        return "for"
    sign = 1 if evidence.expects == "above" else -1
    bar = evidence.benchmark + sign * shift * (abs(evidence.benchmark) or 1.0)
    margins = [sign * (bound - bar) for bound in (evidence.low, evidence.high)]
    return "for" if min(margins) > 0 else "against" if max(margins) < 0 else "mixed"


SUPPORTED, PARTLY, CONTESTED, UNSUPPORTED, UNTESTABLE = VERDICTS  # from strong to weak, and outside the order
EXISTENCE = ("can", "lists-examples")


def rule_v2(
    kind: Kind, force: Force, parts: Sequence[Part], testable: str = "yes", terms: Mapping[str, str] | None = None
) -> Ruling:
    """Return the verdict that the plain rule, version 2, gives on the document's own words; a departure says why.

    kind, force, testable: as in the table of claims. parts: at least one, each with what bears on it. terms: words used
    loosely → the word meant ('joint' → 'combined'): a note, no score; what the document leaves out is no matter at all.
    """
    return _rule(kind, force, parts, testable, terms or {}, "document")


def stronger_v2(kind: Kind, question: str, parts: Sequence[Part]) -> Ruling:
    """Return the verdict on a stronger question, which is ours and never touches the verdict on the document.

    The same rule at the force most-or-tends, or all if the question says each or every; only studies that bear on it count.
    """
    force = "all" if re.search(r"\b(each|every)\b", question, re.IGNORECASE) else "most-or-tends"
    kind = "fact" if kind == "normative" else kind  # beside advice we ask what is, not what ought to be
    return _rule(kind, force, parts, "yes", {}, "stronger")


def standing(evidence: Evidence2) -> int:
    """Return the rung that a design keeps once its placebo has been heard; cases alone stand on rung 0.

    A placebo that finds as much as the effect, on the same side, moves rung 2 down to 0. One that finds something, but less,
    is not the placebo that rung 2 asks for, and leaves rung 1.
    """
    if evidence.estimate is None or not evidence.rung:
        return 0
    if evidence.rung != 2:
        return evidence.rung
    value, low, high = (number - evidence.benchmark for number in evidence.placebo)
    effect = evidence.estimate - evidence.benchmark
    found = low > 0 or high < 0
    if evidence.low > evidence.benchmark or evidence.high < evidence.benchmark:  # there is an effect to compare with
        return 0 if value / effect >= 1 else 1 if found else 2
    return 0 if found else 2


def ladder(evidence: Evidence2 | None, studies: Iterable[Study]) -> tuple[str, str]:
    """Return verdict and reason for a causal part at most-or-tends, from our own estimate and what works with a design found.

    The highest rung that speaks decides, unless one as high disagrees. A work counts for its scope only: it disagrees with
    a finding on the whole, or on the same part. An estimate inside the smallest effect worth having reads against. Our own
    mixed reading outweighs works up to its rung. Rung 0 neither lifts a claim above contested nor sinks it; how many works
    stand on a side never matters.
    """
    studies = list(studies)
    if evidence is None and not studies:
        return UNTESTABLE, "no number of ours and no study seen"
    voices = {(study.rung, study.side, study.scope) for study in studies if study.rung}
    own, reading, scope = 0, "silent", "whole"
    if evidence is not None:
        own, scope, reading = standing(evidence), evidence.scope, _effect(evidence)
    if own:
        voices.add((own, reading, scope))

    def heard(least: int, *sides: str) -> set:
        return {voice for voice in voices if voice[0] >= least and voice[1] in sides}

    for side, other, verdict in (("for", "against", SUPPORTED), ("against", "for", UNSUPPORTED)):
        if own >= 2 and reading == side and scope == "whole" and not heard(own, other, "qualifies"):
            return verdict, f"our own number, {DESIGNS[own]}, speaks {side} it, and no design as strong disagrees"
        cited = any((study.rung, study.side, study.scope) == (3, side, "whole") for study in studies)
        opposed = (own >= 2 and reading == other) or (own == 3 and reading == "mixed")
        if cited and not opposed and not heard(3, other, "qualifies"):
            return verdict, f"a study {DESIGNS[3]} speaks {side} it, and none as strong disagrees"
    for rung, side, part in sorted(heard(1, "for", "qualifies"), key=lambda voice: (-voice[0], voice[1:])):
        opposed = {voice for voice in heard(rung, "against") if voice[2] in ("whole", part)}
        denied = own >= 2 and reading == "against" and scope in ("whole", part)  # even where the work stands higher
        if not opposed and not denied and not (reading == "mixed" and own >= rung):
            told = "for a part of it" if side == "qualifies" else "for it"
            span = f", and covers only this: {part}" if part != "whole" else "; that is not enough to support all of it"
            return PARTLY, f"what speaks {told} is {DESIGNS[rung]}{span}"
    if not voices:
        only = DESIGNS[0] if evidence and evidence.estimate is not None else "argument and cases, without a comparison"
        return CONTESTED, f"there is only {only}, which neither lifts nor sinks a claim"
    if own and reading == "mixed":
        return CONTESTED, f"our own number, {DESIGNS[own]}, decides nothing"
    return CONTESTED, "equally strong designs disagree, or what speaks against it is too weak to sink it"


def _rule(
    kind: Kind, force: Force, parts: Sequence[Part], testable: str, terms: Mapping[str, str], about: str
) -> Ruling:
    _one_of(kind, get_args(Kind), "kind")
    _one_of(force, get_args(Force), "force")
    if not parts or len({part.name for part in parts}) < len(parts):
        raise CourseError("A claim needs at least one part, and each part a name of its own.")
    ours = about == "stronger"
    notes = tuple(f"'{used}' stands for {meant}" for used, meant in terms.items())
    remark = ""
    if kind == "normative":
        if not testable.startswith("partly"):
            return Ruling(UNTESTABLE, "advice and praise are never scored", notes=notes, ours=ours)
        kind, force, remark = "fact", "most-or-tends", "the factual half only"
    if force == "will":
        premises = [part for part in parts if part.force not in ("", "will")]
        found = _rule(kind, "most-or-tends", premises, "yes", {}, about) if premises else None
        reason = "a forecast: judge its premise apart, or give it a date, a probability and a score"
        told = f"its premise is {found.verdict}" if found else ""
        return Ruling(
            UNTESTABLE, reason + (f"; premise: {found.reason}" if found else ""), told, notes=notes, ours=ours
        )

    found, named = [], []  # (name, force, verdict, reason, remark) of each part; what is named is judged together
    for part in parts:
        own_force, own_kind = part.force or force, part.kind or kind
        studies = [s for s in part.studies if s.bears_on == about and s.seen != "not seen" and s.side != "background"]
        if own_kind == "normative" or own_force == "will":
            found.append((part.name, own_force, UNTESTABLE, "advice, praise or a forecast", ""))
        elif own_force in EXISTENCE:
            named.append((part, own_kind, studies))
        else:
            found.append((part.name, own_force, *_TABLE[own_force](part, own_kind, studies)))
    if named:
        found.append((", ".join(part.name for part, *_ in named), "can", *_existence(named)))
    tested = [one for one in found if one[2] != UNTESTABLE]
    reason = "; ".join(f"{name}: {why}" if len(found) > 1 else why for name, _, _, why, _ in found)
    silent = tuple(name for name, _, verdict, *_ in found if verdict == UNTESTABLE)
    verdict = max((one[2] for one in tested), key=VERDICTS.index, default=UNTESTABLE)
    remarks = [remark] if remark and tested else []
    remarks += [one[4] for one in found if one[2] == verdict and one[4]]
    return Ruling(verdict, reason, "; ".join(dict.fromkeys(remarks)), silent, notes, ours)


def _existence(named: list[tuple[Part, str, list[Study]]]) -> tuple[str, str, str]:
    """Judge what can be or is listed: one dated, sourced case for each thing named; traced, or a study, if it is causal."""
    shown, untraced, missing = [], [], []
    for part, kind, studies in named:
        things = part.things or (part.name,)
        if part.impossible:
            return UNSUPPORTED, f"{part.name} is shown to be impossible: {part.impossible}", ""
        cases = part.evidence.cases if part.evidence else ()
        for item in (*cases, *studies):
            if item.thing not in (*things, "") or (len(things) > 1 and item in cases and not item.thing):
                raise CourseError(
                    f"A case or study of '{part.name}' must say which thing it shows: {', '.join(things)}."
                )
        for thing in things:
            mine = [case for case in cases if case.thing in ("", thing)]
            names = (thing,) if len(things) > 1 else ("", thing)
            works = [s for s in studies if s.thing in names and s.rung >= 1 and s.side in ("for", "qualifies")]
            if (kind == "causal" and works) or any(case.traced or kind != "causal" for case in mine):
                shown.append(thing)
            else:
                (untraced if mine else missing).append(thing)
    if not untraced and not missing:
        return SUPPORTED, "a dated, sourced case for each thing named", "as worded"
    if not shown and not untraced:
        return UNTESTABLE, "no case is known, and none is shown to be impossible", ""
    gaps = [f"no case for {', '.join(missing)}"] * bool(missing)
    gaps += [f"cases not traced for {', '.join(untraced)}"] * bool(untraced)
    return PARTLY, "; ".join(gaps), ""


def _often(part: Part, kind: str, studies: list[Study]) -> tuple[str, str, str]:
    """Judge a rate against one half: below it a claim fails only if it is not above the natural comparison group either."""
    proof = part.evidence
    if proof is None:
        return UNTESTABLE, "no rate", ""
    if proof.estimate is None:
        return PARTLY, "cases, but no rate", ""
    if proof.benchmark not in (0.5, 50) or proof.expects != "above":
        raise CourseError("'Often' is read as more than one half: the benchmark is 0.5 or 50 %, expected above.")
    bounds = f" [{proof.low:.3g}, {proof.high:.3g}]" if proof.high > proof.low else ""
    rate = f"the rate is {proof.estimate:.3g} {proof.unit}{bounds}".replace(" %", "%")
    if proof.comparison is not None:
        rate += f" beside {proof.comparison:.3g} in the comparison group"
    reading = read(proof)
    if reading == "for" and (proof.traced or kind != "causal"):
        return SUPPORTED, rate, ""
    if reading == "against" and proof.comparison is not None and proof.low <= proof.comparison:
        return UNSUPPORTED, rate, ""
    if reading == "for":
        return PARTLY, f"{rate}, but of cases that are not traced", ""
    return _otherwise(part, kind, studies), rate, ""


def _tendency(part: Part, kind: str, studies: list[Study]) -> tuple[str, str, str]:
    """Judge a general statement: an effect by the ladder, a share or change by its whole interval or a full count."""
    if kind == "causal":
        if part.evidence and part.evidence.estimate is not None and part.evidence.rung is None:
            raise CourseError(f"The evidence of '{part.name}' needs a rung: the claim is causal.")
        return *ladder(part.evidence, studies), ""
    proofs = [proof for proof in (part.evidence, *part.counts) if proof]
    readings = {read(proof) if proof.estimate is not None else "mixed" for proof in proofs}
    if not proofs:
        return UNTESTABLE, "neither number nor case", ""
    verdict = {("for",): SUPPORTED, ("against",): UNSUPPORTED}.get(tuple(readings)) or _otherwise(part, kind, studies)
    if all(proof.estimate is None for proof in proofs):
        return verdict, "cases, but no count of how many", ""
    return verdict, "; ".join(dict.fromkeys(TELLS[one] for one in sorted(readings))), ""


def _all(part: Part, kind: str, studies: list[Study]) -> tuple[str, str, str]:
    """Judge each, every, ensure or a plain statement on one thing: one counterexample is enough, a sample never quite."""
    proof, denied = part.evidence, [case for case in part.counterexamples if not case.disputed]
    remark = ""
    if kind == "causal":
        helped, _, _ = _tendency(part, kind, studies)
        remark = f"{helped} as a contribution" if helped != UNTESTABLE else ""
    if denied:
        case = denied[0]
        told = "; ".join(["as a guarantee"] + [remark] * bool(remark)) if kind == "causal" else ""
        return UNSUPPORTED, f"a counterexample: {case.what} ({case.when}; {case.source})", told
    if part.counterexamples:
        return CONTESTED, f"the counterexample is disputed: {part.counterexamples[0].what}", remark
    if kind == "causal" or proof is None:
        verdict = {"full count": SUPPORTED, "sample": PARTLY, "": UNTESTABLE}[part.searched]
        why = f"no exception in a {part.searched}" if part.searched else "exceptions were not looked for"
        return verdict, why, "" if remark.startswith(verdict) else remark
    full = proof.data == "full count" or part.searched == "full count"
    if proof.estimate is not None:
        below = (proof.estimate - proof.benchmark) * (1 if proof.expects == "above" else -1) < 0
        if read(proof) == "against" or (full and below):
            return (
                UNSUPPORTED,
                f"{proof.estimate:.3g} {proof.unit} falls short of {proof.benchmark:.3g}".replace(" %", "%"),
                "",
            )
        if below:
            return _otherwise(part, kind, studies), "a sample that neither shows nor rules out exceptions", ""
    return (
        (SUPPORTED, "a full count without exception", "")
        if full
        else (PARTLY, "a list or sample, which cannot show all", "")
    )


def _must(part: Part, kind: str, studies: list[Study]) -> tuple[str, str, str]:
    """Judge a necessity: one documented success without is enough; support needs a list drawn up blind to outcomes."""
    for case in sorted(part.counterexamples, key=lambda case: case.disputed):
        if case.disputed:
            return CONTESTED, f"the success without is disputed: {case.what}", ""
        return UNSUPPORTED, f"a success without: {case.what} ({case.when}; {case.source})", ""
    tries = part.outcomes
    if tries and tries.successes_without:
        return UNSUPPORTED, f"the list holds {tries.successes_without} successes without", ""
    if tries and tries.blind and tries.successes_with and tries.failures_without:
        return SUPPORTED, "a list drawn up blind to outcomes: successes with, failures without, no success without", ""
    return UNTESTABLE, "no success without is documented, and no list blind to outcomes shows the need", ""


def _defines(part: Part, kind: str, studies: list[Study]) -> tuple[str, str, str]:
    """Judge a definition by the author's own cases and by the common core of published ones."""
    if part.fits is None:
        return UNTESTABLE, "not held against cases or published definitions", ""
    verdict = (UNSUPPORTED, PARTLY, SUPPORTED)[sum(part.fits)]
    words = ("fits" if fit else "does not fit" for fit in part.fits)
    return verdict, "{} the author's own cases, {} the common core of published definitions".format(*words), ""


_TABLE = {"often": _often, "most-or-tends": _tendency, "all": _all, "must": _must, "defines": _defines}


def _otherwise(part: Part, kind: str, studies: list[Study]) -> str:
    """Return partly supported, or contested where counts or accounts of a fact or trend disagree on the direction."""
    readings = {read(proof) for proof in (part.evidence, *part.counts) if proof and proof.estimate is not None}
    disagree = {"for", "against"} <= readings or {"for", "against"} <= {study.side for study in studies}
    return CONTESTED if disagree and kind in ("fact", "trend") else PARTLY


def _effect(evidence: Evidence2) -> Reading:
    """Return the reading of an effect: cases alone are mixed, and an interval inside the smallest effect is against."""
    if evidence.estimate is None:
        return "mixed"
    small = evidence.smallest
    ends = (evidence.low - evidence.benchmark, evidence.high - evidence.benchmark)
    null = small is not None and standing(evidence) >= 2 and -small < ends[0] and ends[1] < small
    return "against" if null else read(evidence)


def _demand(item: object, *fields: str) -> None:
    """Raise for the first of the fields that is blank: nothing, no text, an empty list, or a list with a blank text."""
    for field in fields:
        value = getattr(item, field)
        listed = list(value) if isinstance(value, (tuple, list)) else [value]
        if not listed or any(one is None or (isinstance(one, str) and not one.strip()) for one in listed):
            raise CourseError(f"{type(item).__name__} needs '{field}'.")


def _one_of(value: object, allowed: Iterable, name: str) -> None:
    """Raise unless a value is one of the allowed."""
    allowed = list(allowed)
    if value not in allowed:
        raise CourseError(f"'{name}' is one of {', '.join(map(repr, allowed))}, not {value!r}.")
