"""Which answers count for a memo, and which memos have none that count."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.current_labels import CurrentLabels

_SUBMITTED = AnnotationStatus.SUBMITTED.value


class MemoAnswer(NamedTuple):
    """A memo with one annotator's answer, or with none: ``status`` is then empty.

    A tuple, and not a dataclass as elsewhere, because a listing makes one for every answer.
    """

    memo_id: int
    text: str
    theme: str
    language: str
    source: str
    annotator: str
    status: str
    label: str
    also_acceptable: tuple[str, ...]
    note: str


class GivenLabel(NamedTuple):
    """As little of an answer as a training file needs; a tuple for the same reason."""

    memo_id: int
    text: str
    label: str
    status: str


class _Answer(Protocol):
    @property
    def memo_id(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def status(self) -> str: ...


AnyAnswer = TypeVar("AnyAnswer", bound=_Answer)


class LeftOut(StrEnum):
    """Why an answered memo has no label that counts."""

    FLAGGED = "flagged"
    CONTRADICTORY = "contradictory"
    SKIPPED = "skipped"


def by_memo(answers: Iterable[AnyAnswer]) -> Iterator[list[AnyAnswer]]:
    """Yield the answers for each memo, where answers for the same memo follow each other."""
    same: list[AnyAnswer] = []
    for answer in answers:
        if same and same[0].memo_id != answer.memo_id:
            yield same
            same = []
        same.append(answer)
    if same:
        yield same


def counting(
    answers: Sequence[AnyAnswer], *, current: CurrentLabels
) -> Sequence[AnyAnswer] | LeftOut:
    """Return the submitted answers, which agree on the label that counts, or why there is none.

    ``answers`` are all the answers for one memo, at least one. A flag by anybody keeps the memo
    out until somebody has looked at it. The submitted labels must be ``current``ly one; who skipped
    has no say.
    """
    if len(answers) == 1 and answers[0].status == _SUBMITTED:
        return answers
    if any(answer.status == AnnotationStatus.FLAGGED for answer in answers):
        return LeftOut.FLAGGED
    submitted = [one for one in answers if one.status == _SUBMITTED]
    if not submitted:
        return LeftOut.SKIPPED
    if len({current[answer.label] for answer in submitted}) > 1:
        return LeftOut.CONTRADICTORY
    return submitted
