"""Lesson 16, checked in other ways: hand-made groups, regression instead of subtraction, raw tables, published counts."""

import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.data import load, state
from helpers.lessons import l16_policy as lesson

NEAR = [state(name) for name in ("Norway", "Estonia", "Latvia", "Lithuania", "Poland")]
OUT = [state(name) for name in ("Austria", "Ireland", "Switzerland", "Malta", "Cyprus", "Serbia", "Bosnia and Herzegovina", "Finland", "Sweden")]  # fmt: skip


def test_groups_are_those_of_the_map():
    assert set(lesson.neighbours_of_russia()) == set(NEAR)
    assert len(lesson.allies_of_2014()) == 27 and state("Iceland") not in lesson.allies_of_2014()
    assert {state(name) for name in ("Montenegro", "North Macedonia", "Finland")}.isdisjoint(lesson.allies_of_2014())
    assert len(lesson.groups()["joined NATO in 2004"]) == 7


def test_first_state_by_hand_and_by_regression():
    table = load("defence_shares").set_index(["state_id", "year"])["share_gdp"]

    def change(code):
        return np.mean([table[code, y] for y in range(2015, 2022)]) - np.mean([table[code, y] for y in range(2010, 2014)])  # fmt: skip

    by_hand = np.mean([change(code) for code in NEAR]) - np.mean([change(code) for code in OUT])
    rows = load("defence_shares").query("(2010 <= year <= 2013) or (2015 <= year <= 2021)")
    rows = rows[rows["state_id"].isin(NEAR + OUT)].assign(treated=lambda t: t["state_id"].isin(NEAR).astype(int))
    fitted = models.difference_in_differences(rows, "state_id", "year", "share_gdp", "treated", 2015)
    explorer = lesson.EventStudy()
    shown = float(re.search(r"differences ([+-][\d.]+)", explorer.summary)[1])
    assert by_hand == pytest.approx(fitted.value, abs=1e-9)
    assert shown == round(by_hand, 2)


def all_shuffles(own, others, shift):
    """Share of all ways to say who was treated whose gap is as large as the one seen, after `shift` is taken off the treated."""
    both = [*(value - shift for value in own), *others]
    ways = list(combinations(range(len(both)), len(own)))
    gaps = [np.mean([both[i] for i in way]) - np.mean([both[i] for i in set(range(len(both))) - set(way)]) for way in ways]  # fmt: skip
    return np.mean(np.abs(gaps) >= abs(gaps[0]) - 1e-9)


def test_intervals_are_shuffled_over_states():
    change = lesson.changes(lesson.SPENDING, 2014)
    found = lesson.double_difference(NEAR, OUT)
    for end, out in ((found.low, -1e-3), (found.high, 1e-3)):
        assert (
            all_shuffles(change[NEAR], change[OUT], end - out)
            > 0.05
            >= all_shuffles(change[NEAR], change[OUT], end + out)
        )
    # What the lesson prints for all members is what the card prints.
    card, printed = lesson.priorities_evidence(), lesson.double_difference(lesson.allies_of_2014(), OUT)
    assert (card.low, card.high) == (printed.low, printed.high)
    for name in ("all 27", "without the United States"):
        assert lesson.extra_changes().loc[name, "low"] < 0


def test_too_few_states_have_no_interval():
    """Of 4 and of 15 ways not one is rarer than one in twenty; of 21 a single one is."""
    nordic = [state("Denmark"), state("Norway")]
    for others in ("Finland and Sweden", "Pacific allies of the US"):
        found = lesson.double_difference(nordic, lesson.groups()[others])
        assert np.isinf(found.low) and np.isinf(found.high)
    for effect in (-50, 0, 50):
        change = lesson.changes(lesson.SPENDING, 2014)
        assert all_shuffles(change[nordic], change[[state("Finland"), state("Sweden")]], effect) > 0.05
    explorer = lesson.EventStudy()
    explorer.restore({"treated": "Denmark and Norway", "comparison": "Finland and Sweden"})
    assert "no interval" in explorer.summary


