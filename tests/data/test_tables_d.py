"""What must hold in the tables of the newest editions: sums, joins, footing, and what sets them apart from older ones."""

import re

import pytest

from data.recipes import tools
from helpers.course import sources
from helpers.data import load, state, versions

AID = ["ukraine_aid", "ukraine_aid_year"]
LATER = [
    "autonomous_weapons_votes",
    "us_troops_quarter",
    "regime_classes",
    "output_per_head",
    "major_powers",
    "nato_spending_2026",
]
KINDS = ["military", "financial", "humanitarian"]
CLASSES = ["closed autocracy", "electoral autocracy", "electoral democracy", "liberal democracy"]


def raw(name):
    """Return a table of the raw pack; skip the test where the pack is not beside the project."""
    if not (tools.PACK / "raw").is_dir():
        pytest.skip("the raw pack is not here, so nothing can be compared with it")
    return tools.raw(tools.PACK, name)


def test_new_tables_say_how_old_they_are_and_on_what_terms():
    for name in [*AID, *LATER]:
        entry = tools.entry(name)
        assert entry["age"].endswith(".") and entry["spdx"], name
        assert f"- how old: {entry['age']}" in tools.page(name, 1, 1)
        assert f"(SPDX {entry['spdx']})" in tools.page(name, 1, 1)


def test_aid_of_three_kinds_is_all_that_was_allocated():
    for name in AID:
        table = load(name)
        assert table[KINDS].sum(axis=1).to_numpy() == pytest.approx(table["allocated"].to_numpy(), abs=0.002)
        assert (load(name)["state_id"].isna() == (load(name)["donor"] == "EU institutions")).all()


def test_aid_of_all_donors_is_the_total_of_the_source():
    total = raw("burden/kiel_ust_r29_total_month.csv").sum()
    table = load("ukraine_aid")
    for column in KINDS:
        assert table[column].sum() / 1000 == pytest.approx(total[column], abs=0.001), column
    assert table["allocated"].sum() / 1000 == pytest.approx(total["total_allocations"], abs=0.001)


def test_share_of_output_is_the_share_that_the_source_adds_up():
    source = raw("burden/kiel_ust_r29_donor_month.csv").groupby("ccode")
    table = load("ukraine_aid").dropna(subset=["state_id"]).set_index("state_id")
    assert (source["gdp"].nunique() == 1).all()
    assert (source["pct_gdp"].sum() - table["share_gdp"]).abs().max() < 0.0006
    assert ((source["total"].sum() / source["gdp"].first() * 100) - table["share_gdp"]).abs().max() < 0.0006


def test_imputed_shares_are_the_aid_of_the_eu_institutions():
    table = load("ukraine_aid").set_index("donor")
    assert table["eu_share"].count() == 27
    assert table["eu_share"].sum() == pytest.approx(table["allocated"]["EU institutions"], abs=0.1)
    source = raw("burden/kiel_ust_r29_eu_shares.csv").set_index("ccode")
    members = table.dropna(subset=["eu_share"]).set_index("state_id")
    own = source["bilateral_pct_gdp"] - members["share_gdp"]
    assert list(own[own.abs() > 0.001].index) == [349]  # Slovenia, as its trap says
    assert (source["eu_share_pct_gdp"] - 100 * members["eu_share"] / members["gdp"]).abs().max() < 0.001


def test_commitments_fall_short_of_allocations_for_three_donors():
    table = load("ukraine_aid").set_index("donor")
    below = table["committed"] < table["allocated"] - 0.01
    assert set(table.index[below]) == {"Australia", "Ireland", "Slovakia"}


def test_population_is_that_of_the_capabilities_table():
    people = load("capabilities", 2021).set_index("state_id")["population"]
    table = load("ukraine_aid").dropna(subset=["state_id"])
    assert (table["population"].to_numpy() == people[table["state_id"]].to_numpy()).all()


def test_years_of_aid_add_up_to_the_donors_total():
    years = load("ukraine_aid_year")
    assert (years.groupby("donor").size() == 5).all()
    amounts = [*KINDS, "allocated", "committed"]
    gap = years.groupby("donor")[amounts].sum() - load("ukraine_aid").set_index("donor")[amounts]
    assert gap.abs().max().max() < 0.005


def test_each_year_of_aid_is_the_year_of_the_source():
    source = raw("burden/kiel_ust_r29_total_month.csv").groupby("year")["total_allocations"].sum()
    years = load("ukraine_aid_year").groupby("year")["allocated"].sum() / 1000
    assert years.to_numpy() == pytest.approx(source.to_numpy(), abs=0.001)


