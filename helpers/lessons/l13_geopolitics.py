"""Lesson 13, shifting power: yardsticks of power, realignment, voting blocs, and scenarios with a fan that is honest."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from functools import cache, cached_property, lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Evidence, Judgement
from helpers.data import CourseError, load, state, state_name
from helpers.explorer import Panel, choice, number, toggle
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
from helpers.measures import allied_pairs, nato_members, possible_pairs, voting_change, voting_table
from helpers.models import pair_mean
from helpers.predictions import Prediction

POWER = "NMC 7.0 to 2022 (break after 2016), GDP of Fariss and others to 2019"
OUTPUT = "GDP of Fariss and others (purchasing power), data to 2019; everything later is a scenario"
SPENDING = "NATO, June 2024 edition (2024 estimated); capitals from Correlates of War"
VOTES = "ideal points of Bailey, Strezhnev and Voeten, release of July 2025, data to 2023"
EVENTS = "course timeline and list of partnerships, as of November 2025; coding by the course"

PACIFIC = ["Japan", "South Korea", "Australia", "New Zealand", "Philippines"]
CSTO = ["Russia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Tajikistan", "Armenia"]
GULF = ["Saudi Arabia", "United Arab Emirates", "Qatar", "Kuwait", "Oman", "Bahrain"]
GREAT = [
    "United States",
    "United Kingdom",
    "France",
    "Italy",
    "Japan",
    "Russia",
    "China",
    "India",
    "Brazil",
    "Canada",
    "Australia",
    "Spain",
    "Mexico",
    "Argentina",
    "Türkiye",
]
WEST, EAST, REST = "United States and allies", "China, Russia and allies", "unaligned"
SHORT = {WEST: "US and allies", EAST: "China, Russia, allies", REST: "unaligned"}
TONES = {WEST: BLUE, EAST: OCHRE, REST: GREY}
YARDSTICKS = ["economic output", "military spending", "capability index (CINC)"]
SKETCHED = (1960, 1970, 1980, 1990, 2000, 2010, 2016)  # before the break in the index
YEARS = 30  # of a scenario, from the last data year 2019
MOVES = {
    "nobody": {},
    "India to the US side": {"India": WEST},
    "India to the China side": {"India": EAST},
    "Gulf states to the China side": dict.fromkeys(["Saudi Arabia", "United Arab Emirates", "other Gulf states"], EAST),
    "Türkiye leaves the US side": {"Türkiye": REST},
    "Europe stands alone": dict.fromkeys(["Germany", "United Kingdom", "France", "Italy", "Spain", "Poland", "other Europe"], REST),
    "Russia stands alone": {"Russia": REST},
}  # fmt: skip
# Ties made and cut since mid-2021: date, label, aimed at. The coding is ours; a reader may code otherwise.
MADE = [
    ("2021-07-15", "SAMIM, Mozambique", "armed group"),
    ("2021-09-15", "AUKUS", "state"),
    ("2022-04-26", "Ukraine contact group", "state"),
    ("2023-04-04", "Finland in NATO", "state"),
    ("2023-09-16", "Sahel alliance", "both or unclear"),
    ("2024-03-07", "Sweden in NATO", "state"),
    ("2024-06-19", "Russia–North Korea", "state"),
    ("2025-09-17", "Saudi Arabia–Pakistan", "both or unclear"),
    ("2025-10-06", "Australia–PNG", "state"),
]
CUT = [
    ("2021-08-30", "Resolute Support", "armed group"),
    ("2023-12-06", "G5 Sahel", "armed group"),
    ("2024-02-23", "Armenia freezes CSTO", "state"),
    ("2024-07-15", "SAMIM ends", "armed group"),
    ("2025-01-29", "ECOWAS exit", "both or unclear"),
    ("2025-03-29", "Niger leaves Lake Chad force", "armed group"),
]


# Measures.


@cache
def wide(table: str, column: str) -> pd.DataFrame:
    """One column of `capabilities` or `economies`: one row per year, one column per state number, blank = none."""
    return load(table).pivot(index="year", columns="state_id", values=column).astype(float)


def yardstick(name: str) -> pd.DataFrame:
    """The table behind a yardstick of power, by its name in YARDSTICKS."""
    return {"economic output": wide("economies", "gdp"), "military spending": wide("capabilities", "milex")}.get(
        name, wide("capabilities", "cinc")
    )


def ratio(name: str) -> pd.Series:
    """China over the United States by year on a yardstick, per cent."""
    table = yardstick(name)
    return (100 * table[state("China")] / table[state("United States")]).dropna()


def overtaken(name: str) -> int:
    """First year since 1945 in which China stands above the United States on a yardstick; 0 = not within the data."""
    above = ratio(name).loc[1945:] > 100
    return int(above.idxmax()) if above.any() else 0


@cache
def effective_powers() -> pd.Series:
    """Effective number of powers by CINC: how many equal states would be as concentrated, 1816–2022."""
    return wide("capabilities", "cinc").apply(lambda row: models.effective_number(row.dropna()), axis=1)


@cache
def movers(lag: int = 0) -> pd.DataFrame:
    """State × five-year window: did the state's CINC change by a quarter in ten years, and did it sign an alliance?

    changed: the ratio of CINC, ten years apart, lies outside 0.8–1.25 in the decade before the window, or with lag = 15
    in the decade after it. signed: a new alliance in the five years of the window. size: log CINC. 1826–2001 (starts).
    """
    table = load("capabilities")
    cinc = table[~table["new_series"]].pivot(index="year", columns="state_id", values="cinc").astype(float)
    joined, rows = load("alliance_members"), []
    for year in range(1826, 2002, 5):
        if year + lag > 2016:
            break
        window = set(joined.loc[joined["joined"].between(year + 1, year + 5), "state_id"])
        first, last = cinc.loc[year + lag - 10], cinc.loc[year + lag]
        good = (first > 0) & (last > 0) & (cinc.loc[year] > 0)
        change = np.log(last[good] / first[good])
        rows.append(pd.DataFrame({
            "state_id": change.index, "window": str(year), "change": change.to_numpy(), "changed": (change.abs() >= np.log(1.25)).astype(int).to_numpy(),
            "size": np.log(cinc.loc[year, change.index].to_numpy()), "signed": [int(one in window) for one in change.index],
        }))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


@cache
def odds_of_signing(lag: int = 0) -> pd.Series:
    """Odds ratio of a new alliance for states whose power changed by a quarter, given size and window, errors by state."""
    table = models.logit(movers(lag), "signed", ["changed", "size", "window"], cluster="state_id").set_index("term")
    return table.loc["changed"]


def directions() -> pd.Series:
    """Share of state-windows with a new alliance after a steady decade, a rise of power by a quarter, and a decline."""
    table = movers()
    way = np.where(table["changed"] == 0, "steady", np.where(table["change"] > 0, "rise", "decline"))
    return table.groupby(way)["signed"].mean()


@cache
def threats() -> pd.DataFrame:
    """NATO members of 2024: rise of spending 2014–2024, distance to Moscow, terror attacks and cyber incidents per head.

    rise: percentage points of GDP. distance: capital to Moscow, 1,000 km. terror: attacks 2008–2017 per million people;
    cyber: incidents against the state (EuRepoC pairs) to 2023 per million. Iceland has no forces and is left out.
    """
    spending = load("nato_spending").pivot(index="state_id", columns="year", values="share_gdp")
    rise = (spending[2024] - spending[2014]).dropna().rename("rise")
    places = load("states").query("end.isna()").set_index("state_id")[["lat", "lon"]].apply(np.radians)
    here, there = places.loc[rise.index], places.loc[state("Russia")]
    half = (
        np.sin((here["lat"] - there["lat"]) / 2) ** 2
        + np.cos(here["lat"]) * np.cos(there["lat"]) * np.sin((here["lon"] - there["lon"]) / 2) ** 2
    )
    people = load("economies").query("year == 2014").set_index("state_id")["population"] / 1000
    attacks = load("terrorism").query("2008 <= year <= 2017").groupby("state_id")["attacks"].sum()
    cyber = (
        load("cyber_incidents").query("source == 'EuRepoC' and level == 'pair'").groupby("target_id")["incidents"].sum()
    )
    table = pd.DataFrame({"rise": rise, "distance": 2 * 6.371 * np.arcsin(np.sqrt(half))})
    for name, counts in (("terror", attacks), ("cyber", cyber)):
        table[name] = (counts.reindex(table.index).fillna(0) / people.reindex(table.index)).astype(float)
    return table.set_index(table.index.map(state_name).rename("state"))


def threat_gap(table: pd.DataFrame) -> float:
    """How much better terror explains rising budgets than nearness to Moscow does: difference of Spearman correlations."""
    ranks = table.rank()
    return float(ranks["terror"].corr(ranks["rise"]) + ranks["distance"].corr(ranks["rise"]))


@cache
def first_deliveries() -> pd.DataFrame:
    """Pairs of supplier and importer by the first five-year period of a large tie, where one began after 1972–1976."""
    table = load("arms_network")
    first = table.groupby(["supplier_id", "recipient_id"], as_index=False)["start"].min().query("start > 1972")
    ends = np.sort(first[["supplier_id", "recipient_id"]].to_numpy(), axis=1)
    pairs = pd.DataFrame({"state_id_1": ends[:, 0], "state_id_2": ends[:, 1], "start": first["start"].to_numpy()})
    return pairs.groupby(["state_id_1", "state_id_2"], as_index=False)["start"].min()


@cache
def indicators() -> pd.DataFrame:
    """Six counts of partnership, each in the last ten years of its data and before: is it rising?"""
    treaties, exercises = load("alliances")["start"], load("exercises")["year"]
    agreements, people = (
        load("defence_agreements")["start"],
        load("un_personnel_year").dropna(subset="personnel").set_index("year")["personnel"],
    )
    rows = {
        "new alliance treaties": (treaties.between(1999, 2008).sum(), treaties.between(2009, 2018).sum(), "1999–2008, 2009–2018"),
        "per cent of pairs allied": (100 * len(allied_pairs(2008)) / possible_pairs(2008), 100 * len(allied_pairs(2018)) / possible_pairs(2018), "2008, 2018"),
        "joint exercises": (exercises.between(1991, 2000).sum(), exercises.between(2001, 2010).sum(), "1991–2000, 2001–2010"),
        "new defence agreements": (agreements.between(1991, 2000).sum(), agreements.between(2001, 2010).sum(), "1991–2000, 2001–2010"),
        "UN uniformed personnel": (people[2011], people[2021], "2011, 2021"),
        "NATO members": (len(nato_members(2015)), len(nato_members(2025)), "2015, 2025"),
    }  # fmt: skip
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["before", "after", "years"])
    return table.assign(rising=table["after"] > table["before"])


@cache
def blocs() -> pd.DataFrame:
    """Voting positions by year, 1991–2023: some states, and the mean of NATO members of the year other than the United States."""
    votes = voting_table().loc[1991:]
    table = votes[
        [state(name) for name in ("United States", "Russia", "China", "India", "Brazil", "Saudi Arabia")]
    ].copy()
    table.columns = [state_name(code) for code in table.columns]
    table["other NATO"] = [
        votes.loc[year, [s for s in nato_members(year) - {2} if s in votes]].mean() for year in votes.index
    ]
    return table


# Scenarios.


@cache
def western() -> frozenset[int]:
    """NATO's members of 2024 and the Pacific allies of the United States."""
    return nato_members(2024) | {state(name) for name in PACIFIC}


