"""Lesson 11, threats and forecasts: base rates, reporting, selection, and predictions that can be scored."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Evidence, Judgement
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
from helpers.measures import states_in
from helpers.predictions import Prediction

GTD, UCDP = "Global Terrorism Database to 2017", "UCDP/PRIO 25.1 to 2024"
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
    "terrorist attacks": (1970, 2017, GTD),
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
SKETCHED = tuple(range(1996, 2018, 3))


# Measures.


def top_share(year: int = 2017, n: int = 10) -> float:
    """Per cent of the year's recorded attacks that fell on the n most affected states or territories."""
    attacks = load("terrorism", year)["attacks"]
    return 100 * attacks.nlargest(n).sum() / attacks.sum()


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


@cache
def threat_table(threat: str) -> pd.DataFrame:
    """One row per state and year in which the threat struck: state_id, year, count, region, population in thousands."""
    if threat == "terrorist attacks":
        table = load("terrorism").dropna(subset="state_id").rename(columns={"attacks": "count"})
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
    if threat == "terrorist attacks":
        result.loc[1993] = np.nan  # the records of 1993 were lost
    return result.astype(float)


@cache
def sahel_panel(first: int = 2012, last: int = 2023) -> pd.DataFrame:
    """Conflicts on home soil by state of Sub-Saharan Africa and year; `g5` marks the five, `restless` those at war before 2017."""
    table = load("armed_conflict_states").set_index(["state_id", "year"])["at_home"]
    ids = [s for s in regions().index if regions()[s] == "Sub-Saharan Africa" and all(s in states_in(y) for y in range(first, last + 1))]  # fmt: skip
    index = pd.MultiIndex.from_product([ids, range(first, last + 1)], names=["state_id", "year"])
    panel = table.reindex(index, fill_value=0).rename("conflicts").reset_index()
    five = {state(name) for name in SAHEL}
    early = panel[panel["year"] < 2017].groupby("state_id")["conflicts"].sum()
    return panel.assign(g5=panel["state_id"].isin(five).astype(int), restless=panel["state_id"].map(early > 0), after=panel["year"] >= 2017)  # fmt: skip


def sahel_means(others: str = "all") -> dict[str, float]:
    """Mean conflicts per state and year before and after 2017, in the five Sahel states and in the others."""
    panel = sahel_panel()
    rest = panel[(panel["g5"] == 0) & (panel["restless"] | (others == "all"))]
    five = panel[panel["g5"] == 1]
    pick = lambda table, late: float(table.loc[table["after"] == late, "conflicts"].mean())  # noqa: E731
    return {"five before": pick(five, False), "five after": pick(five, True), "others before": pick(rest, False), "others after": pick(rest, True)}  # fmt: skip


def difference(others: str = "all") -> float:
    """Change in the five Sahel states minus change in the others: conflicts per state and year."""
    m = sahel_means(others)
    return (m["five after"] - m["five before"]) - (m["others after"] - m["others before"])


