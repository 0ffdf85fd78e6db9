"""Lesson 06, benefits: do partnerships deter, save and strengthen, and what changes the answer."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, product

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load, state_name
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
from helpers.measures import (
    PERIODS,
    allied_pairs,
    decided_wars,
    dispute_runs,
    dispute_years,
    kept_promises,
    nato_members,
    signed_agreements,
    states_in,
)
from helpers.models import spread
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, measured

DISPUTES = "GML-MID 2.2.1, ATOP 5.1 and COW, compiled as dispute_pairs and dispute_rates; data to 2010"
RELIABILITY = "Berkemeier & Fuhrmann 2018, coding after Leeds, Long & Mitchell; wars to 2003"
ERAS = {  # spans of years; the years of both world wars stand apart
    "1816–2010": ((1816, 2010),),
    "1816–1913": ((1816, 1913),),
    "1919–1938": ((1919, 1938),),
    "world wars": ((1914, 1918), (1939, 1945)),
    "1914–1945": ((1914, 1945),),
    "1816–1944": ((1816, 1944),),
    "1946–1990": ((1946, 1990),),
    "1991–2010": ((1991, 2010),),
}
APART = ("1816–1913", "1919–1938", "world wars", "1946–1990", "1991–2010")  # each year in one of them
SAMPLES = ["relevant pairs", "neighbours", "no major power", "all pairs (raw only)"]
STEPS = [
    "no control",
    "+ distance",
    "+ power",
    "+ democracy",
    "+ period",
    "+ years of peace",
    "same pair and period",
]
FAIR = STEPS.index("+ period")  # how many sets of controls come before the pact; the one after it is the bad control
FEW_WARS = 10  # from fewer wars a share of promises gets no interval
AFGHANISTAN = 700  # state number
ARAB_ISRAELI = (148, 169, 181)  # wars of 1948, 1967 and 1973
NEUTRALS = (205, 225, 305, 375, 380)  # Ireland, Switzerland, Austria, Finland, Sweden: outside NATO until 2016
KEPT_OBLIGATIONS = ("defence", "offence", "neutrality", "consultation")
GUESSES = {  # a guess at the two samples: neighbours and great powers, all pairs
    "fewer-both": ("fewer", "fewer"),
    "more-both": ("more", "more"),
    "fewer-near": ("fewer", "more"),
    "more-near": ("more", "fewer"),
}


# Measures.


def within(first: pd.Series, last: pd.Series, spans: tuple[tuple[int, int], ...]) -> np.ndarray:
    """True where a run of years lies inside one of the spans."""
    return np.any([(first >= start) & (last <= end) for start, end in spans], axis=0)


@cache
def raw_ratio(sample: str, *spans: tuple[int, int]) -> float:
    """Rate of dispute onset for targets with a promise of defence from outside over the rate without (1 = no difference)."""
    rows = load("dispute_rates")
    rows = rows[(rows["sample"] == sample) & within(rows["year"], rows["year"], spans)]
    sums = rows.groupby("target_pact")[["onsets", "pair_years"]].sum()
    rates = sums["onsets"] / sums["pair_years"]
    return float(rates[True] / rates[False])


@cache
def _coded() -> dict[str, np.ndarray]:
    """The columns of the runs as arrays; a blank democracy score is a category of its own, so no row drops out."""
    table = dispute_runs()
    known = {
        side: table[f"{side}_democracy"].astype("float").fillna(2).to_numpy(int) for side in ("initiator", "target")
    }
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
        "period": table["period"].to_numpy(),
        "peace": np.digitize(table["peace_years"], [2, 5, 10, 20, 40]),
        "target": pd.factorize(table["target_id"])[0],
        "directed": pd.factorize(table["initiator_id"] * 1000 + table["target_id"])[0],
    }


def _rows(sample: str, era: str) -> np.ndarray:
    data = _coded()
    inside = within(data["first"], data["last"], ERAS[era])
    kinds = {"neighbours": data["contiguity"] > 0, "no major power": data["majors"] == 0}
    return np.flatnonzero(inside & kinds.get(sample, True))


@cache
def odds_ratio(sample: str, era: str, controls: int) -> models.Estimate:
    """Odds ratio of a dispute onset, target with a pact over without, by a logit with the first `controls` sets of controls.

    0 none, 1 distance, 2 power, 3 democracy, 4 period, 5 years of peace. Same model as `models.logit` with errors clustered on targets,
    since it is the target that has a pact or none; rows with equal covariates are pooled, so that an explorer can move. A ridge of a thousandth keeps categories without
    any dispute from running off to infinity.
    """
    data, rows = _coded(), _rows(sample, era)
    used = ["pact", *["contiguity"][:controls], *(["log_ratio", "majors"] if controls > 1 else [])]
    used += [name for name, least in (("democracy", 3), ("period", 4), ("peace", 5)) if controls >= least]
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
    targets = np.unique(data["target"][rows], return_inverse=True)[1]
    scores = np.column_stack([np.bincount(targets, left * column[cell]) for column in x.T])
    count = scores.shape[0]
    error = np.sqrt((bread @ (scores.T @ scores) @ bread)[1, 1] * count / (count - 1))
    value, low, high = np.exp(b[1] + np.array([0, -1.959964, 1.959964]) * error)
    return models.Estimate(float(value), float(low), float(high), int(years.sum()))


def pooled(onsets: np.ndarray, years: np.ndarray, pact: np.ndarray, stratum: np.ndarray, holder: np.ndarray) -> models.Estimate:  # fmt: skip
    """Rate ratio with over without a promise inside each stratum, pooled by Mantel and Haenszel (Rothman et al. 2008).

    Only strata that had years of both kinds count. Interval clustered on who holds or lacks the promise (sums of what each
    adds to the estimating equation).
    """
    names, first, code = np.unique(stratum, return_index=True, return_inverse=True)
    code = np.asarray(code, np.intp)
    a, c, with_pact, without = (
        np.bincount(code, column * (pact == kind), names.size)
        for column, kind in ((onsets, 1), (onsets, 0), (years, 1), (years, 0))
    )
    both = (with_pact > 0) & (without > 0)
    a, c, with_pact, without = a[both], c[both], with_pact[both], without[both]
    total = with_pact + without
    up, down = a * without / total, c * with_pact / total
    value, holders = up.sum() / down.sum(), np.unique(holder[first][both], return_inverse=True)[1]
    scores = np.bincount(holders, up - value * down) / up.sum()
    error = np.sqrt((scores**2).sum() * scores.size / (scores.size - 1))
    low, high = value * np.exp(np.array([-1.959964, 1.959964]) * error)
    return models.Estimate(float(value), float(low), float(high), int(total.sum()))


@cache
def same_pair_ratio(sample: str, era: str) -> models.Estimate:
    """Rate ratio with over without a pact inside each directed pair and period (`pooled`), clustered on targets.

    So distance, history, the spirit of the age and whatever else stays fixed drops out.
    """
    data, rows = _coded(), _rows(sample, era)
    onsets, years, pact, pair, period, target = (
        data[name][rows] for name in ("onsets", "years", "pact", "directed", "period", "target")
    )
    return pooled(onsets, years, pact, 6 * pair + period, target)


@cache
def holder_begins(era: str) -> models.Estimate:
    """The other edge: rate at which a state begins disputes with rivals against whom somebody promised to defend it, over its rate without.

    Inside the same pair and period, neighbours and great powers, by the state that holds or lacks the promise (`pooled`).
    """
    runs, (row, year, begun) = load("dispute_pairs"), dispute_years()
    inside = within(year, year, ERAS[era])
    row, year, begun = row[inside], year[inside], begun[inside]
    one, other = (runs[name].to_numpy()[row] for name in ("initiator_id", "target_id"))
    key, back = (one * 1000 + other) * 10_000 + year, (other * 1000 + one) * 10_000 + year
    order = np.argsort(key)
    place = np.minimum(np.searchsorted(key[order], back), key.size - 1)
    found = key[order][place] == back
    pact = runs["target_pact"].to_numpy(int)[row][order][place][found]  # of the state that begins, against its target
    stratum = 6 * (key[found] // 10_000) + np.digitize(year[found], PERIODS)
    return pooled(begun[found], np.ones(found.sum()), pact, stratum, one[found])


def ladder(sample: str, era: str) -> pd.DataFrame:
    """Seven answers to one question, one row per step of STEPS: estimate, low, high (blank where the table has no column).

    The table of all pairs adds states up, so that its one ratio has no interval by target.
    """
    if sample.startswith("all"):
        rows = [(raw_ratio("all", *ERAS[era]), np.nan, np.nan), *[(np.nan,) * 3] * 6]
    else:
        found = [odds_ratio(sample, era, k) for k in range(6)] + [same_pair_ratio(sample, era)]
        rows = [(e.value, e.low, e.high) for e in found]
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
    """Published answers beside ours, these with 95% intervals by target: years, what is compared, what was found."""
    whole, early = ("relevant pairs", "1816–2010"), ("relevant pairs", "1816–1944")
    rows = [
        ("Leeds 2003", "1816–1944", "pairs with and without", "target with a pact: fewer disputes"),
        ("Johnson & Leeds 2011", "1816–2000", "pairs with and without", "target with a pact: fewer disputes"),
        ("Benson 2011", "1816–2000", "by wording of the promise", "binding only under attack: 18% fewer"),
        ("Kenwick et al. 2015", "before nuclear weapons", "around the signing", "more disputes after the signing"),
        (
            "Kenwick et al. 2015",
            "nuclear age",
            "around the signing",
            "some kinds: fewer disputes begun; wars unchanged",
        ),
        (
            "here, no control",
            whole[1],
            "pairs with and without",
            f"odds ratio {spread(odds_ratio(*whole, 0))}, by target",
        ),
        (
            "here, + period",
            whole[1],
            "pairs with and without",
            f"odds ratio {spread(odds_ratio(*whole, FAIR))}, by target",
        ),
        ("here, same pair", early[1], "a pair with itself", f"rate ratio {spread(same_pair_ratio(*early))}, by target"),
    ]
    return pd.DataFrame(rows, columns=["study", "years", "comparison", "finding"]).set_index("study")


def edge_estimates() -> list[models.Estimate]:
    """The estimates behind `two_edges`, row by row."""
    return [found for era in APART for found in (same_pair_ratio("relevant pairs", era), holder_begins(era))]


def two_edges() -> pd.DataFrame:
    """The same pair in years with a promise of defence over years without, by era: is challenged, and begins disputes itself.

    Each with a 95% interval by the state that holds or lacks the promise.
    """
    told = list(map(spread, edge_estimates()))
    columns = {"is challenged": told[::2], "begins disputes itself": told[1::2]}
    return pd.DataFrame(columns, index=pd.Index(APART, name="the state that somebody promised to defend"))


def other_benefits() -> pd.DataFrame:
    """Five further benefits: what is compared, in which unit, and what was found, with a 95% interval and its kind."""
    proofs = {
        "joint operations (C06.1)": (allied_before_evidence(), "wars won: coalitions with an earlier alliance minus others", "% points", "two Wilson's"),
        "goodwill (C06.7)": (quarrels_evidence(), "disputes of signers: after minus before", "per 1,000 years", "by both states"),
        "joint efforts (C06.7)": (joint_effort_evidence(), "troops to Afghanistan: signers over others", "odds ratio", "by state"),
        "calm regions (C06.8)": (calm_evidence(), "mutual defence pacts and war at home, over time", "rank correlation", "t over regions"),
        "closer ties (C06.9)": (closer_ties_evidence(), "train as a pair: signers minus like pairs, beyond the earlier pace", "% points", "by both states"),
    }  # fmt: skip
    rows = [
        (name, compared, unit, f"{e.estimate:.2g} [{e.low:.2g}, {e.high:.2g}]".replace("-", "−"), kind, f"{e.benchmark:g}")
        for name, (e, compared, unit, kind) in proofs.items()
    ]  # fmt: skip
    columns = ["benefit", "compared", "unit", "found [95%]", "interval", "no effect"]
    return pd.DataFrame(rows, columns=columns).set_index("benefit")


@cache
def kept_by_war(early: bool, obligation: str = "all") -> tuple[models.Estimate, int]:
    """Per cent of the promises called on in war that were kept, n wars, with whole wars drawn anew; and how many promises.

    Promises in one war go together: 39 of the 92 early ones belong to the Second World War. From few wars no interval.
    """
    rows = load("alliance_commitments")
    rows = rows[rows["outcome_llm"].isin(["honoured", "violated"]) & (rows["before_1945"] == early)]
    rows = rows if obligation == "all" else rows[rows[obligation]]
    rows, wars = rows.assign(kept=rows["outcome_llm"] == "honoured"), rows["iwd_war_id"].nunique()
    if wars < FEW_WARS:
        return models.Estimate(100 * rows["kept"].mean(), math.nan, math.nan, wars), len(rows)
    drawn = rows[["iwd_war_id", "kept"]]  # a thousand copies of two columns, not of all
    return models.block_bootstrap(drawn, lambda some: 100 * some["kept"].mean(), "iwd_war_id", n=1000), len(rows)


def called_in_one_war() -> int:
    """Promises that the Second World War, before 1945, called on."""
    rows = load("alliance_commitments").query("before_1945 and outcome_llm in ['honoured', 'violated']")
    return int(rows["iwd_war_id"].value_counts().iloc[0])


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
def wave_changes(wave: int) -> pd.DataFrame:
    """States of one NATO wave and five neutrals: log change of military spending over GDP × 100, and joined (yes or no).

    From the six years before joining to the ten from it on.
    """
    table = load("military_burden_long").query("share_gdp > 0")
    entered = load("nato_members").query("start == @wave", local_dict={"wave": wave})["state_id"]
    rows = table[table["state_id"].isin([*entered, *NEUTRALS])]
    before, after = (
        rows[rows["year"].between(*span)].groupby("state_id")["share_gdp"].mean()
        for span in ((wave - 6, wave - 1), (wave, wave + 9))
    )
    change = 100 * np.log(after / before)
    return pd.DataFrame({"change": change, "joined": change.index.isin(entered)})


def percent(log_points: float) -> float:
    """Log points × 100 as per cent."""
    return 100 * math.expm1(log_points / 100)


@cache
def spending_of_joiners(waves: tuple[int, ...] = (1999, 2004), seed: int = 1, draws: int = 4000) -> models.Estimate:
    """How much more the share of GDP spent on arms changed in states that joined NATO than in five neutrals, per cent; n joiners.

    Mean over the joiners of all waves, each against the neutrals of its window. Interval: all shifts that a permutation of
    'joined' within each wave does not reject at 5 per cent, two-sided.
    """
    random, tables = np.random.default_rng(seed), [wave_changes(wave) for wave in waves]
    count = sum(int(table["joined"].sum()) for table in tables)

    def weights(joined: np.ndarray) -> np.ndarray:
        return (joined / joined.sum(-1, keepdims=True) - ~joined / (~joined).sum(-1, keepdims=True)) * joined.sum(-1, keepdims=True) / count  # fmt: skip

    value, drawn, slope = 0.0, np.zeros(draws), np.zeros(draws)
    for table in tables:
        joined, change = table["joined"].to_numpy(), table["change"].to_numpy()
        shuffled = weights(random.permuted(np.tile(joined, (draws, 1)), axis=1))
        value += float(weights(joined) @ change)
        drawn, slope = drawn + shuffled @ change, slope + shuffled @ joined
    shifts = value + np.linspace(-150, 150, 1201)
    kept = [d for d in shifts if (np.abs(drawn - d * slope) >= abs(value - d) - 1e-9).mean() > 0.05]
    return models.Estimate(percent(value), percent(min(kept)), percent(max(kept)), count)


@cache
def arms_estimates() -> pd.DataFrame:
    """Four comparisons of arms before and after joining, in per cent relative to states that did not join.

    Intervals: t over states for first promises, permutations for the waves of NATO.
    """
    net = first_pacts().set_index("year")["net"]
    soldiers = [models.mean(100 * net), models.mean(100 * net[net.index >= 1946])]
    rows = [
        (f"soldiers: {when}, {e.n} states", *map(percent, (e.value, e.low, e.high)))
        for when, e in zip(("first promise", "since 1946"), soldiers, strict=True)
    ]
    for wave in (1999, 2004):
        e = spending_of_joiners((wave,))
        rows.append((f"money: NATO {wave}, {e.n} states", e.value, e.low, e.high))
    return pd.DataFrame(rows, columns=["label", "estimate", "low", "high"])


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
        for region in sorted(set(present)):
            members = set(present.index[present == region])
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
def coalition_wars() -> pd.DataFrame:
    """The decided wars of several states against one: won, weight as in `decided_wars`, and allied, any two of the several in the year before."""
    wars, table = decided_wars().query("coalition"), load("interstate_wars").query("spell == 1")
    rows = []
    for war_id, year in zip(wars["war_id"], wars["year"], strict=True):
        fought = table[table["war_id"] == war_id]
        several = max((set(part["state_id"]) for _, part in fought.groupby("side")), key=len)
        rows.append(not allied_pairs(year - 1).isdisjoint(combinations(sorted(several), 2)))
    return wars.assign(allied=rows)


def newcombe(won1: int, n1: int, won0: int, n0: int) -> models.Estimate:
    """Difference of two shares in percentage points, with the interval of Newcombe (1998) from two Wilson intervals."""
    one, other = models.proportion(won1, n1), models.proportion(won0, n0)
    value = one.value - other.value
    low = value - math.hypot(one.value - one.low, other.high - other.value)
    high = value + math.hypot(one.high - one.value, other.value - other.low)
    return models.Estimate(100 * value, 100 * low, 100 * high, n1 + n0)


def difference(wars: pd.DataFrame, column: str) -> models.Estimate:
    """Share of wars won where a column says yes minus where it says no, percentage points (`newcombe`)."""
    counts = wars.groupby(column)["won"].agg(["sum", "size"]).astype(int)
    return newcombe(*counts.loc[True], *counts.loc[False])


def at_like_weight(wars: pd.DataFrame, column: str) -> pd.Series:
    """Odds of winning where a column says yes over no, log weight held constant: a row of `models.logit`."""
    table = wars.reset_index(drop=True).astype({column: float, "won": float})
    return models.logit(table.assign(weight=np.log(table["weight"])), "won", [column, "weight"]).iloc[1]


@cache
def calm_by_region(world: bool = False) -> pd.Series:
    """Rank correlation over time of pact density and conflict at home, by region; world: the mean of all regions taken out of each step.

    A region whose density never changes has none.
    """
    table = regions().copy()
    if world:
        table[["pacts", "conflict"]] -= table.groupby("period")[["pacts", "conflict"]].transform("mean")
    moving = {name: rows for name, rows in table.groupby("region") if rows["pacts"].max() > rows["pacts"].min()}
    return pd.Series(
        {name: models.rank_correlation(rows["pacts"], rows["conflict"]).value for name, rows in moving.items()}
    )


@cache
def first_agreements() -> pd.Series:
    """Year of each pair's first signed defence agreement, 1980–2010, indexed by the two states."""
    return signed_agreements().groupby(["state_id_1", "state_id_2"])["start"].min()


