"""Lesson 17 by another route: the verdict rule written again from `data/authored/verdict_rule.md`.

What the verdicts rest on is read from the kept evidence, our own verdicts from the text of the lessons, where alone they stand.
"""

import json
import re
from functools import cache
from pathlib import Path
from statistics import median

from tests.second import per_cent, rows

HOME = Path(__file__).resolve().parents[2]
RANKED = SUPPORTED, PARTLY, CONTESTED, UNSUPPORTED = "supported", "partly supported", "contested", "not supported"
UNTESTABLE = "not testable here"


# What is kept.


@cache
def kept():
    """Claim → its parts, each with what bears on it."""
    text = (HOME / "data" / "evidence.json").read_text(encoding="utf-8")
    return {name: about["parts"] for name, about in json.loads(text).items()}


@cache
def board():
    """The claims of the other lessons."""
    return {row["claim_id"]: row for row in rows("claims") if row["lesson"] != "17"}


def caused():
    return [name for name, row in board().items() if row["kind"] == "causal"]


@cache
def ours():
    """Our verdicts, as the lessons state them."""
    found = {}
    for path in (HOME / "helpers" / "lessons").glob("l*.py"):
        found |= dict(re.findall(r'Judgement\(\s*"(C\d+\.\d+)",\s*"([^"]+)"', path.read_text(encoding="utf-8")))
    return found


# The rule. A part: its evidence, counts, cases, works.


def reading(proof):
    """For or against if the whole interval lies on that side of the benchmark, else mixed."""
    side = 1 if proof["expects"] == "above" else -1
    ends = [side * (proof[end] - proof["benchmark"]) for end in ("low", "high")]
    return "for" if min(ends) > 0 else "against" if max(ends) < 0 else "mixed"


def rung(proof):
    """The rung of a number's design; a placebo that finds as much as the effect takes rung 2 down to 0, one that finds less to 1."""
    if proof["estimate"] is None or proof["rung"] != 2:
        return 0 if proof["estimate"] is None else proof["rung"] or 0
    middle, low, high = (number - proof["benchmark"] for number in proof["placebo"])
    effect, found = proof["estimate"] - proof["benchmark"], not low <= 0 <= high
    if proof["low"] <= proof["benchmark"] <= proof["high"]:
        return 0 if found else 2
    return 0 if middle / effect >= 1 else 1 if found else 2


def effect(proof):
    """The reading of an effect: cases alone decide nothing, and what lies inside the smallest effect worth having is against."""
    if proof["estimate"] is None:
        return "mixed"
    ends = [abs(proof[end] - proof["benchmark"]) for end in ("low", "high")]
    within = proof["smallest"] and rung(proof) >= 2 and reading(proof) == "mixed" and max(ends) < proof["smallest"]
    return "against" if within else reading(proof)


def ladder(proof, works):
    """A causal statement as a rule: by our own number and by the designs of the works."""
    if not proof and not works:
        return UNTESTABLE
    own, mine, scope = (rung(proof), effect(proof), proof["scope"]) if proof else (0, "", "")
    cited = [(work["rung"], work["side"], work["scope"]) for work in works if work["rung"]]
    voices = cited + ([(own, mine, scope)] if own else [])

    def disagree(least, side):
        return any(strength >= least and said in (side, "qualifies") for strength, said, _ in voices)

    for side, other, verdict in (("for", "against", SUPPORTED), ("against", "for", UNSUPPORTED)):
        if own >= 2 and (mine, scope) == (side, "whole") and not disagree(own, other):
            return verdict
        undecided = (own >= 2 and mine == other) or (own == 3 and mine == "mixed")
        if (3, side, "whole") in cited and not undecided and not disagree(3, other):
            return verdict
    for strength, said, of in voices:
        against = any(other >= strength and side == "against" and its in ("whole", of) for other, side, its in voices)
        denied = own >= 2 and mine == "against" and scope in ("whole", of)
        if said in ("for", "qualifies") and not against and not denied and not (mine == "mixed" and own >= strength):
            return PARTLY
    return CONTESTED


