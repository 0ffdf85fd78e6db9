"""Lesson 07, challenges and political tensions: how partners drift, quarrel, and fear being left or dragged along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load, state, state_name
from helpers.explorer import Panel, amount, choice, number, toggle
from helpers.figures import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    PALE,
    PLUM,
    TEAL,
    Picture,
    arrow,
    bare,
    box,
    diagram,
    forest,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.marks import named, tidy
from helpers.measures import as_pairs, defence_promises, nato_members, parties_of_two, states_in, voting_table
from helpers.models import spread
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

DISPUTES = "GML-MID 2.2.1, ATOP 5.1 and COW, compiled as dispute_pairs and dispute_rates; data to 2010"
VOTES = "ideal points of Bailey, Strezhnev & Voeten; votes to 2023"
WARSAW, ATOP, EAST_AFRICA = "warsaw", "atop", "easf"
GROUPS = {  # name: kind, first and last year shown, ATOP number, states worth a label
    "NATO": ("nato", 1950, 2023, 0, ("United States", "Türkiye", "France", "Hungary")),
    "Warsaw Pact": (WARSAW, 1956, 1990, 0, ("Russia", "Romania", "Hungary", "Poland")),
    "Rio Treaty": (ATOP, 1950, 2018, 3075, ("United States", "Cuba", "Venezuela", "Argentina")),
    "Arab League pact": (ATOP, 1958, 2018, 3205, ("Egypt", "Saudi Arabia", "Morocco", "Syria")),
    "CSTO": (ATOP, 1994, 2023, 4220, ("Russia", "Armenia", "Belarus", "Kazakhstan")),
    "East African force": (EAST_AFRICA, 1994, 2023, 0, ("Rwanda", "Ethiopia", "Kenya", "Sudan")),
}
ERAS = (1870, 1914, 1946, 1990)  # a treaty is compared with those signed in the same era
SKETCHED = (1954, 1963, 1970, 1980, 1990, 2003, 2013, 2023)
TEN = 10  # to one: from there on two powers are called unequal here, as in the first edition; others are told beside

# Two quarrels that several claims share.
CYPRUS = Case("Washington stops a Turkish landing on Cyprus: NATO's allies had not yet considered whether they must protect Türkiye if that brought the Soviet Union in; Ankara answers that the letter disappoints and that grave differences have come to light", "5 and 13 June 1964", "President Johnson, FRUS 1964–1968, vol. XVI, no. 54; reply of Prime Minister İnönü", traced=True)  # fmt: skip
KOREA = "In a quarrel over forced labour before 1945 Japan ends South Korea's trade privileges and speaks of lost trust; South Korea decides to end the agreement on military intelligence with Japan (on 22 November it suspends that decision)"


# Measures.


@cache
def group_members(group: str, year: int) -> frozenset[int]:
    """State numbers of a group's members in a year. ATOP ends in 2018: its members of that year are carried on."""
    kind, _, _, alliance, _ = GROUPS[group]
    if kind == "nato":
        return nato_members(year)
    if kind == WARSAW:
        table = load("warsaw_pact_members")
        return frozenset(table.loc[table["active_until"] >= year, "state_id"])
    if kind == EAST_AFRICA:
        return frozenset(load("standby_force_members").query("force == 'EASF'")["state_id"])
    spells = load("alliance_members", min(year, 2018))
    return frozenset(spells.loc[spells["alliance_id"] == alliance, "state_id"])


@cache
def positions(group: str, year: int, founders: bool = False) -> pd.Series:
    """Voting positions of the members that voted in a year, sorted; founders keeps the members of the first year shown."""
    ids = group_members(group, GROUPS[group][1] if founders else year)
    found = voting_table().loc[year].reindex(sorted(ids)).dropna().sort_values()
    return found.set_axis([state_name(int(one)) for one in found.index])


@cache
def drift(group: str, founders: bool = False) -> pd.DataFrame:
    """Per year: members that voted, median voting gap of all pairs, the outlier and its gap to the median member."""
    _, first, last, _, _ = GROUPS[group]
    rows = []
    for year in voting_table().loc[first:last].index:
        x = positions(group, year, founders)
        if len(x) >= 4:
            gaps = np.abs(np.subtract.outer(x.to_numpy(), x.to_numpy()))[np.triu_indices(len(x), 1)]
            away = (x - x.median()).abs()
            rows.append((year, len(x), float(np.median(gaps)), away.idxmax(), float(away.max())))
    return pd.DataFrame(rows, columns=["year", "members", "median_gap", "outlier", "outlier_gap"]).set_index("year")


def voting_gap(one: str, other: str) -> pd.Series:
    """Distance of two states' voting positions by year, blank years left out."""
    votes = voting_table()
    return (votes[state(one)] - votes[state(other)]).abs().dropna()


@cache
def dispute_rows() -> pd.DataFrame:
    """Runs of years of directed relevant pairs with dispute onsets: the two states sorted, distance, power, strategic rivalry.

    rivalry: 'now' on the list of rivalries throughout; 'former' off it by then, on it before; 'never' before or then; 'in part'.
    """
    spells: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in load("rivalries").itertuples():
        end = 2020 if pd.isna(row.end) else int(row.end)
        spells.setdefault((row.state_id_1, row.state_id_2), []).append((row.start, end))
    table = load("dispute_pairs")
    ends = np.sort(table[["initiator_id", "target_id"]].to_numpy(), axis=1)
    status = []
    for low, high, first, last in zip(*ends.T, table["first_year"], table["last_year"], strict=True):
        those = spells.get((low, high), ())
        if any(start <= first and end >= last for start, end in those):
            status.append("now")
        elif any(start <= last and end >= first for start, end in those):
            status.append("in part")
        else:
            status.append("former" if any(end < first for _, end in those) else "never")
    return table.assign(
        low=ends[:, 0],
        high=ends[:, 1],
        pair=ends[:, 0] * 1000 + ends[:, 1],
        rivalry=status,
        allied=table["pact_defence"].astype(int),
        distance=table["contiguity"].astype(str),
        parity=-table["log_ratio"].abs(),
        majors=table["initiator_major"].astype(int) + table["target_major"].astype(int),
    )


@cache
def allied_ratio(sample: str) -> models.Estimate:
    """Rate of dispute onset between defence partners over that of other pairs, 1816–2010: 'all', 'relevant', 'land', 'sea'.

    Interval by both states, as in `allied_odds`: the error of the log odds ratio, which for events so rare is that of the log
    ratio of rates. The table of all pairs adds states up, so that its ratio has none.
    """
    if sample == "all":
        sums = load("dispute_rates").query("sample == 'all'").groupby("pact_defence")[["onsets", "pair_years"]].sum()
        rate = sums["onsets"] / sums["pair_years"]
        return models.Estimate(float(rate[True] / rate[False]), np.nan, np.nan, int(sums["pair_years"].sum()))
    rows = dispute_rows()
    rows = rows if sample == "relevant" else rows[rows["contiguity"] == {"land": 2, "sea": 1}[sample]]
    sums = rows.groupby("allied")[["onsets", "years"]].sum()
    rate = sums["onsets"] / sums["years"]
    pairs = rows.groupby(["low", "high", "allied"], as_index=False)[["onsets", "years"]].sum()
    fit = models.logit(pairs, "onsets", ["allied"], trials="years", cluster=("low", "high")).iloc[1]
    value, ends = float(rate[1] / rate[0]), fit[["low", "high"]].astype(float) / fit["odds_ratio"]
    return models.Estimate(value, value * ends["low"], value * ends["high"], int(sums["years"].sum()))


