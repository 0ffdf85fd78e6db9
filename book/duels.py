"""Duels of rules: one explorer, one thesis, two teams; a rule is written before anybody looks, and a view is the proof.

On the papers a *view* is an explorer with all its controls set, since a *state* is a country to whoever reads them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Literal

from book.matter import explored
from book.paper import page, panels, rich, table
from book.sources import title_of
from helpers.explorer import Control, Panel

Side = Literal["for", "against", "neither"]
MOST = 24  # states tried per control at most; numbers are thinned
SCORING = [
    ("Every control has a setting and a reason, written before looking", "3"),
    ("The reasons would stand whatever came out (the other team judges)", "2"),
    ("The view opens in the other team's hands and reads as they said", "1"),
    ("Change one control at a time: most neighbours read the same (2), all do (3)", "0–3"),
    ("They named, unasked, the best point against their own rule", "1"),
    ("A setting was changed after looking", "−3"),
]


@dataclass(frozen=True)
class Duel:
    """A thesis that one explorer can be made to speak for and against.

    lesson, explorer: where it stands. thesis: in one sentence. counts_for, counts_against: what a state must show, in words;
    reads(panel, result) → which side a state speaks for, by that same rule.
    """

    lesson: str
    explorer: str
    thesis: str
    counts_for: str
    counts_against: str
    reads: Callable[[Panel, Any], Side]


def _which(is_for: bool, is_against: bool) -> Side:
    return "for" if is_for else "against" if is_against else "neither"


def _informal(panel: Panel, result: Any) -> Side:
    share = (result["type"] == "informal").mean()
    return _which(share < 0.25, share > 1 / 3)


def _said(pattern_for: str, pattern_against: str) -> Callable[[Panel, Any], Side]:
    def reads(panel: Panel, result: Any) -> Side:
        said = panel.headline(result)
        return _which(bool(re.search(pattern_for, said)), bool(re.search(pattern_against, said)))

    return reads


def _gap(panel: Panel, result: Any) -> Side:
    found = result.get("gap")
    return _which(found is not None and found.low > 0, found is not None and found.low <= 0)


DUELS = [
    Duel("04", "Multilateral", "Cooperation is turning multilateral.", "the headline says 'up'", "the headline says 'down'",
         _said(r": up,", r": down,")),
    Duel("05", "CodingRule", "Informal arrangements are the exception among partnerships.", "fewer than a quarter are informal",
         "more than a third are informal", _informal),
    Duel("06", "Specification", "Pairs of states with a defence pact have fewer disputes.", "the headline says 'fewer disputes'",
         "the headline says 'no clear difference' or 'more disputes'", _said("fewer disputes", "no clear difference|more disputes")),
    Duel("09", "Danger", "The more mixed a mission, the more of its people are killed.", "the two go up together, zero outside the interval",
         "they move apart, or the interval holds zero", _said(r"up together(?!.*zero)", r"apart|zero")),
    Duel("10", "Contributions", "A coalition of many is in truth the work of one.", "the weight of fewer than three equal partners",
         "the weight of six or more equal partners", lambda panel, result: _which(result["size"] < 3, result["size"] >= 6)),
    Duel("12", "SameKit", "Partners with the same equipment train together more.", "the gap's interval lies above zero",
         "the gap's interval holds zero or lies below it", _gap),
    Duel("13", "Scenarios", "The United States and its allies stay ahead of China's side.",
         "China's side is ahead in fewer than 35 of 100 runs", "China's side is ahead in more than 50 of 100 runs",
         lambda panel, result: _which(result["ahead"] < 0.35, result["ahead"] > 0.5)),
    Duel("14", "ForceGeneration", "Partners can fill a peacekeeping mission.", "the mission is filled", "some of the force is missing",
         _said("^Filled", "is missing")),
]  # fmt: skip


def duels(number: str) -> list[Duel]:
    """Return the duels of a lesson."""
    return [duel for duel in DUELS if duel.lesson == number]


def settings(control: Control) -> list:
    """Return the values of a control that a duel goes through; of many, some, ends included."""
    if control.kind == "toggle":
        return [False, True]
    if control.kind == "choice":
        found = list(control.options.values())
    else:
        found = [control.low, control.value, (control.low + control.high) / 2, control.high]
        found = list(dict.fromkeys(control.take(value) for value in found))
    return found[:MOST]


@cache
def field(duel: Duel) -> list[tuple[dict, Side, str]]:
    """Return every state that a duel goes through: (values that differ from the start, side, headline)."""
    panel = panels(duel.lesson)[duel.explorer]
    start, names, found = panel.start(), list(panel.controls), []
    for values in product(*(settings(panel.controls[name]) for name in names)):
        state = dict(zip(names, values, strict=True))
        result = panel.compute(**state)
        moved = {name: value for name, value in state.items() if value != start[name]}
        found.append((moved, duel.reads(panel, result), panel.headline(result)))
    return found


def opened(duel: Duel, moved: dict) -> str:
    """Return the line that opens a state in a cell of its lesson."""
    return f"lesson.{duel.explorer}({', '.join(f'{name}={value!r}' for name, value in moved.items())})"


def firmness(duel: Duel, moved: dict, side: Side) -> float:
    """Return the share of a state's neighbours, one control changed, that read the same."""
    start = panels(duel.lesson)[duel.explorer].start()
    here = start | moved
    near = [one for other, one, _ in field(duel) if sum((start | other)[name] != here[name] for name in here) == 1]
    return sum(one == side for one in near) / len(near)


