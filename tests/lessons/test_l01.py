"""Lesson 01: ties, layers and evidence recomputed from the tables in another way."""

import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers.data import load, state
from helpers.lessons import l01_definition as lesson
from helpers.measures import allied_pairs, nato_members


def pairs(table, year_from, year_to):
    return {
        tuple(row) for row in table[table["year"].between(year_from, year_to)][["state_id_1", "state_id_2"]].to_numpy()
    }


def test_allies_of_2010_by_hand():
    members = load("alliance_members", 2010)
    treaties = {
        name: set(members.loc[members["state_id"] == state(name), "alliance_id"])
        for name in ("United States", "China", "North Korea", "Israel")
    }
    assert treaties["United States"] & treaties["China"] == {3755}, "only the Treaty of Amity and Cooperation"
    assert treaties["United States"] & treaties["North Korea"] == {3755}
    assert not treaties["United States"] & treaties["Israel"]
    amity = load("alliance_members").query("alliance_id == 3755").set_index("state_id")["start"]
    assert (amity[state("China")], amity[state("North Korea")], amity[state("United States")]) == (2003, 2008, 2009)


def test_x_ray_of_known_pairs():
    japan = lesson.ties("United States", "Japan")
    defence = japan[japan["kind"] == "defence"]
    assert defence["start"].tolist() == [1952, 1960] and set(defence["strength"]) == {0.45}, "Article V binds one side"
    raw = load("exercise_pairs").query("state_id_1 == 2 and state_id_2 == 740")
    assert japan.loc[japan["kind"] == "exercise", "amount"].sum() == raw["exercises"].sum()
    germany = lesson.ties("Germany", "France")
    nato = germany[(germany["kind"] == "defence") & (germany["note"] == "NATO")]
    assert (nato["start"].min(), nato["end"].max()) == (1955, 2018), "West Germany joined NATO in 1955"
    assert lesson.ties("France", "Germany").shape == germany.shape
    assert lesson.ties("Chile", "Chile").empty
    libya = lesson.ties("Libya", "Egypt")
    assert not set(libya["kind"]) & {"agreement", "exercise"} and "defence" in set(libya["kind"])


def test_layers_add_up():
    table = lesson.layers(2010)
    assert table.any(axis=1).all()
    trained = pairs(load("exercise_pairs"), 2006, 2010)
    assert int(table["practice"].sum()) == len(trained)
    shown = lesson.Layers().result["counts"]
    assert sum(shown.values()) == len(table)
    assert shown["practice alone"] == int((table["practice"] & ~table["promise"] & ~table["paper"]).sum())


def test_training_outside_pacts_with_straight_merges():
    members = load("alliance_members", 2010).query("defence")
    both = members.merge(members, on="alliance_id").query("state_id_x < state_id_y")
    pacts = set(zip(both["state_id_x"], both["state_id_y"], strict=True))
    trained = pairs(load("exercise_pairs"), 2006, 2010)
    assert lesson.outside_pacts(2010) == pytest.approx(
        100 * sum(pair not in pacts for pair in trained) / len(trained), abs=0.1
    )


def test_texts_provide_little():
    table = load("alliances")
    assert table["integrated_command"].sum() == 30 and table["integrated_command"].notna().sum() == 776
    assert not table.loc[table["name"] == "NATO", "integrated_command"].item(), "ATOP codes texts"
    assert lesson.coded("integrated_command") == (30, 746, 13)
    assert lesson.most_possible("integrated_command") == pytest.approx(100 * (30 + 13) / 789)
    assert lesson.provision_share("integrated_command") == pytest.approx(100 * 30 / 776)


def test_bound_pairs_that_do_not_train_as_the_explorer_shows_them():
    panel = lesson.Layers()
    for year in (1990, 1995, 2000, 2005):
        panel.restore({"year": year, "pact": "defence pact", "window": 5})
        bars = panel.result["counts"]
        promised = {name: number for name, number in bars.items() if "promise" in name}
        idle = promised["promise alone"] + promised["promise + paper"]
        assert len(promised) == 4 and lesson.bound_without_practice(year) == pytest.approx(
            100 * idle / sum(promised.values())
        )


def test_one_of_the_four_pairs_was_not_allied():
    assert lesson.not_allied() == "israel"
    assert "Your guess, India and Pakistan, is framed." in lesson.who_is_allied_figure("pakistan").alt
    assert "guess" not in lesson.who_is_allied_figure().alt


