"""Lesson 08, who pays: burdens by several measures, the exploitation hypothesis year by year, guidelines, Ukraine, fair shares."""

from __future__ import annotations

import math
from functools import cache, cached_property

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.cards import Table
from helpers.claims import Judgement, works
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
from helpers.marks import named
from helpers.measures import nato_members
from helpers.models import spread
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

NATO = "NATO, core defence, July 2026 (2025–26 are estimates)"
LONG = "COW and SIPRI by Our World in Data, to 2016; SIPRI and Maddison, to 2022; NATO, July 2026 (2025–26 estimated)"
KIEL = "Kiel Ukraine Support Tracker, release 29, to April 2026; share of the GDP of 2021"
US, CANADA, ICELAND, PORTUGAL = 2, 20, 395, 235
COLONIAL = (200, 220)  # Britain and France, strongest founders of pacts with former colonies
FIRST, OUTTURN, LAST = 2014, 2024, 2026  # of NATO's table of July 2026
SOURCES = {"long": (1949, 2016), "SIPRI": (2000, 2022), "NATO": (FIRST, LAST)}
MEASURES = {
    "dollars": "defence spending in dollars",
    "share of GDP": "defence spending, % of GDP",
    "dollars per head": "defence spending per inhabitant",
    "equipment share": "equipment, % of defence spending",
    "soldiers per 1,000": "military personnel per 1,000 inhabitants",
    "troops sent": "troops in ISAF in November 2010 per 100,000 inhabitants",
    "deaths": "soldiers who died in Afghanistan per million inhabitants",
    "aid to Ukraine": "aid to Ukraine 2022–26, % of one year's GDP",
}
UNDATED = {"soldiers per 1,000": " (to 2024)", "troops sent": " (2010)", "deaths": " (2001–21)", "aid to Ukraine": " (2022–26)"}  # fmt: skip
PARTS = ("money", "people", "bases", "risk", "aid")
RULES = {
    "equal": "equal shares",
    "population": "by population",
    "gdp": "by GDP",
    "ability to pay": "by GDP, more if rich per head",
    "shapley": "by power added (Shapley value)",
}
HEADS = dict(zip(RULES, ("Equal shares", "By population", "By GDP", "By wealth", "By power added"), strict=True))
# Signing eras, within which treaties are compared: an old treaty and a new one had other times to end in.
ERAS, DUTY_ERAS = [1815, 1870, 1914, 1945, 1990, 2020], [1945, 1960, 1975, 1990, 2020]
UNEQUAL = 0.75  # the stronger side's share of the pair's power: three to one or more


# Measures.


@cache
def nato(year: int | None = None) -> pd.DataFrame:
    """NATO's table of July 2026, members with forces only, with the GDP that share and spending imply (million US$ of 2021)."""
    table = load("nato_spending_2026", year).query("member")
    return table.assign(gdp=100 * table["expenditure"] / table["share_gdp"])


@cache
def gradient(year: int, source: str = "long", with_iceland: bool = False) -> models.Estimate:
    """Spearman correlation of GDP and military spending over GDP among NATO members of a year.

    source: 'long' (1949-2016, GDP at purchasing power), 'SIPRI' (2000-2022, GDP after Maddison) or 'NATO' (2014-2026, GDP
    implied by NATO's own table).
    """
    table = members_in(year, source)
    if not with_iceland:
        table = table.drop(ICELAND, errors="ignore")
    return models.rank_correlation(table["gdp"], table["share_gdp"])


@cache
def members_in(year: int, source: str = "long") -> pd.DataFrame:
    """GDP and military spending over GDP of NATO's members in a year, indexed by state; members without a value are left out."""
    if source == "NATO":
        return nato(year).set_index("state_id")[["gdp", "share_gdp"]]
    if source == "SIPRI":
        table = load("defence_shares", year).query("nato_entry <= @year")
        size = load("output_per_head", year).merge(load("capabilities", year), on=["state_id", "year"])
        table = table.merge(size.assign(gdp=size["gdp_per_head"] * size["population"]), on="state_id")
    else:
        table = load("military_burden_long", year).query("member").merge(load("economies", year), on="state_id")
    return table[["state_id", "gdp", "share_gdp"]].dropna().set_index("state_id")


@cache
def gradients() -> pd.DataFrame:
    """The correlation for every year with data: year, source, value, low, high, n. Iceland is left out."""
    rows = []
    for source, (first, last) in SOURCES.items():
        for year in range(first, last + 1):
            found = gradient(year, source)
            rows.append((year, source, found.value, found.low, found.high, found.n))
    return pd.DataFrame(rows, columns=["year", "source", "value", "low", "high", "n"])


def sources_apart() -> float:
    """How much higher the correlation is by SIPRI than by NATO's table, mean of the years that both cover."""
    table = gradients().pivot(index="year", columns="source", values="value")
    return float((table["SIPRI"] - table["NATO"]).mean())


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


def one_tailed_years(first: int, last: int, source: str) -> int:
    """Years in which burdens rise with GDP at the one-tailed 5 per cent level, the test of Kim and Sandler."""
    from scipy.stats import spearmanr

    tables = (members_in(year, source) for year in range(first, last + 1))
    return sum(spearmanr(t["gdp"], t["share_gdp"], alternative="greater").pvalue <= 0.05 for t in tables)


@cache
def guideline_counts() -> pd.DataFrame:
    """Allies with forces, at 2% and at 3.5% of GDP, and at 20% for equipment, by year; the edition of July 2026."""
    table = nato()
    marks = {"two": table["share_gdp"] >= 2, "core": table["share_gdp"] >= 3.5, "equipment": table["equipment_share"] >= 20}  # fmt: skip
    counts = {name: mask.groupby(table["year"]).sum() for name, mask in marks.items()}
    return pd.DataFrame(counts).assign(members=table.groupby("year").size())


@cache
def printed_2024() -> pd.DataFrame:
    """The edition of June 2024: members, their printed share, and the share recomputed from amounts of the same table."""
    table = load("nato_spending").query("member").dropna(subset="share_gdp")
    return table.assign(recomputed=100 * table["expenditure"] / table["gdp"])


def exactly_two() -> pd.DataFrame:
    """Rows printed as exactly 2.00 in the edition of June 2024 that their own amounts do not reach."""
    table = printed_2024().query("share_gdp == 2 and recomputed < 2")
    return table.assign(ally=table["state_id"].map(state_name)).set_index("ally")[["year", "share_gdp", "recomputed"]].round(3)  # fmt: skip


def editions() -> Table:
    """How many allies reached 2 per cent in 2024, by edition."""
    report, old = load("nato_guideline", OUTTURN).iloc[0], printed_2024().query("year == @OUTTURN")
    return Table(["Edition", "Allies at 2% in 2024"], [
        ["NATO, June 2024, as printed (an estimate)", f"{(old['share_gdp'] >= 2).sum()}"],
        ["the same table, recomputed", f"{(old['recomputed'] >= 2).sum()}"],
        ["annual report, April 2025", f"{report['allies']}"],
        ["NATO, August 2025, after a news agency", f"{report['lowest']}"],
        ["NATO, July 2026, core defence", f"{guideline_counts().loc[OUTTURN, 'two']}"],
    ])  # fmt: skip


@cache
def isaf(date: str = "2010-11-15") -> pd.Series:
    """ISAF contingents of a complete list, indexed by state."""
    return load("contingents").query("operation == 'ISAF' and date == @date").set_index("state_id")["troops"]


def us_share_of_isaf(date: str = "2010-11-15") -> float:
    """United States troops as a share of all listed contingents, per cent."""
    return 100 * float(isaf(date)[US] / isaf(date).sum())


@cache
def deaths() -> pd.Series:
    """Foreign soldiers who died in Afghanistan, indexed by state."""
    return load("afghanistan_deaths").set_index("state_id")["deaths"]


def us_share_of_spending(year: int = OUTTURN) -> float:
    """United States share of NATO members' defence spending at current prices, per cent, wherever it is spent."""
    spending = nato(year).set_index("state_id")["expenditure_current"]
    return 100 * float(spending[US] / spending.sum())


def us_part_in_europe() -> float:
    """American soldiers stationed in allied Europe and Canada as a share of all American soldiers, 2024, per cent."""
    hosts = load("us_troops", OUTTURN).set_index("state_id")["troops"]
    forces = load("nato_spending", OUTTURN).set_index("state_id")["military_personnel"]
    return 100 * float(hosts.reindex(sorted(nato_members(OUTTURN))).sum() / (1000 * forces[US]))


def us_share_stationed() -> float:
    """American share of allied spending if of Washington's only the part counts that follows its soldiers in Europe, per cent."""
    spending = nato(OUTTURN).set_index("state_id")["expenditure_current"]
    here = us_part_in_europe() / 100 * spending[US]
    return 100 * float(here / (here + spending.drop(US).sum()))


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
def ukraine() -> pd.DataFrame:
    """Aid to Ukraine by donor state: amount (billion euro), share (% of the GDP of 2021), per head (euro), with the ranks of each."""
    table = load("ukraine_aid").dropna(subset="state_id").set_index("donor")
    found = pd.DataFrame({"amount": table["allocated"] / 1000, "share": table["share_gdp"],
                          "per head": 1000 * table["allocated"] / table["population"].astype(float)})  # fmt: skip
    ranks = found.rank(ascending=False, method="min").astype(int)
    return found.join(ranks.add_suffix(" rank"))


def ukraine_part(year: int | None = None) -> float:
    """The United States' share of the aid to Ukraine of all donors, EU institutions included, in a year or to April 2026."""
    table = load("ukraine_aid_year", year)
    return float(table.loc[table["state_id"] == US, "allocated"].sum() / table["allocated"].sum())


