"""Lesson 04 against numbers computed in another way, and against published ones."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest

from helpers.data import load
from helpers.lessons import l04_trends as lesson


def decades_apart(column):
    """Growth of a measure of training from the 1980s to the 2000s, per cent."""
    rows = lesson.training().set_index("year")[column]
    return lesson.growth(rows.loc[1980:1989].mean(), rows.loc[2000:2009].mean())


def test_counts_by_decade_as_published():
    """The exercises of three decades, counted by a plain value count; the peak and the last year of the data."""
    years = load("exercises")["year"].value_counts()
    assert [sum(years.get(y, 0) for y in range(d, d + 10)) for d in (1980, 1990, 2000)] == [781, 1070, 1708]
    assert decades_apart("count") == pytest.approx(100 * (1708 / 781 - 1))
    assert years.idxmax() == 2004 and years.index.max() == 2010


def test_per_pair_growth_by_hand():
    years, states = load("exercises")["year"].value_counts(), load("states")
    rates = {}
    for year in [*range(1980, 1990), *range(2000, 2010)]:
        alive = states[(states["start"] <= year) & (states["end"].isna() | (states["end"] >= year))]
        rates[year] = years[year] / math.comb(alive["state_id"].nunique(), 2)
    before, after = (np.mean([rates[y] for y in range(d, d + 10)]) for d in (1980, 2000))
    assert decades_apart("per pair") == pytest.approx(100 * (after / before - 1))


def test_staff_of_peace_operations_as_published():
    assert lesson.staff_change() == pytest.approx(-41.5, abs=0.05)
    note = load("claims").set_index("claim_id").loc["C04.1", "suggested_measure"]
    assert f"{lesson.STAFF_2015:,}" in note and f"{lesson.STAFF_2024:,}" in note


@pytest.mark.parametrize(("name", "first", "last"), [("joint exercises", 1980, 2010), ("UN peacekeepers", 2012, 2021)])
def test_trend_is_the_least_squares_slope(name, first, last):
    values = lesson.series()[name].loc[first:last]
    slope = 10 * np.polyfit(values.index, values, 1)[0]
    assert lesson.span_trend(name, "count", first, last).value == pytest.approx(100 * slope / values.mean())


def test_multilateral_share_from_the_members():
    """For exercises whose participants are all states, three or more rows of members make a multilateral exercise."""
    drills = load("exercises").query("2000 <= year <= 2009 and participants == states").dropna(subset="multilateral")
    size = load("exercise_members").groupby("exercise_id").size().reindex(drills["exercise_id"])
    assert (size >= 3).mean() == pytest.approx(drills["multilateral"].mean(), abs=1e-9)
    assert 100 * (size >= 3).mean() == pytest.approx(lesson.multilateral_known(2000, 2009), abs=1)


def test_dashboard_says_when_there_are_no_data():
    explorer = lesson.Dashboard()
    assert "up 36%" in explorer.figure.title.get_text()
    explorer.restore({"first": 2012})
    assert "under eight years" in explorer.summary and "2010" in explorer.summary
    explorer.restore({"name": "armed conflicts", "norm": "per armed conflict"})
    assert "divided by itself" in explorer.summary


def test_a_share_moves_only_if_the_interval_of_the_change_leaves_zero():
    explorer = lesson.Multilateral()
    assert "no clear change, 37%" in explorer.figure.title.get_text()
    explorer.restore({"size": "ten or more"})
    assert "up, 1%" in explorer.figure.title.get_text()


def test_a_span_that_ends_before_it_begins_is_named():
    explorer = lesson.Dashboard()
    explorer.restore({"first": 2015, "last": 1955})
    assert "ends before it begins" in explorer.summary


def test_pairs_that_trained_by_hand():
    """Different unordered pairs of two years, from the table's own lines, and their change per possible pair."""
    table = load("exercise_pairs")
    shares = []
    for year in (1987, 1999):
        rows = table[table["year"] == year]
        pairs = {frozenset(pair) for pair in zip(rows["state_id_1"], rows["state_id_2"], strict=True)}
        assert lesson.pairs_trained(year) == len(pairs)
        shares.append(len(pairs) / lesson.possible_pairs(year))
    assert lesson.trained_change(1987, 1999) == pytest.approx(100 * (shares[1] / shares[0] - 1))


# Each evidence a second way.


