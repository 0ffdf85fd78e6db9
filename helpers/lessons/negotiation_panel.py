"""The Varna Strait negotiation on the screen and on paper: figures, role sheets, and the panel that plays the rounds.

The rules are in `helpers.lessons.negotiation`; nothing here decides anything.
"""

from __future__ import annotations

import base64
import html
import random
import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, replace

import ipywidgets as widgets
import pandas as pd

from helpers.data import CourseError
from helpers.explorer import Panel, choice, number, toggle
from helpers.figures import BLUE, GREY, INK, OCHRE, ORANGE, PALE, TEAL, Picture, house_style, new_figure, show
from helpers.form import Asked, closed, live
from helpers.lessons.negotiation import (
    BENEFIT,
    CLAUSES,
    DRAWN,
    HIGH,
    KNOWN,
    LOW,
    NEED,
    OUTSIDE,
    RATIFY,
    ROLES,
    ROUNDS,
    STAGES,
    STATES,
    STRATEGIES,
    Game,
    Move,
    Role,
    automatic_move,
    chance,
    check_move,
    debrief_lines,
    debrief_table,
    deterrence,
    finished,
    from_dict,
    from_text,
    goal_met,
    listed,
    measures,
    most,
    opened,
    play,
    record,
    result,
    roles,
    settle,
    summary,
    to_dict,
    to_text,
    without_lead,
)

PLATE = {"facecolor": "white", "edgecolor": "none", "pad": 1}

# Figures.


@house_style()
def rule_figure() -> Picture:
    """How deterrence decides the outcome."""
    figure, ax = new_figure("Nothing below 0.7, certainty from 1, a draw in between", "Chance that the rival backs off, per cent, by deterrence D", size="pair")  # fmt: skip
    ax.plot([0, LOW, HIGH, 1.3], [0, 0, 100, 100], color=BLUE)
    for x, y, text in ((0.3, 8, "crisis"), (0.74, 48, "draw"), (1.1, 86, "the rival\nbacks off")):
        ax.text(x, y, text, ha="right" if text == "draw" else "center", va="center", fontweight="bold", color=BLUE)
    alone, bound = without_lead(), without_lead("automatic")
    ax.plot([HIGH, alone, bound], [100, 100 * chance(alone), 100 * chance(bound)], "o", color=ORANGE, markersize=8)
    ax.text(0.985, 101, "all pledge 3 points", ha="right", va="center", color=ORANGE)
    ax.text(alone + 0.035, 12, "lead power gone,\nall others at their most", va="center", color=ORANGE)
    ax.text(bound + 0.02, 100 * chance(bound) - 4, "the same, bound", va="center", color=ORANGE)
    ax.set(xlim=(0, 1.3), ylim=(-4, 112))
    return show(figure, f"A line: the chance is 0 below a deterrence of 0.7, rises straight to 100 per cent at 1. If all pledge 3 points D is 1; if the lead power leaves and all others pledge their most, D is {alone:.2f}, or {bound:.2f} if an automatic clause binds them: chances of {100 * chance(alone):.0f} and {100 * chance(bound):.0f} per cent.")  # fmt: skip


@house_style()
def clause_figure(who: str = "frontline") -> Picture:
    """What each clause promises one state that pledges 3 points, by what the others put on the table."""
    role = roles()[who]
    ends = {clause: [settle({"lead": lead, "frontline": 3, "rider": 2, "neutral": 2, "neighbour": 2} | {who: 3}, clause=clause).expected[who]
                     for lead in range(7)] for clause in CLAUSES}  # fmt: skip
    figure, ax = new_figure("A binding clause pays where it decides, and costs where it does not", f"What the {role.short.lower()} state can expect before the draw, by points of the lead power; others 2 or 3", size="pair")  # fmt: skip
    for (clause, values), colour in zip(ends.items(), (GREY, BLUE, ORANGE), strict=True):
        ax.plot(range(7), values, "-o", color=colour, markersize=5)
        ax.text(0, values[0] + 0.5, clause, color=colour, va="bottom", fontweight="bold")
    ax.axhline(0, color=GREY, linewidth=1)
    figure.subplots_adjust(bottom=0.16)
    ax.set(xlim=(-0.2, 6.1), xlabel="points of the lead power")
    told = "; ".join(f"{clause} {', '.join(f'{value:.1f}' for value in values)}" for clause, values in ends.items())
    return show(figure, f"Three lines, expected payoff at 0 to 6 points of the lead power, frontline state at 3, the others at 2, no caveats: {told}.")  # fmt: skip


@house_style()
def rounds_figure(game: Game, ending: bool = True) -> Picture:
    """Deterrence by round, stacked by role, against the two thresholds. ending: say how the game ended."""
    end = result(game)
    figure, ax = new_figure(f"Round {len(game.rounds)}: deterrence {end.deterrence:.2f}, {end.words if ending and len(game.rounds) == ROUNDS else 'not decided yet'}", "Deterrence by round, stacked by role; caveats halve a piece, the clause moves the whole", size="pair")  # fmt: skip
    seen = []
    for stage in range(1, len(game.rounds) + 1):
        now, left = result(game, stage), 0.0
        caveats = {who for who, move in game.rounds[stage - 1].items() if move.caveat}
        for role in ROLES[:6]:
            piece = deterrence({role.id: now.pledges[role.id]}, caveats, now.clause)
            ax.barh(stage, piece, left=left, color=role.colour, height=0.66, edgecolor="white")
            left += piece
        ax.text(left + 0.012, stage, f"{now.deterrence:.2f}", va="center", fontweight="bold", bbox=PLATE)
        seen.append(f"round {stage} {now.deterrence:.2f}")
    for x in (LOW, HIGH):
        ax.axvline(x, color=INK, linewidth=1, linestyle=(0, (4, 3)))
        ax.text(x, 0.42, f" {x:g}", va="bottom", fontsize=9)
    for i, role in enumerate(ROLES[:6]):
        ax.text(1.005, 0.93 - 0.155 * i, f"■ {role.short}", color=role.colour, transform=ax.transAxes, va="center", fontsize=10)  # fmt: skip
    figure.subplots_adjust(right=0.85, left=0.1, bottom=0.12)
    ax.set(xlim=(0, max(1.25, max(result(game, s).deterrence for s in range(1, len(game.rounds) + 1)) + 0.12)), ylim=(ROUNDS + 0.5, 0.4))  # fmt: skip
    ax.set_yticks(range(1, ROUNDS + 1), [f"round {i}" for i in range(1, ROUNDS + 1)])
    ax.grid(False)
    return show(figure, f"Stacked bars of deterrence: {', '.join(seen)}; thresholds 0.7 and 1.{f' If it ends here, {end.words}.' if ending else ''}")  # fmt: skip


