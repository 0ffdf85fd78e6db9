"""What must hold in the tables of ties: order of dates, shares, joins, and how much of a restricted source is shown."""

import numpy as np
import pandas as pd
import pytest

from data.recipes import tools
from helpers.data import load

GROUPS = ["united_states", "other_nato", "russia", "china", "others"]
here = pytest.mark.skipif(
    not (tools.PACK / "raw").is_dir(), reason="the raw pack is not here, so nothing can be compared with it"
)


def alive():
    """All pairs of state and year in the state system."""
    return {
        (spell.state_id, year)
        for spell in load("states").itertuples()
        for year in range(spell.start, 2026 if pd.isna(spell.end) else spell.end + 1)
    }


@pytest.mark.parametrize("table", ["nato_members", "warsaw_pact_members", "defence_agreements", "organisations",
                                   "organisation_members", "arms_suppliers", "arms_network"])  # fmt: skip
def test_start_is_not_after_end(table):
    rows = load(table)
    assert not (rows["end"] < rows["start"]).any()
    if "end_date" in rows:
        assert not (rows["end_date"] < rows["start_date"]).any()


@pytest.mark.parametrize(("table", "state", "year"), [
    ("nato_members", "state_id", "start"), ("warsaw_pact_members", "state_id", "start"), ("us_troops", "state_id", "year"),
    ("us_training", "state_id", "year"), ("exercise_members", "state_id", "year"), ("exercise_pairs", "state_id_1", "year"),
    ("exercise_pairs", "state_id_2", "year"), ("organisation_members", "state_id", "start"),
    ("arms_suppliers", "recipient_id", "start"), ("arms_network", "recipient_id", "start")])  # fmt: skip
def test_no_state_before_or_after_its_time(table, state, year):
    rows = load(table)
    lived = alive()
    late = {pair for pair in zip(rows[state], rows[year], strict=True) if pair not in lived}
    # A period of five years may begin before a state does.
    assert not {pair for pair in late if not table.startswith("arms") or (pair[0], pair[1] + 4) not in lived}


def test_agreements_signed_before_the_state_list_are_the_four_named():
    rows = load("defence_agreements")
    lived = alive()
    early = [
        cell
        for column in ("state_id_1", "state_id_2")
        for cell in zip(rows[column], rows["start"], strict=True)
        if cell not in lived
    ]
    assert sorted(early) == [(316, 1991), (316, 1992), (316, 1992), (835, 1981)]


@pytest.mark.parametrize("table", ["defence_agreements", "exercise_pairs", "common_language"])
def test_the_lower_number_stands_first(table):
    rows = load(table)
    assert (rows["state_id_1"] < rows["state_id_2"]).all()


def test_negative_codes_are_gone_from_agreements():
    numbers = load("defence_agreements").select_dtypes("number")
    assert not (numbers < 0).any().any()


def test_indefinite_agreements_have_no_length():
    rows = load("defence_agreements")
    assert rows["indefinite"].sum() == 256
    assert rows.loc[rows["indefinite"].fillna(False), "span"].isna().all()


def test_each_agreement_has_its_kind_among_the_flags():
    rows = load("defence_agreements")
    assert all(row[row["kind"]] for _, row in rows.iterrows())
    assert rows["recommended"].sum() == 1095


