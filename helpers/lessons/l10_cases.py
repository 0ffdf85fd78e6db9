"""Lesson 10, three cases of success: NATO in Afghanistan, a U.S. task force, the African Standby Force, each by its own yardstick."""

from __future__ import annotations

import textwrap
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Cards
from helpers.claims import Evidence, Judgement
from helpers.data import load, map_outlines, state, state_name
from helpers.explorer import Panel, choice, number, toggle
from helpers.figures import (
    BLUE,
    GREY,
    INK,
    OCHRE,
    ORANGE,
    PALE,
    PAPER,
    PLUM,
    SKY,
    TEAL,
    Picture,
    WorldMap,
    arrow,
    bare,
    box,
    diagram,
    house_style,
    new_figure,
    show,
)
from helpers.measures import nato_members
from helpers.predictions import Prediction

LISTS = "lists compiled for this course from public reports, 1991–2021"
PEAK, BEFORE = "2010-11-15", "2009-10-01"

# Six public descriptions of the Close Combat Lethality Task Force, put in our words from the passages that could be read.
DESCRIPTIONS = pd.DataFrame(
    [
        ("memorandum of the U.S. Secretary of Defense, quoted in AUSA Spotlight 18-2", "Feb 2018", "set up inside the department, for the ground close-combat formations of 'our nation'", 0, False, False),
        ("AUSA Institute of Land Warfare, Spotlight 18-2 (milthink.com)", "Apr 2018", "mends a weakness of the U.S. infantry squad: casualties, training, kit", 0, False, False),
        ("Department of Defense news (worldmilitarynews.com)", "Sep 2018", "hears the services, industry and allies, then advises the Secretary", 0, True, False),
        ("Army Times", "Jan 2019", "aligns U.S. Army, Marine Corps and special forces; money, manpower policy", 0, False, False),
        ("Army Times", "Oct 2019", "equipment first, then choosing and training people", 0, False, False),
        ("the unit's own page (benning.army.mil)", "seen 2026", "stakeholders: Office of the Secretary, Marine Corps, Special Operations Command, Army", 0, False, False),
    ],
    columns=["description", "date", "what it says, in our words", "foreign members named", "mentions allies", "exercise with allies"],
)  # fmt: skip

# Four African crises: the day from which we count, the first African force, the first force from outside the regional body.
RESPONSES = pd.DataFrame(
    [
        ("Mali 2012", "Timbuktu falls", "2012-04-01", "AFISMA", "2013-01-17", "France", "2013-01-11"),
        ("Central African Republic 2013", "Bangui falls", "2013-03-24", "MISCA", "2013-12-19", "France", "2013-12-05"),
        ("The Gambia 2016", "result rejected by the loser", "2016-12-09", "ECOMIG", "2017-01-19", "", None),
        ("Mozambique 2021", "attack on Palma", "2021-03-24", "SAMIM", "2021-07-15", "Rwanda", "2021-07-09"),
    ],
    columns=["crisis", "event", "start", "african", "african_date", "outside", "outside_date"],
)  # fmt: skip

# Who acted in Africa besides the UN: a teaching list, whole years. model: what the operation owed to the standby force.
ACTED = pd.DataFrame(
    [
        ("ECOMICI", "CIV", 2003, 2004, "African", "none"),
        ("ECOMIL", "LBR", 2003, 2003, "African", "none"),
        ("FOMUC", "CAF", 2003, 2008, "African", "none"),
        ("AMIB", "BDI", 2003, 2004, "African", "none"),
        ("AMIS", "SDN", 2004, 2007, "African", "none"),
        ("AMISEC", "COM", 2006, 2006, "African", "none"),
        ("MAES", "COM", 2007, 2008, "African", "none"),
        ("AMISOM/ATMIS/AUSSOM", "SOM", 2007, 2025, "African", "none"),
        ("MICOPAX", "CAF", 2008, 2013, "African", "regional"),
        ("ECOMIB", "GNB", 2012, 2020, "African", "regional"),
        ("AFISMA", "MLI", 2013, 2013, "African", "regional"),
        ("MISCA", "CAF", 2013, 2014, "African", "none"),
        ("MNJTF", "TCD", 2015, 2025, "African", "none"),
        ("ECOMIG", "GMB", 2017, 2025, "African", "regional"),
        ("G5 Sahel force", "MLI", 2017, 2023, "African", "none"),
        ("SAPMIL", "LSO", 2017, 2018, "African", "regional"),
        ("SAMIM", "MOZ", 2021, 2024, "African", "regional"),
        ("EAC force", "COD", 2022, 2023, "African", "none"),
        ("SAMIDRC", "COD", 2023, 2025, "African", "regional"),
        ("Licorne (France)", "CIV", 2003, 2015, "single state", "none"),
        ("Serval/Barkhane (France)", "MLI", 2013, 2022, "single state", "none"),
        ("Sangaris (France)", "CAF", 2013, 2016, "single state", "none"),
        ("Rwanda in Mozambique", "MOZ", 2021, 2025, "single state", "none"),
    ],
    columns=["operation", "iso3", "start", "end", "kind", "model"],
)  # fmt: skip

CASES = ["NATO in Afghanistan (ISAF)", "Close Combat Lethality Task Force", "African Standby Force"]
SCORES = pd.DataFrame(
    [
        ("yes", "yes", "partly", "no"),
        ("no", "yes", "does not apply", "not known"),
        ("yes", "partly", "partly", "no"),
    ],
    index=CASES,
    columns=["several states?", "used?", "worked together?", "aim reached?"],
)
REASONS = [
    ["46 states in the list of\nNovember 2010", "in the field from\n2001 to 2014", "one command, but\nnational caveats", "government fell on\n15 August 2021"],
    ["all stakeholders\nbelong to one state", "advised the U.S.\nSecretary of Defense", "with whom?", "no public measure\nof lethality found"],
    ["five regional forces\non paper", "by regions, never\nunder the AU model", "exercises: Amani\nAfrica II, 2015", "others acted in\nthe crises"],
]  # fmt: skip


OPERATIONS = ["ISAF 2010, November", "ISAF 2009, October", "Iraq (MNF-I) 2007, February", "Gulf War 1991, U.S. stock of about 500,000", "Gulf War 1991, all 697,000 from the U.S. who served", "Haiti 2010, relief"]  # fmt: skip
BASES = {"all listed": None, "NATO members": True, "others": False}
NOTES = {
    "ISAF 2010": "48 states were claimed, 46 have a number; the day is inferred.",
    "ISAF 2009": "The list is complete: 42 states.",
    "Iraq (MNF": "The news agency's list leaves some states out.",
    "Gulf War ": "9 of 36 sending states have a headcount in our table; for the other 27 we have none.",
    "Haiti 201": "Peak reports of different days; the UN mission was there before the earthquake and has no population.",
}
REGIONS = {"EASF": ("#e8cf9a", OCHRE, (6300, 900)), "ESF": ("#9fd3cb", TEAL, (-2750, 500)), "FOMAC": ("#dcb3cd", PLUM, (-350, -900)), "NARC": ("#a9cbea", BLUE, (1500, 5350)), "SSF": ("#c3cf9a", "#5c6b1e", (800, -3900))}  # fmt: skip
ACTORS = {"UN": ("^", BLUE, "▲ UN missions with one host"), "African": ("s", TEAL, "■ African-led"), "single state": ("D", PLUM, "◆ single states")}  # fmt: skip
USES = ["deployed under the full AU model", "also regional forces in standby terms", "any African-led operation"]


# Measures.


def isaf(date: str = PEAK) -> pd.DataFrame:
    """The complete ISAF list of a day, largest contingent first: state, troops, whether a NATO member."""
    table = load("contingents").query("operation == 'ISAF' and date == @date")
    table = table.assign(name=table["state_id"].map(state_name))
    return table[["state_id", "name", "troops", "nato_member"]].sort_values(
        "troops", ascending=False, ignore_index=True
    )


def effective(date: str = PEAK) -> float:
    """Number of equal contributors that would be as concentrated as the ISAF list."""
    return models.effective_number(isaf(date)["troops"])


