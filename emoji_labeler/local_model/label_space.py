"""Which labels mean nearly the same, as told by the words that they share."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.local_model.arrays import Floats

DIMENSIONS = 64
_MOST_SHARED = 40
_SEED = 2026
_SPARE = 16
_ITERATIONS = 4


def label_space(emoji: Sequence[Emoji], *, themes: Sequence[ThemeRow]) -> tuple[Floats, Floats]:
    """Return unit vectors ``(labels, DIMENSIONS)`` and how much each label is liked ``(labels,)``.

    The vectors are the leading left singular vectors of the matrix of labels by shared words,
    found with random projections (Halko, Martinsson and Tropp, 2011). A label is liked when the
    theme table names it often; the value is a logarithm with mean 0.
    """
    places = {one.label: place for place, one in enumerate(emoji)}
    sharers: dict[str, list[tuple[int, float]]] = {}
    liking = np.ones(len(emoji))
    for number, theme in enumerate(themes):
        for rank, label in enumerate(theme.labels[:6]):
            if label in places:
                weight = 1 / (1 + 0.5 * rank)
                sharers.setdefault(f"theme {number}", []).append((places[label], weight))
                liking[places[label]] += weight
    for place, one in enumerate(emoji):
        if one.variant_of:
            liking[place] *= 0.5
        words = chain(one.keywords_en, one.keywords_ja, one.name.split())
        for word in {word.casefold() for word in words}:
            sharers.setdefault(f"word {word}", []).append((place, 0.6))
        sharers.setdefault(f"subgroup {one.subgroup}", []).append((place, 0.5))
    shared = [votes for votes in sharers.values() if 1 < len(votes) <= _MOST_SHARED]
    space = _leading_vectors(shared, labels=len(emoji))
    log_liking = np.log(liking)
    return space, (log_liking - log_liking.mean()).astype(np.float32)


def _leading_vectors(shared: list[list[tuple[int, float]]], *, labels: int) -> Floats:
    """Return the leading left singular vectors, each scaled by its singular value, in unit rows.

    They are the eigenvectors of the small matrix of labels by labels, which is quicker to build
    than the wide one of labels by words. Few labels leave the last dimensions empty.
    """
    likeness = _likeness(shared, labels=labels)
    chance = np.random.default_rng(_SEED)
    basis = chance.standard_normal((labels, DIMENSIONS + _SPARE), dtype=np.float32)
    for _ in range(_ITERATIONS):
        basis, _ = np.linalg.qr(likeness @ basis)
    values, turns = np.linalg.eigh(basis.T @ likeness @ basis)
    vectors = basis @ (turns * np.sqrt(np.maximum(values, 0)))
    vectors = vectors[:, ::-1][:, :DIMENSIONS]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    padded = np.zeros((labels, DIMENSIONS), np.float32)
    padded[:, : vectors.shape[1]] = vectors
    return padded


def _likeness(shared: list[list[tuple[int, float]]], *, labels: int) -> Floats:
    """Return the inner products of the labels' unit vectors of shared words, float32."""
    by_size: dict[int, list[list[tuple[int, float]]]] = {}
    for votes in shared:
        by_size.setdefault(len(votes), []).append(votes)
    cells, values = [], []
    for size, group in by_size.items():
        table = np.array(group)
        places, weights = table[:, :, 0].astype(np.int64), table[:, :, 1] / np.sqrt(size)
        cells.append((places[:, :, None] * labels + places[:, None, :]).ravel())
        values.append((weights[:, :, None] * weights[:, None, :]).ravel())
    if not cells:
        return np.zeros((labels, labels), np.float32)
    sums = np.bincount(
        np.concatenate(cells), np.concatenate(values), minlength=labels * labels
    ).reshape(labels, labels)
    lengths = np.sqrt(np.maximum(sums.diagonal(), 1e-12))
    return np.asarray(sums / np.outer(lengths, lengths), np.float32)
