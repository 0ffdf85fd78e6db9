"""The deadliest natural disasters since 1970: state, year and hazard with a thousand deaths or more (EM-DAT)."""

import pandas as pd

from data.recipes import codes, marks, tools

THRESHOLD = 1000
SUDDEN = ["earthquake", "volcanic", "flood", "mass_movement", "storm", "landslide"]


def build(pack):
    """Return deaths and people affected for sudden hazards; 'World' and the totals over hazards are left out."""
    wide = tools.raw(pack, "humanitarian/owid_emdat_natural_disasters.csv.gz")
    wide = wide[(wide["Year"].between(1970, 2019)) & (wide["Entity"] != "World")].rename(columns={"Year": "year"})
    columns = [f"{measure}_{hazard}" for measure in ("deaths", "total_affected") for hazard in SUDDEN]
    wide = wide[["Entity", "year", *columns]].rename(columns=lambda name: name.replace("total_affected_", "affected_"))
    wide["state_id"] = [codes.name_to_cow(name, year) for name, year in zip(wide["Entity"], wide["year"], strict=True)]
    parts = [
        wide[["Entity", "state_id", "year"]].assign(hazard=hazard.replace("_", " "), deaths=wide[f"deaths_{hazard}"], affected=wide[f"affected_{hazard}"])
        for hazard in SUDDEN
    ]  # fmt: skip
    table = pd.concat(parts)
    table = table[table["deaths"] >= THRESHOLD].drop(columns="Entity").reset_index(drop=True)
    # The cyclone of November 1970 struck East Pakistan; the source files it under Bangladesh.
    east_pakistan = (table["state_id"] == 771) & ~marks.existing(pack, table)
    return table.assign(state_id=table["state_id"].mask(east_pakistan, 770))
