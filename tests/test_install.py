"""The course installs and runs anywhere: other line ends, other folders, root, a wheel, another Python."""

import os
import subprocess
import sys

import pytest

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
