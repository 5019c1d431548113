"""Turns a memo into a vector of fixed length, so that learning is plain matrix arithmetic.

Words are hashed into signed places (a sparse random projection, after Achlioptas, 2003): nothing
needs to be known about a word beforehand, and memos that share words point the same way. The rest
of the vector is what the memo means in the space of labels.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emoji_labeler.local_model import japanese, label_space
from emoji_labeler.local_model.arrays import Floats
from emoji_labeler.local_model.memo_reader import Reading

_HASHED = 447
SIZE = _HASHED + label_space.DIMENSIONS + 1
_PLACES_OF_A_WORD = 8
_WORD_SHARE, _MEANING_SHARE, _CONSTANT = 0.8, 0.6, 0.2
_UNKNOWN_WORD = 0.4
_RUN = re.compile("[\u4e00-\u9fff々]{2,}|[\u30a1-\u30fa\u30fc]{2,}")


def memo_vectors(readings: Sequence[Reading], *, meaning: Floats) -> Floats:
    """Return the vectors of memos, ``(memos, SIZE)``.

    ``meaning`` is each memo in the space of labels, ``(memos, label_space.DIMENSIONS)``.
    """
    vectors = np.empty((len(readings), SIZE), np.float32)
    hashed = _hashed([_words(reading) for reading in readings])
    vectors[:, :_HASHED] = hashed * (_WORD_SHARE / _lengths(hashed))
    vectors[:, _HASHED:-1] = meaning * (_MEANING_SHARE / _lengths(meaning))
    vectors[:, -1] = _CONSTANT
    return vectors


def _lengths(vectors: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Return the lengths of vectors, ``(memos, 1)``; none is 0, so that they can be divided by."""
    lengths: NDArray[np.floating[Any]] = np.maximum(
        np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6
    )
    return lengths


def _hashed(memos: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    """Return the sum of the words' places with their signs and weights, ``(memos, _HASHED)``."""
    digests = b"".join(map(_digest, chain.from_iterable(memos)))
    numbers = np.frombuffer(digests, "<u2").reshape(-1, _PLACES_OF_A_WORD).astype(np.int64)
    weights = np.fromiter(chain.from_iterable(words.values() for words in memos), np.float64)
    rows = np.repeat(np.arange(len(memos)), [len(words) for words in memos])
    places = (numbers >> 1) % _HASHED + _HASHED * rows[:, None]
    signed = (1.0 - 2.0 * (numbers & 1)) * weights[:, None]
    sums = np.bincount(places.ravel(), signed.ravel(), len(memos) * _HASHED)
    return np.asarray(sums.reshape(len(memos), _HASHED), np.float64)


def _words(reading: Reading) -> dict[str, float]:
    """Return the words of a memo with their weights: the known ones, and what looks like a word."""
    words = dict.fromkeys(reading.stems, _UNKNOWN_WORD)
    for run in _RUN.findall(reading.plain):
        if run not in japanese.STOP_FORMS:
            words[run] = _UNKNOWN_WORD
            for pair in _pairs(run):
                words[pair] = _UNKNOWN_WORD
    for term, _, _, weight in reading.terms:
        words[term] = max(weight, words.get(term, 0.0))
    return words


def _pairs(run: str) -> list[str]:
    """Return the two-kanji pieces of a longer run of kanji."""
    if len(run) < 3 or japanese.script(run[0]) != "k":
        return []
    return [run[at : at + 2] for at in range(len(run) - 1)]


@lru_cache(maxsize=65536)
def _digest(word: str) -> bytes:
    """Return two bytes for each place of a word: its sign in the lowest bit, the place above."""
    return blake2b(word.encode(), digest_size=2 * _PLACES_OF_A_WORD).digest()