def side_of(code: int) -> str:
    """The side on which a state stands today; nobody stands on two."""
    partners = {state(name) for name in [*CSTO, "China", "North Korea"]}
    return WEST if code in western() else EAST if code in partners else REST


@cache
def units() -> pd.DataFrame:
    """The parts of the world in 2019: name, side and output, the larger states one by one and the others summed by side."""
    output = wide("economies", "gdp").loc[2019].dropna()
    gulf = {state(name) for name in GULF}
    own = {
        state(name)
        for name in [
            "United States",
            "Japan",
            "Germany",
            "United Kingdom",
            "France",
            "Italy",
            "Canada",
            "South Korea",
            "Spain",
            "Türkiye",
            "Australia",
            "Poland",
            "China",
            "Russia",
            "India",
            "Indonesia",
            "Brazil",
            "Mexico",
            "Saudi Arabia",
            "Iran",
            "Egypt",
            "Pakistan",
            "Thailand",
            "Nigeria",
            "South Africa",
            "Vietnam",
            "Bangladesh",
            "Taiwan",
            "Argentina",
            "United Arab Emirates",
            "Malaysia",
        ]
    }
    rows = []
    for code, amount_ in output.items():
        side = side_of(code)
        far = side == WEST and code in {state(name) for name in PACIFIC}
        name = (
            state_name(code)
            if code in own
            else "other Gulf states"
            if code in gulf
            else "other Pacific"
            if far
            else {WEST: "other Europe", EAST: "other partners", REST: "all others"}[side]
        )
        rows.append((name, side, amount_))
    table = pd.DataFrame(rows, columns=["name", "side", "output"])
    return (
        table.groupby(["name", "side"], as_index=False)["output"]
        .sum()
        .sort_values("output", ascending=False, ignore_index=True)
    )


@cache
def past_growth() -> dict[str, float]:
    """Mean growth of each side's output 2009–2019 with today's members, per cent a year."""
    output, sides = wide("economies", "gdp"), {}
    both = output.loc[[2009, 2019]].dropna(axis=1)
    for side in (WEST, EAST, REST):
        chosen = [code for code in both if side_of(code) == side]
        total = both[chosen].sum(axis=1)
        sides[side] = float(100 * ((total[2019] / total[2009]) ** 0.1 - 1))
    return sides


@cache
def past_errors(first: int, last: int) -> dict[int, np.ndarray]:
    """Errors of the plain forecast 'growth goes on as in the last twenty years', by year in which it was made.

    For each of the large economies with 20 years before and 30 after: log of actual over forecast output at 0 … 30 years.
    Returns year → array of states × 31.
    """
    logs, found = np.log(wide("economies", "gdp")), {}
    for year in range(first, last + 1):
        span = logs.loc[year - 20 : year + YEARS, [state(name) for name in GREAT]].dropna(axis=1)
        now = span.loc[year]
        growth = (now - span.iloc[0]) / 20
        paths = span.loc[year:].to_numpy() - now.to_numpy() - np.outer(np.arange(YEARS + 1), growth)
        if paths.size:
            found[year] = paths.T
    return found


PASTS = {"1900–1989, two wars": (1900, 1989), "1950–1989": (1950, 1989), "yearly wiggles only": None}


@cache
def shocks(past: str, runs: int = 500, seed: int = 13) -> np.ndarray:
    """Factors by which each unit departs from its forecast: units × 31 years × runs, drawn with a fixed seed.

    Each run picks one past year, and gives every unit the error of some state in the forecast made then, so that world
    shocks hit together. 'yearly wiggles only' is the textbook random walk: normal steps of the usual yearly size.
    """
    random, size = np.random.default_rng(seed), len(units())
    if PASTS[past] is None:
        steps = np.diff(
            np.log(wide("economies", "gdp").loc[1990:2019, [state(name) for name in GREAT]].to_numpy()), axis=0
        )
        walk = random.normal(0, steps.std(axis=0).mean(), (size, YEARS, runs)).cumsum(axis=1)
        return np.exp(np.concatenate([np.zeros((size, 1, runs)), walk], axis=1))
    errors = past_errors(*PASTS[past])
    made = random.choice(list(errors), runs)
    drawn = [errors[year][random.integers(0, len(errors[year]), size)] for year in made]
    return np.exp(np.stack(drawn, axis=2))


@cache
def past_shares() -> pd.DataFrame:
    """Shares of world output 1991–2019 by side, today's members throughout, per cent."""
    output, table = wide("economies", "gdp").loc[1991:2019], {}
    sides = pd.Series({code: side_of(code) for code in output})
    for side in (WEST, EAST, REST):
        table[side] = 100 * output[sides[sides == side].index].sum(axis=1) / output.sum(axis=1)
    return pd.DataFrame(table)


@lru_cache(maxsize=4)
def outlook(gap: float, past: str) -> np.ndarray:
    """Shares of world output of each unit, per cent: units × 31 years × runs.

    China's side grows as the US side did plus `gap` points a year, whoever its members are later; the unaligned go on as before.
    """
    table, growth = units(), past_growth()
    rates = {WEST: growth[WEST], EAST: growth[WEST] + gap, REST: growth[REST]}
    trend = np.exp(np.log1p(table["side"].map(rates).to_numpy() / 100)[:, None] * np.arange(YEARS + 1))
    levels = (table["output"].to_numpy()[:, None] * trend)[:, :, None] * shocks(past)
    return 100 * levels / levels.sum(axis=0)


@lru_cache(maxsize=16)
def scenario(gap: float, move: str, past: str) -> dict:
    """Run a scenario: shares (side → 31 years × runs), their 10, 50 and 90 per cent bands, and each unit's side after the move."""
    table, each = units(), outlook(gap, past)
    sides = np.array([MOVES[move].get(name, side) for name, side in table[["name", "side"]].itertuples(index=False)])
    shares = {side: each[sides == side].sum(axis=0) for side in (WEST, EAST, REST)}
    bands = {side: np.quantile(values, [0.1, 0.5, 0.9], axis=1) for side, values in shares.items()}
    return {"shares": shares, "bands": bands, "sides": dict(zip(table["name"], sides, strict=True)), "of": (gap, past)}


