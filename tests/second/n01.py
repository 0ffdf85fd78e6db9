"""Lesson 01 by another route."""

from functools import cache
from itertools import combinations
from statistics import fmean

from tests.second import allied, nato, pairs_in, per_cent, rows, states
from tests.second import in_force as valid

ALLIANCES = rows("alliances")
AGREEMENTS = rows("defence_agreements")
SIGNED = [row for row in AGREEMENTS if row["signed"] == "1"]
# The document's nine examples in the course list; the ninth, one country's own task force, is not in it.
EXAMPLES = {"P01", "P02", "P12", "P52", "P37", "P34", "P41", "P60"}


def joined(pairs):
    """Pairs with West Germany under Germany's number."""
    return {tuple(sorted(255 if n == 260 else n for n in p)) for p in pairs}


# Promise and paper.


def own_inside():
    """Examples with a formal text, treaty or agreement, between two states or more; and ISAF (P34), with memoranda."""
    return sum(row["partnership_id"] in EXAMPLES and (row["form"] in ("treaty", "agreement") or row["partnership_id"] == "P34") and int(row["parties"]) > 1 for row in rows("partnerships"))  # fmt: skip


def now():
    return [row for row in ALLIANCES if valid(row, 2018)]


def in_force():
    return len(now())


def promising(promise):
    return per_cent(sum(row[promise] == "1" for row in now()), len(now()))


def nonaggression():
    return promising("nonaggression")


def defence_now():
    return promising("defence")


def text(provision):
    """Share of the texts with a provision, among those coded for it."""
    coded = [row[provision] for row in ALLIANCES if row[provision]]
    return per_cent(coded.count("1"), len(coded))


def command():
    return text("integrated_command")


def bases():
    return text("bases")


def agreements():
    return len(AGREEMENTS)


def agreements_signed():
    return len(SIGNED)


# Practice.


@cache
def trained_by(year):
    """Pairs that trained together in the five years to a year."""
    return joined(pairs_in([row for row in rows("exercise_pairs") if year - 4 <= int(row["year"]) <= year]))


@cache
def defended(year):
    """Pairs bound to defend each other, NATO's by the days on which they joined too."""
    return joined(allied(year, "defence") | set(combinations(sorted(nato(f"{year}-12-31")), 2)))


@cache
def with_text():
    """Pairs with a pact or a signed agreement in force in 2010."""
    papers = [row for row in SIGNED if int(row["start"]) <= 2010 <= int(row["end"] or 2010)]
    return joined(allied(2010)) | defended(2010) | joined(pairs_in(papers))


def trained():
    return len(trained_by(2010))


def texted():
    return per_cent(len(trained_by(2010) & with_text()), trained())


def served():
    """Pairs in ISAF in November 2010, or in the same mission of the UN in 2011."""
    crews = {}
    for row in rows("un_contributors_mission"):
        if row["year"] == "2011":
            crews.setdefault(row["mission"], set()).add(int(row["state_id"]))
    crews["ISAF"] = {int(row["state_id"]) for row in rows("contingents") if (row["operation"], row["date"]) == ("ISAF", "2010-11-15")}  # fmt: skip
    return joined(p for crew in crews.values() for p in combinations(sorted(crew), 2))


def all_three():
    return per_cent(len(with_text() & trained_by(2010) & served()), len(with_text()))


def outside(year):
    return trained_by(year) - defended(year)


def outside_1990():
    return per_cent(len(outside(1990)), len(trained_by(1990)))


def outside_2010():
    return per_cent(len(outside(2010)), len(trained_by(2010)))


def outside_times():
    return len(outside(2010)) / len(outside(1990))


def inside_times():
    return len(trained_by(2010) & defended(2010)) / len(trained_by(1990) & defended(1990))


def listed():
    return len(rows("partnerships"))


def two_words():
    """Partnerships that fit two of: a promise to defend, a mission, a command."""
    return sum(
        (row["defence_clause"] == "1") + (row["purpose"] == "mission") + (row["command"] != "none") == 2
        for row in rows("partnerships")
    )


# What came after.


@cache
def pairs_of(year):
    """Pairs of states whose capabilities are known."""
    known = {int(row["state_id"]) for row in rows("capabilities") if row["year"] == str(year)}
    return set(combinations(sorted(states(year) & known), 2))


def next_five():
    return pairs_in([row for row in rows("exercise_pairs") if 2006 <= int(row["year"]) <= 2010])


def trained_allied():
    allies = pairs_of(2005) & allied(2005)
    return per_cent(len(allies & next_five()), len(allies))


def trained_untied():
    others = pairs_of(2005) - allied(2005)
    return per_cent(len(others & next_five()), len(others))


# First texts.


def german(number):
    """A state's number, West Germany under Germany's."""
    return 255 if int(number) == 260 else int(number)


