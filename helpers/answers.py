"""What an exercise is, and how an answer to it is read and judged. No widget here, and nothing is recorded."""

from __future__ import annotations

import copy
import math
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from numbers import Real
from time import perf_counter
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from helpers.data import CourseError
from helpers.errors import explain
from helpers.reading import read_number

RIGHT, NOT_YET, NOT_ATTEMPTED = "right", "not yet", "not attempted"
LETTERS = "abcdefghijkl"
PATIENCE = 5.0  # seconds for a learner's function or code


@dataclass(frozen=True)
class Mistake:
    """An anticipated wrong answer: `answer()` computes it from the course's data, `feedback` names what went wrong."""

    answer: Callable[..., Any]
    feedback: str | Callable[..., str]


@dataclass(frozen=True)
class Exercise:
    """A checked exercise.

    id: lesson and number, `05.1`, never used again for another question. prompt: the question. kind: what an answer is: a
    number; a key of `options` (choice), a set of them, all of them in order; a rule, one key per slot; or, in code, a table
    or a function. solution(): the right answer; its docstring says the idea. meaning: what the right answer tells us.
    decimals: an answer counts when it equals the solution rounded to so many decimals; tolerance: or lies within this
    absolute distance. percent: the answer is a percentage. unit: written behind the number box. options: key → text; of a
    rule, slot → (key → text). cases: argument tuples on which a learner's function must agree with the solution's. start:
    code that the code box begins with. code: needs Python although the answer is a number or a choice. variants: sets of parameters; then prompt, meaning, hints, options, solution,
    mistakes and feedback may be functions of them, and `variant` fills them in.
    """

    id: str
    title: str
    kind: Literal["number", "choice", "set", "order", "rule", "table", "function"]
    level: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    prompt: str | Callable[..., str]
    solution: Callable[..., Any]
    meaning: str | Callable[..., str]
    hints: tuple[str | Callable[..., str], ...]
    mistakes: tuple[Mistake, ...]
    decimals: int = 0
    tolerance: float = 0.0
    percent: bool = False
    unit: str = ""
    options: Mapping[str, Any] | Callable[..., Mapping[str, Any]] = field(default_factory=dict)
    cases: tuple[tuple, ...] = ()
    start: str = ""
    code: bool = False
    variants: tuple[Mapping[str, Any], ...] = ()

    @property
    def with_code(self) -> bool:
        """True where an answer needs Python; such an exercise is extra."""
        return self.code or self.kind in ("table", "function")


@dataclass(frozen=True)
class Reflection:
    """An open question without a single right answer: after the learner has written, a model answer and points to compare.

    again: another question whose kept answer is shown above.
    """

    id: str
    title: str
    prompt: str
    model_answer: str
    points: tuple[str, ...]
    again: str = ""


class Judged(NamedTuple):
    """What comes of an answer: the outcome, a sentence, which anticipated mistake it is, and the answer as JSON keeps it."""

    outcome: str
    text: str
    mistake: int | None = None
    answer: Any = None


def variant(exercise: Exercise, number: int = 0) -> Exercise:
    """Return the exercise with one of its sets of parameters filled in; one without variants is returned as it is."""
    given = exercise.variants[number % len(exercise.variants)] if exercise.variants else {}
    if not given and not callable(exercise.prompt):
        return exercise

    def fill(value):
        return value(**given) if callable(value) else value

    mistakes = tuple(Mistake(partial(m.answer, **given), fill(m.feedback)) for m in exercise.mistakes)
    return replace(exercise, prompt=fill(exercise.prompt), meaning=fill(exercise.meaning), options=fill(exercise.options),
                   hints=tuple(map(fill, exercise.hints)), solution=partial(exercise.solution, **given), mistakes=mistakes,
                   variants=())  # fmt: skip


def shown(exercise: Exercise, seed: str = "") -> tuple[str, ...]:
    """Return the keys of the options in the order in which a learner sees them; without a seed, in one fixed order."""
    keys = list(exercise.options)
    if seed and exercise.kind in ("choice", "set", "order"):
        random.Random(f"{seed} {exercise.id}").shuffle(keys)
    return tuple(keys)


def judge(exercise: Exercise, answer: Any, seed: str = "") -> Judged:
    """Judge an answer, without recording it. Never raises, whatever a learner may pass.

    exercise: one without variants, or as `variant` fills it in. seed: whose letters are meant.
    """
    if answer is None:
        return Judged(
            NOT_ATTEMPTED, "Your answer is None, Python's word for nothing: does your last step give a value?"
        )
    if answer is ... or (isinstance(answer, str) and answer.strip() in ("", "...", "?")):
        return Judged(NOT_ATTEMPTED, "Nothing is answered yet.")
    try:
        return _judged(exercise, answer, seed)
    except CourseError as problem:
        return Judged(NOT_YET, str(problem))
    except Exception as problem:  # an object whose own methods fail
        return Judged(NOT_YET, f"Your answer could not be read. {explain(problem)}")


