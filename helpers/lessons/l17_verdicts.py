"""Lesson 17, the verdicts: every claim of the course on one board, judged by a rule that the learner can change."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from textwrap import fill, shorten

import numpy as np
import pandas as pd

from helpers import ledger, models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Cards
from helpers.claims import Judgement, claims, judgements, kept, proofs, scoreboard, side_by_side, works
from helpers.data import CourseError, load, state, state_name
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
    bare,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.gauge import said_number
from helpers.marks import named, tidy
from helpers.measures import defence_promises, nato_members
from helpers.predictions import Prediction
from helpers.rule import VERDICTS, Case, Evidence2, Part, counted, measured, read, rule_v2, standing

BOARD = "the course's claims and their computed evidence"
OWN = "17"
KINDS = ["causal", "fact", "trend", "definition", "normative"]
SURVIVES = ("supported", "partly supported")
DESIGN = 2  # the rung from which a design counts as one, in our numbers and in works
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
BANDS = {"0–19": (0, 20), "20–39": (20, 40), "40–59": (40, 60), "60–79": (60, 80), "80–100": (80, 101)}
MOVED = 5  # points from which a belief counts as moved
NONE = "none asked"
HARDER, OTHER, CONTRARY = "harder", "other", "contrary"  # how our question stands to its claim
DEPARTS = "why we depart"
JUDGES = {"the document's words": "verdict", "our stronger question": "ours", "the plain rule": "rule"}
HEDGED = ("can", "lists-examples")
MARKS = {"like with like": ("o", True), "before and after": ("s", True), "placebo not quiet": ("s", False)}
LEGEND = (
    "← against the conclusion · for it →   ● like with like, ■ before and after, □ the same with a placebo not quiet"
)
FORCE_WORDS = {"can": "can, may", "lists-examples": "for example", "often": "often, many", "most-or-tends": "as a rule", "all": "all, always",
               "must": "must, need", "will": "will", "defines": "is called"}  # fmt: skip


# Measures.


@cache
def board() -> pd.DataFrame:
    """The scoreboard of the other lessons, one row per claim, with n, whether a causal design stands behind it, and what was found.

    ours: the verdict on our stronger question, 'none asked' where we ask none; asks: whether that question is harder than the
    claim, another one, or contrary to it (`data/codebook/claims.toml`), blank where we ask none. why we depart: from the rule, blank where we
    do not. This lesson's own claims are about what the others found and do not stand on it.
    """
    table, judged = scoreboard(), judgements()
    table = table[table["lesson"] != OWN]
    proof = table["evidence"]
    return table.assign(
        n=[one.n if one else 0 for one in proof],
        design=[any(one.causal for one in proofs(kept(key))) for key in table.index],
        finding=[one.finding if one else "" for one in proof],
        ours=[verdict or NONE for verdict in table["ours"]],
        asks=claims()["stronger_kind"],
        **{DEPARTS: [judged[key].departs[:1].upper() + judged[key].departs[1:] for key in table.index]},
    )


def rejudge(shift: float = 0.0, design: str = "partly", minimum: int = 1, literature: bool = True) -> pd.Series:
    """Judge every claim of the board by the plain rule with your own settings; returns claim id → verdict.

    shift: the bar is raised by this share of each benchmark (where the benchmark is zero, by so much of the claim's unit).
    design, where a sentence says that one thing does another as a rule: 'partly': without a design it gets at most 'partly
    supported'; 'free': none is asked for, and each number and each work counts as if drawn by lot; 'strict': numbers and works
    without one do not count. A design is rung 2 or 3, on either side: the same unit before and after, with a placebo that
    stays quiet, or chance; a comparison of like units (rung 1) is none. minimum: evidence from fewer cases does not count.
    literature: whether the works listed on either side count.
    """
    found, table = {}, claims()
    for row in board().itertuples():
        these = [
            _harder(part, _asks_design(part, row.kind, row.force), shift, design, minimum, literature)
            for part in kept(row.Index)
        ]
        found[row.Index] = rule_v2(row.kind, row.force, these, table.loc[row.Index, "testable"]).verdict
    return pd.Series(found, name="verdict")


def _asks_design(part: Part, kind: str, force: str) -> bool:
    """Whether the rule asks a part for a design: a cause, as a rule. One case shows a *can*, one exception sinks an *all*."""
    return (part.kind or kind, part.force or force) == ("causal", "most-or-tends")


def _harder(part: Part, asks: bool, shift: float, design: str, minimum: int, literature: bool) -> Part:
    """Return a part of a claim with what is left of its evidence under settings as in `rejudge`; cases count as cases.

    asks: whether a design is asked of it; if so our numbers and the works of others are treated alike.
    """

    def one(proof: Evidence2 | None) -> Evidence2 | None:
        if proof is None or (proof.n or len(proof.cases)) < minimum:
            return None
        if proof.estimate is None:
            return proof
        if asks and design == "strict" and standing(proof) < DESIGN:
            return None
        sign = 1 if proof.expects == "above" else -1
        lower = sign * shift * (abs(proof.benchmark) or 1.0)
        moved = {name: getattr(proof, name) - lower for name in ("estimate", "low", "high")}
        return replace(proof, **moved, rung=3 if asks and design == "free" else proof.rung)

    kept = {} if minimum <= 1 else {"searched": "", "outcomes": None, "fits": None}
    against = part.counterexamples if len(part.counterexamples) >= minimum else ()
    counts = tuple(filter(None, map(one, part.counts)))
    studies = part.studies if literature else ()
    if asks and design == "strict":
        studies = tuple(study for study in studies if study.rung >= DESIGN)
    if asks and design == "free":
        studies = tuple(replace(study, rung=3) for study in studies)
    return replace(part, evidence=one(part.evidence), counts=counts, counterexamples=against, studies=studies, **kept)


def by_force(causal: bool = False) -> pd.DataFrame:
    """Verdicts (columns, counts) by the force of a claim's own words (rows); causal: of causal claims alone."""
    table = board()
    table = table[table["kind"] == "causal"] if causal else table
    return pd.crosstab(table["force"], table["verdict"]).reindex(index=list(FORCE_WORDS), columns=list(VERDICTS), fill_value=0)  # fmt: skip


def worded_against_ours() -> pd.DataFrame:
    """Cross-table: our verdict on the words of the document (rows) against that on a harder question beside them (columns)."""
    asked = _asked(HARDER)
    return pd.crosstab(asked["verdict"], asked["ours"]).reindex(index=list(VERDICTS), columns=list(VERDICTS), fill_value=0)  # fmt: skip


def hedged_share(hedged: bool = True) -> float:
    """Per cent of the causal claims supported in part or whole: those that say *can* or give examples, or those of a rule."""
    table = by_force(causal=True).loc[list(HEDGED) if hedged else ["most-or-tends"]]
    return float(100 * table[list(SURVIVES)].to_numpy().sum() / table.to_numpy().sum())


# What the conclusion rests on, by a rule and not by choice. Every number of lessons 00–16 on which a verdict rests and whose
# design compares like with like (rung 1 or more, before its placebo is heard) stands in one of two lists. In, with field and
# label: its cause is a tie of armed forces (pact, agreement, training, arms, a joint force), and its outcome is violence
# (safety), votes (trust) or something that states do together (ties). Out, with the reason. Keys: claim and how the name of
# its part begins; the tests see to it that no number is in neither.
SAFETY, TRUST, TIES = FIELDS = ("safety", "trust", "ties")
BEARS = {
    ("C00.1", ""): (SAFETY, "disputes between allies"),
    ("C00.2", ""): (TIES, "joining the American wars"),
    ("C00.4", ""): (SAFETY, "disputes against protected states"),
    ("C00.7", ""): (TIES, "allies signing on arms or research"),
    ("C01.4", "alliances"): (TIES, "allies training together"),
    ("C01.4", "coalitions"): (TIES, "training after Iraq"),
    ("C01.6", ""): (TIES, "shared organisations after signing"),
    ("C01.7", ""): (TIES, "first text after training"),
    ("C02.2", ""): (TRUST, "votes apart after training"),
    ("C02.3", "helping"): (TIES, "pact after training"),
    ("C02.3", "preventing"): (SAFETY, "disputes after a first pact"),
    ("C02.4", ""): (SAFETY, "attacks after signing"),
    ("C02.6", ""): (TIES, "allies' training after signing"),
    ("C03.5", ""): (SAFETY, "disputes against Cold War blocs"),
    ("C04.8", ""): (TIES, "signing after relief training"),
    ("C05.2", ""): (TIES, "training alone, own treaty"),
    ("C05.7", "trust"): (TIES, "first agreement after training"),
    ("C05.7", "the ability"): (TIES, "training alone after training"),
    ("C05.10", ""): (SAFETY, "disputes under US promises in Asia"),
    ("C06.7", "trust"): (SAFETY, "disputes after signing"),
    ("C06.7", "joint"): (TIES, "troops for Afghanistan after signing"),
    ("C06.8", ""): (SAFETY, "regions: pacts and conflict at home"),
    ("C06.9", ""): (TIES, "training alone after signing"),
    ("C15.6", "effective in"): (SAFETY, "attacks, joint force of the Sahel"),
    ("C15.6", "effective against"): (SAFETY, "attacks, coalition against Daesh"),
    ("C17.4", "trust"): (TRUST, "votes apart after arms"),
    ("C17.4", "operating"): (TIES, "training after arms"),
    ("C17.9", ""): (TIES, "training after technology texts"),
    ("C18.1", ""): (TIES, "allies' UN missions in common"),
    ("C18.2", ""): (SAFETY, "conflict after partners', not UN missions"),
    ("C18.5", ""): (TIES, "allies' organisations in common"),
    ("C19.3", ""): (TIES, "training after relief training"),
    ("C20.2", "deeds"): (TIES, "soldiers for the leader's wars"),
    ("C20.2", "words"): (TRUST, "votes apart after joining NATO"),
    ("C20.4", ""): (TIES, "arms bought after signing"),
}  # fmt: skip
LEFT_OUT = {
    ("C02.11", ""): "attacks are the cause, a tie the outcome",
    ("C03.1", ""): "rivals are the cause, a tie the outcome",
    ("C04.9", ""): "attacks and wars next door are the cause, a tie the outcome",
    ("C06.1", ""): "wars won: neither violence nor votes nor a tie",
    ("C08.9", ""): "a hostile past is the cause",
    ("C15.8", ""): "attacks are the cause, money the outcome",
    ("C16.1", ""): "money is the cause",
    ("C16.6", ""): "a state's own strength is the cause",
    ("C16.9", ""): "a shared supplier is the cause, which is no tie of the two",
    ("C17.1", ""): "shifts of power are the cause",
    ("C20.1", ""): "money is the outcome",
}


def number_of(claim_id: str, part: str = "") -> Evidence2:
    """The first evidence with a number that a claim of another lesson, or a part of it, rests on, as kept."""
    return next(
        proof for one in kept(claim_id) if part in one.name for proof in proofs((one,)) if proof.estimate is not None
    )


@cache
def like_with_like() -> tuple[tuple[str, str, Evidence2], ...]:
    """Claim, part and number wherever the verdict on a part rests on a number of rung 1 or more; what stands twice counts once."""
    found: dict[Evidence2, tuple[str, str]] = {}
    for key in board().index:
        for part in kept(key):
            if part.evidence and part.evidence.estimate is not None and part.evidence.rung:
                found.setdefault(part.evidence, (key, part.name))
    return tuple((*place, proof) for proof, place in found.items())


def _entry(table: dict, claim_id: str, part: str):
    """The entry of a claim's part in a table of `BEARS` or `LEFT_OUT`, None if it has none."""
    return next((told for (key, opening), told in table.items() if key == claim_id and part.startswith(opening)), None)


@cache
def chosen() -> tuple[tuple[str, str, str, Evidence2], ...]:
    """Claim, field, label and number of all that bears on the conclusion by the rule of `BEARS`, in the board's order."""
    told = ((key, _entry(BEARS, key, part), proof) for key, part, proof in like_with_like())
    return tuple((key, *entry, proof) for key, entry, proof in told if entry)


def not_chosen() -> pd.DataFrame:
    """The numbers that compare like with like and do not bear on the conclusion: claim, part, and why not."""
    rows = [
        (key, part, _entry(LEFT_OUT, key, part)) for key, part, _ in like_with_like() if not _entry(BEARS, key, part)
    ]
    return pd.DataFrame(rows, columns=["claim", "part", "why not"]).set_index("claim")


def effects() -> pd.DataFrame:
    """The numbers that the conclusion rests on, side by side: field, what, estimate, low, high, unit, benchmark, expects, reading.

    interval: its kind and what was resampled, clustered or left out. design: 'before and after' if the unit is held against itself and the placebo is quiet, 'placebo not quiet' if it is not,
    else 'like with like'.
    """
    numbers = {(place, key): proof for place, (key, _, _, proof) in enumerate(chosen())}
    table = side_by_side(numbers)
    proofs_of = list(numbers.values())
    designs = ["like with like" if proof.rung == 1 else "before and after" if proof.causal else "placebo not quiet" for proof in proofs_of]  # fmt: skip
    return table.assign(
        claim_id=[key for _, key in numbers], field=[field for _, field, _, _ in chosen()],
        what=[what for _, _, what, _ in chosen()], expects=[proof.expects for proof in proofs_of], design=designs,
        interval=[", ".join(filter(None, (proof.interval, proof.by))) for proof in proofs_of],
    ).set_index("claim_id")  # fmt: skip


def counted_effects(field: str, reading: str = "") -> int:
    """How many numbers of a field bear on the conclusion; with that reading, if one is given."""
    table = effects().query("field == @field", local_dict={"field": field})
    return int((table["reading"] == reading).sum() if reading else len(table))


def numbers_for() -> pd.DataFrame:
    """The claims of the board whose number reads 'for'; cases alone have no bar to raise. rises: whether the bar is not zero."""
    table = board()[[read(proof) == "for" and proof.estimate is not None for proof in board()["evidence"]]]
    return table.assign(rises=[proof.benchmark != 0 for proof in table["evidence"]])


def bar_curve() -> pd.DataFrame:
    """How many readings 'for' are left as the bar rises from 0 to 100% of itself: causal and other claims.

    Bars at zero are left out: no share of nothing raises them, and a unit is much of one measure and little of another.
    """
    table = numbers_for().query("rises")
    causal = table["kind"] == "causal"
    rows = {}
    for step in range(0, 101, 5):
        left = pd.Series([read(proof, step / 100) == "for" for proof in table["evidence"]], index=table.index)
        rows[step] = {"causal claims": (left & causal).sum(), "other claims": (left & ~causal).sum()}
    return pd.DataFrame(rows).T


def what_would_change() -> pd.DataFrame:
    """Per claim with evidence: its reading, and what the data would have to show to change it.

    need: for a mixed reading, how many times the cases would decide it if the estimate stayed (an interval shrinks with the root
    of their number), and which way; for a clear one, where the bar would have to lie. toward: what a mixed reading would become.
    """
    rows = []
    for key, kind, proof in board()[["kind", "evidence"]].itertuples(name=None):
        if proof is None:
            continue
        reading, toward = read(proof), ""
        if reading == "mixed":
            above = proof.estimate > proof.benchmark
            half = proof.estimate - proof.low if above else proof.high - proof.estimate
            gap = abs(proof.estimate - proof.benchmark)
            need = (half / gap) ** 2 if gap else math.inf
            times = f"{need:,.1f}" if need >= 1.1 else f"{need:.2f}"
            toward = "" if not gap else "for" if above == (proof.expects == "above") else "against"
            words = f"{times} times the cases, same estimate: then {toward}" if need < 1000 else "no number of cases: it lies on the bar"  # fmt: skip
        else:
            need = proof.low if (proof.expects == "above") == (reading == "for") else proof.high
            words = f"a bar beyond {_short(need)} instead of {_short(proof.benchmark)} ({proof.unit})"
        if reading == "for" and kind == "causal" and not proof.causal:
            words += "; for more than 'partly', a causal design"
        rows.append(
            {"claim": key, "kind": kind, "reading": reading, "need": need, "toward": toward, "to change it": words}
        )
    return pd.DataFrame(rows).set_index("claim")


def _short(value: float) -> str:
    """Three digits, and whole numbers from a thousand on."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def untested() -> pd.DataFrame:
    """The claims that we could not test, neither advice nor forecast, with what stands in the way: pick one for the capstone."""
    rows = board().query("verdict == 'not testable here' and kind != 'normative' and force != 'will'")
    return rows[["kind", "claim", "reason"]].rename(columns={"reason": "what stands in the way of a test"})


def in_full(table: pd.DataFrame) -> Cards:
    """Show a table with its texts in full and left-aligned."""
    with pd.option_context("display.max_colwidth", None):
        rich = table.to_html(border=0, justify="left")
    for tag in ("td", "th"):
        rich = rich.replace(f"<{tag}>", f"<{tag} style='text-align:left;vertical-align:top'>")
    return Cards([table.to_string()], [rich])


# A claim of one's own: who, with whom compared, by which measure, in which years.


@cache
def state_years() -> pd.DataFrame:
    """One row per state and year from 1950: memberships, and the measures of `MEASURED`, blank where a table ends."""
    people = load("capabilities").query("year >= 1950").set_index(["state_id", "year"])
    table = pd.DataFrame(
        {
            "soldiers per 1,000 people": 1000 * people["milper"] / people["population"],
            "population": people["population"],
        }
    )
    table = table.join(
        load("defence_shares").set_index(["state_id", "year"])["share_gdp"].rename("military spending, % of output"),
        how="outer",
    )
    table = table.join(
        load("regimes")
        .query("year >= 1950")
        .set_index(["state_id", "year"])["polyarchy"]
        .mul(100)
        .rename("electoral democracy, 0–100")
    )
    deaths = load("terrorism_deaths").groupby(["state_id", "year"])["deaths"].sum()
    covered = table.index.get_level_values("year").to_series(index=table.index).between(1970, 2020) & (
        table.index.get_level_values("year") != 1993
    )
    per_million = 1000 * deaths.reindex(table.index).fillna(0) / table["population"]
    table["deaths in attacks per million people"] = per_million.where(covered)
    home = load("armed_conflict_states").set_index(["state_id", "year"])["at_home"]
    table["armed conflicts at home a year"] = home.reindex(table.index).fillna(0).astype(float)
    votes = load("ideal_points").set_index(["state_id", "year"])["ideal_point"]
    american = votes.xs(state("United States"), level="state_id")
    apart = (
        (votes - votes.index.get_level_values("year").map(american))
        .abs()
        .drop(state("United States"), level="state_id")
    )
    table["distance from the United States in UN votes"] = apart.reindex(table.index)
    years = table.index.get_level_values("year")
    for name, members in _groups().items():
        table[name] = [(one, year) in members for one, year in table.index]
    return table[years >= 1950]


@cache
def _groups() -> dict[str, set[tuple[int, int]]]:
    """Name of a group → its members, as (state, year)."""
    years = range(1950, 2025)
    hosts = load("us_troops").query("troops >= 1000")[["state_id", "year"]]
    promised = {(one, year) for year in range(1950, 2019) for pair in defence_promises(year) for one in pair}
    return {
        "NATO members": {(one, year) for year in years for one in nato_members(year)},
        "states with a defence pact": promised,
        "hosts of 1,000 American soldiers": set(hosts.itertuples(index=False, name=None)),
    }


GROUPS = ["NATO members", "states with a defence pact", "hosts of 1,000 American soldiers"]
MEASURED = {
    "military spending, % of output": "% of output", "soldiers per 1,000 people": "soldiers per 1,000 people",
    "electoral democracy, 0–100": "points of 100", "deaths in attacks per million people": "deaths per million people and year",
    "armed conflicts at home a year": "conflicts a year", "distance from the United States in UN votes": "points of voting distance",
}  # fmt: skip
AGAINST = ["all other states", "other states of the same regions"]
YEARS = {"1990–2019": (1990, 2019), "2000–2009": (2000, 2009), "2000–2020": (2000, 2020), "2010–2020": (2010, 2020)}
LISTED = 100  # a table with fewer states is a list chosen for the course
CONTROLS = 5  # fewest states of a region to compare with
BECAUSE = "as a rule, and that is why"
SAYS = {"as a rule": ("most-or-tends", "have"), "often, many": ("often", "often have"), "all, always": ("all", "all have"), BECAUSE: ("most-or-tends", "have")}  # fmt: skip


def holds(measure: str, first: int, last: int) -> int:
    """How many states have a value of a measure in the years; the table of one is a list chosen for the course."""
    table = state_years()[measure].dropna()
    years = table.index.get_level_values("year")
    return table[(years >= first) & (years <= last)].index.get_level_values("state_id").nunique()


def own_groups(group: str, measure: str, first: int, last: int, against: str) -> tuple[pd.Series, pd.Series]:
    """Means by state over the years: of the states in the group, in the years they were in it, and of those never in it.

    Both by name of the state. Of the same regions: from each value the mean of the comparison states of its region is taken,
    and the mean of all comparison states added, so that a region counts with the group's share of it; regions with fewer than
    `CONTROLS` comparison states are left out.
    """
    table = state_years()
    years = table.index.get_level_values("year")
    table = table[(years >= first) & (years <= last)].dropna(subset=[measure])
    ever = set(table.index[table[group]].get_level_values("state_id"))
    inside = table[table[group]].groupby("state_id")[measure].mean()
    outside = table[~table.index.get_level_values("state_id").isin(ever)].groupby("state_id")[measure].mean()
    if against == AGAINST[1]:
        regions = load("states").drop_duplicates("state_id").set_index("state_id")["region"]
        near = outside.groupby(outside.index.map(regions))
        usual = near.mean()[near.size() >= CONTROLS]
        inside = inside[inside.index.map(regions).isin(usual.index)]
        outside = outside[outside.index.map(regions).isin(set(inside.index.map(regions)))]
        level = outside.mean()
        inside, outside = (side - side.index.map(regions).map(usual) + level for side in (inside, outside))
    return tuple(side.rename(index=state_name).sort_values() for side in (inside, outside))


def own_evidence(
    inside: pd.Series, outside: pd.Series, group: str, measure: str, against: str, direction: str
) -> Evidence2:
    """Difference of the means of two groups of states, one value a state, Welch's interval: what the workbench reads."""
    found, near = models.difference_in_means(inside, outside), against == AGAINST[1]
    return Evidence2(
        finding=f"{group} {tidy(inside.mean())}, {against} {tidy(outside.mean())}",
        data="panel", interval="clustered", by="state, one mean each", unit=MEASURED[measure], n=found.n, n_unit="states",
        **measured(found), benchmark=0.0, expects="above" if direction == "more" else "below", why_benchmark="no difference",
        rivals=("whoever is in the group may have differed before", *(() if near else ("they live in other regions",)), "they are richer or poorer, larger or smaller"),
        rung=0,  # where a state lies is not all that it was before
    )  # fmt: skip


def own_part(proof: Evidence2, inside: pd.Series, outside: pd.Series, force: str, direction: str, listed: bool) -> Part:
    """What bears on a claim of one's own: the difference; for *often* the share past the others' mean; for *all* those short of it.

    listed: whether the measure's states are a list chosen for the course. That share is a count of all that there are, in the
    world or on the list, so chance gives it no interval.
    """
    past = inside > outside.mean() if direction == "more" else inside < outside.mean()
    if force == "often":
        usual = outside > outside.mean() if direction == "more" else outside < outside.mean()
        proof = replace(
            proof, comparison=float(100 * usual.mean()), finding=f"{int(past.sum())} of {len(past)} lie past the others' mean", by="", n=len(past),
            data="teaching list" if listed else "full count", interval="none" if listed else "full count",
            unit="% of the group", benchmark=50.0, why_benchmark="'often' is more than half", expects="above", **counted(float(100 * past.mean())),
        )  # fmt: skip
    short_of = [
        Case(f"{name}, {tidy(value)}", "the years chosen", "the course's tables")
        for name, value in inside[~past].items()
    ]
    return Part(
        "your claim",
        evidence=proof,
        counterexamples=tuple(short_of) if force == "all" else (),
        searched="full count" if force == "all" else "",
    )


def _undecided(part: Part) -> bool:
    """Whether the number decides nothing and no state is an exception that does."""
    return read(part.evidence) == "mixed" and not part.counterexamples


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


def _causal(force: str = "") -> pd.Index:
    """The causal claims of the board; with words of that force, if one is given."""
    table = board()
    return table.index[(table["kind"] == "causal") & (table["force"].isin([force] if force else list(FORCE_WORDS)))]


def _risen(**settings) -> list[str]:
    """The claims that settings as in `rejudge` lift above what the plain rule gives; untested is no step of that ladder."""
    before, after = rejudge(), rejudge(**settings)
    steps = list(VERDICTS[:4])
    tested = [key for key in before.index if {before[key], after[key]} <= set(steps)]
    return [key for key in tested if steps.index(after[key]) < steps.index(before[key])]


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
def force_figure(guess: float | None = None) -> Picture:
    """Verdicts on the causal claims by the force of their words; a guess at those that state a rule is marked on their bar."""
    table = by_force(causal=True)
    table = table[table.sum(axis=1) > 0]
    rule = hedged_share(hedged=False)
    figure, ax = new_figure(
        f"At least in part, {hedged_share():.0f}% of hedged causes hold; of stated rules {rule:.0f}%",
        "Causal claims of lessons 00–16 by the small word that carries them, %; numbers are claims",
        BOARD,
        size="tall",
    )
    figure.subplots_adjust(left=0.27, right=0.97, top=0.78, bottom=0.08)
    for row, (force, counts) in enumerate(table.iterrows()):
        left, total = 0.0, counts.sum()
        for verdict, count in counts[counts > 0].items():
            width = 100 * count / total
            bar = ax.barh(row, width, left=left, color=COLOURS[verdict], height=0.66)[0]
            named(bar, [[FORCE_WORDS[force], f"{verdict}: {count} of {total}"]])
            if width > 4:
                ax.text(left + width / 2, row, count, ha="center", va="center", color=PAPER, fontsize=9.5, fontweight="bold")  # fmt: skip
            left += width
        if force == "most-or-tends" and guess is not None:
            at = min(max(guess, 0), 100)
            ax.plot([at, at], [row - 0.45, row + 0.45], color=ORANGE, linewidth=3)
            ax.text(at + (1 if at < 70 else -1), row - 0.5, f"your guess {guess:.0f}%", color=ORANGE, fontweight="bold", ha="left" if at < 70 else "right", va="center", fontsize=9.6)  # fmt: skip
    bare(ax)
    ax.set_yticks(
        range(len(table)), [f"{FORCE_WORDS[force]} ({int(sum(counts))})" for force, counts in table.iterrows()]
    )
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(0, 100), ylim=(len(table) - 0.5, -0.7))
    x = 0.0
    for verdict, width in zip(VERDICTS, (0.135, 0.19, 0.125, 0.165, 0.2), strict=True):
        figure.text(0.165 + x, 0.8, f"■ {verdict}", color=COLOURS[verdict], fontsize=9.5, fontweight="bold")
        x += width
    rows = "; ".join(f"{FORCE_WORDS[force]}: {int(counts['supported'])} supported, {int(counts['partly supported'])} partly, {int(counts['contested'])} contested, {int(counts['not supported'])} not supported, {int(counts['not testable here'])} not testable" for force, counts in table.iterrows())  # fmt: skip
    yours = "" if guess is None else f" Your guess for those that state a rule was {guess:.0f} per cent."
    return show(figure, f"Stacked bars of causal claims by the force of their words. {rows}.{yours}")


