"""Lesson 08, who pays: burdens by several measures, the exploitation hypothesis year by year, guidelines and fair shares."""

from __future__ import annotations

import math
from functools import cache, cached_property

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Table
from helpers.claims import Evidence, Judgement
from helpers.data import load, state_name
from helpers.explorer import Panel, choice, number
from helpers.figures import (
    BLUE,
    GREY,
    INK,
    OCHRE,
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
from helpers.measures import nato_members
from helpers.predictions import Prediction

NATO = "NATO release of 17 June 2024 (2023 and 2024 are estimates)"
LONG = "COW and SIPRI by Our World in Data, to 2016; Fariss et al. 2022; NATO, to 2024"
US, ICELAND, PORTUGAL = 2, 395, 235
MEASURES = {
    "dollars": "defence spending in dollars",
    "share of GDP": "defence spending, % of GDP",
    "dollars per head": "defence spending per inhabitant",
    "equipment share": "equipment, % of defence spending",
    "soldiers per 1,000": "military personnel per 1,000 inhabitants",
    "ISAF troops": "troops in ISAF in November 2010 per 100,000 inhabitants",
}
PARTS = ("money", "people", "equipment", "bases", "risk")
RULES = {
    "equal": "equal shares",
    "population": "by population",
    "gdp": "by GDP",
    "ability to pay": "by GDP, more if rich per head",
    "shapley": "by power added (Shapley value)",
}
HEADS = dict(zip(RULES, ("Equal shares", "By population", "By GDP", "By wealth", "By power added"), strict=True))


# Measures.


@cache
def gradient(year: int, source: str = "long", with_iceland: bool = False) -> models.Estimate:
    """Spearman correlation of GDP and military spending over GDP among NATO members of a year.

    source: 'long' (1949-2016, GDP at purchasing power) or 'NATO' (2014-2024, GDP at 2015 exchange rates).
    """
    table = members_in(year, source)
    if not with_iceland:
        table = table.drop(ICELAND, errors="ignore")
    return models.rank_correlation(table["gdp"], table["share_gdp"])


@cache
def members_in(year: int, source: str = "long") -> pd.DataFrame:
    """GDP and military spending over GDP of NATO's members in a year, indexed by state; members without a value are left out."""
    if source == "NATO":
        table = load("nato_spending", year).query("member")[["state_id", "gdp", "share_gdp"]]
    else:
        table = load("military_burden_long", year).query("member")[["state_id", "share_gdp"]]
        table = table.merge(load("economies", year)[["state_id", "gdp"]], on="state_id")
    return table.dropna().set_index("state_id")


def gradients() -> pd.DataFrame:
    """The correlation for every year with data: year, source, value, low, high, n. Iceland is left out."""
    years = [(year, "long") for year in range(1949, 2017)] + [(year, "NATO") for year in range(2014, 2025)]
    rows = [(year, source, gradient(year, source)) for year, source in years]
    return pd.DataFrame([(y, s, e.value, e.low, e.high, e.n) for y, s, e in rows],
                        columns=["year", "source", "value", "low", "high", "n"])  # fmt: skip


def variants_1964() -> pd.DataFrame:
    """The correlation of 1964 under five choices that are all defensible: allies, value, interval."""
    table = members_in(1964)
    fourteen = table.drop(ICELAND)
    spent = load("capabilities", 1964).set_index("state_id")["milex"].reindex(fourteen.index).astype(float)
    market = fourteen.assign(gdp=spent / fourteen["share_gdp"])
    samples = {
        "14 allies, without Iceland": fourteen,
        "with Iceland": table,
        "without the United States": fourteen.drop(US),
        "without Portugal (colonial wars)": fourteen.drop(PORTUGAL),
        "GDP at market prices (implied)": market,
    }
    found = {name: models.rank_correlation(t["gdp"], t["share_gdp"]) for name, t in samples.items()}
    return pd.DataFrame({name: {"allies": e.n, "correlation": e.value, "low": e.low, "high": e.high} for name, e in found.items()}).T.round(2).astype({"allies": int})  # fmt: skip


def one_tailed_years(first: int, last: int) -> list[int]:
    """Years in which SIPRI burdens rise with GDP at the one-tailed 5 per cent level (GDP of Fariss and others)."""
    from scipy.stats import spearmanr

    found = []
    for year in range(first, last + 1):
        table = load("defence_shares", year).query("nato_entry <= @year").merge(load("economies", year), on="state_id")
        if spearmanr(table["gdp"], table["share_gdp"], alternative="greater").pvalue <= 0.05:
            found.append(year)
    return found


@cache
def guideline_counts() -> pd.DataFrame:
    """Allies at 2% of GDP as printed and recomputed, at 20% for equipment, and at both, by year; one edition of NATO's table."""
    table = load("nato_spending").query("member").dropna(subset="share_gdp")
    printed, again = table["share_gdp"] >= 2, 100 * table["expenditure"] / table["gdp"] >= 2
    kit = table["equipment_share"] >= 20
    columns = {"printed": printed, "recomputed": again, "equipment": kit, "both": printed & kit}
    return pd.DataFrame({name: mask.groupby(table["year"]).sum() for name, mask in columns.items()}).assign(
        members=table.groupby("year").size()
    )


def exactly_two() -> pd.DataFrame:
    """Rows printed as exactly 2.00 that their own amounts do not reach."""
    table = load("nato_spending").query("member and share_gdp == 2")
    table = table.assign(ally=table["state_id"].map(state_name), recomputed=100 * table["expenditure"] / table["gdp"])
    return table.query("recomputed < 2").set_index("ally")[["year", "share_gdp", "recomputed"]].round(3)


@cache
def isaf(date: str = "2010-11-15") -> pd.Series:
    """ISAF contingents of a complete list, indexed by state."""
    return load("contingents").query("operation == 'ISAF' and date == @date").set_index("state_id")["troops"]


def us_share_of_isaf(date: str = "2010-11-15") -> float:
    """United States troops as a share of all listed contingents, per cent."""
    return 100 * float(isaf(date)[US] / isaf(date).sum())


def us_share_of_spending(year: int = 2024) -> float:
    """United States share of NATO members' defence spending at current prices, per cent."""
    spending = load("nato_spending", year).query("member").set_index("state_id")["expenditure_current"]
    return 100 * float(spending[US] / spending.sum())


def gulf(cell: str, column: str) -> float:
    """One cell of the finance table of the Gulf War, billion dollars."""
    return float(load("gulf_war_finance").set_index("contributor").loc[cell, column])


def gulf_share_paid() -> float:
    """Share of the cost to the United States that others had paid by November 1991, per cent."""
    return 100 * gulf("all contributors", "received") / gulf("US cost", "cost")


def gulf_row(state: int) -> pd.Series:
    """One state's row in the finance table of the Gulf War; who had paid up has its payment as its pledge."""
    row = load("gulf_war_finance").dropna(subset="state_id").set_index("state_id").loc[state].copy()
    if pd.isna(row["pledged"]):
        row["pledged"] = row["received"]
    return row


@cache
def inhabitants(state: int, year: int = 2010) -> float:
    """Inhabitants of a state in a year, millions."""
    return float(load("economies", year).set_index("state_id")["population"][state]) / 1000


@cache
def burden_table(year: int) -> pd.DataFrame:
    """Six measures of burden for NATO members of a year, indexed by name; ISAF troops are always those of 2010."""
    table = load("nato_spending", year).query("member").dropna(subset="share_gdp").set_index("state_id")
    people = 1000 * table["gdp"] / table["gdp_per_head"] / 1e6  # thousand inhabitants
    inhabitants_2010 = load("economies", 2010).set_index("state_id")["population"]
    out = pd.DataFrame(
        {
            "dollars": table["expenditure_current"],
            "share of GDP": table["share_gdp"],
            "dollars per head": table["expenditure_per_head"],
            "equipment share": table["equipment_share"],
            "soldiers per 1,000": table["military_personnel"] / people,
            "ISAF troops": 100 * isaf().reindex(table.index) / inhabitants_2010.reindex(table.index),
        }
    )
    return out.set_index(pd.Index([state_name(code) for code in out.index], name="ally"))


@cache
def contributions() -> pd.DataFrame:
    """What each of the 32 allies puts in, as a share of the whole: money, people, equipment, bases, risk.

    Money, people, equipment: NATO 2024, at the prices and exchange rates of 2015, as GDP is. Bases: US troops hosted in 2024. Risk: troops in ISAF in November 2010.
    """
    table = load("nato_spending", 2024).set_index("state_id")
    hosts = load("us_troops", 2024).set_index("state_id")["troops"]
    parts = pd.DataFrame(
        {
            "money": table["expenditure"],
            "people": table["military_personnel"],
            "equipment": table["expenditure"] * table["equipment_share"],
            "bases": hosts.reindex(table.index).astype(float),
            "risk": isaf().reindex(table.index),
        }
    ).fillna(0)
    return (parts / parts.sum()).set_index(pd.Index([state_name(code) for code in parts.index], name="ally"))


@cache
def fair_shares() -> pd.DataFrame:
    """Each ally's share under each rule, columns as in RULES, summing to 1."""
    table = load("nato_spending", 2024).set_index("state_id")
    members = pd.DataFrame({"gdp": table["gdp"], "population": table["gdp"] / table["gdp_per_head"]})
    shares = {rule: models.fair_shares(members, rule, 0.5) for rule in list(RULES)[:4]}
    worth = power_game()
    shares["shapley"] = worth / worth.sum()
    out = pd.DataFrame(shares)
    return out.set_index(pd.Index([state_name(code) for code in out.index], name="ally"))


@cache
def power_game() -> pd.Series:
    """Shapley value of the game 'power against Russia': a group with CINC C is worth C / (C + Russia's CINC), 2022."""
    power = load("capabilities", 2022).set_index("state_id")["cinc"]
    allies = sorted(nato_members(2024))
    ours, russia = power.reindex(allies).to_dict(), float(power[365])

    def worth(group):
        total = sum(ours[ally] for ally in group)
        return total / (total + russia)

    return models.shapley(allies, worth, seed=8, n=600).set_index("player")["value"]


@cache
def first_under(rule: str, part: str) -> str:
    """The ally that puts in most as a multiple of its fair share, if only one thing counts as paying."""
    return str((contributions()[part] / fair_shares()[rule]).idxmax()).replace("United States", "the United States")


@cache
def pact_lives() -> pd.DataFrame:
    """Two-party treaties: the stronger party's share of the pair's power (CINC) at signature, length in years, end seen."""
    power = load("capabilities").set_index(["state_id", "year"])["cinc"]
    table = load("alliances").query("bilateral")
    parties = load("alliance_members").drop_duplicates(["alliance_id", "state_id"])
    parties = parties.merge(table[["alliance_id", "start"]].rename(columns={"start": "signed"}), on="alliance_id")
    keys = list(zip(parties["state_id"], parties["signed"], strict=True))
    parties["power"] = power.reindex(keys).to_numpy()
    shares = parties.groupby("alliance_id")["power"].agg(["max", lambda x: x.sum(skipna=False), "size"])
    shares.columns = ["max", "sum", "size"]
    shares = shares[(shares["size"] == 2) & shares["sum"].gt(0)]
    table = table.set_index("alliance_id").join(shares, how="inner")
    years = (table["end"].fillna(2018) - table["start"]).astype(float).clip(lower=0.5)
    return pd.DataFrame({"stronger": table["max"] / table["sum"], "years": years, "ended": table["end"].notna()})


def pledge_effect(last: int = 2021) -> models.Estimate:
    """Difference in differences: spending over GDP (SIPRI), members of 2014 against outsiders, 2010-14 and 2015-`last`.

    Russia and Ukraine are left out, since the events of 2014 struck them directly.
    """
    panel = load("defence_shares").query("2010 <= year <= @last and state_id not in [365, 369]")
    panel = panel[~(panel["nato_entry"] > 2014).fillna(False)]
    panel = panel.assign(member=panel["nato_entry"].notna().astype(int))
    return models.difference_in_differences(panel, "state_id", "year", "share_gdp", "member", 2015)


def moscow_gradient(first: int = 2014, last: int = 2024) -> models.Estimate:
    """Rank correlation of an ally's distance from Moscow with the change of its spending over GDP, in points."""
    shares = load("nato_spending").pivot(index="state_id", columns="year", values="share_gdp").dropna()
    places = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")[["lat", "lon"]].astype(float)
    here, there = np.radians(places.reindex(shares.index)), np.radians(places.loc[365])
    cosine = np.sin(here["lat"]) * math.sin(there["lat"]) + np.cos(here["lat"]) * math.cos(there["lat"]) * np.cos(
        here["lon"] - there["lon"]
    )
    return models.rank_correlation(6371 * np.arccos(cosine.clip(-1, 1)), shares[last] - shares[first])


def beside_published() -> Table:
    """Our numbers beside the published tests of the same idea: sample and method side by side."""
    ours, early, late = gradient(1964), one_tailed_years(2000, 2009), one_tailed_years(2011, 2017)
    now = gradient(2024, "NATO")
    head = ["Published", "Their sample and method", "They report", "Ours, same idea", "Why it may differ"]
    return Table(head, [
        ["Olson & Zeckhauser 1966", "14 allies, 1964; Spearman of GNP and defence over GNP", "0.49 (figure unverified here)",
         f"{ours.value:.2f} [{ours.low:.2f}, {ours.high:.2f}], n = {ours.n}", "GDP at purchasing power and other spending data; at market prices ours is "
         f"{variants_1964().loc['GDP at market prices (implied)', 'correlation']:.2f}"],
        ["Sandler & Shimizu 2014", "allies 1999–2010; Spearman, year by year", "almost no evidence of exploitation before 2010",
         f"2000–2009 (SIPRI): {len(early)} of 10 years at the one-tailed 5% level", "our GDP is at purchasing power, to 2019"],
        ["Kim & Sandler 2020", "allies 2011–2017; Spearman of GDP rank and share", "clear evidence since 2011",
         f"SIPRI: {len(late)} of 7 years; NATO's own table 2014–17: {sum(models_p(y) <= 0.05 for y in range(2014, 2018))} of 4",
         "edition of the data; several p-values sit just beside 0.05"],
        ["Plümper & Neumayer 2015", "how each ally answers the spending of others, over time", "most small allies ride free, no gradient in size",
         f"2024: {now.value:.2f} [{now.low:.2f}, {now.high:.2f}], n = {now.n}", "a different question: ours sees levels in one year, not responses"],
    ])  # fmt: skip


def models_p(year: int) -> float:
    """One-tailed p-value of the year's correlation in NATO's table."""
    from scipy.stats import spearmanr

    table = members_in(year, "NATO")
    return float(spearmanr(table["gdp"], table["share_gdp"], alternative="greater").pvalue)


def short(share: float) -> str:
    """A share with as many decimals as it needs to differ from zero."""
    return "0" if share == 0 else f"{share:.{1 if share >= 1 else 2 if share >= 0.01 else 4}f}"


# Pictures.


@house_style()
def rankings_figure(guess: float | None = None) -> Picture:
    """Ranks of the allies on five measures as a bump chart; a guess at Luxembourg's rank by equipment is marked."""
    table = burden_table(2024)
    shown = ["dollars", "share of GDP", "equipment share", "soldiers per 1,000", "ISAF troops"]
    ranks = table[shown].rank(ascending=False, method="min")
    figure, ax = new_figure(
        "Five ways to count, three different leaders",
        "Rank among 31 allies (1 = carries most). First four: 2024. Last: troops in Afghanistan per head, 2010",
        f"{NATO}; course list of ISAF contingents",
        size="tall",
    )
    figure.subplots_adjust(left=0.19, right=0.80, top=0.80, bottom=0.11)
    tones = {"United States": BLUE, "Poland": INK, "Luxembourg": TEAL, "Greece": PLUM, "Germany": OCHRE}
    for ally, row in ranks.iterrows():
        strong = ally in tones
        ax.plot(range(5), row, color=tones.get(ally, "#e4e8ed"), linewidth=2.6 if strong else 0.8,
                marker="o" if strong else "", markersize=8, zorder=3 if strong else 1, antialiased=strong)  # fmt: skip
    for x, side, shift in ((0, "right", -0.1), (4, "left", 0.1)):
        ends, spot = sorted((ranks.loc[ally].iloc[x], ally) for ally in tones), -2.0
        for rank, ally in ends:
            spot = max(rank, spot + 1.7)
            ax.text(x + shift, spot, f"{ally} {rank:.0f}" if x == 0 else f"{rank:.0f} {ally}", ha=side, va="center",
                    color=tones[ally], fontweight="bold", fontsize=10)  # fmt: skip
    ax.set(xlim=(-0.15, 4.15), ylim=(31.8, 0.2), yticks=[])
    bare(ax)
    ax.set_xticks(
        range(5), ["dollars", "share\nof GDP", "equipment\nshare", "soldiers\nper head", "ISAF troops\nper head"]
    )
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", colors=INK, length=0)
    low, yours = ranks.loc["Luxembourg"], ""
    if guess is not None:
        at = min(max(guess, 1), len(ranks))
        ax.plot([1, 2], [low["share of GDP"], at], color=ORANGE, linewidth=1.6, linestyle=(0, (4, 3)), zorder=4)
        ax.plot(
            [2],
            [at],
            "D",
            markerfacecolor="white",
            markeredgecolor=ORANGE,
            markeredgewidth=2.4,
            markersize=10,
            zorder=5,
        )
        ax.text(2.1, at, f"your guess {guess:g}", color=ORANGE, fontweight="bold", fontsize=9.8, va="center", zorder=6,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5})  # fmt: skip
        yours = f" Your guess for Luxembourg by equipment share, {guess:g}, is marked."
    alt = (f"Bump chart of 31 allies on five measures. The United States leads in dollars and in ISAF troops per head, Poland in share of GDP and equipment, "
           f"Greece in soldiers per head. Luxembourg is {low['equipment share']:.0f}th by equipment share and {low['share of GDP']:.0f}th by share of GDP.{yours}")  # fmt: skip
    return show(figure, alt)


