"""Lesson 05: pairs and treaties counted another way, and how long half of the alliances last."""

import math

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.data import CourseError, load
from helpers.lessons import l05_types as lesson
from tests.test_models import PLACEBO, SIX_MP, SIX_MP_OBSERVED


@pytest.mark.parametrize(("year", "obligation"), [(1820, None), (1914, "defence"), (2018, None), (2018, "defence")])
def test_pairs_and_treaties_by_a_join(year, obligation):
    members = load("alliance_members")
    inside = members[(members["start"] <= year) & (members["end"].isna() | (members["end"] >= year))]
    inside = inside[inside[obligation]] if obligation else inside
    both = inside.merge(inside, on="alliance_id").query("state_id_x < state_id_y")
    two = load("alliances").set_index("alliance_id")["bilateral"]
    alone = both["alliance_id"].map(two).groupby([both["state_id_x"], both["state_id_y"]]).any()
    counts = {"all": len(alone), "bilateral": alone.sum(), "multilateral only": (~alone).sum()}
    assert lesson.pair_counts(year, obligation) == counts
    table = load("alliances")
    assert (
        lesson.treaties_in_force(year)
        == (table["start"].le(year) & (table["end"].isna() | table["end"].ge(year))).sum()
    )


def test_pairs_of_an_unknown_obligation():
    with pytest.raises(CourseError, match="not an obligation"):
        lesson.pair_counts(2018, "defense")


def test_median_survival_matches_freireich_1963():
    # Medians 23 and 8 weeks (Freireich et al. 1963); upper bound of 6-MP beyond the record.
    median = lesson.median_survival(models.survival(SIX_MP, SIX_MP_OBSERVED))
    assert (median.value, median.low, median.high, median.n) == (23, 13, math.inf, 21)
    placebo = lesson.median_survival(models.survival(PLACEBO, [1] * 21))
    assert (placebo.value, placebo.low, placebo.high) == (8, 4, 11)
    assert lesson.median_survival(models.survival([5, 6, 7], [1, 0, 0])).value == math.inf


def test_median_survival_matches_statsmodels():
    from statsmodels.duration.survfunc import SurvfuncRight

    rng = np.random.default_rng(8)
    time, seen = rng.integers(1, 30, 300), rng.integers(0, 2, 300)
    theirs, median = SurvfuncRight(time, seen), lesson.median_survival(models.survival(time, seen))
    low, high = theirs.quantile_ci(0.5, method="cloglog")
    assert (median.value, median.low, median.high) == (theirs.quantile(0.5), low, high)


def test_no_alliance_is_in_two_groups_of_the_survival_curves():
    treaties = load("alliances")
    masks = pd.DataFrame(lesson.sizes(treaties))
    assert (masks.sum(axis=1) == 1).all()
    panel = lesson.Lifetimes()
    assert sum(n for _, _, n in panel.result.values()) == len(treaties)


# Each evidence a second way.


def undirected(table):
    """Pairs of a table, by sorting the two numbers of each row."""
    return set(map(tuple, np.sort(table[["state_id_1", "state_id_2"]].to_numpy(), axis=1).tolist()))


def test_training_of_neighbours_by_counting_and_by_regression():
    from statsmodels.regression.linear_model import OLS

    border = load("contiguity").query("type == 1")
    border = border[(border["start"] <= 2005) & (border["end"].isna() | (border["end"] >= 2005))]
    held = undirected(load("exercise_pairs").query("bilateral > 0 and 2006 <= year <= 2010"))
    members = load("alliance_members")
    members = members[(members["start"] <= 2005) & (members["end"].isna() | (members["end"] >= 2005))]
    tied = members.merge(members, on="alliance_id").query("state_id_x < state_id_y")
    two = load("alliances").set_index("alliance_id")["bilateral"]
    own = set(map(tuple, tied[tied["alliance_id"].map(two)][["state_id_x", "state_id_y"]].to_numpy().tolist()))
    every = set(map(tuple, tied[["state_id_x", "state_id_y"]].to_numpy().tolist()))
    states = set(load("states").query("start <= 2005 and (end.isna() or end >= 2005)")["state_id"])
    pairs = sorted(pair for pair in undirected(border) if set(pair) <= states)
    groups = {"own": own, "larger": every - own}
    table = pd.DataFrame({name: [pair in group for pair in pairs] for name, group in groups.items()}).astype(float)
    table["held"] = [float(pair in held) for pair in pairs]
    for inside in (False, True):
        rows = table[(table["own"] + table["larger"]) > 0] if inside else table
        kept = [pairs[i] for i in rows.index]
        fit = OLS(rows["held"], np.column_stack([np.ones(len(rows)), rows["own"]])).fit()
        found = lesson.own_exercise_evidence(inside)
        assert found.estimate == pytest.approx(100 * fit.params.iloc[1]) and found.n == len(rows)
        # Errors of rows that share a state: sum over pairs of rows, by hand.
        x = np.column_stack([np.ones(len(rows)), rows["own"]])
        scores = x * (rows["held"].to_numpy() - x @ fit.params.to_numpy())[:, None]
        share = np.array([[bool(set(a) & set(b)) for b in kept] for a in kept], float)
        bread = np.linalg.inv(x.T @ x)
        count = len({state for pair in kept for state in pair})
        error = np.sqrt((bread @ scores.T @ share @ scores @ bread)[1, 1] * count / (count - 1) * (len(rows) - 1) / (len(rows) - 2))  # fmt: skip
        from scipy.stats import t

        assert found.high - found.estimate == pytest.approx(100 * error * t.ppf(0.975, count - 1), rel=1e-6)


