"""What a lesson holds for its teacher: questions, clicks, minutes, key and misconceptions, read from notebook and module."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_
from pathlib import Path

import nbformat

from book.sources import ROOT, markdown_of, notebook_path, part
from helpers import claims
from helpers.answers import LETTERS, Exercise, plain, shown, variant
from helpers.cards import unmarked
from helpers.exercises import lesson

OURS = "OURS, not the document's:"
GAME = ROOT / "notebooks" / "seminar" / "negotiation.ipynb"


@dataclass(frozen=True)
class Explored:
    """An explorer as the lesson uses it: its class's name, its heading in the notebook, the questions and their answers."""

    name: str
    heading: str
    questions: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Misconception:
    """An anticipated mistake of an exercise: the wrong answer as a learner sees it, and what went wrong."""

    exercise: str
    title: str
    wrong: str
    feedback: str


def subtitle(number: str) -> str:
    """Return the lesson's subject, such as `Types of partnership`, or nothing."""
    found = re.search(r"(?m)^\*\*([^*]+)\*\* ·", markdown_of(number))
    return found[1] if found else ""


def objectives(number: str) -> list[str]:
    """Return what students can do after the lesson, in Markdown."""
    listed = part(markdown_of(number), r"After this lesson you can\s*", r"\n\nT|\n\n[A-Z]")
    return [re.sub(r"\s+", " ", line) for line in re.findall(r"(?ms)^- (.*?)(?=^- |\Z)", listed)]


def seminar_task(number: str) -> str:
    """Return the lesson's task for the seminar, in Markdown."""
    found = part(markdown_of(number), r"\*\*For the seminar\.?\*\*\.?\s*")
    return re.sub(r"\s+", " ", found) or (
        "Each pair marks one claim of the introduction by kind, votes on whether it can be tested, and compares."
    )


@cache
def seminars() -> dict[str, dict]:
    """Return lesson → what its seminar needs: a word of its task, what to bring, steps, as `seminar.toml` has them."""
    return tomllib.loads((Path(__file__).parent / "seminar.toml").read_text(encoding="utf-8"))


def steps(number: str) -> list[tuple[int, str]]:
    """Return the steps of a lesson's seminar as (minutes, what, in Markdown); those of the game as its notebook times them."""
    given = seminars()[number].get("steps")
    if given:
        return [tuple(step) for step in given]
    cells = nbformat.read(GAME, as_version=4).cells
    table = part("\n\n".join(cell.source for cell in cells), r"## Timing\s*", r"\n\n(?!\|)")
    return [(int(minutes), what) for what, minutes in re.findall(r"(?m)^\| ([^|]+?) \| (\d+) \|", table)]


@dataclass(frozen=True)
class Part:
    """A part of a seminar. kind: open, predict, walk, explore, vote, judge, seminar, exercises, write; name: of its explorer."""

    kind: str
    start: int
    end: int
    name: str = ""


@cache
def agenda(number: str) -> tuple[Part, ...]:
    """Return the parts of ninety minutes in their order; the first forty-five are whole by themselves.

    Where the seminar wants an explorer closed until it is over (`before they see explorer 1`), that explorer comes after it.
    """
    names = [one.name for one in explored(number)]
    if closed := re.search(r"before they see explorer (\d)", seminar_task(number).replace("*", "")):
        last = names[int(closed[1]) - 1]
        first = next(name for name in names if name != last)
    else:
        first, last = names[0], names[-1]
    minutes = sum(took for took, _ in steps(number))
    write = 8 if minutes <= 30 and lesson(number).REFLECTIONS else 0
    further = (
        Part("explore", 0, 45 - minutes - write, last) if last != first else Part("exercises", 0, 45 - minutes - write)
    )
    rest = [further, Part("seminar", 0, minutes)]
    plan = [Part("open", 0, 3), Part("predict", 0, 7), Part("walk", 0, 10), Part("explore", 0, 10, first), Part("vote", 0, 10),
            Part("judge", 0, 5), *(rest[::-1] if closed else rest), Part("write", 0, write)]  # fmt: skip
    found, now = [], 0
    for one in plan:
        if one.end:
            found.append(Part(one.kind, now, now + one.end, one.name))
            now += one.end
    return tuple(found)


def recap(number: str) -> list[str]:
    """Return the points of the lesson's recap, in Markdown."""
    listed = part(markdown_of(number), r"## Recap\s*", r"\n\n\*\*|\n## |\Z")
    return [re.sub(r"\s+", " ", line) for line in re.findall(r"(?ms)^- (.*?)(?=^- |\Z)", listed)]


def key_terms(number: str) -> str:
    """Return the lesson's key terms with what they mean, in Markdown."""
    return re.sub(r"\s+", " ", part(markdown_of(number), r"\*\*Key terms\.?\*\*\.?\s*"))


