"""What a list of memos shows, and which memos it shows in which order."""

from enum import StrEnum
from typing import TYPE_CHECKING

from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.record import record

if TYPE_CHECKING:
    from emoji_labeler.domain.generation import MemoOrigin
    from emoji_labeler.domain.lineage import MemoUse


class MemoState(StrEnum):
    """What became of a memo: with a label that counts, or for want of what without one."""

    UNLABELLED = "unlabelled"
    ANSWERED = "answered"
    WAITING = "waiting"
    """It is answered, but the rules ask for more before a label counts."""
    DIFFERING = "differing"
    SKIPPED = "skipped"
    FLAGGED = "flagged"
    SENT_BACK = "sent_back"
    REJECTED = "rejected"


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


@record
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


@record
class ListedMemo:
    """One row of a list of memos; ``beginning`` is as much of the text as a row can show.

    ``label`` is the one that counts, or in a list of one person's answers that person's.
    """

    id: int
    beginning: str
    theme: str
    language: str
    source: str
    imported_at: str
    state: MemoState
    label: str
    annotators: tuple[str, ...]


@record
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


@record
class MemoDetails:
    """A memo with everything that was ever answered for it, oldest first.

    ``origin`` says how a model came to write it, where one did; ``taught`` are the models that
    learned from its label, the newest first.
    """

    memo: Memo
    imported_at: str
    history: tuple[MemoEvent, ...]
    origin: "MemoOrigin | None" = None
    taught: "tuple[MemoUse, ...]" = ()


@record
class MemoValues:
    """What the memos of a project can be told apart by; pairs of a value and its number of memos.

    All but ``annotators`` begin with the most frequent value.
    """

    themes: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    labels: tuple[tuple[str, int], ...]
    annotators: tuple[str, ...]
    memos: int
