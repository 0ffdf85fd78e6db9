"""Dispute onsets of politically relevant directed pairs of states, 1816-2010, like years in a row joined (GML-MID, ATOP)."""

import numpy as np
import pandas as pd

from data.recipes import dispute_years, tools

# No row crosses the first year of an era, so that every usual sample can be cut exactly.
ERAS = [1914, 1919, 1945, 1946, 1991, 2002]
PEACE = np.array([0, 2, 5, 10, 20, 40])
PAIR = ["initiator_id", "target_id"]
TIES = ["target_pact", "initiator_offence", "initiator_neutrality", "pact_defence", "pact_any"]
COVARIATES = [*TIES, "contiguity", "initiator_major", "target_major", "log_ratio", "initiator_democracy", "target_democracy",
              "peace_years"]  # fmt: skip


def build(pack):
    """Return runs of years in which a directed pair's covariates stay the same, with the onsets that fell in them."""
    rows = pd.concat([relevant(*year) for year in dispute_years.matrices(pack)], ignore_index=True)
    rows["peace_years"] = peace(rows, pack)
    rows["era"] = np.digitize(rows["year"], ERAS)
    rows = rows.sort_values([*PAIR, "year"], ignore_index=True)
    same = (rows[[*PAIR, *COVARIATES, "era"]] == rows[[*PAIR, *COVARIATES, "era"]].shift()).all(axis=1)
    run = (~(same & (rows["year"] == rows["year"].shift() + 1))).cumsum()
    table = rows.groupby(run).agg(
        first_year=("year", "min"), last_year=("year", "max"), years=("year", "size"), onsets=("onset", "sum"),
        **{column: (column, "first") for column in [*PAIR, *COVARIATES]},
    )  # fmt: skip
    for column in ["initiator_democracy", "target_democracy"]:
        table[column] = table[column].where(table[column] >= 0)
    return table


def relevant(year, ids, facts):
    """Return the pairs of one year that are contiguous or include a major power."""
    major = facts["major"]
    chosen = (facts["contiguity"] > 0) | major[:, None] | major[None, :]
    np.fill_diagonal(chosen, False)
    one, two = np.nonzero(chosen)
    democracy = np.where(np.isnan(facts["polity"]), -1, facts["polity"] >= 6).astype(int)
    ratio = np.log(facts["cinc"][one] / facts["cinc"][two])
    table = {name: facts[name][one, two] for name in [*TIES, "contiguity", "onset"]}
    return pd.DataFrame(table | {
        "initiator_id": ids[one], "target_id": ids[two], "year": year, "initiator_major": major[one], "target_major": major[two],
        "log_ratio": ratio.round().astype(int), "initiator_democracy": democracy[one], "target_democracy": democracy[two],
    })  # fmt: skip


def peace(rows, pack):
    """Return years since the pair's last onset in either direction, or since both were states, as the band's lower edge."""
    begun = dispute_years.onsets(pack)
    both = pd.concat([begun, begun.rename(columns={"initiator_id": "target_id", "target_id": "initiator_id"})])
    both = both[[*PAIR, "year"]].drop_duplicates().assign(last=lambda table: table["year"]).sort_values("year")
    order = rows[[*PAIR, "year"]].reset_index().sort_values("year", kind="stable")
    found = pd.merge_asof(order, both, on="year", by=PAIR, allow_exact_matches=False).set_index("index")["last"]
    entry = tools.raw(pack, "geo/cow_states_2016.csv").groupby("ccode")["styear"].min()
    first = np.maximum(rows["initiator_id"].map(entry), rows["target_id"].map(entry))
    since = rows["year"] - found.reindex(rows.index).fillna(first)
    return PEACE[np.digitize(since, PEACE) - 1]
