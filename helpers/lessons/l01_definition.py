"""Lesson 01, what is a military partnership: promise, paper and practice, and who is bound by which."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load, state
from helpers.explorer import Panel, choice, number
from helpers.figures import (
    BLUE,
    COLOURS,
    GREY,
    INK,
    ORANGE,
    PALE,
    SKY,
    TEAL,
    Picture,
    bare,
    bars,
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.marks import named
from helpers.measures import (
    OBLIGATIONS,
    allied_pairs,
    as_pairs,
    nato_members,
    pair_windows,
    parties_of_two,
    signed_agreements,
    states_in,
    voting_table,
)
from helpers.models import pair_mean
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

ATOP = "ATOP 5.1, to 2018 (Leeds et al. 2002)"
THREE = "ATOP 5.1, DCAD 1.0 (Kinne 2020), MME 7 (D'Orazio and Galambos 2021); shown to 2010"
PROVISIONS = {
    "organisation": "sets up an organisation",
    "military_contact": "military contact",
    "military_aid": "aid, training, technology",
    "bases": "troops or bases abroad",
    "integrated_command": "an integrated command",
}
PROVIDED = {
    "integrated_command": "an integrated command",
    "bases": "troops or bases abroad",
    "military_contact": "contact between forces",
    "military_aid": "aid, training or technology",
}
UNWRITTEN = {
    "integrated_command": " Texts understate practice all the same: NATO's treaty says nothing of the command set up soon after.",
    "military_contact": " Texts understate practice all the same: by the same coding NATO's treaty says nothing of contact between forces, though its members have long trained together.",
}
PROMISES = {
    "defence": "defend",
    "offence": "attack together",
    "neutrality": "stay neutral",
    "nonaggression": "not attack",
    "consultation": "consult",
}
COMBINATIONS = {
    (True, True, True): "promise + paper + practice",
    (True, False, True): "promise + practice",
    (False, True, True): "paper + practice",
    (False, False, True): "practice alone",
    (True, True, False): "promise + paper",
    (True, False, False): "promise alone",
    (False, True, False): "paper alone",
}
PAIR = ["state_id_1", "state_id_2"]
PACTS = ["any pact", "defence pact"]
NOT_MILITARY = {"IAEA", "Interpol", "ICMM", "OPANAL", "RECSA", "Wassenaar"}  # police, medicine, arms control
SAME = {260: 255, 678: 679}  # West Germany goes with Germany, North Yemen with Yemen
PAIRS = [
    ("United States", "United Kingdom"),
    ("United States", "Japan"),
    ("France", "Germany"),
    ("Russia", "Ukraine"),
    ("United States", "China"),
    ("India", "Pakistan"),
    ("United States", "North Korea"),
    ("United States", "Israel"),
    ("United States", "Egypt"),
]
GUESSES = {
    "china": ("United States", "China"),
    "israel": ("United States", "Israel"),
    "north-korea": ("United States", "North Korea"),
    "pakistan": ("India", "Pakistan"),
}
ROWS = {
    **PROMISES,
    "agreement": "defence agreements",
    "exercise": "joint exercises",
    "body": "security bodies",
    "troops": "U.S. troops there",
    "training": "U.S. training",
}
COVER = {
    **dict.fromkeys(PROMISES, (1815, 2018)),
    "agreement": (1980, 2010),
    "exercise": (1980, 2010),
    "body": (1890, 2014),
    "troops": (1950, 2024),
    "training": (1999, 2020),
}
COVER_TO = 2025  # the list of states
TONES = {**{kind: COLOURS[kind] for kind in PROMISES}, **dict.fromkeys(["agreement", "exercise", "body"], SKY)}
TONES |= dict.fromkeys(["troops", "training"], GREY)


# Measures.


@cache
def agreed_pairs(year: int) -> frozenset[tuple[int, int]]:
    """Pairs with a bilateral defence cooperation agreement in force in a year (DCAD, signed 1980–2010)."""
    table = signed_agreements()
    table = table[(table["start"] <= year) & (table["end"].isna() | (table["end"] >= year))]
    return frozenset(map(_united, zip(table["state_id_1"], table["state_id_2"], strict=True)))


@cache
def defended_pairs(year: int) -> frozenset[tuple[int, int]]:
    """Pairs of states bound to defend each other: ATOP's defence pacts, with NATO's members by their real dates.

    ATOP dates NATO by signature. West Germany stands under Germany's number in both, so that no pair counts twice.
    """
    pacts, nato = allied_pairs(year, "defence"), combinations(sorted(nato_members(year)), 2)
    return frozenset(map(_united, {*pacts, *nato}))


def _united(pair: tuple[int, int]) -> tuple[int, int]:
    """The pair with West Germany under Germany's number, so that a period across 1990 joins."""
    return tuple(sorted(255 if one == 260 else one for one in pair))


def promised_pairs(year: int, pact: str = "any pact") -> frozenset[tuple[int, int]]:
    """Pairs with a promise in a year: any pact, or a defence pact."""
    return defended_pairs(year) | (set(map(_united, allied_pairs(year))) if pact == "any pact" else set())


@cache
def training_pairs(year: int, window: int = 5) -> frozenset[tuple[int, int]]:
    """Pairs with at least one joint exercise in the `window` years that end in `year` (MME, 1980–2010)."""
    table = load("exercise_pairs")
    table = table[table["year"].between(year - window + 1, year)]
    return frozenset(map(_united, zip(table["state_id_1"], table["state_id_2"], strict=True)))


def layers(year: int, window: int = 5, pact: str = "any pact") -> pd.DataFrame:
    """One row per tied pair of states: is there a promise (any pact or a defence pact), paper, practice?"""
    sets = {
        "promise": promised_pairs(year, pact),
        "paper": agreed_pairs(year),
        "practice": training_pairs(year, window),
    }
    tied = sorted(set().union(*sets.values()))
    return pd.DataFrame({name: [pair in found for pair in tied] for name, found in sets.items()}, index=tied)


def outside_pacts(year: int) -> float:
    """Per cent of the pairs training together (five years to `year`) that have no mutual defence pact."""
    trained = training_pairs(year)
    return 100 * len(trained - defended_pairs(year)) / len(trained)


def obligation_mix(year: int | None = None) -> pd.Series:
    """Per cent of alliance treaties with each promise: all signed 1815–2018, or those in force in a year."""
    return 100 * load("alliances", year)[list(OBLIGATIONS)].mean().sort_values(ascending=False)


def provision_share(provision: str) -> float:
    """Per cent of the alliance treaties coded for it whose text holds a provision; blanks are left out."""
    return 100 * float(load("alliances")[provision].dropna().mean())


def coded(provision: str) -> tuple[int, int, int]:
    """Treaties whose text holds a provision, those whose text does not, and those not coded for it."""
    column = load("alliances")[provision]
    return int(column.sum()), int((~column.dropna()).sum()), int(column.isna().sum())


def defending(year: int) -> tuple[int, int]:
    """Treaties in force in a year that promise to defend, and all treaties in force."""
    table = load("alliances", year)
    return int(table["defence"].sum()), len(table)


def not_allied() -> str:
    """The one of four pairs of states that no treaty in the alliance data tied in 2010."""
    allied = allied_pairs(2010)
    left = [key for key, (one, other) in GUESSES.items() if tuple(sorted((state(one), state(other)))) not in allied]
    return left[0]


def any_provision() -> tuple[int, int]:
    """Treaties with at least one provision that could help forces to work together, and treaties coded for all four."""
    table = load("alliances")[["integrated_command", "bases", "military_contact", "military_aid"]].dropna()
    return int(table.any(axis=1).sum()), len(table)


def overlap() -> pd.DataFrame:
    """The 70 partnerships by three yes/no questions: a promise to defend, a mission, a headquarters or command."""
    table = load("partnerships")
    return pd.DataFrame(
        {
            "alliance": table["defence_clause"],
            "coalition": table["purpose"] == "mission",
            "command": table["command"] != "none",
        }
    ).set_index(table["name"])


@cache
def first_pacts() -> pd.DataFrame:
    """Year of each pair's first pact on record (ATOP, since 1815), whether a treaty of two, and whether inherited; indexed by the two states.

    A treaty of two counts from its signing, also where one of the two was no state yet. inherited: it was signed by another
    state, whose heir took it over, as Slovakia did those of Czechoslovakia; the year is then that of the succession, and it
    goes before what the two signed in that year.
    """
    treaties, signers = load("alliances").set_index("alliance_id"), parties_of_two()
    members = load("alliance_members")[["alliance_id", "state_id", "start", "end"]].replace({"state_id": {260: 255}})
    pairs = members.merge(members, on="alliance_id", suffixes=("_1", "_2"))
    pairs = pairs[pairs["state_id_1"] < pairs["state_id_2"]]
    pairs["pact"] = pairs[["start_1", "start_2"]].max(axis=1)
    end = pairs[["end_1", "end_2"]].min(axis=1)
    pairs = pairs[end.isna() | (end >= pairs["pact"])]
    pairs["bilateral"] = pairs["alliance_id"].map(treaties["bilateral"])
    keys = pairs[["alliance_id", *PAIR]].itertuples(index=False, name=None)
    own = np.array([(one, other) == _united(signers.get(treaty, (0, 0))) for treaty, one, other in keys])
    pairs["inherited"] = pairs["bilateral"] & ~own
    pairs["pact"] = pairs["pact"].mask(own, pairs["alliance_id"].map(treaties["start"]))
    pairs = pairs.sort_values(["pact", "bilateral", "inherited"], ascending=[True, False, False])
    return pairs.drop_duplicates(PAIR).set_index(PAIR)[["pact", "bilateral", "inherited"]]


def _first_years(table: pd.DataFrame) -> pd.Series:
    """The first year of each pair in a table of pairs and years, West Germany under Germany's number."""
    keys = [_united(pair) for pair in table[PAIR].itertuples(index=False, name=None)]
    return table.assign(**pd.DataFrame(keys, columns=PAIR, index=table.index)).groupby(PAIR)["year"].min()


def promise_before_contact() -> pd.DataFrame:
    """Pairs whose first pact of all is a treaty of two that they signed in 1990–2010: year of signing and of the first recorded contact.

    Contact is the first joint exercise or defence agreement, either from 1980; blank if none was found by 2010. Pairs whose
    first pact was inherited are out: their promise is older than the heir, so nothing could have come before it.
    """
    first = first_pacts()
    first = first[first["bilateral"] & ~first["inherited"] & first["pact"].between(1990, 2010)]
    papers = signed_agreements().rename(columns={"start": "year"})
    contact = _first_years(pd.concat([papers, load("exercise_pairs")], ignore_index=True))
    return pd.DataFrame({"pact": first["pact"], "contact": contact}).loc[first.index]


def grown_up(table: pd.DataFrame) -> pd.Series:
    """Whether both states of a pair were states five years before their `pact`: Latvia, free again in 1991, was newborn then."""
    states = {year: {SAME.get(one, one) for one in states_in(int(year) - 5)} for year in table["pact"].unique()}
    return pd.Series([set(pair) <= states[year] for pair, year in table["pact"].items()], table.index, dtype=bool)


@cache
def _ids(name: str) -> frozenset[int]:
    """State numbers that go under one name in the X-ray: Germany includes West Germany."""
    own = state(name)
    return frozenset({own} | {old for old, new in SAME.items() if new == own})


@cache
def _indexed(table: str) -> pd.DataFrame:
    return signed_agreements() if table == "defence_agreements" else load(table)


