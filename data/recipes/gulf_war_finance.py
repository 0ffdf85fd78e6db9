"""Money pledged and received for the Gulf War of 1991, by contributor, with the totals."""

from data.recipes import codes, marks, tools

KINDS = {
    "_TOTAL pledged": "all contributions",
    "_US cost": "cost to the United States",
    "_Regional economic aid": "regional aid",
}


def build(pack):
    """Return one row per contributor or total, in billion US dollars."""
    table = tools.evidence(pack, "facts/gulf_war_1991_finance.csv", dtype=str)
    table["kind"] = table["contributor"].map(KINDS).fillna("contribution")
    table["state_id"] = table["contributor"].map(codes.iso3_to_cow).astype("Int64")
    table["pledged"] = table["pledged_usd_bn"].map(marks.number)
    table["received"] = table["received_usd_bn"].map(marks.number)
    table["approximate"] = table["received_usd_bn"].str.contains("about", na=False)
    cost = table["kind"] == "cost to the United States"
    table["cost"] = table["pledged"].where(cost)
    table["pledged"] = table["pledged"].where(~cost)
    table["contributor"] = table["contributor"].str.lstrip("_").replace("TOTAL pledged", "all contributors")
    return marks.split_confidence(table).drop(columns=["pledged_usd_bn", "received_usd_bn"])
