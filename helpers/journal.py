"""The learner's progress: kept in a journal beside the course, carried away and brought back as a short text.

One line per event is appended to `progress.jsonl`, so two notebooks that write at once lose nothing, and a damaged line
costs only itself. Where the folder cannot be written, or COURSE_PROGRESS=memory is set, progress lives in memory only.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
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
            key, times = (entry["id"], entry["event"]), entry.get("times", 1)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        if isinstance(key[0], str) and key[1] in EVENTS and isinstance(times, int) and 0 < times < 10_000:
            found[key] += times
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
    refusal = "This is not a complete progress text of the course. Copy the whole line that begins with 'IMP1-'; nothing was changed."
    try:
        prefix, rest = text.strip().split("-", 1)
        body_text, check = rest[:-9], rest[-8:]
        body = base64.b64decode(body_text + "=" * (-len(body_text) % 4), altchars=b"-_", validate=True)
        if prefix != PREFIX or rest[-9] != "-" or f"{zlib.crc32(body):08x}" != check:
            raise ValueError
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(body, 1_000_000)
        if unpacker.unconsumed_tail:
            raise ValueError
        found = Counter()
        for exercise, event, times in json.loads(raw):
            if (
                not isinstance(exercise, str)
                or len(exercise) > 20
                or not isinstance(times, int)
                or not 0 < times < 10_000
            ):
                raise ValueError
            if not isinstance(event, int) or not 0 <= event < len(EVENTS):
                raise ValueError
            found[exercise, EVENTS[event]] += times
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, zlib.error, binascii.Error):
        raise CourseError(refusal) from None
    return found


def restore(text: str) -> int:
    """Add what a progress text holds beyond the present progress; return how many events were new."""
    found, present = from_text(text), events()
    new = {key: times - present[key] for key, times in found.items() if times > present[key]}
    for (exercise, event), times in sorted(new.items()):
        record(exercise, event, times)
    return sum(new.values())
