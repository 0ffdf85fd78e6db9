"""Lesson 14, peacekeeping: who sends, who pays, who is missing, and the step from 'missions work' to 'partnerships make them work'."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd

from helpers import models
from helpers.answers import Exercise, Mistake, Reflection
from helpers.claims import Judgement, works
from helpers.data import load, map_outlines, state_name
from helpers.explorer import Panel, choice, number
from helpers.figures import (
    BLUE,
    COLOURS,
    GREY,
    INK,
    OCHRE,
    ORANGE,
    PALE,
    TEAL,
    Picture,
    WorldMap,
    arrow,
    bare,
    box,
    diagram,
    house_style,
    label_lines,
    new_figure,
    show,
)
from helpers.marks import tidy
from helpers.measures import (
    conflict_lately,
    conflict_later,
    conflict_years,
    defence_promises,
    nato_members,
    signed_agreements,
    states_in,
)
from helpers.predictions import Prediction
from helpers.rule import Case, Evidence2, Part, counted, measured

SENT = "IPI and UN contributions, yearly averages to 2020"
GAPS = "Passmore, Shannon & Hart 2018 (to May 2015)"
SKETCHED = [1990, 1993, 1997, 2001, 2005, 2010, 2020]
GROUPS = ["NATO members", "South Asia", "Sub-Saharan Africa", "the permanent five"]
FIVE = frozenset({2, 200, 220, 365, 710})
MISSIONS = {
    "all missions": "all missions", "Mali (MINUSMA)": "MINUSMA", "Central Africa (MINUSCA)": "MINUSCA", "DR Congo (MONUSCO)": "MONUSCO",
    "South Sudan (UNMISS)": "UNMISS", "Darfur (UNAMID)": "UNAMID", "Lebanon (UNIFIL)": "UNIFIL", "Haiti (MINUSTAH)": "MINUSTAH",
}  # fmt: skip
# Shares of the assessed bill in 2017, per cent: the eight largest payers as the United Nations listed them (UnScale2016).
PAID = {2: 28.47, 710: 10.25, 740: 9.68, 255: 6.39, 220: 6.28, 200: 5.77, 365: 3.99, 325: 3.75}
# The Economist (2016) counts ten: Canada and Spain follow.
TOP_TEN_PAYERS = frozenset({*PAID, 20, 230})

OFFER, PREPARATION = 0.25, 60  # assumptions of the force generation model: share of what a state has afield; days
HOSTS = {
    "Mali (MINUSMA)": ("MINUSMA", 432),
    "Central Africa (MINUSCA)": ("MINUSCA", 482),
    "DR Congo (MONUSCO)": ("MONUSCO", 490),
    "South Sudan (UNMISS)": ("UNMISS", 626),
    "Lebanon (UNIFIL)": ("UNIFIL", 660),
}
SHORT = {482: "Central Afr. Rep.", 346: "Bosnia and Herz.", 860: "Timor-Leste", 55: "Grenada"}
POOLS = [
    "same official language",
    "all UN contributors",
    "the host's region",
    "NATO, as it sent",
    "NATO, 1% of forces",
]


# Measures.


@cache
def senders(year: int) -> pd.Series:
    """Average uniformed UN personnel of a year by state number, largest first (the joined series, 1990–2020)."""
    table = load("un_contributors", year)
    return table[table["joined"]].set_index("state_id")["personnel"].sort_values(ascending=False)


@cache
def regions() -> pd.Series:
    """World region by state number."""
    return load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]


def group_members(group: str, year: int) -> frozenset[int]:
    """State numbers of one of GROUPS in a year; NATO members on 31 December."""
    if group == "NATO members":
        return nato_members(year)
    return FIVE if group == "the permanent five" else frozenset(regions()[regions() == group].index)


def share_sent(members, year: int) -> float:
    """Share of all uniformed UN personnel of a year that a set of states sends, per cent."""
    sent = senders(year)
    return float(100 * sent[sent.index.isin(members)].sum() / sent.sum())


def share_of_soldiers(members, year: int) -> float:
    """Share of the world's soldiers that a set of states has (NMC), per cent."""
    table = load("capabilities", year).dropna(subset="milper").set_index("state_id")["milper"]
    return 100 * table[table.index.isin(members)].sum() / table.sum()


def ceilings() -> pd.DataFrame:
    """Authorised and deployed UN personnel by year, as person-years, and the gap in per cent of the ceiling."""
    table = load("un_shortfalls")
    weighted = (
        table[["authorised", "deployed", "shortfall"]].mul(table["months"] / 12, axis=0).groupby(table["year"]).sum()
    )
    return weighted.assign(gap=100 * weighted["shortfall"] / weighted["authorised"])


def death_rates() -> pd.Series:
    """Uniformed peacekeepers killed by malicious acts per 10,000 person-years, 1991–2020."""
    table = load("un_fatalities").query(
        "cause == 'malicious act' and personnel in ['military', 'military observer', 'police']"
    )
    killed = table.groupby("year")["deaths"].sum()
    years = range(1991, 2021)
    return pd.Series({year: 10_000 * killed.get(year, 0) / senders(year).sum() for year in years}, name="rate")


@cache
def serving_pairs() -> pd.DataFrame:
    """Pairs of states that both send people to UN missions, 2013–2016 and 2018: missions they share, and what speaks for sharing.

    chance: the number of missions of the one times that of the other, per mission; allied: a promise of defence; region: the
    same world region; home: its name, or blank; year as text. 2017 is incomplete; promises are on record to 2018.
    """
    table, found = load("un_contributors_mission"), []
    for year in (2013, 2014, 2015, 2016, 2018):
        rows = table[(table["year"] == year) & table["complete"] & (table["personnel"] > 0)]
        serve = pd.crosstab(rows["state_id"], rows["mission"]).clip(upper=1)
        ids, present = serve.index.to_numpy(), serve.to_numpy()
        one, other = np.triu_indices(len(ids), 1)
        lands = regions()[ids].to_numpy()
        promised = defence_promises(year)
        pairs = pd.DataFrame({"state_id_1": ids[one], "state_id_2": ids[other], "year": str(year)})
        pairs["shared"] = (present @ present.T)[one, other].astype(float)
        pairs["chance"] = present.sum(axis=1)[one] * present.sum(axis=1)[other] / present.shape[1]
        pairs["region"] = (lands[one] == lands[other]).astype(float)
        pairs["home"] = np.where(lands[one] == lands[other], lands[one], "")
        pairs["allied"] = [float(pair in promised) for pair in zip(ids[one], ids[other], strict=True)]
        found.append(pairs)
    return pd.concat(found, ignore_index=True)


@cache
def serving_gaps() -> dict[str, models.Estimate]:
    """How many more missions allied contributors share, by what else is held constant beside their numbers of missions and the year.

    nothing; the same region or not; each region for itself; the same region and both states, each by a dummy.
    """
    pairs = serving_pairs()
    states = {f"state {i}": pairs[["state_id_1", "state_id_2"]].eq(i).any(axis=1).astype(float) for i in sorted(set(pairs["state_id_1"]))}  # fmt: skip
    held = {"nothing": [], "region": ["region"], "each region": ["home"], "each state": ["region", *states]}
    table = pairs.join(pd.DataFrame(states))
    return {name: models.pair_slope(table, "shared", ["allied", "chance", *columns, "year"]) for name, columns in held.items()}  # fmt: skip


def serving_table() -> pd.DataFrame:
    """The gaps of `serving_gaps` as a table: missions more than like pairs, with a 95% interval."""
    words = (
        "number of missions",
        "and same region or not",
        "and each region by itself",
        "and same region, each state by itself",
    )
    rows = [(gap.value, gap.low, gap.high) for gap in serving_gaps().values()]
    return pd.DataFrame(rows, index=pd.Index(words, name="alike in"), columns=["missions more", "low (95%)", "high"], dtype=float).round(2)  # fmt: skip


@cache
def new_forces() -> pd.DataFrame:
    """Missions begun 1994–2015 that reached 500 people: host, leader, first year and its months, and its strength as a share of the peak."""
    table = load("mission_violence").dropna(subset="personnel")
    spans = table.groupby(["mission", "host_id"]).agg(
        first=("year", "min"), peak=("personnel", "max"), years=("year", "size"), led=("organisation", "first")
    )
    spans = spans[(spans["first"] > 1993) & (spans["peak"] >= 500) & (spans["years"] >= 2)].reset_index()
    first = spans.merge(table, left_on=["mission", "host_id", "first"], right_on=["mission", "host_id", "year"])
    first["share"] = 100 * first["personnel"] / first["peak"]
    columns = ["mission", "host_id", "first", "led", "peak", "months", "share"]
    return first[columns].assign(months=first["months"].astype(float), partners=(first["led"] != "UN").astype(float))


def new_hosts(years: int = 5) -> pd.DataFrame:
    """Missions of 500 people or more begun 1994–2019 where there was conflict lately, led by the UN or by others; columns as in `conflict_later`.

    mission: led by others than the UN: by regions, alliances, coalitions or one state.
    """
    fighting, wars = conflict_years()
    table = load("mission_violence").groupby(["mission", "host_id", "organisation"], as_index=False).agg(
        year=("year", "min"), peak=("personnel", "max")
    )  # fmt: skip
    table = table[table["year"].between(1994, 2024 - years) & (table["peak"] >= 500)]
    keys = list(zip(table["host_id"], table["year"], strict=True))
    table = table.assign(
        mission_name=table["mission"], state_id=table["host_id"], mission=table["organisation"] != "UN", after=[(s, y + years) in fighting for s, y in keys],
        now=[key in fighting for key in keys], war=[conflict_lately(*key, wars) for key in keys],
    )  # fmt: skip
    return table[[conflict_lately(*key, fighting) for key in keys]].reset_index(drop=True)


def like_ratio(table: pd.DataFrame) -> float:
    """Share still in conflict with the mission over the share without, like with like: Mantel & Haenszel's risk ratio (1959).

    Four groups: fighting this very year or not, a war lately or not. One estimate from within the groups.
    """
    group = 2 * table["now"].to_numpy(int) + table["war"].to_numpy(int)
    return models.mantel_haenszel(table["after"], np.ones(len(table)), table["mission"], group)


def risk_ratio(table: pd.DataFrame) -> float:
    """Share still in conflict with the mission over the share without, all together."""
    with_it, after = table["mission"].to_numpy(bool), table["after"].to_numpy(float)
    return float(after[with_it].mean() / after[~with_it].mean())


# Forces of others that one state sent alone, or nearly: Turquoise was France's with small African contingents.
ONE_STATE = frozenset({"Op. Licorne", "Op. Sangaris", "Op. Serval", "SAPD", "Turquoise"})
# Kosovo and Timor stand under the state they belonged to when a force came, in one of the two tables.
HOSTED_AS = {347: 345, 860: 850}
BRIGADE = (
    "UNMEE",
    "UNMIL",
    "UNMIS",
)  # SHIRBRIG led the way into the first and helped to set up the others (UnBriefing2004)
BETWEEN = {"UNMEE": "Ethiopia and Eritrea", "UNISFA": "Abyei"}  # missions between two states