def walk(number: str) -> list[str]:
    """Return the headings of the lesson's walk-through, in Markdown."""
    return (
        re.findall(r"(?m)^### \d+\. (.+)$", markdown_of(number))
        or re.findall(r"(?m)^## (.+)$", markdown_of(number))[1:5]
    )


def route(number: str) -> list[tuple[int, str]]:
    """Return what a learner has done by which minute of the lesson, as the notebook says: (minute, the sections so far)."""
    found, since = [], []
    for heading, minute in re.findall(r"(?m)^(?:##+ (.+)|\*Time so far: (\d+) minutes)", markdown_of(number)):
        if minute:
            found.append((int(minute), " · ".join(since)))
            since = []
        elif not heading.startswith(("Walk through", "Explore", "What the document")) or heading.startswith("Explorer"):
            since.append(re.sub(r"^(\d+\. |Explorer \d+: )", "", heading))
    return found


@cache
def explored(number: str) -> tuple[Explored, ...]:
    """Return the lesson's explorers in the order of the notebook, with their questions and answers."""
    builds, found = {build.__name__: build for build in lesson(number).EXPLORERS.values()}, {}
    heading = ""
    for cell in nbformat.read(notebook_path(number), as_version=4).cells:
        if cell.cell_type == "markdown":
            heading = (re.findall(r"(?m)^###? (?:Explorer \d+: )?(.+)$", cell.source) or [heading])[-1]
        elif (opened := re.match(r"lesson\.(\w+)\(", cell.source)) and opened[1] in builds and opened[1] not in found:
            told = [tuple(map(unmarked, part)) for part in builds[opened[1]].questions.items()]
            found[opened[1]] = Explored(opened[1], heading, *(tuple(part) for part in zip(*told, strict=True)))
    return tuple(found.values())


def open_exercises(number: str) -> list[Exercise]:
    """Return the exercises that need no Python, each with its first set of parameters filled in."""
    return [variant(item) for item in lesson(number).EXERCISES if not item.with_code]


def needs_explorer(exercise: Exercise) -> bool:
    """Say whether a question sends its reader to an explorer, so that paper alone is not enough."""
    return bool(re.search(r"(?i)\bexplorer\b", exercise.prompt))


def poll(number: str) -> Exercise:
    """Return the exercise best put to a vote: it needs no explorer, hands can show its answer, and most mistakes are anticipated."""
    return max(
        open_exercises(number),
        key=lambda item: (not needs_explorer(item), item.kind in ("choice", "number", "set"), len(item.mistakes)),
    )


def on_paper(number: str) -> list[Exercise]:
    """Return the exercises of the hand-out: the one put to a vote, and two more; such as need no explorer come first."""
    voted = poll(number)
    return [voted, *sorted((one for one in open_exercises(number) if one.id != voted.id), key=needs_explorer)][:3]


def in_class(number: str) -> list[Explored]:
    """Return the explorers in the order in which the class meets them; those that the plan leaves out come last."""
    order = [part.name for part in agenda(number) if part.kind == "explore"]
    return sorted(explored(number), key=lambda one: order.index(one.name) if one.name in order else len(order))


def judged(number: str) -> list[claims.Judgement]:
    """Return the claims to judge: the first in class, the second in reserve; such as say what would show them wrong."""
    table = claims.claims(number)
    return sorted(lesson(number).CLAIMS, key=lambda item: not table.loc[item.claim_id, "falsifier"])[:2]


def untyped(text: str) -> str:
    """Return a question without its offer to type a sum: paper and learning platforms add nothing up."""
    return re.sub(r"(?<=[.?!]) You may type (?:`[^`]*`|[^.`])*[.]|; you may type (?:`[^`]*`|[^.`])*(?=[.])", "", text)


def telling(prompts: list[str]) -> list[str]:
    """Return for each of several versions of a question the words that tell it from the others, at most six."""
    cut = [[word.strip(".,;:?!()'") for word in unmarked(prompt).split()] for prompt in prompts]
    common = reduce(and_, map(Counter, cut))
    more = [[word for word, count in Counter(words).items() if word and count > common[word]] for words in cut]
    shared = Counter(word for words in more for word in words)
    found = []
    for words in more:
        plain_words = [word for word in words if len(word) > 3 or re.search(r"\d", word)] or words
        rarest = sorted(plain_words, key=lambda word: shared[word])[:6]
        found.append(" ".join(word for word in plain_words if word in rarest))
    return found


def lettered(exercise: Exercise) -> list[tuple[str, str]]:
    """Return the options with the letters that they carry on paper and on slides: the course's fixed order."""
    if exercise.kind == "rule":
        return [("·", f"{slot}: {' / '.join(options.values())}") for slot, options in exercise.options.items()]
    return [(LETTERS[i], exercise.options[key]) for i, key in enumerate(shown(exercise))]


