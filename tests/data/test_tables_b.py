"""Integrity of the tables on states, power, war and threats, and of the code conversions and outlines behind them."""

import math

import numpy as np
import pandas as pd
import pytest

from data.recipes import codes, outlines, tools
from helpers.data import load, map_outlines, state, state_name

needs_pack = pytest.mark.skipif(not tools.PACK.is_dir(), reason="the raw pack is not here")


def in_system(table):
    spells = load("states")[["state_id", "start", "end"]]
    merged = table[["state_id", "year"]].drop_duplicates().merge(spells, on="state_id")
    inside = merged[(merged["start"] <= merged["year"]) & (merged["end"].isna() | (merged["end"] >= merged["year"]))]
    return inside[["state_id", "year"]].drop_duplicates()


@pytest.mark.parametrize(
    "name", ["capabilities", "regimes", "economies", "ideal_points", "armed_conflict_states", "terrorism"]
)
def test_no_state_counts_before_it_exists(name):
    table = load(name).dropna(subset=["state_id"])
    assert len(in_system(table)) == len(table[["state_id", "year"]].drop_duplicates())


@pytest.mark.parametrize(
    ("number", "year", "gw", "iso3", "name"),
    [
        (255, 1936, 255, "DEU", "Germany"),
        (260, 1970, 260, "DEU", "West Germany"),
        (255, 1990, 260, "DEU", "Germany"),
        (255, 2020, 260, "DEU", "Germany"),
        (265, 1970, 265, "DDR", "East Germany (GDR)"),
        (365, 1975, 365, "RUS", "Soviet Union"),
        (365, 1975, 365, "SUN", "USSR"),
        (365, 2020, 365, "RUS", "Russian Federation"),
        (345, 1900, 340, "SRB", "Serbia"),
        (345, 1980, 345, "YUG", "Yugoslavia"),
        (345, 2004, 345, "SCG", "Serbia and Montenegro"),
        (345, 2015, 340, "SRB", "Serbia"),
        (816, 1970, 816, "VNM", "Vietnam (North Vietnam)"),
        (817, 1970, 817, "VDR", "South Vietnam"),
        (816, 2020, 815, "VNM", "Viet Nam"),
        (678, 1980, 678, "YEM", "Yemen (North Yemen)"),
        (680, 1980, 680, "YMD", "South Yemen"),
        (679, 2000, 678, "YEM", "Yemen"),
        (315, 1980, 315, "CSK", "Czechoslovakia"),
        (316, 2000, 316, "CZE", "Czech Republic"),
        (565, 2000, 565, "NAM", "Namibia"),
        (970, 2010, 971, "NRU", "Nauru"),
        (946, 2010, 970, "KIR", "Kiribati"),
        (347, 2010, 347, "XKX", "Kosovo"),
        (None, 2010, 751, "PSE", "Palestine"),
    ],
)
@needs_pack
def test_codes_agree_year_by_year(number, year, gw, iso3, name):
    assert codes.gw_to_cow(gw, year) == codes.iso3_to_cow(iso3, year) == codes.name_to_cow(name, year) == number


@needs_pack
def test_gleditsch_ward_round_trip_over_the_whole_panel():
    panel = tools.raw(tools.PACK, "geo/isard_cow_gw_panel.csv").dropna(subset=["ccode", "gwcode"])
    # In 1990 two numbers stand for Germany and for Yemen; the course keeps the later one.
    twice = (panel["year"] == 1990) & panel["ccode"].isin([260, 678])
    back = [codes.gw_to_cow(gw, year) for gw, year in zip(panel["gwcode"], panel["year"], strict=True)]
    assert (panel["ccode"].eq(back) | twice).all()


@needs_pack
def test_iso3_and_names_round_trip_over_all_states():
    for row in load("states").itertuples():
        for year in {row.start, 2025 if pd.isna(row.end) else row.end}:
            if row.iso3:
                assert codes.iso3_to_cow(row.iso3, year) == row.state_id
            if (row.state_id, year) not in {(260, 1990), (678, 1990)}:
                assert codes.name_to_cow(row.name, year) == row.state_id


def test_every_name_of_a_state_finds_it():
    for row in load("states").itertuples():
        assert state(row.name) == state(row.state_id) == row.state_id
        for other in filter(None, row.other_names.split("; ")):
            assert state(other) == row.state_id, other
    assert state("NAM") == state("Namibia") == 565
    assert state_name(565) == "Namibia"


def test_spells_of_states_do_not_overlap_and_iso3_is_unique_today():
    states = load("states").sort_values(["state_id", "start"])
    previous = states.groupby("state_id")["end_date"].shift()
    assert (previous.isna() | (states["start_date"] > previous)).all()
    today = states[states["end"].isna() & (states["iso3"] != "")]
    assert today["iso3"].is_unique
    assert len(today) == 195


