"""Lesson 00, start here: the net of treaties, the verdict rule, the method on two claims, and the introduction's seven claims."""

from __future__ import annotations

import math
import platform
import sys
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd

from helpers import journal, models, rule
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Cards, source_code
from helpers.claims import Judgement, judgements, works
from helpers.data import load, tables
from helpers.explorer import Panel, choice, number, toggle
from helpers.figures import (
    BLUE,
    COLOURS,
    GREY,
    INK,
    ORANGE,
    PALE,
    TEAL,
    Picture,
    arrow,
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.marks import named
from helpers.measures import (
    OBLIGATIONS,
    allied_pairs,
    as_pairs,
    defence_promises,
    dispute_runs,
    nato_members,
    pair_windows,
    pairs_by_treaty,
    possible_pairs,
    signed_agreements,
    states_in,
    voting_table,
)
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

ATOP = "ATOP 5.1 (Leeds et al. 2002), data to 2018; states: Correlates of War"
DISPUTES = "GML-MID 2.2.1 and ATOP 5.1, neighbours and pairs with a major power"
YEARS = range(1816, 2019)
KINDS = ["any pact", *OBLIGATIONS]
UNITS = ["pairs of states", "per cent of all pairs"]
SKETCHED = [1816, 1860, 1900, 1930, 1946, 1970, 1990, 2018]
# Three wide texts without a promise to fight: number in ATOP → name, year.
WIDE = {3740: ("Helsinki Final Act", 1975), 3755: ("Treaty of Amity", 1976), 4953: ("African Union's act", 2000)}
UPHEAVALS = (1919, 1945, 1990)  # peace of Versailles, end of the Second World War, end of the Cold War
RESOURCES = (
    "industry",
    "procurement",
    "research",
    "training",
)  # kinds of agreement that exchange resources; training in doubt
UNITED_STATES = 2
CONTROLS = {
    "as counted": ["pact"],
    "+ borders and power": ["pact", "border", "initiator", "target", "log_ratio"],
    "+ likeness and threat": ["pact", "border", "initiator", "target", "log_ratio", "distance", "foe", "democracies"],
}
# Where each text makes a step in the count: year, what is written there.
STEPS = {
    3740: [(1975, "Helsinki Final Act"), (1993, "Helsinki: new states")],
    4953: [(2001, "African Union's act")],
    3755: [(2012, "Treaty of Amity")],
}
# The word → what supports it, what sinks it, what lies between and where that leads.
RULE = {
    "can": ("one dated case\nfor each thing named", "only if it is\nimpossible", "some things\nwithout a case", "partly supported"),
    "often": ("more than half,\nby the whole interval", "less than half, and no\nmore than elsewhere", "interval across\nthe half", "partly supported"),
    "none of these": ("a strong comparison\nspeaks for all of it", "as strong a one\nspeaks against", "comparisons weak\nor at odds", "contested"),
    "all, each": ("a full count\nwithout exception", "one exception", "a sample without\nexception", "partly supported"),
    "must": ("a list drawn up blind:\nno success without", "one success\nwithout", "no such case\nand no such list", "not testable here"),
}  # fmt: skip


# Measures.


@cache
def hanging(kind: str) -> np.ndarray:
    """Tied pairs by year (rows, 1816–2018) and by what they hang on (columns).

    Column 0: some treaty outside WIDE ties them. Column k: only treaties of WIDE do, those whose bits are set in k.
    """
    found = np.zeros((len(YEARS), 2 ** len(WIDE)), int)
    for row, year in enumerate(YEARS):
        other, wide = set(), {}
        for treaty, tied in pairs_by_treaty(year, None if kind == "any pact" else kind):
            if treaty in WIDE:
                for pair in tied:
                    wide[pair] = wide.get(pair, 0) | 1 << list(WIDE).index(treaty)
            else:
                other.update(tied)
        found[row, 0] = len(other)
        for pair, bits in wide.items():
            found[row, bits] += pair not in other
    return found


def pairs(year: int, kind: str = "any pact", without: tuple[int, ...] = ()) -> int:
    """Count the pairs of states tied by a pact of this kind in a year, each once; without: treaties of WIDE left out."""
    kept = sum(1 << i for i, treaty in enumerate(WIDE) if treaty not in without)
    row = hanging(kind)[year - YEARS[0]]
    return int(row[0] + sum(row[bits] for bits in range(1, len(row)) if bits & kept))


def density(year: int, kind: str = "any pact", without: tuple[int, ...] = ()) -> float:
    """Allied pairs in per cent of all pairs of states that could be allied in that year."""
    return 100 * pairs(year, kind, without) / possible_pairs(year)


@cache
def series(kind: str, unit: str, without: tuple[int, ...] = ()) -> tuple[float, ...]:
    """Yearly values 1816–2018 of a kind of pact, as a count or as a share."""
    measure = pairs if unit == UNITS[0] else density
    return tuple(measure(year, kind, without) for year in YEARS)


def amount(value: float, unit: str) -> str:
    """A value with its unit, as a sentence says it."""
    return f"{value:,.0f} pair{'' if value == 1 else 's'}" if unit == UNITS[0] else f"{value:.1f}% of all pairs"


def old_pairs(first: int, second: int) -> tuple[set, set]:
    """Allied pairs of both years, of states alive in both: births and deaths of states change nothing here."""
    alive = states_in(first) & states_in(second)
    before, after = ({pair for pair in allied_pairs(year) if set(pair) <= alive} for year in (first, second))
    return before, after


def overlap(first: int, second: int) -> float:
    """Pairs allied in both years over pairs allied in either, states alive in both: 1 if nothing changed, 0 if nothing stayed."""
    before, after = old_pairs(first, second)
    return len(before & after) / len(before | after)


def kept(first: int, second: int) -> float:
    """Per cent of the first year's allied pairs still allied in the second, among states alive in both."""
    before, after = old_pairs(first, second)
    return 100 * len(before & after) / len(before)


@cache
def treaty_moves() -> pd.DataFrame:
    """Treaties begun and ended by year, 1900–2018, number of states, and whether an upheaval lies less than five years back."""
    table = load("alliances")
    rows = [
        (year, int((table["start"] == year).sum() + (table["end"] == year).sum()), len(states_in(year)),
         float(any(0 <= year - start < 5 for start in UPHEAVALS)))
        for year in range(1900, 2019)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["year", "moves", "states", "after"])


@cache
def _neighbourly(cut: float = 0.5) -> pd.DataFrame:
    """Directed pair-years 1946–2010 with a pact between the two, and what could make both pact and peace.

    distance: of UN ideal points; near: it lies below this quantile; foe: a common rival; democracies: both are.
    """
    rows, votes, rivals = load("dispute_pairs").query("first_year >= 1946"), voting_table(), load("rivalries")
    foes: dict[tuple[int, int], set[int]] = {}
    for rival in rivals[rivals["end"].isna() | (rivals["end"] >= 1946)].itertuples():
        for year in range(max(1946, rival.start), 2011 if pd.isna(rival.end) else rival.end + 1):
            foes.setdefault((rival.state_id_1, year), set()).add(rival.state_id_2)
            foes.setdefault((rival.state_id_2, year), set()).add(rival.state_id_1)
    middle = (rows["first_year"] + rows["last_year"]) // 2
    keys = list(zip(rows["initiator_id"], rows["target_id"], middle, strict=True))
    points = votes.stack().to_dict()
    table = rows.assign(
        pact=rows["pact_any"].astype(float),
        border=rows["contiguity"].astype(str),
        initiator=rows["initiator_major"].astype(float),
        target=rows["target_major"].astype(float),
        democracies=(rows["initiator_democracy"].fillna(False) & rows["target_democracy"].fillna(False)).astype(float),
        distance=[abs(points.get((year, a), math.nan) - points.get((year, b), math.nan)) for a, b, year in keys],
        foe=[float(bool(foes.get((a, year), set()) & foes.get((b, year), set()))) for a, b, year in keys],
    ).dropna(subset="distance")
    near = (table["distance"] < table["distance"].quantile(cut)).astype(float)
    return table.assign(near=near, tie_minus=(table["pact"] - near) / 2, tie_plus=(table["pact"] + near) / 2)


@cache
def tie_odds() -> pd.DataFrame:
    """Odds of a new dispute between the two, allied over not allied, under three sets of controls: odds_ratio, low, high, n."""
    rows = {
        name: models.logit(_neighbourly(), "onsets", terms, "years", ("initiator_id", "target_id")).iloc[1]
        for name, terms in CONTROLS.items()
    }
    return pd.DataFrame(rows).T[["odds_ratio", "low", "high", "n"]].astype(float)


@cache
def tie_against_likeness(cut: float = 0.5) -> pd.Series:
    """What a pact does to the odds of a dispute over what voting alike does; above 1, likeness lowers them more.

    cut: the share of pairs called alike.

    With x = (pact − near) / 2 and y = (pact + near) / 2, the coefficient of x is that of pact minus that of near.
    """
    terms = ["tie_minus", "tie_plus", "border", "initiator", "target", "log_ratio", "foe", "democracies"]
    return models.logit(_neighbourly(cut), "onsets", terms, "years", ("initiator_id", "target_id")).iloc[1]


@cache
def joiners() -> pd.DataFrame:
    """States and two operations with the United States as largest contingent: joined, ally (a promise of defence the year before), and the kind of state.

    Iraq in February 2007 and Afghanistan in November 2010. stratum: operation, region, and whether polity2 is 6 or more.
    """
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    rows = []
    for operation, date, year in (("MNF-I", "2007-02-24", 2007), ("ISAF", "2010-11-15", 2010)):
        listed = load("contingents").query("operation == @operation and date == @date", local_dict={"operation": operation, "date": date})  # fmt: skip
        joined = set(listed["state_id"])
        allies = {state for pair in defence_promises(year - 1) if UNITED_STATES in pair for state in pair}
        score = load("regimes", year - 1).set_index("state_id")["polity2"].fillna(-10).to_dict()
        rows += [
            (state, operation, state in joined, state in allies, f"{operation} {region[state]} {score.get(state, -10) >= 6}")
            for state in sorted(states_in(year) - {UNITED_STATES})
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=["state_id", "operation", "joined", "ally", "stratum"])


def joining_gap(table: pd.DataFrame) -> float:
    """Share of allies that joined minus that of like states without a promise, percentage points (Mantel and Haenszel weights)."""
    code = pd.factorize(table["stratum"])[0]
    ally, joined = table["ally"].to_numpy(float), table["joined"].to_numpy(float)
    n1, n0, y1, y0 = (np.bincount(code, w) for w in (ally, 1 - ally, ally * joined, (1 - ally) * joined))
    use = (n1 > 0) & (n0 > 0)
    n1, n0, y1, y0 = n1[use], n0[use], y1[use], y0[use]
    return float(100 * ((y1 * n0 - y0 * n1) / (n1 + n0)).sum() / (n1 * n0 / (n1 + n0)).sum())


@cache
def challenge_odds() -> pd.DataFrame:
    """Odds of a new dispute, target with over without a promise of defence from a third state, 1816–2010: raw, and like pairs of one period."""
    rows = dispute_runs()
    table = rows.assign(
        pact=rows["target_pact"].astype(float),
        border=rows["contiguity"].astype(str),
        initiator=rows["initiator_major"].astype(float),
        target=rows["target_major"].astype(float),
        period=rows["period"].astype(str),
    )
    sets = {"raw": ["pact"], "like pairs": ["pact", "border", "initiator", "target", "log_ratio", "period"]}
    found = {name: models.logit(table, "onsets", terms, "years", "target_id").iloc[1] for name, terms in sets.items()}
    return pd.DataFrame(found).T[["odds_ratio", "low", "high", "n"]].astype(float)


@cache
def both_ways() -> pd.DataFrame:
    """Directed pairs in a period whose target had years with (1) and without (0) a promise of defence: onsets and years of each."""
    sums = dispute_runs().groupby(["initiator_id", "target_id", "period", "target_pact"])[["onsets", "years"]].sum().unstack()  # fmt: skip
    sums.columns = [f"{name}_{int(pact)}" for name, pact in sums.columns]
    return sums.dropna().reset_index()


def same_pair_ratio(table: pd.DataFrame) -> float:
    """Rate of new disputes with a promise over that without, inside the same pair (Mantel and Haenszel over pairs)."""
    years = table["years_1"] + table["years_0"]
    return float(
        (table["onsets_1"] * table["years_0"] / years).sum() / (table["onsets_0"] * table["years_1"] / years).sum()
    )


@cache
def trained_or_not(without: tuple[int, ...] = ()) -> pd.DataFrame:
    """All pairs of states of 2010: trained together in 2006–2010, and had a pact or an agreement in force in 2010 (0/1), as in lesson 01.

    without: treaties left out. region: the one both lie in, or 'across'.
    """
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    trained = as_pairs(load("exercise_pairs").query("2006 <= year <= 2010"))
    tied = as_pairs(signed_agreements().query("start <= 2010 and (end.isna() or end >= 2010)"))
    tied = tied.union(*(pairs for treaty, pairs in pairs_by_treaty(2010, None) if treaty not in without))
    listed = combinations(sorted(states_in(2010)), 2)
    rows = [
        (a, b, float((a, b) in trained), float((a, b) in tied), region[a] if region[a] == region[b] else "across")
        for a, b in listed
    ]
    return pd.DataFrame(rows, columns=["state_id_1", "state_id_2", "trained", "tied", "region"])


@cache
def first_exchanges(kinds: tuple[str, ...] = RESOURCES) -> pd.DataFrame:
    """Pairs of `pair_windows` without an agreement of these kinds; signed: a first one came in the next five years (0/1)."""
    agreements = signed_agreements().query("kind in @kinds", local_dict={"kinds": kinds})
    start = {}
    for pair, year in zip(zip(agreements["state_id_1"], agreements["state_id_2"], strict=True), agreements["start"], strict=True):  # fmt: skip
        start[pair] = min(year, start.get(pair, year))
    table = pair_windows()
    first = np.array([start.get(pair, 9999) for pair in zip(table["state_id_1"], table["state_id_2"], strict=True)])
    table = table.assign(signed=(first <= table["year"] + 5).astype(float))
    return table[first > table["year"]]


def exchange_share(allied: int, kinds: tuple[str, ...] = RESOURCES) -> float:
    """Per cent of pairs that signed a first such agreement within five years, allied (1) or not (0)."""
    table = first_exchanges(kinds)
    return 100 * float(table.loc[table["allied"] == allied, "signed"].mean())


# Pictures.


@house_style()
def growth_figure(guess: list[float] | None = None) -> Picture:
    """Allied pairs since 1816, with and without the three wide texts, and defence pacts; a sketched line is drawn into it."""
    figure, ax = new_figure(
        "Three texts make most of the net: take them out, and see what is left",
        "Pairs of states tied by an alliance treaty, by year, 1816–2018",
        ATOP,
    )
    counts = {
        "any pact": (series("any pact", UNITS[0]), COLOURS["context"]),
        "without\nthe three": (series("any pact", UNITS[0], tuple(WIDE)), TEAL),
        "defence": (series("defence", UNITS[0]), COLOURS["defence"]),
    }
    lines = {name: ax.plot(YEARS, values, color=tone)[0] for name, (values, tone) in counts.items()}
    yours = ""
    if guess is not None:
        lines["your line"] = ax.plot(SKETCHED, guess, color=ORANGE, marker="o", linewidth=2, clip_on=False)[0]
        yours = f" Your line ends at {guess[-1]:,.0f}."
    _name_steps(ax, counts["any pact"][0], tuple(WIDE), 4500)
    ax.text(1940, pairs(1945), "wartime Allies 1945", ha="right", va="center", fontsize=9, color=GREY)
    ax.set(xlim=(1816, 2018), ylim=(0, max(4500, *(guess or [0]))))
    label_lines(ax, lines, gap=0.09)
    figure.subplots_adjust(right=0.91)
    return show(
        figure,
        f"Line chart 1816 to 2018. Pairs tied by any alliance treaty rise from {pairs(1900)} in 1900 to a peak of {pairs(1945)} in 1945, fall to {pairs(1946)} and rise to {pairs(2018):,} in 2018. "
        f"The steps are named: Helsinki Final Act 1975, African Union's act 2000, Treaty of Amity 1976. Without these three {pairs(2018, without=tuple(WIDE)):,} pairs remain in 2018; {pairs(2018, 'defence'):,} promise defence.{yours}",
    )


def _name_steps(ax, values: tuple[float, ...], kept: tuple[int, ...], top: float, until: int = YEARS[-1]) -> list:
    """Write the treaties that are kept, up to a year, in a column, the latest on top, with lines to their steps; return the texts."""
    steps = sorted(step for treaty in kept for step in STEPS[treaty] if step[0] <= until)
    line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.7, "shrinkA": 2, "shrinkB": 1}
    return [
        ax.annotate(name, (year, values[year - YEARS[0]]), (1989, (0.94 - 0.09 * (len(steps) - 1 - i)) * top), fontsize=9, ha="right", va="center",
                    arrowprops=line | {"relpos": (1, 0.5) if year > 1989 else (0.7, 0)})
        for i, (year, name) in enumerate(steps)
    ]  # fmt: skip


