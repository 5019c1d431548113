"""How the Japanese names and words are read, in hiragana."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fugashi import Tagger, UnidicNode

CORRECTIONS = Path(__file__).parents[1] / "data" / "reading_corrections.tsv"

_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_NEEDS_READING = re.compile(r"[\u3005\u30a1-\u30fa\u4e00-\u9fff]")
_KANJI = re.compile(r"[\u3005\u4e00-\u9fff]")
_UNREAD = re.compile(r"[^0-9a-z\u3041-\u3096\u30fc]+")


def readings(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the readings of those words that hold kanji or katakana, each reading once."""
    read = (reading(word) for word in words if _NEEDS_READING.search(word))
    return tuple(dict.fromkeys(found for found in read if found))


def reading(word: str) -> str:
    """Return how a Japanese word is read, in hiragana, with no blanks or punctuation."""
    spoken = likely_reading(word)
    if not spoken:
        raise SystemExit(f"No reading for {word!r}: add one to {CORRECTIONS.name}.")
    return spoken


def likely_reading(word: str) -> str:
    """Return how a Japanese word is read; an empty string where the dictionary does not know."""
    corrected = _corrections().get(word)
    if corrected:
        return corrected
    plain = unicodedata.normalize("NFKC", word)
    spoken = "".join(map(_spoken, _tagger()(plain))) if _KANJI.search(plain) else plain
    spoken = spoken.translate(_TO_HIRAGANA)
    return "" if _KANJI.search(spoken) else _UNREAD.sub("", spoken.lower())


def _spoken(token: "UnidicNode") -> str:
    return str(token.feature.kana or token.surface)


@cache
def _tagger() -> "Tagger":
    import fugashi
    import unidic_lite

    return fugashi.Tagger(f'-d "{unidic_lite.DICDIR}"')


@cache
def _corrections() -> dict[str, str]:
    _header, *lines = CORRECTIONS.read_text("utf-8").splitlines()
    return {word: read for word, _, read in (line.partition("\t") for line in lines)}