@cache
def _pair_rows(table: str) -> dict[tuple[int, int], np.ndarray]:
    """Row numbers of each pair in a table of pairs."""
    rows = _indexed(table)
    return rows.groupby(["state_id_1", "state_id_2"]).indices


@cache
def _state_rows(table: str) -> dict[int, np.ndarray]:
    """Row numbers of each state in a table with one state a row."""
    return _indexed(table).groupby("state_id").indices


def _both(table: str, one: str, other: str) -> pd.DataFrame:
    """Rows of a table of pairs that hold the two named states, in either order."""
    pairs = [tuple(sorted((a, b))) for a in _ids(one) for b in _ids(other)]
    found = [_pair_rows(table)[pair] for pair in pairs if pair in _pair_rows(table)]
    return _indexed(table).iloc[np.concatenate(found) if found else []]


def _own(table: str, name: str) -> pd.DataFrame:
    """Rows of a table that hold the named state."""
    found = [_state_rows(table)[i] for i in _ids(name) if i in _state_rows(table)]
    return _indexed(table).iloc[np.concatenate(found) if found else []]


def _shared(table: str, key: str, one: str, other: str) -> pd.DataFrame:
    """Spells in which two states were in the same alliance or organisation: the two memberships and their overlap."""
    both = _own(table, one).merge(_own(table, other), on=key, suffixes=("_1", "_2"))
    both["start"] = both[["start_1", "start_2"]].max(axis=1)
    both["end"] = both[["end_1", "end_2"]].min(axis=1)
    return both[both["end"].isna() | (both["end"] >= both["start"])]


@cache
def ties(one: str, other: str) -> pd.DataFrame:
    """Every tie between two states that the course's tables know: kind, start, end, strength 0–1, amount, note, still.

    Promises hold if at least one side is bound (strength 0.45) or both are (1). `still`: in force in the last year that the
    table covers, at which `end` is then cut; what came after, the table does not say.
    """
    rows = []
    if one != other:
        names = _indexed("alliances").set_index("alliance_id")["name"]
        shared = _shared("alliance_members", "alliance_id", one, other).sort_values(["alliance_id", "start"])
        for _, parts in shared.groupby("alliance_id"):
            note = names[parts["alliance_id"].iloc[0]] or f"treaty of {int(parts['start'].iloc[0])}"
            for kind in OBLIGATIONS:
                spells = []  # a promise that outlives a change of the other obligations is one promise
                for pact in parts.itertuples():
                    bound = getattr(pact, f"{kind}_1") + getattr(pact, f"{kind}_2")
                    start, still = int(pact.start), pd.isna(pact.end)
                    end = COVER[kind][1] if still else int(pact.end)
                    if bound and spells and spells[-1][3] == bound and spells[-1][1] >= start - 1:
                        start = spells.pop()[0]
                    if bound:
                        spells.append((start, end, 0.45 if bound == 1 else 1.0, bound, note, still))
                rows += [(kind, *spell) for spell in spells]
        for paper in _both("defence_agreements", one, other).itertuples():
            still = pd.isna(paper.end) or paper.end > COVER["agreement"][1]
            end = COVER["agreement"][1] if still else int(paper.end)
            rows.append(("agreement", paper.start, max(end, paper.start), 0.6, 1, paper.kind, still))
        for met in _both("exercise_pairs", one, other).itertuples():
            rows.append(("exercise", met.year, met.year, _strength(met.exercises, 20), met.exercises, "", False))
        bodies = _indexed("organisations").set_index("organisation_id")
        for club in _shared("organisation_members", "organisation_id", one, other).itertuples():
            about = bodies.loc[club.organisation_id]
            full = club.status_1 == club.status_2 == "full"
            if full and about["subject"] == "security" and about["name"] not in NOT_MILITARY:
                end = COVER["body"][1] if pd.isna(club.end) else int(club.end)
                rows.append(("body", int(club.start), end, 0.6, 1, about["name"], pd.isna(club.end)))
        if "United States" in (one, other):
            partner = other if one == "United States" else one
            for table, kind, column, most in (
                ("us_troops", "troops", "troops", 100_000),
                ("us_training", "training", "trainees", 2_000),
            ):
                found = _own(table, partner)
                found = found[found[column] > 0]
                for row in found.itertuples():
                    amount = int(getattr(row, column))
                    rows.append((kind, row.year, row.year, _strength(amount, most), amount, "", False))
    columns = ["kind", "start", "end", "strength", "amount", "note", "still"]
    return pd.DataFrame(rows, columns=columns).sort_values(["kind", "start"], ignore_index=True)


def _strength(amount: float, most: float) -> float:
    return min(1.0, 0.2 + 0.8 * float(np.log1p(amount) / np.log1p(most)))


def voting_gap(one: str, other: str) -> pd.Series:
    """UN voting distance of two states by year; blank years left out."""
    votes = voting_table()
    left, right = (votes.reindex(columns=sorted(_ids(name))).mean(axis=1) for name in (one, other))
    return (left - right).abs().dropna()


@cache
def median_gap() -> pd.Series:
    """Median UN voting distance of all pairs of states, by year."""
    found = {}
    for year, row in voting_table().iterrows():
        points = row.dropna().to_numpy()
        found[year] = float(np.median(np.abs(np.subtract.outer(points, points))[np.triu_indices(len(points), 1)]))
    return pd.Series(found)


def covered(kind: str, first: int, last: int) -> bool:
    """True if the table behind a row has years in the span."""
    return COVER[kind][0] <= last and COVER[kind][1] >= first


def known_years(kind: str, one: str, other: str) -> frozenset[int]:
    """Years in which the table behind a row can speak of a pair: both are states, and no figure is missing."""
    begins, ends = COVER[kind]
    known = set(range(begins, ends + 1))
    for name in (one, other):
        spells = _own("states", name)
        ended = spells["end"].fillna(COVER_TO).astype(int)
        known &= {year for a, b in zip(spells["start"], ended, strict=True) for year in range(int(a), b + 1)}
    partner = other if one == "United States" else one
    if kind == "troops":
        known &= set(_own("us_troops", partner).dropna(subset="troops")["year"])
    if kind == "training":  # no row means nobody trained, but a year may be blank, for one state or (2006) for all
        own, whole = _own("us_training", partner), load("us_training").dropna(subset="trainees")
        known = (known & set(whole["year"])) - set(own.loc[own["trainees"].isna(), "year"])
    return frozenset(known)


def runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """Unbroken runs of years, first and last of each."""
    found: list[tuple[int, int]] = []
    for year in sorted(years):
        found = [*found[:-1], (found[-1][0], year)] if found and found[-1][1] == year - 1 else [*found, (year, year)]
    return found


def verdict(found: pd.DataFrame, first: int, last: int) -> str:
    """What a pair's ties amount to, in a few words, as far as the treaty table goes; where it ends, it says so."""
    if not covered("defence", first, last):
        return "no treaty table covers these years"
    return _amount_to(found, first, last) + (
        f" (treaties covered to {COVER['defence'][1]})" if last > COVER["defence"][1] else ""
    )


def _amount_to(found: pd.DataFrame, first: int, last: int) -> str:
    kinds = set(found["kind"])
    if "defence" in kinds:
        rows = found[found["kind"] == "defence"]
        both = rows["strength"].max() == 1
        kind = rows[rows["strength"] == 1] if both else rows
        return f"a {'mutual' if both else 'one-sided'} promise to defend, {spans(kind, 2)}"
    if kinds & set(PROMISES):
        return "a promise, but not to defend"
    if "agreement" in kinds:
        return "paper, but no promise"
    if kinds & {"exercise", "training", "troops"}:
        papers = covered("agreement", first, last)
        return "practice without a text" if papers else "practice; no table of agreements covers these years"
    if "body" in kinds:
        return "a shared body, nothing more"
    if covered("exercise", first, last):
        return "no tie on record"
    return "no promise; no table of practice covers these years"


def spans(rows: pd.DataFrame, most: int = 3) -> str:
    """The years of a promise, with its interruptions up to `most` spells; + behind the last year: still in force then."""
    spells: list[list[int]] = []
    for start, end in sorted(zip(rows["start"], rows["end"], strict=True)):
        if spells and start <= spells[-1][1] + 1:
            spells[-1][1] = max(spells[-1][1], end)
        else:
            spells.append([start, end])
    last = "+" if rows.loc[rows["end"] == rows["end"].max(), "still"].any() else ""
    if len(spells) > most:
        return f"{spells[0][0]}–{spells[-1][1]}{last}, with gaps"
    return ", ".join(f"{start}–{end}" if end > start else f"{start}" for start, end in spells) + last


def count(amount: int, thing: str) -> str:
    """A number of things in words."""
    return f"{amount:,} {thing}{'' if amount == 1 else 's'}"


def row_text(kind: str, found: pd.DataFrame) -> str:
    """The short text at the end of a row of the X-ray."""
    if kind in PROMISES:
        years, treaties = spans(found, 2), found["note"].nunique()
        return f"{years}, {treaties} treaties" if treaties > 1 and "," not in years else years
    if kind == "agreement":
        return f"{len(found)} signed"
    if kind == "exercise":
        return count(found["amount"].sum(), "exercise")
    if kind == "body":
        return shorter(", ".join(dict.fromkeys(found["note"])), 20)
    peak = found.loc[found["amount"].idxmax()]
    return f"most {peak['amount']:,} ({peak['start']})"


def shorter(names: str, most: int = 70) -> str:
    """A list of names, cut behind a whole name and marked so."""
    return names if len(names) <= most else names[:most].rpartition(", ")[0] + " …"


def applies(kind: str, one: str, other: str) -> bool:
    """True if a row of the X-ray says anything of this pair: U.S. troops and training only of pairs with the United States."""
    return one != other and (kind not in ("troops", "training") or "United States" in (one, other))


def promises_in_words(found: pd.DataFrame) -> str:
    """Each kind of promise with its years, who is bound, and the treaties; empty if there is none."""
    parts = []
    for kind, word in PROMISES.items():
        rows = found[found["kind"] == kind]
        if len(rows):
            side = "" if rows["strength"].max() == 1 else ", one side only"
            named = ", ".join(dict.fromkeys(rows["note"]))
            parts.append(f"{word} {spans(rows)}{side} ({shorter(named)})")
    return "; ".join(parts)


@cache
def state_names() -> list[str]:
    """Names of the states since 1946, in order; West Germany goes with Germany, North Yemen with Yemen."""
    known = load("states")
    known = known[(known["end"].isna() | (known["end"] > 1946)) & ~known["state_id"].isin(SAME)]
    return sorted(known["name"].unique())


# The document's own cases: course list, or the timeline for a task force of one country's own.
OWN_CASES = {
    "NATO": "P01",
    "Warsaw Pact": "P02",
    "U.S.–Japan": "P12",
    "African Standby Force": "P52",
    "Gulf War coalition": "P37",
    "ISAF": "P34",
    "coalition against ISIS": "P41",
    "contacts without a text": "P60",
    "Close Combat task force": "",
}
# What published definitions ask for, as far as they ask for the same things.
PUBLISHED = {
    "Leeds et al. 2002 (alliance)": {"two or more states", "security", "a formal text", "a promise on conflict"},
    "Walt 1987 (alliance)": {"two or more states", "security"},
    "Snyder 1997 (alignment)": {"two or more states", "security"},
    "Wilkins 2012 (alignment)": {"two or more states", "security"},
}
DOCUMENT = {"two or more states", "security", "a formal text"}  # read kindly: states sign for their forces


