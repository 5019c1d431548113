"""What is said about people who labelled the same memos."""

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.record import record


@record
class AnnotatorAgreement:
    """How far one annotator agrees with the others; the estimate counts the memos they share."""

    annotator_id: str
    agreement: Estimate


@record
class ConfusedPair:
    """Two labels of which one was given where the other was given too, and how often."""

    first: str
    second: str
    count: int
