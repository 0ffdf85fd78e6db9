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

from data.recipes import tools

# Gleditsch-Ward numbers that mean another state in the Correlates of War list, or none.
GW = {340: 345, 815: 816, 970: 946, 971: 970, 972: 955, 973: 947}
GW_ONLY = {89, 99, 396, 397, 563, 564, 711, 751}
ISO3_EXTRA = {"SRB": 345, "YUG": 345, "SCG": 345, "XKX": 347, "RKS": 347, "XKO": 347, "KSV": 347, "UNK": 347, "CSK": 315,
              "SUN": 365, "DDR": 265, "ROM": 360, "ZAR": 490, "TMP": 860, "BUR": 775, "YMD": 680, "VDR": 817, "TWN": 713}  # fmt: skip
# Spellings of the sources that are neither the crosswalk's nor the course's own.
NAMES_EXTRA = {
    2: "us; usa; u.s.; united states; united states of america", 20: "can", 31: "bahamas, the", 42: "dominican rep.",
    57: "st. vincent & the grenadines; saint vincent and the grenadines; saint vincent & grenadines",
    60: "saint kitts and nevis", 56: "saint lucia", 101: "venezuela, bolivarian republic of; bolivarian republic of venezuela",
    145: "bolivia (plurinational state of); bolivia, plurinational state of; plurinational state of bolivia",
    200: "united kingdom of great britain and northern ireland; england; uk", 210: "netherlands, the; the netherlands; holland",
    255: "germany, federal republic of", 260: "west germany (frg); frg; germany (west); fr germany; west germany",
    265: "gdr; germany (east); east germany (gdr)", 316: "czech republic", 317: "slovak republic", 325: "sardinia/piedmont",
    343: "macedonia; macedonia (fyrom); the former yugoslav republic of macedonia; fyr macedonia; tfyr of macedonia; republic of north macedonia",
    345: "yugoslavia (serbia); serbia (yugoslavia); fr yugoslavia; serbia-montenegro; federal republic of yugoslavia; yugoslavia, fr (serbia/montenegro)",
    346: "bosnia-herzegovina; bosnia & herzegovina; bosnia", 359: "moldova, republic of; republic of moldova; moldova, the republic of",
    365: "russia (soviet union); ussr; soviet union; russian federation; union of soviet socialist republics",
    402: "cabo verde; cape verde", 403: "são tomé & príncipe; sao tome & principe", 404: "guinea bissau", 411: "eq. guinea",
    420: "gambia, the; the gambia", 437: "ivory coast; cote d'ivoire; cote d`ivoire; cote divoire; côte d’ivoire",
    439: "burkina faso (upper volta); burkina", 482: "central african rep.; car", 484: "congo; congo, republic of; congo, republic of the; republic of congo; congo - brazzaville; congo-brazzaville; congo, rep.; congo (brazzaville)",
    490: "dr congo (zaire); congo, dem. rep.; congo, dr; dr congo; drc; congo, the democratic republic of the; congo, democratic republic of the; congo, democratic republic of (zaire); congo - kinshasa; democratic republic of congo; democratic republic of the congo; congo (kinshasa); zaire; d.r. congo",
    510: "tanzania/tanganyika; tanzania, united republic of; united republic of tanzania; tanganyika",
    552: "zimbabwe (rhodesia)", 553: "malawi", 572: "swaziland; eswatini; eswatini (swaziland); kingdom of eswatini", 580: "madagascar (malagasy)",
    620: "libyan arab jamahiriya", 630: "iran, islamic republic of; iran (islamic republic of); iran (islamic rep.)",
    640: "turkey; turkiye; turkey (ottoman empire); turkey/ottoman empire", 652: "syrian arab republic; syrian arab rep.",
    663: "hashemite kingdom of jordan", 678: "yemen (north yemen); yemen, north; north yemen; yemen (arab republic of yemen)", 680: "yemen, people's republic of; yemen, south; south yemen; yemen people's republic",
    679: "yemen, republic of", 696: "uae; u.a.e.; united arab emirates (uae)", 703: "kyrgyz republic", 710: "china, people's republic of; people's republic of china; prc",
    713: "taiwan (province of china); taiwan, province of china; chinese taipei; taiwan, china", 730: "korea",
    731: "north korea; korea, north; korea, democratic people's republic of; korea (democratic people's republic of); democratic people's republic of korea; dem. people's republic of korea; dprk; korea, dem. people's rep.",
    732: "south korea; korea, south; korea, republic of; korea (republic of); republic of korea; korea, rep.; rok", 775: "myanmar (burma); burma; myanmar/burma; burma/myanmar",
    780: "sri lanka (ceylon)", 811: "cambodia (kampuchea); kampuchea", 812: "lao people's democratic republic; lao pdr; lao p.d.r.; laos, people's democratic republic",
    816: "vietnam; viet nam; vietnam (north vietnam); democratic republic of vietnam; vietnam, democratic republic of; vietnam, north", 817: "vietnam, south; south vietnam; vietnam, republic of; republic of vietnam",
    835: "brunei darussalam", 860: "east timor; timor; timor leste; timor-leste; timor-leste (east timor)", 940: "solomon islands; solomon is.", 987: "micronesia; micronesia, federated states of; federated states of micronesia", 990: "western samoa; samoa (western samoa)",
    955: "tonga", 511: "zanzibar",
}  # fmt: skip


def gw_to_cow(gw, year=None):
    """Return the COW number of a Gleditsch-Ward number; Germany and Yemen change number in 1990."""
    if gw is None or gw != gw:
        return None
    gw = int(gw)
    return None if gw in GW_ONLY else at(GW.get(gw, gw), year)


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
def _iso3():
    table = tools.raw(tools.PACK, "geo/country_codes_crosswalk.csv").dropna(subset=["iso3c", "cown"])
    return dict(zip(table["iso3c"], table["cown"].astype(int), strict=True)) | ISO3_EXTRA


@cache
def _names():
    from data.recipes.states import NAMES, OTHER

    known = {}
    spells = tools.raw(tools.PACK, "geo/cow_states_2016.csv")
    table = tools.raw(tools.PACK, "geo/country_codes_crosswalk.csv").dropna(subset=["cown"])
    known |= {plain(name): int(code) for name, code in zip(spells["statenme"], spells["ccode"], strict=True)}
    known |= {plain(name): int(code) for name, code in zip(table["country.name.en"], table["cown"], strict=True)}
    known |= {plain(name): code for code, name in NAMES.items()}
    for aliases in (OTHER, NAMES_EXTRA):
        for code, names in aliases.items():
            known |= {plain(name): code for name in names.split(";")}
    return known | {"yugoslavia": 345, "serbia": 345, "serbia and montenegro": 345, "prussia": 255, "kosovo": 347}