@cache
def _alike() -> pd.DataFrame:
    """The rows since 1946 of pairs that both voted, with what makes states alike, each at the middle of its run of years.

    gap: of voting positions; foe: a common strategic rival; democracies: both are (0/1).
    """
    rows, votes, foes = dispute_rows().query("first_year >= 1946"), voting_table().stack().to_dict(), {}
    for rival in load("rivalries").query("end.isna() or end >= 1946").itertuples():
        for year in range(max(1946, rival.start), 2011 if pd.isna(rival.end) else int(rival.end) + 1):
            foes.setdefault((rival.state_id_1, year), set()).add(rival.state_id_2)
            foes.setdefault((rival.state_id_2, year), set()).add(rival.state_id_1)
    keys = list(zip(rows["low"], rows["high"], (rows["first_year"] + rows["last_year"]) // 2, strict=True))
    return rows.assign(
        gap=[abs(votes.get((year, a), np.nan) - votes.get((year, b), np.nan)) for a, b, year in keys],
        foe=[float(not foes.get((a, year), set()).isdisjoint(foes.get((b, year), set()))) for a, b, year in keys],
        democracies=(rows["initiator_democracy"].fillna(False) & rows["target_democracy"].fillna(False)).astype(float),
    ).dropna(subset="gap")


@cache
def allied_odds() -> pd.DataFrame:
    """Odds ratio of a dispute onset between defence partners, raw, with distance and power, and with likeness held constant (by state).

    Likeness: voting gap, a common rival, both democracies. Votes begin in 1946, so the step before is shown for its rows too.
    """
    cells = ["low", "high", "allied", "distance", "parity", "majors"]
    table = dispute_rows().groupby(cells, as_index=False)[["onsets", "years"]].sum()
    steps = {
        "no control": (table, ["allied"]),
        "+ distance": (table, ["allied", "distance"]),
        "+ power": (table, cells[2:]),
        "the same, 1946–2010": (_alike(), cells[2:]),
        "+ likeness, 1946–2010": (_alike(), [*cells[2:], "gap", "foe", "democracies"]),
    }
    fits = [
        models.logit(rows, "onsets", terms, trials="years", cluster=("low", "high")).set_index("term").loc["allied"]
        for rows, terms in steps.values()
    ]
    return pd.DataFrame(fits, index=pd.Index(steps, name="step"))[["odds_ratio", "low", "high"]].astype(float)


def odds_table() -> pd.DataFrame:
    """`allied_odds` as a table to read: odds ratio and interval, two decimals."""
    return allied_odds().rename(columns={"odds_ratio": "odds ratio"}).round(2)


@cache
def rival_rates() -> pd.DataFrame:
    """Dispute onsets and pair-years by promise of defence between the two and strategic rivalry, relevant pairs, 1816–2010.

    Runs of years that a rivalry covers in part are left out. rate: onsets per 1,000 directed pair-years.
    """
    table = dispute_rows().query("rivalry != 'in part'")
    sums = table.groupby(["pact_defence", "rivalry"])[["onsets", "years"]].sum()
    return sums.assign(rate=1000 * sums["onsets"] / sums["years"])


@cache
def rival_odds() -> pd.DataFrame:
    """Odds ratio of a dispute among defence partners, rivals of now and of former times against never rivals (by state).

    Distance, the number of great powers and nearness in power are held constant.
    """
    table = dispute_rows().query("allied == 1 and rivalry != 'in part'")
    table = table.assign(**{kind: (table["rivalry"] == kind).astype(int) for kind in ("now", "former")})
    held = ["now", "former", "distance", "majors", "parity"]
    fit = models.logit(table, "onsets", held, trials="years", cluster=("low", "high")).set_index("term")
    return fit.loc[["now", "former"], ["odds_ratio", "low", "high", "n", "events"]].astype(float)


@cache
def treaties_of_two() -> pd.DataFrame:
    """Two-state treaties with a promise of defence: life (to 2018), era of signing, and how equal power and duties were.

    years, ended; ratio: the stronger's power over the weaker's at signature; powers: ten to one or more; duties: the text
    binds the two unequally; era: 0–4, beginning in 1815 and in the years of ERAS; leader: the stronger of the two.
    """
    power, rows = load("capabilities").set_index(["state_id", "year"])["cinc"], []
    for pact in load("alliances").query("bilateral and defence").itertuples():
        shares = {
            int(one): power.get((one, max(pact.start, 1816)), 0) for one in parties_of_two().get(pact.alliance_id, ())
        }
        if len(shares) == 2 and min(shares.values()) > 0:
            ended = not pd.isna(pact.end)
            years = max((pact.end if ended else 2018) - pact.start, 0.5)
            ratio = max(shares.values()) / min(shares.values())
            era = int(np.digitize(pact.start, ERAS))
            rows.append((pact.alliance_id, pact.start, float(years), int(ended), ratio, bool(pact.asymmetric), era, max(shares, key=shares.get)))  # fmt: skip
    columns = ["alliance_id", "start", "years", "ended", "ratio", "duties", "era", "leader"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(powers=table["ratio"] >= TEN)


def ending_ratio(table: pd.DataFrame, kind: str) -> float:
    """Rate of ending of unequal over equal treaties ('powers' or 'duties'), within eras of signing, after Mantel and Haenszel."""
    return models.mantel_haenszel(table["ended"], table["years"], table[kind], table["era"])


@cache
def endings(kind: str, seed: int = 1) -> models.Estimate:
    """The rate ratio of ending within eras ('powers' or 'duties'), resampled by the stronger state."""
    return models.block_bootstrap(treaties_of_two(), lambda rows: ending_ratio(rows, kind), "leader", seed=seed, n=1000)


@cache
def endings_in(kind: str, era: int) -> models.Estimate:
    """The rate ratio of ending among treaties signed in one era, counted by stronger state, which varies more than chance."""
    table = treaties_of_two().query("era == @era").astype({kind: int})
    sums = table.groupby(["leader", kind], as_index=False)[["ended", "years"]].sum()
    return models.quasi_poisson(sums, "ended", [kind], "years")


def called_on(era: str, coding: str = "outcome_bf") -> pd.DataFrame:
    """Promises called on in war, one row each, broken or not. era: 'all wars', 'before 1945', 'since 1945'."""
    table = load("alliance_commitments")
    table = table[table[coding].isin(["honoured", "violated"])]
    table = table if era == "all wars" else table[table["before_1945"] == (era == "before 1945")]
    return table.assign(broken=table[coding] == "violated")


def standing_after(table: pd.DataFrame, age: float = 20) -> float:
    """Per cent of treaties still in force at an age, by Kaplan and Meier; running treaties count as 'at least so long'."""
    return 100 * models.survival_at(models.survival(table["years"], table["ended"]), age)


@cache
def treaty_years() -> pd.DataFrame:
    """One row per two-state treaty and year, to 2017: voting gap of the last three years, its growth over the three before.

    ended: the treaty ended the next year. age: log of its years; decade: of the year. defence: it promises defence.
    """
    votes, rows = voting_table(), []
    for pact in load("alliances").query("bilateral and start <= 2015").itertuples():
        both = sorted(int(one) for one in parties_of_two().get(pact.alliance_id, ()) if one in votes.columns)
        if len(both) != 2:
            continue
        gap = (votes[both[0]] - votes[both[1]]).abs().rolling(3).mean()
        growth = (gap - gap.shift(3)).dropna()
        last = 2018 if pd.isna(pact.end) else int(pact.end)
        for year, wider in growth.loc[pact.start + 1 : last - 1].items():
            ended = int(not pd.isna(pact.end) and year + 1 == pact.end)
            rows.append((pact.alliance_id, *both, year, float(gap[year]), wider, ended, np.log(year - pact.start + 1), f"{year // 10}0s", bool(pact.defence)))  # fmt: skip
    columns = ["alliance_id", "low", "high", "year", "gap", "growth", "ended", "age", "decade", "defence"]
    return pd.DataFrame(rows, columns=columns)


@cache
def ending_odds() -> pd.DataFrame:
    """Odds ratio of a treaty's end next year per point of growth of the voting gap, beside gap, age and decade (by state).

    Rows: treaties that promise defence; the same with nothing held constant; without the years 1988–92; treaties without.
    """
    held, table = ["growth", "gap", "age", "decade"], treaty_years()
    pacts = table[table["defence"]]
    samples = {
        "defence": (pacts, held),
        "defence, alone": (pacts, held[:1]),
        "defence, without 1988–92": (pacts[~pacts["year"].between(1988, 1992)], held),
        "no promise": (table[~table["defence"]], held),
    }
    fits = [
        models.logit(rows, "ended", terms, cluster=("low", "high")).set_index("term").loc["growth"]
        for rows, terms in samples.values()
    ]
    return pd.DataFrame(fits, index=list(samples))[["odds_ratio", "low", "high", "n", "events"]].astype(float)


@cache
def training_pairs() -> pd.DataFrame:
    """All pairs of states with UN votes in 1995–99: voting gap then, exercises together in 2000–09 and before, what they share.

    met, two: per cent (0 or 100), any joint exercise, and one of the two alone. region: 1 if the same. size: sum of log
    power in 1999; active: sum of log(1 + partners in exercises of 1990–99).
    """
    votes = voting_table().loc[1995:1999].mean().dropna()
    ids = np.array(sorted(set(votes.index) & states_in(1999)))
    i, j = np.triu_indices(len(ids), 1)
    held, where, active = load("exercise_pairs"), region_of(), partners_before(2000)
    late = held.query("2000 <= year <= 2009")
    met, two = as_pairs(late), as_pairs(late.query("bilateral > 0"))
    size = np.log(load("capabilities", 1999).set_index("state_id")["cinc"] + 1e-7)
    table = pd.DataFrame({"low": ids[i], "high": ids[j], "gap": np.abs(votes[ids[i]].to_numpy() - votes[ids[j]].to_numpy())})  # fmt: skip
    pairs = list(zip(table["low"], table["high"], strict=True))
    return table.assign(
        met=[100.0 * (pair in met) for pair in pairs],
        two=[100.0 * (pair in two) for pair in pairs],
        region=(table["low"].map(where) == table["high"].map(where)).astype(float),
        size=table["low"].map(size) + table["high"].map(size),
        active=table["low"].map(active).fillna(0) + table["high"].map(active).fillna(0),
    )


def region_of() -> pd.Series:
    """Region of each state, by state number."""
    return load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]


@cache
def partners_before(year: int) -> pd.Series:
    """Log of one more than the partners that a state had in joint exercises of the ten years before, by state number."""
    rows = load("exercise_pairs").query("@year - 10 <= year < @year")
    return np.log1p(pd.Series(Counter(one for pair in as_pairs(rows) for one in pair)))


def without_states(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Take each state's own level out of columns of a table that holds every pair of its states once (least squares)."""
    n, ends, out = int((1 + np.sqrt(1 + 8 * len(table))) / 2), ["low", "high"], table.copy()
    for column in columns:
        totals = sum(table.groupby(end)[column].sum().reindex(np.unique(table[ends]), fill_value=0) for end in ends)
        level = (totals - totals.sum() / (2 * (n - 1))) / (n - 2)
        out[column] = table[column] - table["low"].map(level) - table["high"].map(level)
    return out


@cache
def training_by_gap(outcome: str = "met") -> pd.DataFrame:
    """Points of training more per point of voting gap, as more is held constant (two-way errors): estimate, low, high, n.

    outcome: 'met', any joint exercise; 'two', one of the two alone, and then the last step only.
    """
    table = training_pairs()
    own = without_states(table, [outcome, "gap", "region"])
    steps = {
        "nothing held constant": (table, ["gap"]),
        "same region": (table, ["gap", "region"]),
        "region, size, activity": (table, ["gap", "region", "size", "active"]),
        "each state's own level": (own, ["gap"]),
        "own level and region": (own, ["gap", "region"]),
    }
    if outcome == "two":
        steps = {"own level and region": steps["own level and region"]}
    fits = [models.pair_slope(rows, outcome, terms, ("low", "high")) for rows, terms in steps.values()]
    return pd.DataFrame([(e.value, e.low, e.high, e.n) for e in fits], columns=["estimate", "low", "high", "n"], index=pd.Index(steps, name="label"))  # fmt: skip


@cache
def neighbours() -> pd.DataFrame:
    """Pairs of states with a land border in 2000: rivalry on the list, exercises of 2000–09 (per cent), promise of defence.

    now, former, ever: 0/1, on the list of strategic rivalries in 2000, only before, either. Further columns as in `training_pairs`.
    """
    border = load("contiguity").query("type == 1 and start <= 2000 and (end.isna() or end >= 2000)")
    pairs = sorted(pair for pair in as_pairs(border) if set(pair) <= states_in(2000))
    listed = load("rivalries").query("start <= 2000")
    now, ever = as_pairs(listed[listed["end"].isna() | (listed["end"] >= 2000)]), as_pairs(listed)
    late = load("exercise_pairs").query("2000 <= year <= 2009")
    met, two, bound = as_pairs(late), as_pairs(late.query("bilateral > 0")), defence_promises(2000)
    where, active = region_of(), partners_before(2000)
    size = np.log(load("capabilities", 2000).set_index("state_id")["cinc"] + 1e-7)
    rows = [
        (*pair, int(pair in now), int(pair in ever - now), 100.0 * (pair in met), 100.0 * (pair in two), pair in bound,
         where[pair[0]] if where[pair[0]] == where[pair[1]] else "across",
         sum(size.get(one, np.log(1e-7)) for one in pair), sum(active.get(one, 0) for one in pair))
        for pair in pairs
    ]  # fmt: skip
    columns = ["low", "high", "now", "former", "met", "two", "bound", "region", "size", "active"]
    return pd.DataFrame(rows, columns=columns).eval("ever = now + former")


def training_of(kind: str, outcome: str = "met", bound: bool = False, without: str = "") -> models.Estimate:
    """Points of training more of neighbours that are rivals 'now' or 'former' than of those never, like pairs (two-way errors).

    kind 'ever': of both together. Region, size and own activity are held constant; bound: only pairs with a promise of
    defence; without: a state left out.
    """
    table = neighbours()
    table = table[table["bound"]] if bound else table
    table = table[(table[["low", "high"]] != state(without)).all(axis=1)] if without else table
    kinds = [kind] if kind == "ever" else [kind, "former" if kind == "now" else "now"]
    return models.pair_slope(table, outcome, [*kinds, "region", "size", "active"], ("low", "high"))


def two_allies() -> pd.DataFrame:
    """Joint exercises of Japan and South Korea, 1990–2010, beside those of each with Australia, a third ally of Washington.

    together: all; without Washington: the United States not there; the two alone: nobody else there.
    """
    held = load("exercise_members").query("1990 <= year <= 2010").groupby("exercise_id")["state_id"].agg(frozenset)
    rows = {}
    for one, other in (("Japan", "South Korea"), ("Japan", "Australia"), ("South Korea", "Australia")):
        both = held[[{state(one), state(other)} <= there for there in held]]
        rows[f"{one} and {other}"] = (len(both), sum(2 not in there for there in both), sum(len(there) == 2 for there in both))  # fmt: skip
    return pd.DataFrame(rows, index=["together", "without Washington", "the two alone"]).T


@cache
def pledge_of_2014(edition: str = "2026") -> pd.DataFrame:
    """Members of NATO with forces that made the pledge of Wales: per cent of output in 2014 and in 2024, when its ten years were up.

    edition: of NATO's table, July '2026' or June '2024'.
    """
    table = load("nato_spending_2026" if edition == "2026" else "nato_spending")
    table = table[table["state_id"].isin(nato_members("2014-09-05")) & table["year"].isin([2014, 2024])]
    return table.pivot_table(index="state_id", columns="year", values="share_gdp").dropna()


@cache
def pact_rivalries() -> pd.DataFrame:
    """Strategic rivalries between two states under a promise of defence at some time from 1946 to 2018, and what they were about.

    Per cent (0 or 100). rooted: about influence, interference or belief; rooted_only: these and not territory too;
    believed: influence or belief; territory: about territory.
    """
    spells = load("alliance_members")[["alliance_id", "state_id", "start", "end", "defence"]]
    ties = spells.assign(end=spells["end"].fillna(2018)).merge(spells.assign(end=spells["end"].fillna(2018)), on="alliance_id")  # fmt: skip
    ties = ties[(ties["state_id_x"] < ties["state_id_y"]) & (ties["defence_x"] | ties["defence_y"])]
    first, last = ties[["start_x", "start_y"]].max(axis=1).clip(lower=1946), ties[["end_x", "end_y"]].min(axis=1)
    ties, rows = ties.assign(first=first, last=last).query("first <= last"), []
    for row in load("rivalries").dropna(subset="positional").itertuples():
        low, high = sorted((row.state_id_1, row.state_id_2))
        end = 2018 if pd.isna(row.end) else min(int(row.end), 2018)
        mine = ties[(ties["state_id_x"] == low) & (ties["state_id_y"] == high)]
        if ((mine["first"] <= end) & (mine["last"] >= row.start)).any():
            root = row.positional or row.ideological or row.interventionary
            rows.append((row.name, low, high, 100.0 * root, 100.0 * (root and not row.spatial), 100.0 * row.spatial, 100.0 * (row.positional or row.ideological)))  # fmt: skip
    return pd.DataFrame(rows, columns=["name", "state_id_1", "state_id_2", "rooted", "rooted_only", "territory", "believed"])  # fmt: skip


def iraq_split() -> pd.DataFrame:
    """NATO's members of 2006 without the United States: voting gap to it in 2000–2002, troops in Iraq on 24 February 2007.

    One month only: allies that had come and gone by then count as absent.
    """
    troops = set(load("contingents").query("operation == 'MNF-I' and date == '2007-02-24'")["state_id"])
    votes = voting_table().loc[2000:2002].mean()
    rows = [(state_name(one), abs(votes[one] - votes[2]), one in troops) for one in sorted(nato_members(2006) - {2})]
    return pd.DataFrame(rows, columns=["ally", "gap", "in_iraq"])


@cache
def burden_and_gap() -> pd.DataFrame:
    """Per year 1950–2022: US share of NATO's spending in current dollars (%), median voting gap of the allies to the US."""
    votes, rows = voting_table(), []
    spending = load("capabilities").set_index(["state_id", "year"])["milex"]
    for year in range(1950, 2023):
        if year in votes.index:
            members = nato_members(year)
            paid = pd.Series({one: spending.get((one, year)) for one in members}, dtype="Float64").dropna()
            gaps = (votes.loc[year].reindex(sorted(members - {2})) - votes.loc[year, 2]).abs()
            rows.append((year, 100 * float(paid[2] / paid.sum()), float(gaps.median())))
    return pd.DataFrame(rows, columns=["year", "us_share", "gap"]).set_index("year")


@cache
def allied_sizes(first: int, last: int) -> pd.DataFrame:
    """NATO's members with forces: mean place by output and by military spending over output, 0–1, in some years (1950–2016)."""
    table = load("military_burden_long").query("member and @first <= year <= @last and state_id != 395")
    table = table.merge(load("economies"), on=["state_id", "year"]).dropna(subset=["gdp", "share_gdp"])
    places = table.groupby("year")[["gdp", "share_gdp"]].rank(pct=True).assign(state_id=table["state_id"])
    return places.groupby("state_id", as_index=False).mean()


@cache
def size_and_burden(first: int, last: int, seed: int = 1) -> models.Estimate:
    """Correlation of an ally's mean place by output with its mean place by burden, resampled by ally."""
    return models.block_bootstrap(allied_sizes(first, last), lambda rows: rows["gdp"].corr(rows["share_gdp"]), "state_id", seed=seed)  # fmt: skip


def commitment_game(mine: tuple[float, float], other: tuple[float, float], leaves: float) -> dict:
    """Two allies each commit or hedge. mine, other: (loss if abandoned, loss if entrapped), 0–10; leaves: chance 0–1.

    A working alliance is worth 10 to each. Who commits risks entrapment; who is left alone loses the abandonment loss;
    who hedges while the other commits is left with the chance `leaves`. Returns payoffs {(row, column): (me, other)},
    the stable cells, and the trust each needs: the least probability of the other's commitment at which committing pays.
    """

    def payoff(fears, own, their):
        abandoned, entrapped = fears
        lost = abandoned if their == "hedge" else leaves * abandoned if own == "hedge" else 0.0
        return 10 - lost - (entrapped if own == "commit" else 0.0)

    moves = ("commit", "hedge")
    cells = {(a, b): (payoff(mine, a, b), payoff(other, b, a)) for a in moves for b in moves}
    stable = [
        (a, b)
        for a, b in cells
        if cells[a, b][0] >= max(cells[x, b][0] for x in moves) - 1e-9
        and cells[a, b][1] >= max(cells[a, x][1] for x in moves) - 1e-9
    ]
    trust = tuple(trust_needed(*fears, leaves) for fears in (mine, other))
    return {"cells": cells, "stable": stable, "trust": trust, "fears": (mine, other), "leaves": leaves}


def trust_needed(abandoned: float, entrapped: float, leaves: float) -> float:
    """Least probability of the ally's commitment at which committing pays: entrapment / (chance of leaving × abandonment)."""
    if entrapped <= 0:
        return 0.0
    return entrapped / (leaves * abandoned) if leaves * abandoned > 0 else float("inf")


@cache
def all_drifts() -> None:
    """Compute the drift of each group once."""
    for group in GROUPS:
        for founders in (False, True):
            drift(group, founders)


def possible(trust: float) -> bool:
    """True if a trust of at most 100% is needed."""
    return trust <= 1 + 1e-9


# Pictures.


@house_style()
def allies_dispute_figure(guess: float | None = None) -> Picture:
    """Four ratios of the dispute rate between allies and others: geography turns the sign; a guess at the first is marked."""
    names = {
        "all": "all pairs of states",
        "relevant": "relevant pairs",
        "land": "with a land border",
        "sea": "across water, to 400 miles",
    }
    found = {label: allied_ratio(sample) for sample, label in names.items()}
    figure, ax = new_figure(
        "Allies quarrel three times as often as others, or far less",
        "Dispute onsets between defence partners over other pairs (ratio of rates; 95%, by both states), 1816–2010",
        DISPUTES,
        size="pair",
    )
    figure.subplots_adjust(left=0.33, right=0.82)
    table = pd.DataFrame([(label, e.value, e.low, e.high) for label, e in found.items()], columns=["label", "estimate", "low", "high"])  # fmt: skip
    forest(ax, table, highlight=table.loc[table["estimate"] > 1, "label"].tolist())
    ax.texts[0].set_text(f"{table.loc[0, 'estimate']:.2f}, no interval")
    ax.set_xticks([1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4], ["1/16", "⅛", "¼", "½", "1", "2", "4"])
    ax.set(xlim=(1 / 18, 4.6), ylim=(3.5, -0.8))
    ax.text(0.92, -0.55, "allies less", ha="right", fontsize=9, color=GREY)
    ax.text(1.09, -0.55, "allies more", fontsize=9, color=GREY)
    yours = ""
    if guess is not None:
        at = min(max(guess / 100, 1 / 17), 4.5)
        ax.plot([at, at], [-0.3, 0.3], color=ORANGE, linewidth=3)
        side = "left" if at < 1 / 4 else "right" if at > 2 else "center"
        ax.text(
            at,
            0.36,
            f"your guess {guess:,.0f} : 100",
            color=ORANGE,
            fontweight="bold",
            fontsize=9,
            ha=side,
            va="top",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
        )
        yours = f" Your guess, {guess:,.0f} to 100, is marked beside the first."
    alt = (
        f"Four ratios. All pairs {found[names['all']].value:.1f}, without an interval since the table adds states up; with 95% intervals by both states relevant pairs {spread(found[names['relevant']])}, "
        f"land neighbours {spread(found[names['land']])}, neighbours across water {spread(found[names['sea']])}: the ratio falls once neighbours are compared with neighbours.{yours}"
    )
    return show(figure, alt)


def smoothed(one: str, other: str) -> pd.Series:
    """Voting gap of two states, mean of a year and the two votes before it."""
    return voting_gap(one, other).rolling(3, min_periods=1).mean()


def turkish_gap() -> list[float]:
    """Voting gap of Türkiye and the United States in the years of the sketch, without a unit."""
    gap = smoothed("United States", "Türkiye")
    return [float(gap[year]) for year in SKETCHED]


@house_style()
def named_pairs_figure(guess: list[float] | None = None) -> Picture:
    """Voting distance of four allied pairs over time; a drawn guess at the Turkish line is marked."""
    pairs = {
        ("United States", "France"): BLUE,
        ("United States", "United Kingdom"): TEAL,
        ("United States", "Türkiye"): ORANGE,
        ("Russia", "Armenia"): PLUM,
    }
    figure, ax = new_figure(
        "One ally moved within a few years, and stayed an ally for sixty",
        "Distance of voting positions in the UN General Assembly (no unit), three-year mean, 1950–2023",
        VOTES,
    )
    figure.subplots_adjust(right=0.80)
    lines, gaps = {}, {}
    for (one, other), tone in pairs.items():
        gap = gaps[other] = smoothed(one, other).loc[1950 if one == "United States" else 1992 :]
        line = ax.plot(gap.index, gap, color=tone, linewidth=2.6 if other == "Türkiye" else 1.6)[0]  # fmt: skip
        lines[f"{one.replace('United States', 'US')}–{other.replace('United Kingdom', 'UK')}"] = line
    ax.set(xlim=(1950, 2023), ylim=(0, 3.0))
    for year, event in ((1956, "Suez"), (1964, "the letter\non Cyprus"), (2003, "Iraq")):
        ax.axvline(year, color=PALE, linewidth=1.2, zorder=0)
        ax.text(year + 0.6, 2.92, event, color=GREY, fontsize=9, va="top")
    yours = ""
    if guess is not None:
        ax.plot(SKETCHED, guess, "o--", color=INK, linewidth=1.2, markersize=5)
        yours = f" Your line, dashed, ends at {guess[-1]:.1f}."
    label_lines(ax, lines, gap=0.065)
    turkiye, france = gaps["Türkiye"], gaps["France"]
    alt = (
        f"Four lines. The gap between the United States and Türkiye was {turkiye[1963]:.2f} in 1963, {turkiye[1970]:.2f} in 1970 and {turkiye[2023]:.2f} in 2023; "
        f"to France it was {france[1980]:.2f} in 1980 and {france[2003]:.2f} in 2003. Russia and Armenia went from {gaps['Armenia'][2010]:.2f} in 2010 to {gaps['Armenia'][2023]:.2f} in 2023.{yours}"
    )
    return show(figure, alt)


@house_style()
def rivals_figure() -> Picture:
    """Dispute rates by pact and rivalry: never rivals, rivals of the past, rivals now."""
    rates = rival_rates()["rate"]
    figure, ax = new_figure(
        "Rivals quarrel, pact or no pact; once the rivalry is over, far less",
        "Dispute onsets per 1,000 directed pair-years, relevant pairs, 1816–2010; the list of rivals is made from threats",
        "GML-MID 2.2.1, ATOP 5.1, rivalries of Thompson, Sakuwa & Suhas 2021; data to 2010",
        size="pair",
    )
    figure.subplots_adjust(left=0.34, right=0.95)
    kinds = (("now", "rivals now"), ("former", "rivals once"), ("never", "never rivals"))
    labels = [(f"{name}, {'promise of defence' if pact else 'no promise'}", pact, kind) for kind, name in kinds for pact in (False, True)]  # fmt: skip
    values = [rates[pact, kind] for _, pact, kind in labels]
    ax.barh(range(6), values, color=[BLUE if pact else GREY for _, pact, _ in labels], height=0.7)
    for row, value in enumerate(values):
        ax.text(value + 0.8, row, f"{value:.1f}", va="center", fontsize=10, fontweight="bold")
    bare(ax)
    ax.set_yticks(range(6), [label for label, _, _ in labels])
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(0, 90), ylim=(5.5, -0.5))
    alt = "Six bars of disputes per 1,000 pair-years: " + "; ".join(f"{label} {value:.1f}" for (label, _, _), value in zip(labels, values, strict=True)) + "."  # fmt: skip
    return show(figure, alt)


@house_style()
def training_figure() -> Picture:
    """Votes and training: one question, five answers, as more is held constant."""
    table = training_by_gap().reset_index()
    figure, ax = new_figure(
        "Hold something else constant, and the sign turns",
        "Joint exercises 2000–09, percentage points per point of voting gap 1995–99 (95%, by state)",
        "exercises in the press to 2010; ideal points of Bailey, Strezhnev & Voeten; COW NMC 7.0",
        size="pair",
    )
    figure.subplots_adjust(left=0.31, right=0.80)
    forest(ax, table, reference=0, log=False, highlight=["own level and region"], fmt="{:+.1f}")
    ax.set(xlim=(-22, 15), ylim=(4.5, -0.9))
    ax.text(-1, -0.6, "train less", ha="right", fontsize=9, color=GREY)
    ax.text(1, -0.6, "train more", fontsize=9, color=GREY)
    alt = "Five estimates with intervals, points of joint exercises per point of voting gap: " + "; ".join(f"{row.label} {row.estimate:.1f}" for row in table.itertuples()) + "."  # fmt: skip
    return show(figure, alt)


@house_style()
def unequal_figure() -> Picture:
    """Unequal duties and unequal powers: rate of ending over that of equal treaties, within eras and in one era."""
    shown = {
        "unequal duties, all eras": endings("duties"),
        "unequal duties, 1946–89": endings_in("duties", 3),
        "unequal powers, all eras": endings("powers"),
        "unequal powers, 1946–89": endings_in("powers", 3),
    }
    figure, ax = new_figure(
        "Unequal duties, unequal power: each margin holds no difference",
        "Rate of ending over equal pacts of the era (95%, by stronger state: drawn anew; for 1946–89 from counts)",
        "two-state promises of defence in ATOP 5.1, to 2018; COW NMC 7.0 at signature; unequal powers: 10 to 1 or more",
        size="pair",
    )
    figure.subplots_adjust(left=0.31, right=0.80)
    table = pd.DataFrame([(label, e.value, e.low, e.high) for label, e in shown.items()], columns=["label", "estimate", "low", "high"])  # fmt: skip
    forest(ax, table, highlight=[label for label in shown if "duties" in label])
    ax.set_xticks([0.25, 0.5, 1, 2, 4], ["¼", "½", "1", "2", "4"])
    ax.set(xlim=(0.2, 4.4), ylim=(3.5, -0.8))
    ax.text(0.95, -0.55, "end later", ha="right", fontsize=9, color=GREY)
    ax.text(1.06, -0.55, "end sooner", fontsize=9, color=GREY)
    alt = "Four ratios of the rate of ending, unequal over equal treaties, with 95% intervals by stronger state, for all eras from states drawn anew, for 1946–89 from overdispersed counts: " + "; ".join(f"{label} {e.value:.2f}, interval {e.low:.2f} to {e.high:.2f}" for label, e in shown.items()) + "."  # fmt: skip
    return show(figure, alt)


@house_style()
def dilemma_diagram() -> Picture:
    """The alliance dilemma: what lowers one fear raises the other."""
    figure, ax = diagram(
        "What calms one fear tends to feed the other",
        "The dilemma of an ally, after Snyder (1984): how firmly to commit before the next crisis",
    )
    ax.plot([14, 86], [52, 52], color=PALE, linewidth=8, solid_capstyle="round", zorder=0)
    box(ax, 14, 52, "hedge:\nvague words,\nfew troops", ORANGE, 20, 20)
    box(ax, 86, 52, "commit:\nclear promise,\nbases, plans", BLUE, 20, 20)
    box(ax, 50, 82, "fear of abandonment\nthe ally stays away in my crisis", BLUE, 36, 14)
    box(ax, 50, 20, "fear of entrapment\nI am dragged into the ally's crisis", ORANGE, 36, 14)
    arrow(ax, (68.5, 82), (86, 63), colour=BLUE, bend=-0.2)
    arrow(ax, (31.5, 20), (14, 41), colour=ORANGE, bend=-0.2)
    arrow(ax, (78, 41), (65, 28), colour=ORANGE, dashed=True)
    arrow(ax, (22, 63), (35, 74), colour=BLUE, dashed=True)
    ax.text(83, 82, "commit more", color=BLUE, fontsize=9.5, fontweight="bold")
    ax.text(3, 20, "commit less", color=ORANGE, fontsize=9.5, fontweight="bold")
    ax.text(76, 29, "raises", color=ORANGE, fontsize=9.5)
    ax.text(20, 71, "raises", color=BLUE, fontsize=9.5, ha="center")
    ax.text(
        50,
        52,
        "how firm?",
        color=INK,
        ha="center",
        va="center",
        fontsize=10,
        fontweight="bold",
        bbox={"facecolor": "white", "edgecolor": "none"},
    )
    alt = (
        "Diagram of a circle with 2 fears. Fear of abandonment pushes an ally to commit; commitment raises the fear of entrapment; that pushes it to hedge; "
        "hedging makes the partner doubt and raises the fear of abandonment again."
    )
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "07.look",
        "In 1969 Honduras and El Salvador, both bound by the Rio Treaty to defend each other, went to war for four days.<!--@SarkeesWayman2010--> An accident? Take all pairs of states, 1816–2010. "
        "For every hundred disputes that begin between two states without a promise of defence between them, how many begin, in as many pair-years, between two of which at least one has promised to defend the other?",
        "number",
        lambda: 100 * allied_ratio("all").value,
        allies_dispute_figure,
        "All four ratios are right. Among all pairs of states, allies quarrel 3.0<!--= ratio_all --> times as often. Among relevant pairs (neighbours, or a great power among them) "
        "1.16<!--= ratio_relevant --> times. Among pairs that share a land border, 0.63<!--= ratio_land --> times; among neighbours across water, 0.15<!--= ratio_sea -->. "
        "Pacts are signed across borders, and so are quarrels picked.",
        unit="disputes",
    ),
    Prediction(
        "07.line",
        "Türkiye joined NATO in 1952 and is still in it. In 1954 its votes in the UN General Assembly lay close to those of the United States; the first dot is given. Draw the gap between the two, on a scale without a unit "
        "(the United States and France were 1.33<!--= france_2003 --> apart in the year of Iraq). When does it widen, and does it come back?",
        "sketch",
        turkish_gap,
        named_pairs_figure,
        "From 0.28<!--= turkiye_1963 --> in 1963 to 1.78<!--= turkiye_1970 --> in 1970: the largest move in the picture. In between lies a letter. On 5 June 1964 President Johnson stopped a landing on Cyprus and wrote "
        "what no ally likes to read: whether NATO would help, if this brought the Soviet Union in, was not settled.<!--@FrusJohnsonInonu1964--> Ankara stayed in, and its votes stayed away. The line does not show that the letter did it: Greece, on the other side of that quarrel, moved from 0.29<!--= greece_1963 --> to 1.63<!--= greece_1970 --> in the same years.",
        unit="points",
        decimals=2,
        labels=tuple(map(str, SKETCHED)),
        high=3.0,
        first=turkish_gap()[0],
    ),
]
FIGURES = {
    "allies dispute": allies_dispute_figure,
    "named pairs": named_pairs_figure,
    "rivals": rivals_figure,
    "training": training_figure,
    "unequal": unequal_figure,
    "dilemma": dilemma_diagram,
}


