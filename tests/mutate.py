"""Corrupt one thing at a time and demand that the tests notice: `python -m tests.mutate [--each N] [--seed S] [--kinds KIND …] [--lessons NN …]`.

Kinds: what a lesson computes (a data value, a solution, a mistake, a claim's evidence, a control's range), what it shows (a
stored output, an alt text, a stored picture, a colour, a curve, a unit, a label), what it says (a number, a word, a link, an
option, a folded answer, a preset, a case's year, a work's side), and what all share: a fact of ours with its table and
checksum made anew, a table's number with its checksum made anew, a glossary entry, the code that writes question bank,
slides and papers. Every mutant is made in a copy of the project; the tests of its lesson and strict nbval must go
red. The share caught is reported by kind, survivors by name.
"""

import argparse
import ast
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers.exercises import lessons
from tests import prose
from tests.refresh import ROOT, notebooks

COPIED = ["helpers", "tests", "notebooks", "data", "book", "conftest.py", "pyproject.toml"]


def module_of(number: str) -> str:
    """Return the path of a lesson's module, relative to the project."""
    return f"helpers/lessons/{lessons()[number]}.py"


def notebook_of(number: str) -> str:
    """Return the path of a lesson's notebook, relative to the project."""
    return next(str(path.relative_to(ROOT)) for path in notebooks() if path.name.startswith(number))


def functions_named(source: str, listing: str) -> set[str]:
    """Return the names of functions that a listing such as EXERCISES or CLAIMS refers to."""
    tree = ast.parse(source)
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == listing for target in targets):
            return {inner.id for inner in ast.walk(node.value) if isinstance(inner, ast.Name)}
    return set()


