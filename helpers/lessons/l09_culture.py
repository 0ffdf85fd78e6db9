"""Lesson 09, cultural differences: who shares a language with whom, diversity against danger, consensus against hierarchy."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Table
from helpers.claims import Evidence, Judgement
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
from helpers.predictions import Prediction

TONGUES = "mledoze/countries (ODbL) and CEPII; course list of ISAF contingents; UN data to 2020"
UN = "UN contributor averages and UN fatalities, 2013–2020 without 2017; mledoze/countries; CEPII"
US = 2
# Varieties that the list names apart and that neighbours understand: Manding and Fula of West Africa.
VARIETIES = dict.fromkeys(["Bambara", "Jula", "Diaoula", "Maninka", "Mandinka"], "Manding") | dict.fromkeys(
    ["Fulfulde", "Pulaar"], "Fula"
)
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
    """UN missions by year (complete years 2013-2020) with at least so many people: composition, and killed per 1,000."""
    people = load("un_contributors_mission").query("complete")
    record = load("mission_violence").query("organisation == 'UN'")
    hosts = load("un_missions").set_index("mission")["host_id"]
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
            }
        )
    return pd.DataFrame(rows)


def between(measure: str, without: tuple[str, ...] = ()) -> pd.DataFrame:
    """One row per mission: mean of a measure and of killed per 1,000 over its years."""
    table = missions()[~missions()["mission"].isin(without)].dropna(subset=measure)
    return table.groupby("mission")[[measure, "killed"]].mean().set_axis(["x", "y"], axis=1)


def within(measure: str, without: tuple[str, ...] = ()) -> pd.DataFrame:
    """One row per mission and year: deviations from the mission's own mean, for missions with three years or more."""
    table = missions()[~missions()["mission"].isin(without)].dropna(subset=measure)
    table = table[table.groupby("mission")["year"].transform("size") >= 3]
    means = table.groupby("mission")[[measure, "killed"]].transform("mean")
    out = (table[[measure, "killed"]] - means).set_axis(["x", "y"], axis=1)
    return out.set_index(pd.Index(table["mission"] + " " + table["year"].astype(str), name="mission"))


@cache
def within_estimate(measure: str, without: tuple[str, ...] = ()) -> models.Estimate:
    """Rank correlation of the deviations, with an interval from resampling whole missions (few, so it is rough)."""
    table = within(measure, without)
    labels = table.index.str.split(" ").str[0]
    parts = [table[labels == name].to_numpy() for name in sorted(set(labels))]

    def statistic(drawn):
        rows = np.vstack([parts[int(i)] for i in drawn])
        ranks = [np.searchsorted(np.sort(x), x) + np.searchsorted(np.sort(x), x, "right") for x in rows.T]  # ties: mean
        across, up = (rank - rank.mean() for rank in ranks)
        return float(across @ up / np.sqrt((across @ across) * (up @ up)))

    found = models.bootstrap(np.arange(len(parts)), statistic, seed=9, n=600)
    return models.Estimate(found.value, found.low, found.high, len(table))


