"""Lesson 13: yardsticks, shifts, ties and scenarios recomputed another way."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers.data import load, state
from helpers.lessons import l13_geopolitics as lesson
from helpers.measures import states_in


def test_overtaking_by_hand():
    table = load("capabilities").set_index(["year", "state_id"])["cinc"]
    first = next(year for year in range(1946, 2017) if table[year, 710] > table[year, 2])
    assert lesson.overtaken("index (CINC)") == first == 1995
    output = load("economies").set_index(["year", "state_id"])["gdp"]
    assert output[2015, 710] < output[2015, 2] and output[2016, 710] > output[2016, 2]
    assert lesson.overtaken("military spending") == 0


def test_effective_number_of_powers():
    shares = load("capabilities", 2016)["cinc"].dropna()
    assert np.isclose(lesson.effective_powers()[2016], shares.sum() ** 2 / (shares**2).sum())


def test_net_power_by_hand():
    table = load("economies", 2019).set_index("state_id")
    share = table["gdp"] * table["gdp"] / table["population"]
    assert np.isclose(lesson.ratio("net power")[2019], 100 * share[710] / share[2])
    assert lesson.net_share(2019) == pytest.approx(100 * share[710] / share[2])
    assert lesson.overtaken("net power") == 0


def test_movers_by_hand():
    """Japan from 1896 and one count of signers, straight from the tables."""
    table = lesson.movers().query("year == 1896").set_index("state_id")
    cinc = load("capabilities").set_index(["year", "state_id"])["cinc"]
    assert np.isclose(table.loc[740, "change"], np.log(cinc[1896, 740] / cinc[1886, 740]))
    joined = load("alliance_members").query("1897 <= joined <= 1901")["state_id"].unique()
    assert set(table.index[table["signed"] == 1]) == set(joined) & set(table.index)
    assert sorted(lesson.movers()["year"].unique()) == list(range(1826, 2014)), "every start year, no gaps"


def test_budgets_against_published_shares():
    """NATO's release of June 2024: Poland 4.12 per cent of GDP in 2024 and 1.88 in 2014; the United States 3.38 and 3.71."""
    table = lesson.threats()
    assert abs(table.loc["Poland", "rise"] - (4.12 - 1.88)) < 0.02
    assert abs(table.loc["United States", "rise"] - (3.38 - 3.72)) < 0.02
    assert abs(table.loc["Finland", "distance"] - 0.895) < 0.02  # Helsinki to Moscow
    assert "Iceland" not in table.index and len(table) == 31


def test_ties_are_one_list_with_lesson_10_and_the_course_lists():
    """All that the three lists know as made or cut in the span stands in the table, and nothing else."""
    from helpers.lessons import l10_cases

    table, names = load("ties_since_2021"), set(load("partnerships")["partnership_id"])
    assert set(table["entry"]) - names == {"timeline", "lesson 10 list"}
    dated = table[table["source"] == "course timeline"]
    assert set(dated["date"]) <= set(load("timeline")["date"])
    began = load("partnerships").query("start >= 2022 or partnership_id == 'P58' or partnership_id == 'P49'")
    assert set(began["partnership_id"]) == set(table.loc[(table["change"] == "made") & ~table["entry"].isin(["P01", "lesson 10 list"]), "entry"])  # fmt: skip
    acted = l10_cases.ACTED.set_index("operation")
    for name in ("EAC force", "SAMIDRC", "Rwanda in Mozambique"):
        assert acted.loc[name, "start"] in set(table.loc[table["entry"] == "lesson 10 list", "year"])
    late = acted[acted["start"] >= 2021].index
    assert len(late) == 1 + (table.query("change == 'made'")["entry"] == "lesson 10 list").sum(), "SAMIM is P58"
    assert lesson.aimed("made", "state") == 6 and len(lesson.ties("made")) == 12


