"""What a project tells about the people who label it."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from emoji_labeler.domain.agreement import ConfusedPair
from emoji_labeler.domain.comparison import LabelCount
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.labeling_speed import LabelingSpeed, SuggestionInfluence
from emoji_labeler.domain.record import record


@record
class InsightFilter:
    """Whose answers are heard, and from which days of this machine's calendar.

    No names stand for everybody; ``since`` and ``until`` are the first and the last day.
    """

    annotators: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


class AnswerBlock(NamedTuple):
    """Some thousand submitted answers as they are measured, column by column.

    ``submitted_at`` is cut to ten minutes (``2026-11-22T08:3``). ``suggested`` is empty where
    nothing was suggested, else the timing and, behind a space, 1 where the label is the top
    suggestion, 0 where it is another, -1 where there was none.
    """

    memo_ids: list[int]
    annotator_ids: list[str]
    labels: list[str]
    picked_by: list[str]
    lead_times_ms: list[int]
    submitted_at: list[str]
    suggested: list[str]


class Period(StrEnum):
    """How long each stretch of a course in time is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@record
class ThemeAgreement:
    """How far people agree on the memos of one theme."""

    theme: str
    agreement: Estimate


@record
class PeriodAgreement:
    """The answers of one period, and how far people agree on the memos whose last answer it has."""

    begins: date
    answers: int
    agreement: Estimate


@record
class AnnotatorInsight:
    """One annotator: how many answers, how far the others agree, seconds an answer."""

    name: str
    answers: int
    agreement: Estimate
    median_s: Estimate


@record
class PairAgreement:
    """Cohen's kappa of two annotators, by name, over the memos that both answered."""

    first: str
    second: str
    kappa: Estimate


@record
class Coefficients:
    """How far all people agree; each ``near_`` figure counts alike emoji as nearly the same."""

    percent: Estimate
    near_percent: Estimate
    fleiss: Estimate
    alpha: Estimate
    near_alpha: Estimate


@record
class SearchMiss:
    """What somebody searched for and did not find, and how often."""

    query: str
    count: int


@record
class Insights:
    """All figures of a project through one filter.

    ``answers`` are submitted ones, ``answered`` the memos that have one and ``shared`` those that
    have several. ``annotators`` are those who are heard and have answered.
    """

    memos: int
    answered: int
    shared: int
    answers: int
    annotators: tuple[AnnotatorInsight, ...]
    coefficients: Coefficients
    pairs: tuple[PairAgreement, ...]
    themes: tuple[ThemeAgreement, ...]
    period: Period
    periods: tuple[PeriodAgreement, ...]
    confused: tuple[ConfusedPair, ...]
    speeds: tuple[LabelingSpeed, ...]
    influence: SuggestionInfluence
    labels: tuple[LabelCount, ...]
    misses: tuple[SearchMiss, ...]
