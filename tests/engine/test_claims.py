"""The rules from numbers to readings and from readings to verdicts; cards, board, and what is missing."""

import re
from dataclasses import replace

import pytest

from helpers import claims, ledger
from helpers.cards import unmarked
from helpers.claims import side_by_side
from helpers.data import CourseError, load
from helpers.gauge import KINDS, STEPS, gauge, strip
from helpers.marks import tidy
from helpers.models import proportion
from helpers.rule import (
    INTERVALS,
    VERDICTS,
    Case,
    Evidence2,
    Outcomes,
    Part,
    Study,
    ladder,
    read,
    rule_v2,
    standing,
    stronger_v2,
)


@pytest.mark.parametrize(
    ("low", "high", "expects", "reading"),
    [
        (51, 60, "above", "for"),
        (40, 49, "above", "against"),
        (45, 55, "above", "mixed"),
        (40, 49, "below", "for"),
        (51, 60, "below", "against"),
        (50, 50, "above", "mixed"),
    ],
)
def test_reading(low, high, expects, reading):
    assert read(share(low, high, expects=expects)) == reading


def test_reading_moves_with_the_bar():
    assert read(None) == "silent"
    assert [read(share(55, 60), shift) for shift in (0, 0.15, 0.3)] == ["for", "mixed", "against"]
    assert [read(share(40, 45, expects="below"), shift) for shift in (0, 0.15, 0.3)] == ["for", "mixed", "against"]
    assert [read(share(-1, -0.5, expects="below", benchmark=0.0), shift) for shift in (0, 0.7, 2)] == [
        "for",
        "mixed",
        "against",
    ]


def test_cards_carry_the_claim_and_escape():
    for number in ("05", "16"):
        cards, shown = repr(ledger.claim_cards(number)), repr(ledger.verdicts(number, reveal=True))
        for claim_id, about in claims.claims(number).iterrows():
            item = claims.judgements(number)[claim_id]
            assert f"{claim_id} ({about['kind']}): {about['claim']}" in cards
            assert f"Verdict: {item.verdict}" in shown and unmarked(item.reason) in shown
            if claims.proofs(item.parts()):
                assert f"def {item.parts.__name__}(" in repr(claims.evidence_code(claim_id))
        assert "<script" not in ledger.verdicts(number, reveal=True)._repr_html_()


def test_a_card_of_the_second_edition_shows_all_that_a_referee_asks_for():
    for claim_id, item in claims.judgements("05").items():
        plain, rich = claims.verdict_card(claim_id)
        assert rich.count("Gauge: ") == 1 + bool(item.ours)
        found = claims.proofs(item.parts()) + claims.proofs(item.ours_parts() if item.ours_parts else ())
        for proof in found:
            assert proof.finding in plain
            if proof.estimate is not None:
                assert KINDS[proof.interval].format(by=proof.by) in plain and proof.why_benchmark in plain
                assert f"n = {proof.n:,} {proof.n_unit}" in plain
            assert all(f"{case.when}; {case.source}" in plain for case in proof.cases)
        assert all(rival in plain for proof in claims.proofs(item.parts()) for rival in proof.rivals)
        table = load("literature").query("claim_id == @claim_id and checked.notna()", local_dict={"claim_id": claim_id})
        for row in table.itertuples():
            assert (row.finding in plain) == (row.side != "background"), row.key
        assert "reads: " not in plain, "no jargon"


def test_a_departure_is_said_aloud(monkeypatch):
    item = claims.judgements("05")["C05.3"]
    away = replace(item, verdict="contested", departs="Troops are one yardstick among several.")
    monkeypatch.setattr(claims, "judgements", lambda number=None: {"C05.3": away})
    claims.verdict_card.cache_clear()
    claims.ruling.cache_clear()
    try:
        plain, _ = claims.verdict_card("C05.3")
        assert "The plain rule gives 'supported'" in plain and "We depart from it: Troops" in plain
        assert "Verdict: contested." in plain
    finally:
        claims.verdict_card.cache_clear()


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_gauge_fills_one_step_and_says_the_word_first(verdict):
    shown = gauge(verdict, "as worded")
    assert shown.index(verdict[1:]) < shown.index("Gauge") and "(as worded)" in shown
    assert shown.count("background:#") == 1 and f">{verdict}</span>" in shown
    assert [step for step in STEPS if f">{step}</span>" in shown] == STEPS


def test_the_strip_puts_the_number_on_its_side_of_the_benchmark():
    for low, high, expects in ((60, 70, "above"), (30, 40, "below"), (40, 60, "above")):
        drawn = strip(share(low, high, expects=expects))
        dot, bar = (float(re.search(pattern, drawn)[1]) for pattern in (r"cx='([\d.]+)'", r"M([\d.]+) 14V"))
        assert (dot > bar) == ((low + high) / 2 > 50) or dot == bar
        left, right = map(float, re.search(r"M([\d.]+) 28H([\d.]+)", drawn).groups())
        assert left < dot < right and left >= 10 and right <= 310
    assert "28H" not in strip(count(60)), "a full count has no bar"


@pytest.mark.parametrize(
    "call",
    [
        lambda: ledger.claim_cards("98"),
        lambda: ledger.verdicts("5"),
        lambda: claims.evidence_code("C05.8"),  # rests on works alone
        lambda: claims.evidence_code("C21.4"),  # a forecast: nothing is computed
        lambda: claims.evidence_code("C05.99"),
        lambda: claims.evidence_code(""),
    ],
)
def test_unknown_lessons_and_claims_get_a_sentence(call):
    with pytest.raises(CourseError):
        call()


