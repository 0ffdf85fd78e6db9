"""Lesson 02: drift, dispute windows, slopes and the reassurance game recomputed in another way."""

import numpy as np
import pandas as pd
import pytest

from helpers.data import load, state
from helpers.lessons import l02_diplomacy as lesson
from helpers.measures import defence_promises, states_in, voting_table


def test_drift_of_one_pair_by_hand():
    table = lesson.drift("agreement", -3, 3)
    row = table[table["start"] == 2000].iloc[0]
    points = load("ideal_points").set_index(["state_id", "year"])["ideal_point"]
    gap = {year: abs(points[row.state_id_1, year] - points[row.state_id_2, year]) for year in (1997, 2003)}
    assert row["distance"] == pytest.approx(gap[1997])
    assert row["change"] == pytest.approx(gap[2003] - gap[1997])
    ever = lesson.first_ties("agreement")
    ever = set(zip(ever["state_id_1"], ever["state_id_2"], strict=True))
    votes = voting_table().loc[[1997, 2003]].dropna(axis=1)
    like = [
        abs(votes[a][2003] - votes[b][2003]) - abs(votes[a][1997] - votes[b][1997])
        for i, a in enumerate(votes.columns)
        for b in votes.columns[i + 1 :]
        if (a, b) not in ever and abs(abs(votes[a][1997] - votes[b][1997]) - gap[1997]) <= 0.1
    ]
    assert row["net"] == pytest.approx(row["change"] - np.mean(like), abs=1e-6)


def test_disputes_follow_the_published_pattern():
    table = lesson.dispute_window()
    early, late = (table[table["era"] == era] for era in ("1816–1944", "1945–2005"))
    rate = lambda part, when: part[f"disputes_{when}"].sum() / part[f"years_{when}"].sum()  # noqa: E731
    assert rate(early, "after") > rate(early, "before") and rate(late, "after") < rate(late, "before")
    assert rate(early, "at") > 2 * rate(early, "before"), "states ally when war looms"
    assert table["years_at"].sum() == 1037 - 369 + 927 - 133, (
        "without the pairs that had an earlier promise, since lapsed"
    )
    runs = load("dispute_pairs")
    assert table["disputes_before"].sum() + table["disputes_after"].sum() < runs["onsets"].sum()


@pytest.mark.parametrize(
    ("trust", "cost", "dearer", "harm", "zone"),
    [
        (0.3, 0.4, 2, 1.5, "copied"),
        (0.3, 0.75, 2, 1.5, "reassures"),
        (0.3, 0.0, 2, 1.5, "costs nothing"),
        (0.3, 1.05, 2, 1.5, "too dear"),
        (0.3, 0.8, 1.2, 1.5, "no price works"),
        (0.6, 0.4, 2, 1.5, "trusted already"),
    ],
)
def test_reassurance_is_an_equilibrium(trust, cost, dearer, harm, zone):
    found = lesson.reassurance(trust, cost, dearer, harm)
    assert found["zone"] == zone
    value = lambda belief: belief - (1 - belief) * harm  # noqa: E731
    if zone == "copied":
        assert value(found["belief"]) == pytest.approx(0), "the receiver is indifferent"
        assert found["trusted"] * lesson.PRIZE == pytest.approx(cost * dearer), "so is the bluffer"
        assert found["trusted"] > cost, "the honest gain"
        assert trust / (trust + (1 - trust) * found["copied"]) == pytest.approx(found["belief"]), "Bayes' rule"
    if zone == "reassures":
        assert 1 - cost >= 0 and lesson.PRIZE - cost * dearer <= 0
    if zone == "trusted already":
        assert value(trust) >= -1e-9


def test_explorer_totals():
    explorer = lesson.Instruments()
    explorer.restore({"instrument": "U.S. training places", "split": "region", "measure": "count"})
    shown = explorer.data()
    assert shown.loc[2017].sum() == pytest.approx(load("us_training").query("year == 2017")["trainees"].sum(), rel=0.01)
    assert shown.loc[2006].isna().all(), "the report of 2006 is missing"
    explorer.restore({"instrument": "joint exercises", "split": "kind", "measure": "per cent"})
    table = load("exercises").query("year == 2010")
    assert explorer.data().loc[2010, "warfighting"] == pytest.approx(100 * table["warfighting"].mean())


