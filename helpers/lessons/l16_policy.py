"""Lesson 16, what partnerships change at home: the 2% pledge, equipment, suppliers, soldiers, and the comparison that decides."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from math import comb, isinf

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
    TEAL,
    Picture,
    arrow,
    bars,
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
    slope,
)
from helpers.marks import named
from helpers.measures import signed_agreements
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

SIPRI = "SIPRI extract, data to 2024"
NATO = "NATO, edition of June 2024 (2023 and 2024 estimated)"
OUTSIDE = (
    "Austria", "Ireland", "Switzerland", "Malta", "Cyprus", "Serbia", "Bosnia and Herzegovina", "Finland", "Sweden",
)  # fmt: skip
CALM = OUTSIDE[:5] + OUTSIDE[7:]  # without Serbia and Bosnia, which were demobilising after their wars
PACIFIC = ("Japan", "South Korea", "Australia", "New Zealand")
# Every state of the table outside Europe, its members and the former Soviet Union.
BEYOND = (*PACIFIC, "China", "India", "Israel", "Brazil", "Mexico")
SPENDING, SOLDIERS, VOTES = "spending, % of GDP", "soldiers per 1,000 people", "distance from the US in UN votes"
UNITS = {SPENDING: "points of GDP", SOLDIERS: "soldiers per 1,000", VOTES: "points of distance"}
# Who had soldiers in Iraq at some time until July 2005, those who had left included (Reuters, factbox of 6 July 2005).
SERVED = (
    "United Kingdom", "Albania", "Armenia", "Australia", "Azerbaijan", "Bulgaria", "Czechia", "Denmark", "Dominican Republic",
    "El Salvador", "Estonia", "Georgia", "Honduras", "Hungary", "Italy", "Japan", "Kazakhstan", "Latvia", "Lithuania",
    "North Macedonia", "Moldova", "Mongolia", "Netherlands", "New Zealand", "Nicaragua", "Norway", "Philippines", "Poland",
    "Portugal", "Romania", "Singapore", "Slovakia", "South Korea", "Spain", "Thailand", "Tonga", "Ukraine",
)  # fmt: skip
# States whose soldier counts jump severalfold within a year or two in NMC 7.0: Croatia 2004, Switzerland 2006, Luxembourg 2021.
JUMPY = ("Croatia", "Switzerland", "Luxembourg")
BEFORE, AFTER = 4, 7
TREATED = ["NATO next to Russia", "NATO members of 2014", "Denmark and Norway", "joined NATO in 2004"]
SKETCHED = [2013, 2015, 2017, 2019, 2021, 2022, 2023, 2024]
COMPARISON = ["European non-members", "Finland and Sweden", "Pacific allies of the US", "nine beyond Europe"]


# Measures.


@cache
def allies_of_2014() -> tuple[int, ...]:
    """State numbers of the NATO members of 2014 with spending data: all 28 but Iceland, which has no armed forces."""
    table = load("defence_shares").drop_duplicates("state_id")
    return tuple(int(code) for code in table.loc[table["nato_entry"] <= 2014, "state_id"])


@cache
def neighbours_of_russia() -> tuple[int, ...]:
    """NATO members of 2014 that share a land border with Russia (COW contiguity, type 1)."""
    russia = state("Russia")
    table = load("contiguity", 2014).query("type == 1")
    ends = table[(table["state_id_1"] == russia) | (table["state_id_2"] == russia)]
    others = set(ends["state_id_1"]) | set(ends["state_id_2"])
    return tuple(code for code in allies_of_2014() if code in others)


@cache
def groups() -> dict[str, tuple[int, ...]]:
    """All groups of the lesson: name → state numbers."""
    table = load("defence_shares").drop_duplicates("state_id")
    near = neighbours_of_russia()
    return {
        "NATO members of 2014": allies_of_2014(),
        "NATO next to Russia": near,
        "NATO elsewhere": tuple(code for code in allies_of_2014() if code not in near),
        "Denmark and Norway": (state("Denmark"), state("Norway")),
        "joined NATO in 2004": tuple(int(code) for code in table.loc[table["nato_entry"] == 2004, "state_id"]),
        "European non-members": tuple(state(name) for name in OUTSIDE),
        "Finland and Sweden": (state("Finland"), state("Sweden")),
        "Pacific allies of the US": tuple(state(name) for name in PACIFIC),
        "nine beyond Europe": tuple(state(name) for name in BEYOND),
    }


@cache
def panel(outcome: str) -> pd.DataFrame:
    """One row per state, one column per year from 2000: the outcome named by SPENDING, SOLDIERS or VOTES."""
    if outcome == SPENDING:
        return load("defence_shares").pivot_table(index="state_id", columns="year", values="share_gdp")
    if outcome == SOLDIERS:
        table = load("capabilities").query("year >= 2000")
        rate = (1000 * table["milper"] / table["population"]).rename("rate")
        wide = table.assign(rate=rate).pivot_table(index="state_id", columns="year", values="rate")
        return wide.drop(index=[state(name) for name in JUMPY])
    table = load("ideal_points").query("2000 <= year <= 2023")
    wide = table.pivot_table(index="state_id", columns="year", values="ideal_point")
    return (wide - wide.loc[state("United States")]).abs().drop(index=state("United States"))


@cache
def changes(outcome: str, start: int, last: int = 9999) -> pd.Series:
    """Each state's mean after `start` minus its mean before: 4 years before, up to 7 after, the start year left out.

    last: no year later than this is used (for placebo years). If no year follows, the start year itself is 'after'.
    """
    wide = panel(outcome)
    before = wide.loc[:, start - BEFORE : start - 1].mean(axis=1)
    after = wide.loc[:, start + 1 : min(start + AFTER, last)]
    return ((after if after.shape[1] else wide.loc[:, start:start]).mean(axis=1) - before).dropna()


def double_difference(treated, comparison, outcome: str = SPENDING, start: int = 2014, last: int = 9999):
    """Mean change of the treated minus mean change of the comparison, with the interval by shuffling (`permuted`).

    Each state counts once, as its own before-after change: the years are collapsed, so that neighbouring years, which
    resemble each other, are not taken for independent news (Bertrand, Duflo & Mullainathan 2004). A state that is in
    both groups counts as comparison.
    """
    change = changes(outcome, start, last)
    rest = [code for code in treated if code not in set(comparison)]
    return permuted([(change.reindex(rest).dropna(), change.reindex(list(comparison)).dropna())])


def two_by_two(names=("Denmark", "Norway"), others=("Finland", "Sweden")) -> pd.DataFrame:
    """Mean spending of two groups, 2010–13 and 2015–21: a table of four numbers."""
    wide = panel(SPENDING)
    rows = {
        label: [wide.loc[[state(name) for name in group], first:last].mean(axis=1).mean() for first, last in ((2010, 2013), (2015, 2021))]
        for label, group in ((" and ".join(names), names), (" and ".join(others), others))
    }  # fmt: skip
    return pd.DataFrame(rows, index=["2010–13", "2015–21"]).T


@cache
def equipment() -> pd.DataFrame:
    """Equipment as a share of defence expenditure, one row per state of 2024's NATO, one column per year 2014–2024."""
    return load("nato_spending").pivot_table(index="state_id", columns="year", values="equipment_share").dropna()


def equipment_change() -> pd.Series:
    """Change of the equipment share from 2014–15 to 2019–21 in points, per state (two bases, since orders are lumpy)."""
    wide = equipment()
    return wide.loc[:, 2019:2021].mean(axis=1) - wide.loc[:, 2014:2015].mean(axis=1)


def personnel_shares() -> pd.DataFrame:
    """Personnel as a share of defence expenditure, one row per member of 2014 with both ends, one column per year."""
    wide = load("nato_spending").pivot_table(index="state_id", columns="year", values="personnel_share")
    return wide.reindex(allies_of_2014()).dropna(subset=[2014, 2021])


def real_growth(part: str = "all but equipment", last: int = 2021) -> pd.Series:
    """Real growth since 2014 of a part of each member's defence money, per cent, members of 2014.

    part: 'equipment', 'personnel', 'infrastructure', 'other' or 'all but equipment'.
    """
    table = load("nato_spending")
    share = 100 - table["equipment_share"] if part == "all but equipment" else table[f"{part}_share"]
    table = table.assign(money=share * table["expenditure"] / 100)
    money = table.pivot_table(index="state_id", columns="year", values="money").reindex(allies_of_2014())
    return (100 * (money[last] / money[2014] - 1)).dropna()


def nato_supplied(name: str) -> pd.Series:
    """Share of a state's arms imports delivered by NATO states, per cent, by first year of five-year period."""
    table = load("arms_suppliers").query("recipient_id == @code", local_dict={"code": state(name)})
    return (100 * (table["united_states"] + table["other_nato"])).set_axis(table["start"])


def waves(outcome: str = SPENDING, controls=OUTSIDE, span: int = 5) -> list[tuple[pd.Series, pd.Series]]:
    """Changes around entry, wave by wave of those who joined 2004–2020: of its joiners, and of the controls in the same years.

    Mean of `span` years after minus mean of as many before, the entry year left out. A control is outside through the whole
    span: Finland (2023) and Sweden (2024) are none for the joiner of 2020.
    """
    wide, codes = panel(outcome), [state(name) for name in controls]
    table = load("defence_shares").drop_duplicates("state_id").set_index("state_id")["nato_entry"].dropna()
    found = []
    for year in sorted({*table[table.between(2004, 2020)]}):
        joined, members = table.index[table == year], table.index[table <= year + span]
        outside = [code for code in codes if code not in members]
        change = wide.loc[:, year + 1 : year + span].mean(axis=1) - wide.loc[:, year - span : year - 1].mean(axis=1)
        found.append((change.reindex(joined).dropna(), change.reindex(outside).dropna()))
    return found


def accession_changes(outcome: str = SPENDING, controls=OUTSIDE) -> pd.Series:
    """Change of each joiner around its entry, minus the mean change of the controls in the same years, by name."""
    return pd.concat(
        [(own - others.mean()).rename(lambda code: state_name(int(code))) for own, others in waves(outcome, controls)]
    )


def permuted(groups, seed: int = 1, draws: int = 4000) -> models.Estimate:
    """Mean of the treated minus mean of their own comparison group, over one or more groups; n counts all units.

    groups: pairs (treated, others) of values; each treated unit counts once. Interval: all effects that shuffling who was
    treated, inside each group, does not reject at 5 per cent, two-sided; without ends where there are too few ways to
    shuffle. Up to `draws` ways are all gone through. Joiners of one wave share their comparison, so they are shuffled together.
    """
    random, count = np.random.default_rng(seed), sum(len(treated) for treated, _ in groups)
    value, drawn, tilt = 0.0, 0.0, 0.0
    for treated, others in groups:
        values, own = np.concatenate([treated, others]), len(treated)
        mine = np.arange(len(values)) < own
        if len(groups) == 1 and comb(len(values), own) <= draws:
            ways = np.array(list(combinations(range(len(values)), own)))
            shuffled = np.zeros((len(ways), len(values)), bool)
            np.put_along_axis(shuffled, ways, True, axis=1)
        else:
            shuffled = random.permuted(np.tile(mine, (draws, 1)), axis=1)
        weight = (shuffled / own - ~shuffled / len(others)) * own / count
        value += float(np.mean(treated) - np.mean(others)) * own / count
        drawn, tilt = drawn + weight @ values, tilt + weight @ mine
    # A shuffle is at least as extreme as what was seen for the effects d with |drawn − d·tilt| ≥ |value − d|: a span around value.
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.sort([(value - drawn) / (1 - tilt), (value + drawn) / (1 + tilt)], axis=0)
    # Who was treated, or the exact reverse, is as extreme for every d.
    ends[:, np.abs(tilt) > 1 - 1e-9] = [[-np.inf], [np.inf]]
    rank = int(0.05 * len(tilt))
    low, high = np.sort(ends[0])[rank], np.sort(ends[1])[-1 - rank]
    return models.Estimate(value, float(low), float(high), sum(len(t) + len(o) for t, o in groups))


