"""Defence expenditure of NATO members 2014-2024e, one edition (press release of 17 June 2024)."""

from data.recipes import codes, marks, tools

# Our column -> table and measure of the release (the same measure name occurs in several tables).
MEASURES = {
    "share_gdp": ("TABLE3", "Share of real GDP (%)"), "real_change": ("TABLE3", "Annual real change (%)"),
    "equipment_share": ("TABLE8a", "Equipment (a)"), "personnel_share": ("TABLE8a", "Personnel (b)"),
    "infrastructure_share": ("TABLE8b", "Infrastructure (c)"), "other_share": ("TABLE8b", "Other (d)"),
    "expenditure": ("TABLE2", "Constant 2015 prices and exchange rates"),
    "expenditure_current": ("TABLE2", "Current prices and exchange rates"),
    "gdp": ("TABLE5", "Constant 2015 prices and exchange rates"),
    "expenditure_per_head": ("TABLE6", "Defence expenditure per capita (US dollars)"),
    "gdp_per_head": ("TABLE6", "GDP per capita (thousand US dollars)"), "military_personnel": ("TABLE7", ""),
}  # fmt: skip


def build(pack):
    """Return one row per state and year with every measure as a column; NATO's own totals are left out."""
    long = tools.raw(pack, "spending/nato_defence_expenditure_2014_2024e_long.csv").fillna({"measure": ""})
    long = long[~long["country"].str.startswith("NATO")]
    names = {wanted: column for column, wanted in MEASURES.items()}
    long["column"] = [names.get(key) for key in zip(long["table"], long["measure"], strict=True)]
    long = long.dropna(subset=["column"])
    long["state_id"] = long["country"].map(codes.name_to_cow)
    table = long.pivot(index=["state_id", "year"], columns="column", values="value").reset_index()
    table["estimate"] = table["year"] >= long.loc[long["estimate"], "year"].min()
    table["national_pledge"] = table["state_id"].isin(long.loc[long["footnote_star"], "state_id"])
    table["member"] = marks.member(table["state_id"], table["year"])
    return table
