"""Whether one run is really better than another on the same memos."""

from collections.abc import Sequence

import numpy as np

from emoji_labeler.domain.estimate import Estimate, PairedTest
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling
from emoji_labeler.statistics.shares import p_of_even_chances
from emoji_labeler.wording import tr


def mcnemar_test(first: Sequence[bool], second: Sequence[bool]) -> PairedTest:
    """Compare how often two runs are right, memo by memo in the same order.

    McNemar (1947), Note on the sampling error of the difference between correlated proportions,
    in its exact form: of the memos on which only one of them is right, each has even chances of
    being either's.
    """
    pairs = [(bool(one), bool(other)) for one, other in zip(first, second, strict=True)]
    only_first, only_second = pairs.count((True, False)), pairs.count((False, True))
    p_value = p_of_even_chances(only_first, only_second)
    return PairedTest(
        only_first=only_first,
        only_second=only_second,
        p_value=p_value,
        why_undefined=tr("Both are right about the same memos.") if p_value is None else "",
    )


def paired_difference(
    first: Sequence[float], second: Sequence[float], *, resampling: Resampling = RESAMPLING
) -> Estimate:
    """Return the mean of the second less the mean of the first, over the same memos.

    The paired bootstrap: both values of a memo are drawn together (Efron and Tibshirani, 1993, An
    Introduction to the Bootstrap, chapters 8 and 13).
    """
    differences = [later - earlier for earlier, later in zip(first, second, strict=True)]
    return resampling.mean(np.array(differences, np.float64), why=tr("There are no memos."))
