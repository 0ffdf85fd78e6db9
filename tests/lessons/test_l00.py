"""Lesson 00: the net with and without the wide texts, and each evidence a second way."""

import math
import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers.data import load
from helpers.lessons import l00_start as lesson
from helpers.measures import allied_pairs, dispute_runs, possible_pairs, states_in
from helpers.rule import read


def tied(year, column=None, without=()):
    """Pairs by a join of the memberships, of those that are states at the year's end."""
    members = load("alliance_members")
    members = members[(members["start"] <= year) & (members["end"].isna() | (members["end"] >= year))]
    members = members[members["state_id"].isin(states_in(year)) & ~members["alliance_id"].isin(without)]
    members = members[members[column]] if column else members
    both = members.merge(members, on="alliance_id").query("state_id_x < state_id_y")
    return set(zip(both["state_id_x"], both["state_id_y"], strict=True))


@pytest.mark.parametrize("year", [1950, 1976, 1993, 2001, 2018])
def test_the_net_without_some_texts_by_a_join(year):
    for without in [(), (3740,), (3755, 4953), tuple(lesson.WIDE)]:
        assert lesson.pairs(year, without=without) == len(tied(year, None, without))
    for kind in ("defence", "nonaggression"):
        assert lesson.pairs(year, kind, (3740,)) == len(tied(year, kind, (3740,)))


def test_the_texts_are_those_named_and_promise_no_defence():
    table = load("alliances").set_index("alliance_id")
    for treaty, (name, year) in lesson.WIDE.items():
        row = table.loc[treaty]
        assert row["start"] == year and not row["defence"]
        assert treaty == 4953 or row["name"].startswith(name)
    african = load("alliance_members").query("alliance_id == 4953")["state_id"]
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    assert set(region[african]) <= {"Sub-Saharan Africa", "Middle East and North Africa"}, "the African Union's members"
    assert lesson.pairs(2018, without=tuple(lesson.WIDE)) < lesson.pairs(2018) / 2, "they make most of the net"


def test_the_panel_takes_texts_out():
    panel = lesson.Growth()
    panel.restore({"kind": "any pact", "unit": "pairs of states", "helsinki": False, "amity": False, "african": False})
    assert f"{len(tied(2018, None, tuple(lesson.WIDE))):,} pairs" in panel.summary and "left out: Helsinki" in panel.summary  # fmt: skip
    assert panel.figure and not panel.names
    panel.restore({"helsinki": True})
    assert [text.get_text()[:8] for text in panel.names] == ["Helsinki", "Helsinki"]
    panel.restore({"kind": "defence", "helsinki": True})
    assert not panel.names, "a text that promises no defence makes no step there"


def test_the_diagram_shows_the_verdicts_of_the_board():
    alt = lesson.method_diagram().alt
    assert "so it is supported" in alt and "so it is not supported" in alt


# Each evidence a second way.


def clustered(design, outcome, *members, trials=None):
    """Odds ratio of the first column with errors clustered by each of the members, by statsmodels; a list of intervals."""
    import statsmodels.api as sm

    events = outcome.to_numpy(float)
    counts = np.column_stack([events, trials.to_numpy(float) - events])
    found = []
    for member in members:
        fit = sm.GLM(counts, sm.add_constant(design), family=sm.families.Binomial()).fit(
            cov_type="cluster", cov_kwds={"groups": pd.factorize(member)[0]}
        )
        found.append((math.exp(fit.params.iloc[1]), *np.exp(fit.conf_int().iloc[1])))
    return found


def controls(rows, pact):
    dummies = pd.get_dummies(rows["contiguity"].astype(str), drop_first=True, prefix="c")
    columns = [pact.rename("pact"), dummies, rows[["initiator_major", "target_major", "log_ratio"]]]
    return pd.concat(columns, axis=1).astype(float)


def test_ties_and_disputes_by_another_logit():
    table = lesson._neighbourly()
    design = controls(table, table["pact_any"])
    (near, *_), *_ = clustered(design, table["onsets"], table["initiator_id"], trials=table["years"])
    assert lesson.tie_odds()["odds_ratio"].iloc[1] == pytest.approx(near, rel=1e-5)
    design = pd.concat([design, table[["distance", "foe", "democracies"]]], axis=1)
    ids = (table["initiator_id"], table["target_id"], table["initiator_id"] * 1000 + table["target_id"])
    found = lesson.tie_evidence()
    for value, low, high in clustered(design, table["onsets"], *ids, trials=table["years"]):
        assert found.estimate == pytest.approx(value, rel=1e-5)
        assert low < 1 < high and low > found.low - 0.02, "it reads the same, however clustered; ours is the widest"
    # The pact against likeness: a difference of two coefficients, with its covariance.
    import statsmodels.api as sm

    x = pd.concat([controls(table, table["pact_any"]), table[["near", "foe", "democracies"]]], axis=1)
    counts = np.column_stack([table["onsets"], table["years"] - table["onsets"]])
    fit = sm.GLM(counts, sm.add_constant(x), family=sm.families.Binomial()).fit()
    ratio = math.exp(fit.params["pact"] - fit.params["near"])
    assert lesson.likeness_evidence().estimate == pytest.approx(ratio, rel=1e-5)