@cache
def warriors() -> pd.DataFrame:
    """Who sent soldiers to the two wars of the United States: one row per state of 2010, with what likens states.

    Columns: pact (a defence promise with the United States in either direction), afghanistan (15 November 2010), iraq (ever:
    `SERVED` or in 2007), iraq_2007 (on either date of 2007), wars and wars_2007 (share of the two), region, and logs of output
    per head and of people, and electoral democracy.
    """
    sent, members = load("contingents"), load("alliance_members", 2010)
    here = set(sent[(sent["operation"] == "ISAF") & (sent["date"] == "2010-11-15") & (sent["troops"] > 0)]["state_id"])
    there = set(sent[(sent["operation"] == "MNF-I") & (sent["troops"] > 0)]["state_id"])
    leader = state("United States")
    treaties = members[(members["state_id"] == leader)][["alliance_id", "defence"]]
    both = members.merge(treaties, on="alliance_id", suffixes=("", "_leader"))
    bound = set(both[both["defence"] | both["defence_leader"]]["state_id"])
    people = load("capabilities", 2010).set_index("state_id")["population"]
    output = load("output_per_head", 2010).set_index("state_id")["gdp_per_head"]
    table = pd.DataFrame(
        {
            "output": np.log(output),
            "people": np.log(people.where(people > 0)),
            "democracy": load("regimes", 2010).set_index("state_id")["polyarchy"],
            "region": load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"],
        }
    ).dropna()
    table = table.drop(index=[leader, state("Afghanistan"), state("Iraq")], errors="ignore")
    ever = there | {state(name) for name in SERVED}
    for name, those in (("pact", bound), ("afghanistan", here), ("iraq", ever), ("iraq_2007", there)):
        table[name] = table.index.isin(those).astype(float)
    return table.assign(**{f"wars{end}": (table["afghanistan"] + table[f"iraq{end}"]) / 2 for end in ("", "_2007")})


def war_gap(outcome: str = "wars", beyond_europe: bool = False) -> models.Estimate:
    """Points more of the wars that states with an American promise joined: region, output, people, democracy held constant."""
    table = warriors()
    table = table[table["region"] != "Europe and Central Asia"] if beyond_europe else table
    held = pd.get_dummies(table[["region"]], dtype=float).join(table[["output", "people", "democracy"]]).to_numpy()

    def left(name: str) -> pd.Series:
        return table[name] - held @ np.linalg.lstsq(held, table[name].to_numpy(), rcond=None)[0]

    return models.clustered(left(outcome), pd.Series(table.index, table.index), left("pact"))


@cache
def purchases() -> pd.DataFrame:
    """Buyer, seller and five-year period, 1977–2016: share of the buyer's arms from the seller, before and after an agreement.

    Sellers: the eight that are most often among the three main ones. Columns: state_id_1 (seller), state_id_2 (buyer),
    start, share (per cent; 0 where not among the three), after (first signed defence agreement of the two dated before or in
    the period's first year), coming (signed in the five years after that). Agreements are known from 1980 to 2010.
    """
    network, known = load("arms_network"), load("arms_suppliers")[["recipient_id", "start"]]
    sellers = network.groupby("supplier_id").size().nlargest(8).index
    first: dict[tuple[int, int], int] = {}
    for deal in signed_agreements().itertuples():
        for pair in ((deal.state_id_1, deal.state_id_2), (deal.state_id_2, deal.state_id_1)):
            first[pair] = min(first.get(pair, 9999), int(deal.start))
    share = network.set_index(["supplier_id", "recipient_id", "start"])["share"].to_dict()
    rows = [
        (seller, buyer, start, 100 * share.get((seller, buyer, start), 0.0), first.get((seller, buyer), 9999) - start)
        for buyer, start in known.query("1977 <= start <= 2012").itertuples(index=False)
        for seller in sellers
        if seller != buyer
    ]
    table = pd.DataFrame(rows, columns=["state_id_1", "state_id_2", "start", "share", "due"])
    return table.assign(after=(table["due"] <= 0) * 1.0, coming=table["due"].between(1, 5) * 1.0)


@cache
def purchases_compared() -> tuple[models.Estimate, models.Estimate, models.Estimate]:
    """Points of the buyer's imports: after an agreement, and in the five years before it, against earlier; and after against all before.

    The same pair over time, with all that befell a seller, or a buyer, in a period taken out.
    """
    table = purchases()
    kinds = (["state_id_1", "state_id_2"], ["state_id_1", "start"], ["state_id_2", "start"])
    columns = ["share", "after", "coming"]
    left, groups = table[columns].to_numpy(), [table.groupby(keys).ngroup().to_numpy(np.intp) for keys in kinds]
    for _ in range(100):
        for group in groups:
            sums = np.column_stack([np.bincount(group, left[:, i]) for i in range(3)])
            left = left - (sums / np.bincount(group)[:, None])[group]
    rows = table.assign(**dict(zip(columns, left.T, strict=True)))
    return (models.pair_slope(rows, "share", ["after", "coming"], directed=True),
            models.pair_slope(rows, "share", ["coming", "after"], directed=True),
            models.pair_slope(rows, "share", ["after"], directed=True))  # fmt: skip


@cache
def nato_share() -> pd.DataFrame:
    """Large importers in 2017–21: share of arms from NATO states, per cent; member (of 2014); alike (a member, or as rich as one).

    The United States, the largest seller, is left out.
    """
    table = load("arms_suppliers").query("start == 2017").set_index("recipient_id").drop(index=state("United States"))
    output = load("output_per_head", 2017).set_index("state_id")["gdp_per_head"].reindex(table.index)
    member = table.index.isin(allies_of_2014())
    share = 100 * (table["united_states"] + table["other_nato"])
    return pd.DataFrame({"share": share, "member": member, "alike": output >= output[member].min()})


def allied_share(friends: bool = False) -> pd.Series:
    """Share of each large importer's arms from states that owed it defence, 2017–21, per cent, by state; friends: or American."""
    table = load("arms_suppliers").query("start == 2017").set_index("recipient_id")
    return 100 * (table[["allies", "united_states"]].max(axis=1) if friends else table["allies"])


@cache
def study(treated: str, comparison: str, outcome: str, year: int) -> dict:
    """Group means by year, the double difference at `year`, and the same for each earlier placebo year."""
    wide = panel(outcome)
    wide = wide.loc[:, [column for column in wide.columns if column >= 2000]]
    others = list(groups()[comparison])
    chosen = [code for code in groups()[treated] if code not in others]
    known = set(changes(outcome, year).index)  # a state without data on both sides has no change
    sides = [[code for code in codes if code in known] for codes in (chosen, others)]
    lines = [wide.loc[codes].mean() for codes in sides]
    effect = double_difference(chosen, others, outcome, year)
    rows = {early: double_difference(chosen, others, outcome, early, last=year - 1) for early in range(2003, year - 1)}
    placebos = pd.DataFrame({"year": list(rows), "estimate": [one.value for one in rows.values()],
                             "low": [one.low for one in rows.values()], "high": [one.high for one in rows.values()]})  # fmt: skip
    after = [column for column in wide.columns if year < column <= year + AFTER] or [year]
    before = [column for column in wide.columns if year - BEFORE <= column < year]
    means = [[wide.loc[codes, span].mean(axis=1).mean() for span in (before, after)] for codes in sides]
    return {"treated": treated, "comparison": comparison, "outcome": outcome, "year": year, "lines": lines, "means": means,
            "sizes": [len(codes) for codes in sides], "shared": len(chosen) < len(groups()[treated]),
            "effect": effect, "placebos": placebos, "after": after, "hits": int(((placebos["low"] > 0) | (placebos["high"] < 0)).sum())}  # fmt: skip


def bound(value: float) -> str:
    """Two decimals, or three where two would hide on which side of zero a bound lies."""
    return f"{value:.2f}" if abs(value) >= 0.005 else f"{value:.3f}"


def interval(effect: models.Estimate) -> str:
    """The interval in words; there is none where too few states can be shuffled."""
    if isinf(effect.low) or isinf(effect.high):
        return "no interval, too few states to shuffle"
    return f"interval {bound(effect.low)} to {bound(effect.high)}"


def _found(treated: str, comparison: str = "European non-members", year: int = 2014, outcome: str = SPENDING):
    return double_difference(groups()[treated], groups()[comparison], outcome, year)


def extra_changes() -> pd.DataFrame:
    """The extra change of spending after 2014 against European non-members, for four groups of members of 2014."""
    wanted = {
        "all 27": allies_of_2014(),
        "without the United States": [code for code in allies_of_2014() if code != state("United States")],
        "next to Russia": groups()["NATO next to Russia"],
        "elsewhere": groups()["NATO elsewhere"],
    }
    found = {name: double_difference(codes, groups()["European non-members"]) for name, codes in wanted.items()}
    rows = {
        name: {"points of GDP": one.value, "low": one.low, "high": one.high, "states compared": one.n}
        for name, one in found.items()
    }
    return pd.DataFrame(rows).T.astype({"states compared": int})


@cache
def _denominator(other: str) -> str:
    """A warning where the share fell because GDP jumped: Ireland, 2015."""
    if other != "Ireland":
        return ""
    share = panel(SPENDING).loc[state(other)]
    return f" So is a jump in GDP, as Ireland's in 2015: within that year its share fell from {share[2014]:.2f} to {share[2015]:.2f}."


def parts_of_hundred(name: str) -> dict[str, float]:
    """A member's defence money with all that it had in 2014 as 100: equipment then, all in 2021, equipment in 2021; real."""
    rows = load("nato_spending").query("state_id == @code", local_dict={"code": state(name)}).set_index("year")
    whole = 100 * rows.loc[2021, "expenditure"] / rows.loc[2014, "expenditure"]
    then, now = rows.loc[2014, "equipment_share"], rows.loc[2021, "equipment_share"]
    return {"equipment then": float(then), "all now": float(whole), "equipment now": float(whole * now / 100)}


# Pictures.


