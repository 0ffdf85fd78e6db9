"""Lesson 04, current trends: whether cooperation grows and turns multilateral depends on what is counted, over what, since when."""

from __future__ import annotations

import math
from functools import cache, cached_property

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Evidence, Judgement
from helpers.data import load
from helpers.explorer import Panel, choice, number
from helpers.figures import (
    BLUE,
    COLOURS,
    GREY,
    INK,
    ORANGE,
    PALE,
    PLUM,
    TEAL,
    Picture,
    arrow,
    bare,
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
    timeline,
)
from helpers.marks import named
from helpers.measures import allied_pairs, possible_pairs, states_in
from helpers.predictions import Prediction

MME = "MME 7 (D'Orazio & Galambos 2021), 1980–2010"
STAFF_2015, STAFF_2024 = 161_509, 94_451  # staff of multilateral peace operations, published by SIPRI, read second hand
DATA_ENDS = {"MME, exercises": (1980, 2010), "DCAD, agreements": (1980, 2010), "ATOP, alliances": (1815, 2018),
             "UN peacekeepers": (1947, 2021), "UCDP, conflicts": (1946, 2024)}  # fmt: skip
COUNTED = {
    "exercises": "joint exercises",
    "treaties": "new alliance treaties",
    "peacekeepers": "UN peacekeepers",
    "conflicts": "armed conflicts",
}
NORMS = {
    "count": "a year",
    "per 100 states": "per 100 states",
    "per 1,000 pairs of states": "per 1,000 pairs",
    "per armed conflict": "per armed conflict",
}


# Measures.


@cache
def series() -> dict[str, pd.Series]:
    """The yearly series of the dashboard, from 1946 or the first year of the data to the last."""
    alliances, agreements, drills = load("alliances"), load("defence_agreements"), load("exercises")
    people = load("un_personnel_year").dropna(subset="personnel").set_index("year")["personnel"]
    signed = alliances["start"].value_counts().reindex(range(1946, 2019), fill_value=0)
    years = range(1946, 2019)
    found = {
        "joint exercises": drills.groupby("year").size(),
        "new defence agreements": agreements.groupby("start").size(),
        "new alliance treaties": signed,
        "pairs with any pact": pd.Series({year: len(allied_pairs(year)) for year in years}),
        "pairs with a defence pact": pd.Series({year: len(allied_pairs(year, "defence")) for year in years}),
        "UN peacekeepers": people,
        "armed conflicts": load("armed_conflicts").groupby("year")["conflicts"].sum(),
    }
    return {name: values.astype(float).rename_axis("year") for name, values in found.items()}


@cache
def normalised(name: str, norm: str) -> pd.Series:
    """One series of the dashboard divided by what `norm` says: nothing, states, pairs of states, or armed conflicts."""
    values = series()[name]
    if norm == "count":
        return values
    if norm == "per armed conflict":
        return (values / series()["armed conflicts"]).dropna()
    people = {
        year: len(states_in(year)) / 100 if norm == "per 100 states" else possible_pairs(year) / 1000
        for year in values.index
    }
    return values / pd.Series(people)


@cache
def span_trend(name: str, norm: str, first: int, last: int) -> models.Estimate | None:
    """Trend per decade in per cent of the span's mean, with interval; None for fewer than eight years of data."""
    values = normalised(name, norm).loc[first:last]
    if len(values) < 8 or values.std() == 0:
        return None
    slope = models.trend(values.index, values)
    share = 100 / values.mean()
    return models.Estimate(slope.value * share, slope.low * share, slope.high * share, len(values))


def reading(trend: models.Estimate | None) -> str:
    """Put a trend into a word: up, down, unclear (the interval holds zero) or no data."""
    if trend is None:
        return "no data"
    return "up" if trend.low > 0 else "down" if trend.high < 0 else "unclear"


def exercises_between(first: int, last: int) -> int:
    """Number of joint exercises that began in the years first to last."""
    return int(load("exercises")["year"].between(first, last).sum())


def participants_known(first: int, last: int) -> dict[str, int]:
    """Exercises of the years first to last: all, of two participants, of three or more, of an unknown number."""
    rows = load("exercises").query("@first <= year <= @last")["multilateral"]
    many, known = int(rows.sum()), int(rows.notna().sum())
    return {"all": len(rows), "two": known - many, "three or more": many, "unknown": len(rows) - known}


def growth(before: float, after: float) -> float:
    """Change from before to after in per cent of before."""
    return 100 * (after - before) / before


def purpose_share(purpose: str, first: int, last: int) -> models.Estimate:
    """Share of exercises with a purpose, with a Wilson interval, per cent."""
    rows = load("exercises").query("@first <= year <= @last")
    return _percent(int(rows[purpose].sum()), len(rows))


def multilateral_share(first: int, last: int) -> models.Estimate:
    """Share of exercises with more than two participants among those whose participants are known, per cent."""
    known = load("exercises").query("@first <= year <= @last").dropna(subset="multilateral")
    return _percent(int(known["multilateral"].sum()), len(known))


def bilateral_treaty_share(first: int, last: int) -> models.Estimate:
    """Share of alliance treaties signed in a span that have two members, per cent."""
    rows = load("alliances").query("@first <= start <= @last")
    return _percent(int(rows["bilateral"].sum()), len(rows))


def technology_count(first: int, last: int) -> int:
    """Number of defence agreements signed in a span whose main kind is industry, procurement or research."""
    share = technology_share(first, last)
    return round(share.value * share.n / 100)


def technology_share(first: int, last: int) -> models.Estimate:
    """Share of defence agreements signed in a span whose main kind is industry, procurement or research, per cent."""
    rows = load("defence_agreements").query("@first <= start <= @last")
    return _percent(int(rows["kind"].isin(["industry", "procurement", "research"]).sum()), len(rows))


def _percent(hits: int, n: int) -> models.Estimate:
    share = models.proportion(hits, n)
    return models.Estimate(100 * share.value, 100 * share.low, 100 * share.high, n)


def share_difference(before: models.Estimate, after: models.Estimate) -> models.Estimate:
    """Difference of two shares in percentage points, with Newcombe's interval from the two Wilson intervals (1998)."""
    gap = after.value - before.value
    low = gap - math.hypot(after.value - after.low, before.high - before.value)
    high = gap + math.hypot(after.high - after.value, before.value - before.low)
    return models.Estimate(gap, low, high, before.n + after.n)


@cache
def units() -> dict[str, pd.DataFrame]:
    """What explorer 2 counts: one row per thing with its year, its number of participants and its weight."""
    drills = load("exercises").dropna(subset="multilateral")[["year", "participants"]].astype(int).assign(weight=1)
    drills["purpose"] = np.where(load("exercises").dropna(subset="multilateral")["humanitarian"], "relief", "other")
    treaties = (
        load("alliances")[["start", "members_ever"]].set_axis(["year", "participants"], axis=1).query("year >= 1950")
    )
    return {
        "joint exercises": drills,
        "relief exercises only": drills[drills["purpose"] == "relief"],
        "places of states in exercises": drills.assign(weight=drills["participants"]),
        "new alliance treaties": treaties.assign(weight=1),
        "pairs made by new treaties": treaties.assign(
            weight=treaties["participants"] * (treaties["participants"] - 1) // 2
        ),
    }