def change_return(source: str, name: str) -> str | None:
    """Return the source with a function's last returned value made wrong, or None if that cannot be done simply."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            last = node.body[-1]
            if not isinstance(last, ast.Return) or last.value is None:
                return None
            value, text = last.value, ast.get_source_segment(source, last.value)
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                wrong = repr("b" if value.value == "a" else "a")
            elif isinstance(value, (ast.Set, ast.SetComp, ast.List, ast.ListComp)):
                wrong = (
                    f"type({text})(list({text})[:-1])"
                    if isinstance(value, (ast.Set, ast.SetComp))
                    else f"({text})[::-1]"
                )
            else:
                wrong = f"1.5 * ({text}) + 1"
            return source.replace(f"return {text}", f"return {wrong}", 1)
    return None


def mutants(kind: str, number: str, draw: random.Random):
    """Yield (description, path, new text) for mutants of one kind in one lesson, in random order."""
    path, book = module_of(number), notebook_of(number)
    source, notebook = (ROOT / path).read_text(encoding="utf-8"), json.loads((ROOT / book).read_text(encoding="utf-8"))
    if kind == "evidence":
        found = list(re.finditer(r'expects="(above|below)"|benchmark=([-\d.]+),', source))
        draw.shuffle(found)
        for match in found:
            wrong = {"above": "below", "below": "above"}.get(match[1]) or f"{match[2]} + 0.5"
            place = 1 if match[1] else 2
            line = source[: match.start()].count("\n") + 1
            yield (
                f"{match[0]} in line {line} changed",
                path,
                source[: match.start(place)] + wrong + source[match.end(place) :],
            )
    elif kind == "solution":
        functions = sorted(functions_named(source, "EXERCISES"))
        draw.shuffle(functions)
        for name in functions:
            changed = change_return(source, name)
            if changed and changed != source:
                yield f"{name} returns a wrong value", path, changed
    elif kind == "mistake":
        found = list(re.finditer(r"Mistake\(\s*lambda: ", source))
        draw.shuffle(found)
        for match in found:
            line = source[: match.start()].count("\n") + 1
            yield (
                f"the mistake in line {line} never matches",
                path,
                source[: match.end()] + "'never' if True else " + source[match.end() :],
            )
    elif kind == "prose number":
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
        places = [
            (cell, match)
            for cell in cells
            for match in prose.MARK.finditer("".join(cell["source"]))
            if match["value"][-1].isdigit()
        ]
        draw.shuffle(places)
        for cell, match in places:
            text = "".join(cell["source"])
            digit = str((int(match["value"][-1]) + 3) % 10)
            end = match.end("value")
            kept = cell["source"]
            cell["source"] = text[: end - 1] + digit + text[end:]
            yield (
                f"prose says {match['value'][:-1]}{digit} for {match['key']}",
                book,
                json.dumps(notebook, indent=1, ensure_ascii=False) + "\n",
            )
            cell["source"] = kept
    elif kind in ("stored output", "alt text", "stored picture"):
        outputs = [
            output["data"] for cell in notebook["cells"] for output in cell.get("outputs", []) if "data" in output
        ]
        draw.shuffle(outputs)
        for data in outputs:
            form = "text/plain" if kind == "stored output" else "text/html"
            kept = data.get(form, "")
            changed = spoiled(kind, "".join(kept))
            if changed:
                data[form] = changed
                yield f"{kind} changed", book, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
                data[form] = kept
    elif kind == "picture":
        pictures = source[source.index("# Pictures.") : source.index("# Explorers.")]
        found = [(what, match) for what, pattern in PICTURE.items() for match in re.finditer(pattern, pictures)]
        draw.shuffle(found)
        for what, match in found:
            at = source.index("# Pictures.") + match.start(1)
            wrong = {"colour": "ORANGE" if match[1] != "ORANGE" else "TEAL", "curve": f"[2 * v for v in {match[1]}]",
                     "unit": "Per mille", "label": "the others"}[what]  # fmt: skip
            line = source[:at].count("\n") + 1
            yield f"{what} in line {line}", path, source[:at] + wrong + source[at + len(match[1]) :]
    elif kind == "control":
        found = list(re.finditer(r'(?:number|amount)\("[^"]+", ([-\d.]+), ([-\d.]+),', source))
        draw.shuffle(found)
        for match in found:
            step = "50" if float(match[2]) > 20 else "1"
            yield (
                f"control {match[0][:40]} reaches too far",
                path,
                source[: match.end(2)] + f" + {step} * 40" + source[match.end(2) :],
            )
    elif kind == "word":
        found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
                 and len(node.value.split()) > 5 and node.lineno > source[: source.index("# Explorers.")].count("\n")]  # fmt: skip
        draw.shuffle(found)
        for node in found:
            text = ast.get_source_segment(source, node)
            words = re.findall(r"(?<=[ \"'])[a-z]{5,}(?=[ .,;?])", text or "")
            if text and words and source.count(text) == 1:
                word = draw.choice(words)
                yield (
                    f"{word!r} gone from a text in line {node.lineno}",
                    path,
                    source.replace(text, text.replace(word, "perhaps", 1)),
                )
    elif kind == "case":
        found = list(re.finditer(r'Case\(\s*"[^"]+",\s*"[^"]*?((?:19|20)\d\d)', source))
        draw.shuffle(found)
        for match in found:
            year = str(int(match[1]) + 1)
            yield f"a case of {match[1]} in {year}", path, source[: match.start(1)] + year + source[match.end(1) :]
    elif kind == "fold":
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "questions":
                one, other = (ast.get_source_segment(source, value) for value in node.value.values[:2])
                changed = source.replace(one, "§").replace(other, one).replace("§", other)
                yield f"two folded answers exchanged: {one[:40]}", module_of(number), changed
    elif kind == "prose":
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
        draw.shuffle(cells)
        for cell in cells:
            kept = cell["source"]
            text = "".join(kept)
            if words := re.findall(r"(?<= )[a-z]{6,}(?= )", text):
                cell["source"] = text.replace(f" {words[0]} ", " perhaps ", 1)
            else:
                continue
            yield f"{kind} of a cell changed", book, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
            cell["source"] = kept
    elif kind == "work":
        file = ROOT / "data" / "tables" / "literature.csv"
        lines = file.read_text(encoding="utf-8").splitlines()
        own = [i for i, line in enumerate(lines) if re.search(rf'"{line.split(",")[0]}"', source)]
        draw.shuffle(own)
        for i in own:
            for side, other in (("for", "against"), ("against", "for"), ("qualifies", "for")):
                if f",{side}," in lines[i]:
                    wrong = [*lines[:i], lines[i].replace(f",{side},", f",{other},", 1), *lines[i + 1 :]]
                    yield (
                        f"a work {other} and not {side} in row {i}",
                        "data/tables/literature.csv",
                        "\n".join(wrong) + "\n",
                    )
                    break
    elif kind == "kept evidence":
        file = ROOT / "data" / "evidence.json"
        lines = file.read_text(encoding="utf-8").splitlines()
        own = [i for i, line in enumerate(lines) if (key := re.match(r' "(C[\d.]+)"', line)) and f'"{key[1]}"' in source and re.search(r'"low": -?\d', line)]  # fmt: skip
        draw.shuffle(own)
        for i in own:
            wrong = [
                *lines[:i],
                re.sub(r'("low": )(-?)(\d)', lambda m: f"{m[1]}-9{m[3]}", lines[i], count=1),
                *lines[i + 1 :],
            ]
            yield f"the kept evidence in line {i}", "data/evidence.json", "\n".join(wrong) + "\n"
    elif kind == "link":
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
        others = [path.name for path in notebooks() if path.name[:2] not in (number, "ga")]
        places = [
            (cell, match) for cell in cells for match in re.finditer(r"\]\((\d\d_\w+\.ipynb)", "".join(cell["source"]))
        ]
        draw.shuffle(places)
        for cell, match in places:
            kept, text = cell["source"], "".join(cell["source"])
            wrong = draw.choice([name for name in others if name != match[1]])
            cell["source"] = text[: match.start(1)] + wrong + text[match.end(1) :]
            yield (
                f"a link to {match[1]} goes to {wrong}",
                book,
                json.dumps(notebook, indent=1, ensure_ascii=False) + "\n",
            )
            cell["source"] = kept
    elif kind in ("option", "preset"):
        for what, one, other in exchanged(kind, source, draw):
            yield what, path, source.replace(one, "§", 1).replace(other, one, 1).replace("§", other, 1)
    elif kind == "kit":
        path = draw.choice(KIT)
        source = (ROOT / path).read_text(encoding="utf-8")
        found = list(re.finditer(r" (==|in|and|\+|not in) ", source))
        draw.shuffle(found)
        for match in found:
            wrong = {"==": "!=", "in": "not in", "not in": "in", "and": "or", "+": "or"}[match[1]]
            changed = source[: match.start(1)] + wrong + source[match.end(1) :]
            line = source[: match.start()].splitlines()[-1]
            if "for " not in line[-14:] and not line.startswith("#") and compiles(changed):
                yield f"{match[1]!r} in line {source[: match.start()].count(chr(10)) + 1} of {path}", path, changed
    elif kind == "data":
        tables = sorted(set(re.findall(r'load\("(\w+)"', source)))
        draw.shuffle(tables)
        for table in tables:
            file = ROOT / "data" / "tables" / f"{table}.csv"
            if not file.exists():
                continue
            lines = file.read_text(encoding="utf-8").splitlines()
            row = draw.randrange(1, len(lines))
            changed = re.sub(r"\d(?=\D*$)", lambda m: str((int(m[0]) + 1) % 10), lines[row], count=1)
            if changed != lines[row]:
                yield (
                    f"row {row} of {table}",
                    f"data/tables/{table}.csv",
                    "\n".join([*lines[:row], changed, *lines[row + 1 :]]) + "\n",
                )


# Code that writes what a teacher hands out.
KIT = ["book/bank.py", "book/formats.py", "book/slides.py", "book/paper.py", "book/plan.py", "book/matter.py"]


def compiles(source: str) -> bool:
    """Whether Python can read a source."""
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def exchanged(kind: str, source: str, draw: random.Random):
    """Yield (description, a text, the other) of two options of an exercise, or two sentences of an explorer's presets."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if (
            kind == "option"
            and isinstance(node, ast.keyword)
            and node.arg == "options"
            and isinstance(node.value, ast.Dict)
        ):
            found.append(node.value.values)
        if kind == "preset" and isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "stories":
            found.append([value.elts[1] for value in node.value.values if isinstance(value, ast.Tuple)])
    draw.shuffle(found)
    for values in found:
        texts = [ast.get_source_segment(source, value) for value in values[:2]]
        if len(texts) == 2 and all(text and source.count(text) == 1 for text in texts):
            yield f"two texts of a {kind} exchanged: {texts[0][:40]}", *texts


