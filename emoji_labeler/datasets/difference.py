"""What is different between two snapshots, row by row."""

from collections.abc import Iterable

from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.snapshot import Snapshot, SnapshotRow
from emoji_labeler.domain.snapshot_difference import RowPair, SnapshotDifference


def difference(
    before: Snapshot,
    after: Snapshot,
    *,
    rows_before: Iterable[SnapshotRow],
    rows_after: Iterable[SnapshotRow],
    current: CurrentLabels,
) -> SnapshotDifference:
    """Compare the rows by their texts; the texts of a snapshot are all different.

    A row whose label is only called otherwise now has the same label.
    """
    former = {row.text: row for row in rows_before}
    added: list[SnapshotRow] = []
    common: list[RowPair] = []
    for row in rows_after:
        known = former.pop(row.text, None)
        if known is None:
            added.append(row)
        elif known != row:
            common.append((known, row))

    def has_other_label(pair: RowPair) -> bool:
        return current[pair[0].label] != current[pair[1].label]

    return SnapshotDifference(
        before=before,
        after=after,
        added=tuple(added),
        removed=tuple(former.values()),
        relabelled=tuple(pair for pair in common if has_other_label(pair)),
        moved=tuple(pair for pair in common if pair[0].split != pair[1].split),
        otherwise=tuple(
            pair for pair in common if not has_other_label(pair) and pair[0].split == pair[1].split
        ),
    )