@house_style()
def ours_figure(guess: float | None = None) -> Picture:
    """The verdict on the document's words against that on the question beside it, where that one is harder; a guess below."""
    table = worded_against_ours()
    held, asked = int(table.loc["supported", "supported"]), int(table.loc["supported"].sum())
    still = {0: "none still does", 1: "1 still does"}.get(held, f"{held} still do")
    figure, ax = new_figure(
        f"{asked} claims hold as worded; when we ask for more, {still}",
        "Claims with a harder question of ours: verdict on the document's words (rows), on our question (columns)",
        BOARD,
    )
    for row, worded in enumerate(VERDICTS):
        for column, verdict in enumerate(VERDICTS):
            count = int(table.loc[worded, verdict])
            ax.add_patch(named(_tile(column, row, COLOURS[verdict] if count else "#f5f7fa"), [[f"{worded}; harder question: {verdict}", f"{count} claims"]]))  # fmt: skip
            if count:
                ax.text(column, row, count, ha="center", va="center", fontsize=12, fontweight="bold", color=PAPER)
    if guess is not None:
        ax.text(0, -0.22 if held else 0, f"you: {guess:.0f}", ha="center", va="center", color=PAPER if held else ORANGE, fontweight="bold", fontsize=9.6)  # fmt: skip
    bare(ax)
    ax.set_xticks(range(5), [name.replace(" ", "\n", 1) for name in VERDICTS], fontsize=9)
    ax.set_yticks(range(5), VERDICTS, fontsize=9.5)
    ax.tick_params(colors=INK)
    ax.set(xlim=(-0.5, 4.5), ylim=(4.5, -0.5))
    ax.set_xlabel("on our harder question", fontweight="bold")
    ax.set_ylabel("on the document's words", fontweight="bold")
    figure.subplots_adjust(left=0.24, bottom=0.25)
    ax.yaxis.labelpad = 8
    yours = "" if guess is None else f" Your guess was that {guess:.0f} stay."
    lost = table.loc["supported"]
    alt = (
        f"Table of 5 by 5 counts. Of {asked} claims supported as worded and asked for more, {held} stay supported; {lost['partly supported']} become partly supported, "
        f"{lost['contested']} contested, {lost['not supported']} not supported, {lost['not testable here']} not testable here.{yours}"
    )
    return show(figure, alt)


