"""Lesson 06, benefits: do partnerships deter, save and strengthen, and what changes the answer."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Evidence, Judgement
from helpers.data import load
from helpers.explorer import Panel, amount, choice, number
from helpers.figures import (
    BLUE,
    GREY,
    INK,
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
    forest,
    house_style,
    new_figure,
    show,
)
from helpers.measures import allied_pairs, kept_promises, states_in, voting_change
from helpers.models import pair_mean
from helpers.predictions import Prediction

DISPUTES = "GML-MID 2.2.1, ATOP 5.1 and COW, compiled as dispute_pairs and dispute_rates; data to 2010"
RELIABILITY = "Berkemeier & Fuhrmann 2018, coding after Leeds, Long & Mitchell; wars to 2003"
ERAS = {
    "1816–2010": (1816, 2010),
    "1816–1913": (1816, 1913),
    "1919–1944": (1919, 1944),
    "1816–1944": (1816, 1944),
    "1946–1990": (1946, 1990),
    "1991–2010": (1991, 2010),
}
SAMPLES = ["relevant pairs", "neighbours", "no major power", "all pairs (raw only)"]
STEPS = ["no control", "+ distance", "+ power", "+ democracy", "+ years of peace", "same pair over time"]
NEUTRALS = (205, 225, 305, 375, 380)  # Ireland, Switzerland, Austria, Finland, Sweden: outside NATO until 2016
KEPT_OBLIGATIONS = ("defence", "offence", "neutrality", "consultation")
GUESSES = {  # a guess at the two samples: neighbours and great powers, all pairs
    "fewer-both": ("fewer", "fewer"),
    "more-both": ("more", "more"),
    "fewer-near": ("fewer", "more"),
    "more-near": ("more", "fewer"),
}


# Measures.


@cache
def raw_ratio(sample: str, first: int, last: int) -> models.Estimate:
    """Rate of dispute onset for targets with a promise of defence from outside over the rate without (1 = no difference)."""
    rows = load("dispute_rates")
    rows = rows[(rows["sample"] == sample) & rows["year"].between(first, last)]
    sums = rows.groupby("target_pact")[["onsets", "pair_years"]].sum()
    return models.rate_ratio(*sums.loc[True], *sums.loc[False])


@cache
def _coded() -> dict[str, np.ndarray]:
    """The columns of dispute_pairs as arrays; a blank democracy score is a category of its own, so no row drops out."""
    table = load("dispute_pairs")
    known = {
        side: table[f"{side}_democracy"].astype("float").fillna(2).to_numpy(int) for side in ("initiator", "target")
    }
    low, high = np.sort(table[["initiator_id", "target_id"]].to_numpy(), axis=1).T
    return {
        "years": table["years"].to_numpy(float),
        "onsets": table["onsets"].to_numpy(float),
        "first": table["first_year"].to_numpy(),
        "last": table["last_year"].to_numpy(),
        "pact": table["target_pact"].to_numpy(int),
        "contiguity": table["contiguity"].to_numpy(),
        "log_ratio": table["log_ratio"].to_numpy(),
        "majors": (table["initiator_major"] + 2 * table["target_major"].astype(int)).to_numpy(int),
        "democracy": 3 * known["initiator"] + known["target"],
        "peace": np.digitize(table["peace_years"], [2, 5, 10, 20, 40]),
        "pair": pd.factorize(low * 1000 + high)[0],
        "directed": pd.factorize(table["initiator_id"] * 1000 + table["target_id"])[0],
    }


def _rows(sample: str, era: str) -> np.ndarray:
    data, (first, last) = _coded(), ERAS[era]
    inside = (data["first"] >= first) & (data["last"] <= last)
    kinds = {"neighbours": data["contiguity"] > 0, "no major power": data["majors"] == 0}
    return np.flatnonzero(inside & kinds.get(sample, True))


@cache
def odds_ratio(sample: str, era: str, controls: int) -> models.Estimate:
    """Odds ratio of a dispute onset, target with a pact over without, by a logit with the first `controls` sets of controls.

    0 none, 1 distance, 2 power, 3 democracy, 4 years of peace. Same model as `models.logit` with errors clustered on pairs;
    rows with equal covariates are pooled, so that an explorer can move. A ridge of a thousandth keeps categories without
    any dispute from running off to infinity.
    """
    data, rows = _coded(), _rows(sample, era)
    used = ["pact", *["contiguity"][:controls], *(["log_ratio", "majors"] if controls > 1 else [])]
    used += [name for name, least in (("democracy", 3), ("peace", 4)) if controls >= least]
    codes = [data[name][rows] - data[name].min() for name in used]
    key = np.ravel_multi_index(codes, [code.max() + 1 for code in codes])
    _, first, cell = np.unique(key, return_index=True, return_inverse=True)
    columns = [np.ones(first.size)]
    for name in used:
        values = data[name][rows][first]
        levels = [] if name == "log_ratio" else np.unique(values)[1:]
        columns += [values == level for level in levels] if name != "log_ratio" else [values]
    x = np.column_stack(columns).astype(float)
    years, onsets = data["years"][rows], data["onsets"][rows]
    total, events = np.bincount(cell, years), np.bincount(cell, onsets)
    b, ridge = np.zeros(x.shape[1]), 1e-3 * np.eye(x.shape[1])
    b[0] = np.log(events.sum() / (total.sum() - events.sum()))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ b))
        bread = np.linalg.inv((x * (total * p * (1 - p))[:, None]).T @ x + ridge)
        step = bread @ (x.T @ (events - total * p) - ridge @ b)
        b += step * min(1, 2 / np.abs(step).max())
        if np.abs(step).max() < 1e-7:
            break
    p = 1 / (1 + np.exp(-x @ b))
    left = onsets - years * p[cell]
    pairs = np.unique(data["pair"][rows], return_inverse=True)[1]
    scores = np.column_stack([np.bincount(pairs, left * column[cell]) for column in x.T])
    count = scores.shape[0]
    error = np.sqrt((bread @ (scores.T @ scores) @ bread)[1, 1] * count / (count - 1))
    value, low, high = np.exp(b[1] + np.array([0, -1.959964, 1.959964]) * error)
    return models.Estimate(float(value), float(low), float(high), int(years.sum()))


@cache
def same_pair_ratio(sample: str, era: str) -> models.Estimate:
    """Rate ratio with over without a pact inside each directed pair, pooled by Mantel and Haenszel (Rothman et al. 2008).

    Only pairs that had years of both kinds count, so distance, history and whatever else stays fixed drops out.
    """
    data, rows = _coded(), _rows(sample, era)
    stratum = data["directed"][rows]
    sums = {
        (what, pact): np.bincount(stratum, data[what][rows] * (data["pact"][rows] == pact))
        for what in ("onsets", "years")
        for pact in (0, 1)
    }
    both = (sums["years", 0] > 0) & (sums["years", 1] > 0)
    a, c, with_pact, without = (sums[k][both] for k in (("onsets", 1), ("onsets", 0), ("years", 1), ("years", 0)))
    total = with_pact + without
    up, down = (a * without / total).sum(), (c * with_pact / total).sum()
    error = np.sqrt(((a + c) * with_pact * without / total**2).sum() / (up * down))
    value, low, high = up / down * np.exp(np.array([0, -1.959964, 1.959964]) * error)
    return models.Estimate(float(value), float(low), float(high), int(total.sum()))


def ladder(sample: str, era: str) -> pd.DataFrame:
    """Six answers to one question, one row per step of STEPS: estimate, low, high (blank where the table has no column)."""
    if sample.startswith("all"):
        found = [raw_ratio("all", *ERAS[era])] + [None] * 5
    else:
        found = [odds_ratio(sample, era, k) for k in range(5)] + [same_pair_ratio(sample, era)]
    rows = [(e.value, e.low, e.high) if e else (np.nan,) * 3 for e in found]
    return pd.DataFrame(rows, columns=["estimate", "low", "high"], index=pd.Index(STEPS, name="step"))


@cache
def bad_control_world() -> pd.DataFrame:
    """Two invented worlds in which a pact cuts disputes by 40%, seen without and with 'years of peace' as a control.

    40,000 pairs differ in a hidden hostility. In the first world pacts fall at random; in the second the threatened seek
    them. Twenty years are counted after ten to warm up. Returns the odds ratio that a logit finds in each.
    """
    rows = {}
    for name in ("pacts fall at random", "the threatened seek pacts"):
        random, n = np.random.default_rng(6), 40_000
        hostility = np.sort(random.gamma(0.5, 2, n))
        chance = hostility / (hostility + 3)
        pact = np.arange(n) % 2 if name == "pacts fall at random" else (random.random(n) < chance).astype(int)
        risk, peace = np.minimum(0.03 * hostility * np.where(pact, 0.6, 1), 0.9), np.zeros(n, int)
        counts = np.zeros((2, 5, 2))
        for year in range(30):
            dispute = random.random(n) < risk
            if year >= 10:
                np.add.at(counts, (pact, np.digitize(peace, [2, 5, 10, 20])), np.c_[np.ones(n), dispute])
            peace = np.where(dispute, 0, peace + 1)
        cells = [(k, str(band), *counts[k, band]) for k in (0, 1) for band in range(5) if counts[k, band, 0]]
        table = pd.DataFrame(cells, columns=["pact", "peace", "years", "disputes"])
        fits = [models.logit(table, "disputes", v, trials="years") for v in (["pact"], ["pact", "peace"])]
        rows[name] = [0.6, *[float(fit.set_index("term").loc["pact", "odds_ratio"]) for fit in fits]]
    return pd.DataFrame(rows, index=["true ratio", "without the control", "with years of peace"]).T.round(2)


def published() -> pd.DataFrame:
    """Published answers beside ours: years, what is compared, what was found."""
    ours = ladder("relevant pairs", "1816–2010")["estimate"], ladder("relevant pairs", "1816–1944")["estimate"]
    rows = [
        ("Leeds 2003", "1816–1944", "pairs with and without", "pact of the target: fewer disputes"),
        ("Johnson & Leeds 2011", "1816–2000", "pairs with and without", "pact of the target: fewer disputes"),
        ("Benson 2011", "1816–2000", "by wording of the promise", "conditional deterrent pact: −18%"),
        ("Kenwick et al. 2015", "before nuclear weapons", "around the signing", "more disputes after the signing"),
        ("here, distance", "1816–2010", "pairs with and without", f"ratio {ours[0]['+ distance']:.2f}"),
        ("here, all controls", "1816–2010", "pairs with and without", f"ratio {ours[0]['+ years of peace']:.2f}"),
        ("here, same pair", "1816–1944", "a pair with itself", f"ratio {ours[1]['same pair over time']:.2f}"),
    ]
    return pd.DataFrame(rows, columns=["study", "years", "comparison", "finding"]).set_index("study")


@cache
def first_pacts() -> pd.DataFrame:
    """How armed forces per head changed around the year in which a state first promised to defend another, beside states that had not.

    For each state the change in log soldiers per person from the six years before signature to the six after, interstate
    war years left out; and the mean change of at least three states that had promised nobody defence until six years later.
    """
    members, forces = load("alliance_members").query("defence"), load("capabilities")
    first = members.groupby("state_id")["start"].min()
    burden = (forces["milper"] / forces["population"]).groupby([forces["year"], forces["state_id"]]).first().unstack()
    for spell in load("interstate_wars").itertuples():
        burden.loc[spell.start : spell.end, spell.state_id] = np.nan
    rows = []
    for state_id, year in first.items():
        window = burden.loc[year - 6 : year - 1], burden.loc[year + 1 : year + 6]
        before, after = (part.mean().where(part.count() >= 3) for part in window)
        change = np.log((after / before).where((before > 0) & (after > 0)))
        free = [s for s in change.dropna().index if s != state_id and first.get(s, 9999) > year + 6]
        free = [s for s in free if s in states_in(year)] if 1816 <= year <= 2016 else []
        if len(free) >= 3 and np.isfinite(change.get(state_id, np.nan)):
            rows.append((state_id, year, change[state_id], change[free].mean(), len(free)))
    table = pd.DataFrame(rows, columns=["state_id", "year", "change", "others", "compared"])
    return table.assign(net=table["change"] - table["others"])


@cache
def joiners(wave: int) -> models.Estimate:
    """Change in military spending over GDP of one NATO wave against five neutrals, in log points × 100 (about per cent)."""
    table = load("military_burden_long")
    entered = load("nato_members").query("start == @wave")["state_id"]
    rows = table[table["year"].between(wave - 6, wave + 9) & (table["share_gdp"] > 0)]
    rows = rows[rows["state_id"].isin([*entered, *NEUTRALS])]
    rows = rows.assign(joined=rows["state_id"].isin(entered).astype(int), log_share=100 * np.log(rows["share_gdp"]))
    return models.difference_in_differences(rows, "state_id", "year", "log_share", "joined", wave)


@cache
def arms_estimates() -> pd.DataFrame:
    """Four comparisons of arms before and after joining, in per cent relative to states that did not join."""
    pacts = first_pacts()
    found = {
        f"first pact, all ({len(pacts)} states)": models.bootstrap(100 * pacts["net"], np.mean),
        f"first pact since 1946 ({(pacts['year'] >= 1946).sum()})": models.bootstrap(
            100 * pacts.loc[pacts["year"] >= 1946, "net"], np.mean
        ),
        "NATO 1999 (3 states)": joiners(1999),
        "NATO 2004 (7 states)": joiners(2004),
    }
    rows = [(name, e.value, e.low, e.high) for name, e in found.items()]
    return pd.DataFrame(rows, columns=["label", "estimate", "low", "high"])


@cache
def decided_wars() -> pd.DataFrame:
    """Interstate wars that one side won and the other lost, several states against one (`coalition`) or one against one.

    weight: CINC of the coalition over that of the other side, or of the heavier side over the lighter; won: by the
    coalition, or by the heavier side. Capabilities are those of the year in which a state began to fight.
    """
    forces = load("capabilities").rename(columns={"year": "start"})[["state_id", "start", "cinc"]]
    wars, rows = load("interstate_wars").query("spell == 1").merge(forces, on=["state_id", "start"]), []
    for war, fought in wars.groupby("war_id"):
        sides = [
            (part["state_id"].nunique(), part["cinc"].sum(), set(part["outcome"])) for _, part in fought.groupby("side")
        ]
        if len(sides) < 2 or min(n for n, _, _ in sides) > 1:
            continue
        main, other = sorted(sides, key=lambda side: side[:2], reverse=True)
        victory = [("won" in a[2] and "lost" not in a[2] and "lost" in b[2]) for a, b in ((main, other), (other, main))]
        if any(victory):
            rows.append((war, int(fought["start"].min()), main[0] > 1, victory[0], main[1] / other[1]))
    return pd.DataFrame(rows, columns=["war_id", "year", "coalition", "won", "weight"])


@cache
def regions() -> pd.DataFrame:
    """Per region and five years from 1950: share of pairs with a defence pact, share of state-years with war at home."""
    where = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    at_home = set(
        load("armed_conflict_states").query("at_home > 0")[["state_id", "year"]].itertuples(index=False, name=None)
    )
    rows = []
    for year in range(1950, 2019):
        tied, present = allied_pairs(year, "defence"), pd.Series({s: where[s] for s in states_in(year)})
        for region, members in present.groupby(present).groups.items():
            n = len(members)
            if n >= 4:
                pairs = sum(a in members and b in members for a, b in tied)
                rows.append(
                    (
                        region,
                        5 * (year // 5),
                        pairs / (n * (n - 1) / 2),
                        np.mean([(s, year) in at_home for s in members]),
                    )
                )
    table = pd.DataFrame(rows, columns=["region", "period", "pacts", "conflict"])
    return table.groupby(["region", "period"], as_index=False)[["pacts", "conflict"]].mean()


@cache
def agreement_goodwill() -> pd.DataFrame:
    """UN voting distance around a pair's first defence agreement: net change from 3 years before to 3 after, and in the 6 before.

    Net of pairs equally far apart that never signed one (`measures.voting_change`). A minus sign means closer.
    """
    signed = load("defence_agreements").query("signed")
    ties = signed.groupby(["state_id_1", "state_id_2"], as_index=False)["start"].min()
    around, earlier = voting_change(ties, -3, 3), voting_change(ties, -9, -3)
    both = around.merge(
        earlier[["state_id_1", "state_id_2", "net"]], on=["state_id_1", "state_id_2"], suffixes=("", "_earlier")
    )
    return both.assign(extra=both["net"] - both["net_earlier"])


def unit_cost(units: int, rate: float) -> float:
    """Cost of the last of so many units, first unit = 1, when each doubling brings it down to `rate` (Wright 1936)."""
    return units ** np.log2(rate)


def joint_cost(units: int, rate: float, extra: float, development: float) -> pd.DataFrame:
    """Cost per unit of a joint programme of 1 to 12 partners, going alone = 100, split into its three parts.

    units: per partner. rate: cost after each doubling. extra: coordination, added to everything per further partner, as a
    share. development: in first-unit costs. Returns partners, development, production, coordination, total.
    """
    partners = np.arange(1, 13)
    batch = np.cumsum(np.arange(1, 12 * units + 1, dtype=float) ** np.log2(rate))[partners * units - 1]
    shared = development / (partners * units), batch / (partners * units)
    alone = shared[0][0] + shared[1][0]
    parts = [100 * part / alone for part in shared]
    surcharge = (parts[0] + parts[1]) * extra * (partners - 1)
    columns = {
        "development": parts[0],
        "production": parts[1],
        "coordination": surcharge,
        "total": sum(parts) + surcharge,
    }
    return pd.DataFrame({"partners": partners} | columns).set_index("partners")


@cache
def all_ladders() -> None:
    """Compute the ladder of each sample and era once."""
    for sample, era in product(SAMPLES, ERAS):
        ladder(sample, era)


def side(row: pd.Series) -> str:
    """What a ratio with its interval says."""
    if row["high"] < 1:
        return "fewer disputes with a pact"
    return "more disputes with a pact" if row["low"] > 1 else "no clear difference"


# Pictures.


@house_style()
def two_samples_figure(guess: str | None = None) -> Picture:
    """The same question put to two samples, 1946 to 2010: opposite answers; a guess is an arrow under the bars."""
    figure, axes = new_figure(
        "Neighbours and great powers: fewer disputes with a pact. All: more",
        "Onsets per 1,000 pair-years, target with and without a promise of defence, 1946–2010; two scales",
        DISPUTES,
        size="strip",
        cols=2,
    )
    rates = (
        load("dispute_rates").query("year >= 1946").groupby(["sample", "target_pact"])[["onsets", "pair_years"]].sum()
    )
    rates = 1000 * rates["onsets"] / rates["pair_years"]
    words = GUESSES[guess] if guess else ("", "")
    for ax, sample, label, yours in zip(
        axes, ("relevant", "all"), ("relevant pairs", "all pairs of states"), words, strict=True
    ):
        values = [rates[sample, False], rates[sample, True]]
        ax.barh([1, 0], values, color=[GREY, BLUE], height=0.62)
        for y, value, name in zip((1, 0), values, ("no pact", "pact"), strict=True):
            ax.text(value * 1.02, y, f"{value:.2f}  {name}", va="center", fontsize=10.5, fontweight="bold")
        bare(ax)
        ax.set(xlim=(0, max(values) * 1.45), ylim=(-0.95 if guess else -0.5, 2.0))
        if yours:
            end = values[0] * (0.8 if yours == "fewer" else 1.2)
            ax.plot([values[0]] * 2, [-0.8, -0.33], color=ORANGE, linewidth=1.4, linestyle=":")
            ax.annotate("", (end, -0.6), (values[0], -0.6), arrowprops={"arrowstyle": "-|>", "color": ORANGE, "lw": 2})
            ax.text(0, -0.6, f"your guess: {yours}", color=ORANGE, fontweight="bold", fontsize=10, va="center")
        ax.text(0, 1.55, f"{label}: ratio {values[1] / values[0]:.2f}", fontsize=10.5, color=INK)
    alt = (
        f"Two pairs of bars. Relevant pairs: {rates['relevant', False]:.1f} onsets without a pact, {rates['relevant', True]:.1f} with one. "
        f"All pairs: {rates['all', False]:.2f} without, {rates['all', True]:.2f} with."
        f"{f' Your guess: {words[0]} with a pact in relevant pairs, {words[1]} in all pairs.' if guess else ''}"
    )
    return show(figure, alt)


@house_style()
def causes_figure() -> Picture:
    """A causal graph: what to hold constant, and what to leave alone."""
    figure, ax = diagram(
        "Hold constant what comes before the pact, not what comes after",
        "Arrows run from cause to effect. Dashed: what our tables do not measure",
    )
    box(ax, 20, 50, "promise to defend\nthe target", BLUE, 22, 15, filled=True)
    box(ax, 80, 50, "dispute\nbegins", ORANGE, 20, 15, filled=True)
    box(ax, 50, 79, "distance, power,\ndemocracy", TEAL, 25, 14)
    box(ax, 20, 82, "perceived threat", GREY, 22, 12)
    box(ax, 36, 14, "joint exercises,\nbases", PLUM, 22, 15)
    box(ax, 68, 14, "years of peace\nso far", PLUM, 22, 15)
    arrow(ax, (31, 50), (70, 50), "the effect we want", BLUE)
    arrow(ax, (41, 72), (27, 58), colour=TEAL)
    arrow(ax, (59, 72), (74, 58), colour=TEAL)
    arrow(ax, (18, 76), (18, 58), dashed=True)
    arrow(ax, (28, 88.5), (88, 58), bend=-0.3, dashed=True)
    arrow(ax, (24, 42), (32, 22), colour=PLUM)
    arrow(ax, (29, 43), (60, 21), colour=PLUM)
    arrow(ax, (46, 20), (71, 43), colour=PLUM)
    arrow(ax, (71, 22), (78, 42), colour=PLUM)
    ax.text(50, 64, "before: hold constant", color=TEAL, ha="center", fontsize=9.5, fontweight="bold")
    ax.text(3, 14, "after: leave alone", color=PLUM, fontsize=9.5, fontweight="bold", va="center")
    alt = (
        "Causal graph with 6 boxes. Distance, power and democracy point to both pact and dispute, so they are held constant. Threat does too, "
        "unmeasured. Joint exercises and years of peace lie on paths that start at the pact, so controlling for them hides part of its effect."
    )
    return show(figure, alt)


@house_style()
def promises_figure() -> Picture:
    """Promises kept in war by obligation, before and after 1945."""
    figure, ax = new_figure(
        "In war, two in three promises were kept before 1945, one in five since",
        "Share honoured among promises a war called on, per cent, with 95% intervals and number of promises",
        RELIABILITY,
    )
    figure.subplots_adjust(left=0.17, right=0.90)
    for row, obligation in enumerate(("all", *KEPT_OBLIGATIONS)):
        for before, shift, tone in ((True, -0.17, BLUE), (False, 0.17, ORANGE)):
            share = kept_promises("llm", before, None if obligation == "all" else obligation)
            y = row + shift
            ax.plot([100 * share.low, 100 * share.high], [y, y], color=tone, linewidth=2)
            ax.plot([100 * share.value], [y], "o", color=tone, markersize=7, clip_on=False)
            ax.text(102, y, f"n = {share.n}", fontsize=8.5, color=tone, va="center")
    ax.text(
        100 * kept_promises("llm", True).value,
        -0.48,
        "1816–1944",
        color=BLUE,
        fontweight="bold",
        ha="center",
        fontsize=9.5,
    )
    ax.text(
        100 * kept_promises("llm", False).value,
        -0.48,
        "1945–2003",
        color=ORANGE,
        fontweight="bold",
        ha="center",
        fontsize=9.5,
    )
    ax.set_yticks(range(5), ["all promises", *KEPT_OBLIGATIONS])
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(0, 100), ylim=(4.5, -0.75))
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    early, late = 100 * kept_promises("llm", True, "defence").value, 100 * kept_promises("llm", False, "defence").value
    alt = (
        f"Dots with intervals for five groups of promises. All promises: {100 * kept_promises('llm', True).value:.0f} per cent kept before 1945, "
        f"{100 * kept_promises('llm', False).value:.0f} since. Defence promises fell from {early:.0f} to {late:.0f}; after 1945 hardly any promise of offence or neutrality was called on."
    )
    return show(figure, alt)


@house_style()
def arms_figure() -> Picture:
    """Four comparisons of arms before and after joining."""
    table = arms_estimates()
    figure, ax = new_figure(
        "No cut in arms after joining; if anything, a rise",
        "Change from before to after joining, relative to states that did not join, per cent with 95% intervals",
        "COW NMC 7.0 and ATOP 5.1 (soldiers per head); Our World in Data and SIPRI (share of GDP), to 2016",
        size="pair",
    )
    figure.subplots_adjust(left=0.27, right=0.80)
    forest(ax, table, reference=0, log=False, fmt="{:+.0f}")
    ax.set(xlim=(-60, 60), ylim=(3.5, -0.8))
    ax.text(-58, -0.5, "fewer arms", fontsize=9, color=GREY)
    ax.text(58, -0.5, "more arms", fontsize=9, color=GREY, ha="right")
    alt = (
        f"Forest of four estimates around zero: {', '.join(f'{r.label} {r.estimate:+.0f} per cent' for r in table.itertuples())}. "
        f"{(table['estimate'] > 0).sum()} of the 4 lie above zero, {(table['low'] > 0).sum()} with their whole interval."
    )
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "06.look",
        "Take the years 1946–2010. Some states had a promise of defence from an outsider, some had none. Did the protected see fewer militarised disputes begin against them, year for year? "
        "Ask twice: once among 'relevant' pairs (neighbours, or a great power among them), once among all pairs of states.",
        "choice",
        lambda: "fewer-near",
        two_samples_figure,
        "Both ratios are rates over rates, correctly computed. In relevant pairs the rate with a pact is 0.67<!--= raw_relevant --> of the rate without. In all pairs it is 1.19<!--= raw_all -->. "
        "Bhutan and Bolivia never quarrel, and Bhutan has no such promise: a sea of such idle pair-years makes the unprotected look peaceful.",
        options={
            "fewer-both": "fewer disputes against the protected, in both",
            "more-both": "more disputes against the protected, in both",
            "fewer-near": "fewer among relevant pairs, more among all pairs",
            "more-near": "more among relevant pairs, fewer among all pairs",
        },
    ),
]
FIGURES = {
    "two samples": two_samples_figure,
    "causes": causes_figure,
    "promises": promises_figure,
    "arms": arms_figure,
}


# Explorers.


class Specification(Panel):
    """Forest plot of the deterrence ratio: pick the sample, the era and the controls."""

    title = "Specification explorer"
    stories = {
        "One more control": (
            {"controls": "+ years of peace"},
            "Add what the pair's past says, and the deterrent is gone: not reversed, not there.",
        ),
        "The Cold War alone": (
            {"era": "1946–1990"},
            "A shorter era, wider intervals: the same ratio, and no longer clear.",
        ),
        "Only neighbours": (
            {"sample": "neighbours"},
            "Most disputes are between neighbours. Among them the pact makes no clear difference.",
        ),
    }
    controls = {
        "sample": choice("Sample", SAMPLES),
        "era": choice("Era", ERAS),
        "controls": choice("Your row: controls up to", STEPS),
    }

    def compute(self, sample, era, controls):
        """All rows of the ladder, and the one that is picked; without the columns for it, the raw ratio."""
        all_ladders()  # so that a step only draws
        pick = STEPS[0] if sample.startswith("all") else controls
        return {"table": ladder(sample, era), "pick": pick, "asked": controls, "sample": sample, "era": era}

    def draw(self, result):
        figure, ax = new_figure(
            "",
            "Dispute onsets, target with a promise of defence over without (ratio, 95% interval)",
            DISPUTES,
        )
        figure.subplots_adjust(left=0.21, right=0.79)
        ax.set(xlim=(-3.4, 2), ylim=(5.6, -1.0))  # a log axis by hand: drawing one costs a third of a step
        ax.set_xticks([-3, -2, -1, 0, 1, 2], ["0.125", "0.25", "0.5", "1", "2", "4"])
        ax.axvline(0, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
        ax.text(-0.05, -0.75, "fewer disputes  ◂", ha="right", fontsize=9, color=GREY, va="center")
        ax.text(0.05, -0.75, "▸  more disputes", fontsize=9, color=GREY, va="center")
        ax.grid(False, axis="y")
        ax.set_yticks(range(6), STEPS)
        ax.tick_params(axis="y", colors=INK)
        self.rows = []
        for y in range(6):
            line, dot = ax.plot([], [], linewidth=2.4)[0], ax.plot([], [], "o", markersize=8)[0]
            text = ax.annotate("", (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=9.2, annotation_clip=False)  # fmt: skip
            self.rows.append((line, dot, text))
        return figure

    def update(self, result):
        table, pick = result["table"], result["pick"]
        for y, ((line, dot, text), row) in enumerate(zip(self.rows, table.itertuples(), strict=True)):
            known = np.isfinite(row.estimate)
            tone = ORANGE if row.Index == pick else BLUE if known else PALE
            line.set_data(np.log2([row.low, row.high]), [y, y])
            line.set_color(tone)
            dot.set_data([np.log2(row.estimate)], [y])
            dot.set_markerfacecolor("white" if row.Index == STEPS[4] else tone)
            dot.set_markeredgecolor(tone)
            text.set(text=f"{row.estimate:.2f} [{row.low:.2f}, {row.high:.2f}]" if known else "not in the table",
                     color=ORANGE if row.Index == pick else INK if known else GREY)  # fmt: skip

    def headline(self, result):
        row, pick = result["table"].loc[result["pick"]], result["pick"].removesuffix(" over time")
        where = result["sample"].split(" (")[0].capitalize()
        return f"{where}, {result['era']}, {pick}: {row['estimate']:.2f}, {side(row).removesuffix(' with a pact')}"

    def describe(self, result):
        table, pick = result["table"], result["pick"]
        row, known = table.loc[pick], table.dropna()
        low, high = known["estimate"].min(), known["estimate"].max()
        ranges = f" The six rows run from {low:.2f} to {high:.2f}." if len(known) > 1 else ""
        lost = f" '{result['asked']}' needs columns that exist for relevant pairs only, so the raw ratio is shown." if result["asked"] != pick else ""  # fmt: skip
        return (
            f"{result['sample'].capitalize()}, {result['era']}, your row '{pick}': ratio {row['estimate']:.2f}, interval "
            f"{row['low']:.2f} to {row['high']:.2f}: {side(row)}.{ranges}{lost} A comparison, not an effect."
        )

    def table(self, result):
        return result["table"]


class LearningCurve(Panel):
    """Learning-curve calculator: what a joint programme costs per unit for 1 to 12 partners, coordination included."""

    title = "Learning-curve calculator"
    stories = {
        "Free coordination": ({"extra": 0.0}, "If talking cost nothing, the whole world should build one aeroplane."),
        "Dear coordination": ({"extra": 40.0}, "Now two is company and four costs more than going alone."),
        "Nobody learns": ({"learning": 100.0}, "Without a learning curve only the shared development is left to save."),
    }
    parts = {"development": BLUE, "production": SKY, "coordination": ORANGE}
    controls = {
        "units": number("Units", 10, 300, 60, 10),
        "learning": amount("Learning %", 75, 100, 90, 1),
        "extra": amount("Coordination %", 0, 40, 20, 1),
        "development": amount("Development", 0, 400, 60, 10),
    }

    def compute(self, units, learning, extra, development):
        """Cost per unit by number of partners, alone = 100."""
        return joint_cost(units, round(learning) / 100, round(extra) / 100, float(round(development)))

    def draw(self, result):
        figure, ax = new_figure(
            "", "Cost per unit, one state alone = 100, by number of partners", "calculation, no data"
        )
        partners = range(1, 13)
        self.bars = {name: ax.bar(partners, [0] * 12, color=tone, width=0.74) for name, tone in self.parts.items()}
        ax.axhline(100, color=INK, linewidth=1, linestyle=(0, (4, 3)))
        ax.set_xticks(partners)
        ax.set(ylim=(0, 165), xlim=(0.4, 13.6), xlabel="partners, each buying the same number")
        paper = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
        self.totals = [ax.text(n, 0, "", ha="center", va="bottom", fontsize=8.5, bbox=paper) for n in partners]
        look = {"fontsize": 9.5, "fontweight": "bold", "va": "center", "clip_on": False}
        self.labels = {name: ax.text(12.55, 0, name, color=tone, **look) for name, tone in self.parts.items()}
        figure.subplots_adjust(right=0.93)
        return figure

    def update(self, result):
        floor, best = np.zeros(12), int(result["total"].idxmin())
        for name, container in self.bars.items():
            heights = result[name].to_numpy()
            for bar, y, height in zip(container, floor, heights, strict=True):
                bar.set(y=y, height=height)
            self.labels[name].set_y(min(floor[-1] + heights[-1] / 2, 160))
            self.labels[name].set_text(name if heights[-1] > 4 else "")
            floor = floor + heights
        for n, (text, total) in enumerate(zip(self.totals, result["total"], strict=True), 1):
            text.set(text=f"{total:.0f}", y=min(total + 1.5, 156), fontweight="bold" if n == best else "normal",
                     color=ORANGE if n == best else INK)  # fmt: skip

    def headline(self, result):
        best, low = int(result["total"].idxmin()), result["total"].min()
        if best == 1:
            gain = (result["development"] + result["production"]).min() < 99.5
            reason = "here coordination eats every gain" if gain else "no scale, nothing to share, nothing to gain"
            return f"Nothing beats going alone: {reason}"
        dear = result.index[result["total"] > 100 + 1e-9]
        tail = f"; dearer from {dear.min()} on" if len(dear) else ""
        saved = f"{100 - low:.0f}%" if low < 99.5 else "less than 1%"
        return f"Best with {best} partners: {saved} below going alone{tail}"

    def describe(self, result):
        best = int(result["total"].idxmin())
        dear = result.index[result["total"] > 100 + 1e-9]
        past = (
            f"From {dear.min()} partners on a unit costs more than alone."
            if len(dear)
            else "No number of partners up to 12 costs more than going alone."
        )
        return (
            f"Going alone = 100. Two partners pay {result['total'][2]:.0f}, four {result['total'][4]:.0f}, twelve {result['total'][12]:.0f} per unit. "
            f"Cheapest: {f'{best} partners' if best > 1 else 'alone'} at {result['total'][best]:.0f}, of which coordination {result['coordination'][best]:.0f}. {past}"
        )

    def table(self, result):
        return result.round(1)


EXPLORERS = {"specification": Specification, "learning curve": LearningCurve}


# Exercises.


CONTROLS = {  # case → question, why the wrong control is wrong, key → option and, where it is a fair control, why
    "bases": (
        "Do foreign bases make a host's people like the visitor more? You compare hosts with other states and want the whole effect. Which of these must you not hold constant?",
        "The rent is paid because the base is there, and it may itself win friends. Hold it constant, and part of what the base does is gone.",
        {
            "trade": ("trade between the two before the base", "Trade before the base came cannot be its work, and it may bring both base and sympathy: hold it constant."),
            "rent": ("rent that the host gets for the base", ""),
            "war": ("a war fought together before the base", "That war came first and may explain both base and sympathy: a fair control."),
            "language": ("a language that both have in common", "No base changes a language. It may bring the two together in both ways: a fair control."),
        },
    ),
    "training": (
        "Does training officers abroad prevent coups? You compare states that send officers with others and want the whole effect. Which of these must you not hold constant?",
        "The rise in pay follows from the training and may itself keep officers in barracks. Hold it constant, and part of what the training does is gone.",
        {
            "coups": ("coups in the years before the training", "Earlier coups cannot follow from the training, and they foretell both aid and coups: a fair control."),
            "income": ("income per head before the training", "Measured before the training, income is a fair control: it acts on both."),
            "pay": ("pay rises that trained officers win", ""),
            "colony": ("who ruled the country as a colony", "Colonial rule ended long before, and may shape both ties and coups: a fair control."),
        },
    ),
    "jets": (
        "Does joining a joint fighter programme lower defence spending? You compare joiners with other states and want the whole effect. Which of these must you not hold constant?",
        "The jobs come from the programme and make spending hard to cut. Hold them constant, and part of what the programme does is gone.",
        {
            "economy": ("size of the economy before joining", "Measured before joining, the size of the economy is a fair control: it acts on both."),
            "neighbour": ("a hostile neighbour before joining", "The neighbour was there first and drives both jets and budgets: a fair control."),
            "jobs": ("factory jobs that the programme made", ""),
            "region": ("the region that the state lies in", "No programme moves a state on the map. The region is a fair control."),
        },
    ),
}  # fmt: skip


def excludable() -> set[str]:
    """Club goods are those whose owner can shut someone out: a feed, flying hours, places on a course."""
    return {"feed", "flying-hours", "course-places"}


def _era(first: int, last: int) -> pd.DataFrame:
    """Onsets and pair-years of relevant pairs in a span of years, targets with and without a promise of defence."""
    rates = load("dispute_rates")
    rows = rates[(rates["sample"] == "relevant") & rates["year"].between(first, last)]
    return rows.groupby("target_pact")[["onsets", "pair_years"]].sum()


def ratio_of_rates(first: int, last: int) -> float:
    """Divide onsets by pair-years on each side first; then divide the two rates."""
    sums = _era(first, last)
    rate = sums["onsets"] / sums["pair_years"]
    return float(rate[True] / rate[False])


def _of_counts(first: int, last: int, column: str) -> float:
    sums = _era(first, last)[column]
    return float(sums[True] / sums[False])


def _one_rate(first: int, last: int) -> float:
    return 1000 * float(_era(first, last)["onsets"][True] / _era(first, last)["pair_years"][True])


def _ratio_prompt(first: int, last: int) -> str:
    sums = _era(first, last)
    (a, b), (c, d) = sums.loc[True], sums.loc[False]
    return (
        f"Relevant pairs, {first}–{last}. Against targets with a promise of defence from an outsider {a:,} disputes began, in {b:,} pair-years. "
        f"Against targets without one {c:,} began, in {d:,} pair-years. What is the rate with a promise over the rate without? Two decimals; you may type the sum."
    )


def _outcomes(early: bool, many: bool) -> pd.Series:
    """How promises in wars before or since 1945, of many or of two states, are coded: honoured, violated, does not apply."""
    rows = load("alliance_commitments")
    rows = rows[(rows["before_1945"] == early) & (rows["multilateral"] == many)]
    return rows["outcome_llm"].value_counts()


def kept_of_called(early: bool, many: bool) -> float:
    """Honoured over honoured plus violated, in per cent; rows to which the promise does not apply say nothing."""
    found = _outcomes(early, many)
    return 100 * float(found["honoured"] / (found["honoured"] + found["violated"]))


def _kept_prompt(early: bool, many: bool) -> str:
    found, pacts = _outcomes(early, many), "pacts of three or more states" if many else "pacts of two states"
    return (
        f"{pacts.capitalize()} in wars {'from 1816 to 1944' if early else 'from 1945 to 2003'}, coded after Leeds, Long and Mitchell: {found['honoured']} promises were honoured, {found['violated']} violated, and to "
        f"{found['does not apply']} the war gave no occasion. What share of the promises that a war called on was honoured? Per cent, one decimal."
    )


def bad_control(case: str) -> str:
    """The bad control is the one that follows from what is studied: it lies on the path we want to measure."""
    return next(key for key, (_, why) in CONTROLS[case][2].items() if not why)


def _fair_control(case: str, place: int) -> str:
    return [key for key, (_, why) in CONTROLS[case][2].items() if why][place]


def _why_fair(case: str, place: int) -> str:
    return CONTROLS[case][2][_fair_control(case, place)][1]


def fair_comparison() -> dict[str, str]:
    """Rates, pairs that could fight, controls from before the pact, and a sentence that claims no effect."""
    return {"Measure": "rate", "among": "relevant", "hold constant": "before", "and say at the end": "difference"}


def last_cost(units: int, rate: int) -> float:
    """Count the doublings from one unit to the last; each multiplies the cost by the rate."""
    return 100 * (rate / 100) ** np.log2(units)


def curve_solution():
    """The number of doublings is the logarithm to base 2; each multiplies the cost by the rate."""
    from math import log2

    def cost(units, rate):
        return rate ** log2(units)

    return cost


def both_stories() -> str:
    """Calm pairs sign more, so pairs with pacts look quiet; they sign in tense years, so those years look worse."""
    return "tense-years"


RETIRED = ("06.2", "06.3", "06.4", "06.6")
EXERCISES = [
    Exercise(
        id="06.1",
        title="Club or public?",
        prompt="A club good can be withheld from those who do not pay; a public good cannot. Which are club goods?",
        kind="set",
        level="understand",
        solution=excludable,
        meaning="An intelligence feed, flying hours and course places can be withheld from someone who does not pay. Deterrence and an open strait cannot.",
        hints=(
            "Ask for each: could a member that pays nothing be kept out?",
            "Three of the five can be handed out or withheld one user at a time.",
        ),
        mistakes=(
            Mistake(
                lambda: {"feed", "deterrence", "flying-hours", "open-strait", "course-places"},
                "Not everything can be withheld: some benefits reach all or none.",
            ),
            Mistake(
                lambda: {"deterrence", "open-strait"},
                "You picked the two from which nobody can be shut out. The question asks for the opposite.",
            ),
            Mistake(
                lambda: {"feed", "deterrence", "flying-hours", "course-places"},
                "Deterrence of an attack on the whole group: how would you switch it off for one member in the middle?",
            ),
            Mistake(lambda: {"flying-hours", "course-places"}, "You left one out. Think of who receives a password."),
        ),
        options={
            "feed": "an intelligence feed",
            "deterrence": "deterrence of an attack on the group",
            "flying-hours": "hours on shared transport aircraft",
            "open-strait": "a strait kept open for all shipping",
            "course-places": "places on a staff course",
        },
    ),
    Exercise(
        id="06.8",
        title="A rate over a rate",
        prompt=_ratio_prompt,
        kind="number",
        level="apply",
        solution=ratio_of_rates,
        meaning="A comparison of rates, and no effect yet: the two groups differ in distance, power and much else. It also moves with the years: over four spans that we tried it lies between a half and almost one.",
        hints=(
            "A rate is a count over its exposure. You need two of them.",
            "First disputes over pair-years on each side; then the side with a promise over the side without.",
        ),
        mistakes=(
            Mistake(
                lambda first, last: _of_counts(first, last, "onsets"),
                "You divided counts. The two sides had unequal numbers of pair-years: divide each count by its exposure first.",
            ),
            Mistake(
                lambda first, last: 1 / ratio_of_rates(first, last),
                "That is the ratio upside down: no promise over promise.",
            ),
            Mistake(
                lambda first, last: _of_counts(first, last, "pair_years"),
                "You divided the two exposures. Where are the disputes?",
            ),
            Mistake(
                _one_rate, "That is one rate, disputes per thousand pair-years with a promise. Set the other beside it."
            ),
        ),
        decimals=2,
        variants=(
            {"first": 1950, "last": 1970},
            {"first": 1861, "last": 1913},
            {"first": 1971, "last": 1990},
            {"first": 1919, "last": 1938},
        ),
    ),
    Exercise(
        id="06.9",
        title="Called on, and kept?",
        prompt=_kept_prompt,
        kind="number",
        level="apply",
        solution=kept_of_called,
        meaning="Pacts of two states kept more of their promises than larger ones, before 1945 and since. But the occasions are chosen: a rival tests the promises that it doubts.",
        hints=(
            "A promise on which no war called was neither kept nor broken.",
            "Above the line the promises honoured; below it all that a war called on.",
        ),
        mistakes=(
            Mistake(
                lambda early, many: 100 * float(_outcomes(early, many)["honoured"] / _outcomes(early, many).sum()),
                "Your denominator holds promises on which no war called.",
            ),
            Mistake(
                lambda early, many: 100 - kept_of_called(early, many),
                "That is the share violated, the complement of what is asked.",
            ),
            Mistake(
                lambda early, many: (
                    100 * float(_outcomes(early, many)["honoured"] / _outcomes(early, many)["violated"])
                ),
                "You divided kept by broken promises. A share divides by the sum of both.",
            ),
            Mistake(
                lambda early, many: (
                    100 * float(1 - _outcomes(early, many)["does not apply"] / _outcomes(early, many).sum())
                ),
                "That is the share of promises on which a war called at all. How many of those were honoured?",
            ),
        ),
        decimals=1,
        percent=True,
        variants=(
            {"early": False, "many": False},
            {"early": False, "many": True},
            {"early": True, "many": False},
            {"early": True, "many": True},
        ),
    ),
    Exercise(
        id="06.10",
        title="Which one must stay free?",
        prompt=lambda case: CONTROLS[case][0],
        kind="choice",
        level="analyse",
        solution=bad_control,
        meaning=lambda case: CONTROLS[case][1],
        hints=(
            "Put the four on a time line, with the event whose effect you want.",
            "A bad control lies on the path from cause to outcome. Which of the four would not be there otherwise?",
        ),
        mistakes=(
            Mistake(lambda case: _fair_control(case, 0), lambda case: _why_fair(case, 0)),
            Mistake(lambda case: _fair_control(case, 1), lambda case: _why_fair(case, 1)),
            Mistake(lambda case: _fair_control(case, 2), lambda case: _why_fair(case, 2)),
        ),
        options=lambda case: {key: text for key, (text, _) in CONTROLS[case][2].items()},
        variants=({"case": "bases"}, {"case": "training"}, {"case": "jets"}),
    ),
    Exercise(
        id="06.13",
        title="Two comparisons, one story",
        prompt="For 1816–1944 two comparisons clash. Across pairs, without controls, disputes are rarer where the target has a pact. Inside one and the same pair, they are more frequent in its years with a pact (1.35<!--= same_pair_early --> times, uncertain). Which story would produce both?",
        kind="choice",
        level="evaluate",
        solution=both_stories,
        meaning="Who signs and when one signs are two selections, and they pull apart. Kenwick and Vasquez look at the years around the signing, Leeds and Johnson at the pairs; neither number is an effect by itself.",
        hints=(
            "Take the stories one by one. What would each make of the first comparison, what of the second?",
            "Ask of each story: who signs, and in which years?",
        ),
        mistakes=(
            Mistake(
                lambda: "all-deter",
                "Then years with a pact would be calmer inside a pair as well, and they are not.",
            ),
            Mistake(
                lambda: "all-provoke",
                "Then pairs with a pact would look worse across pairs as well, and they look better.",
            ),
            Mistake(
                lambda: "by-lot",
                "Then both would lie near one. They lie on opposite sides of it, though neither interval is safely clear once errors are clustered by target.",
            ),
        ),
        options={
            "all-deter": "Pacts deter, and they do so in all pairs alike",
            "all-provoke": "Pacts provoke, and they do so in all pairs alike",
            "tense-years": "Calm pairs sign most, and in their tense years",
            "by-lot": "Pacts fall as if by lot, and they change nothing",
        },
    ),
    Exercise(
        id="06.11",
        title="Put a comparison together",
        prompt="A minister asks whether a promise of defence protects those who hold it. Nobody can draw pacts by lot. Put together the comparison that comes nearest to an answer, and the sentence that it can carry.",
        kind="rule",
        level="create",
        solution=fair_comparison,
        meaning="Rates, pairs that could fight at all, common causes held constant, and a sentence without 'because'. Threat stays out of reach, and the honest sentence leaves room for it.",
        hints=(
            "Each part undoes one trap of this lesson: idle pairs, unequal exposure, consequences of the pact, and one word too many.",
            "What comes before the pact may be held constant. What comes after may not, however useful it looks.",
        ),
        mistakes=(
            Mistake(
                lambda: ("count", "relevant", "before", "difference"),
                "A count grows with the number of pairs and years. The two groups are of unequal size.",
            ),
            Mistake(
                lambda: ("rate", "everyone", "before", "difference"),
                "Among all pairs the idle ones drown the rest: Bhutan and Bolivia have nothing to quarrel about.",
            ),
            Mistake(
                lambda: ("rate", "relevant", "after", "difference"),
                "Exercises and bases follow from the pact. Hold them constant, and part of its work is gone; distance stays in.",
            ),
            Mistake(
                lambda: ("rate", "relevant", "both", "difference"),
                "More is not better: exercises and bases follow from the pact, so part of its work is gone.",
            ),
            Mistake(
                lambda: ("rate", "relevant", "before", "effect"),
                "The comparison is sound and the sentence goes too far: threat is not in the tables, and it acts on both.",
            ),
        ),
        options={
            "Measure": {"rate": "disputes begun per pair-year", "count": "disputes begun"},
            "among": {"everyone": "all pairs of states", "relevant": "neighbours and great powers"},
            "hold constant": {
                "after": "joint exercises and bases",
                "before": "distance, power and regime",
                "both": "all five of these",
            },
            "and say at the end": {
                "difference": "like pairs with and without a pact differ by so much",
                "effect": "the pact changed the risk of these pairs by so much",
            },
        },
    ),
    Exercise(
        id="06.12",
        title="Down the learning curve",
        prompt=lambda units, rate: (
            f"Call the cost of a programme's first aircraft 100. Each doubling of the number built brings the cost of the last one down to {rate}% of what it was. "
            f"What does aircraft number {units} cost? One decimal; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=last_cost,
        meaning="Count doublings, not aircraft: the first steps down come fast, the later ones need ever more units. Two partners with equal orders gain one doubling, be the order small or large.",
        hints=(
            "How often do you double one to get to that number?",
            "Each doubling multiplies the cost, and the next one starts from what is left.",
        ),
        mistakes=(
            Mistake(
                lambda units, rate: 100 * (rate / 100) ** units,
                "You multiplied once per aircraft. The cost falls once per doubling.",
            ),
            Mistake(
                lambda units, rate: 100 - (100 - rate) * np.log2(units),
                "You took the same amount off per doubling. It is a factor: each step starts from what is left.",
            ),
            Mistake(lambda units, rate: rate, "That is the second aircraft, after one doubling. Go on."),
            Mistake(
                lambda units, rate: 100 * (rate / 100) ** (np.log2(units) + 1),
                "One doubling too many: the first aircraft costs the full price.",
            ),
        ),
        decimals=1,
        variants=(
            {"units": 8, "rate": 85},
            {"units": 16, "rate": 80},
            {"units": 32, "rate": 90},
            {"units": 4, "rate": 75},
        ),
    ),
    Exercise(
        id="06.5",
        title="Write the learning curve",
        prompt="The same law in code: a function of the number of units and the rate that returns the cost of the last unit, when the first costs one. The rate is the cost after a doubling over the cost before.",
        start="def cost(units, rate):\n    ...  # your line here",
        kind="function",
        level="apply",
        solution=curve_solution,
        meaning="Eight units are three doublings. That is the whole law; the rest is knowing the rate, which nobody does in advance.",
        hints=(
            "How many doublings lead from one unit to eight? `math.log2` counts them.",
            "Each doubling multiplies the cost by the rate.",
        ),
        mistakes=(
            Mistake(
                lambda: lambda units, rate: rate**units,
                "You multiplied by the rate for each unit. It falls once per doubling.",
            ),
            Mistake(
                lambda: lambda units, rate: 1 - (1 - rate) * np.log2(units),
                "You subtracted the same amount per doubling. It is a factor, so costs never reach zero.",
            ),
            Mistake(
                lambda: lambda units, rate: rate ** np.log(units),
                "That is the natural logarithm. Doublings are counted by the logarithm to base 2.",
            ),
        ),
        decimals=6,
        tolerance=1e-6,
        cases=((1, 0.9), (2, 0.9), (8, 0.8), (100, 0.85)),
    ),
]
REFLECTIONS = [
    Reflection(
        "06.7",
        "Brief a minister",
        "A minister asks: 'If we sign, will we be attacked less?' Answer in two to five sentences with one number, one limit and no slogan.",
        "Where somebody has promised to defend the target, disputes are about a quarter rarer (neighbours and great powers, 1816 to 2010), but nearly all of that gap goes once distance, power and democracy are held constant, and the "
        "same pair shows no fall in its years with a pact. So I would say: a pact may deter this neighbour, the averages cannot promise it, and I would want to know who reads our promise and "
        "whether we would be seen to keep it.",
        (
            "which comparison stands behind the number you quote",
            "one thing that was held constant and one that could not be",
            "a sentence on what the finding does not show",
            "the threatened sign more pacts: reverse causation",
        ),
    )
]


# Evidence.


def coalition_evidence() -> Evidence:
    """Share of decided interstate wars of several states against one that the several won, with a Wilson interval."""
    wars = decided_wars()
    joint, single = wars[wars["coalition"]], wars[~wars["coalition"]]
    won, stronger = models.proportion(int(joint["won"].sum()), len(joint)), joint[joint["weight"] > 1]
    return Evidence(
        100 * won.value, 100 * won.low, 100 * won.high, won.n, "% of wars won by the coalition", 50, "above",
        f"Coalitions won {won.value:.0%} of {won.n} decided wars against a single state, and {stronger['won'].mean():.0%} of the {len(stronger)} in which they were "
        f"the stronger side; in {len(single)} wars of one against one the stronger won {single['won'].mean():.0%}",
    )  # fmt: skip


def joint_buying_evidence() -> Evidence:
    """Share of European equipment spending bought jointly against the states' own goal, as published (fact check F16)."""
    text = load("fact_check").set_index("fact_id").loc["F16", "evidence"]
    share, goal = (float(re.search(pattern, text)[1]) for pattern in (r"share ([\d.]+)%", r"([\d.]+)% goal"))
    return Evidence(
        share, share, share, 1, "% of equipment spending in 2018", goal, "above",
        f"European states bought {share}% of their equipment together in 2018 against a goal of {goal:.0f}%: they act as if the gain were small. No unit costs are open",
    )  # fmt: skip


