"""Measures that several lessons share: who is a state, who is allied with whom, who is in NATO, in a given year."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from helpers.data import CourseError, load
from helpers.models import Estimate, proportion

PERIODS = [1914, 1919, 1939, 1946, 1991]  # first years of new periods; the two world wars are a period each
OBLIGATIONS = ("defence", "offence", "neutrality", "nonaggression", "consultation")


@cache
def states_in(year: int) -> frozenset[int]:
    """Return the Correlates of War numbers of all states in the system at the end of a year (1816–2025).

    A state whose heir is there by then does not count beside it: in 1990 Germany stands alone for the two before it, as
    does Yemen.
    """
    table = load("states", year)
    ended = table[(table["end"] == year).fillna(False).astype(bool) & table["successor_id"].isin(table["state_id"])]
    return frozenset(set(table["state_id"]) - set(ended["state_id"]))


def possible_pairs(year: int) -> int:
    """Return the number of undirected pairs of states in a year, n(n − 1)/2."""
    n = len(states_in(year))
    return n * (n - 1) // 2


@lru_cache(maxsize=32)  # all years together would hold 25 MB; one takes a millisecond
def allied_pairs(year: int, obligation: str | None = None) -> frozenset[tuple[int, int]]:
    """Return the undirected pairs of states allied in a year (ATOP, 1815–2018), each as (smaller, larger) number.

    obligation: one of OBLIGATIONS counts only pairs in which both members are bound by it; None counts any pact. With
    "defence" these are *defence pacts*. A promise that binds one side only, as the United States to Japan, is no defence
    pact; `defence_promises` counts it.
    """
    return frozenset(pair for _, pairs in pairs_by_treaty(year, obligation) for pair in pairs)


def _members(year: int) -> pd.DataFrame:
    """Memberships in force in a year of those that are states at its end: Syria is none while in union with Egypt."""
    members = load("alliance_members", year)
    return members[members["state_id"].isin(states_in(year))]


def _by_treaty(members: pd.DataFrame) -> dict[int, set[int]]:
    """Treaty → its states; a plain loop, since pandas takes ten times as long over so many small groups."""
    found = {}
    for treaty, one in zip(members["alliance_id"], members["state_id"], strict=True):
        found.setdefault(treaty, set()).add(one)
    return found


@lru_cache(maxsize=32)
def defence_promises(year: int) -> frozenset[tuple[int, int]]:
    """Return the undirected pairs of states with a *promise of defence* in a year (ATOP, 1815–2018): one side at least is bound.

    Each pair as (smaller, larger) number; under one treaty, at least one of the two has promised to defend the other.
    """
    members, found = _members(year), set()
    parties, bound = _by_treaty(members), _by_treaty(members[members["defence"]])
    for treaty, promisers in bound.items():
        found |= {(min(a, b), max(a, b)) for a in promisers for b in parties[treaty] if a != b}
    return frozenset(found)


@cache
def nato_members(date: str | int) -> frozenset[int]:
    """Return the state numbers of NATO's members on a day (ISO date), or on 31 December of a year.

    West Germany is 260 until 2 October 1990, Germany 255 from the next day. Raises CourseError for a date before 1949.
    """
    day = pd.Timestamp(f"{date}-12-31" if isinstance(date, int) else date)
    table = load("nato_members")
    members = table[(table["start_date"] <= day) & (table["end_date"].isna() | (table["end_date"] >= day))]
    if members.empty:
        raise CourseError(f"NATO had no members on {day.date()}: the treaty entered into force on 24 August 1949.")
    return frozenset(members["state_id"])


def pairs_by_treaty(year: int, obligation: str | None = None) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield each alliance treaty in force in a year with the pairs of states it binds; a pair may come up in several.

    obligation: as in `allied_pairs`. Raises CourseError for an obligation or a year that the table does not have.
    """
    if obligation is not None and obligation not in OBLIGATIONS:
        raise CourseError(f"{obligation!r} is not an obligation; choose one of {', '.join(OBLIGATIONS)}.")
    members = _members(year)
    if obligation:
        members = members[members[obligation]]
    for treaty, states in sorted(_by_treaty(members).items()):
        yield treaty, list(combinations(sorted(states), 2))


def as_pairs(table: pd.DataFrame) -> set[tuple[int, int]]:
    """Return the undirected pairs of states of a table, each as (smaller, larger) number."""
    return {(min(pair), max(pair)) for pair in zip(table["state_id_1"], table["state_id_2"], strict=True)}


