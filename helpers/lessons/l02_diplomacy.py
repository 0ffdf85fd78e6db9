"""Lesson 02, military diplomacy: its instruments, what they can be shown to do, and when a gesture can build trust."""

from __future__ import annotations

import math
from functools import cache, partial
from itertools import combinations

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Evidence, Judgement
from helpers.data import load
from helpers.explorer import Panel, amount, choice
from helpers.figures import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    PALE,
    SEQUENCE,
    TEAL,
    Picture,
    arrow,
    box,
    diagram,
    forest,
    house_style,
    new_figure,
    show,
)
from helpers.measures import allied_pairs, nato_members, states_in, voting_change, voting_table
from helpers.models import pair_mean
from helpers.predictions import Prediction

UN = "UN ideal points to 2023 (Bailey et al. 2017), MME 7 and DCAD 1.0 to 2010"
INSTRUMENTS = {
    "joint exercises": "MME 7 to 2010 (D'Orazio and Galambos 2021); press reports",
    "defence agreements": "DCAD 1.0, 1980–2010 (Kinne 2020); new agreements",
    "U.S. training places": "U.S. reports to 2020 (Security Force Monitor 2024); 2006 is missing",
}
KINDS = {
    "joint exercises": {
        "warfighting": "warfighting",
        "peacekeeping": "peacekeeping",
        "humanitarian": "humanitarian",
        "command_post": "staffs only",
    },
    "U.S. training places": {
        "imet_trainees": "education (IMET)",
        "peacekeeping_trainees": "peacekeeping",
        "counterdrug_trainees": "counter-drug",
        "regional_centres_trainees": "regional centres",
    },
}
NOTES = {
    ("joint exercises", "kind"): "; kinds overlap",
    ("defence agreements", "region"): "; both parties count",
    ("U.S. training places", "kind"): "; others not drawn",
}
REGIONS = {
    "Europe and Central Asia": "Europe, C. Asia",
    "East Asia and Pacific": "East Asia, Pacific",
    "Latin America and Caribbean": "Latin America",
    "Middle East and North Africa": "Mid. East, N. Africa",
    "North America": "North America",
    "South Asia": "South Asia",
    "Sub-Saharan Africa": "Sub-Saharan Africa",
}
# Ten promises of mutual defence, sorted by hand from their texts: does the text order action against a *member* that attacks?
TEXTS = pd.DataFrame(
    [
        ("Rio Treaty", 1947, "Articles 3 and 7", "any state, members named too", True),
        ("North Atlantic Treaty", 1949, "Article 5", "an attacker, no member named", False),
        ("Arab League joint defence", 1950, "Article 2", "an attacker, no member named", False),
        ("ANZUS", 1951, "Article IV", "an attacker, no member named", False),
        ("U.S.–South Korea", 1953, "Article III", "an attacker, no member named", False),
        ("Warsaw Pact", 1955, "Article 4", "an attacker, no member named", False),
        ("U.S.–Japan", 1960, "Article V", "an attacker, no member named", False),
        ("China–North Korea", 1961, "Article II", "an attacker, no member named", False),
        ("Collective Security Treaty", 1992, "Article 4", "an attacker, no member named", False),
        ("EU mutual assistance", 2007, "Article 42(7)", "an attacker, no member named", False),
    ],
    columns=["text", "year", "article", "aimed at", "binds against a member"],
).set_index("text")
ZONES = {
    "trusted already": "No gesture needed: you trust already",
    "costs nothing": "Costs nothing, says nothing: every bluffer copies it",
    "too dear": "Too dear: even an honest partner keeps the money",
    "no price works": "No price works: what the honest can afford, a bluffer copies",
    "reassures": "The gesture reassures: only an honest partner would pay",
    "copied": "Too cheap: bluffers copy it, so it earns only some trust",
}
SKETCHED = {"−8": -8, "−4": -4, "0": 0, "+4": 4, "+8": 8}  # years from the first exercise, as a learner draws them
PRIZE = 1.5  # what a bluffer gains by being trusted; an honest partner's gain is 1


# Measures.


@cache
def first_ties(instrument: str) -> pd.DataFrame:
    """First recorded joint exercise or defence agreement of each pair of states: state_id_1, state_id_2, start."""
    keys = ["state_id_1", "state_id_2"]
    if instrument == "exercise":
        return load("exercise_pairs").rename(columns={"year": "start"}).groupby(keys, as_index=False)["start"].min()
    table = load("defence_agreements")
    return table[table["signed"].fillna(True)].groupby(keys, as_index=False)["start"].min()


@cache
def drift(instrument: str, before: int, after: int, since: int = 1985) -> pd.DataFrame:
    """Change of UN voting distance around a pair's first tie since 1985, beside pairs as far apart that never had one."""
    found = voting_change(first_ties(instrument), before, after)
    return found[found["start"] >= since]


@cache
def approach(instrument: str) -> pd.DataFrame:
    """Mean net change of voting distance since eight years before the first tie, with its interval, by year from the tie."""
    rows = {-8: (0.0, 0.0, 0.0)}
    for year in range(-6, 9, 2):
        rows[year] = pair_mean(drift(instrument, -8, year), "net")
    return pd.DataFrame(rows, index=["net", "low", "high"]).T


@cache
def pace(instrument: str) -> pd.DataFrame:
    """Each pair's net change in the three years before its first tie and in the three years after, and their difference."""
    keys = ["state_id_1", "state_id_2"]
    both = drift(instrument, 0, 3).merge(drift(instrument, -3, 0)[[*keys, "net"]], on=keys, suffixes=("", "_before"))
    return both.assign(change=both["net"] - both["net_before"])


def distance_by_ties(year: int = 2010) -> pd.DataFrame:
    """Mean UN voting distance of pairs of states by how many kinds of tie they have: pact, agreement, exercise in five years."""
    met, paper = load("exercise_pairs"), load("defence_agreements")
    met = met[met["year"].between(year - 4, year)]
    paper = paper[paper["signed"].fillna(True) & (paper["start"] <= year)]
    paper = paper[paper["end"].isna() | (paper["end"] >= year)]
    held = [allied_pairs(year), *(set(zip(t["state_id_1"], t["state_id_2"], strict=True)) for t in (met, paper))]
    votes = voting_table().loc[year].dropna()
    rows = [
        (sum(pair in ties for ties in held), abs(votes[pair[0]] - votes[pair[1]]))
        for pair in combinations(votes.index, 2)
    ]
    table = pd.DataFrame(rows, columns=["kinds of tie", "distance"]).groupby("kinds of tie")["distance"]
    return table.agg(pairs="size", mean_distance="mean").round(2)


def within_slope(panel: pd.DataFrame, outcome: str, cause: str) -> tuple[float, float, float]:
    """Slope of outcome on cause within states, years in common removed (two-way fixed effects), 95% interval by state.

    panel: columns state_id, year and the two named. Returns (slope, low, high). Not causal by itself: what moves both
    within a state stays in it.
    """
    rest = panel[[outcome, cause]].astype(float)
    for _ in range(50):
        for unit in ("state_id", "year"):
            rest = rest - rest.groupby(panel[unit]).transform("mean")
    spread = float((rest[cause] ** 2).sum())
    slope = float((rest[cause] * rest[outcome]).sum()) / spread
    scores = (rest[cause] * (rest[outcome] - slope * rest[cause])).groupby(panel["state_id"]).sum()
    half = 1.959964 * float((scores**2).sum() * len(scores) / (len(scores) - 1)) ** 0.5 / spread
    return slope, slope - half, slope + half


