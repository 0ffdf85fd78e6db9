"""Lesson 17: the board is complete; untouched, its thresholds are the plain rule; thresholds, forecasts and scores by hand."""

import dataclasses
import html
import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_ind

from helpers import claims, journal
from helpers.data import CourseError, load
from helpers.exercises import ask, lessons
from helpers.lessons import l17_verdicts as lesson
from helpers.rule import read, rule_v2, standing

ROOT = Path(__file__).resolve().parents[2]


def test_untouched_thresholds_give_the_plain_rule():
    assert lesson.rejudge().to_dict() == lesson.board()["rule"].to_dict()
    row, item = lesson.board().loc["C05.2"], claims.judgements("05")["C05.2"]
    found = item.parts()[0].evidence
    assert (row["verdict"], row["evidence"].finding) == (item.verdict, found.finding)
    assert [row["evidence"].low, row["evidence"].high] == pytest.approx([found.low, found.high])


def test_board_is_complete():
    table = load("claims")
    wanted = set(table.loc[table["lesson"].isin(list(lessons())) & (table["lesson"] != "17"), "claim_id"])
    assert set(lesson.board().index) == wanted
    assert "Conclusion" not in lesson.sections(), "its own claims are judged by the learner first"
    assert claims.missing().query("lacks != 'no verdict'").empty
    if len(lessons()) == 18:
        assert len(lesson.board()) == len(table) - 4 and claims.missing().empty


def test_thresholds_at_their_ends():
    nothing = lesson.rejudge(minimum=10**9, literature=False)
    assert set(nothing) == {"not testable here"}
    assert lesson.rejudge(literature=False)["C05.8"] == "not testable here", "it rests on works alone"
    assert lesson.rejudge(minimum=1000)["C05.4"] == "not testable here" != lesson.rejudge()["C05.4"]
    assert lesson.rejudge(shift=1.0)["C05.4"] != "supported"


def test_a_design_means_the_same_for_numbers_and_for_works():
    """Rung 1 is none on either side: with a design as a condition no survivor leans on it; without one a work counts as our number does."""
    strict, free = lesson.rejudge(design="strict"), lesson.rejudge(design="free")
    about = claims.claims()
    for key in ("C00.1", "C00.4", "C03.5", "C06.8", "C18.2"):
        works = [study.rung for part in claims.kept(key) for study in part.studies]
        assert max(works) == 1 and strict[key] == "not testable here", "it once survived by works of rung 1 alone"
    rule = [
        key for key in strict.index if (about.loc[key, "kind"], about.loc[key, "force"]) == ("causal", "most-or-tends")
    ]
    others = strict.index.difference([*rule, "C18.8"])
    mixed = [key for key in others if any((part.kind or about.loc[key, "kind"], part.force) == ("causal", "most-or-tends") for part in claims.kept(key))]  # fmt: skip
    plain = lesson.rejudge()
    for key in others.difference(mixed):
        assert strict[key] == free[key] == plain[key], "no design is asked of it"
    assert free["C06.2"] == "partly supported" != plain["C06.2"], "a case study counts where a raw rate does"
    survivors = [key for key in rule if strict[key] in lesson.SURVIVES]
    for key in survivors:
        causes = [part for part in claims.kept(key) if (part.kind or "causal", part.force or "most-or-tends") == ("causal", "most-or-tends")]  # fmt: skip
        strong = [proof for part in causes for proof in claims.proofs((part,)) if standing(proof) >= 2]
        assert strong or len(causes) < len(claims.kept(key)), key


def test_more_cases_would_speak_against_what_lies_on_the_other_side():
    table = lesson.what_would_change().query("reading == 'mixed'")
    facts = lesson.board()["evidence"]
    wrong = [key for key in table.index if (facts[key].estimate - facts[key].benchmark) * (1 if facts[key].expects == "above" else -1) < 0]  # fmt: skip
    assert list(table.index[table["toward"] == "against"]) == wrong
    assert table.loc[wrong, "to change it"].str.endswith(("then against", "it lies on the bar")).all()


def test_raising_the_bar_never_helps():
    order = {"for": 2, "mixed": 1, "against": 0}
    for proof in lesson.board()["evidence"]:
        if proof is not None:
            steps = [order[read(proof, shift)] for shift in (-0.5, 0, 0.2, 0.5, 1)]
            assert steps == sorted(steps, reverse=True)


