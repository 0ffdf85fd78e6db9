"""Deaths in UN peace operations by year, cause and kind of personnel, 1948 to February 2025."""

from data.recipes import tools


def build(pack):
    """Return counts; a combination without a death has no row."""
    deaths = tools.raw(pack, "peacekeeping/un_fatalities_1948_2025-02.csv")
    deaths["year"] = deaths["incident_date"].str[:4].astype(int)
    names = {"type_of_incident": "cause", "casualty_personnel_type": "personnel"}
    deaths = deaths.rename(columns=names)
    for column in names.values():
        deaths[column] = deaths[column].str.lower()
    return deaths.groupby(["year", "cause", "personnel"]).size().rename("deaths").reset_index()
