"""Turns a memo into a vector of fixed length, so that learning is plain matrix arithmetic.

Words are hashed into signed places (a sparse random projection, after Achlioptas, 2003): nothing
needs to be known about a word beforehand, and memos that share words point the same way. The rest
of the vector is what the memo means in the space of labels.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emoji_labeler.local_model import english, japanese, label_space
from emoji_labeler.local_model.arrays import Floats
from emoji_labeler.local_model.lexicon import folded
from emoji_labeler.local_model.memo_reader import FoundTerm

_HASHED = 447
SIZE = _HASHED + label_space.DIMENSIONS + 1
_PLACES_OF_A_WORD = 8
_WORD_SHARE, _MEANING_SHARE, _CONSTANT = 0.8, 0.6, 0.2
_UNKNOWN_WORD = 0.4
_RUN = re.compile("[\u4e00-\u9fff々]{2,}|[\u30a1-\u30fa\u30fc]{2,}")


def memo_vector(text: str, *, found: Sequence[FoundTerm], meaning: Floats) -> Floats:
    """Return the vector of a memo, ``(SIZE,)`` float32.

    ``meaning`` is the memo in the space of labels, ``(label_space.DIMENSIONS,)``.
    """
    vector = np.zeros(SIZE, np.float32)
    if words := _words(text, found):
        hashed = _projected(words)
        vector[:_HASHED] = hashed * (_WORD_SHARE / max(_length(hashed), 1e-6))
    length = max(_length(meaning), 1e-6)
    vector[_HASHED:-1] = meaning * (_MEANING_SHARE / length)
    vector[-1] = _CONSTANT
    return vector


def _projected(words: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the sum of the words' places with their signs and weights, ``(_HASHED,)``."""
    projections = [_projection(word) for word in words]
    places = np.concatenate([places for places, _ in projections])
    signs = np.concatenate([signs for _, signs in projections])
    weights = np.fromiter(words.values(), np.float64, len(words)).repeat(_PLACES_OF_A_WORD)
    return np.asarray(np.bincount(places, signs * weights, _HASHED), np.float64)


def _length(values: NDArray[np.floating[Any]]) -> float:
    return math.sqrt(float(values @ values))


def _words(text: str, found: Sequence[FoundTerm]) -> dict[str, float]:
    """Return the words of a memo with their weights: the known ones, and what looks like a word."""
    plain = folded(text)
    words: dict[str, float] = {}
    for stem in map(english.stem, english.tokens(plain)):
        if stem not in english.STOP_STEMS:
            words[stem] = _UNKNOWN_WORD
    for run in _RUN.findall(plain):
        if run not in japanese.STOP_FORMS:
            words.update(dict.fromkeys((run, *_pairs(run)), _UNKNOWN_WORD))
    for one in found:
        words[one.term] = max(one.weight, words.get(one.term, 0.0))
    return words


def _pairs(run: str) -> list[str]:
    """Return the two-kanji pieces of a longer run of kanji."""
    if len(run) < 3 or japanese.script(run[0]) != "k":
        return []
    return [run[at : at + 2] for at in range(len(run) - 1)]


@lru_cache(maxsize=65536)
def _projection(word: str) -> tuple[NDArray[np.int64], Floats]:
    """Return the places of a word in the vector, and a sign for each."""
    digest = blake2b(word.encode(), digest_size=2 * _PLACES_OF_A_WORD).digest()
    numbers = np.frombuffer(digest, "<u2").astype(np.int64)
    return (numbers >> 1) % _HASHED, (1.0 - 2.0 * (numbers & 1)).astype(np.float32)
