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
from helpers.claims import Judgement, works
from helpers.data import load, map_outlines, state_name
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
from helpers.measures import conflict_later, decided_wars, kept_promises, nato_members
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

LISTS = "lists compiled for this course from public reports, 1991–2021"
PEAK, BEFORE = "2010-11-15", "2009-10-01"

# Six public descriptions of the Close Combat Lethality Task Force, put in our words from the passages that could be read.
DESCRIPTIONS = pd.DataFrame(
    [
        ("memorandum of the U.S. Secretary of Defense, quoted in AUSA Spotlight 18-2", "Feb 2018", "set up inside the department, for the ground close-combat formations of 'our nation'", False),
        ("AUSA Institute of Land Warfare, Spotlight 18-2 (milthink.com)", "Apr 2018", "mends a weakness of the U.S. infantry squad: casualties, training, kit", False),
        ("Department of Defense news (worldmilitarynews.com)", "Sep 2018", "hears the services, industry and allies, then advises the Secretary", False),
        ("Army Times", "Jan 2019", "aligns U.S. Army, Marine Corps and special forces; money, manpower policy", False),
        ("Army Times", "Oct 2019", "equipment first, then choosing and training people", False),
        ("the unit's own page (benning.army.mil)", "seen 2026", "stakeholders: Office of the Secretary, Marine Corps, Special Operations Command, Army", False),
    ],
    columns=["description", "date", "what it says, in our words", "exercise with allies"],
)  # fmt: skip

# Four African crises: the crisis; the decision of an African body on a planned force (in Mali there were earlier ones in principle); the last
# mandate before it came; the first African force; the first from outside the regional body. The UN gave no mandate for Mozambique, nor, by
# resolution 2337, for The Gambia: there the region's own decision is the mandate.
RESPONSES = pd.DataFrame(
    [
        ("Mali 2012", "Timbuktu falls", "2012-04-01", "2012-11-11", "2012-12-20", "AFISMA", "2013-01-17", "France", "2013-01-11"),
        ("Central African Republic 2013", "Bangui falls", "2013-03-24", "2013-07-19", "2013-12-05", "MISCA", "2013-12-19", "France", "2013-12-05"),
        ("The Gambia 2016", "result rejected by the loser", "2016-12-09", "2016-12-17", "2016-12-17", "ECOMIG", "2017-01-19", "", None),
        ("Mozambique 2021", "attack on Palma", "2021-03-24", "2021-06-23", "2021-06-23", "SAMIM", "2021-07-15", "Rwanda", "2021-07-09"),
    ],
    columns=["crisis", "event", "start", "decision", "mandate", "african", "african_date", "outside", "outside_date"],
)  # fmt: skip
CLOCKS = {"start": "the crisis", "decision": "the African decision to send it", "mandate": "the last mandate"}
PLAN, COMPLEX = 30, 90  # days from a mandate in the framework of 2003: most missions, and complex ones

# The standby brigade SHIRBRIG, which some states kept on call for the UN, in Ethiopia and Eritrea, 2000. Its arrivals are known by month, so each is a first and a last possible day.
SHIRBRIG = {
    "start": ("2000-06-18", "2000-06-18"),  # the fighting is stopped by agreement
    "mandate": ("2000-09-15", "2000-09-15"),  # resolution 1320
    "headquarters": ("2000-11-01", "2000-11-30"),
    "battalion": ("2000-12-01", "2000-12-31"),
}

# What success would need in each case: the aim in the words of its mandate (ours), what would show it, what can be seen.
NEEDS = pd.DataFrame(
    [
        ("NATO as an alliance", "treaty of 1949: an attack on one is answered by all", "no war is fought on a member's soil, though there would have been one without the pact", "no such war in the treaty area in the list to 2003, although Libya fired two missiles at Lampedusa in 1986, and Article 5 was invoked after 11 September 2001; the second half nobody can observe"),
        ("ISAF", "resolution 1510 of 2003: security outside Kabul too, so that the Afghan authorities can work", "most years below war level while it is there, and a state that stands when it has left", "war level in all but one of the full years 2004–2014; the state stood when it left in December 2014, and fell in 2021 under another mission"),
        ("Close Combat Lethality Task Force", "memorandum of 2018: U.S. close-combat units that are better prepared and survive", "fewer losses or better test results than like units outside the programme; and a partner, if it is to be a partnership", "neither is published; no partner is named"),
        ("African Standby Force", "protocol of 2002, Article 13: contingents that stand ready and go when the Union decides", "a force in place within the days planned, counted from a mandate, oftener than before there was a plan", "never used under the full model; first soldiers of a regional force within 30 days of the last mandate in three of four crises, of the decision to send it in one"),
    ],
    columns=["case", "aim", "what would show it", "what can be seen"],
)  # fmt: skip

# What the task force says of its own members.
OWN_PAGE = Case(
    "its founding memorandum speaks of 'our nation's' formations, and its own page lists American offices and services only",
    "2018-02-08",
    "memorandum, quoted in AUSA Spotlight 18-2; benning.army.mil",
)

# Wars since 1949 that some member of NATO fought and did not begin, and where it fought. The treaty area (Article 6) holds none of these places.
FOUGHT_IN = {
    "Korean": "Korea",
    "Sinai War": "Egypt (Suez)",
    "IfniWar": "north-west Africa (Ifni)",
    "Second Laotian, Phase 2": "Laos",
    "Communist Coalition": "Cambodia",
    "Falkland Islands": "the South Atlantic (Falklands)",
    "Gulf War": "Kuwait and Iraq",
}
FIRST_OPERATION = (
    "1990-08-08"  # Anchor Guard, radar aircraft for Turkey; some count from Maritime Monitor, 16 July 1992
)
NEUTRAL = (225, 205, 305, 375, 380)  # Switzerland, Ireland, Austria, Finland, Sweden

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