@cache
def quarrels() -> pd.DataFrame:
    """Disputes a year between two states that came to sign an agreement, × 1,000: earlier, before and after (five years each).

    Earlier is 10 to 6 years before the signing, before 5 to 1, after 1 to 5. Pairs of neighbours or with a great power that
    were in the table through all fifteen years. change: after − before; placebo: before − earlier.
    """
    runs, (row, year, begun) = load("dispute_pairs"), dispute_years()
    ends = np.sort(runs[["initiator_id", "target_id"]].to_numpy(), axis=1)[row]
    table = pd.DataFrame({"state_id_1": ends[:, 0], "state_id_2": ends[:, 1], "year": year, "onsets": begun})
    signed = first_agreements().rename("signed").reset_index()
    table = table[table["year"] >= 1970].merge(signed)
    table = table.groupby(["state_id_1", "state_id_2", "year", "signed"], as_index=False)["onsets"].sum()
    found = {}
    for name, first in (("earlier", -10), ("before", -5), ("after", 1)):
        rows = table[(table["year"] - table["signed"]).between(first, first + 4)]
        sums = rows.groupby(["state_id_1", "state_id_2"])["onsets"].agg(["sum", "size"])
        found[name] = 1000 * sums.loc[sums["size"] == 5, "sum"] / 5
    out = pd.DataFrame(found).dropna().reset_index()
    return out.assign(change=out["after"] - out["before"], placebo=out["before"] - out["earlier"])


