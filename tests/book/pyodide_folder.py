"""Make a Pyodide folder without its CDN: `python -m tests.book.pyodide_folder FOLDER`.

Python itself is the npm package `pyodide`, and the pure packages that the kernel needs come from the package index, in the
lock's versions. Numeric wheels are not to be had there: a notebook that needs numpy does not run on such a folder.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from book.lite import HERE, PLATFORM, PYODIDE


def make(folder: Path) -> Path:
    """Fill the folder and write its lock anew with the checksums of what came; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", f"pyodide@{PYODIDE}"], cwd=folder, check=True, capture_output=True, text=True)  # fmt: skip
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    for path in (folder / "package").iterdir():
        shutil.move(path, folder / path.name)
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    for name in json.loads((HERE / "pyodide.json").read_text(encoding="utf-8"))["packages"]:
        one = lock["packages"][name]
        if PLATFORM in one["file_name"]:
            continue
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:",
                   "--platform=any", "--implementation=py", "--abi=none", "--python-version=3.14", "--dest", str(folder / "came")]  # fmt: skip
        subprocess.run([*command, f"{name}=={one['version']}"], check=True, stderr=subprocess.DEVNULL)
        (wheel,) = (folder / "came").iterdir()
        one["sha256"], one["file_name"] = hashlib.sha256(wheel.read_bytes()).hexdigest(), wheel.name
        shutil.move(wheel, folder / wheel.name)
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return folder


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