# What stands in no lesson's own files.
COMMON = ["fact", "table", "term"]


def common(kind: str, draw: random.Random):
    """Yield (description, {path: new text}) for mutants of what all lessons share, checksums made anew."""
    if kind == "term":
        file = "data/authored/glossary.csv"
    elif kind == "fact":
        file = draw.choice(
            sorted(str(path.relative_to(ROOT)) for path in (ROOT / "data" / "authored" / "facts").glob("*.csv"))
        )
    else:
        file = draw.choice(sorted(str(path.relative_to(ROOT)) for path in (ROOT / "data" / "tables").glob("*.csv")))
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    for row in draw.sample(range(1, len(lines)), len(lines) - 1):
        if kind == "term":
            changed = re.sub(r"(?<= )[a-z]{5,}(?= )", "perhaps", lines[row], count=1)
        else:
            fields = [(match.start(), match[0]) for match in re.finditer(r"[^,]+", lines[row])]
            digits = [
                start + i for start, field in fields if "http" not in field for i, c in enumerate(field) if c.isdigit()
            ]
            at = draw.choice(digits) if digits else None
            changed = (
                lines[row] if at is None else f"{lines[row][:at]}{(int(lines[row][at]) + 1) % 10}{lines[row][at + 1 :]}"
            )
        if changed != lines[row]:
            yield (
                f"row {row} of {file}: {changed[:60]}",
                file,
                "\n".join([*lines[:row], changed, *lines[row + 1 :]]) + "\n",
            )


