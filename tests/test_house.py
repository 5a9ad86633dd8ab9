"""The arrows of the architecture, and habits of the whole house."""

import ast
from pathlib import Path

import pytest

import engine
from tests.paths import ROOT

PURE = ("ui/figures", "ui/pictures")


def imported(file: Path) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def tops(file: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(file)}


@pytest.mark.parametrize("file", sorted(ROOT.glob("engine/*.py")), ids=lambda file: file.name)
def test_the_engine_knows_numpy_and_the_standard_library_only(file):
    import sys

    assert tops(file) <= set(sys.stdlib_module_names) | {"numpy", "engine"}


def test_the_engine_s_public_names_exist_and_are_sorted():
    assert all(hasattr(engine, name) for name in engine.__all__)
    assert engine.__all__ == sorted(engine.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
