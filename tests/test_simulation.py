"""The negotiation: payoffs by hand, the seed, the accounts, strategies, bad input, role sheets, the panel."""

import itertools
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.data import CourseError
from helpers.lessons import negotiation as sim
from helpers.lessons import negotiation_panel as panel

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
    assert sim.deterrence({}) == 0


def test_the_two_boundaries_are_met_exactly():
    assert sim.chance(0.7) == 0 and sim.chance(0.6999) == 0 and sim.chance(1) == 1
    assert sim.chance(0.85) == pytest.approx(0.5)
    assert sim.settle(EQUAL).backs_off
    assert not sim.settle({"lead": 3, "rider": 3}, stage=3).backs_off


def test_payoffs_by_hand():
    held = sim.settle(EQUAL, clause="discretionary", ledger={"rider": -2, "regional": 2})
    assert held.payoffs == {"lead": 7, "frontline": 7, "rider": 5, "neutral": 7, "neighbour": 7, "regional": 2, "aid": 0, "press": 0}  # fmt: skip
    # three states without a caveat, D = (60 + 12 + 10) / 300: crisis, war
    ones = {"lead": 1, "frontline": 1, "rider": 1}
    war = sim.settle(ones, stage=3)
    assert war.war and war.payoffs["lead"] == -1 - 2 and war.payoffs["neighbour"] == -6
    half, double = sim.settle(ones, clause="consultation", stage=3), sim.settle(ones, clause="automatic", stage=3)
    assert half.payoffs["neighbour"] == -3 and double.payoffs["neighbour"] == -12
    # a third caveat: the strait is lost without a fight
    calm = sim.settle(ones, {"rider"}, stage=3)
    assert not calm.war and not calm.backs_off and calm.payoffs["neighbour"] == 0 and calm.payoffs["rider"] == -1


def test_the_exit_of_the_lead_power():
    assert sim.draws()[49] == 0.5485
    # it leaves if the mean of the others is below 3 × (1 − 0.5485) = 1.3545, so at 5 points in all and not at 6
    five, six = {"lead": 6, "frontline": 5}, {"lead": 6, "frontline": 6}
    assert sim.settle(five).left and sim.settle(five).pledges["lead"] == 0 and sim.settle(five).payoffs["lead"] == 0
    assert not sim.settle(six).left and not sim.settle(five, stage=3).left
    assert not any(sim.exits(EQUAL, seed) for seed in range(200)), "at three points each it never leaves"


def test_the_seed_decides_and_nothing_else():
    assert sim.draws()[:3] == tuple(sim.draws(2026)[:3]) and sim.draws(1) != sim.draws(2)
    assert len(sim.draws()) == 100 and all(0 <= d < 1 for d in sim.draws())
    assert sim.draw_table().loc["round 4", "3 signed"] == sim.draws()[43]
    runs = [sim.play_out({"lead": "tit for tat", "rider": "free rider"}) for _ in range(2)]
    assert runs[0] == runs[1] and sim.result(runs[0]) == sim.result(runs[1])


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
    assert [first[n].pledge for n in sim.STRATEGIES] == [3, 0, 3, 3, 0]
    game = sim.play(game, all_moves(game, lead=sim.Move(4), frontline=sim.Move(2)))  # D = (240 + 24) / 300 = 0.88
    second = {name: sim.automatic_move(name, "neutral", game) for name in sim.STRATEGIES}
    # mean of the others: (4+2+0+0)/4 = 1.5 → 2; missing 36 / 8 → 5 points
    assert [second[n].pledge for n in sim.STRATEGIES] == [3, 0, 2, 3, 5]
    assert sim.automatic_move("cooperate", "aid", sim.Game(8)).pledge == 0


@pytest.mark.parametrize("players", [6, 7, 8])
def test_every_strategy_plays_a_whole_game_in_every_role(players):
    for name in sim.STRATEGIES:
        for who in sim.STATES:
            game = sim.play_out(dict.fromkeys(sim.roles(players), "tit for tat") | {who: name}, players)
            assert len(game.rounds) == 4 and set(sim.debrief_table(game)["goal met"]) <= {"yes", "no"}
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
    for bad in (5, 9, True, "8"):
        with pytest.raises(CourseError, match="6, 7 or 8"):
            sim.roles(bad)


# Properties.

points = st.integers(-1, 7)
ids = st.sampled_from([role.id for role in sim.ROLES] + ["", "x"])
anything = st.builds(sim.Move, pledge=points | st.none() | st.text(max_size=2), caveat=st.booleans(), clause=st.sampled_from(["", *sim.CLAUSES, "x"]),
                     pays=st.integers(-1, 12), to=ids, leaks=ids)  # fmt: skip


@given(st.sampled_from([6, 7, 8]), ids, anything, st.integers(0, 4))
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


def legal(who, draw, floor):
    role = sim.roles()[who]
    return sim.Move(
        draw(st.integers(min(floor, role.top), role.top)),
        draw(st.booleans()),
        draw(st.sampled_from(["", *sim.CLAUSES])) if who in sim.STATES else "",
        draw(st.integers(0, 5)) if who in sim.STATES else 0,
        draw(st.sampled_from([other for other in sim.roles() if other != who])),
        draw(st.sampled_from(["lead", "aid", ""])) if who == "press" else "",
    )


@st.composite
def games(draw):
    game = sim.Game(8, draw(st.integers(0, 50)))
    for stage in range(1, 5):
        floors = {who: game.rounds[-1][who].pledge if stage == 4 and who != "lead" else 0 for who in sim.roles()}
        game = sim.play(game, {who: legal(who, draw, floors[who]) for who in sim.roles()})
    return game


