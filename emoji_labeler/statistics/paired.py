"""Whether one run is really better than another on the same memos."""

from collections.abc import Sequence

import numpy as np

from emoji_labeler.domain.estimate import Estimate, PairedTest
from emoji_labeler.statistics.arrays import Floats
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling
from emoji_labeler.statistics.shares import p_of_even_chances
from emoji_labeler.wording import tr


def mcnemar_test(first: Sequence[bool], second: Sequence[bool]) -> PairedTest:
    """Compare how often two runs are right, memo by memo in the same order.

    McNemar (1947), Note on the sampling error of the difference between correlated proportions,
    in its exact form: of the memos on which only one of them is right, each has even chances of
    being either's.
    """
    _check_same_memos(first, second)
    one, other = np.array(first, np.bool_), np.array(second, np.bool_)
    only_first, only_second = int((one & ~other).sum()), int((other & ~one).sum())
    p_value = p_of_even_chances(only_first, only_second)
    return PairedTest(
        only_first=only_first,
        only_second=only_second,
        p_value=p_value,
        why_undefined=_why_untold(len(one)) if p_value is None else "",
    )


def _why_untold(memos: int) -> str:
    return tr("Both are right about the same memos.") if memos else tr("There are no memos.")


def paired_difference(
    first: Sequence[float], second: Sequence[float], *, resampling: Resampling = RESAMPLING
) -> Estimate:
    """Return the mean of the second less the mean of the first, over the same memos.

    The paired bootstrap: both values of a memo are drawn together (Efron and Tibshirani, 1993, An
    Introduction to the Bootstrap, chapters 8 and 13).
    """
    _check_same_memos(first, second)
    differences: Floats = np.array(second, np.float64) - np.array(first, np.float64)
    return resampling.mean(differences, why=tr("There are no memos."))


def _check_same_memos(first: Sequence[object], second: Sequence[object]) -> None:
    """Raise ValueError where one is shorter: an array of one would be taken for all of them."""
    if len(first) != len(second):
        raise ValueError("one of the runs is shorter, so they are not about the same memos")
