"""Cyber incidents by year, initiator and target in three sources side by side: DCID, EuRepoC and CFR (counts only)."""

import pandas as pd

from data.recipes import codes, tools

STATE_LINKED = ["State", "Non-state actor, state-affiliation suggested"]
KEYS = ["source", "level", "year", "initiator_id", "target_id"]


def build(pack):
    """Return distinct incidents at three levels that must not be added up: world, initiator, pair."""
    everything = eurepoc(pack)
    linked = everything[everything["category"].isin(STATE_LINKED)]
    rows = [*levels("DCID", dcid(pack)), *levels("EuRepoC", linked), *levels("CFR", cfr(pack))]
    rows.append(levels("EuRepoC all", everything)[0])
    return pd.concat(rows, ignore_index=True)


def levels(source, table):
    """Return counts of distinct incidents for the world, by initiator, and by initiator and target (other than itself)."""
    pairs = table[table["initiator_id"] != table["target_id"]].dropna(subset=["initiator_id", "target_id"])
    parts = {"world": (table, ["year"]), "initiator": (table.dropna(subset=["initiator_id"]), ["year", "initiator_id"]),
             "pair": (pairs, ["year", "initiator_id", "target_id"])}  # fmt: skip
    counted = []
    for level, (part, by) in parts.items():
        count = part.groupby(by)["incident"].nunique().rename("incidents").reset_index()
        counted.append(count.assign(source=source, level=level).reindex(columns=[*KEYS, "incidents"]))
    return counted


def dcid(pack):
    """Return DCID incidents; the target is the other state of the pair, blank where the initiator is a third state."""
    source = tools.raw(pack, "threats/dcid_v2.0_incidents_2000_2020.csv", dtype={"dyadpair": str})
    one, two = source["dyadpair"].str[:-3].astype(int), source["dyadpair"].str[-3:].astype(int)
    doer = source["initiator"].astype(int)
    target = two.where(doer == one, one.where(doer == two))
    return pd.DataFrame({"incident": source["cyberincidentnum"], "year": source["interactionstartdate"].str[:4].astype(int),
                         "initiator_id": doer, "target_id": target})  # fmt: skip


def eurepoc(pack):
    """Return EuRepoC rows (incident x receiver x initiator) with a start date."""
    source = tools.raw(pack, "threats/eurepoc_incident_initiator_2000_2023-12.csv.gz").dropna(subset=["start_date"])
    years = source["start_date"].str[:4].astype(int)
    coded = {
        side: [codes.name_to_cow(name, year) for name, year in zip(source[f"{side}_country"], years, strict=True)]
        for side in ("initiator", "receiver")
    }
    return pd.DataFrame({"incident": source["incident_id"], "year": years, "category": source["initiator_category"],
                         "initiator_id": coded["initiator"], "target_id": coded["receiver"]})  # fmt: skip


def cfr(pack):
    """Return CFR tracker entries with a date, one row per named sponsor."""
    source = tools.raw(pack, "threats/cfr_cyber_operations_tracker.csv").dropna(subset=["Date"])
    table = pd.DataFrame({"incident": source.index, "year": source["Date"].str[-4:].astype(int),
                          "sponsor": source["Sponsor"].str.split(", ")}).explode("sponsor")  # fmt: skip
    table["initiator_id"] = [
        codes.name_to_cow(name, year) for name, year in zip(table["sponsor"], table["year"], strict=True)
    ]
    return table.assign(target_id=float("nan"))
