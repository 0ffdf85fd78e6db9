"""Lesson 03, history: who was allied with whom since 1815, whether the blocs balanced, and where the periods break."""

from __future__ import annotations

import math
import re
from functools import cache, cached_property
from itertools import combinations, pairwise, product

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import CourseError, load, map_outlines, state, state_name
from helpers.explorer import Panel, choice, number, toggle
from helpers.figures import (
    BLUE,
    COLOURS,
    GREY,
    INK,
    OCHRE,
    ORANGE,
    PALE,
    PLUM,
    SKY,
    TEAL,
    Network,
    Picture,
    WorldMap,
    arrow,
    bare,
    box,
    diagram,
    house_style,
    label_lines,
    lettering,
    new_figure,
    show,
)
from helpers.marks import named
from helpers.measures import allied_pairs, defence_promises, nato_members, pairs_by_treaty, possible_pairs, states_in
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

ATOP = "ATOP 5.1 (Leeds et al. 2002), data to 2018"
BLOCS = "NMC 7.0 (Singer 1987); members on 31 December; shown 1955–1988"
PACTS = {"defence pacts": "defence", "any pact": None}
USA, RUSSIA = 2, 365
COLD_WAR = range(1955, 1991)
FIRST = 1816
MEASURES = {"CINC": "cinc", "soldiers": "milper", "spending": "milex", "output": "gdp"}
# Who was in the coalition of 1991, by the two lists in circulation: 36 states as the press reprinted them in 2003, and 33 by
# CNN in 2001, both without the United States and without Afghanistan, whose fighters were no government force. The audit
# office gives a number (36) and no names.
GULF_36 = "ARG AUS BHR BGD BEL CAN Czechoslovakia DNK EGY FRA DEU GRC HUN HND ITA KWT MAR NLD NZL NER NOR OMN PAK POL PRT QAT SAU SEN KOR ESP SYR TUR ARE GBR"  # fmt: skip
GULF_CNN = "ARG AUS BHR BGD BEL CAN DNK EGY FRA GRC ITA KWT MAR NLD NZL NER NOR OMN PAK PHL PRT QAT KOR SAU SEN SLE SGP ESP SYR ARE GBR"  # fmt: skip
# Listed operations begun since 2001 whose mandate or name makes terrorists the enemy, and those that fought a group on the
# lists of terrorists under another mandate.
AGAINST_TERROR = {"P41", "P42", "P54", "P58"}
AMONG_OTHERS = {"P34", "P35", "P57"}
# Those whose mandate is to hold up a government or put one back: the largest other purpose, taken widely.
FOR_GOVERNMENTS = {"P34", "P35", "P44", "P57", "P59"}
SKETCHED = (1816, 1850, 1880, 1914, 1938, 1945, 1970, 2018)
EVENTS = {
    1816: "after Napoleon", 1866: "Prussia beats Austria", 1879: "Dual Alliance", 1914: "First World War", 1919: "League Covenant",
    1939: "Second World War", 1942: "United Nations Declaration", 1947: "Rio Treaty", 1949: "North Atlantic Treaty", 1955: "Warsaw Pact",
    1961: "non-aligned meet in Belgrade", 1975: "Helsinki Final Act", 1991: "the USSR ends", 1999: "NATO opens eastward", 2004: "seven join NATO",
    2014: "Russia takes Crimea",
}  # fmt: skip
NO_PACT = "#9aa7b4"
PALE_LINK = "#c9d1d9"
REGIONS = {
    "North America": (SKY, "#9fc7e4"),
    "Latin America and Caribbean": (SKY, "#9fc7e4"),
    "Europe and Central Asia": ("#7f6fb8", "#b3a9d6"),  # blue is the bloc of the United States
    "Middle East and North Africa": (TEAL, "#6fb5ac"),
    "Sub-Saharan Africa": (PLUM, "#cf94bd"),
    "South Asia": (OCHRE, "#c4a663"),
    "East Asia and Pacific": (OCHRE, "#c4a663"),
}


# Measures.


def defence_density(year: int, kind: str | None = "defence") -> float:
    """Share of all possible pairs of states that a pact ties in a year, per cent."""
    return 100 * len(allied_pairs(year, kind)) / possible_pairs(year)


@cache
def density_series(kind: str | None = "defence") -> pd.Series:
    """Per cent of possible pairs tied by a pact, for each year 1816–2018."""
    return pd.Series({year: defence_density(year, kind) for year in range(FIRST, 2019)})


def pairs_table(years: list[int]) -> pd.DataFrame:
    """States, possible pairs, pairs with a defence pact and their share in each of the years."""
    rows = {year: (len(states_in(year)), possible_pairs(year), len(allied_pairs(year, "defence"))) for year in years}
    table = pd.DataFrame(rows, index=["states", "possible pairs", "pairs with a defence pact"]).T.rename_axis("year")
    return table.assign(**{"% of possible": [round(defence_density(year), 1) for year in years]})


def pact_members(year: int) -> list[tuple[int, ...]]:
    """The members of each defence pact in force in a year: those that the promise binds, for pacts of two or more."""
    found = (pairs for _, pairs in pairs_by_treaty(year, "defence") if pairs)
    return sorted(tuple(sorted({member for pair in pairs for member in pair})) for pairs in found)


@cache
def warsaw_members(year: int) -> frozenset[int]:
    """State numbers of the members of the Warsaw Pact on 31 December of a year, by formal exit."""
    table = load("warsaw_pact_members")
    inside = (table["start"] <= year) & (table["end_date"] >= pd.Timestamp(f"{year}-12-31"))
    return frozenset(table.loc[inside, "state_id"])


def bloc_power(year: int) -> dict[str, float]:
    """Share in the world's power (CINC) of both leaders and of their other allies, per cent; soldiers of both blocs, thousands."""
    power = load("capabilities", year).astype({"milper": float}).set_index("state_id")
    west, east = (power[power.index.isin(side)] for side in (nato_members(year), warsaw_members(year)))
    return {
        "us": 100 * west["cinc"][USA],
        "other west": 100 * west["cinc"].drop(USA).sum(),
        "ussr": 100 * east["cinc"][RUSSIA],
        "other east": 100 * east["cinc"].drop(RUSSIA).sum(),
        "soldiers west": west["milper"].sum(),
        "soldiers east": east["milper"].sum(),
    }


@cache
def scales() -> pd.DataFrame:
    """The West over the East for each year 1955–1988: both leaders alone, and NATO over the Warsaw Pact, by four measures.

    Columns: (measure, 'leaders' or 'blocs'). Output: GDP at constant prices (Fariss et al. 2022).
    """
    power = load("capabilities").astype({"milex": float, "milper": float})
    table = power.merge(load("economies")[["state_id", "year", "gdp"]], on=["state_id", "year"], how="left")
    rows = {}
    for year in COLD_WAR[:-2]:
        now = table[table["year"] == year].set_index("state_id")[list(MEASURES.values())]
        sides = (nato_members(year), warsaw_members(year)), ({USA}, {RUSSIA})
        blocs, leaders = (now[now.index.isin(west)].sum() / now[now.index.isin(east)].sum() for west, east in sides)
        rows[year] = {(name, kind): float(ratio[column]) for name, column in MEASURES.items()
                      for kind, ratio in (("leaders", leaders), ("blocs", blocs))}  # fmt: skip
    return pd.DataFrame(rows).T


def balance_table(years: list[int]) -> pd.DataFrame:
    """The West over the East in some years: leaders alone, then with their allies, by each measure."""
    return scales().loc[years].T.round(2).rename_axis(["measure", "West over East"]).rename_axis("", axis=1)


def imbalance(measure: str) -> pd.Series:
    """How far the blocs were from level, over how far their leaders alone were, for each year 1955–1988.

    Far from level: the larger over the smaller, whichever it is. Below 1, the allies brought the scales nearer to level.
    """
    away = np.log(scales()[measure]).abs()
    return np.exp(away["blocs"] - away["leaders"])


def camp_shares(year: int, kind: str | None = "defence") -> dict[str, float]:
    """Per cent of the other states tied to the United States only, Russia (the USSR) only, both, neither.

    kind: "defence" counts promises of defence, also those that bind one side only, as with Japan; None any pact.
    """
    pairs = defence_promises(year) if kind == "defence" else allied_pairs(year, kind)
    others = states_in(year) - {USA, RUSSIA}
    with_us = {s for s in others if (min(s, USA), max(s, USA)) in pairs}
    with_russia = {s for s in others if (min(s, RUSSIA), max(s, RUSSIA)) in pairs}
    parts = {"United States": with_us - with_russia, "Russia": with_russia - with_us, "both": with_us & with_russia}
    parts["neither"] = others - with_us - with_russia
    return {name: 100 * len(part) / len(others) for name, part in parts.items()}


def camps_table(years: list[int]) -> pd.DataFrame:
    """Per cent of the other states by promise of defence to or from the two powers, for each of the years."""
    return (
        pd.DataFrame({year: camp_shares(year) for year in years})
        .round()
        .astype(int)
        .T.rename_axis("% of other states tied to")
    )


def camps_share(year: int) -> float:
    """Per cent of the other states with a promise of defence to or from either superpower."""
    return 100 - camp_shares(year)["neither"]