def first_full_year() -> pd.DataFrame:
    """UN missions begun 1998–2014 with a ceiling of 1,000 or more: empty posts in the calendar year after the start, per cent.

    before: the largest force of 500 or more that others led in the same country in the year of the start or the one before.
    Missions that took over from a UN mission in the month it ended, or the next, are out, and so are those that ended before
    that year was full: UNOMSIL's posts of 1999 are those of UNAMSIL, which took over from it.
    """
    missions = load("un_missions").dropna(subset="start").fillna({"end": 9999})
    missions["host"] = missions["host_id"].replace(HOSTED_AS)
    forces = load("mission_violence").query("organisation != 'UN' and personnel >= 500")
    posts = load("un_shortfalls").set_index(["mission", "year"])
    ended = missions[(missions["end_month"] != "") & missions["host_id"].notna()]
    closed = set(zip(ended["host_id"], pd.PeriodIndex(ended["end_month"], freq="M"), strict=True))
    rows = []
    for row in missions[missions["start"].between(1998, 2014)].itertuples():
        key = (row.mission, row.start + 1)
        begun = pd.Period(row.start_month, freq="M")
        took_over = {(row.host_id, begun), (row.host_id, begun - 1)} & closed
        if key not in posts.index or posts.loc[key, "authorised"] < 1000 or took_over or row.end <= row.start + 1:
            continue
        there = forces[(forces["host_id"] == row.host) & forces["year"].between(row.start - 1, row.start)]
        before = there.sort_values("personnel")["mission"].iloc[-1] if len(there) else ""
        rows.append(
            (row.mission, row.start + 1, 100 * posts.loc[key, "shortfall"] / posts.loc[key, "authorised"], before)
        )
    return pd.DataFrame(rows, columns=["mission", "year", "gap", "before"]).set_index("mission").sort_values("gap")


HANDOVERS = {
    "ECOMIL": "UNMIL", "ECOWAS": "UNOCI", "AMIB": "ONUB", "AMIS": "UNAMID", "AFISMA": "MINUSMA", "MISCA": "MINUSCA",
}  # fmt: skip


@cache
def place(mission: str) -> str:
    """Where a UN mission serves: its host, or both states it stands between."""
    hosts = load("un_missions").set_index("mission")["host_id"]
    return BETWEEN.get(mission) or SHORT.get(hosts[mission], state_name(int(hosts[mission])))


def handovers_table() -> pd.DataFrame:
    """Six African forces that handed over to the UN: people in their last year, in the UN mission's first, and at its peak."""
    table, rows = load("mission_violence").dropna(subset="personnel"), []
    for african, un in HANDOVERS.items():
        blue = table[table["mission"] == un].sort_values("year")
        green = table[(table["mission"] == african) & (table["host_id"] == blue["host_id"].iloc[0])].sort_values("year")
        last = green.iloc[-1]
        rows.append((state_name(int(last["host_id"])), african, int(last["year"]), round(last["personnel"]), un,
                     round(blue["personnel"].iloc[0]), round(blue["personnel"].max())))  # fmt: skip
    columns = ["country", "African force", "last year", "people", "UN mission", "in its first year", "at its peak"]
    table = pd.DataFrame(rows, columns=columns).set_index("country")
    counts = ["people", "in its first year", "at its peak"]
    return table.assign(**{name: table[name].map("{:,}".format) for name in counts})


def peacekeeping_places(first: int = 2001, last: int = 2010) -> pd.DataFrame:
    """Places in joint exercises with a peacekeeping purpose (MME): one row per state and exercise, with the exercise's series.

    An exercise without a series is a series of its own.
    """
    exercises = load("exercises").query("peacekeeping")
    series = exercises["series"].where(exercises["series"] != "", exercises["exercise_id"].astype(str))
    members = load("exercise_members")
    places = members[members["exercise_id"].isin(exercises["exercise_id"]) & members["year"].between(first, last)]
    return places.assign(series=places["exercise_id"].map(dict(zip(exercises["exercise_id"], series, strict=True))))


# Bodies that rest on a defence pact or carry one. They are left out, or the pact would be counted twice.
PACT_BODIES = frozenset({
    "ANZUS", "AU", "BALTBAT", "CENTO", "CIS", "CSTO", "EAPC", "ECCAS", "ECOWAS", "EU", "GCC", "LOAS", "NATO", "OAS", "OAU",
    "SADC", "SEATO", "WEU", "WPact",
})  # fmt: skip


@cache
def talking_pairs(year: int = 2010) -> pd.DataFrame:
    """Pairs of states of one region: political and security organisations that both belong to, none that rests on a pact.

    chance: the number of organisations of the one times that of the other, per organisation; allied: a promise of defence;
    region: of both.
    """
    bodies = load("organisations").query("political or subject == 'security'")["organisation_id"]
    members = load("organisation_members").query("status == 'full' and start <= @year and (end.isna() or end >= @year)", local_dict={"year": year})  # fmt: skip
    members = members[members["organisation_id"].isin(set(bodies) - PACT_BODIES)]
    belong = pd.crosstab(members["state_id"], members["organisation_id"]).clip(upper=1)
    belong = belong[belong.index.isin(states_in(year) & set(regions().index))]
    ids, present = belong.index.to_numpy(), belong.to_numpy()
    one, other = np.triu_indices(len(ids), 1)
    promised, lands = defence_promises(year), regions()[ids].to_numpy()
    pairs = pd.DataFrame({"state_id_1": ids[one], "state_id_2": ids[other]})
    pairs["shared"] = (present @ present.T)[one, other].astype(float)
    pairs["chance"] = present.sum(axis=1)[one] * present.sum(axis=1)[other] / present.shape[1]
    pairs["allied"] = [float(pair in promised) for pair in zip(ids[one], ids[other], strict=True)]
    return pairs.assign(region=lands[one])[lands[one] == lands[other]].reset_index(drop=True)


@cache
def agreement_pairs() -> pd.DataFrame:
    """Disputes begun and pair-years of neighbours before 1991 and from 2002, with or without a first defence agreement 1991–2001.

    One row per pair and period; both: signed and after. Only pairs seen in both periods; pairs that signed at other times are out.
    """
    agreements = signed_agreements()
    first = agreements.groupby(["state_id_1", "state_id_2"])["start"].min().to_dict()
    table = load("dispute_pairs").query(
        "contiguity > 0 and first_year >= 1946 and (first_year <= 1990 or first_year >= 2002)"
    )
    ids = table[["initiator_id", "target_id"]]
    table = table.assign(state_id_1=ids.min(axis=1), state_id_2=ids.max(axis=1), after=table["first_year"] >= 2002)
    pair = list(zip(table["state_id_1"], table["state_id_2"], strict=True))
    table["signed"] = [first.get(one, 0) for one in pair]
    table = table[table["signed"].eq(0) | table["signed"].between(1991, 2001)]
    keys = ["state_id_1", "state_id_2"]
    table = table[table.groupby(keys)["after"].transform("nunique") == 2]
    table = table.assign(signed=table["signed"] > 0, both=(table["signed"] > 0) & table["after"])
    rows = table.groupby([*keys, "signed", "after", "both"], as_index=False)[["onsets", "years"]].sum()
    return rows.astype({"signed": float, "after": float, "both": float})


def outside_of_all(year: int) -> float:
    """Share outside the UN if all uniformed UN personnel are counted, those between states too; Afghanistan left out. Per cent."""
    table = load("mission_violence", year).query("organisation != 'UN' and mission not in ['ISAF', 'RSM']")
    return float(100 * table["personnel"].sum() / (table["personnel"].sum() + senders(year).sum()))


@cache
def own_flags(wars: bool = False) -> pd.DataFrame:
    """Share of peacekeepers in civil conflicts who serve outside the UN, per cent by year 1993–2016; wars: with ISAF and its successor in Afghanistan."""
    table = load("mission_violence").query("year <= 2016")
    if not wars:
        table = table[~table["mission"].isin(["ISAF", "RSM"])]
    people = table.groupby("year")["personnel"].sum()
    un = table[table["organisation"] == "UN"].groupby("year")["personnel"].sum()
    return pd.DataFrame({"year": people.index.astype(float), "share": (100 * (1 - un / people)).to_numpy(float)})


def payers_table() -> pd.DataFrame:
    """The ten largest payers of 2016: uniformed people in UN missions, and their share of all, per cent."""
    sent = senders(2016)
    people = pd.Series({state_name(state_id): sent.get(state_id, 0.0) for state_id in TOP_TEN_PAYERS}).sort_values()
    people = pd.concat([people.iloc[::-1], pd.Series({"the ten together": people.sum()})])
    return pd.DataFrame({"people, 2016": people.round(0).astype(int).map("{:,}".format), "share of all, %": (100 * people / sent.sum()).round(2)})  # fmt: skip


def conflict_table() -> pd.DataFrame:
    """States with a recent internal conflict, with a new UN mission or none, in two kinds: number, and per cent in conflict five years on."""
    table = conflict_later()
    kinds = {"all": table["now"] | ~table["now"], "war lately": table["war"], "smaller conflict": ~table["war"]}
    rows = {}
    for name, kind in kinds.items():
        for flag, word in ((True, "new mission"), (False, "none")):
            group = table.loc[kind & (table["mission"] == flag), "after"]
            rows[name, word] = {"state-years": len(group), "fighting five years on, %": round(100 * group.mean())}
    return pd.DataFrame(rows).T.rename_axis(["conflict", "UN mission"])


# Force generation: a toy model on real offers. What is assumed is in capitals above and in the prose.


@cache
def _languages() -> dict[int, frozenset[str]]:
    table = load("languages").query("official")
    return {state_id: frozenset(part["language"]) for state_id, part in table.groupby("state_id")}


@cache
def _distances(mission: str) -> pd.Series:
    """Distance in km from each capital to a mission's headquarters, along a great circle."""
    place = load("un_missions").set_index("mission").loc[mission]
    table = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")[["lat", "lon"]].dropna()
    lat, lon, lat0, lon0 = (
        np.radians(value) for value in (table["lat"], table["lon"], place["latitude"], place["longitude"])
    )
    cosine = np.sin(lat) * np.sin(lat0) + np.cos(lat) * np.cos(lat0) * np.cos(lon - lon0)
    return 6371 * np.arccos(cosine.clip(-1, 1))


@cache
def ceiling_of(mission: str, year: int = 2015) -> float:
    """Authorised personnel of a mission in a year."""
    return float(load("un_shortfalls").set_index(["mission", "year"]).loc[(mission, year), "authorised"])


@cache
def offers(host: str, pool: str) -> pd.Series:
    """People each state offers, by state number: a quarter of its UN personnel of 2015, or 1% of its forces; hosts cannot serve."""
    _, host_id = HOSTS[host]
    if pool == POOLS[4]:
        table = load("capabilities", 2015).dropna(subset="milper").set_index("state_id")["milper"]
        found = 1000 * 0.01 * table[table.index.isin(nato_members(2015))]
    else:
        found = OFFER * senders(2015)
        if pool == POOLS[0]:
            found = found[[bool(_languages().get(s, frozenset()) & _languages()[host_id]) for s in found.index]]
        elif pool == POOLS[2]:
            found = found[[regions()[s] == regions()[host_id] for s in found.index]]
        elif pool == POOLS[3]:
            found = found[found.index.isin(nato_members(2015))]
    return found.drop(host_id, errors="ignore")


