"""Lesson 02, military diplomacy: its instruments, what they can be shown to do, and when a gesture can build trust."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache, partial
from itertools import combinations

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load
from helpers.explorer import Panel, amount, choice
from helpers.figures import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    PALE,
    SEQUENCE,
    TEAL,
    Picture,
    arrow,
    box,
    diagram,
    forest,
    house_style,
    new_figure,
    show,
)
from helpers.measures import (
    allied_pairs,
    defence_promises,
    pairs_by_treaty,
    signed_agreements,
    states_in,
    voting_change,
    voting_table,
)
from helpers.models import pair_mean
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

UN = "UN ideal points to 2023 (Bailey et al. 2017), MME 7 and DCAD 1.0 to 2010"
INSTRUMENTS = {
    "joint exercises": "MME 7 to 2010 (D'Orazio and Galambos 2021); press reports",
    "defence agreements": "DCAD 1.0, 1980–2010 (Kinne 2020); new agreements",
    "U.S. training places": "U.S. reports to 2020 (Security Force Monitor 2024); 2006 is missing",
}
KINDS = {
    "joint exercises": {
        "warfighting": "warfighting",
        "peacekeeping": "peacekeeping",
        "humanitarian": "humanitarian",
        "command_post": "staffs only",
    },
    "U.S. training places": {
        "imet_trainees": "education (IMET)",
        "peacekeeping_trainees": "peacekeeping",
        "counterdrug_trainees": "counter-drug",
        "regional_centres_trainees": "regional centres",
    },
}
NOTES = {
    ("joint exercises", "kind"): "; kinds overlap",
    ("defence agreements", "region"): "; both parties count",
    ("U.S. training places", "kind"): "; others not drawn",
}
REGIONS = {
    "Europe and Central Asia": "Europe, C. Asia",
    "East Asia and Pacific": "East Asia, Pacific",
    "Latin America and Caribbean": "Latin America",
    "Middle East and North Africa": "Mid. East, N. Africa",
    "North America": "North America",
    "South Asia": "South Asia",
    "Sub-Saharan Africa": "Sub-Saharan Africa",
}
# Ten promises of mutual defence, sorted by hand from their texts: does the text order action against a *member* that attacks?
TEXTS = pd.DataFrame(
    [
        ("Rio Treaty", 1947, "Articles 3 and 7", "any state, members named too", True),
        ("North Atlantic Treaty", 1949, "Article 5", "an attacker, no member named", False),
        ("Arab League joint defence", 1950, "Article 2", "an attacker, no member named", False),
        ("ANZUS", 1951, "Article IV", "an attacker, no member named", False),
        ("U.S.–South Korea", 1953, "Article III", "an attacker, no member named", False),
        ("Warsaw Pact", 1955, "Article 4", "an attacker, no member named", False),
        ("U.S.–Japan", 1960, "Article V", "an attacker, no member named", False),
        ("China–North Korea", 1961, "Article II", "an attacker, no member named", False),
        ("Collective Security Treaty", 1992, "Article 4", "an attacker, no member named", False),
        ("EU mutual assistance", 2007, "Article 42(7)", "an attacker, no member named", False),
    ],
    columns=["text", "year", "article", "aimed at", "binds against a member"],
).set_index("text")
# Ten acts, sorted by hand after the words of the document and of three works: takes in, leaves out, or does not say.
WORDINGS = pd.DataFrame(
    [
        ("visit of a warship", "in", "in", "in", "in"),
        ("course for foreign officers", "in", "in", "in", "in"),
        ("joint exercise", "in", "in", "in", "in"),
        ("attaché at an embassy", "in", "in", "in", "in"),
        ("gift of equipment", "in", "in", "not said", "not said"),
        ("hot line between staffs", "in", "not said", "not said", "not said"),
        ("show of force", "in", "out", "out", "out"),
        ("ultimatum", "in", "out", "out", "out"),
        ("blockade", "in", "out", "out", "out"),
        ("invasion", "in", "out", "out", "out"),
    ],
    columns=["act", "the document", "Cottey and Forster 2004", "Winger 2014", "Wolfley 2021"],
).set_index("act")
ZONES = {
    "trusted already": "No gesture needed: you trust already",
    "costs nothing": "Costs nothing, says nothing: every bluffer copies it",
    "too dear": "Too dear: even an honest partner keeps the money",
    "no price works": "No price works: what the honest can afford, a bluffer copies",
    "reassures": "The gesture reassures: only an honest partner would pay",
    "copied": "Too cheap: bluffers copy it, so it earns only some trust",
}
SKETCHED = {"−8": -8, "−4": -4, "0": 0, "+4": 4, "+8": 8}  # years from the first exercise, as a learner draws them
FOREIGN_FORCES = {780: "Indian troops in Sri Lanka, 1987–1990", 520: "UN and American troops in Somalia, 1992–1995", 93: "the UN's ONUCA, filed under Honduras, which disarmed the Contras in 1990"}  # fmt: skip
PRIZE = 1.5  # what a bluffer gains by being trusted; an honest partner's gain is 1


# Measures.


@cache
def first_ties(instrument: str) -> pd.DataFrame:
    """First recorded joint exercise or defence agreement of each pair of states: state_id_1, state_id_2, start."""
    keys = ["state_id_1", "state_id_2"]
    if instrument == "exercise":
        return load("exercise_pairs").rename(columns={"year": "start"}).groupby(keys, as_index=False)["start"].min()
    return signed_agreements().groupby(keys, as_index=False)["start"].min()


@cache
def drift(instrument: str, before: int, after: int, since: int = 1985) -> pd.DataFrame:
    """Change of UN voting distance around a pair's first tie since 1985, beside pairs as far apart that never had one."""
    found = voting_change(first_ties(instrument), before, after)
    return found[found["start"] >= since]


@cache
def approach(instrument: str) -> pd.DataFrame:
    """Mean net change of voting distance since eight years before the first tie, with its interval, by year from the tie."""
    rows = {-8: (0.0, 0.0, 0.0)}
    for year in range(-6, 9, 2):
        rows[year] = pair_mean(drift(instrument, -8, year), "net")
    return pd.DataFrame(rows, index=["net", "low", "high"]).T


def first_gap(first: int, last: int) -> tuple[float, float, float]:
    """Mean net voting distance, low and high, at the first exercise of pairs that began in these years."""
    table = drift("exercise", -8, 0)
    return pair_mean(table[table["start"].between(first, last)], "net")


@cache
def pace(instrument: str, year: int = 0) -> pd.DataFrame:
    """Each pair's net change in the three years before a year from its first tie and in the three after, and their difference.

    Matched once, eight years before the tie, as in `approach`, so that the picture and these numbers cannot disagree.
    """
    keys = ["state_id_1", "state_id_2"]
    table = drift(instrument, -8, year)[[*keys, "net"]]
    for when, other in (("earlier", year - 3), ("later", year + 3)):
        table = table.merge(drift(instrument, -8, other)[[*keys, "net"]], on=keys, suffixes=("", f"_{when}"))
    table = table.assign(before=table["net"] - table["net_earlier"], after=table["net_later"] - table["net"])
    return table.assign(change=table["after"] - table["before"])


def distance_by_ties(year: int = 2010) -> pd.DataFrame:
    """Mean UN voting distance of pairs of states by how many kinds of tie they have: pact, agreement, exercise in five years."""
    met, paper = load("exercise_pairs"), signed_agreements()
    met = met[met["year"].between(year - 4, year)]
    paper = paper[(paper["start"] <= year) & (paper["end"].isna() | (paper["end"] >= year))]
    held = [allied_pairs(year), *(set(zip(t["state_id_1"], t["state_id_2"], strict=True)) for t in (met, paper))]
    votes = voting_table().loc[year].dropna()
    rows = [
        (sum(pair in ties for ties in held), abs(votes[pair[0]] - votes[pair[1]]))
        for pair in combinations(votes.index, 2)
    ]
    table = pd.DataFrame(rows, columns=["kinds of tie", "distance"]).groupby("kinds of tie")["distance"]
    return table.agg(pairs="size", mean_distance="mean").round(2)


def slopes(
    panel: pd.DataFrame, outcome: str, causes: list[str], absorbed: tuple[str, ...] = ("state_id", "year")
) -> pd.DataFrame:
    """Slopes of outcome on several causes held constant against each other, what states and years have in common removed.

    panel: columns state_id, year and those named; absorbed: whose means are taken out. Returns slope, low, high by cause, 95%
    interval clustered by state. Not causal by itself: what moves both within a state stays in it.
    """
    rest = panel[[outcome, *causes]].astype(float)
    for _ in range(50 if len(absorbed) > 1 else 1):
        for unit in absorbed:
            rest = rest - rest.groupby(panel[unit]).transform("mean")
    x = rest[causes].to_numpy()
    bread = np.linalg.inv(x.T @ x)
    found = bread @ x.T @ rest[outcome].to_numpy()
    scores = (
        pd.DataFrame(x * (rest[outcome].to_numpy() - x @ found)[:, None]).groupby(panel["state_id"].to_numpy()).sum()
    )
    spread = bread @ (scores.T @ scores).to_numpy() @ bread * len(scores) / (len(scores) - 1)
    half = models.Z * np.sqrt(np.diag(spread))
    return pd.DataFrame({"slope": found, "low": found - half, "high": found + half}, index=causes)


@cache
def training_panel() -> pd.DataFrame:
    """States trained by the United States 1999–2020, complete rows: log of places (to base 2), UN voting distance to the United States."""
    table = load("us_training")
    table = table[table["status"] == "complete"]
    gap = voting_table().sub(voting_table()[2], axis=0).abs().reset_index().melt("year", value_name="distance")
    panel = table[["state_id", "year", "trainees"]].merge(gap, on=["state_id", "year"]).dropna()
    panel["places"] = np.log2(1 + panel["trainees"].astype(float))
    panel = panel.sort_values(["state_id", "year"], ignore_index=True)
    later = panel[["state_id", "year", "places"]].assign(year=panel["year"] - 1)
    return panel.merge(later, on=["state_id", "year"], how="left", suffixes=("", "_next"))


@cache
def training_slopes() -> pd.DataFrame:
    """Slopes of voting distance on this year's and on next year's training places, each alone and both together, 95% interval."""
    panel, names = training_panel().dropna(), ["places", "places_next"]
    rows = [slopes(panel, "distance", [name]) for name in names] + [slopes(panel, "distance", names)]
    labels = [
        "this year's places, alone",
        "next year's places, alone",
        "this year's, next year's held",
        "next year's, this year's held",
    ]
    return pd.concat(rows).set_axis(labels).assign(state_years=len(panel)).round(3)


@cache
def state_pairs(year: int, later: int) -> pd.DataFrame:
    """All pairs of states of two years with what makes pairs alike: land border, same region, sum of log power (CINC)."""
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    power = np.log(load("capabilities", year).set_index("state_id")["cinc"].astype(float) + 1e-7)
    listed = np.array(sorted(states_in(year) & states_in(later) & set(power.index)))
    one, other = (listed[side] for side in np.triu_indices(len(listed), 1))
    table = pd.DataFrame({"state_id_1": one, "state_id_2": other})
    border = load("contiguity", year).query("type == 1")
    return table.assign(
        near=among(table, border) + among(table, border.rename(columns={"state_id_1": "state_id_2", "state_id_2": "state_id_1"})) > 0,
        region=region[one].to_numpy() == region[other].to_numpy(),
        power=power[one].to_numpy() + power[other].to_numpy(),
    ).astype({"near": float, "region": float})  # fmt: skip


def among(pairs: pd.DataFrame, ties: pd.DataFrame | set) -> np.ndarray:
    """1.0 for each row of pairs that is among the ties (a table of pairs, or a set of them), else 0.0."""
    ties = ties if isinstance(ties, set | frozenset) else zip(ties["state_id_1"], ties["state_id_2"], strict=True)
    codes = [1000 * one + other for one, other in ties]
    return np.isin(1000 * pairs["state_id_1"] + pairs["state_id_2"], codes).astype(float)