QUESTIONS = {
    "an armed conflict at home": ("armed conflicts at home", 1, 2015, 2024),
    "two or more armed conflicts at home": ("armed conflicts at home", 2, 2015, 2024),
    "ten or more terrorist attacks": ("terrorist attacks", 10, 2008, 2017),
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


def attacks_by_year() -> pd.Series:
    """Terrorist attacks recorded in the whole world, 1970–2017; the records of 1993 were lost."""
    return load("terrorism").groupby("year")["attacks"].sum().reindex(range(1970, 2018))


def if_first_doubled(year: int = 2017) -> dict[str, float]:
    """Mean and median of attacks per state or territory hit, as they were and if the hardest hit had had twice as many."""
    attacks = load("terrorism", year)["attacks"].astype(float)
    doubled = attacks.where(attacks < attacks.max(), 2 * attacks)
    return {"mean": attacks.mean(), "median": attacks.median(), "new mean": doubled.mean(), "new median": doubled.median()}  # fmt: skip


def cyber_count(source: str, year: int = 2018) -> int:
    """Incidents of a year in one of the lists."""
    table = load("cyber_incidents").query("level == 'world' and source == @source and year == @year")
    return int(table["incidents"].iloc[0])


# Pictures.


@house_style()
def clocks_figure(guess: list[float] | None = None) -> Picture:
    """Three threats by year: attacks, cyber incidents in three lists, armed conflicts; a sketch of the attacks is drawn in."""
    attacks = attacks_by_year()
    cyber = load("cyber_incidents").query("level == 'world' and year >= 2004").pivot(index="year", columns="source", values="incidents")  # fmt: skip
    wars = load("armed_conflicts").groupby("year")["conflicts"].sum()
    figure, (left, middle, right) = new_figure(
        "When counts end: attacks down, conflicts up, cyber disputed",
        "Recorded per year: terrorist attacks; cyber incidents in three lists; armed conflicts with a state in them",
        "GTD to 2017 (1993 lost); CFR, DCID, EuRepoC to 2020–2022; UCDP/PRIO to 2024",
        size="pair",
        cols=3,
    )
    left.plot(attacks.index, attacks, color=OCHRE)
    left.set_title("terrorism", fontsize=10.5, loc="left", color=OCHRE, fontweight="bold")
    lines = {}
    for source, tone, last in (("CFR", PLUM, 2022), ("EuRepoC", BLUE, 2022), ("DCID", SKY, 2020)):
        series = cyber[source].loc[:last].dropna()
        lines[source] = middle.plot(series.index, series, color=tone)[0]
    middle.set_title("cyber", fontsize=10.5, loc="left", color=BLUE, fontweight="bold")
    label_lines(middle, lines, gap=0.09)
    between = interstate()
    right.plot(wars.index, wars, color=TEAL)
    right.plot(between.index, between, color=INK, linewidth=1.6)
    right.set_title("armed conflict", fontsize=10.5, loc="left", color=TEAL, fontweight="bold")
    label_lines(right, {f"{wars[2024]}": right.lines[0], f"{between[2024]} between\nstates": right.lines[1]}, gap=0.2)
    for ax in (left, middle, right):
        ax.set_ylim(bottom=0)
        ax.tick_params(labelsize=9)
    start, top, yours = 1972, attacks.max(), ""
    if guess is not None:
        start, top = 1995.5, max(top, *guess)
        left.plot(SKETCHED, guess, "o-", color=ORANGE, linewidth=1.8, markersize=4, zorder=4)
        left.text(start, 1.2 * top, "your line", color=ORANGE, fontsize=9.5, fontweight="bold", va="top")
        left.set(xlim=(1995, 2018), ylim=(0, 1.22 * top))
        left.set_xticks([2000, 2010])
        yours = f" Your line for the attacks ends at {guess[-1]:,.0f}."
    step = 5000 if top < 20_000 else 10_000
    left.set_yticks(range(0, int(top), step), [f"{tick:,}" for tick in range(0, int(top), step)])
    left.text(start, top * (0.93 if guess is None else 1.08), f"{attacks.max():,.0f}\nin {attacks.idxmax()}", color=OCHRE, fontsize=9.5, va="top")  # fmt: skip
    figure.subplots_adjust(right=0.88, left=0.08, wspace=0.8, top=0.7)
    alt = f"Three line charts. Recorded terrorist attacks peak at {attacks.max():,.0f} in {attacks.idxmax()} and fall to {attacks[2017]:,.0f} in 2017. Cyber incidents stand at {cyber['CFR'][2022]:.0f} and {cyber['EuRepoC'][2022]:.0f} in two lists for 2022 and have slipped to {cyber['DCID'][2020]:.0f} in the third for 2020. Armed conflicts reach {wars[2024]} in 2024, {between[2024]} of them between states.{yours}"
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
    """Conflicts per state in the five Sahel states and in two groups of others."""
    panel = sahel_panel()
    groups = {
        "G5 Sahel": panel["g5"] == 1,
        "others, at war\nbefore 2017": (panel["g5"] == 0) & panel["restless"],
        "others, calm\nbefore 2017": (panel["g5"] == 0) & ~panel["restless"],
    }
    figure, ax = new_figure(
        "Conflict in the Sahel grew while its joint force existed",
        "Armed conflicts on home soil per state, Sub-Saharan Africa, 2012–2023",
        UCDP,
    )
    lines = {}
    for (name, mask), tone in zip(groups.items(), (ORANGE, GREY, SKY), strict=True):
        series = panel[mask].groupby("year")["conflicts"].mean()
        lines[name] = ax.plot(series.index, series, color=tone)[0]
    ax.axvspan(2017, 2023, color=BLUE, alpha=0.08, linewidth=0)
    ax.text(2017.1, 1.85, "G5 joint force", color=BLUE, fontsize=10, fontweight="bold", va="top")
    ax.set(xlim=(2012, 2023), ylim=(0, 1.9))
    ax.set_xticks([2012, 2014, 2016, 2018, 2020, 2022])
    label_lines(ax, lines, gap=0.11)
    figure.subplots_adjust(right=0.81)
    m = sahel_means()
    alt = f"Line chart. In the five Sahel states the mean rises from {m['five before']:.2f} conflicts per state and year in 2012 to 2016 to {m['five after']:.2f} in 2017 to 2023; in other African states from {m['others before']:.2f} to {m['others after']:.2f}."
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "11.look",
        "The Global Terrorism Database counts terrorist attacks all over the world and ends in 2017. Draw the number of attacks per year from 1996 on: when was it high, when was it low, and was it rising or "
        "falling when the count ended?",
        "sketch",
        lambda: [float(attacks_by_year()[year]) for year in SKETCHED],
        clocks_figure,
        "It was falling: from 1,333<!--= attacks_2002 --> attacks in 2002, the year after New York and Washington, the count climbed to 16,903<!--= peak --> in 2014 and was down to "
        "10,900<!--= attacks_2017 --> when it ended. (The data set changed its rules in 1998, 2008 and 2012, so part of the fall and of the climb is in the counting.) Armed conflicts rose from 54<!--= conflicts_2015 --> in 2015 to "
        "61<!--= conflicts_2024 --> in 2024. Only four<!--= interstate_2024 --> of these were between states. Cyber depends on the list you open: two were rising at their end, the third had slipped. The "
        "section's examples of threats have no line for wars between states, although one of them is the war in Ukraine; another section speaks of regional conflicts.",
        unit="attacks",
        labels=tuple(map(str, SKETCHED)),
        high=30_000,
    ),
]
FIGURES = {
    "clocks": clocks_figure,
    "endings": endings_figure,
    "selection": selection_diagram,
    "sahel": sahel_figure,
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
            return f"{year}: the records were lost" if "attacks" in threat else f"{year}: no incident on record"
        if view == "count":
            noun = next(word for word in ("attack", "conflict", "incident") if word in threat) + "s" * int(now != 1)
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
        lost = "no record (1993 was lost)" if "attacks" in result["threat"] else "no share, since nothing was recorded"
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


def mean_or_median() -> str:
    """Doubling the largest value moves the mean; the median stays, since the middle place keeps its value."""
    found = if_first_doubled()
    return "mean-only" if found["new mean"] > found["mean"] and found["new median"] == found["median"] else "both-rise"


def three_forecasts(said: tuple[int, ...], came: tuple[int, ...]) -> float:
    """The mean of the squared distances between what was said, as a share of one, and what came, 1 or 0."""
    return sum((percent / 100 - one) ** 2 for percent, one in zip(said, came, strict=True)) / len(said)


def forecasts_prompt(said: tuple[int, ...], came: tuple[int, ...]) -> str:
    """The question, with what was said and what came."""
    parts = [f"{percent} per cent for the {nth}, and it {'happened' if one else 'did not happen'}" for percent, one, nth in zip(said, came, ("first", "second", "third"), strict=True)]  # fmt: skip
    return f"You forecast three events. You said {'; '.join(parts)}. What is your Brier score? Two decimals; you may type the sum."


def by_rate() -> list[str]:
    """Four states from the most to the fewest attacks per head in 2017."""
    return _ranked("rate")


FOUR = {"india": "India", "iraq": "Iraq", "somalia": "Somalia", "nigeria": "Nigeria"}


def _ranked(by: str) -> list[str]:
    table = threat_table("terrorist attacks").query("year == 2017").set_index("state_id")
    table = table.assign(rate=table["count"] / table["population"])
    return sorted(FOUR, key=lambda letter: table.loc[state(FOUR[letter]), by], reverse=True)


def difference_of_changes() -> float:
    """Change in the five Sahel states minus change in the others."""
    means = sahel_means()
    change_five = means["five after"] - means["five before"]
    change_others = means["others after"] - means["others before"]
    return change_five - change_others


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


RETIRED = ("11.1", "11.2", "11.3")
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
        meaning="Who fights whom comes first. By that rule only four<!--= interstate_2024 --> of the 61<!--= conflicts_2024 --> conflicts of 2024 were between states. The section's examples of threats have no line for wars between states; another section speaks of regional conflicts.",
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
        id="11.11",
        title="One bad year in one place",
        prompt="Suppose that Iraq, the state hit hardest in 2017, had suffered twice as many attacks, and everybody else as many as they did. What would have become of the mean and the median number of attacks per state or territory hit?",
        kind="choice",
        level="analyse",
        solution=mean_or_median,
        meaning="The mean would have gone from 107<!--= mean_2017 --> to 131<!--= mean_doubled -->; the median would still be 12<!--= median_2017 -->. A mean follows one bad year in one place. A median asks what the place in the middle lived through.",
        hints=(
            "The mean shares out all attacks evenly. Is there more to share?",
            "For the median, line the states up by attacks. Who stands in the middle, before and after?",
        ),
        mistakes=(
            Mistake(
                lambda: "both-rise",
                "Line the states up by attacks: Iraq stood at the end and still does. Who stands in the middle?",
            ),
            Mistake(
                lambda: "median-only",
                "The other way round: the median cares for places in the line, not for how large the largest is.",
            ),
            Mistake(
                lambda: "neither",
                "There are more attacks in all and as many states as before: something must move.",
            ),
        ),
        options={
            "both-rise": "both would have risen, since attacks rose",
            "neither": "neither would move, with one state changed",
            "median-only": "the median would have risen, the mean not",
            "mean-only": "the mean would have risen, the median not",
        },
    ),
    Exercise(
        id="11.4",
        title="Rank by rate",
        prompt="Where was an attack likeliest for an inhabitant? Order the four states by attacks per million people in 2017, the highest rate first.",
        kind="order",
        level="apply",
        solution=by_rate,
        meaning="India had more attacks than Somalia and Nigeria and the lowest rate of the four. A count ranks states partly by how many people live there.",
        hints=(
            "Use the threat explorer for 2017 with `per million people`, region by region.",
            "Population matters: one of the four has more people than the three others together.",
        ),
        mistakes=(
            Mistake(
                lambda: _ranked("count"), "You ranked by the number of attacks. Divide by the number of people first."
            ),
            Mistake(lambda: by_rate()[::-1], "Right order, upside down: start with the highest rate."),
            Mistake(lambda: _ranked("population"), "You ranked by population, which goes into the rate and is not it."),
        ),
        options=FOUR,
    ),
    Exercise(
        id="11.5",
        title="Before, after, and elsewhere",
        prompt=lambda: (
            "Armed conflicts per state and year in the five Sahel states: {five before:.3f} in 2012–2016 and {five after:.3f} in 2017–2023; in the other states of Sub-Saharan Africa {others before:.3f} and then "
            "{others after:.3f}. By how much more did the five change than the others? Two decimals; you may type the sum."
        ).format(**sahel_means()),
        kind="number",
        level="analyse",
        solution=difference_of_changes,
        meaning="Conflict grew by more in the five than elsewhere. That is a fact about timing. Since the force was sent where violence was feared, the difference is no measure of what the force did.",
        hints=(
            "Two changes: one for the five, one for the others. Each is after minus before.",
            "Then subtract the others' change from the five's.",
        ),
        mistakes=(
            Mistake(
                lambda: sahel_means()["five after"] - sahel_means()["five before"],
                "That is the change in the five alone. Something changed elsewhere too.",
            ),
            Mistake(
                lambda: sahel_means()["five after"] - sahel_means()["others after"],
                "You compared levels after 2017. The five and the others differed before as well.",
            ),
            Mistake(
                lambda: sahel_means()["others after"] - sahel_means()["others before"],
                "That is the others' change. Subtract it from the five's.",
            ),
            Mistake(
                lambda: sahel_means()["five after"] / sahel_means()["five before"],
                "That is how many times as many conflicts the five had. The question asks for a difference between two changes: subtract.",
            ),
        ),
        decimals=2,
        tolerance=0.015,  # from means of two decimals it is 0.70
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
        level="create",
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
        "Write a forecast about one of this lesson's series: quantity, threshold, day, source, base rate, probability. Put the day in your calendar.",
        "Will UCDP record at least four interstate armed conflicts for 2026, in the release of summer 2027? Base rate: in the ten years to 2024 there were four or more in one year of ten, with the number "
        "rising, so I start at 10 per cent and move well up, since the last of those years was the year of four: 35 per cent. It will be scored on the day of the release; if I say 35 per cent to twenty such "
        "questions, about seven should come true.",
        (
            "a quantity, a threshold, a day and the source that will decide",
            "a base rate from a reference class that you name",
            "why you moved away from it, and how far",
            "a probability that is neither 0 nor 100",
            "what an opponent would attack: the wording, the base rate or the source",
        ),
    )
]


