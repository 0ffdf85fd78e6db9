"""The browser edition. What needs packages that are not here is skipped, and the reason is printed.

`make lite` brings the packages that build it. For the browser test a Pyodide folder is named: PYODIDE=FOLDER, as
`python -m tests.book.pyodide_folder FOLDER` makes it without Pyodide's CDN. Such a folder has no numeric wheels, so the
course's own first import is simulated there: a bare `helpers` package stands in for what needs numpy. With `numeric`
behind FOLDER it has them, and lessons run whole: 00, 05 and 17, or all with LESSONS=all.
"""

import functools
import http.server
import json
import os
import re
import shutil
import threading
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest

from book import lite
from helpers.course import MAP
from tests.browser import lab
from tests.browser.lab import browser_page, chromium
from tests.browser.test_lab import steer, wrong_then_right

FOLDER = os.environ.get("PYODIDE", "")
pytestmark = pytest.mark.pinned


def skip(reason):
    """Skip, and say so among the warnings too, where it is seen without asking."""
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn(f"NOT TESTED: {reason}", stacklevel=2)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    if not (lite.TOOLS / ".ready").exists():
        skip("the browser edition: its packages are not installed (`make lite` does it)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lite, "WORK", tmp_path_factory.mktemp("work"))
        patch.setattr(lite, "numeric_wheels", lambda folder: [])  # asks the package index
        return lite.build(Path(FOLDER) if FOLDER else None, tmp_path_factory.mktemp("lite") / "site")


def lock_of(site):
    return json.loads((site / "static" / "pyodide-lock" / "pyodide-lock.json").read_text(encoding="utf-8"))


def test_the_site_is_whole(site):
    assert lite.faults(site) == []
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file() and "pyodide" not in path.parts)
    assert size < 30e6


@pytest.mark.parametrize("harm, said", [
    (lambda site: (site / "files/notebooks/05_types_of_partnership.ipynb").unlink(), "listed and not there"),
    (lambda site: next(site.glob("static/pyodide-lock/anywidget*.whl")).write_bytes(b"x"), "another file"),
    (lambda site: next(site.glob("static/pyodide-lock/comm*.whl")).unlink(), "is not there"),
    (lambda site: (site / "index.html").write_text(lite.home_page().replace("notebooks/07", "")), "lesson 07"),
    (lambda site: (site / "index.html").write_text(lite.home_page().replace("jupyter-config-data", "")), "home page"),
    (lambda site: (site / "lab/index.html").write_text(""), "announce"),
])  # fmt: skip
def test_what_is_missing_is_told(site, harm, said, tmp_path):
    shutil.copytree(site, tmp_path / "site")
    harm(tmp_path / "site")
    assert any(said in one for one in lite.faults(tmp_path / "site"))


def test_only_one_place_is_asked_and_it_is_pyodides(site):
    away = {one["file_name"].rsplit("/", 1)[0] for one in lock_of(site)["packages"].values() if "//" in one["file_name"]}  # fmt: skip
    assert away <= {lite.CDN}
    kernel = json.loads((site / "jupyter-lite.json").read_text())["jupyter-config-data"]["litePluginSettings"][
        f"{lite.KERNEL}:kernel"
    ]
    assert kernel["disablePyPIFallback"] and kernel["loadPyodideOptions"]["lockFileURL"].startswith("./")
    assert kernel["pyodideUrl"] == ("./static/pyodide/pyodide.mjs" if FOLDER else f"{lite.CDN}/pyodide.mjs")
    assert "://" not in lite.home_page() and "://" not in (lite.HERE / "waits.js").read_text()


