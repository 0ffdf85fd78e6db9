"""Gentle errors: one plain sentence first, Python's own report folded below, and still an error for whoever tests.

Needs the standard library alone, so that a kernel can load it before any cell has run (`helpers.prepare` sees to it): then
even a lesson whose first cell was not run says what to do.
"""

from __future__ import annotations

import builtins
import difflib
import html
import os
import re
import traceback
from pathlib import Path

VERBS = {"ask", "believe", "check", "cite", "claim_cards", "codebook", "evidence_code", "here", "hint", "home", "lesson",
         "load", "pd", "predict", "progress", "reflect", "review", "show", "solution", "sources", "state", "state_name", "verdicts", "versions"}  # fmt: skip
FIRST = "Run the first cell of this notebook (click on it, then Shift + Enter), then this one again"
PYTHON = {"false": "False", "true": "True", "null": "None", "none": "None"}
SYNTAX = [
    (r"unterminated .*string", "A quotation mark is missing: text stands between two of the same kind, such as 'b'."),
    (r"invalid character '[“”„«»‘’]", "These are curly quotation marks; Python knows the straight ones only: ' or \"."),
    (r"invalid character '[−–—]", "That is a dash; for minus, Python wants the plain hyphen -."),
    (r"invalid (non-printable )?character", "There is a sign here that Python does not know. Type it anew on the keyboard."),
    (r"invalid decimal literal", "A number stands alone, without letters behind it: write 28, not 28x."),
    (r"leading zeros", "A number does not begin with 0 here: write 7, not 07; for a fraction use a point, as in 0.7."),
    (r"was never closed|unexpected EOF|incomplete input", "A bracket is opened and never closed."),
    (r"expected an indented block", "The line above ends with a colon, so the next one must begin with four spaces."),
    (r"indent", "The spaces at the beginning of this line do not fit the lines around it."),
    (r"unmatched|does not match", "A bracket is closed that was never opened."),
    (r"cannot assign|Maybe you meant '=='", "Here = would give a name to a value, and what stands left of it is no name."),
    (r"Missing parentheses", "What a function takes stands in brackets: print('x')."),
    (r"forgot a comma|invalid syntax", "Python cannot read this line. A number stands alone, without a unit; text stands between quotation marks."),
]  # fmt: skip


def explain(problem: BaseException, names: dict | None = None) -> str:
    """Return one plain sentence about an error in what a learner typed. names: what is defined where it was typed."""
    told = str(problem)[:300]
    if type(problem).__name__ == "CourseError":
        return told
    if isinstance(problem, SyntaxError):
        where = (problem.text or "").strip()[:60]
        line = f" The line is: {where}" if where else ""
        return next((text for pattern, text in SYNTAX if re.search(pattern, problem.msg or "")), SYNTAX[-1][1]) + line
    if isinstance(problem, NameError):
        return _unknown_name(getattr(problem, "name", None) or told.split("'")[1::2][:1] or "", names or {})
    if isinstance(problem, ImportError) and re.search(r"helpers", told):
        return "Python does not find the course. Open it with `make lab` or `python -m helpers`, in the course folder."
    sentences = {
        ZeroDivisionError: "Somewhere you divide by zero: what you divide by is empty or counts nothing.",
        KeyError: f"There is no column or row called {told}. Mind spelling and capitals.",
        IndexError: "You ask for an element beyond the end of a list; the first one has the number 0.",
        RecursionError: "A function calls itself without end.",
        MemoryError: "That would need more memory than there is.",
        TimeoutError: "It ran for too long and was stopped: is there a loop that never ends?",
        KeyboardInterrupt: "You stopped this cell.",
        SystemExit: "`exit()` would end the session, so it was not done. Your work is still there.",
        ImportError: f"Python does not find what you import ({told}). What the lessons need is imported in their first cell.",
    }
    for kind, sentence in sentences.items():
        if isinstance(problem, kind):
            return sentence
    if isinstance(problem, TypeError) and "not callable" in told:
        return "A bracket behind a value calls it, like a function. For 'times' write *, as in 32 * 31; for a part use [ ]."
    if isinstance(problem, TypeError) and re.search(r"'str'|\bstr\b", told):
        return "Text and numbers are mixed: what stands between quotation marks is text, also '28'."
    if isinstance(problem, AttributeError):
        return f"This value has no such part ({told}). Mind spelling and capitals."
    return (
        f"Python stopped with {type(problem).__name__}: {told}"
        if told
        else f"Python stopped with {type(problem).__name__}."
    )


def _unknown_name(name, names: dict) -> str:
    name = name if isinstance(name, str) else name[0]
    if name in VERBS and "ask" in names:
        return f"This lesson does not bring '{name}' along. Write in a line above: from helpers import {name}"
    if name in VERBS:
        return f"Python does not know '{name}' yet. {FIRST}."
    if name in PYTHON:
        return f"Python writes {PYTHON[name]}, with a capital letter."
    if len(name) == 1:
        return f"Without quotation marks Python takes {name} for a name. Write '{name}'."
    near = difflib.get_close_matches(
        name, [known for known in [*names, *dir(builtins)] if not known.startswith("_")], 1
    )
    meant = f" Did you mean '{near[0]}'?" if near else f" If it is text, put it between quotation marks: '{name}'."
    return f"Nothing is called '{name}' here.{meant} If another cell makes it, run that one first."


def _in_course() -> bool:
    """True in the folders of the course's notebooks; a learner's own notebooks elsewhere keep Python's reports.

    COURSE_ERRORS=plain turns it off for whoever works on the course.
    """
    if os.environ.get("COURSE_ERRORS") == "plain":
        return False
    try:
        here = Path.cwd()
    except OSError:
        return False
    return any((folder / "00_start_here.ipynb").exists() for folder in (here, here / "notebooks", here.parent))


def install(shell) -> None:
    """Make a kernel tell errors gently. The error itself still goes out: nbval and nbclient see it, Run All stops."""
    if shell is None or not hasattr(shell, "_showtraceback") or not _in_course():
        return
    send = getattr(shell, "_course_sends", shell._showtraceback)  # what the kernel loaded gives way to the course's own

    def tell(kind, problem, report):
        sentence = explain(problem, shell.user_ns)
        folded = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(report))[:20_000]
        style = "border-left:4px solid #c2410c;padding:.3em .8em;margin:.6em 0;max-width:50em;line-height:1.45"
        body = (f"<div role='alert' style='{style}'><strong>✗ This cell stopped.</strong> {html.escape(sentence)}"
                f"<details><summary>Python's own report</summary><pre>{html.escape(folded)}</pre></details></div>")  # fmt: skip
        try:
            shell.display_pub.publish({"text/html": body, "text/plain": sentence})
        except Exception:  # the report goes out whatever happens
            traceback.print_exc()
        send(kind, problem, [f"{kind.__name__}, see above."])

    shell._showtraceback, shell._course_sends = tell, send