# Evidence.


def equipment_evidence() -> Evidence:
    """Trend of inequality in equipment spending per soldier among the NATO members with a value in every year 2014 to 2024."""
    table = (
        load("nato_spending").query("member").dropna(subset=["expenditure", "equipment_share", "military_personnel"])
    )
    table = table.assign(per=table["expenditure"] * table["equipment_share"] / table["military_personnel"])
    full = table.groupby("state_id")["year"].transform("size") == table["year"].nunique()
    table = table[full]
    series = 100 * table.groupby("year")["per"].apply(gini)
    slope = models.trend(series.index, series)
    lead = table.groupby("year")["per"].apply(lambda x: x.max() / x.median())
    return Evidence(
        slope.value, slope.low, slope.high, slope.n, "Gini points per decade", 0, "below",
        f"Among {table['state_id'].nunique()} allies the Gini of equipment money per soldier fell from {series.iloc[0]:.0f} to {series.iloc[-1]:.0f} points in 2014–2024, and the largest spender from {lead.iloc[0]:.0f} to {lead.iloc[-1]:.0f} times the median: money, not AI",
    )  # fmt: skip


def power_evidence() -> Evidence:
    """China's share of world capabilities minus that of the United States in 2016, the last year of the unbroken series."""
    table = load("capabilities").query("state_id in (2, 710)").pivot(index="year", columns="state_id", values="cinc")
    gap = 100 * (table[710] - table[2])
    recent = int((load("partnerships")["start"] >= 2020).sum())
    return Evidence(
        float(gap[2016]), float(gap[2016]), float(gap[2016]), 2, "points of world capability", 0, "above",
        f"China's index of capability stood {-gap[1990]:.0f} points below that of the United States in 1990 and {gap[2016]:.0f} above in 2016; our list holds {recent} partnerships begun since 2020",
    )  # fmt: skip