def test_missing_finds_what_is_missing(monkeypatch):
    full = claims.judgements("05")
    assert claims.missing().empty
    bare = {"C05.2": replace(full["C05.2"], ours="")}
    monkeypatch.setattr(claims, "judgements", lambda number=None: {key: item for key, item in full.items() if key != "C05.1"} | bare)  # fmt: skip
    assert list(claims.missing("05").itertuples(index=False, name=None)) == [("C05.1", "no verdict"), ("C05.2", "no answer to our question")]  # fmt: skip


def test_evidence_is_found_where_claim_and_lesson_numbers_differ():
    found = claims.claims()
    claim_id = next(i for i in found.index if i[1:3] != found.loc[i, "lesson"] and claims.proofs(claims.kept(i)))
    assert claim_id in repr(claims.evidence_code(claim_id))


@pytest.mark.parametrize("claim_id", ["C05.1", "C05.4", "C10.2", "C13.1", "C15.6"])
def test_parts_come_back_from_plain_values(claim_id):
    """What the file keeps is what the lesson computed, object for object, numbers to eight digits."""
    for stronger in (False, True):
        kept, live = claims.kept(claim_id, stronger), claims.parts(claim_id, stronger)
        assert [part.studies for part in kept] == [part.studies for part in live]
        assert [(part.name, part.things, part.outcomes, part.fits, part.counterexamples) for part in kept] == [(part.name, part.things, part.outcomes, part.fits, part.counterexamples) for part in live]  # fmt: skip
        for ours, theirs in zip(claims.proofs(kept), claims.proofs(live), strict=True):
            assert (ours.finding, ours.cases, ours.rung, ours.expects) == (theirs.finding, theirs.cases, theirs.rung, theirs.expects)  # fmt: skip
            assert ours.estimate == (theirs.estimate if theirs.estimate is None else pytest.approx(theirs.estimate, rel=1e-7))  # fmt: skip
        assert claims.ruling(claim_id, stronger, computed=False) == claims.ruling(claim_id, stronger) if kept else True


# Evidence and rule, version 2

FULL = {
    "finding": "Of 40 pairs 60% did.",
    "data": "panel",
    "rivals": ("likeness",),
    "rung": 1,
    "estimate": 60.0,
    "low": 51.0,
    "high": 69.0,
    "interval": "clustered",
    "by": "state",
    "unit": "%",
    "n": 40,
    "n_unit": "pairs",
    "benchmark": 50.0,
    "why_benchmark": "as many as not",
    "expects": "above",
}
CASE = Case("A ends a pact with B", "2019-08-22", "treaty register")
TRACED = Case("A ends a pact with B over labour", "2019-08-22", "report", traced=True)


def effect(low, high, rung=1, benchmark=1.0, **more):
    """A causal estimate that the claim expects above 1; at rung 2 with a placebo that finds nothing."""
    calm = {"placebo": (benchmark, benchmark - 1, benchmark + 1)} if rung == 2 else {}
    numbers = {"estimate": (low + high) / 2, "low": low, "high": high, "rung": rung, "benchmark": benchmark}
    return Evidence2(**FULL | calm | numbers | more)


def share(low, high, **more):
    return Evidence2(**FULL | {"estimate": (low + high) / 2, "low": low, "high": high, "rung": None} | more)


def count(value, benchmark=50.0, **more):
    """A full count."""
    kind = {"data": "full count", "interval": "full count", "by": "", "benchmark": benchmark}
    return share(value, value, **kind | more)


def cases(*items, **more):
    blank = {"finding": "It happened.", "data": "teaching list", "rivals": ("none: the texts say so",), "rung": None}
    return Evidence2(**blank | more, cases=items)


FOR, AGAINST, MIXED = (1.1, 2.0), (0.2, 0.9), (0.5, 2.0)


@pytest.mark.parametrize("field", [name for name in FULL if name not in ("rung", "estimate")])
@pytest.mark.parametrize("blank", [None, "", " ", ()])
def test_evidence_2_demands_each_field(field, blank):
    Evidence2(**FULL)
    with pytest.raises(CourseError, match=f"needs '{field}'"):
        Evidence2(**FULL | {field: blank})


@pytest.mark.parametrize("field", ["finding", "data", "rivals", "rung"])
def test_evidence_2_cannot_leave_these_unsaid(field):
    with pytest.raises(TypeError, match=field):
        Evidence2(**{key: value for key, value in FULL.items() if key != field})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"estimate": 80.0}, "low ≤ estimate"),
        ({"estimate": float("nan")}, "low ≤ estimate"),
        ({"benchmark": float("nan")}, "finite benchmark"),
        ({"n": 0}, "n of 1 or more"),
        ({"smallest": 0.0}, "smallest effect above zero"),
        ({"data": "poll"}, "'data' is one of"),
        ({"rung": 4}, "'rung' is one of"),
        ({"expects": "more"}, "'expects' is one of"),
        ({"interval": "Wilson"}, "interval"),
        ({"data": "full count"}, "interval"),
        ({"data": "full count", "interval": "full count"}, "all three equal"),
        ({"data": "teaching list", "interval": "none"}, "all three equal"),
        ({"data": "full count", "interval": "worst case"}, "interval"),
        ({"rung": 2}, "placebo"),
        ({"rung": 2, "placebo": (1, 2)}, "value, low, high"),
        ({"rung": 2, "placebo": (3, 1, 2)}, "value, low, high"),
        ({"rivals": "likeness"}, "as a list"),
        ({"rivals": ("likeness", "")}, "rivals"),
        ({"estimate": None}, "needs cases"),
        ({"estimate": None, "cases": (CASE,)}, "no estimate"),
        ({"scope": ""}, "scope"),
    ],
)
def test_evidence_2_says_what_is_wrong(change, words):
    with pytest.raises(CourseError, match=words):
        Evidence2(**FULL | change)


