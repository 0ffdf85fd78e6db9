"""A class's progress texts, from whatever files they came in, as learners, and as a gradebook that a spreadsheet opens safely.

Every answer that a text holds is judged again here; what it merely claims is shown beside and counts nothing.
"""

from __future__ import annotations

import csv
import email
import email.policy
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from book.bank import askable
from helpers.answers import NOT_YET, RIGHT, judge, variant
from helpers.exercises import lesson, lessons
from helpers.journal import from_text, texts, to_text

MOST = {"tries": 100, "entries": 20_000, "key": 80, "file": 100_000_000, "members": 2_000}  # more is cut off, and said
OWN, AFTER = 1.0, 0.5  # points for a right answer of one's own, and for one after the solution was opened
RULE = (f"An exercise counts {OWN:g} point when one answer to it is right, however many tries and hints it took, and {AFTER:g} when "
        "it was right only after its solution had been opened. Exercises in code are extra and never count. Predictions, beliefs and "
        "open answers are never marked: they are counted as given. An answer counts if, judged again here, it is right; "
        "what a text claims without an answer counts nothing.")  # fmt: skip
PROOF = """What a text can and cannot prove. A progress text is a learner's own record, and whoever can write a few lines of code can write one.
It shows which answers it holds, and that these are right or wrong: they are judged again here, whatever it claims.
It cannot show who sat at the keyboard, whether somebody helped, or whether a clock was right.
A solution opened in the course shows; one read on somebody else's screen, or in the lesson's file, does not.
Two texts that share dated entries come from one record: a copy, or one machine used by two. Two different records with the same
answers prove nothing. The remarks are questions to ask, not findings: give marks that matter for work that you saw."""
PRIVACY = """# Privacy

- The course sends nothing. A learner's record stays on the learner's machine until the learner copies a text out of it.
- A text holds answers, guesses, beliefs, how sure somebody was, what they wrote to the open questions, and when. It holds no name.
  A random mark of eight characters tells one record from another.
- `python -m book.results` reads the files you name and writes to one folder on this machine. It opens no connection.
- `gradebook.csv` holds student keys and is the only file that does. Keep it where you keep marks, and delete it when you delete those.
- `class.html` holds no key and nothing that a learner wrote. Pictures need five learners; with fewer, anybody could be guessed.
- What learners wrote to the open questions is read by no command here. Ask before you read it, and say beforehand what you collect.
- A university system that you import a file into keeps it by its own rules; ask for them before you do.
"""
KEYS = r"(?i)\b(key|student|matric\w*|user\s?name|user|learner|participant|e-?mail( address)?|login|id number|id|full name|name)\b"
DELIMITERS = ";\t,|"


@dataclass(frozen=True)
class Submission:
    """One text. key: whose it is, as the file says, or ''; entries: as the journal has them; file: where it stood."""

    key: str
    entries: list[dict]
    file: str


@dataclass(frozen=True)
class Try:
    """One answer. outcome, mistake: as judged here, else as claimed; checked: whether an answer was there to be judged."""

    exercise: str
    outcome: str
    mistake: int | None
    sure: str | None
    seen: bool
    checked: bool
    overruled: bool = False
    answer: Any = None
    variant: int = 0


@dataclass
class Learner:
    """All texts of one learner in one: entries without repetition, in the order of the record. key: '' if not known."""

    key: str
    entries: list[dict]
    seed: str = ""
    texts: int = 1
    remarks: list[str] = field(default_factory=list)

    @property
    def tries(self) -> dict[str, list[Try]]:
        """Exercise → the learner's answers to it, first to last."""
        return _tries(self)


# Reading.