def test_promise_before_contact_on_one_pair():
    table = lesson.promise_before_contact()
    row = (
        table.loc[(state("Israel"), state("Jordan"))]
        if (state("Israel"), state("Jordan")) in table.index
        else table.loc[(state("Jordan"), state("Israel"))]
    )
    assert row["pact"] == 1994, "the peace treaty came before any exercise or agreement"
    assert row["contact"] > 1994
    known = table.dropna()
    assert (len(table), len(known), (known["contact"] < known["pact"]).sum()) == (89, 79, 6)


def test_an_heir_did_not_sign_and_a_signature_counts_before_statehood():
    """Czechia took over what Czechoslovakia had signed with Poland; Kiribati signed in 1979 and is a state in the table from 1999."""
    first, asked = lesson.first_pacts(), lesson.promise_before_contact().index
    treaties = load("alliances").set_index("alliance_id")
    inherited = (min(state("Czechia"), state("Poland")), max(state("Czechia"), state("Poland")))
    assert treaties.loc[4075, "start"] == 1991 and first.loc[inherited, "inherited"] and inherited not in asked
    assert all(len({316, 317} & set(pair)) == 0 for pair in first.index[first["inherited"]].intersection(asked))
    assert first.loc[(2, state("Kiribati")), "pact"] == 1979 and (2, state("Kiribati")) not in asked
    own = first.loc[(316, 317)]
    assert own["pact"] == treaties.loc[4370, "start"] == 1992 and not own["inherited"]
    assert not lesson.known_order()["state_id_1"].isin([367, 368]).any(), (
        "Latvia and Lithuania were free again in 1991 only"
    )


def test_forms_overlap():
    fits = lesson.overlap()
    assert fits.loc["NATO"].tolist() == [True, False, True]
    assert fits.loc["ISAF"].tolist() == [False, True, True]
    assert fits.loc["Quad"].tolist() == [False, False, False]
    assert (
        isinstance(lesson.clauses_by_form(), pd.Series)
        and lesson.clauses_by_form().sum() == load("partnerships")["defence_clause"].sum()
    )


@pytest.mark.parametrize("year", [1960, 1985, 1990])
def test_no_pair_counts_twice_under_the_two_numbers_of_germany(year):
    """NATO's pairs came under 255 beside pacts that hold West Germany as 260."""
    for pairs in (
        lesson.defended_pairs(year),
        lesson.promised_pairs(year),
        lesson.agreed_pairs(year),
        lesson.training_pairs(year),
    ):
        assert not any(260 in pair for pair in pairs)
    pacts = {frozenset(255 if s == 260 else s for s in pair) for pair in allied_pairs(year, "defence")}
    nato = {frozenset(255 if s == 260 else s for s in pair) for pair in combinations(nato_members(year), 2)}
    assert len(lesson.defended_pairs(year)) == len(pacts | nato)


@pytest.mark.parametrize(("other", "first", "words"), [
    ("Finland", 2015, ["a promise, but not to defend (treaties covered to 2018)", "from 2019 not covered"]),
    ("South Korea", 1950, ["a mutual promise to defend, 1953–2018+ (treaties covered to 2018)", "defend 1953–2018+", "still in force when the table ends"]),
    ("China", 2019, ["no treaty table covers these years", "not covered, ATOP ends in 2018", "not covered outside 1980–2010"]),
])  # fmt: skip
def test_the_x_ray_shows_no_absence_where_no_table_looks(other, first, words):
    panel = lesson.XRay()
    panel.restore({"one": "United States", "other": other, "first": first, "last": 2025})
    assert all(word in panel.summary for word in words), panel.summary
    assert "no tie" not in panel.summary and panel.figure
    for kind, text in panel.texts.items():
        assert not (text.get_text() == "none where covered" and lesson.COVER[kind][1] < first), kind
    dotted = [(segment[0][0], segment[1][0]) for segment in panel.unknown.get_segments() if segment[0][1] == 0]
    assert dotted == [(max(first, 2019), 2026)], "the years after the treaty table are marked as not covered"
    for label, kind in (("Security bodies", "body"), ("U.S. troops", "troops"), ("U.S. training", "training")):
        begin, end = lesson.COVER[kind]
        told = re.search(rf"{label} \(table: {begin}–{end}\): (.+?)\.", panel.summary)[1]
        assert (told == "not covered") == (end < first), "words say where a table ends, as the picture does"
        assert (told in ("none", "not covered")) == (kind not in set(panel.result["ties"]["kind"]))


