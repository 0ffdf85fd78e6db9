"""The browser edition: the whole course as a static site in `book/_build/lite`, run by Python in the page itself.

JupyterLite shows it, Pyodide (Python in WebAssembly) computes it, any web server of plain files serves it. Python's own
files and the numeric packages come from Pyodide's CDN when a page is opened, or from a folder: `--pyodide FOLDER`. All
else lies on the site. What Pyodide loads is pinned, with checksums, in `lite_files/pyodide.json`; `--pin FOLDER` renews that.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from email.parser import Parser
from pathlib import Path

import nbformat

from book.sources import BUILD, ROOT, committed
from helpers.course import MAP

HERE, SITE, WORK = ROOT / "book" / "lite_files", BUILD / "lite", BUILD / "lite-work"
TOOLS = ROOT / ".venv-lite"
PYODIDE = "314.0.6"  # what jupyterlite-pyodide-kernel 0.8.6 was made for
CDN = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
PLATFORM, ABI = "pyemscripten_2026_0_wasm32", "cp314"
NUMERIC = ("numpy", "pandas", "matplotlib", "scipy", "statsmodels")
COURSE = "military-partnerships-course"
STARTED = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython"]  # the kernel's own
# Of what the wheels name as needed, these stand in Pyodide's place of them.
DEPENDS = {
    COURSE: [*NUMERIC, "networkx", "anywidget", "ipywidgets", "pillow", "course-fonts"],
    "ipywidgets": ["comm", "ipython", "traitlets", "widgetsnbextension", "jupyterlab-widgets"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "ipykernel": ["pyodide-kernel"], "pyodide-kernel": ["comm", "ipython"], "piplite": ["micropip"],
}  # fmt: skip
SHOWN = ("anywidget", "comm", "ipywidgets", "jupyterlab-widgets", "psygnal", "typing-extensions")  # of requirements.txt
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
FONTS = "/lib/python3.14/site-packages/course_fonts"
EXTENSIONS = ("anywidget", "@jupyter-widgets/jupyterlab-manager", KERNEL)


# What Pyodide loads


def normal(name: str) -> str:
    """Return a package's name as locks write it: small letters and hyphens."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(packages: dict[str, dict], *wanted: str) -> dict[str, dict]:
    """Return those packages of a lock that the wanted ones need, directly or not. Raises KeyError for one that lacks."""
    found, waiting = {}, [normal(name) for name in wanted]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = packages[name]
            waiting += [normal(other) for other in packages[name]["depends"]]
    return dict(sorted(found.items()))


def pin(folder: Path) -> None:
    """Renew `lite_files/pyodide.json` from a Pyodide folder: the packages that the course and its kernel need, with checksums."""
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    roots = {other for names in DEPENDS.values() for other in names} & set(lock["packages"])
    lock["packages"] = needed(lock["packages"], *roots, *(set(STARTED) & set(lock["packages"])))
    (HERE / "pyodide.json").write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def entry(wheel: Path) -> dict:
    """Return a wheel's entry in a lock: where it lies, what it is, its checksum and what it lets one import."""
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        meta = next(name for name in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        about = Parser().parsestr(packed.read(meta).decode())
    tops = {name.split("/")[0].removesuffix(".py") for name in names if name.endswith(".py")}
    name = normal(about["Name"])
    return {
        "name": name, "version": about["Version"], "file_name": wheel.name, "install_dir": "site", "package_type": "package",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(), "unvendored_tests": False,
        "imports": sorted(top for top in tops if top.isidentifier()), "depends": DEPENDS.get(name, []),
    }  # fmt: skip


def locked(base: dict, wheels: list[Path], held: Path | None = None) -> dict:
    """Return a lock: wheels that lie beside it, and Pyodide's other packages in a held folder as far as it has them, else on its CDN."""
    packages = {}
    for name, one in base["packages"].items():
        address = "../pyodide" if held and (held / one["file_name"]).is_file() else CDN
        packages[name] = one | {"file_name": f"{address}/{one['file_name']}"}
    packages |= {one["name"]: one for one in map(entry, wheels)}
    return {"info": base["info"], "packages": needed(packages, COURSE, *STARTED)}


def numeric_wheels(folder: Path) -> list[Path]:
    """Return wheels of all numeric packages for this Pyodide, if the package index has every one by now; else none.

    Says what it found. Until all are there, Pyodide's own are used, which were built and tested with each other.
    """
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(TOOLS / "bin" / "python"), "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--retries=0", "--timeout=10",
               "--only-binary=:all:", f"--platform={PLATFORM}", "--python-version=3.14", "--implementation=cp", f"--abi={ABI}"]  # fmt: skip
    pins = json.loads((HERE / "pyodide.json").read_text(encoding="utf-8"))["packages"]
    compiled = [name for name, one in pins.items() if PLATFORM in one["file_name"]]
    there = [name for name in NUMERIC if _quiet(*command, "--dest", str(folder), name)]
    print(f"WebAssembly wheels on the package index: {', '.join(there) or 'none'} of {', '.join(NUMERIC)}.", flush=True)
    if len(there) < len(NUMERIC):
        return []
    for name in set(compiled) - set(NUMERIC):
        _quiet(*command, "--dest", str(folder), name)
    return sorted(folder.glob("*.whl"))


