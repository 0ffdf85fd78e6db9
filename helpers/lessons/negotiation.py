"""The Varna Strait negotiation: a game of four rounds for six to ten roles, or for one against simple strategies.

Pure functions first: moves in, a new game out; the same moves and the same seed give the same result in every class. The
rules are those of the seminar sheet. What the sheet leaves open is settled here and marked "completion", with its reason.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from itertools import product

import numpy as np
import pandas as pd

from helpers.data import CourseError
from helpers.figures import BLUE, GREY, INK, OCHRE, ORANGE, PLUM, TEAL

NEED, TOP, SEED, ROUNDS = 300, 6, 2026, 4
LOW, HIGH = 0.7, 1.0  # below LOW a crisis, from HIGH on the rival backs off
BENEFIT = 10  # completion: equal for all states, so that a pledge of 5 still pays if it decides the outcome
ASKED = 3  # completion: one point stands for one per cent of GDP; the lead power asks the other states for three
PURSE = 10  # completion: nobody can promise away more than the strait is worth to it
# Clause → (loss in war is multiplied by, deterrence is multiplied by, in tenths, what it costs each state bound by it).
# Completion, from weak to strong: tied hands deter more (Fearon 1997), and cost freedom of action (Morrow 2000).
CLAUSES = {"consultation": (0.5, 9, 0), "discretionary": (1.0, 10, 0), "automatic": (2.0, 12, 1)}
NO_CLAUSE = (1.0, 10, 0)
OUTSIDE = (
    0.5  # completion: a state that left pays nothing, fights no war, and gets half of what a quiet strait is worth
)
RATIFY = " Parliaments vote on the text."
STAGES = {
    1: ("Silent pledge", "Each role pledges without talking."),
    2: ("Talk, then a second pledge", "Side payments may be announced."),
    3: ("Treaty text and pledge", "Each state names the clause it would sign; payments may be written into the text."),
    4: ("Stay or leave", f"Pledges may be raised and caveats changed; only the lead power may pledge less. Each state may leave.{RATIFY}"),
}  # fmt: skip


@dataclass(frozen=True)
class Role:
    """One role: its card, private goal, and how the goal is judged at the end."""

    id: str
    name: str
    short: str
    capability: int  # completion: the reference cards 60, 12, 10, 8, 5, 5 go to the roles in the order of the sheet
    top: int  # most points it may pledge
    cost: int
    benefit: int
    entrapment: int  # completion: lowest for the lead power, highest for the neighbour of the rival
    clause: str  # the clause it would like best
    goal: str
    test: str  # completion: the goal as a rule that can be checked
    colour: str
    home: str = ""  # the state whose text it ratifies


def _state(*card) -> Role:
    id_, name, short, capability, entrapment, *rest = card
    return Role(id_, name, short, capability, TOP, 1, BENEFIT, entrapment, *rest)


ROLES = [
    _state("lead", "Lead power", "Lead", 60, 2, "discretionary",
           "You supply most of the forces and spend 3.4 per cent of GDP. You want the others at 3 per cent, or you will cut your troops.",
           "the other four states pledge 3 points or more on average", BLUE),
    _state("frontline", "Frontline state", "Frontline", 12, 5, "automatic",
           "You fear abandonment. You accept a base on your soil if that keeps the others in.",
           "the lead power still pledges at the end, and the clause is stronger than consultation", ORANGE),
    _state("rider", "Rich free-rider", "Free-rider", 10, 3, "discretionary",
           "You spend 1.4 per cent of GDP and could borrow far more. You want protection at low cost.",
           "the strait is held, and you pay 1 point or less (side payments included)", OCHRE),
    _state("neutral", "Neutral partner", "Neutral", 8, 4, "consultation",
           "You have no treaty. You want a consultation clause and nothing stronger.",
           "the clause is consultation", GREY),
    _state("neighbour", "Neighbour and trade partner of the rival", "Neighbour", 5, 6, "consultation",
           "You trade with the rival and fear entrapment in somebody else's war.",
           "there is no war, and the clause is not automatic", PLUM),
    # Completion: the sixth card is a small troop pool that the organisation may pledge and need not pay for.
    Role("regional", "Regional organisation", "Regional", 5, 3, 0, 0, 0, "",
         "You have a mandate and no money. You may pledge a pool of troops, up to 3 points, that costs you nothing.",
         "the strait is held, and side payments bring you 1 point or more", TEAL),
    Role("aid", "Humanitarian agency", "Agency", 0, 0, 0, 0, 0, "",
         "You want access to people in need, and no uniforms near your staff.",
         "there is no war, and the regional organisation sends no troops without a caveat", INK),
    Role("press", "Press", "Press", 0, 0, 0, 0, 0, "",
         "You read out one role's private goal in each round. You want stories that matter.",
         "at least two of the roles you exposed in rounds 1 to 3 change their pledge or caveat in the next round", INK),
    # Completion: two home fronts (Putnam 1988). What they would refuse limits, and strengthens, who speaks for them.
    Role("parliament", "Parliament of the rich free-rider", "Parliament", 0, 0, 0, 0, 0, "",
         "Your voters want the strait open and no new debt. You refuse a text that would cost more than they allow.",
         "the strait is held, and your state pledges 2 points or less at the end", INK, "rider"),
    Role("congress", "Congress of the lead power", "Congress", 0, 0, 0, 0, 0, "",
         "You will not be dragged into a war that others chose. You refuse a promise that binds you while the others pay little.",
         "there is no war, and the text you ratified is not automatic unless the other states pledge 3 points or more on average", INK, "lead"),
]  # fmt: skip
STATES = ("lead", "frontline", "rider", "neutral", "neighbour")


@dataclass(frozen=True)
class Move:
    """What one role does in one round. An empty clause means the one its card likes best."""

    pledge: int = 0
    caveat: bool = False
    clause: str = ""
    pays: int = 0
    to: str = ""
    leaks: str = ""
    leaves: bool = False
    refuses: bool = False


@dataclass(frozen=True)
class Game:
    """A game so far: number of roles, seed, and the rounds played, each role id → Move."""

    players: int = 8
    seed: int = SEED
    rounds: tuple[dict[str, Move], ...] = ()

    @property
    def next(self) -> int:
        """The round to play next; 5 when the game is over."""
        return len(self.rounds) + 1


@dataclass(frozen=True)
class Outcome:
    """How pledges end: deterrence, who left, what the rival did, and each role's payoff; expected: before the draw is known."""

    deterrence: float
    chance: float
    draw: float
    left: frozenset[str]
    backs_off: bool
    war: bool
    clause: str
    pledges: dict[str, int] = field(default_factory=dict)
    payoffs: dict[str, float] = field(default_factory=dict)
    expected: dict[str, float] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The outcome in three words or so."""
        return "the rival backs off" if self.backs_off else "war" if self.war else "the strait is lost"


def roles(players: int = 8) -> dict[str, Role]:
    """Return role id → Role for 6 to 10 players: from nine on parliaments, with seven no press, with six agency and organisation in one."""
    if players not in range(6, 11) or isinstance(players, bool):
        raise CourseError(f"The game has 6 to 10 roles, not {players!r}.")
    cast = {role.id: role for role in ROLES[:players]}
    if players == 6:
        one, two = ROLES[5], ROLES[6]
        cast["regional"] = replace(one, name=f"{one.name} with {two.name.lower()}", goal=f"{one.goal} {two.goal}",
                                   test="the strait is held, side payments bring you 1 point or more, and your troops carry a caveat or stay at home")  # fmt: skip
    return cast


@cache
def draws(seed: int = SEED) -> tuple[float, ...]:
    """Return the 100 fixed draws, four decimals each. Draw number = 10 × round + number of signatures."""
    return tuple(np.random.default_rng(seed).random(100).round(4).tolist())


def deterrence(pledges: dict[str, int], caveats: set[str] | frozenset = frozenset(), clause: str = "") -> float:
    """D = sum of capability × points, halved under a caveat, over the need; times 0.9 or 1.2 under a weak or binding clause.

    Whole numbers up to the one division, so that the boundaries 0.7 and 1 are met exactly.
    """
    twice = sum(role.capability * pledges.get(role.id, 0) * (1 if role.id in caveats else 2) for role in ROLES)
    return twice * CLAUSES.get(clause, NO_CLAUSE)[1] / (20 * NEED)


def without_lead(clause: str = "") -> float:
    """Return the most deterrence that all others reach together once the lead power is gone."""
    return deterrence({role.id: role.top for role in ROLES if role.id != "lead"}, clause=clause)


def chance(level: float) -> float:
    """Probability that the rival backs off: 0 below 0.7, 1 from 1 on, in between a straight line (completion)."""
    return 0.0 if level < LOW else 1.0 if level >= HIGH else (level - LOW) / (HIGH - LOW)


# The quantities in the notebook's prose, each with its mark; the tests recompute them.
NUMBERS: dict[str, Callable[[], float]] = {
    "alone": without_lead,
    "alone_bound": lambda: without_lead("automatic"),
    "in_alone": lambda: 1 / chance(without_lead()),  # a chance of one in so many
    "in_bound": lambda: 2 / chance(without_lead("automatic")),  # of two in so many
}


def settle(
    pledges, caveats=frozenset(), clause="", signatures=0, stage=ROUNDS, seed=SEED, ledger=None, left=frozenset()
) -> Outcome:
    """Return the outcome of pledges (role id → points) in a round; left: the states that left, in round 4.

    War follows a crisis if the clause is automatic or if three states pledged without a caveat (completion). A caveat halves
    what a pledge is worth, and its owner's loss in war.
    """
    final = pledges | dict.fromkeys(left, 0)
    level, draw = deterrence(final, caveats, clause), draws(seed)[10 * stage + signatures]
    odds = chance(level)
    fighters = sum(final.get(state, 0) > 0 and state not in caveats for state in STATES)
    fights = clause == "automatic" or fighters >= 3
    risk, _, binding = CLAUSES.get(clause, NO_CLAUSE)

    def payoffs(backs_off: bool) -> dict[str, float]:
        found = {}
        for role in ROLES:
            gain = role.benefit * backs_off * (OUTSIDE if role.id in left else 1)
            held = role.id in caveats and final.get(role.id, 0) > 0  # without forces there is nothing to hold back
            loss = role.entrapment * risk * (0.5 if held else 1) * (fights and not backs_off)
            bound = 0 if role.id in left else loss + binding * (role.id in STATES)
            found[role.id] = gain - bound - role.cost * final.get(role.id, 0) + (ledger or {}).get(role.id, 0)
        return found

    backs_off = draw < odds
    good, bad = payoffs(True), payoffs(False)
    expected = {who: odds * good[who] + (1 - odds) * bad[who] for who in good}
    return Outcome(level, odds, draw, frozenset(left), backs_off, fights and not backs_off, clause, final, good if backs_off else bad, expected)  # fmt: skip


def check_move(game: Game, who: str, move: Move) -> None:
    """Raise CourseError, with a sentence the player can act on, for a move that the rules do not allow."""
    cast = roles(game.players)
    if who not in cast:
        raise CourseError(f"There is no role {who!r} in this game; it has {', '.join(cast)}.")
    role = cast[who]
    for what, value, top in (("pledge", move.pledge, role.top), ("payment", move.pays, PURSE if who in STATES else 0)):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= top:
            limit = f"a whole number from 0 to {top}" if top else "0, since it has nothing to give"
            raise CourseError(f"{role.name}: the {what} must be {limit}, not {value!r}.")
    if not isinstance(move.caveat, bool):
        raise CourseError(f"{role.name}: the caveat is yes or no, not {move.caveat!r}.")
    if move.clause not in ("", *CLAUSES):
        raise CourseError(f"{role.name}: the clause is one of {', '.join(CLAUSES)}, not {move.clause!r}.")
    if move.pays and (move.to not in cast or move.to == who):
        raise CourseError(f"{role.name}: say which other role gets the {move.pays} points.")
    if move.leaks and (who != "press" or move.leaks not in cast or move.leaks == who):
        raise CourseError(f"{role.name}: only the press can leak, and only the card of another role.")
    if move.leaves and (who not in STATES or game.next != ROUNDS):
        raise CourseError(f"{role.name}: only a state can leave, and only in round 4.")
    if move.refuses and (not role.home or game.next != ROUNDS):
        raise CourseError(f"{role.name}: only a parliament can refuse the text, and only in round 4.")
    before = game.rounds[-1][who].pledge if game.next == ROUNDS else 0
    if who != "lead" and not move.leaves and move.pledge < before:
        raise CourseError(f"{role.name}: {before} points were signed in round 3; in round 4 a pledge may only rise.")
    spent = sum(past[who].pays for past in game.rounds[1:3]) + (move.pays if game.next in (2, 3) else 0)
    if spent > PURSE:
        raise CourseError(f"{role.name}: all payments together may not exceed {PURSE} points, and these make {spent}.")


def play(game: Game, moves: dict[str, Move]) -> Game:
    """Return the game after one more round. Raises CourseError if a role is missing, unknown, or breaks a rule."""
    if game.next > ROUNDS:
        raise CourseError("The game is over after four rounds. Take the last round back, or start a new game.")
    missing = [role.name for role in roles(game.players).values() if role.id not in moves]
    if missing:
        raise CourseError(f"Still missing: the move of {', '.join(missing)}.")
    for who, move in moves.items():
        check_move(game, who, move)
    return replace(game, rounds=(*game.rounds, dict(moves)))


def ledger(game: Game) -> dict[str, int]:
    """Return role id → side payments received less paid. Only rounds 2 and 3 count; all others are void."""
    net = dict.fromkeys(roles(game.players), 0)
    for moves in game.rounds[1:3]:
        for who, move in moves.items():
            if move.pays:
                net[who] -= move.pays
                net[move.to] += move.pays
    return net


def refused(game: Game) -> set[str]:
    """Return the states whose parliament refused the text in round 4."""
    moves = game.rounds[-1] if len(game.rounds) == ROUNDS else {}
    cast = roles(game.players)
    return {cast[who].home for who, move in moves.items() if move.refuses}


def treaty(game: Game) -> tuple[str, int]:
    """Return (clause signed, number of signatures); ('', 0) before round 3.

    Completion: each state names the clause it would sign; the one named most often becomes the text, of equals the weaker.
    The text binds all five, whoever signed; a refusal takes away its state's signature and holds the pledge down, no more.
    """
    if len(game.rounds) < 3:
        return "", 0
    cast = roles(game.players)
    named = [game.rounds[2][state].clause or cast[state].clause for state in STATES]
    winner = max(CLAUSES, key=named.count)  # the first of equals is the weakest
    signed = [state for state, clause in zip(STATES, named, strict=True) if clause == winner]
    return winner, len(set(signed) - refused(game))


def result(game: Game, stage: int | None = None, **changes) -> Outcome:
    """Return the outcome as if the game ended after round `stage` (default: the last one played).

    changes: role id → other number of points, for what-if questions; caveats=set() replaces the caveats.
    """
    stage = stage or len(game.rounds)
    if not 1 <= stage <= len(game.rounds):
        raise CourseError("No round has been played yet." if not game.rounds else f"Round {stage} is not played yet.")
    then = replace(game, rounds=game.rounds[:stage])  # what a later round does is not known yet
    moves, (clause, signatures) = then.rounds[-1], treaty(then)
    caveats = changes.pop("caveats", frozenset(who for who, move in moves.items() if move.caveat))
    left = (
        changes.pop("left", frozenset(who for who, move in moves.items() if move.leaves))
        if stage == ROUNDS
        else frozenset()
    )
    pledges = {who: move.pledge for who, move in moves.items()} | changes
    if stage == ROUNDS:  # a state without a ratified text can do what it would have done alone
        pledges |= {state: min(pledges[state], game.rounds[0][state].pledge) for state in refused(game)}
    return settle(pledges, caveats, clause, signatures, stage, game.seed, ledger(then), left)


# Strategies for the solo game: (role, game so far) → Move. Each can be said in one sentence.


def _mean_of_others(who: str, game: Game) -> float:
    return sum(game.rounds[-1][state].pledge for state in STATES if state != who) / (4 if who in STATES else 5)


def cooperate(who: str, game: Game) -> Move:
    """Pledge 3 points in every round and name the middle clause."""
    return Move(ASKED, clause="discretionary" if who in STATES else "")


def free_ride(who: str, game: Game) -> Move:
    """Pledge nothing, ever, and name the clause your card likes best."""
    return Move()


def tit_for_tat(who: str, game: Game) -> Move:
    """Begin with 3 points, then pledge what the other states pledged on average in the round before."""
    points = int(_mean_of_others(who, game) + 0.5) if game.rounds else ASKED
    return Move(points, clause="discretionary" if who in STATES else "")


def threshold(who: str, game: Game) -> Move:
    """Pledge 3 points, with a caveat, as long as deterrence was at least 0.7 in the round before; otherwise nothing, and leave."""
    holds = not game.rounds or result(game).deterrence >= LOW
    return Move(ASKED if holds else 0, caveat=True, leaves=not holds and game.next == ROUNDS and who in STATES)


def just_enough(who: str, game: Game) -> Move:
    """Begin with 1 point, then give what would promise you most had the others repeated theirs, caveat or not: best reply."""
    role = roles(game.players)[who]
    if not game.rounds or not role.cost:
        return Move(1 if not game.rounds else ASKED)
    last = game.rounds[-1]
    floor = (
        last[who].pledge if game.next == ROUNDS and who != "lead" else 0
    )  # a pledge that could not be given is no reply
    others = frozenset(other for other, move in last.items() if move.caveat and other != who)
    choices = [Move(points, caveat=caveat) for points in range(floor, role.top + 1) for caveat in (False, True)]

    def promised(move: Move) -> float:
        return round(
            result(game, caveats=others | {who} if move.caveat else others, **{who: move.pledge}).expected[who], 9
        )

    return max(choices, key=lambda move: (promised(move), -move.pledge, not move.caveat))


STRATEGIES: dict[str, Callable] = {"cooperate": cooperate, "free rider": free_ride, "tit for tat": tit_for_tat,
                                   "threshold": threshold, "just enough": just_enough}  # fmt: skip


def automatic_move(strategy: str, who: str, game: Game) -> Move:
    """Return a strategy's move, cut to what the role may do (its top pledge; no fall in round 4 unless it leaves)."""
    if strategy not in STRATEGIES:
        raise CourseError(f"There is no strategy {strategy!r}; there are {', '.join(STRATEGIES)}.")
    move, top = STRATEGIES[strategy](who, game), roles(game.players)[who].top
    floor = game.rounds[-1][who].pledge if game.next == ROUNDS and who != "lead" and not move.leaves else 0
    return replace(move, pledge=min(max(move.pledge, floor), top), caveat=move.caveat and top > 0)


