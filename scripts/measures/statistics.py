"""Intervals and calibration, so that a figure never stands alone."""

import math
import random
from collections.abc import Sequence
from itertools import pairwise


def wilson(hits: int, *, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, 1927)."""
    if not of:
        return 0.0, 1.0
    z, share = 1.959964, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def paired_bootstrap(
    before: Sequence[float], after: Sequence[float], *, draws: int = 4000, seed: int = 1
) -> tuple[float, float, float]:
    """Return the mean difference of pairs and its 95 % percentile interval."""
    differences = [later - earlier for earlier, later in zip(before, after, strict=True)]
    chance = random.Random(seed)  # noqa: S311 - It draws samples, not secrets.
    count = len(differences)
    means = sorted(sum(chance.choices(differences, k=count)) / count for _ in range(draws))
    return sum(differences) / count, means[int(0.025 * draws)], means[int(0.975 * draws) - 1]


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
