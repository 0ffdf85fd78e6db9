"""Interstate wars, one row per war, state, side and spell of fighting (Correlates of War 4.0)."""

import pandas as pd

from data.recipes import tools

OUTCOMES = {1: "won", 2: "lost", 3: "compromise", 4: "became another war", 6: "stalemate", 8: "changed sides"}


def build(pack):
    """Return spells of fighting with dates; second spells of a state become rows of their own."""
    source = tools.raw(pack, "conflict/cow_interstate_war_v4.0.csv")
    parts = []
    for spell in (1, 2):
        part = source[source[f"StartYear{spell}"] > 0].assign(spell=spell)
        for edge in ("Start", "End"):
            days = part[[f"{edge}Year{spell}", f"{edge}Month{spell}", f"{edge}Day{spell}"]].to_numpy()
            part[f"{edge.lower()}_date"] = ["{:04d}-{:02d}-{:02d}".format(*day) for day in days]
        part["start"], part["end"] = part[f"StartYear{spell}"], part[f"EndYear{spell}"]
        parts.append(part)
    table = pd.concat(parts)
    table["initiator"] = table["Initiator"] == 1
    table["outcome"] = table["Outcome"].map(OUTCOMES)
    table["battle_deaths"] = table["BatDeath"].where((table["BatDeath"] >= 0) & (table["spell"] == 1))
    return table.rename(columns={"WarNum": "war_id", "WarName": "war", "ccode": "state_id", "Side": "side"})[
        ["war_id", "war", "state_id", "side", "spell", "start", "start_date", "end", "end_date", "initiator", "outcome", "battle_deaths"]
    ]  # fmt: skip
