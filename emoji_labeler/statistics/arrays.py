"""The kinds of arrays that the statistics work with."""

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


def divided(above: Floats, below: Floats) -> Floats:
    """Return quotients, and not a number where there is nothing to divide by."""
    quotients: Floats = np.full(above.shape, np.nan)
    np.divide(above, below, out=quotients, where=below > 0)
    return quotients
