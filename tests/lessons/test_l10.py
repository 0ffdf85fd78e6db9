"""Lesson 10: the numbers of the three cases, counted in other ways."""

import math
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint

from helpers import claims, load
from helpers.lessons import l10_cases as lesson
from helpers.rule import read


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


def test_waits_by_three_clocks_by_hand():
    african = [date(2013, 1, 17), date(2013, 12, 19), date(2017, 1, 19), date(2021, 7, 15)]
    clocks = {
        "start": [date(2012, 4, 1), date(2013, 3, 24), date(2016, 12, 9), date(2021, 3, 24)],
        "decision": [date(2012, 11, 11), date(2013, 7, 19), date(2016, 12, 17), date(2021, 6, 23)],
        "mandate": [date(2012, 12, 20), date(2013, 12, 5), date(2016, 12, 17), date(2021, 6, 23)],
    }
    for clock, begin in clocks.items():
        assert list(lesson.waits(clock)["african"]) == [(b - a).days for a, b in zip(begin, african, strict=True)], (
            clock
        )
    assert lesson.waits()["outside"].tolist()[:2] == [285, 256] and math.isnan(lesson.waits()["outside"].iloc[2])
    events = load("timeline").set_index("event")["date"]
    assert (
        events["ECOWAS forces enter The Gambia"] == "2017-01-19"
        and events["SAMIM begins in Mozambique"] == "2021-07-15"
    )
    assert date(2000, 9, 15) + timedelta(lesson.brigade_days("battalion")[0]) == date(2000, 12, 1)
    assert date(2000, 9, 15) + timedelta(lesson.brigade_days("headquarters")[1]) == date(2000, 11, 30)
    assert lesson.deciding_share("Mali 2012") == pytest.approx(100 * (30 + 31 + 30 + 31 + 31 + 30 + 31 + 30 + 19) / 291)


def test_operations_of_the_teaching_list_agree_with_the_tables():
    listed = load("partnerships").set_index("partnership_id")
    ours = lesson.ACTED.set_index("operation")
    for name, key in {"SAMIM": "P58", "ECOMIG": "P59", "G5 Sahel force": "P54", "AMISOM/ATMIS/AUSSOM": "P57"}.items():
        assert ours.loc[name, "start"] == listed.loc[key, "start"], name
        end = listed.loc[key, "end"]
        assert ours.loc[name, "end"] == (2025 if pd.isna(end) else end), name


# Each evidence a second way.


def test_founders_from_the_treaty_in_two_tables():
    rows = load("nato_members")
    founders = rows[pd.to_datetime(rows["signed"]) == "1949-04-04"]
    assert lesson.founding_evidence().finding.startswith(f"{len(founders)} of 12 founders") and len(founders) == 12
    bound = load("alliance_members").query("alliance_id == 3180 and start == 1949 and defence and not offence")
    assert set(bound["state_id"]) == set(founders["state_id"]) and 220 in set(bound["state_id"])
    assert lesson.common_defence_evidence().finding.startswith(f"{len(bound)} of {len(founders)} founders")


def test_wars_that_members_had_not_begun():
    rows, members = load("interstate_wars"), load("nato_members").set_index("state_id")["start_date"]
    found = set()
    for war, fought in rows[rows["start"] >= 1949].groupby("war"):
        joined = [row for row in fought.itertuples() if row.state_id in members and pd.Timestamp(members[row.state_id]) <= row.start_date]  # fmt: skip
        if joined and not any(row.initiator for row in joined):
            found.add(war)
    assert found == set(lesson.wars_of_members().index) == set(lesson.FOUGHT_IN)
    assert len(lesson.home_attack_evidence().cases) == len(found) == 7
    assert {int(case.when[-4:]) for case in lesson.home_attack_evidence().cases} >= {1950, 1956, 1982, 1991}
    names = load("states").set_index("state_id")["name"]
    assert set(names[list(lesson.NEUTRAL)]) == {"Switzerland", "Ireland", "Austria", "Finland", "Sweden"}
    assert not set(rows.query("start >= 1949")["state_id"]) & set(lesson.NEUTRAL)
    days = [date(1949, 8, 24), date(1951, 4, 2), date(1990, 8, 8), date(2003, 12, 31)]
    spans = [(b - a).days / 365.25 for a, b in pairwise(days)]
    assert lesson.nato_periods() == pytest.approx(spans)
    assert lesson.ability_evidence().n == round(sum(spans)) and lesson.ability_evidence().estimate == 0


