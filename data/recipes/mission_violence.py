"""Peace missions by year: size, diversity of contributors, months of armed conflict, peacekeepers killed."""

import pandas as pd

from data.recipes import tools, un_contributors_mission, un_fatalities_by_state, un_missions

ORGANISATIONS = {1: "UN", 2: "regional", 3: "other"}
# Names under which the list of deaths files a mission; None where one list covers two rows of this table.
DEATHS_NAME = {"UNOSOM II": "UNOSOM", "UNAVEM II": "UNAVEM", "UNAVEM III": "UNAVEM", "UNOSOM": None, "UNPROFOR": None}


def build(pack):
    """Return one row per mission, host and year; each column is blank where its source does not reach."""
    table = sizes(pack).merge(diversity(pack), on=["mission", "year"], how="outer")
    known = un_missions.build(pack).set_index("mission")["host_id"]
    table["host_id"] = table["host_id"].fillna(table["mission"].map(known))
    table["organisation"] = table["organisation"].fillna("UN")
    deaths = tools.raw(pack, "peacekeeping/un_fatalities_1948_2025-02.csv")
    uniformed = deaths["casualty_personnel_type"].isin(un_fatalities_by_state.UNIFORMED)
    deaths = deaths[uniformed & (deaths["type_of_incident"] == "Malicious Act")]
    deaths = deaths.groupby(["mission_acronym", deaths["incident_date"].str[:4].astype(int)]).size()
    filed = [DEATHS_NAME.get(name, name) for name in table["mission"]]
    listed = (table["organisation"] == "UN") & pd.notna(filed)
    found = [deaths.get(key, 0) for key in zip(filed, table["year"], strict=True)]
    table["killed"] = pd.Series(found, index=table.index).where(listed)
    return table


def sizes(pack):
    """Return mean personnel and months of armed conflict in the host by mission, host and year (1993-2016)."""
    months = tools.raw(pack, "peacekeeping/bara_hultman2020_un_nonun_peacekeeping_mission_month.csv.gz")
    months["mission"] = months["mission"].str.replace(" (ONUCI)", "", regex=False).str.strip()
    months = months.rename(columns={"ccode": "host_id"})
    months["organisation"] = months["org"].map(ORGANISATIONS)
    # The source repeats a month for every conflict of the host: one row each, active if any conflict is.
    once = months.groupby(["mission", "organisation", "host_id", "year", "date"], as_index=False).agg(
        personnel=("totals_iepo", "max"), troops=("troops_iepo", "max"), active=("activity", "max"))  # fmt: skip
    return once.groupby(["mission", "organisation", "host_id", "year"], as_index=False).agg(
        personnel=("personnel", "mean"),
        troops=("troops", "mean"),
        months=("date", "size"),
        conflict_months=("active", "sum"),
    )


def diversity(pack):
    """Return contributors, fractionalisation and the largest share by UN mission and year (2011-2020)."""
    parts = un_contributors_mission.build(pack)
    shares = parts["personnel"] / parts.groupby(["mission", "year"])["personnel"].transform("sum")
    parts = parts.assign(square=shares**2, share=shares)
    table = parts.groupby(["mission", "year"], as_index=False).agg(
        personnel_un=("personnel", "sum"), contributors=("state_id", "size"), square=("square", "sum"),
        largest_share=("share", "max"), contributors_complete=("complete", "first"))  # fmt: skip
    return table.assign(fractionalisation=1 - table.pop("square"))
