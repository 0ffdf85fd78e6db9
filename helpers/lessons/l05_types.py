"""Lesson 05, types of partnership: parties, purpose and legal force as three different axes."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load, state_name
from helpers.explorer import Panel, choice, toggle
from helpers.figures import (
    BLUE,
    COLOURS,
    GREY,
    INK,
    ORANGE,
    PALE,
    PLUM,
    SEQUENCE,
    TEAL,
    Picture,
    arrow,
    bare,
    bars,
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.measures import (
    OBLIGATIONS,
    allied_pairs,
    as_pairs,
    defence_promises,
    nato_members,
    pairs_by_treaty,
    signed_agreements,
    states_in,
)
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

ATOP = "ATOP 5.1 (Leeds et al. 2002), data to 2018"
LIST = "course list of 70 partnerships, as of November 2025"
JAPAN = 740  # state number
GROUPS = {"own": "an alliance of two", "larger": "a larger treaty only", "none": "no alliance"}
TYPES = ["bilateral", "multilateral", "mission coalition", "informal", "none of the four"]
FORMS = ["not asked", "any text", "agreement or treaty", "treaty"]
FORMAL = {
    "not asked": {"treaty", "agreement", "mandate", "political text", "none"},
    "any text": {"treaty", "agreement", "mandate", "political text"},
    "agreement or treaty": {"treaty", "agreement"},
    "treaty": {"treaty"},
}
PERIODS = {
    "all years": (1300, 2100),
    "before 1945": (1300, 1944),
    "1945–1990": (1945, 1990),
    "since 1991": (1991, 2100),
}


# Measures.


@cache
def treaties_in_force(year: int) -> int:
    """Return the number of alliance treaties in force in a year (ATOP, 1815–2018)."""
    return len(load("alliances", year))


@cache
def pair_counts(year: int, obligation: str | None = None) -> dict[str, int]:
    """Count allied pairs of states in a year: all, with a bilateral treaty, and tied by multilateral treaties only.

    Every pair counts once, however many treaties tie it. obligation: one of OBLIGATIONS, or None for any pact.
    """
    two = set(load("alliances").query("bilateral")["alliance_id"])
    bilateral, multilateral = set(), set()
    for alliance, pairs in pairs_by_treaty(year, obligation):
        (bilateral if alliance in two else multilateral).update(pairs)
    return {
        "all": len(bilateral | multilateral),
        "bilateral": len(bilateral),
        "multilateral only": len(multilateral - bilateral),
    }


def bilateral_share() -> float:
    """Share of alliance treaties with exactly two members, per cent of all treaties 1815–2018."""
    return 100 * load("alliances")["bilateral"].mean()


def multilateral_pair_share(year: int = 2018) -> float:
    """Share of allied pairs that only multilateral treaties tie together, per cent."""
    pairs = pair_counts(year)
    return 100 * pairs["multilateral only"] / pairs["all"]


def pairs_of(members: int) -> int:
    """Number of pairs that one treaty with so many members creates: n(n − 1)/2."""
    return members * (members - 1) // 2


def literal_types(table: pd.DataFrame) -> pd.DataFrame:
    """Test each partnership against the four types one by one: a table of four yes/no columns."""
    return pd.DataFrame(
        {
            "bilateral": table["parties"] == 2,
            "multilateral": table["parties"] > 2,
            "mission coalition": table["purpose"] == "mission",
            "informal": table["form"].isin(["political text", "none"]),
        }
    ).set_index(table["name"])


def classify(table: pd.DataFrame, minimum: int = 3, text: str = "not asked", clause: bool = False) -> pd.Series:
    """Sort partnerships into exactly one of the document's types by a rule with three settings.

    minimum: parties from which an arrangement is multilateral. text: the text required to count as formal, one of FORMS;
    what falls short is informal, as is mere contact. clause: two or more parties count as an alliance type only with a
    binding defence clause. Returns the type, indexed like the table.
    """
    kinds = []
    for row in table.itertuples():
        if row.form not in FORMAL[text] or row.purpose == "contact":
            kinds.append("informal")
        elif row.purpose == "mission":
            kinds.append("mission coalition")
        elif clause and not row.defence_clause:
            kinds.append("none of the four")
        elif row.parties == 2:
            kinds.append("bilateral")
        else:
            kinds.append("multilateral" if row.parties >= minimum else "none of the four")
    return pd.Series(kinds, index=table.index, name="type")


def lifetimes(table: pd.DataFrame) -> pd.DataFrame:
    """Return durations of alliances in years (at least half a year) and whether the end was observed before 2018 closed."""
    ended = table["end"].notna()
    years = (table["end"].fillna(2018) - table["start"]).astype(float).clip(lower=0.5)
    return pd.DataFrame({"years": years, "ended": ended})


def median_survival(curve: pd.DataFrame) -> models.Estimate:
    """Return the first time by which half have ended, with the interval of Brookmeyer & Crowley (1982), log-log.

    curve: as `models.survival` gives it, whose unit of time it keeps; infinite where curve or bound stays above a half.
    """
    columns = (curve[name].fillna(curve["survival"]) for name in ("survival", "low", "high"))
    times = [float(curve["time"][column <= 0.5 + 1e-9].min()) for column in columns]
    value, low, high = (math.inf if math.isnan(found) else found for found in times)
    return models.Estimate(value, low, high, int(curve["at_risk"].iloc[0]))


def ended_alliances() -> pd.Series:
    """Durations in years of the ended entries whose label contains 'alliance', from the course list."""
    table = load("partnerships")
    table = table[table["type"].str.contains("alliance") & table["end"].notna()]
    return (table["end"] - table["start"]).astype(float)


def coalitions() -> pd.DataFrame:
    """Mission coalitions of the course list: length in years, those still running as they stood in 2025, and end seen."""
    table = load("partnerships").query("type == 'mission coalition'")
    years = (table["end"].fillna(2025) - table["start"]).astype(float).clip(lower=0.5)
    return pd.DataFrame({"years": years, "ended": table["end"].notna()})


def ended_listed() -> str:
    """The ended alliances of the course list with their years, as a sentence lists them."""
    table = load("partnerships")
    table = table[table["type"].str.contains("alliance") & table["end"].notna()].sort_values("start")
    return ", ".join(f"{row.name} ({row.start:.0f}–{row.end:.0f})" for row in table.itertuples())


def ended_coalitions() -> pd.Series:
    """Durations in years of the ended mission coalitions of the course list."""
    table = load("partnerships").query("type == 'mission coalition'").dropna(subset="end")
    return (table["end"] - table["start"]).astype(float)


def sizes(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Alliances by number of founders, so that no alliance is in two groups: name of the group → mask of the rows.

    Grouped by members ever, an alliance would change groups by living long enough to be joined, or to have heirs.
    """
    founders = table["founders"]
    return {"2 founders": founders <= 2, "3–5": founders.between(3, 5), "6 or more": founders >= 6}


def median_of_middle(wartime: bool = True) -> float:
    """Median life in years of alliances with three to five founders, with or without those formed in war."""
    table = load("alliances")
    table = table.join(lifetimes(table))[sizes(table)["3–5"] & (wartime | ~table["wartime"])]
    return median_survival(models.survival(table["years"], table["ended"])).value


def land_neighbours(year: int) -> set[tuple[int, int]]:
    """Pairs of states with a common land border in a year."""
    table = load("contiguity").query("type == 1 and start <= @year and (end.isna() or end >= @year)", local_dict={"year": year})  # fmt: skip
    return {pair for pair in as_pairs(table) if set(pair) <= states_in(year)}


@cache
def neighbours_training() -> pd.DataFrame:
    """Land neighbours of 2005: own alliance of two, larger treaty only, and an exercise of just the two in 2006–2010 (0/1).

    power: sum of both states' log share of world capabilities, 2005; activity: sum of log(1 + partners in exercises of two,
    2001–2005), how much each trains with anybody.
    """
    two = set(load("alliances").query("bilateral")["alliance_id"])
    own, larger = set(), set()
    for alliance, pairs in pairs_by_treaty(2005):
        (own if alliance in two else larger).update(pairs)
    held, earlier = (
        as_pairs(load("exercise_pairs").query(f"{first} <= year <= {first + 4} and bilateral > 0"))
        for first in (2006, 2001)
    )
    share = load("capabilities", 2005).set_index("state_id")["cinc"]
    partners = Counter(number for pair in earlier for number in pair)
    rows = []
    for pair in sorted(land_neighbours(2005)):
        power = sum(math.log(share.get(number, 0) + 1e-7) for number in pair)
        activity = sum(math.log1p(partners[number]) for number in pair)
        rows.append((*pair, pair in own, pair in larger - own, pair in held, power, activity))
    columns = ["state_id_1", "state_id_2", "own", "larger", "trained", "power", "activity"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], float))


def training_shares() -> dict[str, tuple[int, int]]:
    """Land neighbours of 2005 by what ties them: how many held an exercise of just the two in 2006–2010, of how many pairs."""
    pairs = neighbours_training()
    kinds = {"own": pairs["own"] == 1, "larger": pairs["larger"] == 1, "none": (pairs["own"] + pairs["larger"]) == 0}
    return {kind: (int(pairs.loc[rows, "trained"].sum()), int(rows.sum())) for kind, rows in kinds.items()}


@cache
def spokes() -> pd.DataFrame:
    """The states with an American promise of defence, by region and year: their number, the pairs among them, and how many are promised too."""
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    rows = {}
    for name, place in (("Europe", "Europe and Central Asia"), ("East Asia and Pacific", "East Asia and Pacific")):
        for year in (1960, 2018):
            promised = defence_promises(year)
            partners = sorted(
                number for pair in promised if 2 in pair for number in pair if number != 2 and region[number] == place
            )
            pairs = list(combinations(partners, 2))
            rows[f"{name}, {year}"] = (len(partners), len(pairs), len(promised.intersection(pairs)))
    columns = ["states promised by the United States", "pairs among them", "of these promised to each other"]
    return pd.DataFrame(rows, index=columns).T


