"""Lesson 05 by another route."""

from itertools import combinations

from tests.second import (  # fmt: skip
    allied,
    half_gone,
    nato,
    pair,
    pairs_in,
    per_cent,
    promised,
    region,
    rows,
    states,
    treaties,
)

TWO = {row["alliance_id"] for row in rows("alliances") if row["bilateral"] == "1"}


def by_treaties(year, of_two, bound=""):
    found = set()
    for number, members in treaties(year).items():
        if (number in TWO) == of_two:
            found |= set(combinations(sorted(n for n, row in members.items() if not bound or row[bound] == "1"), 2))
    return found


def alone_together(first, last):
    """Pairs that held an exercise of just the two."""
    return pairs_in([row for row in rows("exercise_pairs") if first <= int(row["year"]) <= last and int(row["bilateral"]) > 0])  # fmt: skip


def no_text():
    trained = alone_together(2006, 2010)
    texts = pairs_in([row for row in rows("defence_agreements") if row["signed"] == "1" and row["start"] and int(row["start"]) <= 2010])  # fmt: skip
    for year in range(2006, 2011):
        texts |= allied(year)
    return per_cent(len(trained - texts), len(trained))


def strangers():
    """Pairs with neither alliance nor agreement in the 1990s, and those of them that had trained together by 1999."""
    tied = pairs_in([row for row in rows("defence_agreements") if row["signed"] == "1" and int(row["start"]) < 2000])
    for year in range(1990, 2000):
        tied |= allied(year)
    measured = {int(row["state_id"]) for row in rows("capabilities") if row["year"] == "1999" and row["cinc"]}
    everyone = set(combinations(sorted(states(1999) & states(2010) & measured), 2)) - tied
    met = pairs_in([row for row in rows("exercise_pairs") if 1990 <= int(row["year"]) <= 1999])
    return everyone & met, everyone - met


def agreed():
    return pairs_in([row for row in rows("defence_agreements") if row["signed"] == "1" and 2000 <= int(row["start"]) <= 2010])  # fmt: skip


def met_agreed():
    met, _ = strangers()
    return per_cent(len(met & agreed()), len(met))


def unmet_agreed():
    _, unmet = strangers()
    return per_cent(len(unmet & agreed()), len(unmet))


def met_trained():
    met, _ = strangers()
    return per_cent(len(met & alone_together(2000, 2010)), len(met))


def unmet_trained():
    _, unmet = strangers()
    return per_cent(len(unmet & alone_together(2000, 2010)), len(unmet))


def lives(table, now):
    return [(max(int(row["end"] or now) - int(row["start"]), 0.5), bool(row["end"])) for row in table]


def coalition_life():
    return half_gone(lives([row for row in rows("partnerships") if row["type"] == "mission coalition"], 2025))


def pact_life():
    return half_gone(lives([row for row in rows("alliances") if int(row["start"]) >= 1946 and row["defence"] == "1"], 2018))  # fmt: skip


def disputes(promise, target=None):
    """New disputes per 1,000 directed pair-years since 1946 against states of East Asia and the Pacific."""
    onsets = years = 0
    for row in rows("dispute_pairs"):
        begun, aimed = int(row["first_year"]), int(row["target_id"])
        if begun < 1946 or row["initiator_id"] == "2" or region(aimed) != "East Asia and Pacific":
            continue
        if (pair(2, aimed) in promised(begun)) == promise and target in (None, aimed):
            onsets, years = onsets + int(row["onsets"]), years + int(row["years"])
    return 1000 * onsets / years


def challenged():
    return disputes(True)


def unpromised():
    return disputes(False)


def relief(many):
    told = [row for row in rows("exercises") if row["multilateral"] == many]
    return per_cent(sum(row["humanitarian"] == "1" for row in told), len(told))


def relief_many():
    return relief("1")


def relief_two():
    return relief("0")


def list_defence():
    groups = [row for row in rows("partnerships") if int(row["parties"]) > 2]
    return per_cent(sum(row["purpose"] == "collective defence" for row in groups), len(groups))


def hosts_japan():
    return next(int(row["troops"]) for row in rows("us_troops_quarter") if (row["state_id"], row["year"], row["quarter"], row["status"]) == ("740", "2025", "4", "count"))  # fmt: skip


def of_the_middle(wartime):
    return half_gone(lives([row for row in rows("alliances") if 3 <= int(row["founders"]) <= 5 and (wartime or row["wartime"] == "0")], 2018))  # fmt: skip


def median_middle():
    return of_the_middle(wartime=True)


def median_middle_peace():
    return of_the_middle(wartime=False)


def bilateral_share():
    return per_cent(len(TWO), len(rows("alliances")))


def multilateral_pair_share():
    return per_cent(len(allied(2018) - by_treaties(2018, of_two=True)), len(allied(2018)))


def nato_members():
    return len(nato("2024-12-31"))


def ended():
    return sum("alliance" in row["type"] and bool(row["end"]) for row in rows("partnerships"))


def multilateral_defence():
    groups = [row for row in rows("alliances") if row["bilateral"] == "0"]
    return per_cent(sum(row["defence"] == "1" for row in groups), len(groups))


def bilateral_defence():
    return per_cent(sum(row["defence"] == "1" for row in rows("alliances") if row["alliance_id"] in TWO), len(TWO))


def no_defence():
    return per_cent(len(allied(2018)) - len(allied(2018, "defence")), len(allied(2018)))


def association():
    """Cramér's V of form and purpose of the course list, from the counts."""

    def form(row):
        if row["form"] in ("none", "political text"):
            return "informal"
        return row["form"] if row["form"] not in ("treaty", "agreement") else f"text of {min(int(row['parties']), 3)}"

    table = [(form(row), row["purpose"]) for row in rows("partnerships")]
    forms, purposes, n = {f for f, _ in table}, {p for _, p in table}, len(table)
    found = 0.0
    for f in forms:
        for p in purposes:
            due = sum(a == f for a, _ in table) * sum(b == p for _, b in table) / n
            found += (table.count((f, p)) - due) ** 2 / due
    return (found / n / (min(len(forms), len(purposes)) - 1)) ** 0.5


def exactly_one():
    """Share of the listed partnerships that fit exactly one of the four types, each read by its own words."""
    fits = [
        (int(row["parties"]) == 2) + (int(row["parties"]) > 2) + (row["purpose"] == "mission") + (row["form"] in ("political text", "none"))
        for row in rows("partnerships")
    ]  # fmt: skip
    return per_cent(fits.count(1), len(fits))