@house_style()
def effects_figure() -> Picture:
    """The numbers on safety and trust that bear on the conclusion: ratios, where no effect is 1, above; differences below."""
    table = effects().query("field != @TIES", local_dict={"TIES": TIES}).sort_values("field", kind="stable")
    title = "Safety and trust: nearly every interval holds 'no effect'"
    return _effects_figure(table, "safety and trust", title, 3, {-2: "4 times", 0: "1: no effect", 2: "a quarter"})


@house_style()
def ties_figure() -> Picture:
    """The numbers on ties that bear on the conclusion: ratios, where no effect is 1, above; differences, where it is 0, below."""
    table = effects().query("field == @TIES", local_dict={"TIES": TIES})
    title = "Ties: what is clear lies on the conclusion's side"
    return _effects_figure(table, "ties", title, 6, {0: "1: no effect", 4: "16 times"})


@house_style()
def _effects_figure(table: pd.DataFrame, head: str, title: str, reach: int, ticks: dict[int, str]) -> Picture:
    """Ratios above, on one scale in doublings from 1 up to `reach`, with these ticks; differences below, each on its own scale.

    The title counts nothing: many numbers rest on the same pairs.
    """
    clear, against = ((table["reading"] == side).sum() for side in ("for", "against"))
    ratios, others = table[table["benchmark"] == 1], table[table["benchmark"] == 0]
    figure, (above, below) = new_figure(
        title,
        LEGEND,
        "lessons named; 95% intervals, their kinds in lesson.effects(); never pooled",
        size="tall",
        rows=2,
        height_ratios=[len(ratios) + 1, len(others) + 1],
    )  # fmt: skip
    figure.subplots_adjust(left=0.41, right=0.76, top=0.835, bottom=0.1, hspace=0.34)
    _draw_effects(above, ratios, lambda item, value: math.log2(value), (-min(reach, 3), reach))
    _draw_effects(below, others, lambda item, value: 2 * value / (item.high - item.low))
    above.set_xticks(list(ticks), list(ticks.values()))
    below.set_xticks([0], ["0: no effect"])
    for ax, words in (
        (above, "Ratios (times as many): one scale for all"),
        (below, "Differences: each bar has its own scale, so lengths say nothing"),
    ):
        figure.text(0.02, ax.get_position().y1 + 0.01, words, color=INK, fontsize=10, fontweight="bold")
    told = [f"{item.what} {tidy(item.estimate)} [{tidy(item.low)}, {tidy(item.high)}]" for item in table.itertuples() if item.reading != "mixed"]  # fmt: skip
    rest = len(table) - len(told)
    alt = f"{len(table)} estimates on {head} with 95% intervals, {len(ratios)} ratios, then differences. {clear} clear on the conclusion's side, {against} on the other, {rest} undecided. Clear: {'; '.join(told) or 'none'}."
    return show(figure, alt)