def obligation_shares() -> pd.DataFrame:
    """Per cent of the treaties signed in each decade that hold an obligation; n = treaties."""
    table = load("alliances").query("start >= 1820 and start <= 2018")
    grouped = table.groupby(table["start"] // 10 * 10)
    shares = 100 * grouped[["defence", "nonaggression", "consultation"]].mean()
    return shares.assign(n=grouped.size())


@cache
def gulf_coalition() -> pd.DataFrame:
    """The partners of the United States in the Gulf War of 1991 on either list: on which, and a promise of defence in 1990.

    Romania is on neither list; a newspaper of March 1991 names its field hospital.
    """
    pairs, longer, shorter = defence_promises(1990), GULF_36.split(), GULF_CNN.split()
    rows = [(state(name), name in longer, name in shorter) for name in sorted({*longer, *shorter, "ROU"})]
    table = pd.DataFrame(rows, columns=["state_id", "on_36", "on_cnn"])
    table["name"] = [short_name(number_, 1990) for number_ in table["state_id"]]
    table["pact_1990"] = [(USA, number_) in pairs for number_ in table["state_id"]]
    return table.sort_values("name", ignore_index=True)


def gulf_shares() -> dict[str, float]:
    """Per cent of the partners with an American promise of defence: on the longer list, on the other, on either, on both."""
    table = gulf_coalition()
    lists = {"list of 36": table["on_36"], "CNN": table["on_cnn"], "either": table["on_36"] | ~table["on_36"], "both": table["on_36"] & table["on_cnn"]}  # fmt: skip
    return {name: 100 * float(table.loc[rows, "pact_1990"].mean()) for name, rows in lists.items()}


def bloc_of(state_id: int, year: int) -> str:
    """The bloc of a state in a year: 'west', 'east', or '' outside both."""
    return "west" if state_id in nato_members(year) else "east" if state_id in warsaw_members(year) else ""


@cache
def relevant_years() -> pd.DataFrame:
    """Politically relevant directed pairs in each year 1955–1990, with the blocs of both; disputes of a run spread over it."""
    runs = load("dispute_pairs").query("last_year >= 1955 and first_year <= 1990")
    table = runs.loc[runs.index.repeat(runs["years"].to_numpy(np.intp))].reset_index(drop=True)
    table["year"] = table["first_year"] + table.groupby(["initiator_id", "target_id", "first_year"]).cumcount()
    table["onsets"] = table["onsets"] / table["years"]
    table = table[table["year"].isin(COLD_WAR)]
    bloc = {(one, year): bloc_of(one, year) for year in COLD_WAR for one in states_in(year) | set(table["target_id"])}
    for side in ("initiator", "target"):
        table[side] = [bloc[one, year] for one, year in zip(table[f"{side}_id"], table["year"], strict=True)]
    return table


@cache
def bloc_pair_years() -> pd.DataFrame:
    """Politically relevant pairs 1955–1990 by kind: pair-years, disputes, pairs that went to war, wars.

    Kinds: 'across' the blocs; 'other', all the rest, pairs inside one bloc too; 'outside', those of the rest with no member
    of a bloc. Each pair of states counts once a year, whoever began. A war counts once, however many pairs it sets at odds.
    """
    table = relevant_years()
    across = (table["initiator"] != table["target"]) & (table["initiator"] != "") & (table["target"] != "")
    kinds = {"across": across, "other": ~across, "outside": (table["initiator"] == "") & (table["target"] == "")}
    keys = list(zip(table["initiator_id"], table["target_id"], table["year"], strict=True))
    fought, clashes = load("interstate_wars").query("1955 <= start <= 1990"), set()
    for war, part in fought.groupby("war_id"):
        for one, two in product(part[part["side"] == 1].itertuples(), part[part["side"] == 2].itertuples()):
            clashes.add((war, (one.state_id, two.state_id, max(one.start, two.start))))
    rows = {}
    for name, chosen in kinds.items():
        inside = {key for key, kept in zip(keys, chosen, strict=True) if kept}
        pairs = {(war, key) for war, key in clashes if key in inside}
        rows[name] = (
            int(chosen.sum()) / 2,
            table.loc[chosen, "onsets"].sum(),
            len(pairs),
            len({war for war, _ in pairs}),
        )
    return pd.DataFrame(rows, index=["pair-years", "disputes", "pairs at war", "wars"]).T


def clashes_table() -> pd.DataFrame:
    """Disputes and wars of relevant pairs across the blocs and elsewhere, 1955–1990."""
    names = {"across": "across the blocs", "other": "other relevant pairs", "outside": "of these, no member of a bloc"}
    return bloc_pair_years().rename(names).round().astype(int)


def expected_wars(per: str, base: str = "other") -> float:
    """Wars that would have crossed the blocs at the rate of a base of pairs, per 'pair-years' or per 'disputes'."""
    table = bloc_pair_years()
    return table.loc[base, "wars"] * table.loc["across", per] / table.loc[base, per]


def none_by_luck(per: str, base: str = "other") -> float:
    """Chance of no war at all if wars fall at random at that rate, per cent."""
    return 100 * math.exp(-expected_wars(per, base))


@cache
def attacks() -> pd.DataFrame:
    """Directed relevant pairs 1955–1990 that are not of one bloc, like years joined: disputes begun, is the target a member."""
    table = relevant_years()
    table = table[(table["initiator"] != table["target"]) | (table["target"] == "")]
    table = table.assign(
        member=(table["target"] != "").astype(float),
        border=table["contiguity"].astype(str),
        initiator=table["initiator_major"].astype(float),
        major=table["target_major"].astype(float),
        ratio=table["log_ratio"].astype(float),
        pair_years=1,
    )
    keys = ["initiator_id", "target_id", "member", "border", "initiator", "major", "ratio"]
    sums = table.groupby(keys, as_index=False)[["onsets", "pair_years"]].sum()
    return sums.assign(onsets=np.minimum(sums["onsets"], sums["pair_years"]))


@cache
def attack_odds() -> pd.Series:
    """Logit of a new dispute on the target's membership, with border, major powers and power ratio; clustered by target."""
    terms = ["member", "border", "initiator", "major", "ratio"]
    return models.logit(attacks(), "onsets", terms, trials="pair_years", cluster="target_id").iloc[1]


@cache
def joining_years() -> pd.DataFrame:
    """States in each year 1817–2018: joined an alliance for the first time (1 or 0), had a rival the year before, power, region, period.

    Rivals: Thompson's list, to the last year given or to 2018. power: log of the share in the world's capabilities, from 0.0001% up.
    """
    members, rivals = load("alliance_members"), load("rivalries")
    first = members.groupby(["alliance_id", "state_id"])["joined"].min().reset_index()
    joined = set(zip(first["state_id"], first["joined"], strict=True))
    rival = {(one, year + 1) for row in rivals.itertuples() for one in (row.state_id_1, row.state_id_2)
             for year in range(max(row.start, FIRST), (2018 if pd.isna(row.end) else int(row.end)) + 1)}  # fmt: skip
    rows = [(one, year) for year in range(FIRST + 1, 2019) for one in sorted(states_in(year))]
    table = pd.DataFrame(rows, columns=["state_id", "year"])
    table = table.merge(load("capabilities")[["state_id", "year", "cinc"]], on=["state_id", "year"])
    pairs = list(zip(table["state_id"], table["year"], strict=True))
    return table.assign(
        joined=np.array([pair in joined for pair in pairs], float),
        rival=np.array([pair in rival for pair in pairs], float),
        power=np.log(table["cinc"].clip(1e-6)),
        region=table["state_id"].map(load("states").groupby("state_id")["region"].last()),
        period=pd.cut(table["year"], [1816, 1913, 1945, 1990, 2018], labels=["a", "b", "c", "d"]).astype(str),
    )


@cache
def joining_odds(first: int = 1816, last: int = 2018) -> pd.Series:
    """Logit of joining an alliance on a rival the year before, with power, region and period; clustered by state."""
    table = joining_years().query("@first <= year <= @last", local_dict={"first": first, "last": last})
    held = ["power", "region", *(["period"] if len(set(table["period"])) > 1 else [])]
    return models.logit(table, "joined", ["rival", *held], cluster="state_id").iloc[1]


def signings(first: int, cut: int, last: int, kind: str = "") -> pd.DataFrame:
    """New alliance treaties of each year, number of states, and late = from the year of the cut on; kind: an obligation or a trait."""
    table = load("alliances")
    table = table[table[kind].fillna(False).astype(bool)] if kind else table
    years = pd.DataFrame({"year": range(first, last + 1)})
    return years.assign(
        treaties=years["year"].map(table["start"].value_counts()).fillna(0).astype(int),
        states=[len(states_in(year)) for year in years["year"]],
        late=(years["year"] >= cut).astype(float),
    )


def signing_ratio(first: int, cut: int, last: int, kind: str = "") -> models.CountEstimate:
    """Treaties signed per state and year, from the cut to the last year over the years before it."""
    return models.quasi_poisson(signings(first, cut, last, kind), "treaties", ["late"], "states")


@cache
def fighting_alone() -> pd.DataFrame:
    """Exercises 1980–1999: late = from 1990 on, alone = fighting is the only purpose named (0/1), block: the series, or itself."""
    table = load("exercises").query("year <= 1999")
    apart = "exercise " + table["exercise_id"].astype(str)
    return pd.DataFrame({
        "late": (table["year"] >= 1990).astype(float),
        "alone": (table["warfighting"] & ~table["peacekeeping"] & ~table["humanitarian"]).astype(float),
        "block": table["series"].where(table["series"] != "", apart),
    })  # fmt: skip


def missions_begun(first: int, cut: int, last: int) -> pd.DataFrame:
    """UN missions begun in each year; late = from the year of the cut on."""
    years = pd.DataFrame({"year": range(first, last + 1)})
    begun = years["year"].map(load("un_missions")["start"].value_counts()).fillna(0).astype(int)
    return years.assign(missions=begun, late=(years["year"] >= cut).astype(float))


def members_spending(year: int) -> float:
    """Median share of GDP that the members of 2014 other than the United States gave to defence in a year, per cent."""
    table = load("nato_spending_2026")
    since = set(table.loc[table["member"] & (table["year"] == 2014), "state_id"]) - {USA}
    return float(table.loc[table["state_id"].isin(since) & (table["year"] == year), "share_gdp"].median())


def peacekeepers(year: int) -> int:
    """Uniformed personnel in UN missions in a year."""
    return int(load("un_personnel_year").set_index("year")["personnel"][year])


def largest_giver(year: int) -> tuple[int, float, int]:
    """Contributors to UN missions in a year, the largest one's share of the personnel in per cent, and its state number."""
    table = load("un_contributors").query(f"year == {year}").sort_values("personnel", ascending=False)
    return (
        len(table),
        100 * float(table["personnel"].iloc[0] / table["personnel"].sum()),
        int(table["state_id"].iloc[0]),
    )


@cache
def training_pairs(first: int = 1986, last: int = 2006) -> pd.DataFrame:
    """Pairs that trained together in five years from the first and from the last (late): outside = no promise of defence then."""
    held, rows = load("exercise_pairs"), []
    for late, years in ((0.0, range(first, first + 5)), (1.0, range(last, last + 5))):
        pairs = held.loc[held["year"].isin(years), ["state_id_1", "state_id_2"]].drop_duplicates()
        bound = frozenset().union(*(defence_promises(year) for year in years))
        outside = [100.0 * (pair not in bound) for pair in pairs.itertuples(index=False, name=None)]
        rows.append(pairs.assign(late=late, outside=outside))
    return pd.concat(rows, ignore_index=True)


def listed_operations(first: int = 0, last: int = 9999) -> pd.DataFrame:
    """Coalitions of the course list with an operation, begun from first to last year; no standby forces, donors or mere offices.

    terror: terrorists are the task by mandate or name; also: such a group was fought under another mandate; government: the
    mandate is to hold up a government or put one back.
    """
    table = load("partnerships")
    table = table[table["type"].str.contains("mission coalition") & table["start"].between(first, last)]
    marks = {"terror": AGAINST_TERROR, "also": AMONG_OTHERS, "government": FOR_GOVERNMENTS}
    return table.assign(**{name: table["partnership_id"].isin(those) for name, those in marks.items()})


def relief_by_year() -> pd.DataFrame:
    """Exercises and those with relief as a purpose in each year 1990–2010; late = from 2000 on."""
    grouped = load("exercises").query("year >= 1990").groupby("year")["humanitarian"]
    table = pd.DataFrame({"relief": grouped.sum().astype(int), "exercises": grouped.size()}).reset_index()
    return table.assign(late=(table["year"] >= 2000).astype(float))


@cache
def voting_panel() -> pd.DataFrame:
    """Pairs that ever exercised together, 1981–2009: voting distance, an exercise one year before or 1 or 3 after, power ratio.

    Means of pairs and of years are taken out of every number, so that a slope compares a pair with itself.
    """
    held = load("exercise_pairs")
    pairs = held[["state_id_1", "state_id_2"]].drop_duplicates()
    panel = pairs.merge(pd.DataFrame({"year": range(1981, 2010)}), how="cross")
    points = load("ideal_points").dropna(subset="ideal_point")
    power = load("capabilities").query("cinc > 0")
    for side in ("1", "2"):
        for source, column in ((points, "ideal_point"), (power, "cinc")):
            part = source[["state_id", "year", column]].set_axis([f"state_id_{side}", "year", column + side], axis=1)
            panel = panel.merge(part, on=[f"state_id_{side}", "year"])
    keys = pd.MultiIndex.from_frame(held[["state_id_1", "state_id_2", "year"]])
    for name, shift in (("before", -1), ("after", 1), ("later", 3)):
        wanted = panel[["state_id_1", "state_id_2"]].assign(year=panel["year"] + shift)
        panel[name] = pd.MultiIndex.from_frame(wanted).isin(keys).astype(float)
    panel["distance"] = (panel["ideal_point1"] - panel["ideal_point2"]).abs()
    panel["power"] = np.abs(np.log(panel["cinc1"] / panel["cinc2"]))
    return panel[["state_id_1", "state_id_2", "year", "distance", "power", "before", "after", "later"]]


def within_pairs(panel: pd.DataFrame) -> pd.DataFrame:
    """Take out of distance, power and exercises what is a pair's own and what is the year's, in turn until neither is left."""
    columns = ["distance", "power", "before", "after", "later"]
    values = panel[columns].to_numpy(dtype=float).copy()
    keys = (panel["state_id_1"] * 1000 + panel["state_id_2"], panel["year"])
    for group in [pd.factorize(key)[0].astype(np.intp) for key in keys] * 25:
        size = np.bincount(group)
        for column in values.T:
            column -= (np.bincount(group, column) / size)[group]
    return panel[["state_id_1", "state_id_2"]].join(pd.DataFrame(values, columns=columns, index=panel.index))


@cache
def exercise_effects() -> dict[str, models.Estimate]:
    """Voting distance within pairs: for an exercise last year, for one next year, and last beyond next; two-way clustered.

    'placebo': next year beyond three years on (to 2007), when neither exercise can have worked yet.
    """
    panel = voting_panel()
    rows, early = within_pairs(panel), within_pairs(panel[panel["year"] <= 2007])
    rows["both"], early["both"] = rows["before"] + rows["after"], early["after"] + early["later"]
    return {
        "before": models.pair_slope(rows, "distance", ["before", "power"]),
        "after": models.pair_slope(rows, "distance", ["after", "power"]),
        "beyond": models.pair_slope(rows, "distance", ["before", "both", "power"]),
        "placebo": models.pair_slope(early, "distance", ["after", "both", "power"]),
    }


def organised_share(first: int, last: int) -> float:
    """Per cent of the alliances signed from first to last year whose text sets up a standing organisation."""
    table = load("alliances").query(f"{first} <= start <= {last}")
    return 100 * float(table["organisation"].astype(float).mean())


def exercise_share(purpose: str, first: int, last: int) -> float:
    """Per cent of the exercises of first to last year with a purpose (purposes are not exclusive)."""
    table = load("exercises")
    return 100 * table.loc[table["year"].between(first, last), purpose].mean()


def change_points(values: models.Numbers, penalty: float | None = None, shortest: int = 2) -> list[int]:
    """Return the positions (from 0) at which a series' mean shifts: each is the first value of a new segment.

    Optimal partitioning (Jackson et al. 2005): least squared error plus `penalty` per shift, in units of the noise
    variance (taken from the median absolute difference of neighbours); 2 log n by default (Yao 1988). Segments hold
    at least `shortest` values. Persistent or trending series give spurious shifts. Raises CourseError below four values.
    """
    y = models.checked_numbers(values, "values", 4)
    steps = np.diff(y)
    noise = (1.4826 * np.median(np.abs(steps - np.median(steps)))) ** 2 / 2 or steps.var() / 2
    penalty = 2 * math.log(y.size) if penalty is None else penalty
    if not penalty >= 0 or shortest < 1:
        raise CourseError("The penalty cannot be negative and a segment holds at least one value.")
    y = y - y.mean()
    sums, squares = np.insert(np.cumsum(y), 0, 0), np.insert(np.cumsum(y**2), 0, 0)
    cost = penalty * noise
    best, start = np.full(y.size + 1, np.inf), np.zeros(y.size + 1, int)
    best[0] = -cost
    for end in range(shortest, y.size + 1):
        begin = np.arange(end - shortest + 1)
        error = squares[end] - squares[begin] - (sums[end] - sums[begin]) ** 2 / (end - begin)
        total = best[begin] + error + cost
        start[end] = np.argmin(total - 1e-12 * (begin == 0) * squares[-1])
        best[end] = total[start[end]]
    found, end = [], int(start[-1])
    while end:
        found, end = [end, *found], int(start[end])
    return found


def communities(edges: pd.DataFrame, weight: str | None = None, seed: int = 1) -> pd.Series:
    """Return the community of each node, 1 = largest (ties: smallest node first), by Louvain (Blondel et al. 2008).

    edges: one row per tie, its ends in the first two columns; weight: a column of strengths, repeated ties added up.
    Result indexed by node, the same for the same seed whatever the order of rows; near-equal partitions may exist.
    Raises CourseError for no ties or a missing end.
    """
    from networkx.algorithms.community import louvain_communities

    parts = louvain_communities(_graph(edges, weight), weight="weight", seed=seed)
    parts = sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part))
    labels = {node: label for label, part in enumerate(parts, 1) for node in part}
    return pd.Series(labels, name="community").sort_index().rename_axis("node")


def _graph(edges: pd.DataFrame, weight: str | None):
    """Return an undirected graph whose nodes and ties are added in sorted order, so that a seed fixes every result."""
    import networkx as nx

    ends = list(edges.columns[:2])
    rows = models.checked_columns(edges, *ends, *([weight] if weight else []))
    if rows.empty or len(ends) < 2 or (rows[ends[0]] == rows[ends[1]]).any():
        raise CourseError(
            "A network needs at least one tie, and each joins two different nodes, in the first two columns."
        )
    ties = pd.DataFrame(np.sort(rows[ends].to_numpy(), axis=1), columns=["a", "b"])
    ties["weight"] = models.checked_numbers(rows[weight], weight) if weight else 1.0
    graph = nx.Graph()
    graph.add_nodes_from(sorted({*ties["a"], *ties["b"]}))
    graph.add_weighted_edges_from(ties.groupby(["a", "b"], as_index=False).sum().itertuples(index=False, name=None))
    return graph


@cache
def blocs(year: int, kind: str | None) -> dict[int, int]:
    """State number → detected bloc (1 = largest) among the states with a pact in a year; empty without pacts."""
    pairs = sorted(allied_pairs(year, kind))
    return communities(pd.DataFrame(pairs, columns=["a", "b"])).to_dict() if pairs else {}


