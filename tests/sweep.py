"""Move every control of an explorer: both ends, the middle, each option (of long lists, every few)."""

from itertools import product


def values(control) -> list:
    """Return the values to try on one control."""
    field = control.field
    if hasattr(field, "options"):
        found = [option[1] if isinstance(option, tuple) else option for option in field.options]
        return (
            found if len(found) <= 20 else [*found[:: len(found) // 14], found[-1]]
        )  # a list of all states: every few
    if hasattr(field, "min"):
        middle = field.min + (field.max - field.min) / 2
        step = getattr(field, "step", 1) or 1
        middle = field.min + round((middle - field.min) / step) * step
        middle = round(middle) if isinstance(field.min, int) else min(round(middle, 10), field.max)
        return [field.min, middle, field.max]
    return [False, True]


def corners(explorer, most: int = 24) -> list[dict]:
    """Return states in which all controls stand at an end at once, evenly thinned to at most `most`."""
    names = list(explorer.controls)
    ends = [[(tried := values(explorer.controls[name]))[0], tried[-1]] for name in names]
    states = [dict(zip(names, combination, strict=True)) for combination in product(*ends)]
    return states[:: max(1, len(states) // most)]