def _draw_effects(ax, table: pd.DataFrame, scale: Callable, ends: tuple[float, float] = (-math.inf, math.inf)) -> None:
    """Estimates and intervals as rows, right where the conclusion says; scale: an item and a value → its place, no effect at 0.

    ends: where the axis ends; a bar that goes on has an arrow there.
    """
    for row, item in enumerate(table.itertuples()):
        sign = 1 if item.expects == "above" else -1
        spots = sorted(sign * scale(item, value) for value in (item.low, item.estimate, item.high))
        tone = {"for": COLOURS["supported"], "against": COLOURS["not supported"]}.get(
            item.reading, COLOURS["contested"]
        )
        said = f"{tidy(item.estimate)} [{tidy(item.low)}, {tidy(item.high)}]"
        cut = [min(max(spot, ends[0]), ends[1]) for spot in spots]
        named(ax.plot([cut[0], cut[2]], [row, row], color=tone, linewidth=2.2)[0], [])
        for spot, end, arrow in ((spots[0], cut[0], "<"), (spots[2], cut[2], ">")):
            if spot != end:
                named(ax.plot([end], [row], marker=arrow, color=tone, markersize=6, clip_on=False)[0], [])
        shape, filled = MARKS[item.design]
        dot = ax.plot([cut[1]], [row], shape, color=tone, markersize=6, markerfacecolor=tone if filled else PAPER)[0]
        named(dot, [[item.what, f"{said} {item.unit}; {item.design}"]])
        ax.text(1.03, row, said, transform=ax.get_yaxis_transform(), va="center", fontsize=9, color=INK)
    ax.axvline(0, color=GREY, linewidth=1.2)
    ax.set_yticks(range(len(table)), [f"{item.what} ({item.Index})" for item in table.itertuples()], fontsize=9)
    ax.tick_params(axis="y", colors=INK)
    ax.grid(False)
    ax.set(ylim=(len(table) - 0.5, -0.6))
    if math.isfinite(ends[0]):
        ax.set_xlim(*ends)


@house_style()
def bar_figure() -> Picture:
    """How many readings in favour are left as the bar rises; bars at zero cannot rise by a share, and are counted apart."""
    curve, table = bar_curve(), numbers_for()
    zero = table[~table["rises"]]["kind"] == "causal"
    start, half, end = (curve.loc[step] for step in (0, 50, 100))
    figure, ax = new_figure(
        f"Ask for half as much again, and {half.sum()} of {start.sum()} claims still pass",
        f"Readings 'for' left as every bar rises by a share of itself. Left out: {len(zero)} bars at zero, {zero.sum()} of them causal",
        BOARD,
        size="pair",
    )
    tones = {"causal claims": ORANGE, "other claims": GREY}
    drawn = {f"{end[name]} of {start[name]} {name}": ax.plot(curve.index, curve[name], color=tone, drawstyle="steps-post")[0] for name, tone in tones.items()}  # fmt: skip
    ax.set(xlim=(0, 100), ylim=(0, start.max() + 1), xlabel="bar raised by, % of itself")
    label_lines(ax, drawn, gap=0.09)
    figure.subplots_adjust(right=0.76, bottom=0.24)
    told = "; ".join(f"{name} {start[name]}, {half[name]} and {end[name]}" for name in tones)
    alt = f"Two falling lines of claims whose number clears the bar, with the bar as it is, half as high again, and twice as high: {told}. {len(zero)} bars at zero are left out."
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
        "17.words",
        "Lessons 00–16 weigh 188<!--= claims --> claims. Many say that something causes something, and the small word differs: some say that partnerships *can* deter, help or bind, or name an example; "
        "others say that they *do*, as a rule. Of the hedged ones we find most supported, at least in part. What share of those that state a rule?",
        "number",
        lambda: hedged_share(hedged=False),
        force_figure,
        "Of the causal claims that hedge, 94%<!--= hedged --> are supported at least in part; of those that state a rule, 9%<!--= unhedged -->. Partnerships are the same in both rows. "
        "One dated case is enough for a *can*; a rule needs a comparison, and most comparisons here reach across 'no effect' or meet a study that finds the opposite. "
        "None of the rules holds whole, and part of that is our doing: for a whole *yes* to a cause we ask for the same unit before and after, or better, which history rarely offers. So read the small word first. And mind what this is: a count over one document's sentences as we listed them, no measure of partnerships.",
        unit="%",
    ),
    Prediction(
        "17.ours",
        "32<!--= harder_green --> claims hold as worded and have a harder question of ours beside them. How many of those questions do we answer with the same full *supported*?",
        "number",
        lambda: float(worded_against_ours().loc["supported", "supported"]),
        ours_figure,
        "Of the 32<!--= harder_green -->, 0<!--= harder_held --> do. Most end in *contested*: the average is asked for, and the numbers reach across 'no effect'.",
        unit="claims",
    ),
]
FIGURES = {
    "words": force_figure,
    "ours": ours_figure,
    "bar": bar_figure,
    "effects": effects_figure,
    "ties": ties_figure,
    "ledger": ledger_figure,
}