def test_history_stays_where_it_is():
    """A scenario draws what comes after the data; the past is the same whoever moves, grows or learns from what."""
    explorer = lesson.Scenarios()
    before = {side: line[0].get_xydata().copy() for side, line in _drawn(explorer).items()}
    for settings in (
        {"move": "India to the US side"},
        {"gap": 4},
        {"past": "yearly wiggles only"},
        {"move": "Europe stands alone"},
    ):
        explorer.restore(settings)
        for side, (past, future) in _drawn(explorer).items():
            assert np.array_equal(past.get_xydata(), before[side]) and past.get_xdata().max() == 2019
            assert future.get_xdata().min() == 2019


def _drawn(explorer):
    assert explorer.figure
    return explorer.lines


def test_units_add_up_to_the_world():
    world = load("economies", 2019)["gdp"].sum()
    table = lesson.units()
    assert np.isclose(table["output"].sum(), world)
    china_side = {"China", "Russia", "other partners"}
    assert set(table.loc[table["side"] == lesson.EAST, "name"]) == china_side
    history = lesson.past_shares().loc[2019]
    assert np.isclose(history[lesson.EAST], 100 * table[table["side"] == lesson.EAST]["output"].sum() / world)
    _, middle, _ = lesson.scenario(0.0, "Europe stands alone", "1900–1989, two wars")["bands"][lesson.WEST]
    moved = middle[0]  # a move is made where the data end, and the past stays as it was
    stay = {"United States", "Canada", "Japan", "South Korea", "Australia", "other Pacific", "Türkiye"}
    assert np.isclose(moved, 100 * table[table["name"].isin(stay)]["output"].sum() / world)


def test_scenario_starts_at_the_data_and_follows_growth():
    found = lesson.scenario(0.0, "nobody", "1900–1989, two wars")
    table, world = lesson.units(), lesson.units()["output"].sum()
    west = 100 * table[table["side"] == lesson.WEST]["output"].sum() / world
    assert np.allclose(found["shares"][lesson.WEST][0], west)
    assert np.allclose(sum(found["shares"].values()), 100)
    sides = {
        gap: np.median(lesson.scenario(gap, "nobody", "1950–1989")["shares"][lesson.EAST][20])
        for gap in (-2.0, 0.0, 4.0)
    }
    assert sides[-2.0] < sides[0.0] < sides[4.0]


def test_fan_is_wider_with_a_longer_past():
    def width(past):
        low, high = np.quantile(lesson.scenario(3.0, "nobody", past)["shares"][lesson.EAST][30], [0.1, 0.9])
        return high - low

    assert width("1900–1989, two wars") > width("1950–1989") > 2 * width("yearly wiggles only")


def test_past_errors_by_hand():
    """The forecast made for Japan in 1989 overshot: actual output of 2019 over the one extrapolated from 1969–1989."""
    output = load("economies").set_index(["year", "state_id"])["gdp"]
    forecast = output[1989, 740] * (output[1989, 740] / output[1969, 740]) ** 1.5
    names = list(lesson.fan_test().index)
    assert np.isclose(
        lesson.past_errors(1989, 1989)[1989][names.index("Japan"), -1], np.log(output[2019, 740] / forecast)
    )
    assert lesson.fan_test()["past errors"].sum() > 3 * lesson.fan_test()["random walk"].sum()


def test_changing_sides_counts_twice():
    found = lesson.scenario(3.0, "nobody", "1900–1989, two wars")
    table = lesson.tipping(found, 2040).set_index("name")
    assert table.attrs["ahead"] == lesson.WEST
    assert np.isclose(table.loc["Japan", "swing"], 2 * lesson.unit_median(found, 2040)["Japan"])
    assert np.isclose(table.loc["India", "swing"], lesson.unit_median(found, 2040)["India"])
    explorer = lesson.Scenarios()
    assert "India, Japan (by changing sides)" in explorer.summary


def test_challengers_by_hand():
    cinc = load("capabilities").set_index(["year", "state_id"])["cinc"]
    explorer = lesson.Challengers(pair=("Germany", "United Kingdom"), year=1913)
    assert explorer.result["at"]["index (CINC)"] == pytest.approx(100 * cinc[1913, 255] / cinc[1913, 200])
    assert explorer.result["wars"] == {1914: "World War I", 1939: "World War II"}
    assert np.isnan(lesson.Challengers(year=2018).result["at"]["index (CINC)"]), "the index breaks after 2016"