def test_the_curve_of_raised_bars_starts_whole_and_falls():
    """Only bars that a share can raise: zero stays zero, and half a unit is much of one measure and little of another."""
    curve, table = lesson.bar_curve(), lesson.board()
    clear = [(row.kind == "causal", row.evidence) for row in table.itertuples() if row.evidence is not None and row.evidence.estimate is not None and read(row.evidence) == "for"]  # fmt: skip
    rising = [(causal, proof) for causal, proof in clear if proof.benchmark]
    assert curve.loc[0].tolist() == [sum(causal for causal, _ in rising), sum(not causal for causal, _ in rising)]
    assert (curve.diff().dropna() <= 0).all(axis=None)
    for causal, name in ((True, "causal claims"), (False, "other claims")):
        margins = [proof.low - 1.5 * proof.benchmark if proof.expects == "above" else 0.5 * proof.benchmark - proof.high for one, proof in rising if one == causal]  # fmt: skip
        assert curve.loc[50, name] == sum(margin > 0 for margin in margins), "every bar here lies above zero"
    left = len(clear) - len(rising)
    assert f"{curve.loc[50].sum()} of {len(rising)} claims" in lesson.bar_figure().title
    assert f"{left} bars at zero" in lesson.bar_figure().alt


def test_explorers_count_what_the_board_holds():
    board, explorer = lesson.board(), lesson.Board()
    explorer.restore({"kind": "causal", "verdict": "contested"})
    wanted = int(((board["kind"] == "causal") & (board["verdict"] == "contested")).sum())
    assert explorer.summary.startswith(f"{wanted} of {len(board)} claims")
    assert len(explorer.data()) == wanted
    judge = lesson.JudgeAgain()
    judge.restore({"design": "not needed"})
    again = lesson.rejudge(design="free")[board["kind"] == "causal"]
    left = int(again.isin(["supported", "partly supported"]).sum())
    assert f"{left} survive" in judge.summary
    explorer.restore({"kind": "all kinds", "verdict": "all verdicts", "force": "must, need"})
    assert len(explorer.data()) == (board["force"] == "must").sum()
    explorer.restore({"force": "all words", "judge": "our stronger question"})
    assert f"none asked {(board['ours'] == lesson.NONE).sum()}" in explorer.summary


def test_more_cases_would_decide_a_mixed_reading():
    table = lesson.what_would_change().query("reading == 'mixed' and need < 1000")
    facts = lesson.board()["evidence"].to_dict()
    for key, row in table.iterrows():
        proof, scale = facts[key], 1.02 * row["need"]
        low, high = (proof.estimate + (bound - proof.estimate) / scale**0.5 for bound in (proof.low, proof.high))
        assert row["need"] >= 1 and not low <= proof.benchmark <= high


def test_base_rates_by_hand():
    rates = lesson.forecasts()["base rate"]
    assert rates.between(0, 1).all() and len(rates) == 6
    members = load("nato_members").query("accession")
    years = sum(2026 - year for year in members["start"])
    assert rates["F1"] == round(2.718281828459045 ** (-0.5 / years * 4 * 32), 2)
    counts = load("armed_conflicts").groupby("year")["conflicts"].sum()
    hits = [counts[2024] + counts[y + 3] - counts[y] >= 55 for y in range(1989, 2022)]
    assert rates["F3"] == round(sum(hits) / len(hits), 2)
    assert lesson.forecasts()["rule"].str.len().gt(10).all()


def test_scores():
    table = lesson.score_forecasts({"F1": 0.9, "F2": 0.4}, {"F1": True, "F2": True, "F3": False})
    assert list(table.index) == ["F1", "F2", "mean"]
    assert table["yours"].tolist() == pytest.approx([0.01, 0.36, 0.185])
    with pytest.raises(CourseError, match="F1"):
        lesson.score_forecasts({"F9": 0.5}, {})
    with pytest.raises(CourseError, match="Nothing to score"):
        lesson.score_forecasts({"F1": 0.5}, {})


