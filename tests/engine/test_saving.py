"""What is saved needs no kernel: the server drops live views that have a still form beside them."""

import copy
import json
import subprocess
import sys
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.exercises import ask, check, lesson, reflect
from helpers.jupyter_server_config import VIEW, without_views
from helpers.ledger import claim_cards, verdicts
from helpers.predictions import predict


def saved(*bundles):
    outputs = [new_output("execute_result", data=data, execution_count=1) for data in bundles]
    notebook = new_notebook(cells=[new_code_cell("x", outputs=outputs)], metadata={"widgets": {"state": {}}})
    model = {"type": "notebook", "content": json.loads(json.dumps(notebook))}
    without_views(model, path="x.ipynb", contents_manager=None)
    return model["content"]


def test_a_view_with_a_still_form_is_dropped_and_any_other_is_kept():
    live, own = (
        {VIEW: {"model_id": "1"}, "text/html": "<p>still</p>"},
        {VIEW: {"model_id": "2"}, "text/plain": "IntSlider()"},
    )
    content = saved(live)
    assert (
        content["cells"][0]["outputs"][0]["data"] == {"text/html": "<p>still</p>"}
        and "widgets" not in content["metadata"]
    )
    content = saved(live, own)
    assert [VIEW in output["data"] for output in content["cells"][0]["outputs"]] == [False, True]
    assert "widgets" in content["metadata"], "a learner's own widgets keep their state"


def test_files_and_folders_pass():
    for model in (
        {"type": "file", "content": "text"},
        {"type": "directory", "content": None},
        {"type": "notebook", "content": None},
    ):
        before = copy.deepcopy(model)
        without_views(model)
        assert model == before


def test_every_live_output_of_the_course_has_a_still_form():
    for shown in (
        ask("99.1"),
        reflect("99.8"),
        predict("99.look"),
        claim_cards("05"),
        verdicts("05"),
        *(build() for build in lesson("05").EXPLORERS.values()),
    ):
        data, _ = shown._repr_mimebundle_()
        assert VIEW in data and "text/html" in data
        assert saved({VIEW: data[VIEW], "text/html": data["text/html"]})["cells"][0]["outputs"][0]["data"].keys() == {
            "text/html"
        }
    for finished in (check("99.1", 30), check("99.1", 15), next(iter(lesson("05").FIGURES.values()))()):
        data = (
            finished._repr_mimebundle_()
            if hasattr(finished, "_repr_mimebundle_")
            else {"text/html": finished._repr_html_()}
        )
        assert VIEW not in data and data["text/html"], "what needs no kernel is no widget"


def test_the_environment_holds_the_settings_and_the_server_takes_them():
    ours = Path(__file__).parents[2] / "helpers" / "jupyter_server_config.py"
    theirs = Path(sys.prefix, "etc", "jupyter", "jupyter_server_config.py")
    assert theirs.read_text(encoding="utf-8") == ours.read_text(encoding="utf-8"), "run: python -m helpers.prepare"
    code = ("from jupyter_server.serverapp import ServerApp; app = ServerApp(); app.load_config_file(suppress_errors=False)\n"
            "assert app.config.ContentsManager.pre_save_hook.__name__ == 'without_views'")  # fmt: skip
    subprocess.run([sys.executable, "-c", code], check=True)