def test_the_course_is_loaded_by_its_first_import(site):
    """Every package that `helpers` and the lessons import, but for the standard library, is in the lock."""
    import ast
    import sys

    lock = lock_of(site)["packages"]
    known = {name for one in lock.values() for name in one["imports"]} | {"helpers"} | set(sys.stdlib_module_names)
    away = {
        "jupyter_core",
        "nbformat",
        "jupyterlab",
        "jupyterlab_server",
    }  # asked for with a way out, or by `make lab` alone
    for path in (lite.ROOT / "helpers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            assert {name.split(".")[0] for name in names} <= known | away, path.name
    assert {"helpers"} == set(lock[lite.COURSE]["imports"])


def test_notebooks_hold_joined_texts_and_the_browsers_kernel(site):
    paths = list((site / "files" / "notebooks").glob("*.ipynb"))
    assert len(paths) >= 19
    for path in paths:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert notebook["metadata"]["kernelspec"]["name"] == "python"
        for cell in notebook["cells"]:
            assert isinstance(cell["source"], str)
            for output in cell.get("outputs", []):
                assert isinstance(output.get("text", ""), str)
                assert not any(isinstance(value, list) for value in output.get("data", {}).values())


def test_a_lock_names_all_that_is_needed_or_fails():
    packages = {"a": {"depends": ["B_c"]}, "b-c": {"depends": []}, "d": {"depends": []}}
    assert list(lite.needed(packages, "a")) == ["a", "b-c"]
    with pytest.raises(KeyError):
        lite.needed({"a": {"depends": ["gone"]}}, "a")


def test_numeric_wheels_are_used_when_all_have_appeared_and_not_before(tmp_path, monkeypatch, capsys):
    """Simulated: what the package index would answer."""
    there = set(lite.NUMERIC) - {"scipy"}

    def answer(*command):
        folder, name = Path(command[-2]), command[-1]
        if name in there:
            folder.mkdir(exist_ok=True)
            (folder / f"{name}-9.whl").touch()
        return name in there

    monkeypatch.setattr(lite, "_quiet", answer)
    assert lite.numeric_wheels(tmp_path / "numeric") == []
    assert "numpy, pandas, matplotlib, statsmodels of" in capsys.readouterr().out
    there.add("scipy")
    assert len(lite.numeric_wheels(tmp_path / "numeric")) == len(lite.NUMERIC)


# In Chromium, on a Pyodide folder

BARE = """import importlib.util, sys, types
from pathlib import Path
course = types.ModuleType("helpers")
course.__path__ = list(importlib.util.find_spec("helpers").submodule_search_locations)
data = types.ModuleType("helpers.data")
data.DATA, data.PACKAGED, data.CourseError = Path(course.__path__[0], "_data"), True, ValueError
sys.modules |= {"helpers": course, "helpers.data": data}
print(sys.platform, len(list(data.DATA.glob("tables/*"))) > 50)"""
CELLS = [
    BARE,
    "import compileall\nprint(compileall.compile_dir(course.__path__[0], quiet=1, force=True))",
    "from helpers import journal\nprint(len(journal.entries('05.5')), journal.place())\njournal.record('05.5', 'right', answer='x')",
    "from helpers.form import Form\nForm([{'key': 'a', 'head': 'A form', 'buttons': [['go', 'Press me']]}],\n"
    "     lambda *_: form.say('a', 'It was pressed.'))".replace("Form([", "form = Form([", 1) + "\nform",
    "import ipywidgets\nbox, label = ipywidgets.IntText(3, description='months'), ipywidgets.Label()\n"
    "box.observe(lambda change: setattr(label, 'value', f'twice: {2 * change[\"new\"]}'), 'value')\nipywidgets.VBox([box, label])",
]  # fmt: skip
OUTPUTS = "window.jupyterapp.shell.currentWidget.content.widgets.map(w => w.model).filter(m => m.type === 'code').map(m => m.outputs.toJSON())"
READY = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


@contextmanager
def served(folder):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def end_headers(self):
            self.send_header("Access-Control-Allow-Origin", "*")  # as a CDN does
            super().end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def with_trial(site, folder, cdn):
    """Copy the site, add a notebook of CELLS, have the lock ask for nothing but what is held, at `cdn` if that is given."""
    shutil.copytree(site, folder)
    if cdn:
        for name in ("jupyter-lite.json", "static/pyodide-lock/pyodide-lock.json"):
            text = (folder / name).read_text(encoding="utf-8")
            (folder / name).write_text(re.sub(r'"\.(\.|/static)/pyodide/', f'"{cdn}/', text), encoding="utf-8")
        shutil.rmtree(folder / "static" / "pyodide")
    path = folder / "static" / "pyodide-lock" / "pyodide-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    here = {name for name, one in lock["packages"].items() if lite.CDN not in one["file_name"]}
    for one in lock["packages"].values():
        one["depends"] = [name for name in one["depends"] if lite.normal(name) in here]
    path.write_text(json.dumps(lock), encoding="utf-8")
    name = "notebooks/00_start_here.ipynb"
    notebook = json.loads((folder / "files" / name).read_text(encoding="utf-8"))
    model = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    notebook["cells"] = [model | {"id": f"trial-{i}", "source": code, "outputs": [], "execution_count": None, "metadata": {}}
                         for i, code in enumerate(CELLS)]  # fmt: skip
    (folder / "files" / name).write_text(json.dumps(notebook), encoding="utf-8")
    return f"/lab/index.html?path={name}"


def run(page):
    """Wait for the kernel and run all cells anew; return what each printed."""
    page.wait_for_function(READY, timeout=90_000)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs') }")
    page.wait_for_function(f"() => {OUTPUTS}.every(one => one.length === 0)", timeout=10_000)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }")
    page.wait_for_function(f"() => {OUTPUTS}.every(one => one.length > 0)", timeout=60_000)
    return ["".join(one.get("text", one.get("evalue", "")) for one in cell) for cell in page.evaluate(f"() => {OUTPUTS}")]  # fmt: skip