@cache
def world() -> dict:
    """What the explorer needs once: names, regions, positions on the ring, map codes by year, power by year."""
    states = load("states")
    region = states.groupby("state_id")["region"].last()
    order = [code for name in REGIONS for code in sorted(region.index[region == name])]
    angle = {code: math.pi / 2 - 2 * math.pi * i / len(order) for i, code in enumerate(order)}
    power = (
        load("capabilities")
        .query("year <= 2018")
        .pivot_table(index="state_id", columns="year", values="cinc")
        .fillna(0.0)
    )
    return {
        "region": region.to_dict(),
        "ring": {code: (math.cos(a), math.sin(a)) for code, a in angle.items()},
        "angle": angle,
        "iso3": {row.state_id: row.iso3 for row in states.itertuples() if row.iso3},
        "unions": map_outlines()["historical"]["unions"],
        "power": {year: power[year].to_dict() for year in power.columns},
    }


@cache
def map_codes(year: int) -> dict[str, int]:
    """ISO3 code of an outline of today → the state that held (roughly) that ground in a year."""
    present, codes = states_in(year), {}
    for union in world()["unions"]:
        if union["state_id"] in present and union["start"] <= year <= union["end"]:
            codes |= dict.fromkeys(union["iso3"], union["state_id"])
    return codes | {world()["iso3"][code]: code for code in present if code in world()["iso3"]}


def alliance_world(year: int, pact: str, view: str) -> dict:
    """All that the alliance world shows for a year: groups with members, colour and share of power, and the pairs."""
    kind, present = PACTS[pact], states_in(year)
    pairs, power = allied_pairs(year, kind), world()["power"][year]
    if view == "detected blocs":
        found = blocs(year, kind)
        groups: dict[str, list[int]] = {}
        for code, bloc in found.items():
            groups.setdefault(f"bloc {bloc}", []).append(code)
        rest, taken, tones = "no pact", {}, {}
        for name, members in groups.items():
            areas = pd.Series([world()["region"][m] for m in members]).value_counts()
            tone = "Americas" if "America" in areas.index[0] else areas.index[0]
            shades = REGIONS.get(tone, REGIONS["North America"])
            if RUSSIA in members or USA in members:  # a leader keeps its colour from year to year
                tones[name] = ORANGE if RUSSIA in members else BLUE
                continue
            tones[name] = shades[min(taken.get(tone, 0), 1)]
            taken[tone] = taken.get(tone, 0) + 1
    else:
        promises = defence_promises(year) if kind == "defence" else pairs  # Japan is tied, though it owes no defence
        ties = {lead: {a if b == lead else b for a, b in promises if lead in (a, b)} for lead in (USA, RUSSIA)}
        west, east = ties[USA] | {USA}, (ties[RUSSIA] | {RUSSIA}) & present
        groups = {
            "with the U.S.": sorted(west - east),
            "with Russia": sorted(east - west),
            "with both": sorted(west & east),
        }
        groups = {name: members for name, members in groups.items() if members}
        tones, rest = {"with the U.S.": BLUE, "with Russia": ORANGE, "with both": PLUM}, "with neither"
    member_of = {m: name for name, members in groups.items() for m in members}
    rows = []
    for name, members in [*groups.items(), (rest, sorted(present - set(member_of)))]:
        strong = sorted(members, key=lambda m: -power.get(m, 0))
        rows.append({"group": name, "states": len(members), "cinc": 100 * sum(power.get(m, 0) for m in members),
                     "strongest": ", ".join(short_name(m, year) for m in strong[:2]), "colour": tones.get(name, NO_PACT)})  # fmt: skip
    table = pd.DataFrame(rows).set_index("group")
    return {
        "year": year,
        "pact": pact,
        "view": view,
        "pairs": pairs,
        "table": table,
        "member_of": member_of,
        "rest": rest,
    }


GREAT = (USA, RUSSIA, state("China"), state("Germany"), state("United Kingdom"))


def surprises(member_of: dict[int, str], pairs) -> str:
    """Say of the first two great powers why they share a group without a pact, and of two others why allies stand apart.

    member_of: state → its group; states outside all groups are missing or None. pairs: the allied pairs.
    """
    allied = {pair: True for a, b in pairs for pair in ((a, b), (b, a))}
    grouped = [power for power in GREAT if member_of.get(power)]
    said: dict[bool, str] = {}
    for one, other in combinations(grouped, 2):
        together, tied = member_of[one] == member_of[other], (one, other) in allied
        names = f"{state_name(one)} and {state_name(other)}"
        between = [code for code in member_of if (one, code) in allied and (code, other) in allied]
        if together and not tied and between:
            links = " and ".join(sorted(map(state_name, between))[:2])
            said.setdefault(together, f" {names} have no pact with each other: both have one with {links}.")
        if tied and not together:
            kin = [sum((power, code) in allied and member_of[code] == member_of[home] for code in member_of)
                   for power, home in ((one, one), (one, other), (other, other), (other, one))]  # fmt: skip
            if kin[0] >= kin[1] and kin[2] >= kin[3]:
                said.setdefault(together, f" {names} are allies in two groups, since each has more pacts in its own: {kin[0]} against {kin[1]}, {kin[2]} against {kin[3]}.")  # fmt: skip
    return "".join(said.values())


def short_name(code: int, year: int) -> str:
    """A state's name as a chart of that year would write it."""
    if code == RUSSIA:
        return "USSR" if 1922 <= year <= 1991 else "Russia"
    names = {USA: "U.S.", 200: "UK", 345: "Yugoslavia" if 1929 <= year <= 2002 else "Serbia", 255: "Germany" if year >= 1871 else "Prussia",
             300: "Austria" if year < 1867 else "Austria-Hungary", 640: "Ottoman Empire" if year < 1923 else "Türkiye"}  # fmt: skip
    return names.get(code, state_name(code))


def event_near(year: int) -> str:
    """The latest named event up to a year, with its own year."""
    last = max(then for then in EVENTS if then <= year)
    return f"{last}: {EVENTS[last]}"


@cache
def slow_years() -> None:
    """Find the blocs of the years that take longest, once."""
    density_series(None)
    for year in range(1992, 2019):
        blocs(year, None)


def largest_groups(table: pd.DataFrame, rest: str) -> pd.DataFrame:
    """The groups by power, at most five with the smallest taken together, and last the states outside."""
    groups = table.drop(rest).sort_values("cinc", ascending=False)
    if len(groups) > 5:
        small = groups.iloc[4:]
        other = {"states": small["states"].sum(), "cinc": small["cinc"].sum(), "strongest": "", "colour": "#c3cbd4"}
        groups = pd.concat([groups.head(4), pd.DataFrame([other], index=[f"{len(small)} smaller blocs"])])
    return pd.concat([groups, table.loc[[rest]]])


def group_label(name: str, row: pd.Series, view: str) -> str:
    """A group's share of power and its two strongest members, or its name and number of states."""
    if view == "detected blocs" and name.startswith("bloc"):
        first, _, second = row["strongest"].partition(", ")
        return f"{row['cinc']:.0f}%  {first}, {second}" + (f" + {row['states'] - 2}" if row["states"] > 2 else "")
    return f"{row['cinc']:.0f}%  {name}: {row['states']}"


def in_words(count: int) -> str:
    """A number of states."""
    return f"{count} state" if count == 1 else f"{count} states"


@cache
def break_series() -> dict[str, pd.Series]:
    """The yearly series that the break finder offers, the last one made up: a walk without any break."""
    alliances, people = load("alliances"), load("un_personnel_year").set_index("year")["personnel"].dropna()
    years = range(FIRST, 2019)
    signed = alliances["start"].value_counts()
    power = load("capabilities").query("1816 <= year <= 2016").groupby("year")["cinc"].max()
    fights = load("armed_conflicts").groupby("year")["conflicts"].sum()
    drills = load("exercises").groupby("year").size()
    walk = pd.Series(np.cumsum(np.random.default_rng(7).normal(size=len(years))), index=years)
    return {
        "defence-pact pairs, % of all pairs": density_series(),
        "pairs with any pact, % of all pairs": density_series(None),
        "new alliance treaties per 100 states": pd.Series(
            {y: 100 * signed.get(y, 0) / len(states_in(y)) for y in years}
        ),
        "power of the strongest state, % (CINC)": 100 * power,
        "armed conflicts with a state party": fights.astype(float),
        "joint exercises reported": drills.astype(float),
        "UN peacekeepers, thousands": people.astype(float) / 1000,
        "a random walk without any break": walk,
    }


@cache
def strongest_breaks(series: str, change: bool, most: int) -> tuple[int, ...]:
    """Positions of at most so many change-points of a series: the penalty is raised until no more are found."""
    values = break_series()[series]
    values = values.diff().dropna() if change else values
    low, high = 0.0, 1e6
    for _ in range(22):
        middle = math.sqrt((low + 1) * (high + 1)) - 1
        found = change_points(values, penalty=middle, shortest=3)
        low, high = (middle, high) if len(found) > most else (low, middle)
    return tuple(change_points(values, penalty=high, shortest=3))


# Pictures.


@house_style()
def density_figure(guess: list[float] | None = None) -> Picture:
    """Share of pairs of states with a defence pact since 1816; a sketched line is drawn into it."""
    series = density_series()
    figure, ax = new_figure(
        "Defence pacts did not begin in 1945, and 1945 is the peak",
        "Pairs of states bound by a defence pact, per cent of all possible pairs, 1816–2018",
        ATOP,
    )
    ax.plot(series.index, series, color=COLOURS["defence"])
    ax.set(xlim=(FIRST, 2020), ylim=(0, max(50, *(1.04 * value for value in guess or [0]))))
    yours = ""
    if guess is not None:
        label_lines(ax, {"your line": ax.plot(SKETCHED, guess, color=ORANGE, marker="o", linewidth=2)[0]})
        figure.subplots_adjust(right=0.89)
        yours = f" Your line begins at {guess[0]:.0f} and has its highest dot, {max(guess):.0f}, in {SKETCHED[int(np.argmax(guess))]}."
    notes = [
        (1816, f"1816: {series[1816]:.0f}%\nafter Napoleon", (1838, 21)),
        (1866, "1866: the German\nConfederation ends", (1876, 14)),
        (1914, f"1914: {series[1914]:.1f}%", (1903, 7)),
        (1945, f"1945: {series[1945]:.0f}%\nthe Second World War's allies", (1885, 43)),
        (1970, f"1970: {series[1970]:.1f}%\nnew states, few pacts", (1976, 25)),
        (2018, f"2018: {series[2018]:.1f}%", (2000, 16)),
    ]
    for year, text, place in notes:
        ax.annotate(text, (year, series[year]), place, ha="center", color=INK, fontsize=9.5,
                    arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.8})  # fmt: skip
    alt = (
        f"Line chart, 1816 to 2018. Defence pacts tie {series[1816]:.0f} per cent of pairs in 1816, {series[1914]:.1f} in 1914, "
        f"{series[1945]:.0f} in 1945, {series[1970]:.1f} in 1970 and {series[2018]:.1f} in 2018.{yours}"
    )
    return show(figure, alt)


@house_style()
def balance_diagram() -> Picture:
    """Three theories of the same three states: what each asks, and what it would lead one to see in a table of power."""
    figure, ax = diagram(
        "Three theories read the same table of power",
        "Two rivals and a third state; arrows show what each theory watches",
    )
    for x in (33.3, 66.6):
        ax.plot([x, x], [4, 97], color=PALE, linewidth=1.2)
    halves = (
        (16.5, "Balance of power (Waltz)", ("STRONG", "WEAKER"), 1, "asks: who has the most?\nThird states join the weaker side;\nsums end up nearer to level\nthan the leaders alone."),
        (50, "Balance of threat (Walt)", ("STRONG\nfar off", "WEAKER\nnear, tanks"), 0, "asks: who could hurt me,\nand seems to want to? They may\njoin the strongest; sums can\nend up further from level."),
        (83.5, "Power transition (Organski)", ("LEADER\ncontent", "RISING\nnot content"), None, "asks: is the second about to\npass the first? Level is the\ndanger, not the cure: look at\nthe years nearest to equal."),
    )  # fmt: skip
    for x, name, (first, second), joined, words in halves:
        ax.text(x, 94, name, ha="center", fontweight="bold", color=BLUE, fontsize=11)
        box(ax, x - 8, 74, first, BLUE, 13, 17, filled=True)
        box(ax, x + 8, 74, second, ORANGE, 13, 17)
        if joined is None:
            arrow(ax, (x + 8, 60), (x - 6, 60), colour=INK)
            ax.text(x, 52, "overtaking", ha="center", color=INK, fontsize=9.5)
        else:
            box(ax, x, 44, "a third state", GREY, 15, 11)
            arrow(ax, (x, 50), (x + (8 if joined else -8), 65), colour=INK)
        ax.text(x, 30, words, ha="center", va="top", fontsize=9.5, linespacing=1.4)
    alt = (
        "Diagram in 3 parts. Balance of power: a third state joins the weaker side, so sums come nearer to level. "
        "Balance of threat: it joins the strong but distant state against the near one, so sums can move further from level. "
        "Power transition: a rising state about to pass the leader is the danger, so level years are the ones to watch."
    )
    return show(figure, alt)


@house_style()
def ratio_figure() -> Picture:
    """West over East for the leaders alone and for the blocs, by CINC and by soldiers."""
    table = scales()
    figure, axes = new_figure(
        "By soldiers the allies filled a gap; by CINC they first widened one",
        "West over East each year 1955–1988: leaders alone (grey) and with their allies (colour); 1 = level",
        BLOCS,
        size="pair",
        cols=2,
        sharey=True,
    )
    for ax, name, tone in zip(axes, ("CINC", "soldiers"), (BLUE, TEAL), strict=True):
        leaders, blocs = (table[name, kind] for kind in ("leaders", "blocs"))
        ax.axhline(1, color=INK, linewidth=0.9, linestyle=(0, (3, 3)))
        ax.fill_between(table.index, leaders, blocs, color=tone, alpha=0.1, linewidth=0)
        ax.plot(table.index, leaders, color=GREY)
        ax.plot(table.index, blocs, color=tone)
        ax.set(xlim=(1955, 1988), ylim=(0.3, 2.15))
        ax.set_title(name, fontsize=10.5, color=tone, loc="left", fontweight="bold")
        ax.text(1987.6, blocs.iloc[-1] + 0.06, "blocs", color=tone, fontsize=9.5, ha="right", fontweight="bold")
        ax.text(1987.6, leaders.iloc[-1] - 0.06, "leaders alone", color=GREY, fontsize=9.5, ha="right", va="top")
    first, last = table.iloc[0], table.iloc[-1]
    alt = (
        f"Two panels, 1955 to 1988. By CINC the West over the East was {first['CINC', 'leaders']:.2f} for the leaders and {first['CINC', 'blocs']:.2f} for the blocs in 1955, "
        f"{last['CINC', 'leaders']:.2f} and {last['CINC', 'blocs']:.2f} in 1988. By soldiers {first['soldiers', 'leaders']:.2f} and {first['soldiers', 'blocs']:.2f}, "
        f"later {last['soldiers', 'leaders']:.2f} and {last['soldiers', 'blocs']:.2f}."
    )
    return show(figure, alt)