MEMORANDA = {"ISAF"}  # listed by its mandate, but those who sent troops signed memoranda as well (LatviaIsaf2003)


def own_cases() -> pd.DataFrame:
    """The document's own nine cases against four definitions: yes or no for each.

    document: a formal text between two or more states; strictly: one between armed forces themselves, and we know of none; Leeds: a treaty with a
    promise on conduct in conflict; Walt, Snyder, Wilkins: security cooperation of two or more states, with or without a text.
    """
    table, rows = load("partnerships").set_index("partnership_id"), {}
    for name, key in OWN_CASES.items():
        entry = table.loc[key] if key else None
        several = bool(key) and entry["parties"] >= 2
        formal = several and (entry["form"] in ("treaty", "agreement") or name in MEMORANDA)
        promised = formal and entry["form"] == "treaty" and entry["purpose"] in ("collective defence", "consultation")
        rows[name] = {"document, strictly": False, "document, kindly": formal, "Leeds: alliance": promised, "Walt, Snyder, Wilkins": several}  # fmt: skip
    return pd.DataFrame(rows).T.astype(bool)


@cache
def served_together() -> frozenset[tuple[int, int]]:
    """Pairs with soldiers in one operation: ISAF in November 2010, or the same UN mission in 2011, the first year on record."""
    isaf = load("contingents").query("operation == 'ISAF' and date == '2010-11-15'")
    missions = load("un_contributors_mission").query("year == 2011")
    groups = [isaf["state_id"], *(rows["state_id"] for _, rows in missions.groupby("mission"))]
    return frozenset(_united(pair) for group in groups for pair in combinations(sorted(set(group)), 2))


def activities_together() -> tuple[int, int, int]:
    """Pairs with a promise or a paper in 2010; those that trained together; those that trained and served together."""
    table = layers(2010)
    texted = table[table["promise"] | table["paper"]]
    both = [pair for pair in texted.index[texted["practice"]] if pair in served_together()]
    return len(texted), int(texted["practice"].sum()), len(both)


@cache
def trained_after() -> pd.DataFrame:
    """All pairs of 2005, as in `pair_windows`, with exercises in 2006–2010 (trained) and 2008–2010 (later), and Iraq's coalition.

    coalition: both had soldiers in Iraq in February 2007.
    """
    table, exercised = pair_windows().query("year == 2005"), load("exercise_pairs")
    listed = load("contingents").query("operation == 'MNF-I' and date == '2007-02-24'")
    sets = {
        "trained": as_pairs(exercised[exercised["year"].between(2006, 2010)]),
        "later": as_pairs(exercised[exercised["year"].between(2008, 2010)]),
        "coalition": set(combinations(sorted(listed["state_id"]), 2)),
    }
    keys = list(zip(table["state_id_1"], table["state_id_2"], strict=True))
    return table.assign(**{name: [float(pair in found) for pair in keys] for name, found in sets.items()})


@cache
def first_ties() -> pd.DataFrame:
    """Pairs of `pair_windows` that had never had a pact (since 1815) nor signed an agreement (since 1980), lapsed ones included.

    tied: a first one came within five years (0/1), signed: a first agreement did.
    """
    table = pair_windows()
    keys = pd.MultiIndex.from_frame(table[PAIR].replace(260, 255))
    papers = _first_years(signed_agreements().rename(columns={"start": "year"}))
    pact, paper = (first.reindex(keys).to_numpy(float, na_value=np.nan) for first in (first_pacts()["pact"], papers))
    either, year = np.fmin(pact, paper), table["year"].to_numpy()
    return table.assign(tied=1.0 * (either <= year + 5), signed=1.0 * (paper <= year + 5))[~(either <= year)]


@cache
def shared_bodies(year: int) -> pd.DataFrame:
    """Number of organisations that two states are both full members of, by state and state (COW IGO, regional and security)."""
    table = load("organisation_members", year).query("status == 'full'")
    table = table[table["state_id"].isin(states_in(year))]
    member = pd.crosstab(table["state_id"], table["organisation_id"]).clip(upper=1)
    return (member @ member.T).astype(np.int16)


@cache
def bodies_around_agreements() -> pd.DataFrame:
    """First agreements of 1986–2010: change of shared organisations in three windows, minus that of pairs that never signed.

    Windows: six to three years before, three before to the year itself, the year to three after. The comparison is the mean
    change of all pairs without an agreement that shared as many organisations when the window opened (at least 20 of them).
    """
    first = signed_agreements().groupby(["state_id_1", "state_id_2"], as_index=False)["start"].min()
    rows = []
    for year in range(1986, 2011):
        counts = [shared_bodies(year + step) for step in (-6, -3, 0, 3)]
        states = sorted(set.intersection(*(set(table.index) for table in counts)))
        counts = [table.loc[states, states].to_numpy(np.intp) for table in counts]
        place = {state: i for i, state in enumerate(states)}
        known = first[first["state_id_1"].isin(place) & first["state_id_2"].isin(place)]
        never = np.triu(np.ones(counts[0].shape, bool), 1)
        never[known["state_id_1"].map(place), known["state_id_2"].map(place)] = False
        here = known[known["start"] == year]
        one, other = here["state_id_1"].map(place), here["state_id_2"].map(place)
        nets = []
        for before, after in pairwise(counts):
            size = np.bincount(before[never], minlength=before.max() + 1)
            total = np.bincount(before[never], (after - before)[never], minlength=before.max() + 1)
            like = np.where(size >= 20, total / np.maximum(size, 1), np.nan)
            nets.append((after - before)[one, other] - like[before[one, other]])
        rows.append(here.assign(early=nets[0], before=nets[1], after=nets[2]))
    return pd.concat(rows, ignore_index=True).dropna()


@cache
def calm_by_region() -> pd.DataFrame:
    """Regions by year, 1950–2018: per cent of pairs with a defence pact, and of states with an armed conflict at home."""
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    fighting = load("armed_conflict_states").query("at_home > 0")
    fighting, rows = set(zip(fighting["state_id"], fighting["year"], strict=True)), []
    for year in range(1950, 2019):
        pacts = allied_pairs(year, "defence")
        for name in sorted(set(region)):
            states = [state for state in sorted(states_in(year)) if region[state] == name]
            if len(states) >= 3:
                tied = sum(pair in pacts for pair in combinations(states, 2))
                density = 100 * tied / (len(states) * (len(states) - 1) / 2)
                rows.append((name, year, density, 100 * sum((state, year) in fighting for state in states) / len(states)))  # fmt: skip
    return pd.DataFrame(rows, columns=["region", "year", "density", "conflict"])


def calm_slope(table: pd.DataFrame) -> float:
    """Conflict on density inside the regions: percentage points per ten points of density, region and year means taken out."""
    codes = [pd.factorize(table[name])[0] for name in ("region", "year")]

    def inside(values: np.ndarray) -> np.ndarray:
        means = [(np.bincount(code, values) / np.bincount(code))[code] for code in codes]
        return values - means[0] - means[1] + values.mean()

    x, y = (inside(table[name].to_numpy(float)) for name in ("density", "conflict"))
    return float(10 * (x @ y) / (x @ x))


# Pictures.


@house_style()
def who_is_allied_figure(guess: str | None = None) -> Picture:
    """Nine pairs of states in 2010 against four tests of partnership; a guess, one of GUESSES, is framed."""
    year = 2010
    tests = ["in the alliance\ndata", "promise to\ndefend", "defence\nagreement", "trained together\n2006–2010"]
    figure, ax = new_figure(
        "In 2010 China counts as a U.S. ally. Israel does not.",
        "Nine pairs of states, four tests of partnership; half-tone = only one side is bound",
        THREE,
        size="tall",
    )
    yes = 0
    for row, (one, other) in enumerate(PAIRS):
        found = ties(one, other).query("start <= @year and end >= @year")
        kinds, pact = set(found["kind"]), found[found["kind"].isin(OBLIGATIONS)]
        defend = found[found["kind"] == "defence"]["strength"].max()
        drilled = bool(set(training_pairs(year)) & {tuple(sorted((state(one), state(other))))})
        marks = [(not pact.empty, 1.0), (defend > 0, defend), ("agreement" in kinds, 1.0), (drilled, 1.0)]
        for column, (held, alpha) in enumerate(marks):
            yes += column == 0 and held
            colour = BLUE if column != 0 else ORANGE
            if held:
                ax.plot(column, row, "o", markersize=15, color=colour, alpha=alpha)
            else:
                ax.plot(column, row, "o", markersize=15, markerfacecolor="none", markeredgecolor=PALE)
    bare(ax)
    ax.set_yticks(range(len(PAIRS)), [f"{one} – {other}" for one, other in PAIRS])
    ax.set_xticks(range(4), tests)
    ax.xaxis.tick_top()
    ax.tick_params(colors=INK, length=0)
    ax.set(xlim=(-0.6, 3.6), ylim=(len(PAIRS) - 0.4, -0.6))
    figure.subplots_adjust(left=0.36, top=0.76)
    yours = ""
    if guess is not None:
        row = PAIRS.index(GUESSES[guess])
        low, high = row - 0.42, row + 0.42
        ax.plot([-0.4, 3.2, 3.2, -0.4, -0.4], [low, low, high, high, low], color=ORANGE)
        ax.text(3.27, row, "your\nguess", color=ORANGE, fontweight="bold", va="center", linespacing=0.95)
        yours = f" Your guess, {' and '.join(GUESSES[guess])}, is framed."
    alt = (
        f"Table of dots: 9 pairs of states by four tests. {yes} pairs are allied in the alliance data, among them the United States with China and with North Korea. "
        "The United States and Israel are not, though they have an agreement and trained together. The United States and Japan: only one side promised to defend."
        + yours
    )
    return show(figure, alt)


@house_style()
def who_signs_diagram() -> Picture:
    """Who is tied (states, ministries, forces) by text or by practice, and which table sees it."""
    figure, ax = diagram(
        "The document defines the one box that no table can see",
        "Who is tied, and by what? Each box: an example, and the table of this course that records it",
    )
    for x, head in ((42, "by a text"), (80, "by practice")):
        ax.text(x, 96, head, ha="center", fontsize=11.5, fontweight="bold", color=GREY)
    signed = f"{len(signed_agreements()):,}"
    cells = [
        (76, "states", "treaty\nNATO 1949, U.S.–Japan 1960\ntable alliances", "meetings of leaders\nthe Quad\nonly in our list", BLUE),
        (46, "ministries of\ndefence", f"cooperation agreement\n{signed} signed, 1980–2010\ntable defence_agreements", "visits and talks\nADMM-Plus\nonly in our list", TEAL),
        (18, "armed forces", "memoranda between staffs\noften not public\nno table", "joint exercises\nCobra Gold\ntable exercises", SKY),
    ]  # fmt: skip
    for y, who, text, practice, colour in cells:
        ax.text(9, y, who, ha="center", va="center", fontsize=11, fontweight="bold", color=colour)
        wanted = who == "armed forces"
        box(ax, 42, y, text, ORANGE if wanted else colour, 35, 22)
        box(ax, 80, y, practice, colour, 33, 22)
    ax.text(
        42, 1.2, "'formal agreement between armed forces'", ha="center", color=ORANGE, fontsize=9.5, fontweight="bold"
    )
    alt = (
        "Grid of 6 boxes. Rows: states, ministries, armed forces; columns: tied by a text, tied by practice. Treaties between states, agreements between ministries "
        f"({signed} of them) and exercises of forces each have a table. Texts between forces, the box the document defines, have none."
    )
    return show(figure, alt)