def test_four_of_sixteen_keep_clear():
    table = lesson.multiverse()
    clear = set(table.loc[table["low"] > 0, "label"])
    assert clear == {f"{own} / {others}" for own in ("NATO next to Russia", "joined NATO in 2004") for others in ("European non-members", "nine beyond Europe")}  # fmt: skip
    change = lesson.changes(lesson.SPENDING, 2014)
    groups = lesson.groups()
    for row in table.itertuples():
        treated, others = row.label.split(" / ")
        own = [code for code in groups[treated] if code not in groups[others]]
        if len(own) + len(groups[others]) < 15:
            assert (all_shuffles(change[own], change[list(groups[others])], 0) <= 0.05) == (row.low > 0 or row.high < 0)


def test_placebo_years_see_nothing_of_the_chosen_year():
    explorer = lesson.EventStudy()
    explorer.restore({"year": 2014})
    shown = explorer.data().query("kind == 'placebo'")
    assert list(shown.index) == list(range(2003, 2013))
    table = load("defence_shares").query("year < 2014").pivot_table(index="state_id", columns="year", values="share_gdp")  # fmt: skip
    change = table[[2011, 2012, 2013]].mean(axis=1) - table[[2006, 2007, 2008, 2009]].mean(axis=1)
    assert shown.loc[2010, "estimate"] == pytest.approx(change[NEAR].mean() - change[OUT].mean())


def test_published_equipment_counts():
    # NATO's own tables: seven allies at 20 per cent in 2014.
    table = load("nato_spending").query("year == 2014 and member")
    assert (table["equipment_share"] >= 20).sum() == 7
    assert (lesson.equipment().reindex(lesson.allies_of_2014())[2014] >= 20).sum() == 7


def test_belgium_had_less_for_the_rest_and_germany_more():
    rows = load("nato_spending").set_index(["state_id", "year"])
    growth = lesson.real_growth()
    for name, sign in (("Belgium", -1), ("Croatia", -1), ("Germany", 1), ("France", 1)):
        then, now = (rows.loc[(state(name), year)] for year in (2014, 2021))
        rest = [row["expenditure"] * (1 - row["equipment_share"] / 100) for row in (then, now)]
        assert growth[state(name)] == pytest.approx(100 * (rest[1] / rest[0] - 1))
        assert np.sign(growth[state(name)]) == sign


def test_estonia_around_entry():
    table = load("defence_shares").set_index(["state_id", "year"])["share_gdp"]

    def change(code):
        before = pd.Series({y: table.get((code, y)) for y in range(1999, 2004)}, dtype=float).mean()
        return np.mean([table[code, y] for y in range(2005, 2010)]) - before

    expected = change(state("Estonia")) - np.mean([change(code) for code in OUT])
    assert lesson.accession_changes()["Estonia"] == pytest.approx(expected)
    assert len(lesson.accession_changes()) == 11


# Each evidence a second way.


def p_value(groups, shift, rng, draws=3000):
    """Share of shufflings, inside each group, whose gap is as large as the one seen, after `shift` is taken off the treated."""
    count, seen, found = sum(len(own) for own, _ in groups), 0.0, np.zeros(draws)
    for own, others in groups:
        own, others = np.asarray(own) - shift, np.asarray(others)
        seen += (own.mean() - others.mean()) * len(own) / count
        both = np.concatenate([own, others])
        for i in range(draws):
            mixed = rng.permutation(both)
            found[i] += (mixed[: len(own)].mean() - mixed[len(own) :].mean()) * len(own) / count
    return (np.abs(found) >= abs(seen) - 1e-9).mean()


def assert_permutation(proof, groups):
    """Both ends of the interval are the effects that shuffling barely rejects, and the estimate is the plain difference."""
    count = sum(len(own) for own, _ in groups)
    plain = sum(len(own) * (np.mean(own) - np.mean(others)) for own, others in groups) / count
    assert proof.estimate == pytest.approx(plain)
    rng = np.random.default_rng(20)
    for end in (proof.low, proof.high):
        assert p_value(groups, end, rng) == pytest.approx(0.05, abs=0.02)
    middle = (proof.low + proof.high) / 2
    assert p_value(groups, middle, rng) > 0.3


