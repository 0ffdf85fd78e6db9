"""Cards for the seminars: crises and roles as written in `cards.toml`; cases, breaks and claims straight from the tables."""

from __future__ import annotations

import html
import tomllib
from functools import cache
from pathlib import Path

import pandas as pd

from book.matter import seminar_task, seminars
from book.paper import page, panels, rich
from book.sources import title_of
from helpers import claims
from helpers.data import load
from helpers.lessons import negotiation

HARD = ("AUKUS", "Combined Maritime Forces", "Quad")  # the cases that lesson 01 asks to defend


@cache
def written() -> dict[str, dict]:
    """Return lesson → title, cards, and what only the teacher sees, as `cards.toml` has them."""
    return tomllib.loads((Path(__file__).parent / "cards.toml").read_text(encoding="utf-8"))


def cases() -> list[tuple[str, str, str]]:
    """Return sixteen partnerships of the course list as (letter, description without a name, name), hard cases among them."""
    rows = load("partnerships")
    hard = rows[rows["name"].str.startswith(HARD)]
    rest = rows.drop(hard.index).groupby(["purpose", "form"], sort=True).head(1)
    chosen = rest.head(16 - len(hard)).index.union(hard.index)
    found = []
    for i, row in enumerate(rows.loc[chosen].sort_values("start").itertuples()):
        years = f"since {row.start:.0f}" if pd.isna(row.end) else f"{row.start:.0f}–{row.end:.0f}"
        clause = "a defence clause" if row.defence_clause else "no defence clause"
        text = f"{years} · {row.parties:.0f} parties · text: {row.form} · {clause} · mainly for: {row.purpose}"
        found.append((chr(ord("A") + i), text, row.name))
    return found


def breaks() -> list[tuple[str, str]]:
    """Return dated events of the course's timeline from which a team may bid for a break between periods."""
    rows = load("timeline").query("confidence == 'high'").sort_values("year")
    rows = rows.groupby(rows["year"] // 5).head(1)
    return [(str(row.year), row.event) for row in rows.itertuples()]


def stands() -> list[tuple[str, str]]:
    """Return a stand per pair of a class: one claim of each section, with what would show it wrong."""
    rows = claims.claims().drop_duplicates("section")
    return [
        (claim_id, f"{row['claim']} *It would be wrong:* {row['falsifier'] or '…'}")
        for claim_id, row in rows.iterrows()
    ]


def series() -> list[tuple[str, str]]:
    """Return the series of lesson 04's dashboard, one a team, with the ways in which it can be shown."""
    controls = panels("04")["Dashboard"].controls
    ways = ", ".join(controls["norm"].options)
    text = f"Your series. Draw lots: argue that it goes *up*, or that it goes *down*. You may choose the years, and how it is shown: {ways}."
    return [(name[:1].upper() + name[1:], text) for name in controls["name"].options]


def deck(number: str) -> list[tuple[str, str]]:
    """Return a lesson's cards as (head, text in Markdown); none where its seminar needs none."""
    if number == "01":
        return [(f"Case {letter}", text) for letter, text, _ in cases()]
    if number == "03":
        return breaks()
    if number == "04":
        return series()
    if number == "17":
        return stands()
    return [tuple(one) for one in written().get(number, {}).get("cards", [])]


def closed(number: str) -> list[tuple[str, str]]:
    """Return what only the teacher sees of a lesson's cards."""
    if number == "01":
        return [("Names behind the cases", " · ".join(f"{letter} {name}" for letter, _, name in cases()))]
    if number == "07":
        return [
            (
                role.name,
                f"{role.goal} *Reached if* {role.test}. Capability {role.capability}, at most {role.top} points.",
            )
            for role in negotiation.roles(8).values()
        ]
    return [tuple(one) for one in written().get(number, {}).get("closed", [])]


def heading(number: str) -> str:
    """Return the title of a lesson's cards."""
    titles = {
        "01": "Name it by its terms",
        "03": "Timeline auction: what a bid may name",
        "04": "Indicator dispute: one series to a team",
        "07": "The Varna Strait: private goals, one card to each role",
        "17": "Verdict fair: the stands",
    }
    return titles.get(number) or written()[number]["title"]


def cards(number: str) -> str:
    """Return a lesson's cards on A4, up to twelve a page, to cut out."""
    cut = "".join(
        f"<div class='card'><h3>{html.escape(head)}</h3><p>{rich(text)}</p></div>" for head, text in deck(number)
    )
    intro = f"<h1>{html.escape(heading(number))}</h1><p>{rich(seminar_task(number))}</p><p class='small'>{html.escape(title_of(number))} · bring {rich(seminars()[number]['bring'])} · cut along the lines</p>"  # fmt: skip
    return page(f"Cards {title_of(number)}", f"<div class='flow'>{intro}<div class='cards'>{cut}</div></div>")


def notes(number: str) -> str:
    """Return the teacher's sheet to a lesson's cards."""
    cut = "".join(
        f"<div class='card'><h3>{html.escape(head)}</h3><p>{rich(text)}</p></div>" for head, text in closed(number)
    )
    how = (
        "Cut, and give each role its own card, seen by nobody else."
        if number == "07"
        else "Yours alone until the class has decided."
    )
    body = f"<div class='flow'><h1>{html.escape(heading(number))}: for the instructor</h1><p>{how}</p><div class='cards'>{cut}</div></div>"
    return page(f"Cards, for the instructor {title_of(number)}", body)
