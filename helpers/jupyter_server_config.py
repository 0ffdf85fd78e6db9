"""Settings of the Jupyter server in the course's environment; `python -m helpers.prepare` puts a copy where it reads them.

A widget lives as long as its kernel. Saved and reopened, its place would read 'model not found'. So a notebook is saved
without the live view of any output that also has a form which needs no kernel: the picture and words that stay.
"""

VIEW = "application/vnd.jupyter.widget-view+json"


def without_views(model: dict, **_) -> None:
    """Drop, before a notebook is saved, each live view that has a still form beside it."""
    content = model.get("content")
    if model.get("type") != "notebook" or not content:
        return
    left = False
    for cell in content.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if VIEW in data and "text/html" in data:
                del data[VIEW]
            left = left or VIEW in data
    if not left:
        content.get("metadata", {}).pop("widgets", None)


if "get_config" in globals():  # read by a server, not imported
    c = get_config()  # noqa: F821
    c.ContentsManager.pre_save_hook = without_views
