"""The learner's progress: kept in a journal beside the course, carried away and brought back as a short text.

One line per event is appended to `progress.jsonl`, so two notebooks that write at once lose nothing, and a damaged line
costs only itself. Where the folder cannot be written, or COURSE_PROGRESS=memory is set, progress lives in memory only.
"""

from __future__ import annotations

import base64
import json
import os
import re
import zlib
from collections import Counter
from pathlib import Path

from helpers.data import CourseError

EVENTS = ("right", "not yet", "not attempted", "hint", "solution", "reflected")
PREFIX = "IMP1"
_session: list[tuple[str, str]] = []
_notice = ""


def journal_path() -> Path | None:
    """Return the journal's path, or None where progress is kept in memory only."""
    wanted = os.environ.get("COURSE_PROGRESS", "")
    if wanted == "memory":
        return None
    return Path(wanted) if wanted else Path(__file__).resolve().parent.parent / "progress.jsonl"


def record(exercise_id: str, event: str, times: int = 1) -> None:
    """Append an event to the journal; if that fails, keep it in memory and remember to say so."""
    global _notice
    if event == "not attempted":
        return
    path = journal_path()
    line = json.dumps({"id": exercise_id, "event": event, "times": times}) + "\n"
    if path is not None:
        try:
            with path.open("a", encoding="utf-8") as file:
                file.write(line)
            return
        except OSError:
            _notice = "The course folder cannot be written, so progress is kept for this session only."
    _session.extend([(exercise_id, event)] * times)


def events() -> Counter[tuple[str, str]]:
    """Return how often each (exercise id, event) happened, journal and memory together; damaged lines are skipped."""
    found = Counter(_session)
    path = journal_path()
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path is not None else []
    except OSError:
        lines = []
    for line in lines:
        try:
            entry = json.loads(line)
            _add(found, entry["id"], entry["event"], entry["times"])
        except (ValueError, TypeError, KeyError):
            continue
    return found


def notice() -> str:
    """Return a sentence if progress could not be written, else an empty text."""
    return _notice


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
        or not 0 < times < 10_000
        or times % 1
    ):
        raise ValueError
    found[exercise, event] += times
