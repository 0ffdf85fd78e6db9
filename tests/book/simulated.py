"""A class of forty with real texts, sent in ten kinds of file, four learners each; what each did is known."""

import io
import json
import mailbox
import random
import zipfile
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html import escape

from book.bank import drawn, question
from helpers.answers import NOT_YET, RIGHT
from helpers.claims import judgements
from helpers.exercises import look_up
from helpers.journal import to_text
from helpers.ledger import OUTCOME

ASKED = ["05.4", "05.5", "05.6", "05.9", "05.10", "05.11", "04.15"]  # every kind that needs no code, two with variants
# Six claims of two lessons that came out supported or not, so that what was believed of them can be scored.
CLAIMS = [
    claim_id
    for number in ("05", "06", "07")
    for claim_id, item in judgements(number).items()
    if item.verdict in OUTCOME
][:6]
NAMES = ["Jürgen Groß", "Zoë Ångström", "=HYPERLINK(\"http://x\";\"y\")", "@anna", *(f"s{number:02d}" for number in range(4, 40))]  # fmt: skip


def kept(answer):
    return sorted(answer) if isinstance(answer, frozenset) else list(answer) if isinstance(answer, tuple) else answer


def record(number):
    """One learner's entries, and what was planted: exercise → number of the first answer's mistake, None for right."""
    chance, seed = random.Random(number), f"{number:08x}"
    time = datetime(2026, 10, 5, 9, number % 50, tzinfo=UTC) + timedelta(
        days=number % 7, microseconds=chance.randrange(10**6)
    )
    entries, planted = [], {}

    def add(name, event, **more):
        nonlocal time
        time += timedelta(seconds=chance.randint(20, 90), microseconds=chance.randrange(10**6))
        entries.append({"t": time.isoformat(timespec="microseconds"), "id": name, "event": event, **more})

    add("learner", "learner", text=seed)
    add("05.look", "predicted", answer=float(chance.randint(10, 95)))
    add("04.look", "predicted", answer=chance.choice(list(look_up("PREDICTIONS", "04.look").options)))
    add(
        "16.look",
        "predicted",
        answer=[round(chance.uniform(0, 4), 2) for _ in look_up("PREDICTIONS", "16.look").labels],
    )
    for claim in CLAIMS:
        add(claim, "believed", answer=chance.randint(0, 100))
        add(claim, "believed", answer=chance.randint(0, 100), seen=True)
    for name in ASKED:
        variant = drawn(seed, look_up("EXERCISES", name))
        one, more = (
            question(name, variant),
            {"sure": chance.choice(["sure", "think so", "guess"])} | ({"variant": variant} if variant else {}),
        )
        named = [reply for reply in one.wrong if reply.mistake is not None]
        wrong = chance.choice([None, None, *named[:2]])
        planted[name] = wrong.mistake if wrong else None
        if wrong:
            add(name, NOT_YET, answer=kept(wrong.answer), mistake=wrong.mistake, **more)
            add(name, "hint")
            if chance.random() < 0.3:
                add(name, "solution")
                add(name, RIGHT, answer=kept(one.right.answer), seen=True, **more)
                continue
        add(name, RIGHT, answer=kept(one.right.answer), **more)
    return entries, planted


def carry(entries):
    return f"progress('{to_text(entries)}')"


def wrapped(text, width=76):
    return "\r\n".join("> " + text[at : at + width] for at in range(0, len(text), width))


def archive(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def table(rows, delimiter):
    return "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows) + "\r\n"


def xlsx(rows):
    shared = [cell for row in rows for cell in row]
    strings = "".join(f"<si><t xml:space='preserve'>{escape(cell)}</t></si>" for cell in shared)
    cells, at = [], 0
    for y, row in enumerate(rows, 1):
        cells.append(
            f"<row r='{y}'>"
            + "".join(f"<c r='{'ABCD'[x]}{y}' t='s'><v>{at + x}</v></c>" for x in range(len(row)))
            + "</row>"
        )
        at += len(row)
    space = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    return archive({"xl/workbook.xml": f"<workbook {space}/>", "xl/sharedStrings.xml": f"<sst {space}>{strings}</sst>",
                    "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{''.join(cells)}</sheetData></worksheet>"})  # fmt: skip


def ods(rows):
    cells = "".join(
        "<t:table-row>"
        + "".join(f"<t:table-cell><p:p>{escape(cell)}</p:p></t:table-cell>" for cell in row)
        + "</t:table-row>"
        for row in rows
    )
    space = "xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:p='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    return archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": f"<o:document-content {space}><o:body><t:table>{cells}</t:table></o:body></o:document-content>"})  # fmt: skip


def docx(lines):
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    body = "".join(
        f"<w:p><w:r><w:t>{escape(line[:50])}</w:t></w:r><w:r><w:t>{escape(line[50:])}</w:t></w:r></w:p>"
        for line in lines
    )
    return archive({"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>"})


def mails(pairs, folder):
    box = mailbox.mbox(folder / "box.mbox")
    for name, text in pairs:
        message = EmailMessage()
        message["From"], message["Subject"] = f"{name} <{name}@uni.example>", "My progress — Übung"
        message.set_content(
            f"Guten Tag, here it is:\n\n{text}\n\nGrüße", cte="quoted-printable" if name != "s31" else "base64"
        )
        box.add(message)
    box.close()
    return (folder / "box.mbox").read_bytes()


def files(records, folder):
    """Write ten files into a folder; return its path. Who sends which: four each, in order."""
    rows = [(name, carry(entries)) for name, (entries, _) in zip(NAMES, records, strict=True)]
    four = [rows[at : at + 4] for at in range(0, 40, 4)]
    head = ("Timestamp", "Student key", "Your text")

    def form(pairs):
        return [head, *(("2026-10-12 10:00", *pair) for pair in pairs)]

    written = {
        "form.csv": table(form(four[0]), ",").encode("utf-8-sig"),
        "export.csv": table(form(four[1]), ";").encode("cp1252"),
        "unicode.txt": table(form(four[2]), "\t").encode("utf-16"),
        "class.xlsx": xlsx(form(four[3])),
        "class.ods": ods(form(four[4])),
        "page.html": ("<html><body><table>" + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in form(four[5])) + "</table></body></html>").encode(),
        "form.json": json.dumps([dict(zip(head, row, strict=True)) for row in form(four[6])[1:]]).encode("utf-16-le"),
        "box.mbox": mails(four[7], folder),
        "collected.docx": docx([text for _, text in four[8]]),
        "moodle.zip": archive({f"{name}/onlinetext.txt": wrapped(text).encode("utf-8") for name, text in four[9]}),
    }  # fmt: skip
    for name, content in written.items():
        (folder / name).write_bytes(content)
    return written
