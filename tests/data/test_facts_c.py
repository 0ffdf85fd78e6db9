"""Well-known facts about burden, peacekeeping and relief, each with its published source, checked against the tables."""

import pytest

from helpers.data import load, state, state_name


def allies_at_two_percent(year):
    table = load("nato_spending", year=year)
    return int((table["member"] & (table["share_gdp"] >= 2)).sum())


def guideline(year):
    return int(load("nato_guideline").set_index("year")["allies"][year])


def sipri(name, year):
    table = load("defence_shares", year=year).set_index("state_id")
    return round(table["share_gdp"][state(name)], 1)


def contingents(date):
    table = load("contingents")
    return table[(table["operation"] == "ISAF") & (table["date"] == date)]


def top_contributors(year, count=5):
    table = load("un_contributors", year=year)
    table = table[table["joined"]].nlargest(count, "personnel")
    return {state_name(code) for code in table["state_id"]}


def figure(item):
    return int(load("haiti_figures").set_index("item")["value"][item])


def finance(contributor, column):
    return load("gulf_war_finance").set_index("contributor")[column][contributor]


def haiti_appeal():
    table = load("humanitarian_funding", year=2010).set_index("iso3").loc["HTI"]
    return round(table["requirements"] / 1000, 1), round(100 * table["funding"] / table["requirements"])


def peak_month():
    table = load("un_personnel").dropna(subset=["personnel"])
    row = table.loc[table["personnel"].astype(int).idxmax()]
    return f"{row['date']:%Y-%m}", int(row["personnel"])


def deaths_of(name):
    return int(load("un_fatalities_by_state").set_index("state_id")["deaths"][state(name)])


def mission(acronym, column):
    return load("un_missions").set_index("mission")[column][acronym]


def largest_share_of_gdp():
    table = load("nato_spending", year=2024)
    row = table.loc[table["share_gdp"].idxmax()]
    return state_name(row["state_id"]), round(row["share_gdp"], 2)


FACTS = [
    (lambda: allies_at_two_percent(2014), 3, "NATO, June 2024: three allies at 2% in 2014"),
    (lambda: allies_at_two_percent(2024), 23, "NATO, June 2024: 23 allies expected at 2% in 2024"),
    (lambda: guideline(2014), 3, "NATO annual report: United States, United Kingdom, Greece"),
    (lambda: guideline(2024), 22, "NATO annual report of April 2025: 22 of 32"),
    (largest_share_of_gdp, ("Poland", 4.12), "NATO, June 2024: Poland 4.12% in 2024e"),
    (lambda: sipri("United States", 2024), 3.4, "SIPRI fact sheet, April 2025: 3.4% of GDP"),
    (lambda: sipri("Poland", 2024), 4.2, "SIPRI fact sheet, April 2025: 4.2% of GDP"),
    (lambda: sipri("Russia", 2024), 7.1, "SIPRI fact sheet, April 2025: 7.1% of GDP"),
    (lambda: len(contingents("2010-11-15")), 46, "AFP from NATO figures, November 2010: 46 contingents with a number"),
    (lambda: int(contingents("2010-11-15")["troops"].sum()), 130_930, "same list: about 131,000"),
    (
        lambda: int(load("afghanistan_deaths")["deaths"].sum()),
        3_621,
        "the list's own total of foreign soldiers who died in Afghanistan",
    ),
    (lambda: len(contingents("2009-10-01")), 42, "list of 1 October 2009: 42 nations"),
    (lambda: finance("all contributors", "pledged"), 54.0, "US GAO NSIAD-92-71: 54 billion pledged"),
    (lambda: finance("all contributors", "received"), 50.5, "US GAO NSIAD-92-71: 50.5 billion received"),
    (lambda: len(load("un_missions")), 71, "United Nations: 71 operations since 1948"),
    (lambda: mission("UNTSO", "start_month"), "1948-05", "United Nations: UNTSO, May 1948, was the first"),
    (lambda: int(load("un_missions")["end"].isna().sum()), 11, "United Nations 2025: 11 active operations"),
    (lambda: mission("MINUSMA", "end_month"), "2023-12", "Security Council resolution 2690 (2023)"),
    (peak_month, ("2015-04", 107_805), "International Peace Institute: record of April 2015, about 107,800"),
    (lambda: top_contributors(2019), {"Ethiopia", "Bangladesh", "Rwanda", "India", "Nepal"}, "United Nations, 2019"),
    (lambda: top_contributors(2015), {"Bangladesh", "Ethiopia", "Pakistan", "India", "Rwanda"}, "United Nations, 2015"),
    (lambda: int(load("un_ranking_2021")["personnel"].sum()), 81_932, "United Nations, 31 January 2021"),
    (lambda: int(load("un_fatalities")["deaths"].sum()), 4429, "UN Peace and Security Data Hub, 4 April 2025"),
    (lambda: deaths_of("India"), 181, "UN Peace and Security Data Hub: India 181"),
    (lambda: deaths_of("Bangladesh"), 168, "UN Peace and Security Data Hub: Bangladesh 168"),
    (lambda: figure("minustah_troop_ceiling_after"), 8940, "Security Council resolution 1908 (SC/9847)"),
    (lambda: figure("minustah_police_ceiling_after"), 3711, "Security Council resolution 1908 (SC/9847)"),
    (lambda: figure("deaths_emdat"), 222_570, "EM-DAT: Haiti 2010"),
    (haiti_appeal, (1.5, 74), "OCHA: 1.5 billion US$ asked for in 2010, 74% funded"),
]


@pytest.mark.parametrize(("found", "published", "source"), FACTS, ids=[fact[2] for fact in FACTS])
def test_fact(found, published, source):
    assert found() == published, source


def test_isaf_share_of_the_united_states():
    troops = contingents("2010-11-15").set_index("state_id")["troops"]
    assert troops[2] == 90_000
    assert 0.68 < troops[2] / troops.sum() < 0.69


def test_largest_earthquake_toll_is_the_same_in_both_tables():
    disasters = load("deadly_disasters", year=2010).set_index(["state_id", "hazard"])
    assert disasters["deaths"][state("Haiti"), "earthquake"] == figure("deaths_emdat")