@cache
def relief_matches(first: int, last: int) -> pd.DataFrame:
    """Change in UN voting distance of pairs around their first joint relief exercise, less that of matched pairs.

    first, last: years relative to the exercise. Matched: all pairs without a joint relief exercise up to three years
    later, in the same year, with the same distance at the start (bands of 0.2) and the same answer to 'exercised
    together before'. One row per pair with at least five matches.
    """
    relief = load("exercises").query("humanitarian")["exercise_id"]
    members = load("exercise_members")
    members = members[members["exercise_id"].isin(relief)]
    both = members.merge(members, on=["exercise_id", "year"]).query("state_id_x < state_id_y")
    begun = both.groupby(["state_id_x", "state_id_y"])["year"].min()
    met = load("exercise_pairs").groupby(["state_id_1", "state_id_2"])["year"].min()
    points = load("ideal_points").pivot_table(index="state_id", columns="year", values="ideal_point")
    rows = []
    for year in range(1987, 2009):
        known = points[[year + first, year + last]].dropna()
        i, j = np.triu_indices(len(known), 1)
        start, end = (np.abs(column[i] - column[j]) for column in known.to_numpy().T)
        pairs = pd.MultiIndex.from_arrays([known.index[i], known.index[j]])
        opened = begun.reindex(pairs).to_numpy()
        part = pd.DataFrame(
            {"a": known.index[i], "b": known.index[j], "change": end - start, "treated": opened == year}
        )
        part["band"], part["met"], part["year"] = (start / 0.2).astype(int), met.reindex(pairs).to_numpy() < year, year
        rows.append(part[part["treated"] | ~(opened <= year + 3)])
    table = pd.concat(rows)
    matched = table[~table["treated"]].groupby(["year", "band", "met"])["change"].agg(["mean", "size"])
    table = table[table["treated"]].join(matched, on=["year", "band", "met"])
    table = table[table["size"] >= 5].reset_index(drop=True)
    return table.assign(difference=table["change"] - table["mean"])[["a", "b", "year", "met", "difference"]]


