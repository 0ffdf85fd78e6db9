"""Lesson 04, current trends: whether cooperation grows and turns multilateral depends on what is counted, over what, since when."""

from __future__ import annotations

import math
from functools import cache, cached_property

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
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
from helpers.measures import allied_pairs, possible_pairs, signed_agreements, states_in
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

MME = "MME 7 (D'Orazio & Galambos 2021), 1980–2010"
DCAD = "DCAD (Kinne 2020), 1980–2010"
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

SIZES = {
    "three or more": (3, math.inf),
    "three to five": (3, 5),
    "six or more": (6, math.inf),
    "ten or more": (10, math.inf),
}
TRAINING = {
    "count": ("exercises a year", "no more exercises than before"),
    "per pair": ("exercises a year per 1,000 possible pairs of states", "only as many more as there are more pairs"),
    "trained": ("pairs that trained in a year, of 1,000 possible", "no larger part of the possible pairs than before"),
    "small": ("the same without exercises of ten or more", "no larger part of the possible pairs than before"),
}
SPAN = 5  # years on either side of a pair's first exercise
WINDOW = 3  # years of threat before, and after


# Measures.


@cache
def series() -> dict[str, pd.Series]:
    """The yearly series of the dashboard, from 1946 or the first year of the data to the last."""
    alliances, agreements, drills = load("alliances"), signed_agreements(), load("exercises")
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


@cache
def drills() -> pd.DataFrame:
    """Exercises 1980–2010: year, participants (blank where not known), humanitarian (0/1), and block: the series, or itself.

    An exercise of a series repeats its purpose and its guests, so the series is the unit that varies.
    """
    table = load("exercises")
    alone = "exercise " + table["exercise_id"].astype(str)
    return table[["year", "humanitarian"]].assign(
        participants=table["participants"].where(table["multilateral"].notna()),
        block=table["series"].where(table["series"] != "", alone),
        humanitarian=table["humanitarian"].astype(float),
    )


def of_size(table: pd.DataFrame, size: str) -> pd.Series:
    """Return 1 for each row whose participants fall into one of SIZES, 0 for the others."""
    return table["participants"].astype(float).between(*SIZES[size]).astype(float)


def size_share(size: str, first: int, last: int) -> models.Estimate:
    """Share of exercises of a size among those whose participants are known, per cent; clustered by series."""
    rows = drills().query("@first <= year <= @last").dropna(subset="participants")
    return models.clustered(of_size(rows, size), rows["block"])


def size_trend(size: str, first: int = 1980) -> models.Estimate:
    """Trend from `first` to 2010 of the share of exercises of a size, percentage points a decade; clustered by series."""
    rows = drills().query("year >= @first").dropna(subset="participants")
    return models.clustered(of_size(rows, size), rows["block"], rows["year"] / 10)


def relief_share(first: int, last: int) -> models.Estimate:
    """Share of exercises with relief as a purpose, per cent; clustered by series."""
    rows = drills().query("@first <= year <= @last")
    return models.clustered(rows["humanitarian"], rows["block"])


def multilateral_share(first: int, last: int) -> models.Estimate:
    """Share of exercises with more than two participants among those whose participants are known, per cent."""
    return size_share("three or more", first, last)


def bilateral_treaty_share(first: int, last: int) -> models.Estimate:
    """Share of alliance treaties signed in a span that have two members, per cent."""
    rows = load("alliances").query("@first <= start <= @last")
    return _percent(int(rows["bilateral"].sum()), len(rows))


@cache
def agreements() -> pd.DataFrame:
    """New defence agreements 1980–2010: year, named (main kind industry, procurement or research), covered (or general), 0/1.

    A framework agreement is general: its main kind is 'full', and it covers research and procurement among other things.
    """
    table = signed_agreements()
    fields = ["industry", "procurement", "research"]
    named, covered = table["kind"].isin(fields), table["full"] | table[fields].any(axis=1)
    return pd.DataFrame({"year": table["start"], "named": named.astype(float), "covered": covered.astype(float)})


def technology(column: str, first: int, last: int) -> tuple[int, float]:
    """Number of agreements signed in a span that name or cover technology, and their share of all, per cent."""
    found = agreements().query("@first <= year <= @last")[column]
    return int(found.sum()), 100 * float(found.mean())


def relative_trend(column: str = "value"):
    """Return a statistic of yearly rows: the least-squares trend of a column, per cent of its mean per decade."""
    return lambda rows: 1000 * np.polyfit(rows["year"], rows[column], 1)[0] / rows[column].mean()


def share_trend(column: str):
    """Return a statistic of agreements: the trend of a column's share, percentage points a decade."""
    return lambda rows: np.polyfit(rows["year"] / 10, 100 * rows[column], 1)[0]


def yearly(values: pd.Series) -> pd.DataFrame:
    """A yearly series as a table of year and value."""
    return values.rename("value").rename_axis("year").reset_index()


def pairs_trained(year: int) -> int:
    """Number of different pairs of states that held at least one joint exercise in a year."""
    held = load("exercise_pairs").query("year == @year")
    return len(held.drop_duplicates(["state_id_1", "state_id_2"]))


def pairs_trained_in_small() -> pd.Series:
    """Number of different pairs of states by year that trained together in exercises of fewer than ten states."""
    held = load("exercise_members")[["exercise_id", "year", "state_id"]]
    held = held[held.groupby("exercise_id")["state_id"].transform("size") < 10]
    both = held.merge(held, on=["exercise_id", "year"]).query("state_id_x < state_id_y")
    return both.drop_duplicates(["year", "state_id_x", "state_id_y"]).groupby("year").size()


def staff_change() -> float:
    """Change of the staff of peace operations, 2015 to 2024, in per cent of the value of 2015."""
    return 100 * (STAFF_2024 - STAFF_2015) / STAFF_2015


@cache
def training() -> pd.DataFrame:
    """Measures of 'more' by year, 1980–2010, all from one list: exercises; exercises per 1,000 possible pairs of states; pairs that trained, of 1,000."""
    count = series()["joint exercises"]
    per_pair = normalised("joint exercises", "per 1,000 pairs of states")
    trained = pd.Series({year: 1000 * pairs_trained(year) / possible_pairs(year) for year in count.index})
    held = pairs_trained_in_small()
    small = pd.Series({year: 1000 * held[year] / possible_pairs(year) for year in count.index})
    return (
        pd.DataFrame({"count": count, "per pair": per_pair, "trained": trained, "small": small})
        .rename_axis("year")
        .reset_index()
    )


@cache
def last_ten(seed: int = 1) -> pd.DataFrame:
    """Trend of each cooperation series over the last ten years of its data, per cent of the mean per decade: value, low, high.

    Intervals by resampling spells of three years. Ten years are few, so even these are rather narrow.
    """
    rows = {}
    for name, values in series().items():
        if name != "armed conflicts":
            found = models.block_bootstrap(yearly(values.iloc[-10:]), relative_trend(), "year", 3, seed, 250)
            rows[name] = (found.value, found.low, found.high)
    return pd.DataFrame(rows, index=["value", "low", "high"]).T