def _judged(exercise: Exercise, answer: Any, seed: str) -> Judged:
    given, wanted = canonical(exercise, answer, seed), canonical(exercise, exercise.solution())
    kept = sorted(given) if exercise.kind == "set" else None if exercise.with_code else given
    if same(exercise, given, wanted):
        return Judged(RIGHT, exercise.meaning, None, kept)
    for number, mistake in enumerate(exercise.mistakes):
        if same(exercise, given, canonical(exercise, mistake.answer())):
            return Judged(NOT_YET, mistake.feedback, number, kept)
    said = read_number(answer) if isinstance(answer, str) and exercise.kind == "number" else None
    if said and said.other is not None and same(exercise, said.other, wanted):
        return Judged(NOT_YET, "With a comma this is a number of thousands. If you mean a decimal, write a point.", None, kept)  # fmt: skip
    return Judged(NOT_YET, _near_miss(exercise, given, wanted), None, kept)


def canonical(exercise: Exercise, answer: Any, seed: str = "") -> Any:
    """Return an answer in the form in which answers are compared.

    number → float; choice → key; set → frozenset and order → tuple of keys; rule → tuple of keys, slot by slot; table →
    itself; function → list of its results on the exercise's cases. Raises CourseError, in words for the learner, if the
    answer is nothing of the kind.
    """
    if exercise.kind == "number":
        return _number(exercise, answer)
    if exercise.kind == "choice":
        return _key(exercise, answer, seed)
    if exercise.kind in ("set", "order"):
        return _keys(exercise, answer, seed)
    if exercise.kind == "rule":
        return _slots(exercise, answer)
    if exercise.kind == "table":
        if not isinstance(answer, (pd.DataFrame, pd.Series)):
            raise CourseError(f"The question asks for a table, and your answer is {describe(answer)}.")
        return answer
    if not callable(answer):
        asked = "The question asks for a function, and your answer is"
        raise CourseError(f"{asked} {describe(answer)}. Give its name without brackets.")
    return [_result(answer, case) for case in exercise.cases]


def same(exercise: Exercise, given: Any, wanted: Any) -> bool:
    """True if two answers in canonical form count as equal under the exercise's rule (tolerance, rounding)."""
    slack = max(exercise.tolerance, 0.5 * 10.0**-exercise.decimals)
    if exercise.kind == "number":
        if wanted.is_integer() and not exercise.decimals:
            slack = exercise.tolerance  # a count is right or wrong
        return abs(given - wanted) <= slack * (1 + 1e-9) + 1e-12
    if exercise.kind == "table":
        compare = pd.testing.assert_series_equal if isinstance(wanted, pd.Series) else pd.testing.assert_frame_equal
        try:
            compare(given, wanted, check_dtype=False, check_index_type=False, check_names=False, atol=slack, rtol=0)
        except AssertionError:
            return False
        return True
    if exercise.kind == "function":
        return all(map(_equal, given, wanted))
    return given == wanted


def plain(value: Any, exercise: Exercise) -> str:
    """Return an answer to an exercise as short text for people."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return f"a table of {len(value)} rows"
    if exercise.kind == "rule":
        chosen = zip(exercise.options, _slots(exercise, value), strict=True)
        return "; ".join(f"{slot} {exercise.options[slot][key]}" for slot, key in chosen)
    if isinstance(value, str):
        return f"'{exercise.options.get(value, value)}'"
    if isinstance(value, Real):
        number = f"{half_up(float(value), exercise.decimals):,.{exercise.decimals}f}".replace("-", "−")
        return number + (" per cent" if exercise.percent else f" {exercise.unit}".rstrip())
    keys = [key for key in exercise.options if key in value] if isinstance(value, (set, frozenset)) else value
    return ("; " if exercise.kind == "set" else ", then ").join(f"'{exercise.options.get(key, key)}'" for key in keys)


def half_up(value: float, decimals: int) -> float:
    """Return a value rounded as people round: a half goes up, away from zero (Python's own rounding makes 56.25 to 56.2)."""
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(step, ROUND_HALF_UP)) if math.isfinite(value) else value