CASES = ["NATO", "its example ISAF, in Afghanistan", "Close Combat Lethality Task Force", "African Standby Force"]
SCORES = pd.DataFrame(
    [
        ("yes", "yes", "yes", "yes"),
        ("yes", "yes", "partly", "no"),
        ("no", "yes", "does not apply", "not known"),
        ("yes", "partly", "partly", "partly"),
    ],
    index=CASES,
    columns=["several states?", "used?", "worked together?", "aim reached?"],
)
REASONS = [
    ["12 members in 1949,\n32 since 2024", "operations since 1990", "one command\nsince 1951", "no such war to 2003;\nwhy, nobody sees"],
    ["46 states in the list of\nNovember 2010", "in the field from\n2001 to 2014", "one command, but\nnational caveats", "war level in 10 of\n11 years, 2004–14"],
    ["all stakeholders\nbelong to one state", "advised the U.S.\nSecretary of Defense", "with whom?", "no public measure\nof lethality found"],
    ["five regional forces\non paper", "by regions, never\nunder the AU model", "exercises: Amani\nAfrica II, 2015", "in time by one clock,\nlate by another"],
]  # fmt: skip


OPERATIONS = ["ISAF 2010, November", "ISAF 2009, October", "Iraq (MNF-I) 2007, February", "Gulf War 1991, U.S. stock of about 500,000", "Gulf War 1991, all 697,000 from the U.S. who served", "Haiti 2010, relief"]  # fmt: skip
BASES = {"all listed": None, "NATO members": True, "others": False}
NOTES = {
    "ISAF 2010": "48 states were claimed, 46 have a number; the day is inferred.",
    "ISAF 2009": "The list is complete: 42 states.",
    "Iraq (MNF": "The news agency's list leaves some states out.",
    "Gulf War ": "9 of 36 sending states have an agreed headcount in our table; for Syria sources differ, for the other 26 we have none.",
    "Haiti 201": "Peak reports of different days; the UN mission was there before the earthquake and has no population.",
}
REGIONS = {"EASF": ("#e8cf9a", OCHRE, (6300, 900)), "ESF": ("#9fd3cb", TEAL, (-2750, 500)), "FOMAC": ("#dcb3cd", PLUM, (-350, -900)), "NARC": ("#a9cbea", BLUE, (1500, 5350)), "SSF": ("#c3cf9a", "#5c6b1e", (800, -3900))}  # fmt: skip
PARTS_OF_AFRICA = {"EASF": "East (EASF)", "ESF": "West (ESF)", "FOMAC": "Central (FOMAC)", "NARC": "North (NARC)", "SSF": "South (SSF)"}  # fmt: skip
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


def waits(clock: str = "start") -> pd.DataFrame:
    """Days to the first African and the first outside force in each crisis; clock: 'start', 'decision' or 'mandate'."""
    start = pd.to_datetime(RESPONSES[clock])
    days = {who: (pd.to_datetime(RESPONSES[f"{who}_date"]) - start).dt.days for who in ("african", "outside")}
    return pd.DataFrame(days).set_index(RESPONSES["crisis"])


def clock_table() -> pd.DataFrame:
    """Days to the first African force by three clocks, one crisis per row."""
    return pd.DataFrame({f"from {CLOCKS[clock]}": waits(clock)["african"] for clock in CLOCKS})


def brigade_days(arrival: str, clock: str = "mandate") -> tuple[int, int]:
    """Least and most days until the standby brigade SHIRBRIG arrived in 2000; arrival: 'headquarters' or 'battalion'."""
    begin = pd.Timestamp(SHIRBRIG[clock][0])
    return tuple((pd.Timestamp(day) - begin).days for day in SHIRBRIG[arrival])


@cache
def wars_of_members() -> pd.DataFrame:
    """Wars since 1949 that members of NATO fought and none of them began: war, first year, members, and where they fought."""
    table = load("interstate_wars").query("start >= 1949")
    table = table[[row.state_id in nato_members(str(row.start_date.date())) for row in table.itertuples()]]
    table = table[~table["war"].isin(table.loc[table["initiator"], "war"])]
    found = table.groupby("war").agg(year=("start", "min"), members=("state_id", "nunique")).sort_values("year")
    return found.assign(where=[FOUGHT_IN[war] for war in found.index])


def neutral_wars() -> int:
    """Wars since 1949, in the list to 2003, of five European states that stayed out of both blocs."""
    return int((load("interstate_wars").query("start >= 1949")["state_id"].isin(NEUTRAL)).sum())


def nato_periods() -> tuple[float, float, float]:
    """Years of the treaty without a joint headquarters, with one and no operation, and with both, to the end of the list of wars."""
    dates = load("timeline").set_index("event")["date"]
    days = [load("nato_members")["start_date"].min(), dates["SHAPE activated"], FIRST_OPERATION, load("interstate_wars")["end"].max()]  # fmt: skip
    days[3] = f"{days[3]}-12-31"
    days = [pd.Timestamp(day) for day in days]
    return tuple((after - before).days / 365.25 for before, after in pairwise(days))


def heavier_sides() -> pd.DataFrame:
    """The decided wars in which the side looked at, a coalition or a single state, was the heavier one."""
    wars = decided_wars().query("not coalition or weight > 1")
    return wars.assign(weight=np.log(wars["weight"])).astype({"coalition": float, "won": float})


def calm_hosts(years: int = 5) -> tuple[int, int]:
    """New UN missions since 1990 in states with a conflict at home lately that hosted none: after how many there was none some years on, and all."""
    begun = conflict_later(years).query("mission")
    return int((~begun["after"]).sum()), len(begun)


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