@cache
def training_panel() -> pd.DataFrame:
    """States trained by the United States 1999–2020, complete rows: log of places, UN voting distance to the United States."""
    table = load("us_training")
    table = table[table["status"] == "complete"]
    gap = voting_table().sub(voting_table()[2], axis=0).abs().reset_index().melt("year", value_name="distance")
    panel = table[["state_id", "year", "trainees"]].merge(gap, on=["state_id", "year"]).dropna()
    panel["places"] = np.log1p(panel["trainees"].astype(float))
    panel = panel.sort_values(["state_id", "year"], ignore_index=True)
    later = panel[["state_id", "year", "places"]].assign(year=panel["year"] - 1)
    return panel.merge(later, on=["state_id", "year"], how="left", suffixes=("", "_next"))


def training_slopes() -> pd.DataFrame:
    """Slope of voting distance on this year's and on next year's training places, same state-years, with 95% interval."""
    panel = training_panel().dropna()
    rows = {
        "this year's places": within_slope(panel, "distance", "places"),
        "next year's places": within_slope(panel, "distance", "places_next"),
    }
    return pd.DataFrame(rows, index=["slope", "low", "high"]).T.assign(state_years=len(panel)).round(3)


@cache
def threat_panel() -> pd.DataFrame:
    """State-years 1981–2010: new defence agreements, terrorist attacks of the year before (none for 1994), their log."""
    attacks = load("terrorism")
    attacks = attacks[attacks["state_id"].notna()].assign(year=attacks["year"] + 1)
    attacks = attacks.groupby(["state_id", "year"], as_index=False)["attacks"].sum()
    paper = load("defence_agreements")
    paper = paper[paper["signed"].fillna(True)]
    signed = pd.concat(
        [paper[[side, "start"]].set_axis(["state_id", "year"], axis=1) for side in ("state_id_1", "state_id_2")]
    )
    signed = signed.value_counts().rename("agreements").reset_index()
    panel = pd.DataFrame(
        [(one, year) for year in range(1981, 2011) if year != 1994 for one in sorted(states_in(year))],
        columns=["state_id", "year"],
    )
    panel = panel.merge(attacks, on=["state_id", "year"], how="left").merge(signed, on=["state_id", "year"], how="left")
    panel[["attacks", "agreements"]] = panel[["attacks", "agreements"]].astype(float).fillna(0.0)
    return panel.assign(threat=np.log1p(panel["attacks"]))


@cache
def dispute_window(years: int = 5) -> pd.DataFrame:
    """Disputes against a state before and after somebody first promised to defend it, one row per state and year of pact.

    Directed politically relevant pairs whose target gains an outside defender between two observed years. Columns era,
    disputes_before, years_before, disputes_at, years_at, disputes_after, years_after. A dispute in a run of years is put
    into the run's last year, since a dispute ends a run; where runs hold several, they are spread evenly.
    """
    runs = load("dispute_pairs")
    length = runs["years"].to_numpy()
    row = np.repeat(np.arange(len(runs)), length)
    place = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    clear = ((runs["onsets"] == 1) & (runs["peace_years"] > 0)).to_numpy()[row]
    spread = (runs["onsets"] / runs["years"]).to_numpy()[row]
    table = pd.DataFrame(
        {
            "initiator": runs["initiator_id"].to_numpy()[row],
            "target": runs["target_id"].to_numpy()[row],
            "year": runs["first_year"].to_numpy()[row] + place,
            "disputes": np.where(clear, place == length[row] - 1, spread),
            "pact": runs["target_pact"].to_numpy()[row],
        }
    ).sort_values(["initiator", "target", "year"], ignore_index=True)
    pair = table.groupby(["initiator", "target"])
    begins = table["pact"] & (pair["pact"].shift(1) == False) & (pair["year"].shift(1) == table["year"] - 1)  # noqa: E712
    first = table[begins].groupby(["initiator", "target"], as_index=False)["year"].min()
    table = table.merge(first.rename(columns={"year": "start"}), on=["initiator", "target"])
    table["when"] = np.select(
        [(table["year"] - table["start"]).between(-years, -1), table["year"] == table["start"], (table["year"] - table["start"]).between(1, years)],
        ["before", "at", "after"],
        "",
    )  # fmt: skip
    table = table[(table["when"] != "") & (table["start"] <= 2005)]
    sums = (
        table.groupby(["target", "start", "when"])["disputes"].agg(disputes="sum", years="size").unstack(fill_value=0.0)
    )
    sums.columns = [f"{what}_{when}" for what, when in sums.columns]
    return sums.reset_index().assign(era=lambda t: np.where(t["start"] < 1945, "1816–1944", "1945–2005"))


def dispute_ratio(era: str | None = None) -> models.Estimate:
    """Dispute rate after over before a first promise of defence, bootstrap interval over protected states; not causal."""
    table = dispute_window()
    table = table if era is None else table[table["era"] == era]
    return models.bootstrap(table, _ratio, n=400)


def _ratio(table: pd.DataFrame) -> float:
    after = table["disputes_after"].sum() / table["years_after"].sum()
    return float(after / (table["disputes_before"].sum() / table["years_before"].sum()))


def flags(first: int, last: int) -> dict[str, int]:
    """Joint exercises of a span of years: all, those that rehearse combat, those with a humanitarian purpose, with either."""
    table = load("exercises")
    table = table[table["year"].between(first, last)]
    combat, relief = table["warfighting"], table["humanitarian"]
    return {
        "all": len(table),
        "combat": int(combat.sum()),
        "relief": int(relief.sum()),
        "either": int((combat | relief).sum()),
    }


def approached() -> list[float]:
    """Net voting distance of future training partners in the years that a learner sketches."""
    return [float(approach("exercise").loc[year, "net"]) for year in SKETCHED.values()]


def conflicts(year: int) -> int:
    """Number of state-based armed conflicts in the world in a year (UCDP)."""
    return int(load("armed_conflicts", year)["conflicts"].sum())


def nato_share(year: int) -> float:
    """Per cent of UN uniformed personnel that NATO's members supplied in a year."""
    table = load("un_contributors").query("joined and year == @year")
    return float(
        100 * table.loc[table["state_id"].isin(nato_members(year)), "personnel"].sum() / table["personnel"].sum()
    )


@cache
def instrument_series(instrument: str, split: str) -> pd.DataFrame:
    """Counts of an instrument by year and kind or region, plus a column 'all'. Kinds and regions may overlap.

    Agreements count for the region of each party; exercises for the region of the place.
    """
    home = load("states").sort_values("start").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    if instrument == "joint exercises":
        table = load("exercises")
        total = table.groupby("year").size()
        parts = (
            {label: table[table[name]].groupby("year").size() for name, label in KINDS[instrument].items()}
            if split == "kind"
            else {label: table[table["region"] == name].groupby("year").size() for name, label in REGIONS.items()}
        )
    elif instrument == "defence agreements":
        table = load("defence_agreements").rename(columns={"start": "year"})
        table = table[table["signed"].fillna(True)]
        total = table.groupby("year").size()
        sides = table["state_id_1"].map(home), table["state_id_2"].map(home)
        parts = (
            {
                "framework" if name == "full" else name: table[table["kind"] == name].groupby("year").size()
                for name in table["kind"].value_counts().index
            }
            if split == "kind"
            else {
                label: table[(sides[0] == name) | (sides[1] == name)].groupby("year").size()
                for name, label in REGIONS.items()
            }
        )
    else:
        table = load("us_training")
        total = table.groupby("year")["trainees"].sum(min_count=1)
        parts = (
            {label: table.groupby("year")[name].sum(min_count=1) for name, label in KINDS[instrument].items()}
            if split == "kind"
            else {label: table[table["state_id"].map(home) == name].groupby("year")["trainees"].sum(min_count=1) for name, label in REGIONS.items() if name != "North America"}
        )  # fmt: skip
    found = pd.DataFrame(parts).reindex(total.index).astype(float)
    return found.where(total.notna(), np.nan).fillna(0.0).where(total.notna(), np.nan).assign(all=total.astype(float))


# The reassurance game.


