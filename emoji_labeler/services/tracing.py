"""Tracing models back to labels, and labels on to models."""

from collections.abc import Iterator, Mapping

from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.labelled_memo import LeftOut, by_memo, counting
from emoji_labeler.domain.lineage import Correction, MemoUse, ModelLineage
from emoji_labeler.domain.model_origin import ModelOrigin
from emoji_labeler.domain.snapshot import Snapshot, SnapshotFilter, Split
from emoji_labeler.domain.snapshot_answer import SnapshotAnswer
from emoji_labeler.services.snapshotting import snapshot_named
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


def lineage_of(project: ProjectStore, model: str, *, provider_id: str = "") -> ModelLineage:
    """Return where a model comes from; raise WrongUseError where the project does not know it.

    The rows are those that it learned from, without those for validation and testing.
    """
    found = [
        one
        for one in project.jobs.models()
        if one.name == model and provider_id in {"", one.provider_id}
    ]
    job = project.jobs.get(found[0].intent_id) if found else None
    if job is None:
        raise WrongUseError(
            tr("The model was not found."),
            why=tr("The project knows no fine-tuned model {name}.", name=model),
            remedy=tr("Choose one that came of a job of this project."),
        )
    snapshot = snapshot_named(project, found[0].snapshot)
    return ModelLineage(
        model=found[0],
        job=job,
        snapshot=snapshot,
        rows=tuple(project.snapshots.rows(snapshot, split=Split.TRAIN)),
        corrections=corrections_since(project, snapshot),
    )


def origin_of(project: ProjectStore, provider_id: str, model: str) -> ModelOrigin:
    """Return which snapshot and job a model comes from, as far as the project knows."""
    for one in project.jobs.models():
        if (one.provider_id, one.name) == (provider_id, model):
            tracked = project.jobs.get(one.intent_id)
            job_id = tracked.job.id if tracked and tracked.job else ""
            return ModelOrigin(snapshot=one.snapshot, job_id=job_id)
    return ModelOrigin()


def models_taught_by(project: ProjectStore, memo_id: int) -> tuple[MemoUse, ...]:
    """Return every model that learned from a memo's label, the newest first."""
    labels = project.snapshots.labels_learned(memo_id)
    return tuple(
        MemoUse(model=model, label=labels[model.snapshot])
        for model in project.jobs.models()
        if model.snapshot in labels
    )


def corrections_since(project: ProjectStore, snapshot: Snapshot) -> tuple[Correction, ...]:
    """Return the labels of a snapshot that do not count any more; a model of them is stale.

    The same annotators are heard as for the snapshot. Rows for testing are left out: no model has
    seen them.
    """
    touched = project.snapshots.touched_since(snapshot)
    if not touched:
        return ()
    current = project.label_names.current()
    now = _labels_now(project, snapshot.plan.filter, memo_ids=touched)
    return tuple(
        Correction(memo_id=row.memo_id, was=row.label, now=now.get(row.memo_id, ""))
        for row in project.snapshots.rows(snapshot)
        if row.memo_id in touched
        and row.split != Split.TEST
        and current[now.get(row.memo_id, "")] != current[row.label]
    )


def stale_snapshots(project: ProjectStore) -> dict[str, int]:
    """Return how many labels were corrected since, by the names of snapshots with any.

    Only snapshots that jobs were submitted with are looked at.
    """
    used = {intent.snapshot for intent in project.intents.all()}
    counts = {
        snapshot.name: len(corrections_since(project, snapshot))
        for snapshot in project.snapshots.all()
        if snapshot.name in used
    }
    return {name: count for name, count in counts.items() if count}


def _labels_now(
    project: ProjectStore, wanted: SnapshotFilter, *, memo_ids: frozenset[int]
) -> Mapping[int, str]:
    """Return the labels that count today for some memos; memos without one are missing."""
    answers = (one for one in project.snapshots.answers() if one.memo_id in memo_ids)
    return dict(_counting_labels(answers, wanted, current=project.label_names.current()))


def _counting_labels(
    answers: Iterator[SnapshotAnswer], wanted: SnapshotFilter, *, current: CurrentLabels
) -> Iterator[tuple[int, str]]:
    for same in by_memo(answers):
        heard = [
            one
            for one in same
            if not wanted.annotators or one.answer.annotator in wanted.annotators
        ]
        agreeing = counting(heard, current=current) if heard else LeftOut.SKIPPED
        if not isinstance(agreeing, LeftOut):
            yield agreeing[0].memo_id, agreeing[0].label