def test_pairs_of_exercises_follow_from_members():
    size = load("exercise_members").groupby("exercise_id").size()
    assert load("exercise_pairs")["exercises"].sum() == (size * (size - 1) // 2).sum()
    assert load("exercise_pairs")["bilateral"].sum() == (size == 2).sum()


def test_exercises_and_members_agree():
    rows = load("exercises").set_index("exercise_id")
    size = load("exercise_members").groupby("exercise_id").size().reindex(rows.index, fill_value=0)
    assert (rows["states"] == size).all()
    assert (rows["states"] <= rows["participants"].fillna(0)).all()
    assert rows["multilateral"].isna().sum() == (rows["participants"].fillna(0) < 2).sum() == 134
    assert (
        load("exercise_members").set_index("exercise_id")["year"]
        == rows["year"].reindex(load("exercise_members")["exercise_id"])
    ).all()


def test_dropped_troops_are_blank_and_say_why():
    rows = load("us_troops")
    dropped = rows["status"] == "dropped"
    assert rows.loc[dropped, "troops"].isna().all()
    assert (rows["note"] != "").equals(dropped)
    assert rows.loc[~dropped, "troops"].notna().all()
    assert set(rows.loc[dropped & (rows["year"] != 2008), "state_id"]) == {645, 690, 740}


@here
def test_us_troops_of_2008_are_doubled_in_the_source():
    source = tools.raw(tools.PACK, "cooperation/us_troops_country_year.csv.gz")
    wide = source[source["ccode"].between(3, 999)].pivot_table(
        index="ccode", columns="year", values="troops_ad", aggfunc="max"
    )
    steady = (wide[2007] >= 20) & (wide[2009] >= 20)
    ratio = wide[2008] / np.sqrt(wide[2007] * wide[2009])
    assert ratio[steady].median() == pytest.approx(2.0, abs=0.05)


def test_gaps_in_training_are_rows_with_blanks():
    rows = load("us_training")
    missing = rows["status"] == "missing"
    assert set(rows.loc[missing, "year"]) == {2006, 2019}
    assert rows.loc[missing, "trainees"].isna().all()
    assert rows.loc[~missing, "trainees"].notna().all()
    parts = rows[["imet_trainees", "peacekeeping_trainees", "counterdrug_trainees", "regional_centres_trainees"]].sum(
        axis=1
    )
    assert (parts[~missing] <= rows.loc[~missing, "trainees"]).all()


@here
def test_each_training_report_is_used_once():
    source = tools.raw(tools.PACK, "cooperation/us_fmtrpt_country_program_1999_2021_DERIVED.csv.gz")
    later = source[(source["fiscal_year"] == 2001) & (source["report_year"] == 2002)]["trainees"].sum()
    found = load("us_training", 2001)["trainees"].sum()
    assert 0.99 * later < found <= later


def test_every_organisation_has_members_inside_its_years():
    kinds, members = load("organisations"), load("organisation_members")
    assert set(kinds["organisation_id"]) == set(members["organisation_id"])
    begins = members["organisation_id"].map(kinds.set_index("organisation_id")["start"])
    assert (members["start"] >= begins).all()


def test_arms_shares_add_to_one():
    rows = load("arms_suppliers")
    assert np.allclose(rows[GROUPS].sum(axis=1), 1)
    assert (load("arms_network").groupby(["recipient_id", "start"])["share"].sum() < 1.02).all()


def test_the_two_arms_tables_agree():
    shares = load("arms_suppliers").set_index(["recipient_id", "start"])
    network = load("arms_network")
    for supplier, column in ((2, "united_states"), (365, "russia"), (710, "china")):
        ties = network[network["supplier_id"] == supplier].set_index(["recipient_id", "start"])["share"]
        assert np.allclose(ties, shares[column].reindex(ties.index), atol=0.011)


def shown_arms_cells():
    """Cells that show one supplier, one importer and one period, in either of the two tables."""
    ties = {(row.supplier_id, row.recipient_id, row.start) for row in load("arms_network").itertuples()}
    for supplier, column in ((2, "united_states"), (365, "russia"), (710, "china")):
        some = load("arms_suppliers").query(f"{column} > 0")
        ties |= {
            (supplier, recipient, start) for recipient, start in zip(some["recipient_id"], some["start"], strict=True)
        }
    return len(ties)


@here
def test_under_a_tenth_of_sipri_is_shown():
    source = tools.raw(tools.PACK, "cooperation/sipri_tiv_dyad_year_1950_2021.csv")
    assert shown_arms_cells() < 0.04 * len(source)
    period = source["year"] - (source["year"] - 1972) % 5
    cells = source[source["value"] > 0].assign(period=period).groupby(["supplier", "recipient", "period"]).ngroups
    assert shown_arms_cells() < 0.1 * cells


def test_no_sipri_volume_is_published():
    for table in ("arms_suppliers", "arms_network"):
        rows = load(table)
        assert set(rows.select_dtypes("float").columns) <= {*GROUPS, "allies", "share"}


@here
def test_the_arms_source_lacks_west_germany():
    source = tools.raw(tools.PACK, "cooperation/sipri_tiv_dyad_year_1950_2021.csv")
    assert (
        source.loc[source["supplier"].str.contains("German") & ~source["supplier"].str.contains("East"), "year"].min()
        == 1991
    )


def test_common_official_language_follows_from_languages():
    rows = load("common_language")
    official = load("languages").query("official").groupby("state_id")["language"].agg(set)
    sample = rows.iloc[::97]
    for row in sample.itertuples():
        shared = official[row.state_id_1] & official[row.state_id_2]
        assert row.languages == "; ".join(sorted(shared))
        assert row.common_official == bool(shared)


def test_every_pair_with_a_language_served_together():
    rows = load("common_language")
    assert (rows["isaf"] | (rows["standby_force"] != "") | (rows["un_missions"] > 0)).all()


def test_two_standby_forces():
    rows = load("standby_force_members").dropna(subset="state_id")
    twice = rows[rows.duplicated("state_id")]["state_id"]
    assert sorted(twice) == [490, 516, 517, 540, 581, 591]


def test_african_union_members_in_no_force_are_the_three_named():
    african = load("states", 2020).query("region == 'Sub-Saharan Africa' or state_id in (600, 615, 616, 620, 651)")
    outside = set(african["state_id"]) - set(load("standby_force_members")["state_id"].dropna())
    assert outside == {531, 600, 626}  # Eritrea, Morocco, South Sudan


# Heirs count as one party: the Czech Republic and Slovakia for Czechoslovakia, Germany for West and East Germany.
PARTY = {316: 315, 317: 315, 260: 255, 265: 255}


def test_a_bilateral_treaty_has_two_founders_and_two_parties_at_most():
    """SEATO, with eight founders, once stood as bilateral: its flag was that of its last two members."""
    treaties, members = load("alliances").set_index("alliance_id"), load("alliance_members").fillna({"end": 2018})
    members = members.assign(party=members["state_id"].replace(PARTY))
    most = {
        treaty: max(
            spells.loc[(spells["start"] <= y) & (spells["end"] >= y), "party"].nunique() for y in spells["start"]
        )
        for treaty, spells in members.groupby("alliance_id")
    }
    treaties["most"] = treaties.index.map(most).fillna(0)  # none: no member was a state of the list
    two = treaties[treaties["bilateral"]]
    assert (two["founders"] == 2).all() and (two["most"] <= 2).all()
    assert not treaties.loc[3260, "bilateral"] and treaties.loc[3260, "founders"] == treaties.loc[3260, "most"] == 8
    # A multilateral treaty with two founders has grown; but one of 1866, two of whose signatories alone were states.
    small = treaties[~treaties["bilateral"] & (treaties["founders"] == 2) & (treaties["most"] <= 2)]
    assert list(small.index) == [1287]
