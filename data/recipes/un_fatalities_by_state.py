"""Deaths in UN peace operations by nationality, 1948 to February 2025."""

from data.recipes import codes, tools

UNIFORMED = ["Military", "Police", "Military Observer"]


def build(pack):
    """Return totals by state: all, uniformed, by malicious act, and since 1991."""
    deaths = tools.raw(pack, "peacekeeping/un_fatalities_1948_2025-02.csv")
    by_code = deaths["isocode3"].map(codes.iso3_to_cow)
    deaths["state_id"] = by_code.fillna(deaths["casualty_nationality"].map(codes.name_to_cow))
    uniformed = deaths["casualty_personnel_type"].isin(UNIFORMED)
    malicious = deaths["type_of_incident"] == "Malicious Act"
    recent = deaths["incident_date"] >= "1991"
    flags = {"deaths": uniformed | True, "uniformed": uniformed, "uniformed_malicious": uniformed & malicious,
             "uniformed_since_1991": uniformed & recent, "uniformed_malicious_since_1991": uniformed & malicious & recent}  # fmt: skip
    counts = deaths[["state_id"]].assign(**flags)
    return counts.dropna().groupby("state_id").sum().reset_index()
