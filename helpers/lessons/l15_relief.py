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
from helpers.data import load
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

QUAKE = pd.Timestamp("2010-01-12")
HAITI = 41
FACTS = "course facts on Haiti 2010, each with its source"
MONEY = "OCHA FTS, about April 2026"
EMDAT = "EM-DAT as compiled by Our World in Data, to 2019"

# Landing logs of 16 January to 8 February 2010, as reviewed by the Associated Press (ApFlightLogs2010).
LANDED, NO_SHOWS, DIVERTED, LOG_DAYS = 2318, 336, 17, 24
LANDED_SHARE = {"aid groups": 52, "US military": 22, "asked for by Haiti": 18}
# Flights waiting for a slot at the end of log day 3 (18 January, RedCrossQueue2010) and 6 (21 January, Backlog2010).
QUEUE = {3: 1000, 6: 1400}
MEDICAL, PATIENCE = (
    0.15,
    48,
)  # assumptions: share of medical flights among requests; hours after which need counts as unmet
KINDS = {"medical": TEAL, "other relief": GREY, "military": ORANGE}
MORE_SLOTS = 165  # half as many again as the logs show
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


def coverage(state_id: int | None = None) -> pd.DataFrame:
    """Requirements and funding of country appeals by year, million dollars, and the share funded, for one state or all."""
    table = load("humanitarian_funding").dropna(subset="requirements")
    table = table if state_id is None else table[table["state_id"] == state_id]
    sums = table.groupby("year")[["requirements", "funding", "funding_outside"]].sum()
    return sums.assign(share=100 * sums["funding"] / sums["requirements"])


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
def days_figure() -> Picture:
    """Help and accountability on one logarithmic time axis."""
    table = milestones()
    apology = table.set_index("label").loc["UN apology", "days"]
    figure, ax = new_figure(
        f"The runway took one day, the apology {apology / 365.25:.1f} years",
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
        )
    ax.set_xticks([])
    ax.minorticks_off()
    bare(ax)
    days = table.set_index("label")["days"]
    alt = f"Time line on a logarithmic axis. Airport reopened on day {days['airport reopened']}, hospital ship on day {days['hospital ship']}, US peak on day {days['US peak: 22,000']}, cholera about day {days['cholera']}, UN apology on day {apology:,}."
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
        self.total = left.plot([], [], color=PALE, linewidth=6, zorder=0)[0]
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


def lead_agency() -> str:
    """The joint task force was set up in support of USAID, the lead agency."""
    return "usaid"


def task_force_days() -> int:
    """From 14 January to 1 June 2010, both days counted."""
    return (pd.Timestamp("2010-06-01") - pd.Timestamp("2010-01-14")).days + 1


def landings_a_day() -> float:
    """Planes landed in the logs, divided by the days the logs cover, both ends counted."""
    landed = 2318
    days = (pd.Timestamp("2010-02-08") - pd.Timestamp("2010-01-16")).days + 1
    return landed / days


def why_so_few() -> str:
    """A yearly table of snapshots misses a surge of a few weeks."""
    return "snapshots-miss"


def real_commands() -> set[str]:
    """Command runs inside each chain: Southern Command, task force, brigade; and MINUSTAH's commander over its battalions."""
    return {"southern-command", "minustah-s", "joint-task-force"}


def appeal_coverage() -> float:
    """Money received by the appeal over money asked for, Haiti 2010, per cent."""
    haiti = load("humanitarian_funding", 2010).query("iso3 == 'HTI'").iloc[0]
    return 100 * haiti["funding"] / haiti["requirements"]


def _haiti_2010() -> pd.Series:
    return load("humanitarian_funding", 2010).query("iso3 == 'HTI'").iloc[0]


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


def rule_or_runway() -> str:
    """Medical first with the logged slots beats first come with half as many slots again, for medical flights."""
    better_rule = served(simulate(111, "medical first"))["medical"]
    more_slots = served(simulate(MORE_SLOTS, "first come, first served"))["medical"]
    return "rule-medical" if better_rule > more_slots else "165-slots"


