"""The recipes of CONTRIBUTING.md are applied to a copy of the project, and the result is tried."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.paths import ROOT

RECIPES = {
    title: re.findall(r"```diff\n(.*?)```", text, re.DOTALL)
    for title, text in re.findall(
        r"^### (.+?)\n(.*?)(?=^### |\Z)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
}
PARTS = ("app.py", "home.py", "pages", "engine", "ui", "assets", "tests", ".streamlit", "pyproject.toml")


@pytest.fixture
def copy(tmp_path):
    """A copy of the project; what is large is linked."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "mnist"))
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    (tmp_path / "assets" / "mnist").symlink_to(ROOT / "assets" / "mnist")
    return tmp_path


def apply(title, folder):
    for diff in RECIPES[title]:
        run = subprocess.run(["git", "apply"], cwd=folder, input=diff, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr


def tried(code, folder):
    """What a script prints in that copy."""
    command = [sys.executable, "-W", "ignore", "-c", code]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip().splitlines()


def test_each_recipe_has_its_diff():
    assert list(RECIPES) == ["A new activation", "A new cost", "A new page", "A new language"]
    assert all(RECIPES.values())


def test_a_new_activation_and_a_new_cost_work_on_every_page_and_in_the_script_of_take_away(copy):
    apply("A new activation", copy)
    apply("A new cost", copy)
    code = """
from tests.ui import everywhere
at = everywhere.trained(activation="softplus", cost="cubic", init="scaled", hidden="30", eta="0.1")
pages = {}
for page, chosen, text in everywhere.walk(at):
    pages.setdefault(page, []).append(text)
everywhere.guess(at, "neuron", "a", "bp2")
error = r"\\bigl((a^{3}_{3} - y_{3})\\,|a^{3}_{3} - y_{3}|\\bigr)\\,\\sigma'"
print(any(error in text for text in pages["backprop"]))
print(any(r"(a^L_j - y_j)\\,|a^L_j - y_j|" in text for text in pages["errors"]))
print(any("np.logaddexp(0, z)" in text for text in pages["backprop"]))
print(any(r"&= \\ln\\bigl(1+e^{" in text for text in pages["backprop"]))
ran, repeated = everywhere.repeated(at)
print(ran == repeated, ran[0] > 5000)
"""
    assert tried(code, copy) == ["True", "True", "True", "True", "True True"]


def test_the_engine_holds_a_new_activation_and_a_new_cost_to_their_word(copy):
    apply("A new activation", copy)
    apply("A new cost", copy)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/engine/test_registry.py"]
    run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_a_new_page_is_one_file_and_its_texts(copy):
    apply("A new page", copy)
    code = """
from tests.ui.app import opened
for language in ("en", "de"):
    at = opened("compare", lang=language)
    assert not at.exception, at.exception
    links = [element.proto for element in at.sidebar.get("page_link")]
    print(at.title[0].value, "|", *[link.label for link in links if link.page == "compare"])
"""
    assert tried(code, copy) == [
        "What do two networks answer? | Compare",
        "Was antworten zwei Netze? | Vergleich",
    ]


def test_a_new_language_is_one_line_and_its_texts(copy):
    apply("A new language", copy)
    code = """
from tests.ui.app import opened
at = opened("demon", lang="fr")
assert not at.exception, at.exception
print(at.title[0].value)
print([link.proto.label for link in at.sidebar.get("page_link")][6:8])
print(at.sidebar.button_group[-1].options[-1])
"""
    assert tried(code, copy) == [
        "Un démon est assis sur un neurone. Que peut-il gagner ?",
        "['Démon', 'Gradient check']",
        "Français",
    ]
