"""Every sentence of the window has a translation, and the compiled catalogue says the same."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from emoji_labeler import wording
from scripts import translate

_PACKAGE = translate.CHECKOUT / "emoji_labeler"
# How many of the first arguments are sentences.
_MARKS = {"tr": 1, "later": 1, "tr_count": 2}
_PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


@pytest.fixture(params=translate.catalogue_paths(), ids=lambda path: path.parent.parent.name)
def path(request: pytest.FixtureRequest) -> Path:
    """The `.po` of one language."""
    return Path(request.param)


@pytest.fixture
def catalogue(path: Path) -> Catalog:
    return translate.read_catalogue(path)


@pytest.fixture
def english_again() -> Iterator[None]:
    """Speak English again after the test."""
    yield
    wording.speak("en")


def test_there_is_a_japanese_catalogue() -> None:
    languages = [path.parent.parent.name for path in translate.catalogue_paths()]

    assert "ja" in languages


def test_every_marked_sentence_has_an_entry_and_every_entry_is_used(catalogue: Catalog) -> None:
    entries = {_sentences(message.id) for message in catalogue if message.id}

    assert entries == set(_marked())


def test_every_entry_is_translated(catalogue: Catalog) -> None:
    empty = [message.id for message in catalogue if not all(_sentences(message.string))]

    assert empty == []
    assert not any(message.fuzzy for message in catalogue if message.id)


def test_a_translation_has_the_placeholders_of_its_sentence(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            wanted = {_placeholders(sentence) for sentence in _sentences(message.id)}
            found = {_placeholders(sentence) for sentence in _sentences(message.string)}
            assert found == wanted, message.id


def test_the_compiled_catalogue_is_that_of_the_text(path: Path, catalogue: Catalog) -> None:
    compiled = path.with_suffix(".mo").read_bytes()

    assert compiled == translate.compiled(catalogue), "run scripts/translate.py"


def test_the_text_is_as_the_script_writes_it(path: Path, catalogue: Catalog) -> None:
    template = translate.marked_sentences()

    written = translate.written(translate.renewed(catalogue, template=template))

    assert path.read_bytes() == written, "run scripts/translate.py"


@pytest.mark.usefixtures("english_again")
def test_what_is_said_follows_the_language() -> None:
    wording.speak("ja")
    assert wording.tr("Undo") == "元に戻す"
    assert wording.tr("{count} left", count=3) == "残り 3 件"
    rows = ("{count} row will be written", "{count} rows will be written")
    assert wording.tr_count(*rows, count=1200) == "1,200 行を書き出します"

    wording.speak("en")
    assert wording.tr("Undo") == "Undo"


@pytest.mark.usefixtures("english_again")
def test_a_language_without_a_catalogue_falls_back_to_english() -> None:
    wording.speak("ja")
    wording.speak("xx")

    assert wording.tr("{count} left", count=3) == "3 left"


@pytest.mark.usefixtures("english_again")
def test_what_no_catalogue_knows_is_said_as_it_stands() -> None:
    wording.speak("ja")

    assert wording.tr("a sentence that nobody marked") == "a sentence that nobody marked"


def _marked() -> Iterator[tuple[str, ...]]:
    """Yield what is marked in the package, found by another way than the script's."""
    for path in _PACKAGE.rglob("*.py"):
        if "cli" in path.relative_to(_PACKAGE).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in _MARKS:
                arguments = node.args[: _MARKS[_name(node.func)]]
                sentences = tuple(one.value for one in arguments if isinstance(one, ast.Constant))
                if sentences:
                    yield tuple(map(str, sentences))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _sentences(words: object) -> tuple[str, ...]:
    return tuple(map(str, words)) if isinstance(words, tuple | list) else (str(words),)


def _placeholders(sentence: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(sentence))
