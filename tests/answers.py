"""The answer key: `python -m tests.answers` writes what every solution gives into `tests/answers.json`.

A test compares the solutions with the stored key, so that a change of data or code cannot change an answer unnoticed. Run
this only after you have looked at each answer that changed.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.exercises import Exercise, lesson, lessons

KEY = Path(__file__).with_name("answers.json")


def canonical(exercise: Exercise) -> object:
    """Return a solution's value in a form that JSON can hold: rounded as asked, sets sorted, functions by their cases."""
    value = exercise.solution()
    if exercise.kind == "function":
        return [plain(value(*case)) for case in exercise.cases]
    if exercise.kind == "number":
        return round(float(value), max(exercise.decimals, 3))
    if exercise.kind == "set":
        return sorted(value)
    if exercise.kind == "table":
        return {
            str(key): plain(cell) for key, cell in (value.stack() if isinstance(value, pd.DataFrame) else value).items()
        }
    return plain(value)


def plain(value: object) -> object:
    """Return a value as JSON types, numbers to three decimals."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, float, np.number)):
        return round(float(value), 3)
    if isinstance(value, (list, tuple, np.ndarray, pd.Series)):
        return [plain(item) for item in value]
    return str(value)


def main() -> None:
    """Write the key and say what changed."""
    old = json.loads(KEY.read_text(encoding="utf-8")) if KEY.exists() else {}
    new = {item.id: canonical(item) for number in lessons() for item in lesson(number).EXERCISES}
    for key in new:
        if new[key] != old.get(key):
            print(f"{key}: {old.get(key)} → {new[key]}")
    KEY.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
