"""Lesson 00, start here: a first figure, the verbs of a lesson, the course map, and the introduction's five claims."""

from __future__ import annotations

import math
import platform
import sys
from functools import cache

import pandas as pd

from helpers import journal, models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Cards
from helpers.claims import Evidence, Judgement
from helpers.data import load, tables
from helpers.explorer import Panel, choice, number
from helpers.figures import (
    BLUE,
    COLOURS,
    GREY,
    ORANGE,
    PALE,
    PLUM,
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
from helpers.measures import allied_pairs, nato_members, pairs_by_treaty, possible_pairs, states_in
from helpers.predictions import Prediction

ATOP = "ATOP 5.1 (Leeds et al. 2002), data to 2018; states: Correlates of War"
YEARS = range(1816, 2019)
KINDS = ["any pact", "defence", "nonaggression", "consultation", "neutrality", "offence"]
UNITS = ["pairs of states", "per cent of all pairs"]
SKETCHED = [1816, 1860, 1900, 1930, 1946, 1970, 1990, 2018]


# Measures.


@cache
def pairs(year: int, kind: str = "any pact") -> int:
    """Count the pairs of states tied by a pact of this kind in a year; each pair once."""
    return len(allied_pairs(year, None if kind == "any pact" else kind))


def density(year: int, kind: str = "any pact") -> float:
    """Allied pairs in per cent of all pairs of states that could be allied in that year."""
    return 100 * pairs(year, kind) / possible_pairs(year)


@cache
def series(kind: str, unit: str) -> tuple[float, ...]:
    """Yearly values 1816–2018 of a kind of pact, as a count or as a share."""
    measure = pairs if unit == UNITS[0] else density
    return tuple(measure(year, kind) for year in YEARS)


def amount(value: float, unit: str) -> str:
    """A value with its unit, as a sentence says it."""
    return f"{value:,.0f} pair{'' if value == 1 else 's'}" if unit == UNITS[0] else f"{value:.1f}% of all pairs"


# Pictures.


@house_style()
def growth_figure(guess: list[float] | None = None) -> Picture:
    """Allied pairs since 1816: any pact and defence pacts; a sketched line is drawn into it."""
    figure, ax = new_figure(
        f"From a handful of allied pairs in 1900 to {pairs(2018):,} in 2018",
        "Pairs of states tied by an alliance treaty, by year, 1816–2018",
        ATOP,
    )
    lines = {"any pact": ax.plot(YEARS, series("any pact", UNITS[0]), color=COLOURS["context"])[0]}
    lines["defence"] = ax.plot(YEARS, series("defence", UNITS[0]), color=COLOURS["defence"])[0]
    yours = ""
    if guess is not None:
        lines["your line"] = ax.plot(SKETCHED, guess, color=ORANGE, marker="o", linewidth=2, clip_on=False)[0]
        yours = f" Your line ends at {guess[-1]:,.0f}."
    for year, text in [(1949, "NATO 1949"), (1991, "Soviet Union\ndissolves 1991")]:
        ax.axvline(year, color=GREY, linewidth=0.9, linestyle=":")
        ax.text(year - 2, 3900, text, ha="right", va="top", fontsize=9, color=GREY)
    ax.set(xlim=(1816, 2018), ylim=(0, max(4300, *(guess or [0]))))
    label_lines(ax, lines)
    figure.subplots_adjust(right=0.87)
    return show(
        figure,
        f"Line chart 1816 to 2018. Pairs tied by any alliance treaty rise from {pairs(1900)} in 1900 to a first peak of {pairs(1945)} in 1945, fall to {pairs(1946)} and rise to {pairs(2018):,} in 2018, pairs with a defence promise to {pairs(2018, 'defence'):,}.{yours}",
    )


@house_style()
def method_diagram() -> Picture:
    """How the course treats a claim: from sentence to verdict."""
    figure, ax = diagram(
        "How a sentence becomes a verdict", "Every lesson walks this path with each claim of its section"
    )
    steps = [("claim", "in our own\nwords", GREY), ("measure", "what would\ndecide it?", BLUE), ("numbers", "estimate,\ninterval, n", BLUE), ("reading", "for, against,\nmixed, silent", TEAL), ("verdict", "five steps,\nwith a reason", ORANGE)]  # fmt: skip
    for i, (word, text, colour) in enumerate(steps):
        x = 10 + 20 * i
        box(ax, x, 62, word, colour, 15, 13, filled=True)
        ax.text(x, 50, text, ha="center", va="top", fontsize=9.5, color=GREY)
        if i < 4:
            arrow(ax, (x + 7.6, 62), (x + 12.4, 62))
    box(ax, 83, 20, "literature, for and against", PLUM, 32, 11)
    arrow(ax, (90, 26), (90, 40), colour=PLUM)
    arrow(ax, (90, 69), (30, 70), "you disagree? change the measure and run it again", ORANGE, bend=0.32, dashed=True)
    alt = "Flow diagram of 5 boxes: claim, measure, numbers, reading, verdict. The literature feeds into the verdict from the side, and a dashed arrow leads from verdict back to measure for a reader who disagrees."
    return show(figure, alt)


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
        "4,228<!--= pairs_2018 --> pairs of states were tied by some alliance treaty in 2018, and 1,705<!--= defence_2018 --> of them by a mutual promise to defend (a *defence pact*). "
        "What the figure shows: a spike at the end of the Second World War, then a climb with big steps in the 1970s and after 1991. What it does not show: that the world became safer, "
        "or that these promises would be kept. And since the number of states grew too, part of the rise is arithmetic. Move the controls below and see.",
        unit="pairs",
        labels=tuple(map(str, SKETCHED)),
        high=6000,
    ),
]
FIGURES = {"growth": growth_figure, "method": method_diagram}


