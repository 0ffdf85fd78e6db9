"""Lesson 15, relief: Haiti 2010, one runway, many claims on it; who commanded, what it cost, and what harm was done."""

from __future__ import annotations

import math
from collections import deque
from functools import cache, cached_property

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Evidence, Judgement
from helpers.data import load, state_name
from helpers.explorer import Panel, choice, number
from helpers.figures import (
    BLUE,
    GREY,
    INK,
    OCHRE,
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
)
from helpers.marks import named
from helpers.predictions import Prediction

QUAKE = pd.Timestamp("2010-01-12")
HAITI = 41
FACTS = "course facts on Haiti 2010, each with its source"
MONEY = "OCHA FTS, about April 2026"
EMDAT = "EM-DAT as compiled by Our World in Data, to 2019"

# Landing logs of 16 January to 8 February 2010, as reviewed by the Associated Press (ApFlightLogs2010).
LANDED, NO_SHOWS, DIVERTED, LOG_DAYS = 2318, 336, 17, 24
LANDED_SHARE = {"aid groups": 52, "US military": 22, "asked for by Haiti": 18}
SENDERS = {
    "aid groups": "of aid groups",
    "US military": "of the US military",
    "asked for by Haiti": "that Haiti had asked for",
}
# Flights waiting for a slot at the end of log day 3 (18 January, RedCrossQueue2010) and 6 (21 January, Backlog2010).
QUEUE = {3: 1000, 6: 1400}
MEDICAL, PATIENCE = (
    0.15,
    48,
)  # assumptions: share of medical flights among requests; hours after which need counts as unmet
KINDS = {"medical": TEAL, "other relief": GREY, "military": ORANGE}
RULES = ["first come, first served", "medical first", "military first", "half military, half civil"]
# Published readings of flights a day at Port-au-Prince: label, low, high, when, key of the source.
READINGS = [
    ("US colonel: a typical day before", 3, 3, "before", "Elton2010"),
    ("US general: before, no more than", 30, 30, "before", "Fraser2010"),
    ("OCHA: the day after the quake", 25, 25, "no slots", "OchaFlights2010"),
    ("Whiting: before slots, average", 50, 50, "no slots", "Whiting2012"),
    ("landing logs, 16 January to 8 February", LANDED / LOG_DAYS, LANDED / LOG_DAYS, "slots", "ApFlightLogs2010"),
    ("US general: on average", 120, 120, "slots", "Fraser2010"),
    ("OCHA: regularly", 120, 140, "slots", "OchaFlights2010"),
    ("US Air Force: about", 140, 140, "slots", "AirForceSlots2010"),
]


# Measures.


def days_since(date: str) -> int:
    """Days from the earthquake of 12 January 2010 to a date; a month counts from its middle."""
    return (pd.Timestamp(date if len(date) > 7 else f"{date}-15") - QUAKE).days


def haiti_figure(item: str) -> float:
    """One figure of the table haiti_figures by its identifier."""
    return float(load("haiti_figures").set_index("item").loc[item, "value"])


def milestones() -> pd.DataFrame:
    """Chosen events of 2010 to 2016 with the days since the earthquake."""
    wanted = {
        "reopen Port-au-Prince airport": ("airport reopened", "help"),
        "Hospital ship USNS Comfort": ("hospital ship", "help"),
        "Peak: over 22000": ("US peak: 22,000", "help"),
        "JTF-Haiti stands down": ("US force goes", "help"),
        "Cholera outbreak": ("cholera", "harm"),
        "Secretary-General apologises": ("UN apology", "harm"),
    }
    table = load("haiti_timeline")
    rows = []
    for words, (label, kind) in wanted.items():
        event = table[table["event"].str.contains(words, regex=False)].iloc[0]
        rows.append({"label": label, "kind": kind, "date": event["date"], "days": days_since(event["date"])})
    return pd.DataFrame(rows)


def apology_delay() -> int:
    """Days from the outbreak of cholera, dated to the middle of its month, to the apology."""
    days = milestones().set_index("label")["days"]
    return int(days["UN apology"] - days["cholera"])


def coverage(state_id: int | None = None) -> pd.DataFrame:
    """Requirements and funding of country appeals by year, million dollars, and the share funded, for one state or all."""
    table = load("humanitarian_funding").dropna(subset="requirements")
    table = table if state_id is None else table[table["state_id"] == state_id]
    sums = table.groupby("year")[["requirements", "funding", "funding_outside"]].sum()
    return sums.assign(share=100 * sums["funding"] / sums["requirements"])


def landings_a_day() -> float:
    """Planes landed in the logs, divided by the days the logs cover, both ends counted."""
    return LANDED / LOG_DAYS


def _appeal(state_id: int, year: int) -> pd.Series:
    return load("humanitarian_funding", year).set_index("state_id").loc[state_id]


def appeal_met(state_id: int, year: int) -> float:
    """Money received by a country's appeal over the money it asked for, per cent; what came outside is left out."""
    row = _appeal(state_id, year)
    return 100 * float(row["funding"] / row["requirements"])


def _outside_over_asked(state_id: int, year: int) -> float:
    row = _appeal(state_id, year)
    return 100 * float(row["funding_outside"] / row["requirements"])


def _appeal_in_words(state_id: int, year: int) -> str:
    row = _appeal(state_id, year)
    plural = "appeals" if row["plans"] > 1 else "appeal"
    return (
        f"{state_name(state_id)}, {year}: the {plural} asked for {row['requirements']:,.1f} million dollars and received {row['funding']:,.1f} million; "
        f"{row['funding_outside']:,.1f} million came outside."
    )