def paid_gained_title(top: list[str], best: list[str]) -> str:
    """Say which states paid most (nobody: an empty list) and which came out best, all that tie; a long title in two lines."""
    short = {role.id: role.short for role in ROLES}

    def named(who: list[str]) -> str:
        return listed([short[one] for one in who]) if len(who) < len(STATES) else "all five"

    paid = f"{named(top)} paid {'most' if len(top) < len(STATES) else 'the same'}" if top else "nobody paid"
    came = f"came out {'best' if len(best) < len(STATES) else 'alike'}"
    parts = [paid, f"and {came}"] if top == best else [f"{paid};", f"{named(best)} {came}"]
    title = " ".join(parts) if sum(map(len, parts)) < 64 else "\n".join(parts)
    return title[0].upper() + title[1:]


@house_style()
def paid_gained_figure(game: Game) -> Picture:
    """Points paid and payoff received, state by state, at the end."""
    end = finished(game)
    cast = [role for role in roles(game.players).values() if role.id in STATES]
    top, best = most(end.pledges), most(end.payoffs)
    title = paid_gained_title(top if end.pledges[top[0]] else [], best)
    figure, axes = new_figure(title, "Left: points paid at the end. Right: payoff with this draw, side payments included", size="pair", cols=2)  # fmt: skip
    for ax, values, first in zip(axes, (end.pledges, end.payoffs), (top, best), strict=True):
        numbers = [values[role.id] for role in cast]
        ax.barh(range(5), numbers, color=[role.colour if role.id in first else PALE for role in cast], height=0.7)
        for row, value in enumerate(numbers):
            ax.text(max(value, 0) + 0.15, row, f"{value:g}", va="center")
        ax.axvline(0, color=GREY, linewidth=1)
        ax.set(ylim=(4.6, -0.6), xticks=[], xlim=(min(0, *numbers) - 0.2, max(1, *numbers) * 1.15 + 0.3))
        ax.set_yticks(range(5), [role.short for role in cast] if ax is axes[0] else [""] * 5)
        ax.tick_params(axis="y", colors=INK)
        ax.grid(False)
        ax.spines[:].set_visible(False)
    figure.subplots_adjust(left=0.13, bottom=0.06, wspace=0.1)
    if "\n" in title:  # a second line moves down what stands below
        figure.subtitle.set_y(figure.subtitle.get_position()[1] - 0.065)
        figure.subplots_adjust(top=figure.subplotpars.top - 0.065)
    told = ", ".join(f"{role.short} {end.pledges[role.id]} and {end.payoffs[role.id]:g}" for role in cast)
    return show(figure, f"Two bar charts by state, points paid and payoff: {told}.")


@house_style()
def fairness_figure(game: Game) -> Picture:
    """Each state's share of the points against two rules of fairness."""
    end, m = finished(game), measures(game)
    cast, total = ROLES[:5], sum(end.pledges[s] for s in STATES)
    figure, ax = new_figure(f"Unfair by {m['unequal']:.0f}% if shares were equal, by {m['unlike capability']:.0f}% if by capability", "Share of all points paid by states, per cent; unfair: the part of the points that would have to move", size="pair")  # fmt: skip
    power = sum(role.capability for role in cast)
    told = []
    for row, role in enumerate(cast):
        share, fair = 100 * end.pledges[role.id] / max(total, 1), 100 * role.capability / power
        ax.plot([20, share, fair], [row] * 3, color=PALE, linewidth=2, zorder=1)
        for x, colour, marker in ((20, GREY, "|"), (fair, ORANGE, "D"), (share, BLUE, "o")):
            ax.plot(
                [x], [row], marker, color=colour, markersize=14 if marker == "|" else 8, markeredgewidth=2, zorder=2
            )
        told.append(f"{role.short} {share:.0f} against {fair:.0f} by capability")
    for x, text, colour in ((0.60, "● paid", BLUE), (0.71, "| equal", GREY), (0.82, "◆ by capability", ORANGE)):
        ax.text(x, 0.06, text, color=colour, fontweight="bold", transform=ax.transAxes, va="center")
    ax.set(ylim=(4.6, -0.6), xlim=(-2, 102))
    ax.set_yticks(range(5), [role.short for role in cast])
    ax.tick_params(axis="y", colors=INK)
    ax.grid(False)
    figure.subplots_adjust(left=0.13, bottom=0.12)
    return show(figure, f"Shares of points paid, per cent, equal would be 20 each: {'; '.join(told)}.")


@house_style()
def what_if_figure(game: Game) -> Picture:
    """Deterrence as played, before round 4, without caveats, and without the lead power."""
    finished(game)
    m = measures(game)
    rows = {"before round 4": m["before round 4"], "as played": m["deterrence"], "no caveats": m["without caveats"], "no lead power": m["without lead"]}  # fmt: skip
    figure, ax = new_figure(f"Without caveats {m['without caveats']:.2f}, without the lead power {m['without lead']:.2f}", "Deterrence at the end, as played and if one thing had been different", size="strip")  # fmt: skip
    ax.barh(range(4), rows.values(), color=[PALE, BLUE, PALE, PALE], height=0.7)
    for row, value in enumerate(rows.values()):
        ax.text(value + 0.01, row, f"{value:.2f}", va="center", fontweight="bold", bbox=PLATE)
    for x in (LOW, HIGH):
        ax.axvline(x, color=INK, linewidth=1, linestyle=(0, (4, 3)))
    ax.set(ylim=(3.5, -0.5), xlim=(0, max(1.2, *rows.values()) + 0.1))
    ax.set_yticks(range(4), list(rows))
    ax.tick_params(axis="y", colors=INK)
    ax.grid(False)
    figure.subplots_adjust(left=0.19, bottom=0.16, top=0.7)
    return show(figure, f"Deterrence: {', '.join(f'{name} {value:.2f}' for name, value in rows.items())}; thresholds 0.7 and 1.")  # fmt: skip


