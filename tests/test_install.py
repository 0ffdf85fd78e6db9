"""The course installs and runs anywhere: other line ends, other folders, root, a wheel, another Python."""

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.request
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.refresh import ROOT

LOAD_ALL = "from helpers.data import load, tables; print(len([load(name) for name in tables()]))"


def run(command, folder, **environment):
    """Run a command elsewhere, without this environment's settings for Python; return its output."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MAKE"))}
    done = subprocess.run(command, cwd=folder, env=clean | environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def windows_clone(tmp_path_factory):
    """The course as Git for Windows checks it out by default."""
    folder = tmp_path_factory.mktemp("clone") / "course"
    run(["git", "clone", "-q", "-c", "core.autocrlf=true", str(ROOT), str(folder)], ROOT)
    return folder


def test_tables_load_from_a_clone_that_changes_line_ends(windows_clone, tmp_path):
    code = "import helpers; print(helpers.__file__); " + LOAD_ALL
    where, count = run([sys.executable, "-c", code], tmp_path, PYTHONPATH=str(windows_clone)).split("\n")[:2]
    assert where.startswith(str(windows_clone))
    assert int(count) == len(list((ROOT / "data" / "codebook").glob("*.toml")))


@pytest.mark.parametrize("name", ["Makefile", "postBuild", ".ci/run", "data/checksums.txt", "requirements.txt"])
def test_no_line_end_is_changed_where_a_program_reads_it(windows_clone, name):
    assert b"\r" not in (windows_clone / name).read_bytes()


def copy_of_course(folder):
    """Copy what runs (no tests, no recipes) into a folder, as it stands in the working tree."""
    skip = shutil.ignore_patterns(
        ".*", "__pycache__", "tests", "book", "recipes", "progress.jsonl", "artefacts", "dist", "build"
    )
    shutil.copytree(ROOT, folder, ignore=skip)
    return folder


WHERE = "import helpers, helpers.data, helpers.journal as j; print(helpers.__file__, helpers.data.DATA, j.journal_path(), sep='\\n')"


def helpers_of(python, folder, **environment):
    """Return the course folder that helpers, tables and journal are taken from, in a folder; they must agree."""
    helpers, data, journal = run([python, "-c", WHERE], folder, COURSE_PROGRESS="", **environment).splitlines()
    course = Path(helpers).parent.parent
    assert Path(data) == course / "data" and Path(journal) == course / "progress.jsonl"
    return course


SITE = sysconfig.get_path("purelib")
ODD = "Müller’s Kurs (1) 100% #2"


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """A course in a folder with an odd name, with the environment that make builds; the packages are borrowed from here."""
    course = copy_of_course(tmp_path_factory.mktemp("made") / ODD)
    (course / "requirements.txt").write_text("")
    run(["make", ".venv/.prepared", f"PYTHON={sys.executable}"], course, PYTHONPATH=SITE)
    (mark,) = course.glob(".venv/lib/python*/site-packages/course.pth")
    mark.with_name("later.pth").write_text(SITE)
    return course


@pytest.mark.skipif(sys.platform == "win32", reason="make's environment")
def test_the_environment_lives_through_a_new_name_and_a_copy(installed, tmp_path):
    python = installed / ".venv" / "bin" / "python"
    assert helpers_of(python, tmp_path) == installed
    renamed = installed.rename(installed.with_name(f"{ODD} (renamed)"))
    try:
        assert helpers_of(renamed / ".venv/bin/python", tmp_path) == renamed
        plan = run(["make", "-n", "lab"], renamed)
        assert plan.split() == [".venv/bin/python", "-m", "helpers"], (
            "nothing to build, no script that knows the old name"
        )
    finally:
        renamed.rename(installed)
    copy = Path(shutil.copytree(installed, tmp_path / "copy", symlinks=True))
    assert helpers_of(copy / ".venv/bin/python", tmp_path) == copy


@pytest.mark.skipif(sys.platform == "win32", reason="make's environment")
def test_an_environment_whose_python_is_gone_is_built_anew(installed, tmp_path):
    copy = Path(shutil.copytree(installed, tmp_path / "other machine", symlinks=True))
    for python in (copy / ".venv" / "bin").glob("python*"):
        python.unlink()
        python.symlink_to(tmp_path / "not here")
    plan = run(["make", "-n", "lab"], copy)
    assert "built anew" in plan and "venv --clear" in plan and "pip install" in plan


def test_every_target_is_called_by_python(tmp_path):
    """A script in .venv/bin knows the folder by its old name; `python -m` does not."""
    calls = re.findall(r"\$\(BIN\)/(\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert calls and set(calls) == {"python"}


def test_python_is_named_if_it_does_not_fit():
    makefile, readme = (ROOT / "Makefile").read_text(encoding="utf-8"), (ROOT / "README.md").read_text(encoding="utf-8")
    span = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert span == ">=3.11,<3.15" and "(3, 11) <= sys.version_info[:2] <= (3, 14)" in makefile
    assert "3.11–3.14" in readme and not re.search(r"\bpy -3\s", readme), "the newest Python may be too new"


BROWSER = {"numpy": "2.4.6", "pandas": "3.0.2", "matplotlib": "3.10.8", "scipy": "1.18.0", "statsmodels": "0.14.6", "networkx": "3.6.1"}  # fmt: skip


def test_the_versions_of_the_browser_edition_are_allowed():
    """What Pyodide 314 carries; without its wheels here, at least the bounds let it in."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert SpecifierSet(project["requires-python"]).contains("3.14.2")
    bounds = {one.name: one.specifier for one in map(Requirement, project["dependencies"])}
    assert [name for name, version in BROWSER.items() if not bounds[name].contains(version)] == []