# Explorers.


class Board(Panel):
    """All claims as tiles by section, filtered by section, kind, force and verdict."""

    title = "The board"
    stories = {
        "Causes that state a rule": (
            {"kind": "causal", "force": "as a rule"},
            "No hedge, no example: not one mark is green.",
        ),
        "Causes that say can": (
            {"kind": "causal", "force": "can, may"},
            "The same subject with a modest word: one dated case is enough.",
        ),
        "Ask for more": (
            {"judge": "our stronger question"},
            "The same claims, and the question that a reader would ask next.",
        ),
    }
    questions = {
        "Choose *causal* and *as a rule*. Then *can, may*. What changed between the two pictures: the subject, the evidence, or the word?": "Above all the word. Sections and subjects are much the same; a dated case is enough for a *can*, and a rule needs a comparison.",
        "Which sections have a claim that is *not supported*? Look at its small word.": "Each of these claims says *all* or *must*: the harder the small word, the easier a sentence is wrong. One exception does it.",
        "Switch to *our stronger question*. Where does the board change colour, and where does it stay?": "Green fades. Where our question asks for more, 0<!--= harder_held --> of the 32<!--= harder_green --> green claims stay green. What else is green answers a question of another kind, and there a yes may even speak against the sentence.",
    }

    @cached_property
    def controls(self):
        return {
            "section": choice("Section", ["all sections", *sections()]),
            "kind": choice("Kind", ["all kinds", *KINDS]),
            "force": choice("Small word", ["all words", *FORCE_WORDS.values()]),
            "verdict": choice("Verdict", ["all verdicts", *VERDICTS]),
            "judge": choice("Judged", JUDGES),
        }

    def compute(self, section, kind, force, verdict, judge):
        """Verdicts on words or question, and which claims the filters leave."""
        table, column = board(), JUDGES[judge]
        table = table.assign(force=table["force"].map(FORCE_WORDS))
        filters = {"section": section, "kind": kind, "force": force, column: verdict}
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
            dots.set_facecolors([COLOURS.get(shown[key], "#ffffff") if chosen[key] else "#e8ebef" for key in index])
            claims = board()["claim"]
            named(dots, [[f"{key} {shorten(claims[key], 70, placeholder=' …')}", shown[key]] for key in index], f"verdict on {result['judge']}" if result["judge"] != "the plain rule" else "by the plain rule")  # fmt: skip
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
        none = (
            f", {NONE} {int((result['shown'][result['chosen']] == NONE).sum())}"
            if result["judge"] == "our stronger question"
            else ""
        )
        head = f"{len(part)} of {len(board())} claims ({filters}; judged: {result['judge']}): {counts}{none}."
        examples = [f"{key} {shorten(row.claim.rstrip('.'), 70, placeholder=' …')}: {result['shown'][key]}" for key, row in zip(part.index[:3], part.itertuples(), strict=False)]  # fmt: skip
        opening = "First" if len(part) > 3 else "They are" if len(part) > 1 else "It is"
        return f"{head} {opening}: {'; '.join(examples)}." if examples else head

    def table(self, result):
        columns = ["section", "kind", "force", "claim", "reading", "rule", "verdict", "ours", "asks", "reason"]
        return board().loc[result["chosen"], columns]


class JudgeAgain(Panel):
    """Judge again by your own thresholds and see how many claims of each kind survive."""

    title = "Judge again"
    stories = {
        "No design needed": (
            {"design": "not needed"},
            "Let raw rates and case studies pass for designs, and more claims survive.",
        ),
        "A hundred cases": ({"minimum": 100}, "Ask for many cases, and much can no longer be judged."),
        "Without the literature": (
            {"literature": False},
            "Only our own numbers, nobody else's work: many verdicts move.",
        ),
    }
    questions = {
        "Ask for no design. How many causal claims survive? Then make a design a condition. What is left?": "55<!--= free_design --> instead of 40<!--= plain_causal -->: raw rates and case studies now count like experiments, ours and those of others. With a design as a condition 39<!--= strict_design --> survive, nearly all of a kind that is asked for none, such as *can*. Of 58<!--= ruled --> causes as a rule 46<!--= ruled_silent --> cannot be judged then, 2<!--= ruled_untested --> before. 4<!--= strict_rise --> claims even rise: the half that held them back drops out.",
        "Back to the start; let the literature *not* count. Which verdict shrinks, and does the document gain?": "*Contested* shrinks from 59<!--= contested_rule --> claims to 46<!--= contested_alone -->. The document gains nothing: 39<!--= partly_alone --> causal claims survive, about as many as before and not all the same ones. It loses its defenders together with its critics.",
        "Ask for at least thirty cases. Which kind of claim suffers most, and should it?": "Facts: most of them drop out, and so does every definition. A fact about one treaty has one case and needs no more, so this threshold is a bad one for facts and a fair one for general causes.",
    }
    rows = ("all", *KINDS)
    controls = {
        "shift": amount("Raise bars by", -0.5, 1.0, 0.0),
        "design": choice("Causal design", DESIGNS),
        "minimum": number("Fewest cases", 1, 200, 1),
        "literature": toggle("Let the literature count", True),
    }

    @cached_property
    def plain(self) -> pd.Series:
        """Verdicts by the plain rule."""
        return rejudge()

    def compute(self, shift, design, minimum, literature):
        """Verdicts under these thresholds, by claim."""
        return rejudge(shift, DESIGNS[design], minimum, literature)

    def draw(self, result):
        figure, ax = new_figure("", "Claims by verdict under your rule, %; numbers are claims. Upright mark: survivors under the plain rule", BOARD)  # fmt: skip
        figure.subplots_adjust(left=0.2, right=0.98, top=0.75)
        self.segments, self.texts, before = [], [], tally_by_kind(self.plain)
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
        now, before = tally_by_kind(result)["causal"], tally_by_kind(self.plain)["causal"]
        return f"{survivors(now)} of {now.sum()} causal claims survive your rule (plain rule: {survivors(before)})"

    def describe(self, result):
        table, now = board(), tally_by_kind(result)
        moved = result.index[result != self.plain]
        line = ", ".join(f"{verdict} {now['all'][verdict]}" for verdict in VERDICTS)
        causal = now["causal"]
        words = f"{len(result)} claims: {line}. Of {causal.sum()} causal claims {survivors(causal)} survive, {causal['supported']} whole."
        if not len(moved):
            own = int((table["verdict"] != table["rule"]).sum())
            return f"{words} This is the plain rule itself; the course departs from it in {own} {'claim' if own == 1 else 'claims'}."
        some = "; ".join(f"{key} to {result[key]}" for key in moved[:4])
        return f"{words} {len(moved)} {'claim moves' if len(moved) == 1 else 'claims move'}: {some}{f' and {len(moved) - 4} more' if len(moved) > 4 else ''}."

    def table(self, result):
        columns = board()[["kind", "claim", "n", "design", "reading", "rule"]]
        out = columns.assign(yours=result, course=board()["verdict"])
        return out[out["yours"] != out["rule"]] if (out["yours"] != out["rule"]).any() else out


