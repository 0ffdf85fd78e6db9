"""Lesson 09: languages, mixtures and the decision model recomputed in other ways."""

import numpy as np
import pandas as pd
import pytest

from helpers.data import load
from helpers.lessons import l09_culture as lesson


def test_pairs_agree_with_the_course_table():
    """The lesson's own comparison of official languages gives the shares of the ready-made table of pairs."""
    table = load("common_language")
    assert lesson.pair_share(lesson.isaf().index) == pytest.approx(100 * table[table["isaf"]]["common_official"].mean())
    north = table[table["standby_force"] == "NARC"]
    assert lesson.pair_share(lesson.standby("NARC")) == pytest.approx(100 * north["common_official"].mean()) == 100


def test_two_soldiers_by_drawing():
    """A million random pairs of soldiers share a language about as often as the formula says."""
    troops = lesson.isaf()
    rng = np.random.default_rng(1)
    drawn = rng.choice(troops.index, size=(20_000, 2), p=troops / troops.sum())
    share = np.mean([lesson.understand(a, b) for a, b in drawn])
    assert lesson.soldier_share(troops) == pytest.approx(100 * share, abs=1.5)


def test_mission_table_against_the_shipped_fractionalisation():
    """Fractionalisation computed from contributors equals the column of `mission_violence`."""
    ours = lesson.missions().set_index(["mission", "year"])["nationalities"] / 100
    theirs = (
        load("mission_violence")
        .query("organisation == 'UN'")
        .drop_duplicates(["mission", "year"])
        .set_index(["mission", "year"])
    )
    both = pd.concat([ours, theirs["fractionalisation"]], axis=1, join="inner").dropna()
    assert len(both) > 50
    assert np.allclose(both.iloc[:, 0], both.iloc[:, 1], atol=0.002)


def test_mali_by_hand():
    """Francophone contributors of MINUSMA in 2019, added up from the tables; the spoken list joins nobody to Mali."""
    french = set(load("languages").query("official and language == 'French'")["state_id"])
    force = load("un_contributors_mission", 2019).query("mission == 'MINUSMA'")
    share = 100 * force[force["state_id"].isin(french)]["personnel"].sum() / force["personnel"].sum()
    assert lesson.NUMBERS["mali_official"]() == pytest.approx(share)
    assert lesson.NUMBERS["mali_listed"]() == 0
    assert 0 < lesson.NUMBERS["mali_joined"]() < share


# Each evidence a second way.


def panel(least=1000):
    """Mission-years from the plain tables, by another road: deaths and mixture as `mission_violence` gives them."""
    rows = load("mission_violence").query("organisation == 'UN' and year >= 2013 and contributors_complete == True")
    rows = rows[rows["personnel_un"] >= least].copy()
    rows["mixture"] = 100 * rows["fractionalisation"].astype(float)
    rows["rate"] = 1000 * rows["killed"].astype(float) / rows["personnel_un"].astype(float)
    return rows


def share(states, weights, languages):
    """Chance that two drawn members share a language, by going through all pairs."""
    known = {a: {w for s, w in languages if s == a} for a in states}
    total = sum(weights.values())
    return 100 * sum(
        weights[a] * weights[b] / total**2 for a in states for b in states if a == b or known[a] & known[b]
    )


def composition(which):
    """Mission-years from the rows of contributors: languages inside and with locals, added up by hand."""
    words = load("languages")
    words = words[words["official" if which == "official" else "spoken_9"].fillna(False).astype(bool)]
    names = words["language"]
    if which == "spoken":
        names = names.replace({"Bambara": "M", "Jula": "M", "Diaoula": "M", "Maninka": "M", "Mandinka": "M", "Fulfulde": "F", "Pulaar": "F"})  # fmt: skip
    spoken = set(zip(words["state_id"], names, strict=True))
    hosts = load("un_missions").set_index("mission")["host_id"].dropna().to_dict()
    deaths = load("mission_violence").query("organisation == 'UN'").groupby(["mission", "year"])["killed"].sum()
    rows = []
    for (mission, year), part in load("un_contributors_mission").query("complete").groupby(["mission", "year"]):
        weights = dict(zip(part["state_id"], part["personnel"], strict=True))
        people = sum(weights.values())
        if people < 1000:
            continue
        home = {word for state, word in spoken if state == hosts.get(mission)}
        able = {state for state, word in spoken if word in home}
        locals_ = 100 * sum(n for state, n in weights.items() if state in able) / people if home else np.nan
        rows.append((mission, year, people, share(list(weights), weights, spoken), locals_, 1000 * deaths.get((mission, year), 0) / people))  # fmt: skip
    return pd.DataFrame(rows, columns=["mission", "year", "people", "inside", "locals", "rate"])


