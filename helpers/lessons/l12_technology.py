"""Lesson 12, technology: who arms whom, whether shared kit goes with shared training, and who writes the rules."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Evidence, Judgement
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
from helpers.predictions import Prediction

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
    """Pairs of importers by period: shared kit (three meanings), promise of defence by either, and whether they trained together.

    One row per pair and period that meets the exercise years 1980–2010. same: one main supplier; shared: any supplier
    of 13% or more in common; direct: one supplies the other. trained: at least one joint exercise.
    """
    exercises, rows = load("exercise_pairs"), []
    for start in PERIODS:
        table = ties(start)
        suppliers = table.groupby("recipient_id")["supplier_id"].agg(set)
        main = table.query("rank == 1").set_index("recipient_id")["supplier_id"]
        span = exercises[exercises["year"].between(start, start + 4)]
        trained = set(zip(span["state_id_1"], span["state_id_2"], strict=True))
        for a, b in combinations(sorted(main.index), 2):
            rows.append({
                "a": a, "b": b, "start": start, "same": main[a] == main[b], "shared": bool(suppliers[a] & suppliers[b]),
                "direct": a in suppliers[b] or b in suppliers[a], "allied": bool({(a, b), (b, a)} & owed(start)), "trained": (a, b) in trained,
            })  # fmt: skip
    return pd.DataFrame(rows)


def trained_share(kit: bool, allied: bool | None = None, meaning: str = "same") -> float:
    """Per cent of pairs (× periods) with a joint exercise, with or without shared kit, allied or not (None: all pairs)."""
    table = kit_pairs()
    chosen = (table[meaning] == kit) & (True if allied is None else table["allied"] == allied)
    return 100 * table.loc[chosen, "trained"].mean()


def before_after() -> pd.DataFrame:
    """Pairs without a pact and without a common main supplier: those that gain one in the next period, and those that do not.

    Per cent that trained together in the period before, of, and after the change, with the number of cases.
    """
    table = kit_pairs().sort_values(["a", "b", "start"])
    pairs = table.groupby(["a", "b"])
    table["was_same"], table["before"], table["after"] = (
        pairs["same"].shift(),
        pairs["trained"].shift(),
        pairs["trained"].shift(-1),
    )
    table["regular"] = pairs["start"].shift(-1) - pairs["start"].shift() == 10
    free = table[(table["was_same"] == False) & table["after"].notna() & table["regular"] & ~table["allied"]]  # noqa: E712
    result = free.groupby("same").agg(
        before=("before", "mean"), change=("trained", "mean"), after=("after", "mean"), n=("a", "size")
    )
    result[["before", "change", "after"]] = 100 * result[["before", "change", "after"]].astype(float)
    return result


def command_post_share(first: int, last: int, multilateral: bool | None = None) -> models.Estimate:
    """Share (0–1) of exercises of those years that were command-post exercises, with its Wilson interval."""
    table = load("exercises").query("@first <= year <= @last")
    if multilateral is not None:
        table = table[table["multilateral"].fillna(not multilateral).astype(bool) == multilateral]
    return models.proportion(int(table["command_post"].sum()), len(table))


@cache
def spending_and_conflicts() -> pd.DataFrame:
    """Yearly military spending (52 states with full data, purchasing power of 2017) and the world's armed conflicts, 2000–2019.

    spending: trillion dollars, SIPRI's share of GDP times the GDP of Fariss and others.
    """
    spending = load("defence_shares").merge(load("economies"), on=["state_id", "year"])
    years = spending.groupby("state_id")["year"].nunique()
    full = spending[spending["state_id"].isin(years[years == years.max()].index)]
    amount = (full["share_gdp"] * full["gdp"] / 100 / 1e6).groupby(full["year"]).sum().rename("spending")
    return pd.concat([amount, load("armed_conflicts").groupby("year")["conflicts"].sum()], axis=1, join="inner")


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
        "They trained more before, and gained no more afterwards",
        "Pairs without a pact that came to share a main supplier, or did not: per cent with a joint exercise",
        BOTH,
        size="pair",
    )
    steps = ["before", "change", "after"]
    lines = {
        f"came to ({result.loc[True, 'n']:,} cases)": ax.plot(
            range(3), result.loc[True, steps], color=ORANGE, marker="o", clip_on=False
        )[0],
        f"did not ({result.loc[False, 'n']:,} cases)": ax.plot(
            range(3), result.loc[False, steps], color=GREY, marker="o", clip_on=False
        )[0],
    }
    label_lines(ax, lines, gap=0.13)
    ax.set_xticks(range(3), ["period before", "period of the change", "period after"])
    ax.set(ylim=(0, 45), xlim=(-0.15, 2))
    figure.subplots_adjust(right=0.75)
    alt = (f"Two lines over three periods. Pairs that gained a common main supplier trained together in {result.loc[True, 'before']:.0f}, {result.loc[True, 'change']:.0f} and "
           f"{result.loc[True, 'after']:.0f} per cent of cases; pairs that did not, in {result.loc[False, 'before']:.0f}, {result.loc[False, 'change']:.0f} and {result.loc[False, 'after']:.0f} per cent.")  # fmt: skip
    return show(figure, alt)


@house_style()
def command_post_figure() -> Picture:
    """Share of command-post exercises by decade: all, bilateral and multilateral."""
    decades = [(1980, 1989), (1990, 1999), (2000, 2009)]
    figure, ax = new_figure(
        "Exercises on paper and screen grew, and stayed a small part",
        "Command-post exercises (staffs without troops), per cent of all exercises, with 95% intervals",
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
        ax.vlines(places, [100 * s.low for s in shares], [100 * s.high for s in shares], color=colour, linewidth=1.4)
        line = ax.plot(places, [100 * s.value for s in shares], color=colour, marker="o")[0]
        lines[f"{name} {100 * shares[-1].value:.0f}%"] = line
    label_lines(ax, lines, gap=0.1)
    ax.axhline(10, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    ax.text(-0.2, 10.5, "one in ten", fontsize=9, color=GREY)
    ax.set_xticks(range(3), ["1980–1989", "1990–1999", "2000–2009"])
    ax.set(ylim=(0, 16), xlim=(-0.25, 2.1), yticks=[0, 5, 10, 15])
    figure.subplots_adjust(right=0.76)
    early, late = 100 * command_post_share(1980, 1989).value, 100 * command_post_share(2000, 2009).value
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
            "Only dotted links: sold to states that the seller need not defend.",
        ),
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
        "shown": choice("Ties shown", ["half or more", "all (13% or more)", "with a promise", "without a promise"]),
    }

    def compute(self, year, importer, shown):
        """Ties of the period that holds the year, and the history of one importer or of the average one."""
        start = 1972 + 5 * ((year - 1972) // 5)
        links = ties(start)
        keep = {
            "all (13% or more)": links["share"] > 0,
            "half or more": links["share"] >= 0.5,
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
            "", "Left: suppliers (middle) and importers. Right: shares of imports, tick = from states that owe defence", ARMS, size="tall", cols=2,
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
            "Leave out the state that arms and trains everyone; the gap does not go.",
        ),
        "Seller and buyer": (
            {"meaning": "one arms the other"},
            "Here the gap is widest: those who sell also come to train.",
        ),
        "Where nothing is promised": (
            {"pairs": "without a promise of defence"},
            "Among pairs without a pact the gap is gone: the promise may do the work, not the kit.",
        ),
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
            keep &= (table["a"] != 2) & (table["b"] != 2)
        rows = []
        for kit in (True, False):
            part = table[keep & (table[self.meanings[meaning]] == kit)]
            share = models.proportion(int(part["trained"].sum()), len(part)) if len(part) else None
            rows.append({"kit": kit, "share": 100 * share.value if share else 0.0, "low": 100 * share.low if share else 0.0,
                         "high": 100 * share.high if share else 0.0, "n": len(part)})  # fmt: skip
        return {
            "meaning": meaning,
            "pairs": f"{pairs}{', without the United States' if without_us else ''}, {period}",
            "rows": pd.DataFrame(rows).set_index("kit"),
        }

    def draw(self, result):
        figure, ax = new_figure(
            "",
            "Per cent of pairs of importers with at least one joint exercise in five years, 95% interval",
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
        rows = result["rows"]
        if not rows["n"].all():
            return "No pair is left on one side: nothing to compare"
        gap = rows.loc[True, "share"] - rows.loc[False, "share"]
        apart = rows.loc[True, "low"] > rows.loc[False, "high"] or rows.loc[True, "high"] < rows.loc[False, "low"]
        if not apart and abs(gap) < 0.5:
            return "No gap to see: the intervals overlap almost wholly"
        if not apart:
            return f"A gap of {gap:+.0f} points, and the intervals overlap"
        return f"Pairs that share kit train together {'more' if gap > 0 else 'less'} often: {gap:+.0f} points"

    def describe(self, result):
        rows, what = result["rows"], result["pairs"]
        parts = [f"{name}: {row['share']:.0f}% [{row['low']:.0f}, {row['high']:.0f}] of {row['n']:,.0f} cases" if row["n"] else f"{name}: 0 cases"
                 for name, row in zip((result["meaning"], "not so"), rows.to_dict("records"), strict=True)]  # fmt: skip
        both = "; ".join(parts)
        return f"{what[0].upper()}{what[1:]}. {both[0].upper()}{both[1:]}. A case is a pair of importers in one period of five years; pairs repeat, so the intervals are too narrow."

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


FRIENDLESS = {
    "egypt": "Egypt",
    "finland": "Finland",
    "japan": "Japan",
    "sweden": "Sweden",
    "taiwan": "Taiwan",
    "turkiye": "Türkiye",
}


def armed_without_promise() -> set[str]:
    """Half or more from the United States, under five per cent from states that owe defence, 1997–2001."""
    table = imports(1997)
    return {
        key
        for key, name in FRIENDLESS.items()
        if table.loc[name, "united_states"] >= 0.5 and table.loc[name, "allies"] < 0.05
    }


def india_points() -> float:
    """Fall of Russia's share of India's arms imports from 1987–1991 to 2017–2021, in percentage points."""
    india = load("arms_suppliers").query("recipient_id == 750").set_index("start")["russia"]
    return 100 * float(india[1987] - india[2017])


def vetoes() -> set[str]:
    """Who can still say no when kit, checklists and crews are ready: the sender, the seller and the host."""
    return {"sender", "maker", "host"}


def fair_test() -> tuple[str, str, str]:
    """Compare change with change, among pairs alike in what drives both: promise and period."""
    return ("stayed", "promise", "change")


def suppliers_solution():
    """One divided by the sum of squared shares: how many equal suppliers would be as concentrated."""

    def effective(shares):
        return 1 / sum(share**2 for share in shares)

    return effective


def _india_list() -> str:
    shares = load("arms_suppliers").query("recipient_id == 750").set_index("start")["russia"]
    return ", ".join(f"{100 * shares[start]:.0f}% in {start}–{start + 4}" for start in (1987, 1997, 2012, 2017))


def _india(first: int, last: int) -> float:
    shares = load("arms_suppliers").query("recipient_id == 750").set_index("start")["russia"]
    return 100 * float(shares[first] - shares[last])


RETIRED = ("12.1", "12.2", "12.3", "12.5", "12.6", "12.9")
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
        id="12.10",
        title="Kit without a promise, a generation ago",
        prompt="Which of these got half or more of their arms from the United States in 1997–2001, and next to nothing (less than a twentieth) from states that owed them defence? "
        "Explorer 1 shows it: set the period to 1997 and the ties to 'half or more', then choose the importer.",
        kind="set",
        level="understand",
        solution=armed_without_promise,
        meaning="Three customers for whom the United States was arsenal and not treaty ally. Finland bought American fighters in those years and joined an alliance only in 2023.",
        hints=(
            "A state passes two tests: who sells to it, and whether the seller has promised anything.",
            "A treaty of 1960 and one of 1949 keep two of them out. A third bought elsewhere.",
        ),
        mistakes=(
            Mistake(
                lambda: {"egypt", "finland", "japan", "taiwan", "turkiye"},
                "All five bought mostly American. Now check which of them the seller had promised to defend.",
            ),
            Mistake(
                lambda: {"egypt", "finland", "japan", "taiwan"},
                "The treaty of 1960 obliges the United States to act for Japan, so its arms come from an ally.",
            ),
            Mistake(
                lambda: {"egypt", "finland", "taiwan", "turkiye"},
                "Türkiye has been in NATO since 1952, so an American sale to it comes from an ally.",
            ),
            Mistake(
                lambda: {"egypt", "finland", "sweden", "taiwan"},
                "Nobody owed Sweden defence either, but its main supplier in those years was another.",
            ),
            Mistake(
                lambda: {"egypt", "taiwan"},
                "One is missing: a northern state that is an ally today was none in those years.",
            ),
        ),
        options=FRIENDLESS,
    ),
    Exercise(
        id="12.4",
        title="India turns, slowly",
        prompt=lambda: (
            f"Russia's share of India's arms imports (in the first period the Soviet Union's): {_india_list()}. "
            "By how many percentage points did it fall from 1987–1991 to 2017–2021?"
        ),
        kind="number",
        level="apply",
        solution=india_points,
        meaning="A third of the market, over thirty years. Aircraft fly for decades and need their maker's parts, so a change of supplier shows late.",
        hints=(
            "Two of the four shares are needed: the first and the last.",
            "Percentage points are the plain difference of two percentages.",
        ),
        mistakes=(
            Mistake(
                lambda: 100 * (1 - imports(2017).loc["India", "russia"] / imports(1987).loc["India", "russia"]),
                "That is the fall relative to the first share, in per cent. Percentage points are a plain difference.",
            ),
            Mistake(lambda: _india(1987, 2012), "That stops one period early: use the one that starts in 2017."),
            Mistake(lambda: _india(2012, 2017), "That is the fall between the last two periods only."),
            Mistake(lambda: -_india(1987, 2017), "The question asks how far it fell, so earlier minus later."),
        ),
        unit="points",
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
        id="12.11",
        title="Put a fair test together",
        prompt="Does a common supplier itself lead two states to train together? Take pairs that came to share a main supplier, and put the fairest comparison together that our tables allow.",
        kind="rule",
        level="create",
        solution=fair_test,
        meaning="Change against change, among pairs alike in what could drive both. It is still no experiment: nobody chose the suppliers by lot.",
        hints=(
            "What could make two states both shop alike and train together? Hold that constant.",
            "Pairs may have differed from the start. Then the level at one moment misleads.",
        ),
        mistakes=(
            Mistake(
                lambda: ("stayed", "everything", "change"),
                "With nothing held constant a new treaty may bring both the supplier and the training.",
            ),
            Mistake(
                lambda: ("stayed", "promise", "level"),
                "Pairs that come to share a supplier may have trained more beforehand; a level at the end shows that too.",
            ),
            Mistake(
                lambda: ("stayed", "outcome", "change"),
                "Pairs that are made alike in the result that you study have little left to differ in.",
            ),
            Mistake(
                lambda: ("trading", "promise", "change"),
                "Pairs that arm each other have a tie of their own, perhaps a stronger one. They show nothing about going without.",
            ),
            Mistake(
                lambda: ("themselves", "promise", "change"),
                "Training spread everywhere in those years. Without other pairs you would credit the supplier with the spirit of the age.",
            ),
        ),
        options={
            "Compare them with": {
                "trading": "pairs that arm each other",
                "themselves": "nobody but themselves",
                "stayed": "pairs that did not come to share one",
            },
            "that are alike in": {
                "outcome": "how much they train in the end",
                "promise": "promise of defence and period",
                "everything": "nothing in particular: take them all",
            },
            "and look at": {
                "change": "the change in training, before to after",
                "level": "the level of training afterwards",
            },
        },
    ),
    Exercise(
        id="12.7",
        title="The effective number in code",
        prompt="Write a function that takes a list of shares and returns the effective number of suppliers: one over the sum of squared shares.",
        start="def effective(shares):\n    ...  # your rule here",
        kind="function",
        level="create",
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


def same_kit_evidence() -> Evidence:
    """Odds of training together with the same main supplier, holding promise of defence and period constant, 1982–2010."""
    table = kit_pairs().assign(period=lambda rows: rows["start"].astype(str))
    table[["same", "allied", "trained"]] = table[["same", "allied", "trained"]].astype(int)
    row = models.logit(table, "trained", ["same", "allied", "period"], cluster=("a", "b")).set_index("term").loc["same"]
    return Evidence(
        row["odds_ratio"], row["low"], row["high"], int(row["n"]), "odds ratio, same main supplier over not", 1, "above",
        f"Pairs with the same main supplier trained together in {trained_share(True):.0f}% of cases, others in {trained_share(False):.0f}%; without a pact {trained_share(True, False):.0f}% and "
        f"{trained_share(False, False):.0f}%; odds ratio given pact and period {row['odds_ratio']:.2f} [{row['low']:.2f}, {row['high']:.2f}]",
    )  # fmt: skip


def command_post_evidence() -> Evidence:
    """Share of command-post exercises in 2000–2009 against one in ten, the course's line for a usual form."""
    late, early = command_post_share(2000, 2009), command_post_share(1980, 1989)
    cyber = int(load("exercises")["cyber"].sum())
    return Evidence(
        100 * late.value, 100 * late.low, 100 * late.high, late.n, "% of exercises, 2000–2009", 10, "above",
        f"{100 * late.value:.1f}% of the exercises of 2000–2009 were command-post exercises, after {100 * early.value:.1f}% in the 1980s; {cyber} of 3,707 are coded cyber, and no field says 'simulator'",
    )  # fmt: skip


