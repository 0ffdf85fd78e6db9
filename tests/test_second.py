"""Numbers of the prose computed twice: by the lesson, and by `tests/second` from the tables as text."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from helpers.exercises import lesson, lessons
from tests import second

HERE = Path(second.__file__).parent
ROUTES = {path.stem[1:]: importlib.import_module(f"tests.second.{path.stem}") for path in sorted(HERE.glob("n*.py"))}
PLAIN = {"bisect", "collections", "csv", "datetime", "fractions", "functools", "gzip", "io", "itertools", "json", "math", "pathlib", "re", "statistics", "tests"}  # fmt: skip


def routes(number):
    """The functions of a lesson's module that are named as a number of its prose."""
    return {name: route for name, route in inspect.getmembers(ROUTES[number], inspect.isfunction) if name in lesson(number).NUMBERS}  # fmt: skip


CASES = [(number, name) for number in ROUTES for name in routes(number)]


@pytest.mark.parametrize(("number", "name"), CASES)
def test_the_second_route_gives_the_same_number(number, name):
    assert routes(number)[name]() == pytest.approx(float(lesson(number).NUMBERS[name]()), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.py")), ids=lambda path: path.stem)
def test_the_second_route_uses_nothing_of_the_course(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.partition(".")[0] for alias in node.names} <= PLAIN
        if isinstance(node, ast.ImportFrom):
            assert node.module.partition(".")[0] in PLAIN and (node.module.partition(".")[0] != "tests" or node.module == "tests.second")  # fmt: skip


@pytest.mark.parametrize("number", ROUTES)
def test_no_route_is_left_without_its_number(number):
    """A function is a number's route, or serves one: what nothing uses has lost its number."""
    source = inspect.getsource(ROUTES[number])
    for name, found in inspect.getmembers(ROUTES[number], inspect.isfunction):
        if found.__module__ == ROUTES[number].__name__ and name not in lesson(number).NUMBERS:
            assert source.count(f"{name}(") > 1, name


def test_every_lesson_has_a_second_route():
    assert set(ROUTES) == set(lessons())


def test_four_hundred_numbers_are_computed_twice():
    assert len(CASES) >= 400
