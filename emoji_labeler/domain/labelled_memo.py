"""Which answer counts for a memo, and which memos have none that counts."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from emoji_labeler.domain.annotation import AnnotationStatus

_SUBMITTED = AnnotationStatus.SUBMITTED.value


class MemoAnswer(NamedTuple):
    """A memo with one annotator's answer, or with none: ``status`` is then empty.

    A tuple, and not a dataclass as elsewhere, because an export makes one for every answer.
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


class LabelledMemo(NamedTuple):
    """A memo with the label that counts, as exporters get it; a tuple for the same reason."""

    memo_id: int
    text: str
    theme: str
    language: str
    source: str
    label: str
    also_acceptable: tuple[str, ...]


class LeftOut(StrEnum):
    """Why an answered memo has no label that counts."""

    FLAGGED = "flagged"
    CONTRADICTORY = "contradictory"
    SKIPPED = "skipped"


def counting(answers: Sequence[MemoAnswer]) -> LabelledMemo | LeftOut:
    """Return the memo with the label that counts, or why there is none.

    ``answers`` are all the answers for one memo, at least one. A flag by anybody keeps the memo
    out until somebody has looked at it. The submitted labels must agree; who skipped has no say.
    What one annotator finds acceptable as well stays so whatever the others say.
    """
    if len(answers) == 1 and answers[0].status == _SUBMITTED:
        return _labelled(answers[0], also=answers[0].also_acceptable)
    if any(answer.status == AnnotationStatus.FLAGGED for answer in answers):
        return LeftOut.FLAGGED
    submitted = [one for one in answers if one.status == _SUBMITTED]
    if not submitted:
        return LeftOut.SKIPPED
    first = submitted[0]
    if any(answer.label != first.label for answer in submitted):
        return LeftOut.CONTRADICTORY
    also = dict.fromkeys(label for one in submitted for label in one.also_acceptable)
    return _labelled(first, also=tuple(also))


def _labelled(answer: MemoAnswer, *, also: tuple[str, ...]) -> LabelledMemo:
    memo_id, text, theme, language, source = answer[:5]
    return LabelledMemo(memo_id, text, theme, language, source, answer.label, also)
