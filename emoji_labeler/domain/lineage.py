"""Where a model comes from, and where an annotation has gone."""

from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import Snapshot, SnapshotRow
from emoji_labeler.domain.tracked_job import FineTunedModel, TrackedJob


@record
class Correction:
    """A row of a snapshot whose label does not count any more.

    ``now`` is the label that counts for the memo today; empty where none does.
    """

    memo_id: int
    was: str
    now: str


@record
class ModelLineage:
    """A model, its job, its files by their hash, its snapshot and the rows it learned from.

    ``corrections`` are the labels that were corrected since; with any, the model is stale.
    """

    model: FineTunedModel
    job: TrackedJob
    snapshot: Snapshot
    rows: tuple[SnapshotRow, ...]
    corrections: tuple[Correction, ...]

    @property
    def is_stale(self) -> bool:
        """Whether the model learned labels that do not count any more."""
        return bool(self.corrections)


@record
class MemoUse:
    """A model that learned from a memo, and the label that it learned."""

    model: FineTunedModel
    label: str