class WhatIf(Panel):
    """One pledge of a finished game changed, all others as they were: what then?

    Left: deterrence by that state's points. Right: its payoff, expected before the draw and with the draw as it fell.
    """

    title = "What if one pledge had been different?"

    def __init__(self, game: Game, **state) -> None:
        finished(game)
        self.game, self.last = game, game.rounds[-1]
        cast = roles(game.players)
        self.controls = {
            "who": choice("Whose pledge", [(cast[who].short, who) for who in STATES]),
            "points": number("Points", 0, cast["lead"].top, self.last["lead"].pledge),
            "caveat": toggle("With a caveat", self.last["lead"].caveat),
            "leaves": toggle("It leaves", self.last["lead"].leaves),
        }
        super().__init__(**state)

    def compute(self, who, points, caveat, leaves) -> dict:
        """Return the outcome by that state's points, what was played, and what is asked for."""
        end, others = result(self.game), frozenset(w for w, m in self.last.items() if m.caveat and w != who)
        left = (end.left - {who}) | ({who} if leaves else set())
        caveats = others | {who} if caveat else others
        ends = [result(self.game, caveats=caveats, left=left, **{who: c}) for c in range(7)]
        return {"role": roles(self.game.players)[who], "points": points, "ends": ends, "then": ends[points], "end": end}

    def draw(self, found):
        """Make two axes: deterrence, payoff."""
        figure, (left, right) = new_figure("", "Left: deterrence. Right: payoff, expected (line) and as the draw fell (rings, hindsight)", size="pair", cols=2)  # fmt: skip
        for level in (LOW, HIGH):
            left.axhline(level, color=INK, linewidth=1, linestyle=(0, (4, 3)))
        self.level, self.dot = left.plot([], [], color=BLUE)[0], left.plot([], [], "o", color=ORANGE, markersize=10)[0]
        self.hoped, self.got = right.plot([], [], color=BLUE)[0], right.plot([], [], "o", mfc="none", color=GREY)[0]
        self.mark = right.plot([], [], "o", color=ORANGE, markersize=10)[0]
        right.axhline(0, color=GREY, linewidth=1)
        for ax in (left, right):
            ax.set(xlim=(-0.3, 6.3), xlabel="points")
        self.axes = left, right
        figure.subplots_adjust(bottom=0.17)
        return figure

    def update(self, found) -> None:
        """Move lines and dots."""
        points, ends, who = found["points"], found["ends"], found["role"].id
        levels, hoped, got = ([e.deterrence for e in ends], [e.expected[who] for e in ends], [e.payoffs[who] for e in ends])  # fmt: skip
        self.level.set_data(range(7), levels)
        self.dot.set_data([points], [levels[points]])
        self.hoped.set_data(range(7), hoped)
        self.got.set_data(range(7), got)
        self.mark.set_data([points], [hoped[points]])
        self.axes[0].set_ylim(0, max(1.2, *levels) + 0.1)
        self.axes[1].set_ylim(min(-1, *hoped, *got) - 1, max(1, *hoped, *got) + 1)

    def headline(self, found) -> str:
        """Say what would have become of the strait."""
        then = found["then"]
        said = (
            "it leaves" if found["role"].id in then.left else f"{found['points']} point{'s' * (found['points'] != 1)}"
        )
        return f"{found['role'].short}, {said}: D {then.deterrence:.2f}, {then.words}"

    def describe(self, found) -> str:
        """Return then and now in words."""
        then, end, role = found["then"], found["end"], found["role"]
        if then == end:
            return f"{self.headline(found)} with this draw. It ends as it was played: {role.short} could expect {end.expected[role.id]:.1f} and gets {end.payoffs[role.id]:g}."
        played = "it left" if role.id in end.left else f"{end.pledges[role.id]}"
        return (f"{self.headline(found)} with this draw. Played: {played}, D {end.deterrence:.2f}, {end.words}. "
                f"Chance before the draw {100 * then.chance:.0f} instead of {100 * end.chance:.0f} per cent; {role.short} could expect "
                f"{then.expected[role.id]:.1f} instead of {end.expected[role.id]:.1f}, and gets {then.payoffs[role.id]:g} instead of {end.payoffs[role.id]:g}.")  # fmt: skip

    def table(self, found) -> pd.DataFrame:
        """Return the numbers behind both axes."""
        who = found["role"].id
        return pd.DataFrame([{"points": c, "D": e.deterrence, "chance": e.chance, "expected": e.expected[who], "with this draw": e.payoffs[who]}
                             for c, e in enumerate(found["ends"])]).set_index("points")  # fmt: skip

    def as_code(self) -> str:
        """Return the line that opens this panel in its present state."""
        return f"panel.WhatIf(table.game, {', '.join(f'{k}={v!r}' for k, v in self.state().items())})"


def gauge(level: float, words: str, without: float | None = None) -> str:
    """Return deterrence as a drawing with words: crisis below 0.7, draw up to 1, then the rival backs off.

    without: a second, hollow mark, for deterrence without the lead power.
    """

    def at(value: float) -> float:
        return round(10 + 300 * min(value, 1.3) / 1.3, 1)

    zones = "".join(f"<rect x='{at(a)}' y='20' width='{at(b) - at(a):.1f}' height='16' fill='{colour}' opacity='.38'/>"
                    f"<text x='{(at(a) + at(b)) / 2:.1f}' y='50' font-size='11' text-anchor='middle' fill='currentColor'>{name}</text>"
                    for a, b, colour, name in ((0, LOW, ORANGE, "crisis"), (LOW, HIGH, OCHRE, "a draw"), (HIGH, 1.3, TEAL, "backs off")))  # fmt: skip
    lines = "".join(f"<path d='M{at(v)} 16V40' stroke='currentColor'/><text x='{at(v)}' y='12' font-size='10' text-anchor='middle' fill='currentColor'>{v:g}</text>" for v in (LOW, HIGH))  # fmt: skip
    hollow = "" if without is None else f"<circle cx='{at(without)}' cy='28' r='6' fill='none' stroke='currentColor' stroke-width='2' stroke-dasharray='3 2'/>"  # fmt: skip
    return (f"<div class='gauge'><svg role='img' aria-label='Deterrence {level:.2f}' viewBox='0 0 320 54' style='width:100%;max-width:520px;display:block'>"
            f"{zones}{lines}{hollow}<circle cx='{at(level)}' cy='28' r='7' fill='currentColor'/></svg><p><strong>D {level:.2f}</strong> · {html.escape(words)}</p></div>")  # fmt: skip


def chance_words(level: float) -> str:
    """Say in a few words what a deterrence means."""
    if level >= HIGH:
        return "the rival backs off for certain"
    return "a crisis for certain" if chance(level) == 0 else f"the rival backs off with a chance of {100 * chance(level):.0f} per cent"  # fmt: skip


# Role sheets.


def rules_for(role: Role) -> list[tuple[str, str, str]]:
    """Return a role's card as (name, value, 'sheet' or 'ours'): what the seminar sheet says, and what is a completion of ours."""
    whole = "ours" if role.home else "sheet"
    rows = [("Your goal", role.goal, "ours" if role.home or role.cost == 0 < role.top else "sheet"), ("You reach it if", role.test, "ours")]  # fmt: skip
    if role.home:
        rows += [("You ratify for", roles()[role.home].name, "ours"),
                 ("Your move", "in round 4 you may refuse the text: your state's signature is gone, and its pledge is at most that of round 1; the text binds it all the same", "ours")]  # fmt: skip
    if role.top:
        rows += [("Capability", f"{role.capability} of 100", "sheet" if role.id == "lead" else "ours"),
                 ("Points you may pledge", f"0 to {role.top}", "sheet" if role.cost else "ours"),
                 ("Each point costs you", f"{role.cost}", "ours")]  # fmt: skip
    elif not role.home:
        rows += [("Troops and points", "none: you act by what you say, and you may be paid", whole)]
    if role.cost:
        rows += [("If the rival backs off", f"you receive {role.benefit}, as all states do", "ours"),
                 ("In a war you lose", f"{role.entrapment}; half under consultation or behind a caveat, double under an automatic clause", "ours"),
                 ("If you leave in round 4", f"no cost, no war, and {OUTSIDE * BENEFIT:g} if the rival backs off", "ours"),
                 ("The clause you like best", role.clause, "sheet" if role.id == "neutral" else "ours")]  # fmt: skip
    return rows


