"""The learner's journal: what was answered, guessed, believed and written, and when; carried away as one line of text.

One JSON line per entry is appended to `progress.jsonl`, so two notebooks that write at once lose nothing, and a damaged
line costs only itself. A course folder that is shared or read-only holds no journal: then it lies among the learner's own
data. COURSE_PROGRESS names another file, or `memory`. What cannot be written waits in memory for the next entry. In the
browser edition it names a file on the drive, which the browser keeps.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers.data import DATA, PACKAGED, CourseError

EVENTS = ("right", "not yet", "not attempted", "hint", "solution", "reflected", "predicted", "believed", "judged", "learner")  # fmt: skip
# What an entry may carry beside its exercise and event, and the most characters that it may take.
KEPT = {"t": 40, "times": 5, "answer": 4_000, "mistake": 8, "sure": 12, "variant": 5, "seen": 6, "text": 40_000}
COURSE = None if PACKAGED else DATA.parent
SESSION = "in this session only"
IN_BROWSER = sys.platform == "emscripten"
LARGEST = 8_000_000  # characters of an unpacked progress text
_session: list[dict] = []  # what is not in the file


def journal_path() -> Path | None:
    """Return the journal's path after trying to write there, or None where progress can be kept in memory only."""
    for path in _candidates():
        try:
            _append(path)
            return path
        except OSError:
            continue
    return None


def _candidates() -> list[Path]:
    """Return where the journal may lie, best first; never where another user's would be read."""
    wanted = os.environ.get("COURSE_PROGRESS", "")
    if wanted:
        lost = (
            IN_BROWSER and not Path(wanted).parent.is_dir()
        )  # a private window has no drive: what is made there is lost
        return [] if wanted == "memory" or lost else [Path(wanted)]
    beside = [COURSE / "progress.jsonl"] if COURSE and _is_ours(COURSE / "progress.jsonl") else []
    try:
        from jupyter_core.paths import jupyter_data_dir

        return [*beside, Path(jupyter_data_dir()) / "military-partnerships" / "progress.jsonl"]
    except (ImportError, OSError, RuntimeError):  # no home
        return beside


def _is_ours(path: Path) -> bool:
    """Tell whether a file, or else its folder, belongs to this user; to root and on Windows everything does."""
    user = os.geteuid() if hasattr(os, "geteuid") else 0
    try:
        return user in (0, (path if path.exists() else path.parent).stat().st_uid)
    except OSError:
        return False


def record(exercise_id: str, event: str, **more: Any) -> str:
    """Append a dated entry; what cannot be written waits in memory for the next one.

    more: any of KEPT, such as answer, sure, text. Returns a sentence for the learner the first time that an entry has to
    wait, else an empty text.
    """
    if event == "not attempted":
        return ""
    stamp = datetime.now(UTC).isoformat(timespec="microseconds")
    return _write({"t": stamp, "id": exercise_id, "event": event} | {k: v for k, v in more.items() if v is not None})


def _write(entry: dict) -> str:
    waiting = bool(_session)
    _session.append(entry)
    path = journal_path()
    try:
        while path is not None and _session:
            _append(path, _session[0])
            del _session[0]
    except OSError:
        pass
    return "" if waiting else notice() if _session else ""


def _append(path: Path, entry: dict | None = None) -> None:
    """Append an entry, whole and on a line of its own; without one, see that it could be. Raises OSError if it fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is not a file")  # opening a named pipe would wait for ever
    with path.open("a+b", buffering=0) as file:  # one write, so that two notebooks do not mix their lines
        if entry is None:
            return
        torn = file.tell() > 0 and file.seek(-1, os.SEEK_END) and file.read(1) != b"\n"
        line = b"\n" * torn + json.dumps(entry).encode() + b"\n"
        if file.write(line) < len(line):
            raise OSError("the disk is full")


def entries(*ids: str) -> list[dict]:
    """Return the journal's entries (of some exercises, or all), file and memory together; damaged lines are skipped."""
    path = journal_path()
    try:
        lines = path.read_bytes().split(b"\n") if path else []
    except OSError:
        lines = []
    found = []
    for line in lines:
        try:
            found.append(_checked(json.loads(line.decode("utf-8-sig"))))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
    return [entry for entry in [*found, *_session] if not ids or entry["id"] in ids]


def events() -> Counter[tuple[str, str]]:
    """Return how often each (exercise id, event) happened."""
    found = Counter()
    for entry in entries():
        found[entry["id"], entry["event"]] += entry.get("times", 1)
    return found


def count(exercise_id: str, event: str) -> int:
    """Return how often an event of an exercise happened."""
    return sum(entry.get("times", 1) for entry in entries(exercise_id) if entry["event"] == event)


