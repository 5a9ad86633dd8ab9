"""Several modules become one script."""

import re

import pytest

from ui.canvas.bundle import address, bundle, loader, parts, scripts


@pytest.fixture
def modules(tmp_path):
    """Write modules by their names, and give the path of the first."""

    def write(**sources):
        for name, source in sources.items():
            (tmp_path / f"{name}.js").write_text(source)
        return tmp_path / f"{next(iter(sources))}.js"

    return write


def test_a_module_stands_once_and_after_what_it_imports(modules):
    entry = modules(
        top='import { left } from "./left.js";\nimport { right } from "./right.js";\nexport default left + right;\n',
        left='import { base } from "./base.js";\nexport const left = base;\n',
        right='import { base } from "./base.js";\n\nexport function right() {\n  return base;\n}\n',
        base="export const base = 1;\nexport class Base {}\n",
    )
    assert bundle(entry) == (
        "const base = 1;\nclass Base {}\n\n"
        "const left = base;\n\n"
        "\nfunction right() {\n  return base;\n}\n\n"
        "export default left + right;\n"
    )


def test_an_import_may_take_several_lines_and_come_from_another_folder(modules, tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "numbers.js").write_text("export const one = 1;\nexport const two = 2;\n")
    entry = modules(sum='import {\n  one,\n  two,\n} from "./shared/numbers.js";\nexport default one + two;\n')
    assert bundle(entry) == "const one = 1;\nconst two = 2;\n\nexport default one + two;\n"


def test_a_circle_is_refused_with_its_way(modules):
    entry = modules(
        pad='import { tool } from "./tool.js";\n',
        tool='import { ink } from "./ink.js";\n',
        ink='import { tool } from "./tool.js";\n',
    )
    with pytest.raises(ValueError, match=r"pad\.js imports \S*tool\.js imports \S*ink\.js imports \S*tool\.js"):
        bundle(entry)


@pytest.mark.parametrize(
    "line",
    [
        'import * as ink from "./ink.js";',
        'import { ink as black } from "./ink.js";',
        'import ink from "./ink.js";',
        'import "./ink.js";',
        'import { ink } from "elsewhere";',
        "export { ink };",
    ],
)
def test_what_cannot_be_joined_as_text_is_refused(modules, line):
    with pytest.raises(ValueError, match="cannot join"):
        bundle(modules(pad=f"{line}\n", ink="export const ink = 1;\n"))


def test_a_word_in_a_comment_or_a_text_is_no_import(modules):
    source = '// import { ink } from "./ink.js";\nconst text = "export const";\n  // export const\n'
    assert bundle(modules(pad=source)) == source


def test_each_component_is_fetched_from_an_address_that_changes_with_its_script():
    assert "import" in loader("pad")
    assert scripts()[address("pad")] == parts("pad").js
    found = {re.match(r"canvas/(\w+)\.[0-9a-f]{16}\.js$", each)[1] for each in scripts()}
    assert {"pad", "maps", "plot", "network", "notice", "diagram", "bars"} <= found
    assert len(loader("pad")) < 200
