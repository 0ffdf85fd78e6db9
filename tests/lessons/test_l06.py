"""Lesson 06: the numbers of the explorers and of the evidence, computed another way."""

import math
import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.data import load
from helpers.lessons import l06_benefits as lesson
from helpers.measures import allied_pairs, defence_promises, dispute_runs, dispute_years, kept_promises, states_in


def test_raw_ratio_by_hand():
    pairs = load("dispute_pairs")
    for first, last, expected in [(1816, 2010, 0.76), (1816, 1944, 0.76), (1946, 2010, 0.67), (1991, 2010, 0.55)]:
        part = pairs[(pairs["first_year"] >= first) & (pairs["last_year"] <= last)]
        with_pact, without = part[part["target_pact"]], part[~part["target_pact"]]
        ratio = (with_pact["onsets"].sum() / with_pact["years"].sum()) / (
            without["onsets"].sum() / without["years"].sum()
        )
        assert lesson.raw_ratio("relevant", (first, last)) == pytest.approx(ratio)
        assert round(ratio, 2) == expected
    assert round(lesson.raw_ratio("all", (1816, 2010)), 2) == 0.90
    assert round(lesson.raw_ratio("all", (1946, 2010)), 2) == 1.19


def test_years_that_are_pooled_need_their_period():
    """Simpson's paradox: 1914–45 lies above its two halves, the years between the wars and the wars, until periods are kept apart."""
    between, wars, both = (
        [lesson.odds_ratio("relevant pairs", era, k) for k in (0, lesson.FAIR)]
        for era in ("1919–1938", "world wars", "1914–1945")
    )
    assert both[0].value > wars[0].value > 1 > between[0].value
    assert between[1].value < both[1].value < wars[1].value
    rates = load("dispute_rates").query("sample == 'relevant' and 1919 <= year <= 1938")
    sums = rates.groupby("target_pact")[["onsets", "pair_years"]].sum()
    rate = sums["onsets"] / sums["pair_years"]
    assert lesson.raw_ratio("relevant", (1919, 1938)) == pytest.approx(rate[True] / rate[False]) and rate[True] < rate[False]  # fmt: skip


@cache
def years_of_disputes():
    """Each directed pair-year, with a run's disputes in its last years, or in its first right after a dispute."""
    rows = []
    for run in load("dispute_pairs").itertuples():
        years = list(range(run.first_year, run.last_year + 1))
        hit = years[: run.onsets] if run.peace_years == 0 else years[len(years) - run.onsets :]
        period = [sum(year >= first for first in (1914, 1919, 1939, 1946, 1991)) for year in years]
        rows += [(run.initiator_id, run.target_id, y, int(y in hit), run.target_pact, p, run.Index) for y, p in zip(years, period, strict=True)]  # fmt: skip
    return pd.DataFrame(rows, columns=["one", "two", "year", "begun", "pact", "period", "run"])


def in_era(table, era):
    return table[np.any([table["year"].between(*span) for span in lesson.ERAS[era]], axis=0)]


def test_the_year_of_a_dispute_agrees_with_the_yearly_counts():
    """dispute_rates counts by year; the runs are cut at 1939 by where their disputes stand."""
    table = years_of_disputes()
    row, year, begun = dispute_years()
    assert (table["run"].to_numpy() == row).all() and (table["year"] == year).all() and (table["begun"] == begun).all()
    counts = load("dispute_rates").query("sample == 'relevant'").groupby(["year", "target_pact"])["onsets"].sum()
    ours = table.groupby(["year", "pact"])["begun"].sum()
    assert ours.sum() == counts.sum() and (ours - counts).abs().sum() < 0.05 * counts.sum()
    runs = dispute_runs()
    for first, last in ((1914, 1918), (1919, 1938), (1939, 1945)):
        inside = runs[(runs["first_year"] >= first) & (runs["last_year"] <= last)]
        for name, column in (("onsets", "onsets"), ("years", "pair_years")):
            told = load("dispute_rates").query("sample == 'relevant' and @first <= year <= @last").groupby("target_pact")[column].sum()  # fmt: skip
            assert inside.groupby("target_pact")[name].sum().to_dict() == told.to_dict(), (first, name)