def us_hosts() -> pd.Series:
    """US troops by host in December 2025, active duty and selected reserve, largest first; doubtful counts left out."""
    rows = load("us_troops_quarter").query("year == 2025 and quarter == 4 and status == 'count'")
    return rows.set_index("state_id")["troops"].sort_values(ascending=False)


@cache
def relief_table() -> pd.DataFrame:
    """Exercises 1980–2010 whose number of countries is known: multilateral, year, humanitarian, and block, the series or the exercise itself."""
    table = load("exercises").dropna(subset="multilateral").astype({"multilateral": bool})
    alone = "exercise " + table["exercise_id"].astype(str)
    block = table["series"].where(table["series"] != "", alone)
    return table[["multilateral", "year", "humanitarian"]].astype({"humanitarian": float}).assign(block=block)


def relief_share(multilateral: bool) -> float:
    """Per cent of exercises with relief as a purpose, among those of three or more countries or those of two."""
    table = relief_table()
    return 100 * float(table.loc[table["multilateral"] == multilateral, "humanitarian"].mean())


def relief_growth(table: pd.DataFrame) -> float:
    """Growth of relief's share in exercises of groups minus that in exercises of pairs: slopes, percentage points a decade."""
    kinds = (table[table["multilateral"]], table[~table["multilateral"]])
    groups, pairs = (np.polyfit(rows["year"] / 10, 100 * rows["humanitarian"], 1)[0] for rows in kinds)
    return float(groups - pairs)


def home_conflicts() -> set[tuple[int, int]]:
    """State and year of each armed conflict against a group inside the state."""
    rows = load("armed_conflict_states").query("at_home > 0")
    return set(zip(rows["state_id"], rows["year"], strict=True))


@cache
def conflict_years() -> pd.DataFrame:
    """Country-years 1949–2024 of Europe and Canada: state_id, year, nato, conflict with a group at home.

    Without Central Asia, of which the claim does not speak, and without the United States, whose one conflict of the table,
    with al-Qaida, was fought abroad.
    """
    states, fighting = load("states"), home_conflicts()
    area = set(states.loc[states["region"].isin(["Europe and Central Asia", "North America"]), "state_id"])
    area -= {2, 701, 702, 703, 704, 705}
    rows = [
        (number, year, number in nato_members(year), (number, year) in fighting)
        for year in range(1949, 2025)
        for number in sorted(states_in(year) & area)
    ]
    return pd.DataFrame(rows, columns=["state_id", "year", "nato", "conflict"])


def conflict_ratio(table: pd.DataFrame) -> float:
    """Rate of conflict-years of members over that of the others."""
    rates = table.groupby("nato")["conflict"].mean()
    return float(rates[True] / rates[False])


def joining(before: tuple[int, int], after: tuple[int, int]) -> pd.Series:
    """Change of the share of years with conflict at home around joining NATO, percentage points, by state.

    before, after: first year and the year after the last, counted from the year of joining. States that joined since 1952
    and were states for at least three years of each window, 1946–2024; Germany's joining is West Germany's.
    """
    fighting, found = home_conflicts(), {}
    for row in load("nato_members").query("accession and start >= 1952").itertuples():
        shares = []
        for window in (before, after):
            years = [
                y
                for y in range(row.start + window[0], row.start + window[1])
                if 1946 <= y <= 2024 and row.state_id in states_in(y)
            ]
            if len(years) >= 3:
                shares.append(sum((row.state_id, year) in fighting for year in years) / len(years))
        if len(shares) == 2:
            found[row.state_id] = 100 * (shares[1] - shares[0])
    return pd.Series(found, dtype=float)


@cache
def pact_lives() -> pd.DataFrame:
    """Lives of the treaties signed since 1946 that promise defence, by both sides or by one, to 2018."""
    return lifetimes(load("alliances").query("start >= 1946 and defence"))


def typical_life(lives: pd.DataFrame) -> float:
    """Median life in years, with those still running counted as 'at least so long'."""
    return median_survival(models.survival(lives["years"], lives["ended"])).value


def missions() -> pd.DataFrame:
    """Lives of all listed partnerships with a mission as purpose, a wider list than `coalitions`, as of 2025."""
    table = load("partnerships").query("purpose == 'mission'")
    years = (table["end"].fillna(2025) - table["start"]).astype(float).clip(lower=0.5)
    return pd.DataFrame({"years": years, "ended": table["end"].notna()})


@cache
def contacts() -> pd.DataFrame:
    """Pairs of states with neither alliance nor agreement in the 1990s: what they had in common, and what they did later.

    met: trained together 1990–1999; agreed: signed a defence agreement 2000–2010; trained: held an exercise of just the two 2000–2010; near:
    land border; same region; power: sum of log CINC, 1999; activity, agreements: sum of log(1 + other partners) of both by 1999.
    """
    signed = signed_agreements()
    exercised = load("exercise_pairs")
    earlier = as_pairs(signed.query("start < 2000"))
    tied = earlier.union(*(allied_pairs(year) for year in range(1990, 2000)))
    met, near = as_pairs(exercised.query("1990 <= year <= 1999")), land_neighbours(1999)
    agreed, trained = (
        as_pairs(signed.query("2000 <= start <= 2010")),
        as_pairs(exercised.query("year >= 2000 and bilateral > 0")),
    )
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    power = load("capabilities", 1999).set_index("state_id")["cinc"].map(lambda share: math.log(share + 1e-7))
    active, signing = ({number: math.log1p(count) for number, count in Counter(n for pair in pairs for n in pair).items()} for pairs in (met, earlier))  # fmt: skip
    rows = [
        (a, b, pair in met, pair in agreed, pair in trained, pair in near, region[a] == region[b], power[a] + power[b],
         active.get(a, 0) + active.get(b, 0), signing.get(a, 0) + signing.get(b, 0))
        for pair in combinations(sorted(states_in(1999) & states_in(2010) & set(power.index)), 2) if pair not in tied
        for a, b in [pair]
    ]  # fmt: skip
    columns = [
        "state_id_1",
        "state_id_2",
        "met",
        "agreed",
        "trained",
        "near",
        "same region",
        "power",
        "activity",
        "agreements",
    ]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], float))


def cramers_v(first: pd.Series, second: pd.Series) -> float:
    """Cramér's V of two classifications of the same cases: 0 for independence, 1 for complete association (Cramér 1946)."""
    (row, rows), (column, columns) = pd.factorize(first), pd.factorize(second)
    table = np.zeros((len(rows), len(columns)))
    np.add.at(table, (row, column), 1)
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / table.sum()
    return float(math.sqrt(((table - expected) ** 2 / expected).sum() / table.sum() / (min(table.shape) - 1)))


def by_text(table: pd.DataFrame) -> pd.Series:
    """Form of a partnership without a look at its purpose: informal, mandate, or a text of two or of more."""
    text = table["form"].replace(
        {"none": "informal", "political text": "informal", "treaty": "text", "agreement": "text"}
    )
    size = table["parties"].gt(2).map({True: "of three or more", False: "of two"})
    return text.where(text != "text", size)


@cache
def shuffled_v(draws: int = 1000) -> float:
    """95th percentile of Cramér's V of form and purpose when the purposes of the list are shuffled."""
    table, random = load("partnerships"), np.random.default_rng(1)
    forms, purposes = by_text(table), table["purpose"]
    return float(np.quantile([cramers_v(forms, pd.Series(random.permutation(purposes))) for _ in range(draws)], 0.95))


@cache
def _pacific() -> pd.DataFrame:
    """Directed pair-years 1946–2010 aimed at states of East Asia and the Pacific, others than the United States beginning."""
    states = load("states")
    area = set(states.loc[states["region"] == "East Asia and Pacific", "state_id"])
    rows = load("dispute_pairs").query("first_year >= 1946 and initiator_id != 2")
    rows = rows[rows["target_id"].isin(area)]
    promised = {year: defence_promises(year) for year in sorted(set(rows["first_year"]))}
    promised = [
        (2, target) in promised[year] for target, year in zip(rows["target_id"], rows["first_year"], strict=True)
    ]
    return rows.assign(promise=np.array(promised, float))


def pacific_rates(target_id: int | None = None) -> pd.Series:
    """New disputes per 1,000 pair-years, without (0) and with (1) an American promise to the target; of all or of one target."""
    rows = (
        _pacific()
        if target_id is None
        else _pacific().query("target_id == @target_id", local_dict={"target_id": target_id})
    )
    sums = rows.groupby("promise")[["onsets", "years"]].sum()
    return 1000 * sums["onsets"] / sums["years"]


@cache
def promised_and_not() -> pd.Series:
    """Change of that rate in each state that lived with and without the promise: with minus without, by state."""
    sums = _pacific().groupby(["target_id", "promise"])[["onsets", "years"]].sum()
    rates = (1000 * sums["onsets"] / sums["years"]).unstack().dropna()
    return rates[1] - rates[0]


@cache
def trained_without_text() -> tuple[int, int]:
    """Pairs that held an exercise of just the two in 2006–2010, and those of them with neither alliance then nor agreement by then."""
    trained = as_pairs(load("exercise_pairs").query("2006 <= year <= 2010 and bilateral > 0"))
    texts = as_pairs(signed_agreements().query("start <= 2010"))
    return len(trained), len(trained - texts.union(*(allied_pairs(year) for year in range(2006, 2011))))


# Pictures.