def run(code: str, names: dict[str, Any]) -> Any:
    """Run what a learner typed into a code box, in their own namespace; return what its last step makes.

    That is the value of a last expression, a last assignment, or a last function. Raises whatever the code raises, and
    TimeoutError after PATIENCE seconds.
    """
    import ast

    tree = ast.parse(code, "<your answer>")
    end = tree.body[-1] if tree.body else None
    with _limit():
        if isinstance(end, ast.Expr):
            exec(compile(ast.Module(tree.body[:-1], []), "<your answer>", "exec"), names)
            return eval(compile(ast.Expression(end.value), "<your answer>", "eval"), names)
        exec(compile(tree, "<your answer>", "exec"), names)
    if isinstance(end, (ast.FunctionDef, ast.ClassDef)):
        return names.get(end.name)
    target = end.targets[0] if isinstance(end, ast.Assign) else getattr(end, "target", None)
    return names.get(target.id) if isinstance(target, ast.Name) else None


def describe(answer: Any) -> str:
    """Return in words what sort of thing an answer is."""
    if isinstance(answer, (pd.DataFrame, pd.Series)):
        return f"a table of {len(answer)} rows"
    if isinstance(answer, str):
        return f"the text {answer[:40]!r}"
    if isinstance(answer, (np.ndarray, list, tuple, set, frozenset, dict)):
        return f"{'an array' if isinstance(answer, np.ndarray) else 'a ' + type(answer).__name__} of {np.size(answer) if isinstance(answer, np.ndarray) else len(answer)}"
    if callable(answer):
        return "a function (did you forget the brackets () that call it?)"
    return "a number" if isinstance(answer, Real) and not isinstance(answer, bool) else f"of type {type(answer).__name__}"  # fmt: skip


@contextmanager
def _limit(seconds: float | None = None) -> Iterator[None]:
    """Stop a learner's code that runs on: raise TimeoutError in its next line. Library code is not traced, so it stays fast."""
    end, before = perf_counter() + (seconds or PATIENCE), sys.gettrace()

    def watch(frame, event, value):
        if perf_counter() > end:
            raise TimeoutError
        if re.search(r"site-packages|lib/python|\\Lib\\", frame.f_code.co_filename):
            return None
        frame.f_trace_opcodes = True  # `while True: pass` never comes to a new line
        return watch

    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)


def _number(exercise: Exercise, answer: Any) -> float:
    value, sample = answer, "12.5"
    if isinstance(value, (list, tuple, np.ndarray, pd.Series, pd.DataFrame)) and np.size(value) == 1:
        value = np.asarray(value, dtype=object).reshape(-1)[0]
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, int) for part in value):
        raise CourseError(f"Python reads a comma as two numbers. For a decimal write a point: {value[0]}.{value[1]}.")
    if isinstance(value, str):
        try:
            # The unit may be a word such as 'million', which alone would be read as a multiplier.
            bare = value.strip()
            said = read_number(
                bare[: -len(exercise.unit)] if exercise.unit and bare.lower().endswith(exercise.unit.lower()) else bare
            )
        except (ZeroDivisionError, OverflowError):
            raise CourseError("Your sum divides by zero.") from None
        if said is None:
            raise CourseError(f"The question asks for a number, such as {sample}; {value.strip()[:40]!r} is not read as one.")  # fmt: skip
        value = said.value / 100 if said.percent and not exercise.percent else said.value
    if isinstance(value, bool) or (not isinstance(value, Real) and type(value).__name__ != "Decimal"):
        raise CourseError(f"The question asks for one number, such as {sample}, and your answer is {describe(answer)}.")
    try:
        value = float(value)
    except OverflowError:
        value = math.inf
    if math.isnan(value):
        what = "a blank cell or a division of nothing by nothing got into the calculation"
        raise CourseError(f"Your answer is NaN, 'not a number': {what}.")
    if math.isinf(value):
        raise CourseError("Your answer is infinite: it is too large, or somewhere you divide by zero.")
    return value


def _key(exercise: Exercise, answer: Any, seed: str) -> str:
    """The option's key for the letter that this learner sees, in any dress (`B`, `(b)`, `b) NATO`), for its text, or itself."""
    keys = shown(exercise, seed)
    letters = LETTERS[: len(keys)]
    if not isinstance(answer, str):
        raise CourseError(f"Answer with one of the letters {', '.join(letters)}; your answer is {describe(answer)}.")
    wanted = answer.strip(" ().\n'\"“”‘’").casefold()
    for key in keys:
        if wanted in (key.casefold(), str(exercise.options[key]).strip(" ().").casefold()):
            return key
    led = re.match(r"([a-z])(?:$|[).:]\s*\S)", wanted)
    if led and led[1] in letters:
        return keys[letters.index(led[1])]
    raise CourseError(f"{answer.strip()[:40]!r} is not one of the options {', '.join(letters)}.")