@house_style()
def public_good_diagram() -> Picture:
    """Two pictures of what an ally buys: protection for all, or protection for all and something of its own."""
    figure, ax = diagram("Why a small ally might pay less, and when it would not",
                         "Left: the pure public good of Olson and Zeckhauser. Right: joint products")  # fmt: skip
    ax.plot([50, 50], [4, 98], color=PALE, linewidth=1.2)
    for x, name, tone in ((13, "large ally", BLUE), (13, "small ally", ORANGE)):
        y = 78 if tone == BLUE else 34
        box(ax, x, y, f"{name}\npays", tone, 17, 14)
    box(ax, 38, 56, "deterrence,\nshared by all", GREY, 19, 16)
    arrow(ax, (21.7, 76), (33, 64.5), colour=BLUE)
    arrow(ax, (21.7, 36), (33, 47.5), colour=GREY, dashed=True)
    arrow(ax, (38, 47.5), (13, 26.8), colour=ORANGE, bend=-0.45)
    ax.text(25, 12, "“I am protected already”", ha="center", color=ORANGE, fontsize=10, fontweight="bold")
    ax.text(25, 3.5, "Predicts: bigger economy, higher share of GDP", ha="center", fontsize=9.6, fontweight="bold")
    box(ax, 61, 78, "large ally\npays", BLUE, 17, 14)
    box(ax, 61, 34, "small ally\npays", ORANGE, 17, 14)
    box(ax, 87, 56, "deterrence,\nshared by all", GREY, 19, 16)
    box(ax, 87, 86, "own fleet, own\nindustry, prestige", BLUE, 21, 13)
    box(ax, 87, 24, "own border,\nown coast", ORANGE, 19, 13)
    arrow(ax, (69.7, 75), (79, 64.5), colour=BLUE)
    arrow(ax, (69.7, 81), (76.3, 85), colour=BLUE)
    arrow(ax, (69.7, 37), (79, 47.5), colour=ORANGE)
    arrow(ax, (69.7, 31), (77.3, 26), colour=ORANGE)
    ax.text(75, 3.5, "Predicts: size alone tells you little", ha="center", fontsize=9.6, fontweight="bold")
    alt = ("Diagram in 2 halves. Left: a large ally pays for deterrence shared by all, and the small ally, already protected, pays little. Right: each ally "
           "also buys something of its own, a fleet or a guarded border, so size alone predicts little.")  # fmt: skip
    return show(figure, alt)