@pytest.mark.parametrize(("first", "last"), [(2000, 2009), (1990, 1999), (1985, 1994), (1995, 2004)])
def test_exercises_of_relief_and_combat(first, last):
    table = load("exercises").query("@first <= year <= @last and humanitarian")
    assert lesson.combat_too(first, last) == pytest.approx(100 * table["warfighting"].mean())
    assert lesson.flags(first, last)["relief"] == len(table)


@pytest.mark.parametrize(("gain", "harm"), [(2, 5), (3, 7), (4, 5), (2, 9)])
def test_trust_needed_depends_on_the_ratio_of_harm_to_gain(gain, harm):
    belief = lesson.needed_trust(gain, harm) / 100
    assert belief * gain == pytest.approx((1 - belief) * harm), "at the edge, trusting neither gains nor loses"
    assert belief == pytest.approx(lesson.trust_needed(harm / gain)), "as in the explorer, where the gain is 1"


def test_the_guess_stands_in_the_picture():
    assert lesson.approached() == pytest.approx(
        [0, *(lesson.approach("exercise")["net"][year] for year in (-4, 0, 4, 8))]
    )
    drawn = lesson.approach_figure([0.0, 0.0, 0.0, -0.15, -0.3]).alt
    assert "−0.15 at +4, −0.30 at +8" in drawn and drawn.startswith(lesson.approach_figure().alt)


# Each evidence a second way.


def undirected(table):
    """Pairs of a table as a set of tuples, smaller number first."""
    return set(map(tuple, np.sort(table[["state_id_1", "state_id_2"]].to_numpy(), axis=1).tolist()))


def two_way(x, y, pairs):
    """Least squares with errors of rows that share a state going together: slopes and variances, by summing over states."""
    bread = np.linalg.inv(x.T @ x)
    slopes = bread @ x.T @ y
    scores, middle = x * (y - x @ slopes)[:, None], 0
    states = sorted({number for pair in pairs for number in pair})
    own = np.array(pairs)
    for number in states:
        sums = scores[(own == number).any(axis=1)].sum(axis=0)
        middle = middle + np.outer(sums, sums)
    # A pair stands in the sums of both its states: take one of the two away, for each set of rows of the same pair.
    sums = pd.DataFrame(scores).groupby([own[:, 0], own[:, 1]]).sum().to_numpy()
    middle = middle - sums.T @ sums
    middle = middle * len(states) / (len(states) - 1) * (len(y) - 1) / (len(y) - x.shape[1])
    return slopes, np.diag(bread @ middle @ bread), len(states)


def assert_pair_slope(found, x, y, pairs, scale=100):
    from scipy.stats import t

    slopes, variance, states = two_way(np.asarray(x, float), np.asarray(y, float), pairs)
    half = scale * np.sqrt(variance[1]) * t.ppf(0.975, states - 1)
    assert found.estimate == pytest.approx(scale * slopes[1], rel=1e-6)
    assert found.high - found.estimate == pytest.approx(half, rel=1e-6)
    assert found.estimate - found.low == pytest.approx(half, rel=1e-6)


def test_the_definitions_sort_by_hand():
    found, table = lesson.wording_evidence(), lesson.WORDINGS
    agreed = [act for act, row in table.iterrows() if len(set(row.iloc[1:])) == 1 and row.iloc[1] != "not said"]
    kept = [act for act in agreed if table.loc[act, "the document"] == table.loc[act, "Winger 2014"]]
    assert found.n == len(agreed) and found.estimate == 100 * len(kept) / len(agreed)
    assert "blockade" in agreed and "blockade" not in kept and lesson.definition_parts()[0].fits == (True, False)


def test_combat_by_series_another_way():
    table = load("exercises")
    series = np.where(table["series"] == "", table["exercise_id"].astype(str), table["series"])
    free = 100.0 * (~table["warfighting"].to_numpy(bool))
    found = lesson.combat_evidence()
    sums = pd.DataFrame({"a": free - free.mean()}).groupby(series)["a"].sum()
    half = 1.96 * np.sqrt((sums**2).sum()) / len(free)
    assert found.estimate == pytest.approx(free.mean())
    assert found.low == pytest.approx(free.mean() - half, abs=0.6)
    assert found.high == pytest.approx(free.mean() + half, abs=0.6)