def test_the_cut_of_likeness_decides():
    assert [lesson.tie_against_likeness(cut)["low"] > 1 for cut in (0.5, 0.25)] == [False, True]


def test_likeness_and_threat_by_hand():
    table = lesson._neighbourly()
    row = table[(table["initiator_id"] == 2) & (table["target_id"] == 365) & (table["first_year"] >= 1960)].iloc[0]
    year = (row["first_year"] + row["last_year"]) // 2
    votes = load("ideal_points").query("year == @year", local_dict={"year": year}).set_index("state_id")["ideal_point"]
    assert row["distance"] == pytest.approx(abs(votes[2] - votes[365]))
    rivals = load("rivalries").query("(start <= 1980) and (end.isna() or end >= 1980)")

    def foes(state):
        return set(rivals.loc[rivals["state_id_1"] == state, "state_id_2"]) | set(
            rivals.loc[rivals["state_id_2"] == state, "state_id_1"]
        )

    shared = {pair for pair in combinations((2, 200, 365, 630, 640, 645, 710), 2) if foes(pair[0]) & foes(pair[1])}
    runs = table[(table["first_year"] <= 1980) & (table["last_year"] >= 1980)]
    runs = runs[(runs["first_year"] + runs["last_year"]) // 2 == 1980]
    for a, b, foe in zip(runs["initiator_id"], runs["target_id"], runs["foe"], strict=True):
        if {a, b} <= {2, 200, 365, 710, 640, 645, 630}:
            assert bool(foe) == ((min(a, b), max(a, b)) in shared)


def test_who_joined_by_strata():
    table = lesson.joiners()
    assert table.groupby("operation")["joined"].sum().to_dict() == {"ISAF": 45, "MNF-I": 22}, "the United States apart"
    total, weight = 0.0, 0.0
    for _, rows in table.groupby("stratum"):
        allies, others = rows[rows["ally"]], rows[~rows["ally"]]
        if len(allies) and len(others):
            w = len(allies) * len(others) / len(rows)
            total, weight = total + w * (allies["joined"].mean() - others["joined"].mean()), weight + w
    found = lesson.joining_evidence()
    assert found.estimate == pytest.approx(100 * total / weight)
    outside = lesson.outside_evidence()
    members = load("nato_members")
    ids = [set(members.loc[(members["start"] <= y) & (members["end"].isna() | (members["end"] > y)), "state_id"]) for y in (2006, 2009)]  # fmt: skip
    nato = dict(zip(("MNF-I", "ISAF"), ids, strict=True))
    rest = table[[s not in nato[o] for s, o in zip(table["state_id"], table["operation"], strict=True)]]
    came, others = (rest.loc[rest["ally"] == side, "joined"].mean() for side in (True, False))
    assert (outside.estimate, outside.benchmark) == (pytest.approx(100 * (came - others)), 0)
    # A state comes twice, and both shares are estimated: errors of the least-squares gap, clustered by state.
    import statsmodels.api as sm

    fit = sm.OLS(rest["joined"].astype(float), sm.add_constant(rest["ally"].astype(float))).fit(
        cov_type="cluster", cov_kwds={"groups": rest["state_id"]}
    )
    for mine, other in zip((outside.low, outside.high), 100 * fit.conf_int().loc["ally"], strict=True):
        assert mine == pytest.approx(other, abs=1.5)
    assert outside.low < 0 < outside.high, "outside NATO no difference is clear"
    # Leaving one country out at a time gives an interval as wide (jackknife).
    names = sorted(set(table["state_id"]))
    values = np.array([lesson.joining_gap(table[table["state_id"] != name]) for name in names])
    spread = math.sqrt((len(names) - 1) / len(names) * ((values - values.mean()) ** 2).sum())
    assert found.low == pytest.approx(found.estimate - 1.96 * spread, abs=4)
    assert found.estimate - 1.96 * spread > 0, "another interval reads the same"


def test_texts_with_a_command_are_all_counted():
    table = load("alliances")
    table = table[table["defence"] & table["integrated_command"].notna()]
    found, held = lesson.command_evidence(), int((table["integrated_command"] == True).sum())  # noqa: E712
    assert (found.low, found.estimate, found.high) == (pytest.approx(100 * held / len(table)),) * 3
    assert (found.n, found.interval) == (len(table), "full count")


def test_change_and_growth_by_a_join():
    for first, second in ((1950, 1988), (1988, 2018)):
        alive = states_in(first) & states_in(second)
        before, after = ({pair for pair in tied(year) if alive.issuperset(pair)} for year in (first, second))
        found = lesson.overlap_evidence(first, second)
        assert lesson.kept(first, second) == pytest.approx(100 * len(before & after) / len(before))
        assert found.estimate == pytest.approx(len(before & after) / len(before | after)) and found.estimate < 0.5
    for part in lesson.net_grown():
        for found in (part.evidence, *part.counts):
            base = int(found.unit[-4:])
            kind = "defence" if part.name == "defence pacts" else None
            without = tuple(lesson.WIDE) if "without" in found.finding else ()
            shares = [len(tied(year, kind, without)) / possible_pairs(year) for year in (base, 2018)]
            assert found.estimate == pytest.approx(shares[1] / shares[0])


def test_moves_after_upheavals_by_rates_and_by_blocks():
    table = load("alliances")
    years = np.arange(1900, 2019)
    moves = np.array([(table["start"] == y).sum() + (table["end"] == y).sum() for y in years])
    states = np.array([len(states_in(int(y))) for y in years])
    after = np.isin(years, [y + i for y in (1919, 1945, 1990) for i in range(5)])
    found = lesson.moves_evidence()
    assert found.estimate == pytest.approx(
        (moves[after].sum() / states[after].sum()) / (moves[~after].sum() / states[~after].sum())
    )
    for start in lesson.UPHEAVALS:  # one upheaval at a time, beside the quiet years
        own, one = (years >= start) & (years < start + 5), lesson.moves_evidence(start)
        ratio = (moves[own].sum() / states[own].sum()) / (moves[~after].sum() / states[~after].sum())
        assert one.estimate == pytest.approx(ratio)
    # Neighbouring years are alike: years drawn in blocks of five read the same.
    from helpers.models import block_bootstrap

    def ratio(rows):
        sums = rows.groupby("after")[["moves", "states"]].sum()
        return (sums["moves"] / sums["states"]).get(1.0, 1.0) / (sums["moves"] / sums["states"]).get(0.0, 1.0)

    assert block_bootstrap(lesson.treaty_moves(), ratio, "year", length=5, n=300).low > 1


def test_challenges_by_another_logit_and_inside_pairs():
    rows = dispute_runs()
    found = lesson.challenge_evidence()
    ids = (rows["target_id"], rows["initiator_id"])
    periods = pd.get_dummies(pd.cut(rows["first_year"], [0, 1913, 1918, 1938, 1945, 1990, 2010], labels=False), drop_first=True, prefix="p")  # fmt: skip
    design = pd.concat([controls(rows, rows["target_pact"]), periods.astype(float)], axis=1)
    (value, low, high), other = clustered(design, rows["onsets"], *ids, trials=rows["years"])  # fmt: skip
    assert found.estimate == pytest.approx(value, rel=1e-5)
    assert (found.low, found.high) == (pytest.approx(low, rel=0.01), pytest.approx(high, rel=0.01))
    assert other[2] < 1 < high, "narrower by initiator: the promise varies by target, and the reason says so"
    # The same pair: given a pair's onsets, those in years with a promise are binomial; the likeliest ratio is near ours.
    from scipy.optimize import brentq

    table = lesson.both_ways()
    y1, y0, o1, o0 = (table[name].to_numpy(float) for name in ("years_1", "years_0", "onsets_1", "onsets_0"))
    likeliest = brentq(lambda t: (o1 - (o1 + o0) * t * y1 / (t * y1 + y0)).sum(), 0.2, 5)
    found = lesson.same_pair_evidence()
    assert found.estimate == pytest.approx(likeliest, rel=0.05)
    top = sum(a * n / (m + n) for a, m, n in zip(o1, y1, y0, strict=True))
    assert found.estimate == pytest.approx(top / sum(b * m / (m + n) for b, m, n in zip(o0, y1, y0, strict=True)))
    assert read(lesson.same_pair_evidence()) == "mixed"


def test_trained_and_tied_by_a_join():
    trained = load("exercise_pairs").query("2006 <= year <= 2010")
    trained = set(zip(*np.sort(trained[["state_id_1", "state_id_2"]].to_numpy(), axis=1).T, strict=True))
    signed = load("defence_agreements").query("signed and start <= 2010")
    signed = signed[~(signed["end"].fillna(2010) < 2010)]
    texts = set(zip(*np.sort(signed[["state_id_1", "state_id_2"]].to_numpy(), axis=1).T, strict=True))
    texts |= tied(2010)
    found, gap = lesson.tied_trainers_evidence(), lesson.tied_against_chance_evidence()
    assert found.n == len(trained) and found.estimate == pytest.approx(100 * len(trained & texts) / len(trained))
    everyone = set(combinations(sorted(states_in(2010)), 2))
    assert found.comparison == pytest.approx(100 * len(everyone & texts) / len(everyone))
    from helpers.lessons import l01_definition

    layers = l01_definition.layers(2010).query("practice")
    assert found.estimate == pytest.approx(100 * (layers["promise"] | layers["paper"]).mean()), "lesson 01's number"
    narrow = set(zip(*np.sort(signed[["state_id_1", "state_id_2"]].to_numpy(), axis=1).T, strict=True))
    narrow |= tied(2010, None, tuple(lesson.WIDE))
    rest = lesson.tied_trainers_evidence(tuple(lesson.WIDE))
    assert rest.estimate == pytest.approx(100 * len(trained & narrow) / len(trained)) and rest.low < 50 < rest.high
    assert rest.comparison == pytest.approx(100 * len(everyone & narrow) / len(everyone))
    table = lesson.trained_or_not(tuple(lesson.WIDE))
    means = table.groupby(["region", "trained"])["tied"].agg(["mean", "count"]).unstack()
    weight = means["count"][0.0] * means["count"][1.0] / means["count"].sum(axis=1)  # what least squares gives a region
    gaps = means["mean"][1.0] - means["mean"][0.0]
    assert gap.estimate == pytest.approx(100 * (gaps * weight).sum() / weight.sum())
    # Errors of pairs that share a state, by hand.
    pairs = sorted(trained)
    off = np.array([float(pair in texts) for pair in pairs]) - found.estimate / 100
    by_state = {}
    for (a, b), value in zip(pairs, off, strict=True):
        by_state[a], by_state[b] = by_state.get(a, 0) + value, by_state.get(b, 0) + value
    error = math.sqrt(sum(v * v for v in by_state.values()) - (off**2).sum()) / len(pairs)
    assert found.high - found.estimate == pytest.approx(196 * error, rel=0.001)


@pytest.mark.parametrize("kinds", [lesson.RESOURCES, lesson.RESOURCES[:-1]])
def test_first_exchanges_by_counting_and_by_least_squares(kinds):
    table = lesson.first_exchanges(kinds)
    agreements = load("defence_agreements").query("signed")
    agreements = agreements[agreements["kind"].isin(kinds)]
    first = agreements.groupby(["state_id_1", "state_id_2"])["start"].min()
    for year in (1990, 2005):
        rows = table[table["year"] == year]
        alive = states_in(year)
        came = [pair for pair, start in first.items() if year < start <= year + 5 and set(pair) <= alive]
        listed = set(zip(rows["state_id_1"], rows["state_id_2"], strict=True))
        assert rows["signed"].sum() == len([pair for pair in came if pair in listed])
        allied = allied_pairs(year)
        assert rows["allied"].sum() == len(listed & allied)
    held = pd.get_dummies(table[["region", "window"]], drop_first=True).astype(float)
    x = np.column_stack([np.ones(len(table)), table[["allied", "near", "power", "activity"]], held])
    slope = np.linalg.lstsq(x, table["signed"].to_numpy(), rcond=None)[0][1]
    found = lesson.exchange_evidence(kinds)
    assert found.estimate == pytest.approx(100 * slope)
    assert read(found) == ("for" if "training" in kinds else "mixed"), "the choice of kinds decides"


def test_the_small_words_are_asked_for_in_disguise():
    """The walk says what decides can, all and must; so the sentences of the exercise say the same in other words."""
    item = next(item for item in lesson.EXERCISES if item.kind == "rule")
    assert item.id == "00.11" and "00.7" in lesson.RETIRED
    assert not {"can", "often", "all", "must"} & set(re.findall(r"\w+", " ".join(item.options).lower()))
    assert list(item.solution().values()) == ["one-case", "half", "one-exception", "one-success"]