@house_style()
def pledge_figure(guess: list[float] | None = None) -> Picture:
    """Mean spending of three groups, 2008–2024; a line sketched for the first of them is drawn into it."""
    wide = panel(SPENDING).loc[:, 2008:2024]
    tones = {"NATO next to Russia": PLUM, "NATO elsewhere": BLUE, "European non-members": GREY}
    means = {name: wide.loc[list(groups()[name])].mean() for name in tones}
    figure, ax = new_figure(
        "All allies signed in 2014. The neighbours of Russia moved first",
        "Military spending, % of GDP, mean of states, 2008–2024; groups as of 2014",
        SIPRI,
    )
    lines = {f"{name} {line.iloc[-1]:.1f}": ax.plot(line, color=tones[name])[0] for name, line in means.items()}
    yours, top = "", 3.5
    if guess is not None:
        top = max(top, 1.05 * max(guess))
        lines["your line"] = ax.plot(SKETCHED, guess, color=ORANGE, marker="o", linewidth=2)[0]
        yours = f" Your line for the members next to Russia ends at {guess[-1]:.1f}."
    ax.set(xlim=(2008, 2024), ylim=(0, top))
    for year, text in ((2014, "Crimea, then\nthe pledge"), (2022, "invasion")):
        ax.axvline(year, color=PALE, linewidth=1.2, zorder=0)
        ax.text(year - 0.15, 0.977 * top, text, color=GREY, ha="right", va="top", fontsize=9.5)
    label_lines(ax, lines)
    figure.subplots_adjust(right=0.72)
    near, far, out = (means[name] for name in tones)
    alt = (
        f"Line chart, 2008 to 2024. Members next to Russia rise from {near[2013]:.1f} per cent of GDP in 2013 to {near[2021]:.1f} in 2021 and {near[2024]:.1f} in 2024; "
        f"other members go from {far[2013]:.1f} to {far[2021]:.1f} and {far[2024]:.1f}; European non-members from {out[2013]:.1f} to {out[2021]:.1f} and {out[2024]:.1f}.{yours}"
    )
    return show(figure, alt)


@house_style()
def causes_diagram() -> Picture:
    """Two causes for one rise, and what a comparison can and cannot remove."""
    figure, ax = diagram(
        "One rise, two suspects, and both arrived in 2014",
        "Arrows are possible causes. A comparison group removes what hits both groups alike, nothing else",
    )
    box(ax, 13, 70, "Crimea taken\nMarch 2014", ORANGE, 20, 16)
    box(ax, 43, 85, "pledge\nSeptember 2014", BLUE, 20, 16)
    box(ax, 76, 70, "more spending\nby members", INK, 21, 16)
    box(ax, 13, 26, "crisis ends,\nbudgets recover", GREY, 20, 16)
    box(ax, 76, 26, "more spending by\nnon-members", INK, 21, 16)
    arrow(ax, (22, 79), (32, 84), colour=ORANGE)
    arrow(ax, (53.5, 86), (69, 79), colour=BLUE)
    ax.text(63, 87, "what the claim says", fontsize=9.5, color=BLUE)
    arrow(ax, (23.5, 70), (65, 70), colour=ORANGE)
    arrow(ax, (23.5, 66), (65, 30), colour=ORANGE, dashed=True)
    arrow(ax, (23.5, 31), (65, 63), colour=GREY)
    arrow(ax, (23.5, 26), (65, 26), colour=GREY)
    ax.text(44, 71, "fear, without any pledge", ha="center", va="bottom", fontsize=9.5, color=ORANGE)
    ax.text(44, 23.5, "removed by subtraction", ha="center", va="top", fontsize=9.5, color=GREY)
    ax.text(
        50, 6, "If fear hits Estonia harder than Austria (dashed), subtraction leaves some fear in the 'effect'.",
        ha="center", fontsize=10.5, color=ORANGE, fontweight="bold",
    )  # fmt: skip
    alt = (
        "Causal diagram with 5 boxes. The taking of Crimea leads to the pledge of September 2014 and also directly to more spending by members; budget recovery leads to more "
        "spending by members and non-members alike and is removed by subtraction; fear reaches non-members only weakly, by a dashed arrow, so part of it stays in the estimate."
    )
    return show(figure, alt)


@house_style()
def nordic_figure() -> Picture:
    """The two-by-two: four means, a borrowed slope, and the gap that is left."""
    table = two_by_two()
    (members, others), effect = table.to_numpy(), nordic_effect()
    figure, ax = new_figure(
        f"Four numbers, one subtraction: {effect:+.2f} points of GDP",
        "Military spending, % of GDP, means of two states, 2010–13 and 2015–21 (2014 left out)",
        SIPRI,
    )
    named = pd.DataFrame([members, others], ["Denmark and Norway", "Finland and Sweden"], ["2010–13", "2015–21"])
    slope(ax, named, dict(zip(named.index, (BLUE, GREY), strict=True)), fmt="{:.2f}")
    expected = members[0] + others[1] - others[0]
    ax.plot([0, 1], [members[0], expected], color=BLUE, linestyle=(0, (4, 3)), marker="o", markerfacecolor="white", markersize=9)  # fmt: skip
    ax.annotate("", (1.17, members[1]), (1.17, expected), arrowprops={"arrowstyle": "<->", "color": ORANGE, "linewidth": 2})  # fmt: skip
    ax.text(1.19, (members[1] + expected) / 2, f"{effect:+.2f}\ndifference in\ndifferences", color=ORANGE, va="center", fontweight="bold")  # fmt: skip
    ax.text(
        0.74, 1.375, "dashed: had they followed\nthe non-members", color=BLUE, ha="center", va="center", fontsize=9.5
    )
    ax.set_ylim(1.1, 1.55)
    alt = (
        f"Slope chart. Denmark and Norway spend {members[0]:.2f} and then {members[1]:.2f} per cent of GDP, Finland and Sweden {others[0]:.2f} and then {others[1]:.2f}; "
        f"had the members followed the others they would be at {expected:.2f}, so the difference in differences is {effect:+.2f}."
    )
    return show(figure, alt)


def multiverse() -> pd.DataFrame:
    """All combinations of treated group and comparison group for spending and 2014, sorted by estimate."""
    rows = []
    for treated in TREATED:
        for comparison in COMPARISON:
            found = double_difference(groups()[treated], groups()[comparison])
            rows.append({"label": f"{treated} / {comparison}", "estimate": found.value, "low": found.low, "high": found.high, "n": found.n})  # fmt: skip
    return pd.DataFrame(rows).sort_values("estimate", ascending=False, ignore_index=True)


@house_style()
def multiverse_figure() -> Picture:
    """Sixteen comparisons for one year and one outcome: four treated groups, each against four others; intervals by shuffling."""
    table = multiverse()
    clear = table["low"] > 0
    near = int(table.loc[clear, "label"].str.contains("next to Russia|2004 ").sum())
    tones = dict(zip(COMPARISON, (GREY, TEAL, BLUE, OCHRE), strict=True))
    figure, ax = new_figure(
        f"Sixteen comparisons: {clear.sum()} keep clear of zero",
        "Extra change of spending after 2014 in points of GDP, 95% intervals by shuffling. Compared with:",
        SIPRI,
    )
    order = ["NATO next to Russia", "joined NATO in 2004", "NATO members of 2014", "Denmark and Norway"]
    for item in table.itertuples():
        treated, comparison = item.label.split(" / ")
        row, tone = order.index(treated) + 0.19 * (COMPARISON.index(comparison) - 1.5), tones[comparison]
        ax.plot([max(item.low, -0.5), min(item.high, 1.25)], [row, row], color=tone, linewidth=2)
        if item.high > 1.25:
            ax.plot([-0.5, 1.25], [row, row], "|", color=tone, markersize=7)
        ax.plot([item.estimate], [row], "o", color=tone, markersize=6)
        ax.text(1.29, row, f"{item.estimate:+.2f}".replace("-", "−"), va="center", fontsize=8.5, color=tone)
    ax.axvline(0, color=INK, linewidth=1)
    ax.set_yticks(range(4), order)
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(-0.55, 1.43), ylim=(3.5, -0.5))
    ax.grid(False, axis="y")
    ax.spines["left"].set_visible(False)
    for x, (name, tone) in zip((0.02, 0.285, 0.51, 0.745), tones.items(), strict=True):
        figure.text(x, 0.845, f"— {name}", color=tone, fontsize=9.5, fontweight="bold", va="top")
    ax.set_xlabel("A line across the whole frame: too few states to shuffle, so there is no interval", fontsize=9)
    figure.subplots_adjust(left=0.235, top=0.78, bottom=0.19)
    alt = (
        f"Sixteen estimates with intervals, from {table['estimate'].iloc[0]:+.2f} to {table['estimate'].iloc[-1]:+.2f} points of GDP. {clear.sum()} intervals lie above zero, "
        f"{near} of them with members next to Russia or members that joined in 2004 as the treated group; two comparisons of Denmark and Norway have too few states for an interval."
    )
    return show(figure, alt)


@house_style()
def equipment_figure() -> Picture:
    """Equipment shares: the median member, Finland and Sweden, and the 20% guideline."""
    wide = equipment()
    members = wide.reindex(allies_of_2014()).dropna()
    reached = (members >= 20).sum()
    figure, ax = new_figure(
        f"At 20% for equipment: {reached[2014]} members of 2014 then, {reached[2021]} by 2021",
        "Equipment as a share of defence expenditure, %, 2014–2024; band: middle half of 27 members of 2014",
        NATO,
        size="pair",
    )
    ax.fill_between(members.columns, members.quantile(0.25), members.quantile(0.75), color=BLUE, alpha=0.14, linewidth=0)  # fmt: skip
    lines = {"median member": ax.plot(members.median(), color=BLUE)[0]}
    for name, tone in (("Finland", TEAL), ("Sweden", OCHRE)):
        lines[name] = ax.plot(wide.loc[state(name)], color=tone)[0]
    ax.axhline(20, color=ORANGE, linewidth=1.2, linestyle=(0, (4, 3)))
    ax.text(2014.05, 20.6, "the 20% guideline", color=ORANGE, fontsize=9.5)
    ax.set(xlim=(2014, 2024), ylim=(0, 50))
    label_lines(ax, lines)
    figure.subplots_adjust(right=0.83)
    change = equipment_change()
    alt = (
        f"Line chart, 2014 to 2024. The median member of 2014 rises from {members[2014].median():.0f} to {members[2021].median():.0f} per cent in 2021; {reached[2014]} and then {reached[2021]} of 27 are at 20. "
        f"Finland, outside until 2023, rises by {change[state('Finland')]:.0f} points by 2019–21, Sweden falls by {-change[state('Sweden')]:.0f}."
    )
    return show(figure, alt)


@house_style()
def money_figure() -> Picture:
    """Shares must add to 100; money need not: median real growth by category."""
    parts = ["equipment", "infrastructure", "other", "personnel"]
    growth = {part: real_growth(part).median() for part in parts}
    figure, ax = new_figure(
        "Personnel lost share and still got more money",
        "Real growth 2014–2021 of each category of defence money, %, median of 27 members of 2014",
        NATO,
        size="strip",
    )
    bars(ax, parts, [growth[part] for part in parts], highlight=["personnel"], fmt="{:+.0f}%")
    figure.subplots_adjust(left=0.16)
    alt = (
        f"Bar chart. In the median member, equipment money grew by {growth['equipment']:.0f} per cent from 2014 to 2021, infrastructure by {growth['infrastructure']:.0f}, other spending by "
        f"{growth['other']:.0f} and personnel by {growth['personnel']:.0f}."
    )
    return show(figure, alt)


