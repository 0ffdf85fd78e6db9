"""Alliance memberships, one row per member and unbroken spell (ATOP 5.1)."""

from data.recipes import tools


def build(pack):
    """Return member spells: phases of the same member that follow each other are joined into one spell."""
    source = tools.raw(pack, "alliances/atop5_1_member.csv")
    flags = ["defense", "offense", "neutral", "nonagg", "consul"]
    source = source.loc[source["cowsys"] == 1, ["atopid", "member", "yrent", "yrexit", "phase", *flags]]
    source = source.sort_values(["atopid", "member", "yrent", "phase"])
    open_end = 9999
    source = source.assign(end=source["yrexit"].where(source["yrexit"] > 0, open_end))
    reach = source.groupby(["atopid", "member"])["end"].transform(lambda ends: ends.cummax().shift(fill_value=0))
    source["spell"] = (source["yrent"] > reach + 1).groupby([source["atopid"], source["member"]]).cumsum()
    spells = source.groupby(["atopid", "member", "spell"], as_index=False).agg(
        {"yrent": "min", "end": "max"} | dict.fromkeys(flags, "max")
    )
    spells["end"] = spells["end"].where(spells["end"] < open_end)
    for flag in flags:
        spells[flag] = spells[flag] == 1
    return spells.drop(columns="spell").rename(
        columns={"atopid": "alliance_id", "member": "state_id", "yrent": "start", "defense": "defence", "offense": "offence",
                 "neutral": "neutrality", "nonagg": "nonaggression", "consul": "consultation"}
    )  # fmt: skip
