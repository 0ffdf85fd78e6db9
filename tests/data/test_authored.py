"""What we wrote lives in data/authored: it is well formed, and no recipe reads ours from elsewhere."""

import ast
import hashlib
import re
import subprocess
import sys

import pandas as pd
import pytest

from data.recipes import tools
from data.recipes.references import PARTS
from helpers.claims import judgements
from helpers.data import DATA, bibliography, evidence, load, tables
from tests.refresh import ROOT, notebooks

RECIPES = {path.stem: path for path in sorted((DATA / "recipes").glob("*.py"))}

# File → columns that together are the key, and the columns that may be blank.
FILES = {
    "claims.csv": (["claim_id"], "stronger_question stronger_kind shown_with"),
    "literature.csv": (["claim_id", "bears_on", "key"], "checked rung scope why"),
    "fact_check.csv": (["fact_id"], "measure"),
    "glossary.csv": (["term"], "source_note"),
    "raw_files.csv": (["file"], "retrieved"),
    "codings/alliance_names.csv": (["alliance_id"], ""),
    "codings/conflict_regions.csv": (["conflict_id"], ""),
    "codings/language_names.csv": (["spelling"], ""),
    "codings/map_unions.csv": (["state_id", "start"], ""),
    "codings/organisations.csv": (["organisation_id"], ""),
    "codings/samples.csv": (["table", "state_id"], ""),
    "codings/state_codes.csv": (["scheme", "code"], "state_id"),
    "codings/state_spellings.csv": (["spelling"], ""),
    "codings/states.csv": (["state_id"], "name iso3 region successor_id other_names"),
    "codings/terrorism_targets.csv": (["kind"], ""),
    "codings/un_mission_places.csv": (["mission"], "headquarters host_id latitude longitude end_month note"),
    "codings/us_troops_marks.csv": (["state_id", "first", "status"], "state_id last"),
    "facts/afghanistan_deaths.csv": (["iso3"], "note"),
    "facts/asf_members.csv": (["force", "iso3"], "state_id end_date exit_announced"),
    "facts/asf_press_list.csv": (["force", "iso3"], ""),
    "facts/asf_regions.csv": (["force"], "planned_strength_verified planned_strength_other_unverified"),
    "facts/gulf_war_1991_finance.csv": (
        ["contributor"],
        "state_id pledged_usd_bn received_usd_bn cost_usd_bn as_of",
    ),
    "facts/gulf_war_1991_readings.csv": (["iso3", "reading"], ""),
    "facts/gulf_war_1991_totals.csv": (["as_of"], "us"),
    "facts/gulf_war_1991_troops.csv": (["iso3"], "figure figure_kind also_reported note"),
    "facts/haiti_2010_figures.csv": (["item"], "date note"),
    "facts/haiti_2010_timeline.csv": (["date", "event"], ""),
    "facts/isaf_totals.csv": (["as_of"], "total nations us note"),
    "facts/isaf_troops_2010_11.csv": (["iso3"], ""),
    "facts/nato_2pct.csv": (["year"], "other_counts"),
    "facts/nato_accession.csv": (["iso3"], "signed note"),
    "facts/operations_contributions.csv": (
        ["operation", "date", "country_or_item", "measure", "value"],
        "iso3 state_id note",
    ),
    "facts/partnerships.csv": (["id"], "ended article members_iso3 note"),
    "facts/source_conflicts.csv": (["subject", "item"], ""),
    "facts/ties_since_2021.csv": (["date", "tie"], "note"),
    "facts/timeline.csv": (["date", "event"], ""),
    "facts/warsaw_pact.csv": (["iso3_hist"], "note"),
}
ALLOWED = {
    ("claims.csv", "kind"): "definition fact causal trend normative",
    ("claims.csv", "force"): "defines all most-or-tends often can must lists-examples will",
    ("claims.csv", "stronger_kind"): "|harder|other|contrary",
    ("literature.csv", "bears_on"): "document stronger",
    ("literature.csv", "side"): "for against qualifies background",
    ("literature.csv", "seen"): "abstract|summary|not seen",
    ("literature.csv", "rung"): "|0|1|2|3",
    (
        "fact_check.csv",
        "grade",
    ): "wrong|wrong as necessity|overclaim|contested|conflates|internal contradiction|partly right|"
    "right as worded|right as an aim|right as a possibility|right for its period|term|retired",
    ("raw_files.csv", "light"): "green amber red",
    ("codings/us_troops_marks.csv", "status"): "interpolated dropped doubtful",
    ("codings/state_codes.csv", "scheme"): "gw iso3",
}
VERDICTS = r"(not testable here|not supported|partly supported|contested|supported)( \(.+\))?"


