"""Lesson 12, technology: who arms whom, whether shared kit goes with shared training, and who writes the rules."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load, state_name
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
    lettering,
    new_figure,
    show,
)
from helpers.marks import named
from helpers.measures import as_pairs, nato_members, pair_windows, signed_agreements, states_in
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, measured

ARMS = "own shares from SIPRI volumes of deliveries (2022 file), promises from ATOP 5.1; data to 2021"
BOTH = "exercises MME 1980–2010; own shares from SIPRI volumes; promises of defence ATOP 5.1"
GROUPS = {"united_states": BLUE, "other_nato": SKY, "russia": ORANGE, "china": OCHRE, "others": PALE}
GROUP_NAMES = ["United States", "other NATO", "Russia", "China", "others"]
WEST = [
    "Canada",
    "United States",
    "Venezuela",
    "Brazil",
    "United Kingdom",
    "Netherlands",
    "France",
    "Spain",
    "Germany",
    "Poland",
    "Italy",
    "Greece",
    "Türkiye",
    "Finland",
    "Sweden",
    "Norway",
    "Denmark",
]
EAST = [
    "Algeria",
    "Egypt",
    "Israel",
    "Iraq",
    "Saudi Arabia",
    "United Arab Emirates",
    "Iran",
    "Pakistan",
    "India",
    "China",
    "Taiwan",
    "South Korea",
    "Japan",
    "Vietnam",
    "Philippines",
    "Indonesia",
    "Australia",
]
SELLERS = [
    "Sweden",
    "United Kingdom",
    "Netherlands",
    "Germany",
    "United States",
    "France",
    "Italy",
    "Russia",
    "China",
    "South Korea",
]
PERIODS = (1982, 1987, 1992, 1997, 2002, 2007)  # those that meet the years of the exercise data


# Measures.


@cache
def promises() -> pd.DataFrame:
    """Directed promises: giver owes receiver defence under one treaty from start to end, ATOP; treaties of 2018 carried to 2021."""
    members = load("alliance_members")[["alliance_id", "state_id", "start", "end", "defence"]].fillna({"end": 2021})
    both = members[members["defence"]].merge(members, on="alliance_id", suffixes=("", "_2"))
    both = both[both["state_id"] != both["state_id_2"]]
    table = pd.DataFrame({
        "giver": both["state_id"], "receiver": both["state_id_2"],
        "start": both[["start", "start_2"]].max(axis=1), "end": both[["end", "end_2"]].min(axis=1),
    })  # fmt: skip
    return table.query("start <= end")


@cache
def owed(start: int) -> frozenset[tuple[int, int]]:
    """Pairs (giver, receiver) with a promise of defence in at least three years of the five-year period."""
    table = promises()
    years = table["end"].clip(upper=start + 4) - table["start"].clip(lower=start) + 1
    live = table[years >= 3]
    return frozenset(zip(live["giver"], live["receiver"], strict=True))


@cache
def ties(start: int) -> pd.DataFrame:
    """Supplier ties of one period with names, and whether the supplier owed the importer defence in most of its years."""
    table = load("arms_network").query("start == @start").copy()
    table["promise"] = [pair in owed(start) for pair in zip(table["supplier_id"], table["recipient_id"], strict=True)]
    table["supplier"], table["importer"] = table["supplier_id"].map(state_name), table["recipient_id"].map(state_name)
    return table.reset_index(drop=True)


@cache
def imports(start: int = 2017) -> pd.DataFrame:
    """Shares of imports by group of suppliers in one period, by importer's name, with `west` = United States + other NATO."""
    table = load("arms_suppliers").query("start == @start").copy()
    table["west"] = table["united_states"] + table["other_nato"]
    return table.set_index(table["recipient_id"].map(state_name).rename("importer"))


@cache
def import_history(importer: str | None) -> tuple[pd.DataFrame, dict[int, str]]:
    """Shares of imports by period start for one importer (None: the mean of all), and its volume class by period start."""
    table = load("arms_suppliers")
    if importer is not None:
        table = table[table["recipient_id"].map(state_name) == importer]
    volume = {} if importer is None else dict(zip(table["start"], table["volume"], strict=True))
    return table.groupby("start")[[*GROUPS, "allies"]].mean(), volume


def main_suppliers(start: int) -> pd.DataFrame:
    """The largest supplier of each importer in a period."""
    return ties(start).query("rank == 1")


@cache
def kit_pairs() -> pd.DataFrame:
    """Pairs of importers by period: shared kit (three meanings), what else ties them, and whether they trained together (0/1).

    One row per pair and period that meets the exercise years 1980–2010. same: one main supplier; shared: any supplier
    of 13% or more in common; direct: one supplies the other; allied: a promise of defence by either; region: both in one.
    trained: at least one joint exercise. activity: sum of log(1 + partners in exercises of the five years before).
    """
    exercises, rows = load("exercise_pairs"), []
    place = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    for start in PERIODS:
        table = ties(start)
        suppliers = table.groupby("recipient_id")["supplier_id"].agg(set)
        main = table.query("rank == 1").set_index("recipient_id")["supplier_id"]
        trained, earlier = (
            as_pairs(exercises[exercises["year"].between(first, first + 4)]) for first in (start, start - 5)
        )
        partners = Counter(member for pair in earlier for member in pair)
        for a, b in combinations(sorted(main.index), 2):
            rows.append({
                "state_id_1": a, "state_id_2": b, "start": start, "same": main[a] == main[b], "shared": bool(suppliers[a] & suppliers[b]),
                "direct": a in suppliers[b] or b in suppliers[a], "allied": bool({(a, b), (b, a)} & owed(start)), "trained": (a, b) in trained,
                "region": place[a] == place[b], "activity": math.log1p(partners[a]) + math.log1p(partners[b]),
            })  # fmt: skip
    table = pd.DataFrame(rows).assign(period=lambda t: t["start"].astype(str))
    return table.astype(dict.fromkeys(("same", "shared", "direct", "allied", "trained", "region"), float))


def share_with(table: pd.DataFrame, column: str = "trained") -> models.Estimate:
    """Per cent of pairs (× periods) with a yes in a column, and the interval that lets pairs that share a state go together."""
    value, low, high = models.pair_mean(table, column)
    return models.Estimate(100 * value, 100 * max(low, 0), 100 * min(high, 1), len(table))


def trained_share(kit: bool, allied: bool | None = None, meaning: str = "same") -> models.Estimate:
    """Per cent of pairs (× periods) with a joint exercise, with or without shared kit, allied or not (None: all pairs)."""
    table = kit_pairs()
    chosen = (table[meaning] == kit) & (True if allied is None else table["allied"] == allied)
    return share_with(table[chosen])


def kit_table() -> pd.DataFrame:
    """Per cent that trained together by promise and main supplier, with intervals, and the gap between the two, as text."""
    rows = {}
    for allied, name in ((False, "no promise of defence"), (True, "promise of defence")):
        pairs = kit_pairs().query("allied == @allied")
        gap = models.pair_slope(pairs, "trained", ["same"])
        shares = [trained_share(kit, allied) for kit in (False, True)]
        rows[name] = [*map(said_with, shares), said_with(in_points(gap), "+")]
    return pd.DataFrame(rows, index=["other pairs, %", "same main supplier, %", "gap, points"]).T


def in_points(found: models.Estimate) -> models.Estimate:
    """A share or a gap between shares in per cent, or percentage points."""
    return models.Estimate(100 * found.value, 100 * found.low, 100 * found.high, found.n)


def said_with(found: models.Estimate, sign: str = "") -> str:
    """A number with its interval, without decimals: `21 [15, 27]`; sign: '+' where it is a difference."""
    value, low, high = (
        round(bound) for bound in (found.value, found.low, found.high)
    )  # whole, so that no zero has a sign
    return f"{value:{sign}} [{low:{sign}}, {high:{sign}}]".replace("-", "−")


@cache
def changes() -> pd.DataFrame:
    """Pairs without a pact and without a common main supplier in the period before: those that gain one, and those that do not.

    same: gained. before, change, after: whether they trained together in the period before, of, and after; gain: after − before.
    """
    table = kit_pairs().sort_values(["state_id_1", "state_id_2", "start"])
    pairs = table.groupby(["state_id_1", "state_id_2"])
    table = table.assign(
        was_same=pairs["same"].shift(), before=pairs["trained"].shift(), after=pairs["trained"].shift(-1)
    )
    regular = pairs["start"].shift(-1) - pairs["start"].shift() == 10
    free = table[(table["was_same"] == 0) & regular & (table["allied"] == 0)]
    return free.rename(columns={"trained": "change"}).assign(gain=lambda rows: rows["after"] - rows["before"])


def before_after() -> dict[bool, dict[str, models.Estimate]]:
    """Gained a common main supplier or not → period → per cent that trained together, with intervals."""
    steps = ("before", "change", "after")
    table = changes()
    return {
        gained: {step: share_with(table[table["same"] == gained], step) for step in steps} for gained in (True, False)
    }


def gap_held(*held: str) -> models.Estimate:
    """Pairs with one main supplier minus others, in points of training, over all pairs; held: columns held constant."""
    return in_points(models.pair_slope(kit_pairs(), "trained", ["same", *held]))


def direct_gap() -> models.Estimate:
    """Pairs without a promise in which one arms the other minus others, in points: period, region and activity held constant."""
    free = kit_pairs().query("allied == 0")
    return in_points(models.pair_slope(free, "trained", ["direct", "period", "region", "activity"]))


def gap_of(step: str) -> models.Estimate:
    """Those that gained a common supplier minus those that did not, in points, with the period held constant; step: a column of `changes`."""
    return in_points(models.pair_slope(changes(), step, ["same", "period"]))


@cache
def within_pairs() -> models.Estimate:
    """The same pair in periods with and without a common main supplier: points of training, promise and period held constant."""
    table = kit_pairs()
    both = ["state_id_1", "state_id_2"]
    rows = pd.concat([table[[*both, "trained", "same", "allied"]], pd.get_dummies(table["period"]).iloc[:, 1:].astype(float)], axis=1)  # fmt: skip
    names = [name for name in rows.columns if name not in both]
    rows[names] -= rows.groupby(both)[names].transform("mean")
    return in_points(models.pair_slope(rows, "trained", names[1:]))


