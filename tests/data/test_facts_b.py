"""Well-known facts about states, power, war and threats, each with the source it is checked against."""

import pytest

from helpers.data import load, state


def cinc(year, *states):
    table = load("capabilities", year).set_index("state_id")["cinc"]
    return table[[state(name) for name in states]]


def value(name, who, year, column):
    table = load(name, year).set_index("state_id")
    return table.loc[state(who) if isinstance(who, str) else who, column]


def war(war_id):
    table = load("interstate_wars")
    return table[table["war_id"] == war_id]


def kept(coding, **cut):
    table = load("alliance_commitments")
    for column, wanted in cut.items():
        table = table[table[column] == wanted]
    table = table[table[f"outcome_{coding}"] != "does not apply"]
    return (table[f"outcome_{coding}"] == "honoured").mean()


def conflicts(year):
    return tuple(int(total) for total in load("armed_conflicts", year)[["conflicts", "wars"]].sum())


def rivals(one, two):
    table = load("rivalries")
    return table[(table["state_id_1"] == state(one)) & (table["state_id_2"] == state(two))]


def first_year(who):
    table = load("states")
    return int(table.loc[table["state_id"] == state(who), "start"].max())


def strongest():
    table = load("capabilities")
    return tuple(table.loc[table["cinc"].idxmax(), ["state_id", "year"]])


def attacks():
    return load("terrorism").groupby("year")["attacks"].sum()


def sponsors(source):
    table = load("cyber_incidents")
    table = table[(table["source"] == source) & (table["level"] == "initiator")]
    return set(table.groupby("initiator_id")["incidents"].sum().nlargest(4).index)


WARSAW_1955 = ["GDR", "Poland", "Hungary", "Czechoslovakia", "Albania", "Bulgaria", "Romania", "USSR"]
NATO_1955 = ["USA", "Canada", "UK", "Netherlands", "Belgium", "Luxembourg", "France", "West Germany", "Italy", "Greece", "Norway",
             "Denmark", "Iceland", "Portugal", "Turkey"]  # fmt: skip
FOUR_SPONSORS = {365, 630, 710, 731}

