"""Lesson 02 by another route."""

from bisect import bisect_left
from collections import Counter
from functools import cache
from itertools import accumulate, combinations
from math import log2
from statistics import fmean

from tests.second import allied, pair, pairs_in, per_cent, promised, rows, states

USA = 2
# Foreign forces that were no UN mission: India in Sri Lanka, the United States in Somalia.
FOREIGN_FORCES = {780, 520, 93}


# Counts.


def exercises():
    return len(rows("exercises"))


def agreements():
    return len(signed())


# Votes.


@cache
def votes(year):
    return {int(row["state_id"]): float(row["ideal_point"]) for row in rows("ideal_points") if row["year"] == str(year) and row["ideal_point"]}  # fmt: skip


def signed():
    """Agreements that are known to be signed."""
    return [row for row in rows("defence_agreements") if row["signed"] == "1"]


@cache
def trained(first, last):
    return pairs_in([row for row in rows("exercise_pairs") if first <= int(row["year"]) <= last])


@cache
def apart(ties):
    """Mean distance in 2010 of pairs with so many kinds of tie: pact, agreement in force, exercise in five years."""
    paper = pairs_in([row for row in signed() if int(row["start"]) <= 2010 <= int(row["end"] or 2010)])
    kinds = (allied(2010), paper, trained(2006, 2010))
    point = votes(2010)
    return fmean(abs(point[a] - point[b]) for a, b in combinations(sorted(point), 2) if sum((a, b) in kind for kind in kinds) == ties)  # fmt: skip


def no_tie():
    return round(apart(0), 2)


def two_ties():
    return round(apart(2), 2)


@cache
def first_exercises():
    first = {}
    for row in rows("exercise_pairs"):
        both = pair(row["state_id_1"], row["state_id_2"])
        first[both] = min(int(row["year"]), first.get(both, 9999))
    return first


@cache
def strangers(year, later):
    """Of pairs that never trained together: distances in a year in ascending order, and running sums of their changes."""
    old, new = votes(year), votes(later)
    both = sorted(old.keys() & new.keys())
    free = sorted((gap := abs(old[a] - old[b]), abs(new[a] - new[b]) - gap) for a, b in combinations(both, 2) if (a, b) not in first_exercises())  # fmt: skip
    return [gap for gap, _ in free], [0.0, *accumulate(change for _, change in free)]


@cache
def approaches(after, first=1985, last=2010):
    """Pair by pair, how much nearer they came, from eight years before their first exercise, than 20 or more strangers as far apart."""
    found = []
    for (a, b), start in first_exercises().items():
        if first <= start <= last:
            old, new = votes(start - 8), votes(start + after)
            if {a, b} <= old.keys() & new.keys():
                gap = abs(old[a] - old[b])
                gaps, sums = strangers(start - 8, start + after)
                low, high = bisect_left(gaps, gap - 0.1), bisect_left(gaps, gap + 0.1)
                if high - low >= 20:
                    found.append((sums[high] - sums[low]) / (high - low) - (abs(new[a] - new[b]) - gap))
    return found


def nearer(after, first=1985, last=2010):
    return fmean(approaches(after, first, last))


def four_before():
    return nearer(-4)


def at_first():
    return nearer(0)


def eight_after():
    return nearer(8)


def early_gap():
    return nearer(0, 1990, 1999)


def late_gap():
    return nearer(0, 2000, 2010)


def late_share():
    return per_cent(len(approaches(0, 2000, 2010)), len(approaches(0)))


# Courses.


@cache
def courses():
    """States and years with this year's and next year's places, in doublings, and the distance from American votes."""
    places = {
        (int(row["state_id"]), int(row["year"])): log2(1 + int(row["trainees"]))
        for row in rows("us_training")
        if row["status"] == "complete" and int(row["state_id"]) in votes(int(row["year"]))
    }
    return [
        (n, year, now, places[n, year + 1], abs(votes(year)[n] - votes(year)[USA]))
        for (n, year), now in places.items()
        if (n, year + 1) in places
    ]


def own(column):
    """A column of the courses without what a state and what a year has in common, taken out in turn."""
    left = [row[column] for row in courses()]
    for _ in range(50):
        for unit in (0, 1):
            sums = {}
            for row, value in zip(courses(), left, strict=True):
                sums.setdefault(row[unit], []).append(value)
            means = {key: fmean(values) for key, values in sums.items()}
            left = [value - means[row[unit]] for row, value in zip(courses(), left, strict=True)]
    return left


def product(x, y):
    return sum(a * b for a, b in zip(x, y, strict=True))


@cache
def course_slopes():
    """Slopes of the distance: this year's places alone, this year's beside next year's, next year's beside this year's."""
    now, later, distance = own(2), own(3), own(4)
    determinant = product(now, now) * product(later, later) - product(now, later) ** 2
    return (
        product(now, distance) / product(now, now),
        (product(later, later) * product(now, distance) - product(now, later) * product(later, distance)) / determinant,
        (product(now, now) * product(later, distance) - product(now, later) * product(now, distance)) / determinant,
    )


def training_now():
    return -round(course_slopes()[0], 3)


def now_held():
    return -round(course_slopes()[1], 3)


def next_held():
    return -round(course_slopes()[2], 3)


# Promises and disputes.


