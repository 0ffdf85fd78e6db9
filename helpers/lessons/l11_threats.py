"""Lesson 11, threats and forecasts: base rates, reporting, selection, and predictions that can be scored."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load, state, state_name
from helpers.explorer import Panel, amount, choice, number
from helpers.figures import (
    BLUE,
    GREY,
    INK,
    OCHRE,
    ORANGE,
    PALE,
    PLUM,
    SKY,
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
)
from helpers.marks import named
from helpers.measures import nato_members, parties_of_two, signed_agreements, states_in
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

GTD, UCDP = "Global Terrorism Database to 2020", "UCDP/PRIO 25.1 to 2024"
SAHEL = ["Burkina Faso", "Chad", "Mali", "Mauritania", "Niger"]
WORLD = "World"
REGIONS = {
    "Sub-Saharan Africa": "Sub-Saharan Africa",
    "Middle East and North Africa": "Middle East, N. Africa",
    "South Asia": "South Asia",
    "East Asia and Pacific": "East Asia, Pacific",
    "Europe and Central Asia": "Europe, Central Asia",
    "Latin America and Caribbean": "Latin America",
    "North America": "North America",
}
# threat: first and last year, source line
THREATS = {
    "terrorist attacks": (1970, 2020, GTD),
    "deaths in terrorist attacks": (1970, 2020, GTD),
    "armed conflicts at home": (1970, 2024, UCDP),
    "cyber incidents, rivals only (DCID)": (2000, 2020, "DCID 2.0 to 2020: incidents between rival states, by target"),
    "cyber incidents, any target (EuRepoC)": (
        2000,
        2022,
        "EuRepoC, full years to 2022: state-linked incidents, by target",
    ),
}
VIEWS = ["count", "share of the world, %", "per million people", "states hit, %"]
# How 268 terrorist groups ended, 1968-2006, per cent (Jones & Libicki 2008).
ENDINGS = {"joined politics": 43, "policing": 40, "won": 10, "military force": 7}
GROUPS = {"all": 648, "ended": 268, "still there": 244, "split": 136}  # published with it
THREE = ("cyber warfare", "terrorism", "spread of military technology")
VIASAT = "satellite modems fall silent across Ukraine and Europe in the hour of the invasion"
SKETCHED = tuple(range(1996, 2021, 3))


# Measures.


def top_share(year: int = 2020, n: int = 10, of: str = "deaths") -> float:
    """Per cent of the year's deaths (or attacks) that fell on the n most affected states or territories."""
    counts = load("terrorism_deaths", year)[of]
    return 100 * counts.nlargest(n).sum() / counts.sum()


def interstate(first: int = 1946, last: int = 2024) -> pd.Series:
    """Armed conflicts between states per year."""
    table = load("armed_conflicts").query("type == 'interstate'").groupby("year")["conflicts"].sum()
    return table.reindex(range(first, last + 1), fill_value=0)


def conflicts(year: int) -> int:
    """All state-based armed conflicts of a year."""
    return int(load("armed_conflicts", year)["conflicts"].sum())


@cache
def people() -> pd.Series:
    """Population in thousands by year and state (NMC); 2022, the last year, stands in for 2023 and 2024."""
    table = load("capabilities").query("year >= 1970")[["state_id", "year", "population"]]
    last = table[table["year"] == 2022]
    table = pd.concat([table, last.assign(year=2023), last.assign(year=2024)])
    return table.set_index(["year", "state_id"])["population"]


@cache
def regions() -> pd.Series:
    """Region of each state by Correlates of War number."""
    return load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]


def is_terror(threat: str) -> bool:
    """Whether a threat is counted in the terrorism table, whose year 1993 was lost."""
    return "terrorist" in threat


@cache
def threat_table(threat: str) -> pd.DataFrame:
    """One row per state and year in which the threat struck: state_id, year, count, region, population in thousands."""
    if is_terror(threat):
        of = "deaths" if threat.startswith("deaths") else "attacks"
        table = load("terrorism_deaths").dropna(subset="state_id").rename(columns={of: "count"})
    elif threat == "armed conflicts at home":
        table = load("armed_conflict_states").rename(columns={"at_home": "count"})
    else:
        table = load("cyber_incidents").dropna(subset="target_id")
        table = table[(table["source"] == threat.split("(")[1].rstrip(")")) & (table["level"] == "pair")]
        table = table.rename(columns={"target_id": "state_id", "incidents": "count"})
    first, last, _ = THREATS[threat]
    table = table[table["year"].between(first, last) & (table["count"] > 0)].astype(
        {"state_id": "int64", "year": "int64"}
    )
    table = table.groupby(["state_id", "year"], as_index=False)["count"].sum()
    table["region"] = table["state_id"].map(regions())
    return table.join(people(), on=["year", "state_id"])


@cache
def region_series(threat: str, view: str) -> pd.DataFrame:
    """The threat by year (rows) and region (columns, and the world) in one of four views.

    In the view 'share of the world' the world's column is the share of the ten most affected states.
    """
    table = threat_table(threat)
    first, last, _ = THREATS[threat]
    years = range(first, last + 1)
    count = table.pivot_table(index="year", columns="region", values="count", aggfunc="sum").reindex(index=years, columns=list(REGIONS)).fillna(0)  # fmt: skip
    count[WORLD] = count.sum(axis=1)
    if view == "share of the world, %":
        top = table.groupby("year")["count"].apply(lambda values: values.nlargest(10).sum()).reindex(years).fillna(0)
        result = 100 * count.div(count[WORLD].where(count[WORLD] > 0), axis=0)
        result[WORLD] = 100 * top / count[WORLD].where(count[WORLD] > 0)
    elif view in ("per million people", "states hit, %"):
        everyone = people().reset_index()
        everyone["region"] = everyone["state_id"].map(regions())
        base = everyone.groupby(["year", "region"])["population"].agg(["sum", "size"]).unstack()
        hit = table.pivot_table(index="year", columns="region", values="state_id", aggfunc="size").reindex(index=years, columns=list(REGIONS)).fillna(0)  # fmt: skip
        hit[WORLD] = hit.sum(axis=1)
        size = (base["sum"] if view == "per million people" else base["size"]).reindex(years)[list(REGIONS)]
        size[WORLD] = size.sum(axis=1)
        result = 1000 * count / size if view == "per million people" else 100 * hit / size
    else:
        result = count
    if is_terror(threat):
        result.loc[1993] = np.nan  # the records of 1993 were lost
    return result.astype(float)


@cache
def sahel_panel(measure: str = "conflicts") -> pd.DataFrame:
    """The measure by state of Sub-Saharan Africa and year from 2012: armed conflicts at home to 2023, or deaths to 2020.

    `g5` marks the five, `restless` the states with an armed conflict at home in 2012–2016, `after` the years of the force.
    """
    home = load("armed_conflict_states").set_index(["state_id", "year"])["at_home"]
    series, last = (home, 2023) if measure == "conflicts" else (deaths_table().stack(), 2020)
    ids = [s for s in regions().index if regions()[s] == "Sub-Saharan Africa" and all(s in states_in(y) for y in range(2012, last + 1))]  # fmt: skip
    index = pd.MultiIndex.from_product([ids, range(2012, last + 1)], names=["state_id", "year"])
    panel = series.reindex(index, fill_value=0).rename(measure).reset_index()
    five = {state(name) for name in SAHEL}
    early = home[home > 0].reset_index().query("2012 <= year <= 2016")["state_id"]
    return panel.assign(g5=panel["state_id"].isin(five).astype(int), restless=panel["state_id"].isin(set(early)), after=panel["year"] >= 2017)  # fmt: skip


def sahel_means(measure: str = "conflicts", others: str = "all") -> dict[str, float]:
    """Mean of the measure per state and year before and after 2017, in the five Sahel states and in the others."""
    panel = sahel_panel(measure)
    rest = panel[(panel["g5"] == 0) & (panel["restless"] | (others == "all"))]
    groups = {"five": panel[panel["g5"] == 1], "others": rest}
    return {
        f"{name} {when}": float(table.loc[table["after"] == late, measure].mean())
        for name, table in groups.items()
        for when, late in (("before", False), ("after", True))
    }


@cache
def sahel_growth() -> pd.DataFrame:
    """Growth of deaths by state: log of (1 + deaths a year in 2017–2020) minus the same for 2012–2016, with g5 and restless."""
    panel = sahel_panel("deaths")
    yearly = panel.pivot_table(index="state_id", columns="after", values="deaths", aggfunc="mean")
    marks = panel.groupby("state_id")[["g5", "restless"]].first()
    return marks.assign(growth=np.log1p(yearly[True]) - np.log1p(yearly[False]))


def shuffled(values: pd.Series, treated: models.Numbers, seed: int, n: int = 5000) -> models.Estimate:
    """Mean of the treated minus mean of the others, with an interval from drawing as many units at random.

    Low and high are the values that the shuffled differences, at 95 %, would not contradict.
    """
    numbers, mask = values.to_numpy(float), np.asarray(treated, bool)
    found = numbers[mask].mean() - numbers[~mask].mean()
    order = np.random.default_rng(seed).random((n, len(numbers))).argsort(axis=1)[:, : mask.sum()]
    drawn = numbers[order].mean(axis=1)
    rest = (numbers.sum() - mask.sum() * drawn) / (~mask).sum()
    low, high = np.quantile(drawn - rest, [0.025, 0.975])
    return models.Estimate(float(found), float(found - high), float(found - low), len(numbers))


DAESH = "Iraq and Syria"
TREATED_TOO = [
    "Nigeria",
    "Afghanistan",
    "Somalia",
    "Yemen",
]  # other coalitions fought there in the years that are compared


@cache
def after_the_peak(least: int = 1000) -> pd.DataFrame:
    """States with a worst year of so many deaths or more, to 2015 so that five years follow: year, deaths, per cent left.

    `left` is deaths five years later over deaths in the worst year. Iraq and Syria, where Daesh held land, are one case.
    """
    table = deaths_table().copy()
    two = [state("Iraq"), state("Syria")]
    names = {one: state_name(one) for one in table.index}
    table.loc[0] = table.loc[two].sum()
    table = table.drop(index=two)
    names[0] = DAESH
    early = table[[year for year in table if year <= 2015]]
    worst = pd.DataFrame({"year": early.idxmax(axis=1), "worst": early.max(axis=1)})
    worst = worst[worst["worst"] >= least].query("year != 1988")  # five years on, the records of 1993 were lost
    worst["later"] = [table.loc[one, row.year + 5] for one, row in worst.iterrows()]
    return worst.assign(left=100 * worst["later"] / worst["worst"]).rename(index=names).sort_values("left")


@cache
def weather_disasters() -> pd.DataFrame:
    """Floods, storms, droughts and other disasters of weather by decade since 1950: disasters recorded, deaths.

    `without drought` leaves out the deaths in droughts, which are mostly deaths in famines.
    """
    hazards = ["flood", "extreme weather", "drought", "extreme temperature", "wildfire", "landslide"]
    table = load("disasters").query("hazard in @hazards and decade >= 1950", local_dict={"hazards": hazards})
    wet = table[table["hazard"] != "drought"].groupby("decade")["deaths"].sum()
    return table.groupby("decade")[["disasters", "deaths"]].sum().assign(**{"without drought": wet})


@cache
def votes(year: int) -> pd.DataFrame:
    """Votes cast on autonomous weapons in a year, by state: vote, and whether it was a NATO member on that day."""
    table = load("autonomous_weapons_votes").query("year == @year and vote != 'not voting'", local_dict={"year": year})
    members = nato_members(str(table["date"].iloc[0])[:10])
    return table.assign(nato=table["state_id"].isin(members)).set_index("state_id")[["vote", "nato"]]


def alike(cast: pd.Series) -> float:
    """Per cent of all pairs of voters that cast the same vote."""
    counts, n = cast.value_counts(), len(cast)
    return 100 * float((counts * (counts - 1)).sum()) / (n * (n - 1))


QUESTIONS = {
    "an armed conflict at home": ("armed conflicts at home", 1, 2015, 2024),
    "two or more armed conflicts at home": ("armed conflicts at home", 2, 2015, 2024),
    "ten or more terrorist attacks": ("terrorist attacks", 10, 2011, 2020),
}


@cache
def outcomes(question: str) -> pd.DataFrame:
    """One row per state and year: did it happen (`event`), and had it happened the year before (`before`)."""
    threat, least, first, last = QUESTIONS[question]
    table = threat_table(threat)
    happened = set(table.loc[table["count"] >= least, ["state_id", "year"]].itertuples(index=False, name=None))
    rows = [(s, y, regions()[s], (s, y - 1) in happened, (s, y) in happened) for y in range(first - 10, last + 1) for s in states_in(y)]  # fmt: skip
    return pd.DataFrame(rows, columns=["state_id", "year", "region", "before", "event"])


def known_base_rate(question: str, place: str = WORLD) -> float:
    """Share of states with the event in the ten years before the test years: known when the forecast is made."""
    table, first = outcomes(question), QUESTIONS[question][2]
    keep = table["year"].lt(first) & (table["region"].eq(place) | (place == WORLD))
    return float(table.loc[keep, "event"].mean())


def base_rates() -> pd.DataFrame:
    """What was known before each question's test years: how often it had happened in the ten years before, over all states."""
    rows = {question: (f"{first - 10}–{first - 1}", round(100 * known_base_rate(question))) for question, (_, _, first, _) in QUESTIONS.items()}  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index", columns=["years counted", "base rate, %"])


def scores(question: str, place: str, if_before: float, if_not: float) -> pd.DataFrame:
    """Brier scores by test year: yours, the base rate's, and that of 'next year will be like this year'."""
    table, (_, _, first, _) = outcomes(question), QUESTIONS[question]
    table = table[table["year"].ge(first) & (table["region"].eq(place) | (place == WORLD))]
    event = table["event"].astype(float)
    mine = np.where(table["before"], if_before, if_not)
    errors = pd.DataFrame({
        "year": table["year"], "yours": (mine - event) ** 2, "base rate": (known_base_rate(question, place) - event) ** 2,
        "as this year": (table["before"].astype(float) - event) ** 2,
    })  # fmt: skip
    return errors.groupby("year").mean()


def gini(amounts: models.Numbers) -> float:
    """Return the Gini coefficient of amounts: 0 (all equal) to 1 − 1/n (one holds all), not bias-corrected (Gini 1912).

    Raises CourseError for negative or missing amounts or a sum of zero.
    """
    ordered = np.sort(models.checked_amounts(amounts))
    return float((2 * np.arange(1, ordered.size + 1) - ordered.size - 1) @ ordered / (ordered.size * ordered.sum()))


def short(place: str) -> str:
    """A region's short name."""
    return "the world" if place == WORLD else REGIONS[place]