@pytest.mark.parametrize("data", INTERVALS)
def test_each_kind_of_data_names_its_intervals(data):
    for interval in INTERVALS[data]:
        alone = {"low": 60.0, "high": 60.0} if data in ("full count", "teaching list") else {}
        assert Evidence2(**FULL | alone | {"data": data, "interval": interval}).interval == interval
    if data not in ("full count", "teaching list"):
        for interval in ("least and most", "worst case"):
            assert Evidence2(**FULL | {"data": data, "interval": interval, "by": ""}).interval == interval


@pytest.mark.parametrize("field", ["what", "when", "source"])
def test_a_case_has_date_and_source(field):
    full = {"what": "it ends", "when": "1999", "source": "register"}
    assert not Case(**full).traced
    with pytest.raises(CourseError, match=field):
        Case(**full | {field: " "})


def test_reading_of_evidence_2():
    assert [read(share(*ends)) for ends in ((51, 60), (40, 49), (45, 55))] == ["for", "against", "mixed"]
    below = share(40, 49, expects="below")
    assert [read(below, shift) for shift in (0, 0.15, 0.3)] == ["for", "mixed", "against"]
    assert [read(count(value)) for value in (51, 50, 49)] == ["for", "mixed", "against"]
    assert read(cases(CASE)) == "for"


def study(side, rung, scope="whole", **more):
    return Study("Key2000", side, rung, scope, **more)


@pytest.mark.parametrize(
    ("proof", "rung"),
    [
        (effect(*FOR, rung=0), 0),
        (effect(*FOR, rung=1), 1),
        (effect(*FOR, rung=2), 2),
        (effect(*FOR, rung=3), 3),
        (effect(1.1, 1.5, rung=2, placebo=(1.3, 0.9, 1.7)), 0),  # finds as much
        (effect(1.1, 1.5, rung=2, placebo=(1.29, 0.9, 1.7)), 2),  # less, and not clear of nothing
        (effect(1.1, 1.5, rung=2, placebo=(1.2, 1.1, 1.3)), 1),  # something, but less
        (effect(1.1, 1.5, rung=2, placebo=(0.5, 0.4, 0.6)), 1),  # something, on the other side
        (effect(0.4, 0.6, rung=2, placebo=(0.5, 0.2, 1.2)), 0),
        (effect(0.9, 1.2, rung=2, placebo=(1.1, 0.9, 1.3)), 2),  # no effect, and none before
        (effect(0.9, 1.2, rung=2, placebo=(1.2, 1.1, 1.3)), 0),
        (effect(1.1, 1.5, rung=2, placebo=(1.2, 1.0, 1.4)), 2),  # touches nothing
        (effect(1.1, 1.5, rung=2, placebo=(0.9, 0.8, 1.0)), 2),
        (effect(1.0, 1.5, rung=2, placebo=(1.3, 0.9, 1.7)), 2),  # the effect itself touches nothing
        (effect(0.5, 1.0, rung=2, placebo=(0.7, 0.5, 1.1)), 2),
        (effect(1.1, 1.5, rung=3, placebo=(1.3, 1.2, 1.7)), 3),
        (cases(CASE, rung=3), 0),
        (share(51, 60), 0),
        (cases(CASE), 0),
    ],
)
def test_a_placebo_moves_the_rung(proof, rung):
    assert standing(proof) == rung
    assert proof.causal == (rung >= 2)