def test_counts_by_words_by_hand():
    about = claims.claims()
    table = pd.DataFrame([(about.loc[key, "kind"], about.loc[key, "force"], item.verdict, item.ours) for key, item in claims.judgements().items() if not key.startswith("C21")], columns=["kind", "force", "verdict", "ours"])  # fmt: skip
    passed = table["verdict"].isin(["supported", "partly supported"])
    causal = table["kind"] == "causal"
    hedged = table["force"].isin(["can", "lists-examples"])
    assert lesson.hedged_share() == pytest.approx(100 * passed[causal & hedged].mean())
    assert lesson.hedged_share(hedged=False) == pytest.approx(
        100 * passed[causal & (table["force"] == "most-or-tends")].mean()
    )
    assert lesson.by_force().to_numpy().sum() == len(table), "every force is named"


def test_only_harder_questions_are_counted_as_asking_for_more():
    """A yes to the question beside C07.3 or C15.10 tells against the claim: green there is no claim that held."""
    about, judged = claims.claims(), claims.judgements()
    names = [key for key in judged if not key.startswith("C21") and about.loc[key, "stronger_question"]]
    kinds = about.loc[names, "stronger_kind"]
    assert (
        kinds[["C07.3", "C09.1", "C15.10"]].eq("contrary").all() and about.loc["C21.3", "stronger_kind"] == "contrary"
    )
    assert kinds[["C01.4", "C05.5", "C11.3", "C14.6", "C15.1", "C18.3"]].eq("other").all()
    assert kinds[["C01.2", "C06.6", "C18.6"]].eq("harder").all()
    green = [key for key in names if kinds[key] == "harder" and judged[key].verdict == "supported"]
    row = lesson.worded_against_ours().loc["supported"]
    assert row.sum() == len(green)
    assert row["supported"] == sum(judged[key].ours == "supported" for key in green)
    assert lesson.worded_against_ours().to_numpy().sum() == (kinds == "harder").sum()
    assert f"{row.sum()} claims hold as worded" in lesson.ours_figure().title
    part = [key for key in names if kinds[key] == "harder" and judged[key].verdict == "partly supported"]
    same = [judged[key].ours == "partly supported" for key in part]
    assert lesson.same_for_harder("partly supported") == pytest.approx(100 * np.mean(same))


def test_what_the_conclusion_rests_on_is_chosen_by_a_rule():
    """Each number of rung 1 or more that a verdict rests on is in or out, never both; what the picture shows is the numbers let in."""
    numbers = {}
    for claim_id in lesson.board().index:
        for part in claims.parts(claim_id):
            proof = part.evidence
            if proof is not None and proof.estimate is not None and (proof.rung or 0) >= 1:
                told = [name for table in (lesson.BEARS, lesson.LEFT_OUT) for name in table if name[0] == claim_id and part.name.startswith(name[1])]  # fmt: skip
                number = (proof.estimate, proof.low, proof.high, proof.unit)
                if told or number not in numbers:  # a number that stands behind two claims is told of once
                    assert len(told) == 1, (
                        f"{claim_id}, {part.name}: say in BEARS or LEFT_OUT whether it bears on the conclusion"
                    )
                numbers.setdefault(number, (claim_id, part.name))
    places = [(key, part) for key, part, _ in lesson.like_with_like()]
    assert len(places) == len(numbers) == len(lesson.chosen()) + len(lesson.not_chosen())
    for table in (lesson.BEARS, lesson.LEFT_OUT):
        for claim_id, opening in table:
            assert any(key == claim_id and part.startswith(opening) for key, part in places), (claim_id, opening)
    shown = {(item.Index, item.what) for item in lesson.effects().itertuples()}
    for wanted in ("first text after training", "training alone after training", "votes apart after arms", "soldiers for the leader's wars"):  # fmt: skip
        assert wanted in {what for _, what in shown}, "once left out"
    assert {("C00.1", "disputes between allies"), ("C00.4", "disputes against protected states")} <= shown
    for claim_id, field, what, proof in lesson.chosen():
        live = [
            part.evidence for part in claims.parts(claim_id) if part.evidence and part.evidence.estimate is not None
        ]
        assert any([proof.estimate, proof.low, proof.high] == pytest.approx([one.estimate, one.low, one.high]) for one in live)  # fmt: skip
        assert (proof.expects == "above") == (field == lesson.TIES), what


def test_labels_of_disputes_say_which_disputes():
    """C00.1 is on disputes between allies, C00.4 on those begun against a protected state."""
    findings = {claim_id: proof.finding for claim_id, _, what, proof in lesson.chosen() if what.startswith("disputes")}
    assert "between allies" in findings["C00.1"] and "a target with a promise of defence" in findings["C00.4"]


