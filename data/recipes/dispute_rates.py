"""Directed pair-years and dispute onsets by year, pact status and sample, for raw rates (GML-MID, ATOP)."""

import numpy as np
import pandas as pd

from data.recipes import dispute_years


def build(pack):
    """Return counts for politically relevant pairs and for all pairs of states."""
    rows = []
    for year, ids, facts in dispute_years.matrices(pack):
        pairs = ~np.eye(len(ids), dtype=bool)
        major = facts["major"]
        near = (facts["contiguity"] > 0) | major[:, None] | major[None, :]
        for sample, chosen in {"relevant": pairs & near, "all": pairs}.items():
            cell = facts["target_pact"] * 2 + facts["pact_defence"]
            years = np.bincount(cell[chosen], minlength=4)
            onsets = np.bincount(cell[chosen], weights=facts["onset"][chosen], minlength=4)
            rows += [
                {"year": year, "sample": sample, "target_pact": number >= 2, "pact_defence": number % 2 == 1,
                 "pair_years": years[number], "onsets": onsets[number]}
                for number in range(4) if years[number]
            ]  # fmt: skip
    return pd.DataFrame(rows)
