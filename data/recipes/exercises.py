"""Joint military exercises 1980 to 2010, one row per exercise (MME 7)."""

import pandas as pd

from data.recipes import codes, states
from data.recipes.exercise_members import build as members
from data.recipes.exercise_members import exercises, participants

FLAGS = {"Warfighting": "warfighting", "Peacekeeping": "peacekeeping", "Humanitarian": "humanitarian",
         "CPX": "command_post", "Air": "air", "Land": "land", "Sea": "sea", "Amphibious": "amphibious", "Cyber": "cyber"}  # fmt: skip


def build(pack):
    """Return the exercises with purpose, form, number of participants and the region of their place."""
    source = exercises(pack).set_index("exercise_id")
    regions = states.build(pack).drop_duplicates("state_id", keep="last").set_index("state_id")["region"]
    host = source["Location"].map(codes.name_to_cow)
    named = participants(pack).groupby("exercise_id").size().reindex(source.index, fill_value=0)
    table = pd.DataFrame({
        "name": source["Ex_Name"].replace("-9", ""),
        "series": source["Series_Name"].fillna("").replace("-9", ""),
        "year": source["s.year"],
        "month": source["s.month"],
        "participants": named.where(named > 0),
        "states": members(pack).groupby("exercise_id").size().reindex(source.index, fill_value=0),
        "multilateral": (named > 2).where(named > 1),
        "latitude": source["lat"],
        "longitude": source["lon"],
        "region": [
            regions[state] if state == state else region(*place)
            for state, *place in zip(host, source["lat"], source["lon"], strict=True)
        ],
    })  # fmt: skip
    for old, new in FLAGS.items():
        table[new] = source[old] == 1
    return table.reset_index()


def region(lat, lon):
    """Return the world region of a place by rough boxes; '' where the coordinates are unknown."""
    if pd.isna(lat) or pd.isna(lon):
        return ""
    if lon < -30:
        if lon < -125 and lat < 50:
            return "East Asia and Pacific"
        return "North America" if lat >= 28 else "Latin America and Caribbean"
    if lon >= 92.3:
        return "Europe and Central Asia" if lat >= 50 else "East Asia and Pacific"
    if lat >= 37.3 or (lat >= 35 and (-10 < lon < -1 or 11.5 < lon < 36.3)) or (lat >= 36.5 and lon > 45):
        return "Europe and Central Asia"
    if lon >= 60.5:
        return "South Asia"
    gulf_side = lat >= 12 and lon >= 43.2
    return "Middle East and North Africa" if lat >= 19.5 or gulf_side else "Sub-Saharan Africa"