def concentration() -> pd.DataFrame:
    """The two complete ISAF lists in one line each: states, troops, the largest share, the effective number."""
    lists = {"October 2009": isaf(BEFORE)["troops"], "November 2010": isaf(PEAK)["troops"]}
    rows = {day: (len(troops), int(troops.sum()), round(100 * troops.max() / troops.sum()), round(models.effective_number(troops), 1)) for day, troops in lists.items()}  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index", columns=["states", "troops", "largest share, %", "effective number"])  # fmt: skip


def raised() -> pd.DataFrame:
    """Contingents of the states, other than the United States, that stand in both complete ISAF lists."""
    both = isaf(BEFORE).merge(isaf(PEAK), on=["state_id", "name"], suffixes=("_before", "_peak"))
    return both[both["state_id"] != state("United States")]


def response_days() -> pd.DataFrame:
    """Days from the start of each crisis to the first African force and to the first outside force."""
    start = pd.to_datetime(RESPONSES["start"])
    days = {who: (pd.to_datetime(RESPONSES[f"{who}_date"]) - start).dt.days for who in ("african", "outside")}
    return pd.DataFrame(days).set_index(RESPONSES["crisis"])


def war_years(first: int, last: int) -> pd.Series:
    """Whether a conflict in Afghanistan killed 1,000 or more in battle, for each year."""
    table = load("armed_conflict_states").query("state_id == 700").set_index("year")
    return (table["wars"] > 0).reindex(range(first, last + 1), fill_value=False)


@cache
def forces(year: int = 2025) -> pd.DataFrame:
    """Memberships in the five regional forces on 31 December of a year (entry dates are not recorded)."""
    table = load("standby_force_members")
    return table[table["end_date"].isna() | (table["end_date"] > pd.Timestamp(year, 12, 31))]


@cache
def african_union(year: int) -> frozenset[str]:
    """ISO3 codes of the members of the African Union: the states of Africa, Western Sahara, Morocco since 2017."""
    table = load("states", year)
    north = ["DZA", "EGY", "LBY", "TUN"] + (["MAR"] if year >= 2017 else [])
    return frozenset(table[(table["region"] == "Sub-Saharan Africa") | table["iso3"].isin(north)]["iso3"]) | {"ESH"}


@cache
def standby_counts(year: int = 2025) -> dict[str, int]:
    """Memberships, distinct states, states in two forces and members of the African Union in none."""
    times = forces(year)["iso3"].value_counts()
    none = african_union(year) - set(times.index)
    return {"memberships": int(times.sum()), "states": len(times), "in two": int((times > 1).sum()), "in none": len(none)}  # fmt: skip


@cache
def contributions(operation: str) -> pd.DataFrame:
    """Contributors of one operation: name, troops, whether in NATO, population in thousands."""
    year = int(operation.split(",")[0][-4:])
    if operation.startswith("Haiti"):
        found = load("haiti_figures").set_index("item")["value"]
        names = ["United States", "Canada", "UN mission"]
        counts = [found["us_peak"], found["canada_peak"], found["minustah_troops_before"] + found["minustah_police_before"]]  # fmt: skip
        table = pd.DataFrame({"state_id": [2, 20, 0], "name": names, "troops": counts})
    elif operation.startswith("Gulf"):
        readings = load("gulf_war_troops").dropna(subset="troops").query("state_id != 700")
        american = 2 if "stock" in operation else 1
        keep = (readings["reading"] == 1) & (readings["state_id"] != 2)
        table = readings[keep | ((readings["state_id"] == 2) & (readings["reading"] == american))]
        table = table.assign(name=table["state_id"].map(state_name))
    else:
        wanted = {
            "ISAF 2010, November": ("ISAF", PEAK),
            "ISAF 2009, October": ("ISAF", BEFORE),
            "Iraq (MNF-I) 2007, February": ("MNF-I", "2007-02-24"),
        }[operation]
        table = load("contingents")
        table = table[(table["operation"] == wanted[0]) & (table["date"] == wanted[1])]
        table = table.assign(name=table["state_id"].map(state_name))
    people = load("economies", year).set_index("state_id")["population"]
    table = table.assign(nato=table["state_id"].isin(nato_members(year)), population=table["state_id"].map(people))
    table["troops"] = table["troops"].astype(float)
    return table[["name", "troops", "nato", "population"]].sort_values("troops", ascending=False, ignore_index=True)


def descriptions() -> Cards:
    """The public descriptions of the task force as cards, so that no text is cut off."""
    rows = list(DESCRIPTIONS.itertuples(index=False))
    plain = [f"{row[1]}, {row[0]}: {row[2]}." for row in rows]
    rich = [f"<p style='max-width:50em;margin:.4em 0'><strong>{row[1]}</strong>, {row[0]}: {row[2]}.</p>" for row in rows]  # fmt: skip
    return Cards(plain, rich)


@cache
def at_war(year: int) -> dict[str, int]:
    """Conflicts on home soil by ISO3 code in Africa; the data end in 2024, which stands in for 2025."""
    table = load("armed_conflict_states", min(year, 2024)).query("at_home > 0")
    codes = load("states", year).set_index("state_id")["iso3"]
    found = table.set_index(table["state_id"].map(codes))["at_home"]
    return {iso3: int(n) for iso3, n in found.items() if iso3 in african_union(year) | {"MAR"}}


@cache
def un_in_africa(year: int) -> pd.DataFrame:
    """Acronyms and host of the UN missions with one African host in a year."""
    hosts = load("states", year).set_index("state_id")["iso3"]
    table = load("un_missions", year)
    table = table.assign(iso3=table["host_id"].map(hosts))
    return table.loc[table["iso3"].isin(african_union(year) | {"MAR"}), ["mission", "iso3"]]


@cache
def acted(year: int) -> pd.DataFrame:
    """The operations of the teaching list that ran in a year."""
    return ACTED[ACTED["start"].le(year) & ACTED["end"].ge(year)]


@cache
def spots() -> dict[str, np.ndarray]:
    """Where a mark for each state stands on the map, by ISO3 code."""
    places = map_outlines()["label_points"] | map_outlines()["points"]
    return {iso3: np.array(place, float) for iso3, place in places.items()}


def attacks(year: int) -> int:
    """Terrorist attacks recorded in Afghanistan in a year."""
    return int(load("terrorism").query("state_id == 700 and year == @year")["attacks"].iloc[0])


def by_alliance(operation: str) -> dict[str, float]:
    """States and troops of an operation's list: all, inside NATO, outside it, and the troops of the largest contributor."""
    table = contributions(operation)
    outside = table[~table["nato"]]
    return {"states": len(table), "troops": table["troops"].sum(), "outside states": len(outside),
            "outside": outside["troops"].sum(), "lead": table["troops"].max()}  # fmt: skip


def members_of(force: str) -> list[str]:
    """Names of the states in one regional force at the end of 2025, by the alphabet."""
    table = forces(2025)
    return sorted(table.loc[table["force"] == force, "name"])


def the(name: str, start: bool = False) -> str:
    """A contributor's name with its article, if it takes one."""
    article = name in ("United States", "United Kingdom", "Netherlands", "UN mission")
    return f"{'The' if start else 'the'} {name}" if article else name


def wrap(names, width: int = 41) -> str:
    """Names joined with commas, in lines of limited width."""
    return "\n".join(textwrap.wrap(", ".join(names) or "none", width))


# Pictures.


