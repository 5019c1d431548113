"""What lies before an annotator."""

from emoji_labeler.domain.annotation import Annotation, Draft
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.record import record


@record
class Desk:
    """What lies before the annotator: a memo, the answer it has, and what is not saved yet."""

    memo: Memo
    annotation: Annotation | None
    draft: Draft
    chance: float
    """The memo's own random number, from 0 up to 1: what is left to chance is decided by it."""
    sent_back: str = ""
    """The reviewer's note, where the memo was sent back to this annotator."""

    @property
    def has_unsaved_change(self) -> bool:
        """Whether the draft says something that the saved answer does not."""
        saved = self.annotation.answer.draft if self.annotation else Draft()
        return self.draft != saved