def census(year: int) -> pd.Series:
    """Inhabitants of NATO's members, thousands, from GDP and GDP per head of the edition of June 2024, at the latest those of 2024."""
    table = load("nato_spending", min(year, OUTTURN)).set_index("state_id")
    return table["gdp"] / table["gdp_per_head"]


@cache
def burden_table(year: int) -> pd.DataFrame:
    """Eight measures of burden for NATO members of a year, indexed by name; the last three do not change with the year.

    Money: edition of July 2026. Soldiers: edition of June 2024, to 2024. No death on the list is zero; an ally that the aid
    tracker does not follow has no value.
    """
    table, people = nato(year).set_index("state_id"), census(year)
    forces = load("nato_spending", min(year, OUTTURN)).set_index("state_id")["military_personnel"]
    in_2010 = load("economies", 2010).set_index("state_id")["population"]
    aid = load("ukraine_aid").dropna(subset="state_id").set_index("state_id")["share_gdp"]
    out = pd.DataFrame(
        {
            "dollars": table["expenditure_current"],
            "share of GDP": table["share_gdp"],
            "dollars per head": 1000 * table["expenditure_current"] / people.reindex(table.index),
            "equipment share": table["equipment_share"],
            "soldiers per 1,000": 1000 * (forces / people).reindex(table.index),
            "troops sent": 100 * isaf().reindex(table.index) / in_2010.reindex(table.index),
            "deaths": 1000 * deaths().reindex(table.index).fillna(0) / in_2010.reindex(table.index),
            "aid to Ukraine": aid.reindex(table.index),
        }
    )
    return out.set_index(pd.Index([state_name(code) for code in out.index], name="ally"))


@cache
def contributions() -> pd.DataFrame:
    """What each of the 31 allies with forces puts in, as a share of the whole: money, people, bases, risk, aid.

    Money: NATO 2024, July 2026 edition, prices of 2021. People: soldiers, June 2024 edition. Bases: US troops hosted in 2024.
    Risk: soldiers who died in Afghanistan. Aid: allocated to Ukraine by each government, 2022 to April 2026; three allies that
    the tracker does not follow stand at zero.
    """
    table = nato(OUTTURN).set_index("state_id")
    aid = load("ukraine_aid").dropna(subset="state_id").set_index("state_id")["allocated"]
    parts = pd.DataFrame(
        {
            "money": table["expenditure"],
            "people": load("nato_spending", OUTTURN).set_index("state_id")["military_personnel"].reindex(table.index),
            "bases": load("us_troops", OUTTURN).set_index("state_id")["troops"].reindex(table.index).astype(float),
            "risk": deaths().reindex(table.index),
            "aid": aid.reindex(table.index),
        }
    ).fillna(0)
    return (parts / parts.sum()).set_index(pd.Index([state_name(code) for code in parts.index], name="ally"))


@cache
def fair_shares() -> pd.DataFrame:
    """Each ally's share under each rule, columns as in RULES, summing to 1."""
    gdp = nato(OUTTURN).set_index("state_id")["gdp"]
    members = pd.DataFrame({"gdp": gdp, "population": census(OUTTURN).reindex(gdp.index)})
    shares = {rule: models.fair_shares(members, rule, 0.5) for rule in list(RULES)[:4]}
    worth = power_game()
    shares["shapley"] = worth / worth.sum()
    out = pd.DataFrame(shares)
    return out.set_index(pd.Index([state_name(code) for code in out.index], name="ally"))


@cache
def power_game() -> pd.Series:
    """Shapley value of the game 'power against Russia': a group with CINC C is worth C / (C + Russia's CINC), 2022."""
    power = load("capabilities", 2022).set_index("state_id")["cinc"]
    return exact_shapley(power.reindex(nato(OUTTURN)["state_id"]), float(power[365]))