def own_mean(rows, column):
    """Spearman of deviations from mission means, with scipy, and the t interval of leaving one mission out."""
    from scipy.stats import spearmanr, t

    rows = rows.dropna(subset=column)
    rows = rows[rows.groupby("mission")["year"].transform("count") >= 3]
    parts = [
        (name, part[column] - part[column].mean(), part["rate"] - part["rate"].mean())
        for name, part in rows.groupby("mission")
    ]

    def rho(kept):
        return spearmanr(pd.concat([x for _, x, _ in kept]), pd.concat([y for _, _, y in kept])).statistic

    less = np.array([rho([part for part in parts if part[0] != name]) for name, _, _ in parts])
    count = len(parts)
    half = t.ppf(0.975, count - 1) * np.sqrt((count - 1) / count * ((less - less.mean()) ** 2).sum())
    value = rho(parts)
    return value, value - half, value + half, len(rows)


def same(found, wanted, slack):
    assert (found.estimate, found.low, found.high) == pytest.approx(wanted[:3], abs=slack)
    assert found.n == wanted[3]


def test_mixture_within_missions_from_the_other_table():
    """The shipped fractionalisation and personnel give the numbers of the contributors' rows."""
    same(lesson.mixture_evidence(), own_mean(panel(), "mixture"), 0.03)  # the shipped index has four digits


def test_mixture_between_like_missions_by_regression():
    """Ranks regressed with statsmodels; the sign of what is left, and leaving each mission out."""
    from statsmodels.regression.linear_model import OLS

    rows = panel()
    places = load("mission_violence").dropna(subset="host_id").groupby("mission")["host_id"].first()
    places = places.combine_first(load("un_missions").set_index("mission")["host_id"])
    wars = load("armed_conflict_states").query("at_home > 0")
    fights = {(row.state_id, row.year) for row in wars.itertuples()}
    rows["war"] = [float((places.get(m), y) in fights) for m, y in zip(rows["mission"], rows["year"], strict=True)]
    table = rows.groupby("mission").agg(mixture=("mixture", "mean"), size=("personnel_un", "mean"), war=("war", "mean"), dead=("killed", "sum"), people=("personnel_un", "sum"))  # fmt: skip
    table["rate"] = table["dead"].astype(float) / table["people"].astype(float)

    def partial(part):
        ranks = part[["mixture", "size", "war", "rate"]].astype(float).rank()
        x = np.column_stack([np.ones(len(ranks)), ranks[["size", "war"]]])
        return np.corrcoef(OLS(ranks["mixture"].to_numpy(), x).fit().resid, OLS(ranks["rate"].to_numpy(), x).fit().resid)[0, 1]  # fmt: skip

    found = lesson.mixture_alike_evidence()
    assert found.estimate == pytest.approx(partial(table), abs=1e-6) and found.n == len(table)
    less = np.array([partial(table.drop(name)) for name in table.index])
    assert found.estimate - found.low == pytest.approx(2.2010 * np.sqrt(11 * less.var()), abs=1e-3)  # t, 11 degrees
    raw = table[["mixture", "rate"]].rank().corr().iloc[0, 1]
    assert lesson.between_mixture().value == pytest.approx(raw)


def test_languages_within_missions_added_up_by_hand():
    for which in ("spoken", "official"):
        rows = composition(which)
        found = lesson.within_estimate(f"{which} inside")
        wanted = own_mean(rows, "inside")
        assert (found.value, found.low, found.high, found.n) == pytest.approx(wanted, abs=1e-6)
        if which == "spoken":
            same(lesson.language_inside_evidence(), wanted, 1e-6)
        same(lesson.language_locals_evidence(which), own_mean(rows, "locals"), 1e-6)


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("measure", ["nationalities", "spoken inside"])
def test_the_trend_held_by_the_formula_of_partial_correlation(measure, whole):
    """Spearman's three correlations put together by hand; the two first part-years, named, are left out."""
    rows = composition("spoken").rename(columns={"inside": "x"}) if measure == "spoken inside" else panel().rename(columns={"mixture": "x"})  # fmt: skip
    if whole:
        rows = rows[~((rows["mission"] == "MINUSMA") & (rows["year"] == 2013))]
        rows = rows[~((rows["mission"] == "MINUSCA") & (rows["year"] == 2014))]
    rows = rows[rows.groupby("mission")["year"].transform("count") >= 3].astype({"x": float, "rate": float})
    for name in ("x", "rate"):
        rows[name] = rows[name] - rows.groupby("mission")[name].transform("mean")

    def partial(part):
        table = part[["x", "rate", "year"]].corr(method="spearman").to_numpy()
        return (table[0, 1] - table[0, 2] * table[1, 2]) / np.sqrt((1 - table[0, 2] ** 2) * (1 - table[1, 2] ** 2))

    found = lesson.within_estimate(measure, trend=True, whole=whole)
    names = rows["mission"].unique()
    less = np.array([partial(rows[rows["mission"] != name]) for name in names])
    from scipy.stats import t

    half = t.ppf(0.975, len(names) - 1) * np.sqrt((len(names) - 1) * less.var())
    wanted = (partial(rows), partial(rows) - half, partial(rows) + half)
    assert (found.value, found.low, found.high) == pytest.approx(wanted, abs=0.03 if measure == "nationalities" else 1e-6)  # fmt: skip
    assert found.n == len(rows) and found.low < 0 < found.high, "with the year held alike every interval holds zero"
    if measure == "nationalities" and not whole:
        same(lesson.mixture_trend_evidence(), (*wanted, len(rows)), 0.03)
    if measure == "spoken inside" and whole:
        alone = lesson.within_estimate(measure, whole=True)
        assert (alone.value, alone.low, alone.high) == pytest.approx(own_mean(rows.rename(columns={"x": "inside"}), "inside")[:3])  # fmt: skip
        assert alone.low > 0, "without the part-years, and with the year free, it is not zero: the card says so"