def order_evidence() -> Evidence:
    """Rank correlation of yearly changes in military spending and in armed conflicts, 2001–2019: changes, since both series trend."""
    table = spending_and_conflicts()
    changes = table.diff().dropna()
    moves = models.rank_correlation(changes["spending"], changes["conflicts"])
    levels = models.rank_correlation(table["spending"], table["conflicts"])
    return Evidence(
        moves.value, moves.low, moves.high, moves.n, "rank correlation of yearly changes", 0, "below",
        f"Spending of 52 states rose {100 * (table['spending'].iloc[-1] / table['spending'].iloc[0] - 1):.0f}% from 2000 to 2019 while armed conflicts went from {table['conflicts'].iloc[0]} to {table['conflicts'].iloc[-1]}; "
        f"levels correlate at {levels.value:+.2f}, yearly changes at {moves.value:+.2f} [{moves.low:+.2f}, {moves.high:+.2f}]",
    )  # fmt: skip


# Claims.


ASKED = ["C16.1", "C16.3", "C16.6"]
CLAIMS = [
    Judgement(
        "C16.1",
        "contested",
        "Treaty partners buy alike and train together; with treaty and period held constant the shared supplier may add a little or nothing, since the interval contains one. Lin-Greenberg finds that AI may pull allies apart.",
        same_kit_evidence,
    ),
    Judgement(
        "C16.2",
        "not testable here",
        "Cases such as the Gulf in 1991 and Libya in 2011 fit, but in both the enabling systems were largely one ally's own; no open table measures ease of operating together.",
    ),
    Judgement(
        "C16.3",
        "partly supported",
        "Exercises without troops exist and their share tripled. They remain below one in ten, a staff exercise is not a simulator, and the data end in 2010.",
        command_post_evidence,
    ),
    Judgement(
        "C16.4",
        "not testable here",
        "Plausible, but no open table gives days to deploy by kind of equipment, and a government's decision stands between kit and response.",
    ),
    Judgement(
        "C16.5",
        "not testable here",
        "The transport command at Eindhoven and the shared C-17 aircraft are good cases, picked because they work; no open series of costs or spare parts compares them with going alone.",
    ),
    Judgement(
        "C16.6",
        "contested",
        "Spending rose by 74%<!--= spending_rise --> from 2000 to 2019 while armed conflicts went from 40<!--= conflicts_2000 --> to 57<!--= conflicts_2019 -->, which looks bad for the claim. But two series that both trend nearly always look related, so the evidence compares yearly changes. Years in which arms spending rose faster saw neither clearly more nor clearly fewer conflicts, and nineteen changes settle nothing. The security dilemma predicts the opposite of the claim.",
        order_evidence,
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
    "raw_same": lambda: trained_share(True),
    "raw_other": lambda: trained_share(False),
    "free_same": lambda: trained_share(True, False),
    "free_other": lambda: trained_share(False, False),
    "allied_same": lambda: trained_share(True, True),
    "allied_other": lambda: trained_share(False, True),
    "kit_odds": lambda: same_kit_evidence().estimate,
    "kit_low": lambda: same_kit_evidence().low,
    "kit_high": lambda: same_kit_evidence().high,
    "gained_cases": lambda: int(before_after().loc[True, "n"]),
    "gained_before": lambda: before_after().loc[True, "before"],
    "gained_after": lambda: before_after().loc[True, "after"],
    "other_before": lambda: before_after().loc[False, "before"],
    "other_after": lambda: before_after().loc[False, "after"],
    "direct_free": lambda: trained_share(True, False, "direct"),
    "direct_other": lambda: trained_share(False, False, "direct"),
    "cpx_1980s": lambda: 100 * command_post_share(1980, 1989).value,
    "cpx_2000s": lambda: 100 * command_post_share(2000, 2009).value,
    "cyber": lambda: int(load("exercises")["cyber"].sum()),
    "c17_states": lambda: int(load("partnerships").set_index("partnership_id").loc["P67", "parties"]),
    "eatc_states": lambda: int(load("partnerships").set_index("partnership_id").loc["P66", "parties"]),
    "conflicts_2000": lambda: spending_and_conflicts()["conflicts"].iloc[0],
    "conflicts_2019": lambda: spending_and_conflicts()["conflicts"].iloc[-1],
    "spending_rise": lambda: (
        100 * (spending_and_conflicts()["spending"].iloc[-1] / spending_and_conflicts()["spending"].iloc[0] - 1)
    ),
}