def exact_shapley(power: pd.Series, rival: float) -> pd.Series:
    """Shapley values of the game in which a group with power C is worth C / (C + rival), by a double integral, to nine digits.

    In a random order each other player stands before player i with probability u, u even from 0 to 1. As 1 / (C + r) is the
    integral of exp(−t (C + r)), the mean gain of i is that of exp(−t) (1 − exp(−t a_i)) Π (1 − u (1 − exp(−t a_j))) over t
    and u, with a = power / rival. Gauss's nodes solve it: for u exactly, since the product is a polynomial.
    """
    t, weight_t = np.polynomial.laguerre.laggauss(80)
    u, weight_u = np.polynomial.legendre.leggauss(len(power) // 2 + 1)
    gain = 1 - np.exp(-np.outer(power / rival, t))  # one row a player
    factors = 1 - ((u + 1) / 2)[:, None, None] * gain  # u, player, t
    rest = np.prod(factors, axis=1)[:, None, :] / factors
    return pd.Series(np.einsum("u,upt,pt,t->p", weight_u / 2, rest, gain, weight_t), index=power.index)


@cache
def first_under(rule: str, part: str) -> str:
    """The ally that puts in most as a multiple of its fair share, if only one thing counts as paying."""
    return str((contributions()[part] / fair_shares()[rule]).idxmax()).replace("United States", "the United States")


@cache
def treaty_lives() -> pd.DataFrame:
    """Alliance treaties by id: founders, the strongest founder and its share of their power (CINC) at signature, years, end seen."""
    power = load("capabilities").set_index(["state_id", "year"])["cinc"]
    table = load("alliances").set_index("alliance_id")
    parties = load("alliance_members").drop_duplicates(["alliance_id", "state_id"])
    parties = parties[parties["start"] == parties["alliance_id"].map(table["start"])]
    parties["power"] = power.reindex(list(zip(parties["state_id"], parties["start"], strict=True))).to_numpy()
    known = parties.dropna(subset="power").sort_values("power").groupby("alliance_id")
    table = table.assign(known=known.size(), leader=known["state_id"].last(), stronger=known["power"].last() / known["power"].sum(),
                         years=(table["end"].fillna(2018) - table["start"]).astype(float).clip(lower=0.5), ended=table["end"].notna())  # fmt: skip
    return table[["founders", "known", "leader", "stronger", "start", "years", "ended", "defence", "asymmetric"]]


@cache
def unequal_powers() -> pd.DataFrame:
    """Treaties of two founders: unequal if the stronger had three quarters of their power or more, and the era of signing."""
    table = treaty_lives().query("founders == 2 and known == 2")
    return table.assign(unequal=table["stronger"] >= UNEQUAL, era=np.digitize(table["start"], ERAS))


@cache
def unequal_duties() -> pd.DataFrame:
    """Treaties with a promise of defence since 1945, also of one side only: unequal if the text binds one side more than the other, and the era of signing."""
    table = treaty_lives().query("defence and start >= 1945").dropna(subset="leader")
    return table.assign(unequal=table["asymmetric"].astype(bool), era=np.digitize(table["start"], DUTY_ERAS))


def ending_ratio(table: pd.DataFrame) -> float:
    """Rate of ending of unequal over equal treaties, compared within eras and weighted after Mantel and Haenszel."""
    return models.mantel_haenszel(table["ended"], table["years"], table["unequal"], table["era"])


@cache
def ratio_among(which: str, seed: int = 1) -> models.Estimate:
    """The rate ratio of ending of treaties between unequal powers among some of them: a query, such as 'era == 3' or 'defence'."""
    return models.block_bootstrap(unequal_powers().query(which), ending_ratio, "leader", seed=seed)


def pledge_effect(first: int = 2010, start: int = 2015, last: int = 2021) -> models.Estimate:
    """Difference in differences: spending over GDP (SIPRI), members before `start` against outsiders, before and from `start`.

    Russia and Ukraine are left out, since the events of 2014 struck them directly. Earlier years are the placebo.
    """
    panel = load("defence_shares").query("@first <= year <= @last and state_id not in [365, 369]")
    panel = panel[~(panel["nato_entry"] >= start).fillna(False)]
    panel = panel.assign(member=panel["nato_entry"].notna().astype(int))
    return models.difference_in_differences(panel, "state_id", "year", "share_gdp", "member", start)


def moscow_gradient(first: int = FIRST, last: int = OUTTURN) -> models.Estimate:
    """Rank correlation of an ally's distance from Moscow with the change of its spending over GDP, in points."""
    shares = nato().pivot(index="state_id", columns="year", values="share_gdp")[[first, last]].dropna()
    places = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")[["lat", "lon"]].astype(float)
    here, there = np.radians(places.reindex(shares.index)), np.radians(places.loc[365])
    cosine = np.sin(here["lat"]) * math.sin(there["lat"]) + np.cos(here["lat"]) * math.cos(there["lat"]) * np.cos(
        here["lon"] - there["lon"]
    )
    return models.rank_correlation(6371 * np.arccos(cosine.clip(-1, 1)), shares[last] - shares[first])


@cache
def unequal_years() -> pd.DataFrame:
    """By year: change of the concentration of NATO's military spending and of the spread of members' votes at the UN.

    Only states that were members in both years count. Concentration: Herfindahl index; spread: standard deviation of ideal
    points (of the assembly's sessions).
    """
    spending = load("capabilities").pivot(index="state_id", columns="year", values="milex").astype(float)
    points = load("ideal_points").pivot(index="state_id", columns="year", values="ideal_point")
    rows = []
    for year in range(1950, 2023):
        both = sorted(nato_members(year - 1) & nato_members(year))
        money = spending.reindex(both)[[year - 1, year]].dropna()
        votes = points.reindex(both).reindex(columns=[year - 1, year]).dropna()
        if len(votes) >= 5:
            shares = (money / money.sum()).pow(2).sum()
            rows.append((year, shares[year] - shares[year - 1], votes[year].std() - votes[year - 1].std()))
    return pd.DataFrame(rows, columns=["year", "concentration", "spread"])


def beside_published() -> Table:
    """Our numbers beside the published answers: sample and method side by side."""
    ours, now = gradient(1964), gradient(OUTTURN, "NATO")
    market = variants_1964().loc["GDP at market prices (implied)", "correlation"]
    troops = burden_table(OUTTURN)["troops sent"].rank(ascending=False, method="min")
    sent = ", ".join(f"{ally} {troops[ally]:.0f}" for ally in ("United States", "Denmark", "Slovenia", "Spain", "Türkiye"))  # fmt: skip
    head = ["Published", "Counted", "They report", "Ours, same idea", "What differs"]
    return Table(head, [
        ["Olson & Zeckhauser 1966", "defence over income, 14 allies, 1964", "larger members bear more than their part",
         f"{ours.value:.2f} [{ours.low:.2f}, {ours.high:.2f}], n = {ours.n}", f"GDP at purchasing power; at market prices ours is {market:.2f}"],
        ["Kim & Sandler 2020", "defence over GDP, 2011–2017; GDP ranks, one-tailed", "clear evidence since 2011, rare since 1967",
         f"SIPRI: {one_tailed_years(2011, 2017, 'SIPRI')} of 7 years; NATO's table 2014–17: {one_tailed_years(2014, 2017, 'NATO')} of 4",
         "the definition of spending; several p-values sit just beside 0.05"],
        ["Cooper & Stiles 2021", "troops sent to NATO's missions per inhabitant, 2004–2018", "Slovenia, Denmark, the US and UK far above Türkiye and Spain",
         f"ISAF 2010, rank per head: {sent}", "one mission in one month, theirs three in fifteen years"],
        ["Plümper & Neumayer 2015", "how allies answer American spending, 1956–1988", "most lean on it, the smallest no more than others",
         f"{OUTTURN}: {now.value:.2f} [{now.low:.2f}, {now.high:.2f}], n = {now.n}", "ours sees one year's levels, not responses"],
    ])  # fmt: skip


def short(share: float) -> str:
    """A share with as many decimals as it needs to differ from zero."""
    return "0" if share == 0 else f"{share:.{1 if share >= 1 else 2 if share >= 0.01 else 4}f}"


# Pictures.


@house_style()
def rankings_figure(guess: float | None = None) -> Picture:
    """Ranks of the allies on five measures as a bump chart; a guess at Luxembourg's rank by equipment is marked."""
    shown = ["dollars", "share of GDP", "equipment share", "soldiers per 1,000", "deaths"]
    ranks = burden_table(2025)[shown].rank(ascending=False, method="min")
    figure, ax = new_figure(
        "Five ways to count, four different leaders",
        "Rank among 31 allies (1 = carries most). Money 2025, soldiers 2024, deaths in Afghanistan to 2021",
        f"{NATO}; soldiers: June 2024; course list of deaths",
        size="tall",
    )
    figure.subplots_adjust(left=0.19, right=0.80, top=0.80, bottom=0.11)
    tones = {"United States": BLUE, "Poland": INK, "Luxembourg": TEAL, "Greece": PLUM, "Denmark": OCHRE}
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
    ax.set_xticks(range(5), ["dollars", "share\nof GDP", "equipment\nshare", "soldiers\nper head", "deaths\nper head"])
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", colors=INK, length=0)
    low, yours = ranks.loc["Luxembourg"], ""
    if guess is not None:
        at = min(max(guess, 1), len(ranks))
        ax.plot([1, 2], [low["share of GDP"], at], color=ORANGE, linewidth=1.6, linestyle=(0, (4, 3)), zorder=4)
        ax.plot([2], [at], "D", markerfacecolor="white", markeredgecolor=ORANGE, markeredgewidth=2.4, markersize=10, zorder=5)  # fmt: skip
        ax.text(2.1, at, f"your guess {guess:g}", color=ORANGE, fontweight="bold", fontsize=9.8, va="center", zorder=6,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5})  # fmt: skip
        yours = f" Your guess for Luxembourg by equipment share, {guess:g}, is marked."
    first = [ranks[name].idxmin() for name in shown]
    alt = (f"Bump chart of 31 allies on five measures. First in dollars: {first[0]}; in share of GDP: {first[1]}; in equipment share: {first[2]}; in soldiers per head: {first[3]}; "
           f"in deaths per head: {first[4]}. Luxembourg is number {low['equipment share']:.0f} by equipment share and number {low['share of GDP']:.0f} by share of GDP.{yours}")  # fmt: skip
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
    """The exploitation hypothesis year by year, in three series that are never joined."""
    table = gradients()
    figure, ax = new_figure(
        "In 1951 size ranked the burden. Now it depends whom you ask",
        "Rank correlation of GDP and military spending over GDP among NATO members, 95% bands; Iceland left out",
        LONG,
    )
    figure.subplots_adjust(right=0.84)
    for source, tone in (("long", BLUE), ("SIPRI", TEAL), ("NATO", ORANGE)):
        part = table[table["source"] == source]
        ax.fill_between(part["year"], part["low"], part["high"], color=tone, alpha=0.11, linewidth=0)
        ax.plot(part["year"], part["value"], color=tone)
    ax.axhline(0, color=GREY, linewidth=1)
    ax.axvline(1967.5, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    ax.text(1968.2, -0.42, "1967: flexible response\nreplaces massive retaliation", fontsize=9.3, color=GREY, va="top")
    ax.plot([1964], [gradient(1964).value], "o", color=INK, markersize=6)
    ax.annotate(f"1964: {gradient(1964).value:.2f}, the year\nof Olson and Zeckhauser", (1964, gradient(1964).value), (1970, 0.93),
                fontsize=9.3, va="center", arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.8})  # fmt: skip
    ax.plot([2011, 2017], [0.8, 0.8], color=INK, linewidth=2)
    ax.text(2014, 0.83, "Kim and Sandler", ha="center", va="bottom", fontsize=9.3)
    ends = {"SIPRI": gradient(SOURCES["SIPRI"][1], "SIPRI").value, "NATO": gradient(LAST, "NATO").value}
    for source, tone, y in (("SIPRI", TEAL, 0.34), ("NATO", ORANGE, 0.06)):
        words = f"{source}, {SOURCES[source][1]}:\n{ends[source]:.2f}".replace("-", "−")
        ax.text(2027.3, y, words, color=tone, fontweight="bold", va="center", fontsize=9.5)
    ax.text(1983, 0.70, "long series, to 2016", color=BLUE, fontweight="bold", va="center", fontsize=9.5)
    ax.set(xlim=(1949, 2027), ylim=(-0.62, 1.05))
    ax.set_yticks([-0.5, 0, 0.5, 1])
    best = table.loc[table["value"].idxmax()]
    early = table.query("source == 'long' and low <= 0")["year"].min() - 1
    alt = (f"Line chart of 3 series, 1949 to 2026. The correlation peaks at {best['value']:.2f} in {best['year']:.0f}, is {gradient(1964).value:.2f} in 1964 and {gradient(1970).value:.2f} in 1970. "
           f"By SIPRI it rises to {gradient(2012, 'SIPRI').value:.2f} in 2012 and is {ends['SIPRI']:.2f} in 2022; by NATO's table it is {gradient(FIRST, 'NATO').value:.2f} in 2014 and {ends['NATO']:.2f} in 2026. "
           f"The bands of the long series miss zero to {early} and in one later year; with so few allies no year of break can be named.")  # fmt: skip
    return show(figure, alt)