@house_style()
def gradient_figure() -> Picture:
    """The exploitation hypothesis year by year."""
    table = gradients()
    figure, ax = new_figure(
        "In 1951 size ranked the burden almost perfectly. In 2024 it did not",
        "Rank correlation of GDP and military spending over GDP among NATO members, 95% band; Iceland left out",
        LONG,
    )
    figure.subplots_adjust(right=0.84)
    for source, tone in (("long", BLUE), ("NATO", ORANGE)):
        part = table[table["source"] == source]
        ax.fill_between(part["year"], part["low"], part["high"], color=tone, alpha=0.13, linewidth=0)
        ax.plot(part["year"], part["value"], color=tone)
    ax.axhline(0, color=GREY, linewidth=1)
    ax.axvline(1967.5, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    ax.text(1968.2, -0.42, "1967: flexible response\nreplaces massive retaliation", fontsize=9.3, color=GREY, va="top")
    ax.plot([1964], [gradient(1964).value], "o", color=INK, markersize=6)
    ax.annotate(f"1964: {gradient(1964).value:.2f}, the year\nof Olson and Zeckhauser", (1964, gradient(1964).value), (1970, 0.93),
                fontsize=9.3, va="center", arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.8})  # fmt: skip
    now = gradient(2024, "NATO").value
    ax.text(
        2025.3,
        now,
        f"{now:.2f}\nNATO’s table".replace("-", "−"),
        color=ORANGE,
        fontweight="bold",
        va="center",
        fontsize=9.5,
    )
    ax.text(2017.5, 0.62, "long series\n(to 2016)", color=BLUE, fontweight="bold", va="center", fontsize=9.5)
    ax.set(xlim=(1949, 2025), ylim=(-0.62, 1.05))
    ax.set_yticks([-0.5, 0, 0.5, 1])
    best = table.loc[table["value"].idxmax()]
    alt = (f"Line chart, 1949 to 2024. The correlation peaks at {best['value']:.2f} in {best['year']:.0f}, is {gradient(1964).value:.2f} in 1964, falls to "
           f"{gradient(1970).value:.2f} by 1970 and stands at {now:.2f} in 2024; from 1967 on the band nearly always includes zero.")  # fmt: skip
    return show(figure, alt)