@house_style()
def rule_figure() -> Picture:
    """From the small word to what counts for and against, to the gauge."""
    figure, ax = diagram("The small word decides what would count", "The verdict rule on one page; each colour is a step of the gauge below", size="tall")  # fmt: skip
    places, (yes, no) = (9.5, 36.5, 62.5, 87.5), ("supported", "not supported")
    for x, head in zip(places, ("it says", "this supports it", "this sinks it", "and in between"), strict=True):
        ax.text(x, 96, head, ha="center", va="center", fontsize=12, fontweight="bold")
    for row, (word, (*texts, between)) in enumerate(RULE.items()):
        y = 83 - 16 * row
        ax.text(places[0], y, word, ha="center", va="center", fontsize=12.5, fontweight="bold", color=BLUE)
        arrow(ax, (18.8, y), (23, y))
        for x, text, verdict, width in zip(places[1:], texts, (yes, no, between), (25.5, 24, 23.5), strict=True):
            box(ax, x, y, text, COLOURS[verdict], width, 13)
    steps = [*reversed(rule.VERDICTS[:4]), rule.VERDICTS[4]]
    for i, step in enumerate(steps):
        x = 10.5 + 19 * i + (2.5 if i == 4 else 0)
        ax.plot([x - 8.3, x + 8.3], [5.5, 5.5], color=COLOURS[step], linewidth=7, solid_capstyle="butt", linestyle="-" if i < 4 else (0, (1.2, 0.6)))  # fmt: skip
        ax.text(x, 2.4, step, ha="center", va="top", fontsize=10, color=COLOURS[step], fontweight="bold")
    alt = (
        "Table of 5 rows, one for each kind of word. Can: one dated case for each thing named supports it. Often: more than half. Without such a word: a strong comparison. "
        "All: one exception sinks it. Must: one success without it sinks it. Below, the gauge of 5 steps: not supported, contested, partly supported, supported; apart, not testable here."
    )
    return show(figure, alt)


