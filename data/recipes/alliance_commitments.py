"""Alliance commitments in war, one row per alliance and war, in two codings (Berkemeier and Fuhrmann 2018)."""

from data.recipes import tools


def build(pack):
    """Return outcomes in words; the year is that of the war's start in the Correlates of War list."""
    source = tools.raw(pack, "alliances/alliance_reliability_berkemeier_fuhrmann2018.csv")
    wars = tools.raw(pack, "conflict/cow_interstate_war_v4.0.csv").groupby("WarNum")["StartYear1"].min()
    for scheme, ending in {"bf": "BF", "llm": "LLM"}.items():
        source[f"outcome_{scheme}"] = "does not apply"
        source.loc[source[f"honor{ending}"] == 1, f"outcome_{scheme}"] = "honoured"
        source.loc[source[f"violate{ending}"] == 1, f"outcome_{scheme}"] = "violated"
        source[f"any_helped_{scheme}"] = source[f"sabroskyhonor{scheme}"] == 1
    source["year"] = source["cowwarid"].map(wars)
    source["before_1945"] = source["sample"] == 1
    return source.rename(columns={
        "warid": "iwd_war_id", "cowwarid": "war_id", "warname": "war", "atopid": "alliance_id", "defense": "defence",
        "offense": "offence", "neutral": "neutrality", "nonagg": "nonaggression", "consul": "consultation",
    })[["iwd_war_id", "war_id", "war", "year", "before_1945", "alliance_id", "multilateral", "outcome_bf", "any_helped_bf",
        "outcome_llm", "any_helped_llm", "defence", "offence", "neutrality", "nonaggression", "consultation"]]  # fmt: skip