NULL = {"rung": 2, "smallest": 0.2, "placebo": (1.0, 0.9, 1.1)}
LADDER = [
    # supported
    (effect(*FOR, rung=2), [], "supported"),
    (effect(*FOR, rung=3), [], "supported"),
    (effect(*FOR, rung=2), [study("against", 1)], "supported"),
    (effect(*FOR, rung=3), [study("against", 2)], "supported"),
    (effect(*FOR, rung=2), [study("for", 2), study("for", 1, "1945-88")], "supported"),
    (effect(*MIXED, rung=2), [study("for", 3)], "supported"),
    (effect(*AGAINST, rung=1), [study("for", 3), study("against", 2)], "supported"),
    (None, [study("for", 3)], "supported"),
    (effect(*FOR, rung=3, scope="pacts"), [study("for", 3)], "supported"),
    # not supported
    (effect(*AGAINST, rung=2), [], "not supported"),
    (effect(*AGAINST, rung=3), [study("for", 2)], "not supported"),
    (effect(*AGAINST, rung=2), [study("for", 1), study("qualifies", 1)], "not supported"),
    (None, [study("against", 3)], "not supported"),
    (effect(*FOR, rung=1), [study("against", 3)], "not supported"),
    (effect(0.9, 1.15, **NULL), [], "not supported"),
    (effect(1.05, 1.15, **NULL), [], "not supported"),  # for, but not worth having
    # partly supported
    (effect(*FOR, rung=1), [], "partly supported"),
    (effect(*FOR, rung=1), [study("against", 0)], "partly supported"),
    (effect(*FOR, rung=2, scope="1945-88"), [], "partly supported"),
    (effect(*FOR, rung=3, scope="1945-88"), [study("against", 2)], "partly supported"),
    (effect(*FOR, rung=2), [study("against", 2, "before 1945")], "partly supported"),
    (effect(*FOR, rung=2), [study("qualifies", 2)], "partly supported"),
    (effect(*FOR, rung=0), [study("for", 1)], "partly supported"),
    (None, [study("for", 1)], "partly supported"),
    (None, [study("for", 2)], "partly supported"),
    (None, [study("for", 2, "defence pacts")], "partly supported"),
    (None, [study("for", 3, "defence pacts")], "partly supported"),
    (None, [study("qualifies", 1)], "partly supported"),
    (None, [study("for", 1, "democracies"), study("against", 1, "autocracies")], "partly supported"),
    (None, [study("for", 2), study("against", 1)], "partly supported"),
    (effect(*MIXED, rung=1), [study("for", 2)], "partly supported"),
    (effect(*AGAINST, rung=1), [study("for", 2)], "partly supported"),
    (effect(*AGAINST, rung=2, scope="pacts"), [study("for", 3, "coalitions")], "partly supported"),
    # contested
    (effect(*MIXED, rung=1), [], "contested"),
    (effect(*MIXED, rung=2), [study("for", 1)], "contested"),
    (effect(*MIXED, rung=2), [study("qualifies", 2)], "contested"),
    (effect(*MIXED, rung=3), [study("for", 3)], "contested"),
    (effect(0.9, 1.3, **NULL), [], "contested"),  # reaches beyond the smallest effect
    (effect(0.9, 1.15, rung=1, smallest=0.2), [], "contested"),  # a null counts from rung 2 on
    (effect(*AGAINST, rung=1), [], "contested"),
    (effect(*FOR, rung=1), [study("against", 1)], "contested"),
    (effect(*FOR, rung=1), [study("against", 2)], "contested"),
    (effect(*FOR, rung=2), [study("against", 2)], "contested"),
    (effect(*FOR, rung=2), [study("against", 3)], "contested"),
    (effect(*AGAINST, rung=2), [study("for", 3)], "contested"),
    (effect(0.9, 1.15, **NULL), [study("for", 3)], "contested"),
    (effect(*AGAINST, rung=2), [study("for", 2)], "contested"),
    (effect(*AGAINST, rung=2), [study("for", 2, "defence pacts")], "contested"),
    (effect(*AGAINST, rung=2), [study("qualifies", 2)], "contested"),
    (effect(*FOR, rung=2, scope="pacts"), [study("against", 2, "pacts")], "contested"),
    (effect(*AGAINST, rung=2, scope="pacts"), [], "contested"),
    (effect(*FOR, rung=0), [], "contested"),
    (effect(*AGAINST, rung=0), [], "contested"),
    (effect(*FOR, rung=0), [study("against", 1)], "contested"),
    (effect(*FOR, rung=2, placebo=(2.0, 1.5, 2.5)), [], "contested"),
    (None, [study("for", 0)], "contested"),
    (None, [study("against", 2)], "contested"),
    (None, [study("for", 3), study("against", 3)], "contested"),
    (None, [study("for", 2, "pacts"), study("against", 2)], "contested"),
    (cases(TRACED), [], "contested"),
    # neither estimate nor study
    (None, [], "not testable here"),
]


@pytest.mark.parametrize(("proof", "studies", "verdict"), LADDER)
def test_ladder(proof, studies, verdict):
    found = ladder(proof, studies)
    assert found[0] == verdict
    assert ladder(proof, studies[::-1]) == ladder(proof, studies * 3) == found, (
        "neither order nor number of works counts"
    )
    ruling = rule_v2("causal", "most-or-tends", [Part(name="it", evidence=proof, studies=tuple(studies))])
    assert ruling.printed == verdict


@pytest.mark.parametrize(
    ("proof", "studies", "words"),
    [
        (effect(*FOR, rung=2), [], "before and after, with a placebo, speaks for it"),
        (effect(*AGAINST, rung=3), [], "as good as drawn by lot, speaks against it"),
        (None, [study("against", 3)], "a study as good as drawn by lot speaks against it"),
        (effect(*FOR, rung=1), [], "speaks for it is a comparison of like units; that is not enough"),
        (None, [study("for", 2, "democracies")], "covers only this: democracies"),
        (None, [study("qualifies", 1)], "speaks for a part of it is a comparison of like units"),
        (effect(*MIXED, rung=0), [], "only a raw association"),
        (effect(*MIXED, rung=2), [study("for", 1)], "before and after, with a placebo, decides nothing"),
        (effect(*MIXED, rung=0), [study("against", 2)], "equally strong designs disagree"),
        (effect(*FOR, rung=2), [study("against", 2)], "equally strong designs disagree"),
    ],
)
def test_the_ladder_says_why(proof, studies, words):
    assert words in ladder(proof, studies)[1]


def part(name="it", **more):
    return Part(name=name, **more)