def by_series(hit, rows, x=None):
    """Coefficient and interval of statsmodels, clustered by series; an exercise outside any series stands alone."""
    from statsmodels.regression.linear_model import OLS

    groups = pd.factorize(rows["series"].where(rows["series"] != "", rows["exercise_id"].astype(str)))[0]
    design = np.ones((len(rows), 1)) if x is None else np.column_stack([np.ones(len(rows)), x])
    fit = OLS(100 * np.asarray(hit, float), design).fit(
        cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}
    )
    correction = np.sqrt(len(set(groups)) / (len(set(groups)) - 1))
    return fit.params[-1], fit.params[-1] + np.array([-1, 1]) * 1.959964 * fit.bse[-1] * correction


@pytest.mark.parametrize(("size", "low", "high"), [("three or more", 3, 999), ("ten or more", 10, 999), ("three to five", 3, 5)])  # fmt: skip
def test_sizes_of_exercises_by_another_regression(size, low, high):
    rows = load("exercises").dropna(subset="multilateral")
    value, ends = by_series(rows["participants"].astype(int).between(low, high), rows, rows["year"] / 10)
    found = lesson.size_evidence(size)
    assert (found.estimate, found.low, found.high) == (pytest.approx(value), *map(pytest.approx, ends))
    late = rows.query("2000 <= year <= 2009")
    value, ends = by_series(late["participants"].astype(int).between(low, high), late)
    share = lesson.size_share(size, 2000, 2009)
    assert (share.value, share.low, share.high) == (pytest.approx(value), *map(pytest.approx, ends))
    assert share.n == len(late)


def test_a_group_of_three_or_more_is_what_the_table_calls_multilateral():
    rows = load("exercises").dropna(subset="multilateral")
    assert (rows["multilateral"] == (rows["participants"] >= 3)).all()


def test_relief_by_another_regression():
    rows = load("exercises")
    value, ends = by_series(rows["humanitarian"], rows, rows["year"] / 10)
    found = lesson.relief_evidence()
    assert (found.estimate, found.low, found.high) == (pytest.approx(value), *map(pytest.approx, ends))