@house_style()
def suppliers_figure() -> Picture:
    """Who delivered: the NATO share of arms imports of Poland, Finland, Egypt and Saudi Arabia."""
    tones = {"Poland": BLUE, "Finland": TEAL, "Egypt": OCHRE, "Saudi Arabia": PLUM}
    lines = {name: nato_supplied(name) for name in tones}
    figure, ax = new_figure(
        "Poland bought western when it joined; others without joining",
        "Share of arms imports delivered by NATO states, %, periods of five years 1972–76 to 2017–21",
        "own calculation from SIPRI transfers, data to 2021; no West German deliveries before 1991",
        size="pair",
    )
    drawn = {name: ax.plot(line.index + 2, line, color=tones[name], marker="o")[0] for name, line in lines.items()}
    ax.axvline(1999, color=PALE, linewidth=1.2, zorder=0)
    ax.text(1998.7, 6, "Poland joins\nNATO, 1999", ha="right", va="bottom", color=GREY, fontsize=9.5)
    ax.set(xlim=(1972, 2020), ylim=(0, 104))
    label_lines(ax, drawn, gap=0.09)
    figure.subplots_adjust(right=0.83)
    alt = (
        f"Line chart of five-year periods. Poland's share of imports from NATO states rises from {lines['Poland'][1987]:.0f} per cent in 1987–91 to {lines['Poland'][2002]:.0f} in 2002–06; "
        f"Finland's, outside NATO, from {lines['Finland'][1987]:.0f} to {lines['Finland'][1997]:.0f} in 1997–2001; Egypt's, without a treaty, from {lines['Egypt'][1972]:.0f} in 1972–76 to {lines['Egypt'][1977]:.0f} in 1977–81; "
        f"Saudi Arabia's, without a treaty, is never below {lines['Saudi Arabia'].min():.0f}."
    )
    return show(figure, alt)


@house_style()
def wars_figure() -> Picture:
    """Who had soldiers in Afghanistan in 2010, by region and American promise."""
    table = warriors()
    names = {
        ("Europe and Central Asia", 1): "Europe, promised",
        ("Europe and Central Asia", 0): "Europe and Central Asia, not",
        ("East Asia and Pacific", 1): "East Asia and Pacific, promised",
        ("East Asia and Pacific", 0): "East Asia and Pacific, not",
        ("Latin America and Caribbean", 1): "Latin America, promised",
        ("Middle East and North Africa", 0): "Middle East, North Africa, not",
        ("Sub-Saharan Africa", 0): "Africa south of the Sahara, not",
    }
    groups_of = table.groupby(["region", "pact"])["afghanistan"].agg(["mean", "size"])
    rows = {f"{text} ({groups_of.loc[key, 'size']})": 100 * groups_of.loc[key, "mean"] for key, text in names.items()}
    figure, ax = new_figure(
        "Afghanistan, 2010: in Europe the promise went with soldiers",
        "States with soldiers in Afghanistan, November 2010, %; promised: defence, by an American treaty",
        "list of the international force (ISAF); ATOP; number of states in brackets",
        size="pair",
    )
    bars(ax, list(rows), list(rows.values()), highlight=[name for name in rows if "promised" in name], fmt="{:.0f}%")
    figure.subplots_adjust(left=0.34)
    alt = "Bar chart of the share of states with soldiers in Afghanistan in November 2010: " + "; ".join(
        f"{name.rpartition(' (')[0]} {value:.0f} per cent of {name.rpartition('(')[2][:-1]}"
        for name, value in rows.items()
    )
    return show(figure, f"{alt}.")


PREDICTIONS = [
    Prediction(
        "16.look",
        "In September 2014, at a golf resort in Wales, NATO's members promised to move towards 2% of GDP for defence<!--@BeckerPoastHaesebrouck2025--> within ten years, "
        "a fifth of it for equipment. Everybody signed the same text. In 2013 the five<!--= neighbours --> members with a land border with Russia spent 1.4%<!--= near_2013 --> of GDP on average, "
        "about as much as the others. Draw their average up to 2024. And ask yourself what the others will have done.",
        "sketch",
        lambda: [float(panel(SPENDING).loc[list(neighbours_of_russia()), year].mean()) for year in SKETCHED],
        pledge_figure,
        "The neighbours of Russia went to 2.0%<!--= near_2021 --> in 2021 and to 3.2%<!--= near_2024 --> in 2024. The other members hardly moved before 2019, and Europe's non-members less. "
        "Same promise, two answers. The pledge may work better near Russia, or something there works without it, or both.",
        unit="%",
        decimals=1,
        labels=tuple(map(str, SKETCHED)),
        high=5,
        first=round(float(panel(SPENDING).loc[list(neighbours_of_russia()), 2013].mean()), 2),
    ),
]
FIGURES = {
    "pledge": pledge_figure,
    "causes": causes_diagram,
    "nordic": nordic_figure,
    "multiverse": multiverse_figure,
    "equipment": equipment_figure,
    "money": money_figure,
    "suppliers": suppliers_figure,
    "wars": wars_figure,
}


# Explorers.


class EventStudy(Panel):
    """Choose who was treated, with whom to compare, when, and what to measure; see trends, estimate and placebo years."""

    title = "Event-study explorer"
    stories = {
        "Two states only": (
            {"treated": "Denmark and Norway"},
            "Two states, an interval that says little; beside Finland and Sweden there is none.",
        ),
        "The year 2022": ({"year": 2022}, "Another start year, also outside zero; so are several of the placebos."),
        "Soldiers, not money": (
            {"outcome": "soldiers per 1,000 people"},
            "Money moved; whether soldiers did, these numbers cannot say.",
        ),
    }
    questions = {
        "Set *Treated* to *NATO members of 2014*. What happens to the estimate? Compare with the *Pacific allies*: why might they be the fairest group, or the worst? Then with *nine beyond Europe*.": "It shrinks, zero moves inside, and the note on placebo years turns orange: in one of the ten the groups moved apart though nobody had pledged anything. Beside the Pacific allies it is -0.01<!--= pacific -->: American allies without the pledge, good; facing China and North Korea, not so good. Beside the nine it is 0.09<!--= beyond -->.",
        "Set the year 2022 and compare Russia's neighbours with *Finland and Sweden*. Where did the effect go?": "Finland and Sweden rose too: they applied in 2022 and joined in 2023 and 2024. Fear needs no membership card, and a comparison group that joins the treated is none.",
        "Outcome *UN votes*, NATO members against European non-members, 2014: a clear effect. Now 2022. Would you still say that the alliance aligns its members?": "The sign turns (and 2023 is the only year after). One alliance, two signs: the gap has causes other than membership.",
    }
    controls = {
        "treated": choice("Treated", TREATED),
        "comparison": choice("Compared with", COMPARISON),
        "outcome": choice("Outcome", [SPENDING, SOLDIERS, VOTES]),
        "year": number("Year", 2004, 2022, 2014, play=True),
    }

    def compute(self, treated, comparison, outcome, year):
        """Group means, the double difference and its placebos."""
        return study(treated, comparison, outcome, year)

    def draw(self, result):
        figure, (self.left, self.right) = new_figure(
            "", "", "SIPRI extract to 2024; NMC 7.0 to 2022; UN ideal points to 2023", cols=2
        )
        self.subtitle, left, right = figure.subtitle, self.left, self.right
        figure.subplots_adjust(left=0.07, right=0.965, wspace=0.2, top=0.75)
        self.lines = [left.plot([], [], color=tone)[0] for tone in (BLUE, GREY)]
        self.bands = [left.axvspan(0, 1, color=tone, alpha=0.10, linewidth=0) for tone in (GREY, BLUE)]
        self.mark = left.axvline(2014, color=ORANGE, linewidth=1.2)
        look = {"fontsize": 9.5, "fontweight": "bold", "va": "bottom"}
        heights = {"treated": (1.02, BLUE), "comparison": (1.085, GREY)}
        self.names = {
            key: left.text(0, y, "", color=tone, transform=left.transAxes, **look) for key, (y, tone) in heights.items()
        }
        left.set_xlim(2000, 2024)
        right.axhline(0, color=INK, linewidth=1)
        self.spans = right.vlines([], [], [], color=GREY, linewidth=1.6, alpha=0.6)
        self.placebos = right.plot([], [], "o", color=GREY, markersize=5)[0]
        self.span = right.plot([], [], color=BLUE, linewidth=2.6)[0]
        self.dot = right.plot([], [], "o", color=BLUE, markersize=9)[0]
        self.note = right.text(0.01, 1.02, "", transform=right.transAxes, **look)
        right.set_xlim(2002, 2023)
        return figure

    def update(self, result):
        year = result["year"]
        self.subtitle.set_text(f"Left: {result['outcome']}; bands: before, after. Right: extra change by supposed start year")  # fmt: skip
        for line, values, key in zip(self.lines, result["lines"], self.names, strict=True):
            line.set_data(values.index, values)
            named(line, result[key])
        top = max(float(values.max()) for values in result["lines"])
        self.left.set_ylim(0, 1.08 * top)
        before, after = (max(2000, year - BEFORE), year - 1), (min(result["after"]), max(result["after"]))
        for band, (first, last) in zip(self.bands, (before, after), strict=True):
            band.set(x=first - 0.5, width=last - first + 1)
        self.mark.set_xdata([year, year])
        for key, text in self.names.items():
            text.set_text(f"— {result[key]}")
        self._show_effect(result, top)

    def _show_effect(self, result, top: float):
        effect, past, year, hits = result["effect"], result["placebos"], result["year"], result["hits"]
        reach = 1.25 * max(0.15 * top, abs(effect.value), past["estimate"].abs().max() if len(past) else 0)
        reach = max(reach, min(max(abs(effect.low), abs(effect.high)) * 1.05, 2.2 * reach))
        self.right.set_ylim(-reach, reach)
        # Where too few states can be shuffled, a span has no ends.
        ends = past[["low", "high"]].clip(-9 * reach, 9 * reach)
        self.spans.set_segments([[(year, low), (year, high)] for year, (low, high) in zip(past["year"], ends.to_numpy(), strict=True)])  # fmt: skip
        self.placebos.set_data(past["year"], past["estimate"])
        named(self.placebos, "placebo"), named(self.dot, "extra change")
        self.span.set_data([year, year], np.clip([effect.low, effect.high], -9 * reach, 9 * reach))
        self.dot.set_data([year], [effect.value])
        told = f"{hits} of {len(past)} placebo years exclude{'s' if hits == 1 else ''} zero" if effect.high < np.inf else "too few states to shuffle: no alarm can ring"  # fmt: skip
        self.note.set(text=told if len(past) else "no placebo years yet", color=ORANGE if hits else GREY)

    def headline(self, result):
        effect = result["effect"]
        side = "zero inside" if effect.low <= 0 <= effect.high else "zero outside"
        told = f"({bound(effect.low)} to {bound(effect.high)}), {side}"
        if isinf(effect.high):
            told = "(too few for an interval)"
        return f"Extra after {result['year']}: {effect.value:+.2f} {UNITS[result['outcome']]} {told}"

    def describe(self, result):
        effect, past, year, hits = result["effect"], result["placebos"], result["year"], result["hits"]
        (one, two), unit = result["means"], UNITS[result["outcome"]]
        first, last = min(result["after"]), max(result["after"])
        window = f"{first}–{last}" if last > first else str(first)
        tests = f"{hits} of {len(past)} placebo years give{'s' if hits == 1 else ''} an interval without zero" if len(past) else "no placebo year fits before this one"  # fmt: skip
        if isinf(effect.high):
            tests = "so no placebo year can ring an alarm"
        odd = " Sweden's count doubles in 2016 and halves in 2020 in this source." if result["outcome"] == SOLDIERS and state("Sweden") in groups()[result["comparison"]] else ""  # fmt: skip
        shared = " States in both groups count for comparison only." if result["shared"] else ""
        return (
            f"{result['outcome'][0].upper()}{result['outcome'][1:]}, {max(2000, year - BEFORE)}–{year - 1} to {window}. {result['treated']}: {one[0]:.2f} to {one[1]:.2f}. "
            f"{result['comparison']}: {two[0]:.2f} to {two[1]:.2f}. Difference in differences {effect.value:+.2f} {unit} "
            f"({'' if isinf(effect.high) else '95% '}{interval(effect)}{'' if isinf(effect.high) else ' by shuffling'}; {result['sizes'][0]} states against {result['sizes'][1]}); {tests}.{shared}{odd}"
        )

    def table(self, result):
        effect = result["effect"]
        own = pd.DataFrame([{"year": result["year"], "estimate": effect.value, "low": effect.low, "high": effect.high}])
        both = pd.concat([result["placebos"].assign(kind="placebo"), own.assign(kind="chosen")])
        return both.set_index("year")