@pytest.mark.parametrize(
    ("sample", "era", "most"), [("relevant pairs", "1816–1944", 3), ("neighbours", "1991–2010", 2)]
)
def test_pooled_logit_is_the_plain_logit(sample, era, most):
    table, ((first, last),) = load("dispute_pairs"), lesson.ERAS[era]
    table = table[(table["first_year"] >= first) & (table["last_year"] <= last)]
    if sample == "neighbours":
        table = table[table["contiguity"] > 0]
    table = table.assign(
        pact=table["target_pact"].astype(int),
        contiguity=table["contiguity"].astype(str),
        majors=table["initiator_major"].astype(str) + table["target_major"].astype(str),
        democracy=table["initiator_democracy"].astype("float").fillna(-1).astype(str)
        + table["target_democracy"].astype("float").fillna(-1).astype(str),
    )
    terms = ["pact", "contiguity", "log_ratio", "majors", "democracy"]
    for controls, used in ((0, 1), (1, 2), (2, 4), (3, 5))[: most + 1]:
        fit = (
            models.logit(table, "onsets", terms[:used], trials="years", cluster="target_id")
            .set_index("term")
            .loc["pact"]
        )
        ours = lesson.odds_ratio(sample, era, controls)
        assert (ours.value, ours.low, ours.high) == pytest.approx(
            (fit["odds_ratio"], fit["low"], fit["high"]), abs=2e-3
        )


def by_loop(pairs):
    """Mantel and Haenszel by a loop over directed pairs and periods: up and down by cluster, the state that has the pact or none."""
    up, down = {}, {}
    for (_, holder, _), pair in pairs.groupby(["other", "holder", "period"]):
        sums = pair.groupby("pact")[["begun", "years"]].sum()
        if len(sums) == 2 and sums["years"].min() > 0:
            total = sums["years"].sum()
            up[holder] = up.get(holder, 0) + sums.loc[True, "begun"] * sums.loc[False, "years"] / total
            down[holder] = down.get(holder, 0) + sums.loc[False, "begun"] * sums.loc[True, "years"] / total
    return np.array(list(up.values())), np.array(list(down.values()))


def same_interval(found, up, down, rel=0.12):
    """The estimate, and an interval by drawing whole clusters anew, which must read as the formula's does."""
    assert found.value == pytest.approx(up.sum() / down.sum())
    rows = np.random.default_rng(5).integers(0, len(up), (2000, len(up)))
    low, high = np.quantile(up[rows].sum(axis=1) / down[rows].sum(axis=1), [0.025, 0.975])
    assert (found.low, found.high) == pytest.approx((low, high), rel=rel)


@pytest.mark.parametrize("era", ["1816–2010", "1816–1913"])
def test_same_pair_ratio_by_loop(era):
    table = in_era(years_of_disputes(), era).assign(years=1)
    same_interval(lesson.same_pair_ratio("relevant pairs", era), *by_loop(table.rename(columns={"one": "other", "two": "holder"})))  # fmt: skip


def test_early_intervals_hold_one():
    for era in ("1816–1913", "1816–1944"):
        early = lesson.same_pair_ratio("relevant pairs", era)
        assert early.low < 1 < early.high, "so it takes no side between the two schools"
    raw, pair = (
        lesson.odds_ratio("relevant pairs", "1816–1913", 0),
        lesson.same_pair_ratio("relevant pairs", "1816–1913"),
    )
    assert raw.high < 1 < pair.value, "the clash that exercise 06.16 asks about"


