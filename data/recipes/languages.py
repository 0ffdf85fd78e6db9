"""Languages of states, one row per state and language, by two sources side by side."""

import pandas as pd

from data.recipes import codes, tools

# Spellings of the two sources, and varieties that their speakers understand without learning.
SAME = {"Austro-Bavarian German": "German", "Swiss German": "German", "Alemannisch": "German", "Azeri": "Azerbaijani",
        "Belarussian": "Belarusian", "Bismala": "Bislama", "Persian (Farsi)": "Persian", "Dari": "Persian", "Hazaragi": "Persian",
        "Bosnian": "Serbo-Croatian", "Croatian": "Serbo-Croatian", "Serbian": "Serbo-Croatian", "Montenegrin": "Serbo-Croatian",
        "Moldavian": "Romanian", "Slovenian": "Slovene", "Swati": "Swazi", "Tigrigna": "Tigrinya", "Quecha": "Quechua",
        "Quichua": "Quechua", "Rwanda": "Kinyarwanda", "Nauru": "Nauruan", "Sesotho": "Sotho", "Southern Sotho": "Sotho",
        "Shoto": "Sotho", "Pashtu": "Pashto", "Guarani": "Guaraní", "Norwegian Bokmål": "Norwegian",
        "Norwegian Nynorsk": "Norwegian", "Tamoul": "Tamil", "Zoulou": "Zulu", "Yorouba": "Yoruba", "Maori": "Māori",
        "Dzongha": "Dzongkha", "Haitian Creole French": "Haitian Creole", "Chinese Mandarin": "Chinese", "I-Kiribati": "Gilbertese",
        "Kongo": "Kikongo", "Chichewa": "Chewa", "Nyanja": "Chewa", "Sorani": "Kurdish", "Kurmanji": "Kurdish",
        "Morisyen": "Mauritian Creole", "Seselwa Creole French": "Seychellois Creole", "Luba-Kasai": "Tshiluba",
        "Hassaniya": "Arabic", "Hassaniya Arabic": "Arabic", "Bileez Kriol": "Belizean Creole", "Galician": "Galician"}  # fmt: skip


def build(pack):
    """Return the languages of the states of today; CEPII columns are blank for states it does not have."""
    official = tools.raw(pack, "culture/official_languages_mledoze.csv").dropna(subset="official_languages")
    official = official.assign(language=official["official_languages"].str.split(",")).explode("language")
    cepii = tools.raw(pack, "culture/cepii_country_languages.csv", dtype=str)
    parts = {"official": official[["iso3c", "language"]]}
    for name, stem in (("official_cepii", "langoff"), ("spoken_20", "lang20"), ("spoken_9", "lang9")):
        columns = [column for column in cepii if column.startswith(f"{stem}_")]
        parts[name] = cepii.melt("iso3c", columns, value_name="language")[["iso3c", "language"]]
    rows = pd.concat([part.assign(source=name) for name, part in parts.items()]).dropna(subset="language")
    rows["language"] = rows["language"].str.strip().replace(SAME)
    rows["state_id"] = rows["iso3c"].map(codes.iso3_to_cow)
    rows = rows.dropna(subset="state_id")
    table = pd.crosstab([rows["state_id"], rows["language"]], rows["source"]).gt(0)
    table["spoken_9"] |= table["spoken_20"]  # at least 9 per cent includes at least 20 per cent
    table = table.reset_index()
    known = set(cepii["iso3c"].map(codes.iso3_to_cow).dropna())
    for column in ("official_cepii", "spoken_20", "spoken_9"):
        table[column] = table[column].where(table["state_id"].isin(known))
    return table