def activity(pairs: pd.DataFrame, ties: pd.DataFrame) -> np.ndarray:
    """Sum over both states of log(1 + number of partners) among the ties: busy states have more of everything."""
    both = ties.drop_duplicates(["state_id_1", "state_id_2"])
    counts = pd.Series(Counter([*both["state_id_1"], *both["state_id_2"]]), dtype=float)
    return sum(np.log1p(pairs[side].map(counts).fillna(0.0)) for side in ("state_id_1", "state_id_2")).to_numpy()


@cache
def later_allies() -> pd.DataFrame:
    """Pairs of states without a pact in 1980–1999: whether they trained together then, and whether they shared a pact in 2000–2018.

    met, allied, defended (a pact with a promise of defence that binds both): 0/1; near, region, power, activity: what makes
    pairs alike in 1999.
    """
    pairs, met = state_pairs(1999, 2018), load("exercise_pairs").query("year < 2000")
    old = set().union(*(allied_pairs(year) for year in range(1980, 2000)))
    pairs = pairs[among(pairs, old) == 0]
    new, defended = (
        set().union(*(allied_pairs(year, kind) for year in range(2000, 2019))) for kind in (None, "defence")
    )
    return pairs.assign(
        met=among(pairs, met), allied=among(pairs, new), defended=among(pairs, defended), activity=activity(pairs, met)
    )


@cache
def treaty_gaps(pact: str = "allied") -> pd.DataFrame:
    """Gap in later pacts between pairs that trained together and like pairs, with each treaty of 2000–2018 left out in turn.

    Columns gap (percentage points) and trained (pairs that trained together under the treaty); row 0 leaves out none.
    """
    pairs, found = later_allies(), {}
    for year in range(2000, 2019):
        for treaty, tied in pairs_by_treaty(year, "defence" if pact == "defended" else None):
            found.setdefault(treaty, set()).update(tied)
    held = pd.DataFrame({treaty: among(pairs, tied) for treaty, tied in found.items()})
    held = held.loc[:, held.any()]
    design = np.column_stack(
        [np.ones(len(pairs)), pairs[["met", "near", "region", "power", "activity"]].to_numpy(float)]
    )
    weights, many = np.linalg.pinv(design)[1], held.sum(axis=1)
    rows = {0: (100 * float(weights @ (many > 0)), int((pairs["met"].to_numpy() * (many > 0)).sum()))}
    for treaty, tied in held.items():
        rows[treaty] = 100 * float(weights @ (many > tied)), int((pairs["met"].to_numpy() * tied).sum())
    return pd.DataFrame(rows, index=["gap", "trained"]).T


@cache
def attacks_by_year() -> pd.DataFrame:
    """Terrorist attacks by state (rows) and year (columns), none where none are recorded; 1993, whose records are lost, is blank."""
    table = load("terrorism").dropna(subset="state_id").astype({"state_id": int})
    table = table.pivot_table(index="state_id", columns="year", values="attacks", aggfunc="sum").fillna(0).astype(float)
    return table.reindex(columns=range(1970, 2018))


@cache
def agreements_by_year() -> pd.DataFrame:
    """Defence agreements signed by state (rows) and year (columns), 1980–2010; an agreement counts for both."""
    paper = signed_agreements()
    sides = [paper[[side, "start"]].set_axis(["state_id", "year"], axis=1) for side in ("state_id_1", "state_id_2")]
    table = pd.concat(sides).value_counts().unstack(fill_value=0)
    return table.reindex(index=attacks_by_year().index.union(table.index), columns=range(1980, 2011), fill_value=0)


@cache
def after_attacks(least: float = 10) -> pd.DataFrame:
    """Country-years 1983–2005 with so many attacks a year over three years: whether agreements followed, and attacks later.

    signed: a new defence agreement in the two years after (0/1); hit: log of attacks a year, this year and the two before;
    change: log of (1 + attacks a year) three to five years later minus now.
    """
    attacks, signed, rows = attacks_by_year(), agreements_by_year(), []
    for year in range(1983, 2006):
        now, later = (
            attacks[list(years)].mean(axis=1) for years in (range(year - 2, year + 1), range(year + 3, year + 6))
        )
        paper = signed.loc[attacks.index, [year + 1, year + 2]].sum(axis=1) > 0
        found = pd.DataFrame({"signed": paper, "hit": np.log1p(now), "change": np.log1p(later) - np.log1p(now)})
        rows.append(found[now >= least].assign(year=year))
    return pd.concat(rows).astype({"signed": float}).rename_axis("state_id").reset_index()


@cache
def waves() -> pd.DataFrame:
    """States whose worst year of attacks, 1981–2004, saw at least 50, and whether the wave fell by three quarters in five years.

    peak: that year; fell: attacks a year four to six years on below a quarter; agreements: signed from the peak to six years
    on; mission: a UN mission began there in that time.
    """
    attacks, paper, missions, rows = attacks_by_year(), agreements_by_year(), load("un_missions"), []
    for state_id, row in attacks.iterrows():
        peak = int(row[range(1981, 2005)].idxmax())
        if row[peak] >= 50:
            hosted = missions[(missions["host_id"] == state_id) & missions["start"].between(peak, peak + 6)]
            rows.append((state_id, peak, row[peak], row[range(peak + 4, peak + 7)].mean() < row[peak] / 4,
                         paper.loc[state_id, peak : peak + 6].sum(), len(hosted) > 0))  # fmt: skip
    return pd.DataFrame(rows, columns=["state_id", "peak", "attacks", "fell", "agreements", "mission"])


@cache
def shared_threat() -> pd.DataFrame:
    """Pairs of states in four periods of five years to 2005: how hard both were hit, and whether they signed in the next five.

    shared: log(1 + attacks a year), to base 2, of the one less hit; total: of both; agreed: a new defence agreement, 0/1; near, region,
    power, signing, training: what makes pairs alike.
    """
    paper, met, rows = signed_agreements(), load("exercise_pairs"), []
    for year in (1990, 1995, 2000, 2005):
        pairs = state_pairs(year, year + 5)
        hit = np.log2(1 + attacks_by_year()[list(range(year - 4, year + 1))].mean(axis=1))
        one, other = (pairs[side].map(hit).fillna(0.0) for side in ("state_id_1", "state_id_2"))
        rows.append(pairs.assign(
            period=str(year), shared=np.minimum(one, other), total=one + other,
            agreed=among(pairs, paper[paper["start"].between(year + 1, year + 5)]),
            signing=activity(pairs, paper[paper["start"] <= year]), training=activity(pairs, met[met["year"].between(year - 4, year)]),
        ))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def signing_shares(least: float = 10) -> tuple[float, float]:
    """Share of pairs that signed in the next five years, per cent: both with more attacks a year than `least`, and the others."""
    pairs = shared_threat()
    both = pairs["shared"] > math.log2(1 + least)
    return tuple(100 * float(pairs.loc[rows, "agreed"].mean()) for rows in (both, ~both))


@cache
def training_of_allies(shift: int = 0) -> pd.DataFrame:
    """Allies' years of joint exercises, five years from a first agreement minus five before, net of allies without one.

    Pairs with a promise of defence (one side at least is bound) throughout, whose first agreement is of 1985–2006. The
    comparison: all such pairs without any agreement that trained in as many of the five years before, over the same years.
    shift: moves the comparison so many years back, to see what happened before there was an agreement.
    """
    table, years = load("exercise_pairs"), range(1980, 2011)
    states = {
        number: i
        for i, number in enumerate(sorted({*table["state_id_1"], *table["state_id_2"], *load("states")["state_id"]}))
    }
    held = np.zeros((len(states), len(states), len(years) + 1), int)
    held[table["state_id_1"].map(states), table["state_id_2"].map(states), table["year"] - 1979] = 1
    held = held.cumsum(axis=2)  # held[..., y − 1979]: years of exercises up to and including year y
    first, rows = first_ties("agreement").set_index(["state_id_1", "state_id_2"])["start"], []
    for start in range(1985 + shift, 2007):
        pairs = pd.DataFrame(
            sorted(defence_promises(start - 1) & defence_promises(start + 4)), columns=["state_id_1", "state_id_2"]
        )
        signed = first.reindex(pd.MultiIndex.from_frame(pairs)).to_numpy()
        at, now = held[pairs["state_id_1"].map(states), pairs["state_id_2"].map(states)], start - shift - 1979
        before, after = at[:, now - 1] - at[:, now - 6], at[:, now + 4] - at[:, now - 1]
        pairs = pairs.assign(start=start, before=before, change=(after - before).astype(float))
        like = pairs[np.isnan(signed)].groupby("before")["change"].mean()
        pairs = pairs[signed == start]
        rows.append(pairs.assign(net=pairs["change"] - pairs["before"].map(like)).dropna(subset="net"))
    return pd.concat(rows, ignore_index=True)


def steps_taken() -> pd.DataFrame:
    """Allies of `training_of_allies` for whom the comparison five years too early exists: net, net_early, beyond (the difference)."""
    keys = ["state_id_1", "state_id_2"]
    found = training_of_allies().merge(training_of_allies(5), on=keys, suffixes=("", "_early"))
    return found.assign(beyond=found["net"] - found["net_early"])


@cache
def dispute_window(years: int = 5) -> pd.DataFrame:
    """Disputes against a state before and after somebody first promised to defend it, one row per state and year of pact.

    Directed politically relevant pairs whose target gains an outside defender between two observed years, the first on the
    pair's record: one with an earlier promise, lapsed since, does not count. Columns era, and
    disputes and years of each window: earlier (as long, before the years before), before, at, after. A dispute in a run of years is put
    into the run's last year, since a dispute ends a run; where runs hold several, they are spread evenly.
    """
    runs = load("dispute_pairs")
    length = runs["years"].to_numpy(np.intp)
    row = np.repeat(np.arange(len(runs)), length)
    place = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    clear = ((runs["onsets"] == 1) & (runs["peace_years"] > 0)).to_numpy()[row]
    spread = (runs["onsets"] / runs["years"]).to_numpy()[row]
    table = pd.DataFrame(
        {
            "initiator": runs["initiator_id"].to_numpy()[row],
            "target": runs["target_id"].to_numpy()[row],
            "year": runs["first_year"].to_numpy()[row] + place,
            "disputes": np.where(clear, place == length[row] - 1, spread),
            "pact": runs["target_pact"].to_numpy()[row],
        }
    ).sort_values(["initiator", "target", "year"], ignore_index=True)
    pair = table.groupby(["initiator", "target"])
    begins = table["pact"] & (pair["pact"].shift(1) == False) & (pair["year"].shift(1) == table["year"] - 1)  # noqa: E712
    first = table[begins & (pair["pact"].cumsum() == 1)][["initiator", "target", "year"]]
    table = table.merge(first.rename(columns={"year": "start"}), on=["initiator", "target"])
    since = table["year"] - table["start"]
    windows = {"earlier": (-2 * years, -years - 1), "before": (-years, -1), "at": (0, 0), "after": (1, years)}
    table["when"] = np.select([since.between(*window) for window in windows.values()], list(windows), "")
    table = table[(table["when"] != "") & (table["start"] <= 2005)]
    sums = (
        table.groupby(["target", "start", "when"])["disputes"].agg(disputes="sum", years="size").unstack().fillna(0.0)
    )
    sums.columns = [f"{what}_{when}" for what, when in sums.columns]
    return sums.reset_index().assign(era=lambda t: np.where(t["start"] < 1945, "1816–1944", "1945–2005"))


@cache
def dispute_ratio(
    era: str | None = None, windows: tuple[str, str] = ("after", "before"), seed: int = 1
) -> models.Estimate:
    """Ratio of dispute rates of two windows around a first promise of defence; interval by resampling protected states."""
    table = dispute_window()
    table = table if era is None else table[table["era"] == era]
    return models.block_bootstrap(table, partial(_ratio, windows=windows), "target", seed=seed, n=1000)


def _ratio(table: pd.DataFrame, windows: tuple[str, str]) -> float:
    one, other = (table[f"disputes_{when}"].sum() / table[f"years_{when}"].sum() for when in windows)
    return float(one / other)


def flags(first: int, last: int) -> dict[str, int]:
    """Joint exercises of a span of years: all, those that rehearse combat, those with a humanitarian purpose, with either."""
    table = load("exercises")
    table = table[table["year"].between(first, last)]
    combat, relief = table["warfighting"], table["humanitarian"]
    return {
        "all": len(table),
        "combat": int(combat.sum()),
        "relief": int(relief.sum()),
        "either": int((combat | relief).sum()),
    }