@cache
def promised_years():
    """Attacker and target → year by year, the share of a dispute in it, and whether somebody has promised to defend the target.

    A dispute ends a run of years, so it stands in the run's last; where a run holds several, they are spread evenly.
    """
    found = {}
    for row in rows("dispute_pairs"):
        first, last, onsets = (int(row[name]) for name in ("first_year", "last_year", "onsets"))
        alone = onsets == 1 and int(row["peace_years"]) > 0
        for year in range(first, last + 1):
            share = float(year == last) if alone else onsets / int(row["years"])
            found.setdefault((row["initiator_id"], row["target_id"]), {})[year] = share, row["target_pact"] == "1"
    return found


def after_promise(first, last):
    """Rate of disputes in the five years after a first promise, of pairs seen the year before it, over that in the five before."""
    before, after = [], []
    for years in promised_years().values():
        start = min((year for year, (_, pact) in years.items() if pact), default=0)
        if first <= start <= last and start - 1 in years:
            before += [years[year][0] for year in range(start - 5, start) if year in years]
            after += [years[year][0] for year in range(start + 1, start + 6) if year in years]
    return fmean(after) / fmean(before)


def early_ratio():
    return after_promise(1816, 1944)


def late_ratio():
    return after_promise(1945, 2005)


# Later allies.


def measured(year):
    return {int(row["state_id"]) for row in rows("capabilities") if row["year"] == str(year) and row["cinc"]}


@cache
def unallied():
    """Pairs without a pact in 1980–1999, and those that shared one in 2000–2018."""
    old, new = (set().union(*(allied(year) for year in years)) for years in (range(1980, 2000), range(2000, 2019)))
    pairs = set(combinations(sorted(states(1999) & states(2018) & measured(1999)), 2)) - old
    return pairs, pairs & new


def met_pairs():
    return len(unallied()[1] & trained(1980, 1999))


def met_allied():
    return per_cent(met_pairs(), len(unallied()[0] & trained(1980, 1999)))


def unmet_allied():
    pairs, later = unallied()
    return per_cent(len(later - trained(1980, 1999)), len(pairs - trained(1980, 1999)))


# Trouble that two share.


@cache
def attacks():
    found = {}
    for row in rows("terrorism"):
        if row["state_id"]:
            year = found.setdefault(int(row["state_id"]), Counter())
            year[int(row["year"])] += int(row["attacks"])
    return found


def yearly(state, first, last):
    """Attacks a year; the records of 1993 are lost."""
    return fmean(attacks().get(state, {}).get(year, 0) for year in range(first, last + 1) if year != 1993)


@cache
def fallen():
    """State → worst year of 1981–2004, with 50 attacks or more, where the wave had fallen by three quarters in five years."""
    found = {}
    for state, counts in attacks().items():
        peak = max(range(1981, 2005), key=lambda year: counts[year])
        if counts[peak] >= 50 and yearly(state, peak + 4, peak + 6) < counts[peak] / 4:
            found[state] = peak
    return found


def waves_fell():
    return len(fallen())


def waves_without():
    texts = [(int(row[side]), int(row["start"])) for row in signed() for side in ("state_id_1", "state_id_2")]
    missions = [(int(row["host_id"]), int(row["start"])) for row in rows("un_missions") if row["host_id"]]
    helped = {n for n, peak in fallen().items() for state, year in texts + missions if state == n and peak <= year <= peak + 6}  # fmt: skip
    return len(fallen().keys() - helped - FOREIGN_FORCES)


@cache
def after_terror():
    """Pairs in four periods: whether both were hit hard, and whether they signed in the next five years."""
    found = []
    for year in (1990, 1995, 2000, 2005):
        next_five = pairs_in([row for row in signed() if year < int(row["start"]) <= year + 5])
        there = sorted(states(year) & states(year + 5) & measured(year))
        hard = {n for n in there if yearly(n, year - 4, year) > 10}
        found += [({a, b} <= hard, (a, b) in next_five) for a, b in combinations(there, 2)]
    return found


def shared_signed():
    return per_cent(after_terror().count((True, True)), sum(both for both, _ in after_terror()))


def others_signed():
    return per_cent(after_terror().count((False, True)), sum(not both for both, _ in after_terror()))


# Steps together.


@cache
def drills():
    return {(pair(row["state_id_1"], row["state_id_2"]), int(row["year"])) for row in rows("exercise_pairs")}


@cache
def first_texts():
    first = {}
    for row in signed():
        both = pair(row["state_id_1"], row["state_id_2"])
        first[both] = min(int(row["start"]), first.get(both, 9999))
    return first


@cache
def more_training(shift):
    """Pair → change in years with an exercise over a first agreement of 1985–2006 between allies, beyond like allies without.

    Five years against five, so many years before the agreement. Like: as many years before, and no agreement at all.
    """
    found = {}
    for start in range(1985 + shift, 2007):
        changes = {}
        for both in promised(start - 1) & promised(start + 4):
            before, after = (sum((both, start - shift + n) in drills() for n in span) for span in (range(-5, 0), range(5)))  # fmt: skip
            changes.setdefault((before, first_texts().get(both)), {})[both] = after - before
        for (before, text), values in changes.items():
            if text == start and (before, None) in changes:
                like = fmean(changes[before, None].values())
                found |= {both: change - like for both, change in values.items()}
    return found


def steps():
    """Only of those pairs that can be compared five years too early as well."""
    return fmean(more_training(0)[both] for both in more_training(5))


def steps_early():
    return fmean(more_training(5).values())
