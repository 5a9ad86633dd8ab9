"""Habits of the scripts of our own components, held without a browser."""

import re
from pathlib import Path

import pytest

from tests.paths import ROOT
from ui.canvas.bundle import bundle

FOLDER = ROOT / "assets" / "canvas"
SCRIPTS = sorted(FOLDER.rglob("*.js"))
COMPONENTS = sorted(file for file in SCRIPTS if re.search(r"^export default ", file.read_text(), re.MULTILINE))
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:class|const|function|let|var) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import \{([^}]+)\} from "([^"]+)";$', re.MULTILINE)
OPENED = re.compile(r"^(  )?(?! )(?!(?:export )?class )\S.*\{$")


def name_of(file: Path) -> str:
    return str(file.relative_to(FOLDER))


def imports(file: Path) -> dict[str, Path]:
    """The file that each imported name comes from."""
    return {
        name.strip(): (file.parent / path).resolve()
        for names, path in IMPORTED.findall(file.read_text())
        for name in names.split(",")
        if name.strip()
    }


def reached(file: Path) -> set[Path]:
    """A file and all that it imports, straight or by others."""
    found, left = set(), [file]
    while left:
        if (file := left.pop()) not in found:
            found.add(file)
            left += imports(file).values()
    return found


def used(file: Path) -> set[str]:
    """The names in a script that are no property, no key, no method's and in no comment or text."""
    code = re.sub(r'//.*|"[^"\n]*"', "", file.read_text())
    code = re.sub(r"`[^`]*`", lambda text: " ".join(re.findall(r"\$\{([^}]*)\}", text[0])), code)
    code = re.sub(r"^  (?:get )?\w+(?=\()", "", code, flags=re.MULTILINE)
    return set(re.findall(r"(?:(?<![\w.])|(?<=\.\.\.))[A-Za-z_]\w*(?!\w|:)", code))


def functions(file: Path) -> dict[str, int]:
    """The lines of each function and each method, by its first line."""
    lines, found = file.read_text().splitlines(), {}
    for start, line in enumerate(lines):
        if opened := OPENED.match(line):
            end = next(n for n in range(start, len(lines)) if re.match(rf"{opened[1] or ''}[}}\])]", lines[n]))
            found[line] = end - start + 1
    return found


def test_every_component_is_found_and_every_script_belongs_to_one():
    folders = sorted(folder for folder in FOLDER.iterdir() if folder.is_dir() and folder.name != "shared")
    assert [folder / f"{folder.name}.js" for folder in folders] == COMPONENTS
    assert set().union(*map(reached, COMPONENTS)) == set(SCRIPTS)


@pytest.mark.parametrize("file", COMPONENTS, ids=name_of)
def test_a_component_is_one_script_with_one_export(file):
    script = bundle(file)
    assert re.findall(r"^(?:import|export) \w*", script, re.MULTILINE) == ["export default"]
    declared = DECLARED.findall(script)
    assert len(declared) == len(set(declared))


@pytest.mark.parametrize("file", SCRIPTS, ids=name_of)
def test_a_script_imports_each_name_that_it_takes_from_another(file):
    """Joined as text it would find the name without an import; so what is declared in one file is no local's name."""
    declared = set(DECLARED.findall(file.read_text()))
    bundles = [reached(component) for component in COMPONENTS if file in reached(component)]
    others = {name for part in set().union(*bundles) - {file} for name in DECLARED.findall(part.read_text())}
    assert used(file) & others - declared - imports(file).keys() == set()


@pytest.mark.parametrize("file", SCRIPTS, ids=name_of)
def test_what_is_imported_is_exported_and_used(file):
    text = IMPORTED.sub("", file.read_text())
    for name, source in imports(file).items():
        assert re.search(rf"^export (?:const|function|class) {name}\b", source.read_text(), re.MULTILINE)
        assert re.search(rf"\b{name}\b", text)


@pytest.mark.parametrize("file", SCRIPTS, ids=name_of)
def test_components_share_only_what_is_called_shared(file):
    assert {source.parent.name for source in imports(file).values()} <= {file.parent.name, "shared"}


@pytest.mark.parametrize("file", [file for file in sorted(FOLDER.rglob("*")) if file.is_file()], ids=name_of)
def test_lines_functions_and_files_are_short(file):
    lines = file.read_text().splitlines()
    assert len(lines) <= 250
    assert max(map(len, lines)) <= 120
    if file.suffix == ".js":
        assert max(functions(file).values(), default=0) <= 40
