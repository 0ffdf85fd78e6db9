"""Lesson 09, cultural differences: who shares a language with whom, diversity against danger, consensus against hierarchy."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Table
from helpers.claims import Judgement, works
from helpers.data import load
from helpers.explorer import Panel, choice, number
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
    house_style,
    new_figure,
    show,
)
from helpers.marks import named, tidy
from helpers.measures import pairs_by_treaty
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

TONGUES = "mledoze/countries (ODbL) and CEPII; course list of ISAF contingents; UN data to 2020"
UN = "UN contributor averages and UN fatalities, 2013–2020 without 2017; mledoze/countries; CEPII"
US = 2
# Varieties that the list names apart and that neighbours understand: Manding and Fula of West Africa.
VARIETIES = dict.fromkeys(["Bambara", "Jula", "Diaoula", "Maninka", "Mandinka"], "Manding") | dict.fromkeys(
    ["Fulfulde", "Pulaar"], "Fula"
)
# Charters of whole regions that promise defence and set up no forces: whether they count decides a share of pairs.
CHARTERS = {3150: "OAS", 5055: "African Union pact", 3205: "Arab League", 3075: "Rio Treaty"}
MEASURES = {
    "nationalities": "chance that two peacekeepers come from different states",
    "official inside": "chance that two peacekeepers share an official language",
    "spoken inside": "chance that two peacekeepers share a widely spoken language",
    "official with locals": "share of peacekeepers with an official language of the host",
    "spoken with locals": "share of peacekeepers with a widely spoken language of the host",
}
STAFF, DEPUTIES, COMPETENCE, RUNS = 15, 4, 0.65, 1000
LOSSES = tuple(range(0, 91, 6))


# Measures.


@cache
def tongues(which: str = "official") -> dict[int, frozenset[str]]:
    """State number → its languages. which: 'official' (mledoze list), 'spoken_9' (CEPII, about 2000: spoken by 9% or more),

    or 'joined' (spoken_9 with the varieties of Manding and of Fula taken as one language each).
    """
    table = load("languages")
    table = table[table["spoken_9" if which == "joined" else which].fillna(False).astype(bool)]
    if which == "joined":
        table = table.assign(language=table["language"].replace(VARIETIES))
    return {code: frozenset(rows) for code, rows in table.groupby("state_id")["language"]}


def understand(a: int, b: int, which: str = "official") -> bool:
    """True if two states share a language (or are the same state)."""
    known = tongues(which)
    return a == b or bool(known.get(a, frozenset()) & known.get(b, frozenset()))


def pair_share(states, which: str = "official") -> float:
    """Per cent of pairs of different states that share a language: every pair counts once, whatever its size."""
    states = sorted(set(states))
    hits = [understand(a, b, which) for i, a in enumerate(states) for b in states[i + 1 :]]
    return 100 * float(np.mean(hits))


def soldier_share(troops: pd.Series, which: str = "official") -> float:
    """Per cent chance that two random members share a language, drawn with return. troops: counts indexed by state."""
    shares = (troops / troops.sum()).to_numpy(dtype=float)
    known = [tongues(which).get(code, frozenset()) for code in troops.index]
    words = sorted(set().union(*known))
    speaks = np.array([[word in own for word in words] for own in known], dtype=float)
    same = (speaks @ speaks.T > 0) | np.eye(len(shares), dtype=bool)  # one's compatriots are always understood
    return 100 * float(shares @ same @ shares)


def local_share(troops: pd.Series, host: int, which: str = "official") -> float:
    """Per cent of a force from states that share a language with the host; NaN if the list lacks the host (South Sudan)."""
    home = tongues(which).get(host)
    if home is None:
        return float("nan")
    able = [bool(tongues(which).get(code, frozenset()) & home) for code in troops.index]
    return 100 * float(troops[able].sum() / troops.sum())


@cache
def isaf() -> pd.Series:
    """ISAF contingents of November 2010 (46 states), indexed by state."""
    return load("contingents").query("operation == 'ISAF' and date == '2010-11-15'").set_index("state_id")["troops"]


@cache
def un_force(mission: str, year: int = 2019) -> pd.Series:
    """Average personnel of a UN mission in a year, indexed by state."""
    table = load("un_contributors_mission", year)
    return table[table["mission"] == mission].set_index("state_id")["personnel"]


@cache
def standby(force: str) -> tuple[int, ...]:
    """Members in 2025 of a regional force of the African Standby Force that are in the state list."""
    table = load("standby_force_members").query("force == @force")
    return tuple(int(code) for code in table[table["end_date"].isna()]["state_id"].dropna())


@cache
def missions(least: int = 1000) -> pd.DataFrame:
    """UN missions by year (complete years 2013-2020) with at least so many people: composition, and killed per 1,000.

    fighting: 1 if the host had an armed conflict against a group at home in that year (UCDP), else 0.
    """
    people = load("un_contributors_mission").query("complete")
    record = load("mission_violence").query("organisation == 'UN'")
    hosts = load("un_missions").set_index("mission")["host_id"]
    place = record.groupby("mission")["host_id"].first().combine_first(hosts)  # Abyei counts as Sudan
    at_war = load("armed_conflict_states").query("at_home > 0")
    fights = set(zip(at_war["state_id"], at_war["year"], strict=True))
    killed = record.groupby(["mission", "year"])["killed"].sum()
    rows = []
    for (mission, year), part in people.groupby(["mission", "year"]):
        troops = part.set_index("state_id")["personnel"]
        if troops.sum() < least:
            continue
        host = hosts.get(mission)
        there = host is not None and pd.notna(host)
        rows.append(
            {
                "mission": mission,
                "year": year,
                "personnel": float(troops.sum()),
                "nationalities": 100 * models.fractionalisation(troops),
                "official inside": soldier_share(troops),
                "spoken inside": soldier_share(troops, "joined"),
                "official with locals": local_share(troops, int(host)) if there else np.nan,
                "spoken with locals": local_share(troops, int(host), "joined") if there else np.nan,
                "killed": 1000 * float(killed.get((mission, year), 0)) / float(troops.sum()),
                "fighting": float((place.get(mission), year) in fights),
            }
        )
    return pd.DataFrame(rows)


def _of(measure: str, without: tuple[str, ...] = (), least: int = 1000) -> pd.DataFrame:
    table = missions(least)
    return table[~table["mission"].isin(without)].dropna(subset=measure)


def between(measure: str, without: tuple[str, ...] = (), least: int = 1000) -> pd.DataFrame:
    """One row per mission: x, the mean of a measure over its years, and y, killed per 1,000 person-years."""
    table = _of(measure, without, least)
    name, deaths = table["mission"], table["killed"] * table["personnel"]
    rate = deaths.groupby(name).sum() / table.groupby("mission")["personnel"].sum()
    return pd.DataFrame({"x": table.groupby("mission")[measure].mean(), "y": rate})


@cache
def part_years() -> frozenset[tuple[str, int]]:
    """Mission and year for each year in which a UN mission began, or ended before December."""
    table = load("un_missions")
    began = {(row.mission, int(row.start_month[:4])) for row in table.itertuples() if row.start_month}
    ended = {(row.mission, int(row.end_month[:4])) for row in table.itertuples() if row.end_month and row.end_month[5:] < "12"}  # fmt: skip
    return frozenset(began | ended)


def within(measure: str, without: tuple[str, ...] = (), whole: bool = False) -> pd.DataFrame:
    """One row per mission and year: x and y as deviations from the mission's own mean, for missions of three years or more.

    whole: leave out the years in which a mission began or ended.
    """
    table = _of(measure, without)
    if whole:
        table = table[[pair not in part_years() for pair in zip(table["mission"], table["year"], strict=True)]]
    table = table[table.groupby("mission")["year"].transform("size") >= 3]
    means = table.groupby("mission")[[measure, "killed"]].transform("mean")
    out = (table[[measure, "killed"]] - means).set_axis(["x", "y"], axis=1)
    return out.set_index(pd.Index(table["mission"] + " " + table["year"].astype(str), name="mission"))


def one_left_out(table: pd.DataFrame, missions: np.ndarray, statistic) -> models.Estimate:
    """A correlation with a t interval from leaving out one mission at a time (Efron & Tibshirani 1993, ch. 11); n counts rows.

    missions: the mission of each row. With a dozen missions a bootstrap would be too narrow; this is wide, and says so.
    """
    from scipy.special import stdtrit

    names, value = np.unique(missions), statistic(table)
    parts = np.array([statistic(table[missions != name]) for name in names])
    error = np.sqrt((len(names) - 1) * np.mean((parts - parts.mean()) ** 2))
    half = float(stdtrit(len(names) - 1, 0.975) * error)
    return models.Estimate(value, max(value - half, -1.0), min(value + half, 1.0), len(table))


@cache
def within_estimate(
    measure: str, without: tuple[str, ...] = (), trend: bool = False, whole: bool = False
) -> models.Estimate:
    """Rank correlation of the deviations from each mission's own mean; n counts mission-years.

    trend: hold the calendar year constant. whole: leave out the years in which a mission began or ended.
    """
    table = within(measure, without, whole)
    parts = table.index.str.split(" ")
    if trend:
        table = table.assign(year=parts.str[1].astype(int))
    return one_left_out(table, parts.str[0].to_numpy(), _ranks_together)


def _ranks_together(table: pd.DataFrame) -> float:
    """Correlation of the ranks of x and y, the ranks of all other columns held constant."""
    ranks = table.rank().to_numpy()
    held = np.column_stack([np.ones(len(ranks)), ranks[:, 2:]])
    left = ranks[:, :2] - held @ np.linalg.lstsq(held, ranks[:, :2], rcond=None)[0]
    return float(left[:, 0] @ left[:, 1] / np.sqrt((left[:, 0] @ left[:, 0]) * (left[:, 1] @ left[:, 1])))


@cache
def alike_estimate(measure: str, without: tuple[str, ...] = (), least: int = 1000) -> models.Estimate:
    """Rank correlation between missions, with their size and the share of their years with fighting in the host held constant."""
    table = _of(measure, without, least).groupby("mission")[["personnel", "fighting"]].mean()
    table = between(measure, without, least).join(table)
    return one_left_out(table, table.index.to_numpy(), _ranks_together)


@cache
def integrated(defence: bool = True) -> tuple[int, int]:
    """Alliance treaties whose text provides one integrated command, and all that are coded; defence: with such a promise."""
    table = load("alliances").dropna(subset="integrated_command")
    coded = table[table["defence"].fillna(False).astype(bool)] if defence else table
    return int(coded["integrated_command"].astype(bool).sum()), len(coded)


@cache
def integrated_pairs(charters: bool = True, year: int = 2018) -> tuple[int, int]:
    """Pairs of states with a mutual promise of defence that an integrated command joins, NATO's by practice, and all pairs.

    charters: count the pairs that only a charter of a whole region (CHARTERS) ties.
    """
    table = load("alliances").set_index("alliance_id")
    joined = set(table.index[table["integrated_command"].fillna(False).astype(bool) | (table["name"] == "NATO")])
    every, inside = set(), set()
    for alliance, pairs in pairs_by_treaty(year, "defence"):
        every.update(pairs if charters or alliance not in CHARTERS else ())
        inside.update(pairs if alliance in joined else ())
    return len(inside), len(every)


# The decision model: fifteen officers, each with an own view that is right in 65% of cases.


@cache
def gaps(force: str) -> np.ndarray:
    """15 × 15 matrix: 1 where two officers have no official language in common. Largest contingent first."""
    if force == "one language":
        return np.zeros((STAFF, STAFF))
    if force == "ISAF 2010":
        troops = isaf()
    elif force == "West Africa (ESF)":
        table = load("standby_force_members").query("force == 'ESF'")["state_id"].dropna().astype(int)
        troops = load("economies", 2019).set_index("state_id")["population"].reindex(table)
    else:
        troops = un_force(force.split()[0])
    states = troops.sort_values(ascending=False, kind="stable").index[:STAFF]
    return np.array([[0.0 if understand(a, b) else 1.0 for b in states] for a in states])


FORCES = ("one language", "West Africa (ESF)", "MINUSMA 2019", "UNIFIL 2019", "ISAF 2010")


@cache
def consensus(force: str, loss: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Talk in rounds until all agree: (right at the end?, rounds needed, 11 = more than ten, share of talk not heard).

    In each round everybody states a view; a listener without a common language misses it with chance `loss` (per cent);
    everybody then takes the majority of the views heard and the own one. Random numbers are the same for every loss.
    """
    rng = np.random.default_rng(9)
    hears = (1 - loss / 100 * gaps(force)).astype(np.float32)
    view = rng.random((RUNS, STAFF)) < COMPETENCE
    took, missed = np.full(RUNS, 11), 0.0
    for turn in range(1, 11):
        open_ = np.flatnonzero(took == 11)
        chance = (
            rng.random((RUNS, STAFF, STAFF), dtype=np.float32)
            if turn <= 3
            else rng.random((len(open_), STAFF, STAFF), dtype=np.float32)
        )
        heard = (chance[open_] if turn <= 3 else chance) < hears
        if turn == 1:
            missed = 1 - float(heard.mean())
        balance = np.einsum("rij,rj->ri", heard.astype(np.float32), np.where(view[open_], 1, -1).astype(np.float32))
        view[open_] = np.where(balance == 0, view[open_], balance > 0)
        agreed = view[open_].all(axis=1) | ~view[open_].any(axis=1)
        took[open_[agreed]] = turn
        if not (took == 11).any():
            break
    return view[:, 0] & (took < 11), took, missed