def brief(number: str) -> str:
    """Return the learners' pages: brief, form for the rule, scoring."""
    sheets, most = [], sum(int(points.rsplit("–", 1)[-1]) for _, points in SCORING if "−" not in points)
    for duel in duels(number):
        panel = panels(number)[duel.explorer]
        heading = next(one.heading for one in explored(number) if one.name == duel.explorer)
        rows = [
            [html.escape(control.label), html.escape(_taken(control)), "", ""] for control in panel.controls.values()
        ]
        minutes = [
            ("5", "Draw lots: team A argues <strong>for</strong>, team B <strong>against</strong>. A jury of two keeps the clock."),
            ("10", "The explorer stays closed. On the second page write a rule: a setting for each control, with a reason that does not depend on what comes out. Sign it, show it to the jury."),
            ("5", "Open the explorer, set your rule, press <em>Copy this state</em>. Paste the line where both teams can reach it (chat, mail, shared page), and write it on the form. The line is the proof: pasted into an empty cell of the lesson and run, it opens the view again."),
            ("10", "Swap. Open the other team's line. Change one control at a time: does the view still speak for the same side? Write each on their form."),
            ("10", "Each team, three minutes: why this rule, and the best point against it. The jury scores."),
            ("5", "All: which sentence could both teams sign? It says which rule it holds under."),
        ]  # fmt: skip
        sheets.append(f"""<section class='sheet'><h1>Duel of rules · {html.escape(panel.title)}</h1><p class='small'>{html.escape(title_of(number))} · {sum(int(took) for took, _ in minutes)} minutes · two teams of two to five, a jury of two · a computer to each team</p>
<div class='box'><h2>Thesis</h2><p><strong>{html.escape(duel.thesis)}</strong></p><p>A <em>view</em> is the explorer with all its controls set: lesson {number} in JupyterLab, after <em>Run this lesson</em>, heading <em>{rich(heading)}</em>. A view speaks <strong>for</strong> the thesis if {html.escape(duel.counts_for)}; <strong>against</strong> it if {html.escape(duel.counts_against)}. Anything else speaks for nobody.</p></div>
<p>Both teams have the same data and the same controls. You do not win by finding a picture that suits you: you win with a rule that you would defend if the picture had come out the other way.</p>
<h2>What happens</h2>{table(['minutes', 'what'], [list(row) for row in minutes], (18,))}
<h2>Scoring, by the jury</h2>{table(['what', 'points', 'A', 'B'], [[html.escape(what), points, '', ''] for what, points in SCORING] + [['<strong>Sum</strong>', f'of {most}', '', '']], (110, 20, 24))}
<h2>The sentence that both teams sign</h2><div class=line></div><div class=line></div></section>
<section class='sheet'><h1>Our rule, before looking</h1><p>Team □ A, for &nbsp; □ B, against &nbsp; · time: ________ signed: ____________________</p><p class='small'>Lesson {number}, {html.escape(panel.title)}</p>
{table(['control', 'it takes', 'our setting', 'because (not: because it wins)'], rows, (32, 52, 30)).replace('<td></td>', "<td style='height:17mm'></td>")}
<h2>We expect to see</h2><div class=line></div><div class=line></div><h2>The best point against our rule</h2><div class=line></div><div class=line></div>
<h2>After looking: the line of our view</h2><p><code>lesson.{duel.explorer}(</code>________________________________________________________</p><div class=line></div><p>It reads: ___________________________________________________________________________</p>
<h2>What the other team opened (one control changed)</h2>{table(['control changed to', 'for / against / neither'], [['&nbsp;', '']] * 8, (92,))}</section>""")  # fmt: skip
    return page(f"Duel {title_of(number)}", "".join(sheets))