def arms_evidence() -> Evidence:
    """Change in soldiers per head around a state's first promise to defend another, net of states without one; bootstrap over states."""
    row, pacts = arms_estimates().iloc[0], first_pacts()
    return Evidence(
        row["estimate"], row["low"], row["high"], len(pacts), "% more soldiers per head than others", 0, "below",
        f"After first promising to defend another, {len(pacts)} states had {row['estimate']:+.0f}% soldiers per head relative to states that had promised nobody; "
        f"NATO's joiners of 2004 spent {joiners(2004).value:+.0f}% relative to five neutrals",
    )  # fmt: skip


def deterrence_evidence() -> Evidence:
    """Odds ratio of a dispute onset with distance, power and democracy held constant, relevant pairs, 1816–2010."""
    steps = ladder("relevant pairs", "1816–2010")
    row = steps.loc["+ democracy"]
    return Evidence(
        row["estimate"], row["low"], row["high"], int(_coded()["years"].sum()), "odds ratio, pact over no pact", 1, "below",
        f"Raw ratio {steps['estimate']['no control']:.2f}, with distance, power and democracy {row['estimate']:.2f}, "
        f"the same pair with itself {steps['estimate']['same pair over time']:.2f}",
    )  # fmt: skip


def goodwill_evidence() -> Evidence:
    """Extra convergence in UN votes around a first defence agreement, beyond what the same pairs did in the six years before."""
    pairs = agreement_goodwill()
    mean, low, high = pair_mean(pairs, "extra")
    return Evidence(
        mean, low, high, len(pairs), "points of UN voting distance", 0, "below",
        f"Signers drew closer by {-pairs['net'].mean():.2f} around the signing, and by {-pairs['net_earlier'].mean():.2f} in the six years before it: "
        f"the signature added {-mean:.2f}",
    )  # fmt: skip