def gaps_table() -> pd.DataFrame:
    """Every gap in training between pairs that share a supplier and others, in percentage points with a 95% interval."""
    rows = {
        "same main supplier: all pairs": gap_held(),
        "same main supplier: like promise": gap_held("allied"),
        "same main supplier: the same pair in other periods": within_pairs(),
        "came to share one: before they did": gap_of("before"),
        "came to share one: change, before to after": gap_of("gain"),
        "one arms the other: no promise, like period, region, activity": direct_gap(),
    }
    table = pd.DataFrame([(gap.value, gap.low, gap.high) for gap in rows.values()], index=pd.Index(rows, name="which pairs"), columns=["gap", "low", "high"])  # fmt: skip
    return table.astype(float).round(1)


@cache
def arms_then_promise() -> pd.DataFrame:
    """Supplier and importer without a promise of defence in one period: arms (13% or more of imports), promise in the next (0/1).

    Suppliers are all of the table that were states when the period began.
    """
    network, rows = load("arms_network"), []
    for start in range(1972, 2013, 5):
        table = network.query("start == @start")
        sold = set(zip(table["supplier_id"], table["recipient_id"], strict=True))
        for seller in sorted(set(network["supplier_id"]) & states_in(start)):
            rows += [
                (seller, buyer, start, (seller, buyer) in sold, (seller, buyer) in owed(start + 5))
                for buyer in sorted(set(table["recipient_id"]) - {seller}) if (seller, buyer) not in owed(start)
            ]  # fmt: skip
    columns = ["seller", "buyer", "start", "arms", "promise"]
    return pd.DataFrame(rows, columns=columns).astype({"arms": float, "promise": float})


def promise_gap() -> models.Estimate:
    """How much more often a promise followed where arms had been sold, in points: pairs that share a seller or a buyer go together."""
    return in_points(models.pair_slope(arms_then_promise(), "promise", ["arms"], ("seller", "buyer"), directed=True))


def command_post_share(first: int, last: int, multilateral: bool | None = None, alone: bool = False) -> models.Estimate:
    """Per cent of exercises of those years that were command-post exercises; t interval, exercises of one series go together.

    alone: without those that are coded air, land or sea exercises as well.
    """
    from scipy.special import stdtrit

    table = load("exercises").query("@first <= year <= @last")
    if multilateral is not None:
        table = table[table["multilateral"].fillna(not multilateral).astype(bool) == multilateral]
    own = "exercise " + table["exercise_id"].astype(str)
    staffs = table["command_post"] & ~(table[["air", "land", "sea"]].any(axis=1) & alone)
    value = staffs.mean()
    sums = (staffs - value).groupby(table["series"].where(table["series"] != "", own)).sum()
    error = math.sqrt((sums**2).sum() * len(sums) / (len(sums) - 1)) / len(table)
    half = float(stdtrit(len(sums) - 1, 0.975)) * error
    return models.Estimate(100 * value, 100 * max(value - half, 0), 100 * (value + half), len(table))


@cache
def equipped_pairs() -> pd.DataFrame:
    """Pairs of states in 1985, 1990 … 2005 with what they spend per soldier, what ties them, and what followed in five years.

    kit: sum of both states' log2 of spending per soldier, least: the smaller one; rich: sum of log output per head; the rest
    as `measures.pair_windows`. trained: a joint exercise, signed: a defence agreement, in the five years after (0/1).
    """
    pairs, exercises, agreements = pair_windows(), load("exercise_pairs"), signed_agreements()
    force = load("capabilities").query("milper > 0 and milex > 0").set_index(["state_id", "year"])
    spent = np.log2(force["milex"].astype(float) / force["milper"].astype(float)).to_dict()
    income = np.log(load("output_per_head").set_index(["state_id", "year"])["gdp_per_head"].astype(float)).to_dict()
    ones, others, years = (pairs[name].tolist() for name in ("state_id_1", "state_id_2", "year"))
    one, other, rich1, rich2 = (
        np.array([values.get(key, math.nan) for key in zip(side, years, strict=True)])
        for values in (spent, income) for side in (ones, others)
    )  # fmt: skip
    after = {
        (name, year): as_pairs(rows[rows[when].between(year + 1, year + 5)])
        for name, rows, when in (("trained", exercises, "year"), ("signed", agreements, "start")) for year in set(years)
    }  # fmt: skip
    did = {
        name: [float((a, b) in after[name, year]) for a, b, year in zip(ones, others, years, strict=True)]
        for name in ("trained", "signed")
    }
    return pairs.assign(kit=one + other, least=np.minimum(one, other), rich=rich1 + rich2, **did).dropna()


@cache
def per_doubling(outcome: str, kit: str = "kit", own: bool = False, year: int | None = None) -> models.Estimate:
    """Points more of an outcome in the next five years when one of the two spends twice as much per soldier, like with like.

    own: with a constant for each state, so that a state is held against itself in other windows. year: one window only.
    """
    table, held = equipped_pairs(), ["window", "near", "region", "allied", "power", "activity", "met", "rich"]
    if year:
        table, held = table[table["year"] == year], held[1:]
    if own:
        sides = table["state_id_1"], table["state_id_2"]
        dummies = sum(pd.get_dummies(side, dtype=float).reindex(columns=sorted(set().union(*sides)), fill_value=0) for side in sides)  # fmt: skip
        dummies = dummies.iloc[:, 1:].add_prefix("state ")
        table, held = table.join(dummies), [*held, *dummies]
    return in_points(models.pair_slope(table, outcome, [kit, *held]))


@cache
def power_and_disputes(first: int = 1946) -> pd.DataFrame:
    """Directed pairs, first year to 2010: years, and those in which one began a dispute, by the target's edge in power.

    edge: log of the target's capabilities over the initiator's, minus the pair's own mean of these years, which is `usual`;
    both rounded as the table's log_ratio. Runs of a pair that agree in all of this are added up.
    """
    table = load("dispute_pairs").query("first_year >= @first")
    both = [table["initiator_id"], table["target_id"]]
    years = table["years"].astype(float)
    usual = -(table["log_ratio"] * years).groupby(both).transform("sum") / years.groupby(both).transform("sum")
    era = np.select([table["first_year"] < 1970, table["first_year"] < 1991], ["1946–69", "1970–90"], "1991–2010")
    table = pd.DataFrame({
        "initiator_id": table["initiator_id"], "target_id": table["target_id"], "edge": (-table["log_ratio"] - usual).astype(float).round(6),
        "usual": usual.astype(float), "border": table["contiguity"].astype(str), "pact": table["pact_any"].astype(float),
        "major": table["initiator_major"].astype(float) + 2.0 * table["target_major"].astype(float), "era": era,
        "years": years, "onsets": table["onsets"].astype(float),
    })  # fmt: skip
    table["major"] = table["major"].astype(str)
    keys = [name for name in table.columns if name not in ("years", "onsets")]
    return table.groupby(keys, as_index=False)[["years", "onsets"]].sum()