EXERCISES = [
    Exercise(
        id="15.1",
        title="Who led?",
        prompt="The US task force was set up in support of the lead agency:",
        kind="choice",
        level="remember",
        solution=lead_agency,
        meaning="The task force supported a civilian agency. When the supporting side has 22,000<!--= us_peak --> soldiers, a runway and the helicopters, 'support' is a word that needs care.",
        hints=("Look at the event of 14 January 2010 in `haiti_timeline`.", "The military was 'in support of' it."),
        mistakes=(
            Mistake(
                lambda: "southern-command",
                "Southern Command ran the military side. It was there in support of a civilian agency.",
            ),
            Mistake(lambda: "minustah", "That was the United Nations mission, with a chain of command of its own."),
            Mistake(
                lambda: "ocha",
                "OCHA coordinates aid groups for the United Nations; the question asks for the lead on the US side.",
            ),
        ),
        options={"southern-command": "Southern Command", "usaid": "USAID", "minustah": "MINUSTAH", "ocha": "OCHA"},
    ),
    Exercise(
        id="15.2",
        title="How long did the task force last?",
        prompt="The task force stood from 14 January to 1 June 2010. How many days, both ends counted?",
        kind="number",
        level="apply",
        solution=task_force_days,
        meaning="Four and a half months. The cholera came four months after it had gone, by way of the mission that stayed.",
        hints=(
            "Subtract the dates with `pd.Timestamp` or count on a calendar.",
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
    ),
    Exercise(
        id="15.3",
        title="Landings a day",
        prompt="The logs of 16 January to 8 February show 2,318 landings and 336 slots without a plane<!--@ApFlightLogs2010-->. How many landings a day? One decimal.",
        kind="number",
        level="apply",
        solution=landings_a_day,
        meaning="The logs say a good deal less than the 120<!--@OchaFlights2010--> to 140<!--@OchaFlights2010--> that officials gave in those weeks. Flights planned, flights in and out, and planes on the ground are three counts.",
        hints=("16 January and 8 February both count.", "Divide the planes that landed by the number of days."),
        mistakes=(
            Mistake(lambda: LANDED / (LOG_DAYS - 1), "You left out one of the two end days."),
            Mistake(
                lambda: (LANDED + NO_SHOWS) / LOG_DAYS,
                "You counted the planes that did not come as well. They used a slot, not the runway.",
            ),
            Mistake(
                lambda: (LANDED - DIVERTED) / LOG_DAYS,
                "The diverted flights are not among those that landed: nothing has to be taken off.",
            ),
            Mistake(lambda: LANDED * 0.52 / LOG_DAYS, "That is the share of the aid groups. All planes are asked for."),
        ),
        decimals=1,
    ),
    Exercise(
        id="15.4",
        title="Where did 22,000 soldiers go?",
        prompt="Why does the yearly table show so few US soldiers in Haiti in 2010?",
        kind="choice",
        level="analyse",
        solution=why_so_few,
        meaning="The table shows the usual handful, as in 2009 and 2011. It answers 'who is usually there' and not 'who came and went', and a model built on it will find that nothing happened in Haiti in 2010.",
        hints=(
            "Read the traps of the table `us_troops` in the codebook.",
            "When did the force go home, and when was it counted?",
        ),
        mistakes=(
            Mistake(
                lambda: "deployment-secret", "The numbers were public; they stand in press releases of the same weeks."
            ),
            Mistake(
                lambda: "typing-error",
                "The years around show the same handful: the number is no slip. Ask whom, and when, such a report counts.",
            ),
            Mistake(lambda: "all-ships", "Many were ashore, and those afloat alone do not explain it."),
        ),
        options={
            "snapshots-miss": "snapshots miss a short surge",
            "deployment-secret": "the deployment was secret",
            "typing-error": "a typing error",
            "all-ships": "all were on ships",
        },
    ),
    Exercise(
        id="15.5",
        title="Command or coordination?",
        prompt="Which of these were relations of *command*?",
        kind="set",
        level="understand",
        solution=real_commands,
        meaning="Three orders, two chains. Everything that crosses from one chain to the other is asking, and partnership in Haiti lived there.",
        hints=(
            "Who could give whom an order that had to be obeyed?",
            "No arrow of command crosses from the American chain to that of the United Nations.",
        ),
        mistakes=(
            Mistake(
                lambda: {"southern-command", "joint-task", "minustah-s", "joint-task-force"},
                "No US officer could order MINUSTAH. The two commanders knew each other and talked.",
            ),
            Mistake(
                lambda: {"southern-command", "usaid-joint", "minustah-s", "joint-task-force"},
                "USAID led and could ask. Soldiers took orders from their own commander.",
            ),
            Mistake(
                lambda: {"southern-command", "joint-task-force"},
                "The United Nations mission had a commander too, and battalions under him.",
            ),
            Mistake(
                lambda: {
                    "southern-command",
                    "joint-task",
                    "usaid-joint",
                    "minustah-s",
                    "joint-task-force",
                    "world-food",
                },
                "Those are all the lines between the boxes. Which of them cross from one chain to another, or start at a civilian agency?",
            ),
        ),
        options={
            "southern-command": "Southern Command to the joint task force",
            "joint-task": "joint task force to MINUSTAH",
            "usaid-joint": "USAID to the joint task force",
            "minustah-s": "MINUSTAH's force commander to its battalions",
            "joint-task-force": "joint task force to a US brigade",
            "world-food": "World Food Programme to the air controllers",
        },
    ),
    Exercise(
        id="15.6",
        title="Was the appeal met?",
        prompt="What share of the money asked for by Haiti's appeal of 2010 was received by it? Per cent, one decimal.",
        start='haiti = load("humanitarian_funding", 2010).query("iso3 == \'HTI\'")',
        kind="number",
        level="apply",
        solution=appeal_coverage,
        meaning="Nearly three quarters, the highest share among the 22<!--= appeals_2010 --> country appeals of 2010 in this table. More than twice as much came outside it, where no stated need allows a comparison.",
        hints=(
            "One row: `load('humanitarian_funding', 2010)`, `iso3` HTI.",
            "Received over asked for, in the plan only.",
        ),
        mistakes=(
            Mistake(
                lambda: (
                    100 * (_haiti_2010()["funding"] + _haiti_2010()["funding_outside"]) / _haiti_2010()["requirements"]
                ),
                "You added the money outside the appeal. It answers to no stated requirement.",
            ),
            Mistake(
                lambda: 100 * _haiti_2010()["requirements"] / _haiti_2010()["funding"],
                "Upside down: what was asked for belongs below the line.",
            ),
            Mistake(lambda: float(coverage().loc[2010, "share"]), "That is the share for all appeals of 2010."),
            Mistake(
                lambda: 100 * _haiti_2010()["funding"] / (_haiti_2010()["funding"] + _haiti_2010()["funding_outside"]),
                "That is the share of Haiti's money that went through the appeal.",
            ),
        ),
        decimals=1,
        percent=True,
    ),
    Exercise(
        id="15.7",
        title="Rule or runway?",
        prompt="For medical flights, which helps more in the simulation:",
        kind="choice",
        level="evaluate",
        solution=rule_or_runway,
        meaning="In the simulation the honest rule gets nearly every medical flight in; half as many slots again leave most of them waiting for longer than two days. But the rule needs honest labels, and a runway does not.",
        hints=(
            "Try both in the explorer: one with the rule, one with the slots, each from the first state.",
            "Compare the bar of the medical flights.",
        ),
        mistakes=(
            Mistake(
                lambda: "165-slots",
                "Set the slots to 165 and the rule to first come: the early rush is far above any runway.",
            ),
            Mistake(
                lambda: "they-do", "Move one control at a time and read the bar for medical flights. They differ a lot."
            ),
            Mistake(lambda: "cannot-said", "Both can be set in the explorer; nothing else is needed to compare them."),
        ),
        options={
            "rule-medical": "the rule 'medical first'",
            "165-slots": "165 slots a day",
            "they-do": "they do equally well",
            "cannot-said": "it cannot be said",
        },
    ),
    Exercise(
        id="15.8",
        title="Write the rule",
        prompt='Write the rule. `waiting` is a list such as `[("medical", 5), ("relief", 30)]`: kind and hours waited. Return the position of the flight that goes next: medical first, then the longest wait.',
        start="def next_flight(waiting):\n    ...  # your rule here\n\n\nanswer = ...  # when your rule is ready, write: answer = next_flight",
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
        "The course has no data on attacks on aid workers. The listed cross-national study finds that international forces neither add to nor reduce the risk; Fast argues for acceptance rather than guards.",
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
    "apology_days": lambda: days_since("2016-12-01"),
    "peak_day": lambda: days_since("2010-02-01"),
    "us_peak": lambda: haiti_figure("us_peak"),
    "us_share": lambda: us_share_evidence().estimate,
    "us_share_year": lambda: us_share_evidence().low,
    "trace": lambda: load("us_troops", 2010).set_index("state_id").loc[HAITI, "troops"],
    "landings": landings_a_day,
    "no_show": lambda: 100 * calibrate()["no_show"],
    "slots": lambda: calibrate()["slots"],
    "more_slots": lambda: MORE_SLOTS,
    "requests": lambda: calibrate()["total"],
    "slots_used": lambda: LANDED + NO_SHOWS,
    "fifo_medical": lambda: served(simulate(111, "first come, first served"))["medical"],
    "first_medical": lambda: served(simulate(111, "medical first"))["medical"],
    "half_labels": lambda: served(simulate(111, "medical first", 0.5))["medical"],
    "medical_share": lambda: 100 * MEDICAL,
    "appeals_2010": lambda: int(load("humanitarian_funding", 2010)["requirements"].notna().sum()),
    "haiti_coverage": appeal_coverage,
    "haiti_outside": lambda: _haiti_2010()["funding_outside"],
    "relief_1980s": lambda: relief_exercises().loc[1980, "share"],
    "relief_2000s": lambda: relief_exercises().loc[2000, "share"],
    "cholera": lambda: haiti_figure("cholera_deaths"),
    "ministries": lambda: haiti_figure("ministries_destroyed"),
}
