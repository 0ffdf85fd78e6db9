"""Errors in a learner's cell: one plain sentence, Python's report folded below, and still an error for nbval and nbclient."""

import os
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.errors import explain
from tests.refresh import ROOT

FIRST = "from helpers import ask, check, load"
WRONG = {  # what a learner types → what the sentence says
    "answer = 28 members": "without a unit",
    "answer = 28members": "without letters behind it",
    "answer = 28%": "without a unit",
    "answer = c": "Write 'c'",
    "answer = b, d": "Write 'b'",
    "answer = “b”": "curly quotation marks",
    "answer = ‘b’": "curly quotation marks",
    "answer = 'b": "quotation mark is missing",
    "answer = b'": "quotation mark is missing",
    'answer = "Japan': "quotation mark is missing",
    "answer = 32(31)/2": "For 'times' write *",
    "answer = −41.5": "That is a dash",
    "answer = 5 – 3": "That is a dash",
    "answer = 05": "does not begin with 0",
    "answer = (32 * 31": "never closed",
    "answer = 32 * 31)": "never opened",
    "answer == 28": "",
    "Answer = 28\nanswer": "",
    "32 = answer": "no name",
    "answer = 1/0": "divide by zero",
    "answer = true": "with a capital letter",
    "answer = null": "Python writes None",
    "answer = Japan": "put it between quotation marks",
    "answer = alliences": "",
    "alliances = load('alliances')\nallianses": "Did you mean 'alliances'",
    "load('alliances')['bilaterl']": "no column or row called 'bilaterl'",
    "[1, 2][5]": "beyond the end",
    "'28' + 1": "Text and numbers are mixed",
    "28 + '1'": "Text and numbers are mixed",
    "load('aliances')": "aliances",
    "load('alliances').men()": "no such part",
    "def rule(x):\nreturn x": "four spaces",
    "  answer = 3\n answer = 4": "spaces at the beginning",
    "if 1:\n    2\n  3": "spaces at the beginning",
    "answer = 12,8\ncheck('99.9', answer)": "There is no exercise '99.9'",
    "import pands": "what you import",
    "from helpers import chek": "",
    "f = lambda n: f(n)\nf(1)": "calls itself without end",
    "answer: 28 members": "without a unit",
    "ask(05.1)": "stands between quotation marks",
    "ask('05.1'": "never closed",
    "ask('05,1')": "There is no exercise",
    "ask 05.1": "Python cannot read this line",
    "answer = 50 %  of all": "",
    "answer = a) a mission": "",
    "answer = [a, b]": "Write 'a'",
    "answer = ['a' 'b']\nanswer['x']": "",
    "raise ValueError('x' * 10_000_000)": "Python stopped with ValueError",
    "{}['a']": "no column or row called 'a'",
    "x = 3\nx()": "calls it, like a function",
    "int('many')": "Python stopped with ValueError",
}


def executed(*cells):
    """The cells run in a kernel, errors allowed, in the notebooks' folder."""
    os.environ.pop("COURSE_ERRORS", None)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(
        notebook, allow_errors=True, timeout=60, resources={"metadata": {"path": str(ROOT / "notebooks")}}
    ).execute()
    return [cell.outputs for cell in notebook.cells]


@pytest.fixture(scope="module")
def outputs():
    return dict(zip(WRONG, executed(FIRST, *WRONG)[1:], strict=True))


@pytest.mark.parametrize("typed", WRONG, ids=lambda typed: typed[:40])
def test_a_wrong_input_gets_its_sentence(outputs, typed):
    found = outputs[typed]
    if not [one for one in found if one.output_type == "error"]:
        assert typed in ("answer == 28", "Answer = 28\nanswer"), "this one is no error"
        return
    told, error = found[-2:]
    assert error.output_type == "error", "nbval and nbclient must see it"
    assert len(error.traceback) == 1 and "Traceback" not in error.traceback[0]
    sentence = told.data["text/plain"]
    assert WRONG[typed] in sentence and 15 < len(sentence) < 500, sentence
    page = told.data["text/html"]
    assert "role='alert'" in page and "<details>" in page and len(page) < 30_000
    assert str(ROOT) not in sentence


def test_an_answer_is_not_carried_to_the_next_exercise():
    outputs = executed(FIRST, "answer = 31\ncheck('05.9', answer)", "answer", "check('05.4', answer)")
    assert "Not yet" in outputs[1][0].data["text/plain"]
    assert [one[-1].output_type for one in outputs[2:]] == ["error", "error"]


def test_before_the_first_cell_it_says_what_to_do():
    """The environment's kernels know it without any import; `make` and the image see to that."""
    told = executed("ask('05.5')")[0][-2]
    assert "Run the first cell of this notebook" in told.data["text/plain"]


@pytest.mark.parametrize("way", ["--nbval", "--nbval-lax"])
def test_nbval_still_sees_an_error(tmp_path, way):
    """A handler that replaced the error would let this pass."""
    (tmp_path / "00_start_here.ipynb").touch()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (FIRST, "1/0")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "lesson.ipynb")
    options = ["-m", "pytest", "-q", way, "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path / "lesson.ipynb"]
    done = subprocess.run(
        [sys.executable, *map(str, options)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"COURSE_ERRORS": ""},
    )
    assert done.returncode == 1 and "ZeroDivisionError" in done.stdout, done.stdout[-2000:]


@pytest.mark.parametrize(
    "problem",
    [
        ValueError(),
        ValueError("x" * 10**7),
        SyntaxError(),
        NameError(),
        NameError("odd"),
        KeyError(),
        TypeError(),
        OSError(2, "no"),
        SystemExit(),
        RecursionError(),
    ],
)
def test_every_error_has_a_short_sentence(problem):
    assert 15 < len(explain(problem)) < 500