@cache
def integrated_share() -> models.Estimate:
    """Share of alliance treaties, among those coded, whose text provides an integrated command."""
    coded = load("alliances")["integrated_command"].dropna().astype(bool)
    return models.proportion(int(coded.sum()), len(coded))


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
    table = between("nationalities")
    ours, change = models.rank_correlation(table["x"], table["y"]), within_estimate("nationalities")
    head = ["Published", "Their sample and method", "They report", "Ours", "Why it is not the same test"]
    return Table(head, [
        ["Bove & Ruggeri 2016", "UN missions in Africa, 1991–2008; regression of violence against civilians on fractionalisation and polarisation", "more diversity, less violence",
         f"{ours.n} UN missions, 2013–2020: rank correlation with peacekeepers killed {ours.value:.2f} [{ours.low:.2f}, {ours.high:.2f}] between missions, {change.value:.2f} [{change.low:.2f}, {change.high:.2f}] within",
         "other outcome, other years, no controls. Our tables hold no count of civilians killed by mission, so this is not a replication"],
        ["Bove, Ruffa & Ruggeri 2020", "UN missions since the Cold War, with cases in Lebanon, Mali, Central African Republic", "language distance between commander and troops may hamper civilian protection",
         "none", "no table of force commanders is open to us"],
        ["Soeters 1997", "survey in military academies of thirteen countries", "values differ, and a military culture is shared", "none", "the survey is not open data"],
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
    """Three cultural distances in one mission."""
    figure, ax = diagram("Three distances that one word hides",
                         "‘Cultural difference’ in a peace force may mean any of these, and they can work against each other")  # fmt: skip
    box(ax, 30, 84, "force commander\nand staff", BLUE, 24, 14)
    box(ax, 14, 46, "contingent A", TEAL, 20, 13)
    box(ax, 46, 46, "contingent B", TEAL, 20, 13)
    box(ax, 30, 11, "people of the host state", ORANGE, 34, 13)
    arrow(ax, (24.2, 46), (35.8, 46), style="<|-|>", colour=TEAL)
    ax.text(30, 49, "1", ha="center", color=TEAL, fontsize=14, fontweight="bold")
    arrow(ax, (25, 76.5), (15, 53), style="<|-|>", colour=BLUE)
    arrow(ax, (35, 76.5), (45, 53), style="<|-|>", colour=BLUE)
    ax.text(30, 64, "2", ha="center", color=BLUE, fontsize=14, fontweight="bold")
    arrow(ax, (16, 39), (25, 18), style="<|-|>", colour=ORANGE)
    arrow(ax, (44, 39), (35, 18), style="<|-|>", colour=ORANGE)
    ax.text(30, 27, "3", ha="center", color=ORANGE, fontsize=14, fontweight="bold")
    for y, tone, head, body in [
        (84, BLUE, "2  commander to troops", "A language gap here may hamper protection\nof civilians (Bove and others 2020)."),
        (49, TEAL, "1  among the troops", "More of it went with less violence against\ncivilians (Bove and Ruggeri 2016)."),
        (16, ORANGE, "3  troops to locals", "Closeness helps, in the same book.\nInterpreters live here (Bos and Soeters 2006)."),
    ]:  # fmt: skip
        ax.text(60, y + 6, head, color=tone, fontweight="bold", fontsize=10.5, va="center")
        ax.text(60, y + 2, body, fontsize=9.3, va="top", linespacing=1.4)
    alt = ("Diagram of 3 distances in a peace force: between contingents, between commander and troops, and between troops and the people of the host state, "
           "each with the study that measured it.")  # fmt: skip
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
        "Regional forces share a language by state, most UN forces hardly do",
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
    figure, ax = new_figure(
        "Close to each other is not close to the people",
        "UN missions 2019, per cent; each mission stands twice, by two lists of the host’s languages",
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
    mali = table.set_index("mission").loc["MINUSMA"]
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
        "Within missions": ({"view": "within"}, "Follow each mission over its years instead, and the sign turns."),
        "Speaking with locals": (
            {"measure": "spoken with locals"},
            "A language shared with the people outside the gate: no pattern at all.",
        ),
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
        worst = result["y"].idxmax()
        out = "" if about["without"] == "nobody" else f", without {about['without']}"
        return (f"{what}{out}: rank correlation of '{MEASURES[about['measure']]}' with peacekeepers killed per 1,000 is {rho.value:+.2f} [{rho.low:+.2f}, {rho.high:+.2f}]. "
                f"Highest: {worst}, {result['y'].max():+.1f} killed per 1,000{' against its own mean' if about['within'] else ''}. "
                f"{'Years of one mission resemble each other, so the interval draws whole missions.' if about['within'] else 'Few cases, and nothing else is held constant.'}")  # fmt: skip

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


def bilingual_chance() -> float:
    """60% speak English, 40% speak French (30 of them only French, 10 also German): per cent of pairs that share one."""
    english, french = 0.60, 0.30 + 0.10
    return 100 * (english**2 + french**2)


def without_one() -> models.Estimate:
    """Rank correlation of mixture and peacekeepers killed between missions, UNISFA in Abyei left out."""
    table = between("nationalities", ("UNISFA",))
    return models.rank_correlation(table["x"], table["y"])


def other_deaths() -> str:
    """However sure the sign, a count of peacekeepers killed is silent on civilians killed."""
    return "other-deaths"


def in_darfur(which: str = "joined", by_state: bool = False) -> float:
    """Per cent of UNAMID in 2019 whose states share a language with Sudan, by people or with each state once."""
    troops = un_force("UNAMID")
    return local_share(troops * 0 + 1 if by_state else troops, 625, which)


def met_in_darfur() -> tuple[str, str, str]:
    """Troops against the people outside, by spoken languages, each peacekeeper once: whoever is met is a person."""
    return ("locals", "spoken", "people")


def among_troops() -> set[str]:
    """Measures that compare members of the force with one another, not with locals and not with the commander."""
    return {"passports", "contingent-pairs", "soldier-pairs"}


def sharing_solution():
    """Two sets share a language if their intersection is not empty."""

    def share(first, second):
        return len(first & second) > 0

    return share


def good_design() -> str:
    """The same mission before and after a change of mix that has nothing to do with the violence around it."""
    return "before-after"


RETIRED = ("09.1", "09.2", "09.4", "09.11", "09.12")
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
        id="09.3",
        title="A force with bilinguals",
        prompt="In a force six in ten speak only English, three in ten only French, and one in ten French and German. Draw two soldiers, the first put back. What is the chance that they share a language? Whole per cent; you may type the sum.",
        kind="number",
        level="analyse",
        solution=bilingual_chance,
        meaning="Ten per cent of bilinguals who happen to speak the second language of the force lift the chance from 46<!--= chance_alone --> to 52<!--= chance_bilingual -->. Passports would have missed it.",
        hints=(
            "Whom can the bilinguals talk to, apart from themselves?",
            "Two French speakers understand each other whether or not one of them knows German too.",
        ),
        mistakes=(
            Mistake(
                lambda: 100 * (0.6**2 + 0.3**2 + 0.1**2),
                "You treated the bilinguals as a group apart. They speak French too.",
            ),
            Mistake(
                lambda: 100 / 3, "You counted pairs of contingents. The question draws two soldiers, so sizes matter."
            ),
            Mistake(lambda: 100 * (1 - (0.6**2 + 0.4**2)), "That is the chance that they share nothing."),
            Mistake(
                lambda: 100 * (0.6**2 + 0.4**2 + 0.1**2),
                "You counted pairs of bilinguals twice: as French speakers and as German speakers.",
            ),
        ),
        percent=True,
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
        id="09.14",
        title="Leave one out, and the sign is clear",
        prompt=lambda: (
            "Bove and Ruggeri (2016) report less violence against civilians where missions are more mixed. Leave UNISFA out of ours, and mixture goes with more peacekeepers killed: the correlation is "
            f"{without_one().value:.2f}, from {without_one().low:.2f} to {without_one().high:.2f}, all above zero. What does that do to their finding?"
        ),
        kind="choice",
        level="evaluate",
        solution=other_deaths,
        meaning="An interval says how sure the sign is, not what was counted: both results can hold at once. And we chose whom to leave out after seeing the picture, so even for peacekeepers it is less sure than it looks.",
        hints=(
            "Who is counted in their study, and who in ours?",
            "Could both results be true in the same missions?",
        ),
        mistakes=(
            Mistake(
                lambda: "refutes",
                "To refute it, a test must ask the same question. However clear its sign, ours asks another.",
            ),
            Mistake(
                lambda: "too-few",
                "The interval has taken the small number into account already. What is it an interval of?",
            ),
            Mistake(
                lambda: "divides",
                "That makes a cause out of a correlation in which hard places can move both, and that hangs on one mission.",
            ),
        ),
        options={
            "refutes": "it refutes it, since the sign is now beyond doubt",
            "too-few": "nothing, since eleven missions allow no conclusion",
            "divides": "it completes it: mixture kills the peacekeepers",
            "other-deaths": "little, as these are the deaths of other people",
        },
    ),
    Exercise(
        id="09.5",
        title="Who is far from whom?",
        prompt="Which of these measure the distance among the troops?",
        kind="set",
        level="understand",
        solution=among_troops,
        meaning="Three measures of the first distance, none of the second or third. Two studies can disagree and both be right if they measured different arrows of the drawing.",
        hints=(
            "Go back to the drawing: which arrow is meant by each?",
            "Name the two ends of each distance. Are both of them members of a contingent?",
        ),
        mistakes=(
            Mistake(
                lambda: {"passports", "host-language", "contingent-pairs", "soldier-pairs"},
                "One of these compares the force with the people of the host state: another arrow.",
            ),
            Mistake(
                lambda: {"passports", "contingent-pairs", "soldier-pairs", "commander-gap"},
                "The commander is a person above the troops. That arrow is vertical.",
            ),
            Mistake(
                lambda: {"passports"},
                "Nationality is one way to be different among the troops. Language is another.",
            ),
            Mistake(
                lambda: {
                    "passports",
                    "host-language",
                    "contingent-pairs",
                    "soldier-pairs",
                    "commander-gap",
                    "religion",
                },
                "You took them as one thing. For each, ask: who is far from whom?",
            ),
        ),
        options={
            "passports": "chance of different passports",
            "host-language": "share that speaks a language of the host",
            "contingent-pairs": "share of pairs of contingents with a common language",
            "soldier-pairs": "chance that two soldiers share a language",
            "commander-gap": "language gap between commander and troops",
            "religion": "religious distance between troops and locals",
        },
    ),
    Exercise(
        id="09.6",
        title="Write the language test",
        prompt="Write the test behind this lesson: a function that takes two sets of languages and returns `True` if they have at least one in common.",
        start="def share(first, second):\n    ...  # your rule here",
        kind="function",
        level="create",
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
            "snapshot": "all missions of one year, with a smaller p-value",
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
            "which of the three distances it works on",
            "what it costs in time",
            "a number that would show it failed",
        ),
    )
]


