"""The project as a whole: pins agree, the launch paths work, sizes hold, Binder's plan can be made."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest
import yaml

from helpers.exercises import lessons
from helpers.figures import warm_up
from tests.refresh import ROOT


def pins(name):
    return dict(re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)", (ROOT / name).read_text(encoding="utf-8")))


def test_environment_file_installs_exactly_the_pins():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["dependencies"] == ["python=3.12", "pip", {"pip": ["-r requirements.txt"]}]
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_development_pins_contain_the_reader_pins():
    reader, developer = pins("requirements.txt"), pins("requirements-dev.txt")
    assert reader.items() <= developer.items()
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= len(reader)
    for package in ("numpy", "pandas", "matplotlib", "scipy", "statsmodels", "networkx"):
        (line,) = re.findall(rf"(?m)^{package}==.*$", text)
        assert "python_full_version" not in line, f"{package} differs between Python versions"


def test_direct_dependencies_are_few_and_pinned():
    direct = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert len(direct) <= 12
    assert {re.split(r"[~=<>]", one)[0] for one in direct} <= set(pins("requirements.txt"))


def test_helpers_import_from_any_folder(tmp_path):
    subprocess.run([sys.executable, "-c", "import helpers; helpers.load('states')"], cwd=tmp_path, check=True)


def test_engine_imports_no_lesson_and_no_circles():
    order = [
        "reading",
        "errors",
        "data",
        "cards",
        "journal",
        "models",
        "measures",
        "figures",
        "form",
        "answers",
        "explorer",
        "exercises",
        "predictions",
        "rule",
        "gauge",
        "claims",
        "ledger",
        "course",
    ]
    for path in (ROOT / "helpers").glob("*.py"):
        imports = {
            node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module
        }
        assert not any(name.startswith("helpers.lessons") for name in imports), path.name
        if path.stem in order:
            for name in imports:
                other = name.removeprefix("helpers.")
                assert other not in order or order.index(other) < order.index(path.stem), f"{path.stem} imports {other}"


def test_lessons_import_no_other_lesson_and_no_pyplot():
    for path in (ROOT / "helpers" / "lessons").glob("l*.py"):
        text = path.read_text(encoding="utf-8")
        assert "helpers.lessons" not in text and "pyplot" not in text, path.name


def test_binder_files():
    assert (ROOT / "postBuild").read_text().startswith("#!/usr/bin/env bash") and "set -euo pipefail" in (
        ROOT / "postBuild"
    ).read_text()
    assert (ROOT / "postBuild").stat().st_mode & 0o111
    # Majors of repo2docker's base image: JupyterLab 4, ipywidgets 8.
    found = pins("requirements.txt")
    assert found["jupyterlab"].startswith("4.") and found["ipywidgets"].startswith("8.")
    values = yaml.safe_load((ROOT / "deploy" / "values.yaml").read_text(encoding="utf-8"))
    assert values["singleuser"]["memory"]["limit"] == "1G"
    assert values["singleuser"]["storage"]["type"] == "dynamic", "the chart's default home, said"


@pytest.mark.parametrize("name", ["postBuild", "environment.yml", "README.md", "deploy/README.md"])
def test_nothing_is_installed_as_a_link_to_a_folder(name):
    """A home volume, another learner's rights or a new name would take the folder away."""
    lines = re.findall(r"pip install.*?(?:[`\n]|$)", (ROOT / name).read_text(encoding="utf-8"))
    assert any("--no-build-isolation ." in line for line in lines) and not any(" -e" in line for line in lines)