def test_shares_and_ranks_by_hand():
    troops = load("us_troops_quarter").query("year == 2025 and quarter == 4").set_index("state_id")["troops"]
    first, second = sorted(troops, reverse=True)[:2]
    assert troops.idxmax() == lesson.JAPAN and lesson.japan_evidence().estimate == pytest.approx(first / second)
    table = load("alliances")
    many = table.loc[table["members_ever"].gt(2) & ~table["bilateral"]]
    from statsmodels.stats.proportion import proportion_confint

    found = lesson.wider_aims_evidence()
    low, high = proportion_confint(int((~table["bilateral"] & table["defence"]).sum()), found.n, method="wilson")
    assert (found.low, found.high) == (pytest.approx(100 * low), pytest.approx(100 * high))
    assert found.n - len(many) in range(5), "nearly all treaties that are not of two had three members or more"
    partnerships = load("partnerships")
    one = sum(
        (p.parties == 2) + (p.parties > 2) + (p.purpose == "mission") + (p.form in ("none", "political text")) == 1
        for p in partnerships.itertuples()
    )
    assert lesson.one_form_each_evidence().estimate == pytest.approx(100 * one / len(partnerships))


def test_growth_of_relief_is_an_interaction():
    from statsmodels.regression.linear_model import OLS

    table = load("exercises").dropna(subset="multilateral")
    many, decade = table["multilateral"].to_numpy(float), table["year"].to_numpy() / 10
    x = np.column_stack([np.ones(len(table)), many, decade, many * decade])
    clusters = pd.factorize(table["series"].where(table["series"] != "", table["exercise_id"].astype(str)))[0]
    fit = OLS(100 * table["humanitarian"].to_numpy(float), x).fit(cov_type="cluster", cov_kwds={"groups": clusters})
    found, (low, high) = lesson.relief_growth_evidence(), fit.conf_int()[3]
    assert found.estimate == pytest.approx(fit.params[3])
    assert found.low == pytest.approx(low, abs=0.7) and found.high == pytest.approx(high, abs=0.7)
    assert low > 0, "another interval reads the same"


def test_conflict_years_by_hand():
    fights = load("armed_conflict_states").query("at_home > 0")
    nato = load("nato_members")
    years = {True: 0, False: 0}
    for row in fights.itertuples():
        day = pd.Timestamp(row.year, 12, 31)
        rows = nato[nato["state_id"] == row.state_id]
        inside = ((rows["start_date"] <= day) & (rows["end_date"].isna() | (rows["end_date"] >= day))).any()
        years[bool(inside)] += row.year >= 1949
    found = lesson.nato_peace_evidence()
    table = lesson.conflict_years()
    assert table.query("nato")["conflict"].sum() == years[True]
    assert found.estimate == pytest.approx(
        table[table["nato"]]["conflict"].mean() / table[~table["nato"]]["conflict"].mean()
    )
    # Leaving one state out at a time gives an interval as wide (jackknife on the log).
    names = sorted(table["state_id"].unique())
    logs = np.array([np.log(lesson.conflict_ratio(table[table["state_id"] != name])) for name in names])
    spread = np.sqrt((len(names) - 1) / len(names) * ((logs - logs.mean()) ** 2).sum())
    assert np.exp(np.log(found.estimate) - 1.96 * spread) < 1 < np.exp(np.log(found.estimate) + 1.96 * spread)