def test_gleditsch_ward_numbers_of_today_are_unique():
    today = load("states").query("end.isna()")
    assert today["gw_id"].is_unique


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("contiguity", "start", "end"),
        ("major_powers", "start_date", "end_date"),
        ("rivalries", "start", "end"),
        ("interstate_wars", "start_date", "end_date"),
        ("dispute_pairs", "first_year", "last_year"),
    ],
)
def test_entry_before_exit(name, start, end):
    table = load(name)
    assert (table[end].isna() | (table[start] <= table[end])).all()


@pytest.mark.parametrize("name", ["contiguity", "rivalries"])
def test_undirected_pairs_have_the_smaller_number_first(name):
    table = load(name)
    assert (table["state_id_1"] < table["state_id_2"]).all()


def test_cinc_adds_up_to_the_world_and_the_break_is_flagged():
    table = load("capabilities")
    total = table.groupby("year")["cinc"].sum()
    assert total.between(0.999, 1.08).all()
    assert table.loc[table["new_series"], "year"].min() == 2017
    assert table.loc[~table["new_series"], "year"].max() == 2016


def test_disputes_add_up_between_the_two_tables():
    pairs, rates = load("dispute_pairs"), load("dispute_rates")
    relevant = rates[rates["sample"] == "relevant"]
    assert pairs["years"].sum() == relevant["pair_years"].sum()
    assert pairs["onsets"].sum() == relevant["onsets"].sum()
    for column in ("target_pact", "pact_defence"):
        assert pairs.loc[pairs[column], "onsets"].sum() == relevant.loc[relevant[column], "onsets"].sum()
        assert pairs.loc[pairs[column], "years"].sum() == relevant.loc[relevant[column], "pair_years"].sum()


def test_relevant_pairs_are_part_of_all_pairs():
    wide = load("dispute_rates").pivot_table(
        index=["year", "target_pact", "pact_defence"], columns="sample", values=["pair_years", "onsets"], fill_value=0
    )
    assert (wide["pair_years"]["relevant"] <= wide["pair_years"]["all"]).all()
    assert (wide["onsets"]["relevant"] <= wide["onsets"]["all"]).all()


def test_all_pairs_of_a_year_are_n_times_n_minus_one():
    rates = load("dispute_rates")
    for year in (1816, 1914, 1950, 2010):
        states = load("states", year)["state_id"].nunique()
        chosen = rates[(rates["year"] == year) & (rates["sample"] == "all")]
        assert chosen["pair_years"].sum() == states * (states - 1)


def test_dispute_runs_are_whole_and_do_not_overlap():
    pairs = load("dispute_pairs").sort_values(["initiator_id", "target_id", "first_year"])
    assert (pairs["last_year"] - pairs["first_year"] + 1 == pairs["years"]).all()
    assert (pairs["onsets"] <= pairs["years"]).all()
    before = pairs.groupby(["initiator_id", "target_id"])["last_year"].shift()
    assert (before.isna() | (pairs["first_year"] > before)).all()
    for first in (1914, 1919, 1945, 1946, 1991, 2002):
        assert not ((pairs["first_year"] < first) & (pairs["last_year"] >= first)).any()


def test_directed_pairs_mirror_each_other():
    pairs = load("dispute_pairs")
    shared = ["first_year", "last_year"]
    one = pairs[pairs["initiator_id"] < pairs["target_id"]]
    assert one["years"].sum() * 2 == pairs["years"].sum()
    both = one.merge(
        pairs, left_on=["initiator_id", "target_id", *shared], right_on=["target_id", "initiator_id", *shared]
    )
    assert len(both) > 5000
    for column in ("pact_defence", "pact_any", "contiguity", "peace_years"):
        assert (both[f"{column}_x"] == both[f"{column}_y"]).all()
    assert (both["log_ratio_x"] == -both["log_ratio_y"]).all()
    assert (both["initiator_major_x"] == both["target_major_y"]).all()


def test_relevance_is_contiguity_or_a_major_power():
    pairs = load("dispute_pairs")
    assert ((pairs["contiguity"] > 0) | pairs["initiator_major"] | pairs["target_major"]).all()
    assert (pairs["pact_any"] | ~pairs["pact_defence"]).all()


def test_a_known_dispute_has_its_direction():
    pairs = load("dispute_pairs", 1990)
    gulf = pairs[(pairs["initiator_id"] == state("Iraq")) & (pairs["target_id"] == state("Kuwait"))].iloc[0]
    assert gulf["onsets"] == 1
    assert gulf["contiguity"] == 2


