"""Authorised and deployed personnel of UN missions by year 1990-2015 (Passmore, Shannon and Hart 2018)."""

from data.recipes import marks, tools

KINDS = {"troops": ("authtroop", "troop"), "police": ("authpolice", "police"), "observers": ("authmilobs", "milobs")}


def build(pack):
    """Return yearly means over the months for which both the mandate's ceiling and the deployment are known."""
    months = tools.raw(pack, "peacekeeping/passmore_etal2018_personnel_shortfalls.csv.gz")
    months = months[(months["totalauth"] > 0) & months["total"].notna()]
    names = {
        "totalauth": "authorised",
        "total": "deployed",
        "shortfalltotal": "shortfall",
        "contributors": "contributors",
    }
    for kind, (ceiling, deployed) in KINDS.items():
        names |= {ceiling: f"authorised_{kind}", deployed: f"deployed_{kind}"}
    groups = months.groupby(["mission", "year"])
    table = groups[[*names]].mean().rename(columns=names)
    table["months"] = groups.size()
    table["host_id"] = groups["missionccode"].first()
    table = table.reset_index()
    # Before independence the mission's ground belonged, in the list of states, to another state.
    owner = table["host_id"].map({347: 345, 860: 850})
    before = table["host_id"].notna() & ~marks.existing(pack, table.rename(columns={"host_id": "state_id"}))
    return table.assign(host_id=table["host_id"].mask(before, owner))
