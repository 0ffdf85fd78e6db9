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