def _quiet(*command: str) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


# What the site holds


def course_wheel(folder: Path) -> Path:
    """Build the course's wheel, helpers and tables together."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]  # fmt: skip
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def font_wheel(folder: Path) -> Path:
    """Pack matplotlib's list of its own fonts, so that it neither looks for them nor says so in red at a first cell."""
    path = folder / "course_fonts-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in {
            "course_fonts/fontlist-v390.json": (HERE / "fontlist-v390.json").read_text(encoding="utf-8"),
            "course_fonts/__init__.py": "",
            "course_fonts-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: course-fonts\nVersion: 1\n",
            "course_fonts-1.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            "course_fonts-1.dist-info/RECORD": "",
        }.items():
            packed.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
    return path


def browser_notebook(path: Path) -> dict:
    """Return a notebook as JupyterLite wants it: texts joined (lists become stray commas), the kernel called as it is there."""
    notebook = nbformat.reads(committed(path), as_version=4)  # joins sources and outputs
    notebook.metadata.kernelspec = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    return notebook


def contents(site: Path) -> None:
    """Lay the notebooks into the site, and beside them the lists that JupyterLite's file browser reads."""
    stamp = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", 1_767_225_600)), UTC).isoformat()
    for path in sorted((ROOT / "notebooks").rglob("*")):
        if path.suffix not in (".ipynb", ".svg") or ".ipynb_checkpoints" in path.parts:
            continue
        target = site / "files" / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb":
            target.write_text(json.dumps(browser_notebook(path), ensure_ascii=False), encoding="utf-8")
        else:
            shutil.copy(path, target)

    def model(path: Path, held: list | None = None) -> dict:
        kind = "notebook" if path.suffix == ".ipynb" else "directory" if path.is_dir() else "file"
        name = path.relative_to(site / "files").as_posix()
        return {
            "name": "" if name == "." else path.name, "path": "" if name == "." else name, "type": kind, "content": held, "writable": True,
            "format": "json" if kind != "file" else None, "mimetype": "image/svg+xml" if kind == "file" else None,
            "created": stamp, "last_modified": stamp, "size": None if kind == "directory" else path.stat().st_size,
        }  # fmt: skip

    for folder in [site / "files", *(path for path in (site / "files").rglob("*") if path.is_dir())]:
        target = site / "api" / "contents" / folder.relative_to(site / "files") / "all.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(model(folder, [model(path) for path in sorted(folder.iterdir())])), encoding="utf-8")  # fmt: skip


def home_page() -> str:
    """Return the site's first page: what the course is, its lessons, and what to know of the browser edition."""
    rows = "\n".join(
        f'<li><a href="lab/index.html?path=notebooks/{file}.ipynb"><b>{number}</b> {html.escape(question)}</a> <small>{minutes} minutes</small></li>'
        for number, (file, question, minutes) in MAP.items()
    )
    return (HERE / "home.html").read_text(encoding="utf-8").replace("<!-- lessons -->", rows)


def settings(pyodide: str) -> dict:
    """Return the site's settings: where Python comes from, what it loads, where the journal lies."""
    kernel = {
        "pyodideUrl": pyodide, "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": "./static/pyodide-lock/pyodide-lock.json", "packages": [*STARTED, COURSE],
            # On the drive, so that it is kept with the notebooks in the browser's storage and survives a reload.
            "env": {"COURSE_PROGRESS": "/drive/progress.jsonl", "MPLCONFIGDIR": FONTS},
        },
    }  # fmt: skip
    data = {"appName": "International military partnerships", "exposeAppInBrowser": True, "contentsAllJsonFile": "all.json", "litePluginSettings": {f"{KERNEL}:kernel": kernel}}  # fmt: skip
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