@house_style()
def definitions_figure() -> Picture:
    """The document's own nine cases under four definitions."""
    table = own_cases()
    inside = int(table["document, kindly"].sum())
    figure, ax = new_figure(
        f"The document's definition leaves out {len(table) - inside} of its own {len(table)} cases",
        "Kindly: states sign for their forces. Strictly: the forces sign themselves; we know of no such text",
        "course list as of November 2025, our coding; Leeds et al. 2002, Walt 1987, Snyder 1997, Wilkins 2012",
        size="tall",
    )
    heads = [
        "the document,\nstrictly",
        "the document,\nkindly",
        "alliance\n(Leeds)",
        "alignment (Snyder,\nWilkins; Walt)",
    ]
    for row, (_, answers) in enumerate(table.iterrows()):
        for column, held in enumerate(answers):
            tone = ORANGE if column < 2 else BLUE
            look = {"color": tone} if held else {"markerfacecolor": "none", "markeredgecolor": PALE}
            ax.plot(column, row, "o", markersize=15, **look)
    bare(ax)
    ax.set_yticks(range(len(table)), table.index)
    ax.set_xticks(
        range(4), [f"{head}\n{int(table[name].sum())}" for head, name in zip(heads, table.columns, strict=True)]
    )
    ax.xaxis.tick_top()
    ax.tick_params(colors=INK, length=0)
    ax.set(xlim=(-0.5, 3.5), ylim=(len(table) - 0.4, -0.6))
    figure.subplots_adjust(left=0.29, top=0.73)
    told = ", ".join(f"{name} {int(table[name].sum())}" for name in table.columns)
    alt = f"Table of dots: {len(table)} cases that the document names, by four definitions. Let in: {told}. Only the task force of one country stays outside them all."
    return show(figure, alt)


@house_style()
def promises_figure() -> Picture:
    """What alliance treaties promise, all and in force; what their texts provide for."""
    signed, now = obligation_mix(), obligation_mix(2018)
    figure, (left, right) = new_figure(
        "Most treaties promise to keep the peace, few to fight or plan together",
        "Per cent of treaties. Left: promises in force in 2018 (grey: signed since 1815). Right: provisions, all",
        ATOP,
        size="pair",
        cols=2,
    )
    order = list(now.index)
    place = np.arange(len(order))
    left.barh(place - 0.19, [now[kind] for kind in order], 0.36, color=[COLOURS[kind] for kind in order])
    left.barh(place + 0.19, [signed[kind] for kind in order], 0.36, color=PALE)
    for i, kind in enumerate(order):
        left.text(
            now[kind] + 1.5,
            i - 0.19,
            f"{now[kind]:.0f}",
            va="center",
            fontsize=8.5,
            color=COLOURS[kind],
            fontweight="bold",
        )
        left.text(signed[kind] + 1.5, i + 0.21, f"{signed[kind]:.0f}", va="center", fontsize=8.5, color=GREY)  # fmt: skip
    bare(left)
    left.set_yticks(place, [PROMISES[kind] for kind in order])
    left.set(xlim=(0, 118))
    left.invert_yaxis()
    left.tick_params(axis="y", colors=INK)
    shares = {text: provision_share(name) for name, text in PROVISIONS.items()}
    bars(right, list(shares), list(shares.values()), highlight=["an integrated command"], accent=ORANGE, fmt="{:.0f}")
    figure.subplots_adjust(left=0.165, right=0.98, wspace=0.72)
    alt = (
        f"Two bar charts. Of treaties in force in 2018, {now['nonaggression']:.0f} per cent promise not to attack each other and {now['defence']:.0f} per cent to defend; of all signed since 1815, {signed['defence']:.0f} per cent. "
        f"Only {shares['an integrated command']:.0f} per cent of texts provide an integrated command and {shares['troops or bases abroad']:.0f} per cent bases."
    )
    return show(figure, alt)


@house_style()
def blocs_figure() -> Picture:
    """Practice spread beyond the defence pacts while the pacts themselves grew."""
    years = list(range(1984, 2011))
    outside = [outside_pacts(year) for year in years]
    trained = [len(training_pairs(year)) for year in years]
    defended = [len(defended_pairs(year)) for year in years]
    figure, (left, right) = new_figure(
        "Training outgrew the pacts, and the pacts grew too",
        "Left: training pairs without a defence pact, per cent. Right: pairs of states (training: five years to date)",
        THREE,
        size="pair",
        cols=2,
    )
    left.plot(years, outside, color=ORANGE)
    left.set(ylim=(0, 100), xlim=(1984, 2010))
    label_lines(left, {f"{outside[-1]:.0f}%": left.lines[0]})
    lines = {
        f"training\n{trained[-1]:,}": right.plot(years, trained, color=ORANGE)[0],
        f"defence\npact {defended[-1]:,}": right.plot(years, defended, color=BLUE)[0],
    }
    right.set(ylim=(0, 3600), xlim=(1984, 2010))
    label_lines(right, lines, gap=0.16)
    figure.subplots_adjust(right=0.88, wspace=0.36)
    alt = (
        f"Two line charts, 1984 to 2010. The share of training pairs without a defence pact rises from {outside[0]:.0f} to {outside[-1]:.0f} per cent. "
        f"Pairs that train rise from {trained[0]} to {trained[-1]:,}; pairs with a defence pact rise too, from {defended[0]} to {defended[-1]:,}."
    )
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "01.look",
        "Many studies of alliances begin with the same data set, ATOP: who promised what to whom in case of a conflict. "
        "In 2010 three of these four pairs of states were allied in it. Which pair was not?",
        "choice",
        not_allied,
        who_is_allied_figure,
        "China signed the Treaty of Amity and Cooperation in Southeast Asia in 2003, North Korea in 2008, the United States in 2009. Its parties promise not to attack each other. "
        "ATOP counts that as an alliance, and has good reasons to: it is a formal promise about conduct in conflict (Leeds et al. 2002)<!--@Leeds2002-->. India and Pakistan are parties too, and had promised each other the same in 1972. "
        "The United States and Israel, who share agreements, exercises and a great deal besides, had none in force in 2010. The data are not wrong. The word is too wide.",
        options={
            key: " and ".join(f"the {name}" if name == "United States" else name for name in pair)
            for key, pair in GUESSES.items()
        },
    ),
]
FIGURES = {
    "who is allied": who_is_allied_figure,
    "who signs": who_signs_diagram,
    "definitions": definitions_figure,
    "promises": promises_figure,
    "blocs": blocs_figure,
}


# Explorers.


class XRay(Panel):
    """Partnership X-ray: every tie between two states on one time axis."""

    title = "Partnership X-ray"
    stories = {
        "The oldest allies": (
            {"one": "United Kingdom", "other": "Portugal", "first": 1815},
            "One friendship, many treaties: watch how often it was written down anew.",
        ),
        "On paper for decades": (
            {"one": "United States", "other": "Pakistan"},
            "Hold the promises at the top against the troops and training at the bottom: they keep different calendars.",
        ),
        "Promised not to attack": (
            {"one": "Russia", "other": "Ukraine", "first": 1990},
            "The promise is in the table to its last year, 2018. What came after, no treaty table shows.",
        ),
    }
    questions = {
        "As it opens: which promise makes these two 'allies', and from which year?": "Not to attack, from 2009, when the second of the two signed.",
        "Put Israel in China's place. Which rows fill, and what happens to the promise after 1991?": "Agreements and exercises fill. ATOP codes a one-sided promise to defend from 1981 to 1991, then none.",
        "Choose Libya and Egypt. What does this pair have, and what is missing?": "A mutual promise to defend under the Arab League's pact, with a gap from 1979 to 1989, when Egypt was shut out of the League; and not one agreement or exercise on record: promise without practice. In 1977, with the promise in force, the two fought a short border war.",
        "Choose the United Kingdom and Portugal from 1815. Their alliance dates from 1373. Why does the first bar begin in 1834?": "The table begins in 1815 and starts with new treaties. An old promise never renewed in a text is invisible to it.",
    }

    @cached_property
    def controls(self):
        return {
            "one": choice("State", state_names(), "United States"),
            "other": choice("and", state_names(), "China"),
            "first": number("From", 1815, 2020, 1950),
            "last": number("to", 1820, 2025, 2025),
        }

    def compute(self, one, other, first, last):
        """The pair's ties and its voting distance within the span, at least five years long."""
        first, last = sorted((first, last))
        last = max(last, first + 5)
        found = ties(one, other)
        found = found[(found["start"] <= last) & (found["end"] >= first)]
        gap = voting_gap(one, other) if one != other else pd.Series(dtype=float)
        return {"one": one, "other": other, "span": (first, last), "ties": found, "gap": gap.loc[first:last]}

    def draw(self, result):
        from matplotlib.collections import LineCollection

        figure, (self.ax, low) = new_figure(
            "", "", "ATOP to 2018 · DCAD, MME to 2010 · COW IGO to 2014 · troopdata to 2024 · UN votes to 2023",
            size="map", rows=2, sharex=True, gridspec_kw={"height_ratios": [3.8, 1], "hspace": 0.08},
        )  # fmt: skip
        self.heading, self.subtitle, ax = figure.title, figure.subtitle, self.ax
        figure.subplots_adjust(left=0.215, right=0.765, top=0.86, bottom=0.12)
        self.spells = ax.add_collection(LineCollection([], capstyle="butt", antialiaseds=False))
        self.unknown = ax.add_collection(LineCollection([], colors=GREY, linewidths=1, linestyles=(0, (1, 3))))
        beside = {"transform": ax.get_yaxis_transform(), "va": "center", "fontsize": 9}
        self.texts = {kind: ax.text(1.015, i, "", **beside) for i, kind in enumerate(ROWS)}
        ax.set_yticks(range(len(ROWS)), ROWS.values())
        ax.set_ylim(len(ROWS) - 0.4, -0.6)
        ax.grid(False)
        ax.tick_params(axis="x", labelbottom=False)
        ax.xaxis.get_major_locator().set_params(nbins=6)
        ax.spines[["left", "bottom"]].set_visible(False)
        for label, kind in zip(ax.get_yticklabels(), ROWS, strict=True):
            label.set_color(TONES[kind])
        self._draw_votes(low)
        return figure

    def _draw_votes(self, ax):
        middle = median_gap()
        named(ax.plot(middle.index, middle, color=PALE, linewidth=2)[0], "median pair", "distance in UN votes")
        self.curve = ax.plot([], [], color=INK, linewidth=1.6)[0]
        ax.set(ylim=(0, 5.4), yticks=[0, 2, 4])
        ax.text(-0.04, 0.5, "UN voting\ndistance", transform=ax.transAxes, ha="right", va="center", fontsize=10)
        ax.tick_params(axis="y", pad=1, labelsize=8)
        self.note = ax.text(1.015, 0.5, "", transform=ax.transAxes, va="center", fontsize=9)

    def update(self, result):
        from matplotlib.colors import to_rgba

        (first, last), found, gap = result["span"], result["ties"], result["gap"]
        length = len(self.headline(result))
        self.heading.set_fontsize(13.5 if length <= 66 else 10.8 if length <= 84 else 9)
        self.subtitle.set_text(
            f"{first}–{last}. Pale band: covered by the table; dotted: not covered. Half-tone: one side only is bound"
        )
        segments, colours, widths, dotted = [], [], [], []
        for i, kind in enumerate(ROWS):
            rows, seen = found[found["kind"] == kind], applies(kind, result["one"], result["other"])
            if seen:
                known = known_years(kind, result["one"], result["other"]).intersection(range(first, last + 1))
                silent = runs(set(range(first, last + 1)) - known)
                dotted += [[(start, i), (end + 1, i)] for start, end in silent]
                bands = [[(start, i), (end + 1, i)] for start, end in runs(known)]
                segments += bands
                colours += [to_rgba("#eef1f5")] * len(bands)
                widths += [13] * len(bands)
            for start, end, strength in zip(rows["start"], rows["end"], rows["strength"], strict=True):
                segments.append([(start, i), (end + 1, i)])
                colours.append(to_rgba(TONES[kind], strength))
                widths.append(9)
            empty = "" if not seen else "none where covered" if known else "not covered"
            self.texts[kind].set_text(row_text(kind, rows) if seen and len(rows) else empty)
            self.texts[kind].set_color(INK if len(rows) else GREY)
        self.spells.set(segments=segments, color=colours, linewidth=widths)
        self.unknown.set_segments(dotted)
        self.curve.set_data(gap.index, gap)
        named(self.curve, f"{result['one']} and {result['other']}", "distance in UN votes")
        self.note.set_text(f"{gap.iloc[-1]:.1f} in {gap.index[-1]}\ngrey: median pair" if len(gap) else "no votes")
        self.ax.set_xlim(first, last + 1)

    def headline(self, result):
        one, other = result["one"], result["other"]
        if one == other:
            return f"{one} with itself: choose two different states"
        return f"{one} and {other}: {verdict(result['ties'], *result['span'])}"

    def describe(self, result):
        one, other, (first, last), found = result["one"], result["other"], result["span"], result["ties"]
        if one == other:
            return f"{one} appears on both sides. Choose two different states."
        words = [f"{one} and {other}, {first}–{last}: {verdict(found, first, last)}."]
        told = promises_in_words(found)
        told = (told + (" (+: still in force when the table ends)" if "+" in told else "")) or "none in ATOP"
        after = f"; from {COVER['defence'][1] + 1} not covered" if last > COVER["defence"][1] else ""
        reached = covered("defence", first, last)
        words.append(f"Promises: {told + after if reached else 'not covered, ATOP ends in 2018'}.")
        paper, met = (found[found["kind"] == kind] for kind in ("agreement", "exercise"))
        if covered("agreement", first, last):
            words.append(f"Paper: {count(len(paper), 'defence agreement')} (table: 1980–2010).")
            when = f" in {count(len(met), 'year')}" if len(met) else ""
            words.append(f"Practice: {count(met['amount'].sum(), 'joint exercise')}{when} (1980–2010).")
        else:
            words.append("Paper and practice: not covered outside 1980–2010.")
        for kind, label in (("body", "Security bodies"), ("troops", "U.S. troops"), ("training", "U.S. training")):
            if not applies(kind, one, other):
                continue
            rows, known = (
                found[found["kind"] == kind],
                known_years(kind, one, other).intersection(range(first, last + 1)),
            )
            if kind == "body":
                told = ", ".join(list(dict.fromkeys(rows["note"]))[:6])
            else:
                told = row_text(kind, rows) if len(rows) else ""
            words.append(
                f"{label} (table: {COVER[kind][0]}–{COVER[kind][1]}): {told or ('none' if known else 'not covered')}."
            )
        gap = result["gap"]
        if len(gap):
            year = gap.index[-1]
            words.append(f"UN voting distance {gap.iloc[-1]:.1f} in {year}; the median pair: {median_gap()[year]:.1f}.")
        return " ".join(words)

    def table(self, result):
        return result["ties"]