@house_style()
def gulf_figure() -> Picture:
    """The partners of 1991 on either list, with and without a promise of defence from the United States."""
    table = gulf_coalition()
    count = int(table["pact_1990"].sum())
    figure, ax = diagram(
        "Half of the coalition of 1991 had a treaty with Washington",
        "Partners of the United States on two lists (light: on one or neither); * in the Warsaw Pact until 1991",
    )
    figure.source.set_text("Source: ATOP 5.1, promises in 1990; a list of 36 reprinted in 2003; CNN 2001")
    for pact, title, x, tone in ((True, "With a promise of defence", 1, BLUE), (False, "Without", 52, ORANGE)):
        rows = table[table["pact_1990"] == pact]
        ax.text(x, 94, f"{title}: {len(rows)}", color=tone, fontweight="bold", fontsize=11.5, va="center")
        for i, row in enumerate(rows.itertuples()):
            column, line = divmod(i, 10)
            label = f"{row.name} *" if row.state_id in warsaw_members(1990) else row.name
            faint = 1 if row.on_36 and row.on_cnn else 0.6
            ax.text(x + 23 * column, 83 - 8.6 * line, label, fontsize=10.5, va="center", color=tone, alpha=faint)
    figure.subplots_adjust(bottom=0.1, top=0.84)
    alt = f"Two groups of names. {count} of {len(table)} partners, such as the United Kingdom, Canada and South Korea, had a promise of defence with the United States in 1990; {len(table) - count}, such as Egypt, Syria, Saudi Arabia and Bangladesh, had none."
    return show(figure, alt)


@house_style()
def obligations_figure() -> Picture:
    """What new treaties promise, by decade of signature."""
    table = obligation_shares()
    figure, ax = new_figure(
        "From the 1970s, new treaties promise peace rather than help",
        "Share of treaties signed in each decade with the obligation, per cent (1820s: one treaty, left out)",
        ATOP,
        size="pair",
    )
    table = table.drop(1820)
    lines = {}
    for name, label in (("defence", "defence"), ("nonaggression", "non-aggression")):
        lines[f"{label} {table[name].iloc[-1]:.0f}"] = ax.plot(table.index + 5, table[name], color=COLOURS[name])[0]
    ax.set(xlim=(1834, 2016), ylim=(0, 100))
    label_lines(ax, lines)
    figure.subplots_adjust(right=0.80)
    alt = (
        f"Two lines by decade, 1830s to 2010s. Defence falls from {table.loc[1960, 'defence']:.0f} per cent of new treaties in the 1960s to {table.loc[1970, 'defence']:.0f} in the 1970s "
        f"and {table.loc[1990, 'defence']:.0f} in the 1990s; non-aggression rises to {table.loc[2000, 'nonaggression']:.0f} per cent in the 2000s."
    )
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "03.look",
        "Take all pairs of states that could have promised to defend each other. What per cent of them had done so by treaty? Draw the line from 1816, "
        "the year after Waterloo, to 2018.",
        "sketch",
        lambda: [float(density_series()[year]) for year in SKETCHED],
        density_figure,
        "In 1816 the share was 14%<!--= density_1816 -->: the German Confederation and the victors over Napoleon, in a world of 23<!--= states_1816 --> states. By the end of "
        "1914 it was 1.1%<!--= density_1914 -->. The peak, 46%<!--= density_1945 -->, belongs to the allies of the Second World War, not to NATO. By 1970 the share had sunk to "
        "5.7%<!--= density_1970 -->, and in 2018 it was 9.0%<!--= density_2018 -->. So partnerships are old. What the curve does not show is weight: the few pairs of 1914 held every great "
        "power but the United States.",
        unit="%",
        decimals=1,
        labels=tuple(map(str, SKETCHED)),
    ),
]
FIGURES = {
    "density": density_figure,
    "balance": balance_diagram,
    "ratios": ratio_figure,
    "gulf": gulf_figure,
    "obligations": obligations_figure,
}


# Explorers.


class AllianceWorld(Panel):
    """The alliance world by year: map, ring of states, groups with their power, and where in time we are."""

    title = "The alliance world by year"
    stories = {
        "On the eve of 1914": (
            {"year": 1914},
            "Few pacts, and most of the world's power outside any one of them: not yet two camps.",
        ),
        "China beside Moscow": (
            {"year": 1988},
            "No pact bound the two; the words below name the state that joins them.",
        ),
        "Allies in two groups": (
            {"year": 2018},
            "A group is where pacts are densest, so even allies can stand in two of them.",
        ),
    }
    questions = {
        "Start in 1955. Which bloc holds the larger share of power, and by how much? Is Latin America in it?": "The bloc of the United States, 50 to 32 per cent<!--@Singer1987-->. Latin America forms its own bloc under the Rio Treaty. (China in Russia's bloc in 1988? North Korea had a pact with each.)",
        "Switch to *tie to the U.S. or Russia* and compare 1955, 1970 and 1988. Which group grows?": "'Neither': from two fifths of the states to nearly two thirds<!--@Leeds2002-->. Most are new states.",
        "Year 2018, *any pact*, detected blocs: whose bloc are Germany and Canada in? Which document of 1975 explains it, and is it an alliance?": "In one bloc with Russia. The Helsinki Final Act holds a promise of non-aggression among 35 states, now more. By ATOP's rule that makes it an alliance<!--@Leeds2002-->; its own text says that it will not be registered as a treaty<!--@FrusFinalAct1975-->.",
    }
    controls = {
        "year": number("Year", FIRST, 2018, 1955, play=True),
        "pact": choice("Count", PACTS),
        "view": choice("Colour by", ["detected blocs", "tie to the U.S. or Russia"]),
    }

    def compute(self, year, pact, view):
        """Groups, their members and power, and the pairs of the year."""
        if PACTS[pact] is None:
            slow_years()  # once, so that no later step waits for them
        return alliance_world(year, pact, view)

    def draw(self, result):
        figure, grid = new_figure(
            "", "", "ATOP 5.1 to 2018; power: NMC 7.0; borders of 2018", size="map", rows=2, cols=2
        )
        self.subtitle = figure.subtitle
        world_ax, ring_ax, bar_ax, time_ax = grid.ravel()
        world_ax.set_position([0.0, 0.34, 0.65, 0.53])
        ring_ax.set_position([0.65, 0.34, 0.35, 0.53])
        bar_ax.set_position([0.02, 0.065, 0.56, 0.27])
        time_ax.set_position([0.69, 0.145, 0.28, 0.135])
        self.map = WorldMap(world_ax)
        world_ax.collections[-1].set_linewidths(0)
        self._draw_ring(ring_ax)
        self._draw_power(bar_ax)
        self._draw_time(time_ax)
        return figure

    def _draw_ring(self, ax):
        self.network = Network(ax, world()["ring"], {code: state_name(code) for code in world()["ring"]})
        ax.collections[1].set_linewidths(0)
        ax.set(xlim=(-1.45, 1.5), ylim=(-1.25, 1.25), aspect="equal")
        names = []
        for label, regions in {
            "Americas": ["North America", "Latin America and Caribbean"], "Europe": ["Europe and Central Asia"],
            "Middle East": ["Middle East and North Africa"], "Africa": ["Sub-Saharan Africa"], "Asia": ["South Asia", "East Asia and Pacific"],
        }.items():  # fmt: skip
            angles = [angle for code, angle in world()["angle"].items() if world()["region"][code] in regions]
            middle = (min(angles) + max(angles)) / 2
            left = 0 if math.cos(middle) > 0.25 else 1 if math.cos(middle) < -0.25 else 0.5
            names.append((1.08 * math.cos(middle), 1.12 * math.sin(middle), label, left))
        lettering(ax, names, GREY)

    def _draw_power(self, ax):
        self.bars = ax.barh(range(6), [0] * 6, height=0.62)
        self.words = [ax.text(0, i, "", va="center", fontsize=9) for i in range(6)]
        bare(ax)
        ax.set(xlim=(0, 100), ylim=(5.6, -1.1))
        lettering(ax, [(0, -0.9, "Share of the world's power (CINC), per cent", 0)], GREY, size=9)

    def _draw_time(self, ax):
        self.time = ax
        self.line = ax.plot([], [], color=GREY, linewidth=1.4)[0]
        self.marker = ax.axvline(1955, color=INK, linewidth=1.4)
        ax.set(xlim=(FIRST, 2018), xticks=[1850, 1900, 1950, 2000])
        ax.yaxis.get_major_locator().set_params(nbins=2)
        ax.tick_params(labelsize=8.5)
        self.heading = ax.set_title("", fontsize=9, color=GREY, loc="left")
        self.event = ax.text(0, -0.56, "", fontsize=9, color=INK, transform=ax.transAxes)

    def update(self, result):
        year, member_of = result["year"], result["member_of"]
        tone = {**result["table"]["colour"].to_dict(), None: NO_PACT}
        orange = "orange: with Russia, blue: with the U.S.; " if result["view"] == "detected blocs" else ""
        counted = result["pact"]
        if counted == "defence pacts" and result["view"] != "detected blocs":
            counted = "promises of defence, one-sided ones too"
        self.subtitle.set_text(f"Counting {counted}; {orange}grey: {result['rest']}; pale: no state then")
        codes, led = map_codes(year), self._led(result)
        told = {iso3: [short_name(code, year), led.get(member_of.get(code), result["rest"])] for iso3, code in codes.items()}  # fmt: skip
        self.map.colour({iso3: tone[member_of.get(code)] for iso3, code in codes.items()}, values=told)
        self._link(result, tone)
        self._weigh(result)
        series = density_series(PACTS[result["pact"]])
        self.line.set_data(series.index, series)
        self.time.set_ylim(0, series.max() * 1.05)
        self.marker.set_xdata([year, year])
        kind = "a defence pact" if result["pact"] == "defence pacts" else "any pact"
        self.heading.set_text(f"Pairs with {kind}, % of all")
        self.event.set_text(event_near(year))

    def _led(self, result) -> dict[str, str]:
        """Each group's name as a reader would say it."""
        if result["view"] != "detected blocs":
            return {name: name for name in result["table"].index}
        return {name: f"bloc led by {strongest.split(', ')[0]}" for name, strongest in result["table"]["strongest"].drop(result["rest"]).items()}  # fmt: skip

    def _link(self, result, tone):
        """Draw the links, those inside a group in its colour."""
        member_of, table, pairs = result["member_of"], result["table"], sorted(result["pairs"])
        if len(pairs) > 1500:  # drawn so pale that links between groups cannot be seen: leave them out
            pairs = [(a, b) for a, b in pairs if member_of.get(a) == member_of.get(b)]
        present, colour = states_in(result["year"]), dict(table["colour"])
        tones = [colour[member_of[a]] if member_of.get(a, -2) == member_of.get(b, -1) else PALE_LINK for a, b in pairs]
        self.network.update(pairs, dict.fromkeys(present, 15), {code: tone[member_of.get(code)] for code in present}, tones)  # fmt: skip
        self.network.links.set_alpha(max(0.06, min(0.8, 80 / (len(result["pairs"]) + 1))))

    def _weigh(self, result):
        """Show each group's share of the world's power."""
        shown = largest_groups(result["table"], result["rest"])
        for i, (bar, words) in enumerate(zip(self.bars, self.words, strict=True)):
            there = i < len(shown)
            bar.set_visible(there)
            words.set_visible(there)
            if there:
                row = shown.iloc[i]
                bar.set_width(row["cinc"])
                bar.set_color(row["colour"])
                long = row["cinc"] > 85  # the label goes into the bar, so that it does not run into the next chart
                words.set(x=98.8 if long else row["cinc"] + 1.2, ha="right" if long else "left")
                words.set_text(group_label(shown.index[i], row, result["view"]))

    def headline(self, result):
        table, year = result["table"], result["year"]
        inside, total = table.drop(result["rest"]), table["states"].sum()
        if result["view"] == "detected blocs":
            n = len(inside)
            kind = "a defence pact" if result["pact"] == "defence pacts" else "a pact"
            return f"{year}: {inside['states'].sum()} of {total} states have {kind}, in {n} bloc{'s' if n != 1 else ''}"
        others = total - len({USA, RUSSIA} & states_in(year))
        return f"{year}: {100 * table.loc[result['rest'], 'states'] / others:.0f}% of the other states are tied to neither power"

    def describe(self, result):
        table, year = result["table"], result["year"]
        shown = table.drop(result["rest"]).sort_values("cinc", ascending=False).head(4)
        parts = [f"{in_words(row.states)} led by {row.strongest.split(', ')[0]} with {row.cinc:.0f}% of power" if result["view"] == "detected blocs"
                 else f"{name} {in_words(row.states)} with {row.cinc:.0f}% of power" for name, row in shown.iterrows()]  # fmt: skip
        alone = table.loc[result["rest"]]
        why = surprises(result["member_of"], result["pairs"]) if result["view"] == "detected blocs" else ""
        note = " From 2017 the power index is counted anew: do not compare it with 2016." if year >= 2017 else ""
        if result["view"] != "detected blocs":
            note = f" The leader is counted in its own group.{note}"
        note = why + note
        if table["cinc"].sum() > 102:
            note += f" The shares add up to {table['cinc'].sum():.0f}%: where a part of the index is missing for a state, it averages the rest."
        return (
            f"{self.headline(result)}. {len(result['pairs']):,} pairs, {density_series(PACTS[result['pact']])[year]:.1f}% of all possible. "
            f"{'; '.join(parts)}{'; ' if parts else ''}{result['rest']}: {in_words(alone['states'])} with {alone['cinc']:.0f}%.{note}"
        )

    def table(self, result):
        return result["table"].drop(columns="colour").round(1)


