"""Computations by hand that tests of more than one lesson set beside the shared models."""

import numpy as np
import pandas as pd


def two_way(y, x, members):
    """Slope and error of the first term after the intercept: rows that share a state, summed state by state (by hand)."""
    bread = np.linalg.inv(x.T @ x)
    slopes = bread @ x.T @ y
    scores = x * (y - x @ slopes)[:, None]
    states = np.unique(members)
    by_state = np.array([scores[(members == s).any(axis=1)].sum(axis=0) for s in states])
    low, high = members.min(axis=1), members.max(axis=1)
    by_pair = pd.DataFrame(scores).groupby([low, high]).sum().to_numpy()
    variance = bread @ (by_state.T @ by_state - by_pair.T @ by_pair) @ bread
    freedom = len(states) / (len(states) - 1) * (len(y) - 1) / (len(y) - x.shape[1])
    return slopes[1], np.sqrt(variance[1, 1] * freedom), len(states)
