"""A lesson's module has one floor plan: rooms in order, each with what belongs there, and explorers that stay small."""

import ast
import os
import re

import pytest

from helpers.exercises import lesson, lessons
from tests.refresh import ROOT
from tests.sweep import values

ROOMS = ["Measures", "Pictures", "Explorers", "Exercises", "Evidence", "Claims", "Numbers"]
LISTS = {"Pictures": {"FIGURES", "PREDICTIONS"}, "Explorers": {"EXPLORERS"}, "Exercises": {"EXERCISES", "REFLECTIONS"},
         "Evidence": set(), "Claims": {"ASKED", "CLAIMS"}, "Numbers": {"NUMBERS"}}  # fmt: skip
LONGEST = 45  # lines of a method of an explorer
LESSONS = [os.environ["LESSON"]] if "LESSON" in os.environ else list(lessons())
by_lesson = pytest.mark.parametrize("number", LESSONS)


def source(number):
    return (ROOT / "helpers" / "lessons" / f"{lessons()[number]}.py").read_text(encoding="utf-8")


def rooms(number):
    """Room → its top-level statements; what stands above the first room (imports, constants) is left out."""
    text = source(number)
    starts = {match[1]: text[: match.start()].count("\n") + 1 for match in re.finditer(r"(?m)^# (\w+)\.$", text) if match[1] in ROOMS}  # fmt: skip
    assert list(starts) == ROOMS, f"the headings '# Measures.' … '# Numbers.' stand in the order {list(starts)}"
    found = {room: [] for room in ROOMS}
    for node in ast.parse(text).body:
        here = [room for room in ROOMS if starts[room] < node.lineno]
        if here:
            found[here[-1]].append(node)
    return found


def imported(number, module):
    """Names that the lesson imports from a module of the engine."""
    return {
        name.asname or name.name
        for node in ast.walk(ast.parse(source(number)))
        if isinstance(node, ast.ImportFrom) and node.module == module
        for name in node.names
    }


def used(nodes):
    """Names and imported modules that statements refer to."""
    found = set()
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name):
                found.add(inner.id)
            elif isinstance(inner, ast.ImportFrom):
                found.add(inner.module.split(".")[0])
            elif isinstance(inner, ast.Import):
                found |= {name.name.split(".")[0] for name in inner.names}
    return found


def drawing(number):
    """What draws: functions and classes of helpers.figures (colours and names in capitals are plain data), matplotlib."""
    return {name for name in imported(number, "helpers.figures") if not name.isupper()} | {"matplotlib"}


def widgets(number):
    return imported(number, "helpers.explorer") | {"ipywidgets", "widgets"}


@by_lesson
def test_each_room_holds_what_belongs_there(number):
    for room, nodes in rooms(number).items():
        for node in nodes:
            if room in LISTS and isinstance(node, ast.Assign):
                name = node.targets[0].id
                assert name in LISTS[room] or (room == "Exercises" and name.isupper()), f"{name} stands under {room}"
            elif room == "Explorers":
                assert isinstance(node, ast.ClassDef), f"only panels stand under Explorers, not line {node.lineno}"
                assert "Panel" in {base.id for base in node.bases}, f"{node.name} is no Panel"
            elif room in ("Claims", "Numbers"):
                raise AssertionError(f"only a list stands under {room}, not line {node.lineno}")
            elif room in ("Pictures", "Exercises", "Evidence"):
                assert isinstance(node, ast.FunctionDef), f"line {node.lineno} stands under {room}"


@by_lesson
def test_numbers_are_made_where_nothing_is_drawn(number):
    for room, nodes in rooms(number).items():
        names = used(nodes)
        if room not in ("Pictures", "Explorers"):
            assert not names & drawing(number), f"{room} draws with {names & drawing(number)}"
        if room != "Explorers":
            assert not names & widgets(number), f"{room} uses {names & widgets(number)}"


@by_lesson
def test_panels_compute_and_describe_without_drawing(number):
    for panel in rooms(number)["Explorers"]:
        for method in getattr(panel, "body", []):
            if not isinstance(method, ast.FunctionDef):
                continue
            assert method.end_lineno - method.lineno < LONGEST, (
                f"{panel.name}.{method.name} is longer than {LONGEST} lines"
            )
            if method.name in ("compute", "describe", "headline", "table", "controls"):
                assert not used([method]) & drawing(number), f"{panel.name}.{method.name} draws"


@by_lesson
def test_panels_work_without_widget_or_picture(number):
    for build in lesson(number).EXPLORERS.values():
        panel = build()
        start = panel.state()
        for name, control in panel.controls.items():
            for value in values(control)[:3]:
                state = start | {name: value}
                words = panel.describe(panel.compute(**state))
                panel.restore(state)
                assert panel.error is None and panel.summary == words, state
        assert not {"figure", "widget"} & set(vars(panel))


@by_lesson
def test_pictures_are_drawn_in_the_house_style_and_no_other(number):
    for function in rooms(number)["Pictures"]:
        if isinstance(function, ast.FunctionDef) and getattr(function.returns, "id", "") == "Picture":
            marks = {ast.unparse(mark) for mark in function.decorator_list}
            assert "house_style()" in marks, f"{function.name} would follow a learner's own settings"
