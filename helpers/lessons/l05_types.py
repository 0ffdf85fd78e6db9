"""Lesson 05, types of partnership: parties, purpose and legal force as three different axes."""

from __future__ import annotations

import math
from functools import cache

import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Evidence, Judgement
from helpers.data import load
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
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.measures import OBLIGATIONS, nato_members, pairs_by_treaty
from helpers.predictions import Prediction

ATOP = "ATOP 5.1 (Leeds et al. 2002), data to 2018"
LIST = "course list of 70 partnerships, as of November 2025"
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
}


# Explorers.


class CodingRule(Panel):
    """Coding rules against counts: which partnerships change type when the rule changes."""

    title = "Coding-rule explorer"
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
            examples = ", ".join(names) if len(", ".join(names)) <= 36 else names[0]
            self.texts[i].set_text(f"{now[kind]}, e.g. {examples}" if examples else f"{now[kind]}")
            self.texts[i].set_x(max(now[kind], before[kind]) + 0.8)

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
        figure, ax = new_figure("", "Share of alliances still in force by age in years (Kaplan–Meier, 95% band)", ATOP)
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
        return f"After 20 years, {100 * models.survival_at(result[longest][0], 20):.0f}% of '{longest}' alliances still stand"

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


def airlift_purpose() -> str:
    """The Strategic Airlift Capability shares aircraft, so its purpose is a capability."""
    return "capability"


def pairs_from_nato() -> int:
    """Thirty-two members make 32 × 31 / 2 pairs; each pair counts once."""
    members = 32
    return members * (members - 1) // 2


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


def rule_solution():
    """Mission first, then number of parties."""

    def rule(parties, mission):
        if mission:
            return "mission coalition"
        return "bilateral" if parties == 2 else "multilateral"

    return rule


def _rule_parties_first():
    return lambda parties, mission: (
        "bilateral" if parties == 2 else ("mission coalition" if mission else "multilateral")
    )


def _rule_ignores_mission():
    return lambda parties, mission: "bilateral" if parties == 2 else "multilateral"


def _rule_many():
    return lambda parties, mission: (
        "mission coalition" if mission else ("bilateral" if parties <= 3 else "multilateral")
    )


