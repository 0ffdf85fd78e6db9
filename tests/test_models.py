"""The shared statistics against published numbers, hand-computed cases and the libraries' own results."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers import models as m
from helpers.data import CourseError

SIX_MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
SIX_MP_OBSERVED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def close(estimate, value, low, high, tolerance=5e-5):
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((value, low, high), abs=tolerance)


# Rates, means, ranks, trends


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_proportion_matches_newcombe_1998_table_1_method_3(successes, n, low, high):
    close(m.proportion(successes, n), successes / n, low, high)
    assert m.proportion(successes, n).n == n


def test_proportion_of_all_and_of_impossible_counts():
    assert m.proportion(20, 20).high == 1
    for bad in [(3, 2), (-1, 5), (0, 0), (math.nan, 5)]:
        with pytest.raises(CourseError, match="successes"):
            m.proportion(*bad)


def test_rate_ratio_matches_boice_and_monson_as_in_rothman_and_stata():
    # Breast cancer after fluoroscopy (Boice & Monson 1977): Stata [R] epitab `iri 41 15 28010 19017` gives the exact
    # interval 1.005684–3.6093; Rothman (2002) the log-normal 1.03–3.35.
    close(m.rate_ratio(41, 28010, 15, 19017), 1.855759, 1.03, 3.35, 5e-3)
    close(m.rate_ratio(41, 28010, 15, 19017, exact=True), 1.855759, 1.005684, 3.6093, 1e-4)
    assert m.rate_ratio(41, 28010, 15, 19017).n == 56


def test_rate_ratio_without_events_on_a_side():
    none, only = m.rate_ratio(0, 10, 5, 10, exact=True), m.rate_ratio(5, 10, 0, 10, exact=True)
    assert (none.value, none.low) == (0, 0)
    assert (only.value, only.high) == (math.inf, math.inf)
    assert only.low == pytest.approx(1 / none.high)
    for bad in [(0, 10, 5, 10), (5, 10, 0, 10), (0, 1, 0, 1), (-1, 10, 5, 10), (1, 0, 5, 10)]:
        with pytest.raises(CourseError):
            m.rate_ratio(*bad)
    with pytest.raises(CourseError, match="at least one event"):
        m.rate_ratio(0, 1, 0, 1, exact=True)


def test_difference_in_means_matches_student_1908_sleep_data():
    # R: t.test(extra ~ group, data = sleep), the Welch interval in the manual of t.test.
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    estimate = m.difference_in_means(first, pd.Series(second))
    close(estimate, -1.58, -3.3654832, 0.2054832, 1e-6)
    assert estimate.n == 20
    for bad in [([1], [1, 2]), ([1, 1], [2, 2]), ([1, math.nan], [1, 2]), (["a", "b"], [1, 2]), (5, [1, 2])]:
        with pytest.raises(CourseError):
            m.difference_in_means(*bad)


def test_bootstrap_of_the_law_school_data():
    # Efron & Tibshirani (1993), table 3.1: correlation 0.776, bootstrap standard error 0.13 (ch. 6).
    lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594]
    gpa = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96]
    law = pd.DataFrame({"lsat": lsat, "gpa": gpa})
    found = m.bootstrap(law, lambda rows: rows["lsat"].corr(rows["gpa"]), n=1000)
    assert found.value == pytest.approx(0.776, abs=5e-4)
    assert (found.high - found.low) / (2 * 1.96) == pytest.approx(0.13, abs=0.015)
    assert found.n == 15


def test_bootstrap_is_seeded_and_agrees_with_theory():
    values = np.random.default_rng(3).normal(10, 2, 400)
    found = m.bootstrap(values, np.mean)
    half = 1.96 * values.std(ddof=1) / 20
    close(found, values.mean(), values.mean() - half, values.mean() + half, 0.02)
    assert found == m.bootstrap(values, np.mean)
    assert found != m.bootstrap(values, np.mean, seed=2)
    for bad in ([1.0], pd.DataFrame({"a": [1]}), []):
        with pytest.raises(CourseError):
            m.bootstrap(bad, np.mean)


def test_risk_ratio_matches_moore_and_statsmodels():
    # Major vascular events, aspirin against placebo: Moore, McCabe & Craig (9th ed.), ex. 8.18, software's interval.
    from statsmodels.stats.contingency_tables import Table2x2

    close(m.risk_ratio(45, 411, 73, 411), 45 / 73, 0.4364, 0.8707)
    theirs = Table2x2([[189, 11034 - 189], [104, 11037 - 104]])
    ours = m.risk_ratio(189, 11034, 104, 11037)
    close(ours, theirs.riskratio, *theirs.riskratio_confint(), 1e-9)
    assert ours.n == 22071
    assert m.risk_ratio(1, 1, 1, 2).low < m.risk_ratio(1, 1, 1, 2).value == 2
    for bad in [(0, 5, 1, 5), (1, 5, 0, 5), (6, 5, 1, 5), (1, 5, 6, 5), (1.5, 5, 1, 5), (1, math.nan, 1, 5)]:
        with pytest.raises(CourseError, match="at least one event"):
            m.risk_ratio(*bad)
    with pytest.raises(CourseError, match="every case is an event"):
        m.risk_ratio(3, 3, 5, 5)


def test_block_bootstrap_of_single_rows_is_the_plain_bootstrap():
    table = pd.DataFrame({"state": list("hgfedcba"), "value": [3.0, 1, 4, 1, 5, 9, 2, 6]})
    assert m.block_bootstrap(table.iloc[::-1], lambda t: t["value"].mean(), "state", n=500) == m.bootstrap(
        table.iloc[::-1], lambda t: t["value"].mean(), n=500
    )


def test_block_bootstrap_keeps_a_state_together():
    # Each value five times within its state: as wide as from the twenty states, and √5 times as wide as from rows apart.
    values = np.random.default_rng(3).normal(10, 2, 60)
    table = pd.DataFrame({"state": np.repeat(range(60), 5), "value": np.repeat(values, 5)}).sample(
        frac=1, random_state=1
    )
    found = m.block_bootstrap(table, lambda t: t["value"].mean(), "state")
    half = 1.959964 * values.std() / math.sqrt(60)
    close(found, values.mean(), values.mean() - half, values.mean() + half, 0.05)
    assert found.n == 60
    apart = m.bootstrap(table, lambda t: t["value"].mean())
    assert (found.high - found.low) / (apart.high - apart.low) == pytest.approx(math.sqrt(5), rel=0.1)
    assert found == m.block_bootstrap(table, lambda t: t["value"].mean(), "state")
    assert found != m.block_bootstrap(table, lambda t: t["value"].mean(), "state", seed=2)


def test_block_bootstrap_of_years_matches_kuensch_by_hand():
    # Moving blocks: the mean of k blocks of l years has the variance of the T − l + 1 block means, over k (Künsch 1989).
    rng = np.random.default_rng(9)
    values = np.zeros(60)
    for year in range(1, 60):
        values[year] = 0.8 * values[year - 1] + rng.normal()
    table = pd.DataFrame({"year": range(1960, 2020), "value": values}).sample(frac=1, random_state=2)
    means = np.convolve(values, np.ones(6) / 6, mode="valid")
    found = m.block_bootstrap(table, lambda t: t["value"].mean(), "year", length=6, n=4000)
    half = 1.959964 * means.std() / math.sqrt(10)
    close(found, values.mean(), means.mean() - half, means.mean() + half, 0.08)
    single = m.block_bootstrap(table, lambda t: t["value"].mean(), "year")
    assert found.high - found.low > 1.5 * (single.high - single.low)
    # Every resample holds as many years as the table, in runs of neighbours, whatever the remainder.
    seen = []
    m.block_bootstrap(table, lambda t: seen.append(t["year"].tolist()) or 0.0, "year", length=7, n=50)
    assert {len(years) for years in seen} == {60}
    for years in seen[:-1]:
        assert all(np.diff(years[k : k + 7]).tolist() == [1] * (len(years[k : k + 7]) - 1) for k in range(0, 60, 7))


def test_block_bootstrap_says_what_is_wrong():
    table = pd.DataFrame({"year": range(8), "value": range(8), "state": list("aabbccdd"), "gap": [None, *range(7)]})
    mean = lambda t: t["value"].mean()  # noqa: E731
    for arguments, words in [
        ((mean, "nope"), "no column 'nope'"),
        ((mean, "gap"), "'gap' has 1 missing"),
        ((mean, "year", 5), "at least 10 values"),
        ((mean, "year", 0), "two resamples"),
        ((mean, "year", 1.5), "two resamples"),
        ((mean, "year", 1, 1, 1), "two resamples"),
        ((mean, "state", 2), "list or column of numbers"),
        ((lambda t: math.nan, "year"), "no value in 2000 of 2000"),
    ]:
        with pytest.raises(CourseError, match=words):
            m.block_bootstrap(table, *arguments)
    with pytest.raises(CourseError, match="at least 2 values"):
        m.block_bootstrap(table.head(1), mean, "year")


def test_rank_correlation_of_ten_pairs_by_hand():
    # Spearman: 1 − 6 Σd² / (n (n² − 1)) with Σd² = 194 is −29/165; Bonett & Wright (2000) error sqrt((1 + r²/2)/7).
    x = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    y = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    r = -29 / 165
    half = 1.959964 * math.sqrt((1 + r**2 / 2) / 7)
    close(m.rank_correlation(x, y), r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half), 1e-6)


def test_rank_correlation_of_ties_matches_scipy():
    from scipy.stats import spearmanr

    x, y = np.random.default_rng(6).integers(0, 5, (2, 40))
    assert m.rank_correlation(x, y).value == pytest.approx(spearmanr(x, y).statistic)


def test_rank_correlation_at_its_ends_and_of_bad_input():
    close(m.rank_correlation(range(6), [1, 2, 4, 8, 16, 32]), 1, 1, 1)
    close(m.rank_correlation(range(6), [6, 5, 4, 3, 2, 1]), -1, -1, -1)
    for bad in [(range(4), range(4)), (range(6), range(5)), ([1] * 6, range(6)), (range(6), [1, 2, 3, None, 5, 6])]:
        with pytest.raises(CourseError):
            m.rank_correlation(*bad)


def test_trend_matches_newey_west_by_hand():
    rng = np.random.default_rng(5)
    years = np.arange(1990, 2020)
    values = 3 + 0.2 * (years - 1990) + rng.normal(size=30).cumsum() / 3
    # By hand: with x centred, Var(b) = Σ_l w_l Γ_l / (Σx²)² × n/(n−2); 30 years give lags floor(4 × 0.3^(2/9)) = 3.
    x = years - years.mean()
    slope = x @ values / (x @ x)
    score = x * (values - values.mean() - slope * x)
    total = score @ score + sum(2 * (1 - lag / 4) * score[lag:] @ score[:-lag] for lag in (1, 2, 3))
    half = 2.048407 * math.sqrt(total * 30 / 28) / (x @ x)
    found = m.trend(years, values)
    close(found, 10 * slope, 10 * (slope - half), 10 * (slope + half), 1e-5)
    shuffled = rng.permutation(30)
    close(m.trend(years[shuffled], values[shuffled]), found.value, found.low, found.high, 1e-9)
    assert m.trend(pd.Series(years, dtype="Int64"), pd.Series(values)).n == 30


@pytest.mark.parametrize(
    ("years", "values"), [(range(4), range(4)), ([1, 1, 2, 3, 4], range(5)), (range(6), range(5)), ("abcde", range(5))]
)
def test_trend_refuses(years, values):
    with pytest.raises(CourseError):
        m.trend(years, values)


def test_pair_mean_matches_the_double_sum():
    # Aronow, Samii & Assenova (2015): sum the products of deviations over all pairs of rows that share a state.
    rng = np.random.default_rng(12)
    pairs = pd.DataFrame(combinations(range(9), 2), columns=["state_id_1", "state_id_2"])
    pairs = pairs.loc[pairs.index.repeat(2)].reset_index(drop=True)
    ability = rng.normal(size=9)
    pairs["gap"] = ability[pairs["state_id_1"]] + ability[pairs["state_id_2"]] + rng.normal(size=len(pairs))
    one, other = pairs["state_id_1"].to_numpy(), pairs["state_id_2"].to_numpy()
    shared = (one[:, None] == one) | (one[:, None] == other) | (other[:, None] == one) | (other[:, None] == other)
    left = (pairs["gap"] - pairs["gap"].mean()).to_numpy()
    half = 1.959964 * math.sqrt(left @ shared @ left) / len(pairs)
    mean = pairs["gap"].mean()
    assert m.pair_mean(pairs, "gap") == pytest.approx((mean, mean - half, mean + half))
    # Where deviations cancel within each state, no less than pairs apart would give: here ±1 round a square.
    square = pd.DataFrame({"state_id_1": [1, 2, 3, 1], "state_id_2": [2, 3, 4, 4], "gap": [1, -1, 1, -1]})
    assert m.pair_mean(square, "gap") == pytest.approx((0, -1.959964 / 2, 1.959964 / 2))


# Regression

SNORING = pd.DataFrame({"snoring": [0, 2, 4, 5], "disease": [24, 35, 21, 30], "people": [1379, 638, 213, 254]})


def test_logit_matches_agresti_snoring_and_heart_disease():
    # Agresti (2002), Categorical Data Analysis, table 4.2: logit(π) = −3.87 + 0.40 x, standard error of the slope 0.05.
    found = m.logit(SNORING, "disease", ["snoring"], trials="people").set_index("term")
    assert found.loc["intercept", "coefficient"] == pytest.approx(-3.866, abs=5e-4)
    assert found.loc["snoring", "coefficient"] == pytest.approx(0.397, abs=5e-4)
    assert found.loc["snoring", "std_error"] == pytest.approx(0.050, abs=5e-4)
    assert (found["n"] == 2484).all()
    assert (found["events"] == 110).all()


def test_logit_of_a_two_by_two_table_by_hand():
    # Woolf (1955): odds ratio ad/bc = (30×80)/(70×20), error of its log sqrt(1/30 + 1/70 + 1/20 + 1/80).
    table = pd.DataFrame({"group": ["a", "b"], "events": [20, 30], "trials": [100, 100]})
    found = m.logit(table, "events", ["group"], trials="trials").set_index("term").loc["group_b"]
    error = math.sqrt(1 / 30 + 1 / 70 + 1 / 20 + 1 / 80)
    assert found["odds_ratio"] == pytest.approx(2400 / 1400)
    assert found["std_error"] == pytest.approx(error)
    assert found["low"] == pytest.approx(2400 / 1400 * math.exp(-1.959964 * error))
    assert found["z"] == pytest.approx(math.log(2400 / 1400) / error)
    # The same cases one by one, as booleans.
    cases = pd.DataFrame({"b": [0] * 100 + [1] * 100, "event": [True] * 20 + [False] * 80 + [True] * 30 + [False] * 70})
    alone = m.logit(cases, "event", ["b"]).set_index("term").loc["b"]
    pd.testing.assert_series_equal(alone, found, check_names=False)


def dyads(seed=2, states=14):
    rng = np.random.default_rng(seed)
    pairs = pd.DataFrame(combinations(range(states), 2), columns=["a", "b"])
    table = pairs.loc[pairs.index.repeat(6)].reset_index(drop=True)
    ability = rng.normal(size=states)
    table["x"] = ability[table["a"]] * ability[table["b"]] + rng.normal(size=len(table)) / 2
    table["w"] = rng.normal(size=len(table))
    table["pair"] = table["a"].astype(str) + "-" + table["b"].astype(str)
    table["trials"] = rng.integers(1, 9, len(table))
    chance = 1 / (1 + np.exp(1 - table["x"] / 2 - ability[table["a"]]))
    return table.assign(events=rng.binomial(table["trials"], chance))


def test_logit_clustered_errors_match_statsmodels():
    import statsmodels.api as sm

    table = dyads()
    x = sm.add_constant(table[["x", "w"]])
    counts = np.column_stack([table["events"], table["trials"] - table["events"]])
    groups = pd.factorize(table["pair"])[0]
    fit = sm.GLM(counts, x, family=sm.families.Binomial()).fit(cov_type="cluster", cov_kwds={"groups": groups})
    rows, k = x.shape
    found = m.logit(table, "events", ["x", "w"], trials="trials", cluster="pair")
    assert found["coefficient"].tolist() == pytest.approx(list(fit.params), abs=1e-6)
    # statsmodels multiplies by (rows − 1)/(rows − k) as well, which would change with the grouping of cases into rows.
    assert found["std_error"].tolist() == pytest.approx(list(fit.bse / math.sqrt((rows - 1) / (rows - k))), rel=1e-6)
    single = table.loc[table.index.repeat(table["trials"])]
    single = single.assign(event=(single.groupby(level=0).cumcount() < single["events"]).astype(int))
    ungrouped = m.logit(single, "event", ["x", "w"], cluster="pair")
    pd.testing.assert_frame_equal(ungrouped, found, rtol=1e-6)


def test_logit_dyadic_errors_match_the_double_sum():
    # Aronow, Samii & Assenova (2015): sum the score products over all pairs of rows that share a member.
    table = dyads()
    found = m.logit(table, "events", ["x"], trials="trials", cluster=("a", "b"))
    x = np.column_stack([np.ones(len(table)), table["x"]])
    chance = 1 / (1 + np.exp(-x @ found["coefficient"].to_numpy()))
    trials = table["trials"].to_numpy()
    scores = x * (table["events"].to_numpy() - trials * chance)[:, None]
    a, b = table["a"].to_numpy(), table["b"].to_numpy()
    shared = (a[:, None] == a) | (a[:, None] == b) | (b[:, None] == a) | (b[:, None] == b)
    bread = np.linalg.inv((x * (trials * chance * (1 - chance))[:, None]).T @ x)
    error = np.sqrt(np.diag(bread @ scores.T @ shared @ scores @ bread) * 14 / 13)
    assert found["std_error"].tolist() == pytest.approx(error.tolist(), rel=1e-6)
    by_pair = m.logit(table, "events", ["x"], trials="trials", cluster="pair")
    assert found["std_error"][0] > by_pair["std_error"][0]
    swapped = table.rename(columns={"a": "b", "b": "a"})
    pd.testing.assert_frame_equal(m.logit(swapped, "events", ["x"], trials="trials", cluster=("a", "b")), found)


@pytest.mark.parametrize("unit", [1e-9, 1e12])
def test_logit_does_not_depend_on_units(unit):
    found = m.logit(SNORING.assign(snoring=SNORING["snoring"] * unit), "disease", ["snoring"], trials="people")
    same = m.logit(SNORING, "disease", ["snoring"], trials="people")
    assert found["z"].tolist() == pytest.approx(same["z"].tolist())
    assert found["coefficient"][1] * unit == pytest.approx(same["coefficient"][1])
    years = m.logit(SNORING.assign(snoring=SNORING["snoring"] + 2010), "disease", ["snoring"], trials="people")
    assert years["z"][1] == pytest.approx(same["z"][1])
    apart = pd.DataFrame({"x": np.arange(6) * unit, "y": [0, 0, 0, 1, 1, 1]})
    with pytest.raises(CourseError, match="separate events"):
        m.logit(apart, "y", ["x"])


def test_logit_ignores_rows_without_trials():
    extra = pd.concat([SNORING, pd.DataFrame({"snoring": [9], "disease": [0], "people": [0]})])
    found = m.logit(extra, "disease", ["snoring"], trials="people")
    pd.testing.assert_frame_equal(found, m.logit(SNORING, "disease", ["snoring"], trials="people"))


def test_logit_says_what_is_wrong():
    base = pd.DataFrame({"y": [0, 1, 0, 1, 1, 0], "x": [1, 2, 3, 4, 2, 5], "g": list("aabbcc"), "one": [1] * 6})
    for change, arguments, words in [
        ({}, ("y", ["nope"]), "no column 'nope'"),
        ({"x": [1, 2, 3, 4, None, 5]}, ("y", ["x"]), "'x' has 1 missing"),
        ({"y": [0, 1, 2, 0, 1, 0]}, ("y", ["x"]), "0 or 1"),
        ({"y": [0] * 6}, ("y", ["x"]), "both events and non-events"),
        ({"y": [0, 0, 1, 1, 0, 1]}, ("y", ["x"]), "separate events"),
        ({}, ("y", ["x", "one"]), "leave one out"),
        ({"x": [1, 2, 3, 4, math.inf, 5]}, ("y", ["x"]), "infinite"),
        ({"x": pd.date_range("2000", periods=6)}, ("y", ["x"]), "must be a list or column of numbers"),
        ({}, ("y", []), "list of predictors"),
        ({}, ("y", "x"), "list of predictors"),
        ({}, ("y", ["x"], None, ("g", "x", "one")), "two members"),
        ({"x2": [2, 4, 6, 8, 4, 10]}, ("y", ["x", "x2"]), "leave one out"),
        ({}, ("y", ["x"], "one", "one"), "two clusters"),
        ({"g2": list("bbccaa")}, ("y", ["x"], None, ("g", "g2")), "too few clusters"),
        ({"y": [0, 3, 0, 1, 1, 0]}, ("y", ["x"], "one"), "number of trials"),
    ]:
        with pytest.raises(CourseError, match=words):
            m.logit(base.assign(**change), *arguments)


@pytest.mark.parametrize("rare", [1, 2, 5])
def test_logit_notices_a_group_without_events(rare):
    table = pd.DataFrame({"group": ["a", "b", "c"], "events": [20, 0, 7], "trials": [1000, rare * 1000, 500]})
    with pytest.raises(CourseError, match="separate events"):
        m.logit(table, "events", ["group"], trials="trials")


def pairs_of_states(seed=7, states=12, directed=False):
    rng = np.random.default_rng(seed)
    found = [(a, b) for a in range(states) for b in range(states) if (a != b if directed else a < b)]
    table = pd.DataFrame(found, columns=["state_id_1", "state_id_2"])
    table = table.loc[table.index.repeat(3)].reset_index(drop=True)
    sends, gets = rng.normal(size=(2, states))
    table["x"] = sends[table["state_id_1"]] + gets[table["state_id_2"]] + rng.normal(size=len(table)) / 2
    table["w"] = rng.normal(size=len(table))
    odd, even = rng.normal(size=(2, states))
    table["y"] = 0.5 * table["x"] + odd[table["state_id_1"]] + even[table["state_id_2"]] + rng.normal(size=len(table))
    return table


def test_pair_slope_directed_matches_statsmodels():
    # statsmodels' two-way errors are checked there against Petersen's table; Cameron, Gelbach & Miller (2011).
    import statsmodels.api as sm
    from scipy.stats import t
    from statsmodels.stats.sandwich_covariance import cov_cluster_2groups

    table = pairs_of_states(directed=True)
    fit = sm.OLS(table["y"], sm.add_constant(table[["x", "w"]])).fit()
    both, one, _ = cov_cluster_2groups(fit, table[["state_id_1", "state_id_2"]].to_numpy())
    half = t.ppf(0.975, 11) * math.sqrt(both[1, 1])
    found = m.pair_slope(table, "y", ["x", "w"], directed=True)
    close(found, fit.params["x"], fit.params["x"] - half, fit.params["x"] + half, 1e-9)
    assert found.n == 12 * 11 * 3
    assert both[1, 1] > one[1, 1], "or the second cluster would not be tested"


def test_pair_slope_matches_the_double_sum():
    # Aronow, Samii & Assenova (2015): sum the score products over all rows that share a member.
    table = pairs_of_states()
    x = np.column_stack([np.ones(len(table)), table["x"], table["w"]])
    b = np.linalg.lstsq(x, table["y"].to_numpy(), rcond=None)[0]
    scores = x * (table["y"].to_numpy() - x @ b)[:, None]
    one, other = table["state_id_1"].to_numpy(), table["state_id_2"].to_numpy()
    shared = (one[:, None] == one) | (one[:, None] == other) | (other[:, None] == one) | (other[:, None] == other)
    bread = np.linalg.inv(x.T @ x)
    variance = (bread @ scores.T @ shared @ scores @ bread)[1, 1] * 12 / 11 * (len(x) - 1) / (len(x) - 3)
    half = 2.200985 * math.sqrt(variance)
    found = m.pair_slope(table, "y", ["x", "w"])
    close(found, b[1], b[1] - half, b[1] + half, 1e-5)
    flipped = table.rename(columns={"state_id_1": "state_id_2", "state_id_2": "state_id_1"})
    close(m.pair_slope(flipped, "y", ["x", "w"]), found.value, found.low, found.high, 1e-9)
    named = table.assign(one="s" + table["state_id_1"].astype(str), other="s" + table["state_id_2"].astype(str))
    close(m.pair_slope(named, "y", ["x", "w"], ("one", "other")), found.value, found.low, found.high, 1e-9)
    large = m.pair_slope(table.assign(x=table["x"] * 1e9), "y", ["x", "w"])
    assert large.low * 1e9 == pytest.approx(found.low)


def test_pair_slope_is_never_surer_than_pairs_apart():
    # Round a square, deviations of ±1 from each group's mean cancel within states.
    square = pd.DataFrame({"state_id_1": [1, 2, 3, 1] * 2, "state_id_2": [2, 3, 4, 4] * 2, "x": [0] * 4 + [1] * 4})
    square["y"] = [1, -1, 1, -1, 2, 4, 2, 4]
    # The four pairs' scores are −1, 1, −1, 1 and Σ(x − 0.5)² is 2: a variance of 4/2², × 4/3 clusters × 7/6 rows.
    half = 3.182446 * math.sqrt(4 / 3 * 7 / 6)
    close(m.pair_slope(square, "y", ["x"]), 3, 3 - half, 3 + half, 1e-5)


def test_pair_slope_says_what_is_wrong():
    table = pairs_of_states(states=4).assign(one=1)
    for change, arguments, words in [
        ({}, ("y", "x"), "list of predictors"),
        ({}, ("y", []), "list of predictors"),
        ({}, ("y", ["nope"]), "no column 'nope'"),
        ({}, ("y", ["one"]), "leave one out"),
        ({"y": None}, ("y", ["x"]), "'y' has 18 missing"),
        ({"y": "a"}, ("y", ["x"]), "list or column of numbers"),
        ({"state_id_1": 3}, ("y", ["x"]), "two different states"),
        ({"state_id_1": 9}, ("y", ["x"], ("state_id_1", "state_id_2"), True), "two clusters"),
    ]:
        with pytest.raises(CourseError, match=words):
            m.pair_slope(table.assign(**change), *arguments)
    with pytest.raises(CourseError, match="more rows than predictors"):
        m.pair_slope(table.iloc[[0, 5]], "y", ["x"])


# Counts by outcome and treatment (Dobson 1990, p. 93), the example of R's glm and quasipoisson.
DOBSON = pd.DataFrame({"count": [18, 17, 15, 20, 10, 20, 25, 13, 12], "outcome": list("123") * 3})
DOBSON["treatment"] = np.repeat(list("abc"), 3)


def test_quasi_poisson_matches_r_on_dobson():
    # R, ?glm: outcome2 −0.4543, Poisson error 0.2022; outcome3 −0.2930, 0.1927; 4 degrees of freedom. By hand, as the fit
    # to a balanced table is row × column / total: Pearson's chi-square 5.1732 over 4 is a dispersion of 1.2933.
    table = DOBSON["count"].to_numpy().reshape(3, 3)
    fitted = np.outer(table.sum(1), table.sum(0)) / table.sum()
    dispersion = ((table - fitted) ** 2 / fitted).sum() / 4
    found = m.quasi_poisson(DOBSON, "count", ["outcome", "treatment"])
    assert found.dispersion == pytest.approx(dispersion)
    assert dispersion == pytest.approx(1.2933, abs=5e-5)
    half = 2.776445 * 0.2022 * math.sqrt(dispersion)
    assert [math.log(end) for end in (found.value, found.low, found.high)] == pytest.approx(
        [-0.4543, -0.4543 - half, -0.4543 + half], abs=3e-4
    )
    assert found.n == 9


def test_quasi_poisson_of_two_eras_by_hand_and_by_statsmodels():
    import statsmodels.api as sm

    counts, years = np.array([2, 9, 1, 8, 12, 30, 5, 25]), np.array([1, 2, 1, 2, 1, 2, 1, 2.0])
    table = pd.DataFrame({"wars": counts, "late": [0] * 4 + [1] * 4, "years": years})
    found = m.quasi_poisson(table, "wars", ["late"], exposure="years")
    fitted = years * np.repeat([20 / 6, 72 / 6], 4)
    dispersion = ((counts - fitted) ** 2 / fitted).sum() / 6
    factor = math.exp(2.446912 * math.sqrt(dispersion * (1 / 20 + 1 / 72)))
    close(found, 72 / 20, 3.6 / factor, 3.6 * factor, 1e-5)
    assert found.dispersion == pytest.approx(dispersion)
    model = sm.GLM(counts, sm.add_constant(table["late"]), family=sm.families.Poisson(), exposure=years)
    theirs = model.fit(scale="X2", use_t=True)
    assert [found.low, found.high] == pytest.approx(np.exp(theirs.conf_int().loc["late"]).tolist(), rel=1e-6)
    scaled = m.quasi_poisson(table.assign(late=table["late"] * 1e-9), "wars", ["late"], exposure="years")
    assert scaled.dispersion == pytest.approx(dispersion)
    # Counts more even than chance: the dispersion says so, the interval stays that of independent events.
    even = m.quasi_poisson(pd.DataFrame({"n": [10, 10, 10, 20, 20, 20], "late": [0, 0, 0, 1, 1, 1]}), "n", ["late"])
    assert even.dispersion == pytest.approx(0)
    assert even.high == pytest.approx(2 * math.exp(2.776445 * math.sqrt(1 / 30 + 1 / 60)))


def test_quasi_poisson_says_what_is_wrong():
    base = pd.DataFrame({"n": [3, 0, 2, 5], "late": [0, 0, 1, 1], "years": [1, 1, 1, 1], "one": [1] * 4})
    for change, arguments, words in [
        ({}, ("n", "late"), "list of predictors"),
        ({}, ("n", ["nope"]), "no column 'nope'"),
        ({"n": [3, 0, 2, 0.5]}, ("n", ["late"]), "whole numbers"),
        ({"n": [3, -1, 2, 5]}, ("n", ["late"]), "whole numbers"),
        ({"years": [0, 1, 1, 1]}, ("n", ["late"], "years"), "above zero"),
        ({"n": 0}, ("n", ["late"]), "at least one event"),
        ({"n": [0, 0, 2, 5]}, ("n", ["late"]), "zero or infinite"),
        ({}, ("n", ["one"]), "leave one out"),
        ({"n": [3, None, 2, 5]}, ("n", ["late"]), "'n' has 1 missing"),
    ]:
        with pytest.raises(CourseError, match=words):
            m.quasi_poisson(base.assign(**change), *arguments)
    with pytest.raises(CourseError, match="more rows than predictors"):
        m.quasi_poisson(base.iloc[[0, 2]], "n", ["late"])


def panel(seed=4, units=12, years=10, effect=1.5):
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame([(u, t) for u in range(units) for t in range(2000, 2000 + years)], columns=["state", "year"])
    rows["member"] = (rows["state"] < units / 2).astype(int)
    noise = rng.normal(size=(units, years)).cumsum(axis=1).ravel() / 3
    rows["spending"] = (
        rows["state"] + 0.3 * (rows["year"] - 2000) + noise + effect * rows["member"] * (rows["year"] > 2004)
    )
    return rows


ROLES = {"unit": "state", "time": "year", "outcome": "spending", "treated": "member"}


def test_difference_in_differences_matches_card_and_krueger_means():
    # Card & Krueger (1994), table 3: New Jersey 20.44 → 21.03, Pennsylvania 23.33 → 21.17, so +2.75 (2.76 unrounded).
    rows = [(f"{place}{k}", year, place == "NJ", mean + shift)
            for place, means in {"NJ": (20.44, 21.03), "PA": (23.33, 21.17)}.items()
            for year, mean in zip((1991, 1992), means, strict=True)
            for k, shift in enumerate((-1, 0, 1))]  # fmt: skip
    table = pd.DataFrame(rows, columns=["state", "year", "member", "spending"])
    assert m.difference_in_differences(table, **ROLES, start=1992).value == pytest.approx(2.75)


@pytest.mark.parametrize("gaps", [0, 20])
def test_difference_in_differences_matches_the_within_estimator(gaps):
    table = panel().sample(frac=1, random_state=1).iloc[gaps:]
    found = m.difference_in_differences(table, **ROLES, start=2005)
    # Frisch–Waugh–Lovell: residuals on unit and year dummies, then the clustered sandwich by hand.
    dummies = np.hstack([pd.get_dummies(table[c], dtype=float) for c in ("state", "year")])
    project = dummies @ np.linalg.pinv(dummies)
    d = (table["member"] * (table["year"] >= 2005)).to_numpy(float)
    d, y = d - project @ d, table["spending"] - project @ table["spending"]
    b = d @ y / (d @ d)
    sums = (d * (y - b * d)).groupby(table["state"]).sum()
    n, k = len(table), 12 + 9 + 1
    error = math.sqrt(sums @ sums * 12 / 11 * (n - 1) / (n - k)) / (d @ d)
    close(found, b, b - 2.200985 * error, b + 2.200985 * error, 1e-5)
    assert found.n == n
    assert found.low < 1.5 < found.high


def test_panels_that_cannot_be_compared():
    table = panel()
    for change, start, words in [
        (lambda t: t, 2000, "after the panel's first"),
        (lambda t: t, 2010, "not after its last"),
        (lambda t: t.assign(member=(t["state"] == 0).astype(int)), 2005, "at least two treated"),
        (lambda t: t.assign(member=1), 2005, "at least two treated"),
        (lambda t: t.assign(member=(t["year"] > 2004).astype(int)), 2005, "throughout"),
        (lambda t: t.assign(member=t["member"] * 2), 2005, "throughout"),
        (lambda t: pd.concat([t, t.tail(1)]), 2005, "one row per unit"),
        (lambda t: t.assign(spending=t["spending"].where(t["state"] > 0)), 2005, "missing"),
        (lambda t: t.drop(columns="spending"), 2005, "no column"),
        (lambda t: t[(t["member"] == 0) | (t["year"] < 2005)], 2005, "too many gaps"),
    ]:
        with pytest.raises(CourseError, match=words):
            m.difference_in_differences(change(table), **ROLES, start=start)


# Durations


def test_survival_matches_freireich_1963():
    # Remission of leukaemia under 6-MP; curve as in Kalbfleisch & Prentice (1980) and Klein & Moeschberger, example 4.1.
    curve = m.survival(SIX_MP, SIX_MP_OBSERVED).set_index("time")
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    for time, share in published.items():
        assert curve.loc[time, "survival"] == pytest.approx(share, abs=5e-4)
    assert curve.loc[0].tolist() == [1, 1, 1, 21, 0]
    assert curve.loc[[6, 22, 23], "at_risk"].tolist() == [21, 7, 6]
    assert curve.loc[35].tolist()[3:] == [1, 0]
    assert curve["events"].sum() == 9
    # Log-log by hand at 10: Greenwood's error is 0.0963 (same table).
    half = 1.959964 * 0.0963 / (0.753 * abs(math.log(0.753)))
    assert curve.loc[10, "low"] == pytest.approx(0.753 ** math.exp(half), abs=2e-3)
    assert curve.loc[10, "high"] == pytest.approx(0.753 ** math.exp(-half), abs=2e-3)


def test_survival_matches_statsmodels():
    from statsmodels.duration.survfunc import SurvfuncRight

    rng = np.random.default_rng(8)
    time, seen = rng.integers(1, 30, 300), rng.integers(0, 2, 300)
    theirs, curve = SurvfuncRight(time, seen), m.survival(time, seen).set_index("time").loc[1:]
    ours = curve[curve["events"] > 0]
    assert ours.index.tolist() == theirs.surv_times.tolist()
    assert ours["survival"].tolist() == pytest.approx(theirs.surv_prob.tolist())
    assert ours["at_risk"].tolist() == theirs.n_risk.tolist()
    error = theirs.surv_prob_se / (theirs.surv_prob * np.log(theirs.surv_prob))
    assert ours["low"].tolist() == pytest.approx((theirs.surv_prob ** np.exp(-1.959964 * error)).tolist())


def test_survival_ends_at_zero_without_interval():
    curve = m.survival(pd.Series([2.5, 1.5, 2.5, 0.5]), [True, True, True, False])
    assert curve["time"].tolist() == [0, 0.5, 1.5, 2.5]
    assert curve["survival"].tolist() == pytest.approx([1, 1, 2 / 3, 0])
    assert curve["high"].isna().tolist() == [False, False, False, True]
    assert curve["high"][1] == 1
    for bad in [([1, 2], [1]), ([0, 2], [1, 1]), ([1, 2], [0, 0]), ([1, 2], [1, 2]), ([1, None], [1, 1]), ([], [])]:
        with pytest.raises(CourseError):
            m.survival(*bad)


# Ovarian cancer (Edmonson et al. 1979), as in R's package survival: days, died, age, treatment arm.
OVARIAN = pd.DataFrame(
    [
        *[(59, 1, 72.3315, 1), (115, 1, 74.4932, 1), (156, 1, 66.4658, 1), (421, 0, 53.3644, 2), (431, 1, 50.3397, 1)],
        *[(448, 0, 56.4301, 1), (464, 1, 56.9370, 2), (475, 1, 59.8548, 2), (477, 0, 64.1753, 1), (563, 1, 55.1781, 2)],
        *[(638, 1, 56.7562, 1), (744, 0, 50.1096, 2), (769, 0, 59.6301, 2), (770, 0, 57.0521, 2), (803, 0, 39.2712, 1)],
        *[(855, 0, 43.1233, 1), (1040, 0, 38.8932, 1), (1106, 0, 44.6000, 1), (1129, 0, 53.9068, 2)],
        *[(1206, 0, 44.2055, 2), (1227, 0, 59.5890, 2), (268, 1, 74.5041, 1), (329, 1, 43.1370, 1)],
        *[(353, 1, 63.2192, 2), (365, 1, 64.4247, 2), (377, 0, 58.3096, 2)],
    ],
    columns=["days", "died", "age", "arm"],
)


def test_hazard_ratio_matches_r_stratified_by_arm():
    # R, ?strata: coxph(Surv(futime, fustat) ~ age + strata(rx)) gives 1.14723, coefficient 0.13735, error 0.04741.
    found = m.hazard_ratio(OVARIAN, "days", "died", ["age"], strata="arm")
    half = 1.959964 * 0.04741
    close(found, 1.14723, math.exp(0.13735 - half), math.exp(0.13735 + half), 3e-5)
    assert found.n == 26
    assert abs(m.hazard_ratio(OVARIAN, "days", "died", ["age"]).value - found.value) > 1e-3, "the strata matter"


def test_hazard_ratio_of_six_durations_by_hand():
    # Two groups, no ties: the partial likelihood is written out and searched for its highest point.
    table = pd.DataFrame({"t": [1, 2, 3, 1, 2, 3], "end": [1, 1, 0, 1, 1, 1], "x": [1, 0, 1, 0, 1, 0]})
    table["era"] = ["old"] * 3 + ["new"] * 3

    def log_likelihood(b):
        e = np.exp(b)
        old = b - np.log(2 * e + 1) - np.log(1 + e)
        new = -np.log(2 + e) + b - np.log(e + 1)
        return old + new

    grid = np.linspace(-3, 3, 600_001)
    best = grid[np.argmax(log_likelihood(grid))]
    bend = -(log_likelihood(best + 1e-3) - 2 * log_likelihood(best) + log_likelihood(best - 1e-3)) / 1e-6
    half = 1.959964 / math.sqrt(bend)
    found = m.hazard_ratio(table, "t", "end", ["x"], strata="era")
    assert [math.log(end) for end in (found.value, found.low, found.high)] == pytest.approx(
        [best, best - half, best + half], abs=1e-4
    )
    million = m.hazard_ratio(table.assign(x=table["x"] * 1e6), "t", "end", ["x"], strata="era")
    assert math.log(million.high) * 1e6 == pytest.approx(best + half, abs=1e-4)


def test_hazard_ratio_of_6_mp_matches_cox():
    # Freireich's trial: Efron's ties give 1.572 for placebo (error 0.412), as every package; text takes the first as base.
    both = pd.DataFrame({"weeks": SIX_MP + PLACEBO, "seen": SIX_MP_OBSERVED + [1] * 21})
    both["drug"] = ["6-MP"] * 21 + ["placebo"] * 21
    found = m.hazard_ratio(both, "weeks", "seen", ["drug"])
    assert math.log(found.value) == pytest.approx(1.572, abs=1e-3)
    assert math.log(found.high / found.low) / (2 * 1.959964) == pytest.approx(0.412, abs=1e-3)


def test_hazard_ratio_says_what_is_wrong():
    base = pd.DataFrame({"t": [1, 2, 3, 4.0], "end": [1, 1, 1, 0], "x": [1, 0, 1, 0], "era": list("aabb"), "one": 1})
    for change, arguments, words in [
        ({}, ("t", "end", "x"), "list of predictors"),
        ({}, ("t", "end", ["nope"]), "no column 'nope'"),
        ({"t": [0, 2, 3, 4]}, ("t", "end", ["x"]), "above zero"),
        ({"end": 0}, ("t", "end", ["x"]), "at least one end"),
        ({"end": [1, 2, 1, 0]}, ("t", "end", ["x"]), "1 or 0"),
        ({}, ("t", "end", ["one"]), "leave one out"),
        ({"x": [1, 1, 0, 0]}, ("t", "end", ["x"], "era"), "Within each group"),
        ({"x": [1, 1, 0, 0]}, ("t", "end", ["x"]), "endless"),
        ({"era": [None, "a", "b", "b"]}, ("t", "end", ["x"], "era"), "'era' has 1 missing"),
    ]:
        with pytest.raises(CourseError, match=words):
            m.hazard_ratio(base.assign(**change), *arguments)


# Shares


def test_concentration_matches_the_merger_guidelines():
    # US Department of Justice: four firms of 30, 30, 20 and 20 per cent have an HHI of 2,600.
    assert m.concentration([30, 30, 20, 20]) == pytest.approx(0.26)
    assert m.effective_number([0.25] * 4) == pytest.approx(4)
    assert m.fractionalisation([50, 50, 0]) == pytest.approx(0.5)
    assert m.concentration([7]) == 1
    for bad in ([], [0, 0], [-1, 2], [1, None], ["x"]):
        for measure in (m.concentration, m.effective_number, m.fractionalisation):
            with pytest.raises(CourseError):
                measure(bad)


def test_fair_shares_by_hand():
    members = pd.DataFrame({"gdp": [900, 100], "population": [10, 10]}, index=["A", "B"])
    assert m.fair_shares(members, "equal").to_dict() == {"A": 0.5, "B": 0.5}
    assert m.fair_shares(members, "gdp").to_dict() == {"A": 0.9, "B": 0.1}
    assert m.fair_shares(members, "population").to_dict() == {"A": 0.5, "B": 0.5}
    # 900 × √90 against 100 × √10: the ratio of shares is 9 × 3.
    assert m.fair_shares(members, "ability to pay").tolist() == pytest.approx([27 / 28, 1 / 28])
    assert m.fair_shares(members, "ability to pay", elasticity=0).tolist() == pytest.approx([0.9, 0.1])
    for table, rule, words in [
        (members, "fair", "not 'fair'"),
        (members[["gdp"]], "population", "no column 'population'"),
        (members.assign(population=0), "ability to pay", "not all zero"),
        (members.assign(population=[0, 1]), "ability to pay", "above zero for each"),
        (members.assign(gdp=[1, None]), "gdp", "missing"),
        (members.head(0), "equal", "at least 1"),
    ]:
        with pytest.raises(CourseError, match=words):
            m.fair_shares(table, rule)


def test_shapley_of_the_glove_game():
    # One left glove, two right: 2/3, 1/6, 1/6 (Shapley 1953; any textbook of game theory).
    found = m.shapley(["left", "right", "other right"], lambda s: "left" in s and len(s) > 1)
    assert found["value"].tolist() == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert (found["std_error"] == 0).all()
    assert m.shapley("a", len)["value"].tolist() == [1]
    for bad in ([], ["a", "a"]):
        with pytest.raises(CourseError):
            m.shapley(bad, len)


def test_shapley_sampled_agrees_with_the_airport_game():
    # Littlechild & Owen (1973): each piece of runway is shared equally by those who need it.
    costs = {f"p{k:02}": k for k in range(1, 16)}
    exact = np.cumsum([1 / (15 - k) for k in range(15)])
    found = m.shapley(costs, lambda s: max((costs[p] for p in s), default=0), n=400)
    assert (np.abs(found["value"] - exact) < 4 * found["std_error"]).all()
    assert found["value"].sum() == pytest.approx(15)
    pd.testing.assert_frame_equal(found, m.shapley(costs, lambda s: max((costs[p] for p in s), default=0), n=400))
    small = dict(list(costs.items())[:12])
    found = m.shapley(small, lambda s: max((costs[p] for p in s), default=0))
    assert found["value"].tolist() == pytest.approx(np.cumsum([1 / (12 - k) for k in range(12)]).tolist())


def test_mantel_haenszel_by_hand():
    # Stratum 0: 2 in 10 with, 1 in 20 without; stratum 1: 3 in 30 with, 4 in 10 without; stratum 2 has no other side.
    events, years = [2, 1, 3, 4, 9], [10, 20, 30, 10, 5]
    treated, stratum = [1, 0, 1, 0, 1], [0, 0, 1, 1, 2]
    wanted = (2 * 20 / 30 + 3 * 10 / 40) / (1 * 10 / 30 + 4 * 30 / 40)
    assert m.mantel_haenszel(events, years, treated, stratum) == pytest.approx(wanted)


def test_spread_says_a_true_minus():
    assert m.spread(m.Estimate(-0.5, -1.25, 0.25, 9), 1) == "−0.5 [−1.2, 0.2]"


def test_clustered_shares_and_slopes_by_hand():
    y, block, x = pd.Series([1.0, 1, 0, 0]), pd.Series(["a", "a", "b", "c"]), pd.Series([0.0, 0, 1, 1])
    share, slope = m.clustered(y, block), m.clustered(y, block, x)
    assert (share.value, share.n) == (50, 4)
    # Sums of residuals by block: 1, −0.5, −0.5; times 3/2 for three blocks; over 4 rows.
    assert share.high - share.value == pytest.approx(100 * m.Z * (1.5 * 1.5) ** 0.5 / 4)
    assert (slope.value, slope.low) == (-100, pytest.approx(-100))