@cache
def power_and_missions() -> pd.DataFrame:
    """States by five years, 1990–2019: change in log capabilities and in log(1 + people in UN missions) from the window before.

    Both as distance from the window's mean over states; a state that sent nobody counts zero.
    """
    window = {"window": lambda rows: rows["year"] // 5 * 5}
    power = load("capabilities").query("1990 <= year <= 2019 and cinc > 0").assign(**window)
    sent = load("un_contributors").assign(**window).groupby(["state_id", "window"])["personnel"].sum() / 5
    table = np.log(power.groupby(["state_id", "window"])["cinc"].mean().astype(float)).to_frame("power")
    table["sent"] = np.log1p(sent.reindex(table.index).fillna(0).astype(float))
    moves = table.groupby("state_id")[["power", "sent"]].diff().dropna().reset_index()
    names = ["power", "sent"]
    moves[names] -= moves.groupby("window")[names].transform("mean")
    return moves


@cache
def nato_on_weapons() -> dict[str, dict[str, int]]:
    """How NATO's members of the day voted on the Assembly's three resolutions on autonomous weapons: date → vote → members."""
    rows = load("autonomous_weapons_votes")
    days = dict(list(rows.groupby(rows["date"].astype(str).str[:10])))
    return {
        day: group[group["state_id"].isin(nato_members(day))]["vote"].value_counts().to_dict()
        for day, group in days.items()
    }


def unpromised() -> pd.DataFrame:
    """Importers of 2017–2021 that bought four fifths or more from NATO states, and less than half from treaty allies."""
    return imports().query("west >= 0.8 and allies < 0.5")


def short(name: str) -> str:
    """A state's name, short enough for a column of labels."""
    return name.replace("United Arab ", "Arab ")


# Pictures.


@house_style()
def kit_and_promise_figure(guess: float | None = None) -> Picture:
    """Share of arms from NATO states against share from treaty allies, 2017–2021; a guess for Taiwan is drawn into it."""
    table = imports()
    figure, ax = new_figure(
        "Buying Western arms is one thing, a promise of defence another",
        "34 importers, 2017–2021. Across: arms from NATO states. Up: arms from states that owe the importer defence",
        ARMS,
        size="map",
    )
    figure.subplots_adjust(bottom=0.18)
    ax.plot([0, 100], [0, 100], color=PALE, linewidth=1.2, zorder=1)
    loud = set(unpromised().index)
    for name, row in table.iterrows():
        ax.plot(100 * row["west"], 100 * row["allies"], "o", markersize=8, zorder=3, clip_on=False,
                color=ORANGE if name in loud else BLUE if row["allies"] >= 0.5 else GREY,
                markerfacecolor="white" if row["volume"] == "tiny" else None)  # fmt: skip
    spots = {
        "Israel, Taiwan": (99, 22),
        "Saudi Arabia": (97, 15.5),
        "Venezuela": (95, 9.5),
        "Arab Emirates": (85.5, 4.8),
        "Sweden": (98, 28),
    }
    whose = {"Israel, Taiwan": "Taiwan", "Arab Emirates": "United Arab Emirates"}
    for name, (x, y) in spots.items():
        row = table.loc[whose.get(name, name)]
        point = (100 * row["west"], 100 * row["allies"])
        ax.annotate(name, point, xytext=(x, y), ha="right", va="center", fontsize=9.5, fontweight="bold", color=ORANGE,
                    arrowprops={"arrowstyle": "-", "color": PALE, "shrinkA": 1, "shrinkB": 4, "relpos": (1, 0.4)}, zorder=2)  # fmt: skip
    near = {"India": (0, 3.8), "Egypt": (0, 3.8), "Indonesia": (-1.6, 0), "China": (0, 6), "Iran": (1.8, 0), "Netherlands": (-1.6, 1), "Australia": (-1.6, 0),
            "South Korea": (-1.6, -3), "Finland": (-1.6, 0), "Brazil": (-1.6, 0), "Norway": (1.5, -2), "Canada": (-1.6, 1)}  # fmt: skip
    for name, (dx, dy) in near.items():
        row = table.loc[name]
        ax.annotate(name, (100 * row["west"] + dx, 100 * row["allies"] + dy), fontsize=9, va="center",
                    color=BLUE if row["allies"] >= 0.5 else GREY, ha="center" if dx == 0 else "left" if dx > 0 else "right")  # fmt: skip
    ax.text(36, 46, "as many arms from allies\nas from NATO states", fontsize=8.5, color=GREY, rotation=28, ha="center")
    yours = ""
    if guess is not None:
        x, at = 100 * table.loc["Taiwan", "west"], min(max(guess, 0), 100)
        ax.plot(
            [x, x],
            [100 * table.loc["Taiwan", "allies"], at],
            color=ORANGE,
            linewidth=1.2,
            linestyle=(0, (3, 2)),
            zorder=2,
        )
        ax.plot([x], [at], "D", color=ORANGE, markersize=9, markeredgecolor=INK, clip_on=False, zorder=4)
        # the one place at this end that no dot and no label needs
        ax.text(97, 49, f"◆ your guess for Taiwan: {guess:.0f}%", color=ORANGE, fontsize=10, fontweight="bold", ha="right", va="center")  # fmt: skip
        yours = f" Your guess for Taiwan, {guess:.0f} per cent, is drawn as a diamond."
    ax.set(xlim=(-2, 101), ylim=(-3, 103), xlabel="per cent of arms imports from NATO states")
    ax.set_ylabel("per cent from treaty allies")
    alt = (f"Scatter of 34 importers. Most NATO members lie near the diagonal, high on both axes. {len(loud)} importers in orange buy at least 80 per cent "
           f"from NATO states and less than half from states that owe them defence, among them Taiwan, Israel and Saudi Arabia at 0 per cent.{yours}")  # fmt: skip
    return show(figure, alt)


@house_style()
def chain_diagram() -> Picture:
    """From a common aircraft to a fast response: what is measured, assumed, or out of sight."""
    figure, ax = diagram(
        "From the same aircraft to a faster rescue it takes four steps",
        "Solid blue: we can measure it here. Dashed grey: assumed. Plum: the two rival stories",
    )
    chain = [
        (9, "same\nsupplier"),
        (30, "parts, data,\nmanuals fit"),
        (51, "crews train\ntogether"),
        (72, "governments\nsay yes"),
        (92, "faster\nresponse"),
    ]
    for x, text in chain:
        box(ax, x, 52, text, BLUE if x in (9, 51) else GREY, 14.5, 15)
    for (x1, _), (x2, _) in pairwise(chain):
        arrow(ax, (x1 + 7.4, 52), (x2 - 7.4, 52), dashed=True)
    arrow(ax, (11, 60), (48, 60), colour=BLUE, bend=-0.28)
    ax.text(29.5, 64, "tested below", color=BLUE, fontsize=9.5, ha="center")
    box(ax, 30, 88, "common enemy, treaty", PLUM, 24, 11, filled=True)
    arrow(ax, (19, 83), (8, 60), colour=PLUM)
    arrow(ax, (42, 84), (53, 60), colour=PLUM)
    ax.text(
        57, 86, "Rival story 1: friends buy alike\nand train together anyway", color=PLUM, fontsize=9.5, va="center"
    )
    box(ax, 30, 16, "dependence on one\nsupplier", PLUM, 22, 13, filled=True)
    arrow(ax, (9, 44), (19, 20), colour=PLUM)
    arrow(ax, (41, 18), (71, 44), colour=PLUM, bend=0.12)
    ax.text(66, 26, "may also say no", color=PLUM, fontsize=9.5)
    ax.text(60, 10, "Rival story 2: whoever sells the spare\nparts holds a veto", color=PLUM, fontsize=9.5, va="center")
    alt = ("Diagram of a causal chain in 5 boxes: same supplier, parts fit, crews train together, governments say yes, faster response. A common enemy or treaty "
           "causes both the first and third box; dependence on one supplier leads from the first box to the fourth as a possible veto.")  # fmt: skip
    return show(figure, alt)


@house_style()
def before_after_figure() -> Picture:
    """Joint training before and after two states come to share a main supplier."""
    result = before_after()
    figure, ax = new_figure(
        "Training grew with and without a shared supplier",
        "Pairs without a pact that came to share a main supplier, or did not: per cent with a joint exercise, 95% intervals",
        BOTH,
        size="pair",
    )
    lines, count = {}, changes()["same"].value_counts().to_dict()
    for gained, colour, name, shift in ((True, ORANGE, "came to", 0.03), (False, GREY, "did not", -0.03)):
        shares, places = list(result[gained].values()), np.arange(3) + shift
        ax.vlines(
            places, [found.low for found in shares], [found.high for found in shares], color=colour, linewidth=1.4
        )
        line = ax.plot(places, [found.value for found in shares], color=colour, marker="o", clip_on=False)[0]
        lines[f"   {name} ({count[gained]:,} cases)"] = line  # the label keeps clear of the next whisker
    label_lines(ax, lines, gap=0.13)
    ax.set_xticks(range(3), ["period before", "period of the change", "period after"])
    ax.set(ylim=(0, 52), xlim=(-0.15, 2.05))
    figure.subplots_adjust(right=0.75)
    gained, others = (", ".join(said_with(found) for found in result[kind].values()) for kind in (True, False))
    alt = f"Two lines over three periods with overlapping intervals. Pairs that gained a common main supplier trained together in {gained} per cent of cases before, during and after the change; pairs that did not, in {others}."
    return show(figure, alt)


@house_style()
def command_post_figure() -> Picture:
    """Share of command-post exercises by decade: all, bilateral and multilateral."""
    decades = [(1980, 1989), (1990, 1999), (2000, 2009)]
    figure, ax = new_figure(
        "Command-post exercises grew, and stayed a small part",
        "Command-post exercises (coded as staff work), per cent of all exercises; 95% intervals, clustered by series",
        "MME, 1980–2009, compiled from press reports",
        size="pair",
    )
    lines = {}
    for multilateral, colour, name, shift in [
        (None, GREY, "   all", 0),  # the label keeps clear of the next whisker
        (True, TEAL, "three or more states", 0.04),
        (False, BLUE, "two states", -0.04),
    ]:
        shares = [command_post_share(*span, multilateral) for span in decades]
        places = np.arange(3) + shift
        ax.vlines(places, [s.low for s in shares], [s.high for s in shares], color=colour, linewidth=1.4)
        line = ax.plot(places, [s.value for s in shares], color=colour, marker="o")[0]
        lines[f"{name} {shares[-1].value:.0f}%"] = line
    label_lines(ax, lines, gap=0.1)
    ax.set_xticks(range(3), ["1980–1989", "1990–1999", "2000–2009"])
    ax.set(ylim=(0, 18), xlim=(-0.25, 2.1), yticks=[0, 5, 10, 15])
    figure.subplots_adjust(right=0.76)
    early, late = command_post_share(1980, 1989).value, command_post_share(2000, 2009).value
    alt = f"Three lines by decade. Command-post exercises rise from {early:.0f} to {late:.0f} per cent of all exercises, more steeply among exercises of three or more states."
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "12.look",
        "Taiwan bought 99%<!--= taiwan_us --> of its imported arms from the United States in 2017–2021. What share of its imported arms came from states bound by treaty to defend it?",
        "number",
        lambda: 100 * float(imports().loc["Taiwan", "allies"]),
        kit_and_promise_figure,
        "None: the treaty with the United States ended in 1980. Of the 16<!--= western --> importers on our list that bought four fifths or more from NATO states, six<!--= unpromised --> got less than half "
        "from a treaty ally. Kit without a promise is common. The hollow dots are states whose imports are tiny, so read their shares with care.",
        unit="%",
    ),
]
FIGURES = {
    "kit and promise": kit_and_promise_figure,
    "chain": chain_diagram,
    "before and after": before_after_figure,
    "command posts": command_post_figure,
}


# Explorers.


