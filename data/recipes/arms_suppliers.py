"""Who supplies the imported arms of selected states: shares by supplier group and five years (derived from SIPRI)."""

from data.recipes import codes, tools

FIRST, SPAN = 1972, 5
BANDS = [0, 200, 1000, 5000]  # million TIV in five years
LABELS = ["tiny", "small", "medium", "large"]


def build(pack):
    """Return shares of the five-year import volume; every import counts in exactly one of the five groups."""
    imports = volumes(pack)
    pacts = tools.raw(pack, "alliances/atop5_1_directed_dyad_year.csv.gz")
    pacts = pacts[pacts["atop_defense"] == 1]
    promised = set(zip(pacts["ccode1"], pacts["ccode2"], pacts["year"], strict=True))
    nato = [(m.cow_ccode, m.year) for m in tools.authored("facts/nato_accession.csv").itertuples()] + [(255, 1990)]
    members = {(state, year) for state, first in nato for year in range(first, 2022)}
    rows = list(imports[["supplier_id", "recipient_id", "year"]].itertuples(index=False, name=None))
    imports["group"] = [group(supplier, year, members) for supplier, _, year in rows]
    imports["ally"] = [(supplier, recipient, min(year, 2018)) in promised for supplier, recipient, year in rows]
    keys = ["recipient", "start"]
    total = imports.groupby(keys)["value"].sum()
    table = imports.pivot_table(index=keys, columns="group", values="value", aggfunc="sum", fill_value=0)
    table = table.div(total, axis=0).round(2)
    table["others"] = 1 - table.drop(columns="others").sum(axis=1)  # so that rounded shares still add to 1
    table["allies"] = (imports[imports["ally"]].groupby(keys)["value"].sum() / total).fillna(0)
    table["volume"] = [LABELS[sum(value > limit for limit in BANDS) - 1] for value in total.reindex(table.index)]
    table = table.reset_index()
    table["recipient_id"] = [
        codes.at(state, year) for state, year in zip(table["recipient"], table["start"], strict=True)
    ]
    table["end"] = table["start"] + SPAN - 1
    return table.drop(columns="recipient")


def volumes(pack):
    """Return the deliveries to the selected states since 1972, with state numbers of the year.

    The source has no West German deliveries before 1991, so Germany's own rows begin with the period 1992 to 1996.
    """
    source = tools.raw(pack, "cooperation/sipri_tiv_dyad_year_1950_2021.csv")
    source = source[
        (source["year"] >= FIRST)
        & source["recipient_cown"].isin(tools.sample("arms_suppliers"))
        & (source["value"] > 0)
    ]
    source = source.assign(recipient=source["recipient_cown"].astype(int))
    known = source["supplier_cown"].fillna(0).astype(int)
    source["supplier_id"] = [codes.at(state, year) for state, year in zip(known, source["year"], strict=True)]
    source["recipient_id"] = [codes.at(*cell) for cell in zip(source["recipient"], source["year"], strict=True)]
    source["start"] = source["year"] - (source["year"] - FIRST) % SPAN
    return source[(source["recipient"] != 255) | (source["start"] >= 1992)].copy()


def group(supplier, year, members):
    """Return the group a supplier belongs to in the year of delivery."""
    named = {2: "united_states", 365: "russia", 710: "china"}.get(supplier)
    return named or ("other_nato" if (supplier, year) in members else "others")
