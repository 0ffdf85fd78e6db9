"""Alliance memberships, one row per member and unbroken spell (ATOP 5.1)."""

import pandas as pd

from data.recipes import states, tools

FLAGS = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "nonaggression",
    "consul": "consultation",
}
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
    """Return member spells: phases of the same member that follow each other are joined until its obligations change.

    In the year of a change the new obligations count.
    """
    source = tools.raw(pack, "alliances/atop5_1_member.csv")
    source = source[["atopid", "member", "cowsys", "yrent", "yrexit", "phase", *FLAGS]]
    source = source.assign(end=source["yrexit"].where(source["yrexit"] > 0, OPEN))
    source = pd.concat([source[source["cowsys"] == 1], as_states(source[source["cowsys"] == 0], pack)])
    rows = []
    for (treaty, member), phases in source.sort_values(["yrent", "phase"]).groupby(["atopid", "member"]):
        joined, spells = None, []
        for phase in phases.itertuples():
            bound = tuple(getattr(phase, flag) == 1 for flag in FLAGS)
            if not spells or phase.yrent > spells[-1]["end"] + 1:
                joined = phase.yrent
            elif bound == spells[-1]["bound"] or phase.yrent == spells[-1]["start"]:
                last = spells.pop()  # goes on, or was changed within its first year
                spells.append(
                    {"bound": bound, "start": last["start"], "joined": joined, "end": max(phase.end, last["end"])}
                )
                continue
            else:
                spells[-1]["end"] = phase.yrent - 1
            spells.append({"bound": bound, "start": phase.yrent, "joined": joined, "end": phase.end})
        rows += [(treaty, member, s["start"], s["end"], s["joined"], *s["bound"]) for s in spells]
    table = pd.DataFrame(rows, columns=["alliance_id", "state_id", "start", "end", "joined", *FLAGS.values()])
    table["end"] = table["end"].where(table["end"] < OPEN)
    return table
