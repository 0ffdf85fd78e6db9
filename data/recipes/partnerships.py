"""Curated partnerships, one row per arrangement, with instrument, members and source, coded on three axes (hand-made)."""

from data.recipes import marks, tools

FORMS = {"T": "treaty", "A": "agreement", "M": "mandate", "P": "political text", "N": "none"}
PURPOSES = {
    "D": "collective defence",
    "C": "consultation",
    "M": "mission",
    "K": "capability",
    "I": "intelligence",
    "X": "contact",
}
# Coded for this course from instrument, members and note: parties (at least), form of the text, main purpose.
CODES = """
P01 32 T D  P02 8 T D   P03 5 T D   P04 17 T D  P05 3 T D   P06 8 T D   P07 5 T C   P08 5 A C   P09 7 T D   P10 6 T D
P11 6 T D   P12 2 T D   P13 2 T D   P14 2 T D   P15 2 T D   P16 2 T D   P17 2 T D   P18 2 T D   P19 2 T D   P20 2 T D
P21 2 T D   P22 2 T K   P23 2 T K   P24 6 T K   P25 27 T D  P26 26 A K  P27 6 A M   P28 9 P X   P29 10 P M  P30 5 A K
P31 6 P X   P32 6 M M   P33 6 M M   P34 6 M M   P35 6 M M   P36 6 M M   P37 36 M M  P38 16 M M  P39 3 N M   P40 22 M M
P41 90 P M  P42 45 N M  P43 6 M M   P44 9 N M   P45 57 N M  P46 5 A I   P47 2 A D   P48 4 P X   P49 3 A K   P50 6 T D
P51 6 T D   P52 6 T M   P53 6 T D   P54 5 T M   P55 5 M M   P56 3 T D   P57 5 M M   P58 10 M M  P59 5 M M   P60 2 N X
P61 6 N X   P62 29 N X  P63 18 P X  P64 10 T C  P65 41 P M  P66 7 A K   P67 12 A K  P68 2 T D   P69 2 T D   P70 6 A X
"""


def build(pack):
    """Return the curated list; `defence_clause` is true where the binding clause starts with 'yes'."""
    source = tools.evidence(pack, "facts/partnerships.csv", dtype=str)
    source["defence_clause"] = source["binding_collective_defence"].str.startswith("yes")
    words = CODES.split()
    codes = {words[i]: words[i + 1 : i + 4] for i in range(0, len(words), 4)}
    source["parties"] = [int(codes[row][0]) for row in source["id"]]
    source["form"] = [FORMS[codes[row][1]] for row in source["id"]]
    source["purpose"] = [PURPOSES[codes[row][2]] for row in source["id"]]
    return marks.split_confidence(source).rename(columns={"id": "partnership_id", "founded": "start", "ended": "end", "members_iso3": "members",
                                  "binding_collective_defence": "defence_clause_note", "hq_or_command": "command"})  # fmt: skip