@house_style()
def guideline_figure() -> Picture:
    """Allies at the two guidelines of 2014 and at the core half of that of 2025, by year."""
    counts = guideline_counts()
    figure, ax = new_figure(
        "Kit came in the years of talk, money in the years of war",
        "Allies at each line, by year (one edition of NATO’s table; hollow: estimates; Iceland not counted)",
        NATO,
    )
    figure.subplots_adjust(right=0.74)
    for name, tone, text, shift in (
        ("members", PALE, "members with forces", 2.0),
        ("equipment", TEAL, "at 20% for kit", 0.3),
        ("two", BLUE, "at 2% of GDP", -1.9),
        ("core", ORANGE, "at 3.5%, due by 2035", 0.0),
    ):
        ax.plot(counts.index, counts[name], color=tone, linewidth=2.6, marker="o", markersize=4)
        guessed = counts[name].loc[OUTTURN + 1 :]
        ax.plot(guessed.index, guessed, "o", color=tone, markerfacecolor="white", markersize=4.5, zorder=4)
        end = counts[name].loc[LAST]
        ax.text(LAST + 0.3, end + shift, f"{end} {text}", color=GREY if name == "members" else tone,
                fontsize=9.5, fontweight="bold", va="center")  # fmt: skip
    for year, text, y in ((2014, "pledge of Wales", 18), (2022, "full invasion", 11.5), (2025, "The Hague", 7)):
        ax.axvline(year, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
        ax.text(year + (-0.1 if year > 2014 else 0.1), y, text, fontsize=9, color=GREY, ha="right" if year > 2014 else "left")  # fmt: skip
    ax.set(ylim=(-0.7, 34), xlim=(2013.7, 2026.2))
    ax.set_xticks(range(2014, 2027, 2))
    alt = (f"Line chart, 2014 to 2026. Allies at 20 per cent for equipment rise from {counts.loc[2014, 'equipment']} to {counts.loc[2021, 'equipment']} by 2021 and {counts.loc[2026, 'equipment']} in 2026; allies at "
           f"2 per cent of GDP go from {counts.loc[2014, 'two']} to {counts.loc[2021, 'two']} by 2021, {counts.loc[2024, 'two']} in 2024 and {counts.loc[2026, 'two']} in 2026, an estimate; at 3.5 per cent stand {counts.loc[2026, 'core']}.")  # fmt: skip
    return show(figure, alt)


@house_style()
def one_state_figure() -> Picture:
    """The American share of five bills, the first counted two ways."""
    rows = [
        ("allied spending 2024", us_share_of_spending(), "dollars, worldwide"),
        ("the same, part in Europe", us_share_stationed(), "if money follows stationed soldiers"),
        ("aid to Ukraine 2022–26", 100 * ukraine_part(), "euros, of all donors"),
        ("ISAF troops, Nov 2010", us_share_of_isaf(), "soldiers"),
        ("deaths in Afghanistan", 100 * deaths()[US] / deaths().sum(), "lives"),
        ("its Gulf War cost 1991", 100 - gulf_share_paid(), "dollars, after others had paid"),
    ]
    figure, ax = new_figure(
        "One state, five bills: from two thirds of the weight to a tenth",
        "Share carried by the United States, per cent; the first bill is counted two ways",
        "NATO, July 2026; troopdata 2024; Kiel tracker, release 29; course lists",
    )
    figure.subplots_adjust(left=0.30, top=0.80, bottom=0.13)
    for i, (_, value, unit) in enumerate(rows):
        ax.barh(i, 100, color=PALE, height=0.6)
        ax.barh(i, value, color=BLUE, height=0.6)
        inside = value > 30
        ax.text(value - 1.5 if inside else value + 1.5, i, f"{value:.0f}%", va="center", ha="right" if inside else "left",
                color="white" if inside else BLUE, fontweight="bold", fontsize=12)  # fmt: skip
        ax.text(98.5, i, unit, ha="right", va="center", fontsize=9.5, color=INK)
    bare(ax)
    ax.set_yticks(range(len(rows)), [name for name, _, _ in rows])
    ax.tick_params(axis="y", colors=INK)
    ax.set(xlim=(0, 100), ylim=(len(rows) - 0.5, -0.5))
    alt = "Bars of the American share: " + "; ".join(f"{name} {value:.0f} per cent" for name, value, _ in rows) + "."
    return show(figure, alt)


@house_style()
def ukraine_figure() -> Picture:
    """Who pays for Ukraine: the first eight donor states by amount, by share of output and per head, and where the United States stands."""
    table = ukraine()
    measures = {"amount": ("billion euro", "{:.0f}"), "share": ("% of one year’s GDP", "{:.1f}"), "per head": ("euro per inhabitant", "{:,.0f}")}  # fmt: skip
    place = table.loc["United States"]
    figure, axes = new_figure(
        f"First in euros is number {place['share rank']:.0f} by share and number {place['per head rank']:.0f} per head",
        f"Aid to Ukraine set aside, January 2022 to April 2026: first eight of {len(table)} donor states, and the United States",
        f"{KIEL} and population of 2021",
        size="wide",
        cols=3,
    )
    figure.subplots_adjust(left=0.165, right=0.955, top=0.74, bottom=0.08, wspace=0.95)
    told = []
    for ax, (name, (unit, form)) in zip(axes, measures.items(), strict=True):
        ranked = table.sort_values(name, ascending=False)
        part = pd.concat([ranked.head(8), ranked.loc[["United States"]].drop(ranked.head(8).index, errors="ignore")])
        for i, (donor, value) in enumerate(part[name].items()):
            tone = BLUE if donor == "United States" else OCHRE if donor == "Denmark" else GREY
            ax.barh(i, value, color=tone, height=0.66)
            ax.text(
                value + 0.02 * part[name].max(),
                i,
                form.format(value),
                va="center",
                fontsize=9.3,
                color=tone,
                fontweight="bold",
            )
        names = [f"{part.loc[donor, f'{name} rank']}  {donor}" for donor in part.index]
        bare(ax)
        ax.set_yticks(range(len(part)), names)
        ax.tick_params(axis="y", colors=INK, labelsize=9.3, length=0)
        ax.set(xlim=(0, 1.3 * part[name].max()), ylim=(8.6, -0.6), xticks=[])
        ax.set_title(unit, fontsize=10, loc="left", fontweight="bold")
        told.append(f"{unit}: {', '.join(f'{donor} {form.format(value)}' for donor, value in part[name].head(3).items())}")  # fmt: skip
    alt = f"Three bar charts of donors to Ukraine. First three in {'; in '.join(told)}. The United States is number {place['amount rank']:.0f}, {place['share rank']:.0f} and {place['per head rank']:.0f}."
    return show(figure, alt)


PREDICTIONS = [
    Prediction(
        "08.look2",
        "Luxembourg has fewer soldiers than a large city has police. Is it a free rider? By defence spending over its income it stands at number 25<!--= lux_gdp --> of 31<!--= ranked --> allies with forces in 2025. "
        "Now rank the same allies by the part of that spending that goes to equipment. Which place does Luxembourg take? Number 31<!--= ranked --> has the smallest part.",
        "number",
        lambda: float(burden_table(2025)["equipment share"].rank(ascending=False, method="min")["Luxembourg"]),
        rankings_figure,
        "Luxembourg is number one<!--= lux_kit --> by equipment and number 25<!--= lux_gdp --> by share. Both are true, and neither is solid: its share is one of national income, which is a third smaller than its GDP<!--@NatoInvestment2026-->, "
        "and one large purchase fills a small budget. Ranks hide distances too: the first in dollars outspends the second almost nine times over and looks one step away. Whoever picks the column picks the hero.",
        unit="of 31",
    ),
]
FIGURES = {
    "rankings": rankings_figure,
    "public good": public_good_diagram,
    "gradient": gradient_figure,
    "guidelines": guideline_figure,
    "one state": one_state_figure,
    "ukraine": ukraine_figure,
}


# Explorers.


class FairShare(Panel):
    """A rule for fair shares and weights for what counts as paying, against what the allies put in."""

    title = "Fair-share table"
    stories = {
        "Bases as payment": (
            {"money": 0, "bases": 1},
            "If hosting is paying, Germany leads, and the United States cannot pay at all.",
        ),
        "Equal shares": (
            {"rule": "equal"},
            "One bill split evenly: the largest pay many times their share, the smallest next to nothing.",
        ),
        "What risk weighs": ({"money": 0, "risk": 1}, "Count deaths in Afghanistan alone, and another order appears."),
    }
    questions = {
        "Money only, and each rule in turn: does the United States ever pay less than its share?": "Never, under any rule; nearest by wealth. But this is worldwide money.",
        "Back to GDP, and count only bases. Who is the hero now, and where is the United States?": "Germany. The United States falls to zero, since it cannot host itself.",
        "Make Germany pay more than its share. Would Berlin sign that rule?": "Equal shares do it; so does, by any rule, one step of bases against five of money. Berlin might sign the second: it has the bases already.",
    }
    half = 8  # rows shown at either end; all 31 are in the numbers behind the picture
    controls = {"rule": choice("Fair means", [(text, rule) for rule, text in RULES.items()], "gdp")} | {
        part: number({"aid": "Aid to Ukraine"}.get(part, part.capitalize()), 0, 5, 1 if part == "money" else 0)
        for part in PARTS
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
        return table.sort_index().sort_values("ratio", ascending=False, kind="stable")  # of equals, by name

    def draw(self, result):
        figure, axes = new_figure(
            "",
            "Ally, what it puts in / its fair share (%), and the ratio of the two. Ring: by GDP, money only",
            "NATO, July 2026; troopdata 2024; Kiel, release 29; course list of deaths; CINC 2022",
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
            named(dots, [(ally.Index, f"{ally.ratio:.2f} × its share: puts in {short(ally.paid)}%, fair {short(ally.fair)}%") for ally in part.itertuples()])  # fmt: skip
            named(
                rings, [(ally.Index, f"{ally.usual:.2f} × its share by GDP, money only") for ally in part.itertuples()]
            )
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
        about, us, moved = (
            result.attrs,
            result.loc["United States"],
            result["places"].sort_index().sort_values(kind="stable"),
        )
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
    stories = {
        "Effort against kit": (
            {"left": "share of GDP", "right": "equipment share"},
            "Two lines of the same pledge, and they do not rank the allies alike.",
        ),
        "Who sends, loses": (
            {"left": "troops sent", "right": "deaths"},
            "Those who sent most for their size lost most for their size.",
        ),
    }
    questions = {
        "Dollars against share of GDP, 2014, then 2026: do they agree more or less?": "Less: the small states near Russia have climbed.",
        "Share of GDP against equipment share, 2026. Who moves most?": "Norway falls most, Luxembourg climbs most.",
    }

    @cached_property
    def controls(self):
        return {
            "left": choice("Left", MEASURES, "dollars"),
            "right": choice("Right", MEASURES, "share of GDP"),
            "year": number("Year", FIRST, LAST, LAST, play=True),
            "follow": choice("Follow", sorted(burden_table(LAST).index), "United States"),
        }

    def compute(self, left, right, year, follow):
        """Rank on either side, and the rank correlation of the two."""
        table = burden_table(year)[list(dict.fromkeys([left, right]))].dropna()
        ranks = table.rank(ascending=False, method="min").astype(int)
        both = pd.DataFrame({"left": ranks[left], "right": ranks[right]})
        agreement = models.rank_correlation(table[left], table[right])
        both.attrs = {"left": left, "right": right, "year": year, "follow": follow, "rho": agreement}
        return both.sort_values("left")

    def draw(self, result):
        from matplotlib.collections import LineCollection

        figure, ax = new_figure("", "", f"{NATO}; soldiers: June 2024; course lists; Kiel, release 29", size="tall")
        self.subtitle = figure.subtitle
        figure.subplots_adjust(left=0.27, right=0.73, top=0.80, bottom=0.09)
        self.crowd = ax.add_collection(LineCollection([], colors=PALE, linewidths=1, zorder=1))
        self.lines = [ax.plot([0, 1], [0, 0], marker="o", linewidth=2.8, markersize=8, zorder=3)[0] for _ in range(3)]
        look = {"va": "center", "fontsize": 10.2, "fontweight": "bold"}
        self.names = [ax.text(x, 0, "", ha=side, **look) for x, side in [(-0.05, "right"), (1.05, "left")] * 4]
        self.heads = [ax.text(x, -0.9, "", ha="center", fontweight="bold", fontsize=11) for x in (0, 1)]
        bare(ax)
        ax.set(xlim=(-0.02, 1.02), ylim=(len(burden_table(LAST)) + 0.6, -0.4))
        return figure

    def update(self, result):
        about, jump = result.attrs, (result["left"] - result["right"]).sort_values()
        rho = f"{about['rho'].value:.2f}".replace("-", "−")
        self.subtitle.set_text(
            f"Rank among {len(result)} allies, {about['year']} (1 = carries most); rank correlation of the two rankings {rho}"
        )
        for head, side in zip(self.heads, ("left", "right"), strict=True):
            head.set_text(about[side] + UNDATED.get(about[side], ""))
        self.crowd.set_segments([[(0, row.left), (1, row.right)] for row in result.itertuples()])
        strong = {jump.index[-1]: TEAL, jump.index[0]: ORANGE} if jump.abs().max() else {}
        if about["follow"] in result.index:
            strong[about["follow"]] = BLUE
        for line in self.lines[len(strong) :]:
            line.set_visible(False)
        named(self.crowd, [(row.Index, f"rank {row.left} left, {row.right} right") for row in result.itertuples()])
        for line, (ally, tone) in zip(self.lines, strong.items(), strict=False):
            named(line, [(ally, f"rank {result.loc[ally, side]} by {about[side]}") for side in ("left", "right")])
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
        who = jump.index[-1] if jump.iloc[-1] >= -jump.iloc[0] else jump.index[0]
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
            return text + f"{follow} is not in both rankings of {about['year']}."
        return text + f"{follow}: rank {result.loc[follow, 'left']} and {result.loc[follow, 'right']}."

    def table(self, result):
        return result


EXPLORERS = {"fair share": FairShare, "ranking": Ranking}


# Exercises.


def worst_for_the_theory() -> str:
    """The theory predicts that the larger pays the larger part of its income; what it forbids is that size ranks nothing."""
    return "no-slope"


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


COUNTED = ("money", "people", "bases", "risk", "aid")


def hero_rule(ally: str = "Greece") -> tuple[str, str]:
    """The one rule and the one thing counted, of three and five, under which the ally comes first."""
    return next((rule, part) for rule in ("equal", "population", "gdp") for part in COUNTED if first_under(rule, part) == ally)  # fmt: skip


def _other_rule(ally: str) -> tuple[str, str]:
    rule, part = hero_rule(ally)
    return {"gdp": "population", "population": "gdp"}[rule], part


def per_head_order(donors: tuple[str, ...]) -> list[str]:
    """Divide each amount by the inhabitants before you compare; largest first."""
    return list(ukraine().loc[list(donors), "per head"].sort_values(ascending=False).index)


def _by_amount(donors: tuple[str, ...]) -> list[str]:
    return list(ukraine().loc[list(donors), "amount"].sort_values(ascending=False).index)


def _donor_texts(donors: tuple[str, ...]) -> dict[str, str]:
    table = ukraine().loc[sorted(donors)]
    people = 1000 * table["amount"] / table["per head"]
    return {donor: f"{donor}: {table.loc[donor, 'amount']:.2f} billion euro, {people[donor]:.2f} million people" for donor in table.index}  # fmt: skip


def flaw_of_the_sum() -> str:
    """A share has a base; three shares with three bases have no common sum."""
    return "bases"


def baltic_together() -> float:
    """Aid of Estonia, Latvia and Lithuania over the output of all three, per cent."""
    table = load("ukraine_aid").set_index("donor").loc[["Estonia", "Latvia", "Lithuania"]]
    return 100 * float(table["allocated"].sum() / table["gdp"].sum())


def at_two_percent() -> pd.Series:
    """Members per year whose spending is at least 2 per cent of GDP, from the amounts instead of the printed share."""
    table = printed_2024()
    return (table["recomputed"] >= 2).groupby(table["year"]).sum()


def _other_counts(kind: str) -> pd.Series:
    table = printed_2024()
    masks = {"printed": table["share_gdp"] >= 2, "kit": table["equipment_share"] >= 20, "below": table["recomputed"] < 2,
             "current": 100 * table["expenditure_current"] / table["gdp"] >= 2}  # fmt: skip
    return masks[kind].groupby(table["year"]).sum()


def what_to_write() -> str:
    """The interval holds clear slopes of both signs, so it tells neither a mild one from none nor that one has gone."""
    return "open"


RETIRED = ("08.1", "08.2", "08.3", "08.4", "08.6", "08.7", "08.11", "08.15")
EXERCISES = [
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
        meaning="The state with most soldiers there also sent most per head of all allies. Divide before you say who rides free, and say by what you divided.",
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
        id="08.14",
        title="Make a hero",
        prompt=lambda ally: (
            f"One rule for fair shares, and one thing that counts as paying: by one such rule {ally} puts in more, as a multiple of its share, than any other ally with forces. "
            "Put that rule together. Explorer 1 lets you try: give one thing a weight, and set the others to zero."
        ),
        kind="rule",
        level="create",
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
            "and what counts as paying is": {part: "aid to Ukraine" if part == "aid" else part for part in COUNTED},
        },
        variants=({"ally": "Greece"}, {"ally": "Poland"}, {"ally": "Norway"}, {"ally": "Türkiye"}),
    ),
    Exercise(
        id="08.17",
        title="The same money in another order",
        prompt="Four donors to Ukraine, with what they had set aside by April 2026 and their inhabitants of 2021. Order them by aid per inhabitant, largest first.",
        kind="order",
        level="apply",
        solution=per_head_order,
        meaning="The order by amount is mostly an order by size. Per head, a middling donor may lead. Neither is the burden: a euro weighs more where incomes are low, which the share of output tries to catch.",
        hints=(
            "A thousand million make a billion: divide each amount by the people.",
            "Rough figures will do for most; only two of the four lie near each other.",
        ),
        mistakes=(
            Mistake(_by_amount, "That is the order by amount. Divide by the inhabitants first."),
            Mistake(
                lambda donors: per_head_order(donors)[::-1],
                "The sums are right and the order is upside down: largest first.",
            ),
            Mistake(
                lambda donors: _by_amount(donors)[::-1],
                "That is the smallest amount first, as if a small amount were always a large effort.",
            ),
        ),
        options=_donor_texts,
        variants=(
            {"donors": ("Germany", "Canada", "Poland", "Sweden")},
            {"donors": ("United Kingdom", "Belgium", "Slovakia", "Finland")},
            {"donors": ("United States", "Netherlands", "Japan", "Luxembourg")},
        ),
    ),
    Exercise(
        id="08.16",
        title="What would hurt the theory?",
        prompt="Say that deterrence were a pure public good, and allies reckoned as Olson and Zeckhauser suppose. Which finding would hurt that theory most?",
        kind="choice",
        level="evaluate",
        solution=worst_for_the_theory,
        meaning="A theory is tested where it forbids something. This one forbids that size ranks nothing, year after year; the other findings fit it, and fit its rivals too.",
        hints=(
            "What does the theory say about size and the share of income?",
            "Three of the findings would surprise nobody on either side.",
        ),
        mistakes=(
            Mistake(
                lambda: "first-in-dollars",
                "Any theory expects that: a larger economy spends more dollars. The theory speaks of shares of income.",
            ),
            Mistake(
                lambda: "complaints",
                "That fits the theory well: who carries more than its part has reason to complain.",
            ),
            Mistake(
                lambda: "one-small",
                "One ally in one year is noise, or a coast of its own to guard. The theory is about the whole row of allies.",
            ),
        ),
        options={
            "first-in-dollars": "the largest ally spends the most dollars in every single year",
            "complaints": "the largest ally complains for decades that the others pay less",
            "no-slope": "the share of income is unrelated to size, decade after decade",
            "one-small": "one small ally spends a larger share than the largest for a year",
        },
    ),
    Exercise(
        id="08.12",
        title="A headline from the Baltic",
        prompt="A headline: 'Baltic trio gives Ukraine almost eight per cent of its output: Estonia 3.1<!--= aid_est -->, Lithuania 2.8<!--= aid_lit -->, Latvia 2.0<!--= aid_lat -->'. The three shares are those of the tracker. What is wrong?",
        kind="choice",
        level="evaluate",
        solution=flaw_of_the_sum,
        meaning="Together the three gave 2.7%<!--= baltic --> of what they produce together: a share of a whole lies between the shares of its parts. Adding percentages of different bases is the cheapest way to a large number.",
        hints=(
            "Per cent of what? Ask it for each of the three.",
            "Could the share of all three together be larger than that of the most generous?",
        ),
        mistakes=(
            Mistake(
                lambda: "small", "A share is made for comparing small with large. That is not where it goes wrong."
            ),
            Mistake(
                lambda: "interval",
                "An interval of chance belongs to a sample. This is a count, whatever its other faults.",
            ),
            Mistake(
                lambda: "weapons",
                "The tracker puts a price on weapons, and one may argue about the price. The headline's own fault lies elsewhere.",
            ),
        ),
        options={
            "small": "states so small cannot be set beside large ones",
            "interval": "a share like this one needs an interval of chance",
            "weapons": "gifts of weapons may not be counted along with money",
            "bases": "shares of three different outputs cannot be added",
        },
    ),
    Exercise(
        id="08.5",
        title="Count the allies at 2 per cent yourself",
        prompt="In NATO's table of June 2024, count the members whose spending is at least 2% of GDP<!--@NatoExpenditure2024-->, by year, from `expenditure` and `gdp` instead of the printed share. The answer is a column of counts by year.",
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
                lambda: _other_counts("printed"),
                "Those are the counts of the printed share. Recompute it from the amounts: a few cells printed as exactly 2.00 fall short.",
            ),
            Mistake(
                lambda: _other_counts("current"),
                "You divided current dollars by GDP in dollars of 2015. Both amounts must be in the same prices.",
            ),
            Mistake(
                lambda: _other_counts("kit"),
                "Those are the allies at the other guideline, a fifth of spending for equipment.",
            ),
            Mistake(lambda: _other_counts("below"), "Those are the allies below the line."),
        ),
    ),
    Exercise(
        id="08.13",
        title="May you write 'gone'?",
        prompt="By NATO's table the correlation of GDP and burden in 2024 is 0.14<!--= rho_2024 -->, interval −0.23<!--= rho_low --> to 0.47<!--= rho_high -->. A colleague wants to write that exploitation is gone. What do you advise?",
        kind="choice",
        level="evaluate",
        solution=what_to_write,
        meaning="Thirty-one cases cannot tell a mild slope from none. And all small allies may lean on the large one alike, without any slope in size, as Plümper and Neumayer found with another method.",
        hints=(
            "Read the interval, not only the middle: which values does it contain?",
            "Would you have seen a mild slope, had there been one?",
        ),
        mistakes=(
            Mistake(
                lambda: "gone",
                "Not shown is not shown to be absent: the interval holds slopes that nobody would call nothing.",
            ),
            Mistake(
                lambda: "back", "The middle is above zero, but so much of the interval is not that the sign stays open."
            ),
            Mistake(
                lambda: "nothing",
                "So few allies limit how sure one can be. They do rule out a slope as steep as that of 1951.",
            ),
        ),
        options={
            "gone": "write it: an interval that holds zero shows that none is left",
            "open": "write that a mild slope and none at all would both look like this",
            "back": "write that it is back: the middle of the interval is above zero",
            "nothing": "write nothing: from so few allies there is nothing to be learnt",
        },
    ),
]
REFLECTIONS = [
    Reflection(
        "08.8",
        "Defend your index",
        "Defend your own index in two to five sentences: parts, weights, what is left out, and which ally would protest first. Fix the weights before you look at the result.",
        "I count money, people and risk, half, three tenths and two tenths, because money buys most of what the alliance uses and dead soldiers cannot be bought at all. I fixed the weights before I "
        "looked. The index is kind to states that fought in Helmand and harsh to those that host bases, so Germany and Italy would object, and they would be right that hosting is a service: I would add "
        "it if someone could price it. Deaths follow the province as much as the will, so I would publish a second index without them.",
        (
            "weights fixed before seeing the result, and written down",
            "who gains and who loses by your choice, by name",
            "what is left out: bases, national rules, refugees, sanctions",
            "one other set of weights, and what it does to the ranking",
        ),
    )
]


