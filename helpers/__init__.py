"""The verbs of a lesson. Everything else is in the modules: data, figures, explorer, exercises, claims, models, lessons."""

from helpers.claims import claim_cards, evidence_code, verdicts
from helpers.data import cite, codebook, load, state, state_name, versions
from helpers.exercises import check, hint, progress, reflect, solution
from helpers.figures import show

__all__ = [
    "check", "cite", "claim_cards", "codebook", "evidence_code", "hint", "load", "progress", "reflect", "show", "solution",
    "state", "state_name", "verdicts", "versions",
]  # fmt: skip
