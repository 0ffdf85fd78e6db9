"""Well-known facts about ties between states, checked on the tables; each row names its published source."""

import pandas as pd
import pytest

from helpers.data import load, state


def nato_on(day):
    members = load("nato_members")
    day = pd.Timestamp(day)
    return ((members["start_date"] <= day) & ~(members["end_date"] < day)).sum()


def in_organisation(code, year):
    rows = load("organisation_members", year)
    return rows[(rows["organisation_id"] == code) & (rows["status"] == "full")]["state_id"].nunique()


def in_force(force, left=True):
    rows = load("standby_force_members")
    return ((rows["force"] == force) & (left | rows["end_date"].isna())).sum()


def troops(name, year):
    rows = load("us_troops", year)
    return rows.loc[rows["state_id"] == state(name), "troops"].item()


def share(importer, supplier, start=2017):
    rows = load("arms_network")
    rows = rows[(rows["recipient_id"] == state(importer)) & (rows["start"] == start)]
    return rows.loc[rows["supplier_id"] == state(supplier), "share"].item()


def official(name, column="official"):
    rows = load("languages")
    return set(rows.loc[(rows["state_id"] == state(name)) & rows[column].fillna(False).astype(bool), "language"])


def allied_share(importer, start):
    rows = load("arms_suppliers")
    return rows.loc[(rows["recipient_id"] == state(importer)) & (rows["start"] == start), "allies"].item()


def agreements(**where):
    rows = load("defence_agreements")
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return len(rows)


def series(name):
    rows = load("exercises")
    return rows[rows["series"] == name]["year"]