@cache
def parties_of_two() -> dict[int, tuple[int, int]]:
    """Return the two states of each two-state alliance treaty, in ascending order (ATOP, 1815–2018).

    The two that it bound first: an heir that took a treaty over, as Slovakia that of Czechoslovakia, is no third party.
    """
    table = load("alliance_members").sort_values(["start", "state_id"], kind="stable")
    two = set(load("alliances").query("bilateral")["alliance_id"])
    first = (
        table[table["alliance_id"].isin(two)]
        .drop_duplicates(["alliance_id", "state_id"])
        .groupby("alliance_id")["state_id"]
    )
    return {alliance: tuple(sorted(states[:2])) for alliance, states in first.agg(list).items() if len(states) >= 2}


@cache
def signed_agreements() -> pd.DataFrame:
    """Return the defence agreements of two states known to be signed, 1980–2010 (DCAD 1.0): the rows of `defence_agreements`.

    Left out are the 14 that were only discussed and the 90 of which the press does not say whether they were signed.
    """
    table = load("defence_agreements")
    return table[table["signed"].fillna(False)]


@cache
def pair_windows() -> pd.DataFrame:
    """Return all pairs of states at the end of 1985, 1990, 1995, 2000 and 2005, with what tied them then and what they shared.

    One row per pair and `year`; window is the year as text. 0/1: allied, by any pact; agreed, a defence agreement signed by
    then (since 1980); met, a joint exercise in the five years to then; near, a land border. region: the one both lie in, or
    'across'. power: sum of log CINC; activity: sum of log(1 + partners in agreements by then).
    """
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    signed, exercised, borders = signed_agreements(), load("exercise_pairs"), load("contiguity")
    rows = []
    for year in range(1985, 2006, 5):
        agreed, allied = as_pairs(signed[signed["start"] <= year]), allied_pairs(year)
        met = as_pairs(exercised[exercised["year"].between(year - 4, year)])
        near = as_pairs(borders[(borders["type"] == 1) & (borders["start"] <= year) & (borders["end"].isna() | (borders["end"] >= year))])  # fmt: skip
        cinc = load("capabilities", year).set_index("state_id")["cinc"]
        power = {number: math.log(share + 1e-7) for number, share in cinc.items()}
        active = {number: math.log1p(n) for number, n in Counter(n for pair in agreed for n in pair).items()}
        rows += [
            (a, b, year, pair in allied, pair in agreed, pair in met, pair in near,
             region[a] if region[a] == region[b] else "across", power[a] + power[b], active.get(a, 0) + active.get(b, 0))
            for pair in combinations(sorted(states_in(year) & set(power)), 2) for a, b in [pair]
        ]  # fmt: skip
    columns = ["state_id_1", "state_id_2", "year", "allied", "agreed", "met", "near", "region", "power", "activity"]
    table = pd.DataFrame(rows, columns=columns).assign(window=lambda t: t["year"].astype(str))
    return table.astype(dict.fromkeys(("allied", "agreed", "met", "near"), float))


def kept_promises(coding: str, before_1945: bool | None = None, obligation: str | None = None) -> Estimate:
    """Return the share of alliance promises honoured among those honoured or violated in war, 0–1, with a Wilson interval.

    coding: "bf" (Berkemeier and Fuhrmann) or "llm" (after Leeds, Long and Mitchell). before_1945: only wars before 1945, or
    only later ones. obligation: only promises of that kind.
    """
    rows = load("alliance_commitments")
    if before_1945 is not None:
        rows = rows[rows["before_1945"] == before_1945]
    outcome = (rows[rows[obligation]] if obligation else rows)[f"outcome_{coding}"]
    return proportion(int((outcome == "honoured").sum()), int(outcome.isin(["honoured", "violated"]).sum()))


@cache
def voting_table() -> pd.DataFrame:
    """Return ideal points in the UN General Assembly, 1946–2023: one row per year, one column per state, blank = none."""
    return load("ideal_points").pivot_table(index="year", columns="state_id", values="ideal_point")


