"""Tracing models back to labels, and labels on to models."""

from emoji_labeler.domain.lineage import Correction, MemoUse, ModelLineage
from emoji_labeler.domain.snapshot import Snapshot
from emoji_labeler.storage.project import ProjectStore


def lineage_of(project: ProjectStore, model: str, *, provider_id: str = "") -> ModelLineage:
    """Return where a model comes from; raise WrongUseError where the project does not know it."""
    raise NotImplementedError


def models_taught_by(project: ProjectStore, memo_id: int) -> tuple[MemoUse, ...]:
    """Return every model that learned from a memo's label, the newest first."""
    raise NotImplementedError


def corrections_since(project: ProjectStore, snapshot: Snapshot) -> tuple[Correction, ...]:
    """Return the labels of a snapshot that do not count any more; a model of them is stale."""
    raise NotImplementedError


def stale_snapshots(project: ProjectStore) -> dict[str, int]:
    """Return how many labels were corrected since, by the identifiers of snapshots with any.

    Only snapshots that jobs were submitted with are looked at.
    """
    raise NotImplementedError