# Explorers.


class Drift(Panel):
    """Voting positions of a group's members in a year, and the gap inside the group over time."""

    title = "Drift inside an alliance"
    stories = {
        "The loyal pact": (
            {"group": "Warsaw Pact", "year": 1980},
            "Even here someone votes apart: see who is the outlier.",
        ),
        "NATO at its widest": ({"year": 1954}, "The alliance was furthest apart while young, not today."),
        "The latest year": ({"year": 2023}, "Members vote nearly alike, and the outlier is the leader."),
    }
    questions = {
        "Play NATO from 1986 on: who is the outlier in every year? Is the rest drifting apart?": "The United States. The rest moved together: the median pair was 0.53<!--= nato_1989 --> apart in 1989 and 0.15<!--= nato_2023 --> in 2023.",
        "Tick *founders only* and compare 1989 with 2023. Is convergence only the newcomers' doing?": "No. Among the founders the gap narrowed too, if less.",
        "Warsaw Pact: who is the outlier in 1990, and what does that tell you about the word?": "The Soviet Union (shown as Russia): the others had moved. An outlier hangs on who the median is.",
    }
    controls = {
        "group": choice("Group", GROUPS),
        "year": number("Year", 1950, 2023, 2003, play=True),
        "founders": toggle("Founders only"),
    }

    def compute(self, group, year, founders):
        """Gaps inside the group by year, and the members' positions in the year, or in the nearest one before it."""
        all_drifts()  # so that a step only draws
        table = drift(group, founders)
        shown = int(table.index[table.index <= max(year, table.index[0])][-1])
        return {"group": group, "asked": year, "year": shown, "table": table, "row": table.loc[shown],
                "x": positions(group, shown, founders), "founders": founders}  # fmt: skip

    def draw(self, result):
        figure, (top, bottom) = new_figure("", "Top: voting position of each member (right = nearer to the US-led order). Below: gaps over time", VOTES, size="map", rows=2, cols=1, gridspec_kw={"height_ratios": [1.15, 1]})  # fmt: skip
        figure.subplots_adjust(hspace=0.26, left=0.07, right=0.80)
        self.dots = top.scatter([], [], s=44, color=BLUE, edgecolors="white", linewidths=0.7)
        self.middle = top.axvline(0, color=PALE, linewidth=1.4, zorder=0)
        self.names = [top.text(0, 0, "", fontsize=9.2, ha="center", va="bottom", fontweight="bold") for _ in range(6)]
        top.set(xlim=(-3.1, 3.4), ylim=(-0.4, 13), yticks=[])
        top.spines["left"].set_visible(False)
        top.grid(False)
        self.lines = [bottom.plot([], [], color=tone)[0] for tone in (BLUE, ORANGE)]
        self.marks = [bottom.plot([], [], "o", color=tone, markersize=8)[0] for tone in (BLUE, ORANGE)]
        self.ends = [bottom.annotate("", (1.01, 0), xycoords=("axes fraction", "data"), color=tone, fontsize=9.2, fontweight="bold", va="center", annotation_clip=False) for tone in (BLUE, ORANGE)]  # fmt: skip
        bottom.set(xlim=(1949, 2024), ylim=(0, 3.7))
        return figure

    def update(self, result):
        x, row, table = result["x"], result["row"], result["table"]
        slot = np.round(x / 0.13).astype(int)
        level = slot.groupby(slot).cumcount().to_numpy()
        height = level * min(1.0, 10 / max(level.max(), 1))
        self.dots.set_offsets(np.column_stack([x, height]))
        named(self.dots, [[name, tidy(position)] for name, position in x.items()])
        self.middle.set_xdata([x.median()] * 2)
        self._name(result, height)
        for line, mark, column in zip(self.lines, self.marks, ("median_gap", "outlier_gap"), strict=True):
            line.set_data(table.index, table[column])
            mark.set_data([result["year"]], [row[column]])
            named(mark, "median pair" if column == "median_gap" else f"{row['outlier']} to median member")
        low, high = table["median_gap"].iloc[-1], table["outlier_gap"].iloc[-1]
        low = min(low, max((low + high) / 2 - 0.4, 0.05))  # the two labels never touch
        self.ends[0].set(text="median pair", y=low)
        self.ends[1].set(text="outlier to\nmedian member", y=max(high, low + 0.8))

    def _name(self, result, height):
        """Name the outlier, the members worth a label and the two ends, as far as the names have room."""
        x, outlier = result["x"], result["row"]["outlier"]
        labelled: dict[str, float] = {}
        for name in (outlier, *GROUPS[result["group"]][4], x.index[0], x.index[-1]):
            if name in x.index and all(abs(x[name] - spot) > 0.62 for spot in labelled.values()):
                labelled[name] = x[name]
        for text, name in zip(self.names, [*labelled, *[""] * (len(self.names) - len(labelled))], strict=False):
            text.set_text(name)
            if name:
                spot = labelled[name]
                top = max(height[(np.abs(x - spot) < max(0.2, 0.041 * len(name))).to_numpy()])
                text.set(position=(spot, top + 0.6), color=ORANGE if name == outlier else INK)

    def headline(self, result):
        row, held = result["row"], ", founders," if result["founders"] else ""
        return f"{result['group']}{held} {result['year']}: median gap {row['median_gap']:.2f}; {row['outlier']} at {row['outlier_gap']:.2f}"

    def describe(self, result):
        table, row = result["table"], result["row"]
        first, widest = table.iloc[0], table["median_gap"].idxmax()
        held = "founders only, " if result["founders"] else ""
        outside = "" if result["asked"] == result["year"] else f" (nearest year shown to {result['asked']})"
        return (
            f"{result['group']}, {held}{result['year']}{outside}: {int(row['members'])} members voted. Half of all pairs are within {row['median_gap']:.2f}; "
            f"in {table.index[0]} it was {first['median_gap']:.2f}, at its widest {table['median_gap'].max():.2f} in {widest}. "
            f"Outlier: {row['outlier']}, {row['outlier_gap']:.2f} from the median member."
        )

    def table(self, result):
        return result["table"].round(2)