def generate_force(host: str, pool: str, cap: int, lift: int) -> pd.DataFrame:
    """Fill a mission from offers, nearest state first: one row per contingent with people and the day its last soldier lands.

    cap: most that one state may provide, per cent of the ceiling. lift: people that arrive a day once PREPARATION is over.
    """
    mission, _ = HOSTS[host]
    need = ceiling_of(mission)
    table = (
        offers(host, pool)
        .clip(upper=need * cap / 100)
        .rename("people")
        .to_frame()
        .join(_distances(mission).rename("km"))
    )
    table = table[table["people"] >= 1].sort_values("km")
    table["people"] = table["people"].cumsum().clip(upper=need).diff().fillna(table["people"].clip(upper=need))
    table = table[table["people"] > 0.5]
    return table.assign(day=PREPARATION + table["people"].cumsum() / lift)


@cache
def outlines(year: int) -> dict[int, tuple[str, ...]]:
    """Outlines to colour for each state number in a year; former unions take the outlines of their parts."""
    table = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["iso3"]
    codes = {state_id: (iso3,) for state_id, iso3 in table.items() if iso3}
    for union in map_outlines()["historical"]["unions"]:
        if union["start"] <= year <= union["end"]:
            codes[union["state_id"]] = tuple(union["iso3"])
    return codes


@cache
def contingents(mission: str, year: int) -> pd.Series:
    """Uniformed people by state, most first; empty where the detail by mission is missing."""
    if mission == "all missions":
        return senders(year)
    table = load("un_contributors_mission")
    table = table[(table["mission"] == mission) & (table["year"] == year) & table["complete"]]
    return table.set_index("state_id")["personnel"].sort_values(ascending=False)


@cache
def population(year: int) -> pd.Series:
    """Millions of inhabitants by state; 2019 stands in for later years."""
    return load("economies", min(year, 2019)).set_index("state_id")["population"] / 1000


# Pictures.


@house_style()
def who_sends_figure(guess: list[float] | None = None) -> Picture:
    """Shares of NATO members, South Asia and Sub-Saharan Africa in UN personnel by year; a sketched line is drawn into it."""
    years = list(range(1990, 2021))
    tones = {"NATO members": COLOURS["NATO"], "South Asia": OCHRE, "Sub-Saharan Africa": TEAL}
    shares = {group: [share_sent(group_members(group, year), year) for year in years] for group in tones}
    figure, ax = new_figure(
        f"NATO states sent {shares['NATO members'][3]:.0f}% of the blue helmets of 1993, {shares['NATO members'][-1]:.0f}% of those of 2020",
        "Share of all uniformed UN personnel, per cent, yearly averages 1990–2020",
        SENT,
        size="pair",
    )
    lines = {}
    for group, tone in tones.items():
        lines[f"{group} {shares[group][-1]:.0f}%"] = ax.plot(years, shares[group], color=tone)[0]
    yours = ""
    if guess is not None:
        lines["your line"] = ax.plot(SKETCHED, guess, color=ORANGE, marker="o", linewidth=2)[0]
        yours = f" Your line for NATO members goes from {guess[0]:.0f} to {guess[-1]:.0f}."
    ax.set(xlim=(1990, 2020), ylim=(0, max(50, *(1.04 * value for value in guess or [0]))))
    figure.subplots_adjust(right=0.75)
    label_lines(ax, lines, gap=0.07)
    alt = (
        f"Line chart 1990 to 2020. NATO members fall from {shares['NATO members'][3]:.0f} per cent in 1993 to {shares['NATO members'][-1]:.0f}; "
        f"South Asia peaks at {max(shares['South Asia']):.0f} per cent in 2006; Sub-Saharan Africa climbs to {shares['Sub-Saharan Africa'][-1]:.0f}.{yours}"
    )
    return show(figure, alt)


@house_style()
def missing_link_diagram() -> Picture:
    """The chain from partnership to peace, with the evidence for each arrow."""
    figure, ax = diagram(
        "A chain is as strong as its least tested link",
        "What the claim needs, arrow by arrow, and who has looked",
        size="pair",
    )
    proof = serving_evidence()
    more = f"{proof.estimate:.2f} [{proof.low:.2f}, {proof.high:.2f}]".replace("-", "−")
    for x, text, tone in [
        (12, "military\npartnership", BLUE),
        (38, "pooled, trained\ncontingents", BLUE),
        (64, "UN mission\nfilled and fit", TEAL),
        (89, "less violence,\nlonger peace", TEAL),
    ]:
        box(ax, x, 74, text, tone, 18.5, 17)
    for start, end, tone, dashed in [(21.5, 28.3, ORANGE, True), (47.5, 54.3, ORANGE, True), (73.5, 79.3, TEAL, False)]:
        arrow(ax, (start, 74), (end, 74), colour=tone, dashed=dashed)
    for x, head, text, tone in [
        (
            25,
            "1  open",
            f"Do allies serve\ntogether? Missions\nbeyond like pairs:\n{more}",
            ORANGE,
        ),
        (51, "2  open", "Does pooling fill\nmissions, or improve\nthem? Few studies,\nand they disagree", ORANGE),
        (77, "3  well studied", "Do UN missions\ncut violence? Many\nstudies, mostly yes", TEAL),
    ]:
        ax.plot([x, x], [62, 54], color=tone, linewidth=1.4)
        ax.text(x, 51, head, ha="center", va="top", fontweight="bold", color=tone, fontsize=10.5)
        ax.text(x, 43, text, ha="center", va="top", fontsize=9.6, linespacing=1.35)
    ax.text(
        50,
        9,
        "'Missions work' is arrow 3. 'Partnerships make them work' needs all three.",
        ha="center",
        fontsize=11,
        fontweight="bold",
    )
    alt = (
        "Diagram of a chain of 4 boxes: military partnership, pooled contingents, UN mission filled and fit, less violence. The first two arrows are dashed "
        f"and marked open: allies share {more} more missions than pairs like them. Only the third arrow, from mission to less violence, is well studied."
    )
    return show(figure, alt)


@house_style()
def pay_send_figure() -> Picture:
    """The eight largest payers: share of the bill against share of the people."""
    sent = 100 * senders(2016) / senders(2016).sum()
    people = [sent.get(state_id, 0.0) for state_id in PAID]
    figure, ax = new_figure(
        f"Eight states owe {sum(PAID.values()):.0f}% of the bill and send {sum(people):.0f}% of the people",
        "Share of assessed peacekeeping costs, 2017 (blue), and of uniformed UN personnel, 2016 (orange), per cent",
        f"United Nations, scale of 2016–2018; {SENT}",
    )
    rows = np.arange(len(PAID))
    ax.barh(rows - 0.19, list(PAID.values()), height=0.34, color=BLUE)
    ax.barh(rows + 0.19, people, height=0.34, color=ORANGE)
    for row, paid, share in zip(rows, PAID.values(), people, strict=True):
        ax.text(paid + 0.3, row - 0.19, f"{paid:.1f}", va="center", fontsize=9.5, color=BLUE)
        ax.text(
            share + 0.3,
            row + 0.19,
            f"{share:.1f}" if share >= 0.1 else f"{share:.2f}",
            va="center",
            fontsize=9.5,
            color=ORANGE,
        )
    bare(ax)
    ax.set_yticks(rows, [state_name(state_id) for state_id in PAID])
    ax.tick_params(axis="y", colors=INK)
    ax.invert_yaxis()
    ax.text(20, 4.9, "owe", color=BLUE, fontsize=13, fontweight="bold")
    ax.text(20, 5.6, "send", color=ORANGE, fontsize=13, fontweight="bold")
    figure.subplots_adjust(left=0.19)
    alt = f"Paired bars for eight states. The United States owes {PAID[2]:.1f} per cent of the bill and sends {people[0]:.2f} per cent of the people; China is the only one that sends more than 2 per cent ({people[1]:.1f})."
    return show(figure, alt)


@house_style()
def ceiling_figure() -> Picture:
    """Authorised and deployed personnel by year."""
    table = ceilings().loc[1991:2014]
    figure, ax = new_figure(
        "The Council authorises more people than arrive",
        "Authorised and deployed, thousand person-years, 1991–2014; % missing: mission by mission",
        GAPS,
        size="pair",
    )
    high, low = table["authorised"] / 1000, table["deployed"] / 1000
    ax.fill_between(table.index, low, high, color="#f6dfd6", linewidth=0)
    lines = {f"authorised {high.iloc[-1]:.0f}": ax.plot(table.index, high, color=ORANGE)[0]}
    lines[f"deployed {low.iloc[-1]:.0f}"] = ax.plot(table.index, low, color=BLUE)[0]
    ax.set(xlim=(1991, 2014), ylim=(0, 125), yticks=[0, 50, 100])
    figure.subplots_adjust(right=0.81)
    label_lines(ax, lines, gap=0.12)
    for year, x, y in ((1995, 1995.2, 84), (2004, 2000.4, 64), (2014, 2011.6, 74)):
        ax.text(
            x,
            y,
            f"{year}: {table.loc[year, 'gap']:.0f}% missing",
            ha="left" if year == 1995 else "center",
            fontsize=9.5,
            color=ORANGE,
        )
    alt = f"Two lines, 1991 to 2014: authorised personnel stay above deployed ones in every year. Counted mission by mission the gap is {table.loc[1995, 'gap']:.0f} per cent of the ceiling in 1995 and {table.loc[2014, 'gap']:.0f} per cent in 2014."
    return show(figure, alt)


@house_style()
def deaths_figure() -> Picture:
    """Rate of uniformed peacekeepers killed by malicious acts."""
    rates = death_rates()
    figure, ax = new_figure(
        "Deaths by attack peaked in 1993, and again in 2017",
        "Uniformed people killed by malicious acts per 10,000 person-years, 1991–2020",
        f"UN fatalities to February 2025; {SENT}",
        size="strip",
    )
    ax.bar(rates.index, rates, color=[ORANGE if year in (1993, 2017) else PALE for year in rates.index], width=0.8)
    for year in (1993, 2017):
        ax.text(year, rates[year] + 0.4, f"{rates[year]:.0f}", ha="center", color=ORANGE, fontweight="bold")
    ax.set(ylim=(0, 21), yticks=[0, 10, 20], xlim=(1990, 2021))
    alt = f"Bars by year: {rates[1993]:.0f} killed by attack per 10,000 person-years in 1993, {rates[2017]:.0f} in 2017, {rates[2020]:.1f} in 2020; most years lie between 1 and 5."
    return show(figure, alt)


@house_style()
def first_full_year_figure() -> Picture:
    """Empty posts in the first full year of UN missions, by what stood there before; the brigade's missions marked."""
    table = first_full_year()
    figure, ax = new_figure(
        f"The brigade's one mission lacked {table.loc['UNMEE', 'gap']:.0f}%; two with its staff, {table.loc['UNMIL', 'gap']:.0f}% and {table.loc['UNMIS', 'gap']:.0f}%",
        "Empty posts in the first full calendar year, per cent of the ceiling; UN missions begun 1998–2014",
        f"{GAPS}; earlier forces: Bara & Hultman 2020",
        size="pair",
    )
    for i, (name, row) in enumerate(table.iterrows()):
        tone = ORANGE if name in BRIGADE else TEAL if row["before"] else GREY
        ax.barh(i, row["gap"], height=0.7, color=tone)
        ax.text(row["gap"] + 1, i, f"{row['gap']:.0f}", va="center", fontsize=9, color=tone)
    bare(ax)
    ax.set_yticks(range(len(table)), [f"{place(name)} ({name})" for name in table.index])
    ax.tick_params(axis="y", colors=INK, labelsize=9)
    ax.set(xlim=(0, 105), ylim=(-0.6, len(table) - 0.4))
    for y, text, tone in ((7, "the brigade, or its staff", ORANGE), (5, "a force of others was there", TEAL), (3, "neither", GREY)):  # fmt: skip
        ax.text(62, y, text, color=tone, fontsize=11, fontweight="bold")
    figure.subplots_adjust(left=0.27)
    groups = table.groupby(table["before"] != "")["gap"]
    medians, sizes = groups.median(), groups.size()
    alt = f"Bars for {len(table)} missions, from {table['gap'].min():.0f} to {table['gap'].max():.0f} per cent missing. UNMEE {table.loc['UNMEE', 'gap']:.0f}, UNMIL {table.loc['UNMIL', 'gap']:.0f}, UNMIS {table.loc['UNMIS', 'gap']:.0f}. Median where others had a force: {medians[True]:.0f} ({sizes[True]} missions), elsewhere {medians[False]:.0f} ({sizes[False]}): too few to tell."
    return show(figure, alt)


