"""Members of the five regional forces of the African Standby Force, one row per force and state (hand-made)."""

import pandas as pd

from data.recipes import codes, states, tools

FORCES = {
    "EASF (East)": "EASF",
    "ESF (West)": "ESF",
    "SSF (South)": "SSF",
    "FOMAC (Centre)": "FOMAC",
    "NARC (North)": "NARC",
}
PRESS = {"EASF (Eastern Africa Standby Force)": "EASF", "ESF (ECOWAS Standby Force; formerly ECOBRIG)": "ESF",
         "FOMAC (ECCAS)": "FOMAC", "SADC Standby Force (SADCBRIG)": "SSF"}  # fmt: skip
LEFT_2025 = ["BFA", "MLI", "NER"]  # left ECOWAS on 29 January 2025
PRESS_NAMES = {"Cape Verde": "CPV", "Cote d'Ivoire": "CIV", "Republic of Congo": "COG", "Swaziland": "SWZ",
               "Democratic Republic of the Congo": "COD", "Sao Tome and Principe": "STP", "Gambia": "GMB"}  # fmt: skip


def build(pack):
    """Return memberships, with exits and whether the second list has them too."""
    source = tools.evidence(pack, "facts/asf_regions.csv", dtype=str)
    names = tools.raw(pack, "geo/country_codes_crosswalk.csv").dropna(subset=["iso3c"])
    english = names.drop_duplicates("iso3c").set_index("iso3c")["country.name.en"]
    press = tools.raw(pack, "operations/african_standby_force_TRANSCRIBED.csv")
    iso3 = (
        press["country"].map(PRESS_NAMES).fillna(press["country"].map({name: code for code, name in english.items()}))
    )
    listed = set(zip(press["force"].map(PRESS), iso3, strict=True))
    rows = []
    for force in source.itertuples():
        short = FORCES[force.component]
        for code in force.members_iso3.replace("(plus", "").split("until")[0].split():
            left = short == "ESF" and code in LEFT_2025
            rows.append({
                "force": short, "iso3": code, "state_id": codes.iso3_to_cow(code),
                "name": states.NAMES.get(codes.iso3_to_cow(code), english[code]),
                "community": force.rec_or_mechanism.split(" (")[0].replace("Eastern Africa Standby Force", "own mechanism")
                .replace("North African Regional Capability", "own mechanism"),
                "end_date": "2025-01-29" if left else None,
                "exit_announced": "2025-06-07" if (short, code) == ("FOMAC", "RWA") else None,
                "in_press_list": None if short == "NARC" else (short, code) in listed,
                "source": force.source, "confidence": force.confidence.split()[0].strip(",;"),
                "confidence_note": force.confidence,
            })  # fmt: skip
    return pd.DataFrame(rows)