class Dilemma(Panel):
    """The alliance dilemma as a two-player game with the learner's own payoffs."""

    title = "Abandonment or entrapment"
    stories = {
        "No temptation to leave": (
            {"leaves": 0.0},
            "Take away the danger of desertion, and nobody needs to promise anything.",
        ),
        "Dragged into war": (
            {"entrapped": 10.0},
            "Fear of entrapment alone is enough: one side stops committing at any trust.",
        ),
    }
    questions = {
        "Raise *You: dragged* to six. Which outcome is left?": "Both hedge, and both would be better off committing.",
        "Reset. Raise *Leaves* to its maximum. Why might a strong ally say aloud that it could leave?": "You need less trust to commit: hedging got dearer. But said too often, it lowers your trust that the ally will come.",
        "Reset. Lower *Ally: left* to two. Can you save the alliance by caring more?": "No. An ally that loses little without you never commits, whatever you do.",
    }
    ways = ("commit", "hedge")
    controls = {
        "abandoned": amount("You: left", 0, 10, 8, 0.5),
        "entrapped": amount("You: dragged", 0, 10, 3, 0.5),
        "ally_abandoned": amount("Ally: left", 0, 10, 6, 0.5),
        "ally_entrapped": amount("Ally: dragged", 0, 10, 2, 0.5),
        "leaves": amount("Leaves, %", 0, 100, 60, 5),
    }

    def compute(self, abandoned, entrapped, ally_abandoned, ally_entrapped, leaves):
        """The solved game."""
        return commitment_game((abandoned, entrapped), (ally_abandoned, ally_entrapped), leaves / 100)

    def draw(self, result):
        figure, (left, right) = new_figure("", "Left: payoffs (you, ally), stable outcomes filled. Right: trust each needs before committing pays", "calculation after Snyder 1984, our payoffs", cols=2, gridspec_kw={"width_ratios": [1.25, 1]})  # fmt: skip
        figure.subplots_adjust(left=0.12, right=0.95, wspace=0.3, bottom=0.15, top=0.76)
        self._draw_cells(left)
        right.set(xlim=(0, 1.45), ylim=(1.6, -0.6))
        right.set_yticks([0, 1], ["you", "ally"])
        right.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"])
        right.tick_params(axis="y", colors=INK)
        right.grid(True, axis="x")
        right.grid(False, axis="y")
        right.axvline(1, color=INK, linewidth=1.1)
        self.bars = right.barh([0, 1], [0, 0], height=0.5, color=[BLUE, PLUM])
        self.values = [right.text(0, y, "", va="center", fontsize=10.5, fontweight="bold") for y in (0, 1)]
        return figure

    def _draw_cells(self, ax):
        bare(ax)
        ax.set(xlim=(0, 2), ylim=(2, 0))
        ax.set_xticks([0.5, 1.5], ["ally commits", "ally hedges"])
        ax.set_yticks([0.5, 1.5], ["you\ncommit", "you\nhedge"])
        ax.xaxis.tick_top()
        ax.tick_params(colors=INK, length=0)
        self.cells, middle = {}, {"ha": "center", "va": "center"}
        for i, a in enumerate(self.ways):
            for j, b in enumerate(self.ways):
                look = {"color": "white", "edgecolor": GREY, "linewidth": 1.2}
                patch = ax.bar([j + 0.5], [0.94], width=0.94, bottom=i + 0.03, **look)[0]
                text = ax.text(j + 0.5, i + 0.46, "", fontsize=13, fontweight="bold", **middle)
                note = ax.text(j + 0.5, i + 0.80, "", fontsize=8.6, color=TEAL, **middle)
                self.cells[a, b] = (patch, text, note)

    def update(self, result):
        for key, (patch, text, note) in self.cells.items():
            stable = key in result["stable"]
            patch.set_facecolor("#d9efec" if stable else "white")
            text.set_text("{:.1f},  {:.1f}".format(*result["cells"][key]).replace("-", "−"))
            note.set_text("stable" if stable else "")
            named(patch, [[f"you {key[0]}, ally {key[1]}", text.get_text()]], "payoffs: you, ally")
        for bar, text, needed in zip(self.bars, self.values, result["trust"], strict=True):
            shown, ever = min(needed, 1.45), possible(needed)
            bar.set_width(shown)
            text.set(
                text=f"{100 * needed:.3g}%" if ever else "never",
                x=min(shown, 1.0) + 0.04,
                color=INK if ever else "white",
            )

    def headline(self, result):
        if all(map(possible, result["trust"])):
            return "Both outcomes are stable: trust decides which one you get"
        if all(entrapped < abandoned for abandoned, entrapped in result["fears"]):
            return "Both would gain from commitment, and it does not hold"
        return "For one of you the promise costs more than it protects"

    def describe(self, result):
        words = [
            f"{name} {verb} {100 * needed:.3g}% trust" if possible(needed) else f"{name} never {never}"
            for name, verb, never, needed in zip(
                ("you", "the ally"), ("need", "needs"), ("commit", "commits"), result["trust"], strict=True
            )
        ]
        stable = "; ".join(f"you {a}, ally {'commits' if b == 'commit' else 'hedges'}" for a, b in result["stable"])
        both, neither = result["cells"]["commit", "commit"], result["cells"]["hedge", "hedge"]
        return (
            f"Both commit: {both[0]:.1f} and {both[1]:.1f}. Both hedge: {neither[0]:.1f} and {neither[1]:.1f}. Stable: {stable}. "
            f"Before committing pays: {words[0]}, {words[1]}."
        )

    def table(self, result):
        rows = [(a, b, *values, (a, b) in result["stable"]) for (a, b), values in result["cells"].items()]
        return pd.DataFrame(rows, columns=["you", "ally", "your payoff", "ally's payoff", "stable"]).set_index("you")


EXPLORERS = {"drift": Drift, "game": Dilemma}


# Exercises.


SENTENCES = {  # a sentence of an ally → its key and the fear that it voices
    "troops-here": ("'Station your troops on our border, so that you are in it from the first day.'", "abandonment"),
    "not-colonies": ("'We signed to defend your home. Your quarrel overseas is your own.'", "entrapment"),
    "over-heads": ("'Our patron talks to our enemy over our heads. What is its word still worth?'", "abandonment"),
    "no-cheque": ("'No blank cheque: if you start it, you end it.'", "entrapment"),
    "their-bill": ("'We pay our share of the bill, and they have never paid theirs.'", "neither of the two"),
    "our-engine": ("'They will copy our engine and sell it as their own.'", "neither of the two"),
}
GAPS = {
    "france-turkiye": ("France", "Türkiye"),
    "turkiye-russia": ("Türkiye", "Russia"),
    "us-uk": ("United States", "United Kingdom"),
    "uk-france": ("United Kingdom", "France"),
}


def voices(fear: str) -> set[str]:
    """Who asks for more of the ally fears abandonment; who asks for less of its quarrels fears entrapment."""
    return {key for key, (_, voiced) in SENTENCES.items() if voiced == fear}


def _other_fear(fear: str) -> set[str]:
    return voices("entrapment" if fear == "abandonment" else "abandonment")


def _mix(first: int, last: int) -> dict[str, float]:
    """What the question shows: per cent of pair-years in relevant pairs, partners and others; onsets per 1,000 there and in the rest."""
    rates = load("dispute_rates")
    sums = rates[rates["year"].between(first, last)].groupby(["sample", "pact_defence"])[["onsets", "pair_years"]].sum()
    share = 100 * sums.loc["relevant", "pair_years"] / sums.loc["all", "pair_years"]
    near, every = sums.loc["relevant"].sum(), sums.loc["all"].sum()
    rest = every - near
    found = {"partners": share[True], "others": share[False], "near": 1000 * near["onsets"] / near["pair_years"], "rest": 1000 * rest["onsets"] / rest["pair_years"]}  # fmt: skip
    return {name: round(float(value), 1) for name, value in found.items()}


def ratio_by_mix(first: int, last: int) -> float:
    """Give both groups the same two rates, weigh each by its own mix of pairs, and divide."""
    mix = _mix(first, last)
    rates = [
        mix[group] * mix["near"] / 100 + (100 - mix[group]) * mix["rest"] / 100 for group in ("partners", "others")
    ]
    return rates[0] / rates[1]


def _seen_ratio(first: int, last: int) -> float:
    rates = load("dispute_rates").query("sample == 'all'")
    sums = rates[rates["year"].between(first, last)].groupby("pact_defence")[["onsets", "pair_years"]].sum()
    rate = sums["onsets"] / sums["pair_years"]
    return float(rate[True] / rate[False])


def _mix_prompt(first: int, last: int) -> str:
    mix = _mix(first, last)
    return (
        f"All pairs of states, {first}–{last}. Of the pair-years of defence partners {mix['partners']}% were between neighbours or with a great power, of those of other pairs "
        f"{mix['others']}%. Such pairs begin {mix['near']} disputes per thousand pair-years, the rest {mix['rest']}. Suppose a promise changed nothing, so that these two rates held "
        "for partners and others alike. How many times as often as other pairs would partners dispute? One decimal; you may type the sum."
    )


def by_gap(year: int) -> list[str]:
    """Subtract the two positions of each pair, drop the sign, sort."""
    votes = voting_table().loc[year]
    return sorted(GAPS, key=lambda key: abs(votes[state(GAPS[key][0])] - votes[state(GAPS[key][1])]))


def _gap_prompt(year: int) -> str:
    votes, names = voting_table().loc[year], ("United States", "United Kingdom", "France", "Türkiye", "Russia")
    said = ", ".join(f"{name} {votes[state(name)]:.2f}" for name in names).replace("-", "−")
    return f"Voting positions in the UN General Assembly in {year} (ideal points, no unit): {said}. Order the four pairs by the gap between the two, narrowest first."


def _friends_first(year: int) -> list[str]:
    return [*(key for key in by_gap(year) if key != "turkiye-russia"), "turkiye-russia"]


def enough_trust(abandoned: float, entrapped: float, leaves: float) -> float:
    """Committing pays when trust × chance of being left × loss if left exceeds the loss if dragged along."""
    return 100 * trust_needed(abandoned, entrapped, leaves / 100)