# Explorers.


class Growth(Panel):
    """Counts or shares, one kind of pact, a year to mark: the same growth looks large or small."""

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
    controls = {
        "kind": choice("Kind of pact", KINDS, "defence"),
        "unit": choice("Count as", UNITS, UNITS[1]),
        "year": number("Year", 1816, 2018, 2018, play=True),
    }

    def compute(self, kind, unit, year):
        """The whole series, and its value in the year."""
        values = series(kind, unit)
        return {"kind": kind, "unit": unit, "year": year, "values": values, "value": values[year - YEARS[0]]}

    def draw(self, result):
        figure, self.ax = new_figure("", "Pairs of states tied by an alliance treaty, by year", ATOP)
        self.subtitle = figure.subtitle
        self.whole = self.ax.plot(YEARS, result["values"], color=PALE)[0]
        self.line = self.ax.plot([], [], color=BLUE)[0]
        named(self.whole, [])
        self.dot = self.ax.plot([], [], "o", color=ORANGE, markersize=9, clip_on=False, zorder=5)[0]
        self.text = self.ax.text(0, 0, "", color=ORANGE, fontweight="bold", va="bottom")
        self.ax.set_xlim(1816, 2019)
        return figure

    def update(self, result):
        values, value, year = result["values"], result["value"], result["year"]
        self.whole.set_ydata(values)
        self.line.set_data(YEARS[: year - YEARS[0] + 1], values[: year - YEARS[0] + 1])
        named(self.line, result["kind"])
        named(self.dot, result["kind"])
        self.line.set_color(COLOURS.get(result["kind"], BLUE))
        self.ax.set_ylim(0, max(values) * 1.12 or 1)
        self.dot.set_data([year], [value])
        left = year < 1860  # the label stands above the line beside it, so that they never cross
        beside = range(max(0, year - YEARS[0] - 3), year - YEARS[0] + 50) if left else range(max(0, year - YEARS[0] - 50), year - YEARS[0] + 4)  # fmt: skip
        top = max(values[i] for i in beside if i < len(values)) + 0.02 * (max(values) or 1)
        self.text.set(text=amount(value, result["unit"]), position=(year, top), ha="left" if left else "right")
        share = ", per cent of all possible pairs" if result["unit"] == UNITS[1] else ""
        self.subtitle.set_text(f"Pairs of states tied by an alliance treaty, by year{share}")

    def headline(self, result):
        return f"{result['kind'].capitalize()} in {result['year']}: {amount(result['value'], result['unit'])}"

    def describe(self, result):
        values, value, year, unit = result["values"], result["value"], result["year"], result["unit"]
        peak = max(values)
        verb = "was" if value == 1 and unit == UNITS[0] else "were"
        return (f"In {year}, {amount(value, unit)} {verb} tied by a treaty ({result['kind']}). "
                f"The highest value is {amount(peak, unit)}, first in {YEARS[values.index(peak)]}. There were {len(states_in(year))} states, so {possible_pairs(year):,} possible pairs.")  # fmt: skip

    def table(self, result):
        return pd.DataFrame({"year": list(YEARS), result["unit"]: result["values"]}).set_index("year")


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


