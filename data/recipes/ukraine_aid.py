"""Aid to Ukraine by donor, February 2022 to April 2026 (Kiel tracker, release 29), with what share and head need."""

from data.recipes import states, tools

# Our column -> amount of the source, in billion euro.
AMOUNTS = {"allocated": "total", "military": "military", "financial": "financial", "humanitarian": "humanitarian",
           "committed": "commitments"}  # fmt: skip
YEAR = 2021  # of the source's output, so of the population too


def build(pack):
    """Return one row per donor: amounts in million euro, the imputed share of EU aid, output and population."""
    amounts = donors(pack)
    table = amounts.groupby(["donor", "state_id"], as_index=False, dropna=False)[list(AMOUNTS)].sum()
    table["gdp"] = 1000 * table["donor"].map(amounts.groupby("donor")["gdp"].first())
    table["share_gdp"] = 100 * table["allocated"] / table["gdp"]
    people = tools.raw(pack, "capabilities/cow_nmc_7.0.csv.gz").query("year == @YEAR").set_index("ccode")["tpop"]
    table["population"] = table["state_id"].map(people)
    union = tools.raw(pack, "burden/kiel_ust_r29_eu_shares.csv").set_index("ccode")["eu_share_bn"]
    table["eu_share"] = 1000 * table["state_id"].map(union)
    return table


def donors(pack):
    """Return the source's months with our names of donors and our columns, amounts in million euro."""
    names = states.build(pack).set_index("state_id")["name"].to_dict()
    months = tools.raw(pack, "burden/kiel_ust_r29_donor_month.csv")
    months["donor"] = months["ccode"].map(names).fillna("EU institutions")
    months[list(AMOUNTS)] = 1000 * months[list(AMOUNTS.values())]
    return months.rename(columns={"ccode": "state_id"})