def test_the_reading_of_mixture_hangs_on_the_comparison_and_on_one_mission():
    """Minus within, plus between; zero inside both; without UNISFA it is not, which is why the card says so little."""
    assert lesson.within_estimate("nationalities").value < 0 < lesson.between_mixture().value
    assert lesson.within_estimate("nationalities").high > 0 > lesson.between_mixture().low
    assert lesson.without_one().low > 0
    small = lesson.between("nationalities", least=500)
    assert small.rank().corr().iloc[0, 1] == pytest.approx(0.54, abs=0.005), "the first look of lesson 14, n = 14"
    assert len(small) == 14


def test_integrated_commands_by_a_join():
    table = load("alliances")
    counts = table.query("defence == True")["integrated_command"].value_counts()
    assert (counts[True], counts.sum()) == (29, 268)
    assert lesson.command_evidence().estimate == pytest.approx(100 * 29 / 268)
    every = table["integrated_command"].dropna()
    assert lesson.integrated(defence=False) == (every.astype(bool).sum(), len(every))
    members = load("alliance_members").query("defence and start <= 2018 and (end.isna() or end >= 2018)")
    both = members.merge(members, on="alliance_id").query("state_id_x < state_id_y")
    joined = set(table[table["integrated_command"].eq(True).fillna(False)]["alliance_id"]) | {3180}  # 3180 is NATO
    every = both[["state_id_x", "state_id_y"]].drop_duplicates()
    inside = both[both["alliance_id"].isin(joined)][["state_id_x", "state_id_y"]].drop_duplicates()
    found = lesson.command_pairs_evidence()
    assert (found.low, found.n) == (pytest.approx(100 * len(inside) / len(every)), len(every))
    fewer = both[~both["alliance_id"].isin([3150, 5055, 3205, 3075])][["state_id_x", "state_id_y"]].drop_duplicates()
    assert found.high == pytest.approx(100 * len(inside) / len(fewer)) and found.low < 50 < found.high


def test_decision_model_without_friction_is_a_majority_vote():
    """With one language and no deference both ways pool fifteen views: wrong as often as Condorcet's formula says."""
    from math import comb

    p = lesson.COMPETENCE
    wrong = sum(comb(15, k) * p**k * (1 - p) ** (15 - k) for k in range(8))
    table = lesson.decision_curves("one language", 0, 10).loc[0]
    assert table["consensus wrong"] == table["hierarchy wrong"] == pytest.approx(100 * wrong, abs=2.5)
    assert table["consensus turns"] == 15
    assert table[["consensus lost", "hierarchy lost"]].max() == 0


def test_decision_model_moves_as_it_should():
    """Full loss in hierarchy leaves the commander's own branch; more deference, fewer rounds and more loss never help."""
    isaf = [lesson.decision_curves("ISAF 2010", d, 10)["hierarchy wrong"].mean() for d in (0, 40, 80)]
    assert isaf == sorted(isaf)
    fails = [lesson.decision_curves("ISAF 2010", 0, r)["consensus wrong"].mean() for r in (10, 3, 1)]
    assert fails == sorted(fails)
    lost = lesson.decision_curves("UNIFIL 2019", 0, 10)
    assert lost["consensus lost"].is_monotonic_increasing and lost["hierarchy lost"].is_monotonic_increasing


def test_decision_answers():
    """The answers folded under the questions hold."""
    explorer = lesson.Decision()
    first = explorer.result.loc[36]
    assert (
        first["consensus wrong"] < first["hierarchy wrong"]
        and 2.5 < first["consensus turns"] / first["hierarchy turns"] < 3.5
    )
    explorer.restore({"rounds": 1})
    assert explorer.result.loc[36, "consensus wrong"] > explorer.result.loc[36, "hierarchy wrong"]
    explorer.restore({"rounds": 10, "loss": 60})
    gain = explorer.result.loc[60] - explorer.result.loc[36]
    assert gain["hierarchy wrong"] > gain["consensus wrong"] > -1 and gain["consensus turns"] > 5
