"""Alliances, one row per treaty (ATOP 5.1)."""

import pandas as pd

from data.recipes import alliance_members, tools

# Short names for treaties that lessons mention; the source leaves most treaties unnamed.
NAMES = {3180: "NATO", 3285: "Warsaw Pact", 3075: "Rio Treaty", 3150: "OAS Charter", 3375: "US–Japan security treaty",
         3220: "US–Japan security treaty of 1951", 3240: "US–South Korea", 3740: "Helsinki Final Act", 3755: "Treaty of Amity and Cooperation", 3200: "Sino-Soviet treaty", 4175: "European Union"}  # fmt: skip
FLAGS = {"defense": "defence", "offense": "offence", "neutral": "neutrality", "nonagg": "nonaggression", "consul": "consultation",
         "conditio": "conditional", "asymm": "asymmetric", "wartime": "wartime"}  # fmt: skip


def build(pack):
    """Return one row per alliance with obligations and the depth items that the course uses."""
    source = tools.raw(pack, "alliances/atop5_1_alliance_DERIVED.csv")
    states = alliance_members.build(pack).groupby("alliance_id")["state_id"].nunique()
    table = pd.DataFrame({
        "alliance_id": source["atopid"],
        "name": source["atopid"].map(NAMES).fillna(source["alliance_name"]).fillna(""),
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