def needs() -> Cards:
    """What success would need, case by case, as cards."""
    rows = list(NEEDS.itertuples(index=False))
    plain = [f"{row[0]}. Aim: {row[1]}. What would show it: {row[2]}. What can be seen: {row[3]}." for row in rows]
    rich = [f"<p style='max-width:50em;margin:.4em 0'><strong>{row[0]}.</strong> <em>Aim:</em> {row[1]}. <em>What would show it:</em> {row[2]}. <em>What can be seen:</em> {row[3]}.</p>" for row in rows]  # fmt: skip
    return Cards(plain, rich)


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
        "A chain from partners to stability, and where evidence for ISAF and the other cases runs out",
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
    rows = [("ISAF", 44, 50, "as far as 'together', with caveats"), ("Standby force", 25, 22, "used by its regions, not under the full model"), ("Lethality task force", 6, None, "does it enter at all? Section 4 looks it up")]  # fmt: skip
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
    """Four crises and one standby brigade on one time line each: deciding, waiting for a mandate, moving."""
    figure, ax = new_figure(
        f"In {('none', 'one', 'two', 'three', 'all')[int((2 * waits('mandate')['african'] < waits()['african']).sum())]} of four most of the wait was deciding, not moving",
        "Days from the crisis to the first soldiers; the last stretch alone is what a plan of 30 days promises",
        "dates compiled for this lesson from UN, AU, ECOWAS, SADC and press reports, 2000–2021",
        size="pair",
    )
    steps = [("start", "decision", PALE), ("decision", "mandate", SKY), ("mandate", "african_date", BLUE)]
    for row, item in enumerate(RESPONSES.itertuples()):
        begin = pd.Timestamp(item.start)
        for first, last, tone in steps:
            left, right = ((pd.Timestamp(getattr(item, name)) - begin).days for name in (first, last))
            ax.barh(row, right - left, left=left, height=0.34, color=tone, linewidth=0)
        moved = waits("mandate")["african"].iloc[row]
        ax.text(right + 6, row, f"{item.african}: {moved} of {right} days", color=BLUE, va="center", fontsize=10)
        if item.outside:
            outside = (pd.Timestamp(item.outside_date) - begin).days
            ax.plot([outside], [row - 0.34], "v", color=ORANGE, markersize=8)
            ax.text(outside - 6, row - 0.36, item.outside, color=ORANGE, va="center", ha="right", fontsize=9.5)
    mandate = brigade_days("battalion", "start")[0] - brigade_days("battalion")[0]
    head, troops = brigade_days("headquarters", "start"), brigade_days("battalion", "start")
    ax.barh(4, mandate, height=0.34, color=PALE, linewidth=0)
    ax.barh(4, troops[1] - mandate, left=mandate, height=0.34, color=TEAL, linewidth=0)
    ax.plot([head[0], head[0]], [3.83, 4.17], color=PAPER, linewidth=1.5)
    ax.text(troops[1] + 6, 4, f"headquarters in November, battalion in\nDecember: {brigade_days('battalion')[0]} to {brigade_days('battalion')[1]} days", color=TEAL, va="center", fontsize=9.5)  # fmt: skip
    names = [f"{item.crisis}\n({item.event})" for item in RESPONSES.itertuples()]
    ax.set_yticks(range(5), [*names, "for comparison: SHIRBRIG\nin Ethiopia and Eritrea, 2000"])
    ax.tick_params(axis="y", colors=INK, labelsize=9.5)
    for x, words, tone in ((0, "until decided", GREY), (110, "until mandated", SKY), (233, "until there", BLUE)):
        ax.text(x, -0.85, f"■ {words}", color=tone, fontsize=9.5, fontweight="bold")
    ax.text(325, -0.85, "▼ from outside", color=ORANGE, fontsize=9.5, fontweight="bold")
    ax.set(xlim=(0, 430), ylim=(4.5, -1.15))
    ax.grid(False, axis="y")
    ax.grid(True, axis="x")
    figure.subplots_adjust(left=0.3)
    table = clock_table()
    told = "; ".join(
        f"{crisis} {', '.join(str(days) for days in row)}"
        for crisis, row in zip(table.index, table.to_numpy(), strict=True)
    )
    alt = f"Bar chart of five waits. Days to the first African force from the crisis, from the African decision to send it and from the last mandate: {told}. The standby brigade SHIRBRIG, offered to the UN, had its first battalion in place {brigade_days('battalion')[0]} to {brigade_days('battalion')[1]} days after its mandate."
    return show(figure, alt)