def otherwise(part, kind, works):
    """Partly; but contested where counts or accounts of a fact or trend disagree on the direction."""
    told = {reading(proof) for proof in (part["evidence"], *part["counts"]) if proof and proof["estimate"] is not None}
    both = {"for", "against"}
    return CONTESTED if kind in ("fact", "trend") and (both <= told or both <= {work["side"] for work in works}) else PARTLY  # fmt: skip


def often(part, kind, works):
    proof = part["evidence"]
    if not proof:
        return UNTESTABLE
    if proof["estimate"] is None:
        return PARTLY
    if reading(proof) == "for":
        return SUPPORTED if kind != "causal" or proof["traced"] else PARTLY
    if reading(proof) == "against" and proof["comparison"] is not None and proof["low"] <= proof["comparison"]:
        return UNSUPPORTED
    return otherwise(part, kind, works)


def as_a_rule(part, kind, works):
    if kind == "causal":
        return ladder(part["evidence"], works)
    proofs = [proof for proof in (part["evidence"], *part["counts"]) if proof]
    told = {reading(proof) if proof["estimate"] is not None else "mixed" for proof in proofs}
    if not told:
        return UNTESTABLE
    return SUPPORTED if told == {"for"} else UNSUPPORTED if told == {"against"} else otherwise(part, kind, works)


def without_exception(part, kind, works):
    proof, searched = part["evidence"], part["searched"]
    if part["counterexamples"]:
        return CONTESTED if all(case["disputed"] for case in part["counterexamples"]) else UNSUPPORTED
    if kind == "causal" or not proof:
        return {"full count": SUPPORTED, "sample": PARTLY, "": UNTESTABLE}[searched]
    full = "full count" in (proof["data"], searched)
    if proof["estimate"] is not None:
        short = (proof["estimate"] - proof["benchmark"]) * (1 if proof["expects"] == "above" else -1) < 0
        if reading(proof) == "against" or (full and short):
            return UNSUPPORTED
        if short:
            return otherwise(part, kind, works)
    return SUPPORTED if full else PARTLY


def must(part):
    """One success without is enough against; for it only a list drawn up without regard to outcomes."""
    if part["counterexamples"]:
        return CONTESTED if all(case["disputed"] for case in part["counterexamples"]) else UNSUPPORTED
    tries = part["outcomes"]
    if not tries:
        return UNTESTABLE
    shown = tries["blind"] and tries["successes_with"] and tries["failures_without"]
    return UNSUPPORTED if tries["successes_without"] else SUPPORTED if shown else UNTESTABLE


def defines(part):
    return UNTESTABLE if part["fits"] is None else (UNSUPPORTED, PARTLY, SUPPORTED)[sum(part["fits"])]


def of_force(force, part, kind, works):
    """The verdict on a part by how much its words claim."""
    if force == "often":
        return often(part, kind, works)
    if force == "most-or-tends":
        return as_a_rule(part, kind, works)
    if force == "all":
        return without_exception(part, kind, works)
    return must(part) if force == "must" else defines(part)


def exists(named):
    """What can be, or is listed: a dated case for each thing; traced, or a work with a design, if it is causal."""
    marks = set()
    for part, kind, works in named:
        if part["impossible"]:
            return UNSUPPORTED
        things = part["things"] or [part["name"]]
        for thing in things:
            cases = [case for case in (part["evidence"] or {"cases": []})["cases"] if case["thing"] in ("", thing)]
            found = any(work["rung"] and work["side"] in ("for", "qualifies") and (work["thing"] == thing or (len(things) == 1 and not work["thing"])) for work in works)  # fmt: skip
            shown = any(case["traced"] for case in cases) or found if kind == "causal" else bool(cases)
            marks.add("shown" if shown else "untraced" if cases else "missing")
    return SUPPORTED if marks == {"shown"} else UNTESTABLE if marks == {"missing"} else PARTLY


