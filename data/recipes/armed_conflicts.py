"""Armed conflicts by year, type and region: distinct conflicts and wars (UCDP/PRIO Armed Conflict 25.1)."""

from data.recipes import tools

TYPES = {"II": "internationalised"}
REGIONS = {"1": "Europe", "2": "Middle East", "3": "Asia", "4": "Africa", "5": "Americas"}
# By hand: conflicts whose parties lie in several regions, by where they were fought, and four that the dyadic file lacks.
FOUGHT_IN = {13692: "Asia", 214: "Asia", 239: "Middle East", 252: "Middle East", 272: "Africa", 276: "Asia", 305: "Asia",
             323: "Europe", 346: "Americas", 420: "Middle East", 431: "Asia",
             11639: "Asia", 16099: "Middle East", 16292: "Asia", 16379: "Africa"}  # fmt: skip


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
    source["region"] = source["conflict_id"].map(region.to_dict() | FOUGHT_IN)
    source["type"] = source["type_of_conflict"].replace(TYPES)
    return source