@house_style()
def guideline_figure() -> Picture:
    """Allies at the two guidelines by year."""
    counts = guideline_counts()
    figure, ax = new_figure(
        "Kit came in the years of talk, money in the years of war",
        "Allies at 20% for equipment and at 2% of GDP, by year (one edition of NATO’s table, Iceland not counted)",
        NATO,
        size="pair",
    )
    figure.subplots_adjust(right=0.74)
    for name, tone, text in (
        ("members", PALE, "members with forces"),
        ("equipment", TEAL, "at 20% for kit"),
        ("printed", BLUE, "at 2% of GDP"),
    ):
        ax.plot(counts.index, counts[name], color=tone, linewidth=2.6, marker="o", markersize=4)
        shift = {"members": 1.6, "equipment": -0.3, "printed": 0}[name]
        ax.text(2024.25, counts[name].iloc[-1] + shift, f"{counts[name].iloc[-1]} {text}", color=GREY if name == "members" else tone,
                fontsize=9.5, fontweight="bold", va="center")  # fmt: skip
    for year, text in ((2014, "pledge of Wales"), (2022, "full invasion of Ukraine")):
        ax.axvline(year, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
        ax.text(year + 0.1, 1.0, text, fontsize=9, color=GREY)
    ax.set(ylim=(0, 34), xlim=(2013.7, 2024.2))
    ax.set_xticks(range(2014, 2025, 2))
    alt = (f"Line chart, 2014 to 2024. Allies at 20 per cent for equipment rise from {counts['equipment'].iloc[0]} to {counts.loc[2021, 'equipment']} by 2021; allies at "
           f"2 per cent of GDP go from {counts['printed'].iloc[0]} to {counts.loc[2021, 'printed']} by 2021 and then to {counts['printed'].iloc[-1]} in 2024.")  # fmt: skip
    return show(figure, alt)


@house_style()
def one_state_figure() -> Picture:
    """The American share of three burdens."""
    rows = [
        ("allied defence spending 2024", us_share_of_spending(), "dollars"),
        ("ISAF troops, November 2010", us_share_of_isaf(), "soldiers"),
        ("its cost of the Gulf War 1991", 100 - gulf_share_paid(), "dollars, after others had paid"),
    ]
    figure, ax = new_figure(
        "One state carries two thirds of the weight, and once sent the bill",
        "Share carried by the United States, per cent",
        f"{NATO}; course lists of ISAF contingents and of Gulf War finance",
        size="strip",
    )
    figure.subplots_adjust(left=0.30, top=0.68, bottom=0.22)
    for i, (_, value, unit) in enumerate(rows):
        ax.barh(i, 100, color=PALE, height=0.6)
        ax.barh(i, value, color=BLUE, height=0.6)
        inside = value > 30
        ax.text(value - 1.5 if inside else value + 1.5, i, f"{value:.0f}%", va="center", ha="right" if inside else "left",
                color="white" if inside else BLUE, fontweight="bold", fontsize=12)  # fmt: skip
        ax.text(98.5, i, unit if i < 2 else "paid by others: " + f"{100 - value:.0f}%", ha="right", va="center", fontsize=9.5, color=INK)  # fmt: skip
    bare(ax)
    ax.set_yticks(range(3), [name for name, _, _ in rows])
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(0, 100), ylim=(2.5, -0.5))
    alt = (f"Three bars of the American share: {rows[0][1]:.0f} per cent of allied spending in 2024, {rows[1][1]:.0f} per cent of ISAF troops in November 2010, "
           f"but only {rows[2][1]:.0f} per cent of its Gulf War cost, since others paid the rest.")  # fmt: skip
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "08.look",
        "Luxembourg has fewer soldiers than a large city has police. Is it a free rider? By defence spending over GDP it was number 29<!--= lux_gdp --> of 31<!--= ranked --> allies with forces in 2024. "
        "Now rank the same allies by the part of that spending that goes to equipment. Which place does Luxembourg take? One is the largest part.",
        "number",
        lambda: float(burden_table(2024)["equipment share"].rank(ascending=False, method="min")["Luxembourg"]),
        rankings_figure,
        "Luxembourg ranks number five<!--= lux_kit --> by equipment and number 29<!--= lux_gdp --> by share of GDP. Both are true. The drawing shows ranks, so it hides distances: the first in dollars "
        "outspends the second tenfold and looks one step away. Whoever picks the column picks the hero.",
    ),
]
FIGURES = {
    "rankings": rankings_figure,
    "public good": public_good_diagram,
    "gradient": gradient_figure,
    "guidelines": guideline_figure,
    "one state": one_state_figure,
}


# Explorers.


class FairShare(Panel):
    """A rule for fair shares and weights for what counts as paying, against what the allies put in."""

    title = "Fair-share table"
    half = 8  # rows shown at either end; all 32 are in the numbers behind the picture
    controls = {"rule": choice("Fair means", [(text, rule) for rule, text in RULES.items()], "gdp")} | {
        part: number(part.capitalize(), 0, 5, 1 if part == "money" else 0) for part in PARTS
    }

    def compute(self, rule, **weights):
        """What each ally puts in and its fair share, per cent, their ratio, and places climbed against money by GDP."""
        given, fair = contributions(), fair_shares()
        weights = pd.Series(weights, index=PARTS, dtype=float)
        empty = weights.sum() == 0
        weights = weights + 1 if empty else weights
        weights /= weights.sum()
        paid, usual = (given * weights).sum(axis=1), given["money"] / fair["gdp"]
        table = pd.DataFrame({"paid": 100 * paid, "fair": 100 * fair[rule], "ratio": paid / fair[rule], "usual": usual})
        table["places"] = table["usual"].rank(ascending=False) - table["ratio"].rank(ascending=False)
        counted = [
            f"{part} {100 * weights[part]:.0f}%" if weights[part] < 1 else part for part in PARTS if weights[part]
        ]
        table.attrs = {"rule": rule, "counted": counted, "empty": empty, "over": int((table["ratio"] >= 1).sum())}
        return table.sort_values("ratio", ascending=False)

    def draw(self, result):
        figure, axes = new_figure(
            "",
            "Ally, what it puts in / its fair share (%), and the ratio of the two. Ring: by GDP, money only",
            f"{NATO}; troopdata 2024; ISAF list 2010; CINC 2022",
            size="wide",
            cols=2,
        )
        for x, words in ((0.02, "the eight who put in most, by this rule"), (0.515, "the eight who put in least")):
            figure.text(x, 0.79, words, fontsize=10.5, fontweight="bold")
        figure.subplots_adjust(left=0.285, right=0.975, top=0.76, bottom=0.16, wspace=1.32)
        self.slots, rows = [], range(self.half)
        for ax in axes:
            ax.set(xlim=(-3.6, 4.6), ylim=(self.half - 0.4, -0.6), yticks=[])  # in doublings: log2 of the ratio
            ax.set_xticks([-3, 0, 3], ["⅛", "1", "8"])
            ax.grid(False)
            ax.axvline(0, color=GREY, linewidth=1)
            ax.spines["left"].set_visible(False)
            stems = ax.hlines(rows, 0, 0, linewidth=2.4, zorder=1)
            rings = ax.scatter([0] * self.half, rows, s=40, facecolor="white", edgecolor="#9aa4b0", zorder=2)
            dots = ax.scatter([0] * self.half, rows, s=46, zorder=3, clip_on=False)
            where = {"transform": ax.get_yaxis_transform(), "va": "center", "ha": "right", "fontsize": 9.6}
            self.slots.append((stems, rings, dots, [ax.text(-0.04, i, "", **where) for i in rows]))
        return figure

    def update(self, result):
        rows = range(self.half)
        for part, (stems, rings, dots, names) in zip(
            (result[: self.half], result[-self.half :]), self.slots, strict=True
        ):
            spots, usual = (np.log2(part[name].clip(0.085, 23)) for name in ("ratio", "usual"))
            tones = [BLUE if ratio >= 1 else ORANGE for ratio in part["ratio"]]
            stems.set_segments([[(0, i), (spot, i)] for i, spot in enumerate(spots)])
            stems.set_color(tones)
            dots.set_color(tones)
            dots.set_offsets(np.column_stack([spots, rows]))
            rings.set_offsets(np.column_stack([usual, rows]))
            for text, ally in zip(names, part.itertuples(), strict=True):
                text.set_text(f"{ally.Index}  {short(ally.paid)} / {short(ally.fair)}")
                text.set_color(BLUE if ally.Index == "United States" else INK)

    def headline(self, result):
        about, first = result.attrs, result.iloc[0]
        return f"{HEADS[about['rule']]}: {about['over']} of {len(result)} pay their share; {first.name} {first['ratio']:.1f} × its own"

    def describe(self, result):
        most, least = (
            ", ".join(f"{row.Index} {row.ratio:.2f}" for row in rows.itertuples())
            for rows in (result.head(3), result.tail(3))
        )
        about, us, moved = result.attrs, result.loc["United States"], result["places"].sort_values()
        counted = ", ".join(about["counted"]) + (" (no weight set, so all count alike)" if about["empty"] else "")
        text = (f"Rule: {RULES[about['rule']]}. Counted: {counted}. {about['over']} of {len(result)} allies put in their share or more. Most, as a multiple of its share: "
                f"{most}; least: {least}. The United States puts in {us['paid']:.1f}% and its share is {us['fair']:.1f}%.")  # fmt: skip
        if moved.abs().max() > 0:
            text += (f" Against GDP and money only, {moved.index[-1]} climbs {moved.iloc[-1]:.0f} places and {moved.index[0]} drops {-moved.iloc[0]:.0f}.")  # fmt: skip
        return text

    def table(self, result):
        return result.rename(columns={"usual": "ratio by GDP, money only", "places": "places climbed"}).round(2)


