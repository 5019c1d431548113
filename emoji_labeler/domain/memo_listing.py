"""What a list of memos shows, and which memos it shows in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from emoji_labeler.domain.labelled_memo import LeftOut, counting
from emoji_labeler.domain.memo import Memo


class MemoState(StrEnum):
    """What became of a memo, all answers for it taken together."""

    UNLABELLED = "unlabelled"
    ANSWERED = "answered"
    """It has a label that counts."""
    DIFFERING = "differing"
    SKIPPED = "skipped"
    FLAGGED = "flagged"


class MemoColumn(StrEnum):
    """What a list of memos can be sorted by."""

    NUMBER = "number"
    TEXT = "text"
    LABEL = "label"
    STATE = "state"
    THEME = "theme"
    ANNOTATORS = "annotators"
    LANGUAGE = "language"
    SOURCE = "source"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoQuery:
    """Which memos are listed, in which order; whatever is empty or None lets everything in.

    ``words`` stand in the text or the theme as written, or are the number of the memo. With
    ``annotator`` only the answers of that person are looked at; unless ``state`` asks for those
    without one, only memos that have such an answer are listed.
    """

    words: str = ""
    state: MemoState | None = None
    theme: str | None = None
    language: str | None = None
    source: str | None = None
    annotator: str = ""
    label: str = ""
    column: MemoColumn = MemoColumn.NUMBER
    is_descending: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether no memo is left out."""
        same_order = MemoQuery(column=self.column, is_descending=self.is_descending)
        return self == same_order


class ListedAnswer(NamedTuple):
    """As little of an answer as a list of memos needs; a tuple, because a list has many."""

    memo_id: int
    annotator: str
    status: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMemo:
    """One row of a list of memos; ``beginning`` is as much of the text as a row can show."""

    id: int
    beginning: str
    theme: str
    language: str
    source: str
    imported_at: str
    answers: tuple[ListedAnswer, ...]

    @property
    def state(self) -> MemoState:
        """What became of the memo, by the rule that decides what is exported."""
        return state_of(self.answers)

    @property
    def label(self) -> str:
        """The label that counts, or an empty string."""
        agreed = counting(self.answers) if self.answers else LeftOut.SKIPPED
        return "" if isinstance(agreed, LeftOut) else agreed[0].label


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoEvent:
    """One step in the history of the answers for a memo; without a ``status`` none was left."""

    made_at: str
    annotator: str
    kind: str
    status: str
    label: str
    also_acceptable: tuple[str, ...]
    note: str
    lead_time_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoDetails:
    """A memo with everything that was ever answered for it, oldest first."""

    memo: Memo
    imported_at: str
    history: tuple[MemoEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoValues:
    """What the memos of a project can be told apart by; pairs of a value and its number of memos.

    ``labels`` are paired with the number of answers, and all but ``annotators`` begin with the
    most frequent value.
    """

    themes: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    labels: tuple[tuple[str, int], ...]
    annotators: tuple[str, ...]
    memos: int


_STATES = {
    LeftOut.FLAGGED: MemoState.FLAGGED,
    LeftOut.CONTRADICTORY: MemoState.DIFFERING,
    LeftOut.SKIPPED: MemoState.SKIPPED,
}


def state_of(answers: Sequence[ListedAnswer]) -> MemoState:
    """Return what became of the memo that these are all the answers for."""
    if not answers:
        return MemoState.UNLABELLED
    agreed = counting(answers)
    return _STATES[agreed] if isinstance(agreed, LeftOut) else MemoState.ANSWERED
