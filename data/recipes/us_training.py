"""US training of foreign forces by state and fiscal year, 1999 to 2020; gaps are rows with blanks."""

import pandas as pd

from data.recipes import codes, tools

NAMES = {"Bolivia INC": 145, "China (Peoples Republic of)": 710, "Congo (DROC)": 490, "Cote D’Ivoire, Republic of": 437,
         "Cote D’ivoire, Republic Of": 437, "Democratic Republic of Congo (Congo - Kinshasa)": 490,
         "Korea, Republic of": 732, "Kosovo": 347, "Saint Lucia": 56, "Yugoslavia": 345, "Sudan, Republic of Southern": 626}  # fmt: skip
NEW = {347: 2008, 626: 2011}  # Kosovo and South Sudan are in the reports before they are states
SHARES = {"imet": "IMET", "peacekeeping": "PKO/GPOI/ACOTA", "counterdrug": "Counter-drug (Sec. 1004, INL/INCLE, 1033)",
          "regional_centres": "Regional centers"}  # fmt: skip


def build(pack):
    """Return the sums of trainees and costs; a fiscal year in two reports is taken from the later one."""
    source = tools.raw(pack, "cooperation/us_fmtrpt_country_program_1999_2021_DERIVED.csv.gz").dropna(
        subset="fiscal_year"
    )
    source["year"] = source["fiscal_year"].astype(int)
    source["state_id"] = source["country_as_printed"].map(NAMES).fillna(source["iso3c"].map(codes.iso3_to_cow))
    source = source[source["state_id"].notna() & (source["year"] >= source["state_id"].map(NEW).fillna(0))]
    source = source[source["report_year"] == source.groupby("year")["report_year"].transform("max")]
    keys = ["state_id", "year"]
    sums = {"trainees": "sum", "cost_usd": "sum", "course_lines": "sum", "lines_without_quantity": "sum", "lines_without_cost": "sum"}  # fmt: skip
    table = (
        source.groupby(keys, as_index=False).agg(sums).rename(columns={"cost_usd": "cost", "course_lines": "courses"})
    )
    for column, family in SHARES.items():
        part = source[source["program_family"] == family].groupby(keys)["trainees"].sum().rename(f"{column}_trainees")
        table = table.merge(part, on=keys, how="left").fillna({f"{column}_trainees": 0})
    unread = (table.pop("lines_without_quantity") > 0) | (table.pop("lines_without_cost") > table["courses"] / 2)
    table["status"] = ["incomplete" if gap or year == 2009 else "complete" for gap, year in zip(unread, table["year"], strict=True)]  # fmt: skip
    gaps = table.loc[table["year"].isin([2005, 2007]), ["state_id"]].drop_duplicates().assign(year=2006)
    broken = pd.DataFrame({"state_id": [540, 434], "year": [2019, 2019]})  # Angola and Benin
    gaps = pd.concat([gaps, broken]).assign(status="missing")
    table = table[~((table["state_id"] == 540) & (table["year"] == 2019))]
    return pd.concat([table, gaps], ignore_index=True)