def test_pace_of_approach_by_hand():
    table = lesson.pace("exercise")
    points = load("ideal_points").pivot_table(index="year", columns="state_id", values="ideal_point")
    ever = undirected(load("exercise_pairs"))
    row = table.iloc[len(table) // 2]
    a, b = int(row["state_id_1"]), int(row["state_id_2"])
    exercises = load("exercise_pairs").query("state_id_1 == @a and state_id_2 == @b")
    start = int(exercises["year"].min())
    nets = []
    for year in (start - 3, start, start + 3):
        votes = points.loc[[start - 8, year]].dropna(axis=1)
        gap = lambda one, two, when, votes=votes: abs(votes[one][when] - votes[two][when])  # noqa: E731
        near = gap(a, b, start - 8)
        like = [
            gap(i, j, year) - gap(i, j, start - 8)
            for k, i in enumerate(votes.columns)
            for j in votes.columns[k + 1 :]
            if (i, j) not in ever and near - 0.1 <= gap(i, j, start - 8) < near + 0.1
        ]
        nets.append(gap(a, b, year) - near - np.mean(like))
    assert row["change"] == pytest.approx((nets[2] - nets[1]) - (nets[1] - nets[0]), abs=1e-6)
    found = lesson.trust_evidence()
    pairs = list(zip(table["state_id_1"], table["state_id_2"], strict=True))
    mean, variance, states = two_way(np.ones((len(table), 1)), table["change"].to_numpy(), pairs)
    assert found.estimate == pytest.approx(mean[0])
    assert found.high - found.estimate == pytest.approx(1.96 * np.sqrt(variance[0] * (states - 1) / states), rel=1e-3)
    first = lesson.drift("exercise", -8, 0)
    for span in ((1985, 1989), (1990, 1999), (2000, 2010)):
        rows = first[(first["start"] >= span[0]) & (first["start"] <= span[1])]
        assert lesson.first_gap(*span)[0] == pytest.approx(rows["net"].sum() / len(rows))
    assert lesson.first_gap(1990, 1999)[2] < 0 < lesson.first_gap(2000, 2010)[2], "only the 1990s had drawn nearer"
    assert lesson.first_gap(1985, 1989)[0] > 0, "those of the 1980s had not, so they are not counted with the 1990s"
    assert lesson.NUMBERS["early_gap"]() == -lesson.first_gap(1990, 1999)[0]
    assert "the 1990s stood 0.46 nearer, those since 2000 0.01, the 50 of 1985–1989 0.08 farther" in found.finding
    assert found.placebo[1] < 0 < found.placebo[2], "three years earlier nothing quickens either"


def test_the_picture_and_the_numbers_share_one_comparison():
    kept, pace = lesson.approach("exercise")["net"], lesson.pace("exercise")
    assert pace["net"].mean() == pytest.approx(kept[0], abs=0.01), "the same pairs, but for those without votes later"
    assert abs(pace["after"].mean()) < 0.01 and abs(kept[8] - kept[0]) < 0.03, "flat after, in both"


def test_courses_in_one_regression_with_dummies():
    import statsmodels.api as sm

    panel = lesson.training_panel().dropna().reset_index(drop=True)
    dummies = pd.get_dummies(panel[["state_id", "year"]].astype(str), drop_first=True, dtype=float)
    design = sm.add_constant(pd.concat([panel[["places", "places_next"]].astype(float), dummies], axis=1))
    fit = sm.OLS(panel["distance"].astype(float), design).fit()
    groups = pd.factorize(panel["state_id"])[0]
    kept = fit.get_robustcov_results("cluster", groups=groups, use_correction=False)
    count = len(set(groups))
    errors = dict(zip(design.columns, kept.bse * np.sqrt(count / (count - 1)), strict=True))
    found = lesson.courses_evidence()
    for name, value, high in (
        ("places", found.estimate, found.high),
        ("places_next", found.placebo[0], found.placebo[2]),
    ):
        assert value == pytest.approx(fit.params[name], abs=1e-6)
        assert high - value == pytest.approx(1.96 * errors[name], rel=1e-3)
    assert found.low < 0 < found.high and found.placebo[2] < 0, "next year's courses take the credit"


def region_of():
    return load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]


