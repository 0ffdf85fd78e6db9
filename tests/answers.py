"""The key: `python -m tests.answers [LESSON ...]` writes what solutions, evidence and controls now are into `tests/answers.json`,
and what each verdict rests on into `data/evidence.json`, which lesson 17, the gallery and the site read.

`python -m tests.answers tables` notes in `tests/tables.json` what each table and the glossary now hold.

Tests compare the course with the stored key, so that a change of data or code cannot change an answer, an estimate or the
reach of a control unnoticed. Run this only after you have looked at each entry that changed.
"""

import dataclasses
import hashlib
import json
import sys
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd

from helpers.answers import Exercise, variant
from helpers.claims import Judgement, claims, proofs
from helpers.data import DATA, evidence, load
from helpers.exercises import lesson, lessons
from helpers.explorer import Panel
from helpers.predictions import Prediction
from helpers.rule import Evidence2, read
from tests.refresh import notebooks

KEY = Path(__file__).with_name("answers.json")
TABLES = Path(__file__).with_name("tables.json")


def canonical(exercise: Exercise, value: object) -> object:
    """Return an answer to an exercise in a form that JSON can hold: rounded as asked, sets sorted, functions by cases."""
    if exercise.kind == "function":
        return [plain(value(*case)) for case in exercise.cases]
    if exercise.kind == "number":
        return round(float(value), max(exercise.decimals, 3))
    if exercise.kind == "set":
        return sorted(value)
    if exercise.kind == "rule":
        return list(value.values()) if isinstance(value, dict) else list(value)
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


def numbers(proof: Evidence2) -> list:
    """Return what an evidence says, to six digits: estimate, low, high, n, benchmark, side expected, reading; or its cases."""
    if proof.estimate is None:
        return [len(proof.cases), read(proof)]
    values = (proof.estimate, proof.low, proof.high, proof.n, proof.benchmark)
    return [*(float(f"{float(value):.6g}") for value in values), proof.expects, read(proof)]


def judged(item: Judgement) -> dict[str, list]:
    """Return the numbers of each part of a claim, and of our question beside it."""
    parts = [*item.parts(), *(item.ours_parts() if item.ours_parts else ())]
    return {f"{i} {part.name}": [numbers(proof) for proof in proofs((part,))] for i, part in enumerate(parts)}


def resting_on(item: Judgement) -> dict[str, list]:
    """Return the parts of a claim, and of our question beside it, as plain values, numbers to eight digits."""

    def tame(value):
        if isinstance(value, dict):
            return {key: tame(one) for key, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [tame(one) for one in value]
        if isinstance(value, (bool, np.bool_)):
            return bool(value)
        if isinstance(value, (int, np.integer)):
            return int(value)
        return float(f"{float(value):.8g}") if isinstance(value, (float, np.floating)) else value

    sides = {"parts": item.parts(), "ours": item.ours_parts() if item.ours_parts else ()}
    return {side: [tame(dataclasses.asdict(part)) for part in found] for side, found in sides.items()}


def keep(numbers: list[str]) -> None:
    """Write what the verdicts of some lessons rest on into the file of all, a claim a line."""
    path = DATA / "evidence.json"
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    # lesson 17 rests on what the others rest on
    for number in sorted(numbers):
        old |= {item.claim_id: resting_on(item) for item in lesson(number).CLAIMS}
        known = [key for key in claims().index if key in old]
        lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(old[key], ensure_ascii=False)}" for key in known)
        path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8", newline="\n")
        evidence.cache_clear()


def reach(explorer: Panel) -> dict[str, list]:
    """Return each control's values: ends, step and start of a number, options and start of a choice."""
    found = {}
    for name, control in explorer.controls.items():
        limits = [control.low, control.high, control.step] if control.kind in ("number", "amount") else []
        options = (control.options or {}).items()
        named = any(text != str(value) for text, value in options)
        options = [[text, value] if named else value for text, value in options]
        found[name] = [plain(item) for item in [*limits, *options, control.value]]
    return found


def answers(exercise: Exercise) -> list:
    """Return the solution's value and those of the anticipated mistakes; with parameters, one such list for each set."""
    if exercise.variants:
        return [answers(variant(exercise, i)) for i in range(len(exercise.variants))]
    exercise = variant(exercise)
    return [canonical(exercise, item()) for item in (exercise.solution, *(m.answer for m in exercise.mistakes))]


def hidden(item: Prediction) -> list:
    """Return what a prediction hides: its answer, its alt text, and a checksum of its picture without and with a guess."""
    truth = item.answer()
    guess = list(truth) if isinstance(truth, (list, tuple)) else truth
    sums = [hashlib.sha256(item.picture(shown).source.encode()).hexdigest()[:16] for shown in (None, guess)]
    return [plain(truth), item.picture(None).alt, *sums]


