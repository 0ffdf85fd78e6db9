"""Re-execute notebooks in place and normalise them: `python -m tests.refresh [--check] [NAME ...]`.

Stored are: execution counts 1 … n, outputs without widget state, views or timings, and the same metadata in every file.
With --check nothing is written; each cell that would differ is named and the exit status is 1.
"""

import argparse
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
VIEW = "application/vnd.jupyter.widget-view+json"
# Cells whose code says nothing to a reader: imports, figures, explorers, questions, sources. The lines that carry an idea stay.
FOLDED = re.compile(r"(from |import |lesson\.\w+\(|panel\.|game\.|ask\(|check\(|claim_cards\(|evidence_code\(|here\(|home\(|negotiation|predict\(|sources\(|progress\(|reflect\(|review\(|verdicts\(|versions\()")  # fmt: skip
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebooks() -> list[Path]:
    """Return all notebooks of the course, lessons first."""
    return sorted((ROOT / "notebooks").rglob("*.ipynb"), key=lambda path: (len(path.parts), path.name))


def execute(path: Path) -> nbformat.NotebookNode:
    """Return a notebook executed from top to bottom in its own folder, normalised."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    return normalise(notebook)


def normalise(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep what a reader sees and what nbval compares; drop what changes from run to run."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    count = 0
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:03d}"
        tags = cell.metadata.get("tags")
        folded = cell.cell_type == "code" and FOLDED.match(cell.source)
        kept = ({"tags": tags} if tags else {}) | ({"jupyter": {"source_hidden": True}} if folded else {})
        cell.metadata = nbformat.from_dict(kept)
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
            if "data" in output:
                output.data.pop(VIEW, None)
    return notebook


def main() -> int:
    """Refresh or check the notebooks whose names begin so (`05`, `gallery`), or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="beginnings of notebooks' names, such as 05; all if none is given")
    parser.add_argument("--check", action="store_true", help="write nothing; name the cells that differ")
    options = parser.parse_args()
    os.environ |= {"COURSE_PROGRESS": "memory", "COURSE_ERRORS": "plain", "PYTHONHASHSEED": "0"}
    paths = [path for path in notebooks() if not options.names or path.name.startswith(tuple(options.names))]
    if not paths:
        parser.error(f"no notebook's name begins with {' or '.join(options.names)}")
    changed = 0
    with ThreadPoolExecutor(2) as pool:
        for path, fresh in zip(paths, pool.map(execute, paths), strict=True):
            old = nbformat.read(path, as_version=4)
            text = nbformat.writes(fresh, indent=1, ensure_ascii=False) + "\n"
            if path.read_text(encoding="utf-8") == text:
                continue
            changed += 1
            name = path.relative_to(ROOT)
            cells = [i for i, (a, b) in enumerate(zip(old.cells, fresh.cells, strict=False)) if a != b]
            print(f"{name}: {'differs' if options.check else 'written'} in cells {cells or 'metadata'}")
            if not options.check:
                path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(paths)} notebooks executed, {changed} {'differ' if options.check else 'changed'}")
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