def like_columns(table, year):
    """Region, border and power of pairs, each from its own table by another path."""
    border = undirected(load("contiguity").query("type == 1 and start <= @year and (end.isna() or end >= @year)"))
    share, region = load("capabilities").query("year == @year").set_index("state_id")["cinc"], region_of()
    pairs = list(zip(table["state_id_1"], table["state_id_2"], strict=True))
    return np.array([
        (pair in border, region[pair[0]] == region[pair[1]], np.log(share[pair[0]] + 1e-7) + np.log(share[pair[1]] + 1e-7))
        for pair in pairs
    ], float)  # fmt: skip


def partners(table, pairs):
    """Sum of log(1 + number of partners) of both states, by merging both directions."""
    both = pd.DataFrame(sorted(undirected(table)), columns=["one", "other"])
    count = pd.concat([both, both.set_axis(["other", "one"], axis=1)]).groupby("one")["other"].nunique()
    return np.array([np.log1p(count.get(a, 0)) + np.log1p(count.get(b, 0)) for a, b in pairs])


def test_later_allies_by_membership():
    members, met = load("alliance_members"), load("exercise_pairs").query("year < 2000")

    def tied(first, last):
        found = set()
        for year in range(first, last + 1):
            inside = members[(members["start"] <= year) & (members["end"].isna() | (members["end"] >= year))]
            inside = inside[inside["state_id"].isin(states_in(year))]
            both = inside.merge(inside, on="alliance_id").query("state_id_x < state_id_y")
            found |= set(map(tuple, both[["state_id_x", "state_id_y"]].to_numpy().tolist()))
        return found

    table, old, new = lesson.later_allies(), tied(1980, 1999), tied(2000, 2018)
    pairs = list(zip(table["state_id_1"], table["state_id_2"], strict=True))
    assert not set(pairs) & old
    once = undirected(met)
    allied, trained = np.array([pair in new for pair in pairs]), np.array([pair in once for pair in pairs])
    assert (allied == table["allied"]).all() and (trained == table["met"]).all()
    x = np.column_stack([np.ones(len(pairs)), trained, like_columns(table, 1999), partners(met, pairs)])

    def assert_by_treaty(found, promised):
        """Slope by two_way, and its interval from leaving out each treaty that binds one of the pairs."""
        tied = {}
        for year in range(2000, 2019):
            inside = promised[(promised["start"] <= year) & (promised["end"].isna() | (promised["end"] >= year))]
            inside = inside[inside["state_id"].isin(states_in(year))]
            both = inside.merge(inside, on="alliance_id").query("state_id_x < state_id_y")
            for treaty, a, b in both[["alliance_id", "state_id_x", "state_id_y"]].itertuples(index=False):
                tied.setdefault((a, b), set()).add(treaty)
        slope = lambda left: 100 * np.linalg.lstsq(x, np.array([bool(tied.get(pair, set()) - left) for pair in pairs], float), rcond=None)[0][1]  # noqa: E731  # fmt: skip
        gaps = np.array([slope({treaty}) for treaty in set().union(*(tied.get(pair, set()) for pair in pairs))])
        assert found.estimate == pytest.approx(slope(set()))
        half = 1.96 * np.sqrt((len(gaps) - 1) * gaps.var())
        assert found.high - found.estimate == pytest.approx(half) and found.estimate - found.low == pytest.approx(half)
        return slope

    slope = assert_by_treaty(lesson.allies_evidence(), members)
    assert slope({3755}) < 0 < 20 < slope({4953}), "two regional treaties decide"
    bound = members[members["defence"]]
    defended = set()
    for year in range(2000, 2019):
        inside = bound[
            (bound["start"] <= year)
            & (bound["end"].isna() | (bound["end"] >= year))
            & bound["state_id"].isin(states_in(year))
        ]
        both = inside.merge(inside, on="alliance_id").query("state_id_x < state_id_y")
        defended |= set(map(tuple, both[["state_id_x", "state_id_y"]].to_numpy().tolist()))
    assert ([pair in defended for pair in pairs] == (table["defended"] == 1)).all()
    assert_by_treaty(lesson.allies_evidence("defended"), bound)