EXPLORERS = {"event study": EventStudy}


# Exercises.


def guideline(year: int) -> pd.Series:
    """The count of allies at the guideline and of members in a year, as the annual reports have them."""
    return load("nato_guideline").set_index("year").loc[year, ["allies", "members"]].astype(int)


def rise_at_two_percent(year: int) -> float:
    """Each year's allies at 2% as a share of that year's members; then the later share minus the earlier one."""
    return _share(year) - _share(2014)


def _share(year: int) -> float:
    return float(100 * guideline(year)["allies"] / guideline(year)["members"])


def _rise_on_one_base(year: int, base: int) -> float:
    return float(100 * (guideline(year)["allies"] - guideline(2014)["allies"]) / guideline(base)["members"])


def pair_effect(member: str, other: str) -> float:
    """The member's change minus the other's change, from the four numbers of the question."""
    (a, b), (c, d) = four(member, other)
    return round((b - a) - (d - c), 2)


def four(member: str, other: str) -> list[list[float]]:
    """The four numbers of the question: each state's mean spending before and after, to two decimals."""
    return two_by_two((member,), (other,)).round(2).to_numpy().tolist()


def nordic_effect() -> float:
    """Change of Denmark and Norway minus change of Finland and Sweden, 2010–13 to 2015–21."""
    table = two_by_two()
    change = table["2015–21"] - table["2010–13"]
    return float(change.iloc[0] - change.iloc[1])


def name_of(key: str) -> int:
    """The state that an option stands for."""
    return state(key.replace("-", " ").title())


@cache
def early_means() -> pd.DataFrame:
    """Mean spending of each state in 2006–09 and in 2010–13."""
    wide = panel(SPENDING)
    return pd.DataFrame(
        {"first": wide.loc[:, 2006:2009].mean(axis=1), "then": wide.loc[:, 2010:2013].mean(axis=1)}
    ).round(2)


def before(member: str) -> str:
    """The two early means of a state, as the question shows them."""
    first, then = early_means().loc[state(member)]
    return f"{first:.2f}, then {then:.2f}"


@cache
def controls(member: str) -> dict[str, str]:
    """Four states to compare a member with, by what they are good for: best, level, far, signed."""
    means, own = early_means(), state(member)
    apart = ((means["then"] - means["first"]) - (means["then"] - means["first"])[own]).abs()
    level = (means["then"] - means.loc[own, "then"]).abs()
    outside = apart[[state(name) for name in OUTSIDE + PACIFIC]]
    best = outside.idxmin()
    near = level[outside.index].drop(best).idxmin()
    found = {"best": best, "level": near, "far": outside.drop([best, near]).idxmax(),
             "signed": apart[[code for code in allies_of_2014() if code != own]].idxmin()}  # fmt: skip
    return {role: state_name(int(code)).lower().replace(" ", "-") for role, code in found.items()}


def best_control(member: str) -> str:
    """Of those who made no pledge, the one whose spending moved most alike before it."""
    return controls(member)["best"]


FLAWS = ("nobody", "signed", "single", "share")
NOT_THAT = {
    "nobody": "Either somebody is compared here, or the pledge is given no credit. Ask who is compared, or what is counted.",
    "signed": "Look again at who is compared: not all of them made the pledge, or nobody is compared at all.",
    "single": "No single outsider carries this headline. Ask what, or whom, it compares.",
    "share": "Shares alone are not the trouble here. Ask who is compared with whom.",
}
AFTER_ALL = {
    "nobody": "Perhaps all of Europe was buying equipment. Finland, outside, moved nearly as much.",
    "signed": "Both groups made the same pledge on the same day, so it cannot be what sets them apart.",
    "single": "Beside Finland, the other neighbour in the table, the lead nearly vanishes. One yardstick is an anecdote with a number.",
    "share": "In the median member the money for personnel grew. A smaller slice of a larger cake can be more cake.",
}


@cache
def headlines() -> dict[str, str]:
    """Four headlines with right numbers, by what is wrong with them."""
    change, people = equipment_change(), personnel_shares()
    members = change.reindex(allies_of_2014()).dropna()
    gap = double_difference(groups()["NATO next to Russia"], groups()["NATO elsewhere"]).value
    return {
        "nobody": f"Pledge kept: equipment gains in {(members > 0).sum()} of {len(members)} members",
        "signed": f"Pledge works: spending next to Russia up by {gap:.2f} points of GDP more than in the rest of NATO",
        "single": f"NATO membership pays: equipment's share gains {members.mean() - change[state('Sweden')]:.0f} points on Sweden's",
        "share": f"Soldiers lose out: personnel's part of the budget shrinks in {(people[2021] < people[2014]).sum()} of {len(people)} members",
    }


def flaw_of(headline: str) -> str:
    """Name whom it compares and what it counts; the flaw is what is missing."""
    return headline


def other_flaw(headline: str, step: int) -> str:
    """One of the three flaws that this headline does not have."""
    return [flaw for flaw in FLAWS if flaw != headline][step]


def less_for_the_rest() -> set[str]:
    """All money minus equipment money, then and now: the listed members where that is lower in 2021 than in 2014."""
    growth = real_growth("all but equipment", 2021)
    return {key for key, name in CANDIDATES.items() if growth[state(name)] < 0}


def hundreds() -> dict[str, str]:
    """The listed members, each with its defence money in parts of the hundred of 2014."""
    found = {}
    for key, name in CANDIDATES.items():
        part = parts_of_hundred(name)
        found[key] = (
            f"{name}: 100 with {part['equipment then']:.0f} for equipment, then {part['all now']:.0f} with {part['equipment now']:.0f}"
        )
    return found


def alarm_rule() -> tuple[str, ...]:
    """The whole interval lies on one side of zero: even its lower end is above, or even its upper end is below."""
    return ("low", "either", "high")


def placebo_solution():
    """The estimate is a placebo failure when its whole interval lies on one side of zero."""

    def fails(low, high):
        return low > 0 or high < 0

    return fails


CANDIDATES = {
    "belgium": "Belgium",
    "france": "France",
    "germany": "Germany",
    "croatia": "Croatia",
    "portugal": "Portugal",
    "united-kingdom": "United Kingdom",
}


