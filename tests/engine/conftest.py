"""The engine's tests have a lesson of their own, number 99."""

import sys

import pytest

from helpers.exercises import lessons
from tests.engine import sample


@pytest.fixture(autouse=True)
def _sample_lesson(monkeypatch):
    monkeypatch.setitem(lessons(), "99", "l99_sample")
    monkeypatch.setitem(sys.modules, "helpers.lessons.l99_sample", sample)
