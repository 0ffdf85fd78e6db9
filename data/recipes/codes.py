"""Year-aware conversion of Gleditsch-Ward numbers, ISO codes and English names to Correlates of War numbers.

Each function returns an int, or None where the unit is not a state of the Correlates of War list (territories,
organisations, Palestine, Hong Kong). The rules are those of the raw pack's crosswalk; the year decides between
West Germany (260) and Germany (255), North Yemen (678) and Yemen (679), Czechoslovakia (315) and Czechia (316),
and Korea before 1906 (730) and South Korea (732). A code that no state bears in `year` is still returned: cut by
`states` where that matters.
"""

import re
import unicodedata
from functools import cache

import pandas as pd

from data.recipes import tools


def gw_to_cow(gw, year=None):
    """Return the COW number of a Gleditsch-Ward number; Germany and Yemen change number in 1990."""
    if gw is None or gw != gw:
        return None
    gw = int(gw)
    return at(_own("gw").get(str(gw), gw), year)


def iso3_to_cow(iso3, year=None):
    """Return the COW number of an ISO 3166 alpha-3 code (also CSK, DDR, SUN, YUG, SCG and XKX)."""
    return at(_iso3().get(iso3), year)


def name_to_cow(name, year=None):
    """Return the COW number of an English state name as any source of the pack writes it."""
    return at(_names().get(plain(name)), year)


def at(code, year=None):
    """Return the number that the same state or its forerunner bears in `year` (today if None)."""
    if code is None:
        return None
    year = 9999 if year is None else int(year)
    if code in (255, 260):
        return 260 if 1946 <= year <= 1989 else 255
    if code in (678, 679):
        return 678 if year <= 1989 else 679
    if code == 316 and year <= 1992:
        return 315
    if code == 315 and year >= 1993:
        return None
    if code in (730, 732):
        return 730 if year <= 1905 else 732
    return code


def plain(name):
    """Return a name in lower case without accents, footnote signs and doubled spaces."""
    letters = unicodedata.normalize("NFKD", str(name).replace("’", "'"))
    text = "".join(sign for sign in letters if not unicodedata.combining(sign)).casefold().replace(" & ", " and ")
    return re.sub(r"\s+", " ", re.sub(r"[*†‡]|^government of |^the ", "", text)).strip()


@cache
def _own(scheme):
    """Return our rows of one scheme: code → state number, None for a unit that is no state of the list."""
    rows = tools.authored("codings/state_codes.csv", dtype={"code": str})
    rows = rows[rows["scheme"] == scheme]
    return {row.code: None if pd.isna(row.state_id) else int(row.state_id) for row in rows.itertuples()}


@cache
def _iso3():
    table = tools.raw(tools.PACK, "geo/country_codes_crosswalk.csv").dropna(subset=["iso3c", "cown"])
    return dict(zip(table["iso3c"], table["cown"].astype(int), strict=True)) | _own("iso3")


@cache
def _names():
    known = {}
    spells = tools.raw(tools.PACK, "geo/cow_states_2016.csv")
    table = tools.raw(tools.PACK, "geo/country_codes_crosswalk.csv").dropna(subset=["cown"])
    known |= {plain(name): int(code) for name, code in zip(spells["statenme"], spells["ccode"], strict=True)}
    known |= {plain(name): int(code) for name, code in zip(table["country.name.en"], table["cown"], strict=True)}
    own = tools.authored("codings/states.csv").set_index("state_id")
    known |= {plain(name): code for code, name in own["name"].dropna().items()}
    known |= {plain(name): code for code, names in own["other_names"].dropna().items() for name in names.split(";")}
    spellings = tools.authored("codings/state_spellings.csv")
    return known | {plain(name): code for name, code in zip(spellings["spelling"], spellings["state_id"], strict=True)}