# Evidence.


def ledgers_evidence() -> Evidence2:
    """Cases of money, people and technology shared out: the document's own, and a consortium from outside it."""
    agree = ledger_correlation()
    return Evidence2(
        finding=f"Money, people and technology were each shared out in a case that the document names, by our coding; rankings of {agree.n} allies by money and by troops sent agree at {spread(agree)}",
        data="teaching list", rivals=("the three may be kin: what buys people is money",), rung=None,
        cases=(
            Case(f"partners, Kuwait among them, paid {gulf('all contributors', 'received'):g} of {gulf('US cost', 'cost'):g} billion dollars of the war over Kuwait", "by 15 November 1991", "payments: US General Accounting Office, NSIAD-92-71; cost: estimate of the US Department of Defense, after a news page", "money"),
            Case(f"{len(isaf())} states had troops in Afghanistan under one command", "November 2010", "list of contingents after NATO's figures", "people"),
            Case("NATO's allies agree that a fifth of defence spending should go to major equipment, research for it included", "5 September 2014", "Wales Summit Declaration, paragraph 14", "technology"),
            Case("twelve states share three transport aircraft, a consortium that the document does not name", "since 2008", "memorandum on strategic airlift, in the table of partnerships", "technology"),
        ),
    )  # fmt: skip