def voting_change(ties: pd.DataFrame, before: int = -3, after: int = 3) -> pd.DataFrame:
    """Return how a pair's UN voting distance changed around the start of a tie, beside like pairs that never had one.

    ties: one row per pair with columns state_id_1, state_id_2 (smaller number first) and start. before, after: years from
    the start. The comparison is the mean change, over the same years, of all pairs absent from `ties` whose distance in the
    first year was within 0.1 (at least 20). Adds distance, change, matched and net (change − matched). Pairs without
    votes in both years, or without 20 matches, are left out. Like pairs are not equal pairs: no causal estimate.
    Raises CourseError if no tie starts with votes that many years before and after.
    """
    votes, found = voting_table(), []
    for start in sorted(ties["start"].unique()):
        if start + before not in votes.index or start + after not in votes.index:
            continue
        both = votes.loc[[start + before, start + after]].dropna(axis=1)
        distance, later = (np.abs(np.subtract.outer(row, row)) for row in both.to_numpy())
        one, other = (both.columns.get_indexer(ties[name]) for name in ("state_id_1", "state_id_2"))
        voted = (one >= 0) & (other >= 0)
        untied = np.triu(np.ones(distance.shape, dtype=bool), 1)  # each pair once
        untied[one[voted], other[voted]] = False
        order = np.argsort(distance[untied])
        distances, changes = distance[untied][order], (later - distance)[untied][order]
        here = voted & (ties["start"] == start).to_numpy()
        gap, gap_later = (matrix[one[here], other[here]] for matrix in (distance, later))
        low, high = (np.searchsorted(distances, gap + side) for side in (-0.1, 0.1))
        sums, matches = np.insert(np.cumsum(changes), 0, 0), high - low
        matched = (sums[high] - sums[low]) / matches.clip(1)
        rows = ties.loc[here, ["state_id_1", "state_id_2", "start"]]
        found.append(rows.assign(distance=gap, change=gap_later - gap, matched=matched)[matches >= 20])
    if not found:
        raise CourseError("No tie starts in a year with UN votes so long before and after; the votes are of 1946–2023.")
    result = pd.concat(found, ignore_index=True)
    return result.assign(net=result["change"] - result["matched"])


@cache
def decided_wars() -> pd.DataFrame:
    """Return the interstate wars that one side won and the other lost, several states against one (`coalition`) or one against one.

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
def conflict_years() -> tuple[set, set]:
    """Return the state-years with an internal conflict, and those with a war among them (1,000 deaths in battle in the year)."""
    table = load("armed_conflict_states").query("at_home > 0")
    return tuple(set(zip(rows["state_id"], rows["year"], strict=True)) for rows in (table, table[table["wars"] > 0]))


def conflict_lately(state_id: int, year: int, among: set) -> bool:
    """Whether a state-year, or one of the two before it, is among those given."""
    return any((state_id, year - i) in among for i in range(3))


@cache
def conflict_later(years: int = 5) -> pd.DataFrame:
    """Return the state-years with an internal conflict lately, 1990 to 2024 − years: a new UN mission or none, and conflict some years on.

    lately: in the year or the two before. Columns state_id, year, mission, after, now (conflict this very year), war (a war
    lately). States that already host a mission are out, and so are missions that take over from another or come beside it.
    """
    fighting, wars = conflict_years()
    missions = load("un_missions").dropna(subset="host_id")
    begun = set(zip(missions["host_id"], missions["start"], strict=True))
    spans = zip(missions["host_id"], missions["start"], missions["end"].fillna(2025), strict=True)
    hosting = {(host, year) for host, start, end in spans for year in range(start + 1, end + 1)}
    rows = [
        (s, y, (s, y) in begun, (s, y + years) in fighting, (s, y) in fighting, conflict_lately(s, y, wars))
        for y in range(1990, 2025 - years)
        for s in sorted(states_in(y))
        if (s, y) not in hosting and conflict_lately(s, y, fighting)
    ]
    return pd.DataFrame(rows, columns=["state_id", "year", "mission", "after", "now", "war"])


@cache
def dispute_years() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each directed pair-year of dispute_pairs: its row there, the year, and whether a dispute began (0 or 1).

    A dispute sets the count of peace back, so it falls in the last year of its run; in a run right after another dispute it
    is put in the first. The table knows the year no better; the yearly counts of dispute_rates agree (see the tests).
    """
    runs = load("dispute_pairs")
    length, onsets = runs["years"].to_numpy(np.intp), runs["onsets"].to_numpy()
    row = np.repeat(np.arange(len(runs)), length)
    place = np.arange(row.size) - np.repeat(length.cumsum() - length, length)
    left = length[row] - 1 - place
    begun = np.where(runs["peace_years"].to_numpy()[row] == 0, place < onsets[row], left < onsets[row])
    return row, runs["first_year"].to_numpy()[row] + place, begun.astype(float)


@cache
def dispute_runs() -> pd.DataFrame:
    """Return dispute_pairs with its runs cut at 1939 as well, where a war begins and the table does not cut; period: 0 to 5 (`PERIODS`).

    Pooled over periods, stormy years with many promises would stand beside calm ones without.
    """
    table, (row, year, begun) = load("dispute_pairs"), dispute_years()
    later = np.bincount(row.astype(np.intp), begun * (year >= 1939), len(table)).astype(int)
    across = (table["first_year"] < 1939) & (table["last_year"] >= 1939)
    old, new = table[across], table[across]
    old = old.assign(last_year=1938, years=1939 - old["first_year"], onsets=old["onsets"] - later[across])
    new = new.assign(first_year=1939, years=new["last_year"] - 1938, onsets=later[across])
    runs = pd.concat([table[~across], old, new], ignore_index=True)
    return runs.assign(period=np.digitize(runs["first_year"], PERIODS))