FACTS = [
    ("South Sudan independent", lambda: first_year("South Sudan"), 2011, "raw pack CHECKS 14: 9 July 2011"),
    ("Germany united on 3 October 1990", lambda: str(load("states").query("state_id == 255")["start_date"].max())[:10],
     "1990-10-03", "Unification Treaty, article 1"),
    ("Namibia independent", lambda: first_year("Namibia"), 1990, "UN Security Council resolution 652 (1990)"),
    ("highest CINC ever: United States 1945", strongest, (2, 1945), "raw pack CHECKS 11"),
    ("its value", lambda: round(float(cinc(1945, "USA").iloc[0]), 3), 0.384, "raw pack CHECKS 11"),
    ("China passes the United States in CINC by 2016", lambda: cinc(2016, "China").iloc[0] > cinc(2016, "USA").iloc[0], True,
     "claim C14.3; Beckley 2015 on what CINC overstates"),
    ("NATO outweighs the Warsaw Pact in CINC, 1955", lambda: cinc(1955, *NATO_1955).sum() > cinc(1955, *WARSAW_1955).sum(), True,
     "claim C03.4 and its trap: do not swap the blocs"),
    ("population of China 2010, 1.36 billion where the census has 1.34", lambda: round(value("capabilities", "China", 2010, "population") / 1e6, 2),
     1.36, "raw pack CHECKS 12 (NEAR: 1.5% above the census)"),
    ("population of the United States 1900, census 76 million", lambda: round(value("economies", "USA", 1900, "population") / 1e3), 76,
     "US census of 1900: 76.2 million"),
    ("German democracy falls from 6 to -9", lambda: [int(value("regimes", "Germany", year, "polity2")) for year in (1930, 1935)],
     [6, -9], "raw pack CHECKS 13"),
    ("highest ideal point 2023: United States", lambda: int(load("ideal_points", 2023).set_index("state_id")["ideal_point"].idxmax()), 2,
     "raw pack CHECKS 17"),
    ("no votes in 1964", lambda: len(load("ideal_points", 1964)), 0, "UN General Assembly, 19th session: no recorded votes"),
    ("United States a major power from 1898", lambda: int(load("major_powers").query("state_id == 2")["start"].iloc[0]), 1898,
     "COW major powers; raw pack CHECKS on cow_majors_2024"),
    ("five major powers in 1955", lambda: set(load("major_powers", 1955)["state_id"]), {2, 200, 220, 365, 710},
     "COW major powers, the later permanent members"),
    ("US and Canada share a land border", lambda: int(load("contiguity", 2000).query("state_id_1 == 2 and state_id_2 == 20")["type"].iloc[0]), 1,
     "raw pack SOURCES, cow_contiguity"),
    ("Alaska within 12 miles of Soviet land", lambda: int(load("contiguity", 1970).query("state_id_1 == 2 and state_id_2 == 365")["type"].iloc[0]),
     2, "Diomede islands, 2.4 miles apart; COW has it from 1959, Alaska's statehood"),
    ("95 interstate wars to 2003", lambda: load("interstate_wars")["war_id"].nunique(), 95, "Sarkees & Wayman 2010"),
    ("15 states fight in the First World War", lambda: war(106)["state_id"].nunique(), 15, "raw pack SOURCES, cow_interstate_war"),
    ("the United States enters in 1917", lambda: int(war(106).query("state_id == 2")["start"].iloc[0]), 1917, "raw pack CHECKS 5"),
    ("Iraq alone in the Gulf War", lambda: sorted(war(211).groupby("side")["state_id"].nunique())[0], 1, "raw pack CHECKS 7"),
    ("61 conflicts and 11 wars in 2024", lambda: conflicts(2024), (61, 11), "Davies and others 2025; raw pack CHECKS 9"),
    ("Russia against Ukraine is an interstate war in 2022",
     lambda: int(load("armed_conflicts", 2022).query("type == 'interstate' and region == 'Europe'")["wars"].iloc[0]), 1, "raw pack CHECKS 10"),
    ("half of the commitments kept, 1816-2003", lambda: round(kept("llm"), 2), 0.5, "Berkemeier & Fuhrmann 2018; raw pack CHECKS 4"),
    ("66% before 1945", lambda: round(kept("llm", before_1945=True), 2), 0.66, "Berkemeier & Fuhrmann 2018, in claim C07.1"),
    ("22% from 1945 to 2003", lambda: round(kept("llm", before_1945=False), 2), 0.22, "Berkemeier & Fuhrmann 2018, in claim C07.1"),
    ("India and Pakistan rivals since 1947", lambda: (int(rivals("India", "Pakistan")["start"].iloc[0]), rivals("India", "Pakistan")["end"].isna().iloc[0]),
     (1947, True), "raw pack SOURCES, thompson"),
    ("most attacks in 2014", lambda: int(attacks().idxmax()), 2014, "raw pack CHECKS 31"),
    ("no records for 1993", lambda: 1993 in attacks().index, False, "GTD; raw pack CHECKS 31"),
    ("16,903 attacks in 2014", lambda: int(attacks()[2014]), 16903, "GTD 2018 release, world total of 2014"),
    ("DCID: China, Russia, Iran, North Korea lead", lambda: sponsors("DCID"), FOUR_SPONSORS, "raw pack SOURCES, dcid"),
    ("EuRepoC: the same four", lambda: sponsors("EuRepoC"), FOUR_SPONSORS, "raw pack SOURCES, eurepoc"),
    ("CFR: the same four", lambda: sponsors("CFR"), FOUR_SPONSORS, "raw pack SOURCES, cfr"),
    ("DCID has 429 incidents", lambda: int(load("cyber_incidents").query("source == 'DCID' and level == 'world'")["incidents"].sum()), 429,
     "raw pack SOURCES, dcid"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "found", "expected", "source"), FACTS, ids=[row[0] for row in FACTS])
def test_fact(fact, found, expected, source):
    assert found() == expected, f"{fact} ({source})"


def test_no_nato_warsaw_pact_pair_is_at_war_1955_to_1991():
    """Claim C03.5: no interstate war between the blocs in the COW list."""
    wars = load("interstate_wars")
    wars = wars[(wars["start"] >= 1955) & (wars["start"] <= 1991)]
    west, east = ({state(name) for name in bloc} for bloc in (NATO_1955, WARSAW_1955))
    for _, fighters in wars.groupby("war_id"):
        sides = [set(side["state_id"]) for _, side in fighters.groupby("side")]
        assert not any(one & west and two & east for one in sides for two in sides if one is not two)
