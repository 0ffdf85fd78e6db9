"""Peer instruction by misconception: vote, talk to somebody who made another mistake, vote again.

`python -m book.peer 05.5` writes one page for the screen, `book/_build/class/peer_05.5.html`, and `letters.html` for phones and
paper. The class shows letters, you type the counts; the page says who should talk to whom and what the talk changed.
With names it makes pairs. By hand: `--first "Anna=A Ben=C" --second "Anna=B Ben=B"`, or counts, `--first "A9 B12 C3"`.
From progress texts: `--first FILE`, whose first answers are the first vote; `--second FILE`, whose last answers are the second.

Every letter is the right answer or an anticipated mistake, so a vote says what somebody thinks, and not only whether it is wrong.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from book.bank import Question, askable, balloted, question
from book.gradebook import learners, read_files
from book.results import CLASS
from book.sources import named_from, write
from helpers.answers import LETTERS, RIGHT, variant
from helpers.cards import marked, unmarked
from helpers.exercises import look_up

TALK = (30, 70)  # per cent right between which talk is worth its time: a habit of the method, not a law
OTHER = "?"  # an answer that is neither right nor an anticipated mistake

Votes = Mapping[str, str]  # who → letter


def letters(asked: Question) -> dict[str, str]:
    """Return letter → what it says, for the votes on a question."""
    return {letter: reply.text for letter, reply in balloted(asked)}


def right_letter(asked: Question) -> str:
    """Return the letter of the right answer."""
    return next(letter for letter, reply in balloted(asked) if reply is asked.right)


def by_hand(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return votes as typed: names with letters (`Anna=A, Ben=C`), counts (`A9 B12`), or letters alone (`AABC`).

    known: the letters that may be voted for. Raises ValueError, in words, for anything else.
    """
    named = re.findall(r"([^\s=,;][^=,;]*?)\s*=\s*([A-Za-z?])(?![A-Za-z])", text)
    counted = re.findall(r"([A-Za-z?])\s*[:x×]?\s*(\d{1,4})", text)
    if named:
        if len({name for name, _ in named}) < len(named):
            raise ValueError("Two votes have the same name; give each voter a name of their own.")
        votes = {name: letter.upper() for name, letter in named}
    elif counted and not re.sub(r"([A-Za-z?])\s*[:x×]?\s*(\d{1,4})|[\s,;]", "", text):
        drawn = [letter.upper() for letter, count in counted for _ in range(int(count))]
        votes = {f"voter {number}": letter for number, letter in enumerate(drawn, 1)}
    else:
        votes = {f"voter {number}": letter.upper() for number, letter in enumerate(re.sub(r"[\s,;]", "", text), 1)}
    strange = sorted({letter for letter in votes.values() if letter not in known and letter != OTHER})
    if strange or not votes:
        what = f"{', '.join(strange)} cannot be voted for" if strange else "No vote stands there"
        raise ValueError(f"{what}; the letters are {', '.join(known)}, written as 'A9 B12', 'Anna=A Ben=C' or 'AABC'.")
    return votes


def from_texts(paths: list[Path], asked: Question, last: bool = False, key: str = "") -> dict[str, str]:
    """Return the votes that progress texts hold: each learner's first (or last) answer, by the mistake that it shows.

    Learners may have met other variants of the exercise: the same mistake is the same letter.
    """
    numbers = {reply.mistake: letter for letter, reply in zip(letters(asked), asked.ballot, strict=False)}
    votes = {}
    for number, one in enumerate(learners(read_files(paths, key)), 1):
        tries = [found for found in one.tries.get(asked.exercise.id, []) if found.checked]
        if tries:
            found = tries[-1 if last else 0]
            letter = (
                right_letter(asked)
                if found.outcome == RIGHT
                else OTHER
                if found.mistake is None
                else numbers[found.mistake]
            )
            votes[one.key or f"record {one.seed or number}"] = letter
    if not votes:
        raise ValueError(f"No text there holds an answer to exercise {asked.exercise.id}.")
    return votes