@house_style()
def two_yardsticks_figure(guess: float | None = None) -> Picture:
    """Contributors and attacks side by side: the same mission by two yardsticks; a guess at the attacks of 2014 is marked."""
    totals = load("operation_totals").query("operation == 'ISAF'").dropna(subset="nations")
    struck = load("terrorism").query("state_id == 700 and year >= 2001").set_index("year")["attacks"]
    figure, (left, right) = new_figure(
        "More flags, and more attacks: one mission, two yardsticks",
        "Left: states in ISAF by report. Right: recorded terrorist attacks in Afghanistan per year, 2001–2017",
        "course lists; Global Terrorism Database to 2017 (rules of collection changed in 2012)",
        size="pair",
        cols=2,
    )
    when = pd.to_datetime(totals["date"], format="mixed")
    left.plot(when.dt.year + when.dt.day_of_year / 366, totals["nations"].astype(int), "o-", color=BLUE)
    left.set(xlim=(2001, 2022), ylim=(0, 60))
    left.text(2012.3, 52.5, f"{int(totals['nations'].max())} states", color=BLUE, fontweight="bold", ha="right")
    high, yours = 2300, ""
    right.fill_between(struck.index, struck, color=PLUM, alpha=0.18, linewidth=0)
    right.plot(struck.index, struck, color=PLUM)
    if guess is not None:
        at = min(max(guess, 0), 8000)  # a wilder guess is drawn at the edge
        near = abs(at - 1990) < 300  # the label of the peak stands there
        high = max(high, (1.35 if near else 1.15) * at)
        look = {"color": ORANGE, "fontweight": "bold", "ha": "right", "va": "center", "bbox": {"facecolor": PAPER, "edgecolor": "none", "alpha": 0.8, "pad": 1}}  # fmt: skip
        right.plot([2014], [at], "D", color=ORANGE, markersize=9, clip_on=False, zorder=5)
        right.text(2013.4, max(at, 0.06 * high) + 350 * near, f"your guess {guess:,.0f}", **look)
        yours = f" Your guess for 2014, {guess:,.0f}, is marked."
    right.set(xlim=(2001, 2022), ylim=(0, high))
    right.text(2014.2, 1990, f"{struck.max():,} in {struck.idxmax()}", color=PLUM, fontweight="bold", ha="right")
    for ax, top in ((left, 60), (right, high)):
        for x, words in ((2014.99, "ISAF ends"), (2021.62, "government falls")):
            ax.axvline(x, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
            ax.text(x - 0.15, 0.03 * top, words, rotation=90, color=GREY, fontsize=8.5, ha="right", va="bottom")
    alt = f"Two charts. States in ISAF rise from {int(totals['nations'].min())} in 2006 to {int(totals['nations'].max())} in 2012. Recorded attacks in Afghanistan rise from {struck[2001]} in 2001 to {struck[2014]:,} in 2014 and {struck.max():,} in {struck.idxmax()}. Dashed lines mark the end of ISAF in 2014 and the fall of the government in 2021.{yours}"
    return show(figure, alt)


@house_style()
def yardstick_diagram() -> Picture:
    """From flags to stability: four steps, of which the document shows the first and claims the last."""
    figure, ax = diagram(
        "Success at which step? Each arrow has to be shown, not assumed",
        "A chain from partners to stability, and where evidence for the three cases runs out",
    )
    steps = [
        "states\njoin",
        "forces\nare used",
        "they work\ntogether",
        "the aim\nis reached",
        "the region is\nmore stable",
    ]
    places = [10, 30, 50, 70, 90]
    for x, step in zip(places, steps, strict=True):
        box(ax, x, 72, step, BLUE, 14.5, 15)
    for first, second in pairwise(places):
        arrow(ax, (first + 7.6, 72), (second - 7.6, 72))
        ax.text((first + second) / 2, 75.5, "?", color=ORANGE, fontsize=14, fontweight="bold", ha="center")
    rows = [("ISAF", 44, 50, "as far as 'together', with caveats"), ("Standby force", 25, 22, "used by its regions, not under the full model"), ("Lethality task force", 6, None, "does it enter at all? Section 3 looks it up")]  # fmt: skip
    for name, y, reach, words in rows:
        ax.text(3, y + 4.2, name, fontweight="bold", fontsize=10, color=INK)
        if reach is not None:
            ax.plot([3, reach + 6.5], [y, y], color=TEAL, linewidth=6, solid_capstyle="butt")
        ax.text((reach or -4.5) + 8.5, y, words, color=GREY, fontsize=10, va="center")
    arrow(ax, (12, 83), (88, 83), colour=PLUM, bend=-0.13, dashed=True)
    ax.text(50, 95, "the document's leap", color=PLUM, ha="center", fontsize=10, fontweight="bold")
    alt = "Diagram of 5 boxes in a chain: states join, forces are used, they work together, the aim is reached, the region is more stable, with a question mark on each arrow. ISAF reaches the third box, the standby force the edge of the second; for the task force the row is open. A dashed arrow leaps from the first box to the last."
    return show(figure, alt)


@house_style()
def response_figure() -> Picture:
    """Days until somebody came, for four crises, against the standby force's own target."""
    days = response_days()
    median = days["african"].median()
    figure, ax = new_figure(
        f"Plan: 30 days from a mandate. Four crises waited {days['african'].min():.0f} to {days['african'].max():.0f}",
        "Days from the crisis, not from a mandate, to the first African force (blue) or single state (orange)",
        "dates compiled for this lesson from UN, AU, ECOWAS, SADC and press reports; plan: African Union 2003",
        size="pair",
    )
    ax.axvspan(0, 30, color=TEAL, alpha=0.15, linewidth=0)
    ax.text(15, -0.62, "plan", color=TEAL, ha="center", fontsize=9.5, fontweight="bold")
    for row, item in enumerate(RESPONSES.itertuples()):
        african, outside = days.iloc[row]
        ax.plot([0, african], [row, row], color=PALE, linewidth=2, zorder=1)
        ax.plot([african], [row], "o", color=BLUE, markersize=10)
        ax.text(african + 7, row, f"{african:.0f}  {item.african}", color=BLUE, va="center", fontsize=10)
        if outside == outside:
            ax.plot([outside], [row], "o", color=ORANGE, markersize=10)
            ax.text(outside - 6, row - 0.12, f"{item.outside}  {outside:.0f}", color=ORANGE, va="bottom", ha="right", fontsize=10)  # fmt: skip
    ax.set_yticks(range(4), [f"{item.crisis}\n({item.event})" for item in RESPONSES.itertuples()])
    ax.tick_params(axis="y", colors=INK, labelsize=9.5)
    ax.set(xlim=(0, 360), ylim=(3.5, -0.9))
    ax.grid(False, axis="y")
    ax.grid(True, axis="x")
    figure.subplots_adjust(left=0.3)
    alt = f"Dot chart of four crises. The first African force came after 41 days in The Gambia, 113 in Mozambique, 270 in the Central African Republic and 291 in Mali; the median is {median:.0f} days. A band marks the planned 30 days, which the plan counts from a mandate."
    return show(figure, alt)


@house_style()
def score_figure() -> Picture:
    """The scoring sheet: three cases, four questions, one word each."""
    tones = {"yes": TEAL, "partly": SKY, "no": ORANGE, "does not apply": GREY, "not known": GREY}
    said = int((SCORES["aim reached?"] == "yes").sum())
    figure, ax = diagram(
        f"{said} of 3 'successes' can be shown to have reached their aim",
        "Our scoring sheet, as of November 2025: four questions instead of one word. Disagree with a cell? Good.",
    )
    for column, question in enumerate(SCORES.columns):
        ax.text(33 + 19 * column, 95, question, ha="center", fontsize=10, fontweight="bold", color=INK)
    for row, case in enumerate(CASES):
        y = 76 - 32 * row
        ax.text(1, y, case.replace(" (", "\n(").replace(" Lethality", "\nLethality").replace(" Standby", "\nStandby"), va="center", fontsize=10.5, fontweight="bold", color=INK)  # fmt: skip
        for column, word in enumerate(SCORES.iloc[row]):
            box(ax, 33 + 19 * column, y + 5, word, tones[word], 16.5, 11, filled=True)
            ax.text(33 + 19 * column, y - 3.5, REASONS[row][column], ha="center", va="top", fontsize=9, color=GREY)
    alt = f"Table of coloured cells for three cases and four questions. ISAF: yes, yes, partly, no. The task force: no, yes, does not apply, not known. The standby force: yes, partly, partly, no. So {said} of 3 can be shown to have reached their aim."
    return show(figure, alt)


def place(marks, codes, shift: tuple[float, float]) -> None:
    """Move marks to the states of these ISO3 codes, a little beside their points."""
    marks.set_offsets(np.array([spots()[iso3] + shift for iso3 in codes if iso3 in spots()]).reshape(-1, 2))


PREDICTIONS = [
    Prediction(
        "10.look",
        "ISAF, the International Security Assistance Force, was in Afghanistan from December 2001 to December 2014, under NATO's lead from August 2003. Reports name "
        "36<!--= first_nations --> contributing states in 2006 and 50<!--= most_nations --> in 2012. In 2006 the Global Terrorism Database recorded 282<!--= attacks_2006 --> terrorist "
        "attacks in Afghanistan. How many did it record in 2014, the mission's last year?",
        "number",
        lambda: attacks(2014),
        two_yardsticks_figure,
        "It recorded 421<!--= attacks_2011 --> in 2011, then 1,469<!--= attacks_2012 --> in 2012, the year the data set changed its rules, and 1,824<!--= attacks_2014 --> in 2014; the "
        "most, 1,928<!--= attacks_2015 -->, came the year after ISAF had left. So part of the rise is in the counting. Nor does it mean that ISAF caused attacks: more soldiers go where there is "
        "more war, and more reporters go with them. It means that 'many nations came' cannot stand in for 'it worked'.",
        unit="attacks",
    ),
]
FIGURES = {
    "two yardsticks": two_yardsticks_figure,
    "chain": yardstick_diagram,
    "response": response_figure,
    "scores": score_figure,
}


# Explorers.


class Contributions(Panel):
    """Who carried an operation: troops, share or per head, with concentration."""

    title = "Contribution explorer"
    stories = {
        "Without the largest": (
            {"lead": True},
            "Leave out the United States, and the coalition looks like a coalition.",
        ),
        "Per head": ({"measure": "per 100,000 people"}, "Measured by population, other names come first."),
        "The Gulf in 1991": (
            {"operation": "Gulf War 1991, U.S. stock of about 500,000"},
            "Another war, the same shape: one giant and a long tail.",
        ),
    }
    measures = {"troops": "troops", "share of all, %": "share", "per 100,000 people": "rate"}
    forms = {"troops": "{:,.0f}", "share": "{:.1f}%", "rate": "{:.1f}"}
    units = {"troops": "Troops", "share": "Per cent of all troops", "rate": "Troops per 100,000 people"}
    controls = {
        "operation": choice("Operation", OPERATIONS),
        "measure": choice("Measure", measures),
        "base": choice("Contributors", BASES),
        "lead": toggle("Leave out the largest"),
    }

    def compute(self, operation, measure, base, lead):
        """The chosen contributors by the chosen measure; without population, troops."""
        everyone = contributions(operation)
        table = everyone if BASES[base] is None else everyone[everyone["nato"] == BASES[base]]
        asked, lead = lead, lead and len(table) > 1
        table = table.iloc[1:] if lead else table
        share = 100 * table["troops"] / everyone["troops"].sum()
        table = table.assign(share=share, rate=100 * table["troops"] / table["population"])
        column = self.measures[measure]
        column = column if table[column].notna().any() else "troops"  # a UN mission has no population
        shown = table.dropna(subset=column).sort_values(column, ascending=False, ignore_index=True)
        return {"operation": operation, "base": base, "column": column, "table": shown, "group": table,
                "lead": lead, "asked": asked, "size": models.effective_number(table["troops"])}  # fmt: skip

    def draw(self, result):
        figure, self.ax = new_figure("", "", LISTS)
        self.subtitle = figure.subtitle
        self.bars = self.ax.barh(range(12), [0] * 12, height=0.72, linewidth=0)
        beside = {"ha": "right", "va": "center", "transform": self.ax.get_yaxis_transform()}
        self.names = [self.ax.text(-0.01, i, "", **beside) for i in range(12)]
        self.values = [self.ax.text(0, i, "", va="center", fontsize=9.5) for i in range(12)]
        bare(self.ax)
        self.ax.set_ylim(11.6, -0.6)
        figure.subplots_adjust(left=0.26)
        return figure

    def update(self, result):
        column, top = result["column"], result["table"].head(12)
        most = top[column].iloc[0]
        short = result["operation"].replace(", U.S. stock of about 500,000", " (U.S. stock)").replace(", all 697,000 from the U.S. who served", " (all U.S. who served)")  # fmt: skip
        group = {"all listed": "all listed", "NATO members": "NATO only", "others": "outside NATO only"}[result["base"]]
        left_out = ", largest left out" if result["lead"] else ""
        self.subtitle.set_text(f"{self.units[column]}: {short}, {group}{left_out}. Blue: NATO")
        self.ax.set_xlim(0, 1.16 * most)
        for i, (bar, name, value) in enumerate(zip(self.bars, self.names, self.values, strict=True)):
            row = top.iloc[i] if i < len(top) else None
            bar.set_width(0 if row is None else row[column])
            bar.set_color(PALE if row is None else BLUE if row["nato"] else OCHRE)
            name.set_text("" if row is None else row["name"])
            value.set_text("" if row is None else self.forms[column].format(row[column]))
            value.set_x(0 if row is None else row[column] + 0.012 * most)

    def headline(self, result):
        table = result["table"]
        first = table.iloc[0]
        if result["column"] == "rate":
            return f"Per head, {the(first['name'])} gave most: {first['rate']:.1f} per 100,000 people"
        if len(table) == 1:
            return f"One contributor, {the(first['name'])}: nobody to share with"
        return f"{len(table)} contributors, the weight of {result['size']:.1f} equal partners"

    def describe(self, result):
        group, table = result["group"], result["table"]
        total, first = group["troops"].sum(), group.iloc[0]
        words = f"{result['operation']}, {result['base']}{', largest left out' if result['lead'] else ''}: {total:,.0f} people from {len(group)} contributor{'s' if len(group) > 1 else ''}. "
        words += f"{the(first['name'], True)} gave {100 * first['troops'] / total:.0f}% of these"
        words += f", the five largest {100 * group['troops'].head(5).sum() / total:.0f}%" if len(group) > 5 else ""
        words += f"; effective number {result['size']:.1f}. "
        words += "With one contributor, nobody is left out. " if result["asked"] and not result["lead"] else ""
        if result["column"] == "rate":
            words += f"Per 100,000 people: {', '.join(f'{name} {rate:.1f}' for name, rate in table[['name', 'rate']].head(3).to_numpy())}. "
        return words + NOTES[result["operation"][:9]]

    def table(self, result):
        return result["table"][["name", "troops", "share", "rate", "nato"]].set_index("name").round(2)


class StandbyMap(Panel):
    """Africa by year: the five forces, the conflicts, and who acted."""

    title = "Standby-force map"
    stories = {
        "Where the conflicts are": (
            {"colour": "conflicts on home soil", "year": 2025},
            "Colour by conflict instead of plan: the map of need is not the map of forces.",
        ),
        "Count anything African-led": (
            {"use": "any African-led operation"},
            "The force was never used as planned, or used often: it hangs on this one choice.",
        ),
    }
    controls = {
        "year": number("Year", 2003, 2025, 2013, play=True),
        "colour": choice("Colour", ["regional force", "conflicts on home soil"]),
        "use": choice("Counts as use", USES),
    }

    def compute(self, year, colour, use):
        """Members of the forces, conflicts, and operations, with those that count as use of the standby force."""
        found = acted(year)
        rule = {USES[0]: found["model"] == "full", USES[1]: found["model"] == "regional", USES[2]: found["kind"] == "African"}  # fmt: skip
        return {"year": year, "colour": colour, "by_force": colour == "regional force", "use": use, "members": forces(year), "war": at_war(year),
                "un": un_in_africa(year), "acted": found, "counted": found[rule[use]], "counts": standby_counts(year),
                "groups": found.groupby("kind")["operation"].agg(list)}  # fmt: skip

    def draw(self, result):
        figure, ax = new_figure("", "", "course list of forces (2025), UCDP 25.1 to 2024, UN list, teaching list of operations", size="map")  # fmt: skip
        self.subtitle = figure.subtitle
        ax.set_position((0.0, 0.08, 0.55, 0.76))
        self.map = WorldMap(ax)
        ax.set(xlim=(-3300, 7000), ylim=(-4600, 5900))
        self.war = ax.scatter([], [], s=26, color=ORANGE, edgecolors=PAPER, linewidths=0.6, zorder=5)
        self.star = ax.scatter([], [], s=190, marker="*", color=INK, edgecolors=PAPER, linewidths=0.8, zorder=7)
        self.names = [ax.text(*place, key, color=ink, fontsize=11, fontweight="bold", ha="center", zorder=6) for key, (_, ink, place) in REGIONS.items()]  # fmt: skip
        self.marks = {kind: ax.scatter([], [], s=52, marker=shape, color=tone, edgecolors=PAPER, linewidths=0.7, zorder=6) for kind, (shape, tone, _) in ACTORS.items()}  # fmt: skip
        self.lists = {}
        for (kind, (_, tone, head)), y in zip({"plan": ("", INK, "The plan"), **ACTORS}.items(), (0.83, 0.69, 0.51, 0.33), strict=True):  # fmt: skip
            figure.text(0.56, y, head, fontsize=10, va="top", fontweight="bold", color=tone)
            self.lists[kind] = figure.text(0.56, y - 0.044, "", fontsize=9.3, va="top", linespacing=1.35)
        self.key = figure.text(0.56, 0.19, "", fontsize=9, color=GREY, linespacing=1.45, va="top")
        return figure

    def update(self, result):
        by_force, groups, counts = result["by_force"], result["groups"], result["counts"]
        self.subtitle.set_text(f"Colour: {result['colour']}. Use means: {result['use']}")
        forces = result["members"].groupby("iso3")["force"].agg(", ".join).to_dict()
        fights = {iso3: f"{n} conflict{'s' * (n > 1)} at home" for iso3, n in result["war"].items()}
        told = {iso3: "; ".join(filter(None, (forces.get(iso3), fights.get(iso3)))) for iso3 in {*forces, *fights}}
        self.map.colour(self._paint(result), "#e1e5ea" if by_force else PALE, told)
        self.key.set_text(
            "● conflict on home soil   ★ counted as use\nDark grey: member of two forces\nWhite: African Union member in none"
            if by_force
            else "★ counted as use\nDarker: more conflicts on home soil\n(none, one, two, three or more)"
        )
        for text in self.names:
            text.set_visible(by_force)
        place(self.war, result["war"] if by_force else (), (0, 0))
        place(self.star, result["counted"]["iso3"], (0, 260))
        place(self.marks["UN"], result["un"]["iso3"], (280, -230))
        self.lists["plan"].set_text(
            f"{counts['states']} states in five forces,\n{counts['in two']} in two forces, {counts['in none']} in none"
        )
        self.lists["UN"].set_text(wrap(result["un"]["mission"]))
        for kind, shift in (("African", -280), ("single state", 0)):
            self.lists[kind].set_text(wrap(groups.get(kind, [])))
            place(self.marks[kind], result["acted"].query("kind == @kind")["iso3"], (shift, -230))

    def _paint(self, result) -> dict[str, str]:
        """Colour by ISO3 code."""
        if result["by_force"]:
            paint, times = dict.fromkeys(african_union(result["year"]), PAPER), result["members"]["iso3"].value_counts()
            for row in result["members"].itertuples():
                paint[row.iso3] = REGIONS[row.force][0] if times[row.iso3] == 1 else "#7b8794"
        else:
            steps = ["#e9edf1", "#f3c7ae", "#e08a5b", "#b23a06"]
            paint = {
                iso3: steps[min(result["war"].get(iso3, 0), 3)] for iso3 in african_union(result["year"]) | {"MAR"}
            }
        return paint | {"_SOL": paint["SOM"]}  # the map draws Somaliland apart

    def headline(self, result):
        year, used = result["year"], len(result["counted"])
        return f"{year}: conflict in {len(result['war'])} African states{' (as in 2024)' if year > 2024 else ''}, {used or 'no'} standby {'use' if used == 1 else 'uses'}"

    def describe(self, result):
        year, counts, groups = result["year"], result["counts"], result["groups"]
        late = " (conflict data end in 2024)" if year > 2024 else ""
        used = ", ".join(result["counted"]["operation"]) or "none"
        return (
            f"{year}: {len(result['war'])} African states had a conflict at home{late}; {sum(result['war'].values())} conflicts in all, counted by state. "
            f"{counts['memberships']} memberships in five forces are {counts['states']} states, {counts['in two']} of them in two; {counts['in none']} African Union member{'s are' if counts['in none'] != 1 else ' is'} in none (dates of entry are not recorded). "
            f"UN missions with one African host: {len(result['un'])}; African-led: {', '.join(groups.get('African', ['none']))}; single states: {', '.join(groups.get('single state', ['none']))}. "
            f"Counted as use of the standby force ({result['use']}): {used}."
        )

    def table(self, result):
        found = result["acted"].set_index("operation")
        return found.assign(counted=found.index.isin(result["counted"]["operation"]))


EXPLORERS = {"contributions": Contributions, "standby map": StandbyMap}


# Exercises.


def legal_basis() -> str:
    """Resolution 1386 of the UN Security Council authorised ISAF; Article 5 was invoked for something else."""
    return "un-mandate"


LISTED = {
    OPERATIONS[0]: "the complete list of ISAF for November 2010",
    OPERATIONS[1]: "the complete list of ISAF for October 2009",
    OPERATIONS[2]: "a news agency's list of the force in Iraq for February 2007",
    OPERATIONS[3]: "our list of the Gulf War of 1991, with the U.S. troops in the field at one time",
}
GULF_SENDERS = 36  # states that sent forces in 1991; so many stand in NOTES
FORCES = {"EASF": "the eastern force (EASF)", "FOMAC": "the central force (FOMAC)", "SSF": "the southern force (SSF)"}


def outside_nato(operation: str = OPERATIONS[0]) -> float:
    """Troops of the states outside NATO, divided by all troops of the list, in per cent."""
    found = by_alliance(operation)
    return 100 * found["outside"] / found["troops"]


def outside_prompt(operation: str) -> str:
    """The question, with the numbers of one list."""
    found = by_alliance(operation)
    inside, flags = found["troops"] - found["outside"], found["states"] - found["outside states"]
    missing = f" ({GULF_SENDERS - found['states']} more have no headcount)" if operation == OPERATIONS[3] else ""
    return (
        f"On {LISTED[operation]}, {flags} members of NATO stand with {inside:,.0f} troops, {found['lead']:,.0f} of them from the United States, and {found['outside states']} other states "
        f"with {found['outside']:,.0f}{missing}. What share of the troops came from outside NATO? Per cent, one decimal; you may type the sum."
    )


def states_together(first: str, second: str) -> int:
    """Different states in two forces: who stands on both lists counts once."""
    return len({*members_of(first), *members_of(second)})


def together_prompt(first: str, second: str) -> str:
    """The question, with the two lists of members."""
    leaves = {"FOMAC": " (Rwanda has announced its exit)"}
    lists = [f"{FORCES[force][0].upper()}{FORCES[force][1:]}: {', '.join(members_of(force))}{leaves.get(force, '')}." for force in (first, second)]  # fmt: skip
    return f"Here are the members of two regional forces at the end of 2025. {' '.join(lists)} How many different states do the two forces cover together?"


def coding_form() -> set[str]:
    """What the six public descriptions show: one state's own body, all stakeholders in it, and the aim of close combat."""
    return {"own-minister", "one-state", "close-combat"}


ORDERED = {"gulf-war": OPERATIONS[3], "isaf-2009": OPERATIONS[1], "iraq": OPERATIONS[2], "isaf-2010": OPERATIONS[0]}


def by_lead() -> list[str]:
    """Operations from the largest to the smallest share of the leading state."""
    return _by(lambda table: table["troops"].max() / table["troops"].sum())


def _by(measure) -> list[str]:
    return sorted(ORDERED, key=lambda name: measure(contributions(ORDERED[name])), reverse=True)


def use_rule() -> dict[str, str]:
    """Soldiers sent to a crisis by a regional body with its standby force, each operation counted once."""
    return {"Count it if soldiers were": "sent", "from": "region", "and count each operation": "once"}


def equal_partners():
    """One divided by the sum of the squared shares."""

    def equivalent(troops):
        total = sum(troops)
        return 1 / sum((n / total) ** 2 for n in troops)

    return equivalent


def _summed_squares():
    return lambda troops: sum((n / sum(troops)) ** 2 for n in troops)


def _flags():
    return lambda troops: len(troops)


def _one_over_lead():
    return lambda troops: sum(troops) / max(troops)


RETIRED = ("10.2", "10.3")
EXERCISES = [
    Exercise(
        id="10.1",
        title="Was ISAF an Article 5 operation?",
        prompt="On what legal ground did ISAF stand: was it an operation under Article 5 of the North Atlantic Treaty?",
        kind="choice",
        level="remember",
        solution=legal_basis,
        meaning="The attack of 11 September 2001 led NATO to invoke Article 5 for the only time. ISAF itself rested on resolution 1386 of 20 December 2001, and NATO took the lead only in August 2003.",
        hints=(
            "Two things happened in late 2001: one in Brussels, one in New York.",
            "When ISAF began, NATO did not yet lead it. Who could give it authority then?",
        ),
        mistakes=(
            Mistake(
                lambda: "article-five",
                "Article 5 was invoked in 2001, and not as the basis of this mission. Who set ISAF up?",
            ),
            Mistake(
                lambda: "later-vote",
                "There is no mixed basis to find. Check which body's resolution created the force.",
            ),
            Mistake(
                lambda: "invitation",
                "The Afghan government agreed to it, yet the authority to use force came from elsewhere.",
            ),
        ),
        options={
            "article-five": "yes, the allies were defending one of their own",
            "later-vote": "partly, the allies voted on it later in Brussels",
            "un-mandate": "no, the UN Security Council gave it a mandate",
            "invitation": "no, it rested on the host's invitation alone",
        },
    ),
    Exercise(
        id="10.8",
        title="Troops from outside NATO",
        prompt=outside_prompt,
        kind="number",
        level="apply",
        solution=outside_nato,
        meaning="A far larger share of the flags than of the soldiers. Which of the two a success story counts decides how broad the coalition looks.",
        hints=(
            "The base is everybody on the list, inside and outside NATO; the United States is inside.",
            "Troops of the others, divided by the troops of both groups together, times a hundred.",
        ),
        mistakes=(
            Mistake(
                lambda operation: 100 * by_alliance(operation)["outside states"] / by_alliance(operation)["states"],
                "That is the share of states. The question asks for troops.",
            ),
            Mistake(
                lambda operation: 100 * outside_nato(operation) / (100 - outside_nato(operation)),
                "You divided by NATO's troops. The base is all troops.",
            ),
            Mistake(lambda operation: 100 - outside_nato(operation), "That is NATO's own share, the complement."),
            Mistake(
                lambda operation: (
                    100
                    * by_alliance(operation)["outside"]
                    / (by_alliance(operation)["troops"] - by_alliance(operation)["lead"])
                ),
                "You left the United States out of the base. The base is all troops.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=tuple({"operation": operation} for operation in LISTED),
    ),
    Exercise(
        id="10.9",
        title="How many states stand by?",
        prompt=together_prompt,
        kind="number",
        level="apply",
        solution=states_together,
        meaning="Memberships are not states: two states stand on both lists, and both forces could call them in the same week. In all five forces six<!--= in_two --> states are in that place.",
        hints=(
            "Look for names that stand on both lists. Mind similar names: the two Congos are two states.",
            "Add the lengths of the lists, then count each double member once instead of twice.",
        ),
        mistakes=(
            Mistake(
                lambda first, second: len(members_of(first)) + len(members_of(second)),
                "You counted memberships. Some states sit in both forces.",
            ),
            Mistake(
                lambda first, second: len({*members_of(first)} ^ {*members_of(second)}),
                "You took the double members out altogether. Count each of them once.",
            ),
            Mistake(
                lambda first, second: len({*members_of(first)} & {*members_of(second)}),
                "That is how many sit in both. The question asks for all whom the two cover.",
            ),
            Mistake(
                lambda first, second: max(len(members_of(first)), len(members_of(second))),
                "That is the longer list alone. The other force adds states of its own.",
            ),
        ),
        unit="states",
        variants=(
            {"first": "EASF", "second": "SSF"},
            {"first": "FOMAC", "second": "SSF"},
            {"first": "EASF", "second": "FOMAC"},
        ),
    ),
    Exercise(
        id="10.4",
        title="Fill the coding form",
        prompt="Fill the coding form for the Close Combat Lethality Task Force. Which lines do the six public descriptions support?",
        kind="set",
        level="analyse",
        solution=coding_form,
        meaning="A body of one country's defence department, with a real aim and no foreign member that these sources name. Absence in the sources is not proof, but the burden lies with whoever says 'allied'.",
        hints=(
            "For each line ask: which of the six descriptions says so?",
            "Being asked for information is not membership, and an exercise needs a date and a partner.",
        ),
        mistakes=(
            Mistake(
                lambda: {"foreign-member", "agreement", "close-combat", "exercises"},
                "That is the source document's version. Which of the six descriptions confirms it?",
            ),
            Mistake(
                lambda: {"own-minister", "foreign-member", "one-state", "close-combat"},
                "Which foreign member, and in which description? The stakeholders named are all of one state.",
            ),
            Mistake(
                lambda: {"own-minister", "one-state", "close-combat", "exercises"},
                "Allies were asked for information in 2018. No description reports an exercise with them.",
            ),
            Mistake(
                lambda: {"own-minister", "one-state"},
                "One line of the source document is right: read again what the body was for.",
            ),
        ),
        options={
            "own-minister": "created by one state's secretary of defence",
            "foreign-member": "names at least one foreign member",
            "agreement": "rests on an agreement between states",
            "one-state": "all named stakeholders belong to one state",
            "close-combat": "aims at better close-combat units",
            "exercises": "trains through exercises with allies",
        },
    ),
    Exercise(
        id="10.5",
        title="Rank by the weight of the leader",
        prompt="Which coalition leaned hardest on one state? Order the four by the leader's share of all listed troops, the largest share first. For the Gulf War 27<!--= gulf_uncounted --> senders have no headcount and are not on the list.",
        kind="order",
        level="analyse",
        solution=by_lead,
        meaning="The coalition with the most flags is not the one with the most equal partners. And mind the Gulf War: with the senders who have no headcount the leader's true share was lower, perhaps below that of ISAF 2010.",
        hints=(
            "Use the contribution explorer with 'share of all' and read the top bar of each operation.",
            "Keep all contributors listed and leave nobody out: the share changes with the base.",
        ),
        mistakes=(
            Mistake(
                lambda: _by(len),
                "You ranked by the number of contributors. The question is about the leader's share.",
            ),
            Mistake(
                lambda: _by(lambda table: table["troops"].sum()),
                "You ranked by total troops. A big force can be an even one.",
            ),
            Mistake(lambda: by_lead()[::-1], "The right order, upside down: start with the most dominated."),
        ),
        options={
            "gulf-war": "Gulf War 1991, U.S. stock",
            "isaf-2009": "ISAF, October 2009",
            "iraq": "Iraq, February 2007",
            "isaf-2010": "ISAF, November 2010",
        },
    ),
    Exercise(
        id="10.10",
        title="What counts as use?",
        prompt="Was the standby force ever used? Put together a rule for counting its uses that keeps ECOMIG in The Gambia and SAMIM in Mozambique and leaves out four things: the ad hoc Multinational Joint Task "
        "Force at Lake Chad, Rwanda's own soldiers in Mozambique, the exercise Amani Africa II, to which regional standby forces sent troops, and a second count of ECOMIG for its second year.",
        kind="rule",
        level="create",
        solution=use_rule,
        meaning="Another rule would give another count, and each can be defended. What cannot be defended is 'it was used' or 'it was never used' without the rule.",
        hints=(
            "Take the cases one by one: which part of the rule lets each in, and which keeps it out?",
            "ECOWAS and SADC sent the two that must stay in. The African Union itself commanded neither.",
        ),
        mistakes=(
            Mistake(
                lambda: ("sent", "union", "once"),
                "Under that rule nothing is left: we found no deployment of the African Union's own brigades, so ECOMIG and SAMIM fall out.",
            ),
            Mistake(
                lambda: ("sent", "anybody", "once"),
                "That lets in the force at Lake Chad and Rwanda's soldiers: they were sent too, and not from a standby force.",
            ),
            Mistake(
                lambda: ("gathered", "region", "once"),
                "Then an exercise is a use. Amani Africa II brought soldiers together and sent them nowhere.",
            ),
            Mistake(
                lambda: ("sent", "region", "yearly"),
                "The right cases, but ECOMIG is counted again for each year that it stays.",
            ),
        ),
        options={
            "Count it if soldiers were": {
                "named": "named on a list at home",
                "gathered": "brought together",
                "sent": "sent to a crisis",
            },
            "from": {
                "anybody": "any army at all",
                "union": "the African Union's own standby brigades",
                "region": "a regional body's standby force",
            },
            "and count each operation": {"yearly": "once for every year", "once": "once, however long it lasts"},
        },
    ),
    Exercise(
        id="10.6",
        title="Write the effective number",
        prompt="Write the effective number as a function: it takes a list of troops, one number for each contributor, and returns how many equal partners would be as concentrated.",
        start="def equivalent(troops):\n    ...  # your rule here",
        kind="function",
        level="create",
        solution=equal_partners,
        meaning="Your function turns a list of troops into a number of equal partners. Economists use the same sum to judge mergers.",
        hints=(
            "Divide each number by the total, square it, add the squares up.",
            "The sum of squares is near 1 when one state has nearly everything. Turn it round.",
        ),
        mistakes=(
            Mistake(
                _summed_squares,
                "That is the concentration index itself, between 0 and 1. The effective number turns it round.",
            ),
            Mistake(_flags, "You counted flags. Unequal partners must weigh less than their number."),
            Mistake(
                _one_over_lead, "You used only the leader's share. The rest can be even or uneven, and that matters."
            ),
        ),
        cases=(([1, 1, 1, 1],), ([50, 25, 25],), ([90, 5, 5],), ([70, 10, 10, 10],)),
    ),
]
REFLECTIONS = [
    Reflection(
        "10.7",
        "Score one case against its own aim",
        "Take one of the three cases. State its aim in the words of its mandate, then score use, working together and result. What evidence would change one of your cells?",
        "ISAF's aim, by resolution 1386 and later NATO texts, was a secure environment in which Afghan authorities could govern. Use: yes, for thirteen years. Working together: in part, since "
        "dozens of armies shared a command, kit and medical chain while caveats kept several out of the hardest provinces. Result: no, the government fell days before the last foreign soldiers left. "
        "One word for all of that would be untrue whichever word I chose. I would change my mind on the last cell if someone showed that the aim was narrower and was met.",
        (
            "the aim, in the words of the mandate, before the result",
            "working together and reaching the aim as two columns",
            "what would have happened without the partners, and how you could know",
            "the date of your judgement",
            "what evidence would change one of your cells",
        ),
    )
]


# Evidence.


def founding_evidence() -> Evidence:
    """Share of NATO's founders bound to defend, and to no offence, in the treaty text as ATOP codes it."""
    table = load("alliance_members").query("alliance_id == 3180 and start == 1949")
    share = 100 * float((table["defence"] & ~table["offence"]).mean())
    return Evidence(
        share, share, share, len(table), "% of founders", 99, "above",
        f"All {len(table)} founders of 1949 took on a duty to defend and none to attack; the treaty was signed on 4 April and in force on 24 August",
    )  # fmt: skip


def operations_evidence() -> Evidence:
    """Share of NATO's life, 1949 to 2025, before its first peace operation in the course's timeline (Bosnia, 1995)."""
    first = int(load("timeline").query("event.str.contains('IFOR')")["year"].iloc[0])
    share = 100 * (first - 1949) / (2025 - 1949)
    return Evidence(
        share, share, share, 1, "% of NATO's years", 50, "below",
        f"NATO lived {first - 1949} of its 76 years, {share:.0f}%, before the first peace operation of the timeline (Bosnia, {first}; its aircraft watched the sky over Bosnia from 1992), so operations cannot explain why it lasted that long",
    )  # fmt: skip


def isaf_success_evidence() -> Evidence:
    """Share of the years from the end of ISAF to the fall of the government with 1,000 or more battle deaths."""
    early, late, after = war_years(2002, 2004), war_years(2005, 2014), war_years(2015, 2021)
    share = 100 * float(after.mean())
    return Evidence(
        share, share, share, len(after), "% of years at war level", 50, "below",
        f"Fighting stood at war level in {int(early.sum())} of the first {len(early)} full years of ISAF, {int(late.sum())} of its next {len(late)} and {int(after.sum())} of the {len(after)} after it; the government fell 15 days before the last U.S. soldiers left",
    )  # fmt: skip


def in_step_evidence() -> Evidence:
    """Share of the other contingents that grew while the United States nearly tripled its own, with a Wilson interval."""
    both = raised()
    grew = models.proportion(int((both["troops_peak"] > both["troops_before"]).sum()), len(both))
    typical = float((both["troops_peak"] / both["troops_before"])[both["troops_before"] >= 100].median())
    american = isaf(PEAK)["troops"].iloc[0] / isaf(BEFORE)["troops"].iloc[0]
    return Evidence(
        100 * grew.value, 100 * grew.low, 100 * grew.high, grew.n, "% of contingents that grew", 50, "above",
        f"From October 2009 to November 2010 {100 * grew.value:.0f}% of {grew.n} other contingents grew, but the middle one of a hundred or more by {100 * (typical - 1):.0f}% while the U.S. one grew {american:.1f}-fold, in part by moving troops under ISAF's command; caveats are not in open data",
    )  # fmt: skip


def membership_evidence() -> Evidence:
    """Share of the states that ever joined NATO and are still in it."""
    table = load("nato_members")
    joined = int(table["accession"].sum())
    share = 100 * len(nato_members(2025)) / joined
    return Evidence(
        share, share, share, joined, "% of all who ever joined", 90, "above",
        f"{joined} states have joined and {len(nato_members(2025))} are members at the end of 2025: nobody has left",
    )  # fmt: skip


def _pages(column: str) -> models.Estimate:
    return models.proportion(int((DESCRIPTIONS[column] > 0).sum()), len(DESCRIPTIONS))


def allied_members_evidence() -> Evidence:
    """Share of the public descriptions that name a foreign member, with a Wilson interval."""
    found = _pages("foreign members named")
    return Evidence(
        100 * found.value, 100 * min(found.low, found.value), 100 * found.high, found.n, "% of descriptions", 50, "above",
        f"0 of {found.n} public descriptions name a foreign member; {int(DESCRIPTIONS['mentions allies'].sum())} says that allies were asked for information",
    )  # fmt: skip


def allied_exercises_evidence() -> Evidence:
    """Share of the public descriptions that report an exercise with allies, with a Wilson interval."""
    found = _pages("exercise with allies")
    return Evidence(
        100 * found.value, 100 * min(found.low, found.value), 100 * found.high, found.n, "% of descriptions", 50, "above",
        f"0 of {found.n} public descriptions report an exercise with allies; with so few, up to {100 * found.high:.0f}% of all pages could still do so",
    )  # fmt: skip


def close_combat_evidence() -> Evidence:
    """Share of the public descriptions whose subject is U.S. close-combat units: here all, by our reading."""
    found = models.proportion(len(DESCRIPTIONS), len(DESCRIPTIONS))
    return Evidence(
        100 * found.value, 100 * min(found.low, found.value), 100 * found.high, found.n, "% of descriptions", 50, "above",
        f"{found.n} of {found.n} descriptions are about better people, training or kit for close combat",
    )  # fmt: skip


def cohesion_evidence() -> Evidence:
    """Number of the three cases that are partnerships of several states and in which this body stands: none."""
    found = int(SCORES.loc[CASES[1], "several states?"] == "yes")
    return Evidence(
        found, found, found, 1, "partnership to learn from", 0.5, "above",
        f"Partnerships of several states in this case: {found}; we found no public measure of cohesion before and after",
    )  # fmt: skip


def standby_use_evidence() -> Evidence:
    """Share of the African-led operations of the teaching list that were deployed under the full AU standby model."""
    table = ACTED.query("kind == 'African'")
    found = models.proportion(int((table["model"] == "full").sum()), len(table))
    regional = int((table["model"] == "regional").sum())
    return Evidence(
        100 * found.value, 100 * min(found.low, found.value), 100 * found.high, found.n, "% of African-led operations", 50, "above",
        f"0 of {found.n} African-led operations since 2003 in our list were deployed under the full AU model; {regional} used a regional force in standby terms",
    )  # fmt: skip


def five_forces_evidence() -> Evidence:
    """Number of regional forces, and how their memberships turn into states."""
    counts, n = standby_counts(2025), load("standby_force_members")["force"].nunique()
    return Evidence(
        n, n, n, counts["memberships"], "regional forces", 4.5, "above",
        f"{n} forces with {counts['memberships']} memberships at the end of 2025: {counts['states']} states, {counts['in two']} of them in two forces, {counts['in none']} members of the African Union in none",
    )  # fmt: skip


def response_evidence() -> Evidence:
    """Median days until the first African force in four crises; the interval runs from the fastest to the slowest."""
    days = response_days()["african"]
    return Evidence(
        float(days.median()), float(days.min()), float(days.max()), len(days), "days", 30, "below",
        f"The first African force came after {days.min()} to {days.max()} days, {days.median():.0f} in the median; the plan of 2003 says 30, or 14 in the gravest cases, but counts from a mandate",
    )  # fmt: skip


def three_cases_evidence() -> Evidence:
    """Number of the three cases that reached their own aim on our scoring sheet."""
    reached = int((SCORES["aim reached?"] == "yes").sum())
    unknown = int((SCORES["aim reached?"] == "not known").sum())
    return Evidence(
        reached, reached, reached, 3, "cases that reached their aim", 1.5, "above",
        f"{reached} of 3 cases can be shown to have reached their aim ({unknown} is not known), and {int((SCORES['several states?'] == 'yes').sum())} of 3 are partnerships of several states",
    )  # fmt: skip


# Claims.


ASKED = ["C11.3", "C11.4", "C11.5", "C12.1", "C13.1", "C13.3"]
CLAIMS = [
    Judgement(
        "C11.1",
        "supported",
        "The text says so, and the year is right. That the founders also had other aims takes nothing away.",
        founding_evidence,
    ),
    Judgement(
        "C11.2",
        "contested",
        "It depends on 'success'. As survival, NATO had it for decades before it ran an operation, though joint commands and exercises stood ready; Wallander credits general habits of planning, which operations later used.",
        operations_evidence,
    ),
    Judgement(
        "C11.3",
        "not supported",
        "ISAF shows that many can deploy together. Its aim, a country kept secure by its own government, was not reached in its time or after.",
        isaf_success_evidence,
    ),
    Judgement(
        "C11.4",
        "partly supported",
        "Two claims in one. Working side by side: yes, the literature accepts gains. A common strategy: 70%<!--= grew --> of the other contingents grew when the U.S. one did, which is solidarity of a kind, but few moved in step, and caveats divided them.",
        in_step_evidence,
    ),
    Judgement(
        "C11.5",
        "supported",
        "Thirty-two have joined and none has left, through Suez, Cyprus, Iraq and quarrels over money. United is not the same as agreed.",
        membership_evidence,
    ),
    Judgement(
        "C12.1",
        "not supported",
        "No allied member was found in public sources. It was a body of one country's defence department; absence in the sources is not proof.",
        allied_members_evidence,
    ),
    Judgement(
        "C12.2",
        "not supported",
        "No exercise with allies was found in public sources. Allies were asked for information, which is something else.",
        allied_exercises_evidence,
    ),
    Judgement(
        "C12.3",
        "supported",
        "The one line of the case that every description bears out, by our reading. The units meant are American: the memorandum speaks of 'our nation'.",
        close_combat_evidence,
    ),
    Judgement(
        "C12.4",
        "not supported",
        "Whatever the task force did for cohesion, it did it without partners, so it can show nothing about partnerships.",
        cohesion_evidence,
    ),
    Judgement(
        "C13.1",
        "partly supported",
        "As a purpose, yes: the protocol of 2002 says so. As a practice, in part: regions used their forces in standby terms several times, most operations were built ad hoc, and none ran under the full model. Even so, a force that is never called may have trained the officers who ran the forces that were.",
        standby_use_evidence,
    ),
    Judgement(
        "C13.2",
        "supported",
        "Correct on paper. The five overlap, leave gaps, and the northern one is the least developed.",
        five_forces_evidence,
    ),
    Judgement(
        "C13.3",
        "not supported",
        "Solidarity came late, and not through this force. The Gambia in 2017 is the best case for the claim, and it ended without a war. Four cases, counted from the crisis; the plan's clock starts at a mandate, and by that clock Mozambique took three weeks.",
        response_evidence,
    ),
    Judgement(
        "C13.4",
        "not supported",
        "One case is no partnership, one was used only in part, one lost its aim. Picking successes to prove success would fail even if they were.",
        three_cases_evidence,
    ),
]


# Numbers.
NUMBERS = {
    "peak_troops": lambda: isaf()["troops"].sum(),
    "listed": lambda: len(isaf()),
    "first_nations": lambda: load("operation_totals").query("operation == 'ISAF'")["nations"].min(),
    "most_nations": lambda: load("operation_totals").query("operation == 'ISAF'")["nations"].max(),
    "us_share": lambda: 100 * isaf()["troops"].iloc[0] / isaf()["troops"].sum(),
    "effective": effective,
    "effective_before": lambda: effective(BEFORE),
    "gulf_stock": lambda: (
        100 * contributions(OPERATIONS[3])["troops"].max() / contributions(OPERATIONS[3])["troops"].sum()
    ),
    "gulf_uncounted": lambda: GULF_SENDERS - len(contributions(OPERATIONS[3])),
    "gulf_flow": lambda: (
        100 * contributions(OPERATIONS[4])["troops"].max() / contributions(OPERATIONS[4])["troops"].sum()
    ),
    "others_alone": lambda: models.effective_number(isaf()["troops"].iloc[1:]),
    "attacks_2006": lambda: attacks(2006),
    "attacks_2011": lambda: attacks(2011),
    "attacks_2012": lambda: attacks(2012),
    "attacks_2014": lambda: attacks(2014),
    "attacks_2015": lambda: attacks(2015),
    "war_after": lambda: war_years(2015, 2021).sum(),
    "grew": lambda: in_step_evidence().estimate,
    "descriptions": lambda: len(DESCRIPTIONS),
    "memberships": lambda: standby_counts()["memberships"],
    "in_two": lambda: standby_counts()["in two"],
    "in_none": lambda: standby_counts()["in none"],
    "fastest": lambda: response_days()["african"].min(),
    "median_days": lambda: response_days()["african"].median(),
    "african_led": lambda: (ACTED["kind"] == "African").sum(),
    "regional_uses": lambda: (ACTED["model"] == "regional").sum(),
    "fall_before_exit": lambda: (pd.Timestamp("2021-08-30") - pd.Timestamp("2021-08-15")).days,
}