def stability_evidence() -> Evidence:
    """Rank correlation of pact density and conflict at home inside regions over time, five-year steps, 1950–2018."""
    table = regions()
    inside = table[["pacts", "conflict"]] - table.groupby("region")[["pacts", "conflict"]].transform("mean")
    within, across = (models.rank_correlation(t["pacts"], t["conflict"]) for t in (inside, table))
    return Evidence(
        within.value, within.low, within.high, within.n, "rank correlation over time inside regions", 0, "below",
        f"Across regions more pacts go with less conflict ({across.value:.2f}); inside a region over time they do not ({within.value:.2f})",
    )  # fmt: skip


# Claims.


ASKED = ["C06.1", "C06.3", "C06.4", "C06.6", "C06.7", "C06.8"]
CLAIMS = [
    Judgement(
        "C06.1",
        "contested",
        "Coalitions won more often than not, but the stronger ones no more often than the stronger of two single states: no gain from joining shows. The literature looks to how they are commanded.",
        coalition_evidence,
    ),
    Judgement("C06.2", "not testable here", "What services share, and what it prevented, is secret by design; the literature finds sharing limited by distrust."),
    Judgement(
        "C06.3",
        "contested",
        "The arithmetic of scale is sound and shared transport aircraft are a fair example, but joint fighters cost more. The joint share shows reluctance, not loss, so we stop short of 'not supported'.",
        joint_buying_evidence,
    ),
    Judgement(
        "C06.4",
        "contested",
        "No comparison shows a cut in arms after joining, and the broadest a rise, perhaps because the afraid both join and arm. Published work finds savings with democratic allies, and added cost for the United States.",
        arms_evidence,
    ),
    Judgement("C06.5", "not testable here", "Rich states may both invent more and ally more, and we know of no open series on joint research that could separate the two."),
    Judgement(
        "C06.6",
        "contested",
        "The answer depends on the comparison: raw, fewer disputes with a pact; with controls, hardly fewer; inside a pair over time, no fewer. Threat, a hidden cause of both, is not in our tables.",
        deterrence_evidence,
    ),
    Judgement(
        "C06.7",
        "contested",
        "Signers of agreements do vote more alike, but they were already drawing together. Surveys near US bases find better views with contact, worse ones with crime.",
        goodwill_evidence,
    ),
    Judgement(
        "C06.8",
        "contested",
        "Calm regions tend to have more pacts, but inside a region over time the two show no common pattern: pacts went with calm in Latin America, with war in Africa. Cause may run either way.",
        stability_evidence,
    ),
]  # fmt: skip