def test_the_x_ray_knows_in_which_years_a_table_can_speak_of_a_pair():
    japan = lesson.known_years("troops", "United States", "Japan")
    assert not japan & {1950, 1951, 2008, 2015} and {1952, 2007, 2009, 2014, 2016, 2024} <= japan
    assert not lesson.known_years("troops", "Kuwait", "United States") & {1950, 2003, 2004, 2005, 2008}
    assert not {1998, 2006, 2021} & lesson.known_years("training", "United States", "Japan"), "all of 2006 is missing"
    austria = lesson.known_years("defence", "Austria", "Italy")
    assert {1919, 1937, 1955, 2018} <= austria and not austria & {1939, 1945, 1954, 2019}
    assert lesson.known_years("defence", "United States", "Japan") & {1945, 1946, 1951, 1952} == {1945, 1952}
    assert lesson.runs([3, 1, 2, 7]) == [(1, 3), (7, 7)] and lesson.runs([]) == []


# Each evidence a second way.


def undirected(table):
    """Pairs of a table, by sorting the two numbers of each row."""
    return set(map(tuple, np.sort(table[["state_id_1", "state_id_2"]].to_numpy(), axis=1).tolist()))


def half_width(scores, listed):
    """Half a 95 % interval of a mean over pairs, errors shared by pairs with a common state, summed state by state."""
    by_state = {}
    for pair, value in zip(listed, scores, strict=True):
        for one in pair:
            by_state[one] = by_state.get(one, 0) + value
    return 1.959964 * np.sqrt(sum(v * v for v in by_state.values()) - (scores**2).sum()) / len(scores)


def test_the_documents_own_cases_by_hand():
    table = load("partnerships").set_index("partnership_id")
    fits = lesson.own_cases()["document, kindly"]
    formal = [n for n, key in lesson.OWN_CASES.items() if key and table.loc[key, "form"] in ("treaty", "agreement")]
    assert formal == ["NATO", "Warsaw Pact", "U.S.–Japan", "African Standby Force"]
    assert list(fits.index[fits]) == [*formal, "ISAF"], "its senders signed memoranda"
    assert table.loc[["P34", "P37"], "form"].tolist() == ["mandate", "mandate"], (
        "even with mandates, three stay outside"
    )
    assert lesson.own_cases_evidence().estimate == pytest.approx(100 * 5 / 9)
    force = load("timeline").query("event.str.contains('Close Combat')")["event"].iloc[0]
    assert force.startswith("US "), "a task force of one country"
    assert set.intersection(*lesson.PUBLISHED.values()) == {"two or more states", "security"} < lesson.DOCUMENT


def test_texts_of_those_who_train_by_sets():
    trained = undirected(load("exercise_pairs").query("2006 <= year <= 2010"))
    signed = load("defence_agreements").query("signed")
    signed = signed[(signed["end"].isna() | (signed["end"] >= 2010))]
    texts = undirected(signed) | allied_pairs(2010)
    found = lesson.texted_evidence()
    listed = sorted(trained)
    have = np.array([float(pair in texts) for pair in listed])
    assert found.n == len(trained) and found.estimate == pytest.approx(100 * have.mean(), abs=0.05)
    assert found.high - found.estimate == pytest.approx(100 * half_width(have - have.mean(), listed), rel=0.01)


def test_activities_by_sets():
    isaf = load("contingents").query("operation == 'ISAF' and date == '2010-11-15'")["state_id"]
    un = load("un_contributors_mission").query("year == 2011")[["mission", "state_id"]]
    un = un.merge(un, on="mission").query("state_id_x < state_id_y")
    served = set(combinations(sorted(isaf), 2)) | set(zip(un["state_id_x"], un["state_id_y"], strict=True))
    texted, trained, both = lesson.activities_together()
    table = lesson.layers(2010)
    rows = table[table["promise"] | table["paper"]]
    assert (texted, trained) == (len(rows), rows["practice"].sum())
    assert both == sum(pair in served for pair in rows.index[rows["practice"]])
    assert lesson.all_three_evidence().estimate == pytest.approx(100 * both / texted)
    assert trained / texted < 0.6, "so a longer list of operations could raise it, though hardly above a half"


def test_one_word_each_by_rows():
    fits = [
        int(p.defence_clause) + (p.purpose == "mission") + (p.command != "none")
        for p in load("partnerships").itertuples()
    ]
    assert lesson.one_word_evidence().estimate == pytest.approx(100 * fits.count(1) / len(fits))
    some = load("alliances")[list(lesson.PROVIDED)].dropna()
    found = lesson.provisions_evidence()
    assert found.estimate == pytest.approx(100 * (some.astype(bool).sum(axis=1) > 0).mean()) and found.n == len(some)