class SupplierNetwork(Panel):
    """Who arms whom, by period and importer, with each importer's history beside it."""

    title = "Who arms whom"
    stories = {
        "India's suppliers": ({"importer": "India"}, "A great buyer that no supplier is bound to defend."),
        "Fifty years ago": ({"year": 1972}, "Then more of the arms came from states that owed defence."),
        "Arms without a promise": (
            {"shown": "without a promise"},
            "Only dashed lines: sold to states that the seller need not defend.",
        ),
    }
    questions = {
        "Follow Iran from 1972 to 2017. When does the promise end, and who takes over?": "After 1977–1981. China leads in 1982–1986, then the Soviet Union and Russia, which in the last period is alone.",
        "Choose Egypt. In which two periods does its main supplier change, and did any of them owe it defence?": "In 1977–1981, from the Soviet Union to the United States; in 2017–2021, from the United States and France to Russia. None owed it defence.",
        "Back to all importers: compare 1972 with 2017. Is the United States first more often, or less?": "Less often. The average share from treaty allies fell too.",
    }
    everyone = "all importers"
    starts = range(1972, 2018, 5)
    importers = {name: (0.0, 16 - i) for i, name in enumerate(WEST)} | {
        name: (1.0, 16 - i) for i, name in enumerate(EAST)
    }
    sellers = {name: (0.5, 15.6 - 1.48 * i) for i, name in enumerate([*SELLERS, "other suppliers"])}
    tones = {"United States": BLUE, "Russia": ORANGE, "China": OCHRE}
    controls = {
        "year": number("Period from", 1972, 2017, 2017, step=5, play=True),
        "importer": choice("Importer", [everyone, *sorted([*WEST, *EAST])]),
        "shown": choice(
            "Ties shown", ["half of imports or more", "all (13% or more)", "with a promise", "without a promise"]
        ),
    }

    def compute(self, year, importer, shown):
        """Ties of the period that holds the year, and the history of one importer or of the average one."""
        start = 1972 + 5 * ((year - 1972) // 5)
        links = ties(start)
        keep = {
            "all (13% or more)": links["share"] > 0,
            "half of imports or more": links["share"] >= 0.5,
            "with a promise": links["promise"],
            "without a promise": ~links["promise"],
        }[shown]
        history, volume = import_history(None if importer == self.everyone else importer)
        return {
            "start": start,
            "importer": importer,
            "shown": shown,
            "links": links[keep],
            "history": history,
            "volume": volume.get(start, "none"),
        }

    def draw(self, result):
        figure, (net, past) = new_figure(
            "", "Left: suppliers (middle), importers; solid = promise of defence. Right: shares of imports, tick = with promise", ARMS, size="tall", cols=2,
            gridspec_kw={"width_ratios": [2.55, 1]},
        )  # fmt: skip
        figure.subplots_adjust(left=0.145, right=0.975, top=0.845, bottom=0.075, wspace=0.74)
        self._draw_network(figure, net)
        self._draw_history(past)
        self.names = lettering(
            net, [(x + (0.03 if x else -0.03), y, short(name), 1 - x) for name, (x, y) in self.importers.items()]
        )
        lettering(past, [(-0.07, i, f"{start}–{(start + 4) % 100:02d}", 1) for i, start in enumerate(self.starts)])
        for tone in (INK, *self.tones.values()):
            mine = [
                (x, y - 0.6, name, 0.5) for name, (x, y) in self.sellers.items() if self.tones.get(name, INK) == tone
            ]
            lettering(net, mine, tone, bold=True)
        return figure

    def _draw_network(self, figure, net):
        from matplotlib.collections import LineCollection

        net.set(xlim=(-0.02, 1.02), ylim=(-0.6, 16.6))
        net.axis("off")
        self.links = LineCollection([], zorder=1)
        net.add_collection(self.links)
        spots = net.plot(
            *zip(*self.importers.values(), strict=True), "o", markersize=4, color=GREY, zorder=2, clip_on=False
        )[0]
        named(spots, list(self.importers))
        self.bold = figure.text(0, 0, "", transform=net.transData, va="center", fontsize=8.5, fontweight="bold")
        self.bold.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.8})
        x, y = zip(*self.sellers.values(), strict=True)
        tones = [self.tones.get(name, GREY) for name in self.sellers]
        self.dots = net.scatter(x, y, s=40, zorder=3, edgecolors="white", color=tones)

    def _draw_history(self, past):
        rows = range(len(self.starts))
        self.bars = {group: past.barh(rows, [0] * len(rows), height=0.74, color=tone) for group, tone in GROUPS.items()}
        self.ticks = past.plot([0] * len(rows), rows, "|", color=INK, markersize=15, markeredgewidth=2)[0]
        self.frame = past.axhspan(-0.5, 0.5, facecolor="none", edgecolor=INK, linewidth=1.2)
        bare(past)
        past.set(xlim=(0, 1.01), ylim=(9.6, -2.2))
        for i, (name, tone) in enumerate(zip(GROUP_NAMES, GROUPS.values(), strict=True)):
            x, y = [0, 0, 0.68, 0.68, 0.68][i], -1.85 + 0.42 * [0, 1, 0, 1, 2][i]
            past.text(x, y, "■", fontsize=8, color=tone)
            past.text(
                x + 0.09, y, name.replace("United States", "U.S."), fontsize=8, color=GREY if tone == PALE else tone
            )
        self.whose = past.text(0, -2.35, "", fontsize=9.5, fontweight="bold")

    def update(self, result):
        from matplotlib.colors import to_rgb

        focus = result["importer"]
        segments, colours, widths, styles = [], [], [], []
        count = dict.fromkeys(self.sellers, 0)
        rows = list(result["links"].sort_values("share", ascending=False).itertuples())
        for row in rows:
            seller = row.supplier if row.supplier in self.sellers else "other suppliers"
            count[seller] += 1
            lit = focus in (self.everyone, row.importer)
            segments.append([self.sellers[seller], self.importers[row.importer]])
            strength = (0.7 if focus == self.everyone else 1) if lit else 0.12
            colours.append([1 - strength * (1 - part) for part in to_rgb(self.tones.get(seller, GREY))])
            widths.append(0.8 + 3.6 * row.share)
            styles.append("solid" if row.promise else (0, (1.6, 1.2)))
        self.links.set_segments(segments)
        self.links.set(color=colours, linewidth=widths, linestyle=styles)
        named(self.links, [[f"{row.supplier} → {row.importer}", f"{100 * row.share:.0f}% of its imports, {'with' if row.promise else 'without'} a promise"] for row in rows], " ")  # fmt: skip
        named(self.dots, [[seller, f"{n} tie{'' if n == 1 else 's'} shown"] for seller, n in count.items()], " ")
        self.dots.set_sizes([14 + 11 * n for n in count.values()])
        for name in self.names:
            name.set(color=INK if focus == self.everyone else GREY, visible=name.get_text() != short(focus))
        if focus != self.everyone:
            x, y = self.importers[focus]
            self.bold.set_position((x + (0.03 if x else -0.03), y))
            self.bold.set_horizontalalignment("left" if x else "right")
        self.bold.set_text("" if focus == self.everyone else short(focus))
        self._show_history(result)

    def _show_history(self, result):
        history = result["history"].reindex(self.starts).fillna(0)
        left = np.zeros(len(history))
        for (group, container), name in zip(self.bars.items(), GROUP_NAMES, strict=True):
            for bar, start, x, width in zip(container, self.starts, left, history[group], strict=True):
                bar.set(x=x, width=width)
                named(bar, [[f"{name}, {start}–{start + 4}", f"{100 * width:.0f}% of imports"]] if width else [], " ")
            left = left + history[group].to_numpy()
        named(self.ticks, [[f"bound to defend, {start}–{start + 4}", f"{100 * share:.0f}% of imports"] for start, share in history["allies"].items()], " ")  # fmt: skip
        self.ticks.set_data(np.where(left > 0, history["allies"], np.nan), range(len(history)))
        self.frame.set_y((result["start"] - 1972) / 5 - 0.5)
        self.whose.set_text("average importer" if result["importer"] == self.everyone else short(result["importer"]))

    def headline(self, result):
        start, focus = result["start"], result["importer"]
        span = f"{start}–{start + 4}"
        if focus == self.everyone:
            main = main_suppliers(start)
            return f"{span}: the United States comes first for {(main['supplier'] == 'United States').sum()} of {len(main)} importers"
        own = ties(start).query("importer == @focus").sort_values("rank")
        if own.empty:
            return f"{span}: {focus} has no supplier of 13% or more in the data"
        first = own.iloc[0]
        promise = "bound to defend" if first["promise"] else "not bound by pact"
        return f"{short(focus)}, {span}: {100 * first['share']:.0f}% from {short(first['supplier'])}, {promise}"

    def describe(self, result):
        return self._all_in_words(result) if result["importer"] == self.everyone else self._one_in_words(result)

    def _all_in_words(self, result):
        start, links = result["start"], result["links"]
        main = main_suppliers(start)
        first = main["supplier"].value_counts()
        row = result["history"].loc[start]
        return (f"{start}–{start + 4}, {result['shown']}: {len(links)} ties shown, {int(links['promise'].sum())} of them with a promise of defence (solid). Main supplier: "
                f"United States {first.get('United States', 0)}, Russia or Soviet Union {first.get('Russia', 0)}, China {first.get('China', 0)} of {len(main)} importers. "
                f"On average an importer bought {100 * row['allies']:.0f}% from states that owed it defence.")  # fmt: skip

    def _one_in_words(self, result):
        start, focus, history = result["start"], result["importer"], result["history"]
        own = ties(start).query("importer == @focus").sort_values("rank")
        named = "; ".join(
            f"{row.supplier} {100 * row.share:.0f}% ({'promise' if row.promise else 'no promise'})"
            for row in own.itertuples()
        )
        if start not in history.index:
            return f"{focus}, {start}–{start + 4}: no row of imports in the data for this period, so there are 0 ties to show."
        words = f"{focus}, {start}–{start + 4}: {named or 'no supplier of 13% or more'}. {100 * history.loc[start, 'allies']:.0f}% came from states that owed it defence. Volume of imports: {result['volume']}."
        if start - 5 in history.index:
            change = (history.loc[start] - history.loc[start - 5]).drop("allies").astype(float)
            group = change.abs().idxmax()
            words += f" Largest shift since the period before: {GROUP_NAMES[list(GROUPS).index(group)]} {100 * change[group]:+.0f} points."
        hidden = len(own) - int((result["links"]["importer"] == focus).sum())
        return words + (f" The choice '{result['shown']}' hides {hidden} of its ties." if hidden else "")

    def table(self, result):
        links = result["links"]
        if result["importer"] != self.everyone:
            links = links[links["importer"] == result["importer"]]
        return links[["importer", "supplier", "share", "promise"]].reset_index(drop=True)