class Layers(Panel):
    """Promise, paper, practice: how the three ways to be partners overlap, year by year."""

    title = "Promise, paper, practice"
    stories = {
        "Only defence counts": (
            {"pact": "defence pact"},
            "Ask for more before you call it a promise, and over half of the pairs that train have none.",
        ),
        "One year of practice": (
            {"window": 1},
            "A shorter memory for exercises moves pairs from one bar to another; the treaties stay.",
        ),
        "Back to 1990": ({"year": 1990}, "Then, promises without practice outnumbered all the rest together."),
    }
    questions = {
        "Press play. Which kind of tie lies far behind *promise alone* in 1984 and ahead of it in 2010?": "Promise with practice: allies had begun to train together, and trainers had signed things.",
        "Let only a *defence pact* count as a promise. What happens to the orange bar?": "It more than doubles: more than half of the training partners with a promise have not promised to defend.",
        "Let practice count for one year only. Which bars grow, and did anybody's partnership change?": "All three without practice grow, 'promise alone' most. Nothing changed but the rule for 'still practising'.",
    }
    controls = {
        "year": number("Year", 1984, 2010, 2010, play=True),
        "pact": choice("A promise is", PACTS),
        "window": choice("Practice counts for", [("5 years", 5), ("1 year", 1)]),
    }

    def compute(self, year, pact, window):
        """Pairs by combination of ties, those that trained together, and the per cent of them without any text."""
        found = layers(year, window, pact).value_counts()
        counts = {name: int(found.get(key, 0)) for key, name in COMBINATIONS.items()}
        trained = sum(n for name, n in counts.items() if "practice" in name)
        alone = 100 * counts["practice alone"] / trained if trained else 0.0
        return {"year": year, "pact": pact, "window": window, "counts": counts, "trained": trained, "alone": alone}

    def draw(self, result):
        figure, ax = new_figure("", "", THREE)
        self.subtitle, kinds = figure.subtitle, list(COMBINATIONS.values())
        tones = [ORANGE if kind == "practice alone" else TEAL if "practice" in kind else PALE for kind in kinds]
        self.bars = ax.barh(range(7), [0] * 7, color=tones, height=0.66)
        self.values = [ax.text(0, i, "", va="center", fontsize=10) for i in range(7)]
        bare(ax)
        ax.set_yticks(range(7), kinds)
        ax.tick_params(axis="y", colors=INK)
        ax.set(xlim=(0, 2600), ylim=(6.6, -0.6))
        figure.subplots_adjust(left=0.30)
        return figure

    def update(self, result):
        self.subtitle.set_text(
            f"Pairs of states in {result['year']}; promise = {result['pact']}, practice = exercise in {result['window']} year{'s' * (result['window'] > 1)}"
        )
        for bar, text, value in zip(self.bars, self.values, result["counts"].values(), strict=True):
            bar.set_width(value)
            text.set(text=f"{value:,}", x=value + 25)

    def headline(self, result):
        if result["pact"] == "any pact":
            return f"{result['alone']:.0f}% of the pairs that trained together had signed nothing we know"
        return f"{result['alone']:.0f}% of training pairs: no defence pact, no defence agreement"

    def describe(self, result):
        counts = "; ".join(f"{name} {value:,}" for name, value in result["counts"].items())
        return (
            f"{result['year']}, promise = {result['pact']}, practice within {'five years' if result['window'] == 5 else 'one year'}. {result['trained']:,} pairs trained together, "
            f"{result['alone']:.0f}% of them without promise or paper. All ties: {counts}."
        )

    def table(self, result):
        return pd.DataFrame({"pairs": result["counts"]}).rename_axis("tie")


EXPLORERS = {"x-ray": XRay, "layers": Layers}


# Exercises.


def alliance_texts() -> set[str]:
    """ATOP asks about conduct in a conflict: to fight, attack, stay out, not attack, consult. Cooperation is no such promise."""
    return {"fight", "confer", "stay-out", "no-attack"}


def points_lost(year: int) -> float:
    """Share of treaties that promise defence in the earlier year, minus the share in 2018, in percentage points."""
    (then, all_then), (now, all_now) = defending(year), defending(2018)
    return 100 * then / all_then - 100 * now / all_now


def most_possible(provision: str) -> float:
    """If every treaty that is not coded held the provision: those with it plus the blanks, over all treaties."""
    held, _, blank = coded(provision)
    return 100 * (held + blank) / len(load("alliances"))


def joint_or_combined() -> str:
    """Several services make it joint, several states make it combined; this force is both."""
    return "joint-combined"


def bound_without_practice(year: int) -> float:
    """Among the pairs with a defence pact, the share that did not train together within five years."""
    pairs = layers(year, pact="defence pact")
    return 100 * float((~pairs[pairs["promise"]]["practice"]).mean())


def definition() -> dict[str, str]:
    """No text needed, since the Quad has none; practice must recur, so one sale is out; a promise alone does not do."""
    return {
        "A treaty or agreement": "optional",
        "What they do together": "recurs",
        "A promise not to attack": "extra",
    }


def table_ends() -> str:
    """ATOP ends in 2018, so it can neither find nor deny what was signed or joined later."""
    return "table-ends"


def clauses_by_form() -> pd.Series:
    """Group the list by form and add up the yes/no column: true counts as one."""
    partnerships = load("partnerships")
    return partnerships.groupby("form")["defence_clause"].sum()


def _idle(year: int, pact: str) -> float:
    table = layers(year, pact=pact)
    return 100 * float((~table[table["promise"]]["practice"]).mean())


def _all_idle(year: int) -> float:
    """The share of all tied pairs that have a defence pact and did not train."""
    table = layers(year, pact="defence pact")
    return 100 * float((table["promise"] & ~table["practice"]).mean())


