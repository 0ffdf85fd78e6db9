"""Terms of the course, each with a definition in our own words and a reference that resolves."""

from data.recipes import tools

# Sources that the evidence pack gives in words, as reference keys; readings keep their own key.
KEYS = {
    "North Atlantic Treaty": "NorthAtlanticTreaty1949", "Treaty on European Union": "TreatyEuropeanUnion",
    "Oslo Guidelines": "OsloGuidelines2007", "OCHA": "OsloGuidelines2007", "US joint doctrine": "DodDictionary",
    "NATO doctrine": "NatoGlossary", "NATO": "NatoGlossary", "NATO STANAG usage": "NatoGlossary",
    "PSC Protocol": "PscProtocol2002", "AU PSC usage": "PscProtocol2002", "National Guard": "StatePartnershipProgram",
    "ICDS brief on JEF": "IcdsJef", "LaiReiter2000 and others": "LaiReiter2000", "course definition": "CoursePartnerships2026",
    "AUKUS and Quad usage": "CoursePartnerships2026", "EATC and C-17 cases": "CoursePartnerships2026",
}  # fmt: skip
STANDARD = {"Herfindahl index": "Hirschman1964", "Selection bias": "KingKeohaneVerba1994"}


def build(pack):
    """Return term, definition, reference key and, where the source was given in words, those words."""
    table = tools.evidence(pack, "glossary.csv", dtype=str)
    table["reference"] = table["term"].map(STANDARD).fillna(table["source"].replace(KEYS))
    table["source_note"] = table["source"].where(table["source"].isin(KEYS), "")
    return table.drop(columns="source")