def read(name):
    return tools.authored(name, dtype=str).fillna("")


def keys_of(part):
    text = (tools.AUTHORED / part).read_text(encoding="utf-8")
    return re.findall(r"^@\w+\{([^,\s]+),$", text, flags=re.M)


def calls(path, *names):
    """Yield the tools.NAME(...) calls of a recipe, or the NAME(...) calls of tools itself."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).removeprefix("tools.") in names:
            yield node


def named(path, *names):
    """Return the file names that a recipe passes to tools.NAME(...), each a literal."""
    found = set()
    for call in calls(path, *names):
        literals = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        assert len(literals) == 1, f"{path.name}: name the file in {ast.unparse(call)}"
        found.update(literals)
    return found


def recipes():
    return {name: path for name, path in RECIPES.items() if name not in ("tools", "__main__", "__init__")}


# The files themselves.


def test_every_file_is_listed_here_and_in_the_readme():
    there = {path.relative_to(tools.AUTHORED).as_posix() for path in tools.AUTHORED.rglob("*") if path.is_file()}
    assert there == {*FILES, *PARTS, "README.md", "CHANGES.md", "verdict_rule.md"}
    readme = (tools.AUTHORED / "README.md").read_text(encoding="utf-8")
    assert not [name for name in there - {"README.md"} if f"`{name}`" not in readme]


@pytest.mark.parametrize("name", FILES)
def test_keys_are_unique_and_mandatory_cells_filled(name):
    keys, optional = FILES[name]
    raw = (tools.AUTHORED / name).read_bytes()
    assert b"\r" not in raw and raw.endswith(b"\n")
    table = read(name)
    assert set(optional.split()) <= set(table), "a column that may be blank is not there"
    assert not table.duplicated(keys).any()
    for column in set(table) - set(optional.split()):
        assert (table[column].str.strip() != "").all(), column
    assert (table == table.apply(lambda column: column.str.strip())).all().all(), "blanks around a cell"


@pytest.mark.parametrize(("name", "column"), ALLOWED)
def test_scales_are_kept(name, column):
    allowed = ALLOWED[name, column]
    assert set(read(name)[column]) <= set(allowed.split("|") if "|" in allowed else allowed.split())


def test_each_question_of_ours_says_how_it_stands_to_its_claim():
    table = read("claims.csv")
    assert ((table["stronger_question"] != "") == (table["stronger_kind"] != "")).all()


def test_states_exist_and_agree_with_their_codes():
    states = load("states")
    latest = states[states["iso3"] != ""].drop_duplicates("iso3", keep="last").set_index("iso3")["state_id"]
    for name in FILES:
        table = read(name)
        for column in set(table) & {"state_id", "cow_ccode", "host_id", "successor_id"}:
            assert set(table[column]) - {""} <= set(states["state_id"].astype(str)), name
        if {"iso3", "state_id"} <= set(table) and name.startswith("facts/"):
            known = table[table["iso3"].isin(latest.index)]
            assert (known["iso3"].map(latest).astype(str) == known["state_id"]).all(), name
            assert set(table["iso3"]) - set(latest.index) <= {"", "ESH"}, name


def test_members_of_the_african_forces_add_up():
    counts = read("facts/asf_members.csv").query("end_date == ''").groupby("force").size()
    for row in read("facts/asf_regions.csv").itertuples():
        assert counts[row.force] == int(row.n_members.split()[0])


# References.


def test_each_reference_key_stands_in_one_file():
    keys = [key for part in PARTS for key in keys_of(part)]
    assert len(keys) == len(set(keys))
    assert set(bibliography()) == set(keys)


def test_references_resolve():
    known, readings = set(bibliography()), set(keys_of("readings.bib"))
    assert set(read("glossary.csv")["reference"]) <= known
    assert set(read("literature.csv")["key"]) <= readings
    found = set(re.findall(r"\(([A-Z][A-Za-z]+(?:18|19|20)\d\d[a-z]?)\)", " ".join(read("fact_check.csv")["evidence"])))
    assert found and found <= known


@pytest.mark.parametrize(
    ("fact", "claim"),
    [("F01", "C12.1"), ("F02", "C11.3"), ("F03", "C11.4"), ("F16", "C06.3"), ("F17", "C09.6"), ("F19", "C15.5")],
)
def test_a_fact_check_says_what_the_verdict_says(fact, claim):
    """F17 and F19 had each the grade that the other deserved."""
    row = read("fact_check.csv").set_index("fact_id").loc[fact]
    same = {
        "contested": "contested",
        "right as worded": "supported",
        "wrong": "not supported",
        "wrong as necessity": "not supported",
    }
    assert claim in " ".join(row) and same[row["grade"]] == judgements(row["lesson"])[claim].verdict


# The second list of claims.


def test_claims_belong_to_lessons_and_sections():
    numbers = {path.name[:2] for path in notebooks() if path.name[:2].isdigit()}
    for name in ("claims.csv", "fact_check.csv"):
        assert set(read(name)["lesson"]) <= numbers, name
    assert read("claims.csv")["claim_id"].str.fullmatch(r"C\d\d\.\d+").all()
    assert set(read("claims.csv")["lesson"]) == numbers


def test_claims_are_whole_sentences_with_a_way_to_fail():
    claims = read("claims.csv")
    assert claims["claim"].str.fullmatch(r"[A-Z].*\.").all()
    assert claims["falsifier"].str.endswith((".", "?")).all()
    ours = claims["stronger_question"]
    assert ours[ours != ""].str.startswith("OURS, not the document's: ").all()
    assert claims["testable"].str.fullmatch(r"yes|(partly|no)(: .+)?").all()
    assert claims["expected_verdict"].str.fullmatch(VERDICTS).all()
    shown = claims[claims["shown_with"] != ""]
    assert set(shown["shown_with"]) <= set(claims["claim_id"])
    assert not (shown["shown_with"] == shown["claim_id"]).any()


def test_literature_speaks_to_claims():
    literature, claims = read("literature.csv"), read("claims.csv").set_index("claim_id")
    assert set(literature["claim_id"]) <= set(claims.index)
    assert (literature.loc[literature["seen"] == "not seen", "side"] == "background").all()
    asked = claims["stronger_question"].reindex(literature.loc[literature["bears_on"] == "stronger", "claim_id"])
    assert (asked != "").all(), "a row bears on a stronger question that nobody asks"
    checked = literature.loc[literature["checked"] != "", "checked"]
    assert pd.to_datetime(checked, format="%Y-%m-%d").notna().all()


def test_a_un_force_is_a_partnership_everywhere_and_the_un_itself_nowhere():
    """The document names peacekeeping missions among multinational operations; C17.10 and C21.2 had spoken against C19.6."""
    literature, claims = read("literature.csv"), read("claims.csv").set_index("claim_id")["suggested_measure"]
    assert not literature["finding"].str.contains("no military partnership").any()
    assert (
        "A UN force counts as a partnership" in claims["C19.6"]
        and "force of several countries included" in claims["C17.10"]
    )
    missions = literature[literature["key"] == "WalterHowardFortna2021"].set_index("claim_id")["side"]
    assert missions["C18.1"] == missions["C21.2"] == "background", "what missions do is no evidence about partnerships"


# Claim → what its measure says of the number in front: evidence or count (0 the evidence), value, and how it is written.
TOLD = {
    "C00.1": [(0, "{estimate:.2f} [{low:.2f}, {high:.2f}]")],
    "C00.3": [(0, "{estimate:.2f} and"), (1, "and {estimate:.2f}"), (2, "({estimate:.1f} times)")],
    "C00.4": [(0, "{estimate:.2f} [{low:.2f}, {high:.2f}]")],
    "C00.6": [(0, "({estimate:.0f}%;"), (1, "{estimate:.0f}% without the three wide texts"), (0, "({comparison:.0f}%)")],
    "C03.1": [(0, "({estimate:.1f} times in 1816-1945"), (1, "{estimate:.1f} times in 1946-2018")],
    "C05.3": [(0, "{estimate:.1f} times the next host")],
    "C05.4": [(0, "({estimate:.0f}% of {n})"), (0, "({comparison:.0f}%)")],
    "C05.5": [(0, "{estimate:.2f} [{low:.2f}, {high:.2f}]")],
    "C05.6": [(0, "about {estimate:.0f} years"), (0, "(about {benchmark:.0f})")],
    "C05.7": [(0, "({estimate:.1f})"), (1, "({estimate:.1f})")],
    "C05.9": [(0, "({estimate:.2f}, sorted"), (0, "below {benchmark:.2f}")],
}


@pytest.mark.parametrize("claim_id", TOLD)
def test_measures_of_the_first_lessons_tell_the_numbers_that_count(claim_id):
    measure = read("claims.csv").set_index("claim_id").loc[claim_id, "suggested_measure"]
    parts = evidence()[claim_id]["parts"]
    proofs = [proof for part in parts for proof in (part["evidence"], *part["counts"]) if proof]
    for index, words in TOLD[claim_id]:
        assert words.format(**proofs[index]) in measure, words.format(**proofs[index])


def test_measures_tell_what_pictures_and_tables_of_their_lesson_show():
    from helpers.lessons import l01_definition, l03_history, l05_types

    measures = read("claims.csv").set_index("claim_id")["suggested_measure"]
    pairs = [len(l01_definition.defended_pairs(year)) for year in (1990, 2010)]
    assert "({} and {:,})".format(*pairs) in measures["C01.5"]
    camps = [100 - l03_history.camp_shares(year)["neither"] for year in (1955, 1970, 1988)]
    assert "({:.0f}% in 1955, {:.0f}% in 1970, {:.0f}% in 1988)".format(*camps) in measures["C03.3"]
    outside = [l03_history.NUMBERS[name]() for name in ("outside_before", "outside_since")]
    assert "({:.0f}% and {:.0f}%)".format(*outside) in measures["C03.10"]
    relief = [l05_types.relief_share(many) for many in (True, False)]
    assert "({:.1f}%) and of two ({:.1f}%)".format(*relief) in measures["C05.4"]


def test_works_that_count_have_a_rung_a_scope_and_a_reason():
    """A row counts if it is checked and not background; a claim or a question of ours about causes needs the rung."""
    literature = read("literature.csv")
    counts = (literature["checked"] != "") & (literature["side"] != "background")
    causal = literature["claim_id"].map(read("claims.csv").set_index("claim_id")["kind"]) == "causal"
    assert (literature.loc[counts & causal, "rung"] != "").all()
    assert (literature.loc[~(counts & (causal | (literature["bears_on"] == "stronger"))), "rung"] == "").all()
    for column in ("scope", "why"):
        assert ((literature[column] != "") == counts).all(), column


def test_counts_told_in_the_papers_are_the_counts():
    claims, literature = read("claims.csv"), read("literature.csv")
    changes = (tools.AUTHORED / "CHANGES.md").read_text(encoding="utf-8")
    forces = ALLOWED["claims.csv", "force"].split()
    for kind, rows in [*claims.groupby("kind"), ("all", claims)]:
        cells = [str((rows["force"] == force).sum() or "") for force in forces]
        assert f"| {kind} | {' | '.join(cells)} | {len(rows)} |" in changes
    answers = claims["testable"].str.split(":").str[0].value_counts()
    assert f"yes {answers['yes']}, partly {answers['partly']}, no {answers['no']}." in changes
    told = set(re.findall(r"^\| (C\d\d\.\d+) \|", changes, flags=re.M))
    assert set(claims["claim_id"]) <= told, "each claim has its row"
    readme = (tools.AUTHORED / "README.md").read_text(encoding="utf-8")
    assert f"({len(literature)} rows, {literature['key'].nunique()} works)" in readme
    works = literature.drop_duplicates("key")["seen"].value_counts()
    for seen in works.index:
        assert re.search(rf"{seen} \({works[seen]}\b", readme), seen
    readings = keys_of("readings.bib")
    seen_doi = (tools.AUTHORED / "readings.bib").read_text(encoding="utf-8").count("  doi = {")
    assert f"({len(readings)}; {seen_doi} carry a DOI that was seen" in readme


# The repository stands alone.


@pytest.mark.parametrize("name", recipes())
def test_recipes_touch_files_only_through_tools(name):
    """A recipe may pass the pack on, but not look into it; it opens nothing itself."""
    tree = ast.parse(recipes()[name].read_text(encoding="utf-8"))
    passed = {id(arg) for node in ast.walk(tree) if isinstance(node, ast.Call) for arg in node.args}
    for node in ast.walk(tree):
        is_pack = isinstance(node, ast.Name) and node.id == "pack"
        is_pack |= isinstance(node, ast.Attribute) and node.attr == "PACK"
        assert not is_pack or id(node) in passed, f"line {node.lineno} looks into the pack"
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("read_csv", "read_excel", "read_json", "open", "glob", "iterdir"), node.lineno
            if node.attr in ("read_text", "read_bytes"):
                source = ast.unparse(node.value)
                assert source.startswith(("tools.raw_path(", "tools.AUTHORED / ")), f"line {node.lineno}: {source}"
        if isinstance(node, ast.Name):
            assert node.id not in ("open", "Path", "DATA", "ROOT"), f"line {node.lineno} builds a path"
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = {name.name for name in node.names} | {getattr(node, "module", None)}
            assert not modules & {"os", "pathlib", "io", "glob", "shutil", "urllib", "urllib.request"}, node.lineno


@pytest.mark.parametrize("name", ["../claims.csv", "geo/../../claims.csv", "/etc/hostname"])
def test_raw_files_lie_below_raw(name, tmp_path):
    (tmp_path / "raw" / "geo").mkdir(parents=True)
    (tmp_path / "claims.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="is not below raw/"):
        tools.raw(tmp_path, name)


def test_nothing_names_our_content_outside():
    word = "evid" + "ence"
    for folder in ("data", "helpers", "tests", "book"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in (".py", ".toml", ".md", ".csv", ".bib", ".json", ".txt", ".yml"):
                continue
            if "_build" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            assert not re.search(
                rf"\b{word}2?/|shared/(?!raw\b)\w|[\"']{word}2?[\"']\s*/|/\s*[\"']{word}2?[\"']", text
            ), path


@pytest.mark.parametrize("name", tables())
def test_codebook_lists_what_its_recipe_reads(name):
    listed = set(tools.entry(name)["sources"])
    assert named(RECIPES[name], "raw", "raw_path") <= listed
    assert {f"authored/{file}" for file in named(RECIPES[name], "authored")} <= listed
    if named(RECIPES[name], "sample"):
        assert "authored/codings/samples.csv" in listed
    for source in listed:
        assert not source.startswith("authored/") or source.removeprefix("authored/") in FILES


def test_no_authored_table_lies_idle():
    read_by_recipes = set().union(*[named(path, "authored") for path in RECIPES.values()])
    assert set(FILES) <= read_by_recipes


# Raw files on record.


def test_record_has_every_raw_file_that_is_read_and_no_other():
    used = set().union(*[named(path, "raw", "raw_path") for path in recipes().values()])
    assert set(tools.raw_files()["file"]) == used
    assert set(re.findall(r"^\| ([a-z_]+/\S+) \|", "\n".join(tools.origins()), flags=re.M)) == used


def test_record_says_where_and_on_what_terms():
    record = tools.raw_files()
    assert record["publisher"].str.fullmatch(r"https?://\S+").all()
    assert record["sha256"].str.fullmatch(r"[0-9a-f]{64}").all()
    dates = record.loc[record["retrieved"] != "", "retrieved"]
    assert pd.to_datetime(dates, format="%Y-%m-%d").notna().all()


def test_another_version_is_named(tmp_path, monkeypatch):
    right, wrong = b"a\n1\n", b"a\n2\n"
    record = pd.DataFrame({"file": ["geo/right.csv", "geo/wrong.csv", "geo/absent.csv"], "sha256": hashlib.sha256(right).hexdigest()})  # fmt: skip
    monkeypatch.setattr(tools, "raw_files", lambda: record)
    (tmp_path / "raw" / "geo").mkdir(parents=True)
    (tmp_path / "raw" / "geo" / "right.csv").write_bytes(right)
    (tmp_path / "raw" / "geo" / "wrong.csv").write_bytes(wrong)
    assert tools.differing(tmp_path) == ["geo/wrong.csv"]


def rebuild(pack, *arguments):
    """Run the recipes in a process of their own with the pack at `pack`; return exit status and words."""
    code = (
        "import pathlib, sys; from data.recipes import tools; tools.PACK = pathlib.Path(sys.argv.pop(1)); "
        "from data.recipes.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(pack), "--check", *arguments], capture_output=True, text=True, cwd=ROOT
    )
    assert not done.stderr, done.stderr[-2000:]
    return done.returncode, done.stdout


def test_our_tables_build_without_the_pack(tmp_path):
    ours = {name for name in tables() if all(s.startswith("authored/") for s in tools.entry(name)["sources"])}
    assert len(ours) >= 16
    status, words = rebuild(tmp_path / "absent")
    assert status == 2
    assert f"{len(ours) + 1} files built, 0 differ" in words  # and the references
    (left_out,) = re.findall(r"^Left out, since their raw files are not in \.\./shared/raw: (.*)\.$", words, flags=re.M)
    assert set(left_out.split(", ")) == {*tables(), "outlines"} - ours
    status, words = rebuild(tmp_path / "absent", "claims", "references")
    assert status == 0 and words == "2 files built, 0 differ\n"


@pytest.mark.pinned
def test_a_changed_raw_file_is_a_warning_not_a_failure(tmp_path):
    if not tools.PACK.is_dir():
        pytest.skip("the raw pack is not beside the project")
    name = "capabilities/cow_majors_2024.csv"
    (tmp_path / "raw" / "capabilities").mkdir(parents=True)
    content = (tools.PACK / "raw" / name).read_bytes()
    (tmp_path / "raw" / name).write_bytes(content + b"\n")  # a blank line changes the file, not the table
    status, words = rebuild(tmp_path, "major_powers")
    assert status == 0
    assert f"Not the version on record in data/authored/raw_files.csv: {name}." in words