# A host's house: seats of each party and the most thousand soldiers that it accepts; a sender's: seats and the least it demands.
HOUSES = (
    {"host": ((40, 2), (35, 6), (25, 10)), "sender": ((45, 3), (30, 5), (25, 8))},
    {"host": ((30, 4), (45, 9), (25, 12)), "sender": ((35, 3), (25, 5), (40, 7))},
    {"host": ((55, 3), (20, 8), (25, 11)), "sender": ((30, 1), (40, 2), (30, 6))},
)


def ratified(host: tuple, sender: tuple) -> tuple[int, int]:
    """The least and the most thousand soldiers that more than half of the 100 seats accept on either side."""
    most = max(limit for _, limit in host if sum(seats for seats, other in host if other >= limit) > 50)
    least = min(limit for _, limit in sender if sum(seats for seats, other in sender if other <= limit) > 50)
    return least, most


def deals(host: tuple, sender: tuple) -> int:
    """Both houses must pass a deal, each by a majority: count from where the sender's begins to where the host's ends."""
    least, most = ratified(host, sender)
    return max(most - least + 1, 0)


def _houses_prompt(host: tuple, sender: tuple) -> str:
    accept, demand = (", ".join(f"{seats} seats {verb} {limit}" for seats, limit in house) for house, verb in ((host, "accept at most"), (sender, "want at least")))  # fmt: skip
    return (
        "Two governments bargain over how many thousand soldiers one may station with the other, in whole thousands from one up. A deal counts only if both parliaments pass it, each with more "
        f"than half of its 100 seats. In the host's house {accept}; in the sender's house {demand}. How many different deals can both ratify?"
    )


def friendliest(host: tuple, sender: tuple) -> int:
    """Deals that the friendliest party of each house would accept."""
    return max(limit for _, limit in host) - min(limit for _, limit in sender) + 1


def before_any_training() -> str:
    """Where no exercise has been yet, none can have moved the votes: what is close then was close before."""
    return "first"


def flaw_of_the_silent() -> str:
    """A promise enters the table when a war calls on it; one that deterred is never seen."""
    return "silent"


def old_rival_rule() -> tuple[str, str, str]:
    """A rivalry that is over, like pairs beside it, and disputes that come later: then no quarrel is counted twice."""
    return ("over", "like", "after")