def spent(code, first, last):
    table = load("defence_shares").query("state_id == @code and @first <= year <= @last")
    return table["share_gdp"].mean()


def test_pledge_by_loops():
    allies = set(load("defence_shares").query("nato_entry <= 2014")["state_id"])
    own, others = ([spent(s, 2015, 2021) - spent(s, 2010, 2013) for s in side] for side in (sorted(allies), OUT))
    assert len(own) == 27
    assert_permutation(lesson.priorities_evidence(), [(own, others)])


def joined(outcome, controls):
    """Per wave of joiners: their changes and those of the controls, from the raw table."""
    found = []
    entry = load("defence_shares").drop_duplicates("state_id").set_index("state_id")["nato_entry"].dropna()
    for year in sorted({int(y) for y in entry if 2004 <= y <= 2020}):

        def change(code, year=year):
            rows = outcome[outcome["state_id"] == code].set_index("year")["value"]
            return rows.reindex(range(year + 1, year + 6)).mean() - rows.reindex(range(year - 5, year)).mean()

        outside = [s for s in controls if year < 2018 or s not in (state("Finland"), state("Sweden"))]
        found.append(([change(s) for s in entry.index[entry == year]], [change(s) for s in outside]))
    return found


def test_joiners_money_and_votes_by_wave():
    money = load("defence_shares").rename(columns={"share_gdp": "value"})
    calm = [s for s in OUT if s not in (state("Serbia"), state("Bosnia and Herzegovina"))]
    assert_permutation(lesson.joining_money_evidence(), joined(money, calm))
    points = load("ideal_points").query("2000 <= year <= 2023")
    leader = points[points["state_id"] == 2].set_index("year")["ideal_point"]
    votes = points.assign(value=(points["ideal_point"] - points["year"].map(leader)).abs())
    assert [len(own) for own, _ in joined(votes, OUT)] == [7, 2, 1, 1]
    assert_permutation(lesson.joining_votes_evidence(), joined(votes, OUT))


def test_wars_by_regression():
    import statsmodels.formula.api as smf

    table, proof = lesson.warriors(), lesson.wars_evidence()
    fit = smf.ols("wars ~ pact + output + people + democracy + C(region)", table).fit(cov_type="HC0")
    half = 1.959964 * fit.bse["pact"] * np.sqrt(len(table) / (len(table) - 1))
    value = fit.params["pact"]
    assert (proof.estimate, proof.low, proof.high) == pytest.approx((100 * value, 100 * (value - half), 100 * (value + half)), rel=1e-4)  # fmt: skip
    elsewhere = table[table["region"] != "Europe and Central Asia"]
    fit = smf.ols("wars ~ pact + output + people + democracy + C(region)", elsewhere).fit(cov_type="HC0")
    beyond = lesson.war_gap(beyond_europe=True)
    assert beyond.value == pytest.approx(100 * fit.params["pact"]) and 0 < beyond.low < 5
    fit = smf.ols("wars_2007 ~ pact + output + people + democracy + C(region)", elsewhere).fit(cov_type="HC0")
    then = lesson.war_gap("wars_2007", beyond_europe=True)
    assert then.value == pytest.approx(100 * fit.params["pact"]) and then.low < 0 < then.high


def test_who_went_by_name():
    table = lesson.warriors()
    for name, pact, afghanistan, iraq in (("South Korea", 1, 1, 1), ("Australia", 1, 1, 1), ("Georgia", 0, 1, 1), ("El Salvador", 1, 0, 1),
                                          ("Brazil", 1, 0, 0), ("Honduras", 1, 0, 1), ("Nicaragua", 1, 0, 1), ("Dominican Republic", 1, 0, 1), ("Spain", 1, 1, 1),
                                          ("Japan", 1, 0, 1), ("Thailand", 1, 0, 1), ("Philippines", 1, 0, 1), ("France", 1, 1, 0), ("United Arab Emirates", 0, 1, 0), ("Mongolia", 0, 1, 1), ("Nigeria", 0, 0, 0)):  # fmt: skip
        assert tuple(table.loc[state(name), ["pact", "afghanistan", "iraq"]]) == (pact, afghanistan, iraq), name
    assert len({state(name) for name in lesson.SERVED}) == 37  # the United Kingdom and 36 more, as the factbox says
    gone = table[(table["iraq"] == 1) & (table["iraq_2007"] == 0)].index
    assert {state(name) for name in ("Honduras", "Nicaragua", "Japan", "New Zealand", "Italy", "Ukraine")} <= set(gone)
    assert (table["iraq"] >= table["iraq_2007"]).all() and table.loc[state("El Salvador"), "iraq_2007"] == 1