def play_out(strategies: dict[str, str] | str, players: int = 8, seed: int = SEED) -> Game:
    """Return a whole game played by strategies: one name for all, or role id → name (others cooperate)."""
    game = Game(players, seed)
    for _ in range(ROUNDS):
        plan = {who: strategies if isinstance(strategies, str) else strategies.get(who, "cooperate") for who in roles(players)}  # fmt: skip
        game = play(game, {who: automatic_move(name, who, game) for who, name in plan.items()})
    return game


def deals(who: str = "rider", every: bool = False) -> dict[str, dict[str, str]]:
    """Return name → (role → strategy) for the others of one state: all the same, then one leads and the rest plays another.

    The lead power leads, or the frontline state if `who` is the lead power. Of the 20 mixed deals, five: each strategy leads
    once, and the rest plays the one two further down the list. every: all 20.
    """
    names, others = list(STRATEGIES), [role for role in roles(6) if role != who]
    first = "frontline" if who == "lead" else "lead"
    mixed = [(names[i], names[(i + step) % 5]) for step in (range(1, 5) if every else (2,)) for i in range(5)]
    same = {f"all {name}": dict.fromkeys(others, name) for name in names}
    return same | {f"{roles(6)[first].short} {one}, rest {rest}": dict.fromkeys(others, rest) | {first: one} for one, rest in mixed}  # fmt: skip


