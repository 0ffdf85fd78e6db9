"""The rules from numbers to readings and from readings to verdicts; cards, board, and what is missing."""

import pytest

from helpers import claims, ledger
from helpers.cards import unmarked
from helpers.claims import Evidence, Judgement, read, suggest
from helpers.data import CourseError


def proof(low, high, expects="above", benchmark=50.0):
    return Evidence((low + high) / 2, low, high, 10, "%", benchmark, expects, "It is 1.")


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
    assert read(proof(low, high, expects)) == reading


def test_reading_moves_with_the_bar():
    assert read(None) == "silent"
    assert [read(proof(55, 60), shift) for shift in (0, 0.15, 0.3)] == ["for", "mixed", "against"]
    assert [read(proof(40, 45, "below"), shift) for shift in (0, 0.15, 0.3)] == ["for", "mixed", "against"]
    assert [read(proof(-1, -0.5, "below", 0.0), shift) for shift in (0, 0.7, 2)] == ["for", "mixed", "against"]


@pytest.mark.parametrize(("kind", "reading", "n_for", "n_against", "causal", "verdict"), [
    ("fact", "for", 1, 0, False, "supported"), ("fact", "for", 0, 1, False, "partly supported"), ("causal", "for", 1, 0, False, "partly supported"),
    ("causal", "for", 1, 0, True, "supported"), ("causal", "for", 1, 1, False, "contested"), ("causal", "mixed", 0, 0, False, "contested"), ("trend", "mixed", 0, 0, False, "partly supported"),
    ("fact", "against", 0, 0, False, "not supported"), ("fact", "against", 1, 0, False, "contested"), ("causal", "silent", 1, 1, False, "contested"), ("causal", "silent", 1, 0, False, "not testable here"),
])  # fmt: skip
def test_plain_rule(kind, reading, n_for, n_against, causal, verdict):
    assert suggest(kind, reading, n_for, n_against, causal) == verdict


def test_cards_carry_the_claim_and_escape():
    cards, shown = repr(ledger.claim_cards("05")), repr(ledger.verdicts("05", reveal=True))
    for claim_id, about in claims.claims("05").iterrows():
        item = claims.judgements("05")[claim_id]
        assert f"{claim_id} ({about['kind']}): {about['claim']}" in cards
        assert f"Verdict: {item.verdict}. {unmarked(item.reason)}" in shown
        if item.evidence:
            assert f"def {item.evidence.__name__}()" in repr(claims.evidence_code(claim_id))
    assert "<script" not in ledger.verdicts("05", reveal=True)._repr_html_()


@pytest.mark.parametrize(
    "call",
    [
        lambda: ledger.claim_cards("98"),
        lambda: ledger.verdicts("5"),
        lambda: claims.evidence_code(next(i for i, item in claims.judgements("05").items() if not item.evidence)),
        lambda: claims.evidence_code("C05.99"),
        lambda: claims.evidence_code(""),
    ],
)
def test_unknown_lessons_and_claims_get_a_sentence(call):
    with pytest.raises(CourseError):
        call()


def test_missing_finds_what_is_missing(monkeypatch):
    full = claims.judgements("05")
    assert claims.missing("05").empty
    monkeypatch.setattr(
        claims,
        "judgements",
        lambda number=None: (
            {key: item for key, item in full.items() if key != "C05.1"}
            | {"C05.2": Judgement("C05.2", "supported", "reason")}
        ),
    )
    assert list(claims.missing("05").itertuples(index=False, name=None)) == [
        ("C05.1", "no verdict"),
        ("C05.2", "no evidence"),
    ]


def test_evidence_is_found_where_claim_and_lesson_numbers_differ():
    found = claims.claims()
    judged = claims.judgements()
    claim_id = next(i for i in found.index if i[1:3] != found.loc[i, "lesson"] and i in judged and judged[i].evidence)
    assert claim_id in repr(claims.evidence_code(claim_id))