def unit_median(found: dict, year: int) -> pd.Series:
    """Median share of world output of each unit in a year of a scenario, per cent."""
    return pd.Series(np.median(outlook(*found["of"])[:, year - 2019], axis=1), index=units()["name"])


def tipping(found: dict, year: int) -> pd.DataFrame:
    """Who could tip the balance in a year: swing of each unaligned state that joins the side behind, or ally that changes to it.

    In points of world output, from median shares: joining adds a state's share, changing sides counts twice. Sorted; gap in .attrs.
    """
    shares = {side: float(np.median(found["shares"][side][year - 2019])) for side in (WEST, EAST)}
    ahead, behind = (WEST, EAST) if shares[WEST] >= shares[EAST] else (EAST, WEST)
    one = unit_median(found, year)
    rows = [(name, side, one[name] * (2 if side == ahead else 1)) for name, side in found["sides"].items()
            if side != behind and not name.startswith(("other", "all ")) and name not in ("United States", "China")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["name", "from", "swing"]).sort_values(
        "swing", ascending=False, ignore_index=True
    )
    table["tips"] = table["swing"] > shares[ahead] - shares[behind]
    table.attrs = {"ahead": ahead, "behind": behind, "gap": shares[ahead] - shares[behind]}
    return table


@cache
def fan_test() -> pd.DataFrame:
    """Would the fans have held the truth? Forecasts made in 1989 for 2019, judged by errors known in 1989 (made 1900–1959).

    For each large economy: was its log error, less the mean error of all (which leaves shares alone), inside the middle
    80% of past errors counted the same way, and inside that of a random walk with the yearly wiggles of 1960–1989?
    """
    past = np.concatenate([paths[:, -1] - paths[:, -1].mean() for paths in past_errors(1900, 1959).values()])
    logs = np.log(wide("economies", "gdp").loc[:, [state(name) for name in GREAT]])
    actual = past_errors(1989, 1989)[1989][:, -1]
    actual = actual - actual.mean()
    steps = logs.loc[1960:1989].diff().dropna()
    wiggle = 1.2816 * steps.sub(steps.mean(axis=1), axis=0).std().mean() * YEARS**0.5
    low, high = np.quantile(past, [0.1, 0.9])
    names = [state_name(code) for code in logs.loc[1969:2019].dropna(axis=1).columns]
    inside = (actual >= low) & (actual <= high)
    return pd.DataFrame({"error": actual, "past errors": inside, "random walk": np.abs(actual) <= wiggle}, index=names)


@cache
def poles(name: str) -> pd.DataFrame:
    """Shares of nine poles in their own total by year 1992–2019 on a yardstick, per cent; members as of 2024."""
    members = {
        "United States": [2], "other NATO": list(nato_members(2024) - {2}), "Pacific allies": [state(p) for p in PACIFIC], "China": [state("China")],
        "Russia and CSTO": [state(p) for p in CSTO], "India": [state("India")], "Gulf states": [state(p) for p in GULF], "Brazil": [state("Brazil")],
        "Indonesia": [state("Indonesia")],
    }  # fmt: skip
    table = yardstick(name).loc[1992:2019]
    sums = pd.DataFrame(
        {pole: table[[code for code in codes if code in table]].sum(axis=1) for pole, codes in members.items()}
    )
    return 100 * sums.div(sums.sum(axis=1), axis=0)


def _ahead(gap: float, move: str, year: int) -> float:
    shares = scenario(gap, move, next(iter(PASTS)))["shares"]
    return float((shares[EAST][year - 2019] > shares[WEST][year - 2019]).mean())


def minimal_coalitions(shares: pd.Series, quota: float, apart: tuple[str, str] | None = None) -> list[frozenset]:
    """Coalitions that reach the quota (per cent) and in which each member is needed; `apart`: two that never join."""
    found = []
    for size in range(1, len(shares) + 1):
        for members in combinations(shares.index, size):
            if apart and set(apart) <= set(members):
                continue
            total = shares[list(members)].sum() if size < 3 else sum(shares[m] for m in members)
            if total >= quota and total - min(shares[m] for m in members) < quota:
                found.append(frozenset(members))
    return found


def voting_power(weights: Mapping[Hashable, int] | pd.Series, quota: int) -> pd.DataFrame:
    """Return exact power in a weighted vote: player, weight, shapley_shubik, banzhaf; each index sums to 1.

    Share of the orders (Shapley & Shubik 1954) and of the swings (Banzhaf 1965) in which a player turns a losing coalition
    into one of at least `quota`, counted by generating functions. Raises CourseError unless weights and quota are
    whole numbers, the quota positive and within reach.
    """
    votes = models.checked_amounts(list(dict(weights).values())).astype(object)
    if any(vote != int(vote) for vote in [*votes, quota]) or not 0 < quota <= votes.sum():
        raise CourseError("Weights and quota must be whole numbers, and 0 < quota ≤ the sum of the weights.")
    votes, size, quota = [int(vote) for vote in votes], len(votes), int(quota)
    counts = np.zeros((size + 1, quota), dtype=object)  # coalitions by size and weight, in exact integers
    counts[0, 0] = 1
    for vote in votes:
        if vote < quota:
            counts[1:, vote:] = counts[1:, vote:] + counts[:-1, : quota - vote]
    swings = {}
    for vote in set(votes):
        without = counts.copy()  # the same coalitions, one player of this weight taken out again
        for members in range(1, size + 1 if vote < quota else 1):
            without[members, vote:] -= without[members - 1, : quota - vote]
        swings[vote] = without[:size, max(0, quota - vote) :].sum(axis=1)
    orders = [math.factorial(k) * math.factorial(size - 1 - k) for k in range(size)]
    shapley_shubik = [sum(map(int.__mul__, orders, swings[vote])) / math.factorial(size) for vote in votes]
    banzhaf = np.array([sum(swings[vote]) for vote in votes], dtype=object)
    result = {"player": list(dict(weights)), "weight": votes, "shapley_shubik": shapley_shubik}
    return pd.DataFrame(result | {"banzhaf": (banzhaf / banzhaf.sum()).astype(float)})


# Pictures.


