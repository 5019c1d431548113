"""How known words are told inside Japanese text, which has no spaces."""

import re
from collections.abc import Iterator
from functools import lru_cache

from emoji_labeler.local_model.passing_words import JAPANESE_FAINT_WORDS, JAPANESE_STOP_WORDS

_JAPANESE = re.compile("[\u3041-\u309f\u30a0-\u30ff\u4e00-\u9fff々〆ヶ]")
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_GODAN = {
    "う": "わいえおっ",
    "く": "かきけこい",
    "ぐ": "がぎげごい",
    "す": "さしせそ",
    "つ": "たちてとっ",
    "ぬ": "なにねのん",
    "ぶ": "ばびべぼん",
    "む": "まみめもん",
    "る": "らりれろっ",
}
_ADJECTIVE_ENDINGS = "くかさそみ"
_PARTICLES = frozenset("はがをにでとものへ")


@lru_cache(maxsize=8192)
def script(character: str) -> str:
    """Return k for kanji, h for hiragana, t for katakana, a for letters and digits, else o."""
    if "\u4e00" <= character <= "\u9fff" or character in "々〆ヶ":
        return "k"
    if "\u3041" <= character <= "\u309f":
        return "h"
    if "\u30a0" <= character <= "\u30ff":
        return "t"
    return "a" if character.isalnum() else "o"


def is_japanese(text: str) -> bool:
    """Return whether the text holds any kana or kanji."""
    return _JAPANESE.search(text) is not None


def forms(word: str) -> Iterator[str]:
    """Yield the beginnings by which the forms of a verb or adjective are told, the word first."""
    yield word
    if len(word) < 2 or script(word[-1]) != "h" or (script(word[0]) == "h" and len(word) < 4):
        return
    rest = word[:-1]
    if word[-1] in _GODAN:
        for ending in _GODAN[word[-1]]:
            yield rest + ending
    if (
        word[-1] == "る"
        and word[-2] in "いきしちにひみりえけせてねへめれげぜでべ"
        and len(rest) > 1
    ):
        yield rest
    if word[-1] == "い":
        for ending in _ADJECTIVE_ENDINGS:
            yield rest + ending


def _all_forms(words: frozenset[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in forms(word))


STOP_FORMS = _all_forms(JAPANESE_STOP_WORDS)
FAINT_FORMS = _all_forms(JAPANESE_FAINT_WORDS) - STOP_FORMS


def trust(text: str, start: int, end: int) -> float:
    """Return how far the word found at ``text[start:end]`` is that word, from 0 to 1."""
    first, last = script(text[start]), script(text[end - 1])
    before = script(text[start - 1]) if start else "o"
    after = script(text[end]) if end < len(text) else "o"
    length = end - start
    cut_before, cut_after = before == first, after == last
    if first == "a" or last == "a":
        return 0.0 if (cut_before and first == "a") or (cut_after and last == "a") else 1.0
    if first == "t" and last == "t":
        return _trust_in_katakana(length, cut_before=cut_before, cut_after=cut_after)
    if first == "h" and last == "h" and _HIRAGANA.fullmatch(text, start, end):
        free_before = not cut_before or text[start - 1] in _PARTICLES
        free_after = not cut_after or text[end] in _PARTICLES
        if length < 3 and cut_before:
            return 0.0
        return _trust_in_hiragana(length, free_before=free_before, free_after=free_after)
    if length == 1:
        return 0.0 if cut_before or cut_after else 0.8
    if first == "k" and last == "k":
        return 1.0 - 0.15 * (cut_before + cut_after)
    return 1.0


def _trust_in_katakana(length: int, *, cut_before: bool, cut_after: bool) -> float:
    if not cut_before and not cut_after:
        return 1.0
    if length < 3:
        return 0.0
    return 0.3 if cut_before and cut_after else 0.45 if cut_after else 0.7


def _trust_in_hiragana(length: int, *, free_before: bool, free_after: bool) -> float:
    if length < 3:
        return 0.8 if free_before and free_after and length == 2 else 0.0
    if length == 3:
        return 0.8 if free_before and free_after else 0.0
    return 0.9 if free_before else 0.5 if length > 4 else 0.0
