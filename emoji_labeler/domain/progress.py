"""How far one annotator is."""

from emoji_labeler.domain.record import record


@record
class Progress:
    """Counts of memos for one annotator."""

    memos: int
    submitted: int = 0
    skipped: int = 0
    flagged: int = 0

    @property
    def answered(self) -> int:
        """Memos that do not wait any more."""
        return self.submitted + self.skipped + self.flagged

    @property
    def left(self) -> int:
        """Memos without an answer."""
        return max(0, self.memos - self.answered)

    @property
    def share(self) -> float:
        """The answered share, 0 to 1; 0 for a project without memos."""
        return self.answered / self.memos if self.memos else 0.0