class Ranking(Panel):
    """Ranks of the allies on two measures, joined by lines."""

    title = "Burden ranking"

    @cached_property
    def controls(self):
        return {
            "left": choice("Left", MEASURES, "dollars"),
            "right": choice("Right", MEASURES, "share of GDP"),
            "year": number("Year", 2014, 2024, 2024, play=True),
            "follow": choice("Follow", sorted(burden_table(2024).index), "United States"),
        }

    def compute(self, left, right, year, follow):
        """Rank on either side, and the rank correlation of the two."""
        table = burden_table(year)[list(dict.fromkeys([left, right]))]
        ranks = table.rank(ascending=False, method="min").astype(int)
        both = pd.DataFrame({"left": ranks[left], "right": ranks[right]})
        agreement = models.rank_correlation(table[left], table[right])
        both.attrs = {"left": left, "right": right, "year": year, "follow": follow, "rho": agreement}
        return both.sort_values("left")

    def draw(self, result):
        from matplotlib.collections import LineCollection

        figure, ax = new_figure("", "", f"{NATO}; course list of ISAF contingents", size="tall")
        self.subtitle = figure.subtitle
        figure.subplots_adjust(left=0.27, right=0.73, top=0.80, bottom=0.09)
        self.crowd = ax.add_collection(LineCollection([], colors=PALE, linewidths=1, zorder=1))
        self.lines = [ax.plot([0, 1], [0, 0], marker="o", linewidth=2.8, markersize=8, zorder=3)[0] for _ in range(3)]
        look = {"va": "center", "fontsize": 10.2, "fontweight": "bold"}
        self.names = [ax.text(x, 0, "", ha=side, **look) for x, side in [(-0.05, "right"), (1.05, "left")] * 4]
        self.heads = [ax.text(x, -0.9, "", ha="center", fontweight="bold", fontsize=11) for x in (0, 1)]
        bare(ax)
        ax.set(xlim=(-0.02, 1.02), ylim=(len(burden_table(2024)) + 0.6, -0.4))
        return figure

    def update(self, result):
        about, jump = result.attrs, (result["left"] - result["right"]).sort_values()
        rho = f"{about['rho'].value:.2f}".replace("-", "−")
        self.subtitle.set_text(
            f"Rank among {len(result)} allies, {about['year']} (1 = carries most); rank correlation of the two rankings {rho}"
        )
        for head, side in zip(self.heads, ("left", "right"), strict=True):
            head.set_text(about[side] + (" (2010)" if about[side] == "ISAF troops" else ""))
        self.crowd.set_segments([[(0, row.left), (1, row.right)] for row in result.itertuples()])
        strong = {jump.index[-1]: TEAL, jump.index[0]: ORANGE} if jump.abs().max() else {}
        if about["follow"] in result.index:
            strong[about["follow"]] = BLUE
        for line in self.lines[len(strong) :]:
            line.set_visible(False)
        for line, (ally, tone) in zip(self.lines, strong.items(), strict=False):
            line.set(visible=True, color=tone, ydata=result.loc[ally, ["left", "right"]].to_list())
        self._name(result, strong)

    def _name(self, result, strong: dict[str, str]):
        """Name the three, and the first where nobody of the three leads, moved apart."""
        for text in self.names:
            text.set_text("")
        for column, side in enumerate(("left", "right")):
            shown = strong | {result[side].idxmin(): strong.get(result[side].idxmin(), GREY)}
            spot = -2.0
            ordered = sorted(shown, key=lambda ally: result.loc[ally, side])
            for text, ally in zip(self.names[column::2], ordered, strict=False):
                rank = result.loc[ally, side]
                spot = max(float(rank), spot + 1.3)
                text.set(text=f"{ally} {rank}" if side == "left" else f"{rank} {ally}", y=spot, color=shown[ally])

    def headline(self, result):
        if result.attrs["left"] == result.attrs["right"]:
            return "The same measure on both sides: nothing moves"
        jump = (result["left"] - result["right"]).sort_values()
        who = jump.abs().idxmax()
        return f"Change the measure and {who} moves {abs(jump[who])} places"

    def describe(self, result):
        about = result.attrs
        rho, follow = about["rho"], about["follow"]
        first, second = (result[side].idxmin() for side in ("left", "right"))
        jump = (result["left"] - result["right"]).sort_values()
        text = f"{about['year']}, {len(result)} allies: {MEASURES[about['left']]} puts {first} first"
        same = about["left"] == about["right"]
        text += " on both sides. " if same else f", {MEASURES[about['right']]} puts {second} first. "
        text += f"Rank correlation {rho.value:.2f} [{rho.low:.2f}, {rho.high:.2f}]. "
        if jump.abs().max() > 0:
            text += f"From left to right {jump.index[-1]} climbs {jump.iloc[-1]} places, {jump.index[0]} drops {-jump.iloc[0]}. "
        if follow not in result.index:
            return text + f"{follow} was not a member in {about['year']}."
        return text + f"{follow}: rank {result.loc[follow, 'left']} and {result.loc[follow, 'right']}."

    def table(self, result):
        return result


EXPLORERS = {"fair share": FairShare, "ranking": Ranking}


# Exercises.


def pure_good_prediction() -> str:
    """If protection is shared whoever pays, the ally with most to protect pays the larger share of its income."""
    return "bigger-economies"


def gulf_part(state: int = 690) -> float:
    """What one state had paid by September 1991 over the cost to the United States, per cent."""
    return 100 * float(gulf_row(state)["received"]) / gulf("US cost", "cost")


def _gulf_prompt(state: int) -> str:
    row, name = gulf_row(state), state_name(state)
    about = "about " if row["approximate"] else ""
    paid = "all" if row["pledged"] == row["received"] else f"{about}{row['received']:g}"
    return (
        f"The United States put its cost of the Gulf War at {gulf('US cost', 'cost'):g} billion dollars. {name} had pledged {row['pledged']:g} billion and by September 1991 had paid {paid} of it; "
        f"all contributors together had paid {gulf('all contributors', 'received'):g} by November. What part of the American cost had {name} paid? Per cent, one decimal; you may type the sum."
    )


