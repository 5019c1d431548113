"""Finds the known words in a memo."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from emoji_labeler.local_model import english, japanese
from emoji_labeler.local_model.lexicon import ENGLISH, JAPANESE, Lexicon, folded
from emoji_labeler.local_model.passing_words import ENGLISH_STOP_WORDS

_FAINT = 0.35
_VERB = 0.7
_LONGER_IS_SURER = 0.3
# The words in use are far fewer than the words there are, and each comes again and again.
_KEPT_WORDS = 16384


class FoundTerm(NamedTuple):
    """A term, its row in the lexicon, its place in the memo from 0 to 1, what it says there."""

    term: str
    row: int
    place: float
    weight: float


class Reading(NamedTuple):
    """A memo as it was read.

    ``terms`` are the known ones, the longest at every place, without stop words; ``stems`` those of
    all its English words but stop words, known or not; ``plain`` is the folded text.
    """

    terms: list[FoundTerm]
    stems: list[str]
    plain: str


class _Word(NamedTuple):
    """What is known of an English word wherever it stands; ``worth`` is 0 for a stop word."""

    stem: str
    is_passing: bool
    counts_alone: bool
    worth: float


def read_memo(text: str, *, lexicon: Lexicon) -> Reading:
    """Return what there is to find in a memo: English terms, then Japanese ones."""
    plain = folded(text)
    words = [_word(token) for token in english.tokens(plain)]
    terms = list(_english_terms(words, lexicon))
    if japanese.is_japanese(plain):
        terms += _japanese_terms(plain, lexicon)
    return Reading(terms, [word.stem for word in words if word.worth], plain)


def _japanese_terms(plain: str, lexicon: Lexicon) -> Iterator[FoundTerm]:
    at, length, lengths = 0, len(plain), lexicon.lengths
    while at < length:
        # Most places begin no word, and are passed over here without a call.
        possible = lengths.get(plain[at : at + 2]) or lengths.get(plain[at])
        if not possible:
            at += 1
            continue
        end, row, trust = _longest_term(plain, at, possible, lexicon)
        if trust:
            word = plain[at:end]
            weight = trust * _japanese_weight(word)
            yield FoundTerm(JAPANESE + word, row, at / length, weight)
        at = end


def _longest_term(
    plain: str, at: int, lengths: Sequence[int], lexicon: Lexicon
) -> tuple[int, int, float]:
    """Return the end, row and trust of the longest word at ``at``.

    Without trust there is none to be counted, and the next may begin at that end.
    """
    words, stop_forms = lexicon.japanese, japanese.STOP_FORMS
    for length in lengths:
        word = plain[at : at + length]
        end = at + len(word)
        if word in stop_forms:
            return end, 0, 0.0
        row = words.get(word)
        if row is not None and (trust := japanese.trust(plain, at, end)):
            return end, row, trust
    return at + 1, 0, 0.0


@lru_cache(maxsize=_KEPT_WORDS)
def _japanese_weight(word: str) -> float:
    if word in japanese.FAINT_FORMS:
        return _FAINT
    length = min(len(word), 5)
    weight = 1.0 + _LONGER_IS_SURER * log(length / 2)
    is_verb = length < 4 and japanese.script(word[-1]) == "h" and japanese.script(word[0]) == "k"
    return weight * (_VERB if is_verb else 1.0)


def _english_terms(words: Sequence[_Word], lexicon: Lexicon) -> Iterator[FoundTerm]:
    count, after, rows, phrases = len(words), 0, lexicon.english, lexicon.phrases
    for at, word in enumerate(words):
        if at < after:
            continue
        # Most words begin no phrase, and are looked up alone without a call.
        onward = phrases.get(word.stem) if at + 1 < count else None
        sizes = onward.get(words[at + 1].stem) if onward else None
        if sizes and (phrase := _longest_phrase(words[at : at + sizes[0]], sizes, lexicon)):
            size, term, row = phrase
            weight = _phrase_weight(words[at : at + size])
            yield FoundTerm(ENGLISH + term, row, at / count, weight)
            after = at + size
        elif word.counts_alone and (found := rows.get(word.stem)) is not None:
            yield FoundTerm(ENGLISH + word.stem, found, at / count, word.worth)


def _longest_phrase(
    words: Sequence[_Word], sizes: Sequence[int], lexicon: Lexicon
) -> tuple[int, str, int] | None:
    """Return the size, the stems and the row of the longest known phrase that words begin with."""
    for size in sizes:
        said = words[:size]
        term = " ".join([word.stem for word in said])
        row = lexicon.english.get(term)
        # What is said in passing is a phrase only where a theme row says so.
        if row is not None and (lexicon.themed[row] or not all(word.is_passing for word in said)):
            return len(said), term, row
    return None


@lru_cache(maxsize=_KEPT_WORDS)
def _word(token: str) -> _Word:
    stem = english.stem(token)
    is_passing = token in ENGLISH_STOP_WORDS
    return _Word(
        stem=stem,
        is_passing=is_passing,
        counts_alone=not is_passing and len(token) > 1 and not token.isdigit(),
        worth=0.0 if stem in english.STOP_STEMS else _FAINT if stem in english.FAINT_STEMS else 1.0,
    )


def _phrase_weight(words: Sequence[_Word]) -> float:
    """Rate a phrase by the words in it that are not said in passing."""
    telling = sum(word.worth for word in words)
    return min(1.0 + 0.3 * (len(words) - 1), 0.5 + 0.5 * telling)
