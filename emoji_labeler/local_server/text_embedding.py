"""Turns texts into vectors whose nearest neighbours are about the same thing.

A vector holds which labels the words of the text speak for, as a random projection with a direction
for each label, faintly the words themselves, and the place in the space of labels. The weights were
chosen on scripts/data/suggest_dev.jsonl, by how often a memo is nearest to a fitting label.
"""

from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b

import numpy as np

from emoji_labeler.local_model import label_space
from emoji_labeler.local_model.arrays import Floats
from emoji_labeler.local_model.model import LocalModel

DIMENSIONS = 512
_VOTED = DIMENSIONS - label_space.DIMENSIONS
_VOTE_SHARE, _WORD_SHARE, _MEANING_SHARE = 0.8, 0.2, 0.3


class TextEmbedding:
    """Embeds texts with the words and labels that a model knows; equal texts get equal vectors."""

    def __init__(self, model: LocalModel) -> None:
        self._model = model

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return unit vectors ``(texts, DIMENSIONS)``."""
        memos, votes = self._model.matrices(texts)
        hashed = memos[:, : -label_space.DIMENSIONS - 1]
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        vectors[:, :_VOTED] = _VOTE_SHARE * _in_unit_length(votes @ self._directions)
        vectors[:, : hashed.shape[1]] += _WORD_SHARE * hashed
        meaning = self._model.prior.meaning(votes)
        vectors[:, _VOTED:] = _MEANING_SHARE * _in_unit_length(meaning)
        # A text without a single word points nowhere: it gets a direction that no other text has.
        vectors[~vectors.any(axis=1)] = 1
        return _in_unit_length(vectors)

    @cached_property
    def _directions(self) -> Floats:
        """A direction for each label, ``(labels, _VOTED)``, that depends on its name alone."""
        return np.stack([_direction(label) for label in self._model.labels])


def _direction(label: str) -> Floats:
    seed = int.from_bytes(blake2b(label.encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).standard_normal(_VOTED, np.float32)


def _in_unit_length(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-6), np.float32)
