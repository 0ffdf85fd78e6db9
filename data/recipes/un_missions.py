"""The 71 UN peacekeeping operations since 1948 with start, end, host and headquarters."""

import pandas as pd

from data.recipes import codes, tools

# Host state and headquarters where the sources have no place, by common knowledge; a region has no host state.
PLACES = {
    "UNTSO": ("Jerusalem", None), "UNEF I": ("Gaza", 651), "UNEF II": ("Ismailia", 651), "UNOGIL": ("Beirut", 660),
    "ONUC": ("Kinshasa", 490), "UNSF": ("Hollandia", None), "UNYOM": ("Sana'a", 678), "DOMREP": ("Santo Domingo", 42),
    "UNIPOM": ("Lahore", None), "UNGOMAP": ("Kabul", 700), "UNTAG": ("Windhoek", 565), "UNASOG": ("Aouzou", 483),
    "UNAVEM I": ("Luanda", 540), "UNAVEM II": ("Luanda", 540), "UNAVEM III": ("Luanda", 540), "UNOSOM I": ("Mogadishu", 520),
    "UNCPSG": ("Zagreb", 344), "MINUCI": ("Abidjan", 437), "MINUJUSTH": ("Port-au-Prince", 41), "UNMOGIP": ("Islamabad", None),
    "MINURSO": ("Laayoune", None), "UNISFA": ("Abyei", None), "UNMEE": ("Asmara", None), "UNPROFOR": ("Zagreb", None),
    "UNMIK": ("Pristina", 347), "UNMIH": ("Port-au-Prince", 41), "UNDOF": ("Camp Faouar", 652),
}  # fmt: skip
POINTS = {"UNTSO": (31.7833, 35.2167), "UNEF I": (31.5, 34.4667), "UNEF II": (30.5833, 32.2667), "UNOGIL": (33.8938, 35.5018),
          "ONUC": (-4.325, 15.3222), "UNSF": (-2.5333, 140.7167), "UNYOM": (15.3694, 44.191), "DOMREP": (18.4861, -69.9312),
          "UNIPOM": (31.5204, 74.3587), "UNGOMAP": (34.5333, 69.1667), "UNTAG": (-22.5609, 17.0658), "UNASOG": (21.8167, 17.4167),
          "UNAVEM I": (-8.8383, 13.2344), "UNAVEM III": (-8.8383, 13.2344), "UNOSOM I": (2.0333, 45.35), "UNCPSG": (45.8167, 15.9833),
          "MINUJUSTH": (18.5333, -72.3333), "MINUSMA": (12.65, -8.0)}  # fmt: skip
# The Security Council ended the mandate on 30 June 2023 (resolution 2690); the withdrawal was complete at the year's end.
ENDED = {"MINUSMA": "2023-12"}


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
    table["end_month"] = ends.fillna(table["mission"].map(later["end_date"].str[:7])).fillna(
        table["mission"].map(ENDED)
    )
    table["start"] = table["start_month"].str[:4].astype(int)
    table["end"] = table["end_month"].str[:4].astype("Int64")
    places = hq["hq"].replace({"SukhumI": "Sukhumi", "Naquora": "Naqoura", "Ndjamena": "N'Djamena"})
    table["headquarters"] = [PLACES.get(name, (places.get(name),))[0] for name in table["mission"]]
    table["host_id"] = [
        PLACES[name][1] if name in PLACES else codes.iso3_to_cow(hq["country_id"].get(name))
        for name in table["mission"]
    ]
    table["latitude"] = [POINTS[name][0] if name in POINTS else hq["hq_lat"].get(name) for name in table["mission"]]
    table["longitude"] = [POINTS[name][1] if name in POINTS else hq["hq_lon"].get(name) for name in table["mission"]]
    return table