def solo_table(who: str = "rider", every: bool = False) -> pd.DataFrame:
    """Return what one state can expect before the draw: its own strategy in columns, the deals of the others in rows."""
    if who not in STATES:
        raise CourseError(f"Payoffs are for states: {', '.join(STATES)}.")
    cells = {own: {name: result(play_out(deal | {who: own}, 6)).expected[who] for name, deal in deals(who, every).items()}
             for own in STRATEGIES}  # fmt: skip
    return pd.DataFrame(cells).round(1).rename_axis(index="the others", columns="you")


def dominated(table: pd.DataFrame) -> dict[str, str]:
    """Return strategy → one that never does worse than it, and once better, in a table of `solo_table`."""
    return {a: b for a in table for b in table if (table[b] >= table[a]).all() and (table[b] > table[a]).any()}


# Debrief.


def goal_met(game: Game, who: str) -> bool:
    """True if a role reached its private goal at the end of a finished game."""
    end, net, last = result(game), ledger(game), game.rounds[-1]
    pool_calm = end.pledges["regional"] == 0 or last["regional"].caveat
    paid = end.backs_off and net["regional"] >= 1
    if who == "press":
        pairs = zip(game.rounds, game.rounds[1:], strict=False)
        hits = [now["press"].leaks for now, then in pairs if (hit := now["press"].leaks) and
                (now[hit].pledge, now[hit].caveat) != (then[hit].pledge, then[hit].caveat)]  # fmt: skip
        return len(hits) >= 2
    return {
        "lead": sum(end.pledges[state] for state in STATES[1:]) / 4 >= ASKED,
        "frontline": end.pledges["lead"] > 0 and end.clause != "consultation",
        "rider": end.backs_off and end.pledges["rider"] - net["rider"] <= 1,
        "neutral": end.clause == "consultation",
        "neighbour": not end.war and end.clause != "automatic",
        "regional": paid and (pool_calm or game.players > 6),
        "aid": not end.war and pool_calm,
        "parliament": end.backs_off and end.pledges["rider"] <= 2,
        "congress": not end.war and (end.clause != "automatic" or "lead" in refused(game)
                                     or sum(end.pledges[state] for state in STATES[1:]) / 4 >= ASKED),
    }[who]  # fmt: skip


