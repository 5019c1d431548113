"""Calibration: whether a model is as often right as it is sure."""

from collections.abc import Sequence
from itertools import pairwise


def expected_calibration_error(
    confidences: Sequence[float], rights: Sequence[bool], *, bins: int = 10
) -> float:
    """Return the mean distance of confidence and accuracy over bins of equally many answers."""
    ordered = sorted(zip(confidences, rights, strict=True))
    edges = [round(place * len(ordered) / bins) for place in range(bins + 1)]
    error = 0.0
    for start, end in pairwise(edges):
        part = ordered[start:end]
        error += abs(sum(sure for sure, _ in part) - sum(right for _, right in part))
    return error / len(ordered)
