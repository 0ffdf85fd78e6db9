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
    earlier = undirected(load("exercise_pairs").query("bilateral > 0 and 2001 <= year <= 2005"))
    power = load("capabilities").query("year == 2005").set_index("state_id")["cinc"]
    table["power"] = [sum(np.log(power.get(n, 0) + 1e-7) for n in pair) for pair in pairs]
    table["activity"] = [sum(np.log1p(sum(n in other for other in earlier)) for n in pair) for pair in pairs]
    for inside in (False, True):
        rows = table[(table["own"] + table["larger"]) > 0] if inside else table
        kept = [pairs[i] for i in rows.index]
        x = np.column_stack([np.ones(len(rows)), rows[["own", "power", "activity"]]])
        fit = OLS(rows["held"], x).fit()
        found = lesson.own_exercise_evidence(inside)
        assert found.estimate == pytest.approx(100 * fit.params.iloc[1]) and found.n == len(rows)
        # Errors of rows that share a state: sum over pairs of rows, by hand.
        scores = x * (rows["held"].to_numpy() - x @ fit.params.to_numpy())[:, None]
        share = np.array([[bool(set(a) & set(b)) for b in kept] for a in kept], float)
        bread = np.linalg.inv(x.T @ x)
        count = len({state for pair in kept for state in pair})
        middle = max((bread @ scores.T @ block @ scores @ bread)[1, 1] * clusters / (clusters - 1) for block, clusters in (
            (share, count), (np.eye(len(rows)), len(rows)),  # never less than errors by pair
        ))  # fmt: skip
        error = np.sqrt(middle * (len(rows) - 1) / (len(rows) - 4))
        from scipy.stats import t

        assert found.high - found.estimate == pytest.approx(100 * error * t.ppf(0.975, count - 1), rel=1e-6)


def test_shares_and_ranks_by_hand():
    troops = load("us_troops_quarter").query("year == 2025 and quarter == 4").set_index("state_id")["troops"]
    first, second = sorted(troops, reverse=True)[:2]
    assert troops.idxmax() == lesson.JAPAN and lesson.japan_evidence().estimate == pytest.approx(first / second)
    table = load("alliances")
    found = lesson.wider_aims_evidence()
    groups = table.groupby("bilateral")["defence"].agg(["sum", "size"])
    assert found.estimate == pytest.approx(100 * groups.loc[False, "sum"] / groups.loc[False, "size"])
    assert found.comparison == pytest.approx(100 * groups.loc[True, "sum"] / groups.loc[True, "size"])
    partnerships = load("partnerships")
    kinds = partnerships.loc[partnerships["parties"] > 2, "purpose"].value_counts()
    alone, missions = kinds["collective defence"], kinds["collective defence"] + kinds["mission"]
    assert (alone, missions, kinds.sum()) == (14, 37, 54), "defence alone is a quarter, with missions more than two thirds"
    assert f"of the {kinds.sum()} partnerships" in found.rivals[0] and f"defence or a mission of {missions}" in found.rivals[0]  # fmt: skip
    one = sum(
        (p.parties == 2) + (p.parties > 2) + (p.purpose == "mission") + (p.form in ("none", "political text")) == 1
        for p in partnerships.itertuples()
    )
    assert lesson.one_form_each_evidence().estimate == pytest.approx(100 * one / len(partnerships))


def test_relief_among_groups_and_pairs_by_another_fit():
    from statsmodels.regression.linear_model import OLS

    table = load("exercises").dropna(subset="multilateral")
    many, relief = table["multilateral"].to_numpy(float), 100 * table["humanitarian"].to_numpy(float)
    clusters = pd.factorize(table["series"].where(table["series"] != "", table["exercise_id"].astype(str)))[0]
    fit = OLS(relief, np.column_stack([np.ones(len(table)), many])).fit(cov_type="cluster", cov_kwds={"groups": clusters})  # fmt: skip
    found, (low, high) = lesson.relief_share_evidence(), fit.conf_int()[1]
    assert found.estimate == pytest.approx(relief[many == 1].mean() - relief[many == 0].mean())
    assert (found.low, found.high) == (pytest.approx(low, abs=0.01), pytest.approx(high, abs=0.01)) and low > 0
    verdict = {item.claim_id: item for item in lesson.CLAIMS}["C05.4"]
    assert verdict.verdict == "supported" and not verdict.departs, "the rule's own verdict"


def test_growth_of_relief_is_an_interaction():
    for since in (1980, 1990):
        table = load("exercises").dropna(subset="multilateral").query("year >= @since", local_dict={"since": since})
        compare_growth(table, lesson.relief_growth_evidence(since=since))


def compare_growth(table, found):
    from statsmodels.regression.linear_model import OLS

    many, decade = table["multilateral"].to_numpy(float), table["year"].to_numpy() / 10
    x = np.column_stack([np.ones(len(table)), many, decade, many * decade])
    clusters = pd.factorize(table["series"].where(table["series"] != "", table["exercise_id"].astype(str)))[0]
    fit = OLS(100 * table["humanitarian"].to_numpy(float), x).fit(cov_type="cluster", cov_kwds={"groups": clusters})
    low, high = fit.conf_int()[3]
    assert found.estimate == pytest.approx(fit.params[3])
    assert found.low == pytest.approx(low, abs=1) and found.high == pytest.approx(high, abs=1)
    assert (low > 0) == (found.low > 0), "another interval reads the same"