def regional_evidence() -> Evidence:
    """Share of defence agreements signed 2001–2010 within one world region, against the share expected by chance."""
    table = load("defence_agreements").query("start >= 1990")
    same = table["state_id_1"].map(regions()) == table["state_id_2"].map(regions())
    late = table["start"] >= 2001
    share = models.proportion(int(same[late].sum()), int(late.sum()))
    sizes = regions().reindex(list(states_in(2010))).value_counts()
    chance = 100 * float((sizes * (sizes - 1)).sum() / (sizes.sum() * (sizes.sum() - 1)))
    slope = models.trend(range(1990, 2011), 100 * same.groupby(table["start"]).mean())
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "% of agreements", chance, "above",
        f"{100 * share.value:.0f}% of {share.n:,} agreements of 2001–2010 stay within a world region, {100 * share.value / chance:.1f} times what chance would give; the trend of the share since 1990 is {slope.value:+.0f} points per decade [{slope.low:+.0f}, {slope.high:+.0f}]",
    )  # fmt: skip


def omitted_war_evidence() -> Evidence:
    """Conflicts between states per year, 2022–2024 against 2012–2021."""
    recent, before = interstate(2022, 2024), interstate(2012, 2021)
    ratio = models.rate_ratio(int(recent.sum()), len(recent), int(before.sum()), len(before))
    return Evidence(
        ratio.value, ratio.low, ratio.high, ratio.n, "rate ratio, 2022–24 over 2012–21", 1, "below",
        f"Conflicts between states ran at {recent.mean():.1f} a year in 2022–2024 and {before.mean():.1f} in the ten years before; the section's examples of threats do not name them",
    )  # fmt: skip


