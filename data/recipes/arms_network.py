"""Main arms suppliers of selected states by five years: shares only, an extract (derived from SIPRI)."""

from data.recipes import codes
from data.recipes.arms_suppliers import SPAN, volumes

TOP, LEAST = 3, 0.13


def build(pack):
    """Return up to three suppliers per importer and period, each with at least 13 per cent of the imports."""
    imports = volumes(pack)
    keys = ["recipient", "start"]
    # Germany's number follows the first year of the period, as everywhere in the table.
    imports["supplier"] = imports["supplier_cown"].fillna(0).astype(int)
    table = imports.groupby([*keys, "supplier"], as_index=False)["value"].sum()
    table["share"] = table["value"] / table.groupby(keys)["value"].transform("sum")
    table["rank"] = table.groupby(keys)["value"].rank(ascending=False, method="first")
    table = table[(table["rank"] <= TOP) & (table["share"] >= LEAST) & (table["supplier"] > 0)]
    for role in ("supplier", "recipient"):
        table[f"{role}_id"] = [codes.at(*cell) for cell in zip(table[role], table["start"], strict=True)]
    table["end"] = table["start"] + SPAN - 1
    return table[["supplier_id", "recipient_id", "start", "end", "share", "rank"]]
