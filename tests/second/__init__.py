"""Numbers of the prose by another route: the tables read as text, and plain Python; nothing of the course's own code.

Each module `nNN` holds one function for each number of lesson NN that it computes again, named as in the lesson's NUMBERS.
What several share stands here: rows, states, pairs. The definitions are those that the lesson states in words.
"""

import csv
import gzip
import io
from functools import cache
from itertools import combinations
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "data" / "tables"


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table as they stand in its file, every value a text."""
    plain = TABLES / f"{name}.csv"
    raw = plain.read_bytes() if plain.exists() else gzip.decompress((TABLES / f"{name}.csv.gz").read_bytes())
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))


def in_force(row: dict, year: int) -> bool:
    """Whether a row's years, start to end, or to this day where there is no end, include a year."""
    return int(row["start"]) <= year and (not row["end"] or int(row["end"]) >= year)


@cache
def states(year: int) -> set[int]:
    """States at the end of a year: one that ended in it does not count beside its heir."""
    there = {int(row["state_id"]): row for row in rows("states") if in_force(row, year)}
    return {n for n, row in there.items() if not (row["end"] == str(year) and row["successor_id"] and int(row["successor_id"]) in there)}  # fmt: skip


def pair(a: str | int, b: str | int) -> tuple[int, int]:
    """Two states in ascending order."""
    return (int(a), int(b)) if int(a) < int(b) else (int(b), int(a))


def pairs_in(table: list[dict]) -> set[tuple[int, int]]:
    """The pairs of states in rows that name two."""
    return {pair(row["state_id_1"], row["state_id_2"]) for row in table}


@cache
def treaties(year: int) -> dict[str, dict[int, dict]]:
    """Alliance treaties in force in a year: number of the treaty → its members that are states then → their row."""
    found = {}
    for row in rows("alliance_members"):
        if in_force(row, year) and int(row["state_id"]) in states(year):
            found.setdefault(row["alliance_id"], {})[int(row["state_id"])] = row
    return found


@cache
def allied(year: int, bound: str = "") -> set[tuple[int, int]]:
    """Pairs with a common treaty in a year; bound: the obligation that must bind both."""
    found = set()
    for members in treaties(year).values():
        found |= set(combinations(sorted(n for n, row in members.items() if not bound or row[bound] == "1"), 2))
    return found


@cache
def promised(year: int) -> set[tuple[int, int]]:
    """Pairs with a common treaty under which one at least must defend."""
    found = set()
    for members in treaties(year).values():
        found |= {p for p in combinations(sorted(members), 2) if any(members[n]["defence"] == "1" for n in p)}
    return found


def nato(day: str) -> set[int]:
    """Members of NATO on a day."""
    return {int(row["state_id"]) for row in rows("nato_members") if row["start_date"] <= day and (not row["end_date"] or row["end_date"] >= day)}  # fmt: skip


@cache
def region(number: int) -> str:
    """The region of a state, by its last row."""
    return [row["region"] for row in rows("states") if int(row["state_id"]) == number][-1]


def per_cent(part: int | float, whole: int | float) -> float:
    return 100 * part / whole


def half_gone(lives: list[tuple[float, bool]]) -> float:
    """The first time by which half have ended (Kaplan and Meier 1958); lives: length and whether the end was seen."""
    left, standing = len(lives), 1.0
    for time in sorted({length for length, _ in lives}):
        standing *= 1 - sum(seen for length, seen in lives if length == time) / left
        if standing <= 0.5 + 1e-9:
            return time
        left -= sum(length == time for length, _ in lives)
    return float("inf")