def test_notebooks_of_a_copy_use_their_own_helpers(tmp_path):
    """Installed from here, or for here on the path: in a copy's folder the copy's helpers, tables and journal are meant."""
    copy = copy_of_course(tmp_path / "copy")
    for folder in (copy, copy / "notebooks", copy / "notebooks" / "seminar"):
        assert helpers_of(sys.executable, folder, PYTHONPATH=str(ROOT)) == copy
    verbs = "from helpers import check, load; import helpers.lessons; print(helpers.lessons.__file__)"
    assert str(copy) in run([sys.executable, "-c", verbs], copy / "notebooks", PYTHONPATH=str(ROOT))
    assert "copy" not in run([sys.executable, "-c", verbs], tmp_path, PYTHONPATH=str(ROOT))


def test_another_helpers_is_named_and_not_in_the_way(tmp_path):
    course = copy_of_course(tmp_path / "course")
    (course / "notebooks" / "helpers.py").write_text("mine = True")
    (tmp_path / "site" / "helpers").mkdir(parents=True)
    (tmp_path / "site" / "helpers" / "__init__.py").write_text("foreign = True")
    fake = tmp_path / "fake" / "jupyterlab"  # a JupyterLab that runs a lesson's first line where a kernel would
    fake.mkdir(parents=True)
    (fake / "__init__.py").touch()
    (fake / "labapp.py").write_text(
        "import subprocess, sys\n"
        'code = \'import sys; sys.path.insert(1, ""); from helpers import check, load; print(check.__module__, len(load("states")))\'\n'
        "def main(options):\n"
        "    print(options)\n"
        "    kernel = [sys.executable, '-P', '-c', code]\n"
        "    return subprocess.run(kernel, cwd='notebooks').returncode\n"
    )
    path = os.pathsep.join([str(tmp_path / "fake"), str(tmp_path / "site"), SITE])
    said = run([sys.executable, "-m", "helpers", "--port=9"], course, PYTHONPATH=path)
    assert "notebooks/helpers.py has the name of the course's own helpers: give it another name." in said
    assert "helpers.exercises " in said and "['--LabApp.default_url=/lab/tree/home.ipynb', '--port=9'" in said


