"""Shared helpers for hand-made facts: confidence marks, numbers in words, NATO membership."""

import re

import pandas as pd

from data.recipes import states, tools

LEVELS = ("high", "medium", "low")


def split_confidence(table):
    """Return the table with `confidence` cut to high, medium or low (the lowest named) and the full words in a note."""
    words = table["confidence"].fillna("")
    lowest = [max((level for level in LEVELS if level in text), key=LEVELS.index, default="") for text in words]
    return table.assign(confidence=lowest, confidence_note=words.where(~words.isin(LEVELS), ""))


def number(text):
    """Return the first number of a text such as 'about 18000' or '48 claimed', or None if there is none."""
    found = re.search(r"\d+(?:\.\d+)?", "" if pd.isna(text) else str(text).replace(",", ""))
    return float(found.group()) if found else None


def entries():
    """Return the day of accession to NATO by state number, as ISO dates; Germany's is that of West Germany."""
    dates = tools.authored("facts/nato_accession.csv")
    return dict(zip(dates["cow_ccode"].replace(260, 255), dates["member_from"], strict=True))


def member(states, days):
    """Return for each state and ISO day (or year, meaning its last day) whether NATO counted it as a member.

    West Germany (260) counts as Germany; no state has left the treaty.
    """
    joined = entries()
    ends = [day + "-12-31"[len(day) - 4 :] if len(day) < 10 else day for day in map(str, days)]
    return [joined.get(255 if code == 260 else code, "9999") <= day for code, day in zip(states, ends, strict=True)]


def existing(pack, table):
    """Return for each row whether the Correlates of War list counts its `state_id` as a state in its `year`."""
    spells = states.build(pack)[["state_id", "start", "end"]]
    pairs = table[["state_id", "year"]].reset_index(drop=True).reset_index().merge(spells, on="state_id", how="left")
    holds = (pairs["start"] <= pairs["year"]) & (pairs["end"].fillna(9999) >= pairs["year"])
    return holds.groupby(pairs["index"]).any().to_numpy()