# What a picture shows: one group each, which is made wrong.
PICTURE = {
    "colour": r"color=(BLUE|ORANGE|TEAL|PLUM|OCHRE)\b",
    "curve": r"\.plot\(\w+, ([a-z_]\w*)[,)]",
    "unit": r"\"(Per cent)\b",
    "label": r"ax\.text\([^\"\n]*\"([^\"{}]+)\"",
}


def spoiled(kind: str, text: str) -> str:
    """Return a stored output with one thing changed that a reader would see, or nothing where there is nothing to change."""
    if kind == "stored output":
        return re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), text, count=1) if re.search(r"\d", text) else ""
    found = (
        re.search(r"<img alt='([^']*?)(\d+)", text)
        if kind == "alt text"
        else re.search(r"(%3C/g%3E.*?)(%23c2410c|%230b5fa5)", text, re.S)
    )
    if not found:
        return ""
    return text[: found.start(2)] + ("777" if kind == "alt text" else "%2300796b") + text[found.end(2) :]


KINDS = [
    "data",
    "solution",
    "mistake",
    "evidence",
    "prose number",
    "stored output",
    "alt text",
    "stored picture",
    "picture",
    "control",
    "word",
    "prose",
    "fold",
    "case",
    "work",
    "kept evidence",
    "link",
    "option",
    "preset",
    "kit",
    *COMMON,
]


def resealed(copy: Path, path: str, before: bytes) -> bool:
    """Put the checksum of a changed table in the place of the old one; a recipe would write a table of our facts over."""
    sums = copy / "data" / "checksums.txt"
    old, new = (hashlib.sha256(raw).hexdigest() for raw in (before, (copy / path).read_bytes()))
    text = sums.read_text(encoding="utf-8")
    sums.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return old in text


def rebuilt(copy: Path) -> bool:
    """Make tables and checksums anew from a copy's authored files, without the raw pack; False if a recipe refuses."""
    command = [sys.executable, "-m", "data.recipes"]
    return (
        subprocess.run(command, cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, capture_output=True).returncode
        != 1
    )


