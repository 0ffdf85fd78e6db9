"""The negotiation: payoffs by hand, clauses, leaving, ratifiers, accounts, all strategies against all, bad input, the panel."""

import html
import itertools
import json
import re
from dataclasses import replace
from fractions import Fraction

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.data import CourseError
from helpers.figures import new_figure
from helpers.form import Asked
from helpers.lessons import negotiation as sim
from helpers.lessons import negotiation_panel as panel
from tests import prose
from tests.refresh import ROOT

EQUAL = dict.fromkeys([*sim.STATES, "regional"], 3)


def all_moves(game, **moves):
    return {who: moves.get(who, sim.Move()) for who in sim.roles(game.players)}


# Deterrence and payoffs by hand.


def test_deterrence_by_hand():
    assert sim.deterrence(EQUAL) == 1.0  # 3 × (60+12+10+8+5+5) / 300
    # caveats of the frontline state and the neutral one: 300 − 18 − 12 = 270
    assert sim.deterrence(EQUAL, {"frontline", "neutral"}) == 0.9
    assert sim.deterrence(EQUAL | {"lead": 0}) == 0.4  # 120 / 300
    # the lower boundary, exactly: 3 × 60 + 30 = 210
    assert sim.deterrence({"lead": 3, "rider": 3}) == 0.7
    assert sim.deterrence(EQUAL, clause="consultation") == 0.9
    assert sim.deterrence(EQUAL, clause="automatic") == 1.2
    assert sim.deterrence({}) == 0


def test_the_two_boundaries_are_met_exactly():
    assert sim.chance(0.7) == 0 and sim.chance(0.6999) == 0 and sim.chance(1) == 1
    assert sim.chance(0.85) == pytest.approx(0.5)
    assert sim.settle(EQUAL).backs_off
    assert not sim.settle({"lead": 3, "rider": 3}, stage=3).backs_off


def test_payoffs_by_hand():
    held = sim.settle(EQUAL, clause="discretionary", ledger={"rider": -2, "regional": 2})
    nobody = dict.fromkeys(("aid", "press", "parliament", "congress"), 0)
    assert held.payoffs == {"lead": 7, "frontline": 7, "rider": 5, "neutral": 7, "neighbour": 7, "regional": 2} | nobody
    assert held.expected == held.payoffs, "nothing is left to chance"
    # three states without a caveat, D = (60 + 12 + 10) / 300: crisis, war
    ones = {"lead": 1, "frontline": 1, "rider": 1}
    war = sim.settle(ones, stage=3)
    assert war.war and war.payoffs["lead"] == -1 - 2 and war.payoffs["neighbour"] == -6
    half, double = sim.settle(ones, clause="consultation", stage=3), sim.settle(ones, clause="automatic", stage=3)
    assert half.payoffs["neighbour"] == -3 and double.payoffs["neighbour"] == -12 - 1
    # a third caveat: the strait is lost without a fight
    calm = sim.settle(ones, {"rider"}, stage=3)
    assert not calm.war and not calm.backs_off and calm.payoffs["neighbour"] == 0 and calm.payoffs["rider"] == -1
    # behind a caveat half the loss, but only with forces to hold back
    shy = sim.settle(ones | {"neutral": 1}, {"neutral", "neighbour"}, stage=3)
    assert shy.war and shy.payoffs["neutral"] == -1 - 2 and shy.payoffs["neighbour"] == -6


def test_expected_payoff_by_hand():
    # D = (60 × 3 + 12 × 3 + 10 × 3) / 300 = 0.82, chance 0.4, three fight: rider 0.4 × 10 − 0.6 × 3 − 3
    end = sim.settle({"lead": 3, "frontline": 3, "rider": 3})
    assert end.chance == pytest.approx(0.4) and end.expected["rider"] == pytest.approx(4 - 1.8 - 3)
    assert end.payoffs["rider"] == (7 if end.draw < 0.4 else -6)


# Clauses, leaving, ratifiers.


def test_a_binding_clause_deters_and_costs():
    """No clause is best in every position: the binding one pays where it decides, and costs where it does not."""
    for who in sim.STATES:
        best = set()
        for lead, rest in itertools.product(range(7), range(7)):
            pledges = {"lead": lead} | dict.fromkeys(sim.STATES[1:], rest)
            promised = {clause: sim.settle(pledges, clause=clause).expected[who] for clause in sim.CLAUSES}
            first, second = sorted(promised.values(), reverse=True)[:2]
            best |= {max(promised, key=promised.get)} if first > second else set()
            levels = [sim.deterrence(pledges, clause=clause) for clause in sim.CLAUSES]
            assert levels == sorted(levels)
        assert best == set(sim.CLAUSES), f"{who}: only {best} can be best"
    sure = {clause: sim.settle(EQUAL | {"lead": 4}, clause=clause).payoffs["frontline"] for clause in sim.CLAUSES}
    assert sure["automatic"] == sure["discretionary"] - 1, "where the strait is held anyway, the promise is a cost"
    # one fighter only: under an automatic clause a crisis is a war all the same
    assert sim.settle({"lead": 1}, clause="automatic").war and not sim.settle({"lead": 1}, clause="discretionary").war


def three_rounds(players=8, **moves):
    game = sim.Game(players)
    for _ in range(3):
        game = sim.play(game, all_moves(game, **moves))
    return game


