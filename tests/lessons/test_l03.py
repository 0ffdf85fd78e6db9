"""Lesson 03 against numbers computed in another way, and against known facts."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

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
    assert lesson.bloc_ratios().loc[year, "CINC"] == pytest.approx(west / east)


def test_gulf_partners():
    table = lesson.gulf_coalition().set_index("name")["pact_1990"]
    assert table[["Canada", "United Kingdom", "France", "Italy", "Argentina"]].all()
    assert not table[["Egypt", "Syria", "Saudi Arabia", "Kuwait", "Bangladesh"]].any()
    assert "United States" not in table.index and "Iraq" not in table.index
    assert (pd.Timestamp("1991-07-01") - pd.Timestamp("1991-02-28")).days == lesson.days_to_pact_end()


def test_wars_across_the_blocs():
    table = lesson.bloc_pair_years()
    assert table.loc["across", "wars"] == 0
    assert table.loc["other", "wars"] == 37
    rates = 1000 * table["disputes"] / table["directed_pair_years"]
    assert rates["across"] > rates["other"]
    whole = load("dispute_pairs").query("first_year >= 1955 and last_year <= 1990")
    assert whole["onsets"].sum() < table["disputes"].sum() < whole["onsets"].sum() + 250


def test_within_estimate_by_dummies_on_a_part():
    """The alternating means give the slope of a regression with dummies for pairs and years."""
    import numpy as np

    panel = lesson.voting_panel()
    part = panel[panel["pair"].isin(panel["pair"].unique()[:60])].reset_index(drop=True)
    dummies = pd.concat([pd.get_dummies(part["pair"]), pd.get_dummies(part["year"])], axis=1).to_numpy(dtype=float)
    x = np.column_stack([part[["before", "power"]].to_numpy(), dummies])
    slope = np.linalg.lstsq(x, part["distance"].to_numpy(), rcond=None)[0][0]
    assert lesson.within_pairs(part, "before").value == pytest.approx(slope, abs=1e-4)


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
