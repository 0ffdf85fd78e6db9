"""Natural disasters in the world by decade and hazard, 1900s to 2010s (EM-DAT)."""

from data.recipes import tools

COLUMNS = ["hazard", "year", "disasters", "deaths", "injured", "affected", "homeless", "total_affected", "damage"]


def build(pack):
    """Return sums over each decade; the row 'all' is the source's own total, never to be added to the hazards."""
    years = tools.raw(pack, "humanitarian/owid_emdat_disasters_1900_2019.csv")
    years.columns = COLUMNS
    years["hazard"] = years["hazard"].str.lower().replace("all natural disasters", "all")
    years["decade"] = years["year"] // 10 * 10
    years["damage"] = years["damage"] / 1e6
    sums = ["disasters", "deaths", "total_affected", "damage"]
    return years.groupby(["decade", "hazard"])[sums].sum(min_count=1).reset_index()
