"""Members of the five regional forces of the African Standby Force, one row per force and state (hand-made)."""

from data.recipes import tools


def build(pack):
    """Return memberships, with exits and whether the second list has them too."""
    forces = tools.authored("facts/asf_regions.csv", dtype=str)[["force", "community", "source", "confidence"]]
    press = tools.authored("facts/asf_press_list.csv", dtype=str)
    table = tools.authored("facts/asf_members.csv", dtype={"state_id": "Int64"}).merge(forces, on="force")
    listed = set(zip(press["force"], press["iso3"], strict=True))
    pairs = zip(table["force"], table["iso3"], strict=True)
    table["in_press_list"] = [pair in listed if pair[0] in set(press["force"]) else None for pair in pairs]
    table["confidence_note"] = table["confidence"]
    table["confidence"] = table["confidence"].str.split().str[0].str.strip(",;")
    return table
