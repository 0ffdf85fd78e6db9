"""Who took part in which exercise, one row per exercise and state (MME 7)."""

import re

from data.recipes import codes, tools


def build(pack):
    """Return the participating states; organisations, territories and unknown participants are left out."""
    table = participants(pack).dropna(subset="state_id")
    alive = {
        (spell.ccode, year)
        for spell in tools.raw(pack, "geo/cow_states_2016.csv").itertuples()
        for year in range(spell.styear, spell.endyear + 1)
    }
    table = table[[pair in alive for pair in zip(table["state_id"], table["year"], strict=True)]]
    return table[["exercise_id", "state_id", "year"]].drop_duplicates()


def participants(pack):
    """Return exercise number, year, name and state number (blank if no state) of every named participant, once each."""
    source = exercises(pack)
    columns = [column for column in source if re.fullmatch("State[A-Z]+", column)]
    rows = source.melt(["exercise_id", "s.year"], columns, value_name="name").rename(columns={"s.year": "year"})
    rows = rows[rows["name"].notna() & (rows["name"] != "-9")].drop_duplicates(["exercise_id", "name"])
    rows["name"] = rows["name"].replace("st. christopher", "St. Kitts & Nevis")
    rows["state_id"] = [codes.name_to_cow(name, year) for name, year in zip(rows["name"], rows["year"], strict=True)]
    return rows[["exercise_id", "year", "name", "state_id"]]


def exercises(pack):
    """Return the source's exercises with a whole-number key; an identifier used a second time gets 10,000 more."""
    source = tools.raw(pack, "cooperation/mme_v7_exercises_wide.csv.gz")
    number = source["MMEID"].str.removeprefix("mme").astype(int)
    return source.assign(exercise_id=number + 10_000 * number.duplicated())
