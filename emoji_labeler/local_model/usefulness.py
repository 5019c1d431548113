"""In which order labelling memos teaches the model most: uncertain ones, unlike one another."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from emoji_labeler.local_model.arrays import Floats, softmax
from emoji_labeler.local_model.memo_vector import SIZE
from emoji_labeler.local_model.model import LocalModel

_MOST_LOOKED_AT = 3000
_MOST_SPREAD = 1000
_BATCH = 256
_CERTAIN_WORTH = 0.3


def most_useful_first(model: LocalModel, texts: Sequence[str]) -> list[int]:
    """Return the places of all texts, those whose label would teach most first.

    Of more than 3,000 texts an even sample is looked at and the others follow in their order. The
    first thousand are picked one by one: the next is the one of greatest uncertainty times
    distance from all that were picked before (greedy k-centre; Sener and Savarese, 2018). Equal
    texts and models give equal orders.
    """
    if not texts:
        return []
    count = min(len(texts), _MOST_LOOKED_AT)
    looked_at = np.unique(np.linspace(0, len(texts) - 1, count).astype(np.int64))
    vectors, uncertainty = _looked_at(model, [texts[at] for at in looked_at])
    order = [int(looked_at[at]) for at in _spread(vectors, uncertainty)]
    chosen = set(order)
    return order + [at for at in range(len(texts)) if at not in chosen]


def _looked_at(model: LocalModel, texts: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the texts' vectors in unit length, and 1 minus the lead of the likeliest label."""
    vectors = np.empty((len(texts), SIZE), np.float32)
    uncertainty = np.empty(len(texts), np.float32)
    for start in range(0, len(texts), _BATCH):
        batch = slice(start, start + _BATCH)
        vectors[batch], votes = model.matrices(texts[batch])
        chances = softmax(np.float32(model.sharpness) * model.logits(vectors[batch], votes=votes))
        best_two = np.partition(chances, -min(2, chances.shape[1]), axis=1)[:, -2:]
        uncertainty[batch] = 1 - (best_two[:, -1] - best_two[:, 0])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors, uncertainty


def _spread(vectors: Floats, uncertainty: Floats) -> NDArray[np.int64]:
    """Return all rows, picked one by one as far as that pays and by uncertainty from there."""
    worth = _CERTAIN_WORTH + (1 - _CERTAIN_WORTH) * uncertainty
    distance = np.ones(len(vectors), np.float32)
    picked: list[int] = []
    for _ in range(min(len(vectors), _MOST_SPREAD)):
        gain = worth * distance
        gain[picked] = -1
        pick = int(gain.argmax())
        picked.append(pick)
        np.minimum(distance, 1 - vectors @ vectors[pick], out=distance)
    rest = np.argsort(-uncertainty, kind="stable")
    return np.concatenate([np.array(picked), rest[~np.isin(rest, picked)]]).astype(np.int64)
