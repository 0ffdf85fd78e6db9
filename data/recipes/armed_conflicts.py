"""Armed conflicts by year, type and region: distinct conflicts and wars (UCDP/PRIO Armed Conflict 25.1)."""

from data.recipes import tools

TYPES = {"II": "internationalised"}
REGIONS = {"1": "Europe", "2": "Middle East", "3": "Asia", "4": "Africa", "5": "Americas"}


def build(pack):
    """Return counts of distinct conflicts; a war is a conflict with 1,000 or more battle deaths in the year."""
    source = conflict_years(pack)
    table = source.assign(war=source["intensity_level"] == 2).groupby(["year", "type", "region"], as_index=False)
    return table.agg(conflicts=("conflict_id", "nunique"), wars=("war", "sum"))


def conflict_years(pack):
    """Return one row per conflict and year with type, intensity and region."""
    source = tools.raw(pack, "conflict/ucdp_acd_25.1_peacesciencer.csv")
    source = source[["conflict_id", "year", "type_of_conflict", "intensity_level"]].drop_duplicates()
    places = tools.raw(pack, "conflict/ucdp_dyadic_24.1.csv", dtype={"region": str})
    region = places.drop_duplicates("conflict_id").set_index("conflict_id")["region"].map(REGIONS).dropna()
    by_hand = tools.authored("codings/conflict_regions.csv").set_index("conflict_id")["region"]
    source["region"] = source["conflict_id"].map(region.to_dict() | by_hand.to_dict())
    source["type"] = source["type_of_conflict"].replace(TYPES)
    return source