def relief_exercises() -> pd.DataFrame:
    """Joint exercises by decade: all, with a relief purpose, and their share, per cent (MME, 1980–2010)."""
    table = load("exercises")
    found = table.groupby(table["year"] // 10 * 10)["humanitarian"].agg(all="size", relief="sum")
    return found.assign(share=100 * found["relief"] / found["all"])


def conflict_states() -> frozenset[tuple[int, int]]:
    """State-years with an armed conflict against a group inside the state (UCDP)."""
    table = load("armed_conflict_states").query("at_home > 0")
    return frozenset(zip(table["state_id"], table["year"], strict=True))


@cache
def calibrate() -> dict[str, float]:
    """Fit the request stream to published numbers: slots a day, share of no-shows, and requests = total · (1 − exp(−day / tau)).

    Slots a day and no-shows come from the landing logs; total and tau are the two numbers that give the two published
    waiting lists of QUEUE, if each slot takes one request off the list.
    """
    slots = (LANDED + NO_SHOWS) / LOG_DAYS
    (first, _), (second, _) = QUEUE.items()
    asked = {day: waiting + day * slots for day, waiting in QUEUE.items()}
    decay = asked[second] / asked[first] - 1  # since the second day is twice the first
    return {
        "slots": slots,
        "no_show": NO_SHOWS / (LANDED + NO_SHOWS),
        "tau": -first / math.log(decay),
        "total": asked[first] / (1 - decay),
    }


def fit_table() -> pd.DataFrame:
    """The numbers of the simulation that are published or fitted, in words."""
    fit = calibrate()
    rows = {
        "slots a day": (f"{fit['slots']:.1f}", "published: the logs"),
        "slots that nobody used": (f"{100 * fit['no_show']:.0f}%", "published: the logs"),
        "requests in all": (f"{fit['total']:,.0f}", "fitted to the two lists"),
        "days until two thirds had asked": (f"{fit['tau'] * math.log(3):.1f}", "fitted to the two lists"),
    }
    return pd.DataFrame(rows, index=["value", "where from"]).T


@cache
def requests(seed: int) -> pd.DataFrame:
    """Draw the requests of 24 days: hour asked, kind, whether the plane will come, and a number that decides its label."""
    fit, random = calibrate(), np.random.default_rng(seed)
    hours = np.arange(LOG_DAYS * 24 + 1) / 24
    asked = random.poisson(np.diff(fit["total"] * (1 - np.exp(-hours / fit["tau"]))))
    hour = np.repeat(np.arange(len(asked)), asked)
    military = LANDED_SHARE["US military"] / 100
    kind = random.choice(list(KINDS), len(hour), p=[MEDICAL, 1 - MEDICAL - military, military])
    return pd.DataFrame(
        {
            "hour": hour,
            "kind": kind,
            "comes": random.random(len(hour)) > fit["no_show"],
            "draw": random.random(len(hour)),
        }
    )


def simulate(slots: float, rule: str, mislabel: float = 0.0, seed: int = 1) -> pd.DataFrame:
    """Run the slot desk for 24 days: one row per request with the hour of its slot (blank = still waiting).

    slots: landing slots a day. rule: one of RULES. mislabel: share, 0–1, of other relief flights that call themselves
    medical. Each slot takes the next request off the list, also when the plane then does not come.
    """
    flights = requests(seed)
    kinds = np.where((flights["kind"] == "other relief") & (flights["draw"] < mislabel), "medical", flights["kind"])
    lines = {kind: deque() for kind in KINDS}
    slot, hours, arrived, budget, turn = np.full(len(flights), np.nan), flights["hour"].to_numpy(), 0, 0.0, 0

    def longest(names):
        waiting = [name for name in names if lines[name]]
        return min(waiting, key=lambda name: lines[name][0]) if waiting else None

    civil = ("medical", "other relief")
    for hour in range(LOG_DAYS * 24):
        while arrived < len(hours) and hours[arrived] <= hour:
            lines[kinds[arrived]].append(arrived)
            arrived += 1
        budget += slots / 24
        while budget >= 1:
            budget -= 1
            turn += 1
            if rule == "first come, first served":
                order = [tuple(KINDS)]
            elif rule == "medical first":
                order = [("medical",), ("other relief", "military")]
            elif rule == "military first":
                order = [("military",), civil]
            else:
                order = [("military",), civil] if turn % 2 else [civil, ("military",)]
            name = next((found for names in order if (found := longest(names))), None)
            if name:
                slot[lines[name].popleft()] = hour
    return flights.assign(slot=slot, wait=slot - flights["hour"])


def reads_labels(rule: str) -> bool:
    """Whether a rule of the desk treats a flight that calls itself medical differently."""
    return rule == "medical first"


def served(flights: pd.DataFrame) -> pd.Series:
    """Per cent of planes that landed within PATIENCE hours of asking, by kind (requests of the last two days left out)."""
    early = flights[flights["comes"] & (flights["hour"] < LOG_DAYS * 24 - PATIENCE)]
    return 100 * (early["wait"] <= PATIENCE).groupby(early["kind"]).mean().reindex(list(KINDS))


def backlog(flights: pd.DataFrame) -> pd.DataFrame:
    """Requests waiting at the end of each hour, by kind; index in days."""
    hours = LOG_DAYS * 24
    found = {}
    for kind in KINDS:
        part = flights[flights["kind"] == kind]
        asked = np.bincount(part["hour"], minlength=hours)
        left = np.bincount(part["slot"].dropna().astype(int), minlength=hours)
        found[kind] = np.cumsum(asked - left)
    return pd.DataFrame(found, index=(np.arange(hours) + 1) / 24)


def unmet(flights: pd.DataFrame) -> int:
    """Medical flights asked for early enough to tell that waited longer than PATIENCE, or never got in."""
    late = ~(flights["wait"] <= PATIENCE) & (flights["hour"] < LOG_DAYS * 24 - PATIENCE)
    return int(((flights["kind"] == "medical") & flights["comes"] & late).sum())


def short(value: float) -> str:
    """A count in as many characters as a label has room for."""
    return f"{value / 1e6:.1f}m" if value >= 1e6 else f"{value / 1e3:.0f}k" if value >= 1e5 else f"{value:,.0f}"


# Pictures.


@house_style()
def days_figure(guess: float | None = None) -> Picture:
    """Help and accountability on one logarithmic time axis; a guess at the apology, in days after the outbreak, is marked."""
    table = milestones()
    apology = table.set_index("label").loc["UN apology", "days"]
    figure, ax = new_figure(
        f"The runway took one day; from cholera to the apology it took {apology_delay() / 365.25:.1f} years",
        "Days since the Haiti earthquake of 12 January 2010, logarithmic scale; orange = cholera and its apology",
        FACTS,
        size="strip",
    )
    figure.subplots_adjust(left=0.06, right=0.93, top=0.72, bottom=0.14)
    ax.set_xscale("log")
    ax.set(xlim=(0.75, 4000), ylim=(-1.3, 1.3), yticks=[])
    ax.axhline(0, color=PALE, linewidth=2, zorder=0)
    for row, item in enumerate(table.itertuples()):
        tone = ORANGE if item.kind == "harm" else BLUE
        side = 1 if row % 2 else -1
        ax.plot([item.days], [0], "o", color=tone, markersize=9)
        ax.plot([item.days, item.days], [0, 0.35 * side], color=tone, linewidth=1)
        ax.text(
            item.days,
            0.42 * side,
            f"{item.label}\n{'about ' if len(item.date) == 7 else ''}day {item.days:,}",
            ha="center",
            va="bottom" if side > 0 else "top",
            fontsize=9.2,
            color=tone,
            linespacing=1.15,
            bbox=None if guess is None else {"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    yours = ""
    if guess is not None:
        at = min(max(guess + apology - apology_delay(), 1), 30_000)
        ax.set(xlim=(0.75, max(4000, 1.6 * at)), ylim=(-1.3, 2.1))
        ax.plot([at, at], [0, 1.5], color=ORANGE, linewidth=1.2, linestyle=":", zorder=0)
        ax.plot([at], [0], "D", color="white", markeredgecolor=ORANGE, markeredgewidth=2, markersize=9, zorder=5)
        side = "left" if at < 10 else "right" if at > 600 else "center"
        ax.text(at, 1.55, f"your guess at the apology: {guess:,.0f} days after the outbreak", color=ORANGE, fontweight="bold", ha=side, va="bottom")  # fmt: skip
        yours = f" Your guess at the apology, {guess:,.0f} days after the outbreak, is marked."
    ax.set_xticks([])
    ax.minorticks_off()
    bare(ax)
    days = table.set_index("label")["days"]
    alt = f"Time line on a logarithmic axis. Airport reopened on day {days['airport reopened']}, hospital ship on day {days['hospital ship']}, US peak on day {days['US peak: 22,000']}, cholera about day {days['cholera']}, UN apology on day {apology:,}.{yours}"
    return show(figure, alt)


@house_style()
def command_diagram() -> Picture:
    """Who could order whom in Haiti in February 2010."""
    figure, ax = diagram(
        "Two chains of command, and a great deal of talking",
        "Haiti, February 2010. Solid arrow: can give an order. Dashed: asks, agrees, shares",
        size="tall",
    )
    figure.subplots_adjust(top=0.86)
    for x, y, text, tone, width in [
        (17, 88, "US President", BLUE, 20),
        (17, 66, "Southern Command", BLUE, 24),
        (17, 42, "JTF-Haiti\n22,000 at peak", BLUE, 24),
        (17, 14, "ships, brigades,\nairfield team", BLUE, 24),
        (50, 88, "Government of Haiti", TEAL, 26),
        (50, 66, "USAID\nlead US agency", OCHRE, 22),
        (50, 42, "OCHA, WFP,\naid groups", GREY, 22),
        (50, 14, "Canada, France, UK\nand others", PLUM, 24),
        (84, 88, "Security Council", ORANGE, 22),
        (84, 66, "UN headquarters", ORANGE, 22),
        (84, 42, "MINUSTAH\ntroops and police", ORANGE, 22),
        (84, 14, "national battalions", ORANGE, 22),
    ]:
        box(ax, x, y, text, tone, width, 11)
    for x, tone in ((17, BLUE), (84, ORANGE)):
        for start, end in ((82, 72), (60, 48), (36, 20)):
            arrow(ax, (x, start), (x, end), colour=tone)
    for start, end in [
        ((63, 84), (76, 72)),
        ((37, 86), (24, 72)),
        ((39, 63), (29, 46)),
        ((39, 42), (29.5, 42)),
        ((61, 42), (72.5, 42)),
        ((42, 20), (27, 36)),
        ((58, 20), (75, 36)),
    ]:
        arrow(ax, start, end, colour=GREY, style="<|-|>", dashed=True)
    arrow(ax, (29, 38), (73, 38), colour=GREY, style="<|-|>", dashed=True, bend=0.13)
    ax.text(51, 29.2, "two generals who knew each other", ha="center", fontsize=9, color=GREY)
    alt = (
        "Diagram with two separate chains of command: US President to Southern Command to JTF-Haiti, 22,000 at peak; and Security Council to UN headquarters to MINUSTAH. "
        "Between them stand Haiti's government, USAID, aid groups and other states, joined to both by dashed arrows only: 2 chains, no common commander."
    )
    return show(figure, alt)


@house_style()
def forces_figure() -> Picture:
    """Soldiers and police in Haiti 2010, and what a yearly data set says."""
    mission = load("un_shortfalls").set_index(["mission", "year"]).loc[("MINUSTAH", 2010), "deployed"]
    count = int(load("us_troops", 2010).set_index("state_id").loc[HAITI, "troops"])
    rows = [
        ("US forces, peak of 1 February", haiti_figure("us_peak"), BLUE),
        ("MINUSTAH, average of the year", float(mission), ORANGE),
        ("Canada, about", haiti_figure("canada_peak"), GREY),
        ("US troops in the yearly table", float(count), BLUE),
    ]
    figure, ax = new_figure(
        f"A force of 22,000 leaves a trace of {count} in the yearly data",
        "Uniformed people in and off Haiti, 2010; the last bar is the table us_troops",
        f"{FACTS}; Passmore et al. 2018; troopdata",
        size="strip",
    )
    figure.subplots_adjust(left=0.33, top=0.7, bottom=0.16)
    ax.barh(range(4), [value for _, value, _ in rows], color=[tone for *_, tone in rows], height=0.66)
    for row, (_, value, _) in enumerate(rows):
        ax.text(value + 300, row, f"{value:,.0f}", va="center", fontsize=10)
    bare(ax)
    ax.set_yticks(range(4), [label for label, *_ in rows])
    ax.tick_params(axis="y", colors=INK)
    ax.set(ylim=(3.6, -0.6), xlim=(0, 25500))
    alt = f"Bars. US peak {haiti_figure('us_peak'):,.0f}, MINUSTAH {mission:,.0f} on average, Canada about {haiti_figure('canada_peak'):,.0f}; the yearly table of US troops shows {count}."
    return show(figure, alt)


@house_style()
def readings_figure() -> Picture:
    """Published readings of one runway."""
    tones = {"before": GREY, "no slots": OCHRE, "slots": BLUE}
    figure, ax = new_figure(
        "Ask how many planes land, and you get eight answers",
        "Flights a day at Port-au-Prince: before the quake (grey), after it without slots (brown), with slots (blue)",
        "as named in the lesson; logs as reviewed by the Associated Press",
    )
    figure.subplots_adjust(left=0.41, bottom=0.12)
    for row, (_, low, high, when, _) in enumerate(READINGS):
        ax.plot([0, high], [row, row], color=PALE, linewidth=1.4, zorder=1)
        ax.plot([low, high], [row, row], color=tones[when], linewidth=5, solid_capstyle="round")
        ax.plot([high], [row], "o", color=tones[when], markersize=8)
        ax.text(
            high + 4,
            row,
            f"{low:.0f}" if low == high else f"{low:.0f}–{high:.0f}",
            va="center",
            color=tones[when],
            fontweight="bold",
        )
    bare(ax)
    ax.set_yticks(range(len(READINGS)), [label for label, *_ in READINGS])
    ax.tick_params(axis="y", colors=INK, labelsize=9.5)
    ax.set(ylim=(len(READINGS) - 0.5, -0.6), xlim=(0, 165))
    alt = f"Dot plot of eight published counts of flights a day. Before the quake: 3 or up to 30. After it without slots: 25 and 50. With slots: {LANDED / LOG_DAYS:.0f} by the landing logs, 120 to 140 by officials."
    return show(figure, alt)


@house_style()
def money_figure() -> Picture:
    """Haiti's money by year, and the share of appeals that the world funds."""
    haiti = load("humanitarian_funding").query("state_id == 41 and 2008 <= year <= 2014").set_index("year")
    world = coverage().loc[2000:2024]
    figure, (left, right) = new_figure(
        "In 2010 most of Haiti's money came outside the appeal",
        "Left: Haiti, million US dollars, in the appeal (blue) and outside. Right: share of all appeals funded, %",
        MONEY,
        size="pair",
        cols=2,
    )
    left.bar(haiti.index, haiti["funding"].fillna(0), color=BLUE, width=0.7)
    left.bar(haiti.index, haiti["funding_outside"], bottom=haiti["funding"].fillna(0), color=PALE, width=0.7)
    left.plot([2009.55, 2010.45], [haiti.loc[2010, "requirements"]] * 2, color=ORANGE, linewidth=2)
    left.text(2010.55, haiti.loc[2010, "requirements"], "asked for", color=ORANGE, fontsize=9.5, va="center")
    left.yaxis.set_major_formatter("{x:,.0f}")
    line = right.plot(world.index, world["share"], color=BLUE)[0]
    right.set(ylim=(0, 100), xlim=(2000, 2024))
    label_lines(right, {f"{world['share'].iloc[-1]:.0f}%": line})
    figure.subplots_adjust(right=0.93, left=0.08)
    alt = f"Left: in 2010 Haiti received {haiti.loc[2010, 'funding']:,.0f} million dollars in the appeal and {haiti.loc[2010, 'funding_outside']:,.0f} outside it. Right: the world funds {world['share'].min():.0f} to {world['share'].max():.0f} per cent of country appeals, {world['share'].iloc[-1]:.0f} in 2024."
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "15.look2",
        "On 12 January 2010 an earthquake destroyed 14<!--= ministries --> of Haiti's 16<!--@CoursePartnerships2026--> ministries, the control tower and the headquarters of the UN mission. "
        "In October cholera broke out, and it was traced to a camp of that mission. How many days after the outbreak did the United Nations say sorry?",
        "number",
        apology_delay,
        days_figure,
        "The airport worked again after one day, the American force was at its peak after 20<!--= peak_day --> days. Between the outbreak and the apology lie 2,239<!--= apology_delay --> days. "
        "Two harms, two clocks: from the earthquake, as in the picture, it is day 2,515<!--= apology_days -->. Of the outbreak our table gives the month only, so we count from its middle.",
        unit="days",
    ),
]
FIGURES = {
    "days": days_figure,
    "command": command_diagram,
    "forces": forces_figure,
    "readings": readings_figure,
    "money": money_figure,
}


# Explorers.


class Slots(Panel):
    """Airport slot queue: slots a day, priority rule, mislabelled flights, and the luck of the draw."""

    title = "Airport slot queue"
    stories = {
        "Medical first": ({"rule": "medical first"}, "A rule changes everything, and costs not one slot more."),
        "Everyone says 'medical'": (
            {"rule": "medical first", "mislabel": 60},
            "The rule drowns in its own label once others use it.",
        ),
        "A longer runway": ({"slots": 180}, "More slots without a rule help everybody a little."),
    }

    @cached_property
    def controls(self):
        return {
            "slots": number("Slots a day", 40, 180, round(calibrate()["slots"]), step=1),
            "rule": choice("Rule", RULES),
            "mislabel": number("Mislabel, %", 0, 100, 0, step=10),
            "seed": number("Draw", 1, 20, 1),
        }

    def compute(self, slots, rule, mislabel, seed):
        """The simulated flights, what was served and what waited."""
        flights = simulate(slots, rule, mislabel / 100, seed)
        landed = flights[flights["comes"] & flights["slot"].notna()]
        return {"slots": slots, "rule": rule, "mislabel": mislabel, "seed": seed, "flights": flights, "served": served(flights), "backlog": backlog(flights),
                "landed": len(landed) / LOG_DAYS, "waits": landed.groupby("kind")["wait"].median().reindex(list(KINDS)) / 24}  # fmt: skip

    def draw(self, result):
        figure, (left, right) = new_figure("", "Left: requests waiting, days from 16 January 2010 (pale: all). Right: landed within two days, %",
                                           "simulation, fitted to landing logs and two published waiting lists", cols=2, gridspec_kw={"width_ratios": [1.5, 1]})  # fmt: skip
        figure.subplots_adjust(wspace=0.42, right=0.93, bottom=0.19)
        self.lines = {kind: left.plot([], [], color=tone)[0] for kind, tone in KINDS.items()}
        self.total = named(left.plot([], [], color=PALE, linewidth=6, zorder=0)[0], "all requests", "waiting, by day")
        left.plot(list(QUEUE), list(QUEUE.values()), "D", color=INK, markersize=6, zorder=4)
        left.annotate("published", (6, 1400), xytext=(8, 6), textcoords="offset points", fontsize=9)
        left.set(xlim=(0, 24), ylim=(0, 2500), xlabel="day", xticks=[0, 6, 12, 18, 24])
        left.yaxis.set_major_formatter("{x:,.0f}")
        self.bars = right.barh(range(3), [0] * 3, color=list(KINDS.values()), height=0.62)
        look = {"va": "center", "fontsize": 11, "fontweight": "bold"}
        self.values = [right.text(0, row, "", color=tone, **look) for row, tone in enumerate(KINDS.values())]
        bare(right)
        right.set_yticks(range(3), list(KINDS))
        right.tick_params(axis="y", colors=INK)
        right.set(xlim=(0, 120), ylim=(2.6, -0.6))
        return figure

    def update(self, result):
        queue, share = result["backlog"], result["served"]
        self.total.set_data(queue.index, queue.sum(axis=1))
        for kind, line in self.lines.items():
            line.set_data(queue.index, queue[kind])
            named(line, kind, "requests waiting, by day")
        for bar, text, kind in zip(self.bars, self.values, KINDS, strict=True):
            bar.set_width(share[kind])
            text.set(text=f"{share[kind]:.0f}%", x=share[kind] + 3)

    def headline(self, result):
        label = f", {result['mislabel']}% mislabelled" if result["mislabel"] and reads_labels(result["rule"]) else ""
        return (
            f"{result['rule'].capitalize()}{label}: {result['served']['medical']:.0f}% of medical flights in two days"
        )

    def describe(self, result):
        queue, share, waits = result["backlog"].sum(axis=1), result["served"], result["waits"]
        parts = [
            f"{kind} {share[kind]:.0f}% (median wait of those landed {waits[kind]:.1f} days)"
            if waits[kind] == waits[kind]
            else f"{kind} {share[kind]:.0f}% (none landed)"
            for kind in KINDS
        ]
        unread = result["mislabel"] and not reads_labels(result["rule"])
        return (
            f"{result['slots']} slots a day, {result['rule']}, {result['mislabel']}% of other relief flights call themselves medical, draw {result['seed']}: {result['landed']:.0f} landings a day; "
            f"the list peaks at {queue.max():,.0f} on day {queue.idxmax():.0f}. Landed within two days: {'; '.join(parts)}. Medical flights that waited longer or never got in: {unmet(result['flights'])}."
            + (" This rule does not read medical labels: false ones change nothing." if unread else "")
        )

    def table(self, result):
        return pd.DataFrame(
            {
                "landed within two days, %": result["served"].round(1),
                "median wait, days": result["waits"].round(2),
                "waiting at the end": result["backlog"].iloc[-1],
            }
        )


class DisastersCounted(Panel):
    """Disasters by decade: recorded events, deaths, deaths per event."""

    title = "Disasters counted"
    stories = {
        "Deaths instead": ({"measure": "deaths"}, "More disasters are recorded, and fewer people die in them."),
        "Earthquakes only": (
            {"hazard": "earthquakes"},
            "The earth does not quake more often: this rise is a rise of recording.",
        ),
        "From 1970": ({"first": 1970}, "Begin where the recording is better, and the ratio shrinks."),
    }
    decades = range(1900, 2020, 10)
    hazards = {"all hazards": "all", "earthquakes": "earthquake", "floods": "flood", "storms": "extreme weather", "droughts": "drought"}  # fmt: skip
    controls = {
        "hazard": choice("Hazard", hazards),
        "measure": choice("Count", ["recorded disasters", "deaths", "deaths per disaster"]),
        "first": choice("From", [(f"{decade}s", decade) for decade in (1900, 1940, 1970)]),
    }

    def compute(self, hazard, measure, first):
        """The measure by decade, for one hazard."""
        table = load("disasters")
        rows = table[(table["hazard"] == self.hazards[hazard]) & (table["decade"] >= first)].set_index("decade")
        values = {
            "recorded disasters": rows["disasters"],
            "deaths": rows["deaths"],
            "deaths per disaster": rows["deaths"] / rows["disasters"],
        }[measure]
        return {"hazard": hazard, "measure": measure, "values": values.astype(float).dropna()}

    def draw(self, result):
        figure, self.ax = new_figure("", "", EMDAT, size="pair")
        self.subtitle, places = figure.subtitle, range(len(self.decades))
        figure.subplots_adjust(left=0.04, right=0.98, bottom=0.22)
        tones = ["#a9cbe8" if decade < 1970 else BLUE for decade in self.decades]
        self.bars = self.ax.bar(places, [0] * len(places), color=tones, width=0.7)
        self.values = [self.ax.text(0, 0, "", ha="center", va="bottom", fontsize=9.5) for _ in places]
        self.ax.set(yticks=[], xlim=(-0.6, 11.6))
        self.ax.set_xticks(places, [f"{decade}s" for decade in self.decades])
        self.ax.grid(False)
        self.ax.spines["left"].set_visible(False)
        return figure

    def update(self, result):
        values = result["values"]
        first = values.index[0]
        measure = result["measure"].capitalize()
        self.subtitle.set_text(f"{measure} by decade; pale: before 1970, when fewer disasters were written down")
        for i, decade in enumerate(self.decades):
            value, known = float(values.get(decade, 0.0)), decade in values.index
            self.bars[i].set_height(value)
            blank = "no data" if decade > first else ""
            self.values[i].set(text=short(value) if known else blank, position=(i, value), color=INK if known else GREY)
        self.ax.set_xlim((first - 1900) // 10 - 0.6, 11.6)
        self.ax.set_ylim(0, float(values.max()) * 1.15)

    def headline(self, result):
        values = result["values"]
        ends = f"{short(values.iloc[0])} to {short(values.iloc[-1])}"
        return f"{result['hazard'].capitalize()}: {ends} {result['measure']}, {values.index[0]}s to 2010s"

    def describe(self, result):
        values = result["values"]
        listed = ", ".join(f"{decade}s {short(values[decade])}" for decade in values.index[[0, -1]])
        ratio = values.iloc[-1] / values.iloc[0]
        shown = f"{ratio:.2f}" if ratio >= 0.1 else f"one to {1 / ratio:,.0f}"
        return f"{result['hazard'].capitalize()}, {result['measure']}: {listed}; highest in the {values.idxmax()}s, {short(values.max())}. Ratio of last to first: {shown}."

    def table(self, result):
        return result["values"].to_frame(result["measure"])


EXPLORERS = {"slots": Slots, "disasters": DisastersCounted}


# Exercises.


WINDOWS = {
    "airfield": ("an airfield team, May to July", 5, 7),
    "brigade": ("a brigade, February to May", 2, 5),
    "bridge": ("a bridge crew, June to October", 6, 10),
    "engineers": ("engineers, October and November", 10, 11),
    "garrison": ("a garrison, all the year round", 1, 12),
    "hospital": ("a field hospital, August to November", 8, 11),
}
REPORTS = {"September": 9, "June": 6, "March": 3, "October": 10}
WAITING = {
    "rice": ("rice, waiting for 12 hours", "other relief", 12),
    "surgeons": ("surgeons, waiting for 2 hours", "medical", 2),
    "tents": ("tents, waiting for 30 hours", "other relief", 30),
    "plasma": ("blood plasma, waiting for 9 hours", "medical", 9),
    "soldiers": ("soldiers, waiting for 20 hours", "military", 20),
}


def task_force_days() -> int:
    """From 14 January to 1 June 2010, both days counted."""
    return (pd.Timestamp("2010-06-01") - pd.Timestamp("2010-01-14")).days + 1


def landings_of(sender: str) -> float:
    """A sender's share of the planes that landed, divided by the days the logs cover, both ends counted."""
    return LANDED * LANDED_SHARE[sender] / 100 / LOG_DAYS


def seen_by_report(month: str) -> set[str]:
    """Those that are there on the day of the report, however long they stay."""
    return {key for key, (_, first, last) in WINDOWS.items() if first <= REPORTS[month] <= last}


def real_commands() -> set[str]:
    """Command runs inside each chain: Southern Command, task force, brigade; and MINUSTAH's commander over its battalions."""
    return {"southcom-force", "minustah-battalions", "force-brigade"}


def desk_or_runway(slots: int, mislabel: int) -> str:
    """Medical flights within two days: medical first with the logged slots and false labels, against more slots first come."""
    rule = served(simulate(111, "medical first", mislabel / 100))["medical"]
    runway = served(simulate(slots, "first come, first served"))["medical"]
    return "rule" if rule > runway else "runway"


def _loser(slots: int, mislabel: int) -> str:
    return "runway" if desk_or_runway(slots, mislabel) == "rule" else "rule"


def slot_order(rule: str) -> list[str]:
    """The kind that the rule favours first; among equals the one that has waited longest."""
    return sorted(WAITING, key=lambda key: (WAITING[key][1] != rule.split(" ")[0], -WAITING[key][2]))


def _newest_first(rule: str) -> list[str]:
    return sorted(WAITING, key=lambda key: (WAITING[key][1] != rule.split(" ")[0], WAITING[key][2]))


def _other_rule(rule: str, step: int) -> str:
    return RULES[(RULES.index(rule) + step) % 3]


def next_solution():
    """Medical flights before others; among equals the one that has waited longest."""

    def next_flight(waiting):
        return max(range(len(waiting)), key=lambda i: (waiting[i][0] == "medical", waiting[i][1]))

    return next_flight


def _next_longest():
    return lambda waiting: max(range(len(waiting)), key=lambda i: waiting[i][1])


def _next_newest():
    return lambda waiting: max(range(len(waiting)), key=lambda i: (waiting[i][0] == "medical", -waiting[i][1]))


def _next_listed():
    return lambda waiting: next((i for i, flight in enumerate(waiting) if flight[0] == "medical"), 0)


RETIRED = ("15.1", "15.3", "15.4", "15.6", "15.7")
EXERCISES = [
    Exercise(
        id="15.2",
        title="How long did the task force last?",
        prompt="The task force stood from 14 January to 1 June 2010. How many days, both ends counted? You may type a sum.",
        kind="number",
        level="apply",
        solution=task_force_days,
        meaning="Four and a half months. The cholera came four months after it had gone, by way of the mission that stayed.",
        hints=(
            "Take it month by month: what is left of January, then February to May.",
            "The first day counts, and so does the last.",
        ),
        mistakes=(
            Mistake(
                lambda: days_since("2010-06-01") - 2,
                "You left out one of the two ends. A force that comes and goes on the same day serves one day, not none.",
            ),
            Mistake(
                lambda: days_since("2010-06-01"),
                "You started on 13 January, when the airfield team landed. The task force was set up a day later.",
            ),
            Mistake(lambda: days_since("2010-06-01") + 1, "You started on the day of the earthquake."),
        ),
        unit="days",
    ),
    Exercise(
        id="15.10",
        title="Whose planes landed?",
        prompt=lambda sender: (
            f"The logs of 16 January to 8 February show {LANDED:,} planes that landed and {NO_SHOWS} slots for which none came. "
            f"Of the landings {LANDED_SHARE[sender]}% were planes {SENDERS[sender]}.<!--@ApFlightLogs2010--> How many of those landed a day, on average? One decimal; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=landings_of,
        meaning="A share of landings is not a share of cargo, of seats or of need. The quarrel of those weeks was about whose planes came down; what was on board is another table.",
        hints=(
            "16 January and 8 February both count.",
            "First the number of planes over the whole time, then divide by the days.",
        ),
        mistakes=(
            Mistake(
                lambda sender: LANDED * LANDED_SHARE[sender] / 100 / (LOG_DAYS - 1),
                "You left out one of the two end days.",
            ),
            Mistake(
                lambda sender: (LANDED + NO_SHOWS) * LANDED_SHARE[sender] / 100 / LOG_DAYS,
                "You counted slots without a plane as well. The share is one of landings.",
            ),
            Mistake(lambda sender: LANDED / LOG_DAYS, "Those are all landings. Only one sender's are asked for."),
            Mistake(
                lambda sender: LANDED * LANDED_SHARE[sender] / 100,
                "That is their number over the whole time. Divide by the days.",
            ),
        ),
        decimals=1,
        unit="planes",
        variants=({"sender": "US military"}, {"sender": "aid groups"}, {"sender": "asked for by Haiti"}),
    ),
    Exercise(
        id="15.11",
        title="What would the table see?",
        prompt=lambda month: (
            f"A yearly table is made from one report, as of the last day of {month}. Here are six deployments of one year, invented. Which of them would the table show?"
        ),
        kind="set",
        level="apply",
        solution=seen_by_report,
        meaning="One day stands for a year. In 2010 it was a day in September: the 22,000<!--= us_peak --> had come in January and were gone by June, so the table shows the usual handful. "
        "It answers 'who is usually there' and not 'who came and went'.",
        hints=(
            "Who is there on that one day?",
            "How long somebody stays does not matter, nor how many they are.",
        ),
        mistakes=(
            Mistake(
                lambda month: set(WINDOWS),
                "That is everybody who came in the year. The table sees those of one day.",
            ),
            Mistake(
                lambda month: {"garrison"},
                "Those who stay all year are seen, and so are those who happen to be there on the day.",
            ),
            Mistake(
                lambda month: {key for key, (_, first, last) in WINDOWS.items() if last - first >= 3},
                "You ticked those who stay for four months or more. It is the date that decides, not the length.",
            ),
            Mistake(
                lambda month: set(WINDOWS) - seen_by_report(month),
                "Those are the ones that the table would miss.",
            ),
        ),
        options={key: text for key, (text, *_) in WINDOWS.items()},
        variants=tuple({"month": month} for month in REPORTS),
    ),
    Exercise(
        id="15.5",
        title="Command or coordination?",
        prompt="In which of these pairs could the first give the second an order?",
        kind="set",
        level="understand",
        solution=real_commands,
        meaning="Three orders, two chains. Everything that crosses from one chain to the other is asking, and partnership in Haiti lived there.",
        hints=(
            "Who had to obey whom, and who could only be asked?",
            "No arrow of command crosses from the American chain to that of the United Nations.",
        ),
        mistakes=(
            Mistake(
                lambda: {"southcom-force", "force-minustah", "minustah-battalions", "force-brigade"},
                "No US officer could order MINUSTAH. The two commanders knew each other and talked.",
            ),
            Mistake(
                lambda: {"southcom-force", "usaid-force", "minustah-battalions", "force-brigade"},
                "USAID led and could ask. Soldiers took orders from their own commander.",
            ),
            Mistake(
                lambda: {"southcom-force", "force-brigade"},
                "The United Nations mission had a commander too, and battalions under him.",
            ),
            Mistake(
                lambda: {
                    "southcom-force",
                    "force-minustah",
                    "usaid-force",
                    "minustah-battalions",
                    "force-brigade",
                    "food-controllers",
                },
                "Those are all of them. Which ones cross from one chain to another, or start at a civilian agency?",
            ),
        ),
        options={
            "southcom-force": "Southern Command to the joint task force",
            "force-minustah": "joint task force to MINUSTAH",
            "usaid-force": "USAID to the joint task force",
            "minustah-battalions": "MINUSTAH's force commander to its battalions",
            "force-brigade": "joint task force to a US brigade",
            "food-controllers": "World Food Programme to the air controllers",
        },
    ),
    Exercise(
        id="15.12",
        title="Was the appeal met?",
        prompt=lambda state_id, year: (
            f"{_appeal_in_words(state_id, year)} What share of the money asked for was received? Per cent, one decimal; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=appeal_met,
        meaning="An appeal states a need, so its money can be set against something. What comes outside answers to no stated need: added to the rest it can pass a hundred per cent and prove nothing.",
        hints=(
            "Received over asked for, both inside the appeal.",
            "Leave out what came outside: nobody stated a need for it.",
        ),
        mistakes=(
            Mistake(
                lambda state_id, year: appeal_met(state_id, year) + _outside_over_asked(state_id, year),
                "You added the money outside the appeal. It answers to no stated need.",
            ),
            Mistake(
                lambda state_id, year: 10_000 / appeal_met(state_id, year),
                "Upside down: what was asked for belongs below the line.",
            ),
            Mistake(
                lambda state_id, year: _outside_over_asked(state_id, year),
                "That is the money outside, set against the appeal. Take the money inside.",
            ),
            Mistake(
                lambda state_id, year: 100 / (1 + _outside_over_asked(state_id, year) / appeal_met(state_id, year)),
                "That is the share of all the money that went through the appeal.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=(
            {"state_id": 790, "year": 2015},
            {"state_id": 770, "year": 2010},
            {"state_id": 520, "year": 2011},
            {"state_id": 41, "year": 2012},
        ),
    ),
    Exercise(
        id="15.13",
        title="Rule or runway?",
        prompt=lambda slots, mislabel: (
            f"{'All' if mislabel == 100 else f'{mislabel}% of the'} other relief flights call themselves medical. In the slot desk, which gets more of the true medical flights "
            f"down within two days: 'medical first' with 111 slots a day and those labels, or 'first come, first served' with {slots} slots?"
        ),
        kind="choice",
        level="evaluate",
        solution=desk_or_runway,
        meaning=lambda slots, mislabel: (
            "With labels like these the rule has lost most of its worth and is still ahead; more false ones would finish it. The runway takes nobody's word for anything, and helps everybody a little."
            if desk_or_runway(slots, mislabel) == "rule"
            else "Where every flight is medical, 'medical first' is first come by another name, and a longer runway beats it. The honest rule would beat any runway here: what it lacks is honest labels."
        ),
        hints=(
            "Set the first explorer to one, read the bar of the medical flights, then to the other.",
            "Go back to the first state in between: one of them changes rule and labels, the other the slots alone.",
        ),
        mistakes=(
            Mistake(
                _loser,
                lambda slots, mislabel: (
                    "The list is long in both. Set the slots and leave the rule at first come, then compare the two bars."
                    if desk_or_runway(slots, mislabel) == "rule"
                    else "The rule is worth what its labels are worth. Set the false labels too, then compare the two bars."
                ),
            ),
            Mistake(
                lambda slots, mislabel: "same",
                "Read both bars for the medical flights: they differ, in every draw of luck.",
            ),
            Mistake(
                lambda slots, mislabel: "open",
                "Both can be set in the explorer; nothing else is needed to compare them.",
            ),
        ),
        options=lambda slots, mislabel: {
            "rule": "the rule, with those labels",
            "runway": f"the runway with {slots} slots",
            "same": "neither, they come out equal",
            "open": "this simulation cannot tell",
        },
        variants=(
            {"slots": 165, "mislabel": 100},
            {"slots": 165, "mislabel": 70},
            {"slots": 180, "mislabel": 100},
            {"slots": 180, "mislabel": 50},
        ),
    ),
    Exercise(
        id="15.14",
        title="Who goes next?",
        prompt=lambda rule: (
            f"Five flights ask for a slot. The rule is '{rule}'; among equals the longest wait goes first. In which order do they get their slots?"
        ),
        kind="order",
        level="apply",
        solution=slot_order,
        meaning="Under each rule the same five flights land, and somebody else is last. A rule decides who waits, and it should be able to say so to the one who does.",
        hints=(
            "Does the rule favour a kind of flight? Those go first.",
            "Then look at the hours, the longest wait first, in each group for itself.",
        ),
        mistakes=(
            Mistake(
                lambda rule: slot_order(_other_rule(rule, 1)),
                lambda rule: f"That is the order under '{_other_rule(rule, 1)}'.",
            ),
            Mistake(
                lambda rule: slot_order(_other_rule(rule, 2)),
                lambda rule: f"That is the order under '{_other_rule(rule, 2)}'.",
            ),
            Mistake(_newest_first, "Among equals you let the newest go first. The longest wait should."),
        ),
        options={key: text for key, (text, *_) in WAITING.items()},
        variants=({"rule": RULES[1]}, {"rule": RULES[2]}, {"rule": RULES[0]}),
    ),
    Exercise(
        id="15.8",
        title="Write the rule",
        prompt='The rule \'medical first, then the longest wait\' in code. `waiting` is a list such as `[("medical", 5), ("relief", 30)]`: kind and hours waited. Return the position of the flight that goes next.',
        start="def next_flight(waiting):\n    ...  # your rule here",
        kind="function",
        level="create",
        solution=next_solution,
        meaning="Now it is a rule that one can publish, and quarrel about. Note what it takes on trust: the word 'medical'.",
        hints=(
            "`max(range(len(waiting)), key=...)` gives the position of the best flight.",
            "A key can be a pair: first whether the kind is 'medical', then the hours.",
        ),
        mistakes=(
            Mistake(_next_longest, "That is first come, first served: your rule never looks at the kind."),
            Mistake(
                _next_newest, "Among medical flights you take the one that came last. The longest wait should go first."
            ),
            Mistake(
                _next_listed,
                "You take the first medical flight of the list, or the first of all, whatever they waited.",
            ),
        ),
        cases=(
            ([("relief", 30), ("medical", 5), ("medical", 9)],),
            ([("military", 3), ("relief", 8)],),
            ([("medical", 2), ("relief", 50)],),
            ([("relief", 4), ("military", 12), ("medical", 1), ("medical", 0)],),
        ),
    ),
]
REFLECTIONS = [
    Reflection(
        "15.9",
        "Design the slot desk",
        "Design the slot desk: who sets the priorities, how labels are checked, what happens to unused slots, who can complain. What do you give up? Three to five sentences.",
        "I would let Haiti's government name the priorities and a desk of three, Haiti, the United Nations and the force that runs the airfield, publish them each morning. Cargo lists come with the request and "
        "one landing in ten is checked; a false label costs the sender its next two slots. A fifth of the slots goes by lottery, so that small senders are not shut out. What I give up is speed at the margin and the goodwill of those I refuse.",
        (
            "who names the priorities, and on what authority",
            "how a label is checked, and what a false one costs",
            "what happens to a slot nobody uses",
            "who is told why, and who can complain",
        ),
    )
]


# Evidence.


def speed_evidence() -> Evidence:
    """Landings a day under the slot system over those before it: logs and official figures against the average without slots."""
    before = 50.0
    low, high = landings_a_day() / before, 140 / before
    return Evidence(
        low, low, high, LANDED, "times the landings without slots", 1, "above",
        f"The airport reopened on day 1 and, with slots, took {low:.1f} times the {before:.0f} planes a day it had taken without ({high:.1f} times by the highest official figure); by the fit, requests ran at about {calibrate()['total'] / calibrate()['tau']:.0f} a day at first",
    )  # fmt: skip


def trust_evidence() -> Evidence:
    """Share of booked slots for which no plane came, from the landing logs, with a Wilson interval."""
    share = models.proportion(NO_SHOWS, LANDED + NO_SHOWS)
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "% of booked slots unused", 10, "below",
        f"No plane came for {NO_SHOWS} of {LANDED + NO_SHOWS:,} booked slots, {100 * share.value:.1f}% of the scarcest thing in Haiti; {DIVERTED} flights were diverted once the desk worked, against 'countless' before, as the Associated Press has it",
    )  # fmt: skip


def us_share_evidence() -> Evidence:
    """US share of the foreign forces at the peak, with two readings of MINUSTAH's size."""
    us, canada = haiti_figure("us_peak"), haiti_figure("canada_peak")
    small = haiti_figure("minustah_troops_before") + haiti_figure("minustah_police_before")
    large = float(load("un_shortfalls").set_index(["mission", "year"]).loc[("MINUSTAH", 2010), "deployed"])
    share = [100 * us / (us + canada + mission) for mission in (small, large)]
    return Evidence(
        share[0], min(share), max(share), 3, "% of forces that were American", 50, "below",
        f"At the peak {share[0]:.0f}% of the three largest forces were American ({min(share):.0f}% with MINUSTAH at its average of the year), under a US commander; MINUSTAH and Canada stood beside them under their own",
    )  # fmt: skip


def lift_evidence() -> Evidence:
    """Helicopters listed on 19 January 2010, a week after the quake: aircraft that need no runway."""
    count = haiti_figure("us_2010-01-19_helicopters")
    tonnes = haiti_figure("us_2010-02-18_pounds_of_cargo") * 0.45359237 / 1000
    return Evidence(
        count, count, count, int(count), "US Navy helicopters on day 7", 0, "above",
        f"{count:.0f} helicopters and {haiti_figure('us_2010-01-19_navy_ships'):.0f} ships were there on day 7; the US Air Force had flown in about {tonnes:,.0f} tonnes by 18 February",
    )  # fmt: skip


def conflict_need_evidence() -> Evidence:
    """Share of all money asked for in country appeals, 2000–2024, that was for states with an internal conflict in that year."""
    table = load("humanitarian_funding").dropna(subset=["requirements", "state_id"]).query("2000 <= year <= 2024")
    inside = [(int(s), y) in conflict_states() for s, y in zip(table["state_id"], table["year"], strict=True)]
    share = 100 * table.loc[inside, "requirements"].sum() / table["requirements"].sum()
    big = load("deadly_disasters").query("year >= 1990")
    hit = sum((s, y) in conflict_states() for s, y in zip(big["state_id"], big["year"], strict=True))
    return Evidence(
        share, share, share, len(table), "% of requirements", 50, "above",
        f"{share:.0f}% of what country appeals asked for in 2000–2024 was for states with an internal conflict, and {hit} of {len(big)} deadly disasters since 1990 struck one; Haiti had none in 2010",
    )  # fmt: skip


def harm_evidence() -> Evidence:
    """Deaths in the cholera epidemic that was traced to a MINUSTAH camp: the compiled figure and the range of estimates."""
    deaths = haiti_figure("cholera_deaths")
    return Evidence(
        deaths, 8000, 10000, 1, "deaths", 0, "below",
        f"Cholera, traced to a MINUSTAH camp, killed about {deaths:,.0f} (estimates 8,000 to over 10,000); the apology came {days_since('2016-12-01'):,} days after the earthquake",
    )  # fmt: skip


# Claims.


ASKED = ["C19.2", "C19.3", "C19.4", "C19.5", "C19.7", "C19.8"]
CLAIMS = [
    Judgement(
        "C19.1",
        "not testable here",
        "No open table says which disasters got foreign military help, and those that did were the worst. Case studies praise speed and lift and find coordination poor; they have no comparison.",
    ),
    Judgement(
        "C19.2",
        "partly supported",
        "Fast, yes: a day for the airfield, and twice the landings. But most of it was one state's own means, and requests outran the runway.",
        speed_evidence,
    ),
    Judgement(
        "C19.3",
        "contested",
        "Quarrels first, a joint desk later: France protested, and within a week the World Food Programme assigned the aid groups' slots. The rule, which sees only unused slots and a bar of a tenth that we chose, would be harsher.",
        trust_evidence,
    ),
    Judgement(
        "C19.4",
        "partly supported",
        "Unified Response sped aid. It was a US operation in support of a US agency; partners, above all MINUSTAH, stood beside it without a common command. The rule sees only whose soldiers they were, and would be harsher.",
        us_share_evidence,
    ),
    Judgement(
        "C19.5",
        "supported",
        "Helicopters, ships and airfield teams go where trucks cannot. A claim that something exists needs one good case, so the bar is low; it says nothing about cost or about who else could have come.",
        lift_evidence,
    ),
    Judgement(
        "C19.6",
        "not testable here",
        "The course has no data on attacks on aid workers. Over the world in 1997–2014 the presence of an international force neither added to nor reduced the risk to them (Hoelscher, Miklian & Nygård 2017)<!--@Hoelscher2017-->; Fast argues for acceptance rather than guards.",
    ),
    Judgement(
        "C19.7",
        "contested",
        "Need is indeed greatest in states at war. That soldiers should meet it there is the disputed half: the guidelines say last resort, and neutrality is dearest where there is fighting.",
        conflict_need_evidence,
    ),
    Judgement(
        "C19.8",
        "not supported",
        "Thousands died of a disease that was traced to a partner's camp. The document names no cost and no harm, so this is a claim by silence, and a fair reader may say it was never made.",
        harm_evidence,
    ),
]


# Numbers.
NUMBERS = {
    "apology_delay": apology_delay,
    "apology_days": lambda: days_since("2016-12-01"),
    "peak_day": lambda: days_since("2010-02-01"),
    "us_peak": lambda: haiti_figure("us_peak"),
    "us_share": lambda: us_share_evidence().estimate,
    "us_share_year": lambda: us_share_evidence().low,
    "trace": lambda: load("us_troops", 2010).set_index("state_id").loc[HAITI, "troops"],
    "landings": landings_a_day,
    "no_show": lambda: 100 * calibrate()["no_show"],
    "slots": lambda: calibrate()["slots"],
    "requests": lambda: calibrate()["total"],
    "slots_used": lambda: LANDED + NO_SHOWS,
    "fifo_medical": lambda: served(simulate(111, "first come, first served"))["medical"],
    "first_medical": lambda: served(simulate(111, "medical first"))["medical"],
    "half_labels": lambda: served(simulate(111, "medical first", 0.5))["medical"],
    "medical_share": lambda: 100 * MEDICAL,
    "appeals_2010": lambda: int(load("humanitarian_funding", 2010)["requirements"].notna().sum()),
    "haiti_coverage": lambda: appeal_met(HAITI, 2010),
    "haiti_outside": lambda: _appeal(HAITI, 2010)["funding_outside"],
    "relief_1980s": lambda: relief_exercises().loc[1980, "share"],
    "relief_2000s": lambda: relief_exercises().loc[2000, "share"],
    "cholera": lambda: haiti_figure("cholera_deaths"),
    "ministries": lambda: haiti_figure("ministries_destroyed"),
}
