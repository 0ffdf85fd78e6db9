"""The verbs of a lesson. Everything else is in the modules: data, figures, explorer, exercises, claims, models, lessons.

In a folder of the course, that folder's helpers are meant, wherever these here were installed: notebooks of a copy, or of
a clone beside an installed wheel, run with their own helpers, tables and journal.
"""

import sys
from contextlib import suppress
from importlib import util
from pathlib import Path


def _own() -> Path | None:
    """Return the helpers of the course that the working folder belongs to, if they are others than these."""
    try:
        here = Path.cwd()
    except OSError:
        return None
    for folder in (here, *here.parents):
        found = folder / "helpers"
        if (found / "lessons").is_dir() and (folder / "data" / "codebook").is_dir():
            return None if found.samefile(Path(__file__).parent) else found
    return None


if _found := _own():
    _spec = util.spec_from_file_location(__name__, _found / "__init__.py", submodule_search_locations=[str(_found)])
    sys.modules[__name__] = util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[__name__])
else:
    from helpers.claims import evidence_code
    from helpers.course import here, home, progress, review, sources
    from helpers.data import cite, codebook, load, state, state_name, versions
    from helpers.errors import install
    from helpers.exercises import ask, check, hint, reflect, solution
    from helpers.figures import show
    from helpers.ledger import claim_cards, verdicts
    from helpers.predictions import predict

    __all__ = [
        "ask", "check", "cite", "claim_cards", "codebook", "evidence_code", "here", "hint", "home", "load", "predict",
        "progress", "reflect", "review", "show", "solution", "sources", "state", "state_name", "verdicts", "versions",
    ]  # fmt: skip
    with suppress(NameError):  # no notebook
        install(get_ipython())  # type: ignore[name-defined]  # noqa: F821