RETIRED = ("16.1", "16.2", "16.3", "16.4", "16.5")
EXERCISES = [
    Exercise(
        id="16.9",
        title="A pledge and a count",
        prompt=lambda year: (
            f"In 2014, {guideline(2014)['allies']} of {guideline(2014)['members']} allies stood at the guideline of 2%<!--@NatoExpenditure2024-->; in {year} it was {guideline(year)['allies']} of {guideline(year)['members']}, "
            "by the annual reports. By how many percentage points did the share of allies at the guideline rise? One decimal; you may type a sum."
        ),
        kind="number",
        level="apply",
        solution=rise_at_two_percent,
        meaning="A rise after a pledge, in an alliance that had also taken in new members. Whether it is a rise because of the pledge is what the rest of the lesson asks.",
        hints=(
            "A share needs its own whole: how many members were there in each of the two years?",
            "First each year's share in per cent, then the later minus the earlier.",
        ),
        mistakes=(
            Mistake(
                lambda year: int(guideline(year)["allies"] - guideline(2014)["allies"]),
                "That is by how many allies the count rose. The question asks about their share.",
            ),
            Mistake(_share, "That is the share in the later year. From where did it rise?"),
            Mistake(
                lambda year: _rise_on_one_base(year, year),
                "You divided both counts by the later number of members. The alliance was smaller in 2014.",
            ),
            Mistake(
                lambda year: _rise_on_one_base(year, 2014),
                "You divided both counts by the members of 2014. Others have joined since.",
            ),
        ),
        decimals=1,
        unit="points",
        variants=({"year": 2024}, {"year": 2023}, {"year": 2022}, {"year": 2021}),
    ),
    Exercise(
        id="16.8",
        title="Two differences",
        prompt=lambda member, other: (
            "Mean military spending in % of GDP, first 2010–13, then 2015–21: {} {:.2f}, then {:.2f}; {}, outside NATO in those years, {:.2f}, then {:.2f}. ".format(
                member, *four(member, other)[0], other, *four(member, other)[1]
            )
            + f"What is the difference in differences of {member} against {other}? Points of GDP, two decimals; you may type a sum."
        ),
        kind="number",
        level="apply",
        solution=pair_effect,
        meaning=lambda member, other: (
            "Two states, four means, one number. With one state on each side nobody can put a useful interval around it, and any quarrel, election or aircraft order in either is part of it."
            + _denominator(other)
        ),
        hints=(
            "First each state's own change, then the difference of the two changes.",
            "If the second state's spending fell, mind the two minus signs.",
        ),
        mistakes=(
            Mistake(
                lambda member, other: round(four(member, other)[0][1] - four(member, other)[1][1], 2),
                "You compared the later levels only. The two differed before, too: two differences are needed.",
            ),
            Mistake(
                lambda member, other: round(four(member, other)[0][1] - four(member, other)[0][0], 2),
                "That is the member's own change. What would have happened without a pledge? Subtract the other's change.",
            ),
            Mistake(
                lambda member, other: round(sum(after - before for before, after in four(member, other)), 2),
                "You added the two changes. A comparison subtracts them.",
            ),
            Mistake(
                lambda member, other: -pair_effect(member, other),
                "The sign is turned: the member's change comes first, the other's is taken off.",
            ),
        ),
        decimals=2,
        unit="points of GDP",
        variants=(
            {"member": "Estonia", "other": "Finland"},
            {"member": "Portugal", "other": "Ireland"},
            {"member": "Lithuania", "other": "Sweden"},
            {"member": "Poland", "other": "Austria"},
        ),
    ),
    Exercise(
        id="16.12",
        title="Choose the control",
        prompt=lambda member: (
            f"You want to know what the pledge of 2014 changed in {member}. Spending there, in % of GDP, was {before(member)}: first the mean of 2006–09, then that of 2010–13. With whom will you compare it?"
        ),
        kind="choice",
        level="evaluate",
        solution=best_control,
        meaning=lambda member: (
            "Made no pledge, and moved alike while nobody had. That is all one can ask of a control, and it is not a proof: what strikes only one of the two after 2014 still counts as 'effect'."
        ),
        hints=(
            "A control must show what would have happened without the pledge. Who cannot show that?",
            "Of those left, look at changes and not at levels: levels subtract out.",
        ),
        mistakes=(
            Mistake(
                lambda member: controls(member)["signed"],
                "It moved alike, but it made the same pledge. Its later years cannot show a world without one.",
            ),
            Mistake(
                lambda member: controls(member)["level"],
                "The levels are close. But levels subtract out, and before the pledge its spending was moving otherwise.",
            ),
            Mistake(
                lambda member: controls(member)["far"],
                "It was drifting away from the member before anybody had promised anything, and will drift on.",
            ),
        ),
        options=lambda member: {
            name: f"{state_name(name_of(name))}, {'made the same pledge' if role == 'signed' else 'made no pledge'}: {before(state_name(name_of(name)))}"
            for role, name in sorted(controls(member).items())
        },
        variants=({"member": "Italy"}, {"member": "Estonia"}, {"member": "Croatia"}, {"member": "Belgium"}),
    ),
    Exercise(
        id="16.13",
        title="Find the flaw",
        prompt=lambda headline: (
            f"'{headlines()[headline]}.' The numbers of this headline are right. What is wrong with it all the same?"
        ),
        kind="choice",
        level="analyse",
        solution=flaw_of,
        meaning=lambda headline: AFTER_ALL[headline],
        hints=(
            "Ask of whom the headline speaks, with whom it compares them, and what it counts.",
            "Who could show what would have happened without the pledge? Is anybody of that kind in it, and how many?",
        ),
        mistakes=tuple(
            Mistake(
                lambda headline, step=step: other_flaw(headline, step),
                lambda headline, step=step: NOT_THAT[other_flaw(headline, step)],
            )
            for step in range(3)
        ),
        options={
            "nobody": "It compares the members with nobody",
            "signed": "It compares only those who made the pledge",
            "single": "It rests on one yardstick that was picked",
            "share": "It takes a share for an amount of money",
        },
        variants=({"headline": "signed"}, {"headline": "single"}, {"headline": "nobody"}, {"headline": "share"}),
    ),
    Exercise(
        id="16.10",
        title="Who really had less for the rest?",
        prompt=lambda: (
            "Each line gives a member's defence money in 2014, set to 100, and equipment's part of it; then the same two amounts for 2021, in real terms. In which of them did the money for everything but equipment fall?"
        ),
        kind="set",
        level="analyse",
        solution=less_for_the_rest,
        meaning="Two of the six, and only two<!--= rest_fell --> of all 27<!--= members_with_data -->. A falling share inside a growing budget need take nothing away; in these two it did.",
        hints=(
            "Take equipment off the whole, once for 2014 and once for 2021.",
            "In every one of the six, the share of the rest fell. The question asks about its amount.",
        ),
        mistakes=(
            Mistake(
                lambda: set(CANDIDATES),
                "You read falling shares. A share can fall while the money rises: think of a growing cake.",
            ),
            Mistake(
                lambda: {key for key in CANDIDATES if key not in less_for_the_rest()},
                "Those are the states where it rose. Turn the comparison around.",
            ),
            Mistake(
                lambda: set(sorted(CANDIDATES, key=lambda key: parts_of_hundred(CANDIDATES[key])["all now"])[:2]),
                "Those are the budgets that grew least. Take equipment off them: what was left, then and now?",
            ),
        ),
        options=hundreds,
    ),
    Exercise(
        id="16.11",
        title="Put the placebo alarm together",
        prompt="In a placebo year nothing was pledged. An alarm should ring when that year's interval excludes zero, whichever way, and stay silent when zero is inside. Put it together.",
        kind="rule",
        level="create",
        solution=alarm_rule,
        meaning="An alarm in a year when nothing was pledged says that the groups were drifting apart anyway. Do not trust that comparison in the year you care about.",
        hints=(
            "An interval excludes zero in two ways: wholly above, wholly below.",
            "If it is wholly above zero, which of its ends proves it?",
        ),
        mistakes=(
            Mistake(
                lambda: ("low", "both", "high"),
                "Nothing can be wholly above and wholly below zero at once, so this alarm never rings.",
            ),
            Mistake(
                lambda: ("high", "both", "low"),
                "That rings when zero is inside: the upper end above, the lower end below. It is the all-clear.",
            ),
            Mistake(
                lambda: ("high", "either", "low"),
                "That rings in nearly every year: one end of an interval is almost always on either side.",
            ),
            Mistake(
                lambda: ("middle", "either", "middle"),
                "The estimate itself is hardly ever exactly zero. What matters is whether zero lies in the interval.",
            ),
        ),
        options={
            "Ring if this lies above zero:": {"high": "upper end", "middle": "estimate", "low": "lower end"},
            "and join that by": {"both": "and (both must hold)", "either": "or (one is enough)"},
            "with this below zero:": {"low": "lower end", "middle": "estimate", "high": "upper end"},
        },
    ),
    Exercise(
        id="16.6",
        title="Write the placebo alarm",
        prompt="The same alarm in code: a function of an interval's `low` and `high` that is true when the interval excludes zero.",
        start="def alarm(low, high):\n    ...  # your rule here",
        kind="function",
        level="apply",
        solution=placebo_solution,
        meaning="Your alarm rings on either side. Run over many years it also rings by chance: about one quiet year in twenty gives an interval without zero.",
        hints=(
            "An interval excludes zero in two ways: wholly above, wholly below.",
            "Compare `low` with zero for the one, `high` with zero for the other, and join the two.",
        ),
        mistakes=(
            Mistake(
                lambda: lambda low, high: low > 0,
                "You caught only gaps that are wholly positive. A placebo can fail downwards too.",
            ),
            Mistake(
                lambda: lambda low, high: low <= 0 <= high,
                "That is the all-clear: zero is inside. The alarm is the opposite.",
            ),
            Mistake(
                lambda: lambda low, high: low > 0 and high < 0,
                "Nothing can be wholly above and wholly below zero at once. One of the two is enough.",
            ),
        ),
        cases=((-0.2, 0.1), (0.1, 0.4), (-0.5, -0.1), (-1.0, 2.0)),
    ),
]
REFLECTIONS = [
    Reflection(
        "16.7",
        "What else happened in 2014, and to whom?",
        "What else happened in 2014, and to whom? Propose a comparison that would separate fear from the pledge. Two to five sentences; nothing is graded.",
        "Russia took Crimea in March, six months before the pledge, and that weighed more in Tallinn than in Vienna or Lisbon. The crisis years also ended, so budgets recovered first where "
        "they had been cut most. I would compare members that are equally near to Russia and differ in how closely NATO's planners press them, or follow one budget line that the pledge names "
        "(equipment) against one that it does not name (personnel) inside each country.",
        (
            "the shock came before the pledge and did not strike all states alike",
            "a date alone cannot tell two causes apart that share it",
            "a design in which threat is equal and the pledge is not, or the reverse",
            "what result would make you give up your own explanation",
        ),
    )
]


# Evidence.


def priorities_evidence(seed: int = 1) -> Evidence2:
    """Extra change of spending of the members of 2014 after the pledge, against European non-members; shuffled over states."""
    change, sides = changes(SPENDING, 2014), groups()
    members = change[list(allies_of_2014())]
    found = permuted([(members, change[list(sides["European non-members"])])], seed)
    beyond, pacific = (members.mean() - change[list(sides[name])].mean() for name in COMPARISON[3:1:-1])
    near, far = (_found(name).value for name in ("NATO next to Russia", "NATO elsewhere"))
    leader = state("United States")
    rest = permuted([(members.drop(leader), change[list(sides["European non-members"])])], seed)
    return Evidence2(
        finding=f"After the pledge of 2014 the share of output that 27 members spent rose by {found.value:.2f} points more than that of {len(OUTSIDE)} European states outside; against nine states beyond Europe it is {beyond:+.2f}, against the four American allies in the Pacific {pacific:+.2f}. Without the United States, which was leaving two wars, it is {rest.value:.2f} beside the Europeans [{rest.low:.2f}, {rest.high:.2f}]. Members next to Russia rose by {near:.2f} more than the Europeans outside, the others by {far:.2f}, and all had signed the same text",
        data="few treated units",
        rivals=("Russia took Crimea six months before the pledge", "budgets recovered from the crisis, in some states more than in others"),
        rung=1,
        **measured(found),
        interval="permutation",
        by="who had signed",
        unit="points of output",
        n=found.n,
        n_unit="states, 27 of them members",
        benchmark=0,
        why_benchmark="members and European states outside change alike",
        expects="above",
        scope="the pledge of 2014",
    )  # fmt: skip


def shape_policies(seed: int = 1) -> tuple[Part, ...]:
    """Priorities, seen in spending after a common pledge; frameworks for operations, by works."""
    money = ("Becker2024", "Lake2009", "BeckerPoastHaesebrouck2025", "BeckerMalesky2017", "Putnam1988")
    return (
        Part("strategic priorities", priorities_evidence(seed), works("C20.1", *money)),
        Part("frameworks for operations", studies=works("C20.1", "Farrell2013")),
    )


def _latin() -> pd.DataFrame:
    table = warriors()
    return table[(table["region"] == "Latin America and Caribbean") & (table["pact"] == 1)]


