"""Move every control of an explorer: both ends, the middle, each option (of long lists, every few)."""

from itertools import product


def values(control) -> list:
    """Return the values to try on one control."""
    if control.kind == "toggle":
        return [False, True]
    if control.kind == "choice":
        found = list(control.options.values())
        return (
            found if len(found) <= 20 else [*found[:: len(found) // 14], found[-1]]
        )  # a list of all states: every few
    return [control.take(value) for value in (control.low, (control.low + control.high) / 2, control.high)]


def corners(explorer, most: int = 24) -> list[dict]:
    """Return states in which all controls stand at an end at once, evenly thinned to at most `most`."""
    names = list(explorer.controls)
    ends = [[(tried := values(explorer.controls[name]))[0], tried[-1]] for name in names]
    states = [dict(zip(names, combination, strict=True)) for combination in product(*ends)]
    return states[:: max(1, len(states) // most)]