def test_counts_of_the_reason_and_of_the_picture_are_those_of_the_table():
    table = lesson.effects()
    ties = table["field"] == "ties"
    for some, picture in ((table[~ties], lesson.effects_figure()), (table[ties], lesson.ties_figure())):
        told = [(some["reading"] == side).sum() for side in ("for", "against", "mixed")]
        assert "{} clear on the conclusion's side, {} on the other, {} undecided".format(*told) in picture.alt
        assert not re.search(r"\d", picture.title), "the lesson says not to count heads"
    safe, tied = (table.loc[some, "reading"].value_counts() for some in (~ties, ties))
    assert safe.drop("mixed").sum() == 1 and not tied.get("against"), "as the titles say"
    against = table[table["reading"] == "against"]
    assert set(against["what"]) == {"attacks, joint force of the Sahel"}, "as the reason says"


def test_the_verdict_on_praise_hangs_on_no_number_that_we_put_in_front():
    """Whichever number of a field stood first, C21.1 would be contested: no half would be sunk, and trust would stay contested."""
    for part in lesson.pivotal():
        ruled = {rule_v2("causal", "most-or-tends", (dataclasses.replace(part, evidence=proof, counts=()),)).verdict for proof in claims.proofs((part,))}  # fmt: skip
        assert "not supported" not in ruled
        assert part.name != "trust in diplomacy" or ruled == {"contested"}


def test_words_on_missions_hold_both_ends_of_the_interval():
    proof, reason = lesson.after_missions(), next(item.reason for item in lesson.CLAIMS if item.claim_id == "C21.2")
    assert round(proof.low, 2) <= 0.75 and proof.high >= 2, (
        "as the reason says: about a quarter less, and more than twice as much"
    )
    assert f"{proof.low:.2f}<!--" in reason and f"{proof.high:.2f}<!--" in reason


def test_evidence_on_fields_and_harms_is_that_of_the_lessons():
    daesh = [proof for part in claims.parts("C15.6") for proof in claims.proofs((part,)) if "Daesh" in part.name]
    assert lesson.after_daesh().estimate == pytest.approx(daesh[0].estimate)
    dead = load("haiti_figures").query("item == 'cholera_deaths'")["value"].item()
    assert f"{dead:,.0f} dead" in lesson.harms().finding


def test_the_long_card_is_folded_and_the_folds_say_how_they_read():
    plain, rich = claims.verdict_card("C21.1")
    for part in lesson.pivotal():
        if len(part.counts) >= claims.MANY:
            assert f"{len(part.counts)} more findings on {part.name}: " in rich
    findings = [proof.finding for proof in claims.proofs(claims.parts("C21.1"))]
    assert len(findings) == len(lesson.effects()) and "<summary>Rival explanations (" in rich
    assert all(one in plain and html.escape(one) in rich for one in findings), "nothing is lost"


def test_effects_are_drawn_as_ratios_and_differences_apart():
    table = lesson.effects()
    assert set(table["benchmark"]) == {0, 1}, "every effect has a place in the picture"
    assert table["unit"].str.startswith("times").tolist() == (table["benchmark"] == 1).tolist()


def test_what_is_offered_for_a_test_is_neither_advice_nor_forecast():
    """Each stands with what hinders a test, in a reader's words."""
    table = lesson.untested()
    board = lesson.board().loc[table.index]
    assert not (board["kind"] == "normative").any() and not (board["force"] == "will").any()
    assert set(lesson.board().query("verdict == 'not testable here'").index) - set(table.index) <= set(
        lesson.board().query("kind == 'normative' or force == 'will'").index
    )
    told = table["what stands in the way of a test"]
    assert told.str.len().min() > 40 and not told.str.contains("Forecast|No test|not seen|<!--", regex=True).any()


def test_the_first_edition_is_as_the_page_of_changes_has_it():
    notes = (ROOT / "data/authored/CHANGES.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| (C[\d.]+) \| new", notes) == lesson.NEW
    page = next((ROOT / "book/changes").glob("*.md")).read_text(encoding="utf-8")
    counts = list(map(int, re.findall(r"\d+(?= \|)", re.search(r"(?m)^\| 1\.0\.0 (\|.*)$", page)[1])))
    assert (counts[0], sum(counts)) == (lesson.FIRST_SUPPORTED, lesson.FIRST_CLAIMS)
    # Old claims 'supported' today that were not so then are named; the rest must be those of the first edition.
    moved = page.partition("## Verdicts that changed")[2].partition("\n## ")[0]
    rose = re.findall(r"(?m)^\| (C[\d.]+) [^|]*\| (?!supported)[^|]* \| supported \|", moved)
    fell = re.findall(r"(?m)^\| (C[\d.]+) [^|]*\| supported \| (?!supported)[^|]* \|", moved)
    assert lesson.supported(new=False) - len(rose) + len(fell) == lesson.FIRST_SUPPORTED
    assert not any(name.startswith("C21") for name in rose + fell)


