"""What the site and the teaching kit both take from notebooks, lesson modules and tables."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import nbformat

from helpers import claims
from helpers.data import reference

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "book" / "_build"


def named_from(path: Path) -> str:
    """Return a path as somebody in the course's folder writes it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def notebook_path(number: str) -> Path:
    """Return the notebook of a lesson."""
    return next(iter(sorted((ROOT / "notebooks").glob(f"{number}_*.ipynb"))))


def committed(path: Path) -> str:
    """Return a notebook's source as committed, so that no learner's trials reach the site; without git, as it lies there."""
    name = path.relative_to(ROOT).as_posix()
    found = subprocess.run(["git", "show", f"HEAD:{name}"], cwd=ROOT, capture_output=True)
    return found.stdout.decode("utf-8") if found.returncode == 0 else path.read_text(encoding="utf-8")


def markdown_of(number: str) -> str:
    """Return all prose of a lesson, without the invisible marks."""
    cells = nbformat.read(notebook_path(number), as_version=4).cells
    return re.sub(r"<!--.*?-->", "", "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown"))


def part(text: str, start: str, stop: str = r"\n\*\*|\n## |\n\n(?=\*\*)|\Z") -> str:
    """Return the text from behind a start pattern to the next stop pattern, stripped; empty if it is not there."""
    found = re.search(f"(?s){start}(.*?)(?={stop})", text)
    return found[1].strip() if found else ""


def title_of(number: str) -> str:
    """Return a lesson's title line, such as `05 · Is it a type, or is it a rule?`."""
    return re.search(r"(?m)^# (.+)$", markdown_of(number))[1]


def cell(text: str) -> str:
    """Return text that can stand in a Markdown table cell."""
    return str(text).replace("|", "/").replace("\n", " ")


def write(path: Path, text: str) -> None:
    """Write a text file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def readings(number: str) -> list[str]:
    """Return the works cited for or against the lesson's claims, most cited first."""
    table = claims.claims(number)
    keys = Counter(key for side in ("for", "against") for works in table[f"reading_{side}"] for key in works)
    return [reference(key) for key, _ in keys.most_common(6)]