def build(pyodide: Path | None = None, site: Path = SITE) -> Path:
    """Build the site; return its folder. pyodide: a folder of Pyodide's files, else its CDN is named in the site."""
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.rmtree(site, ignore_errors=True)
    WORK.mkdir(parents=True)
    where = "./static/pyodide/pyodide.mjs" if pyodide else f"{CDN}/pyodide.mjs"
    (WORK / "jupyter-lite.json").write_text(json.dumps(settings(where)), encoding="utf-8")
    shutil.copy(HERE / "overrides.json", WORK)
    command = [str(TOOLS / "bin" / "python"), "-m", "jupyterlite_core", "build", "--apps", "lab", "--no-sourcemaps"]
    done = subprocess.run([*command, "--output-dir", str(site)], cwd=WORK, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"JupyterLite could not build the site:\n{(done.stdout + done.stderr)[-3000:]}")
    contents(site)
    lock_folder = site / "static" / "pyodide-lock"
    lock_folder.mkdir(parents=True)
    wheels = [course_wheel(WORK / "wheel"), font_wheel(WORK)]
    wheels += [path for path in (TOOLS / "wheels").glob("*.whl") if normal(path.name.split("-")[0]) in SHOWN]
    wheels += [path for path in (site / "extensions" / KERNEL / "static" / "pypi").glob("*.whl") if "-3.6" not in path.name]  # fmt: skip
    wheels += numeric_wheels(WORK / "numeric")
    for wheel in wheels:
        shutil.copy(wheel, lock_folder)
    base = json.loads((pyodide / "pyodide-lock.json" if pyodide else HERE / "pyodide.json").read_text(encoding="utf-8"))
    lock = locked(base, wheels, pyodide)
    (lock_folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    if pyodide:
        used = {Path(one["file_name"]).name for one in lock["packages"].values()} | set(RUNTIME)
        (site / "static" / "pyodide").mkdir()
        for name in used & {path.name for path in pyodide.iterdir()}:
            shutil.copy(pyodide / name, site / "static" / "pyodide")
    page = site / "lab" / "index.html"
    text = page.read_text(encoding="utf-8")
    shutil.copy(HERE / "waits.js", site / "lab")
    page.write_text(text.replace("</head>", '<script src="waits.js" defer></script></head>', 1), encoding="utf-8")
    (site / "index.html").write_text(home_page(), encoding="utf-8")
    return site


def faults(site: Path) -> list[str]:
    """Return a sentence on each thing that the site lacks; nothing is asked of the network."""
    said = []
    lock_path = site / "static" / "pyodide-lock" / "pyodide-lock.json"
    lock = json.loads(lock_path.read_text(encoding="utf-8"))
    for name, one in lock["packages"].items():
        said += [f"{name} needs {other}, which the lock lacks" for other in one["depends"] if normal(other) not in lock["packages"]]  # fmt: skip
        if one["file_name"].startswith("https://"):
            continue
        wheel = lock_path.parent / one["file_name"]
        if not wheel.is_file():
            said.append(f"{name}: {one['file_name']} is not there")
        elif hashlib.sha256(wheel.read_bytes()).hexdigest() != one["sha256"]:
            said.append(f"{name}: {one['file_name']} is another file than the lock says")
    config = json.loads((site / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    loaded = {one["name"] for one in config["federated_extensions"]}
    said += [f"the extension {name} is missing" for name in EXTENSIONS if name not in loaded]
    start = config["litePluginSettings"][f"{KERNEL}:kernel"]["pyodideUrl"]
    if not start.startswith("https://") and not (site / start).is_file():
        said.append(f"{start} is not there")
    listed = {one["path"] for path in (site / "api" / "contents").rglob("all.json")
              for one in json.loads(path.read_text(encoding="utf-8"))["content"] if one["type"] != "directory"}  # fmt: skip
    if config.get("contentsAllJsonFile") != "all.json":
        said.append("the settings do not name the lists of notebooks")
    for file, *_ in MAP.values():
        if f"notebooks/{file}.ipynb" not in listed or f"notebooks/{file}.ipynb" not in (site / "index.html").read_text(encoding="utf-8"):  # fmt: skip
            said.append(f"lesson {file} is not listed")
    said += [f"{path} is listed and not there" for path in sorted(listed) if not (site / "files" / path).is_file()]
    if 'id="jupyter-config-data"' not in (site / "index.html").read_text(encoding="utf-8"):
        said.append("the home page lacks what the site's pages read from it")
    if "waits.js" not in (site / "lab" / "index.html").read_text(encoding="utf-8"):
        said.append("the page does not announce its waits")
    return said


def main() -> int:
    """Build the site and say where it is, how large, and what it still asks of the network."""
    parser = argparse.ArgumentParser(prog="python -m book.lite", description=__doc__.splitlines()[0])
    parser.add_argument("--pyodide", type=Path, help="a folder of Pyodide's files, for places without its CDN")
    parser.add_argument(
        "--pin", type=Path, help="renew lite_files/pyodide.json from a Pyodide folder, and build nothing"
    )
    chosen = parser.parse_args()
    if chosen.pin:
        pin(chosen.pin)
        return 0
    if chosen.pyodide and not (chosen.pyodide / "pyodide.mjs").is_file():
        parser.error(f"{chosen.pyodide} is no folder of Pyodide's files: it has no pyodide.mjs")
    site = build(chosen.pyodide)
    said = faults(site)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    print(*said, f"{site.relative_to(ROOT)}: {size:.0f} MB.", sep="\n")
    lock = json.loads((site / "static" / "pyodide-lock" / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    away = [name for name, one in lock.items() if one["file_name"].startswith("https://")]
    if away:
        python = "" if chosen.pyodide else "Python itself and "
        print(f"When a lesson is opened, {python}{len(away)} packages come from {CDN}: {', '.join(away)}.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