def test_leaving_is_a_move():
    game = three_rounds(lead=sim.Move(6), neighbour=sim.Move(2))
    with pytest.raises(CourseError, match="only in round 4"):
        sim.check_move(sim.Game(), "lead", sim.Move(leaves=True))
    with pytest.raises(CourseError, match="only a state can leave"):
        sim.check_move(game, "regional", sim.Move(leaves=True))
    without = sim.play(game, all_moves(game, lead=sim.Move(6), neighbour=sim.Move(leaves=True)))
    gone = sim.result(without)  # 360 × 0.9 / 300 = 1.08: half of 10, no cost
    assert gone.left == {"neighbour"} and gone.backs_off and gone.payoffs["neighbour"] == 5
    assert gone.pledges["neighbour"] == 0 and sim.goal_met(without, "neighbour")
    alone = sim.play(game, all_moves(game, lead=sim.Move(leaves=True), neighbour=sim.Move(2)))
    end = sim.result(alone)
    assert (
        end.left == {"lead"} and not end.backs_off and end.payoffs["lead"] == 0 and "Lead left." in sim.summary(alone)
    )


def test_ratifiers_limit_who_speaks_for_them():
    bold = sim.Move(3, clause="automatic")
    game = three_rounds(10, lead=bold, rider=bold, frontline=sim.Move(3))
    kept = {"lead": sim.Move(3), "rider": sim.Move(5), "frontline": sim.Move(3)}
    no = {"refuses": True}
    passed = sim.play(game, all_moves(game, **kept))
    failed = sim.play(game, all_moves(game, **kept, parliament=sim.Move(**no)))
    assert sim.treaty(passed) == ("automatic", 3) and sim.treaty(failed) == ("automatic", 2)
    assert sim.result(passed).pledges["rider"] == 5 and sim.result(failed).pledges["rider"] == 3, "as in round 1"
    both = sim.play(game, all_moves(game, **kept, parliament=sim.Move(**no), congress=sim.Move(**no)))
    assert sim.refused(both) == {"lead", "rider"} and sim.treaty(both)[1] == 1
    assert "Parliament refused the text of Lead, Free-rider." in sim.summary(both)
    with pytest.raises(CourseError, match="only a parliament"):
        sim.check_move(game, "lead", sim.Move(**no))
    with pytest.raises(CourseError, match="only in round 4"):
        sim.check_move(sim.Game(10), "congress", sim.Move(**no))


def test_the_seed_decides_and_nothing_else():
    assert sim.draws()[:3] == tuple(sim.draws(2026)[:3]) and sim.draws(1) != sim.draws(2)
    assert len(sim.draws()) == 100 and all(0 <= d < 1 for d in sim.draws())
    runs = [sim.play_out({"lead": "tit for tat", "rider": "free rider"}) for _ in range(2)]
    assert runs[0] == runs[1] and sim.result(runs[0]) == sim.result(runs[1])


def test_draws_stay_closed_until_their_round():
    game = sim.example()
    for stage in range(5):
        seen = sim.opened(replace(game, rounds=game.rounds[:stage]))
        assert list(seen.index) == [f"round {n}" for n in range(1, stage + 1)]
    assert seen.loc["round 4", "draw"] == "0.7008" and seen.loc["round 1", "draw"] == f"{sim.draws()[10]:.4f}"


def refused_game():
    """Ten roles; three name the text; in round 4 the lead power leaves and a parliament refuses."""
    game, named = sim.Game(10), {who: sim.Move(3, clause="discretionary") for who in ("lead", "frontline", "rider")}
    for first in (True, False, False):
        game = sim.play(game, all_moves(game, **named | ({"rider": sim.Move(1)} if first else {})))
    last = named | {"lead": sim.Move(3, leaves=True), "frontline": sim.Move(5), "neutral": sim.Move(2, leaves=True)}
    return sim.play(game, all_moves(game, **last, parliament=sim.Move(refuses=True)))


def test_what_was_opened_stays():
    """A parliament that refuses in round 4 takes a signature away then, not from the draw that round 3 has opened."""
    game = refused_game()
    assert sim.treaty(game) == ("discretionary", 2)
    for stage in range(1, 5):
        seen = sim.opened(replace(game, rounds=game.rounds[:stage])).drop(columns="outcome")
        assert seen.equals(sim.opened(game).drop(columns="outcome").head(stage)), f"round {stage}"
    assert sim.opened(game).loc["round 3", "draw"] == f"{sim.draws()[33]:.4f}" != f"{sim.draws()[32]:.4f}"


def test_the_record_and_the_words_say_what_stood_in_the_end():
    """The free-rider typed 3 and was held to 1; who leaves adds nothing; the frontline state added 2."""
    game = refused_game()
    assert sim.record(game).loc["Rich free-rider", "round 4"] == "3, held to 1 by its parliament"
    assert sim.result(game).pledges["rider"] == 1 and sim.measures(game)["raised"] == 2
    assert "In round 4 the other four states added 2 points in all." in sim.debrief_lines(game)


def test_a_chance_is_told_as_finely_as_its_draw():
    """Two digits of a chance may lie on the other side of the draw."""
    table = sim.opened(sim.example())
    assert table["chance"].str.fullmatch(r"[01]\.\d{4}").all()
    for row in table.itertuples():
        assert (float(row.draw) < float(row.chance)) == ("backs off" in row.outcome)
    assert "(the chance was 0.6944, the draw 0.7008)" in sim.summary(sim.example())


# Treaty, payments, goals.


def test_clause_with_most_names_wins_and_of_equals_the_weaker():
    game = sim.Game()
    for _ in range(3):
        game = sim.play(game, all_moves(game))
    assert sim.treaty(game) == ("consultation", 2)  # cards: 2 discretionary, 2 consultation, 1 automatic
    last = game.rounds[2] | {"frontline": sim.Move(clause="discretionary")}
    assert sim.treaty(replace(game, rounds=(*game.rounds[:2], last))) == ("discretionary", 3)