def test_disputes_around_a_promise_by_pair_year():
    """The windows counted run by run, for promises to one state, and the interval by leaving out one state at a time."""
    table = lesson.dispute_window()
    row = table[(table["years_before"] > 4) & (table["years_after"] > 4)].iloc[0]
    runs = load("dispute_pairs").query("target_id == @row.target")
    years = disputes = 0
    for _, part in runs.sort_values("first_year").groupby("initiator_id"):
        promised = [(y, r) for r in part.itertuples() for y in range(r.first_year, r.last_year + 1)]
        first = [
            y
            for (y, r), (z, q) in zip(promised[1:], promised, strict=False)
            if r.target_pact and not q.target_pact and z == y - 1
        ]
        first = [y for y in first if not any(r.target_pact for z, r in promised if z < y)]
        if first and first[0] == row["start"]:
            for year, run in promised:
                if row["start"] < year <= row["start"] + 5:
                    years += 1
                    lone = run.onsets == 1 and run.peace_years > 0
                    disputes += (year == run.last_year) if lone else run.onsets / run.years
    assert (years, disputes) == (row["years_after"], pytest.approx(row["disputes_after"]))
    found = lesson.disputes_evidence()
    for value, low, high, (one, other) in (
        (found.estimate, found.low, found.high, ("after", "before")),
        (*found.placebo, ("before", "earlier")),
    ):
        ratio = lambda t, one=one, other=other: np.log(t[f"disputes_{one}"].sum() / t[f"years_{one}"].sum() / (t[f"disputes_{other}"].sum() / t[f"years_{other}"].sum()))  # noqa: E731  # fmt: skip
        logs = np.array([ratio(table[table["target"] != target]) for target in table["target"].unique()])
        half = 1.96 * np.sqrt((len(logs) - 1) / len(logs) * ((logs - logs.mean()) ** 2).sum())
        assert np.log(value) == pytest.approx(ratio(table))
        assert np.log(low) == pytest.approx(np.log(value) - half, abs=0.15) and np.log(high) == pytest.approx(np.log(value) + half, abs=0.15)  # fmt: skip
        assert low < 1 < high


def test_attacks_and_agreements_with_dummies():
    import statsmodels.api as sm

    attacks = load("terrorism").dropna(subset="state_id").groupby(["state_id", "year"])["attacks"].sum()
    paper = load("defence_agreements")
    paper = paper.query("signed")
    rows = []
    for number in attacks.index.get_level_values(0).unique():
        for year in range(1983, 2006):
            per = lambda first, last, number=number: np.mean([attacks.get((number, y), 0) for y in range(first, last + 1) if y != 1993])  # noqa: E731  # fmt: skip
            now, later = per(year - 2, year), per(year + 3, year + 5)
            if now >= 10:
                mine = paper[(paper["state_id_1"] == number) | (paper["state_id_2"] == number)]
                signed = mine["start"].isin([year + 1, year + 2]).any()
                rows.append((number, year, signed, np.log(1 + now), np.log(1 + later) - np.log(1 + now)))
    table = pd.DataFrame(rows, columns=["state", "year", "signed", "hit", "change"]).astype({"signed": float})
    x = pd.get_dummies(table["year"].astype(str), dtype=float).assign(signed=table["signed"], hit=table["hit"])
    groups = pd.factorize(table["state"])[0]
    fit = sm.OLS(table["change"], x).fit().get_robustcov_results("cluster", groups=groups, use_correction=False)
    at, count = list(x.columns).index("signed"), len(set(groups))
    found, half = lesson.need_evidence(), 1.96 * fit.bse[at] * np.sqrt(count / (count - 1))
    assert found.n == len(table) and found.estimate == pytest.approx(np.exp(fit.params[at]))
    assert np.log(found.high) == pytest.approx(fit.params[at] + half, rel=1e-3)
    # The waves that ended without a new agreement, by name.
    waves = lesson.waves().query("fell and agreements == 0")
    for row in waves.itertuples():
        later = [attacks.get((row.state_id, y), 0) for y in range(row.peak + 4, row.peak + 7) if y != 1993]
        assert np.mean(later) < attacks[row.state_id, row.peak] / 4
        mine = paper[(paper["state_id_1"] == row.state_id) | (paper["state_id_2"] == row.state_id)]
        assert not mine["start"].between(row.peak, row.peak + 6).any()
    foreign = {state(name) for name in ("Sri Lanka", "Mozambique", "Somalia", "Nicaragua")}
    alone = waves[~waves["state_id"].isin(foreign)]
    assert foreign <= set(waves["state_id"]) and set(lesson.quiet_ends()["state_id"]) == set(alone["state_id"])
    assert set(alone["state_id"]) == {state(name) for name in ("Mexico", "Guatemala", "Iran")}, "as named in the lesson"
    assert (
        f"{len(alone)} of {len(lesson.waves().query('fell'))} waves" in lesson.need_parts()[0].counterexamples[0].what
    )