@pytest.mark.parametrize("era", ["1816–1913", "1919–1938", "1946–1990"])
def test_holder_begins_by_merging_years(era):
    table = in_era(years_of_disputes(), era)
    both = table.merge(table, left_on=["one", "two", "year"], right_on=["two", "one", "year"])
    both = both.rename(columns={"one_x": "holder", "two_x": "other", "begun_x": "begun", "pact_y": "pact", "period_x": "period"})  # fmt: skip
    both = both[["holder", "other", "begun", "pact", "period"]].assign(years=1)
    same_interval(lesson.holder_begins(era), *by_loop(both), rel=0.2)


def test_the_protected_clearly_begin_more_in_no_era():
    assert all(lesson.holder_begins(era).low < 1 for era in [*lesson.APART, "1816–1944", "1816–2010"])
    clear = {era for era in lesson.APART if not (lesson.holder_begins(era).high > 1 and lesson.same_pair_ratio("relevant pairs", era).high > 1)}  # fmt: skip
    assert clear == {"1919–1938"}
    assert all("[" in cell for cell in lesson.two_edges().to_numpy().ravel())


def test_promises_of_one_war_go_together():
    """By a loop that draws wars anew; Wilson's interval of the defence promises starts at 48, that by war below 43."""
    rows = load("alliance_commitments").query("outcome_llm in ['honoured', 'violated']")
    assert rows.query("before_1945")["iwd_war_id"].value_counts().iloc[0] == lesson.NUMBERS["called_one_war"]() == 39
    for early, obligation in ((True, "all"), (False, "all"), (True, "defence"), (False, "defence"), (False, "consultation")):  # fmt: skip
        some = rows[(rows["before_1945"] == early) & (rows[obligation] if obligation != "all" else True)]
        wars = some.assign(kept=some["outcome_llm"] == "honoured").groupby("iwd_war_id")["kept"].agg(["sum", "size"])
        found, promises = lesson.kept_by_war(early, obligation)
        share = 100 * wars["sum"].sum() / wars["size"].sum()
        assert (found.value, found.n, promises) == (pytest.approx(share), len(wars), wars["size"].sum())
        drawn = wars.to_numpy()[np.random.default_rng(7).integers(0, len(wars), (4000, len(wars)))].sum(axis=1)
        low, high = np.quantile(100 * drawn[:, 0] / drawn[:, 1], [0.025, 0.975])
        assert (found.low, found.high) == pytest.approx((low, high), abs=2.5)
    assert lesson.kept_by_war(True, "defence")[0].low < 43
    assert math.isnan(lesson.kept_by_war(False, "neutrality")[0].low) and "by war" in lesson.promises_figure().alt


def test_promises_reproduce_the_article():
    """Berkemeier and Fuhrmann report 66% before 1945 and 22% from then to 2003."""
    assert round(100 * kept_promises("llm", True).value) == 66
    assert round(100 * kept_promises("llm", False).value) == 22
    rows = load("alliance_commitments")
    counts = pd.crosstab(rows["outcome_llm"], rows["before_1945"])
    assert counts.loc["honoured", False] == 12 and counts.loc["violated", False] == 42


# Each evidence a second way.


def by_proofs(claim_id, ours=False):
    from helpers import claims

    item = next(item for item in lesson.CLAIMS if item.claim_id == claim_id)
    return claims.proofs(item.ours_parts() if ours else item.parts())


def test_coalitions_counted_by_hand():
    wars = lesson.coalition_wars().set_index("war_id")
    assert (len(wars), wars["won"].sum()) == (27, 17)
    assert bool(wars.loc[211, "won"])  # Gulf War
    assert not bool(wars.loc[148, "won"])  # Arab states against Israel, 1948
    assert 106 not in wars.index  # several on both sides
    members = load("alliance_members")
    for war_id, year, states in ((211, 1989, {2, 200}), (22, 1852, {200, 220, 325, 640}), (136, 1938, {365, 712})):
        held = members[(members["start"] <= year) & (members["end"].isna() | (members["end"] >= year))]
        shared = held[held["state_id"].isin(states)].groupby("alliance_id").size()
        assert bool(wars.loc[war_id, "allied"]) == bool((shared > 1).any())


