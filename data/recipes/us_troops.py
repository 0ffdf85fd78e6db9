"""US troops by host state and year, 1950 to 2024 (from 2009 with the selected reserve); implausible cells are blank and marked."""

import pandas as pd

from data.recipes import codes, tools

LAST = 2024


def build(pack):
    """Return host-years of the state system; the value of a dropped cell is blank and its reason stands beside it."""
    source = tools.raw(pack, "cooperation/us_troops_country_year.csv.gz")
    alive = {
        (spell.ccode, year)
        for spell in tools.raw(pack, "geo/cow_states_2016.csv").itertuples()
        for year in range(spell.styear, spell.endyear + 1 if spell.endyear < 2016 else LAST + 1)
    }
    source = source[(source["ccode"] != 2) & (source["ccode"] < 1000)]
    source = source.assign(
        state_id=[host(code, year) for code, year in zip(source["ccode"], source["year"], strict=True)]
    )
    source = source[[pair in alive for pair in zip(source["state_id"], source["year"], strict=True)]]
    # A host listed twice under an old and a new name: one of the two is zero.
    table = (
        source.groupby(["state_id", "year"], as_index=False)["troops_ad"].sum().rename(columns={"troops_ad": "troops"})
    )
    doubts, plain = marks(), ("count", "")
    cells = zip(table["state_id"], table["year"], strict=True)
    found = [doubts.get((None, year)) or doubts.get((state, year), plain) for state, year in cells]
    table["status"] = [status for status, _ in found]
    table["note"] = [reason if status == "dropped" else "" for status, reason in found]
    table["troops"] = table["troops"].where(table["status"] != "dropped")
    return table


def host(code, year):
    """Return the state that a number of the source stands for: it writes 255 for West Germany, 816 for both Vietnams."""
    if code == 816 and 1954 <= year <= 1974:
        return 817
    return codes.at(code, year)


def marks(until=LAST):
    """Return (state, year) → (status, reason) of the cells that are no plain count; the state None stands for all.

    A mark without a last year holds to `until`.
    """
    found = {}
    for row in tools.authored("codings/us_troops_marks.csv").itertuples():
        state = None if pd.isna(row.state_id) else int(row.state_id)
        last = until if pd.isna(row.last) else int(row.last)
        found |= {(state, year): (row.status, row.reason) for year in range(row.first, last + 1)}
    return found