@cache
def training_after_signing() -> pd.DataFrame:
    """Pairs with a first agreement in 1991–2005: did they hold an exercise of just the two, before and after, beside like pairs.

    Percentage points. net: change of the share from the five years before the signing to the five after, minus that of pairs
    without an agreement until then, alike in region (one or two) and in how many partners both have; placebo: the same from
    the five years before those; beyond: net − placebo. Pairs with fewer than 20 like ones are left out.
    """
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"].sort_index()
    names, size = region.index.to_numpy(), len(region)
    held, signed = np.zeros((32, size, size), bool), np.full((size, size), 9999)
    exercises, agreements = load("exercise_pairs").query("bilateral > 0"), first_agreements().reset_index()
    one, other = (names.searchsorted(exercises[key]) for key in ("state_id_1", "state_id_2"))
    held[exercises["year"] - 1980, one, other] = True
    signed[names.searchsorted(agreements["state_id_1"]), names.searchsorted(agreements["state_id_2"])] = agreements["start"]  # fmt: skip
    i, j = np.triu_indices(size, 1)
    same, when, rows = (region.to_numpy()[i] == region.to_numpy()[j]), signed[i, j], []
    for year in range(1991, 2006):
        present = np.isin(names, list(states_in(year - 5) & states_in(year + 5)))
        partners = np.log1p(((signed < year) | (signed < year).T).sum(axis=1))
        like = np.floor(2 * (partners[i] + partners[j])).astype(np.intp) * 2 + same
        earlier, before, after = (
            held[year + first - 1980 : year + first + 5 - 1980].any(axis=0)[i, j].astype(int) for first in (-10, -5, 1)
        )
        here = present[i] & present[j]
        free, now = here & (when > year + 5), here & (when == year)
        count = np.bincount(like[free], minlength=like.max() + 1)
        now &= count[like] >= 20
        columns = {"state_id_1": names[i[now]], "state_id_2": names[j[now]], "start": year}
        for name, change in (("net", after - before), ("placebo", before - earlier)):
            mean = np.bincount(like[free], change[free], like.max() + 1)[like[now]] / count[like[now]]
            columns[name] = 100 * (change[now] - mean)
        rows.append(pd.DataFrame(columns).eval("beyond = net - placebo"))
    return pd.concat(rows, ignore_index=True)


@cache
def senders() -> pd.DataFrame:
    """States outside NATO in 2001: agreed, a defence agreement with the United States by 2000; sent, in ISAF in November 2010 (0/1).

    power: log CINC; europe: in Europe and Central Asia; allied: an alliance with the United States; joined: in NATO by 2010.
    """
    texts = signed_agreements().query("start <= 2000 and state_id_1 == 2")
    sent = set(load("contingents").query("operation == 'ISAF' and date == '2010-11-15'")["state_id"])
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    power, pacts = load("capabilities", 2001).set_index("state_id")["cinc"], allied_pairs(2001)
    outside = sorted((states_in(2001) & set(power.index)) - nato_members(2001) - {2, AFGHANISTAN})
    rows = [
        (n, n in set(texts["state_id_2"]), n in sent, math.log(power[n] + 1e-7), region[n] == "Europe and Central Asia", (2, n) in pacts, n in nato_members(2010))
        for n in outside
    ]  # fmt: skip
    columns = ["state_id", "agreed", "sent", "power", "europe", "allied", "joined"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], float))


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
    """What a ratio with its interval says; without one, nothing."""
    if np.isnan(row["low"]):
        return "no interval (a table of sums)"
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
    box(ax, 50, 79, "distance, power,\ndemocracy, period", TEAL, 25, 14)
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
        "Causal graph with 6 boxes. Distance, power, democracy and the period point to both pact and dispute, so they are held constant. Threat does too, "
        "unmeasured. Joint exercises and years of peace lie on paths that start at the pact, so controlling for them hides part of its effect."
    )
    return show(figure, alt)