@cache
def first_texts():
    """Pair → year of its first pact, or signed agreement, on record."""
    first, members = {}, {}

    def note(one, other, year):
        both = tuple(sorted((german(one), german(other))))
        first[both] = min(year, first.get(both, 9999))

    for row in SIGNED:
        note(row["state_id_1"], row["state_id_2"], int(row["start"]))
    for row in rows("alliance_members"):
        members.setdefault(row["alliance_id"], []).append(row)
    for one, other in (two for spells in members.values() for two in combinations(spells, 2)):
        begins = max(int(one["start"]), int(other["start"]))
        if one["state_id"] != other["state_id"] and begins <= min(int(row["end"] or 9999) for row in (one, other)):
            note(one["state_id"], other["state_id"], begins)
    return first


def first_within_five(met):
    """Of pairs without any text to then, with an exercise in five years or without: share that got a first one in the next five."""
    came, total = 0, 0
    for year in range(1985, 2006, 5):
        drilled = pairs_in([row for row in rows("exercise_pairs") if year - 4 <= int(row["year"]) <= year])
        for a, b in pairs_of(year):
            text = first_texts().get(tuple(sorted((german(a), german(b)))), 9999)
            if text > year and ((a, b) in drilled) == met:
                came, total = came + (text <= year + 5), total + 1
    return per_cent(came, total)


def met_tied():
    return first_within_five(True)


def unmet_tied():
    return first_within_five(False)


@cache
def first_pacts():
    """Pair → (year, 'own', 'heir' or 'many'): its first pact, a treaty of two by its signing, one inherited, or one of many.

    An heir's year is that of the succession. In one year what was inherited goes first, then what the two signed.
    """
    signed = {row["alliance_id"]: int(row["start"]) for row in ALLIANCES}
    of_two = {row["alliance_id"] for row in ALLIANCES if row["bilateral"] == "1"}
    spells, first = {}, {}
    for row in rows("alliance_members"):
        spells.setdefault(row["alliance_id"], []).append((int(row["start"]), int(row["state_id"]), int(row["end"] or 9999)))  # fmt: skip
    for treaty, members in spells.items():
        signers = []
        for _, number, _ in sorted(members):
            signers += [number] * (number not in signers)
        signers = {german(number) for number in signers[:2]}
        for (start, a, end), (begun, b, over) in combinations(members, 2):
            one, other = sorted((german(a), german(b)))
            if one == other or max(start, begun) > min(end, over):
                continue
            found = (max(start, begun), "many")
            if treaty in of_two:
                found = (signed[treaty], "own") if {one, other} == signers else (found[0], "heir")
            rank = ["heir", "own", "many"]
            first[one, other] = min(first.get((one, other), (9999, "many")), found, key=lambda f: (f[0], rank.index(f[1])))  # fmt: skip
    return first


def newborn():
    """Share of first pacts signed in 1990–2010, treaties of two, before both had been states for five years."""
    own = [(both, year) for both, (year, kind) in first_pacts().items() if kind == "own" and 1990 <= year <= 2010]
    return per_cent(sum(not set(both) <= {german(n) for n in states(year - 5)} for both, year in own), len(own))


# Organisations.


@cache
def seats(year):
    """State → the organisations of which it is a full member, as the bits of a number."""
    names = sorted({row["organisation_id"] for row in rows("organisation_members")})
    found = {}
    for row in rows("organisation_members"):
        if row["status"] == "full" and valid(row, year) and int(row["state_id"]) in states(year):
            found[int(row["state_id"])] = found.get(int(row["state_id"]), 0) | 1 << names.index(row["organisation_id"])
    return found


def nets(first, year, opens):
    """Pairs that first signed in a year: organisations that they came to share in three years, beyond like pairs that never signed."""
    there = sorted(set.intersection(*(set(seats(year + step)) for step in (-6, -3, 0, 3))))
    old, new = seats(opens), seats(opens + 3)
    changes, like = {}, {}
    for a, b in combinations(there, 2):
        if first.get((a, b), year) == year:
            shared = (old[a] & old[b]).bit_count()
            change = (new[a] & new[b]).bit_count() - shared
            if (a, b) in first:
                changes[a, b] = shared, change
            else:
                like.setdefault(shared, []).append(change)
    return {p: change - fmean(like[shared]) for p, (shared, change) in changes.items() if len(like.get(shared, [])) >= 20}  # fmt: skip


@cache
def bodies():
    """Organisations gained beyond like pairs, in the three years before a first agreement of 1986–2010 and in the three after."""
    first, before, after = {}, [], []
    for row in SIGNED:
        both = int(row["state_id_1"]), int(row["state_id_2"])
        first[both] = min(int(row["start"]), first.get(both, 9999))
    for year in range(1986, 2011):
        windows = [nets(first, year, year + step) for step in (-6, -3, 0)]
        for both in set.intersection(*(set(window) for window in windows)):
            before.append(windows[1][both])
            after.append(windows[2][both])
    return fmean(before), fmean(after)


def bodies_before():
    return bodies()[0]


def bodies_after():
    return bodies()[1]