@house_style()
def method_diagram() -> Picture:
    """The method on two claims, one with *can* and one with a word for *all*."""
    figure, ax = diagram("Two claims on one path, with two ends", "How the course treats a sentence of the document: five steps, and a way back")  # fmt: skip
    heads = ("claim", "force", "measure", "reading", "verdict")
    lanes = [
        (63, "C01.2", ("partners can train,\nshare intelligence,\noperate together", "*can*: one dated\ncase for each", "find one case\nof each of\nthe three", "Cobra Gold 1982,\nUKUSA 1946,\nISAF 2001: *for*")),
        (29, "C05.5", ("NATO ensures\nstability in\nEurope and\nNorth America", "*ensures* is *all*:\none exception\nsinks it", "look for a war\nof a member\nin the area", "Cyprus 1974,\nKosovo 1999:\n*against*")),
    ]  # fmt: skip
    for i, head in enumerate(heads):
        ax.text(10 + 20 * i, 84, head, ha="center", va="center", fontsize=12, fontweight="bold", color=BLUE)
    told = []
    for y, claim_id, texts in lanes:
        verdict = judgements(claim_id[1:3])[claim_id].verdict
        told.append(verdict)
        for i, text in enumerate(texts):
            box(ax, 10 + 20 * i, y, text.replace("*", "'"), BLUE if i else GREY, 18, 21)
            arrow(ax, (19.2 + 20 * i, y), (20.9 + 20 * i, y))
        box(ax, 90, y, f"{verdict}", COLOURS[verdict], 18, 21, filled=True)
        ax.text(10, y + 12.2, claim_id, ha="center", va="bottom", fontsize=9, color=GREY)
    arrow(ax, (88, 17), (52, 17), "", ORANGE, bend=-0.22, dashed=True)
    ax.text(70, 3, "you disagree? change the measure and run it again", ha="center", fontsize=9.5, color=ORANGE)
    alt = (
        f"Two lanes of 5 boxes: claim, force, measure, reading, verdict. Partners can train, share intelligence and operate: one case each is found, so it is {told[0]}. "
        f"NATO ensures stability: wars over Cyprus in 1974 and Kosovo in 1999, so it is {told[1]}. A dashed arrow leads back from verdict to measure for a reader who disagrees."
    )
    return show(figure, alt)


@house_style()
def odds_figure() -> Picture:
    """Allies and disputes between them: the same data under three sets of controls."""
    table = tie_odds()
    figure, ax = new_figure(
        "Allies quarrel more, less or alike: it hangs on the comparison",
        "Odds of a new dispute between two states, allied over not allied, 1946–2010, with 95% intervals (both states)",
        DISPUTES + "; UN votes, rivalries",
        size="strip",
    )
    place = range(len(table))
    ax.axvline(1, color=ORANGE, linestyle="--", linewidth=1.4)
    ax.hlines(place, table["low"], table["high"], color=BLUE, linewidth=3, alpha=0.5)
    ax.plot(table["odds_ratio"], place, "o", color=BLUE, markersize=9)
    for y, value in zip(place, table["odds_ratio"], strict=True):
        ax.text(value, y - 0.24, f"{value:.2f}", ha="center", va="bottom", fontweight="bold", color=BLUE, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
    ax.spines[:].set_visible(False)
    ax.set_xscale("log")
    ax.set_xticks([0.5, 1, 2], ["half the odds", "the same", "twice"])
    ax.minorticks_off()
    ax.set_yticks(place, table.index)
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(0.4, 3.2), ylim=(2.5, -0.7))
    ax.grid(False)
    figure.subplots_adjust(left=0.24)
    told = "; ".join(
        f"{name} {row.odds_ratio:.2f}, from {row.low:.2f} to {row.high:.2f}" for name, row in table.iterrows()
    )
    return show(figure, f"Three dots with intervals against a dashed line at 1. Odds of a dispute between allies over others: {told}.")  # fmt: skip


def rule_code() -> Cards:
    """The verdict rule for one force, must, as it runs."""
    code, shown = source_code(rule._must)
    return Cards([code], [f"<details><summary>The rule for <em>must</em>, as it runs</summary>{shown}</details>"])


def setup_report() -> Cards:
    """Check the reader's set-up: Python, the tables, a picture, where progress is kept."""
    good = sys.version_info >= (3, 11)
    lines = [
        f"{'✓' if good else '✗'} Python {'is new enough' if good else platform.python_version() + ' is too old: 3.11 or newer is needed'}",
        f"✓ {len(tables())} tables found; the largest read with {len(load('dispute_pairs')):,} rows",
        f"✓ pictures can be drawn ({len(growth_figure().source) > 1000})",
        f"✓ progress is kept {journal.place()}",
    ]
    return Cards(["\n".join(lines)], ["<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"])