@cache
def onset_counts(least: int = 10) -> tuple[int, int, int, int]:
    """Onsets of conflict at home and state-years at risk: after a year with so many attacks, and after other years."""
    home = set(
        load("armed_conflict_states").query("at_home > 0")[["state_id", "year"]].itertuples(index=False, name=None)
    )
    table = threat_table("terrorist attacks")
    many = set(table.loc[table["count"] >= least, ["state_id", "year"]].itertuples(index=False, name=None))
    found = {True: [0, 0], False: [0, 0]}
    for year in (y for y in range(1971, 2019) if y != 1994):  # 1993 is missing
        for one in states_in(year) & states_in(year - 1):
            if (one, year - 1) not in home:
                cell = found[(one, year - 1) in many]
                cell[0] += (one, year) in home
                cell[1] += 1
    return (*found[True], *found[False])


def onset_evidence() -> Evidence:
    """Rate of conflict onset after a year with ten or more attacks against other years, states not at war; no controls."""
    ratio = models.rate_ratio(*onset_counts())
    a, b, c, d = onset_counts()
    return Evidence(
        ratio.value, ratio.low, ratio.high, b + d, "rate ratio, after ten attacks or more", 1, "above",
        f"Conflict began in {100 * a / b:.1f}% of years after ten attacks or more and in {100 * c / d:.1f}% of the others, a ratio of {ratio.value:.1f} without any control; some events are counted in both sources",
    )  # fmt: skip


