"""How names and queries are brought into one shape, so that equal means found.

It is ``domain.text.fold`` for many texts at once, with punctuation and accents gone besides.
"""

import re
import unicodedata
from collections.abc import Sequence

_SPACE_SIGNS = '-_:;,.!?/\\|()[]{}<>"“”„#*=~^`、。！？「」『』…–—'
_DROPPED_SIGNS = "'’‘\ufe0e\ufe0f"
_KATAKANA = tuple((chr(code), chr(code - 0x60)) for code in range(0x30A1, 0x30F7))
_PUNCTUATION = (
    ("&", " and "),
    *((sign, " ") for sign in _SPACE_SIGNS),
    *((sign, "") for sign in _DROPPED_SIGNS),
    ("\t", " "),
    ("    ", " "),
    ("  ", " "),
    ("  ", " "),
    (" \n", "\n"),
    ("\n ", "\n"),
)
_ACCENTED_LATIN = re.compile("[À-ɏ]")
_KANJI = re.compile("[一-龯々〆]")
_HIRAGANA = re.compile("[ぁ-ゖ]+")
# A polite prefix, then kanji with endings; a longer run of kana is a word of its own.
_KANJI_WORD = re.compile("[おご]?(?:[一-龯々]+[ぁ-ゖ]{0,4})+")
_KANA_ONLY = re.compile("[ぁ-ゖー]+")
# U+FE0E and U+FE0F ask for a text or a colour picture, U+1F3FB to U+1F3FF are skin tones.
_MODIFIERS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def bare_emoji(text: str) -> str:
    """Return text without variation selectors and skin tones."""
    bare = _MODIFIERS.sub("", text)
    return bare or text


def search_text(text: str) -> str:
    """Return text as the index compares it: folded, punctuation as spaces, accents dropped."""
    return search_texts([text])[0]


def search_texts(texts: Sequence[str]) -> list[str]:
    """Fold many texts in one pass; each replacement runs over all of them at the speed of C."""
    joined = "\n".join(texts)
    if joined.count("\n") >= len(texts):
        joined = "\n".join(text.replace("\n", " ") for text in texts)
    folded = unicodedata.normalize("NFKC", joined).casefold()
    plain = folded
    if not folded.isascii():
        plain = _ACCENTED_LATIN.sub(_without_accent, plain)
        for katakana, hiragana in _KATAKANA:
            plain = plain.replace(katakana, hiragana)
    for sign, replacement in _PUNCTUATION:
        plain = plain.replace(sign, replacement)
    found = plain.strip(" ").split("\n")
    if all(found):
        return found
    # A text of nothing but signs, such as ":)", is searched for as it stands.
    return [clean or raw.strip() for clean, raw in zip(found, folded.split("\n"), strict=True)]


def _without_accent(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", match[0])
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def kanji_skeleton(text: str) -> str:
    """Return a word of kanji without its hiragana, or an empty string for any other text.

    引越し, 引っ越し and 引越 share one skeleton, and so do all inflections of 走る.
    """
    if not _KANJI_WORD.fullmatch(text):
        return ""
    return _HIRAGANA.sub("", text)


def is_kana(text: str) -> bool:
    """Tell whether text is hiragana and long marks alone."""
    return _KANA_ONLY.fullmatch(text) is not None


def has_kanji(text: str) -> bool:
    """Tell whether any kanji is in text."""
    return _KANJI.search(text) is not None
