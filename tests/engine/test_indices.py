"""Counts and places are `np.intp`: in a browser (32-bit WebAssembly) numpy refuses 64-bit ones, which it takes elsewhere."""

import ast
from pathlib import Path

import pytest

import helpers

INDEXING = {"bincount", "repeat", "take"}
MAKERS = ("argsort(", "digitize(", "factorize(", "intp", "return_inverse=True", "searchsorted(")  # these give intp


def faults(source: str) -> list[str]:
    """Return each call of INDEXING whose counts or places were not made `intp` within the same function."""
    found = []
    for top in ast.parse(source).body:
        bound = bindings(top)
        for node in ast.walk(top):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in INDEXING:
                owner = ast.unparse(node.func.value)
                place = 1 if owner == "np" and node.func.attr != "bincount" else 0
                if owner not in ("control", "itertools") and not made(node.args[place], bound):
                    found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def bindings(top: ast.AST) -> dict[str, list[ast.expr]]:
    """Return what each name of a function is bound to: by assignment, loop or comprehension."""
    bound = {}
    for node in ast.walk(top):
        pairs = []
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.For | ast.comprehension):
            pairs = [(node.target, node.iter)]
        for target, value in pairs:
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                    bound.setdefault(name.id, []).append(value)
    return bound


def made(value: ast.expr, bound: dict, depth: int = 5) -> bool:
    """Tell whether an expression is an integer as written, or comes from one of MAKERS by way of its leftmost name."""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int)
    if any(maker in ast.unparse(value) for maker in MAKERS):
        return True
    while not isinstance(value, ast.Name):
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
            value = value.args[0] if ast.unparse(value.func.value) == "np" else value.func.value
        elif isinstance(value, ast.Call) and value.args:  # pairwise(counts), sorted(codes)
            value = value.args[0]
        elif isinstance(value, ast.ListComp | ast.GeneratorExp):
            value = value.elt
        elif isinstance(value, ast.Subscript | ast.Attribute):
            value = value.value
        else:
            return False
    sources = bound.get(value.id, [])
    return depth > 0 and bool(sources) and any(made(source, bound, depth - 1) for source in sources)


@pytest.mark.parametrize("path", sorted(Path(helpers.__file__).parent.rglob("*.py")), ids=lambda path: path.stem)
def test_counts_and_places_are_intp(path):
    assert not faults(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("body, fine", [
    ("np.repeat(x, table['years'])", False), ("np.repeat(x, 3)", True), ("np.bincount(cell, weights)", False),
    ("x.take(random.integers(0, 9, 4))", False), ("x.take(row.astype(np.intp))", True), ("table.index.repeat(table['n'])", False),
])  # fmt: skip
def test_the_lint_sees_what_fails_in_a_browser(body, fine):
    assert (faults(f"def f(x, table, cell, weights, random, row):\n    return {body}") == []) is fine


def test_the_lint_follows_a_name():
    assert not faults("def f(a, w):\n    code = pd.factorize(a)[0]\n    return np.bincount(code[a > 0], w)")
    assert faults("def f(a, w):\n    code = a.to_numpy()\n    return np.bincount(code, w)")
