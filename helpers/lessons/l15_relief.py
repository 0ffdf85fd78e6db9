"""Lesson 15, relief: Haiti 2010, one runway, many claims on it; three disasters beside it; who commanded, and what harm was done."""

from __future__ import annotations

import math
from collections import deque
from functools import cache, cached_property

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
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
from helpers.rule import Case, Evidence2, Part, counted, measured

QUAKE = pd.Timestamp("2010-01-12")
AMERICA, HAITI, LIBERIA = 2, 41, 450
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
# Americans in and off Haiti in 2010: there or on their way (haiti_figures), then reported by Keen 2010, ApScaleBack2010 (mid
# February) and Flaherty2010 (the last as expected in April).
AMERICANS = {"2010-01-18": 11_000, "2010-02-01": 22_000, "2010-02-13": 13_000, "2010-04-19": 2_200, "2010-06-01": 500}
REPORTED = "2010-09-30"  # the report that the yearly table took
# The American force in Liberia against Ebola, September 2014 to February 2015, peaked at over this (ReutersLiberia2015).
EBOLA_PEAK = 2_800
# Four disasters: state, struck, first foreign military aircraft or soldiers, foreign helicopters in number (None: kept out).
# Sources: JakartaPostAceh2005, PostAceh2005; IepNargis2008 (India's aircraft), NbcNargis2008; haiti_timeline; StripesHaiyan2013,
# ArmsRaceHaiyan2013.
RESPONSES = {
    "Indonesia, tsunami": (850, "2004-12-26", "2004-12-28", "2005-01-01"),
    "Myanmar, cyclone": (775, "2008-05-02", "2008-05-07", None),
    "Haiti, earthquake": (HAITI, "2010-01-12", "2010-01-13", "2010-01-18"),
    "Philippines, typhoon": (840, "2013-11-08", "2013-11-10", "2013-11-14"),
}
OFFSHORE = ("2008-05-13", "2008-06-05", 22)  # ships off Myanmar, from and to, with so many helicopters
STUDY = "2011-07"  # Piarroux2011 appears
# Published readings of flights a day at Port-au-Prince: label, low, high, when, key of the source.
READINGS = [
    ("Airports International: a typical day before", 3, 3, "before", "Elton2010"),
    ("US General Fraser: before, no more than", 30, 30, "before", "Fraser2010"),
    ("UN relief office: the day after", 25, 25, "no slots", "OchaFlights2010"),
    ("Whiting: before slots, average", 50, 50, "no slots", "Whiting2012"),
    ("landing logs, 16 January to 8 February", LANDED / LOG_DAYS, LANDED / LOG_DAYS, "slots", "ApFlightLogs2010"),
    ("US General Fraser: on average", 120, 120, "slots", "Fraser2010"),
    ("UN relief office: regularly", 120, 140, "slots", "OchaFlights2010"),
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
    """Chosen events of 2010 to 2016, each on its own clock: days since the earthquake for help, since the outbreak for harm."""
    wanted = {
        "reopen Port-au-Prince airport": ("airport reopened", "help"),
        "Peak: over 22000": ("US peak: 22,000", "help"),
        "JTF-Haiti stands down": ("US force goes", "help"),
        "Cholera outbreak": ("cholera", "harm"),
        "Secretary-General apologises": ("UN apology", "harm"),
    }
    table = load("haiti_timeline")
    found = {words: table[table["event"].str.contains(words, regex=False)].iloc[0]["date"] for words in wanted}
    rows = [{"label": label, "kind": kind, "date": found[words]} for words, (label, kind) in wanted.items()]
    rows = pd.DataFrame([*rows, {"label": "study names camp", "kind": "harm", "date": STUDY}])
    rows["since_quake"] = rows["date"].map(days_since)
    start = np.where(rows["kind"] == "harm", days_since(found["Cholera outbreak"]), 0)
    return rows.assign(days=rows["since_quake"] - start)


def apology_delay() -> int:
    """Days from the outbreak of cholera, dated to the middle of its month, to the apology."""
    return int(milestones().set_index("label").loc["UN apology", "days"])


def trace(state_id: int, year: int) -> int:
    """American soldiers in a state by the yearly table."""
    return int(load("us_troops", year).set_index("state_id").loc[state_id, "troops"])


def responses() -> pd.DataFrame:
    """Four disasters: deaths (EM-DAT), and days until the first foreign soldiers or aircraft and until helicopters (blank: never)."""
    deaths = load("deadly_disasters").groupby(["state_id", "year"])["deaths"].max()
    rows = {}
    for name, (state_id, struck, first, helicopters) in RESPONSES.items():
        start = pd.Timestamp(struck)
        later = [(pd.Timestamp(date) - start).days if date else np.nan for date in (first, helicopters)]
        rows[name] = [int(deaths[(state_id, start.year)]), *later]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["deaths", "first", "helicopters"])


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


def conflict_states(kind: str = "at_home") -> frozenset[tuple[int, int]]:
    """State-years with an armed conflict (UCDP): conflicts, of 25 battle deaths; at_home, of these, against a group inside; wars, of 1,000."""
    table = load("armed_conflict_states")
    table = table[table[kind] > 0]
    return frozenset(zip(table["state_id"], table["year"], strict=True))


@cache
def calibrate() -> dict[str, float]:
    """Fit the request stream to published numbers: slots a day, share of no-shows, and requests = total · (1 − exp(−day / tau)).

    Slots a day and no-shows come from the landing logs; total and tau are the two numbers that give the two published
    waiting lists of QUEUE, if each slot takes one request off the list.
    """
    slots = (LANDED + NO_SHOWS) / LOG_DAYS
    return {"slots": slots, "no_show": NO_SHOWS / (LANDED + NO_SHOWS)} | _stream(QUEUE, slots)


def _stream(queue: dict[int, float], slots: float) -> dict[str, float]:
    """Fit total and tau of the request stream to two waiting lists, by day."""
    (first, _), (second, _) = queue.items()
    asked = {day: waiting + day * slots for day, waiting in queue.items()}
    decay = asked[second] / asked[first] - 1  # since the second day is twice the first
    return {"tau": -first / math.log(decay), "total": asked[first] / (1 - decay)}


