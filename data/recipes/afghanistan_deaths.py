"""Foreign soldiers who died in Afghanistan, 2001-2021, one row per state."""

from data.recipes import tools


def build(pack):
    """Return the count as compiled; states without a death have no row."""
    table = tools.authored("facts/afghanistan_deaths.csv", dtype=str)
    return table.assign(state_id=table["state_id"].astype(int), deaths=table["deaths"].astype(int)).drop(columns="iso3")
