"""Read the course's tables: `load`, `state`, `codebook`, `cite`, `reference`, `versions`.

Every table is a CSV in `data/tables/` described by one TOML file in `data/codebook/`. This module is the only one that
reads files, and it only reads: `data/recipes/` writes them. A checkout has `data/` beside `helpers/`; an installed wheel
carries the same files as `helpers/_data`.
"""

from __future__ import annotations

import difflib
import gzip
import hashlib
import json
import re
import reprlib
import tomllib
import zlib
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pandas as pd

_HERE = Path(__file__).resolve().parent
PACKAGED = (_HERE / "_data").is_dir()
DATA = _HERE / "_data" if PACKAGED else _HERE.parent / "data"

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 60


class CourseError(ValueError):
    """A mistake that the reader can mend; shown in a notebook as one sentence, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


def brief(value: object) -> str:
    """Return what was passed as a sentence names it: its repr, shortened if long."""
    return _SHORT.repr(value)


@cache
def evidence() -> dict[str, dict]:
    """Return what each verdict rests on, as last computed: claim id → `parts` and `ours`, each a list of parts as plain values."""
    try:
        kept = json.loads((DATA / "evidence.json").read_text(encoding="utf-8"))
        if not all({"parts", "ours"} <= set(parts) for parts in kept.values()):
            raise ValueError
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        raise _damaged("The evidence of the verdicts", "evidence.json") from None
    return kept


def tables() -> list[str]:
    """Names of all tables of the course, in alphabetical order."""
    return sorted(path.stem for path in (DATA / "codebook").glob("*.toml"))


def load(name: str, year: int | None = None) -> pd.DataFrame:
    """Return a table as a typed DataFrame; with `year`, only the rows that hold in that year.

    name: a table's name, see `tables()`. year: a calendar year; a table of spells gives the spells that cover any part
    of it. Returns a copy: rows and columns as `codebook(name)` lists them. Raises CourseError for a name or a year that
    the course does not have and for a damaged file.
    """
    entry = _entry(name)
    table = _read(name)
    if year is None:
        return table.copy(deep=False)  # pandas copies on write
    if "time" not in entry:
        raise CourseError(f"Table '{name}' has no years, so it cannot be cut to {year}. Use load('{name}').")
    first, last = entry["years"]
    if isinstance(year, bool) or not isinstance(year, int) or not first <= year <= last:
        raise CourseError(f"Table '{name}' covers the years {first}–{last}; {brief(year)} is not among them.")
    begins, ends = table[entry["time"][0]], table[entry["time"][-1]]  # one column of years, or two of spells
    still = ends.isna() if len(entry["time"]) == 2 else False
    return table[(begins <= year) & ((ends >= year) | still)].reset_index(drop=True)


def state(name: str | int) -> int:
    """Return the Correlates of War number of a state, by English name, ISO3 code or number.

    Raises CourseError that suggests the nearest names for an unknown one.
    """
    known = _state_names()
    wanted = str(name).strip().casefold()
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    labels = list(dict.fromkeys(state_name(known[key]) for key in near))
    raise CourseError(f"No state is called {brief(name)} in the course. {_suggestion(labels)}")


def state_name(state_id: int) -> str:
    """Return the English name of a state from its Correlates of War number (the latest one, if it changed)."""
    try:
        return _names_by_number()[state_id]
    except (KeyError, TypeError):
        raise CourseError(f"{brief(state_id)} is not a Correlates of War state number.") from None


def codebook(name: str) -> pd.DataFrame:
    """Return a table's codebook, one row per column: type, unit, allowed values or range, meaning.

    The unit of observation, years, licence light, terms and traps are in `.attrs` and in `data/README.md`.
    """
    entry = _entry(name)
    book = pd.DataFrame.from_dict(entry["columns"], orient="index").rename_axis("column")
    book["values"] = [_allowed(about) for about in entry["columns"].values()]
    book = book.reindex(columns=["type", "unit", "values", "meaning"]).astype(object).fillna("")
    book.attrs = {key: value for key, value in entry.items() if key != "columns"}
    return book


def cite(name: str) -> str:
    """Return the reference of a table (its sources, one per line) or of a reading (by its key), as plain text."""
    if isinstance(name, str) and name in tables():
        return "\n".join(reference(key) for key in _entry(name)["citation"])
    return reference(name)


def reference(key: str) -> str:
    """Return one reading as plain text: authors (year). title. journal or publisher. DOI where it was verified."""
    fields = bibliography().get(key) if isinstance(key, str) else None
    if fields is None:
        near = difflib.get_close_matches(str(key), [*bibliography(), *tables()], n=3)
        raise CourseError(f"Nothing in the course is cited as {brief(key)}. {_suggestion(near)}")
    kinds = ("journal", "booktitle", "publisher", "institution", "howpublished")
    place = next((fields[kind] for kind in kinds if kind in fields), "")
    for name, form in (("volume", " {}"), ("number", "({})"), ("pages", ": {}")):
        if name in fields and (name != "number" or "volume" in fields):
            place += form.format(fields[name])
    doi = f"doi:{fields['doi']}" if "doi" in fields else ""
    who = f"{'; '.join(fields['people'])} ({fields.get('year', 'n.d.')})".replace("; others", " and others")
    return (
        ". ".join(part for part in (who, fields["title"], place, doi) if part).replace("--", "–").replace("?. ", "? ")
        + "."
    )


def short_reference(key: str) -> str:
    """Return a reading's short form for running text, such as `Leeds, Long & Mitchell 2000`."""
    reference(key)
    fields = bibliography()[key]
    names = [person.split(",")[0].strip() for person in fields["people"]]
    shown = (
        f"{names[0]} et al."
        if len(names) > 3 or names[-1] == "others"
        else ", ".join(names[:-1]) + " & " * (len(names) > 1) + names[-1]
    )
    return f"{shown} {fields.get('year', 'n.d.')}"