def rate(value: float) -> str:
    """A rate with as many decimals as it needs to differ from zero."""
    return f"{value:.{2 if value >= 0.1 or value == 0 else 3 if value >= 0.01 else 4}f}"


def highest(series: pd.Series, form) -> str:
    """When a series stood highest; a tie is said to be one."""
    peak = series.max()
    if not peak > 0:
        return "none in any year"
    years = series.index[series == peak]
    return f"highest in {years[0]} with {form(peak)}" + (
        f", and as high in {len(years) - 1} more" if len(years) > 1 else ""
    )


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[0].upper() + text[1:]


def terror_by_year(of: str = "deaths") -> pd.Series:
    """Deaths (or attacks) recorded in the whole world, 1970–2020; the records of 1993 were lost."""
    return load("terrorism_deaths").groupby("year")[of].sum().reindex(range(1970, 2021))


@cache
def deaths_table() -> pd.DataFrame:
    """Deaths in terrorist attacks: states in rows, years in columns, no row in the source is no death."""
    table = load("terrorism_deaths").dropna(subset="state_id").astype({"state_id": "int64"})
    return table.pivot_table(index="state_id", columns="year", values="deaths", aggfunc="sum").fillna(0)


def cyber_count(source: str, year: int = 2018) -> int:
    """Incidents of a year in one of the lists."""
    table = load("cyber_incidents").query("level == 'world' and source == @source and year == @year")
    return int(table["incidents"].iloc[0])


# Pictures.


@house_style()
def clocks_figure(guess: list[float] | None = None) -> Picture:
    """Three threats by year: deaths in attacks, cyber incidents in three lists, armed conflicts; a sketch of the deaths is drawn in."""
    deaths = terror_by_year()
    cyber = load("cyber_incidents").query("level == 'world' and year >= 2004").pivot(index="year", columns="source", values="incidents")  # fmt: skip
    wars = load("armed_conflicts").groupby("year")["conflicts"].sum()
    figure, (left, middle, right) = new_figure(
        "When counts end: deaths halved, conflicts up, cyber disputed",
        "Per year: deaths in terrorist attacks; cyber incidents in three lists; armed conflicts with a state in them",
        "GTD to 2020 (1993 lost); CFR, DCID, EuRepoC to 2020–2022; UCDP/PRIO to 2024",
        size="pair",
        cols=3,
    )
    left.plot(deaths.index, deaths, color=OCHRE)
    left.set_title("terrorism, deaths", fontsize=10.5, loc="left", color=OCHRE, fontweight="bold")
    lines = {}
    for source, tone, last in (("CFR", PLUM, 2022), ("EuRepoC", BLUE, 2022), ("DCID", SKY, 2020)):
        series = cyber[source].loc[:last].dropna()
        lines[source] = middle.plot(series.index, series, color=tone)[0]
    middle.set_title("cyber incidents", fontsize=10.5, loc="left", color=BLUE, fontweight="bold")
    label_lines(middle, lines, gap=0.09)
    between = interstate()
    right.plot(wars.index, wars, color=TEAL)
    right.plot(between.index, between, color=INK, linewidth=1.6)
    right.set_title("armed conflict", fontsize=10.5, loc="left", color=TEAL, fontweight="bold")
    label_lines(right, {f"{wars[2024]}": right.lines[0], f"{between[2024]} between\nstates": right.lines[1]}, gap=0.2)
    for ax in (left, middle, right):
        ax.set_ylim(bottom=0)
        ax.tick_params(labelsize=9)
    start, top, yours = 1972, deaths.max(), ""
    if guess is not None:
        start, top = 1995.5, max(top, *guess)
        left.plot(SKETCHED, guess, "o-", color=ORANGE, linewidth=1.8, markersize=4, zorder=4)
        left.text(start, 1.2 * top, "your line", color=ORANGE, fontsize=9.5, fontweight="bold", va="top")
        left.set(xlim=(1995, 2021), ylim=(0, 1.22 * top))
        left.set_xticks([2000, 2010, 2020])
        yours = f" Your line for the deaths ends at {guess[-1]:,.0f}."
    step = 20_000
    left.set_yticks(range(0, int(top), step), [f"{tick:,}" for tick in range(0, int(top), step)])
    left.text(start, top * (0.93 if guess is None else 1.08), f"{deaths.max():,.0f}\nin {deaths.idxmax()}", color=OCHRE, fontsize=9.5, va="top")  # fmt: skip
    figure.subplots_adjust(right=0.88, left=0.08, wspace=0.8, top=0.7)
    alt = f"Three line charts. Deaths in terrorist attacks peak at {deaths.max():,.0f} in {deaths.idxmax()} and fall to {deaths[2020]:,.0f} in 2020. Cyber incidents stand at {cyber['CFR'][2022]:.0f} and {cyber['EuRepoC'][2022]:.0f} in two lists for 2022 and have slipped to {cyber['DCID'][2020]:.0f} in the third for 2020. Armed conflicts reach {wars[2024]} in 2024, {between[2024]} of them between states.{yours}"
    return show(figure, alt)


@house_style()
def endings_figure() -> Picture:
    """How terrorist groups ended, as published."""
    figure, ax = new_figure(
        f"Armies ended {ENDINGS['military force']} of 100 terrorist groups that ended",
        "How 268 groups ended, 1968–2006, per cent; 244 groups had not ended and 136 split (published figures)",
        "Jones & Libicki 2008, RAND MG-741",
        size="strip",
    )
    tones = [TEAL, BLUE, GREY, ORANGE]
    start = 0
    for (name, value), tone in zip(ENDINGS.items(), tones, strict=True):
        ax.barh([0], [value], left=start, color=tone, height=0.55, edgecolor="white")
        ax.text(start + value / 2, 0, f"{value}%", color="white", ha="center", va="center", fontsize=13, fontweight="bold")  # fmt: skip
        ax.text(
            start + value / 2,
            -0.42,
            name.replace(" ", "\n") if value < 10 else name,
            color=tone,
            ha="center",
            va="top",
            fontsize=10,
            fontweight="bold",
        )
        start += value
    bare(ax)
    ax.set(xlim=(0, 101), ylim=(-0.9, 0.4))
    figure.subplots_adjust(left=0.03)
    alt = "Stacked bar of how 268 terrorist groups ended: 43 per cent joined politics, 40 per cent were ended by policing, 10 per cent won, 7 per cent were ended by military force."
    return show(figure, alt)


@house_style()
def selection_diagram() -> Picture:
    """Why before and after cannot tell: rising violence brings the force and the violence that follows."""
    figure, ax = diagram(
        "The force goes where violence is expected: 'after' looks bad either way",
        "Solid: the rival explanation. Dashed: what we want to know",
    )
    box(ax, 20, 50, "violence rises,\nor is feared", ORANGE, 26, 18)
    box(ax, 55, 80, "partners form\na joint force", BLUE, 26, 18)
    box(ax, 84, 35, "violence after", ORANGE, 24, 18)
    arrow(ax, (27, 59.5), (41.5, 78), colour=INK)
    ax.text(30, 73, "selection", color=INK, fontsize=10, ha="right")
    arrow(ax, (33.4, 46), (71.5, 34.5), colour=INK)
    ax.text(49, 33, "violence feeds on itself", color=INK, fontsize=10, ha="center")
    arrow(ax, (68.4, 74), (82, 45), colour=BLUE, dashed=True)
    ax.text(77.5, 64, "effect?", color=BLUE, fontsize=11, fontweight="bold")
    ax.text(2, 12, "Compare with places where violence rose as fast and no force came.\nIf there are none, say so: 5 states chose one another, nobody drew lots.", fontsize=10, color=GREY, va="center")  # fmt: skip
    alt = "Diagram with 3 boxes. Violence that rises or is feared has solid arrows to the joint force and to the violence after. A dashed arrow marked 'effect?' runs from the force to the violence after."
    return show(figure, alt)


@house_style()
def sahel_figure() -> Picture:
    """Two measures of one region: armed conflicts and deaths in attacks, per state, in the five and in the others."""
    figure, axes = new_figure(
        "While the joint force was there, conflicts and deaths in attacks grew",
        "Per state of Sub-Saharan Africa: armed conflicts at home, 2012–2023; deaths in terrorist attacks, 2012–2020",
        f"{UCDP}; {GTD}",
        size="pair",
        cols=2,
    )
    told = []
    for ax, measure in zip(axes, ("conflicts", "deaths"), strict=True):
        panel, lines = sahel_panel(measure), {}
        groups = {
            "G5 Sahel": panel["g5"] == 1,
            "at war\nbefore 2017": (panel["g5"] == 0) & panel["restless"],
            "calm\nbefore 2017": (panel["g5"] == 0) & ~panel["restless"],
        }
        for (name, mask), tone in zip(groups.items(), (ORANGE, GREY, SKY), strict=True):
            series = panel[mask].groupby("year")[measure].mean()
            lines[name] = ax.plot(series.index, series, color=tone)[0]
        top = 1.18 * max(line.get_ydata().max() for line in lines.values())
        ax.axvspan(2017, panel["year"].max(), color=BLUE, alpha=0.08, linewidth=0)
        ax.text(2017.1, 0.98 * top, "G5 force", color=BLUE, fontsize=9.5, fontweight="bold", va="top")
        ax.set(xlim=(2012, panel["year"].max()), ylim=(0, top))
        ax.set_xticks(
            [2012, 2016, 2020] if measure == "conflicts" else [2012, 2015, 2018]
        )  # the last label stands beside 2020
        ax.set_title(
            {"conflicts": "armed conflicts", "deaths": "deaths in attacks"}[measure], fontsize=10.5, loc="left"
        )
        label_lines(ax, lines, gap=0.15)
        m, form = sahel_means(measure), ".2f" if measure == "conflicts" else ".0f"
        told.append(f"{measure} per state and year rise from {m['five before']:{form}} to {m['five after']:{form}} in the five Sahel states and go from {m['others before']:{form}} to {m['others after']:{form}} in the others")  # fmt: skip
    figure.subplots_adjust(right=0.87, left=0.07, wspace=0.62, top=0.7)
    return show(figure, f"Two line charts. From before 2017 to after, {'; '.join(told)}.")


@house_style()
def peaks_figure() -> Picture:
    """Deaths left five years after each state's worst year; Iraq and Syria among the others."""
    table = after_the_peak()
    others = table.drop(index=DAESH)
    figure, ax = new_figure(
        "After its worst year terror faded in most places, coalition or not",
        "Deaths in attacks five years after a state's worst year, if that had 1,000 or more; per cent of that year",
        GTD,
    )
    for place, (name, row) in enumerate(table[::-1].iterrows()):
        tone = ORANGE if name == DAESH else GREY
        ax.plot([0, row["left"]], [place, place], color=tone, linewidth=1.2)
        ax.plot([row["left"]], [place], "o", color=tone, markersize=7)
        ax.text(-3, place, f"{name}, {row['year']:.0f}", ha="right", va="center", fontsize=9, color=tone, fontweight="bold" if name == DAESH else "normal")  # fmt: skip
    middle = others["left"].median()
    ax.axvline(middle, color=BLUE, linewidth=1.3, linestyle="--")
    ax.text(middle + 2, len(table) - 0.6, f"half of the others lie left of this: {middle:.0f}%", color=BLUE, fontsize=9.5, va="center")  # fmt: skip
    ax.set(xlim=(0, 1.05 * table["left"].max()), ylim=(-0.7, len(table)))
    ax.set_yticks([])
    figure.subplots_adjust(left=0.24)
    alt = f"Dot chart of {len(table)} cases. Five years after the worst year {table.loc[DAESH, 'left']:.0f} per cent of its deaths were left in Iraq and Syria together; the median of the others is {middle:.0f} per cent, from {others['left'].min():.0f} in {others['left'].idxmin()} to {others['left'].max():.0f} in {others['left'].idxmax()}."
    return show(figure, alt)


@house_style()
def votes_figure() -> Picture:
    """How NATO members voted on autonomous weapons in three years, and how often pairs voted alike inside and outside."""
    figure, ax = new_figure(
        "Autonomous weapons: NATO split in 2024 and 2025",
        "Votes of NATO members in the UN General Assembly; right: pairs of states that cast the same vote",
        "UN Digital Library, votes of December 2023, 2024 and 2025",
        size="strip",
    )
    told = []
    for place, year in enumerate((2025, 2024, 2023)):
        table, start = votes(year), 0
        inside, outside = table[table["nato"]], table[~table["nato"]]
        for vote, tone in (("yes", TEAL), ("abstain", OCHRE), ("no", ORANGE)):
            count = int((inside["vote"] == vote).sum())
            ax.barh([place], [count], left=start, color=tone, height=0.62, edgecolor="white")
            if count:
                ax.text(start + count / 2, place, f"{count}", color="white", ha="center", va="center", fontsize=11, fontweight="bold")  # fmt: skip
            start += count
        same = alike(inside["vote"]), alike(outside["vote"])
        ax.text(-0.6, place, str(year), ha="right", va="center", fontsize=10.5)
        ax.text(33.5, place, f"{same[0]:.0f}% alike; others {same[1]:.0f}%", va="center", fontsize=10, color=INK)
        counts = inside["vote"].value_counts()
        told.append(f"{year}: {', '.join(f'{counts.get(vote, 0)} {vote}' for vote in ('yes', 'abstain', 'no'))}; pairs alike {same[0]:.0f} per cent inside, {same[1]:.0f} outside")  # fmt: skip
    for vote, tone, x in (("yes", TEAL, 0), ("abstain", OCHRE, 4), ("no", ORANGE, 10.5)):
        ax.text(x, 2.62, vote, color=tone, fontsize=10.5, fontweight="bold", va="center")
    bare(ax)
    ax.set(xlim=(-3, 47), ylim=(-0.5, 2.9))
    figure.subplots_adjust(left=0.03)
    return show(figure, f"Stacked bars. {'. '.join(told[::-1])}.")


PREDICTIONS = [
    Prediction(
        "11.deaths",
        "The Global Terrorism Database counts people killed in terrorist attacks all over the world, here to 2020. Draw the deaths per year from 1996 on: when were they high, when low, and were they rising or "
        "falling when the count ended?",
        "sketch",
        lambda: [float(terror_by_year()[year]) for year in SKETCHED],
        clocks_figure,
        "From 3,394<!--= deaths_1999 --> deaths in 1999 the count climbed to 44,648<!--= peak --> in 2014, and was down to 22,847<!--= deaths_2020 --> when it ended. (The database changed its rules in 1998, 2008 and 2012, "
        "so part of the climb is in the counting.) Armed conflicts rose from 54<!--= conflicts_2015 --> in 2015 to 61<!--= conflicts_2024 --> in 2024; only four<!--= interstate_2024 --> of these were between states. Cyber depends on the "
        "list you open: two were rising at their end, the third had slipped.",
        unit="deaths",
        labels=tuple(map(str, SKETCHED)),
        high=60_000,
    ),
]
FIGURES = {
    "clocks": clocks_figure,
    "endings": endings_figure,
    "selection": selection_diagram,
    "sahel": sahel_figure,
    "peaks": peaks_figure,
    "votes": votes_figure,
}