def definition_parts() -> tuple[Part, ...]:
    """C09.1: the three things, by our coding of the document's own cases and of NATO's cash, capabilities, contributions."""
    return (
        Part(name="the three things shared", evidence=ledgers_evidence(), fits=(True, True), studies=works("C09.1")),
    )


def left_out_evidence() -> Evidence2:
    """A contribution beyond the three that partners themselves counted: Iceland's ground."""
    return Evidence2(
        finding="One ally of 32 has no forces and no row in NATO's table; its contribution was ground",
        data="teaching list", rivals=("ground may count as technology, if bases are equipment",), rung=None,
        cases=(Case("Iceland, without forces, gives bases for the North Atlantic area and is not paid for the ground", "5 May 1951", "Defense of Iceland, agreement with the United States, preamble and article 1 (Avalon Project)"),),
    )  # fmt: skip


def left_out_parts() -> tuple[Part, ...]:
    """Our question on C09.1: what partners count beyond money, people and technology."""
    return (Part(name="bases, risk, sovereignty", evidence=left_out_evidence(), studies=works("C09.1")),)


@cache
def ledger_correlation() -> models.Estimate:
    """Rank correlation of spending over GDP (2014) and troops sent per head (2010) among the allies of 2014."""
    table = burden_table(FIRST)
    return models.rank_correlation(table["share of GDP"], table["troops sent"])


def sharing_evidence() -> Evidence2:
    """Two traced cases: one in which the sharing of means touched the work, one in which it ended the partnership."""
    return Evidence2(
        finding="The UN mission in Rwanda failed first for lack of means and of the will to give them, says the UN's own inquiry; the southern African mission in Mozambique ended for want of money",
        data="teaching list", rivals=("a lack of means is not a way of sharing them; it counts here because each member chose what to give", "in Rwanda the mandate was weak as well", "in Mozambique another mission, in Congo, was given precedence"), rung=0,
        cases=(
            Case("the UN's own inquiry puts the failure in Rwanda first to a lack of resources and of the will to provide them", "1994", "UN document S/1999/1257", "how well it works", traced=True),
            Case("the mission in Mozambique leaves because its members do not raise the money, says the host's foreign minister", "15 July 2024", "AIM Maputo, 25 March 2024", "how long it lasts", traced=True),
        ),
    )  # fmt: skip


def sharing_parts() -> tuple[Part, ...]:
    """C09.2: the sharing of means can affect how well a partnership works, and how long it lasts."""
    return (Part(name="the sharing of means", evidence=sharing_evidence(), studies=works("C09.2"), things=("how well it works", "how long it lasts")),)  # fmt: skip


def duties_evidence(seed: int = 1) -> Evidence2:
    """Treaties with a promise of defence since 1945: rate of ending with unequal over equal duties, within eras of signing."""
    table = unequal_duties()
    ratio = models.block_bootstrap(table, ending_ratio, "leader", seed=seed)
    leaders = table.loc[table["unequal"], "leader"]
    empires = int(leaders.isin(COLONIAL).sum())
    return Evidence2(
        finding=f"Treaties with a promise of defence and unequal duties ended {ratio.value:.2f} times as often per year as equal ones of the same era [{ratio.low:.2f}, {ratio.high:.2f}]; {int(table['unequal'].sum())} of {len(table)} are unequal",
        data="panel", interval="block bootstrap", by="strongest founder", rung=1, **measured(ratio),
        unit="rate ratio of ending", n=len(table), n_unit="treaties with a promise of defence since 1945", benchmark=1, why_benchmark="at 1 both kinds end equally often", expects="above",
        rivals=("unequal pacts serve other purposes: security for one side, freedom of action for the other", "pacts of one power end together, as in 1991", f"empires that broke up: Britain or France led {empires} of the {len(leaders)} unequal pacts"),
    )  # fmt: skip


def powers_evidence(seed: int = 1) -> Evidence2:
    """Treaties of two: rate of ending of unequal powers (three to one or more) over nearer ones, within eras of signing."""
    table = unequal_powers()
    ratio = models.block_bootstrap(table, ending_ratio, "leader", seed=seed)
    return Evidence2(
        finding=f"Treaties between powers at three to one or more ended {ratio.value:.2f} times as often per year as the others of their era [{ratio.low:.2f}, {ratio.high:.2f}]; of those signed 1914–44 {spread(ratio_among('era == 3', seed))}, of those signed 1945–89 {spread(ratio_among('era == 4', seed))}, of those with a promise of defence alone {spread(ratio_among('defence', seed))}",
        data="panel", interval="block bootstrap", by="strongest founder", rung=1, **measured(ratio),
        unit="rate ratio of ending", n=len(table), n_unit="treaties of two states, 1816–2018", benchmark=1, why_benchmark="at 1 both kinds end equally often", expects="above",
        rivals=("power is not duty: a weak partner may carry its full part", "wars ended most treaties of 1914–44, whoever had signed them", "pacts of one power end together, as in 1991"),
    )  # fmt: skip


def sooner_parts(seed: int = 1) -> tuple[Part, ...]:
    """Our question on C09.2: do pacts with unequal duties, or between unequal powers, end sooner?"""
    return (
        Part(name="unequal duties", evidence=duties_evidence(seed)),
        Part(name="unequal powers", evidence=powers_evidence(seed), studies=works("C09.2")),
    )


def advice_parts() -> tuple[Part, ...]:
    """C09.3: advice; nothing to score."""
    return (Part(name="the advice"),)


def agreements_parts() -> tuple[Part, ...]:
    """Our question on C09.3: do real agreements name all items?"""
    return (Part(name="all items named", studies=works("C09.3")),)