@cache
def relief_effect(first: int = -1, last: int = 3) -> models.Estimate:
    """Mean matched difference in voting distance; interval by resampling states, since pairs share them (1,000 draws)."""
    table = relief_matches(first, last)
    codes, names = pd.factorize(pd.concat([table["a"], table["b"]]))
    a, b = codes[: len(table)], codes[len(table) :]
    generator, values = np.random.default_rng(1), table["difference"].to_numpy()
    drawn = []
    for _ in range(1000):
        times = np.bincount(generator.integers(0, len(names), len(names)), minlength=len(names))
        drawn.append(np.average(values, weights=times[a] * times[b]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return models.Estimate(float(values.mean()), float(low), float(high), len(table))


def shares_by_period(unit: str, least: int, step: int, plain: bool) -> pd.DataFrame:
    """Per cent with `least` participants or more, by period of `step` years; with 95% intervals where a case is one draw.

    Periods with under ten cases, or less than half covered by the data, are left out.
    """
    table, rows = units()[unit], []
    for start, part in table.groupby(table["year"] // step * step):
        many, n = part["participants"] >= least, len(part)
        end = min(start + step - 1, int(table["year"].max()))
        if n >= 10 and end - start + 1 >= step / 2:
            interval = models.proportion(int(many.sum()), n)
            share = 100 * part.loc[many, "weight"].sum() / part["weight"].sum()
            rows.append({"period": f"{start}–{end % 100:02d}", "start": start, "share": share, "n": n,
                         "low": 100 * interval.low if plain else math.nan, "high": 100 * interval.high if plain else math.nan})  # fmt: skip
    return pd.DataFrame(rows)


def signed(value: float) -> str:
    """A whole number with its sign; rounded first, so that nothing reads as minus zero."""
    return f"{round(value):+d}".replace("-", "−")


def upper(text: str) -> str:
    """A text with its first letter in capital."""
    return text[0].upper() + text[1:]


def highest_at_the_end() -> str:
    """The key of the one count that is at its highest since 1980 in the last year of its data."""
    tops = {key: series()[name].loc[1980:] for key, name in COUNTED.items()}
    (found,) = (key for key, values in tops.items() if values.iloc[-1] == values.max())
    return found


# Pictures.


@house_style()
def four_counts_figure(guess: str | None = None) -> Picture:
    """Four yearly counts since 1980, each to the end of its data; the one that was guessed is marked."""
    names = list(COUNTED.values())
    sources = ["MME, ends in 2010", "ATOP, ends in 2018", "OWID (UN), ends in 2021, thousands", "UCDP, ends in 2024"]
    figure, grid = new_figure(
        "Four counts, four answers, and four last years",
        "Per year since 1980; orange = after the end of the data",
        "MME 7; ATOP 5.1; Our World in Data (UN); UCDP 25.1",
        size="tall",
        rows=2,
        cols=2,
    )
    figure.subplots_adjust(top=0.82, hspace=0.5, wspace=0.18)
    for ax, name, source in zip(grid.ravel(), names, sources, strict=True):
        values = series()[name].loc[1980:] / (1000 if name == "UN peacekeepers" else 1)
        ax.plot(values.index, values, color=BLUE)
        ax.plot(values.index[-1], values.iloc[-1], "o", color=BLUE, markersize=5)
        ax.axvspan(values.index[-1] + 0.5, 2025.5, color="#fbe9e2", zorder=0)
        ax.set(xlim=(1980, 2025.5), ylim=(0, values.max() * 1.15), xticks=[1980, 1990, 2000, 2010, 2020])
        ax.set_title(name[0].upper() + name[1:], loc="left", fontsize=11, fontweight="bold", pad=16)
        ax.text(0, 1.03, source, transform=ax.transAxes, fontsize=9, color=GREY)
        if guess and name == COUNTED[guess]:
            look = {"color": ORANGE, "fontsize": 10.5, "fontweight": "bold", "ha": "right"}
            ax.text(1, 1.13, "your guess", transform=ax.transAxes, **look)
            ax.plot(values.index[-1], values.iloc[-1], "o", color="none", markeredgecolor=ORANGE, markeredgewidth=2, markersize=13, clip_on=False)  # fmt: skip
    last = {name: series()[name] for name in names}
    alt = (
        f"Four line charts since 1980. Exercises rise from {last[names[0]][1980]:.0f} to {last[names[0]].max():.0f} in 2004 and end at {last[names[0]].iloc[-1]:.0f} in 2010; "
        f"new treaties peak at {last[names[1]].loc[1980:].max():.0f} in {last[names[1]].loc[1980:].idxmax()}; UN peacekeepers peak at {last[names[2]].max():,.0f} in 2015; "
        f"armed conflicts reach {last[names[3]].iloc[-1]:.0f} in 2024."
    )
    alt += f" Your guess, {COUNTED[guess]}, is marked." if guess else ""
    return show(figure, alt)


@house_style()
def count_diagram() -> Picture:
    """Three things that raise a count, of which only one is cooperation."""
    figure, ax = diagram(
        "A count can rise for four reasons, and one is cooperation",
        "Left: what changes in the world. Middle: what filters it out. Right: what we see",
    )
    rows = [
        (85, "states cooperate more\n(what the claim says)", ""),
        (59, "there are more states\n(and so more pairs)", "divide by states\nor by pairs"),
        (36, "the need is greater\n(more wars to answer)", "divide by\nconflicts"),
        (13, "the press reports more\n(and the data with it)", "compare a source\nthat is not the press"),
    ]
    box(ax, 89, 44, "the count\ngoes up", INK, 17, 20)
    for i, (y, reason, filtered) in enumerate(rows):
        box(ax, 17, y, reason, BLUE if not i else GREY, 30, 16, filled=not i)
        goal = (80, 54 - 5 * i)
        if not filtered:
            arrow(ax, (32.5, y), (87, 55), colour=BLUE)
            continue
        arrow(ax, (32.5, y), (40.5, y))
        box(ax, 53, y, filtered, TEAL, 24, 14)
        arrow(ax, (65.5, y), goal, dashed=True)
    alt = (
        "Diagram. 4 boxes point to one: the count goes up. More cooperation, more states, greater need and more press reports all raise it. "
        "Cures: divide by states or pairs, divide by conflicts, compare with a source that is not the press."
    )
    return show(figure, alt)


@house_style()
def coverage_figure() -> Picture:
    """Which years each data set sees, and what happened after it closed."""
    figure, ax = new_figure(
        "Two of five data sets stop four years before Crimea",
        "Years that each open data set covers, from 1980",
        "codebook of the course; events: timeline, as of November 2025",
        size="pair",
    )
    years = [(name, max(first, 1980), last + 1) for name, (first, last) in DATA_ENDS.items()]
    timeline(ax, pd.DataFrame(years, columns=["label", "start", "end"]))
    for row, (_, last) in enumerate(DATA_ENDS.values()):
        ax.text(1980.7, row, f"to {last}", va="center", color="#ffffff", fontweight="bold", fontsize=9.5)
    ax.axvline(2014.2, color=ORANGE, linewidth=1.2, linestyle=(0, (3, 3)))
    ax.axvline(2022.15, color=ORANGE, linewidth=1.2, linestyle=(0, (3, 3)))
    ax.text(2013.8, -0.72, "Crimea 2014", color=ORANGE, fontsize=9.5, ha="right", va="center")
    ax.text(2021.8, -0.72, "Ukraine 2022", color=ORANGE, fontsize=9.5, ha="right", va="center")
    ax.set(xlim=(1980, 2026), ylim=(4.6, -1.05), xticks=[1980, 1990, 2000, 2010, 2020])
    ax.grid(False)
    figure.subplots_adjust(left=0.2)
    ended = sum(last <= 2010 for _, last in DATA_ENDS.values())
    alt = f"Five bars on a time axis. Exercises and agreements end in 2010 ({ended} of 5 data sets), alliances in 2018, UN peacekeepers in 2021, conflicts in 2024; dashed lines mark Crimea 2014 and Ukraine 2022."
    return show(figure, alt)


@house_style()
def two_shares_figure() -> Picture:
    """Exercises turn a little more multilateral while new treaties stay bilateral."""
    drills = {f"{d}s": multilateral_share(d, d + 9) for d in (1980, 1990, 2000)}
    treaties = {f"{d}s": bilateral_treaty_share(d, d + 9) for d in (1980, 1990, 2000, 2010)}
    figure, (left, right) = new_figure(
        "Exercises a little more multilateral, new treaties not",
        "Left: exercises of three or more, per cent. Right: new treaties of two, per cent. Bars: 95% intervals",
        f"{MME}; ATOP 5.1, to 2018 (2010s: nine years)",
        size="pair",
        cols=2,
    )
    for ax, parts, tone in ((left, drills, COLOURS["multilateral"]), (right, treaties, COLOURS["bilateral"])):
        for i, part in enumerate(parts.values()):
            ax.plot([i, i], [part.low, part.high], color=tone, linewidth=2)
            ax.plot(i, part.value, "o", color=tone, markersize=9)
            ax.text(i + 0.12, part.value, f"{part.value:.0f}", va="center", color=tone, fontweight="bold")
        ax.set_xticks(range(len(parts)), list(parts))
        ax.set(xlim=(-0.4, len(parts) - 0.4), ylim=(0, 103))
    alt = (
        f"Two dot charts with intervals. Multilateral exercises: {drills['1980s'].value:.0f} per cent in the 1980s, {drills['2000s'].value:.0f} in the 2000s. "
        f"Bilateral treaties: {treaties['1980s'].value:.0f} per cent in the 1980s, {treaties['1990s'].value:.0f} in the 1990s, {treaties['2010s'].value:.0f} in the 2010s."
    )
    return show(figure, alt)


@house_style()
def relief_figure() -> Picture:
    """Share of exercises with a relief and a peacekeeping purpose by year."""
    rows = load("exercises").groupby("year")[["humanitarian", "peacekeeping", "warfighting"]].mean() * 100
    figure, ax = new_figure(
        "Relief grew in the 1990s and stayed a side task of exercises",
        "Share of joint exercises with the purpose, per cent; purposes may overlap",
        MME,
        size="pair",
    )
    lines = {}
    for name, label, tone in (
        ("warfighting", "warfighting", GREY),
        ("humanitarian", "relief", TEAL),
        ("peacekeeping", "peacekeeping", PLUM),
    ):
        lines[f"{label} {rows[name].iloc[-1]:.0f}"] = ax.plot(rows.index, rows[name], color=tone)[0]
    ax.set(xlim=(1980, 2010), ylim=(0, 103))
    label_lines(ax, lines, gap=0.075)
    figure.subplots_adjust(right=0.82)
    shares = [purpose_share("humanitarian", d, d + 9).value for d in (1980, 1990, 2000)]
    alt = (
        f"Three lines, 1980 to 2010. Relief is a purpose of {shares[0]:.0f} per cent of exercises in the 1980s, {shares[1]:.0f} in the 1990s, {shares[2]:.0f} in the 2000s; "
        f"warfighting falls from {rows['warfighting'].iloc[0]:.0f} to {rows['warfighting'].iloc[-1]:.0f} per cent."
    )
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "04.look",
        "Four yearly counts since 1980, each to the last year of its data. Only one of them is at its highest in that last year. Which one?",
        "choice",
        highest_at_the_end,
        four_counts_figure,
        "Exercises rise to 204<!--= peak --> in 2004 and are back at 148<!--= in_2010 --> in 2010. Treaties explode to 61<!--= treaties_1992 --> in 1992, when new states sign with everybody, "
        "and end at four<!--= treaties_2018 --> in 2018. Peacekeepers peak at 107,088<!--= blue_2015 --> in 2015 and fall to 75,085<!--= blue_2021 --> in 2021. Only the conflicts run on, from "
        "31<!--= conflicts_2010 --> in 2010 to 61<!--= conflicts_2024 --> in 2024. 'Cooperation' has no single arrow, and four last years.",
        options=COUNTED,
    ),
]
FIGURES = {
    "four counts": four_counts_figure,
    "reasons": count_diagram,
    "coverage": coverage_figure,
    "two shares": two_shares_figure,
    "relief": relief_figure,
}


# Explorers.


class Dashboard(Panel):
    """The indicator dashboard: one series with its trend, and the sign of all others under the same choices."""

    title = "Indicator dashboard"
    stories = {
        "Per pair of states": (
            {"name": "pairs with any pact", "norm": "per 1,000 pairs of states"},
            "More states make more pairs. Divided by them, the rise is smaller and still there.",
        ),
        "A dip that is not sure": (
            {"name": "new alliance treaties"},
            "The line falls, and the interval still holds zero: that is what 'unclear' means.",
        ),
        "Start in a trough": (
            {"name": "UN peacekeepers", "first": 1995},
            "Choose the first year well and any line will rise for you.",
        ),
    }
    tones = {"up": BLUE, "down": ORANGE, "unclear": GREY, "no data": PALE}

    @cached_property
    def controls(self):
        return {
            "name": choice("Indicator", series()),
            "norm": choice("As", NORMS),
            "first": number("From", 1946, 2015, 1980),
            "last": number("To", 1955, 2024, 2024),
        }

    def compute(self, name, norm, first, last):
        """The chosen series, and the trend of every series over the span."""
        trends = {other: span_trend(other, norm, first, last) for other in series()}
        values = normalised(name, norm)
        return {"name": name, "norm": norm, "first": first, "last": last, "values": values, "trend": trends[name],
                "part": values.loc[first:last], "trends": trends}  # fmt: skip

    def draw(self, result):
        figure, (self.left, right) = new_figure(
            "", "", "MME, DCAD to 2010; ATOP to 2018; OWID (UN) to 2021; UCDP to 2024", cols=2
        )
        self.subtitle, left = figure.subtitle, self.left
        left.set_position([0.095, 0.145, 0.44, 0.65])
        left.yaxis.set_major_formatter("{x:,.6g}")
        right.set_position([0.79, 0.145, 0.19, 0.65])
        self.whole = left.plot([], [], color="#aab4c0", linewidth=1.4)[0]
        self.inside = left.plot([], [], color=INK, linewidth=2)[0]
        self.fit = left.plot([], [], color=BLUE, linewidth=2.4, linestyle=(0, (5, 2)))[0]
        self.beyond = left.axvspan(2010, 2026, color="#fbe9e2", zorder=0)
        left.set(xlim=(1945, 2026), xticks=[1950, 1970, 1990, 2010])
        self._draw_trends(right, list(series()))
        return figure

    def _draw_trends(self, ax, names):
        self.bars = dict(zip(names, ax.barh(range(len(names)), [0] * len(names), height=0.62), strict=True))
        ax.axvline(0, color=INK, linewidth=1)
        bare(ax)
        ax.set(xlim=(-100, 100), ylim=(len(names) - 0.4, -0.6))
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", colors=INK, labelsize=9.5)
        self.labels = dict(zip(names, ax.get_yticklabels(), strict=True))
        look = {"va": "center", "fontsize": 9.5, "fontweight": "bold"}
        self.signs = {name: ax.text(0, i, "", **look) for i, name in enumerate(names)}
        ax.text(1, 1.03, "trend, % of mean per decade", transform=ax.transAxes, fontsize=9, color=GREY, ha="right")

    def update(self, result):
        values, part, trend = result["values"], result["part"], result["trend"]
        self.subtitle.set_text(
            f"{upper(result['name'])}, {NORMS[result['norm']]}; dark = chosen span; orange area = after the data"
        )
        self.beyond.set_x(values.index[-1] + 0.5)
        named(self.whole, result["name"]), named(self.inside, []), named(self.fit, "trend")
        self.whole.set_data(values.index, values)
        self.inside.set_data(part.index, part)
        self.fit.set_data([], [])
        if trend is not None:
            middle, step = part.index.to_numpy().mean(), trend.value / 1000 * part.mean()
            self.fit.set_data(part.index, part.mean() + step * (part.index - middle))
            self.fit.set_color(self.tones[reading(trend)])
        self.left.set_ylim(0, values.max() * 1.08)
        for name, found in result["trends"].items():
            word = reading(found)
            width = 0 if found is None else float(np.clip(found.value, -100, 100))
            self.bars[name].set_width(width)
            self.bars[name].set_color(self.tones[word])
            left = width <= 0
            self.signs[name].set(text="no data" if found is None else signed(found.value), x=5 if left else -5,
                                 ha="left" if left else "right", color=GREY if word in ("no data", "unclear") else self.tones[word])  # fmt: skip
            self.labels[name].set_fontweight("bold" if name == result["name"] else "normal")

    def headline(self, result):
        trend, name = result["trend"], result["name"]
        if trend is None:
            itself = name == "armed conflicts" and result["norm"] == "per armed conflict"
            why = "no trend, under eight years of data here"
            why = "no span, it ends before it begins" if result["last"] < result["first"] else why
            return f"{upper(name)}: {'divided by itself, always 1' if itself else why}"
        if reading(trend) == "unclear":
            return f"{upper(name)}: no clear trend, the interval holds zero"
        return f"{upper(name)}: {reading(trend)} {abs(trend.value):.0f}% of the mean per decade"

    def describe(self, result):
        trend, words = result["trend"], [reading(found) for found in result["trends"].values()]
        counts = ", ".join(f"{words.count(word)} {word}" for word in self.tones if word in words)
        span, ends = f"{result['first']}–{result['last']}", int(result["values"].index[-1])
        if trend is None:
            return (
                f"{self.headline(result)}. Span {span}; the series ends in {ends}. All {len(words)} series: {counts}."
            )
        used = result["part"].index
        return (
            f"{upper(result['name'])}, {NORMS[result['norm']]}, {used[0]}–{used[-1]}: {signed(trend.value)}% of the mean per decade [{signed(trend.low)}, {signed(trend.high)}], "
            f"which reads {reading(trend)}. The series ends in {ends}. All {len(words)} series in {span}: {counts}."
        )

    def table(self, result):
        rows = {}
        for name, found in result["trends"].items():
            rows[name] = {"reading": reading(found)}
            if found is not None:
                rows[name] |= {"% per decade": found.value, "low": found.low, "high": found.high, "years": found.n}
        return pd.DataFrame(rows).T


class Multilateral(Panel):
    """The share that is multilateral by period, for several units and thresholds."""

    title = "Turning multilateral?"
    stories = {
        "Ten or more": ({"least": 10}, "Raise the bar for 'multilateral', and the small share grows fastest."),
        "Treaties instead": (
            {"unit": "new alliance treaties"},
            "Among new treaties the share went the other way, and the interval is wide.",
        ),
        "Pairs made": (
            {"unit": "pairs made by new treaties"},
            "One big treaty makes hundreds of pairs; so the unit decides the story.",
        ),
    }

    @cached_property
    def controls(self):
        return {
            "unit": choice("Count", units()),
            "least": choice(
                "Multilateral from", [("3 participants", 3), ("5 participants", 5), ("10 participants", 10)]
            ),
            "step": choice("Periods", [("ten years", 10), ("five years", 5)]),
        }

    def compute(self, unit, least, step):
        """Share by period, and the change from first to last where cases can be sampled."""
        plain = unit not in ("places of states in exercises", "pairs made by new treaties")
        table, gap = shares_by_period(unit, least, step, plain), None
        if plain:
            ends = [
                models.Estimate(row["share"], row["low"], row["high"], row["n"])
                for _, row in table.iloc[[0, -1]].iterrows()
            ]
            gap = share_difference(*ends)
        things = "treaties" if "treaties" in unit else "exercises"
        return {"unit": unit, "least": least, "table": table, "gap": gap, "things": things}

    def draw(self, result):
        figure, self.ax = new_figure("", "", f"{MME}; ATOP 5.1, 1950–2018")
        self.subtitle, places = figure.subtitle, range(14)
        self.bars = self.ax.bar(places, [0] * 14, color=COLOURS["multilateral"], width=0.62)
        self.spans = [self.ax.plot([], [], color=INK, linewidth=1.5)[0] for _ in places]
        look = {"ha": "center", "va": "bottom", "fontsize": 10, "fontweight": "bold", "color": TEAL}
        self.values = [self.ax.text(i, 0, "", **look) for i in places]
        self.ax.set(ylim=(0, 106), yticks=[0, 25, 50, 75, 100])
        figure.subplots_adjust(bottom=0.19)
        return figure

    def update(self, result):
        table = result["table"]
        line = "line = 95% interval; " if result["gap"] else ""
        self.subtitle.set_text(
            f"{upper(result['unit'])}: per cent with {result['least']} or more; {line}number of {result['things']} below"
        )
        for i, (bar, span, text) in enumerate(zip(self.bars, self.spans, self.values, strict=True)):
            row = table.iloc[i] if i < len(table) else None
            bar.set_height(0 if row is None else row["share"])
            span.set_data(([], []) if row is None else ([i, i], [row["low"], row["high"]]))
            top = 0 if row is None else max(row["share"], row["high"] if row["high"] == row["high"] else 0)
            text.set(text="" if row is None else f"{row['share']:.0f}", y=top + 1)
        short = 2 if len(table) > 10 else 0  # the century goes where room is scarce
        self.ax.set_xticks(range(len(table)), [f"{row.period[short:]}\n{row.n:,}" for row in table.itertuples()], fontsize=9)  # fmt: skip
        self.ax.set_xlim(-0.6, len(table) - 0.4)

    def headline(self, result):
        first, last = result["table"].iloc[0], result["table"].iloc[-1]
        gap, change = result["gap"], last["share"] - first["share"]
        clear = abs(change) > 2 if gap is None else gap.low > 0 or gap.high < 0
        word = "up" if clear and change > 0 else "down" if clear else "not clearly changed"
        return f"Multilateral share {word}: {first['share']:.0f}% in {first['period']}, {last['share']:.0f}% in {last['period']}"

    def describe(self, result):
        table, gap, things = result["table"], result["gap"], result["things"]
        first, last, top = table.iloc[0], table.iloc[-1], table.loc[table["share"].idxmax()]
        change = f"change {gap.value:+.1f} points [{gap.low:+.1f}, {gap.high:+.1f}]; ".replace("-", "−") if gap else ""
        return (
            f"{upper(result['unit'])}, multilateral from {result['least']} participants: {first['share']:.0f}% in {first['period']} ({first['n']:,} {things}), "
            f"{last['share']:.0f}% in {last['period']} ({last['n']:,} {things}); {change}highest {top['share']:.0f}% in {top['period']}. Periods with under ten cases, or less than half covered, are left out."
        )

    def table(self, result):
        return result["table"].drop(columns="start").set_index("period")


EXPLORERS = {"dashboard": Dashboard, "multilateral": Multilateral}


# Exercises.


def order_of_ends() -> list[str]:
    """Exercises end in 2010, alliances in 2018, UN peacekeepers in 2021, conflicts in 2024."""
    return ["exercises", "alliances", "peacekeepers", "conflicts"]


def fell_after_2015() -> str:
    """Conflicts and world military spending rose from 2015 to 2024; the staff of peace operations fell."""
    return "staff"


def staff_change() -> float:
    """Change of the staff of peace operations, 2015 to 2024, in per cent of the value of 2015."""
    return 100 * (STAFF_2024 - STAFF_2015) / STAFF_2015


def exercise_growth() -> float:
    """Growth of the number of joint exercises from 1980–1989 to 2000–2009, in per cent of the first decade."""
    return growth(exercises_between(1980, 1989), exercises_between(2000, 2009))


def multilateral_known(first: int, last: int) -> float:
    """Exercises of three or more, divided by those whose participants are known, in per cent."""
    return multilateral_share(first, last).value


def per_pair_change(first: int, last: int) -> float:
    """Divide each year's exercises by the possible pairs of its states; then compare, in per cent of the first year."""
    rates = normalised("joint exercises", "per 1,000 pairs of states")
    return growth(rates[first], rates[last])


def pairs_trained(year: int) -> int:
    """Number of different pairs of states that held at least one joint exercise in a year."""
    held = load("exercise_pairs").query("year == @year")
    return len(held.drop_duplicates(["state_id_1", "state_id_2"]))


def trained_change(first: int, last: int) -> float:
    """Divide each year's pairs that trained by its possible pairs; then compare, in per cent of the first year."""
    return growth(*(pairs_trained(year) / possible_pairs(year) for year in (first, last)))


def _plain_change(first: int, last: int) -> float:
    return growth(pairs_trained(first), pairs_trained(last))


def _per_state_change(first: int, last: int) -> float:
    return growth(*(pairs_trained(year) / len(states_in(year)) for year in (first, last)))


def _from_the_end(first: int, last: int) -> float:
    return -growth(*(pairs_trained(year) / possible_pairs(year) for year in (last, first)))


def fair_trend() -> dict[str, str]:
    """Divide by what else may have grown, and let the data choose both ends, not the story."""
    return {"Count": "per-pair", "begin with": "first-covered", "and end with": "last-covered"}


def began_before() -> str:
    """A change that is there before the event cannot have been started by it."""
    return "before"


def per_pair_growth() -> float:
    """Growth of exercises per 1,000 pairs of states, mean of 1980–1989 to mean of 2000–2009, per cent."""
    rate = normalised("joint exercises", "per 1,000 pairs of states")
    return growth(rate.loc[1980:1989].mean(), rate.loc[2000:2009].mean())


def growth_solution():
    """Return a function that gives the change from before to after in per cent of before."""

    def change(before, after):
        return 100 * (after - before) / before

    return change


def _ratio_rule():
    return lambda before, after: 100 * after / before


def _later_base_rule():
    return lambda before, after: 100 * (after - before) / after


def _fraction_rule():
    return lambda before, after: (after - before) / before


def _points_rule():
    return lambda before, after: after - before


RETIRED = ("04.3", "04.4", "04.5", "04.8")
EXERCISES = [
    Exercise(
        id="04.1",
        title="Which data set ends first?",
        prompt="In which order do these four data sets end, the earliest first?",
        kind="order",
        level="remember",
        solution=order_of_ends,
        meaning="Whoever says 'cooperation is growing' with the first of these speaks of a world before Crimea, before Daesh and before TikTok.",
        hints=(
            "What is collected from the press ends when somebody stops reading it.",
            "Two ended in the 2010s or just before. The need is followed longer than the answers to it.",
        ),
        mistakes=(
            Mistake(
                lambda: ["alliances", "exercises", "peacekeepers", "conflicts"],
                "Treaties are followed longer than exercises. Look at the first two again.",
            ),
            Mistake(
                lambda: ["exercises", "peacekeepers", "alliances", "conflicts"],
                "The alliance data stop before the peacekeeping series does.",
            ),
            Mistake(
                lambda: ["conflicts", "peacekeepers", "alliances", "exercises"],
                "You began with the longest series. Earliest end first.",
            ),
        ),
        options={
            "alliances": "alliance treaties, ATOP",
            "conflicts": "armed conflicts, UCDP",
            "exercises": "joint exercises, MME",
            "peacekeepers": "UN peacekeepers",
        },
    ),
    Exercise(
        id="04.2",
        title="Which one fell?",
        prompt="Need, money and means: which of these fell between 2015 and 2024?",
        kind="choice",
        level="understand",
        solution=fell_after_2015,
        meaning="Need and means went apart: more conflicts, more money for arms, fewer people in peace operations: 161,509 in 2015 and 94,451 in 2024, figures of SIPRI read second hand<!--@CoursePartnerships2026-->. That is a fall of 41.5%<!--= staff_change -->.",
        hints=(
            "One of the three is drawn in the first picture, with its last year in it.",
            "Whoever sends fewer people abroad may still spend more at home.",
        ),
        mistakes=(
            Mistake(
                lambda: "conflicts",
                "The count of conflicts is higher at the end of its data than in any year before.",
            ),
            Mistake(lambda: "spending", "World military spending rose in each of these ten years, by SIPRI's figures."),
            Mistake(
                lambda: "none",
                "One of them fell by two fifths. Which of the three depends most on a mandate that can end?",
            ),
        ),
        options={
            "conflicts": "armed conflicts with a state party",
            "spending": "world military spending",
            "staff": "staff of peace operations",
            "none": "none of the three",
        },
    ),
    Exercise(
        id="04.12",
        title="How many pairs trained?",
        prompt=lambda first, last: (
            f"In {first} the press reported {pairs_trained(first):,} different pairs of states that trained together, in a world of {len(states_in(first))} states; in {last} it reported "
            f"{pairs_trained(last):,}, in a world of {len(states_in(last))}. By how many per cent did the share of possible pairs that trained change? "
            "One decimal, with its sign; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=trained_change,
        meaning=lambda first, last: (
            f"Exercises, divided by the same possible pairs, changed by {per_pair_change(first, last):+.1f}%: one exercise of many states ties many pairs. ".replace(
                "-", "−"
            )
            + "Size, and sometimes the sign, depends on what is counted: events, or pairs that met. Reporting grew too."
        ),
        hints=(
            "A world of n states has n(n − 1)/2 possible pairs.",
            "First divide each year's pairs that trained by its possible pairs; then compare, with the earlier year as the base.",
        ),
        mistakes=(
            Mistake(
                _plain_change,
                "That is the change of the plain number of pairs. Divide each year by its possible pairs first.",
            ),
            Mistake(_per_state_change, "You divided by states. Two states make one pair, so pairs grow faster."),
            Mistake(_from_the_end, "You divided by the later value. The base of a change is where it starts."),
            Mistake(
                lambda first, last: 100 + trained_change(first, last),
                "That is the later value as a share of the earlier one. How much was added or lost?",
            ),
        ),
        decimals=1,
        percent=True,
        variants=(
            {"first": 1987, "last": 1999},
            {"first": 1985, "last": 2000},
            {"first": 1984, "last": 2010},
            {"first": 1989, "last": 1997},
        ),
    ),
    Exercise(
        id="04.9",
        title="How many are multilateral?",
        prompt=lambda first, last: (
            "Of the {all} exercises of {first}–{last}, {two} had two participants, {three or more} had three or more, and of {unknown} the participants are not known. "
            "What share was multilateral, as far as one can know? Per cent, one decimal; you may type the sum."
        ).format(first=first, last=last, **participants_known(first, last)),
        kind="number",
        level="analyse",
        solution=multilateral_known,
        meaning="Whatever the span, the typical exercise has two participants. From 1990 on each span lies above the one before, 10<!--= multi_rise --> points in all; start in 1980–84, at 42%<!--= multi_early -->, and only 1<!--= multi_gain --> is gained. Ask who chose the start.",
        hints=(
            "What is not known can count neither for nor against.",
            "Divide by the exercises whose participants are known.",
        ),
        mistakes=(
            Mistake(
                lambda first, last: 100 - multilateral_known(first, last), "That is the complement: exercises of two."
            ),
            Mistake(
                lambda first, last: (
                    100 * participants_known(first, last)["three or more"] / participants_known(first, last)["all"]
                ),
                "You divided by all, so exercises with unknown participants count as bilateral. Leave them out of the base.",
            ),
            Mistake(
                lambda first, last: (
                    100 * participants_known(first, last)["three or more"] / participants_known(first, last)["two"]
                ),
                "You compared the two groups with each other. A share divides by both together.",
            ),
            Mistake(
                lambda first, last: (
                    100 - 100 * participants_known(first, last)["two"] / participants_known(first, last)["all"]
                ),
                "You counted those with unknown participants as multilateral. Leave them out.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=(
            {"first": 1990, "last": 1994},
            {"first": 1995, "last": 1999},
            {"first": 2000, "last": 2004},
            {"first": 2005, "last": 2009},
        ),
    ),
    Exercise(
        id="04.10",
        title="A trend nobody can bend",
        prompt="Somebody says: 'States train together more and more.' Put together a measure that a friend and a foe of the sentence could both accept before they see the numbers.",
        kind="rule",
        level="evaluate",
        solution=fair_trend,
        meaning="The rule fixes the unit and both ends before anybody looks. A trend from the lowest year to the highest is always up; that is arithmetic, not news.",
        hints=(
            "What else may have grown while exercises did?",
            "Who should choose the first year and the last: the story, or the data?",
        ),
        mistakes=(
            Mistake(
                lambda: ("exercises", "first-covered", "last-covered"),
                "The ends are fair. But the world has more states than it had, and so more pairs that can train.",
            ),
            Mistake(
                lambda: ("per-pair", "lowest", "last-covered"),
                "From its lowest year every series rises. That start was chosen for the answer it gives.",
            ),
            Mistake(
                lambda: ("per-pair", "first-covered", "peak"),
                "You stop at the peak, so what came down afterwards is never seen.",
            ),
            Mistake(
                lambda: ("per-pair", "first-covered", "today"),
                "No data reach today. What is drawn beyond their last year is a guess.",
            ),
            Mistake(
                lambda: ("exercises", "lowest", "peak"),
                "With these three choices the sentence cannot fail, whatever states do.",
            ),
        ),
        options={
            "Count": {
                "exercises": "exercises a year",
                "reports": "press reports of exercises",
                "per-pair": "pairs that trained, per possible pair",
            },
            "begin with": {
                "lowest": "the year with the fewest",
                "first-covered": "the first year of the data",
                "war": "the year a war began",
            },
            "and end with": {
                "peak": "the year with the most",
                "today": "today, by the latest slope",
                "last-covered": "the last year of the data",
            },
        },
    ),
    Exercise(
        id="04.11",
        title="Before and after",
        prompt=lambda: (
            f"Around their first joint relief exercise, pairs of states moved {-relief_effect().value:.3f} points closer in UN voting than pairs like them that held none: that is from the year before it "
            f"to three years after. In the four years up to that year before, the gain was already {-relief_effect(-5, -1).value:.3f} points. What do the two numbers say together?"
        ),
        kind="choice",
        level="analyse",
        solution=began_before,
        meaning="The drift was under way before anybody unpacked a tent. An exercise may be a sign of friendship without being its cause, and only the years before it could show that.",
        hints=(
            "Compare the two periods: in which one was there an exercise?",
            "A cause cannot work backwards.",
        ),
        mistakes=(
            Mistake(
                lambda: "cause",
                "Then the years without an exercise should show nothing, and they show as much.",
            ),
            Mistake(lambda: "apart", "Both numbers are gains: the pairs came closer in both periods."),
            Mistake(
                lambda: "states",
                "Both numbers are differences from pairs like them in the same years, so new states cannot make them.",
            ),
        ),
        options={
            "cause": "the exercise brought the pairs closer together",
            "apart": "the exercise slowly drove the pairs apart",
            "states": "there are simply more states than there were",
            "before": "the drift began before there was an exercise",
        },
    ),
    Exercise(
        id="04.6",
        title="Write the measure in code",
        prompt="Write the measure as a function: it takes the value before and the value after and returns the change in per cent of the value before.",
        start="def change(before, after):\n    ...  # your rule here",
        kind="function",
        level="create",
        solution=growth_solution,
        meaning="A function states a rule once, so nobody can swap the base halfway through a debate.",
        hints=(
            "Subtract, then divide by the value at the start.",
            "`return 100 * (...) / before`: what stands between the brackets?",
        ),
        mistakes=(
            Mistake(
                _ratio_rule, "That gives the later value as per cent of the earlier one: no change would read 100."
            ),
            Mistake(
                _later_base_rule,
                "You divide by the later value. A fall by half and a rise to double would look strange: try both.",
            ),
            Mistake(_fraction_rule, "Right idea, and a fraction. The question asks for per cent."),
            Mistake(_points_rule, "That is the difference in units. Per cent of the first value is asked."),
        ),
        cases=((100, 150), (200, 100), (50, 50), (781, 1708)),
    ),
]
REFLECTIONS = [
    Reflection(
        "04.7",
        "A forecast that can fail",
        "Write a forecast for 2028 that can fail: a number, a date, a data set, a probability. Which sign would change your mind earlier?",
        "I expect the yearly average of armed conflicts with a state party to stay at or above 50 through 2028, with a probability of 80 per cent, scored on UCDP's release of 2029. "
        "Two years in a row below 50 would change my mind. As a benchmark I use the last ten years, in which no year was below 50 and the trend was up.",
        (
            "a number, a date and the data set that will decide",
            "a probability instead of 'likely'",
            "the base rate that a lazy forecaster would use",
            "what would change your mind before the date",
        ),
    )
]


# Evidence.


def keeps_increasing_evidence() -> Evidence:
    """Share of six cooperation series that rise over the last ten years of their data; high counts the unclear as rising."""
    readings = {}
    for name, values in series().items():
        if name != "armed conflicts":
            last = int(values.index[-1])
            readings[name] = reading(span_trend(name, "count", last - 9, last))
    words = list(readings.values())
    up, unclear = words.count("up"), words.count("unclear")
    return Evidence(
        100 * up / len(words), 100 * up / len(words), 100 * (up + unclear) / len(words), len(words), "% of series rising", 75, "above",
        f"Over the last ten years of their data {up} of {len(words)} series rise, {words.count('down')} falls, {unclear} is unclear; "
        f"staff of peace operations went from {STAFF_2015:,} (2015) to {STAFF_2024:,} (2024), {staff_change():.1f}%",
    )  # fmt: skip


def multilateral_evidence() -> Evidence:
    """Multilateral share of exercises, 2000s less 1980s, in percentage points."""
    before, after = multilateral_share(1980, 1989), multilateral_share(2000, 2009)
    gap = share_difference(before, after)
    return Evidence(
        gap.value, gap.low, gap.high, gap.n, "percentage points", 0, "above",
        f"Exercises of three or more: {before.value:.0f}% in the 1980s, {after.value:.0f}% in the 2000s (+{gap.value:.1f} points [{gap.low:.1f}, {gap.high:.1f}]), but already {multilateral_share(1980, 1984).value:.0f}% in 1980–84; "
        f"bilateral treaties: {bilateral_treaty_share(1980, 1989).value:.0f}% of new ones in the 1980s, {bilateral_treaty_share(2010, 2018).value:.0f}% in 2010–2018",
    )  # fmt: skip


def more_exercises_evidence() -> Evidence:
    """Mean yearly number of exercises, 2000–2009 less 1980–1989, Welch interval."""
    values = series()["joint exercises"]
    gap = models.difference_in_means(values.loc[2000:2009], values.loc[1980:1989])
    return Evidence(
        gap.value, gap.low, gap.high, gap.n, "exercises a year", 0, "above",
        f"{values.loc[2000:2009].mean():.0f} exercises a year in the 2000s after {values.loc[1980:1989].mean():.0f} in the 1980s, {exercise_growth():+.0f}% in all and {per_pair_growth():+.0f}% when divided by possible pairs; "
        f"the peak was {values.max():.0f} in {values.idxmax()}, and 2010 had {values.iloc[-1]:.0f}",
    )  # fmt: skip


def technology_evidence() -> Evidence:
    """Share of new bilateral defence agreements about industry, procurement or research, 2000s less 1990s, in points."""
    before, after = technology_share(1990, 1999), technology_share(2000, 2009)
    gap = share_difference(before, after)
    return Evidence(
        gap.value, gap.low, gap.high, gap.n, "percentage points", 0, "above",
        f"Agreements on arms industry, procurement or research: {technology_share(1980, 1989).value:.0f}% of new defence agreements in the 1980s, {before.value:.0f}% in the 1990s, "
        f"{after.value:.0f}% in the 2000s; their number went from {technology_count(1980, 1989)} to {technology_count(1990, 1999)} to {technology_count(2000, 2009)}. AI and cyber are not coded",
    )  # fmt: skip


def relief_share_evidence() -> Evidence:
    """Share of exercises with a relief purpose, 2000s less 1980s, in percentage points."""
    before, after = purpose_share("humanitarian", 1980, 1989), purpose_share("humanitarian", 2000, 2009)
    gap = share_difference(before, after)
    return Evidence(
        gap.value, gap.low, gap.high, gap.n, "percentage points", 0, "above",
        f"{before.value:.0f}% of exercises had a relief purpose in the 1980s, {purpose_share('humanitarian', 1990, 1999).value:.0f}% in the 1990s, {after.value:.0f}% in the 2000s",
    )  # fmt: skip


def relief_ties_evidence() -> Evidence:
    """Change in voting distance around a pair's first relief exercise, less matched pairs; placebo: the years before."""
    effect, placebo = relief_effect(), relief_effect(-5, -1)
    return Evidence(
        effect.value, effect.low, effect.high, effect.n, "scale points of UN voting distance", 0, "below",
        f"From one year before to three after their first relief exercise, pairs moved {-effect.value:.3f} points closer than matched pairs [{-effect.high:.3f}, {-effect.low:.3f}]; "
        f"but {-placebo.value:.3f} points [{-placebo.high:.3f}, {-placebo.low:.3f}] in the four years before it",
    )  # fmt: skip


# Claims.


ASKED = ["C04.1", "C04.2", "C04.4", "C04.6", "C04.7", "C04.8"]
CLAIMS = [
    Judgement("C04.1", "contested",
              "Most series rise to the end of their data, but the data end early, peace operations shrank by two fifths, and several pacts lost members. The 'because' would need a design, and none is offered: hence contested.", keeps_increasing_evidence),
    Judgement("C04.2", "partly supported",
              "Exercises grew much larger at the top and somewhat more multilateral, though not against the early 1980s. New treaties did not follow, and the data on defence agreements hold bilateral ones only.", multilateral_evidence),
    Judgement("C04.3", "not testable here",
              "Plausible, and common in strategy papers. But no table of this course shows who adopts which standard, and words about standards are not standards."),
    Judgement("C04.4", "supported",
              "For 1980 to 2010, even divided by possible pairs of states. Better reporting may explain part of it, the peak was 2004, and no table of this course shows the years since 2010.", more_exercises_evidence),
    Judgement("C04.5", "contested",
              "We know of no open data on what would be needed: who trained with whom, then fought how well. Case studies point both ways, and national caveats survive much training."),
    Judgement("C04.6", "contested",
              "To 2010 technology lost weight among defence agreements, yet their number grew before it stalled: share and count disagree. Europe's joint procurement stayed near 18%<!--@CoursePartnerships2026-->. Newer plans on AI and submarines are in no table of this course. Hence contested.", technology_evidence),
    Judgement("C04.7", "supported",
              "Relief moved from almost no exercises to about one in seven. Most of the rise was in the 1990s, and it stayed a side task.", relief_share_evidence),
    Judgement("C04.8", "contested",
              "Pairs drew closer around their first relief exercise, by 0.047<!--= effect --> scale points more than their matches, but in the four years before it already by 0.072<!--= before -->: friendship came before help at least as clearly as after it, near what Kelman (2012) found for disasters<!--@Kelman2012-->. Stability was not measured.", relief_ties_evidence),
]  # fmt: skip


# Numbers.
NUMBERS = {
    "staff_change": lambda: -staff_change(),
    "peak": lambda: series()["joint exercises"].max(),
    "in_2010": lambda: series()["joint exercises"].loc[2010],
    "growth_all": exercise_growth,
    "growth_pairs": per_pair_growth,
    "treaties_1992": lambda: series()["new alliance treaties"].loc[1992],
    "treaties_2018": lambda: series()["new alliance treaties"].loc[2018],
    "conflicts_2010": lambda: series()["armed conflicts"].loc[2010],
    "conflicts_2024": lambda: series()["armed conflicts"].loc[2024],
    "blue_2015": lambda: series()["UN peacekeepers"].loc[2015],
    "blue_2021": lambda: series()["UN peacekeepers"].loc[2021],
    "multi_1980s": lambda: multilateral_share(1980, 1989).value,
    "multi_2000s": lambda: multilateral_share(2000, 2009).value,
    "gap": lambda: multilateral_evidence().estimate,
    "bilateral_1980s": lambda: bilateral_treaty_share(1980, 1989).value,
    "bilateral_2010s": lambda: bilateral_treaty_share(2010, 2018).value,
    "relief_1980s": lambda: purpose_share("humanitarian", 1980, 1989).value,
    "relief_1990s": lambda: purpose_share("humanitarian", 1990, 1999).value,
    "relief_2000s": lambda: purpose_share("humanitarian", 2000, 2009).value,
    "effect": lambda: -relief_effect().value,
    "before": lambda: -relief_effect(-5, -1).value,
    "trend_count": lambda: span_trend("new alliance treaties", "count", 1946, 2018).value,
    "trend_pairs": lambda: span_trend("new alliance treaties", "per 1,000 pairs of states", 1946, 2018).value,
    "tech_1980s": lambda: technology_share(1980, 1989).value,
    "tech_count_1980s": lambda: technology_count(1980, 1989),
    "tech_count_1990s": lambda: technology_count(1990, 1999),
    "tech_count_2000s": lambda: technology_count(2000, 2009),
    "multi_early": lambda: multilateral_share(1980, 1984).value,
    "multi_rise": lambda: multilateral_share(2005, 2009).value - multilateral_share(1990, 1994).value,
    "multi_gain": lambda: multilateral_share(2005, 2009).value - multilateral_share(1980, 1984).value,
    "multi_late": lambda: multilateral_share(1985, 1989).value,
    "treaty_low": lambda: share_difference(bilateral_treaty_share(1980, 1989), bilateral_treaty_share(2010, 2018)).low,
    "treaty_high": lambda: (
        share_difference(bilateral_treaty_share(1980, 1989), bilateral_treaty_share(2010, 2018)).high
    ),
    "tech_2000s": lambda: technology_share(2000, 2009).value,
}