RETIRED = ("01.1", "01.2", "01.3", "01.5")
EXERCISES = [
    Exercise(
        id="01.8",
        title="Which treaties are alliances?",
        prompt="Six treaties between two states, each of a single sentence. Which of them does ATOP code as alliances?",
        kind="set",
        level="understand",
        solution=alliance_texts,
        meaning="ATOP asks what states promised to do in a conflict, even if that is nothing. A treaty may also share courses or shipyards; that does not make it an alliance.",
        hints=(
            "Ask of each sentence: does it say what a state will do when there is war, or a danger of war?",
            "Two of the six are about everyday work. They would be kept in the deepest peace.",
        ),
        mistakes=(
            Mistake(lambda: {"fight"}, "That is the strongest promise. Weaker ones are coded too, even to do nothing."),
            Mistake(
                lambda: {"fight", "confer"},
                "Promising to stay out of a war, or not to start one, is a promise about conflict too.",
            ),
            Mistake(
                lambda: {"fight", "confer", "stay-out"},
                "One more: not to attack each other is a promise about conduct in conflict, and the commonest of all.",
            ),
            Mistake(
                lambda: {"fight", "confer", "stay-out", "no-attack", "courses"},
                "Courses for officers are practice. ATOP reads texts and asks about conduct in a conflict.",
            ),
            Mistake(
                lambda: {"fight", "confer", "stay-out", "no-attack", "frigates"},
                "Shared shipyards are cooperation in armament. ATOP asks about conduct in a conflict.",
            ),
            Mistake(
                lambda: {"fight", "confer", "stay-out", "no-attack", "courses", "frigates"},
                "Two of the six are cooperation, not promises about conflict.",
            ),
        ),
        options={
            "fight": "If one is attacked, the other sends its forces.",
            "courses": "Each trains officers of the other every year.",
            "confer": "If a crisis looms, the two governments confer.",
            "stay-out": "If one goes to war, the other stays neutral.",
            "frigates": "Both buy the same frigate and share the yards.",
            "no-attack": "Neither of the two will attack the other.",
        },
    ),
    Exercise(
        id="01.10",
        title="How far did the promise to defend fall?",
        prompt=lambda year: (
            f"In {year}, {defending(year)[0]} of the {defending(year)[1]} alliance treaties in force promised to defend; in 2018, {defending(2018)[0]} of {defending(2018)[1]}. "
            "By how many percentage points did their share fall? One decimal; you may type a sum."
        ),
        kind="number",
        level="apply",
        solution=points_lost,
        meaning="A share falls when the whole outgrows the part. Promises to defend did not vanish: other treaties, above all those of non-aggression, multiplied around them. Whoever pictures NATO when reading 'alliance' pictures the exception.",
        hints=(
            "Make each year a share of its own total first.",
            "Percentage points are a difference: subtract the later share from the earlier one.",
        ),
        mistakes=(
            Mistake(
                lambda year: (
                    100 * points_lost(year) / (points_lost(year) + 100 * defending(2018)[0] / defending(2018)[1])
                ),
                "That is the fall as per cent of the old share. Percentage points are the plain difference of two shares.",
            ),
            Mistake(
                lambda year: 100 * defending(year)[0] / defending(year)[1],
                "That is the share in the earlier year. The share of 2018 must still come off.",
            ),
            Mistake(
                lambda year: 100 * defending(2018)[0] / defending(2018)[1],
                "That is the share in 2018. Subtract it from the share in the earlier year.",
            ),
            Mistake(
                lambda year: points_lost(year) / 100,
                "That is the difference of two fractions. Times one hundred makes it percentage points.",
            ),
            Mistake(
                lambda year: abs(defending(year)[0] - defending(2018)[0]),
                "You compared numbers of treaties. Make each a share of the treaties of its year first.",
            ),
        ),
        decimals=1,
        unit="percentage points",
        variants=({"year": 1960}, {"year": 1914}, {"year": 1939}, {"year": 1990}),
    ),
    Exercise(
        id="01.11",
        title="What might the blanks hide?",
        prompt=lambda provision: (
            f"Does the text provide for {PROVIDED[provision]}? Of {len(load('alliances'))} alliance treaties, {coded(provision)[0]} say yes, {coded(provision)[1]} say no, and {coded(provision)[2]} are blank, that is, not coded. "
            "Whatever the blank ones say: what is the highest share of all treaties that could provide for it? Per cent, one decimal; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=most_possible,
        meaning=lambda provision: (
            "A blank is neither yes nor no, so it gives the share a lower and an upper end. Here the ends lie close together, and the blanks decide nothing."
            + UNWRITTEN.get(provision, "")
        ),
        hints=(
            "Which answer of the blank treaties would make the share as high as it can be?",
            "Count the blank ones as yes, and divide by all treaties.",
        ),
        mistakes=(
            Mistake(
                provision_share,
                "You left the blank treaties out. The question is what they could add.",
            ),
            Mistake(
                lambda provision: 100 * coded(provision)[0] / len(load("alliances")),
                "You counted the blank treaties as no: that is the lowest share possible.",
            ),
            Mistake(
                lambda provision: 100 * coded(provision)[2] / len(load("alliances")),
                "That is the share of the blank ones alone. Those that say yes belong to it too.",
            ),
            Mistake(
                lambda provision: 100 * sum(coded(provision)[::2]) / sum(coded(provision)[:2]),
                "The blank treaties stand on top, so they belong below as well: divide by all treaties.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=tuple(
            {"provision": name} for name in ("integrated_command", "bases", "military_contact", "military_aid")
        ),
    ),
    Exercise(
        id="01.4",
        title="Joint or combined?",
        prompt="A Danish battalion, a Swedish fighter squadron and a Finnish frigate form one force. What is it in U.S. usage?",
        kind="choice",
        level="understand",
        solution=joint_or_combined,
        meaning="In U.S. usage 'joint' counts services and 'combined' counts states. A 'joint task force' can be purely national, so it is no type of partnership.",
        hints=(
            "Three units, three states. Which of the two words is about uniforms, and which is about flags?",
            "Count the flags, then count the services.",
        ),
        mistakes=(
            Mistake(lambda: "joint-only", "There are several services, true. But count the flags as well."),
            Mistake(lambda: "combined-only", "There are several states, true. But count the services as well."),
            Mistake(
                lambda: "neither-word",
                "Each of the two words fits for a reason: one counts flags, one counts services.",
            ),
        ),
        options={
            "joint-only": "joint, but not combined",
            "combined-only": "combined, but not joint",
            "neither-word": "neither joint nor combined",
            "joint-combined": "both joint and combined",
        },
    ),
    Exercise(
        id="01.12",
        title="Bound, but do they train?",
        prompt=lambda year: (
            f"Set explorer 2 to {year}, let only a defence pact count as a promise, and practice for five years. "
            "What share of the pairs with a defence pact did not train together? Per cent, one decimal; you may type a sum."
        ),
        kind="number",
        level="analyse",
        solution=bound_without_practice,
        meaning="To be bound and to practise are two things: a pact ties every pair of its members, whether they meet in the field or not. Nor is practice a wider circle around the pacts; neither holds the other.",
        hints=(
            "Four of the bars hold a promise. All four together are the whole.",
            "In two of those four there is no practice. They go on top.",
        ),
        mistakes=(
            Mistake(
                lambda year: 100 - _idle(year, "defence pact"),
                "That is the share that did train. The question asks for the rest.",
            ),
            Mistake(
                lambda year: _idle(year, "any pact"),
                "You let any pact count as a promise. Let the explorer count defence pacts only.",
            ),
            Mistake(
                outside_pacts,
                "You turned the question round: that is the share of training pairs that have no defence pact.",
            ),
            Mistake(
                _all_idle,
                "Your whole is every tied pair. Only pairs with a defence pact belong in it.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=({"year": 2000}, {"year": 1995}, {"year": 2005}, {"year": 1990}),
    ),
    Exercise(
        id="01.9",
        title="Put a definition together",
        prompt="States are partners if your rule says so. It must let in the United States with Israel (agreements and exercises, no promise) and the Quad of Australia, India, Japan and the United States (meetings year after year, "
        "no treaty or agreement behind them). It must keep out two states of which one once sold the other some old frigates under a contract, and the United States with North Korea (a promise not to attack, and nothing else). Put the rule together.",
        kind="rule",
        level="create",
        solution=definition,
        meaning="Your rule looks at habit, not at paper. It fits the four cases it was built for, and has a price: somebody must decide when a habit has begun, and when it is over.",
        hints=(
            "Take the four cases one by one, and ask which part of the rule decides each.",
            "Two parts keep somebody out: one is there for the frigates, one for North Korea.",
        ),
        mistakes=(
            Mistake(
                lambda: ("needed", "recurs", "extra"),
                "You keep out the Quad: it has met for years and rests on no treaty or agreement.",
            ),
            Mistake(
                lambda: ("optional", "once", "extra"),
                "You let in the frigates: one sale is something done together, once.",
            ),
            Mistake(
                lambda: ("optional", "recurs", "enough"),
                "You let in the United States with North Korea: a promise not to attack, and nothing done together.",
            ),
            Mistake(
                lambda: ("optional", "nothing", "extra"),
                "Now nothing at all is required, so every two states on earth are partners.",
            ),
            Mistake(
                lambda: ("needed", "recurs", "enough"),
                "That is a lawyer's rule: it keeps out the Quad and lets in North Korea.",
            ),
        ),
        options={
            "A treaty or agreement": {"needed": "must be there", "optional": "is not required"},
            "What they do together": {
                "once": "may have happened once",
                "recurs": "must recur year after year",
                "nothing": "does not matter",
            },
            "A promise not to attack": {"enough": "is enough by itself", "extra": "counts for nothing by itself"},
        },
    ),
    Exercise(
        id="01.13",
        title="Find the flaw in the headline",
        prompt="*The United States is not bound to defend Finland: a search of the alliance data for 2024 finds no such promise.* The search was done without a slip, in the table of this lesson. What is the flaw?",
        kind="choice",
        level="evaluate",
        solution=table_ends,
        meaning="Finland joined NATO on 4 April 2023. The table closes at the end of 2018, so it can neither find that promise nor deny it: after a table's end there is no absence, only silence.",
        hints=(
            "Ask the table, not the world: in which years can it speak at all?",
            "An empty cell can mean 'no', or 'nobody looked'. Which is it here?",
        ),
        mistakes=(
            Mistake(
                lambda: "pairs-only",
                "The table holds treaties of many as well: NATO's members are in it, from the days on which they signed or joined.",
            ),
            Mistake(
                lambda: "texts-only",
                "It does read texts and not practice. But here there is a text, and the search did not meet it.",
            ),
            Mistake(
                lambda: "one-sided",
                "Promises that bind one side only are coded too; the X-ray shows them in half-tone.",
            ),
        ),
        options={
            "pairs-only": "it holds treaties of two states only",
            "texts-only": "it codes what is written, not done",
            "table-ends": "it does not reach the year in question",
            "one-sided": "it leaves out promises of one side",
        },
    ),
    Exercise(
        id="01.6",
        title="Which form carries the clause?",
        prompt="For each `form` in the course list, how many partnerships have a `defence_clause`? Make a table with one count for each form.",
        start='partnerships = load("partnerships")\n...  # one group for each form, then count the clauses',
        kind="table",
        level="apply",
        solution=clauses_by_form,
        meaning="Every defence clause of the list stands in a treaty. Coalitions under a mandate, however large, hold none: a mandate permits, it does not promise.",
        hints=(
            "`partnerships.groupby('form')` makes one group per form; pick the column after it.",
            "Adding up a true/false column counts the trues: end with `.sum()`.",
        ),
        mistakes=(
            Mistake(
                lambda: load("partnerships").groupby("form")["defence_clause"].mean(),
                "You averaged. Those are shares; the question asks for counts.",
            ),
            Mistake(
                lambda: load("partnerships").groupby("form")["defence_clause"].count(),
                "`count` counts all rows of a form, with a clause or without. Add up the yes/no values instead.",
            ),
            Mistake(
                lambda: load("partnerships").groupby("purpose")["defence_clause"].sum(),
                "You grouped by purpose. The question asks for the legal form.",
            ),
        ),
    ),
]
REFLECTIONS = [
    Reflection(
        "01.7",
        "Define it yourself",
        "Define 'military partnership' in two sentences that a stranger could apply. Name one case it gets wrong. Then compare; nothing is graded.",
        "A partnership is a tie between two or more states' forces or defence ministries that both sides expect to last and that changes what they do; it may rest on a text or on habit. "
        "It lets in the Quad and U.S.–Israel and keeps out a single arms sale. It gets U.S.–North Korea right only if 'changes what they do' is checked, which is work; "
        "and it is hard to say when a habit has ended.",
        (
            "a test that somebody else could apply without asking you",
            "what your definition lets in that others leave out, with a case",
            "one case that it gets wrong, and why you accept that",
            "whether promise, paper or practice decides",
        ),
    )
]


# Evidence.


def own_cases_evidence() -> Evidence2:
    """Share of the document's own nine cases that its definition lets in, read kindly: a text between states is enough."""
    fits = own_cases()["document, kindly"]
    out = ", ".join(fits.index[~fits])
    return Evidence2(
        finding=f"{int(fits.sum())} of the document's own {len(fits)} cases have a formal text between two or more states; outside fall: {out}",
        data="teaching list",
        rivals=("states sign for their forces", "a mandate may pass as a formal text"),
        rung=None,
        **counted(100 * float(fits.mean())),
        interval="none",
        unit="% of own cases",
        n=len(fits),
        n_unit="cases",
        benchmark=100,
        why_benchmark="an author's own examples must fit the definition",
        expects="above",
    )  # fmt: skip


def definition_parts() -> tuple[Part, ...]:
    """The definition against the author's own cases, and against what all published ones share."""
    core = set.intersection(*PUBLISHED.values())
    fits = (bool(own_cases()["document, kindly"].all()), core <= DOCUMENT)
    return (Part("the definition", own_cases_evidence(), works("C01.1"), fits=fits),)


def texted_evidence() -> Evidence2:
    """Share of the pairs training together in 2006–2010 with a pact or an agreement in force in 2010; two-way clustered."""
    table = layers(2010)
    trained = table[table["practice"]]
    pairs = pd.DataFrame(list(trained.index), columns=["state_id_1", "state_id_2"])
    pairs["texted"] = (trained["promise"] | trained["paper"]).to_numpy(float)
    share, low, high = pair_mean(pairs, "texted")
    return Evidence2(
        finding=f"{100 * share:.0f}% of the {len(pairs):,} pairs that trained together in 2006–2010 had a pact or an agreement in force; {int((pairs['texted'] == 0).sum()):,} pairs had neither on record",
        data="panel",
        rivals=("texts between staffs are seldom published",),
        rung=None,
        estimate=100 * share,
        low=100 * low,
        high=100 * high,
        interval="clustered",
        by="both states of the pair",
        unit="% of training pairs",
        n=len(pairs),
        n_unit="pairs",
        benchmark=100,
        why_benchmark="the question says all",
        expects="above",
    )  # fmt: skip


def fits_practice() -> tuple[Part, ...]:
    """Whether all who train have a text."""
    return (Part("a text for all who train", texted_evidence(), works("C01.1")),)


def three_activities() -> tuple[Part, ...]:
    """One dated case for each of the three activities."""
    exercises = int((load("exercises")["states"] >= 2).sum())
    cases = (
        Case("Cobra Gold, a yearly exercise, begins in Thailand", "1982", "course list P61; exercise table", "training together"),
        Case("the United States and Britain agree to share signals intelligence; the text was published in 2010", "1946-03-05", "timeline; course list P46", "sharing intelligence"),
        Case("a force of several states is set up for Afghanistan", "2001-12-20", "UN Security Council resolution 1386, in the timeline", "operating together"),
    )  # fmt: skip
    proof = Evidence2(
        finding=f"Each of the 3 activities has its case; {exercises:,} exercises of two or more states are on record for 1980–2010",
        data="full count",
        rivals=("none: that a thing occurs is shown by one case",),
        rung=None,
        cases=cases,
    )
    things = ("training together", "sharing intelligence", "operating together")
    studies = (
        works("C01.2", "KuoBlankenship2022", "Wolfley2021", thing=things[0])
        + works("C01.2", "Kinne2018", thing=things[1])
        + works("C01.2", "Kinne2020", thing=things[2])
    )
    return (Part("the three activities", proof, studies, things=things),)


def all_three_evidence() -> Evidence2:
    """Upper limit of the pairs that do all three: those with a text that trained and had soldiers in one operation, about 2010."""
    texted, trained, both = activities_together()
    share = 100 * both / texted
    return Evidence2(
        finding=f"Of {texted:,} pairs with a pact or an agreement in 2010, {trained:,} trained together and {both:,} also had soldiers in one operation on record ({share:.0f}%); shared intelligence, which no table lists, can only lower that",
        data="full count",
        rivals=("lists by state are missing for Kosovo and others",),
        rung=None,
        **counted(share),
        interval="full count",
        unit="% of pairs with a text",
        n=texted,
        n_unit="pairs",
        benchmark=50,
        why_benchmark="'most' is more than half",
        expects="above",
    )  # fmt: skip


def most_do_all_three() -> tuple[Part, ...]:
    """Whether most do all three: the two that are recorded set the limit."""
    return (Part("all three", all_three_evidence()),)


def three_forms() -> tuple[Part, ...]:
    """One case for each of the three forms."""
    cases = (
        Case("NATO is founded by twelve states", "1949-04-04", "treaty text, course list P01", "alliance"),
        Case("a coalition against ISIS, without a treaty, is announced", "2014-09-10", "course list P41 and timeline", "coalition"),
        Case("that coalition sets up a combined joint task force", "2014-10", "course list P41, column command", "joint task force"),
    )  # fmt: skip
    proof = Evidence2(
        finding="Each of the 3 forms has its case",
        data="teaching list",
        rivals=("none: that a form exists is shown by one case",),
        rung=None,
        cases=cases,
    )
    studies = (
        works("C01.3", "Wolford2015", "Kreps2011", thing="coalition")
        + works("C01.3", "Weitsman2014", thing="alliance")
    )  # fmt: skip
    return (Part("the forms named", proof, studies, things=("alliance", "coalition", "joint task force")),)


def one_word_evidence() -> Evidence2:
    """Share of the listed partnerships that fit exactly one of alliance, coalition and command."""
    fits = overlap().sum(axis=1)
    share = 100 * float((fits == 1).mean())
    return Evidence2(
        finding=f"{share:.0f}% of the {len(fits)} listed partnerships fit exactly one of the three words; {int((fits == 2).sum())} fit two, {int((fits == 0).sum())} none",
        data="teaching list",
        rivals=("other definitions of the three would divide the list otherwise",),
        rung=None,
        **counted(share),
        interval="none",
        unit="% of listed partnerships",
        n=len(fits),
        n_unit="partnerships",
        benchmark=100,
        why_benchmark="if the words are alternatives, each partnership is exactly one of them",
        expects="above",
    )  # fmt: skip


def one_word_each() -> tuple[Part, ...]:
    """Whether every partnership is exactly one of the three, over the whole list."""
    return (Part("one word each", one_word_evidence(), works("C01.3"), searched="full count"),)


def alliance_training_evidence() -> Evidence2:
    """Training together in 2006–2010, pairs allied in 2005 against pairs that were not; earlier training, region, border and power held constant."""
    table = trained_after()
    found = models.pair_slope(table, "trained", ["allied", "met", "near", "region", "power"])
    tied, untied = (100 * table.loc[table["allied"] == kind, "trained"].mean() for kind in (1, 0))
    return Evidence2(
        finding=f"Of pairs allied in 2005 {tied:.0f}% trained together in the next five years, of the others {untied:.0f}%; pairs alike in this, and in having trained before or not, differ by {100 * found.value:.0f} percentage points",
        data="panel",
        rivals=("those who already work together sign", "the press sees allies better"),
        rung=1,
        **measured(found, 100),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points more that trained",
        n=found.n,
        n_unit="pairs of states",
        benchmark=0,
        why_benchmark="'makes better able' compares with forces that have no such tie",
        expects="above",
        scope="training together",
    )  # fmt: skip


def coalition_training_evidence() -> Evidence2:
    """Training together in 2008–2010 among pairs without a pact: with soldiers in Iraq in 2007 against others; earlier training held constant."""
    table = trained_after().query("allied == 0")
    found = models.pair_slope(table, "later", ["coalition", "met", "near", "region", "power"])
    return Evidence2(
        finding=f"Among pairs without a pact the {int(table['coalition'].sum())} that both had soldiers in Iraq in 2007 trained together in 2008–2010 more often than like pairs by {100 * found.value:.1f} percentage points, with an interval across 0",
        data="panel",
        rivals=("those who train together go to war together",),
        rung=1,
        **measured(found, 100),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points more that trained",
        n=found.n,
        n_unit="pairs of states",
        benchmark=0,
        why_benchmark="'makes better able' compares with forces that have no such tie",
        expects="above",
        scope="training together",
    )  # fmt: skip


def form_by_form() -> tuple[Part, ...]:
    """Alliance and coalition by what their pairs do later; for task forces no list of members is at hand."""
    return (
        Part("alliances", alliance_training_evidence(), works("C01.4", "PerninEtAl2019", "PerninEtAl2020"), searched="sample"),
        Part("coalitions", coalition_training_evidence(), works("C01.4", "AuerswaldSaideman2014", "Morey2020"), searched="sample"),
        Part("joint task forces", studies=works("C01.4", "Shirbrig2009")),
    )  # fmt: skip


def provisions_evidence() -> Evidence2:
    """Share of treaties whose text provides command, bases, contact or aid, of those coded for all four."""
    some, all_coded = any_provision()
    share = 100 * some / all_coded
    return Evidence2(
        finding=f"{some} of {all_coded} coded treaty texts ({share:.0f}%) provide a command, bases, contact or aid",
        data="full count",
        rivals=("texts understate practice: NATO's says nothing of a command",),
        rung=None,
        **counted(share),
        interval="full count",
        unit="% of treaty texts",
        n=all_coded,
        n_unit="treaties",
        benchmark=100,
        why_benchmark="the question says every",
        expects="above",
    )  # fmt: skip


def every_text() -> tuple[Part, ...]:
    """What the texts say, a fact about all of them."""
    return (Part("means in every text", provisions_evidence(), works("C01.4"), kind="fact", searched="full count"),)


def looser_evidence() -> Evidence2:
    """Share of training pairs without a defence pact, 2006–2010 minus 1986–1990; clustered by both states."""
    rows = [
        (*pair, float(year == 2010), float(pair not in defended_pairs(year)))
        for year in (1990, 2010)
        for pair in sorted(training_pairs(year))
    ]
    table = pd.DataFrame(rows, columns=["state_id_1", "state_id_2", "late", "outside"])
    found = models.pair_slope(table, "outside", ["late"])
    return Evidence2(
        finding=f"Pairs that trained together without a defence pact: {outside_pacts(1990):.0f}% in 1986–1990, {outside_pacts(2010):.0f}% in 2006–2010",
        data="panel",
        rivals=("better press coverage of distant exercises", "more states", "training is not yet a coalition"),
        rung=None,
        **measured(found, 100),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points more",
        n=found.n,
        n_unit="training pairs of both periods",
        benchmark=0,
        why_benchmark="at 0 as much training would stay inside the pacts as before",
        expects="above",
        scope="exercises, to 2010",
    )  # fmt: skip


def growth_outside_and_inside() -> tuple[float, float]:
    """How many times as many in 2010 as in 1990: training pairs without a defence pact, and training pairs with one."""
    outside = [len(training_pairs(year) - defended_pairs(year)) for year in (1990, 2010)]
    inside = [len(training_pairs(year) & defended_pairs(year)) for year in (1990, 2010)]
    return outside[1] / outside[0], inside[1] / inside[0]


def blocs_evidence() -> Evidence2:
    """Growth of training outside the pacts over growth of training inside them, 1990 to 2010, a full count."""
    outside, inside = growth_outside_and_inside()
    return Evidence2(
        finding=f"From 1990 to 2010 pairs that train outside the defence pacts became {outside:.0f} times as many, pairs that train inside one {inside:.1f} times",
        data="full count",
        rivals=("former rivals joined the old alliance", "one African pact of 2005 made many pairs"),
        rung=None,
        **counted(outside / inside),
        interval="full count",
        unit="times the growth of training inside",
        n=len(training_pairs(2010)),
        n_unit="training pairs in 2010",
        benchmark=1,
        why_benchmark="at 1 training inside the pacts would have grown in the same measure",
        expects="above",
    )  # fmt: skip


def looser_over_time() -> tuple[Part, ...]:
    """Training outside the pacts grew, and grew faster than training inside them."""
    return (Part("from closed alliances to looser ties", looser_evidence(), works("C01.5"), counts=(blocs_evidence(),)),)  # fmt: skip


def bodies_evidence() -> Evidence2:
    """Shared organisations after a first agreement, beyond the pace of the three years before; like pairs as comparison.

    Estimate: net change of the three years after minus that of the three before. Placebo: that of the three years before minus
    that of the three before those. Two-way clustered.
    """
    table = bodies_around_agreements()
    table = table.assign(effect=table["after"] - table["before"], placebo=table["before"] - table["early"])
    value, low, high = pair_mean(table, "effect")
    return Evidence2(
        finding=f"In the three years after a first agreement the two came to share {table['after'].mean():.2f} more organisations than like pairs, in the three years before it already {table['before'].mean():.2f} more",
        data="before and after",
        rivals=("states sign when they are coming closer anyway",),
        rung=2,
        estimate=value,
        low=low,
        high=high,
        interval="clustered",
        by="both states of the pair",
        unit="organisations beyond the earlier pace",
        n=len(table),
        n_unit="first agreements",
        benchmark=0,
        why_benchmark="a contribution must go beyond the approach that was under way",
        expects="above",
        placebo=pair_mean(table, "placebo"),
        scope="shared organisations",
    )  # fmt: skip


def closer_relations() -> tuple[Part, ...]:
    """Diplomatic relations, seen in organisations shared."""
    return (Part("relations, seen in shared organisations", bodies_evidence(), works("C01.6")),)


def contact_evidence() -> Evidence2:
    """A first pact or agreement on record within five years, pairs that had trained together against like pairs; five windows 1985–2010."""
    table = first_ties()
    held = ["met", "near", "region", "power", "activity", "window"]
    found, signed = (models.pair_slope(table, outcome, held) for outcome in ("tied", "signed"))
    met, not_met = (100 * table.loc[table["met"] == kind, "tied"].mean() for kind in (1, 0))
    return Evidence2(
        finding=f"Of pairs that had trained together and never had a pact or agreement on record {met:.0f}% got a first one within five years, of the others {not_met:.0f}%; like pairs differ by {100 * found.value:.0f} percentage points, in agreements alone by {100 * signed.value:.1f} [{100 * signed.low:.1f}, {100 * signed.high:.1f}]",
        data="panel",
        rivals=("a common interest makes both contact and text", "contact before 1980 is unrecorded"),
        rung=1,
        **measured(found, 100),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points more",
        n=found.n,
        n_unit="pairs in five windows",
        benchmark=0,
        why_benchmark="contact that shapes nothing leaves a pair like others of its region, power and time",
        expects="above",
        scope="exercises as contact",
    )  # fmt: skip


def diplomacy_shapes() -> tuple[Part, ...]:
    """Shaping partnerships, by what follows contact; trust and strategies are not observed."""
    return (Part("a part in shaping partnerships", contact_evidence(), works("C01.7")),)


def known_order() -> pd.DataFrame:
    """`promise_before_contact` where the order is known and both had been states for five years at the pact; first (0/1): contact was."""
    table = promise_before_contact()
    table = table[table["contact"].notna() & (table["contact"] != table["pact"]) & grown_up(table)].reset_index()
    return table.assign(first=(table["contact"] < table["pact"]).astype(float))


def order_evidence() -> Evidence2:
    """Share of pairs whose recorded contact came before their first pact, both states old enough to have trained before it."""
    table = known_order()
    share = models.proportion(int(table["first"].sum()), len(table))
    return Evidence2(
        finding=f"Of {len(table)} pairs that signed their first pact in 1990–2010, a treaty of two, when both had been states for five years, an exercise or agreement came first in {int(table['first'].sum())}",
        data="few cases",
        rivals=("contact before 1980, and visits, are unrecorded",),
        rung=None,
        **measured(share, 100),
        interval="Wilson",
        unit="% of pairs",
        n=len(table),
        n_unit="pairs",
        benchmark=50,
        why_benchmark="'in most pairs' is more than half",
        expects="above",
    )  # fmt: skip


def contact_first() -> tuple[Part, ...]:
    """The order of contact and promise, a fact."""
    return (Part("contact first", order_evidence(), works("C01.7"), kind="fact"),)


def readiness() -> tuple[Part, ...]:
    """No number of ours: readiness is rated in secret."""
    return (Part("readiness", studies=works("C01.8")),)


def calmer_regions() -> tuple[Part, ...]:
    """One traced case for peace; works on classes of cases for stability."""
    cases = (Case("West African troops enter The Gambia and halt, and the president who had lost the election leaves", "2017-01-19", "Hartmann 2017; course list P59; timeline", "peace kept", traced=True),)  # fmt: skip
    proof = Evidence2(
        finding="In The Gambia a united threat by neighbours ended a crisis: troops entered, halted, and the loser left",
        data="full count",
        rivals=("mediators offered him a safe exit", "his own army would not fight"),
        rung=None,
        cases=cases,
    )
    studies = (
        works("C01.9", "LongNordstromBaek2007", thing="peace kept")
        + works("C01.9", "FangJohnsonLeeds2014", "Benson2011", thing="a steadier region")
    )  # fmt: skip
    return (Part("stability and peace", proof, studies, things=("peace kept", "a steadier region")),)


@cache
def calm_evidence(seed: int = 1) -> Evidence2:
    """Conflict at home on density of defence pacts inside six regions, 1950–2018; ten-year blocks, all regions drawn together."""
    table = calm_by_region()
    found = models.block_bootstrap(table, calm_slope, "year", length=10, seed=seed, n=1000)
    return Evidence2(
        finding=f"Where a region's pacts grew denser by ten points, the share of its states with conflict at home moved by {found.value:+.1f} percentage points",
        data="yearly series",
        rivals=("danger makes pacts", "six regions are few"),
        rung=1,
        **measured(found),
        interval="block bootstrap",
        by="ten years",
        unit="percentage points per ten points of density",
        n=len(table),
        n_unit="regions and years",
        benchmark=0,
        why_benchmark="pacts that change nothing leave a region's conflict as it was",
        expects="below",
    )  # fmt: skip


def denser_and_calmer(seed: int = 1) -> tuple[Part, ...]:
    """The same region over time."""
    return (Part("the same region over time", calm_evidence(seed), works("C01.9")),)


# Claims.


ASKED = ["C01.1", "C01.4", "C01.5", "C01.6", "C01.7", "C01.9"]
CLAIMS = [
    Judgement(
        "C01.1",
        "partly supported",
        "It has what all published definitions share: two or more states, and security. But the document itself counts partnerships without a formal agreement, and these fall outside it.",
        parts=definition_parts,
        ours="not supported",
        ours_reason="No: at least a quarter of the pairs that train together have no text on record, and half if three wide texts do not count. Texts between staffs may exist and not be published.",
        ours_parts=fits_practice,
    ),
    Judgement(
        "C01.2",
        "supported",
        "'Can include' needs one case each, and each has one. How often is another question.",
        parts=three_activities,
        ours="not supported",
        ours_reason="No: of the pairs with a text, one in three is on record with both training and a common operation. Operations missing from the lists would raise that, shared intelligence on top would lower it.",
        ours_parts=most_do_all_three,
    ),
    Judgement(
        "C01.3",
        "supported",
        "All three exist, and the list is open. A joint task force can be purely national, yet one of several states is on record too.",
        parts=three_forms,
        ours="not supported",
        ours_reason="No. A promise, a purpose and a command are answers to three questions, and most cases give two of them.",
        ours_parts=one_word_each,
        terms={"joint": "combined"},
    ),
    Judgement(
        "C01.4",
        "partly supported",
        "Pairs in an alliance train together later more often than like pairs. For coalitions, among pairs without a pact, no difference is clear; of task forces there is no list, and training is only a sign of ability.",
        parts=form_by_form,
        ours="not supported",
        ours_reason="No: three texts in four provide none of the four means. Texts understate practice, though: NATO's says nothing of the command it has.",
        ours_parts=every_text,
    ),
    Judgement(
        "C01.5",
        "supported",
        "Training outside the defence pacts grew faster than training inside them, and both grew. Of the two closed alliances of the Cold War one ended, the other opened its door. Exercises stand for coalitions here; a big one makes many pairs, and they end in 2010.",
        parts=looser_over_time,
    ),
    Judgement(
        "C01.6",
        "contested",
        "In organisations shared, two states draw together no faster after a first agreement than before it. Better views of a foreign army, which one study finds, are not relations between states.",
        parts=closer_relations,
    ),
    Judgement(
        "C01.7",
        "partly supported",
        "Pairs that had trained together got a first text more often than like pairs, agreements alone too. A common interest may have made both, and trust and strategies are in no table.",
        parts=diplomacy_shapes,
        ours="partly supported",
        ours_reason="Not shown, and not ruled out. Most first pacts of these years were signed within five years of a state's birth, with little time to train before; of the rest contact came first in a minority, with an interval across one half.",
        ours_parts=contact_first,
    ),
    Judgement(
        "C01.8",
        "not testable here",
        "'Vital' would fall to one army that is ready without partners. How ready an army is, no government publishes, so there is nothing to hold the sentence against.",
        parts=readiness,
    ),
    Judgement(
        "C01.9",
        "supported",
        "'Can' needs one case, and The Gambia is one: the study of it says that only a credible threat by the neighbours made the loser go. Works on many pacts find calmer members too.",
        parts=calmer_regions,
        ours="contested",
        ours_reason="Inside the six regions, years of denser pacts were neither clearly calmer nor clearly less calm. Lesson 06 asks this again.",
        ours_parts=denser_and_calmer,
    ),
]


# Numbers.
NUMBERS = {
    "own_inside": lambda: int(own_cases()["document, kindly"].sum()),
    "trained_allied": lambda: 100 * trained_after().query("allied == 1")["trained"].mean(),
    "trained_untied": lambda: 100 * trained_after().query("allied == 0")["trained"].mean(),
    "all_three": lambda: all_three_evidence().estimate,
    "bodies_after": lambda: bodies_around_agreements()["after"].mean(),
    "bodies_before": lambda: bodies_around_agreements()["before"].mean(),
    "met_tied": lambda: 100 * first_ties().query("met == 1")["tied"].mean(),
    "unmet_tied": lambda: 100 * first_ties().query("met == 0")["tied"].mean(),
    "newborn": lambda: 100 * (~grown_up(promise_before_contact())).mean(),
    "outside_times": lambda: growth_outside_and_inside()[0],
    "inside_times": lambda: growth_outside_and_inside()[1],
    "in_force": lambda: len(load("alliances", 2018)),
    "nonaggression": lambda: obligation_mix(2018)["nonaggression"],
    "defence_now": lambda: obligation_mix(2018)["defence"],
    "command": lambda: provision_share("integrated_command"),
    "bases": lambda: provision_share("bases"),
    "trained": lambda: len(training_pairs(2010)),
    "texted": lambda: texted_evidence().estimate,
    "outside_1990": lambda: outside_pacts(1990),
    "outside_2010": lambda: outside_pacts(2010),
    "two_words": lambda: int((overlap().sum(axis=1) == 2).sum()),
    "listed": lambda: len(overlap()),
    "agreements": lambda: len(load("defence_agreements")),
    "agreements_signed": lambda: len(signed_agreements()),
}