def sidelined_evidence() -> Evidence2:
    """One traced case of an ally that left the common command because another steered it."""
    return Evidence2(
        finding="France gave its place in NATO's common command as the reason to leave it in 1966",
        data="teaching list", rivals=("France was no small state and named no one operation", "pride, and bombs of its own", "small partners also bargain, and are paid for coming"), rung=0,
        cases=(
            Case("de Gaulle calls integration a subordination that hands the country's fate to foreign authority, and says that it shall end", "9 September 1965", "press conference, quoted in Kertesz, Review of Politics, 1966", traced=True),
            Case("France takes its forces out of the integrated commands to recover its sovereignty", "7 March 1966", "letter to President Johnson, FRUS 1964–1968, vol. XIII, no. 137", traced=True),
        ),
    )  # fmt: skip


def sidelined_parts() -> tuple[Part, ...]:
    """C09.5: a leader's influence on operations can leave smaller partners feeling pushed aside."""
    return (Part(name="a leader's weight, and a smaller ally pushed aside", evidence=sidelined_evidence(), studies=works("C09.5")),)  # fmt: skip


def posts_parts() -> tuple[Part, ...]:
    """Our question on C09.5: command posts by nationality stand in no open table here."""
    return (Part(name="command posts against troops", studies=works("C09.5")),)


def founders_soldiers(first: int = 1950, last: int = 1966, leader: bool = True) -> float:
    """Change of the soldiers of NATO's founders with forces between two years, per cent; leader: the United States included."""
    table = load("capabilities").pivot(index="state_id", columns="year", values="milper").astype(float)
    soldiers = table.reindex(sorted(nato_members(1949) - {ICELAND} - (set() if leader else {2})))[[first, last]].sum()
    return 100 * float(soldiers[last] / soldiers[first] - 1)


def strength_evidence() -> Evidence2:
    """NATO's founders, 1950 to 1966: their soldiers, with the largest and without it, and from 1953 on."""
    grown, others, later = founders_soldiers(), founders_soldiers(leader=False), founders_soldiers(1953)
    return Evidence2(
        finding=f"The founders' soldiers grew by {grown:.0f}% from 1950 to 1966, while burden rose with size ({gradient(1951).value:.2f} in 1951, {gradient(1964).value:.2f} in 1964); without the United States by {others:.0f}%, and from 1953 on they changed by {later:.0f}%".replace("by -", "by −"),
        data="full count", interval="full count", rung=0, **counted(grown), unit="% change of soldiers",
        n=11, n_unit="founders with forces", benchmark=0, why_benchmark="if only fair shares brought strength, unfair ones would bring none", expects="below",
        rivals=("more fairness might have brought more", "the war in Korea, not the sharing, raised the forces"),
    )  # fmt: skip


def only_parts() -> tuple[Part, ...]:
    """C09.6: only open and fair sharing brings strength, and success with common problems."""
    return (
        Part(name="more strength", evidence=strength_evidence(), studies=works("C09.6"), counterexamples=(
            Case("NATO's forces grew, and its largest member said once that other states did not carry their fair share; but the growth is of 1950–52 and mostly its own, the complaint of 1963", "1950–1966", "President Kennedy to the National Security Council, 22 January 1963, FRUS 1961–1963, vol. VIII, no. 125, and vol. XIII, no. 168; table capabilities", disputed=True),
        )),
        Part(name="common problems met", counterexamples=(
            Case("Kuwait was freed while members of Congress called the sharing of the cost unfair; by November 1991 others had paid most of it", "28 February 1991", "Christian Science Monitor, 24 December 1990; GAO, NSIAD-92-71", disputed=True),
        )),
    )  # fmt: skip


def need_parts() -> tuple[Part, ...]:
    """C09.7: dialogue as a need; no success without dialogue is documented here, nor a list of tries."""
    return (Part(name="the need for dialogue", studies=works("C09.7")),)


def pledge_units() -> pd.DataFrame:
    """The states and years of the comparison of the pledge of 2014: members before 2015, and outsiders."""
    table = load("defence_shares").query("2010 <= year <= 2021 and state_id not in [365, 369]")
    return table[~(table["nato_entry"] >= 2015).fillna(False)]


def outsiders() -> list[str]:
    """Names of the states beside which members are set."""
    return sorted(state_name(code) for code in pledge_units().query("nato_entry.isna()")["state_id"].unique())


def pledge_evidence() -> Evidence2:
    """The pledge of 2014: spending of members against outsiders, before the war of 2022, with an earlier pretended pledge."""
    effect, placebo = pledge_effect(), pledge_effect(2005, 2010, 2013)
    units, others = pledge_units()["state_id"].nunique(), outsiders()
    counts = guideline_counts()
    early, late = (int(counts.loc[year, "two"] - counts.loc[FIRST, "two"]) for year in (2021, OUTTURN))
    return Evidence2(
        finding=f"Members gained {effect.value:.2f} points of GDP on outsiders after the pledge [{effect.low:.2f}, {effect.high:.2f}]; of {late} allies gained at 2% by 2024, {early} came before 2022".replace("[-", "[−"),
        data="before and after", interval="clustered", by="state", rung=2, **measured(effect),
        unit="points of GDP", n=units, n_unit="states, 2010–2021", benchmark=0, why_benchmark="at 0 members changed as outsiders did", expects="above",
        placebo=(placebo.value, placebo.low, placebo.high),
        rivals=("Russia took Crimea in the same year", f"the {len(others)} outsiders are no random sample: {', '.join(others)}"),
    )  # fmt: skip


def pledge_parts() -> tuple[Part, ...]:
    """Our question on C09.7: did the pledge of 2014, a product of dialogue, raise spending by itself?"""
    return (Part(name="the pledge of 2014", evidence=pledge_evidence(), studies=works("C09.7")),)


def agreed_evidence(seed: int = 1) -> Evidence2:
    """UN missions: share of mission-years with less than nine tenths of the people that the Security Council allowed at most.

    A ceiling is rarely filled to the last person, so a tenth below it is no shortfall here; with no such tolerance the share
    is printed beside.
    """
    table = load("un_shortfalls").assign(short=lambda t: t["deployed"] < 0.9 * t["authorised"])
    share = models.block_bootstrap(table, lambda t: 100 * t["short"].mean(), "mission", seed=seed)
    any_gap, twentieth, fifth = (
        100 * (table["deployed"] < part * table["authorised"]).mean() for part in (1, 0.95, 0.8)
    )
    return Evidence2(
        finding=f"In {share.value:.0f}% of {len(table)} mission-years the United Nations had less than nine tenths of the ceiling set by its Council; less than 95% of it in {twentieth:.0f}%, than 80% in {fifth:.0f}%, and at least one person was missing in {any_gap:.0f}%",
        data="panel", interval="block bootstrap", by="mission", rung=None, **measured(share),
        unit="% of mission-years", n=share.n, n_unit="missions, 1990–2015", benchmark=50, why_benchmark="a plain statement claims what is usual: more than half", expects="above",
        rivals=("a mission that is being built up or wound down is short without any quarrel",),
    )  # fmt: skip


def guideline_evidence() -> Evidence2:
    """NATO: share of ally-years below the line that the allies had set themselves, 2014 to 2024."""
    table = nato().query("year <= @OUTTURN")
    share, last = (
        100 * float((table["share_gdp"] < 2).mean()),
        100 * float((table.query("year == @OUTTURN")["share_gdp"] < 2).mean()),
    )
    return Evidence2(
        finding=f"In {share:.0f}% of {len(table)} ally-years from 2014 to 2024 an ally spent less than the 2% that all had agreed to move towards within ten years; in {OUTTURN}, when the time was up, {last:.0f}% did",
        data="full count", interval="full count", rung=None, **counted(share), unit="% of ally-years", n=len(table), n_unit="ally-years",
        benchmark=50, why_benchmark="a plain statement claims what is usual: more than half", expects="above",
        rivals=("they had ten years' time to get there",),
    )  # fmt: skip


def difficulty_parts(seed: int = 1) -> tuple[Part, ...]:
    """C09.8: difficulties over fair shares, where members had agreed on a number themselves."""
    return (Part(name="agreed and not provided", evidence=agreed_evidence(seed), counts=(guideline_evidence(),), studies=works("C09.8")),)  # fmt: skip


def tension_evidence() -> Evidence2:
    """Two traced cases of tension over shares, one of money and one of danger."""
    high, low = burden_table(OUTTURN).loc[["Denmark", "Germany"], "deaths"].round(1)
    return Evidence2(
        finding=f"In 2011 an American minister warned of a two-tier alliance; deaths in Afghanistan came to {high:g} per million Danes and {low:g} per million Germans",
        data="teaching list", rivals=("shares may be the pretext of other quarrels",), rung=0,
        cases=(
            Case("the American minister of defence ties Congress's dwindling patience to what the allies do not spend", "10 June 2011", "Robert Gates, speech in Brussels, transcript of the Department of Defense", traced=True),
            Case("national limits on troops left the danger to some and made for resentment inside the coalition", "2003–2009", "Saideman and Auerswald 2012, and their paper Caveats Emptor, abstracts", traced=True),
        ),
    )  # fmt: skip


def tension_parts() -> tuple[Part, ...]:
    """C09.9: unequal shares can lead to tension."""
    return (Part(name="tension over unequal shares", evidence=tension_evidence(), studies=works("C09.9")),)


