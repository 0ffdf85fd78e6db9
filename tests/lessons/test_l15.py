"""Lesson 15: values recomputed by other roads, and the published numbers that the simulation must return."""

from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers import claims, models
from helpers.data import bibliography, load
from helpers.lessons import l15_relief as lesson
from helpers.rule import read
from tests.lessons.by_hand import two_way


def test_days_by_the_calendar():
    table = lesson.milestones().set_index("label")["days"]
    assert table["US peak: 22,000"] == (date(2010, 2, 1) - date(2010, 1, 12)).days == 20
    assert lesson.days_since("2016-12-01") == (date(2016, 12, 1) - date(2010, 1, 12)).days
    assert table["UN apology"] == lesson.apology_delay() == (date(2016, 12, 1) - date(2010, 10, 15)).days, (
        "its own clock"
    )
    assert table["cholera"] == 0


def test_logs_give_the_slots():
    """2,318 landed and 336 did not come between 16 January and 8 February: 24 days."""
    assert (date(2010, 2, 8) - date(2010, 1, 16)).days + 1 == lesson.LOG_DAYS
    assert lesson.landings_a_day() == pytest.approx(2318 / 24)
    assert lesson.calibrate()["no_show"] == pytest.approx(336 / 2654)
    assert {key for *_, key in lesson.READINGS} <= set(bibliography())


def test_simulation_returns_what_it_was_fitted_to():
    """Over twenty draws the list is near 1,000 after three days and 1,400 after six, and landings near the logs."""
    fit = lesson.calibrate()
    lists, landed = {3: [], 6: []}, []
    for seed in range(1, 21):
        flights = lesson.simulate(fit["slots"], "first come, first served", 0, seed)
        waiting = lesson.backlog(flights).sum(axis=1)
        for day, found in lists.items():
            found.append(waiting.iloc[day * 24 - 1])
        landed.append((flights["comes"] & flights["slot"].notna()).sum())
    for day, published in lesson.QUEUE.items():
        assert sum(lists[day]) / 20 == pytest.approx(published, rel=0.04)
    assert sum(landed) / 20 == pytest.approx(lesson.LANDED, rel=0.03)


def test_no_rule_changes_how_many_wait():
    """All rules serve the same number each hour: the list is the same under each (work conservation)."""
    lists = [lesson.backlog(lesson.simulate(111, rule, 0.3, 4)).sum(axis=1) for rule in lesson.RULES]
    for other in lists[1:]:
        assert (other == lists[0]).all()


def test_rules_do_what_they_say():
    for seed in (1, 7):
        first = lesson.simulate(111, "first come, first served", 0, seed)
        slots = first["slot"].dropna()
        assert slots.is_monotonic_increasing
        assert lesson.served(lesson.simulate(111, "medical first", 0, seed))["medical"] > 95
        assert lesson.served(lesson.simulate(111, "military first", 0, seed))["military"] > 95
        honest, half, none = (
            lesson.served(lesson.simulate(111, "medical first", m, seed))["medical"] for m in (0, 0.5, 1)
        )
        assert honest > half > none


def test_nobody_lands_before_asking():
    flights = lesson.simulate(140, "half military, half civil", 0.5, 3)
    assert (flights["wait"].dropna() >= 0).all()
    assert set(flights["kind"]) == set(lesson.KINDS)


def test_haiti_money():
    row = load("humanitarian_funding").query("iso3 == 'HTI' and year == 2010").iloc[0]
    assert lesson.appeal_met(41, 2010) == pytest.approx(100 * row["funding"] / row["requirements"])
    assert row["funding_outside"] > row["funding"]


def test_rule_or_runway_does_not_hang_on_luck():
    """The exercise reads the first draw; the others agree."""
    for pair in next(item for item in lesson.EXERCISES if item.id == "15.13").variants:
        first = lesson.desk_or_runway(**pair)
        for seed in range(2, 12):
            rule = lesson.served(lesson.simulate(111, "medical first", pair["mislabel"] / 100, seed))["medical"]
            runway = lesson.served(lesson.simulate(pair["slots"], "first come, first served", 0, seed))["medical"]
            assert (rule > runway) == (first == "rule")


def test_haiti_was_at_peace_in_2010():
    assert (41, 2010) not in lesson.conflict_states()
    assert (41, 2004) in lesson.conflict_states()


def test_disasters_ratio_by_hand():
    explorer = lesson.DisastersCounted()
    table = load("disasters").query("hazard == 'all'").set_index("decade")["disasters"]
    assert f"{table[2010] / table[1900]:.2f}" in explorer.summary


# Each evidence a second way.


