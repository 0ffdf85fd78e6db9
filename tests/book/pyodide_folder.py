"""Make a Pyodide folder without its CDN: `python -m tests.book.pyodide_folder FOLDER [numeric]`.

Python itself is the npm package `pyodide`, and the pure packages that the kernel needs come from the package index, in the
lock's versions. Numeric wheels for WebAssembly are not to be had there by themselves, so a plain folder runs no notebook
that needs numpy. `numeric` takes them, some as Pyodide built them for an earlier 314, out of a package that carries them for
use in its own pages. Only statsmodels is in none: its Python files run, and what it has compiled, which no
lesson calls, raises an error when it is called.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from book.lite import HERE, PLATFORM, PYODIDE

CARRIER = "open-webui==0.12.4"  # its pages run Pyodide 314.0.3, whose wheels have the same ABI
STUB = """def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    class Missing:
        def __init__(self, *_, **__):
            raise NotImplementedError(f"{__name__}.{name} is compiled code, which this folder lacks")
    return Missing
"""


def fetched(package: str, folder: Path, *options: str) -> Path:
    """Download one wheel from the package index into an empty folder and return its path."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]  # fmt: skip
    subprocess.run([*command, *options, "--dest", str(folder), package], check=True, stderr=subprocess.DEVNULL)
    (wheel,) = folder.iterdir()
    return wheel


def held(one: dict, wheel: Path) -> None:
    """Let an entry of a lock say that this wheel is its file."""
    one |= {"sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(), "file_name": wheel.name, "version": wheel.name.split("-")[1]}  # fmt: skip


def uncompiled(wheel: Path, target: Path) -> Path:
    """Pack a wheel anew with a stub in place of each compiled module, and without tests."""
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            if "/tests/" in name or name.split("/")[0].endswith(".libs"):
                continue
            if name.endswith(".so"):
                packed.writestr(f"{name.split('.')[0]}.py", STUB)
            else:
                packed.writestr(name, source.read(name))
    return target


def make(folder: Path, numeric: bool = False) -> Path:
    """Fill the folder and write its lock anew with the checksums of what came; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", f"pyodide@{PYODIDE}"], cwd=folder, check=True, capture_output=True, text=True)  # fmt: skip
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    for path in (folder / "package").iterdir():
        shutil.move(path, folder / path.name)
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    pins = json.loads((HERE / "pyodide.json").read_text(encoding="utf-8"))["packages"]
    came = folder / "came"
    for name in pins:
        one = lock["packages"][name]
        if PLATFORM in one["file_name"]:
            continue
        wheel = fetched(f"{name}=={one['version']}", came, "--platform=any", "--implementation=py", "--abi=none", "--python-version=3.14")  # fmt: skip
        held(one, Path(shutil.move(wheel, folder / wheel.name)))
    if numeric:
        with zipfile.ZipFile(fetched(CARRIER, came, "--python-version=3.12")) as carrier:
            for inside in carrier.namelist():
                file = Path(inside).name
                name = file.split("-")[0]
                if PLATFORM in file and name in pins:
                    (folder / file).write_bytes(carrier.read(inside))
                    held(lock["packages"][name], folder / file)
        one = lock["packages"]["statsmodels"]
        wheel = fetched(f"statsmodels=={one['version']}", came, "--platform=manylinux_2_28_x86_64", "--platform=manylinux_2_27_x86_64", "--implementation=cp", "--python-version=3.14")  # fmt: skip
        held(one, uncompiled(wheel, folder / f"statsmodels-{one['version']}-py3-none-any.whl"))
        missing = [name for name in pins if not (folder / lock["packages"][name]["file_name"]).is_file()]
        assert not missing, missing
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return folder


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve(), "numeric" in sys.argv[2:])