def short(value, exercise: Exercise) -> str:
    """Return an answer as it stands in a key: a number, letters as on paper, the parts of a rule."""
    if exercise.with_code:
        return "a function" if exercise.kind == "function" else plain(value, exercise)
    if exercise.kind not in ("choice", "set", "order"):
        return plain(value, exercise)
    letters = dict(zip(shown(exercise), LETTERS, strict=False))
    if exercise.kind == "choice":
        return letters[value]
    return ", ".join(letters[key] for key in (shown(exercise) if exercise.kind == "set" else value) if key in value)


def solved(exercise: Exercise) -> list[tuple[str, str]]:
    """Return what the key says of an exercise: (words of its version, or nothing; answer), for each of its versions.

    The first version is that of hand-out and slides.
    """
    cases = [variant(exercise, i) for i in range(max(1, len(exercise.variants)))]
    names = telling([f"{one.prompt} {' '.join(map(str, lettered(one)))}" for one in cases]) if len(cases) > 1 else [""]
    return [(name, short(one.solution(), one)) for name, one in zip(names, cases, strict=True)]


def in_words(exercise: Exercise) -> str:
    """Return the right answer of an exercise so that it needs no list of options beside it: letters, and what they stand for."""
    answer, letters = exercise.solution(), short(exercise.solution(), exercise)
    if exercise.kind not in ("choice", "set", "order"):
        return letters.replace("?;", "?")
    keys = [answer] if exercise.kind == "choice" else list(answer)
    if exercise.kind == "set":
        keys = [key for key in shown(exercise) if key in answer]
    return f"{letters}: {'; '.join(exercise.options[key] for key in keys)}"


def misconceptions(number: str, each: int = 99) -> list[Misconception]:
    """Return the anticipated mistakes with their wrong answers, at most `each` per exercise, for the first parameters."""
    return [
        Misconception(item.id, item.title, short(mistake.answer(), item), unmarked(mistake.feedback))
        for item in map(variant, lesson(number).EXERCISES)
        for mistake in item.mistakes[:each]
    ]


def to_expect(number: str, most: int) -> list[Misconception]:
    """Return the misconceptions that matter in class: all of the exercise that is voted on, then one of each other in turn."""
    voted, listed = poll(number).id, misconceptions(number)
    rounds: dict[str, int] = {}
    rank = []
    for one in listed:
        rounds[one.exercise] = rounds.get(one.exercise, -1) + 1
        rank.append(-1 if one.exercise == voted else rounds[one.exercise])
    chosen = sorted(range(len(listed)), key=lambda at: (rank[at], at))[:most]
    return [listed[at] for at in sorted(chosen, key=lambda at: (rank[at] >= 0, at))]


@cache
def rivals(claim_id: str) -> tuple[str, ...]:
    """Return the rival accounts of the numbers behind a claim."""
    found = [rival for proof in claims.proofs(claims.parts(claim_id)) for rival in proof.rivals]
    return tuple(dict.fromkeys(rival for rival in found if not rival.startswith("none")))


def discussion(number: str, most: int = 6) -> list[str]:
    """Return questions to discuss: a stronger question, a rival account to tell apart, what would show a claim wrong.

    Claims that carry more of these come first; a rival account is computed only where it is asked for.
    """
    rows = claims.claims(number)
    rows = rows.assign(rich=(rows[["stronger_question", "falsifier"]] != "").sum(axis=1))
    asked: list[str] = []
    for i, (claim_id, row) in enumerate(
        list(rows.sort_values("rich", ascending=False, kind="stable").iterrows())[:most]
    ):
        claim, stronger = unmarked(row["claim"]), str(row["stronger_question"]).replace(OURS, "").strip()
        falsifier = unmarked(row["falsifier"]).rstrip(".")
        condition = falsifier[:1].lower() + falsifier[1:]
        if stronger and i % 3 == 0:
            asked.append(
                f"{stronger} Say first which answer you expect, and what you would count. (Beside {claim_id}.)"
            )
        elif i % 3 == 1 and rivals(claim_id):
            account = " and ".join(f"'{rival}'" for rival in rivals(claim_id)[:2])
            asked.append(
                f"{claim_id} says: {claim} Another account of the same numbers: {account}. What would tell them apart?"
            )
        elif condition.startswith("if "):
            asked.append(
                f"{claim_id} says: {claim} It would fail {condition}. Where would you look for that, and who would deny that you had found it?"
            )
        elif condition:
            asked.append(
                f"{claim_id} says: {claim} Against it would count: {condition}. Is there such a case, and is one enough?"
            )
        else:
            asked.append(f"{claim_id}: {claim} Write down what you would have to see to give it up.")
    return asked