@cache
def hierarchy(force: str, loss: int, deference: int) -> tuple[float, float]:
    """Report up two levels, the commander decides: (share wrong, share of own views that never reach the decision).

    A junior repeats the superior's view with chance `deference`; a report across a language gap is lost with chance `loss`.
    A lost report of a deputy takes the whole branch with it.
    """
    rng = np.random.default_rng(9)
    own = rng.random((RUNS, STAFF)) < COMPETENCE
    defers, passes = rng.random((RUNS, STAFF)) < deference / 100, rng.random((RUNS, STAFF))
    boss = np.array([0] * (DEPUTIES + 1) + [1 + i % DEPUTIES for i in range(STAFF - DEPUTIES - 1)])
    view = own.copy()
    for officer in range(1, STAFF):
        view[:, officer] = np.where(defers[:, officer], view[:, boss[officer]], own[:, officer])
    arrives = passes >= loss / 100 * gaps(force)[np.arange(STAFF), boss]
    arrives[:, 0] = True
    reaches = arrives & arrives[:, boss]
    balance = (np.where(view, 1, -1) * reaches).sum(axis=1)
    decision = np.where(balance == 0, own[:, 0], balance > 0)
    useful = reaches & ~defers
    useful[:, 0] = True
    return 1 - float(decision.mean()), 1 - float(useful.mean())


HIERARCHY_TURNS = (
    -(-(STAFF - DEPUTIES - 1) // DEPUTIES) + DEPUTIES + 1
)  # largest branch, then the deputies, then the order


def decision_curves(force: str, deference: int, rounds: int) -> pd.DataFrame:
    """Both ways of deciding at every loss: wrong or undecided (%), speaking turns, views lost (%)."""
    rows = []
    for loss in LOSSES:
        right, took, missed = consensus(force, loss)
        wrong, lost = hierarchy(force, loss, deference)
        failed = 1 - float((right & (took <= rounds)).mean())
        rows.append((loss, 100 * failed, 100 * wrong, STAFF * float(np.minimum(took, rounds).mean()), HIERARCHY_TURNS, 100 * missed, 100 * lost,
                     100 * float((took > rounds).mean())))  # fmt: skip
    names = [
        "loss",
        "consensus wrong",
        "hierarchy wrong",
        "consensus turns",
        "hierarchy turns",
        "consensus lost",
        "hierarchy lost",
        "no agreement",
    ]
    return pd.DataFrame(rows, columns=names).set_index("loss")


def listed_languages(host: int) -> Table:
    """The languages of a state by the list of widely spoken ones, and with the close varieties joined."""
    lists = {"as the list names them": "spoken_9", "close varieties joined": "joined"}
    return Table(
        ["List", "Languages"], [[text, ", ".join(sorted(tongues(which)[host]))] for text, which in lists.items()]
    )


def beside_published() -> Table:
    """Our numbers beside the published ones: sample, method and result side by side."""
    raw, change = between_mixture(), within_estimate("nationalities")
    head = ["Published", "Their sample and method", "They report", "Ours", "Why it is not the same test"]
    return Table(head, [
        ["Bove & Ruggeri 2016", "UN missions in Africa, 1991–2008; regression of violence against civilians on two indices of mixture", "more diversity, less violence",
         f"{raw.n} UN missions, 2013–2020: rank correlation with peacekeepers killed {raw.value:.2f} [{raw.low:.2f}, {raw.high:.2f}] between missions, {change.value:.2f} [{change.low:.2f}, {change.high:.2f}] within",
         "other deaths, other years, other places. Our tables hold no count of civilians killed by mission, so this is not a replication"],
        ["Bove & Ruggeri 2019", "UN missions, months of 1990–2015; distance between peacekeepers and local people", "wider distance in place, language and religion: more violence against civilians and more battle deaths; in institutions and economy the other way, less robustly",
         "none on civilians", "our numbers on languages shared with locals concern peacekeepers killed"],
        ["Bove, Ruffa & Ruggeri 2020", "UN missions since the Cold War, with cases in Lebanon, Mali, Central African Republic", "mixed troops and mixed leaders may help; a language gap between commander and troops may hamper civilian protection",
         "none", "no table of force commanders is open to us"],
    ])  # fmt: skip


@cache
def all_consensus() -> None:
    """Simulate consensus for each force and loss once."""
    for force in FORCES:
        for loss in LOSSES:
            consensus(force, loss)


# Pictures.


@house_style()
def two_soldiers_figure(guess: float | None = None) -> Picture:
    """Pairs of contingents against pairs of soldiers in ISAF; a guess at the share of soldiers is marked on its bar."""
    rows = [
        ("two contingents", pair_share(isaf().index), ""),
        ("two soldiers", soldier_share(isaf()), ""),
        ("two, Americans left out", soldier_share(isaf().drop(US)), ""),
    ]
    hits = load("common_language").query("isaf")["common_official"]
    rows[0] = (*rows[0][:2], f"{int(hits.sum())} of {len(hits):,} pairs")
    figure, ax = new_figure(
        "Two flags in ISAF rarely share a language. Two soldiers mostly do",
        "Chance of at least one official language in common, per cent, November 2010",
        TONGUES,
        size="strip",
    )
    figure.subplots_adjust(left=0.30, top=0.68, bottom=0.22)
    for i, (_, value, note) in enumerate(rows):
        ax.barh(i, 100, color=PALE, height=0.6)
        ax.barh(i, value, color=[ORANGE, BLUE, BLUE][i], alpha=[1, 1, 0.55][i], height=0.6)
        ax.text(value + 1.2, i, f"{value:.0f}%", va="center", color=INK, fontweight="bold", fontsize=12)
        ax.text(98.5, i, note, ha="right", va="center", fontsize=9.5, color=INK)
    bare(ax)
    yours = ""
    if guess is not None:
        at = min(max(guess, 0), 100)
        ax.plot([at, at], [0.66, 1.34], color=ORANGE, linewidth=3.2, solid_capstyle="butt")
        ax.text(at, 1.37, f"your guess {guess:.0f}%", va="top", ha="left" if at < 50 else "right", color=ORANGE,
                fontweight="bold", fontsize=9.5)  # fmt: skip
        yours = f" Your guess, {guess:.0f} per cent, is marked on the bar of two soldiers."
    ax.set_yticks(range(3), [name for name, _, _ in rows])
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(0, 100), ylim=(2.5, -0.5))
    alt = (f"Three bars. In ISAF {rows[0][1]:.0f} per cent of pairs of contingents share an official language, {rows[1][1]:.0f} per cent of pairs of soldiers do, "
           f"and {rows[2][1]:.0f} per cent of pairs of soldiers once the Americans are left out.{yours}")  # fmt: skip
    return show(figure, alt)