def test_pledge_and_aim():
    row = load("nato_guideline").query("year == 2024").iloc[0]
    assert lesson.guideline_evidence().estimate == pytest.approx(100 * 22 / 32)
    assert (row["lowest"], row["highest"]) == (18, 23)
    table = load("armed_conflict_states").query("state_id == 700 and wars > 0")["year"]
    assert lesson.aim_evidence().estimate == pytest.approx(100 * table.between(2004, 2014).sum() / 11)
    assert lesson.aim_evidence(2015, 2021).estimate == 100 and not table.between(2002, 2003).any()


def test_wars_won_by_a_join():
    rows = load("interstate_wars").query("spell == 1")
    power = load("capabilities").rename(columns={"year": "start"})[["state_id", "start", "cinc"]]
    rows = rows.merge(power, on=["state_id", "start"], how="left")
    sides = rows.groupby(["war_id", "side"]).agg(n=("state_id", "nunique"), cinc=("cinc", "sum"), won=("outcome", lambda o: "won" in set(o)), lost=("outcome", lambda o: "lost" in set(o))).reset_index()  # fmt: skip
    both = sides[sides["side"] == 1].merge(sides[sides["side"] == 2], on="war_id", suffixes=("_a", "_b"))
    both = both[both[["n_a", "n_b"]].min(axis=1) == 1]
    first = (both["n_a"] > both["n_b"]) | ((both["n_a"] == both["n_b"]) & (both["cinc_a"] > both["cinc_b"]))
    a_wins = both["won_a"] & ~both["lost_a"] & both["lost_b"]
    b_wins = both["won_b"] & ~both["lost_b"] & both["lost_a"]
    both, first, a_wins = (part[a_wins | b_wins] for part in (both, first, a_wins))
    won = np.where(first, a_wins, ~a_wins).astype(float)
    many = (both[["n_a", "n_b"]].max(axis=1) > 1).astype(float).to_numpy()
    weight = np.log(both["cinc_a"] / both["cinc_b"]).to_numpy() * np.where(first, 1, -1)
    found, effect = lesson.wars_won_evidence(), lesson.coalition_evidence()
    heavy = weight > 0  # a single state is looked at only if it is the heavier
    assert (
        heavy[many == 0].all()
        and f"{int(won[heavy & (many == 1)].sum())} of {int(many[heavy].sum())} decided" in effect.finding
    )
    assert (found.n, found.estimate) == (int(many.sum()), pytest.approx(100 * won[many == 1].mean()))
    low, high = proportion_confint(won[many == 1].sum(), many.sum(), method="wilson")
    assert (found.low, found.high) == (pytest.approx(100 * low), pytest.approx(100 * high))
    design = sm.add_constant(np.column_stack([many, weight]))
    won, design = won[heavy], design[heavy]
    fit = sm.Logit(won, design).fit(disp=0, cov_type="HC0")
    error = fit.bse[1] * math.sqrt(len(won) / (len(won) - 1))
    ends = [math.exp(fit.params[1] + side * 1.959964 * error) for side in (-1, 0, 1)]
    assert [effect.low, effect.estimate, effect.high] == pytest.approx(ends, rel=1e-4) and effect.n == len(won)


