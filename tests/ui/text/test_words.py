import re
from string import Formatter

import pytest

from tests.paths import ROOT
from ui.text.words import DEFAULT, FOLDER, LANGUAGES, load, read

FILES = sorted(path.name for path in (FOLDER / DEFAULT).iterdir())
OTHERS = [language for language in LANGUAGES if language != DEFAULT]


def fields(text):
    return sorted(field for _, field, _, _ in Formatter().parse(text) if field)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("file", FILES)
def test_every_language_has_the_same_texts_with_the_same_placeholders(language, file):
    english, other = read(FOLDER / DEFAULT / file), read(FOLDER / language / file)
    assert list(other) != []
    assert sorted(other) == sorted(english)
    assert {key: fields(text) for key, text in other.items()} == {key: fields(text) for key, text in english.items()}


def test_swiss_german_has_no_sharp_s():
    assert not [file for file in (FOLDER / "de").iterdir() if "ß" in file.read_text("utf-8")]


def test_a_language_that_lacks_a_text_takes_it_from_english(tmp_path, monkeypatch):
    monkeypatch.setattr("ui.text.words.FOLDER", tmp_path)
    for language, text in (("en", 'a = "yes"\nb = "no"'), ("de", 'a = "ja"')):
        (tmp_path / language).mkdir()
        (tmp_path / language / "page.toml").write_text(text)
    words = load.__wrapped__("de", "page")
    assert (words["a"], words["b"]) == ("ja", "no")


def test_an_unknown_language_is_english():
    assert load("fr", "home")["menu"] == "Home"


def test_whole_numbers_are_written_as_the_language_does():
    assert load("en", "home").whole(23860) == "23,860"
    assert load("de", "home").whole(23860) == "23’860"


def test_every_text_that_the_code_names_exists():
    texts = {key for file in FILES for key in read(FOLDER / DEFAULT / file)}
    files = [ROOT / "app.py", *ROOT.glob("pages/*.py"), *(ROOT / "ui").rglob("*.py")]
    named = set(re.findall(r'words[\[(]"([a-z_.]+)"', "".join(file.read_text() for file in files)))
    assert len(named) > 400
    assert named <= texts