def approached() -> list[float]:
    """Net voting distance of future training partners in the years that a learner sketches."""
    return [float(approach("exercise").loc[year, "net"]) for year in SKETCHED.values()]


def conflicts(year: int) -> int:
    """Number of state-based armed conflicts in the world in a year (UCDP)."""
    return int(load("armed_conflicts", year)["conflicts"].sum())


def conflict_years() -> pd.DataFrame:
    """State-based armed conflicts in the world by year, 1946–2024 (UCDP): year, conflicts."""
    return load("armed_conflicts").groupby("year", as_index=False)["conflicts"].sum().astype({"conflicts": float})


def conflict_growth(table: pd.DataFrame) -> float:
    """Ratio of conflicts from one decade to the next: slope of the log count over all years."""
    return float(np.exp(np.polyfit(table["year"] / 10, np.log(table["conflicts"]), 1)[0]))


@cache
def combat_free() -> pd.DataFrame:
    """Joint exercises 1980–2010: whether combat was not rehearsed (0/1), and block, the series or the exercise itself."""
    table = load("exercises")
    block = table["series"].where(table["series"] != "", "exercise " + table["exercise_id"].astype(str))
    return pd.DataFrame({"free": (~table["warfighting"]).astype(float), "block": block})


def users(year: int = 2010, first: int | None = None) -> pd.Series:
    """States on record as using an instrument in a year, or since `first`: an exercise, an agreement in force, a U.S. course, UN troops."""
    paper = signed_agreements()
    paper = paper[(paper["start"] <= year) & (paper["end"].isna() | (paper["end"] >= year))]
    met, trained, sent = (
        table[table["year"].between(first or year, year)]
        for table in (load("exercise_pairs"), load("us_training").query("trainees > 0"), load("un_contributors").query("joined and personnel > 0"))
    )  # fmt: skip
    found = {
        name: {*table["state_id_1"], *table["state_id_2"]}
        for name, table in (("joint exercises", met), ("defence agreements", paper))
    }
    found |= {"U.S. courses": set(trained["state_id"]), "troops for the UN": set(sent["state_id"])}
    return pd.Series({name: len(numbers & states_in(year)) for name, numbers in found.items()})


@cache
def instrument_series(instrument: str, split: str) -> pd.DataFrame:
    """Counts of an instrument by year and kind or region, plus a column 'all'. Kinds and regions may overlap.

    Agreements count for the region of each party; exercises for the region of the place.
    """
    home = load("states").sort_values("start").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    if instrument == "joint exercises":
        table = load("exercises")
        total = table.groupby("year").size()
        parts = (
            {label: table[table[name]].groupby("year").size() for name, label in KINDS[instrument].items()}
            if split == "kind"
            else {label: table[table["region"] == name].groupby("year").size() for name, label in REGIONS.items()}
        )
    elif instrument == "defence agreements":
        table = signed_agreements().rename(columns={"start": "year"})
        total = table.groupby("year").size()
        sides = table["state_id_1"].map(home), table["state_id_2"].map(home)
        parts = (
            {
                "framework" if name == "full" else name: table[table["kind"] == name].groupby("year").size()
                for name in table["kind"].value_counts().index
            }
            if split == "kind"
            else {
                label: table[(sides[0] == name) | (sides[1] == name)].groupby("year").size()
                for name, label in REGIONS.items()
            }
        )
    else:
        table = load("us_training")
        total = table.groupby("year")["trainees"].sum(min_count=1)
        parts = (
            {label: table.groupby("year")[name].sum(min_count=1) for name, label in KINDS[instrument].items()}
            if split == "kind"
            else {label: table[table["state_id"].map(home) == name].groupby("year")["trainees"].sum(min_count=1) for name, label in REGIONS.items() if name != "North America"}
        )  # fmt: skip
    found = pd.DataFrame(parts).reindex(total.index).astype(float)
    return found.where(total.notna(), np.nan).fillna(0.0).where(total.notna(), np.nan).assign(all=total.astype(float))


# The reassurance game.


def trust_needed(harm: float) -> float:
    """Belief from which trusting pays: gain 1 if the other is honest, loss `harm` if it cheats; p = harm / (1 + harm)."""
    return harm / (1 + harm)


def reassurance(trust: float, cost: float, dearer: float, harm: float) -> dict:
    """Solve a one-gesture reassurance game (in the manner of Kydd 2005, simplified for this course).

    A sender is honest with probability `trust`. A gesture costs an honest sender `cost`, a bluffer `cost × dearer`. If
    trusted, the honest gain 1 and the bluffer PRIZE. The receiver trusts when its belief reaches `trust_needed(harm)`.
    Returns the zone, the belief after a gesture, the share of bluffers that copy it, the chance that a gesture is trusted.
    """
    needed = trust_needed(harm)
    found = {"trust": trust, "cost": cost, "dearer": dearer, "harm": harm, "needed": needed}
    if trust >= needed:
        return found | {"zone": "trusted already", "belief": trust, "copied": 0.0, "trusted": 1.0}
    if cost == 0:
        return found | {"zone": "costs nothing", "belief": trust, "copied": 1.0, "trusted": 0.0}
    if cost > 1:
        return found | {"zone": "too dear", "belief": trust, "copied": 0.0, "trusted": 0.0}
    if dearer < PRIZE:
        return found | {"zone": "no price works", "belief": trust, "copied": 1.0, "trusted": 0.0}
    if cost * dearer >= PRIZE:
        return found | {"zone": "reassures", "belief": 1.0, "copied": 0.0, "trusted": 1.0}
    copied = trust * (1 - needed) / ((1 - trust) * needed)
    return found | {
        "zone": "copied",
        "belief": needed if trust > 0 else 0.0,
        "copied": copied,
        "trusted": cost * dearer / PRIZE,
    }


def upper(text: str) -> str:
    """A text with its first letter in capital."""
    return text[0].upper() + text[1:]


# Pictures.