@house_style()
def yardsticks_figure(guess: list[float] | None = None) -> Picture:
    """China over the United States on three yardsticks, and the effective number of powers; a sketch of the index is drawn into it."""
    output, index = overtaken("economic output"), overtaken("capability index (CINC)")
    figure, (left, right) = new_figure(
        f"China passed the United States in {index}, in {output}, or not yet",
        "Left: China as per cent of the United States, 1960–2022. Right: effective number of powers (index)",
        POWER,
        size="pair",
        cols=2,
    )
    lines = {}
    for name, short, colour in [
        (YARDSTICKS[2], "index", OCHRE),
        (YARDSTICKS[0], "output", TEAL),
        (YARDSTICKS[1], "military $", PLUM),
    ]:
        series = ratio(name).loc[1960:]
        if name == YARDSTICKS[2]:
            series.loc[2016.5] = np.nan
            series = series.sort_index()
        lines[f"{short} {series.iloc[-1]:.0f}%"] = left.plot(series.index, series, color=colour)[0]
    yours = ""
    if guess is not None:
        left.plot(SKETCHED, guess, color=ORANGE, marker="o", linewidth=2, linestyle=(0, (3, 1.5)), zorder=4)
        left.text(1961.5, 0.97, "● your line for the index", color=ORANGE, fontsize=9.5, fontweight="bold", va="top",
                  transform=left.get_xaxis_transform(), bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
        yours = f" Your line for the index ends at {guess[-1]:.0f} per cent in {SKETCHED[-1]}."
    left.axhline(100, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    left.set(ylim=(0, max(205, *(1.25 * value for value in guess or [0]))), xlim=(1960, 2022))
    left.set_xticks([1960, 1980, 2000, 2020])
    label_lines(left, lines)
    powers = effective_powers()
    for part in (powers.loc[:2016], powers.loc[2017:]):
        right.plot(part.index, part, color=BLUE)
    for year, dx, dy in [(1946, 0, -1.6), (1992, -38, 0.4), (2016, -24, -1.6)]:
        right.annotate(
            f"{year}: {powers[year]:.1f}",
            (year + dx, powers[year] + dy),
            fontsize=9,
            color=BLUE,
            ha="center",
            va="center",
        )
    right.set(ylim=(0, 20), xlim=(1816, 2030))
    right.set_xticks([1816, 1900, 1950, 2000])
    figure.subplots_adjust(left=0.07, right=0.98, wspace=0.52)
    military = ratio("military spending").loc[2022]
    alt = (f"Left, three lines: China passes 100 per cent of the United States on the capability index in {index} and in economic output in {output}, and stands at {military:.0f} per cent in "
           f"military spending in 2022. Right: the effective number of powers is {powers[1946]:.1f} in 1946, {powers[1992]:.1f} in 1992, the most, and {powers[2016]:.1f} in 2016.{yours}")  # fmt: skip
    return show(figure, alt)


@house_style()
def options_diagram() -> Picture:
    """What a middle state can do when a giant rises next door."""
    figure, ax = diagram(
        "A giant rises next door: four questions, five answers",
        "A new pact ends two of the five branches: with the giant or against it (after Walt)",
    )
    asked = [
        "Is it a threat\nto me?",
        "Can it be\nresisted at all?",
        "Is somebody else\nfirst in line?",
        "Is there a friend\nwho can be trusted?",
    ]
    for y, text in zip((88, 63, 38, 12), asked, strict=True):
        box(ax, 14, y, text, BLUE, 23, 14)
    for y, answer in [(75.5, "yes"), (50.5, "yes"), (25, "no")]:
        arrow(ax, (14, y + 5), (14, y - 5.5))
        ax.text(15.2, y, answer, fontsize=9, color=GREY, va="center")
    rows = [
        (88, "not sure", "hedge", "train with both, sign with neither", PLUM),
        (63, "no", "bandwagon", "a pact with it, hoping to be spared", PLUM),
        (38, "yes", "pass the buck", "let the other state pay", PLUM),
        (20, "yes", "balance by pact", "a pact against it", TEAL),
        (6, "no", "balance by arms", "pay for it yourself", TEAL),
    ]
    for y, answer, name, note, tone in rows:
        start = 12 if y < 30 else y
        arrow(ax, (26, start), (42, y))
        ax.text(34, (start + y) / 2 + (2.5 if y > 10 else -5), answer, fontsize=9, color=GREY, ha="center")
        box(ax, 54, y, name, tone, 23, 10, filled=True)
        ax.text(67.5, y, note, fontsize=9.5, color=tone, va="center")
    alt = ("Decision tree with 4 questions: is the rising state a threat, can it be resisted, is another state first in line, is there a trusted friend. "
           "The 5 answers are hedge, bandwagon, pass the buck, balance by pact and balance by arms.")  # fmt: skip
    return show(figure, alt)


@house_style()
def nearness_figure() -> Picture:
    """Rise of defence spending against distance to Moscow, NATO members."""
    table = threats()
    near, terror = (
        models.rank_correlation(table["distance"], table["rise"]),
        models.rank_correlation(table["terror"], table["rise"]),
    )
    figure, (left, right) = new_figure(
        "Budgets rose most near Moscow, not where terror struck",
        "NATO members but Iceland: rise of defence spending 2014–2024, points of GDP",
        f"{SPENDING}; attacks GTD",
        size="pair",
        cols=2,
        sharey=True,
    )
    right.set_xscale("symlog", linthresh=0.3)
    for ax, column, label, value in (
        (left, "distance", "distance of the capital from Moscow, 1,000 km", near),
        (right, "terror", "terror attacks per million people, 2008–2017", terror),
    ):
        ax.plot(table[column], table["rise"], "o", color=BLUE, markersize=6)
        ax.set_xlabel(label, fontsize=9.5)
        ax.text(
            1,
            1.03,
            f"rank correlation {value.value:+.2f}".replace("-", "−"),
            transform=ax.transAxes,
            ha="right",
            fontsize=10,
            fontweight="bold",
            color=ORANGE,
        )
    for name, dx, dy, ax, column in [("Poland", 0.3, 0, left, "distance"), ("Latvia", -0.75, 0.2, left, "distance"), ("United States", -0.25, 0.18, left, "distance"), ("Canada", 0.25, 0.22, left, "distance"), ("Portugal", 0.3, 0, left, "distance"),
                                     ("Poland", -0.02, 0.22, right, "terror"), ("Greece", 20, 0.22, right, "terror"), ("Türkiye", 4, -0.08, right, "terror"), ("United Kingdom", -8, -0.2, right, "terror")]:  # fmt: skip
        row = table.loc[name]
        ax.text(
            row[column] + dx,
            row["rise"] + dy,
            name,
            fontsize=9,
            color=GREY,
            va="center",
            ha="right" if name in ("United States", "Canada", "Greece") else "left",
        )
    left.set(ylim=(-0.7, 2.85), xlim=(0, 8.3))
    right.set_xlim(-0.05, 70)
    right.set_xticks([0, 1, 10], ["0", "1", "10"])
    figure.subplots_adjust(bottom=0.27, wspace=0.12, left=0.07)
    alt = (f"Two scatter plots of {len(table)} NATO members. The rise of defence spending from 2014 to 2024 falls with distance from Moscow, rank correlation {near.value:.2f}; "
           f"with terror attacks per million it is {terror.value:.2f}. Poland rose by {table.loc['Poland', 'rise']:.1f} points of GDP.")  # fmt: skip
    return show(figure, alt)


@house_style()
def pacts_figure() -> Picture:
    """Ties made and cut since 2021, by what they are aimed at."""
    tones = {"state": BLUE, "armed group": ORANGE, "both or unclear": GREY}
    against = sum(kind == "state" for _, _, kind in MADE)
    groups = sum(kind == "armed group" for _, _, kind in CUT)
    figure, ax = new_figure(
        f"{against} of {len(MADE)} ties made aim at a state, {groups} of {len(CUT)} cut at an armed group",
        "Some well-known ties made (up) and cut (down), July 2021 – October 2025, by what they are aimed at",
        EVENTS,
        size="wide",
    )
    ax.axhline(0, color=INK, linewidth=1.2)
    up, down = [1.0, 2.1, 4.3, 1.0, 2.1, 3.2, 4.3, 1.0, 3.2], [-1.0, -1.0, -2.1, -3.2, -1.0, -4.3]
    to_the_left = {
        "G5 Sahel",
        "SAMIM ends",
        "Armenia freezes CSTO",
        "Niger leaves Lake Chad force",
        "Saudi Arabia–Pakistan",
        "Australia–PNG",
        "Sahel alliance",
        "Sweden in NATO",
    }
    for (date, label, kind), level in zip([*MADE, *CUT], up + down, strict=True):
        when, left = pd.Timestamp(date), label in to_the_left
        x = when.year + (when.day_of_year - 1) / 365
        ax.plot([x, x], [0, level], color=tones[kind], linewidth=1.2, zorder=1)
        ax.plot([x], [level], "o", color=tones[kind], markersize=7)
        ax.text(x - 0.06 if left else x + 0.06, level, label, color=tones[kind], fontsize=9.5, fontweight="bold", va="center", ha="right" if left else "left",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5}, zorder=3)  # fmt: skip
    for i, (label, tone) in enumerate(
        zip(("aimed at a state", "aimed at an armed group", "both or unclear"), tones.values(), strict=True)
    ):
        ax.text(2020.95, -3.1 - 0.75 * i, f"● {label}", color=tone, fontsize=9.5, fontweight="bold")
    ax.set(xlim=(2020.9, 2026.1), ylim=(-5.1, 5), yticks=[])
    ax.set_xticks(range(2021, 2027))
    ax.grid(False)
    ax.spines["left"].set_visible(False)
    alt = (f"Timeline. Of {len(MADE)} ties made since July 2021, {against} are aimed at a state, among them Finland and Sweden in NATO; of {len(CUT)} ties cut, {groups} had been aimed at an armed group, "
           f"such as the G5 Sahel.")  # fmt: skip
    return show(figure, alt)


@house_style()
def blocs_figure() -> Picture:
    """Voting positions in the General Assembly since 1991."""
    table = blocs()
    tones = {"United States": BLUE, "other NATO": SKY, "Russia": ORANGE, "China": OCHRE, "India": TEAL, "Brazil": PLUM}
    change = table.loc[2023] - table.loc[1993]
    figure, ax = new_figure(
        f"Since 1993 Russia has voted its way from {table.loc[1993, 'Russia']:+.1f} to {table.loc[2023, 'Russia']:+.1f}".replace(
            "-", "−"
        ),
        "Positions in the UN General Assembly, 1991–2023; up = nearer to the US-led order; the scale has no unit",
        VOTES,
    )
    lines = {f"{name}": ax.plot(table.index, table[name], color=tone)[0] for name, tone in tones.items()}
    ax.set_xlim(1991, 2023)
    label_lines(ax, lines, gap=0.055)
    figure.subplots_adjust(right=0.84)
    alt = (f"Six lines. Between 1993 and 2023 the position of Russia moves by {change['Russia']:.1f}, that of the United States by {change['United States']:.1f}, that of the other NATO members by "
           f"{change['other NATO']:.1f}, that of India by {change['India']:.1f} and that of China by {change['China']:.1f}.")  # fmt: skip
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "13.look",
        "An index of power, the CINC, adds up soldiers, military spending, people, city dwellers, steel and energy. Draw China as per cent of the United States on that index, 1960–2016. Does it overtake, and if so, when?",
        "sketch",
        lambda: [float(ratio(YARDSTICKS[2])[year]) for year in SKETCHED],
        yardsticks_figure,
        "By the index China passed in 1995 (with a relapse in 2002), by output in 2016, by military spending not yet: it stood at 26%<!--= military_2022 --> of the United States in 2022. Each yardstick is a theory of "
        "power in disguise. CINC weighs steel and soldiers and gives nothing for warheads, carriers or friends. It also breaks after 2016, hence the gap in the lines. The cliff in China's military line, "
        "84<!--= cliff_before --> billion dollars in 2004 and 30<!--= cliff_after --> in 2005, looks like a new source, not a smaller army. Right, the effective number of powers: how many equal states would be as "
        "concentrated as the real ones? 5.5<!--= powers_1946 --> in 1946, 18.1<!--= powers_1992 --> in 1992, 11.8<!--= powers_2016 --> in 2016.",
        unit="%",
        labels=tuple(map(str, SKETCHED)),
        high=250,
    ),
]
FIGURES = {
    "yardsticks": yardsticks_figure,
    "options": options_diagram,
    "nearness": nearness_figure,
    "pacts": pacts_figure,
    "blocs": blocs_figure,
}