def test_promises_and_hosts():
    rows = load("alliance_commitments")
    for later in (False, True):
        mine = rows[(rows["before_1945"] == 0) | (not later)]
        counts = mine["outcome_bf"].value_counts()
        proof = lesson.promises_evidence(since_1945=later)
        assert proof.estimate == pytest.approx(100 * counts["honoured"] / (counts["honoured"] + counts["violated"]))
        by_war = mine[mine["outcome_bf"] != "does not apply"].groupby("iwd_war_id")["outcome_bf"].agg(lambda o: ((o == "honoured").sum(), len(o)))  # fmt: skip
        kept, called = np.array(by_war.tolist()).T
        random = np.random.default_rng(9).integers(0, len(kept), (4000, len(kept)))
        ends = 100 * np.quantile(kept[random].sum(axis=1) / called[random].sum(axis=1), [0.025, 0.975])
        assert [proof.low, proof.high] == pytest.approx(list(ends), abs=2.5)
        assert read(lesson.promises_evidence(2, later)) == read(proof)
    fought = load("armed_conflict_states").query("at_home > 0")
    missions = load("un_missions").dropna(subset="host_id")
    calm = {3: [], 4: [], 5: []}
    for mark, found in calm.items():
        for host, year in sorted(set(zip(missions["host_id"], missions["start"], strict=True))):
            years = set(fought.loc[fought["state_id"] == host, "year"])
            exists = not load("states", year).query("state_id == @host").empty
            earlier = missions.query("host_id == @host and start < @year")
            hosted = (earlier["end"].isna() | (earlier["end"] >= year)).any()  # a mission that takes over is not new
            if 1990 <= year < 2025 - mark and exists and not hosted and years & {year, year - 1, year - 2}:
                found.append(year + mark not in years)
    assert [(sum(found), len(found)) for found in calm.values()] == [(12, 25), (13, 25), (16, 25)]
    assert [lesson.calm_hosts(mark) for mark in calm] == [(12, 25), (13, 25), (16, 25)]
    proof, calm = lesson.hosts_evidence(), calm[5]
    assert "12 of 25 after 3, 13 of 25 after 4" in proof.finding and read(proof) == "mixed"
    low, high = proportion_confint(sum(calm), len(calm), method="wilson")
    assert (proof.n, proof.estimate) == (len(calm), pytest.approx(100 * np.mean(calm)))
    assert (proof.low, proof.high) == (pytest.approx(100 * low), pytest.approx(100 * high))


def test_standby_force_by_hand():
    african = lesson.ACTED[lesson.ACTED["kind"] == "African"]["model"].tolist()
    assert lesson.standby_use_evidence().estimate == 100 * african.count("full") / 19
    assert lesson.standby_use_evidence("regional").estimate == pytest.approx(100 * african.count("regional") / 19)
    late = lesson.ACTED.loc[(lesson.ACTED["kind"] == "African") & (lesson.ACTED["start"] > 2009), "model"].tolist()
    assert (late.count("regional"), len(late)) == (6, 10)
    assert lesson.standby_use_evidence("regional", 2010).estimate == pytest.approx(60)
    table = load("standby_force_members")
    assert lesson.five_forces_evidence().finding.startswith(
        f"{table['force'].nunique()} forces with {int(table['end_date'].isna().sum())} memberships"
    )
    assert table["force"].nunique() == 5
    assert lesson.in_time_evidence().estimate == 100 * sum(days <= 30 for days in (28, 14, 33, 22)) / 4
    assert lesson.in_time_evidence("decision").estimate == 100 * sum(days <= 30 for days in (67, 153, 33, 22)) / 4


def test_readings_do_not_hang_on_the_seed():
    for seed in (1, 2):
        parts = lesson.joint_undertakings(seed)
        assert [read(proof) for proof in claims.proofs(parts)] == ["mixed", "mixed", "against", "mixed"]
    assert lesson.NUMBERS["fall_before_exit"]() == 15