def test_payments_count_in_rounds_2_and_3_only():
    game = sim.Game()
    for _ in range(4):
        game = sim.play(game, all_moves(game, rider=sim.Move(pays=2, to="regional")))
    assert sim.ledger(game) == {"lead": 0, "frontline": 0, "rider": -4, "neutral": 0, "neighbour": 0, "regional": 4, "aid": 0, "press": 0}  # fmt: skip


def test_missed_deal_by_exhaustion():
    """Every reported deal is better, and where none is reported none exists: searched again without numpy."""
    for game in (
        sim.example(),
        sim.play_out("cooperate"),
        sim.play_out("just enough"),
        sim.play_out({"rider": "free rider"}),
    ):
        end, net, deal = sim.result(game), sim.ledger(game), sim.missed_deal(game)

        def better(pledges, end=end, net=net):
            gains = [10 - c + net[s] - end.payoffs[s] for s, c in zip(sim.STATES, pledges, strict=True)]
            return min(gains) >= 0 and max(gains) > 0

        found = any(
            sum(p[1:]) >= 12 and 60 * p[0] + 12 * p[1] + 10 * p[2] + 8 * p[3] + 5 * p[4] + 15 >= 300 and better(p)
            for p in itertools.product(range(7), repeat=5)
        )
        assert found == (deal is not None)
        if deal:
            assert better([deal[s] for s in sim.STATES]) and sim.settle(deal).deterrence >= 1


def test_measures_by_hand():
    assert sim.unfairness(dict.fromkeys(sim.STATES, 3)) == 0
    assert sim.unfairness({"lead": 5}) == pytest.approx(80)
    cards = {"lead": 60, "frontline": 12, "rider": 10, "neutral": 8, "neighbour": 5}
    assert sim.unfairness(cards, "capability") == pytest.approx(0)
    assert sim.unfairness({"lead": 5}, "capability") == pytest.approx(100 * (1 - 60 / 95))
    equal = sim.play_out("cooperate")
    # without the frontline state D is 0.88, the chance 0.6, the draw 0.4931: only the lead power decides
    assert [s for s in sim.STATES if sim.pivotal(equal, s)] == ["lead"] and sim.best_reply(equal, "rider") == 0
    assert sim.missed_deal(equal) is None


# Strategies.


def test_strategies_by_hand():
    game = sim.Game(6)
    first = {name: sim.automatic_move(name, "neutral", game) for name in sim.STRATEGIES}
    assert [first[n].pledge for n in sim.STRATEGIES] == [3, 0, 3, 3, 1]
    game = sim.play(game, all_moves(game, lead=sim.Move(4), frontline=sim.Move(2)))  # D = (240 + 24) / 300 = 0.88
    second = {name: sim.automatic_move(name, "neutral", game) for name in sim.STRATEGIES}
    # mean of the others: (4+2+0+0)/4 = 1.5 → 2. Best reply: two fight, so no war; a point adds 8 / 300 / 0.3 of 10 = 0.89 < 1
    assert [second[n].pledge for n in sim.STRATEGIES] == [3, 0, 2, 3, 0]
    assert sim.automatic_move("cooperate", "aid", sim.Game(8)).pledge == 0


def test_just_enough_is_the_best_reply():
    """No other pledge, with or without a caveat, promises more against the others' last round."""
    for who, others in itertools.product(sim.STATES, sim.STRATEGIES):
        game = sim.Game(6)
        for _ in range(2):
            game = sim.play(game, {role: sim.automatic_move(others, role, game) for role in sim.roles(6)})
        reply, last = sim.automatic_move("just enough", who, game), game.rounds[-1]
        aside = frozenset(role for role, move in last.items() if move.caveat and role != who)

        def promised(points, caveat, game=game, who=who, aside=aside):
            return sim.result(game, caveats=aside | {who} if caveat else aside, **{who: points}).expected[who]

        best = max(promised(points, caveat) for points in range(7) for caveat in (False, True))
        assert promised(reply.pledge, reply.caveat) == pytest.approx(best)


def test_all_against_all(capsys):
    """No strategy is dominated for four states; for the lead power two are, since it can hold the strait alone.

    Once over the ten deals of the table, once over all 25 (each strategy leading, each following).
    """
    for who in sim.STATES:
        table, whole = sim.solo_table(who), sim.solo_table(who, every=True)
        with capsys.disabled():
            print(f"\n{who}\n{whole.to_string()}")
        assert table.shape == (10, 5) and whole.shape == (25, 5) and not whole.isna().any().any()
        expected = {"free rider": "just enough", "threshold": "just enough"} if who == "lead" else {}
        assert sim.dominated(table) == expected and sim.dominated(whole) == expected
    assert sim.solo_table("lead")["just enough"].min() == 4, "6 points hold the strait against all idleness: 10 − 6"
    with pytest.raises(CourseError, match="Payoffs are for states"):
        sim.solo_table("press")


def test_dominated_sees_a_dominated_strategy():
    table = sim.solo_table("rider")
    assert set(sim.dominated(table.assign(worse=table["cooperate"] - 1))) == {"worse"}
    assert sim.dominated(table.assign(same=table["cooperate"])) == {}, "an equal is not beaten"


@pytest.mark.parametrize("players", range(6, 11))
def test_every_strategy_plays_a_whole_game_in_every_role(players):
    for name in sim.STRATEGIES:
        for who in sim.STATES:
            game = sim.play_out(dict.fromkeys(sim.roles(players), "tit for tat") | {who: name}, players)
            assert len(game.rounds) == 4 and set(sim.debrief_table(game)["private goal met †"]) <= {"yes", "no"}
            assert sim.debrief_words(game)


# Bad input.