# Explorers.


class Threats(Panel):
    """One threat at a time, by year, region and view, with the states behind it."""

    title = "Threat explorer"
    stories = {
        "Per million people": ({"view": "per million people"}, "Divide by people, and the order of states changes."),
        "Conflicts in 2024": (
            {"threat": "armed conflicts at home", "year": 2024},
            "A state can fight several wars at once: Myanmar does.",
        ),
        "Cyber incidents": (
            {"threat": "cyber incidents, any target (EuRepoC)", "year": 2022},
            "What is counted here is what was noticed and published.",
        ),
    }
    questions = {
        "Terrorist attacks, 2014, the world. Switch from *count* to *per million people*. Who leaves the top three, who enters?": "Pakistan and Afghanistan leave; Libya, now first, and Somalia enter: far fewer people, still hundreds of attacks.",
        "Set 2018 and switch between the two cyber lists. Which states appear?": "Russia jumps to second place: one list counts only chosen rival pairs, the other any target.",
    }
    units = {
        "count": "number",
        "share of the world, %": "share of the world",
        "per million people": "per million people",
        "states hit, %": "share of states hit",
    }
    controls = {
        "threat": choice("Threat", THREATS),
        "view": choice("View", VIEWS),
        "place": choice("Region", [(WORLD, WORLD), *((text, key) for key, text in REGIONS.items())]),
        "year": number("Year", 1970, 2024, 2014, play=True),
    }

    def compute(self, threat, view, place, year):
        """Series by region, and the states most affected in the year, or in the data's nearest one."""
        first, last, source = THREATS[threat]
        shown = min(max(year, first), last)
        table = threat_table(threat)
        table = table[(table["year"] == shown) & (table["region"].eq(place) | (place == WORLD))]
        total = threat_table(threat).query("year == @shown")["count"].sum()
        value = table["count"]
        if view == "share of the world, %":
            value = 100 * value / total
        elif view == "per million people":
            table = table[table["population"] >= 1000]
            value = 1000 * table["count"] / table["population"]
        top = pd.Series(value.to_numpy(float), index=[state_name(s) for s in table["state_id"]]).nlargest(8)
        return {"threat": threat, "view": view, "place": place, "year": shown, "asked": year, "top": top, "source": source,
                "series": region_series(threat, view), "top ten": place == WORLD and view.startswith("share")}  # fmt: skip

    def draw(self, result):
        figure, (self.left, self.right) = new_figure("", "", "-", cols=2, width_ratios=[1.25, 1])
        self.subtitle, self.source, left, right = figure.subtitle, figure.source, self.left, self.right
        self.regions = {region: left.plot([], [], color=PALE, linewidth=1.3)[0] for region in REGIONS}
        self.line = left.plot([], [], color=ORANGE, linewidth=2.6)[0]
        self.dot = left.plot([], [], "o", color=ORANGE, markersize=8)[0]
        look = {"color": ORANGE, "fontweight": "bold", "fontsize": 10, "va": "top"}
        self.word = left.text(0.02, 0.97, "", transform=left.transAxes, **look)
        self.bars = right.barh(range(8), [0] * 8, height=0.7, color=ORANGE, linewidth=0)
        beside = {"ha": "right", "va": "center", "transform": right.get_yaxis_transform(), "fontsize": 9.5}
        self.names = [right.text(-0.02, i, "", **beside) for i in range(8)]
        self.values = [right.text(0, i, "", va="center", fontsize=9.5) for i in range(8)]
        bare(right)
        right.set_ylim(7.6, -0.6)
        figure.subplots_adjust(wspace=0.55, left=0.08)
        return figure

    def update(self, result):
        series, place, year = result["series"], result["place"], result["year"]
        self.subtitle.set_text(f"{sentence(result['threat'])}, {self.units[result['view']]}. Grey: regions; right: states in {year}")  # fmt: skip
        self.source.set_text(f"Source: {result['source']}")
        for region, line in self.regions.items():
            line.set_data(series.index, series[region])
            named(line, region, self.units[result["view"]])
        self.line.set_data(series.index, series[place])
        self.dot.set_data([year], [series.loc[year, place]])
        named(self.line, short(place), self.units[result["view"]])
        named(self.dot, short(place), self.units[result["view"]])
        self.word.set_text("ten most affected states" if result["top ten"] else short(place))
        high = np.nanmax(series[[*REGIONS, place]].to_numpy())
        self.left.set(xlim=(series.index[0], series.index[-1]), ylim=(0, 1.18 * max(high, 1e-6)))
        self._show_states(result["top"], {"per million people": rate, "share of the world, %": "{:.1f}".format}.get(result["view"], "{:,.0f}".format))  # fmt: skip

    def _show_states(self, top, form):
        first = top.iloc[0] if len(top) else 1.0
        self.right.set_xlim(0, 1.25 * first)
        for i, (bar, name, value) in enumerate(zip(self.bars, self.names, self.values, strict=True)):
            here = i < len(top)
            bar.set_width(top.iloc[i] if here else 0)
            name.set_text(top.index[i] if here else "")
            value.set_text(form(top.iloc[i]) if here else "")
            value.set_x((top.iloc[i] if here else 0) + 0.02 * first)

    def headline(self, result):
        threat, year, view, place = result["threat"], result["year"], result["view"], result["place"]
        now = result["series"].loc[year, place]
        name = "the ten hardest-hit states" if result["top ten"] else short(place)
        if np.isnan(now):
            return f"{year}: the records were lost" if is_terror(threat) else f"{year}: no incident on record"
        if view == "count":
            noun = next(word for word in ("death", "attack", "conflict", "incident") if word in threat) + "s" * int(
                now != 1
            )
            rest = f", {region_series(threat, VIEWS[1]).loc[year, WORLD]:.0f}% in ten states" if place == WORLD and now else ""  # fmt: skip
            return f"{year}: {now:,.0f} {noun} in {name}{rest}"
        if view == "per million people":
            return f"{year}: {rate(now)} per million people in {name}"
        if view == "states hit, %":
            return f"{year}: {now:.0f}% of the states in {name} hit at least once"
        return f"{year}: {now:.0f}% of all recorded fell on {name}"

    def describe(self, result):
        series, year, view = result["series"][result["place"]], result["year"], result["view"]
        late = "" if year == result["asked"] else f" (the data {'end' if year < result['asked'] else 'begin'} in {year}; you asked for {result['asked']})"  # fmt: skip
        now = series.loc[year]
        form = {"count": "{:,.0f}".format, "per million people": rate}.get(view, "{:.1f}".format)
        each = "{:,.0f}".format if view == "states hit, %" else form
        states = ", ".join(f"{name} {each(value)}" for name, value in result["top"].head(3).items()) or "none"
        subject = "the ten most affected states" if result["top ten"] else short(result["place"])
        lost = "no record (1993 was lost)" if is_terror(result["threat"]) else "no share, since nothing was recorded"
        value = lost if np.isnan(now) else form(now)
        return (
            f"{sentence(result['threat'])}, {view}, {year}{late}: {subject} {value}; {highest(series, form)}. "
            f"Most affected{' (number)' if view == 'states hit, %' else ''}: {states}. Territories that are no states are left out{'; an incident counts once for each target' if result['threat'].startswith('cyber') else ''}{'; bars: states of a million people or more' if view == 'per million people' else ''}."
        )

    def table(self, result):
        return result["series"].round(3)


class ForecastBoard(Panel):
    """Two probabilities, ten test years, one score, set against the base rate and against 'as this year'."""

    title = "Forecast board"
    stories = {
        "Say what happened": ({"if_before": 0.9, "if_not": 0.05}, "Two honest numbers beat the base rate."),
        "Always certain": (
            {"if_before": 1.0, "if_not": 0.0},
            "Certainty scores almost as well, and pays for each surprise in full.",
        ),
        "Rarer events": (
            {"question": "ten or more terrorist attacks", "if_before": 0.9, "if_not": 0.05},
            "Another question, nearly the same answer: last year is a good guide.",
        ),
    }
    questions = {
        "Find two that beat 'as this year'. What does that rule get wrong?": "About nine in ten and three (or five) in a hundred. Conflict went on in 89%<!--= stays --> of the years after a conflict and began in 2.5%<!--= starts --> of the others; 'as this year' claims to be certain.",
        "Set the first to certain, leave the second at a half. Which mistake costs more?": "The half. There are far more states at peace than at war, and each of them costs you a quarter.",
    }
    tones = {"yours": ORANGE, "base rate": GREY, "as this year": BLUE}
    controls = {
        "question": choice("Question", QUESTIONS),
        "place": choice(
            "Region", [(WORLD, WORLD), *((text, key) for key, text in REGIONS.items() if key != "North America")]
        ),
        "if_before": amount("If yes last year", 0.0, 1.0, 0.5),
        "if_not": amount("If no last year", 0.0, 1.0, 0.5),
    }

    def compute(self, question, place, if_before, if_not):
        """Brier scores by year and their means; how often it happened after a yes and after a no."""
        table = scores(question, place, if_before, if_not)
        rows = outcomes(question)
        rows = rows[rows["year"].ge(QUESTIONS[question][2]) & (rows["region"].eq(place) | (place == WORLD))]
        weights = rows["year"].value_counts().sort_index()
        mean = {name: float(np.average(table[name], weights=weights)) for name in table}
        seen = rows.groupby("before")["event"].agg(["mean", "size"]).reindex([True, False])
        return {"question": question, "place": place, "p": (if_before, if_not), "table": table, "mean": mean, "seen": seen, "rate": known_base_rate(question, place), "n": len(rows)}  # fmt: skip

    def draw(self, result):
        figure, (self.left, right) = new_figure("", "", f"{UCDP}; {GTD}", cols=2, width_ratios=[1.35, 1])
        self.subtitle, left = figure.subtitle, self.left
        self.lines = {name: left.plot([], [], color=tone, linewidth=2.6 if name == "yours" else 1.8)[0] for name, tone in self.tones.items()}  # fmt: skip
        look = {"xytext": (5, 0), "textcoords": "offset points", "fontsize": 9.5, "fontweight": "bold", "va": "center", "annotation_clip": False}  # fmt: skip
        self.words = {name: left.annotate(name, (0, 0), color=tone, **look) for name, tone in self.tones.items()}
        right.plot([0, 1], [0, 1], color=PALE, linewidth=1.5)
        self.dots = right.scatter([0, 0], [0, 0], s=[120, 120], color=[ORANGE, OCHRE], zorder=3)
        self.notes = [right.text(0, 0, "", fontsize=9.5, color=tone) for tone in (ORANGE, OCHRE)]
        right.set(xlim=(-0.05, 1.05), ylim=(-0.05, 1.08), xlabel="you said")
        right.text(0.62, 0.5, "on this line:\ncalibrated", color=GREY, fontsize=9)
        left.set_title("Brier score by year (lower is better)", fontsize=10, loc="left", color=GREY)
        right.set_title("How often it happened", fontsize=10, loc="left", color=GREY)
        figure.subplots_adjust(wspace=0.5, top=0.76, bottom=0.17)
        return figure

    def update(self, result):
        table, seen = result["table"], result["seen"]
        self.subtitle.set_text(f"Will a state have {result['question']}? {short(result['place'])}, {table.index[0]}–{table.index[-1]}".replace("? the", "? The"))  # fmt: skip
        top = max(0.05, 1.15 * float(table.to_numpy().max()))
        self.left.set(xlim=(table.index[0], table.index[-1]), ylim=(0, top))
        floor = -top
        for end, name in sorted((float(table[name].iloc[-1]), name) for name in self.lines):
            self.lines[name].set_data(table.index, table[name])
            floor = max(end, floor + 0.075 * top)
            self.words[name].xy = (table.index[-1], floor)
        offsets = self.dots.get_offsets()
        for i, (p, before) in enumerate(zip(result["p"], (True, False), strict=True)):
            share, known = float(seen.loc[before, "mean"]), seen.loc[before, "size"] > 0
            offsets[i] = (p, share) if known else (-9, -9)  # no such year: no dot
            self.notes[i].set_text(("yes last year" if before else "no last year") if known else "")
            self.notes[i].set_position((min(p + 0.06, 0.55), share + 0.045 if known else 0))
        self.dots.set_offsets(offsets)

    def headline(self, result):
        mean = result["mean"]
        better = mean["base rate"] - mean["yours"]
        if result["p"][0] == result["p"][1] == 0.5:
            return f"Saying 50–50 every time scores {'worse' if better < 0 else 'better'} than the base rate"
        small = 0.005 * mean["base rate"]
        how = "beat" if better > small else "lose to" if better < -small else "match"
        return f"You {how} the base rate: {mean['yours']:.3f} against {mean['base rate']:.3f}"

    def describe(self, result):
        mean, seen = result["mean"], result["seen"]
        gain = "the base rate made no error, so there is no skill over it"
        if mean["base rate"]:
            gain = f"your skill over the base rate {round(100 * (1 - mean['yours'] / mean['base rate']))}%"
        parts = [f"{name} last year: you said {100 * p:.0f}%, it happened in {100 * seen.loc[key, 'mean']:.0f}% of {int(seen.loc[key, 'size']):,}" for p, key, name in zip(result["p"], (True, False), ("yes", "no"), strict=True) if seen.loc[key, "size"] > 0]  # fmt: skip
        return (
            f"{sentence(result['question'])}, {short(result['place'])}, {result['n']:,} state-years: your Brier score {mean['yours']:.3f}, base rate ({100 * result['rate']:.0f}%) {mean['base rate']:.3f}, "
            f"'as this year' {mean['as this year']:.3f}; {gain}. {sentence('; '.join(parts))}."
        )

    def table(self, result):
        return result["table"].round(4)


EXPLORERS = {"threats": Threats, "forecasts": ForecastBoard}


# Exercises.


WAYS = {
    "military force": "were ended by military force",
    "policing": "were ended by police and intelligence work",
    "joined politics": "moved into politics",
    "won": "won",
}


def share_of_all(way: str) -> float:
    """Groups that ended in one way, divided by all groups followed, in per cent."""
    return ENDINGS[way] * GROUPS["ended"] / GROUPS["all"]


def who_fights() -> dict[str, str]:
    """Two governments against each other come first; only then do foreign soldiers decide."""
    return {"First ask:": "sides", "If not decided yet, foreign soldiers on one side make it": "internationalised", "and no foreign soldiers make it": "intrastate"}  # fmt: skip


