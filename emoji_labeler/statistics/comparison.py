"""How good the predictions of a run are, beside gold labels."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from emoji_labeler.domain.comparison import (
    AmongFirst,
    ComparedMemo,
    ComparisonFigures,
    LabelCount,
)
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.statistics.arrays import Floats
from emoji_labeler.statistics.distances import LabelDistances
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling
from emoji_labeler.statistics.shares import share
from emoji_labeler.wording import tr

_PLACES = (1, 3, 5, 9)


def compare(
    memos: Sequence[ComparedMemo],
    *,
    distances: LabelDistances,
    places: Sequence[int] = _PLACES,
    resampling: Resampling = RESAMPLING,
) -> ComparisonFigures:
    """Return all figures of one run: of agreement over the memos that have gold labels.

    A memo without a predicted label agrees with nothing, and its nearness is 0.
    """
    scored = [memo for memo in memos if memo.gold]
    shown = Counter(memo.label for memo in memos if memo.label)
    existing = sum(memo.exists for memo in memos)
    why = _no_memos()
    return ComparisonFigures(
        exact=_share([is_exact(memo) for memo in scored]),
        acceptable=_share([is_acceptable(memo) for memo in scored]),
        among_first=tuple(
            AmongFirst(places=count, share=_share([m.gold in m.predicted[:count] for m in scored]))
            for count in places
        ),
        nearness=resampling.mean(nearness_of_each(scored, distances=distances), why=why),
        existing_share=share(existing, of=len(memos), why=why),
        existing=existing,
        missing=len(memos) - existing,
        resolved=sum(bool(memo.label) for memo in memos if not memo.exists),
        histogram=tuple(
            LabelCount(label=label, count=count)
            for label, count in sorted(shown.items(), key=lambda one: (-one[1], one[0]))
        ),
    )


def is_exact(memo: ComparedMemo) -> bool:
    """Tell whether the shown label is the gold label."""
    return memo.label == memo.gold


def is_acceptable(memo: ComparedMemo) -> bool:
    """Tell whether the shown label is the gold label or one that is acceptable as well."""
    return memo.label in (memo.gold, *memo.also_acceptable)


def nearness_of_each(memos: Sequence[ComparedMemo], *, distances: LabelDistances) -> Floats:
    """Return 1 less the distance from gold to shown label for each memo, 0 where none is shown."""
    labels = sorted({label for memo in memos for label in (memo.gold, memo.label) if label})
    at = {label: place for place, label in enumerate(labels)}
    matrix = distances.matrix(labels)
    near = [1 - matrix[at[m.gold], at[m.label]] if m.label else 0.0 for m in memos]
    return np.array(near, np.float64)


def _share(hits: Sequence[bool]) -> Estimate:
    return share(sum(hits), of=len(hits), why=_no_memos())


def _no_memos() -> str:
    return tr("There are no memos.")
