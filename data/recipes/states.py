"""States of the international system, one row per spell of membership (Correlates of War, extended to 2025)."""

import pandas as pd

from data.recipes import tools

# Names in the reader's English where the COW label is dated, and every name the other sources use.
NAMES = {345: "Serbia", 255: "Germany", 260: "West Germany", 265: "East Germany", 640: "Türkiye", 490: "DR Congo",
         484: "Congo", 365: "Russia", 300: "Austria-Hungary", 730: "Korea (to 1905)", 678: "North Yemen", 680: "South Yemen",
         679: "Yemen", 816: "Vietnam", 817: "South Vietnam", 731: "North Korea", 732: "South Korea", 271: "Württemberg",
         437: "Côte d'Ivoire", 775: "Myanmar", 343: "North Macedonia", 572: "Eswatini", 316: "Czechia", 2: "United States",
         327: "Papal States", 987: "Micronesia", 403: "São Tomé and Príncipe", 346: "Bosnia and Herzegovina", 600: "Morocco", 58: "Antigua and Barbuda"}  # fmt: skip
OTHER = {2: "USA; US; America; United States of America", 200: "UK; Great Britain; Britain", 255: "Federal Republic of Germany; Prussia",
         260: "German Federal Republic; Federal Republic of Germany (to 1990)", 265: "German Democratic Republic; GDR",
         365: "USSR; Soviet Union; Russian Empire; Russian Federation", 345: "Yugoslavia; Serbia and Montenegro",
         640: "Turkey; Ottoman Empire", 816: "North Vietnam; Viet Nam", 817: "Republic of Vietnam", 679: "Republic of Yemen",
         678: "Yemen Arab Republic", 680: "Yemen People's Republic", 490: "Zaire; Democratic Republic of the Congo; Congo-Kinshasa",
         484: "Republic of the Congo; Congo-Brazzaville", 437: "Ivory Coast; Cote d'Ivoire", 775: "Burma",
         343: "Macedonia; FYROM", 572: "Swaziland", 316: "Czech Republic", 731: "DPRK", 732: "ROK; Korea", 402: "Cabo Verde",
         860: "Timor-Leste", 713: "Republic of China", 710: "PRC", 325: "Sardinia; Piedmont-Sardinia", 317: "Slovak Republic",
         403: "Sao Tome and Principe", 850: "Dutch East Indies", 630: "Persia", 800: "Siam", 439: "Upper Volta", 434: "Dahomey",
         552: "Rhodesia", 551: "Northern Rhodesia", 780: "Ceylon", 696: "UAE", 101: "Venezuela", 987: "Federated States of Micronesia"}  # fmt: skip
# Where a state's obligations or seat went, as the course follows it (teaching convention, not law).
SUCCESSOR = {260: 255, 265: 255, 315: 316, 678: 679, 680: 679, 817: 816, 300: 305, 511: 510, 730: 732, 329: 325, 332: 325,
             335: 325, 337: 325, 240: 255, 245: 255, 267: 255, 269: 255, 271: 255, 273: 255, 275: 255, 280: 255}  # fmt: skip
ISO3 = {345: "SRB", 347: "XKX"}
REGIONS = {"Europe & Central Asia": "Europe and Central Asia", "Middle East & North Africa": "Middle East and North Africa",
           "East Asia & Pacific": "East Asia and Pacific", "Latin America & Caribbean": "Latin America and Caribbean"}  # fmt: skip
# The World Bank counts these two as Middle East and North Africa; their military ties lie elsewhere.
REGION = {338: "Europe and Central Asia", 522: "Sub-Saharan Africa"}
NO_ISO3 = {327, 817}
# Gleditsch-Ward numbers that differ: (state, spell still open) for Germany and Serbia, whose numbers changed.
GW = {(255, True): 260, (345, True): 340, (679, True): 678, (946, True): 970, (970, True): 971, (955, True): 972,
      (947, True): 973}  # fmt: skip


def build(pack):
    """Return the state spells."""
    spells = tools.raw(pack, "geo/cow_states_2016.csv")
    names = tools.raw(pack, "geo/country_codes_crosswalk.csv").dropna(subset=["cown"]).set_index("cown")
    capitals = tools.raw(pack, "geo/cow_capitals.csv").sort_values("stdate")
    rows = []
    for spell in spells.itertuples():
        code = spell.ccode
        known = names.loc[code] if code in names.index else None
        name = NAMES.get(code) or (known["country.name.en"] if known is not None else spell.statenme)
        region = (
            known["region"] if known is not None else {260: "Europe & Central Asia", 730: "East Asia & Pacific"}[code]
        )
        unknown = known is None or pd.isna(known["iso3c"]) or code in NO_ISO3
        iso3 = ISO3.get(code) or ("" if unknown else known["iso3c"])
        is_open = spell.endyear == 2016
        last_day = "9999" if is_open else f"{spell.endyear:04d}-{spell.endmonth:02d}-{spell.endday:02d}"
        capital = capitals[(capitals["ccode"] == code) & (capitals["stdate"] <= last_day)].iloc[-1]
        rows.append({
            "state_id": code, "name": name.replace(" & ", " and "), "iso3": iso3,
            "start": spell.styear, "start_date": f"{spell.styear:04d}-{spell.stmonth:02d}-{spell.stday:02d}",
            "end": None if is_open else spell.endyear,
            "end_date": None if is_open else last_day,
            "gw_id": GW.get((code, is_open), code), "region": REGION.get(code) or REGIONS.get(region, region),
            "successor_id": SUCCESSOR.get(code), "capital": capital["capital"], "lat": capital["lat"], "lon": capital["lng"],
            "other_names": OTHER.get(code, ""),
        })  # fmt: skip
    return pd.DataFrame(rows)