# Evidence.


def diversity_evidence() -> Evidence:
    """Do more diverse missions lose more peacekeepers? Rank correlation between missions of 1,000 or more, 2013-2020."""
    table = between("nationalities")
    found = models.rank_correlation(table["x"], table["y"])
    return Evidence(
        found.value, found.low, found.high, found.n, "rank correlation of diversity and peacekeepers killed", 0, "above",
        f"Across {found.n} UN missions diversity and deaths by malicious acts correlate at {found.value:.2f} [{found.low:.2f}, {found.high:.2f}], without any control; civilians killed are not in our tables",
    )  # fmt: skip


def locals_evidence() -> Evidence:
    """Do missions that share a language with the locals lose fewer peacekeepers? Rank correlation between missions."""
    table = between("spoken with locals")
    found = models.rank_correlation(table["x"], table["y"])
    official = between("official with locals")
    other = models.rank_correlation(official["x"], official["y"])
    return Evidence(
        found.value, found.low, found.high, found.n, "rank correlation of language shared with locals and peacekeepers killed", 0, "below",
        f"Across {found.n} missions sharing a spoken language with locals correlates with deaths at {found.value:+.2f} [{found.low:+.2f}, {found.high:+.2f}], sharing an official one at {other.value:+.2f}: the list decides the sign or the size",
    )  # fmt: skip


