"""US troops by host state and quarter, 2024 and 2025, active duty and selected reserve apart."""

from data.recipes import marks, tools, us_troops

LAST = 2025


def build(pack):
    """Return host-quarters of the state system; `troops` stands on the footing of us_troops: active duty and reserve."""
    source = tools.raw(pack, "cooperation/us_troops_quarter_2024_2025.csv")
    source = source.rename(
        columns={"ccode": "state_id", "troops_ad": "active_duty", "total_selected_reserve": "reserve"}
    )
    table = source[(source["state_id"] != 2) & marks.existing(pack, source)].copy()
    table["troops"] = table["active_duty"] + table["reserve"]
    doubts, plain = us_troops.marks(LAST), ("count", "")
    table["status"] = [doubts.get(cell, plain)[0] for cell in zip(table["state_id"], table["year"], strict=True)]
    return table[["state_id", "year", "quarter", "troops", "active_duty", "reserve", "status"]]
