"""Bilateral defence cooperation agreements signed 1980 to 2010, one row per agreement (DCAD 1.0)."""

import pandas as pd

from data.recipes import tools

KINDS = {"DCA": "full", "DIC": "industry", "PROCUREMENT": "procurement", "TREX": "training", "RESEARCH": "research",
         "COMMISSION": "commission"}  # fmt: skip
LAST = 2010


def build(pack):
    """Return the agreements; negative codes become blanks beside columns that say what the code meant."""
    source = tools.raw(pack, "cooperation/dcad_v1.0_main.csv")
    source = source[source["ccode1"] != source["ccode2"]]  # three rows name one state twice
    day = source[["signYear", "signMonth", "signDay"]].set_axis(["year", "month", "day"], axis=1)
    ended = source["terminated"].map({0: False, 1: True})
    table = pd.DataFrame({
        "agreement_id": source["DCAid"].str[-4:].astype(int),
        "state_id_1": source["ccode1"],
        "state_id_2": source["ccode2"],
        "start": source["signYear"],
        "sign_date": pd.to_datetime(day, errors="coerce"),
        "in_force_year": source["EIFYear"],
        "end": source["endYearEstimate"].where((source["endYearEstimate"] < LAST) | (ended == True)),  # noqa: E712
        "ended": ended,
        "span": source["span"].where(source["span"] > 0),
        "indefinite": (source["span"] == -77).where(source["span"].notna()),
        "scope": source["type"],
        "kind": source["category1"].map(KINDS),
    })  # fmt: skip
    codes = source[["category1", "category2", "category3"]]
    for code, kind in KINDS.items():
        table[kind] = (codes == code).any(axis=1)
    table["asymmetry"] = source["asymmetry"]
    table["confidence"] = source["categoryConf"].replace("med", "medium")
    table["from_press"] = source["sourceType"] == "factiva"
    table["press_confidence"] = source["factivaConf"]
    table["signed"] = source["factivaSign"].map({1: True, 0: False}).where(table["from_press"], True)
    sure = table["confidence"].isin(["high", "medium"])
    table["recommended"] = sure & (~table["from_press"] | (table["press_confidence"] >= 3))
    return table
