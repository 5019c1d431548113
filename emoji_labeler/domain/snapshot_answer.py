"""An answer with all that decides whether and how it goes into a snapshot."""

from typing import NamedTuple

from emoji_labeler.domain.labelled_memo import MemoAnswer


class SnapshotAnswer(NamedTuple):
    """An answer, how its label was found, when it was given, and what was suggested first.

    ``suggested_label`` is empty where the annotator saw no suggestion before the pick. A tuple,
    and not a dataclass as elsewhere, because a snapshot makes one for every answer.
    """

    answer: MemoAnswer
    picked_by: str
    submitted_at: str
    suggested_label: str

    @property
    def memo_id(self) -> int:
        """The number of the memo."""
        return self.answer.memo_id

    @property
    def label(self) -> str:
        """The label that was chosen."""
        return self.answer.label

    @property
    def status(self) -> str:
        """How far the annotator got."""
        return self.answer.status
