"""The Varna Strait negotiation on the screen and on paper: figures, role sheets, and the panel that plays the rounds.

The rules are in `helpers.lessons.negotiation`; nothing here decides anything.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace

import ipywidgets as widgets

from helpers.data import CourseError
from helpers.figures import BLUE, GREY, INK, ORANGE, PALE, Picture, house_style, new_figure, show
from helpers.form import Asked, closed
from helpers.lessons.negotiation import (
    CLAUSES,
    HIGH,
    LOW,
    NEED,
    ROLES,
    ROUNDS,
    SEED,
    STAGES,
    STATES,
    STRATEGIES,
    Game,
    Move,
    Role,
    automatic_move,
    chance,
    debrief_table,
    debrief_words,
    deterrence,
    draw_table,
    finished,
    from_dict,
    measures,
    play,
    record,
    result,
    roles,
    summary,
    to_dict,
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
    ax.plot([HIGH, 225 / NEED], [100, 100 * chance(225 / NEED)], "o", color=ORANGE, markersize=8)
    ax.text(0.985, 101, "all pledge 3 points", ha="right", va="center", color=ORANGE)
    ax.text(0.77, 15, "lead power gone,\nall others at their most", va="center", color=ORANGE)
    ax.set(xlim=(0, 1.3), ylim=(-4, 112))
    return show(figure, f"A line: the chance is 0 below a deterrence of 0.7, rises straight to 100 per cent at 1. If all pledge 3 points D is 1; if the lead power leaves and all others pledge their most, D is {225 / NEED:.2f}.")  # fmt: skip


@house_style()
def rounds_figure(game: Game) -> Picture:
    """Deterrence by round, stacked by role, against the two thresholds."""
    end = result(game)
    figure, ax = new_figure(f"Round {len(game.rounds)}: deterrence {end.deterrence:.2f}, {end.words if len(game.rounds) == ROUNDS else 'not decided yet'}", "Deterrence by round, stacked by role; caveats halve a piece, a consultation clause cuts a tenth", size="pair")  # fmt: skip
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
    return show(figure, f"Stacked bars of deterrence: {', '.join(seen)}; thresholds 0.7 and 1. If it ends here, {end.words}.")  # fmt: skip


@house_style()
def paid_gained_figure(game: Game) -> Picture:
    """Points paid and payoff received, state by state, at the end."""
    end = finished(game)
    cast = [role for role in roles(game.players).values() if role.id in STATES]
    top, least = max(cast, key=lambda r: end.pledges[r.id]), max(cast, key=lambda r: end.payoffs[r.id])
    title = f"{top.short} paid most, {least.short} came out best" if top != least else f"{top.short} paid most and came out best"  # fmt: skip
    figure, axes = new_figure(title, "Left: points paid at the end. Right: payoff, side payments included", size="pair", cols=2)  # fmt: skip
    for ax, values, best in zip(axes, (end.pledges, end.payoffs), (top, least), strict=True):
        numbers = [values[role.id] for role in cast]
        ax.barh(range(5), numbers, color=[role.colour if role == best else PALE for role in cast], height=0.7)
        for row, value in enumerate(numbers):
            ax.text(max(value, 0) + 0.15, row, f"{value:g}", va="center")
        ax.axvline(0, color=GREY, linewidth=1)
        ax.set(ylim=(4.6, -0.6), xticks=[], xlim=(min(0, *numbers) - 0.2, max(1, *numbers) * 1.15 + 0.3))
        ax.set_yticks(range(5), [role.short for role in cast] if ax is axes[0] else [""] * 5)
        ax.tick_params(axis="y", colors=INK)
        ax.grid(False)
        ax.spines[:].set_visible(False)
    figure.subplots_adjust(left=0.13, bottom=0.06, wspace=0.1)
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
    """Deterrence as played, before the threat, without caveats, and without the lead power."""
    finished(game)
    m = measures(game)
    rows = {"before the threat": m["before the threat"], "as played": m["deterrence"], "no caveats": m["without caveats"], "no lead power": m["without lead"]}  # fmt: skip
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


# Role sheets.


def role_sheet(who: str, players: int = 8) -> str:
    """Return one role's sheet as plain text: card, private goal, what to do in each round, and lines to fill in."""
    cast = roles(players)
    if who not in cast:
        raise CourseError(f"There is no role {who!r} in this game; it has {', '.join(cast)}.")
    role = cast[who]
    lines = [f"THE VARNA STRAIT · {role.name.upper()} · {players} roles", "", f"Your goal, private: {role.goal}", f"You reach it if {role.test}.", ""]  # fmt: skip
    if role.top:
        lines += [f"Your card, open to all: capability {role.capability}; you may pledge 0 to {role.top} points; each costs you {role.cost}.",
                  f"If the rival backs off you receive {role.benefit}. If there is war you lose {role.entrapment} "
                  "(half under a consultation clause, double under an automatic one)."]  # fmt: skip
    else:
        lines += ["Your card, open to all: no troops and no points. You act by what you say, and you may receive side payments."]  # fmt: skip
    if role.clause:
        lines += [f"The clause you like best: {role.clause}."]
    lines += ["Deterrence D = sum of capability × points (halved under a caveat) / 300. D of 1 or more: the rival backs off.",
              "D below 0.7: crisis. In between a fixed table of draws decides.", ""]  # fmt: skip
    for stage, (title, note) in STAGES.items():
        blank = "My points ___  caveat yes / no" if role.top else "What I ask for in public: ______________________"
        blank += "   I pay ___ to ________" if who in STATES and stage in (2, 3) else ""
        blank += "   Clause I would sign ______________" if role.clause and stage == 3 else ""
        blank += "   Card I read out: ____________" if who == "press" else ""
        lines += [f"Round {stage}. {title}. {note}", f"   {blank}", f"   D of this round ______{'   outcome ______________' if stage == ROUNDS else ''}"]  # fmt: skip
    return "\n".join([*lines, "", "Debrief, one written line: ______________________________________________________"])


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