def test_three_kinds_of_tie_have_three_names():
    """A 'pact' here is an outsider's promise. Coalitions are asked for an alliance of any kind, regions for mutual defence pacts."""
    from itertools import combinations

    arabs = set(combinations((645, 651, 652, 660, 663), 2))
    assert arabs & allied_pairs(1947) and not arabs & defence_promises(1947)
    assert lesson.coalition_wars().set_index("war_id").loc[148, "allied"]
    assert (2, 740) in defence_promises(1960) - allied_pairs(1960, "defence"), "Japan promises no defence"
    (wars,), (calm,) = by_proofs("C06.1", False), by_proofs("C06.8", False)
    compared = lesson.other_benefits()["compared"]
    assert "an alliance among them" in wars.finding and " pact" not in wars.finding
    assert "mutual defence pacts" in calm.finding and "mutual defence pacts" in compared["calm regions (C06.8)"]


def test_differences_of_shares_by_newcombe():
    from statsmodels.stats.proportion import confint_proportions_2indep

    wars, decided = lesson.coalition_wars(), lesson.decided_wars()
    sides = {
        "C06.1": (wars[wars["weight"] > 1], "allied", False),
        "ours": (decided[decided["weight"] > 1], "coalition", True),
    }
    for table, column, ours in sides.values():
        (found,) = by_proofs("C06.1", ours)
        yes, no = table[table[column]]["won"], table[~table[column]]["won"]
        bounds = confint_proportions_2indep(yes.sum(), len(yes), no.sum(), len(no), method="newcomb")
        assert found.estimate == pytest.approx(100 * (yes.mean() - no.mean())) and found.n == len(table)
        assert (found.low, found.high) == pytest.approx(tuple(100 * bound for bound in bounds))


def test_odds_at_like_weight_and_losses_of_one_conflict():
    import statsmodels.api as sm

    wars = lesson.coalition_wars().query("weight > 1")
    x = sm.add_constant(pd.DataFrame({"allied": wars["allied"].astype(float), "weight": np.log(wars["weight"])}))
    fit = sm.Logit(wars["won"].astype(float), x).fit(disp=0)
    row = lesson.at_like_weight(wars, "allied")
    bounds = np.exp([fit.params["allied"], *fit.conf_int().loc["allied"]])
    assert tuple(row[["odds_ratio", "low", "high"]]) == pytest.approx(tuple(bounds), rel=1e-3)
    lost = wars.query("allied and not won")["war_id"]
    names = load("interstate_wars").drop_duplicates("war_id").set_index("war_id")["war"]
    assert (len(lost), lost.isin(lesson.ARAB_ISRAELI).sum()) == (6, 3), names[lost].to_list()
    assert load("interstate_wars").query("war_id in @lesson.ARAB_ISRAELI and state_id == 666")["war_id"].nunique() == 3


def test_joiners_by_every_permutation():
    from itertools import combinations

    table = load("military_burden_long").query("share_gdp > 0")
    entered = load("nato_members").query("start == 2004")["state_id"]
    rows = table[table["state_id"].isin([*entered, *lesson.NEUTRALS])]
    before = rows.query("1998 <= year <= 2003").groupby("state_id")["share_gdp"].mean()
    after = rows.query("2004 <= year <= 2013").groupby("state_id")["share_gdp"].mean()
    change = 100 * np.log(after / before)

    def gap(values, treated):
        return values[list(treated)].mean() - values.drop(list(treated)).mean()

    found, observed = lesson.spending_of_joiners((2004,)), gap(change, entered)
    assert found.value == pytest.approx(100 * math.expm1(observed / 100))
    for percent, kept in (
        (found.low - 4, False),
        (found.low + 4, True),
        (found.high - 5, True),
        (found.high + 5, False),
    ):
        shifted = change - 100 * math.log1p(percent / 100) * change.index.isin(entered)
        drawn = [abs(gap(shifted, some)) for some in combinations(change.index, len(entered))]
        assert (np.mean(np.array(drawn) >= abs(gap(shifted, entered)) - 1e-9) > 0.05) == kept
    waves = [lesson.wave_changes(wave) for wave in (1999, 2004)]
    gaps = [t.loc[t["joined"], "change"] - t.loc[~t["joined"], "change"].mean() for t in waves]
    assert by_proofs("C06.3", ours=True)[0].estimate == pytest.approx(100 * math.expm1(pd.concat(gaps).mean() / 100))


