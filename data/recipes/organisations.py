"""Intergovernmental organisations that the course names, one row per organisation (COW IGO 3.0)."""

from data.recipes import tools


def build(pack):
    """Return the chosen organisations with their years and their number of full members at the end."""
    source = tools.raw(pack, "united_nations/cow_igo3_organizations.csv").set_index("igo")
    table = tools.authored("codings/organisations.csv").set_index("organisation_id")
    source = source.loc[table.index]
    table["start"] = source["first_year"]
    table["end"] = source["last_year"].where(source["last_year"] < 2014)
    table["political"] = source["political"] == 1
    return table.reset_index()