@house_style()
def promises_figure() -> Picture:
    """Promises kept in war by obligation, before and after 1945."""
    figure, ax = new_figure(
        "In war, two in three promises were kept before 1945, one in five since",
        "Promises kept of those a war called on, per cent; 95% intervals: whole wars drawn anew; n promises",
        RELIABILITY,
    )
    figure.subplots_adjust(left=0.17, right=0.90)
    for row, obligation in enumerate(("all", *KEPT_OBLIGATIONS)):
        for early, shift, tone in ((True, -0.17, BLUE), (False, 0.17, ORANGE)):
            share, promises = kept_by_war(early, obligation)
            y = row + shift
            ax.plot([share.low, share.high], [y, y], color=tone, linewidth=2)
            ax.plot([share.value], [y], "o", color=tone, markersize=7, clip_on=False)
            if math.isnan(share.low):
                side = {"ha": "right", "xytext": (-9, 0)} if share.value > 60 else {"ha": "left", "xytext": (9, 0)}
                ax.annotate(f"{share.n} wars, too few", (share.value, y), textcoords="offset points", fontsize=8.5, color=tone, va="center", **side)  # fmt: skip
            ax.text(102, y, f"n = {promises}", fontsize=8.5, color=tone, va="center")
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
    told = {
        (early, kind): f"{found.value:.0f} ({found.low:.0f} to {found.high:.0f})"
        for early in (True, False)
        for kind in ("all", "defence")
        for found in (kept_by_war(early, kind)[0],)
    }
    alt = (
        f"Dots for five groups of promises, with 95% intervals by war. All promises: {told[True, 'all']} per cent kept before 1945, {told[False, 'all']} since. "
        f"Defence promises fell from {told[True, 'defence']} to {told[False, 'defence']}; after 1945 hardly any promise of offence or neutrality was called on, so these have no interval."
    )
    return show(figure, alt)


