"""Rebuild the tables of the course: `python -m data.recipes [--check] [TABLE ...]`.

For each table NAME, `data/recipes/NAME.py` has `build(pack) -> DataFrame`. The result is checked against
`data/codebook/NAME.toml`, sorted by the table's keys and written to `data/tables/`. Then `data/checksums.txt` and
`data/README.md` are written anew. With --check nothing is written; the exit status is 1 if any file would change.

What we wrote ourselves lies in `data/authored/`; other people's data sets lie in the raw pack beside the project. Tables
whose raw files are not there are left out, named in one sentence, and the exit status is 2 if nothing worse happened.
"""

import argparse
import importlib
import sys

from data.recipes import tools
from helpers.data import DATA, table_path, tables, typed

EXTRAS = {"references": DATA / "references.bib", "outlines": DATA / "map" / "world.json.gz"}


def build(name: str) -> bytes:
    """Return the bytes of one table's file; raise ValueError where recipe and codebook disagree."""
    entry = tools.entry(name)
    table = importlib.import_module(f"data.recipes.{name}").build(tools.PACK)
    missing = set(entry["columns"]) ^ set(table.columns)
    if missing:
        raise ValueError(f"{name}: recipe and codebook differ in columns {sorted(missing)}")
    table = table[list(entry["columns"])].sort_values(entry["keys"], kind="stable", ignore_index=True)
    if table.duplicated(entry["keys"]).any():
        raise ValueError(f"{name}: keys {entry['keys']} are not unique")
    raw = tools.to_csv(table, entry)
    typed(raw, entry, name)
    return tools.packed(raw) if entry.get("compressed") else raw


def main() -> int:
    """Build what was asked for, write or compare, and report one line per file that changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", nargs="*", help="names of tables; all if none is given")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file would change")
    options = parser.parse_args()
    results, left_out = {}, []
    for name in options.tables or [*tables(), *EXTRAS]:
        try:
            if name in EXTRAS:
                results[EXTRAS[name]] = importlib.import_module(f"data.recipes.{name}").build(tools.PACK)
            else:
                results[table_path(name)] = build(name)
        except tools.RawFileMissingError:
            left_out.append(name)
    changed = [path for path, raw in results.items() if not path.exists() or path.read_bytes() != raw]
    if not options.check:
        for path in changed:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(results[path])
    for path, text in tools.generated(results).items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            changed.append(path)
            if not options.check:
                path.write_text(text, encoding="utf-8", newline="\n")
    for path in changed:
        print(f"{'differs' if options.check else 'wrote'}: {path.relative_to(DATA.parent)}")
    print(f"{len(results)} files built, {len(changed)} {'differ' if options.check else 'changed'}")
    if left_out:
        print(f"Left out, since their raw files are not in ../shared/raw: {', '.join(left_out)}.")
    if differing := tools.differing(tools.PACK):
        print(f"Not the version on record in data/authored/raw_files.csv: {', '.join(differing)}.")
    return 1 if options.check and changed else 2 if left_out else 0


if __name__ == "__main__":
    sys.exit(main())