@house_style()
def score_figure() -> Picture:
    """The scoring sheet: the document's three cases and its example, four questions, one word each."""
    tones = {"yes": TEAL, "partly": SKY, "no": ORANGE, "does not apply": GREY, "not known": GREY}
    said = int((SCORES["aim reached?"].drop(CASES[1]) == "yes").sum())  # ISAF is NATO's example, no fourth case
    figure, ax = diagram(
        f"{said} of 3 'successes' has seen its aim hold; why, nobody can see",
        "Our scoring sheet, as of November 2025: four questions instead of one word. Disagree with a cell? Good.",
    )
    for column, question in enumerate(SCORES.columns):
        ax.text(33 + 19 * column, 95, question, ha="center", fontsize=10, fontweight="bold", color=INK)
    for row, case in enumerate(CASES):
        y = 81 - 24 * row
        ax.text(4 if row == 1 else 1, y, case.replace(", in", ",\nin").replace(" Lethality", "\nLethality").replace(" Standby", "\nStandby"), va="center", fontsize=10.5, fontweight="bold", color=INK)  # fmt: skip
        for column, word in enumerate(SCORES.iloc[row]):
            box(ax, 33 + 19 * column, y + 5, word, tones[word], 16.5, 11, filled=True)
            ax.text(33 + 19 * column, y - 3.5, REASONS[row][column], ha="center", va="top", fontsize=9, color=GREY)
    alt = f"Table of coloured cells for three cases, one with its example, and four questions. NATO: four times yes. Its example ISAF: yes, yes, partly, no. The task force: no, yes, does not apply, not known. The standby force: yes, then three times partly. So {said} of 3 has seen its aim hold."
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
    questions = {
        "Switch ISAF from 2010 to 2009 and choose `per 100,000 people`. Who leads? Who leads in 2010?": "In 2009 the United Kingdom leads, then the Netherlands and Denmark; the United States is sixth. In 2010, after the surge and the change of command, the United States leads per head too.",
        "Back to troops, 2010. Leave out the largest. What happens to the effective number?": "It rises to 10.1<!--= others_alone -->. Among themselves the others shared the load rather evenly.",
        "Compare the two Gulf War entries. Same war, same coalition: what differs?": "One counts U.S. troops in theatre at one time, the other everybody who served. The leader's share moves from 72%<!--= gulf_stock --> to 78%<!--= gulf_flow -->: a stock and a flow answer different questions.",
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
    questions = {
        "Press play from 2003. Which symbol covers the continent, and which hardly appears?": "Blue triangles, the UN, and green squares, African-led forces. A star needs a looser rule than the African Union's own.",
        "In 2021, change *Counts as use* from the strictest rule to the loosest. How many uses are there under each?": "None; two (SAMIM in Mozambique and ECOMIG in The Gambia); five, since then any African-led operation counts.",
        "Go from 2024 to 2025. Which region loses colour, and why?": "The west: Burkina Faso, Mali and Niger left ECOWAS, the West African union of states, on 29 January 2025.",
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
            "● conflict on home soil   ★ counted as use\nStrong grey: member of two forces\nNo fill: African Union member in none"
            if by_force
            else "★ counted as use\nStronger: more conflicts on home soil\n(none, one, two, three or more)"
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
    missing = f" ({GULF_SENDERS - found['states']} more have no agreed headcount)" if operation == OPERATIONS[3] else ""
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


def deciding_share(crisis: str) -> float:
    """Days from the crisis to the last mandate, divided by all days to the first African force, in per cent."""
    return 100 * (1 - waits("mandate")["african"][crisis] / waits()["african"][crisis])


def deciding_prompt(crisis: str) -> str:
    """The question, with the dates of one crisis."""
    item = RESPONSES.set_index("crisis").loc[crisis]
    start, mandate, there = (
        f"{day.day} {day:%B %Y}" for day in pd.to_datetime(item[["start", "mandate", "african_date"]])
    )
    return (
        f"{crisis}: {item['event']} on {start}; the last mandate for a force is dated {mandate}; the first soldiers of {item['african']} were there on {there}, "
        f"{waits()['african'][crisis]} days after the start. What share of these days had passed before there was a mandate? Per cent, one decimal; you may type the sum."
    )


def untrained_like_missions() -> str:
    """Missions of the same sender, years and clock that differ in the training hold the rivals still."""
    return "other-missions"


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


RETIRED = ("10.1", "10.2", "10.3")
EXERCISES = [
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
        variants=tuple({"operation": OPERATIONS[i]} for i in (0, 1, 3)),  # in the third the two bases round alike
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
        prompt="Which coalition leaned hardest on one state? Order the four by the leader's share of all listed troops, the largest share first. For the Gulf War 27<!--= gulf_uncounted --> senders have no agreed headcount and are not on the list.",
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
        id="10.11",
        title="Where did the days go?",
        prompt=deciding_prompt,
        kind="number",
        level="apply",
        solution=deciding_share,
        meaning="A brigade that stands ready shortens only the last stretch. Where most days go into deciding, readiness is not the lack that hurts most.",
        hints=(
            "Count the days from the mandate to the first soldiers; the rest of the wait lies before it.",
            "Divide the days before the mandate by all days, times a hundred.",
        ),
        mistakes=(
            Mistake(
                lambda crisis: 100 - deciding_share(crisis),
                "That is the share that passed after the mandate. The question asks for what came before it.",
            ),
            Mistake(
                lambda crisis: 100 * deciding_share(crisis) / (100 - deciding_share(crisis)),
                "You divided by the days after the mandate. The base is the whole wait.",
            ),
            Mistake(
                lambda crisis: float(waits()["african"][crisis] - waits("mandate")["african"][crisis]),
                "Those are the days before the mandate. Divide them by the whole wait.",
            ),
        ),
        decimals=1,
        percent=True,
        variants=({"crisis": "Mali 2012"}, {"crisis": "Central African Republic 2013"}, {"crisis": "Mozambique 2021"}),
    ),
    Exercise(
        id="10.12",
        title="Choose the control",
        prompt="A brigade kept on call for the UN by states whose soldiers had trained together sent a battalion to Ethiopia and Eritrea about three months after its mandate in 2000. Its own report calls that quick. Which comparison would best test whether training together made it so?",
        kind="choice",
        level="evaluate",
        solution=untrained_like_missions,
        meaning="Same sender, same years, same clock: what differs is the training. Even then the easier missions may have gone to the brigade, since its members could say no.",
        hints=(
            "Which rival causes of speed does each comparison hold still?",
            "The clock, the sender and the years should be the same; the training should not.",
        ),
        mistakes=(
            Mistake(
                lambda: "own-goal",
                "A goal says what was hoped for. It cannot tell you how fast untrained troops would have come.",
            ),
            Mistake(
                lambda: "african-crises",
                "Two clocks, as in the headline that you are to avoid: a wait from a crisis beside one from a mandate.",
            ),
            Mistake(
                lambda: "home-exercises",
                "An exercise has a date in the calendar. No parliament has to agree first, and no port is closed.",
            ),
        ),
        options={
            "own-goal": "the brigade's own goal of 15 to 30 days, counted from when a member agrees",
            "african-crises": "the four African forces, counted from the day on which each crisis began",
            "other-missions": "UN missions of those years with untrained mixtures, from their mandates on",
            "home-exercises": "the same brigade's exercises at home, from the first order to the last tent",
        },
    ),
    Exercise(
        id="10.6",
        title="Write the effective number",
        prompt="Write the effective number as a function: it takes a list of troops, one number for each contributor, and returns how many equal partners would be as concentrated.",
        start="def equivalent(troops):\n    ...  # your rule here",
        kind="function",
        level="apply",
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
        "ISAF's aim, by resolutions 1386 (Kabul) and 1510 (the whole country), was a secure environment in which Afghan authorities could govern. Use: yes, for thirteen years. Working together: in part, since "
        "dozens of armies shared a command, kit and medical chain while caveats kept several out of the hardest provinces. Result: no, fighting stood at war level in all but one of its full years; the state stood when it ended on 28 December 2014, and the government fell 6.6 years later, under another mission, days before the last foreign soldiers left. "
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


def founding_evidence() -> Evidence2:
    """The day on which NATO's founders signed, from the table of members: a full count."""
    table = load("nato_members").query("start == 1949")
    signed = int(table["signed"].astype(str).str.startswith("1949-04-04").sum())
    case = Case(f"{signed} states sign the treaty in Washington", "1949-04-04", "table of members; timeline")
    return Evidence2(
        finding=f"{signed} of {len(table)} founders signed on 4 April 1949; the treaty was in force on 24 August",
        data="full count",
        rivals=("none for a date",),
        rung=None,
        cases=(case,),
    )


def founded_1949() -> tuple[Part, ...]:
    """The date on which the founders signed."""
    return (Part("founded in 1949", founding_evidence()),)


def prominent_success() -> tuple[Part, ...]:
    """NATO by the purpose that its treaty states; one case, as the document gives one."""
    wars = wars_of_members()
    case = Case(
        f"no war between states was fought on a member's soil in the treaty area: in the {len(wars)} wars that members fought and had not begun, the fighting was elsewhere, from Korea to Iraq",
        "1949–2003",
        "interstate wars (Correlates of War), places by the course; treaty, Articles 5 and 6",
    )
    proof = Evidence2(
        finding=f"By the treaty's own purpose, no war brought to a member's soil: none in the list of wars between states to 2003, which holds neither smaller attacks, as by Libya at Lampedusa on 15 April 1986, nor those of groups, as on 11 September 2001; members grew from {len(nato_members(1949))} to {len(nato_members(2025))}, and none has left",
        data="full count",
        rivals=("nuclear weapons", "wealth and democracy", "an attack that nobody had planned leaves no trace"),
        rung=None,
        cases=(case,),
    )
    return (Part("a prominent success", proof),)


def home_attack_evidence() -> Evidence2:
    """Wars of 1949–2003 that members of NATO fought and had not begun, none of them at home inside the treaty area: a full count."""
    wars = wars_of_members()
    cases = tuple(
        Case(f"fighting in {row.where}", f"from {row.year}", "interstate wars, Correlates of War")
        for row in wars.itertuples()
    )
    return Evidence2(
        finding=f"Of {len(wars)} wars that members fought and had not begun none was fought on their soil in the treaty area; the Falklands, attacked in 1982, lie outside it",
        data="full count",
        rivals=(
            "nuclear weapons",
            "attacks by groups, as on 11 September 2001, when Article 5 was invoked, are not in a list of wars between states",
            "nor are attacks short of war, as Libya's two missiles at Lampedusa on 15 April 1986",
        ),
        rung=None,
        cases=cases,
    )


def guideline_evidence() -> Evidence2:
    """Share of members that spent 2% of output in 2024, ten years after they made it an aim in Wales: a full count."""
    table = load("nato_guideline").set_index("year")
    first, due = table.loc[2014], table.loc[2024]
    return Evidence2(
        finding=f"In 2024, ten years after the aim was set, {due['allies']} of {due['members']} members spent 2% of output ({due['lowest']} to {due['highest']} by other counts), in 2014 {first['allies']} of {first['members']}",
        data="full count",
        rivals=("a share of output is one burden among several: lesson 08",),
        rung=None,
        **counted(100 * float(due["allies"]) / float(due["members"])),
        interval="full count",
        unit="% of members",
        n=int(due["members"]),
        n_unit="members",
        benchmark=100,
        why_benchmark="the aim of 2014 was meant for every member",
        expects="above",
    )  # fmt: skip


def three_yardsticks() -> tuple[Part, ...]:
    """NATO by three yardsticks: wars at home, aims of operations, shares."""
    years = war_years(2004, 2014)
    missed = Case(
        f"ISAF: fighting stood at war level in {int(years.sum())} of the {len(years)} full years it had",
        "2004–2014",
        "Uppsala Conflict Data Program; mandate: UN resolution 1510",
    )
    return (
        Part("no war at home", home_attack_evidence()),
        Part("aims of operations reached", counterexamples=(missed,)),
        Part("share aimed at spent", guideline_evidence()),
    )  # fmt: skip


def ability_evidence() -> Evidence2:
    """Wars on members' soil, a year, with a joint headquarters minus without one: an outcome that never varies."""
    before, ability, both = nato_periods()
    attacked = int((wars_of_members()["where"] == "at home").sum())
    return Evidence2(
        finding=f"Wars between states on a member's soil: {attacked} in the {before:.1f} years before NATO had a joint headquarters, {attacked} in {ability:.1f} years with one and without any operation (to August 1990), {attacked} in {both:.1f} years with both; {len(NEUTRAL)} neutral states of Europe, outside the alliance, were in {neutral_wars()} wars",
        data="full count",
        rivals=("nuclear weapons", "a common threat", "routines, which by Wallander (2000) let NATO outlive its enemy", "attacks short of war, as by Libya in 1986, are not in the list"),
        rung=0,
        **counted(attacked / (ability + both) - attacked / before),
        interval="full count",
        unit="wars a year more with a headquarters",
        n=round(before + ability + both),
        n_unit="years of the treaty, to 2003",
        benchmark=0,
        why_benchmark="the ability changes nothing",
        expects="below",
    )  # fmt: skip


def success_by_operations() -> tuple[Part, ...]:
    """Success by the treaty's own yardstick, before and after the ability, and works on rival causes."""
    return (Part("success rests on the ability", ability_evidence(), works("C11.2")),)


def isaf_example() -> tuple[Part, ...]:
    """One operation of several states under NATO."""
    case = Case(
        f"NATO takes the lead of ISAF; in November 2010 {len(isaf())} states have soldiers in it",
        "2003-08-11",
        "timeline; complete list of contributors",
    )
    proof = Evidence2(
        finding=f"One command, {len(isaf())} states; one of them sent {100 * isaf()['troops'].iloc[0] / isaf()['troops'].sum():.0f}% of the troops",
        data="full count",
        rivals=("most of the weight was one member's",),
        rung=None,
        cases=(case,),
    )
    return (Part("a joint operation", proof, works("C11.3")),)


def aim_evidence(first: int = 2004, last: int = 2014) -> Evidence2:
    """Share of years with 1,000 or more battle deaths in Afghanistan: while ISAF's mandate covered the country, or after it."""
    years, kabul = war_years(first, last), war_years(2002, 2003)
    share = 100 * float(years.mean())
    told = (
        f"; in {len(kabul)} years of its narrower mandate, Kabul, {int(kabul.sum())}"
        if first == 2004
        else ", under another mission; the government fell in the last of them"
    )
    return Evidence2(
        finding=f"Fighting stood at war level in {int(years.sum())} of the {len(years)} years {first}–{last}{told}",
        data="full count",
        rivals=("more soldiers go where there is more war", "without ISAF it might have been worse"),
        rung=None,
        **counted(share),
        interval="full count",
        unit="% of years at war level",
        n=len(years),
        n_unit="years",
        benchmark=50,
        why_benchmark="a country kept secure is below war level in most years",
        expects="below",
    )  # fmt: skip


def isaf_aim() -> tuple[Part, ...]:
    """War level while ISAF was there, and after it."""
    return (Part("a secure country", aim_evidence(), works("C11.3"), counts=(aim_evidence(2015, 2021),)),)


def together_and_aims() -> tuple[Part, ...]:
    """Two effects without a number of ours: no work measures a gain in ability, so it is not tested; on aims there are works."""
    return (
        Part("better able to work together"),
        Part("common strategic aims", studies=works("C11.4", "SaidemanAuerswald2012", "AuerswaldSaideman2014")),
    )


def common_defence_evidence() -> Evidence2:
    """How many of NATO's founders are bound to defend, and to no offence, in the treaty text as ATOP codes it: a full count."""
    table = load("alliance_members").query("alliance_id == 3180 and start == 1949")
    bound = int((table["defence"] & ~table["offence"]).sum())
    cases = (
        Case("Article 5: an armed attack on one shall be considered an attack on all", "1949-04-04", "treaty text"),
        Case(
            "France takes its forces out of the joint command, and stays bound by the treaty",
            "1966",
            "NATO Update 1966",
        ),
    )
    return Evidence2(
        finding=f"{bound} of {len(table)} founders took on a duty to defend and none to attack, France among them",
        data="full count",
        rivals=("founders had other aims besides",),
        rung=None,
        cases=cases,
    )


def common_defence() -> tuple[Part, ...]:
    """The purpose in the text of the treaty."""
    return (Part("common defence", common_defence_evidence(), works("C11.5")),)


def wars_won_evidence() -> Evidence2:
    """Share of decided wars between a coalition and one state that the coalition won: tries that could have ended otherwise, so with a Wilson interval."""
    table = decided_wars().query("coalition == 1")
    found = models.proportion(int(table["won"].sum()), len(table))
    return Evidence2(
        finding=f"Coalitions won {int(table['won'].sum())} of {found.n} decided wars against a single state, {100 * found.value:.0f}%",
        data="few cases",
        rivals=("those who expect to win go to war", "draws are left out"),
        rung=None,
        **measured(found, 100),
        interval="Wilson",
        unit="% of decided wars",
        n=found.n,
        n_unit="wars of coalitions",
        benchmark=50,
        why_benchmark="success is more common than failure",
        expects="above",
    )  # fmt: skip


def promises_evidence(seed: int = 1, since_1945: bool = False) -> Evidence2:
    """Share of alliance promises kept among those that a war called on; resampled by war. since_1945: only later wars."""
    rows = load("alliance_commitments")
    rows = rows[rows["outcome_bf"].isin(["honoured", "violated"])]
    rows = rows[~rows["before_1945"]] if since_1945 else rows
    table = rows.assign(kept=100.0 * (rows["outcome_bf"] == "honoured"))
    found = models.block_bootstrap(table, lambda t: t["kept"].mean(), "iwd_war_id", seed=seed)
    other = kept_promises("llm", False if since_1945 else None)
    when = "Of these, in wars from 1945 on," if since_1945 else "In wars of 1816 to 2003"
    return Evidence2(
        finding=f"{when} {found.value:.0f}% of {len(table)} promises that were called on were kept; by the other coding in the file {100 * other.value:.0f}% of {other.n}",
        data="panel",
        rivals=("promises that deter are never called on",),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="war",
        unit="% of promises called on",
        n=len(table),
        n_unit="promises",
        benchmark=50,
        why_benchmark="success is more common than failure",
        expects="above",
    )  # fmt: skip


def hosts_evidence() -> Evidence2:
    """Share of states with a new UN mission that had no conflict at home five years on, with a Wilson interval; the meaning of lesson 14."""
    calm, hosts = calm_hosts()
    found = models.proportion(calm, hosts)
    others = ", ".join(f"{calm_hosts(years)[0]} of {calm_hosts(years)[1]} after {years}" for years in (3, 4, 6, 7))
    return Evidence2(
        finding=f"{hosts} times a UN mission came to a state that had fought lately and hosted none; {calm} times, {100 * found.value:.0f}%, there was no conflict five years on; by other marks {others}",
        data="few cases",
        rivals=("missions go where peace is hard, or where it is near: lesson 14",),
        rung=None,
        **measured(found, 100),
        interval="Wilson",
        unit="% of new missions",
        n=hosts,
        n_unit="new missions since 1990",
        benchmark=50,
        why_benchmark="success is more common than failure",
        expects="above",
    )  # fmt: skip


def joint_undertakings(seed: int = 1) -> tuple[Part, ...]:
    """Three lists drawn up without regard to success: wars, promises (all, and of these the later ones), UN missions."""
    beside = (promises_evidence(seed), promises_evidence(seed, since_1945=True), hosts_evidence())
    return (Part("success in joint undertakings", wars_won_evidence(), works("C11.6"), counts=beside),)


def coalition_evidence() -> Evidence2:
    """Odds of winning a decided war for the heavier side, a coalition or a single state, with relative power held constant."""
    table = heavier_sides()
    row = models.logit(table, "won", ["coalition", "weight"], cluster="war_id").set_index("term").loc["coalition"]
    together, alone = (table[table["coalition"] == kind]["won"] for kind in (1, 0))
    return Evidence2(
        finding=f"As the stronger side coalitions won {int(together.sum())} of {len(together)} decided wars, single states {int(alone.sum())} of {len(alone)}; at like superiority the coalition's odds are {row['odds_ratio']:.2f} times the other's",
        data="panel",
        rivals=("coalitions form against the enemies that nobody dares to meet alone",),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="war",
        unit="times the odds of a single state",
        n=len(table),
        n_unit="decided wars",
        benchmark=1,
        why_benchmark="a coalition wins as often as a single state of like superiority",
        expects="above",
    )  # fmt: skip


def together_or_alone() -> tuple[Part, ...]:
    """What fighting together adds: an effect, so it is judged as one."""
    return (Part("wars won together", coalition_evidence(), kind="causal"),)


def allied_members() -> tuple[Part, ...]:
    """The body's own list of members."""
    return (Part("a partnership with allies", counterexamples=(OWN_PAGE,)),)


def tactics() -> tuple[Part, ...]:
    """Tactics are among its subjects; a shared exercise was looked for and not found, which decides nothing."""
    case = Case(
        "its director says that new equipment changes little while squads keep the tactics of 1917",
        "2019",
        "Military Times, as reported by SOFREP",
    )
    shared = int(DESCRIPTIONS["exercise with allies"].sum())
    proof = Evidence2(
        finding=f"Tactics are among its subjects by its director's words, in an interview of 2019 outside the {len(DESCRIPTIONS)} descriptions, none of which has them; {shared} of the {len(DESCRIPTIONS)} report a training exercise shared with anybody abroad",
        data="teaching list",
        rivals=("exercises may go unreported",),
        rung=None,
        cases=(case,),
    )
    return (Part("advanced tactics", proof), Part("shared training exercises"))


def close_combat() -> tuple[Part, ...]:
    """The aim in the founding memorandum."""
    case = Case(
        "the memorandum sets it up so that close-combat formations on the ground are better prepared, deadlier and harder to kill",
        "2018-02-08",
        "memorandum, quoted in AUSA Spotlight 18-2",
    )
    proof = Evidence2(
        finding="The memorandum of 2018 names this aim",
        data="full count",
        rivals=("none for an aim in a text",),
        rung=None,
        cases=(case,),
    )
    return (Part("better ground combat units", proof),)


def an_example_of() -> tuple[Part, ...]:
    """Whether it is an international partnership at all, a fact; what it did for its forces is not published."""
    return (
        Part("it is an international partnership", kind="fact", counterexamples=(OWN_PAGE,)),
        Part("its forces became more close-knit and more capable"),
    )


def partnerships_on_the_whole() -> tuple[Part, ...]:
    """Works only: one standby brigade, a review of programmes."""
    return (Part("more close-knit and more capable", studies=works("C12.4")),)


def standby_aim() -> tuple[Part, ...]:
    """The aim and the area in the founding text."""
    case = Case(
        "Article 13 has members set up contingents that stand ready for missions of the Peace and Security Council of the African Union",
        "2002-07-09",
        "protocol on the Peace and Security Council, Article 13",
    )
    proof = Evidence2(
        finding="The protocol founds the force for peace missions and interventions of the whole Union",
        data="full count",
        rivals=("none for an aim in a text",),
        rung=None,
        cases=(case,),
    )
    return (Part("regional, for the whole continent", proof),)


def standby_use_evidence(model: str = "full", since: int = 2003) -> Evidence2:
    """Share of the African-led operations begun since a year that used the force; model: 'full', or 'regional' in standby terms."""
    table = ACTED.query("kind == 'African' and start >= @since")
    used = int((table["model"] == model).sum())
    how = "ran under the full model of the Union" if model == "full" else "used a regional force in standby terms"
    return Evidence2(
        finding=f"{used} of {len(table)} African-led operations begun since {since} in our list {how}",
        data="teaching list",
        rivals=("another rule for what counts as use, or another first year, gives another number",),
        rung=None,
        **counted(100 * used / len(table)),
        interval="none",
        unit="% of African-led operations",
        n=len(table),
        n_unit="operations",
        benchmark=50,
        why_benchmark="a force that is used as designed carries most operations of its kind",
        expects="above",
    )  # fmt: skip


def standby_use() -> tuple[Part, ...]:
    """Use by the strict rule, and beside it by a looser one, since 2003 and since 2010, the first date planned."""
    looser = (standby_use_evidence("regional"), standby_use_evidence("regional", 2010))
    return (Part("used as designed", standby_use_evidence(), works("C13.1"), counts=looser),)


def five_forces_evidence() -> Evidence2:
    """The regional forces by name, and how their memberships turn into states: a full count."""
    counts, names = standby_counts(2025), sorted(set(load("standby_force_members")["force"]))
    case = Case(f"{', '.join(names[:-1])} and {names[-1]}", "2025-12-31", "course list of members")
    return Evidence2(
        finding=f"{len(names)} forces with {counts['memberships']} memberships at the end of 2025: {counts['states']} states, {counts['in two']} of them in two forces, {counts['in none']} members of the African Union in none",
        data="full count",
        rivals=("a force on paper is not yet a force",),
        rung=None,
        cases=(case,),
    )  # fmt: skip


def five_forces() -> tuple[Part, ...]:
    """The count of forces."""
    return (Part("five regional forces", five_forces_evidence()),)


def stress_on_joint_action() -> tuple[Part, ...]:
    """The stress in the founding texts; the lesson about solidarity would need crises with and without it."""
    cases = (
        Case("states that send troops are to release their contingents at once when the Union asks", "2002-07-09", "protocol, Article 13"),
        Case("regions are to raise brigades that the Union can call on", "2003", "policy framework of the African Union"),
    )  # fmt: skip
    proof = Evidence2(
        finding="Both founding texts put forces of several African states, called together in a crisis, at the centre",
        data="full count",
        rivals=("founding texts say what is wished",),
        rung=None,
        cases=cases,
    )
    return (
        Part("the stress on joint action", proof, works("C13.3", "Williams2011")),
        Part("the lesson about solidarity"),
    )


def in_time_evidence(clock: str = "mandate") -> Evidence2:
    """Share of four crises in which the first soldiers of an African force came within 30 days; clock: 'mandate' or 'decision'."""
    days = waits(clock)["african"]
    quick = int((days <= PLAN).sum())
    told = ", ".join(f"{crisis.rsplit(' ', 1)[0]} {wait}" for crisis, wait in days.items())
    slow = int((days <= COMPLEX).sum())
    return Evidence2(
        finding=f"Counted from {CLOCKS[clock]}, the first soldiers of {quick} of {len(days)} forces came within {PLAN} days ({told}), {slow} within the {COMPLEX} that the plan allows for complex missions",
        data="teaching list",
        rivals=("soldiers who were there already changed their badge, as in Bangui", "four crises were picked, not drawn", "earlier decisions in principle, as in Mali, would make the wait longer"),
        rung=None,
        **counted(100 * quick / len(days)),
        interval="none",
        unit="% of crises",
        n=len(days),
        n_unit="crises",
        benchmark=50,
        why_benchmark="a plan that holds holds in most crises",
        expects="above",
    )  # fmt: skip


def in_time() -> tuple[Part, ...]:
    """Two clocks of like kind, which disagree."""
    beside = (in_time_evidence("decision"),)
    return (Part("within 30 days of a mandate", in_time_evidence(), works("C13.3"), counts=beside),)


def three_cases() -> tuple[Part, ...]:
    """Whether all three are cases of partnership, a fact; readiness and stability have no number in any of them."""
    return (
        Part("each of the three is a partnership that shows it", kind="fact", counterexamples=(OWN_PAGE,)),
        Part("readiness, and stability in the world", studies=works("C13.4")),
    )


# Claims.


ASKED = ["C11.2", "C11.3", "C11.4", "C11.6", "C12.2", "C13.3"]
CLAIMS = [
    Judgement(
        "C11.1", "supported", "The date is right: signed in April 1949, in force from August.", parts=founded_1949
    ),
    Judgement(
        "C11.7",
        "supported",
        "One example is claimed, and by its treaty's own purpose NATO is one: no war between states was fought on a member's soil in the treaty area, to 2003. Attacks there were, by Libya in 1986 and by a group in 2001. What prevented war, nobody can read off that.",
        parts=prominent_success,
        ours="not supported",
        ours_reason="By wars at home yes, to 2003; by the aims of operations not always (ISAF); by the share aimed at mostly, ten years on. 'Success' without its yardstick says little.",
        ours_parts=three_yardsticks,
    ),
    Judgement(
        "C11.2",
        "contested",
        "The yardstick never moves: no war between states was fought on a member's soil before there was a joint headquarters, with one, or with operations, to 2003, and neutral states had none either. What never varies cannot show what it rests on.",
        parts=success_by_operations,
    ),
    Judgement(
        "C11.3",
        "supported",
        "It was such an operation, and as an example the document names it. One member carried most of the weight.",
        parts=isaf_example,
        ours="not supported",
        ours_reason="A country secure enough for its government to work: no. Narrower aims read otherwise: Kabul alone, the mandate to 2003, and handing over by the end of 2014.",
        ours_parts=isaf_aim,
    ),
    Judgement(
        "C11.4",
        "contested",
        "The half on ability is not tested: no study that we have seen measures it before and after. On aims, the works on Afghanistan show national limits that weakened the joint effort; they do not compare with a time before.",
        parts=together_and_aims,
    ),
    Judgement(
        "C11.5",
        "supported",
        "That is the purpose in the text. It binds those too who want no joint command, as France from 1966.",
        parts=common_defence,
    ),
    Judgement(
        "C11.6",
        "partly supported",
        "Successes are many, and so are failures: wars end well somewhat more often than not, and so do new missions after five years, not yet after three, both within the range of chance; of the promises, those called on since 1945 were mostly broken.",
        parts=joint_undertakings,
        ours="contested",
        ours_reason="Where each was the stronger side, coalitions won a little less often than single states; at like superiority the interval is wide and holds one.",
        ours_parts=together_or_alone,
    ),
    Judgement(
        "C12.1",
        "not supported",
        "Its own page names as stakeholders American offices and services only. No other source names a foreign one; if there is one, a single name would change this card.",
        parts=allied_members,
    ),
    Judgement(
        "C12.2",
        "partly supported",
        "The half on tactics holds by its director's words in an interview; in the descriptions we looked for it and did not find it. For shared exercises we found no report, in six<!--= descriptions --> descriptions; that is a gap in what we know, not a refutation.",
        parts=tactics,
    ),
    Judgement(
        "C12.3",
        "supported",
        "It says so in the memorandum that set it up. The units meant are American.",
        parts=close_combat,
    ),
    Judgement(
        "C12.4",
        "not supported",
        "What names no foreign member can be no example of what international partnerships do. That partnerships can do it remains as it was.",
        parts=an_example_of,
        ours="contested",
        ours_reason="No work seen compares partners with others. A brigade that had trained together says that it set up quickly; a review of American programmes is sceptical. How coalitions are commanded is another question.",
        ours_parts=partnerships_on_the_whole,
    ),
    Judgement(
        "C13.1",
        "supported",
        "An aim is claimed, and the founding text has it.",
        parts=standby_aim,
        ours="contested",
        ours_reason="Never under the full model. Under a looser rule in fewer than half of the operations since 2003, but in more than half of those since 2010, the first date planned: rule and year decide. A force never called may still have trained the officers of those that were.",
        ours_parts=standby_use,
    ),
    Judgement(
        "C13.2",
        "supported",
        "Five it is. They overlap, leave gaps, and one exists mostly on paper.",
        parts=five_forces,
    ),
    Judgement(
        "C13.3",
        "supported",
        "The stress on acting together is in the texts. What it shows about solidarity would need crises with and without it.",
        parts=stress_on_joint_action,
        ours="contested",
        ours_reason="The clock decides. From the last mandate three of four came in time, one of them by a change of badge; from an African body's decision to send it one of four did. First soldiers are counted, not the whole force.",
        ours_parts=in_time,
    ),
    Judgement(
        "C13.4",
        "not supported",
        "'These cases' are three, and one of them is no partnership. In the other two, readiness is not published and stability has more causes than one.",
        parts=three_cases,
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
    "descriptions": lambda: len(DESCRIPTIONS),
    "memberships": lambda: standby_counts()["memberships"],
    "in_two": lambda: standby_counts()["in two"],
    "in_none": lambda: standby_counts()["in none"],
    "shortest": lambda: waits()["african"].min(),
    "longest": lambda: waits()["african"].max(),
    "car_mandate": lambda: waits("mandate")["african"]["Central African Republic 2013"],
    "car_decision": lambda: waits("decision")["african"]["Central African Republic 2013"],
    "in_time_decision": lambda: (waits("decision")["african"] <= PLAN).sum(),
    "brigade_least": lambda: brigade_days("battalion")[0],
    "brigade_most": lambda: brigade_days("battalion")[1],
    "not_begun": lambda: len(wars_of_members()),
    "headquarters_years": lambda: nato_periods()[1],
    "war_during": lambda: war_years(2004, 2014).sum(),
    "during": lambda: len(war_years(2004, 2014)),
    "coalition_won": lambda: wars_won_evidence().estimate,
    "coalition_low": lambda: wars_won_evidence().low,
    "coalition_high": lambda: wars_won_evidence().high,
    "heavy_share": lambda: 100 * heavier_sides().query("coalition == 1")["won"].mean(),
    "alone_won": lambda: 100 * decided_wars().query("coalition == 0")["won"].mean(),
    "kept_later": lambda: promises_evidence(since_1945=True).estimate,
    "african_led": lambda: (ACTED["kind"] == "African").sum(),
    "led_2010": lambda: len(ACTED.query("kind == 'African' and start >= 2010")),
    "uses_2010": lambda: len(ACTED.query("model == 'regional' and start >= 2010")),
    "in_time_mandate": lambda: (waits("mandate")["african"] <= PLAN).sum(),
    "regional_uses": lambda: (ACTED["model"] == "regional").sum(),
    "fall_before_exit": lambda: (pd.Timestamp("2021-08-30") - pd.Timestamp("2021-08-15")).days,
}