def requests_if_off(by: float = 100) -> tuple[float, float]:
    """Fewest and most requests that the fit gives if one of the two waiting lists is so much longer or shorter."""
    lists = [QUEUE | {day: waiting + step} for day, waiting in QUEUE.items() for step in (-by, by)]
    totals = [_stream(queue, calibrate()["slots"])["total"] for queue in lists]
    return min(totals), max(totals)


def fit_table() -> pd.DataFrame:
    """The numbers of the simulation that are published or fitted, in words."""
    fit, (fewest, most) = calibrate(), requests_if_off()
    rows = {
        "slots a day": (f"{fit['slots']:.1f}", "published: the logs"),
        "slots that nobody used": (f"{100 * fit['no_show']:.0f}%", "published: the logs"),
        "requests in all": (f"{fit['total']:,.0f}", f"fitted; {fewest:,.0f} to {most:,.0f} if a list is a hundred off"),
        "days until two thirds had asked": (f"{fit['tau'] * math.log(3):.1f}", "fitted to the two lists"),
    }
    return pd.DataFrame(rows, index=["value", "where from"]).T


@cache
def requests(seed: int) -> pd.DataFrame:
    """Draw the requests of 24 days: hour asked, kind, whether the plane will come, and a number that decides its label."""
    fit, random = calibrate(), np.random.default_rng(seed)
    hours = np.arange(LOG_DAYS * 24 + 1) / 24
    asked = random.poisson(np.diff(fit["total"] * (1 - np.exp(-hours / fit["tau"]))))
    hour = np.repeat(np.arange(len(asked)), asked.astype(np.intp))
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
        asked = np.bincount(part["hour"].astype(np.intp), minlength=hours)
        left = np.bincount(part["slot"].dropna().astype(np.intp), minlength=hours)
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
    """Help and accountability, each on its own clock, one logarithmic axis; a guess at the apology is marked."""
    table = milestones()
    figure, ax = new_figure(
        f"The runway took one day; from cholera to the apology it took {apology_delay() / 365.25:.1f} years",
        "Days, logarithmic. Above: since the earthquake of 12 January 2010. Below: since cholera broke out that October",
        FACTS,
        size="strip",
    )
    figure.subplots_adjust(left=0.06, right=0.93, top=0.74, bottom=0.08)
    ax.set_xscale("log")
    ax.set(xlim=(0.75, 4500), ylim=(-2.3, 2.0), yticks=[])
    for kind, row, tone in (("help", 0.5, BLUE), ("harm", -0.9, ORANGE)):
        shown = table[(table["kind"] == kind) & (table["days"] > 0)]
        ax.axhline(row, color=PALE, linewidth=2, zorder=0)
        ax.plot(shown["days"], [row] * len(shown), "o", color=tone, markersize=9)
        for item in shown.itertuples():
            about = "about " if kind == "harm" else ""
            place = {"ha": "center", "va": "bottom", "fontsize": 9.2, "color": tone, "linespacing": 1.15}
            ax.text(item.days, row + 0.25, f"{item.label}\n{about}day {item.days:,}", **place)
    yours = ""
    if guess is not None:
        at = min(max(guess, 1), 30_000)
        ax.set(xlim=(0.75, max(4500, 1.6 * at)))
        ax.plot([at], [-0.9], "D", color="white", markeredgecolor=ORANGE, markeredgewidth=2, markersize=9, zorder=5)
        side = "left" if at < 10 else "right" if at > 600 else "center"
        ax.text(at, -1.25, f"your guess: {guess:,.0f} days after the outbreak", color=ORANGE, fontweight="bold", ha=side, va="top")  # fmt: skip
        yours = f" Your guess at the apology, {guess:,.0f} days after the outbreak, is marked."
    ax.set_xticks([])
    ax.minorticks_off()
    bare(ax)
    days = table.set_index("label")["days"]
    alt = (
        f"Two time lines on one logarithmic axis. Since the earthquake: airport reopened on day {days['airport reopened']}, US peak on day {days['US peak: 22,000']}, US force gone on day {days['US force goes']}. "
        f"Since the outbreak of cholera: a study names the camp about day {days['study names camp']}, UN apology about day {days['UN apology']:,}.{yours}"
    )
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
        (50, 42, "UN relief office, World\nFood Programme, aid groups", GREY, 28),
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
        ((35.5, 42), (29.5, 42)),
        ((64.5, 42), (72.5, 42)),
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


def american_line() -> dict[str, int]:
    """Americans in and off Haiti by date in 2010; the last is what the yearly table shows for the day of its report."""
    return AMERICANS | {REPORTED: trace(HAITI, int(REPORTED[:4]))}


@house_style()
def forces_figure(guess: list[float] | None = None) -> Picture:
    """The American force in Haiti over 2010 with the days of reports, and Liberia's beside it; a sketched line is drawn in."""
    line = american_line()
    days = [days_since(date) for date in line]
    figure, (left, right) = new_figure(
        f"22,000 leave a trace of {line[REPORTED]}; {EBOLA_PEAK:,} leave one of {trace(LIBERIA, 2014)}",
        "Americans sent for relief. Left: in and off Haiti, 2010 (dotted: days of reports). Right: in Liberia, 2014",
        f"{FACTS}; press reports; troopdata",
        size="pair",
        cols=2,
        gridspec_kw={"width_ratios": [2, 1]},
    )
    figure.subplots_adjust(left=0.08, right=0.95, wspace=0.3)
    for date in ("2010-03-31", "2010-06-30", "2010-09-30"):
        left.axvline(days_since(date), color=GREY, linewidth=1, linestyle=":")
    left.plot(days, list(line.values()), color=BLUE, marker="o")
    left.annotate(f"in the table: {line[REPORTED]}", (days[-1], line[REPORTED]), xytext=(-6, 16), textcoords="offset points", ha="right", color=INK, fontweight="bold")  # fmt: skip
    yours = ""
    if guess is not None:
        left.plot(days, guess, color=ORANGE, marker="o", linewidth=2)
        yours = f" Your line goes from {guess[0]:,.0f} over {max(guess):,.0f} to {guess[-1]:,.0f}."
    left.set(xlim=(0, 270), ylim=(0, max(25_000, *(1.04 * value for value in guess or [0]))))
    left.set_xticks(
        [days_since(f"2010-{month:02}-01") for month in (2, 4, 6, 8, 10)], ["Feb", "Apr", "Jun", "Aug", "Oct"]
    )
    left.yaxis.set_major_formatter("{x:,.0f}")
    bars = [EBOLA_PEAK, trace(LIBERIA, 2014)]
    right.bar([0, 1], bars, color=[BLUE, ORANGE], width=0.6)
    for place, value in enumerate(bars):
        right.text(place, value + 60, f"{value:,}", ha="center", fontsize=10)
    right.set_xticks([0, 1], ["at the peak,\nover", "in the\ntable"])
    right.set(yticks=[], ylim=(0, 3400), xlim=(-0.6, 1.6))
    right.grid(False)
    right.spines["left"].set_visible(False)
    alt = (
        f"Left: Americans in and off Haiti in 2010 rise from 11,000 on 18 January to 22,000 on 1 February and fall to 2,200 on 19 April and 500 in June; the yearly table shows {line[REPORTED]}, from a report of September. "
        f"Right: Liberia 2014, over {EBOLA_PEAK:,} at the peak, {bars[1]} in the table.{yours}"
    )
    return show(figure, alt)


