"""Prepare an environment once, after the packages are installed: `python -m helpers.prepare`.

What every door needs (make, Binder, conda, Windows): the server's settings, gentle errors in the kernels, no news pop-up and
no gallery that asks the network, and the font cache, so that the first picture is not slow.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary

from helpers.figures import warm_up

# Errors are told gently even where a lesson's first cell has not been run.
GENTLE = """c = get_config()
c.InteractiveShellApp.exec_lines = [
    "import runpy, sys; runpy.run_path(sys.prefix + '/etc/ipython/course_errors.py')['install'](get_ipython()); del runpy, sys"
]
"""
# Voilà's own page fetches icons and MathJax from elsewhere; the gallery uses neither.
GALLERY = """{%- extends 'voila/templates/lab/index.html.j2' -%}
{%- block notebook_css -%}
{%- set _ = page_config.update(fullMathjaxUrl='data:text/javascript,//') -%}
{{ super() | replace('https://cdn.jsdelivr.net/npm/@fortawesome/fontawesome-free@^5/css/', 'data:text/css,') }}
{%- endblock notebook_css -%}
"""


def main() -> None:
    """Write into the environment alone, never into the learner's own settings."""
    folder = Path(sys.prefix, "etc", "jupyter")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).with_name("jupyter_server_config.py"), folder)
    kernels = Path(sys.prefix, "etc", "ipython")
    kernels.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).with_name("errors.py"), kernels / "course_errors.py")
    Path(kernels, "ipython_kernel_config.py").write_text(GENTLE, encoding="utf-8")
    gallery = Path(sys.prefix, "share", "jupyter", "voila", "templates", "course")
    gallery.mkdir(parents=True, exist_ok=True)
    Path(gallery, "index.html.j2").write_text(GALLERY, encoding="utf-8")
    Path(gallery, "conf.json").write_text(json.dumps({"base_template": "lab"}), encoding="utf-8")
    Path(folder, "voila.json").write_text(json.dumps({"VoilaConfiguration": {"template": "course"}}), encoding="utf-8")
    news = "@jupyterlab/apputils-extension:announcements"
    subprocess.run([sys.executable, "-m", "jupyterlab.labextensions", "disable", news], check=True, capture_output=True)
    warm_up()


def trust(course: Path, **where) -> None:
    """Mark the course's notebooks as trusted, so that 'Run this lesson' does not ask. where: for the notary, `data_dir`."""
    notary = NotebookNotary(**where)
    for path in (*course.glob("notebooks/**/*.ipynb"), course / "home.ipynb"):
        try:
            notary.sign(nbformat.read(path, as_version=4))
        except (OSError, ValueError, nbformat.ValidationError):  # damaged, or nowhere to write: then JupyterLab asks
            continue


if __name__ == "__main__":
    main()