NATO, SIPRI21 = "NATO list of member countries", "SIPRI, Trends in International Arms Transfers 2021, table 2"
DMDC, COW = "DMDC figures in Kane 2005 and Allen, Flynn & Martinez Machain 2022", "Pevehouse et al. 2020"
FACTS = [
    ("NATO founders", lambda: len(load("nato_members").query("wave == 1")), 12, "North Atlantic Treaty, 4 April 1949"),
    ("NATO signed", lambda: load("nato_members")["signed"].dropna().unique()[0], pd.Timestamp(1949, 4, 4), NATO),
    ("NATO accessions", lambda: load("nato_members")["accession"].sum(), 32, NATO),
    ("NATO at the end of the Cold War", lambda: nato_on("1989-11-09"), 16, NATO),
    ("NATO on the day of German unity", lambda: nato_on("1990-10-03"), 16, NATO),
    ("NATO at the Lisbon summit", lambda: nato_on("2010-11-20"), 28, NATO),
    ("NATO before Finland", lambda: nato_on("2023-04-03"), 30, NATO),
    ("NATO before Sweden", lambda: nato_on("2024-03-06"), 31, NATO),
    ("NATO since Sweden", lambda: nato_on("2024-03-07"), 32, NATO),
    ("Warsaw Pact members", lambda: len(load("warsaw_pact_members")), 8, "Treaty of Warsaw, 14 May 1955"),
    ("Warsaw Pact ends", lambda: load("warsaw_pact_members")["end_date"].max(), pd.Timestamp(1991, 7, 1), "Prague protocol"),
    ("Albania leaves", lambda: load("warsaw_pact_members").set_index("state_id")["end"][339], 1968, "CHECKS 2"),
    ("East African force", lambda: in_force("EASF"), 10, "EASF; The East African, 26 January 2024"),
    ("ECOWAS after the Sahel exit", lambda: in_force("ESF", left=False), 12, "ECOWAS, 29 January 2025"),
    ("ECOWAS before the Sahel exit", lambda: in_force("ESF"), 15, "ECOWAS"),
    ("SADC", lambda: in_force("SSF"), 16, "SADC list of member states"),
    ("ECCAS before Rwanda's exit", lambda: in_force("FOMAC"), 11, "ECCAS list of member states"),
    ("DCAD agreements", agreements, 1868, "Kinne 2020: 1,872; the file has 1,871, three of them of a state with itself"),
    ("general agreements", lambda: agreements(scope="general"), 1321, "raw pack: 1,322, one of a state with itself"),
    ("UN in 2014", lambda: in_organisation("UN", 2014), 193, "UN list of member states"),
    ("UN in 1946", lambda: in_organisation("UN", 1946), 51, "UN: 51 founders and 4 admitted in 1946, less 4 not in COW's list"),
    ("NATO in 1949 (COW)", lambda: in_organisation("NATO", 1949), 12, NATO),
    ("NATO in 2014 (COW)", lambda: in_organisation("NATO", 2014), 28, NATO),
    ("Warsaw Pact without Ghana", lambda: in_organisation("WPact", 1962), 8, "error of the source corrected"),
    ("EU in 1995", lambda: in_organisation("EU", 1995), 15, "EU enlargements"),
    ("EU in 2004", lambda: in_organisation("EU", 2004), 25, "EU enlargements"),
    ("EU in 2014", lambda: in_organisation("EU", 2014), 28, "EU enlargements"),
    ("EEC in 1958", lambda: in_organisation("EEC", 1958), 6, "Treaty of Rome"),
    ("ASEAN in 1967", lambda: in_organisation("ASEAN", 1967), 5, "Bangkok Declaration"),
    ("ASEAN in 2014", lambda: in_organisation("ASEAN", 2014), 10, "ASEAN member states"),
    ("CSTO in 2014", lambda: in_organisation("CSTO", 2014), 6, "CSTO, after Uzbekistan's exit in 2012"),
    ("GCC in 1981", lambda: in_organisation("GCC", 1981), 6, "GCC Charter"),
    ("US troops in Korea, 1953", lambda: troops("South Korea", 1953), 326863, "CHECKS 18: about 327,000"),
    ("US troops in Vietnam, 1968", lambda: troops("South Vietnam", 1968), 537377, "CHECKS 19: 536,000 to 540,000"),
    ("US troops in Haiti, 1994", lambda: troops("Haiti", 1994), 17495, DMDC),
    ("US troops in Haiti, 2010", lambda: troops("Haiti", 2010), 8, "snapshot: the surge after the earthquake is missed"),
    ("US troops in Japan, 2024", lambda: troops("Japan", 2024), 55154, DMDC),
    ("RIMPAC begins in the data", lambda: series("RIMPAC").min(), 1980, "D'Orazio & Galambos 2021"),
    ("Cobra Gold begins", lambda: series("Cobra Gold").min(), 1982, "facts/partnerships.csv P61"),
    ("Team Spirit ends", lambda: series("Team Spirit").max(), 1993, "last held in 1993, cancelled from 1994"),
    ("India buys from Russia", lambda: share("India", "Russia"), 0.46, SIPRI21),
    ("India buys from France", lambda: share("India", "France"), 0.27, SIPRI21),
    ("Saudi Arabia buys from the USA", lambda: share("Saudi Arabia", "United States"), 0.82, SIPRI21),
    ("Egypt buys from Russia", lambda: share("Egypt", "Russia"), 0.41, SIPRI21),
    ("China buys from Russia", lambda: share("China", "Russia"), 0.81, SIPRI21),
    ("Pakistan buys from China", lambda: share("Pakistan", "China"), 0.72, SIPRI21),
    ("Japan buys from its ally", lambda: allied_share("Japan", 2017), 0.98, SIPRI21),
    ("Switzerland's languages", lambda: official("Switzerland"), {"German", "French", "Italian", "Romansh"}, "Constitution, art. 4 and 70"),
    ("Namibia's language", lambda: official("Namibia", "official_cepii"), {"English"}, "Constitution of Namibia, art. 3"),
    ("pairs in ISAF", lambda: load("common_language")["isaf"].sum(), 46 * 45 // 2, "46 contingents, facts/isaf_troops_2010_11.csv"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "expected"), [(fact[1], fact[2]) for fact in FACTS], ids=[f"{fact[0]} ({fact[3]})" for fact in FACTS]
)
def test_known_fact(found, expected):
    assert found() == (pytest.approx(expected) if isinstance(expected, float) else expected)