@house_style()
def two_counts_figure(guess: float | None = None) -> Picture:
    """Treaties against pairs: the same data, opposite answers; a guess at the first share is marked on its bar."""
    treaties, pairs = bilateral_share(), 100 - multilateral_pair_share()
    figure, axes = new_figure(
        "Are alliances bilateral? Count treaties: yes. Count pairs: no.",
        "Share that is bilateral, per cent: treaties signed 1815–2018, allied pairs of states in 2018",
        ATOP,
        size="strip",
        cols=2,
    )
    for ax, value, label in zip(axes, (treaties, pairs), ("of alliance treaties", "of allied pairs"), strict=True):
        ax.barh([0], [100], color=PALE, height=0.5)
        ax.barh([0], [value], color=COLOURS["bilateral"], height=0.5)
        bare(ax)
        ax.set(xlim=(0, 100), ylim=(-0.62, 1.0))
        ax.text(0, 0.42, f"{value:.0f}%", fontsize=26, fontweight="bold", color=COLOURS["bilateral"], va="bottom")
        ax.text(34, 0.48, f"{label}\nare bilateral", fontsize=10.5, va="bottom")
    yours = ""
    if guess is not None:
        at = min(max(guess, 0), 100)
        axes[0].plot([at, at], [-0.32, 0.32], color=ORANGE, linewidth=3)
        side = "left" if at < 50 else "right"
        axes[0].text(at, -0.36, f"your guess {guess:.0f}%", color=ORANGE, fontweight="bold", ha=side, va="top")
        yours = f" Your guess, {guess:.0f} per cent, is marked on the first bar."
    alt = f"Two bars. {treaties:.0f} per cent of alliance treaties have two parties, but only {pairs:.0f} per cent of allied pairs in 2018 have a bilateral treaty.{yours}"
    return show(figure, alt)


@house_style()
def counts_over_time_figure() -> Picture:
    """Treaties in force and allied pairs by year on two small panels."""
    years = list(range(1816, 2019, 2))
    treaties = [treaties_in_force(y) for y in years]
    pairs = [pair_counts(y)["all"] for y in years]
    alone = [pair_counts(y)["bilateral"] for y in years]
    figure, (left, right) = new_figure(
        "One treaty can make hundreds of allied pairs",
        "Left: alliance treaties in force. Right: allied pairs of states, all and with a treaty of their own",
        ATOP,
        size="pair",
        cols=2,
    )
    left.plot(years, treaties, color=COLOURS["accent"])
    lines = {f"all {pairs[-1]:,}": right.plot(years, pairs, color=COLOURS["multilateral"])[0]}
    lines[f"own {alone[-1]:,}"] = right.plot(years, alone, color=COLOURS["bilateral"])[0]
    label_lines(left, {f"{treaties[-1]}": left.lines[0]})
    label_lines(right, lines)
    for ax in (left, right):
        ax.set_xlim(1816, 2018)
        ax.set_ylim(bottom=0)
    figure.subplots_adjust(right=0.89, wspace=0.36)
    alt = f"Two line charts, 1816 to 2018. Treaties in force rise to {treaties[-1]}; allied pairs rise to {pairs[-1]:,}, of which only {alone[-1]:,} have a bilateral treaty."
    return show(figure, alt)


@house_style()
def training_figure() -> Picture:
    """Neighbours that trained by themselves, by what ties them."""
    shares = training_shares()
    values = [100 * trained / pairs for trained, pairs in shares.values()]
    labels = [f"{GROUPS[kind]} ({pairs})" for kind, (_, pairs) in shares.items()]
    figure, ax = new_figure(
        "Neighbours with a treaty of their own train by themselves",
        "Per cent of land neighbours with an exercise of just the two, 2006–2010, by alliance in 2005 (pairs)",
        f"{ATOP}; Multinational Military Exercises, data to 2010",
        size="strip",
    )
    figure.subplots_adjust(left=0.27)
    bars(ax, labels, values, highlight=labels[:1], fmt="{:.0f}%")
    told = ", ".join(f"{GROUPS[kind]} {value:.0f} per cent" for kind, value in zip(shares, values, strict=True))
    return show(figure, f"Three bars, the share of neighbouring pairs that trained by themselves: {told}.")


@house_style()
def axes_figure() -> Picture:
    """The curated partnerships on two axes, parties and legal form, coloured by purpose."""
    table = load("partnerships")
    forms = ["none", "political text", "mandate", "agreement", "treaty"]
    groups = {
        "2 parties": table["parties"] == 2,
        "3–5": table["parties"].between(3, 5),
        "6 or more": table["parties"] >= 6,  # 6 stands for 'six or more, exact number not settled'
    }
    tones = {
        "collective defence": BLUE,
        "mission": ORANGE,
        "capability": TEAL,
        "contact": PLUM,
        "consultation": GREY,
        "intelligence": GREY,
    }
    figure, ax = new_figure(
        "Parties, purpose and legal force cut across each other",
        "70 partnerships: number of parties (across), strongest text (up), colour = main purpose",
        LIST,
        size="tall",
    )
    figure.subplots_adjust(left=0.13, top=0.84)
    for column, inside in enumerate(groups.values()):
        for row, form in enumerate(forms):
            cell = table[inside & (table["form"] == form)].sort_values("purpose")
            for i, purpose in enumerate(cell["purpose"]):
                ax.plot(
                    column - 0.36 + 0.09 * (i % 9),
                    row + 0.18 - 0.22 * (i // 9),
                    "o",
                    color=tones[purpose],
                    markersize=8.5,
                )
    ax.set_xticks(range(3), groups)
    ax.set_yticks(range(5), forms)
    ax.tick_params(colors="#1f2933")
    ax.set(xlim=(-0.5, 2.5), ylim=(-0.5, 4.6))
    ax.grid(False)
    for edge in (0.5, 1.5):
        ax.axvline(edge, color=PALE, linewidth=1)
    for i, (purpose, tone) in enumerate([*list(tones.items())[:4], ("consultation, intelligence", GREY)]):
        ax.text(
            -0.48 + [0, 0.72, 1.14, 1.63, 2.07][i],
            4.68,
            f"● {purpose}",
            color=tone,
            fontsize=9.2,
            fontweight="bold",
            clip_on=False,
        )
    treaty_pairs = int((groups["2 parties"] & (table["form"] == "treaty")).sum())
    missions = int(((table["purpose"] == "mission") & (table["form"] == "mandate")).sum())
    alt = f"Grid of dots. {treaty_pairs} of the 70 partnerships are two-party treaties; {missions} missions rest on a mandate instead of a treaty; every column holds several purposes."
    return show(figure, alt)


@house_style()
def typology_diagram() -> Picture:
    """The typology as a tree and as crossed axes, side by side."""
    figure, ax = diagram(
        "Four boxes, or three questions?",
        "Left: the document's list as a tree. Right: the same ideas as questions that cross",
    )
    box(ax, 22, 88, "partnership", GREY, 20, 10)
    for x, kind in zip(
        (5.5, 17.8, 30, 41.2), ("bilateral", "multilateral", "mission\ncoalition", "informal"), strict=True
    ):
        arrow(ax, (22, 83), (x, 62))
        box(ax, x, 55, kind, COLOURS[kind.replace("\n", " ")], 12.2 if kind == "multilateral" else 10.4, 13)
    ax.text(
        22,
        38,
        "Each case must go into one box.\nISAF: three or more parties,\nand a mission. Which box?",
        ha="center",
        va="top",
        color=GREY,
        fontsize=10,
    )
    ax.plot([48, 48], [6, 96], color=PALE, linewidth=1.2)
    for y, question, answers in [
        (80, "How many parties?", ("two", "three to five", "six or more")),
        (52, "What for?", ("defence", "a mission", "contact, kit")),
        (24, "Bound by what?", ("treaty", "mandate, text", "nothing")),
    ]:
        ax.text(51, y + 9.5, question, fontweight="bold", fontsize=10.5, color=BLUE)
        for x, answer in zip((58, 75, 92), answers, strict=True):
            box(ax, x, y, answer, BLUE, 15, 10)
    for start, end in [((92, 75), (76, 58)), ((74, 47), (75, 30))]:
        arrow(ax, start, end, colour=ORANGE)
    ax.text(
        84,
        13,
        "ISAF: one path through\nthree questions",
        color=ORANGE,
        ha="center",
        va="top",
        fontsize=10,
        fontweight="bold",
    )
    alt = (
        "Diagram in two halves. Left, a tree: partnership splits into four boxes, bilateral, multilateral, mission coalition and informal. "
        "Right, three questions with 3 answers each: how many parties, what for, bound by what; an orange path marks ISAF: six or more, a mission, a mandate."
    )
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "05.look",
        "England and Portugal signed an alliance in 1373 and never cancelled it: two parties, one of the oldest promises still standing. "
        "NATO has thirty-two<!--= nato_members --> members. Both are 'alliances'. Of all alliance treaties signed from 1815 to 2018, what share has exactly two parties?",
        "number",
        bilateral_share,
        two_counts_figure,
        "Both bars are right. They count different things. Of 789<!--= treaties --> treaties, 86%<!--= bilateral_share --> are bilateral. But one treaty with many "
        "members makes many pairs, so 92%<!--= multilateral_pair_share --> of the allied pairs of 2018 are tied by multilateral treaties only. Whoever says "
        "'alliances are mostly bilateral' and whoever says the reverse may be reading the same file.",
        unit="%",
    ),
]
FIGURES = {
    "two counts": two_counts_figure,
    "typology": typology_diagram,
    "axes": axes_figure,
    "counts over time": counts_over_time_figure,
    "training": training_figure,
}


# Explorers.