def trust_needed(harm: float) -> float:
    """Belief from which trusting pays: gain 1 if the other is honest, loss `harm` if it cheats; p = harm / (1 + harm)."""
    return harm / (1 + harm)


def reassurance(trust: float, cost: float, dearer: float, harm: float) -> dict:
    """Solve a one-gesture reassurance game (in the manner of Kydd 2005, simplified for this course).

    A sender is honest with probability `trust`. A gesture costs an honest sender `cost`, a bluffer `cost × dearer`. If
    trusted, the honest gain 1 and the bluffer PRIZE. The receiver trusts when its belief reaches `trust_needed(harm)`.
    Returns the zone, the belief after a gesture, the share of bluffers that copy it, the chance that a gesture is trusted.
    """
    needed = trust_needed(harm)
    found = {"trust": trust, "cost": cost, "dearer": dearer, "harm": harm, "needed": needed}
    if trust >= needed:
        return found | {"zone": "trusted already", "belief": trust, "copied": 0.0, "trusted": 1.0}
    if cost == 0:
        return found | {"zone": "costs nothing", "belief": trust, "copied": 1.0, "trusted": 0.0}
    if cost > 1:
        return found | {"zone": "too dear", "belief": trust, "copied": 0.0, "trusted": 0.0}
    if dearer < PRIZE:
        return found | {"zone": "no price works", "belief": trust, "copied": 1.0, "trusted": 0.0}
    if cost * dearer >= PRIZE:
        return found | {"zone": "reassures", "belief": 1.0, "copied": 0.0, "trusted": 1.0}
    copied = trust * (1 - needed) / ((1 - trust) * needed)
    return found | {
        "zone": "copied",
        "belief": needed if trust > 0 else 0.0,
        "copied": copied,
        "trusted": cost * dearer / PRIZE,
    }


def upper(text: str) -> str:
    """A text with its first letter in capital."""
    return text[0].upper() + text[1:]


# Pictures.


