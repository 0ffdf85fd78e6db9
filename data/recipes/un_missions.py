"""The 71 UN peacekeeping operations since 1948 with start, end, host and headquarters."""

import pandas as pd

from data.recipes import codes, tools


def build(pack):
    """Return months of start and end (blank while active in November 2025) and the place of the headquarters."""
    table = tools.raw(pack, "peacekeeping/pact_pko_start_end.csv")
    table.columns = ["mission", "name", "start_month", "end_month"]
    later = tools.raw(pack, "peacekeeping/un_missions_list_psdata_2024-02.csv").set_index("mission_acronym")
    hq = tools.raw(pack, "peacekeeping/ipi_mission_locations.csv").set_index("mission")
    table["name"] = table["mission"].map(later["mission_name"]).str.strip('"').fillna(table["name"])
    table["name"] = table["name"].str.replace(
        "Secretary-General in the$", "Secretary-General in the Dominican Republic", regex=True
    )
    table["start_month"] = pd.to_datetime(table["start_month"], format="%B %Y").dt.strftime("%Y-%m")
    ends = pd.to_datetime(table["end_month"].replace("Present", None), format="%B %Y").dt.strftime("%Y-%m")
    # The first list is of 2017 or so; the second says which of its active missions have closed since.
    own = tools.authored("codings/un_mission_places.csv").set_index("mission")
    closed = table["mission"].map(later["end_date"].str[:7]).fillna(table["mission"].map(own["end_month"]))
    table["end_month"] = ends.fillna(closed)
    table["start"] = table["start_month"].str[:4].astype(int)
    table["end"] = table["end_month"].str[:4].astype("Int64")
    places = hq["hq"].replace({"SukhumI": "Sukhumi", "Naquora": "Naqoura", "Ndjamena": "N'Djamena"})
    # A place of our own brings its own host state, which is none for a region.
    known = own["headquarters"].dropna()
    table["headquarters"] = [known.get(name, places.get(name)) for name in table["mission"]]
    table["host_id"] = [
        own["host_id"][name] if name in known else codes.iso3_to_cow(hq["country_id"].get(name))
        for name in table["mission"]
    ]
    for column, theirs in {"latitude": "hq_lat", "longitude": "hq_lon"}.items():
        points = own[column].dropna()
        table[column] = [points.get(name, hq[theirs].get(name)) for name in table["mission"]]
    return table