MARK = {"sheet": "", "ours": " *"}
MARKED = "* chosen by us so that the game can be scored; with another choice it would be another game."


def _role(who: str, players: int) -> Role:
    cast = roles(players)
    if who not in cast:
        raise CourseError(f"There is no role {who!r} in this game; it has {', '.join(cast)}.")
    return cast[who]


def _blanks(role: Role, players: int) -> list[tuple[int, str, str, str]]:
    """Return (round, title, note, what to fill in) for a sheet of paper."""
    found = []
    for stage, (title, note) in STAGES.items():
        blank = "My points ____   caveat yes / no" if role.top else "What I ask for in public: ______________________"
        blank += "   I pay ____ to __________" if role.cost and stage in (2, 3) else ""
        blank += "   Clause I would sign ______________" if role.cost and stage == 3 else ""
        blank += "   I leave: yes / no" if role.cost and stage == ROUNDS else ""
        blank += "   Card I read out: ____________" if role.id == "press" else ""
        blank += "   I refuse the text: yes / no" if role.home and stage == ROUNDS else ""
        found.append((stage, title, note if players > 8 else note.removesuffix(RATIFY), blank))
    return found


def role_sheet(who: str, players: int = 8) -> str:
    """Return one role's sheet as plain text: card, private goal, what to do in each round, and lines to fill in."""
    role = _role(who, players)
    lines = [f"THE VARNA STRAIT · {role.name.upper()} · {players} roles", ""]
    lines += [f"{name}{MARK[origin]}: {value}" for name, value, origin in rules_for(role)]
    lines += ["", MARKED, "", f"Deterrence D = sum of capability × points (halved under a caveat) / {NEED}; times 0.9 under consultation, 1.2 under an automatic clause.",
              "D of 1 or more: the rival backs off. D below 0.7: crisis. In between a draw decides, opened after the round.", ""]  # fmt: skip
    for stage, title, note, blank in _blanks(role, players):
        lines += [f"Round {stage}. {title}. {note}", f"   {blank}", f"   D of this round ______{'   outcome ______________' if stage == ROUNDS else ''}"]  # fmt: skip
    return "\n".join([*lines, "", "Debrief, one written line: ______________________________________________________"])


def _card(role: Role) -> str:
    """A role's card as an HTML table, the private goal first."""
    return f"<table>{_lines(rules_for(role))}</table><p class='small'>{MARKED}</p>"


def _lines(rules: list[tuple[str, str, str]]) -> str:
    return "".join(f"<tr><th scope='row'>{name}{MARK[origin]}</th><td>{html.escape(value)}</td></tr>" for name, value, origin in rules)  # fmt: skip


def goals_opened(game: Game) -> str:
    """All private goals, folded, once a game is over: what each role was after, and whether it got there."""
    rows = [{"role": role.name, "goal": role.goal, "reached if": role.test, "met": "yes" if goal_met(game, role.id) else "no"}
            for role in roles(game.players).values()]  # fmt: skip
    return f"<details><summary>All private goals</summary>{_table(pd.DataFrame(rows).set_index('role'))}</details>"


class Page:
    """Finished HTML with a plain-text form, which is stored and compared."""

    def __init__(self, body: str, text: str) -> None:
        self._body, self._text = body, text

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return self._body


def told(text: str) -> Page:
    """Return plain text as a paragraph that wraps between words."""
    return Page(f"<p style='max-width:50em;line-height:1.45'>{html.escape(text)}</p>", text)


def closed_rule() -> Asked | Picture:
    """Ask for the two values of D that the rules give; then show how D decides."""
    question = "No clause is signed. All states and the pool at 3 points: what is D? The lead power goes, all others at their most: what is it then?"
    return closed(question, "I have written both down: show me", rule_figure)


def closed_outcome(game: Game) -> Asked | Page:
    """Ask before the table draws how a game ends; then say it."""
    question = "The table will draw. Deterrence has risen round by round. Would you sleep well?"
    return closed(question, "Let the table draw", lambda: told(summary(game)))


def closed_debrief(game: Game) -> Asked | Page:
    """Ask who will have done well; then show the debrief of a game: table, words, who paid and gained, how fair it was."""
    question = "Who paid most, and who came out best? Write the names down."
    return closed(question, "Open the debrief", lambda: debrief(game))


def debrief(game: Game) -> Page:
    """Return the debrief of a finished game as one page."""
    words, figures = told(" ".join(debrief_lines(game))), (paid_gained_figure(game), fairness_figure(game))
    parts = [_table(debrief_table(game)), told(KNOWN)._repr_html_(), words._repr_html_(), *map(_scroll, figures)]
    return Page("".join(parts), "\n\n".join([debrief_table(game).to_string(), KNOWN, *map(repr, (words, *figures))]))


def closed_what_if(game: Game) -> Asked | WhatIf:
    """Ask which pledge would have changed the end; then open the panel that answers, made only when it is asked for."""
    question = "Would one point more from one state have changed the end? Name the state, then try."
    box = widgets.VBox(layout=widgets.Layout(overflow="visible"))

    def show() -> Page:
        if len(box.children) == 1:
            box.children = (*box.children, WhatIf(game).widget)
        return told("The panel stands below.")

    asked = closed(question, "Open the panel", show)
    if not isinstance(asked, Asked):  # a teacher has opened everything
        return WhatIf(game)

    def make() -> widgets.VBox:
        box.children = (asked.form,)
        return box

    return Asked(question, asked.stored().removesuffix(Asked.note), make)


PRINT = """@page{size:A4;margin:16mm}body{font:11.5pt/1.45 sans-serif;color:#1f2933;max-width:180mm;margin:auto}
section{break-after:page}h1{font-size:20pt;margin:0;border-bottom:3px solid}table{border-collapse:collapse;width:100%;margin:3mm 0}
th,td{text-align:left;vertical-align:top;padding:1.2mm 2mm;border-bottom:1px solid #c9d1da}th{width:34%}
.round{border:1px solid #8795a5;border-radius:2mm;padding:2mm 3mm;margin:2mm 0}.round p{margin:1mm 0 3mm;white-space:pre-wrap}small{color:#5f6b7a}"""  # fmt: skip