# A claim of one's own.


@pytest.mark.parametrize("measure", list(lesson.MEASURED))
def test_own_groups_by_rows(measure):
    """The two groups' means by state once more, row by row."""
    members = {(row.state_id, year) for row in load("nato_members").itertuples() for year in range(int(row.start), 2025) if pd.isna(row.end) or row.end > year}  # fmt: skip
    tables = {
        "military spending, % of output": load("defence_shares").set_index(["state_id", "year"])["share_gdp"],
        "electoral democracy, 0–100": 100 * load("regimes").set_index(["state_id", "year"])["polyarchy"],
    }
    if measure not in tables:
        inside, outside = lesson.own_groups("NATO members", measure, 2000, 2019, lesson.AGAINST[0])
        assert len(inside) >= 26 and not set(inside.index) & set(outside.index) and (inside.notna().all() and outside.notna().all())  # fmt: skip
        return
    values = {}
    for (one, year), value in tables[measure].dropna().items():
        if 2000 <= year <= 2019:
            values.setdefault(one, []).append((year, value))
    ever = {one for one in values if any((one, year) in members for year, _ in values[one])}
    mine = [np.mean([v for y, v in values[one] if (one, y) in members]) for one in ever]
    other = [np.mean([v for _, v in values[one]]) for one in values if one not in ever]
    inside, outside = lesson.own_groups("NATO members", measure, 2000, 2019, lesson.AGAINST[0])
    assert sorted(inside) == pytest.approx(sorted(mine)) and sorted(outside) == pytest.approx(sorted(other))


def test_own_comparison_inside_regions_by_hand():
    inside, outside = lesson.own_groups("NATO members", "electoral democracy, 0–100", 2000, 2019, lesson.AGAINST[1])
    raw = lesson.own_groups("NATO members", "electoral democracy, 0–100", 2000, 2019, lesson.AGAINST[0])
    region = load("states").drop_duplicates("name").set_index("name")["region"]
    gaps = []
    for name, value in raw[0].items():
        near = raw[1][[region[other] == region[name] for other in raw[1].index]]
        if len(near) >= 5:
            gaps.append(value - near.mean())
    assert inside.mean() - outside.mean() == pytest.approx(np.mean(gaps))


def test_workbench_reads_and_rules():
    bench = lesson.Workbench()
    bench.restore({"measure": "electoral democracy, 0–100"})
    proof = bench.result["part"].evidence
    found = ttest_ind(bench.result["inside"], bench.result["outside"], equal_var=False)
    assert [proof.low, proof.high] == pytest.approx(list(found.confidence_interval()))
    assert read(proof) == "for" and bench.result["ruling"].verdict == "supported"
    bench.restore({"direction": "less"})
    assert read(bench.result["part"].evidence) == "against" and bench.result["ruling"].verdict == "not supported"
    bench.restore({"direction": "more", "force": lesson.BECAUSE})
    assert bench.result["ruling"].verdict not in ("supported", "partly supported"), "a raw association is no cause"
    bench.restore({"force": "all, always"})
    least = bench.result["inside"].min()
    assert (bench.result["ruling"].verdict == "supported") == (least > bench.result["outside"].mean())
    bench.restore({"measure": "military spending, % of output"})
    assert bench.result["ruling"].verdict == "not supported" and bench.result["inside"].idxmin() in bench.summary
    bench.restore({"force": "often, many"})
    share = np.mean(bench.result["inside"] > bench.result["outside"].mean())
    assert bench.result["part"].evidence.estimate == pytest.approx(100 * share)
    assert bench.result["part"].evidence.interval == "none", "of 54 states that the course chose"
    bench.restore({"measure": "distance from the United States in UN votes"})
    assert bench.result["ruling"].verdict == "not supported", "no member lies farther away than the others' mean"