def rising_over(years: int) -> int:
    """Number of the six cooperation series that rise over the last `years` years of their data."""
    trends = (relative_trend()(yearly(values.iloc[-years:])) for name, values in series().items() if name != "armed conflicts")  # fmt: skip
    return sum(trend > 0 for trend in trends)


@cache
def first_exercises() -> pd.DataFrame:
    """Pairs whose first exercise together fell in 1990–2005: was it for relief, and did they sign an agreement, when?

    exercise: the id of that exercise (of several in a year the lowest).
    relief, earlier, before, after: 0/1; signed in the years −10 to −6, −5 to −1 and 1 to 5 from that exercise. year: as text.
    """
    held = load("exercise_members").merge(load("exercises")[["exercise_id", "humanitarian"]], on="exercise_id")
    both = held.merge(held, on=["exercise_id", "year", "humanitarian"]).query("state_id_x < state_id_y")
    both = both.rename(columns={"state_id_x": "state_id_1", "state_id_y": "state_id_2"})
    pair = ["state_id_1", "state_id_2"]
    both = both[both["year"] == both.groupby(pair)["year"].transform("min")].query("1990 <= year <= 2005")
    table = (
        both.groupby(pair)
        .agg(year=("year", "min"), relief=("humanitarian", "max"), exercise=("exercise_id", "min"))
        .reset_index()
    )
    signed = signed_agreements()[[*pair, "start"]]
    dated = table.merge(signed, on=pair)
    years = dated["start"] - dated["year"]
    for name, low, high in (("earlier", -2 * SPAN, -SPAN - 1), ("before", -SPAN, -1), ("after", 1, SPAN)):
        found = dated.loc[years.between(low, high), pair].drop_duplicates().assign(**{name: 1.0})
        table = table.merge(found, on=pair, how="left").fillna({name: 0.0})
    return table.astype({"relief": float, "year": str})


def signing_shares(relief: bool) -> pd.Series:
    """Per cent of the pairs that signed earlier, before and after, by whether their first exercise was for relief."""
    table = first_exercises()
    return 100 * table.loc[table["relief"] == relief, ["earlier", "before", "after"]].mean()


@cache
def threats() -> pd.DataFrame:
    """Country-years 1983–2010: agreements signed (number), and threats in the three years before and after.

    attacks: log of 1 + mean terrorist attacks at home (1993 is not in the data); neighbours: mean number of land neighbours
    with an armed conflict at home. Those after end with _after.
    """
    years = range(1983 - WINDOW, 2011 + WINDOW)
    known = (
        load("terrorism")
        .dropna(subset="state_id")
        .pivot_table(index="year", columns="state_id", values="attacks", aggfunc="sum")
    )
    border = load("contiguity").query("type == 1")
    ends = border["state_id_1"], border["state_id_2"]
    border = border.assign(state_id=[*zip(*ends, strict=True)], neighbour=[*zip(*ends[::-1], strict=True)])
    border = border.explode(["state_id", "neighbour"]).assign(year=[list(years)] * (2 * len(border))).explode("year")
    border = border[border["year"].between(border["start"], border["end"].fillna(9999))]
    fights = (
        load("armed_conflict_states").query("at_home > 0")[["state_id", "year"]].set_axis(["neighbour", "year"], axis=1)
    )
    near = border.merge(fights, on=["neighbour", "year"]).groupby(["year", "state_id"]).size().unstack()
    signed = signed_agreements()
    agreed = (
        pd.concat([signed.groupby(["start", name]).size() for name in ("state_id_1", "state_id_2")])
        .groupby(level=[0, 1])
        .sum()
        .unstack()
    )
    states = sorted(set().union(*map(states_in, years)))
    gap = ~pd.Index(years).isin(known.index)  # the year that the terrorism data lack
    found = {"agreements": agreed.reindex(index=years, columns=states).fillna(0.0)}
    for name, table in (("attacks", known), ("neighbours", near)):
        table = table.reindex(index=years, columns=states).fillna(0.0)
        table = table.mask(np.broadcast_to(gap[:, None], table.shape)) if name == "attacks" else table
        mean = table.rolling(WINDOW, min_periods=1).mean()
        mean = np.log1p(mean) if name == "attacks" else mean
        found |= {name: mean.shift(1), f"{name}_after": mean.shift(-WINDOW)}
    long = pd.DataFrame({name: table.loc[1983:2010].stack() for name, table in found.items()})
    long = long.rename_axis(["year", "state_id"]).reset_index()
    return long[[state in states_in(year) for year, state in zip(long["year"], long["state_id"], strict=True)]]


@cache
def within_country(column: str) -> models.Estimate:
    """Per cent more agreements per unit of a threat within the same country, common years removed; n country-years.

    Poisson regression with countries and years (those that never sign tell nothing), clustered by country.
    """
    table = threats().dropna(subset=column)
    table = table[table.groupby("state_id")["agreements"].transform("sum") > 0]
    y, x, slope = table["agreements"], table[column], 0.0
    levels = [pd.factorize(table[level])[0] for level in ("state_id", "year")]
    log = np.log(y.mean()) + 0 * y
    for _ in range(25):  # weighted least squares, country and year means removed in turn
        mu = np.exp(log)
        z, part = log + (y - mu) / mu, x
        keep = z
        for _ in range(60):
            for level in levels:
                total = mu.groupby(level).transform("sum")
                z = z - (mu * z).groupby(level).transform("sum") / total
                part = part - (mu * part).groupby(level).transform("sum") / total
        slope = (mu * part * z).sum() / (mu * part**2).sum()
        new = keep - (z - slope * part)
        done, log = np.abs(new - log).max() < 1e-9, new
        if done:
            break
    sums = (part * (y - np.exp(log))).groupby(levels[0]).sum()
    error = math.sqrt((sums**2).sum() * len(sums) / (len(sums) - 1)) / (np.exp(log) * part**2).sum()
    ends = (100 * math.expm1(slope + side * models.Z * error) for side in (0, -1, 1))
    return models.Estimate(*ends, len(table))


def _percent(hits: int, n: int) -> models.Estimate:
    share = models.proportion(hits, n)
    return models.Estimate(100 * share.value, 100 * share.low, 100 * share.high, n)


@cache
def units() -> dict[str, pd.DataFrame]:
    """What explorer 2 counts: one row per thing with its year, participants, weight, and the block it hangs together with."""
    known = drills().dropna(subset="participants").astype({"participants": int}).assign(weight=1)
    treaties = (
        load("alliances").query("start >= 1950").rename(columns={"start": "year", "members_ever": "participants"})
    )
    treaties = treaties[["year", "participants"]].assign(block=treaties["alliance_id"])
    return {
        "joint exercises": known,
        "relief exercises only": known[known["humanitarian"] == 1],
        "places of states in exercises": known.assign(weight=known["participants"]),
        "new alliance treaties": treaties.assign(weight=1),
        "pairs made by new treaties": treaties.assign(
            weight=treaties["participants"] * (treaties["participants"] - 1) // 2
        ),
    }


