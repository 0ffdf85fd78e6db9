"""Aid to Ukraine by donor and year, January 2022 to April 2026 (Kiel tracker, release 29)."""

import pandas as pd

from data.recipes import ukraine_aid


def build(pack):
    """Return one row per donor and year in million euro; a year without an entry is zero, as the source means it."""
    amounts = ukraine_aid.donors(pack)
    sums = amounts.groupby(["donor", "year"])[list(ukraine_aid.AMOUNTS)].sum()
    donors = amounts.drop_duplicates("donor").set_index("donor")["state_id"]
    every = pd.MultiIndex.from_product([sorted(donors.index), sorted(amounts["year"].unique())], names=sums.index.names)
    table = sums.reindex(every, fill_value=0.0).reset_index()
    return table.assign(state_id=table["donor"].map(donors))