def address_evidence() -> Evidence:
    """Share of the attacks of 2017 in the ten most affected states; the range over ten years stands in for an interval."""
    years = [top_share(year) for year in range(2008, 2018)]
    return Evidence(
        top_share(), min(years), max(years), len(load("terrorism", 2017)), "% of attacks", 50, "below",
        f"{top_share():.0f}% of the attacks of 2017 fell on ten states ({min(years):.0f} to {max(years):.0f}% in 2008–2017); of 268 groups that ended, 7% were ended by military force and 83% by politics or policing (Jones & Libicki 2008)",
    )  # fmt: skip


def sahel_evidence() -> Evidence:
    """Difference in differences: conflicts at home, five Sahel states against the rest of Sub-Saharan Africa, from 2017."""
    found = models.difference_in_differences(sahel_panel(), "state_id", "year", "conflicts", "g5", 2017)
    m = sahel_means()
    return Evidence(
        found.value, found.low, found.high, found.n, "conflicts per state and year", 0, "below",
        f"From 2012–2016 to 2017–2023 conflicts per state rose from {m['five before']:.2f} to {m['five after']:.2f} in the five, and from {m['others before']:.2f} to {m['others after']:.2f} elsewhere, a difference of {found.value:.2f} (with five states the interval is too narrow)",
    )  # fmt: skip


def forum_evidence() -> Evidence:
    """Share of the listed partnerships whose instrument or note names rules for weapons."""
    table = load("partnerships")
    text = table["instrument"] + " " + table["note"]
    rules = text.str.contains("autonomous|conventional weapons|arms control", case=False)
    found = models.proportion(int(rules.sum()), len(table))
    return Evidence(
        100 * found.value, 100 * min(found.low, found.value), 100 * found.high, found.n, "% of listed partnerships", 50, "above",
        f"{int(rules.sum())} of {found.n} listed partnerships are about rules for autonomous weapons; on 22 December 2023 the UN General Assembly took up the subject by 152 votes to 4 with 11 abstentions",
    )  # fmt: skip


# Claims.


