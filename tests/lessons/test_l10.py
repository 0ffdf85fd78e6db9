"""Lesson 10: the numbers of the three cases, counted in other ways."""

from datetime import date

import pandas as pd
import pytest

from helpers import load
from helpers.lessons import l10_cases as lesson


def test_isaf_list_of_the_peak_by_hand():
    table = load("contingents").query("operation == 'ISAF' and date == '2010-11-15'")
    assert (len(table), table["troops"].sum(), table["troops"].max()) == (46, 130_930, 90_000)
    assert abs(table["troops"].sum() - 131_000) < 100  # the total that NATO published
    outside = [7, 3, 31, 163, 45, 16, 40, 924, 94, 150, 500, 35, 47, 246, 30, 38, 1550, 234]
    assert lesson.outside_nato() == pytest.approx(100 * sum(outside) / 130_930)
    squares = sum((n / 130_930) ** 2 for n in table["troops"])
    assert lesson.effective() == pytest.approx(1 / squares)


def test_contribution_explorer_at_chosen_states():
    explorer = lesson.Contributions()
    assert "130,930 people from 46 contributors" in explorer.summary and "69%" in explorer.summary
    explorer.restore({"operation": "ISAF 2009, October", "measure": "per 100,000 people"})
    people = load("economies", 2009).set_index("state_id")["population"]
    rate = 9000 / people[200] * 100
    assert f"United Kingdom {rate:.1f}, Netherlands" in explorer.summary
    explorer.restore({"operation": lesson.OPERATIONS[3], "measure": "troops", "base": "all listed"})
    assert (
        f"{100 * 500_000 / (500_000 + 45_400 + 14_600 + 200 + 500 + 33_600 + 100_000 + 2_000 + 30):.0f}%"
        in explorer.summary
    )
    explorer.restore({"operation": "Haiti 2010, relief", "measure": "per 100,000 people", "base": "others"})
    assert "9,000 people from 1 contributor." in explorer.summary and "The UN mission gave 100%" in explorer.summary


def test_standby_forces_before_and_after_the_exit_of_three():
    table = load("standby_force_members")
    both = table["iso3"].value_counts()
    assert set(both[both > 1].index) == {"AGO", "COD", "BDI", "RWA", "SYC", "COM"}
    left = set(table.loc[table["end_date"].notna(), "iso3"])
    assert left == {"BFA", "MLI", "NER"}
    assert lesson.standby_counts(2024) == {"memberships": 58, "states": 52, "in two": 6, "in none": 3}
    assert lesson.standby_counts(2025) == {"memberships": 55, "states": 49, "in two": 6, "in none": 6}
    members = lesson.african_union(2025)
    assert len(members) == 55  # the African Union's own count
    assert members - set(table["iso3"]) == {"ERI", "MAR", "SSD"}
    assert "MAR" not in lesson.african_union(2016)


def test_map_year_by_year():
    explorer = lesson.StandbyMap()
    explorer.restore({"year": 2021, "use": lesson.USES[1]})
    assert explorer.summary.endswith("ECOMIG, SAMIM.")
    table = load("armed_conflict_states", 2021).query("at_home > 0")["state_id"]
    africa = [code for code in table if 400 <= code <= 626 or code in (651,) or 580 <= code <= 591]
    assert f"2021: {len(africa)} African states" in explorer.summary
    explorer.restore({"year": 2013, "use": lesson.USES[0]})
    assert explorer.summary.endswith("none.")
    assert set(explorer.result["un"]["mission"]) == {"MINUSMA", "MONUSCO", "UNAMID", "UNMIL", "UNMISS", "UNOCI"}


def test_days_to_the_first_african_force():
    by_hand = [date(2013, 1, 17) - date(2012, 4, 1), date(2013, 12, 19) - date(2013, 3, 24), date(2017, 1, 19) - date(2016, 12, 9), date(2021, 7, 15) - date(2021, 3, 24)]  # fmt: skip
    assert [d.days for d in by_hand] == list(lesson.response_days()["african"]) == [291, 270, 41, 113]
    assert lesson.response_evidence().estimate == (113 + 270) / 2
    events = load("timeline").set_index("event")["date"]
    assert (
        events["ECOWAS forces enter The Gambia"] == "2017-01-19"
        and events["SAMIM begins in Mozambique"] == "2021-07-15"
    )


def test_operations_of_the_teaching_list_agree_with_the_tables():
    listed = load("partnerships").set_index("partnership_id")
    ours = lesson.ACTED.set_index("operation")
    for name, key in {"SAMIM": "P58", "ECOMIG": "P59", "G5 Sahel force": "P54", "AMISOM/ATMIS/AUSSOM": "P57"}.items():
        assert ours.loc[name, "start"] == listed.loc[key, "start"], name
        end = listed.loc[key, "end"]
        assert ours.loc[name, "end"] == (2025 if pd.isna(end) else end), name


def test_verdicts_rest_on_what_the_tables_say():
    assert lesson.founding_evidence().n == 12
    both = load("contingents").query("operation == 'ISAF' and state_id != 2").pivot_table(index="state_id", columns="date", values="troops")  # fmt: skip
    pair = both[["2009-10-01", "2010-11-15"]].dropna()
    assert lesson.in_step_evidence().estimate == pytest.approx(100 * (pair["2010-11-15"] > pair["2009-10-01"]).mean())
    assert lesson.isaf_success_evidence().estimate == 100
    assert lesson.NUMBERS["fall_before_exit"]() == 15
