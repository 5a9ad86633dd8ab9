import ast
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


def patterns(key):
    """The keys of texts that an expression may name: fixed ones, and those with parts that are filled in."""
    match key:
        case ast.Constant(value=str(text)):
            return [re.escape(text)]
        case ast.JoinedStr(values=parts):
            texts = [re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in parts]
            return ["".join(texts)]
        case ast.IfExp(body=one, orelse=other):
            return patterns(one) + patterns(other)
    return []


def named(file):
    """The patterns of all texts that a file names: `words["key"]`, `words("key", …)`, `words.get("key")`."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Subscript(value=words, slice=key):
                pass
            case ast.Call(func=ast.Attribute(value=words, attr="get" | "part"), args=[key, *_]):
                pass
            case ast.Call(func=words, args=[key, *_]):
                pass
            case _:
                continue
        name = words.id if isinstance(words, ast.Name) else words.attr if isinstance(words, ast.Attribute) else ""
        if name in RECEIVERS:
            part = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "part"
            found |= {rf"{pattern}\..+" if part else pattern for pattern in patterns(key)}
    return found


def page_of(file):
    """The page whose texts a file may use besides the common ones; None for a file that several pages share."""
    path = file.relative_to(ROOT)
    if path.parts[0] == "ui":
        return path.parts[1] if (FOLDER / DEFAULT / f"{path.parts[1]}.toml").exists() else None
    return "home" if path.name == "home.py" else path.stem.split("_", 1)[1]


RECEIVERS = ("words", "texts", "there", "page", "tour")
CODE = [ROOT / "home.py", *ROOT.glob("pages/*.py"), *(ROOT / "ui").rglob("*.py")]
TEXTS = {file.removesuffix(".toml"): set(read(FOLDER / DEFAULT / file)) for file in FILES}
NAMED = {file: patterns_ for file in CODE if (patterns_ := named(file))}


def test_many_texts_are_named():
    assert len(NAMED) > 40
    assert sum(map(len, NAMED.values())) > 600


@pytest.mark.parametrize("file", NAMED, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_text_that_a_file_names_is_among_those_of_its_page(file):
    page = page_of(file)
    known = set().union(*TEXTS.values()) if page is None else TEXTS[page] | TEXTS["common"]
    missing = {pattern for pattern in NAMED[file] if not any(re.fullmatch(pattern, key) for key in known)}
    assert not missing


@pytest.mark.parametrize("page", TEXTS)
def test_every_text_of_a_page_is_named_somewhere(page):
    files = [file for file in NAMED if page in ("common", "tour") or page_of(file) in (page, None)]
    pattern = re.compile("|".join(sorted(set().union(*(NAMED[file] for file in files)))))
    left = {key for key in TEXTS[page] if not pattern.fullmatch(key)}
    assert not {key for key in left if not any(f'"{key}"' in file.read_text() for file in files)}  # in a variable first
