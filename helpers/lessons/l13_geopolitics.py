"""Lesson 13, shifting power: gross and net power, realignment, ties made and cut, and scenarios with a fan that is honest."""

from __future__ import annotations

import math
from functools import cache, cached_property, lru_cache

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load, state, state_name
from helpers.explorer import Panel, choice, number
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
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.marks import named
from helpers.measures import (
    allied_pairs,
    as_pairs,
    nato_members,
    pair_windows,
    possible_pairs,
    signed_agreements,
    voting_change,
    voting_table,
)
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

POWER = "NMC 7.0 to 2022 (break after 2016), GDP of Fariss and others to 2019"
OUTPUT = "GDP of Fariss and others (purchasing power), data to 2019; everything later is a scenario"
SPENDING = "NATO, June 2024 edition (2024 estimated); capitals from Correlates of War"
VOTES = "ideal points of Bailey, Strezhnev and Voeten, release of July 2025, data to 2023"
EVENTS = "course list of ties, as of November 2025; coding by the course"

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
YARDSTICKS = ["output", "net power", "index (CINC)", "military spending"]
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
ERAS = {"1826–1913": (1826, 1913), "1914–1944": (1914, 1944), "1945–1988": (1945, 1988), "1989–2013": (1989, 2013)}
QUARTER = math.log(1.25)  # a change of power worth the name
PARITY = (80, 125)  # per cent of the other side: nearly equal, our line
# Partnerships of the course list begun since 2001 whose founding text, mandate or announcement, or a later extension, names
# a new threat. Those begun before 2001 are uncoded; one coder.
NAMED = {
    "P19": "treaty of 2024: cooperation against terrorism (TASS, 5 December 2024)",
    "P22": "announced on 2 November 2010 as an answer to threats from terrorism and cyberspace (gov.uk)",
    "P26": "first projects of 2017: cyber response teams (EU Cyber Direct)",
    "P34": "Security Council resolution 1444, which extends its mandate: rooting out terrorism",
    "P39": "Security Council resolution 1546: preventing and deterring terrorism",
    "P41": "its aim: against Daesh",
    "P42": "its first task force was set up after September 2001 against terrorism",
    "P49": "statement of 2021: cyber capabilities",
    "P51": "pact of 2005: terrorism (AfricanLII)",
    "P54": "Security Council resolution 2359: terrorism",
    "P56": "Liptako-Gourma Charter, article 4: terrorism",
    "P58": "SADC decision of 23 June 2021: terrorism and violent extremism",
    "P63": "counter-terrorism is one of its five areas of work",
    "P64": "Shanghai Convention of 15 June 2001: terrorism",
    "P65": "its name: counter terrorism",
    "P69": "treaty of 2025: cyber security",
}
# Those whose founding text we have not read; the others name other aims.
UNREAD = ("P28", "P29", "P30", "P35", "P48", "P50", "P52", "P57", "P68")
# Challenger and leader.
PAIRS = {
    "China and the United States": ("China", "United States"),
    "Germany and Britain": ("Germany", "United Kingdom"),
    "Germany and France": ("Germany", "France"),
    "Japan and Russia": ("Japan", "Russia"),
    "Russia and the United States": ("Russia", "United States"),
    "China and Japan": ("China", "Japan"),
    "India and China": ("India", "China"),
}
# Counts of partnership with a yearly record: the last ten years of each and the ten before; numbers begun, and levels.
SERIES = {
    "joint exercises": ("1991–2000", "2001–2010"),
    "new defence agreements": ("1991–2000", "2001–2010"),
    "new alliance treaties": ("1999–2008", "2009–2018"),
}
LEVELS = {
    "pairs of states allied": ("1999–2008", "2009–2018", "per cent"),
    "NATO members": ("2006–2015", "2016–2025", "members"),
    "UN uniformed personnel": ("2002–2011", "2012–2021", "people"),
}


# Measures.


@cache
def wide(table: str, column: str) -> pd.DataFrame:
    """One column of `capabilities` or `economies`: one row per year, one column per state number, blank = none."""
    return load(table).pivot(index="year", columns="state_id", values=column).astype(float)


@cache
def yardstick(name: str) -> pd.DataFrame:
    """The table behind a yardstick of power, by its name in YARDSTICKS: one row per year, one column per state number.

    Net power is output × output per head (Beckley 2018): what people make counts for less where many live on it.
    """
    if name == "net power":
        return wide("economies", "gdp") ** 2 / wide("economies", "population")
    table, column = {"output": ("economies", "gdp"), "military spending": ("capabilities", "milex")}.get(
        name, ("capabilities", "cinc")
    )
    return wide(table, column)


def ratio(name: str) -> pd.Series:
    """China over the United States by year on a yardstick, per cent."""
    table = yardstick(name)
    return (100 * table[state("China")] / table[state("United States")]).dropna()


def _beside(name: str, one: str, other: str, year: int) -> float:
    row = yardstick(name).loc[year]
    return 100 * float(row[state(one)] / row[state(other)])


def overtaken(name: str) -> int:
    """First year since 1945 in which China stands above the United States on a yardstick; 0 = not within the data."""
    above = ratio(name).loc[1945:] > 100
    return int(above.idxmax()) if above.any() else 0


@cache
def effective_powers() -> pd.Series:
    """Effective number of powers by CINC: how many equal states would be as concentrated, 1816–2022."""
    return wide("capabilities", "cinc").apply(lambda row: models.effective_number(row.dropna()), axis=1)


@cache
def movers(power: str = "index (CINC)", lag: int = 0) -> pd.DataFrame:
    """State × start year, 1826–2013: did the state's power change by a quarter in ten years, and did it sign an alliance?

    All start years are pooled, so windows overlap: errors cluster by state. changed: power, ten years apart, lies outside
    0.8–1.25 of what it was, in the decade before the start, or with lag = 15 in the one after the window. signed: a new
    alliance in the five years after the start. size: log power. region: the state's. The index ends in 2016, before its
    break; net power is a share of the world's.
    """
    table, joined = yardstick(power), load("alliance_members")
    table = table.loc[:2016] if "CINC" in power else table.div(table.sum(axis=1), axis=0)
    by_year = joined.groupby("joined")["state_id"].agg(set)
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    codes, logs, first_year = table.columns.to_numpy(), np.log(table.where(table > 0)).to_numpy(), table.index[0]
    rows = []
    for year in range(1826, 2014):
        at = year - first_year
        if at + lag >= len(logs):
            break
        window = set().union(*by_year.reindex(range(year + 1, year + 6)).dropna())
        change, size = logs[at + lag] - logs[at + lag - 10], logs[at]
        good = ~np.isnan(change + size)
        signed = np.isin(codes[good], list(window)).astype(float)
        rows.append(pd.DataFrame({"state_id": codes[good], "year": year, "change": change[good], "size": size[good], "signed": signed}))  # fmt: skip
    found = pd.concat(rows, ignore_index=True)
    changed = (found["change"].abs() >= QUARTER).astype(float)
    return found.assign(changed=changed, region=found["state_id"].map(region))


def afterwards(power: str) -> pd.DataFrame:
    """Rows of `movers` whose power was steady in the decade before the start; changed: in the ten years after the window.

    Half of those that change later had changed before, too: only the rest can serve as a placebo.
    """
    steady = movers(power).query("changed == 0")[["state_id", "year"]]
    return movers(power, 15).merge(steady, on=["state_id", "year"])


def signing_gap(table: pd.DataFrame, *held: str) -> models.Estimate:
    """How much more often states signed whose power had changed, in points, among states of the same year and size.

    table: rows of `movers`. held: further columns; rows are compared only where year and these are equal, and state by
    state with itself where `state_id` is among them. Least squares, errors clustered by state.
    """
    from statsmodels.regression.linear_model import OLS

    keys = [[name for name in ("year", *held) if name != "state_id"]] + [["state_id"]] * ("state_id" in held)
    groups = [table.groupby(key).ngroup().to_numpy(np.intp) for key in keys]
    inner = table[["signed", "changed", "size"]].to_numpy(float, copy=True)
    for _ in range(20 if len(groups) > 1 else 1):  # two kinds of groups are taken out in turn
        for group in groups:
            sums = np.column_stack([np.bincount(group, column) for column in inner.T])
            inner -= (sums / np.bincount(group)[:, None])[group]
    fit = OLS(inner[:, 0], inner[:, 1:]).fit(cov_type="cluster", cov_kwds={"groups": table["state_id"].to_numpy()})
    return models.Estimate(*(100 * float(value) for value in (fit.params[0], *fit.conf_int()[0])), len(table))