@house_style()
def clocks_figure() -> Picture:
    """Four disasters: when the first foreign soldiers came, and when helicopters came in number."""
    table = responses()
    start = pd.Timestamp(RESPONSES["Myanmar, cyclone"][1])
    waited = [(pd.Timestamp(date) - start).days for date in OFFSHORE[:2]]
    figure, ax = new_figure(
        "Three times helicopters by day 6; once they had to wait outside",
        "Days since the disaster: first foreign soldiers or aircraft (blue), foreign helicopters in number (green)",
        "press and official reports, as named in the lesson; deaths: EM-DAT",
        size="strip",
    )
    figure.subplots_adjust(left=0.34, top=0.74, bottom=0.26)
    for row, item in enumerate(table.itertuples()):
        ax.plot([item.first], [row], "o", color=BLUE, markersize=9, zorder=3)
        if item.helicopters == item.helicopters:
            ax.plot([0, item.helicopters], [row, row], color=PALE, linewidth=2, zorder=1)
            ax.plot([item.helicopters], [row], "s", color=TEAL, markersize=9, zorder=3)
        else:
            ax.plot([0, item.first], [row, row], color=PALE, linewidth=2, zorder=1)
            ax.plot(waited, [row, row], color=TEAL, linewidth=1.6, linestyle=":", zorder=1)
            ax.plot(waited, [row, row], "s", color="white", markeredgecolor=TEAL, markersize=8, zorder=3)
            ax.text(sum(waited) / 2, row - 0.2, f"{OFFSHORE[2]} helicopters wait offshore", color=TEAL, fontsize=9.2, ha="center", va="bottom")  # fmt: skip
    bare(ax)
    ax.set_yticks(range(len(table)), [f"{name}: {deaths:,} dead" for name, deaths in table["deaths"].items()])
    ax.tick_params(axis="y", colors=INK, labelsize=9.5)
    ax.set(ylim=(len(table) - 0.4, -0.7), xlim=(0, 36))
    ax.set_xticks([0, 6, 12, 18, 24, 30, 36])
    told = "; ".join(f"{name}, first foreign soldiers on day {row['first']:.0f}" + (f", helicopters by day {row.helicopters:.0f}" if row.helicopters == row.helicopters else f", helicopters never: {OFFSHORE[2]} waited offshore from day {waited[0]} to {waited[1]}") for name, row in table.iterrows())  # fmt: skip
    return show(figure, f"Dot plot of four disasters. {told}.")


