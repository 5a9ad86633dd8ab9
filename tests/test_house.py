"""The arrows of the architecture, and habits of the whole house."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine
from tests.paths import ROOT

ENGINE, UI, PAGES = (sorted((ROOT / folder).rglob("*.py")) for folder in ("engine", "ui", "pages"))
FLOORS = (("text",), ("canvas", "charts"), ("session",), ("screen",))
"""The ground of ui/, from below: each floor knows those below it, and the folders of pages know them all."""
GROUND = {folder for floor in FLOORS for folder in floor}
FOLDERS = {file.parent.name for file in UI if file.parent != ROOT / "ui"}
DRAWING = ("session", "screen")  # folders whose files may use Streamlit whatever they are called
WITHOUT_A_FOLDER = {"ui.folders"}
MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_PARAMETERS = 250, 40, 6
OVER_SIZE = {  # what is larger than that, "path" or "path: function", and why
    "engine/labs/demon.py: demon": "public contract",
}


def imported(file: Path) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def packages(file: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(file)}


def rooms(file: Path, package: str) -> set[str]:
    """The modules below a package that a file imports, as far as they are files or folders."""
    names = {name for name in imported(file) if name.startswith(f"{package}.")}
    return {
        name for name in names if (path := ROOT.joinpath(*name.split("."))).is_dir() or path.with_suffix(".py").exists()
    }


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def floor(folder: str) -> int:
    return next((n for n, names in enumerate(FLOORS) if folder in names), len(FLOORS))


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """The functions of a module with their names, those in classes and in other functions too: Class.method.inner."""
    for node in ast.iter_child_nodes(tree):
        named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        name = f"{prefix}{node.name}" if named else prefix
        if named and not isinstance(node, ast.ClassDef):
            yield name, node
        yield from functions(node, f"{name}." if named else prefix)


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """What a caller may pass by name or place: neither self and cls, nor *args and **kwargs."""
    of = function.args
    return [each.arg for each in (*of.posonlyargs, *of.args, *of.kwonlyargs) if each.arg not in ("self", "cls")]


def over_size(path: str, source: str) -> set[str]:
    """What in a file is larger than it may be: its path, or the path and the name of a function."""
    found = {path} if len(source.splitlines()) > MOST_LINES else set()
    for name, function in functions(ast.parse(source)):
        first = min(node.lineno for node in (function, *function.decorator_list))
        lines = (function.end_lineno or first) + 1 - first
        if lines > MOST_LINES_OF_A_FUNCTION or len(parameters(function)) > MOST_PARAMETERS:
            found.add(f"{path}: {name}")
    return found


def test_the_guards_of_this_file_guard_every_module():
    """A pattern that matches nothing would pass in silence: these are counted by another way."""
    listed = {
        Path(folder, name)
        for top in ("engine", "ui", "pages")
        for folder, _, names in os.walk(ROOT / top)
        for name in names
        if name.endswith(".py")
    }
    assert {*ENGINE, *UI, *PAGES} == listed
    assert len(ENGINE) > 25
    assert len(UI) > 75
    assert len(PAGES) == 9
    assert GROUND < FOLDERS


@pytest.mark.parametrize("file", ENGINE, ids=name_of)
def test_the_engine_knows_numpy_and_the_standard_library_only(file):
    assert packages(file) <= set(sys.stdlib_module_names) | {"numpy", "engine"}


@pytest.mark.parametrize("file", ENGINE, ids=name_of)
def test_training_and_labs_know_the_core_and_the_core_knows_neither(file):
    if file == ROOT / "engine" / "__init__.py":
        return  # the public face shows all of it
    own = file.parent.name
    known = {name.split(".")[1] for name in rooms(file, "engine")} & {"training", "labs"}
    assert known <= {own}


@pytest.mark.parametrize("file", UI, ids=name_of)
def test_a_file_of_the_ui_uses_streamlit_if_and_only_if_its_name_says_so(file):
    if file.parent.name in DRAWING:
        return
    assert ("streamlit" in packages(file)) == file.stem.endswith("_view")


@pytest.mark.parametrize("file", [file for file in UI if file.parent.name in FOLDERS], ids=name_of)
def test_each_file_of_the_ui_knows_its_own_folder_and_those_below_it(file):
    own = file.parent.name
    known = {name.split(".")[1] for name in rooms(file, "ui") if name not in WITHOUT_A_FOLDER} - {own}
    assert known <= {folder for folder in GROUND if floor(folder) < floor(own)}


def test_nothing_lies_in_ui_itself_but_how_it_is_served_and_where_files_are():
    assert sorted(file.name for file in (ROOT / "ui").glob("*.py")) == ["__init__.py", "folders.py", "serve.py"]


@pytest.mark.parametrize("file", [ROOT / "app.py", ROOT / "home.py", *PAGES], ids=name_of)
def test_pages_do_not_import_each_other_and_are_short(file):
    assert not packages(file) & {"pages", "home", "app"}
    assert len(file.read_text().splitlines()) <= 100


@pytest.mark.parametrize("file", UI, ids=name_of)
def test_ui_imports_no_page(file):
    assert not packages(file) & {"pages", "home", "app"}


def test_files_and_functions_are_small_and_no_exception_outlives_its_reason():
    found = set().union(*(over_size(name_of(file), file.read_text()) for file in (*ENGINE, *UI, *PAGES)))
    assert found == set(OVER_SIZE)
    assert all(OVER_SIZE.values())


def test_what_is_over_size_is_found_wherever_it_stands():
    seven = "a, b, /, c, d, *, e, f, g"
    inside = f"class Lab:\n    def run(self):\n        if self:\n            async def inner({seven}): ..."
    assert over_size("x.py", inside) == {"x.py: Lab.run.inner"}
    assert over_size("x.py", inside.replace(", g", "")) == set()
    lines = "@cache\ndef long():\n" + "    pass\n" * (MOST_LINES_OF_A_FUNCTION - 2)
    assert over_size("x.py", lines) == set()
    assert over_size("x.py", lines + "    pass\n") == {"x.py: long"}
    assert over_size("x.py", "\n" * MOST_LINES) == set()
    assert over_size("x.py", "\n" * (MOST_LINES + 1)) == {"x.py"}


@pytest.mark.parametrize("file", [*ENGINE, *UI, *PAGES], ids=name_of)
def test_a_module_of_ours_goes_by_its_own_name(file):
    aliases = [
        f"{alias.name} as {alias.asname}"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.asname and (getattr(node, "module", None) or alias.name).split(".")[0] in ("engine", "ui")
    ]
    assert not aliases


def test_the_engine_s_public_names_exist_and_are_sorted():
    assert all(hasattr(engine, name) for name in engine.__all__)
    assert engine.__all__ == sorted(engine.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def test_no_test_imports_benchmarks_which_lift_for_the_whole_process_what_is_forced_upon_blas():
    assert "benchmarks" not in set().union(*(packages(file) for file in (ROOT / "tests").rglob("*.py")))


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads in /proc")
@pytest.mark.parametrize("module", ["engine.mnist", "ui.canvas.sketch", "ui.screen.frame", "ui.serve"])
def test_blas_has_one_thread_whatever_is_imported_first(module):
    unset = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    code = f"import {module}, numpy, os; print(len(os.listdir('/proc/self/task')))"
    command = [sys.executable, "-W", "ignore", "-c", code]
    run = subprocess.run(command, cwd=ROOT, env=unset, capture_output=True, text=True, check=True)
    assert run.stdout == "1\n"


def test_positive_is_blue_and_negative_orange_in_both_themes():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for mode in ("light", "dark"):
        scale = theme[mode]["chartDivergingColors"]
        assert theme[mode]["orangeColor"] in scale[:5]
        assert theme[mode]["blueColor"] in scale[5:]


def test_settings_for_visitors_are_safe():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["maxUploadSize"] <= 12
    assert config["client"]["showErrorDetails"] == "type"