def referee(number: str) -> str:
    """Return the instructor's page: how many views speak for each side, the plainest of each, and what to say."""
    parts = []
    for duel in duels(number):
        states, panel = field(duel), panels(number)[duel.explorer]
        counts = {side: sum(one == side for _, one, _ in states) for side in ("for", "against", "neither")}
        rows = []
        for side in ("for", "against"):
            mine = [(firmness(duel, moved, side), moved, said) for moved, one, said in states if one == side]
            mine.sort(key=lambda row: (len(row[1]), -row[0]))  # near the plain start, then firm
            rows += [[side, f"<code>{html.escape(opened(duel, moved))}</code>", html.escape(f"{said}. {_numbers(panel, moved)}"), f"{firm:.0%}"] for firm, moved, said in mine[:3]]  # fmt: skip
        parts.append(f"<h1>Duel · {html.escape(panel.title)}</h1><p><strong>{html.escape(duel.thesis)}</strong> For it: {html.escape(duel.counts_for)}. Against it: {html.escape(duel.counts_against)}. Of {len(states)} views gone through, {counts['for']} speak for it, {counts['against']} against it, {counts['neither']} for nobody. So both teams can win, and the count of views is no vote: most of them nobody would defend.</p>"
                     f"<h2>Views of each side, nearest to the plain start first</h2><p class='small'>A view is the explorer with all its controls set. Firm: the share of views one control away that read the same. Paste a line into an empty cell of the lesson and run it, and the view opens.</p>{table(['side', 'line that opens it', 'what it reads', 'firm'], rows, (16, 62))}"
                     f"<h2>What to say afterwards</h2><p>Ask each team what it would have written had it drawn the other lot. Then ask for the sentence that both sign: it names its rule. Point to the controls on which the two rules agreed: there the dispute is over.</p>")  # fmt: skip
    return page(f"Duel, for the instructor {title_of(number)}", f"<div class='flow'>{''.join(parts)}</div>")


def _numbers(panel: Panel, moved: dict) -> str:
    """The first sentence of what a view says in words, where its numbers stand."""
    return panel.describe(panel.compute(**panel.start() | moved)).split(". ")[0].rstrip(".") + "."


def _taken(control: Control) -> str:
    if control.kind == "toggle":
        return "yes / no"
    if control.kind == "choice":
        return " / ".join(list(control.options)[:9]) + (" / …" if len(control.options) > 9 else "")
    return f"{control.low:g} to {control.high:g}"