def test_the_last_month_of_aid_is_april_2026():
    source = raw("burden/kiel_ust_r29_donor_month.csv")
    assert source[["year", "month"]].max().tolist()[0] == 2026
    assert source.loc[source["year"] == 2026, "month"].max() == 4


def test_each_member_of_the_united_nations_has_three_votes():
    table = load("autonomous_weapons_votes")
    assert (table.groupby("resolution").size() == 193).all()
    assert (table.groupby("state_id").size() == 3).all()
    assert (table["date"].dt.year == table["year"]).all()
    assert not set(table["state_id"]) & {state("Taiwan"), state("Kosovo")}


def test_votes_of_2023_agree_with_another_copy_of_the_records():
    other = raw("united_nations/unga_votes_2020_2024.csv.gz").query("rcid == 9419").set_index("ccode")["vote"]
    ours = load("autonomous_weapons_votes", 2023).set_index("state_id")["vote"].replace("not voting", "absent")
    differ = ours[ours != other.reindex(ours.index)]
    assert len(other) == 193
    assert sorted(zip(differ, other[differ.index], strict=True)) == [("abstain", "missing"), ("yes", "absent")]


def test_troops_of_march_2024_stand_on_the_footing_of_the_year():
    march = load("us_troops_quarter", 2024).query("quarter == 1").set_index("state_id")["troops"]
    year = load("us_troops", 2024).set_index("state_id")["troops"]
    assert (year[march.index] == march).all()
    missing = year.drop(march.index).fillna(0)
    missing = missing[missing > 0]
    assert missing.sum() == 112
    assert set(missing.index) == {
        state(name) for name in ("Yemen", "Kiribati", "Marshall Islands", "Palau", "Micronesia", "Samoa")
    }


def test_troops_are_active_duty_and_reserve():
    table = load("us_troops_quarter")
    assert (table["troops"] == table["active_duty"] + table["reserve"]).all()
    assert load("us_troops_quarter").groupby(["year", "quarter"]).size().between(150, 160).all()
    assert set(table.loc[table["status"] == "doubtful", "state_id"]) == {663, 690, 694, 696}
    assert not set(table["state_id"]) & {2, 645, 652, 700}


def test_troops_by_quarter_leave_out_only_what_is_no_foreign_state():
    source = raw("cooperation/us_troops_quarter_2024_2025.csv")
    table = load("us_troops_quarter")
    left = source[~source["ccode"].isin(table["state_id"])]
    territories = {"AMERICAN SAMOA", "GIBRALTAR", "GREENLAND", "GUAM", "HONG KONG", "NETHERLANDS ANTILLES", "NORTHERN MARIANA ISLANDS",
                   "PUERTO RICO", "United States", "VIRGIN ISLANDS, U.S.", "WAKE ISLAND"}  # fmt: skip
    assert set(left["location"]) == territories
    assert len(table) + len(left) == len(source)
    assert table["active_duty"].sum() == source["troops_ad"].sum() - left["troops_ad"].sum()


def test_services_add_up_to_active_duty_abroad():
    source = raw("cooperation/us_troops_quarter_2024_2025.csv").query("ccode != 2")
    services = [column for column in source.columns if column.endswith("_ad") and column != "troops_ad"]
    assert (source[services].sum(axis=1) == source["troops_ad"]).all()


def test_classes_rise_with_the_score_and_cross_its_middle_thirteen_times():
    both = load("regime_classes").merge(load("regimes").dropna(subset=["polyarchy"]), on=["state_id", "year"])
    assert both.groupby("regime")["polyarchy"].median()[CLASSES].is_monotonic_increasing
    democracy = both["regime"].isin(CLASSES[2:])
    assert ((both["polyarchy"] > 0.5) != democracy).sum() == 13


def test_only_states_of_the_list_have_a_class():
    source = raw("capabilities/owid_regimes_of_the_world_1816_2025.csv.gz")
    assert len(load("regime_classes")) == source["ccode"].notna().sum()
    left = source[source["ccode"].isna() & (source["year"] == 2025)]
    assert set(left["code"]) == {"HKG", "OWID_SML", "OWID_ZAN"}


def test_output_per_head_is_no_continuation_of_economies():
    ours = load("economies")
    ours["per_head"] = 1000 * ours["gdp"] / ours["population"]
    both = ours.merge(load("output_per_head"), on=["state_id", "year"])
    ratio = both["gdp_per_head"] / both["per_head"]
    assert round(ratio.median(), 2) == 0.89
    assert ((ratio / ratio.median() - 1).abs() > 0.08).mean() == pytest.approx(0.52, abs=0.01)
    assert load("output_per_head")["year"].max() == 2022 and load("economies")["year"].max() == 2019