class Workbench(Panel):
    """A claim of the learner's own: group, comparison, measure, years and small word in; number, reading and verdict out."""

    title = "Put a claim of your own to the data"
    stories = {
        "Like neighbours": ({"measure": "electoral democracy, 0–100", "against": AGAINST[1]}, "Against states of the members' own regions the gap is smaller: part of it goes with where a state lies."),
        "Say all": ({"force": "all, always"}, "One word more, and a single state is enough to sink it."),
        "It is the cause": ({"measure": "electoral democracy, 0–100", "force": BECAUSE}, "Call the difference an effect, and the same number is worth less."),
    }  # fmt: skip
    questions = {
        "Choose *electoral democracy*. Then compare NATO members with other states of the same regions. What becomes of the gap?": "It shrinks somewhat when neighbours are compared with neighbours; most of it stays.",
        "Back to *military spending*; change *as a rule* to *all, always*. What sinks it?": "A single member below the others' mean. The words below the picture name one.",
        "Choose *electoral democracy* and *as a rule*, then *as a rule, and that is why*. Did the data change? Did the verdict?": "Of the data not a digit; of the verdict all. A difference between groups is worth less as soon as it is sold as an effect: whoever joins may have differed before.",
    }
    controls = {
        "group": choice("Who", GROUPS),
        "direction": choice("has", ["more", "less"]),
        "measure": choice("of", MEASURED),
        "against": choice("than", AGAINST),
        "years": choice("in", list(YEARS), "2000–2020"),
        "force": choice("Small word", list(SAYS)),
    }

    def compute(self, group, direction, measure, against, years, force):
        """The claim's sentence, both groups' means by state, what bears on it, and what the rule makes of it."""
        inside, outside = own_groups(group, measure, *YEARS[years], against)
        if min(len(inside), len(outside)) < 3:
            raise CourseError(f"Fewer than three states on one side have '{measure}' in {years}; choose others")
        word, says = SAYS[force]
        held = holds(measure, *YEARS[years])
        proof = own_evidence(inside, outside, group, measure, against, direction)
        part = own_part(proof, inside, outside, word, direction, held < LISTED)
        claim = f"{group} {says} {direction} {measure} than {against}, {years}" + ", because they are in that group" * (
            force == BECAUSE
        )
        ruled = rule_v2("causal" if force == BECAUSE else "fact", word, (part,))
        return {
            "claim": claim,
            "inside": inside,
            "outside": outside,
            "part": part,
            "ruling": ruled,
            "held": held,
            "names": (group, against),
            "unit": MEASURED[measure],
        }

    def draw(self, result):
        figure, ax = new_figure(
            "",
            "",
            "compiled tables of the course. Each dot is a state's mean over the years, against neighbours less its region's level",
            size="pair",
        )
        figure.subplots_adjust(left=0.26, right=0.97, top=0.74, bottom=0.2)
        self.ax, self.subtitle = ax, figure.subtitle
        self.dots = [ax.scatter([], [], s=34, color=tone, alpha=0.6, linewidths=0) for tone in (BLUE, GREY)]
        self.means = [ax.plot([0], [row], marker="|", markersize=30, markeredgewidth=3, color=INK)[0] for row in (0, 1)]
        ax.set(ylim=(1.6, -0.6))
        ax.set_yticks([0, 1], ["", ""])
        ax.tick_params(axis="y", colors=INK)
        ax.grid(True, axis="x")
        ax.grid(False, axis="y")
        return figure

    def update(self, result):
        sides = (result["inside"], result["outside"])
        for row, (dots, mean, values) in enumerate(zip(self.dots, self.means, sides, strict=True)):
            lift = 0.28 * np.sin(np.arange(len(values)) * 2.4)  # apart, and the same each time
            dots.set_offsets(np.column_stack([values, row + lift]))
            named(dots, [[name, _short(value)] for name, value in values.items()], result["unit"])
            mean.set_data([values.mean()], [row])
            named(mean, [["mean", _short(values.mean())]], result["unit"])
        both = pd.concat(sides)
        margin = 0.04 * (both.max() - both.min() or 1)
        self.ax.set_xlim(both.min() - margin, both.max() + margin)
        self.ax.set_yticks([0, 1], [f"{fill(name, 24)}\n({len(values)})" for name, values in zip(result["names"], sides, strict=True)])  # fmt: skip
        self.subtitle.set_text(fill(result["claim"], 105))

    def headline(self, result):
        if _undecided(result["part"]):
            return f"Undecided by these numbers; the rule calls that '{result['ruling'].verdict}'"
        return f"Your claim: {result['ruling'].printed}"

    def describe(self, result):
        proof, ruled = result["part"].evidence, result["ruling"]
        line = f"{result['claim']}. {proof.finding}. {said_number(proof)}; it reads '{read(proof)}'. By the rule: {ruled.verdict}, since {ruled.reason}."
        line += f" The table of this measure holds {result['held']} states, chosen for the course; all this is of them." * (result["held"] < LISTED)  # fmt: skip
        turned = " The opposite sentence would fare no better." if _undecided(result["part"]) else ""
        return f"{line}{turned} Rivals: {'; '.join(proof.rivals)}."

    def table(self, result):
        sides = [pd.DataFrame({"state": values.index, "group": name, "mean": values.to_numpy()}) for name, values in zip(result["names"], (result["inside"], result["outside"]), strict=True)]  # fmt: skip
        return pd.concat(sides).sort_values("mean", ascending=False).set_index("state")


EXPLORERS = {"board": Board, "thresholds": JudgeAgain, "workbench": Workbench}


# Exercises.


# Claims that the first edition (22 November 2026) did not have, and how many it found supported; all eleven are claims of today.
NEW = [
    "C00.6", "C00.7", "C01.8", "C01.9", "C02.9", "C02.10", "C02.11", "C04.9", "C04.10", "C04.11", "C05.9", "C05.10", "C05.11",
    "C05.12", "C06.9", "C07.7", "C07.8", "C07.9", "C07.10", "C07.11", "C08.8", "C08.9", "C09.8", "C09.9", "C09.10", "C10.7",
    "C10.8", "C10.9", "C10.10", "C10.11", "C11.6", "C11.7", "C14.6", "C14.7", "C15.8", "C15.9", "C15.10", "C15.11", "C15.12",
    "C15.13", "C16.7", "C16.8", "C16.9", "C17.7", "C17.8", "C17.9", "C17.10", "C17.11", "C18.8", "C19.9", "C19.10", "C20.9",
    "C20.10",
]  # fmt: skip
FIRST_SUPPORTED = 11
FIRST_CLAIMS = 144


def supported(new: bool | None = None) -> int:
    """How many claims of the board are supported: of all, of the new ones, or of those that the first edition had."""
    table = board()[board()["verdict"] == "supported"]
    return len(table) if new is None else int((table.index.isin(NEW) == new).sum())


def share_by_adding() -> float:
    """Per cent supported if the new claims had been added, and each old one had kept its verdict of the first edition."""
    return 100 * (FIRST_SUPPORTED + supported(new=True)) / len(board())


def survival_by_word() -> pd.DataFrame:
    """Per cent that survive, by small word (rows), of causal claims and facts (columns), where both use the word."""
    rows = board().query("kind in ['fact', 'causal']")
    survives = 100.0 * rows["verdict"].isin(["supported", "partly supported"])
    return survives.groupby([rows["force"], rows["kind"]]).mean().unstack().dropna()


def _by_word(*verdicts: str) -> pd.DataFrame:
    table = board().query("kind in ['fact', 'causal']")
    return (100.0 * table["verdict"].isin(verdicts)).groupby([table["force"], table["kind"]]).mean().unstack().dropna()


def _asked(asks: str = "", verdict: str = "") -> pd.DataFrame:
    """The claims with a question of ours beside them; of one kind, and with that verdict on their words, if these are given."""
    table = board().query("ours != @NONE", local_dict={"NONE": NONE})
    table = table[table["asks"] == asks] if asks else table
    return table[table["verdict"] == verdict] if verdict else table


def same_for_harder(verdict: str) -> float:
    """Of the claims so judged as worded, and asked for more, the per cent whose harder question got the same verdict."""
    return float(100 * (_asked(HARDER, verdict)["ours"] == verdict).mean())


def own_difference(measure: str) -> float:
    """NATO members less other states of the same regions, 2000–2020, means by state, in the measure's unit."""
    inside, outside = own_groups(GROUPS[0], measure, 2000, 2020, AGAINST[1])
    return float(inside.mean() - outside.mean())


def gap_left(measure: str) -> float:
    """Per cent of the gap between NATO members and all others that is left against states of the same regions."""
    return 100 * own_difference(measure) / _against_all(measure)


def _against_all(measure: str) -> float:
    inside, outside = own_groups(GROUPS[0], measure, 2000, 2020, AGAINST[0])
    return float(inside.mean() - outside.mean())


def causal_under(shift: float, design: str = "free") -> float:
    """Per cent of the causal claims that survive, with the bars moved and no causal design asked for."""
    kept = rejudge(shift, design)[board()["kind"] == "causal"].isin(SURVIVES)
    return float(100 * kept.mean())


def strict_judge() -> tuple[str, ...]:
    """Data must be for the claim; only a cause needs a design; where data are missing nothing is said."""
    return ("only-for", "causes", "open")


def best_comparison() -> str:
    """The comparison that takes away both what a state always was and what happened to everybody."""
    return "before"


def brier_of_base_rate(rate: int) -> float:
    """Mean Brier score of who always says the base rate, per cent, over a hundred years in which it goes on as before."""
    return brier_score([rate / 100] * 100, [1] * rate + [0] * (100 - rate)).score