SIDES = (study("for", 0), study("against", 0))
ONE, DISPUTED = Case("Cyprus", "1974", "UN"), Case("Cyprus", "1974", "UN", disputed=True)
LIST = {"successes_with": 5, "failures_with": 2, "successes_without": 0, "failures_without": 3, "blind": True}


def must(**change):
    return {"outcomes": Outcomes(**LIST | change)}


TABLE = [
    # can and open lists: cases, traced or studied if causal; never by omission, overlap or an average
    *[("fact", force, {"evidence": cases(CASE)}, "supported (as worded)") for force in ("can", "lists-examples")],
    ("fact", "can", {}, "not testable here"),
    ("fact", "can", {"studies": (study("for", 3),)}, "not testable here"),
    ("causal", "can", {"evidence": cases(CASE)}, "partly supported"),
    ("causal", "can", {"evidence": cases(CASE, TRACED)}, "supported (as worded)"),
    ("causal", "can", {"studies": (study("for", 1, "pacts"),)}, "supported (as worded)"),
    ("causal", "can", {"studies": (study("qualifies", 2),)}, "supported (as worded)"),
    ("causal", "can", {"studies": (study("for", 0),)}, "not testable here"),
    ("causal", "can", {"studies": (study("against", 3),)}, "not testable here"),
    ("causal", "can", {"evidence": effect(*AGAINST, rung=3)}, "not testable here"),
    ("causal", "can", {"evidence": effect(*AGAINST, rung=3, cases=(TRACED,))}, "supported (as worded)"),
    ("fact", "can", {"impossible": "the charter forbids it"}, "not supported"),
    # often: whole interval against one half, and the comparison group
    ("fact", "often", {"evidence": share(51, 60)}, "supported"),
    ("fact", "often", {"evidence": share(0.51, 0.6, benchmark=0.5)}, "supported"),
    ("fact", "often", {"evidence": share(45, 55)}, "partly supported"),
    ("fact", "often", {"evidence": share(45, 55), "studies": SIDES}, "contested"),
    ("causal", "often", {"evidence": share(45, 55), "studies": SIDES}, "partly supported"),
    ("fact", "often", {"evidence": share(40, 49, comparison=40.0)}, "not supported"),
    ("fact", "often", {"evidence": share(40, 49, comparison=39.0)}, "partly supported"),
    ("fact", "often", {"evidence": share(40, 49)}, "partly supported"),
    ("fact", "often", {"evidence": share(40, 55, comparison=60.0)}, "partly supported"),
    ("causal", "often", {"evidence": share(51, 60)}, "partly supported"),
    ("causal", "often", {"evidence": share(51, 60, traced=True)}, "supported"),
    ("fact", "often", {"evidence": cases(CASE)}, "partly supported"),
    ("fact", "often", {}, "not testable here"),
    # most or tends, described
    *[
        (kind, "most-or-tends", {"evidence": proof, "studies": studies}, verdict)
        for kind in ("fact", "trend")
        for proof, studies, verdict in [
            (share(51, 60), (), "supported"),
            (count(51), (), "supported"),
            (share(51, 60), SIDES, "supported"),
            (share(40, 49), SIDES, "not supported"),
            (count(49), (), "not supported"),
            (share(45, 55), (), "partly supported"),
            (share(45, 55), SIDES[:1], "partly supported"),
            (share(45, 55), SIDES, "contested"),
            (None, SIDES, "not testable here"),
        ]
    ],
    ("trend", "most-or-tends", {"evidence": share(51, 60), "counts": (count(49),)}, "contested"),
    ("trend", "most-or-tends", {"evidence": share(51, 60), "counts": (count(52),)}, "supported"),
    ("trend", "most-or-tends", {"evidence": share(51, 60), "counts": (share(45, 55),)}, "partly supported"),
    ("fact", "most-or-tends", {"evidence": cases(CASE)}, "partly supported"),
    # all
    ("fact", "all", {"evidence": count(100, 100.0)}, "supported"),
    ("fact", "all", {"evidence": count(99, 100.0)}, "not supported"),
    ("fact", "all", {"evidence": count(0, 0.0, expects="below")}, "supported"),
    ("fact", "all", {"evidence": count(1, 0.0, expects="below")}, "not supported"),
    ("fact", "all", {"evidence": share(100, 100, benchmark=100.0)}, "partly supported"),
    ("fact", "all", {"evidence": share(90, 99, benchmark=100.0)}, "not supported"),
    ("fact", "all", {"evidence": share(90, 104, benchmark=100.0)}, "partly supported"),
    ("fact", "all", {"evidence": share(90, 104, benchmark=100.0), "studies": SIDES}, "contested"),
    ("fact", "all", {"evidence": count(100, 100.0), "counterexamples": (ONE,)}, "not supported"),
    ("fact", "all", {"counterexamples": (DISPUTED,)}, "contested"),
    ("fact", "all", {"counterexamples": (DISPUTED, ONE)}, "not supported"),
    ("fact", "all", {"evidence": cases(CASE, data="full count")}, "supported"),
    ("fact", "all", {"evidence": cases(CASE)}, "partly supported"),
    ("fact", "all", {"searched": "full count"}, "supported"),
    ("fact", "all", {"searched": "sample"}, "partly supported"),
    ("fact", "all", {}, "not testable here"),
    ("causal", "all", {"counterexamples": (ONE,)}, "not supported (as a guarantee)"),
    (
        "causal",
        "all",
        {"counterexamples": (ONE,), "evidence": effect(*FOR, rung=2)},
        "not supported (as a guarantee; supported as a contribution)",
    ),
    ("causal", "all", {"searched": "full count", "evidence": effect(*FOR, rung=1)},
     "supported (partly supported as a contribution)"),
    ("causal", "all", {"evidence": effect(*FOR, rung=2)}, "not testable here (supported as a contribution)"),
    ("causal", "all", {}, "not testable here"),
    # must
    ("causal", "must", must(), "supported"),
    ("causal", "must", must(blind=False), "not testable here"),
    ("causal", "must", must(successes_with=0), "not testable here"),
    ("causal", "must", must(failures_without=0), "not testable here"),
    ("causal", "must", must(successes_without=1), "not supported"),
    ("causal", "must", {"counterexamples": (ONE,)}, "not supported"),
    ("causal", "must", {"counterexamples": (DISPUTED,)}, "contested"),
    ("causal", "must", {"counterexamples": (DISPUTED, ONE)}, "not supported"),
    ("causal", "must", {"evidence": effect(*FOR, rung=3), "studies": (study("for", 3),)}, "not testable here"),
    # defines
    ("definition", "defines", {"fits": (True, True)}, "supported"),
    ("definition", "defines", {"fits": (True, False)}, "partly supported"),
    ("definition", "defines", {"fits": (False, True)}, "partly supported"),
    ("definition", "defines", {"fits": (False, False)}, "not supported"),
    ("definition", "defines", {"evidence": count(51)}, "not testable here"),
    # will
    ("causal", "will", {"evidence": effect(*FOR, rung=3), "studies": (study("for", 3),)}, "not testable here"),
    ("trend", "will", {"evidence": count(51), "force": "most-or-tends"}, "not testable here (its premise is supported)"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "force", "has", "printed"), TABLE)
