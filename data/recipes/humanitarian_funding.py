"""Humanitarian appeals: money asked for and received by state and year 1999-2025 (OCHA Financial Tracking Service)."""

from data.recipes import codes, marks, tools


def build(pack):
    """Return million US dollars: country plans, regional plans (money only) and money outside plans."""
    flows = tools.raw(pack, "humanitarian/fts_requirements_funding_global.csv")
    flows = flows[flows["year"] <= 2025]
    regional = flows["typeName"] == "Regional response plan"
    outside = flows["typeName"].isna()
    plan = ~regional & ~outside
    millions = flows[["requirements", "funding"]] / 1e6
    parts = flows[["countryCode", "year"]].assign(
        plans=plan & (flows["requirements"] > 0), requirements=millions["requirements"].where(plan),
        funding=millions["funding"].where(plan), funding_regional=millions["funding"].where(regional),
        funding_outside=millions["funding"].where(outside))  # fmt: skip
    sums = parts.groupby(["countryCode", "year"])
    table = sums.sum(min_count=1).reset_index().rename(columns={"countryCode": "iso3"})
    table["state_id"] = [codes.iso3_to_cow(iso3, year) for iso3, year in zip(table["iso3"], table["year"], strict=True)]
    return table.assign(state_id=table["state_id"].where(marks.existing(pack, table)))
