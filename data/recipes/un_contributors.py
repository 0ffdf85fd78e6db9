"""UN uniformed personnel by contributing state and year 1990-2020, two series side by side."""

import pandas as pd

from data.recipes import codes, tools, un_contributors_mission

LAST_IPI = 2013  # the last complete year of the older series; the joined series changes source after it


def build(pack):
    """Return yearly averages of both series; `joined` marks the rows that make one continuous series."""
    months = tools.raw(pack, "peacekeeping/ipi_contributor_month_1990_2014.csv.gz")
    months["year"] = months["date"].str[:4].astype(int)
    pairs = zip(months["iso3"], months["year"], strict=True)
    months["state_id"] = [codes.iso3_to_cow(iso3, year) for iso3, year in pairs]
    covered = months.groupby("year")["date"].nunique()
    older = months.groupby(["state_id", "year"], as_index=False)["total"].sum()
    # A month without a report counts as zero, so that the states of a year add up to the world's average.
    older["personnel"] = older["total"] / older["year"].map(covered)
    older["complete"] = older["year"].map(covered) == 12
    newer = un_contributors_mission.build(pack)
    newer = newer.groupby(["state_id", "year", "complete"], as_index=False)["personnel"].sum()
    table = pd.concat([older.assign(series="IPI"), newer.assign(series="UN")], ignore_index=True)
    table["joined"] = (table["series"] == "IPI") == (table["year"] <= LAST_IPI)
    return table.drop(columns="total")
