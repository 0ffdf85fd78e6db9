"""Alliance memberships, one row per member and unbroken spell (ATOP 5.1)."""

import pandas as pd

from data.recipes import states, tools

OPEN = 9999  # a year after all data: still in force


def as_states(rows, pack):
    """Return memberships signed before the member was a state, cut to the years in which it was one.

    ATOP notes the status at signature only: West Germany signed in 1954 and entered the state system in 1955.
    """
    spells = states.build(pack)[["state_id", "start", "end"]].rename(columns={"start": "first", "end": "last"})
    spells["last"] = pd.to_numeric(spells["last"]).fillna(OPEN)
    both = rows.merge(spells, left_on="member", right_on="state_id")
    both = both[(both["first"] <= both["end"]) & (both["last"] >= both["yrent"])]
    return both.assign(yrent=both[["yrent", "first"]].max(axis=1), end=both[["end", "last"]].min(axis=1))[rows.columns]


def build(pack):
    """Return member spells: phases of the same member that follow each other are joined into one spell."""
    source = tools.raw(pack, "alliances/atop5_1_member.csv")
    flags = ["defense", "offense", "neutral", "nonagg", "consul"]
    source = source[["atopid", "member", "cowsys", "yrent", "yrexit", "phase", *flags]]
    source = source.assign(end=source["yrexit"].where(source["yrexit"] > 0, OPEN))
    source = pd.concat([source[source["cowsys"] == 1], as_states(source[source["cowsys"] == 0], pack)])
    source = source.sort_values(["atopid", "member", "yrent", "phase"])
    reach = source.groupby(["atopid", "member"])["end"].transform(lambda ends: ends.cummax().shift(fill_value=0))
    source["spell"] = (source["yrent"] > reach + 1).groupby([source["atopid"], source["member"]]).cumsum()
    spells = source.groupby(["atopid", "member", "spell"], as_index=False).agg(
        {"yrent": "min", "end": "max"} | dict.fromkeys(flags, "max")
    )
    spells["end"] = spells["end"].where(spells["end"] < OPEN)
    for flag in flags:
        spells[flag] = spells[flag] == 1
    return spells.drop(columns="spell").rename(
        columns={"atopid": "alliance_id", "member": "state_id", "yrent": "start", "defense": "defence", "offense": "offence",
                 "neutral": "neutrality", "nonagg": "nonaggression", "consul": "consultation"}
    )  # fmt: skip