# Explorers.


class Scenarios(Panel):
    """Power-shift scenarios: growth gap, who moves, which past to learn from, and a year to read."""

    title = "Power-shift scenarios"
    stories = {
        "India moves": (
            {"move": "India to the US side"},
            "One move, and China's side leads in far fewer runs. The past stays as it was.",
        ),
        "Growth turns": ({"gap": -2}, "A negative gap: now hardly any run has China's side ahead."),
        "A past without wars": (
            {"past": "yearly wiggles only"},
            "Learn from calm years only, and the future looks certain. It is not.",
        ),
    }
    years = np.arange(2019, 2019 + YEARS + 1)

    @cached_property
    def controls(self):
        return {
            "gap": number("Growth gap, points", -2, 4, round(past_growth()[EAST] - past_growth()[WEST])),
            "move": choice("Who moves", MOVES),
            "past": choice("Past to learn from", PASTS),
            "year": number("Year", 2020, 2049, 2040, play=True),
        }

    def compute(self, gap, move, past, year):
        """Bands of shares by side, the past, the chance that China's side is ahead in the year, and who could tip it."""
        found = scenario(float(gap), move, past)
        index = year - 2019
        return {
            "bands": found["bands"],
            "at": {side: [part[index] for part in band] for side, band in found["bands"].items()},
            "history": past_shares(),  # a scenario does not redraw what was
            "year": year,
            "ahead": float((found["shares"][EAST][index] > found["shares"][WEST][index]).mean()),
            "tipping": tipping(found, year),
            "move": move,
            "gap": gap,
        }

    def draw(self, result):
        figure, (fan, bars) = new_figure(
            "", "Left: shares of world output, 80% of runs in the band. Right: who could tip it by joining the side behind", OUTPUT, cols=2, gridspec_kw={"width_ratios": [1.75, 1]},
        )  # fmt: skip
        figure.subplots_adjust(left=0.06, right=0.955, wspace=0.62)
        self._draw_fan(fan)
        self._draw_tipping(bars)
        return figure

    def _draw_fan(self, fan):
        self.shades, self.lines, self.labels = {}, {}, {}
        for side, tone in TONES.items():
            self.shades[side] = fan.fill_between(self.years, 0, 0, color=tone, alpha=0.16, linewidth=0)
            past, future = fan.plot([], [], color=tone)[0], fan.plot([], [], color=tone, linestyle=(0, (3, 1.5)))[0]
            self.lines[side] = (past, future)
        fan.axvline(2019, color=GREY, linewidth=1)
        fan.text(2018.6, 73.5, "data", ha="right", fontsize=9, color=GREY)
        fan.text(2019.4, 73.5, "scenario", fontsize=9, color=GREY)
        self.mark = fan.axvline(2040, color=INK, linewidth=1, linestyle=(0, (2, 2)))
        for side, tone in TONES.items():
            self.labels[side] = fan.text(1991.5, 0, SHORT[side], color=tone, fontsize=9.5, fontweight="bold")
        fan.set(xlim=(1991, 2049), ylim=(0, 78))
        fan.set_yticks([0, 20, 40, 60], ["0", "20", "40", "60%"])
        fan.set_xticks([1991, 2005, 2019, 2034, 2049])

    def _draw_tipping(self, ax):
        self.right = ax
        self.bars = ax.barh(range(7), [1] * 7, color=GREY, height=0.62)
        self.names = [ax.text(-0.3, i, "", ha="right", va="center", fontsize=9) for i in range(7)]
        self.line = ax.axvline(1, color=INK, linewidth=1.4)
        self.note = ax.text(0, -0.75, "", fontsize=9, color=INK)
        ax.set(ylim=(6.6, -1.1), yticks=[])
        ax.set_xlim(0, 15)
        ax.grid(False)
        ax.spines["left"].set_visible(False)
        ax.set_xlabel("swing in points; * ally changing sides", fontsize=9)

    def update(self, result):
        for side, (low, middle, high) in result["bands"].items():
            history, (past, future) = result["history"][side], self.lines[side]
            self.shades[side].set_data(self.years, low, high)
            past.set_data(history.index, history)
            (
                named(past, SHORT[side], "% of world output"),
                named(future, f"{SHORT[side]}, median run", "% of world output"),
            )
            future.set_data(self.years, middle)
            start = history.iloc[0]
            self.labels[side].set_y(start + (-5 if start == result["history"].iloc[0].min() else 3.2))
        self.mark.set_xdata([result["year"]] * 2)
        self._show_tipping(result["tipping"])

    def _show_tipping(self, table):
        gap = table.attrs["gap"]
        limit = min(max(gap * 1.15, table["swing"].iloc[0] * 1.1, 4), 32)
        for bar, text, (_, row) in zip(self.bars, self.names, table.iterrows(), strict=False):
            bar.set_width(min(row["swing"], 30))
            bar.set_color(ORANGE if row["tips"] else PALE)
            star = "*" if row["from"] != REST else ""
            text.set(text=f"{row['name'].replace('United Kingdom', 'Britain')}{star}", x=-0.02 * limit)
        self.line.set_xdata([gap, gap])
        self.right.set_xlim(0, limit)
        far = gap > 0.5 * limit
        self.note.set_text(f"gap {gap:.1f} points" if gap <= limit else f"gap {gap:.0f}: off this scale")
        self.note.set(x=min(gap, limit * 0.98) + (-0.015 if far else 0.015) * limit, ha="right" if far else "left")

    def headline(self, result):
        return f"In {result['year']} China's side is ahead in {100 * result['ahead']:.0f} of 100 runs"

    def describe(self, result):
        parts = [
            f"{side} {middle:.0f}% (80% of runs: {low:.0f}–{high:.0f})"
            for side, (low, middle, high) in result["at"].items()
        ]
        table = result["tipping"]
        tips = table[table["tips"]]
        named = ", ".join(
            f"{name}{' (by changing sides)' if left != REST else ''}"
            for name, left in tips[["name", "from"]].head(4).to_numpy()
        )
        more = f" and {len(tips) - 4} more" if len(tips) > 4 else ""
        size = "0 points" if not result["gap"] else f"{result['gap']:+d} point" + "s" * (abs(result["gap"]) > 1)
        return (f"{result['year']}, {'nobody moves' if result['move'] == 'nobody' else result['move']}, growth gap {size}: {'; '.join(parts)}. By the medians {table.attrs['ahead']} "
                f"are ahead by {table.attrs['gap']:.1f} points. A single move that would tip it: {named + more if named else 'none of those listed'}.")  # fmt: skip

    def table(self, result):
        return pd.DataFrame(result["at"], index=["low", "median", "high"]).T.round(1)