def _keys(exercise: Exercise, answer: Any, seed: str) -> frozenset[str] | tuple[str, ...]:
    if isinstance(answer, str):
        words = [word for word in re.findall(r"[^\s,;&+'\"“”‘’\[\]{}()]+", answer) if word.casefold() not in ("and", "then")]  # fmt: skip
        letters = LETTERS[: len(exercise.options)]
        whole = len(words) == 1 and words[0].casefold() not in exercise.options and set(words[0].casefold()) <= set(letters)  # fmt: skip
        answer = list(words[0]) if whole else words
    if isinstance(answer, (pd.Series, np.ndarray)):
        answer = answer.tolist()
    if not isinstance(answer, (list, tuple, set, frozenset)) or not answer:
        raise CourseError(f"Answer with letters, such as 'a, b'; your answer is {describe(answer)}.")
    if exercise.kind == "set":
        return frozenset(_key(exercise, item, seed) for item in answer)
    if isinstance(answer, (set, frozenset)):
        raise CourseError("A set has no order: use a list with square brackets, such as ['b', 'a'].")
    keys = tuple(_key(exercise, item, seed) for item in answer)
    if sorted(keys) != sorted(exercise.options):
        raise CourseError(f"Use each of the {len(exercise.options)} options exactly once; you gave {len(keys)}.")
    return keys


def _slots(exercise: Exercise, answer: Any) -> tuple[str, ...]:
    if isinstance(answer, Mapping):
        answer = [answer.get(slot) for slot in exercise.options]
    if not isinstance(answer, (list, tuple)) or len(answer) != len(exercise.options):
        raise CourseError(f"Choose once for each of the {len(exercise.options)} parts of the rule.")
    for (slot, choices), key in zip(exercise.options.items(), answer, strict=True):
        if key not in choices:
            raise CourseError(f"The part '{slot}' is still open." if not key else f"{str(key)[:40]!r} is no choice for '{slot}'.")  # fmt: skip
    return tuple(answer)


def _result(function: Callable, case: tuple) -> Any:
    """Return what a function gives for a fresh copy of a case; a failure becomes a sentence that names the input."""
    said = ", ".join(map(repr, case))[:200]
    try:
        with _limit():
            result = function(*copy.deepcopy(case))
    except (Exception, SystemExit) as problem:
        raise CourseError(f"With the input {said} your function stopped. {explain(problem)}") from None
    if result is None:
        raise CourseError(f"With the input {said} your function gives None. Did you forget 'return'?")
    return result


def _equal(a: Any, b: Any) -> bool:
    if np.ndim(b) == 0 and (np.ndim(a) != 0 or isinstance(a, (set, dict))):
        return False  # one value is wanted: an empty or repeated one is not it
    for compare in (lambda: np.isclose(a, b, rtol=1e-6, atol=1e-9), lambda: a == b):  # numbers, then anything
        with suppress(Exception):
            found = np.asarray(compare())
            return bool(found.all()) and found.size > 0 and np.shape(a) == np.shape(b)
    return False


def _near_miss(exercise: Exercise, given: Any, wanted: Any) -> str:
    """Return a sentence about this very answer, where no anticipated mistake fits."""
    if exercise.kind == "number":
        return _near_number(exercise, given, wanted)
    if exercise.kind == "set":
        hits, extra = len(given & wanted), len(given - wanted)
        missing = len(wanted) - hits
        belongs = f"{hits} of your {len(given)} belong{'s' * (hits == 1)}" if hits else "None of yours belongs"
        if not extra:
            return f"What you have is right, but {missing} more belong{'s' * (missing == 1)} to it."
        return f"{belongs}; {missing} that belong{'s' * (missing == 1)} {'is' if missing == 1 else 'are'} missing." if missing else f"All the right ones are there, and {extra} too many."  # fmt: skip
    if exercise.kind == "table":
        return _near_table(given, wanted)
    if exercise.kind == "function":
        return _near_function(exercise, given, wanted)
    if exercise.kind == "order":
        right = sum(a == b for a, b in zip(given, wanted, strict=True))
        return f"{right} of {len(wanted)} stand in the right place."
    if exercise.kind == "rule":
        fits = {slot: a == b for slot, a, b in zip(exercise.options, given, wanted, strict=True)}
        right, other = (
            "; ".join(f"'{slot.rstrip(':')}'" for slot in fits if fits[slot] is is_right) for is_right in (True, False)
        )
        return f"Right: {right}. Not yet: {other}." if right else f"None of the {len(wanted)} parts is right yet."
    return "Read the question once more; a hint may help."