def sheet_pages(players: int = 8) -> str:
    """Return all role sheets as one HTML file to print, a page for each role."""
    pages = []
    for role in roles(players).values():
        rounds = "".join(f"<div class='round'><strong>Round {stage}. {title}.</strong> <small>{note}</small><p>{blank}\nD of this round ______</p></div>"
                         for stage, title, note, blank in _blanks(role, players))  # fmt: skip
        pages.append(f"<section style='--c:{role.colour}'><h1 style='border-color:{role.colour}'>{html.escape(role.name)}</h1><small>The Varna Strait · {players} roles · keep this sheet to yourself</small>"
                     f"{_card(role)}<p>Deterrence D = sum of capability × points (halved under a caveat) / {NEED}; × 0.9 under consultation, × 1.2 under an automatic clause. "
                     f"From 1 on the rival backs off; below 0.7 there is a crisis; in between a draw decides.</p>{rounds}<p>Debrief, one written line: ______________________________</p></section>")  # fmt: skip
    return f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Role sheets, {players} roles</title><style>{PRINT}</style><body>{''.join(pages)}</body></html>"  # fmt: skip


def role_sheets(players: int = 8) -> Page:
    """Return a link that saves all role sheets, one a printed page; the page with the link shows no goal."""
    whole = base64.b64encode(sheet_pages(players).encode()).decode()
    link = f"<a download='role-sheets-{players}.html' href='data:text/html;base64,{whole}'>Save all {players} role sheets to print</a>"  # fmt: skip
    return Page(f"<p>{link} (the private goals are in the file, not on this page)</p>", f"Role sheets to print: {players} roles.")  # fmt: skip


# The panel.

STYLE = """<style>
.course-game{border:1px solid var(--jp-border-color2,#c9d1da);border-radius:6px;padding:8px 12px;max-width:860px;box-sizing:border-box;overflow:visible;
 color:var(--jp-content-font-color1,#1f2933);font-family:var(--jp-content-font-family,sans-serif)}
.course-game .widget-html,.course-game .widget-html-content{height:auto;overflow:visible;margin:0;color:inherit;font-size:14.5px;line-height:1.45;max-width:100%}
.course-game p{margin:4px 0}.course-game .small{font-size:12.5px}
.course-game .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.course-game .row{border-left:5px solid var(--jp-border-color0,#8795a5);padding:1px 8px;margin:3px 0;overflow:visible;gap:2px 12px;align-items:center}
.course-game .row .widget-html{min-width:9em}
.course-game .row .widget-label,.course-game .row .widget-label-basic{width:auto;color:inherit;overflow:visible}
.course-game .row .widget-text,.course-game .row .widget-checkbox,.course-game .row .widget-dropdown{width:auto;margin:0}
.course-game .row .widget-text input{width:4em;flex:none}.course-game .row select{width:auto;min-width:6em}
.course-game .pick{height:auto;min-height:3.2em;white-space:pre-line;line-height:1.3;text-align:left;padding:6px 10px;width:17em!important;border:1px solid var(--jp-border-color0,#8795a5);
 border-radius:6px;background:var(--jp-layout-color1,#fff);color:inherit;margin:3px}
.course-game .pick:hover{background:var(--jp-layout-color2,#eef2f6)}
.course-game :focus-visible{outline:2px solid #d9822b;outline-offset:1px}
.course-game table{border-collapse:collapse;font-size:13px}.course-game .scroll{overflow-x:auto;margin:6px 0}
.course-game th,.course-game td{text-align:left!important;vertical-align:top;padding:2px 14px 2px 0;border-bottom:1px solid var(--jp-border-color2,#c9d1da);white-space:normal}
.course-game .widget-toggle-buttons .widget-toggle-button{width:auto}
.course-game .alert{border-left:5px solid #c2410c;padding:2px 8px}
.course-game .big p{font-size:1.15em}
.course-game textarea{font-family:var(--jp-code-font-family,monospace)}
[data-jp-theme-light="false"] .course-game img{filter:invert(.933) hue-rotate(180deg)}
@media (max-width:600px){.course-game .scroll img{min-width:600px}.course-game .pick{width:100%!important}}
</style>"""
DESK, TURNS, CLASS = "All moves", "One role at a time", "Class screen"
MIXED = "each its own, told at the end"


def _named(kind, who: str, what: str, **more):
    """A labelled control whose label says the role to a screen reader only, since its row shows it."""
    item = kind(description=f"<span class='hidden'>{html.escape(who)}: </span>{what}", description_allow_html=True,
                style={"description_width": "initial"}, **more)  # fmt: skip
    if isinstance(item, widgets.Checkbox):
        item.indent = False
    return item


def _button(text: str, act: Callable, **more) -> widgets.Button:
    button = widgets.Button(description=text, layout=widgets.Layout(width="auto", **more.pop("layout", {})), **more)
    button.on_click(lambda _: act())
    return button


def _table(table) -> str:
    """A table as HTML that scrolls sideways where it is wider than the screen."""
    body = re.sub(
        r" style=\"text-align: \w+;\"", "", table.rename_axis(None).rename_axis(None, axis=1).to_html(border=0)
    )
    return f"<div class='scroll'>{body}</div>"


def _wrap(*items) -> widgets.HBox:
    return widgets.HBox(items, layout=widgets.Layout(flex_flow="row wrap", overflow="visible"))