class SameKit(Panel):
    """Do states with the same kit train together? Choose what 'same kit' means and which pairs to compare."""

    title = "Same kit, same training?"
    stories = {
        "Without the United States": (
            {"without_us": True},
            "Leave out the state that arms and trains everyone, and see whether the gap goes.",
        ),
        "Seller and buyer": (
            {"meaning": "one arms the other"},
            "Here the gap is widest: those who sell also come to train, or sell to those whom they train.",
        ),
        "Where nothing is promised": (
            {"pairs": "without a promise of defence"},
            "Among pairs without a pact the gap is near zero. Over all pairs it is wider, and may be none as well.",
        ),
    }
    questions = {
        "Keep the first meaning and switch between pairs with and without a promise of defence. What happens to the gap?": "It shrinks by more than half on either side; neither before nor after is it clear of zero.",
        "Choose *one arms the other*, without a promise. Then leave out the United States. Does the interval still clear zero?": "Yes, and the gap shrinks. Sellers train with customers even without a treaty; which came first stays open.",
        "First meaning again, without a promise, all states. Which years are friendliest to the document? Why is picking them afterwards not allowed?": "2002–2010: a gap is back, though it may be none; in 1992–2001 its sign is reversed. With enough choices one pleases you by chance.",
    }
    meanings = {
        "the same main supplier": "same",
        "any large supplier in common": "shared",
        "one arms the other": "direct",
    }
    spans = {"1982–2010": (1982, 2007), "1982–1991": (1982, 1987), "1992–2001": (1992, 1997), "2002–2010": (2002, 2007)}
    controls = {
        "meaning": choice("Same kit means", meanings),
        "pairs": choice("Pairs", ["all pairs", "with a promise of defence", "without a promise of defence"]),
        "period": choice("Years", spans),
        "without_us": toggle("Leave out the United States"),
    }

    def compute(self, meaning, pairs, period, without_us):
        """Share that trained together, with and without the same kit, among the chosen pairs."""
        table = kit_pairs()
        keep = table["start"].between(*self.spans[period])
        if pairs != "all pairs":
            keep &= table["allied"] == (pairs == "with a promise of defence")
        if without_us:
            keep &= (table[["state_id_1", "state_id_2"]] != 2).all(axis=1)
        shown, kind, rows = table[keep], self.meanings[meaning], []
        for kit in (True, False):
            part = shown[shown[kind] == kit]
            found = share_with(part) if len(part) else models.Estimate(0, 0, 0, 0)
            rows.append({"kit": kit, "share": found.value, "low": found.low, "high": found.high, "n": len(part)})
        both = all(row["n"] for row in rows)
        return {
            "meaning": meaning,
            "pairs": f"{pairs}{', without the United States' if without_us else ''}, {period}",
            "rows": pd.DataFrame(rows).set_index("kit"),
            "gap": in_points(models.pair_slope(shown, "trained", [kind])) if both else None,
        }

    def draw(self, result):
        figure, ax = new_figure(
            "",
            "Per cent of pairs of importers that trained together in five years; 95% intervals, clustered by state",
            BOTH,
            size="pair",
        )
        self.bars = ax.barh([0, 1], [0, 0], color=[ORANGE, GREY], height=0.56)
        self.whiskers = [ax.plot([0, 0], [i, i], color=INK, linewidth=1.3)[0] for i in (0, 1)]
        self.values = [ax.text(0, i, "", va="center", fontsize=10.5, fontweight="bold") for i in (0, 1)]
        self.names = [ax.text(-1.5, i, "", ha="right", va="center", fontsize=10) for i in (0, 1)]
        self.note = ax.text(0, -0.62, "", fontsize=9.5, color=GREY)
        bare(ax, keep="x")
        ax.set(xlim=(0, 118), ylim=(1.55, -0.85), xticks=[0, 25, 50, 75, 100])
        figure.subplots_adjust(left=0.27)
        return figure

    def update(self, result):
        rows = result["rows"]
        for i, label in enumerate((result["meaning"], "not so")):
            row = rows.iloc[i]
            self.bars[i].set_width(row["share"])
            self.whiskers[i].set_xdata([row["low"], row["high"]])
            self.values[i].set_text(f"{row['share']:.0f}%" if row["n"] else "no such pair")
            self.values[i].set_x(row["high"] + 1.5)
            self.names[i].set_text(f"{label}\n({row['n']:,.0f} cases)")
        self.note.set_text(result["pairs"])

    def headline(self, result):
        gap = result["gap"]
        if gap is None:
            return "No pair is left on one side: nothing to compare"
        told = "{} points [{}".format(*said_with(gap, "+").split(" [", 1))
        if gap.low <= 0 <= gap.high:
            return f"A gap of {told}: it may be none"
        return f"Pairs that share kit train together {'more' if gap.value > 0 else 'less'} often: {told}"

    def describe(self, result):
        rows, what = result["rows"], result["pairs"]
        parts = [f"{name}: {row['share']:.0f}% [{row['low']:.0f}, {row['high']:.0f}] of {row['n']:,.0f} cases" if row["n"] else f"{name}: 0 cases"
                 for name, row in zip((result["meaning"], "not so"), rows.to_dict("records"), strict=True)]  # fmt: skip
        both = "; ".join(parts)
        return f"{what[0].upper()}{what[1:]}. {both[0].upper()}{both[1:]}. A case is a pair of importers in one period of five years; the intervals let cases that share a state go together."

    def table(self, result):
        return result["rows"]


EXPLORERS = {"supplier network": SupplierNetwork, "same kit": SameKit}


# Exercises.


def bound_by() -> str:
    """A treaty binds the states that join it; resolutions, blueprints and an alliance's standards bind outsiders no more."""
    return "none"


def shares_of(importer: str) -> dict[str, float]:
    """Shares of an importer's arms by group of sellers in 2017–2021, groups that sold something only."""
    row = imports(2017).loc[importer, list(GROUPS)].astype(float)
    names = dict(zip(GROUPS, GROUP_NAMES, strict=True))
    return {names[group]: float(share) for group, share in row.items() if share > 0}


def effective_sellers(importer: str) -> float:
    """One divided by the sum of squared shares: how many equal sellers would be as concentrated."""
    return 1 / sum(share**2 for share in shares_of(importer).values())


CUSTOMERS = {
    "egypt": "Egypt",
    "finland": "Finland",
    "israel": "Israel",
    "japan": "Japan",
    "saudi": "Saudi Arabia",
    "sweden": "Sweden",
    "taiwan": "Taiwan",
    "turkiye": "Türkiye",
}


def customers(start: int, american: bool = True, unbound: bool = True) -> set[str]:
    """Half or more from the United States (american), under five per cent from states that owe defence (unbound), one period."""
    table = imports(start)
    return {
        key
        for key, name in CUSTOMERS.items()
        if (table.loc[name, "united_states"] >= 0.5 or not american)
        and (table.loc[name, "allies"] < 0.05 or not unbound)
    }


FLAWS = {
    "others": "it leaves out those who did not do it",
    "before": "it leaves out how things stood before",
    "small": "it leaves out how small the whole still is",
    "picked": "it leaves out the other periods",
}
FLAW_OF = {"sworn": "others", "since": "before", "screens": "small", "friends": "picked"}


def flaw(headline: str) -> str:
    """A headline misleads by what it leaves out: the comparison group, the starting point, the base, or the other periods."""
    return FLAW_OF[headline]


def other_flaws(headline: str) -> list[str]:
    """The flaws that a headline does not have."""
    return [key for key in FLAWS if key != flaw(headline)]


def told(headline: str) -> str:
    """The text of a headline, each number of it right."""
    table = kit_pairs().query("start >= 2002 and allied == 0")
    late = {kit: share_with(table[table["same"] == kit]).value for kit in (1, 0)}
    after = {kind: before_after()[kind]["after"].value for kind in (True, False)}
    armed = arms_then_promise().query("arms == 1")
    early, last = command_post_share(1980, 1989).value, command_post_share(2000, 2009).value
    return {
        "sworn": f"'First sold, then sworn: {int(armed['promise'].sum())} arms ties of 1972–2016 were followed by a promise of defence in the next period'",
        "since": f"'Same shop, same drill: pairs that came to share a supplier trained together in {after[True]:.0f}% of cases afterwards, others in {after[False]:.0f}%'",
        "screens": f"'Staffs at war: command-post exercises {last / early:.0f} times as common as in the 1980s'",
        "friends": f"'Kit makes friends: in 2002–2010 pairs without a pact trained together in {late[1]:.0f}% of cases if they shared a supplier, in {late[0]:.0f}% if not'",
    }[headline]


LACKS = {
    "others": "Look again: does it say how those fared who did not do it? Then this is not what is missing.",
    "before": "How things stood before would be good to know. But is there a change here, of some who had been like the others?",
    "small": "Is a part of a whole being told here, so that one could ask how large it is? Look for what else is missing.",
    "picked": "Does it choose one stretch of years of several that one could look at? Look for what else is missing.",
}
LESSON_OF = {
    "sworn": "Without the pairs that traded no arms, seven of anything is just a number. Next to them the gap is under one point, and may be none.",
    "since": "Before they shared a shop the pairs lay apart already, if not clearly. Change against change, nothing clear is left.",
    "screens": "Three times little is still little: about one exercise in twelve. 'As common as' and 'how common' are two questions.",
    "friends": "In the decade before, the sign was the other way. With several periods to choose from, one will please you.",
}


def strength() -> tuple[str, ...]:
    """From a story to a lottery: each design takes one more rival explanation away."""
    return ("story", "raw", "like", "time", "lot")


def vetoes() -> set[str]:
    """Who can still say no when kit, checklists and crews are ready: the sender, the seller and the host."""
    return {"sender", "maker", "host"}


def sale_after_training() -> tuple[str, str, str]:
    """A cause comes before its effect: start where no sale has been, and wait for the first one, among pairs alike in other ties."""
    return ("never", "ties", "later")


def suppliers_solution():
    """One divided by the sum of squared shares: how many equal suppliers would be as concentrated."""

    def effective(shares):
        return 1 / sum(share**2 for share in shares)

    return effective