def decoded(content: bytes) -> str:
    """Return the text of a file in any usual encoding: with or without a mark at its start, by UTF-8, -16, -32 or Windows."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):  # fmt: skip
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    head = content[:2000]
    if head.count(0) > len(head) // 4:
        return content.decode(
            "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", errors="replace"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def submissions(name: str, content: bytes, key: str = "") -> list[Submission]:
    """Return the texts that a file holds, each with whose it is if the file says so.

    Read are plain text, CSV in any dress, xlsx, ods, docx, odt, HTML, JSON, notebooks, RTF, mails, mailboxes, journals, and
    archives of these. key: the column that names the student, `file` to take the file's name, or '' for the first likely one.
    """
    if len(content) > MOST["file"]:
        raise ValueError(f"{name} has more than {MOST['file'] // 1_000_000} megabytes; no class's texts are that long.")
    found, known = [], set()
    for whose, text in _records(name, content, key):
        for entries in texts(text):
            mark = (whose, json.dumps(entries, sort_keys=True))
            if mark in known or (not whose and any(mark[1] == other for _, other in known)):
                continue
            known.add(mark)
            found.append(Submission(_clean(whose), entries, name))
    return found


def _records(name: str, content: bytes, key: str, depth: int = 0) -> list[tuple[str, str]]:
    """A file's content as pairs of whose it is ('' if it does not say) and a text; the whole text comes last, so that none is lost."""
    stem = (
        name.replace("\\", "/").split("/")[-2 if depth and "/" in name else -1].rsplit(".", 1)[0]
        if key == "file"
        else ""
    )
    if content.startswith(b"PK"):
        return _unzipped(name, content, key, depth)
    text = decoded(content)
    start = text.lstrip("\ufeff \r\n\t")[:400]
    if re.match(
        r"From \S+|(?i:received|from|to|subject|date|return-path|delivered-to|mime-version|message-id|x-[\w-]+): ?\S",
        start,
    ):
        return _mailed(content, key, depth)
    if start.startswith("{\\rtf"):
        text = re.sub(
            r"\\'[0-9a-f]{2}|\\(par|line|cell|row)\b ?|\\[a-z]+-?\d* ?|[{}\r\n]", "", text.replace("\\_", "-")
        )
    elif re.match(r"(?is)<(!doctype|html|table|div|p|head|body|\?xml)", start):
        rows = [
            [_bare(cell) for cell in re.findall(r"(?is)<t[dh]\b[^>]*>(.*?)</t[dh]>", row)]
            for row in re.findall(r"(?is)<tr\b.*?</tr>", text)
        ]
        return [*_keyed(rows, key), (stem, _bare(text))]
    elif start.startswith(("{", "[")):
        return [*_from_json(text, key), (stem, text.replace("\\n", ""))]
    return [*_keyed(_rows(text), key), (stem, text)]