RETIRED = ("17.1", "17.2", "17.3", "17.4", "17.5", "17.6", "17.7", "17.8", "17.9", "17.12", "17.13", "17.14")
EXERCISES = [
    Exercise(
        id="17.21",
        title="More claims, or another judge?",
        prompt=lambda: (
            f"{len(board()) - len(NEW)} of the {len(board())} claims on the board stood in this course's first edition already; {FIRST_SUPPORTED} of them were 'supported' then. The other {len(NEW)} are new. Today {supported()} are 'supported': {supported(new=False)} old ones and {supported(new=True)} new ones. "
            "The document has not changed. Had we only added the new claims, and judged no old one again, what share of the board would be 'supported'? Per cent, one decimal; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=share_by_adding,
        meaning=lambda: (
            f"So adding claims explains little of the rise, from {100 * FIRST_SUPPORTED / FIRST_CLAIMS:.1f}% of {FIRST_CLAIMS} in the first edition ({FIRST_CLAIMS - len(board()) + len(NEW)} of them are not on this board: they belong to the conclusion, or were dropped or merged) to {100 * supported() / len(board()):.1f}% now. Most of it is old claims, judged again: many of our cards had been harder than the document, and the document paid for it. "
            "A share of survivors tells of a board: how its claims are worded, which were chosen, and who judges."
        ),
        hints=(
            "Imagine today's board with the old claims as they stood then. Which claims are 'supported' on it?",
            "Two groups: the old ones that were supported in the first edition, and the new ones that are supported now. Add them, then divide by all claims on the board.",
        ),
        mistakes=(
            Mistake(
                lambda: 100 * supported() / len(board()),
                "That is today's share, with the old claims judged again. Leave them as they stood.",
            ),
            Mistake(
                lambda: 100 * supported(new=True) / len(NEW),
                "That is the share among the new claims alone. The old ones stand on the board as well.",
            ),
            Mistake(
                lambda: 100 * FIRST_SUPPORTED / (len(board()) - len(NEW)),
                "That is the share among the old claims alone, as they stood. Now add the new ones, above and below.",
            ),
            Mistake(
                lambda: 100 * supported(new=False) / len(board()),
                "Those are the old claims with their verdicts of today, and the new ones are missing.",
            ),
        ),
        decimals=1,
        percent=True,
    ),
    Exercise(
        id="17.19",
        title="Which whole?",
        prompt=lambda verdict: (
            f"{len(_asked(HARDER))} claims have a question of ours beside them that asks for more. As worded, {len(_asked(HARDER, verdict))} of them are '{verdict}'; on the harder question, {(_asked(HARDER)['ours'] == verdict).sum()} are; "
            f"on both, {(_asked(HARDER, verdict)['ours'] == verdict).sum()}. What share of the claims that are '{verdict}' as worded stays so when more is asked? Per cent, one decimal; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=same_for_harder,
        meaning="The same number of claims over three different wholes gives three different shares: of the verdicts on words, of those on questions, of all. A share without its whole says little.",
        hints=(
            "The claims that are both go on top. Of what are they a part in this question?",
            "The question is about claims so judged as worded, so these are the whole.",
        ),
        mistakes=(
            Mistake(
                lambda verdict: (
                    100 * (_asked(HARDER, verdict)["ours"] == verdict).sum() / (_asked(HARDER)["ours"] == verdict).sum()
                ),
                "You divided by the questions so judged. The whole here is the claims so judged as worded.",
            ),
            Mistake(
                lambda verdict: 100 * (_asked(HARDER, verdict)["ours"] == verdict).sum() / len(_asked(HARDER)),
                "You divided by all claims with a harder question. Only those of one verdict are asked about.",
            ),
            Mistake(
                lambda verdict: 100 - same_for_harder(verdict),
                "That is the share that changed. The question asks what stayed.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=({"verdict": "partly supported"},),
    ),
    Exercise(
        id="17.18",
        title="Neighbours",
        prompt=lambda measure: (
            f"Go to the workbench. NATO members, 2000–2020, *{measure}*: take the gap between members and others twice, against all other states and against states of the same regions. "
            "What per cent of the first gap is left in the second? No decimals; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=gap_left,
        meaning=lambda measure: (
            f"{'Most' if gap_left(measure) > 60 else 'About half' if gap_left(measure) > 40 else 'Little'} of the gap stays among neighbours. What stays need not be the alliance's doing, and what went need not be geography alone: whoever joins differed before, and regions differ in much."
        ),
        hints=(
            "The sentence below the picture gives both means, for either comparison.",
            "Members less others, twice; then the second gap over the first.",
        ),
        mistakes=(
            Mistake(
                lambda measure: 100 - gap_left(measure), "That is the share that went. The question asks what is left."
            ),
            Mistake(
                lambda measure: 100 * _against_all(measure) / own_difference(measure),
                "You divided the first gap by the second.",
            ),
            Mistake(
                lambda measure: (
                    100 * own_difference(measure) / own_groups(GROUPS[0], measure, 2000, 2020, AGAINST[1])[0].mean()
                ),
                "You divided by the members' own mean. The whole is the first gap.",
            ),
        ),
        tolerance=2.0,  # from means of three digits
        percent=True,
        variants=(
            {"measure": "electoral democracy, 0–100"},
            {"measure": "distance from the United States in UN votes"},
            {"measure": "armed conflicts at home a year"},
        ),
    ),
    Exercise(
        id="17.15",
        title="Choose the comparison",
        prompt="A student's claim: 'Hosting American soldiers makes states more democratic.' She finds that hosts score higher than all other states. Which comparison would test her word *makes* best?",
        kind="choice",
        level="evaluate",
        solution=best_comparison,
        options={
            "more": "the same comparison over more years and with more states in it",
            "region": "hosts against other states of the same regions in the same years",
            "before": "each host before and after, beside like states without soldiers",
            "rich": "hosts of many soldiers against hosts of few soldiers in the same years",
        },
        meaning="Before and after takes away what a state always was; the like states beside it take away what happened to everybody. What remains can still be chosen: soldiers go where governments want them.",
        hints=("What if the hosts had been more democratic all along?", "Which comparison would notice that?"),
        mistakes=(
            Mistake(
                lambda: "more",
                "More cases narrow the interval. They do not tell hosts that were democratic before from those that became so.",
            ),
            Mistake(
                lambda: "region",
                "Better: neighbours share much. Still, a neighbour that hosts may have been more democratic before the first soldier came.",
            ),
            Mistake(
                lambda: "rich",
                "A dose is a good idea, but large bases went to Germany and Japan, which differed in much else.",
            ),
        ),
    ),
    Exercise(
        id="17.20",
        title="Move two thresholds",
        prompt=lambda shift: (
            f"Ask for no causal design, and {'raise' if shift > 0 else 'lower'} every bar by {abs(shift):g} of its benchmark (0.1 is a tenth): in the explorer 'Judge again', choose 'not needed' and set 'Raise bars by' to {shift:g} (below zero lowers them). "
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
        id="17.23",
        title="How good is the base rate?",
        prompt=lambda rate: (
            f"Something has happened in {rate} of a hundred years. Somebody forecasts it for the next hundred, says {rate}% every year, and it goes on happening as often. "
            "What is the mean Brier score? Three decimals; you may type a sum."
        ),
        kind="number",
        level="apply",
        solution=brier_of_base_rate,
        meaning=lambda rate: (
            f"{'A little' if rate > 25 else 'Far'} better than the quarter that 'fifty-fifty' earns, and without any insight: the rarer a thing, the easier a good score. So a score alone praises nobody. Set it beside what the base rate earns."
        ),
        hints=(
            "There are two kinds of years. What does a year cost in which it happens, and one in which it does not?",
            "Each cost is squared and counts as often as its kind of year; then the mean.",
        ),
        mistakes=(
            Mistake(
                lambda rate: 0.25,
                "A quarter is what 'fifty-fifty' earns. This forecaster says something else.",
            ),
            Mistake(
                lambda rate: rate / 100,
                "That is what 'never' earns: each year in which it happens costs a whole one. Here each costs a little less, and the other years cost a little.",
            ),
            Mistake(
                lambda rate: rate / 100 * (1 - rate / 100) ** 2,
                "You counted the years in which it happened. The others cost a little each, and there are many.",
            ),
            Mistake(
                lambda rate: (1 - rate / 100) ** 2,
                "That is the cost of one year in which it happens. How many of the hundred are such years?",
            ),
        ),
        decimals=3,
        variants=({"rate": 10}, {"rate": 20}, {"rate": 30}),
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
        id="17.22",
        title="The kind, or the small word?",
        prompt="Facts survive ('supported' or 'partly supported') far more often than causal claims. Is it only that facts come with softer words? Make the table that can tell: the share that survives, in per cent, with `force` in rows and the kinds `causal` and `fact` in columns. Leave out words that only one of the two kinds uses.",
        start='board = lesson.board()  # its columns kind, force and verdict are asked for\nsurvives = board["verdict"].isin(["supported", "partly supported"])\n...  # your table',
        kind="table",
        level="analyse",
        solution=survival_by_word,
        meaning="Not only. With *can* and with examples most survive, of either kind. Where a rule is stated, 83%<!--= ruled_facts --> of the facts do, and 9%<!--= unhedged --> of the causes. Hold the word constant, and the kind still tells.",
        hints=(
            "Keep the rows of the two kinds. Then group by word and kind, and take the mean of true and false.",
            "`unstack` turns one index into columns, and `dropna` leaves out words with a gap.",
        ),
        mistakes=(
            Mistake(
                lambda: survival_by_word().T,
                "Rows and columns are swapped: small words should be the rows.",
            ),
            Mistake(
                lambda: survival_by_word() / 100,
                "Those are shares of one. The question asks for per cent.",
            ),
            Mistake(
                lambda: _by_word("supported"),
                "You counted 'supported' alone. Here 'partly supported' survives as well.",
            ),
            Mistake(
                lambda: _by_word("contested", "not supported", "not testable here"),
                "Those are the shares that do not survive. Turn it round.",
            ),
        ),
    ),
]
REFLECTIONS = [
    Reflection(
        "17.16",
        "A claim of your own",
        "Write the card of your claim: the sentence with its small word; the result that would sink it; measure, comparison and benchmark; what the workbench (or your own table) gave, with its interval; the best objection. Nothing is graded here.",
        "Claim: as a rule NATO members spend more of their output on their forces than other states of their regions. It falls if the interval of the difference reaches below zero. Measure: share of output, 2000 to 2020, one mean a state; "
        "benchmark no difference, since 'more' names no size. Result: the interval reaches across zero, so these data cannot tell; the rule calls that 'partly supported', and the opposite sentence would get the same word. Best objection: means over twenty years hide 2014, when members began to raise what the others did not.",
        (
            "one sentence that could be false, with its small word and its years",
            "the number that would sink it, named before you looked",
            "who is compared with whom, and why that is fair",
            "the interval, and what it does not allow you to say",
            "the best objection to your own card",
        ),
    ),
    Reflection(
        "17.17",
        "Judge a neighbour's card",
        "Exchange cards with someone, or take your own after a night's sleep. Give your verdict in one of the five words, the point in the rubric that decided, and one objection that a better comparison could answer.",
        "Verdict: partly supported. The difference is there and its interval clear of zero, but the card says 'makes' and compares different states at one time: row 'design' stops at correlation. I would ask for the same states before and after joining, beside neighbours that did not join.",
        (
            "a verdict in one of the course's five words",
            "the row of the rubric that decided, and why",
            "one objection about data, design or words, and what would answer it",
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


def bearing(field: str) -> list[Evidence2]:
    """The numbers of a field that bear on the conclusion, the strongest designs first; among equals, in the board's order."""
    return sorted((proof for _, its, _, proof in chosen() if its == field), key=standing, reverse=True)


def pivotal() -> tuple[Part, ...]:
    """Safety, trust and ties, on all numbers that the rule of `BEARS` lets in, never on a count of our verdicts."""
    security, trust, ties = map(bearing, FIELDS)
    works_on = ("JohnsonLeeds2011", "KenwickVasquez2017", "Leeds2003a")
    return (
        Part("security in the world", evidence=security[0], counts=tuple(security[1:]), studies=works("C21.1", *works_on)),
        Part("trust in diplomacy", evidence=trust[0], counts=tuple(trust[1:]), studies=works("C21.1", "BaldinoCarr2016")),
        Part("ties between states", evidence=ties[0], counts=tuple(ties[1:])),
    )  # fmt: skip


def after_missions() -> Evidence2:
    """How often violence was left after missions that partners led, against UN missions, as lesson 14 finds it (C18.2)."""
    return number_of("C18.2")


def after_daesh() -> Evidence2:
    """What was left of deaths in attacks where a coalition fought Daesh, against other states after a worst year, as lesson 11 finds it (C15.6)."""
    return number_of("C15.6", "Daesh")


def after_joint_force() -> Evidence2:
    """How deaths in attacks grew where the joint force of the Sahel stood, against elsewhere, as lesson 11 finds it (C15.6)."""
    return number_of("C15.6", "Sahel")


def contributions() -> tuple[Part, ...]:
    """The three fields, each with what its lesson measured and what works found; for relief no table tells who was helped."""
    return (
        Part("peacekeeping", evidence=after_missions(), studies=works("C21.2", "BaraHultman2020", "WardDorussen2016")),
        Part("humanitarian aid", studies=works("C21.2", "Wiharta2008")),
        Part("lessening new threats", evidence=after_daesh(), counts=(after_joint_force(),), studies=works("C21.2", "JonesLibicki2008", "PlumperNeumayer2010")),
    )  # fmt: skip


def praise() -> tuple[Part, ...]:
    """An idiom of importance: nothing that could be counted."""
    return (Part("the very greatest importance"),)


def harms() -> Evidence2:
    """Four kinds of harm that the praise leaves out, each a documented case; no count of how much there is of it."""
    figures = load("haiti_figures").set_index("item")
    dead = figures.loc["cholera_deaths", "value"]
    return Evidence2(
        finding=f"Documented: cholera brought to Haiti, about {dead:,.0f} dead (estimates 8,000 to over 10,000); attacks on nationals of a partner; coups by trained officers; crimes of soldiers abroad",
        data="teaching list",
        rivals=("harm may come from the war, not from the partner", "what goes well is not written up as a case"),
        rung=None,
        cases=(Case(f"peacekeepers' camp fouled a river; cholera, about {dead:,.0f} dead", "2010", "Piarroux2011; table haiti_figures", traced=True),),
    )  # fmt: skip


def left_out() -> tuple[Part, ...]:
    """Harm that the praise leaves out: a traced case, and what works found."""
    keys = ("PlumperNeumayer2010", "NeumayerPlumper2011", "SavageCaverley2017", "AllenEtAl2022", "Piarroux2011")
    return (Part("harm by partners", evidence=harms(), studies=works("C21.3", *keys)),)


def what_will_determine() -> tuple[Part, ...]:
    """A forecast without a date or a measure; works on neighbouring questions."""
    return (Part("what will determine effects", studies=works("C21.4")),)


# Claims.


ASKED = ["C21.1", "C21.2"]
CLAIMS = [
    Judgement(
        "C21.1",
        "contested",
        "Safety: of 11<!--= safety --> numbers 0<!--= safety_for --> are clear of 'no effect' on the sentence's side, and 1<!--= safety_against --> on the other (the joint force of the Sahel, which went where violence was rising; without Burkina Faso its interval holds one). Works on defence pacts find both: pacts that deter, and new ones that do not. Trust, as votes show it: 0<!--= trust_for --> of 3<!--= trust -->. Ties: 7<!--= ties_for --> of 21<!--= ties -->; mostly states with a tie are set beside like ones without, at one time, and who is close may both train and sign. The rule looks at one number of each, the strongest design's; whichever it took, the verdict would be the same. How much is 'pivotal' stays a judgement; no tally of our verdicts enters here.",
        parts=pivotal,
    ),
    Judgement(
        "C21.2",
        "contested",
        "After missions that partners led, violence was left 1.25<!--= missions --> times as often as after the UN's. The 95% interval, hosts resampled, 0.75<!--= missions_low --> to 2.27<!--= missions_high -->, runs from about a quarter less to more than twice as much: the number cannot tell. In relief the military carry much and coordinate badly, by case studies. Against armed groups one coalition's number decides nothing, and where one joint force stood deaths grew 3.0<!--= joint_force --> times as much as elsewhere, without its hardest case perhaps by chance.",
        parts=contributions,
    ),
    Judgement(
        "C21.3",
        "not testable here",
        "A turn of praise: no result could speak against it. What it leaves out can be documented, and stands below as a question of ours.",
        parts=praise,
        ours="partly supported",
        ours_reason="Harm is documented: one case, of a UN force, is traced from camp to river to epidemic; three kinds stand in works. How much there is beside how much good, nobody has counted.",
        ours_parts=left_out,
    ),
    Judgement(
        "C21.4",
        "not testable here",
        "About the future, without date or measure. A forecast with a day and a rule could be scored, as the six of this lesson can; this one cannot.",
        parts=what_will_determine,
    ),
]


# Numbers.

NUMBERS = {
    "claims": lambda: len(board()),
    "causal": lambda: (board()["kind"] == "causal").sum(),
    "hedged": hedged_share,
    "unhedged": lambda: hedged_share(hedged=False),
    "ruled_facts": lambda: survival_by_word().loc["most-or-tends", "fact"],
    "asked": lambda: len(_asked()),
    "harder": lambda: len(_asked(HARDER)),
    "other": lambda: len(_asked(OTHER)),
    "contrary": lambda: len(_asked(CONTRARY)),
    "harder_green": lambda: len(_asked(HARDER, "supported")),
    "harder_held": lambda: (_asked(HARDER, "supported")["ours"] == "supported").sum(),
    "chosen": lambda: len(chosen()),
    "not_chosen": lambda: len(not_chosen()),
    "safety": lambda: counted_effects(SAFETY),
    "safety_for": lambda: counted_effects(SAFETY, "for"),
    "safety_against": lambda: counted_effects(SAFETY, "against"),
    "trust": lambda: counted_effects(TRUST),
    "trust_for": lambda: counted_effects(TRUST, "for"),
    "ties": lambda: counted_effects(TIES),
    "ties_for": lambda: counted_effects(TIES, "for"),
    "missions": lambda: after_missions().estimate,
    "missions_low": lambda: after_missions().low,
    "missions_high": lambda: after_missions().high,
    "joint_force": lambda: after_joint_force().estimate,
    "with_design": lambda: (board()["design"] & (board()["kind"] == "causal")).sum(),
    "untested": lambda: len(untested()),
    "departures": lambda: (board()["verdict"] != board()["rule"]).sum(),
    "contested_rule": lambda: (rejudge() == "contested").sum(),
    "contested_alone": lambda: (rejudge(literature=False) == "contested").sum(),
    "partly_alone": lambda: _plain(literature=False),
    "free_design": lambda: _plain(design="free"),
    "strict_design": lambda: _plain(design="strict"),
    "plain_causal": _plain,
    "works_design": lambda: sum(
        study.rung >= DESIGN for key in _causal() for part in kept(key) for study in part.studies
    ),
    "ruled": lambda: len(_causal("most-or-tends")),
    "ruled_silent": lambda: (rejudge(design="strict")[_causal("most-or-tends")] == "not testable here").sum(),
    "ruled_untested": lambda: (rejudge()[_causal("most-or-tends")] == "not testable here").sum(),
    "strict_rise": lambda: len(_risen(design="strict")),
    "mixed": lambda: (what_would_change()["reading"] == "mixed").sum(),
    "mixed_against": lambda: (what_would_change()["toward"] == "against").sum(),
    "more_cases": lambda: what_would_change().query("reading == 'mixed'")["need"].median(),
}