def test_states_with_output_by_year_are_those_the_trap_counts():
    count = load("output_per_head").groupby("year").size()
    assert count[[1816, 1900, 1950, 2022]].tolist() == [9, 28, 73, 162]
    germany = load("output_per_head").query("state_id in (255, 260, 265)")["year"]
    assert not germany.between(1946, 1989).any() and germany.isin([1945, 1990]).sum() == 2


def test_the_new_edition_of_major_powers_moves_only_open_ends():
    old, new = (raw(f"capabilities/cow_majors_{year}.csv").set_index(["ccode", "styear"]) for year in (2016, 2024))
    moved = old["endyear"] != new["endyear"]
    assert moved.sum() == 7 and set(old.loc[moved, "endyear"]) == {2016} and set(new.loc[moved, "endyear"]) == {2024}


def test_allies_add_up_to_the_totals_of_nato():
    totals = raw("spending/nato_core_defence_2014_2026e_aggregates_TRANSCRIBED.csv")
    table = load("nato_spending_2026").query("member")
    for name, allies in (("NATO_TOTAL", table), ("NATO_EUR_CAN", table.query("state_id != 2"))):
        theirs = totals[totals["aggregate"] == name].set_index("year")
        ours = allies.groupby("year")[["expenditure_current", "expenditure"]].sum()
        assert (ours["expenditure_current"] - theirs["usd_current_m"]).abs().max() <= 3
        assert (ours["expenditure"] - theirs["usd_2021_m"]).abs().max() <= 3


def test_membership_and_estimates_are_those_of_the_source():
    source = raw("spending/nato_core_defence_2014_2026e_TRANSCRIBED.csv").set_index(["ccode", "year"]).sort_index()
    table = load("nato_spending_2026").set_index(["state_id", "year"]).sort_index()
    assert len(table) == 31 * 13
    for column in ("member", "estimate"):
        assert (table[column].to_numpy() == source[column].astype(bool).to_numpy()).all()
    assert set(load("nato_spending_2026").query("estimate")["year"]) == {2025, 2026}
    assert set(load("nato_spending_2026").query("of_income")["state_id"]) == {state("Luxembourg")}


def test_prices_of_2021_are_current_prices_in_2021():
    table = load("nato_spending_2026", 2021)
    assert (table["expenditure"] == table["expenditure_current"]).all()


def test_the_two_editions_of_nato_agree_to_2022_and_part_after():
    keys = ["state_id", "year"]
    both = load("nato_spending_2026").merge(load("nato_spending"), on=keys, suffixes=("", "_old"))
    gap = (both["share_gdp"] - both["share_gdp_old"]).abs().groupby(both["year"]).max()
    assert gap.loc[:2022].max() < 0.14 and gap.loc[2024] > 0.6
    assert (both["equipment_share"] - both["equipment_share_old"]).abs()[both["year"] <= 2022].max() < 0.01


def test_deaths_by_terrorism_as_published():
    table = load("terrorism_deaths")

    def of(name, year, column="deaths"):
        return table.loc[(table["state_id"] == state(name)) & (table["year"] == year), column].sum()

    assert (of("United States", 2001), of("Norway", 2011), of("New Zealand", 2019)) == (3014, 77, 51)
    assert (of("Sri Lanka", 2019), of("France", 2015)) == (266, 162)
    assert of("Yemen", 2016, "attacks") == 917, "the later release; the earlier one has 525"
    assert table.query("year == 2019")["attacks"].sum() == 8537, "all rows, not the source's World (8,440)"
    assert set(range(1970, 2021)) - set(table["year"]) == {1993}, "the lost year is a gap, half of 2021 stays out"
    assert table.groupby("year")["attacks"].sum().idxmax() == 2014


def test_each_series_says_why_it_ends_where_it_ends():
    known = versions()
    dated = known[known["years"] != ""]
    assert (dated["age"] != "").all(), dated.index[dated["age"] == ""].tolist()
    for name, row in dated.iterrows():
        told = re.findall(r"\b(?:19|20)\d\d\b", row["age"]) or [row["years"][-4:]]
        assert row["age"].endswith(".") and max(told) >= row["years"][-4:], name
    assert "Ends in 2010" in repr(sources("exercises")) and "Ends in 2010" in sources("exercises")._repr_html_()