def test_wars_are_part_of_conflicts():
    for name in ("armed_conflicts", "armed_conflict_states"):
        table = load(name)
        assert (table["wars"] <= table["conflicts"]).all()
    by_state = load("armed_conflict_states")
    assert (by_state["at_home"] <= by_state["conflicts"]).all()
    assert (by_state[["conflicts", "supporting"]].sum(axis=1) > 0).all()


def test_honoured_commitments_also_meet_the_laxer_rule():
    table = load("alliance_commitments")
    for coding in ("bf", "llm"):
        assert table.loc[table[f"outcome_{coding}"] == "honoured", f"any_helped_{coding}"].all()
    assert (table["year"].isna() == table["war_id"].isna()).all()
    dated = table.dropna(subset=["year"])
    assert (dated.loc[dated["before_1945"], "year"] < 1945).all()


def test_targets_of_terrorism_never_exceed_attacks():
    attacks = load("terrorism").groupby("year")["attacks"].sum()
    targets = load("terrorism_targets").groupby("year")["attacks"].sum()
    assert list(attacks.index) == list(targets.index)
    assert (targets <= attacks).all()
    assert targets.sum() > 0.97 * attacks.sum()


def test_a_territory_has_a_name_and_a_state_has_a_number():
    table = load("terrorism")
    assert ((table["name"] == "") == table["state_id"].notna()).all()


def test_levels_of_cyber_incidents_have_their_blanks():
    table = load("cyber_incidents")
    blank = {"world": (True, True), "initiator": (False, True), "pair": (False, False)}
    for level, (initiator, target) in blank.items():
        rows = table[table["level"] == level]
        assert (rows["initiator_id"].isna() == initiator).all()
        assert (rows["target_id"].isna() == target).all()
    assert not (table["initiator_id"] == table["target_id"]).fillna(False).any()
    assert set(table.loc[table["source"] == "CFR", "level"]) == {"world", "initiator"}


def test_no_initiator_has_more_incidents_than_the_world():
    table = load("cyber_incidents")
    world = table[table["level"] == "world"].set_index(["source", "year"])["incidents"]
    single = table[table["level"] == "initiator"].groupby(["source", "year"])["incidents"].max()
    assert (single <= world.reindex(single.index)).all()


def test_projection_matches_published_extremes():
    """Equal Earth: width 2 x 2.70663 and height 2 x 1.31737 on the unit sphere (Šavrič, Patterson & Jenny 2018)."""
    assert outlines.project(180, 0)[0] / outlines.RADIUS == pytest.approx(2.70663, abs=1e-5)
    assert outlines.project(0, 90)[1] / outlines.RADIUS == pytest.approx(1.31737, abs=1e-5)
    assert outlines.project(0, 0) == (0, 0)


def test_projection_keeps_area():
    """The projected hemisphere north of the equator has half the sphere's surface."""
    steps = np.linspace(0, 90, 400)
    edge = [outlines.project(180, lat) for lat in steps] + [outlines.project(-180, lat) for lat in steps[::-1]]
    assert abs(outlines.area(edge)) == pytest.approx(2 * math.pi * outlines.RADIUS**2, rel=1e-4)


@pytest.mark.parametrize(
    ("iso3", "square_km"),
    [("BRA", 8_515_767), ("AUS", 7_692_024), ("ZAF", 1_221_037), ("UKR", 603_628), ("LSO", 30_355)],
)
def test_outlines_have_about_the_known_area(iso3, square_km):
    """UN Statistics Division surface areas; 1:110m outlines are coarse, so a tenth is allowed."""
    found = abs(sum(outlines.area(ring) for ring in map_outlines()["outlines"][iso3]))
    assert found == pytest.approx(square_km, rel=0.1)


def test_every_state_of_today_is_on_the_map():
    world = map_outlines()
    today = load("states").query("end.isna() and iso3 != ''")["iso3"]
    assert set(today) <= set(world["label_points"])
    assert all((code in world["outlines"]) != (code in world["points"]) for code in today)
    frame = np.array(world["frame"])
    for rings in world["outlines"].values():
        for ring in rings:
            points = np.array(ring)
            assert len(points) > 2
            assert (np.abs(points) <= np.abs(frame).max(axis=0)).all()
            assert np.abs(np.diff(points[:, 0])).max() < 8000


def test_historical_shapes_use_known_states_and_outlines():
    world = map_outlines()
    known = set(load("states")["state_id"])
    for union in world["historical"]["unions"]:
        assert union["state_id"] in known
        assert union["start"] <= union["end"]
        assert set(union["iso3"]) <= set(world["outlines"])
    assert {int(number) for number in world["historical"]["points"]} <= known
