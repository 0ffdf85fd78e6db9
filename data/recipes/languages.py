"""Languages of states, one row per state and language, by two sources side by side."""

import pandas as pd

from data.recipes import codes, tools


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
    one_name = tools.authored("codings/language_names.csv").set_index("spelling")["language"]
    rows["language"] = rows["language"].str.strip().replace(one_name.to_dict())
    rows["state_id"] = rows["iso3c"].map(codes.iso3_to_cow)
    rows = rows.dropna(subset="state_id")
    table = pd.crosstab([rows["state_id"], rows["language"]], rows["source"]).gt(0)
    table["spoken_9"] |= table["spoken_20"]  # at least 9 per cent includes at least 20 per cent
    table = table.reset_index()
    known = set(cepii["iso3c"].map(codes.iso3_to_cow).dropna())
    for column in ("official_cepii", "spoken_20", "spoken_9"):
        table[column] = table[column].where(table["state_id"].isin(known))
    return table
