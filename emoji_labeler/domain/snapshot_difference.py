"""What is different between two snapshots."""

from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import Snapshot, SnapshotRow

RowPair = tuple[SnapshotRow, SnapshotRow]


@record
class SnapshotDifference:
    """Rows by what became of them from ``before`` to ``after``, told apart by their text.

    ``relabelled`` and ``moved`` (to another split) pair the row as it was with the row as it is;
    ``otherwise`` pairs rows in which only something else changed, such as the theme.
    """

    before: Snapshot
    after: Snapshot
    added: tuple[SnapshotRow, ...]
    removed: tuple[SnapshotRow, ...]
    relabelled: tuple[RowPair, ...]
    moved: tuple[RowPair, ...]
    otherwise: tuple[RowPair, ...]

    @property
    def is_prompt_changed(self) -> bool:
        """Whether any system prompt is another."""
        return self.before.prompts != self.after.prompts

    @property
    def is_same(self) -> bool:
        """Whether both hold the same, byte for byte."""
        return self.before.content_hash == self.after.content_hash