def test_purchases_with_dummies():
    table = lesson.purchases()
    assert table["state_id_1"].nunique() == 8 and table["state_id_2"].nunique() == 34
    effects = [table.groupby(keys).ngroup() for keys in (["state_id_1", "state_id_2"], ["state_id_1", "start"], ["state_id_2", "start"])]  # fmt: skip
    dummies = np.hstack([pd.get_dummies(one, dtype=float).to_numpy() for one in effects])
    both = table[["share", "after", "coming"]].to_numpy()
    y, after, coming = (both - dummies @ np.linalg.lstsq(dummies, both, rcond=None)[0]).T

    def fitted(x, held=None):
        """Slope and its clustered interval; held: a second variable, taken out of both first (Frisch and Waugh)."""
        out = y
        if held is not None:
            x, out = (one - held * (held @ one) / (held @ held) for one in (x, y))
        value = (x @ out) / (x @ x)
        score = pd.Series(x * (out - x * value))

        def middle(key):
            sums = score.groupby(key).sum()
            return (sums**2).sum() * len(sums) / (len(sums) - 1)

        seller, buyer, pair = (middle(key) for key in (table["state_id_1"], table["state_id_2"], effects[0]))
        count = len(x) - (2 if held is None else 3)
        variance = max(seller + buyer - pair, pair) / (x @ x) ** 2 * (len(x) - 1) / count
        half = 2.364624 * np.sqrt(variance)  # t with the 8 sellers − 1
        return value, value - half, value + half

    proof = lesson.purchases_evidence()
    found = fitted(after, coming), fitted(coming, after), fitted(after)
    assert (proof.estimate, proof.low, proof.high) == pytest.approx(found[0], rel=1e-3)
    for one, estimate in zip(found, lesson.purchases_compared(), strict=True):
        assert (estimate.value, estimate.low, estimate.high) == pytest.approx(one, rel=1e-3)
    assert found[0][1] < 0 < found[1][1]  # zero is inside after the signature and outside before it
    for value, low, high in found[1:]:
        assert f"{value:.1f}" in proof.finding and f"[{low:.1f}, {high:.1f}]" in proof.finding


def test_first_agreement_by_hand():
    """Poland and the United States: the first agreement of the table decides before and after."""
    deals = load("defence_agreements").pipe(lambda t: t[t["signed"].fillna(False)])
    mine = deals[(deals["state_id_1"] == state("United States")) & (deals["state_id_2"] == state("Poland"))]
    first = mine["start"].min()
    rows = lesson.purchases().query("state_id_1 == 2 and state_id_2 == @code", local_dict={"code": state("Poland")})
    assert list(rows["after"]) == [float(first <= start) for start in rows["start"]]
    assert list(rows["coming"]) == [float(start < first <= start + 5) for start in rows["start"]]


def equipment_of(code, *years):
    rows = load("nato_spending").set_index(["state_id", "year"])["equipment_share"]
    return np.mean([rows[code, year] for year in years])