def _bare(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()


def _rows(text: str) -> list[list[str]]:
    """The cells of a table in text; nothing if it is none."""
    head = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    if not head.count(delimiter):
        return []
    csv.field_size_limit(10_000_000)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _keyed(rows: list[list[str]], key: str) -> list[tuple[str, str]]:
    """Rows of a table as pairs; the first row names the columns."""
    if len(rows) < 2 or key == "file":
        return []
    head = [cell.strip() for cell in rows[0]]
    likely = [i for i, cell in enumerate(head) if cell.casefold() == key.casefold()] if key else sorted(
        (re.search(KEYS, cell)[1].lower() not in ("key", "student"), i) for i, cell in enumerate(head) if re.search(KEYS, cell))  # fmt: skip
    if not likely:
        return []
    at = likely[0] if key else likely[0][1]
    return [(row[at], "\n".join(row[:at] + row[at + 1 :])) for row in rows[1:] if len(row) > at]


def _from_json(text: str, key: str) -> list[tuple[str, str]]:
    """A form's export, a notebook or a journal's own lines."""
    lines = []
    for line in text.splitlines():  # a journal: each line an entry
        try:
            lines += from_text(to_text([json.loads(line)])) if '"event"' in line else []
        except (ValueError, TypeError, RecursionError):  # CourseError is a ValueError
            continue
    if lines:
        return [("", to_text(lines))]
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if isinstance(found, list) and found and all(isinstance(item, dict) for item in found):
        head = list(dict.fromkeys(name for item in found for name in item))
        return _keyed([head, *([str(item.get(name, "")) for name in head] for item in found)], key)
    return []


def _mailed(content: bytes, key: str, depth: int) -> list[tuple[str, str]]:
    """Mails, one or a mailbox, with what is attached to them, by their senders."""
    found = []
    for one in re.split(rb"(?m)^(?=From \S+.*\d{4}\r?$)", content):
        message = email.message_from_bytes(re.sub(rb"\AFrom .*\r?\n", b"", one), policy=email.policy.default)
        sender = email.utils.parseaddr(str(message.get("From", "")))[1] if key != "file" else ""
        for part in message.walk():
            inside = part.get_payload(decode=True)
            if inside is None:
                continue
            if part.get_content_type() == "text/html":
                inside = _bare(decoded(inside)).encode()
            if part.get_content_maintype() == "text" and not part.get_filename():
                found.append((sender, decoded(inside)))
            elif depth < 2:
                found += [
                    (sender, text) for _, text in _records(part.get_filename() or "attachment", inside, "", depth + 1)
                ]
    return found


def _unzipped(name: str, content: bytes, key: str, depth: int) -> list[tuple[str, str]]:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        members = [one for one in package.infolist() if not one.is_dir()][: MOST["members"]]
        if sum(one.file_size for one in members) > MOST["file"]:
            raise ValueError(f"{name} unpacks to more than {MOST['file'] // 1_000_000} megabytes.")
        inside = {one.filename: package.read(one) for one in members}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        raise ValueError(f"{name} is damaged or locked, so it could not be unpacked.") from None
    try:
        if "xl/workbook.xml" in inside:
            return [
                pair
                for rows in _sheets(inside)
                for pair in [*_keyed(rows, key), ("", "\n".join("\n".join(row) for row in rows))]
            ]
        if "word/document.xml" in inside:
            return [("", "".join(ET.fromstring(inside["word/document.xml"]).itertext()))]
        if "content.xml" in inside:
            root = ET.fromstring(inside["content.xml"])
            tables = [
                [_ods(row) for row in one.iter() if row.tag.endswith("}table-row")]
                for one in root.iter()
                if one.tag.endswith("}table")
            ]
            return [pair for rows in tables for pair in _keyed(rows, key)] + [("", "".join(root.itertext()))]
    except ET.ParseError:
        raise ValueError(f"{name} is damaged: its content could not be read.") from None
    return [pair for path, one in inside.items() if depth < 2 for pair in _records(path, one, key, depth + 1)]


def _ods(row: ET.Element) -> list[str]:
    cells = []
    for cell in row:
        times = next(
            (int(value) for name, value in cell.attrib.items() if name.endswith("}number-columns-repeated")), 1
        )
        cells += ["".join(cell.itertext())] * min(times, 50)
    return cells


def _sheets(inside: dict[str, bytes]) -> list[list[list[str]]]:
    """The cells of each sheet of a workbook, empty ones in their places."""

    def tag(element: ET.Element, name: str) -> bool:
        return element.tag.rsplit("}", 1)[-1] == name

    shared = [] if "xl/sharedStrings.xml" not in inside else [
        "".join(t.text or "" for t in one.iter() if tag(t, "t")) for one in ET.fromstring(inside["xl/sharedStrings.xml"]) if tag(one, "si")]  # fmt: skip
    found = []
    for path in sorted(path for path in inside if re.fullmatch(r"xl/worksheets/[^/]+\.xml", path)):
        rows = []
        for row in (one for one in ET.fromstring(inside[path]).iter() if tag(one, "row")):
            cells: list[str] = []
            for cell in (one for one in row if tag(one, "c")):
                letters = re.match(r"[A-Z]{1,2}", cell.get("r", ""))
                at = (
                    sum((ord(c) - 64) * 26**i for i, c in enumerate(reversed(letters[0]))) - 1
                    if letters
                    else len(cells)
                )
                value = "".join(one.text or "" for one in cell.iter() if tag(one, "v") or tag(one, "t"))
                known = cell.get("t") == "s" and value.isdigit() and int(value) < len(shared)
                cells += [""] * (at - len(cells)) + [shared[int(value)] if known else value]
            rows.append(cells)
        found.append(rows)
    return found


def _clean(key: str) -> str:
    """A student's key without characters that steer, short, in one form of its letters."""
    bare = "".join(c for c in unicodedata.normalize("NFC", key) if unicodedata.category(c)[0] != "C")
    return re.sub(r"\s+", " ", bare).strip()[: MOST["key"]]


# Learners.


def learners(found: Iterable[Submission]) -> list[Learner]:
    """Return one learner for each key, and for texts without a key one for each record; with remarks on what repeats.

    A text without a key that continues a keyed learner's record, and nobody else's, is theirs.
    """
    found = list(found)
    seeds: dict[str, set[str]] = {}
    for one in found:
        if one.key and (seed := _seed(one.entries)):
            seeds.setdefault(seed, set()).add(one.key)
    grouped: dict[tuple, list[Submission]] = {}
    for number, one in enumerate(found):
        seed = _seed(one.entries)
        owners = seeds.get(seed, set())
        key = one.key or (next(iter(owners)) if len(owners) == 1 else "")
        grouped.setdefault(("key", key) if key else ("seed", seed) if seed else ("text", number), []).append(one)
    everybody = [_merged(kind, name, group) for (kind, name), group in grouped.items()]
    _compare(everybody)
    return everybody


def _seed(entries: list[dict]) -> str:
    known = sorted((entry.get("t", ""), entry.get("text", "")) for entry in entries if entry["event"] == "learner")
    return known[0][1] if known else ""


def _merged(kind: str, name: Any, group: list[Submission]) -> Learner:
    undated = max(([e for e in one.entries if "t" not in e] for one in group), key=len)  # the same counts, sent again
    dated = {json.dumps(e, sort_keys=True): e for one in group for e in one.entries if "t" in e}
    entries = [*undated, *sorted(dated.values(), key=lambda entry: entry["t"])]
    learner = Learner(name if kind == "key" else "", entries[: MOST["entries"]], _seed(entries), len(group))
    if len(entries) > MOST["entries"]:
        learner.remarks.append(f"only the first {MOST['entries']} of {len(entries)} entries were read")
    learner.remarks += _signs(learner)
    return learner


def _signs(learner: Learner) -> list[str]:
    found, now = [], datetime.now(UTC) + timedelta(days=1)
    answered = [_when(entry) for entry in learner.entries if entry["event"] in (RIGHT, NOT_YET) and "t" in entry]
    times = sorted(time for time in answered if time)
    rushed = sum(later - one < timedelta(seconds=1) for one, later in pairwise(times))
    if rushed >= 5:
        found.append(f"{rushed} answers came less than a second after the one before")
    if late := sum(time > now for time in times):
        found.append(f"{late} answers are dated in the future")
    tries = [one for listed in learner.tries.values() for one in listed]
    if overruled := sum(one.overruled for one in tries):
        found.append(f"{overruled} answers are recorded as right and are not: another edition, or changed by hand")
    if claimed := sum(one.outcome == RIGHT and not one.checked for one in tries):
        found.append(f"{claimed} claimed without an answer")
    return found


def _when(entry: dict) -> datetime | None:
    try:
        time = datetime.fromisoformat(entry["t"])
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _compare(everybody: list[Learner]) -> None:
    """Note who shares dated entries: a stamp counts microseconds, so two records that grew apart share none."""
    names = {id(one): one.key or f"text {number}" for number, one in enumerate(everybody, 1)}
    stamped = {
        id(one): {json.dumps(e, sort_keys=True) for e in one.entries if "t" in e and e["event"] != "learner"}
        for one in everybody
    }
    for one, other in combinations(everybody, 2):
        mine, theirs = stamped[id(one)], stamped[id(other)]
        shared = len(mine & theirs)
        same_text = (mine == theirs and mine) or (
            not mine and not theirs and one.entries and one.entries == other.entries
        )
        if not shared and not same_text:
            continue
        for a, b, size in ((one, other, len(mine)), (other, one, len(theirs))):
            a.remarks.append(
                f"the same record as {names[id(b)]}"
                if same_text
                else f"shares {shared} of {size} dated entries with {names[id(b)]}"
            )


@cache
def known() -> dict[str, Any]:
    """Identifier → exercise, for all exercises of the course."""
    return {item.id: item for number in lessons() for item in lesson(number).EXERCISES}


@cache
def _judged(exercise_id: str, number: int, answer: str) -> tuple[str, int | None]:
    found = judge(variant(known()[exercise_id], number), json.loads(answer))
    return found.outcome, found.mistake


def _tries(learner: Learner) -> dict[str, list[Try]]:
    found: dict[str, list[Try]] = {}
    opened: set[str] = set()
    for entry in learner.entries:
        name, event = entry["id"], entry["event"]
        if event == "solution":
            opened.add(name)
        if event not in (RIGHT, NOT_YET) or name not in known():
            continue
        listed, number, sure = found.setdefault(name, []), entry.get("variant", 0), entry.get("sure")
        number = number if type(number) is int and 0 <= number < 1_000 else 0
        outcome, mistake, checked = event, None, entry.get("answer") is not None and not known()[name].with_code
        if checked:
            outcome, mistake = _judged(name, number, json.dumps(entry["answer"], sort_keys=True))
        one = Try(name, outcome, mistake, sure if sure in ("sure", "think so", "guess") else None, bool(entry.get("seen")) or name in opened,
                  checked, checked and event == RIGHT != outcome, entry.get("answer") if checked else None, number)  # fmt: skip
        listed += [one] * min(entry.get("times", 1), MOST["tries"] - len(listed))
    return found


# Marks.


def points(tries: list[Try]) -> float:
    """Return what the answers to one exercise count, by RULE."""
    right = [one for one in tries if one.outcome == RIGHT and one.checked]
    return 0.0 if not right else OWN if any(not one.seen for one in right) else AFTER


def gradebook(everybody: list[Learner]) -> tuple[list[str], list[list[Any]]]:
    """Return head and rows of the gradebook, one row a learner, by key; those without a key come last, numbered."""
    asked = {number: [item.id for item in askable([number])] for number in lessons()}
    total = sum(map(len, asked.values()))
    head = ["student", "points", "of", "per cent", *(f"lesson {number} (of {len(ids)})" for number, ids in asked.items()), "tried", "right", "right after the solution only",
            "claimed without an answer", "predictions", "beliefs", "open answers", "first day", "last day", "texts", "remarks"]  # fmt: skip
    rows = []
    for number, one in sorted(
        enumerate(everybody, 1), key=lambda pair: (not pair[1].key, pair[1].key.casefold(), pair[0])
    ):
        tries = one.tries
        marks = {name: points(tries.get(name, [])) for ids in asked.values() for name in ids}
        days = sorted(entry["t"][:10] for entry in one.entries if re.match(r"\d{4}-\d\d-\d\d", entry.get("t", "")))
        claimed = sum(any(t.outcome == RIGHT for t in tries.get(name, [])) and not mark for name, mark in marks.items())
        given = [
            len({entry["id"] for entry in one.entries if entry["event"] == event})
            for event in ("predicted", "believed", "reflected")
        ]
        rows.append([one.key or f"text {number}", sum(marks.values()), total, round(100 * sum(marks.values()) / total, 1),
                     *(sum(marks[name] for name in ids) for ids in asked.values()), sum(name in tries for name in marks),
                     sum(mark > 0 for mark in marks.values()), sum(mark == AFTER for mark in marks.values()), claimed, *given,
                     *((days[0], days[-1]) if days else ("", "")), one.texts, "; ".join(one.remarks)])  # fmt: skip
    return head, rows


def csv_text(head: list[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a table as CSV that no spreadsheet runs: every cell quoted, none beginning like a formula; with a mark for Excel."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[safe(cell) for cell in row] for row in [head, *rows]])
    return "\ufeff" + out.getvalue()


def safe(cell: Any) -> str:
    """Return a cell's text; one that a spreadsheet could take for a formula begins with an apostrophe."""
    if isinstance(cell, (int, float)):
        return f"{cell:g}"
    text = _printable(str(cell))
    return f"'{text}" if unicodedata.normalize("NFKC", text)[:1] in ("=", "+", "-", "@", "|", "%", "−") else text


def _printable(text: str) -> str:
    return "".join(
        " " if unicodedata.category(c) == "Cc" else c for c in text if unicodedata.category(c) != "Cf"
    ).strip()


def read_files(paths: Iterable[Path], key: str = "") -> list[Submission]:
    """Return the texts of files and folders. Raises ValueError, in words, for what cannot be read."""
    found = []
    for path in paths:
        if not path.exists():
            raise ValueError(f"There is no file {path}.")
        for one in sorted(item for item in path.rglob("*") if item.is_file()) if path.is_dir() else [path]:
            try:
                found += submissions(one.name, one.read_bytes(), key)
            except OSError as problem:
                raise ValueError(f"{one} cannot be read: {problem.strerror}.") from None
    return found