def judged(name, parts):
    """The verdict of the rule: that of the weakest tested part."""
    row = board()[name]
    kind, force = row["kind"], row["force"]
    if kind == "normative":
        if not row["testable"].startswith("partly"):
            return UNTESTABLE
        kind, force = "fact", "most-or-tends"
    if force == "will":
        return UNTESTABLE
    found, named = [], []
    for part in parts:
        its_force, its_kind = part["force"] or force, part["kind"] or kind
        works = [work for work in part["studies"] if work["bears_on"] == "document" and work["seen"] != "not seen" and work["side"] != "background"]  # fmt: skip
        if its_kind == "normative" or its_force == "will":
            continue
        if its_force in ("can", "lists-examples"):
            named.append((part, its_kind, works))
        else:
            found.append(of_force(its_force, part, its_kind, works))
    found += [exists(named)] if named else []
    return max((verdict for verdict in found if verdict != UNTESTABLE), key=RANKED.index, default=UNTESTABLE)


# The counts.


@cache
def verdicts(design="", literature=True):
    """Verdicts of the plain rule; design, for a cause as a rule: none needed ('free'), or a condition ('strict'), for numbers and works alike."""

    def left(proof, asked):
        if not proof or proof["estimate"] is None or not asked:
            return proof
        return proof | {"rung": 3} if design == "free" else proof if rung(proof) >= 2 else None

    def cited(work, asked):
        if not asked:
            return [work]
        return [work | {"rung": 3}] if design == "free" else [work] * (work["rung"] >= 2)

    found = {}
    for name, row in board().items():
        parts = []
        for part in kept()[name]:
            asked = design and (part["kind"] or row["kind"]) == "causal" and (part["force"] or row["force"]) == "most-or-tends"  # fmt: skip
            works = [work for work in part["studies"] for work in cited(work, asked)] if literature else []
            parts.append(part | {"evidence": left(part["evidence"], asked), "counts": [proof for proof in part["counts"] if left(proof, asked)], "studies": works})  # fmt: skip
        found[name] = judged(name, parts)
    return found


def surviving(**settings):
    """Causal claims supported, in whole or in part."""
    return sum(verdicts(**settings)[name] in (SUPPORTED, PARTLY) for name in caused())


def claims():
    return len(board())


def causal():
    return len(caused())


def asked():
    return sum(bool(row["stronger_question"]) for row in board().values())


@cache
def ours_beside():
    """Our answers to the questions beside the claims, as the lessons state them; a claim's next verdict is not its own."""
    found = {}
    for path in (HOME / "helpers" / "lessons").glob("l*.py"):
        for name, text in re.findall(r'Judgement\(\s*"(C\d+\.\d+)",(.*?)(?=\n    Judgement\(|\n\]|\Z)', path.read_text(encoding="utf-8"), flags=re.S):  # fmt: skip
            found[name] = (re.findall(r'\bours="([^"]+)"', text) or [""])[0]
    return found


def asking(kind):
    """The claims beside which a question of that kind stands."""
    return [name for name, row in board().items() if row["stronger_kind"] == kind]


def harder():
    return len(asking("harder"))


def other():
    return len(asking("other"))


def contrary():
    return len(asking("contrary"))


def green():
    """Claims that hold as worded, and were asked for more."""
    return [name for name in asking("harder") if ours()[name] == SUPPORTED]


def harder_green():
    return len(green())


def harder_held():
    return sum(ours_beside()[name] == SUPPORTED for name in green())


def held(*forces, kind="causal"):
    names = [name for name, row in board().items() if row["kind"] == kind and row["force"] in forces]
    return per_cent(sum(ours()[name] in (SUPPORTED, PARTLY) for name in names), len(names))


def hedged():
    return held("can", "lists-examples")


def unhedged():
    return held("most-or-tends")


def ruled_facts():
    return held("most-or-tends", kind="fact")


def untested():
    return sum(
        ours()[name] == UNTESTABLE and row["kind"] != "normative" and row["force"] != "will"
        for name, row in board().items()
    )


def departures():
    return sum(ours()[name] != verdict for name, verdict in verdicts().items())


def contested_rule():
    return list(verdicts().values()).count(CONTESTED)


def contested_alone():
    return list(verdicts(literature=False).values()).count(CONTESTED)


def partly_alone():
    return surviving(literature=False)