def growth_ratio() -> float:
    """Any pact, later year over earlier year; each pair counted once in both."""
    return len(allied_pairs(2018)) / len(allied_pairs(1950))


WIDE = (3740, 3755, 4953)  # Helsinki Final Act, Treaty of Amity and Cooperation, Constitutive Act of the African Union


def pairs_without(year: int, treaties: tuple[int, ...]) -> int:
    """Pairs of states tied by any pact in a year that would be tied without some treaties, too."""
    return len({pair for treaty, pairs in pairs_by_treaty(year) if treaty not in treaties for pair in pairs})


def pair_growth() -> float:
    """Possible pairs grow with n(n − 1)/2, so divide 195·194/2 by 75·74/2."""
    return (195 * 194 / 2) / (75 * 74 / 2)


def sort_kinds() -> set[str]:
    """A causal claim says that one thing changes another: 'deter', 'build', 'strengthen'."""
    return {"alliances-deter", "training-together"}


RETIRED = ("00.1",)
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
        id="00.2",
        title="How much has the web grown?",
        prompt="How many times as many pairs of states had any alliance treaty in 2018 as in 1950? One decimal. The explorer above has both numbers.",
        kind="number",
        level="apply",
        solution=growth_ratio,
        meaning="Large, and more than half of it rests on three wide texts without a promise of defence: take away the Helsinki Final Act, the African Union's act of 2000 and the Treaty of Amity and Cooperation, "
        "and 1,966<!--= without_three --> of the 4,228<!--= pairs_2018 --> pairs of 2018 remain. Defence pairs grew far less. Lesson 04 takes that apart.",
        hints=(
            "Count all pacts in 2018 and all pacts in 1950, each pair once.",
            "Later year over earlier year; give one decimal.",
        ),
        mistakes=(
            Mistake(
                lambda: pairs(2018, "defence") / pairs(1950, "defence"),
                "You counted defence pacts only. The question says any pact.",
            ),
            Mistake(lambda: pairs(1950) / pairs(2018), "Upside down: put the later year on top."),
            Mistake(lambda: 2 * pairs(2018) / pairs(1950), "In one year you counted each pair from both sides."),
            Mistake(
                lambda: density(2018) / density(1950),
                "That is the growth of the share of possible pairs. The question asks about the count.",
            ),
        ),
        decimals=1,
    ),
    Exercise(
        id="00.3",
        title="More states, more pairs",
        prompt="If the number of states rises from 75 to 195, by what factor does the number of possible pairs grow? One decimal.<!--@CoursePartnerships2026-->",
        kind="number",
        level="analyse",
        solution=pair_growth,
        meaning="States grew by a factor of less than three, possible pairs by almost seven. A count of ties must outrun that before it means a denser world.",
        hints=(
            "One state can pair with each of the others: pairs grow with n(n − 1)/2.",
            "Compute that for 195 and for 75, then divide.",
        ),
        mistakes=(
            Mistake(lambda: 195 / 75, "You divided the numbers of states. Pairs grow faster than states."),
            Mistake(lambda: (75 * 74) / (195 * 194), "Upside down: which number belongs on top?"),
            Mistake(lambda: (195 / 75) ** 3, "Pairs grow with about the square of the number of states, not the cube."),
        ),
        decimals=1,
    ),
    Exercise(
        id="00.4",
        title="Spot the causal claims",
        prompt="Which of these are *causal* claims?",
        kind="set",
        level="evaluate",
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


@cache
def _ideal_distances() -> tuple[list[float], list[float]]:
    """Distances of UN ideal points in 2018, of allied and of other pairs."""
    points = load("ideal_points", 2018).dropna(subset="ideal_point").set_index("state_id")["ideal_point"]
    allied = allied_pairs(2018)
    states = sorted(points.index)
    together, apart = [], []
    for i, a in enumerate(states):
        for b in states[i + 1 :]:
            (together if (a, b) in allied else apart).append(abs(points[a] - points[b]))
    return together, apart


def similarity_evidence() -> Evidence:
    """Difference in UN voting distance between allied and other pairs, 2018, with a Welch interval (pairs are not independent)."""
    together, apart = _ideal_distances()
    gap = models.difference_in_means(together, apart)
    return Evidence(
        gap.value, gap.low, gap.high, gap.n, "ideal points, allied minus other pairs", 0, "below",
        f"Allied pairs voted {abs(gap.value):.2f} points closer at the UN in 2018 than other pairs, which shows who allies, not what alliances do",
    )  # fmt: skip


def single_answer_evidence() -> Evidence:
    """Share of alliance treaties whose text provides an integrated command."""
    coded = load("alliances")["integrated_command"].dropna()
    share = models.proportion(int(coded.sum()), len(coded))
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "% of treaties", 50, "above",
        f"{100 * share.value:.1f}% of {share.n} coded treaties provide an integrated command in their text",
    )  # fmt: skip