def closed_draws() -> Asked | Page:
    """Keep the table of draws closed until the teacher opens it in round 4."""

    def show() -> Page:
        table = draw_table()
        return Page(table.to_html(border=0), repr(table))

    return closed("The table of draws is closed until round 4.", "Open the table of draws", show)


def closed_outcome(game: Game) -> Asked | Page:
    """Ask before the table draws how a game ends; then say it."""
    question = "The table will draw. Deterrence has risen round by round. Would you sleep well?"
    return closed(question, "Let the table draw", lambda: told(summary(game)))


def role_sheets(players: int = 8) -> Page:
    """Return all role sheets, one a printed page, with a link that saves them as an HTML file to print."""
    sheets = {role.name: role_sheet(role.id, players) for role in roles(players).values()}
    pages = "".join(f"<pre style='page-break-after:always;font:15px/1.7 sans-serif;white-space:pre-wrap'>{html.escape(text)}</pre>" for text in sheets.values())  # fmt: skip
    whole = f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Role sheets, {players} roles</title><body>{pages}</body></html>"  # fmt: skip
    link = f"<a download='role-sheets-{players}.html' href='data:text/html;base64,{base64.b64encode(whole.encode()).decode()}'>Save all {players} role sheets to print</a>"  # fmt: skip
    folds = "".join(f"<details><summary>{html.escape(name)}</summary><pre style='white-space:pre-wrap'>{html.escape(text)}</pre></details>"
                    for name, text in sheets.items())  # fmt: skip
    return Page(f"<p>{link}</p>{folds}", "\n\n".join(sheets.values()))


# The panel.


def _field(kind, description, tip, width, **more):
    return kind(
        description=description,
        tooltip=tip,
        style={"description_width": more.pop("label", "initial")},
        layout=widgets.Layout(width=width),
        **more,
    )


def _table(table) -> str:
    """A table as HTML whose columns stand on one left edge."""
    look = " style='text-align:left;padding:0.15em 1.2em 0.15em 0;vertical-align:top'>"
    return re.sub(r"<(t[hd])>", rf"<\1{look}", table.rename_axis(None).to_html(border=0, justify="left")).replace("<tr style=\"text-align: left;\">", "<tr>")  # fmt: skip