def typed(value: float) -> str:
    """Return a learner's number as they would write it: six digits at most, no power of ten where it can be read."""
    if value == round(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    if 1000 < abs(value) < 1e15:
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    positional = 1e-6 < abs(value) < 1e15
    return np.format_float_positional(value, precision=6, fractional=False, trim="-") if positional else f"{value:g}"


def _near_number(exercise: Exercise, given: float, wanted: float) -> str:
    if exercise.percent and same(exercise, given * 100, wanted):
        return "That is the fraction; the question asks for per cent, so multiply by 100."
    if not exercise.percent and not wanted.is_integer() and same(exercise, given / 100, wanted):
        return "That looks like per cent; the question asks for the plain ratio or fraction."
    if wanted and same(exercise, -given, wanted):
        return "The size is right and the sign is wrong: what is subtracted from what?"
    if given in [round(wanted, digits) for digits in range(exercise.decimals)]:
        return f"Right track, but rounded too early: {typed(given)} is right to fewer decimals than the {exercise.decimals} asked for."
    if exercise.percent and 0 <= wanted <= 100 and not 0 <= given <= 100:
        return f"Per cent run from 0 to 100 here, and you have {typed(given)}. What is the whole that you divide by?"
    if wanted.is_integer() and not exercise.decimals and not given.is_integer():
        return f"The answer is a whole number, and {typed(given)} is none."
    if wanted * given < 0:
        return f"The answer lies on the other side of zero from {typed(given)}."
    side = "low" if abs(given) < abs(wanted) else "high"
    ratio = max(abs(given), abs(wanted)) / (min(abs(given), abs(wanted)) or math.inf)
    if given == 0 or wanted == 0:
        return "The answer is not zero." if given == 0 else f"{typed(given)} is too {side}."
    if ratio < 1.02:
        return f"Very close: {typed(given)} is a touch too {side}. Rounding, or one case more or less?"
    ask = (
        "which cases count, and divided by what?"
        if exercise.percent
        else "go through the question once more, step by step."
    )
    if ratio < 1.25:
        return f"Near, but {typed(given)} is somewhat too {side}: {ask}"
    if ratio < 10:
        return f"{typed(given)} is clearly too {side}, by a factor of {'less than two' if ratio < 2 else 'two or more'}: {ask}"
    return (
        f"{typed(given)} is more than ten times too {side}: is it the right unit, and the right thing that is counted?"
    )


def _near_table(given: Any, wanted: Any) -> str:
    if type(given) is not type(wanted):
        names = {"Series": "one column (a Series)", "DataFrame": "a table of several columns (a DataFrame)"}
        return f"The question asks for {names[type(wanted).__name__]}; yours is {names[type(given).__name__]}."
    if given.shape != wanted.shape:
        return f"The expected table has {wanted.shape[0]} rows; yours has {given.shape[0]}." if given.shape[0] != wanted.shape[0] else f"The expected table has {wanted.shape[1]} columns; yours has {given.shape[1]}."  # fmt: skip
    with suppress(TypeError, ValueError):
        order = wanted.index
        if set(given.index) == set(order) and _equal(given.loc[order].to_numpy(), wanted.to_numpy()):
            return "All labels and values are right; only their order differs. Sort by the labels."
        if set(given.index) != set(order):
            return f"The labels of the rows differ: yours begin with {given.index[0]!r}, expected is {order[0]!r}."
    return "The labels fit; some values differ."


def _near_function(exercise: Exercise, given: list, wanted: list) -> str:
    at = next(i for i, (a, b) in enumerate(zip(given, wanted, strict=True)) if not _equal(a, b))
    case = ", ".join(map(repr, exercise.cases[at]))[:200]
    if np.ndim(wanted[at]) == 0 and np.ndim(given[at]) != 0:
        return f"For the input {case} one value is asked for, and your function gives {describe(given[at])}."
    if str(given[at]).casefold() == str(wanted[at]).casefold():
        return f"For the input {case} only the capitals differ: {given[at]!r} is not {wanted[at]!r}."
    with suppress(Exception):
        if all(abs(a - b) <= max(0.051, 0.01 * abs(b)) for a, b in zip(given, wanted, strict=True)):
            return "Nearly: your function seems to round. Give the value as it comes."
    return f"Your function gives an unexpected result for the input {case}: {str(given[at])[:80]}."
