"""Shared by the dispute recipes: directed pairs of states year by year, 1816-2010, with ties and dispute onsets.

Not a table. One state is `initiator` (rows of each matrix), the other `target` (columns).
"""

import numpy as np
import pandas as pd

from data.recipes import tools

YEARS = range(1816, 2011)


def matrices(pack):
    """Yield for each year: year, state numbers, and a dict of (initiator, target) matrices and state vectors."""
    states = tools.raw(pack, "geo/cow_states_2016.csv")
    pacts = dict(list(tools.raw(pack, "alliances/atop5_1_directed_dyad_year.csv.gz").groupby("year")))
    borders = tools.raw(pack, "geo/cow_contiguity_3.2_directed.csv")
    borders = borders[borders["conttype"] > 0].assign(
        first=borders["stdate"].str[:4].astype(int), last=borders["enddate"].str[:4].astype(int)
    )
    majors = tools.raw(pack, "capabilities/cow_majors_2016.csv")
    cinc = tools.raw(pack, "capabilities/cow_nmc_7.0.csv.gz").set_index(["year", "ccode"])["cinc"]
    polity = tools.raw(pack, "capabilities/democracy_cow_year.csv.gz").set_index(["year", "ccode"])["polity2"]
    begun = onsets(pack)
    for year in YEARS:
        ids = np.sort(states.loc[(states["styear"] <= year) & (states["endyear"] >= year), "ccode"].unique())
        size, place = len(ids), {code: position for position, code in enumerate(ids)}

        def matrix(rows, left, right, value=None, size=size, place=place):
            grid = np.zeros((size, size), dtype=int)
            rows = rows[rows[left].isin(place) & rows[right].isin(place)]
            values = 1 if value is None else rows[value].to_numpy()
            np.maximum.at(grid, (rows[left].map(place).to_numpy(), rows[right].map(place).to_numpy()), values)
            return grid

        promised = pacts[year]
        defends, helps_attack, stays_out = (
            matrix(promised[promised[f"atop_{kind}"] == 1], "ccode1", "ccode2")
            for kind in ("defense", "offense", "neutral")
        )
        near = borders[(borders["first"] <= year) & (borders["last"] >= year)]
        land = matrix(near[near["conttype"] == 1], "ccode1", "ccode2")
        touching = matrix(near, "ccode1", "ccode2")
        power = majors.loc[(majors["styear"] <= year) & (majors["endyear"] >= year), "ccode"]
        yield (
            year,
            ids,
            {
                # A promise to the target counts as outside if anyone but the initiator made it; likewise for the initiator.
                "target_pact": (defends.sum(axis=0)[None, :] - defends) > 0,
                "initiator_offence": (helps_attack.sum(axis=0)[:, None] - helps_attack.T) > 0,
                "initiator_neutrality": (stays_out.sum(axis=0)[:, None] - stays_out.T) > 0,
                "pact_defence": (defends + defends.T) > 0,
                "pact_any": (lambda tied: (tied + tied.T) > 0)(matrix(promised, "ccode1", "ccode2")),
                "contiguity": np.where(land > 0, 2, touching),
                "major": np.isin(ids, power),
                "cinc": np.array([cinc.get((year, code), np.nan) for code in ids]),
                "polity": np.array([polity.get((year, code), np.nan) for code in ids]),
                "onset": matrix(begun.loc[begun["year"] == year], "initiator_id", "target_id"),
            },
        )


def onsets(pack):
    """Return directed onsets: a state of side A and one of side B that were both in the dispute from its first day."""
    people = tools.raw(pack, "conflict/gml_mid221_participants.csv")
    starts = tools.raw(pack, "conflict/gml_mid221_disputes.csv").set_index("dispnum")["styear"]
    people = people[people["orig"] == 1]
    pairs = people[people["sidea"] == 1].merge(people[people["sidea"] == 0], on="dispnum", suffixes=("", "_b"))
    return pd.DataFrame(
        {"initiator_id": pairs["ccode"], "target_id": pairs["ccode_b"], "year": pairs["dispnum"].map(starts), "dispnum": pairs["dispnum"]}
    ).drop_duplicates()  # fmt: skip