def test_binder_build_plan():
    """repo2docker's plan, made with --no-build: it finds our environment and runs our postBuild."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    plan = done.stdout + done.stderr
    assert done.returncode == 0, plan[-800:]
    assert "Building conda environment for python=3.12" in plan
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"' in plan
    assert "RUN ./postBuild" in plan


def test_no_trace_of_machines_or_registries():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    registries = re.compile(
        "py" + r"pi\.org|python" + r"hosted\.org|registry\.np" + r"mjs\.org|deb\.de" + r"bian\.org", re.I
    )
    for name in tracked:
        path = ROOT / name
        if path.suffix in (".gz", ".png") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        assert not registries.search(text), name
        assert not re.search(r"(?<![\w./])/(?:ro" + r"ot|wo" + r"rk|ho" + r"me)/\w", text), name


def test_one_file_runs_in_one_worker():
    """Browser tests of one file share a page, so a worker must have all of them; pytest 9.2 ignores xdist's groups silently."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"pytest \$\(TESTS\).*--dist (\w+)", makefile) == ["loadfile"]
    grouped = "xdist_" + "group"
    assert not [path.name for path in (ROOT / "tests").rglob("*.py") if grouped in path.read_text(encoding="utf-8")]


@pytest.mark.skipif(sys.platform == "win32", reason="the gate runs on Linux")
@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_gate_without_a_browser_says_so_and_fails_in_ci(ci, code):
    ask = [sys.executable, "-m", "pytest", "tests/browser/test_pages.py", "-p", "no:cacheprovider"]
    ran = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, env=os.environ | {"PATH": "", "CI": ci})
    assert ran.returncode == code, ran.stdout
    assert re.search(r"!! NOT TESTED: \d tests need a browser", ran.stdout)


def test_font_cache_warms_without_a_word(capfd):
    warm_up()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_class_results_from_progress_texts(encoding):
    from book.results import picture, read_class, table
    from helpers.journal import to_text

    first = [{"id": "05.5", "event": event} for event in ("not yet", "not yet", "right")]
    second = [{"id": "05.5", "event": event} for event in ("not yet", "hint", "hint")]
    rows = [
        f'"Jürgen";"progress(\'{to_text(first)}\')"',
        "Anna's homework",
        "",
        f"> {to_text(second)[:40]}\r\n> {to_text(second)[40:]}",
    ]
    learners = read_class("\r\n".join(rows).encode(encoding))
    results = table(learners)
    assert len(learners) == 2
    assert results.loc["05.5", ["learners", "right", "tries", "hints"]].tolist() == [2, 50, 2, 1]
    assert picture(results).startswith(b"\x89PNG")


def test_a_new_lesson_passes_all_but_the_tests_that_ask_for_content(tmp_path):
    """Two commands in a copy of the course; then only tests marked `content` may have something to say."""
    for name in ("helpers", "tests", "notebooks", "data", "book", "conftest.py", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)

    def run(*command):
        environment = os.environ | {"PYTHONPATH": str(tmp_path), "LESSON": "18", "COURSE_PROGRESS": "memory"}
        environment.pop("PYTEST_XDIST_WORKER", None)
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        return done.returncode, done.stdout + done.stderr

    assert run("tests.new_lesson", "18", "topic")[0] == 0
    assert run("tests.new_lesson", "18", "topic")[0] == 1, "nothing is overwritten"
    for command in (("tests.refresh", "18"), ("tests.answers", "18")):
        code, said = run(*command)
        assert code == 0, said
    suite = ["tests/test_lessons.py", "tests/test_notebooks.py", "tests/test_rooms.py"]
    syllabus, quiet = (
        "tests/book/test_kit.py::test_a_syllabus_covers_every_lesson_once",
        ["-q", "-p", "no:cacheprovider"],
    )
    code, said = run("pytest", *suite, syllabus, "-m", "not content", *quiet)
    assert code == 0, said[-3000:]
    code, said = run("pytest", *suite, "-m", "content", *quiet)
    assert code == 1, "and those do ask"


@pytest.mark.content
def test_lessons_are_named_alike_everywhere():
    """The map of the course, the notebooks (tested there), the README and lesson 00 call each lesson the same."""
    from helpers.course import MAP

    assert set(MAP) == set(lessons())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start = (ROOT / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8")
    for number, (file, question, minutes) in MAP.items():
        assert f"| {number} | {question} |" in readme and 20 <= minutes <= 60
        assert number == "00" or f"| [{number}]({file}.ipynb) | {question} |" in start
