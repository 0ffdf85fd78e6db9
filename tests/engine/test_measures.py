"""The shared measures of UN votes, counted pair by pair."""

import numpy as np
import pandas as pd
import pytest

from helpers import measures
from helpers.data import CourseError
from helpers.measures import allied_pairs, voting_change, voting_table


def test_voting_change_pair_by_pair():
    ties = pd.DataFrame(
        {"state_id_1": [2, 2, 220, 70], "state_id_2": [200, 265, 365, 9999], "start": [1980] * 3 + [1981]}
    )
    found = voting_change(ties, -3, 5).set_index(["state_id_1", "state_id_2"])
    votes = voting_table().loc[[1977, 1985]].dropna(axis=1)
    gaps = {(a, b): (votes[a] - votes[b]).abs().tolist() for a in votes.columns for b in votes.columns if a < b}
    tied = set(zip(ties["state_id_1"], ties["state_id_2"], strict=True))
    assert len(found) > 0 and set(found.index) <= tied & set(gaps)
    for pair in tied & set(gaps):
        first, last = gaps[pair]
        like = [
            later - sooner for key, (sooner, later) in gaps.items() if key not in tied and abs(sooner - first) <= 0.1
        ]
        assert (pair in found.index) == (len(like) >= 20)
        if pair in found.index:
            row = [1980, first, last - first, np.mean(like), last - first - np.mean(like)]
            assert found.loc[pair].tolist() == pytest.approx(row)


def test_ties_without_votes_around_them():
    with pytest.raises(CourseError, match="No tie starts"):
        voting_change(pd.DataFrame({"state_id_1": [2], "state_id_2": [200], "start": [1940]}))


def test_a_promise_of_defence_may_bind_one_side_and_a_defence_pact_binds_both():
    japan, korea = (2, 740), (2, 732)
    assert japan in measures.defence_promises(2010) and japan not in allied_pairs(2010, "defence")
    assert korea in measures.defence_promises(2010) and korea in allied_pairs(2010, "defence")
    for year in (1914, 1955, 2018):
        assert allied_pairs(year, "defence") <= measures.defence_promises(year) <= allied_pairs(year)