@cache
def bibliography() -> dict[str, dict]:
    """Return all readings of `data/references.bib`: key → fields (type, year, title ...), braces removed; people: a list."""
    try:
        text = (DATA / "references.bib").read_text(encoding="utf-8")
        readings = _readings(text)
        if not text.endswith(f"% The end: {len(readings)} entries.\n"):
            raise ValueError
    except (OSError, ValueError):
        raise _damaged("The bibliography", "references.bib") from None
    return readings


def _readings(text: str) -> dict[str, dict]:
    readings = {}
    for kind, key, body in re.findall(r"^@(\w+)\{([^,\s]+),\n(.*?)^\}", text, flags=re.M | re.S):
        fields = dict(re.findall(r"^\s*(\w+)\s*=\s*\{(.*)\},?\s*$", body, flags=re.M))
        # An organisation's own "and" stands in braces of its own and parts no names.
        people = re.split(r" and (?![^{]*\})", fields.get("author") or fields.get("editor") or "Unsigned")
        bare = partial(re.sub, r"[{}]|\\(?=&)", "")
        fields = {name: bare(value) for name, value in fields.items()}
        if "title" not in fields:
            raise ValueError(f"{key} has no title")
        readings[key] = fields | {"type": kind, "people": [bare(name) for name in people]}
    return readings


TERMS = {"green": "open", "amber": "with credit", "red": "extract only"}  # data/README.md says more


def versions() -> pd.DataFrame:
    """Return one row per table: version and years of the source, why it ends there, retrieval date, terms, rows, checksum."""
    rows = []
    for name in tables():
        entry, (digest, count) = _entry(name), _listed(name)
        years = "–".join(map(str, entry["years"])) if "years" in entry else ""
        rows.append({"table": name, "version": entry.get("version", ""), "years": years, "age": entry.get("age", ""), "retrieved": entry["retrieved"],
                     "terms": TERMS[entry["licence"]], "rows": count, "sha256": digest[:12]})  # fmt: skip
    return pd.DataFrame(rows).set_index("table")


@cache
def map_outlines() -> dict[str, dict]:
    """Return the world map in Equal Earth kilometres: outlines, points, label_points, frame and historical unions.

    outlines: ISO3 code → list of rings of [x, y]; points: ISO3 code → [x, y] for states too small to draw; frame: the
    outline of the projection; historical: which present-day outlines together show a state that ended. Natural Earth,
    public domain, de facto borders; details in `data/recipes/outlines.py`.
    """
    try:
        with gzip.open(DATA / "map" / "world.json.gz", "rt", encoding="utf-8") as file:
            content = json.load(file)
        if not {"outlines", "points", "label_points", "frame", "historical"} <= set(content):
            raise ValueError
    except (OSError, EOFError, ValueError, TypeError, RecursionError, zlib.error):
        raise _damaged("The world map", "map") from None
    return content


def _entry(name: str) -> dict:
    path = DATA / "codebook" / f"{name}.toml"
    if isinstance(name, str) and name in _manifest() and not path.is_file():
        raise _damaged(f"The codebook of table '{name}'", "codebook")
    if not isinstance(name, str) or not re.fullmatch(r"\w+", name) or not path.is_file():
        near = difflib.get_close_matches(str(name), tables(), n=3, cutoff=0.5)
        raise CourseError(f"The course has no table {brief(name)}. {_suggestion(near) or 'See tables().'}")
    return _parse(path)


@cache
def _parse(path: Path) -> dict:
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = {about["type"] for about in entry["columns"].values()}
        if not kinds <= set(TYPES) or not {"citation", "licence", "retrieved"} <= set(entry):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged(f"The codebook of table '{path.stem}'", "codebook") from None
    return entry