def test_counts_of_agreements_and_first_records():
    table = load("defence_agreements").query("signed and confidence == 'high'")
    found = by_proofs("C06.3")[1]
    for kind, thing in (("procurement", "buying"), ("training", "training"), ("research", "research")):
        rows = table[table["kind"] == kind]
        assert f"{len(rows)} on {kind}" in found.finding
        case = next(case for case in found.cases if case.thing == thing)
        assert pd.Timestamp(case.when) == rows["sign_date"].min()


def test_deterrence_by_plain_logit():
    runs = load("dispute_pairs")
    runs = runs.assign(
        contiguity=runs["contiguity"].astype(str),
        majors=runs["initiator_major"].astype(str) + runs["target_major"].astype(str),
        democracy=runs["initiator_democracy"].astype("float").fillna(-1).astype(str)
        + runs["target_democracy"].astype("float").fillna(-1).astype(str),
    )
    held = ["contiguity", "log_ratio", "majors", "democracy"]
    years = years_of_disputes().join(runs[held], on="run").assign(period=lambda t: t["period"].astype(str), pact=lambda t: t["pact"].astype(int))  # fmt: skip
    (found,) = by_proofs("C06.6", ours=True)
    for era in ("1816–2010", *lesson.APART):
        rows = in_era(years, era)
        for name in ("contiguity", "majors", "democracy"):  # a kind without any dispute says nothing about pacts
            rows = rows[rows.groupby(name)["begun"].transform("sum") > 0]
        keys = ["pact", *held, "period", "two"]
        cells = rows.groupby(keys, as_index=False)["begun"].agg(["sum", "size"]).reset_index()
        terms = ["pact", *held, *(["period"] if len(set(cells["period"])) > 1 else [])]
        fit = models.logit(cells, "sum", terms, "size", "two").iloc[1]
        ratio = lesson.odds_ratio("relevant pairs", era, lesson.FAIR)
        assert (ratio.value, ratio.low, ratio.high) == pytest.approx((fit["odds_ratio"], fit["low"], fit["high"]), rel=0.02)  # fmt: skip
        assert ratio.low < 1 < ratio.high, "no era is clear of one"
        if era == "1816–2010":
            assert (found.estimate, found.low, found.high) == (ratio.value, ratio.low, ratio.high)
        else:
            assert f"{era} {lesson.spread(ratio)}" in found.finding


def test_marks_in_the_reasons_of_our_own_questions():
    from tests import prose

    text = " ".join(item.ours_reason for item in lesson.CLAIMS if item.ours_reason)
    eras = {"like_whole", "like_early", "like_between", "like_cold_war", "like_since", "like_wars"}
    assert {mark["key"] for mark in prose.marks(text)} == eras
    assert not prose.wrong(text, lesson.NUMBERS)


def two_way(pairs, column):
    """Interval of a mean with errors of pairs that share a state going together, by the full matrix."""
    values, states = pairs[column].to_numpy(), pairs[["state_id_1", "state_id_2"]].to_numpy()
    left = values - values.mean()
    share = (states[:, None, :, None] == states[None, :, None, :]).any(axis=(2, 3))
    error = np.sqrt(max(left @ share @ left, left @ left)) / len(values)
    return values.mean(), values.mean() - 1.959964 * error, values.mean() + 1.959964 * error