PREDICTIONS = [
    Prediction(
        "00.look",
        "In 1816 the world had 23<!--= states_1816 --> states, in 2018 it had 195<!--= states_2018 -->. Draw how many pairs of states were tied by an alliance treaty: when does the line rise, and how far?",
        "sketch",
        lambda: [float(pairs(year)) for year in SKETCHED],
        growth_figure,
        "4,228<!--= pairs_2018 --> pairs of states were tied by some alliance treaty in 2018, 1,705<!--= defence_2018 --> of them by a mutual promise to defend (a *defence pact*). "
        "What the figure shows: the steps have names. Three wide texts, the Helsinki Final Act, the Treaty of Amity of South-East Asia and the African Union's founding act, hold 2,262<!--= three --> pairs by themselves. What it does not show: that the world became safer, "
        "or that these promises would be kept. And since there are more states to pair, part of the rise is arithmetic. Further down you can take the texts out.",
        unit="pairs",
        labels=tuple(map(str, SKETCHED)),
        high=6000,
    ),
]
FIGURES = {
    "growth": growth_figure,
    "rule": rule_figure,
    "method": method_diagram,
    "odds": odds_figure,
}


# Explorers.


class Growth(Panel):
    """Counts or shares, one kind of pact, with or without each of three wide texts: the same growth looks large or small."""

    title = "Growth of alliance ties"
    stories = {
        "The spike of 1945": (
            {"year": 1945},
            "Nearly half of all pairs, for one moment: wartime treaties bound a world of few states.",
        ),
        "Count pairs instead": (
            {"kind": "any pact", "unit": "pairs of states"},
            "The same treaties, counted rather than shared out: now the line only seems to climb.",
        ),
        "Promise not to attack": (
            {"kind": "nonaggression"},
            "Most of what grew is this: a promise to leave each other alone, not to come and help.",
        ),
    }
    questions = {
        "As it opens, *any pact* as a share of all pairs: does the share of 2018 lie above that of 1950? Now untick the three texts, one by one. Does it still?": "With all texts, yes: 22.4%<!--= share_2018 --> against 12.1%<!--= share_1950 -->. Without the three, 10.4%<!--= share_without -->: the rise is gone. It is back if you start in 1970 rather than 1950. Whoever draws a line chooses a first year.",
        "Choose *defence*. Which of the three ticks changes anything, and why?": "None. No text of the three promises to defend anybody. Helsinki (1975) was signed by both sides of the Cold War; the Treaty of Amity promises not to attack, and so, as ATOP codes it, does the African Union's founding act.",
        "Count *pairs of states* instead. Then drag the year, type it, or press play.": "As a count it climbs far more steeply, since there are more states to pair.",
    }
    controls = {
        "kind": choice("Kind of pact", KINDS),
        "unit": choice("Count as", UNITS, UNITS[1]),
        "helsinki": toggle("Helsinki Final Act, 1975", True),
        "amity": toggle("Treaty of Amity (Southeast Asia), 1976", True),
        "african": toggle("African Union's act, 2000", True),
        "year": number("Year", 1816, 2018, 2018, play=True),
    }

    def compute(self, kind, unit, helsinki, amity, african, year):
        """The whole series with and without what is left out, and its value in the year."""
        kept = tuple(treaty for treaty, on in zip(WIDE, (helsinki, amity, african), strict=True) if on)
        without = tuple(treaty for treaty in WIDE if treaty not in kept)
        values = series(kind, unit, without)
        return {"kind": kind, "unit": unit, "year": year, "values": values, "whole": series(kind, unit), "kept": kept,
                "value": values[year - YEARS[0]], "first": values[1950 - YEARS[0]]}  # fmt: skip

    def draw(self, result):
        figure, self.ax = new_figure("", "Pairs of states tied by an alliance treaty, by year", ATOP)
        self.subtitle = figure.subtitle
        self.whole = self.ax.plot(YEARS, result["whole"], color=PALE, linewidth=2)[0]
        self.line = self.ax.plot([], [], color=BLUE)[0]
        named(self.whole, [])
        self.dot = self.ax.plot([], [], "o", color=ORANGE, markersize=9, clip_on=False, zorder=5)[0]
        self.text = self.ax.text(0, 0, "", color=ORANGE, fontweight="bold", va="bottom", zorder=4, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
        self.names = []
        self.ax.set_xlim(1816, 2019)
        figure.subplots_adjust(right=0.91)
        return figure

    def update(self, result):
        values, value, year = result["values"], result["value"], result["year"]
        top, passed = max(result["whole"]) * 1.16 or 1, year - YEARS[0] + 1
        self.whole.set_ydata(result["whole"])
        self.line.set_data(YEARS[:passed], values[:passed])
        named(self.line, result["kind"])
        named(self.dot, result["kind"])
        self.line.set_color(COLOURS.get(result["kind"], BLUE))
        self.ax.set_ylim(0, top)
        for text in self.names:
            text.remove()
        made = [treaty for treaty in result["kept"] if hanging(result["kind"])[-1, 1 << list(WIDE).index(treaty)] > 20]
        self.names = _name_steps(self.ax, values, tuple(made), top, year)
        self.dot.set_data([year], [value])
        if year > 2008:  # beside the line's end
            place, look = (year + 3, value), ("left", "center")
        else:  # above the highest point near it, so that it never stands on the line
            near = range(max(0, passed - 10), min(passed + 9, len(values)))
            place, look = (max(year, 1824), max(result["whole"][i] for i in near) + 0.03 * top), ("center", "bottom")
        self.text.set(text=amount(value, result["unit"]).split()[0], position=place, ha=look[0], va=look[1])
        share = ", per cent of all possible pairs" if result["unit"] == UNITS[1] else ""
        rest = " (pale: with all texts)" if len(result["kept"]) < len(WIDE) else ""
        self.subtitle.set_text(f"Pairs of states tied by an alliance treaty, by year{share}{rest}")

    def headline(self, result):
        without = {0: " without the three", 1: " with one of the three", 2: " with two of the three", 3: ""}[len(result["kept"])]  # fmt: skip
        return f"{result['kind'].capitalize()} in {result['year']}{without}: {amount(result['value'], result['unit'])}"

    def describe(self, result):
        values, value, year, unit = result["values"], result["value"], result["year"], result["unit"]
        out = [name for treaty, (name, _) in WIDE.items() if treaty not in result["kept"]]
        verb = "was" if value == 1 and unit == UNITS[0] else "were"
        peak, first = max(values), result["first"]
        words = f"In {year}, {amount(value, unit)} {verb} tied by a treaty ({result['kind']}{'; left out: ' + ', '.join(out) if out else ''}). "
        words += f"The highest value is {amount(peak, unit)}, first in {YEARS[values.index(peak)]}. "
        if first:
            words += f"In 1950 it was {amount(first, unit)}, so 2018 stands at {values[-1] / first:.2f} times that. "
        return (
            words + f"In {year} there were {len(states_in(year))} states, so {possible_pairs(year):,} possible pairs."
        )

    def table(self, result):
        return pd.DataFrame({"year": list(YEARS), result["unit"]: result["values"], "with all texts": result["whole"]}).set_index("year")  # fmt: skip


EXPLORERS = {"growth": Growth}


# Exercises.


def members_on(year: int) -> int:
    """Add up who had joined by the last day of the year; nobody has left."""
    return len(nato_members(year))


def joined() -> str:
    """NATO's accessions, year by year, as a sentence lists them."""
    counts = {year: len(nato_members(year)) for year in range(1949, 2025)}
    new = {year: counts[year] - counts[year - 1] for year in range(1950, 2025) if counts[year] > counts[year - 1]}
    return ", ".join(f"{count} in {year}" for year, count in new.items())


def share_growth(year: int) -> float:
    """Make each year a share of its own possible pairs, then divide the later share by the earlier."""
    return density(2018) / density(year)


def hangs_on(treaty: int) -> float:
    """Pairs that vanish with one treaty, over all pairs of 2018, per cent."""
    return 100 * (pairs(2018) - pairs(2018, without=(treaty,))) / pairs(2018)


def sort_kinds() -> set[str]:
    """A causal claim says that one thing changes another: 'deter', 'build', 'strengthen'."""
    return {"alliances-deter", "training-together"}


def words_and_proofs() -> dict[str, str]:
    """May is can, as a rule is often, no is all, and nobody-without is must: one case, half, one exception, one success without."""
    return {
        "'Old enemies may become allies' stands with": "one-case",
        "'As a rule, allies arm one another' stands with": "half",
        "'No alliance outlives its enemy' falls with": "one-exception",
        "'Without allies no state is safe' falls with": "one-success",
    }


def flaw() -> str:
    """The texts that make the rise promise not to fight for anybody; most of it is three signatures."""
    return "what-is-promised"


RETIRED = ("00.1", "00.2", "00.3", "00.7")
EXERCISES = [
    Exercise(
        id="00.6",
        title="How many allies on that day?",
        prompt=lambda year: (
            f"NATO began with {len(nato_members(1949))} members in 1949. Others joined: {joined()}. Nobody has left. How many members did it have on 31 December {year}? You may type a sum."
        ),
        kind="number",
        level="remember",
        solution=members_on,
        meaning="A number needs its date. 'NATO's members' means another list in each decade.",
        hints=(
            "Ask who had joined by that day, not who is in today.",
            "Begin with the founders and add up to that year.",
        ),
        mistakes=(
            Mistake(
                lambda year: len(nato_members(2024)),
                "That is the membership since March 2024. The question asks about an earlier day.",
            ),
            Mistake(lambda year: len(nato_members(1949)), "Those are the founders. Others had joined by then."),
            Mistake(
                lambda year: len(nato_members(year)) - len(nato_members(1949)),
                "Those joined later. The founders are members too.",
            ),
        ),
        unit="members",
        variants=({"year": 2010}, {"year": 1990}, {"year": 2000}, {"year": 2018}),
    ),
    Exercise(
        id="00.11",
        title="Small words in disguise",
        prompt="Four sentences, none of them the document's. How little is enough to decide each?",
        kind="rule",
        level="understand",
        solution=words_and_proofs,
        meaning="'May' is *can*, 'as a rule' is *often*, 'no' is *all* turned round, and 'without … no' is *must*. So the word is read before the data. Whoever reads 'may' as 'always' will refute a sentence that nobody wrote.",
        hints=(
            "Say each sentence again with *can*, *often*, *all* or *must*.",
            "The last one says that nobody manages without. Which single observation contradicts that?",
        ),
        mistakes=(
            Mistake(
                lambda: ("half", "half", "one-exception", "one-success"),
                "You ask a majority of 'may'. It says only that the thing occurs.",
            ),
            Mistake(
                lambda: ("one-case", "one-case", "one-exception", "one-success"),
                "One pair shows that it occurs, never that it is the rule.",
            ),
            Mistake(
                lambda: ("one-case", "half", "many-exceptions", "one-success"),
                "'No alliance' needs no crowd against it. Whoever says so has ruled out the first exception too.",
            ),
            Mistake(
                lambda: ("one-case", "half", "one-exception", "one-failure"),
                "An attack in spite of allies shows that they are not enough. The sentence says that nobody is safe without.",
            ),
        ),
        options={
            "'Old enemies may become allies' stands with": {
                "half": "a majority of old enemies that did",
                "one-case": "one pair of old enemies that did",
            },
            "'As a rule, allies arm one another' stands with": {
                "one-case": "one pair of allies that does",
                "half": "a majority of allied pairs that does",
            },
            "'No alliance outlives its enemy' falls with": {
                "many-exceptions": "a majority of alliances that did",
                "one-exception": "one alliance that did",
            },
            "'Without allies no state is safe' falls with": {
                "one-failure": "one state with allies that was attacked",
                "one-success": "one state without allies that was safe",
            },
        },
    ),
    Exercise(
        id="00.8",
        title="How much hangs on one text?",
        prompt=lambda treaty: (
            f"In 2018, {pairs(2018):,} pairs of states were tied by an alliance treaty. Take out one text alone, the {WIDE[treaty][0]} of {WIDE[treaty][1]}, and {pairs(2018, without=(treaty,)):,} are left. "
            "What share of the pairs hung on that text? Per cent, one decimal; you may type a sum."
        ),
        kind="number",
        level="apply",
        solution=hangs_on,
        meaning=lambda treaty: (
            "Pairs that another treaty ties as well do not vanish; those are the pairs that had nothing else. One signature by many states weighs more in such a count than decades of treaties of two."
        ),
        hints=("First find how many pairs vanish with the text.", "Divide them by all pairs, not by those left."),
        mistakes=(
            Mistake(
                lambda treaty: 100 * pairs(2018, without=(treaty,)) / pairs(2018),
                "That is the share that is left. The question asks for what has gone.",
            ),
            Mistake(
                lambda treaty: 100 * (pairs(2018) / pairs(2018, without=(treaty,)) - 1),
                "You divided by the pairs that are left. The whole is all pairs, with the text.",
            ),
            Mistake(
                lambda treaty: float(pairs(2018) - pairs(2018, without=(treaty,))),
                "That is the number of pairs that vanish. Make it a share of all pairs.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=({"treaty": 3740}, {"treaty": 4953}, {"treaty": 3755}),
    ),
    Exercise(
        id="00.9",
        title="Grew by what factor, as a share?",
        prompt=lambda year: (
            f"In {year}, {pairs(year):,} of {possible_pairs(year):,} possible pairs of states had an alliance treaty; in 2018, {pairs(2018):,} of {possible_pairs(2018):,}. "
            "By what factor did the share of possible pairs grow? One decimal; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=share_growth,
        meaning=lambda year: (
            f"The count grew by a factor of {pairs(2018) / pairs(year):.1f}, the share by far less, since there were more states to pair. And without the three wide texts the share would stand at {density(2018, without=tuple(WIDE)) / density(year):.1f} times that of {year}."
        ),
        hints=("Work out the share of each year first.", "Then divide the later share by the earlier one."),
        mistakes=(
            Mistake(
                lambda year: pairs(2018) / pairs(year),
                "That is the growth of the count. Divide each year by its own possible pairs first.",
            ),
            Mistake(lambda year: density(year) / density(2018), "Upside down: put the later share on top."),
            Mistake(
                lambda year: density(2018) - density(year),
                "That is the difference in percentage points. A factor comes from dividing.",
            ),
            Mistake(
                lambda year: possible_pairs(2018) / possible_pairs(year),
                "That is the growth of possible pairs: what the count had to outrun.",
            ),
        ),
        decimals=1,
        variants=({"year": 1950}, {"year": 1960}, {"year": 1970}, {"year": 1988}),
    ),
    Exercise(
        id="00.10",
        title="Find the flaw in the headline",
        prompt="*More states than ever would fight for one another: allied pairs are 12<!--= pairs_factor --> times as many as in 1950.* Both counts are right, and each pair stands once. What is the flaw?",
        kind="choice",
        level="evaluate",
        solution=flaw,
        meaning="More than half of the pairs hang on texts that promise not to attack or to consult. The pairs that promise to defend each other are another, much shorter list.",
        hints=(
            "The number counts one thing and the sentence speaks of another.",
            "Which promises does 'any alliance treaty' include?",
        ),
        mistakes=(
            Mistake(
                lambda: "too-early",
                "The year 1950 comes after NATO's founding. Another year would change the factor, not what is counted.",
            ),
            Mistake(lambda: "texts-broken", "Some promises are broken. That holds for both years, and for any kind."),
            Mistake(
                lambda: "table-ends",
                "The table does end in 2018. A later year would hardly change what is counted in it.",
            ),
        ),
        options={
            "too-early": "1950 is too early a year to start from",
            "what-is-promised": "most of these pairs promise no fight",
            "texts-broken": "some of these promises were broken",
            "table-ends": "the table ends some years before now",
        },
    ),
    Exercise(
        id="00.4",
        title="Spot the causal claims",
        prompt="Which of these are *causal* claims?",
        kind="set",
        level="analyse",
        solution=sort_kinds,
        meaning="Both say that something changes because of something else, so both need a comparison with what would have happened otherwise. The others can be true or false without any cause.",
        hints=("Look for verbs of effect: what changes what?", "A definition, a count and an 'ought' are not causal."),
        mistakes=(
            Mistake(
                lambda: {"alliances-deter"},
                "One more sentence claims an effect: look for a verb that makes something grow.",
            ),
            Mistake(
                lambda: {"bilateral-alliance", "alliances-deter", "training-together"},
                "Having two members is a matter of definition, not of effect.",
            ),
            Mistake(
                lambda: {"alliances-deter", "joint-exercises", "training-together"},
                "A rise over time is a trend. It says that something changed, not why.",
            ),
            Mistake(
                lambda: {"alliances-deter", "training-together", "allies-should"},
                "'Should' states a norm. It does not say that anything happens.",
            ),
        ),
        options={
            "bilateral-alliance": "A bilateral alliance has two members",
            "alliances-deter": "Alliances deter attack",
            "joint-exercises": "Joint exercises have become more frequent",
            "training-together": "Training together builds trust",
            "allies-should": "Allies should share burdens fairly",
        },
    ),
]
REFLECTIONS = [
    Reflection(
        "00.5",
        "Before you begin",
        "Write one belief of yours about military partnerships, and a result that would change your mind. Keep it; lesson 17 asks for it again.",
        "I believe that alliances prevent more wars than they cause. I would give that up if, among similar pairs of states in similar danger, those with a defence pact were attacked as often as those without.",
        (
            "one belief about partnerships, in one sentence",
            "a result that would change your mind",
            "a comparison, not a single case",
        ),
    )
]


# Evidence.


def tie_evidence() -> Evidence2:
    """Disputes between two states, allied or not, with likeness and a common rival held constant, 1946–2010; two-way clustered."""
    raw, near, held = (row for _, row in tie_odds().iterrows())
    return Evidence2(
        finding=f"As counted, the odds of a new dispute between allies are {raw['odds_ratio']:.2f} times those of other pairs; beside pairs with like borders and power {near['odds_ratio']:.2f} times; with likeness and a common rival held constant {held['odds_ratio']:.2f} times",
        data="panel",
        rivals=("likeness makes ties", "a common threat makes both ties and quarrels elsewhere"),
        rung=1,
        estimate=held["odds_ratio"],
        low=held["low"],
        high=held["high"],
        interval="clustered",
        by="both states of the pair",
        unit="times the odds of a dispute",
        n=int(held["n"]),
        n_unit="directed pair-years",
        benchmark=1,
        why_benchmark="a tie that shapes nothing leaves allies like other pairs that are as alike and as threatened",
        expects="below",
        scope="disputes between the two",
    )  # fmt: skip


def ties_shape() -> tuple[Part, ...]:
    """Disputes between the two, as one slice of how states deal with each other."""
    return (Part("relations, seen in disputes", tie_evidence(), works("C00.1")),)


def likeness_evidence() -> Evidence2:
    """The pact's effect on disputes over that of voting more alike than the median pair, with borders, power and threat held constant."""
    row, close = tie_against_likeness(), tie_against_likeness(0.25)
    return Evidence2(
        finding=f"With borders, power and a common rival held constant, the odds of a dispute under a pact are {row['odds_ratio']:.2f} times those that go with voting more alike at the UN than most; than three quarters of pairs, {close['odds_ratio']:.2f} times [{close['low']:.2f}, {close['high']:.2f}]",
        data="panel",
        rivals=("votes are cast by allies together, so likeness is partly the pact's work",),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="both states of the pair",
        unit="times the effect of likeness",
        n=int(row["n"]),
        n_unit="directed pair-years",
        benchmark=1,
        why_benchmark="at 1 both lower the odds alike; a pact that shapes more lowers them further",
        expects="below",
    )  # fmt: skip


def more_than_likeness() -> tuple[Part, ...]:
    """The pact against likeness, on the same disputes."""
    return (Part("the tie against likeness", likeness_evidence(), works("C00.1")),)


@cache
def joining_evidence(seed: int = 1) -> Evidence2:
    """Share that joined two American operations, allies minus like states, stratified by operation, region and regime; by country."""
    table = joiners()
    found = models.block_bootstrap(table, joining_gap, "state_id", seed=seed, n=1000)
    raw = 100 * table.groupby("ally")["joined"].mean()
    return Evidence2(
        finding=f"Of states with an American promise, counted once for each of Iraq and Afghanistan, {raw[True]:.0f}% sent soldiers, of the others {raw[False]:.0f}%; among like states (same region, democracies or not) the gap is {found.value:.0f} percentage points",
        data="panel",
        rivals=("the leading state presses its allies", "members of NATO had to answer one alarm together"),
        rung=1,
        **measured(found),
        interval="block bootstrap",
        by="country",
        unit="percentage points more that joined",
        n=len(table),
        n_unit="country and operation",
        benchmark=0,
        why_benchmark="a partnership that unites nobody leaves allies no likelier to come than like states",
        expects="above",
        scope="joining two operations",
    )  # fmt: skip


@cache
def joiners_outside() -> pd.DataFrame:
    """Rows of `joiners` without those that were members of NATO at the end of the year before."""
    table, members = joiners(), {"MNF-I": nato_members(2006), "ISAF": nato_members(2009)}
    inside = [s in members[o] for s, o in zip(table["state_id"], table["operation"], strict=True)]
    return table[~np.array(inside)]


def outside_gap(table: pd.DataFrame) -> float:
    """Share of states with a promise that joined minus that of states without, percentage points."""
    share = 100 * table.groupby("ally")["joined"].mean()
    return float(share[True] - share[False])


@cache
def outside_evidence(seed: int = 1) -> Evidence2:
    """Outside NATO: share with an American promise that joined minus that of those without; resampled by country."""
    table = joiners_outside()
    found = models.block_bootstrap(table, outside_gap, "state_id", seed=seed, n=1000)
    allies, others = table[table["ally"]], table[~table["ally"]]
    return Evidence2(
        finding=f"Outside NATO {int(allies['joined'].sum())} of {len(allies)} with a promise sent soldiers ({100 * allies['joined'].mean():.0f}%), of the {len(others)} without {100 * others['joined'].mean():.0f}%; each country is counted once for each operation",
        data="panel",
        rivals=("most of these allies are far away, in the Americas",),
        rung=0,
        **measured(found),
        interval="block bootstrap",
        by="country",
        unit="percentage points more that joined",
        n=len(table),
        n_unit="country and operation",
        benchmark=0,
        why_benchmark="a promise that unites nobody leaves its holders no likelier to come than others",
        expects="above",
        scope="joining two operations",
    )  # fmt: skip


def united_response(seed: int = 1) -> tuple[Part, ...]:
    """Who came when Washington asked."""
    counts = (outside_evidence(),)
    return (Part("a united response, seen in who joins", joining_evidence(seed), works("C00.2"), counts=counts),)


def command_evidence() -> Evidence2:
    """Share of treaties with a promise of defence whose text sets up one command, a full count of the coded texts."""
    coded = load("alliances").query("defence")["integrated_command"].dropna()
    return Evidence2(
        finding=f"{int(coded.sum())} of {len(coded)} coded treaties that promise defence set up one command in their text",
        data="full count",
        rivals=("a command can be set up later, as NATO's was",),
        rung=0,
        **counted(100 * float(coded.mean())),
        interval="full count",
        unit="% of defence treaties",
        n=len(coded),
        n_unit="treaties",
        benchmark=50,
        why_benchmark="'do partners' is read as more than half of them",
        expects="above",
        scope="texts; practice can differ",
    )  # fmt: skip


def one_command() -> tuple[Part, ...]:
    """One command and one set of rules: texts as background, works on operations."""
    return (Part("one command, one set of rules", command_evidence(), works("C00.2")),)


def overlap_evidence(first: int, second: int) -> Evidence2:
    """Overlap of the allied pairs of two years, among states alive in both, a full count."""
    value = overlap(first, second)
    return Evidence2(
        finding=f"Among states alive in {first} and {second}, {100 * value:.0f}% of all pairs allied in either year were allied in both; of the earlier pairs {kept(first, second):.0f}% were still there",
        data="full count",
        rivals=("one wide text adds many pairs at once",),
        rung=None,
        **counted(value),
        interval="full count",
        unit="share of pairs kept",
        n=len(set.union(*old_pairs(first, second))),
        n_unit="pairs",
        benchmark=1,
        why_benchmark="at 1 the same pairs would be tied in both years",
        expects="below",
    )  # fmt: skip


def moves_evidence(*upheavals: int) -> Evidence2:
    """Treaties begun or ended per state and year, in the five years from each of some upheavals over quiet years, 1900–2018.

    upheavals: of UPHEAVALS, all if none is named; the five years from the others are left out.
    """
    table, chosen = treaty_moves(), upheavals or UPHEAVALS
    named_years = table["year"].map(lambda year: any(0 <= year - start < 5 for start in chosen))
    table = table[named_years | (table["after"] == 0)]
    told = ", ".join(map(str, chosen[:-1])) + " and " * (len(chosen) > 1) + str(chosen[-1])
    found = models.quasi_poisson(table, "moves", ["after"], "states")
    return Evidence2(
        finding=f"In the five years from {told} states began or ended treaties {found.value:.1f} times as often as in other years",
        data="yearly counts",
        rivals=("newborn states sign first treaties", "treaties are signed in bunches"),
        rung=None,
        **measured(found),
        interval="overdispersed",
        unit="times the rate of other years",
        n=found.n,
        n_unit="years",
        benchmark=1,
        why_benchmark="a net that does not adapt changes no more after upheavals than at other times",
        expects="above",
    )  # fmt: skip


def changed_and_adapted() -> tuple[Part, ...]:
    """The net changed, twice counted; and it changed most after upheavals."""
    studies = works("C00.3", "Kinne2018", "LiEtAl2017"), works("C00.3", "Johnson2017", "LeedsSavun2007", "Wallander2000")  # fmt: skip
    return (
        Part("the net has changed", overlap_evidence(1950, 1988), tuple(s for s in studies[0] if s.bears_on == "document"), counts=(overlap_evidence(1988, 2018),)),
        Part("it has adapted as world politics shifted", moves_evidence(), studies[1], counts=tuple(moves_evidence(year) for year in UPHEAVALS)),
    )  # fmt: skip


def density_evidence(kind: str, base: int, without: tuple[int, ...] = ()) -> Evidence2:
    """Share of possible pairs with a pact, 2018 over a base year; without: wide texts left out in both."""
    ratio = density(2018, kind, without) / density(base, kind, without)
    rest = " without the three wide texts" if without else ""
    return Evidence2(
        finding=f"{kind.capitalize()}{rest}: {density(2018, kind, without):.1f}% of possible pairs in 2018, {density(base, kind, without):.1f}% in {base}",
        data="full count",
        rivals=("the choice of the first year", "many new states"),
        rung=None,
        **counted(ratio),
        interval="full count",
        unit=f"times the share of {base}",
        n=possible_pairs(2018),
        n_unit="possible pairs in 2018",
        benchmark=1,
        why_benchmark="at 1 the share is what it was",
        expects="above",
    )  # fmt: skip


def net_grown() -> tuple[Part, ...]:
    """Growth per possible pair from two first years, with and without the three texts; defence pacts apart."""
    three = tuple(WIDE)
    return (
        Part("any pact", density_evidence("any pact", 1950), works("C00.3", "FordhamPoast2016"),
             counts=(density_evidence("any pact", 1950, three), density_evidence("any pact", 1970, three))),
        Part("defence pacts", density_evidence("defence", 1950), tuple(s for s in works("C00.3", "LiEtAl2017") if s.bears_on == "stronger"),
             counts=(density_evidence("defence", 1970),)),
    )  # fmt: skip


def challenge_evidence() -> Evidence2:
    """New disputes against targets with and without a promise of defence, like pairs, 1816–2010; clustered by target."""
    raw, held = (row for _, row in challenge_odds().iterrows())
    return Evidence2(
        finding=f"As counted, a target with a promise of defence meets {raw['odds_ratio']:.2f} times the odds of a new dispute; beside pairs of the same period with like borders and power {held['odds_ratio']:.2f} times",
        data="panel",
        rivals=("threat makes both pacts and disputes", "nuclear weapons", "geography"),
        rung=1,
        estimate=held["odds_ratio"],
        low=held["low"],
        high=held["high"],
        interval="clustered",
        by="target state",
        unit="times the odds of a dispute",
        n=int(held["n"]),
        n_unit="directed pair-years",
        benchmark=1,
        why_benchmark="a promise that keeps no peace leaves a target as often challenged as like ones",
        expects="below",
        scope="disputes",
    )  # fmt: skip


def stable_and_peaceful() -> tuple[Part, ...]:
    """Stability and peace, seen in disputes that others begin."""
    return (Part("stability and peace, seen in disputes", challenge_evidence(), works("C00.4")),)


@cache
def same_pair_evidence(seed: int = 1) -> Evidence2:
    """The same directed pair in its years with and without a promise to the target, 1816–2010; resampled by target."""
    table = both_ways()
    found = models.block_bootstrap(table, same_pair_ratio, "target_id", seed=seed, n=1000)
    return Evidence2(
        finding=f"Inside the same pair, years with a promise to the target saw {found.value:.2f} times the rate of new disputes of its years without",
        data="panel",
        rivals=("a promise is sought when danger grows", "the years with a promise are other years of the same period"),
        rung=1,
        **measured(found),
        interval="block bootstrap",
        by="target state",
        unit="times the rate of disputes",
        n=len(table),
        n_unit="directed pairs with both kinds of years",
        benchmark=1,
        why_benchmark="a promise that changes nothing leaves a pair's rate as it was",
        expects="below",
    )  # fmt: skip


def same_pair(seed: int = 1) -> tuple[Part, ...]:
    """The same pair over time."""
    return (Part("the same pair over time", same_pair_evidence(seed), works("C00.4")),)


def essential() -> tuple[Part, ...]:
    """One new threat dealt with, and one advance in cooperation made, without a military partnership."""
    threat = Case(
        "Japan, which has an ally, breaks the violence of Aum Shinrikyo, a sect that had made nerve gas, by its own policing; no partner took part",
        "1995",
        "Jones and Libicki 2008, chapter 3",
    )
    treaty = Case(
        "governments agree to freeze and halve the gases that destroy the ozone layer, without a military partnership",
        "1987-09-16",
        "Montreal Protocol, UN Treaty Series 1522",
    )
    return (
        Part("new threats", studies=works("C00.5"), counterexamples=(threat,)),
        Part("cooperation in the world", counterexamples=(treaty,)),
    )


def tied_trainers_evidence(without: tuple[int, ...] = ()) -> Evidence2:
    """Pairs that trained together in 2006–2010: share with a pact or an agreement, without some treaties; two-way clustered."""
    table = trained_or_not(without)
    rest = "Without the three wide texts " if without else ""
    trained = table[table["trained"] == 1]
    share, low, high = models.pair_mean(trained, "tied")
    return Evidence2(
        finding=f"{rest}{100 * share:.0f}% of {len(trained):,} pairs that trained together in 2006–2010 had a pact or an agreement in force in 2010; of all pairs of states {100 * table['tied'].mean():.0f}% had",
        data="panel",
        rivals=("neighbours both sign and train", "the press sees allies better"),
        rung=None,
        estimate=100 * share,
        low=100 * low,
        high=100 * high,
        interval="clustered",
        by="both states of the pair",
        unit="% of training pairs",
        n=len(trained),
        n_unit="pairs",
        benchmark=50,
        why_benchmark="a main support carries more than half",
        expects="above",
        comparison=100 * float(table["tied"].mean()),
        scope="exercises, as one kind of military diplomacy",
    )  # fmt: skip


def tied_against_chance_evidence() -> Evidence2:
    """The same share minus that of pairs that did not train together, region by region, the wide texts left out; two-way clustered."""
    table = trained_or_not(tuple(WIDE))
    raw, gap = (models.pair_slope(table, "tied", ["trained", *held]) for held in ([], ["region"]))
    return Evidence2(
        finding=f"Without the three texts that is {100 * raw.value:.0f} percentage points more than among the pairs that did not train together, and {100 * gap.value:.0f} more than among such pairs of the same region",
        data="panel",
        rivals=("neighbours both sign and train",),
        rung=None,
        **measured(gap, 100),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points more",
        n=gap.n,
        n_unit="pairs of states",
        benchmark=0,
        why_benchmark="without a link, pairs that train are tied as often as others",
        expects="above",
        scope="exercises, as one kind of military diplomacy",
    )  # fmt: skip


def main_support() -> tuple[Part, ...]:
    """The factual half: are those who meet also tied, and more than others?"""
    return (Part("who trains is tied", tied_trainers_evidence(), works("C00.6"), counts=(tied_trainers_evidence(tuple(WIDE)), tied_against_chance_evidence())),)  # fmt: skip


@cache
def exchange_evidence(kinds: tuple[str, ...] = RESOURCES) -> Evidence2:
    """A first agreement of these kinds within five years, allied against like pairs; five windows 1985–2010."""
    table = first_exchanges(kinds)
    found = models.pair_slope(table, "signed", ["allied", "near", "region", "power", "activity", "window"])
    named = "arms, training or research" if "training" in kinds else "arms or research"
    return Evidence2(
        finding=f"Of allied pairs without an agreement on {named} {exchange_share(1, kinds):.1f}% signed a first one within five years, of pairs without a pact {exchange_share(0, kinds):.1f}%; with region, borders, power and activity held constant the gap is {100 * found.value:.1f} percentage points",
        data="panel",
        rivals=("friendship makes both", "large states sign everything"),
        rung=1,
        **measured(found, 100),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points more",
        n=found.n,
        n_unit="pairs in five windows",
        benchmark=0,
        why_benchmark="a pact that eases nothing leaves allies signing as often as like pairs",
        expects="above",
        scope="agreements on resources",
    )  # fmt: skip


def easier_exchange() -> tuple[Part, ...]:
    """Resources, by agreements on them; what is said of intelligence rests on works."""
    narrow = exchange_evidence(RESOURCES[:-1])
    return (Part("exchange, seen in agreements on resources", narrow, works("C00.7"), counts=(exchange_evidence(),)),)


# Claims.


ASKED = ["C00.1", "C00.2", "C00.3", "C00.4", "C00.5", "C00.7"]
CLAIMS = [
    Judgement(
        "C00.1",
        "contested",
        "Allies quarrel more than other pairs as counted, and less beside neighbours of like power; once likeness and a common enemy are held constant, no difference is left that we could tell from none.",
        parts=ties_shape,
        ours="contested",
        ours_reason="Voting alike goes with fewer disputes at least as clearly as a pact does. The interval just reaches the point where both count the same; call only the most alike quarter of pairs alike, and it lies just past it.",
        ours_parts=more_than_likeness,
    ),
    Judgement(
        "C00.2",
        "partly supported",
        "NATO's members came to Iraq and Afghanistan more often than like states; among Washington's other allies no difference is clear. That is a comparison of like units on two operations, not proof that sharing made them come.",
        parts=united_response,
        ours="contested",
        ours_reason="In Afghanistan each contingent kept national rules; other coalitions did hand power to one command, and won more often. Works of equal strength point both ways.",
        ours_parts=one_command,
    ),
    Judgement(
        "C00.3",
        "partly supported",
        "The net has changed, mostly by addition: among states that lived through, few old ties were lost and many were added. Treaties began and ended more often after 1990, less surely after 1945, and not visibly after 1919.",
        parts=changed_and_adapted,
        ours="contested",
        ours_reason="It hangs on three texts and on the year you start from. Without the three, and for defence pacts, the share is lower than in 1950 and higher than in 1970.",
        ours_parts=net_grown,
    ),
    Judgement(
        "C00.4",
        "contested",
        "As counted, states with a promise of defence are challenged less; beside like pairs of one period the difference is smaller and not clear where each target counts as one (clear by a hair where each challenger does), and serious studies stand on both sides. Lesson 06 takes this apart.",
        parts=stable_and_peaceful,
        ours="contested",
        ours_reason="Inside the same pair, years with a promise are no calmer than years without. Promises are sought when danger grows, so even this is no clean test.",
        ours_parts=same_pair,
    ),
    Judgement(
        "C00.5",
        "not supported",
        "'Essential' says that nothing succeeds without, and two dated successes without are on record, one for each half: it fails as a strict necessity. A partnership here is a tie of armed forces or defence ministries (lesson 01). Read as praise, or as a word for 'useful', the sentence may be true; that is another sentence.",
        parts=essential,
    ),
    Judgement(
        "C00.6",
        "partly supported",
        "Only the fact in it is judged. Pairs that train together are tied by a text far more often than other pairs; but that most of them are tied hangs on three wide texts, and without these it is about half. Whether that is a *main* support is praise, and stays yours.",
        parts=main_support,
    ),
    Judgement(
        "C00.7",
        "contested",
        "It hangs on what counts as a resource. In agreements on arms and research no difference beside like pairs is clear; count training too, and it is small and just clear. Intelligence and advice leave no public record.",
        parts=easier_exchange,
    ),
]


# Numbers.


NUMBERS = {
    "states_1816": lambda: len(states_in(1816)),
    "states_2018": lambda: len(states_in(2018)),
    "pairs_2018": lambda: pairs(2018),
    "pairs_factor": lambda: math.floor(pairs(2018) / pairs(1950)),
    "three": lambda: pairs(2018) - pairs(2018, without=tuple(WIDE)),
    "defence_2018": lambda: pairs(2018, "defence"),
    "share_1950": lambda: density(1950),
    "share_2018": lambda: density(2018),
    "share_without": lambda: density(2018, without=tuple(WIDE)),
    "overlap": lambda: 100 * overlap(1988, 2018),
    "kept": lambda: kept(1988, 2018),
    "moves_1990": lambda: moves_evidence(1990).estimate,
    "tied_trainers": lambda: tied_trainers_evidence().estimate,
    "tied_all": lambda: tied_trainers_evidence().comparison,
    "exchange_allied": lambda: exchange_share(1),
    "exchange_others": lambda: exchange_share(0),
    "joined_allies": lambda: 100 * joiners().groupby("ally")["joined"].mean()[True],
    "joined_others": lambda: 100 * joiners().groupby("ally")["joined"].mean()[False],
    "joined_gap": lambda: joining_gap(joiners()),
    "odds_raw": lambda: tie_odds()["odds_ratio"].iloc[0],
    "odds_near": lambda: tie_odds()["odds_ratio"].iloc[1],
    "odds_held": lambda: tie_odds()["odds_ratio"].iloc[2],
    "challenge_raw": lambda: challenge_odds()["odds_ratio"].iloc[0],
    "challenge_held": lambda: challenge_odds()["odds_ratio"].iloc[1],
    "tables": lambda: len(tables()),
}