class Coalitions(Panel):
    """Minimum winning coalitions of nine poles by year, yardstick and quota."""

    title = "Who is needed?"
    stories = {
        "Rivals never together": (
            {"apart": True},
            "Forbid the one coalition that nobody expects, and the middling poles gain.",
        ),
        "By military spending": (
            {"measure": "military spending"},
            "Another yardstick, one pole in nearly every coalition.",
        ),
        "A higher quota": ({"quota": 60}, "Ask for more than half, and the three largest are needed most."),
    }
    controls = {
        "year": number("Year", 1992, 2019, 2019, play=True),
        "measure": choice("Yardstick", YARDSTICKS),
        "quota": number("Quota, %", 50, 70, 51),
        "apart": toggle("United States and China never together"),
    }

    def compute(self, year, measure, quota, apart):
        """Shares of the poles, the minimum winning coalitions, how often each pole is needed, and its voting power."""
        shares = poles(measure).loc[year]
        found = minimal_coalitions(shares, quota, ("United States", "China") if apart else None)
        needed = pd.Series({pole: sum(pole in coalition for coalition in found) for pole in shares.index})
        smallest = min(found, key=lambda one: (len(one), sum(shares[m] for m in one)), default=frozenset())
        votes = (10 * shares).round().astype(int)
        power = voting_power(votes, int(np.ceil(votes.sum() * quota / 100))).set_index("player")["shapley_shubik"]
        return {
            "shares": shares,
            "total": len(found),
            "needed": needed,
            "smallest": ", ".join(sorted(smallest)),
            "power": 100 * power,
            "year": year,
            "measure": measure,
            "quota": quota,
            "apart": apart,
        }

    def draw(self, result):
        figure, ax = new_figure("", "", POWER)
        self.subtitle = figure.subtitle
        self.bars = ax.barh(range(9), [0] * 9, color=PALE, height=0.66)
        self.marks = ax.plot([0] * 9, range(9), "D", color=INK, markersize=5)[0]
        self.notes = [ax.text(105, i, "", va="center", fontsize=9.5) for i in range(9)]
        bare(ax, keep="x")
        ax.set_yticks(range(9), list(result["shares"].index))
        ax.tick_params(axis="y", colors=INK)
        ax.set(ylim=(8.6, -0.6), xlim=(0, 104))
        ax.set_xticks([0, 20, 40, 60, 80, 100], ["0", "20", "40", "60", "80", "100%"])
        figure.subplots_adjust(left=0.18, right=0.76)
        return figure

    def update(self, result):
        total, apart = result["total"], result["apart"]
        for bar, note, pole in zip(self.bars, self.notes, result["shares"].index, strict=True):
            share, count = result["shares"][pole], result["needed"][pole]
            bar.set_width(share)
            bar.set_color(ORANGE if total and count == total else BLUE if count else PALE)
            often = f", in {count} of {total}" if count else ", never needed" if total else ""
            always = ", in all" if total and count == total else ""
            note.set_text(f"{share:.{int(share < 1)}f}%{often}{always}")
        self.marks.set_xdata([np.nan] * 9 if apart else result["power"])
        named(self.marks, [[pole, f"{power:.0f}% of voting power"] for pole, power in result["power"].items()])
        diamonds = "" if apart else ". Diamonds: share of power in a weighted vote (Shapley–Shubik)"
        self.subtitle.set_text(f"Bars: share of the nine poles' total{diamonds}")

    def headline(self, result):
        total, needed = result["total"], result["needed"]
        if not total:
            return "No coalition reaches this quota while the two stay apart"
        if total == 1:
            return f"One minimum winning coalition: {result['smallest']}"
        first = list(needed.index[needed == needed.max()])
        if len(first) == 1:
            return f"Of {total} minimum winning coalitions {needed.max()} need {first[0]}"
        return f"Of {total} minimum winning coalitions {len(first)} poles are in {needed.max()} each"

    def describe(self, result):
        total, needed = result["total"], result["needed"]
        note = (
            " The index breaks between 2016 and 2017: do not compare across."
            if "CINC" in result["measure"] and result["year"] > 2016
            else ""
        )
        rule = f"{result['year']}, {result['measure']}, quota {result['quota']}%{', United States and China never together' if result['apart'] else ''}: "
        if not total:
            return rule + f"0 winning coalitions.{note}"
        unneeded = ", ".join(needed[needed == 0].index) or "none"
        every = ", ".join(needed[needed == total].index) or "none"
        first = needed.index[needed == needed.max()]
        power = (
            ""
            if result["apart"]
            else f" China holds {result['shares']['China']:.0f}% of the nine poles' total and {result['power']['China']:.0f}% of the voting power."
        )
        return (
            rule
            + f"{total} minimum winning coalition{'s' if total > 1 else ''}. The smallest: {result['smallest']}. Most often in them: {', '.join(first)} ({needed.max()}). In all of them: {every}. Never needed: {unneeded}.{power}{note}"
        )

    def table(self, result):
        return pd.DataFrame(
            {"share": result["shares"].round(1), "in coalitions": result["needed"], "power": result["power"].round(1)}
        )


EXPLORERS = {"scenarios": Scenarios, "coalitions": Coalitions}


# Exercises.


WAYS = {"changed": "changed by a quarter, up or down,", "decline": "fallen by a quarter", "rise": "risen by a quarter"}


def signers(way: str) -> tuple[int, int]:
    """New alliances and windows after a steady decade, a rise, a decline, or (changed) either of the two."""
    table = movers()
    chosen = {
        "steady": table["changed"] == 0,
        "changed": table["changed"] == 1,
        "rise": (table["changed"] == 1) & (table["change"] > 0),
        "decline": (table["changed"] == 1) & (table["change"] < 0),
    }[way]
    return int(table.loc[chosen, "signed"].sum()), int(chosen.sum())


def raw_odds(way: str) -> float:
    """Odds are signers over non-signers; the ratio divides those of changed states by those of steady ones."""
    (yes, n), (yes_steady, n_steady) = signers(way), signers("steady")
    return (yes / (n - yes)) / (yes_steady / (n_steady - yes_steady))


COURTED = {
    "brazil": "Brazil, unaligned",
    "japan": "Japan, a US ally",
    "indonesia": "Indonesia, unaligned",
    "india": "India, unaligned",
    "france": "France, a US ally",
}


def _scenario_2040() -> dict:
    return scenario(3.0, "nobody", next(iter(PASTS)))


def swing_order() -> list[str]:
    """Joining adds a state's share to one side; changing sides also takes it from the other, so it counts twice."""
    swing = tipping(_scenario_2040(), 2040).set_index("name")["swing"]
    return sorted(COURTED, key=lambda key: -swing[key.capitalize()])


def share_order() -> list[str]:
    """The same states by their plain shares of world output in 2040, largest first."""
    share = unit_median(_scenario_2040(), 2040)
    return sorted(COURTED, key=lambda key: -share[key.capitalize()])


def state_threats() -> set[str]:
    """Events that answer a state: two accessions and a spending pledge after the invasion of 2022."""
    return {"finland", "sweden", "pledge"}