def test_wars_of_great_powers_by_counting():
    """Pairs of major powers at war near parity by the index: each war from the table, each power from its own row."""
    wars, powers = load("interstate_wars"), load("major_powers")
    cinc = load("capabilities").set_index(["year", "state_id"])["cinc"]
    great = {(row.state_id, year) for row in powers.itertuples() for year in range(row.start, (2003 if pd.isna(row.end) else row.end) + 1)}  # fmt: skip
    near = set()
    for _, rows in wars.groupby("war_id"):
        for x in rows.itertuples():
            for y in rows.itertuples():
                first = max(x.start, y.start)
                if (
                    x.side < y.side
                    and x.state_id != y.state_id
                    and first <= min(x.end, y.end)
                    and {(x.state_id, first), (y.state_id, first)} <= great
                ):
                    pair = sorted(
                        (cinc.get((first - 1, x.state_id), np.nan), cinc.get((first - 1, y.state_id), np.nan))
                    )
                    if pair[0] / pair[1] >= 0.8:
                        near.add((min(x.state_id, y.state_id), max(x.state_id, y.state_id), first))
    assert len(near) == lesson.parity_and_war().loc["index (CINC)", "wars near equality"]


def test_first_deliveries_are_first():
    pairs = lesson.first_deliveries()
    table = load("arms_network")
    seen = {}
    for row in table.itertuples():  # whoever of the two sold
        pair = frozenset((row.supplier_id, row.recipient_id))
        seen[pair] = min(row.start, seen.get(pair, 9999))
    assert {frozenset((row.state_id_1, row.state_id_2)): row.start for row in pairs.itertuples()} == seen
    both = pairs[(pairs["state_id_1"] == state("United States")) & (pairs["state_id_2"] == state("Poland"))]
    seen = table.query("supplier_id == 2 and recipient_id == 290")["start"].min()
    assert both["start"].tolist() == [seen] == [1997]
    assert pairs["start"].min() == 1972 < lesson.votes_after_arms(-3, 5)["start"].min()
    # Pairs that already traded arms by a start are nobody's likes then.
    began = pairs.set_index(["state_id_1", "state_id_2"])["start"]
    for year, rows in lesson.training_after("arms").groupby("year"):
        start = began.reindex(pd.MultiIndex.from_frame(rows[["state_id_1", "state_id_2"]]))
        assert not (start <= year).any()


# Each evidence a second way.


def within(table, *names):
    """Dummies instead of means taken out: the same least squares by another road."""
    import statsmodels.formula.api as smf

    terms = " + ".join(f"C({name})" for name in names)
    fit = smf.ols(f"signed ~ changed + size + {terms}", table).fit(
        cov_type="cluster", cov_kwds={"groups": table["state_id"]}
    )
    return 100 * fit.params["changed"], *(100 * fit.conf_int().loc["changed"])


@pytest.mark.parametrize("power", ["index (CINC)", "net power"])
def test_a_change_that_comes_only_afterwards(power):
    """States steady in the ten years before the start, by their own power and not by the lesson's table of changes."""
    found, later = lesson.afterwards(power), lesson.movers(power, 15)
    logs = np.log(lesson.yardstick(power).where(lambda t: t > 0))
    if power == "net power":
        world = np.log(lesson.yardstick(power).sum(axis=1))
        logs = logs.sub(world, axis=0)
    past = logs - logs.shift(10)
    before = past.stack().reindex(pd.MultiIndex.from_frame(later[["year", "state_id"]])).to_numpy()
    steady = later[np.abs(before) < np.log(1.25)]
    assert len(steady) == len(found) < len(later) / 1.9
    value, low, high = within(steady, "year")
    gap = lesson.signing_gap(found)
    assert (gap.value, gap.low, gap.high) == (pytest.approx(value), pytest.approx(low, abs=0.1), pytest.approx(high, abs=0.1))  # fmt: skip
    assert (gap.low > 0) == (power == "net power"), "a placebo by net power finds something, by the index nothing"
    assert f"{value:.1f} [{gap.low:.1f}" in lesson.signing_evidence(power).finding


