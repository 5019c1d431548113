"""What is said about people who labelled the same memos."""

from dataclasses import dataclass

from emoji_labeler.domain.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatorAgreement:
    """How far one annotator agrees with the others; the estimate counts the memos they share."""

    annotator_id: str
    agreement: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfusedPair:
    """Two labels of which one was given where the other was given too, and how often."""

    first: str
    second: str
    count: int