@cache
def street_falls(picked: int = 10, streets: int = 400, draws: int = 500) -> dict[str, float]:
    """Change of break-ins, in per cent, in an invented city where nothing is done: gamma rates, Poisson years (seed 1).

    patrolled: the streets picked for their worst year, a year later; before: the same streets the year up to it; next, rest,
    calm: those next on the list, all others, and the last on it, a year later.
    """
    random = np.random.default_rng(1)
    rates = random.gamma(4, 2, (draws, streets))
    years = random.poisson(rates, (3, draws, streets))
    listed = np.argsort(-years[1], axis=1, kind="stable")
    first, worst, after = (np.take_along_axis(year, listed, axis=1) for year in years)
    cuts = {"patrolled": slice(picked), "next": slice(picked, 2 * picked), "rest": slice(picked, None), "calm": slice(-picked, None)}  # fmt: skip
    falls = {name: 100 * (after[:, cut].sum() / worst[:, cut].sum() - 1) for name, cut in cuts.items()}
    return falls | {"before": 100 * (worst[:, :picked].sum() / first[:, :picked].sum() - 1)}


def fair_control() -> str:
    """The group whose change, with no patrols anywhere, comes nearest to that of the streets that would be patrolled."""
    falls = dict(street_falls())
    patrolled = falls.pop("patrolled")
    return min(falls, key=lambda name: abs(falls[name] - patrolled))


def silent_notes() -> str:
    """No note of the course's list names such rules, and an alliance in it adopted some in 2021: the notes are short."""
    table = load("partnerships")
    named = (table["instrument"] + " " + table["note"]).str.contains("autonomous|artificial intelligence", case=False)
    return "notes" if not named.any() and (table["name"] == "NATO").any() else "weights"


def three_forecasts(said: tuple[int, ...], came: tuple[int, ...]) -> float:
    """The mean of the squared distances between what was said, as a share of one, and what came, 1 or 0."""
    return sum((percent / 100 - one) ** 2 for percent, one in zip(said, came, strict=True)) / len(said)


def forecasts_prompt(said: tuple[int, ...], came: tuple[int, ...]) -> str:
    """The question, with what was said and what came."""
    parts = [f"{percent} per cent for the {nth}, and it {'happened' if one else 'did not happen'}" for percent, one, nth in zip(said, came, ("first", "second", "third"), strict=True)]  # fmt: skip
    return f"You forecast three events. You said {'; '.join(parts)}. What is your Brier score? Two decimals; you may type the sum."


def difference_of_changes(measure: str, others: str) -> float:
    """Change in the five Sahel states minus change in the others."""
    means = sahel_means(measure, others)
    change_five = means["five after"] - means["five before"]
    change_others = means["others after"] - means["others before"]
    return change_five - change_others


def changes_prompt(measure: str, others: str) -> str:
    """The four means and the question."""
    what, last = {"conflicts": ("Armed conflicts", 2023), "deaths": ("Deaths in terrorist attacks", 2020)}[measure]
    whom = "the other states of Sub-Saharan Africa" if others == "all" else "the other states of Sub-Saharan Africa that had a conflict at home before 2017"  # fmt: skip
    m = sahel_means(measure, others)
    return (
        f"{what} per state and year in the five Sahel states: {m['five before']:.2f} in 2012–2016 and {m['five after']:.2f} in 2017–{last}; in {whom} {m['others before']:.2f} and then {m['others after']:.2f}. "
        "By how much more did the five change than the others? One decimal; you may type the sum."
    )


def brier():
    """The mean of the squared distances between forecast and outcome."""

    def score(forecasts, outcomes):
        squares = [(p - y) ** 2 for p, y in zip(forecasts, outcomes, strict=True)]
        return sum(squares) / len(squares)

    return score


def _absolute():
    return lambda forecasts, outcomes: (
        sum(abs(p - y) for p, y in zip(forecasts, outcomes, strict=True)) / len(forecasts)
    )


def _sum_only():
    return lambda forecasts, outcomes: sum((p - y) ** 2 for p, y in zip(forecasts, outcomes, strict=True))


def _rounded():
    return lambda forecasts, outcomes: sum((round(p) - y) ** 2 for p, y in zip(forecasts, outcomes, strict=True)) / len(forecasts)  # fmt: skip


def scoreable() -> set[str]:
    """A forecast can be scored if it names a quantity, a threshold, and a day or a release; two of the six do."""
    return {"nato-members", "ucdp-count"}


