"""The columns that tables and plain JSON lines share."""

from emoji_labeler.domain.snapshot import SnapshotRow

COLUMNS = (
    "memo_id",
    "text",
    "theme",
    "language",
    "source",
    "label",
    "also_acceptable",
    "split",
    "picked_by",
    "suggested_label",
)


def values(row: SnapshotRow) -> tuple[object, ...]:
    """Return the values of a row, in the order of ``COLUMNS``."""
    return (*row[:8], row.picked_by, row.suggested_label)