def test_quarrels_by_a_loop_over_pairs():
    found = by_proofs("C06.7")[0]
    years = {}
    for row in years_of_disputes().query("year >= 1970").itertuples():
        key = (min(row.one, row.two), max(row.one, row.two), row.year)
        years[key] = years.get(key, 0) + row.begun
    signed = load("defence_agreements").query("signed").groupby(["state_id_1", "state_id_2"])["start"].min()
    rows = []
    for (a, b), start in signed.items():
        spans = [range(start + first, start + first + 5) for first in (-10, -5, 1)]
        if all((a, b, year) in years for span in spans for year in span):
            rows.append((a, b, *(200 * sum(years[a, b, year] for year in span) for span in spans)))
    table = pd.DataFrame(rows, columns=["state_id_1", "state_id_2", "earlier", "before", "after"])
    table = table.assign(change=table["after"] - table["before"], placebo=table["before"] - table["earlier"])
    assert (found.estimate, found.low, found.high) == pytest.approx(two_way(table, "change"), abs=1e-5)
    assert found.placebo == pytest.approx(two_way(table, "placebo"), abs=1e-5)


def test_senders_by_counting_and_by_another_logit():
    import statsmodels.api as sm

    table, found = lesson.senders(), by_proofs("C06.7")[1]
    texts = load("defence_agreements").query("signed and start <= 2000 and (state_id_1 == 2 or state_id_2 == 2)")
    partners = set(texts["state_id_1"]) | set(texts["state_id_2"])
    list_2010 = load("contingents").query("operation == 'ISAF' and date == '2010-11-15'")
    assert set(table.query("agreed == 1")["state_id"]) == partners & set(table["state_id"])
    assert set(table.query("sent == 1")["state_id"]) == set(list_2010["state_id"]) & set(table["state_id"])
    nato = load("nato_members")
    assert not set(table["state_id"]) & set(nato[nato["start"] <= 2001]["state_id"]), "members of 2001 are out"
    x = sm.add_constant(table[["agreed", "power", "europe", "allied"]])
    fit = sm.Logit(table["sent"], x).fit(disp=0, cov_type="HC0")
    scale = np.sqrt(len(table) / (len(table) - 1))  # one state a cluster
    slope, error = fit.params["agreed"], fit.bse["agreed"] * scale
    bounds = np.exp([slope, slope - 1.959964 * error, slope + 1.959964 * error])
    assert (found.estimate, found.low, found.high) == pytest.approx(tuple(bounds), rel=1e-3)


def test_regions_by_hand():
    from scipy.stats import spearmanr, ttest_1samp

    where = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    table = lesson.regions()
    rho = {
        name: spearmanr(rows["pacts"], rows["conflict"])[0]
        for name, rows in table.groupby("region")
        if rows["pacts"].max() > rows["pacts"].min()
    }
    (found,) = by_proofs("C06.8")
    interval = ttest_1samp(list(rho.values()), 0).confidence_interval()
    assert (found.estimate, found.low, found.high, found.n) == pytest.approx((np.mean(list(rho.values())), *interval, len(rho)))  # fmt: skip
    # One cell of the table: Latin America's pacts in 2015–2018, year by year.
    shares = []
    for year in range(2015, 2019):
        here = {n for n in states_in(year) if where[n] == "Latin America and Caribbean"}
        tied = [pair for pair in allied_pairs(year, "defence") if set(pair) <= here]
        shares.append(2 * len(tied) / (len(here) * (len(here) - 1)))
    cell = table.query("region == 'Latin America and Caribbean' and period == 2015")["pacts"].item()
    assert cell == pytest.approx(np.mean(shares))


