"""GDP and population, one row per state and year (model estimates of Fariss and others)."""

from data.recipes import tools


def build(pack):
    """Return GDP, its relative uncertainty and population, all to four significant digits."""
    source = tools.raw(pack, "capabilities/gdp_pop_cow_year.csv.gz").dropna(subset=["pwtrgdp"])
    source["gdp_error"] = source["sd_pwtrgdp"] / source["pwtrgdp"]
    source["gdp"] = source["pwtrgdp"].map(short)
    source["population"] = (source["pwtpop"] * 1000).map(short)
    return source.rename(columns={"ccode": "state_id"})[["state_id", "year", "gdp", "gdp_error", "population"]]


def short(value):
    """Return a number with four significant digits."""
    return float(f"{value:.3e}")