@house_style()
def readings_figure() -> Picture:
    """Published readings of one runway."""
    tones = {"before": GREY, "no slots": OCHRE, "slots": BLUE}
    figure, ax = new_figure(
        "Ask how many planes land, and you get eight answers",
        "Flights a day at Port-au-Prince: before the quake (grey), after it without slots (brown), with slots (blue)",
        "those named at the left, 2010 (Whiting 2012); logs as reviewed by the Associated Press",
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
        "15.look3",
        "After the earthquake of 12 January 2010 Americans in uniform went to Haiti. On 18 January a count of those there or on their way was 11,000.<!--@haiti_figures--> Draw the rest of the year. "
        "The last dot is not a count of that day: draw what the yearly table of American troops abroad gives for Haiti in 2010.",
        "sketch",
        lambda: [float(value) for value in american_line().values()],
        forces_figure,
        "Up to 22,000<!--= us_peak -->, down to a tenth of that by April, and in the yearly table 8<!--= trace -->. Whoever builds a model on that table finds that nothing happened. Why so few is a small detective story: the walk tells it.",
        unit="people",
        labels=tuple(f"{pd.Timestamp(date).day} {pd.Timestamp(date):%b}" for date in (*AMERICANS, REPORTED)),
        low=0,
        high=30_000,
        first=11_000,
    ),
    Prediction(
        "15.look2",
        "On 12 January 2010 an earthquake destroyed 14<!--= ministries --> of Haiti's 16<!--@CoursePartnerships2026--> ministries, the control tower and the headquarters of the UN mission. "
        "In October cholera broke out, and it was traced to a camp of that mission. How many days after the outbreak did the United Nations say sorry?",
        "number",
        apology_delay,
        days_figure,
        "The airport worked again after one day, the American force was at its peak after 20<!--= peak_day --> days. Between the outbreak and the apology lie 2,239<!--= apology_delay --> days. "
        "Two harms, two clocks: whoever counts from the earthquake gets 2,515<!--= apology_days --> and blames the mission for months before the harm. Of the outbreak our table gives the month only, so we count from its middle.",
        unit="days",
    ),
]
FIGURES = {
    "days": days_figure,
    "command": command_diagram,
    "forces": forces_figure,
    "clocks": clocks_figure,
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
    questions = {
        "Switch to *medical first*. Who gains, who pays, and what happens to the height of the list?": "Medical flights: from 12%<!--= fifo_medical --> within two days to 100%<!--= first_medical -->. Everybody else waits longer. The list is as high as before: a rule decides who waits, never how many.",
        "Now let half of the other relief flights call themselves medical, then all of them. What is left of the rule?": "With half mislabelled 47%<!--= half_labels -->; with all, hardly more than under first come. A rule is as good as its labels.",
        "A spokesman said that military and civil flights got about half each<!--@CbsAirport2010-->. Try that rule. Whose flights wait?": "Most military flights land within two days, medical ones do worse than under first come: half the slots for less than a quarter of the requests.",
    }

    @cached_property
    def controls(self):
        return {
            "slots": number("Slots a day", 40, 180, round(calibrate()["slots"]), step=1),
            "rule": choice("Rule", RULES),
            "mislabel": number("False labels, %", 0, 100, 0, step=10),
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
            "The earth does not quake more often: more people live in its way, and more of it is recorded.",
        ),
        "From 1970": ({"first": 1970}, "Begin where the recording is better, and the ratio shrinks."),
    }
    questions = {
        "Recorded disasters rise steeply. Could all of that be real? Compare *earthquakes*.": "Hardly: they rise from 30<!--= quakes_first --> to 260<!--= quakes_last --> a decade, and the earth does not quake more often. More people live in their way, and a disaster counts only if somebody recorded it.",
        "Change to deaths. Which way do they go, and which decade stands out?": "Down, with bumps, since the 1920s and their famines.",
        "Start in the 1970s, when recording was better. How much of the rise remains?": "The 2010s have about four times the 1970s. Even that mixes weather, more people in harm's way, and better records.",
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
    "airfield": ("an airfield team, sent from May to July", "sent", 5, 7),
    "brigade": ("a brigade, sent from February to May", "sent", 2, 5),
    "bridge": ("a bridge crew, sent from June to October", "sent", 6, 10),
    "engineers": ("engineers, sent for October and November", "sent", 10, 11),
    "attaches": ("attachés, posted there all the year", "posted", 1, 12),
    "medics": ("a medical unit, posted there from August on", "posted", 8, 12),
    "guards": ("embassy guards, posted there until June", "posted", 1, 6),
}
REPORTS = {"September": 9, "June": 6, "March": 3, "October": 10}
COUNTED = {"posted": "only people who are posted there", "everybody": "everybody who is there"}
WAITING = {
    "rice": ("rice, waiting for 12 hours", "other relief", 12),
    "surgeons": ("surgeons, waiting for 2 hours", "medical", 2),
    "tents": ("tents, waiting for 30 hours", "other relief", 30),
    "plasma": ("blood plasma, waiting for 9 hours", "medical", 9),
    "soldiers": ("soldiers, waiting for 20 hours", "military", 20),
}


def landings_of(sender: str) -> float:
    """A sender's share of the planes that landed, divided by the days the logs cover, both ends counted."""
    return LANDED * LANDED_SHARE[sender] / 100 / LOG_DAYS


def seen_by_report(month: str, counted: str) -> set[str]:
    """Those who are there on the day of the report, if they are of the kind that is counted."""
    return {
        key
        for key, (_, kind, first, last) in WINDOWS.items()
        if first <= REPORTS[month] <= last and counted in ("everybody", kind)
    }


def _other_count(month: str, counted: str) -> set[str]:
    return seen_by_report(month, "everybody" if counted == "posted" else "posted")


def _any_day(month: str, counted: str) -> set[str]:
    return {key for key, (_, kind, *_) in WINDOWS.items() if counted in ("everybody", kind)}


def as_deadly() -> str:
    """Severity drives both deaths and help, so hold it constant and let the help differ."""
    return "kept-out"


def what_counts() -> str:
    """The share rests on the meaning of conflict: with wars only it falls below one half."""
    return "low-bar"


def desk_rule() -> dict[str, str]:
    """Plasma beats tents; the empty slot is filled at once; the false label costs its sender the next turn."""
    return {"First in line is who": "medical", "A slot nobody uses goes": "next", "A false label costs": "turn"}


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