@house_style()
def distances_diagram() -> Picture:
    """Four cultural distances in one mission, and what was found about each."""
    figure, ax = diagram("Four distances that one word hides",
                         "They do not pull one way in UN missions after 1990 (Bove, Ruffa and Ruggeri 2020)")  # fmt: skip
    box(ax, 14, 86, "civilian\nhead", BLUE, 17, 13)
    box(ax, 46, 86, "force\ncommander", BLUE, 19, 13)
    box(ax, 14, 46, "contingent A", TEAL, 20, 13)
    box(ax, 46, 46, "contingent B", TEAL, 20, 13)
    box(ax, 30, 11, "people of the host state", ORANGE, 34, 13)
    for start, end, tone, at, name in [
        ((24.2, 46), (35.8, 46), TEAL, (30, 50), "1"),
        ((23, 86), (36, 86), BLUE, (30, 90), "2"),
        ((42, 79), (20, 53), PLUM, (27, 67), "3"),
        ((46, 79), (46, 53), PLUM, (49, 66), "3"),
        ((16, 39), (25, 18), ORANGE, (30, 27), "4"),
        ((44, 39), (35, 18), ORANGE, (30, 27), ""),
    ]:
        arrow(ax, start, end, style="<|-|>", colour=tone)
        ax.text(*at, name, ha="center", va="center", color=tone, fontsize=14, fontweight="bold")
    for y, tone, head, body in [
        (86, BLUE, "2  within the leadership", "Mixture may go with less violence."),
        (65, PLUM, "3  commander to troops", "A language gap may cost civilians\nprotection; distance may also show that\nmany states stand behind a mission."),
        (39, TEAL, "1  among the troops", "More mixture went with less violence\nagainst civilians (also Bove and Ruggeri 2016)."),
        (16, ORANGE, "4  troops to local people", "Closeness mostly goes with better results."),
    ]:  # fmt: skip
        ax.text(61, y + 6, head, color=tone, fontweight="bold", fontsize=10.5, va="center")
        ax.text(61, y + 2, body, fontsize=9, va="top", linespacing=1.35)
    alt = ("Diagram of 4 distances in a peace force and what works found: among the troops and within the leadership mixture may help, between commander and troops "
           "a language gap may hurt, and between troops and local people closeness mostly helps.")  # fmt: skip
    return show(figure, alt)


@house_style()
def forces_figure() -> Picture:
    """Common language in forces, by pairs of states and by pairs of people."""
    names = {
        "NARC": "North Africa",
        "FOMAC": "Central Africa",
        "SSF": "Southern Africa",
        "EASF": "East Africa",
        "ESF": "West Africa",
    }
    rows = [(f"{text} ({force})", pair_share(standby(force)), None) for force, text in names.items()]
    for mission in ("UNISFA", "MINUSMA", "MONUSCO", "UNMISS", "UNIFIL"):
        troops = un_force(mission)
        rows.append((mission, pair_share(troops.index), soldier_share(troops)))
    rows.append(("ISAF 2010", pair_share(isaf().index), soldier_share(isaf())))
    figure, ax = new_figure(
        "States of a regional force share a language more often than a UN force’s",
        "Chance of a common official language, per cent. Ring: two member states. Dot: two random people",
        "mledoze/countries; standby forces as of 2025; UN missions 2019; ISAF November 2010",
        size="tall",
    )
    figure.subplots_adjust(left=0.25, top=0.84, bottom=0.10)
    for i, (_, pairs, people) in enumerate(rows):
        if people is not None:
            ax.plot([pairs, people], [i, i], color=PALE, linewidth=2.4, zorder=1)
            ax.plot(people, i, "o", color=BLUE, markersize=10, zorder=3)
            ax.text(people + (2.2 if people > pairs else -2.2), i, f"{people:.0f}", ha="left" if people > pairs else "right", va="center", fontsize=10, color=BLUE, fontweight="bold")  # fmt: skip
        ax.plot(
            pairs, i, "o", markerfacecolor="white", markeredgecolor=ORANGE, markeredgewidth=2, markersize=9, zorder=2
        )
        side = 1 if people is None or people <= pairs else -1
        ax.text(
            pairs + 2.2 * side,
            i,
            f"{pairs:.0f}",
            ha="left" if side > 0 else "right",
            va="center",
            fontsize=10,
            color=ORANGE,
        )
    for y in (4.5, 9.5):
        ax.axhline(y, color=PALE, linewidth=1)
    ax.set_yticks(range(len(rows)), [name for name, _, _ in rows])
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(-4, 107), ylim=(len(rows) - 0.4, -0.6))
    ax.grid(False, axis="y")
    ax.grid(True, axis="x")
    ax.spines["left"].set_visible(False)
    found = {name: (pairs, people) for name, pairs, people in rows}
    alt = (f"Dot plot of eleven forces. In the North African force {found['North Africa (NARC)'][0]:.0f} per cent of pairs of states share an official language, in ISAF {found['ISAF 2010'][0]:.0f}. "
           f"Two random people share one in {found['UNISFA'][1]:.0f} per cent of cases in UNISFA and in {found['UNIFIL'][1]:.0f} per cent in UNIFIL.")  # fmt: skip
    return show(figure, alt)


@house_style()
def two_distances_figure() -> Picture:
    """Language inside the force against language shared with the host's people."""
    table = missions().query("year == 2019").dropna(subset="official with locals")
    mali = table.set_index("mission").loc["MINUSMA"]
    figure, ax = new_figure(
        f"In Mali {mali['official with locals']:.0f}% share a language with the state, {mali['spoken with locals']:.0f}% with its people",
        "Peacekeepers of UN missions 2019, per cent; each mission stands twice, by two lists of the host’s languages",
        UN,
    )
    figure.subplots_adjust(left=0.09, right=0.95, bottom=0.20)
    for row in table.itertuples(index=False):
        x, official, spoken = row[4], row[6], row[7]
        if spoken != spoken:  # the list has no entry for South Sudan
            spoken = official
            ax.text(x, official - 3.5, "second list lacks South Sudan", fontsize=8.5, color=GREY, ha="center", va="top")
        else:
            ax.plot(
                x,
                spoken,
                "o",
                markerfacecolor="white",
                markeredgecolor=ORANGE,
                markeredgewidth=2,
                markersize=8,
                zorder=4,
            )
        ax.plot([x, x], [official, spoken], color=PALE, linewidth=2.2, zorder=1)
        ax.plot(x, official, "o", color=BLUE, markersize=9, zorder=3)
        ax.text(x + 0.5, max(official, spoken) + 2.6, row[0], fontsize=9.5, ha="center")
    ax.set(xlim=(11, 44), ylim=(-4, 78))
    ax.set_xlabel("chance that two peacekeepers share an official language")
    ax.set_ylabel("share with a language of the host")
    ax.text(12, 71, "● official there", color=BLUE, fontweight="bold", fontsize=10)
    ax.text(12, 65, "○ widely spoken there", color=ORANGE, fontweight="bold", fontsize=10)
    ax.grid(True, axis="both")
    alt = (f"Scatter of {len(table)} UN missions in 2019. In Mali {mali['official with locals']:.0f} per cent of peacekeepers come from states that share French, then its official language, "
           f"and {mali['spoken with locals']:.0f} per cent from states that share a language widely spoken there, if close varieties count as one.")  # fmt: skip
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "09.look",
        "In November 2010 (a date that is inferred) ISAF had 46<!--= contingents --> contingents with a number. Draw two of the contingents at random: their states share an official language in "
        "only 4%<!--= isaf_pairs --> of cases. Now draw two soldiers of the force instead. How often do their states share an official language, or are the same state?",
        "number",
        lambda: soldier_share(isaf()),
        two_soldiers_figure,
        "Two flags: 4%<!--= isaf_pairs -->. Two soldiers: 64%<!--= isaf_soldiers -->, because most of them were American. Leave the Americans out and it is 18%<!--= isaf_others -->. "
        "Nothing here knows who learned English at school, which in a NATO headquarters is nearly everybody. So this measures the gap before anyone does anything about it.",
        unit="%",
    ),
]
FIGURES = {
    "two soldiers": two_soldiers_figure,
    "distances": distances_diagram,
    "forces": forces_figure,
    "two distances": two_distances_figure,
}


# Explorers.


