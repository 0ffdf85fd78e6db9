"""UN uniformed personnel by mission, contributing state and year 2011-2020 (average month)."""

from data.recipes import codes, tools

# Months behind each year's sum. The pack infers 11 for 2011 from the world total; mission by mission the sums agree with
# the monthly data of the International Peace Institute only if all 12 are there and part of UNIFIL is missing.
MONTHS = {2011: 12}
ROUGH = [2011, 2012, 2017]  # contributors or months are missing


def build(pack):
    """Return the yearly sums divided by the months that the source has."""
    table = tools.raw(pack, "peacekeeping/un_contributor_mission_year_2011_2020.csv")
    pairs = zip(table["iso3c"], table["year"], strict=True)
    table["state_id"] = [codes.iso3_to_cow(iso3, year) for iso3, year in pairs]
    table["months"] = table["year"].map(MONTHS).fillna(table["months_in_source"])
    table["personnel"] = table["total_sum_div_12"] * 12 / table["months"]
    table["women"] = table["female_sum_div_12"] * 12 / table["months"]
    table["complete"] = ~table["year"].isin(ROUGH)
    return table[["year", "mission", "state_id", "personnel", "women", "complete"]]
