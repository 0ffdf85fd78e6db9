"""Armed conflicts by state and year: as a main party, at home, and in support of others (UCDP/PRIO Armed Conflict 25.1)."""

import pandas as pd

from data.recipes import codes, tools

ROLES = {"gwno_a": "party", "gwno_b": "party", "gwno_a_2nd": "supporting", "gwno_b_2nd": "supporting"}
OMAN = 698


def build(pack):
    """Return distinct conflicts per state and year; Hyderabad 1948 and Oman before 1971 are not in the state list."""
    source = tools.raw(pack, "conflict/ucdp_acd_25.1_peacesciencer.csv")
    source["war"] = source["intensity_level"] == 2
    source["home"] = source["type_of_conflict"].isin(["intrastate", "II"])
    parts = []
    for column, role in ROLES.items():
        part = source.dropna(subset=[column])[["conflict_id", "year", "war", "home"]].assign(role=role)
        part["home"] &= column == "gwno_a"
        part["state_id"] = [
            codes.gw_to_cow(number, year) for number, year in zip(source[column].dropna(), part["year"], strict=True)
        ]
        parts.append(part)
    rows = pd.concat(parts).dropna(subset=["state_id"])
    rows = rows[(rows["state_id"] != OMAN) | (rows["year"] >= 1971)]
    rows = rows.groupby(["state_id", "year", "conflict_id", "role"], as_index=False)[["war", "home"]].max()
    main = rows["role"] == "party"
    rows = rows.assign(conflicts=main, wars=main & rows["war"], at_home=main & rows["home"], supporting=~main)
    table = rows.groupby(["state_id", "year"], as_index=False)[["conflicts", "wars", "at_home", "supporting"]].sum()
    return table