def worded(number: str) -> dict[str, str]:
    """Return a short checksum of each thing that a lesson says: so that a hint, a unit or a fold cannot change unseen.

    Exercises in all variants with options and feedback in their order; predictions, open questions, verdicts; the works beside
    each claim; explorers with their labels, stories and questions; each cell of prose.
    """
    module, found = lesson(number), {}
    for item in module.EXERCISES:
        for i in range(max(1, len(item.variants))):
            one = variant(item, i)
            found[f"{item.id}v{i}"] = [one.title, one.prompt, one.hints, one.meaning, [m.feedback for m in one.mistakes], list(one.options.items()), one.unit, one.decimals, one.tolerance, one.percent, one.start]  # fmt: skip
    for item in module.PREDICTIONS:
        found[item.id] = [item.prompt, item.reveal, item.expected, item.unit, list(item.options.items()), item.labels]
    for item in module.REFLECTIONS:
        found[item.id] = dataclasses.astuple(item)
    works = load("literature").set_index("claim_id").astype(str)
    for item in module.CLAIMS:
        rows = works.loc[[item.claim_id]].to_numpy().tolist() if item.claim_id in works.index else []
        found[item.claim_id] = [item.reason, item.departs, item.ours, item.ours_reason, item.terms, rows]
    for name, build in module.EXPLORERS.items():
        panel = build()
        found[name] = [
            panel.title,
            [control.label for control in panel.controls.values()],
            panel.stories,
            panel.questions,
        ]
    path = next(path for path in notebooks() if path.name.startswith(number))
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    found |= {f"prose {i}": cell.source for i, cell in enumerate(cells)}
    if number == "00":
        found["glossary"] = load("glossary").astype(str).to_numpy().tolist()
    return {name: hashlib.sha256(repr(said).encode()).hexdigest()[:8] for name, said in found.items()}


def owner(name: str) -> str:
    """Return the lesson that an entry of the key belongs to: `05.3`, `05 lifetimes`, or a claim such as `C05.4`."""
    return claims()["lesson"].get(name, "") if name.startswith("C") else name[:2]


def key_of(number: str) -> dict[str, object]:
    """Return the part of the key that belongs to a lesson."""
    module = lesson(number)
    return (
        {item.id: answers(item) for item in module.EXERCISES}
        | {item.id: hidden(item) for item in getattr(module, "PREDICTIONS", ())}
        | {item.claim_id: judged(item) for item in module.CLAIMS}
        | {f"{number} {name}": reach(build()) for name, build in module.EXPLORERS.items()}
        | {f"{number} words": worded(number)}
    )


def held() -> dict[str, str]:
    """Return a checksum of each table and of the glossary, so that a number or a term cannot change unseen."""
    files = {path.name.split(".")[0]: path for path in (DATA / "tables").glob("*.csv*")}
    files["glossary"] = DATA / "authored" / "glossary.csv"
    return {name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for name, path in sorted(files.items())}


def main() -> int:
    """Write the key, or the part of it that belongs to the lessons named, and say what changed."""
    if sys.argv[1:] == ["tables"]:
        old = json.loads(TABLES.read_text(encoding="utf-8")) if TABLES.exists() else {}
        print(", ".join(name for name, sum in held().items() if sum != old.get(name)) or "nothing changed")
        TABLES.write_text(json.dumps(held(), indent=1) + "\n", encoding="utf-8", newline="\n")
        return 0
    wanted = sys.argv[1:] or list(lessons())
    if unknown := sorted(set(wanted) - set(lessons())):
        print(f"There is no lesson {unknown[0]!r}; the lessons are {', '.join(lessons())}.")
        return 2
    old = json.loads(KEY.read_text(encoding="utf-8")) if KEY.exists() else {}
    parts = {number: {} for number in lessons()}
    for name, entry in old.items():
        number = owner(name)
        if number in parts and number not in wanted:
            parts[number][name] = entry
    for number in wanted:
        parts[number] = key_of(number)
    new = {name: entry for part in parts.values() for name, entry in part.items()}
    for name in [*new, *(set(old) - set(new))]:
        if new.get(name) != old.get(name):
            was, now = old.get(name), new.get(name)
            if isinstance(was, dict) and isinstance(now, dict):  # of the texts only those that changed
                was, now = ({key: entry[key] for key in entry if was.get(key) != now.get(key)} for entry in (was, now))
            print(f"{name}: {was} → {now}")
    body = ",\n".join(f" {json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in new.items())
    keep(wanted)
    KEY.write_text(f"{{\n{body}\n}}\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