def matching_force(state: int = 255) -> float:
    """The inhabitants of a state times the American soldiers in ISAF per American inhabitant."""
    return float(round(inhabitants(state) * isaf()[US] / inhabitants(US)))


def _isaf_prompt(state: int) -> str:
    name = state_name(state)
    return (
        f"In November 2010 (a date that is inferred) the United States had {isaf()[US]:,} soldiers in ISAF and, by the estimates in our table, {inhabitants(US):.1f} million inhabitants; {name} had {isaf()[state]:,} soldiers there "
        f"and {inhabitants(state):.1f} million inhabitants. How many soldiers would {name} have had to send to carry as much per head? To the nearest hundred; you may type the sum."
    )


YEARS = {"1970": 1970, "1951": 1951, "2024": 2024, "1980": 1980}


def strongest_first() -> list[str]:
    """The four years by their rank correlation, highest first; 2024 from NATO's table."""
    values = {key: gradient(year, "NATO" if year > 2016 else "long").value for key, year in YEARS.items()}
    return sorted(values, key=values.get, reverse=True)


COUNTED = ("money", "people", "bases", "risk")


def hero_rule(ally: str = "Greece") -> tuple[str, str]:
    """The one rule and the one thing counted, of three and four, under which the ally comes first."""
    return next((rule, part) for rule in ("equal", "population", "gdp") for part in COUNTED if first_under(rule, part) == ally)  # fmt: skip


def _other_rule(ally: str) -> tuple[str, str]:
    rule, part = hero_rule(ally)
    return {"gdp": "population", "population": "gdp"}[rule], part


def at_two_percent() -> pd.Series:
    """Members per year whose spending is at least 2 per cent of GDP, from the amounts instead of the printed share."""
    spending = load("nato_spending").query("member").dropna(subset="share_gdp")
    reached = 100 * spending["expenditure"] / spending["gdp"] >= 2
    return reached.groupby(spending["year"]).sum()


def _at_two_current() -> pd.Series:
    spending = load("nato_spending").query("member").dropna(subset="share_gdp")
    return (100 * spending["expenditure_current"] / spending["gdp"] >= 2).groupby(spending["year"]).sum()


def what_zero_means() -> str:
    """The interval holds clear gradients of both signs, and a level says nothing of how one ally answers another."""
    return "no-slope"


def index_solution():
    """Half of money, three tenths of people, two tenths of risk."""

    def index(money, people, risk):
        return 0.5 * money + 0.3 * people + 0.2 * risk

    return index