@house_style()
def arms_figure() -> Picture:
    """Four comparisons of arms before and after joining: soldiers per head, and money over output."""
    table = arms_estimates()
    figure, ax = new_figure(
        "Arms after joining: neither a clear cut nor a clear rise",
        "Change against states that did not join, per cent, 95% intervals (t over states; permutations for NATO)",
        "COW NMC 7.0 and ATOP 5.1 (soldiers per head); Our World in Data and SIPRI (share of GDP), to 2016",
        size="pair",
    )
    figure.subplots_adjust(left=0.33, right=0.80)
    forest(ax, table, reference=0, log=False, fmt="{:+.0f}")
    ax.set(xlim=(-60, 90), ylim=(3.5, -0.8))
    ax.text(-58, -0.5, "fewer arms", fontsize=9, color=GREY)
    ax.text(88, -0.5, "more arms", fontsize=9, color=GREY, ha="right")
    clear = ((table["low"] > 0) | (table["high"] < 0)).sum()
    alt = (
        f"Forest of four estimates around zero: {', '.join(f'{r.label} {r.estimate:+.0f} per cent' for r in table.itertuples())}. "
        f"{(table['estimate'] > 0).sum()} of the 4 lie above zero, {clear} with their whole interval on one side."
    )
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "06.look",
        "Take the years 1946–2010. Some states had a promise of defence from an outsider, some had none. Did the protected see fewer militarised disputes (a threat, display or use of force) begin against them, year for year? "
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
            {"controls": "+ distance"},
            "One control, and the interval reaches one.",
        ),
        "Periods apart": (
            {"controls": "+ period"},
            "Calm and stormy years are no longer mixed: lower again, and still not clear of one.",
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
    questions = {
        "Pick 1946–1990. Which row is clear of one, and would you rest a case on it?": "Only years of peace: 1.43<!--= peace_cold_war --> [1.06<!--= peace_cold_war_low -->, 1.92<!--= peace_cold_war_high -->], more disputes with a pact. But that is the bad control: if pacts do keep the peace, it hides part of their work. All other rows of that era hold one.",
        "Read *no control* for 1919–1938, for the world wars (1914–18, 1939–45), and for both at once, 1914–1945. What is odd?": "It is 0.69<!--= odds_between -->, 1.19<!--= odds_wars -->, and together 1.35<!--= odds_both -->: the whole lies above both parts (Simpson's paradox). In the stormy years more targets held a promise, so the pool sets storms with one beside calm years without. *+ period* compares within each period: 1.03<!--= period_both -->. Over all years it finds 0.85<!--= like_whole -->, and no era alone is clear of one: 0.60<!--= like_early --> up to 1913, 0.75<!--= like_between --> in 1919–38, 1.13<!--= like_wars --> in the world wars, 1.07<!--= like_cold_war --> in the Cold War, 0.82<!--= like_since --> since.",
        "Take *neighbours*, 1816–1944. Do the controls dissolve the ratio? And the same pair?": "Hardly: among neighbours every ratio lies below one, most with their whole interval. With itself, in one period, a pair shows no clear difference. You could publish either story.",
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
            "Odds of a dispute, target with a promise over without (last row: rates); 95% interval by target",
            DISPUTES,
        )
        figure.subplots_adjust(left=0.235, right=0.79)
        ax.set(xlim=(-3.4, 2), ylim=(6.6, -1.0))  # a log axis by hand: drawing one costs a third of a step
        ax.set_xticks([-3, -2, -1, 0, 1, 2], ["0.125", "0.25", "0.5", "1", "2", "4"])
        ax.axvline(0, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
        ax.text(-0.05, -0.75, "fewer disputes  ◂", ha="right", fontsize=9, color=GREY, va="center")
        ax.text(0.05, -0.75, "▸  more disputes", fontsize=9, color=GREY, va="center")
        ax.grid(False, axis="y")
        ax.set_yticks(range(len(STEPS)), STEPS)
        ax.tick_params(axis="y", colors=INK)
        self.rows = []
        for y in range(len(STEPS)):
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
            dot.set_markerfacecolor("white" if row.Index == STEPS[FAIR + 1] else tone)
            dot.set_markeredgecolor(tone)
            bounds = f" [{row.low:.2f}, {row.high:.2f}]" if np.isfinite(row.low) else ", no interval"
            text.set(text=f"{row.estimate:.2f}{bounds}" if known else "not in the table",
                     color=ORANGE if row.Index == pick else INK if known else GREY)  # fmt: skip

    def headline(self, result):
        row, pick = result["table"].loc[result["pick"]], result["pick"].removesuffix(" and period")
        where = result["sample"].split(" (")[0].capitalize()
        return f"{where}, {result['era']}, {pick}: {row['estimate']:.2f}, {side(row).removesuffix(' with a pact')}"

    def describe(self, result):
        table, pick = result["table"], result["pick"]
        row, known = table.loc[pick], table.dropna()
        low, high = known["estimate"].min(), known["estimate"].max()
        ranges = f" The seven rows run from {low:.2f} to {high:.2f}." if len(known) > 1 else ""
        lost = f" '{result['asked']}' needs columns that exist for relevant pairs only, so the raw ratio is shown." if result["asked"] != pick else ""  # fmt: skip
        bounds = f", interval {row['low']:.2f} to {row['high']:.2f}" if np.isfinite(row["low"]) else ""
        return (
            f"{result['sample'].capitalize()}, {result['era']}, your row '{pick}': ratio {row['estimate']:.2f}{bounds}: "
            f"{side(row)}.{ranges}{lost} A comparison, not an effect."
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
    questions = {
        "Set coordination to its maximum. How many partners pay now?": "Two, for a small saving. From four on joint buying is dearer than going alone.",
        "Reset. Set the cost after doubling to its maximum: nobody learns. Does joint buying still pay?": "A little, for two or three partners: development is still shared.",
        "Reset. Set development to zero. Who needs partners for a cheap, mature product?": "Nobody: learning alone does not pay for the meetings. Buy from stock.",
    }
    parts = {"development": BLUE, "production": SKY, "coordination": ORANGE}
    controls = {
        "units": number("Units each", 10, 300, 60, 10),
        "learning": amount("Cost after doubling %", 75, 100, 90, 1),
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
        self.ax, partners = ax, range(1, 13)
        self.bars = {name: ax.bar(partners, [0] * 12, color=tone, width=0.74) for name, tone in self.parts.items()}
        ax.plot((0.4, 12.45), (100, 100), color=INK, linewidth=1, linestyle=(0, (4, 3)))
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
        top = max(165.0, result["total"].max() * 1.08)
        self.ax.set_ylim(0, top)
        for name, container in self.bars.items():
            heights = result[name].to_numpy()
            for bar, y, height in zip(container, floor, heights, strict=True):
                bar.set(y=y, height=height)
            self.labels[name].set_y(floor[-1] + heights[-1] / 2)
            self.labels[name].set_text(name if heights[-1] > 4 else "")
            floor = floor + heights
        for n, (text, total) in enumerate(zip(self.totals, result["total"], strict=True), 1):
            text.set(text=f"{total:.0f}", y=total + 0.009 * top, fontweight="bold" if n == best else "normal",
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


STANCES = {"firm": "stand firmly behind it", "cool": "hold back and stay vague"}
FEARS = {  # slot → key → text; the first key of each is what firmness brings
    "Its fear of being left alone": {"falls": "falls", "grows": "grows"},
    "your risk of being dragged in": {"more": "grows", "less": "falls"},
    "A neighbour bent on attack is": {"deterred": "held off", "tempted": "tempted"},
    "and one that is only afraid is": {"alarmed": "alarmed", "eased": "put at ease"},
}


def both_fears(stance: str) -> dict[str, str]:
    """Firmness calms the ally and deters the attacker, and it draws you in and alarms the fearful; coolness does the reverse."""
    place = 0 if stance == "firm" else 1
    return {slot: list(keys)[place] for slot, keys in FEARS.items()}


def _fears(stance: str, *turned: int) -> tuple[str, ...]:
    """The right answer with some of its slots turned round."""
    other = both_fears("cool" if stance == "firm" else "firm")
    right = both_fears(stance)
    return tuple((other if place in turned else right)[slot] for place, slot in enumerate(FEARS))


def flaw_of_flights() -> str:
    """Empty flights fell by two fifths; cost per load follows all flights, and of those 87 instead of 78 in 100 were loaded."""
    return "part"


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


def both_stories() -> str:
    """Targets in calm pairs hold more promises, so pairs with one look quiet; they get them in tense years, so those look worse."""
    return "tense-years"


RETIRED = ("06.1", "06.2", "06.3", "06.4", "06.5", "06.6", "06.13")
EXERCISES = [
    Exercise(
        id="06.14",
        title="Two fears",
        prompt=lambda stance: (
            f"An ally quarrels with its neighbour, and you {STANCES[stance]}. Follow Snyder's reasoning to its end: what becomes of the ally's fear, of your risk, and of two kinds of neighbour?"
        ),
        kind="rule",
        level="apply",
        solution=both_fears,
        meaning="No stance wins four times. Which way a promise works depends on who reads it: an attacker who counts soldiers, or a neighbour who is afraid of you. From outside the two look alike.",
        hints=(
            "Take the ally first, then yourself: what eases the one worries the other.",
            "The neighbour sees one thing only, your stance. What does it tell one who wants to attack, and what one who fears attack?",
        ),
        mistakes=(
            Mistake(
                lambda stance: _fears(stance, 0, 1, 2, 3),
                "All four are turned round: that is what the opposite stance would bring.",
            ),
            Mistake(
                lambda stance: _fears(stance, 3),
                "You treat both neighbours alike. The same stance that one of them reads as a warning, the other reads as a threat, or as relief.",
            ),
            Mistake(
                lambda stance: _fears(stance, 2),
                "You treat both neighbours alike. Ask what somebody bent on attack makes of your stance.",
            ),
            Mistake(
                lambda stance: _fears(stance, 1),
                "What makes the ally feel safer ties you closer to its quarrel, and the reverse.",
            ),
            Mistake(
                lambda stance: _fears(stance, 0),
                "Think of the ally: would this stance let it sleep better?",
            ),
        ),
        options=FEARS,
        variants=({"stance": "firm"}, {"stance": "cool"}),
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
        id="06.16",
        title="Two comparisons, one story",
        prompt="For 1816–1913 two comparisons clash. Across pairs, without controls, disputes are rarer where the target has a pact. Inside one and the same pair, they look more frequent in its years with a pact (1.52<!--= same_pair_early --> times, though the interval reaches below one). Take both at face value: which story would produce them?",
        kind="choice",
        level="evaluate",
        solution=both_stories,
        meaning="An outsider makes the promise, the pair signs nothing. Which targets hold one, and in which years they get it, are two selections, and they pull apart. Kenwick and Vasquez look at the years around the signing, Leeds and Johnson at the pairs; neither number is an effect by itself.",
        hints=(
            "Take the stories one by one. What would each make of the first comparison, what of the second?",
            "Ask of each story: which targets hold an outsider's promise, and in which years do they get it?",
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
                "Then both would lie near one. The second may, by its interval; the first does not.",
            ),
        ),
        options={
            "all-deter": "Promises deter whoever may challenge the target, and in all pairs alike",
            "all-provoke": "Promises provoke whoever may challenge the target, in all pairs alike",
            "tense-years": "Targets in calm pairs hold promises most often, and get them in tense years",
            "by-lot": "Promises fall to targets as if by lot, and change nothing in any pair",
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
        id="06.15",
        title="A headline from the hangar",
        prompt="A headline: 'Sharing aircraft cuts the cost of air transport by two fifths: empty flights down from 22 to 13 in a hundred'. Both shares are those that a partner's ministry gave.<!--@AviationWeekEatc--> What is the flaw?",
        kind="choice",
        level="evaluate",
        solution=flaw_of_flights,
        meaning="Empty flights fell by two fifths. But count the flights that carry something: about a ninth more than before, for the same flying. A large change of a small part is a small change of the whole.",
        hints=(
            "Two fifths of what?",
            "Count what a hundred flights carry, before and after.",
        ),
        mistakes=(
            Mistake(
                lambda: "rounding",
                "Nine of twenty-two are two fifths, near enough. The sum is right; see what it is a sum of.",
            ),
            Mistake(
                lambda: "sample",
                "It is a count of one year's flights, and no sample is said to have been drawn. Doubt the ministry, if you like, for another reason.",
            ),
            Mistake(
                lambda: "seats",
                "A fuller aircraft costs hardly more to fly than an empty one. That would not undo the saving.",
            ),
        ),
        options={
            "rounding": "from 22 to 13 is far from a fall by two fifths",
            "part": "a part fell by two fifths, and not the whole",
            "sample": "two shares need an interval before they are compared",
            "seats": "full aircraft burn more fuel, which eats the saving",
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
]
REFLECTIONS = [
    Reflection(
        "06.7",
        "Brief a minister",
        "A minister asks: 'If we sign, will we be attacked less?' Answer in two to five sentences with one number, one limit and no slogan.",
        "Where somebody has promised to defend the target, disputes are about a quarter rarer (neighbours and great powers, 1816 to 2010), but among pairs alike in distance, power, regime and period the gap is smaller and no longer clear, and the "
        "same pair shows no clear fall in its years with a pact. So I would say: a pact may deter this neighbour, the averages cannot promise it, and I would want to know who reads our promise, "
        "whether we would be seen to keep it, and into whose quarrel it may draw us.",
        (
            "which comparison stands behind the number you quote",
            "one thing that was held constant and one that could not be",
            "a sentence on what the finding does not show",
            "the threatened sign more pacts: reverse causation",
        ),
    )
]


# Evidence.


def allied_before_evidence() -> Evidence2:
    """Wars won by coalitions with an alliance of any kind among them the year before minus by those without, coalitions heavier than their opponent."""
    wars = coalition_wars()
    heavier = wars[wars["weight"] > 1]
    found, every = difference(heavier, "allied"), difference(wars, "allied")
    won = heavier.groupby("allied")["won"].agg(["sum", "size"]).astype(int)
    fit = at_like_weight(heavier, "allied")
    lost = heavier.query("allied and not won")["war_id"]
    return Evidence2(
        finding=f"Of {len(heavier)} coalitions heavier than their opponent those with an alliance among them the year before won {won.loc[True, 'sum']} of {won.loc[True, 'size']}, those without {won.loc[False, 'sum']} of {won.loc[False, 'size']}; at like weight the odds are {fit['odds_ratio']:.2f} [{fit['low']:.2f}, {fit['high']:.1f}; of a plain logit] times as high; {lost.isin(ARAB_ISRAELI).sum()} of the {len(lost)} losses of the allied are one conflict, that of the Arab states with Israel; over all {len(wars)} wars the gap is {every.value:.0f} points".replace("-", "−"),
        data="few cases",
        rivals=("command decides, not the alliance", "one tied pair makes a coalition allied", "allies may take on harder wars", "winning is not working together"),
        rung=1,
        **measured(found),
        interval="Wilson",
        unit="percentage points",
        n=found.n,
        n_unit="decided wars of several states against a lighter one",
        benchmark=0,
        why_benchmark="allied before or not, coalitions win as often",
        expects="above",
    )  # fmt: skip


def better_together() -> tuple[Part, ...]:
    """The ability to work together, on which only works speak, and what joint operations then achieve."""
    return (
        Part("the ability to operate together", None, works("C06.1", "Gannon2025", "Atkinson2014", "PerninEtAl2019")),
        Part("more effective joint operations, seen in wars won", allied_before_evidence(), works("C06.1", "Schmitt2018", "Wolford2015", "Morey2020", "Weitsman2014")),
    )  # fmt: skip


def coalition_or_alone_evidence() -> Evidence2:
    """Wars won by the heavier side where it is a coalition minus where it is one state; n wars."""
    wars = decided_wars()
    heavier = wars[wars["weight"] > 1].reset_index(drop=True)
    found = difference(heavier, "coalition")
    won = heavier.groupby("coalition")["won"].agg(["sum", "size"]).astype(int)
    fit = at_like_weight(heavier, "coalition")
    return Evidence2(
        finding=f"Heavier coalitions won {won.loc[True, 'sum']} of {won.loc[True, 'size']} decided wars, heavier single states {won.loc[False, 'sum']} of {won.loc[False, 'size']}; at like weight the odds are {fit['odds_ratio']:.2f} [{fit['low']:.2f}, {fit['high']:.2f}; of a plain logit] times as high",
        data="few cases",
        rivals=("coalitions may form for the harder wars", "power on paper is not power on the field"),
        rung=1,
        **measured(found),
        interval="Wilson",
        unit="percentage points",
        n=found.n,
        n_unit="decided wars",
        benchmark=0,
        why_benchmark="a coalition wins as often as one heavier state",
        expects="above",
    )  # fmt: skip


def coalition_or_alone() -> tuple[Part, ...]:
    """The heavier side as a coalition or as one state."""
    return (Part("coalition against single state", coalition_or_alone_evidence()),)


def secrets() -> tuple[Part, ...]:
    """Works on the sharing of intelligence; whether threats were judged better stays closed to us."""
    return (
        Part("the capacity to share intelligence", None, works("C06.2")),
        Part("judging threats better and planning by it"),
    )


def saving_cases() -> Evidence2:
    """Two programmes of several states that cost less together than alone, each traced by its source."""
    cases = (
        Case("Belgium, France, Germany, Luxembourg and the Netherlands fly their transport aircraft under one command; by Belgium's count empty flights fell from 22 to 13 per cent in a year", "2012", "Aviation Week on figures of Belgium's ministry; course list P66", traced=True),
        Case("Britain's audit office finds that sharing the development of a weapon among states cuts each one's outlay on it by about a third, though building it in several places eats part of the gain", "2001-03", "National Audit Office 2001, reported by Flight International", traced=True),
    )  # fmt: skip
    return Evidence2(
        finding="Shared aircraft flew empty on 13% of flights instead of 22%; sharing development cut each partner's outlay on it by about a third, by an audit",
        data="full count",
        rivals=("one is a partner's own count", "the price of going alone is an estimate"),
        rung=None,
        cases=cases,
    )


def together_cases() -> Evidence2:
    """The first well-recorded agreement of two states on buying, on training and on research."""
    table, cases = signed_agreements().query("confidence == 'high'"), []
    for thing, kind in (("buying", "procurement"), ("training", "training"), ("research", "research")):
        row = table[(table["kind"] == kind) & table["sign_date"].notna()].sort_values("sign_date").iloc[0]
        who = " and ".join(state_name(row[key]) for key in ("state_id_1", "state_id_2"))
        cases.append(Case(f"{who} sign an agreement on {thing}", f"{row['sign_date']:%Y-%m-%d}", "DCAD (Kinne 2020)", thing))  # fmt: skip
    return Evidence2(
        finding=f"Signed agreements of two states, 1980–2010: {(table['kind'] == 'procurement').sum()} on procurement, {(table['kind'] == 'training').sum()} on training, {(table['kind'] == 'research').sum()} on research, counting only the best-recorded",
        data="full count",
        rivals=("a signed text need not be carried out",),
        rung=None,
        cases=tuple(cases),
    )


def scale_exists() -> tuple[Part, ...]:
    """That savings exist, and that states buy, train and do research together."""
    return (
        Part("a saving by doing things together", saving_cases(), works("C06.3", "KanniainenLehtonen2018", "DeVoreStai2019")),
        Part("buying, training and research together", together_cases(), kind="fact", things=("buying", "training", "research")),
    )  # fmt: skip


def spending_evidence(seed: int = 1) -> Evidence2:
    """Share of GDP spent on arms around joining NATO in 1999 and 2004, beside five European neutrals; permuted within waves."""
    found = spending_of_joiners(seed=seed)
    waves = [spending_of_joiners((wave,), seed=seed) for wave in (1999, 2004)]
    return Evidence2(
        finding=f"The share of output that ten joiners of NATO spent on arms changed by {found.value:+.0f}% beside that of five neutrals, who cut (1999: {waves[0].value:+.0f}%, 2004: {waves[1].value:+.0f}%)",
        data="few treated units",
        rivals=("the threatened join and arm", "NATO asks its members to spend", "output grew, and shares with it fell"),
        rung=1,
        **measured(found),
        interval="permutation",
        by="state, within each wave",
        unit="% change of spending over GDP",
        n=found.n + len(NEUTRALS),
        n_unit="states, ten of them joiners",
        benchmark=0,
        why_benchmark="joiners and neutrals change alike",
        expects="below",
    )  # fmt: skip


def saving_on_average(seed: int = 1) -> tuple[Part, ...]:
    """Joint programmes on average, on which we have works only, and what allies spend in total."""
    return (
        Part("joint programmes", None, works("C06.3", "DeVore2011")),
        Part(
            "what allies spend in total",
            spending_evidence(seed),
            works("C06.3", "DiGiuseppePoast2018", "Lake2009", "GeorgeSandler2018", "AlleyFuhrmann2021", "Alley2021", "CooleyNexon2022", "Morrow1993"),
        ),
    )  # fmt: skip


def inventions() -> tuple[Part, ...]:
    """A work on knowledge that crosses borders; no rate of joint work that brought new technology."""
    return (Part("new technology from joint work", None, works("C06.5")),)


def inventions_compared() -> tuple[Part, ...]:
    """Nothing of ours, and no work seen."""
    return (Part("new technology from joint and from national programmes"),)


def three_uses() -> tuple[Part, ...]:
    """The Gambia for a crisis met together; works with a comparison for easing and for deterring."""
    case = Case("West African troops enter The Gambia and halt, and the president who had lost the election leaves", "2017-01-19", "Hartmann 2017; course list P59; timeline", "coping", traced=True)  # fmt: skip
    proof = Evidence2(
        finding="In The Gambia in 2017 neighbours together ended a crisis without a battle",
        data="full count",
        rivals=("pressure at home counted too",),
        rung=None,
        cases=(case,),
    )
    return (
        Part("coping", proof, works("C06.6", "Beckley2015", thing="coping")),
        Part("easing tension", None, works("C06.6", "FangJohnsonLeeds2014", thing="easing tension")),
        Part("deterring", None, works("C06.6", "Leeds2003a", "JohnsonLeeds2011", "KuoBlankenship2022", "Schelling1966", thing="deterring")),
    )  # fmt: skip


def deterrence_evidence() -> Evidence2:
    """Odds ratio of a dispute onset with distance, power, democracy and period held constant, relevant pairs, 1816–2010; by target."""
    whole = "relevant pairs", "1816–2010"
    found = odds_ratio(*whole, FAIR)
    eras = ", ".join(f"{era} {spread(odds_ratio(whole[0], era, FAIR))}" for era in APART)
    return Evidence2(
        finding=f"Neighbours and great powers: with a promise to the target disputes begin {spread(odds_ratio(*whole, 0))} times as often; like pairs of one period, {spread(found)} ({eras}), and with all periods in one pot {spread(odds_ratio(*whole, FAIR - 1))}; the same pair in years of one period with and without, {spread(same_pair_ratio(*whole))}",
        data="panel",
        rivals=("the threatened seek pacts", "what a pact deterred leaves no record"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="target state",
        unit="times the odds of like pairs",
        n=found.n,
        n_unit="directed pair-years",
        benchmark=1,
        why_benchmark="a pact that does nothing leaves a pair like others of its distance, power, regimes and period",
        expects="below",
    )  # fmt: skip


def deterrence_on_average() -> tuple[Part, ...]:
    """Like pairs, and the works on both sides of the debate."""
    return (Part("being challenged", deterrence_evidence(), works("C06.6", "JohnsonLeeds2011", "LeedsJohnson2017", "KenwickVasquezPowers2015", "KenwickVasquez2017", "ColaresiThompson2005", "Benson2011", "Snyder1984")),)  # fmt: skip


def quarrels_evidence() -> Evidence2:
    """Disputes between two states, five years after their first defence agreement minus five before; the five before those as placebo."""
    pairs = quarrels()
    value, low, high = models.pair_mean(pairs, "change")
    means = pairs[["earlier", "before", "after"]].mean()
    return Evidence2(
        finding=f"{len(pairs)} pairs that signed a first agreement had {means['earlier']:.1f} disputes per 1,000 years long before, {means['before']:.1f} just before and {means['after']:.1f} after it: from {-100 * low / means['before']:.0f}% fewer to {100 * high / means['before']:.0f}% more would fit",
        data="before and after",
        rivals=("states may sign when relations are already mending", "few quarrels become disputes"),
        rung=2,
        estimate=value,
        low=low,
        high=high,
        interval="clustered",
        by="both states of the pair",
        unit="disputes per 1,000 pair-years",
        n=len(pairs),
        n_unit="neighbours or pairs with a great power",
        benchmark=0,
        why_benchmark="the two quarrel as often after the signing as before",
        expects="below",
        placebo=models.pair_mean(pairs, "placebo"),
    )  # fmt: skip


def joint_effort_evidence() -> Evidence2:
    """Troops in ISAF, 2010: states outside NATO in 2001 with an American agreement by 2000 against those without; odds, controls."""
    states, held = senders(), ["agreed", "power", "europe", "allied"]
    row, never = (
        models.logit(table, "sent", held, cluster="state_id").iloc[1]
        for table in (states, states.query("joined == 0").reset_index(drop=True))
    )
    counts = states.groupby("agreed")["sent"].agg(["sum", "size"]).astype(int)
    return Evidence2(
        finding=f"Of {counts.loc[1, 'size']} states outside NATO with an American agreement by 2000, {counts.loc[1, 'sum']} had troops in Afghanistan in 2010, of {counts.loc[0, 'size']} others {counts.loc[0, 'sum']}; like with like the odds are {row['odds_ratio']:.1f} times as high, and {never['odds_ratio']:.1f} [{never['low']:.1f}, {never['high']:.0f}] without those that had joined by then",
        data="panel",
        rivals=("those who lean to Washington sign and send", "who wants to join NATO sends"),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="state",
        unit="times the odds of like states",
        n=int(row["n"]),
        n_unit="states outside NATO in 2001",
        benchmark=1,
        why_benchmark="an agreement that leads to nothing leaves a state like others of its power, region and alliances",
        expects="above",
        scope="one operation, with the United States",
    )  # fmt: skip


def goodwill_parts() -> tuple[Part, ...]:
    """Goodwill, seen in quarrels that stay away, and joint efforts, seen in troops sent."""
    return (
        Part("trust and goodwill, seen in fewer disputes", quarrels_evidence(), works("C06.7", "AllenEtAl2020", "FlynnMachainStoyan2019", "MartinezMachain2021", "AllenEtAl2022")),
        Part("joint security efforts, seen in troops sent", joint_effort_evidence(), works("C06.7", "Scharpf2020")),
    )  # fmt: skip


def calm_evidence() -> Evidence2:
    """Mean over regions of the rank correlation over time of the density of mutual defence pacts and conflict at home, 1950–2018; t over regions."""
    alone, world = calm_by_region(), calm_by_region(world=True)
    found, other = models.mean(alone), models.mean(world)
    table = regions()
    across = models.rank_correlation(table["pacts"], table["conflict"]).value
    return Evidence2(
        finding=f"Over time mutual defence pacts and conflict at home go together with {found.value:.2f} on average of {found.n} regions (Latin America {alone['Latin America and Caribbean']:.2f}, Africa {alone['Sub-Saharan Africa']:.2f}); with the world's course taken out {other.value:.2f} [{other.low:.2f}, {other.high:.2f}] (Latin America {world['Latin America and Caribbean']:.2f}, Africa {world['Sub-Saharan Africa']:.2f}, Middle East {world['Middle East and North Africa']:.2f}, East Asia {world['East Asia and Pacific']:.2f}, with few such pacts); across regions {across:.2f}, a raw association".replace("-", "−"),
        data="panel",
        rivals=("conflict brings alliances", "wealth and rule of law bring both calm and alliances"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="region",
        unit="rank correlation inside a region",
        n=found.n,
        n_unit="regions whose defence pacts changed",
        benchmark=0,
        why_benchmark="a region is as calm with more defence pacts as with fewer",
        expects="below",
    )  # fmt: skip


def calmer_regions() -> tuple[Part, ...]:
    """Regions over time, and what works found on crises, clauses and single regions."""
    return (Part("calmer regions", calm_evidence(), works("C06.8")),)


def closer_ties_evidence() -> Evidence2:
    """Exercises of just the two, five years after a first agreement minus five before, less the change of like pairs, and less the pace before.

    Rung 1: signers had drawn closer in the five years before already; that pace is taken off, so that it is no placebo.
    """
    pairs = training_after_signing()
    value, low, high = models.pair_mean(pairs, "beyond")
    shares = {
        name: [models.Estimate(*models.pair_mean(rows, column), len(rows)) for column in ("net", "placebo", "beyond")]
        for name, rows in (
            ("all", pairs),
            ("of 1991–97", pairs.query("start < 1998")),
            ("since 1998", pairs.query("start >= 1998")),
            ("without American pairs", pairs.query("state_id_1 != 2")),
        )
    }
    net, earlier, _ = shares["all"]
    parts = ", ".join(f"{name} {spread(found[2], 1)}" for name, found in shares.items() if name != "all")
    return Evidence2(
        finding=f"After a first agreement the share of pairs that train alone rose by {spread(net, 1)} points more than in like pairs, in the five years before it by {spread(earlier, 1)} points more already: beyond that pace {value:.1f} [{low:.1f}, {high:.1f}] ({parts})".replace("-", "−"),
        data="before and after",
        rivals=("the two were growing closer already", "both may follow from a common threat", "an agreement may be signed so that one can train"),
        rung=1,
        estimate=value,
        low=low,
        high=high,
        interval="clustered",
        by="both states of the pair",
        unit="percentage points beyond like pairs and the earlier pace",
        n=len(pairs),
        n_unit="pairs with a first agreement, 1991–2005",
        benchmark=0,
        why_benchmark="signers change no more than before, beside pairs alike in region and partners",
        expects="above",
        scope="new ties from earlier ones; advantages are not measured",
    )  # fmt: skip


def stronger_ties() -> tuple[Part, ...]:
    """Whether ties breed ties; whether they do so by their advantages, nobody measured."""
    return (Part("closer ties", closer_ties_evidence(), works("C06.9")),)


# Claims.


ASKED = ["C06.1", "C06.3", "C06.6", "C06.7", "C06.8", "C06.9"]
CLAIMS = [
    Judgement(
        "C06.1",
        "contested",
        "Coalitions of earlier allies won no more often than others, nor did they at like strength. But the wars are few, three of the six they lost are one conflict, and one tied pair makes a whole coalition 'allied'. How well forces work together is in no table; works look to who leads and commands.",
        parts=better_together,
        ours="contested",
        ours_reason="Coalitions stronger than their enemy won about as often as single states that were. So few wars would hide a sizeable gain or loss.",
        ours_parts=coalition_or_alone,
    ),
    Judgement(
        "C06.2",
        "contested",
        "Cases and arguments on sharing only, and no comparison: distrust holds sharing back unless one side can check. Whether threats are judged better is secret, so that half stays open.",
        parts=secrets,
    ),
    Judgement(
        "C06.3",
        "supported",
        "A benefit that exists was claimed, and an audit and a partner's count show savings among states. How large they are on average was not claimed.",
        parts=scale_exists,
        ours="contested",
        ours_reason="On programmes there are case histories without a comparison. On total spending works disagree: some allies spend less, and a leading power more; our ten joiners did not clearly spend less.",
        ours_parts=saving_on_average,
    ),
    Judgement(
        "C06.5",
        "not testable here",
        "'Often' needs a rate, and we know of no open list of joint and national research with results. That it can happen, lesson 04 shows by a case; rich states may both invent and ally.",
        parts=inventions,
        ours="not testable here",
        ours_reason="No list of programmes with their cost and what came of them is open, and we saw no work that compares them.",
        ours_parts=inventions_compared,
    ),
    Judgement(
        "C06.6",
        "supported",
        "'Can' asks for one case or one class of cases each: The Gambia for coping, crises in which an ally advised its partner for easing, comparisons of many pairs for deterring.",
        parts=three_uses,
        ours="contested",
        ours_reason="Among like pairs of one period the gap is smaller than the raw one, 0.85<!--= like_whole -->, and its interval holds one, as in every era by itself: 0.60<!--= like_early --> up to 1913, 0.75<!--= like_between --> in 1919–38, 1.07<!--= like_cold_war --> in the Cold War, 0.82<!--= like_since --> since, 1.13<!--= like_wars --> in the world wars. States in danger seek pacts, which no control here takes out; and published works disagree.",
        ours_parts=deterrence_on_average,
    ),
    Judgement(
        "C06.7",
        "contested",
        "States with an American agreement sent troops far more often. But of quarrels between signers no change could be told: anything from 66%<!--= quarrels_fewer --> fewer to 97%<!--= quarrels_more --> more would fit. Surveys of hosts find goodwill from contact and harm from crime.",
        parts=goodwill_parts,
        terms={"collective security": "joint security"},
    ),
    Judgement(
        "C06.8",
        "contested",
        "That regions with more defence pacts are calmer is a raw association. Inside a region over time, the world's course taken out, no common pattern is left: −0.41<!--= calm_mideast --> in the Middle East, −0.22<!--= calm_latin --> in Latin America, 0.27<!--= calm_africa --> in Africa, and 0.79<!--= calm_east_asia --> in East Asia, where they are few. Cause may run either way.",
        parts=calmer_regions,
    ),
    Judgement(
        "C06.9",
        "contested",
        "Ties breed ties, models of networks find. Signers do go on to train together more than like pairs; but they had drawn closer before they signed, and beyond that pace our gap is no longer clear of none. Whether advantages are the reason, nobody measured.",
        parts=stronger_ties,
    ),
]


# Numbers.
NUMBERS = {
    "edges": lambda: len(edge_estimates()),
    "edges_clear": lambda: sum(not one.low <= 1 <= one.high for one in edge_estimates()),
    "raw_relevant": lambda: raw_ratio("relevant", (1946, 2010)),
    "raw_all": lambda: raw_ratio("all", (1946, 2010)),
    "raw_whole": lambda: raw_ratio("relevant", *ERAS["1816–2010"]),
    "odds_between": lambda: odds_ratio("relevant pairs", "1919–1938", 0).value,
    "odds_wars": lambda: odds_ratio("relevant pairs", "world wars", 0).value,
    "odds_both": lambda: odds_ratio("relevant pairs", "1914–1945", 0).value,
    "period_both": lambda: odds_ratio("relevant pairs", "1914–1945", FAIR).value,
    "same_pair_early": lambda: same_pair_ratio("relevant pairs", "1816–1913").value,
    "like_whole": lambda: odds_ratio("relevant pairs", "1816–2010", FAIR).value,
    "like_early": lambda: odds_ratio("relevant pairs", "1816–1913", FAIR).value,
    "like_between": lambda: odds_ratio("relevant pairs", "1919–1938", FAIR).value,
    "like_wars": lambda: odds_ratio("relevant pairs", "world wars", FAIR).value,
    "like_cold_war": lambda: odds_ratio("relevant pairs", "1946–1990", FAIR).value,
    "like_since": lambda: odds_ratio("relevant pairs", "1991–2010", FAIR).value,
    "quarrels_fewer": lambda: -100 * models.pair_mean(quarrels(), "change")[1] / quarrels()["before"].mean(),
    "quarrels_more": lambda: 100 * models.pair_mean(quarrels(), "change")[2] / quarrels()["before"].mean(),
    "calm_latin": lambda: calm_by_region(True)["Latin America and Caribbean"],
    "calm_africa": lambda: calm_by_region(True)["Sub-Saharan Africa"],
    "calm_mideast": lambda: calm_by_region(True)["Middle East and North Africa"],
    "calm_east_asia": lambda: calm_by_region(True)["East Asia and Pacific"],
    "peace_cold_war": lambda: odds_ratio("relevant pairs", "1946–1990", FAIR + 1).value,
    "peace_cold_war_low": lambda: odds_ratio("relevant pairs", "1946–1990", FAIR + 1).low,
    "peace_cold_war_high": lambda: odds_ratio("relevant pairs", "1946–1990", FAIR + 1).high,
    "called_early": lambda: kept_promises("llm", True).n,
    "called_late": lambda: kept_promises("llm", False).n,
    "called_one_war": lambda: called_in_one_war(),
    "kept_early": lambda: 100 * kept_promises("llm", True).value,
    "kept_late": lambda: 100 * kept_promises("llm", False).value,
    "world_true": lambda: bad_control_world().iloc[0, 0],
}
