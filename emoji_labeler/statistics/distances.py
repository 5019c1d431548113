"""How far labels are from each other, for every figure that does not treat all mistakes alike."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from emoji_labeler.statistics.answer_table import AnswerTable
from emoji_labeler.statistics.arrays import Floats


class LabelDistances(Protocol):
    """Knows the distance between any two labels."""

    def matrix(self, labels: Sequence[str]) -> Floats:
        """Return the distances between labels: symmetric, zero on the diagonal, never negative."""


def mean_distances(table: AnswerTable, *, distances: LabelDistances | None) -> Floats:
    """Return how far each row of shared memos is from the others of its memo, on average.

    Without ``distances``, two labels are 0 apart if they are the same and 1 if they are not.
    """
    if distances is None:
        return table.apart
    names, labels = table.occurring()
    matrix = distances.matrix(names)
    totals = np.zeros(len(table))
    for upper, lower in table.pairs():
        apart = matrix[labels[upper], labels[lower]]
        totals[upper] += apart
        totals[lower] += apart
    return totals / (table.sizes - 1)[table.memos]