RETIRED = ("08.2", "08.3")
EXERCISES = [
    Exercise(
        id="08.1",
        title="What does the theory predict?",
        prompt="If deterrence is a pure public good, what does Olson and Zeckhauser's theory predict?",
        kind="choice",
        level="understand",
        solution=pure_good_prediction,
        meaning="The ally with most to lose buys protection first; the rest find themselves protected already. Now you know which sign to look for.",
        hints=(
            "Ask who would still pay if everybody else stopped.",
            "A small ally adds little to a shield that stands anyway. What happens to its share of GDP?",
        ),
        mistakes=(
            Mistake(
                lambda: "all-pay",
                "Everybody would pay alike only if nobody could lean on others. Protection that all share invites leaning.",
            ),
            Mistake(
                lambda: "smaller-economies",
                "That would be small allies carrying the big one. Look at the left half of the drawing again.",
            ),
            Mistake(
                lambda: "treaty-text",
                "The theory makes a prediction without any treaty text: it needs only different sizes.",
            ),
        ),
        options={
            "all-pay": "all pay the same share of GDP",
            "treaty-text": "shares of GDP follow from the text of the treaty",
            "smaller-economies": "smaller economies pay a larger share of GDP",
            "bigger-economies": "bigger economies pay a larger share of GDP",
        },
    ),
    Exercise(
        id="08.4",
        title="When did size matter most?",
        prompt="Take the drawing of the test, year by year. Order these years by the correlation of GDP and burden, strongest first.",
        kind="order",
        level="analyse",
        solution=strongest_first,
        meaning="The fall is early and steep. The second hump, around 1980, may be chance, since its band reaches below zero; by 2024 the value itself lies near zero, and cannot be told from it.",
        hints=(
            "Read the line, not the band: how high does it stand in each year?",
            "Do not trust the calendar: one later year beats an earlier one.",
        ),
        mistakes=(
            Mistake(
                lambda: sorted(YEARS),
                "That is the order of the calendar. The decline has a bump: look at the line once more.",
            ),
            Mistake(lambda: strongest_first()[::-1], "The order is right and upside down: strongest first."),
            Mistake(
                lambda: ["1980", "1951", "1970", "2024"],
                "The line has a second hump, and its band allows none; it stays far below the first peak.",
            ),
        ),
        options={"1970": "1970", "1951": "1951", "2024": "2024", "1980": "1980"},
    ),
    Exercise(
        id="08.9",
        title="A part of somebody else's bill",
        prompt=_gulf_prompt,
        kind="number",
        level="apply",
        solution=gulf_part,
        meaning="The state that did most of the fighting paid about a sixth of its own bill. Money and risk can be carried by different states.",
        hints=(
            "Which amount is the whole of which a part is asked for?",
            "Use what had arrived, not what had been promised, and divide it by the American cost.",
        ),
        mistakes=(
            Mistake(
                lambda state: 100 * float(gulf_row(state)["received"] / gulf_row(state)["pledged"]),
                "That is how much of its own pledge had been paid. The base is the American cost.",
            ),
            Mistake(
                lambda state: 100 * float(gulf_row(state)["received"]) / gulf("all contributors", "received"),
                "That is its part of all payments. The base is the American cost.",
            ),
            Mistake(lambda state: 100 - gulf_part(state), "That is what this state had not paid."),
        ),
        decimals=1,
        percent=True,
        variants=({"state": 690}, {"state": 740}, {"state": 670}, {"state": 255}),
    ),
    Exercise(
        id="08.10",
        title="As much per head",
        prompt=_isaf_prompt,
        kind="number",
        level="apply",
        solution=matching_force,
        meaning="The state with most soldiers there also sent most per head of all allies, which is rare. Divide before you say who rides free, and say by what you divided.",
        hints=(
            "How many Americans out of a million were there?",
            "The same rate, times the inhabitants of the other state.",
        ),
        mistakes=(
            Mistake(
                lambda state: float(round(inhabitants(US) * isaf()[state] / inhabitants(state))),
                "The other way round: so many Americans would have carried as little per head.",
            ),
            Mistake(
                lambda state: matching_force(state) - float(isaf()[state]),
                "That is how many were missing. The question asks for the whole contingent.",
            ),
            Mistake(
                lambda state: float(round(isaf().sum() / len(isaf()))),
                "That would be an equal share of the whole force, whatever the size of the state.",
            ),
        ),
        tolerance=100,
        unit="soldiers",
        variants=({"state": 255}, {"state": 290}, {"state": 325}, {"state": 230}),
    ),
    Exercise(
        id="08.11",
        title="Make a hero",
        prompt=lambda ally: (
            f"One rule for fair shares, and one thing that counts as paying: by such a rule {ally} can put in more, as a multiple of its share, than any other ally. "
            "Put that rule together. Explorer 1 lets you try: give one thing a weight, and set the others to zero."
        ),
        kind="rule",
        level="apply",
        solution=hero_rule,
        meaning="Nothing about the allies has changed, only the rule. Ask who proposed the rule before you admire who leads by it.",
        hints=(
            lambda ally: f"Of what does {ally} have much for its size?",
            "Equal shares make the largest states the heroes. Divide by something instead.",
        ),
        mistakes=(
            Mistake(
                lambda ally: ("equal", hero_rule(ally)[1]),
                lambda ally: (
                    f"Then {first_under('equal', hero_rule(ally)[1])} comes first: where all owe alike, size wins."
                ),
            ),
            Mistake(
                _other_rule,
                lambda ally: (
                    f"You count the right thing. But by this rule {first_under(*_other_rule(ally))} comes first."
                ),
            ),
            Mistake(
                lambda ally: (hero_rule(ally)[0], "bases"),
                lambda ally: (
                    f"Where bases alone count, {first_under(hero_rule(ally)[0], 'bases')} comes first: it hosts most American troops."
                ),
            ),
        ),
        options={
            "Fair means": {"equal": "equal shares", "population": "by population", "gdp": "by GDP"},
            "and what counts as paying is": {part: part for part in COUNTED},
        },
        variants=({"ally": "Greece"}, {"ally": "Poland"}, {"ally": "Albania"}, {"ally": "North Macedonia"}),
    ),
    Exercise(
        id="08.5",
        title="Count the allies at 2 per cent yourself",
        prompt="Count the members whose spending is at least 2% of GDP<!--@NatoExpenditure2024-->, by year, from `expenditure` and `gdp` instead of the printed share. The answer is a column of counts by year.",
        start='spending = load("nato_spending").query("member").dropna(subset="share_gdp")\n...  # your count by year',
        kind="table",
        level="analyse",
        solution=at_two_percent,
        meaning="Three years differ from the printed column by one ally each. In every other cell share and amounts agree to a thousandth of a point; these three are printed as exactly 2.00<!--= printed_share --> and fall short. Check a number at its pass mark.",
        hints=(
            "For each row compute 100 × `expenditure` / `gdp` and ask whether it is at least 2.",
            'A true/false column can be added up by year: `.groupby(spending["year"]).sum()`.',
        ),
        mistakes=(
            Mistake(
                lambda: guideline_counts()["printed"],
                "Those are the counts of the printed share. Recompute it from the amounts: a few cells printed as exactly 2.00 fall short.",
            ),
            Mistake(
                _at_two_current,
                "You divided current dollars by GDP in dollars of 2015. Both amounts must be in the same prices.",
            ),
            Mistake(
                lambda: guideline_counts()["equipment"],
                "Those are the allies at the other guideline, a fifth of spending for equipment.",
            ),
            Mistake(lambda: guideline_counts()["members"] - at_two_percent(), "Those are the allies below the line."),
        ),
    ),
    Exercise(
        id="08.6",
        title="What does a correlation near zero say?",
        prompt="In 2024 the correlation of GDP and burden is −0.02<!--= rho_2024 -->, interval −0.37<!--= rho_low --> to 0.33<!--= rho_high -->. What follows from that?",
        kind="choice",
        level="evaluate",
        solution=what_zero_means,
        meaning="Thirty-one cases cannot tell a mild gradient from none. And a small ally may ride free without any gradient in size, as Plümper and Neumayer found with another method.",
        hints=(
            "Read the interval, not only the middle: which values does it contain?",
            "Which question does the correlation ask, and which one would need data over time?",
        ),
        mistakes=(
            Mistake(
                lambda: "riding-over",
                "Absence of a gradient in size is not absence of free riding: all small allies could lean alike.",
            ),
            Mistake(
                lambda: "small-carry", "The interval reaches about as far above zero as below. It favours neither sign."
            ),
            Mistake(
                lambda: "too-few",
                "The number of allies limits how sure we can be. It does not make the computation wrong.",
            ),
        ),
        options={
            "riding-over": "free riding is over, since size no longer ranks the burden",
            "small-carry": "the small allies carry the large, since the sign is minus",
            "no-slope": "no clear slope by size, and free riding stays open",
            "too-few": "nothing at all, since so few allies allow no correlation",
        },
    ),
    Exercise(
        id="08.7",
        title="Write a burden index",
        prompt="Write a burden index, a function of money, people and risk: half money, three tenths people, two tenths risk.",
        start="def index(money, people, risk):\n    ...  # your rule here",
        kind="function",
        level="create",
        solution=index_solution,
        meaning="Yours now does what every published index does: it hides a political choice in three constants. At least yours are in the open.",
        hints=(
            "Multiply each part by its weight and add up.",
            "The weights stand in the question and sum to one; do not divide again.",
        ),
        mistakes=(
            Mistake(lambda: lambda money, people, risk: (money + people + risk) / 3, "You weighted all parts alike."),
            Mistake(
                lambda: lambda money, people, risk: 0.2 * money + 0.3 * people + 0.5 * risk,
                "You gave money the weight of risk and the other way round.",
            ),
            Mistake(
                lambda: lambda money, people, risk: (0.5 * money + 0.3 * people + 0.2 * risk) / 3,
                "The weights sum to one already; you divided by three on top.",
            ),
        ),
        cases=((0.65, 0.38, 0.69), (0.07, 0.06, 0.03), (0.02, 0.14, 0.01), (0.0, 0.0, 0.00003)),
    ),
]
REFLECTIONS = [
    Reflection(
        "08.8",
        "Defend your index",
        "Defend your own index in two to five sentences: parts, weights, what is left out, and which ally would protest first. Fix the weights before you look at the result.",
        "I count money, people and risk, half, three tenths and two tenths, because money buys most of what the alliance uses and dead soldiers cannot be bought at all. I fixed the weights before I "
        "looked. The index is kind to states that fought in Afghanistan and harsh to those that host bases, so Germany and Italy would object, and they would be right that hosting is a service: I would add "
        "it if someone could price it. With ranks as the unit Greece drops several places under equal weights, so I would publish both.",
        (
            "weights fixed before seeing the result, and written down",
            "who gains and who loses by your choice, by name",
            "what is left out: bases, risk, refugees, sanctions, aid",
            "one other set of weights, and what it does to the ranking",
        ),
    )
]


# Evidence.


def definition_evidence() -> Evidence:
    """Does money stand in for people? Rank correlation of spending over GDP (2014) and ISAF troops per head (2010)."""
    table = burden_table(2014)
    people = models.rank_correlation(table["share of GDP"], table["ISAF troops"])
    kit, forces = (
        models.rank_correlation(table["share of GDP"], table[name])
        for name in ("equipment share", "soldiers per 1,000")
    )
    return Evidence(
        people.value, people.low, people.high, people.n, "rank correlation of money and people", 0.7, "below",
        f"Among {people.n} allies the ranking by money (2014) agrees with that by ISAF troops per head only at {people.value:.2f}, with that by equipment at {kit.value:.2f} and with that by soldiers per inhabitant at {forces.value:.2f}: kin, not copies",
    )  # fmt: skip


def unequal_terms_evidence() -> Evidence:
    """Defence pacts since 1945: rate of ending, with unequal obligations over equal ones (ATOP, to 2018)."""
    table = load("alliances").query("defence and start >= 1945")
    table = table.assign(
        years=(table["end"].fillna(2018) - table["start"]).astype(float).clip(lower=0.5), ended=table["end"].notna()
    )
    sums = table.groupby("asymmetric")[["ended", "years"]].sum()
    ratio = models.rate_ratio(
        int(sums.loc[True, "ended"]), sums.loc[True, "years"], int(sums.loc[False, "ended"]), sums.loc[False, "years"]
    )
    return Evidence(
        ratio.value, ratio.low, ratio.high, len(table), "rate ratio of ending, unequal over equal obligations", 1, "above",
        f"Defence pacts since 1945 with unequal obligations ended {ratio.value:.1f} times as often per year as equal ones ({int(table['asymmetric'].sum())} against {int((~table['asymmetric']).sum())} pacts; ratio [{ratio.low:.1f}, {ratio.high:.1f}], no clear difference), nothing held constant",
    )  # fmt: skip