class CodingRule(Panel):
    """Coding rules against counts: which partnerships change type when the rule changes."""

    title = "Coding-rule explorer"
    stories = {
        "Only treaties count": (
            {"text": "treaty"},
            "Ask for a treaty, and most coalitions and programmes turn informal.",
        ),
        "A promise to fight": (
            {"clause": True},
            "Ask alliances for a defence clause, and treaties that only consult drop out.",
        ),
        "Six make many": ({"minimum": 6}, "Raise the bar to six parties, and small clubs belong nowhere."),
    }
    questions = {
        "Require a *treaty*. Which type shrinks to almost nothing, and where do its cases go?": "Mission coalitions: most rest on a UN mandate or a political statement, some on no text at all, so they become informal.",
        "Reset. Require a defence clause. Name two partnerships that rest on a treaty and fall out all the same.": "Lancaster House, Eurocorps, CENTO and the Shanghai Cooperation Organisation: their treaties bind the parties to cooperate or consult, not to fight.",
        "Find a rule under which *informal* is the largest type. Would you defend it in a seminar?": "'Treaty' does it, and so does 'agreement or treaty'. The rule is clear and repeatable; it also calls the Gulf War coalition informal, which is hard to say with a straight face.",
    }
    controls = {
        "minimum": choice("Multilateral from", [("3 parties", 3), ("4 parties", 4), ("6 parties", 6)]),
        "text": choice("Text required to be formal", FORMS),
        "clause": toggle("An alliance needs a defence clause"),
        "period": choice("Founded", PERIODS),
    }

    def compute(self, minimum, text, clause, period):
        """Partnerships founded in the period, each with its type under the plain reading and under this rule."""
        table = load("partnerships")
        rows = table["start"].between(*PERIODS[period])
        found = pd.DataFrame({
            "name": table["name"], "start": table["start"], "literal": classify(table),
            "type": classify(table, minimum, text, clause),
        })[rows]  # fmt: skip
        found.attrs = {"plain": (minimum, text, clause) == (3, FORMS[0], False)}
        return found

    def draw(self, result):
        figure, ax = new_figure("", "Partnerships by type: your rule (colour) and the plain reading (outline)", LIST)
        self.bars = ax.barh(range(5), [0] * 5, color=[COLOURS.get(kind, GREY) for kind in TYPES], height=0.62)
        self.outlines = ax.barh(range(5), [0] * 5, facecolor="none", edgecolor=INK, linewidth=1.3, height=0.76)
        self.texts = [ax.text(0, i, "", va="center", fontsize=10) for i in range(5)]
        bare(ax, keep="y")
        ax.grid(False)
        ax.set_yticks(range(5), TYPES)
        ax.tick_params(axis="y", colors=INK)
        ax.set(xlim=(0, 62), ylim=(4.6, -0.6))
        figure.subplots_adjust(left=0.19)
        return figure

    def update(self, result):
        now, before = (result[column].value_counts().reindex(TYPES, fill_value=0) for column in ("type", "literal"))
        for i, kind in enumerate(TYPES):
            self.bars[i].set_width(now[kind])
            self.outlines[i].set_width(before[kind])
            names = list(result.loc[result["type"] == kind, "name"].head(2))
            right = max(now[kind], before[kind]) + 0.8
            room = int(1.15 * (62 - right)) - 8  # letters that fit beside the bar, with large ones as on a phone
            fitting = [text for text in (", ".join(names), *names[:1]) if len(text) <= room]
            self.texts[i].set_text(f"{now[kind]}, e.g. {fitting[0]}" if fitting and names else f"{now[kind]}")
            self.texts[i].set_x(right)

    def headline(self, result):
        moved = int((result["type"] != result["literal"]).sum())
        if moved:
            return f"{moved} of {len(result)} partnerships change{'s' if moved == 1 else ''} type under your rule"
        if result.attrs["plain"]:
            return f"The plain reading of the four types: {len(result)} partnerships"
        return f"Another rule, but none of the {len(result)} partnerships changes type"

    def describe(self, result):
        now = result["type"].value_counts().reindex(TYPES, fill_value=0)
        moved = result[result["type"] != result["literal"]]
        counts = ", ".join(f"{kind} {now[kind]}" for kind in TYPES)
        if moved.empty:
            return f"{len(result)} partnerships: {counts}. Nothing differs from the plain reading."
        names = "; ".join(f"{name} to {kind}" for name, kind in moved[["name", "type"]].head(5).to_numpy())
        more = f" and {len(moved) - 5} more" if len(moved) > 5 else ""
        return f"{len(result)} partnerships: {counts}. {len(moved)} change{'s' if len(moved) == 1 else ''} type: {names}{more}."

    def table(self, result):
        return result.set_index("name")


class Lifetimes(Panel):
    """Kaplan–Meier curves of alliances, by obligation or by number of founders."""

    title = "Alliance lifetimes"
    stories = {
        "Without wartime pacts": (
            {"wartime": False},
            "Leave out alliances formed in war: the middle size lives a little longer.",
        ),
        "What was promised": (
            {"group": "obligation"},
            "Promises that ask little tend to last; promises to attack together do not.",
        ),
    }
    questions = {
        "Alliances are grouped by how many states founded them. If size explained length of life, how would the three curves lie? How do they lie?": "In order of size. They do not: six or more founders last longest, but three to five die younger than two.",
        "Leave out alliances formed in war. Does that explain the middle size? Then try the two eras.": "Hardly. Its median rises from six<!--= median_middle --> years to eight<!--= median_middle_peace -->, still far below the others. Before 1945 all sizes drawn lived briefly; since then the order is there again, with wide bands. Size is not yet a cause.",
        "Group by obligation. Does the longest-lived promise ask much or little of its members?": "Little. Non-aggression and consultation last; promises to attack together do not. Long life is not the same as depth.",
    }
    eras = {"all": (1815, 2018), "signed 1815–1944": (1815, 1944), "signed 1945–2018": (1945, 2018)}
    controls = {
        "group": choice("Group by", ["number of founders", "obligation"]),
        "era": choice("Alliances", eras),
        "wartime": toggle("Include alliances formed in war", True),
    }

    def compute(self, group, era, wartime):
        """Group → survival curve, median and n, for groups of ten alliances or more."""
        table = load("alliances")
        table = table.join(lifetimes(table))
        keep = table["start"].between(*self.eras[era]) & (wartime | ~table["wartime"])
        masks = sizes(table) if group == "number of founders" else {name: table[name] for name in OBLIGATIONS}
        curves = {}
        for name, mask in masks.items():
            part = table[keep & mask]
            if len(part) >= 10:
                curve = models.survival(part["years"], part["ended"])
                curves[name] = (curve, median_survival(curve), len(part))
        return curves

    def draw(self, result):
        figure, ax = new_figure(
            "", "Share of alliances still in force by age in years (Kaplan–Meier; band: 95% interval, log-log)", ATOP
        )
        self.slots = []
        for tone in SEQUENCE[:5]:
            line = ax.step([], [], where="post", color=tone)[0]
            band = ax.fill_between([0, 1], [0, 0], [0, 0], step="post", color=tone, alpha=0.12, linewidth=0)
            self.slots.append((line, band, ax.text(0, 0, "", fontsize=9.5, fontweight="bold", va="center")))
        ax.set(xlim=(0, 70), ylim=(0, 102), xlabel="years since signature", ylabel="per cent still in force")
        figure.subplots_adjust(right=0.80)
        return figure

    def update(self, result):
        heights, floor = {}, -10.0
        for end, name in sorted((100 * models.survival_at(curve, 70), name) for name, (curve, _, _) in result.items()):
            floor = max(end, floor + 5.5)
            heights[name] = floor
        shown = [*result, *[None] * (5 - len(result))]
        nothing = pd.DataFrame({"time": [0.0], "survival": [1.0], "low": [1.0], "high": [1.0]})
        for (line, band, text), name, plain in zip(self.slots, shown, SEQUENCE[:5], strict=True):
            curve, tone = result[name][0] if name else nothing, COLOURS.get(name, plain)
            line.set_data(curve["time"], 100 * curve["survival"])
            line.set_color(tone)
            band.set_data(curve["time"], 100 * curve["low"], 100 * curve["high"])
            band.set_color(tone)
            text.set(text=name or "", position=(71, heights.get(name, 0)), color=tone)

    def headline(self, result):
        longest = max(result, key=lambda name: 100 * models.survival_at(result[name][0], 20))
        who = f"{longest} founders" if longest in ("3–5", "6 or more") else longest
        return f"Longest-lived: {who}, {100 * models.survival_at(result[longest][0], 20):.0f}% in force after 20 years"

    def describe(self, result):
        parts = []
        for name, (curve, median, n) in result.items():
            never = math.isinf(median.value)
            length = "no median, since fewer than half ended" if never else f"median {median.value:.0f} years"
            parts.append(
                f"{name} (n = {n}): {length}, {100 * models.survival_at(curve, 20):.0f}% in force after 20 years"
            )
        by_size = "2 founders" in result
        few = [name for name in sizes(load("alliances")) if name not in result] if by_size else []
        left_out = f" Fewer than ten, so not drawn: {', '.join(few)}." if few else ""
        return (
            "; ".join(parts)
            + "."
            + left_out
            + ("" if by_size else " A treaty with several obligations counts under each.")
        )

    def table(self, result):
        rows = {
            name: {
                "n": n,
                "median": median.value,
                "low": median.low,
                "high": median.high,
                "after 20 years": 100 * models.survival_at(curve, 20),
            }
            for name, (curve, median, n) in result.items()
        }
        return pd.DataFrame(rows).T


EXPLORERS = {"coding rule": CodingRule, "lifetimes": Lifetimes}


# Exercises.


def pairs_from_nato(year: int = 2024) -> int:
    """n members make n × (n − 1) / 2 pairs; each pair counts once."""
    members = len(nato_members(year))
    return members * (members - 1) // 2


def _share(kind: str) -> float:
    trained, pairs = training_shares()[kind]
    return 100 * trained / pairs


def points_more(than: str = "larger") -> float:
    """Each share in per cent, then the first minus the second."""
    return _share("own") - _share(than)


def same_state_before() -> str:
    """Before and after holds still what makes a state both seek a promise and meet disputes."""
    return "same-state"


def median_duration() -> float:
    """Median length of the ended alliances: end minus start, then the middle value."""
    table = load("partnerships")
    alliances = table[table["type"].str.contains("alliance") & table["end"].notna()]
    return float((alliances["end"] - alliances["start"]).median())


