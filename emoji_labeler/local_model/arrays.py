"""The kinds of arrays that the local model works with."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int32]


def softmax(logits: Floats) -> Floats:
    """Return probabilities along the last axis, computed in the place of ``logits``."""
    logits -= logits.max(axis=-1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=-1, keepdims=True)
    return logits
