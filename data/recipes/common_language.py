"""Common languages of pairs of states that served together, one row per pair."""

from itertools import combinations

import pandas as pd

from data.recipes import codes, languages, standby_force_members, tools


def build(pack):
    """Return pairs of states in ISAF, in one regional force of Africa or in the same UN mission and year."""
    isaf = together({"ISAF": set(tools.authored("facts/isaf_troops_2010_11.csv")["state_id"])})
    forces = standby_force_members.build(pack).dropna(subset="state_id")
    forces = together(forces.groupby("force")["state_id"].agg(set).to_dict())
    troops = tools.raw(pack, "peacekeeping/un_contributor_mission_year_2011_2020.csv")
    troops = troops[troops["avg_corrected"] >= 1]
    troops = troops.assign(state_id=troops["iso3c"].map(codes.iso3_to_cow)).dropna(subset="state_id")
    missions = together(troops.groupby(["mission", "year"])["state_id"].agg(set).to_dict())
    spoken = languages.build(pack)
    official = spoken[spoken["official"]].groupby("state_id")["language"].agg(set).to_dict()
    cepii = pairs_of_cepii(pack)
    rows = []
    for pair in sorted({*isaf, *forces, *missions}):
        one, two = pair
        shared = official[one] & official[two]
        rows.append({
            "state_id_1": one, "state_id_2": two, "common_official": bool(shared), "languages": "; ".join(sorted(shared)),
            **cepii.get(pair, {}), "isaf": pair in isaf,
            "standby_force": "; ".join(sorted(forces.get(pair, []))),
            "un_missions": len({mission for mission, _ in missions.get(pair, [])}),
        })  # fmt: skip
    return pd.DataFrame(rows)


def together(groups):
    """Return every pair of states that share a group, with the names of the groups."""
    pairs = {}
    for name, states in groups.items():
        for one, two in combinations(sorted(int(state) for state in states), 2):
            pairs.setdefault((one, two), set()).add(name)
    return pairs


def pairs_of_cepii(pack):
    """Return the three facts of the CEPII pair file by pair of state numbers."""
    source = tools.raw(pack, "culture/cepii_dyad_common_language.csv.gz")
    facts = {"common_official_cepii": "comlang_off", "common_spoken": "comlang_ethno", "colonial_tie": "colony"}
    known = {}
    for row in source.to_dict("records"):
        one, two = codes.iso3_to_cow(row["iso_o"]), codes.iso3_to_cow(row["iso_d"])
        if one and two:
            known[min(one, two), max(one, two)] = {name: row[column] == 1 for name, column in facts.items()}
    return known