@pytest.mark.parametrize("power", ["index (CINC)", "net power"])
def test_signing_with_dummies(power):
    found, table = lesson.signing_evidence(power), lesson.movers(power)
    value, low, high = within(table, "year")
    assert found.estimate == pytest.approx(value) and found.n == len(table)
    assert found.low == pytest.approx(low, abs=0.1) and found.high == pytest.approx(high, abs=0.1)
    assert found.low < 0 < found.high


def test_eras_regions_and_the_same_state():
    table = lesson.movers()
    cold = table[table["year"].between(1945, 1988)]
    assert lesson.by_era().loc["1945–1988", "value"] == pytest.approx(within(cold, "year")[0])
    assert (lesson.by_era()["low"] > 0).tolist() == [False, False, True, False]
    early = table[table["year"].between(1850, 1880)].assign(cell=lambda t: t["year"].astype(str) + t["region"])
    assert lesson.signing_gap(early, "region").value == pytest.approx(within(early, "cell")[0])
    assert lesson.signing_gap(early, "state_id").value == pytest.approx(within(early, "year", "state_id")[0], abs=0.05)
    assert sum(one.low > 0 for one in lesson.by_offset()) == 1, "one beginning of five clears zero"
    for name, keep in (("rise", table["change"] > -lesson.QUARTER), ("decline", table["change"] < lesson.QUARTER)):
        found, (value, low, _) = lesson.by_direction()[name], within(table[keep], "year")
        assert found.value == pytest.approx(value) and (low > 0) == (found.low > 0) == (name == "decline")


def test_budgets_by_another_correlation():
    from scipy.stats import spearmanr

    table = lesson.threats()
    near, terror = (spearmanr(table[name], table["rise"]).statistic for name in ("distance", "terror"))
    found, gap = lesson.budgets_evidence(), lesson.threat_evidence()
    assert found.estimate == pytest.approx(-near) and gap.estimate == pytest.approx(terror + near)
    before = table.dropna(subset="earlier")
    leaning = spearmanr(before["terror"], before["earlier"]).statistic + spearmanr(before["distance"], before["earlier"]).statistic  # fmt: skip
    assert gap.placebo[0] == pytest.approx(leaning) and gap.placebo[1] < 0 < leaning < gap.placebo[2]
    assert f"leans the other way ({leaning:+.2f} " in gap.finding
    assert found.placebo[0] == pytest.approx(-spearmanr(before["distance"], before["earlier"]).statistic)
    burden = load("military_burden_long").set_index(["state_id", "year"])["share_gdp"]
    assert table.loc["Poland", "earlier"] == pytest.approx(burden[290, 2014] - burden[290, 2004])
    random = np.random.default_rng(5)
    drawn = []
    for _ in range(400):
        rows = table.iloc[random.integers(0, len(table), len(table))]
        drawn.append(-spearmanr(rows["distance"], rows["rise"]).statistic)
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx([found.low, found.high], abs=0.08)
    ranks = table[["distance", "rise"]].rank()
    economies = load("economies").query("year == 2014").set_index("state_id")
    codes = [state(name) for name in table.index]
    import statsmodels.api as sm

    held = pd.DataFrame({"near": -ranks["distance"].to_numpy(), "rich": (economies["gdp"] / economies["population"])[codes].rank().to_numpy(),
                         "start": load("nato_spending").query("year == 2014").set_index("state_id")["share_gdp"][codes].rank().to_numpy()})  # fmt: skip
    fit = sm.OLS(ranks["rise"].to_numpy(), sm.add_constant(held)).fit()
    t = fit.tvalues["near"]
    assert lesson.nearness_when_as_rich() == pytest.approx(t / np.sqrt(t**2 + fit.df_resid))


@pytest.mark.parametrize("seed", [1, 2])
def test_readings_do_not_hang_on_the_seed(seed):
    from helpers.rule import read, standing

    for evidence, reading in ((lesson.budgets_evidence, "for"), (lesson.threat_evidence, "against")):
        found = evidence(seed)
        assert read(found) == reading and standing(found) == 2