class Decision(Panel):
    """Consensus against hierarchy as loss across language gaps grows."""

    title = "Consensus against hierarchy"
    stories = {
        "One language": (
            {"force": "one language"},
            "The yardstick: what a force does when nothing is lost between its languages.",
        ),
        "No time to talk": (
            {"rounds": 1},
            "Consensus with one round is no consensus: half of the decisions are not taken.",
        ),
        "Almost nothing understood": (
            {"loss": 90},
            "Consensus still errs less, at a price in time that no battle allows.",
        ),
    }
    questions = {
        "In the first state, who is right more often, and what does it cost? Now allow a single round. Who wins?": "Consensus errs less and takes about three times as many turns. With one round it has not agreed in half of the cases, and hierarchy wins.",
        "Set the force to *one language*. Raise deference. Which panel shows the damage, although every message arrives?": "Errors rise, and 'own views lost' with them: juniors say what the boss thinks. Obedience costs information without any language barrier.",
        "Set the loss to `60`. Now have every message sent twice, so that only `0.6 × 0.6 = 0.36` is lost: set `36`. Which way of deciding gains more?": "Hierarchy: a lost report cannot come back. Consensus repeats itself anyway, but it gets quicker.",
    }
    measures = {"wrong or undecided, %": "wrong", "speaking turns": "turns", "own views lost, %": "lost"}
    controls = {
        "force": choice("Force", FORCES, "ISAF 2010"),
        "loss": number("Loss, %", 0, 90, 36, step=6),
        "deference": number("Deference, %", 0, 80, 20, step=10),
        "rounds": number("Rounds", 1, 10, 10),
    }

    def compute(self, force, loss, deference, rounds):
        """Both ways of deciding, by share of messages lost."""
        all_consensus()  # so that a step only draws
        table = decision_curves(force, deference, rounds)
        table.attrs = {"force": force, "loss": loss, "deference": deference, "rounds": rounds}
        return table

    def draw(self, result):
        figure, axes = new_figure(
            "", "", "simulation with a fixed seed, 1,000 decisions; languages: mledoze/countries", cols=3
        )
        self.subtitle, self.marks, self.slots = figure.subtitle, [], []
        figure.subplots_adjust(left=0.06, right=0.985, top=0.72, bottom=0.20, wspace=0.22)
        for ax, name, top in zip(axes, self.measures, (100, 155, 100), strict=True):
            ax.set(xlim=(-2, 92), ylim=(-0.1 * top if top > 100 else 0, top))
            ax.set_xticks([0, 30, 60, 90])
            ax.set_yticks([0, 50, 100, 150] if top > 100 else [0, 25, 50, 75, 100])
            ax.set_title(name, fontsize=10.5, color=INK, loc="left")
            self.marks.append(ax.axvline(0, color=GREY, linewidth=1, linestyle=(0, (4, 3))))
            pair = []
            for tone in (TEAL, ORANGE):
                pair.append((ax.plot(LOSSES, [0] * len(LOSSES), color=tone)[0], ax.plot([0], [0], "o", color=tone, markersize=9)[0],
                             ax.text(0, 0, "", color=tone, fontweight="bold", fontsize=10.5, va="center")))  # fmt: skip
            self.slots.append(pair)
        figure.text(0.5, 0.095, "message lost across a language gap, %", ha="center", fontsize=10, color=GREY)
        figure.text(0.065, 0.795, "● consensus", color=TEAL, fontweight="bold", fontsize=10.5)
        figure.text(0.21, 0.795, "● hierarchy", color=ORANGE, fontweight="bold", fontsize=10.5)
        return figure

    def update(self, result):
        about, now = result.attrs, result.loc[result.attrs["loss"]]
        loss, gap = about["loss"], gaps(about["force"])
        self.subtitle.set_text(f"{about['force']}: {100 * gap.sum() / STAFF / (STAFF - 1):.0f}% of pairs of officers lack a common language; deference {about['deference']}%, {about['rounds']} round{'s' * (about['rounds'] > 1)} allowed")  # fmt: skip
        for mark, pair, key in zip(self.marks, self.slots, self.measures.values(), strict=True):
            mark.set_xdata([loss] * 2)
            values = [now[f"consensus {key}"], now[f"hierarchy {key}"]]
            span = 155 if key == "turns" else 100
            low, high = -0.06 * span if key == "turns" else 0.03 * span, 0.96 * span
            for (line, dot, text), way, value, other in zip(
                pair, ("consensus", "hierarchy"), values, values[::-1], strict=True
            ):
                named(line, way), named(dot, way)
                line.set_ydata(result[f"{way} {key}"])
                dot.set_data([loss], [value])
                above = value > other or (value == other and way == "consensus")
                twice = way == "hierarchy" and abs(value - other) < 0.01 * span  # one label for both
                text.set(text="" if twice else f"{value:.0f}", y=min(max(value + (0.08 if above else -0.08) * span, low), high),
                         x=loss + (3 if loss < 75 else -3), ha="left" if loss < 75 else "right")  # fmt: skip

    def headline(self, result):
        now = result.loc[result.attrs["loss"]]
        first, second = now["consensus wrong"], now["hierarchy wrong"]
        better = "Both err alike"
        if abs(first - second) > 0.5:
            better = f"{'Consensus' if first < second else 'Hierarchy'} errs less"
        low, high = sorted((first, second))
        return f"{better}: {low:.0f}% against {high:.0f}%; talk takes {now['consensus turns'] / now['hierarchy turns']:.1f} × as long"

    def describe(self, result):
        about, now = result.attrs, result.loc[result.attrs["loss"]]
        return (f"{about['force']}, {about['loss']}% of messages lost across a language gap. Consensus in at most {about['rounds']} round{'s' * (about['rounds'] > 1)} is wrong or undecided in {now['consensus wrong']:.0f}% of decisions "
                f"(no agreement in {now['no agreement']:.0f}%), takes {now['consensus turns']:.0f} speaking turns and misses {now['consensus lost']:.0f}% of what is said. Hierarchy with {about['deference']}% deference is wrong in "
                f"{now['hierarchy wrong']:.0f}%, takes {now['hierarchy turns']:.0f} turns, and {now['hierarchy lost']:.0f}% of the officers' own views never reach the decision.")  # fmt: skip

    def table(self, result):
        return result.round(1)


class Danger(Panel):
    """Composition of UN missions against peacekeepers killed, between and within missions."""

    title = "Diversity and danger"
    stories = {
        "Leave two out": (
            {"without": "both"},
            "Two missions pull the line; without them it is steeper, from ten points.",
        ),
        "Within missions": (
            {"view": "within"},
            "Follow each mission over its years instead: another sign, and as unsure.",
        ),
        "Speaking with locals": (
            {"measure": "spoken with locals"},
            "A language shared with the people outside the gate: these few missions cannot tell.",
        ),
    }
    questions = {
        "Compare missions with each other, then each with itself. Does either tell you the sign?": "No: plus, then minus, and either could be zero.",
        "Back to missions. Leave out UNISFA. How can one mission of twelve<!--= missions --> change so much?": "Nearly all its people are Ethiopian, so it sits far left and pulls at the line. Watch the interval as it goes.",
        "Switch from *official* to *spoken* languages shared with locals. Would you have published the first number?": "The first points up, the second lies near zero, and both intervals hold zero. Which list of languages was meant has to be said before.",
    }
    leave = {"nobody": (), "MINUSMA (Mali)": ("MINUSMA",), "UNISFA (Abyei)": ("UNISFA",), "both": ("MINUSMA", "UNISFA")}
    controls = {
        "measure": choice("Composition", MEASURES, "nationalities"),
        "view": choice(
            "Compare", [("missions with each other", "missions"), ("each mission with itself over time", "within")]
        ),
        "without": choice("Leave out", leave),
    }

    def compute(self, measure, view, without):
        """Points x (composition) and y (killed), and their rank correlation."""
        between_missions, out = view == "missions", self.leave[without]
        table = (between if between_missions else within)(measure, out)
        rho = models.rank_correlation(table["x"], table["y"]) if between_missions else within_estimate(measure, out)
        table.attrs = {"measure": measure, "within": not between_missions, "without": without, "rho": rho}
        return table

    def draw(self, result):
        figure, self.ax = new_figure("", "", UN)
        self.subtitle = figure.subtitle
        figure.subplots_adjust(left=0.08, right=0.95, top=0.80, bottom=0.19)
        self.dots = self.ax.scatter([], [], s=55, zorder=3)
        self.mean = self.ax.axvline(0, color=GREY, linewidth=1, visible=False)
        self.ax.axhline(0, color=GREY, linewidth=1)
        self.labels = [self.ax.text(0, 0, "", fontsize=9.8, va="center") for _ in range(4)]
        self.across = self.ax.set_xlabel("", fontsize=10)
        self.ax.grid(True, axis="both")
        return figure

    def update(self, result):
        about = result.attrs
        self.subtitle.set_text("Up: peacekeepers killed by malicious acts per 1,000 and year" + (", difference from the mission’s own mean" if about["within"] else ", mean 2013–2020"))  # fmt: skip
        self.across.set_text(
            MEASURES[about["measure"]] + (", points above or below the mission’s mean" if about["within"] else ", %")
        )
        names = result.index.str.split(" ").str[0]
        self.dots.set_offsets(result.to_numpy())
        named(self.dots, [[name, f"{tidy(x)}; {tidy(y)} killed per 1,000"] for name, x, y in zip(result.index, result["x"], result["y"], strict=True)], about["measure"])  # fmt: skip
        self.dots.set_color([ORANGE if name == "MINUSMA" else PLUM if name == "UNISFA" else BLUE for name in names])
        low, high = result["x"].min(), result["x"].max()
        pad = 0.08 * (high - low) + 0.3
        self.ax.set_xlim(low - pad, high + 2 * pad)
        floor, top = result["y"].min(), result["y"].max()
        self.ax.set_ylim(floor - 0.08 * (top - floor) - 0.02, top + 0.10 * (top - floor))
        self.mean.set_visible(about["within"])
        self._label(result, high - 0.2 * (high - low), high - low + 3 * pad, 1.18 * (top - floor))

    def _label(self, result, edge: float, wide: float, tall: float):
        """Name the deadliest and the most uniform, each where it covers no other name; beyond `edge` to the left."""
        shown = list(dict.fromkeys([*result["y"].nlargest(3).index, result["x"].idxmin()]))
        for text in self.labels:
            text.set_text("")
        taken: list[tuple[float, float]] = []  # left ends and heights of the labels placed so far
        for text, name in zip(self.labels, shown, strict=False):
            x, y = result.loc[name]
            size, right = 0.0115 * len(name) * wide, x > edge
            for up, left in ((1, right), (1, not right), (-1, right), (-1, not right)):
                start, at = x - 0.012 * wide - size if left else x + 0.012 * wide, y + 0.035 * up * tall
                if all(
                    start >= one + size or one >= start + size or abs(at - level) > 0.05 * tall for one, level in taken
                ):
                    break
            taken.append((start, at))
            text.set(text=name, x=start + size if left else start, y=at, ha="right" if left else "left")

    def headline(self, result):
        rho = result.attrs["rho"]
        how = "go up together" if rho.value > 0 else "move apart"
        doubt = "" if rho.low > 0 or rho.high < 0 else ", and it could be zero"
        return f"{'Within' if result.attrs['within'] else 'Between'} missions the two {how}: {rho.value:+.2f}{doubt}"

    def describe(self, result):
        about, rho = result.attrs, result.attrs["rho"]
        missions = result.index.str.split(" ").str[0].nunique()
        what = f"{rho.n} mission-years in {missions} missions" if about["within"] else f"{rho.n} missions"
        worst, most = result["y"].idxmax(), result["y"].max()
        deaths = (
            f"{most:+.1f} killed per 1,000 against its own mean" if about["within"] else f"{most:.1f} killed per 1,000"
        )
        out = "" if about["without"] == "nobody" else f", without {about['without']}"
        return (f"{what}{out}: rank correlation of '{MEASURES[about['measure']]}' with peacekeepers killed per 1,000 is {rho.value:+.2f} [{rho.low:+.2f}, {rho.high:+.2f}]. "
                f"Highest: {worst}, {deaths}. "
                f"{'Years of one mission resemble each other, so the interval leaves out one mission at a time.' if about['within'] else 'Few cases, and nothing else is held constant.'}")  # fmt: skip

    def table(self, result):
        return result.round(3)


