"""Open JupyterLab at the first lesson: `python -m helpers`, from the course folder; further options go to JupyterLab.

The course folder comes first on the kernels' path, so that neither a renamed folder nor another `helpers` is in the way.
"""

import os
import sys
from pathlib import Path

from helpers.data import PACKAGED

COURSE = Path(__file__).resolve().parent.parent


def remarks(course: Path) -> list[str]:
    """Return a sentence on each thing in the folder that carries the name of the course's helpers."""
    others = [path for path in course.glob("notebooks/**/helpers*") if path.name in ("helpers.py", "helpers")]
    return [
        f"{path.relative_to(course).as_posix()} has the name of the course's own helpers: give it another name. "
        "Until then 'import helpers' means the course's in this JupyterLab, and yours anywhere else."
        for path in sorted(others)
    ]


def main(options: list[str]) -> None:
    """Start JupyterLab in the course folder and say what is unusual here."""
    if PACKAGED:
        sys.exit("The notebooks are not part of the installed package: run this in the folder of a clone.")
    os.chdir(COURSE)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(COURSE), os.environ.get("PYTHONPATH", "")]))
    for remark in remarks(COURSE):
        print(remark, flush=True)
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--allow-root" not in options:
        print("You are root here, as in most containers, so JupyterLab is started with --allow-root.", flush=True)
        options = [*options, "--allow-root"]
    if not any("default_url" in option for option in options):
        options = ["notebooks/00_start_here.ipynb", *options]
    from jupyterlab.labapp import main as lab

    from helpers.prepare import trust

    trust(COURSE)

    sys.exit(lab(options))


if __name__ == "__main__":
    main(sys.argv[1:])
