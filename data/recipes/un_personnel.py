"""UN uniformed personnel in the world by month, November 1990 to March 2017."""

import pandas as pd

from data.recipes import tools


def build(pack):
    """Return one row per month; November 2016 is missing in the source and is kept as a row of blanks."""
    table = tools.raw(pack, "peacekeeping/ipi_world_month_1990_2017.csv")
    names = {"Number of Contributors": "contributors", "Troop Contributions": "troops", "Police Contributions": "police",
             "EOM Contributions": "experts", "Total Contributions": "personnel"}  # fmt: skip
    table = table.rename(columns=names).set_index(pd.to_datetime(table["Date"]) + pd.offsets.MonthEnd(0))[
        [*names.values()]
    ]
    # Until July 1992 the source counts observers among the troops and writes 0.
    table["experts"] = table["experts"].where(table["experts"] > 0)
    table = table.reindex(pd.date_range(table.index[0], table.index[-1], freq="ME", name="date")).reset_index()
    return table.assign(year=table["date"].dt.year)