def named_bars(ax, rows: int, colour: str) -> list[tuple]:
    """Draw empty bars, each with a value at its end and a state's name before it; return (bar, value, name) by row."""
    bars = ax.barh(range(rows), [0] * rows, height=0.7, color=colour)
    bare(ax)
    look = {"va": "center", "fontsize": 9}
    paper = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # a cap's line stops at a value
    return [
        (bar, ax.text(0, row, "", bbox=paper, **look), ax.text(0, row, "", ha="right", **look))
        for row, bar in enumerate(bars)
    ]


def fill_bars(rows: list[tuple], values: pd.Series, most: float) -> None:
    """Show values by state in `named_bars`, the rest hidden; most: the value that sets the room between bar and text."""
    for i, (bar, value, name) in enumerate(rows):
        here = i < len(values)
        size = float(values.iloc[i]) if here else 0.0
        bar.set(width=size, visible=here)
        value.set(text=f"{size:,.0f}" if here else "", x=size + 0.03 * most)
        name.set_text(SHORT.get(values.index[i], state_name(values.index[i])) if here else "")
        name.set_x(-0.03 * most)


PREDICTIONS = [
    Prediction(
        "14.look",
        "In 1993 France sent more blue helmets than any other state. Of all uniformed people in UN missions, what share came from NATO members? Draw the line from 1990 to 2020.",
        "sketch",
        lambda: [share_sent(nato_members(year), year) for year in SKETCHED],
        who_sends_figure,
        "From 41%<!--= nato_1993 --> in 1993 to 6%<!--= nato_2020 --> in 2020. South Asia took over, with 44%<!--= south_asia_2006 --> in 2006, then Sub-Saharan Africa: "
        "42%<!--= africa_2020 --> in 2020. No command like NATO's joins the large senders, though the African Union and its regions have pacts of their own. "
        "If partnerships make peacekeeping work, it is not obvious which ones.",
        unit="%",
        labels=tuple(map(str, SKETCHED)),
        low=0,
        high=100,
    ),
]
FIGURES = {
    "who sends": who_sends_figure,
    "missing link": missing_link_diagram,
    "pay and send": pay_send_figure,
    "ceilings": ceiling_figure,
    "deaths": deaths_figure,
    "first full year": first_full_year_figure,
}


# Explorers.


class Contributors(Panel):
    """Map and ranking of UN contributors by year and mission, people or per million inhabitants."""

    title = "Who sends the blue helmets"
    stories = {
        "The year 1994": (
            {"year": 1994},
            "Then NATO members wore a third of the blue helmets, France among the largest.",
        ),
        "Per million inhabitants": (
            {"unit": "per million inhabitants"},
            "Rwanda and Fiji come first when people are counted against people.",
        ),
        "Those who decide": ({"group": "the permanent five"}, "They vote the mandates; others fill them."),
    }
    questions = {
        "Press play from 1990. In which year does the first South Asian state reach first place?": "1994: Pakistan. Until 1993 the first place belonged to Canada and then France.",
        "In 2020, switch to *per million inhabitants*. Do the great contributors stay on top?": "Hardly. Rwanda and Fiji lead, and Bangladesh, India and Pakistan drop out of the first ten: small states can be great senders.",
        "Choose Lebanon, then Central Africa. Where are the NATO members?": "In Lebanon they send more than a quarter of the people, in Central Africa fewer than two in a hundred. Same organisation, two theatres.",
    }
    greys = ("#c3c9d2", "#98a1ae", "#6b7685", "#3f4855")
    blues = ("#a9cbe8", "#5fa0d3", "#2277ba", "#084a84")
    scales = {
        "people": ([50, 500, 2000], "1–49 · 50–499 · 500–1,999 · 2,000 and more"),
        "per million inhabitants": ([5, 50, 200], "under 5 · 5–49 · 50–199 · 200 and more per million"),
    }
    controls = {
        "year": number("Year", 1990, 2020, 2020, play=True),
        "mission": choice("Mission", MISSIONS.items()),
        "group": choice("Mark in blue", GROUPS),
        "unit": choice("Count", scales),
    }

    def compute(self, year, mission, group, unit):
        """Contingents, the values to show, and the group's share of all people, per cent."""
        sent, members = contingents(mission, year), group_members(group, year)
        values = sent if unit == "people" else (sent / population(year)).dropna().sort_values(ascending=False)
        share = 100 * sent[sent.index.isin(members)].sum() / sent.sum() if len(sent) else 0.0
        return {"year": year, "mission": mission, "group": group, "unit": unit, "sent": sent, "values": values,
                "members": members, "share": share}  # fmt: skip

    def draw(self, result):
        figure, (left, right) = new_figure("", "", SENT, size="pair", cols=2)
        self.subtitle, self.source, self.right = figure.subtitle, figure.source, right
        left.set_position([0.0, 0.15, 0.62, 0.64])
        right.set_position([0.78, 0.1, 0.16, 0.68])
        self.map = WorldMap(left)
        self.rows = named_bars(right, 8, GREY)
        right.set_ylim(7.6, -0.6)
        self.note = figure.text(0.02, 0.095, "", fontsize=9, color=GREY)
        self.empty = left.text(0.5, 0.5, "", transform=left.transAxes, ha="center", fontsize=11, fontweight="bold", color=ORANGE,
                               bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85})  # fmt: skip
        return figure

    def update(self, result):
        values, members, unit = result["values"], result["members"], result["unit"]
        (steps, limits), plain = self.scales[unit], unit == "people"
        codes, colours, told = outlines(result["year"]), {}, {}
        for state_id, value in values.items():
            told |= dict.fromkeys(codes.get(state_id, ()), f"{tidy(value)} {unit}")
            tone = (self.blues if state_id in members else self.greys)[int(np.searchsorted(steps, value, side="right"))]
            colours |= dict.fromkeys(codes.get(state_id, ()), tone)
        self.map.colour(colours, default="#e9ecf0", values=told)
        most = float(values.iloc[0]) if len(values) else 0.0
        fill_bars(self.rows, values.head(8), most)
        for (bar, _, _), state_id in zip(self.rows, values.index[:8], strict=False):
            bar.set_color(self.blues[2] if state_id in members else self.greys[1])
        self.right.set_xlim(0, most * 1.32 if len(values) else 1)
        self.subtitle.set_text(
            f"Uniformed personnel{'' if plain else ' per million inhabitants'}, average of the year; blue = {result['group']}"
        )
        self.source.set_text(f"Source: {SENT}{'' if plain else '; population: Fariss and others to 2019'}")
        self.note.set_text(f"faint to strong: {limits}; pale: none")
        self.empty.set_text("No complete figures by mission for this year" if result["sent"].empty else "")

    def headline(self, result):
        if result["sent"].empty:
            return f"{result['year']}: no figures for {result['mission']}"
        where = "UN peacekeepers" if result["mission"] == "all missions" else result["mission"]
        return f"{result['year']}: {result['group']} sent {result['share']:.0f}% of {where}"

    def describe(self, result):
        sent, values = result["sent"], result["values"]
        if sent.empty:
            return f"No complete figures for {result['mission']} in {result['year']}: detail by mission covers 2013–2016 and 2018–2020, and only while the mission ran."
        leaders = ", ".join(f"{state_name(s)} {v:,.0f}" for s, v in values.head(5).items())
        what = (
            "Most people"
            if result["unit"] == "people"
            else "Most per million inhabitants (population of 2019 at the latest)"
        )
        group = result["group"][0].upper() + result["group"][1:]
        return (
            f"{result['year']}, {result['mission']}: {len(sent)} states, {sent.sum():,.0f} uniformed people on average. {group} sent {result['share']:.1f}%. "
            f"{what}: {leaders}. Spread as if {models.effective_number(sent):.1f} states had sent equally."
        )

    def table(self, result):
        values = result["values"].round(1)
        return pd.DataFrame({"state": [state_name(s) for s in values.index], result["unit"]: values.to_numpy()})