def slope(table, outcome, first, *held):
    """Least squares by hand; text becomes dummies."""
    x = pd.get_dummies(table[list(held)].assign(one=1.0), drop_first=True).astype(float)
    return np.linalg.lstsq(np.column_stack([table[first], x]), table[outcome].to_numpy(), rcond=None)[0][0]


def test_training_after_alliance_and_coalition_by_least_squares():
    table = lesson.trained_after()
    keys = list(zip(table["state_id_1"], table["state_id_2"], strict=True))
    held = undirected(load("exercise_pairs").query("2006 <= year <= 2010"))
    later = undirected(load("exercise_pairs").query("2008 <= year <= 2010"))
    assert table["trained"].tolist() == [float(pair in held) for pair in keys]
    assert table["later"].tolist() == [float(pair in later) for pair in keys]
    assert table["allied"].tolist() == [float(pair in allied_pairs(2005)) for pair in keys]
    assert table["coalition"].sum() == 23 * 22 / 2
    found = lesson.alliance_training_evidence()
    assert found.estimate == pytest.approx(100 * slope(table, "trained", "allied", "met", "near", "region", "power"))
    found = lesson.coalition_training_evidence()
    rest = table[table["allied"] == 0]
    assert found.estimate == pytest.approx(100 * slope(rest, "later", "coalition", "met", "near", "region", "power"))
    assert found.low < 0 < found.high, "without pacts no difference is clear"


def test_looser_ties_by_shares_and_by_states():
    shares, sizes, bound = [], [], []
    for year in (1990, 2010):
        trained = lesson.training_pairs(year)
        pacts = {tuple(sorted(255 if s == 260 else s for s in pair)) for pair in allied_pairs(year, "defence")}
        pacts |= {
            tuple(sorted(255 if s == 260 else s for s in pair)) for pair in combinations(sorted(nato_members(year)), 2)
        }
        out = [pair for pair in trained if pair not in pacts]
        shares.append(len(out) / len(trained))
        sizes.append(len(out))
        bound.append(len(trained) - len(out))
    found, growth = lesson.looser_evidence(), lesson.blocs_evidence()
    assert found.estimate == pytest.approx(100 * (shares[1] - shares[0]))
    assert growth.estimate == pytest.approx((sizes[1] / sizes[0]) / (bound[1] / bound[0]))
    # Leaving one state out at a time moves it little (jackknife over states): another interval reads the same.
    rows = [(*p, y, p not in lesson.defended_pairs(y)) for y in (1990, 2010) for p in lesson.training_pairs(y)]
    table = pd.DataFrame(rows, columns=["a", "b", "year", "out"])
    names = sorted(set(table["a"]) | set(table["b"]))
    kept = [table[(table["a"] != n) & (table["b"] != n)].groupby("year")["out"].mean() for n in names]
    values = np.array([100 * (means[2010] - means[1990]) for means in kept])
    spread = np.sqrt((len(names) - 1) / len(names) * ((values - values.mean()) ** 2).sum())
    assert found.estimate - 1.96 * spread > 0


def test_shared_organisations_of_one_pair_and_their_pace():
    members = load("organisation_members").query("status == 'full'")

    def shared(a, b, year):
        live = members[(members["start"] <= year) & (members["end"].isna() | (members["end"] >= year))]
        groups = live.groupby("state_id")["organisation_id"].agg(set)
        return len(groups.get(a, set()) & groups.get(b, set()))

    table = lesson.bodies_around_agreements()
    signed = load("defence_agreements").query("signed")
    first = signed.groupby(["state_id_1", "state_id_2"])["start"].min()
    row = table[table["start"] == 1995].iloc[0]
    a, b = int(row["state_id_1"]), int(row["state_id_2"])
    assert first[(a, b)] == 1995
    now, later = shared(a, b, 1995), shared(a, b, 1998)
    alive = sorted(
        set(lesson.shared_bodies(1989).index)
        & set(lesson.shared_bodies(1992).index)
        & set(lesson.shared_bodies(1995).index)
        & set(lesson.shared_bodies(1998).index)
    )
    like = [
        lesson.shared_bodies(1998).loc[x, y] - now
        for x, y in combinations(alive, 2)
        if (x, y) not in first.index and lesson.shared_bodies(1995).loc[x, y] == now
    ]
    assert row["after"] == pytest.approx(later - now - np.mean(like))
    found = lesson.bodies_evidence()
    effect = (table["after"] - table["before"]).to_numpy()
    assert found.estimate == pytest.approx(effect.mean()) and found.n == len(table)
    listed = list(zip(table["state_id_1"], table["state_id_2"], strict=True))
    half = max(half_width(effect - effect.mean(), listed), 1.959964 * effect.std() / np.sqrt(len(effect)))
    assert found.high - found.estimate == pytest.approx(half, rel=0.01)
    placebo = (table["before"] - table["early"]).mean()
    assert found.placebo[0] == pytest.approx(placebo) and found.placebo[2] < 0, "the pace was slowing: no clean design"