def test_cooperation_by_sets_and_by_hand():
    from scipy.stats import t

    members = load("exercise_members").groupby("exercise_id")["state_id"].agg(frozenset)
    relief = load("exercises").set_index("exercise_id")["humanitarian"]
    years = load("exercises").set_index("exercise_id")["year"]
    together, alone = {}, {}
    for number, states in members.items():
        for pair in combinations(sorted(states), 2):
            together.setdefault(pair, set()).add(years[number])
            if len(states) == 2:
                alone.setdefault((*pair, years[number]), []).append(relief[number])
    rows = [
        (a, b, year, float(any(kinds)), len(kinds),
         len(together[(a, b)] & set(range(year - 5, year))), len(together[(a, b)] & set(range(year + 1, year + 6))))
        for (a, b, year), kinds in alone.items() if 1985 <= year <= 2005
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["a", "b", "year", "relief", "number", "before", "after"])
    american = (table["a"] == 2) | (table["b"] == 2)
    practised = table["relief"] == 1
    told = f"{len(set(zip(table['a'][practised], table['b'][practised], strict=True)))} pairs, and {(american & practised).sum()} of the {practised.sum()} times"
    shown = claims.proofs(claims.parts("C19.3"))[1:]
    assert told in shown[0].finding and told == "83 pairs, and 81 of the 140 times"
    for found, rows in zip(shown, (table, table[~american]), strict=True):
        dummies = pd.get_dummies(rows["year"], drop_first=True)
        x = np.column_stack([np.ones(len(rows)), rows[["relief", "before", "number"]], dummies]).astype(float)
        slope, error, states = two_way(rows["after"].to_numpy(float), x, rows[["a", "b"]].to_numpy())
        assert (found.estimate, found.n) == (pytest.approx(slope), len(rows))
        assert found.high - found.estimate == pytest.approx(error * t.ppf(0.975, states - 1), rel=1e-6)
        assert f"in {rows[rows['relief'] == 1]['after'].mean():.1f} of the next five" in found.finding
        assert "1985–2005" in found.finding and read(found) == "mixed"


@pytest.mark.parametrize("most", [3, 40])
def test_cooperation_does_not_hang_on_exercises_of_two(most):
    """Larger exercises let in, with the same controls: the interval still holds zero."""
    relief = load("exercises").set_index("exercise_id")["humanitarian"]
    rows = []
    for number, group in load("exercise_members").groupby("exercise_id"):
        if 2 <= len(group) <= most:
            rows += [
                (a, b, group["year"].iloc[0], relief[number]) for a, b in combinations(sorted(group["state_id"]), 2)
            ]
    table = pd.DataFrame(rows, columns=["state_id_1", "state_id_2", "year", "relief"])
    table = table.query("1985 <= year <= 2005").groupby(["state_id_1", "state_id_2", "year"])["relief"]
    table = table.agg(relief="max", number="size").reset_index().astype({"relief": float})
    held = set(load("exercise_pairs")[["state_id_1", "state_id_2", "year"]].itertuples(index=False, name=None))
    keys = list(table[["state_id_1", "state_id_2", "year"]].itertuples(index=False, name=None))
    for name, steps in (("before", range(-5, 0)), ("after", range(1, 6))):
        table[name] = [sum((a, b, year + k) in held for k in steps) for a, b, year in keys]
    found = models.pair_slope(
        table.assign(when=table["year"].astype(str)), "after", ["relief", "before", "number", "when"]
    )
    assert found.low < 0 < found.high


def test_need_by_a_join():
    """Money asked for by states with a conflict, by a merge of tables instead of sets."""
    asked = load("humanitarian_funding").dropna(subset=["requirements", "state_id"])
    asked = asked[asked["year"].between(2000, 2024)]
    joined = asked.merge(load("armed_conflict_states"), on=["state_id", "year"], how="left").fillna(
        {"at_home": 0, "conflicts": 0, "wars": 0}
    )
    for column, reading, years in (("at_home", "for", 23), ("conflicts", "for", 24), ("wars", "against", 8)):
        inside = joined[column] > 0
        found = lesson.need_evidence(column)
        over = [group.loc[inside[group.index], "requirements"].sum() > group["requirements"].sum() / 2 for _, group in joined.groupby("year")]  # fmt: skip
        assert (sum(over), len(over)) == (years, 25) and f"more than half in {years} of 25 years" in found.finding
        assert found.estimate == pytest.approx(
            100 * joined.loc[inside, "requirements"].sum() / joined["requirements"].sum()
        )
        assert (found.n, read(found)) == (len(joined), reading)
        # Palestine and Timor-Leste of 2000: put outside conflict, then inside, the reading stays the same.
        other = load("humanitarian_funding").query("state_id.isna() and 2000 <= year <= 2024")["requirements"].sum()
        ends = [100 * (joined.loc[inside, "requirements"].sum() + more) / (joined["requirements"].sum() + other) for more in (0, other)]  # fmt: skip
        assert all((end > 50) == (reading == "for") for end in ends)
        assert f"{ends[0]:.0f}% if all of that were outside conflict, {ends[1]:.0f}% if" in found.finding
        assert f"they are {100 * inside.mean():.0f}% of the appeals" in found.finding
    home, anywhere, wars = claims.proofs(claims.parts("C19.10", True))
    assert anywhere.estimate - home.estimate < 5 < 30 < anywhere.estimate - wars.estimate, "the bar, not the place"
    assert claims.ruling("C19.10", True).verdict == "contested"