def test_new_threats_by_counting():
    table = load("partnerships")
    since = set(table.loc[table["start"] >= 2001, "partnership_id"])
    assert set(lesson.NAMED) | set(lesson.UNREAD) <= since and not set(lesson.NAMED) & set(lesson.UNREAD)
    found = lesson.named_threat_evidence()
    assert "or a later extension" in found.finding and "uncoded" in found.finding
    assert found.estimate == found.low == pytest.approx(100 * len(lesson.NAMED) / len(since))
    assert found.high == pytest.approx(100 * (len(lesson.NAMED) + len(lesson.UNREAD)) / len(since))
    assert "2001-09-12" in set(load("timeline")["date"])


def test_trust_by_hand():
    """One pair's net change from the votes themselves, then the mean and its two-way interval by loops."""
    found, pairs = lesson.trust_evidence(), lesson.votes_after_arms(-3, 5)
    votes = load("ideal_points").set_index(["year", "state_id"])["ideal_point"]
    one = pairs.iloc[0]
    deals = {frozenset(pair) for pair in load("arms_network")[["supplier_id", "recipient_id"]].to_numpy().tolist()}
    then, later = (votes[int(one["start"]) + step].dropna() for step in (-3, 5))
    both = then.index.intersection(later.index)
    likes = [abs(later[p] - later[q]) - abs(then[p] - then[q]) for p, q in combinations(both, 2)
             if frozenset((p, q)) not in deals and abs(abs(then[p] - then[q]) - one["distance"]) <= 0.1 + 1e-9]  # fmt: skip
    assert one["matched"] == pytest.approx(np.mean(likes))
    a, b, start = int(one["state_id_1"]), int(one["state_id_2"]), int(one["start"])
    assert one["change"] == pytest.approx(abs(votes[start + 5, a] - votes[start + 5, b]) - abs(votes[start - 3, a] - votes[start - 3, b]))  # fmt: skip
    rest = (pairs["net"] - pairs["net"].mean()).to_numpy()
    ends = pairs[["state_id_1", "state_id_2"]].to_numpy()
    share = np.array([[bool(set(x) & set(y)) for y in ends] for x in ends])
    half = 1.96 * np.sqrt(rest @ share @ rest) / len(pairs)
    assert found.estimate == pytest.approx(pairs["net"].mean())
    assert (found.low, found.high) == (pytest.approx(found.estimate - half, abs=1e-3), pytest.approx(found.estimate + half, abs=1e-3))  # fmt: skip


@pytest.mark.parametrize("kind", ["agreement", "arms"])
def test_training_with_dummies_and_by_counting(kind):
    import statsmodels.api as sm

    table = lesson.training_after(kind)
    exercised = load("exercise_pairs")
    pairs = {year: set(map(tuple, np.sort(rows[["state_id_1", "state_id_2"]].to_numpy(), axis=1))) for year, rows in exercised.groupby("year")}  # fmt: skip
    for row in table[table["tie"] == 1].head(20).itertuples():
        pair = (row.state_id_1, row.state_id_2)
        for name, first in (("ago", row.year - 9), ("now", row.year - 4), ("later", row.year + 6)):
            assert getattr(row, name) == any(pair in pairs.get(year, ()) for year in range(first, first + 5))
    cells = pd.get_dummies(table["region"] + table["window"], drop_first=True, dtype=float)
    design = sm.add_constant(table[["tie", "power", "activity", "allied", "near"]].join(cells))
    found = lesson.training_evidence(kind)
    table["beyond"] = table["later"] - 3 * table["now"] + 2 * table["ago"]  # ten years less twice the five before
    assert found.estimate == pytest.approx(100 * sm.OLS(table["beyond"], design).fit().params["tie"])
    assert found.low < 0 < found.high
    if kind == "agreement":  # the gain itself is clear, and so is the one before it
        assert lesson.training_gap(kind, "change").low > 0 < lesson.training_gap(kind, "drift").low