class Negotiation(widgets.VBox):
    """The game on one screen or two: moves typed in, a gauge that follows them, a button that plays the round, the public record.

    players: 6 to 10. auto: role id → strategy for the roles that nobody plays. seed: of the draws; None takes one by lot, told
    at the end. Three views: all moves (the teacher's desk), one role at a time (its card opens by its own click), and the class
    screen, which has only what is public; `class_screen()` shows that on a second screen. Bad input is answered by a sentence;
    what was typed stays. `state()` and `restore()` carry a game, with what is typed, to another day.
    """

    def __init__(self, players: int = 8, auto: dict[str, str] | None = None, seed: int | None = None) -> None:
        self._lot = seed is None
        self.game, self.auto, self.card = Game(players, _seed(seed)), dict(auto or {}), ""
        for who, name in self.auto.items():
            _role(who, players)
            automatic_move(name, who, self.game)
        self.written: set[str] = set()
        self._next: widgets.Widget | None = None  # what the focus goes to when the view changes
        self._quiet = False  # true while fields are filled from a game, so that they do not answer one by one
        self.solo, self._choosing, self._whatif = False, False, None
        self._head, self._alert, self._live, self._sheet = (widgets.HTML() for _ in range(4))
        self._gauge, self._words, self._table, self._picture, self._end = (widgets.HTML() for _ in range(5))
        self._gauge.add_class("big")
        self._here = widgets.HTML()  # the same gauge in the panel, hidden while the live one shows
        self._rows, self._picks, self._what_if = widgets.VBox(), _wrap(), widgets.VBox()
        self._many = widgets.Dropdown(description="Roles", options=[6, 7, 8, 9, 10], value=players, style={"description_width": "initial"}, layout=widgets.Layout(width="9em"))  # fmt: skip
        self._view = widgets.ToggleButtons(options=[DESK, TURNS, CLASS], tooltips=["The teacher's desk: all moves in rows", "Each role opens its own card", "Only what is public"])  # fmt: skip
        self._others = widgets.Dropdown(description="The others play", options=[MIXED, *STRATEGIES], style={"description_width": "initial"}, layout=widgets.Layout(width="auto", max_width="100%"))  # fmt: skip
        self._play = _button("", lambda: self._try(self.play_round), button_style="primary")
        self._back = _button("Take back a round", lambda: self._try(self.take_back))
        self._shut = _button("Done: close this card", lambda: self._try(self.shut))
        self._new = _button("New game", lambda: self._try(self.new))
        self._text = widgets.Textarea(description="Text of this game", rows=3, style={"description_width": "initial"}, layout=widgets.Layout(width="100%"))  # fmt: skip
        self._load = _button("Load this text", lambda: self._try(lambda: self.restore(self._text.value)))
        self._board = [self._words, self._table, self._picture, self._end, self._what_if]
        self._keep = widgets.VBox([self._text, _wrap(self._load)])
        super().__init__([widgets.HTML(STYLE), self._head, _wrap(self._view, self._many), self._others, self._picks, self._sheet, self._rows,
                          self._live, _wrap(self._shut, self._play, self._back, self._new), self._alert, self._here, *self._board, self._keep])  # fmt: skip
        self.add_class("course-game")
        self._view.observe(lambda _: self._turn(), "value")
        self._many.observe(self._recast, "value")
        self._build()
        self._refresh()

    def class_screen(self) -> widgets.VBox:
        """Return a second view of the same game with only what is public, for the screen that the class sees."""
        screen = widgets.VBox([widgets.HTML(STYLE), self._head, self._gauge, *self._board])
        screen.add_class("course-game")
        return _Screen(screen)

    # What is typed.

    def _build(self) -> None:
        """Make the fields of all roles that people play."""
        cast = roles(self.game.players)
        names = [("nobody", ""), *((role.short, role.id) for role in cast.values())]
        self.fields: dict[str, dict] = {}
        for role in cast.values():
            if role.id in self.auto:
                continue
            s, others, row = role.short, [n for n in names if n[1] != role.id], {}
            if role.top:
                row["pledge"] = _named(widgets.Text, s, f"points 0–{role.top}", value="0")
                row["caveat"] = _named(widgets.Checkbox, s, "caveat")
            if role.clause:
                row["clause"] = _named(widgets.Dropdown, s, "clause", options=list(CLAUSES), value=role.clause)
                row["pays"] = _named(widgets.Text, s, "pays", value="0")
                row["to"] = _named(widgets.Dropdown, s, "to", options=others)
                row["leaves"] = _named(widgets.Checkbox, s, "leaves")
            if role.id == "press":
                row["leaks"] = _named(widgets.Dropdown, s, "reads out the card of", options=others)
            if role.home:
                row["refuses"] = _named(widgets.Checkbox, s, "refuses the text")
            self.fields[role.id] = row
            for item in row.values():
                item.observe(lambda _: self._typed(), "value")
        self._waiting: dict[str, widgets.HTML] = {}  # what stands in the row of a parliament until it votes
        self._lines = {role.id: self._row(role) for role in cast.values()}
        self._rows.children = list(self._lines.values())
        self._cards = {who: _button("", lambda who=who: self._try(lambda: self.pick(who))) for who in cast}
        for card in self._cards.values():
            card.add_class("pick")
        self._picks.children = list(self._cards.values())

    def _row(self, role: Role) -> widgets.HBox:
        idle = {True: "<em>played by a strategy</em>", False: ""}[role.id in self.auto]
        self_name = widgets.HTML(f"<strong>{html.escape(role.short)}</strong> {idle}")
        spare = [] if self.fields.get(role.id) or role.id in self.auto else [widgets.HTML("speaks, asks, may be paid; nothing to type")]  # fmt: skip
        if role.home and role.id not in self.auto:
            spare = [self._waiting.setdefault(role.id, widgets.HTML("speaks; votes in round 4"))]
        line = _wrap(self_name, *self.fields.get(role.id, {}).values(), *spare)
        line.add_class("row")
        line.layout.border_left = f"5px solid {role.colour}"
        return line

    def move(self, who: str) -> Move:
        """Return what is typed for a role as a move. Raises CourseError for a number that is not a whole one."""
        values = {name: item.value for name, item in self.fields[who].items() if self._asked(name)}
        for name in ("pledge", "pays"):
            if name in values:
                try:
                    values[name] = int(values[name].strip() or "0")
                except ValueError:
                    what = {"pledge": "points", "pays": "side payment"}[name]
                    raise CourseError(f"{roles(self.game.players)[who].name}: the {what} must be a whole number, not {values[name][:20]!r}.") from None  # fmt: skip
        return Move(**values)

    def moves(self) -> dict[str, Move]:
        """Return the moves of all roles: typed, or of their strategies."""
        found = {who: automatic_move(name, who, self.game) for who, name in self.auto.items()}
        return found | {who: self.move(who) for who in self.fields}

    def _asked(self, name: str) -> bool:
        """True if this round asks for a field of this name."""
        return {"clause": self.game.next == 3, "pays": self.game.next in (2, 3), "to": self.game.next in (2, 3),
                "leaves": self.game.next == ROUNDS, "refuses": self.game.next == ROUNDS}.get(name, True)  # fmt: skip

    # The buttons.

    def play_round(self) -> None:
        """Play the next round with what is typed. Raises CourseError and changes nothing if a move breaks a rule."""
        cast, left = roles(self.game.players), self._unwritten()
        if self._view.value == TURNS and not self.solo and left:
            names = ", ".join(cast[who].name for who in left)
            raise CourseError(f"Still missing: {names}. Each opens its card, writes its move and closes it.")
        self.game = play(self.game, self.moves())
        self.card = self.card if self.solo else ""
        self.written.clear()
        blank = {"pays": "0", "to": "", "leaks": ""}
        self._type({who: {name: blank[name] for name in row if name in blank} for who, row in self.fields.items()})
        self._next = self._new if self.game.next > ROUNDS else self._play
        self._refresh()

    def take_back(self) -> None:
        """Take the last round back; its moves are typed in again, so that one of them can be mended."""
        if not self.game.rounds:
            raise CourseError("No round has been played yet, so none can be taken back.")
        last, self.game = self.game.rounds[-1], replace(self.game, rounds=self.game.rounds[:-1])
        self._type({who: {k: str(v) if k in ("pledge", "pays") else v for k, v in asdict(move).items()} for who, move in last.items()})  # fmt: skip
        self.written = set(self.fields)
        self._refresh()

    def pick(self, who: str) -> None:
        """Open a role's card: its goal, and its fields; in the solo game take that role."""
        if self._choosing:
            others = [role for role in roles(self.game.players) if role != who]
            lot = random.Random(self.game.seed)
            self.auto = {other: lot.choice(list(STRATEGIES)) if self._others.value == MIXED else self._others.value for other in others}  # fmt: skip
            self._choosing = False
            self._build()
        self.card = who
        asked = [item for name, item in self.fields.get(who, {}).items() if self._asked(name)]
        self._next = asked[0] if asked else self._shut
        self._refresh(False)

    def shut(self) -> None:
        """Close the open card and check its move. Raises CourseError, and leaves it open, if the move breaks a rule."""
        if self.card and self.game.next <= ROUNDS:
            check_move(self.game, self.card, self.move(self.card))
            self.written.add(self.card)
        if not self.solo:
            self.card = ""
        left = self._unwritten()
        self._next = self._cards[left[0]] if left else self._play
        self._refresh(False)

    def _unwritten(self) -> list[str]:
        """Roles that this round asks for something, and whose card has not been closed over a move."""
        return [who for who, row in self.fields.items() if any(map(self._asked, row)) and who not in self.written]

    def new(self) -> None:
        """Begin again, with other draws if they are by lot."""
        self.game = Game(self.game.players, _seed(None if self._lot else self.game.seed))
        self.written.clear()
        self.card, self._choosing = "", self.solo
        if self.solo:
            self.auto = {}
        self._build()
        self._refresh()

    def _recast(self, change) -> None:
        if change["new"] != self.game.players and not self.game.rounds:
            typed = self.state()["typed"]
            self.game, self.card = replace(self.game, players=change["new"]), ""
            self.written &= set(roles(self.game.players))
            self._build()
            self._type(typed)
            self._refresh()

    # Keeping.

    def state(self) -> dict:
        """Return the game, the strategies and what is typed, as plain values."""
        typed = {who: {name: item.value for name, item in row.items()} for who, row in self.fields.items()}
        return to_dict(self.game) | {"auto": self.auto, "typed": typed, "solo": self.solo}

    def restore(self, state: dict | str) -> None:
        """Take a game back from a dict or its text. Raises CourseError, and changes nothing, for anything else."""
        refusal = CourseError("This is not the text of a game. Copy all of it, from VARNA to END; nothing was changed.")
        state = from_text(state) if isinstance(state, str) else state
        if not isinstance(state, dict):
            raise refusal
        game, auto, typed, solo = from_dict(state), state.get("auto", {}), state.get("typed", {}), state.get("solo", False)  # fmt: skip
        if not isinstance(auto, dict) or not isinstance(typed, dict) or not isinstance(solo, bool) or not all(
            who in roles(game.players) and isinstance(name, str) and name in STRATEGIES for who, name in auto.items()
        ):  # fmt: skip
            raise refusal
        people = [who for who in roles(game.players) if who not in auto]
        self.game, self.auto, self.solo, self.written = game, dict(auto), solo, set()
        self._choosing, self.card = solo and not auto, people[0] if solo and auto and people else ""
        self._build()
        self._type(typed)
        self._refresh()

    def _type(self, typed: dict) -> None:
        self._quiet = True
        for who, values in typed.items():
            for name, value in values.items() if isinstance(values, dict) else ():
                item = self.fields.get(who, {}).get(name)
                known = [v[1] if isinstance(v, tuple) else v for v in getattr(item, "options", ())]
                if (isinstance(item, widgets.Text | widgets.Checkbox) and isinstance(value, type(item.value))) or value in known:  # fmt: skip
                    item.value = value
        self._quiet = False

    def _try(self, action: Callable) -> None:
        try:
            self._alert.value = ""
            action()
        except CourseError as problem:
            self._alert.value = f"<p role='alert' class='alert'><strong>{html.escape(str(problem))}</strong> Nothing was lost.</p>"  # fmt: skip

    # What is shown.

    def reading(self) -> Game:
        """Return the game with what is typed as its next round; roles that may not be seen repeat their last one.

        Raises CourseError for what is not a move.
        """
        seen = {self.card} & set(self.fields) if self._view.value == TURNS or self.solo else set(self.fields)
        moves = dict(self.game.rounds[-1]) if self.game.rounds else dict.fromkeys(roles(self.game.players), Move())
        for who in seen:
            moves[who] = replace(self.move(who), pays=0, to="")
            check_move(self.game, who, moves[who])
        return replace(self.game, rounds=(*self.game.rounds, moves))

    def _typed(self) -> None:
        if self._quiet:
            return
        self._alert.value = ""  # it was on what stood there before
        self._show_live()
        self._text.value = to_text(self.state())

    def _show_live(self) -> None:
        """The gauge that follows what is typed."""
        over, alone = self.game.next > ROUNDS, self._view.value == TURNS or self.solo
        self._here.layout.display = None
        if over or self._choosing or self._view.value == CLASS or (alone and not (self.card and roles(self.game.players)[self.card].top)):  # fmt: skip
            self._live.value = ""
            return
        self._here.layout.display = "none"
        try:
            guess = self.reading()
        except CourseError as problem:
            self._live.value = f"<p>{html.escape(str(problem))} The gauge waits.</p>"
            return
        now, without = result(guess), None
        if alone and not self.game.rounds:
            words = "your points alone; what the others pledge opens when the round is played."
        else:
            mine = "if you leave, and" if self.card in now.left else "with your points, if"
            how = f"{mine} the others repeat their last round" if alone else "with what is typed"
            words = f"{how}{f', under the text {now.clause!r}' if now.clause else ''}: {chance_words(now.deterrence)}."
        if self.game.next == ROUNDS and now.pledges["lead"]:
            without = result(guess, lead=0).deterrence
            words += f" Without the lead power {without:.2f} (the ring)."
        self._live.value = gauge(now.deterrence, words, without)

    def _turn(self) -> None:
        if self._view.value != TURNS and not self.solo:
            self.card = ""
        self._refresh(False)

    def _show_cards(self) -> None:
        """The cards to click: open part only, and whether the move is written."""
        for who, card in self._cards.items():
            role, free = roles(self.game.players)[who], not self.fields.get(who)
            facts = f"capability {role.capability}, up to {role.top} points" if role.top else "ratifies in round 4" if role.home else "no points: speaks and asks"  # fmt: skip
            facts += f"\nloss in war {role.entrapment}" if role.cost else ""
            done = "" if self._choosing else "\n✓ written" if who in self.written else "\nmay open its goal" if free else "\nnot written yet"  # fmt: skip
            card.description = f"{role.name}\n{facts}{done}"
            card.layout.border_left = f"6px solid {role.colour}"

    def _shown(self) -> None:
        """Show what belongs to this view, and nothing else."""
        over, view = self.game.next > ROUNDS, CLASS if self._view.value == CLASS else TURNS if self.solo else self._view.value  # fmt: skip
        turns = view == TURNS and not over
        parts = {
            self._view: not self.solo, self._many: not self.game.rounds and not self.auto and not self.solo and view != CLASS,
            self._others: self._choosing, self._picks: turns and (self._choosing or (not self.solo and not self.card)),
            self._sheet: turns and bool(self.card), self._rows: not over and not self._choosing and view != CLASS and (view == DESK or bool(self.card)),
            self._shut: turns and bool(self.card) and not self.solo, self._play: not over and not self._choosing and view != CLASS and not (turns and self.card and not self.solo),
            self._back: bool(self.game.rounds) and view != CLASS and not (turns and self.card and not self.solo), self._new: over, self._keep: view != CLASS and not (turns and self.card and not self.solo),
        }  # fmt: skip
        layouts = {part.layout: on for part, on in parts.items()}
        layouts |= {line.layout: view == DESK or who == self.card for who, line in self._lines.items()}
        layouts |= {item.layout: self.game.next < ROUNDS for item in self._waiting.values()}
        layouts |= {item.layout: self._asked(name) and not over for row in self.fields.values() for name, item in row.items()}  # fmt: skip
        for layout in [layout for layout, on in layouts.items() if on]:
            layout.display = None
        if self._next:  # before what had the focus is hidden: else the page would take the keyboard over
            self._next.focus()
            self._next = None
        for layout in [layout for layout, on in layouts.items() if not on]:
            layout.display = "none"

    def _refresh(self, whole: bool = True) -> None:
        game, over = self.game, self.game.next > ROUNDS
        if self._choosing:
            title, note = (
                "Choose your role",
                "Click its card. Its private goal opens then; the others follow strategies.",
            )
        else:
            title, note = ("The game is over", "The debrief of this game stands below.") if over else STAGES[game.next]
        note = note if game.players > 8 else note.removesuffix(RATIFY)
        where = "" if over or self._choosing else f"Round {game.next} of {ROUNDS} · "
        self._head.value = f"<p><strong style='font-size:1.15em'>{where}{title}</strong><br>{note}</p>"
        self._play.description = f"Play round {game.next}"
        if self._many.value != game.players:
            self._many.value = game.players
        role = roles(game.players).get(self.card)
        fold = " open" if not (self.solo and game.rounds) else ""  # alone, the card has been read after round 1
        self._sheet.value = f"<details{fold}><summary><strong>{html.escape(role.name)}</strong>, only for you: {html.escape(role.goal)}</summary><table>{_lines(rules_for(role)[1:])}</table><p class='small'>{MARKED}</p></details>" if role else ""  # fmt: skip
        self._show_cards()
        self._shown()
        if whole:
            self._show_board()
        self._show_live()
        self._text.value = to_text(self.state())

    def _show_board(self) -> None:
        """The public part: gauge of the last round, words, record, draws opened so far; at the end the debrief."""
        game, over = self.game, self.game.next > ROUNDS
        lines = debrief_lines(game) if over else [summary(game)]
        if over and self.auto:
            lines.append("The others played: " + ", ".join(f"{roles(game.players)[who].short} {name}" for who, name in self.auto.items()) + ".")  # fmt: skip
        if over and self._lot:
            lines.append(f"The draws came from seed {game.seed}.")
        self.summary = " ".join(lines)
        end = result(game) if game.rounds else None
        self._gauge.value = gauge(end.deterrence, f"after round {len(game.rounds)}: {end.words if over else chance_words(end.deterrence)}.") if end else ""  # fmt: skip
        self._here.value = self._gauge.value
        rest = "".join(f"<li>{html.escape(line)}</li>" for line in lines[1:])
        self._words.value = f"<div role='status' style='max-width:50em'><p>{html.escape(lines[0])}</p>{f'<ul>{rest}</ul>' if rest else ''}</div>{self._leaks()}"  # fmt: skip
        self._table.value = f"<p><strong>Moves</strong></p>{_table(record(game))}<p><strong>Draws opened so far</strong></p>{_table(opened(game))}<p class='small'>{DRAWN}</p>" if end else ""  # fmt: skip
        self._picture.value = _scroll(rounds_figure(game)) if end else ""
        self._end.value, self._whatif, self._what_if.children = "", None, ()
        if over:
            figures = "".join(_scroll(draw(game)) for draw in (paid_gained_figure, fairness_figure))
            self._end.value = f"<p><strong>Debrief of this game</strong></p>{_table(debrief_table(game))}<p class='small'>{KNOWN}</p>{goals_opened(game)}{figures}"  # fmt: skip
            self._whatif = WhatIf(game)
            self._what_if.children = (self._whatif.widget,)

    def _leaks(self) -> str:
        """What the press has read out: the only private goals that are public before the end."""
        cast, lines = roles(self.game.players), []
        for stage, moves in enumerate(self.game.rounds, 1):
            if "press" in moves and moves["press"].leaks:
                role = cast[moves["press"].leaks]
                lines.append(f"<li>Round {stage}, read out by the press: <strong>{html.escape(role.name)}</strong>. {html.escape(role.goal)}</li>")  # fmt: skip
        return f"<ul>{''.join(lines)}</ul>" if lines else ""

    def __repr__(self) -> str:
        return f"[Negotiation: the Varna Strait, {self.game.players} roles] {self.summary}"

    def _repr_mimebundle_(self, **kwargs):
        note = "<p><em>Run this cell (Shift + Enter) to play.</em></p>"
        kept = {"text/html": f"{self._head.value}{self._words.value}{note}", "text/plain": repr(self)}
        return live(super(), kept)


class _Screen:
    """The class screen as what a cell returns: live a widget, stored a sentence."""

    def __init__(self, box: widgets.VBox) -> None:
        self.box = box

    def __repr__(self) -> str:
        return "Class screen: only what is public. Run this cell, then move this output to the second screen."

    def _repr_mimebundle_(self, **kwargs):
        return live(self.box, {"text/plain": repr(self), "text/html": f"<p><em>{self!r}</em></p>"})


def _scroll(picture: Picture) -> str:
    return f"<div class='scroll'>{picture._repr_html_()}</div>"


def _seed(seed: int | None) -> int:
    return secrets.randbelow(1_000_000) if seed is None else seed


def negotiation(players: int = 8, seed: int | None = None) -> Negotiation:
    """Return the panel for a class of 6 to 10 roles, or more people in as many teams. seed: of the draws; None: by lot."""
    return Negotiation(players, seed=seed)


def solo(seed: int | None = None) -> Negotiation:
    """Return the panel for one player, who chooses one role of six by its card; all others follow strategies."""
    table = Negotiation(6, seed=seed)
    table.solo = table._choosing = True
    table._refresh()
    return table
