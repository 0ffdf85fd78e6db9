"""Democracy scores, one row per state and year (V-Dem electoral democracy; Polity5 beside it)."""

from data.recipes import tools


def build(pack):
    """Return both scores; state-years with neither are left out."""
    source = tools.raw(pack, "capabilities/democracy_cow_year.csv.gz")
    source = source.rename(columns={"ccode": "state_id", "v2x_polyarchy": "polyarchy"})
    return source[["state_id", "year", "polyarchy", "polity2"]].dropna(subset=["polyarchy", "polity2"], how="all")