def issues_evidence() -> Evidence:
    """Share of allied spending that goes to people, equipment and infrastructure, the items on the list. A full count."""
    table = load("nato_spending", 2024).query("member").dropna(subset="personnel_share")
    parts = (
        table[["personnel_share", "equipment_share", "infrastructure_share"]].mul(table["expenditure"], axis=0).sum()
        / table["expenditure"].sum()
    )
    share = float(parts.sum())
    return Evidence(
        share, share, share, len(table), "% of allied spending", 50, "above",
        f"People take {parts['personnel_share']:.0f}%, equipment {parts['equipment_share']:.0f}% and infrastructure {parts['infrastructure_share']:.0f}% of allied spending in 2024; {100 - share:.0f}% is operations, training and upkeep, and risk has no column",
    )  # fmt: skip


def exploitation_evidence() -> Evidence:
    """Spearman correlation of GDP and burden among NATO members in the latest year, Iceland left out."""
    now, then = gradient(2024, "NATO"), gradient(1964)
    return Evidence(
        now.value, now.low, now.high, now.n, "rank correlation of GDP and burden", 0, "above",
        f"The correlation was {gradient(1951).value:.2f} in 1951, {then.value:.2f} in 1964 [{then.low:.2f}, {then.high:.2f}] and {now.value:.2f} in 2024 [{now.low:.2f}, {now.high:.2f}]".replace("-", "−"),
    )  # fmt: skip


def dominance_evidence() -> Evidence:
    """United States share of ISAF troops in November 2010, all 46 listed contingents as the base."""
    share = us_share_of_isaf()
    return Evidence(
        share, share, share, len(isaf()), "% of ISAF troops", 50, "above",
        f"The United States had {share:.0f}% of ISAF's listed troops in November 2010; the {len(isaf())} contingents weighed as much as {models.effective_number(isaf()):.1f} equal ones. Influence and feelings are not in the data",
    )  # fmt: skip


def unequal_power_evidence() -> Evidence:
    """Two-party treaties: rate of ending of unequal pairs (stronger side at least three quarters of the power) over balanced ones."""
    table = pact_lives()
    unequal = table["stronger"] >= 0.75
    sums = table.groupby(unequal)[["ended", "years"]].sum()
    ratio = models.rate_ratio(
        int(sums.loc[True, "ended"]), sums.loc[True, "years"], int(sums.loc[False, "ended"]), sums.loc[False, "years"]
    )
    return Evidence(
        ratio.value, ratio.low, ratio.high, len(table), "rate ratio of ending, unequal over balanced pairs", 1, "above",
        f"Treaties between very unequal powers ended {ratio.value:.2f} times as often per year as balanced ones [{ratio.low:.2f}, {ratio.high:.2f}]: unequal and lasting is the common case",
    )  # fmt: skip


def rise_before_2022(column: str) -> tuple[int, int]:
    """Allies gained under a guideline from 2014 to 2021, and from 2014 to 2024."""
    counts = guideline_counts()[column]
    return int(counts[2021] - counts[2014]), int(counts[2024] - counts[2014])


def dialogue_evidence() -> Evidence:
    """Of the allies that reached 2 per cent between 2014 and 2024, the share that came before 2022, with a Wilson interval."""
    early, all_ = rise_before_2022("printed")
    kit_early, kit_all = rise_before_2022("equipment")
    share = models.proportion(early, all_)
    return Evidence(
        100 * share.value, 100 * share.low, 100 * share.high, share.n, "% of the rise", 50, "above",
        f"Of {all_} allies gained at 2% of GDP since the pledge of 2014, {early} came in its first seven years; of {kit_all} gained at 20% for equipment, {kit_early} did",
    )  # fmt: skip


# Claims.


ASKED = ["C09.2", "C09.3", "C09.4", "C09.5", "C09.6", "C09.7"]
CLAIMS = [
    Judgement("C09.1", "supported", "A definition, and a good one: the parts do not stand in for each other. It leaves out risk and bases, which Lake and others count as payment too.", definition_evidence),
    Judgement("C09.2", "contested", "Pacts with unequal duties end about as often as equal ones, pairs of unequal power less often, and neither comparison holds purpose or era constant. Morrow and Bennett point to power and regime, not to shares.", unequal_terms_evidence),
    Judgement("C09.3", "partly supported", "The named items cover most of the money. But more than a third falls under 'other' (operations, upkeep, and training, which alone of the three is on the list), and risk, over which allies quarrelled in Afghanistan, is missing.", issues_evidence),
    Judgement("C09.4", "contested", "The slope it predicts is clear in NATO until 1966, weaker and within the margin of chance for most of the time since, and gone by 2024. Studies disagree because they ask different things: levels, responses to others, or one big ally against the rest.", exploitation_evidence),
    Judgement("C09.5", "partly supported", "The weight is beyond doubt. That weight steers is likely, that the small feel sidelined is not measured, and Schmitt shows junior partners who gained access by coming along. Those are exceptions to being sidelined, not evidence against the weight: hence not 'contested'.", dominance_evidence),
    Judgement("C09.6", "not supported", "'Only' is a claim of necessity. Unequal pairs last longer than balanced ones, so pacts can do without equal partners, though lasting is not yet capability. Becker finds that the pledge of 2014 raised spending: one route, not the only one. Power is not burden, and nothing was held constant: enough to break an 'only', too little to build a 'because'.", unequal_power_evidence),
    Judgement("C09.7", "contested", "By the line of two per cent, seven years of talk brought little and two years of war brought much. By the equipment line most of the rise came before the war. Talk and threat cannot be told apart cleanly.", dialogue_evidence),
]  # fmt: skip


# Numbers.
NUMBERS = {
    "ranked": lambda: len(burden_table(2024)),
    "lux_kit": lambda: burden_table(2024)["equipment share"].rank(ascending=False)["Luxembourg"],
    "lux_gdp": lambda: burden_table(2024)["share of GDP"].rank(ascending=False)["Luxembourg"],
    "money_people": lambda: definition_evidence().estimate,
    "rho_1951": lambda: gradient(1951).value,
    "rho_1964": lambda: gradient(1964).value,
    "rho_1964_low": lambda: gradient(1964).low,
    "rho_1964_high": lambda: gradient(1964).high,
    "rho_1964_market": lambda: variants_1964().loc["GDP at market prices (implied)", "correlation"],
    "rho_1964_portugal": lambda: variants_1964().loc["without Portugal (colonial wars)", "correlation"],
    "rho_2024": lambda: gradient(2024, "NATO").value,
    "rho_low": lambda: gradient(2024, "NATO").low,
    "rho_high": lambda: gradient(2024, "NATO").high,
    "printed_2024": lambda: guideline_counts().loc[2024, "printed"],
    "recomputed_2024": lambda: guideline_counts().loc[2024, "recomputed"],
    "printed_share": lambda: exactly_two()["share_gdp"].iloc[0],
    "slovakia": lambda: exactly_two().loc["Slovakia", "recomputed"],
    "report_2024": lambda: load("nato_guideline", 2024)["allies"].iloc[0],
    "lowest_2024": lambda: load("nato_guideline", 2024)["lowest"].iloc[0],
    "two_2014": lambda: guideline_counts().loc[2014, "printed"],
    "two_2021": lambda: guideline_counts().loc[2021, "printed"],
    "kit_2014": lambda: guideline_counts().loc[2014, "equipment"],
    "kit_2021": lambda: guideline_counts().loc[2021, "equipment"],
    "pledge": lambda: pledge_effect().value,
    "pledge_low": lambda: pledge_effect().low,
    "pledge_high": lambda: pledge_effect().high,
    "moscow": lambda: moscow_gradient().value,
    "us_money": us_share_of_spending,
    "contingents": lambda: len(isaf()),
    "effective": lambda: models.effective_number(isaf()),
    "gulf_cost": lambda: gulf("US cost", "cost"),
    "gulf_received": lambda: gulf("all contributors", "received"),
}
