"""Why a reviewer should look at a memo."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from emoji_labeler.domain.gold import Evidence, GoldLabel, GoldRule
from emoji_labeler.domain.record import record

_PER_MILLE = 1000


class Reason(StrEnum):
    """Why a memo waits for a reviewer, the most pressing first."""

    ANSWERED_AGAIN = "answered_again"
    DISAGREEMENT = "disagreement"
    MODEL_DIFFERS = "model_differs"
    LOW_CONFIDENCE = "low_confidence"
    CONTRADICTION = "contradiction"
    FLAGGED = "flagged"
    RETIRED = "retired"
    LONE_LABEL = "lone_label"
    FAST = "fast"
    MODEL_ALONE = "model_alone"
    SAMPLE = "sample"


OF_MANY_MEMOS = (Reason.CONTRADICTION, Reason.RETIRED, Reason.LONE_LABEL)
"""Reasons that hang on other memos too; the store works them out, not ``reasons_of``."""


@record
class ReviewRules:
    """What is worth a look.

    ``fast_ms`` is the time below which an answer looks too quick; ``low_confidence`` the
    confidence of a model below which its answer is doubtful; ``sample_share`` is drawn from the
    memos without any other reason. With ``commits_first`` a reviewer chooses before the answers
    are shown; with ``hides_names`` their authors stay unknown.
    """

    fast_ms: int = 1_000
    low_confidence: float = 0.3
    sample_share: float = 0.02
    commits_first: bool = False
    hides_names: bool = False

    def __post_init__(self) -> None:
        if not (0 <= self.low_confidence <= 1 and 0 <= self.sample_share <= 1):
            raise ValueError(f"shares and confidences lie from 0 to 1: {self!r}")


class RankedReason(NamedTuple):
    """A reason and its place among the memos that have it too: smaller numbers come first."""

    reason: Reason
    rank: int


def reasons_of(
    evidence: Evidence, gold: GoldLabel | None, rules: ReviewRules
) -> tuple[RankedReason, ...]:
    """Return why this memo should be looked at, as far as it can be told from it alone.

    What a reviewer has decided is left in peace until an annotator answers again.
    """
    if evidence.verdict is not None and not evidence.is_answered_again:
        return ()
    found = tuple(_reasons(evidence, gold, rules))
    if not found and gold is not None and gold.label and evidence.chance < rules.sample_share:
        return (RankedReason(Reason.SAMPLE, round(evidence.chance * _PER_MILLE**2)),)
    return found


def _reasons(
    evidence: Evidence, gold: GoldLabel | None, rules: ReviewRules
) -> Iterator[RankedReason]:
    if evidence.is_answered_again:
        yield RankedReason(Reason.ANSWERED_AGAIN, 0)
    submitted = evidence.submitted
    labels = {evidence.emoji_of(one.label) for one in submitted}
    if len(labels) > 1:
        yield RankedReason(Reason.DISAGREEMENT, -len(labels))
    if evidence.predictions:
        yield from _model_reasons(evidence, labels, rules)
    if gold is not None and gold.rule == GoldRule.FLAGGED:
        yield RankedReason(Reason.FLAGGED, 0)
    # Imported answers and those of the command line took no time that anybody knows.
    timed = (one.lead_time_ms for one in submitted if one.lead_time_ms > 0)
    quickest = min(timed, default=rules.fast_ms)
    if quickest < rules.fast_ms:
        yield RankedReason(Reason.FAST, quickest)
    if not evidence.answers and any(one.label for one in evidence.predictions):
        surest = max(one.confidence for one in evidence.predictions)
        yield RankedReason(Reason.MODEL_ALONE, round(surest * _PER_MILLE))


def _model_reasons(
    evidence: Evidence, labels: set[str], rules: ReviewRules
) -> Iterator[RankedReason]:
    """Yield what the models' answers give cause for: the surest contradiction first."""
    differing = [
        one.confidence for one in evidence.predictions if evidence.emoji_of(one.label) not in labels
    ]
    if labels and differing:
        yield RankedReason(Reason.MODEL_DIFFERS, -round(max(differing) * _PER_MILLE))
    least = min(one.confidence for one in evidence.predictions)
    if least < rules.low_confidence:
        yield RankedReason(Reason.LOW_CONFIDENCE, round(least * _PER_MILLE))


class QueueEntry(NamedTuple):
    """A memo that waits for a reviewer; ``rank`` is its place under ``reason``."""

    memo_id: int
    text: str
    label: str
    reason: Reason
    rank: int
    reasons: tuple[Reason, ...]