@cache
def by_offset() -> tuple[models.Estimate, ...]:
    """The gap from windows every five years only, for each of the five years that such a series can begin in."""
    table = movers()
    return tuple(signing_gap(table[(table["year"] - 1826) % 5 == start]) for start in range(5))


@cache
def by_era() -> pd.DataFrame:
    """The gap in each era of start years: value, low, high, n."""
    table = movers()
    found = {era: signing_gap(table[table["year"].between(*years)]) for era, years in ERAS.items()}
    return pd.DataFrame([(e.value, e.low, e.high, e.n) for e in found.values()], index=list(found), columns=["value", "low", "high", "n"])  # fmt: skip


@cache
def by_direction() -> dict[str, models.Estimate]:
    """The gap for states that had risen, and for those that had declined, each beside steady ones."""
    table = movers()
    up, down = table["change"] >= QUARTER, table["change"] <= -QUARTER
    return {"rise": signing_gap(table[~down]), "decline": signing_gap(table[~up])}


@cache
def threats() -> pd.DataFrame:
    """NATO members of 2024: rise of spending 2014–2024, distance to Moscow, terror attacks and cyber incidents per head.

    rise: percentage points of GDP; earlier: the same for 2004–2014, blank where not on record. distance: capital to Moscow, 1,000 km. terror: attacks 2008–2017 per million people;
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
    past = load("military_burden_long").pivot(index="state_id", columns="year", values="share_gdp")
    table = pd.DataFrame({"rise": rise, "distance": 2 * 6.371 * np.arcsin(np.sqrt(half))})
    table["earlier"] = (past[2014] - past[2004]).reindex(table.index)
    for name, counts in (("terror", attacks), ("cyber", cyber)):
        table[name] = (counts.reindex(table.index).fillna(0) / people.reindex(table.index)).astype(float)
    return table.set_index(table.index.map(state_name).rename("state"))


def _rho(x: pd.Series, y: pd.Series) -> float:
    from scipy.stats import rankdata

    return float(np.corrcoef(rankdata(x), rankdata(y))[0, 1])


def nearness(table: pd.DataFrame, rise: str = "rise") -> float:
    """Rank correlation of the rise of budgets with nearness to Moscow."""
    return -_rho(table["distance"], table[rise])


def threat_gap(table: pd.DataFrame, rise: str = "rise") -> float:
    """How much better terror explains rising budgets than nearness to Moscow does: difference of rank correlations."""
    return _rho(table["terror"], table[rise]) - nearness(table, rise)


def nearness_when_as_rich() -> float:
    """Rank correlation of rise and nearness among members with like output per head and like spending in 2014."""
    table = threats()
    codes = [state(name) for name in table.index]
    economies = load("economies").query("year == 2014").set_index("state_id").loc[codes]
    start = load("nato_spending").query("year == 2014").set_index("state_id")["share_gdp"].loc[codes]
    held = pd.DataFrame(
        {"rich": (economies["gdp"] / economies["population"]).to_numpy(), "start": start.to_numpy()}
    ).rank()
    design = np.column_stack([np.ones(len(held)), held])
    rest = [
        one - design @ np.linalg.lstsq(design, one, rcond=None)[0]
        for one in table[["distance", "rise"]].rank().to_numpy().T
    ]
    return -float(np.corrcoef(*rest)[0, 1])


def _firsts(table: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """Pairs of states, whichever way round, by their first start: state_id_1 < state_id_2, start."""
    ends = np.sort(table[[one, other]].to_numpy(), axis=1)
    pairs = pd.DataFrame({"state_id_1": ends[:, 0], "state_id_2": ends[:, 1], "start": table["start"].to_numpy()})
    return pairs.groupby(["state_id_1", "state_id_2"], as_index=False)["start"].min()


@cache
def first_deliveries() -> pd.DataFrame:
    """Pairs of states by the first five-year period of large deliveries, in either direction; in 1972, the first, they may be older."""
    return _firsts(load("arms_network"), "supplier_id", "recipient_id")


def votes_after_arms(before: int, after: int) -> pd.DataFrame:
    """Change of voting distance around first large deliveries since 1977, beside like pairs that never had any (`voting_change`)."""
    return voting_change(first_deliveries(), before, after).query("start > 1972")


@cache
def technology_agreements() -> pd.DataFrame:
    """Signed agreements of two states that cover arms industry, procurement or research, 1980–2010."""
    table = signed_agreements()
    return table[table[["industry", "procurement", "research"]].fillna(False).any(axis=1)]


def first_technology() -> pd.DataFrame:
    """Pairs of states by the year of their first technology agreement."""
    return _firsts(technology_agreements(), "state_id_1", "state_id_2")


@cache
def training_after(kind: str) -> pd.DataFrame:
    """Pairs of states around the five years in which some of them began to share technology; starts of 1991, 1996 and 2001.

    kind: 'agreement' (first technology agreement) or 'arms' (first large deliveries). tie: 1 for pairs that began then;
    pairs that had begun before are left out. trained in the five years about ten before, just before, and after: ago, now,
    later. change = later − now, over ten years from middle to middle; drift = now − ago, over five. beyond = change − 2 ×
    drift: what the pace of before does not give. allied, near, power, activity: just before.
    """
    first = (first_technology() if kind == "agreement" else first_deliveries()).set_index(["state_id_1", "state_id_2"])
    exercised, windows, rows = load("exercise_pairs"), pair_windows(), []
    for year in (1990, 1995, 2000):
        table = windows[windows["year"] == year]
        keys = pd.MultiIndex.from_frame(table[["state_id_1", "state_id_2"]])
        start = first["start"].reindex(keys).to_numpy(dtype=float, na_value=np.nan)
        trained = {
            name: keys.isin(
                list(as_pairs(exercised[exercised["year"].between(year + begin, year + begin + 4)]))
            ).astype(float)
            for name, begin in (("ago", -9), ("now", -4), ("later", 6))
        }
        table = table.assign(tie=((start > year) & (start <= year + 5)).astype(float), **trained)
        rows.append(table[~(start <= year)])
    found = pd.concat(rows, ignore_index=True)
    found["change"], found["drift"] = found["later"] - found["now"], found["now"] - found["ago"]
    return found.assign(beyond=found["change"] - 2 * found["drift"])  # ten years at the pace of the five before


def training_gap(kind: str, outcome: str) -> models.Estimate:
    """How much more the pairs that began to share changed, in points, among pairs of the same region and years.

    Land border, alliance, both states' power and agreements with anybody are held constant; two-way clustered. kind,
    outcome: as in `training_after`.
    """
    table = training_after(kind)
    columns = ["tie", "power", "activity", "allied", "near", outcome]
    inner = table[columns] - table.groupby(["region", "window"])[columns].transform("mean")
    found = models.pair_slope(inner.join(table[["state_id_1", "state_id_2"]]), outcome, columns[:-1])
    return models.Estimate(100 * found.value, 100 * found.low, 100 * found.high, found.n)


def _shifts(first: int, last: int, without: str) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Each state's mean share of world output, and its changes of log share of output and of people."""
    output, people = (wide("economies", name).loc[[first, last]] for name in ("gdp", "population"))
    both = [code for code in output.dropna(axis=1) if not without or code != state(without)]
    shares = [table[both].div(table[both].sum(axis=1), axis=0) for table in (output, people)]
    return shares[0].mean(), *(np.log(share.loc[last] / share.loc[first]) for share in shares)


@cache
def from_productivity(first: int = 1990, last: int = 2019, without: str = "") -> tuple[float, int]:
    """Of the shifts in states' shares of world output, the part that came with output per head, not with people; and states.

    Each state's change of log share splits into people and output per head; the part is the covariance of the second with
    the whole, weighted by the state's mean share. Accounting, 0–1; output per head is more than technology. without: a
    state left out, as if the world were the others.
    """
    weight, whole, heads = _shifts(first, last, without)
    return float((weight * whole * (whole - heads)).sum() / (weight * whole**2).sum()), len(whole)


def weight_of(name: str, first: int = 1990, last: int = 2019) -> float:
    """How much of the shifts that `from_productivity` splits is one state's own, 0–1."""
    weight, whole, _ = _shifts(first, last, "")
    return float((weight * whole**2)[state(name)] / (weight * whole**2).sum())