def test_a_shared_threat_by_least_squares():
    table = lesson.shared_threat()
    attacks = load("terrorism").dropna(subset="state_id")
    paper, met = load("defence_agreements"), load("exercise_pairs")
    paper = paper.query("signed")
    designs = []
    for period, rows in table.groupby("period"):
        year = int(period)
        window = attacks[attacks["year"].between(year - 4, year)]
        hit = np.log2(1 + window.groupby("state_id")["attacks"].sum() / window["year"].nunique())
        pairs = list(zip(rows["state_id_1"], rows["state_id_2"], strict=True))
        both = np.array([(hit.get(a, 0.0), hit.get(b, 0.0)) for a, b in pairs])
        agreed = undirected(paper[paper["start"].between(year + 1, year + 5)])
        designs.append(np.column_stack([
            np.ones(len(rows)), both.min(axis=1), both.sum(axis=1), like_columns(rows, year), partners(paper[paper["start"] <= year], pairs),
            partners(met[met["year"].between(year - 4, year)], pairs), [[period == other for other in ("1995", "2000", "2005")]] * len(rows),
            [pair in agreed for pair in pairs],
        ]))  # fmt: skip
    x = np.vstack(designs)
    pairs = list(zip(table["state_id_1"], table["state_id_2"], strict=True))
    assert_pair_slope(lesson.shared_threat_evidence(), x[:, :-1], x[:, -1], pairs)
    assert_pair_slope(lesson.shared_threat_evidence(("total",)), np.delete(x[:, :-1], 2, axis=1), x[:, -1], pairs)
    assert_pair_slope(lesson.shared_threat_evidence(("signing", "training")), np.delete(x[:, :-1], [6, 7], axis=1), x[:, -1], pairs)  # fmt: skip


def test_instruments_by_counting():
    counts, states = lesson.users(2010), states_in(2010)
    pairs = undirected(load("exercise_pairs").query("year == 2010"))
    assert counts["joint exercises"] == len({number for pair in pairs for number in pair} & states)
    courses = load("us_training")
    courses = courses[(courses["year"] == 2010) & (courses["trainees"] > 0)]["state_id"].nunique()
    assert lesson.reach_evidence().benchmark == courses
    for first in (2009, 2006):
        met = load("exercise_pairs").query("@first <= year <= 2010")
        sent = load("us_training").query("@first <= year <= 2010 and trainees > 0")
        found = lesson.reach_evidence(first)
        assert found.estimate == len({number for pair in undirected(met) for number in pair} & states)
        assert found.benchmark == len(set(sent["state_id"]) & states) < found.estimate, (
            "a longer window turns the order"
        )
    things = {case.thing: case for case in lesson.expressions()[0].evidence.cases}
    told = {
        name: int(case.what.split()[0].replace(",", ""))
        for name, case in things.items()
        if name != "shared intelligence"
    }
    assert told == {
        "joint exercises": load("exercises")["exercise_id"].nunique(),
        "defence agreements": load("defence_agreements").query("signed")["agreement_id"].nunique(),
    }
    ukusa = load("partnerships").query("partnership_id == 'P46'").iloc[0]
    assert things["shared intelligence"].when == str(int(ukusa["start"])) and ukusa["purpose"] == "intelligence"


