"""Cards: framed words, as HTML for the eye and as the same plain text, which is what nbval compares."""

from __future__ import annotations

import html
import inspect
import re
import textwrap
from collections.abc import Callable


class Cards:
    """A list of cards. plain, rich: the same content as texts and as HTML fragments."""

    def __init__(self, plain: list[str], rich: list[str]) -> None:
        self._plain, self._rich = plain, rich

    def __repr__(self) -> str:
        return "\n\n".join(self._plain)

    def _repr_html_(self) -> str:
        return "".join(self._rich)

    stored = _repr_html_


class Table(Cards):
    """A small table of text whose cells wrap: head and rows of equal length, as HTML and as plain text."""

    def __init__(self, head: list[str], rows: list[list[str]]) -> None:
        lines = [_row("th", head)] + [_row("td", row) for row in rows]
        plain = "\n".join(" | ".join(row) for row in [head, *rows])
        super().__init__([plain], [f"<table style='max-width:60em'>{''.join(lines)}</table>"])


def card(colour: str, body: str) -> str:
    """Return a card: HTML with a coloured left edge."""
    style = f"border-left:4px solid {colour};padding:.3em .8em;margin:.6em 0;max-width:720px;box-sizing:border-box;line-height:1.5;font-size:15px"
    return f"<div style='{style}'>{body}</div>"


def source_code(function: Callable) -> tuple[str, str]:
    """Return a function's code as plain text and as an HTML block: what is shown is what runs."""
    code = re.sub(r" *# (fmt|noqa).*", "", textwrap.dedent(inspect.getsource(function)))
    style = (
        "background:#f5f7fa;color:#1f2933;padding:.6em;white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere"
    )
    return code, f"<pre style='{style}'>{html.escape(code)}</pre>"


EMPHASIS = re.compile(r"(?<![\w*])\*([^*\s][^*]*?)\*(?![\w*])")


def unmarked(text: str) -> str:
    """Return a text without emphasis and the marks by which the tests recompute its numbers, such as `86%<!--= share -->`."""
    return EMPHASIS.sub(r"\1", re.sub(r"<!--.*?-->", "", text))


def marked(text: str) -> str:
    """Return plain text as HTML: without marks, escaped; between backticks code, between asterisks emphasis."""
    bare = EMPHASIS.sub(r"<em>\1</em>", html.escape(re.sub(r"<!--.*?-->", "", text)))
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", bare)


def _row(tag: str, cells: list[str]) -> str:
    style = "text-align:left;vertical-align:top"
    return "<tr>" + "".join(f"<{tag} style='{style}'>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"