def test_equipment_by_hand():
    rise = {s: equipment_of(s, 2019, 2020, 2021) - equipment_of(s, 2014, 2015)
            for s in (*lesson.allies_of_2014(), state("Finland"), state("Sweden"))}  # fmt: skip
    mean = np.mean([rise[s] for s in lesson.allies_of_2014()])
    own = [rise[s] for s in lesson.allies_of_2014()]
    for name, clear in (("Finland", False), ("Sweden", True)):
        proof = lesson.equipment_evidence(name)
        assert proof.estimate == pytest.approx(mean - rise[state(name)]) and (proof.low > 0) == clear
        assert (all_shuffles(own, [rise[state(name)]], 0) <= 0.05) == clear
        for end, out in ((proof.low, -1e-3), (proof.high, 1e-3)):
            assert all_shuffles(own, [rise[state(name)]], end - out) > 0.05 >= all_shuffles(own, [rise[state(name)]], end + out)  # fmt: skip
    finland = rise[state("Finland")]
    assert (
        sum(one < finland for one in own) == 13
        and "13 of the 27 rose less than Finland" in lesson.equipment_evidence().finding
    )
    there = sum(equipment_of(s, 2021) >= 20 for s in lesson.allies_of_2014())
    counted = lesson.towards_equipment_evidence()
    assert counted.data == "full count" and counted.low == counted.high == counted.estimate == pytest.approx(
        100 * there / 27
    )
    assert f"{there} of 27 members in 2021" in counted.finding


def test_rest_of_the_money_by_hand():
    rows = load("nato_spending").set_index(["state_id", "year"])

    def rest(code, year):
        return rows.loc[(code, year), "expenditure"] * (100 - rows.loc[(code, year), "equipment_share"])

    fell = sum(rest(s, 2021) < rest(s, 2014) for s in lesson.allies_of_2014())
    proof = lesson.rest_evidence()
    assert proof.estimate == pytest.approx(100 * fell / 27) and f"fell in {fell} of 27" in proof.finding


def test_arms_of_allies_by_hand():
    """The buyers were listed for teaching, so the share describes the list and has no interval."""
    rows = load("arms_suppliers").query("start == 2017")
    most = sum(share > 0.5 for share in rows["allies"])
    proof = lesson.allied_arms_evidence()
    assert proof.low == proof.high == proof.estimate == pytest.approx(100 * most / len(rows))
    assert (proof.data, proof.interval) == ("teaching list", "none") and f"{most} of {len(rows)}" in proof.finding


def test_members_and_rich_buyers():
    rows = load("arms_suppliers").query("start == 2017 and recipient_id != 2").set_index("recipient_id")
    share = 100 * (rows["united_states"] + rows["other_nato"])
    rich = ("Finland", "Sweden", "Israel", "Saudi Arabia", "United Arab Emirates", "Taiwan", "South Korea", "Japan", "Australia")  # fmt: skip
    own = [share[s] for s in rows.index if s in lesson.allies_of_2014()]
    assert_permutation(lesson.lean_evidence(), [(own, [share[state(name)] for name in rich])])


def test_japan_paid():
    """The second case stands in the table of the Gulf War, too: ten billion received."""
    row = load("gulf_war_finance").set_index("contributor").loc["JPN"]
    assert row["received"] == 10


def test_every_reading_stands_under_other_shuffles():
    from helpers.rule import read

    for proof in (lesson.priorities_evidence, lesson.joining_votes_evidence, lesson.joining_money_evidence, lesson.lean_evidence):  # fmt: skip
        assert len({read(proof(seed)) for seed in (1, 2, 3, 4)}) == 1


def test_without_the_united_states_zero_is_at_the_edge():
    change = lesson.changes(lesson.SPENDING, 2014)
    rest = [code for code in lesson.allies_of_2014() if code != state("United States")]
    found = lesson.permuted([(change[rest], change[OUT])])
    assert -0.05 < found.low < 0 and p_value([(change[rest], change[OUT])], 0, np.random.default_rng(20)) < 0.08


def test_our_question_on_equipment_stays_open():
    """The members' lead is no longer read as clear: the nearer yardstick decides nothing, and the three disagree."""
    from helpers.rule import read

    part = lesson.lean_more()[0]
    assert [read(proof) for proof in (part.evidence, *part.counts)] == ["mixed", "for", "against"]
    assert "46" in lesson.neglect_case().finding and "2025" in lesson.neglect_case().finding
