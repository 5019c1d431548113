"""What lies before a reviewer: a memo with everything that was said about it."""

from dataclasses import dataclass

from emoji_labeler.domain.annotation import Annotation
from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.gold import GoldLabel, HeardPrediction
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.review import QueueEntry
from emoji_labeler.domain.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A label that somebody gave: annotators, models, or both."""

    label: str
    annotators: tuple[Annotator, ...]
    predictions: tuple[HeardPrediction, ...]

    @property
    def is_model_s_alone(self) -> bool:
        """Whether no person gave it."""
        return not self.annotators


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing that somebody did to a memo.

    ``state`` is an annotation's status or a verdict's decision afterwards, empty where it was taken
    back.
    """

    made_at: str
    person: Annotator
    state: str
    label: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDesk:
    """One memo under review.

    ``entry`` is None where the memo does not wait. ``candidates`` begin with the label that most
    people and then models gave; ``also_acceptable`` are chosen by the reviewer and not saved yet.
    ``history`` is the latest of what was done, oldest first. With ``is_covered`` the reviewer is
    to choose before seeing any of it; ``first_choice`` is that choice.
    """

    memo: Memo
    entry: QueueEntry | None
    answers: tuple[tuple[Annotator, Annotation], ...]
    predictions: tuple[HeardPrediction, ...]
    candidates: tuple[Candidate, ...]
    gold: GoldLabel | None
    verdict: Verdict | None
    explanation: str
    history: tuple[HistoryLine, ...]
    is_covered: bool
    first_choice: str = ""
    also_acceptable: tuple[str, ...] = ()

    @property
    def proposed(self) -> str:
        """The label that is accepted where nothing else is said: the verdict's, or the first."""
        if self.verdict is not None and self.verdict.label:
            return self.verdict.label
        return self.candidates[0].label if self.candidates else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPreview:
    """What a batch would accept: how many memos, and the first of them."""

    count: int
    first: tuple[QueueEntry, ...]
