"""What is different between two snapshots, row by row."""

from collections.abc import Iterable

from emoji_labeler.domain.snapshot import Snapshot, SnapshotRow
from emoji_labeler.domain.snapshot_difference import RowPair, SnapshotDifference


def difference(
    before: Snapshot,
    after: Snapshot,
    *,
    rows_before: Iterable[SnapshotRow],
    rows_after: Iterable[SnapshotRow],
) -> SnapshotDifference:
    """Compare the rows by their texts; the texts of a snapshot are all different."""
    former = {row.text: row for row in rows_before}
    added: list[SnapshotRow] = []
    common: list[RowPair] = []
    for row in rows_after:
        known = former.pop(row.text, None)
        if known is None:
            added.append(row)
        elif known != row:
            common.append((known, row))
    return SnapshotDifference(
        before=before,
        after=after,
        added=tuple(added),
        removed=tuple(former.values()),
        relabelled=tuple(pair for pair in common if pair[0].label != pair[1].label),
        moved=tuple(pair for pair in common if pair[0].split != pair[1].split),
        otherwise=tuple(
            pair
            for pair in common
            if (pair[0].label, pair[0].split) == (pair[1].label, pair[1].split)
        ),
    )