def wars_evidence() -> Evidence2:
    """States with an American promise of defence in the two American wars, beside states as rich, large and free of their region."""
    table, found, beyond = warriors(), war_gap(), war_gap(beyond_europe=True)
    apart = [war_gap(war).value for war in ("afghanistan", "iraq")]
    beyond_apart = [war_gap(war, beyond_europe=True).value for war in ("afghanistan", "iraq")]
    then, beyond_then = (war_gap("wars_2007", beyond_europe=europe) for europe in (False, True))
    shares = 100 * table.groupby("pact")[["afghanistan", "iraq"]].mean()
    south = _latin()
    return Evidence2(
        finding=f"Of the states to which a treaty with the United States promises defence {shares.loc[1, 'afghanistan']:.0f}% had soldiers in Afghanistan in November 2010 and {shares.loc[1, 'iraq']:.0f}% in Iraq at some time (Reuters, July 2005; Associated Press, 2007), of the others {shares.loc[0, 'afghanistan']:.0f}% and {shares.loc[0, 'iraq']:.0f}%. Beside states of their region as rich, large and democratic, they joined {found.value:.0f} points more of the two wars (Afghanistan {apart[0]:.0f}, Iraq {apart[1]:.0f}). Outside Europe and Central Asia it is {beyond.value:.0f} [{beyond.low:.0f}, {beyond.high:.0f}] (Afghanistan {beyond_apart[0]:.0f}, Iraq {beyond_apart[1]:.0f}). Counting for Iraq only those there in 2007 it is {then.value:.0f} [{then.low:.0f}, {then.high:.0f}], and outside Europe {beyond_then.value:.0f} [{beyond_then.low:.0f}, {beyond_then.high:.0f}]: of {len(south)} in Latin America, bound by a treaty of 1947, {south['iraq'].sum():.0f} served in Iraq, {south['iraq_2007'].sum():.0f} of them in 2007, and {south['afghanistan'].sum():.0f} stood in Afghanistan in 2010",
        data="panel",
        rivals=("those who think like Washington sign with it, and send soldiers, too", "Afghanistan was NATO's own operation", "candidates sent soldiers in order to be let in"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="country",
        unit="points of the two wars",
        n=found.n,
        n_unit="countries",
        benchmark=0,
        why_benchmark="states with a promise go to the leader's wars no more often than like states",
        expects="above",
        scope="soldiers for the leader's wars",
    )  # fmt: skip


def joining_votes_evidence(seed: int = 1) -> Evidence2:
    """Change of distance from the United States in UN votes around joining, beside non-members of the same years; by wave."""
    found, each = permuted(waves(VOTES), seed), accession_changes(VOTES)
    return Evidence2(
        finding=f"In the five years after they joined NATO {len(each)} states (2004–2020) stood {abs(found.value):.2f} points {'nearer to' if found.value < 0 else 'farther from'} the United States in UN votes than before, beside {len(OUTSIDE)} European states outside in the same years (seven for the joiner of 2020, since Finland and Sweden joined within its five years); {(each < 0).sum()} of them moved nearer than those outside. Seven of the eleven joined in one spring and are shuffled together",
        data="few treated units",
        rivals=("most of them joined the European Union at the same time", "votes are no strategy papers", "some came nearer before they were let in"),
        rung=1,
        **measured(found),
        interval="permutation",
        by="who joined, within each wave",
        unit="points of distance",
        n=len(each),
        n_unit="joiners in four waves",
        benchmark=0,
        why_benchmark="joiners come no nearer than states outside in the same years",
        expects="below",
        scope="votes after joining",
    )  # fmt: skip


def into_line(seed: int = 1) -> tuple[Part, ...]:
    """Strategies in line, by two signs: who goes to the leader's wars, and who comes nearer after joining."""
    return (
        Part("deeds: soldiers for the leader's wars", wars_evidence(), works("C20.2", "Lake2009", "BeckerMalesky2017")),
        Part("words: nearer after joining", joining_votes_evidence(seed), works("C20.2", "MartinezMachain2021", "Scharpf2020")),
    )  # fmt: skip


def taught_by_exercises() -> tuple[Part, ...]:
    """What exercises give, and what armies make of it; works only, since no table records what soldiers learn."""
    return (
        Part("new tactics and technology", studies=works("C20.3", "Atkinson2014", "Paget2016", "BiddleMacdonaldBaker2018")),
        Part("armed forces adapt", studies=works("C20.3", "Farrell2013", "Horowitz2010")),
    )  # fmt: skip


def purchases_evidence() -> Evidence2:
    """A buyer's arms from a seller after their first defence agreement, beside the same pair before; by seller and by buyer."""
    found, before, plain = purchases_compared()
    pairs = purchases().groupby(["state_id_1", "state_id_2"])["after"].agg(lambda after: after.min() < after.max())
    return Evidence2(
        finding=f"Once they had signed a defence agreement, a buyer took {found.value:.1f} points more of its arms from a seller than the same buyer had more than five years before ({pairs.sum()} pairs that signed; buyers from Canada to Vietnam, 1977–2016). But in the five years before they signed it already took {before.value:.1f} points more [{before.low:.1f}, {before.high:.1f}]. Against all years before, these five included, it is {plain.value:.1f} [{plain.low:.1f}, {plain.high:.1f}]",
        data="panel",
        rivals=("who means to buy signs an agreement", "one seller may be the only one to offer", "agreements before 1980 are not in the table", "only a buyer's three main sellers are"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="seller and buyer",
        unit="points of the buyer's imports",
        n=len(pairs),
        n_unit="pairs of buyer and seller in eight periods",
        benchmark=0,
        why_benchmark="an agreement moves no purchases",
        expects="above",
        scope="whom one buys from",
    )  # fmt: skip


def think_again() -> tuple[Part, ...]:
    """Purchases, doctrine and gain, each by itself."""
    return (
        Part("how they buy", purchases_evidence()),
        Part("how they mean to fight", studies=works("C20.4", "Farrell2013", "HorowitzPoastStam2017")),
        Part("more efficient and effective", studies=works("C20.4", "DeVore2011", "Gannon2025")),
    )


def money_cases() -> Evidence2:
    """Japan twice: what an ally asked for moved money at home, as papers and officials tell it."""
    rules = load("nato_spending").query("national_pledge")["state_id"].nunique()
    cases = (
        Case("at a meeting in September 1990 the American president asks Japan to take over more of the cost of American troops there; from the next budget year it does", "1990-09-29", "Asahi Shimbun, December 2021, from declassified papers of the Japanese foreign ministry", traced=True),
        Case("the American treasury secretary asks for nine billion dollars towards the Gulf War; Japan pays, and raises six tenths of it by new taxes", "1991-01", "Christian Science Monitor, 14 June 1991", traced=True),
    )  # fmt: skip
    return Evidence2(
        finding=f"Japan moved money twice within a year because its ally asked; and NATO's table marks {rules} members that have put the 2% of the alliance into a law or agreement of their own",
        data="full count",
        rivals=("Japan had reasons of its own to please: it buys its oil in the Gulf", "fear of Russia may have written those laws"),
        rung=None,
        cases=cases,
    )  # fmt: skip


def ties_move_money() -> tuple[Part, ...]:
    """'Might' asks for a case."""
    return (Part("ties change how money is divided", money_cases(), works("C20.5", "Becker2024", "BeckerMalesky2017")),)


def joining_money_evidence(seed: int = 1) -> Evidence2:
    """Change of spending around joining, beside up to seven non-members that were not leaving a war; shuffled within each wave."""
    found, wide = permuted(waves(controls=CALM), seed), permuted(waves(), seed)
    each = accession_changes(controls=CALM)
    return Evidence2(
        finding=f"Around their entry {len(each)} joiners (2004–2020) changed spending by {found.value:+.2f} points of output beside seven European states outside and at peace (five for the joiner of 2020, since Finland and Sweden joined within its five years); with Serbia and Bosnia, whose armies were shrinking after war, it is {wide.value:+.2f} [{wide.low:.2f}, {wide.high:.2f}]",
        data="few treated units",
        rivals=("seven of the eleven joined in one spring, and five of these the European Union in the same", "threat moves both entry and money"),
        rung=1,
        **measured(found),
        interval="permutation",
        by="who joined, within each wave",
        unit="points of output",
        n=len(each),
        n_unit="joiners in four waves",
        benchmark=0,
        why_benchmark="joiners and like states outside change alike",
        expects="above",
        scope="total spending around joining",
    )  # fmt: skip


def equipment_evidence(outside: str = "Finland") -> Evidence2:
    """Rise of equipment's share from 2014–15 to 2019–21: members of 2014 beside one of the two outside in the table; shuffled."""
    change, one = equipment_change(), equipment_change()[state(outside)]
    members = change.reindex(allies_of_2014()).dropna()
    found = permuted([(members, change[[state(outside)]])])
    less = f"{(members < one).sum()} of the {len(members)} rose less than {outside}, and the median member rose by {members.median():.1f}"
    return Evidence2(
        finding=f"{len(members)} members moved {members.mean():.1f} points of their defence money to equipment between 2014–15 and 2019–21, and {outside}, outside, {one:.1f}; {less}. The table holds two states outside, Finland and Sweden, and each is shuffled among the members by itself: one state among {found.n}",
        data="few treated units",
        rivals=("one large order in a small state moves its share", "the table begins in 2014, so nothing shows where the shares were going", "old equipment wears out"),
        rung=0,
        **measured(found),
        interval="permutation",
        by="which state stood outside",
        unit="points of defence money",
        n=found.n,
        n_unit="states, one of them outside",
        benchmark=0,
        why_benchmark=f"members move no more than {outside}",
        expects="above",
        scope="equipment",
    )  # fmt: skip


def money_on_average(seed: int = 1) -> tuple[Part, ...]:
    """Spending in total, and its division by kind."""
    total = ("DiGiuseppePoast2018", "GeorgeSandler2018", "KuokstyteKuokstis2024", "AlleyFuhrmann2021", "Lake2009", "CooleyNexon2022",
             "Alley2021", "BeckerPoastHaesebrouck2025", "BlumPotrafke2020", "Morrow1993")  # fmt: skip
    return (
        Part("spending in total", joining_money_evidence(seed), works("C20.5", *total)),
        Part(
            "spending by kind",
            equipment_evidence(),
            works("C20.5", "Becker2024"),
            counts=(equipment_evidence("Sweden"),),
        ),
    )


def neglect_case() -> Evidence2:
    """The Dutch tanks of 2011."""
    case = Case(
        "the Netherlands decides to disband its last tank battalions, trusting to the tanks of others, and puts the saving into missile-defence radars for four frigates, of use to all allies; outside an alliance this would have made no sense, says the American ambassador to it",
        "2011",
        "Ivo Daalder, as told by defensieweblog, February 2012; Defence IQ on the ministry's paper of 8 April 2011",
        traced=True,
    )
    return Evidence2(
        finding="In 2011 the Netherlands gave up its tanks and bought radars that serve the whole alliance. It turned back later: from 2016 its soldiers drove eighteen tanks leased from Germany (Dagblad van het Noorden, 3 March 2016), and on 14 May 2025 it ordered 46 new ones, which NATO had asked for (Zona Militar, 17 May 2025)",
        data="full count",
        rivals=("the ministry's paper was about saving money, and some cut was certain", "the choice did not last", "the words are an ally's, who praises the choice"),
        rung=None,
        cases=(case,),
    )  # fmt: skip


def looked_away() -> tuple[Part, ...]:
    """'Can' asks for a case."""
    return (Part("an ability given up for one that partners use", neglect_case(), works("C20.6", "Gannon2025")),)


def rest_evidence() -> Evidence2:
    """Members of 2014 whose money for everything but equipment had fallen in real terms by 2021: a full count."""
    growth = real_growth()
    fell = [int((real_growth(last=year) < 0).sum()) for year in (2017, 2024)]
    return Evidence2(
        finding=f"Between 2014 and 2021 money for everything but equipment fell in {(growth < 0).sum()} of {len(growth)} members, prices held constant, and grew by {growth.median():.0f}% in the median one; by 2017 it had fallen in {fell[0]}, by 2024 in {fell[1]}",
        data="full count",
        rivals=("whole budgets grew", "inside equipment one thing may have displaced another"),
        rung=None,
        **counted(100 * float((growth < 0).mean())),
        interval="full count",
        unit="% of members",
        n=len(growth),
        n_unit="members of 2014",
        benchmark=50,
        why_benchmark="it fell in most members",
        expects="above",
    )  # fmt: skip


def rest_fell() -> tuple[Part, ...]:
    """What became of the rest: a count, no effect."""
    return (Part("money for the rest fell", rest_evidence(), works("C20.6"), kind="fact"),)


def standards() -> tuple[Part, ...]:
    """Neither side is on record, and no work seen bears on it."""
    return (Part("standards move policy on people and means", studies=works("C20.7")),)


def towards_equipment_evidence() -> Evidence2:
    """Members of 2014 that gave equipment the agreed fifth in 2021: a full count."""
    wide, change = equipment(), equipment_change()
    members, rose = wide.reindex(allies_of_2014()).dropna(), change.reindex(allies_of_2014()).dropna() > 0
    there = members[2021] >= 20
    lasting = members.loc[:, 2019:2021].mean(axis=1) >= 20
    outside = " and ".join(f"{name} {wide.loc[state(name), 2021]:.1f}%" for name in ("Finland", "Sweden"))
    return Evidence2(
        finding=f"Equipment took the agreed fifth of defence money or more in {there.sum()} of {len(members)} members in 2021 and in {lasting.sum()} in the mean of 2019–21, after {(members[2014] >= 20).sum()} in 2014; its share rose in {rose.sum()}, but a rise is not yet a first place. Outside, equipment took in 2021: {outside}",
        data="full count",
        rivals=("threat", "old equipment wearing out", "a fifth is the alliance's own mark", "not all equipment works with that of partners"),
        rung=None,
        **counted(100 * float(there.mean())),
        interval="full count",
        unit="% of members",
        n=len(members),
        n_unit="members of 2014",
        benchmark=50,
        why_benchmark="'often' is more than one half",
        expects="above",
        scope="equipment in NATO",
    )  # fmt: skip


def allied_arms_evidence() -> Evidence2:
    """Large importers that took most of their arms from states that owed them defence, 2017–21: a list made for teaching, so no interval."""
    share, wide = allied_share(), allied_share(friends=True)
    found = 100 * float((share > 50).mean())
    return Evidence2(
        finding=f"In 2017–21 {(share > 50).sum()} of {len(share)} large importers took most of their arms from allies by treaty; counting partners who have no such treaty but buy American (Saudi Arabia, Israel, Taiwan) {(wide > 50).sum()}",
        data="teaching list",
        rivals=("few states sell what others want", "a supplier is not yet a standard"),
        rung=None,
        **counted(found),
        interval="none",
        unit="% of importers",
        n=len(share),
        n_unit="large importers of all continents",
        benchmark=50,
        why_benchmark="'often' is more than one half",
        expects="above",
        scope="arms imports",
    )  # fmt: skip


def fields_first() -> tuple[Part, ...]:
    """Two stand-ins for fields that help to operate together, one in NATO, one worldwide."""
    return (
        Part("towards equipment, in NATO", towards_equipment_evidence(), works("C20.9")),
        Part("arms of the allies' make, worldwide", allied_arms_evidence()),
    )


def lean_evidence(seed: int = 1) -> Evidence2:
    """Share of arms from NATO states, 2017–21: members beside buyers outside that are as rich as the poorest member; shuffled."""
    table = nato_share()
    members, outside = table.loc[table["member"], "share"], table.loc[~table["member"]]
    found = permuted([(members, outside.loc[outside["alike"], "share"])], seed)
    names = ", ".join(sorted(state_name(int(code)) for code in outside.index[outside["alike"]]))
    return Evidence2(
        finding=f"In 2017–21 {len(members)} members in the table took {members.mean():.0f}% of their arms imports from NATO states; {outside['alike'].sum()} buyers outside at least as rich as the poorest of them took {outside.loc[outside['alike'], 'share'].mean():.0f}% ({names}). All {len(outside)} buyers outside took {outside['share'].mean():.0f}%",
        data="few treated units",
        rivals=("members make more of their arms themselves", "the largest sellers are members"),
        rung=0,
        **measured(found),
        interval="permutation",
        by="who was a member",
        unit="points of imports",
        n=found.n,
        n_unit="buyers",
        benchmark=0,
        why_benchmark="members buy from members no more than buyers outside who are as rich",
        expects="above",
        scope="arms imports",
    )  # fmt: skip


def lean_more(seed: int = 1) -> tuple[Part, ...]:
    """Members beside outsiders: equipment, and whom they buy from."""
    return (
        Part(
            "members lean that way more",
            equipment_evidence(),
            works("C20.9", "Becker2024"),
            counts=(equipment_evidence("Sweden"), lean_evidence(seed)),
        ),
    )


def as_one() -> tuple[Part, ...]:
    """Works only: intelligence is secret, and no table holds who plans or acts as one."""
    return (Part("a more unified approach", studies=works("C20.10")), Part("the aims of national and common security"))


# Claims.


ASKED = ["C20.1", "C20.2", "C20.4", "C20.5", "C20.6", "C20.9"]
CLAIMS = [
    Judgement(
        "C20.1",
        "contested",
        "Every ally signed the pledge, yet the rise sits with Russia's neighbours, who had a reason of their own; over all members 'no extra rise' stays inside the interval, whoever is the yardstick; without the United States, which was leaving two wars, it stands at the edge. A published study with more detail does credit the pledge.",
        parts=shape_policies,
    ),
    Judgement(
        "C20.2",
        "contested",
        "In deeds there is a sign: states with an American promise went to America's wars more often than like states. Beyond Europe that hangs on the date: it holds, barely and for Iraq alone, if all who ever served there count, and not if only those of 2007 do. In words there is none: joiners of NATO came no clearly nearer in votes than those outside. Which one is 'strategy' the sentence does not say.",
        parts=into_line,
    ),
    Judgement(
        "C20.3",
        "contested",
        "Exercises are counted, what soldiers learn in them is not. Works disagree: officers carry ideas home, say some; training partners pays little, says another. None compares forces that took part with forces that did not.",
        parts=taught_by_exercises,
    ),
    Judgement(
        "C20.4",
        "contested",
        "A buyer took a little more from a seller after they had signed, but the interval holds zero; and it took as much more in the five years before the signature, clear of zero. On how armies then mean to fight, and whether it pays, works argue both ways.",
        parts=think_again,
    ),
    Judgement(
        "C20.5",
        "supported",
        "'Might' asks for a case, and Japan gives two: an ally asked, and the budget moved.",
        parts=ties_move_money,
        ours="contested",
        ours_reason="In total: joining changed spending about as much as staying out did, and studies find less, more, or neither, depending on who the ally is. By kind: one published comparison credits the pledge with more equipment; of the two states outside in our table one rose about as much as the median member, and the other fell.",
        ours_parts=money_on_average,
    ),
    Judgement(
        "C20.6",
        "supported",
        "'Can' asks for a case: the Dutch gave up tanks and bought radars for the alliance. The ministry was saving money in any case; what it chose to do without is the point. In 2025 it ordered tanks again, so attention can turn back, too.",
        parts=looked_away,
        ours="not supported",
        ours_reason="Another question than the document's, not a stronger one: money, not attention. No: budgets grew, and the rest grew too, in nearly every member. Whether one weapon displaced another inside 'equipment' these tables cannot show.",
        ours_parts=rest_fell,
    ),
    Judgement(
        "C20.7",
        "not testable here",
        "No table records which standards a country took over, nor how it trains people and manages means. Courses abroad and democracy at home are something else, and the works on them do not bear on it.",
        parts=standards,
    ),
    Judgement(
        "C20.9",
        "partly supported",
        "By 2021 two members in three gave equipment the agreed fifth; but equipment need not work with that of partners. Of the importers on our list about half buy mostly from allies, so 'often' hangs on whom one counts as a partner.",
        parts=fields_first,
        ours="contested",
        ours_reason="The yardsticks disagree. Beside Finland members moved no clearly larger part of their money to equipment, and nearly half of them moved less; beside Sweden, which cut, they did. And buyers outside who are as rich, from Finland to Saudi Arabia and Taiwan, take more of their arms from NATO states than members do.",
        ours_parts=lean_more,
    ),
    Judgement(
        "C20.10",
        "contested",
        "Intelligence is secret, and no table says who plans as one. Works speak against it for one war, where every contingent kept its own rules, and speak for a division of tasks under a leader; none compares countries that share with countries that do not.",
        parts=as_one,
    ),
]


# Numbers.


NUMBERS = {
    "near_2013": lambda: panel(SPENDING).loc[list(neighbours_of_russia()), 2013].mean(),
    "near_2021": lambda: panel(SPENDING).loc[list(neighbours_of_russia()), 2021].mean(),
    "near_2024": lambda: panel(SPENDING).loc[list(neighbours_of_russia()), 2024].mean(),
    "neighbours": lambda: len(neighbours_of_russia()),
    "nordic": nordic_effect,
    "nordic_ways": lambda: comb(4, 2),
    "seven_ways": lambda: comb(7, 2),
    "clear": lambda: (multiverse()["low"] > 0).sum(),
    "comparisons": lambda: len(multiverse()),
    "pacific": lambda: _found("NATO members of 2014", "Pacific allies of the US").value,
    "members_with_data": lambda: len(allies_of_2014()),
    "equipment_change": lambda: equipment_change().reindex(allies_of_2014()).mean(),
    "below_finland": lambda: (
        equipment_change().reindex(allies_of_2014()) < equipment_change()[state("Finland")]
    ).sum(),
    "finland_change": lambda: equipment_change()[state("Finland")],
    "sweden_change": lambda: -equipment_change()[state("Sweden")],
    "rest_growth": lambda: real_growth().median(),
    "personnel_share_fell": lambda: (personnel_shares()[2021] < personnel_shares()[2014]).sum(),
    "personnel_fell": lambda: (real_growth("personnel") < 0).sum(),
    "rest_fell": lambda: (real_growth() < 0).sum(),
    "bought_more": lambda: purchases_compared()[0].value,
    "bought_early": lambda: purchases_compared()[1].value,
    "importers": lambda: len(allied_share()),
    "allied_buyers": lambda: (allied_share() > 50).sum(),
    "beyond": lambda: _found("NATO members of 2014", "nine beyond Europe").value,
    "war_gap": lambda: war_gap().value,
    "war_gap_beyond": lambda: war_gap(beyond_europe=True).value,
    "votes_nearer": lambda: (accession_changes(VOTES) < 0).sum(),
    "one_spring": lambda: len(waves()[0][0]),
    "joiners": lambda: len(accession_changes()),
    "joiners_calm": lambda: accession_changes(controls=CALM).mean(),
}