def pairs(votes: Votes) -> list[tuple[str, ...]]:
    """Return who talks to whom: as many pairs with different votes as there can be; who is left over joins a pair.

    A pair that is joined still holds two votes. Only where nearly all voted alike do people with one vote sit together.
    """
    waiting = {
        letter: sorted(name for name, vote in votes.items() if vote == letter) for letter in sorted(set(votes.values()))
    }
    found: list[tuple[str, ...]] = []
    while True:
        most = sorted((letter for letter in waiting if waiting[letter]), key=lambda letter: -len(waiting[letter]))
        if len(most) < 2:
            break
        found.append((waiting[most[0]].pop(0), waiting[most[1]].pop(0)))
    left = waiting[most[0]] if most else []
    joined = min(len(left), len(found))
    found = [(*pair, left[at]) if at < joined else pair for at, pair in enumerate(found)]
    alike = left[joined:]
    size = 3 if len(alike) % 2 and len(alike) > 1 else 2
    groups = [tuple(alike[:size])] if alike else []
    return found + groups + [tuple(alike[at : at + 2]) for at in range(size, len(alike), 2)]


def normalised_change(before: float, after: float) -> float | None:
    """Return the gain as a share of what could be gained, or the loss of what could be lost: from -1 to 1.

    before, after: per cent right. None where both are 0 or both 100, which say nothing. After Marx and Cummings, Normalized
    change, American Journal of Physics 75 (2007), 87.
    """
    if before == after:
        return None if before in (0, 100) else 0.0
    return (after - before) / (100 - before) if after > before else (after - before) / before


def advice(share: float) -> str:
    """Return what to do after a first vote with this share right, in per cent."""
    if share < TALK[0]:
        return "Few have it: explain first, then vote again; talk would spread the mistakes."
    return (
        "Worth talking about: pair people with different letters."
        if share <= TALK[1]
        else "Most have it: let one of them say why, and go on."
    )


def share_right(votes: Votes, letter: str) -> float:
    """Return how many of the votes are for a letter, per cent."""
    return 100 * sum(vote == letter for vote in votes.values()) / len(votes)


def report(asked: Question, first: Votes, second: Votes | None = None) -> str:
    """Return what the votes say: counts by misconception, what to do, pairs, and what the talk changed."""
    right, texts, before = right_letter(asked), letters(asked), share_right(first, right_letter(asked))
    counts, lines = Counter(first.values()), [f"{asked.exercise.id} {asked.exercise.title}: {len(first)} votes"]
    for letter, reply in zip(texts, asked.ballot, strict=False):
        sign = "right" if letter == right else unmarked(reply.said)
        lines.append(f"  {letter} {counts[letter]:3d}  {reply.text} ({sign})")
    if counts[OTHER]:
        lines.append(f"  {OTHER} {counts[OTHER]:3d}  something else")
    lines.append(f"{before:.0f}% right. {advice(before)}")
    if not all(name.startswith("voter ") for name in first):
        lines.append(
            "Pairs: " + "; ".join(" + ".join(f"{name} ({first[name]})" for name in group) for group in pairs(first))
        )
    if second is not None:
        after = share_right(second, right)
        change = normalised_change(before, after)
        told = "says nothing: all or none had it" if change is None else f"{change:+.2f}"
        lines.append(f"Second vote: {len(second)} votes, {after:.0f}% right. Normalised change {told}.")
        both = [name for name in first if name in second and not name.startswith("voter ")]
        if both:
            moves = Counter((first[name], second[name]) for name in both if first[name] != second[name])
            gone = "; ".join(f"{a} to {b}: {count}" for (a, b), count in moves.most_common())
            lines.append(f"Who changed: {gone or 'nobody'}.")
    return "\n".join(lines)


