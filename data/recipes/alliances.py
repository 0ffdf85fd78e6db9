"""Alliances, one row per treaty (ATOP 5.1)."""

import pandas as pd

from data.recipes import alliance_members, tools

FLAGS = {"defense": "defence", "offense": "offence", "neutral": "neutrality", "nonagg": "nonaggression", "consul": "consultation",
         "conditio": "conditional", "asymm": "asymmetric", "wartime": "wartime"}  # fmt: skip


def build(pack):
    """Return one row per alliance with obligations and the depth items that the course uses."""
    source = tools.raw(pack, "alliances/atop5_1_alliance_2_DERIVED.csv")
    states = alliance_members.build(pack).groupby("alliance_id")["state_id"].nunique()
    names = tools.authored("codings/alliance_names.csv").set_index("alliance_id")["name"]
    table = pd.DataFrame({
        "alliance_id": source["atopid"],
        "name": source["atopid"].map(names).fillna(source["alliance_name"]).fillna(""),
        "start": source["begyr"],
        "end": source["endyr"].where(source["in_effect_at_end_of_data"] == 0),
        "founders": source["n_founding_members"],
        "members_ever": source["n_members_ever"],
        "states_ever": source["atopid"].map(states).fillna(0),
        "bilateral": source["bilat"] == 1,
    })  # fmt: skip
    for old, new in FLAGS.items():
        table[new] = source[old] == 1
    for old, new in {"intcom": "integrated_command", "base": "bases", "organ1": "organisation", "milcon": "military_contact",
                     "milaid": "military_aid"}.items():  # fmt: skip
        table[new] = (source[old] > 0).where(source[old].notna())
    table["depth"] = source["bc_depth"]
    return table