class Negotiation(widgets.VBox):
    """The game on one screen: a row of inputs per role, a button that plays the round, table, picture and words.

    players: 6, 7 or 8. auto: role id → strategy for the roles that nobody plays. Bad input is answered by a sentence; what
    was typed stays. `state()` and `restore()` carry a game, with what is typed, to another day.
    """

    def __init__(self, players: int = 8, auto: dict[str, str] | None = None, seed: int = SEED) -> None:
        self.game, self.auto = Game(players, seed), dict(auto or {})
        for who, name in self.auto.items():
            if who not in roles(players):
                raise CourseError(f"There is no role {who!r} in this game; it has {', '.join(roles(players))}.")
            automatic_move(name, who, self.game)
        self._head, self._alert, self._words, self._table, self._picture = (widgets.HTML() for _ in range(5))
        self._rows = widgets.VBox()
        self._play = widgets.Button(button_style="primary", layout=widgets.Layout(width="12em"))
        self._back = widgets.Button(description="Take back a round", layout=widgets.Layout(width="11em"))
        self._text = _field(widgets.Textarea, "Text of this game:", "Copy this to keep the game; paste another and press Load", "100%")  # fmt: skip
        load = widgets.Button(description="Load this text", layout=widgets.Layout(width="10em"))
        self._play.on_click(lambda _: self._try(self.play_round))
        self._back.on_click(lambda _: self._try(self.take_back))
        load.on_click(lambda _: self._try(lambda: self.restore(self._text.value)))
        super().__init__([self._head, self._rows, widgets.HBox([self._play, self._back]), self._alert, self._words,
                          self._table, self._picture, self._text, load])  # fmt: skip
        self._build()
        self._refresh()

    def _build(self) -> None:
        cast = roles(self.game.players)
        names = [("nobody", ""), *((role.short, role.id) for role in cast.values())]
        self.fields: dict[str, dict] = {}
        for role in cast.values():
            if role.id in self.auto:
                continue
            s, others, row = role.short, [n for n in names if n[1] != role.id], {}
            if role.top:
                row["pledge"] = _field(widgets.Text, f"{s}: points 0–{role.top}", f"{role.name}: points", "14.5em", value="0", label="11em")  # fmt: skip
                row["caveat"] = widgets.Checkbox(description=f"{s} caveat", indent=False, layout=widgets.Layout(width="11.5em"))  # fmt: skip
            if role.clause:
                row["clause"] = _field(widgets.Dropdown, f"{s} clause", f"{role.name}: clause", "18em", options=list(CLAUSES), value=role.clause, label="9em")  # fmt: skip
                row["pays"] = _field(
                    widgets.Text, f"{s} pays", f"{role.name}: side payment", "11em", value="0", label="8em"
                )
                row["to"] = _field(widgets.Dropdown, f"{s} pays to", f"{role.name}: who is paid", "19em", options=others, label="10em")  # fmt: skip
            if role.id == "press":
                row["leaks"] = _field(widgets.Dropdown, f"{s} reads out the card of", "Press: card", "24em", options=others)  # fmt: skip
            self.fields[role.id] = row
            for item in row.values():
                item.observe(lambda _: self._show_text(), "value")
        self._rows.children = [self._row(role) for role in cast.values()]

    def _row(self, role: Role) -> widgets.Widget:
        if role.id in self.auto:
            return widgets.HTML(f"{html.escape(role.short)}: played by the strategy '{self.auto[role.id]}'")
        if not self.fields[role.id]:
            return widgets.HTML(f"{html.escape(role.short)}: speaks, asks and may be paid; has no points")
        return widgets.HBox(list(self.fields[role.id].values()), layout=widgets.Layout(flex_flow="row wrap"))

    def moves(self) -> dict[str, Move]:
        """Return what is typed as moves. Raises CourseError for a number that is not a whole one."""
        found = {who: automatic_move(name, who, self.game) for who, name in self.auto.items()}
        for who, row in self.fields.items():
            values = {name: item.value for name, item in row.items() if item.layout.display != "none"}
            for name in ("pledge", "pays"):
                if name in values:
                    try:
                        values[name] = int(values[name].strip() or "0")
                    except ValueError:
                        what = {"pledge": "points", "pays": "side payment"}[name]
                        raise CourseError(f"{roles(self.game.players)[who].name}: the {what} must be a whole number, not {values[name][:20]!r}.") from None  # fmt: skip
            found[who] = Move(**values)
        return found

    def play_round(self) -> None:
        """Play the next round with what is typed. Raises CourseError and changes nothing if a move breaks a rule."""
        self.game = play(self.game, self.moves())
        for row in self.fields.values():
            if "pays" in row:
                row["pays"].value, row["to"].value = "0", ""
        self._refresh()

    def take_back(self) -> None:
        """Take the last round back; its moves are typed in again, so that one of them can be mended."""
        if not self.game.rounds:
            raise CourseError("No round has been played yet, so none can be taken back.")
        last, self.game = self.game.rounds[-1], replace(self.game, rounds=self.game.rounds[:-1])
        self._type({who: {k: str(v) if k in ("pledge", "pays") else v for k, v in asdict(move).items()} for who, move in last.items()})  # fmt: skip
        self._refresh()

    def state(self) -> dict:
        """Return the game, the strategies and what is typed, as plain values."""
        typed = {who: {name: item.value for name, item in row.items()} for who, row in self.fields.items()}
        return to_dict(self.game) | {"auto": self.auto, "typed": typed}

    def restore(self, state: dict | str) -> None:
        """Take a game back from a dict or its text. Raises CourseError, and changes nothing, for anything else."""
        refusal = CourseError("This is not the text of a game. Copy all of it, from the first bracket to the last; nothing was changed.")  # fmt: skip
        try:
            state = json.loads(state) if isinstance(state, str) else state
        except (ValueError, RecursionError):
            raise refusal from None
        if not isinstance(state, dict):
            raise refusal
        game, auto, typed = from_dict(state), state.get("auto", {}), state.get("typed", {})
        if not isinstance(auto, dict) or not isinstance(typed, dict) or not all(
            who in roles(game.players) and isinstance(name, str) and name in STRATEGIES for who, name in auto.items()
        ):  # fmt: skip
            raise refusal
        self.game, self.auto = game, dict(auto)
        self._build()
        self._type(typed)
        self._refresh()

    def _type(self, typed: dict) -> None:
        for who, values in typed.items():
            for name, value in values.items() if isinstance(values, dict) else ():
                item = self.fields.get(who, {}).get(name)
                known = [v[1] if isinstance(v, tuple) else v for v in getattr(item, "options", ())]
                if (isinstance(item, widgets.Text | widgets.Checkbox) and isinstance(value, type(item.value))) or value in known:  # fmt: skip
                    item.value = value

    def _try(self, action: Callable) -> None:
        try:
            action()
        except CourseError as problem:
            self._alert.value = f"<p role='alert'><strong>{html.escape(str(problem))}</strong> Nothing was lost.</p>"  # fmt: skip

    def _show_text(self) -> None:
        self._text.value = json.dumps(self.state(), separators=(",", ":"))

    def _refresh(self) -> None:
        game, over = self.game, self.game.next > ROUNDS
        title, note = ("The game is over", "Read the debrief below.") if over else STAGES[game.next]
        where = "" if over else f"Round {game.next} of {ROUNDS} · "
        self._head.value = f"<p><strong style='font-size:1.1em'>{where}{title}</strong><br>{note}</p>"
        self._play.description = "All rounds played" if over else f"Play round {game.next}"
        self._play.disabled, self._back.disabled, self._alert.value = over, not game.rounds, ""
        for row in self.fields.values():
            for name, item in row.items():
                shown = not over and (name in ("pledge", "caveat", "leaks") or (name == "clause" and game.next == 3)
                                      or (name in ("pays", "to") and game.next in (2, 3)))  # fmt: skip
                item.layout.display = None if shown else "none"
        self.summary = debrief_words(game) if over else summary(game)
        self._words.value = f"<p role='status' style='max-width:50em;line-height:1.45'>{html.escape(self.summary)}</p>"
        tables = [record] * bool(game.rounds) + [debrief_table] * over
        pictures = [rounds_figure] * bool(game.rounds) + [paid_gained_figure, fairness_figure] * over
        self._table.value = "".join(_table(table(game)) for table in tables)
        self._picture.value = "".join(draw(game)._repr_html_() for draw in pictures)
        self._rows.layout.display = "none" if over else None
        self._show_text()

    def __repr__(self) -> str:
        return f"[Negotiation: the Varna Strait, {self.game.players} roles] {self.summary}"

    def _repr_mimebundle_(self, **kwargs):
        note = "<p><em>Run this cell (Shift + Enter) to play.</em></p>"
        kept = {"text/html": f"{self._head.value}{self._words.value}{note}", "text/plain": repr(self)}
        return super()._repr_mimebundle_(**kwargs) | kept


def negotiation(players: int = 8, seed: int = SEED) -> Negotiation:
    """Return the panel for a class of 6, 7 or 8 roles, or more people in as many teams."""
    return Negotiation(players, seed=seed)


def solo(who: str = "rider", others: str = "tit for tat", seed: int = SEED) -> Negotiation:
    """Return the panel for one player: you are one role of six, and all others follow one strategy."""
    if who not in roles(6):
        raise CourseError(f"Play one of {', '.join(roles(6))}.")
    return Negotiation(6, {other: others for other in roles(6) if other != who}, seed)