class ForceGeneration(Panel):
    """Force generation: fill a mission from offers under a cap, a language or regional rule, and a lift."""

    title = "Force generation"
    stories = {
        "Anyone may serve": (
            {"pool": "all UN contributors"},
            "Drop the condition of language and the force fills, months late.",
        ),
        "NATO alone": (
            {"pool": "NATO, as it sent"},
            "With what its members really sent, most of the force is missing.",
        ),
        "A slow airlift": (
            {"pool": "all UN contributors", "lift": 10},
            "Everyone is found, and they arrive years later: promises do not fly.",
        ),
    }
    questions = {
        "Mali, only states that share an official language with it: what would loosening the cap add?": "Nothing. No contingent reaches the cap; too few senders share an official language. Rules bind in an order, and only the tightest one matters.",
        "Let all contributors serve. Now tighten the cap as far as it goes. What does that cost, and what does it buy?": "No people at all: the places are filled by more states, and the force becomes far more mixed. Somebody has to run it in many languages, and the toy leaves out that many senders may leave it to each other.",
        "Put the cap back where it began and try both NATO settings. What do the two together say about numbers and will?": "A quarter of what NATO members sent leaves nine tenths missing; one soldier in a hundred fills the ceiling. So numbers are not what is short. Whether it is will, training or other duties, the toy cannot say.",
    }
    controls = {
        "host": choice("Mission", HOSTS),
        "pool": choice("Who may serve", POOLS),
        "cap": number("Cap, % of ceiling", 5, 50, 20, step=5),
        "lift": number("Lift a day", 10, 200, 50, step=10),
    }

    def compute(self, host, pool, cap, lift):
        """The force that the offers give: its people, what is missing of the ceiling, and when the last arrive."""
        need, force = ceiling_of(HOSTS[host][0]), generate_force(host, pool, cap, lift)
        total = force["people"].sum()
        return {"host": host, "cap": cap, "lift": lift, "need": need, "force": force, "total": total,
                "gap": 100 * (1 - total / need), "last": force["day"].max() if len(force) else 600}  # fmt: skip

    def draw(self, result):
        figure, (self.left, self.right) = new_figure(
            "",
            "",
            f"{SENT.replace(', yearly averages', '')}; ceilings of 2015: Passmore et al. 2018; languages: mledoze",
            size="pair",
            cols=2,
            gridspec_kw={"width_ratios": [1.35, 1]},
        )
        self.subtitle, left, right = figure.subtitle, self.left, self.right
        figure.subplots_adjust(wspace=0.62, right=0.94, bottom=0.24, top=0.72)
        left.yaxis.set_major_formatter("{x:,.0f}")
        left.locator_params(axis="y", nbins=5)
        self.line = left.plot([], [], color=BLUE)[0]
        self.fill = left.fill_between([0, 1], [0, 0], [0, 0], color=ORANGE, alpha=0.2, linewidth=0)
        self.goal = left.axhline(0, color=INK, linewidth=1, linestyle=(0, (4, 3)))
        left.axvline(304, color=PALE, linewidth=1.2)
        left.text(308, 0, "ten months", fontsize=9, color=GREY, va="bottom")
        self.goal_text = left.text(6, 0, "", fontsize=9.5, va="bottom")
        self.gap_text = left.text(0, 0, "", fontsize=10, color=ORANGE, fontweight="bold", va="center", ha="right")
        left.set(xlim=(0, 600), xlabel="days after the mandate")
        self.limit = right.axvline(0, color=ORANGE, linewidth=1.2, linestyle=(0, (4, 3)))
        self.limit_text = right.text(0, -0.75, "", color=ORANGE, fontsize=9, ha="center", va="bottom")
        self.rows = named_bars(right, 6, BLUE)
        right.set_ylim(5.6, -0.7)
        return figure

    def update(self, result):
        force, need, total, last = result["force"], result["need"], result["total"], result["last"]
        self.subtitle.set_text(
            f"{result['host']}, ceiling {need:,.0f}. Left: people in place by day. Right: largest contingents"
        )
        end = max(600, 100 * math.ceil(1.02 * last / 100))
        self.line.set_data([0, PREPARATION, *force["day"], end], [0, 0, *force["people"].cumsum(), total])
        self.left.set_ylim(0, need * 1.12)
        self.left.set_xlim(0, end)
        self.fill.set_data([min(last, end), end], [total, total], [need, need])
        self.goal.set_ydata([need, need])
        self.goal_text.set(text=f"ceiling {need:,.0f}", position=(0.01 * end, need * 1.015))
        missing = "" if result["gap"] < 0.5 else f"{need - total:,.0f} missing"
        late = last > 600
        self.gap_text.set(text=f"last arrival on day {last:,.0f}" if late else missing,
                          position=(0.98 * end, need * 0.2 if late else (total + need) / 2))  # fmt: skip
        cap = need * result["cap"] / 100
        fill_bars(self.rows, force["people"].sort_values(ascending=False).head(6), cap)
        self.right.set_xlim(0, cap * 1.25)
        self.limit.set_xdata([cap, cap])
        self.limit_text.set(text=f"cap {cap:,.0f}", x=cap)

    def headline(self, result):
        states = len(result["force"])
        if result["gap"] < 0.5:
            return f"Filled on day {result['last']:,.0f} by {states} states"
        return f"{result['gap']:.0f}% of the ceiling is missing, with {states} states serving"

    def describe(self, result):
        force, need, total = result["force"], result["need"], result["total"]
        real = contingents(HOSTS[result["host"]][0], 2015)
        actual = f"The real mission of 2015 had {real.sum():,.0f} people from {len(real)} states, spread as if {models.effective_number(real):.1f} had sent equally."
        if force.empty:
            return f"Nobody can serve under these rules: all {need:,.0f} are missing. {actual}"
        ready = min(total, result["lift"] * (304 - PREPARATION))
        return (
            f"{result['host']}: {total:,.0f} of {need:,.0f} people found, {max(0, need - total):,.0f} missing ({max(0.0, result['gap']):.0f}%). {len(force)} states, spread as if "
            f"{models.effective_number(force['people']):.1f} had sent equally; the largest contingent is {100 * force['people'].max() / need:.0f}% of the ceiling (cap {result['cap']}%). "
            f"In place after ten months: {100 * ready / need:.0f}% of the ceiling; last arrival on day {force['day'].max():,.0f}. {actual}"
        )

    def table(self, result):
        force = result["force"]
        return force.assign(state=[state_name(s) for s in force.index]).round(0)[["state", "people", "km", "day"]]


EXPLORERS = {"contributors": Contributors, "force generation": ForceGeneration}


# Exercises.


SIZE_YEARS = ({"year": 2005}, {"year": 2000}, {"year": 1996}, {"year": 2010})
MISSIONS_SHORT = {
    2014: ("MINUSCA", "MINUSMA", "MINUSTAH"),
    2008: ("UNAMID", "UNMIS", "UNMEE"),
    2004: ("MINUSTAH", "MONUC", "UNMIL"),
    2000: ("MONUC", "UNIFIL", "UNTAET"),
}


def weight_of_nato(year: int) -> float:
    """NATO members' share of UN personnel over their share of the world's soldiers."""
    nato = nato_members(year)
    return share_sent(nato, year) / share_of_soldiers(nato, year)


def _weights(year: int) -> str:
    sent, nato = senders(year), nato_members(year)
    forces = load("capabilities", year).dropna(subset="milper").set_index("state_id")["milper"]
    people, soldiers = (table[table.index.isin(nato)].sum() for table in (sent, forces))
    return (
        f"In {year} NATO members had {people:,.1f} of the {sent.sum():,.1f} uniformed people in UN missions (means of the year), "
        f"and {soldiers:,.0f} thousand of the world's {forces.sum():,.0f} thousand soldiers."
    )


def _three(year: int) -> pd.DataFrame:
    return load("un_shortfalls", year).set_index("mission").loc[list(MISSIONS_SHORT[year])]


def _listed(year: int) -> str:
    return "; ".join(
        f"{place(row.Index)} ({row.Index}), {row.months} months, {row.authorised:,.0f} posts, {row.shortfall:,.0f} of them empty"
        for row in _three(year).itertuples()
    )


def posts_missing(year: int) -> float:
    """Empty posts over authorised posts of three missions, each weighted by its months, per cent."""
    table = _three(year)
    return 100 * (table["shortfall"] * table["months"]).sum() / (table["authorised"] * table["months"]).sum()


def _missing_unweighted(year: int) -> float:
    table = _three(year)
    return 100 * table["shortfall"].sum() / table["authorised"].sum()


def _missing_mean_of_shares(year: int) -> float:
    table = _three(year)
    return 100 * (table["shortfall"] / table["authorised"]).mean()


def _missing_over_filled(year: int) -> float:
    return 100 / (100 / posts_missing(year) - 1)


def _killed(year: int) -> float:
    return death_rates()[year] * senders(year).sum() / 10_000


def times_as_deadly(early: int, late: int) -> float:
    """Killed by attack per person-year, later year over earlier: each year's deaths divided by its people first."""
    rates = death_rates()
    return float(rates[late] / rates[early])


def what_is_new() -> str:
    """Missions fill up over their first years, so two that have just begun are emptier, whoever serves in them."""
    return "both-new"


def _gap(mission: str, year: int) -> float:
    row = load("un_shortfalls").set_index(["mission", "year"]).loc[(mission, year)]
    return 100 * row["shortfall"] / row["authorised"]


def still_fighting() -> str:
    """The rival says that missions come when the shooting is over; so compare places where it was going on."""
    return "still-fighting"


def _still(mission: bool) -> pd.Series:
    return conflict_later().query("now and mission == @mission", local_dict={"mission": mission})["after"]


def _tally(years: int, **kind: bool) -> tuple[int, int, int, int]:
    """In conflict and all, with a new mission; in conflict and all, without; of one kind of state-years or of all."""
    table = conflict_later(years)
    for column, wanted in kind.items():
        table = table[table[column] == wanted]
    counts = table.groupby("mission")["after"].agg(["sum", "size"])
    return tuple(int(counts.loc[flag, name]) for flag in (True, False) for name in ("sum", "size"))


def war_ratio(years: int) -> float:
    """Share in conflict with a mission over the share without, among state-years with a war lately."""
    with_it, n1, without, n0 = _tally(years, war=True)
    return with_it / n1 / (without / n0)


def _told(years: int) -> str:
    lines = []
    for name, kind in (("After a war", {"war": True}), ("After a smaller conflict", {"war": False})):
        with_it, n1, without, n0 = _tally(years, **kind)
        lines.append(f"{name}, {with_it} of {n1} new hosts of a mission were in conflict {years} years on, and {without} of {n0} without one.")  # fmt: skip
    return " ".join(lines)


def _ratio_of(years: int, **kind: bool) -> float:
    with_it, n1, without, n0 = _tally(years, **kind)
    return with_it / n1 / (without / n0)


def _war_odds(years: int) -> float:
    with_it, n1, without, n0 = _tally(years, war=True)
    return with_it / (n1 - with_it) / (without / (n0 - without))


def _war_points(years: int) -> float:
    with_it, n1, without, n0 = _tally(years, war=True)
    return 100 * (with_it / n1 - without / n0)


def cut_and_stop() -> dict[str, str]:
    """Each offer is cut at the cap, a share of the need, and nobody is taken beyond the need."""
    return {"An offer above the cap is": "cut", "The cap is a share of": "need", "Of the sum we take": "stop"}


def fill_solution():
    """Cut each offer at the cap, add them up, and stop at the ceiling."""

    def fill(offers, need, cap):
        return min(need, sum(min(offer, cap * need) for offer in offers))

    return fill


def _fill_no_cap():
    return lambda offers, need, cap: min(need, sum(offers))


def _fill_cap_of_offers():
    return lambda offers, need, cap: min(need, sum(min(offer, cap * sum(offers)) for offer in offers))


def _fill_no_ceiling():
    return lambda offers, need, cap: sum(min(offer, cap * need) for offer in offers)


def _fill_drop():
    return lambda offers, need, cap: min(need, sum(offer for offer in offers if offer <= cap * need))