RETIRED = ("15.1", "15.2", "15.3", "15.4", "15.5", "15.6", "15.7", "15.8", "15.11")
EXERCISES = [
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
        id="15.15",
        title="What would the table see?",
        prompt=lambda month, counted: (
            f"A yearly table is made from one report, as of the last day of {month}. It counts {COUNTED[counted]}. Here are seven deployments of one year, invented. Which of them would the table show?"
        ),
        kind="set",
        level="apply",
        solution=seen_by_report,
        meaning="Two questions to any table of soldiers: on which day, and who counts? Haiti in 2010 fails the first, Liberia in 2014 the second. It tells who is usually there, not who came and went.",
        hints=(
            "Who is there on that one day?",
            "Of those, who is of the kind that is counted? How many they are does not matter.",
        ),
        mistakes=(
            Mistake(_any_day, "You asked who counts, and forgot the day of the report."),
            Mistake(
                _other_count,
                lambda month, counted: (
                    "You asked who is there on the day. This table leaves out those who were only sent."
                    if counted == "posted"
                    else "This table counts everybody who is there, those who were sent as well."
                ),
            ),
            Mistake(lambda month, counted: {"attaches"}, "They stay all the year. Others are seen too."),
            Mistake(
                lambda month, counted: set(WINDOWS) - seen_by_report(month, counted),
                "Those are the ones that the table would miss.",
            ),
        ),
        options={key: text for key, (text, *_) in WINDOWS.items()},
        variants=(
            {"month": "September", "counted": "posted"},
            {"month": "June", "counted": "everybody"},
            {"month": "March", "counted": "posted"},
            {"month": "October", "counted": "everybody"},
        ),
    ),
    Exercise(
        id="15.16",
        title="Choose the control",
        prompt="Somebody lists disasters with the number of foreign soldiers and of deaths, and finds: the more soldiers, the more dead. So relief by soldiers does harm, he says. Which comparison would test that best?",
        kind="choice",
        level="analyse",
        solution=as_deadly,
        meaning="How bad it was can drive both numbers, so it must be alike and the help must differ. Myanmar in 2008 beside Aceh in 2004 comes near. Even there one thing slips through: who shuts out soldiers may shut out others.",
        hints=(
            "What could bring both many soldiers and many deaths?",
            "A good control makes two cases alike in just that, and lets the soldiers differ.",
        ),
        mistakes=(
            Mistake(lambda: "smaller", "There fewer died anyway: the harm was less to begin with."),
            Mistake(lambda: "later", "A year on, neither soldiers nor deaths of that kind are there to compare."),
            Mistake(lambda: "richer", "Wealth keeps people alive by itself. Two things would differ at once."),
        ),
        options={
            "smaller": "smaller disasters that drew few soldiers",
            "kept-out": "one as bad where most foreign soldiers were kept out",
            "later": "the same place a year after the disaster",
            "richer": "a rich state that had its own helicopters",
        },
    ),
    Exercise(
        id="15.17",
        title="Find the flaw",
        prompt=lambda: (
            f"Headline: 'Four fifths of all aid is needed in the midst of war.' Of the money that appeals for states asked for in 2000–2024, {need_evidence().estimate:.0f}% was for those with a conflict.<!--@OchaFts2026--> That is true, and so are these four. Which one takes most from the headline?"
        ),
        kind="choice",
        level="evaluate",
        solution=what_counts,
        meaning=lambda: (
            f"A state counts from 25 deaths in battle, in any corner of it. Ask for 1,000, fought anywhere, and it is {need_evidence('wars').estimate:.0f}%: less than half. And 'in the state' is not yet 'in the midst'."
        ),
        hints=(
            "Which word of the headline says more than the number does?",
            "Ask of each fact: would the share change much without it?",
        ),
        mistakes=(
            Mistake(
                lambda: "received",
                lambda: (
                    f"Of the money received {100 * asked_by_conflict().query('inside')['funding'].sum() / asked_by_conflict()['funding'].sum():.0f}% went there: the same picture."
                ),
            ),
            Mistake(lambda: "haiti", "True, and one appeal of one year. The share hardly moves."),
            Mistake(lambda: "outside", "It is left out for all. That need not favour either side."),
        ),
        options={
            "received": "Not all the money asked for was received",
            "haiti": "Haiti had a large appeal and no conflict in 2010",
            "low-bar": "A conflict counts from 25 deaths a year",
            "outside": "Money outside the appeals is not in the sum",
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
        id="15.18",
        title="Read the rule off the log",
        prompt="The log of an invented desk. At 8, blood plasma with nine hours of waiting lands before tents with thirty. At 9, the surgeons do not come; five minutes later the tents are down in their place. "
        "At 10, a crate marked 'medicines' holds television sets; at 11, the next flight of its sender, bandages, has to stand back for rice.<!--@CoursePartnerships2026--> Which rule was at work? Put it together.",
        kind="rule",
        level="create",
        solution=desk_rule,
        meaning="Now it can be published, and quarrelled about. The third part is what Haiti's desk did not have: without it nearly every cargo was urgent.",
        hints=(
            "One event of the log settles one part of the rule.",
            "At 11 something medical stands back: what had its sender done?",
        ),
        mistakes=(
            Mistake(lambda: ("longest", "next", "turn"), "Then the tents, with thirty hours, would have landed at 8."),
            Mistake(
                lambda: ("medical", "lost", "turn"), "Look at 9 once more: something landed in the surgeons' place."
            ),
            Mistake(lambda: ("medical", "sender", "turn"), "Look at 9 once more: whose cargo came down instead?"),
            Mistake(lambda: ("medical", "next", "nothing"), "Then the bandages would have gone before the rice at 11."),
        ),
        options={
            "First in line is who": {"longest": "has waited longest", "medical": "is medical"},
            "A slot nobody uses goes": {
                "lost": "to nobody",
                "sender": "to the same sender",
                "next": "to the next in line",
            },
            "A false label costs": {"turn": "the sender's next turn", "nothing": "nothing"},
        },
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


def natural_and_other() -> tuple[Part, ...]:
    """Quick: several forces pooled what they had, after storms and under the sea. Efficient: no case sets means against results."""
    cases = (
        Case("American Marines join Philippine forces two days after the storm; officers say that years of joint exercises sped relief up", "2013-11-10", "Ackerman 2013; Stars and Stripes 2013", "a natural disaster", traced=True),
        Case("forces of the United States, Canada and a UN mission of eighteen countries share ships, helicopters and one runway", "2010-01", "haiti_timeline; Keen, Vieira Neto et al. 2010", "a natural disaster"),
        Case("a Russian ship carries a British robot, flown in by the Royal Air Force, and American divers to a trapped Russian submarine; cut free within three days, its seven men live", "2005-08-07", "The Engineer 2005; The Independent 2005", "another emergency", traced=True),
    )  # fmt: skip
    proof = Evidence2(
        finding="Forces of several countries pooled means and skill after a storm, after an earthquake and under the sea",
        data="teaching list",
        rivals=("the officers who praise are those who exercised", "most of the means were one country's"),
        rung=None,
        cases=cases,
    )
    things = ("a natural disaster", "another emergency")
    return (
        Part("quick help from several forces", proof, works("C19.2", "Wiharta2008", "Cecchine2013", thing=things[0]), things=things),
        Part("efficient help from several forces", studies=works("C19.2", "Wiharta2008", "Cecchine2013")),
    )  # fmt: skip


def faster_or_cheaper() -> tuple[Part, ...]:
    """No table of times or costs; works on speed and waste."""
    return (Part("faster or cheaper than other help", studies=works("C19.2")),)


def aid_works_better() -> tuple[Part, ...]:
    """No list says which disasters got help, or how they would have gone without; works only."""
    return (Part("relief becomes more effective", studies=works("C19.1")),)


@cache
def exercised_alone() -> pd.DataFrame:
    """Pairs of states and years with an exercise of the two alone, 1985–2005: one row each.

    relief: 1 if one of them practised relief. number: of such exercises in the year. before, after: of the five years on
    either side, how many had a joint exercise of any kind. when: the year as text.
    """
    alone = load("exercises").query("states == 2").set_index("exercise_id")
    names = load("exercise_members").query("exercise_id in @alone.index").groupby("exercise_id")["state_id"]
    table = pd.DataFrame({"state_id_1": names.min(), "state_id_2": names.max(), "year": alone["year"], "relief": alone["humanitarian"]})  # fmt: skip
    table = table.query("1985 <= year <= 2005").groupby(["state_id_1", "state_id_2", "year"])["relief"]
    table = table.agg(relief="max", number="size").reset_index().astype({"relief": float})
    pairs = load("exercise_pairs")
    held = set(zip(pairs["state_id_1"], pairs["state_id_2"], pairs["year"], strict=True))
    for name, steps in (("before", range(-5, 0)), ("after", range(1, 6))):
        table[name] = [sum((a, b, year + k) in held for k in steps) for a, b, year in table[["state_id_1", "state_id_2", "year"]].itertuples(index=False)]  # fmt: skip
    return table.assign(when=table["year"].astype(str))


def cooperation_evidence(america: bool = True) -> Evidence2:
    """Years with a joint exercise in the five after a relief exercise of two states, against other exercises of two, like with like.

    america: whether exercises with the United States are in.
    """
    table = exercised_alone()
    american = (table[["state_id_1", "state_id_2"]] == AMERICA).any(axis=1)
    table = table if america else table[~american]
    practised = table[table["relief"] == 1]
    pairs = len(practised[["state_id_1", "state_id_2"]].drop_duplicates())
    who = f"these are {pairs} pairs, and {american[practised.index].sum()} of the {len(practised)} times the United States was one of the two" if america else f"these are {pairs} pairs, none with the United States"  # fmt: skip
    found = models.pair_slope(table, "after", ["relief", "before", "number", "when"])
    means, sizes = table.groupby("relief")["after"].mean(), table["relief"].value_counts()
    return Evidence2(
        finding=f"{'In' if america else 'Without the United States, in'} 1985–2005, {sizes[1]} times two states practised relief in a year, and exercised together, in any way, in {means[1]:.1f} of the next five years ({who}); {sizes[0]} times they practised other things only, and did so in {means[0]:.1f}; with the same past the difference is {models.spread(found)}",
        data="panel",
        rivals=("who plans to work together may begin with relief", "an exercise is no emergency"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="both states of the pair",
        unit="years with an exercise, of five",
        n=found.n,
        n_unit="pairs of states and years",
        benchmark=0,
        why_benchmark="relief is followed by no more cooperation than other exercises",
        expects="above",
        scope="exercises after relief exercises",
    )  # fmt: skip


def talk_and_trust() -> tuple[Part, ...]:
    """The common slot desk for communication, which is only said to be possible; exercises that follow for cooperation."""
    case = Case(
        "the World Food Programme and the American airfield team agree on a slot system; the Programme says that now there is a way to rank the flights",
        "2010-01-18",
        "Winfield 2010; Mendoza 2010",
        traced=True,
    )
    proof = Evidence2(
        finding=f"In Haiti 'countless' flights were diverted before the common slot system and {DIVERTED} between 16 January and 8 February 2010",
        data="teaching list",
        rivals=("later there were fewer surprises", "France's protest may have done it", "one case"),
        rung=None,
        cases=(case,),
    )
    return (
        Part("smoother communication is possible", proof, works("C19.3", "Cecchine2013", "Wiharta2008"), force="can"),
        Part(
            "which encourages trust and cooperation",
            cooperation_evidence(),
            works("C19.3", "Kelman2012"),
            counts=(cooperation_evidence(america=False),),
        ),
    )


def partners_sped_aid() -> tuple[Part, ...]:
    """What partners did in the first two weeks in Haiti that saved time."""
    cases = (
        Case("the American and the Brazilian commander, long acquainted, bring the effort of the two forces together; their article calls that what relationships are worth", "2010-01", "Keen, Vieira Neto et al. 2010", traced=True),
        Case("the World Food Programme hands out the landing slots of aid groups", "2010-01-18", "Mendoza 2010; Winfield 2010", traced=True),
        Case("Canadian forces, about 2,000 at full size, begin to arrive", "2010-01-15", "haiti_timeline"),
    )  # fmt: skip
    proof = Evidence2(
        finding="Two partners' parts in the first week are traced, one more is dated",
        data="teaching list",
        rivals=("it might have gone as fast alone", "the commanders judge their own work"),
        rung=None,
        cases=cases,
    )
    return (Part("partners made quick aid easier", proof, works("C19.4")),)


def command_evidence() -> Evidence2:
    """Of the two largest forces, the share of people under one commander over several countries: the UN mission's."""
    us, canada = haiti_figure("us_peak"), haiti_figure("canada_peak")
    mission = haiti_figure("minustah_troops_before") + haiti_figure("minustah_police_before")
    large = float(load("un_shortfalls").set_index(["mission", "year"]).loc[("MINUSTAH", 2010), "deployed"])
    american = [100 * us / (us + canada + size) for size in (mission, large)]
    united = [100 * size / (us + other + size) for size in (mission, large) for other in (0, canada)]
    return Evidence2(
        finding=f"A fact, by agreement: on 22 January 2010 it was settled that the American force keeps its own chain of command. So of the two largest forces, {us:,.0f} Americans and about {mission:,.0f} of the UN mission, {united[0]:.0f}% served under one commander over several countries, the mission's; by other counts of the mission, and with Canada's people, {min(united):.0f}% to {max(united):.0f}%. Of the three forces {min(american):.0f}% to {max(american):.0f}% were American",
        data="full count",
        rivals=("coordination may do what command does not",),
        rung=None,
        **counted(united[0]),
        interval="full count",
        unit="% of the people of the two forces",
        n=int(us + mission),
        n_unit="people, in round numbers",
        benchmark=50,
        why_benchmark="most of the people are under one commander over several countries",
        expects="above",
    )  # fmt: skip


def common_command() -> tuple[Part, ...]:
    """Who commanded whom: a fact, not a cause."""
    return (Part("most under a common command", command_evidence(), works("C19.4"), kind="fact"),)


def remote_places() -> tuple[Part, ...]:
    """Coasts that military aircraft and ships reached first, and one where they were kept out."""
    cases = (
        Case("Singapore's forces are the first foreign help in Meulaboh, which the tsunami had cut off", "2004-12 or 2005-01", "National Library Board Singapore 2004"),
        Case("helicopters from an American carrier reach parts of Aceh that no aid worker had reached in a week", "2005-01-01", "Cody 2005; VOA 2005"),
        Case("after a cyclone in Myanmar 22 American helicopters wait offshore in vain; more than a month on, many have had no aid", "2008-06-05", "NBC News 2008"),
    )  # fmt: skip
    tonnes = haiti_figure("us_2010-02-18_pounds_of_cargo") * 0.45359237 / 1000
    proof = Evidence2(
        finding=f"Aceh's coast was reached in a week; in Haiti {haiti_figure('us_2010-01-19_helicopters'):.0f} helicopters were listed on day 7 and about {round(tonnes, -2):,.0f} tonnes flown in by 18 February; Myanmar's delta, kept shut, was still waiting after a month",
        data="teaching list",
        rivals=("a government that shuts out soldiers shuts out others too", "civil helicopters, at a price"),
        rung=0,
        cases=cases,
    )
    return (Part("remote places become easier to reach", proof, works("C19.5")),)


def safe_access() -> tuple[Part, ...]:
    """One attack under the eyes of a force that was to protect, and works on attacks and on escorts."""
    case = Case(
        "soldiers beat, rob and rape aid workers in the Terrain compound in Juba, and kill a journalist; no UN peacekeepers come",
        "2016-07-11",
        "UN special investigation 2016",
    )
    return (Part("aid workers are safe and have access", studies=works("C19.6"), counterexamples=(case,)),)


def crucial_in_war() -> tuple[Part, ...]:
    """Works on forces and attacks; beside them relief that got through a war, for three days, because both sides agreed."""
    case = Case(
        "in El Salvador's war both sides hold their fire on three days and give health workers safe passage, and children all over the country are vaccinated; the account names no foreign force",
        "1985",
        "Red Cross, IHL in Action",
    )
    return (Part("protection by partners is crucial", studies=works("C19.7"), counterexamples=(case,)),)


def at_once() -> tuple[Part, ...]:
    """Relief delivered in the first week where forces of several countries were at work, and forces that were there: a fact."""
    cases = (
        Case("six days after the tsunami helicopters from an American carrier bring supplies to Aceh, where Singapore's soldiers have been beside Indonesia's since day 2", "2005-01-01", "Cody 2005; VOA 2005; Suparno & Simanjuntak 2005"),
        Case("American Marines are in the Philippines two days after the storm; the report says that they assess the damage, not what they hand out", "2013-11-10", "Stars and Stripes 2013"),
    )  # fmt: skip
    proof = Evidence2(
        finding="In Aceh relief was delivered by day 6, with forces of three countries at work; in the Philippines forces of a second country were there on day 2",
        data="teaching list",
        rivals=("single countries can be as quick",),
        rung=None,
        cases=cases,
    )
    return (Part("relief in the first week", proof, works("C19.9")),)


def faster_together() -> tuple[Part, ...]:
    """No list of arrivals, joint and single, in like disasters."""
    return (Part("joint relief is faster than one country's"),)


def instability_hampers() -> tuple[Part, ...]:
    """One operation that stopped, and works on attacks."""
    case = Case(
        "the World Food Programme stops food for about a million people in southern Somalia, because of attacks and demands by armed groups",
        "2010-01-05",
        "VOA 2010",
        traced=True,
    )
    proof = Evidence2(
        finding="In Somalia food for about 1,000,000 people stopped",
        data="teaching list",
        rivals=("bad roads and paperwork hold relief up too",),
        rung=None,
        cases=(case,),
    )
    return (Part("instability holds relief up", proof, works("C19.10")),)


@cache
def asked_by_conflict(kind: str = "at_home") -> pd.DataFrame:
    """Appeals for states, 2000–2024: requirements, funding, and inside: whether the state had a conflict of a kind.

    Palestine and Timor-Leste before 2002 are left out: they have no rows in the table of conflicts, which is not the same as peace.
    """
    table = load("humanitarian_funding").dropna(subset=["requirements", "state_id"]).query("2000 <= year <= 2024")
    found = conflict_states(kind)
    return table.assign(inside=[(int(s), y) in found for s, y in zip(table["state_id"], table["year"], strict=True)])


def years_over_half(kind: str) -> int:
    """Years of 2000–2024 in which more than half of the money that appeals for states asked for was for those with a conflict."""
    table = asked_by_conflict(kind)
    inside = table["requirements"].where(table["inside"], 0).groupby(table["year"]).sum()
    return int((inside > table.groupby("year")["requirements"].sum() / 2).sum())


def need_evidence(kind: str = "at_home") -> Evidence2:
    """Share of the money that appeals for states asked for that was for those with a conflict in that year: a full count."""
    table = asked_by_conflict(kind)
    inside = table[table["inside"]]
    for_conflict, asked = inside["requirements"].sum(), table["requirements"].sum()
    share, whole = 100 * for_conflict / asked, coverage().loc[2000:2024, "requirements"].sum()
    fewest, most = (100 * (for_conflict + other) / whole for other in (0, whole - asked))
    what = {
        "at_home": "with a conflict inside them, from 25 deaths in battle a year",
        "conflicts": "with a conflict from 25 deaths in battle a year, wherever it was fought",
        "wars": "at war, with 1,000 deaths in battle or more in the year, wherever it was fought",
    }[kind]
    return Evidence2(
        finding=f"{share:.0f}% of what appeals for states asked for in 2000–2024 was for those {what}; they are {100 * len(inside) / len(table):.0f}% of the appeals; it was more than half in {years_over_half(kind)} of {table['year'].nunique()} years. Left out is {100 * (whole - asked) / whole:.0f}%, nearly all for Palestine, which has no row in the table of conflicts; with it the share would be {fewest:.0f}% if all of that were outside conflict, {most:.0f}% if all were inside",
        data="full count",
        rivals=("a war in one corner need not touch relief in another", "war is what makes donors draw up an appeal"),
        rung=None,
        **counted(share),
        interval="full count",
        unit="% of money asked for",
        n=len(table),
        n_unit="states and years with appeals",
        benchmark=50,
        why_benchmark="most of the need is more than half",
        expects="above",
    )  # fmt: skip


def need_is_in_conflict() -> tuple[Part, ...]:
    """Where the need is, by three meanings of conflict, so that place and bar change one at a time: a fact."""
    return (Part("most of the need", need_evidence(), counts=(need_evidence("conflicts"), need_evidence("wars")), kind="fact"),)  # fmt: skip


# Claims.


ASKED = ["C19.1", "C19.2", "C19.3", "C19.4", "C19.6", "C19.7"]
CLAIMS = [
    Judgement(
        "C19.1",
        "contested",
        "Case studies praise how much soldiers carry and fault how they coordinate; none compares with relief that had no soldiers. Deaths cannot settle it either: the worst disasters may draw the most help.",
        parts=aid_works_better,
    ),
    Judgement(
        "C19.2",
        "partly supported",
        "Quickly: a typhoon and a trapped submarine are a case each, and 'allow' asks for no more. Efficiently: no case sets what was spent against what it did, and of Haiti a review says that haste also bred inefficiency and that performance could not be measured.",
        parts=natural_and_other,
        ours="contested",
        ours_reason="Nobody has set times and bills of military and civil help side by side. In Haiti people and means came quickly and were partly wasted.",
        ours_parts=faster_or_cheaper,
    ),
    Judgement(
        "C19.3",
        "contested",
        "A common desk did make talk easier in Haiti, after days of quarrels. That trust and cooperation follow we cannot show: states that practise relief together exercise later about as much as states that practise anything else, with the United States or without. And a later exercise is not help when it is urgent.",
        parts=talk_and_trust,
    ),
    Judgement(
        "C19.4",
        "supported",
        "Examples are what was claimed, and the desk of the World Food Programme and the two generals are examples. Most of the muscle was one country's.",
        parts=partners_sped_aid,
        ours="not supported",
        ours_reason="No. Only the people of the UN mission, about three in ten of the two largest forces, had one commander over several countries. By the agreement the Americans stayed under their own: one country's operation, with others beside it.",
        ours_parts=common_command,
    ),
    Judgement(
        "C19.5",
        "contested",
        "In Aceh helicopters of foreign forces came where nobody had come for a week. Whether civil ones would have come as soon, no list of disasters tells; a few cases, chosen because they are known, neither lift nor sink a general claim.",
        parts=remote_places,
    ),
    Judgement(
        "C19.6",
        "not supported",
        "As a promise of access without hindrance it fails on one attack, and there are more. Whether forces make attacks fewer is disputed: one study finds fewer where more UN troops are, another no difference. UN forces count: armed forces of several countries in one operation, and the document itself names peacekeeping missions among multinational operations. (The UN as a body of states is no military partnership.) Leave them out, and the case and the first study go.",
        parts=safe_access,
    ),
    Judgement(
        "C19.7",
        "contested",
        "Crucial is more than helpful and less than indispensable. More UN troops go with fewer attacks, one study finds; another finds no difference (UN forces count as a partnership, as in C19.6). In El Salvador consent was the guard: three days under a truce, and that no foreign force had a part is only the account's silence. It lowers the claim and does not sink it.",
        parts=crucial_in_war,
    ),
    Judgement(
        "C19.9",
        "supported",
        "In Aceh forces of three countries were at work, and supplies came by air within the week. In the Philippines we can show that others were there within days, not that they had brought anything. 'At once' is read as the first week; nothing is said about how often, or about who else could have come.",
        parts=at_once,
        ours="not testable here",
        ours_reason="No list gives days of arrival for joint and for single relief in like disasters. In Haiti the first soldiers came from one country, and the joint desk five days later: one case, and no comparison.",
        ours_parts=faster_together,
    ),
    Judgement(
        "C19.10",
        "supported",
        "One operation that stopped is enough for 'can', and works find attacks where conflicts are worst.",
        parts=instability_hampers,
        ours="contested",
        ours_reason="It depends on what counts as a conflict. From 25 deaths a year it is most of the need, whether it is fought at home or anywhere; from 1,000, fought anywhere, less than half over all the years and more than half in some. So the bar decides; at the low bar the place hardly matters.",
        ours_parts=need_is_in_conflict,
    ),
]


# Numbers.
NUMBERS = {
    "apology_delay": apology_delay,
    "apology_days": lambda: days_since("2016-12-01"),
    "peak_day": lambda: days_since("2010-02-01"),
    "us_peak": lambda: haiti_figure("us_peak"),
    "trace": lambda: trace(HAITI, 2010),
    "liberia": lambda: trace(LIBERIA, 2014),
    "liberia_before": lambda: trace(LIBERIA, 2013),
    "landings": landings_a_day,
    "slots_used": lambda: LANDED + NO_SHOWS,
    "fifo_medical": lambda: served(simulate(111, "first come, first served"))["medical"],
    "first_medical": lambda: served(simulate(111, "medical first"))["medical"],
    "half_labels": lambda: served(simulate(111, "medical first", 0.5))["medical"],
    "medical_share": lambda: 100 * MEDICAL,
    "haiti_coverage": lambda: appeal_met(HAITI, 2010),
    "quakes_first": lambda: DisastersCounted().compute("earthquakes", "recorded disasters", 1900)["values"].iloc[0],
    "quakes_last": lambda: DisastersCounted().compute("earthquakes", "recorded disasters", 1900)["values"].iloc[-1],
    "relief_after": lambda: exercised_alone().groupby("relief")["after"].mean()[1],
    "other_after": lambda: exercised_alone().groupby("relief")["after"].mean()[0],
    "need_conflict": lambda: need_evidence().estimate,
    "cholera": lambda: haiti_figure("cholera_deaths"),
    "one_commander": lambda: command_evidence().estimate,
    "ministries": lambda: haiti_figure("ministries_destroyed"),
}