EXPLORERS = {"decision": Decision, "danger": Danger}


# Exercises.


def mixed(shares: tuple[int, ...] = (50, 30, 20)) -> float:
    """One minus the sum of squared shares: the chance that two random soldiers come from different states."""
    return 1 - sum((share / 100) ** 2 for share in shares)


def _share(place: int) -> int:
    """The share of the contingent at a place in the order of size, per cent, rounded up where it is an upper bound."""
    share = 100 * float((isaf() / isaf().sum()).sort_values(ascending=False).iloc[place])
    return int(-(-share // 1)) if place > 1 else round(share)


def like_two_halves() -> str:
    """One minus the sum of squares is barely more than a half, as in a force of two equal contingents."""
    names = {"two": 2, "five": 5, "fifteen": 15, "forty-six": 46}
    return min(names, key=lambda name: abs(1 - 1 / names[name] - models.fractionalisation(isaf())))


def bridged(only: tuple[int, int, int] = (60, 30, 10)) -> float:
    """Per cent of pairs that share a language; only: per cent who speak the first only, the second only, and both.

    All pairs but those of one who has only the first with one who has only the second.
    """
    return 100 - 2 * only[0] * only[1] / 100


def fewest_strangers(forces: dict[str, tuple[int, ...]]) -> list[str]:
    """Names of forces from the least to the most mixed: by the chance that two random members differ in state."""
    return sorted(forces, key=lambda name: models.fractionalisation(forces[name]))


def _by_flags(forces: dict[str, tuple[int, ...]]) -> list[str]:
    return sorted(forces, key=lambda name: len(forces[name]))


def _by_largest(forces: dict[str, tuple[int, ...]]) -> list[str]:
    return sorted(forces, key=lambda name: -max(forces[name]))


def _told(forces: dict[str, tuple[int, ...]]) -> dict[str, str]:
    """Each force in words: '41 contingents: one of 60%, 40 of 1%'."""
    said = {}
    for name in ("few", "crowd", "big", "pair"):
        counts = pd.Series(forces[name]).value_counts(sort=False)
        parts = ", ".join(f"{'one' if n == 1 else n} of {share}%" for share, n in counts.items())
        said[name] = f"{len(forces[name])} contingents: {parts}"
    return said


def without_one() -> models.Estimate:
    """Rank correlation of mixture and peacekeepers killed between missions, UNISFA in Abyei left out."""
    table = between("nationalities", ("UNISFA",))
    return models.rank_correlation(table["x"], table["y"])


def _official_with_locals() -> models.Estimate:
    table = between("official with locals")
    return models.rank_correlation(table["x"], table["y"])


# Headline → its flaw, what it rests on, and what can be said against each of the other charges.
FLAWS = {
    "other-deaths": "it speaks of some people and counts others",
    "chosen": "it drops a case after seeing the picture",
    "third": "a third thing may move both of its numbers",
    "flags": "it counts a small contingent like a large one",
    "undivided": "it forgets that some missions are larger",
}
HEADLINES = {
    "civilians": {
        "flaw": "other-deaths",
        "text": lambda: (
            f"‘Mixed missions leave civilians in danger.’ The chance that two peacekeepers differ in passport goes together with peacekeepers killed per 1,000 at {between_mixture().value:.2f}, over {between_mixture().n} UN missions"
        ),
        "not": {
            "chosen": "All missions of 1,000 people or more are in it. None was dropped.",
            "flags": "The chance is taken over people, so a battalion weighs more than three officers.",
            "undivided": "The deaths are per 1,000 people, so size is taken out. Whose deaths are they?",
        },
        "why": "Civilians are in the headline and peacekeepers in the numbers. Both can rise, both can fall, or one of each.",
    },
    "beyond": {
        "flaw": "chosen",
        "text": lambda: (
            f"‘Beyond doubt: peacekeepers in mixed missions die more often.’ Over all UN missions in our table the interval held zero; UNISFA stood oddly to the left and was taken out, and now the correlation is {without_one().value:.2f}, from {without_one().low:.2f} to {without_one().high:.2f}"
        ),
        "not": {
            "other-deaths": "It speaks of peacekeepers and counts peacekeepers. Look at what was done to the table.",
            "flags": "The mixture is taken over people, not over flags.",
            "undivided": "The deaths are per 1,000 people. Look at which missions are left.",
        },
        "why": "An interval tells how far chance reaches if the cases were fixed beforehand. Choose them by the picture, and it tells nothing.",
    },
    "french": {
        "flaw": "third",
        "text": lambda: (
            f"‘Learn no French: it kills.’ The more peacekeepers come from states that share an official language with the host, the more of them are killed per 1,000, at {_official_with_locals().value:.2f} over {_official_with_locals().n} UN missions"
        ),
        "not": {
            "chosen": "Every mission whose host has a language on the list is in it.",
            "flags": "The share is one of people, not of flags.",
            "other-deaths": "It speaks of peacekeepers, and it counts them. What else do hosts with French have in common?",
        },
        "why": "Two of the hosts with many French speakers around them, Mali and the Central African Republic, were former colonies at war. The language came long before, and the war for other reasons.",
    },
    "isaf": {
        "flaw": "flags",
        "text": lambda: (
            f"‘The most mixed force in the world.’ In November 2010 ISAF in Afghanistan had contingents of {len(isaf())} states"
        ),
        "not": {
            "other-deaths": "Nobody's deaths are in it. Ask what was counted, and what one soldier weighs in it.",
            "chosen": "No contingent was dropped. Ask what one soldier weighs in it.",
            "third": "It claims no effect, so nothing could have moved two numbers.",
        },
        "why": "More than two in three of its soldiers were American. Draw two, and the other flags hardly come up.",
    },
}


def flaw(headline: str) -> str:
    """What sinks a headline even if everything else in it is right."""
    return HEADLINES[headline]["flaw"]


def _charge(place: int):
    """Wrong charge number `place` against a headline, and what answers it."""
    return (
        lambda headline: list(HEADLINES[headline]["not"])[place],
        lambda headline: list(HEADLINES[headline]["not"].values())[place],
    )


def _charges(headline: str) -> dict[str, str]:
    kept = {HEADLINES[headline]["flaw"], *HEADLINES[headline]["not"]}
    return {key: text for key, text in FLAWS.items() if key in kept}


def in_darfur(which: str = "joined", by_state: bool = False) -> float:
    """Per cent of UNAMID in 2019 whose states share a language with Sudan, by people or with each state once."""
    troops = un_force("UNAMID")
    return local_share(troops * 0 + 1 if by_state else troops, 625, which)


def met_in_darfur() -> tuple[str, str, str]:
    """Troops against the people outside, by spoken languages, each peacekeeper once: whoever is met is a person."""
    return ("locals", "spoken", "people")


def sharing_solution():
    """Two sets share a language if their intersection is not empty."""

    def share(first, second):
        return len(first & second) > 0

    return share


def good_design() -> str:
    """The same mission before and after a change of mix that has nothing to do with the violence around it."""
    return "before-after"


RETIRED = ("09.1", "09.2", "09.3", "09.4", "09.5", "09.11", "09.12", "09.14", "09.15", "09.17")
EXERCISES = [
    Exercise(
        id="09.9",
        title="How mixed is a force of three?",
        prompt=lambda shares: (
            f"Three contingents make up a force: {shares[0]}, {shares[1]} and {shares[2]} per cent of it. What is its fractionalisation, a number between zero and one? Two decimals; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=mixed,
        meaning=lambda shares: (
            f"Two soldiers met at random are strangers by passport in {100 * mixed(shares):.0f}% of cases. The index is called fractionalisation; it knows passports, not people."
        ),
        hints=(
            "Square each share first: that is the chance of drawing this state twice.",
            "The squares add up to the chance of the same state. You want the opposite.",
        ),
        mistakes=(
            Mistake(lambda shares: 1 - mixed(shares), "That is the chance of the same state twice. Take one minus it."),
            Mistake(
                lambda shares: shares[0] * shares[1] * shares[2] / 1e6,
                "You multiplied the shares. Square each and add.",
            ),
            Mistake(
                lambda shares: 1 - shares[0] / 100,
                "That is one minus the largest share. All shares count, each squared.",
            ),
            Mistake(
                lambda shares: 1 - 1 / len(shares), "That would be right for three equal shares. These are not equal."
            ),
        ),
        decimals=2,
        variants=(
            {"shares": (50, 30, 20)},
            {"shares": (60, 30, 10)},
            {"shares": (80, 10, 10)},
            {"shares": (70, 20, 10)},
        ),
    ),
    Exercise(
        id="09.10",
        title="How mixed was ISAF?",
        prompt=lambda: (
            f"Of ISAF's soldiers in November 2010, {_share(0)} per cent were American and {_share(1)} per cent British; none of the other {len(isaf()) - 2} contingents had more than {_share(2)} per cent. "
            "By fractionalisation, which force of equally large contingents was about as mixed?"
        ),
        kind="choice",
        level="analyse",
        solution=like_two_halves,
        meaning="Forty-six flags, and barely more mixed than a force of two equal halves would be. Counting flags overstates diversity.",
        hints=(
            "Square the largest share: that alone is nearly half.",
            "What is the fractionalisation of two equal halves, of five equal fifths?",
        ),
        mistakes=(
            Mistake(lambda: "five", "Five equal parts differ in four draws of five. One share here is far too large."),
            Mistake(
                lambda: "fifteen",
                "The many small contingents weigh next to nothing once their shares are squared.",
            ),
            Mistake(
                lambda: "forty-six",
                "So it looks on a poster with all the flags. The contingents are not equally large.",
            ),
        ),
        options={
            "five": "one of five equal contingents",
            "forty-six": "one of forty-six equal contingents",
            "fifteen": "one of fifteen equal contingents",
            "two": "one of two equal contingents",
        },
    ),
    Exercise(
        id="09.18",
        title="A force with a bridge",
        prompt=lambda only: (
            f"In a force {only[0]} per cent speak only English, {only[1]} per cent only French, and {only[2]} per cent both. Draw two soldiers, the first put back. What is the chance that they share a language? Whole per cent; you may type the sum."
        ),
        kind="number",
        level="analyse",
        solution=bridged,
        meaning=lambda only: (
            f"Take the bilinguals for a people of their own, and it would be {(only[0] ** 2 + only[1] ** 2 + only[2] ** 2) / 100:.0f}%. With them as a bridge it is {bridged(only):.0f}%: {only[2]} in a hundred change what a headquarters can do. Passports would have missed them."
        ),
        hints=(
            "Which pairs do *not* understand each other? There is only one kind.",
            "That kind can be drawn in two orders: English first, or French first.",
        ),
        mistakes=(
            Mistake(
                lambda only: (only[0] ** 2 + only[1] ** 2 + only[2] ** 2) / 100,
                "You treated the bilinguals as a group apart. They can talk to everybody.",
            ),
            Mistake(
                lambda only: 100 - only[0] * only[1] / 100,
                "You forgot that the pair can be drawn in two orders.",
            ),
            Mistake(lambda only: 2 * only[0] * only[1] / 100, "That is the chance that they share nothing."),
            Mistake(
                lambda only: ((only[0] + only[2]) ** 2 + (only[1] + only[2]) ** 2) / 100,
                "Pairs of two bilinguals are in both of your squares. Count them once.",
            ),
        ),
        percent=True,
        variants=({"only": (60, 30, 10)}, {"only": (50, 30, 20)}, {"only": (65, 20, 15)}, {"only": (45, 40, 15)}),
    ),
    Exercise(
        id="09.16",
        title="Flags or people?",
        prompt="Draw two soldiers of a force at random: how often do they come from different states? Order these forces from the least to the most mixed.",
        kind="order",
        level="analyse",
        solution=fewest_strangers,
        meaning="One large contingent beats dozens of small ones, for two draws mostly meet the large one. But it is not all: the many small ones still count for something, which the largest share alone would miss.",
        hints=(
            "Square each share and add: that is the chance of the same state twice.",
            "Forty contingents of one per cent each add next to nothing to the sum of squares. The largest share does nearly all.",
        ),
        mistakes=(
            Mistake(
                _by_flags, "That is the order by the number of flags. A flag with one per cent is hardly ever drawn."
            ),
            Mistake(
                _by_largest,
                "The largest share is only part of it. Where the rest is one contingent, a second stranger is easier to meet twice.",
            ),
            Mistake(
                lambda forces: fewest_strangers(forces)[::-1],
                "The sums are right and the order is upside down: the least mixed first.",
            ),
        ),
        options=_told,
        variants=(
            {"forces": {"pair": (50, 50), "few": (25,) * 4, "big": (80, *(2,) * 10), "crowd": (60, *(1,) * 40)}},
            {"forces": {"pair": (70, 30), "few": (40, 30, 30), "big": (90, *(1,) * 10), "crowd": (72, *(1,) * 28)}},
            {"forces": {"pair": (60, 40), "few": (34, 33, 33), "big": (85, *(1,) * 15), "crowd": (55, *(1,) * 45)}},
        ),
    ),
    Exercise(
        id="09.13",
        title="A meeting in Darfur",
        prompt=lambda: (
            "In Darfur, in the west of Sudan, a farmer who never went to school meets a peacekeeper of UNAMID. The year is 2019, and she could meet any of them. How likely is it that the peacekeeper's state has a language in common "
            f"with her? Put the measure together. Our lists name {' and '.join(sorted(tongues()[625]))} as official in Sudan and {' and '.join(sorted(tongues('joined')[625]))} as widely spoken."
        ),
        kind="rule",
        level="create",
        solution=met_in_darfur,
        meaning=lambda: (
            f"So measured it is {in_darfur():.0f}%. By official languages it would be {in_darfur('official'):.0f}%, with each state counted once {in_darfur(by_state=True):.0f}%: each choice moves the number. "
            "And the list knows the whole state only: what is spoken in Darfur alone is not on it."
        ),
        hints=(
            "Where does she learn her languages, and which of the two lists comes closer to that?",
            "She meets a person. Is a state that sends a battalion met as often as one that sends three officers?",
        ),
        mistakes=(
            Mistake(
                lambda: ("locals", "official", "people"),
                lambda: (
                    f"English is a language of offices and schools. It would make {in_darfur('official'):.0f}% out of {in_darfur():.0f}%."
                ),
            ),
            Mistake(
                lambda: ("locals", "spoken", "states"),
                "She does not meet states. One that sends three officers would count as much as one that sends a battalion.",
            ),
            Mistake(
                lambda: ("locals", "official", "states"),
                "English is a language of the school she did not go to, and she meets people, not states.",
            ),
            Mistake(
                lambda: ("inside", "spoken", "people"),
                "That says whether peacekeepers understand each other. She does not come into it.",
            ),
            Mistake(
                lambda: ("above", "spoken", "people"),
                "That says whether the commander understands the troops. She does not come into it.",
            ),
        ),
        options={
            "Compare the peacekeepers with": {
                "inside": "each other",
                "locals": "the people of the host state",
                "above": "their commander",
            },
            "by languages that are": {"official": "official in a state", "spoken": "widely spoken in a state"},
            "and count": {"states": "each contributing state once", "people": "each peacekeeper once"},
        },
    ),
    Exercise(
        id="09.19",
        title="The flaw in the headline",
        prompt=lambda headline: f"{HEADLINES[headline]['text']()}. Which charge sinks it?",
        kind="choice",
        level="evaluate",
        solution=flaw,
        meaning=lambda headline: HEADLINES[headline]["why"],
        hints=(
            "Read the claim between the quotation marks, then what it rests on. Do they speak of the same thing?",
            "Test each charge against the words: is it true of this headline at all?",
        ),
        mistakes=tuple(Mistake(*_charge(place)) for place in range(3)),
        options=_charges,
        variants=tuple({"headline": name} for name in HEADLINES),
    ),
    Exercise(
        id="09.6",
        title="Write the language test",
        prompt="Write the test behind this lesson: a function that takes two sets of languages and returns `True` if they have at least one in common.",
        start="def share(first, second):\n    ...  # your rule here",
        kind="function",
        level="apply",
        solution=sharing_solution,
        meaning="One line, and every language number of this lesson hangs on it. It treats a shared third language learned at school as nothing, which in a headquarters is everything.",
        hints=(
            "In Python, `first & second` is the set of what both contain.",
            "Ask whether that common part has anything in it: its length is above zero.",
        ),
        mistakes=(
            Mistake(
                lambda: lambda first, second: first == second,
                "You ask whether both lists are the same. One language in common is enough.",
            ),
            Mistake(
                lambda: lambda first, second: first <= second,
                "You ask whether the second side speaks everything the first does.",
            ),
            Mistake(
                lambda: lambda first, second: len(first & second) == 0,
                "You return the opposite: true where they share nothing.",
            ),
            Mistake(
                lambda: lambda first, second: len(first | second) > 0,
                "You joined the two lists. What both have in common is `&`, not `|`.",
            ),
        ),
        cases=(
            ({"English"}, {"English", "French"}),
            ({"French"}, {"German"}),
            ({"Dutch", "French"}, {"French"}),
            ({"Dari"}, {"Dari"}),
            ({"Arabic", "French"}, {"French", "Swahili"}),
        ),
    ),
    Exercise(
        id="09.7",
        title="Which design would settle it?",
        prompt="Which design best separates the mix of a force from the difficulty of its mission?",
        kind="choice",
        level="evaluate",
        solution=good_design,
        meaning="A contingent that leaves because of an election at home changes the mix for reasons that have nothing to do with the mission. Such an accident is worth more than any significance star.",
        hints=(
            "Hard missions may get other troops. Which design breaks that link?",
            "You want the mix to change while the difficulty stays.",
        ),
        mistakes=(
            Mistake(
                lambda: "snapshot",
                "Hard missions may draw other troops, and one snapshot cannot tell. Significance does not cure that.",
            ),
            Mistake(lambda: "un-nato", "Two organisations differ in far more than their mix of troops."),
            Mistake(lambda: "large-only", "Size does not make the mix independent of the difficulty."),
        ),
        options={
            "before-after": "the same missions, before and after elections elsewhere change their mix",
            "snapshot": "all missions of one and the same year, tested with a smaller p-value",
            "un-nato": "UN missions against NATO missions in the same years and the same regions",
            "large-only": "large missions only, since in small ones a single death moves the rate",
        },
    ),
]
REFLECTIONS = [
    Reflection(
        "09.8",
        "Rules for a headquarters with two languages",
        "Write three rules of procedure for a headquarters that works in two languages. For each: which distance does it work on, what does it cost, and what number would show that it failed?",
        "First, every order is repeated back in the receiver's words before anyone moves; in the model that squares the loss. Second, one language of command and paid interpreters at the deputies, since a deputy who is "
        "not understood silences a whole branch. Third, juniors speak before seniors, which costs minutes and saves views. I would know it worked if the share of orders repeated correctly rose in exercises, measured before and after, with "
        "units that started later as comparison. None of this asks anybody to change a culture.",
        (
            "a procedure, not an appeal to respect",
            "which of the four distances it works on",
            "what it costs in time",
            "a number that would show it failed",
        ),
    )
]


# Evidence.


def _said(found: models.Estimate) -> str:
    """A correlation with its sign and its interval."""
    return f"{found.value:+.2f} [{found.low:.2f}, {found.high:.2f}]".replace("-", "−")


def _ways(measure: str) -> str:
    """The same correlation with the calendar year held constant, without part-years, and with both."""
    held, whole = within_estimate(measure, trend=True), within_estimate(measure, whole=True)
    both = within_estimate(measure, trend=True, whole=True)
    return f"with the calendar year held constant it is {_said(held)}, without the first part-years of MINUSMA and MINUSCA {_said(whole)}, with both {_said(both)}"


def mixture_evidence() -> Evidence2:
    """When a mission becomes more mixed, are fewer peacekeepers killed? Ranks of deviations from each mission's own mean."""
    found = within_estimate("nationalities")
    return Evidence2(
        finding=f"Each mission against its own mean: more passports and peacekeepers killed go together at {_said(found)}, where −1 would be strict opposition and 0 no link; between {len(between('nationalities'))} missions, with nothing held alike, at {_said(between_mixture())}. Within missions, {_ways('nationalities')}: the sign hangs on how the trend is held",
        data="panel",
        rivals=(
            "a mission that comes under fire is sent other contingents",
            "nationality is not culture",
            "troops of better funded armies protect better",
        ),
        rung=1,
        **measured(found),
        interval="clustered",
        by="mission, one left out at a time",
        unit="rank correlation within missions",
        n=found.n,
        n_unit=f"mission-years, 2013–2020 without 2017 (only five months of it are listed), in {own_years()} missions of 1,000 people or more",
        benchmark=0,
        why_benchmark="a mixture that changes nothing leaves a mission's deaths as they were",
        expects="below",
        scope="peacekeepers killed, not civilians",
    )  # fmt: skip


def mixture_trend_evidence() -> Evidence2:
    """The same deviations from each mission's own mean, the calendar year held constant."""
    found = within_estimate("nationalities", trend=True)
    return Evidence2(
        finding=f"Each mission against its own mean, with the calendar year held constant: {_said(found)}",
        data="panel",
        rivals=("a mission that comes under fire is sent other contingents", "a straight trend is one way to hold the years"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="mission, one left out at a time",
        unit="rank correlation within missions, year held constant",
        n=found.n,
        n_unit=f"mission-years in {own_years()} missions",
        benchmark=0,
        why_benchmark="a mixture that changes nothing leaves a mission's deaths as they were",
        expects="below",
        scope="peacekeepers killed, not civilians",
    )  # fmt: skip


def mixture_alike_evidence() -> Evidence2:
    """Mixture and peacekeepers killed between missions, size and fighting in the host held constant."""
    found, small = alike_estimate("nationalities"), alike_estimate("nationalities", least=500)
    return Evidence2(
        finding=f"Missions of like size with as much fighting around them: mixture and deaths go together at {_said(found)}; with missions of 500 people or more it is {_said(small)}",
        data="panel",
        rivals=("hard places are given other mixtures", "one mission, UNISFA in Abyei, is nearly of one nation"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="mission, one left out at a time",
        unit="rank correlation between like missions",
        n=found.n,
        n_unit="missions",
        benchmark=0,
        why_benchmark="if mixture changes nothing, like missions lose alike",
        expects="below",
        scope="peacekeepers killed, not civilians",
    )  # fmt: skip


def language_inside_evidence() -> Evidence2:
    """When more pairs of a mission's peacekeepers share a spoken language, are fewer of them killed? Deviations from own means."""
    found, other = within_estimate("spoken inside"), within_estimate("official inside")
    return Evidence2(
        finding=f"Each mission against its own mean: a widely spoken language in common and peacekeepers killed go together at {_said(found)}, an official one at {_said(other)}. For spoken ones, {_ways('spoken inside')}: what a reader sees hangs on the trend and on two part-years",
        data="panel",
        rivals=("a mission that comes under fire is sent other contingents", "a shared list of languages is not a shared culture"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="mission, one left out at a time",
        unit="rank correlation within missions",
        n=found.n,
        n_unit=f"mission-years in {own_years()} missions",
        benchmark=0,
        why_benchmark="if language makes no difference, the deaths of a mission do not move with it",
        expects="below",
        scope="languages and peacekeepers killed",
    )  # fmt: skip


def language_locals_evidence(which: str = "spoken") -> Evidence2:
    """When more of a mission's people share a language with the host, are fewer killed? which: 'spoken' or 'official'."""
    measure = f"{which} with locals"
    found, across = within_estimate(measure), between(measure)
    raw = models.rank_correlation(across["x"], across["y"])
    kind = "a widely spoken" if which == "spoken" else "an official"
    return Evidence2(
        finding=f"By {kind} language shared with the host: {_said(found)} within missions, {_said(raw)} between {raw.n} missions. Within, {_ways(measure)}",
        data="panel",
        rivals=("French came with the colony, and so did some wars", "the list has no languages of South Sudan"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="mission, one left out at a time",
        unit="rank correlation within missions",
        n=found.n,
        n_unit="mission-years",
        benchmark=0,
        why_benchmark="if a language in common makes no difference, deaths do not move with it",
        expects="below",
    )  # fmt: skip


def command_evidence() -> Evidence2:
    """Share of coded alliance treaties with a promise of defence that provide one integrated command."""
    (some, coded), (any_, every) = integrated(), integrated(defence=False)
    return Evidence2(
        finding=f"Of {coded} coded treaties with a promise of defence {some} ({100 * some / coded:.0f}%) provide one integrated command in their text; of all {every} coded alliance treaties {any_} ({100 * any_ / every:.0f}%)",
        data="full count",
        rivals=("a text is not the practice: NATO's treaty provides none", "many treaties ask for no joint action at all"),
        rung=None,
        **counted(100 * some / coded),
        interval="full count",
        unit="% of coded treaties",
        n=coded,
        n_unit="treaties with a promise of defence, 1815–2018",
        benchmark=50,
        why_benchmark="'seldom' is less than half",
        expects="below",
    )  # fmt: skip


def command_pairs_evidence() -> Evidence2:
    """Share of defence pairs of 2018 that an integrated command joins, NATO's by practice: with and without wide charters."""
    (some, pairs), (same, fewer) = integrated_pairs(), integrated_pairs(charters=False)
    low, high = 100 * some / pairs, 100 * same / fewer
    return Evidence2(
        finding=f"By pairs of states, and with NATO counted as it works, {some} of {pairs:,} pairs that had promised each other defence in 2018 stood under one integrated command ({low:.0f}%); without the pairs that only the charters of OAS, African Union, Arab League and Rio tie, {same} of {fewer} ({high:.0f}%)",
        data="panel",
        rivals=("even in NATO each state can keep its troops back", "a charter of a whole region may promise more than it means"),
        rung=None,
        estimate=low,
        low=low,
        high=high,
        interval="least and most",
        unit="% of defence pairs",
        n=pairs,
        n_unit="pairs of states with all charters",
        benchmark=50,
        why_benchmark="'seldom' is less than half",
        expects="below",
    )  # fmt: skip


def between_mixture() -> models.Estimate:
    """Rank correlation of mixture and peacekeepers killed between missions, nothing held constant."""
    table = between("nationalities")
    return models.rank_correlation(table["x"], table["y"])


def own_years() -> int:
    """Missions with three complete years or more, whose years can be compared with one another."""
    return within("nationalities").index.str.split(" ").str[0].nunique()


def marked_effect() -> tuple[Part, ...]:
    """No number of ours, since the claim has no sign: what works found when they compared forces."""
    return (Part("a marked effect", studies=works("C10.1")),)


def harmful() -> tuple[Part, ...]:
    """What works found on harm to civilians, and our number on languages and peacekeepers killed."""
    return (Part("harm", language_inside_evidence(), works("C10.1")),)


def language_hinders() -> tuple[Part, ...]:
    """One case for communication; a comparison of missions for their results."""
    talk, result = "communication", "the result of a mission"
    case = Case(
        "peacekeepers in Kabul drove through dangerous ground, since they would rather be treated by German medics, whose language skills were better",
        "before 2008",
        "Soeters and Manigart 2008, as a review in Military Review tells it",
        thing=talk,
        traced=True,
    )
    proof = Evidence2(
        finding="One case shows what people do where they fear not to be understood",
        data="full count",
        rivals=("where interpreters are short, much else is",),
        rung=None,
        cases=(case,),
    )
    studies = works("C10.2", "SoetersManigart2008", thing=talk) + works("C10.2", "BoveRuffaRuggeri2020", thing=result)
    return (Part("language barriers", proof, studies, things=(talk, result)),)


def shared_language_saves() -> tuple[Part, ...]:
    """Peacekeepers killed, by two lists of languages; for civilians the works, since no table of ours counts them."""
    spoken = language_locals_evidence("spoken")
    return (
        Part(
            "fewer peacekeepers lost",
            spoken,
            works("C10.2", "BoveRuffaRuggeri2020"),
            counts=(language_locals_evidence("official"),),
        ),
        Part("civilians better protected", studies=works("C10.2", "BoveRuggeri2019")),
    )


def command_differs() -> tuple[Part, ...]:
    """Two laws that organise command in different ways, and what a study traces to history."""
    laws = (  # in Germany parliament consents to deployments, which is no link in the chain
        Case("Germany: command lies with the minister of defence, in a state of defence with the chancellor, and never with the president", "1956-03-19", "Basic Law, Article 65a and what is now Article 115b"),
        Case("United States: the chain of command runs from the president to the secretary of defense, and from there to the commanders in the field", "1986-10-01", "Goldwater–Nichols Act, Public Law 99-433; United States Code, title 10, section 162"),
    )  # fmt: skip
    differ = Evidence2(
        finding="Two allies, two chains: one ends at a minister, the other at a president, through a secretary",
        data="full count",
        rivals=("a law is not yet how command works in the field",),
        rung=None,
        cases=laws,
    )
    past = Evidence2(
        finding="One army's way is traced to its past by the work that compares it with another",
        data="full count",
        rivals=("the kind of government explains limits on troops better", "size and money shape command as well"),
        rung=None,
        cases=(
            Case("Italy's army cultivates the image of good people who help, all the more since it had to mend its name after the war", "after 1945", "Ruffa 2018, as a review of the Air University tells it", traced=True),
        ),
    )  # fmt: skip
    return (
        Part("command differs", differ, force="lists-examples"),
        Part("custom and history shape it", past, works("C10.3")),
    )


def command_apart() -> tuple[Part, ...]:
    """Treaties by their text, and pairs of allies by practice, whose share hangs on which charters count."""
    return (Part("one integrated command is rare", command_evidence(), works("C10.3"), counts=(command_pairs_evidence(),)),)  # fmt: skip


def rank_decides() -> tuple[Part, ...]:
    """No case: a captain's style, which an inquiry suspected, is not a nation's norm; the one work sets rank not apart."""
    return (Part("rank and decisions", studies=works("C10.4")),)


def steeper_hierarchies() -> tuple[Part, ...]:
    """Neither number nor work."""
    return (Part("steeper hierarchies decide differently", studies=works("C10.4")),)


def awareness() -> tuple[Part, ...]:
    """Neither number nor work: what was measured elsewhere is mixture, or the quality of troops."""
    return (Part("knowing and valuing differences"),)


def misunderstandings() -> tuple[Part, ...]:
    """One traced case for ways of communicating; none found for traditions or for procedures."""
    talk = "ways of communicating"
    case = Case(
        "at the Imjin in Korea a British brigadier reports that things are 'a bit sticky'; his American general takes it that the line holds, and sees no need yet to reinforce or to withdraw",
        "April 1951",
        "Guardian, 14 April 2001, after a BBC documentary",
        thing=talk,
        traced=True,
    )
    proof = Evidence2(
        finding="One of the three has its case: two armies with one language, and two meanings of a word",
        data="full count",
        rivals=(
            "one account, fifty years later",
            "a relief column was sent on 24 April and failed, so means were short as well",
        ),
        rung=None,
        cases=(case,),
    )
    studies = works("C10.7", thing=talk)
    return (Part("misunderstandings", proof, studies, things=("traditions", "working procedures", talk)),)


def kinds_of_trouble() -> tuple[Part, ...]:
    """No table counts misunderstandings by their origin."""
    return (Part("misunderstandings by origin", studies=works("C10.7")),)


def where_it_shows() -> tuple[Part, ...]:
    """One case for each of the three respects."""
    things = ("dealing with one another", "passing on information", "joint operations")
    cases = (
        Case("Swedish officers on a UN mission note that native speakers of English rule the formal meetings", "before 2008", "Soeters and Manigart 2008, as a review in Military Review tells it", thing=things[0]),
        Case("'a bit sticky' means one thing to the British sender of a report, and another to its American receiver", "April 1951", "Guardian, 14 April 2001", thing=things[1]),
        Case("French and Italian units in southern Lebanon go about one mandate in different ways, boldly and as helpers", "from 2007", "Ruffa 2018, as reviews tell it", thing=things[2]),
    )  # fmt: skip
    proof = Evidence2(
        finding="Each of the 3 has its case; how often it is so, no table says",
        data="full count",
        rivals=("tasks and sectors differed", "capitals set different rules for their troops"),
        rung=None,
        cases=cases,
    )
    return (Part("where differences show", proof, works("C10.8"), things=things),)


def patience_needed() -> tuple[Part, ...]:
    """No success without is documented, and no list records the means named."""
    return (Part("diplomacy, respect, patience", studies=works("C10.9")),)


def two_styles() -> tuple[Part, ...]:
    """No case was seen for either style."""
    return (Part("two styles", studies=works("C10.10"), things=("command from above", "decisions by agreement")),)


def scores_predict() -> tuple[Part, ...]:
    """Neither number nor work."""
    return (Part("scores predict how staffs decide", studies=works("C10.10")),)


def views_used() -> tuple[Part, ...]:
    """One case of points of view pooled, not traced to a climate nor to a gain; none for military diplomacy."""
    better = "work together"
    case = Case(
        "in a forest near Warsaw the Polish General Staff's mathematicians show British and French colleagues how they read Enigma; each of the three had gone about it in another way, and half a year earlier nothing of use had been told",
        "1939-07-26",
        "GCHQ, speech of its director, 4 July 2014",
        thing=better,
    )
    proof = Evidence2(
        finding="One of the two results has a case, not traced: three services with three points of view told one another",
        data="full count",
        rivals=("what was shared were results, and war was near",),
        rung=None,
        cases=(case,),
    )
    studies = works("C10.11", thing=better)
    return (Part("views put to use", proof, studies, things=(better, "military diplomacy")),)


def mixture_and_violence() -> tuple[Part, ...]:
    """The question that lesson 14 shares: civilians by works, peacekeepers by our numbers."""
    return (
        Part("less violence against civilians", studies=works("C10.11")),
        Part(
            "less against peacekeepers", mixture_evidence(), counts=(mixture_trend_evidence(), mixture_alike_evidence())
        ),
    )


# Claims.


ASKED = ["C10.1", "C10.2", "C10.3", "C10.7", "C10.8", "C10.11"]
CLAIMS = [
    Judgement(
        "C10.1",
        "partly supported",
        "The sentence does not say in which direction. Works that compare UN missions find that who serves in them matters, for good and for ill; for partnerships of other kinds we have no such comparison.",
        parts=marked_effect,
        ours="contested",
        ours_reason="More mixed missions saw less violence against civilians; distance in place, language and religion between peacekeepers and local people went with more, and distance in wealth and institutions rather with less. 'Culture' without saying whose distance to whom has no single answer.",
        ours_parts=harmful,
    ),
    Judgement(
        "C10.2",
        "supported",
        "One case of people who went out of their way to be understood, and a comparison of missions in which a language gap between commander and troops may have cost civilians protection. 'Can' asks for no more.",
        parts=language_hinders,
        ours="contested",
        ours_reason="For civilians one work finds that distance in place, language and religion goes with more violence; it does not set language apart. For peacekeepers our few missions decide nothing: the sign hangs on the list of languages, and for official ones two part-years decide whether the interval holds zero.",
        ours_parts=shared_language_saves,
    ),
    Judgement(
        "C10.3",
        "partly supported",
        "That command differs is plain from two laws: minister here, president there. How much of it comes from custom and history is another matter: one comparison finds the past, and two authors who looked at other armies find the kind of government.",
        parts=command_differs,
        ours="partly supported",
        ours_reason="Seldom, by the texts of treaties. By pairs of allies it is less than a third or more than half: four charters of whole regions decide, and whether they count is a choice. Neither says how deep the differences between armies are: a state may keep command for reasons of its own.",
        ours_parts=command_apart,
    ),
    Judgement(
        "C10.4",
        "not testable here",
        "We saw no case in which a culture's norm about rank, and not one captain's style, changed a decision. The one work we could see speaks of an army's culture as a whole, and the study of thirteen academies we could not see.",
        parts=rank_decides,
        ours="not testable here",
        ours_reason="Scores of respect for rank exist, but not as open data in this course, and no table records how staffs decide.",
        ours_parts=steeper_hierarchies,
    ),
    Judgement(
        "C10.5",
        "not testable here",
        "Nobody seems to have recorded who knew what about whom before a mission. Mixed forces are not the same as forces that understand each other, so their record cannot stand in.",
        parts=awareness,
    ),
    Judgement(
        "C10.7",
        "partly supported",
        "Ways of communicating did: one account, fifty years later, traces a disaster to a phrase. For traditions and for working procedures we found no case that can be traced.",
        parts=misunderstandings,
        ours="not testable here",
        ours_reason="No list of misunderstandings exists, let alone one that says where each of them came from.",
        ours_parts=kinds_of_trouble,
    ),
    Judgement(
        "C10.8",
        "supported",
        "The sentence names three places where differences show, and there is a case for each. How common such cases are, nobody has counted; rules from home and different tasks explain part of them.",
        parts=where_it_shows,
    ),
    Judgement(
        "C10.9",
        "not testable here",
        "Neither patience nor respect is in a table, and we know of no force that was documented to do without. A need that nobody can measure cannot be scored.",
        parts=patience_needed,
    ),
    Judgement(
        "C10.10",
        "not testable here",
        "It would take one army of each kind. The study of thirteen academies that might name them we could not see, and that of French and Italian units is about boldness.",
        parts=two_styles,
        ours="not testable here",
        ours_reason="It would need both the scores and a record of how staffs decided; we have neither.",
        ours_parts=scores_predict,
    ),
    Judgement(
        "C10.11",
        "partly supported",
        "Three services had gone about one cipher in three ways, and in the end they told one another. That a climate of understanding brought this about, or that just the different views helped, the source does not say. For a stronger military diplomacy no case was found.",
        parts=views_used,
        ours="contested",
        ours_reason="For civilians, two works that share authors say yes. For the peacekeepers themselves we cannot tell: the sign hangs on how missions are compared and on how the trend over the years is held, and each interval holds zero. Lesson 14 refers to this answer.",
        ours_parts=mixture_and_violence,
    ),
]


# Numbers.
NUMBERS = {
    "isaf_pairs": lambda: pair_share(isaf().index),
    "isaf_soldiers": lambda: soldier_share(isaf()),
    "isaf_others": lambda: soldier_share(isaf().drop(US)),
    "contingents": lambda: len(isaf()),
    "narc": lambda: pair_share(standby("NARC")),
    "esf": lambda: pair_share(standby("ESF")),
    "unisfa": lambda: soldier_share(un_force("UNISFA")),
    "unisfa_largest": lambda: 100 * un_force("UNISFA").max() / un_force("UNISFA").sum(),
    "mali_official": lambda: local_share(un_force("MINUSMA"), 432),
    "mali_listed": lambda: local_share(un_force("MINUSMA"), 432, "spoken_9"),
    "mali_joined": lambda: local_share(un_force("MINUSMA"), 432, "joined"),
    "between": lambda: between_mixture().value,
    "within": lambda: within_estimate("nationalities").value,
    "whole": lambda: within_estimate("spoken inside", whole=True).value,
    "whole_low": lambda: within_estimate("spoken inside", whole=True).low,
    "whole_high": lambda: within_estimate("spoken inside", whole=True).high,
    "missions": lambda: len(between("nationalities")),
    "integrated": lambda: command_evidence().estimate,
    "competence": lambda: 100 * COMPETENCE,
    "officers": lambda: STAFF,
}