@pytest.mark.parametrize("place", ["on the site", "at another origin, a simulated CDN"])
def test_kernel_widgets_and_journal_live_in_the_browser(site, tmp_path, place):
    if not FOLDER or not chromium():
        skip("the browser edition in Chromium: name a Pyodide folder (PYODIDE=…), see tests/book/pyodide_folder.py")
    with served(FOLDER) as cdn, served(tmp_path / "site") as base, browser_page() as page:
        address = with_trial(site, tmp_path / "site", cdn if "CDN" in place else "")
        page.goto(base + address)
        page.wait_for_selector("div[role=status]:has-text('Python is loading, about half a minute')", timeout=60_000)
        bare, compiled, journal, *_ = run(page)
        assert (bare, compiled, journal) == ("emscripten True\n", "True\n", "0 in this browser\n")
        page.get_by_role("button", name="Press me").click(timeout=10_000)
        page.wait_for_selector("text=It was pressed.", timeout=10_000)
        page.get_by_label("months").fill("21")
        page.keyboard.press("Tab")
        page.wait_for_selector("text=twice: 42", timeout=10_000)
        assert not page.locator("div[role=status]:has-text('Python is loading')").count()
        page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save').then(() => 0)")
        page.reload()
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        assert run(page)[2] == "1 in this browser\n", "the journal did not survive the reload"
        assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.every(w => w.model.type !== 'code' || w.model.trusted)"), "buttons would ask first"  # fmt: skip


def stored(site, number):
    """Return the texts that a lesson's notebook on the site holds, cell by cell."""
    notebook = json.loads((site / "files" / "notebooks" / f"{MAP[number][0]}.ipynb").read_text(encoding="utf-8"))
    return [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]


def texts(cells):
    """Return what cells print and how they describe their pictures; the pictures themselves are an older matplotlib's here."""
    found = []
    for cell in cells:
        said = [one.get("text", "") for one in cell]
        said += re.findall(
            r"<img alt='([^']*)'", "".join("".join(one.get("data", {}).get("text/html", "")) for one in cell)
        )
        found.append(said)
    return found


@pytest.mark.parametrize("number", MAP if os.environ.get("LESSONS") == "all" else ["00", "05", "17"])
def test_a_lesson_runs_whole_in_the_browser(site, number):
    """By Pyodide's own numpy, pandas, matplotlib and scipy: no error, the stored texts, an explorer, an answer that outlives a reload."""
    if not chromium() or not FOLDER or not list(Path(FOLDER).glob("numpy-*.whl")):
        skip("lessons in the browser alone: name a Pyodide folder with numpy (tests/book/pyodide_folder.py, numeric)")
    with served(site) as base, browser_page() as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{base}/lab/index.html?path=notebooks/{MAP[number][0]}.ipynb")
        page.wait_for_function(READY, timeout=120_000)
        assert lab.run_all(page) == []
        assert texts(page.evaluate(f"() => {OUTPUTS}")) == texts(stored(site, number))
        steer(page, number)
        answered = wrong_then_right(page, number)
        page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save').then(() => 0)")
        page.reload()
        page.wait_for_function(READY, timeout=120_000)
        assert lab.run_all(page) == []
        assert not answered or "1 of " in page.locator(".jp-OutputArea-output").first.inner_text(), "the answer is lost"
        assert [one for one in asked if not one.startswith((base, "data:", "blob:"))] == []