@pytest.mark.parametrize("shift", [0, 5])
def test_training_of_allies_pair_by_pair(shift):
    table = lesson.training_of_allies(shift)
    met = load("exercise_pairs")
    years = met.groupby(["state_id_1", "state_id_2"])["year"].agg(set)
    paper = load("defence_agreements")
    first = paper.query("signed").groupby(["state_id_1", "state_id_2"])["start"].min()
    for row in table.iloc[:: max(1, len(table) // 6)].itertuples():
        at = row.start - shift
        count = lambda pair, low, high: sum(y in years.get(pair, set()) for y in range(low, high))  # noqa: E731
        allies = defence_promises(row.start - 1) & defence_promises(row.start + 4)
        pair = (row.state_id_1, row.state_id_2)
        assert pair in allies and first[pair] == row.start
        before, after = count(pair, at - 5, at), count(pair, at, at + 5)
        like = [
            count(other, at, at + 5) - before
            for other in allies
            if other not in first.index and count(other, at - 5, at) == before
        ]
        assert row.net == pytest.approx(after - before - np.mean(like))
    both = lesson.training_of_allies().set_index(["state_id_1", "state_id_2"])["net"]
    both = (both - lesson.training_of_allies(5).set_index(["state_id_1", "state_id_2"])["net"]).dropna()
    value, variance, states = two_way(np.ones((len(both), 1)), both.to_numpy(), list(both.index))
    found = lesson.steps_evidence()
    assert found.n == len(both) and found.estimate == pytest.approx(value[0])
    assert found.high - found.estimate == pytest.approx(1.96 * np.sqrt(variance[0] * (states - 1) / states), rel=1e-3)


def test_texts_and_conflicts_another_way():
    assert lesson.inward_evidence().estimate == 100 * list(lesson.TEXTS["binds against a member"]).count(True) / len(lesson.TEXTS)  # fmt: skip
    import statsmodels.api as sm

    counts = {}
    for row in load("armed_conflicts").itertuples():
        counts[row.year] = counts.get(row.year, 0) + row.conflicts
    years = np.array(sorted(counts), float)
    x = sm.add_constant(years / 10)
    fit = sm.OLS(np.log([counts[year] for year in years]), x).fit(cov_type="HAC", cov_kwds={"maxlags": 8})
    found, (low, high) = lesson.conflicts_evidence(), np.exp(fit.conf_int()[1])
    assert found.estimate == pytest.approx(np.exp(fit.params[1]))
    assert found.low == pytest.approx(low, abs=0.06) and found.high == pytest.approx(high, abs=0.06)
    assert low > 1, "another interval reads the same"
    share = [counts[year] / len(states_in(int(year))) for year in years]
    fit = sm.OLS(np.log(share), x).fit(cov_type="HAC", cov_kwds={"maxlags": 8})
    found, (low, high) = lesson.conflicts_evidence(per_state=True), np.exp(fit.conf_int()[1])
    assert found.estimate == pytest.approx(np.exp(fit.params[1])) and low < 1 < high and found.low < 1 < found.high
    assert found.low == pytest.approx(low, abs=0.06) and found.high == pytest.approx(high, abs=0.06)
    assert counts[2010] == min(value for year, value in counts.items() if year >= 1976), "the start that doubles it"
    assert counts[1991] == max(value for year, value in counts.items() if 1976 <= year <= 2010)


@pytest.mark.parametrize(("first", "last"), [(2010, 2024), (1991, 2010), (2010, 2019), (1991, 2003)])
def test_headlines_start_where_they_should_not(first, last):
    counts = load("armed_conflicts").groupby("year")["conflicts"].sum().loc[1976:last]
    flaw = lesson.headline_flaw(first, last)
    assert flaw == {counts.idxmin(): "low", counts.idxmax(): "high"}[first]
    assert lesson.headline_change(first, last) == pytest.approx(100 * (counts[last] - counts[first]) / counts[first])
    assert f"{counts[first]} in {first}" in lesson.headline_years(first, last)
    item = next(one for one in lesson.EXERCISES if one.id == "02.12")
    said = next(m.feedback(first, last) for m in item.mistakes if m.answer(first, last) == "states")
    if "hardly moved" in said:
        assert len(states_in(last)) - len(states_in(first)) <= 2
    else:
        assert counts[last] < counts[first] and len(states_in(last)) > len(states_in(first)), (
            "more states, fewer conflicts"
        )


def test_traced_cases_name_works_that_exist():
    from helpers.data import bibliography

    cases = lesson.together_parts()[0].evidence.cases
    assert all(case.traced for case in cases) and {"ReutersDaesh2019", "Whiting2012"} <= set(bibliography())
    haiti = load("haiti_timeline")
    assert haiti["event"].str.contains("reopen Port-au-Prince airport").any()
