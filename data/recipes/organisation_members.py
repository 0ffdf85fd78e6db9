"""Membership of the chosen organisations, one row per organisation, state and unbroken spell (COW IGO 3.0)."""

from data.recipes import tools

LAST = 2014


def build(pack):
    """Return the spells; a blank end is a membership at the end of the data."""
    source = tools.raw(pack, "united_nations/cow_igo3_membership_spells_DERIVED.csv")
    source = source[source["igo"].isin(tools.authored("codings/organisations.csv")["organisation_id"])]
    error = (source["igo"] == "WPact") & (source["ccode"] == 452)  # Ghana was never in the Warsaw Pact
    table = source[~error].rename(
        columns={"igo": "organisation_id", "ccode": "state_id", "start_year": "start", "end_year": "end"}
    )
    table["end"] = table["end"].where(table["end"] < LAST)
    table["status"] = table["status"].replace({"full member": "full", "associate member": "associate"})
    return table.drop(columns="state")