def test_joining_by_hand():
    conflicts = load("armed_conflict_states").query("at_home > 0")
    changes = lesson.joining((-10, 0), (0, 10))
    croatia = conflicts[conflicts["state_id"] == 344]["year"]
    first = int(load("nato_members").query("state_id == 344")["start"].iloc[0])
    assert changes[344] == pytest.approx(
        10 * (croatia.between(first, first + 9).sum() - croatia.between(first - 10, first - 1).sum())
    )
    from scipy.stats import ttest_1samp

    found = lesson.joining_evidence()
    interval = ttest_1samp(changes, 0).confidence_interval()
    assert (found.low, found.high) == (pytest.approx(interval.low), pytest.approx(interval.high))
    assert 2 not in changes and 200 not in changes, "founders have no years before"


def test_lives_of_coalitions_by_another_estimator():
    from statsmodels.duration.survfunc import SurvfuncRight

    table = lesson.coalitions_and_pacts()
    shares = {}
    for kind, rows in table.groupby("mission"):
        curve = SurvfuncRight(rows["years"], rows["ended"].astype(int))
        shares[kind] = curve.surv_prob[np.searchsorted(curve.surv_times, lesson.AGE, side="right") - 1]
    assert lesson.coalition_life_evidence().estimate == pytest.approx(100 * (shares[1] - shares[0]))


def test_contacts_by_counting_and_by_least_squares():
    pairs = lesson.contacts()
    signed = load("defence_agreements").query("signed")
    early, late = undirected(signed.query("start < 2000")), undirected(signed.query("2000 <= start <= 2010"))
    met = undirected(load("exercise_pairs").query("1990 <= year <= 1999"))
    listed = list(zip(pairs["state_id_1"], pairs["state_id_2"], strict=True))
    assert not set(listed) & early
    assert pairs["met"].sum() == len(set(listed) & met) and pairs["agreed"].sum() == len(set(listed) & late)
    held = ["met", "near", "same region", "power", "activity", "agreements"]
    x = np.column_stack([np.ones(len(pairs)), pairs[held]])
    for outcome in ("agreed", "trained"):
        slope = np.linalg.lstsq(x, pairs[outcome].to_numpy(), rcond=None)[0][1]
        assert lesson.contact_evidence(outcome).estimate == pytest.approx(100 * slope)


def test_association_and_texts_another_way():
    from scipy.stats.contingency import association

    table = load("partnerships")
    forms = pd.crosstab(lesson.classify(table), table["purpose"])
    assert lesson.tailored_evidence().estimate == pytest.approx(association(forms.to_numpy(), method="cramer"))
    trained = undirected(load("exercise_pairs").query("2006 <= year <= 2010"))
    members, texts = load("alliance_members"), undirected(load("defence_agreements").query("signed and start <= 2010"))
    for year in range(2006, 2011):
        inside = members[(members["start"] <= year) & (members["end"].isna() | (members["end"] >= year))]
        both = inside.merge(inside, on="alliance_id").query("state_id_x < state_id_y")
        texts |= set(map(tuple, both[["state_id_x", "state_id_y"]].to_numpy().tolist()))
    assert lesson.trained_without_text() == (len(trained), len(trained - texts))


def test_disputes_in_the_pacific_by_another_logit():
    import statsmodels.api as sm

    rows = lesson._pacific()
    x = pd.get_dummies(rows["border"], drop_first=True).astype(float)
    x = sm.add_constant(
        x.assign(promise=rows["promise"], a=rows["initiator"], b=rows["target"], ratio=rows["log_ratio"].astype(float))
    )
    counts = np.column_stack([rows["onsets"], rows["years"] - rows["onsets"]])
    fit = sm.GLM(counts, x, family=sm.families.Binomial()).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(rows["pair"])[0]}
    )
    found = lesson.pacific_disputes_evidence()
    assert found.estimate == pytest.approx(np.exp(fit.params["promise"]), rel=1e-5)
    low, high = np.exp(fit.conf_int().loc["promise"])
    assert (found.low, found.high) == (pytest.approx(low, rel=0.01), pytest.approx(high, rel=0.01))
    for cluster in ("target_id", "initiator_id"):
        other = sm.GLM(counts, x, family=sm.families.Binomial()).fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(rows[cluster])[0]})  # fmt: skip
        assert np.exp(other.conf_int().loc["promise"])[0] > 1, "it reads the same, however clustered"