class Breaks(Panel):
    """Change-points of a series against the textbook's years."""

    title = "Where does history break?"
    stories = {
        "A line without breaks": (
            {"series": "a random walk without any break"},
            "Nothing happened here, and breaks are found all the same.",
        ),
        "Ask for more": ({"most": 8}, "Ask for more breaks and you get them: the method obeys."),
        "Peacekeepers": (
            {"series": "UN peacekeepers, thousands"},
            "A rise, a fall and a second rise: three breaks, and only the first is in the textbook.",
        ),
    }
    questions = {
        "Defence pacts, three breaks: which textbook year is hit, and which is ignored?": "1943 and 1946 stand around 1945; 1867 ends the German Confederation. 1914, 1991 and 2014 leave no mark on this series.",
        "Now `new alliance treaties per 100 states`. Do the breaks agree with the first series?": "No: 1912, 1991 and 1997. Different series, different history.",
        "Choose the random walk, which was made without any break. What do you conclude about your first two answers?": "The walk breaks too, in 1838, 1939 and 1972, and 1939 would make a fine headline. A break needs a reason from outside the series.",
    }
    textbook = (1914, 1945, 1991, 2014)

    @cached_property
    def controls(self):
        return {
            "series": choice("Series", break_series()),
            "change": toggle("Look at yearly changes instead of levels"),
            "most": number("Breaks allowed", 1, 8, 3),
        }

    def compute(self, series, change, most):
        """The series, the mean of each stretch, the years of the breaks, and how many of the textbook's are hit."""
        values = break_series()[series]
        values = values.diff().dropna() if change else values
        spots = strongest_breaks(series, change, most)
        years = [int(values.index[i]) for i in spots]
        bounds = [0, *spots, len(values)]
        means = np.concatenate([[values.iloc[a:b].mean()] * (b - a) for a, b in pairwise(bounds)])
        asked = [year for year in self.textbook if values.index[0] < year <= values.index[-1]]
        hits = [year for year in asked if any(abs(year - found) <= 2 for found in years)]
        luck = len(asked) * (1 - (1 - min(1, 5 / len(values))) ** len(years))
        return {"series": series, "change": change, "values": values, "means": means, "years": years, "asked": asked,
                "hits": hits, "luck": luck, "most": most}  # fmt: skip

    def draw(self, result):
        figure, self.ax = new_figure(
            "", "", "ATOP to 2018; NMC to 2016; UCDP to 2024; MME to 2010; OWID (UN) to 2021", size="pair"
        )
        self.subtitle = figure.subtitle
        self.line = self.ax.plot([], [], color=GREY, linewidth=1.2)[0]
        self.steps = self.ax.step([], [], where="post", color=BLUE, linewidth=2.4)[0]
        top, dashes = self.ax.get_xaxis_transform(), (0, (3, 3))
        self.marks = [self.ax.axvline(1900, color=ORANGE, linewidth=1.1, linestyle=dashes) for _ in self.textbook]
        look = {"transform": top, "color": ORANGE, "fontsize": 9, "ha": "center"}
        self.names = [self.ax.text(0, 1.005, "", **look) for _ in self.textbook]
        return figure

    def update(self, result):
        values = result["values"]
        what = f"yearly change of {result['series']}" if result["change"] else result["series"]
        self.subtitle.set_text(f"{what[0].upper()}{what[1:]}; blue = mean of each stretch")
        self.line.set_data(values.index, values)
        self.steps.set_data(values.index, result["means"])
        named(self.line, result["series"]), named(self.steps, "mean of the stretch")
        low, high = values.min(), values.max()
        self.ax.set_xlim(values.index[0], values.index[-1])
        self.ax.set_ylim(low - 0.05 * (high - low), high + 0.08 * (high - low))
        for year, mark, name in zip(self.textbook, self.marks, self.names, strict=True):
            mark.set_xdata([year, year])
            mark.set_visible(year in result["asked"])
            name.set(x=year, text=str(year) if year in result["asked"] else "")

    def headline(self, result):
        years = result["years"]
        where = ", ".join(map(str, years)) if len(years) <= 5 else f"{len(years)} places"
        return f"Breaks in {where or 'no year'}; textbook years hit: {len(result['hits'])} of {len(result['asked'])}"

    def describe(self, result):
        found = ", ".join(map(str, result["years"])) or "none"
        made_up = " Remember: this series was made without any break." if "random" in result["series"] else ""
        hits = ", ".join(map(str, result["hits"])) or "none"
        fewer = (
            f", fewer than the {result['most']} allowed: the next ones only come together"
            if len(result["years"]) < result["most"]
            else ""
        )
        return (
            f"{'Yearly change of ' if result['change'] else 'Series: '}{result['series']}, {result['values'].index[0]}–{result['values'].index[-1]}: "
            f"{len(result['years'])} break{'s' * (len(result['years']) != 1)} ({found}){fewer}. Textbook years within two years of a break: {hits} of {', '.join(map(str, result['asked']))}; "
            f"breaks thrown at random would hit {result['luck']:.1f} of them.{made_up}"
        )

    def table(self, result):
        return pd.DataFrame({"value": result["values"], "mean of stretch": result["means"]}).rename_axis("year")


EXPLORERS = {"alliance world": AllianceWorld, "breaks": Breaks}


# Exercises.


def distinct_pairs(year: int) -> int:
    """Write down the pairs of every pact, strike out those that come again, and count the rest."""
    return len(allied_pairs(year, "defence"))


def pacts_listed(year: int) -> str:
    """The defence pacts of a year by their members, as a sentence lists them."""
    return "; ".join(" – ".join(short_name(member, year) for member in members) for members in pact_members(year))


def _pairs_of_each_pact(year: int) -> int:
    return sum(math.comb(len(members), 2) for members in pact_members(year))


def _states_in_pacts(year: int) -> int:
    return len({member for members in pact_members(year) for member in members})


def order_of_events() -> list[str]:
    """West Germany joined NATO eight days before the Warsaw Pact was signed."""
    return ["nato", "bonn", "pact", "prague", "dissolved"]


def first_named() -> tuple[int, int]:
    """Partners of 1991 named by a data set of wars or a newspaper's paragraph, and those of them with an American promise."""
    fought = load("interstate_wars").query("war == 'Gulf War' and side == 1")["state_id"]
    named = set(fought) | set(load("gulf_war_troops")["state_id"]) - {state("Afghanistan")}
    pairs = defence_promises(1990)
    return len(named - {USA}), sum((USA, one) in pairs for one in named)


def names_were_picked() -> str:
    """A newspaper's 'among the many' names the surprising ones: the list was drawn with the answer in it."""
    return "picked"


def wars_to_expect(per: str) -> float:
    """The others' wars over their exposure is a rate; times the exposure across the blocs it gives the wars to expect."""
    return expected_wars(per)


CONTROLS = {
    ("Norway", 1949): (
        "sweden",
        {
            "sweden": ("Sweden, its neighbour, armed and without any pact", ""),
            "denmark": ("Denmark, its neighbour, signing on the same day", "Denmark signed the same treaty on the same day. What both have cannot make them differ."),
            "finland": ("Finland, a neighbour that signed with Moscow in 1948", "Finland had a treaty of its own with Moscow, which tied its hands. That is another treatment."),
            "portugal": ("Portugal, as small as Norway and on the same ocean", "Portugal is a founder of NATO too, and far from the Soviet border besides."),
        },
        "Sweden bordered on the same region, talked with Norway about a pact of their own, and stayed outside. Even so it armed itself heavily, which may do something of its own: a control is the best you have, never a twin.",
    ),
    ("Türkiye", 1952): (
        "iran",
        {
            "iran": ("Iran, its neighbour, bordering on the Soviet Union too", ""),
            "greece": ("Greece, its neighbour, a rival and as close to the East", "Greece joined on the same day. What both have cannot make them differ."),
            "norway": ("Norway, the other member with a Soviet border of its own", "Norway had the same treaty since 1949. A control has to be without one."),
            "iraq": ("Iraq, its southern neighbour, also short of arms", "Iraq had a treaty with London and one with the Arab states. That is another pact, not none."),
        },
        "Iran bordered on the same great power, had Soviet troops on its ground until 1946, and promised nobody defence until 1955. Even so it had oil and a quarrel with London, which may do something of its own: a control is the best you have, never a twin.",
    ),
}  # fmt: skip


def control_for(joiner: str, year: int) -> str:
    """Like the joiner in place and past, without the treaty: the only one of the four with no promise of defence."""
    return CONTROLS[joiner, year][0]


def power_ratio(year: int) -> float:
    """Add up each bloc, leader and followers; NATO's sum stands above the line."""
    sums = bloc_power(year)
    return (sums["us"] + sums["other west"]) / (sums["ussr"] + sums["other east"])


PARTNERS = {
    ("Korean War", USA, 1950): (
        {"turkey": 640, "canada": 20, "philippines": 840, "colombia": 100, "uk": 200, "australia": 900},
        "turkey",
        "Türkiye joined NATO in 1952, after its brigade had fought in Korea. The war came first.",
        "philippines",
        "Manila signed its treaty with Washington in August 1951. The war had begun in 1950.",
        "The Rio Treaty of 1947 and the North Atlantic Treaty of 1949 were in force. Ankara, Manila and Canberra got their treaties in 1951 and 1952: they fought first and signed later.",
        "North America and Western Europe signed in 1949. Which treaty of 1947 covers Latin America?",
    ),
    ("First World War", 200, 1914): (
        {"france": 220, "japan": 740, "italy": 325, "portugal": 235, "russia": 365, "serbia": 345},
        "france",
        "The Entente of 1904 settled quarrels over colonies. Staffs talked, but no text promised to defend.",
        "russia",
        "The convention of 1907 settled quarrels in Asia. It promised no help in a war.",
        "Japan by the treaty of 1902, renewed in 1905 and 1911, Portugal by promises far older. With France and Russia there was an understanding and no promise: allies in the war were not allies by treaty before it.",
        "The understandings with the two large partners were about colonies, not about defence.",
    ),
    ("Vietnam War", USA, 1965): (
        {"cambodia": 811, "south-korea": 732, "thailand": 800, "south-vietnam": 817, "philippines": 840, "australia": 900},
        "south-vietnam",
        "A protocol of 1954 put its ground under the eye of the Manila Pact, but it was no party, and ATOP codes no promise between the two.",
        "cambodia",
        "A protocol of 1954 named it too, but it was no party to the Manila Pact, and ATOP codes no promise between the two.",
        "All four here that sent troops from abroad had signed by 1954. The other two of these six were named by a protocol to the Manila Pact and were no parties to a treaty of defence with Washington.",
        "Two of the six were the ground of the war. Which ones had signed a treaty, at Manila or elsewhere?",
    ),
}  # fmt: skip


def bound_before(war: str, lead: int, year: int) -> set[str]:
    """The partners that a promise of defence tied to the leader on the last day of the year before."""
    names, promises = PARTNERS[war, lead, year][0], defence_promises(year - 1)
    return {key for key, code in names.items() if (min(lead, code), max(lead, code)) in promises}


def partner_names(war: str, lead: int, year: int) -> dict[str, str]:
    """The partners offered, as a chart of that year would name them."""
    return {key: short_name(code, year) for key, code in PARTNERS[war, lead, year][0].items()}


def what_a_break_proves() -> str:
    """A method that must find breaks finds them in a series that has none."""
    return "little"