def best_reply(game: Game, who: str) -> int:
    """Return the fewest points that would have paid a role best, the draw known and all others unchanged: hindsight."""
    top = roles(game.players)[who].top
    return max(range(top + 1), key=lambda c: (result(game, **{who: c}).payoffs[who], -c))


def best_bet(game: Game, who: str) -> int:
    """Return the fewest points that promised a role most before the draw, all others unchanged."""
    top = roles(game.players)[who].top
    return max(range(top + 1), key=lambda c: (round(result(game, **{who: c}).expected[who], 9), -c))


def pivotal(game: Game, who: str) -> bool:
    """True if the role's pledge decided: without it the rival would not have backed off, though with it the rival did."""
    return result(game).backs_off and not result(game, **{who: 0}).backs_off


def most(values: dict[str, float], among=STATES) -> list[str]:
    """Return the roles that have most, in the order of the cards: several where they tie."""
    best = max(values.get(who, 0) for who in among)
    return [who for who in among if values.get(who, 0) == best]


def listed(names: list[str]) -> str:
    """Return names as one enumeration: 'A', 'A and B', 'A, B and C'."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def unfairness(points: dict[str, int], rule: str = "equal") -> float:
    """Return the per cent of all points that would have to move between states to meet a rule of fairness.

    rule: 'equal', the same points for each (benefits are equal); 'capability', points in proportion to capability.
    """
    cards = roles(8)
    weight = {state: 1 if rule == "equal" else cards[state].capability for state in STATES}
    total, all_weight = sum(points.get(s, 0) for s in STATES), sum(weight.values())
    return 50 * sum(abs(points.get(s, 0) / total - weight[s] / all_weight) for s in STATES) if total else 0.0


@cache
def _sure_deals() -> np.ndarray:
    """All pledges (five states, pool) that deter for sure and hold whatever the draw on the exit, no caveats."""
    grid = np.array([p for p in product(*[range(role.top + 1) for role in ROLES[:6]]) if sum(p[1:5]) >= 4 * ASKED])
    return grid[grid @ np.array([role.capability for role in ROLES[:6]]) >= NEED]


def missed_deal(game: Game) -> dict[str, int] | None:
    """Return pledges that no state would have liked less and one more than the outcome, or None if there are none.

    Looked for among pledges that deter for sure under a discretionary clause and meet what the lead power asks, with the
    side payments as they were. Of several, the one whose worst-off state is best off, then the cheapest.
    """
    net, end, deals = ledger(game), result(game), _sure_deals()
    gains = BENEFIT - deals[:, :5] + [net[s] for s in STATES] - np.array([end.payoffs[s] for s in STATES])
    deals = deals[(gains >= 0).all(axis=1) & (gains > 0).any(axis=1)]
    if not len(deals):
        return None
    best = min(deals.tolist(), key=lambda d: (max(c - net[s] for c, s in zip(d, STATES, strict=False)), sum(d[:5]), d))
    return dict(zip((role.id for role in ROLES[:6]), best, strict=True))


def finished(game: Game) -> Outcome:
    """Return the outcome of a finished game; raises CourseError for an unfinished one."""
    if len(game.rounds) < ROUNDS:
        raise CourseError(f"The debrief needs all four rounds; {len(game.rounds)} of them have been played.")
    return result(game)


def debrief_table(game: Game) -> pd.DataFrame:
    """Return one row per role: points paid, best bet, whether decisive, payments, payoff expected and got, goal.

    † marks what hangs on the draw, so that nobody could know it when pledging.
    """
    end, net = finished(game), ledger(game)
    return pd.DataFrame([{
        "role": role.name, "points": "left" if role.id in end.left else f"{end.pledges[role.id]}{' with caveat' * (game.rounds[-1][role.id].caveat and end.pledges[role.id] > 0)}" if role.top else "–",
        "best bet": best_bet(game, role.id) if role.cost and role.id not in end.left else "–",
        "best bet †": best_reply(game, role.id) if role.cost and role.id not in end.left else "–",
        "decisive †": ("yes" if pivotal(game, role.id) else "no") if role.top else "–",
        "side payments": net[role.id], "expected": f"{end.expected[role.id]:.1f}", "payoff †": f"{end.payoffs[role.id]:g}",
        "private goal met †": "yes" if goal_met(game, role.id) else "no",
    } for role in roles(game.players).values()]).set_index("role")  # fmt: skip


def measures(game: Game) -> dict:
    """Return the numbers of the debrief by name; shares in per cent."""
    end = finished(game)
    points = {s: end.pledges[s] for s in STATES}
    power = {role.id: role.capability * end.pledges.get(role.id, 0) for role in ROLES}
    return {
        "deterrence": end.deterrence, "without caveats": deterrence(end.pledges, clause=end.clause),
        "without lead": result(game, lead=0).deterrence, "before round 4": result(game, 3).deterrence,
        "largest by points": 100 * max(points.values()) / max(sum(points.values()), 1),
        "largest by strength": 100 * max(power.values()) / max(sum(power.values()), 1),
        "unequal": unfairness(points), "unlike capability": unfairness(points, "capability"),
        "raised": sum(max(end.pledges[s] - game.rounds[2][s].pledge, 0) for s in STATES[1:]), "missed": missed_deal(game),
    }  # fmt: skip


def summary(game: Game) -> str:
    """Say in plain words how the game stands or ended."""
    if not game.rounds:
        return "No round has been played yet. Round 1: each role pledges in silence."
    stage, end = len(game.rounds), result(game)
    clause = f" under a clause of the kind '{end.clause}', {treaty(game)[1]} signatures" if end.clause else ""
    sure = (
        "the outcome is certain"
        if end.chance in (0, 1)
        else f"the chance was {end.chance:.4f}, the draw {end.draw:.4f}"
    )
    if stage < ROUNDS:
        return f"After round {stage} deterrence is {end.deterrence:.2f}{clause}. If it ended here, with the draw of this round, {end.words}."
    cast = roles(game.players)
    gone, said_no = (
        [cast[s].short for s in STATES if s in end.left],
        [cast[s].short for s in STATES if s in refused(game)],
    )
    lead = f"{', '.join(gone)} left. " * bool(gone) + f"Parliament refused the text of {', '.join(said_no)}. " * bool(
        said_no
    )
    return f"{lead}Deterrence ends at {end.deterrence:.2f}{clause}: {end.words} ({sure})."


def debrief_lines(game: Game) -> list[str]:
    """Say in plain words, a sentence each, how it ended, who paid, who gained, how fair it was, and which better deal was missed."""
    end, m = finished(game), measures(game)
    cast = roles(game.players)
    names = [cast[w].name for w in cast if pivotal(game, w)]
    winners = most(end.payoffs)
    deal = (f"A sure deal that no state would have liked less than this end, with this draw, was missed: {', '.join(f'{cast[s].short} {c}' for s, c in m['missed'].items())}."
            if m["missed"] else "No sure deal was left that every state would have liked at least as much as this end, with this draw.")  # fmt: skip
    points, power = most(end.pledges), {role.id: role.capability * end.pledges.get(role.id, 0) for role in ROLES}
    strong = most(power, [role.id for role in ROLES if role.top])
    each = [" each" * (len(who) > 1) for who in (points, strong)]
    paid = (f"Most points came from {listed([cast[w].short for w in points])}, {m['largest by points']:.0f} per cent of the states' points{each[0]}; "
            f"most strength from {listed([cast[w].short for w in strong])}, {m['largest by strength']:.0f} per cent{each[1]}."
            if m["largest by points"] else "No state paid anything.")  # fmt: skip
    fair = (f"To be fair by equal points, {m['unequal']:.0f} per cent of the points would have to move; by capability, {m['unlike capability']:.0f} per cent."
            if m["largest by points"] else "")  # fmt: skip
    raised = f"In round 4 the other four states added {m['raised']} point{'s' * (m['raised'] != 1)} in all." if m["raised"] else "In round 4 the other four states added nothing."  # fmt: skip
    lines = [summary(game), paid, f"Best off: {listed([cast[w].short for w in winners])} with {end.payoffs[winners[0]]:g}{' each' * (len(winners) > 1)}, with this draw.",
             f"Decisive pledges, with this draw: {', '.join(names) or 'none'}.", fair, raised, deal]  # fmt: skip
    return [line for line in lines if line]


def debrief_words(game: Game) -> str:
    """Return the lines of the debrief as one text."""
    return " ".join(debrief_lines(game))


KNOWN = (
    "† hangs on the draw: nobody could know it when pledging; a private goal hangs on it where it asks for a strait that is held, "
    "or for no war. The best bet is what would have promised most before the draw, "
    "the others' last pledges given; those were not known for certain either. The best bet † knows the draw as well."
)
DRAWN = (
    "A draw is a number from 0 to 1. If it lies below the chance, the rival backs off. Each round has its own, and only that "
    "of round 4 counts."
)


def cards(players: int = 8) -> pd.DataFrame:
    """Return the open part of all cards as a table."""
    return pd.DataFrame([{"role": r.name, "capability": r.capability, "points up to": r.top, "cost of a point": r.cost,
                          "benefit": r.benefit, "loss in war": r.entrapment} for r in roles(players).values()]).set_index("role")  # fmt: skip


def opened(game: Game) -> pd.DataFrame:
    """Return the draws that the rounds played have opened, with what stood against them; those to come stay closed."""
    rows = {}
    for stage in range(1, len(game.rounds) + 1):
        end = result(game, stage)
        rows[f"round {stage}"] = {"D": f"{end.deterrence:.2f}", "chance": f"{end.chance:.4f}", "draw": f"{end.draw:.4f}",
                                  "outcome": end.words if stage == ROUNDS else f"had it ended here, {end.words}"}  # fmt: skip
    return pd.DataFrame(rows).T


def record(game: Game) -> pd.DataFrame:
    """Return what each role did, a column per round: points, c for a caveat, clause, payment or leaked card."""
    cast = roles(game.players)
    table = {}
    for stage, moves in enumerate(game.rounds, 1):
        cells = {}
        for role in cast.values():
            move = moves[role.id]
            parts = [f"{move.pledge}{' with caveat' if move.caveat and move.pledge else ''}"] if role.top else []
            if stage == ROUNDS and role.id in refused(game) and (held := result(game).pledges[role.id]) < move.pledge:
                parts += [f"held to {held} by its parliament"]
            parts += [move.clause or role.clause] if stage == 3 and role.clause else []
            parts += [f"pays {move.pays} to {cast[move.to].short}"] if move.pays and stage in (2, 3) else []
            parts += [f"reads out {cast[move.leaks].short}"] if move.leaks else []
            parts = ["leaves"] if move.leaves else [*parts, "refuses the text"] if move.refuses else parts
            cells[role.name] = ", ".join(parts) or "–"
        end = result(game, stage)
        table[f"round {stage}"] = cells | {"D": f"{end.deterrence:.2f}"}
    return pd.DataFrame(table)


# Keeping a game.


def to_dict(game: Game) -> dict:
    """Return a game as plain values that JSON can carry; fields at their defaults are left out."""
    plain = asdict(Move())
    return {"players": game.players, "seed": game.seed, "rounds": [
        {who: {k: v for k, v in asdict(move).items() if v != plain[k]} for who, move in moves.items()} for moves in game.rounds]}  # fmt: skip


def to_text(state: dict) -> str:
    """Return a state as a text that survives mail: letters and digits in lines, with a check at the end."""
    packed = zlib.compress(json.dumps(state, separators=(",", ":"), ensure_ascii=True).encode(), 9)
    body = base64.b32encode(packed).decode().rstrip("=")
    lines = re.findall(".{1,60}", f"{body}8{zlib.crc32(packed):08X}")  # 8 and 9 are no letters of base 32
    return "\n".join(["VARNA8", *lines, "9END"])


def from_text(text: str) -> dict:
    """Return the state of a text made by `to_text`, quoted, wrapped or indented as mail will have it, or of the older JSON.

    Raises CourseError for a text that is not whole.
    """
    broken = CourseError("This is not the text of a game. Copy all of it, from VARNA to END; nothing was changed.")
    found = re.search(r"VARNA8(.*?)9END", re.sub(r"[^A-Za-z0-9]", "", text).upper()) if isinstance(text, str) else None
    try:
        if not found:
            state = json.loads(text)
        else:
            body, check = found[1][:-9], found[1][-8:]
            packed = base64.b32decode(body + "=" * (-len(body) % 8))
            if found[1][-9] != "8" or f"{zlib.crc32(packed):08X}" != check:
                raise ValueError
            state = json.loads(zlib.decompress(packed))
    except (ValueError, TypeError, IndexError, RecursionError, zlib.error):
        raise broken from None
    if not isinstance(state, dict):
        raise broken
    return state


def from_dict(state: dict) -> Game:
    """Return the game of a dict, replayed under the rules. Raises CourseError if it is not a game or breaks a rule."""
    try:
        game = Game(state["players"], int(state["seed"]))
        roles(game.players)
        if game.seed < 0 or not isinstance(game.players, int):
            raise ValueError
        for moves in state["rounds"]:
            game = play(game, {who: Move(**move) for who, move in moves.items()})
    except CourseError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise CourseError(
            "This is not the text of a game. Copy all of it, from VARNA to END; nothing was changed."
        ) from None
    return game


# A game played through.


def _line(text: str) -> dict[str, Move]:
    """Read one round of the example: 'role points [c] [clause] [pays>to] [!leak] [leaves]' per role, separated by commas."""
    moves = {}
    for part in text.split(", "):
        who, *rest = part.split()
        move = Move()
        for word in rest:
            if ">" in word:
                move = replace(move, pays=int(word.split(">")[0]), to=word.split(">")[1])
            elif word[0] == "!":
                move = replace(move, leaks=word[1:])
            elif word in ("leaves", "refuses"):
                move = replace(move, **{word: True})
            elif word in CLAUSES:
                move = replace(move, clause=word)
            else:
                move = replace(move, **({"caveat": True} if word == "c" else {"pledge": int(word)}))
        moves[who] = move
    return moves


@cache
def example() -> Game:
    """Return a game of eight roles, played through."""
    game = Game()
    for text in (
        "lead 3, frontline 3, rider 1, neutral 1, neighbour 1 c, regional 0, aid, press !rider",
        "lead 3, frontline 3, rider 1 2>regional, neutral 1 c, neighbour 1 c, regional 2 c, aid, press !neutral",
        "lead 3 discretionary, frontline 4 discretionary, rider 1 2>frontline discretionary, neutral 2 c consultation, neighbour 1 c consultation, regional 3 c, aid, press !lead",
        "lead 3, frontline 4, rider 2, neutral 3 c, neighbour 2 c, regional 3 c, aid, press !frontline",
    ):
        game = play(game, _line(text))
    return game