@cache
def _manifest() -> dict[str, tuple[str, int]]:
    try:
        lines = (DATA / "checksums.txt").read_text(encoding="utf-8").splitlines()
        return {name: (digest, int(rows)) for digest, rows, name in (line.split() for line in lines)}
    except (OSError, ValueError):
        raise _damaged("The list of checksums", "checksums.txt") from None


def _listed(name: str) -> tuple[str, int]:
    """Return a table's checksum and rows as `data/checksums.txt` lists them."""
    if name not in _manifest():
        raise _damaged("The list of checksums", "checksums.txt")
    return _manifest()[name]


def table_path(name: str) -> Path:
    """Return the path of a table's file: plain CSV, or gzipped where the codebook says `compressed`."""
    return DATA / "tables" / (f"{name}.csv.gz" if _entry(name).get("compressed") else f"{name}.csv")


@cache
def _read(name: str) -> pd.DataFrame:
    entry, path = _entry(name), table_path(name)
    try:
        raw = path.read_bytes()
    except OSError:
        raise CourseError(f"Table '{name}' is missing from the course. {_repair('tables')}") from None
    if hashlib.sha256(raw).hexdigest() != _listed(name)[0]:
        raise CourseError(f"Table '{name}' is damaged or was edited: its checksum differs. {_repair('tables')}")
    return typed(raw, entry, name)


def typed(raw: bytes, entry: dict, name: str) -> pd.DataFrame:
    """Parse a table's bytes and give each column the type its codebook entry states.

    integer → int64, or Int64 where cells may be blank; number → float64; boolean → bool (stored 0/1), or boolean with
    blanks; date → datetime64; text → str, blank cells as ''. Raises CourseError where file and codebook disagree.
    """
    kinds = {column: about["type"] for column, about in entry["columns"].items()}
    text = {column: str for column, kind in kinds.items() if kind in ("text", "date")}
    problem = "is cut short"
    try:
        raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        problem = "is not a readable CSV file"
        # Only an empty cell is missing: Namibia's two-letter code is "NA".
        table = pd.read_csv(BytesIO(raw), keep_default_na=False, na_values=[""], dtype=text)
        wrong = sorted(set(kinds) ^ set(table.columns)) or ["their order"] * (list(kinds) != list(table.columns))
        problem = f"and its codebook differ in columns: {', '.join(wrong)}"
        if wrong:
            raise ValueError
        for column, kind in kinds.items():
            problem = f"holds something other than {kind} in column '{column}'"
            table[column] = TYPES[kind](table[column])
    except (OSError, EOFError, KeyError, ValueError, TypeError, OverflowError, zlib.error):
        raise CourseError(f"Table '{name}' {problem}. {_repair('tables')}") from None
    return table


# What a codebook may call a column → how a column read from CSV becomes that.
TYPES = {
    "text": lambda values: values.fillna(""),
    "date": lambda values: pd.to_datetime(values, format="%Y-%m-%d"),
    "number": lambda values: values.astype("float64"),
    "integer": lambda values: values.astype("Int64" if values.isna().any() else "int64"),
    "boolean": lambda values: values.astype("boolean" if values.isna().any() else "bool"),
}


@cache
def _names_by_number() -> dict[int, str]:
    rows = _read("states")
    return dict(zip(rows["state_id"], rows["name"], strict=True))


@cache
def _state_names() -> dict[str, int]:
    rows = _read("states")
    known = {}
    for column in ("iso3", "name"):
        known |= {value.casefold(): code for value, code in zip(rows[column], rows["state_id"], strict=True) if value}
    for names, code in zip(rows["other_names"], rows["state_id"], strict=True):
        known |= {alias.strip().casefold(): code for alias in names.split(";") if alias.strip()}
    return known | {str(code): code for code in rows["state_id"]}


def _damaged(what: str, part: str) -> CourseError:
    return CourseError(f"{what} is missing or damaged. {_repair(part)}")


def _repair(part: str) -> str:
    """Say how a file or folder of the data comes back. Deleting first: git takes a file of the same size and time as good."""
    if PACKAGED:
        return "Install the course again with 'pip install --force-reinstall --no-deps' and the wheel's name."
    return f"Delete data/{part} and bring it back with 'git checkout data/', or download the course again."


def _allowed(about: dict) -> str:
    if "allowed" in about:
        return ", ".join(map(str, about["allowed"]))
    if "range" in about:
        return "–".join(map(str, about["range"]))
    return about.get("references", "")


def _suggestion(near: list[str]) -> str:
    return f"Did you mean {' or '.join(repr(word) for word in near)}?" if near else ""