RETIRED = ("03.1", "03.3", "03.4", "03.5", "03.6", "03.12", "03.15")
EXERCISES = [
    Exercise(
        id="03.9",
        title="Pairs, not treaties",
        prompt=lambda year: (
            f"These defence pacts were in force at some time in {year}, by ATOP, each with its members: {pacts_listed(year)}. How many different pairs of states had promised to defend each other?"
        ),
        kind="number",
        level="apply",
        solution=distinct_pairs,
        meaning="The same two states often sign again, alone or in company, so adding up treaties counts some pairs twice. And few pairs can weigh much: ask which states stand in them.",
        hints=(
            "A pact of three makes three pairs, one of four makes six.",
            "Some pairs stand in more than one pact. Count each of them once.",
        ),
        mistakes=(
            Mistake(
                _pairs_of_each_pact,
                "You added up the pairs of every pact. Some pairs come up in more than one: count them once.",
            ),
            Mistake(
                lambda year: len(pact_members(year)), "That is the number of pacts. A pact of three makes three pairs."
            ),
            Mistake(_states_in_pacts, "Those are the states in such pacts. The question asks for pairs of states."),
            Mistake(lambda year: 2 * distinct_pairs(year), "You counted each pair from both ends. A pair counts once."),
        ),
        unit="pairs",
        variants=({"year": 1914}, {"year": 1907}, {"year": 1891}, {"year": 1871}),
    ),
    Exercise(
        id="03.2",
        title="Five events in order",
        prompt="In which order did these five events happen, earliest first?",
        kind="order",
        level="remember",
        solution=order_of_events,
        meaning="The Pact answered West German rearmament, by its own account. And its only joint campaign was against one of its own members.",
        hints=(
            "NATO came first by six years.",
            "Two of the events lie eight days apart in May 1955. Which of them did the other answer?",
        ),
        mistakes=(
            Mistake(
                lambda: ["nato", "pact", "bonn", "prague", "dissolved"],
                "NATO first is right. But the Pact's own preamble complains of West German entry: could it have come before it?",
            ),
            Mistake(
                lambda: ["pact", "nato", "bonn", "prague", "dissolved"],
                "You put the Pact before NATO. NATO's treaty is of 1949.",
            ),
            Mistake(
                lambda: ["nato", "bonn", "prague", "pact", "dissolved"],
                "The invasion of 1968 was carried out by Pact troops: could the Pact be signed after it?",
            ),
            Mistake(
                lambda: ["nato", "bonn", "pact", "dissolved", "prague"],
                "A treaty that had ended could not send troops. Check which came last.",
            ),
        ),
        options={
            "pact": "the Warsaw Pact is signed",
            "nato": "the North Atlantic Treaty is signed",
            "prague": "Czechoslovakia is invaded",
            "bonn": "West Germany joins NATO",
            "dissolved": "the Warsaw Pact's treaty ends",
        },
    ),
    Exercise(
        id="03.10",
        title="Did the blocs balance?",
        prompt=lambda year: (
            f"Shares of the world's power in {year} by the index CINC, per cent: the United States {bloc_power(year)['us']:.2f}, the rest of NATO {bloc_power(year)['other west']:.2f}; "
            f"the Soviet Union {bloc_power(year)['ussr']:.2f}, the rest of the Warsaw Pact {bloc_power(year)['other east']:.2f}. Soldiers, thousands: NATO {bloc_power(year)['soldiers west']:,.0f}, "
            f"the Pact {bloc_power(year)['soldiers east']:,.0f}. How many times the power of the Pact did NATO have, by CINC? Two decimals; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=power_ratio,
        meaning=lambda year: (
            f"The United States alone had {bloc_power(year)['us'] / bloc_power(year)['ussr']:.2f} times the power of the Soviet Union: by CINC the allies made the heavier side heavier still. A counterweight would have brought the scales nearer to level."
        ),
        hints=(
            "Add up each bloc before you divide.",
            "NATO's sum stands above the line of the fraction.",
        ),
        mistakes=(
            Mistake(lambda year: 1 / power_ratio(year), "You swapped the blocs. NATO over the Pact is asked."),
            Mistake(
                lambda year: bloc_power(year)["us"] / bloc_power(year)["ussr"],
                "That is the United States over the Soviet Union. Add the other members to each side.",
            ),
            Mistake(
                lambda year: bloc_power(year)["soldiers west"] / bloc_power(year)["soldiers east"],
                "That is the ratio of soldiers. The question asks for the index CINC.",
            ),
            Mistake(
                lambda year: bloc_power(year)["other west"] / bloc_power(year)["other east"],
                "You left out both leaders, and with them most of the power.",
            ),
        ),
        decimals=2,
        tolerance=0.01,
        unit="times",
        variants=({"year": 1965}, {"year": 1958}, {"year": 1962}),
    ),
    Exercise(
        id="03.11",
        title="Who had signed before the war?",
        prompt=lambda war, lead, year: (
            f"These states fought beside the {'United States' if lead == USA else 'United Kingdom'} in the {war}. Which of them were parties, with it, to a treaty of defence before {year} began?"
        ),
        kind="set",
        level="analyse",
        solution=bound_before,
        meaning=lambda war, lead, year: PARTNERS[war, lead, year][5],
        hints=(
            "Ask for the date of the treaty, not for who fought on which side.",
            lambda war, lead, year: PARTNERS[war, lead, year][6],
        ),
        mistakes=(
            Mistake(
                lambda war, lead, year: bound_before(war, lead, year) | {PARTNERS[war, lead, year][1]},
                lambda war, lead, year: PARTNERS[war, lead, year][2],
            ),
            Mistake(
                lambda war, lead, year: bound_before(war, lead, year) | {PARTNERS[war, lead, year][3]},
                lambda war, lead, year: PARTNERS[war, lead, year][4],
            ),
            Mistake(
                lambda war, lead, year: set(partner_names(war, lead, year)),
                "Fighting on one side does not make an alliance. Ask for the treaty.",
            ),
            Mistake(
                lambda war, lead, year: set(partner_names(war, lead, year)) - bound_before(war, lead, year),
                "Those are the ones without a promise. You answered the opposite question.",
            ),
        ),
        options=partner_names,
        variants=tuple({"war": war, "lead": lead, "year": year} for war, lead, year in PARTNERS),
    ),
    Exercise(
        id="03.7",
        title="What does a found break prove?",
        prompt="In the series of defence pacts the explorer finds a break in 1943. What does that alone prove?",
        kind="choice",
        level="evaluate",
        solution=what_a_break_proves,
        meaning="Trending series break wherever you ask them to. A break counts when it is sharp, when several series share it, and when somebody named the year beforehand.",
        hints=(
            "Choose the random walk in the explorer and count its breaks.",
            "Who chose how many breaks to look for?",
        ),
        mistakes=(
            Mistake(lambda: "turned", "The made-up series breaks in 1939, and no war was in it."),
            Mistake(
                lambda: "nothing",
                "Too hasty: some breaks, such as 1943 in defence pacts, are large, sharp and shared by other series.",
            ),
            Mistake(
                lambda: "lenient",
                "With enough strictness every break disappears, the real ones too. Strictness is your choice, not a test.",
            ),
        ),
        options={
            "little": "little, since any trend gives breaks",
            "turned": "that history turned in that very year",
            "nothing": "nothing, as such methods are worthless",
            "lenient": "that the method was not strict enough",
        },
    ),
    Exercise(
        id="03.13",
        title="How many wars should there have been?",
        prompt=lambda per: (
            f"From 1955 to 1990 other relevant pairs had {bloc_pair_years().loc['other', per]:,.0f} {per} and fought {bloc_pair_years().loc['other', 'wars']:.0f} wars, in which {bloc_pair_years().loc['other', 'pairs at war']:.0f} pairs of states stood against each other. "
            f"Pairs across the blocs had {bloc_pair_years().loc['across', per]:,.0f} {per} and no war. At the rate of the others, how many wars would you expect across the blocs? Two decimals; you may type the sum."
        ),
        kind="number",
        level="analyse",
        solution=wars_to_expect,
        meaning="Rivals quarrel more often, so the base matters: per quarrel more wars were to be expected than per year of chances. Either way the number is small, and a small number can be nought by luck.",
        hints=(
            "First the rate of the others: how many wars for each of theirs?",
            "Then multiply by what the pairs across the blocs had.",
        ),
        mistakes=(
            Mistake(
                lambda per: (
                    bloc_pair_years().loc["other", "pairs at war"]
                    * bloc_pair_years().loc["across", per]
                    / bloc_pair_years().loc["other", per]
                ),
                "You counted pairs of states. One war sets several pairs at odds: count each war once.",
            ),
            Mistake(
                lambda per: 1000 * bloc_pair_years().loc["other", "wars"] / bloc_pair_years().loc["other", per],
                "That is the others' rate per thousand. Multiply the rate by what the blocs had.",
            ),
            Mistake(
                lambda per: (
                    bloc_pair_years().loc["other", "wars"]
                    * bloc_pair_years().loc["across", per]
                    / bloc_pair_years().loc[["across", "other"], per].sum()
                ),
                "You divided by both groups together. The rate is that of the others alone.",
            ),
        ),
        decimals=2,
        tolerance=0.02,
        unit="wars",
        variants=({"per": "disputes"}, {"per": "pair-years"}),
    ),
    Exercise(
        id="03.14",
        title="Find the flaw",
        prompt=lambda: (
            f"Headline: *Only {first_named()[1]} of {first_named()[0]} partners in the Gulf War were American allies*. The {first_named()[0]} names come from a data set of the states that fought most and from a newspaper's "
            "paragraph that begins with 'among the many participants'. What is the main flaw?"
        ),
        kind="choice",
        level="evaluate",
        solution=names_were_picked,
        meaning="On the longer lists it is about half. Nobody lied: a reporter names Bangladesh and Niger because they surprise, and leaves out Denmark and Portugal because they do not.",
        hints=(
            "Which partners would a reporter name, to show how wide the coalition is?",
            "Ask how a state got onto the list, and whether its treaty had to do with that.",
        ),
        mistakes=(
            Mistake(
                lambda: "too-few",
                "More names of the same kind would not help: it is how they got onto the list that misleads.",
            ),
            Mistake(
                lambda: "wrong-year",
                "A treaty signed for the war would prove nothing, so the year before it is the right one.",
            ),
            Mistake(
                lambda: "no-weight",
                "Weights by soldiers would answer another question. Even counted by heads, these names mislead.",
            ),
        ),
        options={
            "too-few": "twenty states are too few for a share to mean much",
            "wrong-year": "the treaties should be those of 1991, not of 1990",
            "picked": "the names were picked, the surprising ones first",
            "no-weight": "a ship counts for as much as a division of tanks",
        },
    ),
    Exercise(
        id="03.16",
        title="Choose the control",
        prompt=lambda joiner, year: (
            f"{joiner} joined NATO in {year}. You want to know whether the pact changed how many disputes others began with it. Which state is the best control, the one to compare it with?"
        ),
        kind="choice",
        level="analyse",
        solution=control_for,
        meaning=lambda joiner, year: CONTROLS[joiner, year][2],
        hints=(
            "A control is like the case in all that matters, but for one thing.",
            "That one thing is a promise of defence: strike out whoever had one, or gave one to the other side.",
        ),
        mistakes=tuple(
            Mistake(
                lambda joiner, year, i=i: [
                    key for key in CONTROLS[joiner, year][1] if key != CONTROLS[joiner, year][0]
                ][i],
                lambda joiner, year, i=i: [said for _, said in CONTROLS[joiner, year][1].values() if said][i],
            )
            for i in range(3)
        ),
        options=lambda joiner, year: {key: text for key, (text, _) in CONTROLS[joiner, year][1].items()},
        variants=tuple({"joiner": joiner, "year": year} for joiner, year in CONTROLS),
    ),
]
REFLECTIONS = [
    Reflection(
        "03.8",
        "Your own periods",
        "Set your own period breaks, at most three since 1815, and defend each with a dated event (the table `timeline` lists many) and a change in a series. Write two to five sentences.",
        "I set two breaks. 1942, because defence pacts jump from under 2 per cent of pairs to 13 and stay higher, though they are back below 6 in 1970. And 1990, "
        "because new treaties change kind: promises of defence give way to non-aggression, though that began in the 1970s and the last step is not sure. "
        "2014 I leave open: ATOP ends in 2018, so I would need a series that runs on.",
        (
            "a year, and the series that changes there",
            "what a rival break would be, and why yours is better",
            "how many breaks you allowed yourself, and why",
            "a break that you cannot test because the data end",
        ),
    )
]


# Evidence.


def threat_evidence(first: int = 1816, last: int = 1945) -> Evidence2:
    """Odds of joining an alliance in the year after one with a rival, over a year without: logit, clustered by state."""
    found = joining_odds(first, last)
    rates = (
        100
        * joining_years()
        .query("@first <= year <= @last", local_dict={"first": first, "last": last})
        .groupby("rival")["joined"]
        .mean()
    )
    return Evidence2(
        finding=f"From {first} to {last}, in the year after one with a rival {rates[1]:.0f}% of states joined an alliance, after one without {rates[0]:.0f}%; with power, region and period held constant the odds are {found['odds_ratio']:.1f} times as high",
        data="panel",
        rivals=("states with many dealings have both more rivals and more allies", "an alliance can make a rival"),
        rung=1,
        estimate=float(found["odds_ratio"]),
        low=float(found["low"]),
        high=float(found["high"]),
        interval="clustered",
        by="state",
        unit="times the odds of joining",
        n=int(found["n"]),
        n_unit="state-years",
        benchmark=1,
        why_benchmark="without a need for security, states with a rival would join no more than others of the same power, region and period",
        expects="above",
        scope="security; rivalry stands for the need",
    )  # fmt: skip


def roots() -> tuple[Part, ...]:
    """The need for security, by rivals, before 1946 and since; the other two roots named are in no table."""
    return (
        Part("the need for security", threat_evidence(), works("C03.1"), counts=(threat_evidence(1946, 2018),)),
        Part("strategic alliances"),
        Part("the need for diplomatic contact"),
    )


def membership(kind: str | None, first: int, last: int) -> pd.Series:
    """Per cent of the states in an alliance with another (kind: an obligation; None any), for each of the years."""
    years = range(first, last + 1)
    return pd.Series({year: 100 * len({one for pair in allied_pairs(year, kind) for one in pair}) / len(states_in(year)) for year in years})  # fmt: skip


def membership_evidence() -> Evidence2:
    """Share of the states in any alliance: mean of 1946–2000, least and most year, against the mean of 1901–1945."""
    before, since = membership(None, 1901, 1945), membership(None, 1946, 2000)
    pairs = density_series()
    return Evidence2(
        finding=f"On average {membership(None, 1816, 1900).mean():.0f}% of states were in an alliance in 1816–1900, {before.mean():.0f}% in 1901–1945 and {since.mean():.0f}% in 1946–2000; a defence pact tied {pairs.loc[1901:1945].mean():.1f}% of pairs in 1901–1945 and {pairs.loc[1946:2000].mean():.1f}% after",
        data="yearly series",
        rivals=("a few treaties with many members make most of it",),
        rung=None,
        estimate=float(since.mean()),
        low=float(since.min()),
        high=float(since.max()),
        interval="least and most",
        unit="% of the states",
        n=len(since),
        n_unit="years",
        benchmark=float(before.mean()),
        why_benchmark="as large a share as on average in 1901–1945",
        expects="above",
    )  # fmt: skip


def signing_evidence(first: int, cut: int, last: int) -> Evidence2:
    """Treaties signed per state and year from `cut` to `last` over those from `first` on; widened for bunched signing."""
    found, defence = signing_ratio(first, cut, last), signing_ratio(first, cut, last, "defence")
    return Evidence2(
        finding=f"Per state and year, {found.value:.1f} times as many alliances were signed in {cut}–{last} as in {first}–{cut - 1}; of treaties that promise defence {defence.value:.1f} times (95% interval {defence.low:.1f}–{defence.high:.1f})",
        data="yearly counts",
        rivals=("older treaties are less well recorded", "a treaty counts as one, however many sign"),
        rung=None,
        **measured(found),
        interval="overdispersed",
        unit="times the earlier rate",
        n=found.n,
        n_unit="years",
        benchmark=1,
        why_benchmark=f"as many per state and year as in {first}–{cut - 1}",
        expects="above",
    )  # fmt: skip


def century_parts() -> tuple[Part, ...]:
    """The twentieth century against the nineteenth; the years after 1945 against the first half of the century."""
    return (
        Part("the twentieth century", signing_evidence(1816, 1901, 2000), works("C03.2")),
        Part("above all after 1945", signing_evidence(1901, 1946, 2000), counts=(membership_evidence(),)),
    )


def promised(year: int) -> set[int]:
    """The states other than the two superpowers with a promise of defence to or from one of them."""
    pairs = defence_promises(year)
    return {one for pair in pairs if {USA, RUSSIA} & set(pair) for one in pair} - {USA, RUSSIA}


@cache
def camps_by(base: str) -> pd.Series:
    """Per cent with a promise to or from a superpower, 1955–1988: of the 'states of 1955', or of the others' 'power' (CINC)."""
    first, shares = states_in(1955) - {USA, RUSSIA}, {}
    for year in range(1955, 1989):
        others, bound = states_in(year) - {USA, RUSSIA}, promised(year)
        weight = load("capabilities", year).set_index("state_id")["cinc"].reindex(sorted(others)).fillna(0)
        kept = weight[weight.index.isin(bound)].sum() / weight.sum()
        shares[year] = 100 * (len(bound & first & others) / len(first & others) if base == "states of 1955" else kept)
    return pd.Series(shares)


def camps_base_evidence(base: str) -> Evidence2:
    """Share of the states of 1955, or of the others' power, with a promise to or from a superpower: mean, least and most."""
    shares = camps_by(base)
    of = (
        f"the {len(states_in(1955)) - 2} other states of 1955"
        if base == "states of 1955"
        else "the power of the others (CINC)"
    )
    return Evidence2(
        finding=f"Of {of}, {shares[1955]:.0f}% had such a promise in 1955, {shares[1970]:.0f}% in 1970 and {shares[1988]:.0f}% in 1988",
        data="yearly series",
        rivals=("new states are left out" if base == "states of 1955" else "a few large states weigh most",),
        rung=None,
        estimate=float(shares.mean()),
        low=float(shares.min()),
        high=float(shares.max()),
        interval="least and most",
        unit=f"% of the {'states of 1955' if base == 'states of 1955' else 'power of the others'}",
        n=len(shares),
        n_unit="years",
        benchmark=50,
        why_benchmark="that countries took sides is said of countries at large, so of more than half",
        expects="above",
    )  # fmt: skip


def camps_evidence() -> Evidence2:
    """Share of the other states with a promise of defence to or from a superpower: mean 1955–1988, least and most."""
    shares = pd.Series({year: camps_share(year) for year in range(1955, 1989)})
    return Evidence2(
        finding=f"{shares[1955]:.0f}% of the other states had a promise of defence to or from a superpower in 1955, {shares[1970]:.0f}% in 1970, {shares[1988]:.0f}% in 1988; most from 1955 to {shares[shares > 50].index.max()} only",
        data="yearly series",
        rivals=("arms, aid and bases tie without a treaty, so this is the least that can be said",),
        rung=None,
        estimate=float(shares.mean()),
        low=float(shares.min()),
        high=float(shares.max()),
        interval="least and most",
        unit="% of the other states",
        n=len(shares),
        n_unit="years",
        benchmark=50,
        why_benchmark="that countries took sides is said of countries at large, so of more than half",
        expects="above",
    )  # fmt: skip


def sides_taken() -> tuple[Part, ...]:
    """Who took a side, year by year; and the two alliances named."""
    cases = (
        Case("twelve states sign the North Atlantic Treaty", "1949-04-04", "treaty text, course list P01", "NATO"),
        Case("eight states sign the Warsaw Pact", "1955-05-14", "treaty text, course list P02", "Warsaw Pact"),
    )
    founded = Evidence2(
        finding="Both alliances were founded, 6 years apart",
        data="full count",
        rivals=("none: that an alliance was founded is shown by its treaty",),
        rung=None,
        cases=cases,
    )
    return (
        Part(
            "countries took sides",
            camps_evidence(),
            works("C03.3"),
            counts=tuple(camps_base_evidence(base) for base in ("states of 1955", "power")),
        ),
        Part("alliances were founded", founded, force="lists-examples", things=("NATO", "Warsaw Pact")),
    )


def balance_evidence(measure: str = "CINC", seed: int = 1) -> Evidence2:
    """How uneven the blocs were, over how uneven their leaders were alone: mean of 1955–1988, resampled in blocks of 5 years."""
    table = imbalance(measure).rename("ratio").rename_axis("year").reset_index()
    table["log"] = np.log(table["ratio"])
    found = models.block_bootstrap(table, lambda rows: math.exp(rows["log"].to_numpy().mean()), "year", length=5, seed=seed, n=1000)  # fmt: skip
    ends = scales()[measure].loc[[1955, 1988]]
    nearer = int((table["ratio"] < 1).sum())
    early, late = (
        math.exp(table.loc[table["year"].between(*span), "log"].mean()) for span in ((1955, 1970), (1971, 1988))
    )
    return Evidence2(
        finding=f"By {measure} West over East was {ends['leaders'].iloc[0]:.2f} for the leaders alone and {ends['blocs'].iloc[0]:.2f} for the blocs in 1955, {ends['leaders'].iloc[1]:.2f} and {ends['blocs'].iloc[1]:.2f} in 1988; the allies brought the scales nearer to level in {nearer} of {len(table)} years; mean unevenness against the leaders {early:.2f} in 1955–1970 and {late:.2f} in 1971–1988",
        data="yearly series",
        rivals=("states may balance threat rather than power", "nuclear weapons are in no index"),
        rung=0,
        **measured(found),
        interval="block bootstrap",
        by="runs of five years",
        unit="times as uneven as the leaders alone",
        n=len(table),
        n_unit="years",
        benchmark=1,
        why_benchmark="a counterweight brings the scales nearer to level than they would be without it; that they stood level is not claimed",
        expects="below",
    )  # fmt: skip


def counterweight(seed: int = 1) -> tuple[Part, ...]:
    """Leaders alone against blocs, by four measures of power."""
    others = tuple(balance_evidence(measure, seed) for measure in ("soldiers", "spending", "output"))
    return (Part("counterweight", balance_evidence(seed=seed), works("C03.4"), counts=others),)


def attack_evidence() -> Evidence2:
    """Odds of a dispute begun against a member of either bloc, by any state outside it, 1955–1990; clustered by target."""
    row = attack_odds()
    sums = attacks().groupby("member")[["onsets", "pair_years"]].sum()
    rates = 1000 * sums["onsets"] / sums["pair_years"]
    return Evidence2(
        finding=f"States outside a bloc began {rates[1]:.0f} disputes per 1,000 pair-years against its members and {rates[0]:.0f} against other states; with border, power and major powers held constant the odds are {row['odds_ratio']:.2f} times as high",
        data="panel",
        rivals=("nuclear weapons", "nobody wanted to attack", "those in danger seek a pact"),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="target state",
        unit="times the odds of a new dispute",
        n=int(row["n"]),
        n_unit="pair-years",
        benchmark=1,
        why_benchmark="as many disputes as against like states outside the blocs",
        expects="below",
    )  # fmt: skip


def no_war_evidence(per: str) -> Evidence2:
    """Wars across the blocs over wars of other relevant pairs, per pair-year or per dispute, 1955–1990; each war counts once."""
    table = bloc_pair_years()
    found = models.rate_ratio(0, table.loc["across", per], int(table.loc["other", "wars"]), table.loc["other", per], exact=True)  # fmt: skip
    assert table.loc["across", "wars"] == 0
    return Evidence2(
        finding=f"No war crossed the blocs; at the rate of other pairs, taken per {per.rstrip('s')}, there would have been {expected_wars(per):.1f}, and luck alone gives none with a chance of {none_by_luck(per):.0f}%; at the rate of pairs with no member of a bloc {expected_wars(per, 'outside'):.1f}, and {none_by_luck(per, 'outside'):.0f}%",
        data="few cases",
        rivals=("nuclear weapons", "distance", "nobody wanted to attack", "the other pairs include those inside one bloc, such as the Soviet Union and Hungary in 1956"),
        rung=0,
        **measured(found),
        interval="exact",
        unit="times the war rate of other pairs",
        n=found.n,
        n_unit="wars",
        benchmark=1,
        why_benchmark="as many wars as other pairs that border on each other or include a major power",
        expects="below",
    )  # fmt: skip


def deterrence() -> tuple[Part, ...]:
    """Disputes begun against members, and the missing war by two bases."""
    wars = no_war_evidence("pair-years"), no_war_evidence("disputes")
    return (Part("deterrence", attack_evidence(), works("C03.5"), counts=wars),)


def means_evidence(means: str, cases: tuple[Case, ...]) -> Evidence2:
    """Share of the two alliances with a body for a means on record."""
    share = 100 * len({case.what.split(":")[0] for case in cases}) / 2
    return Evidence2(
        finding=f"{share / 50:.0f} of the 2 alliances had a body for {means} on record",
        data="full count",
        rivals=("in the Warsaw Pact 'coordinated' could mean ordered from one capital", "how much passed between members is secret"),
        rung=None,
        cases=cases,
        **counted(share),
        interval="full count",
        unit="% of the two alliances",
        n=2,
        n_unit="alliances",
        benchmark=50,
        why_benchmark="the sentence speaks of both alliances, and of two only both are more than half",
        expects="above",
    )  # fmt: skip


def means() -> tuple[Part, ...]:
    """One documented body per means and alliance."""
    planning = (
        Case("NATO: the joint headquarters SHAPE starts work", "1951-04-02", "SHAPE, in the timeline"),
        Case("Warsaw Pact: a joint command under a Soviet marshal", "1955", "course list P02"),
    )
    intelligence = (
        Case("NATO: a Special Committee of the members' security services", "1952", "NATO's archives, series AC/46"),
    )  # fmt: skip
    return (
        Part("coordinated strategies", means_evidence("common planning", planning), works("C03.6", "Johnson2022")),
        Part("shared intelligence", means_evidence("shared intelligence", intelligence), works("C03.6", "Walsh2007")),
    )


def inner_circle_evidence() -> Evidence2:
    """Share of NATO's members of 1955 inside the signals agreement of 1946."""
    circle = {state(code) for code in load("partnerships").set_index("partnership_id").loc["P46", "members"].split()}
    members = nato_members(1955)
    share = 100 * len(circle & members) / len(members)
    return Evidence2(
        finding=f"{len(circle & members)} of NATO's {len(members)} members of 1955 belonged to the signals agreement of 1946 ({share:.0f}%)",
        data="full count",
        rivals=("other circles, such as those of two, are not on the list",),
        rung=None,
        **counted(share),
        interval="full count",
        unit="% of NATO's members of 1955",
        n=len(members),
        n_unit="members",
        benchmark=50,
        why_benchmark="'most' is more than half",
        expects="above",
    )  # fmt: skip


def inner_circle() -> tuple[Part, ...]:
    """Who belonged to the circle that shared the most."""
    return (Part("inner circle", inner_circle_evidence()),)


def missions_evidence() -> Evidence2:
    """UN missions begun per year, 1990–1999 over 1980–1989."""
    table = missions_begun(1980, 1990, 1999)
    found, sums = models.quasi_poisson(table, "missions", ["late"]), table.groupby("late")["missions"].sum()
    return Evidence2(
        finding=f"{sums[1]} UN missions began in the 1990s, {sums[0]} in the 1980s, all from {int(table.query('late == 0 and missions > 0')['year'].min())} on; in exercises the share with peacekeeping as a purpose rose from {exercise_share('peacekeeping', 1980, 1989):.0f}% to {exercise_share('peacekeeping', 1990, 1999):.0f}%",
        data="yearly counts",
        rivals=("a Security Council no longer blocked by vetoes", "more civil wars to end"),
        rung=None,
        **measured(found),
        interval="overdispersed",
        unit="times the rate of the 1980s",
        n=found.n,
        n_unit="years",
        benchmark=1,
        why_benchmark="as many new missions as in the decade before",
        expects="above",
    )  # fmt: skip


def alone_evidence() -> Evidence2:
    """Share of exercises that name fighting as their only purpose, 1990s minus 1980s; clustered by series."""
    table = fighting_alone()
    found, shares = (
        models.clustered(table["alone"], table["block"], table["late"]),
        100 * table.groupby("late")["alone"].mean(),
    )
    return Evidence2(
        finding=f"Fighting was the only purpose of {shares[0]:.0f}% of exercises in the 1980s and of {shares[1]:.0f}% in the 1990s; peacekeeping or relief stood beside it or in its place",
        data="package",
        rivals=("reports name purposes more often in later years",),
        rung=None,
        **measured(found),
        interval="clustered",
        by="exercise series",
        unit="percentage points",
        n=found.n,
        n_unit="exercises",
        benchmark=0,
        why_benchmark="fighting alone as often as in the decade before",
        expects="below",
        scope="exercises",
    )  # fmt: skip


def new_emphasis() -> tuple[Part, ...]:
    """Cooperative security whole: missions up, and fighting no longer the only purpose of training."""
    return (
        Part("towards cooperative security", missions_evidence(), works("C03.7")),
        Part("no longer on deterrence alone", alone_evidence(), works("C03.7")),
    )


def spending_evidence() -> Evidence2:
    """NATO's members other than the United States: median share of GDP in 2024 over that of 2014, the members of 2014 only."""
    before, after = members_spending(2014), members_spending(2024)
    ratio = after / before
    return Evidence2(
        finding=f"The median NATO member outside the United States gave {before:.1f}% of its output to defence in 2014 and {after:.1f}% in 2024",
        data="full count",
        rivals=("money can serve missions abroad too",),
        rung=None,
        **counted(ratio),
        interval="full count",
        unit="times the share of 2014",
        n=int(load("nato_spending_2026").query("member and year == 2014 and state_id != 2")["state_id"].nunique()),
        n_unit="members",
        benchmark=1,
        why_benchmark="no more for defence than when the shift was over twenty years old",
        expects="below",
    )  # fmt: skip


def peacekeepers_evidence(since: int = 2014) -> Evidence2:
    """UN peacekeepers in 2021, the last year on record here, over an earlier year: 2014, or 1990 when the shift began."""
    ratio = peacekeepers(2021) / peacekeepers(since)
    return Evidence2(
        finding=f"The UN had {peacekeepers(since):,} people in uniform in the field in {since} and {peacekeepers(2021):,} in 2021; the peak was {peacekeepers(2015):,} in 2015, and in 1998 there were {peacekeepers(1998):,}",
        data="full count",
        rivals=("missions also end because they are done", "2014 is near the peak; the series ends before 2022"),
        rung=None,
        **counted(ratio),
        interval="full count",
        unit=f"times the number of {since}",
        n=2,
        n_unit="years",
        benchmark=1,
        why_benchmark=f"as many as in {since}",
        expects="above",
    )  # fmt: skip


def lasting_shift() -> tuple[Part, ...]:
    """After 2014: money for defence and people for peacekeeping."""
    return (
        Part(
            "after 2014",
            peacekeepers_evidence(),
            works("C03.7"),
            counts=(peacekeepers_evidence(1990), spending_evidence()),
        ),
    )


def operations_cases() -> tuple[Part, ...]:
    """One sourced case for each kind of operation named; the size of the partners' part stands in the finding."""
    money = load("gulf_war_finance").set_index("contributor")
    paid, cost = money.loc["all contributors", "received"], money.loc["US cost", "cost"]
    states, share, giver = largest_giver(1993)
    total = load("operation_totals").query("operation == 'Gulf War 1991'").iloc[0]
    others = int(re.search(r"about (\d+) of them not from the US", total["note"])[1])
    cases = (
        Case(f"other states paid {paid} of an estimated {cost:.0f} billion dollars that the war cost the United States", "1991-11-15", "paid: US audit office NSIAD-92-71; cost: an estimate of the Defense Department, after a news page", "the Gulf War"),
        Case(f"{states} states sent people to UN missions; the largest giver, {state_name(giver)}, sent {share:.0f}% of the personnel", "1993", "UN contributors (IPI)", "peacekeeping missions"),
    )  # fmt: skip
    proof = Evidence2(
        finding=f"In the Gulf War others bore {100 * paid / cost:.0f}% of the American cost and sent about {others:,} of {total['troops']:,} troops; in UN missions of 1993 no state sent more than {share:.0f}%",
        data="full count",
        rivals=("the leader might have gone alone", "Japan and Germany paid and sent no combat forces"),
        rung=None,
        cases=cases,
    )  # fmt: skip
    return (Part("operations named", proof, works("C03.8"), things=("the Gulf War", "peacekeeping missions")),)


def gulf_evidence() -> Evidence2:
    """Share of the partners of 1991 with an American promise of defence in 1990; bounds: the least and most of four readings."""
    table, shares = gulf_coalition(), gulf_shares()
    listed = table[table["on_36"]]
    return Evidence2(
        finding=f"{listed['pact_1990'].sum()} of the {len(listed)} partners on the longer list had a promise of defence with the United States; on four readings of two lists {min(shares.values()):.0f}–{max(shares.values()):.0f}%",
        data="few cases",
        rivals=("both lists are second-hand, one reprinted by the press and one by a broadcaster, and kept in the lesson, in no table: the audit office gives a number and no names", "contributions differ from a ship to an army"),
        rung=None,
        estimate=shares["list of 36"],
        low=min(shares.values()),
        high=max(shares.values()),
        interval="least and most",
        unit="% of the partners",
        n=len(listed),
        n_unit="partners",
        benchmark=50,
        why_benchmark="'most' is more than half",
        expects="above",
    )  # fmt: skip


def partners_by_treaty() -> tuple[Part, ...]:
    """Allies in the strict sense among the partners of 1991."""
    return (Part("allies by treaty", gulf_evidence(), works("C03.8")),)


def terror_evidence() -> Evidence2:
    """Share of listed operations begun since 2001 whose task is terrorists; up to: with those that fought such a group besides."""
    table, before = listed_operations(2001), listed_operations(last=2000)
    strict, wide = 100 * table["terror"].mean(), 100 * (table["terror"] | table["also"]).mean()
    return Evidence2(
        finding=f"{table['terror'].sum()} of {len(table)} listed operations begun since 2001 name terrorists as the enemy, {table['also'].sum()} more fought such groups under another mandate; {table['government'].sum()} were to hold up a government or put one back; of the {len(before)} listed that began before 2001, {before['terror'].sum()} had terrorists as the task",
        data="few cases",
        rivals=("coded by us from mandates and names: if helping governments is split by kind, terrorists are the largest group", "the force on Lake Chad, begun in 1994, was turned against such a group in 2015", "famous coalitions are listed, small ones forgotten"),
        rung=None,
        estimate=strict,
        low=strict,
        high=wide,
        interval="worst case",
        unit="% of listed operations",
        n=len(table),
        n_unit="operations",
        benchmark=100 * float(table["government"].mean()),
        why_benchmark="at the centre means the most frequent purpose; the largest other one is to help a government",
        expects="above",
    )  # fmt: skip


def relief_evidence() -> Evidence2:
    """Share of exercises with relief as a purpose, 2000–2010 over the 1990s; widened, since years differ more than chance."""
    table = relief_by_year()
    found = models.quasi_poisson(table, "relief", ["late"], "exercises")
    sums = table.groupby("late")[["relief", "exercises"]].sum()
    shares = 100 * sums["relief"] / sums["exercises"]
    return Evidence2(
        finding=f"Relief was a purpose of {exercise_share('humanitarian', 1980, 1989):.0f}% of exercises in the 1980s, {shares[0]:.0f}% in the 1990s and {shares[1]:.0f}% in 2000–2010, fighting of {exercise_share('warfighting', 2000, 2010):.0f}% there",
        data="yearly counts",
        rivals=("the press likes relief", "exercises are not operations"),
        rung=None,
        **measured(found),
        interval="overdispersed",
        unit="times the share of the 1990s",
        n=found.n,
        n_unit="years",
        benchmark=1,
        why_benchmark="'new' in this century means more than in the decade before it",
        expects="above",
        scope="relief in exercises, to 2010",
    )  # fmt: skip


def new_dimension() -> tuple[Part, ...]:
    """Terrorism among operations; relief among exercises; relief among operations is in no table."""
    return (
        Part("operations against terrorism at the centre", terror_evidence(), works("C03.9", "EdryJohnsonLeeds2021")),
        Part("more relief than before", relief_evidence(), works("C03.9", "CanyonRyanBurkle2020", "CotteyForster2004")),
        Part("relief operations at the centre"),
    )


def outside_evidence(first: int = 1986, last: int = 2006) -> Evidence2:
    """Share of training pairs with no promise of defence between them, five years from last minus from first; two-way clustered."""
    table = training_pairs(first, last)
    found, shares = models.pair_slope(table, "outside", ["late"]), table.groupby("late")["outside"].mean()
    sizes = table.groupby("late").size()
    return Evidence2(
        finding=f"{shares[0]:.0f}% of the {sizes[0]:,} pairs that trained together in {first}–{first + 4} had no promise of defence between them, {shares[1]:.0f}% of the {sizes[1]:,} pairs of {last}–{last + 4}",
        data="panel",
        rivals=("cheaper travel and American programmes", "the press reports more", "large exercises make many pairs"),
        rung=None,
        **measured(found),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points more outside alliances",
        n=found.n,
        n_unit="pairs",
        benchmark=0,
        why_benchmark=f"the same share as {last - first} years earlier",
        expects="above",
        cases=(
            Case("the US State Partnership Program is set up", "1993-07", "timeline; course list P60"),
            Case("NATO opens the Partnership for Peace to former opponents", "1994-01-10", "NATO, in the timeline"),
        )
        if first < 1990
        else (),
        scope="what countries did; what they recognised stands in papers",
    )  # fmt: skip


def beyond_strength() -> tuple[Part, ...]:
    """Exercises beyond the alliances; shared information and strategy papers are in no table."""
    return (
        Part(
            "exercises with states outside the alliance",
            outside_evidence(),
            works("C03.10"),
            counts=(outside_evidence(1996),),
        ),
        Part("shared information, and what strategy papers say"),
    )


def beyond_drift_evidence() -> Evidence2:
    """Voting distance of a pair after an exercise beyond that before one; two-way clustered, pair and year means taken out.

    Placebo: the year before an exercise beyond three years before one, when neither can have worked yet.
    """
    effects = exercise_effects()
    found, placebo = effects["beyond"], effects["placebo"]
    return Evidence2(
        finding=f"A pair votes {-effects['before'].value:.3f} points closer in the year after an exercise and {-effects['after'].value:.3f} points closer in the year before one: beyond the drift {abs(found.value):.3f} remain",
        data="before and after",
        rivals=("states train with those they already approach",),
        rung=2,
        **measured(found),
        interval="clustered",
        by="both states of the pair",
        unit="scale points of distance in UN votes",
        n=found.n,
        n_unit="pair-years",
        benchmark=0,
        why_benchmark="no nearer than the pair was becoming anyway",
        expects="below",
        placebo=(placebo.value, placebo.low, placebo.high),
    )  # fmt: skip


def beyond_drift() -> tuple[Part, ...]:
    """The same pair after and before an exercise."""
    return (Part("closer than before", beyond_drift_evidence(), works("C03.10"), kind="causal"),)


# Claims.


ASKED = ["C03.2", "C03.3", "C03.4", "C03.5", "C03.7", "C03.10"]
CLAIMS = [
    Judgement(
        "C03.1",
        "partly supported",
        "Before 1946 states with a rival joined alliances more often than like states without one, since then not surely; works find the same for danger from outside. Other roots, such as holding a partner in check, exist beside it; 'strategic alliances' as a root of their own and contact between governments are in no table here.",
        parts=roots,
    ),
    Judgement(
        "C03.2",
        "partly supported",
        "By signatures the twentieth century stands out, at more than twice the rate of the nineteenth, though for promises of defence alone this is not sure. The years after 1945 do not stand out by signatures, where a treaty of twenty counts once; by membership they do. The form is centuries older.",
        parts=century_parts,
    ),
    Judgement(
        "C03.3",
        "partly supported",
        "Both alliances were founded. That countries took sides holds of most states in the 1950s; from the 1960s on most had no promise of defence with either power, because new states stayed out. Of the states of 1955, 62%<!--= kept_least --> to 66%<!--= kept_most --> had one in every year, and those bound held most of the others' power throughout. Arms and aid are not counted, so this is the least that can be said.",
        parts=sides_taken,
    ),
    Judgement(
        "C03.4",
        "contested",
        "By soldiers the allies filled a gap. By output they added to the West's lead in every year; by CINC they made the scales 1.39<!--= uneven_early --> times as uneven as the leaders alone in 1955–1970 and 1.08<!--= uneven_late --> times in 1971–1988, when a deficit had become a lead. Adding up is no experiment, and nuclear weapons are in no index.",
        parts=counterweight,
    ),
    Judgement(
        "C03.5",
        "contested",
        "Works on defence pacts in general find fewer disputes. For the two blocs our own numbers decide nothing: no war crossed them, but only two<!--= wars_expected --> or three<!--= wars_expected_outside --> were to be expected even per dispute, and nuclear weapons or plain contentment may have kept the peace.",
        parts=deterrence,
    ),
    Judgement(
        "C03.6",
        "partly supported",
        "Both alliances had a joint command. For shared intelligence NATO had a committee; the common store of 1977 in the East joined six Pact members with Cuba and Mongolia<!--@StasiLexikonSoud--> and was no body of the Pact. How much passed between members is mostly secret.",
        parts=means,
        ours="not supported",
        ours_reason="No. Three of NATO's fifteen members of 1955 were inside the signals agreement that shared the most.",
        ours_parts=inner_circle,
    ),
    Judgement(
        "C03.7",
        "supported",
        "Peacekeeping took off: seven times as many UN missions began as in the decade before, though the rush started in 1988. And armies that trained together no longer trained for fighting alone. That deterrence went away the sentence does not say, and the old pacts stayed in force.",
        parts=new_emphasis,
        ours="contested",
        ours_reason="The counts disagree. Since 2014 NATO's members have raised their spending by three quarters as a share of output, and by 2021 the UN had a quarter fewer people in the field. But 2014 was near the peak, and the number of 2021 is still more than five times that of 1990. The UN's series ends in 2021 and says nothing of 2022.",
        ours_parts=lasting_shift,
    ),
    Judgement(
        "C03.8",
        "supported",
        "In the Gulf War partners paid most of the American bill and sent a quarter of the troops; in UN missions no state gave more than an eighth of the people. What would have happened without them nobody can observe.",
        parts=operations_cases,
        terms={"allied": "partner"},
        ours="partly supported",
        ours_reason="About half: on every reading of the lists between a half and slightly more. A coalition is drawn from allies and from others.",
        ours_parts=partners_by_treaty,
    ),
    Judgement(
        "C03.9",
        "partly supported",
        "A new dimension, yes: of the six<!--= listed_before --> listed operations begun before 2001 none had terrorists as its task. Whether they are the most frequent task since depends on how one sorts the others: helping a government is as frequent if all its kinds are taken together. Relief grew mostly in the 1990s; whether it went on growing is on the edge of what exercises can show, and its share of operations is in no table here.",
        parts=new_dimension,
    ),
    Judgement(
        "C03.10",
        "partly supported",
        "Countries came to train far more with states to which no promise of defence ties them: 21%<!--= outside_before --> of pairs in 1986–1990, 63%<!--= outside_1991 --> in 1991–1995. That was the end of the Cold War. In the new century, of which the sentence speaks, the share stood still: 66%<!--= outside_1996 --> in 1996–2000, 65%<!--= outside_since --> in 2006–2010. What countries recognised stands in papers that are not in our tables.",
        parts=beyond_strength,
        ours="contested",
        ours_reason="The data cannot say so. A pair votes closer after an exercise and just as much closer before it, and a cause does not work backwards. Beyond that drift nothing is left to see.",
        ours_parts=beyond_drift,
    ),
]


# Numbers.
NUMBERS = {
    "density_1816": lambda: defence_density(1816),
    "states_1816": lambda: len(states_in(1816)),
    "density_1914": lambda: defence_density(1914),
    "density_1945": lambda: defence_density(1945),
    "density_1970": lambda: defence_density(1970),
    "density_2018": lambda: defence_density(2018),
    "camps_1955": lambda: camps_share(1955),
    "camps_1988": lambda: camps_share(1988),
    "kept_least": lambda: camps_by("states of 1955").min(),
    "kept_most": lambda: camps_by("states of 1955").max(),
    "rival_odds": lambda: joining_odds(1816, 1945)["odds_ratio"],
    "rival_odds_late": lambda: joining_odds(1946, 2018)["odds_ratio"],
    "century": lambda: signing_ratio(1816, 1901, 2000).value,
    "in_pacts_before": lambda: membership(None, 1901, 1945).mean(),
    "in_pacts_since": lambda: membership(None, 1946, 2000).mean(),
    "since_1945": lambda: signing_ratio(1901, 1946, 2000).value,
    "organised_before": lambda: organised_share(1816, 1945),
    "organised_since": lambda: organised_share(1946, 2018),
    "uneven_early": lambda: math.exp(np.log(imbalance("CINC").loc[1955:1970]).mean()),
    "uneven_late": lambda: math.exp(np.log(imbalance("CINC").loc[1971:1988]).mean()),
    "wars_expected": lambda: expected_wars("disputes"),
    "wars_expected_outside": lambda: expected_wars("disputes", "outside"),
    "dispute_ratio": lambda: (bloc_pair_years()["disputes"] / bloc_pair_years()["pair-years"]).pipe(lambda r: r["across"] / r["other"]),
    "luck_years": lambda: none_by_luck("pair-years"),
    "luck_disputes_outside": lambda: none_by_luck("disputes", "outside"),
    "luck_disputes": lambda: none_by_luck("disputes"),
    "gulf_longer": lambda: len(GULF_36.split()),
    "gulf_paid": lambda: load("gulf_war_finance").set_index("contributor").pipe(lambda t: 100 * t.loc["all contributors", "received"] / t.loc["US cost", "cost"]),
    "un_givers": lambda: largest_giver(1993)[0],
    "un_largest": lambda: largest_giver(1993)[1],
    "missions_1980s": lambda: missions_begun(1980, 1990, 1999).query("late == 0")["missions"].sum(),
    "alone_1980s": lambda: 100 * fighting_alone().query("late == 0")["alone"].mean(),
    "alone_1990s": lambda: 100 * fighting_alone().query("late == 1")["alone"].mean(),
    "missions_1990s": lambda: missions_begun(1980, 1990, 1999).query("late == 1")["missions"].sum(),
    "terror_named": lambda: listed_operations(2001)["terror"].sum(),
    "terror_listed": lambda: len(listed_operations(2001)),
    "for_governments": lambda: listed_operations(2001)["government"].sum(),
    "listed_before": lambda: len(listed_operations(last=2000)),
    "relief_1990s": lambda: exercise_share("humanitarian", 1990, 1999),
    "relief_2000s": lambda: exercise_share("humanitarian", 2000, 2010),
    "fighting_2000s": lambda: exercise_share("warfighting", 2000, 2010),
    "outside_before": lambda: training_pairs().query("late == 0")["outside"].mean(),
    "outside_1991": lambda: training_pairs(1991, 1996).query("late == 0")["outside"].mean(),
    "outside_1996": lambda: training_pairs(1991, 1996).query("late == 1")["outside"].mean(),
    "outside_since": lambda: training_pairs().query("late == 1")["outside"].mean(),
}  # fmt: skip