def test_command_by_the_tables():
    """The UN mission's people had one commander over several countries; shares from the figures themselves."""
    found, figures = lesson.command_evidence(), load("haiti_figures").set_index("item")["value"]
    small = figures["minustah_troops_before"] + figures["minustah_police_before"]
    assert (found.n, read(found)) == (22000 + small, "against")
    assert found.estimate == pytest.approx(100 * (1 - 22000 / (22000 + small))) and found.estimate > 25
    large = load("un_shortfalls").query("mission == 'MINUSTAH' and year == 2010")["deployed"].iloc[0]
    shares = sorted(100 * 22000 / (22000 + 2000 + size) for size in (small, large))
    assert f"{shares[0]:.0f}% to {shares[1]:.0f}% were American" in found.finding
    lowest, highest = 100 * small / (24000 + small), 100 * large / (22000 + large)
    assert f"{lowest:.0f}% to {highest:.0f}%. Of the three" in found.finding and highest < 50
    assert claims.ruling("C19.4", True).verdict == "not supported"


def test_a_second_and_a_third_disaster_by_the_calendar():
    table = lesson.responses()
    assert list(table["first"]) == [(date(2004, 12, 28) - date(2004, 12, 26)).days, (date(2008, 5, 7) - date(2008, 5, 2)).days, 1, 2]  # fmt: skip
    assert list(table["helicopters"].dropna()) == [6, 6, 6] and table["helicopters"].isna().sum() == 1
    deaths = load("deadly_disasters")
    assert table.loc["Myanmar, cyclone", "deaths"] == deaths.query("state_id == 775 and year == 2008")["deaths"].item()
    assert table.loc["Haiti, earthquake", "deaths"] == lesson.haiti_figure("deaths_emdat")


def test_what_the_yearly_table_misses():
    """A report of September explains Haiti; Liberia's cell is the largest of four reports, the last within the mission."""
    assert lesson.trace(lesson.HAITI, 2010) == 8
    assert lesson.trace(lesson.LIBERIA, 2014) < lesson.EBOLA_PEAK / 20
    figures = load("haiti_figures").set_index("item")["value"]
    assert lesson.AMERICANS["2010-01-18"] == figures["us_2010-01-18_personnel_there_or_en_route"]
    assert lesson.AMERICANS["2010-02-01"] == figures["us_peak"]


def test_each_source_of_the_module_exists():
    keys = {"Ackerman2013", "ApScaleBack2010", "ArmsRaceHaiyan2013", "CammaertReport2016", "EngineerPriz2005", "Flaherty2010", "IcrcElSalvador1985", "IndependentPriz2005", "JakartaPostAceh2005", "NbcNargis2008", "NlbFlyingEagle2004", "PacafNargis2008", "PostAceh2005", "ReutersLiberia2015", "StripesHaiyan2013", "UnUsAgreement2010", "VoaAceh2005", "VoaSomalia2010", "WinfieldSlots2010"}  # fmt: skip
    assert keys <= set(bibliography())


def test_flights_diverted_are_those_of_the_logs():
    found = lesson.talk_and_trust()[0].evidence
    assert (
        f"and {lesson.DIVERTED} between" in found.finding and lesson.DIVERTED / (lesson.LANDED + lesson.DIVERTED) < 0.01
    )


def test_efficient_help_has_no_case_and_quick_help_has():
    """By the rows of the works: none on the document's words speaks for it outright, so 'efficiently' has nothing to show."""
    found = claims.ruling("C19.2")
    assert (found.verdict, found.reason) == ("partly supported", "no case for efficient help from several forces")
    rows = load("literature").query("claim_id == 'C19.2' and bears_on == 'document' and side != 'background'")
    assert set(rows["side"]) == {"qualifies"} and set(rows["rung"]) == {0}


def test_crucial_is_decided_by_the_studies():
    """One at a comparison of like units says for one kind of force, one as strong says no: so it is contested."""
    rows = load("literature").query("claim_id == 'C19.7' and rung == 1").set_index("key")["side"]
    assert rows.to_dict() == {"Levin2024": "qualifies", "Hoelscher2017": "against"}
    found = claims.ruling("C19.7")
    assert found.verdict == "contested" and found.reason.startswith("equally strong designs disagree")


def test_requests_if_a_list_is_off_by_hand():
    """One list a hundred longer or shorter, by the formula: with x and y asked by day 3 and 6, the total is x² / (2x − y)."""
    day = 2654 / 24
    totals = [
        (a + 3 * day) ** 2 / (2 * (a + 3 * day) - b - 6 * day)
        for a, b in ((900, 1400), (1100, 1400), (1000, 1300), (1000, 1500))
    ]
    assert lesson.requests_if_off() == (pytest.approx(min(totals)), pytest.approx(max(totals)))
    assert min(totals) < lesson.LANDED + lesson.NO_SHOWS < lesson.calibrate()["total"] < max(totals)


def test_relief_is_shown_in_the_first_week():
    """'Brings' asks for a delivery: the first case names one, within seven days of the tsunami."""
    first, second = claims.parts("C19.9")[0].evidence.cases
    assert "bring supplies" in first.what and (date.fromisoformat(first.when) - date(2004, 12, 26)).days == 6
    assert "not what they hand out" in second.what