def shares_by_period(unit: str, size: str, step: int, plain: bool) -> pd.DataFrame:
    """Per cent of a size, by period of `step` years; with 95% intervals (clustered by series) where a case is one draw.

    Periods with under ten cases, or less than half covered by the data, are left out.
    """
    table, rows = units()[unit], []
    for start, part in table.groupby(table["year"] // step * step):
        hit, n = of_size(part, size), len(part)
        end = min(start + step - 1, int(table["year"].max()))
        if n >= 10 and end - start + 1 >= step / 2:
            found = models.clustered(hit, part["block"])
            low, high = (max(found.low, 0), min(found.high, 100)) if plain else (math.nan, math.nan)
            share = 100 * (hit * part["weight"]).sum() / part["weight"].sum()
            rows.append({"period": f"{start}–{end % 100:02d}", "start": start, "end": end, "share": share, "n": n, "low": low, "high": high})  # fmt: skip
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
def more_figure() -> Picture:
    """The same exercises by four measures of 'more': count, per pair, share, pairs that trained."""
    rows = training().set_index("year")
    means = {name: [rows[name].loc[d : d + 9].mean() for d in (1980, 2000)] for name in TRAINING}
    shares = [multilateral_share(d, d + 9).value for d in (1980, 2000)]
    measures = [
        ("exercises a year", means["count"], "{:.0f}"),
        ("per 1,000 possible pairs", means["per pair"], "{:.1f}"),
        ("% with three or more", shares, "{:.0f}"),
        ("of 1,000 pairs, trained", means["trained"], "{:.0f}"),
    ]
    figure, axes = new_figure(
        "One list of exercises, four answers to 'more?'",
        "The 1980s and the 2000s, each by a count, two rates and a share",
        MME,
        size="pair",
        cols=4,
    )
    figure.subplots_adjust(left=0.03, right=0.98, wspace=0.22, top=0.7)
    told = []
    for ax, (name, (before, after), form) in zip(axes, measures, strict=True):
        ax.bar([0, 1], [before, after], color=[PALE, BLUE], width=0.72)
        for x, value in enumerate((before, after)):
            ax.text(x, value, form.format(value), ha="center", va="bottom", fontsize=11, fontweight="bold")
        bare(ax)
        ax.set(xlim=(-0.55, 1.55), ylim=(0, 1.15 * max(before, after)))
        change = f"{signed(after - before)} points" if "%" in name else f"{signed(growth(before, after))}%"
        ax.set_title(f"{change}\n{name}", fontsize=10.5, loc="left", color=BLUE)
        ax.set_xticks([0, 1], ["1980s", "2000s"])
        told.append(f"{name} {form.format(before)} to {form.format(after)}")
    return show(figure, f"Four pairs of bars, the 1980s against the 2000s: {'; '.join(told)}.")


@house_style()
def sizes_figure() -> Picture:
    """Small groups lose ground among exercises, big ones gain; new treaties stay with two."""
    sizes = {
        name: [size_share(name, d, d + 9) for d in (1980, 1990, 2000)]
        for name in ("three to five", "six or more", "ten or more")
    }
    treaties = [bilateral_treaty_share(d, d + 9) for d in (1980, 1990, 2000, 2010)]
    figure, (left, right) = new_figure(
        "What grew is the big exercise, not the small group",
        "Left: exercises by number of participants, % of those known. Right: new treaties of two, %. Bars: 95% intervals",
        f"{MME}, clustered by series; ATOP 5.1, to 2018 (2010s: nine years), Wilson",
        size="pair",
        cols=2,
    )
    lines, tones = {}, {"three to five": ORANGE, "six or more": PLUM, "ten or more": COLOURS["multilateral"]}
    for name, parts in sizes.items():
        lines[f"{name} {parts[-1].value:.0f}"] = left.plot(range(3), [part.value for part in parts], color=tones[name])[
            0
        ]
        _whiskers(left, parts, tones[name])
    _whiskers(right, treaties, COLOURS["bilateral"])
    for i, part in enumerate(treaties):
        right.text(
            i + 0.12, part.value, f"{part.value:.0f}", va="center", color=COLOURS["bilateral"], fontweight="bold"
        )
    left.set(xlim=(-0.2, 2.1), ylim=(0, 32))
    left.set_xticks(range(3), ["1980s", "1990s", "2000s"])
    right.set(xlim=(-0.4, 3.6), ylim=(0, 103))
    right.set_xticks(range(4), ["1980s", "1990s", "2000s", "2010s"])
    label_lines(left, lines, gap=0.09)
    figure.subplots_adjust(wspace=0.55)
    told = "; ".join(f"{name} {parts[0].value:.0f} to {parts[-1].value:.0f} per cent" for name, parts in sizes.items())
    alt = f"Two charts with intervals. Exercises from the 1980s to the 2000s: {told}. New treaties of two: {treaties[0].value:.0f} per cent in the 1980s, {treaties[-1].value:.0f} in the 2010s."
    return show(figure, alt)


def _whiskers(ax, parts: list[models.Estimate], tone: str) -> None:
    for i, part in enumerate(parts):
        ax.plot([i, i], [max(part.low, 0), min(part.high, 100)], color=tone, linewidth=2)
        ax.plot(i, part.value, "o", color=tone, markersize=8)


@house_style()
def technology_figure() -> Picture:
    """Technology in new defence agreements: the number rises, the share does not."""
    rows = agreements()
    figure, (left, right) = new_figure(
        "Technology: more agreements, and a smaller part of what is signed",
        "New agreements of two: number a year, and % of the year. Blue: main subject; grey: or in a framework",
        DCAD,
        size="pair",
        cols=2,
    )
    tones = {"named": ("main subject", BLUE), "covered": ("or in a framework", GREY)}
    told = []
    for ax, way in ((left, "sum"), (right, "mean")):
        lines = {}
        for column, (_, tone) in tones.items():
            values = rows.groupby("year")[column].agg(way) * (1 if way == "sum" else 100)
            lines[f"{values.iloc[-1]:.0f}"] = ax.plot(values.index, values, color=tone)[0]
        label_lines(ax, lines, gap=0.08)
        ax.set(xlim=(1980, 2010), ylim=(0, None if way == "sum" else 103), xticks=[1980, 1990, 2000, 2010])
    for column, (words, _) in tones.items():
        spans = [technology(column, d, d + 9) for d in (1980, 2000)]
        told.append(f"{words}: {spans[0][0]} to {spans[1][0]}, {spans[0][1]:.0f} to {spans[1][1]:.0f} per cent")
    figure.subplots_adjust(wspace=0.3, right=0.93)
    alt = f"Two line charts, 1980 to 2010; from the 1980s to the 2000s, number and share of new agreements: {'; '.join(told)}."
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
    shares = [relief_share(d, d + 9).value for d in (1980, 1990, 2000)]
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
    "more": more_figure,
    "sizes": sizes_figure,
    "relief": relief_figure,
    "technology": technology_figure,
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
    questions = {
        "Keep 1980 to 2024. Count the blue bars. Now set *From* to 2012. What is left?": "Five rise, two are unclear. From 2012 five read 'no data': peacekeepers fall, conflicts rise.",
        "Choose new alliance treaties, from 1946 to 2018, as `count` and then `per 1,000 pairs of states`. What happens to the sign?": "As a count no clear trend, 3%<!--= trend_count --> per decade; per pair −27%<!--= trend_pairs -->, clearly down.",
        "Find a span in which UN peacekeepers rise, and one in which they fall. Which would a minister quote?": "From 1980 they rise; from 2012 they fall. Ministers of both kinds exist.",
    }
    tones = {"up": BLUE, "down": ORANGE, "unclear": GREY, "no data": PALE}

    @cached_property
    def controls(self):
        return {
            "name": choice("Indicator", series()),
            "norm": choice("Shown as", NORMS),
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
            f"{upper(result['name'])}, {NORMS[result['norm']]}; thick = chosen span; orange area = after the data"
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
        "Ten or more": (
            {"size": "ten or more"},
            "Raise the bar for 'multilateral', and the rise is clearer than for all groups.",
        ),
        "Treaties instead": (
            {"unit": "new alliance treaties"},
            "Among new treaties the share went the other way, and the interval is wide.",
        ),
        "Pairs made": (
            {"unit": "pairs made by new treaties"},
            "One big treaty makes hundreds of pairs; so the unit decides the story.",
        ),
    }
    questions = {
        "Joint exercises: go through the sizes. Which one rises for sure? And with *three or more*, in periods of five years?": "The large ones. Three or more is unclear, and in periods of five years it has gained nothing. 'Larger' stands on firmer ground than 'more multilateral'.",
        "Count *relief exercises only*. Is relief more multilateral than the rest? Mind the number below the first bar.": "By the 2000s yes: about half against two fifths. The first decade has few cases; its interval says so.",
        "Compare *new alliance treaties* with *pairs made by new treaties*. Which one jumps about, and why?": "Pairs: one large treaty makes hundreds, so a single signature decides a decade.",
    }

    @cached_property
    def controls(self):
        return {
            "unit": choice("Count", units()),
            "size": choice("Group of", SIZES),
            "step": choice("Periods", [("ten years", 10), ("five years", 5)]),
        }

    def compute(self, unit, size, step):
        """Share by period, and the change from first to last where cases can be sampled."""
        plain = unit not in ("places of states in exercises", "pairs made by new treaties")
        table, gap = shares_by_period(unit, size, step, plain), None
        if plain:
            first, last = table.iloc[0], table.iloc[-1]
            rows = units()[unit]
            late = rows["year"].between(last["start"], last["end"])
            rows, late = rows[late | rows["year"].between(first["start"], first["end"])], late.astype(float)
            gap = models.clustered(of_size(rows, size), rows["block"], late[rows.index])
        things = "treaties" if "treaties" in unit else "exercises"
        return {"unit": unit, "size": size, "table": table, "gap": gap, "things": things}

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
            f"{upper(result['unit'])}: per cent of groups of {result['size']}; {line}number of {result['things']} below"
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
        word = "up" if clear and change > 0 else "down" if clear else "no clear change"
        return f"{upper(result['size'])}: {word}, {first['share']:.0f}% in {first['period']}, {last['share']:.0f}% in {last['period']}"

    def describe(self, result):
        table, gap, things = result["table"], result["gap"], result["things"]
        first, last, top = table.iloc[0], table.iloc[-1], table.loc[table["share"].idxmax()]
        change = f"change {gap.value:+.1f} points [{gap.low:+.1f}, {gap.high:+.1f}]; ".replace("-", "−") if gap else ""
        return (
            f"{upper(result['unit'])}, groups of {result['size']}: {first['share']:.0f}% in {first['period']} ({first['n']:,} {things}), "
            f"{last['share']:.0f}% in {last['period']} ({last['n']:,} {things}); {change}highest {top['share']:.0f}% in {top['period']}. Periods with under ten cases, or less than half covered, are left out."
        )

    def table(self, result):
        return result["table"].drop(columns=["start", "end"]).set_index("period")


EXPLORERS = {"dashboard": Dashboard, "multilateral": Multilateral}


# Exercises.


def multilateral_known(first: int, last: int) -> float:
    """Exercises of three or more, divided by those whose participants are known, in per cent."""
    return multilateral_share(first, last).value


def per_pair_change(first: int, last: int) -> float:
    """Divide each year's exercises by the possible pairs of its states; then compare, in per cent of the first year."""
    rates = normalised("joint exercises", "per 1,000 pairs of states")
    return growth(rates[first], rates[last])


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


def same_pairs_before() -> str:
    """What is there before the event cannot come from it: look at the same pairs in the years before."""
    return "same-pairs"


def flaw_of(flaw: str) -> str:
    """Ask of each headline: divided by what, since when, share or number, until when?"""
    return flaw


def headline(flaw: str) -> str:
    """A headline with one flaw, with numbers from the tables."""
    counts = series()["joint exercises"]
    fall = -growth(counts.loc[counts.idxmax()], counts.iloc[-1])
    named = [technology("named", d, d + 9)[1] for d in (1980, 2000)]
    return {
        "divide": f"States more than twice as keen to train together: {exercises_between(1980, 1989)} exercises in the 1980s, {exercises_between(2000, 2009):,} in the 2000s",
        "start": f"Joint training in decline: {fall:.0f}% fewer exercises in {counts.index[-1]} than in {counts.idxmax()}",
        "share": f"Partners lose interest in arms technology: {named[0]:.0f}% of new agreements in the 1980s, {named[1]:.0f}% in the 2000s",
        "end": "Crimea froze the training grounds: not one joint exercise on record since 2014",
    }[flaw]


FLAWS = {
    "divide": "it does not divide by the pairs of states that could have met",
    "start": "its first year was picked because the count was highest there",
    "share": "it takes a smaller share of a larger total for a smaller number",
    "end": "it takes the end of the records for an end of the training itself",
}


def other_flaw(flaw: str, place: int) -> str:
    """One of the three flaws that a headline does not have."""
    return [name for name in FLAWS if name != flaw][place]


def not_that_flaw(flaw: str, place: int) -> str:
    """Why a headline does not have one of the other flaws."""
    decades = "It compares whole decades; neither was picked for its height."
    return {
        "divide": {
            "start": "There were about as many states at the one end as at the other, so dividing changes little.",
            "share": "A share is divided already: by all agreements of its decade.",
            "end": "Nothing stays nothing, whatever it is divided by.",
        },
        "start": {
            "divide": decades,
            "share": decades,
            "end": "Its first year is that of an event, not that of a high count.",
        },
        "share": {
            "divide": "There is no share in it: it compares two numbers of exercises.",
            "start": "Both of its numbers are exercises of a year, not shares of anything.",
            "end": "It speaks of a number, and the number is none.",
        },
        "end": {
            "divide": "The records cover both decades to the last year.",
            "start": "The records cover both years.",
            "share": "The records cover all of these years.",
        },
    }[other_flaw(flaw, place)][flaw]


PROGRAMMES = {
    "a": {"6 of 3": (6, 3), "1 of 10": (1, 10), "2 of 4": (2, 4), "30 of 2": (30, 2)},
    "b": {"40 of 2": (40, 2), "8 of 3": (8, 3), "3 of 7": (3, 7), "5 of 4": (5, 4)},
    "c": {"9 of 3": (9, 3), "35 of 2": (35, 2), "2 of 8": (2, 8), "3 of 5": (3, 5)},
}


def by_pairs(programme: str) -> list[str]:
    """An exercise of n states ties n(n − 1)/2 pairs, so size counts almost twice."""
    return _ranked(programme, lambda times, size: times * size * (size - 1) / 2)


def _ranked(programme: str, measure) -> list[str]:
    items = PROGRAMMES[programme]
    return sorted(items, key=lambda name: -measure(*items[name]))


def programmes(programme: str) -> dict[str, str]:
    """The programmes as they are shown."""
    words = {name: f"{times} exercises of {size} states each" for name, (times, size) in PROGRAMMES[programme].items()}
    return {
        name: text.replace("1 exercises of 10 states each", "1 exercise of 10 states") for name, text in words.items()
    }


def large_beside_many(programme: str) -> str:
    """What the largest tables tie, beside the most tables."""
    items, words = PROGRAMMES[programme], programmes(programme)
    large, many = max(items, key=lambda name: items[name][1]), max(items, key=lambda name: items[name][0])
    pairs = {name: times * size * (size - 1) // 2 for name, (times, size) in items.items()}
    return (
        f"{words[large]}: {pairs[large]} pairs. {words[many]}: {pairs[many]}. A large table ties more than many small ones, "
        "and that is why pairs that trained grew several times as fast as exercises did."
    )


RETIRED = ("04.1", "04.2", "04.3", "04.4", "04.5", "04.6", "04.8", "04.10", "04.11")
EXERCISES = [
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
        level="apply",
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
        id="04.16",
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
                "per-pair": "exercises, or pairs that trained, per possible pair",
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
        id="04.13",
        title="Choose the control",
        prompt=lambda: (
            f"Of the pairs of states whose first exercise together was for relief, {signing_shares(True)['after']:.0f}% signed a defence agreement in the {SPAN} years after it; "
            f"of the pairs whose first exercise was for something else, {signing_shares(False)['after']:.0f}%. A headline says: *relief makes friends*. Which comparison would test that best?"
        ),
        kind="choice",
        level="evaluate",
        solution=same_pairs_before,
        meaning=lambda: (
            f"In the {SPAN} years before, {signing_shares(True)['before']:.0f}% of the relief pairs had signed, and {signing_shares(False)['before']:.0f}% of the others. "
            "The lead was there before anybody unpacked a tent, and it was not smaller. Perhaps pairs that were signing already chose relief; perhaps two large exercises decide: either way the later lead is no proof."
        ),
        hints=(
            "Why might two states choose relief, of all things, for their first exercise together?",
            "A cause cannot work backwards. Where would that show?",
        ),
        mistakes=(
            Mistake(
                lambda: "more-years",
                "Ten years let both groups sign more. Whether one of them was ahead from the start stays hidden.",
            ),
            Mistake(
                lambda: "all-pairs",
                "More pairs make the numbers steadier, not fairer: the relief pairs may differ from all others in the same way.",
            ),
            Mistake(
                lambda: "big-ones",
                "Bigger relief exercises have more guests. What those guests were to each other before is still unknown.",
            ),
        ),
        options={
            "more-years": "the same two groups of pairs, followed for ten years in place of five",
            "all-pairs": "the relief pairs, set against all pairs of states that ever trained",
            "same-pairs": "the same two groups of pairs, in the years before that exercise",
            "big-ones": "the relief pairs, split by how large that first exercise was",
        },
    ),
    Exercise(
        id="04.14",
        title="Find the flaw",
        prompt=lambda flaw: f"A headline, with true numbers: *{headline(flaw)}*. What is wrong with it?",
        kind="choice",
        level="analyse",
        solution=flaw_of,
        meaning="Four questions for any trend: divided by what, since when, share or number, until when? True numbers do not make a true headline.",
        hints=(
            "The numbers are right. Look at what is done with them.",
            "Ask the four questions one by one: divided by what, since when, share or number, until when?",
        ),
        mistakes=tuple(
            Mistake(
                lambda flaw, place=place: other_flaw(flaw, place), lambda flaw, place=place: not_that_flaw(flaw, place)
            )
            for place in range(3)
        ),
        options=FLAWS,
        variants=tuple({"flaw": flaw} for flaw in FLAWS),
    ),
    Exercise(
        id="04.15",
        title="Which programme ties most?",
        prompt="Four programmes for next year lie on your desk. Within each, no pair of states meets twice. Put them in order by the number of pairs of states that will have trained together, most first.",
        kind="order",
        level="apply",
        solution=by_pairs,
        meaning=large_beside_many,
        hints=(
            "How many pairs are there among three states? Among four?",
            "An exercise of n states ties n(n − 1)/2 pairs. Multiply by the number of exercises.",
        ),
        mistakes=(
            Mistake(
                lambda programme: _ranked(programme, lambda times, size: times),
                "That is the order by number of exercises. What does each of them tie?",
            ),
            Mistake(
                lambda programme: _ranked(programme, lambda times, size: times * size),
                "You counted seats: states times exercises. Each state meets all others at its table.",
            ),
            Mistake(
                lambda programme: _ranked(programme, lambda times, size: size),
                "You went by size alone. Many small tables can add up to more.",
            ),
            Mistake(
                lambda programme: by_pairs(programme)[::-1], "Right numbers, other end first: most pairs come first."
            ),
        ),
        options=programmes,
        variants=tuple({"programme": name} for name in PROGRAMMES),
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


def last_ten_evidence() -> Evidence2:
    """Share of the six cooperation series that rise over the last ten years of their data.

    Low counts only those whose interval lies above zero, high all but those whose interval lies below it.
    """
    found = last_ten()
    up, sure, down = ((found["value"] > 0).sum(), (found["low"] > 0).sum(), (found["high"] < 0).sum())
    names = ", ".join(found.index[found["low"] > 0])
    new = found.loc["new alliance treaties"]
    unsure = f"new treaties, for one, {new['value']:+.0f}% a decade, interval {new['low']:+.0f} to {new['high']:+.0f}".replace(
        "-", "−"
    )
    return Evidence2(
        finding=f"Over the last ten years of their data {up} of {len(found)} series rise, but only {sure} of them clearly ({names}); {unsure}; over the last 12, 15 and 20 years {rising_over(12)}, {rising_over(15)} and {rising_over(20)} rise",
        data="yearly series",
        rivals=("the press reports more", "three of the six series come from one list of treaties", "two series end in 2010"),
        rung=None,
        estimate=100 * up / len(found),
        low=100 * sure / len(found),
        high=100 * (1 - down / len(found)),
        interval="least and most",
        unit="% of series rising",
        n=len(found),
        n_unit="series",
        benchmark=50,
        why_benchmark="'countries keep increasing' says what holds for most of what they do together",
        expects="above",
    )  # fmt: skip


def staff_evidence() -> Evidence2:
    """Change in the staff of multilateral peace operations, 2015 to 2024, as SIPRI published it (read second hand)."""
    return Evidence2(
        finding=f"The staff of peace operations went from {STAFF_2015:,} in 2015 to {STAFF_2024:,} in 2024, a change of {staff_change():.1f}%".replace("-", "−"),
        data="full count",
        rivals=("2015 was close to a peak", "hosts closed missions that others would have kept"),
        rung=None,
        **counted(staff_change()),
        interval="full count",
        unit="% in nine years",
        n=2,
        n_unit="years compared",
        benchmark=0,
        why_benchmark="no more and no fewer than before",
        expects="above",
    )  # fmt: skip


def keeps_increasing() -> tuple[Part, ...]:
    """Six series to the end of their data, and one count that reaches 2024."""
    return (Part("joint efforts", last_ten_evidence(), works("C04.1"), counts=(staff_evidence(),)),)


def size_evidence(size: str = "three or more", first: int = 1980) -> Evidence2:
    """Trend of the share of exercises of a size, first year to 2010; clustered by series. size: one of SIZES."""
    found, shares = size_trend(size, first), [size_share(size, d, d + 9) for d in (1980, 2000)]
    early = size_share(size, 1980, 1984).value
    return Evidence2(
        finding=f"{'' if first == 1980 else f'Counted from {first} only: '}Exercises of {size} were {shares[0].value:.0f}% of {shares[0].n} in the 1980s ({early:.0f}% in 1980–84) and {shares[1].value:.0f}% of {shares[1].n:,} in the 2000s, of those whose participants are known",
        data="package",
        rivals=("big exercises are better reported", "small informal groups leave no record here"),
        rung=None,
        **measured(found),
        interval="clustered",
        by="exercise series",
        unit="percentage points a decade",
        n=found.n,
        n_unit="exercises",
        benchmark=0,
        why_benchmark="a share that stays as it was",
        expects="above",
    )  # fmt: skip


def treaty_evidence(seed: int = 1) -> Evidence2:
    """Trend of the share of new alliance treaties with three members or more, 1980–2018; spells of three years resampled."""
    rows = load("alliances").query("start >= 1980")
    table = pd.DataFrame({"year": rows["start"], "many": 1.0 - rows["bilateral"]})
    found = models.block_bootstrap(table, share_trend("many"), "year", 3, seed, 500)
    two = [bilateral_treaty_share(d, min(d + 9, 2018)).value for d in (1980, 1990, 2000, 2010)]
    return Evidence2(
        finding=f"Of new alliance treaties {two[0]:.0f}% had two members in the 1980s, {two[1]:.0f}% in the 1990s, {two[2]:.0f}% in the 2000s and {two[3]:.0f}% in 2010–2018",
        data="package",
        rivals=("new states sign first with their neighbours, two by two",),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="spells of three years",
        unit="percentage points a decade",
        n=len(table),
        n_unit="treaties",
        benchmark=0,
        why_benchmark="a share that stays as it was",
        expects="above",
    )  # fmt: skip


def towards_several(seed: int = 1) -> tuple[Part, ...]:
    """Exercises of three or more, from three first years; of six and of ten or more; treaties of three or more."""
    later = tuple(size_evidence(first=year) for year in (1985, 1990))
    counts = (*later, size_evidence("six or more"), size_evidence("ten or more"), treaty_evidence(seed))
    return (Part("cooperation among several", size_evidence(), works("C04.2"), counts=counts),)


def stress_on_working_together() -> tuple[Part, ...]:
    """No table shows it; what works found."""
    return (Part("the ability to work together", studies=works("C04.3")),)


def training_evidence(column: str = "count", seed: int = 1) -> Evidence2:
    """Trend 1980–2010 of a measure of training, per cent of its mean per decade; spells of five years resampled."""
    table, (words, why) = training(), TRAINING[column]
    found = models.block_bootstrap(table, relative_trend(column), "year", 5, seed, 500)
    late = last_ten(seed).loc["joint exercises"]
    apart = f"; over the last ten years alone, the span of C04.1, a trend of {late['value']:+.0f}% a decade, interval {late['low']:+.0f} to {late['high']:+.0f}"
    apart = apart.replace("-", "−") if column == "count" else ""
    decades = [table.loc[table["year"].between(d, d + 9), column].mean() for d in (1980, 2000)]
    return Evidence2(
        finding=f"{upper(words)}: {decades[0]:.3g} in the 1980s, {decades[1]:.3g} in the 2000s, {table[column].iloc[-1]:.3g} in 2010{apart}",
        data="yearly series",
        rivals=("the press reports more, and is easier to search",),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="spells of five years",
        unit="% of the mean per decade",
        n=len(table),
        n_unit="years",
        benchmark=0,
        why_benchmark=why,
        expects="above",
        scope="1980–2010",
    )  # fmt: skip


def more_training(seed: int = 1) -> tuple[Part, ...]:
    """The count, the count per possible pair, the pairs that trained, and these without big exercises."""
    count = training_evidence("count", seed)
    others = (
        training_evidence("per pair", seed),
        training_evidence("trained", seed),
        training_evidence("small", seed),
    )
    return (Part("joint training", count, works("C04.4"), counts=others),)


def training_helps() -> tuple[Part, ...]:
    """No table joins training before with conduct in a coalition; what works found."""
    return (Part("working together after training together", studies=works("C04.5")),)


def technology_number_evidence(seed: int = 1) -> Evidence2:
    """Trend 1980–2010 of the number of new agreements on technology or with a framework that covers it; spells of five years."""
    table = yearly(agreements().groupby("year")["covered"].sum())
    found = models.block_bootstrap(table, relative_trend(), "year", 5, seed, 500)
    covered, named = ([technology(column, d, d + 9)[0] for d in (1980, 1990, 2000)] for column in ("covered", "named"))
    return Evidence2(
        finding=f"New agreements on technology or with a framework: {covered[0]} in the 1980s, {covered[1]} in the 1990s, {covered[2]} in the 2000s; with technology as the main subject {named[0]}, {named[1]}, {named[2]}. Agreements of every kind grew by {relative_trend()(yearly(agreements().groupby('year').size())):.1f}% of their mean a decade, so this count says little about technology",
        data="yearly series",
        rivals=("more agreements of every kind", "there are more states to sign"),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="spells of five years",
        unit="% of the mean per decade",
        n=len(table),
        n_unit="years",
        benchmark=0,
        why_benchmark="no more of them than before",
        expects="above",
        scope="agreements of two, 1980–2010",
    )  # fmt: skip


def technology_share_evidence(column: str = "named", seed: int = 1) -> Evidence2:
    """Trend 1980–2010 of technology's share of new agreements, as main subject ('named') or with frameworks ('covered')."""
    found = models.block_bootstrap(agreements(), share_trend(column), "year", 5, seed, 400)
    shares = [technology(column, d, d + 9)[1] for d in (1980, 1990, 2000)]
    words = (
        "Technology as the main subject" if column == "named" else "Technology, every framework counted as covering it"
    )
    return Evidence2(
        finding=f"{words}: {shares[0]:.0f}% of new agreements in the 1980s, {shares[1]:.0f}% in the 1990s, {shares[2]:.0f}% in the 2000s",
        data="package",
        rivals=("frameworks took over what single agreements did before",),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="spells of five years",
        unit="percentage points a decade",
        n=len(agreements()),
        n_unit="agreements",
        benchmark=0,
        why_benchmark="no larger part of what is signed than before",
        expects="above",
        scope="agreements of two, 1980–2010",
    )  # fmt: skip


def technology_sharing(seed: int = 1) -> tuple[Part, ...]:
    """The number of agreements, and their share by a narrow and a wide reading."""
    counts = (technology_share_evidence("named", seed), technology_share_evidence("covered", seed))
    return (Part("sharing of technology", technology_number_evidence(seed), works("C04.6"), counts=counts),)


def relief_evidence(first: int = 1980) -> Evidence2:
    """Trend of the share of exercises with relief as a purpose, first year to 2010; clustered by series."""
    table = drills().query("year >= @first")
    found = models.clustered(table["humanitarian"], table["block"], table["year"] / 10)
    shares = [relief_share(d, d + 9).value for d in (1980, 1990, 2000)]
    return Evidence2(
        finding=f"{'' if first == 1980 else f'Counted from {first} only: '}Relief was a purpose of {shares[0]:.0f}% of exercises in the 1980s, {shares[1]:.0f}% in the 1990s, {shares[2]:.0f}% in the 2000s",
        data="package",
        rivals=("reports name purposes more often in later years", "much of it is one country's programmes"),
        rung=None,
        **measured(found),
        interval="clustered",
        by="exercise series",
        unit="percentage points a decade",
        n=found.n,
        n_unit="exercises",
        benchmark=0,
        why_benchmark="relief in no larger a part of exercises than before",
        expects="above",
    )  # fmt: skip


def relief_too() -> tuple[Part, ...]:
    """Relief's place in joint exercises, over all years and after the step."""
    return (Part("relief in exercises", relief_evidence(), works("C04.7"), counts=(relief_evidence(1995),)),)


def signing_evidence(by: str = "states") -> Evidence2:
    """Signing in the five years after a pair's first exercise minus the five before: for relief, minus for something else.

    Pairs of the same year and, or not, of the same region; clustered by both states, or by the exercise. Placebo: the five years before minus the
    five before those.
    """
    table = first_exercises()
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    same = (table["state_id_1"].map(region) == table["state_id_2"].map(region)).astype(float)
    table = table.assign(
        same=same, change=100 * (table["after"] - table["before"]), drift=100 * (table["before"] - table["earlier"])
    )
    if by == "states":
        found, placebo = (models.pair_slope(table, name, ["relief", "same", "year"]) for name in ("change", "drift"))
    else:
        others = np.column_stack([table["same"], pd.get_dummies(table["year"], dtype=float)])
        left = {
            name: table[name] - others @ np.linalg.lstsq(others, table[name], rcond=None)[0]
            for name in ("relief", "change", "drift")
        }
        found, placebo = (
            models.clustered(left[name] / 100, table["exercise"], left["relief"]) for name in ("change", "drift")
        )
    relief = table.loc[table["relief"] == 1, "exercise"].value_counts()
    yes, no = signing_shares(relief=True), signing_shares(relief=False)
    return Evidence2(
        finding=f"Where the first exercise together was for relief, {yes['before']:.0f}% of pairs signed an agreement in the {SPAN} years before it and {yes['after']:.0f}% in the {SPAN} after; of other pairs {no['before']:.0f}% and {no['after']:.0f}%; two exercises alone made {relief.iloc[:2].sum()} of the {relief.sum()} relief pairs",
        data="before and after",
        rivals=("states that draw closer choose to help each other", "large states train and sign with many"),
        rung=2,
        **measured(found),
        interval="clustered",
        by="both states of the pair" if by == "states" else "first exercise",
        unit="percentage points more gained by relief pairs",
        n=found.n,
        n_unit="pairs",
        benchmark=0,
        why_benchmark="relief that adds nothing leaves these pairs to gain what the others gain",
        expects="above",
        placebo=(placebo.value, placebo.low, placebo.high),
        scope="agreements signed",
    )  # fmt: skip


def relief_strengthens() -> tuple[Part, ...]:
    """Ties, seen in agreements signed; stability, of which there is no number."""
    return (
        Part(
            "diplomatic ties",
            signing_evidence(),
            works("C04.8", "FlynnMachainStoyan2019"),
            counts=(signing_evidence("exercise"),),
        ),
        Part("stability in the world", studies=works("C04.8", "Kelman2012")),
    )


def threat_evidence(column: str = "attacks") -> Evidence2:
    """New agreements on threats in the three years before, within the same country; placebo: the three years after.

    column: 'attacks', terrorist attacks at home; 'neighbours', land neighbours with an armed conflict at home.
    """
    found, placebo = within_country(column), within_country(f"{column}_after")
    words, step = {
        "attacks": ("more terrorist attacks at home", "2.7 times as many attacks"),
        "neighbours": ("more neighbours at war inside", "one more such neighbour"),
    }[column]
    return Evidence2(
        finding=f"After three years with {words} the same country signed about as many agreements as at other times: {found.value:+.1f}% for {step}, interval {found.low:+.1f} to {found.high:+.1f}".replace("-", "−"),
        data="panel",
        rivals=("agreements take longer than three years", "agreements spread from partner to partner"),
        rung=2,
        **measured(found),
        interval="clustered",
        by="country",
        unit=f"% more agreements for {step}",
        n=found.n,
        n_unit="country-years",
        benchmark=0,
        why_benchmark="as many as in the country's calmer years",
        expects="above",
        placebo=(placebo.value, placebo.low, placebo.high),
        scope="agreements of two, 1983–2010",
    )  # fmt: skip


def answer_to_threats() -> tuple[Part, ...]:
    """Terrorism and conflicts nearby, each within the same country; cyber attacks are listed too late for these data."""
    return (
        Part("terrorism", threat_evidence("attacks"), works("C04.9", "Kinne2018", "Wolfley2021")),
        Part("conflicts in the region", threat_evidence("neighbours"), works("C04.9", "EdryJohnsonLeeds2021", "Johnson2017", "Henke2019")),
        Part("cyber attacks"),
    )  # fmt: skip


def joint_projects() -> tuple[Part, ...]:
    """One dated project for each field named."""
    cases = (
        Case("drones and vehicles of Australia, Britain and the United States hunt in one swarm, on programmes developed together", "2023-04-28", "Defense Advancement 2023; AUKUS, course list P49", "artificial intelligence"),
        Case("17 allies agree on a fund of one billion euros for such technologies", "2021-10-22", "NATO 2021; Defense News of 3 November 2021", "artificial intelligence"),
        Case("eleven European states sign up to build a joint federation of cyber ranges, the test grounds for cyber defence", "2017-05-12", "Shephard Media 2017, on the European Defence Agency", "cyber defence"),
    )  # fmt: skip
    proof = Evidence2(
        finding=f"Both fields have a joint project on record, {len(cases)} in all",
        data="full count",
        rivals=("an announced project is not a result",),
        rung=None,
        cases=cases,
    )
    return (Part("joint projects", proof, works("C04.10"), things=("artificial intelligence", "cyber defence")),)


def research_spent_jointly() -> tuple[Part, ...]:
    """No series was found; what works found on arms and on one technology."""
    return (Part("research spent jointly", studies=works("C04.10")),)


def make_sure() -> tuple[Part, ...]:
    """One country in such projects that its own general called unready."""
    bare_army = Case(
        "Germany, in European joint projects since 2017: its chief of army says on the day Russia attacks that his army stands more or less bare",
        "2022-02-24",
        "Mais 2022; course list P26",
    )
    return (Part("readiness", studies=works("C04.11"), counterexamples=(bare_army,)),)


# Claims.


ASKED = ["C04.1", "C04.2", "C04.4", "C04.6", "C04.8", "C04.9"]
CLAIMS = [
    Judgement(
        "C04.1",
        "contested",
        "Over the last ten years four<!--= rising --> of six series point up, one<!--= clear --> of them clearly; over fifteen years three<!--= rising_15 --> do, over twelve or twenty five<!--= rising_20 -->. Three of the six come from one list of treaties. The one count that reaches 2024 fell by two fifths. Works point both ways.",
        parts=keeps_increasing,
    ),
    Judgement(
        "C04.2",
        "partly supported",
        "Exercises of six or more grew for sure. With three or more the first year decides: no clear gain from 1980, a clear one from 1985 or 1990. New treaties show no trend.",
        parts=towards_several,
    ),
    Judgement(
        "C04.3",
        "not testable here",
        "Plausible, and common in strategy papers. But no table of this course shows who adopts which standard, and words about standards are not standards.",
        parts=stress_on_working_together,
    ),
    Judgement(
        "C04.4",
        "supported",
        "To 2010 only, and by measures that all come from one list of press reports. The claim has no first year, so we take all years; over the last ten alone, the span of C04.1, no trend can be told. Without exercises of ten or more the pairs that trained grew far less.",
        parts=more_training,
    ),
    Judgement(
        "C04.5",
        "contested",
        "Cases and arguments only, and no association: we know of no open data on who trained with whom, and then fought how well. One brigade's own report speaks for it; a review of many programmes has its doubts.",
        parts=training_helps,
    ),
    Judgement(
        "C04.6",
        "contested",
        "More agreements on technology were signed, no faster than agreements of every kind, and as a main subject they became a smaller part of all. Whether frameworks cover technology is assumed: the table marks few of them for it. In Europe the joint share of arms production has stayed near a fifth<!--@DeVore2019-->.",
        parts=technology_sharing,
    ),
    Judgement(
        "C04.7",
        "partly supported",
        "Relief moved from almost no exercises to about one in seven. To 2010 only. The change was over by 1995: from then on no trend can be told, and relief stayed a side task.",
        parts=relief_too,
    ),
    Judgement(
        "C04.8",
        "contested",
        "Pairs that met over relief signed more afterwards, but they had signed more before as well, and what they gained differs from other pairs by nothing that we can tell. Two large exercises made over a quarter of them. On stability we have cases and arguments only.",
        parts=relief_strengthens,
    ),
    Judgement(
        "C04.9",
        "contested",
        "The same country signed no more after bad years than after calm ones, as far as we can see. Two works find that alliances do answer danger from other states. Cyber attacks came too late for these data.",
        parts=answer_to_threats,
    ),
    Judgement(
        "C04.10",
        "supported",
        "A joint project of each kind is on record. More was not said.",
        parts=joint_projects,
        ours="not testable here",
        ours_reason="We found no series. Europe's joint share of arms production has not risen for two decades, but arms are not research.",
        ours_parts=research_spent_jointly,
    ),
    Judgement(
        "C04.11",
        "not supported",
        "To make sure allows no failure, and one army chief called his own army bare. Whether such projects help at all, nobody outside can see: readiness is secret.",
        parts=make_sure,
    ),
]


# Numbers.
NUMBERS = {
    "staff_change": lambda: -staff_change(),
    "peak": lambda: series()["joint exercises"].max(),
    "in_2010": lambda: series()["joint exercises"].loc[2010],
    "treaties_1992": lambda: series()["new alliance treaties"].loc[1992],
    "treaties_2018": lambda: series()["new alliance treaties"].loc[2018],
    "conflicts_2010": lambda: series()["armed conflicts"].loc[2010],
    "conflicts_2024": lambda: series()["armed conflicts"].loc[2024],
    "blue_2015": lambda: series()["UN peacekeepers"].loc[2015],
    "blue_2021": lambda: series()["UN peacekeepers"].loc[2021],
    "multi_1980s": lambda: multilateral_share(1980, 1989).value,
    "multi_2000s": lambda: multilateral_share(2000, 2009).value,
    "known_1980s": lambda: multilateral_share(1980, 1989).n,
    "known_2000s": lambda: multilateral_share(2000, 2009).n,
    "multi_low": lambda: size_trend("three or more").low,
    "multi_high": lambda: size_trend("three or more").high,
    "multi_early": lambda: multilateral_share(1980, 1984).value,
    "multi_late": lambda: multilateral_share(1985, 1989).value,
    "multi_rise": lambda: multilateral_share(2005, 2009).value - multilateral_share(1990, 1994).value,
    "multi_gain": lambda: multilateral_share(2005, 2009).value - multilateral_share(1980, 1984).value,
    "relief_1980s": lambda: relief_share(1980, 1989).value,
    "relief_1990s": lambda: relief_share(1990, 1999).value,
    "relief_2000s": lambda: relief_share(2000, 2009).value,
    "relief_after": lambda: signing_shares(relief=True)["after"],
    "other_after": lambda: signing_shares(relief=False)["after"],
    "rising": lambda: (last_ten()["value"] > 0).sum(),
    "rising_15": lambda: rising_over(15),
    "rising_20": lambda: rising_over(20),
    "small_growth": lambda: growth(*(training().query("@d <= year <= @d + 9")["small"].mean() for d in (1980, 2000))),
    "multi_1985": lambda: size_trend("three or more", 1985).low,
    "clear": lambda: (last_ten()["low"] > 0).sum(),
    "trend_count": lambda: span_trend("new alliance treaties", "count", 1946, 2018).value,
    "trend_pairs": lambda: span_trend("new alliance treaties", "per 1,000 pairs of states", 1946, 2018).value,
    "tech_1980s": lambda: technology("named", 1980, 1989)[1],
    "tech_2000s": lambda: technology("named", 2000, 2009)[1],
    "tech_count_1980s": lambda: technology("named", 1980, 1989)[0],
    "tech_count_2000s": lambda: technology("named", 2000, 2009)[0],
    "covered_1980s": lambda: technology("covered", 1980, 1989)[1],
    "covered_2000s": lambda: technology("covered", 2000, 2009)[1],
}  # fmt: skip
