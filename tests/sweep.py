"""Move every control of an explorer: both ends, the middle, each option (of long lists, every few); look at its texts."""

from itertools import combinations, product

from matplotlib.text import Text


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


def states(explorer) -> list[dict]:
    """Return the states to look at: each value of each control, the others as at the start; then the corners."""
    start = explorer.start()
    single = [start | {name: value} for name, control in explorer.controls.items() for value in values(control)]
    return [start, *(state for state in single if state != start), *corners(explorer)]


def _written(figure) -> list[tuple[Text, object]]:
    """Return the texts that can be seen, each with its place in the figure (pixels)."""
    figure.draw_without_rendering()  # ticks and annotations find their places
    ticks = {
        label
        for ax in figure.axes
        for axis, (low, high) in ((ax.xaxis, sorted(ax.get_xlim())), (ax.yaxis, sorted(ax.get_ylim())))
        for tick in (*axis.majorTicks, *axis.minorTicks)
        for label in (tick.label1, tick.label2)
        if not (axis.get_visible() and ax.axison and low <= tick.get_loc() <= high)
    }
    found = []
    for text in figure.findobj(Text):
        owner = text.axes
        hidden = not text.get_visible() or text in ticks or text.get_alpha() == 0 or not text.get_text().strip()
        if hidden or (owner is not None and not owner.get_visible()):
            continue
        place = Text.get_window_extent(text)
        found.append((text, place))
    return found


def crowded(figure, least: float = 0, slack: float = 2.0) -> list[str]:
    """Return what is wrong with a figure's texts: those that overlap by more than `slack` pixels, those that are cut.

    least: points that smaller letters are raised to first, as they are on a phone.
    """
    small = [(text, text.get_fontsize()) for text in figure.findobj(Text) if text.get_fontsize() < least]
    for text, _ in small:
        text.set_fontsize(least)
    try:
        return _faults(figure, slack)
    finally:
        for text, size in small:
            text.set_fontsize(size)


def _faults(figure, slack: float) -> list[str]:
    written, width, height = _written(figure), figure.bbox.width, figure.bbox.height
    cut = [
        f"cut: {text.get_text()!r}"
        for text, place in written
        if min(place.x0, place.y0, width - place.x1, height - place.y1) < -slack
    ]
    pairs = [
        f"overlap: {a.get_text()!r} and {b.get_text()!r}"
        for (a, one), (b, two) in combinations(written, 2)
        if min(one.x1, two.x1) - max(one.x0, two.x0) > slack and min(one.y1, two.y1) - max(one.y0, two.y0) > slack
    ]
    return cut + pairs