def test_table_by_force(kind, force, has, printed):
    ruling = rule_v2(kind, force, [part(**has)])
    assert ruling.printed == printed
    assert ruling.reason and ruling.verdict in VERDICTS
    assert ruling.silent == (("it",) if ruling.verdict == "not testable here" and force != "will" else ())


def test_every_force_and_verdict_is_in_the_table():
    assert {row[1] for row in TABLE} == {
        "can", "lists-examples", "often", "most-or-tends", "all", "must", "defines", "will"
    }  # fmt: skip
    for force, verdicts in {
        "can": {"supported", "partly supported", "not supported", "not testable here"},
        "often": set(VERDICTS),
        "most-or-tends": set(VERDICTS),
        "all": set(VERDICTS),
        "must": set(VERDICTS) - {"partly supported"},
        "defines": set(VERDICTS) - {"contested"},
        "will": {"not testable here"},
    }.items():
        assert {row[3].split(" (")[0] for row in TABLE if row[1] == force} == verdicts, force


def test_often_prints_the_rate():
    for proof in (share(51, 60), share(45, 55), share(40, 49, comparison=40.0)):
        assert f"{proof.estimate:g}%" in rule_v2("fact", "often", [part(evidence=proof)]).reason
    assert "beside 40" in rule_v2("fact", "often", [part(evidence=share(40, 49, comparison=40.0))]).reason
    for change in ({"benchmark": 23.0}, {"expects": "below"}):
        with pytest.raises(CourseError, match="more than one half"):
            rule_v2("fact", "often", [part(evidence=share(51, 60, **change))])


def things(*found, kind="fact", **more):
    return rule_v2(
        kind, "lists-examples", [part(things=("a", "b", "c"), evidence=cases(*found) if found else None, **more)]
    )


def test_each_thing_named_needs_its_own_case():
    a, b, c = (Case("it was", "2001", "register", thing=thing) for thing in "abc")
    assert things(a, b, c).printed == "supported (as worded)"
    assert things(a, b).printed == "partly supported" and "no case for c" in things(a, b).reason
    assert things().printed == "not testable here"
    studied = tuple(study("for", 1, thing=thing) for thing in "abc")
    assert things(a, kind="causal", studies=studied).printed == "supported (as worded)"
    assert things(a, kind="causal", studies=studied[1:]).printed == "partly supported"
    assert things(kind="causal", studies=(study("for", 1),)).printed == "not testable here", "of which thing?"
    for stray in (CASE, Case("it was", "2001", "register", thing="d")):
        with pytest.raises(CourseError, match="which thing"):
            things(a, stray)
    two = {"things": ("a", "b"), "studies": (study("for", 1),)}
    assert rule_v2("causal", "can", [part(**two)]).printed == "not testable here", "of which thing?"
    with pytest.raises(CourseError, match="which thing"):
        rule_v2("causal", "can", [part(evidence=cases(TRACED), **two)])
    # The same where each thing is a part of its own.
    parts = [part("a", evidence=cases(CASE)), part("b")]
    assert rule_v2("fact", "can", parts).verdict == "partly supported"
    assert rule_v2("fact", "can", [*parts, part("c", impossible="forbidden")]).verdict == "not supported"