def ended_only_problem() -> str:
    """Cases still running are left out, and the longest are among them: the sample is cut by the outcome."""
    return "running-left-out"


def with_clause() -> set[str]:
    """The entries whose defence clause is coded true in the course list."""
    table = load("partnerships").set_index("name")["defence_clause"]
    names = {
        "nato": "NATO",
        "norad": "NORAD",
        "anzus": "ANZUS",
        "aukus": "AUKUS",
        "us-japan": "US-Japan",
        "quad": "Quad",
    }
    return {letter for letter, name in names.items() if table[name]}


def mission_first() -> dict[str, str]:
    """The mission is asked about first; only then do the parties decide."""
    return {
        "First ask:": "mission",
        "If not decided yet, two parties make it": "bilateral",
        "and more than two make it": "multilateral",
    }


RETIRED = ("05.1", "05.2", "05.3", "05.7")
EXERCISES = [
    Exercise(
        id="05.9",
        title="Pairs with a treaty of their own",
        prompt=lambda year: (
            f"In {year}, {pair_counts(year)['all']:,} pairs of states were allied, {pair_counts(year)['bilateral']:,} of them by a treaty between just the two. "
            "What share of the pairs had only multilateral treaties? Per cent, one decimal; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=multilateral_pair_share,
        meaning="A pair without a treaty of its own relies on a promise made to a crowd.",
        hints=(
            "First find how many pairs had no treaty of their own.",
            "Divide that by all allied pairs, not by the rest.",
        ),
        mistakes=(
            Mistake(
                lambda year: 100 - multilateral_pair_share(year),
                "That is the share with a treaty of their own, the complement of what is asked.",
            ),
            Mistake(
                lambda year: float(pair_counts(year)["multilateral only"]),
                "That is the number of such pairs. Divide it by all allied pairs.",
            ),
            Mistake(
                lambda year: 100 * pair_counts(year)["multilateral only"] / pair_counts(year)["bilateral"],
                "You divided by the pairs with a treaty of their own. Divide by all of them.",
            ),
            Mistake(
                lambda year: 100 * pair_counts(year)["bilateral"] / pair_counts(year)["multilateral only"],
                "You compared the two groups with each other. A share divides by all allied pairs.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=({"year": 1960}, {"year": 1980}, {"year": 2000}),
    ),
    Exercise(
        id="05.11",
        title="Pairs from one treaty",
        prompt=lambda year: (
            f"At the end of {year} NATO had {len(nato_members(year))} members. How many pairs of allies did its treaty create?"
        ),
        kind="number",
        level="apply",
        solution=pairs_from_nato,
        meaning="Hundreds of pairs can hang on one text. That is why the unit you count decides the answer you get.",
        hints=(
            "Every member can be paired with each of the others.",
            "Counted that way each pair appears twice, so halve it.",
        ),
        mistakes=(
            Mistake(
                lambda year: len(nato_members(year)) * (len(nato_members(year)) - 1),
                "You counted each pair twice, once from either side.",
            ),
            Mistake(
                lambda year: len(nato_members(year)) ** 2,
                "You paired every member with itself too, and counted each pair twice.",
            ),
            Mistake(
                lambda year: len(nato_members(year)) * (len(nato_members(year)) + 1) // 2,
                "You paired every member with itself as well. An ally needs somebody else.",
            ),
            Mistake(
                lambda year: len(nato_members(year)) - 1,
                "That is the number of allies of one member. Count the pairs of all of them.",
            ),
        ),
        variants=({"year": 1960}, {"year": 1990}, {"year": 2005}, {"year": 2024}),
    ),
    Exercise(
        id="05.12",
        title="How much more often?",
        prompt=lambda than: (
            f"Of {training_shares()['own'][1]} pairs of neighbours with an alliance of two, {training_shares()['own'][0]} held an exercise of just the two in 2006–2010. "
            f"Of {training_shares()[than][1]} with {GROUPS[than]}, {training_shares()[than][0]} did. By how many percentage points is the first share higher? One decimal; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=points_more,
        meaning="The difference is what the treaty's owners have beyond those neighbours. It is no proof that the treaty did it.",
        hints=("Work out each share in per cent first.", "Percentage points: subtract one share from the other."),
        mistakes=(
            Mistake(
                lambda than: _share("own"),
                "That is the first share alone. The question asks how far it lies above the second.",
            ),
            Mistake(
                lambda than: _share("own") / _share(than),
                "You divided one share by the other. Percentage points come from subtracting.",
            ),
            Mistake(
                lambda than: _share(than) - _share("own"),
                "Right distance, wrong direction: subtract the second share from the first.",
            ),
            Mistake(
                lambda than: float(training_shares()["own"][0] - training_shares()[than][0]),
                "You subtracted the numbers of pairs. The groups differ in size, so take shares first.",
            ),
        ),
        decimals=1,
        unit="percentage points",
        variants=({"than": "larger"}, {"than": "none"}),
    ),
    Exercise(
        id="05.4",
        title="How long did the ended alliances last?",
        prompt=lambda: (
            f"Eight<!--= ended --> alliances of the course list have ended: {ended_listed()}. What is the median of their lives, end minus start? Years, one decimal."
        ),
        start='ended = partnerships[partnerships["type"].str.contains("alliance") & partnerships["end"].notna()]',
        kind="number",
        level="apply",
        solution=median_duration,
        meaning="So the eight that ended lived about a generation. Before you quote that, answer the next question.",
        hints=(
            "For each of the eight subtract start from end; then put the lives in order.",
            "Eight cases: the median lies halfway between the fourth and the fifth.",
        ),
        mistakes=(
            Mistake(
                lambda: float(ended_alliances().mean()),
                "That is the mean. The median is the middle value, less moved by one long life.",
            ),
            Mistake(
                lambda: float(sorted(ended_alliances())[3]),
                "You took the lower of the two middle cases. With an even number, average the middle two.",
            ),
            Mistake(
                lambda: float(sorted(ended_alliances())[4]),
                "You took the upper of the two middle cases. With an even number, average the middle two.",
            ),
            Mistake(
                lambda: float(ended_coalitions().median()),
                "Those are the mission coalitions that ended. The question asks for the alliances.",
            ),
        ),
        decimals=1,
    ),
    Exercise(
        id="05.5",
        title="May you quote that median?",
        prompt="What is the main problem with that median as an answer to 'how long do alliances last'?",
        kind="choice",
        level="analyse",
        solution=ended_only_problem,
        meaning="The longest-lived alliances are among those still running, and leaving them out shortens the answer. Survival analysis keeps them, as 'at least this long'.",
        hints=(
            "Which alliances cannot be among the ended ones?",
            "NATO was 76 years old in 2025 and is missing from your median.",
        ),
        mistakes=(
            Mistake(lambda: "bad-dates", "The dates are right. It is the choice of cases that is wrong."),
            Mistake(
                lambda: "third-variable",
                "No third variable is needed to spoil this comparison: think about the cases still running.",
            ),
            Mistake(
                lambda: "too-few",
                "More cases of the same kind would not help; the long ones would still be left out.",
            ),
        ),
        options={
            "running-left-out": "cases still running are left out",
            "bad-dates": "dates of an end are often unsure",
            "third-variable": "a third variable is not in it",
            "too-few": "eight cases are far too few",
        },
    ),
    Exercise(
        id="05.6",
        title="Who promised to fight?",
        prompt="Which of these carry a binding defence clause?",
        kind="set",
        level="understand",
        solution=with_clause,
        meaning="A command, a submarine programme or a summit is not a promise to defend. NATO, ANZUS and the U.S.–Japan treaty carry one, each worded differently.",
        hints=(
            "Ask of each: does its text promise help if a member is attacked?",
            "A promise can run more one way than the other and still be one.",
        ),
        mistakes=(
            Mistake(
                lambda: {"nato", "norad", "anzus", "us-japan"},
                "NORAD warns and controls the air for two states; the promise between them stands in the North Atlantic Treaty.",
            ),
            Mistake(
                lambda: {"nato", "anzus", "aukus", "us-japan"},
                "AUKUS shares submarines and technology. Its texts hold no mutual defence clause.",
            ),
            Mistake(
                lambda: {"nato", "anzus"},
                "The U.S.–Japan treaty binds the United States to act for territory under Japan's administration: asymmetric, and binding all the same.",
            ),
            Mistake(
                lambda: {"nato", "norad", "anzus", "aukus", "us-japan", "quad"},
                "A shared project or a meeting is not a promise. Check the clause for each.",
            ),
        ),
        options={
            "nato": "NATO, the North Atlantic Treaty of 1949",
            "norad": "NORAD, air warning for Canada and the United States",
            "anzus": "ANZUS, the treaty of 1951 with Australia and New Zealand",
            "aukus": "AUKUS, submarines and technology for Australia",
            "us-japan": "U.S.–Japan, the treaty of 1960",
            "quad": "Quad, meetings of Australia, India, Japan and the United States",
        },
    ),
    Exercise(
        id="05.13",
        title="Choose the control",
        prompt="States of East Asia and the Pacific with an American promise of defence met more new disputes per year than states there without one. A headline says: *the promise provokes disputes*. "
        "Which comparison would test that best?",
        kind="choice",
        level="evaluate",
        solution=same_state_before,
        meaning="The same state before and after keeps what hardly changes: its neighbours, its islands, its size. What moved it to seek the promise just then can still mislead, so look at the years before as well.",
        hints=(
            "Why do some states seek a promise in the first place?",
            "Look for the comparison that holds a state's location and quarrels still.",
        ),
        mistakes=(
            Mistake(
                lambda: "all-states",
                "More states, same trouble: those with a promise differ from the rest of the world in many ways at once.",
            ),
            Mistake(
                lambda: "only-wars",
                "Wars instead of disputes change what is counted. Who is compared with whom stays the same.",
            ),
            Mistake(
                lambda: "more-troops",
                "Among states with a promise, troops go where the danger is. The doubt is the same one again.",
            ),
        ),
        options={
            "all-states": "the same two groups, for all states of the world at once",
            "only-wars": "the same two groups, with wars in the place of disputes",
            "same-state": "the same state, in the years before and after its promise",
            "more-troops": "states with a promise, by the number of troops they host",
        },
    ),
    Exercise(
        id="05.10",
        title="Put a rule together",
        prompt="A rule that sorts each partnership into exactly one of three types, whatever its size: ISAF, with dozens of parties and a mission, must become a mission coalition; "
        "so must a mission of two. Put the rule together.",
        kind="rule",
        level="apply",
        solution=mission_first,
        meaning="'Mission first' is one rule among others. Asked in another order, the same cases would have other types: a type is what a rule makes it.",
        hints=(
            "Two of the three types depend on the number of parties. The third must not.",
            "What is asked first decides whether a mission of two becomes bilateral.",
        ),
        mistakes=(
            Mistake(
                lambda: ("parties", "bilateral", "mission"),
                "You ask about parties first, so a mission of two becomes bilateral.",
            ),
            Mistake(
                lambda: ("mission", "mission", "bilateral"),
                "You call every two-party tie a mission, also where there is none.",
            ),
            Mistake(
                lambda: ("mission", "multilateral", "bilateral"),
                "The two sizes are exchanged: two parties are the smallest a partnership can be.",
            ),
        ),
        options={
            "First ask:": {"parties": "are there two parties?", "mission": "is there a mission?"},
            "If not decided yet, two parties make it": {
                "bilateral": "bilateral",
                "multilateral": "multilateral",
                "mission": "a mission coalition",
            },
            "and more than two make it": {
                "multilateral": "multilateral",
                "bilateral": "bilateral",
                "mission": "a mission coalition",
            },
        },
    ),
]
REFLECTIONS = [
    Reflection(
        "05.8",
        "Design a partnership",
        "Design a partnership for a small coastal state that fears a blockade: text, members, command, exit. Which trade-off do you accept? Write two\nto five sentences; then compare with a model answer. Nothing is graded.",
        "A small coastal state fears blockade. I would seek a bilateral treaty with one naval power, with consultation at once and defence only of territory, "
        "since a wide promise would scare the partner off; I accept that nobody else is bound, and I add a review after ten years, which makes exit cheap for both.",
        (
            "which text binds, and whom",
            "who commands, and who decides that the case has arisen",
            "what one clause costs: a wide promise deters more and is harder to get",
            "how it ends",
        ),
    )
]


# Evidence.


def four_forms() -> tuple[Part, ...]:
    """One dated case for each form that the claim names."""
    cases = (
        Case("the United States and Japan sign a treaty of two", "1951", "treaty text, course list P12", "alliance of two"),
        Case("NATO is founded by twelve states", "1949-04-04", "treaty text, course list P01", "three or more"),
        Case("a coalition against Daesh, without a treaty, is announced", "2014-09-10", "course list P41 and timeline", "coalition"),
        Case("National Guards and partner states train under a programme without a treaty", "1993", "course list P60", "informal"),
    )  # fmt: skip
    proof = Evidence2(
        finding="Each of the 4 forms has its case",
        data="teaching list",
        rivals=("none: that a form exists is shown by one case",),
        rung=None,
        cases=cases,
    )
    return (Part("the forms named", proof, works("C05.1"), things=("alliance of two", "three or more", "coalition", "informal")),)  # fmt: skip


def one_form_each_evidence() -> Evidence2:
    """Share of the listed partnerships that meet exactly one of the four type tests."""
    hits = literal_types(load("partnerships")).sum(axis=1)
    share = 100 * float((hits == 1).mean())
    return Evidence2(
        finding=f"{share:.0f}% of the {len(hits)} listed partnerships fit exactly one form, {int((hits > 1).sum())} of them fit two or more",
        data="teaching list",
        rivals=("other definitions of the four would divide the list otherwise",),
        rung=None,
        **counted(share),
        interval="none",
        unit="% of listed partnerships",
        n=len(hits),
        n_unit="partnerships",
        benchmark=100,
        why_benchmark="if the forms divide the field, each partnership is exactly one of them",
        expects="above",
    )  # fmt: skip


def one_form_each() -> tuple[Part, ...]:
    """Whether each partnership is exactly one of the four, over the whole list."""
    return (Part("one form each", one_form_each_evidence(), works("C05.1"), searched="full count"),)


def own_exercise_evidence(inside: bool = False) -> Evidence2:
    """Share of neighbouring pairs that trained by themselves in 2006–2010, with a two-state alliance minus without.

    Least squares with both states' power and their exercises with anybody held constant; two-way clustered. inside: only
    allied pairs, so that a pair's own treaty is set against a larger one.
    """
    pairs = neighbours_training()
    if inside:
        pairs = pairs[(pairs["own"] + pairs["larger"]) > 0]
    found, raw = (models.pair_slope(pairs, "trained", ["own", *held]) for held in (("power", "activity"), ()))
    own, others = (100 * pairs.loc[pairs["own"] == kind, "trained"].mean() for kind in (1, 0))
    rest = "pairs tied only by a larger treaty" if inside else "other neighbours"
    return Evidence2(
        finding=f"Of neighbours with a treaty of their own {own:.1f}% held an exercise of two in 2006–2010, of {rest} {others:.1f}%; of the gap of {100 * raw.value:.1f} points, {100 * found.value:.1f} are left once both states' power and their exercises with anybody are held constant",
        data="panel",
        rivals=("great powers sign and train with many", "friendship makes both the treaty and the exercise"),
        rung=1,
        **measured(found, 100),
        interval="clustered",
        by="both states of the pair",
        unit="percentage points more",
        n=found.n,
        n_unit="pairs of neighbours",
        benchmark=0,
        why_benchmark="pairs that border on each other, are as powerful and train as much with others, train as much",
        expects="above",
    )  # fmt: skip


def two_make_it_easier() -> tuple[Part, ...]:
    """Training by two, with and without an alliance of two; for the other two effects that are named we have no table."""
    return (
        Part("training together", own_exercise_evidence(), works("C05.2")),
        Part("direct cooperation in defence"),
        Part("sharing resources"),
    )


def own_against_larger() -> tuple[Part, ...]:
    """Training by two: an alliance of their own against a larger treaty only."""
    return (Part("own treaty against a larger one", own_exercise_evidence(inside=True), works("C05.2")),)


def japan_evidence() -> Evidence2:
    """US troops in Japan against the next largest host: report of December 2025, active duty and selected reserve."""
    troops = us_hosts()
    ratio = float(troops[JAPAN] / troops.drop(JAPAN).iloc[0])
    return Evidence2(
        finding=f"In December 2025 Japan hosted {troops[JAPAN]:,.0f} US troops, {ratio:.1f} times as many as the next largest host; the treaty has two parties",
        data="full count",
        rivals=("troops are one yardstick of weight among several",),
        rung=None,
        **counted(ratio),
        interval="full count",
        unit="times the next largest host",
        n=len(troops),
        n_unit="host states",
        benchmark=1,
        why_benchmark="the largest host of all stands above 1",
        expects="above",
    )  # fmt: skip


def prominent_example() -> tuple[Part, ...]:
    """Japan's rank among the hosts of US troops."""
    return (Part("prominence", japan_evidence(), works("C05.3"), searched="full count"),)


def wider_aims_evidence() -> Evidence2:
    """Share of alliance treaties of three or more that promise defence, a full count; that of treaties of two beside it."""
    table, listed = load("alliances"), load("partnerships").query("parties > 2")
    share, two = (100 * table.loc[table["bilateral"] == kind, "defence"].mean() for kind in (False, True))
    late, late_two = (
        100 * table.loc[(table["bilateral"] == kind) & (table["start"] >= 1945), "defence"].mean()
        for kind in (False, True)
    )
    defence, missions = (int((listed["purpose"] == name).sum()) for name in ("collective defence", "mission"))
    return Evidence2(
        finding=f"{share:.0f}% of {(~table['bilateral']).sum()} alliance treaties of three or more promise defence, against {two:.0f}% of treaties of two (since 1945: {late:.0f}% and {late_two:.0f}%)",
        data="full count",
        rivals=(
            f"the table holds alliances only: of the {len(listed)} partnerships of three or more on our own list, of every kind and chosen by us, defence alone is the main purpose of {defence}, defence or a mission of {defence + missions}",
            "a treaty's text is not what its members do",
        ),
        rung=None,
        **counted(share),
        interval="full count",
        unit="% of alliance treaties of three or more",
        n=int((~table["bilateral"]).sum()),
        n_unit="treaties",
        benchmark=50,
        why_benchmark="'often' is read as more than half",
        expects="above",
        comparison=two,
    )  # fmt: skip


def relief_share_evidence() -> Evidence2:
    """Share of exercises with relief as a purpose, those of three or more countries minus those of two; clustered by series."""
    table = relief_table()
    found = models.clustered(table["humanitarian"], table["block"], table["multilateral"].astype(float))
    many, two = relief_share(True), relief_share(False)
    return Evidence2(
        finding=f"Relief was a purpose of {many:.1f}% of {int(table['multilateral'].sum()):,} exercises of three or more countries, 1980–2010, and of {two:.1f}% of {int((~table['multilateral']).sum()):,} of two",
        data="package",
        rivals=("large exercises are better reported",),
        rung=None,
        **measured(found),
        interval="clustered",
        by="exercise series",
        unit="percentage points more for groups",
        n=len(table),
        n_unit="exercises",
        benchmark=0,
        why_benchmark="'wider' compares groups with pairs; an example need not be frequent",
        expects="above",
    )  # fmt: skip


def wider_aims() -> tuple[Part, ...]:
    """Collective defence as a rate; relief as an example that need not be frequent."""
    row = load("exercises").query("name == 'Rescuer 96'").iloc[0]
    case = Case(
        f"{row['states']} states train for relief together, in the exercise Rescuer 96",
        f"{row['year']}-{row['month']}",
        "Multinational Military Exercises",
    )
    relief = Evidence2(
        finding=f"An exercise of {row['states']} states had relief as a purpose",
        data="full count",
        rivals=("large exercises are better reported",),
        rung=None,
        cases=(case,),
    )
    return (
        Part("collective defence", wider_aims_evidence(), works("C05.4")),
        Part("humanitarian aid, as an example", relief, force="lists-examples", counts=(relief_share_evidence(),)),
    )


def relief_growth_evidence(seed: int = 1, since: int = 1980) -> Evidence2:
    """Growth of the share of exercises with relief as a purpose, groups minus pairs, over all years from `since` to 2010.

    Slopes, so that no year had to be chosen as a cut. Resampled by series, since a series keeps its purpose; an exercise
    outside any series stands alone.
    """
    table = relief_table().query("year >= @since", local_dict={"since": since})
    found = models.block_bootstrap(table, relief_growth, "block", seed=seed, n=1000)
    return Evidence2(
        finding=f"From {since} to 2010 relief's share of exercises grew by {found.value:.1f} percentage points a decade more among groups than among pairs",
        data="package",
        rivals=("big exercises are better reported, and more so in later years",),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="exercise series",
        unit="percentage points a decade more for groups",
        n=len(table),
        n_unit="exercises",
        benchmark=0,
        why_benchmark="both kinds would have grown alike",
        expects="above",
    )  # fmt: skip


def relief_growth_parts(seed: int = 1) -> tuple[Part, ...]:
    """Whether relief grew more among groups than among pairs: over all years, and beside it from 1990 on."""
    later = relief_growth_evidence(seed, since=1990)
    return (Part("relief in exercises", relief_growth_evidence(seed), works("C05.4"), counts=(later,)),)


def nato_peace_evidence(seed: int = 1) -> Evidence2:
    """Conflict on home soil, NATO members over the other states of Europe, 1949–2024; resampled by state."""
    table = conflict_years()
    found = models.block_bootstrap(table, conflict_ratio, "state_id", seed=seed)
    inside = table[table["nato"]]
    rates = table.groupby("nato")["conflict"].mean().mul(100)
    worst = inside[inside["conflict"]].groupby("state_id").size().sort_values(ascending=False)
    names = ", ".join(f"{state_name(number)} {years}" for number, years in worst.head(3).items())
    return Evidence2(
        finding=f"A member had an armed conflict against a group at home in {rates[True]:.1f}% of years, another state of Europe in {rates[False]:.1f}%; of {worst.sum()} such years of members most are of {names}",
        data="panel",
        rivals=("nuclear weapons", "democracy and wealth", "unstable regions were not admitted"),
        rung=0,
        **measured(found),
        interval="block bootstrap",
        by="state",
        unit="times the rate of the others",
        n=len(table),
        n_unit="country-years",
        benchmark=1,
        why_benchmark="as many conflicts as elsewhere in Europe",
        expects="below",
    )  # fmt: skip


def ensure_stability(seed: int = 1) -> tuple[Part, ...]:
    """The guarantee, which one war in the area breaks, and the rate of conflict as a contribution."""
    wars = (
        Case("Türkiye, a member since 1952, fights Cyprus", "1974-07-20", "interstate wars (Correlates of War)"),
        Case("NATO itself goes to war over Kosovo", "1999-03-24", "interstate wars (Correlates of War); timeline"),
    )
    return (Part("stability in Europe and North America", nato_peace_evidence(seed), works("C05.5"), counterexamples=wars),)  # fmt: skip


def joining_evidence() -> Evidence2:
    """Conflict on home soil in the ten years from joining NATO minus the ten before, for each state that joined since 1952.

    Placebo: the five years before joining minus the ten before those. Mean of paired differences with its t interval.
    """
    changes = joining((-10, 0), (0, 10))
    found, placebo = models.mean(changes), models.mean(joining((-15, -5), (-5, 0)))
    moved = changes[changes != 0].sort_values()
    names = " and ".join(f"{state_name(number)} ({change:+.0f})".replace("-", "−") for number, change in moved.items())
    return Evidence2(
        finding=f"Of {found.n} states only {len(moved)} had more or less conflict at home in the ten years from joining than in the years before, in percentage points of years: {names}; Greece's civil war was over before it joined",
        data="before and after",
        rivals=("states were admitted when they had become calm", "the Cold War ended for most of them at the same time"),
        rung=2,
        **measured(found),
        interval="paired differences",
        by="state",
        unit="percentage points of years",
        n=found.n,
        n_unit="states that joined since 1952",
        benchmark=0,
        why_benchmark="joining that changes nothing leaves a state's own rate as it was",
        expects="below",
        placebo=(placebo.value, placebo.low, placebo.high),
    )  # fmt: skip


def joining_parts() -> tuple[Part, ...]:
    """The same country before and after it joined."""
    return (Part("conflict at home after joining", joining_evidence(), works("C05.5")),)


def coalition_life_evidence() -> Evidence2:
    """Median life of the listed mission coalitions, beside that of all treaties signed since 1946 that promise defence."""
    lives, pacts, wider = coalitions(), pact_lives(), missions()
    value, bar, ended = typical_life(lives), typical_life(pacts), int(wider["ended"].sum())
    return Evidence2(
        finding=f"Half of {len(lives)} listed coalitions had ended after {value:.0f} years, half of the {len(pacts)} treaties since 1946 that promise defence after {bar:.0f}; in a wider list of {len(wider)} missions only {ended} have ended at all",
        data="teaching list",
        rivals=("short coalitions are forgotten and not listed", "some of the coalitions are standing missions"),
        rung=None,
        **counted(value),
        interval="none",
        unit="years, median life",
        n=len(lives),
        n_unit="coalitions",
        benchmark=bar,
        why_benchmark="'temporary' means something only beside what is meant to last, and this is the treaties' median",
        expects="below",
    )  # fmt: skip


def temporary_coalitions() -> tuple[Part, ...]:
    """Temporary, by length of life; resources for a crisis, by the coalition against Daesh."""
    rows = load("operation_totals").query("operation == 'Global Coalition against Daesh' and date == '2017-07-01'")
    case = Case("73 members; 26 of them had sent over 9,000 soldiers", "2017-07-01", "the coalition's own page")
    assert {26, 73} <= set(rows["nations"].dropna()) and 9000 in set(rows["troops"].dropna())
    daesh = Evidence2(
        finding="The coalition against Daesh brought 73 members and the forces of 26 together",
        data="full count",
        rivals=("most strikes were flown by one member",),
        rung=None,
        cases=(case,),
    )
    return (
        Part("they are temporary", coalition_life_evidence(), works("C05.6", "Henke2019")),
        Part("they bring forces together for a crisis", daesh, works("C05.6", "Kreps2011", "Wolford2015"), force="lists-examples"),
        Part("the countries in it are of different kinds", force="most-or-tends"),
    )  # fmt: skip


def contact_evidence(outcome: str = "agreed") -> Evidence2:
    """What pairs without pact or agreement did in 2000–2010, by whether they had trained together in the 1990s.

    outcome: 'agreed', a first defence agreement; 'trained', an exercise of just the two. Logit with land border, region, both
    states' power, exercises and agreements held constant; two-way clustered.
    """
    pairs = contacts()
    held = ["met", "near", "same region", "power", "activity", "agreements"]
    row = models.logit(pairs, outcome, held, cluster=("state_id_1", "state_id_2")).iloc[1]
    met, not_met = (100 * pairs.loc[pairs["met"] == kind, outcome].mean() for kind in (1, 0))
    did = "signed a first defence agreement" if outcome == "agreed" else "held an exercise of just the two"
    return Evidence2(
        finding=f"Of {int(pairs['met'].sum())} pairs that had trained together without any text in the 1990s {met:.0f}% {did} in 2000–2010, of the others {not_met:.1f}%; like with like, the odds are {row['odds_ratio']:.1f} times as high",
        data="panel",
        rivals=("those who already trust each other meet", "press reports find the active states"),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="both states of the pair",
        unit="times the odds of like pairs",
        n=int(row["n"]),
        n_unit="pairs without pact or agreement",
        benchmark=1,
        why_benchmark="contact that does nothing leaves a pair like others of the same region, power and activity",
        expects="above",
    )  # fmt: skip


def contacts_build() -> tuple[Part, ...]:
    """Trust, seen in a first agreement; working together, seen in later exercises."""
    return (
        Part("trust, as far as a first agreement shows it", contact_evidence("agreed"), works("C05.7", "BaldinoCarr2016")),
        Part("the ability to work together, as far as later exercises show it", contact_evidence("trained"), works("C05.7", "Paget2016", "Atkinson2014")),
    )  # fmt: skip


def peace_parts() -> tuple[Part, ...]:
    """No evidence of its own: what works found on pacts, new alliances and peacekeeping."""
    return (Part("peace and security around the world", studies=works("C05.8")),)


def tailored_evidence() -> Evidence2:
    """How closely form (parties and text) and main purpose go together in the list: Cramér's V against its 95th percentile when shuffled."""
    table = load("partnerships")
    value = cramers_v(by_text(table), table["purpose"])
    return Evidence2(
        finding=f"Sorted by parties and text alone, form and main purpose of {len(table)} partnerships go together with V = {value:.2f} (0 none, 1 complete)",
        data="teaching list",
        rivals=("purposes and texts were coded by the same hands",),
        rung=None,
        **counted(value),
        interval="none",
        unit="Cramér's V",
        n=len(table),
        n_unit="partnerships",
        benchmark=shuffled_v(),
        why_benchmark="shuffling the purposes gives less than this 95 times in 100",
        expects="above",
    )  # fmt: skip


def tailored_parts() -> tuple[Part, ...]:
    """Form and purpose over the whole list."""
    return (Part("form follows purpose", tailored_evidence(), works("C05.9")),)


def pacific_disputes_evidence() -> Evidence2:
    """Disputes begun against the same state of the region in years with and without an American promise, 1946–2010.

    Mean over states of paired differences of rates; no placebo, since most promises came within years of independence.
    """
    found, rates, japan = models.mean(promised_and_not()), pacific_rates(), pacific_rates(JAPAN)
    return Evidence2(
        finding=f"States of the region with an American promise met {rates[1]:.0f} new disputes per 1,000 pair-years (Japan {japan[1]:.0f}), those without {rates[0]:.0f}; in the {found.n} states that lived with and without it, the rate changed by {found.value:.1f}",
        data="before and after",
        rivals=("states in danger may seek the promise", "what did not happen leaves no record"),
        rung=1,
        **measured(found),
        interval="paired differences",
        by="state",
        unit="disputes per 1,000 pair-years",
        n=found.n,
        n_unit="states with years of both kinds",
        benchmark=0,
        why_benchmark="the promise changes nothing for the same state",
        expects="below",
    )  # fmt: skip


def pacific_deterrence() -> tuple[Part, ...]:
    """Deterrence, seen in disputes that others begin."""
    return (Part("deterrence", pacific_disputes_evidence(), works("C05.10")),)


def nato_does_both() -> tuple[Part, ...]:
    """One activity of each kind on record."""
    cases = (
        Case("the joint headquarters SHAPE starts work", "1951-04-02", "SHAPE, in the timeline", "defence"),
        Case("a force led by NATO takes over in Bosnia", "1995-12-20", "NATO, in the timeline", "crises"),
    )
    proof = Evidence2(
        finding="Both activities are on record, 44 years apart",
        data="full count",
        rivals=("members also act outside NATO",),
        rung=None,
        cases=cases,
    )
    return (Part("defence and crises", proof, works("C05.11"), things=("defence", "crises")),)


def every_crisis() -> tuple[Part, ...]:
    """A crisis in the area that members did not meet together."""
    cases = (Case("Cyprus: Türkiye, a member, invades; Greece, another, comes close to war with it", "1974-07-20", "interstate wars (Correlates of War); Krebs 1999"),)  # fmt: skip
    return (Part("every large crisis", studies=works("C05.11"), counterexamples=cases),)


def no_text_evidence() -> Evidence2:
    """Share of the pairs that trained together in 2006–2010 which had neither an alliance nor a defence agreement on record."""
    trained, untied = trained_without_text()
    share = 100 * untied / trained
    return Evidence2(
        finding=f"{untied:,} of {trained:,} pairs that held an exercise of just the two in 2006–2010 ({share:.0f}%) had neither alliance nor agreement on record",
        data="full count",
        rivals=("some texts are not on record",),
        rung=None,
        **counted(share),
        interval="full count",
        unit="% of training pairs",
        n=trained,
        n_unit="pairs",
        benchmark=50,
        why_benchmark="'most' is more than half",
        expects="above",
    )  # fmt: skip


def informal_ties() -> tuple[Part, ...]:
    """A tie that began as a visit; how many pairs train without a text stands beside it."""
    untied = trained_without_text()[1]
    case = Case(
        "after a visit of American officers to Riga, Tallinn and Vilnius in November 1992, National Guards and the Baltic forces become partners; no treaty stands behind the State Partnership Program",
        "1993",
        "Boehm 2014, US National Guard Bureau; course list P60",
    )
    proof = Evidence2(
        finding=f"One tie is traced from its first visit; {untied} pairs held exercises of just the two in 2006–2010 with no text on record",
        data="full count",
        rivals=("some texts are not on record",),
        rung=None,
        cases=(case,),
    )
    return (Part("ties without a text", proof, works("C05.12")),)


def most_without_text() -> tuple[Part, ...]:
    """Whether most training pairs have no text at all."""
    return (Part("training without a text", no_text_evidence(), works("C05.12")),)


# Claims.


ASKED = ["C05.2", "C05.4", "C05.5", "C05.6", "C05.7", "C05.10"]
CLAIMS = [
    Judgement(
        "C05.1",
        "supported",
        "All four exist, and more was not said. The claim does not say that there are four and no others.",
        parts=four_forms,
        ours="not supported",
        ours_reason="No, and by construction: two or more parties cover every case, so a coalition of many under a mandate is two of the four at once.",
        ours_parts=one_form_each,
    ),
    Judgement(
        "C05.2",
        "contested",
        "Pairs of neighbours with their own treaty train together far more often. But they are states that train a lot with anybody, and once that is held constant little is left.",
        parts=two_make_it_easier,
        ours="contested",
        ours_reason="Nearly the same pairs, so hardly a second test: here too the gap shrinks once both states' habits are held constant.",
        ours_parts=own_against_larger,
    ),
    Judgement(
        "C05.3",
        "supported",
        "A treaty of two, and by troops the heaviest of all. How prominent it is can be weighed in other ways too.",
        parts=prominent_example,
    ),
    Judgement(
        "C05.4",
        "supported",
        "Most alliance treaties of three or more promise defence, twice the share among treaties of two. Relief is named as an example: it is a purpose of 13.6%<!--= relief_many --> of exercises of three or more, of 9.6%<!--= relief_two --> of those of two. Partnerships that are no alliances are in no full table; in our own list most of the larger ones are for defence or a mission.",
        parts=wider_aims,
        ours="partly supported",
        ours_reason="Over all years yes, in the training that the press reports. From 1990 on the interval holds zero, so the answer hangs on where one starts.",
        ours_parts=relief_growth_parts,
    ),
    Judgement(
        "C05.5",
        "not supported",
        "A guarantee allows no failure, and members have fought wars inside the area. Whether membership helps at all is another question, and there works on defence pacts disagree.",
        parts=ensure_stability,
        ours="contested",
        ours_reason="Of the states that joined late, nearly all were calm before and after, so the same country before and after can hardly show anything.",
        ours_parts=joining_parts,
    ),
    Judgement(
        "C05.6",
        "partly supported",
        "They do bring forces together for a crisis, and the listed coalitions ended sooner than most treaties that promise defence.",
        parts=temporary_coalitions,
        departs="both numbers come from lists that we drew up. In the wider one most missions are still running, so 'temporary' depends on whom one counts.",
    ),
    Judgement(
        "C05.7",
        "contested",
        "Pairs that had met without a text later trained as a pair far more than like pairs. Whether they came to trust each other more, first agreements do not settle; trust itself is in no table.",
        parts=contacts_build,
    ),
    Judgement(
        "C05.8",
        "contested",
        "We have no number for the world as a whole. Works that compare states with and without a defence pact disagree; lessons 06 and 14 take the parts of the sentence apart.",
        parts=peace_parts,
    ),
    Judgement(
        "C05.9",
        "partly supported",
        "Over this list, form and purpose go together more than chance would have it. It is our list, far from a perfect fit; and Kuo shows states copying a form that did not suit them.",
        parts=tailored_parts,
    ),
    Judgement(
        "C05.10",
        "contested",
        "States under an American promise are challenged more, perhaps because those in danger seek one; the same states were challenged about as much without it. Works on defence pacts in general disagree.",
        parts=pacific_deterrence,
        terms={"collective security": "collective defence"},
    ),
    Judgement(
        "C05.11",
        "supported",
        "Both are on record: a joint headquarters for defence, and missions in crises.",
        parts=nato_does_both,
        ours="not supported",
        ours_reason="No: over Cyprus in 1974 one member fought, and another came close to fighting it.",
        ours_parts=every_crisis,
    ),
    Judgement(
        "C05.12",
        "supported",
        "Some ties began as visits and have no treaty behind them. 'Can' asks for no more.",
        parts=informal_ties,
        ours="not supported",
        ours_reason="No: six in seven pairs that train by themselves have an alliance or an agreement. Text and practice go together more often than apart.",
        ours_parts=most_without_text,
    ),
]


# Numbers.
NUMBERS = {
    "no_text": lambda: no_text_evidence().estimate,
    "met_agreed": lambda: 100 * contacts().query("met == 1")["agreed"].mean(),
    "unmet_agreed": lambda: 100 * contacts().query("met == 0")["agreed"].mean(),
    "points_left": lambda: own_exercise_evidence().estimate,
    "met_trained": lambda: 100 * contacts().query("met == 1")["trained"].mean(),
    "unmet_trained": lambda: 100 * contacts().query("met == 0")["trained"].mean(),
    "coalition_life": lambda: coalition_life_evidence().estimate,
    "pact_life": lambda: coalition_life_evidence().benchmark,
    "relief_many": lambda: relief_share(True),
    "relief_two": lambda: relief_share(False),
    "list_defence": lambda: 100 * (load("partnerships").query("parties > 2")["purpose"] == "collective defence").mean(),
    "association": lambda: tailored_evidence().estimate,
    "challenged": lambda: pacific_rates()[1],
    "challenged_japan": lambda: pacific_rates(JAPAN)[1],
    "unpromised": lambda: pacific_rates()[0],
    "hosts_japan": lambda: us_hosts()[JAPAN],
    "median_middle": lambda: median_of_middle(),
    "median_middle_peace": lambda: median_of_middle(wartime=False),
    "treaties": lambda: len(load("alliances")),
    "bilateral_share": bilateral_share,
    "multilateral_pair_share": multilateral_pair_share,
    "listed": lambda: len(load("partnerships")),
    "nato_members": lambda: len(nato_members(2024)),
    "ended": lambda: len(ended_alliances()),
    "exactly_one": lambda: one_form_each_evidence().estimate,
    "multilateral_defence": lambda: wider_aims_evidence().estimate,
    "bilateral_defence": lambda: 100 * load("alliances").query("bilateral")["defence"].mean(),
    "no_defence": lambda: 100 - 100 * pair_counts(2018, "defence")["all"] / pair_counts(2018)["all"],
}