RETIRED = ("05.2",)
EXERCISES = [
    Exercise(
        id="05.1",
        title="Code one case",
        prompt="The Strategic Airlift Capability: twelve states own three C-17 aircraft<!--@CoursePartnerships2026--> together. What is its main purpose?",
        kind="choice",
        level="remember",
        solution=airlift_purpose,
        meaning="Twelve states bought three transport aircraft together. No enemy is named and nobody promises to fight.",
        hints=(
            "Look at what the members share, not at who they are.",
            "They own aircraft in common and split the flying hours.",
        ),
        mistakes=(
            Mistake(
                lambda: "collective-defence",
                "Several members are in NATO, but this arrangement holds no promise about conflict.",
            ),
            Mistake(
                lambda: "mission", "It has no mission of its own: it serves whatever its members do with their hours."
            ),
            Mistake(
                lambda: "contact", "Contact means visits, training, exercises. Here the members own something together."
            ),
        ),
        options={
            "collective-defence": "collective defence",
            "mission": "mission",
            "capability": "capability",
            "contact": "contact",
        },
    ),
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
        variants=({"year": 1960}, {"year": 1980}, {"year": 2000}, {"year": 2018}),
    ),
    Exercise(
        id="05.3",
        title="Pairs from one treaty",
        prompt="NATO has thirty-two<!--= nato_members --> members. How many pairs of allies does its treaty create?",
        kind="number",
        level="apply",
        solution=pairs_from_nato,
        meaning="Four hundred and ninety-six pairs of allies hang on one treaty. That is why the unit you count decides the answer you get.",
        hints=(
            "Every member can be paired with each of the others.",
            "Counted that way each pair appears twice, so halve it.",
        ),
        mistakes=(
            Mistake(lambda: 32 * 31, "You counted each pair twice, once from either side."),
            Mistake(lambda: 32 * 32, "You paired every member with itself too, and counted each pair twice."),
            Mistake(lambda: 32 * 33 // 2, "You paired every member with itself as well. An ally needs somebody else."),
            Mistake(lambda: 31, "That is the number of allies of one member. Count the pairs of all of them."),
            Mistake(
                lambda: pairs_of(12),
                "That is the count for the twelve founders of 1949. Use today's number of members.",
            ),
        ),
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
            "Keep rows whose type contains 'alliance' and that have an end; subtract start from end.",
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
                "Those are the mission coalitions. The question asks for types that contain 'alliance'.",
            ),
        ),
        decimals=1,
    ),
    Exercise(
        id="05.5",
        title="What is wrong with ended cases only?",
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
            "bad-dates": "the dates are measured badly",
            "third-variable": "a third variable is omitted",
            "too-few": "eight cases are too few",
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
        hints=("Read the column `defence_clause`.", "Three of the six say yes. One of those three is asymmetric."),
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
            "nato": "NATO",
            "norad": "NORAD",
            "anzus": "ANZUS",
            "aukus": "AUKUS",
            "us-japan": "U.S.–Japan",
            "quad": "Quad",
        },
    ),
    Exercise(
        id="05.10",
        title="Put a rule together",
        prompt="A rule that sorts each partnership into exactly one of three types, whatever its size: ISAF, with dozens of parties and a mission, must become a mission coalition; "
        "so must a mission of two. Put the rule together.",
        kind="rule",
        level="create",
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
    Exercise(
        id="05.7",
        title="Write a coding rule",
        prompt="The same rule in code: it takes the number of parties and whether there is a mission, and returns 'mission coalition', 'bilateral' or 'multilateral'.",
        start="def rule(parties, mission):\n    ...  # your rule here",
        kind="function",
        level="create",
        solution=rule_solution,
        meaning="Your rule agrees with 'mission first'. Another order would have been a rule too, with other counts: a type is what a rule makes it.",
        hints=(
            "Ask about the mission before you count parties.",
            "if mission: return 'mission coalition'; then decide between two parties and more.",
        ),
        mistakes=(
            Mistake(
                _rule_parties_first,
                "You asked about parties first, so a two-party mission became bilateral. Here the mission decides first.",
            ),
            Mistake(_rule_ignores_mission, "Your rule never uses `mission`."),
            Mistake(_rule_many, "Three parties are already multilateral."),
        ),
        cases=((2, False), (3, False), (2, True), (36, True), (32, False)),
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


def four_types_evidence() -> Evidence:
    """Share of listed partnerships that meet exactly one of the four type tests. A list, not a sample: no interval."""
    hits = literal_types(load("partnerships")).sum(axis=1)
    share = 100 * float((hits == 1).mean())
    return Evidence(
        share, share, share, len(hits), "% of listed partnerships", 90, "above",
        f"{share:.0f}% of {len(hits)} partnerships fit exactly one of the four types; {int((hits > 1).sum())} fit two or more",
    )  # fmt: skip


def bilateral_evidence() -> Evidence:
    """Share of bilateral treaties, a full count of ATOP."""
    share = bilateral_share()
    return Evidence(
        share, share, share, len(load("alliances")), "% of treaties", 50, "above",
        f"{share:.0f}% of alliance treaties are bilateral, but {multilateral_pair_share():.0f}% of allied pairs in 2018 are tied by multilateral treaties only",
    )  # fmt: skip


def japan_evidence() -> Evidence:
    """U.S. troops in Japan against the next largest host, from the report of March 2024 (active duty and selected reserve)."""
    troops = load("us_troops", 2024).groupby("state_id")["troops"].sum().sort_values(ascending=False)
    ratio = float(troops[740] / troops.drop(740).iloc[0])
    return Evidence(
        ratio, ratio, ratio, 1, "times the next largest host", 1, "above",
        f"Japan hosted {troops[740]:,.0f} U.S. troops in 2024, {ratio:.1f} times the next largest host; the treaty of 1960 is coded asymmetric",
    )  # fmt: skip


def multilateral_defence_evidence() -> Evidence:
    """Share of multilateral treaties with a defence obligation, with a Wilson interval."""
    table = load("alliances").query("not bilateral")
    share = models.proportion(int(table["defence"].sum()), len(table))
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "% of multilateral treaties", 50, "above",
        f"{100 * share.value:.0f}% of {share.n} multilateral treaties promise defence, against {100 * load('alliances').query('bilateral')['defence'].mean():.0f}% of bilateral ones; relief is no category of the data",
    )  # fmt: skip


def nato_peace_evidence() -> Evidence:
    """Rate of state-based conflict on home soil, NATO members against other states of Europe and Central Asia, 1949–2024."""
    states = load("states").query("region == 'Europe and Central Asia' or region == 'North America'")
    conflicts = load("armed_conflict_states").query("at_home > 0")[["state_id", "year"]].drop_duplicates()
    fighting = set(conflicts.itertuples(index=False, name=None))
    exposure, events = {True: 0, False: 0}, {True: 0, False: 0}
    for year in range(1949, 2025):
        inside = nato_members(year)
        present = states[(states["start"] <= year) & (states["end"].isna() | (states["end"] >= year))][
            "state_id"
        ].unique()
        for state_id in present:
            exposure[state_id in inside] += 1
            events[state_id in inside] += (state_id, year) in fighting
    ratio = models.rate_ratio(events[True], exposure[True], events[False], exposure[False])
    return Evidence(
        ratio.value, ratio.low, ratio.high, sum(exposure.values()), "rate ratio, members over others", 1, "below",
        f"A NATO member had a conflict on its soil in {100 * events[True] / exposure[True]:.0f}% of years, another state of Europe or Central Asia in "
        f"{100 * events[False] / exposure[False]:.0f}%: a rate ratio of {ratio.value:.2f} [{ratio.low:.2f}, {ratio.high:.2f}], without any control",
    )  # fmt: skip


def coalition_age_evidence() -> Evidence:
    """Age of the coalition against Daesh in 2025 against the median life of mission coalitions, running ones kept as censored."""
    row, all_ = load("partnerships").set_index("partnership_id").loc["P41"], coalitions()
    typical = median_survival(models.survival(all_["years"], all_["ended"])).value
    age = float(2025 - row["start"])
    return Evidence(
        age, age, age, len(all_), "years", typical, "below",
        f"The coalition was {age:.0f} years old in 2025; of {len(all_)} mission coalitions in the list {int(all_['ended'].sum())} had ended, and with the others counted as 'at least this long' the median is {typical:.0f} years",
    )  # fmt: skip


# Claims.


ASKED = ["C05.1", "C05.2", "C05.3", "C05.4", "C05.5", "C05.6"]
CLAIMS = [
    Judgement(
        "C05.1",
        "partly supported",
        "The four words name real things, but they answer three different questions, so many cases fit more than one.",
        four_types_evidence,
    ),
    Judgement(
        "C05.2",
        "supported",
        "True by definition, and bilateral treaties are the common form; the count of pairs tells the other half.",
        bilateral_evidence,
    ),
    Judgement(
        "C05.3",
        "partly supported",
        "Leading, yes. But it is collective and asymmetric defence, not collective security, and deterrence is inferred, not seen.",
        japan_evidence,
    ),
    Judgement(
        "C05.4",
        "partly supported",
        "Collective defence, yes: 62%<!--= multilateral_defence --> of multilateral treaties promise it, and 31%<!--= bilateral_defence --> of bilateral ones. Relief, the other example, is no category of treaty data, so that half stays open.",
        multilateral_defence_evidence,
    ),
    Judgement(
        "C05.5",
        "contested",
        "No bloc war, yet Cyprus 1974, Kosovo 1999 and Ukraine 2014 and 2022 are in Europe too; nuclear weapons and democracy are rival explanations.",
        nato_peace_evidence,
    ),
    Judgement(
        "C05.6",
        "partly supported",
        "It did gather forces, and its age is not unusual. But no treaty binds it, so it is a coalition, and after ten years 'temporary' needs a date.",
        coalition_age_evidence,
    ),
    Judgement(
        "C05.7",
        "not testable here",
        "Trust is not in the data, and states that already trust each other meet more. Lesson 02 tries the indirect test.",
    ),
    Judgement("C05.8", "not testable here", "No rule says what variety is or what peace would look like without it."),
]


# Numbers.
NUMBERS = {
    "median_middle": lambda: median_of_middle(),
    "median_middle_peace": lambda: median_of_middle(wartime=False),
    "treaties": lambda: len(load("alliances")),
    "bilateral_share": bilateral_share,
    "multilateral_pair_share": multilateral_pair_share,
    "listed": lambda: len(load("partnerships")),
    "nato_members": lambda: len(nato_members(2024)),
    "ended": lambda: len(ended_alliances()),
    "exactly_one": lambda: four_types_evidence().estimate,
    "multilateral_defence": lambda: multilateral_defence_evidence().estimate,
    "bilateral_defence": lambda: 100 * load("alliances").query("bilateral")["defence"].mean(),
    "pairs_2018": lambda: pair_counts(2018)["all"],
    "no_defence": lambda: 100 - 100 * pair_counts(2018, "defence")["all"] / pair_counts(2018)["all"],
}
