"""Front ends other than Jupyter's: what a lesson says there, what its widgets carry, what it needs. Simulated: none of them is here."""

import re
import subprocess
import sys
import tomllib
import types
from pathlib import Path

import pytest

from helpers import ask, claim_cards, course, form, here, predict, verdicts
from helpers.exercises import lesson
from helpers.lessons.negotiation_panel import Negotiation

ROOT = Path(__file__).parents[2]
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def colab(monkeypatch):
    """Colab's module as far as anywidget asks for it."""
    output = types.ModuleType("google.colab.output")
    output._widgets = types.SimpleNamespace(_installed_url=None)
    output.enable_custom_widget_manager = lambda: setattr(output._widgets, "_installed_url", "manager.js")
    for name, module in (
        ("google", types.ModuleType("google")),
        ("google.colab", types.ModuleType("google.colab")),
        ("google.colab.output", output),
    ):
        monkeypatch.setitem(sys.modules, name, module)
    form._metadata.cache_clear()
    yield
    form._metadata.cache_clear()


def outputs():
    """One of each kind of live output."""
    return [
        ask("05.5"),
        predict("05.look"),
        claim_cards("05"),
        verdicts("05"),
        lesson("05").Lifetimes(),
        Negotiation(6),
    ]


def test_every_live_output_tells_colab_where_its_widgets_come_from(colab):
    for shown in outputs():
        data, metadata = shown._repr_mimebundle_()
        assert VIEW in data and metadata[VIEW]["colab"]["custom_widget_manager"] == {"url": "manager.js"}, shown


def test_elsewhere_nothing_is_added():
    for shown in outputs():
        assert shown._repr_mimebundle_()[1] == {}


def test_a_lesson_says_what_works_there(colab, monkeypatch):
    said = repr(here("05"))
    assert "This is Colab." in said and "choose Runtime, Run all" in said and "progress()" in said
    assert "This is Colab." in here("05")._repr_html_()
    monkeypatch.setenv("KAGGLE_KERNEL_RUN_TYPE", "Interactive")  # Kaggle's image holds Colab's module
    assert "This is Kaggle." in repr(here("05"))


def test_each_place_by_what_it_sets(monkeypatch):
    assert course.elsewhere() == "" and repr(here("05")).endswith("when this cell was run.")
    monkeypatch.setenv("DEEPNOTE_PROJECT_ID", "one")
    assert course.elsewhere().startswith("This is Deepnote.")
    monkeypatch.delenv("DEEPNOTE_PROJECT_ID")
    monkeypatch.setattr(
        course, "get_ipython", lambda: types.SimpleNamespace(user_ns={"__vsc_ipynb_file__": "05.ipynb"})
    )
    said = course.elsewhere()
    assert said.startswith("This is VS Code.") and "links" not in said.lower() and "forget" not in said


def test_the_cell_of_the_readme_names_what_lessons_need_and_no_front_end():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    cell = set(re.findall(r'"([\w.~=-]+)"', re.search(r'^%pip install -q ("anywidget.*)$', readme, re.M)[1]))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    left_out = {one for one in project["dependencies"] if re.match(r"jupyterlab|nbval|voila", one)}
    assert cell == set(project["dependencies"]) - left_out and len(left_out) == 3
    assert f"military_partnerships_course-{project['version']}-py3-none-any.whl" in readme
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['jupyterlab', 'nbval', 'voila', 'jupyter_server', 'nbconvert', 'notebook']))\n"
        "from helpers.exercises import lesson, lessons\n"
        "print(sum(bool(lesson(number).EXERCISES) for number in lessons()))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "18\n"