@pytest.mark.parametrize(("who", "move", "words"), [
    ("lead", sim.Move(7), "0 to 6"), ("lead", sim.Move(-1), "0 to 6"), ("lead", sim.Move(2.5), "whole number"),
    ("regional", sim.Move(4), "0 to 3"), ("aid", sim.Move(1), "nothing to give"), ("regional", sim.Move(pays=1, to="aid"), "nothing to give"),
    ("rider", sim.Move(pays=11, to="lead"), "0 to 10"), ("rider", sim.Move(pays=1), "which other role"), ("rider", sim.Move(pays=1, to="rider"), "which other role"),
    ("lead", sim.Move(clause="peace"), "clause is one of"), ("lead", sim.Move(leaks="aid"), "only the press"), ("lead", sim.Move(caveat=2), "yes or no"),
    ("nobody", sim.Move(), "no role"), ("lead", sim.Move(True), "whole number"),
])  # fmt: skip
def test_bad_moves_get_a_sentence(who, move, words):
    game = sim.play(sim.Game(), all_moves(sim.Game()))
    with pytest.raises(CourseError, match=words):
        sim.check_move(game, who, move)


def test_rules_over_several_rounds():
    game = sim.Game()
    with pytest.raises(CourseError, match="Still missing: the move of Lead power"):
        sim.play(game, {})
    for _ in range(2):
        game = sim.play(game, all_moves(game, rider=sim.Move(pays=6, to="lead") if game.rounds else sim.Move()))
    with pytest.raises(CourseError, match="these make 11"):
        sim.play(game, all_moves(game, rider=sim.Move(pays=5, to="lead")))
    game = sim.play(game, all_moves(game, lead=sim.Move(3), rider=sim.Move(3)))
    with pytest.raises(CourseError, match="may only rise"):
        sim.play(game, all_moves(game, rider=sim.Move(2)))
    game = sim.play(game, all_moves(game, lead=sim.Move(0), rider=sim.Move(3)))
    with pytest.raises(CourseError, match="over"):
        sim.play(game, all_moves(game))
    for bad in (5, 11, True, "8"):
        with pytest.raises(CourseError, match="6 to 10"):
            sim.roles(bad)


# Properties.

points = st.integers(-1, 7)
ids = st.sampled_from([role.id for role in sim.ROLES] + ["", "x"])
anything = st.builds(sim.Move, pledge=points | st.none() | st.text(max_size=2), caveat=st.booleans(), clause=st.sampled_from(["", *sim.CLAUSES, "x"]),
                     pays=st.integers(-1, 12), to=ids, leaks=ids, leaves=st.booleans(), refuses=st.booleans())  # fmt: skip