def test_compound_sentence_by_its_weakest_tested_part():
    halves = {
        "supported": part("one", evidence=share(51, 60)),
        "partly supported": part("two", evidence=share(45, 55)),
        "contested": part("three", evidence=share(45, 55), studies=SIDES),
        "not supported": part("four", evidence=share(40, 49)),
        "not testable here": part("five"),
    }
    order = list(halves)
    for i, strong in enumerate(order[:4]):
        for weak in order[i:4]:
            if strong != weak:
                ruling = rule_v2("fact", "most-or-tends", [halves[strong], halves[weak], halves["not testable here"]])
                assert (ruling.verdict, ruling.silent) == (weak, ("five",))
    assert "four: a number speaks against it; five: neither" in ruling.reason, "each part says why"
    assert rule_v2("fact", "most-or-tends", [part("five")]).reason == "neither number nor case"
    silent = rule_v2("fact", "most-or-tends", [part("five"), part("six")])
    assert (silent.verdict, silent.silent) == ("not testable here", ("five", "six"))


def test_a_part_keeps_its_own_force_and_kind():
    share_half, can_half = part("one", evidence=share(51, 60)), part("two", force="can", evidence=cases(CASE))
    assert rule_v2("fact", "most-or-tends", [share_half, can_half]).printed == "supported (as worded)"
    weak = part("one", evidence=share(45, 55))
    assert rule_v2("fact", "most-or-tends", [weak, can_half]).printed == "partly supported", "remarks are the weakest's"
    causal = part("two", kind="causal", evidence=effect(*FOR, rung=1))
    assert rule_v2("fact", "most-or-tends", [share_half, causal]).printed == "partly supported"
    for other in ({"force": "will"}, {"kind": "normative"}):
        ruling = rule_v2("fact", "most-or-tends", [share_half, part("two", evidence=share(40, 49), **other)])
        assert (ruling.verdict, ruling.silent) == ("supported", ("two",))
    with pytest.raises(CourseError, match="needs a rung"):
        rule_v2("causal", "most-or-tends", [part(evidence=share(51, 60))])


def test_advice_is_never_scored_and_praise_only_in_its_core():
    core = [part(evidence=share(51, 60))]
    for force in ("must", "most-or-tends"):
        assert rule_v2("normative", force, core, "no: advice").printed == "not testable here"
        assert rule_v2("normative", force, core).printed == "not testable here"
        ruling = rule_v2("normative", force, core, "partly: praise with a factual core")
        assert ruling.printed == "supported (the factual half only)"
    assert rule_v2("normative", "must", [part()], "partly: praise").printed == "not testable here"


def test_loose_terms_are_a_note_and_no_score():
    terms = {"alliance": "coalition", "collective security": "collective defence", "joint": "combined"}
    for parts in ([part(evidence=share(51, 60))], [part()]):
        plain, noted = (rule_v2("fact", "most-or-tends", parts, terms=given) for given in (None, terms))
        assert plain.printed == noted.printed and plain.notes == ()
        assert [note.split("'")[1] for note in noted.notes] == list(terms)
    assert (
        rule_v2("normative", "must", [part()], terms=terms).notes
        == rule_v2("trend", "will", [part()], terms=terms).notes
        != ()
    )


def test_stronger_questions_are_ours_and_touch_nothing():
    ours = study("for", 3, bears_on="stronger")
    mixed = part(evidence=effect(*MIXED, rung=1), studies=(ours,))
    assert rule_v2("causal", "most-or-tends", [mixed]).printed == "contested", (
        "their rows do not count for the document"
    )
    assert stronger_v2("causal", "Do partners as a rule?", [mixed]).printed == "OURS: supported"
    theirs = part(evidence=effect(*MIXED, rung=1), studies=(study("for", 3),))
    assert stronger_v2("causal", "Do partners as a rule?", [theirs]).printed == "OURS: contested"
    some = part(evidence=share(51, 60, benchmark=50.0), counterexamples=(ONE,))
    assert stronger_v2("fact", "Do most partnerships?", [some]).printed == "OURS: supported"
    for word in ("each", "Every"):
        assert stronger_v2("fact", f"Does {word} partnership?", [some]).printed == "OURS: not supported"
    assert stronger_v2("fact", "Do partners reach out?", [some]).verdict == "supported", "only the words themselves"


@pytest.mark.parametrize("change", [{"seen": "not seen"}, {"side": "background"}, {"bears_on": "stronger"}])
def test_which_studies_count(change):
    row = {"key": "Key2000", "side": "for", "rung": 3}
    assert rule_v2("causal", "most-or-tends", [part(studies=(Study(**row),))]).verdict == "supported"
    assert rule_v2("causal", "most-or-tends", [part(studies=(Study(**row | change),))]).verdict == "not testable here"


@pytest.mark.parametrize(
    "call",
    [
        lambda: rule_v2("fact", "usually", [part()]),
        lambda: rule_v2("opinion", "all", [part()]),
        lambda: rule_v2("fact", "all", []),
        lambda: rule_v2("fact", "all", [part(), part()]),
        lambda: part(force="usually"),
        lambda: part(kind="opinion"),
        lambda: part(searched="yes"),
        lambda: part(name=""),
        lambda: study("pro", 1),
        lambda: study("for", 4),
        lambda: study("for", 1, ""),
        lambda: study("for", 1, bears_on="both"),
        lambda: side_by_side({"C05.1": cases(CASE)}),
    ],
)
def test_the_rule_refuses_words_it_does_not_know(call):
    with pytest.raises(CourseError):
        call()


