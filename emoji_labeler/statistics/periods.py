"""Days, weeks or months: a course in time in so many stretches as a person can follow."""

import numpy as np

from emoji_labeler.domain.insight import Period
from emoji_labeler.statistics.arrays import Codes

_MOST_DAYS = 35
_MOST_WEEKS = 60
_DAYS_A_WEEK = 7
_TO_MONDAY = 3
"""1 January 1970 was a Thursday: its week had begun three days before."""


def periods_of(days: Codes) -> tuple[Period, Codes]:
    """Return the period that suits the span of ``days``, and the first day of each day's period.

    Days count from 1 January 1970; weeks begin on Monday.
    """
    span = int(days.max() - days.min()) if len(days) else 0
    if span < _MOST_DAYS:
        return Period.DAY, days
    if span < _MOST_WEEKS * _DAYS_A_WEEK:
        weeks = (days + _TO_MONDAY) // _DAYS_A_WEEK
        return Period.WEEK, weeks * _DAYS_A_WEEK - _TO_MONDAY
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    return Period.MONTH, months.astype("datetime64[D]").astype(np.int64)