def test_series_by_another_fit():
    import statsmodels.api as sm

    for name in lesson.SERIES:
        table, found = lesson.yearly(name), lesson.series_evidence(name)
        fit = sm.GLM(table["count"], sm.add_constant(table["late"]), family=sm.families.Poisson()).fit(scale="X2")
        half = 2.101 * fit.bse["late"]  # t with 18 degrees of freedom
        assert np.log(found.estimate) == pytest.approx(fit.params["late"])
        assert np.log([found.low, found.high]) == pytest.approx([fit.params["late"] - half, fit.params["late"] + half], abs=0.002)  # fmt: skip
    for first, last, _ in lesson.LEVELS.values():
        assert [int(decade[-4:]) - int(decade[:4]) for decade in (first, last)] == [9, 9] and int(last[:4]) == int(first[-4:]) + 1  # fmt: skip
    members = load("nato_members")
    seen = [((members["start"] <= year) & (members["end"].isna() | (members["end"] > year))).sum() for year in range(2006, 2026)]  # fmt: skip
    assert lesson.series_evidence("NATO members").estimate == pytest.approx(sum(seen[10:]) / sum(seen[:10]))
    people = load("un_personnel_year").set_index("year")["personnel"]
    un = lesson.series_evidence("UN uniformed personnel")
    assert un.estimate == pytest.approx(people.loc[2012:2021].sum() / people.loc[2002:2011].sum()) and un.estimate > 1
    shares = []
    for year in range(1999, 2019):
        states = list(states_in(year))
        held = load("alliance_members", year).query("state_id in @states", local_dict={"states": states})[["alliance_id", "state_id"]]  # fmt: skip
        both = held.merge(held, on="alliance_id").query("state_id_x < state_id_y")
        shares.append(len(both[["state_id_x", "state_id_y"]].drop_duplicates()) / (len(states) * (len(states) - 1) / 2))
    assert lesson.series_evidence("pairs of states allied").estimate == pytest.approx(
        sum(shares[10:]) / sum(shares[:10])
    )
    readings = [(one.low > 1) - (one.high < 1) for one in map(lesson.series_evidence, (*lesson.SERIES, *lesson.LEVELS))]
    assert readings == [1, 0, -1, 1, 1, 1], "four rise, one cannot be told, one falls"
    signed = load("defence_agreements").query("signed")
    tech = signed[signed["industry"].eq(True) | signed["procurement"].eq(True) | signed["research"].eq(True)]["start"]
    assert lesson.sharing_grows_evidence().estimate == pytest.approx(tech.between(1996, 2010).sum() / tech.between(1981, 1995).sum())  # fmt: skip
    assert lesson.sharing_grows_evidence().low > 1


def test_output_per_head_by_regression():
    """The part of output per head is the slope of its change on the whole change, weighted, through the origin."""
    from statsmodels.regression.linear_model import WLS

    table = load("economies").query("year in (1990, 2019)").pivot(index="state_id", columns="year", values=["gdp", "population"]).dropna().astype(float)  # fmt: skip
    share = table["gdp"] / table["gdp"].sum()
    whole = np.log(share[2019] / share[1990])
    heads = np.log(table["population"][2019] / table["population"][1990]) - np.log(table["population"][2019].sum() / table["population"][1990].sum())  # fmt: skip
    slope = WLS(whole - heads, whole, weights=share.mean(axis=1)).fit().params.iloc[0]
    found = lesson.productivity_evidence()
    moved = share.mean(axis=1) * whole**2
    assert (
        lesson.weight_of("China") == pytest.approx(moved[710] / moved.sum()) and 0.35 < lesson.weight_of("China") < 0.45
    )
    for first, printed in ((1990, "64%"), (1960, "50%")):
        rest = load("economies").query("year in (@first, 2019) and state_id != 710", local_dict={"first": first})
        rest = rest.pivot(index="state_id", columns="year", values=["gdp", "population"]).dropna().astype(float)
        part, number = (rest[name] / rest[name].sum() for name in ("gdp", "population"))
        shift, people = (np.log(t[2019] / t[first]) for t in (part, number))
        without = WLS(shift - people, shift, weights=part.mean(axis=1)).fit().params.iloc[0]
        assert lesson.from_productivity(first, without="China")[0] == pytest.approx(without)
        assert f"{100 * without:.0f}%" == printed and printed in found.finding
    assert found.estimate == pytest.approx(100 * slope) and found.n == len(table)