def caught(copy: Path, number: str, kind: str) -> bool:
    """Run the lesson's tests in a copy of the project; True if any goes red."""
    environment = os.environ | {
        "LESSON": number,
        "COURSE_PROGRESS": "memory",
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    base = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"--rootdir={copy}"]
    if kind in COMMON or kind == "kit":
        environment.pop("LESSON")
        stages = (
            [["book/test_bank.py", "book/test_kit.py"]]
            if kind == "kit"
            else [["data"], ["test_lessons.py", "lessons", "test_notebooks.py"]]
        )
        return any(
            subprocess.run(
                [*base, *(str(copy / "tests" / name) for name in stage), "-n", "2"],
                cwd=copy, env=environment, capture_output=True, timeout=1800,
            ).returncode
            for stage in stages
        )  # fmt: skip
    own = sorted(str(path) for path in (copy / "tests" / "lessons").glob(f"test_l{number}.py"))
    tests = [str(copy / "tests" / "test_lessons.py"), str(copy / "tests" / "test_notebooks.py"), *own]
    strict = [*base, "--nbval", str(copy / notebook_of(number))]
    commands = (
        [strict, [*base, *tests]]
        if kind in ("stored output", "alt text", "stored picture", "picture", "data")
        else [[*base, *tests], strict]
    )
    return any(
        subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=400).returncode
        for command in commands
    )


def main() -> int:
    """Make the mutants, run the tests, report the share caught by kind; exit status 1 below 97 per cent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=6, help="mutants of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", default=KINDS, help="kinds to draw from; all if none is named")
    parser.add_argument("--lessons", nargs="*", default=None, help="lessons to draw from; all if none is named")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    numbers = [
        number
        for number in lessons()
        if any(path.name.startswith(number) for path in notebooks()) and number in (options.lessons or lessons())
    ]
    score, survivors, start = {}, [], time.time()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "course")
        subprocess.run(
            ["git", "clone", "--quiet", str(ROOT), str(copy)], check=True
        )  # teaching papers read what is committed
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                left_out = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "_build")
                shutil.copytree(source, copy / name, ignore=left_out, dirs_exist_ok=True)
            else:
                shutil.copy(source, copy / name)
        # What is red to begin with would catch everything: leave it out, and say so.
        own = [kind for kind in options.kinds if kind not in (*COMMON, "kit")]
        red = [number for number in numbers if own and caught(copy, number, "")]
        if red:
            print(f"left out, since their tests fail without any mutant: lessons {', '.join(red)}", flush=True)
        numbers = [number for number in numbers if number not in red]
        shared = {"kit" if kind == "kit" else "fact" for kind in options.kinds if kind not in own}
        red = {kind for kind in shared if caught(copy, "", kind)}
        red |= set(COMMON) if "fact" in red else set()  # these three are held by the same tests
        if red:
            print(f"left out, since their tests fail without any mutant: {', '.join(sorted(red))}", flush=True)
        for kind in [kind for kind in options.kinds if kind not in red]:
            score[kind] = [0, 0]
            order = numbers * options.each
            draw.shuffle(order)
            for number in order:
                if score[kind][1] >= options.each:
                    break
                mutant = next(common(kind, draw) if kind in COMMON else mutants(kind, number, draw), None)
                if mutant is None:
                    continue
                what, path, text = mutant
                target, kept = copy / path, (copy / path).read_bytes()
                target.write_text(text, encoding="utf-8", newline="\n")
                ready = resealed(copy, path, kept) if kind == "table" else rebuilt(copy) if kind in COMMON else True
                found = not ready or caught(copy, number, kind)
                target.write_bytes(kept)
                if kind in COMMON:
                    shutil.copytree(ROOT / "data", copy / "data", dirs_exist_ok=True)
                score[kind][0] += found
                score[kind][1] += 1
                if not found:
                    survivors.append(f"{kind} in lesson {number}: {what}")
                print(f"{'caught  ' if found else 'SURVIVED'} {kind} in lesson {number}: {what}", flush=True)
    hits, total = (sum(pair[i] for pair in score.values()) for i in (0, 1))
    print("\n| kind | caught | of |\n|---|---|---|")
    print("\n".join(f"| {kind} | {a} | {b} |" for kind, (a, b) in score.items()))
    print(
        f"\n{hits} of {total} mutants caught in {(time.time() - start) / 60:.0f} minutes; survivors: {'; '.join(survivors) or 'none'}"
    )
    return 0 if hits >= 0.97 * total else 1


if __name__ == "__main__":
    sys.exit(main())
