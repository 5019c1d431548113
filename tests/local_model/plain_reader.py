"""Reads a memo as slowly and as plainly as can be: what the quick reader must find.

Nothing is looked up beforehand and nothing kept; every length of every word is tried at every
place, the longest first.
"""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from math import log

from emoji_labeler.local_model.english import FAINT_STEMS, STOP_STEMS, stem
from emoji_labeler.local_model.japanese import FAINT_FORMS, STOP_FORMS
from emoji_labeler.local_model.passing_words import ENGLISH_STOP_WORDS

_CONTRACTIONS = {"'ll": " will", "'re": " are", "'ve": " have", "'m": " am", "'d": ""}
Found = tuple[str, float, float]
"""A term, its place in the memo, and its weight there."""


# Without slots: the cached property needs a place to stay.
@dataclass(frozen=True, kw_only=True)
class PlainReader:
    """Knows terms, a Japanese one written ``j:`` and the word, an English one ``e:`` and stems."""

    terms: AbstractSet[str]
    themed: AbstractSet[str]

    @cached_property
    def _longest(self) -> dict[str, int]:
        """The length of the longest Japanese word for each first character."""
        longest: dict[str, int] = {}
        for term in self.terms:
            if term.startswith("j:"):
                longest[term[2]] = max(len(term) - 2, longest.get(term[2], 0))
        return longest

    def read(self, text: str) -> list[Found]:
        """Return the English terms of a memo and then the Japanese ones, each in their order."""
        plain = unicodedata.normalize("NFKC", text).casefold()
        found = list(self._english(plain_words(plain)))
        if any(_script(character) in "kht" for character in plain):
            found += self._japanese(plain)
        return found

    def _japanese(self, plain: str) -> Iterator[Found]:
        at = 0
        while at < len(plain):
            last = min(len(plain), at + self._longest.get(plain[at], 0))
            after = at + 1
            for end in range(last, at, -1):
                word = plain[at:end]
                if word in STOP_FORMS:
                    after = end
                    break
                trusted = _trust(plain, at, end)
                if f"j:{word}" in self.terms and trusted:
                    yield f"j:{word}", at / len(plain), trusted * _japanese_weight(word)
                    after = end
                    break
            at = after

    def _english(self, words: list[str]) -> Iterator[Found]:
        at = 0
        while at < len(words):
            for size in (4, 3, 2, 1, 0):
                phrase = words[at : at + size]
                if len(phrase) == size > 0 and self._is_told(phrase):
                    stems = [stem(word) for word in phrase]
                    yield f"e:{' '.join(stems)}", at / len(words), _english_weight(stems)
                    break
            at += max(size, 1)

    def _is_told(self, phrase: list[str]) -> bool:
        """Return whether a phrase is known, and more than something said in passing."""
        term = "e:" + " ".join(stem(word) for word in phrase)
        is_alone, is_passing = len(phrase) == 1, all(word in ENGLISH_STOP_WORDS for word in phrase)
        if term not in self.terms or (is_passing and (is_alone or term not in self.themed)):
            return False
        return not is_alone or (len(phrase[0]) > 1 and not phrase[0].isdigit())


def plain_words(plain: str) -> list[str]:
    """Return the English words of a folded text."""
    plain = plain.replace("’", "'")
    for short, long in _CONTRACTIONS.items():
        plain = plain.replace(short, long)
    words = re.findall(r"[a-z0-9]+(?:'[a-z]+)?", plain)
    return [re.sub("'s$", "", word).replace("'", "") for word in words]


def _english_weight(stems: list[str]) -> float:
    worth = [0.0 if one in STOP_STEMS else 0.35 if one in FAINT_STEMS else 1.0 for one in stems]
    if len(stems) == 1:
        return worth[0]
    return min(1 + 0.3 * (len(stems) - 1), 0.5 + 0.5 * sum(worth))


def _japanese_weight(word: str) -> float:
    if word in FAINT_FORMS:
        return 0.35
    weight = 1 + 0.3 * log(min(len(word), 5) / 2)
    is_verb = len(word) < 4 and _script(word[0]) == "k" and _script(word[-1]) == "h"
    return weight * 0.7 if is_verb else weight


def _script(character: str) -> str:
    if "\u4e00" <= character <= "\u9fff" or character in "々〆ヶ":
        return "k"
    if "\u3041" <= character <= "\u309f":
        return "h"
    if "\u30a0" <= character <= "\u30ff":
        return "t"
    return "a" if character.isalnum() else "o"


def _trust(text: str, start: int, end: int) -> float:
    """Return how far a word is one by itself, by the scripts within it and beside it."""
    scripts = [_script(character) for character in text]
    first, last, length = scripts[start], scripts[end - 1], end - start
    cut_before = start > 0 and scripts[start - 1] == first
    cut_after = end < len(text) and scripts[end] == last
    if "a" in (first, last):
        return 0.0 if (first == "a" and cut_before) or (last == "a" and cut_after) else 1.0
    if first == last == "t":
        if length < 3 and (cut_before or cut_after):
            return 0.0
        return {(0, 0): 1.0, (1, 0): 0.7, (0, 1): 0.45, (1, 1): 0.3}[cut_before, cut_after]
    if set(scripts[start:end]) == {"h"}:
        return _trust_in_hiragana(text, start, end, cut=(cut_before, cut_after))
    if length == 1:
        return 0.0 if cut_before or cut_after else 0.8
    return 1.0 - 0.15 * (cut_before + cut_after) if first == last == "k" else 1.0


def _trust_in_hiragana(text: str, start: int, end: int, *, cut: tuple[bool, bool]) -> float:
    free_before = not cut[0] or text[start - 1] in "はがをにでとものへ"
    free_after = not cut[1] or text[end] in "はがをにでとものへ"
    match end - start:
        case 1:
            return 0.0
        case 2:
            return 0.8 if not cut[0] and free_after else 0.0
        case 3:
            return 0.8 if free_before and free_after else 0.0
        case 4:
            return 0.9 if free_before else 0.0
    return 0.9 if free_before else 0.5
