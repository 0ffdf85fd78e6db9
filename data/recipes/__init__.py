"""Recipes: one module per table, each with `build(raw) -> DataFrame`; `python -m data.recipes` runs them all."""
