"""US active-duty troops by host state and year, 1950 to 2024; implausible cells are blank and marked."""

from data.recipes import codes, tools

WAR_ZONES = {700: 2001, 645: 2003, 690: 2003, 652: 2014, 663: 2018, 694: 2018, 696: 2018}  # host: first doubtful year
DROPPED = {(645, 2006): "about three times the real force", (645, 2007): "about three times the real force",
           (740, 2015): "half as much again as the years around it", (690, 2003): "zero in the year of the invasion of Iraq",
           (690, 2004): "zero in a year of large forces", (690, 2005): "zero in a year of large forces"}  # fmt: skip
VISITS = [(205, 1954), (165, 1955), (41, 1956), (390, 1957)]  # over a thousand for one year: ships in port?


def build(pack):
    """Return host-years of the state system; the value of a dropped cell is blank and its reason stands beside it."""
    source = tools.raw(pack, "cooperation/us_troops_country_year.csv.gz")
    alive = {
        (spell.ccode, year)
        for spell in tools.raw(pack, "geo/cow_states_2016.csv").itertuples()
        for year in range(spell.styear, spell.endyear + 1 if spell.endyear < 2016 else 2025)
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
    cells = list(zip(table["state_id"], table["year"], strict=True))
    table["status"] = [status(*cell) for cell in cells]
    table["note"] = [DROPPED.get(cell, "whole year doubled" if cell[1] == 2008 else "") for cell in cells]
    table["troops"] = table["troops"].where(table["status"] != "dropped")
    return table


def host(code, year):
    """Return the state that a number of the source stands for: it writes 255 for West Germany, 816 for both Vietnams."""
    if code == 816 and 1954 <= year <= 1974:
        return 817
    return codes.at(code, year)


def status(state, year):
    """Return what a cell is worth."""
    if year == 2008 or (state, year) in DROPPED:
        return "dropped"
    if year in (1951, 1952):
        return "interpolated"
    return "doubtful" if year >= WAR_ZONES.get(state, 9999) or (state, year) in VISITS else "count"
