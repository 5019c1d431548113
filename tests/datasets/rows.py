"""Rows of snapshots for tests."""

from emoji_labeler.domain.snapshot import SnapshotRow


def row(memo_id: int = 1, text: str = "", label: str = "cat", **other: object) -> SnapshotRow:
    plain = SnapshotRow(
        memo_id=memo_id,
        text=text or f"memo {memo_id:03} {memo_id * 7919 % 1000}",
        theme="",
        language="en",
        source="",
        label=label,
        also_acceptable=(),
        split="train",
        prompt=0,
        picked_by="search",
        suggested_label="",
    )
    return plain._replace(**other)  # type: ignore[arg-type]  # The names are checked when it runs.
