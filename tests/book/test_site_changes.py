"""Living verdicts: what changed between two editions, and why, from what each published."""

import subprocess

import pytest

from book import changes
from book.changes import Asked, Edition, Judged
from book.sources import ROOT
from helpers import claims

NOTES = ("| C01.1 | an old line |",)
OLD = Edition(
    "one", "2025-01-02",
    {"C01.1": Judged("Ties bind.", "all", "contested", "Old."), "C01.2": Judged("Ties tie.", "can", "supported", "Same."),
     "C01.3": Judged("Gone.", "all", "supported", "Old.")},
    {"C01.1": {"": [[1.5, 1.0, 2.0, 90.0, 1.0, "above", "mixed"]]}, "C01.2": {"0 ties": [[1.0, 1.0, 1.0, 9.0, 0.0, "above", "for"]]}},
    {"01.1": Asked("Count", [28.0, 30.0], ("Twice.",)), "01.2": Asked("Choose", ["b", "a"], ("No.",)), "01.3": Asked("Old one")},
    NOTES,
)  # fmt: skip
NEW = Edition(
    "two", "2026-03-04",
    {"C01.1": Judged("Ties often bind.", "often", "supported", "New reason.", rule="contested"), "C01.2": Judged("Ties tie.", "can", "supported", "Same.", rule="supported"),
     "C01.10": Judged("Fresh.", "can", "not supported", "Reason.")},
    {"C01.1": {"0 binding": [[1.7, 1.2, 2.1, 80.0, 1.0, "above", "for"]]}, "C01.2": {"0 ties": [[2.0, 1.0, 3.0, 9.0, 0.0, "above", "for"]]}},
    {"01.1": Asked("Count", [29.0, 30.0], ("Once only.",)), "01.2": Asked("Choose", ["key-b", "key-a"], ("No.",)), "01.4": Asked("New one")},
    (*NOTES, "| C01.1–C01.2 | no wording: each was held |", "| C01.1, C01.10 | the measure | 'often' is back. |", "| C01.3 | Gone. | never said |",
     "C01.1, Kinne2018: against -> qualifies.", "| 2019 | C01.1 in another cell |", "In passing C01.1: nothing."),
)  # fmt: skip


def test_reasons_are_the_lines_gained_on_a_claim():
    assert changes.reasons(OLD, NEW) == {
        "C01.1": ["the measure: 'often' is back", "against -> qualifies"],
        "C01.10": ["the measure: 'often' is back"],
        "C01.3": ["never said"],
    }


def test_a_range_names_all_within_it():
    assert changes.within("C09.9–C09.11, literature") == ["C09.9", "C09.10", "C09.11"]
    assert changes.within("C01.2 and C02.10") == ["C01.2", "C02.10"] and changes.within("C18") == []


def test_what_moved_and_what_did_not():
    assert list(changes.moved(OLD, NEW)) == ["C01.1"]
    assert changes.numbers_moved(OLD, NEW) == [
        ("C01.1", "another measure", "1.5 [1, 2], benchmark 1", "1.7 [1.2, 2.1], benchmark 1"),
        ("C01.2", "ties", "1, benchmark 0", "2 [1, 3], benchmark 0"),
    ]
    assert changes.answers_moved(OLD, NEW) == [("01.1", "Count", 28.0, 29.0)], "a renamed option is no other answer"
    assert changes.mistakes_moved(OLD, NEW) == [("01.1", "Count", ["Twice."], ["Once only."])]
    assert (
        changes.moved(OLD, OLD) == {} and not changes.numbers_moved(NEW, NEW) and not changes.mistakes_moved(NEW, NEW)
    )


def test_the_page_says_what_and_why():
    text = changes.page(OLD, NEW)
    assert text.startswith("# 4 March 2026: what changed since one\n")
    assert "2 claims kept, 1 new, 1 retired. 1 of those kept have another verdict" in text
    assert (
        "| C01.1 Ties often bind. | contested | supported | the measure: 'often' is back; against -> qualifies. Reworded; now: New reason. |"
        in text
    )
    assert "| C01.3 Gone. | supported | never said |" in text
    assert "| C01.1 Ties often bind. | supported | contested |" in text, "a departure from the rule is said"
    assert "01.3 Old one." in text and "01.4 New one." in text
    assert "None." in changes.page(OLD, OLD)


def test_errata_hold_what_one_may_have_quoted():
    text = changes.errata(OLD, NEW)
    assert "- **C01.1**: contested → supported. the measure: 'often' is back; against -> qualifies.\n" in text
    assert "- **Exercise 01.1** Count: 28 → 29." in text
    assert "C01.2" not in text and "C01.10" not in text
    bare = Edition("two", NEW.day, NEW.claims, NEW.numbers, NEW.exercises, NOTES)
    assert "No reason is noted." in changes.errata(OLD, bare), "silence is said"


def test_the_changelogs_block_is_replaced_and_not_repeated():
    log = "# Changes\n\n## Second\n\nWords.\n\n## First\n\nOlder.\n"
    once = changes.with_block(log, changes.block(OLD, NEW), NEW.day)
    assert once.index("## Second") < once.index("1 from contested to supported") < once.index("Words.")
    assert changes.with_block(once, changes.block(OLD, NEW), NEW.day) == once
    assert changes.with_block(once, "other\n", NEW.day).count("<!-- verdicts of") == 1
    assert changes.with_block(once, "other\n", "2027-01-01").count("<!-- verdicts of") == 2


def test_modules_are_read_without_being_run():
    source = """
raise SystemExit
CLAIMS = [Judgement("C01.1", "contested", "By *place*, 86%<!--= x --> of " "them.", parts),
          Judgement(claim_id="C01.2", verdict="supported", reason="By name.", parts=parts, ours="contested")]
EXERCISES = [Exercise("01.1", "Count", "number", "apply", f, "m", ("h",), (Mistake(lambda: 1, "Twice."),)),
             Exercise(id="01.2", title="Choose", mistakes=(Mistake(f, "No."), Mistake(f, lambda year: f"{year}")), hints=("Mistake",))]
"""
    assert changes.judgements([source]) == {
        "C01.1": {"verdict": "contested", "reason": "By place, 86% of them.", "ours": ""},
        "C01.2": {"verdict": "supported", "reason": "By name.", "ours": "contested"},
    }
    assert changes.exercises([source], {"01.1": [28.0]}) == {
        "01.1": Asked("Count", [28.0], ("Twice.",)),
        "01.2": Asked("Choose", [], ("No.",)),
    }


def clean():
    """True in a checkout whose engine and data are as committed."""
    return subprocess.run(["git", "diff", "--quiet", "HEAD", "--", "helpers", "data"], cwd=ROOT, capture_output=True).returncode == 0  # fmt: skip


@pytest.mark.skipif(not clean(), reason="no git here, or changes that are not committed")
def test_the_edition_of_this_checkout_is_what_the_course_says():
    found = changes.edition("this=HEAD")
    assert found.name == "this"
    assert {i: (one.verdict, one.ours) for i, one in found.claims.items()} == {i: (one.verdict, one.ours) for i, one in claims.judgements().items()}  # fmt: skip
    assert {i: one.rule for i, one in found.claims.items()} == dict(claims.scoreboard()["rule"])
    assert all(one.title for one in found.exercises.values()) and set(found.numbers) == set(found.claims)
