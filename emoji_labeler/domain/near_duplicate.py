"""Memos that are nearly the same, and what a person decides about them."""

from enum import StrEnum

from emoji_labeler.domain.memo_listing import MemoDetails
from emoji_labeler.domain.record import record

Span = tuple[int, int]
"""A part of a text: where it begins, and where what follows begins."""


class PairDecision(StrEnum):
    """What is done about two memos that are nearly the same, if both stay."""

    KEPT = "kept"
    LINKED = "linked"
    """They are kept on one side of every split."""


@record
class NearDuplicate:
    """Two memos by their numbers, the smaller one first; ``similarity`` is between 0 and 1."""

    first: int
    second: int
    similarity: float
    beginning: str
    """As much of the second text as a list can show."""


@record
class ComparedMemo:
    """One of two memos with the parts of its text that the other one has not."""

    details: MemoDetails
    parts: tuple[Span, ...]
