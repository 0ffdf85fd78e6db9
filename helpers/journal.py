"""The learner's progress: kept in a journal beside the course, carried away and brought back as a short text.

One line per event is appended to `progress.jsonl`, so two notebooks that write at once lose nothing, and a damaged line
costs only itself. A course folder that is shared or read-only holds no journal: then it lies among the learner's own data.
COURSE_PROGRESS names another file, or `memory`. What cannot be written waits in memory for the next event.
"""

from __future__ import annotations

import base64
import json
import os
import re
import zlib
from collections import Counter
from pathlib import Path

from helpers.data import DATA, PACKAGED, CourseError

EVENTS = ("right", "not yet", "not attempted", "hint", "solution", "reflected")
PREFIX = "IMP1"
COURSE = None if PACKAGED else DATA.parent
SESSION = "in this session only"
_session: list[tuple[str, str, int]] = []  # what is not in the journal


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
        return [] if wanted == "memory" else [Path(wanted)]
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


def record(exercise_id: str, event: str, times: int = 1) -> str:
    """Append an event to the journal; what cannot be written waits in memory for the next event.

    Returns a sentence for the learner the first time that an event has to wait, else an empty text.
    """
    if event == "not attempted":
        return ""
    waiting = bool(_session)
    _session.append((exercise_id, event, times))
    path = journal_path()
    try:
        while path is not None and _session:
            _append(path, dict(zip(("id", "event", "times"), _session[0], strict=True)))
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


def events() -> Counter[tuple[str, str]]:
    """Return how often each (exercise id, event) happened, journal and memory together; damaged lines are skipped."""
    found = Counter()
    for exercise, event, times in _session:
        found[exercise, event] += times
    path = journal_path()
    try:
        lines = path.read_bytes().split(b"\n") if path else []
    except OSError:
        lines = []
    for line in lines:
        try:
            entry = json.loads(line.decode("utf-8-sig"))
            _add(found, entry["id"], entry["event"], entry["times"])
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
    return found


def place() -> str:
    """Say where progress is kept: 'in the course folder', 'in …' or 'in this session only'."""
    path = journal_path()
    if path is None:
        return SESSION
    return "in the course folder" if COURSE and path == COURSE / "progress.jsonl" else f"in {path}"


def notice() -> str:
    """Return a sentence if progress is kept elsewhere than in the course folder and nobody asked for that."""
    wanted = os.environ.get("COURSE_PROGRESS", "")
    if wanted == "memory":
        return ""
    if _session or journal_path() is None:
        return "Progress could not be written, so it is kept for this session only: copy the last line of progress() before you stop."
    return "" if wanted or place() == "in the course folder" else f"Progress is kept {place()}."


def count(exercise_id: str, event: str) -> int:
    """Return how often an event of an exercise happened."""
    return events()[exercise_id, event]


def to_text(found: Counter[tuple[str, str]]) -> str:
    """Pack events into a short text, such as `IMP1-eJyrV…`, that `from_text` unpacks."""
    packed = sorted([exercise, EVENTS.index(event), times] for (exercise, event), times in found.items())
    body = zlib.compress(json.dumps(packed, separators=(",", ":")).encode(), 9)
    return f"{PREFIX}-{base64.urlsafe_b64encode(body).decode().rstrip('=')}-{zlib.crc32(body):08x}"


def from_text(text: str) -> Counter[tuple[str, str]]:
    """Unpack a progress text. Raises CourseError, politely, for a damaged, foreign or oversized text."""
    found = Counter()
    try:
        body, check = re.fullmatch(f"{PREFIX}-(.*)-([0-9a-f]{{8}})", text.strip()).groups()
        packed, unpacker = base64.b64decode(body + "=" * (-len(body) % 4), b"-_", validate=True), zlib.decompressobj()
        content = unpacker.decompress(packed, 1_000_000)
        if f"{zlib.crc32(packed):08x}" != check or unpacker.unconsumed_tail:
            raise ValueError
        for exercise, event, times in json.loads(content):
            _add(found, exercise, EVENTS[event], times)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, zlib.error):
        whole = f"Copy the whole line that begins with '{PREFIX}-'; nothing was changed."
        raise CourseError(f"This is not a complete progress text of the course. {whole}") from None
    return found


def restore(text: str) -> int:
    """Add what a progress text holds beyond the present progress; return how many events were new."""
    found, present = from_text(text), events()
    new = {key: times - present[key] for key, times in found.items() if times > present[key]}
    for (exercise, event), times in sorted(new.items()):
        record(exercise, event, times)
    return sum(new.values())


def _add(found: Counter[tuple[str, str]], exercise: str, event: str, times: int) -> None:
    """Count an event. Raises ValueError or TypeError for what no journal and no progress text of the course contains."""
    if (
        not isinstance(exercise, str)
        or len(exercise) > 20
        or event not in EVENTS
        or type(times) is not int
        or not 0 < times < 10_000
    ):
        raise ValueError
    found[exercise, event] += times
