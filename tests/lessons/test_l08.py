"""Lesson 08: burdens, gradients, shares and every evidence recomputed in other ways, and the published figures they answer to."""

import csv
import itertools

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.claims import claims, proofs, ruling
from helpers.data import load, table_path
from helpers.lessons import l08_burden as lesson
from helpers.rule import Part, stronger_v2


def raw(name):
    """The rows of a table as text, read without the course's loader."""
    return list(csv.DictReader(table_path(name).read_text(encoding="utf-8").splitlines()))


def core(year=None):
    """NATO's table of July 2026 as plain numbers, members only."""
    rows = [row for row in raw("nato_spending_2026") if row["member"] == "1" and year in (None, int(row["year"]))]
    return pd.DataFrame(rows).drop(columns="of_income").astype(float)


def evidence(claim_id, ours=False, which=0):
    """The evidence of a claim, by its place on the card."""
    item = next(item for item in lesson.CLAIMS if item.claim_id == claim_id)
    return proofs((item.ours_parts if ours else item.parts)())[which]


def resampled(table, statistic, column, seed, length=1, n=2000):
    """A percentile interval from blocks drawn with replacement, by concatenation."""
    groups, random = [part for _, part in table.groupby(column)], np.random.default_rng(seed)
    values = []
    for _ in range(n):
        starts = random.integers(0, len(groups) - length + 1, -(-len(groups) // length))
        drawn = [groups[i + k] for i in starts for k in range(length)][: len(groups)]
        values.append(statistic(pd.concat(drawn)))
    return np.quantile(values, [0.025, 0.975])


# Measures


def test_rank_correlation_of_1964_by_hand():
    """Spearman as Pearson of hand-made ranks, from the raw CSV cells."""
    burden = {row["state_id"]: float(row["share_gdp"]) for row in raw("military_burden_long")
              if row["year"] == "1964" and row["member"] == "1" and row["state_id"] != "395"}  # fmt: skip
    gdp = load("economies", 1964).set_index("state_id")["gdp"]
    states = sorted(burden)
    first = pd.Series([gdp[int(s)] for s in states]).rank()
    second = pd.Series([burden[s] for s in states]).rank()
    rho = 1 - 6 * ((first - second) ** 2).sum() / (14 * (14**2 - 1))
    assert len(states) == 14
    assert lesson.gradient(1964).value == pytest.approx(rho) == pytest.approx(0.62, abs=0.005)


def test_which_bands_miss_zero():
    """Those of 1949 to 1966, one later year of the long series, none of NATO's own table; and the gap of two sources."""
    table = lesson.gradients().set_index(["source", "year"])["low"]
    assert (table["long"].loc[1949:1966] > 0).all()
    assert list(table["long"].loc[1967:][lambda low: low > 0].index) == [2014]
    assert (table["NATO"] < 0).all()
    gaps = [lesson.gradient(year, "SIPRI").value - lesson.gradient(year, "NATO").value for year in range(2014, 2023)]
    assert lesson.sources_apart() == pytest.approx(sum(gaps) / len(gaps))


def test_kim_and_sandler_by_plain_ranks():
    """Five of seven years by SIPRI at the one-tailed level, none of four by NATO's table."""
    from scipy.stats import t

    def p_value(size, burden):
        rho, n = size.rank().corr(burden.rank()), len(size)
        return t.sf(rho * np.sqrt((n - 2) / (1 - rho**2)), n - 2)

    heads, people = load("output_per_head"), load("capabilities")
    hits = 0
    for year in range(2011, 2018):
        table = load("defence_shares").query("year == @year and nato_entry <= @year").set_index("state_id")
        size = heads[heads["year"] == year].set_index("state_id")["gdp_per_head"] * people[people["year"] == year].set_index("state_id")["population"]  # fmt: skip
        hits += p_value(size.reindex(table.index), table["share_gdp"]) <= 0.05
    assert hits == lesson.one_tailed_years(2011, 2017, "SIPRI") == 5
    tables = [core(year) for year in range(2014, 2018)]
    assert sum(p_value(table["expenditure"] / table["share_gdp"], table["share_gdp"]) <= 0.05 for table in tables) == 0
    assert lesson.one_tailed_years(2014, 2017, "NATO") == 0


def test_counts_by_edition_against_published():
    """3 allies at 2% in 2014; for 2024 23 as printed in June 2024, 22 recomputed, 17 in July 2026, as its codebook says."""
    counts = core().assign(two=lambda t: t["share_gdp"] >= 2).groupby("year")["two"].sum()
    assert counts.to_dict() == lesson.guideline_counts()["two"].to_dict()
    assert [counts[year] for year in (2014, 2022, 2023, 2024, 2025, 2026)] == [3, 7, 10, 17, 28, 30]
    assert [line.rpartition("| ")[2] for line in repr(lesson.editions()).splitlines()[1:]] == [
        "23",
        "22",
        "22",
        "18",
        "17",
    ]
    assert sorted(lesson.exactly_two()["recomputed"].round(3)) == [1.986, 1.989, 1.995]
    assert (lesson._other_counts("printed") - lesson.at_two_percent()).sum() == 3


def test_isaf_gulf_and_deaths_by_hand():
    """90,000 of 130,930 troops; 50.5 of 61 billion dollars; 2,461 of 3,621 deaths."""
    assert lesson.us_share_of_isaf() == pytest.approx(100 * 90000 / 130930)
    assert lesson.gulf_share_paid() == pytest.approx(100 * 50.5 / 61)
    assert lesson.deaths()[lesson.US] / lesson.deaths().sum() == pytest.approx(2461 / 3621)


def test_american_money_worldwide_and_in_europe():
    """All of Washington's dollars over all; and only those that follow its soldiers in allied Europe and Canada."""
    money = core(2024).set_index("state_id")["expenditure_current"]
    everywhere = money[2] / money.sum()
    assert lesson.us_share_of_spending() == pytest.approx(100 * everywhere)
    allies = {int(row["state_id"]) for row in raw("nato_members")} - {260, 2} | {255}
    hosts = load("us_troops", 2024)
    stationed = hosts[hosts["state_id"].isin(allies)]["troops"].sum() / 1_300_000
    assert lesson.us_part_in_europe() == pytest.approx(100 * stationed, rel=0.001)
    part = money[2] * stationed
    assert lesson.us_share_stationed() == pytest.approx(100 * part / (part + money.drop(2).sum()), rel=0.001)


def test_ukraine_by_three_counts():
    """Denmark first by share, Norway per head, the United States by amount and sixteenth by share; 2025 from plain sums."""
    rows = [row for row in raw("ukraine_aid") if row["state_id"]]
    amount = {row["donor"]: float(row["allocated"]) for row in rows}
    share = {row["donor"]: 100 * float(row["allocated"]) / float(row["gdp"]) for row in rows}
    head = {row["donor"]: 1000 * float(row["allocated"]) / float(row["population"]) for row in rows}
    assert [max(found, key=found.get) for found in (amount, share, head)] == ["United States", "Denmark", "Norway"]
    us = lesson.ukraine().loc["United States"]
    for name, found in (("amount", amount), ("share", share), ("per head", head)):
        assert us[f"{name} rank"] == 1 + sum(value > found["United States"] for value in found.values())
    year = [row for row in raw("ukraine_aid_year") if row["year"] == "2025"]
    mine = sum(float(row["allocated"]) for row in year if row["state_id"] == "2")
    assert lesson.ukraine_part(2025) == pytest.approx(mine / sum(float(row["allocated"]) for row in year))
    three = [row for row in rows if row["donor"] in ("Estonia", "Latvia", "Lithuania")]
    assert lesson.baltic_together() == pytest.approx(100 * sum(float(r["allocated"]) for r in three) / sum(float(r["gdp"]) for r in three))  # fmt: skip


# Fair shares


def test_shapley_values_are_exact():
    """The integral against all coalitions of ten players, against all orders of three, and against the worth of the whole."""
    power = load("capabilities", 2022).set_index("state_id")["cinc"]
    russia = power[365]

    def worth(group):
        total = sum(power[ally] for ally in group)
        return total / (total + russia)

    ten = lesson.nato(2024)["state_id"].iloc[:10].tolist()
    found = lesson.exact_shapley(power[ten], russia)
    assert found.to_numpy() == pytest.approx(models.shapley(ten, worth)["value"].to_numpy(), abs=1e-9)
    three = [2, 255, 290]
    gains = [worth(order[: order.index(2) + 1]) - worth(order[: order.index(2)]) for order in itertools.permutations(three)]  # fmt: skip
    assert lesson.exact_shapley(power[three], russia)[2] == pytest.approx(np.mean(gains), abs=1e-9)
    whole = lesson.power_game()
    assert len(whole) == 31 and whole.sum() == pytest.approx(worth(whole.index), abs=1e-9)


def test_fair_shares_and_contributions_sum_to_one():
    assert np.allclose(lesson.fair_shares().sum(), 1)
    assert np.allclose(lesson.contributions().sum(), 1)


def test_fair_share_money_by_gdp_is_the_share_of_gdp_over_the_mean():
    """Counting money by GDP, an ally's ratio is its share of GDP over that of all allies together."""
    explorer = lesson.FairShare()
    table = core(2024)
    whole = table["expenditure"].sum() / (100 * table["expenditure"] / table["share_gdp"]).sum()
    poland = table.set_index("state_id").loc[290]
    assert explorer.result.loc["Poland", "ratio"] == pytest.approx(poland["share_gdp"] / 100 / whole)
    explorer.restore({"money": 0, "bases": 1})
    assert explorer.result.loc["United States", "paid"] == 0
    assert explorer.result.index[0] == "Germany"


def test_ranking_agrees_with_plain_ranks():
    """Ranks of 2014 by dollars and by share of GDP recomputed from the table."""
    explorer = lesson.Ranking()
    explorer.restore({"year": 2014})
    table = core(2014)
    rho = table["expenditure_current"].rank().corr(table["share_gdp"].rank())
    assert explorer.result.attrs["rho"].value == pytest.approx(rho)
    assert "Estonia climbs 18" in explorer.summary
    explorer.restore({"right": "aid to Ukraine", "follow": "Albania"})
    assert "Albania is not in both rankings" in explorer.summary, "no row of the tracker is no zero"


def test_each_hero_has_one_rule():
    """Under no other pair of rule and thing counted does the hero of the exercise come first."""
    exercise = next(item for item in lesson.EXERCISES if item.id == "08.14")
    for given in exercise.variants:
        ways = [(rule, part) for rule in ("equal", "population", "gdp") for part in lesson.COUNTED if lesson.first_under(rule, part) == given["ally"]]  # fmt: skip
        assert ways == [lesson.hero_rule(**given)]


# Evidence, each a second way


def test_c09_1_ledgers_differ():
    """Spearman of spending and troops sent by hand, from the raw cells."""
    people = load("economies", 2010).astype({"state_id": str}).set_index("state_id")["population"]
    sent = {row["state_id"]: float(row["troops"]) for row in raw("contingents") if row["operation"] == "ISAF" and row["date"] == "2010-11-15"}  # fmt: skip
    table = core(2014).set_index("state_id")["share_gdp"]
    both = [int(state) for state in table.index if str(int(state)) in sent]
    ranks = pd.DataFrame({"money": table[both], "sent": [sent[str(s)] / people[str(s)] for s in both]}).rank()
    rho, n = ranks["money"].corr(ranks["sent"]), len(ranks)
    assert (lesson.ledger_correlation().value, lesson.ledger_correlation().n) == (pytest.approx(rho), n)
    reach = 1.96 * np.sqrt((1 + rho**2 / 2) / (n - 3))  # Bonett and Wright, on Fisher's scale
    low, high = np.tanh(np.arctanh(rho) + np.array([-reach, reach]))
    assert f"{rho:.2f} [{low:.2f}, {high:.2f}]".replace("-", "−") in evidence("C09.1").finding
    assert {case.thing for case in evidence("C09.1").cases} == {"money", "people", "technology"}
    assert 395 not in set(load("nato_spending_2026")["state_id"]) and "Iceland" in evidence("C09.1", ours=True).cases[0].what  # fmt: skip


def test_c09_2_rates_within_eras():
    """Rate ratios from plain sums by era, weighted after Mantel and Haenszel by hand, with intervals by strongest founder."""
    assert load("partnerships").set_index("partnership_id").loc["P58", "end"] == 2024

    def by_hand(table, edges):
        above = below = 0
        for first, last in itertools.pairwise(edges):
            part = table[(table["start"] >= first) & (table["start"] < last)]
            one, other = part[part["unequal"]], part[~part["unequal"]]
            years = part["years"].sum()
            if years:
                above += one["ended"].sum() * other["years"].sum() / years
                below += other["ended"].sum() * one["years"].sum() / years
        return above / below

    power = load("capabilities").set_index(["state_id", "year"])["cinc"]
    members, rows = load("alliance_members"), []
    for treaty in load("alliances").itertuples():
        own = members[(members["alliance_id"] == treaty.alliance_id) & (members["start"] == treaty.start)]
        strong = {s: power.get((s, treaty.start), np.nan) for s in own["state_id"].unique()}
        strong = {state: value for state, value in strong.items() if value == value}
        ended = not pd.isna(treaty.end)
        years = max(0.5, (treaty.end if ended else 2018) - treaty.start)
        share = max(strong.values(), default=np.nan) / sum(strong.values()) if strong else np.nan
        rows.append((treaty.start, treaty.founders, len(strong), share, years, ended, treaty.defence, treaty.asymmetric, max(strong, key=strong.get, default=None)))  # fmt: skip
    table = pd.DataFrame(rows, columns=["start", "founders", "known", "share", "years", "ended", "defence", "asymmetric", "leader"])  # fmt: skip
    two = table[(table["founders"] == 2) & (table["known"] == 2)].assign(unequal=lambda t: t["share"] >= 0.75)
    pacts = table[table["defence"] & (table["start"] >= 1945) & (table["known"] > 0)].assign(unequal=lambda t: t["asymmetric"])  # fmt: skip
    for which, (found, edges) in enumerate(((pacts, lesson.DUTY_ERAS), (two, lesson.ERAS))):
        proof = evidence("C09.2", ours=True, which=which)
        assert proof.n == len(found) and proof.estimate == pytest.approx(by_hand(found, edges))
        low, high = resampled(found, lambda t, e=edges: by_hand(t, e), "leader", seed=3, n=200)
        assert (low < 1 < high) == (proof.low < 1 < proof.high), "the reading does not hang on code or seed"
    told = evidence("C09.2", ours=True, which=1).finding
    for which, rows, edges in (
        ("era == 3", two[two["start"].between(1914, 1944)], [1914, 1945]),
        ("era == 4", two[two["start"].between(1945, 1989)], [1945, 1990]),
        ("defence", two[two["defence"].astype(bool)], lesson.ERAS),
    ):
        found = lesson.ratio_among(which)
        assert found.value == pytest.approx(by_hand(rows, edges)) and lesson.spread(found) in told
        low, high = resampled(rows, lambda t, e=edges: by_hand(t, e), "leader", seed=3, n=400)
        assert (low > 1) == (found.low > 1) and (high > 1) == (found.high > 1), (
            "the reading does not hang on code or seed"
        )
    led = pacts[pacts["unequal"]]["leader"].tolist()
    assert f"{led.count(200) + led.count(220)} of the {len(led)} unequal" in evidence("C09.2", ours=True).rivals[2]


def test_a_promise_of_one_side_is_no_defence_pact():
    """Of the unequal treaties of two about half bind one side alone, which by the glossary is no defence pact: the card says what it counts."""
    unequal = lesson.unequal_duties().query("unequal and founders == 2").index
    members = load("alliance_members").query("defence")
    bound = [members[members["alliance_id"] == one]["state_id"].nunique() for one in unequal]
    assert bound.count(1) == 13 and len(bound) == 27
    for which in (0, 1):
        proof = evidence("C09.2", ours=True, which=which)
        assert "defence pact" not in (proof.finding + proof.n_unit).lower() and "promise of defence" in proof.finding


def test_c09_3_advice_has_no_score_but_our_question_has():
    """Advice is never scored; what agreements name is a fact."""
    assert ruling("C09.3").verdict == "not testable here"
    proof = evidence("C09.8")  # any number will do
    asked = claims("08").loc["C09.3", "stronger_question"]
    assert stronger_v2("normative", asked, (Part(name="all", evidence=proof),)).verdict != "not testable here"
    assert ruling("C09.3", stronger=True).verdict == "not testable here", "two texts of one alliance are no number"


def test_c09_5_cases_are_dated_and_traced():
    assert all(case.traced and case.source for case in evidence("C09.5").cases)
    assert load("timeline").query("year == 1966")["event"].str.contains("France leaves NATO integrated command").any()


def test_c09_6_soldiers_of_the_founders():
    """Thousands of soldiers of eleven founders from the raw list: 1950 and 1966."""
    states = {"2", "20", "200", "210", "211", "212", "220", "235", "325", "385", "390"}
    table = load("capabilities").astype({"state_id": str})
    total = {year: table[(table["year"] == year) & table["state_id"].isin(states)]["milper"].sum() for year in (1950, 1966)}  # fmt: skip
    proof = evidence("C09.6")
    assert proof.n == len(states) and proof.estimate == pytest.approx(100 * (total[1966] - total[1950]) / total[1950])
    later = table[(table["year"] == 1953) & table["state_id"].isin(states)]["milper"].sum()
    assert f"from 1953 on they changed by −{100 * (1 - total[1966] / later):.0f}%" in proof.finding
    rest = {year: table[(table["year"] == year) & table["state_id"].isin(states - {"2"})]["milper"].sum() for year in (1950, 1966)}  # fmt: skip
    assert f"without the United States by {100 * (rest[1966] / rest[1950] - 1):.0f}%" in proof.finding


def test_c09_7_pledge_by_double_differences():
    """The panel is balanced but for few cells: the effect as a regression of statsmodels, errors clustered by state."""
    import statsmodels.formula.api as smf

    def fit(first, start, last):
        table = load("defence_shares").query("@first <= year <= @last and state_id not in [365, 369]")
        table = table[~(table["nato_entry"] >= start).fillna(False).astype(bool)]
        table = table.assign(on=(table["nato_entry"].notna() & (table["year"] >= start)).astype(int), share=table["share_gdp"].astype(float))  # fmt: skip
        model = smf.ols("share ~ on + C(state_id) + C(year)", table).fit(cov_type="cluster", cov_kwds={"groups": table["state_id"].astype(int)}, use_t=True)  # fmt: skip
        return (model.params["on"], *model.conf_int().loc["on"]), table["state_id"].nunique()

    proof = evidence("C09.7", ours=True)
    found, units = fit(2010, 2015, 2021)
    assert (proof.estimate, proof.low, proof.high) == pytest.approx(found, abs=1e-6) and proof.n == units
    assert proof.placebo == pytest.approx(fit(2005, 2010, 2013)[0], abs=1e-6)
    joined = {row["state_id"] for row in raw("nato_members")}
    seen = {row["state_id"] for row in raw("defence_shares") if 2010 <= int(row["year"]) <= 2021 and row["share_gdp"]}
    assert len(lesson.outsiders()) == len(seen - joined - {"365", "369"})


def test_c09_8_agreed_numbers_by_hand():
    """Mission-years below the agreed number, with an interval by missions; ally-years below the line."""
    rows = pd.DataFrame([(r["mission"], float(r["deployed"]) / float(r["authorised"]) < 0.9) for r in raw("un_shortfalls")], columns=["mission", "short"])  # fmt: skip
    gaps = [float(r["deployed"]) / float(r["authorised"]) for r in raw("un_shortfalls")]
    for bar, name in ((0.95, "95% of it in"), (0.8, "80% in")):
        assert f"{name} {100 * np.mean([gap < bar for gap in gaps]):.0f}%" in evidence("C09.8").finding
    first, second = (evidence("C09.8", which=which) for which in (0, 1))
    assert first.estimate == pytest.approx(100 * rows["short"].mean()) and first.n == rows["mission"].nunique()
    low, high = resampled(rows, lambda t: 100 * t["short"].mean(), "mission", seed=3, n=500)
    assert (first.low, first.high) == pytest.approx((low, high), abs=1)
    table = core().query("year <= 2024")
    assert second.estimate == pytest.approx(100 * (table["share_gdp"] < 2).mean()) and second.n == len(table)


def test_c09_9_yearly_changes_by_hand():
    """Concentration and spread of both years' members, year by year in loops; blocks of five years."""
    from helpers.measures import nato_members

    spending = load("capabilities").set_index(["state_id", "year"])["milex"]
    points = load("ideal_points").set_index(["state_id", "year"])["ideal_point"]
    rows = []
    for year in range(1950, 2023):
        both = nato_members(year - 1) & nato_members(year)
        pairs = [[spending.get((s, y), np.nan) for y in (year - 1, year)] for s in both]
        money = np.array([pair for pair in pairs if not any(pd.isna(x) for x in pair)], float)
        votes = np.array([[points.get((s, y), np.nan) for y in (year - 1, year)] for s in both], float)
        votes = votes[~np.isnan(votes).any(axis=1)]
        if len(votes) >= 5:
            index = (money**2).sum(axis=0) / money.sum(axis=0) ** 2
            rows.append((year, np.diff(index)[0], np.diff(votes.std(axis=0, ddof=1))[0]))
    table = pd.DataFrame(rows, columns=["year", "money", "votes"])
    proof = evidence("C09.9", ours=True)
    assert proof.n == len(table) and proof.estimate == pytest.approx(np.corrcoef(table["money"], table["votes"])[0, 1])
    low, high = resampled(table, lambda t: t["money"].corr(t["votes"]), "year", seed=3, length=5, n=500)
    assert (proof.low, proof.high) == pytest.approx((low, high), abs=0.05)
    danes = 43 / lesson.inhabitants(390)
    assert f"{danes:.1f} per million Danes" in evidence("C09.9").finding


def test_c09_10_one_members_part():
    """American over all members' spending in 1988 and 1955, from the raw list of members."""
    joined = {int(r["state_id"]): int(r["start"]) for r in raw("nato_members")}
    proof = evidence("C09.10")
    for year, told in ((1988, proof.estimate), (1955, lesson.cold_war_share(1955))):
        members = [state for state, start in joined.items() if start <= year and state != 255]
        money = load("capabilities", year).set_index("state_id")["milex"]
        assert told == pytest.approx(100 * money[2] / money.reindex(members).sum())
        cells = pd.read_csv(table_path("economies"))
        output = cells[cells["year"] == year].set_index("state_id")["gdp"]
        part = 100 * output[2] / output[members].sum()
        assert f"{told / part:.2f}" in proof.finding and f"{part:.0f}%" in proof.finding
