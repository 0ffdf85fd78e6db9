"""Saved, stopped and reopened the next day: nothing is broken, and each explorer says that its cell must run."""

import importlib.util
import json
import os
import shutil

import pytest

from helpers.exercises import lesson
from tests.browser import lab
from tests.refresh import ROOT, VIEW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(lab.chromium() is None, reason="Chromium is not installed here"),
]
NAMES = [path.name for path in sorted((ROOT / "notebooks").glob("[01]*.ipynb")) if path.name[:2] in ("05", "12") or os.environ.get("BROWSER") == "all"]  # fmt: skip
COUNT = """() => {
    const images = [...document.querySelectorAll('.jp-OutputArea-output img')];
    return {images: images.length, loaded: images.filter(i => i.complete && i.naturalWidth > 0).length,
            named: images.filter(i => i.alt.length > 40).length,
            lost: document.body.innerText.split('model not found').length - 1,
            notes: document.body.innerText.split('A still picture. Run this cell').length - 1,
            live: document.querySelectorAll('.jp-OutputArea-output svg[role=img]').length}}"""


def look(page, explorers):
    """What the page shows once all its pictures are there."""
    page.wait_for_function(
        """() => { const all = [...document.querySelectorAll('.jp-OutputArea-output img')];
                   return all.length > 1 && all.every(i => i.complete) }""", timeout=30_000)  # fmt: skip
    found = page.evaluate(COUNT)
    assert found["lost"] == 0, "a widget whose kernel is gone stands as 'model not found'"
    assert found["loaded"] == found["named"] == found["images"]
    assert found["notes"] == explorers - found["live"], found
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_nothing_breaks_over_night(app, name, tmp_path):
    if app == "notebook" and importlib.util.find_spec("notebook") is None:
        pytest.skip("Notebook 7 is not installed here")
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    number = len(lesson(name[:2]).EXPLORERS)
    path = f"notebooks/{name}"
    with lab.server(app, tmp_path) as address, lab.browser_page(1280, 1400) as page:
        lab.open_notebook(page, address, path, app)
        first = look(page, number)
        assert first["live"] == 0
        assert lab.run_all(page) == []
        live = look(page, number)
        assert live["live"] == number and live["images"] == first["images"] - number
        lab.save(page)
        page.reload()
        lab.wait_for_notebook(page)
        assert look(page, number) == first
    assert VIEW not in json.dumps(json.loads((tmp_path / path).read_text(encoding="utf-8")))
    with lab.server(app, tmp_path) as address, lab.browser_page(1280, 1400) as page:
        lab.open_notebook(page, address, path, app)
        assert look(page, number) == first
        assert lab.run_all(page) == [], "and it goes on from there"
        assert look(page, number) == live
