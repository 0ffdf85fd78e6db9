"""Lesson 17, the verdicts: every claim of the course on one board, judged by a rule that the learner can change."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache, cached_property
from textwrap import shorten

import numpy as np
import pandas as pd

from helpers import ledger, models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Cards
from helpers.claims import Evidence, Judgement, claims, editions, judgements, scoreboard, suggest
from helpers.claims import parts as parts_of
from helpers.data import CourseError, load
from helpers.explorer import Panel, amount, choice, number, toggle
from helpers.figures import (
    BLUE,
    COLOURS,
    GREY,
    INK,
    ORANGE,
    PALE,
    PAPER,
    Picture,
    arrow,
    bare,
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.marks import named
from helpers.predictions import Prediction
from helpers.rule import VERDICTS, Evidence2, Part, read, rule_v2, standing

BOARD = "the course's claims and their computed evidence"
OWN = "17"
KINDS = ["causal", "fact", "trend", "definition", "normative"]
SURVIVES = ("supported", "partly supported")
READINGS = ["for", "mixed", "against", "silent"]
DESIGNS = {
    "at most 'partly' without one": "partly",
    "not needed": "free",
    "not testable without one": "strict",
}
SHORT = {
    "Defining International Military Partnerships": "Definition",
    "The Role of Military Diplomacy": "Military diplomacy",
    "Case: Close Combat Lethality Task Force": "Case: task force (CCLTF)",
    "Case: African Standby Force": "Case: African force",
    "Evolving Geopolitical Landscape": "Power shifts",
    "Domestic Military Policies": "Domestic policy",
    "Technological Advancements": "Technology",
    "Humanitarian Assistance": "Relief",
    "Challenges (overview)": "Challenges",
    "Future (overview)": "Future",
}
TROUBLES = ("07", "08", "09")
RANK = {"not supported": 0, "contested": 1, "partly supported": 2, "supported": 3}
BANDS = {"0–19": (0, 20), "20–39": (20, 40), "40–59": (40, 60), "60–79": (60, 80), "80–100": (80, 101)}
MOVED = 5  # points from which a belief counts as moved
JUDGES = {"the course": "verdict", "the plain rule": "rule", "the guess before": "guess"}


# Measures.


@cache
def proofs() -> dict[str, tuple[Judgement, Evidence | None]]:
    """Claim id → our judgement and its computed evidence, for all other lessons. Some seconds once, then at hand."""
    others = {key: item for key, item in judgements().items() if claims().loc[key, "lesson"] != OWN}
    return {key: (item, item.evidence() if item.evidence else None) for key, item in others.items()}


@cache
def board() -> pd.DataFrame:
    """The scoreboard of the other lessons, one row per claim, with n, whether a causal design stands behind it, and what was found.

    This lesson's own claims are about the board and do not stand on it.
    """
    table = scoreboard()
    table = table[table["lesson"] != OWN]
    proofs = table["evidence"]
    return table.assign(
        n=[proof.n if proof else 0 for proof in proofs],
        design=[bool(proof and proof.causal) for proof in proofs],
        finding=[proof.finding if proof else "" for proof in proofs],
        guess=[guess.split(" (")[0] for guess in table["expected_verdict"]],
    )


def rejudge(shift: float = 0.0, design: str = "partly", minimum: int = 1, literature: bool = True) -> pd.Series:
    """Judge every claim of the board by the plain rule with your own settings; returns claim id → verdict.

    shift: the bar is raised by this share of each benchmark (where the benchmark is zero, by so much of the claim's unit).
    design: 'partly': a causal claim without a causal design gets at most 'partly supported'; 'free': no design is asked for;
    'strict': without a design its data do not count. minimum: evidence from fewer cases does not count. literature: whether the works
    listed on either side count.
    """
    found, table = {}, claims()
    for row in board().itertuples():
        kind, proof = row.kind, row.evidence
        if row.force:
            parts = [_harder(part, kind, shift, design, minimum, literature) for part in parts_of(row.Index)]
            found[row.Index] = rule_v2(kind, row.force, parts, table.loc[row.Index, "testable"]).verdict
            continue
        usable = proof is not None and proof.n >= minimum and not (design == "strict" and kind == "causal" and not proof.causal)  # fmt: skip
        reading = read(proof, shift) if usable else "silent"
        sides = (row.works_for, row.works_against) if literature else (0, 0)
        found[row.Index] = suggest(kind, reading, *sides, causal=design == "free" or bool(usable and proof.causal))
    return pd.Series(found, name="verdict")


def _harder(part: Part, kind: str, shift: float, design: str, minimum: int, literature: bool) -> Part:
    """Return a part of a claim with what is left of its evidence under settings as in `rejudge`; cases count as cases."""

    def one(proof: Evidence2 | None) -> Evidence2 | None:
        if proof is None or (proof.n or len(proof.cases)) < minimum:
            return None
        if proof.estimate is None:
            return proof
        if kind == "causal" and design == "strict" and standing(proof) < 2:
            return None
        sign = 1 if proof.expects == "above" else -1
        lower = sign * shift * (abs(proof.benchmark) or 1.0)
        moved = {name: getattr(proof, name) - lower for name in ("estimate", "low", "high")}
        return replace(proof, **moved, rung=3 if kind == "causal" and design == "free" else proof.rung)

    kept = {} if minimum <= 1 else {"searched": "", "outcomes": None, "fits": None}
    against = part.counterexamples if len(part.counterexamples) >= minimum else ()
    counts = tuple(filter(None, map(one, part.counts)))
    studies = part.studies if literature else ()
    return replace(part, evidence=one(part.evidence), counts=counts, counterexamples=against, studies=studies, **kept)


def survival_by_kind(column: str = "verdict") -> pd.DataFrame:
    """Per kind of claim: number, how many are supported at least in part, per cent with a Wilson interval."""
    rows = {}
    for kind in KINDS:
        part = board().query("kind == @kind", local_dict={"kind": kind})
        share = models.proportion(int(part[column].isin(SURVIVES).sum()), len(part))
        whole = int((part[column] == "supported").sum())
        rows[kind] = {"claims": len(part), "survive": round(share.value * share.n), "whole": whole,
                      "share": 100 * share.value, "low": 100 * share.low, "high": 100 * share.high}  # fmt: skip
    return pd.DataFrame(rows).T


def guess_against_verdict() -> pd.DataFrame:
    """Cross-table: the guess before any computation (rows) against our verdict (columns)."""
    table = pd.crosstab(board()["guess"], board()["verdict"])
    return table.reindex(index=list(VERDICTS), columns=list(VERDICTS), fill_value=0)


def bar_curve() -> pd.DataFrame:
    """Share of the readings 'for' that are left as the bar rises from 0 to 100% of each benchmark: causal and other claims."""
    passed = board().query("reading == 'for'")
    facts = list(zip(passed["kind"] == "causal", passed["evidence"], strict=True))
    rows = {}
    for step in range(0, 101, 5):
        left = {True: 0, False: 0}
        for causal, proof in facts:
            left[causal] += read(proof, step / 100) == "for"
        totals = {group: sum(causal == group for causal, _ in facts) for group in (True, False)}
        rows[step] = {name: 100 * left[group] / max(totals[group], 1) for name, group in (("causal claims", True), ("all other claims", False))}  # fmt: skip
    return pd.DataFrame(rows).T


def what_would_change() -> pd.DataFrame:
    """Per claim with evidence: its reading, and what the data would have to show to change it.

    need: for a mixed reading, how many times the cases would decide it if the estimate stayed (an interval shrinks with the root
    of their number); for a clear one, where the bar would have to lie.
    """
    rows = []
    for key, kind, proof in board()[["kind", "evidence"]].itertuples(name=None):
        if proof is None:
            continue
        reading = read(proof)
        if reading == "mixed":
            above = proof.estimate > proof.benchmark
            half = proof.estimate - proof.low if above else proof.high - proof.estimate
            gap = abs(proof.estimate - proof.benchmark)
            need = (half / gap) ** 2 if gap else math.inf
            times = f"{need:,.1f}" if need >= 1.1 else f"{need:.2f}"
            words = f"{times} times the cases, same estimate" if need < 1000 else "no number of cases: it lies on the bar"  # fmt: skip
        else:
            need = proof.low if (proof.expects == "above") == (reading == "for") else proof.high
            words = f"a bar beyond {_short(need)} (now {_short(proof.benchmark)} {proof.unit})"
        if reading == "for" and kind == "causal" and not proof.causal:
            words += "; to be more than 'partly', a design"
        rows.append({"claim": key, "kind": kind, "reading": reading, "need": need, "to change it": words})
    return pd.DataFrame(rows).set_index("claim")


def _short(value: float) -> str:
    """Three digits, and whole numbers from a thousand on."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def untested() -> pd.DataFrame:
    """The claims that we could not test, with what their test would have to measure: pick one for the capstone."""
    rows = board().query("verdict == 'not testable here'")[["kind", "claim"]]
    return rows.join(claims()["suggested_measure"].rename("a test would measure"))


def in_full(table: pd.DataFrame) -> Cards:
    """Show a table with its texts in full and left-aligned."""
    with pd.option_context("display.max_colwidth", None):
        rich = table.to_html(border=0, justify="left")
    for tag in ("td", "th"):
        rich = rich.replace(f"<{tag}>", f"<{tag} style='text-align:left;vertical-align:top'>")
    return Cards([table.to_string()], [rich])


# Forecasts: dated, with source and rule, so that somebody can be wrong.


def _yearly(table: pd.DataFrame) -> pd.Series:
    return table.set_index("year").iloc[:, 0].dropna().astype(float)


def rate_no_exit() -> float:
    """Chance that no state leaves NATO in four years, from member-years without exit (Jeffreys: half an exit added)."""
    rows = load("nato_members").query("accession")
    years = float((2026 - rows["start"]).sum())
    return math.exp(-0.5 / years * 4 * len(rows))


def rate_accession() -> float:
    """Share of the four-year windows since 1991 in which a state joined NATO."""
    joined = set(load("nato_members").query("accession")["start"])
    windows = [any(year in joined for year in range(first, first + 4)) for first in range(1991, 2022)]
    return sum(windows) / len(windows)


def rate_conflicts(bar: int = 55) -> float:
    """Share of three-year changes since 1989 that would keep the count of conflicts at the bar or above."""
    counts = _yearly(load("armed_conflicts").groupby("year", as_index=False)["conflicts"].sum())
    steps = (counts.shift(-3) - counts).loc[1989:].dropna()
    return float((counts.iloc[-1] + steps >= bar).mean())


def rate_appeals() -> float:
    """Share of the ten years to 2025 in which appeals got less than half, with one success and one failure added (Laplace)."""
    sums = load("humanitarian_funding").groupby("year")[["funding", "requirements"]].sum().loc[2016:2025]
    return float(((sums["funding"] < 0.5 * sums["requirements"]).sum() + 1) / (len(sums) + 2))


def rate_troops(bar: int = 30_000) -> float:
    """Share of four-year changes (ratios) since 1993 that would keep US troops in Germany at the bar or above."""
    rows = load("us_troops").query("state_id == 255 and year >= 1993 and status == 'count'")
    counts = _yearly(rows[["year", "troops"]])
    ratios = [counts[y + 4] / counts[y] for y in counts.index if y + 4 in counts.index]
    return float(np.mean([counts.iloc[-1] * ratio >= bar for ratio in ratios]))


def rate_peacekeepers(bar: int = 40_000) -> float:
    """Share of six-year changes since 1991 that would take UN personnel from the last figure (2021) below the bar."""
    counts = _yearly(load("un_personnel_year")[["year", "personnel"]])
    steps = (counts.shift(-6) - counts).loc[1991:].dropna()
    return float((counts.iloc[-1] + steps < bar).mean())


FORECASTS = [
    ("F1", "No member leaves NATO before 2031.", "31 December 2030", "depositary notices, US State Department", "no notice of denunciation has taken effect", rate_no_exit),
    ("F2", "At least one more state joins NATO before 2031.", "31 December 2030", "NATO's list of members", "accession has taken effect", rate_accession),
    ("F3", "UCDP counts 55 or more state-based conflicts for 2027.", "June 2028", "UCDP/PRIO Armed Conflict Dataset, first release with 2027", "number of distinct conflicts", rate_conflicts),
    ("F4", "Appeals for 2027 receive less than half of what they ask.", "April 2028", "OCHA Financial Tracking Service, country plans", "funding below half of requirements", rate_appeals),
    ("F5", "At least 30,000 US active-duty troops in Germany in 2028.", "March 2029", "US Defense Manpower Data Center", "largest quarterly count of 2028", rate_troops),
    ("F6", "Fewer than 40,000 UN peacekeepers at the end of 2027.", "February 2028", "UN peacekeeping, monthly contributions", "uniformed personnel, 31 December 2027", rate_peacekeepers),
]  # fmt: skip


def forecasts() -> pd.DataFrame:
    """The forecasts as of November 2026: statement, date, source, rule, and the base rate that our tables give."""
    rows = [(key, text, date, source, rule, round(rate(), 2)) for key, text, date, source, rule, rate in FORECASTS]
    return pd.DataFrame(rows, columns=["id", "forecast", "resolves", "source", "rule", "base rate"]).set_index("id")


@dataclass(frozen=True)
class BrierScore:
    """Result of `brier_score`: mean squared error, that of the base rate, skill (1 = perfect, 0 = no better), n."""

    score: float
    reference: float
    skill: float
    n: int


def brier_score(forecasts: models.Numbers, outcomes: models.Numbers, base_rate: float | None = None) -> BrierScore:
    """Score forecast probabilities (0–1) of 0/1 outcomes by mean squared error: 0 is perfect, 1 worst (Brier 1950, halved).

    Skill is 1 − score / reference; the reference always forecasts `base_rate`, by default the outcomes' own mean. Skill is
    NaN if the reference is perfect. Raises CourseError for unequal lengths or values out of range.
    """
    p, y = models.checked_numbers(forecasts, "forecasts"), models.checked_numbers(outcomes, "outcomes")
    rate = y.mean() if base_rate is None else base_rate
    if p.size != y.size or np.setdiff1d(y, [0, 1]).size or p.min() < 0 or p.max() > 1 or not 0 <= rate <= 1:
        raise CourseError("A Brier score needs as many probabilities from 0 to 1 as outcomes of 0 or 1.")
    score, reference = float(np.mean((p - y) ** 2)), float(np.mean((rate - y) ** 2))
    return BrierScore(score, reference, 1 - score / reference if reference else math.nan, p.size)


def score_forecasts(mine: dict[str, float], came_true: dict[str, bool]) -> pd.DataFrame:
    """Brier scores of your probabilities and of the base rates, for the forecasts that have been resolved.

    mine: forecast id → probability from 0 to 1. came_true: id → whether it came true. Returns one row per resolved forecast
    and a row of means; lower is better, 0.25 is what 'fifty-fifty' earns.
    """
    rates = forecasts()["base rate"]
    unknown = set(mine) | set(came_true)
    if not unknown <= set(rates.index):
        raise CourseError(f"The forecasts are {', '.join(rates.index)}.")
    both = [key for key in rates.index if key in mine and key in came_true]
    if not both:
        raise CourseError("Nothing to score yet: give at least one forecast that has been resolved.")
    table = pd.DataFrame({
        "yours": [brier_score([mine[key]], [int(came_true[key])], 0.5).score for key in both],
        "base rate": [brier_score([rates[key]], [int(came_true[key])], 0.5).score for key in both],
    }, index=both)  # fmt: skip
    return pd.concat([table, table.mean().to_frame("mean").T])


def sections() -> list[str]:
    """The document's sections on the board, in its own order."""
    return list(dict.fromkeys(claims().query("lesson != @own", local_dict={"own": OWN})["section"]))


def tally_by_kind(verdicts: pd.Series) -> dict[str, pd.Series]:
    """Kind of claim (and `all`) → number of claims by verdict."""
    kinds = board()["kind"]
    parts = {"all": verdicts} | {kind: verdicts[kinds == kind] for kind in KINDS}
    return {kind: part.value_counts().reindex(list(VERDICTS), fill_value=0) for kind, part in parts.items()}


def survivors(counts: pd.Series) -> int:
    """Number of claims supported, whole or in part."""
    return int(counts[list(SURVIVES)].sum())


def _plain(**settings) -> int:
    judged = rejudge(**settings)
    return int(judged[board()["kind"] == "causal"].isin(SURVIVES).sum())


def _troubles(inside: bool = True) -> float:
    part = board().query("kind == 'causal'")
    part = part[part["lesson"].isin(TROUBLES) == inside]
    return float(100 * part["verdict"].isin(SURVIVES).mean())


def _moved_up() -> int:
    part = board().query("guess in @RANK and verdict in @RANK", local_dict={"RANK": list(RANK)})
    return int((part["verdict"].map(RANK) > part["guess"].map(RANK)).sum())


def _lifted() -> int:
    part = board()[["rule", "verdict"]].replace(RANK)
    part = part[part.map(lambda value: isinstance(value, int)).all(axis=1)]
    return int((part["verdict"] > part["rule"]).sum())


def causal_survivors() -> float:
    """Per cent of the causal claims that are supported at least in part."""
    causal = board().query("kind == 'causal'")
    return float(100 * causal["verdict"].isin(SURVIVES).mean())


def beliefs() -> pd.DataFrame:
    """The learner's beliefs in claims of the other lessons, as the ledger has them."""
    table = ledger.beliefs()
    return table[table["lesson"] != OWN]


def agreement(table: pd.DataFrame) -> pd.DataFrame:
    """Per band of belief before the evidence: mean belief, claims scored, how many the course supports, and those not scored."""
    rows = {}
    for name, (low, high) in BANDS.items():
        part = table[(table["before"] >= low) & (table["before"] < high)]
        scored = part.dropna(subset="outcome")
        rows[name] = {
            "belief": scored["before"].mean(),
            "scored": len(scored),
            "supported": int(scored["outcome"].sum()),
        }
        rows[name] |= {
            verdict: int((part["verdict"] == verdict).sum()) for verdict in ("partly supported", "contested")
        }
    return pd.DataFrame(rows).T


def moves(table: pd.DataFrame) -> pd.DataFrame:
    """Per kind of claim: how many beliefs were given twice, their means before and after, and how many moved."""
    twice = table.dropna(subset=["before", "after"])
    step = (twice["after"] - twice["before"]).abs() >= MOVED
    rows = {}
    for kind in KINDS:
        part = twice["kind"] == kind
        rows[kind] = {"twice": int(part.sum()), "before": twice.loc[part, "before"].mean(),
                      "after": twice.loc[part, "after"].mean(), "moved": int(step[part].sum())}  # fmt: skip
    return pd.DataFrame(rows).T


# Pictures.


@house_style()
def survival_figure(guess: float | None = None) -> Picture:
    """How often claims of each kind are supported, in whole or in part; a guess at the causal ones is marked on their bar."""
    table = survival_by_kind()
    causal, rest = table.loc["causal"], table.drop("causal")
    whole = f"{causal['whole']:.0f}" if causal["whole"] else "none"
    figure, ax = new_figure(
        f"{causal['survive']:.0f} of {causal['claims']:.0f} causal claims survive, {whole} of them whole",
        "Claims supported (dark) or partly supported (light), %, with 95% interval for both together",
        BOARD,
        size="pair",
    )
    for row, kind in enumerate(KINDS):
        item = table.loc[kind]
        whole = 100 * item["whole"] / item["claims"]
        ax.barh(row, whole, color=COLOURS["supported"], height=0.6)
        ax.barh(row, item["share"] - whole, left=whole, color=COLOURS["partly supported"], alpha=0.75, height=0.6)
        ax.plot([item["low"], item["high"]], [row, row], color=INK, linewidth=1.4)
        ax.text(102, row, f"{item['survive']:.0f} of {item['claims']:.0f}", va="center", fontsize=9.5, clip_on=False)
    ax.set_yticks(range(5), KINDS)
    ax.tick_params(axis="y", colors=INK)
    yours = ""
    if guess is not None:
        at = min(max(guess, 0), 100)
        ax.plot([at, at], [-0.36, 0.36], color=ORANGE, linewidth=3)
        ax.text(at + (1 if at < 70 else -1), -0.34, f"your guess {guess:.0f}%", color=ORANGE, fontweight="bold", ha="left" if at < 70 else "right", va="bottom")  # fmt: skip
        yours = f" Your guess for the causal claims was {guess:.0f} per cent."
    ax.set(xlim=(0, 100), ylim=(4.6, -0.6 if guess is None else -0.95))
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    figure.subplots_adjust(left=0.13, right=0.88)
    alt = (
        f"Bars by kind of claim. Of {causal['claims']:.0f} causal claims {causal['whole']:.0f} are supported and {causal['survive'] - causal['whole']:.0f} partly, together {causal['share']:.0f} per cent; "
        + "; ".join(f"{kind}: {item['survive']:.0f} of {item['claims']:.0f}" for kind, item in rest.iterrows())
        + f".{yours}"
    )
    return show(figure, alt)


@house_style()
def rule_diagram() -> Picture:
    """The plain rule as a path: what the data say, whether the design can carry a cause, what the literature says."""
    figure, ax = diagram(
        "From numbers to a verdict in three questions",
        "The plain rule of the course. Our verdicts may depart from it; then the reason says why",
        size="tall",
    )
    box(ax, 12, 50, "Is the interval\nwhole on the\nclaimed side?", BLUE, 19, 17)
    for y, word in ((86, "for"), (62, "mixed"), (38, "against"), (12, "silent: no data")):
        arrow(ax, (22, 50), (31.5, y), colour=BLUE)
        ax.text(33, y, word, va="center", color=BLUE, fontsize=10.5, fontweight="bold")
    box(ax, 59, 86, "Does the claim say\n'cause'? Can the\ndesign carry it?", BLUE, 22, 15)
    arrow(ax, (38.5, 86), (47.5, 86))
    results = {
        (86, 93): ("supported", "no cause claimed, or a design"),
        (86, 79): ("partly supported", "cause without design"),
        (62, 67): ("partly supported", "no cause claimed"),
        (62, 56): ("contested", "cause claimed"),
        (38, 43): ("contested", "if works support it"),
        (38, 32): ("not supported", "if none does"),
        (12, 17): ("contested", "if works stand on both sides"),
        (12, 6): ("not testable here", "if not"),
    }
    for (start, y), (verdict, note) in results.items():
        left = 70.5 if start == 86 else (55 if start == 12 else 44)
        arrow(ax, (left, start), (77.5, y), colour=COLOURS[verdict])
        box(ax, 88, y + 1, verdict, COLOURS[verdict], 20, 6)
        ax.text(88, y - 3.6, note, ha="center", va="center", fontsize=8.5, color=GREY)
    ax.text(59, 73, "works against it lower\nthe verdict by a step", ha="center", va="center", fontsize=9, color=GREY)
    alt = (
        "Flow diagram. An interval reads for, mixed, against or silent. From these 4 readings arrows lead to 5 verdicts: for leads to supported, or to partly supported when a cause is claimed without a design; "
        "mixed to partly supported or contested; against to contested or not supported; silent to contested or not testable here."
    )
    return show(figure, alt)


@house_style()
def guess_figure() -> Picture:
    """The guess before computing against the verdict after: how far computing changed minds."""
    table = guess_against_verdict()
    same, total = int(np.trace(table)), int(table.to_numpy().sum())
    figure, ax = new_figure(
        f"Computing changed the verdict on {total - same} of {total} claims",
        "Number of claims: the guess before any computation (rows), our verdict (columns); on the diagonal, no change",
        BOARD,
    )
    for row, guess in enumerate(VERDICTS):
        for column, verdict in enumerate(VERDICTS):
            count = int(table.loc[guess, verdict])
            tone = COLOURS[verdict] if row != column else PALE
            ax.add_patch(_tile(column, row, tone if count else "#f5f7fa"))
            if count:
                ax.text(column, row, count, ha="center", va="center", fontsize=12, fontweight="bold", color=INK if row == column else PAPER)  # fmt: skip
    bare(ax)
    ax.set_xticks(range(5), [name.replace(" ", "\n", 1) for name in VERDICTS], fontsize=9)
    ax.set_yticks(range(5), VERDICTS, fontsize=9.5)
    ax.tick_params(colors=INK)
    ax.set(xlim=(-0.5, 4.5), ylim=(4.5, -0.5))
    figure.subplots_adjust(left=0.2, bottom=0.2)
    kept = int(table.loc["supported", "supported"])
    alt = (
        f"Table of 5 by 5 counts. {same} of {total} claims keep the guessed verdict, {total - same} change. Of {int(table.loc['supported'].sum())} claims guessed as supported, {kept} stay so and "
        f"{int(table.loc['supported', 'contested'])} become contested."
    )
    return show(figure, alt)


@house_style()
def bar_figure() -> Picture:
    """How many readings in favour are left as the bar rises."""
    curve = bar_curve()
    passes = board().query("reading == 'for'")["kind"] == "causal"
    causes, others = int(passes.sum()), int((~passes).sum())
    causal, other = curve["causal claims"], curve["all other claims"]
    figure, ax = new_figure(
        f"Ask for half as much again, and {causal[50]:.0f}% of causal passes remain",
        "Readings 'for' that stay 'for' as every bar is raised by a share of its benchmark (of one unit, where it is zero), %",
        BOARD,
        size="pair",
    )
    lines = ((causal, ORANGE, f"{causes} causal claims"), (other, GREY, f"{others} other claims"))
    drawn = {f"{line.iloc[-1]:.0f}% of {name}": ax.plot(line.index, line, color=tone)[0] for line, tone, name in lines}
    ax.set(xlim=(0, 100), ylim=(0, 104), xlabel="bar raised by, % of benchmark")
    label_lines(ax, drawn, gap=0.09)
    figure.subplots_adjust(right=0.76, bottom=0.24)
    alt = (
        f"Two falling lines. If every bar is raised by 10 per cent, {causal[10]:.0f} per cent of the causal readings in favour stay; at 50 per cent {causal[50]:.0f}, at 100 per cent {causal[100]:.0f}. "
        f"Of other claims {other[10]:.0f}, {other[50]:.0f} and {other[100]:.0f} per cent stay."
    )
    return show(figure, alt)


@house_style()
def ledger_figure() -> Picture:
    """What the learner believed: how beliefs agree with the course's verdicts, and which kinds of claim moved them."""
    table = beliefs()
    bands, kinds = agreement(table), moves(table)
    likely = bands.loc[["60–79", "80–100"], ["supported", "scored"]].sum().astype(int)
    title = f"Of {likely['scored']} claim{'' if likely['scored'] == 1 else 's'} that you held likely, we support {likely['supported']}" if likely["scored"] else "You held none of the scored claims likely"  # fmt: skip
    figure, (left, right) = new_figure(
        title if len(table) else "What you believed: nothing is in the journal yet",
        "Left: share that we support, by your belief before the evidence. Right: mean belief before ○ and after ●",
        "your journal. It measures agreement with the course's verdicts, not truth",
        size="tall",
        cols=2,
    )
    figure.subplots_adjust(left=0.085, right=0.86, top=0.83, bottom=0.17, wspace=0.42)
    _draw_agreement(left, bands)
    _draw_moves(right, kinds)
    if not len(table):
        for ax in (left, right):
            ax.text(50, 50 if ax is left else 2, "Beliefs that you give in\nlessons 00–16 will appear here", ha="center", va="center", color=GREY, fontsize=10.5)  # fmt: skip
        return show(figure, "Two empty axes. Beliefs that you give in lessons 00–16, before the evidence and after, will appear here.")  # fmt: skip
    curve = "; ".join(f"{name}: {row['supported']:.0f} of {row['scored']:.0f}" for name, row in bands.iterrows() if row["scored"])  # fmt: skip
    other = bands[["partly supported", "contested"]].sum()
    words = "; ".join(
        f"{kind}: {row['before']:.0f} to {row['after']:.0f} on average, {row['moved']:.0f} of {row['twice']:.0f} moved" if row["twice"] else f"{kind}: none given twice"
        for kind, row in kinds.iterrows()
    )  # fmt: skip
    alt = (
        f"Left, claims that the course supports, by belief before the evidence, of those scored: {curve or 'none scored yet'}; not scored: {other['partly supported']:.0f} partly supported, "
        f"{other['contested']:.0f} contested. Right, beliefs by kind from before to after: {words}."
    )
    return show(figure, alt)


def _draw_agreement(ax, bands: pd.DataFrame) -> None:
    """Share supported by band of belief, with the counts of what is not scored below."""
    ax.axhline(0, color=GREY, linewidth=1)
    ax.set(xlim=(0, 100), ylim=(-48, 114), xlabel="your belief before, %", yticks=range(0, 101, 20))
    ax.set_title("supported by the course, %", loc="left", fontsize=9.5, color=GREY)
    if not bands[["scored", "partly supported", "contested"]].to_numpy().sum():
        return
    ax.plot([0, 100], [0, 100], color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    seen = bands[bands["scored"] > 0]
    share = 100 * seen["supported"] / seen["scored"]
    ax.plot(seen["belief"], share, color=BLUE, marker="o", markersize=8, linewidth=1)
    for x, y, row in zip(seen["belief"], share, seen.itertuples(), strict=True):
        ax.text(x, y + 4, f"{row.supported:.0f} of {row.scored:.0f}", color=BLUE, fontsize=9.5, fontweight="bold", ha="center", va="bottom", bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8})  # fmt: skip
    for y, verdict in ((-21, "partly supported"), (-41, "contested")):
        ax.text(0, y + 9, f"{verdict}, not scored", color=COLOURS[verdict], fontsize=9, va="center")
        for (low, high), count in zip(BANDS.values(), bands[verdict], strict=True):
            ax.text((low + min(high, 100)) / 2, y, f"{count:.0f}" if count else "·", color=COLOURS[verdict], fontweight="bold", ha="center", va="center", fontsize=9.5)  # fmt: skip


def _draw_moves(ax, kinds: pd.DataFrame) -> None:
    """Mean belief before and after, kind by kind."""
    for row, item in enumerate(kinds.itertuples()):
        if not item.twice:
            continue
        ax.plot([0, 100], [row, row], color=PALE, linewidth=1, zorder=0)
        ax.plot([item.before, item.after], [row, row], color=ORANGE, linewidth=2.4)
        ax.plot([item.before], [row], "o", color=ORANGE, markerfacecolor="white", markersize=8)
        ax.plot([item.after], [row], "o", color=ORANGE, markersize=8)
        ax.text(104, row, f"{item.moved:.0f} of {item.twice:.0f}\nmoved", color=INK, fontsize=9, va="center", clip_on=False)  # fmt: skip
    ax.set_yticks(range(len(kinds)), kinds.index)
    ax.tick_params(axis="y", colors=INK)
    ax.grid(False, axis="y")
    ax.set(xlim=(0, 100), ylim=(len(kinds) - 0.5, -0.5), xlabel=f"mean belief, %; moved: by {MOVED} points or more")


def _tile(x: float, y: float, colour: str):
    from matplotlib.patches import Rectangle

    return Rectangle((x - 0.46, y - 0.44), 0.92, 0.88, facecolor=colour, edgecolor="none")


PREDICTIONS = [
    Prediction(
        "17.look",
        "The other lessons weigh 186<!--= claims --> claims, nearly all of them the document's own, and 116<!--= causal --> of them say that something causes something: enhances, deters, fosters. "
        "For 86<!--= computed --> claims open data can say something. What share of the causal claims do we find supported, at least in part? (The evidence of all lessons is computed before the picture comes: "
        "give it up to half a minute.)",
        "number",
        causal_survivors,
        survival_figure,
        "Facts survive at 88%<!--= fact_share -->, causes at 33%<!--= causal_share -->, and 21<!--= causal_whole --> causal claims survive whole. That is not because partnerships do nothing. "
        "It is because 'X helps' is easy to write, and needs a comparison, a date and luck to show. Which causes survive? In the lessons on trouble (politics, money, culture) 61%<!--= troubles --> do, "
        "elsewhere 22%<!--= elsewhere -->. All this describes this board only: the claims that we listed, judged by our rule. The complaints may be vaguer, and a vague claim is hard to sink; "
        "and with some twenty claims on one side the difference is a hint, no more.",
        unit="%",
    ),
]
FIGURES = {
    "survival": survival_figure,
    "rule": rule_diagram,
    "guess": guess_figure,
    "bar": bar_figure,
    "ledger": ledger_figure,
}


# Explorers.


class Board(Panel):
    """All claims as tiles by section, filtered by section, kind and verdict."""

    title = "The board"
    stories = {
        "Causal claims": ({"kind": "causal"}, "Claims that one thing changes another: see how few marks are green."),
        "The rule alone": ({"judge": "the plain rule"}, "The same evidence without our departures from the rule."),
    }

    @cached_property
    def controls(self):
        return {
            "section": choice("Section", ["all sections", *sections()]),
            "kind": choice("Kind", ["all kinds", *KINDS]),
            "verdict": choice("Verdict", ["all verdicts", *VERDICTS]),
            "judge": choice("Judged by", JUDGES),
        }

    def compute(self, section, kind, verdict, judge):
        """Verdicts by the chosen judge, and which claims the filters leave."""
        table, column = board(), JUDGES[judge]
        filters = {"section": section, "kind": kind, column: verdict}
        filters = {name: value for name, value in filters.items() if not value.startswith("all ")}
        chosen = pd.Series(True, index=table.index)
        for name, value in filters.items():
            chosen &= table[name] == value
        return {"judge": judge, "shown": table[column], "chosen": chosen, "filters": list(filters.values())}

    def draw(self, result):
        figure, ax = new_figure("", "One mark per claim, by section; circles claim a cause. Right: count by verdict", BOARD, size="tall")  # fmt: skip
        figure.subplots_adjust(left=0.235, right=0.985, top=0.865, bottom=0.08)
        table = board()
        table = table.assign(row=table["section"].map(sections().index), column=table.groupby("section").cumcount())
        self.marks = []
        for is_causal, marker in ((True, "o"), (False, "s")):
            part = table[(table["kind"] == "causal") == is_causal]
            dots = ax.scatter(part["column"], part["row"], s=105, marker=marker, linewidths=0)
            self.marks.append((dots, part.index))
        bare(ax)
        ax.set_yticks(range(len(sections())), [SHORT.get(name, name) for name in sections()], fontsize=9)
        ax.tick_params(axis="y", colors=INK)
        ax.set(xlim=(-0.6, 19), ylim=(len(sections()) - 0.4, -0.7))
        self.counts = {}
        for i, verdict in enumerate(VERDICTS):
            y, tone = 2 + 4 * i, COLOURS[verdict]
            self.counts[verdict] = ax.text(
                12.6, y, "", fontsize=19, fontweight="bold", color=tone, va="center", ha="right"
            )
            ax.text(12.9, y, verdict, fontsize=11, color=tone, va="center", fontweight="bold")
        return figure

    def update(self, result):
        chosen, shown = result["chosen"], result["shown"]
        for dots, index in self.marks:
            dots.set_facecolors([COLOURS[shown[key]] if chosen[key] else "#e8ebef" for key in index])
            claims = board()["claim"]
            named(dots, [[f"{key} {shorten(claims[key], 70, placeholder=' …')}", shown[key]] for key in index], f"judged by {result['judge']}")  # fmt: skip
        tally = shown[chosen].value_counts()
        for verdict, text in self.counts.items():
            text.set_text(str(int(tally.get(verdict, 0))))

    def headline(self, result):
        filters = ", ".join(SHORT.get(name, name) for name in result["filters"]) or "the whole board"
        return f"{int(result['chosen'].sum())} of {len(result['chosen'])} claims: {filters}"

    def describe(self, result):
        part = board()[result["chosen"]]
        tally = result["shown"][result["chosen"]].value_counts().reindex(list(VERDICTS), fill_value=0)
        counts = ", ".join(f"{verdict} {count}" for verdict, count in tally.items())
        filters = ", ".join(result["filters"]) or "no filter"
        head = f"{len(part)} of {len(board())} claims ({filters}; judged by {result['judge']}): {counts}."
        examples = [f"{key} {shorten(row.claim.rstrip('.'), 70, placeholder=' …')}: {result['shown'][key]}" for key, row in zip(part.index[:3], part.itertuples(), strict=False)]  # fmt: skip
        opening = "First" if len(part) > 3 else "They are" if len(part) > 1 else "It is"
        head = f"{head} {opening}: {'; '.join(examples)}." if examples else head
        return f"{head} {editions()}".rstrip()

    def table(self, result):
        columns = ["section", "kind", "force", "claim", "guess", "reading", "rule", "verdict", "reason"]
        return board().loc[result["chosen"], columns]


class JudgeAgain(Panel):
    """Judge again by your own thresholds and see how many claims of each kind survive."""

    title = "Judge again"
    stories = {
        "No design needed": ({"design": "not needed"}, "Let correlation pass for cause, and more claims survive."),
        "A hundred cases": ({"minimum": 100}, "Ask for many cases, and much can no longer be judged."),
        "Without the literature": (
            {"literature": False},
            "Only our own numbers, nobody else's work: many verdicts move.",
        ),
    }
    rows = ("all", *KINDS)
    controls = {
        "shift": amount("Raise bars by", -0.5, 1.0, 0.0),
        "design": choice("Causal design", DESIGNS),
        "minimum": number("Fewest cases", 1, 200, 1),
        "literature": toggle("Let the literature count", True),
    }

    def compute(self, shift, design, minimum, literature):
        """Verdicts under these thresholds, by claim."""
        return rejudge(shift, DESIGNS[design], minimum, literature)

    def draw(self, result):
        figure, ax = new_figure("", "Claims by verdict under your rule, %; numbers are claims. Black mark: survivors under the plain rule", BOARD)  # fmt: skip
        figure.subplots_adjust(left=0.2, right=0.98, top=0.75)
        self.segments, self.texts, before = [], [], tally_by_kind(rejudge())
        for row, kind in enumerate(self.rows):
            self.segments.append([ax.barh(row, 0, color=COLOURS[verdict], height=0.66)[0] for verdict in VERDICTS])
            self.texts.append([ax.text(0, row, "", ha="center", va="center", color=PAPER, fontsize=9.5, fontweight="bold") for _ in VERDICTS])  # fmt: skip
            share = 100 * survivors(before[kind]) / max(before[kind].sum(), 1)
            ax.plot([share, share], [row - 0.42, row + 0.42], color=INK, linewidth=2.2)
        bare(ax)
        ax.set_yticks(range(len(self.rows)), [f"{kind} ({before[kind].sum()})" for kind in self.rows])
        ax.tick_params(axis="y", colors=INK)
        ax.set(xlim=(0, 100), ylim=(len(self.rows) - 0.5, -0.5))
        x = 0.0
        for verdict, width in zip(VERDICTS, (0.135, 0.19, 0.125, 0.165, 0.2), strict=True):
            figure.text(0.165 + x, 0.775, f"■ {verdict}", color=COLOURS[verdict], fontsize=9.5, fontweight="bold")
            x += width
        return figure

    def update(self, result):
        now = tally_by_kind(result)
        for kind, bars, texts in zip(self.rows, self.segments, self.texts, strict=True):
            left, total = 0.0, max(now[kind].sum(), 1)
            for bar, text, verdict in zip(bars, texts, VERDICTS, strict=True):
                width = 100 * now[kind][verdict] / total
                bar.set(x=left, width=width)
                text.set(text=str(now[kind][verdict]) if width > 3 else "", x=left + width / 2)
                left += width

    def headline(self, result):
        now, before = tally_by_kind(result)["causal"], tally_by_kind(rejudge())["causal"]
        return f"{survivors(now)} of {now.sum()} causal claims survive your rule (plain rule: {survivors(before)})"

    def describe(self, result):
        table, now = board(), tally_by_kind(result)
        moved = result.index[result != rejudge()]
        line = ", ".join(f"{verdict} {now['all'][verdict]}" for verdict in VERDICTS)
        causal = now["causal"]
        words = f"{len(result)} claims: {line}. Of {causal.sum()} causal claims {survivors(causal)} survive, {causal['supported']} whole."
        if not len(moved):
            return f"{words} This is the plain rule itself; the course departs from it in {int((table['verdict'] != table['rule']).sum())} claims."
        some = "; ".join(f"{key} to {result[key]}" for key in moved[:4])
        return f"{words} {len(moved)} {'claim moves' if len(moved) == 1 else 'claims move'}: {some}{f' and {len(moved) - 4} more' if len(moved) > 4 else ''}."

    def table(self, result):
        columns = board()[["kind", "claim", "n", "design", "reading", "rule"]]
        out = columns.assign(yours=result, course=board()["verdict"])
        return out[out["yours"] != out["rule"]] if (out["yours"] != out["rule"]).any() else out


EXPLORERS = {"board": Board, "thresholds": JudgeAgain}


# Exercises.


def share_supported() -> float:
    """Per cent of all claims whose verdict is exactly 'supported'."""
    return float(100 * (board()["verdict"] == "supported").mean())


def most_contested_kind() -> str:
    """The kind of claim with the largest number of verdicts 'contested'."""
    count = board().query("verdict == 'contested'")["kind"].value_counts()
    return {kind: letter for letter, kind in KIND_OPTIONS.items()}[count.idxmax()]


def verdicts_by_kind() -> pd.DataFrame:
    """Cross-table of kind (rows) and verdict (columns)."""
    table = board()
    return pd.crosstab(table["kind"], table["verdict"])


def guesses_kept(verdict: str) -> float:
    """Of the claims for which that verdict was guessed, the share whose verdict it became."""
    return 100 * _both(verdict) / _guessed(verdict)


def _guessed(verdict: str) -> int:
    return int((board()["guess"] == verdict).sum())


def _judged(verdict: str) -> int:
    return int((board()["verdict"] == verdict).sum())


def _both(verdict: str) -> int:
    return int(((board()["guess"] == verdict) & (board()["verdict"] == verdict)).sum())


def causal_under(shift: float, design: str = "free") -> float:
    """Per cent of the causal claims that survive, with the bars moved and no causal design asked for."""
    kept = rejudge(shift, design)[board()["kind"] == "causal"].isin(SURVIVES)
    return float(100 * kept.mean())


def strict_judge() -> tuple[str, ...]:
    """Data must be for the claim; only a cause needs a design; where data are missing nothing is said."""
    return ("only-for", "causes", "open")


SAID = {0.7: 1, 0.4: 0, 0.1: 1}  # three invented forecasts: probability → whether it happened


def brier_of_three() -> float:
    """Mean of the squared differences between probability and outcome."""
    return brier_score(list(SAID), list(SAID.values())).score


def my_rule_solution():
    """Survive only with a reading 'for', and for a causal claim only with a design."""

    def survives(kind, reading, design):
        return reading == "for" and (kind != "causal" or design)

    return survives


KIND_OPTIONS = {
    "definition": "definition",
    "fact": "fact",
    "causal": "causal",
    "trend": "trend",
    "normative": "normative",
}


RETIRED = ("17.3", "17.5")
EXERCISES = [
    Exercise(
        id="17.1",
        title="How many passed?",
        prompt="What share of all claims on the board has the verdict 'supported'? Per cent, one decimal. The board explorer has the numbers; you may type a sum.",
        kind="number",
        level="apply",
        solution=share_supported,
        meaning="That describes this board only: claims as we chose and worded them, judged by our rule on the tables we had. Another list would give another share.",
        hints=(
            "Judged by the course, how many claims are supported, and how many claims are there?",
            "Divide the one by the other, and multiply by a hundred.",
        ),
        mistakes=(
            Mistake(
                lambda: float(100 * board()["verdict"].isin(SURVIVES).mean()),
                "You added 'partly supported'. The question asks for the one verdict alone.",
            ),
            Mistake(
                lambda: float((board()["verdict"] == "supported").sum()),
                "That is how many there are. Divide by the number of all claims.",
            ),
            Mistake(
                lambda: float(100 * (board()["guess"] == "supported").mean()),
                "You used the guess made before computing. Let the course judge.",
            ),
        ),
        decimals=1,
        percent=True,
    ),
    Exercise(
        id="17.2",
        title="Where is the fighting?",
        prompt="Which kind of claim has the largest number of contested verdicts? Choose that verdict in the board explorer, then one kind after the other.",
        kind="choice",
        level="analyse",
        solution=most_contested_kind,
        meaning="Partly because most claims on it are causal; but by share, too: nearly half of the causal claims are contested, and of every other kind less. That describes this board only, where one contrary study is enough for a dispute.",
        hints=(
            "The sentence below the board says how many claims your choice leaves.",
            "A kind with few claims cannot have many contested ones. Which kinds have many?",
        ),
        mistakes=(
            Mistake(lambda: "definition", "Those say what words mean. There are few of them, and few are in dispute."),
            Mistake(lambda: "fact", "Those can usually be looked up. Check the count."),
            Mistake(lambda: "trend", "A trend is in the data or it is not. Some are disputed; check the count."),
            Mistake(
                lambda: "normative",
                "Values divide people, but there are few such claims here, and data cannot decide them.",
            ),
        ),
        options=KIND_OPTIONS,
    ),
    Exercise(
        id="17.8",
        title="Which whole?",
        prompt=lambda verdict: (
            f"The guess before computing called {_guessed(verdict)} of the {len(board())} claims '{verdict}'. Our verdict calls {_judged(verdict)} so, and {_both(verdict)} are so called by both. "
            "What share of these guesses was kept? Per cent, one decimal; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=guesses_kept,
        meaning="The same number of claims over three different wholes gives three different shares: of the guesses, of the verdicts, of all. A share without its whole says little.",
        hints=(
            "The claims called so by both go on top. Of what are they a part in this question?",
            "The question is about guesses, so the guesses are the whole.",
        ),
        mistakes=(
            Mistake(
                lambda verdict: 100 * _both(verdict) / _judged(verdict),
                "You divided by our verdicts: that says how many of them had been foreseen. The guesses are the whole here.",
            ),
            Mistake(
                lambda verdict: 100 * _both(verdict) / len(board()),
                "You divided by all claims. The question is about one kind of guess.",
            ),
            Mistake(
                lambda verdict: 100 - guesses_kept(verdict),
                "That is the share that changed. The question asks what was kept.",
            ),
            Mistake(
                lambda verdict: 100 * _guessed(verdict) / len(board()),
                "That is how common the guess was. How many of these guesses stood?",
            ),
        ),
        decimals=1,
        percent=True,
        variants=({"verdict": "contested"}, {"verdict": "supported"}),
    ),
    Exercise(
        id="17.9",
        title="Move two thresholds",
        prompt=lambda shift: (
            f"Ask for no causal design, and {'raise' if shift > 0 else 'lower'} every bar by {abs(shift):g}: in the explorer 'Judge again', choose 'not needed' and set 'Raise bars by' to {shift:g}. "
            "What share of the causal claims survives? Per cent, one decimal."
        ),
        kind="number",
        level="apply",
        solution=causal_under,
        meaning="That describes this board only. Two settings, and nobody has looked at a single claim again. Whoever reports a share of survivors owes you the thresholds, and the reason why they are not others.",
        hints=(
            "The picture's title counts the causal claims that survive your rule.",
            "Divide that count by the number of causal claims; leave the other two controls as they were.",
        ),
        mistakes=(
            Mistake(
                lambda shift: causal_under(shift, "partly"),
                "You moved the bars and left the design as it was. Choose that none is needed.",
            ),
            Mistake(lambda shift: causal_under(0.0), "The design is right, and the bars have not moved yet."),
            Mistake(
                lambda shift: causal_under(shift) * (board()["kind"] == "causal").sum() / 100,
                "That is how many survive. The question asks for their share of the causal claims.",
            ),
            Mistake(
                lambda shift: float(100 * rejudge(shift, "free").isin(SURVIVES).mean()),
                "That is the share among claims of all kinds. Keep to the causal ones.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=({"shift": -0.25}, {"shift": -0.1}, {"shift": -0.5}),
    ),
    Exercise(
        id="17.12",
        title="Score three forecasts",
        prompt=lambda: (
            "Three invented forecasts: "
            + "; ".join(
                f"probability {said:g}, and it {'happened' if came else 'did not happen'}"
                for said, came in SAID.items()
            )
            + ". What is the mean Brier score? Three decimals; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=brier_of_three,
        meaning="Worse than 'fifty-fifty' on everything, which earns a quarter. The last one, confident and wrong, cost most of it.",
        hints=(
            "For each forecast: probability minus outcome (1 or 0), squared.",
            "Then the mean of the three.",
        ),
        mistakes=(
            Mistake(
                lambda: sum(abs(said - came) for said, came in SAID.items()) / len(SAID),
                "You took plain distances. Squaring punishes confident errors harder.",
            ),
            Mistake(
                lambda: sum((said - came) ** 2 for said, came in SAID.items()),
                "That is the sum. Three forecasts share it: take the mean.",
            ),
            Mistake(
                lambda: sum((said - 1 + came) ** 2 for said, came in SAID.items()) / len(SAID),
                "You scored against the opposite outcomes. Subtract 1 where it happened, 0 where it did not.",
            ),
        ),
        decimals=3,
    ),
    Exercise(
        id="17.10",
        title="Put a stricter judge together",
        prompt="A strict judge passes a plain count that lies clearly on the claim's side. It refuses every interval that straddles the bar, and every mere correlation that is sold as a cause. "
        "Where there are no data it says so and stops. Put this judge together.",
        kind="rule",
        level="create",
        solution=strict_judge,
        meaning="A judge like yours lets few causal claims pass. Whether that is rigour or paralysis depends on what a wrong 'yes' costs.",
        hints=(
            "An interval that straddles the bar reads mixed.",
            "A plain count claims no cause. Must it have a causal design?",
        ),
        mistakes=(
            Mistake(
                lambda: ("mixed-too", "causes", "open"),
                "You let mixed readings pass. An interval that straddles the bar has not cleared it.",
            ),
            Mistake(
                lambda: ("only-for", "nobody", "open"),
                "Your judge never asks for a design, so a mere correlation passes as a cause.",
            ),
            Mistake(
                lambda: ("only-for", "everybody", "open"),
                "You ask every claim for a causal design, facts as well. A count needs none.",
            ),
            Mistake(
                lambda: ("only-for", "causes", "sunk"),
                "You sink a claim because nobody has measured it. Silence is no evidence on either side.",
            ),
        ),
        options={
            "A claim survives if its data read": {
                "mixed-too": "for or mixed",
                "not-against": "anything but against",
                "only-for": "for",
            },
            "and a causal design is asked of": {
                "everybody": "every claim",
                "causes": "claims of a cause",
                "nobody": "no claim",
            },
            "A claim without data is": {
                "sunk": "not supported",
                "saved": "given the benefit of the doubt",
                "open": "left open",
            },
        },
    ),
    Exercise(
        id="17.6",
        title="Write a stricter judge",
        prompt="The stricter judge in code, for claims with data: a function of `kind`, `reading` and `design` (true or false) that is true when a claim survives. The reading must be 'for', and a causal claim also needs a design.",
        start="def survives(kind, reading, design):\n    ...  # your rule here",
        kind="function",
        level="create",
        solution=my_rule_solution,
        meaning="Your judge in one line: it can be read, quarrelled with and run on all claims, which no adjective can.",
        hints=(
            "Two conditions joined by `and`: the reading, and the design where a cause is claimed.",
            "The second condition has an `or` inside: a claim needs no design if it is of another kind.",
        ),
        mistakes=(
            Mistake(
                lambda: lambda kind, reading, design: reading == "for",
                "Your judge never asks for a design, so a mere correlation passes as a cause.",
            ),
            Mistake(
                lambda: lambda kind, reading, design: reading == "for" and design,
                "You ask every claim for a causal design, facts as well. A count needs none.",
            ),
            Mistake(
                lambda: lambda kind, reading, design: reading in ("for", "mixed") and (kind != "causal" or design),
                "You let mixed readings pass. An interval that straddles the bar has not cleared it.",
            ),
        ),
        cases=(
            ("causal", "for", True),
            ("causal", "for", False),
            ("fact", "for", False),
            ("fact", "mixed", False),
            ("trend", "against", True),
            ("causal", "mixed", True),
        ),
    ),
    Exercise(
        id="17.4",
        title="The board in one table",
        prompt="Put the whole board into one table: kinds in rows, verdicts in columns, counts in cells. pandas calls it a `crosstab`.",
        start="import pandas as pd\n\nboard = lesson.board()  # its columns kind and verdict are asked for",
        kind="table",
        level="apply",
        solution=verdicts_by_kind,
        meaning="One table carries the course's result: read along the row of the causal claims. It describes this board only, that is, our list, our measures and our rule.",
        hints=(
            "pandas has a function that counts pairs of values: `pd.crosstab(rows, columns)`.",
            "Rows are kinds, columns are verdicts, cells are counts.",
        ),
        mistakes=(
            Mistake(
                lambda: pd.crosstab(board()["verdict"], board()["kind"]),
                "Rows and columns are swapped: kinds should be the rows.",
            ),
            Mistake(
                lambda: pd.crosstab(board()["kind"], board()["rule"]),
                "Those are the plain rule's verdicts. Use the column `verdict`.",
            ),
            Mistake(
                lambda: pd.crosstab(board()["kind"], board()["verdict"], normalize="index"),
                "Those are shares within a kind. The question asks for counts.",
            ),
        ),
    ),
]
REFLECTIONS = [
    Reflection(
        "17.7",
        "Design the test that we could not do",
        "Write the core of your design in two to five sentences: claim, comparison, measure, the result that would sink it. Nothing is graded here.",
        "Claim: exercises bring new tactics. I would take pairs of battalions of one army before a large exercise of which only one half, drawn by lot or by the rotation list, takes part; outcome: a tactical drill graded "
        "by judges who do not know who went, before, a month after and a year after. The claim fails if the difference after a year is below a fifth of a grade. Weak points: the army picks its best, and units talk to each other.",
        (
            "one claim, reworded so that it could be false, with a number that would sink it",
            "who is compared with whom, and why the comparison is fair",
            "what is measured, by whom, when, and who pays for it",
            "the best objection to your own design",
        ),
    ),
    Reflection(
        "17.11",
        "Do you still believe it?",
        "In lesson 00 you wrote one belief about military partnerships and a result that would change your mind; what you kept stands here. Have you met that result, or one like it? Did the belief move, "
        "and why, or why not? Two to five sentences; nothing is graded.",
        "I believed that alliances prevent more wars than they cause, and I asked for pairs of states in similar danger. The course showed me such pairs only in part: the raw rate is lower with a promise of defence, and other samples and controls turn the "
        "sign. So I hold it a little less firmly than before, and for another reason: not because it was refuted, but because I had taken a rate for a comparison. I would give it up sooner now, and I know which study I would read first.",
        (
            "whether you met the result that you had asked for, or only something near it",
            "what moved you: a number, a comparison, a study, or a feeling",
            "if nothing moved: which result should have, and why it did not",
            "a result that would change your mind from here on",
        ),
        again="00.5",
    ),
]


# Evidence.


def _survivors(sections: tuple[str, ...] = (), kind: str = "causal") -> models.Estimate:
    """Share of a kind of claim (in some sections, or in all lessons but this one) that is supported at least in part."""
    table = claims()
    chosen = [item.verdict in SURVIVES for key, (item, _) in proofs().items() if table.loc[key, "kind"] == kind and (not sections or table.loc[key, "section"] in sections)]  # fmt: skip
    return models.proportion(sum(chosen), len(chosen))


def pivotal_evidence() -> Evidence:
    """Share of the causal claims of the other lessons that are supported at least in part, with a Wilson interval."""
    share = _survivors()
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "% of causal claims", 50, "above",
        f"{round(share.value * share.n)} of {share.n} causal claims in the other lessons survive at least in part ({100 * share.value:.0f}%)",
    )  # fmt: skip


def three_fields_evidence() -> Evidence:
    """The same for the causal claims of three sections: emerging threats, peacekeeping, relief."""
    fields = {"threats": "Emerging Threats", "peacekeeping": "Peacekeeping", "relief": "Humanitarian Assistance"}
    found, share = {name: _survivors((field,)) for name, field in fields.items()}, _survivors(tuple(fields.values()))
    parts = ", ".join(f"{name} {round(one.value * one.n)} of {one.n}" for name, one in found.items())
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "% of causal claims", 50, "above",
        f"Causal claims that survive at least in part: {parts}; together {100 * share.value:.0f}%",
    )  # fmt: skip


def overstated_evidence() -> Evidence:
    """Number of claims of the other lessons found 'not supported': each is an overstatement."""
    count = sum(item.verdict == "not supported" for item, _ in proofs().values())
    return Evidence(
        count, count, count, len(proofs()), "overstated claims", 1, "below",
        f"{count} of {len(proofs())} claims go further than the evidence allows and are not supported",
    )  # fmt: skip


# Claims.


ASKED = ["C21.1", "C21.2", "C21.3"]
CLAIMS = [
    Judgement(
        "C21.1",
        "contested",
        "'Pivotal' is praise, not a measure. What stands behind it can be counted: 33%<!--= causal_share --> of the causal claims survive, and of those that survive whole nearly all say no more than *can*. That is far from proof, and unproven is not disproven: contested, not refuted. The honest sentence is longer than the document's: they are many, old and useful to those who make them; some effects can be seen, few can be isolated, several run the other way.",
        pivotal_evidence,
    ),
    Judgement(
        "C21.2",
        "partly supported",
        "In each of the three fields something survives in part: aid by air, missions that lower violence, rules for new weapons. In none does most of it. The plain rule would say 'not supported', which fits 'they do it all' and not 'they add something'.",
        three_fields_evidence,
    ),
    Judgement(
        "C21.3",
        "not supported",
        "Read as a figure of speech it cannot be tested. Read as a sentence it is refuted by one overstatement of importance, and 'the only route to capability' (C09.6) is one. Not all the unsupported claims counted here are about importance.",
        overstated_evidence,
    ),
    Judgement(
        "C21.4",
        "not testable here",
        "About the future, without date, size or source. The six dated forecasts of this lesson show what it would take to be wrong.",
    ),
]


# Numbers.

NUMBERS = {
    "claims": lambda: len(board()),
    "causal": lambda: (board()["kind"] == "causal").sum(),
    "causal_whole": lambda: survival_by_kind().loc["causal", "whole"],
    "causal_share": causal_survivors,
    "fact_share": lambda: survival_by_kind().loc["fact", "share"],
    "computed": lambda: (board()["n"] > 0).sum(),
    "with_design": lambda: (board()["design"] & (board()["kind"] == "causal")).sum(),
    "silent": lambda: (board()["verdict"] == "not testable here").sum(),
    "departures": lambda: (board()["verdict"] != board()["rule"]).sum(),
    "lifted": _lifted,
    "moved_up": _moved_up,
    "troubles": _troubles,
    "elsewhere": lambda: _troubles(False),
    "contested_rule": lambda: (rejudge() == "contested").sum(),
    "contested_alone": lambda: (rejudge(literature=False) == "contested").sum(),
    "partly_alone": lambda: _plain(literature=False),
    "changed": lambda: (board()["verdict"] != board()["guess"]).sum(),
    "guessed_supported": lambda: (board()["guess"] == "supported").sum(),
    "stayed_supported": lambda: guess_against_verdict().loc["supported", "supported"],
    "free_design": lambda: _plain(design="free"),
    "strict_design": lambda: _plain(design="strict"),
    "plain_causal": _plain,
    "more_cases": lambda: what_would_change().query("reading == 'mixed'")["need"].median(),
}