ASKED = ["C14.2", "C14.4", "C15.1", "C15.5", "C15.6", "C15.7"]
CLAIMS = [
    Judgement(
        "C14.1",
        "not testable here",
        "No quantity, no threshold, no day. Rewrite it so that it can fail, then ask again.",
    ),
    Judgement(
        "C14.2",
        "contested",
        "The gap in equipment money has narrowed, which may help. Whether AI then eases cooperation or strains it through unequal data and speed is open; money is the nearest thing we can measure.",
        equipment_evidence,
    ),
    Judgement(
        "C14.3",
        "partly supported",
        "That power has shifted, and that new pacts were signed, is a fair description. That the one caused the other needs more than two lists; lesson 13 tries.",
        power_evidence,
    ),
    Judgement(
        "C14.4",
        "partly supported",
        "Agreements are regional far beyond chance. But the claim is about the future, and no trend towards more of it shows since 1990: the interval holds a rise as well as a fall. The data end in 2010, and neighbours sign for many reasons.",
        regional_evidence,
    ),
    Judgement(
        "C14.5",
        "not testable here",
        "It can be neither true nor false: whatever the future brings will depend on cooperation or on its absence.",
    ),
    Judgement(
        "C15.1",
        "partly supported",
        "The three are real. But a list without war between states missed the type that grew fastest in proportion since 2022; with so few conflicts the growth itself is uncertain.",
        omitted_war_evidence,
    ),
    Judgement(
        "C15.2",
        "contested",
        "Attacks do come before conflict, as smoke before fire; what starts both is left open. For cyber, two studies find restraint and little effect in battle.",
        onset_evidence,
    ),
    Judgement(
        "C15.3",
        "not testable here",
        "Our cyber tables hold counts, not damage. Cases exist (the Viasat satellite network on 24 February 2022); in Ukraine and Syria Kostyuk and Zhukov found no measurable effect on fighting.",
    ),
    Judgement(
        "C15.4",
        "not testable here",
        "'Crucial' is a value with a counterfactual inside. Helpful is plausible; that nothing else would do is unproved.",
    ),
    Judgement(
        "C15.5",
        "contested",
        "It crosses borders, and most of it stays in a few states. Military force, joint or not, was rarely what ended a group, but it mattered against large insurgent ones: 'needs' is too strong, 'never' would be too.",
        address_evidence,
    ),
    Judgement(
        "C15.6",
        "contested",
        "Conflicts multiplied while the force existed. Partners send forces where they expect trouble, so the numbers cannot say whether it failed or merely came late; they do not show that it was effective.",
        sahel_evidence,
    ),
    Judgement(
        "C15.7",
        "partly supported",
        "That rules are wanted, the vote shows; that partnerships set them, our list does not (the rule says not supported, but its notes are short). The forum is the UN and its weapons convention, with rivals inside: most allies voted with the majority there, Belarus, India, Mali and Russia against<!--@Unga78241-->. Whether partners deter is untested.",
        forum_evidence,
    ),
]


# Numbers.


NUMBERS = {
    "peak": lambda: load("terrorism").groupby("year")["attacks"].sum().max(),
    "attacks_2017": lambda: load("terrorism", 2017)["attacks"].sum(),
    "attacks_2002": lambda: attacks_by_year()[2002],
    "mean_2017": lambda: if_first_doubled()["mean"],
    "mean_doubled": lambda: if_first_doubled()["new mean"],
    "conflicts_2015": lambda: conflicts(2015),
    "conflicts_2024": lambda: conflicts(2024),
    "interstate_2024": lambda: interstate()[2024],
    "dcid_2018": lambda: cyber_count("DCID"),
    "eurepoc_2018": lambda: cyber_count("EuRepoC"),
    "cfr_2018": lambda: cyber_count("CFR"),
    "top_ten": top_share,
    "hit_2017": lambda: len(load("terrorism", 2017)),
    "median_2017": lambda: load("terrorism", 2017)["attacks"].median(),
    "states_hit": lambda: region_series("terrorist attacks", "states hit, %").loc[2017, WORLD],
    "five_before": lambda: sahel_means()["five before"],
    "five_after": lambda: sahel_means()["five after"],
    "others_before": lambda: sahel_means()["others before"],
    "others_after": lambda: sahel_means()["others after"],
    "restless": lambda: difference("restless"),
    "base_rate": lambda: 100 * known_base_rate("an armed conflict at home"),
    "stays": lambda: 100 * outcomes("an armed conflict at home").query("year >= 2015 and before")["event"].mean(),
    "starts": lambda: 100 * outcomes("an armed conflict at home").query("year >= 2015 and not before")["event"].mean(),
}