def block_slopes(years, values, length, draws=4000, seed=11):
    """Trends, per cent of the mean per decade, of series made of blocks of neighbouring years, by indexing arrays."""
    rng, n = np.random.default_rng(seed), len(years)
    starts = rng.integers(0, n - length + 1, (draws, -(-n // length)))
    picks = (starts[:, :, None] + np.arange(length)).reshape(draws, -1)[:, :n]
    x, y = np.asarray(years, float)[picks], np.asarray(values, float)[picks]
    dx = x - x.mean(axis=1, keepdims=True)
    return 1000 * (dx * y).sum(axis=1) / (dx**2).sum(axis=1) / y.mean(axis=1)


def test_last_ten_years_by_hand():
    found = lesson.last_ten()
    allied = {year: set() for year in range(2009, 2019)}
    members = load("alliance_members")
    both = members.merge(members, on="alliance_id").query("state_id_x < state_id_y")
    for row in both.itertuples():
        last = min(2018 if pd.isna(end) else end for end in (row.end_x, row.end_y))
        for year in range(max(row.start_x, row.start_y, 2009), last + 1):
            allied[year].add((row.state_id_x, row.state_id_y))
    personnel = load("un_personnel_year").set_index("year")["personnel"]
    series = {
        "joint exercises": load("exercises")["year"].value_counts().sort_index().loc[2001:2010],
        "new defence agreements": load("defence_agreements")
        .query("signed")["start"]
        .value_counts()
        .sort_index()
        .loc[2001:2010],
        "new alliance treaties": load("alliances")["start"].value_counts().reindex(range(2009, 2019), fill_value=0),
        "pairs with any pact": pd.Series({year: len(pairs) for year, pairs in allied.items()}),
        "UN peacekeepers": personnel.loc[2012:2021].astype(float),
    }
    for name, values in series.items():
        slope = 1000 * np.cov(values.index, values)[0, 1] / np.var(values.index, ddof=1) / values.mean()
        assert found.loc[name, "value"] == pytest.approx(slope, rel=0.02), name
        low, _ = np.quantile(block_slopes(values.index, values, 3), [0.025, 0.975])
        assert (low > 0) == (found.loc[name, "low"] > 0), name
    evidence = lesson.last_ten_evidence()
    assert evidence.estimate == pytest.approx(100 * (found["value"] > 0).mean()) and evidence.n == len(found) == 6
    assert evidence.low == pytest.approx(100 / 6) and evidence.high >= 100 * 5 / 6
    for seed in (2, 3):
        again = lesson.last_ten(seed)
        assert (again["low"] > 0).sum() == 1 and (again["high"] < 0).sum() <= 1, "the reading does not hang on the seed"


def test_staff_evidence_is_the_published_change():
    found = lesson.staff_evidence()
    assert found.low == found.estimate == found.high == pytest.approx(100 * (94451 / 161509 - 1))


@pytest.mark.parametrize("column", ["count", "per pair", "trained", "small"])
def test_training_by_a_bootstrap_of_arrays(column):
    years = load("exercises")["year"].value_counts().sort_index()
    states = load("states")
    pairs = []
    for year in years.index:
        alive = states[(states["start"] <= year) & (states["end"].isna() | (states["end"] >= year))]
        if year == 1990:  # Germany and Yemen: the heir alone counts
            alive = alive[~((alive["end"] == year) & alive["successor_id"].isin(alive["state_id"]))]
        pairs.append(math.comb(alive["state_id"].nunique(), 2) / 1000)
    trained = load("exercise_pairs").drop_duplicates(["state_id_1", "state_id_2", "year"]).groupby("year").size()
    few = {}
    for (_, year), states in load("exercise_members").groupby(["exercise_id", "year"])["state_id"]:
        if len(states) < 10:
            few.setdefault(year, set()).update(itertools.combinations(sorted(states), 2))
    few = pd.Series({year: len(few[year]) for year in years.index})
    values = {
        "count": years,
        "per pair": years / pairs,
        "trained": trained.reindex(years.index) / pairs,
        "small": few / pairs,
    }[column]
    found = lesson.training_evidence(column)
    slope = 1000 * np.cov(years.index, values)[0, 1] / np.var(years.index, ddof=1) / values.mean()
    assert found.estimate == pytest.approx(slope, rel=0.02)
    low, high = np.quantile(block_slopes(years.index, values, 5), [0.025, 0.975])
    assert found.low == pytest.approx(low, rel=0.2) and found.high == pytest.approx(high, rel=0.2)
    assert low > 0


def test_technology_and_treaties_by_counting():
    table = load("defence_agreements").query("signed")
    named = table["kind"].map({"industry": 1, "procurement": 1, "research": 1}).fillna(0)
    covered = (table["kind"] == "full") | table["full"] | table["industry"] | table["procurement"] | table["research"]
    assert (covered >= named.astype(bool)).all()
    by_year = covered.groupby(table["start"]).sum()
    slope = 1000 * np.cov(by_year.index, by_year)[0, 1] / np.var(by_year.index, ddof=1) / by_year.mean()
    assert lesson.technology_number_evidence().estimate == pytest.approx(slope)
    for name, hits in (("named", named), ("covered", covered.astype(float))):
        found = lesson.technology_share_evidence(name)
        assert found.estimate == pytest.approx(
            1000 * np.cov(table["start"], hits)[0, 1] / np.var(table["start"], ddof=1)
        )
        # Years as clusters, another interval: the same reading.
        from statsmodels.regression.linear_model import OLS

        x = np.column_stack([np.ones(len(table)), table["start"] / 10])
        ends = (
            OLS(100 * hits.to_numpy(float), x)
            .fit(cov_type="cluster", cov_kwds={"groups": table["start"]})
            .conf_int()[1]
        )
        assert (ends[1] < 0) == (found.high < 0) and (ends[0] > 0) == (found.low > 0)
    rows = load("alliances").query("start >= 1980")
    slope = 1000 * np.cov(rows["start"], ~rows["bilateral"])[0, 1] / np.var(rows["start"], ddof=1)
    assert lesson.treaty_evidence().estimate == pytest.approx(slope)


def test_signing_around_the_first_exercise_by_hand():
    drills, members = load("exercises").set_index("exercise_id"), load("exercise_members")
    first = {}
    for exercise, states in members.sort_values("year", kind="stable").groupby("exercise_id", sort=False)["state_id"]:
        year, relief = drills.loc[exercise, ["year", "humanitarian"]]
        states = sorted(states)
        for i, one in enumerate(states):
            for other in states[i + 1 :]:
                before = first.get((one, other))
                if before is None or year < before[0]:
                    first[one, other] = (year, bool(relief))
                elif year == before[0]:
                    first[one, other] = (year, before[1] or bool(relief))
    signed = {}
    for row in load("defence_agreements").query("signed").itertuples():
        signed.setdefault(tuple(sorted((row.state_id_1, row.state_id_2))), set()).add(row.start)
    region = load("states").groupby("state_id")["region"].last()
    rows = []
    for (one, other), (year, relief) in first.items():
        if 1990 <= year <= 2005:
            gaps = [start - year for start in signed.get((one, other), ())]
            early, before, after = (any(a <= gap <= b for gap in gaps) for a, b in ((-10, -6), (-5, -1), (1, 5)))
            rows.append((year, relief, region[one] == region[other], after - before, before - early))
    table = pd.DataFrame(rows, columns=["year", "relief", "same", "change", "drift"]).astype(float)
    x = np.column_stack([table["relief"], table["same"], pd.get_dummies(table["year"], dtype=float)])
    found = lesson.signing_evidence()
    assert found.n == len(table)
    for name, value in (("change", found.estimate), ("drift", found.placebo[0])):
        assert value == pytest.approx(100 * np.linalg.lstsq(x, table[name], rcond=None)[0][0])
    # By the first exercise: the same value, another interval, by a regression on the dummies themselves.
    from statsmodels.regression.linear_model import OLS

    event, mine = lesson.signing_evidence("exercise"), lesson.first_exercises()
    home = mine[["state_id_1", "state_id_2"]].apply(lambda side: side.map(region))
    design = np.column_stack([mine["relief"], home["state_id_1"] == home["state_id_2"], pd.get_dummies(mine["year"])])
    groups = {"groups": mine["exercise"].to_numpy(), "use_correction": False}
    change = 100 * (mine["after"] - mine["before"])
    fit = OLS(change.to_numpy(), design.astype(float)).fit(cov_type="cluster", cov_kwds=groups)
    n = mine["exercise"].nunique()
    half = 1.959964 * fit.bse[0] * np.sqrt(n / (n - 1))
    assert event.estimate == pytest.approx(found.estimate) and event.high - event.estimate == pytest.approx(half)
    assert event.low < 0 < event.high
    # States drawn with return, pairs weighted by their product: a wider look at the same question, and the same reading.
    pairs = [pair for pair, (year, _) in first.items() if 1990 <= year <= 2005]
    codes = pd.factorize(np.array(pairs).ravel())[0].reshape(-1, 2)
    rng, drawn = np.random.default_rng(5), []
    for _ in range(300):
        times = np.bincount(rng.integers(0, codes.max() + 1, codes.max() + 1), minlength=codes.max() + 1)
        weight = np.sqrt(times[codes[:, 0]] * times[codes[:, 1]])[:, None]
        drawn.append(np.linalg.lstsq(x * weight, table["change"] * weight[:, 0], rcond=None)[0][0])
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert low < 0 < high and found.low < 0 < found.high


@pytest.mark.parametrize("column", ["attacks", "neighbours"])
def test_threats_and_agreements_by_loops_and_dummies(column):
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    table = lesson.threats()
    attacks = load("terrorism").dropna(subset="state_id").groupby(["state_id", "year"])["attacks"].sum().to_dict()
    fights = {(row.state_id, row.year) for row in load("armed_conflict_states").query("at_home > 0").itertuples()}
    land = load("contiguity").query("type == 1")
    signed = load("defence_agreements").query("signed")
    for row in table.sample(60, random_state=4).itertuples():
        before, after = range(row.year - 3, row.year), range(row.year + 1, row.year + 4)
        for years, hit, near in (
            (before, row.attacks, row.neighbours),
            (after, row.attacks_after, row.neighbours_after),
        ):
            known = [attacks.get((row.state_id, year), 0) for year in years if year != 1993]
            assert hit == pytest.approx(math.log(1 + sum(known) / len(known)))
            count = 0
            for border in land[
                (land["state_id_1"] == row.state_id) | (land["state_id_2"] == row.state_id)
            ].itertuples():
                other = border.state_id_1 + border.state_id_2 - row.state_id
                last = 9999 if pd.isna(border.end) else border.end
                count += sum((other, year) in fights and border.start <= year <= last for year in years)
            assert near == pytest.approx(count / 3)
        mine = signed[(signed["start"] == row.year) & ((signed["state_id_1"] == row.state_id) | (signed["state_id_2"] == row.state_id))]  # fmt: skip
        assert row.agreements == len(mine)
    table = table[table.groupby("state_id")["agreements"].transform("sum") > 0]
    dummies = [pd.get_dummies(table["state_id"], dtype=float), pd.get_dummies(table["year"], drop_first=True, dtype=float)]  # fmt: skip
    found = lesson.threat_evidence(column)
    for name, value, low, high in (
        (column, found.estimate, found.low, found.high),
        (f"{column}_after", *found.placebo),
    ):
        groups = {"groups": pd.factorize(table["state_id"])[0], "use_correction": False}
        fit = GLM(table["agreements"].to_numpy(), np.hstack([table[[name]], *dummies]), family=Poisson()).fit(
            cov_type="cluster", cov_kwds=groups
        )
        countries = table["state_id"].nunique()
        half = 1.959964 * fit.bse[0] * np.sqrt(countries / (countries - 1))
        wanted = [100 * np.expm1(fit.params[0] + side * half) for side in (0, -1, 1)]
        assert [value, low, high] == pytest.approx(wanted, rel=1e-3)


def test_what_the_first_year_decides():
    """Shares of sizes and of relief from other first years; the last ten years and the series over other spans."""
    rows = load("exercises").dropna(subset="multilateral")
    for size, low, first in (("three or more", 3, 1985), ("three or more", 3, 1990), ("six or more", 6, 1980)):
        part = rows[rows["year"] >= first]
        value, ends = by_series(part["participants"].astype(int) >= low, part, part["year"] / 10)
        found = lesson.size_evidence(size, first)
        assert (found.estimate, found.low, found.high) == (pytest.approx(value), *map(pytest.approx, ends))
        assert found.low > 0
    part = load("exercises").query("year >= 1995")
    value, ends = by_series(part["humanitarian"], part, part["year"] / 10)
    found = lesson.relief_evidence(1995)
    assert (found.estimate, found.low, found.high) == (pytest.approx(value), *map(pytest.approx, ends))
    counts = load("exercises")["year"].value_counts().sort_index().loc[2001:]
    found, spread = lesson.last_ten().loc["joint exercises"], block_slopes(counts.index, counts, 3)
    assert found["value"] == pytest.approx(1000 * np.polyfit(counts.index, counts, 1)[0] / counts.mean())
    assert found["low"] < 0 < found["high"] and np.quantile(spread, 0.025) < 0 < np.quantile(spread, 0.975)
    for years in (10, 15, 20):
        ups = [np.cov(v.index[-years:], v.iloc[-years:])[0, 1] > 0 for k, v in lesson.series().items() if k != "armed conflicts"]  # fmt: skip
        assert lesson.rising_over(years) == sum(ups)


def test_few_frameworks_are_marked_for_technology():
    frameworks = [row for row in load("defence_agreements").query("signed").itertuples() if row.kind == "full"]
    for name in ("industry", "procurement", "research"):
        assert sum(bool(getattr(row, name)) for row in frameworks) / len(frameworks) < 0.1


def test_cases_stand_in_the_tables_they_name():
    partnerships = load("partnerships").set_index("partnership_id")
    assert partnerships.loc["P49", "members"] == "AUS GBR USA" and partnerships.loc["P26", "start"] == 2017
    assert "not MLT" in partnerships.loc["P26", "members"], "Germany is one of the 26 members"


def test_programmes_by_listing_pairs():
    from itertools import combinations

    for name, items in lesson.PROGRAMMES.items():
        pairs = {key: number * len(list(combinations(range(size), 2))) for key, (number, size) in items.items()}
        assert len(set(pairs.values())) == len(pairs)
        assert lesson.by_pairs(name) == sorted(pairs, key=pairs.get, reverse=True)
        large, many = lesson.by_pairs(name)[:2]
        assert items[large][1] == max(size for _, size in items.values()), "the largest tables tie most"
        assert items[many][0] == max(number for number, _ in items.values())
        shown = next(one for one in lesson.EXERCISES if one.id == "04.15").meaning(name)
        assert f"{pairs[large]} pairs" in shown and f"{pairs[many]}." in shown, "it speaks of the programmes shown"


def test_each_headline_has_the_flaw_it_is_said_to_have():
    counts = load("exercises")["year"].value_counts()
    assert counts.idxmax() == 2004 and f"{100 * (1 - counts[2010] / counts.max()):.0f}% fewer" in lesson.headline(
        "start"
    )
    kinds = load("defence_agreements").query("signed")
    kinds = kinds[kinds["kind"].isin(["industry", "procurement", "research"])]["start"]
    assert kinds.between(2000, 2009).sum() > 4 * kinds.between(1980, 1989).sum(), "the share fell, the number rose"
    assert load("exercises")["year"].max() < 2014
    assert decades_apart("per pair") < decades_apart("count") / 2
    assert abs(len(lesson.states_in(2010)) / len(lesson.states_in(2004)) - 1) < 0.02