@given(st.integers(6, 10), ids, anything, st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_no_move_crashes_the_game(players, who, move, past):
    game = sim.Game(players)
    for _ in range(past):
        game = sim.play(game, all_moves(game))
    try:
        after = sim.play(game, all_moves(game) | {who: move})
    except CourseError as problem:
        assert len(str(problem)) > 20
    else:
        assert len(after.rounds) == past + 1 and sim.summary(after)


def legal(who, draw, floor, last):
    role = sim.roles(10)[who]
    return sim.Move(
        draw(st.integers(min(floor, role.top), role.top)),
        draw(st.booleans()),
        draw(st.sampled_from(["", *sim.CLAUSES])) if who in sim.STATES else "",
        draw(st.integers(0, 5)) if who in sim.STATES else 0,
        draw(st.sampled_from([other for other in sim.roles(10) if other != who])),
        draw(st.sampled_from(["lead", "aid", ""])) if who == "press" else "",
        last and who in sim.STATES and draw(st.booleans()),
        last and bool(role.home) and draw(st.booleans()),
    )


@st.composite
def games(draw):
    game = sim.Game(10, draw(st.integers(0, 50)))
    for stage in range(1, 5):
        floors = {who: game.rounds[-1][who].pledge if stage == 4 and who != "lead" else 0 for who in sim.roles(10)}
        game = sim.play(game, {who: legal(who, draw, floors[who], stage == 4) for who in sim.roles(10)})
    return game


@given(games())
@settings(max_examples=60, deadline=None)
def test_accounts_of_any_game(game):
    end, net = sim.result(game), sim.ledger(game)
    assert sum(net.values()) == 0
    risk, bound = {"consultation": (0.5, 0), "discretionary": (1, 0), "automatic": (2, 1)}[end.clause]
    entrapment = dict(zip(sim.STATES, (2, 5, 3, 4, 6), strict=True))
    held = {s for s in sim.STATES if game.rounds[3][s].caveat and end.pledges[s]}
    stay = [s for s in sim.STATES if s not in end.left]
    loss = sum(entrapment[s] * risk * (0.5 if s in held else 1) for s in stay)
    gain = (10 * len(stay) + 5 * len(end.left)) * end.backs_off
    paid = sum(end.pledges[s] for s in sim.STATES) + bound * len(stay)
    assert sum(end.payoffs.values()) == pytest.approx(gain - paid - loss * end.war)
    assert all(end.pledges[s] == 0 for s in end.left)
    assert not (end.war and end.backs_off)
    assert end.backs_off == (end.deterrence >= 1 or end.draw < sim.chance(end.deterrence))
    cards = dict(zip([*sim.STATES, "regional"], (60, 12, 10, 8, 5, 5), strict=True))
    exact = sum(
        Fraction(cards[w] * end.pledges[w], 300) * (Fraction(1, 2) if game.rounds[3][w].caveat else 1) for w in cards
    )
    assert end.deterrence == float(exact * Fraction({"consultation": 9, "automatic": 12}.get(end.clause, 10), 10))
    assert sim.from_dict(json.loads(json.dumps(sim.to_dict(game)))) == game
    assert sim.debrief_words(game) and len(sim.debrief_table(game)) == 10 and sim.record(game).shape == (11, 4)
    assert sim.from_dict(sim.from_text(sim.to_text(sim.to_dict(game)))) == game


@given(
    st.dictionaries(st.sampled_from([*sim.STATES, "regional"]), st.integers(0, 5)),
    st.sets(st.sampled_from(sim.STATES)),
    st.sampled_from(sim.STATES),
)
@settings(max_examples=100, deadline=None)
def test_caveats_never_help_and_pledges_never_hurt_deterrence(pledges, caveats, who):
    level = sim.deterrence(pledges, caveats)
    assert sim.deterrence(pledges, caveats | {who}) <= level
    assert sim.deterrence(pledges | {who: pledges.get(who, 0) + 1}, caveats) > level


# Role sheets and figures.


@pytest.mark.parametrize("players", range(6, 11))
def test_role_sheets_are_complete(players):
    cast = sim.roles(players)
    assert len(cast) == players and set(sim.STATES) <= set(cast)
    page, printed = panel.role_sheets(players), html.unescape(panel.sheet_pages(players))
    for who, role in cast.items():
        sheet = panel.role_sheet(who, players)
        assert role.goal in sheet and role.test in sheet and role.name.upper() in sheet
        assert [f"Round {n}." in sheet for n in range(1, 5)] == [True] * 4 and "Debrief" in sheet
        assert (f"{role.capability} of 100" in sheet) == bool(role.top)
        assert role.goal in printed and role.goal not in html.unescape(page._repr_html_()) + repr(page), (
            "goals are in the file only"
        )
        assert "You reach it if *" in sheet and ("Your goal *" in sheet) == (bool(role.home) or who == "regional")
    assert f"role-sheets-{players}.html" in page._repr_html_() and printed.count("<section") == players
    if players == 6:
        assert "no uniforms" in panel.role_sheet("regional", 6), "the merged role has both goals"


def test_example_is_one_complete_game():
    game = sim.example()
    assert game.players == 8 and len(game.rounds) == 4 and all(set(moves) == set(sim.roles(8)) for moves in game.rounds)
    end = sim.result(game)
    # 180 + 48 + 20 + 24/2 + 10/2 + 15/2 = 272.5 of 300; three signatures: draw 43
    assert (
        end.deterrence == 272.5 / 300
        and end.draw == 0.7008
        and end.war
        and not end.left
        and end.chance == pytest.approx(0.694, abs=1e-3)
    )
    # the two behind a caveat lose half: neutral −3 − 2, neighbour −2 − 3
    assert [end.payoffs[s] for s in sim.STATES] == [-5, -7, -9, -5, -5] and end.payoffs["regional"] == 2
    assert sim.best_reply(game, "lead") == 4
    table = sim.debrief_table(game)
    assert [name for name in table if "†" in name] == ["best bet †", "decisive †", "payoff †", "private goal met †"]
    assert "†" in sim.KNOWN
    hoped = 10 * end.chance - 2 * (1 - end.chance) - 3
    assert float(table.loc["Lead power", "expected"]) == pytest.approx(hoped, abs=0.05)


def test_best_bet_does_not_know_the_draw():
    """The same moves under other seeds: the bet stays, hindsight changes."""
    games = [replace(sim.example(), seed=seed) for seed in range(30)]
    assert len({sim.best_bet(game, "rider") for game in games}) == 1
    assert len({sim.best_reply(game, "rider") for game in games}) > 1


def test_hindsight_is_marked():
    """Which private goals hang on the draw: those of six roles of ten, as the words below the table say."""
    three = {who: sim.Move(3, clause="discretionary") for who in ("lead", "frontline", "neutral", "neighbour")}
    game = sim.Game(10)
    for paid in (0, 1, 0, 0):
        rider = sim.Move(clause="discretionary", pays=paid, to="regional" if paid else "")
        game = sim.play(game, all_moves(game, **three, rider=rider, regional=sim.Move(3, caveat=True)))
    assert sim.result(game).deterrence == 262.5 / 300  # 180 + 36 + 24 + 15 + 15/2
    ends = [replace(game, seed=seed) for seed in range(40)]
    hangs = {who for who in sim.roles(10) if len({sim.goal_met(end, who) for end in ends}) > 1}
    asks = {who for who, role in sim.roles(10).items() if re.search("the strait is held|there is no war", role.test)}
    assert hangs == asks == {"rider", "neighbour", "regional", "aid", "parliament", "congress"}
    assert "a private goal hangs on it where it asks for a strait that is held, or for no war" in sim.KNOWN


def test_the_missed_deal_is_hindsight():
    """Whether a deal was missed hangs on the draw, and the sentence says so either way."""
    said = {sim.debrief_lines(replace(sim.example(), seed=seed))[-1] for seed in range(30)}
    assert len({line.split()[0] for line in said}) == 2
    assert all("this end, with this draw" in line for line in said)


def test_figures_of_extreme_games():
    for game in (sim.example(), sim.play_out("free rider"), sim.play_out("just enough")):
        for draw in (panel.rounds_figure, panel.paid_gained_figure, panel.fairness_figure, panel.what_if_figure):
            assert len(draw(game).alt) > 40
        what_if = panel.WhatIf(game, who="rider", points=6)
        assert what_if.figure.title.get_text() == what_if.headline(what_if.result) and len(what_if.data()) == 7
    with pytest.raises(CourseError, match="four rounds"):
        panel.fairness_figure(sim.Game())


def test_ties_are_named():
    """The example ends at −5 for three states; where nobody or everybody pays, all five are alike."""
    game = sim.example()
    assert "Best off: Lead, Neutral and Neighbour with -5 each, with this draw." in sim.debrief_lines(game)
    # 4 points of 14; 3 × 60 of the strength of 297, caveats aside
    assert "Most points came from Frontline, 29 per cent of the states' points; most strength from Lead, 61 per cent." in sim.debrief_lines(game)  # fmt: skip
    assert panel.paid_gained_figure(game).title == "Frontline paid most; Lead, Neutral and Neighbour came out best"
    for name, title in (("free rider", "Nobody paid; all five came out alike"), ("cooperate", "All five paid the same and came out alike")):  # fmt: skip
        assert panel.paid_gained_figure(sim.play_out(name)).title == title
    points = {"lead": 2, "frontline": 2, "rider": 2, "neutral": 2, "neighbour": 1}
    uneven = sim.Game(8)
    for _ in range(4):
        uneven = sim.play(uneven, all_moves(uneven, **{who: sim.Move(c) for who, c in points.items()}))
    # 180 points of strength: a war under consultation, half of 2, 5, 3, 4 and 6 lost, and what was pledged
    assert "Best off: Lead with -3, with this draw." in sim.debrief_lines(uneven)


def test_every_tie_has_a_title_that_fits():
    figure, _ = new_figure("", size="pair")
    sets = [list(some) for n in range(1, 6) for some in itertools.combinations(sim.STATES, n)]
    for top, best in itertools.product([[], *sets], sets):
        title = panel.paid_gained_title(top, best)
        figure.title.set_text(title)
        assert figure.title.get_window_extent().x1 < figure.bbox.width, title
        assert title.count("\n") <= 1
        if len(best) < 5 and top != best:
            assert all(sim.roles()[who].short in title.split(";")[1] for who in best)


# The notebook.


@pytest.fixture(scope="module")
def cells():
    return nbformat.read(ROOT / "notebooks" / "seminar" / "negotiation.ipynb", as_version=4).cells


def test_nothing_stored_tells_what_is_asked(cells):
    """Both values of D, the end of the example, its draw and its payoffs: asked, then opened by a click, never stored."""
    game, end = sim.example(), sim.result(sim.example())
    stored = [html.unescape(str(data)) for cell in cells for output in cell.get("outputs", []) for data in output.get("data", {}).values()]  # fmt: skip
    paid = ", ".join(f"{role.short} {end.pledges[role.id]} and {end.payoffs[role.id]:g}" for role in sim.ROLES[:5])
    answers = {"lead power gone,", f"{end.draw}", sim.summary(game), f", {end.words}", paid, "with this draw", "payoff †", "Best off"}  # fmt: skip
    answers |= {draw(*args).alt for draw, args in ((panel.rule_figure, ()), (panel.paid_gained_figure, (game,)), (panel.fairness_figure, (game,)))}  # fmt: skip
    assert {answer for answer in answers if any(answer in text for text in stored)} == set()
    for line in ("panel.closed_rule()", "panel.closed_outcome(played)", "panel.closed_debrief(played)", "panel.closed_what_if(played)"):  # fmt: skip
        assert [cell.source for cell in cells].count(line) == 1, line


def test_what_is_asked_opens_by_a_click(monkeypatch):
    monkeypatch.delenv("COURSE_REVEAL", raising=False)
    game = sim.example()
    for asked, inside in (
        (panel.closed_rule(), [panel.rule_figure().alt]),
        (panel.closed_outcome(game), [sim.summary(game)]),
        (panel.closed_debrief(game), [sim.debrief_words(game), sim.KNOWN, "payoff †", panel.paid_gained_figure(game).alt, panel.fairness_figure(game).alt]),
    ):  # fmt: skip
        before = html.unescape(str(asked.form.cards) + asked.stored() + repr(asked))
        asked.form.press("closed", "open")
        after = html.unescape(asked.form.find("closed")["feedback"])
        assert [(text in before, text in after) for text in inside] == [(False, True)] * len(inside)
    asked = panel.closed_what_if(game)
    assert len(asked.form.children) == 1 and "war" not in asked.stored() + repr(asked)
    for _ in range(2):
        asked.form.children[0].press("closed", "open")
        assert len(asked.form.children) == 2, "one panel, however often it is asked for"
    monkeypatch.setenv("COURSE_REVEAL", "1")
    opened = [panel.closed_rule(), panel.closed_outcome(game), panel.closed_debrief(game), panel.closed_what_if(game)]
    assert not any(isinstance(one, Asked) for one in opened) and isinstance(opened[-1], panel.WhatIf)


def test_what_the_others_reach_without_the_lead_power(cells):
    """By every pledge of theirs and every clause: never for certain, but a binding clause counts."""
    others = [role for role in sim.ROLES[:6] if role.id != "lead"]
    reached = {clause: max(sim.deterrence(dict(zip([role.id for role in others], points, strict=True)), clause=clause)
                           for points in itertools.product(*[(0, role.top) for role in others])) for clause in ("", *sim.CLAUSES)}  # fmt: skip
    assert reached == {"": 0.75, "consultation": 0.675, "discretionary": 0.75, "automatic": 0.9}
    assert max(map(sim.chance, reached.values())) == pytest.approx(2 / 3)
    told = [(mark, sim.NUMBERS[mark["key"]]()) for cell in cells if cell.cell_type == "markdown" for mark in prose.marks(cell.source)]  # fmt: skip
    assert {mark["key"] for mark, _ in told} == set(sim.NUMBERS)
    for mark, value in told:
        assert mark["value"] == pytest.approx(value), mark
    text = re.sub(r"<!--.*?-->", "", " ".join(" ".join(cell.source.split()) for cell in cells))
    assert text.count("without it the others reach 0.75, or 0.90 if bound: never for certain.") == 2
    assert "cannot be replaced" not in text and "nobody can hold it" not in text
    assert "0.75, or 0.90 if" in panel.rule_figure().alt


def test_the_text_binds_whoever_signed(cells):
    """Rules 5 and 9 say so, and so it is: who named another clause or was refused pays the 1 and loses double."""
    game = sim.Game(9)
    for stage in range(1, 5):
        moves = {who: sim.Move(1, clause="automatic" if who in ("lead", "frontline", "rider") else "consultation") for who in sim.STATES}  # fmt: skip
        game = sim.play(game, all_moves(game, **moves, parliament=sim.Move(refuses=stage == 4)))
    end = sim.result(game)
    assert sim.treaty(game) == ("automatic", 2) and sim.refused(game) == {"rider"} and end.war  # D = 95 × 1.2 / 300
    # each pledged 1 and pays 1; twice the loss in war of 2, 5, 3, 4 and 6
    assert [end.payoffs[who] for who in sim.STATES] == [-6, -12, -8, -10, -14]
    rules = " ".join(next(cell.source for cell in cells if "## Rules" in cell.source).split())
    five, nine = re.search(r" 5\. (.*?) 6\. ", rules)[1], re.search(r" 9\. (.*?) \*\*Predict", rules)[1]
    assert "The text binds all five, whoever signed" in five
    assert "The text binds all five, whoever signed; a refusal takes away the signature and holds the pledge down, no more." in nine  # fmt: skip
    assert all("the text binds it all the same" in panel.role_sheet(who, 10) for who in ("parliament", "congress"))


# The panel.


def enter(table, moves):
    """Type moves into the fields that a round asks for, and play it."""
    for who, move in moves.items():
        for name, item in table.fields[who].items():
            value = getattr(move, name)
            item.value = str(value) if name in ("pledge", "pays") else (value or item.value) if name == "clause" else value  # fmt: skip
    table._play.click()
    assert table._alert.value == ""


def test_panel_plays_takes_back_keeps_and_restores():
    table = panel.negotiation(8, seed=sim.SEED)
    table.fields["lead"]["pledge"].value = "three"
    table._play.click()
    assert "whole number" in table._alert.value and table.fields["lead"]["pledge"].value == "three"
    assert table.game.rounds == () and "The gauge waits" in table._live.value
    for moves in sim.example().rounds:
        enter(table, moves)
    assert sim.result(table.game) == sim.result(sim.example())
    assert "war" in repr(table) and (table._picture.value + table._end.value).count("<img alt=") == 3
    assert "seed" not in repr(table), "a seed that was given needs no telling"
    other = panel.negotiation(6)
    other.restore(table._text.value)
    assert other.game == table.game and other.state() == table.state()
    other._back.click()
    assert len(other.game.rounds) == 3 and other.fields["neutral"]["pledge"].value == "3"
    before = other.state()
    whole = table._text.value
    for bad in ("", "[]", "{}", '{"players": 11, "seed": 1, "rounds": []}', '{"players": 8, "seed": 1, "rounds": [{"lead": {"x": 1}}]}', "[" * 9999,
                '{"players": 8, "seed": 1, "rounds": 3}', '{"players": 8, "seed": 1, "rounds": [], "auto": {"x": "y"}}',
                whole[:-40], whole.replace(whole[40], "A" if whole[40] != "A" else "B"), "VARNA8 9END"):  # fmt: skip
        with pytest.raises(CourseError):
            other.restore(bad)
        assert other.state() == before


def test_the_text_of_a_game_survives_mail():
    text = sim.to_text(sim.to_dict(sim.example()))
    plain = text.replace("\n", "")
    mangled = {
        "quoted": "> " + text.replace("\n", "\n> "), "wrapped": "\n".join(re.findall(".{1,23}", plain)), "one line": plain,
        "small": text.lower(), "soft breaks": "=\r\n".join(re.findall(".{1,31}", plain)), "among words": f"Dear K,\n\n{text}\n\nBest, Z. 9",
        "non-breaking": text.replace("\n", "\u00a0\n\u200b"),
    }  # fmt: skip
    for how, mail in mangled.items():
        assert sim.from_dict(sim.from_text(mail)) == sim.example(), how
    assert sim.from_dict(sim.from_text(json.dumps(sim.to_dict(sim.example())))) == sim.example(), "the older texts"
    body = text.splitlines()[1]
    for i in range(0, len(body), 7):
        with pytest.raises(CourseError, match="not the text of a game"):
            sim.from_text(text.replace(body, body[:i] + ("A" if body[i] != "A" else "B") + body[i + 1 :]))


def shown(*items):
    """What widgets that are not hidden say."""
    return html.unescape(" ".join(item.value for item in items if item.layout.display != "none"))


def test_goals_and_draws_are_closed():
    table = panel.negotiation(10)
    parts = (table._head, table._sheet, table._live, table._words, table._table, table._picture, table._end)

    def goals():
        return {role.id for role in sim.roles(10).values() if role.goal in shown(*parts)}

    assert goals() == set()
    table._view.value = panel.TURNS
    assert goals() == set()
    table._cards["congress"].click()
    assert goals() == {"congress"} and table._rows.layout.display is None
    table._shut.click()
    assert goals() == set()
    table._play.click()
    assert "Still missing: Lead power" in table._alert.value and table.game.rounds == ()
    table._view.value = panel.DESK
    for stage in range(1, 5):
        table.fields["press"]["leaks"].value = "aid" if stage == 2 else ""
        table._play.click()
        draws = re.findall(r"<td>[01]\.\d{4}</td>\s*<td>(0\.\d{4})</td>", table._table.value)  # beside its chance
        assert draws == [f"{sim.result(table.game, n).draw:.4f}" for n in range(1, stage + 1)]
        everybody = set(sim.roles(10)) if stage == 4 else set()
        assert goals() == everybody | ({"aid"} if stage > 1 else set()), (
            "open is what the press has read out, and all at the end"
        )
        assert (f"seed {table.game.seed}" in shown(*parts)) == (stage == 4)
    table._view.value = panel.CLASS
    for part in (table._rows, table._play, table._keep, table._picks, table._sheet):
        assert part.layout.display == "none"


def test_the_gauge_follows_and_tells_nobody_elses_points():
    table = panel.negotiation(8)
    table.fields["lead"]["pledge"].value = "4"
    assert "D 0.80" in table._live.value and "33 per cent" in table._live.value
    table.fields["frontline"]["pledge"].value = "5"
    assert "D 1.00" in table._live.value and "for certain" in table._live.value
    table._view.value = panel.TURNS
    assert table._live.value == ""
    table._cards["frontline"].click()
    assert "D 0.20" in table._live.value, "its own part only: 60 / 300"
    table._shut.click()
    table._view.value = panel.DESK
    for _ in range(3):
        table._play.click()
    # named: consultation twice, discretionary twice, so the weaker: 300 × 0.9 / 300; without the lead power 54 / 300
    assert "D 0.90" in table._live.value and "Without the lead power 0.18" in table._live.value
    table.fields["lead"]["leaves"].value = True
    assert "D 0.18" in table._live.value and "Without" not in table._live.value


def test_the_gauge_says_what_it_rests_on():
    table = panel.negotiation(10)
    table._view.value = panel.TURNS
    table._cards["lead"].click()
    assert "your points alone" in table._live.value and "crisis for certain" not in table._live.value
    table._shut.click()
    for who in ("aid", "press", "parliament"):
        table._cards[who].click()
        assert table._live.value == "", "a role without points has no gauge of its own"
        table._shut.click()
    table._view.value = panel.DESK
    table._play.click()
    assert "under the text" not in table._live.value
    table._play.click()
    assert "under the text &#x27;consultation&#x27;" in table._live.value, (
        "named twice, as discretionary is: the weaker"
    )
    table._play.click()
    table._view.value = panel.TURNS
    table._cards["rider"].click()
    assert table._back.layout.display == "none", "a role at the keyboard takes nothing back"
    table.fields["rider"]["leaves"].value = True
    assert "if you leave" in table._live.value


def test_an_alert_goes_once_something_is_typed():
    table = panel.negotiation()
    table.fields["rider"]["pledge"].value = "seven"
    table._play.click()
    assert "whole number" in table._alert.value
    table.fields["rider"]["pledge"].value = "2"
    assert table._alert.value == ""


def test_a_parliament_has_its_row_explained_until_it_votes():
    table = panel.negotiation(10)
    waits = table._waiting["parliament"]
    for stage in range(1, 5):
        assert (waits.layout.display is None) == (stage < 4)
        assert (table.fields["parliament"]["refuses"].layout.display is None) == (stage == 4)
        table._play.click()


def test_seeds_differ_by_class_and_a_given_one_holds():
    assert len({panel.negotiation().game.seed for _ in range(5)}) > 1
    table = panel.negotiation(seed=7)
    assert table.game.seed == 7
    for _ in range(4):
        table._play.click()
    table._new.click()
    assert table.game == sim.Game(8, 7)


def test_number_of_roles_changes_before_the_first_round_only():
    table = panel.negotiation()
    table.fields["rider"]["pledge"].value = "2"
    table._many.value = 10
    assert set(table.fields) == set(sim.roles(10)) and table.fields["rider"]["pledge"].value == "2"
    table._play.click()
    assert table._many.layout.display == "none"


def test_solo_plays_to_the_end():
    for who, name in [*zip(sim.roles(6), [*sim.STRATEGIES, panel.MIXED], strict=True)]:
        alone = panel.solo()
        assert alone._play.layout.display == "none" and alone._picks.layout.display is None
        alone._others.value = name
        alone._cards[who].click()
        assert list(alone.fields) == [who] and sim.roles(6)[who].goal in html.unescape(alone._sheet.value)
        for _ in range(4):
            alone._play.click()
            assert alone._alert.value == ""
        assert "Deterrence ends at" in alone.summary and "The others played:" in alone.summary
        kept = panel.negotiation()
        kept.restore(alone._text.value)
        assert kept.game == alone.game and kept.solo and kept.auto == alone.auto
        alone._new.click()
        assert alone.game.rounds == () and alone._picks.layout.display is None


def test_what_if_changes_one_pledge():
    game = sim.example()
    what_if = panel.WhatIf(game)
    assert what_if.result["then"] == sim.result(game), "it begins with what was played"
    assert "ends as it was played" in what_if.summary and "instead of" not in what_if.summary
    what_if.restore({"points": 4})
    assert what_if.result["then"] == sim.result(game, lead=4) and "the rival backs off" in what_if.headline(
        what_if.result
    )
    what_if.restore({"who": "neighbour", "leaves": True})
    assert what_if.result["then"].left == {"neighbour"} and "it leaves" in what_if.summary
    assert what_if.as_code().startswith("panel.WhatIf(table.game, who='neighbour'")
    left = panel.WhatIf(refused_game())
    left.restore({"leaves": False})
    assert "Played: it left" in left.summary


@given(st.text(max_size=8), st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_no_typing_crashes_the_panel(typed, text):
    table = panel.solo(seed=1)
    table._cards["lead"].click()
    table.fields["lead"]["pledge"].value = typed
    table._play.click()
    assert table._alert.value or len(table.game.rounds) == 1
    table._text.value = text
    table._load.click()
    assert table._alert.value