def test_the_lab_answers_for_root_too(tmp_path):
    course = copy_of_course(tmp_path / ODD)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    homes = {f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    command = [
        sys.executable,
        "-m",
        "helpers",
        "--no-browser",
        f"--port={port}",
        "--IdentityProvider.token=",
        "--ip=127.0.0.1",
    ]
    with open(tmp_path / "log", "w") as log:
        lab = subprocess.Popen(command, cwd=course, stdout=log, stderr=log, env=os.environ | homes)
    try:
        for _ in range(240):
            with (
                suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/lab/tree/notebooks/00_start_here.ipynb") as page,
            ):
                assert page.status == 200 and b"JupyterLab" in page.read()
                break
            assert lab.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.25)
        else:
            pytest.fail((tmp_path / "log").read_text())
    finally:
        lab.terminate()
        lab.wait(20)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    assert ("You are root here" in (tmp_path / "log").read_text()) == root


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, and a folder it is installed into."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip"]
    run([*pip, "wheel", "-q", "--no-index", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)], folder)
    (file,) = folder.glob("*.whl")
    run([*pip, "install", "-q", "--no-index", "--no-deps", "--target", str(folder / "site"), str(file)], folder)
    return file, folder / "site"


def test_the_wheel_holds_helpers_and_tables_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel[0]).namelist()
    for part, pattern in (("tables", "*.csv*"), ("codebook", "*.toml"), ("map", "*"), ("", "*.*")):
        held = {
            name.rsplit("/", 1)[1] for name in names if name.rpartition("/")[0] == f"helpers/_data/{part}".rstrip("/")
        }
        assert held == {path.name for path in (ROOT / "data" / part).glob(pattern)}, part
    assert {name.split("/")[0].split("-")[0] for name in names} == {"helpers", "military_partnerships_course"}
    assert not [name for name in names if "recipes" in name or "authored" in name or "ipynb" in name or "test" in name]
    assert wheel[0].stat().st_size < 4e6


def test_the_wheel_works_in_any_folder_without_a_home(wheel, tmp_path):
    """Tables, codebooks, map, readings and all lessons; the journal in memory, since nothing can be written."""
    (tmp_path / "home").write_text("a file where the home should be")
    code = (
        f"{LOAD_ALL}\nimport helpers; from helpers import *; from helpers.data import bibliography, map_outlines, tables\n"
        "from helpers.exercises import lesson, lessons\n"
        "assert [lesson(number).EXERCISES for number in lessons()] and len(lessons()) == 18\n"
        "assert map_outlines() and bibliography() and [codebook(name) for name in tables()] and len(versions()) == len(tables())\n"
        "print(helpers.__file__, check('05.5', 'running-left-out'), progress())\n"
    )
    path = os.pathsep.join([str(wheel[1]), SITE])
    said = run([sys.executable, "-c", code], tmp_path, PYTHONPATH=path, HOME=str(tmp_path / "home"), COURSE_PROGRESS="")
    assert str(wheel[1]) in said and "✓ Exercise 05.5" in said and "this session only" in said
    home = str(tmp_path / "mine")
    said = run([sys.executable, "-c", code], tmp_path, PYTHONPATH=path, JUPYTER_DATA_DIR=home, COURSE_PROGRESS="")
    assert f"Progress is kept in {home}" in said and not list(wheel[1].rglob("progress.jsonl"))


def test_a_clone_beside_the_wheel_runs_with_its_own_helpers(wheel, tmp_path):
    copy = copy_of_course(tmp_path / "clone")
    assert helpers_of(sys.executable, copy / "notebooks", PYTHONPATH=os.pathsep.join([str(wheel[1]), SITE])) == copy


def test_the_wheel_says_how_it_is_mended(wheel, tmp_path):
    site = Path(shutil.copytree(wheel[1], tmp_path / "site"))
    (site / "helpers" / "_data" / "references.bib").unlink()
    code = "from helpers import cite; cite('nothing')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(site), SITE])},
    )  # fmt: skip
    assert "The bibliography is missing or damaged. Install the course again with 'pip install" in done.stderr


def test_the_advised_repair_works(windows_clone, tmp_path):
    course = Path(shutil.copytree(windows_clone, tmp_path / "course"))
    for path in (course / "data" / "tables").glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    code = "from helpers import load; load('alliances')"
    done = subprocess.run([sys.executable, "-c", code], cwd=course, capture_output=True, text=True)
    assert "Delete data/tables and bring it back with 'git checkout data/'" in done.stderr
    shutil.rmtree(course / "data" / "tables")
    run(["git", "checkout", "data/"], course)
    run([sys.executable, "-c", LOAD_ALL], course, PYTHONPATH=SITE)