def test_training_after_signing_by_a_loop():
    (found,) = by_proofs("C06.9")
    rows = lesson.training_after_signing()
    rows = rows.assign(
        beyond=rows["net"] - rows["placebo"]
    )  # what is left once the pace before the signing is taken off
    assert (found.estimate, found.low, found.high) == pytest.approx(two_way(rows, "beyond"), abs=1e-5)
    assert found.placebo is None and found.rung == 1, "the earlier pace is taken off, so it is no placebo"
    assert found.low < 0 < two_way(rows, "net")[1], "the gain is clear only as long as the earlier pace counts into it"
    for era, text in ((rows["start"] < 1998, "of 1991–97"), (rows["start"] >= 1998, "since 1998")):
        left = two_way(rows[era].reset_index(drop=True), "beyond")
        assert f"{text} {left[0]:.1f} [{left[1]:.1f}, {left[2]:.1f}]".replace("-", "−") in found.finding
    # One year's signers and their like pairs, one by one.
    year, region = 1996, load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    signed = load("defence_agreements").query("signed").groupby(["state_id_1", "state_id_2"])["start"].min().to_dict()
    held = set(load("exercise_pairs").query("bilateral > 0")[["state_id_1", "state_id_2", "year"]].itertuples(index=False, name=None))  # fmt: skip
    states = sorted(states_in(year - 5) & states_in(year + 5))
    partners = {n: sum(n in pair and start < year for pair, start in signed.items()) for n in states}

    def trained(pair, first):
        return any((*pair, y) in held for y in range(year + first, year + first + 5))

    groups, signers = {}, {}
    for a, b in ((a, b) for a in states for b in states if a < b):
        start = signed.get((a, b), 9999)
        if start == year or start > year + 5:
            like = (math.floor(2 * (math.log1p(partners[a]) + math.log1p(partners[b]))), region[a] == region[b])
            change = trained((a, b), 1) - trained((a, b), -5)
            if start == year:
                signers[a, b] = like, change
            else:
                groups.setdefault(like, []).append(change)
    nets = {pair: 100 * (change - np.mean(groups[like])) for pair, (like, change) in signers.items() if len(groups.get(like, [])) >= 20}  # fmt: skip
    ours = rows.query("start == @year").set_index(["state_id_1", "state_id_2"])["net"]
    assert ours.to_dict() == pytest.approx(nets)


def test_learning_calculator_by_loop():
    table = lesson.joint_cost(60, 0.9, 0.2, 60)
    batch = sum(0.9 ** math.log2(unit) for unit in range(1, 181))
    alone = (60 + sum(0.9 ** math.log2(unit) for unit in range(1, 61))) / 60
    assert table.loc[3, "total"] == pytest.approx(100 * (60 + batch) * 1.4 / 180 / alone)
    assert table.loc[1, "total"] == pytest.approx(100)


def test_answers_of_the_explorers():
    explorer = lesson.Specification()
    start = explorer.state()
    explorer.restore(start | {"era": "1946–1990"})
    table = explorer.data()
    assert list(table.index[table["low"] > 1]) == ["+ years of peace"] and not (table["high"] < 1).any()
    explorer.restore(start | {"sample": "neighbours", "era": "1816–1944"})
    assert (explorer.data()["estimate"][:6] < 1).all()
    assert explorer.data().loc["same pair and period", "high"] > 1
    assert (explorer.data()["high"][:6] < 1).sum() >= 4
    found = {}
    for era in ("1919–1938", "world wars", "1914–1945"):
        explorer.restore(start | {"era": era})
        found[era] = explorer.data()["estimate"].iloc[0]
    assert found["1914–1945"] > max(found["1919–1938"], found["world wars"])
    explorer.restore(start | {"sample": "all pairs (raw only)", "controls": "+ power"})
    assert "relevant pairs only" in explorer.summary
    calculator = lesson.LearningCurve()
    start = calculator.state()
    assert re.search(r"Cheapest: 3 partners at 75", calculator.summary)
    calculator.restore(start | {"extra": 40})
    assert calculator.data()["total"].idxmin() == 2 and calculator.data()["total"][4] > 100
    calculator.restore(start | {"learning": 100})
    assert calculator.data()["total"].idxmin() == 2
    calculator.restore(start | {"development": 0})
    assert calculator.data()["total"].idxmin() == 1


def test_bad_control_hides_a_real_effect():
    world = lesson.bad_control_world()
    fair, sought = world.iloc[0], world.iloc[1]
    assert fair["without the control"] == pytest.approx(0.6, abs=0.02)
    assert fair["with years of peace"] > fair["without the control"] + 0.05
    assert sought["without the control"] > sought["with years of peace"] > 1