def ties(change: str) -> pd.DataFrame:
    """Ties made or cut from July 2021 to October 2025, in order of date, with what they are aimed at."""
    table = load("ties_since_2021")
    return table[table["change"] == change].reset_index(drop=True)


def aimed(change: str, at: str) -> int:
    """How many of the ties made or cut are aimed at a state, an armed group, or both."""
    return int((ties(change)["aimed_at"] == at).sum())


@cache
def new_threats() -> dict[str, int]:
    """Partnerships of the course list begun since 2001: named (a new threat), unread, all."""
    since = set(load("partnerships").query("start >= 2001")["partnership_id"])
    return {"named": len(since & set(NAMED)), "unread": len(since & set(UNREAD)), "all": len(since)}


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


@cache
def opponents() -> pd.DataFrame:
    """Pairs of states on opposite sides of an interstate war, 1823–2003: one, other, war, first year in which both fought."""
    table = load("interstate_wars")
    both = table.merge(table, on=["war_id", "war"], suffixes=("", "_other")).query(
        "side != side_other and state_id != state_id_other"
    )
    both = both.assign(year=both[["start", "start_other"]].max(axis=1).astype(int))
    both = both[both["year"] <= both[["end", "end_other"]].min(axis=1)].sort_values("year")
    both = both.rename(columns={"state_id": "one", "state_id_other": "other"})
    return both[["one", "other", "war", "year"]].drop_duplicates(["one", "other", "war"])


def _the(name: str) -> str:
    """A state's name as it stands after 'of' or 'and'."""
    return f"the {name}" if name.startswith("United") else name


def wars_between(one: str, other: str) -> dict[int, str]:
    """First year in which two states fought on opposite sides → the war's name."""
    found = opponents().query("one == @a and other == @b", local_dict={"a": state(one), "b": state(other)})
    return dict(zip(found["year"], found["war"], strict=True))


@cache
def great_pairs(name: str) -> pd.DataFrame:
    """Pairs of major powers by year, 1817–2003: were they near parity the year before, and did they go to war with each other?

    name: a yardstick. parity: the weaker had at least 80 per cent of the stronger's power; war: a war between the two began.
    """
    spells = load("major_powers").assign(end=lambda t: t["end"].fillna(2003).astype(int))
    years = pd.DataFrame([(row.state_id, year) for row in spells.itertuples() for year in range(max(row.start, 1817), row.end + 1)], columns=["one", "year"])  # fmt: skip
    pairs = years.merge(years.rename(columns={"one": "other"}), on="year").query("one < other")
    before = yardstick(name).stack().rename("power").reset_index().set_axis(["year", "one", "power"], axis=1).assign(year=lambda t: t["year"] + 1)  # fmt: skip
    pairs = pairs.merge(before, on=["one", "year"]).merge(before.rename(columns={"one": "other"}), on=["other", "year"], suffixes=("", "_other"))  # fmt: skip
    power = pairs[["power", "power_other"]]
    fought = pd.MultiIndex.from_frame(opponents()[["one", "other", "year"]])
    return pairs.assign(parity=100 * power.min(axis=1) / power.max(axis=1) >= PARITY[0], war=pd.MultiIndex.from_frame(pairs[["one", "other", "year"]]).isin(fought))  # fmt: skip