@pytest.mark.parametrize("measure", list(lesson.MEASURED))
def test_a_share_of_all_has_no_interval_of_chance_and_a_chosen_list_says_so(measure):
    """All members are counted, so chance has no part; how many states a table holds does not hang on the comparison."""
    bench = lesson.Workbench()
    held = load("defence_shares").query("2000 <= year <= 2020")["state_id"].nunique()
    for against in lesson.AGAINST:
        bench.restore({"measure": measure, "against": against, "force": "often, many"})
        proof = bench.result["part"].evidence
        listed = measure == "military spending, % of output"
        assert proof.low == proof.estimate == proof.high and (proof.data == "teaching list") == listed
        assert (f"holds {held} states, chosen" in bench.summary) == listed and ("chosen" in bench.summary) == listed


def test_a_mixed_claim_of_ones_own_says_that_nothing_is_decided():
    bench = lesson.Workbench()
    for direction in ("more", "less"):
        bench.restore({"direction": direction})
        assert bench.figure.title.get_text().startswith("Undecided") and "opposite sentence" in bench.summary
    bench.restore({"direction": "more", "force": "all, always"})
    assert bench.figure.title.get_text().endswith("not supported") and "opposite sentence" not in bench.summary, (
        "one exception decides"
    )


def test_brier_score_by_hand():
    # (0.1² + 0.2² + 0.3²)/3; the base rate 2/3 scores 2/3 × 1/3 = 2/9.
    found = lesson.brier_score([0.9, 0.8, 0.3], [1, 1, 0])
    assert found == lesson.BrierScore(pytest.approx(0.14 / 3), pytest.approx(2 / 9), pytest.approx(0.79), 3)
    assert lesson.brier_score([0.5], [True], base_rate=0.5).skill == 0
    assert math.isnan(lesson.brier_score([0.5, 0.5], [1, 1]).skill)
    for bad in [([0.5], [1, 0]), ([50], [1]), ([0.5], [2]), ([], [])]:
        with pytest.raises(CourseError):
            lesson.brier_score(*bad)
    with pytest.raises(CourseError):
        lesson.brier_score([0.5], [1], base_rate=2)


def test_ledger_waits_in_words(monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "memory")
    monkeypatch.setattr(journal, "_session", [])
    picture = lesson.ledger_figure()
    assert "lessons 00–16" in picture.alt and "nothing" in picture.title


def test_ledger_counts_beliefs_by_hand(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "journal.jsonl"))
    kinds, judged = claims.claims()["kind"], claims.judgements()

    def one(kind, verdict):
        return next(key for key, item in judged.items() if (kinds[key], item.verdict) == (kind, verdict))

    given = {one("fact", "supported"): (90, 95), one("definition", "partly supported"): (70, 40), one("causal", "contested"): (85, 60),
             one("causal", "not supported"): (30, 29), one("trend", "contested"): (65, None), "C21.3": (80, 5)}  # fmt: skip
    for claim_id, (before, after) in given.items():
        journal.record(claim_id, "believed", answer=before)
        if after is not None:
            journal.record(claim_id, "believed", answer=after, seen=True)
    table = lesson.beliefs()
    assert set(table.index) == set(given) - {"C21.3"}, "the lesson's own claims are not judged yet"
    bands = lesson.agreement(table)
    assert bands.loc["80–100", ["scored", "supported", "contested"]].tolist() == [1, 1, 1]
    assert bands.loc["20–39", ["scored", "supported", "partly supported"]].tolist() == [1, 0, 0]
    assert bands.loc["60–79", ["scored", "partly supported", "contested"]].tolist() == [0, 1, 1]
    kinds = lesson.moves(table)
    assert kinds.loc["causal", ["twice", "before", "after", "moved"]].tolist() == [2, 57.5, 44.5, 1]
    assert (
        kinds.loc["fact", "moved"] == 1 and kinds.loc["definition", "moved"] == 1 and kinds.loc["trend", "twice"] == 0
    )
    picture = lesson.ledger_figure()
    assert "80–100: 1 of 1" in picture.alt and "trend: none given twice" in picture.alt and "1 partly supported" in picture.alt  # fmt: skip
    assert len(picture.alt) <= 700


def test_another_case_is_offered_where_there_is_one(monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "memory")
    for item in lesson.EXERCISES:
        offered = "another" in [name for name, _ in ask(item.id).form.cards[0]["buttons"]]
        assert offered == (len(item.variants) > 1), item.id