@given(games())
@settings(max_examples=60, deadline=None)
def test_accounts_of_any_game(game):
    end, net = sim.result(game), sim.ledger(game)
    assert sum(net.values()) == 0
    risk = {"consultation": 0.5, "discretionary": 1, "automatic": 2}[end.clause]
    total = 50 * end.backs_off - sum(end.pledges[s] for s in sim.STATES) - (2 + 5 + 3 + 4 + 6) * risk * end.war
    assert sum(end.payoffs.values()) == pytest.approx(total)
    assert not (end.war and end.backs_off)
    assert end.backs_off == (end.deterrence >= 1 or end.draw < sim.chance(end.deterrence))
    cards = dict(zip([*sim.STATES, "regional"], (60, 12, 10, 8, 5, 5), strict=True))
    exact = sum(
        Fraction(cards[w] * end.pledges[w], 300) * (Fraction(1, 2) if game.rounds[3][w].caveat else 1) for w in cards
    )
    assert end.deterrence == float(exact * (Fraction(9, 10) if end.clause == "consultation" else 1))
    assert sim.from_dict(json.loads(json.dumps(sim.to_dict(game)))) == game
    assert sim.debrief_words(game) and len(sim.debrief_table(game)) == 8 and sim.record(game).shape == (9, 4)


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


@pytest.mark.parametrize("players", [6, 7, 8])
def test_role_sheets_are_complete(players):
    cast = sim.roles(players)
    assert len(cast) == players and set(sim.STATES) <= set(cast)
    page = panel.role_sheets(players)
    for who, role in cast.items():
        sheet = panel.role_sheet(who, players)
        assert sheet in repr(page) and role.goal in sheet and role.test in sheet and role.name.upper() in sheet
        assert [f"Round {n}." in sheet for n in range(1, 5)] == [True] * 4 and "Debrief" in sheet
        assert (f"capability {role.capability}" in sheet) == bool(role.top)
    assert f"role-sheets-{players}.html" in page._repr_html_()
    if players == 6:
        assert "no uniforms" in panel.role_sheet("regional", 6), "the merged role has both goals"


def test_example_is_one_complete_game():
    game = sim.example()
    assert game.players == 8 and len(game.rounds) == 4 and all(set(moves) == set(sim.roles(8)) for moves in game.rounds)
    end = sim.result(game)
    # 180 + 48 + 20 + 24/2 + 10/2 + 15/2 = 272.5 of 300; three signatures: draw 43
    assert end.deterrence == 272.5 / 300 and end.draw == 0.7008 and end.war and not end.left
    assert end.payoffs == {"lead": -5, "frontline": -7, "rider": -9, "neutral": -7, "neighbour": -8, "regional": 2, "aid": 0, "press": 0}  # fmt: skip
    assert sim.best_reply(game, "lead") == 4


def test_figures_of_extreme_games():
    for game in (sim.example(), sim.play_out("free rider"), sim.play_out("just enough")):
        for draw in (panel.rounds_figure, panel.paid_gained_figure, panel.fairness_figure, panel.what_if_figure):
            assert len(draw(game).alt) > 40
    with pytest.raises(CourseError, match="four rounds"):
        panel.fairness_figure(sim.Game())


# The panel.


def test_panel_plays_takes_back_keeps_and_restores():
    table = panel.negotiation(8)
    table.fields["lead"]["pledge"].value = "three"
    table._play.click()
    assert "whole number" in table._alert.value and table.fields["lead"]["pledge"].value == "three"
    assert table.game.rounds == ()
    table.fields["lead"]["pledge"].value = "3"
    for moves in sim.example().rounds:
        for who, move in moves.items():
            for name, item in table.fields[who].items():
                value = getattr(move, name)
                item.value = str(value) if name in ("pledge", "pays") else (value or item.value) if name == "clause" else value  # fmt: skip
        table._play.click()
        assert table._alert.value == ""
    assert sim.result(table.game) == sim.result(sim.example())
    assert "war" in repr(table) and table._picture.value.count("<img alt=") == 3
    other = panel.negotiation(6)
    other.restore(table._text.value)
    assert other.game == table.game and other.state() == table.state()
    other._back.click()
    assert len(other.game.rounds) == 3 and other.fields["neutral"]["pledge"].value == "3"
    before = other.state()
    for bad in ("", "[]", "{}", '{"players": 9, "seed": 1, "rounds": []}', '{"players": 8, "seed": 1, "rounds": [{"lead": {"x": 1}}]}', "[" * 9999,
                '{"players": 8, "seed": 1, "rounds": 3}', '{"players": 8, "seed": 1, "rounds": [], "auto": {"x": "y"}}'):  # fmt: skip
        with pytest.raises(CourseError):
            other.restore(bad)
        assert other.state() == before


def test_solo_plays_to_the_end():
    for who, name in [*zip(sim.roles(6), [*sim.STRATEGIES, "cooperate"], strict=True)]:
        alone = panel.solo(who, name)
        assert list(alone.fields) == [who]
        for _ in range(4):
            alone.play_round()
        assert "Deterrence ends at" in alone.summary
    with pytest.raises(CourseError, match="Play one of"):
        panel.solo("press")
    with pytest.raises(CourseError, match="no strategy"):
        panel.solo("lead", "bluff")


@given(st.text(max_size=8), st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_no_typing_crashes_the_panel(typed, text):
    table = panel.solo("lead", "cooperate")
    table.fields["lead"]["pledge"].value = typed
    table._play.click()
    assert table._alert.value or len(table.game.rounds) == 1
    table._text.value = text
    table._try(lambda: table.restore(text))