@house_style()
def approach_figure(guess: list[float] | None = None) -> Picture:
    """How UN voting distance moved before and after a first joint exercise or agreement, against like pairs; with a guess."""
    figure, ax = new_figure(
        "Partners drew nearer before their first tie",
        "UN voting distance against pairs equally far apart eight years before the first tie; 95% band",
        UN,
    )
    ends = {}
    for instrument, label, colour in (
        ("exercise", "first joint exercise", BLUE),
        ("agreement", "first agreement", TEAL),
    ):
        table = approach(instrument)
        ax.fill_between(table.index, table["low"], table["high"], color=colour, alpha=0.12, linewidth=0)
        ax.plot(table.index, table["net"], color=colour, marker="o", markersize=4)
        ends[label] = table
        ax.annotate(f"{label}\n{table['net'].iloc[-1]:+.2f}".replace("-", "−"), (8, table["net"].iloc[-1]), xytext=(8, 18 if instrument == "exercise" else -20), textcoords="offset points",
                    color=colour, fontsize=9.5, fontweight="bold", va="center", annotation_clip=False)  # fmt: skip
    ax.axvline(0, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    ax.axhline(0, color=PALE, linewidth=1.2)
    met = ends["first joint exercise"]["net"]
    low, high, yours = -0.3, 0.06, ""
    if guess is not None:
        low, high = min(low, min(guess) - 0.03), max(high, max(guess) + 0.03)
        ax.plot(list(SKETCHED.values()), guess, color=ORANGE, marker="o", markersize=5, linewidth=2.4)
        room = 0.24 * (high - low)  # for the two labels at the ends of the lines
        at = guess[-1] if abs(guess[-1] - met[8]) > room else met[8] + (room if guess[-1] > met[8] else -room)
        ax.text(8.3, at, "your line", color=ORANGE, fontsize=9.5, fontweight="bold", va="center")
        drawn = ", ".join(f"{value:+.2f} at {label}" for label, value in zip(SKETCHED, guess, strict=True))
        yours = f" Your line, in years from the first exercise: {drawn}.".replace("-", "−")
    ax.text(0.2, high - 0.015, "the first tie", color=GREY, fontsize=9.5, va="top")
    ax.set(xlim=(-8, 8), ylim=(low, high), xticks=range(-8, 9, 4), xlabel="years from the first tie")
    ax.text(-7.8, low + 0.015, "↓ nearer than like pairs", color=GREY, fontsize=9.5)
    figure.subplots_adjust(right=0.80, bottom=0.2)
    alt = (
        f"Line chart of UN voting distance against like pairs, from 8 years before to 8 years after a first tie. Future training partners are {-met[0]:.2f} points nearer at the first exercise "
        f"and {-met[8]:.2f} after eight years: the approach comes before, the line is flat after." + yours
    )
    return show(figure, alt)


@house_style()
def causes_diagram() -> Picture:
    """Two ways in which exercise and like votes can go together: an effect, or a common cause."""
    figure, ax = diagram(
        "Two stories that leave the same footprint",
        "Left: the exercise builds trust. Right: something else brings both. Data show only the ends",
    )
    box(ax, 14, 26, "joint exercise", BLUE, 21, 13, filled=True)
    box(ax, 14, 56, "trust", TEAL, 21, 13)
    box(ax, 36, 26, "like votes", BLUE, 17, 13, filled=True)
    arrow(ax, (14, 33), (14, 49), colour=TEAL)
    arrow(ax, (21, 49), (33, 33), colour=TEAL)
    ax.plot([49, 49], [8, 94], color=PALE, linewidth=1.2)
    box(ax, 75, 80, "shared threat or interest,\na new government", ORANGE, 36, 15)
    box(ax, 62, 26, "joint exercise", BLUE, 21, 13, filled=True)
    box(ax, 90, 26, "like votes", BLUE, 17, 13, filled=True)
    arrow(ax, (70, 72), (63, 33), colour=ORANGE)
    arrow(ax, (80, 72), (88, 33), colour=ORANGE)
    arrow(ax, (73, 26), (81, 26), "?", dashed=True)
    ax.text(25, 92, "effect", ha="center", fontsize=11, fontweight="bold", color=TEAL)
    ax.text(75, 94, "common cause", ha="center", fontsize=11, fontweight="bold", color=ORANGE)
    ax.text(25, 9, "Exercise first, then the votes move.", ha="center", fontsize=9.5, color=GREY)
    ax.text(75, 9, "The votes move before the exercise.", ha="center", fontsize=9.5, color=GREY)
    alt = (
        "Diagram of two causal stories with the same 2 observed ends, joint exercise and like votes. Left: exercise leads to trust, trust to like votes. "
        "Right: a shared threat, interest or new government leads to both; then votes move before the exercise."
    )
    return show(figure, alt)


@house_style()
def security_diagram() -> Picture:
    """Collective defence looks outward, collective security inward."""
    import matplotlib as mpl

    inward = int(TEXTS["binds against a member"].sum())
    figure, ax = diagram(
        "Collective defence looks out, collective security looks in",
        f"Of ten defence treaties read for this lesson, {inward} orders action against an attacker inside",
    )
    for x, head, note in (
        (25, "collective defence", "a promise against outsiders\nNATO Article 5, U.S.–Japan Article V"),
        (75, "collective security", "a promise against whichever\nmember attacks: UN Charter, Chapter VII"),
    ):
        ax.add_patch(mpl.patches.Ellipse((x, 55), 26, 44, facecolor="#f5f7fa", edgecolor=GREY, linewidth=1.6))
        ax.text(x, 91, head, ha="center", fontsize=12, fontweight="bold", color=BLUE if x < 50 else TEAL)
        ax.text(x, 12, note, ha="center", va="center", fontsize=9.5, color=GREY)
    members = {(18, 55), (25, 66), (25, 44), (32, 55)}
    for x, y in members:
        ax.plot(x, y, "o", color=BLUE, markersize=13)
    ax.plot(45.5, 55, "o", color=ORANGE, markersize=13)
    ax.text(46.5, 41, "outsider", ha="center", color=ORANGE, fontsize=9.5)
    arrow(ax, (44, 55), (34, 55), colour=ORANGE)
    arrow(ax, (27, 67), (44, 60), colour=BLUE, bend=-0.15)
    arrow(ax, (27, 43), (44, 50), colour=BLUE, bend=0.15)
    for x, y in {(68, 55), (75, 66), (75, 44)}:
        ax.plot(x, y, "o", color=TEAL, markersize=13)
        arrow(ax, (x + 1.8, y + (55 - y) * 0.12), (80, 55 + (y - 55) * 0.12), colour=TEAL)
    ax.plot(82, 55, "o", color=ORANGE, markersize=13)
    ax.text(94.5, 55, "a member\nattacks", ha="center", va="center", color=ORANGE, fontsize=9.5)
    alt = (
        "Two drawings. Left, collective defence: members in a ring face an attacker outside. Right, collective security: all members turn against one of their own. "
        f"Of 10 mutual defence texts read here, {inward} orders action against a member."
    )
    return show(figure, alt)


@house_style()
def pace_figure() -> Picture:
    """Forest of three-year changes of voting distance before and after the first exercise and the first agreement."""
    rows = []
    for instrument, label in (("exercise", "joint exercise"), ("agreement", "agreement")):
        table = pace(instrument)
        rows.append((f"3 years before first {label}", *pair_mean(table, "net_before")))
        rows.append((f"3 years after first {label}", *pair_mean(table, "net")))
    table = pd.DataFrame(rows, columns=["label", "estimate", "low", "high"])
    figure, ax = new_figure(
        "The approach does not quicken after the first tie",
        "Change of UN voting distance in three years against pairs equally far apart; 95% interval",
        UN,
        size="pair",
    )
    forest(ax, table, reference=0, log=False, highlight=[row[0] for row in rows[::2]])
    ax.set(xlim=(-0.15, 0.06))
    ax.text(0.004, -0.45, "no change", color=GREY, fontsize=8.5, va="center")
    figure.subplots_adjust(left=0.33, right=0.77)
    exercise, agreement = (pair_mean(pace(instrument), "change") for instrument in ("exercise", "agreement"))
    alt = (
        f"Forest plot of four changes in UN voting distance. Before a first exercise {rows[0][1]:+.2f}, after it {rows[1][1]:+.2f}; before a first agreement {rows[2][1]:+.2f}, after it {rows[3][1]:+.2f}. "
        f"The difference, after minus before, is {exercise[0]:+.2f} [{exercise[1]:+.2f}, {exercise[2]:+.2f}] for exercises and {agreement[0]:+.2f} [{agreement[1]:+.2f}, {agreement[2]:+.2f}] for agreements."
    )
    return show(figure, alt)


@house_style()
def disputes_figure() -> Picture:
    """Disputes against a state before, in and after the year somebody first promised to defend it, by era."""
    table = dispute_window()
    figure, axes = new_figure(
        "Pacts came with trouble before 1945, not since",
        "Disputes per 1,000 directed pair-years, before, in and after the year when somebody first promised to defend the target",
        "GML-MID 2.2.1, ATOP 5.1; politically relevant pairs, pacts of 1816–2005; first = on record for the pair",
        size="pair", cols=2, sharey=True,
    )  # fmt: skip
    figure.subtitle.set_fontsize(8.8)
    told = {}
    for ax, era in zip(axes, ("1816–1944", "1945–2005"), strict=True):
        part = table[table["era"] == era]
        rates = [
            1000 * part[f"disputes_{when}"].sum() / part[f"years_{when}"].sum() for when in ("before", "at", "after")
        ]
        told[era] = rates
        ax.bar(range(3), rates, color=[PALE, ORANGE, BLUE], width=0.66)
        for i, rate in enumerate(rates):
            ax.text(i, rate + 0.4, f"{rate:.1f}", ha="center", fontsize=10, fontweight="bold")
        ax.set_xticks(range(3), ["5 years before", "year of pact", "5 years after"])
        ax.set_title(f"pacts of {era}", fontsize=10.5, color=GREY, pad=6)
        ax.set(ylim=(0, 25), yticks=[])
        ax.tick_params(colors=INK)
        ax.grid(False)
        ax.spines["left"].set_visible(False)
    figure.subplots_adjust(top=0.70, left=0.03)
    early, late = told.values()
    alt = (
        f"Two bar charts of disputes per 1,000 pair-years. Pacts of 1816–1944: {early[0]:.1f} before, {early[1]:.1f} in the year of the pact, {early[2]:.1f} after. "
        f"Pacts of 1945–2005: {late[0]:.1f} before, {late[1]:.1f} in the year, {late[2]:.1f} after."
    )
    return show(figure, alt)


@cache
def part_tones() -> dict[str, str]:
    """The colour of each kind and region, the same under every instrument."""
    tones = dict(zip(REGIONS.values(), [*SEQUENCE, GREY], strict=True))
    for instrument in INSTRUMENTS:
        kinds = instrument_series(instrument, "kind").columns.drop("all")
        tones |= dict(zip(kinds, SEQUENCE, strict=False))
    return tones


PREDICTIONS = [
    Prediction(
        "02.look",
        "We cannot see trust. We can see how alike two states vote in the UN General Assembly: the distance of their ideal points, a scale without a unit on which only more and less mean anything. "
        "Follow pairs of states from eight years before their first joint exercise to eight years after, against pairs that were equally far apart at the start and never trained together. "
        "Draw the difference: below zero is nearer than those. If exercises build trust, where does your line bend? (For scale: two states without any tie were on average 1.03<!--= no_tie --> apart in 2010.)",
        "sketch",
        approached,
        approach_figure,
        "Against pairs that were equally far apart and never trained together, the future partners are already 0.08<!--= at_first --> points nearer in the year of their first exercise. "
        "Eight years later it is 0.07<!--= eight_after -->. The line bends too early, and so does the line of first agreements. "
        "('First' means first on record since 1985, in a table of press reports that starts in 1980. An exercise nobody reported would move the zero.)",
        unit="points",
        decimals=2,
        labels=tuple(SKETCHED),
        low=-0.4,
        high=0.4,
        first=0.0,
    ),
]
FIGURES = {
    "approach": approach_figure,
    "causes": causes_diagram,
    "pace": pace_figure,
    "disputes": disputes_figure,
    "security": security_diagram,
}


# Explorers.


class Instruments(Panel):
    """Instruments of military diplomacy over time, by kind or region, as counts or shares."""

    title = "Instruments over time"
    stories = {
        "Count, not share": (
            {"measure": "count"},
            "The share of warfighting falls while its number rises: both are true, and speeches pick one.",
        ),
        "Who gets trained": (
            {"instrument": "U.S. training places", "split": "region"},
            "One region takes over, and the total does not even grow.",
        ),
        "What gets signed": (
            {"instrument": "defence agreements"},
            "Frameworks, meaning agreements to agree, come to fill most of the pile.",
        ),
    }
    controls = {
        "instrument": choice("Instrument", INSTRUMENTS),
        "split": choice("By", ["kind", "region"]),
        "measure": choice("As", ["count", "per cent"], "per cent"),
    }

    def compute(self, instrument, split, measure):
        """One series per kind or region, its total, and the values at the end, smallest first."""
        table = instrument_series(instrument, split)
        every, table = table["all"], table.drop(columns="all")
        table = 100 * table.div(every, axis=0) if measure == "per cent" else table
        return {
            "instrument": instrument,
            "split": split,
            "unit": "%" if measure == "per cent" else "",
            "table": table,
            "last": table.iloc[-1].sort_values(),
            "total": f"{every.iloc[0]:,.0f} → {every.iloc[-1]:,.0f}",
            "note": NOTES.get((instrument, split), ""),
        }

    def draw(self, result):
        figure, self.ax = new_figure("", "", " ")
        self.subtitle, self.source = figure.subtitle, figure.source
        self.lines = [self.ax.plot([], [])[0] for _ in REGIONS]
        self.texts = [self.ax.text(0, 0, "", fontsize=9.2, fontweight="bold", va="center") for _ in self.lines]
        self.ax.xaxis.get_major_locator().set_params(nbins=5, integer=True)
        self.ax.yaxis.set_major_formatter("{x:,.0f}")
        figure.subplots_adjust(right=0.715)
        return figure

    def update(self, result):
        table, last, unit = result["table"], result["last"], result["unit"]
        first, final = table.index[0], table.index[-1]
        measure = f"per cent of the year's total ({result['total']})" if unit else "count per year"
        self.subtitle.set_text(f"By {result['split']}, {measure}, {first}–{final}{result['note']}")
        self.source.set_text(f"Source: {INSTRUMENTS[result['instrument']]}")
        high = float(np.nanmax(table.to_numpy())) * 1.06
        self.ax.set(xlim=(first, final), ylim=(0, high))
        spots, floor = {}, -1.0
        for name in last.index:
            floor = max(last[name], floor + 0.062 * high)
            spots[name] = floor
        names = [*table.columns, *[None] * (len(self.lines) - len(table.columns))]
        for line, text, name in zip(self.lines, self.texts, names, strict=True):
            values = table[name] if name else pd.Series(dtype=float)
            tone = part_tones().get(name, line.get_color())
            line.set_data(values.index, values)
            line.set_color(tone)
            label = f"{name} {last[name]:,.0f}{unit}" if name else ""
            text.set(color=tone, text=label, position=(final + (final - first) * 0.015, spots.get(name, 0)))

    def headline(self, result):
        table, last, unit = result["table"], result["last"], result["unit"]
        top = last.index[-1]
        return (
            f"{upper(result['instrument'])}: {top} from {table[top].iloc[0]:,.0f}{unit} to {last.iloc[-1]:,.0f}{unit}"
        )

    def describe(self, result):
        table, last, unit = result["table"], result["last"], result["unit"]
        first = table.iloc[0]
        parts = "; ".join(f"{name} {first[name]:,.0f}{unit} → {last[name]:,.0f}{unit}" for name in last.index[::-1])
        return (
            f"{upper(result['instrument'])} by {result['split']}, {table.index[0]} → {table.index[-1]}, in all {result['total']}{result['note']}: "
            f"{parts}. Largest at the end: {last.index[-1]}."
        )

    def table(self, result):
        return result["table"]


class Reassurance(Panel):
    """A reassurance game: when can a costly gesture build trust?"""

    title = "Reassurance game"
    stories = {
        "A dear gesture": ({"cost": 0.9}, "It reassures because a bluffer could not afford it."),
        "Already trusted": ({"trust": 0.7}, "Where trust is high enough, a gesture has nothing left to prove."),
        "Much at stake": (
            {"harm": 4.0},
            "The worse betrayal would be, the more trust you ask for, and the rarer the bluff that pays.",
        ),
    }
    controls = {
        "trust": amount("Your trust", 0.05, 0.95, 0.3),
        "cost": amount("Its cost", 0.0, 1.5, 0.4),
        "dearer": amount("Bluffer pays ×", 1.0, 3.0, 2.0, 0.1),
        "harm": amount("Harm", 0.25, 4.0, 1.5, 0.25),
    }

    def compute(self, trust, cost, dearer, harm):
        """The solved game."""
        return reassurance(trust, cost, dearer, harm)

    def draw(self, result):
        figure, (ax, side) = new_figure("", "Left: what a gesture does, by its cost and your trust before it. Right: your belief", "our own simplified game in the manner of Kydd (2005); numbers are yours, not data",
                                        cols=2, gridspec_kw={"width_ratios": [2.3, 1]})  # fmt: skip
        self._draw_zones(ax)
        self._draw_belief(side)
        figure.subplots_adjust(left=0.11, right=0.90, bottom=0.22, wspace=0.1)
        return figure

    def _draw_zones(self, ax):
        from matplotlib.patches import Rectangle

        tones = {"top": "#d7ece9", "copied": "#f9e3d6", "works": "#7fbdb4", "dear": "#e4e8ed"}
        self.areas = {
            name: ax.add_patch(Rectangle((0, 0), 0, 0, facecolor=tone, edgecolor="white", linewidth=1.5))
            for name, tone in tones.items()
        }
        self.words = {name: ax.text(0, 0, "", ha="center", va="top", fontsize=9.5, color=INK) for name in tones}
        self.spot = ax.plot([], [], "o", color=INK, markersize=11, zorder=5)[0]
        ax.set(xlim=(0, 1.5), ylim=(0, 1), xticks=[0, 0.5, 1, 1.5], yticks=[0, 0.5, 1])
        ax.set(xlabel="cost to an honest partner (its gain = 1)", ylabel="your trust before")
        ax.set_yticklabels(["0%", "50%", "100%"])
        ax.grid(False)

    def _draw_belief(self, side):
        self.bars = side.bar([0, 1], [0, 0], color=[PALE, BLUE], width=0.6)
        self.need = side.axhline(0, color=ORANGE, linewidth=1.6, linestyle=(0, (4, 3)))
        self.tag = side.text(1.55, 0, "", color=ORANGE, fontsize=9.5, va="center", fontweight="bold")
        self.values = [side.text(i, 0, "", ha="center", va="bottom", fontsize=10, fontweight="bold") for i in range(2)]
        side.set(xlim=(-0.5, 1.5), ylim=(0, 1.12), yticks=[], xticks=[0, 1])
        side.set_xticklabels(["before", "after a\ngesture"])
        side.tick_params(colors=INK)
        side.grid(False)
        side.spines["left"].set_visible(False)

    def update(self, result):
        needed, works, edge = result["needed"], result["dearer"] >= PRIZE, PRIZE / result["dearer"]
        nowhere = (0, 0, 0, 0)
        zones = {
            "top": ((0, 1.5, needed, 1), "trusted already"),
            "copied": ((0, edge, 0, needed) if works else nowhere, "bluffers\ncopy it"),
            "works": ((edge, 1, 0, needed) if works else nowhere, "it\nreassures"),
            "dear": ((1 if works else 0, 1.5, 0, needed), "too dear" if works else "no price works"),
        }
        for name, ((left, right, low, high), words) in zones.items():
            self.areas[name].set_bounds(left, low, right - left, high - low)
            self.words[name].set_position(((left + right) / 2, high - 0.03))
            self.words[name].set_text(words if right - left > 0.17 and high - low > 0.12 else "")
        self.spot.set_data([result["cost"]], [result["trust"]])
        for bar, text, value in zip(self.bars, self.values, (result["trust"], result["belief"]), strict=True):
            bar.set_height(value)
            text.set(y=value + 0.01, text=f"{100 * value:.0f}%")
        self.need.set_ydata([needed, needed])
        self.tag.set(text=f"needed\n{100 * needed:.0f}%", y=needed)

    def headline(self, result):
        return ZONES[result["zone"]]

    def describe(self, result):
        start = (
            f"You trust at {100 * result['trust']:.0f}% and need {100 * result['needed']:.0f}%, since betrayal would cost {result['harm']:g} times what honest cooperation gains. "
            f"The gesture costs an honest partner {result['cost']:.2f}, a bluffer {result['cost'] * result['dearer']:.2f}; being trusted is worth 1 to the honest and {PRIZE:g} to the bluffer. "
        )
        ends = {
            "trusted already": "You trust without any gesture.",
            "costs nothing": "Words alone cost a bluffer nothing either, so every bluffer copies them and your belief stays where it was.",
            "too dear": "Nobody makes it, so nothing is learned.",
            "no price works": f"Whatever an honest partner can afford, a bluffer gains by copying. A gesture that tells them apart must cost a bluffer at least {PRIZE:g} times as much.",
            "reassures": "Only the honest make it, so belief jumps to 100%. The bluffer is known by its silence.",
            "copied": f"{100 * result['copied']:.0f}% of bluffers copy it, belief rises to just {100 * result['belief']:.0f}%, and you answer with trust {100 * result['trusted']:.0f}% of the time.",
        }
        return start + ends[result["zone"]]

    def table(self, result):
        return pd.DataFrame({"value": result})


EXPLORERS = {"instruments": Instruments, "reassurance": Reassurance}


# Exercises.


def traces() -> set[str]:
    """Exercises, signed agreements, course places and troops are counted somewhere; dinners and port visits are not."""
    return {"exercise", "agreement", "course", "troops"}


def combat_too(first: int, last: int) -> float:
    """Those with combat plus those with relief count the overlap twice, so it is their sum minus those with either."""
    found = flags(first, last)
    return 100 * (found["combat"] + found["relief"] - found["either"]) / found["relief"]


def role(case: str) -> str:
    """What causes both is a confounder; what lies between is a mediator; what both cause is a collider."""
    return ROLES[case]["is"]


def needed_trust(gain: int, harm: int) -> float:
    """Trusting pays when p × gain − (1 − p) × harm is at least 0, so p = harm / (gain + harm)."""
    return 100 * harm / (gain + harm)


def separating() -> dict[str, str]:
    """An honest partner must still gain, and a bluffer must lose: two conditions."""
    return {
        "An honest partner makes it if the cost is": "at-most-gain",
        "A bluffer stays away if its own cost is": "at-least-prize",
        "The gesture tells them apart if": "both",
    }


def signal_solution():
    """An honest partner must still gain, and a bluffer must lose: two conditions."""

    def works(cost, dearer, prize):
        return cost <= 1 and cost * dearer >= prize

    return works


def korean_studies() -> str:
    """First compare what is counted as a response, and in which window of time."""
    return "response"


def _wrong_role(number: int, case: str) -> str:
    return list(ROLES[case]["no"])[number]


def _wrong_role_said(number: int, case: str) -> str:
    return list(ROLES[case]["no"].values())[number]


def _bluffer_only():
    return lambda cost, dearer, prize: cost * dearer >= prize


def _honest_only():
    return lambda cost, dearer, prize: cost <= 1


def _forgot_dearer():
    return lambda cost, dearer, prize: cost <= 1 and cost >= prize


def _either():
    return lambda cost, dearer, prize: cost <= 1 or cost * dearer >= prize


def _strict():
    return lambda cost, dearer, prize: cost <= 1 and cost * dearer > prize


ROLES = {
    "threat": {
        "prompt": "A shared threat leads two states to train together, and also to vote alike. You study what exercises do to votes. What is the threat, and what follows?",
        "is": "confounder",
        "no": {
            "mediator": "A mediator lies on the path from exercise to votes. Here the arrows start at the threat.",
            "collider": "A collider is caused by both. Here the threat does the causing.",
            "bystander": "It matters: leave it out and the estimate is wrong, however many cases you have.",
        },
        "meaning": "The threat works on both ends. Unless it is held constant, its work is credited to the exercise.",
    },
    "friendship": {
        "prompt": "Suppose that exercises make friends of officers, and that these friendships draw the votes of their states together. You study what exercises do to votes. What is the friendship, and what follows?",
        "is": "mediator",
        "no": {
            "confounder": "A confounder comes before the exercise. The friendship comes out of it.",
            "collider": "A collider is caused by both. The friendship moves the votes; they do not make it.",
            "bystander": "It is the very path by which the exercise works, so it is no bystander.",
        },
        "meaning": "The friendship is how the exercise would work. Hold it constant, and you take away the effect that you were looking for.",
    },
    "list": {
        "prompt": "A newspaper lists two states as partners if they train together or if they vote alike. You study what exercises do to votes, and only among the pairs on the list. What is a place on the list, and what follows?",
        "is": "collider",
        "no": {
            "confounder": "A confounder causes both. A place on the list comes after both, and causes neither.",
            "mediator": "Nothing passes through the list: no vote changes because of it.",
            "bystander": "On the list, whoever does not train must vote alike, or it would not be there. A link appears out of nothing.",
        },
        "meaning": "The list has two doors. Whoever did not come in by the one came in by the other, so among those inside the two look like rivals.",
    },
    "government": {
        "prompt": "A new government turns a state towards its neighbour: the two train together, and they vote alike. You study what exercises do to votes. What is the change of government, and what follows?",
        "is": "confounder",
        "no": {
            "mediator": "A mediator lies on the path from exercise to votes. The new government came before the exercise.",
            "collider": "A collider is caused by both. Neither exercises nor votes brought the government in.",
            "bystander": "It matters: compare pairs before and after it, and its work looks like the exercise's.",
        },
        "meaning": "The new government works on both ends. Unless it is held constant, its work is credited to the exercise.",
    },
}
RETIRED = ("02.2", "02.3", "02.4")
EXERCISES = [
    Exercise(
        id="02.1",
        title="Which instruments leave a trace?",
        prompt="Which of these leave a trace in some table of this course?",
        kind="set",
        level="understand",
        solution=traces,
        meaning="Four of six are counted somewhere. Attachés, visits and dinners, perhaps the oldest instruments, are in no table: what is easy to count gets studied.",
        hints=(
            "Ask of each: does it produce a signature, a name on a list, or a line in a report?",
            "Two of the six happen every week and are listed nowhere in this course.",
        ),
        mistakes=(
            Mistake(
                lambda: {"exercise", "agreement"},
                "Texts and exercises are counted, true. The United States also reports its own people and its students.",
            ),
            Mistake(
                lambda: {"exercise", "agreement", "dinner", "course", "visit", "troops"},
                "Two of these leave no row in any table here. Which ministry would publish them?",
            ),
            Mistake(
                lambda: {"exercise", "agreement", "course", "visit", "troops"},
                "A port visit is in the newspaper, and in none of the tables used here.",
            ),
            Mistake(
                lambda: {"exercise", "agreement", "dinner", "course", "troops"},
                "Attachés are accredited, but nobody tabulates their evenings.",
            ),
        ),
        options={
            "exercise": "a joint exercise",
            "dinner": "an attaché's dinner",
            "agreement": "a signed agreement",
            "course": "a place on a U.S. course",
            "visit": "a port visit",
            "troops": "U.S. troops in a host state",
        },
    ),
    Exercise(
        id="02.8",
        title="Relief and combat at once",
        prompt=lambda first, last: (
            f"Of the {flags(first, last)['all']:,} joint exercises of {first}–{last}, {flags(first, last)['combat']:,} rehearsed combat, {flags(first, last)['relief']} had a humanitarian purpose, "
            f"and {flags(first, last)['either']:,} had at least one of the two. What share of the humanitarian ones rehearsed combat as well? Per cent, one decimal; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=combat_too,
        meaning="The purposes overlap: the same week can bring a mock earthquake and a mock war. Whoever sorts exercises into peaceful ones and others has to decide where these go.",
        hints=(
            "Add those with combat to those with relief. Who is counted twice?",
            "What is counted twice is the overlap. Divide it by the humanitarian ones.",
        ),
        mistakes=(
            Mistake(
                lambda first, last: 100 * flags(first, last)["relief"] / flags(first, last)["all"],
                "That is the share of all exercises that were humanitarian. First find how many were both.",
            ),
            Mistake(
                lambda first, last: 100 - combat_too(first, last),
                "Those are the humanitarian exercises without combat. The question asks for the rest.",
            ),
            Mistake(
                lambda first, last: (
                    combat_too(first, last) * flags(first, last)["relief"] / flags(first, last)["combat"]
                ),
                "You divided the overlap by the combat exercises. Divide by the humanitarian ones.",
            ),
            Mistake(
                lambda first, last: combat_too(first, last) * flags(first, last)["relief"] / flags(first, last)["all"],
                "You divided the overlap by all exercises. Divide by the humanitarian ones.",
            ),
            Mistake(
                lambda first, last: combat_too(first, last) * flags(first, last)["relief"] / 100,
                "That is the number that were both. Divide it by the humanitarian ones.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=(
            {"first": 2000, "last": 2009},
            {"first": 1990, "last": 1999},
            {"first": 1985, "last": 1994},
            {"first": 1995, "last": 2004},
        ),
    ),
    Exercise(
        id="02.9",
        title="What part does it play?",
        prompt=lambda case: ROLES[case]["prompt"],
        kind="choice",
        level="analyse",
        solution=role,
        meaning=lambda case: ROLES[case]["meaning"],
        hints=(
            "Draw the arrows: which of them start at it, and which of them end there?",
            "What causes both mixes them up. What lies between carries the effect. What both cause must not decide which cases you see.",
        ),
        mistakes=tuple(Mistake(partial(_wrong_role, i), partial(_wrong_role_said, i)) for i in range(3)),
        options={
            "mediator": "a mediator, so leave it free to move",
            "confounder": "a confounder, so hold it constant",
            "bystander": "a bystander, so do not mind it",
            "collider": "a collider, so do not select by it",
        },
        variants=tuple({"case": case} for case in ROLES),
    ),
    Exercise(
        id="02.10",
        title="How much trust is enough?",
        prompt=lambda gain, harm: (
            f"If your partner is honest, cooperation gains you `{gain}`. If it cheats, you lose `{harm}`. From which belief in its honesty does it pay to trust? Per cent, to the nearest whole number; you may type a sum."
        ),
        kind="number",
        level="apply",
        solution=needed_trust,
        meaning="When betrayal hurts more than cooperation helps, an even chance is too little. High stakes make mistrust rational without anybody being hostile.",
        hints=(
            "Weigh each by its chance: the belief times the gain, and what is left of certainty times the loss.",
            "Trust just pays where the two are equal. Solve that for the belief.",
        ),
        mistakes=(
            Mistake(
                lambda gain, harm: 100 * gain / (gain + harm),
                "That is the chance of betrayal you can bear. The question asks for the belief in honesty.",
            ),
            Mistake(
                lambda gain, harm: 100 * (harm - gain) / harm,
                "You subtracted gain from harm. Weigh each by its chance instead.",
            ),
            Mistake(lambda gain, harm: 50.0, "An even chance is enough only if gain and harm are equal."),
            Mistake(lambda gain, harm: 100 * gain / harm, "You divided gain by harm. Both belong in the denominator."),
        ),
        percent=True,
        variants=({"gain": 2, "harm": 5}, {"gain": 3, "harm": 7}, {"gain": 4, "harm": 5}, {"gain": 2, "harm": 9}),
    ),
    Exercise(
        id="02.6",
        title="Two studies disagree",
        prompt="On U.S.–South Korean exercises, D'Orazio (2012) found no systematic escalation by North Korea, Bernhardt and Sukin (2021) systematic aggression<!--@DOrazio2012--><!--@BernhardtSukin2021-->. What do you compare first?",
        kind="choice",
        level="evaluate",
        solution=korean_studies,
        meaning="The two papers use different data and measure the response differently, so both can be right. Only when outcome and window agree does it make sense to compare samples and methods.",
        hints=(
            "Both studies may be sound. What could make both right at once?",
            "Think of the outcome: hostile words, missile tests, shots fired, and how many days after.",
        ),
        mistakes=(
            Mistake(lambda: "newer", "Newer is not truer. Both could be right about different things."),
            Mistake(
                lambda: "larger",
                "More cases of something else would not settle it. See first whether both count the same thing.",
            ),
            Mistake(
                lambda: "fraud",
                "Fraud is rare, and a poor first guess. Differences in design are everywhere.",
            ),
        ),
        options={
            "newer": "which is newer, since methods improve with time",
            "response": "what each counts as a response, and how soon",
            "larger": "which rests on more exercises and more years",
            "fraud": "whether one of them has made up its numbers",
        },
    ),
    Exercise(
        id="02.11",
        title="Dear to whom?",
        prompt="Honest partners and bluffers both pay for a gesture, and both want to be trusted. When does the gesture tell them apart? Put the rule together.",
        kind="rule",
        level="create",
        solution=separating,
        meaning="Two conditions, and both bind: dear enough that a bluffer would rather not, cheap enough that an honest partner still will. Between them lies the room for diplomacy.",
        hints=(
            "Ask each of the two what it pays, and what it gets if it is believed.",
            "A gesture that nobody makes tells you as little as one that everybody makes.",
        ),
        mistakes=(
            Mistake(
                lambda: ("at-most-gain", "at-least-prize", "either"),
                "One condition alone is not enough: a gesture that all can afford is copied, one that none can afford is not made.",
            ),
            Mistake(
                lambda: ("at-most-gain", "above-honest", "both"),
                "Dearer for the bluffer is not dear enough: it pays as long as the prize is larger.",
            ),
            Mistake(
                lambda: ("at-most-gain", "below-prize", "both"),
                "There a bluffer gains by copying, so it copies.",
            ),
            Mistake(
                lambda: ("at-least-gain", "at-least-prize", "both"),
                "An honest partner would lose by it, so nobody makes the gesture, and silence tells nothing.",
            ),
            Mistake(
                lambda: ("any-size", "at-least-prize", "both"),
                "You keep the bluffer away, but would an honest partner still pay?",
            ),
        ),
        options={
            "An honest partner makes it if the cost is": {
                "at-least-gain": "at least what trust is worth to it",
                "any-size": "of any size",
                "at-most-gain": "at most what trust is worth to it",
            },
            "A bluffer stays away if its own cost is": {
                "below-prize": "less than its prize for being trusted",
                "above-honest": "more than the honest partner's cost",
                "at-least-prize": "at least its prize for being trusted",
            },
            "The gesture tells them apart if": {"either": "one of these holds", "both": "both of these hold"},
        },
    ),
    Exercise(
        id="02.5",
        title="When does a gesture separate?",
        prompt="Does a gesture tell honest partners from bluffers? Write a function of its cost to the honest, how many times dearer it is for a bluffer, and the bluffer's prize for being trusted. Being trusted is worth `1` to the honest. At a tie, the honest make the gesture and a bluffer does not. Return true or false.",
        start="def works(cost, dearer, prize):\n    ...  # your rule here",
        kind="function",
        level="create",
        solution=signal_solution,
        meaning="Your rule agrees in every case tried, ties included. The ties are a convention: another one would move the edges of the zone, not the zone.",
        hints=(
            "An honest partner gains `1` when trusted, so its cost may not be larger than that.",
            "A bluffer pays cost times dearer. It stays away if that is at least its prize. Join the two tests with `and`.",
        ),
        mistakes=(
            Mistake(_bluffer_only, "You keep the bluffer away, but would an honest partner still pay?"),
            Mistake(_honest_only, "The honest can afford it. Can the bluffer afford it too?"),
            Mistake(_forgot_dearer, "The bluffer pays more than the honest: you left out `dearer`."),
            Mistake(_either, "One condition alone is not enough: both must hold."),
            Mistake(_strict, "Nearly: look at the ties. A bluffer who would just break even already stays away."),
        ),
        cases=((0.4, 2.0, 1.5), (0.8, 2.0, 1.5), (1.2, 2.0, 1.5), (0.9, 1.2, 1.5), (1.0, 1.5, 1.5), (0.5, 3.0, 1.2)),
    ),
]
REFLECTIONS = [
    Reflection(
        "02.7",
        "Design the test",
        "Design a study that could show that training together builds trust. Who is compared with whom, and what would you measure? Nothing is graded.",
        "A course with more applicants than places could draw lots: winners and losers then differ by chance alone, and five years later one compares how often they write to, visit or call their foreign counterparts, "
        "and how their units vote in a survey on trust. States do not draw lots, so the answer would be about officers, not governments; and the losers must not be told what is measured.",
        (
            "what makes those treated and untreated alike: chance, a rule, or an argument",
            "an outcome nearer to trust than a vote in the United Nations",
            "what must be held constant (causes of both) and what must not (consequences of the exercise)",
            "to whom the answer applies, and to whom not",
        ),
    )
]


# Evidence.


def peaceful_evidence() -> Evidence:
    """Share of joint exercises with a peacekeeping or humanitarian purpose: is the main instrument about more than war?"""
    table = load("exercises")
    soft = int((table["peacekeeping"] | table["humanitarian"]).sum())
    share = models.proportion(soft, len(table))
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "per cent of exercises", 50, "above",
        f"{100 * share.value:.0f}% of {share.n:,} joint exercises had a peacekeeping or humanitarian purpose, {100 * table['warfighting'].mean():.0f}% rehearsed combat",
    )  # fmt: skip


def trust_evidence() -> Evidence:
    """Does the approach in UN votes quicken after a first exercise? Change in pace, three years after minus three before."""
    table = pace("exercise")
    change, low, high = pair_mean(table, "change")
    return Evidence(
        change, low, high, len(table), "points of UN voting distance", 0, "below",
        f"Pairs drew nearer by {-pair_mean(table, 'net_before')[0]:.3f} in the three years before their first exercise and by {-pair_mean(table, 'net')[0]:.3f} in the three after, against pairs as far apart",
    )  # fmt: skip


def prevention_evidence() -> Evidence:
    """Rate of disputes against a state, five years after over five years before somebody first promised to defend it."""
    every, early, late = dispute_ratio(), dispute_ratio("1816–1944"), dispute_ratio("1945–2005")
    return Evidence(
        every.value, every.low, every.high, every.n, "rate ratio, after over before", 1, "below",
        f"Disputes after over before somebody first promised to defend a pair's target: {early.value:.2f} [{early.low:.2f}, {early.high:.2f}] for pacts of 1816–1944, {late.value:.2f} [{late.low:.2f}, {late.high:.2f}] for 1945–2005",
    )  # fmt: skip


def threat_evidence() -> Evidence:
    """New agreements on the log of last year's terrorist attacks, within states, common years removed."""
    panel = threat_panel()
    slope, low, high = within_slope(panel, "agreements", "threat")
    calm, hit = (panel.loc[rows, "agreements"].mean() for rows in (panel["attacks"] == 0, panel["attacks"] > 10))
    return Evidence(
        slope, low, high, len(panel), "agreements a year per log unit of attacks", 0, "above",
        f"States with over ten attacks the year before sign {hit:.2f} agreements, states without {calm:.2f}; but within a state the slope is {slope:+.3f} [{low:+.3f}, {high:+.3f}]",
    )  # fmt: skip


def instruments_evidence() -> Evidence:
    """How many of the three instruments named have records in the course's tables."""
    counts = {
        "joint exercises": len(load("exercises")),
        "defence agreements": len(load("defence_agreements")),
        "arrangement for intelligence": int((load("partnerships")["purpose"] == "intelligence").sum()),
    }
    found = float(sum(count > 0 for count in counts.values()))
    return Evidence(
        found, found, found, sum(counts.values()), "of three instruments on record", 2, "above",
        "On record: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()),
    )  # fmt: skip


def collective_evidence() -> Evidence:
    """Share of ten mutual defence texts that order action against a member: what collective security would need."""
    inside = TEXTS["binds against a member"]
    share = models.proportion(int(inside.sum()), len(inside))
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, len(inside), "per cent of ten texts", 50, "above",
        f"{int(inside.sum())} of {len(inside)} defence treaties (the Rio Treaty) orders action against a member that attacks; the others name no member as attacker",
    )  # fmt: skip


def global_evidence() -> Evidence:
    """Trend of state-based conflicts in the world 2010–2024, per decade."""
    years = list(range(2010, 2025))
    slope = models.trend(years, [conflicts(year) for year in years])
    return Evidence(
        slope.value, slope.low, slope.high, slope.n, "conflicts per decade", 0, "below",
        f"State-based conflicts: {conflicts(2010)} in 2010, {conflicts(2024)} in 2024; NATO members supplied {nato_share(2020):.0f}% of UN uniformed personnel in 2020, {nato_share(1993):.0f}% in 1993 (averages of the year)",
    )  # fmt: skip


# Claims.


ASKED = ["C02.1", "C02.2", "C02.3", "C02.4", "C02.6", "C02.7"]
CLAIMS = [
    Judgement(
        "C02.1",
        "partly supported",
        "A fair name for what attachés and training officers do, whom this count leaves out; so the count alone does not sink it. But its best-counted instrument, the exercise, mostly rehearses war; whether that reassures or warns depends on who watches, and the definition does not say whose peace.",
        peaceful_evidence,
    ),
    Judgement(
        "C02.2",
        "contested",
        "Partners do vote more alike, but they were drawing nearer before they trained, and no faster after. Votes are a thin proxy of trust, and studies of training find both closer policies and more coups.",
        trust_evidence,
    ),
    Judgement(
        "C02.3",
        "contested",
        "The sign differs by era, both intervals include no change, and states ally when war looms. The published dispute runs along the same line.",
        prevention_evidence,
    ),
    Judgement(
        "C02.4",
        "contested",
        "Threatened states do sign more than calm ones, yet within a state no rise after bad years can be seen. Large, busy states may simply have more of both. 'Necessary' is more than any of this could show.",
        threat_evidence,
    ),
    Judgement(
        "C02.5",
        "supported",
        "All three exist. The list is short, though: education, attachés, visits and arms transfers are missing, and of intelligence hardly anything is public.",
        instruments_evidence,
    ),
    Judgement(
        "C02.6",
        "not supported",
        "A slip of terms. Alliances are collective defence, against outsiders; collective security binds members against each other's aggression. Whether allies are safer is another question, asked in lesson 06.",
        collective_evidence,
    ),
    Judgement(
        "C02.7",
        "contested",
        "States do work together in missions, and missions can help (lesson 14). But conflicts nearly doubled from 2010 to 2024, and a world trend can neither prove nor refute what partnerships do.",
        global_evidence,
    ),
    Judgement(
        "C02.8",
        "not testable here",
        "'Essential' weighs what is gained against what the money and the generals could do otherwise: a choice, not a measurement.",
    ),
]


# Numbers.
NUMBERS = {
    "combat": lambda: 100 * load("exercises")["warfighting"].mean(),
    "exercises": lambda: len(load("exercises")),
    "no_tie": lambda: distance_by_ties().loc[0, "mean_distance"],
    "two_ties": lambda: distance_by_ties().loc[2, "mean_distance"],
    "at_first": lambda: -approach("exercise").loc[0, "net"],
    "eight_after": lambda: -approach("exercise").loc[8, "net"],
    "pace_before": lambda: pair_mean(pace("exercise"), "net_before")[0],
    "pace_after": lambda: pair_mean(pace("exercise"), "net")[0],
    "agreement_slows": lambda: pair_mean(pace("agreement"), "change")[0],
    "slows_low": lambda: pair_mean(pace("agreement"), "change")[1],
    "slows_high": lambda: pair_mean(pace("agreement"), "change")[2],
    "training_now": lambda: training_slopes().loc["this year's places", "slope"],
    "training_next": lambda: training_slopes().loc["next year's places", "slope"],
    "early_ratio": lambda: dispute_ratio("1816–1944").value,
    "late_ratio": lambda: dispute_ratio("1945–2005").value,
    "inward": lambda: int(TEXTS["binds against a member"].sum()),
    "texts": lambda: len(TEXTS),
    "e": lambda: math.e,
}
