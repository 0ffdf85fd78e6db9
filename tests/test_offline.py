"""Nothing reaches beyond this machine, and a folder that cannot be written still works."""

import os
import socket
import subprocess
import sys

import pytest

from helpers.data import DATA


def test_sockets_beyond_localhost_are_refused():
    with pytest.raises(OSError, match="offline"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(OSError, match="offline"):
        socket.getaddrinfo("example.org", 443)


def test_kernels_are_offline_too():
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    cell = new_code_cell(
        "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError as e:\n    print(e)"
    )
    notebook = new_notebook(cells=[cell])
    NotebookClient(notebook, kernel_name="python3").execute()
    assert "offline" in notebook.cells[0].outputs[0]["text"]


def test_kernels_run_no_startup_file_that_somebody_else_left(tmp_path):
    """Whatever lies in the temporary directory under a name that could be guessed is not used, and nothing stays there."""
    left = tmp_path / f"course-ipython-{os.getuid() if hasattr(os, 'getuid') else 0}" / "profile_default" / "startup"
    left.mkdir(parents=True)
    (left / "99-other.py").write_text("print('taken over')")
    code = (
        "import conftest, os, pathlib\n"
        "folder = pathlib.Path(os.environ['IPYTHONDIR'])\n"
        "print(folder.parent, oct(folder.stat().st_mode & 0o77), *[path.name for path in folder.rglob('*.py')])"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    environment |= {"TMPDIR": str(tmp_path), "PYTHONPATH": str(DATA.parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert done.stdout.split() == [str(tmp_path), "0o0", "00-offline.py"], done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [left.parents[1].name]


def test_progress_falls_back_to_memory_where_nothing_can_be_written(tmp_path):
    """The journal's folder is a file, so that opening it fails for every user, root included."""
    (tmp_path / "file").touch()
    code = (
        "from helpers.exercises import check; from helpers.course import progress; from helpers import journal\n"
        "from tests.engine.sample import register; register()\n"
        "assert check('99.1', 15).outcome == 'right'; text = repr(progress())\n"
        "assert 'this session only' in text and text.startswith('1 of '), text\n"
    )
    environment = os.environ | {"COURSE_PROGRESS": str(tmp_path / "file" / "progress.jsonl")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-800:]


def test_a_lesson_writes_nothing_into_the_course():
    """A kernel that runs a lesson leaves no new file beside it (bytecode caches apart)."""
    from tests.refresh import execute, notebooks

    def files():
        skip = {"__pycache__", ".git", ".venv", ".pytest_cache", ".ruff_cache", ".hypothesis", "artefacts"}
        return {path for path in DATA.parent.rglob("*") if not skip & set(path.parts)}

    before = files()
    execute(notebooks()[0])
    assert not {path for path in files() - before if path.suffix in ("", ".jsonl", ".csv", ".png", ".json", ".gz")}
