"""Figures on the Haiti earthquake of 2010 and the relief, with every value that the sources give."""

import pandas as pd

from data.recipes import marks, tools

# Cells of the evidence pack that hold two figures: our items, values (checked against the cell) and units.
SPLIT = {
    "minustah_on_ground_before": [("minustah_troops_before", 7000, "people"), ("minustah_police_before", 2000, "people")],
    "minustah_ceiling_after_1908": [("minustah_troop_ceiling_after", 8940, "people"), ("minustah_police_ceiling_after", 3711, "people")],
    "us_peak_platforms": [("us_peak_aircraft", 58, "aircraft"), ("us_peak_ships", 23, "ships")],
    "ministries_destroyed": [("ministries_destroyed", 14, "buildings of 16")],
    "minustah_ceiling_before_1908": [("minustah_troop_ceiling_before", 6940, "people"), ("minustah_police_ceiling_before", 2211, "people")],
}  # fmt: skip
SUBJECTS = {"deaths": "deaths", "cholera": "cholera deaths", "minustah": "UN mission", "un_personnel": "UN mission", "us_": "US forces",
            "canada": "Canadian forces", "ministries": "damage", "without": "damage"}  # fmt: skip
UNITS = {"helicopters": "aircraft", "fixed-wing aircraft": "aircraft", "Navy ships": "ships", "humanitarian daily rations airlifted": "rations",
         "rations distributed": "rations", "bottles of water airlifted": "bottles", "bottles of water distributed": "bottles",
         "pounds of medical supplies": "pounds", "pounds of cargo": "pounds"}  # fmt: skip
CONFIDENCE = {"Reuters factbox": "high", "US Army News Service (primary)": "high"}


def build(pack):
    """Return the evidence pack's figures, the Security Council's old ceilings and the US reports by day."""
    facts = tools.evidence(pack, "facts/haiti_2010_figures.csv", dtype=str)
    dates = tools.evidence(pack, "facts/haiti_2010_timeline.csv", dtype=str)
    resolution = dates[dates["event"].str.contains("resolution 1908")].iloc[0]
    old = {
        "item": "minustah_ceiling_before_1908",
        "value": resolution["event"],
        "unit": "people",
        "note": "Troops and police are separate ceilings",
    }
    facts = pd.concat([facts, pd.DataFrame([old | dict(resolution[["source", "confidence"]])])], ignore_index=True)
    rows = []
    for fact in facts.to_dict("records"):
        for item, value, unit in SPLIT.get(fact["item"], [(fact["item"], marks.number(fact["value"]), fact["unit"])]):
            if f"{value:.0f}" not in fact["value"]:
                raise ValueError(f"haiti_figures: {value} is not in the cell of {fact['item']}")
            subject = next(word for start, word in SUBJECTS.items() if item.startswith(start))
            rows.append(
                fact | {"item": item, "value": value, "unit": unit, "subject": subject, "reported": fact["value"]}
            )
    reports = tools.raw(pack, "operations/operations_contributions_TRANSCRIBED.csv")
    reports = reports[reports["operation"].str.contains("Haiti") & (reports["date"] != "2010-05-25")]
    for report in reports.itertuples():
        what = report.country_or_item
        rows.append({
            "item": f"us_{report.date}_{what.split(' (')[0].lower().replace(' ', '_')}", "date": report.date, "subject": "US forces",
            "value": report.value, "unit": UNITS.get(what, "people"), "reported": f"{what}: {report.value:.0f}",
            "source": f"{report.source_url} ({report.source_quality})", "confidence": CONFIDENCE.get(report.source_quality, "medium"),
        })  # fmt: skip
    table = marks.split_confidence(pd.DataFrame(rows))
    vague = table["reported"].str.contains(r"about|\bover|more|nearly", regex=True)
    return table.assign(approximate=vague | table["note"].str.startswith("More than").fillna(False))