def test_conclusions_rest_on_effects_side_by_side():
    table = side_by_side({"C05.5": effect(*MIXED, rung=1), "C17.2": share(40, 49), "C08.1": count(50)})
    assert table["sign"].tolist() == [1, -1, 0]
    assert table["reading"].tolist() == ["mixed", "against", "mixed"]
    assert table.columns.tolist() == ["estimate", "low", "high", "unit", "benchmark", "sign", "reading"]
    assert table.loc["C17.2", ["estimate", "low", "high", "unit", "benchmark"]].tolist() == [44.5, 40, 49, "%", 50]


def test_worked_examples_of_the_rule():
    """The five claims that the rule itself works through, with its first looks."""
    four = ("alliances", "coalitions", "joint exercises", "training")
    shown = cases(*(Case("it exists", "2020", "treaty register", thing=thing) for thing in four))
    assert rule_v2("fact", "lists-examples", [part(things=four, evidence=shown)]).printed == "supported (as worded)"
    one_form = count(40, 70.0, unit="of 70")
    assert (
        stronger_v2("fact", "Does each fit one form only?", [part(evidence=one_form)]).printed == "OURS: not supported"
    )

    nato = effect(0.78, 1.40, rung=0, benchmark=1.0, expects="below")
    works = (study("for", 1), study("against", 2))
    ruling = rule_v2("causal", "all", [part(evidence=nato, studies=works, counterexamples=(ONE,))])
    assert ruling.printed == "not supported (as a guarantee; contested as a contribution)"

    grievance, interests = part("grievance", evidence=cases(TRACED)), part("interests", evidence=cases(TRACED))
    assert rule_v2("causal", "can", [grievance, interests]).printed == "supported (as worded)"
    odds = effect(0.9, 1.04, rung=1, expects="below")
    assert stronger_v2("causal", "Do votes as a rule?", [part(evidence=odds)]).printed == "OURS: contested"

    assert [proportion(k, 33).low > 0.5 for k in (22, 23)] == [False, True]
    listed = {"data": "teaching list", "interval": "none", "by": "", "benchmark": 0.5, "unit": "of 33", "traced": True}
    found = [rule_v2("causal", "often", [part(evidence=share(k / 33, k / 33, **listed))]).verdict for k in (16, 17)]
    assert found == ["partly supported", "supported"]
    budgets = part(evidence=effect(*FOR, rung=0), studies=(study("against", 1, bears_on="stronger"),))
    assert stronger_v2("causal", "Do threats raise budgets?", [budgets]).printed == "OURS: contested"

    gambia, fear = part("easing", evidence=cases(TRACED)), part("deterring", studies=(study("for", 1),))
    assert rule_v2("causal", "can", [gambia, fear]).printed == "supported (as worded)"
    within = effect(0.9, 1.3, rung=2, expects="below")
    split = tuple(study(side, 1, bears_on="stronger") for side in ("for", "against"))
    assert (
        stronger_v2("causal", "Do pacts lower risk?", [part(evidence=within, studies=split)]).printed
        == "OURS: contested"
    )


def test_a_card_tells_the_rivals_of_our_answer_and_why_a_work_tests_nothing():
    rivals = {rival for proof in claims.proofs(claims.parts("C08.1", True)) for rival in proof.rivals}
    told = claims.verdict_card("C08.1")[0].partition("Rivals of our answer: ")[2]
    assert rivals and all(rival in told for rival in rivals)
    rows = load("literature").query("claim_id == 'C01.6' and rung == 0 and side != 'background'")
    card = claims.verdict_card("C01.6")[0]
    assert len(rows) and all(why in card for why in rows["why"]) and "no comparison" not in card


def test_cases_without_a_count_are_not_called_a_number():
    proof = Evidence2(finding="It happened twice", data="full count", rivals=("chance",), rung=None,
                      cases=(Case("one", "1990", "a book", "it"), Case("two", "1991", "a book", "it")))  # fmt: skip
    found = rule_v2("fact", "most-or-tends", (Part("it", proof),))
    assert "number" not in found.reason and "cases" in found.reason


def test_cases_without_a_number_are_not_called_an_association():
    told = rule_v2("causal", "most-or-tends", [part(evidence=cases(CASE))]).reason
    assert "argument and cases" in told and "association" not in told
    told = rule_v2("causal", "most-or-tends", [part(evidence=effect(*FOR, rung=0))]).reason
    assert "a raw association" in told


def test_a_card_stays_short_and_its_numbers_stay_visible():
    """Works beyond three and the reasons for a benchmark are folded; number, interval and its kind stand outside the fold."""
    rich = claims.verdict_card("C20.5", computed=False)[1]
    outside = re.sub(r"<details.*?<summary>(.*?)</summary>.*?</details>", r"\1", rich, flags=re.DOTALL)
    assert "What 11 works found: " in outside and "Lake 2009" in rich and "Lake 2009" not in outside
    assert "95% of what shuffling" in outside and "Why this benchmark" not in outside
    proof = next(one for one in claims.proofs(claims.kept("C20.5", True)) if one.estimate is not None)
    drawn = strip(proof)
    assert all(f">{tidy(value)}</text>" in drawn for value in (proof.low, proof.estimate, proof.high))


def test_the_words_of_the_gauge_are_never_broken():
    assert "anywhere" not in gauge("supported") and "min-width:min-content" in gauge("supported")