def apart_evidence(seed: int = 1) -> Evidence2:
    """NATO by year: do members' votes spread when their spending concentrates? Yearly changes, 1950 to 2022."""
    table = unequal_years()
    rho = models.block_bootstrap(table, lambda t: t["concentration"].corr(t["spread"]), "year", length=5, seed=seed)
    return Evidence2(
        finding=f"Over {len(table)} years the change in how uneven spending was and the change in how far votes lay apart go together at {rho.value:.2f}".replace(" -", " −"),
        data="yearly series", interval="block bootstrap", by="blocks of five years", rung=0, **measured(rho),
        unit="correlation of yearly changes", n=len(table), n_unit="years", benchmark=0, why_benchmark="at 0 the two have nothing to do with each other", expects="above",
        rivals=("votes at the United Nations are a weak sign of tension", "one large member moves both: its wars cost money and votes"),
    )  # fmt: skip


def apart_parts(seed: int = 1) -> tuple[Part, ...]:
    """Our question on C09.9: do allies move apart in years in which shares are more unequal?"""
    return (Part(name="votes and uneven shares", evidence=apart_evidence(seed), studies=works("C09.9")),)


def cold_war_share(year: int) -> float:
    """United States share of the military spending of NATO's members of a year, per cent (COW)."""
    table = load("capabilities", year).set_index("state_id")["milex"].astype(float)
    return 100 * float(table[US] / table.reindex(sorted(nato_members(year))).sum())


def cold_war_output(year: int) -> float:
    """United States share of the GDP of NATO's members of a year, per cent."""
    table = load("economies", year).set_index("state_id")["gdp"]
    return 100 * float(table[US] / table.reindex(sorted(nato_members(year))).sum())


def by_ability(year: int) -> float:
    """The American part of allied spending over the American part of allied GDP."""
    return cold_war_share(year) / cold_war_output(year)


def balance_evidence() -> Evidence2:
    """NATO in the Cold War: one member's part of all spending, in the last year before the thaw, beside its part of output."""
    early, late = cold_war_share(1955), cold_war_share(1988)
    return Evidence2(
        finding=f"One of NATO's members paid {early:.0f}% of all its members spent in 1955 and {late:.0f}% in 1988, with {cold_war_output(1955):.0f}% and {cold_war_output(1988):.0f}% of their output: {by_ability(1955):.2f} and {by_ability(1988):.2f} times its part by ability, {by_ability(1980):.2f} times in 1980",
        data="full count", interval="full count", rung=0, **counted(late), unit="% of allied spending, 1988",
        n=len(nato_members(1988)), n_unit="members", benchmark=50, why_benchmark="above one half, one member outweighs all others together", expects="below",
        rivals=("balanced may mean by ability, not by amount", "that nobody attacked may have had other reasons"),
    )  # fmt: skip


def balance_parts() -> tuple[Part, ...]:
    """C09.10: success needs a balanced approach; the case against it hangs on what balanced means."""
    return (
        Part(name="balance as a need", evidence=balance_evidence(), studies=works("C09.10"), counterexamples=(
            Case("NATO outlived its rival, unattacked in Europe, with one member paying most", "1949–1991", "tables capabilities, nato_members, partnerships", disputed=True),
        )),
    )  # fmt: skip


# Claims.


ASKED = ["C09.1", "C09.2", "C09.5", "C09.6", "C09.9", "C09.10"]
CLAIMS = [
    Judgement(
        "C09.1", "supported",
        "By our coding each of the three is shared out in a case that the document names, and they are what NATO counts as well, under the names of cash, capabilities and contributions. Counted one by one they give different heroes.",
        parts=definition_parts, ours="partly supported",
        ours_reason="In part: ground for bases is one, and two works name sovereignty and access. How often partners themselves count such things, no table tells.", ours_parts=left_out_parts,
    ),
    Judgement(
        "C09.2", "supported",
        "It says that sharing can matter, and a traced case is known for each half: for the work Rwanda, for the lasting Mozambique.",
        parts=sharing_parts, ours="contested",
        ours_reason="Within one era, unequal pacts end about as often as equal ones, and the margins are wide both ways. Treaties of unequal powers signed 1914–44 ended sooner; for 1945–89 the margin holds no difference. Empires that broke up are another reason for an end. Unequal power means three to one here; lesson 07 takes ten to one.", ours_parts=sooner_parts,
    ),
    Judgement(
        "C09.3", "not testable here",
        "It tells what talks ought to look at. Advice is neither true nor false, so it gets no score.",
        parts=advice_parts, ours="not testable here",
        ours_reason="We have read two texts of one alliance, and of each the paragraphs on spending only: too little for a number. Neither of these names joint training, but the summit of Wales took up exercises elsewhere.", ours_parts=agreements_parts,
    ),
    Judgement(
        "C09.5", "supported",
        "It says that this may happen, for instance. France left the common command in 1966 and said why. The fit is loose: France was no small state, and spoke of its sovereignty rather than of one operation.",
        parts=sidelined_parts, ours="not testable here",
        ours_reason="Troops are counted, command posts by nationality are not, at least in no table that we may use.", ours_parts=posts_parts,
    ),
    Judgement(
        "C09.6", "contested",
        "'Only' leaves no way around, and one clear case would sink it. Ours is not clear: NATO's forces grew before its largest member complained, and grew mostly at its own cost. Whether fairness helps stays open.",
        parts=only_parts,
    ),
    Judgement(
        "C09.7", "not testable here",
        "To show a need one must find tries without dialogue, and allies never stop talking. The works listed speak of pressure beside talk, not of its absence.",
        parts=need_parts, ours="contested",
        ours_reason="Our comparison of members with outsiders cannot tell: some gain, and a margin that holds none. The same sum for years without a pledge comes to nothing, but with a margin too wide to reassure. A study with a closer comparison finds an effect, above all on equipment; others put threat and cost first.", ours_parts=pledge_parts,
    ),
    Judgement(
        "C09.8", "partly supported",
        "Difficulties there are: missions run short of people, allies of money. How usual that is hangs on what counts as short, and neither number shows that fairness was the quarrel.",
        parts=difficulty_parts,
    ),
    Judgement(
        "C09.9", "supported",
        "It says that unequal shares may lead to tension. A minister said so of money in 2011, and limits on who goes where it is dangerous made for bad blood in Afghanistan.",
        parts=tension_parts, ours="contested",
        ours_reason="Year by year, uneven spending and votes that drift apart have nothing visible to do with each other. Votes are a poor sign of tension, and a bare association cannot settle a cause.", ours_parts=apart_parts,
    ),
    Judgement(
        "C09.10", "contested",
        "NATO succeeded by one yardstick, since it outlived its rival unattacked in Europe, while one member paid most. Whether that was unbalanced hangs on the word: by amount plainly; set against output it paid about a third more than its part, in 1980 an eighth.",
        parts=balance_parts,
    ),
]  # fmt: skip


# Numbers.
NUMBERS = {
    "ranked": lambda: len(burden_table(2025)),
    "lux_kit": lambda: burden_table(2025)["equipment share"].rank(ascending=False)["Luxembourg"],
    "lux_gdp": lambda: burden_table(2025)["share of GDP"].rank(ascending=False, method="min")["Luxembourg"],
    "variants_zero": lambda: (variants_1964()["low"] <= 0).sum(),
    "rho_1951": lambda: gradient(1951).value,
    "rho_1964": lambda: gradient(1964).value,
    "rho_1964_low": lambda: gradient(1964).low,
    "rho_1964_high": lambda: gradient(1964).high,
    "rho_2012": lambda: gradient(2012, "SIPRI").value,
    "rho_2012_low": lambda: gradient(2012, "SIPRI").low,
    "rho_2012_high": lambda: gradient(2012, "SIPRI").high,
    "sources_apart": sources_apart,
    "rho_2024": lambda: gradient(OUTTURN, "NATO").value,
    "rho_low": lambda: gradient(OUTTURN, "NATO").low,
    "rho_high": lambda: gradient(OUTTURN, "NATO").high,
    "printed_2024": lambda: _other_counts("printed")[OUTTURN],
    "recomputed_2024": lambda: at_two_percent()[OUTTURN],
    "printed_share": lambda: exactly_two()["share_gdp"].iloc[0],
    "slovakia": lambda: exactly_two().loc["Slovakia", "recomputed"],
    "two_2014": lambda: guideline_counts().loc[FIRST, "two"],
    "two_2021": lambda: guideline_counts().loc[2021, "two"],
    "kit_2014": lambda: guideline_counts().loc[FIRST, "equipment"],
    "kit_2021": lambda: guideline_counts().loc[2021, "equipment"],
    "pledge": lambda: pledge_effect().value,
    "pledge_low": lambda: pledge_effect().low,
    "pledge_high": lambda: pledge_effect().high,
    "outsiders": lambda: len(outsiders()),
    "moscow": lambda: moscow_gradient().value,
    "us_money": us_share_of_spending,
    "us_stationed": us_share_stationed,
    "us_part": us_part_in_europe,
    "dead_danes": lambda: burden_table(OUTTURN).loc["Denmark", "deaths"],
    "dead_germans": lambda: burden_table(OUTTURN).loc["Germany", "deaths"],
    "aid_us_2024": lambda: 100 * ukraine_part(2024),
    "aid_us_2025": lambda: 100 * ukraine_part(2025),
    "aid_est": lambda: ukraine().loc["Estonia", "share"],
    "aid_lit": lambda: ukraine().loc["Lithuania", "share"],
    "aid_lat": lambda: ukraine().loc["Latvia", "share"],
    "baltic": baltic_together,
    "short_years": lambda: agreed_evidence().estimate,
    "soldiers_grew": founders_soldiers,
    "soldiers_others": lambda: founders_soldiers(leader=False),
    "us_1988": lambda: cold_war_share(1988),
    "able_1988": lambda: by_ability(1988),
    "ratio_powers": lambda: powers_evidence().estimate,
    "ratio_powers_low": lambda: powers_evidence().low,
    "ratio_powers_high": lambda: powers_evidence().high,
}
