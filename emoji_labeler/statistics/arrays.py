"""The kinds of arrays that the statistics work with."""

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

_MOST_IN_SHORTS = 1 << 15


def stable_order(codes: Codes) -> Codes:
    """Return the places of codes in ascending order, those of equal ones as they come."""
    if len(codes) and codes.min() >= -_MOST_IN_SHORTS and codes.max() < _MOST_IN_SHORTS:
        # Short numbers are sorted by their digits, in a tenth of the time.
        return np.argsort(codes.astype(np.int16), kind="stable")
    return np.argsort(codes, kind="stable")


def divided(above: Floats, below: Floats) -> Floats:
    """Return quotients, and not a number where there is nothing to divide by."""
    quotients: Floats = np.full(above.shape, np.nan)
    np.divide(above, below, out=quotients, where=below > 0)
    return quotients
