"""Lesson 01: ties, layers and evidence recomputed from the tables in another way."""

from itertools import combinations

import pandas as pd
import pytest

from helpers.data import load, state
from helpers.lessons import l01_definition as lesson
from helpers.measures import allied_pairs, nato_members


def pairs(table, year_from, year_to):
    return {
        tuple(row) for row in table[table["year"].between(year_from, year_to)][["state_id_1", "state_id_2"]].to_numpy()
    }


def test_allies_of_2010_by_hand():
    members = load("alliance_members", 2010)
    treaties = {
        name: set(members.loc[members["state_id"] == state(name), "alliance_id"])
        for name in ("United States", "China", "North Korea", "Israel")
    }
    assert treaties["United States"] & treaties["China"] == {3755}, "only the Treaty of Amity and Cooperation"
    assert treaties["United States"] & treaties["North Korea"] == {3755}
    assert not treaties["United States"] & treaties["Israel"]
    amity = load("alliance_members").query("alliance_id == 3755").set_index("state_id")["start"]
    assert (amity[state("China")], amity[state("North Korea")], amity[state("United States")]) == (2003, 2008, 2009)


def test_x_ray_of_known_pairs():
    japan = lesson.ties("United States", "Japan")
    defence = japan[japan["kind"] == "defence"]
    assert defence["start"].tolist() == [1952, 1960] and set(defence["strength"]) == {0.45}, "Article V binds one side"
    raw = load("exercise_pairs").query("state_id_1 == 2 and state_id_2 == 740")
    assert japan.loc[japan["kind"] == "exercise", "amount"].sum() == raw["exercises"].sum()
    germany = lesson.ties("Germany", "France")
    nato = germany[(germany["kind"] == "defence") & (germany["note"] == "NATO")]
    assert (nato["start"].min(), nato["end"].max()) == (1955, 2018), "West Germany joined NATO in 1955"
    assert lesson.ties("France", "Germany").shape == germany.shape
    assert lesson.ties("Chile", "Chile").empty
    libya = lesson.ties("Libya", "Egypt")
    assert not set(libya["kind"]) & {"agreement", "exercise"} and "defence" in set(libya["kind"])


def test_layers_add_up():
    table = lesson.layers(2010)
    assert table.any(axis=1).all()
    trained = pairs(load("exercise_pairs"), 2006, 2010)
    assert int(table["practice"].sum()) == len(trained)
    shown = lesson.Layers().result["counts"]
    assert sum(shown.values()) == len(table)
    assert shown["practice alone"] == int((table["practice"] & ~table["promise"] & ~table["paper"]).sum())


def test_training_outside_pacts_with_straight_merges():
    members = load("alliance_members", 2010).query("defence")
    both = members.merge(members, on="alliance_id").query("state_id_x < state_id_y")
    pacts = set(zip(both["state_id_x"], both["state_id_y"], strict=True))
    trained = pairs(load("exercise_pairs"), 2006, 2010)
    assert lesson.outside_pacts(2010) == pytest.approx(
        100 * sum(pair not in pacts for pair in trained) / len(trained), abs=0.1
    )


def test_texts_provide_little():
    table = load("alliances")
    assert table["integrated_command"].sum() == 30 and table["integrated_command"].notna().sum() == 776
    assert not table.loc[table["name"] == "NATO", "integrated_command"].item(), "ATOP codes texts"
    assert lesson.coded("integrated_command") == (30, 746, 13)
    assert lesson.most_possible("integrated_command") == pytest.approx(100 * (30 + 13) / 789)
    assert lesson.provision_share("integrated_command") == pytest.approx(100 * 30 / 776)


def test_bound_pairs_that_do_not_train_as_the_explorer_shows_them():
    panel = lesson.Layers()
    for year in (1990, 1995, 2000, 2005):
        panel.restore({"year": year, "pact": "defence pact", "window": 5})
        bars = panel.result["counts"]
        promised = {name: number for name, number in bars.items() if "promise" in name}
        idle = promised["promise alone"] + promised["promise + paper"]
        assert len(promised) == 4 and lesson.bound_without_practice(year) == pytest.approx(
            100 * idle / sum(promised.values())
        )