@house_style()
def approach_figure(guess: list[float] | None = None) -> Picture:
    """How UN voting distance moved before and after a first joint exercise or agreement, against like pairs; with a guess."""
    figure, ax = new_figure(
        "Nearer before the first exercise: the pairs of the 1990s",
        "UN voting distance against pairs equally far apart eight years before the first tie; 95% band",
        UN,
    )
    ends = {}
    for instrument, label, colour in (
        ("exercise", "first joint exercise", BLUE),
        ("agreement", "first agreement", TEAL),
    ):
        table = approach(instrument)
        ax.fill_between(table.index, table["low"], table["high"], color=colour, alpha=0.12, linewidth=0)
        ax.plot(table.index, table["net"], color=colour, marker="o", markersize=4)
        ends[label] = table
        ax.annotate(f"{label}\n{table['net'].iloc[-1]:+.2f}".replace("-", "−"), (8, table["net"].iloc[-1]), xytext=(8, 18 if instrument == "exercise" else -20), textcoords="offset points",
                    color=colour, fontsize=9.5, fontweight="bold", va="center", annotation_clip=False)  # fmt: skip
    ax.axvline(0, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    ax.axhline(0, color=PALE, linewidth=1.2)
    met = ends["first joint exercise"]["net"]
    low, high, yours = -0.3, 0.06, ""
    if guess is not None:
        low, high = min(low, min(guess) - 0.03), max(high, max(guess) + 0.03)
        ax.plot(list(SKETCHED.values()), guess, color=ORANGE, marker="o", markersize=5, linewidth=2.4)
        room = 0.24 * (high - low)  # for the two labels at the ends of the lines
        at = guess[-1] if abs(guess[-1] - met[8]) > room else met[8] + (room if guess[-1] > met[8] else -room)
        ax.text(8.3, at, "your line", color=ORANGE, fontsize=9.5, fontweight="bold", va="center")
        drawn = ", ".join(f"{value:+.2f} at {label}" for label, value in zip(SKETCHED, guess, strict=True))
        yours = f" Your line, in years from the first exercise: {drawn}.".replace("-", "−")
    ax.text(0.2, high - 0.015, "the first tie", color=GREY, fontsize=9.5, va="top")
    ax.set(xlim=(-8, 8), ylim=(low, high), xticks=range(-8, 9, 4), xlabel="years from the first tie")
    ax.text(-7.8, low + 0.015, "↓ nearer than like pairs", color=GREY, fontsize=9.5)
    figure.subplots_adjust(right=0.80, bottom=0.2)
    alt = (
        f"Line chart of UN voting distance against like pairs, from 8 years before to 8 years after a first tie. Future training partners are {-met[0]:.2f} points nearer at the first exercise "
        f"and {-met[8]:.2f} after eight years: the approach comes before, the line is flat after." + yours
    )
    return show(figure, alt)


@house_style()
def causes_diagram() -> Picture:
    """Two ways in which exercise and like votes can go together: an effect, or a common cause."""
    figure, ax = diagram(
        "Two stories that leave the same footprint",
        "Left: the exercise builds trust. Right: something else brings both. Data show only the ends",
    )
    box(ax, 14, 26, "joint exercise", BLUE, 21, 13, filled=True)
    box(ax, 14, 56, "trust", TEAL, 21, 13)
    box(ax, 36, 26, "like votes", BLUE, 17, 13, filled=True)
    arrow(ax, (14, 33), (14, 49), colour=TEAL)
    arrow(ax, (21, 49), (33, 33), colour=TEAL)
    ax.plot([49, 49], [8, 94], color=PALE, linewidth=1.2)
    box(ax, 75, 80, "something third, such as\ngrowing trade", ORANGE, 36, 15)
    box(ax, 62, 26, "joint exercise", BLUE, 21, 13, filled=True)
    box(ax, 90, 26, "like votes", BLUE, 17, 13, filled=True)
    arrow(ax, (70, 72), (63, 33), colour=ORANGE)
    arrow(ax, (80, 72), (88, 33), colour=ORANGE)
    arrow(ax, (73, 26), (81, 26), "?", dashed=True)
    ax.text(25, 92, "effect", ha="center", fontsize=11, fontweight="bold", color=TEAL)
    ax.text(75, 94, "common cause", ha="center", fontsize=11, fontweight="bold", color=ORANGE)
    ax.text(25, 9, "Exercise first, then the votes move.", ha="center", fontsize=9.5, color=GREY)
    ax.text(75, 9, "The votes move before the exercise.", ha="center", fontsize=9.5, color=GREY)
    alt = (
        "Diagram of two causal stories with the same 2 observed ends, joint exercise and like votes. Left: exercise leads to trust, trust to like votes. "
        "Right: something third, such as growing trade, leads to both; then votes move before the exercise."
    )
    return show(figure, alt)


@house_style()
def security_diagram() -> Picture:
    """Collective defence looks outward, collective security inward."""
    import matplotlib as mpl

    inward = int(TEXTS["binds against a member"].sum())
    figure, ax = diagram(
        "Collective defence looks out, collective security looks in",
        f"Of {len(TEXTS)} defence treaties read for this lesson, {inward} orders action against an attacker inside",
    )
    for x, head, note in (
        (25, "collective defence", "a promise against outsiders\nNATO Article 5, U.S.–Japan Article V"),
        (75, "collective security", "a promise against whichever\nmember attacks: UN Charter, Chapter VII"),
    ):
        ax.add_patch(mpl.patches.Ellipse((x, 55), 26, 44, facecolor="#f5f7fa", edgecolor=GREY, linewidth=1.6))
        ax.text(x, 91, head, ha="center", fontsize=12, fontweight="bold", color=BLUE if x < 50 else TEAL)
        ax.text(x, 12, note, ha="center", va="center", fontsize=9.5, color=GREY)
    members = {(18, 55), (25, 66), (25, 44), (32, 55)}
    for x, y in members:
        ax.plot(x, y, "o", color=BLUE, markersize=13)
    ax.plot(45.5, 55, "o", color=ORANGE, markersize=13)
    ax.text(46.5, 41, "outsider", ha="center", color=ORANGE, fontsize=9.5)
    arrow(ax, (44, 55), (34, 55), colour=ORANGE)
    arrow(ax, (27, 67), (44, 60), colour=BLUE, bend=-0.15)
    arrow(ax, (27, 43), (44, 50), colour=BLUE, bend=0.15)
    for x, y in {(68, 55), (75, 66), (75, 44)}:
        ax.plot(x, y, "o", color=TEAL, markersize=13)
        arrow(ax, (x + 1.8, y + (55 - y) * 0.12), (80, 55 + (y - 55) * 0.12), colour=TEAL)
    ax.plot(82, 55, "o", color=ORANGE, markersize=13)
    ax.text(94.5, 55, "a member\nattacks", ha="center", va="center", color=ORANGE, fontsize=9.5)
    alt = (
        "Two drawings. Left, collective defence: members in a ring face an attacker outside. Right, collective security: all members turn against one of their own. "
        f"Of 10 mutual defence texts read here, {inward} orders action against a member."
    )
    return show(figure, alt)


@house_style()
def courses_figure() -> Picture:
    """Forest of slopes of voting distance on this year's and next year's course places, each alone and both together."""
    table = training_slopes().reset_index(names="label").rename(columns={"slope": "estimate"})
    figure, ax = new_figure(
        "Next year's courses take all the credit",
        "Points of UN voting distance to the U.S., for twice as many course places; within states, years removed; 95% interval by state",
        "U.S. training reports 1999–2020 (Security Force Monitor 2024), UN ideal points (Bailey et al. 2017)",
        size="pair",
    )
    figure.subtitle.set_fontsize(8.8)
    forest(
        ax,
        table,
        reference=0,
        log=False,
        highlight=[row for row in table["label"] if row.startswith("next")],
        fmt="{:.3f}",
    )
    ax.set(xlim=(-0.05, 0.02), xticks=[-0.04, -0.02, 0, 0.02])
    ax.text(0.001, -0.45, "no link", color=GREY, fontsize=8.5, va="center")
    figure.subplots_adjust(left=0.33, right=0.77)
    told = "; ".join(f"{row.label} {row.estimate:+.3f} [{row.low:+.3f}, {row.high:+.3f}]" for row in table.itertuples())
    alt = f"Forest plot of four slopes of voting distance on course places. {told}. With both in one regression, this year's places say almost nothing and next year's say it all."
    return show(figure, alt)


@house_style()
def disputes_figure() -> Picture:
    """Disputes against a state before, in and after the year somebody first promised to defend it, by era."""
    table = dispute_window()
    figure, axes = new_figure(
        "Before 1945, the year of a pact was a year of disputes",
        "Disputes per 1,000 pair-years (one possible attacker, one target, one year), around the first promise to defend the target",
        "GML-MID 2.2.1, ATOP 5.1; neighbours and pairs with a major power; first on record for the pair",
        size="pair", cols=2, sharey=True,
    )  # fmt: skip
    figure.subtitle.set_fontsize(8.8)
    told = {}
    for ax, era in zip(axes, ("1816–1944", "1945–2005"), strict=True):
        part = table[table["era"] == era]
        rates = [
            1000 * part[f"disputes_{when}"].sum() / part[f"years_{when}"].sum() for when in ("before", "at", "after")
        ]
        told[era] = rates
        ax.bar(range(3), rates, color=[PALE, ORANGE, BLUE], width=0.66)
        for i, rate in enumerate(rates):
            ax.text(i, rate + 0.4, f"{rate:.1f}", ha="center", fontsize=10, fontweight="bold")
        ax.set_xticks(range(3), ["5 years before", "year of pact", "5 years after"])
        ax.set_title(f"pacts of {era}", fontsize=10.5, color=GREY, pad=6)
        ax.set(ylim=(0, 25), yticks=[])
        ax.tick_params(colors=INK)
        ax.grid(False)
        ax.spines["left"].set_visible(False)
    figure.subplots_adjust(top=0.70, left=0.03)
    early, late = told.values()
    alt = (
        f"Two bar charts of disputes per 1,000 pair-years. Pacts of 1816–1944: {early[0]:.1f} before, {early[1]:.1f} in the year of the pact, {early[2]:.1f} after. "
        f"Pacts of 1945–2005: {late[0]:.1f} before, {late[1]:.1f} in the year, {late[2]:.1f} after."
    )
    return show(figure, alt)


@cache
def part_tones() -> dict[str, str]:
    """The colour of each kind and region, the same under every instrument."""
    tones = dict(zip(REGIONS.values(), [*SEQUENCE, GREY], strict=True))
    for instrument in INSTRUMENTS:
        kinds = instrument_series(instrument, "kind").columns.drop("all")
        tones |= dict(zip(kinds, SEQUENCE, strict=False))
    return tones


PREDICTIONS = [
    Prediction(
        "02.look",
        "We cannot see trust. We can see how alike two states vote in the UN General Assembly: from its votes each gets a position, its *ideal point*, on a scale whose points have no unit, so that only more and less mean anything. The distance of two positions is our measure. "
        "Follow pairs of states from eight years before their first joint exercise to eight years after, against pairs that were equally far apart at the start and never trained together. "
        "Draw the difference: below zero is nearer than those. If exercises build trust, where does your line bend? (For scale: two states without any tie were on average 1.03<!--= no_tie --> points apart in 2010.)",
        "sketch",
        approached,
        approach_figure,
        "Against pairs that were equally far apart and never trained together, the future partners are already 0.08<!--= four_before --> points nearer four years before it. "
        "In the year of the exercise it is 0.08<!--= at_first -->, eight years later 0.07<!--= eight_after -->. The line bends too early. And the approach belongs to the pairs that began in the 1990s; those since 2000, the most of them, show neither before nor after. "
        "('First' means first on record since 1985, in a table of press reports that starts in 1980. An exercise nobody reported would move the zero.)",
        unit="points",
        decimals=2,
        labels=tuple(SKETCHED),
        low=-0.4,
        high=0.4,
        first=0.0,
    ),
]
FIGURES = {
    "approach": approach_figure,
    "causes": causes_diagram,
    "courses": courses_figure,
    "disputes": disputes_figure,
    "security": security_diagram,
}


# Explorers.


class Instruments(Panel):
    """Instruments of military diplomacy over time, by kind or region, as counts or shares."""

    title = "Instruments over time"
    stories = {
        "Count, not share": (
            {"measure": "count"},
            "The share of warfighting falls while its number rises: both are true, and speeches pick one.",
        ),
        "Who gets trained": (
            {"instrument": "U.S. training places", "split": "region"},
            "One region takes over, and the total does not even grow.",
        ),
        "What gets signed": (
            {"instrument": "defence agreements"},
            "Frameworks, meaning agreements to agree, come to fill most of the pile.",
        ),
    }
    questions = {
        "When do exercises stop being about combat alone?": "About 1993 to 1995: peacekeeping appears, relief grows from one in twenty to one in five. Combat stays far ahead.",
        "Exercises by region, as counts: which line jumps in the mid-1990s, and why?": "Europe and Central Asia: the Cold War had ended, and old opponents trained together.",
        "U.S. training as counts, by kind, then by region. Which programmes overtook officer education, and where?": "At first counter-drug courses and regional centres; from 2007 peacekeeping courses, nine in ten of them in Sub-Saharan Africa. A week and a year count alike.",
    }
    controls = {
        "instrument": choice("Instrument", INSTRUMENTS),
        "split": choice("Split by", ["kind", "region"]),
        "measure": choice("Show as", ["count", "per cent"], "per cent"),
    }

    def compute(self, instrument, split, measure):
        """One series per kind or region, its total, and the values at the end, smallest first."""
        table = instrument_series(instrument, split)
        every, table = table["all"], table.drop(columns="all")
        table = 100 * table.div(every, axis=0) if measure == "per cent" else table
        return {
            "instrument": instrument,
            "split": split,
            "unit": "%" if measure == "per cent" else "",
            "table": table,
            "last": table.iloc[-1].sort_values(),
            "total": f"{every.iloc[0]:,.0f} → {every.iloc[-1]:,.0f}",
            "note": NOTES.get((instrument, split), ""),
        }

    def draw(self, result):
        figure, self.ax = new_figure("", "", " ")
        self.subtitle, self.source = figure.subtitle, figure.source
        self.lines = [self.ax.plot([], [])[0] for _ in REGIONS]
        self.texts = [self.ax.text(0, 0, "", fontsize=9.2, fontweight="bold", va="center") for _ in self.lines]
        self.ax.xaxis.get_major_locator().set_params(nbins=5, integer=True)
        self.ax.yaxis.set_major_formatter("{x:,.0f}")
        figure.subplots_adjust(right=0.715)
        return figure

    def update(self, result):
        table, last, unit = result["table"], result["last"], result["unit"]
        first, final = table.index[0], table.index[-1]
        measure = f"per cent of the year's total ({result['total']})" if unit else "count per year"
        self.subtitle.set_text(f"By {result['split']}, {measure}, {first}–{final}{result['note']}")
        self.source.set_text(f"Source: {INSTRUMENTS[result['instrument']]}")
        high = float(np.nanmax(table.to_numpy())) * 1.06
        self.ax.set(xlim=(first, final), ylim=(0, high))
        spots, floor = {}, -1.0
        for name in last.index:
            floor = max(last[name], floor + 0.062 * high)
            spots[name] = floor
        names = [*table.columns, *[None] * (len(self.lines) - len(table.columns))]
        for line, text, name in zip(self.lines, self.texts, names, strict=True):
            values = table[name] if name else pd.Series(dtype=float)
            tone = part_tones().get(name, line.get_color())
            line.set_data(values.index, values)
            line.set_color(tone)
            label = f"{name} {last[name]:,.0f}{unit}" if name else ""
            text.set(color=tone, text=label, position=(final + (final - first) * 0.015, spots.get(name, 0)))

    def headline(self, result):
        table, last, unit = result["table"], result["last"], result["unit"]
        top = last.index[-1]
        return (
            f"{upper(result['instrument'])}: {top} from {table[top].iloc[0]:,.0f}{unit} to {last.iloc[-1]:,.0f}{unit}"
        )

    def describe(self, result):
        table, last, unit = result["table"], result["last"], result["unit"]
        first = table.iloc[0]
        parts = "; ".join(f"{name} {first[name]:,.0f}{unit} → {last[name]:,.0f}{unit}" for name in last.index[::-1])
        return (
            f"{upper(result['instrument'])} by {result['split']}, {table.index[0]} → {table.index[-1]}, in all {result['total']}{result['note']}: "
            f"{parts}. Largest at the end: {last.index[-1]}."
        )

    def table(self, result):
        return result["table"]


class Reassurance(Panel):
    """A reassurance game: when can a costly gesture build trust?"""

    title = "Reassurance game"
    stories = {
        "A dear gesture": ({"cost": 0.9}, "It reassures because a bluffer could not afford it."),
        "Already trusted": ({"trust": 0.7}, "Where trust is high enough, a gesture has nothing left to prove."),
        "Much at stake": (
            {"harm": 4.0},
            "The worse betrayal would be, the more trust you ask for, and the rarer the bluff that pays.",
        ),
    }
    questions = {
        "At which cost does it begin to reassure, and why there?": "At `0.75`: a bluffer pays twice that, all its prize is worth. (At `0` every bluffer copies it: cheap talk.)",
        "Go on raising it. What happens beyond `1`?": "Even an honest partner loses by it, so nobody makes the gesture and silence tells nothing.",
        "Set the cost to `0.8` and 'bluffer pays ×' to `1.2`. Which price works now? Name a real gesture that costs both kinds the same.": "None. A parade costs both alike. Pulling tanks back from a border costs the one who means to attack much more.",
        "Reset, then raise the harm. Does the green window get narrower?": "No, it gets taller: you need more trust, so gestures matter in more cases. Which prices separate depends only on what they cost to whom.",
    }
    controls = {
        "trust": amount("Your trust", 0.05, 0.95, 0.3),
        "cost": amount("Cost of the gesture", 0.0, 1.5, 0.4),
        "dearer": amount("Bluffer pays ×", 1.0, 3.0, 2.0, 0.1),
        "harm": amount("Harm if betrayed", 0.25, 4.0, 1.5, 0.25),
    }

    def compute(self, trust, cost, dearer, harm):
        """The solved game."""
        return reassurance(trust, cost, dearer, harm)

    def draw(self, result):
        figure, (ax, side) = new_figure("", "Left: what a gesture does, by its cost and your trust before it. Right: your belief", "our own simplified game in the manner of Kydd (2005); numbers are yours, not data",
                                        cols=2, gridspec_kw={"width_ratios": [2.3, 1]})  # fmt: skip
        self._draw_zones(ax)
        self._draw_belief(side)
        figure.subplots_adjust(left=0.11, right=0.90, bottom=0.22, wspace=0.1)
        return figure

    def _draw_zones(self, ax):
        from matplotlib.patches import Rectangle

        tones = {"top": "#d7ece9", "copied": "#f9e3d6", "works": "#7fbdb4", "dear": "#e4e8ed"}
        self.areas = {
            name: ax.add_patch(Rectangle((0, 0), 0, 0, facecolor=tone, edgecolor="white", linewidth=1.5))
            for name, tone in tones.items()
        }
        self.words = {name: ax.text(0, 0, "", ha="center", va="top", fontsize=9.5, color=INK) for name in tones}
        self.spot = ax.plot([], [], "o", color=INK, markersize=11, zorder=5)[0]
        ax.set(xlim=(0, 1.5), ylim=(0, 1), xticks=[0, 0.5, 1, 1.5], yticks=[0, 0.5, 1])
        ax.set(xlabel="cost to an honest partner (its gain = 1)", ylabel="your trust before")
        ax.set_yticklabels(["0%", "50%", "100%"])
        ax.grid(False)

    def _draw_belief(self, side):
        self.bars = side.bar([0, 1], [0, 0], color=[PALE, BLUE], width=0.6)
        self.need = side.axhline(0, color=ORANGE, linewidth=1.6, linestyle=(0, (4, 3)))
        self.tag = side.text(1.55, 0, "", color=ORANGE, fontsize=9.5, va="center", fontweight="bold")
        self.values = [side.text(i, 0, "", ha="center", va="bottom", fontsize=10, fontweight="bold") for i in range(2)]
        side.set(xlim=(-0.5, 1.5), ylim=(0, 1.12), yticks=[], xticks=[0, 1])
        side.set_xticklabels(["before", "after a\ngesture"])
        side.tick_params(colors=INK)
        side.grid(False)
        side.spines["left"].set_visible(False)

    def update(self, result):
        needed, works, edge = result["needed"], result["dearer"] >= PRIZE, PRIZE / result["dearer"]
        nowhere = (0, 0, 0, 0)
        zones = {
            "top": ((0, 1.5, needed, 1), "trusted already"),
            "copied": ((0, edge, 0, needed) if works else nowhere, "bluffers\ncopy it"),
            "works": ((edge, 1, 0, needed) if works else nowhere, "it\nreassures"),
            "dear": ((1 if works else 0, 1.5, 0, needed), "too dear" if works else "no price works"),
        }
        for name, ((left, right, low, high), words) in zones.items():
            self.areas[name].set_bounds(left, low, right - left, high - low)
            self.words[name].set_position(((left + right) / 2, high - 0.03))
            self.words[name].set_text(words if right - left > 0.17 and high - low > 0.12 else "")
        self.spot.set_data([result["cost"]], [result["trust"]])
        for bar, text, value in zip(self.bars, self.values, (result["trust"], result["belief"]), strict=True):
            bar.set_height(value)
            text.set(y=value + 0.01, text=f"{100 * value:.0f}%")
        self.need.set_ydata([needed, needed])
        self.tag.set(text=f"needed\n{100 * needed:.0f}%", y=needed)

    def headline(self, result):
        return ZONES[result["zone"]]

    def describe(self, result):
        start = (
            f"You trust at {100 * result['trust']:.0f}% and need {100 * result['needed']:.0f}%, since betrayal would cost {result['harm']:g} times what honest cooperation gains. "
            f"The gesture costs an honest partner {result['cost']:.2f}, a bluffer {result['cost'] * result['dearer']:.2f}; being trusted is worth 1 to the honest and {PRIZE:g} to the bluffer. "
        )
        ends = {
            "trusted already": "You trust without any gesture.",
            "costs nothing": "Words alone cost a bluffer nothing either, so every bluffer copies them and your belief stays where it was.",
            "too dear": "Nobody makes it, so nothing is learned.",
            "no price works": f"Whatever an honest partner can afford, a bluffer gains by copying. A gesture that tells them apart must cost a bluffer at least {PRIZE:g} times as much.",
            "reassures": "Only the honest make it, so belief jumps to 100%. The bluffer is known by its silence.",
            "copied": f"{100 * result['copied']:.0f}% of bluffers copy it, belief rises to just {100 * result['belief']:.0f}%, and you answer with trust {100 * result['trusted']:.0f}% of the time.",
        }
        return start + ends[result["zone"]]

    def table(self, result):
        return pd.DataFrame({"value": result})


EXPLORERS = {"instruments": Instruments, "reassurance": Reassurance}


# Exercises.


def combat_too(first: int, last: int) -> float:
    """Those with combat plus those with relief count the overlap twice, so it is their sum minus those with either."""
    found = flags(first, last)
    return 100 * (found["combat"] + found["relief"] - found["either"]) / found["relief"]


def role(case: str) -> str:
    """What causes both is a confounder; what lies between is a mediator; what both cause is a collider."""
    return ROLES[case]["is"]


def needed_trust(gain: int, harm: int) -> float:
    """Trusting pays when p × gain − (1 − p) × harm is at least 0, so p = harm / (gain + harm)."""
    return 100 * harm / (gain + harm)


def separating() -> dict[str, str]:
    """An honest partner must still gain, and a bluffer must lose: two conditions."""
    return {
        "An honest partner makes it if the cost is": "at-most-gain",
        "A bluffer stays away if its own cost is": "at-least-prize",
        "The gesture tells them apart if": "both",
    }


def signal_solution():
    """An honest partner must still gain, and a bluffer must lose: two conditions."""

    def works(cost, dearer, prize):
        return cost <= 1 and cost * dearer >= prize

    return works


def headline_change(first: int, last: int) -> float:
    """Change of the number of conflicts between two years, per cent of the first."""
    return 100 * (conflicts(last) / conflicts(first) - 1)


def headline_flaw(first: int, last: int) -> str:
    """What is wrong with a headline from `first` to `last`: where its first year stands among those known from 1976 to `last`."""
    counts = {year: conflicts(year) for year in range(1976, last + 1)}
    return (
        "low" if counts[first] == min(counts.values()) else "high" if counts[first] == max(counts.values()) else "none"
    )


def headline_years(first: int, last: int) -> str:
    """Conflicts every five years from 1976 on, with the two years of the headline, as a sentence lists them."""
    years = sorted({*range(1976, last, 5), first, last})
    return ", ".join(f"{conflicts(year)} in {year}" for year in years)


def from_weak_to_strong() -> list[str]:
    """The more a design rules out, the stronger: nothing, unlike pairs, what stays the same in a pair, all else."""
    return ["ally", "like", "before", "lots"]


def _other_flaw(first: int, last: int) -> str:
    return "high" if headline_flaw(first, last) == "low" else "low"


def korean_studies() -> str:
    """First compare what is counted as a response, and in which window of time."""
    return "response"


def _wrong_role(number: int, case: str) -> str:
    return list(ROLES[case]["no"])[number]


def _wrong_role_said(number: int, case: str) -> str:
    return list(ROLES[case]["no"].values())[number]


def _bluffer_only():
    return lambda cost, dearer, prize: cost * dearer >= prize


def _honest_only():
    return lambda cost, dearer, prize: cost <= 1


def _forgot_dearer():
    return lambda cost, dearer, prize: cost <= 1 and cost >= prize


def _either():
    return lambda cost, dearer, prize: cost <= 1 or cost * dearer >= prize


def _strict():
    return lambda cost, dearer, prize: cost <= 1 and cost * dearer > prize


ROLES = {
    "threat": {
        "prompt": "A shared threat leads two states to train together, and also to vote alike. You study what exercises do to votes. What is the threat, and what follows?",
        "is": "confounder",
        "no": {
            "mediator": "A mediator lies on the path from exercise to votes. Here the arrows start at the threat.",
            "collider": "A collider is caused by both. Here the threat does the causing.",
            "bystander": "It matters: leave it out and the estimate is wrong, however many cases you have.",
        },
        "meaning": "The threat works on both ends. Unless it is held constant, its work is credited to the exercise.",
    },
    "friendship": {
        "prompt": "Suppose that exercises make friends of officers, and that these friendships draw the votes of their states together. You study what exercises do to votes. What is the friendship, and what follows?",
        "is": "mediator",
        "no": {
            "confounder": "A confounder comes before the exercise. The friendship comes out of it.",
            "collider": "A collider is caused by both. The friendship moves the votes; they do not make it.",
            "bystander": "It is the very path by which the exercise works, so it is no bystander.",
        },
        "meaning": "The friendship is how the exercise would work. Hold it constant, and you take away the effect that you were looking for.",
    },
    "list": {
        "prompt": "A newspaper lists two states as partners if they train together or if they vote alike. You study what exercises do to votes, and only among the pairs on the list. What is a place on the list, and what follows?",
        "is": "collider",
        "no": {
            "confounder": "A confounder causes both. A place on the list comes after both, and causes neither.",
            "mediator": "Nothing passes through the list: no vote changes because of it.",
            "bystander": "On the list, whoever does not train must vote alike, or it would not be there. A link appears out of nothing.",
        },
        "meaning": "The list has two doors. Whoever did not come in by the one came in by the other, so among those inside the two look like rivals.",
    },
    "government": {
        "prompt": "A new government turns a state towards its neighbour: the two train together, and they vote alike. You study what exercises do to votes. What is the change of government, and what follows?",
        "is": "confounder",
        "no": {
            "mediator": "A mediator lies on the path from exercise to votes. The new government came before the exercise.",
            "collider": "A collider is caused by both. Neither exercises nor votes brought the government in.",
            "bystander": "It matters: compare pairs before and after it, and its work looks like the exercise's.",
        },
        "meaning": "The new government works on both ends. Unless it is held constant, its work is credited to the exercise.",
    },
}
RETIRED = ("02.1", "02.2", "02.3", "02.4")
EXERCISES = [
    Exercise(
        id="02.8",
        title="Relief and combat at once",
        prompt=lambda first, last: (
            f"Of the {flags(first, last)['all']:,} joint exercises of {first}–{last}, {flags(first, last)['combat']:,} rehearsed combat, {flags(first, last)['relief']} had a humanitarian purpose, "
            f"and {flags(first, last)['either']:,} had at least one of the two. What share of the humanitarian ones rehearsed combat as well? Per cent, one decimal; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=combat_too,
        meaning="The purposes overlap: the same week can bring a mock earthquake and a mock war. Whoever sorts exercises into peaceful ones and others has to decide where these go.",
        hints=(
            "Add those with combat to those with relief. Who is counted twice?",
            "What is counted twice is the overlap. Divide it by the humanitarian ones.",
        ),
        mistakes=(
            Mistake(
                lambda first, last: 100 * flags(first, last)["relief"] / flags(first, last)["all"],
                "That is the share of all exercises that were humanitarian. First find how many were both.",
            ),
            Mistake(
                lambda first, last: 100 - combat_too(first, last),
                "Those are the humanitarian exercises without combat. The question asks for the rest.",
            ),
            Mistake(
                lambda first, last: (
                    combat_too(first, last) * flags(first, last)["relief"] / flags(first, last)["combat"]
                ),
                "You divided the overlap by the combat exercises. Divide by the humanitarian ones.",
            ),
            Mistake(
                lambda first, last: combat_too(first, last) * flags(first, last)["relief"] / flags(first, last)["all"],
                "You divided the overlap by all exercises. Divide by the humanitarian ones.",
            ),
            Mistake(
                lambda first, last: combat_too(first, last) * flags(first, last)["relief"] / 100,
                "That is the number that were both. Divide it by the humanitarian ones.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=(
            {"first": 2000, "last": 2009},
            {"first": 1990, "last": 1999},
            {"first": 1985, "last": 1994},
            {"first": 1995, "last": 2004},
        ),
    ),
    Exercise(
        id="02.9",
        title="What part does it play?",
        prompt=lambda case: ROLES[case]["prompt"],
        kind="choice",
        level="analyse",
        solution=role,
        meaning=lambda case: ROLES[case]["meaning"],
        hints=(
            "Draw the arrows: which of them start at it, and which of them end there?",
            "What causes both mixes them up. What lies between carries the effect. What both cause must not decide which cases you see.",
        ),
        mistakes=tuple(Mistake(partial(_wrong_role, i), partial(_wrong_role_said, i)) for i in range(3)),
        options={
            "mediator": "a mediator, so leave it free to move",
            "confounder": "a confounder, so hold it constant",
            "bystander": "a bystander, so do not mind it",
            "collider": "a collider, so do not select by it",
        },
        variants=tuple({"case": case} for case in ROLES),
    ),
    Exercise(
        id="02.10",
        title="How much trust is enough?",
        prompt=lambda gain, harm: (
            f"If your partner is honest, cooperation gains you `{gain}`. If it cheats, you lose `{harm}`. From which belief in its honesty does it pay to trust? Per cent, to the nearest whole number; you may type a sum."
        ),
        kind="number",
        level="apply",
        solution=needed_trust,
        meaning="When betrayal hurts more than cooperation helps, an even chance is too little. High stakes make mistrust rational without anybody being hostile.",
        hints=(
            "Weigh each by its chance: the belief times the gain, and what is left of certainty times the loss.",
            "Trust just pays where the two are equal. Solve that for the belief.",
        ),
        mistakes=(
            Mistake(
                lambda gain, harm: 100 * gain / (gain + harm),
                "That is the chance of betrayal you can bear. The question asks for the belief in honesty.",
            ),
            Mistake(
                lambda gain, harm: 100 * (harm - gain) / harm,
                "You subtracted gain from harm. Weigh each by its chance instead.",
            ),
            Mistake(lambda gain, harm: 50.0, "An even chance is enough only if gain and harm are equal."),
            Mistake(lambda gain, harm: 100 * gain / harm, "You divided gain by harm. Both belong in the denominator."),
        ),
        percent=True,
        variants=({"gain": 2, "harm": 5}, {"gain": 3, "harm": 7}, {"gain": 4, "harm": 5}, {"gain": 2, "harm": 9}),
    ),
    Exercise(
        id="02.6",
        title="Two studies disagree",
        prompt="On U.S.–South Korean exercises, D'Orazio (2012) found no systematic escalation by North Korea, Bernhardt and Sukin (2021) systematic aggression<!--@DOrazio2012--><!--@BernhardtSukin2021-->. What do you compare first?",
        kind="choice",
        level="evaluate",
        solution=korean_studies,
        meaning="The two papers use different data and measure the response differently, so both can be right. Only when outcome and window agree does it make sense to compare samples and methods.",
        hints=(
            "Both studies may be sound. What could make both right at once?",
            "Think of the outcome: hostile words, missile tests, shots fired, and how many days after.",
        ),
        mistakes=(
            Mistake(lambda: "newer", "Newer is not truer. Both could be right about different things."),
            Mistake(
                lambda: "larger",
                "More cases of something else would not settle it. See first whether both count the same thing.",
            ),
            Mistake(
                lambda: "fraud",
                "Fraud is rare, and a poor first guess. Differences in design are everywhere.",
            ),
        ),
        options={
            "newer": "which is newer, since methods improve with time",
            "response": "what each counts as a response, and how soon",
            "larger": "which rests on more exercises and more years",
            "fraud": "whether one of them has made up its numbers",
        },
    ),
    Exercise(
        id="02.12",
        title="Find the flaw in the headline",
        prompt=lambda first, last: (
            f"A newspaper of {last + 1}: 'Partnerships have multiplied since {first}, and armed conflicts have {'risen' if headline_change(first, last) > 0 else 'fallen'} "
            f"by {abs(headline_change(first, last)):.0f} per cent.' Both counts are right. Here are more years: {headline_years(first, last)}. What is wrong with the headline?"
        ),
        kind="choice",
        level="evaluate",
        solution=headline_flaw,
        meaning="The start decides how large the change looks, the end which way it goes. Ask of any 'since': why since then, and why until then? Use all the years there are.",
        hints=(
            "The two numbers are right, so look at what was chosen.",
            "How does the first year compare with the years around it?",
        ),
        mistakes=(
            Mistake(_other_flaw, "It is the start, yes; but look again at which end of the range it stands."),
            Mistake(
                lambda first, last: "states",
                lambda first, last: (
                    "More states cannot explain a fall. What was chosen, by whom?"
                    if headline_change(first, last) < 0
                    else "The number of states hardly moved in these years. What was chosen, by whom?"
                ),
            ),
            Mistake(
                lambda first, last: "units",
                "Deaths would tell another story. But the headline speaks of conflicts, and counts them.",
            ),
        ),
        options={
            "units": "it should count the dead, not the conflicts",
            "low": "it starts in the calmest year of the period",
            "states": "it forgets that new states were being founded",
            "high": "it starts in the stormiest year of the period",
        },
        variants=(
            {"first": 2010, "last": 2024},
            {"first": 1991, "last": 2010},
            {"first": 2010, "last": 2019},
            {"first": 1991, "last": 2003},
        ),
    ),
    Exercise(
        id="02.13",
        title="From weak to strong",
        prompt="Does training together build trust? Four studies say so. Put them in order, from the one that rules out least to the one that rules out most.",
        kind="order",
        level="evaluate",
        solution=from_weak_to_strong,
        meaning="Each step takes a rival explanation away: first that the pairs differ in plain ways, then all that stays the same within a pair, and with lots everything but chance.",
        hints=(
            "Ask of each: what else could have made the two groups differ?",
            "Whoever is compared with itself brings along its own geography and history.",
        ),
        mistakes=(
            Mistake(
                lambda: ["like", "ally", "before", "lots"],
                "Allies who train and strangers who do not differ in everything. Like pairs differ in less.",
            ),
            Mistake(
                lambda: ["ally", "before", "like", "lots"],
                "Two like pairs can still differ in what you did not match. A pair is always like itself.",
            ),
            Mistake(
                lambda: ["ally", "like", "lots", "before"],
                "A pair compared with itself may change for other reasons in the same year. Lots rule that out.",
            ),
            Mistake(
                lambda: ["lots", "before", "like", "ally"],
                "That is from strong to weak. The question starts at the other end.",
            ),
        ),
        options={
            "like": "pairs of equal size, region and votes, trained or not",
            "lots": "places on courses drawn by lot among the applicants",
            "ally": "allies who train beside strangers who do not",
            "before": "one pair before and after, with a check on earlier years",
        },
    ),
    Exercise(
        id="02.11",
        title="Dear to whom?",
        prompt="Honest partners and bluffers both pay for a gesture, and both want to be trusted. When does the gesture tell them apart? Put the rule together.",
        kind="rule",
        level="create",
        solution=separating,
        meaning="Two conditions, and both bind: dear enough that a bluffer would rather not, cheap enough that an honest partner still will. Between them lies the room for diplomacy.",
        hints=(
            "Ask each of the two what it pays, and what it gets if it is believed.",
            "A gesture that nobody makes tells you as little as one that everybody makes.",
        ),
        mistakes=(
            Mistake(
                lambda: ("at-most-gain", "at-least-prize", "either"),
                "One condition alone is not enough: a gesture that all can afford is copied, one that none can afford is not made.",
            ),
            Mistake(
                lambda: ("at-most-gain", "above-honest", "both"),
                "Dearer for the bluffer is not dear enough: it pays as long as the prize is larger.",
            ),
            Mistake(
                lambda: ("at-most-gain", "below-prize", "both"),
                "There a bluffer gains by copying, so it copies.",
            ),
            Mistake(
                lambda: ("at-least-gain", "at-least-prize", "both"),
                "An honest partner would lose by it, so nobody makes the gesture, and silence tells nothing.",
            ),
            Mistake(
                lambda: ("any-size", "at-least-prize", "both"),
                "You keep the bluffer away, but would an honest partner still pay?",
            ),
        ),
        options={
            "An honest partner makes it if the cost is": {
                "at-least-gain": "at least what trust is worth to it",
                "any-size": "of any size",
                "at-most-gain": "at most what trust is worth to it",
            },
            "A bluffer stays away if its own cost is": {
                "below-prize": "less than its prize for being trusted",
                "above-honest": "more than the honest partner's cost",
                "at-least-prize": "at least its prize for being trusted",
            },
            "The gesture tells them apart if": {"either": "one of these holds", "both": "both of these hold"},
        },
    ),
    Exercise(
        id="02.5",
        title="When does a gesture separate?",
        prompt="Does a gesture tell honest partners from bluffers? Write a function of its cost to the honest, how many times dearer it is for a bluffer, and the bluffer's prize for being trusted. Being trusted is worth `1` to the honest. At a tie, the honest make the gesture and a bluffer does not. Return true or false.",
        start="def works(cost, dearer, prize):\n    ...  # your rule here",
        kind="function",
        level="apply",
        solution=signal_solution,
        meaning="Your rule agrees in every case tried, ties included. The ties are a convention: another one would move the edges of the zone, not the zone.",
        hints=(
            "An honest partner gains `1` when trusted, so its cost may not be larger than that.",
            "A bluffer pays cost times dearer. It stays away if that is at least its prize. Join the two tests with `and`.",
        ),
        mistakes=(
            Mistake(_bluffer_only, "You keep the bluffer away, but would an honest partner still pay?"),
            Mistake(_honest_only, "The honest can afford it. Can the bluffer afford it too?"),
            Mistake(_forgot_dearer, "The bluffer pays more than the honest: you left out `dearer`."),
            Mistake(_either, "One condition alone is not enough: both must hold."),
            Mistake(_strict, "Nearly: look at the ties. A bluffer who would just break even already stays away."),
        ),
        cases=((0.4, 2.0, 1.5), (0.8, 2.0, 1.5), (1.2, 2.0, 1.5), (0.9, 1.2, 1.5), (1.0, 1.5, 1.5), (0.5, 3.0, 1.2)),
    ),
]
REFLECTIONS = [
    Reflection(
        "02.7",
        "Design the test",
        "Design a study that could show that training together builds trust. Who is compared with whom, and what would you measure? Nothing is graded.",
        "A course with more applicants than places could draw lots: winners and losers then differ by chance alone, and five years later one compares how often they write to, visit or call their foreign counterparts, "
        "and how their units vote in a survey on trust. States do not draw lots, so the answer would be about officers, not governments; and the losers must not be told what is measured.",
        (
            "what makes those treated and untreated alike: chance, a rule, or an argument",
            "an outcome nearer to trust than a vote in the United Nations",
            "what must be held constant (causes of both) and what must not (consequences of the exercise)",
            "to whom the answer applies, and to whom not",
        ),
    )
]


# Evidence.


def wording_evidence() -> Evidence2:
    """Of the acts that three published definitions sort alike, how many the document's words sort in the same way."""
    works_say = WORDINGS.drop(columns="the document")
    agreed = works_say[works_say.nunique(axis=1).eq(1) & works_say.iloc[:, 0].ne("not said")]
    same = agreed.iloc[:, 0] == WORDINGS.loc[agreed.index, "the document"]
    taken = ", ".join(same.index[~same])
    share = 100 * float(same.mean())
    return Evidence2(
        finding=f"Three published definitions sort {len(agreed)} of {len(WORDINGS)} acts alike; the document's words let in all that they keep out, {int((~same).sum())} of the {int(agreed.iloc[:, 0].eq('out').sum())} coercive acts on our list: {taken}",
        data="teaching list",
        rivals=("definitions copy one another", "the acts were sorted by us, after abstracts and summaries"),
        rung=None,
        **counted(share),
        interval="none",
        unit="% of the acts sorted alike",
        n=len(agreed),
        n_unit="acts",
        benchmark=100,
        why_benchmark="a definition with the common core sorts every such act as they do",
        expects="above",
    )  # fmt: skip


def definition_parts() -> tuple[Part, ...]:
    """The definition against the document's own cases, and against what published ones agree on."""
    proof = wording_evidence()
    own_cases = True  # exercises, agreements, intelligence, peacekeeping, relief: all are joint work by military means
    fits = (own_cases, proof.estimate == proof.benchmark)
    return (Part("the definition", proof, works("C02.1"), fits=fits),)


def combat_evidence(seed: int = 1) -> Evidence2:
    """Share of joint exercises 1980–2010 that did not rehearse combat; resampled by series, which keeps its purpose."""
    table = combat_free()
    found = models.block_bootstrap(table, lambda rows: 100 * float(rows["free"].mean()), "block", seed=seed, n=1000)
    exercises = load("exercises")
    gentle = 100 * (exercises["peacekeeping"] | exercises["humanitarian"]).mean()
    return Evidence2(
        finding=f"{100 - found.value:.0f}% of {len(table):,} joint exercises rehearsed combat; {gentle:.0f}% had peacekeeping or relief as a purpose, some of them both",
        data="package",
        rivals=("the press reports guns more than first aid", "exercises are one instrument among several"),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="exercise series",
        unit="% without combat",
        n=len(table),
        n_unit="exercises",
        benchmark=50,
        why_benchmark="'most' is more than half",
        expects="above",
    )  # fmt: skip


def combat_parts(seed: int = 1) -> tuple[Part, ...]:
    """What exercises rehearse."""
    return (Part("exercises without combat", combat_evidence(seed), works("C02.1"), kind="fact"),)


def trust_evidence() -> Evidence2:
    """Whether two states draw nearer in UN votes faster after a first joint exercise than before, net of like pairs.

    Three years after minus three before, matched once, eight years before. Placebo: the same three years earlier.
    """
    table = pace("exercise")
    change, placebo = pair_mean(table, "change"), pair_mean(pace("exercise", -3), "change")
    before, after = ([-number for number in pair_mean(table, when)] for when in ("before", "after"))
    eighties, nineties, late = (-first_gap(*span)[0] for span in ((1985, 1989), (1990, 1999), (2000, 2010)))
    few = int((drift("exercise", -8, 0)["start"] < 1990).sum())
    return Evidence2(
        finding=f"Against like pairs, two states drew nearer by {before[0]:.3f} [{before[2]:.3f}, {before[1]:.3f}] in the three years before their first exercise and by {after[0]:.3f} [{after[2]:.3f}, {after[1]:.3f}] in the three after; at the exercise itself pairs that began in the 1990s stood {nineties:.2f} nearer, those since 2000 {late:.2f}, the {few} of 1985–1989 {-eighties:.2f} farther".replace("[-", "[−"),
        data="before and after",
        rivals=("those who approach each other train", "votes are a thin stand-in for trust", "an exercise that nobody reported would move the start"),
        rung=2,
        estimate=change[0],
        low=change[1],
        high=change[2],
        interval="clustered",
        by="both states of the pair",
        unit="points of voting distance, after minus before",
        n=len(table),
        n_unit="pairs that trained together",
        benchmark=0,
        why_benchmark="if like merely seeks like, the pace before and after is the same",
        expects="below",
        placebo=placebo,
        scope="votes",
    )  # fmt: skip


def courses_evidence() -> Evidence2:
    """This year's American course places and this year's votes, with next year's places in the same regression.

    Within states, what all had in common in a year removed. Placebo: next year's places, which cannot move this year's vote.
    """
    table, panel = slopes(training_panel().dropna(), "distance", ["places", "places_next"]), training_panel().dropna()
    now, later = (tuple(float(value) for value in table.loc[name]) for name in ("places", "places_next"))
    return Evidence2(
        finding=f"With next year's course places in the same regression, twice as many this year go with {now[0]:+.3f} in voting distance to the United States, twice as many next year with {later[0]:+.3f}".replace("-", "−"),
        data="panel",
        rivals=("friends are invited", "next year's places are partly granted this year"),
        rung=2,
        estimate=now[0],
        low=now[1],
        high=now[2],
        interval="clustered",
        by="state",
        unit="points of voting distance for twice as many places",
        n=len(panel),
        n_unit="state-years",
        benchmark=0,
        why_benchmark="courses that move nobody leave the distance as it is",
        expects="below",
        placebo=later,
        scope="American courses, votes",
    )  # fmt: skip


def trust_parts() -> tuple[Part, ...]:
    """Dialogue and trust, seen in votes: first exercises, with American courses beside them."""
    return (Part("trust, as far as votes show it", trust_evidence(), works("C02.2"), counts=(courses_evidence(),)),)


def allies_evidence(pact: str = "allied") -> Evidence2:
    """Pacts of 2000–2018 among pairs that had trained together in 1980–1999 and had none, and among like pairs.

    pact: 'allied', any; 'defended', only those in which both promise to defend each other.
    """
    named = {"allied": "a pact", "defended": "a promise to defend each other"}[pact]
    pairs, gaps = later_allies(), treaty_gaps(pact)
    value, others = gaps.loc[0, "gap"], gaps["gap"].iloc[1:]
    half = 1.96 * math.sqrt((len(others) - 1) / len(others) * float(((others - others.mean()) ** 2).sum()))
    met, unmet = (100 * pairs.loc[pairs["met"] == kind, pact].mean() for kind in (1, 0))
    return Evidence2(
        finding=f"Of pairs without a pact that had trained together before 2000, {met:.0f}% shared {named} in 2000–2018, of the others {unmet:.0f}%; between like pairs the gap is {value:.0f} percentage points, and from {others.min():.0f} to {others.max():.0f} with any one treaty left out".replace(" -", " −"),
        data="package",
        rivals=("those who already mean to sign train first", "two regional treaties bind every trained pair that later shared a pact"),
        rung=1,
        estimate=value,
        low=value - half,
        high=value + half,
        interval="clustered",
        by="treaty, each left out in turn",
        unit="percentage points more than like pairs",
        n=len(pairs),
        n_unit="pairs without a pact in 1980–1999",
        benchmark=0,
        why_benchmark="contact that leads nowhere leaves a pair like others of its region, size and activity",
        expects="above",
        scope="exercises before 2000",
    )  # fmt: skip


def disputes_evidence(seed: int = 1) -> Evidence2:
    """Rate of disputes against a state, five years after over five years before somebody first promised to defend it.

    Resampled by protected state. Placebo: the five years before over the five before those.
    """
    every, early, late = (dispute_ratio(era, seed=seed) for era in (None, "1816–1944", "1945–2005"))
    placebo = dispute_ratio(None, ("before", "earlier"), seed)
    return Evidence2(
        finding=f"In the five years after a first promise of defence there were {every.value:.2f} times as many disputes as in the five before: {early.value:.2f} for pacts of 1816–1944, {late.value:.2f} for 1945–2005",
        data="before and after",
        rivals=("states ally when war looms", "the diplomacy before a pact left no record"),
        rung=2,
        **measured(every),
        interval="block bootstrap",
        by="protected state",
        unit="times the rate before",
        n=every.n,
        n_unit="protected states",
        benchmark=1,
        why_benchmark="as many disputes as before the promise",
        expects="below",
        placebo=(placebo.value, placebo.low, placebo.high),
        scope="pacts",
    )  # fmt: skip


def past_parts(seed: int = 1) -> tuple[Part, ...]:
    """Alliances formed, and conflicts prevented."""
    against = ("LeedsJohnson2017", "JohnsonLeeds2011", "Sartori2005", "KenwickVasquezPowers2015", "GiblerVasquez1998")
    return (
        Part(
            "helping alliances to form",
            allies_evidence(),
            works("C02.3", "Weitsman2004"),
            counts=(allies_evidence("defended"),),
        ),
        Part("preventing conflicts", disputes_evidence(seed), works("C02.3", *against)),
    )


def need_evidence() -> Evidence2:
    """Attacks three to five years on, in countries that signed a new agreement over equally hit ones that signed none."""
    panel = after_attacks()
    row = slopes(panel, "change", ["signed", "hit"], absorbed=("year",)).loc["signed"]
    value, low, high = (float(number) for number in np.exp(row))
    return Evidence2(
        finding=f"Countries with ten attacks a year or more that signed a new agreement later had {value:.1f} times as many attacks as equally hit ones that signed none",
        data="panel",
        rivals=("those who expect the worst sign most", "police and intelligence work together without a treaty", "the count does not tell home-grown terror from terror across borders"),
        rung=1,
        estimate=value,
        low=low,
        high=high,
        interval="clustered",
        by="state",
        unit="times the attacks three to five years on",
        n=len(panel),
        n_unit="country-years",
        benchmark=1,
        why_benchmark="if agreements are needed, those without should fare worse",
        expects="below",
        scope="terrorism and defence agreements",
    )  # fmt: skip


def quiet_ends() -> pd.DataFrame:
    """Waves of terror that fell without a new agreement on record, those left out in which foreign forces were in the country."""
    fell = waves().query("fell and agreements == 0 and not mission")
    return fell[~fell["state_id"].isin(FOREIGN_FORCES)]


def need_parts() -> tuple[Part, ...]:
    """Need, which one success without would break; the successes on record are open to dispute."""
    fell = waves().query("fell")
    names = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["name"]
    without = ", ".join(f"{names[row.state_id]} {row.peak}" for row in quiet_ends().itertuples())
    case = Case(
        f"{len(quiet_ends())} of {len(fell)} waves of terror that fell by three quarters did so without a new defence agreement or foreign forces on record ({without}), but most were civil wars, and help without a text leaves no trace",
        "waves with their worst year in 1981–2004", "tables of attacks and agreements", disputed=True,
    )  # fmt: skip
    return (Part("need", need_evidence(), works("C02.4"), counterexamples=(case,)),)


def shared_threat_evidence(without: tuple[str, ...] = ()) -> Evidence2:
    """New agreements of pairs by how hard both were hit by terror, like pairs held against each other, 1986–2010."""
    pairs = shared_threat()
    held = ["total", "near", "region", "power", "signing", "training", "period"]
    found = models.pair_slope(pairs, "agreed", ["shared", *(name for name in held if name not in without)])
    left = {(): "", ("total",): ", the sum of attacks not held", ("signing", "training"): ", activity not held"}[
        without
    ]
    hit, others = signing_shares()
    return Evidence2(
        finding=f"Of pairs in which both had more than ten attacks a year {hit:.1f}% signed an agreement in the next five years, of the others {others:.1f}%; between like pairs{left} the difference is {100 * found.value:.1f} percentage points for twice the attacks on the one less hit",
        data="panel",
        rivals=("large, busy states have more of both", "what the agreement then does is not in it"),
        rung=1,
        **measured(found, 100),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points for twice the attacks",
        n=found.n,
        n_unit="pairs in four periods",
        benchmark=0,
        why_benchmark="a threat that two share draws them no nearer than one that only one has",
        expects="above",
        scope="agreements signed",
    )  # fmt: skip


def part_played() -> tuple[Part, ...]:
    """Whether those who share a concern turn to each other."""
    return (
        Part(
            "a part in shared concerns",
            shared_threat_evidence(),
            counts=tuple(shared_threat_evidence(names) for names in (("total",), ("signing", "training"))),
        ),
    )


def expressions() -> tuple[Part, ...]:
    """One dated case for each of the three ways named, with the number on record."""
    things = ("joint exercises", "defence agreements", "shared intelligence")
    exercises, paper, intelligence = load("exercises"), signed_agreements(), load("partnerships")
    ukusa = intelligence.set_index("partnership_id").loc["P46"]
    cases = (
        Case(f"{len(exercises):,} joint exercises on record", "1980–2010", "exercise table (MME)", things[0]),
        Case(f"{len(paper):,} agreements of two countries signed", "1980–2010", "agreement table (DCAD)", things[1]),
        Case(f"{ukusa['name']}, an agreement to share signals", f"{ukusa['start']:.0f}", "course list P46; timeline, 5 March 1946", things[2]),
    )  # fmt: skip
    proof = Evidence2(
        finding=f"On record: {len(exercises):,} exercises, {len(paper):,} agreements, and one agreement on signals that has since been published",
        data="full count",
        rivals=("none: that a thing exists is shown by one case",),
        rung=None,
        cases=cases,
    )
    return (Part("ways named", proof, works("C02.5"), things=things),)  # fmt: skip


def reach_evidence(first: int = 2010) -> Evidence2:
    """States that joint exercises reached from `first` to 2010, beside those that took a course in the United States alone."""
    counts = users(first=first)
    count, courses, years = (
        float(counts["joint exercises"]),
        float(counts["U.S. courses"]),
        f"{first}–2010" if first < 2010 else "2010",
    )
    return Evidence2(
        finding=f"In {years} {count:.0f} states are on record with joint exercises, {courses:.0f} with courses in the United States alone",
        data="full count",
        rivals=("exercises that no newspaper reported", "how many states use a thing is not how much it weighs"),
        rung=None,
        **counted(count),
        interval="full count",
        unit="states",
        n=len(states_in(2010)),
        n_unit="states of the world",
        benchmark=courses,
        why_benchmark="an instrument used most reaches more states than courses, which the document's list leaves out",
        expects="above",
    )  # fmt: skip


def most_used() -> tuple[Part, ...]:
    """Exercises against courses, over one year, two and five; agreements in force are a stock, and intelligence is secret."""
    return (
        Part("joint exercises", reach_evidence(), works("C02.5"), counts=(reach_evidence(2009), reach_evidence(2006))),
        Part("defence agreements"),
        Part("shared intelligence"),
    )


def steps_evidence() -> Evidence2:
    """Allies' years with a joint exercise, five years from a first agreement minus five before, net of like allies without.

    Less the same comparison five years too early, on the same pairs: what the agreement can have added.
    """
    found = steps_taken()
    (value, low, high), after, early = pair_mean(found, "beyond"), found["net"].mean(), found["net_early"].mean()
    return Evidence2(
        finding=f"After a first agreement allies trained together in {after:.1f} more of five years, net of like allies without one; on the same pairs, five years too early, the comparison already gives {early:.1f}. What is left is {value:.2f}",
        data="panel",
        rivals=("pairs under threat do more of everything", "the rise had begun before the agreement"),
        rung=1,
        estimate=value,
        low=low,
        high=high,
        interval="clustered",
        by="both states of the pair",
        unit="more years with an exercise, beyond the earlier rise",
        n=len(found),
        n_unit="pairs of allies",
        benchmark=0,
        why_benchmark="an agreement that adds nothing leaves the rise as it was five years earlier",
        expects="above",
        scope="joint exercises",
    )  # fmt: skip


def joint_steps() -> tuple[Part, ...]:
    """Steps that allies take together, seen in exercises."""
    return (Part("steps taken together", steps_evidence(), works("C02.6")),)


def inward_evidence() -> Evidence2:
    """Share of ten treaties of mutual defence that order action against an attacker among their own members."""
    inside = TEXTS["binds against a member"]
    share = 100 * float(inside.mean())
    return Evidence2(
        finding=f"{int(inside.sum())} of {len(inside)} treaties read here, the {inside.idxmax()}, orders action against a member that attacks",
        data="teaching list",
        rivals=("the ten texts were chosen by us", "some texts say 'any state' and leave it open"),
        rung=None,
        **counted(share),
        interval="none",
        unit="% of the treaties read",
        n=len(inside),
        n_unit="treaties",
        benchmark=50,
        why_benchmark="if the term were right, most would look inward",
        expects="above",
    )  # fmt: skip


def inward_parts() -> tuple[Part, ...]:
    """Whether the treaties look inward: a question about texts, so nothing causal."""
    return (Part("treaties that look inward", inward_evidence(), works("C02.6"), kind="fact"),)


def together_parts() -> tuple[Part, ...]:
    """One traced case, or a work with a design, for each field; and for stability through at least one of them."""
    things = ("peacekeeping", "fighting terrorism", "humanitarian aid")
    cases = (
        Case("Daesh loses Baghouz, its last ground, to local forces that a coalition's aircraft and special forces had helped since 2015", "2019-03-23", "Reuters, 24 March 2019", things[1], traced=True),
        Case("by an agreement with Haiti, American airmen, who had reopened the airport, give out landing slots to all who bring aid", "2010-01-15", "Whiting 2012; Haiti timeline", things[2], traced=True),
    )  # fmt: skip
    proof = Evidence2(
        finding="For terrorism and for aid there is a case whose source says how the joint work led to the result",
        data="full count",
        rivals=("local forces did most of the fighting", "relief agencies complained about who might land first"),
        rung=None,
        cases=cases,
    )
    fields = (
        *works("C02.7", "BaraHultman2020", "HultmanKathmanShannon2014", "WalterHowardFortna2021", thing=things[0]),
        *works("C02.7", "AssanvoEtAl2016", thing=things[1]),
        *works("C02.7", "Wiharta2008", thing=things[2]),
    )
    return (
        Part("working together", proof, fields, things=things),
        Part("stability, by way of one field at least", studies=works("C02.7", "BaraHultman2020", "HultmanKathmanShannon2014")),
    )  # fmt: skip


def conflicts_evidence(seed: int = 1, per_state: bool = False) -> Evidence2:
    """Growth of state-based armed conflicts from decade to decade over all years of the record, 1946–2024.

    All years, so that no start had to be picked. Resampled by runs of eight years, since neighbouring years are alike.
    """
    table = conflict_years()
    if per_state:
        table = table.assign(conflicts=table["conflicts"] / [len(states_in(int(year))) for year in table["year"]])
    found = models.block_bootstrap(table, conflict_growth, "year", length=8, seed=seed, n=1000)
    told = "per state" if per_state else "counted in the world"
    return Evidence2(
        finding=f"From {conflicts(1946)} in 1946 conflicts rose to {conflicts(1991)} in 1991, fell to {conflicts(2010)} in 2010 and rose to {conflicts(2024)} in 2024: over all years {found.value:.2f} times as many with each decade, {told}",
        data="yearly counts",
        rivals=("there are three times as many states", "small wars are better reported", "a world trend says nothing about what partnerships do"),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="runs of eight years",
        unit="times as many conflicts with each decade",
        n=len(table),
        n_unit="years",
        benchmark=1,
        why_benchmark="as many conflicts as a decade before",
        expects="below",
    )  # fmt: skip


def fewer_conflicts(seed: int = 1) -> tuple[Part, ...]:
    """The world's trend: a description, so nothing causal."""
    return (
        Part(
            "fewer armed conflicts",
            conflicts_evidence(seed),
            works("C02.7"),
            kind="trend",
            counts=(conflicts_evidence(seed, True),),
        ),
    )


def vital_part() -> tuple[Part, ...]:
    """Praise: no test."""
    return (Part("a vital part of relations", studies=works("C02.10")),)


def essential_part() -> tuple[Part, ...]:
    """Advice: no test."""
    return (Part("essential", studies=works("C02.8")),)


def understanding_parts() -> tuple[Part, ...]:
    """No evidence of our own: what works found on contact and understanding."""
    return (Part("understanding each other", studies=works("C02.9")),)


# Claims.


ASKED = ["C02.1", "C02.2", "C02.3", "C02.6", "C02.7", "C02.11"]
CLAIMS = [
    Judgement(
        "C02.1",
        "partly supported",
        "It fits every case that the document names. But nothing in its words keeps out a blockade, which the published definitions leave out.",
        parts=definition_parts,
        ours="not supported",
        ours_reason="No: most rehearse combat, which we take as 'not peaceful'. In the 1980s nearly all carry that mark, so it may be the coders' default. Whether that reassures or warns depends on who is watching, and the document never said 'peaceful'.",
        ours_parts=combat_parts,
    ),
    Judgement(
        "C02.2",
        "contested",
        "Partners do vote more alike. Pairs that began in the 1990s had drawn nearer before; those since 2000, the most of them, show neither before nor after. Votes are a thin stand-in for trust, and works point both ways.",
        parts=trust_parts,
    ),
    Judgement(
        "C02.3",
        "contested",
        "Pairs that had trained together later shared a pact more often than like pairs, but each of them signed one of two regional treaties, and leaving out one or the other turns the result. Whether pacts then prevented conflicts stays open: the sign differs by period, and works disagree.",
        parts=past_parts,
    ),
    Judgement(
        "C02.4",
        "contested",
        "One country that coped alone would be enough against 'necessary'. A few waves of terror fell without a new agreement on record, but most of these were civil wars, not threats across borders, and quieter help leaves no trace.",
        parts=need_parts,
    ),
    Judgement(
        "C02.5",
        "supported",
        "All three exist. The list is open, so what it leaves out is no fault of it.",
        parts=expressions,
        ours="contested",
        ours_reason="There is no stable order: in one year courses in one country reach more states than exercises, over two or five years fewer. Agreements last, so they cannot be set beside either; intelligence cannot be counted.",
        ours_parts=most_used,
    ),
    Judgement(
        "C02.6",
        "contested",
        "Allies with a first agreement trained together more than like allies without one. But much of that rise had begun earlier, and what is left may be chance. Exercises are one step among many.",
        parts=joint_steps,
        terms={"collective security": "collective defence"},
        ours="not supported",
        ours_reason="No: one treaty of the ten read here binds its members against one of their own. Alliances are collective *defence*.",
        ours_parts=inward_parts,
    ),
    Judgement(
        "C02.7",
        "supported",
        "'Can' asks for a case or a study each: terrorism and relief have a case, peacekeeping has studies only. Where UN troops went with less violence, they also have a claim to stability; that relief or the war on Daesh had one is not shown here.",
        parts=together_parts,
        ours="partly supported",
        ours_reason="Hardly: over all years conflicts became more, and counted per state the trend decides nothing. The 'partly' says only that the two counts differ. From 1991 they fall if you stop in 2010, and rise if you go on to 2024. Neither says what partnerships do.",
        ours_parts=fewer_conflicts,
    ),
    Judgement(
        "C02.8",
        "not testable here",
        "'Essential' weighs what is gained against what the money and the officers could do otherwise: a choice, not a measurement.",
        parts=essential_part,
    ),
    Judgement(
        "C02.9",
        "contested",
        "No table measures understanding. Works speak of neighbouring things only: liking, contacts, confidence, language. None of them measures understanding.",
        parts=understanding_parts,
    ),
    Judgement(
        "C02.10",
        "not testable here",
        "Praise of a practice. You can ask which relations do without soldiers, but no number answers 'vital'.",
        parts=vital_part,
    ),
    Judgement(
        "C02.11",
        "contested",
        "Pairs in which both are often attacked sign more. But large, busy states have more of both, and whether anything is left between like pairs depends on what is held alike.",
        parts=part_played,
    ),
]


# Numbers.
NUMBERS = {
    "exercises": lambda: len(load("exercises")),
    "agreements": lambda: len(signed_agreements()),
    "acts_agreed": lambda: wording_evidence().n,
    "no_tie": lambda: distance_by_ties().loc[0, "mean_distance"],
    "two_ties": lambda: distance_by_ties().loc[2, "mean_distance"],
    "at_first": lambda: -approach("exercise").loc[0, "net"],
    "four_before": lambda: -approach("exercise").loc[-4, "net"],
    "eight_after": lambda: -approach("exercise").loc[8, "net"],
    "training_now": lambda: -training_slopes()["slope"].iloc[0],
    "now_held": lambda: -training_slopes()["slope"].iloc[2],
    "next_held": lambda: -training_slopes()["slope"].iloc[3],
    "met_allied": lambda: 100 * later_allies().query("met == 1")["allied"].mean(),
    "unmet_allied": lambda: 100 * later_allies().query("met == 0")["allied"].mean(),
    "early_ratio": lambda: dispute_ratio("1816–1944").value,
    "late_ratio": lambda: dispute_ratio("1945–2005").value,
    "waves_without": lambda: len(quiet_ends()),
    "waves_fell": lambda: int(waves()["fell"].sum()),
    "shared_signed": lambda: signing_shares()[0],
    "others_signed": lambda: signing_shares()[1],
    "steps": lambda: steps_taken()["net"].mean(),
    "steps_early": lambda: steps_taken()["net_early"].mean(),
    "texts": lambda: len(TEXTS),
    "met_pairs": lambda: int(treaty_gaps().loc[0, "trained"]),
    "early_gap": lambda: -first_gap(1990, 1999)[0],
    "late_gap": lambda: -first_gap(2000, 2010)[0],
    "late_share": lambda: 100 * (drift("exercise", -8, 0)["start"] >= 2000).mean(),
}
