"""Finds the known words in a memo."""

from collections.abc import Iterator
from itertools import pairwise
from math import log
from typing import NamedTuple

from emoji_labeler.local_model import english, japanese
from emoji_labeler.local_model.lexicon import ENGLISH, JAPANESE, Lexicon, folded
from emoji_labeler.local_model.passing_words import ENGLISH_STOP_WORDS

_FAINT = 0.35
_VERB = 0.7
_LONGER_IS_SURER = 0.3
_LONGEST_PHRASE = 4


class FoundTerm(NamedTuple):
    """A term, its place in the memo from 0 to 1, and how much it says there."""

    term: str
    place: float
    weight: float


def read_memo(text: str, *, lexicon: Lexicon) -> list[FoundTerm]:
    """Return the terms of a memo, the longest at every place; stop words are left out."""
    plain = folded(text)
    found = list(_english_terms(plain, lexicon))
    if japanese.is_japanese(plain):
        found += _japanese_terms(plain, lexicon)
    return found


def _japanese_terms(plain: str, lexicon: Lexicon) -> Iterator[FoundTerm]:
    at, length, reach = 0, len(plain), lexicon.reach
    while at < length:
        # Most places begin no word, and are passed over here without a call.
        longest = reach.get(plain[at : at + 2]) or reach.get(plain[at])
        if not longest:
            at += 1
            continue
        end = _longest_term(plain, at, min(length, at + longest), lexicon)
        word = plain[at:end]
        if end > at and word not in japanese.STOP_FORMS:
            weight = japanese.trust(plain, at, end) * _japanese_weight(word)
            if weight:
                yield FoundTerm(JAPANESE + word, at / length, weight)
        at = max(end, at + 1)


def _longest_term(plain: str, at: int, last: int, lexicon: Lexicon) -> int:
    """Return the end, ``last`` at most, of the longest known word at ``at``; ``at`` without one."""
    for end in range(last, at, -1):
        word = plain[at:end]
        if word in japanese.STOP_FORMS:
            return end
        if JAPANESE + word in lexicon.rows and japanese.trust(plain, at, end):
            return end
    return at


def _japanese_weight(word: str) -> float:
    if word in japanese.FAINT_FORMS:
        return _FAINT
    length = min(len(word), 5)
    weight = 1.0 + _LONGER_IS_SURER * log(length / 2)
    is_verb = length < 4 and japanese.script(word[-1]) == "h" and japanese.script(word[0]) == "k"
    return weight * (_VERB if is_verb else 1.0)


def _english_terms(plain: str, lexicon: Lexicon) -> Iterator[FoundTerm]:
    words = english.tokens(plain)
    stems = [english.stem(word) for word in words]
    passing = [word in ENGLISH_STOP_WORDS for word in words]
    pairs = [f"{first} {second}" for first, second in pairwise(stems)]
    spans, at = lexicon.spans, 0
    while at < len(words):
        # Most places begin no phrase, and many no word, and are passed over without a call.
        longest = (at < len(pairs) and spans.get(pairs[at])) or spans.get(stems[at], 0)
        if not longest or (longest == 1 and passing[at]):
            at += 1
            continue
        size = _longest_phrase(words, stems, passing, at, min(longest, _LONGEST_PHRASE), lexicon)
        if size:
            yield FoundTerm(
                ENGLISH + " ".join(stems[at : at + size]),
                at / len(words),
                _english_weight(stems[at : at + size]),
            )
        at += max(size, 1)


def _longest_phrase(
    words: list[str], stems: list[str], passing: list[bool], at: int, longest: int, lexicon: Lexicon
) -> int:
    """Return how many words the longest known phrase at ``at`` has; 0 where there is none."""
    for size in range(min(longest, len(words) - at), 0, -1):
        term = ENGLISH + " ".join(stems[at : at + size])
        if term not in lexicon.rows:
            continue
        if all(passing[at : at + size]) and not (size > 1 and term in lexicon.themed):
            continue
        if size > 1 or not (len(words[at]) < 2 or words[at].isdigit()):
            return size
    return 0


def _english_weight(stems: list[str]) -> float:
    """Rate a phrase by the words in it that are not said in passing."""
    if len(stems) == 1:
        return _english_worth(stems[0])
    telling = sum(map(_english_worth, stems))
    return min(1.0 + 0.3 * (len(stems) - 1), 0.5 + 0.5 * telling)


def _english_worth(stem: str) -> float:
    if stem in english.STOP_STEMS:
        return 0.0
    return _FAINT if stem in english.FAINT_STEMS else 1.0