# Numbers.
NUMBERS = {
    "raw_relevant": lambda: raw_ratio("relevant", 1946, 2010).value,
    "raw_all": lambda: raw_ratio("all", 1946, 2010).value,
    "raw_whole": lambda: raw_ratio("relevant", 1816, 2010).value,
    "with_distance": lambda: odds_ratio("relevant pairs", "1816–2010", 1).value,
    "with_three": lambda: odds_ratio("relevant pairs", "1816–2010", 3).value,
    "with_peace": lambda: odds_ratio("relevant pairs", "1816–2010", 4).value,
    "same_pair": lambda: same_pair_ratio("relevant pairs", "1816–2010").value,
    "same_pair_early": lambda: same_pair_ratio("relevant pairs", "1816–1944").value,
    "kept_early": lambda: 100 * kept_promises("llm", True).value,
    "kept_late": lambda: 100 * kept_promises("llm", False).value,
    "kept_defence_late": lambda: 100 * kept_promises("llm", False, "defence").value,
    "world_true": lambda: bad_control_world().iloc[0, 0],
    "world_random": lambda: bad_control_world().iloc[0, 2],
    "world_seek": lambda: bad_control_world().iloc[1, 1],
    "world_seek_peace": lambda: bad_control_world().iloc[1, 2],
    "first_pacts": lambda: len(first_pacts()),
    "best_partners": lambda: int(joint_cost(60, 0.90, 0.20, 60)["total"].idxmin()),
    "best_saving": lambda: 100 - joint_cost(60, 0.90, 0.20, 60)["total"].min(),
}
