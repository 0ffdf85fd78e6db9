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


def test_sign_turns_between_and_within():
    """Plain pandas: correlation of mission means is positive, of deviations negative."""
    table = lesson.missions()
    means = table.groupby("mission")[["nationalities", "killed"]].mean().rank()
    assert means.corr().iloc[0, 1] == pytest.approx(lesson.diversity_evidence().estimate)
    kept = table[table.groupby("mission")["year"].transform("count") >= 3]
    off = kept[["nationalities", "killed"]] - kept.groupby("mission")[["nationalities", "killed"]].transform("mean")
    assert off.rank().corr().iloc[0, 1] == pytest.approx(lesson.mixed_views_evidence().estimate)
    assert lesson.diversity_evidence().estimate > 0 > lesson.mixed_views_evidence().estimate


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