def command_evidence() -> Evidence:
    """Share of alliance treaties, among those coded, that provide one integrated command, with a Wilson interval."""
    share = integrated_share()
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "% of coded treaties with an integrated command", 50, "below",
        f"Of {share.n} alliance treaties coded by ATOP, {100 * share.value:.0f}% provide an integrated command; the rest leave every army under its own. ATOP reads texts, so NATO counts as without",
    )  # fmt: skip


def mixed_views_evidence() -> Evidence:
    """When a mission becomes more diverse, does it lose fewer? Rank correlation of deviations from each mission's mean."""
    found = within_estimate("nationalities")
    return Evidence(
        found.value, found.low, found.high, found.n, "rank correlation within missions", 0, "below",
        f"Within missions the correlation of diversity and deaths is {found.value:.2f} [{found.low:.2f}, {found.high:.2f}], against {diversity_evidence().estimate:+.2f} between them",
    )  # fmt: skip


# Claims.


ASKED = ["C10.1", "C10.2", "C10.3", "C10.5"]
CLAIMS = [
    Judgement("C10.1", "contested", "Nobody doubts misunderstandings. But Bove and Ruggeri find less violence against civilians where forces are more mixed, and our own numbers, on another outcome, change sign with the comparison.", diversity_evidence),
    Judgement("C10.2", "partly supported", "The literature leans one way: interpreters matter, and a language gap between commander and troops may hamper the protection of civilians. Our few missions cannot decide it, so the verdict rests on reading, not on our data.", locals_evidence),
    Judgement("C10.3", "partly supported", "Treaties nearly always leave armies under national command, and in ISAF each contingent kept a chain home. But a test that nearly every treaty passes can hardly fail, and what treaties say is indirect evidence for how armies differ inside: less than the rule's 'supported'.", command_evidence),
    Judgement("C10.4", "not testable here", "The usual index of power distance is not open data in this course, and no table records how staffs decide. Soeters found thirteen academies different and yet alike; our simulation shows what would follow, not what is."),
    Judgement("C10.5", "contested", "Respect has no dose in any table. The nearest test, the same mission with a changing mix, leans the claimed way and could be chance; the literature is kinder than our data.", mixed_views_evidence),
    Judgement("C10.6", "not testable here", "No series of misunderstandings exists, so there is nothing whose persistence could be measured. A claim that cannot fail is not thereby true."),
]  # fmt: skip


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
    "unifil": lambda: soldier_share(un_force("UNIFIL")),
    "un_pairs": lambda: 100 * load("common_language").query("un_missions > 0")["common_official"].mean(),
    "mali_official": lambda: local_share(un_force("MINUSMA"), 432),
    "mali_listed": lambda: local_share(un_force("MINUSMA"), 432, "spoken_9"),
    "mali_joined": lambda: local_share(un_force("MINUSMA"), 432, "joined"),
    "between": lambda: diversity_evidence().estimate,
    "between_low": lambda: diversity_evidence().low,
    "between_high": lambda: diversity_evidence().high,
    "within": lambda: mixed_views_evidence().estimate,
    "missions": lambda: len(between("nationalities")),
    "integrated": lambda: command_evidence().estimate,
    "chance_alone": lambda: 100 * (0.60**2 + 0.30**2 + 0.10**2),
    "chance_bilingual": bilingual_chance,
    "competence": lambda: 100 * COMPETENCE,
    "officers": lambda: STAFF,
}
