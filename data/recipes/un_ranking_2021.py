"""UN uniformed personnel by contributing state on 31 January 2021, ranked."""

from data.recipes import codes, tools


def build(pack):
    """Return women, men and total by state."""
    table = tools.raw(pack, "peacekeeping/un_contributors_ranked_2021-01-31.csv")
    table["state_id"] = table["ISOCode3"].map(codes.iso3_to_cow)
    names = {"Personnel_Contribution_Rank": "rank", "Female_Personnel": "women", "Male_Personnel": "men",
             "Total_Uniformed_Personnel": "personnel"}  # fmt: skip
    return table.rename(columns=names)[["state_id", *names.values()]]