RETIRED = ("14.1", "14.2", "14.3", "14.4", "14.5", "14.6", "14.11", "14.15", "14.16")
EXERCISES = [
    Exercise(
        id="14.9",
        title="More than their size, or less?",
        prompt=lambda year: (
            f"{_weights(year)} Divide their share of the first by their share of the second. What do you get? Two decimals; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=weight_of_nato,
        meaning="One would mean: as many blue helmets as their size suggests. Since 1993 NATO members have stood above it, near it and far below it: whoever names one year only can tell any of three stories.",
        hints=(
            "Two shares first: of the people in UN missions, and of the soldiers.",
            "Then the share of blue helmets goes on top. Above one is more than size suggests.",
        ),
        mistakes=(
            Mistake(lambda year: 1 / weight_of_nato(year), "Upside down: the share of blue helmets belongs on top."),
            Mistake(
                lambda year: share_sent(nato_members(year), year),
                "That is their share of the blue helmets, per cent. Now compare it with their share of the soldiers.",
            ),
            Mistake(
                lambda year: share_sent(nato_members(year), year) - share_of_soldiers(nato_members(year), year),
                "That is the difference of the two shares, in points. The question asks for one divided by the other.",
            ),
        ),
        decimals=2,
        variants=SIZE_YEARS,
    ),
    Exercise(
        id="14.10",
        title="How many are missing?",
        prompt=lambda year: (
            f"Three missions of {year}, with the months they are counted for and averages over those months: {_listed(year)}. "
            "Over the three together, what share of the authorised posts was empty, a post of twelve months counting twelve times a post of one? Per cent, one decimal; you may type the sum."
        ),
        kind="number",
        level="apply",
        solution=posts_missing,
        meaning="The Council sets the ceilings; whether they are filled depends on what states offer, and on which missions are still building up. "
        "Months without a ceiling or a count drop out, so a mission can weigh less than it served.",
        hints=(
            "Multiply posts and empty posts by the months, mission by mission.",
            "Add up the empty ones, add up all, then divide. The order matters.",
        ),
        mistakes=(
            Mistake(
                _missing_unweighted,
                "You left out the months: a mission of four months counts for four, not for twelve.",
            ),
            Mistake(
                _missing_mean_of_shares,
                "You averaged the missions' percentages, so a small mission weighs as much as a great one.",
            ),
            Mistake(_missing_over_filled, "You divided by the posts that were filled. The base is the ceiling."),
            Mistake(lambda year: 100 - posts_missing(year), "That is the share that was filled."),
        ),
        decimals=1,
        percent=True,
        variants=tuple({"year": year} for year in MISSIONS_SHORT),
    ),
    Exercise(
        id="14.12",
        title="A rate, not a count",
        prompt=lambda early, late: (
            f"In {early} attacks killed {_killed(early):.0f} uniformed peacekeepers, and on average {senders(early).sum():,.0f} served. "
            f"In {late} attacks killed {_killed(late):.0f}, and {senders(late).sum():,.0f} served. "
            f"Per person-year, how many times as deadly as {early} was {late}? Two decimals; you may type the sum."
        ),
        kind="number",
        level="analyse",
        solution=times_as_deadly,
        meaning="More were killed, and yet each single peacekeeper ran less risk of it: far more people served. A headline counts; a soldier who asks 'how dangerous is it?' needs the rate.",
        hints=(
            "A rate needs a denominator: divide each year's deaths by that year's people.",
            "Then the later rate goes on top. Below one means less deadly.",
        ),
        mistakes=(
            Mistake(
                lambda early, late: _killed(late) / _killed(early),
                "That is the ratio of deaths. There were not as many people in the field in both years.",
            ),
            Mistake(
                lambda early, late: 1 / times_as_deadly(early, late),
                "Upside down: you divided the earlier rate by the later one.",
            ),
            Mistake(
                lambda early, late: float(death_rates()[late] - death_rates()[early]),
                "That is the difference of the rates. The question asks how many times.",
            ),
            Mistake(
                lambda early, late: float(death_rates()[late]),
                "That is the later rate itself, for ten thousand people. Compare it with the earlier one.",
            ),
        ),
        decimals=2,
        variants=(
            {"early": 2000, "late": 2012},
            {"early": 1996, "late": 2009},
            {"early": 1995, "late": 2014},
            {"early": 1998, "late": 2010},
        ),
    ),
    Exercise(
        id="14.14",
        title="Find the flaw",
        prompt=lambda: (
            f"Headline: 'Allies leave their own missions empty.' In 2014 the missions in Mali and the Central African Republic had more allies among their troops than any other large one, "
            f"and {_gap('MINUSMA', 2014):.0f}% and {_gap('MINUSCA', 2014):.0f}% of their posts were empty.<!--@PassmoreShannonHart2018--> All of this is true, and so are these four. Which one takes most from the headline?"
        ),
        kind="choice",
        level="evaluate",
        solution=what_is_new,
        meaning=lambda: (
            f"Missions fill up with time: Mali's gap went from {_gap('MINUSMA', 2013):.0f}% in its first year to {_gap('MINUSMA', 2015):.0f}% in its third. Age is the rival cause, and no other mission was as young."
        ),
        hints=(
            "Look for something that these two share and the fuller missions lack.",
            "Then ask whether it would leave posts empty if no two senders were allied.",
        ),
        mistakes=(
            Mistake(
                lambda: "both-large",
                lambda: f"So had Congo's, and {_gap('MONUSCO', 2014):.0f}% of its posts were empty.",
            ),
            Mistake(
                lambda: "both-africa",
                lambda: (
                    f"So do Liberia and Côte d'Ivoire, with {_gap('UNMIL', 2014):.0f}% and {_gap('UNOCI', 2014):.0f}% empty."
                ),
            ),
            Mistake(lambda: "no-brigade", "It had been closed since 2009. No mission of 2014 had it, full or empty."),
        ),
        options={
            "both-large": "Both had more than 10,000 posts to fill",
            "both-africa": "Both were sent to a country in Africa",
            "both-new": "Both were less than two years old",
            "no-brigade": "Neither had a standing brigade to help",
        },
    ),
    Exercise(
        id="14.17",
        title="Choose the control",
        prompt=lambda: (
            "Five years after a UN mission began, fewer hosts were fighting than states without one. Somebody says: 'Of course. The Council waits until the shooting is over.' Which comparison answers that best?"
        ),
        kind="choice",
        level="analyse",
        solution=still_fighting,
        meaning=lambda: (
            f"It holds constant what the rival names. Where there was fighting in the very year, {100 * _still(True).mean():.0f}% of {len(_still(True))} hosts were fighting five years on, "
            f"and {100 * _still(False).mean():.0f}% of {len(_still(False))} state-years without a mission: the rival does not explain the gap. A peace deal signed in that year would still slip through."
        ),
        hints=(
            "What does the rival say differs between hosts and the others?",
            "A good control makes the two groups alike in just that.",
        ),
        mistakes=(
            Mistake(
                lambda: "own-past",
                "All hosts had a conflict lately, or they would not be in the table: nearly anything looks calm beside that.",
            ),
            Mistake(
                lambda: "same-region",
                "A neighbour may be quiet or in the middle of a war. The region does not hold the shooting constant.",
            ),
            Mistake(
                lambda: "small-missions", "Then every place has a mission, and the question was what a mission does."
            ),
        ),
        options={
            "own-past": "the same hosts in the year it began",
            "same-region": "states of the region without a mission",
            "small-missions": "hosts of missions that stayed small",
            "still-fighting": "hosts and others that still fought that year",
        },
    ),
    Exercise(
        id="14.18",
        title="Like with like",
        prompt=lambda years: (
            f"{_told(years)} Compare like with like: after a war, how many times as high was the share in conflict with a mission as without? Two decimals; you may type the sum."
        ),
        kind="number",
        level="analyse",
        solution=war_ratio,
        meaning=lambda years: (
            f"After wars {war_ratio(years):.2f} times, after smaller conflicts {_ratio_of(years, war=False):.2f} times. One average over all would have told you neither. And what ended the wars may be the deals that brought the missions."
        ),
        hints=(
            "Use the sentence on wars only: two shares.",
            "The share with a mission goes on top. Below one: fewer were fighting.",
        ),
        mistakes=(
            Mistake(lambda years: 1 / war_ratio(years), "Upside down: the share with a mission goes on top."),
            Mistake(
                lambda years: _ratio_of(years),
                "You added wars and smaller conflicts up. Missions went to wars more often: that is not like with like.",
            ),
            Mistake(lambda years: _ratio_of(years, war=False), "That is the ratio after smaller conflicts."),
            Mistake(
                _war_odds, "Those are odds, fighting to not fighting. A share has all of its group below the line."
            ),
            Mistake(_war_points, "That is the difference in points. The question asks how many times."),
        ),
        decimals=2,
        variants=({"years": 8}, {"years": 3}, {"years": 10}, {"years": 6}),
    ),
    Exercise(
        id="14.13",
        title="Put the rule together",
        prompt="A planner needs 1,000 people and gets offers. With a cap of one half, offers of 5,000, 300 and 200 give 1,000, and three offers of 600 give 1,000 too. "
        "With a cap of one fifth, offers of 400 and 100 give 300.<!--@CoursePartnerships2026--> Which rule does all that? Put it together.",
        kind="rule",
        level="create",
        solution=cut_and_stop,
        meaning="That is the core of the force generation explorer. Language, distance and lift only decide which offers come in, and when.",
        hints=(
            "Begin with the last case: how can offers of 400 and 100 give 300?",
            "Then test your rule on the three equal offers: what stops it?",
        ),
        mistakes=(
            Mistake(
                lambda: ("whole", "need", "stop"),
                "Then the cap would never bite: in the last case the two offers would give 500.",
            ),
            Mistake(
                lambda: ("refused", "need", "stop"),
                "Then the offer of 5,000 would give nobody, and the first case only half of what is needed.",
            ),
            Mistake(
                lambda: ("cut", "offers", "stop"),
                "Try the last case: a fifth of all that is offered is 100, so the two would give 200.",
            ),
            Mistake(
                lambda: ("cut", "need", "all"),
                "Try the three equal offers: cut at the cap they still give 1,500, and 1,000 are needed.",
            ),
        ),
        options={
            "An offer above the cap is": {
                "whole": "taken as it is",
                "refused": "sent home",
                "cut": "cut down to the cap",
            },
            "The cap is a share of": {"offers": "all that is offered", "need": "what is needed"},
            "Of the sum we take": {"all": "all of it", "stop": "no more than is needed"},
        },
    ),
    Exercise(
        id="14.7",
        title="Fill a mission",
        prompt="The same rule in code: it takes a list of offers, the need, and the cap as a share of the need, and returns how many people are found.",
        start="def fill(offers, need, cap):\n    ...  # your rule here",
        kind="function",
        level="apply",
        solution=fill_solution,
        meaning="Your rule fills a mission as the planner does. Now anybody can run it, and anybody can see what it takes for granted.",
        hints=(
            "`min(offer, cap * need)` cuts one offer at the cap.",
            "Add up the cut offers with `sum(... for offer in offers)`, then take the smaller of that and the need.",
        ),
        mistakes=(
            Mistake(_fill_no_cap, "Your function never uses the cap."),
            Mistake(_fill_cap_of_offers, "You took the cap as a share of all offers. Here it is a share of the need."),
            Mistake(_fill_no_ceiling, "Nobody sends more than is needed in all: stop at the need."),
            Mistake(
                _fill_drop, "You left out the large offers. A state that offers too much is cut down, not sent home."
            ),
        ),
        cases=(
            ([5000, 300, 200], 1000, 0.5),
            ([100, 100], 1000, 0.2),
            ([600, 600, 600], 1000, 0.5),
            ([400, 100], 1000, 0.2),
        ),
    ),
]
REFLECTIONS = [
    Reflection(
        "14.8",
        "The rival story",
        "Violence falls after a deployment. Give the best rival explanation and a test that would tell the two apart.",
        "Violence may fall after a deployment because a peace agreement was signed, and the agreement also brought the mission. Then violence should fall before the troops land, and as much "
        "where the Council agreed to send a mission and troops came late. I would compare months with an agreement and few troops with months with an agreement and many, using delays that contributors cause for reasons of their own.",
        (
            "a rival cause that explains both the mission and the fall",
            "something that would look different if the rival story were true",
            "why missions are not sent at random: easy places, or the hardest ones",
            "a measure of violence: battle deaths, civilians killed, or any conflict at all",
        ),
    )
]


# Evidence.


def serving_evidence() -> Evidence2:
    """Missions that two contributors share, allied or not, their numbers of missions and region held constant; two-way clustered."""
    raw, found, each, states = (serving_gaps()[name] for name in ("nothing", "region", "each region", "each state"))
    means = serving_pairs().groupby("allied")["shared"].mean()
    return Evidence2(
        finding=f"Allied contributors had {means[1]:.2f} UN missions in common, others {means[0]:.2f} (2013–2016 and 2018); among states in as many missions allies share {raw.value:.2f} more [{raw.low:.2f}, {raw.high:.2f}], and among states of the same region {found.value:.2f} more; with each region held by itself {each.value:.2f} [{each.low:.2f}, {each.high:.2f}], with both states and the same region {states.value:.2f} [{states.low:.2f}, {states.high:.2f}]",
        data="panel",
        rivals=("neighbours serve together, allied or not", "the UN asks whom it knows"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="both states of the pair",
        unit="missions in common",
        n=found.n,
        n_unit="pairs of contributors and years",
        benchmark=0,
        why_benchmark="allies share no more missions than like pairs",
        expects="above",
        scope="serving together in UN missions",
    )  # fmt: skip


def does_much() -> tuple[Part, ...]:
    """Working together, seen in missions shared; improvement, by works."""
    return (
        Part("they get countries to work together", serving_evidence(), works("C18.1", "WardDorussen2016", "PassmoreShannonHart2018", "Henke2016")),
        Part("peacekeeping improves", studies=works("C18.1", "BaraHultman2020", "ColemanLi2022")),
    )  # fmt: skip


def led_evidence(seed: int = 1) -> Evidence2:
    """Hosts still in conflict five years on: missions led by others over missions led by the UN, like with like; hosts resampled."""
    table = new_hosts()
    found = models.block_bootstrap(table, like_ratio, "state_id", seed=seed, n=1000)
    pooled = table[~table["mission_name"].isin(ONE_STATE)]
    of_many = models.block_bootstrap(pooled, like_ratio, "state_id", seed=seed, n=1000)
    shares, sizes = 100 * table.groupby("mission")["after"].mean(), table["mission"].value_counts()
    share_many = 100 * pooled.loc[pooled["mission"], "after"].mean()
    return Evidence2(
        finding=f"Five years after a mission began there was conflict in the host of {shares[True]:.0f}% of {sizes[True]} missions led by others than the UN, and of {shares[False]:.0f}% of {sizes[False]} UN missions; like with like, the share is {found.value:.2f} times as high; without those of one state, which pool nothing, {share_many:.0f}% of {pooled['mission'].sum()} and {of_many.value:.2f} times [{of_many.low:.2f}, {of_many.high:.2f}]",
        data="panel",
        rivals=("UN missions pool too: this tests 'partners or UN', not pooling", "hard conflicts get the heavier force", "both kinds of mission often share a host", "the UN may have come after the worst"),
        rung=1,
        **measured(found),
        interval="block bootstrap",
        by="host",
        unit="times the share after UN missions",
        n=len(table),
        n_unit=f"missions in {found.n} hosts",
        benchmark=1,
        why_benchmark="forces of partners end as many conflicts as the UN does in like cases",
        expects="below",
    )  # fmt: skip


def more_effective(seed: int = 1) -> tuple[Part, ...]:
    """Effect of pooled forces against the UN's, by conflict five years on."""
    return (Part("pooling makes responses more effective", led_evidence(seed), works("C18.2")),)


def _speed(table: pd.DataFrame) -> float:
    """Points of the peak that forces of others had more than UN missions in their first year, its months held constant."""
    x = np.column_stack([np.ones(len(table)), table["partners"], table["months"]])
    return float(np.linalg.lstsq(x, table["share"].to_numpy(float), rcond=None)[0][1])


def speed_evidence(seed: int = 1) -> Evidence2:
    """Strength in the first year as a share of the peak: forces of others minus UN missions, months held constant; hosts resampled."""
    table = new_forces()
    found = models.block_bootstrap(table, _speed, "host_id", seed=seed)
    means, sizes = table.groupby("partners")["share"].mean(), table["partners"].value_counts()
    return Evidence2(
        finding=f"In their first calendar year {sizes[1]} forces led by others than the UN stood at {means[1]:.0f}% of their later peak, {sizes[0]} UN missions at {means[0]:.0f}%; with as many months to build up, {found.value:.0f} points more",
        data="panel",
        rivals=("a small peak is soon reached", "some begin with troops already there"),
        rung=1,
        **measured(found),
        interval="block bootstrap",
        by="host",
        unit="points of the peak",
        n=len(table),
        n_unit="missions",
        benchmark=0,
        why_benchmark="forces of partners are no nearer their peak than UN missions",
        expects="above",
    )  # fmt: skip


def faster(seed: int = 1) -> tuple[Part, ...]:
    """Speed of building up, for every kind of mission on record."""
    return (Part("faster than the UN", speed_evidence(seed), works("C18.2")),)


def in_line() -> tuple[Part, ...]:
    """One brigade that agreed on rules, trained together, and worked together."""
    cases = (
        Case("the units of a brigade founded in 1996 by seven states for UN duty train together, and reach what the Secretary-General calls a high degree of coherence", "2000-01", "Kofi Annan, January 2002, in SHIRBRIG 2009; UN press briefing 2004", "practices brought into line", traced=True),
        Case("the brigade goes to Ethiopia and Eritrea; the Secretary-General puts its quick start down to having trained together", "2000-11", "Kofi Annan, January 2002, in SHIRBRIG 2009", "able to work together", traced=True),
    )  # fmt: skip
    proof = Evidence2(
        finding="A brigade kept ready for UN duty trained together and was then sent as one",
        data="full count",
        rivals=("it was tried whole in one mission, and the praise stands in its own report",),
        rung=None,
        cases=cases,
    )
    things = ("practices brought into line", "able to work together")
    return (Part("common practice, and working together", proof, works("C18.3"), things=things),)


def reach_evidence(seed: int = 1) -> Evidence2:
    """Share of places in joint peacekeeping exercises 2001–2010 that the twenty largest UN contributors of 2010 held; series resampled."""
    places, everyone = peacekeeping_places(), senders(2010)
    top = set(everyone.head(20).index)
    found = models.block_bootstrap(
        places.assign(top=places["state_id"].isin(top)), lambda rows: rows["top"].mean(), "series", seed=seed, n=1000
    )
    trained = load("us_training").query("2001 <= year <= 2010").groupby("state_id")["peacekeeping_trainees"].sum()
    seated = places.assign(top=places["state_id"].isin(top)).groupby("exercise_id")["top"].any()
    courses = 100 * trained[trained.index.isin(top)].sum() / trained.sum()
    return Evidence2(
        finding=f"The twenty states that sent {100 * everyone.head(20).sum() / everyone.sum():.0f}% of UN personnel in 2010 held {100 * found.value:.0f}% of the places in joint peacekeeping exercises of 2001–2010, about what any twenty states would hold ({100 * 20 / len(states_in(2010)):.0f}%); {len(top & set(places['state_id']))} of the twenty took part at least once, and at least one of them in {seated.sum()} of {len(seated)} exercises; of American peacekeeping course places they held {courses:.0f}%",
        data="package",
        rivals=("the table is built from press reports, which watch some regions more", "it ends in 2010"),
        rung=None,
        **measured(found, 100),
        interval="block bootstrap",
        by="series of exercises",
        unit="% of places",
        n=len(places),
        n_unit="places",
        benchmark=50,
        why_benchmark="the places go mostly to those who send most",
        expects="above",
    )  # fmt: skip


def reach(seed: int = 1) -> tuple[Part, ...]:
    """Who sits in the exercises: a fact, not a cause."""
    return (Part("places go mostly to the largest senders", reach_evidence(seed), kind="fact"),)


def crucial() -> tuple[Part, ...]:
    """No list of missions says whether ways of working fitted; works only."""
    return (Part("fit is crucial", studies=works("C18.4")),)


def latin_channels() -> models.Estimate:
    """The same within Latin America and the Caribbean, where nearly all pairs are allied."""
    pairs = talking_pairs()
    return models.pair_slope(pairs[pairs["region"] == "Latin America and Caribbean"], "shared", ["allied", "chance"])


def channels_evidence() -> Evidence2:
    """Political and security organisations that two states of a region share, allied or not; each one's number of seats and the region held constant."""
    pairs, treaties = talking_pairs(), load("alliances")
    found, latin = models.pair_slope(pairs, "shared", ["allied", "chance", "region"]), latin_channels()
    means = pairs.groupby("allied")["shared"].mean()
    return Evidence2(
        finding=f"{100 * treaties['consultation'].mean():.0f}% of {len(treaties)} alliance treaties oblige members to consult; in 2010 allied states of a region shared {means[1]:.1f} further political or security organisations, others {means[0]:.1f}, and like with like, each region for itself, {found.value:.2f} more; not so in Latin America and the Caribbean, {latin.value:.2f} [{latin.low:.2f}, {latin.high:.2f}]",
        data="panel",
        rivals=("states that talk sign pacts", "seats are counted, not talks"),
        rung=1,
        **measured(found),
        interval="clustered",
        by="both states of the pair",
        unit="organisations in common",
        n=found.n,
        n_unit="pairs of one region",
        benchmark=0,
        why_benchmark="allies sit together no more than like pairs of their region",
        expects="above",
        scope="seats in common organisations",
    )  # fmt: skip


def promote_channels() -> tuple[Part, ...]:
    """Channels, seen in common organisations; use of them, by works."""
    return (Part("channels for talks", channels_evidence(), works("C18.5")),)


def agreements_evidence() -> Evidence2:
    """Disputes of neighbours before 1991 and from 2002: change with a first defence agreement over change without; two-way clustered."""
    rows = agreement_pairs()
    row = models.logit(rows, "onsets", ["both", "signed", "after"], trials="years", cluster=("state_id_1", "state_id_2")).iloc[1]  # fmt: skip
    sums = rows.groupby(["signed", "after"])[["onsets", "years"]].sum()
    rate = sums["onsets"] / sums["years"]
    pairs = rows.groupby("signed").size() // 2
    return Evidence2(
        finding=f"Between the years before 1991 and those from 2002 disputes fell to {rate[1, 1] / rate[1, 0]:.2f} of the old rate among {pairs[1]} pairs of neighbours that signed a first defence agreement in between, and to {rate[0, 1] / rate[0, 0]:.2f} among {pairs[0]} without one",
        data="panel",
        rivals=("states that sign may have made up before", "the Cold War ended for both"),
        rung=1,
        estimate=float(row["odds_ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        interval="clustered",
        by="both states of the pair",
        unit="times the change of pairs without",
        n=int(pairs.sum()),
        n_unit="pairs of neighbours",
        benchmark=1,
        why_benchmark="signing changes nothing for the rate of disputes",
        expects="below",
        scope="pairs with agreements",
    )  # fmt: skip


def neighbours_fight_less() -> tuple[Part, ...]:
    """Disputes after a first agreement."""
    return (Part("fewer disputes after an agreement", agreements_evidence(), works("C18.5")),)


def acting_early() -> tuple[Part, ...]:
    """The Gambia, and works on allies in crises."""
    case = Case(
        "five West African states send troops into The Gambia, halt, and the president who had lost the election leaves two days later",
        "2017-01-19",
        "Hartmann 2017; course list P59; timeline",
        traced=True,
    )
    proof = Evidence2(
        finding="In The Gambia neighbours with a common mutual-aid pact acted within six weeks of the quarrel, and no war came",
        data="full count",
        rivals=("the war that did not come is inferred", "the army chief had said that his men would not fight"),
        rung=None,
        cases=(case,),
    )
    return (
        Part("acting early so that a clash is avoided", proof, works("C18.6")),
        Part("because they build trust and contact", force="most-or-tends"),
    )


def hosts_evidence(seed: int = 1, years: int = 5) -> Evidence2:
    """States with recent internal conflict: share still in conflict some years on, with a new UN mission over without, like with like.

    Mantel–Haenszel over fighting now and war lately; states resampled, for each appears in many years.
    """
    table = conflict_later(years)
    found = models.block_bootstrap(table, like_ratio, "state_id", seed=seed, n=1000)
    raw = models.block_bootstrap(table, risk_ratio, "state_id", seed=seed, n=1000)
    shares, sizes = 100 * table.groupby("mission")["after"].mean(), table["mission"].value_counts()
    return Evidence2(
        finding=f"After {years} years {shares[True]:.0f}% of {sizes[True]} new hosts of a UN mission were in conflict, {shares[False]:.0f}% of {sizes[False]} state-years without one: {raw.value:.2f} times the share [{raw.low:.2f}, {raw.high:.2f}]; as deep in war, {found.value:.2f} times",
        data="panel",
        rivals=("a peace deal may bring the mission and the calm", "the UN goes where it sees a chance"),
        rung=1,
        **measured(found),
        interval="block bootstrap",
        by="state",
        unit="times the share of like states",
        n=len(table),
        n_unit=f"state-years of {found.n} states",
        benchmark=1,
        why_benchmark="as many are still in conflict with a mission as without",
        expects="below",
        scope="hosts of missions",
    )  # fmt: skip


def less_violence(seed: int = 1) -> tuple[Part, ...]:
    """Hosts of missions, and pairs with agreements."""
    hosts = (
        "HultmanKathmanShannon2013",
        "HultmanKathmanShannon2014",
        "WalterHowardFortna2021",
        "BaraHultman2020",
        "HegreHultmanNygard2019",
    )
    return (
        Part("hosts of missions", hosts_evidence(seed), works("C18.6", *hosts)),
        Part("pairs with agreements", agreements_evidence(), works("C18.6", "KenwickVasquez2017")),
    )  # fmt: skip


def kinds() -> tuple[Case, ...]:
    """Kinds of effect on peacekeeping that the tables show, each with a dated case; the list was drawn up before counting."""
    un, nato = senders(2015), nato_members(2015)
    sent = un[un.index.isin(nato)].sum()
    trained = load("us_training").query("year == 2019")["peacekeeping_trainees"].sum()
    ifor = load("mission_violence").query("mission == 'IFOR'").sort_values("personnel").iloc[-1]
    return (
        Case(f"NATO members have {sent:,.0f} uniformed people in UN missions", "2015", "UN contributions", "people"),
        Case(f"NATO's force in Bosnia has {ifor['personnel']:,.0f}", str(ifor["year"]), "Bara & Hultman 2020", "own missions"),
        Case(f"{trained:,.0f} foreign peacekeepers on American courses", "2019", "US State Department, foreign military training", "training"),
        Case("a brigade kept ready for the UN leads the way into Ethiopia and Eritrea", "2000-11", "UN press briefing 2004", "readiness"),
    )  # fmt: skip


def kinds_evidence() -> Evidence2:
    """How many kinds of effect have a dated case: a full count of our list."""
    found = kinds()
    return Evidence2(
        finding=f"{len(found)} kinds of effect have a dated case: people, missions of their own, training, a brigade kept ready",
        data="teaching list",
        rivals=("what counts as a kind is a choice",),
        rung=None,
        **counted(len(found)),
        interval="none",
        unit="kinds of effect",
        n=len(found),
        n_unit="kinds",
        benchmark=1,
        why_benchmark="'more than one way' is more than one",
        expects="above",
        cases=found,
    )  # fmt: skip


def many_ways() -> tuple[Part, ...]:
    """Kinds of effect counted."""
    return (Part("more than one kind of effect", kinds_evidence(), works("C18.7")),)


def _slope(table: pd.DataFrame) -> float:
    """Change of the share per ten years, by least squares."""
    return float(10 * np.polyfit(table["year"], table["share"], 1)[0])


def own_flags_evidence(seed: int = 1) -> Evidence2:
    """Trend of the share of peacekeepers outside the UN, 1993–2016, points per ten years, Afghanistan left out; blocks of three years."""
    table, everything = own_flags(), own_flags(wars=True)
    found, wide = (models.block_bootstrap(rows, _slope, "year", length=3, seed=seed, n=1000) for rows in (table, everything))  # fmt: skip
    share = table.set_index("year")["share"]
    return Evidence2(
        finding=f"Outside the UN served {share[1993]:.0f}% of peacekeepers in civil conflicts in 1993, {share.max():.0f}% in {share.idxmax():.0f} (of all peacekeepers {outside_of_all(int(share.idxmax())):.0f}%) and {share[2016]:.0f}% in 2016: {found.value:.0f} points in ten years; with the war in Afghanistan counted as peacekeeping {wide.value:.0f} points [{wide.low:.0f}, {wide.high:.0f}]".replace("-", "−"),
        data="yearly series",
        rivals=("the UN grew; partners did not only shrink", "people are no measure of effect"),
        rung=None,
        **measured(found),
        interval="block bootstrap",
        by="three neighbouring years",
        unit="points in ten years",
        n=len(table),
        n_unit="years",
        benchmark=0,
        why_benchmark="partners carry a steady share of peacekeeping in civil conflicts",
        expects="above",
    )  # fmt: skip


def growing(seed: int = 1) -> tuple[Part, ...]:
    """Size, which no table measures, and growth, seen in the people who serve under flags of their own."""
    return (
        Part("the effect is large", studies=works("C18.7", "ColemanLi2022")),
        Part("it is growing, as far as people outside the UN show it", own_flags_evidence(seed)),
    )


def vital(seed: int = 1) -> tuple[Part, ...]:
    """The three contributions, each with the number that stands for it above; 'vital' is praise."""
    return (
        Part("closer cooperation", serving_evidence(), works("C18.8", "ColemanLi2022"), kind="causal"),
        Part("more efficient operations", led_evidence(seed), works("C18.8", "WalterHowardFortna2021", "BaraHultman2020"), kind="causal"),
        Part("firmer diplomatic ties", channels_evidence(), works("C18.8", "LongNordstromBaek2007"), kind="causal"),
    )  # fmt: skip


# Claims.


ASKED = ["C18.1", "C18.2", "C18.3", "C18.5", "C18.6", "C18.7"]
CLAIMS = [
    Judgement(
        "C18.1",
        "contested",
        "That UN missions help is well studied; that partnerships are behind it is not. Allies do share more missions than other pairs, but a fifth to two thirds of that goes once region is held constant. They share 0.1<!--= allied_more --> to 0.3<!--= allied_states --> of a mission more than like pairs; whether zero is excluded depends on how region is held.",
        parts=does_much,
    ),
    Judgement(
        "C18.2",
        "contested",
        "Where the conflicts were alike, hosts of partners' forces were no calmer five years on than hosts of UN missions; the interval allows for either to be better, with the forces of one state or without. UN missions pool too, so this asks 'partners or UN', not whether pooling helps. One study finds forces outside the UN as good as the UN's against violence by governments, but not against that of rebels.",
        parts=more_effective,
        ours="contested",
        ours_reason="They stood nearer their peak in the first year, but with as many months to build up the interval holds zero. The one brigade kept ready for the UN was fast once; nobody has used Africa's as it was planned.",
        ours_parts=faster,
    ),
    Judgement(
        "C18.3",
        "supported",
        "'Can' asks for a case, and a brigade that trained together before it was sent is one. It is one brigade, and the praise stands in its own report.",
        parts=in_line,
        ours="not supported",
        ours_reason="No. Nearly all of the twenty largest senders took part at least once, but together they held about as many places as any twenty states would. American courses do go mostly to them.",
        ours_parts=reach,
    ),
    Judgement(
        "C18.4",
        "not testable here",
        "No table says whether the ways of working of a force fitted. Mixed passports are no measure of it: what a mixed mission does is lesson 09's question. Quality of troops is a rival cause.",
        parts=crucial,
    ),
    Judgement(
        "C18.5",
        "partly supported",
        "Half of all alliance treaties oblige members to consult, and allied states sit together in more organisations than like pairs of their region, though not in Latin America. In crises allies counsel a settlement, one study finds; how often seats settle conflicts, we cannot see.",
        parts=promote_channels,
        ours="contested",
        ours_reason="Disputes fell with and without an agreement, with one a little more. Few neighbours signed, so the interval allows for halving and for half as many again.",
        ours_parts=neighbours_fight_less,
    ),
    Judgement(
        "C18.6",
        "supported",
        "'Can help' asks for a case, and The Gambia is one. The study of it traces the end to a credible threat of troops. That trust and contact were behind it is traced by nobody: this half stays untested.",
        parts=acting_early,
        ours="contested",
        ours_reason="Compared with states as deep in war, fewer hosts of new missions were fighting three to eight years on, at three by a hair. But new missions are few: if the interval is reckoned by leaving out one state at a time, 'no difference' is inside at three, four and eight years. And for pairs with agreements we see nothing either way.",
        ours_parts=less_violence,
    ),
    Judgement(
        "C18.7",
        "supported",
        "Four kinds of effect have a dated case each. More than one way was all that was said.",
        parts=many_ways,
        ours="not supported",
        ours_reason="Nobody has measured how large it is. Growing it is not, by the one thing that can be counted: a falling share of peacekeepers in civil conflicts serves outside the UN, and with Afghanistan counted in, no rise shows either. The series ends in 2016.",
        ours_parts=growing,
    ),
    Judgement(
        "C18.8",
        "contested",
        "It rests on three claims above. Firmer ties have something behind them; for closer cooperation the answer hangs on how region is held, and for better operations our number decides nothing.",
        parts=vital,
    ),
]


# Numbers.
NUMBERS = {
    "nato_1993": lambda: share_sent(nato_members(1993), 1993),
    "nato_2020": lambda: share_sent(nato_members(2020), 2020),
    "south_asia_2006": lambda: share_sent(group_members("South Asia", 2006), 2006),
    "africa_2020": lambda: share_sent(group_members("Sub-Saharan Africa", 2020), 2020),
    "nato_soldiers": lambda: share_of_soldiers(nato_members(2015), 2015),
    "nato_2015": lambda: share_sent(nato_members(2015), 2015),
    "first_un": lambda: new_forces().query("partners == 0")["share"].mean(),
    "first_other": lambda: new_forces().query("partners == 1")["share"].mean(),
    "first_gap": lambda: speed_evidence().estimate,
    "gap_there": lambda: first_full_year().query("before != ''")["gap"].median(),
    "there": lambda: int((first_full_year()["before"] != "").sum()),
    "alone": lambda: int((first_full_year()["before"] == "").sum()),
    "gap_alone": lambda: first_full_year().query("before == ''")["gap"].median(),
    "new_missions": lambda: conflict_later()["mission"].sum(),
    "all_deaths": lambda: load("un_fatalities")["deaths"].sum(),
    "malicious": lambda: (
        100
        * load("un_fatalities").query("cause == 'malicious act'")["deaths"].sum()
        / load("un_fatalities")["deaths"].sum()
    ),
    "offer": lambda: 100 * OFFER,
    "preparation": lambda: PREPARATION,
    "led_other": lambda: 100 * new_hosts().query("mission")["after"].mean(),
    "led_un": lambda: 100 * new_hosts().query("not mission")["after"].mean(),
    "slots_top": lambda: reach_evidence().estimate,
    "took_part": lambda: len(set(senders(2010).head(20).index) & set(peacekeeping_places()["state_id"])),
    "allied_shared": lambda: serving_pairs().groupby("allied")["shared"].mean()[1],
    "other_shared": lambda: serving_pairs().groupby("allied")["shared"].mean()[0],
    "allied_more": lambda: serving_evidence().estimate,
    "allied_states": lambda: serving_gaps()["each state"].value,
    "consult": lambda: 100 * load("alliances")["consultation"].mean(),
    "seats_more": lambda: channels_evidence().estimate,
}
