"""Open JupyterLab at the course's home page: `python -m helpers`, from the course folder; further options go to JupyterLab.

The course folder comes first on the kernels' path, so that neither a renamed folder nor another `helpers` is in the way.
"""

import json
import os
import sys
from pathlib import Path

from helpers.data import PACKAGED

TITLE = """# International military partnerships

A course that puts each claim of a document to data, in front of you. Choose a lesson, or go on where you were.

<button data-commandlinker-command="notebook:run-all-cells">Show where I am now</button>"""
COURSE = Path(__file__).resolve().parent.parent


def remarks(course: Path) -> list[str]:
    """Return a sentence on each thing in the folder that carries the name of the course's helpers."""
    others = [path for path in course.glob("notebooks/**/helpers*") if path.name in ("helpers.py", "helpers")]
    return [
        f"{path.relative_to(course).as_posix()} has the name of the course's own helpers: give it another name. "
        "Until then 'import helpers' means the course's in this JupyterLab, and yours anywhere else."
        for path in sorted(others)
    ]


def write_home(course: Path) -> str:
    """Write the home page with the progress of today; return it, or the first lesson where nothing can be written."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    from helpers import home, review

    def done(source, shown):
        data = {"text/plain": repr(shown), "text/html": shown.stored()}
        cell = new_code_cell(
            source, execution_count=1, outputs=[new_output("execute_result", data=data, execution_count=1)]
        )
        cell.metadata = {"jupyter": {"source_hidden": True}}
        return cell

    cells = [
        new_markdown_cell(TITLE),
        done("from helpers import home, review\n\nhome()", home()),
        done("review()", review()),
    ]
    page = new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}})  # fmt: skip
    try:
        nbformat.write(page, course / "home.ipynb")
    except OSError:
        return "notebooks/00_start_here.ipynb"
    return "home.ipynb"


def beside() -> None:
    """Have the table of contents open beside the notebook, in a JupyterLab that holds no layout of the learner's yet."""
    layout = {"main": {}, "left": {"collapsed": False, "visible": True, "current": "@jupyterlab/toc:plugin", "widgets": ["filebrowser", "running-sessions", "@jupyterlab/toc:plugin"]},
              "right": {"collapsed": True, "widgets": []}, "relativeSizes": [0.22, 0.78, 0]}  # fmt: skip
    try:
        from jupyterlab.commands import get_workspaces_dir
        from jupyterlab_server.workspaces_handler import WorkspacesManager

        folder = Path(get_workspaces_dir())
        if not any(folder.glob("default-*")):
            folder.mkdir(parents=True, exist_ok=True)
            WorkspacesManager(str(folder)).save("default", json.dumps({"data": {"layout-restorer:data": layout}, "metadata": {"id": "default"}}))  # fmt: skip
    except (ImportError, OSError):  # another version, or read-only: then without
        return


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
        options = [f"--LabApp.default_url=/lab/tree/{write_home(COURSE)}", *options]
    from jupyterlab.labapp import main as lab

    from helpers.prepare import trust

    trust(COURSE)
    beside()

    sys.exit(lab(options))


if __name__ == "__main__":
    main(sys.argv[1:])
