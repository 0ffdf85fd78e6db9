"""Living verdicts: compare two editions, and write what changed in verdicts, numbers and mistakes, and why.

`python -m book.changes [OLD] [NEW]` takes two revisions, the last release and HEAD if none are named, each as `REV` or as
`NAME=REV`. It writes `book/changes/DATE.md` with the day of the newer one, `ERRATA.md`, and its block in `CHANGELOG.md`.

Nothing is run: verdicts are read from the lesson modules, numbers from the answer key and the kept evidence, reasons from
the lines that `data/authored/CHANGES.md` gained between the two.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from book.sources import ROOT, cell, write
from helpers.cards import unmarked
from helpers.marks import tidy
from helpers.rule import VERDICTS, part_from, rule_v2

CHANGES = ROOT / "book" / "changes"
CLAIM = re.compile(r"\bC(\d\d)\.(\d+)\b")
BLOCK = "<!-- verdicts of {} -->\n{}<!-- end of verdicts -->\n"


@dataclass(frozen=True)
class Judged:
    """A claim in one edition. verdict, reason: published; rule: what the rule gives on the kept evidence, '' where none is kept."""

    claim: str
    force: str
    verdict: str
    reason: str
    ours: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Asked:
    """An exercise in one edition. values: solution and anticipated mistakes; feedback: what is said to the mistakes."""

    title: str
    values: list = field(default_factory=list)
    feedback: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edition:
    """What one revision of the course publishes. numbers: claim → (part of it → its numbers); notes: the lines of CHANGES.md."""

    name: str
    day: str
    claims: Mapping[str, Judged]
    numbers: Mapping[str, Mapping[str, list]]
    exercises: Mapping[str, Asked]
    notes: tuple[str, ...] = ()


def git(*words: str) -> str:
    """Return what git says, or '' where it says no."""
    found = subprocess.run(["git", *words], cwd=ROOT, capture_output=True)
    return found.stdout.decode("utf-8") if found.returncode == 0 else ""


def calls(module: str, name: str) -> Iterable[dict[str | int, ast.expr]]:
    """Yield the arguments of each call of a name in a module's source, by place and by keyword."""
    for node in ast.walk(ast.parse(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield dict(enumerate(node.args)) | {one.arg: one.value for one in node.keywords if one.arg}


def said(found: dict[str | int, ast.expr], *names: str | int) -> str:
    """Return the first of some arguments that is a plain text."""
    values = (found[name].value for name in names if isinstance(found.get(name), ast.Constant))
    return next((unmarked(value) for value in values if isinstance(value, str)), "")


def judgements(modules: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return claim → verdict, reason, ours, as the lesson modules say them."""
    found = (one for module in modules for one in calls(module, "Judgement"))
    return {said(one, "claim_id", 0): {"verdict": said(one, "verdict", 1), "reason": said(one, "reason", 2), "ours": said(one, "ours")} for one in found}  # fmt: skip


def exercises(modules: Iterable[str], key: Mapping[str, list]) -> dict[str, Asked]:
    """Return the exercises of some modules with their entries in the answer key."""
    asked = {}
    for module in modules:
        for one in calls(module, "Exercise"):
            listed = one.get("mistakes") or next((value for value in list(one.values())[::-1] if "Mistake" in ast.dump(value)), None)  # fmt: skip
            told = calls(ast.unparse(listed), "Mistake") if listed else ()
            name = said(one, "id", 0)
            asked[name] = Asked(said(one, "title", 1), key.get(name, []), tuple(filter(None, (said(mistake, 1, "feedback") for mistake in told))))  # fmt: skip
    return asked


def numbers(entry: list | dict) -> dict[str, list]:
    """Return the answer key's entry on a claim as part → rows; in the first edition a claim had one row and no parts."""
    return entry if isinstance(entry, dict) else {"": [entry]} if entry else {}


def ruled(about: Mapping[str, str], kept: dict | None) -> str:
    """Return the verdict that the rule gives on the evidence that was kept; '' where none was."""
    if not kept or "force" not in about:
        return ""
    return rule_v2(about["kind"], about["force"], tuple(map(part_from, kept["parts"])), about["testable"]).verdict


def edition(name: str) -> Edition:
    """Read an edition out of git. name: a revision, or what to call it and the revision: `1.0.0=v1.0.0`."""
    called, _, revision = name.rpartition("=")
    day = git("log", "-1", "--format=%cd", "--date=format:%Y-%m-%d", revision, "--").strip()
    if not day:
        raise SystemExit(f"git knows no revision {revision!r} here.")
    files = git("ls-tree", "--name-only", revision, "helpers/lessons/").split()
    modules = [git("show", f"{revision}:{path}") for path in files if re.search(r"/l\d\d_", path)]
    table = {row["claim_id"]: row for row in csv.DictReader(StringIO(git("show", f"{revision}:data/tables/claims.csv")))}  # fmt: skip
    key = json.loads(git("show", f"{revision}:tests/answers.json") or "{}")
    kept = json.loads(git("show", f"{revision}:data/evidence.json") or "{}")
    found = {
        i: Judged(unmarked(table[i]["claim"]), table[i].get("force", ""), **item, rule=ruled(table[i], kept.get(i)))
        for i, item in judgements(modules).items() if i in table
    }  # fmt: skip
    return Edition(
        called or f"the state of {day}",
        day,
        dict(sorted(found.items(), key=lambda pair: order(pair[0]))),
        {i: numbers(key[i]) for i in found if i in key},
        exercises(modules, key),
        tuple(git("show", f"{revision}:data/authored/CHANGES.md").splitlines()),
    )


def order(name: str) -> list[int]:
    """Return what sorts `C09.2` before `C09.10`."""
    return [int(part) for part in re.findall(r"\d+", name)]


def reasons(old: Edition, new: Edition) -> dict[str, list[str]]:
    """Return claim → why it changed: the table rows and lines on it that CHANGES.md gained; a range names all within it."""
    found: dict[str, list[str]] = {}
    before = set(old.notes)
    for line in new.notes:
        cells = [part.strip() for part in line.strip("|").split("|")] if line.startswith("|") else []
        lone = re.match(r"(C\d\d\.\d+[^:]{0,60}): (.+)", line)
        head, *rest = lone.groups() if lone else cells or [""]
        if line in before or not rest or rest[0].startswith("no wording"):
            continue
        for claim_id in within(head):
            told = [part for part in rest if claim_id not in old.claims or unmarked(part) != old.claims[claim_id].claim]
            found.setdefault(claim_id, []).append(": ".join(told).rstrip("."))
    return found


def within(text: str) -> list[str]:
    """Return the claims that a text names, `C09.1–C09.3` taken as three."""
    names = []
    for first, a, last, b in re.findall(r"C(\d\d)\.(\d+)[–-]C(\d\d)\.(\d+)", text):
        names += [f"C{first}.{i}" for i in range(int(a), int(b) + 1)] if first == last else []
    return list(dict.fromkeys(names + [f"C{a}.{b}" for a, b in CLAIM.findall(text)]))


def moved(old: Edition, new: Edition) -> dict[str, tuple[Judged, Judged]]:
    """Return the claims of both editions whose verdict is another."""
    both = ((i, old.claims[i], new.claims[i]) for i in new.claims if i in old.claims)
    return {i: (a, b) for i, a, b in both if a.verdict != b.verdict}


def figure(row: list) -> str:
    """Return numbers of the answer key in words: estimate, interval, benchmark; or how many cases."""
    if len(row) < 5:
        return f"{row[0]} dated case{'s' * (row[0] != 1)}" if row else "none"
    interval = f" [{tidy(row[1])}, {tidy(row[2])}]" if row[2] > row[1] else ""
    return f"{tidy(row[0])}{interval}, benchmark {tidy(row[4])}"


def numbers_moved(old: Edition, new: Edition) -> list[tuple[str, str, str, str]]:
    """Return claim, what of it, its numbers before, its numbers now, for each number that a part of a claim has in both.

    Parts are compared by name; where a claim was cut into other parts, its first number before and now stand side by side.
    """
    found = []
    for i in new.numbers:
        was, now = old.numbers.get(i), new.numbers[i]
        if not was or was == now:
            continue
        common = [part for part in now if part in was]
        if not common:
            first = [next((row for rows in side.values() for row in rows), []) for side in (was, now)]
            found += [(i, "another measure", *map(figure, first))]
        for part in common:
            pairs = zip(was[part], now[part], strict=False)
            found += [(i, part.partition(" ")[2], figure(a), figure(b)) for a, b in pairs if a != b]
            if len(was[part]) != len(now[part]):
                found.append((i, part.partition(" ")[2], f"{len(was[part])} numbers", f"{len(now[part])} numbers"))
    return found


def answers_moved(old: Edition, new: Edition) -> list[tuple[str, str, object, object]]:
    """Return id, title, solution before and now of the exercises whose right answer is another number."""
    found = []
    for i, now in new.exercises.items():
        was = old.exercises.get(i)
        a, b = (side.values[0] if side and side.values else None for side in (was, now))
        if isinstance(a, (int, float)) and isinstance(b, (int, float)) and a != b:
            found.append((i, now.title, a, b))
    return found


def mistakes_moved(old: Edition, new: Edition) -> list[tuple[str, str, list[str], list[str]]]:
    """Return id, title, feedback that is gone, feedback that is new, of exercises in both editions."""
    both = ((i, old.exercises[i], now) for i, now in new.exercises.items() if i in old.exercises)
    pairs = ((i, now.title, [t for t in was.feedback if t not in now.feedback], [t for t in now.feedback if t not in was.feedback]) for i, was, now in both)  # fmt: skip
    return [pair for pair in pairs if pair[2] or pair[3]]


def table(head: list[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """Return a Markdown table, or a word that there is nothing."""
    lines = [f"| {' | '.join(cell(part) for part in row)} |" for row in rows]
    return [f"| {' | '.join(head)} |", "|" + "---|" * len(head), *lines, ""] if lines else ["None.", ""]


def page(old: Edition, new: Edition) -> str:
    """Return the dated page as Markdown."""
    why, shifted = reasons(old, new), moved(old, new)
    kept, fresh = [i for i in new.claims if i in old.claims], [i for i in new.claims if i not in old.claims]
    gone = [i for i in old.claims if i not in new.claims]

    def because(i: str) -> str:
        told = "; ".join(why.get(i, [])) or "no reason is noted"
        return f"{told}. {'Reworded' if old.claims[i].claim != new.claims[i].claim else 'The wording stands'}; now: {new.claims[i].reason}"

    lines = [f"# {date.fromisoformat(new.day):%-d %B %Y}: what changed since {old.name}", "",
             f"{new.name[0].upper()}{new.name[1:]} beside {old.name} of {old.day}: {len(kept)} claims kept, {len(fresh)} new, {len(gone)} retired. {len(shifted)} of those kept have another verdict.", "",
             "| edition | " + " | ".join(VERDICTS) + " |", "|---|" + "---|" * len(VERDICTS)]  # fmt: skip
    for one in (old, new):
        counts = Counter(item.verdict for item in one.claims.values())
        lines.append(f"| {one.name} | " + " | ".join(str(counts[verdict]) for verdict in VERDICTS) + " |")
    lines += ["", "## Verdicts that changed", ""]
    lines += table(["claim", "was", "is", "why"], ((f"{i} {b.claim}", a.verdict, b.verdict, because(i)) for i, (a, b) in shifted.items()))  # fmt: skip
    lines += ["## New claims", "", *table(["claim", "verdict", "why"], ((f"{i} {new.claims[i].claim}", new.claims[i].verdict, "; ".join(why.get(i, []))) for i in fresh))]  # fmt: skip
    lines += ["## Retired claims", "", *table(["claim", "was", "why"], ((f"{i} {old.claims[i].claim}", old.claims[i].verdict, "; ".join(why.get(i, []))) for i in gone))]  # fmt: skip
    lines += ["## Verdicts that are not the rule's", "", *table(["claim", "ours", "the rule's"], ((f"{i} {one.claim}", one.verdict, one.rule) for i, one in new.claims.items() if one.rule and one.rule != one.verdict))]  # fmt: skip
    lines += ["## Numbers that changed", "", *table(["claim", "of what", "was", "is"], numbers_moved(old, new))]
    lines += ["## Answers that changed", "", "Exercises in both editions whose right answer is another number.", "",
              *table(["exercise", "title", "was", "is"], answers_moved(old, new))]  # fmt: skip
    lines += ["## Mistakes that changed", "", "What an exercise in both editions says to wrong answers.", "",
              *table(["exercise", "gone", "new"], ((f"{i} {title}", " ".join(a), " ".join(b)) for i, title, a, b in mistakes_moved(old, new)))]  # fmt: skip
    for head, those, other in (("Exercises retired", old, new), ("Exercises new", new, old)):
        names = sorted((i for i in those.exercises if i not in other.exercises), key=order)
        lines += [f"## {head}", "", "; ".join(f"{i} {those.exercises[i].title}" for i in names) + "." if names else "None.", ""]  # fmt: skip
    return "\n".join(lines)


def errata(old: Edition, new: Edition) -> str:
    """Return what a reader of the older edition may have quoted and what stands now: verdicts of claims kept, answers."""
    why = reasons(old, new)
    lines = ["# Errata", "", f"What {old.name} of {old.day} says and {new.name} no longer does. All that moved, numbers included: `book/changes/{new.day}.md`.", ""]  # fmt: skip
    for i, (a, b) in moved(old, new).items():
        lines.append(f"- **{i}**: {a.verdict} → {b.verdict}. {'; '.join(why.get(i, [])) or 'No reason is noted'}.")
    lines += [f"- **Exercise {i}** {title}: {a:g} → {b:g}." for i, title, a, b in answers_moved(old, new)]
    return "\n".join(lines) + "\n"


def block(old: Edition, new: Edition) -> str:
    """Return the lines for CHANGELOG.md."""
    shifted = Counter((a.verdict, b.verdict) for a, b in moved(old, new).values())
    said_so = "; ".join(f"{count} from {a} to {b}" for (a, b), count in shifted.most_common())
    both = sum(i in old.claims for i in new.claims)
    return (f"Verdicts since {old.name} of {old.day}\n"
            f"- {len(new.claims)} claims are judged ({len(old.claims)} before), {both} of them in both. Another verdict: {said_so or 'none'}.\n"
            f"- Each with its reason, and the numbers and mistakes that changed: `book/changes/{new.day}.md`; in short: `ERRATA.md`.\n")  # fmt: skip


def with_block(changelog: str, text: str, day: str) -> str:
    """Return the changelog with its block of this day replaced, or put below the newest edition's heading."""
    whole = BLOCK.format(day, text)
    there = re.compile(rf"(?s)<!-- verdicts of {day} -->.*?<!-- end of verdicts -->\n")
    if there.search(changelog):
        return there.sub(lambda _: whole, changelog)
    return re.sub(r"(?m)^(## .*\n\n)", lambda found: f"{found[1]}{whole}\n", changelog, count=1)


def released() -> str:
    """Return the last release as `NAME=REV`: its tag, or the last commit of the day that CITATION.cff names."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    version, day = (re.search(rf"(?m)^{name}: *(\S+)", text)[1] for name in ("version", "date-released"))
    tag = git("rev-parse", "--verify", "--quiet", f"v{version}^{{commit}}").strip()
    last = git("rev-list", "-1", "--first-parent", f"--before={day}T23:59:59+0000", "HEAD").strip()
    return f"{version}={tag or last}"


def main() -> int:
    """Compare two editions and write page, errata and the changelog's block."""
    parser = argparse.ArgumentParser(prog="python -m book.changes", description=main.__doc__)
    parser.add_argument("old", nargs="?", help="a revision, or NAME=REV; without it the last release")
    parser.add_argument("new", nargs="?", default="HEAD")
    asked = parser.parse_args()
    old, new = edition(asked.old or released()), edition(asked.new)
    write(CHANGES / f"{new.day}.md", page(old, new))
    write(ROOT / "ERRATA.md", errata(old, new))
    log = ROOT / "CHANGELOG.md"
    write(log, with_block(log.read_text(encoding="utf-8"), block(old, new), new.day))
    silent = [i for i in moved(old, new) if i not in reasons(old, new)]
    print(f"{len(moved(old, new))} verdicts changed, {len(silent)} of them without a reason in CHANGES.md: {', '.join(silent) or 'none'}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
