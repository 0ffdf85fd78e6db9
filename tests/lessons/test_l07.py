"""Lesson 07: the numbers of the explorers and of the evidence, computed another way."""

import csv
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.claims import proofs
from helpers.data import load, state, table_path
from helpers.lessons import l07_tensions as lesson
from helpers.measures import defence_promises


def test_allied_ratios_by_hand():
    rates = load("dispute_rates")
    everyone = rates[rates["sample"] == "all"]
    allied = everyone[everyone["pact_defence"]][["onsets", "pair_years"]].sum()
    other = everyone[~everyone["pact_defence"]][["onsets", "pair_years"]].sum()
    ratio = (allied["onsets"] / allied["pair_years"]) / (other["onsets"] / other["pair_years"])
    assert lesson.allied_ratio("all").value == pytest.approx(ratio) and round(ratio, 2) == 3.02
    border = load("dispute_pairs").query("contiguity == 2").groupby("pact_defence")[["onsets", "years"]].sum()
    rate = border["onsets"] / border["years"]
    assert lesson.allied_ratio("land").value == pytest.approx(rate[True] / rate[False])


def test_distance_turns_the_odds_as_in_bremer():
    """Bremer (1992): contiguity and the absence of alliance go with war. A plain stratified ratio agrees in sign."""
    odds = lesson.allied_odds()
    assert odds.loc["no control", "odds_ratio"] > 1 > odds.loc["+ distance", "high"]
    sums = load("dispute_pairs").groupby(["contiguity", "pact_defence"])[["onsets", "years"]].sum()
    up = down = 0.0
    for kind in (0, 1, 2):
        with_pact, without = sums.loc[(kind, True)], sums.loc[(kind, False)]
        total = with_pact["years"] + without["years"]
        up += with_pact["onsets"] * without["years"] / total
        down += without["onsets"] * with_pact["years"] / total
    assert odds.loc["+ distance", "odds_ratio"] == pytest.approx(up / down, rel=0.05)


def test_one_number_has_one_interval():
    """The picture of allies' disputes and the table beside it cluster by both states; a table of sums has no interval."""
    table, relevant = lesson.allied_odds().loc["no control"], lesson.allied_ratio("relevant")
    assert [f"{end:.2f}" for end in (relevant.low, relevant.high)] == [f"{end:.2f}" for end in (table["low"], table["high"])] == ["0.81", "1.64"]  # fmt: skip
    assert np.isnan(lesson.allied_ratio("all").low)
    rows = load("dispute_pairs")
    for sample, kind in (("relevant", None), ("land", 2), ("sea", 1)):
        part = rows if kind is None else rows[rows["contiguity"] == kind]
        sums = part.groupby("pact_defence")[["onsets", "years"]].sum()
        sign = np.where(part["pact_defence"], 1, -1)
        onsets, years = (part["pact_defence"].map(sums[name].to_dict()) for name in ("onsets", "years"))
        score = sign * (part["onsets"] / onsets - part["years"] / years)
        ends = np.sort(part[["initiator_id", "target_id"]].to_numpy(), axis=1)
        pairs = score.groupby([ends[:, 0], ends[:, 1]]).sum()
        states = pd.concat([pairs.groupby(level=0).sum(), pairs.groupby(level=1).sum()]).groupby(level=0).sum()
        error = np.sqrt((states**2).sum() - (pairs**2).sum())  # a pair's own square was counted at both its states
        found = lesson.allied_ratio(sample)
        assert np.log([found.low / found.value, found.high / found.value]) == pytest.approx([-1.96 * error, 1.96 * error], rel=0.05)  # fmt: skip
    for picture in ("allies dispute", "unequal"):
        assert "95% intervals by" in lesson.FIGURES[picture]().alt


def test_likeness_leaves_no_difference_that_one_could_tell():
    """By a logit of single runs, votes at the middle of each run, rivals in common counted one by one."""
    import statsmodels.api as sm

    odds, rows = lesson.allied_odds(), lesson._alike()
    assert odds.loc["the same, 1946–2010", "high"] < 1 < odds.loc["+ likeness, 1946–2010", "high"]
    x = rows[["allied", "parity", "majors", "gap", "foe", "democracies"]].astype(float)
    x = x.join(pd.get_dummies(rows["distance"], drop_first=True, dtype=float))
    both = np.column_stack([rows["onsets"], rows["years"] - rows["onsets"]])
    fit = sm.GLM(both, sm.add_constant(x), family=sm.families.Binomial()).fit()
    assert odds.loc["+ likeness, 1946–2010", "odds_ratio"] == pytest.approx(np.exp(fit.params["allied"]), rel=1e-4)
    votes = load("ideal_points").set_index(["state_id", "year"])["ideal_point"]
    run = rows.iloc[1234]
    year = (run.first_year + run.last_year) // 2
    assert run.gap == pytest.approx(abs(votes[run.low, year] - votes[run.high, year]))


