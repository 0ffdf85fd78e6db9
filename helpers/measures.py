"""Measures that several lessons share: who is a state, who is allied with whom, who is in NATO, in a given year."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pandas as pd

from helpers.data import CourseError, load

OBLIGATIONS = ("defence", "offence", "neutrality", "nonaggression", "consultation")


@cache
def states_in(year: int) -> frozenset[int]:
    """Return the Correlates of War numbers of all states in the system in a year (1816–2025)."""
    return frozenset(load("states", year)["state_id"])


def possible_pairs(year: int) -> int:
    """Return the number of undirected pairs of states in a year, n(n − 1)/2."""
    n = len(states_in(year))
    return n * (n - 1) // 2


@cache
def allied_pairs(year: int, obligation: str | None = None) -> frozenset[tuple[int, int]]:
    """Return the undirected pairs of states allied in a year (ATOP, 1815–2018), each as (smaller, larger) number.

    obligation: one of OBLIGATIONS counts only pairs in which both members are bound by it; None counts any pact.
    """
    return frozenset(pair for _, pairs in _pairs_by_treaty(year, obligation) for pair in pairs)


@cache
def pair_counts(year: int, obligation: str | None = None) -> dict[str, int]:
    """Count allied pairs of states in a year: all, with a bilateral treaty, and tied by multilateral treaties only.

    Every pair counts once, however many treaties tie it. obligation: as in `allied_pairs`.
    """
    two = set(load("alliances").query("bilateral")["alliance_id"])
    bilateral, multilateral = set(), set()
    for alliance, pairs in _pairs_by_treaty(year, obligation):
        (bilateral if alliance in two else multilateral).update(pairs)
    return {
        "all": len(bilateral | multilateral),
        "bilateral": len(bilateral),
        "multilateral only": len(multilateral - bilateral),
    }


@cache
def treaties_in_force(year: int) -> int:
    """Return the number of alliance treaties in force in a year (ATOP, 1815–2018)."""
    return len(load("alliances", year))


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


def _pairs_by_treaty(year: int, obligation: str | None):
    if obligation is not None and obligation not in OBLIGATIONS:
        raise CourseError(f"{obligation!r} is not an obligation; choose one of {', '.join(OBLIGATIONS)}.")
    members = load("alliance_members", year)
    if obligation:
        members = members[members[obligation]]
    for alliance, states in members.groupby("alliance_id")["state_id"]:
        yield alliance, list(combinations(sorted(set(states)), 2))
