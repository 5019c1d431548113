"""Medians, percentiles and ratios, printed alike by every measure."""

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` (0 to 1) of the values lie, nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def say(name: str, milliseconds: Sequence[float], *, floor: Sequence[float] = ()) -> None:
    """Print median, p95, p99 and the largest, and the ratio of the medians to the floor's."""
    median = percentile(milliseconds, 0.5)
    line = (
        f"{name:<44} n={len(milliseconds):<5} median {median:8.2f}  p95 "
        f"{percentile(milliseconds, 0.95):8.2f}  p99 {percentile(milliseconds, 0.99):8.2f}  "
        f"max {max(milliseconds):8.2f} ms"
    )
    if floor:
        line += f"   {median / percentile(floor, 0.5):5.2f} x floor"
    print(line)