def free_design():
    return surviving(design="free")


def strict_design():
    return surviving(design="strict")


def plain_causal():
    return surviving()


def behind(name, place):
    return like_with_like()[f"{name}/{place}"]


def missions():
    return behind("C18.2", 1)["estimate"]


def missions_low():
    return behind("C18.2", 1)["low"]


def missions_high():
    return behind("C18.2", 1)["high"]


def joint_force():
    return behind("C15.6", 1)["estimate"]


def works_design():
    return sum(work["rung"] >= 2 for name in caused() for part in kept()[name] for work in part["studies"])


def as_rules():
    return [name for name in caused() if board()[name]["force"] == "most-or-tends"]


def ruled():
    return len(as_rules())


def ruled_silent():
    return sum(verdicts(design="strict")[name] == UNTESTABLE for name in as_rules())


def ruled_untested():
    return sum(verdicts()[name] == UNTESTABLE for name in as_rules())


def strict_rise():
    steps = [(verdicts()[name], verdicts(design="strict")[name]) for name in board()]
    return sum(UNTESTABLE not in step and RANKED.index(step[1]) < RANKED.index(step[0]) for step in steps)


def numbers(name):
    """All numbers behind a claim, those of its later parts included."""
    proofs = (proof for part in kept()[name] for proof in (part["evidence"], *part["counts"]))
    return [proof for proof in proofs if proof and proof["estimate"] is not None]


# What bears on the conclusion: claim and place of the part among those that rest on a number comparing like with like.
BEARS = {
    "safety": "C00.1/1 C00.4/1 C02.3/2 C02.4/1 C03.5/1 C05.10/1 C06.7/1 C06.8/1 C15.6/1 C15.6/2 C18.2/1",
    "trust": "C02.2/1 C17.4/1 C20.2/2",
    "ties": "C00.2/1 C00.7/1 C01.4/1 C01.4/2 C01.6/1 C01.7/1 C02.3/1 C02.6/1 C04.8/1 C05.2/1 C05.7/1 C05.7/2 C06.7/2 C06.9/1 C17.4/2 C17.9/1 C18.1/1 C18.5/1 C19.3/1 C20.2/1 C20.4/1",
}  # fmt: skip


@cache
def like_with_like():
    """Claim/place → the number that a part rests on, if its design is at least a comparison of like units; each number once."""
    found, seen = {}, []
    for name in board():
        place = 0
        for part in kept()[name]:
            proof = part["evidence"]
            if proof and proof["estimate"] is not None and proof["rung"]:
                place += 1
                if proof not in seen:
                    seen.append(proof)
                    found[f"{name}/{place}"] = proof
    return found


def bearing(field):
    return [reading(like_with_like()[place]) for place in BEARS[field].split()]


def chosen():
    return sum(len(bearing(field)) for field in BEARS)


def not_chosen():
    return len(like_with_like()) - chosen()


def safety():
    return len(bearing("safety"))


def safety_for():
    return bearing("safety").count("for")


def safety_against():
    return bearing("safety").count("against")


def trust():
    return len(bearing("trust"))


def trust_for():
    return bearing("trust").count("for")


def ties():
    return len(bearing("ties"))


def ties_for():
    return bearing("ties").count("for")


def with_design():
    return sum(any(rung(proof) >= 2 for proof in numbers(name)) for name in caused())


@cache
def undecided():
    """The first number of each claim that has one, where it reads mixed."""
    return [proof for name in board() for proof in numbers(name)[:1] if reading(proof) == "mixed"]


def mixed():
    return len(undecided())


def mixed_against():
    """Those whose estimate lies on the side that the claim denies."""
    return sum((proof["estimate"] - proof["benchmark"]) * (1 if proof["expects"] == "above" else -1) < 0 for proof in undecided())  # fmt: skip


def more_cases():
    needed = []
    for proof in undecided():
        away = proof["estimate"] - proof["benchmark"]
        half = proof["estimate"] - proof["low"] if away > 0 else proof["high"] - proof["estimate"]
        needed.append((half / away) ** 2 if away else float("inf"))
    return median(needed)