STYLE = """body{font:clamp(17px,1.75vw,28px)/1.35 system-ui,sans-serif;color:#1f2933;max-width:62em;margin:.6em auto;padding:0 1em}
h1{font-size:1.5em;margin:.2em 0}h2{font-size:1.1em;margin:0}p{margin:.35em 0}@media(min-width:900px){main{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5em}#reveal{grid-column:1/3}}
li,tr{margin:.3em 0}ol{list-style:upper-alpha}label{display:inline-block;white-space:nowrap;margin:.1em .5em .1em 0}input{font:inherit;width:3.4em}button{font:inherit;padding:.2em .8em}td{padding:.1em .6em}
.right{outline:4px solid #00796b}section{margin-top:.7em}[hidden]{display:none}small{color:#5f6b7a}"""
# No share is shown before the second vote: it would name the right letter. Pairs by counts: the two largest camps give one each, as `pairs` does with names.
SCRIPT = """const D=JSON.parse(document.getElementById('data').textContent);const $=i=>document.getElementById(i);
const counts=v=>[...D.letters,'?'].map(l=>Math.max(0,Math.min(9999,Math.floor(+$(v+l).value)||0)));
const share=c=>{const n=c.reduce((a,b)=>a+b,0);return n?100*c[D.letters.indexOf(D.right)]/n:null};
function change(b,a){if(b===a)return b===0||b===100?null:0;return a>b?(a-b)/(100-b):(a-b)/b}
function camps(c){c=[...c];const f={};let left=0;for(;;){const o=c.map((n,i)=>[n,i]).filter(p=>p[0]>0).sort((x,y)=>y[0]-x[0]||x[1]-y[1]);
if(o.length<2){left=o.length?o[0][0]:0;break}const k=[o[0][1],o[1][1]].sort((x,y)=>x-y).map(i=>D.letters[i]??'?').join(' with ');f[k]=(f[k]||0)+1;c[o[0][1]]--;c[o[1][1]]--}
return[f,left]}
function told(){const a=counts('first'),s=share(a);if(s===null){$('say').textContent='Type the counts first.';return}
const[f,left]=camps(a);const p=Object.entries(f).map(([k,n])=>n+' × '+k).join(', ');
$('say').textContent=(s<D.talk[0]?D.advice[0]:s<=D.talk[1]?D.advice[1]:D.advice[2])
+(p?' Pairs: '+p+'.':'')+(left?' Left over, to join a pair: '+left+'.':'')}
function open_(){const b=share(counts('first')),a=share(counts('second'));$('reveal').hidden=false;$('o'+D.right).classList.add('right');
const c=b===null||a===null?null:change(b,a);$('change').textContent=b===null?'No vote was typed.':'First vote '+Math.round(b)+'% right'+(a===null?'.':', second '+Math.round(a)+'%. Normalised change '+(c===null?'says nothing: all or none had it.':c.toFixed(2)+'.'));$('reveal').focus()}
$('talk').onclick=told;$('open').onclick=open_;"""


def screen(asked: Question, first: Votes | None = None, second: Votes | None = None) -> str:
    """Return the page for the class's screen: the question, two votes, who talks to whom, and the answer at the end."""
    texts, right = letters(asked), right_letter(asked)

    def boxes(name: str, votes: Votes | None) -> str:
        counts = Counter((votes or {}).values())
        cells = "".join(
            f"<label>{letter} <input id='{name}{letter}' type='number' min='0' max='9999' value='{counts[letter] or ''}'></label> "
            for letter in [*texts, OTHER]
        )
        return f"<p>{cells}</p>"

    options = "".join(f"<li id='o{letter}'>{html.escape(text)}</li>" for letter, text in texts.items())
    said = "".join(
        f"<li>{'<strong>Right.</strong> ' if letter == right else ''}{marked(reply.said)}</li>"
        for letter, reply in zip(texts, asked.ballot, strict=False)
    )
    samples = [advice(0), advice(50), advice(100)]
    data = json.dumps({"letters": list(texts), "right": right, "talk": TALK, "advice": samples}).replace("<", "\\u003c")
    grouped = ""
    if first and not all(name.startswith("voter ") for name in first):
        items = "".join(f"<li>{html.escape(' + '.join(group))}</li>" for group in pairs(first))
        grouped = f"<details><summary>Pairs by name</summary><ul>{items}</ul></details>"
    alone = "Show the letter of your answer, or <strong>?</strong> for another one: fingers, <a href='letters.html'>cards or phones</a>. How many of each?"
    body = (f"<div><h1>{html.escape(asked.exercise.title)}</h1><p>{marked(asked.prompt)}</p><ol>{options}</ol></div>"
            f"<div><section><h2>1 Vote, alone</h2><p>{alone}</p>{boxes('first', first)}<button id='talk'>Who talks to whom?</button><p id='say' role='status'></p>{grouped}</section>"
            "<section><h2>2 Talk</h2><p>Find somebody with another letter. Each says why; neither has to win. Two minutes.</p></section>"
            f"<section><h2>3 Vote again</h2>{boxes('second', second)}<button id='open'>Show the answer</button></section></div>"
            f"<section id='reveal' tabindex='-1' hidden><h2>4 What each letter thinks</h2><p id='change' role='status'></p><ol>{said}</ol></section>")  # fmt: skip
    return _page(
        asked.exercise.title,
        body,
        f"<script type='application/json' id='data'>{data}</script><script>{SCRIPT}</script>",
    )