def growth_evidence() -> Evidence:
    """Density of any pact in 2018 against 1950, beside that of defence pacts."""
    ratio, defence = density(2018) / density(1950), density(2018, "defence") / density(1950, "defence")
    return Evidence(
        ratio, ratio, ratio, possible_pairs(2018), "times the density of 1950", 1, "above",
        f"The share of possible pairs with any pact was {ratio:.1f} times that of 1950 in 2018; for defence pacts {defence:.2f} times",
    )  # fmt: skip


def stability_evidence() -> Evidence:
    """Rate ratio of dispute onset, targets with against targets without a promise of defence from outside, relevant pairs 1816–2010."""
    rates = load("dispute_rates").query("sample == 'relevant'").groupby("target_pact")[["onsets", "pair_years"]].sum()
    ratio = models.rate_ratio(*rates.loc[True], *rates.loc[False])
    return Evidence(
        ratio.value, ratio.low, ratio.high, int(rates["pair_years"].sum()), "rate ratio, pact over no pact", 1, "below",
        f"States with a promise of defence from outside were challenged {ratio.value:.2f} times as often as states without, in relevant pairs and without any control; lesson 06 shows how the sign turns",
    )  # fmt: skip


# Claims.


ASKED = ["C00.1", "C00.2", "C00.3", "C00.4"]
CLAIMS = [
    Judgement("C00.1", "contested", "Allies do vote alike, and network studies find that ties breed ties. But one year of likeness cannot tell a cause from its effect: threat and likeness make allies too, and a tie can follow from politics as well as shape it.", similarity_evidence),
    Judgement("C00.2", "contested", "Treaty texts seldom provide one command, yet text is not practice; inside one mission, contributors followed different national rules.", single_answer_evidence),
    Judgement("C00.3", "partly supported", "For any pact, count and share both grew since 1950; of defence pacts only the count did, and most of the growth is non-aggression and consultation. The works against warn of counting one treaty as many pairs. That the web adapted to power shifts is not measured here: it is the question of lesson 13.", growth_evidence),
    Judgement("C00.4", "contested", "The raw rate is lower with a pact, but nobody signs pacts at random, and other samples and controls turn the sign.", stability_evidence),
    Judgement("C00.5", "not testable here", "'Indispensable' needs cases that managed without partners, matched to cases that did not; open data do not offer them."),
]  # fmt: skip


# Numbers.


NUMBERS = {
    "states_1816": lambda: len(states_in(1816)),
    "states_2018": lambda: len(states_in(2018)),
    "pairs_2018": lambda: pairs(2018),
    "without_three": lambda: pairs_without(2018, WIDE),
    "defence_2018": lambda: pairs(2018, "defence"),
    "tables": lambda: len(tables()),
    "claims": lambda: len(load("claims")),
    "doubling": lambda: math.floor(density(2018)),
}
