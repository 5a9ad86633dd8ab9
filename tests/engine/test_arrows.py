"""How the modules of the engine know each other."""

import ast
from graphlib import TopologicalSorter

import pytest

from tests.paths import ROOT

MODULES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts): ast.parse(file.read_text())
    for file in sorted((ROOT / "engine").rglob("*.py"))
    if not file.name.startswith("__")
}


def known_at_import(tree):
    """The modules of the engine that a module needs in order to be imported."""
    return {node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module in MODULES}


def test_there_is_no_circle_among_the_modules():
    arrows = {name: known_at_import(tree) for name, tree in MODULES.items()}
    assert sum(map(len, arrows.values())) > 80
    assert len(list(TopologicalSorter(arrows).static_order())) == len(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_no_import_hides_in_a_function(name):
    functions = [node for node in ast.walk(MODULES[name]) if isinstance(node, ast.FunctionDef)]
    assert not [node for f in functions for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)]