def test_one_of_the_four_pairs_was_not_allied():
    assert lesson.not_allied() == "israel"
    assert "Your guess, India and Pakistan, is framed." in lesson.who_is_allied_figure("pakistan").alt
    assert "guess" not in lesson.who_is_allied_figure().alt


def test_promise_before_contact_on_one_pair():
    table = lesson.promise_before_contact()
    row = (
        table.loc[(state("Israel"), state("Jordan"))]
        if (state("Israel"), state("Jordan")) in table.index
        else table.loc[(state("Jordan"), state("Israel"))]
    )
    assert row["pact"] == 1994, "the peace treaty came before any exercise or agreement"
    assert row["contact"] > 1994
    known = table.dropna()
    assert len(known) == 96 and (known["contact"] < known["pact"]).sum() == 7


def test_forms_overlap():
    fits = lesson.overlap()
    assert fits.loc["NATO"].tolist() == [True, False, True]
    assert fits.loc["ISAF"].tolist() == [False, True, True]
    assert fits.loc["Quad"].tolist() == [False, False, False]
    assert (
        isinstance(lesson.clauses_by_form(), pd.Series)
        and lesson.clauses_by_form().sum() == load("partnerships")["defence_clause"].sum()
    )


@pytest.mark.parametrize("year", [1960, 1985, 1990])
def test_no_pair_counts_twice_under_the_two_numbers_of_germany(year):
    """NATO's pairs came under 255 beside pacts that hold West Germany as 260."""
    for pairs in (
        lesson.defended_pairs(year),
        lesson.promised_pairs(year),
        lesson.agreed_pairs(year),
        lesson.training_pairs(year),
    ):
        assert not any(260 in pair for pair in pairs)
    pacts = {frozenset(255 if s == 260 else s for s in pair) for pair in allied_pairs(year, "defence")}
    nato = {frozenset(255 if s == 260 else s for s in pair) for pair in combinations(nato_members(year), 2)}
    assert len(lesson.defended_pairs(year)) == len(pacts | nato)


@pytest.mark.parametrize(("other", "first", "words"), [
    ("Finland", 2015, ["a promise, but not to defend (treaties covered to 2018)", "from 2019 not covered"]),
    ("South Korea", 1950, ["a mutual promise to defend, 1953–2018+ (treaties covered to 2018)", "defend 1953–2018+", "still in force when the table ends"]),
    ("China", 2019, ["no treaty table covers these years", "not covered, ATOP ends in 2018", "not covered outside 1980–2010"]),
])  # fmt: skip
def test_the_x_ray_shows_no_absence_where_no_table_looks(other, first, words):
    panel = lesson.XRay()
    panel.restore({"one": "United States", "other": other, "first": first, "last": 2025})
    assert all(word in panel.summary for word in words), panel.summary
    assert "no tie" not in panel.summary and panel.figure
    for kind, text in panel.texts.items():
        assert not (text.get_text() == "none where covered" and lesson.COVER[kind][1] < first), kind
    dotted = [(segment[0][0], segment[1][0]) for segment in panel.unknown.get_segments() if segment[0][1] == 0]
    assert dotted == [(max(first, 2019), 2026)], "the years after the treaty table are marked as not covered"


def test_the_x_ray_knows_in_which_years_a_table_can_speak_of_a_pair():
    japan = lesson.known_years("troops", "United States", "Japan")
    assert not japan & {1950, 1951, 2008, 2015} and {1952, 2007, 2009, 2014, 2016, 2024} <= japan
    assert not lesson.known_years("troops", "Kuwait", "United States") & {1950, 2003, 2004, 2005, 2008}
    austria = lesson.known_years("defence", "Austria", "Italy")
    assert {1919, 1937, 1955, 2018} <= austria and not austria & {1939, 1945, 1954, 2019}
    assert lesson.known_years("defence", "United States", "Japan") & {1945, 1946, 1951, 1952} == {1945, 1952}
    assert lesson.runs([3, 1, 2, 7]) == [(1, 3), (7, 7)] and lesson.runs([]) == []
