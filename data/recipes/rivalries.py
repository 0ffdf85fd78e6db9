"""Strategic rivalries between states, one row per rivalry (Thompson, Sakuwa and Suhas 2021)."""

from data.recipes import tools

TYPES = ["positional", "spatial", "ideological", "interventionary"]
VENICE = 324


def build(pack):
    """Return rivalries; the two of Venice, which has no COW number and ended before 1816, are left out."""
    source = tools.raw(pack, "conflict/thompson_sakuwa_suhas_rivalries.csv")
    source = source[(source["ccode1"] != VENICE) & (source["ccode2"] != VENICE)].copy()
    # The source gives Guinea's number (438) for Equatorial Guinea (411).
    source.loc[source["tssr_id"] == 165, ["ccode1", "rivalry"]] = [411, "Equatorial Guinea-Gabon"]
    coded = source[TYPES].notna().any(axis=1)
    for kind in TYPES:
        source[kind] = (source[kind] == 1).where(coded)
    source["end"] = source["end"].where(source["end"] < 2020)
    return source.rename(columns={"tssr_id": "rivalry_id", "rivalry": "name", "ccode1": "state_id_1", "ccode2": "state_id_2"})[
        ["rivalry_id", "name", "state_id_1", "state_id_2", "start", "end", *TYPES]
    ]  # fmt: skip
