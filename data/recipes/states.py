"""States of the international system, one row per spell of membership (Correlates of War, extended to 2025)."""

import pandas as pd

from data.recipes import tools

REGIONS = {"Europe & Central Asia": "Europe and Central Asia", "Middle East & North Africa": "Middle East and North Africa",
           "East Asia & Pacific": "East Asia and Pacific", "Latin America & Caribbean": "Latin America and Caribbean"}  # fmt: skip
# Gleditsch-Ward numbers that differ: (state, spell still open) for Germany and Serbia, whose numbers changed.
GW = {(255, True): 260, (345, True): 340, (679, True): 678, (946, True): 970, (970, True): 971, (955, True): 972,
      (947, True): 973}  # fmt: skip


def build(pack):
    """Return the state spells."""
    spells = tools.raw(pack, "geo/cow_states_2016.csv")
    names = tools.raw(pack, "geo/country_codes_crosswalk.csv").dropna(subset=["cown"]).set_index("cown")
    capitals = tools.raw(pack, "geo/cow_capitals.csv").sort_values("stdate")
    own = tools.authored("codings/states.csv", dtype=str).fillna("").set_index("state_id").to_dict("index")
    rows = []
    for spell in spells.itertuples():
        code = spell.ccode
        known = (
            names.loc[code] if code in names.index else {"country.name.en": spell.statenme, "iso3c": "", "region": ""}
        )
        ours = own.get(str(code), {})
        name = ours.get("name") or known["country.name.en"]
        region = ours.get("region") or REGIONS.get(known["region"], known["region"])
        iso3 = ours.get("iso3") or ("" if pd.isna(known["iso3c"]) else known["iso3c"])
        is_open = spell.endyear == 2016
        last_day = "9999" if is_open else f"{spell.endyear:04d}-{spell.endmonth:02d}-{spell.endday:02d}"
        capital = capitals[(capitals["ccode"] == code) & (capitals["stdate"] <= last_day)].iloc[-1]
        rows.append({
            "state_id": code, "name": name.replace(" & ", " and "), "iso3": "" if iso3 == "none" else iso3,
            "start": spell.styear, "start_date": f"{spell.styear:04d}-{spell.stmonth:02d}-{spell.stday:02d}",
            "end": None if is_open else spell.endyear,
            "end_date": None if is_open else last_day,
            "gw_id": GW.get((code, is_open), code), "region": region,
            "successor_id": ours.get("successor_id") or None, "capital": capital["capital"], "lat": capital["lat"], "lon": capital["lng"],
            "other_names": ours.get("other_names", ""),
        })  # fmt: skip
    return pd.DataFrame(rows)