RETIRED = ("11.1", "11.2", "11.3", "11.4", "11.5", "11.11")
EXERCISES = [
    Exercise(
        id="11.9",
        title="Of which groups?",
        prompt=lambda way: (
            f"Jones and Libicki followed {GROUPS['all']} terrorist groups from 1968 to 2006. At the end {GROUPS['still there']} were still there, {GROUPS['split']} had split and {GROUPS['ended']} had ended. "
            f"Of those that had ended, {ENDINGS[way]} per cent {WAYS[way]}. What share of all the groups is that? Per cent, one decimal; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=share_of_all,
        meaning="'Of those that ended' and 'of all' are two bases, and a headline rarely says which. More groups, 244 of 648, were still there than had ended in any one way<!--@JonesLibicki2008-->.",
        hints=(
            "The percentage given is a share of the groups that had ended. How many groups is that?",
            "Divide that number of groups by everybody who was followed, whatever became of them.",
        ),
        mistakes=(
            Mistake(
                lambda way: float(ENDINGS[way]),
                "That is the share among the groups that had ended. The question asks for a share of all that were followed.",
            ),
            Mistake(
                lambda way: ENDINGS[way] * GROUPS["ended"] / 100,
                "That is the number of groups. Divide it by all groups.",
            ),
            Mistake(
                lambda way: ENDINGS[way] * GROUPS["ended"] / (GROUPS["all"] - GROUPS["still there"]),
                "You left out the groups that were still there. The base is all of them.",
            ),
            Mistake(
                lambda way: ENDINGS[way] * GROUPS["ended"] / (GROUPS["all"] - GROUPS["split"]),
                "You left out the groups that had split. The base is all of them.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=tuple({"way": way} for way in WAYS),
    ),
    Exercise(
        id="11.10",
        title="When is a war between states?",
        prompt="UCDP sorts armed conflicts by who fights. Put together a rule that makes Russia's war against Ukraine a conflict between states; Mali's war against rebels, with French soldiers on the government's side, "
        "internationalised; and a government's war against its own rebels, with nobody else in it, intrastate.",
        kind="rule",
        level="create",
        solution=who_fights,
        meaning="Who fights whom comes first. By that rule only four<!--= interstate_2024 --> of the 61<!--= conflicts_2024 --> conflicts of 2024 were between states. The section's list of threats is open and does not name wars between states; the document speaks of regional disputes elsewhere.",
        hints=(
            "Foreign soldiers stand in Ukraine and stood in Mali. What else tells the two apart?",
            "The question that only one of the three cases answers with yes should come first.",
        ),
        mistakes=(
            Mistake(
                lambda: ("troops", "internationalised", "intrastate"),
                "There are foreign soldiers in Ukraine: asked first, your question makes that war a civil war with help from abroad.",
            ),
            Mistake(
                lambda: ("sides", "interstate", "intrastate"),
                "Soldiers who help a government against its rebels do not set two governments against each other.",
            ),
            Mistake(
                lambda: ("sides", "intrastate", "internationalised"),
                "The last two are exchanged: look where the foreign soldiers are.",
            ),
        ),
        options={
            "First ask:": {
                "troops": "are foreign soldiers in it?",
                "sides": "do two governments fight each other?",
            },
            "If not decided yet, foreign soldiers on one side make it": {
                "interstate": "between states",
                "internationalised": "internationalised",
                "intrastate": "intrastate",
            },
            "and no foreign soldiers make it": {
                "internationalised": "internationalised",
                "interstate": "between states",
                "intrastate": "intrastate",
            },
        },
    ),
    Exercise(
        id="11.13",
        title="Choose the control",
        prompt="A city sends patrols to the ten streets with the most break-ins of last year. A year later break-ins there are down by a quarter, and the mayor is proud. To learn what the patrols did, with which streets would you compare the ten?",
        kind="choice",
        level="evaluate",
        solution=fair_control,
        meaning="In an invented city without a single patrol the ten worst streets still fall by 22%<!--= street_fall --> in the year after, and the next on the list by 19%<!--= next_fall -->: they were picked in nearly the same way. So most of the mayor's quarter may be no work of the patrols. Daesh in 2014 was such a street.",
        hints=(
            "Picture the city without patrols. Would the ten worst streets of last year be the ten worst again?",
            "A fair control was picked in the same way, by a bad year, and went without.",
        ),
        mistakes=(
            Mistake(
                lambda: "before",
                "That shows how they came to be the worst: a climb. What comes after a climb by itself, it cannot show.",
            ),
            Mistake(lambda: "rest", "All the others together had no bad year to recover from; they hardly change."),
            Mistake(
                lambda: "calm",
                "The calmest were picked by a lucky year: they rise by themselves, and would flatter the patrols.",
            ),
        ),
        options={
            "before": "the same ten streets, a year before",
            "rest": "all the other streets of the city",
            "next": "the ten that came next on the list",
            "calm": "the ten with the fewest break-ins",
        },
    ),
    Exercise(
        id="11.14",
        title="Before, after, and elsewhere",
        prompt=changes_prompt,
        kind="number",
        level="analyse",
        solution=difference_of_changes,
        meaning="By either measure the five did worse than the others. That is a fact about timing. Since the force was sent where violence was feared, the difference is no measure of what the force did.",
        hints=(
            "Two changes: one for the five, one for the others. Each is after minus before.",
            "Then subtract the others' change from the five's; mind the sign if the others went down.",
        ),
        mistakes=(
            Mistake(
                lambda measure, others: (
                    sahel_means(measure, others)["five after"] - sahel_means(measure, others)["five before"]
                ),
                "That is the change in the five alone. Something changed elsewhere too.",
            ),
            Mistake(
                lambda measure, others: (
                    sahel_means(measure, others)["five after"] - sahel_means(measure, others)["others after"]
                ),
                "You compared levels after 2017. The five and the others differed before as well.",
            ),
            Mistake(
                lambda measure, others: (
                    sahel_means(measure, others)["others after"] - sahel_means(measure, others)["others before"]
                ),
                "That is the others' change. Subtract it from the five's.",
            ),
            Mistake(
                lambda measure, others: (
                    sahel_means(measure, others)["five after"] / sahel_means(measure, others)["five before"]
                ),
                "That is how many times as many the five had. The question asks for a difference between two changes: subtract.",
            ),
        ),
        decimals=1,
        tolerance=0.07,  # from means of two decimals
        variants=(
            {"measure": "deaths", "others": "all"},
            {"measure": "deaths", "others": "restless"},
            {"measure": "conflicts", "others": "restless"},
        ),
    ),
    Exercise(
        id="11.15",
        title="Find the flaw in the headline",
        prompt="'Alliances leave the rules to the UN: of 70<!--= listed --> partnerships, not one has rules for thinking weapons.' The count is true of our list: a search for 'autonomous' or 'artificial intelligence' in its notes finds nothing. What is wrong with the headline?",
        kind="choice",
        level="evaluate",
        solution=silent_notes,
        meaning="NATO is on the list, and its ministers adopted six principles for artificial intelligence in October 2021<!--@NatoAi2021-->. A note of one line leaves out nearly everything that a partnership does. An earlier edition of this lesson made the mistake itself.",
        hints=(
            "What is a note in the table `partnerships`, and who decided what went into it?",
            "Think of one partnership in the list about which you know more than its note says.",
        ),
        mistakes=(
            Mistake(
                lambda: "weights",
                "Weights change a share that is there. Here the question is whether 'not found' means 'not there'.",
            ),
            Mistake(lambda: "few", "Seventy would do for a share. The trouble is what was read about each of them."),
            Mistake(lambda: "un", "Who else makes rules does not touch the count of those who do not."),
        ),
        options={
            "few": "seventy partnerships are too few for any share",
            "weights": "large partnerships should count for more than small ones",
            "un": "the UN has no rules for such weapons either",
            "notes": "what a short note leaves out may exist all the same",
        },
    ),
    Exercise(
        id="11.6",
        title="Which forecasts can be scored?",
        prompt="Which of these forecasts can be scored, as right or wrong, on a day, or in a release, that one can name today?",
        kind="set",
        level="evaluate",
        solution=scoreable,
        meaning="Scoring needs a quantity, a threshold, and a day or a release. None of the document's forecasts has all three, so none can turn out wrong.",
        hints=(
            "For each: which column would you open on which day or in which release, and what value would make it false?",
            "'Likely' without a number cannot lose. Two of the six could.",
        ),
        mistakes=(
            Mistake(
                lambda: {"collaborative", "nato-members", "ucdp-count"},
                "'More collaborative' has no column and no day. What would make it false?",
            ),
            Mistake(
                lambda: {"nato-members", "ucdp-count", "remain-threat"},
                "'Remain a threat' is true whatever happens. A forecast must be able to fail.",
            ),
            Mistake(
                lambda: {"nato-members", "sahel-soon", "ucdp-count"},
                "'May' covers both outcomes, and 'soon' never ends.",
            ),
            Mistake(
                lambda: {"ucdp-count"},
                "A threshold on a count with a day is enough, even if you find the value unlikely.",
            ),
            Mistake(
                lambda: {"nato-members"},
                "A named release will do as well as a day: once it is out, the count stands in a table.",
            ),
        ),
        options={
            "collaborative": "partnerships will likely become more collaborative",
            "nato-members": "on 31 December 2027 NATO will have more than 32 members",
            "sahel-soon": "another Sahel government may fall soon",
            "ucdp-count": "in its release of 2027 UCDP will record five or more interstate conflicts for 2026",
            "remain-threat": "terrorism will remain a threat",
            "ai-helps": "artificial intelligence will make allies work together better",
        },
    ),
    Exercise(
        id="11.12",
        title="Score three forecasts",
        prompt=forecasts_prompt,
        kind="number",
        level="apply",
        solution=three_forecasts,
        meaning="What costs most is to be confident and wrong. Fifty-fifty on everything earns a quarter<!--@Brier1950-->: did these three forecasts do better?",
        hints=(
            "Write each forecast as a share of one, and each outcome as 1 if it happened and 0 if not.",
            "Square the three distances, add them up, and take the average.",
        ),
        mistakes=(
            Mistake(
                lambda said, came: sum(abs(percent / 100 - one) for percent, one in zip(said, came, strict=True)) / 3,
                "You averaged the distances as they are. Square each one first.",
            ),
            Mistake(
                lambda said, came: 3 * three_forecasts(said, came),
                "That is the sum. Divide it by the number of forecasts.",
            ),
            Mistake(
                lambda said, came: three_forecasts(said, tuple(1 - one for one in came)),
                "You exchanged the outcomes: what happened counts 1, what did not counts 0.",
            ),
            Mistake(
                lambda said, came: 10_000 * three_forecasts(said, came),
                "You squared percentages. Write 90 per cent as 0.9.",
            ),
            Mistake(
                lambda said, came: three_forecasts(tuple(100 * (percent > 50) for percent in said), came),
                "You rounded the forecasts to yes or no first. The probability itself is what gets scored.",
            ),
        ),
        decimals=2,
        variants=(
            {"said": (90, 60, 20), "came": (1, 0, 0)},
            {"said": (80, 60, 30), "came": (1, 1, 0)},
            {"said": (95, 60, 10), "came": (0, 1, 0)},
            {"said": (60, 40, 75), "came": (1, 0, 1)},
        ),
    ),
    Exercise(
        id="11.7",
        title="Write the Brier score",
        prompt="Write the Brier score as a function: it takes a list of probabilities and a list of outcomes, where `1` means that it happened and `0` that it did not, and returns the score.",
        start="def score(forecasts, outcomes):\n    ...  # your rule here",
        kind="function",
        level="apply",
        solution=brier,
        meaning="Zero is perfect, one is always wrong at full confidence. Now give your forecasts a probability and a day, and let the score find you.",
        hints=(
            "For each pair take forecast minus outcome and square it.",
            "Then average. Outcomes are 1 if it happened and 0 if not.",
        ),
        mistakes=(
            Mistake(
                _absolute,
                "You took absolute distances. Squares punish confident errors more, and reward honest probabilities.",
            ),
            Mistake(_sum_only, "You added up. Divide by the number of forecasts, or more forecasts always look worse."),
            Mistake(
                _rounded, "You rounded the forecasts to yes or no first. The probability itself is what gets scored."
            ),
        ),
        cases=(
            ([0.8, 0.3], [1, 0]),
            ([0.1, 0.9, 0.6], [0, 1, 0]),
            ([0.5], [1]),
            ([0.25, 0.25, 0.25, 0.25], [0, 0, 1, 0]),
        ),
    ),
]
REFLECTIONS = [
    Reflection(
        "11.8",
        "Write a forecast that can fail",
        "Write a forecast about one of this lesson's series: quantity, threshold, day, source, base rate, probability. It is kept in your journal with today's date.",
        "Will UCDP record at least four interstate armed conflicts for 2026, in the release of summer 2027? Base rate: in the ten years to 2024 there were four or more in one year of ten. But the release of June 2026 put 2025 "
        "higher still<!--@UcdpRelease2026-->, and such conflicts last: I move far up, to 75 per cent. It will be scored on the day of the release; if I say 75 per cent to twenty such questions, about fifteen should come true.",
        (
            "a quantity, a threshold, a day and the source that will decide",
            "a base rate from a reference class that you name",
            "why you moved away from it, and how far",
            "a probability that is neither 0 nor 100",
            "what an opponent would attack: the wording, the base rate or the source",
        ),
    ),
    Reflection(
        "11.16",
        "The day has come",
        "Your forecast stands above as you wrote it. When its day has come, write what happened, after which source, and your Brier score: the square of the distance between what you said and what came (1 or 0).",
        "I had asked whether UCDP would count 60 armed conflicts or more for 2025, and said 70 per cent, since the table showed 61<!--= conflicts_2024 --> for 2024 and counts change slowly. The release of June 2026 gives 65<!--@UcdpNews2026-->. "
        "My score is (0.7 − 1)² = 0.09. One forecast proves nothing; I keep the sheet and look at ten of them.",
        (
            "what happened, and the page or table that says so",
            "the score, worked out with the probability as you wrote it then",
            "whether the wording left room to argue about the outcome",
            "what you would change: the base rate, or how far you moved from it",
        ),
        again="11.8",
    ),
]


# Evidence.


def only_works(claim_id: str, name: str) -> tuple[Part, ...]:
    """A sentence that no number of ours bears on: a forecast, advice or a judgement, with what works found."""
    return (Part(name, studies=works(claim_id)),)


def forecast_collaborative() -> tuple[Part, ...]:
    """The forecast of closer partnerships, which has neither date nor measure."""
    return only_works("C14.1", "partnerships will be more collaborative")


def forecast_systems() -> tuple[Part, ...]:
    """The forecast on artificial intelligence, cyber abilities and surveillance."""
    return only_works("C14.2", "the systems will make cooperation easier")


@cache
def equipment() -> pd.DataFrame:
    """Equipment money per soldier, in US$, of the NATO members with a value in every year 2014–2024: state, year, per."""
    table = load("nato_spending").query("member").dropna(subset=["expenditure", "equipment_share", "military_personnel"])  # fmt: skip
    table = table.assign(per=10 * table["expenditure"] * table["equipment_share"] / table["military_personnel"])
    full = table.groupby("state_id")["year"].transform("size") == table["year"].nunique()
    return table.loc[full, ["state_id", "year", "per"]]


def slope(table: pd.DataFrame, value: str, cases: models.Numbers | None = None) -> float:
    """Least-squares slope of a column on the year, per decade; cases: how many each row stands for."""
    weights = None if cases is None else np.sqrt(cases)
    return 10 * float(np.polyfit(table["year"], table[value], 1, w=weights)[0])


def equipment_evidence(seed: int = 1) -> Evidence2:
    """Trend of the Gini coefficient of equipment money per soldier, 2014–2024; the gap in dollars in the finding."""
    table = equipment()
    ginis = 100 * table.groupby("year")["per"].apply(gini)
    found = models.block_bootstrap(ginis.rename("gini").reset_index(), lambda years: slope(years, "gini"), "year", length=3, seed=seed)  # fmt: skip
    fourths = table.groupby("year")["per"].quantile([0.25, 0.75]).unstack()
    gap = (fourths[0.75] - fourths[0.25]) / 1000
    return Evidence2(
        finding=f"Among {table['state_id'].nunique()} allies inequality of equipment money per soldier fell from {ginis[2014]:.0f} to {ginis[2024]:.0f} points of the Gini coefficient between 2014 and 2024; in dollars the distance between an ally at the lower and one at the upper quarter grew from {gap[2014]:.0f} to {gap[2024]:.0f} thousand",
        data="yearly series",
        rivals=("money for equipment is not artificial intelligence", "poorer members near Russia rearmed after 2014"),
        rung=0,
        **measured(found),
        interval="block bootstrap",
        by="blocks of three years",
        unit="Gini points per decade",
        n=found.n,
        n_unit="years",
        benchmark=0,
        why_benchmark="a gap that stays as it is",
        expects="below",
        scope="equipment money, as a first sign",
    )


def poorer_allies(seed: int = 1) -> tuple[Part, ...]:
    """The gap in equipment money, in relation and in dollars."""
    return (Part("the gap in equipment money", equipment_evidence(seed), works("C14.2")),)


def china_evidence(of: str = "cinc") -> Evidence2:
    """China's share of world capability (`cinc`, to 2016) or of world output (`gdp`, to 2019) minus its share in 1990."""
    last = 2016 if of == "cinc" else 2019
    table = load("capabilities" if of == "cinc" else "economies").query("year == 1990 or year == @last", local_dict={"last": last})  # fmt: skip
    share = 100 * table.set_index(["year", "state_id"])[of] / table.groupby("year")[of].sum()
    then, now = (float(share[year, state("China")]) for year in (1990, last))
    of_us = float(share[last, state("United States")])
    name = "world capability" if of == "cinc" else "world output"
    return Evidence2(
        finding=f"China's share of {name} rose from {then:.0f}% in 1990 to {now:.0f}% in {last}, when the United States had {of_us:.0f}%",
        data="full count",
        rivals=("the index weighs people and steel", "output per head and what a state must spend at home are left out"),
        rung=None,
        **counted(now - then),
        interval="full count",
        unit=f"percentage points of {name}",
        n=2,
        n_unit="years compared",
        benchmark=0,
        why_benchmark="a power that does not rise keeps its share",
        expects="above",
    )  # fmt: skip


def shifting_world() -> tuple[Part, ...]:
    """The forecast, and its premise: a new power rises, and alliances shift."""
    cases = (
        Case("Finland joins NATO after decades outside", "2023-04-04", "NATO members table; Mint, 4 April 2023"),
        Case("Mali, Burkina Faso and Niger found an alliance of their own", "2023-09-16", "course list P56 and timeline"),
    )  # fmt: skip
    shift = Evidence2(
        finding="Two states that had been outside joined NATO in 2023 and 2024, and three Sahel states left one force and founded a pact",
        data="full count",
        rivals=("none: that alliances shift is shown by one case",),
        rung=None,
        cases=cases,
    )  # fmt: skip
    return (
        Part("partnerships will be affected", studies=works("C14.3")),
        Part("a new power rises", china_evidence(), force="most-or-tends", kind="fact", counts=(china_evidence("gdp"),)),
        Part("alliances shift", shift, force="lists-examples", kind="fact"),
    )  # fmt: skip


def power_in_the_past() -> tuple[Part, ...]:
    """Works on power and alliances in the past; lesson 13 has a number of its own."""
    return (Part("shifts of power and alliances", studies=works("C14.3")),)


def adapted() -> tuple[Part, ...]:
    """Partnerships changed for the sake of a region's security, each traced by its source; the 'calls for' stays untested."""
    case = Case(
        "Finland, prompted by the invasion of Ukraine, gives up decades outside and joins NATO",
        "2023-04-04",
        "Mint, 4 April 2023",
        traced=True,
    )
    proof = Evidence2(
        finding="A state changed its partnership because of a danger in its own region",
        data="full count",
        rivals=("votes at home turned towards joining too",),
        rung=None,
        cases=(case,),
    )
    return (
        Part("partnerships adapted to a region", proof, works("C14.4")),
        Part("flexible diplomacy is called for", force="must", kind="normative"),
    )


def regional_evidence(seed: int = 1, since: int = 1990) -> Evidence2:
    """Trend of the share of defence agreements signed within one world region, `since`–2010; resampled by blocks of years."""
    table = signed_agreements().rename(columns={"start": "year"})
    table = table[table["year"] >= since]
    same = table["state_id_1"].map(regions()) == table["state_id_2"].map(regions())
    table = pd.DataFrame({"year": table["year"], "same": 100.0 * same})
    yearly = table.groupby("year")["same"].agg(["mean", "size"]).reset_index()
    found = models.block_bootstrap(yearly, lambda t: slope(t, "mean", t["size"]), "year", length=3, seed=seed, n=1000)
    middle = (since + 2010) // 2 + 1
    halves = table.groupby(table["year"] >= middle)["same"].mean()
    return Evidence2(
        finding=f"Of {len(table):,} agreements signed from {since} to 2010 {halves[False]:.0f}% of those before {middle} and {halves[True]:.0f}% of those from {middle} on joined two states of one region",
        data="yearly series",
        rivals=("new states of the 1990s signed with their neighbours first", "the table ends in 2010"),
        rung=0,
        **measured(found),
        interval="block bootstrap",
        by="blocks of three years",
        unit="percentage points a decade",
        n=found.n,
        n_unit="years",
        benchmark=0,
        why_benchmark="the share of agreements within a region stays as it is",
        expects="above",
        scope="defence agreements of two, to 2010",
    )


def more_regional(seed: int = 1) -> tuple[Part, ...]:
    """Whether new agreements stay within a region more: from 1990, beside it from 1980 and from 2000."""
    beside = tuple(regional_evidence(seed, since) for since in (1980, 2000))
    return (Part("share within a region", regional_evidence(seed), works("C14.4"), counts=beside),)


def future_depends() -> tuple[Part, ...]:
    """The forecast that cooperation will decide."""
    return only_works("C14.5", "the future depends on cooperation")


@cache
def alliance_years() -> pd.DataFrame:
    """Years of alliances of two signed since 1946, to 2016, from the second on: did it end, and what had changed by the year before.

    rival: the two were rivals; from_start: so they were in the year of signing; renewed: it ended, and the same two signed a
    new pact in that year or the next; shift: the ratio of their power had changed by half or more since they signed; apart: no
    common official language; stage: age up to 5, 10, 20 years or more; era: fifteen years.
    """
    table = load("alliances").query("bilateral and start >= 1946").fillna({"end": 9999})
    two = parties_of_two()
    power = load("capabilities").set_index(["state_id", "year"])["cinc"].to_dict()
    feuds = {}
    for one in load("rivalries").fillna({"end": 9999}).itertuples():
        feuds.setdefault((min(one.state_id_1, one.state_id_2), max(one.state_id_1, one.state_id_2)), []).append((one.start, one.end))  # fmt: skip
    tongues = load("common_language").query("common_official > 0")
    same = set(zip(tongues["state_id_1"], tongues["state_id_2"], strict=True))
    rows, table = [], table[table["alliance_id"].isin(list(two))]
    signed = {(two[one], start) for one, start in zip(table["alliance_id"], table["start"], strict=True)}
    for treaty in table.itertuples():
        pair = two[treaty.alliance_id]
        from_start = any(first <= treaty.start <= last for first, last in feuds.get(pair, ()))
        again = {(pair, treaty.end), (pair, treaty.end + 1)} & signed - {(pair, treaty.start)}
        for year in range(treaty.start + 1, int(min(treaty.end, 2016)) + 1):
            strength = [power.get((one, when)) for when in (treaty.start, year - 1) for one in pair]
            if all(strength):
                shift = abs(math.log(strength[2] * strength[1] / (strength[3] * strength[0]))) > math.log(1.5)
                rival = any(first < year <= last + 1 for first, last in feuds.get(pair, ()))
                stage = ["to 5", "to 10", "to 20", "more"][sum(year - treaty.start > limit for limit in (5, 10, 20))]
                rows.append((treaty.alliance_id, str(year // 15), stage, rival, shift, pair not in same, from_start, treaty.end == year < 2016, treaty.end == year < 2016 and bool(again)))  # fmt: skip
    names = ["alliance_id", "era", "stage", "rival", "shift", "apart", "from_start", "ended", "renewed"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[3:], float))


@cache
def ends(renewals: bool = True) -> pd.DataFrame:
    """Odds of an end in a year by rivalry, shift of power and language, era and age held constant; clustered by treaty.

    renewals: whether an end counts that a new pact of the same two followed in that year or the next.
    """
    held, table = ["rival", "shift", "apart", "stage", "era"], alliance_years()
    if not renewals:
        table = table.assign(ended=table["ended"] - table["renewed"])
    grouped = table.groupby(["alliance_id", *held], as_index=False)["ended"].agg(ended="sum", years="size")
    return models.logit(grouped, "ended", held, trials="years", cluster="alliance_id").set_index("term")


def ends_evidence(of: str, renewals: bool = True) -> Evidence2:
    """Odds that an alliance ends in a year, by rivalry of its members (`rival`) or no common language (`apart`)."""
    table, odds = alliance_years(), ends(renewals)
    row, shift = odds.loc[of], odds.loc["shift"]
    ended = table["ended"] if renewals else table["ended"] - table["renewed"]
    share = 100 * ended.groupby(table[of]).mean()
    feuding = table[table["rival"] > 0].groupby("alliance_id")["from_start"].first()
    whom = {"rival": f"whose members were rivals ({feuding.sum():.0f} of {len(feuding)} already when they signed)", "apart": "whose members share no official language"}[of]  # fmt: skip
    without = (
        ""
        if renewals
        else f"Without the {table['renewed'].sum():.0f} of {table['ended'].sum():.0f} ends that a new pact of the same two followed within a year: alliances"
    )
    return Evidence2(
        finding=f"{without or 'Alliances'} of two {whom} ended in {share[1]:.1f}% of years, the others in {share[0]:.1f}%; at one age and in one era the odds are {row['odds_ratio']:.1f} times as high"
        + (f" (after a shift of power between the two {shift['odds_ratio']:.1f} times [{shift['low']:.1f}, {shift['high']:.1f}])" if of == "rival" else ""),
        data="panel",
        rivals=("most rivals were so at signing: a pact between them may be made to be short", "many ends are renewals, wars or revolutions") if of == "rival" else ("many ends are renewals, wars or revolutions", "a common language is often a common empire before"),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="alliance",
        unit="times the odds of an end",
        n=len(table),
        n_unit="years of alliances",
        benchmark=1,
        why_benchmark="such alliances end as often as others of their age and era",
        expects="above",
        scope="end of alliances",
    )  # fmt: skip


def what_ended_them() -> tuple[Part, ...]:
    """Rivalry and distance of language against shifts of power, and what works found; burdens have no table here."""
    return (
        Part("tensions, as far as rivalry shows them", ends_evidence("rival"), works("C14.5"), counts=(ends_evidence("rival", renewals=False),)),
        Part("cultural distance, as far as language shows it", ends_evidence("apart"), works("C14.5")),
        Part("unequal burdens"),
    )  # fmt: skip


def two_challenges() -> tuple[Part, ...]:
    """A mark that each of the two has left."""
    deaths = terror_by_year()
    cases = (
        Case(f"{deaths[2014]:,.0f} people die in terrorist attacks in one year", "2014", "terrorism table (GTD)", "terrorism"),
        Case("NATO's leaders agree a plan on climate change, in their words a threat multiplier", "2021-06-14", "NATO Climate Change and Security Action Plan", "climate change"),
        Case("floods in Pakistan affect more than 33 million people; the rain was likely made heavier by climate change", "2022-08", "Otto and others 2022 (World Weather Attribution)", "climate change"),
    )  # fmt: skip
    proof = Evidence2(
        finding=f"Attacks killed {deaths[2014]:,.0f} people in 2014, and NATO has had a plan for climate change since June 2021",
        data="full count",
        rivals=("how much of one flood is due to warming cannot be said exactly",),
        rung=None,
        cases=cases,
    )
    return (Part("the two named", proof, works("C14.6"), things=("terrorism", "climate change")),)


def weather_evidence(drought: bool = True) -> Evidence2:
    """Deaths in disasters of weather in 2010–2019 over the mildest of the six decades before, with drought or without; a full count."""
    table, of = weather_disasters(), "deaths" if drought else "without drought"
    now, before = table.loc[2010], table.loc[:2000]
    mildest = before[of].idxmin()
    if drought:
        finding = f"Recorded disasters of weather rose from {before.loc[1970, 'disasters']:,.0f} in the 1970s to {now['disasters']:,.0f} in the 2010s; deaths in them, drought counted, were {before.loc[1970, 'deaths']:,.0f} and {now['deaths']:,.0f}, the fewest of any decade since 1950 (mildest before: {before.loc[mildest, 'deaths']:,.0f} in the {mildest}s)"
    else:
        dry = before.loc[mildest, "deaths"] - before.loc[mildest, of]
        finding = f"Without drought deaths in disasters of weather were {now[of]:,.0f} in the 2010s and {before.loc[mildest, of]:,.0f} in the {mildest}s, the mildest decade before; drought had {dry:,.0f} of the {before.loc[mildest, 'deaths']:,.0f} deaths of the {mildest}s"
    return Evidence2(
        finding=finding,
        data="full count",
        rivals=("warnings and relief became better while storms may not have become milder", "early decades missed events and deaths alike", "one choice decides: whether the famines of the 1980s count as weather"),
        rung=None,
        **counted(float(now[of] / before.loc[mildest, of])),
        interval="full count",
        unit="times the deaths of the mildest decade before",
        n=len(table),
        n_unit="decades",
        benchmark=1,
        why_benchmark="as many deaths as in the mildest of the decades before, so that no decade had to be chosen",
        expects="above",
    )  # fmt: skip


def deadlier_weather() -> tuple[Part, ...]:
    """Deaths in disasters of weather by decade, with drought and without."""
    return (Part("deaths in disasters of weather", weather_evidence(), works("C14.6"), counts=(weather_evidence(drought=False),)),)  # fmt: skip


def forecast_technology() -> tuple[Part, ...]:
    """The forecast that technology will redefine partnerships."""
    return only_works("C14.7", "technology will redefine partnerships")


def three_threats() -> tuple[Part, ...]:
    """One dated case for each of the three threats named."""
    deaths = terror_by_year()
    cases = (
        Case(VIASAT, "2022-02-24", "Reuters, 15 March 2022", "cyber warfare"),
        Case(f"{deaths[2020]:,.0f} people die in terrorist attacks", "2020", "terrorism table (GTD)", "terrorism"),
        Case("North Korea launches an intercontinental missile that UN resolutions forbid", "2022-05-25", "joint statement of three foreign ministers, May 2022", "spread of military technology"),
    )  # fmt: skip
    proof = Evidence2(
        finding="Each of the 3 threats has its case",
        data="full count",
        rivals=("none: that a threat exists is shown by one case",),
        rung=None,
        cases=cases,
    )
    return (Part("the three named", proof, works("C15.1"), things=THREE),)  # fmt: skip


def state_war_evidence(since: int = 2012) -> Evidence2:
    """Conflicts between states per year in 2022–2024 over those from `since` to 2021; dispersion estimated from the years."""
    table = interstate(since).rename("conflicts").reset_index()
    table = table.assign(late=(table["year"] >= 2022).astype(int))
    found = models.quasi_poisson(table, "conflicts", ["late"])
    rates = table.groupby("late")["conflicts"].mean()
    return Evidence2(
        finding=f"Conflicts between states ran at {rates[1]:.1f} a year in 2022–2024 and {rates[0]:.1f} in {since}–2021",
        data="yearly counts",
        rivals=("one long conflict counts in every year that it lasts", "numbers of conflicts say nothing on the dead"),
        rung=None,
        **measured(found),
        interval="overdispersed",
        unit=f"times the yearly number of {since}–2021",
        n=found.n,
        n_unit="years",
        benchmark=1,
        why_benchmark="as many conflicts a year as before",
        expects="above",
    )


def more_state_war() -> tuple[Part, ...]:
    """The three newest years against the ten before, and beside it against all years since the Cold War."""
    return (Part("conflicts between states", state_war_evidence(), works("C15.1"), counts=(state_war_evidence(1992),)),)


def each_destabilises() -> tuple[Part, ...]:
    """A region made unstable, and an answer given together, for each of the three; for cyber none was found."""
    cases = (
        Case("Boko Haram's campaign spreads from Nigeria to its neighbours; it and the war against it drive some 2.4 million people from their homes, and five states answer with a joint force", "2015", "Comolli 2017; Assanvo and others 2016", "terrorism", traced=True),
        Case("North Korea's missiles 'destabilize the region', say three governments, which answer with coordinated exercises", "2022-05-25", "joint statement of three foreign ministers, May 2022", "spread of military technology", traced=True),
    )  # fmt: skip
    proof = Evidence2(
        finding="Terrorism around Lake Chad and missiles in East Asia have their traced cases; for cyber attacks we found no region",
        data="teaching list",
        rivals=("weak states breed terror and war alike", "the word on missiles is that of those who felt threatened"),
        rung=None,
        cases=cases,
    )
    studies = (
        *works("C15.2", "AssanvoEtAl2016", "EdryJohnsonLeeds2021", thing="terrorism"),
        *works("C15.2", "Horowitz2010", "Jervis1978", thing="spread of military technology"),
        *works("C15.2", "ValerianoManess2014", "KostyukZhukov2019", "KostyukGartzke2022", thing="cyber warfare"),
    )
    return (Part("each of the three", proof, studies, things=THREE),)


@cache
def onsets(least: int = 10) -> pd.DataFrame:
    """State-years 1971–2020 that follow a year without conflict at home: did one begin, and were there many attacks before?

    many: as many attacks as `least` or more in the year before; past: a conflict at home in the ten years before that.
    """
    home = load("armed_conflict_states").query("at_home > 0")[["state_id", "year"]].assign(war=1)
    war = home.set_index(["state_id", "year"])["war"]
    years = [year for year in range(1971, 2021) if year != 1994]  # 1993 is missing
    rows = pd.DataFrame([(s, y) for y in years for s in states_in(y) & states_in(y - 1)], columns=["state_id", "year"])
    at = lambda series, back: series.reindex(pd.MultiIndex.from_arrays([rows["state_id"], rows["year"] - back])).fillna(0).to_numpy()  # noqa: E731  # fmt: skip
    attacks = threat_table("terrorist attacks").set_index(["state_id", "year"])["count"]
    past = np.maximum.reduce([at(war, back) for back in range(2, 12)])
    rows = rows.assign(onset=at(war, 0), many=(at(attacks, 1) >= least).astype(float), past=past, before=at(war, 1), region=rows["state_id"].map(regions()), decade=rows["year"].floordiv(10).astype(str))  # fmt: skip
    rows = rows.join(people(), on=["year", "state_id"]).dropna(subset="population")
    return rows[rows["before"] == 0].assign(size=lambda table: np.log1p(table["population"]))


@cache
def onset_evidence() -> Evidence2:
    """Odds of a conflict beginning after a year with ten attacks or more, like with like: region, decade, size, past war."""
    table = onsets()
    grouped = table.groupby(["state_id", "region", "decade", "many", "past"], as_index=False).agg(onset=("onset", "sum"), years=("onset", "size"), size=("size", "mean"))  # fmt: skip
    held = ["many", "past", "size", "region", "decade"]
    row = models.logit(grouped, "onset", held, trials="years", cluster="state_id").iloc[1]
    share = 100 * table.groupby("many")["onset"].mean()
    return Evidence2(
        finding=f"Conflict began in {share[1]:.1f}% of years after ten attacks or more and in {share[0]:.1f}% of the others, {share[1] / share[0]:.1f} times as often; among states of one region, decade, size and past, the odds are {row['odds_ratio']:.1f} times as high",
        data="panel",
        rivals=("what weakens a state breeds both", "the first attacks of a war are counted in both sources"),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="state",
        unit="times the odds of like states",
        n=int(row["n"]),
        n_unit="years of states at peace",
        benchmark=1,
        why_benchmark="conflict begins as often as in like states without the attacks",
        expects="above",
        scope="terrorism",
    )  # fmt: skip


def attacks_before_war() -> tuple[Part, ...]:
    """Conflict after years with many attacks."""
    return (Part("conflict after many attacks", onset_evidence(), works("C15.2")),)


def three_harms() -> tuple[Part, ...]:
    """One case for each of the three kinds of harm."""
    cases = (
        Case(f"{VIASAT}; the army and police were among the users, and the aim was to disrupt command", "2022-02-24", "ERR and Japan Times, May 2022", "military operations"),
        Case("twelve officers of Russia's military intelligence are charged with breaking into a party's computers and spreading what they took through invented persons before an election", "2018-07-13", "US indictment, in NBC Philadelphia, 13 July 2018", "disinformation", traced=True),
        Case("'a really huge loss in communications in the very beginning of war', says a Ukrainian official", "2022-02-24", "Reuters, 15 March 2022", "communications", traced=True),
    )  # fmt: skip
    proof = Evidence2(
        finding="Two of the 3 harms have a traced case: communications in Ukraine in 2022, a campaign of invented persons in the United States in 2016; of military operations the aim is known, not the loss",
        data="teaching list",
        rivals=("who was behind an attack is an attribution, and Moscow denies both", "how much command suffered is not public"),
        rung=None,
        cases=cases,
    )  # fmt: skip
    studies = works("C15.3", "ReutersViasat2022", thing="communications")
    return (Part("the three harms", proof, studies, things=("military operations", "disinformation", "communications")),)  # fmt: skip


def on_the_battlefield() -> tuple[Part, ...]:
    """Works on cyber attacks and fighting."""
    return (Part("what happens on the battlefield", studies=works("C15.3")),)


def crucial_partners() -> tuple[Part, ...]:
    """Advice on intelligence and cyber defence."""
    return only_works("C15.4", "partners are crucial")


def military_need() -> tuple[Part, ...]:
    """A group that struck in several countries and ended without coordinated military action."""
    case = Case(
        "the Japanese Red Army, which struck in Israel, the Netherlands and Malaysia, was broken by arrests, its founder's in November 2000; she declared it dissolved in 2001; some members were never caught",
        "2001-04-14",
        "Los Angeles Times and Chicago Tribune, 9 November 2000; Japan Times, 16 April 2001",
    )
    return (Part("coordinated military action is needed", studies=works("C15.5"), counterexamples=(case,)),)


def sahel_without(name: str, seed: int = 1) -> models.Estimate:
    """The Sahel comparison without one of the five, in logs."""
    table = sahel_growth().drop(index=state(name))
    return shuffled(table["growth"], table["g5"] == 1, seed)


def sahel_evidence(seed: int = 1, restless: bool = False) -> Evidence2:
    """Growth of deaths in attacks, 2017–2020 over 2012–2016: the five Sahel states over the rest of Sub-Saharan Africa.

    Mean of the logs of (1 + deaths a year), as a ratio; shuffled over groups of five. restless: only states with an armed
    conflict at home in 2012–2016, Mauritania, which had none, among the five.
    """
    table, m, c = sahel_growth(), sahel_means("deaths"), sahel_means()
    kept = table[(table["g5"] == 1) | table["restless"]] if restless else table
    found = shuffled(kept["growth"], kept["g5"] == 1, seed)
    fewer = sahel_without("Burkina Faso", seed)
    odd = f"; without Burkina Faso {np.exp(fewer.value):.1f} times [{np.exp(fewer.low):.1f}, {np.exp(fewer.high):.1f}], which may be chance"
    which = "other states at war before 2017" if restless else "the rest of Sub-Saharan Africa"
    told = f"Deaths in attacks per Sahel state and year went from {m['five before']:.0f} in 2012–2016 to {m['five after']:.0f} in 2017–2020, elsewhere in Sub-Saharan Africa from {m['others before']:.0f} to {m['others after']:.0f}; armed conflicts from {c['five before']:.2f} to {c['five after']:.2f} (elsewhere {c['others before']:.2f} to {c['others after']:.2f}, both to 2023). "
    return Evidence2(
        finding=("" if restless else told) + f"On geometric average deaths in attacks in a Sahel state grew {np.exp(found.value):.1f} times as much as in {which}" + ("" if restless else odd),
        data="few treated units",
        rivals=("forces go where it is getting worse", "one state, Burkina Faso, may carry the difference", "the others fell from Nigeria's peak of 2014", "France, the UN and later Russian troops were there too"),
        rung=1,
        estimate=float(np.exp(found.value)),
        low=float(np.exp(found.low)),
        high=float(np.exp(found.high)),
        interval="permutation",
        by="groups of five states",
        unit="times the growth of deaths elsewhere",
        n=len(kept),
        n_unit="states",
        benchmark=1,
        why_benchmark="deaths grow as they do in states without the force",
        expects="below",
        scope="one force",
    )  # fmt: skip


def daesh_evidence(seed: int = 1, least: int = 1000) -> Evidence2:
    """Deaths left five years after the worst year: Iraq and Syria over the others with such a year, as a ratio of (1 + %).

    Geometric means, since one state went up instead of down.
    """
    table = after_the_peak(least)
    found = shuffled(np.log1p(table["left"]), table.index == DAESH, seed)
    others = table.drop(index=DAESH)["left"]
    lower = int((others < table.loc[DAESH, "left"]).sum())
    alone = others.drop(index=TREATED_TOO, errors="ignore")
    return Evidence2(
        finding=f"In Iraq and Syria {table.loc[DAESH, 'left']:.0f}% of the {table.loc[DAESH, 'worst']:,.0f} deaths in attacks of 2014 were left in 2019; of the {len(others)} other states after a worst year of {least:,} deaths or more half had {others.median():.0f}% or less left, and {lower} of them less than Iraq and Syria; without the {len(others) - len(alone)} where other coalitions fought, half had {alone.median():.0f}% or less left",
        data="few treated units",
        rivals=("after a worst year numbers fall by themselves", "Iraqi and Syrian armies, Russia and Iran fought Daesh too", "the others are no untouched group: coalitions fought in Nigeria, Afghanistan, Somalia and Yemen as well", "only attacks by groups are counted: deaths by the hands of states and in battles may go another way"),
        rung=1,
        estimate=float(np.exp(found.value)),
        low=float(np.exp(found.low)),
        high=float(np.exp(found.high)),
        interval="permutation",
        by="states",
        unit="times what is left elsewhere",
        n=len(table),
        n_unit="cases",
        benchmark=1,
        why_benchmark="as much is left as in other states five years after their worst",
        expects="below",
        scope="one coalition",
    )  # fmt: skip


def joint_efforts(seed: int = 1) -> tuple[Part, ...]:
    """Pooling, by a case; effect, in two theatres: the Sahel and the lands of Daesh."""
    case = Case(
        "73 members, 26 of them with soldiers there", "2017-07-01", "the coalition's own page, in operation_totals"
    )
    pooled = Evidence2(
        finding="The coalition against Daesh brought 73 members together, 26 of them with forces",
        data="full count",
        rivals=("one member flew most strikes",),
        rung=None,
        cases=(case,),
    )
    force, attacks = ("AssanvoEtAl2016", "IcgMnjtf2020", "BiddleMacdonaldBaker2018"), ("PlumperNeumayer2010", "NeumayerPlumper2011", "ConradWalsh2014", "GaibulloevSandler2019")  # fmt: skip
    return (
        Part("resources are combined", pooled, force="can", kind="fact"),
        Part("effective in the Sahel", sahel_evidence(seed), works("C15.6", *force), counts=(sahel_evidence(seed, restless=True),)),
        Part("effective against Daesh", daesh_evidence(seed), works("C15.6", *attacks)),
    )  # fmt: skip


def advice_on_rules() -> tuple[Part, ...]:
    """Advice on norms and rules."""
    return only_works("C15.7", "partnerships have to lay down rules")


def voting_evidence(year: int) -> Evidence2:
    """Pairs of NATO members that voted alike on autonomous weapons, minus pairs of states outside; a full count."""
    table = votes(year)
    inside, outside = (table.loc[table["nato"] == kind, "vote"] for kind in (True, False))
    counts = inside.value_counts()
    names = ", ".join(sorted(state_name(one) for one in inside.index[inside != "yes"]))
    return Evidence2(
        finding=f"In {year} {counts['yes']} of {len(inside)} NATO members that voted said yes ({names} did not): {alike(inside):.0f}% of their pairs voted alike, of pairs outside {alike(outside):.0f}%",
        data="full count",
        rivals=("the text changed from year to year", "a vote binds nobody"),
        rung=None,
        **counted(alike(inside) - alike(outside)),
        interval="full count",
        unit="percentage points more pairs alike",
        n=len(table),
        n_unit="states that voted",
        benchmark=0,
        why_benchmark="allies vote alike as often as states that are not in the alliance",
        expects="above",
    )


def rules_inside() -> tuple[Part, ...]:
    """Rules adopted inside a partnership, and whether its members vote alike on rules for all."""
    case = Case("NATO's defence ministers adopt a strategy with six principles of responsible use of artificial intelligence", "2021-10", "NATO Review and summary of the strategy, October 2021")  # fmt: skip
    proof = Evidence2(
        finding="NATO has six principles of its own; those for all states come from the weapons convention (2019) and the UN assembly",
        data="full count",
        rivals=("principles are not yet rules that bind",),
        rung=None,
        cases=(case,),
    )
    first, *later = (voting_evidence(year) for year in (2023, 2024, 2025))
    return (
        Part("rules inside a partnership", proof, force="can"),
        Part("allies vote alike", first, works("C15.7"), counts=tuple(later)),
    )


@cache
def efforts() -> pd.DataFrame:
    """Rise of the military share of output 2014–2024 by state, without the belligerents Russia and Ukraine, and what may move it.

    terror, cyber: deaths in attacks 2014–2020 and state-linked incidents (EuRepoC) 2014–2022, per million people; near:
    nearness to Moscow, minus the distance in kilometres.
    """
    wide = load("defence_shares").pivot(index="state_id", columns="year", values="share_gdp")
    table = pd.DataFrame({"rise": wide[2024] - wide[2014]}).dropna().drop(index=[state("Russia"), state("Ukraine")])
    per = 1000 / people()[2017].reindex(table.index)
    cyber = load("cyber_incidents").query("level == 'pair' and source == 'EuRepoC' and 2014 <= year <= 2022")
    places = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")[["lat", "lon"]].map(np.radians)  # fmt: skip
    lat, lon = places.loc[table.index].to_numpy().T
    lat0, lon0 = places.loc[state("Russia")]
    cosine = np.sin(lat) * np.sin(lat0) + np.cos(lat) * np.cos(lat0) * np.cos(lon - lon0)
    return table.assign(
        terror=deaths_table().reindex(table.index)[list(range(2014, 2021))].sum(axis=1) * per,
        cyber=cyber.groupby("target_id")["incidents"].sum().reindex(table.index).fillna(0) * per,
        near=-6371 * np.arccos(cosine),
    ).reset_index()  # fmt: skip


def partial_rank(table: pd.DataFrame, threat: str) -> float:
    """Correlation of the ranks of rise and threat, with the rank of nearness to Moscow taken out of both."""
    ranks = np.corrcoef(table[["rise", threat, "near"]].rank().to_numpy(), rowvar=False)
    direct, rise_near, threat_near = ranks[0, 1], ranks[0, 2], ranks[1, 2]
    return float((direct - rise_near * threat_near) / np.sqrt((1 - rise_near**2) * (1 - threat_near**2)))


def shaping_evidence(threat: str, seed: int = 1) -> Evidence2:
    """Whether budgets rose more where a new threat struck more, among states as near to Moscow; resampled by state."""
    table = efforts()
    found = models.block_bootstrap(table, lambda rows: partial_rank(rows, threat), "state_id", seed=seed, n=1000)
    raw = table[["rise", threat, "near"]].corr("spearman").loc["rise"]
    name = {"terror": "deaths in attacks", "cyber": "cyber incidents"}[threat]
    return Evidence2(
        finding=f"Among {len(table)} states the rise of the military share of output 2014–2024 goes with {name} per head by {raw[threat]:+.2f} and with nearness to Moscow by {raw['near']:+.2f}; with nearness taken out, {found.value:+.2f} is left for {name}".replace("-0", "−0"),
        data="panel",
        rivals=("budgets are one part of security", "most of the states are NATO members", "incidents in open societies are better reported"),
        rung=1,
        **measured(found),
        interval="block bootstrap",
        by="state",
        unit="correlation of ranks, −1 to 1",
        n=found.n,
        n_unit="states",
        benchmark=0,
        why_benchmark="budgets rise alike, whatever the threat",
        expects="above",
        scope=name,
    )  # fmt: skip


def shaping_threats(seed: int = 1) -> tuple[Part, ...]:
    """Budgets and two of the new threats; the spread of technology has no table."""
    return (
        Part("terrorism", shaping_evidence("terror", seed), works("C15.8", "EdryJohnsonLeeds2021")),
        Part("cyber warfare", shaping_evidence("cyber", seed), works("C15.8", "KostyukGartzke2022", "ValerianoManess2014")),
        Part("the spread of technology"),
    )  # fmt: skip


def own_kind() -> tuple[Part, ...]:
    """A judgement on what is unlike anything else."""
    return only_works("C15.9", "of its own kind")


def lasting_evidence() -> Evidence2:
    """Deaths in attacks in 2020, the last year, over the median year since 1970; a full count."""
    deaths = terror_by_year().dropna()
    return Evidence2(
        finding=f"Attacks are on record in each of {len(deaths)} years from 1970 to 2020 (1993 was lost); they killed {deaths[2020]:,.0f} people in 2020, half of what they killed in 2014 and {deaths[2020] / deaths.median():.1f} times the median year",
        data="full count",
        rivals=("the source's rules changed in 1998, 2008 and 2012", "later years are better reported"),
        rung=None,
        **counted(float(deaths[2020])),
        interval="full count",
        unit="deaths in 2020",
        n=len(deaths),
        n_unit="years",
        benchmark=float(deaths.median()),
        why_benchmark="the median year since 1970: a danger that fades ends below it",
        expects="above",
    )  # fmt: skip


def lasting_danger() -> tuple[Part, ...]:
    """It lasts, by deaths in the last year; it crosses borders, by one group."""
    case = Case("Boko Haram, born in Nigeria, strikes in Cameroon, Chad and Niger too", "2015", "Comolli 2017")  # fmt: skip
    across = Evidence2(
        finding="One group struck in four states",
        data="full count",
        rivals=("none: that it crosses borders is shown by one group",),
        rung=None,
        cases=(case,),
    )
    return (
        Part("it lasts", lasting_evidence(), works("C15.10", "Cronin2009")),
        Part("it crosses borders", across, works("C15.10", "AssanvoEtAl2016", "PlumperNeumayer2010"), force="can"),
    )


def address_evidence() -> Evidence2:
    """Share of the deaths of 2020 in the ten states hit hardest; a full count."""
    earlier = [top_share(year) for year in range(2011, 2020)]
    hit = int((load("terrorism_deaths", 2020)["deaths"] > 0).sum())
    return Evidence2(
        finding=f"{top_share():.0f}% of the deaths of 2020 fell on ten states of {hit} with any (from {min(earlier):.0f} to {max(earlier):.0f}% in 2011–2019)",
        data="full count",
        rivals=("attacks in places at war are hard to tell from war", "a group may kill in few states and plan in many"),
        rung=None,
        **counted(top_share()),
        interval="full count",
        unit="% of deaths",
        n=hit,
        n_unit="states and territories with deaths",
        benchmark=50,
        why_benchmark="'most' is more than half",
        expects="above",
    )  # fmt: skip


def few_countries() -> tuple[Part, ...]:
    """Deaths in the ten states hit hardest."""
    return (Part("deaths in ten states", address_evidence(), works("C15.10")),)


def vital_parts() -> tuple[Part, ...]:
    """Praise of exercises and intelligence."""
    return only_works("C15.11", "vital parts of the response")


def dilemma_evidence(year: int) -> Evidence2:
    """Share of UN members that voted for a resolution on the risks of autonomous weapons; a full count."""
    table = load("autonomous_weapons_votes").query("year == @year", local_dict={"year": year})
    share = 100 * float((table["vote"] == "yes").mean())
    return Evidence2(
        finding=f"In {year} {(table['vote'] == 'yes').sum()} of {len(table)} members voted for a resolution on these weapons and {(table['vote'] == 'no').sum()} against",
        data="full count",
        rivals=("old dilemmas in new dress", "a vote is cheap"),
        rung=None,
        **counted(share),
        interval="full count",
        unit="% of UN members",
        n=len(table),
        n_unit="members",
        benchmark=50,
        why_benchmark="most governments see a question there",
        expects="above",
    )


def new_dilemmas() -> tuple[Part, ...]:
    """Governments that name the risk, in three votes."""
    first, *later = (dilemma_evidence(year) for year in (2023, 2024, 2025))
    return (Part("dilemmas that governments see", first, works("C15.12"), counts=tuple(later)),)


def effort_evidence(nato: bool) -> Evidence2:
    """Share of states whose military share of output was higher in 2024 than in 2014: all NATO members, or the others that we chose."""
    table = load("defence_shares")
    wide = table.pivot(index="state_id", columns="year", values="share_gdp")
    members = set(table.loc[table["nato_entry"].notna(), "state_id"])
    change = (wide[2024] - wide[2014]).dropna()
    change = change[change.index.isin(members) == nato]
    before = (wide[2010] - wide[2000]).dropna()
    before = 100 * (before[before.index.isin(members) == nato] > 0).mean()
    raised = int((change > 0).sum())
    who = "NATO members" if nato else "other states that we chose"
    fell = [] if nato else [one for one in (state("China"), state("India")) if change[one] < 0]
    told = (
        f". This is a share of output, not strength: the shares of {' and '.join(map(state_name, fell))} fell while their budgets grew; with them counted as rising it is {raised + len(fell)} of {len(change)}"
        if fell
        else ""
    )
    return Evidence2(
        finding=f"{raised} of {len(change)} {who} gave a larger share of output to the military in 2024 than in 2014, {100 * raised / len(change):.0f}%; from 2000 to 2010 it had been {before:.0f}%"
        + told,
        data="full count" if nato else "teaching list",
        rivals=("one war moved many at once", "slow growth raises shares")
        + (() if nato else ("another list may say other things",)),
        rung=None,
        **counted(100 * raised / len(change)),
        interval="full count" if nato else "none",
        unit="% of states",
        n=len(change),
        n_unit="states",
        benchmark=50,
        why_benchmark="as many states raise their share as cut it",
        expects="above",
    )


def racing() -> tuple[Part, ...]:
    """Military effort inside NATO and outside; whether they answer one another is asked beside it."""
    return (Part("military effort rises", effort_evidence(True), works("C15.13"), counts=(effort_evidence(False),)),)


@cache
def spending_pairs(first: int = 2000, last: int = 2010) -> pd.DataFrame:
    """Pairs of states by how far their yearly changes of spending go together: together, rival, near, same region.

    Spearman correlation of the logs' changes, less the year's mean; rivals all through the years.
    """
    money = load("capabilities").query("@first <= year <= @last and milex > 0", local_dict={"first": first, "last": last})  # fmt: skip
    change = np.log(money.pivot(index="year", columns="state_id", values="milex")).diff().iloc[1:].dropna(axis=1)
    ranks = change.sub(change.mean(axis=1), axis=0).rank()
    together = np.corrcoef(ranks.to_numpy(), rowvar=False)
    i, j = np.triu_indices(len(ranks.columns), 1)
    ids = ranks.columns.to_numpy()
    rivals, borders = load("rivalries"), load("contiguity")
    rivals = rivals[(rivals["start"] <= first) & (rivals["end"].isna() | (rivals["end"] >= last))]
    known = {name: set(map(frozenset, table[["state_id_1", "state_id_2"]].to_numpy().tolist())) for name, table in (("rival", rivals), ("near", borders[borders["end"].isna()]))}  # fmt: skip
    keys = [frozenset(pair) for pair in zip(ids[i].tolist(), ids[j].tolist(), strict=True)]
    where = regions().reindex(ids).to_numpy()
    return pd.DataFrame({
        "state_id_1": ids[i], "state_id_2": ids[j], "together": together[i, j], "same": (where[i] == where[j]).astype(float),
        **{name: [float(key in pairs) for key in keys] for name, pairs in known.items()},
    })  # fmt: skip


@cache
def race_evidence(first: int = 2000, last: int = 2010) -> Evidence2:
    """How much more rivals' spending goes up and down together than that of other neighbours; two-way clustered."""
    pairs = spending_pairs(first, last)
    found = models.pair_slope(pairs, "together", ["rival", "near", "same"])
    count = int(pairs["rival"].sum())
    return Evidence2(
        finding=f"From {first} to {last} the yearly changes of {count} pairs of lasting rivals went together by {pairs.loc[pairs['rival'] == 1, 'together'].mean():+.2f}, those of other pairs by {pairs.loc[pairs['rival'] == 0, 'together'].mean():+.2f}; among pairs as near to each other, rivals differ by {found.value:+.2f}".replace("-0", "−0"),
        data="panel",
        rivals=("rivals may answer with a delay", "rivalry is coded from fear, and current dollars move with exchange rates"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="both states of the pair",
        unit="correlation more than other near pairs",
        n=found.n,
        n_unit="pairs",
        benchmark=0,
        why_benchmark="rivals' spending goes together as that of other near pairs does",
        expects="above",
        scope="spending",
    )  # fmt: skip


def answering_rivals() -> tuple[Part, ...]:
    """Rivals and their budgets, a causal question, 2000–2010; beside it the longer span with fewer rivals."""
    return (Part("rivals answer each other", race_evidence(), works("C15.13"), kind="causal", counts=(race_evidence(1992, 2016),)),)  # fmt: skip


# Claims.


ASKED = ["C14.4", "C15.2", "C15.5", "C15.6", "C15.8", "C15.10"]
CLAIMS = [
    Judgement(
        "C14.1",
        "not testable here",
        "No quantity, no threshold, no day: it cannot turn out wrong. Rewrite it so that it can, then ask again.",
        parts=forecast_collaborative,
    ),
    Judgement(
        "C14.2",
        "not testable here",
        "A forecast without a day. Lin-Greenberg argues that the same systems may strain allies, through unequal data and speed.",
        parts=forecast_systems,
        ours="contested",
        ours_reason="In relation the gap in equipment money narrowed, in dollars it grew. And money for equipment is only a first sign: it is not artificial intelligence.",
        ours_parts=poorer_allies,
    ),
    Judgement(
        "C14.3",
        "not testable here",
        "What will follow is a forecast. That a new power has risen and that alliances shift, its premise, is a fair description.",
        parts=shifting_world,
        ours="partly supported",
        ours_reason="Works that compare alliances say yes, for how they form and for how they end. Lesson 13 puts a number of ours beside them.",
        ours_parts=power_in_the_past,
    ),
    Judgement(
        "C14.4",
        "supported",
        "'May' asks for one state that did, and Finland did. Whether military diplomacy has to be flexible is advice.",
        parts=adapted,
        ours="contested",
        ours_reason="From 1990 on the share within a region fell; from 1980 or 2000 on no direction can be told. No start that we tried shows a rise, and a raw trend has no say on causes.",
        ours_parts=more_regional,
    ),
    Judgement(
        "C14.5",
        "not testable here",
        "A forecast without a day or a measure. It could be wrong: partnerships might live or die by power and threats alone.",
        parts=future_depends,
        ours="contested",
        ours_reason="Works find changes of power and government behind early ends. In our own count rivalry between the two goes with an end more clearly than a shift of power; but most of these rivals were so when they signed, so it may tell who allies briefly, not what breaks a pact. Language tells nothing sure.",
        ours_parts=what_ended_them,
    ),
    Judgement(
        "C14.6",
        "supported",
        "Both have left their mark, and governments say so. More was not claimed.",
        parts=two_challenges,
        ours="contested",
        ours_reason="Drought decides. With its famines counted, the 2010s had the fewest deaths of any decade since 1950; without them the 1980s had fewer. Far more disasters were recorded, and neither count says what the weather did.",
        ours_parts=deadlier_weather,
    ),
    Judgement(
        "C14.7",
        "not testable here",
        "A forecast without a day or a measure. Horowitz finds that new weapons are taken up by those who can pay and reorganise.",
        parts=forecast_technology,
    ),
    Judgement(
        "C15.1",
        "supported",
        "Each of the three exists as a threat, and the list is open: what it leaves out is no fault of it. How new they are is a matter of words; terrorism has been on record for half a century.",
        parts=three_threats,
        ours="partly supported",
        ours_reason="Against all years since the Cold War, yes. Against the ten years before, three years are too few to tell; a newer release, not in our table, puts 2025 higher still<!--@UcdpRelease2026-->. The dead would say more than conflicts do, and we have no table of them by kind of war.",
        ours_parts=more_state_war,
    ),
    Judgement(
        "C15.2",
        "partly supported",
        "'Each' asks for a region for each of the three. Terrorism and missiles have one; for cyber attacks we found none, and two studies find restraint and little effect on fighting.",
        parts=each_destabilises,
        ours="partly supported",
        ours_reason="Yes, and about twice as often even among like states. What weakens a state can still breed both.",
        ours_parts=attacks_before_war,
    ),
    Judgement(
        "C15.3",
        "partly supported",
        "Communications and disinformation have their traced cases. For operations we know what the attack was aimed at, not what it did: how much command suffered in Ukraine is not public. One traced case would lift this.",
        parts=three_harms,
        ours="contested",
        ours_reason="Kostyuk and Zhukov saw little or no effect on the fighting in Ukraine and Syria. Two wars are few, and no work that we saw finds the opposite.",
        ours_parts=on_the_battlefield,
    ),
    Judgement(
        "C15.4",
        "not testable here",
        "'Crucial' is a judgement with a question inside: what would they manage alone? Nobody observes that.",
        parts=crucial_partners,
    ),
    Judgement(
        "C15.5",
        "not supported",
        "One group that crossed borders and ended without joint military action is enough against a 'must'. It says nothing against such action elsewhere: against large insurgent groups, Jones and Libicki found, military force did matter.",
        parts=military_need,
    ),
    Judgement(
        "C15.6",
        "contested",
        "Partners do pool forces. In the Sahel deaths in attacks and conflicts grew while the joint force existed, deaths clearly faster than elsewhere only with Burkina Faso; in Iraq and Syria Daesh lost its land and deaths in attacks fell, but after a worst year they fell elsewhere too, in some places further, and some of those had coalitions of their own. Partners go where they expect trouble, so neither number is an effect.",
        parts=joint_efforts,
    ),
    Judgement(
        "C15.7",
        "not testable here",
        "Advice on what should be done is neither true nor false.",
        parts=advice_on_rules,
        ours="contested",
        ours_reason="Rules inside a partnership, yes: NATO adopted principles in 2021. Voting alike, by year: more than others in 2023, much less in 2024, a little less in 2025.",
        ours_parts=rules_inside,
    ),
    Judgement(
        "C15.8",
        "contested",
        "Budgets rose with nearness to Moscow. Once that is taken out, neither terrorism nor cyber incidents go clearly with them. Budgets are one part of security, and there is no agreed line between new and old threats.",
        parts=shaping_threats,
    ),
    Judgement(
        "C15.9",
        "not testable here",
        "That digital systems matter more and more is likely, but no table of ours has it; 'of its own kind' is a judgement.",
        parts=own_kind,
    ),
    Judgement(
        "C15.10",
        "supported",
        "It has lasted through every year on record, and groups do cross borders. The rules of counting changed on the way.",
        parts=lasting_danger,
        ours="supported",
        ours_reason="Yes: more than four deaths in five in the last year were in ten states. Crossing borders and staying in few places do not exclude each other.",
        ours_parts=few_countries,
    ),
    Judgement(
        "C15.11",
        "not testable here",
        "Praise; and exercises against terrorism are not coded, while intelligence is secret.",
        parts=vital_parts,
    ),
    Judgement(
        "C15.12",
        "supported",
        "In three votes about four governments in five backed a text on the risks of these weapons. Whether the dilemmas are new, or old ones in new dress, the votes do not say.",
        parts=new_dilemmas,
    ),
    Judgement(
        "C15.13",
        "supported",
        "Of NATO's members, all counted but Iceland, nearly all raised their share after 2014; of the others on our list most did, and a list speaks for itself alone. A share of output is not strength: China's and India's fell while their budgets grew. Nor is a rise a race: whether one answers the other is our question. From 2000 to 2010 most had cut their share, so the measure could have said no.",
        parts=racing,
        ours="contested",
        ours_reason="From 2000 to 2010 rivals' budgets moved together as little as others'; over a longer span, with fewer rivals on record, even less. A delayed answer would escape this measure.",
        ours_parts=answering_rivals,
    ),
]


# Numbers.


NUMBERS = {
    "peak": lambda: terror_by_year()[2014],
    "deaths_2020": lambda: terror_by_year()[2020],
    "deaths_1999": lambda: terror_by_year()[1999],
    "conflicts_2015": lambda: conflicts(2015),
    "conflicts_2024": lambda: conflicts(2024),
    "interstate_2024": lambda: interstate()[2024],
    "dcid_2018": lambda: cyber_count("DCID"),
    "eurepoc_2018": lambda: cyber_count("EuRepoC"),
    "cfr_2018": lambda: cyber_count("CFR"),
    "top_ten": top_share,
    "states_hit": lambda: region_series("terrorist attacks", "states hit, %").loc[2020, WORLD],
    "weather_1970": lambda: weather_disasters().loc[1970, "disasters"],
    "weather_2010": lambda: weather_disasters().loc[2010, "disasters"],
    "weather_deaths_1970": lambda: weather_disasters().loc[1970, "deaths"],
    "weather_deaths_2010": lambda: weather_disasters().loc[2010, "deaths"],
    "weather_wet_1980": lambda: weather_disasters().loc[1980, "without drought"],
    "weather_wet_2010": lambda: weather_disasters().loc[2010, "without drought"],
    "five_before": lambda: sahel_means()["five before"],
    "five_after": lambda: sahel_means()["five after"],
    "others_before": lambda: sahel_means()["others before"],
    "others_after": lambda: sahel_means()["others after"],
    "five_deaths_before": lambda: sahel_means("deaths")["five before"],
    "five_deaths_after": lambda: sahel_means("deaths")["five after"],
    "others_deaths_before": lambda: sahel_means("deaths")["others before"],
    "others_deaths_after": lambda: sahel_means("deaths")["others after"],
    "daesh_left": lambda: after_the_peak().loc[DAESH, "left"],
    "peaks_median": lambda: after_the_peak().drop(index=DAESH)["left"].median(),
    "peaks_alone": lambda: after_the_peak().drop(index=[DAESH, *TREATED_TOO])["left"].median(),
    "sahel_ratio": lambda: sahel_evidence().estimate,
    "sahel_low": lambda: sahel_evidence().low,
    "sahel_high": lambda: sahel_evidence().high,
    "sahel_four_low": lambda: np.exp(sahel_without("Burkina Faso").low),
    "sahel_four_high": lambda: np.exp(sahel_without("Burkina Faso").high),
    "sahel_four": lambda: np.exp(sahel_without("Burkina Faso").value),
    "street_fall": lambda: -street_falls()["patrolled"],
    "next_fall": lambda: -street_falls()["next"],
    "listed": lambda: len(load("partnerships")),
    "daesh_2014": lambda: after_the_peak().loc[DAESH, "worst"],
    "onset_odds": lambda: onset_evidence().estimate,
    "onset_low": lambda: onset_evidence().low,
    "onset_high": lambda: onset_evidence().high,
    "near_rho": lambda: efforts()[["rise", "near"]].corr("spearman").iloc[0, 1],
    "cyber_left": lambda: shaping_evidence("cyber").estimate,
    "cyber_left_low": lambda: shaping_evidence("cyber").low,
    "cyber_left_high": lambda: shaping_evidence("cyber").high,
    "terror_left": lambda: shaping_evidence("terror").estimate,
    "terror_left_low": lambda: shaping_evidence("terror").low,
    "terror_left_high": lambda: shaping_evidence("terror").high,
    "cyber_rho": lambda: efforts()[["rise", "cyber"]].corr("spearman").iloc[0, 1],
    "nato_raised": lambda: effort_evidence(True).estimate,
    "others_raised": lambda: effort_evidence(False).estimate,
    "alike_2024": lambda: alike(votes(2024).query("nato")["vote"]),
    "outside_2024": lambda: alike(votes(2024).query("not nato")["vote"]),
    "state_war_now": lambda: interstate(2022, 2024).mean(),
    "state_war_before": lambda: interstate(2012, 2021).mean(),
    "base_rate": lambda: 100 * known_base_rate("an armed conflict at home"),
    "stays": lambda: 100 * outcomes("an armed conflict at home").query("year >= 2015 and before")["event"].mean(),
    "starts": lambda: 100 * outcomes("an armed conflict at home").query("year >= 2015 and not before")["event"].mean(),
}