def test_rival_rates_by_a_named_pair():
    rates = lesson.rival_rates()
    pairs = load("dispute_pairs")
    aegean = pairs[pairs["initiator_id"].isin([350, 640]) & pairs["target_id"].isin([350, 640])]
    assert aegean.query("first_year >= 1955")["onsets"].sum() > 20  # Greece and Türkiye, rivals in one pact
    assert rates["onsets"].sum() < pairs["onsets"].sum()
    assert rates["years"].sum() == pytest.approx(pairs["years"].sum(), rel=0.01)
    assert rates.loc[(True, "now"), "rate"] > 10 * rates.loc[(True, "never"), "rate"]


@pytest.mark.parametrize(("year", "members"), [(1989, 16), (2003, 19), (2023, 31)])
def test_nato_gap_by_hand(year, members):
    votes = load("ideal_points").query("year == @year").set_index("state_id")["ideal_point"].dropna()
    table = load("nato_members")
    day = pd.Timestamp(f"{year}-12-31")
    inside = table[(table["start_date"] <= day) & (table["end_date"].isna() | (table["end_date"] >= day))]["state_id"]
    found = votes[votes.index.isin(inside)]
    gaps = [abs(a - b) for a, b in combinations(found, 2)]
    row = lesson.drift("NATO").loc[year]
    assert row["members"] == len(found) == members
    assert row["median_gap"] == pytest.approx(np.median(gaps))
    assert row["outlier_gap"] == pytest.approx((found - found.median()).abs().max())


def test_promises_reproduce_the_article():
    kept = {
        era: 100 - 100 * lesson.called_on(era, "outcome_llm")["broken"].mean() for era in ("before 1945", "since 1945")
    }
    assert {era: round(share) for era, share in kept.items()} == {"before 1945": 66, "since 1945": 22}
    assert len(lesson.called_on("all wars")) == 139


def test_trust_by_expected_payoffs():
    random = np.random.default_rng(7)
    for _ in range(200):
        abandoned, entrapped = random.uniform(0.5, 10, 2)
        leaves, trust = random.uniform(0.05, 1, 2)
        cells = lesson.commitment_game((abandoned, entrapped), (5, 5), leaves)["cells"]
        commit, hedge = (
            trust * cells[move, "commit"][0] + (1 - trust) * cells[move, "hedge"][0] for move in ("commit", "hedge")
        )
        assert (commit > hedge) == (trust > lesson.trust_needed(abandoned, entrapped, leaves))


def test_answers_of_the_explorers():
    explorer = lesson.Drift()
    start = explorer.state()
    outliers = explorer.data().loc[1980:, "outlier"]
    assert (outliers == "United States").mean() > 0.8
    explorer.restore(start | {"founders": True})
    founders = explorer.data()["median_gap"]
    assert founders[2023] < founders[1989]
    assert founders[1989] - founders[2023] < lesson.drift("NATO")["median_gap"][[1989, 2023]].diff().abs().iloc[-1]
    explorer.restore(start | {"group": "Warsaw Pact", "year": 1990})
    pact = explorer.data()["outlier"]
    assert (pact[1967:1986] == "Romania").all() and pact[1990] == "Russia"
    explorer.restore(start | {"group": "CSTO", "year": 2023})
    assert "Armenia" in explorer.summary
    game = lesson.Dilemma()
    start = game.state()
    assert len(game.result["stable"]) == 2
    game.restore(start | {"entrapped": 6.0})
    assert game.result["stable"] == [("hedge", "hedge")]
    both, neither = game.result["cells"]["commit", "commit"], game.result["cells"]["hedge", "hedge"]
    assert both[0] > neither[0] and both[1] > neither[1]
    game.restore(start | {"leaves": 100.0})
    assert game.result["trust"][0] < 0.4
    game.restore(start | {"ally_abandoned": 2.0, "abandoned": 10.0})
    assert game.result["trust"][1] > 1 and game.result["stable"] == [("hedge", "hedge")]


