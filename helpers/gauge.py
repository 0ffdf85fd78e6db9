"""The verdict as a drawing and in words: the five-step gauge, a number against its benchmark, and what the number rests on.

The gauge is the same on cards, board, slides and site. Drawings take the colour of the text around them, so that they show
in a light and in a dark theme.
"""

from __future__ import annotations

import html

from helpers.figures import COLOURS
from helpers.marks import tidy
from helpers.rule import SUPPORTED, UNTESTABLE, VERDICTS, Case, Evidence2, read, standing

STEPS = [*reversed(VERDICTS[:4]), UNTESTABLE]  # from weak to strong; outside the order stands what cannot be tested
FORCES = {
    "can": "says *can*: one dated case for each thing named is enough",
    "lists-examples": "names examples: one dated case for each is enough",
    "often": "says *often*: more than half",
    "most-or-tends": "says what holds as a rule",
    "all": "allows no exception: one counterexample is enough against it",
    "must": "says *must*: one success without it is enough against it",
    "defines": "says what a word covers",
    "will": "speaks of the future",
}
KINDS = {
    "clustered": "95% interval, clustered by {by}",
    "block bootstrap": "95% interval, resampled by {by}",
    "paired differences": "95% interval of paired differences",
    "permutation": "95% of what shuffling {by} gives",
    "exact": "exact 95% interval",
    "Wilson": "95% interval after Wilson",
    "overdispersed": "95% interval, widened because the counts vary more than chance alone makes them",
    "full count": "a full count, so no interval",
    "none": "a list drawn up for teaching: it describes the list only",
    "least and most": "least and most, no interval of chance",
    "worst case": "bounds for the worst case, no interval of chance",
}
READINGS = {
    "for": "All of it lies on the side that the claim expects.",
    "against": "All of it lies on the other side.",
    "mixed": "It reaches across the benchmark, so this number alone decides nothing.",
}


def gauge(verdict: str, remark: str = "") -> str:
    """Return the verdict as HTML: the word first, then five steps, of which one is filled. remark: stands in brackets."""
    told = f"{verdict} ({remark})" if remark else verdict
    steps = []
    for step in STEPS:
        on = step == verdict
        line = "dashed" if step == UNTESTABLE else "solid"
        bar = f"height:9px;border-radius:3px;border:1px {line} {COLOURS[step]};background:{COLOURS[step] if on else 'transparent'}"
        words = f"line-height:1.25;{'font-weight:bold' if on else 'opacity:.7'}"
        gap = ";margin-left:14px" if step == UNTESTABLE else ""
        steps.append(f"<span style='flex:1 1 4.5em;min-width:min-content{gap}'><span style='display:block;{bar}'></span><span style='{words}'>{step}</span></span>")  # fmt: skip
    return (f"<div style='font-size:1.15em;margin:.2em 0 .35em'><strong>{html.escape(told[0].upper() + told[1:])}</strong></div>"
            f"<div role='img' aria-label='Gauge: {html.escape(verdict, quote=True)}' style='display:flex;flex-wrap:wrap;gap:4px;max-width:600px;margin:0 0 .5em;font-size:clamp(10px,2.8vw,12px)'>"
            f"{''.join(steps)}</div>")  # fmt: skip


def strip(proof: Evidence2) -> str:
    """Return a small drawing, as SVG: estimate and interval on a line, the benchmark, and the side that the claim expects."""
    ends = (proof.low, proof.high, proof.estimate, proof.benchmark)
    span = max(ends) - min(ends) or abs(proof.benchmark) or 1.0
    low, high = min(ends) - 0.18 * span, max(ends) + 0.18 * span

    def at(value: float) -> float:
        return round(10 + 300 * (value - low) / (high - low), 1)

    bar, left, right, dot = at(proof.benchmark), at(proof.low), at(proof.high), at(proof.estimate)
    start, width = (bar, 310 - bar) if proof.expects == "above" else (10, bar - 10)
    words = f"{said_number(proof)}; benchmark {tidy(proof.benchmark)}"
    side, label = (
        ("end", min(bar + 70, 310)) if bar > 160 else ("start", max(bar - 70, 10))
    )  # about half the words' width
    value = f"<text x='{min(max(dot, 30), 290)}' y='11' font-size='12' font-weight='bold' text-anchor='middle' fill='currentColor'>{tidy(proof.estimate)}</text>"
    mark = f"{value}<circle cx='{dot}' cy='28' r='5.5' fill='currentColor'/>"
    whisker = _whisker(proof, left, right) if right > left else ""
    return (f"<svg xmlns='http://www.w3.org/2000/svg' role='img' aria-label='{html.escape(words, quote=True)}' viewBox='0 0 320 72' style='width:100%;max-width:420px;height:auto;display:block'>"
            f"<rect x='{start}' y='16' width='{width}' height='24' fill='{COLOURS[SUPPORTED]}' opacity='.16'/>"
            f"<path d='M10 40H310' stroke='currentColor' opacity='.35'/>{whisker}{mark}"
            f"<path d='M{bar} 14V44' stroke='{COLOURS['contrast']}' stroke-width='2' stroke-dasharray='4 3'/>"
            f"<text x='{label}' y='68' font-size='12' text-anchor='{side}' fill='currentColor'>benchmark {tidy(proof.benchmark)}; claimed: {proof.expects} it</text></svg>")  # fmt: skip


def _whisker(proof: Evidence2, left: float, right: float) -> str:
    """Return the interval as SVG, with the numbers at its ends; where they would touch, they stand apart from its middle."""
    middle = (left + right) / 2
    apart = max(right - left, 60) / 2
    ends = ((middle - apart, proof.low), (middle + apart, proof.high))
    numbers = "".join(
        f"<text x='{min(max(x, 24), 296):.1f}' y='52' font-size='11' text-anchor='middle' fill='currentColor'>{tidy(value)}</text>"
        for x, value in ends
    )
    return f"<path d='M{left} 28H{right}' stroke='currentColor' stroke-width='4' stroke-linecap='round' opacity='.55'/>{numbers}"


def said_number(proof: Evidence2) -> str:
    """Return estimate and interval in a line, with unit, kind of interval, and how many of what."""
    number = f"{tidy(proof.estimate)} {proof.unit}".replace(" %", "%", 1)
    bounds = f" [{tidy(proof.low)}, {tidy(proof.high)}]" if proof.high > proof.low else ""
    kind = KINDS[proof.interval].format(by=proof.by)
    return f"{number}{bounds} ({kind}; n = {proof.n:,} {proof.n_unit})"


def said(proof: Evidence2) -> str:
    """Return what a number rests on in words: the number, its benchmark and why, the reading; for a rung-2 design its placebo."""
    return "" if proof.estimate is None else f"{said_number(proof)}. {said_reasons(proof)}"


def said_reasons(proof: Evidence2) -> str:
    """Return the words beside a number: its benchmark and why, the reading; for a rung-2 design its placebo."""
    words = f"Benchmark {tidy(proof.benchmark)}: {proof.why_benchmark}. {READINGS[read(proof)]}"
    if proof.placebo:
        value, low, high = map(tidy, proof.placebo)
        found = (
            "finds something, so the number itself is worth less"
            if standing(proof) < 2
            else "cannot be told from nothing"
        )
        words += f" A placebo, where nothing should show, {found}: {value} [{low}, {high}]."
    return words


def said_case(case: Case) -> str:
    """Return a case in a line: what happened, when, after which source."""
    thing = f"{case.thing}: " if case.thing else ""
    doubt = "; disputed" if case.disputed else ""
    return f"{thing}{case.what} ({case.when}; {case.source}{doubt})"