def test_first_ties_by_counting_and_by_least_squares():
    table = lesson.first_ties()
    signed = load("defence_agreements").query("signed")
    first = signed.groupby(["state_id_1", "state_id_2"])["start"].min()
    rows = table[table["year"] == 1995]
    known = {(a, b) for a, b in zip(rows["state_id_1"], rows["state_id_2"], strict=True)}
    assert not known & {pair for pair, start in first.items() if start <= 1995}
    assert not known & set().union(*map(allied_pairs, range(1816, 1996))), "no lapsed pact either"
    came = {pair for pair, start in first.items() if 1995 < start <= 2000}
    came = came.union(*(allied_pairs(year) for year in range(1996, 2001)))
    assert rows["tied"].sum() == len(known & came)
    met = undirected(load("exercise_pairs").query("1991 <= year <= 1995"))
    assert rows["met"].sum() == len(known & met)
    found = lesson.contact_evidence()
    assert found.estimate == pytest.approx(
        100 * slope(table, "tied", "met", "near", "region", "power", "activity", "window")
    )
    agreements = load("defence_agreements").query("signed")
    new = undirected(agreements[agreements["start"].between(1996, 2000)])
    assert rows["signed"].sum() == len(known & new)
    signed = 100 * slope(table, "signed", "met", "near", "region", "power", "activity", "window")
    assert f"agreements alone by {signed:.1f}" in found.finding
    from helpers.models import logit

    held = ["met", "near", "region", "power", "activity", "window"]
    odds = logit(table, "tied", held, cluster=("state_id_1", "state_id_2")).iloc[1]
    assert odds["low"] > 1, "odds read the same"


def test_order_of_contact_and_pact_by_another_interval():
    from statsmodels.stats.proportion import proportion_confint

    table = lesson.promise_before_contact().dropna()
    table = table[table["contact"] != table["pact"]]
    spans = load("states").replace({"state_id": {260: 255}})
    ran = set()
    for spell in spans.itertuples():
        last = 2025 if pd.isna(spell.end) else spell.end
        ran |= {(spell.state_id, year) for year in range(spell.start, last + 1)}
    old = [(a, pact - 5) in ran and (b, pact - 5) in ran for (a, b), pact in table["pact"].items()]
    first = int((table["contact"] < table["pact"])[old].sum())
    found = lesson.order_evidence()
    assert (first, sum(old)) == (6, 15)
    assert (found.n, found.estimate) == (sum(old), pytest.approx(100 * first / sum(old)))
    low, high = proportion_confint(first, sum(old), method="wilson")
    assert (found.low, found.high) == (pytest.approx(100 * low), pytest.approx(100 * high))
    assert low < 0.5 < high, "too few to tell"


def test_regions_and_calm_by_dummies():
    from statsmodels.regression.linear_model import OLS

    table = lesson.calm_by_region()
    fighting = load("armed_conflict_states").query("at_home > 0 and year == 1999")["state_id"]
    row = table[(table["year"] == 1999) & (table["region"] == "Sub-Saharan Africa")].iloc[0]
    region = load("states").drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    inside = load("states", 1999)
    inside = sorted(set(inside["state_id"][inside["state_id"].map(region) == "Sub-Saharan Africa"]))
    assert row["conflict"] == pytest.approx(100 * np.mean([one in set(fighting) for one in inside]))
    pairs = set(combinations(inside, 2))
    assert row["density"] == pytest.approx(100 * len(pairs & allied_pairs(1999, "defence")) / len(pairs))
    x = pd.get_dummies(table[["region", "year"]].astype(str), drop_first=True).astype(float).assign(one=1.0)
    fit = OLS(table["conflict"].to_numpy(), np.column_stack([table["density"], x])).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(table["region"])[0]}
    )
    found = lesson.calm_evidence()
    assert found.estimate == pytest.approx(10 * fit.params[0])
    low, high = 10 * fit.conf_int()[0]
    assert low < 0 < high, "clustered by region it reads the same"
