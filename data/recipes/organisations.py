"""Intergovernmental organisations that the course names, one row per organisation (COW IGO 3.0)."""

import pandas as pd

from data.recipes import tools

# Source code: (short name, name, subject). The subject is the course's own label; the source has no security class.
CHOSEN = {
    "UN": ("UN", "United Nations", "general"), "LoN": ("League of Nations", "League of Nations", "general"),
    "NAM": ("NAM", "Non-Aligned Movement", "general"), "ComSec": ("Commonwealth", "Commonwealth of Nations", "general"),
    "ACCT": ("OIF", "Organisation internationale de la Francophonie", "general"),
    "CPSC": ("CPLP", "Community of Portuguese Language Countries", "general"),
    "OIC": ("OIC", "Organisation of Islamic Cooperation", "general"), "LOAS": ("Arab League", "League of Arab States", "regional"),
    "NATO": ("NATO", "North Atlantic Treaty Organization", "security"), "WPact": ("Warsaw Pact", "Warsaw Treaty Organization", "security"),
    "EAPC": ("EAPC", "Euro-Atlantic Partnership Council", "security"), "WEU": ("WEU", "Western European Union", "security"),
    "CSTO": ("CSTO", "Collective Security Treaty Organization", "security"), "SCO": ("SCO", "Shanghai Cooperation Organisation", "security"),
    "CICA": ("CICA", "Conference on Interaction and Confidence-Building in Asia", "security"),
    "OSCE": ("OSCE", "Organization for Security and Co-operation in Europe", "security"),
    "ANZUS": ("ANZUS", "Australia, New Zealand and United States treaty", "security"),
    "SEATO": ("SEATO", "Southeast Asia Treaty Organization", "security"), "CENTO": ("CENTO", "Central Treaty Organization", "security"),
    "IADefB": ("IADB", "Inter-American Defense Board", "security"), "BALTBAT": ("BALTBAT", "Baltic Battalion", "security"),
    "MFO": ("MFO", "Multinational Force and Observers", "security"), "Wassen": ("Wassenaar", "Wassenaar Arrangement", "security"),
    "OPANAL": ("OPANAL", "Agency for the Prohibition of Nuclear Weapons in Latin America", "security"),
    "RECSA": ("RECSA", "Regional Centre on Small Arms, East Africa", "security"),
    "ICMMP": ("ICMM", "International Committee of Military Medicine", "security"),
    "IAEA": ("IAEA", "International Atomic Energy Agency", "security"), "INTERPOL": ("Interpol", "International Criminal Police Organization", "security"),
    "ICC": ("ICC", "International Criminal Court", "law"),
    "EU": ("EU", "European Union", "regional"), "EEC": ("EEC", "European Economic Community", "regional"),
    "ECSC": ("ECSC", "European Coal and Steel Community", "regional"), "SCHENGEN": ("Schengen", "Schengen area", "regional"),
    "COE": ("Council of Europe", "Council of Europe", "regional"), "NordC": ("Nordic Council", "Nordic Council", "regional"),
    "CBSS": ("CBSS", "Council of the Baltic Sea States", "regional"), "BSEC": ("BSEC", "Black Sea Economic Cooperation", "regional"),
    "CEI": ("CEI", "Central European Initiative", "regional"), "ESA": ("ESA", "European Space Agency", "technical"),
    "CIS": ("CIS", "Commonwealth of Independent States", "regional"), "EAEC": ("EurAsEC", "Eurasian Economic Community", "economic"),
    "CMEA": ("Comecon", "Council for Mutual Economic Assistance", "economic"), "ECO": ("ECO", "Economic Cooperation Organization", "economic"),
    "OAS": ("OAS", "Organization of American States (from 1890 Pan-American Union)", "regional"), "CARICOM": ("CARICOM", "Caribbean Community", "regional"),
    "SICA": ("SICA", "Central American Integration System", "regional"), "Mercosur": ("Mercosur", "Southern Common Market", "economic"),
    "RIOgroup": ("Rio Group", "Rio Group", "regional"), "GCC": ("GCC", "Gulf Cooperation Council", "regional"),
    "AMU": ("AMU", "Arab Maghreb Union", "regional"), "OPEC": ("OPEC", "Organization of the Petroleum Exporting Countries", "economic"),
    "OAU": ("OAU", "Organization of African Unity", "regional"), "AU": ("AU", "African Union", "regional"),
    "ECOWAS": ("ECOWAS", "Economic Community of West African States", "regional"),
    "ECCAS": ("ECCAS", "Economic Community of Central African States", "regional"),
    "SADC": ("SADC", "Southern African Development Community", "regional"),
    "IGAD": ("IGAD", "Intergovernmental Authority on Development", "regional"),
    "CEPGL": ("CEPGL", "Economic Community of the Great Lakes Countries", "regional"), "LCBC": ("LCBC", "Lake Chad Basin Commission", "regional"),
    "UEMOA": ("UEMOA", "West African Economic and Monetary Union", "economic"),
    "ASEAN": ("ASEAN", "Association of Southeast Asian Nations", "regional"), "SAARC": ("SAARC", "South Asian Association for Regional Cooperation", "regional"),
    "PIF": ("PIF", "Pacific Islands Forum", "regional"), "APEC": ("APEC", "Asia-Pacific Economic Cooperation", "economic"),
    "IORARC": ("IORA", "Indian Ocean Rim Association", "regional"),
    "OECD": ("OECD", "Organisation for Economic Co-operation and Development", "economic"), "IMF": ("IMF", "International Monetary Fund", "economic"),
    "GATT": ("GATT", "General Agreement on Tariffs and Trade", "economic"), "WTO": ("WTO", "World Trade Organization", "economic"),
}  # fmt: skip


def build(pack):
    """Return the chosen organisations with their years and their number of full members at the end."""
    source = tools.raw(pack, "united_nations/cow_igo3_organizations.csv").set_index("igo").loc[list(CHOSEN)]
    table = pd.DataFrame(CHOSEN.values(), columns=["name", "long_name", "subject"], index=source.index)
    table["start"] = source["first_year"]
    table["end"] = source["last_year"].where(source["last_year"] < 2014)
    table["political"] = source["political"] == 1
    return table.rename_axis("organisation_id").reset_index()