RETIRED = ("12.1", "12.2", "12.3", "12.4", "12.5", "12.6", "12.9", "12.10", "12.11", "12.16")
EXERCISES = [
    Exercise(
        id="12.12",
        title="Who is bound?",
        prompt="Suppose that one day four texts on autonomous weapons exist: a protocol to the weapons convention in Geneva, which most states have joined; a resolution of the UN General Assembly with a large majority; "
        "a blueprint that ends a REAIM summit; and a standard of NATO. One state outside NATO makes such weapons. It voted against the resolution, stayed away from the summit and never joined the protocol. Which text binds it?",
        kind="choice",
        level="understand",
        solution=bound_by,
        meaning="A treaty binds those who join it, and nobody else needs to obey the other three. So a rule needs the yes of those who could break it, and the talks are slow where these sit at the table.",
        hints=(
            "For each text ask: who has to say yes before it binds anyone, and did this state?",
            "A majority can make law inside a state. Who could do so among states?",
        ),
        mistakes=(
            Mistake(lambda: "protocol", "A protocol is law, for the states that have joined it. This one has not."),
            Mistake(
                lambda: "resolution",
                "On such a matter the Assembly recommends. Its majority makes no law for those who voted against.",
            ),
            Mistake(
                lambda: "standard",
                "An alliance sets standards for its own kit. A state outside it need not even read them.",
            ),
        ),
        options={
            "protocol": "the protocol, since it is treaty law",
            "resolution": "the resolution, by its large majority",
            "standard": "the standard, as soon as NATO uses it",
            "none": "none of them, as it has agreed to none",
        },
    ),
    Exercise(
        id="12.14",
        title="How many sellers, really?",
        prompt=lambda importer: (
            f"{importer}, arms imports of 2017–2021 by seller: "
            + ", ".join(f"{name} {100 * share:.0f}%" for name, share in shares_of(importer).items())
            + ". Take each group as one seller. The effective number of sellers is one over the sum of the squared shares: so many equal sellers would be as concentrated. "
            "How many is that? One decimal; you may type the sum, with shares as fractions, such as `1/(0.7^2 + 0.3^2)`."
        ),
        kind="number",
        level="apply",
        solution=effective_sellers,
        meaning="Fewer in effect than there are names on the list: a name that sells little would not help much on the day the largest one says no.",
        hints=(
            "Square each share, add the squares, then divide one by the sum.",
            "The result lies between one, for a single seller, and the number of names.",
        ),
        mistakes=(
            Mistake(
                lambda importer: float(len(shares_of(importer))),
                "You counted names. A seller of a few per cent should count for almost nothing.",
            ),
            Mistake(
                lambda importer: 1 / effective_sellers(importer),
                "That is the concentration itself, which falls when sellers multiply. Turn it upside down.",
            ),
            Mistake(
                lambda importer: 1 / max(shares_of(importer).values()),
                "You used the largest seller only; the others matter a little too.",
            ),
            Mistake(
                lambda importer: effective_sellers(importer) / 10_000,
                "You squared per cent. Write the shares as fractions, so that they add up to one.",
            ),
        ),
        decimals=1,
        unit="sellers",
        variants=({"importer": "India"}, {"importer": "Pakistan"}, {"importer": "Iraq"}, {"importer": "Saudi Arabia"}),
    ),
    Exercise(
        id="12.15",
        title="What does the headline leave out?",
        prompt=lambda headline: f"Every number in this headline is right: {told(headline)}. What misleads most?",
        kind="choice",
        level="evaluate",
        solution=flaw,
        meaning=lambda headline: LESSON_OF[headline],
        hints=(
            "Ask: more than what? Then look whether that 'what' is told.",
            "The walk has the missing number: sections 1, 3 and 4, and explorer 2.",
        ),
        mistakes=tuple(
            Mistake(
                lambda headline, i=i: other_flaws(headline)[i],
                lambda headline, i=i: LACKS[other_flaws(headline)[i]],
            )
            for i in range(3)
        ),
        options=FLAWS,
        variants=tuple({"headline": headline} for headline in FLAW_OF),
    ),
    Exercise(
        id="12.17",
        title="Kit without a promise",
        prompt=lambda start: (
            f"Which of these got half or more of their arms from the United States in {start}–{start + 4}, and next to nothing (less than a twentieth) from states that owed them defence? "
            f"Explorer 1 shows it: set the period to {start} and the ties to 'half of imports or more', then choose the importer."
        ),
        kind="set",
        level="analyse",
        solution=customers,
        meaning="For these the United States was arsenal and no treaty ally. Buyers come and go on this list as they change shops; a promise seldom came with the goods.",
        hints=(
            "A state passes two tests: who sells to it, and whether the seller has promised anything.",
            "Treaties of 1960 and 1949 bind the seller to two of them. A state may also buy most of its arms elsewhere.",
        ),
        mistakes=(
            Mistake(
                lambda start: customers(start, unbound=False),
                "All of these bought mostly American. Now check which of them the seller had promised to defend.",
            ),
            Mistake(
                lambda start: customers(start, american=False),
                "None of these was owed defence by its sellers. Now check who sold.",
            ),
            Mistake(
                lambda start: customers(start) | {"japan"},
                "The treaty of 1960 obliges the United States to act for Japan, so its arms come from an ally.",
            ),
            Mistake(
                lambda start: customers(start) | {"turkiye"},
                "Türkiye has been in NATO since 1952, so an American sale to it comes from an ally.",
            ),
        ),
        options=CUSTOMERS,
        variants=({"start": 1997}, {"start": 2007}, {"start": 2017}),
    ),
    Exercise(
        id="12.19",
        title="What the simulator did",
        prompt="Do linked simulators make crews of several air forces fly better together? Five things one might be told. Bring them into order, from what shows least to what shows most.",
        kind="order",
        level="evaluate",
        solution=strength,
        meaning="Each step takes a rival away: praise with nothing beside it; air forces that can pay for simulators, and so for more flying; zeal, which no table holds; and last the choice of who gets them. Our table has no field for simulators, so it is not even on the first step.",
        hints=(
            "For each ask: what else could have made this happen?",
            "Rank and a good phrase make a story vivid. They do not make it a comparison.",
        ),
        mistakes=(
            Mistake(lambda: strength()[::-1], "The order is right and upside down: least first."),
            Mistake(
                lambda: ("raw", "story", "like", "time", "lot"),
                "The commander has nobody to compare his crews with. A hundred flights have, however roughly.",
            ),
            Mistake(
                lambda: ("story", "raw", "time", "like", "lot"),
                "The same crews before and after are alike even in what nobody has measured. Like crews are alike only in what somebody did.",
            ),
            Mistake(
                lambda: ("story", "raw", "like", "lot", "time"),
                "Where a lot decides, nothing that came before can lie behind it. The same crews over time may have got better for other reasons.",
            ),
        ),
        options={
            "like": "of crews alike in flying hours, language and aircraft, those who had used them made fewer errors",
            "story": "a wing commander says that his crews have understood each other ever since",
            "lot": "squadrons were drawn by lot to use them, and in the next exercise made fewer errors than the rest",
            "raw": "in a hundred flights, crews who had used them made fewer errors than crews who had not",
            "time": "the same crews made fewer errors once they had used them, and had not been getting better before",
        },
    ),
    Exercise(
        id="12.13",
        title="Able, and allowed?",
        prompt="Two states own the same transport aircraft, use the same checklists and have trained their crews together for years. A flood strikes a third state. Which of these can still keep their aircraft from bringing help?",
        kind="set",
        level="analyse",
        solution=vetoes,
        meaning="The sender, the seller and the host can each say no, and no purchase and no training takes that away. To be able is not to be allowed.",
        hints=(
            "Go through the flight: what must fly, who must send it, where must it land?",
            "Three of the six are somebody's no. The others describe the past, or another purpose.",
        ),
        mistakes=(
            Mistake(
                lambda: {"sender"},
                "A government's yes is one condition. Who else has a say over the aircraft, or over the place where it lands?",
            ),
            Mistake(
                lambda: {"sender", "maker"},
                "The aircraft can fly and may leave. May it also land?",
            ),
            Mistake(
                lambda: {"sender", "host"},
                "Both governments are asked. Now look at the aircraft: what keeps it in the air from year to year?",
            ),
            Mistake(
                lambda: {"sender", "maker", "host", "no-pact"},
                "A promise of defence is about attack. States without one bring help after a flood.",
            ),
            Mistake(
                lambda: {"sender", "maker", "host", "purpose"},
                "A transport aircraft carries tents as well as guns, whatever it was bought for.",
            ),
        ),
        options={
            "no-pact": "the two states owe each other no defence",
            "sender": "their governments do not agree to send them",
            "purpose": "the aircraft were bought to move troops",
            "maker": "the maker's state has stopped the spare parts",
            "price": "the two states paid different prices for them",
            "host": "the flooded state lets no foreign forces in",
        },
    ),
    Exercise(
        id="12.18",
        title="Which came first?",
        prompt="Pairs that arm each other without a promise train together in 51%<!--= direct_free --> of cases, others in 19%<!--= direct_other -->. An officer says: 'We sell to those we have flown with.' Build the comparison that could best bear him out.",
        kind="rule",
        level="create",
        solution=sale_after_training,
        meaning="If training leads to sales, then of pairs that never traded those that train should begin to trade more often. It would still be no proof: a common worry may bring first the exercise and then the order.",
        hints=(
            "His sentence has an order in time. From which pairs on can you watch it happen?",
            "What is the effect in his sentence, the flying or the sale? Wait for that.",
        ),
        mistakes=(
            Mistake(
                lambda: ("trade", "ties", "later"),
                "Pairs that trade already made their first sale in a past that this does not show. It may have come before the flying.",
            ),
            Mistake(
                lambda: ("never", "ties", "more"),
                "That asks whether training goes on. The officer speaks of what it leads to.",
            ),
            Mistake(
                lambda: ("trade", "ties", "more"),
                "That is the other arrow: from the sale to the training.",
            ),
            Mistake(
                lambda: ("never", "nothing", "later"),
                "Neighbours and friends may both train and trade more. With nothing alike they would bear him out even if he were wrong.",
            ),
            Mistake(
                lambda: ("never", "effect", "later"),
                "Pairs made alike in the result have nothing left to differ in.",
            ),
        ),
        options={
            "Start with pairs that": {
                "trade": "trade arms by now",
                "never": "have not traded arms so far",
            },
            "set those that train beside those that do not, alike in": {
                "effect": "whether they come to trade",
                "nothing": "nothing in particular",
                "ties": "region, other ties and activity",
            },
            "and count in the next five years": {
                "more": "who trains together",
                "later": "who makes a first sale",
            },
        },
    ),
    Exercise(
        id="12.7",
        title="The effective number in code",
        prompt="Write a function that takes a list of shares and returns the effective number of suppliers: one over the sum of squared shares.",
        start="def effective(shares):\n    ...  # your rule here",
        kind="function",
        level="apply",
        solution=suppliers_solution,
        meaning="Your function gives one for a single seller and rises as shares even out. It is the inverse of the Herfindahl index, by which competition authorities judge how concentrated a market is.",
        hints=(
            "Square each share and add the squares.",
            "Ten equal suppliers must give ten, and a single one must give one.",
        ),
        mistakes=(
            Mistake(
                lambda: lambda shares: sum(share**2 for share in shares),
                "That is the concentration itself, which falls when suppliers multiply. Turn it upside down.",
            ),
            Mistake(
                lambda: lambda shares: float(len(shares)),
                "You count names. A supplier of one per cent should count for almost nothing.",
            ),
            Mistake(
                lambda: lambda shares: 1 / max(shares),
                "That looks at the largest supplier only; the rest should matter a little.",
            ),
            Mistake(
                lambda: lambda shares: 1 / sum(shares),
                "The shares add to one, so this is always one. Square them first.",
            ),
        ),
        cases=(([1.0],), ([0.5, 0.5],), ([0.7, 0.2, 0.1],), ([0.25, 0.25, 0.25, 0.25],)),
    ),
]
REFLECTIONS = [
    Reflection(
        "12.8",
        "A standard for drone data",
        "You sit on a standards board: a large ally with its own system, a small ally with an old one, industry, a data-protection officer. Write one paragraph of a common standard for data from drones: what is shared, who pays, what about latecomers?",
        "I would standardise the message, not the aircraft: one open format for position and video, which a small ally can add to an old system. The large ally pays for the "
        "test bench and keeps no secret key, since a switch in one capital would turn a common standard into a common weakness. A late member keeps a slow gateway for five years.",
        (
            "what exactly is shared: aircraft, data format, or procedure",
            "who pays, and who could switch it off",
            "what happens to the member that is late",
            "whether it makes help quicker or only buying easier",
        ),
    )
]


