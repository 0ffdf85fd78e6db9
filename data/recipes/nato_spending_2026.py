"""Core defence expenditure of NATO members 2014-2026e, one edition (July 2026)."""

from data.recipes import marks, tools

# Our column -> column of the source.
MEASURES = {"share_gdp": "share_gdp_pct", "equipment_share": "equipment_share_pct", "expenditure": "usd_2021_m",
            "expenditure_current": "usd_current_m"}  # fmt: skip
LUXEMBOURG, SINCE = 212, 2023  # from then on its share is one of national income


def build(pack):
    """Return one row per state and year; NATO's own totals are left out."""
    source = tools.raw(pack, "spending/nato_core_defence_2014_2026e_TRANSCRIBED.csv")
    table = source.rename(columns={"ccode": "state_id"} | {wanted: column for column, wanted in MEASURES.items()})
    table["member"] = marks.member(table["state_id"], table["year"])
    table["of_income"] = (table["state_id"] == LUXEMBOURG) & (table["year"] >= SINCE)
    return table[["state_id", "year", "member", "estimate", *MEASURES, "of_income"]]