def test_honduras_and_el_salvador_were_allies_at_war():
    spells = load("alliance_members").query("alliance_id == 3075 and start <= 1969")
    assert {state("Honduras"), state("El Salvador")} <= set(spells["state_id"])
    war = load("interstate_wars").query("war_id == 175")
    assert set(war["state_id"]) == {state("Honduras"), state("El Salvador")}
    assert (war["end_date"].max() - war["start_date"].min()).days <= 5


# Each evidence a second way.


def evidence(claim_id, ours=False, which=0, **given):
    """The evidence of a claim, by its place on the card."""
    item = next(item for item in lesson.CLAIMS if item.claim_id == claim_id)
    return proofs((item.ours_parts if ours else item.parts)(**given))[which]


def resampled(table, statistic, column, length=1, n=1500):
    """A percentile interval from blocks drawn with replacement, by concatenation."""
    groups, random, values = [part for _, part in table.groupby(column)], np.random.default_rng(77), []
    for _ in range(n):
        starts = random.integers(0, len(groups) - length + 1, -(-len(groups) // length))
        values.append(statistic(pd.concat([groups[i + k] for i in starts for k in range(length)][: len(groups)])))
    return np.nanquantile(values, [0.025, 0.975])


def test_un_shortfalls_by_hand():
    table, found = load("un_shortfalls"), evidence("C07.1")
    short = [row.deployed / row.authorised < 0.9 for row in table.itertuples()]
    assert found.estimate == pytest.approx(100 * sum(short) / len(table)) and found.n == table["mission"].nunique()
    low, high = resampled(table.assign(short=short), lambda rows: 100 * rows["short"].mean(), "mission")
    assert (found.low, found.high) == (pytest.approx(low, abs=2), pytest.approx(high, abs=2))


@pytest.mark.parametrize(("which", "early"), [(0, None), (1, True), (2, False)])
def test_broken_promises_by_wars(which, early):
    """Counts by hand; the interval as a ratio estimator's, by war (linearised variance)."""
    table = load("alliance_commitments")
    table = table if early is None else table[table["before_1945"] == early]
    sums = table.assign(broken=table["outcome_bf"] == "violated", tested=table["outcome_bf"].isin(["honoured", "violated"]))  # fmt: skip
    sums = sums.groupby("iwd_war_id")[["broken", "tested"]].sum().query("tested > 0")
    share = sums["broken"].sum() / sums["tested"].sum()
    error = np.sqrt(((sums["broken"] - share * sums["tested"]) ** 2).sum()) / sums["tested"].sum()
    found = evidence("C07.1", True, which)
    assert found.estimate == pytest.approx(100 * share) and found.n == len(sums)
    low, high = resampled(
        sums.reset_index(), lambda rows: 100 * rows["broken"].sum() / rows["tested"].sum(), "iwd_war_id"
    )
    assert (found.low, found.high) == (pytest.approx(low, abs=2), pytest.approx(high, abs=2))
    ends = (share - 1.96 * error, share + 1.96 * error)
    assert [end > 0.5 for end in ends] == [end > 50 for end in (found.low, found.high)], "linearised, it reads the same"


def test_growing_gaps_by_another_logit():
    import statsmodels.api as sm

    table, found = lesson.treaty_years(), evidence("C07.2", True)
    votes, pact = load("ideal_points").set_index(["state_id", "year"])["ideal_point"], table.iloc[4321]
    gap = [abs(votes[pact.low, year] - votes[pact.high, year]) for year in range(pact.year - 5, pact.year + 1)]
    assert pact.growth == pytest.approx(np.mean(gap[3:]) - np.mean(gap[:3]))
    bound = {int(one) for one in load("alliances").query("defence")["alliance_id"]}
    table = table[table["alliance_id"].isin(bound)]
    assert table["ended"].sum() == 76 and len(table) == found.n
    x = pd.get_dummies(table["decade"], drop_first=True, dtype=float).join(table[["growth", "gap", "age"]])
    fit = sm.Logit(table["ended"], sm.add_constant(x)).fit(disp=0)
    assert found.estimate == pytest.approx(np.exp(fit.params["growth"]), rel=1e-4)
    assert found.low < np.exp(fit.conf_int().loc["growth", 0]) < found.high, "errors by state are no smaller"


def test_the_pledge_by_raw_cells():
    """Who made the pledge of September 2014, who stood below 2% then, and who had arrived in 2024."""
    with table_path("nato_members").open(encoding="utf-8") as lines:
        made = {
            row["state_id"]
            for row in csv.DictReader(lines)
            if row["start_date"] <= "2014-09-05" and not row["end_date"]
        }
    assert len(made) == 28 and not made & {"341", "343", "375", "380"}, "later members made no pledge then"
    for which, name, everyone, want in ((0, "nato_spending_2026", False, (12, 24)), (1, "nato_spending", False, (16, 24)), (2, "nato_spending_2026", True, (15, 27))):  # fmt: skip
        share = {}
        for row in csv.DictReader(table_path(name).read_text(encoding="utf-8").splitlines()):
            if row["state_id"] in made and row["year"] in ("2014", "2024") and row["share_gdp"]:
                share[row["state_id"], row["year"]] = float(row["share_gdp"])
        bound = [one for one in made if (one, "2014") in share and (everyone or share[one, "2014"] < 2)]
        there = sum(share[one, "2024"] >= 2 for one in bound)
        found = evidence("C07.3", True, which)
        assert (there, len(bound)) == want and found.n == len(bound)
        assert found.estimate == pytest.approx(100 * there / len(bound)) and f"{there} spent" in found.finding


def test_burden_and_votes_by_ranks():
    from scipy.stats import spearmanr

    found, table = evidence("C07.4", True), lesson.burden_and_gap()
    steps = table.diff().dropna().reset_index()
    assert found.estimate == pytest.approx(spearmanr(steps["us_share"], steps["gap"]).statistic)
    low, high = resampled(steps, lambda rows: spearmanr(rows["us_share"], rows["gap"]).statistic, "year", 5, 600)
    assert (found.low, found.high) == (pytest.approx(low, abs=0.06), pytest.approx(high, abs=0.06))
    money = load("capabilities", 1990).set_index("state_id")["milex"]
    inside = [row.state_id for row in load("nato_members").itertuples() if row.start <= 1990 and (pd.isna(row.end) or row.end > 1990)]  # fmt: skip
    assert table.loc[1990, "us_share"] == pytest.approx(100 * money[2] / money.reindex(inside).sum(), rel=1e-3)


@pytest.mark.parametrize(("which", "first", "last"), [(1, 1967, 2016), (2, 1950, 1966)])
def test_size_and_burden_by_places(which, first, last):
    burden, gdp = load("military_burden_long"), load("economies").set_index(["state_id", "year"])["gdp"]
    places = {}
    for year in range(first, last + 1):
        here = burden[(burden["year"] == year) & burden["member"] & (burden["state_id"] != 395)].dropna(subset="share_gdp").set_index("state_id")  # fmt: skip
        here = here.assign(gdp=[gdp.get((one, year), np.nan) for one in here.index]).dropna(subset="gdp")
        for one, rank, other in zip(here.index, here["gdp"].rank() / len(here), here["share_gdp"].rank() / len(here), strict=True):  # fmt: skip
            places.setdefault(one, []).append((rank, other))
    means = np.array([np.mean(found, axis=0) for found in places.values()])
    found = evidence("C07.4", True, which)
    assert found.estimate == pytest.approx(np.corrcoef(means.T)[0, 1]) and found.n == len(means)
    left_out = np.array([np.corrcoef(np.delete(means, k, axis=0).T)[0, 1] for k in range(len(means))])
    error = np.sqrt((len(means) - 1) ** 2 / len(means)) * left_out.std()
    assert (found.estimate - 1.96 * error > 0) == (found.low > 0), "the jackknife reads the same"


@pytest.mark.parametrize(("which", "kind"), [(0, "duties"), (1, "powers")])
def test_unequal_treaties_by_strata_and_by_cox(which, kind):
    table, found = lesson.treaties_of_two(), evidence("C07.6", True, which)
    up = down = 0.0
    for _, era in table.groupby("era"):
        with_, without = era[era[kind]], era[~era[kind]]
        total = era["years"].sum()
        up += with_["ended"].sum() * without["years"].sum() / total
        down += without["ended"].sum() * with_["years"].sum() / total
    assert found.estimate == pytest.approx(up / down)
    cox = models.hazard_ratio(table.assign(x=table[kind].astype(float), era=table["era"].astype(str)), "years", "ended", ["x"], strata="era")  # fmt: skip
    assert cox.value == pytest.approx(found.estimate, rel=0.12) and cox.low < 1 < cox.high
    low, high = resampled(table, lambda rows: lesson.ending_ratio(rows, kind), "leader", n=600)
    assert low < 1 < high
    pact, power = table.iloc[50], load("capabilities").set_index(["state_id", "year"])["cinc"]
    two = load("alliance_members").query("alliance_id == @pact.alliance_id")["state_id"].unique()
    weak, strong = sorted(power[one, pact.start] for one in two)
    assert pact["ratio"] == pytest.approx(strong / weak) and pact["powers"] == (strong >= 10 * weak)


def test_neighbours_by_hand_and_by_regression():
    import statsmodels.api as sm

    border = load("contiguity").query("type == 1")
    border = border[(border["start"] <= 2000) & (border["end"].isna() | (border["end"] >= 2000))]
    states = set(load("states").query("start <= 2000 and (end.isna() or end >= 2000)")["state_id"])
    pairs = {tuple(sorted(pair)) for pair in border[["state_id_1", "state_id_2"]].to_numpy().tolist() if set(pair) <= states}  # fmt: skip
    table = lesson.neighbours()
    assert set(zip(table["low"], table["high"], strict=True)) == pairs
    spells = {}
    for row in load("rivalries").query("start <= 2000").itertuples():
        spells.setdefault(tuple(sorted((row.state_id_1, row.state_id_2))), []).append(pd.isna(row.end) or row.end >= 2000)  # fmt: skip
    assert table["now"].sum() == sum(any(spells.get(pair, [])) for pair in pairs)
    assert table["former"].sum() == sum(pair in spells and not any(spells[pair]) for pair in pairs)
    for found, rows, kind, outcome in (
        (evidence("C07.7", True, 0), table[table["bound"]], "now", "met"),
        (evidence("C07.7", True, 1), table[table["bound"]], "now", "two"),
        (evidence("C08.9"), table, "ever", "met"),
    ):
        kinds = ["ever"] if kind == "ever" else ["now", "former"]
        past = rows.assign(ever=rows[["now", "former"]].max(axis=1))[[*kinds, "size", "active"]]
        x = pd.get_dummies(rows["region"], drop_first=True, dtype=float).join(past)
        fit = sm.OLS(rows[outcome], sm.add_constant(x)).fit(cov_type="HC1")
        assert found.estimate == pytest.approx(fit.params[kind]) and found.n == len(rows)
        assert (fit.conf_int().loc[kind, 1] < 0) == (found.high < 0), "errors by pair read the same"


def test_rivalries_inside_pacts_year_by_year():
    found, bound = evidence("C08.1"), {}
    for year in range(1946, 2019):
        for pair in defence_promises(year):
            bound.setdefault(pair, set()).add(year)
    about = []
    for row in load("rivalries").itertuples():
        years = range(row.start, (2018 if pd.isna(row.end) else int(row.end)) + 1)
        if bound.get(tuple(sorted((row.state_id_1, row.state_id_2))), set()) & set(years):
            about.append(bool(row.positional or row.ideological or row.interventionary))
    assert found.n == len(about) == 81 and found.estimate == pytest.approx(100 * np.mean(about))
    assert models.proportion(sum(about), len(about)).low > 0.5, "so does Wilson's interval"


def test_votes_and_training_with_dummies_for_states():
    """Least squares with a dummy for each state, which the lesson's closed form replaces; and the plain gap by two means."""
    table, found = lesson.training_pairs(), evidence("C08.1", True)
    ids = np.unique(table[["low", "high"]])
    assert len(table) == len(ids) * (len(ids) - 1) / 2
    x = np.zeros((len(table), len(ids)))
    for end in ("low", "high"):
        x[np.arange(len(table)), np.searchsorted(ids, table[end])] = 1
    design = np.column_stack([table["gap"], table["region"], x])
    slope = np.linalg.solve(design.T @ design, design.T @ table["met"].to_numpy())[0]
    assert found.estimate == pytest.approx(slope, rel=1e-6)
    raw = np.polyfit(table["gap"], table["met"], 1)[0]
    assert lesson.training_by_gap().loc["nothing held constant", "estimate"] == pytest.approx(raw)
    held = load("exercise_pairs").query("2000 <= year <= 2009")
    met = {tuple(sorted(pair)) for pair in held[["state_id_1", "state_id_2"]].to_numpy().tolist()}
    assert table["met"].sum() / 100 == len(met & set(zip(table["low"], table["high"], strict=True)))


@pytest.mark.parametrize(("claim_id", "kind"), [("C08.2", "former"), ("C08.8", "now")])
def test_rival_odds_by_another_fit(claim_id, kind):
    import statsmodels.api as sm

    rows = lesson.dispute_rows().query("allied == 1 and rivalry != 'in part'")
    x = pd.get_dummies(rows["distance"], drop_first=True, dtype=float).join(rows[["majors", "parity"]].astype(float))
    x = x.assign(now=(rows["rivalry"] == "now").astype(float), former=(rows["rivalry"] == "former").astype(float))
    fit = sm.GLM(rows["onsets"], sm.add_constant(x), family=sm.families.Poisson(), offset=np.log(rows["years"])).fit()
    found = evidence(claim_id, True)
    assert np.exp(fit.params[kind]) == pytest.approx(found.estimate, rel=0.1), "a ratio of rates is near the odds ratio"
    assert (np.exp(fit.params[kind]) > found.low) and found.n == rows["years"].sum()


def test_iraq_by_means():
    table, found = lesson.iraq_split().dropna(), evidence("C08.4", True)
    votes = load("ideal_points").query("2000 <= year <= 2002").groupby("state_id")["ideal_point"].mean()
    assert table.set_index("ally").loc["Poland", "gap"] == pytest.approx(abs(votes[290] - votes[2]))
    gaps = {inside: part["gap"] for inside, part in table.groupby("in_iraq")}
    assert found.estimate == pytest.approx(gaps[True].mean() - gaps[False].mean())
    welch = models.difference_in_means(gaps[True], gaps[False])
    assert welch.low < 0 < welch.high and found.low == pytest.approx(welch.low, abs=0.04)


def test_real_pair_from_the_rows():
    """Beside each one's exercises with Australia Japan and South Korea met alone more often, not less."""
    held = load("exercise_pairs").query("1990 <= year <= 2010")
    table = lesson.two_allies()
    for one, other in ((732, 740), (740, 900), (732, 900)):
        rows = held[(held["state_id_1"] == one) & (held["state_id_2"] == other)]
        name = next(name for name in table.index if all(lesson.state_name(n) in name for n in (one, other)))
        assert table.loc[name].to_list()[::2] == [rows["exercises"].sum(), rows["bilateral"].sum()]
    assert table["the two alone"].to_list() == [4, 0, 0] and table.loc["Japan and South Korea", "without Washington"] == 8  # fmt: skip
    members = load("exercise_members").groupby("exercise_id")["state_id"].agg(set)
    years = load("exercises").set_index("exercise_id")["year"]
    alone = [
        key for key, there in members.items() if there >= {732, 740} and 2 not in there and 1990 <= years[key] <= 2010
    ]
    assert len(alone) == 8


def test_the_table_of_odds_reads_as_words():
    table = lesson.odds_table()
    assert list(table.columns) == ["odds ratio", "low", "high"]
    assert table.loc["+ distance", "odds ratio"] == round(lesson.allied_odds().loc["+ distance", "odds_ratio"], 2)


def test_the_figure_of_training_does_not_answer_an_exercise():
    """It shows what holding region and own level does; the exercise asks about the order in time, which it leaves open."""
    item = next(item for item in lesson.EXERCISES if item.id == "07.19")
    assert "07.16" in lesson.RETIRED and item.solution() == "first"
    assert not any(word in item.options["first"] for word in ("region", "own level", "far partners"))
    votes, trained = load("ideal_points")["year"], load("exercise_pairs")
    assert trained.query("year < 1995").shape[0] > 0 and votes.min() < 1995, (
        "pairs that trained before are in the figure"
    )


def test_the_case_of_lost_trust_is_one_of_work_held_back():
    """A can needs a traced case: Greece left the common command, which the table of members knows; of Japan and South Korea nothing lapsed."""
    greece, korea = evidence("C07.7").cases
    assert greece.traced and greece.when.endswith("1974") and not korea.traced
    assert "1974-1980" in load("nato_members").set_index("state_id").loc[state("Greece"), "note"]
