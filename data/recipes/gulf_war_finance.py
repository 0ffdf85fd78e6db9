"""Money pledged and received for the Gulf War of 1991, by contributor, with the totals."""

from data.recipes import marks, tools


def build(pack):
    """Return one row per contributor or total, in billion US dollars."""
    table = tools.authored("facts/gulf_war_1991_finance.csv", dtype=str)
    table["approximate"] = table["received_usd_bn"].str.contains("about", na=False)
    for column in ("pledged", "received", "cost"):
        table[column] = table.pop(f"{column}_usd_bn").map(marks.number)
    return marks.split_confidence(table)
