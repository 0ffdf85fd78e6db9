"""Lesson 03 against numbers computed in another way, and against known facts."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers import models
from helpers.data import CourseError, load, state
from helpers.lessons import l03_history as lesson


def defence_pairs_by_hand(year):
    members = load("alliance_members")
    inside = members[
        members["defence"] & (members["start"] <= year) & (members["end"].isna() | (members["end"] >= year))
    ]
    both = inside.merge(inside, on="alliance_id")
    both = both[both["state_id_x"] < both["state_id_y"]]
    return set(zip(both["state_id_x"], both["state_id_y"], strict=True))


@pytest.mark.parametrize("year", [1820, 1914, 1970, 2018])
def test_density_by_a_join(year):
    states = load("states")
    n = states[(states["start"] <= year) & (states["end"].isna() | (states["end"] >= year))]["state_id"].nunique()
    assert lesson.defence_density(year) == pytest.approx(100 * len(defence_pairs_by_hand(year)) / math.comb(n, 2))


def test_pacts_of_1914_are_the_known_ones():
    pairs = defence_pairs_by_hand(1914)
    triple = [
        tuple(sorted(map(state, pair)))
        for pair in (("Germany", "Austria-Hungary"), ("Germany", "Italy"), ("France", "Russia"))
    ]
    assert len(pairs) == lesson.distinct_pairs(1914)
    assert set(triple) <= pairs
    assert tuple(sorted((state("United Kingdom"), state("France")))) not in pairs, (
        "the Entente of 1904 promised no defence"
    )


def test_blocs_have_their_known_members():
    assert len(lesson.warsaw_members(1955)) == 8
    assert lesson.warsaw_members(1968) == lesson.warsaw_members(1955) - {state("Albania")}
    assert len(lesson.warsaw_members(1990)) == 6


@pytest.mark.parametrize("year", [1955, 1970, 1988])
def test_bloc_ratio_by_hand(year):
    nato = ["USA", "CAN", "GBR", "FRA", "ITA", "BEL", "NLD", "LUX", "NOR", "DNK", "ISL", "PRT", "GRC", "TUR", 260]
    nato += ["ESP"] if year >= 1982 else []
    pact = ["POL", "HUN", "BGR", "ROU", 315, 265, 365] + (["ALB"] if year < 1968 else [])
    power = load("capabilities", year).set_index("state_id")["cinc"]
    west, east = (sum(power[state(code)] for code in side) for side in (nato, pact))
    assert lesson.scales().loc[year, ("CINC", "blocs")] == pytest.approx(west / east)
    assert lesson.scales().loc[year, ("CINC", "leaders")] == pytest.approx(power[2] / power[365])


def test_what_the_balance_means_names_the_leaders_of_its_year():
    item = next(one for one in lesson.EXERCISES if one.id == "03.10")
    for given in item.variants:
        power = load("capabilities", given["year"]).set_index("state_id")["cinc"]
        leaders = power[2] / power[365]
        assert f"had {leaders:.2f} times" in item.meaning(**given)
        assert 1 < leaders < lesson.power_ratio(**given), "the heavier side grew heavier"


def test_gulf_partners():
    table = lesson.gulf_coalition().set_index("name")["pact_1990"]
    assert table[["Canada", "UK", "France", "Italy", "Argentina", "Türkiye", "South Korea"]].all()
    assert not table[["Egypt", "Syria", "Saudi Arabia", "Kuwait", "Bangladesh", "New Zealand"]].any()
    assert "U.S." not in table.index and "Iraq" not in table.index
    inside = {name for name in table.index if lesson.state(name) in lesson.warsaw_members(1990)}
    assert inside == {"Czechoslovakia", "Hungary", "Poland", "Romania"}


def test_wars_across_the_blocs():
    table = lesson.bloc_pair_years()
    assert table.loc["across", "wars"] == 0
    assert table.loc["other", "pairs at war"] == 37 and table.loc["other", "wars"] == 26
    rates = 1000 * table["disputes"] / table["pair-years"]
    assert rates["across"] > rates["other"]
    whole = load("dispute_pairs").query("first_year >= 1955 and last_year <= 1990")
    assert whole["onsets"].sum() < table.loc[["across", "other"], "disputes"].sum() < whole["onsets"].sum() + 250


def test_controls_are_the_only_ones_without_a_promise():
    """Each offered state but the control had a promise of defence on the day, by the table."""
    for (_, year), (right, options, _) in lesson.CONTROLS.items():
        bound = {one for pair in lesson.defence_promises(year + 1) for one in pair}
        names = {key: state(key.replace("-", " ").title()) for key in options}
        assert {key for key, number in names.items() if number not in bound} == {right}


def test_explorer_tells_the_cold_war():
    explorer = lesson.AllianceWorld()
    explorer.restore({"year": 1955, "pact": "defence pacts", "view": "detected blocs"})
    table = explorer.data()
    soviet = lesson.blocs(1955, "defence")
    assert soviet[state("Poland")] == soviet[365] != soviet[2] == soviet[state("Norway")]
    assert table["states"].sum() == 84 and table["cinc"].sum() == pytest.approx(100, abs=7)
    explorer.restore({"view": "tie to the U.S. or Russia"})
    members, tied = load("alliance_members", 1955), set()
    for _, rows in members.groupby("alliance_id"):
        bound = dict(zip(rows["state_id"], rows["defence"], strict=True))
        for lead in {2, 365} & set(bound):
            tied |= {other for other in bound if other != lead and (bound[lead] or bound[other])}
    neither = set(load("states", 1955)["state_id"]) - tied - {2, 365}
    assert f"{100 * len(neither) / 82:.0f}%" in explorer.headline(explorer.result)
    assert 740 not in neither, "the United States owes Japan defence, though not the reverse"


def test_breaks_shrink_with_the_number_allowed():
    for most in (1, 3, 8):
        assert len(lesson.strongest_breaks("defence-pact pairs, % of all pairs", False, most)) <= most
    assert lesson.strongest_breaks("a random walk without any break", False, 3)


def test_africa_and_europe_added_about_as_many_pairs_each():
    region = load("states").groupby("state_id")["region"].last()

    def count(year):
        pairs = [{region[a], region[b]} for a, b in defence_pairs_by_hand(year)]
        return sum("Sub-Saharan Africa" in pair for pair in pairs), pairs.count({"Europe and Central Asia"})

    africa, europe = (late - early for early, late in zip(count(1970), count(2018), strict=True))
    assert 0.8 < africa / europe < 1.25


def test_change_points_of_the_nile():
    # Cobb (1978): the flow of the Nile dropped after 1898; no other shift in 1871–1970.
    from statsmodels.datasets import nile

    data = nile.load_pandas().data
    assert data["year"].iloc[lesson.change_points(data["volume"])].tolist() == [1899]


def test_change_points_made_by_hand():
    wobble = np.tile([0.1, -0.1, 0.0, 0.1], 10)
    steps = np.repeat([0.0, 5.0, 2.0, 2.0], 10)
    assert lesson.change_points(steps + wobble) == [10, 20]
    assert lesson.change_points(np.repeat([0, 1], 10)) == [10]  # no noise at all
    assert lesson.change_points([3, 3, 3, 3]) == []
    assert lesson.change_points(steps + wobble, penalty=1e9) == []
    assert lesson.change_points([0, 0, 0, 9, 0, 0, 0, 0], shortest=3) == []
    for bad, penalty in [([1, 2, 3], None), ([1, 2, 3, None], None), ([1, 2, 3, 4], -1)]:
        with pytest.raises(CourseError):
            lesson.change_points(bad, penalty)


def test_change_points_find_the_cheapest_partition():
    y = np.random.default_rng(11).normal(size=9) + np.repeat([0, 3, 0], 3)
    steps = np.diff(y)
    noise = (1.4826 * np.median(np.abs(steps - np.median(steps)))) ** 2 / 2

    def cost(cuts):
        return sum(((part - part.mean()) ** 2).sum() for part in np.split(y, cuts)) + 2 * noise * len(cuts)

    cuts = [list(c) for k in range(9) for c in combinations(range(1, 9), k)]
    assert lesson.change_points(y, penalty=2, shortest=1) == min(cuts, key=cost)


def cliques():
    groups = ["abcde", "xyz", "pqr"]
    ties = [pair for group in groups for pair in combinations(group, 2)]
    return pd.DataFrame([*ties, ("a", "x"), ("x", "p")], columns=["from", "to"])


def test_communities_of_joined_cliques():
    found = lesson.communities(cliques())
    assert found.to_dict() == dict.fromkeys("abcde", 1) | dict.fromkeys("pqr", 2) | dict.fromkeys("xyz", 3)
    shuffled = cliques().sample(frac=1, random_state=3).rename(columns={"from": "to", "to": "from"})
    pd.testing.assert_series_equal(lesson.communities(shuffled), found)


def test_communities_find_zacharys_factions():
    # Zachary (1977): leaders 0 and 33 end up apart; Louvain finds four groups (Blondel et al. 2008, modularity 0.42).
    import networkx as nx

    edges = pd.DataFrame(list(nx.karate_club_graph().edges))
    found = lesson.communities(edges)
    assert found[0] != found[33]
    parts = [set(found.index[found == label]) for label in found.unique()]
    unweighted = nx.from_pandas_edgelist(edges, 0, 1)
    assert nx.community.modularity(unweighted, parts) == pytest.approx(0.42, abs=0.006)


def test_weights_and_repeated_ties_count():
    ring = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 3, 4, 1], "w": [9, 1, 9, 1]})
    assert lesson.communities(ring, weight="w").to_dict() == {1: 1, 2: 1, 3: 2, 4: 2}
    repeated = ring.loc[ring.index.repeat(ring["w"])]
    assert lesson.communities(repeated).to_dict() == {1: 1, 2: 1, 3: 2, 4: 2}
    for bad in [ring.head(0), ring.assign(b=ring["a"]), ring[["a"]], ring.assign(b=[2, None, 4, 1])]:
        with pytest.raises(CourseError):
            lesson.communities(bad)
    with pytest.raises(CourseError, match="no column 'nope'"):
        lesson.communities(ring, weight="nope")


# Each evidence a second way.


def in_force(table, year):
    return table[(table["start"] <= year) & (table["end"].isna() | (table["end"] >= year))]


def promises_by_hand(year):
    """Pairs under one treaty in a year, one of whom at least is bound to defend."""
    members = in_force(load("alliance_members"), year)
    both = members.merge(members, on="alliance_id")
    both = both[(both["state_id_x"] < both["state_id_y"]) & (both["defence_x"] | both["defence_y"])]
    return set(zip(both["state_id_x"], both["state_id_y"], strict=True))


def test_rivals_and_alliances_by_another_logit():
    import statsmodels.api as sm

    table = lesson.joining_years()
    rivals = load("rivalries")
    first = load("alliance_members").sort_values("joined").drop_duplicates(["alliance_id", "state_id"])
    for row in table.sample(300, random_state=4).itertuples():
        spells = rivals[(rivals["state_id_1"] == row.state_id) | (rivals["state_id_2"] == row.state_id)]
        assert row.rival == float(len(in_force(spells, row.year - 1)) > 0)
        assert row.joined == float(((first["state_id"] == row.state_id) & (first["joined"] == row.year)).any())
    for first, last in ((1816, 1945), (1946, 2018)):
        rows = table[table["year"].between(first, last)]
        x = pd.get_dummies(rows[["region", "period"]], drop_first=True).astype(float)
        x = sm.add_constant(x.assign(rival=rows["rival"], power=rows["power"]))
        fit = sm.Logit(rows["joined"], x).fit(disp=0, cov_type="cluster", cov_kwds={"groups": rows["state_id"]})
        found, (low, high) = lesson.threat_evidence(first, last), np.exp(fit.conf_int().loc["rival"])
        assert found.estimate == pytest.approx(np.exp(fit.params["rival"]), rel=1e-4)
        assert (found.low, found.high) == (pytest.approx(low, rel=0.01), pytest.approx(high, rel=0.01))


@pytest.mark.parametrize(("first", "cut", "last"), [(1816, 1901, 2000), (1901, 1946, 2000)])
def test_signing_rates_by_sums(first, cut, last):
    signed = load("alliances")["start"]
    states = load("states")
    present = {year: states[(states["start"] <= year) & (states["end"].isna() | (states["end"] > year) | ((states["end"] == year) & ~states["successor_id"].isin(in_force(states, year)["state_id"])))]["state_id"].nunique() for year in range(first, last + 1)}  # fmt: skip
    rate = [signed.between(a, b).sum() / sum(present[year] for year in range(a, b + 1)) for a, b in ((cut, last), (first, cut - 1))]  # fmt: skip
    found = lesson.signing_evidence(first, cut, last)
    assert found.estimate == pytest.approx(rate[0] / rate[1])
    # The interval by its formula: Pearson's chi-square over years − 2 widens the error of a log ratio of counts.
    from scipy.stats import t

    years = pd.DataFrame({"n": [int((signed == year).sum()) for year in present], "mu": [present[year] * rate[year < cut] for year in present]})  # fmt: skip
    spread = ((years["n"] - years["mu"]) ** 2 / years["mu"]).sum() / (len(years) - 2)
    error = math.sqrt(spread * (1 / signed.between(cut, last).sum() + 1 / signed.between(first, cut - 1).sum()))
    assert found.high == pytest.approx(found.estimate * math.exp(t.ppf(0.975, len(years) - 2) * error), rel=1e-6)


def test_membership_by_members():
    def share(year):
        """Of the states of a year, those named with another in one treaty."""
        members = in_force(load("alliance_members"), year).groupby("alliance_id")["state_id"].unique()
        present = lesson.states_in(year)
        return 100 * len({one for group in members if len(group) > 1 for one in group} & present) / len(present)

    found, since = lesson.membership_evidence(), [share(year) for year in range(1946, 2001)]
    assert found.estimate == pytest.approx(np.mean(since), abs=0.1)
    assert (found.low, found.high) == (pytest.approx(min(since)), pytest.approx(max(since)))
    assert found.benchmark == pytest.approx(np.mean([share(year) for year in range(1901, 1946)]), abs=0.5)
    assert found.low > found.benchmark


def test_sides_by_hand():
    found, shares = lesson.camps_evidence(), {}
    kept, power = {}, {}
    first = lesson.states_in(1955) - {2, 365}
    for year in range(1955, 1989):
        bound = {one for pair in promises_by_hand(year) if {2, 365} & set(pair) for one in pair} - {2, 365}
        now = first & lesson.states_in(year)
        kept[year] = 100 * len(bound & now) / len(now)
        table = load("capabilities", year).query("state_id not in [2, 365]").astype({"cinc": float})
        table = table[table["state_id"].isin(lesson.states_in(year))]
        power[year] = 100 * table.loc[table["state_id"].isin(bound), "cinc"].sum() / table["cinc"].sum()
    for base, values in (("states of 1955", kept), ("power", power)):
        count = lesson.camps_base_evidence(base)
        assert (count.low, count.high) == (pytest.approx(min(values.values())), pytest.approx(max(values.values())))
        assert count.estimate == pytest.approx(np.mean(list(values.values()))) and count.low > 50
    for year in (1955, 1975, 1988):
        pairs, others = promises_by_hand(year), lesson.states_in(year) - {2, 365}
        shares[year] = 100 * np.mean([any(tuple(sorted((one, lead))) in pairs for lead in (2, 365)) for one in others])
    assert (found.low, found.high) == (pytest.approx(shares[1975]), pytest.approx(shares[1955]))
    assert found.low < shares[1988] < found.estimate < 50


@pytest.mark.parametrize(("measure", "column"), [("CINC", "cinc"), ("soldiers", "milper"), ("spending", "milex"), ("output", "gdp")])  # fmt: skip
def test_counterweight_by_logs(measure, column):
    table = load("economies" if column == "gdp" else "capabilities").set_index(["year", "state_id"])[column].astype(float)  # fmt: skip
    gaps = []
    for year in range(1955, 1989):
        now = table[year]
        nato = in_force(load("nato_members").assign(end=lambda t: t["end_date"].dt.year), year)["state_id"]
        pact = load("warsaw_pact_members").query(f"start <= {year} and end > {year}")["state_id"]
        blocs = now[now.index.isin(nato)].sum() / now[now.index.isin(pact)].sum()
        gaps.append(abs(math.log(blocs)) - abs(math.log(now[2] / now[365])))
    found = lesson.balance_evidence(measure)
    assert found.estimate == pytest.approx(math.exp(np.mean(gaps)))
    halves = [f"{math.exp(np.mean(part)):.2f}" for part in (gaps[:16], gaps[16:])]
    assert f"{halves[0]} in 1955–1970 and {halves[1]} in 1971–1988" in found.finding
    # Newey and West's errors instead of blocks, lags of five years: the same reading, but for spending, which is mixed in both.
    from statsmodels.regression.linear_model import OLS

    low, high = OLS(gaps, np.ones(len(gaps))).fit(cov_type="HAC", cov_kwds={"maxlags": 5}).conf_int()[0]
    assert (low < 0 < high) == (found.low < 1 < found.high) == (measure == "spending")


def test_attacks_by_another_logit():
    import statsmodels.api as sm

    rows = lesson.attacks()
    x = pd.get_dummies(rows["border"], drop_first=True).astype(float)
    x = sm.add_constant(x.join(rows[["member", "initiator", "major", "ratio"]]))
    counts = np.column_stack([rows["onsets"], rows["pair_years"] - rows["onsets"]])
    fit = sm.GLM(counts, x, family=sm.families.Binomial()).fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(rows["target_id"])[0]})  # fmt: skip
    found, (low, high) = lesson.attack_evidence(), np.exp(fit.conf_int().loc["member"])
    assert found.estimate == pytest.approx(np.exp(fit.params["member"]), rel=1e-5)
    assert (found.low, found.high) == (pytest.approx(low, rel=0.02), pytest.approx(high, rel=0.02))
    runs = load("dispute_pairs").query("last_year >= 1955 and first_year <= 1990")
    years = sum(min(1990, row.last_year) - max(1955, row.first_year) + 1 for row in runs.itertuples())
    assert len(lesson.relevant_years()) == years and found.n < years, "pairs inside one bloc are left out"


@pytest.mark.parametrize("per", ["pair-years", "disputes"])
def test_no_war_by_the_binomial(per):
    from scipy.stats import binom, poisson

    table, found = lesson.bloc_pair_years(), lesson.no_war_evidence(per)
    # With none of 26 wars across, the highest share of exposure-weighted risk that leaves 2.5% for none at all.
    share = found.high * table.loc["across", per] / (found.high * table.loc["across", per] + table.loc["other", per])
    assert binom.pmf(0, 26, share) == pytest.approx(0.025)
    for base in ("other", "outside"):
        assert lesson.none_by_luck(per, base) == pytest.approx(100 * poisson.pmf(0, lesson.expected_wars(per, base)))


def test_pairs_without_a_member_of_a_bloc():
    table, rows = lesson.bloc_pair_years(), lesson.relevant_years()
    members = {
        (one, year) for year in range(1955, 1991) for one in lesson.nato_members(year) | lesson.warsaw_members(year)
    }
    free = [
        (row.initiator_id, row.year) not in members and (row.target_id, row.year) not in members
        for row in rows.itertuples()
    ]
    assert table.loc["outside", "pair-years"] == sum(free) / 2
    assert table.loc["outside", "disputes"] == pytest.approx(rows.loc[free, "onsets"].sum())
    assert lesson.expected_wars("disputes", "outside") == pytest.approx(2.75, abs=0.01)
    wars = load("interstate_wars").set_index("war")
    assert (
        (365, 1956) in members
        and (310, 1956) in members
        and set(wars.loc["Soviet Invasion of Hungary", "state_id"]) == {365, 310}
    )


def test_bodies_and_circles():
    planning, intelligence = ({case.what.split(":")[0] for case in part.evidence.cases} for part in lesson.means())
    assert (planning, intelligence) == ({"NATO", "Warsaw Pact"}, {"NATO"})
    assert [part.evidence.estimate for part in lesson.means()] == [100, 50]
    assert lesson.inner_circle_evidence().estimate == pytest.approx(100 * 3 / 15), "the U.S., the UK and Canada"


def test_new_missions_and_promises_by_hand():
    begun = load("un_missions")["start"]
    nineties, eighties = begun.between(1990, 1999).sum(), begun.between(1980, 1989).sum()
    assert lesson.missions_evidence().estimate == pytest.approx(nineties / eighties)
    assert lesson.missions_evidence().low > 1
    # Another interval: 10 years drawn on each side, with return.
    rng = np.random.default_rng(5)
    years = [np.array([(begun == year).sum() for year in span]) for span in (range(1990, 2000), range(1980, 1990))]
    sums = [rng.choice(side, (4000, 10)).sum(axis=1) for side in years]
    assert np.quantile(sums[0] / np.maximum(sums[1], 0.5), 0.025) > 1
    found, rows = lesson.alone_evidence(), load("exercises").query("year < 2000")
    other = rows["peacekeeping"] | rows["humanitarian"]
    alone = (rows["warfighting"] & ~other).astype(float)
    late = rows["year"].ge(1990)
    assert found.estimate == pytest.approx(100 * (alone[late].mean() - alone[~late].mean()))
    import statsmodels.api as sm

    names = rows["series"].where(rows["series"] != "", rows["exercise_id"].astype(str))
    fit = sm.OLS(100 * alone, sm.add_constant(late.astype(float))).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(names)[0]}
    )
    assert (found.low, found.high) == pytest.approx(tuple(fit.conf_int().iloc[1]), rel=0.01)


def test_after_2014_by_hand():
    table = load("nato_spending_2026").query("state_id != 2")
    since = table[(table["year"] == 2014) & table["member"]]["state_id"]
    shares = table[table["state_id"].isin(since)].pivot(index="state_id", columns="year", values="share_gdp")
    assert len(since) == lesson.spending_evidence().n
    assert lesson.spending_evidence().estimate == pytest.approx(shares[2024].median() / shares[2014].median())
    monthly = load("un_personnel").groupby("year")["personnel"].max()
    assert lesson.peacekeepers(2014) == pytest.approx(monthly[2014], rel=0.03), "another table of the UN"
    people = load("un_personnel_year").dropna(subset="personnel").set_index("year")["personnel"]
    assert lesson.peacekeepers_evidence(1990).estimate == pytest.approx(people[2021] / people[1990])
    assert people.loc[2014:].idxmax() == 2015 and people.index.max() == 2021 and lesson.peacekeepers_evidence().estimate == pytest.approx(people[2021] / people[2014])  # fmt: skip


def test_partners_and_givers_by_hand():
    money = load("gulf_war_finance")
    cases = [case.what for case in lesson.operations_cases()[0].evidence.cases]
    assert f"{money['received'].max()} of an estimated {money['cost'].max():.0f} billion" in cases[0]
    given = load("un_contributors").query("year == 1993").set_index("state_id")["personnel"]
    assert f"{len(given)} states" in cases[1] and f"{100 * given.max() / given.sum():.0f}%" in cases[1]
    bound = {one for pair in promises_by_hand(1990) if 2 in pair for one in pair}
    table = lesson.gulf_coalition()
    assert set(table.loc[table["pact_1990"], "state_id"]) == set(table["state_id"]) & bound
    shares = [100 * np.mean([one in bound for one in rows["state_id"]]) for rows in
              (table[table["on_36"]], table[table["on_cnn"]], table, table[table["on_36"] & table["on_cnn"]])]  # fmt: skip
    found = lesson.gulf_evidence()
    assert (found.estimate, found.low, found.high) == (pytest.approx(shares[0]), pytest.approx(min(shares)), pytest.approx(max(shares)))  # fmt: skip
    assert lesson.first_named() == (20, 7), "the share that a newspaper's names would give"


def test_terror_and_relief_by_hand():
    listed = load("partnerships").set_index("partnership_id")
    kept = listed[listed["type"].isin(["mission coalition", "standing mission coalition"])]
    since, before = set(kept.index[kept["start"] >= 2001]), set(kept.index[kept["start"] < 2001])
    assert set(lesson.listed_operations(2001)["partnership_id"]) == since and len(since) == 12
    assert since >= lesson.AGAINST_TERROR | lesson.AMONG_OTHERS | lesson.FOR_GOVERNMENTS
    assert not lesson.AGAINST_TERROR & lesson.FOR_GOVERNMENTS and not lesson.AGAINST_TERROR & before
    assert set(lesson.listed_operations(last=2000)["partnership_id"]) == before and len(before) == 6
    assert "P65" not in since and "no joint operations" in listed.loc["P65", "note"]
    found = lesson.terror_evidence()
    assert (found.estimate, found.high, found.benchmark) == tuple(pytest.approx(100 * n / 12) for n in (4, 7, 5))
    exercises = load("exercises")
    shares = [exercises.loc[exercises["year"].between(a, b), "humanitarian"].mean() for a, b in ((2000, 2010), (1990, 1999))]  # fmt: skip
    relief = lesson.relief_evidence()
    assert relief.estimate == pytest.approx(shares[0] / shares[1])
    # The interval by its formula; that of yearly shares, each year counting alike, lies on the edge of no change too.
    from scipy.stats import t

    years = exercises.query("year >= 1990").groupby("year")["humanitarian"].agg(["sum", "size"])
    expected = years["size"] * np.where(years.index >= 2000, shares[0], shares[1])
    spread = ((years["sum"] - expected) ** 2 / expected).sum() / (len(years) - 2)
    counts = [years.loc[years.index >= 2000, "sum"].sum(), years.loc[years.index < 2000, "sum"].sum()]
    error = math.sqrt(spread * (1 / counts[0] + 1 / counts[1]))
    assert relief.low == pytest.approx(relief.estimate * math.exp(-t.ppf(0.975, len(years) - 2) * error), rel=1e-6)
    yearly = years["sum"] / years["size"]
    assert abs(models.difference_in_means(yearly[yearly.index >= 2000], yearly[yearly.index < 2000]).low) < 0.005


@pytest.mark.parametrize(("first", "last"), [(1986, 2006), (1996, 2006)])
def test_training_outside_alliances_by_hand(first, last):
    held, shares, kept = load("exercise_pairs"), [], []
    for begin in (first, last):
        rows = held[held["year"].between(begin, begin + 4)]
        pairs = set(zip(rows["state_id_1"], rows["state_id_2"], strict=True))
        bound = set().union(*(promises_by_hand(year) for year in range(begin, begin + 5)))
        shares.append(100 * len(pairs - bound) / len(pairs))
        kept += [(*pair, begin == last, 100.0 * (pair not in bound)) for pair in sorted(pairs)]
    found = lesson.outside_evidence(first, last)
    assert found.estimate == pytest.approx(shares[1] - shares[0], abs=0.1) and found.n == len(kept)
    # Leaving out one state at a time gives an interval that reads the same (jackknife).
    table = pd.DataFrame(kept, columns=["one", "two", "late", "outside"])
    names = sorted({*table["one"], *table["two"]})
    gaps = []
    for name in names:
        rest = table[(table["one"] != name) & (table["two"] != name)].groupby("late")["outside"].mean()
        gaps.append(rest[True] - rest[False])
    spread = math.sqrt((len(names) - 1) / len(names) * ((np.array(gaps) - np.mean(gaps)) ** 2).sum())
    assert (found.estimate - 1.96 * spread > 0) == (found.low > 0) == (first == 1986)
    assert spread == pytest.approx((found.high - found.low) / 4, rel=0.5)


def test_within_pairs_by_dummies_on_a_part():
    """The alternating means give the slopes of a regression with dummies for pairs and years."""
    panel = lesson.voting_panel()
    key = panel["state_id_1"] * 1000 + panel["state_id_2"]
    part = panel[key.isin(key.unique()[:60])].reset_index(drop=True)
    key = part["state_id_1"] * 1000 + part["state_id_2"]
    dummies = pd.concat([pd.get_dummies(key), pd.get_dummies(part["year"])], axis=1).to_numpy(dtype=float)
    x = np.column_stack([part[["before", "after", "power"]].to_numpy(), dummies])
    before, after = np.linalg.lstsq(x, part["distance"].to_numpy(), rcond=None)[0][:2]
    rows = lesson.within_pairs(part)
    rows["both"] = rows["before"] + rows["after"]
    found = models.pair_slope(rows, "distance", ["before", "both", "power"])
    assert found.value == pytest.approx(before - after, abs=1e-4)


def test_beyond_the_drift_by_least_squares():
    rows = lesson.within_pairs(lesson.voting_panel())
    slopes = np.linalg.lstsq(rows[["before", "after", "power"]].to_numpy(), rows["distance"].to_numpy(), rcond=None)[0]
    found = lesson.beyond_drift_evidence()
    assert found.estimate == pytest.approx(slopes[0] - slopes[1], abs=1e-6)
    assert found.placebo[1] < 0 < found.placebo[2] and found.low < 0 < found.high
