"""UN peacekeeping in the world by year 1947-2022: missions and personnel."""

from data.recipes import tools


def build(pack):
    """Return missions and personnel; the split by kind is blank where the source does not know it (to 1991)."""
    table = tools.raw(pack, "peacekeeping/owid_un_peacekeeping_world_year.csv").drop(columns="Entity")
    table.columns = ["year", "missions", "personnel", "police", "observers", "troops"]
    for column in ("police", "observers", "troops"):
        table[column] = table[column].where(table["year"] >= 1992)
    return table
