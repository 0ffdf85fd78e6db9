"""The belief ledger: how likely a learner holds a claim before the evidence, how they judge it, what they believe after.

`claim_cards` asks before, `verdicts` asks for a judgement, shows ours, and asks again. A lesson names in `ASKED` the claims,
six at most, whose belief is asked openly; those of the other testable claims may be given in a fold.
"""

from __future__ import annotations

import os

import pandas as pd

from helpers import journal
from helpers.cards import Cards, card
from helpers.claims import claims, heading, judgements, verdict_card
from helpers.exercises import lesson
from helpers.figures import COLOURS
from helpers.form import Asked, Form
from helpers.rule import VERDICTS

OUTCOME = {"supported": 1.0, "not supported": 0.0}  # what a belief can be scored against
OTHERS = "The other claims"
ENDS = ["surely not", "surely so"]


def claim_cards(number: str) -> Asked:
    """Show a lesson's claims before any evidence, and ask how likely each of some is to hold as worded (0–100)."""
    asked, table = lesson(number).ASKED, claims(number)
    plain = [f"{claim_id} ({about['kind']}): {about['claim']}" for claim_id, about in table.iterrows()]
    rich = "".join(card(COLOURS["accent"], heading(about)) for _, about in table.iterrows())
    order = [*asked, *(claim_id for claim_id in table.index if claim_id not in asked)]

    def make() -> Form:
        cards = [
            {"key": claim_id, "head": heading(table.loc[claim_id]), "fields": [_scale(claim_id)] if testable(claim_id) else [],
             "fold": "" if claim_id in asked else OTHERS}
            for claim_id in order
        ]  # fmt: skip
        values = {
            claim_id: {"belief": kept} for claim_id in order if (kept := belief(claim_id, after=False)) is not None
        }
        return Form(cards, _believed, values)

    return Asked("\n\n".join(plain), rich, make)


def verdicts(number: str, reveal: bool = False) -> Asked | Cards:
    """Ask the learner to judge each claim; then show ours, and ask for the belief once more.

    reveal: show ours at once, as a teacher may; so does COURSE_REVEAL=1.
    """
    lesson(number)
    table, items = claims(number), judgements(number)
    if reveal or os.environ.get("COURSE_REVEAL") == "1":
        shown = [verdict_card(claim_id) for claim_id in items]
        fold = "{}<details><summary>Our verdict</summary>{}</details>".format
        rich = [
            fold(card("#5f6b7a", heading(table.loc[claim_id])), body)
            for claim_id, (_, body) in zip(items, shown, strict=True)
        ]
        return Cards([plain for plain, _ in shown], rich)
    plain = "\n".join(f"{claim_id}: {table.loc[claim_id, 'claim']}" for claim_id in items)
    rich = "".join(card("#5f6b7a", heading(table.loc[claim_id])) for claim_id in items)

    def make() -> Form:
        asked = {"name": "verdict", "kind": "choice", "label": "Your verdict", "inline": True, "options": [[v, v] for v in VERDICTS]}  # fmt: skip
        cards = [{"key": claim_id, "head": heading(table.loc[claim_id]), "fields": [asked], "buttons": [["judge", "Compare with ours"]]}
                 for claim_id in items]  # fmt: skip
        before = {claim_id: journal.last(claim_id, "judged") for claim_id in items}
        form = Form(cards, lambda key, button, values: _judged(form, key, button, values))
        for claim_id, entry in before.items():
            if entry:
                form.entered = form.entered | {claim_id: {"verdict": entry.get("answer"), "belief": belief(claim_id)}}
                _ours(form, claim_id)
        return form

    return Asked(f"Judge first; ours comes after.\n{plain}", rich, make)


def belief(claim_id: str, after: bool = True) -> int | None:
    """Return the learner's latest belief in a claim, in per cent; without `after`, the latest from before the evidence."""
    found = [entry.get("answer") for entry in journal.entries(claim_id) if entry["event"] == "believed" and (after or not entry.get("seen"))]  # fmt: skip
    return found[-1] if found else None


def beliefs() -> pd.DataFrame:
    """Return one row per claim with a belief: before, after (NaN where not given), kind, lesson, our verdict, outcome.

    outcome: 1 for supported, 0 for not supported, NaN for what is shown and not scored.
    """
    rows, table, items = [], claims(), judgements()
    for claim_id in dict.fromkeys(entry["id"] for entry in journal.entries() if entry["event"] == "believed"):
        if claim_id not in items:
            continue  # asked by an earlier edition
        given = [entry for entry in journal.entries(claim_id) if entry["event"] == "believed"]
        before = [entry.get("answer") for entry in given if not entry.get("seen")]
        after = [entry.get("answer") for entry in given if entry.get("seen")]
        about, verdict = table.loc[claim_id], items[claim_id].verdict
        rows.append((claim_id, before[-1] if before else None, after[-1] if after else None, about["kind"], about["lesson"],
                     verdict, OUTCOME.get(verdict)))  # fmt: skip
    columns = ["claim_id", "before", "after", "kind", "lesson", "verdict", "outcome"]
    return pd.DataFrame(rows, columns=columns).set_index("claim_id").astype({"before": float, "after": float, "outcome": float})  # fmt: skip


def testable(claim_id: str) -> bool:
    """True unless our verdict is that open data cannot test the claim."""
    return judgements(claims().loc[claim_id, "lesson"])[claim_id].verdict != "not testable here"


def _scale(claim_id: str) -> dict:
    return {
        "name": "belief",
        "kind": "scale",
        "label": f"How likely is it that {claim_id} holds as worded?",
        "shown": "How likely is it that this holds as worded?",
        "ends": ENDS,
    }


def _believed(key: str, button: str, values: dict, seen: bool = False) -> None:
    now = values.get("belief")
    before = journal.last(key, "believed") or {}
    same = before.get("answer") == now and bool(before.get("seen")) == seen  # a click that moved nothing
    if type(now) is int and 0 <= now <= 100 and not same:
        journal.record(key, "believed", answer=now, seen=seen or None)


def _judged(form: Form, key: str, button: str, values: dict) -> None:
    if button == "set":
        _believed(key, button, values, seen=True)
    elif values.get("verdict") not in VERDICTS:
        form.say(key, card("#5f6b7a", "<p role='alert'>Choose your verdict first.</p>"))
    else:
        if (journal.last(key, "judged") or {}).get("answer") != values["verdict"]:
            journal.record(key, "judged", answer=values["verdict"])
        _ours(form, key)


def _ours(form: Form, key: str) -> None:
    """Show our verdict below the learner's, and ask how likely the claim is now, if it was ever asked."""
    ours = judgements(claims().loc[key, "lesson"])[key].verdict
    yours = form.entered[key]["verdict"]
    same = (
        "You and the course agree."
        if yours == ours
        else f"You say '{yours}', the course says '{ours}'. Whose reason is better?"
    )
    now = [_scale(key) | {"shown": "And now: how likely is it that this holds as worded?"}] if testable(key) else []
    form.entered = form.entered | {key: form.entered[key] | {"belief": form.entered[key].get("belief", belief(key))}}
    form.change(
        key, fields=form.find(key)["fields"][:1] + now, feedback=f"<p role='status'>{same}</p>{verdict_card(key)[1]}"
    )