def test_conflict_years_by_hand():
    fights = load("armed_conflict_states").query("at_home > 0")
    nato = load("nato_members")
    years = {True: 0, False: 0}
    for row in fights.itertuples():
        day = pd.Timestamp(row.year, 12, 31)
        rows = nato[nato["state_id"] == row.state_id]
        inside = ((rows["start_date"] <= day) & (rows["end_date"].isna() | (rows["end_date"] >= day))).any()
        years[bool(inside)] += row.year >= 1949 and row.state_id != 2
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

    found = lesson.coalition_life_evidence()
    for lives, median in ((lesson.coalitions(), found.estimate), (lesson.pact_lives(), found.benchmark)):
        assert SurvfuncRight(lives["years"], lives["ended"].astype(int)).quantile(0.5) == median
    # These treaties include promises of one side, so no sentence may call them defence pacts, which bind both.
    both = load("alliance_members").query("defence").groupby("alliance_id")["state_id"].nunique()
    treaties = load("alliances").query("start >= 1946 and defence")["alliance_id"]
    one_sided = [treaty for treaty in treaties if both.get(treaty, 0) < 2]
    assert len(one_sided) == 13 and len(treaties) == len(lesson.pact_lives())
    assert "promise defence" in found.finding and "pact" not in found.finding


def test_contacts_by_counting_and_by_another_logit():
    import statsmodels.api as sm

    pairs = lesson.contacts()
    signed = load("defence_agreements").query("signed")
    early, late = undirected(signed.query("start < 2000")), undirected(signed.query("2000 <= start <= 2010"))
    exercised = load("exercise_pairs")
    met = undirected(exercised.query("1990 <= year <= 1999"))
    two = undirected(exercised.query("year >= 2000 and bilateral > 0"))
    listed = list(zip(pairs["state_id_1"], pairs["state_id_2"], strict=True))
    assert not set(listed) & early
    assert pairs["met"].sum() == len(set(listed) & met)
    assert pairs["agreed"].sum() == len(set(listed) & late) and pairs["trained"].sum() == len(set(listed) & two)
    held = ["met", "near", "same region", "power", "activity", "agreements"]
    for outcome in ("agreed", "trained"):
        fit = sm.Logit(pairs[outcome], sm.add_constant(pairs[held])).fit(disp=0)
        assert lesson.contact_evidence(outcome).estimate == pytest.approx(np.exp(fit.params["met"]), rel=1e-4)


def test_association_and_texts_another_way():
    from scipy.stats.contingency import association

    table = load("partnerships")
    kinds = [
        "mandate"
        if p.form == "mandate"
        else "informal"
        if p.form in ("none", "political text")
        else f"text of {min(p.parties, 3)}"
        for p in table.itertuples()
    ]
    forms = pd.crosstab(np.array(kinds), table["purpose"])
    assert lesson.tailored_evidence().estimate == pytest.approx(association(forms.to_numpy(), method="cramer"))
    trained = undirected(load("exercise_pairs").query("2006 <= year <= 2010 and bilateral > 0"))
    members, texts = load("alliance_members"), undirected(load("defence_agreements").query("signed and start <= 2010"))
    for year in range(2006, 2011):
        inside = members[(members["start"] <= year) & (members["end"].isna() | (members["end"] >= year))]
        both = inside.merge(inside, on="alliance_id").query("state_id_x < state_id_y")
        texts |= set(map(tuple, both[["state_id_x", "state_id_y"]].to_numpy().tolist()))
    assert lesson.trained_without_text() == (len(trained), len(trained - texts))


def test_disputes_in_the_pacific_state_by_state():
    from scipy.stats import ttest_1samp

    states = load("states")
    area = set(states.loc[states["region"] == "East Asia and Pacific", "state_id"])
    members = load("alliance_members")
    washington = members[(members["state_id"] == 2) & members["defence"]]
    counts = {}
    for row in load("dispute_pairs").query("first_year >= 1946 and initiator_id != 2").itertuples():
        if row.target_id not in area:
            continue
        both = members[members["state_id"] == row.target_id].merge(washington, on="alliance_id", suffixes=("", "_us"))
        year = row.first_year
        inside = (both["start"] <= year) & (both["end"].isna() | (both["end"] >= year)) & (both["start_us"] <= year) & (both["end_us"].isna() | (both["end_us"] >= year))  # fmt: skip
        kept = counts.setdefault((row.target_id, bool(inside.any())), [0, 0])
        kept[0] += row.onsets
        kept[1] += row.years
    rates = {key: 1000 * onsets / years for key, (onsets, years) in counts.items()}
    changes = [rates[target, True] - rates[target, False] for target in area if (target, True) in rates and (target, False) in rates]  # fmt: skip
    found = lesson.pacific_disputes_evidence()
    interval = ttest_1samp(changes, 0).confidence_interval()
    assert found.n == len(changes) and found.estimate == pytest.approx(np.mean(changes))
    assert (found.low, found.high) == (pytest.approx(interval.low), pytest.approx(interval.high))