def last(exercise_id: str, *kinds: str) -> dict | None:
    """Return the latest entry of an exercise, of some kinds of event if given; the file's order counts, not the clock."""
    found = [entry for entry in entries(exercise_id) if not kinds or entry["event"] in kinds]
    return found[-1] if found else None


def seed() -> str:
    """Return what tells this learner from others, made once and kept; empty (one order for all) if nothing may be kept.

    Of several, as after a move to another machine, the oldest counts.
    """
    if os.environ.get("COURSE_PROGRESS") == "memory":
        return ""
    known = sorted((entry.get("t", ""), entry.get("text", "")) for entry in entries("learner"))
    if not known:
        record("learner", "learner", text=secrets.token_hex(4))
    return known[0][1] if known else seed()


def place() -> str:
    """Say where progress is kept: 'in the course folder', 'in this browser', 'in …' or 'in this session only'."""
    path = journal_path()
    if path is None:
        return SESSION
    if IN_BROWSER:
        return "in this browser"
    return "in the course folder" if COURSE and path == COURSE / "progress.jsonl" else f"in {path}"


def notice() -> str:
    """Return a sentence if progress is kept elsewhere than in the course folder and nobody asked for that."""
    wanted = os.environ.get("COURSE_PROGRESS", "")
    if wanted == "memory":
        return ""
    if _session or journal_path() is None:
        return "Progress could not be written, so it is kept for this session only: copy the last line of progress() before you stop."
    return "" if wanted or place() == "in the course folder" else f"Progress is kept {place()}."


def to_text(found: list[dict]) -> str:
    """Pack entries into one word, such as `IMP2-eJyrV…`, that `from_text` unpacks."""
    body = zlib.compress(json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode(), 9)
    return f"IMP2-{base64.urlsafe_b64encode(body).decode().rstrip('=')}-{zlib.crc32(body):08x}"


def from_text(text: str) -> list[dict]:
    """Unpack a progress text, wherever it stands in what was pasted: quoted, wrapped, or with the output round it.

    Texts of version 1 (`IMP1-…`) hold counts without dates. Raises CourseError for a damaged, foreign or oversized text.
    """
    found = next(texts(text), None)
    if found is None:
        whole = "Copy the whole line that begins with 'progress(' or 'IMP2-'; nothing was changed."
        raise CourseError(f"This is not a complete progress text of the course. {whole}")
    return found


def texts(text: str) -> Iterator[list[dict]]:
    """Yield the entries of each whole progress text in a text, such as a mail or a class's list."""
    bare = re.sub(r"\x1b\[[\d;]*m|[\s>|'\"`“”‘’„«»=\u200b\ufeff]", "", text) if isinstance(text, str) else ""
    for start in re.finditer(r"IMP([12])-(?=([\w-]{0,400000}))", bare):
        for end in re.finditer(r"-([0-9a-f]{8})", start[2]):
            try:
                yield _unpacked(start[1], start[2][: end.start()], end[1])
                break
            except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, zlib.error):
                continue


def _unpacked(version: str, body: str, check: str) -> list[dict]:
    packed, unpacker = base64.b64decode(body + "=" * (-len(body) % 4), b"-_", validate=True), zlib.decompressobj()
    if f"{zlib.crc32(packed):08x}" != check:
        raise ValueError
    content = unpacker.decompress(packed, LARGEST)
    if unpacker.unconsumed_tail:
        raise ValueError
    items = json.loads(content)
    if version == "1":
        items = [{"id": name, "event": EVENTS[event], "times": times} for name, event, times in items]
    return [_checked(item) for item in items]


def restore(text: str) -> int:
    """Add what a progress text holds beyond the present journal; return how many entries were new."""
    found, new = from_text(text), 0
    present = Counter(_same(entry) for entry in entries())
    counts = events()
    for entry in found:
        if "t" not in entry:  # version 1 counted
            more = entry.get("times", 1) - counts[entry["id"], entry["event"]]
            if more > 0:
                _write(entry | {"times": more})
                new += more
        elif present[_same(entry)] > 0:
            present[_same(entry)] -= 1
        else:
            _write(entry)
            new += 1
    return new


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str) else len(json.dumps(value, ensure_ascii=False))


def _same(entry: dict) -> str:
    return json.dumps(entry, sort_keys=True)


def _checked(entry: dict) -> dict:
    """Return an entry with what KEPT allows. Raises ValueError or TypeError for what no journal of the course contains."""
    name, event, times = entry["id"], entry["event"], entry.get("times", 1)
    if not isinstance(name, str) or len(name) > 40 or event not in EVENTS or type(times) is not int or not 0 < times < 10_000:  # fmt: skip
        raise ValueError
    if not isinstance(entry.get("t", ""), str) or not isinstance(entry.get("text", ""), str):
        raise ValueError
    kept = {key: entry[key] for key, most in KEPT.items() if key in entry and _size(entry[key]) <= most}
    return {"id": name, "event": event} | kept