def decade_table() -> pd.Series:
    """New alliance treaties per decade since 1950: the decade of each start, counted and sorted."""
    start = load("alliances").query("start >= 1950")["start"]
    return (start // 10 * 10).value_counts().sort_index()


def fan_meaning() -> str:
    """A good 80% band misses two times in ten: that is what it promises."""
    return "one-in-five"


def placebo_reading() -> str:
    """If power shifts after the window predicted pacts as well, something else would drive both."""
    return "casts-doubt"


def gap_solution():
    """A state that changes sides leaves one total and enters the other: the gap falls by twice its share."""

    def gap_after(leader, trailer, state):
        return leader - trailer - 2 * state

    return gap_after


def _decades(keep: str) -> pd.Series:
    start = load("alliances").query(f"start >= 1950 and {keep}")["start"]
    return (start // 10 * 10).value_counts().sort_index()


RETIRED = ("13.1", "13.2")
EXERCISES = [
    Exercise(
        id="13.9",
        title="Odds, by hand",
        prompt=lambda way: (
            f"Take the windows of five years from the walk-through. In {signers(way)[1]:,} of them a state's power had {WAYS[way]} in ten years, and {signers(way)[0]} of these brought a new alliance. "
            f"In {signers('steady')[1]:,} it had not changed by a quarter, and {signers('steady')[0]} of these brought one. Odds are the windows with an alliance over those without. "
            "What is the odds ratio, changed over steady, with nothing held constant? Two decimals; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=raw_odds,
        meaning="The odds ratio lies farther from one than the ratio of the two shares does. Before you compare two studies, see which of the two they report, and what they hold constant.",
        hints=(
            "For each group, divide those that signed by those that did not.",
            "Then divide the odds of the changed by the odds of the steady.",
        ),
        mistakes=(
            Mistake(
                lambda way: (signers(way)[0] / signers(way)[1]) / (signers("steady")[0] / signers("steady")[1]),
                "That is the ratio of the two shares. Odds divide by those that did not sign, not by all.",
            ),
            Mistake(lambda way: 1 / raw_odds(way), "Upside down: the odds of the changed belong on top."),
            Mistake(
                lambda way: float(odds_of_signing(0)["odds_ratio"]),
                "That is the ratio for any change with size and period held constant. Here nothing is held constant.",
            ),
            Mistake(
                lambda way: signers(way)[0] / signers("steady")[0],
                "You compared two counts of alliances. The groups differ in size, so look at each group's odds first.",
            ),
        ),
        decimals=2,
        variants=({"way": "changed"}, {"way": "decline"}, {"way": "rise"}),
    ),
    Exercise(
        id="13.3",
        title="Which events answer a state?",
        prompt="Which of these answer a state first of all, rather than an armed group?",
        kind="set",
        level="analyse",
        solution=state_threats,
        meaning="Two accessions and a pledge, all after February 2022. The other three answer armed groups; ISAF has ended since, and the Lake Chad force has lost Niger.",
        hints=(
            "Ask against whom: a government with an army, or an armed group?",
            "Three of the six. A group that calls itself a state does not thereby become one.",
        ),
        mistakes=(
            Mistake(
                lambda: {"isaf", "finland", "sweden", "pledge"},
                "ISAF followed the attacks of September 2001: an armed group, and the regime that sheltered it.",
            ),
            Mistake(lambda: {"finland", "lake-chad", "sweden", "pledge"}, "The Lake Chad force fights an armed group."),
            Mistake(
                lambda: {"finland", "sweden"},
                "A promise of money counts too. The declaration of The Hague names the long-term threat from Russia first, and terrorism second.",
            ),
            Mistake(
                lambda: {"finland", "sweden", "pledge", "daesh"},
                "The coalition against Daesh fights an armed group, even though that group called itself a state.",
            ),
        ),
        options={
            "isaf": "ISAF set up, 2001",
            "finland": "Finland joins NATO, 2023",
            "lake-chad": "Lake Chad force, 2015",
            "sweden": "Sweden joins NATO, 2024",
            "pledge": "5 per cent pledge at The Hague, 2025",
            "daesh": "coalition against Daesh, 2014",
        },
    ),
    Exercise(
        id="13.10",
        title="Whose move weighs most?",
        prompt=lambda: (
            f"In the scenario of 2040 (growth gap of three points, nobody moved) the US side leads China's side by {tipping(_scenario_2040(), 2040).attrs['gap']:.1f} points. Median shares of world output: "
            + ", ".join(
                f"{key.capitalize()} {unit_median(_scenario_2040(), 2040)[key.capitalize()]:.1f}%"
                for key in share_order()
            )
            + ". Suppose one of them goes over to China's side. Count the lead as US side minus China's side, negative once China's side is ahead. Put them in order: whose move would lower it most, whose least?"
        ),
        kind="order",
        level="analyse",
        solution=swing_order,
        meaning="An ally that changes sides counts twice, so a small ally can outweigh a larger state that is courted by both.",
        hints=(
            "For each of them work out both sides' totals before and after the move.",
            "From whom does the side that leads lose something?",
        ),
        mistakes=(
            Mistake(
                share_order,
                "That is the order by share. Two of them leave one total and enter the other.",
            ),
            Mistake(
                lambda: ["japan", "france", "india", "indonesia", "brazil"],
                "Allies weigh double, but double a small share can still be less than a large one.",
            ),
            Mistake(lambda: swing_order()[::-1], "Turned round: begin with the move that lowers the lead most."),
            Mistake(
                lambda: ["india", "japan", "indonesia", "france", "brazil"],
                "Nearly. Work out the change for the smallest ally once more: what does each side lose or gain?",
            ),
        ),
        options=COURTED,
    ),
    Exercise(
        id="13.4",
        title="Treaties by decade",
        prompt="Make a table of new alliance treaties per decade since 1950: the index is the decade (1950, 1960 …), in order; the values are counts.",
        start='start = load("alliances").query("start >= 1950")["start"]',
        kind="table",
        level="apply",
        solution=decade_table,
        meaning="The rush was the 1990s, when new states signed friendship treaties by the dozen. If importance grows, it does not grow by treaties; and the 2010s stop at 2018.",
        hints=(
            "The decade of a year is `year // 10 * 10`.",
            "`value_counts()` counts and `sort_index()` puts the decades in order; keep treaties from 1950 on.",
        ),
        mistakes=(
            Mistake(
                lambda: _decades("defence"),
                "You kept only treaties with a promise of defence. The question counts all.",
            ),
            Mistake(lambda: _decades("bilateral"), "You kept only treaties of two members. The question counts all."),
            Mistake(
                lambda: (
                    (load("alliances").query("end >= 1950")["end"].dropna().astype(int) // 10 * 10)
                    .value_counts()
                    .sort_index()
                ),
                "You counted treaties that ended. Use the column `start`.",
            ),
        ),
    ),
    Exercise(
        id="13.5",
        title="What an 80% band promises",
        prompt="A fan shows a band for eight runs in ten. What does it promise if it is good?",
        kind="choice",
        level="understand",
        solution=fan_meaning,
        meaning="A band that is never wrong is too wide to be of use, and a band that is wrong half the time is a boast. Ask a forecaster for past bands and count.",
        hints=(
            "Think of ten forecasts, each with such a band.",
            "Eighty of a hundred should be caught. The rest are no scandal.",
        ),
        mistakes=(
            Mistake(lambda: "inside", "Certainty would need a band without edges. Think of what 80 leaves over."),
            Mistake(
                lambda: "middle",
                "The middle line is the median of the runs. That it comes true exactly is the least likely of all.",
            ),
            Mistake(
                lambda: "off",
                "The band is about where the truth falls in repeated use, not about how far the middle may be off.",
            ),
        ),
        options={
            "inside": "the truth is sure to lie somewhere between its edges",
            "middle": "the middle line comes true in four cases out of five",
            "one-in-five": "in repeated use the truth escapes one time in five",
            "off": "the middle line is off by one fifth at the very most",
        },
    ),
    Exercise(
        id="13.6",
        title="Why look at the wrong decade?",
        prompt="The walk-through also looked at power in the decade after the treaties. What was that good for?",
        kind="choice",
        level="evaluate",
        solution=placebo_reading,
        meaning="A cause cannot come after its effect. The later decade gives 0.96<!--= odds_placebo -->, its interval around one, which is what order in time would lead us to expect. But it overlaps with that of the first estimate, 1.27<!--= odds -->, so it is a weak sign, "
        "and it does not rule out a third cause that also came first.",
        hints=(
            "Power in the decade after a treaty cannot have caused it.",
            "What would you suspect if the wrong decade 'worked' as well?",
        ),
        mistakes=(
            Mistake(
                lambda: "more-rows",
                "More rows would help precision. The later decade has other years of the same states, and no part in the estimate.",
            ),
            Mistake(
                lambda: "rules-out",
                "The check says something about order in time. A third cause that comes before both passes it easily.",
            ),
            Mistake(
                lambda: "holds-size",
                "Size is held constant in the regression itself; this check is about something else.",
            ),
        ),
        options={
            "more-rows": "it adds observations, so that the interval narrows",
            "rules-out": "it rules out every third cause that may be at work",
            "casts-doubt": "a link there too would speak against a cause",
            "holds-size": "it holds constant how large the states are",
        },
    ),
    Exercise(
        id="13.7",
        title="A change of sides in code",
        prompt="One side leads. A state of the leading side changes to the other. Write a function of the two shares and the state's share that returns the new gap (leader minus trailer).",
        start="def gap_after(leader, trailer, state):\n    ...  # your rule here",
        kind="function",
        level="create",
        solution=gap_solution,
        meaning="Twice: the share leaves one total and enters the other. An unaligned state of the same size that joins the trailing side closes the gap by its share only once.",
        hints=(
            "The state's share leaves one total and enters the other.",
            "Try 50, 40 and 5: after the change both sides have the same.",
        ),
        mistakes=(
            Mistake(
                lambda: lambda leader, trailer, state: leader - trailer - state,
                "You took it away from one side and forgot that the other side gains it.",
            ),
            Mistake(lambda: lambda leader, trailer, state: leader - trailer, "That is the gap before anybody moves."),
            Mistake(
                lambda: lambda leader, trailer, state: leader - trailer + 2 * state,
                "Check the direction: it leaves the side that leads.",
            ),
            Mistake(
                lambda: lambda leader, trailer, state: abs(leader - trailer - 2 * state),
                "If the order turns round, the gap should become negative, so that one sees who leads now.",
            ),
        ),
        cases=((50, 40, 5), (45, 38, 2), (45, 38, 6), (60, 20, 0)),
    ),
]
REFLECTIONS = [
    Reflection(
        "13.8",
        "Is it balancing?",
        "Take three pacts of 2021–2025 from the timeline. What would have to be true for each to count as a balancing move?",
        "Finland and Sweden fit best: a near state attacked a neighbour, and within two years both gave up a policy of generations. To call Australia and Papua New Guinea balancing I would need a named "
        "threat, forces that move because of it, and the same pact being refused before the threat grew. Saudi Arabia and Pakistan have not published the text, so I would wait.",
        (
            "against whom, by the words of the parties or by their plans",
            "what changed shortly before, and whether like states without the change signed too",
            "whether resources moved or only signatures",
            "one thing that would prove the label wrong",
        ),
    )
]


# Evidence.


def realignment_evidence() -> Evidence:
    """Odds of signing a new alliance after a decade in which a state's CINC changed by a quarter, given size and window."""
    row, placebo, table = odds_of_signing(0), odds_of_signing(15), movers(0)
    share = 100 * table.groupby("changed")["signed"].mean()
    up, down = 100 * directions()[["rise", "decline"]]
    return Evidence(
        float(row["odds_ratio"]), float(row["low"]), float(row["high"]), int(row["n"]), "odds ratio, power changed by a quarter over not", 1, "above",
        f"States whose power had changed by a quarter in ten years signed an alliance in {share[1]:.0f}% of the next five-year windows, others in {share[0]:.0f}% (after a decline {down:.0f}%, after a rise {up:.0f}%); odds ratio {row['odds_ratio']:.2f} "
        f"[{row['low']:.2f}, {row['high']:.2f}]; for change in the decade after the window {placebo['odds_ratio']:.2f} [{placebo['low']:.2f}, {placebo['high']:.2f}]",
    )  # fmt: skip


def threat_evidence() -> Evidence:
    """Does terror explain the rise of NATO budgets 2014–2024 better than nearness to Moscow? Bootstrap over members."""
    table = threats()
    estimate = models.bootstrap(table, threat_gap, seed=13, n=1000)
    near, terror, cyber = (
        models.rank_correlation(table[name], table["rise"]).value for name in ("distance", "terror", "cyber")
    )
    return Evidence(
        estimate.value, estimate.low, estimate.high, estimate.n, "correlation with terror minus correlation with nearness", 0, "above",
        f"Across {len(table)} members the rise of budgets correlates with nearness to Moscow at {-near:+.2f}, with terror attacks per head at {terror:+.2f} and with cyber incidents per head at {cyber:+.2f}",
    )  # fmt: skip


def trust_evidence() -> Evidence:
    """Change of UN voting distance from three years before to five after the first period of large deliveries, against like pairs."""
    pairs = voting_change(first_deliveries(), -3, 5)
    mean, low, high = pair_mean(pairs, "net")
    return Evidence(
        mean, low, high, len(pairs), "net change of voting distance", 0, "below",
        f"After a first large arms delivery {len(pairs)} pairs changed their voting distance by {pairs['change'].mean():+.2f}, like pairs without one by {pairs['matched'].mean():+.2f}: net {mean:+.2f} [{low:+.2f}, {high:+.2f}]",
    )  # fmt: skip


def importance_evidence() -> Evidence:
    """Share of six counts of partnership that rose in the last ten years of their data, with a Wilson interval."""
    table = indicators()
    share = models.proportion(int(table["rising"].sum()), len(table))
    falling = " and ".join(table.index[~table["rising"]])
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, len(table), "% of indicators rising", 50, "above",
        f"{int(table['rising'].sum())} of {len(table)} indicators rose in the last ten years of their data; {falling} fell",
    )  # fmt: skip


# Claims.


ASKED = ["C17.1", "C17.2", "C17.4", "C17.5"]
CLAIMS = [
    Judgement(
        "C17.1",
        "partly supported",
        "Pacts are more frequent after a change of power, and the placebo lies around one, though the two intervals overlap. The difference is modest, no design shows cause, and nearly all of it comes from states in decline; states on the rise sign little more often than steady ones.",
        realignment_evidence,
    ),
    Judgement(
        "C17.2",
        "not supported",
        "In the largest recent change, NATO after 2014, budgets went with nearness to Russia; with terror and with cyber incidents no link can be told from zero. Two states that had long stayed outside joined after an invasion, not after a hack. Budgets are not all of coordination: for counter-terror coalitions of 2001–2017 the claim fits better.",
        threat_evidence,
    ),
    Judgement(
        "C17.3",
        "not testable here",
        "'Vital' says how much one ought to care. Data can say what diplomacy costs, not what it is worth.",
    ),
    Judgement(
        "C17.4",
        "contested",
        "Arms stand in for technology here and votes for trust, both poorly, and the interval holds zero: nothing shows that suppliers and buyers come closer than like pairs, nor that they drift apart. Sullivan and others find less cooperation with more US aid.",
        trust_evidence,
    ),
    Judgement(
        "C17.5",
        "contested",
        "Four<!--= rising --> of six counts rise, and which six one picks decides the verdict: allied pairs, NATO members, exercises and defence agreements rose, new alliance treaties and UN peacekeepers fell, and the counts of exercises and agreements stop in 2010. Six counts are no sample, and none of them is importance.",
        importance_evidence,
    ),
    Judgement(
        "C17.6",
        "not testable here",
        "A counsel, not a finding. States that did not adapt may be those that could not, so even hindsight would hardly test it.",
    ),
]


# Numbers.
NUMBERS = {
    "military_2022": lambda: ratio("military spending")[2022],
    "powers_1946": lambda: effective_powers()[1946],
    "powers_1992": lambda: effective_powers()[1992],
    "powers_2016": lambda: effective_powers()[2016],
    "signed_changed": lambda: 100 * movers(0).query("changed == 1")["signed"].mean(),
    "signed_steady": lambda: 100 * movers(0).query("changed == 0")["signed"].mean(),
    "signed_decline": lambda: 100 * directions()["decline"],
    "signed_rise": lambda: 100 * directions()["rise"],
    "odds": lambda: odds_of_signing(0)["odds_ratio"],
    "odds_low": lambda: odds_of_signing(0)["low"],
    "odds_high": lambda: odds_of_signing(0)["high"],
    "odds_placebo": lambda: odds_of_signing(15)["odds_ratio"],
    "odds_placebo_low": lambda: odds_of_signing(15)["low"],
    "odds_placebo_high": lambda: odds_of_signing(15)["high"],
    "near": lambda: -models.rank_correlation(threats()["distance"], threats()["rise"]).value,
    "terror": lambda: models.rank_correlation(threats()["terror"], threats()["rise"]).value,
    "cyber": lambda: models.rank_correlation(threats()["cyber"], threats()["rise"]).value,
    "cliff_before": lambda: wide("capabilities", "milex").loc[2004, state("China")] / 1e6,
    "cliff_after": lambda: wide("capabilities", "milex").loc[2005, state("China")] / 1e6,
    "made": lambda: len(MADE),
    "made_state": lambda: sum(kind == "state" for _, _, kind in MADE),
    "cut": lambda: len(CUT),
    "cut_group": lambda: sum(kind == "armed group" for _, _, kind in CUT),
    "russia_1993": lambda: blocs().loc[1993, "Russia"],
    "russia_2023": lambda: blocs().loc[2023, "Russia"],
    "west_2019": lambda: past_shares().loc[2019, WEST],
    "east_2019": lambda: past_shares().loc[2019, EAST],
    "growth_west": lambda: past_growth()[WEST],
    "growth_east": lambda: past_growth()[EAST],
    "fan_states": lambda: len(fan_test()),
    "fan_honest": lambda: int(fan_test()["past errors"].sum()),
    "fan_walk": lambda: int(fan_test()["random walk"].sum()),
    "runs": lambda: shocks("1950–1989").shape[2],
    "slow_2049": lambda: 100 * _ahead(1.0, "nobody", 2049),
    "slow_europe": lambda: 100 * _ahead(1.0, "Europe stands alone", 2049),
    "fast_2049": lambda: 100 * _ahead(3.0, "nobody", 2049),
    "apart": lambda: len(minimal_coalitions(poles(YARDSTICKS[0]).loc[2019], 51, ("United States", "China"))),
    "apart_nato": lambda: sum(
        "other NATO" in one
        for one in minimal_coalitions(poles(YARDSTICKS[0]).loc[2019], 51, ("United States", "China"))
    ),
    "rising": lambda: int(indicators()["rising"].sum()),
}