def parity_and_war() -> pd.DataFrame:
    """Wars begun between two major powers per 100 pair-years, near parity and not, by yardstick. A first look, no test."""
    rows = {}
    for name in YARDSTICKS[:3]:
        table = great_pairs(name)
        groups = table.groupby("parity")["war"]
        rate, count = 100 * groups.mean(), groups.sum()
        rows[name] = (int(count[True]), rate[True], int(count[False]), rate[False])
    columns = ["wars near equality", "per 100 pair-years near", "wars elsewhere", "per 100 pair-years elsewhere"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("yardstick")


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


def _ahead(gap: float, move: str, year: int) -> float:
    shares = scenario(gap, move, next(iter(PASTS)))["shares"]
    return float((shares[EAST][year - 2019] > shares[WEST][year - 2019]).mean())


def _first_year(true) -> int:
    """First year of the scenario as the explorer opens in which something is true of its `tipping` table."""
    found = scenario(3.0, "nobody", next(iter(PASTS)))
    return next(year for year in range(2020, 2050) if true(tipping(found, year)))


# Pictures.


@house_style()
def yardsticks_figure(guess: list[float] | None = None) -> Picture:
    """China over the United States on four yardsticks, and the effective number of powers; a sketch of the index is drawn into it."""
    output, index = overtaken("output"), overtaken("index (CINC)")
    figure, (left, right) = new_figure(
        f"China passed the United States in {index}, in {output}, or not yet",
        "Left: China as per cent of the United States, 1960–2022. Right: effective number of powers (index)",
        POWER,
        size="pair",
        cols=2,
    )
    lines = {}
    for name, short, colour in [
        ("index (CINC)", "index", OCHRE),
        ("output", "output", TEAL),
        ("net power", "net power", BLUE),
        ("military spending", "military $", PLUM),
    ]:
        series = ratio(name).loc[1960:]
        if "CINC" in name:
            series.loc[2016.5] = np.nan
            series = series.sort_index()
        lines[f"{short} {series.iloc[-1]:.0f}%"] = left.plot(series.index, series, color=colour)[0]
    yours = ""
    if guess is not None:
        left.plot(SKETCHED, guess, color=ORANGE, marker="o", linewidth=2, linestyle=(0, (3, 1.5)), zorder=4)
        left.text(1961.5, 0.97, "● your line for the index", color=ORANGE, fontsize=9.5, fontweight="bold", va="top",
                  transform=left.get_xaxis_transform(), bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
        yours = f" Your line for the index ends at {guess[-1]:.0f} per cent in {SKETCHED[-1]}."
    left.axhspan(*PARITY, color=PALE, alpha=0.5, linewidth=0)
    left.text(1961, sum(PARITY) / 2, "nearly equal", color=GREY, fontsize=9, va="center")
    left.set(ylim=(0, max(205, *(1.25 * value for value in guess or [0]))), xlim=(1960, 2022))
    left.set_xticks([1960, 1980, 2000, 2020])
    label_lines(left, lines, gap=0.085)
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
    military, net = ratio("military spending").loc[2022], ratio("net power").loc[2019]
    alt = (f"Left, four lines: China passes 100 per cent of the United States on the capability index in {index} and in economic output in {output}; it stands at {net:.0f} per cent in net power in 2019 and at "
           f"{military:.0f} per cent in military spending in 2022. Right: the effective number of powers is {powers[1946]:.1f} in 1946, {powers[1992]:.1f} in 1992, the most, and {powers[2016]:.1f} in 2016.{yours}")  # fmt: skip
    return show(figure, alt)


@house_style()
def options_diagram() -> Picture:
    """What a middle state can do when a giant rises next door."""
    figure, ax = diagram(
        "A giant rises next door: four questions, five answers",
        "A new pact ends two of the five branches (the two by name after Walt; the order of questions is ours)",
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
            f"rank correlation with {'nearness' if ax is left else 'terror'} {-value.value if ax is left else value.value:+.2f}".replace(
                "-", "−"
            ),
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
    made, cut = ties("made"), ties("cut")
    title = f"{aimed('made', 'state')} of {len(made)} ties made aim at a state, {aimed('cut', 'armed group')} of {len(cut)} cut at an armed group"
    figure, axes = new_figure(
        title,
        "July 2021 – October 2025. Aimed at ● a state, ■ an armed group, ▲ both or unclear",
        EVENTS,
        size="wide",
        cols=2,
    )
    for ax, table, head in zip(axes, (made, cut), ("made", "cut"), strict=True):
        for i, row in enumerate(table.itertuples()):
            month = int(row.date[5:7]) if len(row.date) > 4 else 7
            x, tone = row.year + (month - 0.5) / 12, tones[row.aimed_at]
            ax.plot(
                [x],
                [i],
                {"state": "o", "armed group": "s", "both or unclear": "^"}[row.aimed_at],
                color=tone,
                markersize=8,
            )
            right = x < 2023.7
            ax.text(x + (0.13 if right else -0.13), i, row.tie, color=tone, fontsize=9.5, va="center", ha="left" if right else "right")  # fmt: skip
        ax.set(xlim=(2021.2, 2026.1), ylim=(max(len(made), len(cut)) - 0.3, -0.9), yticks=[])
        ax.set_xticks(range(2022, 2026))
        ax.set_title(head, loc="left", fontsize=10.5, fontweight="bold")
        ax.grid(False)
        ax.spines["left"].set_visible(False)
    note = "SAMIM, SAMIDRC: forces of southern Africa\nResolute Support: NATO's force in Afghanistan\nECOWAS, ECCAS: unions of West and Central Africa"
    axes[1].text(2021.3, len(cut) + 0.85, note, fontsize=8.5, color=GREY, va="center")
    figure.subplots_adjust(left=0.03, right=0.98, wspace=0.06, top=0.8)
    alt = (f"Two lists in order of date. Of {len(made)} ties made since July 2021, {aimed('made', 'state')} are aimed at a state, among them Finland and Sweden in NATO, and {aimed('made', 'armed group')} at an armed group; "
           f"of {len(cut)} ties cut, {aimed('cut', 'armed group')} had been aimed at an armed group, such as the G5 Sahel.")  # fmt: skip
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
        lambda: [float(ratio("index (CINC)")[year]) for year in SKETCHED],
        yardsticks_figure,
        "By the index China passed in 1995 (with a relapse in 2002), by output in 2016, by military spending not yet: it stood at 26%<!--= military_2022 --> of the United States in 2022. Nor by *net power*, output times output per head, which counts what is left when people have been fed: 25%<!--= net_2019 --> in 2019. Each yardstick is a theory of "
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
    questions = {
        "Move the year from 2035 to 2045. When can a single move first tip the balance, and whose?": "In 2036<!--= first_tipped -->, India's, by joining China's side; a year later Japan's, by changing sides. From 2045<!--= first_ahead --> China's side is ahead, and Russia's change would turn it.",
        "Set the gap to one point and the year to 2049. In how many of a hundred runs is China's side ahead? Then let Europe stand alone. Which weighs more, growth or friends?": "In 15<!--= slow_2049 -->. With Europe alone in 50<!--= slow_europe -->, about what a gap of three points does with everybody in place (58<!--= fast_2049 -->).",
        "Learn from *yearly wiggles only*. Why is the calmer fan the worse one?": "By the test above, that kind of band misses most of what happened.",
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


class Challengers(Panel):
    """How strong a challenger was beside a leader by three yardsticks, when the two were nearly equal, and when they fought."""

    title = "Challenger and leader"
    stories = {
        "Summer 1914": (
            {"pair": PAIRS["Germany and Britain"], "year": 1913},
            "The challenger of the textbooks, the year before the First World War.",
        ),
        "Port Arthur": (
            {"pair": PAIRS["Japan and Russia"], "year": 1903},
            "The weaker side by every line, and it won.",
        ),
        "The Cold War": (
            {"pair": PAIRS["Russia and the United States"], "year": 1985},
            "Ahead by the index, a sixth by net power, and no war.",
        ),
    }
    questions = {
        "Germany and Britain in 1913, the textbook case: nearly equal by how many lines?": "By output alone. Net power (79.8%<!--= germany_net -->) and the index (127.1%<!--= germany_index -->) miss the band by a little. How wide *equal* is, is a choice.",
        "Play Russia and the United States from 1950 to 1990. What did the index see that net power did not?": "Soldiers, steel and people, which the index weighs. By net power the rival never came near.",
        "India and China in 1961: was the war of the next year one of equals?": "By net power India had 102%<!--= india_net --> of China's, by the index 46%<!--= india_index -->. So it was, or it was not.",
    }
    controls = {
        "pair": choice("Challenger and leader", PAIRS.items()),
        "year": number("Year", 1830, 2019, 2019, play=True),
    }

    def compute(self, pair, year):
        """Challenger as per cent of the leader by yardstick and year, the values in the year, and wars between the two."""
        one, other = (state(name) for name in pair)
        lines = {}
        for name in YARDSTICKS[:3]:
            table = yardstick(name)
            share = 100 * table[one] / table[other]
            lines[name] = share.loc[1830 : 2016 if "CINC" in name else 2019]
        at = {name: float(line.get(year, np.nan)) for name, line in lines.items()}
        return {"pair": pair, "year": year, "lines": lines, "at": at, "wars": wars_between(*pair)}

    def draw(self, result):
        figure, ax = new_figure("", "", POWER)
        ax.axhspan(*PARITY, color=PALE, alpha=0.6, linewidth=0)
        ax.text(1832, 100, "nearly equal", fontsize=9.5, color=GREY, va="center")
        self.subtitle = figure.subtitle
        tones = (TEAL, BLUE, OCHRE)
        self.lines = {name: ax.plot([], [], color=tone)[0] for name, tone in zip(YARDSTICKS[:3], tones, strict=True)}
        self.names = {name: ax.text(2023, 0, "", color=tone, fontsize=9.5, fontweight="bold", va="center") for name, tone in zip(YARDSTICKS[:3], tones, strict=True)}  # fmt: skip
        self.mark = ax.axvline(2019, color=INK, linewidth=1, linestyle=(0, (2, 2)))
        self.wars = [ax.plot([], [], "v", color=ORANGE, markersize=9)[0], *(ax.text(0, 1450, "", fontsize=9, color=ORANGE, ha="center") for _ in range(6))]  # fmt: skip
        ax.set_yscale("log")
        ax.set(xlim=(1830, 2020), ylim=(0.3, 3000))
        ax.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1,000%"])
        ax.minorticks_off()
        figure.subplots_adjust(left=0.1, right=0.84)
        return figure

    def update(self, result):
        ends = {}
        for name, line in result["lines"].items():
            self.lines[name].set_data(line.index, line)
            named(self.lines[name], name, "% of the leader")
            ends[name] = float(np.clip(line.dropna().iloc[-1], 1.2, 900))
        floor = 0.0  # labels in order of height, none on another
        for name in sorted(ends, key=ends.get):
            floor = max(ends[name], floor * 1.5)
            self.names[name].set(text=name, y=floor)
        self.mark.set_xdata([result["year"]] * 2)
        wars = list(result["wars"].items())
        self.wars[0].set_data([year for year, _ in wars], [900] * len(wars))
        groups: list[list[int]] = []  # years too close for two labels share one
        for year, _ in wars:
            groups[-1].append(year) if groups and year - groups[-1][-1] < 14 else groups.append([year])
        for text, years in zip(self.wars[1:], groups + [[]] * 6, strict=False):
            text.set(x=sum(years) / len(years) if years else 1831, text=" · ".join(map(str, years)))
        self.subtitle.set_text(f"{result['pair'][0]} as per cent of {_the(result['pair'][1])}, each yardstick; ▼ a war between the two begins")  # fmt: skip

    def headline(self, result):
        near = [name for name, value in result["at"].items() if PARITY[0] <= value <= PARITY[1]]
        known = sum(not math.isnan(value) for value in result["at"].values())
        if not known:
            return f"{result['year']}: not covered by the data"
        return f"{result['year']}: nearly equal by {len(near)} of {known} yardstick{'s' if known > 1 else ''}"

    def describe(self, result):
        one, other = result["pair"]
        values = [f"by {name} {value:.1f}%" if not math.isnan(value) else f"by {name} not covered" for name, value in result["at"].items()]  # fmt: skip
        wars = ", ".join(f"{year} ({war})" for year, war in result["wars"].items()) or "none on record"
        return f"{result['year']}: {one} as per cent of {_the(other)}: {', '.join(values)}. Nearly equal means {PARITY[0]} to {PARITY[1]}%. Wars between the two, 1823–2003: {wars}."  # fmt: skip

    def table(self, result):
        return pd.DataFrame(result["lines"]).round(1)


EXPLORERS = {"scenarios": Scenarios, "challengers": Challengers}


# Exercises.


def net_share(year: int = 2019) -> float:
    """Net power is output times output per head: multiply the ratio of output by the ratio of output per head."""
    output, people = (wide("economies", name).loc[year] for name in ("gdp", "population"))
    china, states = state("China"), state("United States")
    bigger = output[china] / output[states]
    return 100 * float(bigger * bigger * people[states] / people[china])


def _times(year: int, what: str) -> float:
    table = wide("economies", what).loc[year]
    return float(table[state("China")] / table[state("United States")])


def years_to_parity(growth: int = 4) -> float:
    """A share that grows by the same rate each year is multiplied, not added to: divide the logarithms."""
    return math.log(PARITY[0] / ratio("net power")[2019]) / math.log(1 + growth / 100)


def smallest_that_tips(year: int = 2040) -> float:
    """A state that changes sides closes the gap by twice its share, so half the gap is enough."""
    return tipping(scenario(3.0, "nobody", next(iter(PASTS))), year).attrs["gap"] / 2


def start_years_chosen() -> str:
    """The series began in one of five possible years, and only from that year does the interval clear zero."""
    return "other-starts"


def same_members_before() -> str:
    """The decade before the shift holds the members and their places still: what was there before was not made by it."""
    return "decade-before"


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


RETIRED = ("13.1", "13.2", "13.3", "13.4", "13.5", "13.6", "13.7", "13.9")
EXERCISES = [
    Exercise(
        id="13.11",
        title="Gross into net",
        prompt=lambda year: (
            f"In {year} China's output was {_times(year, 'gdp'):.2f} times that of the United States, and it had {_times(year, 'population'):.2f} times as many people. "
            "Net power is output times output per head. What was China's net power, in per cent of the United States'? Whole per cent; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=net_share,
        meaning="A large population counts twice: for what it makes, and against it for what it eats. Whether that is the right price is a theory, as with every yardstick.",
        hints=(
            "Output per head: divide the ratio of output by the ratio of people.",
            "Then multiply that by the ratio of output, and turn it into per cent.",
        ),
        mistakes=(
            Mistake(
                lambda year: 100 * _times(year, "gdp"), "That is gross output. Net power weighs it by output per head."
            ),
            Mistake(
                lambda year: 100 * _times(year, "gdp") / _times(year, "population"),
                "That is output per head. Multiply it by output once more.",
            ),
            Mistake(
                lambda year: 100 * _times(year, "gdp") ** 2 * _times(year, "population"),
                "You multiplied by people. Output per head divides by them.",
            ),
            Mistake(
                lambda year: net_share(year) / 100,
                "Right ratio, but the question asks for per cent: multiply by a hundred.",
            ),
        ),
        tolerance=0.6,
        percent=True,
        variants=({"year": 2005}, {"year": 2012}, {"year": 2019}),
    ),
    Exercise(
        id="13.12",
        title="Find the flaw in the headline",
        prompt=lambda: (
            f"A headline: *When power shifts, states sign pacts: {by_offset()[0].value:.1f} points more often (95% interval {by_offset()[0].low:.1f} to {by_offset()[0].high:.1f})*. "
            "The study took every state in windows of five years that begin in 1826, 1831, 1836 and so on, held size and year constant, and clustered by state. What is its weakest spot?"
        ),
        kind="choice",
        level="evaluate",
        solution=start_years_chosen,
        meaning=lambda: (
            "Nothing in the question says 1826. The other four beginnings give "
            + ", ".join(
                f"{one.value:.1f} ({one.low:.1f} to {one.high:.1f})".replace("-", "−") for one in by_offset()[1:]
            )
            + ". Pool them all, as this lesson now does, and no choice is left to make. An earlier edition of this course printed the headline."
        ),
        hints=(
            "Which of the choices could just as well have been made otherwise?",
            "Ask of each option whether it would change the number, or only the words.",
        ),
        mistakes=(
            Mistake(
                lambda: "small-states",
                "Size is held constant, so small states are compared with small ones. Look for a choice that nothing holds still.",
            ),
            Mistake(
                lambda: "too-few-rows",
                "More than two thousand windows of some two hundred states are not few. The interval says how few.",
            ),
            Mistake(
                lambda: "by-state",
                "A state's power changes and its pacts hang together over time: clustering by state is what one should do.",
            ),
        ),
        options={
            "small-states": "small states change more than large ones do",
            "too-few-rows": "too few windows remain for such a question",
            "by-state": "errors are clustered by state, not by year",
            "other-starts": "windows could begin in 1827, 1828 or later",
        },
    ),
    Exercise(
        id="13.13",
        title="Choose the control",
        prompt=lambda: (
            "From 2014 to 2024 NATO budgets rose most near Moscow. A sceptic: *budgets near Russia were catching up anyway*. Which comparison would test the sceptic best?"
        ),
        kind="choice",
        level="evaluate",
        solution=same_members_before,
        meaning=lambda: (
            f"If catching up were behind it, it would have been there before the shift. In 2004–2014 the rank correlation with nearness was {nearness(threats().dropna(subset='earlier'), 'earlier'):.2f}, after 2014 {nearness(threats()):.2f}.".replace(
                "-0", "−0"
            )
        ),
        hints=(
            "What would the sceptic expect to see in years without a shift?",
            "Hold the members and their places still, and change only the time.",
        ),
        mistakes=(
            Mistake(
                lambda: "in-dollars",
                "Another unit for the same rise. The sceptic's story fits dollars as well as shares.",
            ),
            Mistake(
                lambda: "all-europe",
                "More states in the same years. Those near Moscow may have been catching up there, too, so the doubt stays.",
            ),
            Mistake(
                lambda: "largest-rise",
                "Choosing by the outcome shows what you chose. The others are needed for a comparison.",
            ),
        ),
        options={
            "in-dollars": "the same years, but in dollars and not in shares of GDP",
            "all-europe": "the same years, for all states of Europe and not for NATO",
            "decade-before": "the same members and places, but in the decade before 2014",
            "largest-rise": "the same years, for the ten members whose budgets rose most",
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
        id="13.14",
        title="How large must a turncoat be?",
        prompt=lambda year: (
            f"In the scenario with a growth gap of three points the US side leads China's side by {tipping(_scenario_2040(), year).attrs['gap']:.1f} points of world output in {year}. "
            "An ally of the United States goes over to China's side. What share of world output must it have, at least, to close that lead? Per cent, one decimal."
        ),
        kind="number",
        level="analyse",
        solution=smallest_that_tips,
        meaning="Half the lead. That is why a great power guards its allies more jealously than it courts the unaligned: the same state weighs double.",
        hints=(
            "Its share leaves one total. Where does it go?",
            "Try a lead of 10 points and an ally of 5.",
        ),
        mistakes=(
            Mistake(
                lambda year: 2 * smallest_that_tips(year),
                "So large would an unaligned state have to be. An ally leaves one side and enters the other.",
            ),
            Mistake(
                lambda year: 4 * smallest_that_tips(year),
                "You doubled the lead. It is the state's share that counts double.",
            ),
            Mistake(
                lambda year: float(np.median(_scenario_2040()["shares"][WEST][year - 2019])) / 2,
                "Half of the whole US side is more than needed: only the lead has to go.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=({"year": 2025}, {"year": 2030}, {"year": 2035}),
    ),
    Exercise(
        id="13.15",
        title="How long to parity?",
        prompt=lambda growth: (
            f"By net power China stood at {ratio('net power')[2019]:.1f}% of the United States in 2019. Suppose that ratio grows by {growth}% a year, every year: next year it is {1 + growth / 100:.2f} times as large. "
            f"After how many years does it reach {PARITY[0]}%, where power transition theory grows nervous? One decimal; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=years_to_parity,
        meaning="By output parity came long ago, by net power it is decades off. A theory of parity says nothing until you say parity of what.",
        hints=(
            "How many times larger must the ratio become?",
            "Divide the logarithm of that by the logarithm of one year's growth.",
        ),
        mistakes=(
            Mistake(
                lambda growth: (PARITY[0] - ratio("net power")[2019]) / growth,
                "You added points each year. Growth of a ratio multiplies it.",
            ),
            Mistake(
                lambda growth: (PARITY[0] / ratio("net power")[2019] - 1) / (growth / 100),
                "That is growth without interest on interest: each year builds on the year before.",
            ),
            Mistake(
                lambda growth: math.log(100 / ratio("net power")[2019]) / math.log(1 + growth / 100),
                f"That is when it reaches a hundred per cent. The question stops at {PARITY[0]}.",
            ),
        ),
        decimals=1,
        unit="years",
        variants=({"growth": 4}, {"growth": 5}, {"growth": 7}),
    ),
]
REFLECTIONS = [
    Reflection(
        "13.8",
        "Is it balancing?",
        "Take three ties of 2021–2025 from the picture. What would have to be true for each to count as a balancing move?",
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


def signing_evidence(power: str = "index (CINC)") -> Evidence2:
    """How much more often states sign a new alliance after their power changed by a quarter, beside like states of the same year.

    power: a yardstick; by the index the finding also names what other comparisons give.
    """
    table = movers(power)
    found, after = signing_gap(table), signing_gap(afterwards(power))
    changed, steady = 100 * table.groupby("changed")["signed"].mean()[[1, 0]]
    words = f"By {power}, {changed:.0f}% of states whose power had changed by a quarter signed an alliance within five years, of the others {steady:.0f}%; among states of the same year and size the gap is {found.value:.1f} points, and {after.value:.1f} [{after.low:.1f}, {after.high:.1f}] where steady power changes only afterwards"
    if "CINC" in power:
        area, self_ = signing_gap(table, "region"), signing_gap(table, "state_id")
        words += f". Within the same region it is {area.value:.1f}, for the same state over time {self_.value:.1f}, for start years 1945–1988 {by_era().loc['1945–1988', 'value']:.1f}"
    return Evidence2(
        finding=words,
        data="panel",
        rivals=("new states are weak, grow and sign", "wars and fallen empires change power and pacts together", "one wide treaty makes many signers at once"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="state",
        unit="percentage points more often",
        n=found.n,
        n_unit="states in start years",
        benchmark=0,
        why_benchmark="shifts of power that change nothing leave states signing as often as like ones",
        expects="above",
        scope="new alliances",
    )  # fmt: skip


def budgets_evidence(seed: int = 1) -> Evidence2:
    """Did NATO budgets rise most near Moscow in 2014–2024, and had they in 2004–2014? Rank correlation, members resampled."""
    table = threats().rename_axis("name").reset_index()
    before = table.dropna(subset="earlier")
    found = _over_members(table, nearness, "rise", seed)
    past = _over_members(before, nearness, "earlier", seed)
    return Evidence2(
        finding=f"Among {len(table)} members the rise of budgets in 2014–2024 goes with nearness to Moscow at {found.value:+.2f} (as rich and spending as much at the start: {nearness_when_as_rich():+.2f}); in the ten years before at {past.value:+.2f}",
        data="before and after",
        rivals=("near Russia lie countries with other reasons to arm", "the pledge of 2014 bound those most who spent least"),
        rung=2,
        **measured(found),
        interval="block bootstrap",
        by="member",
        unit="rank correlation",
        n=len(table),
        n_unit="members",
        benchmark=0,
        why_benchmark="if the shift in Europe changed no priorities, nearness to Russia makes no difference",
        expects="above",
        placebo=(past.value, past.low, past.high),
        scope="NATO's budgets after 2014",
    )  # fmt: skip


def _over_members(table: pd.DataFrame, statistic, rise: str, seed: int) -> models.Estimate:
    columns = ["distance", "terror", rise]
    return models.block_bootstrap(table, lambda rows: statistic(rows[columns], rise), "name", seed=seed, n=400)


def shifts_reshape(seed: int = 1) -> tuple[Part, ...]:
    """Alliances made, by two yardsticks; alliances that end, by what works found; priorities, by NATO's budgets."""
    made = works("C17.1", "Johnson2017", "Weitsman2004", "Walt1985", "LaiReiter2000", "Warren2010")
    return (
        Part("new alliances", signing_evidence(), made, counts=(signing_evidence("net power"),)),
        Part("alliances that end", studies=works("C17.1", "LeedsSavun2007", "Morrow1991")),
        Part("defence priorities", budgets_evidence(seed)),
    )


def named_threat_evidence() -> Evidence2:
    """Share of the listed partnerships begun since 2001 whose founding text or mandate names a new threat; texts unread bound it."""
    count = new_threats()
    shares = [100 * count["named"] / count["all"], 100 * (count["named"] + count["unread"]) / count["all"]]
    case = Case(
        "the day after the attacks on New York and Washington, NATO's members call them an attack on all",
        "2001-09-12", "course timeline", traced=True,
    )  # fmt: skip
    return Evidence2(
        finding=f"Of {count['all']} listed partnerships begun since 2001, {count['named']} name terrorism or cyber attack in their founding text, mandate or announcement, or a later extension ({shares[0]:.0f}%); of {count['unread']} we have not read the text, so it may be up to {shares[1]:.0f}%; uncoded before 2001; one coder",
        data="few cases",
        rivals=("texts name what is in fashion", "the list was drawn up for teaching"),
        rung=0,
        estimate=shares[0],
        low=shares[0],
        high=shares[1],
        interval="worst case",
        unit="% of listed partnerships",
        n=count["all"],
        n_unit="partnerships begun since 2001",
        benchmark=50,
        why_benchmark="'often' is more than half",
        expects="above",
        cases=(case,),
    )  # fmt: skip


def new_threats_influence() -> tuple[Part, ...]:
    """How often founding texts name the new threats."""
    return (Part("influence of new threats", named_threat_evidence(), works("C17.2", "AssanvoEtAl2016", "Kinne2018", "Wolfley2021", "EdryJohnsonLeeds2021")),)  # fmt: skip


def threat_evidence(seed: int = 1) -> Evidence2:
    """Does terror explain the rise of NATO budgets 2014–2024 better than nearness to Moscow, and had it in 2004–2014?"""
    table = threats().rename_axis("name").reset_index()
    found = _over_members(table, threat_gap, "rise", seed)
    past = _over_members(table.dropna(subset="earlier"), threat_gap, "earlier", seed)
    near, terror, cyber = (models.rank_correlation(table[name], table["rise"]).value for name in ("distance", "terror", "cyber"))  # fmt: skip
    return Evidence2(
        finding=f"Across {len(table)} members the rise of budgets goes with nearness to Moscow at {-near:+.2f}, with terror attacks per head at {terror:+.2f} and with cyber incidents per head at {cyber:+.2f}; in the decade before, terror minus nearness cannot be told from nothing and leans the other way ({past.value:+.2f} [{past.low:+.2f}, {past.high:+.2f}])",
        data="before and after",
        rivals=("intelligence and police work cost little and show in no budget", "cyber incidents are counted where somebody looks"),
        rung=2,
        **measured(found),
        interval="block bootstrap",
        by="member",
        unit="correlation with terror minus correlation with nearness",
        n=len(table),
        n_unit="members",
        benchmark=0,
        why_benchmark="both explain the rise equally well",
        expects="above",
        placebo=(past.value, past.low, past.high),
    )  # fmt: skip


def budgets_by_threat(seed: int = 1) -> tuple[Part, ...]:
    """Terror against a hostile neighbour, by the rise of budgets."""
    return (Part("which threat moved budgets", threat_evidence(seed), works("C17.2", "BeckerPoastHaesebrouck2025")),)


def vital() -> tuple[Part, ...]:
    """Advice: no evidence, one work beside it."""
    return (Part("vital for stability", studies=works("C17.3")),)


def trust_evidence() -> Evidence2:
    """Change of UN voting distance from three years before to five after the first period of large deliveries, against like pairs."""
    pairs, past = votes_after_arms(-3, 5), votes_after_arms(-8, -3)
    (mean, low, high), placebo = models.pair_mean(pairs, "net"), models.pair_mean(past, "net")
    other = models.pair_mean(votes_after_arms(-1, 5), "net")[0]
    return Evidence2(
        finding=f"After a first large arms delivery {len(pairs)} pairs changed their distance in UN votes by {pairs['change'].mean():+.2f}, like pairs without one by {pairs['matched'].mean():+.2f}: {mean:+.2f} more; counted from one year before, {other:+.2f}",
        data="before and after",
        rivals=("arms are not technology, and votes are not trust", "purchases follow friendship"),
        rung=2,
        estimate=mean,
        low=low,
        high=high,
        interval="clustered",
        by="both states of the pair",
        unit="points of voting distance",
        n=len(pairs),
        n_unit="pairs",
        benchmark=0,
        why_benchmark="sharing that builds no trust leaves a pair as far apart as like pairs",
        expects="below",
        placebo=placebo,
        scope="votes after arms deliveries",
    )  # fmt: skip


def training_evidence(kind: str) -> Evidence2:
    """Joint exercises of pairs before and after they began to share, beside like pairs, less their own earlier drift at its yearly pace.

    kind: 'agreement' or 'arms', as in `training_after`.
    """
    found, change, drift = (training_gap(kind, outcome) for outcome in ("beyond", "change", "drift"))
    table = training_after(kind)
    began = table[table["tie"] == 1]
    share = 100 * began[["ago", "now", "later"]].mean()
    what = "a first technology agreement" if kind == "agreement" else "first large arms deliveries"
    return Evidence2(
        finding=f"Of {len(began)} pairs with {what}, {share['ago']:.0f}% trained together about ten years before, {share['now']:.0f}% just before and {share['later']:.0f}% after; beside like pairs their share moved by {change.value:+.0f} points in ten years, and in the five before by {drift.value:+.0f}; at that pace ten years give {2 * drift.value:+.0f}, which leaves {found.value:+.0f} [{found.low:.0f}, {found.high:.0f}]",
        data="panel",
        rivals=("friends do both", "the exercises are those of 1980–2010 that the press reported"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points, beyond the pace of the five years before",
        n=found.n,
        n_unit="pairs of states in three periods",
        benchmark=0,
        why_benchmark="a tie that adds nothing lets the pair go on at its pace of before, beside like pairs",
        expects="above",
        scope="joint exercises",
    )  # fmt: skip


def sharing_builds() -> tuple[Part, ...]:
    """Trust, by votes after arms; operating together, by exercises after arms."""
    return (
        Part("trust, as far as votes show it", trust_evidence(), works("C17.4", "BiddleMacdonaldBaker2018")),
        Part(
            "operating together, as far as exercises show it",
            training_evidence("arms"),
            works("C17.4", "DeVoreStai2019"),
        ),
    )


@cache
def yearly(name: str) -> pd.DataFrame:
    """Counts of a series of SERIES by year, with late = 1 in the last ten years of its data."""
    starts = {
        "joint exercises": lambda: load("exercises")["year"],
        "new defence agreements": lambda: signed_agreements()["start"],
        "new alliance treaties": lambda: load("alliances")["start"],
    }[name]()
    first, last = int(SERIES[name][0][:4]), int(SERIES[name][1][-4:])
    table = pd.DataFrame({"year": range(first, last + 1)})
    return table.assign(count=[int((starts == year).sum()) for year in table["year"]], late=(table["year"] > last - 10).astype(float))  # fmt: skip


def level(name: str, year: int) -> float:
    """A series of LEVELS in a year: per cent of pairs, members, or people."""
    if name == "NATO members":
        return len(nato_members(year))
    if name == "UN uniformed personnel":
        return float(load("un_personnel_year").set_index("year")["personnel"][year])
    return 100 * len(allied_pairs(year)) / possible_pairs(year)


def level_in(name: str, decade: str) -> float:
    """Mean of a series of LEVELS over the years of a decade such as '1999–2008'."""
    first, last = map(int, decade.split("–"))
    return float(np.mean([level(name, year) for year in range(first, last + 1)]))


def series_evidence(name: str) -> Evidence2:
    """A count of partnership in the last ten years of its data against the ten before; levels by their means, a full count."""
    if name in LEVELS:
        first, last, unit = LEVELS[name]
        was, now = level_in(name, first), level_in(name, last)
        digits = 0 if was > 100 else 1
        words = f"{name if name[:2] in ('NA', 'UN') else name.capitalize()} (mean): {was:,.{digits}f} {unit} in {first}, {now:,.{digits}f} in {last}"
        return Evidence2(finding=words, data="full count", rivals=("how many there are is not how much they matter",), rung=None, **counted(now / was),
                         interval="full count", unit="times the level of the ten years before", n=20, n_unit="years", **_rising())  # fmt: skip
    table = yearly(name)
    found = models.quasi_poisson(table, "count", ["late"])
    before, after = (int(table.loc[table["late"] == late, "count"].sum()) for late in (0, 1))
    words = f"{name.capitalize()}: {before:,} in {SERIES[name][0]}, {after:,} in {SERIES[name][1]}"
    return Evidence2(finding=words, data="yearly counts", rivals=("how many there are is not how much they matter",), rung=None, **measured(found),
                     interval="overdispersed", unit="times the count of the ten years before", n=len(table), n_unit="years", **_rising())  # fmt: skip


def _rising() -> dict:
    return {"benchmark": 1, "why_benchmark": "no more than in the ten years before", "expects": "above"}


def counts_rise() -> tuple[Part, ...]:
    """Six counts with a yearly record, each in the last ten years of its data against the ten before."""
    first, *rest = (series_evidence(name) for name in (*SERIES, *LEVELS))
    return (Part("importance, as far as counts show it", first, works("C17.5"), counts=tuple(rest)),)


def advice() -> tuple[Part, ...]:
    """Advice: nothing is tested."""
    return (Part("stay adaptable, form deeper ties"),)


def need_in_shifts() -> tuple[Part, ...]:
    """A need is in no table; two works say what countries do."""
    return (Part("need of joint strategies", studies=works("C17.7")),)


def threats_need() -> tuple[Part, ...]:
    """Need, which one success without would break, and that success is open to dispute; the effect on collective defence is silent."""
    case = Case(
        "Japan breaks the violence of Aum Shinrikyo, a sect that had made nerve gas and lives on under other names, by its own policing; but it was a threat at home, and quiet help leaves no trace",
        "1995", "Jones and Libicki 2008, chapter 3", disputed=True,
    )  # fmt: skip
    return (
        Part("closer coordination is necessary", studies=works("C17.8"), counterexamples=(case,)),
        Part("collective defence becomes more effective", force="most-or-tends"),
    )


def productivity_evidence() -> Evidence2:
    """Of the shifts in shares of world output 1990–2019, the part that came with output per head, not with people."""
    (share, n), (longer, _), (shorter, _) = from_productivity(), from_productivity(1960), from_productivity(2000)
    rest, rest_longer = (from_productivity(first, without="China")[0] for first in (1990, 1960))
    output, people = wide("economies", "gdp"), wide("economies", "population")
    (was, now), (heads_was, heads_now) = ([100 * t.loc[y, state("China")] / t.loc[y].sum() for y in (1990, 2019)] for t in (output, people))  # fmt: skip
    return Evidence2(
        finding=f"{100 * share:.0f}% of the shifts in shares of world output 1990–2019 came with output per head, the rest with numbers of people (from 1960 {100 * longer:.0f}%, from 2000 {100 * shorter:.0f}%). China alone makes {100 * weight_of('China'):.0f}% of the shifts since 1990; without it the part is {100 * rest:.0f}%, and from 1960 {100 * rest_longer:.0f}%. China went from {was:.0f}% to {now:.0f}% of output while its share of people fell from {heads_was:.0f}% to {heads_now:.0f}%",
        data="full count",
        rivals=("output per head also grows by capital, schooling, trade and peace",),
        rung=0,
        **counted(100 * share),
        interval="full count",
        unit="% of the shifts",
        n=n,
        n_unit="states",
        benchmark=50,
        why_benchmark="half would mean that people counted as much",
        expects="above",
        scope="shifts of economic power",
    )  # fmt: skip


def technology_shifts() -> tuple[Part, ...]:
    """Technology in the widest sense, as output per head; alignments have no number."""
    return (Part("technology's part in shifts of power", productivity_evidence()),)


def sharing_grows_evidence() -> Evidence2:
    """New agreements on arms industry, procurement or research by year: 1996–2010 against 1981–1995."""
    starts = technology_agreements()["start"]
    table = pd.DataFrame({"year": range(1981, 2011)})
    table = table.assign(
        count=[int((starts == year).sum()) for year in table["year"]], late=(table["year"] > 1995).astype(float)
    )
    found = models.quasi_poisson(table, "count", ["late"])
    before, after = (int(table.loc[table["late"] == late, "count"].sum()) for late in (0, 1))
    later = [int(starts.between(*span).sum()) for span in ((1996, 2000), (2006, 2010))]
    return Evidence2(
        finding=f"{after} agreements of two states on arms industry, procurement or research were signed in 1996–2010, {before} in 1981–1995; within the later years they fell, from {later[0]} in 1996–2000 to {later[1]} in 2006–2010",
        data="yearly counts",
        rivals=("more states since 1991", "an agreement is not yet sharing", "older texts are known less well"),
        rung=None,
        **measured(found),
        interval="overdispersed",
        unit="times the yearly number",
        n=len(table),
        n_unit="years",
        benchmark=1,
        why_benchmark="as many as in the fifteen years before",
        expects="above",
    )  # fmt: skip


def sharing_strengthens() -> tuple[Part, ...]:
    """More sharing, by agreements; cooperation, by exercises after an agreement; readiness is secret."""
    return (
        Part("more and more sharing", sharing_grows_evidence(), kind="trend"),
        Part("cooperation, as far as exercises show it", training_evidence("agreement"), works("C17.9")),
        Part("readiness"),
    )


def essential() -> tuple[Part, ...]:
    """One success of collective security, and one of cooperation, without a military partnership."""
    league = Case(
        "the Council of the League of Nations stops a Greek invasion of Bulgaria; Greece has left within three days and pays damages; observers came, troops did not",
        "1925-10-29", "Reuter in the Auckland Star of 31 October 1925; Time of 9 November and 14 December 1925",
    )  # fmt: skip
    treaty = Case(
        "governments agree to freeze and halve the gases that destroy the ozone layer, without a military partnership",
        "1987-09-16", "Montreal Protocol, UN Treaty Series 1522",
    )  # fmt: skip
    return (
        Part("collective security", studies=works("C17.10"), counterexamples=(league,)),
        Part("international cooperation", counterexamples=(treaty,)),
    )


# Claims.


ASKED = ["C17.1", "C17.2", "C17.4", "C17.5", "C17.9", "C17.11"]
CLAIMS = [
    Judgement(
        "C17.1",
        "contested",
        "Defence priorities did move after a shift: NATO's budgets after 2014 rose most near Russia, and had not before. Works find that alliances break sooner when their members' strength changes. But whether states *sign* more after a change of power hangs on the years, the yardstick and the comparison: the gap is small, and by net power it is larger, 7.0<!--= gap_net_after --> points, where a steady state's power changes only afterwards, which the shift cannot have caused unless it was foreseen.",
        parts=shifts_reshape,
    ),
    Judgement(
        "C17.2",
        "partly supported",
        "About half of the partnerships since 2001 name terrorism or cyber attack in their texts, and whether it is more than half hangs on texts that we have not read. Partnerships begun before 2001 are uncoded, so nothing shows a change, and there was one coder. That a text names a threat does not show that the threat made the tie.",
        parts=new_threats_influence,
        ours="not supported",
        ours_reason="Not for NATO's budgets: after 2014 they rose with nearness to Russia, and no link with terror can be told from none. The decade before, which should find nothing, cannot be told from nothing, and leans the other way.",
        ours_parts=budgets_by_threat,
    ),
    Judgement(
        "C17.3",
        "not testable here",
        "'Vital' says how much one ought to care. Data can say what diplomacy costs, not what it is worth.",
        parts=vital,
    ),
    Judgement(
        "C17.4",
        "contested",
        "Arms stand in for technology here, votes for trust and exercises for working together, all three poorly. After first large deliveries neither votes nor exercises can be told from those of like pairs.",
        parts=sharing_builds,
    ),
    Judgement(
        "C17.5",
        "contested",
        "Of six counts four are higher in the last ten years of their data than in the ten before, new agreements cannot be told from level, and new treaties fell to a third: the verdict hangs on which one picks. The counts of exercises and agreements stop in 2010, those of treaties in 2018, and none of them is importance.",
        parts=counts_rise,
    ),
    Judgement(
        "C17.6",
        "not testable here",
        "A counsel, not a finding. States that did not adapt may be those that could not, so even hindsight would hardly test it.",
        parts=advice,
    ),
    Judgement(
        "C17.7",
        "not testable here",
        "What countries need is a judgement. What they do when power shifts is C17.1.",
        parts=need_in_shifts,
    ),
    Judgement(
        "C17.8",
        "contested",
        "One threat met without closer coordination would be enough against 'necessary'. Japan coped alone with a new one, but whether a sect at home is what the sentence means can be disputed. NATO has called on collective defence once, so its effect cannot be counted.",
        parts=threats_need,
    ),
    Judgement(
        "C17.9",
        "contested",
        "Sharing grew from 1981–1995 to 1996–2010, as agreements on technology show, and fell within the later years. Pairs that sign one do train together more afterwards than like pairs; but they were already drawing closer, and beyond that pace nothing is left that can be told from zero. Readiness is secret.",
        parts=sharing_strengthens,
    ),
    Judgement(
        "C17.10",
        "not supported",
        "'Essential' says that nothing succeeds without, and two dated successes without are on record, one for each half: it fails as a strict necessity; as praise it could not be tested. A partnership is a tie of armed forces, as the document defines it; a force of several countries is one (C19.6). The Council of the League was a body of states and sent no troops. Whoever counts such bodies too lets its case go, and the first half is open. Read as praise, or as a word for 'useful', the sentence may be true; that is another sentence.",
        parts=essential,
    ),
    Judgement(
        "C17.11",
        "contested",
        "Shares of world output have shifted more because output per head grew unequally than because numbers of people did: 82%<!--= per_head --> since 1990. But China alone makes 40%<!--= per_head_china --> of these shifts; without it the part is 64%<!--= per_head_rest -->, and 50%<!--= per_head_rest_1960 --> if one begins in 1960. Technology is part of that, beside capital, schooling, trade and peace, which this sum does not tell apart.",
        parts=technology_shifts,
    ),
]


# Numbers.
NUMBERS = {
    "net_2019": lambda: ratio("net power")[2019],
    "military_2022": lambda: ratio("military spending")[2022],
    "japan_1903": lambda: _beside("index (CINC)", "Japan", "Russia", 1903),
    "germany_net": lambda: _beside("net power", "Germany", "United Kingdom", 1913),
    "germany_index": lambda: _beside("index (CINC)", "Germany", "United Kingdom", 1913),
    "india_net": lambda: _beside("net power", "India", "China", 1961),
    "india_index": lambda: _beside("index (CINC)", "India", "China", 1961),
    "powers_1946": lambda: effective_powers()[1946],
    "powers_1992": lambda: effective_powers()[1992],
    "powers_2016": lambda: effective_powers()[2016],
    "signed_changed": lambda: 100 * movers().query("changed == 1")["signed"].mean(),
    "signed_steady": lambda: 100 * movers().query("changed == 0")["signed"].mean(),
    "gap_net_after": lambda: signing_gap(afterwards("net power")).value,
    "near": lambda: nearness(threats()),
    "near_rich": nearness_when_as_rich,
    "terror": lambda: models.rank_correlation(threats()["terror"], threats()["rise"]).value,
    "cyber": lambda: models.rank_correlation(threats()["cyber"], threats()["rise"]).value,
    "cliff_before": lambda: wide("capabilities", "milex").loc[2004, state("China")] / 1e6,
    "cliff_after": lambda: wide("capabilities", "milex").loc[2005, state("China")] / 1e6,
    "named": lambda: new_threats()["named"],
    "since": lambda: new_threats()["all"],
    "unread": lambda: new_threats()["unread"],
    "made_state": lambda: aimed("made", "state"),
    "made_without": lambda: int((ties("made")["entry"] != "lesson 10 list").sum()),
    "tech_before": lambda: 100 * training_after("agreement").query("tie == 1")["now"].mean(),
    "tech_after": lambda: 100 * training_after("agreement").query("tie == 1")["later"].mean(),
    "tech_gain": lambda: training_gap("agreement", "change").value,
    "tech_drift": lambda: training_gap("agreement", "drift").value,
    "tech_rest": lambda: training_gap("agreement", "beyond").value,
    "tech_rest_low": lambda: training_gap("agreement", "beyond").low,
    "tech_rest_high": lambda: training_gap("agreement", "beyond").high,
    "counts_up": lambda: sum(one.low > 1 for one in map(series_evidence, (*SERIES, *LEVELS))),
    "un_last": lambda: 100 * level("UN uniformed personnel", 2021) / level("UN uniformed personnel", 2011),
    "per_head": lambda: 100 * from_productivity()[0],
    "per_head_china": lambda: 100 * weight_of("China"),
    "per_head_rest": lambda: 100 * from_productivity(without="China")[0],
    "per_head_rest_1960": lambda: 100 * from_productivity(1960, without="China")[0],
    "west_2019": lambda: past_shares().loc[2019, WEST],
    "east_2019": lambda: past_shares().loc[2019, EAST],
    "growth_west": lambda: past_growth()[WEST],
    "growth_east": lambda: past_growth()[EAST],
    "fan_states": lambda: len(fan_test()),
    "runs": lambda: shocks("1950–1989").shape[2],
    "first_tipped": lambda: _first_year(lambda table: table["tips"].any()),
    "first_ahead": lambda: _first_year(lambda table: table.attrs["ahead"] == EAST),
    "slow_2049": lambda: 100 * _ahead(1.0, "nobody", 2049),
    "slow_europe": lambda: 100 * _ahead(1.0, "Europe stands alone", 2049),
    "fast_2049": lambda: 100 * _ahead(3.0, "nobody", 2049),
}
