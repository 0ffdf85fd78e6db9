"""Humanitarian response plans by year and kind, 2000-2025 (OCHA)."""

import pandas as pd

from data.recipes import tools

KINDS = ["Humanitarian response plan", "Humanitarian needs and response plan", "Strategic response plan", "Consolidated appeals process",
         "Consolidated inter-agency appeal", "Flash appeal", "Regional response plan", "Other"]  # fmt: skip


def build(pack):
    """Return number of plans, states covered and money asked for at first and after revision."""
    plans = tools.raw(pack, "humanitarian/humanitarian_response_plans.csv")
    plans = plans[plans["years"].between(2000, 2025)].rename(columns={"years": "year"})
    found = [[kind for kind in KINDS if kind.lower() in text.lower()] for text in plans["categories"]]
    plans["kind"] = [kinds[0].lower() if kinds else "other" for kinds in found]
    plans["one_state"] = ~plans["locations"].fillna("|").str.contains("|", regex=False)
    money = plans[["origRequirements", "revisedRequirements"]].replace(0, None).astype(float) / 1e6
    plans = plans.assign(requirements_first=money["origRequirements"], requirements=money["revisedRequirements"])
    sums = plans.groupby(["year", "kind"]).agg(plans=("kind", "size"), one_state=("one_state", "sum"))
    amounts = plans.groupby(["year", "kind"])[["requirements_first", "requirements"]].sum(min_count=1)
    return pd.concat([sums, amounts], axis=1).reset_index()