RETIRED = ("07.1", "07.2", "07.3", "07.4", "07.5", "07.6", "07.7", "07.10", "07.11", "07.16")
EXERCISES = [
    Exercise(
        id="07.9",
        title="Which fear speaks?",
        prompt=lambda fear: (
            f"An ally can fear abandonment, and it can fear entrapment. Which of these sentences voice {fear if fear.startswith('neither') else f'the fear of {fear}'}?"
        ),
        kind="set",
        level="understand",
        solution=voices,
        meaning="Abandonment asks for more of the ally, entrapment for less of its quarrels. Bills and copied engines are quarrels too, of another kind.",
        hints=(
            "One fear is about an ally who does too little, the other about an ally who draws you in too far.",
            "Ask of each sentence: what does the speaker want the ally to do, or to stop doing?",
        ),
        mistakes=(
            Mistake(
                _other_fear,
                lambda fear: (
                    "Those two fear that the ally stays away."
                    if fear == "entrapment"
                    else "Those two fear to be dragged into somebody else's quarrel."
                ),
            ),
            Mistake(
                lambda fear: (
                    voices("abandonment") | voices("entrapment")
                    if fear.startswith("neither")
                    else voices("neither of the two")
                ),
                lambda fear: (
                    "Those four voice one or the other of the two fears."
                    if fear.startswith("neither")
                    else "Those two quarrel over money and markets. Neither fears what the ally may do in a crisis."
                ),
            ),
            Mistake(lambda fear: set(SENTENCES), "Not every complaint is a fear, and not every fear is this one."),
        ),
        options={key: text for key, (text, _) in SENTENCES.items()},
        variants=({"fear": "abandonment"}, {"fear": "entrapment"}, {"fear": "neither of the two"}),
    ),
    Exercise(
        id="07.12",
        title="What the mix does alone",
        prompt=_mix_prompt,
        kind="number",
        level="analyse",
        solution=ratio_by_mix,
        meaning="The mix of pairs alone makes partners look quarrelsome, with no effect of any promise. Whatever is left over is what still needs an explanation.",
        hints=(
            "Each group's rate is an average of the two rates, weighted by its own mix of pairs.",
            "Work out that average for the partners and for the others; then partners over others.",
        ),
        mistakes=(
            Mistake(
                lambda first, last: 1.0,
                "That would be so if both groups had the same mix of pairs. Partners are neighbours far more often.",
            ),
            Mistake(
                lambda first, last: _mix(first, last)["partners"] / _mix(first, last)["others"],
                "You divided the two shares. The rest of the pairs disputes too, if rarely.",
            ),
            Mistake(
                _seen_ratio,
                "That is the ratio in the data, with whatever a promise does in it. Here it is supposed to do nothing.",
            ),
            Mistake(lambda first, last: 1 / ratio_by_mix(first, last), "Upside down: partners belong on top."),
        ),
        decimals=1,
        variants=({"first": 1816, "last": 2010}, {"first": 1991, "last": 2010}, {"first": 1816, "last": 1913}),
    ),
    Exercise(
        id="07.13",
        title="Whose gap is wider?",
        prompt=_gap_prompt,
        kind="order",
        level="apply",
        solution=by_gap,
        meaning="Four of the five are allies of one another, and at least one gap between two allies is wider than the gap across the line between NATO and Moscow. A vote is one thing, a treaty another.",
        hints=(
            "A gap is one position minus the other, whichever is larger first. Mind a minus sign.",
            "Work out the four gaps before you sort; do not trust who is allied with whom.",
        ),
        mistakes=(
            Mistake(lambda year: by_gap(year)[::-1], "That is the order from the widest gap to the narrowest."),
            Mistake(
                lambda year: ["us-uk", "uk-france", "france-turkiye", "turkiye-russia"],
                "That is how the pairs lie along the scale. Sort them by the distance inside each pair.",
            ),
            Mistake(
                _friends_first,
                "You put the pair that is not allied last. Work out its gap as well: treaties and votes need not agree.",
            ),
        ),
        options={key: f"{one} and {other}" for key, (one, other) in GAPS.items()},
        variants=({"year": 2003}, {"year": 1990}, {"year": 2010}, {"year": 2015}),
    ),
    Exercise(
        id="07.14",
        title="How much trust is enough?",
        prompt=lambda abandoned, entrapped, leaves: (
            f"Committing costs you {entrapped} points in any case, the risk of being dragged along. If you hedge, a committed ally leaves you with a chance of {leaves}%, and being left "
            f"costs {abandoned}. An ally that does not commit leaves you whatever you do. How sure must you be that the ally commits before committing pays? Per cent, one decimal; Explorer 2 can show it too."
        ),
        kind="number",
        level="apply",
        solution=enough_trust,
        meaning="The price of a promise is certain, its gain is not. A fear of being left lowers the trust you need, and a credible threat to leave lowers it as well.",
        hints=(
            "If you hedge and the ally commits, what do you lose on average?",
            "That loss counts only as often as the ally commits. At which trust does it equal the price of being dragged along?",
        ),
        mistakes=(
            Mistake(
                lambda abandoned, entrapped, leaves: 100 * entrapped / abandoned,
                "You compared the two losses. A hedger is not always left: use the chance too.",
            ),
            Mistake(
                lambda abandoned, entrapped, leaves: leaves * entrapped / abandoned,
                "The chance of being left belongs to the loss from hedging, which stands below the line.",
            ),
            Mistake(
                lambda abandoned, entrapped, leaves: 100 - enough_trust(abandoned, entrapped, leaves),
                "That is how much doubt you can afford. The question asks for the trust.",
            ),
            Mistake(
                lambda abandoned, entrapped, leaves: 10_000 / enough_trust(abandoned, entrapped, leaves),
                "Upside down, and nobody can be more than sure: the loss from being dragged along stands on top.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=(
            {"abandoned": 9, "entrapped": 2, "leaves": 40},
            {"abandoned": 7, "entrapped": 3, "leaves": 60},
            {"abandoned": 10, "entrapped": 1, "leaves": 25},
            {"abandoned": 6, "entrapped": 1, "leaves": 50},
        ),
    ),
    Exercise(
        id="07.15",
        title="Two parliaments",
        prompt=_houses_prompt,
        kind="number",
        level="apply",
        solution=deals,
        meaning="What both houses can pass is what Putnam calls overlapping win-sets. Make one house harder to please and the overlap shrinks: deals are lost, and those left suit the harder house. A weak hand at home can be a strong hand abroad.",
        hints=(
            "Begin in the host's house: go up from one, and stop where the seats that still accept are no majority.",
            "Then the sender's house: from which number on does it have a majority? Count what lies between, both ends included.",
        ),
        mistakes=(
            Mistake(friendliest, "You asked the friendliest party of each house. A party is not a majority."),
            Mistake(
                lambda host, sender: deals(host, sender) - 1,
                "You took one limit from the other. Both ends can be ratified as well.",
            ),
            Mistake(
                lambda host, sender: ratified(host, sender)[1],
                "Those are the deals that the host's house passes. Now ask the other house.",
            ),
        ),
        unit="deals",
        variants=HOUSES,
    ),
    Exercise(
        id="07.19",
        title="The arrow turned round",
        prompt="Beside their own usual, states train less with those who vote far from them. A critic: 'It is the other way round. Crews that train together bring their governments' votes together.' Which comparison leaves the critic least to say?",
        kind="choice",
        level="analyse",
        solution=before_any_training,
        meaning="Before a pair's first exercise no exercise can have moved its votes. Our figure takes votes of 1995–99 and exercises of 2000–09, and pairs that had trained before are in it: the critic still has something to say.",
        hints=(
            "Which of the two comes first, by the critic's account?",
            "In which pairs can the critic's cause not have been at work yet?",
        ),
        mistakes=(
            Mistake(
                lambda: "later",
                "The order is right. But pairs that train in the second span trained in many cases before the first one, too, and that may have moved their votes.",
            ),
            Mistake(lambda: "same", "Within one span either may have come first, so both stories fit."),
            Mistake(
                lambda: "region",
                "That takes nearness away, another rival. The critic speaks of the order in time.",
            ),
        ),
        options={
            "later": "votes in one span and exercises in the next, all pairs",
            "first": "votes of pairs that never trained, then who begins to",
            "same": "votes and exercises of the same years, all pairs",
            "region": "votes and exercises of pairs from one region",
        },
    ),
    Exercise(
        id="07.17",
        title="A headline about a coin",
        prompt="A headline: 'An ally's word is worth the toss of a coin: of 139<!--= called --> promises called on in war, half were broken'. The count is right. What is wrong with the headline?",
        kind="choice",
        level="evaluate",
        solution=flaw_of_the_silent,
        meaning="A promise that kept the enemy at home was never called on, so the sample is made of promises that had failed once already. Of all promises given we know only that most were never put to the test.",
        hints=(
            "How does a promise get into this table at all?",
            "Think of a promise that did its work perfectly. Where is it?",
        ),
        mistakes=(
            Mistake(
                lambda: "coders",
                "A second coding was made, and it comes to half as well. That is not where it goes wrong.",
            ),
            Mistake(
                lambda: "few",
                "They are enough to rule out that nearly all were kept, or nearly all broken.",
            ),
            Mistake(
                lambda: "kinds",
                "It may be so, and one can split them by kind. The headline's own fault lies earlier, in who got counted.",
            ),
        ),
        options={
            "coders": "another team would have coded the promises otherwise",
            "few": "a share of so few promises tells us nothing at all",
            "silent": "promises that prevented a war are not among them",
            "kinds": "it is easier to stand aside than to come and help",
        },
    ),
    Exercise(
        id="07.18",
        title="Test an old grudge",
        prompt="Do old rivalries make partners quarrel? The list calls two states rivals when each sees a threat in the other. Put a test together that does not contain its own answer.",
        kind="rule",
        level="create",
        solution=old_rival_rule,
        meaning="That is what figure and card do. The answer is a modest number with a wide margin; the impressive one, for rivals of today, is in part the list talking about itself.",
        hints=(
            "If today's threats put a pair on the list, today's threats must not be counted as the result.",
            "Rivals are mostly neighbours. Beside whom should they stand?",
        ),
        mistakes=(
            Mistake(
                lambda: ("now", "like", "after"),
                "A rivalry of today is on the list because of today's threats, and these go on into the next years.",
            ),
            Mistake(
                lambda: ("over", "all", "after"),
                "Among all pairs most are far apart and hardly meet. Old rivals are neighbours.",
            ),
            Mistake(
                lambda: ("over", "like", "whole"),
                "The whole record holds the quarrels that put the pair on the list in the first place.",
            ),
        ),
        options={
            "A pair counts as old rivals if": {
                "now": "it is on the list in the same year",
                "over": "its time on the list has ended",
            },
            "It is set beside": {
                "all": "all other pairs of states",
                "like": "never-rivals at a like distance",
            },
            "What is counted:": {
                "whole": "all disputes on record between the two",
                "after": "disputes after its time on the list",
            },
        },
    ),
]
REFLECTIONS = [
    Reflection(
        "07.8",
        "Calm one fear without feeding the other",
        "Your ally fears abandonment, your voters fear entrapment. Propose one measure that calms the first without feeding the second, and say what it costs. Two to five sentences.",
        "I would make the promise narrow and the forces visible: a clause that names the territory and the attack that counts, and troops stationed there. Troops on the spot tell the "
        "partner that we shall be in it from the first day; the narrow clause tells it that we shall not be in anything else. The price is rigidity, and a threat just outside the clause is "
        "invited.",
        (
            "which fear it calms, and by what signal",
            "what it costs the one who sends it, since talk alone is cheap",
            "whether the partner becomes bolder",
            "what a rival learns from the limits you wrote down",
        ),
    )
]


# Evidence.


def shortfall_evidence(seed: int = 1) -> Evidence2:
    """UN missions: share of mission-years with less than nine tenths of the people that the Security Council allowed at most."""
    table = load("un_shortfalls").assign(short=lambda t: t["deployed"] < 0.9 * t["authorised"])
    share = models.block_bootstrap(table, lambda t: 100 * t["short"].mean(), "mission", seed=seed, n=1000)
    fifth, twentieth = (100 * (table["deployed"] < part * table["authorised"]).mean() for part in (0.8, 0.95))
    return Evidence2(
        finding=f"In {share.value:.0f}% of {len(table)} mission-years the United Nations had less than nine tenths of the people allowed; less than 80% of them in {fifth:.0f}%, less than 95% in {twentieth:.0f}%",
        data="panel", interval="block bootstrap", by="mission", rung=None, **measured(share),
        unit="% of mission-years", n=share.n, n_unit="UN missions, 1990–2015", benchmark=50, why_benchmark="often means more than half", expects="above",
        rivals=("a mission that is being built up or wound down is short without any quarrel", "UN missions are one kind of partnership", "a shortage of people is one difficulty; others leave no number"),
    )  # fmt: skip


def hindered_evidence() -> Evidence2:
    """Traced cases of a partnership that a difficulty made less effective."""
    return Evidence2(
        finding="Two accounts say how a difficulty made a joint force less effective: one of Afghanistan, one of Lake Chad",
        data="teaching list", rivals=("an enemy who adapts also lowers results",), rung=0,
        cases=(
            Case("national limits on what troops might do weakened the joint effort in Afghanistan", "2003–2009", "Saideman and Auerswald 2012, abstract", traced=True),
            Case("unsteady commitment, want of money and disjointed planning hindered the force around Lake Chad, and fighters regrouped when troops withdrew", "to 2020", "International Crisis Group, Africa Report 291, 7 July 2020", traced=True),
        ),
    )  # fmt: skip


def difficulty_parts(seed: int = 1) -> tuple[Part, ...]:
    """C07.1: how often difficulties occur, and that they can make a partnership less effective."""
    return (
        Part(name="how often", evidence=shortfall_evidence(seed)),
        Part(name="less effective", force="can", kind="causal", evidence=hindered_evidence(), studies=works("C07.1")),
    )


def broken_evidence(era: str = "all wars", seed: int = 1) -> Evidence2:
    """Share of alliance promises called on in war that were broken, in the authors' own coding, resampled by war.

    era: 'all wars', 'before 1945', 'since 1945'.
    """
    table, other = called_on(era), called_on(era, "outcome_llm")
    share = models.block_bootstrap(table, lambda rows: 100 * rows["broken"].mean(), "iwd_war_id", seed=seed, n=1000)
    return Evidence2(
        finding=f"{era.capitalize()}: {share.value:.0f}% of {len(table)} promises called on in war were broken, by the authors' other coding {100 * other['broken'].mean():.0f}%",
        data="panel", interval="block bootstrap", by="war", rung=None, **measured(share), unit="% of promises called on that were broken",
        n=share.n, n_unit="wars", benchmark=50, why_benchmark="most means more than half", expects="above",
        rivals=("a promise that deterred the attack was never called on, so only failures are counted",),
    )  # fmt: skip


def broken_parts(seed: int = 1) -> tuple[Part, ...]:
    """Our question on C07.1: are most promises called on in war broken? Eras apart."""
    apart = tuple(broken_evidence(era, seed) for era in ("before 1945", "since 1945"))
    return (Part(name="promises in war", evidence=broken_evidence(seed=seed), counts=apart, studies=works("C07.1")),)


def sources_evidence() -> Evidence2:
    """One traced case for each of the two sources of tension."""
    return Evidence2(
        finding="Two quarrels between partners say where they came from: Cyprus in 1964 from different interests, the intelligence agreement of 2019 from an old grievance",
        data="teaching list", rivals=("trade and elections at home fed both quarrels",), rung=0,
        cases=(
            Case(CYPRUS.what, CYPRUS.when, CYPRUS.source, "different interests", traced=True),
            Case(KOREA, "22 August 2019", "Reuters and AFP of that day; Yonhap, 22 November 2019", "old grievances", traced=True),
        ),
    )  # fmt: skip


def sources_parts() -> tuple[Part, ...]:
    """C07.2: tensions can come from different interests or from old grievances."""
    studies = (
        works("C07.2", "Weitsman2004", thing="different interests"),
        works("C07.2", "Krebs1999", "Oguzlu2004", thing="old grievances"),
    )
    return (Part(name="sources of tension", evidence=sources_evidence(), things=("different interests", "old grievances"), studies=sum(studies, ())),)  # fmt: skip


def ending_evidence() -> Evidence2:
    """Odds of a defence treaty of two ending next year per point by which the voting gap has grown, beside level, age, decade."""
    table = ending_odds()
    fit = table.loc["defence"]
    told = {name: f"{row['odds_ratio']:.2f} [{row['low']:.2f}, {row['high']:.2f}]" for name, row in table.iterrows()}
    return Evidence2(
        finding=f"A gap in votes that has grown by a point goes with {told['defence']} times the odds that a treaty of two that promises defence ends next year, among treaties of like age, gap and decade ({fit['events']:.0f} endings); with nothing held constant {told['defence, alone']}; without 1988–92 {told['defence, without 1988–92']}; for treaties without such a promise {told['no promise']}",
        data="panel", interval="clustered", by="state, both sides", rung=1, estimate=fit["odds_ratio"], low=fit["low"], high=fit["high"],
        unit="odds ratio of an end per point", n=int(fit["n"]), n_unit="treaty-years with a promise of defence, to 2017", benchmark=1, why_benchmark="at 1 growing gaps foretell nothing", expects="above",
        rivals=("the pacts of the Soviet bloc ended together in 1990–93", "votes are a thin slice of policy"),
    )  # fmt: skip


def ending_parts() -> tuple[Part, ...]:
    """Our question on C07.2: do growing differences foretell the end of a treaty?"""
    return (Part(name="growing differences", evidence=ending_evidence(), studies=works("C07.2")),)


def agreeing_evidence() -> Evidence2:
    """One traced case of a quarrel over money and one over means."""
    return Evidence2(
        finding="Partners are on record as quarrelling over money in 1963 and as not giving troops in 1994",
        data="teaching list", rivals=("the quarrel may be about strategy and only be fought over money",), rung=0,
        cases=(
            Case("the American president tells his advisers that other states do not carry their fair share of the burden", "22 January 1963", "FRUS 1961–1963, vol. XIII, no. 168", "money", traced=True),
            Case("the UN's inquiry puts the failure in Rwanda first to a lack of means and of the will to give them", "1994", "UN document S/1999/1257", "military means", traced=True),
        ),
    )  # fmt: skip


def agreeing_parts() -> tuple[Part, ...]:
    """C07.3: countries may find it hard to agree on money and on military means."""
    studies = works("C07.3", "Blankenship2023", "BeckerPoastHaesebrouck2025", thing="money") + works("C07.3", "Kreps2011", thing="military means")  # fmt: skip
    return (
        Part(name="sharing out", evidence=agreeing_evidence(), things=("money", "military means"), studies=studies),
    )


def kept_evidence(who: str = "below", edition: str = "2026") -> Evidence2:
    """NATO's pledge of 2014: share at 2% in 2024, when its ten years were up, of the members that made it.

    who: 'below', those that stood below 2% in 2014 and had to move; 'all', with those that were there already.
    """
    table = pledge_of_2014(edition)
    table = table[table[2014] < 2] if who == "below" else table
    there = table[2024] >= 2
    whom = f"{len(table)} members that stood below 2% in 2014" if who == "below" else f"all {len(table)} members with forces that made the pledge"  # fmt: skip
    by = {"2026": "July 2026", "2024": "June 2024"}[edition]
    return Evidence2(
        finding=f"Of {whom}, {there.sum()} spent 2% of output or more in 2024, when the ten years were up (edition of {by})",
        data="full count", interval="full count", rung=0, scope="the pledge of 2014", **counted(100 * float(there.mean())), unit="% of members, 2024", n=len(table), n_unit="members of 2014 with forces",
        benchmark=50, why_benchmark="a plain statement claims what is usual: more than half", expects="above",
        rivals=("the war of 2022 raised spending, not the promise", "the text says 'aim to move towards', which falling short does not break"),
    )  # fmt: skip


def kept_parts() -> tuple[Part, ...]:
    """Our question on C07.3: do allies keep to the shares that they agreed on? Those that had to move, by two editions, and all."""
    other = (kept_evidence(edition="2024"), kept_evidence("all"))
    return (Part(name="the pledge of 2014", evidence=kept_evidence(), counts=other, studies=works("C07.3"), kind="fact"),)  # fmt: skip


def friction_evidence() -> Evidence2:
    """One traced case of friction over a load that one country seemed to carry."""
    return Evidence2(
        finding="The largest member complained in 1963, and again in 2011, that partners left too much of the load to it",
        data="teaching list", rivals=("a complaint may be a move in a bargain",), rung=0,
        cases=(
            Case("the American president says that other states do not carry their fair share, and says it of Europe among others", "22 January 1963", "FRUS 1961–1963, vol. XIII, no. 168", traced=True),
            Case("the American minister of defence warns that Congress's patience with allies who do not spend is dwindling", "10 June 2011", "Robert Gates, speech in Brussels, transcript of the Department of Defense", traced=True),
        ),
    )  # fmt: skip


def friction_parts() -> tuple[Part, ...]:
    """C07.4: unequal strength can cause friction; 'above all' would need a comparison that no table allows."""
    return (
        Part(name="friction over the load", evidence=friction_evidence(), studies=works("C07.4")),
        Part(name="above all if one country seems to carry too much", force="most-or-tends"),
    )


def burden_evidence(seed: int = 1) -> Evidence2:
    """Rank correlation of yearly changes in the US share of NATO spending and in the allies' voting gap to the US."""
    table = burden_and_gap()
    steps = table.diff().dropna().reset_index()

    def together(rows):
        return rows["us_share"].rank().corr(rows["gap"].rank())

    found = models.block_bootstrap(steps, together, "year", length=5, seed=seed, n=1000)
    return Evidence2(
        finding=f"Over {len(steps)} years the change in the American share of NATO's spending and the change in the allies' voting gap to Washington go together at {spread(found)}; their levels at {together(table):.2f}".replace(" -", " −"),
        data="yearly series", interval="block bootstrap", by="blocks of five years", rung=0, **measured(found),
        unit="rank correlation of yearly changes", n=len(steps), n_unit="years, 1951–2022", benchmark=0, why_benchmark="at 0 the two have nothing to do with each other", expects="above",
        rivals=("votes are a weak sign of friction", "American wars move both"),
    )  # fmt: skip


def size_evidence(early: bool = False, seed: int = 1) -> Evidence2:
    """NATO: correlation of an ally's place by output with its place by burden, 1967–2016; early: 1950–66."""
    first, last = (1950, 1966) if early else (1967, 2016)
    found = size_and_burden(first, last, seed)
    return Evidence2(
        finding=f"From {first} to {last} place by output and place by burden went together at {spread(found)} among {found.n} allies with forces",
        data="panel", interval="block bootstrap", by="ally", rung=0, **measured(found), unit="correlation of places", n=found.n, n_unit="allies",
        benchmark=0, why_benchmark="at 0 large and small bear alike", expects="above", rivals=("the largest ally has tasks outside the alliance",),
    )  # fmt: skip


def years_apart_parts(seed: int = 1) -> tuple[Part, ...]:
    """Our questions on C07.4: friction in the years of a larger share, and whether the larger pay more."""
    return (
        Part(name="friction by year", evidence=burden_evidence(seed)),
        Part(name="larger pay more", kind="fact", evidence=size_evidence(seed=seed), counts=(size_evidence(True, seed),), studies=works("C07.4")),
    )  # fmt: skip


def in_the_way_evidence() -> Evidence2:
    """Traced cases of procedures and of language in the way; for leadership none was found."""
    return Evidence2(
        finding="For 2 of the 3 differences an account says how they got in the way; for styles of leadership we found none",
        data="teaching list", rivals=("too few interpreters is a lack of means as well",), rung=0,
        cases=(
            Case("contingents fight under rules of their own capitals, which weakens the joint effort", "Afghanistan, 2003–2009", "Saideman and Auerswald 2012, abstract", "procedures", traced=True),
            Case("peacekeepers take a dangerous route to reach doctors with whom they can talk", "Kabul; book of 2008", "Soeters and Manigart 2008, after a review", "ways of communicating", traced=True),
        ),
    )  # fmt: skip


def in_the_way_parts() -> tuple[Part, ...]:
    """C07.5: procedures, ways of communicating and styles of leadership can get in the way."""
    studies = (
        works("C07.5", "SoetersManigart2008", thing="ways of communicating"),
        works("C07.5", "AuerswaldSaideman2014", "Ruffa2018", thing="procedures"),
        works("C07.5", "ElronShamirBenAri1999"),
    )
    return (Part(name="differences in the way", evidence=in_the_way_evidence(), things=("procedures", "ways of communicating", "styles of leadership"), studies=sum(studies, ())),)  # fmt: skip


def diverse_parts() -> tuple[Part, ...]:
    """Our question on C07.5: do more diverse missions do worse? By works; lesson 09 counts."""
    return (Part(name="diverse missions", studies=works("C07.5")),)


def unmet_evidence() -> Evidence2:
    """Traced cases of a force that fell short while quarrels and shares stayed unsettled; of culture none."""
    return Evidence2(
        finding="Two joint forces in Africa fell short of their aims while quarrels and shares stayed unsettled, one from 2017 to 2023, the other by 2020",
        data="teaching list", rivals=("coups and a strong enemy", "efforts were made in both, too few or too late", "of cultural gaps neither account speaks"), rung=0,
        cases=(
            Case("Mali leaves the Sahel's joint force because fellow members refuse it the chair; the rest give up and the force is dissolved in December 2023, the insurgents undefeated", "15 May 2022", "Mali's communiqué no. 30, after APA and AFP; table timeline", "political tensions", traced=True),
            Case("unsteady commitment, want of money and disjointed planning hinder the force around Lake Chad; fighters regroup", "to 2020", "International Crisis Group, Africa Report 291, 7 July 2020", "shares", traced=True),
        ),
    )  # fmt: skip


def unmet_parts() -> tuple[Part, ...]:
    """C07.6: without such efforts the aims may not be reached."""
    return (
        Part(
            name="aims not reached",
            evidence=unmet_evidence(),
            things=("political tensions", "shares", "cultural gaps"),
            studies=works("C07.6"),
        ),
    )


def unequal_evidence(kind: str, seed: int = 1) -> Evidence2:
    """Two-state treaties with a promise of defence: rate of ending of unequal over equal ones, within eras of signing.

    kind: 'duties', the text binds the two unequally; 'powers', ten to one or more.
    """
    table, found, mid = treaties_of_two(), endings(kind, seed), endings_in(kind, 3)
    what = {"duties": "Treaties with unequal duties", "powers": "Treaties between powers of ten to one or more"}[kind]
    cuts = [ending_ratio(table.assign(powers=table["ratio"] >= cut), "powers") for cut in (3, 20)]
    other = f"; drawn at three to one {cuts[0]:.2f}, at twenty to one {cuts[1]:.2f}" if kind == "powers" else ""
    wars = ending_ratio(table[table["era"] == 2], kind)
    return Evidence2(
        finding=f"{what} ended {spread(found)} times as often per year as the others of their era: of those signed 1946–89 {spread(mid)} (from overdispersed counts by stronger state), of the few signed 1914–45 {wars:.1f} times{other}",
        data="panel", interval="block bootstrap", by="stronger state", rung=1, **measured(found), unit="rate ratio of ending",
        n=len(table), n_unit="treaties of two with a promise of defence, 1816–2018", benchmark=1, why_benchmark="at 1 both kinds end equally often", expects="above",
        rivals=("unequal pacts buy other things: safety for one side, influence for the other", "pacts of one power end together, as in 1991"),
    )  # fmt: skip


def sooner_parts(seed: int = 1) -> tuple[Part, ...]:
    """Our question on C07.6: do pacts with unequal duties, or between unequal powers, end sooner?"""
    return (
        Part(name="unequal duties", evidence=unequal_evidence("duties", seed)),
        Part(name="unequal powers", evidence=unequal_evidence("powers", seed), studies=works("C07.6")),
    )


def trust_evidence() -> Evidence2:
    """One traced case of trust lost in a quarrel and common work held back, and one of common work put in question."""
    return Evidence2(
        finding="In 1974 Greece felt let down by its allies over Cyprus and took its forces out of NATO's command; in 2019 Tokyo spoke of lost trust and Seoul decided to end an agreement on intelligence, but suspended that decision three months later, so nothing lapsed",
        data="teaching list", rivals=("voters at home may have asked for a strong answer", "a quarrel over trade may be reason enough"), rung=0,
        cases=(
            Case("Greece, which felt let down by allies that could have held Türkiye to the cease-fire on Cyprus, withdraws all its units from NATO's command; it comes back in 1980", "14 August 1974", "Foreign Relations of the United States 1969–1976, XXX, documents 20 and 25; table nato_members", traced=True),
            Case("Japan takes South Korea off its list of trusted buyers and speaks of lost trust; South Korea says that this changes the ground of security cooperation and decides to end their agreement on military intelligence", "22 August 2019", "Kim You-geun, South Korea's security council, after AFP and Reuters"),
        ),
    )  # fmt: skip


def trust_parts() -> tuple[Part, ...]:
    """C07.7: tensions may leave too little trust and so hold back common work."""
    return (Part(name="trust lost, work held back", evidence=trust_evidence(), studies=works("C07.7")),)


def trained_evidence(alone: bool = False) -> Evidence2:
    """Neighbours under a promise of defence: training of present rivals against never rivals, like pairs; alone: by themselves."""
    found = training_of("now", "two" if alone else "met", bound=True)
    table = neighbours().query("bound")
    raw = table.loc[table["now"] == 1, "two" if alone else "met"].mean()
    fewer = training_of("now", "two" if alone else "met", bound=True, without="Liberia")
    return Evidence2(
        finding=f"{raw:.0f}% of {table['now'].sum()} rival neighbours under one promise of defence trained together {'by themselves ' if alone else ''}in 2000–09: {spread(found, 0)} points more than never rivals of like region, size and activity; without Liberia {spread(fewer, 0)}",
        data="panel", interval="clustered", by="state, both sides", rung=1, **measured(found), unit="points of training",
        n=found.n, n_unit="neighbouring pairs", benchmark=0, why_benchmark="at 0 rivals train as others do", expects="below",
        rivals=("who is invited to a large exercise is for its host to say", "few such rivals, and several of them in one region"),
    )  # fmt: skip


def trained_parts() -> tuple[Part, ...]:
    """Our question on C07.7: do rivals inside a pact train together less?"""
    return (
        Part(name="any joint exercise", evidence=trained_evidence()),
        Part(name="exercises of the two alone", evidence=trained_evidence(alone=True)),
    )


def culture_parts() -> tuple[Part, ...]:
    """C07.8: cultural differences make cooperation more complicated; works only."""
    return (Part(name="more complicated", studies=works("C07.8")),)


def respect_parts() -> tuple[Part, ...]:
    """C07.9: understanding and respect as a need; neither is recorded."""
    return (Part(name="understanding and respect", studies=works("C07.9")),)


def lasting_parts() -> tuple[Part, ...]:
    """C07.10: a lasting obstacle; no series of reports."""
    return (Part(name="a lasting obstacle"),)


def dealing_parts() -> tuple[Part, ...]:
    """C07.11: dealing with difficulties as a need; no success without is documented here."""
    return (Part(name="dealing with difficulties", studies=works("C07.11")),)


def roots_evidence() -> Evidence2:
    """Strategic rivalries inside a defence pact since 1946: share about influence, interference or belief, by the list's coding."""
    table = pact_rivalries()
    share, only = (
        models.Estimate(*models.pair_mean(table, column), len(table)) for column in ("rooted", "rooted_only")
    )
    alone = models.Estimate(*models.pair_mean(table, "believed"), len(table))
    listed = load("rivalries").dropna(subset="positional")
    whole = 100 * float(listed[["positional", "ideological", "interventionary"]].astype(bool).any(axis=1).mean())
    return Evidence2(
        finding=f"Of {len(table)} rivalries between states under one promise of defence {share.value:.0f}% were about influence, interference or belief (in the whole list {whole:.0f}%); about influence or belief {alone.value:.0f}% [{alone.low:.0f}, {alone.high:.0f}]; about any of the three and not about territory as well {only.value:.0f}% [{only.low:.0f}, {only.high:.0f}]",
        data="panel", interval="clustered", by="state, both sides", rung=0, **measured(share), unit="% of rivalries",
        n=len(table), n_unit="rivalries inside pacts since 1946", benchmark=50, why_benchmark="often means more than half", expects="above",
        rivals=("nearly any cause can be called an interest, so the claim is hard to miss", "the list holds only the gravest tensions", "territory is a root beside these in many"),
    )  # fmt: skip


def common_effort_evidence() -> Evidence2:
    """One traced case of interests and policies in the way of a common effort."""
    return Evidence2(
        finding="In 2003 differences over Iraq held up NATO's planning for weeks",
        data="teaching list", rivals=("elections at home",), rung=0,
        cases=(Case("France, Germany and Belgium hold up NATO's plans for the defence of Türkiye, since these would accept a war over Iraq that they oppose; the planners meet without France", "January to 16 February 2003", "UPI, 10 February 2003; McClatchy, 17 February 2003", traced=True),),
    )  # fmt: skip


def roots_parts() -> tuple[Part, ...]:
    """C08.1: often from interests, ideologies and policies; and these can get in the way."""
    return (
        Part(name="where tensions come from", evidence=roots_evidence(), studies=works("C08.1")),
        Part(name="in the way", force="can", evidence=common_effort_evidence()),
    )


def votes_evidence() -> Evidence2:
    """Points of training more per point of voting gap, each state's own level and region held constant, 2000–2009."""
    table, two = training_by_gap(), training_by_gap("two")
    row, own = table.loc["own level and region"], two.loc["own level and region"]
    own_level = "each state's own level"
    told = {name: f"{table.loc[name, 'estimate']:+.0f}".replace("-", "−") for name in table.index}
    return Evidence2(
        finding=f"A point of voting gap goes with {told['nothing held constant']} points of joint exercises among all pairs, {told['same region']} within one region, {told['region, size, activity']} among pairs of like size and activity too, {told[own_level]} against each state's own level, and {row['estimate']:.1f} [{row['low']:.1f}, {row['high']:.1f}] with its own level and region; for exercises of the two alone {own['estimate']:.1f} [{own['low']:.1f}, {own['high']:.1f}]".replace(" -", " −").replace("[-", "[−"),
        data="panel", interval="clustered", by="state, both sides", rung=1, estimate=row["estimate"], low=row["low"], high=row["high"], unit="points of joint exercises per point of gap",
        n=int(row["n"]), n_unit="pairs", benchmark=0, why_benchmark="at 0 votes and training have nothing to do with each other", expects="below",
        rivals=("one large exercise makes many pairs at once", "the United States votes apart and trains with nearly everyone"),
    )  # fmt: skip


def votes_parts() -> tuple[Part, ...]:
    """Our question on C08.1: do countries that vote differently train together less?"""
    return (Part(name="votes and training", evidence=votes_evidence()),)


def resurfacing_evidence() -> Evidence2:
    """Traced cases of an old grievance that came back between partners."""
    return Evidence2(
        finding="In 2019 a court's ruling on work forced before 1945 ended in a decision against a military agreement",
        data="teaching list", rivals=("the quarrel over trade came between",), rung=0,
        cases=(Case(KOREA, "22 August 2019", "Reuters and AFP of that day; Yonhap, 22 November 2019", traced=True),),
    )  # fmt: skip


def resurfacing_parts() -> tuple[Part, ...]:
    """C08.2: old grievances can come back and make military cooperation harder."""
    return (Part(name="a grievance comes back", evidence=resurfacing_evidence(), studies=works("C08.2")),)


def old_rivals_evidence() -> Evidence2:
    """Disputes of defence partners that used to be rivals against partners that never were, like pairs."""
    fit, rates = rival_odds().loc["former"], rival_rates()["rate"]
    return Evidence2(
        finding=f"Partners that used to be rivals began {rates[True, 'former']:.1f} disputes per 1,000 pair-years, partners that never were {rates[True, 'never']:.1f}; among pairs of like distance and power the odds are {fit['odds_ratio']:.2f} times as high [{fit['low']:.2f}, {fit['high']:.2f}]",
        data="panel", interval="clustered", by="state, both sides", rung=1, estimate=fit["odds_ratio"], low=fit["low"], high=fit["high"],
        unit="odds ratio of a dispute", n=int(fit["n"]), n_unit="pair-years of defence partners", benchmark=1, why_benchmark="at 1 an old rivalry leaves no mark", expects="above",
        rivals=("old rivals are neighbours", "a rivalry leaves the list when it has calmed down"),
    )  # fmt: skip


def old_rivals_parts() -> tuple[Part, ...]:
    """Our question on C08.2: do partners that are old rivals quarrel more?"""
    return (Part(name="old rivals", evidence=old_rivals_evidence(), studies=works("C08.2")),)


def factors_evidence() -> Evidence2:
    """One traced case for each of the two things named."""
    return Evidence2(
        finding="One case each: sovereignty in 1966, a political disagreement in 2003",
        data="teaching list", rivals=("sovereignty may be a pretext for other aims",), rung=0,
        cases=(
            Case("France takes its forces out of NATO's commands to recover its sovereignty", "7 March 1966", "President de Gaulle to President Johnson, FRUS 1964–1968, vol. XIII, no. 137", "sovereignty", traced=True),
            Case("three allies block NATO's plans for Türkiye because they oppose the war over Iraq; Türkiye calls for talks under Article 4 for the first time", "10 February 2003", "UPI and Reuters of that day", "political disagreements", traced=True),
        ),
    )  # fmt: skip


def factors_parts() -> tuple[Part, ...]:
    """C08.3: sovereignty and political disagreements among the things that feed tensions."""
    return (Part(name="what feeds tensions", evidence=factors_evidence(), things=("sovereignty", "political disagreements"), studies=works("C08.3")),)  # fmt: skip


def most_tensions_parts() -> tuple[Part, ...]:
    """Our question on C08.3: no list of tensions with their causes exists here."""
    return (Part(name="most tensions", studies=works("C08.3")),)


def discord_evidence() -> Evidence2:
    """Traced cases of discord from different military aims."""
    return Evidence2(
        finding="In 1964 Ankara wanted a landing and Washington a quiet flank; around Lake Chad there was confusion over priorities",
        data="teaching list", rivals=("cost and opinion at home",), rung=0,
        cases=(
            CYPRUS,
            Case("confusion over priorities and unwillingness to hand over command cost the force around Lake Chad effect", "to 2020", "International Crisis Group, Africa Report 291, 7 July 2020", traced=True),
        ),
    )  # fmt: skip


def discord_parts() -> tuple[Part, ...]:
    """C08.4: partners may pursue different military aims, which leads to discord."""
    return (Part(name="different aims, discord", evidence=discord_evidence(), studies=works("C08.4")),)


def iraq_evidence(seed: int = 1) -> Evidence2:
    """Voting gap to the US before the war: allies with troops in Iraq in February 2007 minus allies without, by ally."""
    table = iraq_split().dropna()

    def difference(rows):
        return rows.loc[rows["in_iraq"], "gap"].mean() - rows.loc[~rows["in_iraq"], "gap"].mean()

    found = models.block_bootstrap(table, difference, "ally", seed=seed)
    means = table.groupby("in_iraq")["gap"].mean()
    return Evidence2(
        finding=f"In February 2007 {table['in_iraq'].sum()} of {len(table)} allies were in Iraq; before the war their votes had stood {means[True]:.2f} from Washington, those of the others {means[False]:.2f}: a difference of {spread(found)}",
        data="panel", interval="block bootstrap", by="ally", rung=0, **measured(found), unit="points of voting gap",
        n=len(table), n_unit="allies beside the United States", benchmark=0, why_benchmark="at 0 votes tell nothing about who goes", expects="below",
        rivals=("one month: some allies had come and gone", "votes in New York are about other things"),
    )  # fmt: skip


def iraq_parts(seed: int = 1) -> tuple[Part, ...]:
    """Our question on C08.4: do differences shown beforehand tell who joins?"""
    return (Part(name="votes before the war", evidence=iraq_evidence(seed), studies=works("C08.4")),)


def decision_evidence() -> Evidence2:
    """One dated case of a decision held up."""
    return Evidence2(
        finding="NATO needed about four weeks in 2003 for a decision that 16 of its 19 members wanted at once",
        data="teaching list", rivals=("hard questions take long anyway", "rules of each capital and coalitions at home"), rung=0,
        cases=(Case("three allies hold up plans for Türkiye; the decision falls in a committee without France", "January to 16 February 2003", "McClatchy, 17 February 2003; The Economist, 13 February 2003", traced=True),),
    )  # fmt: skip


def decision_parts() -> tuple[Part, ...]:
    """C08.5: decisions among the main things affected; cases only, since no table times decisions."""
    return (Part(name="decisions", evidence=decision_evidence(), studies=works("C08.5")),)


def called_off_evidence() -> Evidence2:
    """Traced cases of exercises called off over tension between the partners themselves."""
    return Evidence2(
        finding="Two series stopped over quarrels between the partners: Malabar after 1998, Bright Star in 2013",
        data="teaching list", rivals=("cost, weather and wars elsewhere also stop exercises",), rung=0,
        cases=(
            Case("the Malabar exercises of India and the United States stop after India's nuclear tests and resume in 2002", "1998–2002", "rediff.com, 8 August 2002", traced=True),
            Case("President Obama calls off Bright Star with Egypt over the killing of protesters", "15 August 2013", "Los Angeles Times and Military.com of that day", traced=True),
        ),
    )  # fmt: skip


def called_off_parts() -> tuple[Part, ...]:
    """C08.6: tensions may disrupt training and exercises."""
    return (Part(name="exercises disrupted", evidence=called_off_evidence(), studies=works("C08.6")),)


def how_often_parts() -> tuple[Part, ...]:
    """Our question on C08.6: a table made from press reports cannot tell a gap from silence."""
    return (Part(name="how often", studies=works("C08.6")),)


def dialogue_parts() -> tuple[Part, ...]:
    """C08.7: dialogue as a need; no tension overcome without talks is documented here."""
    return (Part(name="the need for dialogue", studies=works("C08.7")),)


def competition_evidence() -> Evidence2:
    """One traced case of competition that made a tension between partners worse."""
    return Evidence2(
        finding="In January 1996 a stranded ship became a crisis of two NATO allies within weeks",
        data="teaching list", rivals=("newspapers and new governments on both sides",), rung=0,
        cases=(Case("a Turkish ship runs aground; since Greece and Türkiye compete over the Aegean, a salvage claim becomes a claim to two islets, and both land special forces", "26 December 1995 to 31 January 1996", "Greek Reporter, 30 January 2019", traced=True),),
    )  # fmt: skip


def competition_parts() -> tuple[Part, ...]:
    """C08.8: strategic competition can make tensions worse."""
    return (Part(name="competition and tension", evidence=competition_evidence(), studies=works("C08.8")),)


def present_rivals_evidence() -> Evidence2:
    """Disputes of defence partners that are on the list of rivals now against partners never on it: in part built in."""
    fit, rates = rival_odds().loc["now"], rival_rates()["rate"]
    return Evidence2(
        finding=f"Rivals under a promise of defence began {rates[True, 'now']:.0f} disputes per 1,000 pair-years, partners never on the list {rates[True, 'never']:.1f}, rivals without a promise {rates[False, 'now']:.0f}; among pairs of like distance and power the odds are {fit['odds_ratio']:.0f} times as high [{fit['low']:.0f}, {fit['high']:.0f}]",
        data="panel", interval="clustered", by="state, both sides", rung=0, estimate=fit["odds_ratio"], low=fit["low"], high=fit["high"],
        unit="odds ratio of a dispute", n=int(fit["n"]), n_unit="pair-years of defence partners", benchmark=1, why_benchmark="at 1 competitors quarrel no more", expects="above",
        rivals=("in part built in: who threatens each other is listed as a rival, and threats are disputes",),
    )  # fmt: skip


def present_rivals_parts() -> tuple[Part, ...]:
    """Our question on C08.8: do competitors inside one pact quarrel more, as a rule?"""
    return (Part(name="present rivals", evidence=present_rivals_evidence()),)


def history_evidence() -> Evidence2:
    """Neighbours: training of pairs with a hostile past against never rivals, like pairs, 2000–2009; and one real pair."""
    found, over, bound = training_of("ever"), training_of("former"), training_of("ever", bound=True)
    table = neighbours()
    rates = table.groupby("ever")["met"].mean()
    return Evidence2(
        finding=f"{rates[1]:.0f}% of {table['ever'].sum()} neighbouring pairs with a hostile past trained together in 2000–09, {rates[0]:.0f}% of pairs without one: {spread(found, 0)} points among pairs of like region, size and activity; for those whose rivalry is over {spread(over, 0)}; under a promise of defence {spread(bound, 1)}",
        data="panel", interval="clustered", by="state, both sides", rung=1, **measured(found), unit="points of training", n=found.n, n_unit="neighbouring pairs", benchmark=0,
        why_benchmark="at 0 a hostile past leaves no mark", expects="below",
        cases=(Case("South Korea and Japan, allies of one ally, trained alone four times in 1990–2010, each of them with Australia never; in 2019 an old grievance reached their agreement on intelligence", "1990–2019", "table exercise_members; Reuters, 22 August 2019"),),
        rivals=("training is not trust", "some of the rivalries still go on"),
    )  # fmt: skip


def history_parts() -> tuple[Part, ...]:
    """C08.9: trust declines because of the history between the countries; training stands in for trust."""
    return (Part(name="a hostile past", evidence=history_evidence(), studies=works("C08.9")),)


# Claims.


ASKED = ["C07.1", "C07.2", "C07.4", "C08.1", "C08.2", "C08.9"]
CLAIMS = [
    Judgement(
        "C07.1", "partly supported",
        "That difficulties can make a partnership less effective is shown. How often they come hangs on what you call one: UN missions were short of people by more than a tenth in about half of their years, by more than a fifth in under a third.",
        parts=difficulty_parts, ours="contested",
        ours_reason="Over all wars it is a draw. Before 1945 most promises were kept, since then most were broken. Only promises that failed to deter were ever called on.", ours_parts=broken_parts,
    ),
    Judgement(
        "C07.2", "supported",
        "It says that tensions can come from two sources, and a quarrel is on record for each, by the words of those who had it.",
        parts=sources_parts, ours="partly supported",
        ours_reason="Where votes had moved apart, promises of defence ended more often. Much of that is the end of the Soviet pacts: without 1988–92 the margin holds no difference. Works find breaches where power, governments or other alliances had changed.", ours_parts=ending_parts,
    ),
    Judgement(
        "C07.3", "supported",
        "Partners may find it hard to agree, it says, and both halves have their case: money in NATO, troops in Rwanda.",
        parts=agreeing_parts, ours="partly supported",
        ours_reason="Of the members that stood below the line when they made the pledge, exactly half were there when its ten years were up; an older edition of the table has two in three. With the three that had been there all along it is just over half. And it is one pledge of one alliance, to 'aim to move towards' a line.", ours_parts=kept_parts,
    ),
    Judgement(
        "C07.4", "supported",
        "Friction over the load is on record from 1963 on, by the largest partner's own words. Whether it is worst where one seems to carry too much, no table tells.",
        parts=friction_parts, ours="contested",
        ours_reason="Year by year, its share and the allies' distance do not move together. And whether the larger pay more hangs on the years: plainly until 1966, afterwards the margin holds none.", ours_parts=years_apart_parts,
    ),
    Judgement(
        "C07.5", "partly supported",
        "For rules and for language an account says how they got in the way. For styles of leadership we found no such account; that does not mean that there is none.",
        parts=in_the_way_parts, ours="contested",
        ours_reason="Among UN missions two comparisons of like strength pull apart: one finds less violence where forces are mixed, the other says that it depends on who differs from whom. Lesson 09 counts for itself.", ours_parts=diverse_parts,
    ),
    Judgement(
        "C07.6", "partly supported",
        "It says only that aims may be missed where such efforts are missing, and two forces missed theirs, one amid a quarrel, one for want of shares. Of cultural gaps there is no case.",
        parts=unmet_parts, ours="contested",
        ours_reason="Two meanings of unequal, two directions: unequal duties lean to sooner ends, unequal power to later ones, and when eras are kept apart each margin holds no difference. Lasting is not reaching an aim. Lesson 08 draws its line at three to one.", ours_parts=sooner_parts,
    ),
    Judgement(
        "C07.7", "supported",
        "It says that this may happen, and in 1974 it did: Greece felt let down over Cyprus and took its forces out of NATO's command for six years. Japan and South Korea came near in 2019, but their agreement survived.",
        parts=trust_parts, ours="contested",
        ours_reason="Rival neighbours in one pact take part in fewer joint exercises than like pairs. Of exercises of the two alone they hold as many, as far as so few can tell. The two counts do not agree, and without Liberia the first holds no difference too.", ours_parts=trained_parts,
    ),
    Judgement(
        "C07.8", "contested",
        "Case studies tell of needless trouble, mostly over language. Nobody has counted trouble in mixed forces beside uniform ones. Works that count look at results: mixed nationalities did no worse, distance mostly did.",
        parts=culture_parts,
    ),
    Judgement("C07.9", "not testable here", "Respect is not recorded, and nobody has listed partnerships that did well without it. Lesson 09 goes on from here.", parts=respect_parts),
    Judgement("C07.10", "not testable here", "To see whether trouble lasts one needs reports over many years, counted in the same way. There are none here.", parts=lasting_parts),
    Judgement("C07.11", "not testable here", "It is nearly true by its own words, since a difficulty is what makes things worse. A partnership that did well and left its quarrels alone would refute it; we know of no clear one.", parts=dealing_parts),
    Judgement(
        "C08.1", "partly supported",
        "Most rivalries inside pacts were about influence, interference or belief, by the coding of their authors; a type is not a traced cause, half of all were about territory, alone or as well, and whether interference is a policy decides it. Iraq shows the second half.",
        parts=roots_parts, ours="contested",
        ours_reason="The answer turns with what is held constant. Against their own habits, states train less with those who vote otherwise; add the region, and nothing is left that one can see.", ours_parts=votes_parts,
    ),
    Judgement(
        "C08.2", "supported",
        "It says that grievances can come back. One did in 2019, between two allies of one ally, and touched a military agreement.",
        parts=resurfacing_parts, ours="contested",
        ours_reason="Take partners whose rivalry is over: beside like partners they quarrel somewhat more, but the margin holds no difference as well.", ours_parts=old_rivals_parts,
    ),
    Judgement(
        "C08.3", "supported",
        "It names two things among others, and each has its case. That sovereignty was the reason is what France said.",
        parts=factors_parts, ours="not testable here",
        ours_reason="Nobody keeps a list of all tensions with their causes, and the works read are about other things.", ours_parts=most_tensions_parts,
    ),
    Judgement(
        "C08.4", "supported",
        "It offers an instance, and there are instances: over Cyprus in 1964, and in a joint force in Africa.",
        parts=discord_parts, ours="contested",
        ours_reason="The votes of allies in Iraq in one month of 2007 had stood hardly nearer to Washington than those of the rest. Another month would give another list, and two dozen allies are few.", ours_parts=iraq_parts,
    ),
    Judgement("C08.5", "contested", "NATO's quarrel of 2003 held up a decision for weeks. No table times decisions in calm years beside it, and works on Afghanistan point to governments at home.", parts=decision_parts),
    Judgement(
        "C08.6", "supported",
        "It may happen, and it did: Malabar after 1998, Bright Star in 2013. Team Spirit, called off in 1992 and 1994, fits less well: that was for talks with an opponent.<!--@UpiTeamSpirit1992--><!--@BaltimoreSunTeamSpirit1994-->",
        parts=called_off_parts, ours="not testable here",
        ours_reason="Our table of exercises is made from press reports. A series can be missing from it in a year in which it took place.", ours_parts=how_often_parts,
    ),
    Judgement("C08.7", "not testable here", "It says that talk is needed, not that it is enough. The works show that talk can work, and that deeds can too; a quarrel that healed without a word would be needed to refute it.", parts=dialogue_parts),
    Judgement(
        "C08.8", "supported",
        "It says that competition can make things worse. In the Aegean it turned a stranded ship into a crisis of two allies.",
        parts=competition_parts, ours="contested",
        ours_reason="The number is large, and in part built in: the list calls states rivals because they see a threat in each other, and disputes are threats. So it counts as a bare association.", ours_parts=present_rivals_parts,
    ),
    Judgement(
        "C08.9", "contested",
        "Neighbours with a hostile past trained together somewhat less often than like neighbours without one, but the margin holds no difference; under a promise of defence it only just leaves it out. Japan and South Korea show that a past can reach a partnership, not that it does as a rule. And training is not trust.",
        parts=history_parts,
    ),
]  # fmt: skip


# Numbers.
NUMBERS = {
    "ratio_all": lambda: allied_ratio("all").value,
    "ratio_relevant": lambda: allied_ratio("relevant").value,
    "ratio_land": lambda: allied_ratio("land").value,
    "ratio_sea": lambda: allied_ratio("sea").value,
    "odds_distance": lambda: allied_odds().loc["+ distance", "odds_ratio"],
    "odds_alike": lambda: allied_odds().loc["+ likeness, 1946–2010", "odds_ratio"],
    "met_both": lambda: two_allies().loc["Japan and South Korea", "together"],
    "met_without": lambda: two_allies().loc["Japan and South Korea", "without Washington"],
    "met_alone": lambda: two_allies().loc["Japan and South Korea", "the two alone"],
    "former_odds": lambda: rival_odds().loc["former", "odds_ratio"],
    "former_low": lambda: rival_odds().loc["former", "low"],
    "former_high": lambda: rival_odds().loc["former", "high"],
    "nato_1989": lambda: drift("NATO").loc[1989, "median_gap"],
    "nato_2023": lambda: drift("NATO").loc[2023, "median_gap"],
    "pact_1985": lambda: drift("Warsaw Pact").loc[1985, "median_gap"],
    "france_2003": lambda: voting_gap("United States", "France")[2003],
    "turkiye_1963": lambda: smoothed("United States", "Türkiye")[1963],
    "turkiye_1970": lambda: smoothed("United States", "Türkiye")[1970],
    "greece_1963": lambda: smoothed("United States", "Greece")[1963],
    "greece_1970": lambda: smoothed("United States", "Greece")[1970],
    "end_odds": lambda: ending_odds().loc["defence", "odds_ratio"],
    "end_low": lambda: ending_odds().loc["defence", "low"],
    "end_high": lambda: ending_odds().loc["defence", "high"],
    "endings": lambda: ending_odds().loc["defence", "events"],
    "calm_odds": lambda: ending_odds().loc["defence, without 1988–92", "odds_ratio"],
    "calm_low": lambda: ending_odds().loc["defence, without 1988–92", "low"],
    "calm_high": lambda: ending_odds().loc["defence, without 1988–92", "high"],
    "unequal_20": lambda: standing_after(treaties_of_two().query("powers")),
    "equal_20": lambda: standing_after(treaties_of_two().query("not powers")),
    "called": lambda: len(called_on("all wars")),
    "hostile_trained": lambda: neighbours().query("ever == 1")["met"].mean(),
    "never_trained": lambda: neighbours().query("ever == 0")["met"].mean(),
    "hostile": lambda: training_of("ever").value,
    "hostile_low": lambda: training_of("ever").low,
    "hostile_high": lambda: training_of("ever").high,
    "called_before": lambda: len(called_on("before 1945")),
    "called_since": lambda: len(called_on("since 1945")),
    "kept_before": lambda: 100 - 100 * called_on("before 1945")["broken"].mean(),
    "kept_since": lambda: 100 - 100 * called_on("since 1945")["broken"].mean(),
    "rivalries": lambda: len(pact_rivalries()),
    "rooted": lambda: pact_rivalries()["rooted"].mean(),
    "mission_years": lambda: len(load("un_shortfalls")),
    "short": lambda: shortfall_evidence().estimate,
    "early_size": lambda: size_and_burden(1950, 1966).value,
    "late_size": lambda: size_and_burden(1967, 2016).value,
    "late_low": lambda: size_and_burden(1967, 2016).low,
    "late_high": lambda: size_and_burden(1967, 2016).high,
}