def cards() -> str:
    """Return a page with the letters, for phones (tap one: it fills the screen) and for paper (print it and cut).

    There are as many as the longest ballot of the course has, and one for an answer that is not among them.
    """
    colours = ["#0b5fa5", "#c2410c", "#00796b", "#9b3a80", "#8a6100", "#1f2933", "#6b3fa0", "#4b5563"]
    most = max(len(one.options) if one.kind == "choice" else 1 + len(one.mistakes) for one in map(variant, askable()))
    signs = [*LETTERS[:most].upper(), OTHER]
    body = "".join(
        f"<button class='card' style='background:{colours[at % len(colours)]}' aria-pressed='false'>{sign}</button>"
        for at, sign in enumerate(signs)
    )
    style = ("main{max-width:none;margin:0;padding:0;display:grid;grid-template-columns:1fr 1fr;gap:2vmin}body{max-width:none;margin:2vmin;padding:0}"
             ".card{color:#fff;height:22vh;font:bold 20vmin system-ui,sans-serif;border:0;padding:0;print-color-adjust:exact;-webkit-print-color-adjust:exact}"
             ".card[aria-pressed=true]{position:fixed;inset:0;width:100%;height:100%;font-size:70vmin;z-index:1}"
             "@page{size:A4;margin:10mm}@media print{main{gap:3mm}.card{height:62mm;font-size:46mm;break-inside:avoid}}")  # fmt: skip
    script = "document.querySelectorAll('.card').forEach(c=>c.onclick=()=>c.setAttribute('aria-pressed',c.getAttribute('aria-pressed')!=='true'))"
    return _page("Letters", f"<style>{style}</style>{body}", f"<script>{script}</script>")


def _page(title: str, body: str, end: str) -> str:
    return (f"<!doctype html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
            f"<title>{html.escape(title)}</title><style>{STYLE}</style></head><body><main>{body}</main>{end}</body></html>")  # fmt: skip


def main(given: list[str] | None = None) -> int:
    """Write the pages of one exercise, and say what the votes say."""
    parser = argparse.ArgumentParser(prog="python -m book.peer", description=__doc__.split("\n\n")[0])
    parser.add_argument("exercise", help="such as 05.5")
    parser.add_argument("--variant", type=int, default=1, help="which variant, from 1")
    parser.add_argument("--first", help="a file of progress texts, or votes typed: 'A9 B12', 'Anna=A Ben=C', 'AABC'")
    parser.add_argument("--second", help="the same after the talk")
    parser.add_argument("--key", default="", help="the column that names the student, or 'file'")
    parser.add_argument("--out", type=Path, default=CLASS, help="the folder to write to")
    wanted = parser.parse_args(given)
    try:
        item = look_up("EXERCISES", wanted.exercise)
        if item.with_code:
            raise ValueError(f"{item.id} asks for code, so there is nothing to vote on.")
        cases = max(1, len(item.variants))
        if not 1 <= wanted.variant <= cases:
            raise ValueError(f"{item.id} has {cases} variant{'s' * (cases > 1)}; there is no number {wanted.variant}.")
        asked = question(item.id, wanted.variant - 1)

        def votes(text: str | None, last: bool) -> dict[str, str] | None:
            if text is None:
                return None
            file = Path(text)
            return from_texts([file], asked, last, wanted.key) if file.exists() else by_hand(text, letters(asked))

        first, second = votes(wanted.first, False), votes(wanted.second, True)
        if second is not None and first is None:
            raise ValueError("A second vote needs a first: name it with --first.")
    except ValueError as problem:
        print(problem)
        return 2
    write(wanted.out / f"peer_{item.id}.html", screen(asked, first, second))
    write(wanted.out / "letters.html", cards())
    if first is not None:
        print(report(asked, first, second))
    print(
        f"For the screen: {named_from(wanted.out / f'peer_{item.id}.html')}; for phones and paper: letters.html beside it."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