# Evidence.


def modern_pairs_evidence(outcome: str = "trained", own: bool = False) -> Evidence2:
    """What pairs of states did in the five years after 1985, 1990 … 2005, by what they spend per soldier, a mark of modern forces.

    outcome: 'trained', a joint exercise; 'signed', a defence agreement. Border, region, pact, power, agreements, earlier
    training, output per head and window held constant; two-way clustered. own: each state against itself in other windows.
    """
    found = per_doubling(outcome, own=own)
    did = {"trained": "train together", "signed": "sign a defence agreement"}[outcome]
    whom = "each state is held against itself in other windows" if own else "they are held against like pairs"
    return Evidence2(
        finding=f"When one of two states spends twice as much per soldier, the two {did} in the next five years more often by {found.value:+.2f} points [{found.low:+.2f}, {found.high:+.2f}], where {whom}; of all pairs {100 * equipped_pairs()[outcome].mean():.0f}% do".replace("-", "−"),
        data="panel",
        rivals=("rich states do both", "spending per soldier is pay as well as kit", "the press reports modern forces more"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="both states of the pair",
        unit="points per doubling",
        n=found.n,
        n_unit="pairs × windows",
        benchmark=0,
        why_benchmark="as many as like pairs with older kit",
        expects="above",
    )  # fmt: skip


def technology_shapes() -> tuple[Part, ...]:
    """Which pairs sign agreements, for the shape of partnerships; which train together, for closer cooperation.

    Beside each number stands the same with every state held against itself: which of the two is asked decides the first half.
    """
    return (
        Part("shaping partnerships, as far as new agreements show it", modern_pairs_evidence("signed"), works("C16.1", "Kinne2018", "Horowitz2010"), counts=(modern_pairs_evidence("signed", own=True),)),
        Part("closer cooperation, as far as joint training shows it", modern_pairs_evidence("trained"), works("C16.1", "LinGreenberg2020", "DeVoreStai2019"), counts=(modern_pairs_evidence("trained", own=True),)),
    )  # fmt: skip


def easier_parts() -> tuple[Part, ...]:
    """No evidence of our own: what works found on operating, and on sharing what one knows."""
    return (
        Part("joint operations", studies=works("C16.2", "PerninEtAl2019", "Gannon2025")),
        Part("communication and intelligence", studies=works("C16.2", "LinGreenberg2020", "Walsh2007")),
        Part("more effective military diplomacy"),
    )


def simulators_proof() -> tuple[Part, ...]:
    """One exercise on simulators and one in a virtual environment; more stand beside them."""
    cases = (
        Case("ten countries of South Eastern Europe handle earthquakes and floods on linked simulation centres (SEESIM)", "2006-11-08", "Romanian Ministry of National Defence", "simulators"),
        Case("South Korea and the United States fight a war on computers (Ulchi Focus Lens)", "2005-08-22", "Stars and Stripes", "simulators"),
        Case("Italian, German and American crews fly 22 linked simulators in one virtual battle (Spartan Alliance)", "2018-07", "Defense News, 20 July 2018", "virtual environments"),
    )  # fmt: skip
    proof = Evidence2(
        finding="Three such exercises, 2005–2018, each described by those who held it or by a reporter",
        data="full count",
        rivals=("none for existence",),
        rung=None,
        cases=cases,
    )
    return (Part("simulators and virtual environments", proof, things=("simulators", "virtual environments")),)


def command_post_evidence(alone: bool = False) -> Evidence2:
    """Share of command-post exercises in the last full decade of the table; alone: with no air, land or sea code beside it."""
    late, early = (command_post_share(*decade, alone=alone) for decade in ((2000, 2009), (1980, 1989)))
    kind = "command-post exercises without an air, land or sea code" if alone else "command-post exercises"
    return Evidence2(
        finding=f"{late.value:.1f}% of the exercises of 2000–2009 are coded {kind}, after {early.value:.1f}% in the 1980s",
        data="package",
        rivals=("the press reports troops rather than staffs", "some staff exercises are not coded as such, Ulchi Focus Lens 2005 for one"),
        rung=None,
        **measured(late),
        interval="clustered",
        by="series of exercises",
        unit="% of exercises",
        n=late.n,
        n_unit="exercises",
        benchmark=50,
        why_benchmark="'most' is more than half",
        expects="above",
    )  # fmt: skip


def most_by_staffs() -> tuple[Part, ...]:
    """Whether most exercises are held by staffs alone: all command-post exercises, and those with no code for forces."""
    return (Part("exercises of staffs alone", command_post_evidence(), counts=(command_post_evidence(alone=True),)),)


def shared_aircraft() -> tuple[Part, ...]:
    """A relief flight whose commander says that the common aircraft made it faster, and bombs that fit; no source traces speed to fit."""
    case = Case(
        "six days after the earthquake in Haiti a C-17 owned in common by twelve countries and flown by a mixed crew brings relief; its vice-commander says that they came faster than each on its own could have",
        "2010-01-18",
        "Flight International",
    )
    bombs = Case(
        "over Libya Denmark's F-16s run low on precision bombs, and Denmark turns to the Netherlands, which fly the same aircraft; American bombs do not fit British and French ones",
        "April and June 2011",
        "Politiken, after defenceWeb, June 2011; Washington Post, after Newser, 16 April 2011",
    )
    proof = Evidence2(
        finding="Two missions: one in which bombs that fit could be asked of a partner, and one for which a saving of time is stated, by an officer of the unit itself; its aircraft were owned together, which is more than fit. Nobody has counted the days",
        data="full count",
        rivals=(
            "the unit praises itself",
            "American aircraft of the same type had landed a day earlier",
            "whether the bombs came in time is not said",
        ),
        rung=None,
        cases=(case, bombs),
    )
    return (Part("joint missions and a faster reaction", proof, works("C16.4", "Shirbrig2009")),)


def faster_on_average() -> tuple[Part, ...]:
    """No evidence of our own: one work on what makes countries send troops sooner."""
    return (Part("faster deployment on average", studies=works("C16.4", "LundgrenEtAl2021")),)


def shared_supply() -> tuple[Part, ...]:
    """That sharing reaches transport and supply is a fact with a case; that it is efficient rests on the sharers' own figures."""
    case = Case("four countries put their transport aircraft under one command at Eindhoven", "2010-09-01", "the command; course list P66")  # fmt: skip
    reach = Evidence2(finding="One command for the transport aircraft of several countries", data="full count", rivals=("one command is not all of supply",), rung=None, cases=(case,))  # fmt: skip
    cases = (
        Case("empty flights fall from 22% in 2011 to 13% in 2012", "2012", "Belgian Ministry of Defence, in Aviation Week"),
        Case("about as many missions as the year before, with 15% fewer aircraft available", "2012", "Bruxelles2, December 2013"),
    )  # fmt: skip
    gain = Evidence2(
        finding="Two figures that the members of the transport command gave themselves",
        data="full count",
        rivals=(
            "named because it works",
            "one year against the one before",
            "wars abroad may have filled the aircraft",
        ),
        rung=0,
        cases=cases,
    )
    return (
        Part("sharing reaches logistics and supply", reach, kind="fact", force="lists-examples"),
        Part("more efficient operations", gain, works("C16.5")),
    )


def edge_evidence(late: bool = False) -> Evidence2:
    """Odds that one state begins a dispute with another, by the target's edge over its own usual one, 1946–2010.

    late: since 1991 only, and usual then means the mean of those years.
    """
    table = power_and_disputes(1991 if late else 1946)
    held = ["edge", "usual", "border", "pact", "major", *(() if late else ("era",))]
    row = models.logit(table, "onsets", held, "years", ("initiator_id", "target_id")).set_index("term").loc["edge"]
    return Evidence2(
        finding=f"In years when a state was 2.7 times as strong against an opponent as it usually was, that opponent began a dispute {row['odds_ratio']:.2f} times as often ({int(row['events']):,} disputes)",
        data="panel",
        rivals=("states arm because they are threatened", "an opponent may fear the stronger and strike first"),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="both states of the pair",
        unit="times the odds, same pair",
        n=int(row["n"]),
        n_unit="years of pairs",
        benchmark=1,
        why_benchmark="the same pair is as peaceful when the target is stronger",
        expects="below",
    )  # fmt: skip


def missions_evidence(seed: int = 1) -> Evidence2:
    """Change in people sent to UN missions for a change in capabilities, both in log, five years on five years, 1990–2019."""
    table = power_and_missions()
    found = models.block_bootstrap(
        table, lambda rows: np.polyfit(rows["power"], rows["sent"], 1)[0], "state_id", seed=seed
    )
    return Evidence2(
        finding=f"States whose share of the world's capabilities grew by a tenth sent {10 * found.value:+.0f}% people to UN missions, beside the average change",
        data="panel",
        rivals=("UN missions are one order among several", "rich and rising states send money instead"),
        rung=1,
        estimate=found.value,
        low=found.low,
        high=found.high,
        interval="block bootstrap",
        by="state",
        unit="% of people per % of capabilities",
        n=len(table),
        n_unit="states × windows",
        benchmark=0,
        why_benchmark="a stronger state sends no more than before",
        expects="above",
    )  # fmt: skip


def stronger_and_safer(seed: int = 1) -> tuple[Part, ...]:
    """National security, seen in disputes that others begin; joint order, seen in people for UN missions."""
    return (
        Part("national security", edge_evidence(), works("C16.6")),
        Part("an order managed together, as far as UN missions show it", missions_evidence(seed)),
    )


def adopters_parts() -> tuple[Part, ...]:
    """No evidence of our own: no table says who took up which technology."""
    return (Part("deeper cooperation of those who take it up", studies=works("C16.7")),)


def no_friction() -> tuple[Part, ...]:
    """No case: nobody records friction."""
    return (Part("working side by side without friction"),)


def better_in_the_field() -> tuple[Part, ...]:
    """No test was found that sets troops trained on simulators beside others in the field."""
    return (Part("working together in the field"),)


def same_kit_evidence() -> Evidence2:
    """Odds of training together with the same main supplier, with promise, period, region and both states' own activity held constant."""
    table = kit_pairs()
    held = ["same", "allied", "period", "region", "activity"]
    row = models.logit(table, "trained", held, cluster=("state_id_1", "state_id_2")).set_index("term").loc["same"]
    raw, other, own = trained_share(True), trained_share(False), within_pairs()
    return Evidence2(
        finding=f"Pairs with one main supplier trained together in {raw.value:.0f}% of cases, others in {other.value:.0f}%; like with like, the odds are {row['odds_ratio']:.2f} times as high; for the same pair with and without it, the gap is {said_with(own, '+')} points",
        data="panel",
        rivals=("allies buy alike and train together", "a supplier is not a platform", "the seller may invite its buyers"),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="both states of the pair",
        unit="times the odds of like pairs",
        n=int(row["n"]),
        n_unit="pairs × periods",
        benchmark=1,
        why_benchmark="they train as often as pairs of the same promise, period, region and activity",
        expects="above",
    )  # fmt: skip


def shared_platforms() -> tuple[Part, ...]:
    """Being able to operate together, as far as training shows it."""
    return (Part("operating together, as far as joint training shows it", same_kit_evidence(), works("C16.9")),)


# Claims.


ASKED = ["C16.1", "C16.3", "C16.4", "C16.5", "C16.6", "C16.9"]
CLAIMS = [
    Judgement(
        "C16.1",
        "contested",
        "Whether spending more per soldier brings agreements hangs on the design: no trace among like pairs, a small gain that only just clears zero where each state is held against itself. Training grows with it in both, mostly in the late windows; among like pairs, and by the weaker force of the two, that gain may be none. What a soldier costs is a rough mark of technology.",
        parts=technology_shapes,
    ),
    Judgement(
        "C16.2",
        "contested",
        "No table measures ease. What was written on operations, and on sharing what one knows, is argument and cases: they point to other things, such as one leader, a shared threat, and somebody who may check. On the third half, more effective military diplomacy, there is neither a number nor a work.",
        parts=easier_parts,
    ),
    Judgement(
        "C16.3",
        "supported",
        "Such exercises exist, and more was not said.",
        parts=simulators_proof,
        ours="not supported",
        ours_reason="No, up to 2009: about one in twelve, and one in nineteen without those that are coded air, land or sea as well. How many use simulators cannot be tested here: no field says, and staffs may work on paper.",
        ours_parts=most_by_staffs,
    ),
    Judgement(
        "C16.4",
        "partly supported",
        "Kit that fits can be lent, as bombs were asked for over Libya. That it makes for speed nobody traces: the aircraft said to have been faster in Haiti were owned together, which is more than fit. One traced case would lift this.",
        parts=shared_aircraft,
        ours="contested",
        ours_reason="No table says. The study that we list finds other things that make countries send troops sooner: pay, nearness, no vote in parliament. Equipment is not among them.",
        ours_parts=faster_on_average,
    ),
    Judgement(
        "C16.5",
        "contested",
        "Sharing does reach transport and supply. That it pays is said by those who share; works on buying and building together find that gains are possible, rare, or eaten up by quarrels.",
        parts=shared_supply,
    ),
    Judgement(
        "C16.6",
        "contested",
        "The same state was challenged about as often when it was stronger against an opponent than usual, and since 1991 the answer is open; growing states sent no clearly larger numbers on UN missions. Works on rivals find that arming makes war likelier, or does so late in a rivalry.",
        parts=stronger_and_safer,
    ),
    Judgement(
        "C16.7",
        "contested",
        "Contested among authors; not tested: no open table says who took up drones or artificial intelligence, and when. One author expects a wedge between allies; another sees cooperation take the place of costly weapons.",
        parts=adopters_parts,
    ),
    Judgement(
        "C16.8",
        "not testable here",
        "Nobody records friction. One officer in Korea said that the exercise went better than expected, 'despite communication barriers' (Marine Corps News, 21 September 2004): that is some friction.",
        parts=no_friction,
        ours="not testable here",
        ours_reason="We found no test that sets troops trained on simulators beside others in the field.",
        ours_parts=better_in_the_field,
    ),
    Judgement(
        "C16.9",
        "contested",
        "With promise, region and own activity alike the gap shrinks by more than half; neither before nor after is it clear of zero. The same pair trains about as much with a common supplier as without. But a supplier is not a platform, and training is not skill.",
        parts=shared_platforms,
    ),
]


# Numbers.
NUMBERS = {
    "importers": lambda: len(imports()),
    "threshold": lambda: 100 * load("arms_network")["share"].min(),
    "iran_1977": lambda: 100 * ties(1977).query("importer == 'Iran' and supplier == 'United States'")["share"].iloc[0],
    "taiwan_us": lambda: 100 * imports().loc["Taiwan", "united_states"],
    "western": lambda: int((imports()["west"] >= 0.8).sum()),
    "unpromised": lambda: len(unpromised()),
    "armed_cases": lambda: int(arms_then_promise()["arms"].sum()),
    "armed_promised": lambda: 100 * arms_then_promise().query("arms == 1")["promise"].mean(),
    "unarmed_promised": lambda: 100 * arms_then_promise().query("arms == 0")["promise"].mean(),
    "promise_gap": lambda: promise_gap().value,
    "promise_gap_low": lambda: promise_gap().low,
    "promise_gap_high": lambda: promise_gap().high,
    "raw_same": lambda: trained_share(True).value,
    "raw_other": lambda: trained_share(False).value,
    "direct_free": lambda: trained_share(True, False, "direct").value,
    "direct_free_low": lambda: trained_share(True, False, "direct").low,
    "direct_free_high": lambda: trained_share(True, False, "direct").high,
    "direct_other": lambda: trained_share(False, False, "direct").value,
    "direct_other_low": lambda: trained_share(False, False, "direct").low,
    "direct_other_high": lambda: trained_share(False, False, "direct").high,
    "doubling": lambda: per_doubling("trained").value,
    "doubling_low": lambda: per_doubling("trained").low,
    "doubling_high": lambda: per_doubling("trained").high,
    "doubling_1985": lambda: per_doubling("trained", year=1985).value,
    "doubling_1985_low": lambda: per_doubling("trained", year=1985).low,
    "doubling_1985_high": lambda: per_doubling("trained", year=1985).high,
    "doubling_2005": lambda: per_doubling("trained", year=2005).value,
    "doubling_2005_low": lambda: per_doubling("trained", year=2005).low,
    "doubling_2005_high": lambda: per_doubling("trained", year=2005).high,
    "signed": lambda: per_doubling("signed").value,
    "signed_low": lambda: per_doubling("signed").low,
    "signed_high": lambda: per_doubling("signed").high,
    "e_fold": lambda: math.e,
    "edge_odds": lambda: edge_evidence().estimate,
    "edge_low": lambda: edge_evidence().low,
    "edge_high": lambda: edge_evidence().high,
    "edge_late": lambda: edge_evidence(late=True).estimate,
    "edge_late_low": lambda: edge_evidence(late=True).low,
    "edge_late_high": lambda: edge_evidence(late=True).high,
    "cpx_2000s": lambda: command_post_share(2000, 2009).value,
    "cpx_alone": lambda: command_post_share(2000, 2009, alone=True).value,
    "cyber": lambda: int(load("exercises")["cyber"].sum()),
    "c17_states": lambda: int(load("partnerships").set_index("partnership_id").loc["P67", "parties"]),
    "eatc_states": lambda: int(load("partnerships").set_index("partnership_id").loc["P66", "parties"]),
    "nato_all": lambda: sum(nato_on_weapons()["2023-12-22"].values()),
    "nato_2023": lambda: nato_on_weapons()["2023-12-22"]["yes"],
    "nato_2024_abstained": lambda: nato_on_weapons()["2024-12-02"]["abstain"],
    "nato_2025": lambda: nato_on_weapons()["2025-12-01"]["yes"],
}
