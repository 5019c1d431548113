"""Looking at fine-tuning jobs: all of them in short, one of them in full."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from emoji_labeler.domain.fine_tuning import Checkpoint, JobEvent
from emoji_labeler.domain.intent import TuningIntent
from emoji_labeler.domain.lineage import Correction
from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import Snapshot
from emoji_labeler.domain.tracked_job import FineTunedModel, MetricPoint, TrackedJob
from emoji_labeler.domain.uploaded_file import UploadedFile
from emoji_labeler.services.tracing import corrections_since, stale_snapshots
from emoji_labeler.storage.project import ProjectStore


@record
class JobsOverview:
    """Every job, the newest first.

    ``stale`` counts the labels that were corrected since, by the names of snapshots.
    """

    jobs: tuple[TrackedJob, ...]
    stale: Mapping[str, int] = field(default_factory=dict)

    def corrected_of(self, job: TrackedJob) -> int:
        """Return how many labels that a job learned were corrected since."""
        return self.stale.get(job.intent.snapshot, 0)

    def sweep_of(self, job: TrackedJob) -> tuple[TrackedJob, ...]:
        """Return the jobs that were submitted together with a job, in that order."""
        same = [one for one in self.jobs if one.intent.sweep_id == job.intent.sweep_id]
        return tuple(sorted(same, key=lambda one: one.intent.hyperparameters.n_epochs or 0))


@record
class JobDetails:
    """One job in full; ``snapshot`` is None where the project has lost it.

    ``files`` are those of its files that lie with the provider.
    """

    job: TrackedJob
    events: tuple[JobEvent, ...]
    checkpoints: tuple[Checkpoint, ...]
    models: tuple[FineTunedModel, ...]
    snapshot: Snapshot | None
    corrections: tuple[Correction, ...]
    files: tuple[UploadedFile, ...]


def jobs_overview(project: ProjectStore) -> JobsOverview:
    """Return every job of the project."""
    jobs = project.jobs.all()
    return JobsOverview(jobs=jobs, stale=stale_snapshots(project) if jobs else {})


def job_details(project: ProjectStore, intent_id: str) -> JobDetails | None:
    """Return everything about one job, None where the project does not know it."""
    job = project.jobs.get(intent_id)
    if job is None:
        return None
    snapshot = project.snapshots.named(job.intent.snapshot)
    return JobDetails(
        job=job,
        events=project.job_events.events(intent_id),
        checkpoints=project.job_events.checkpoints(intent_id),
        models=project.jobs.models(intent_id=intent_id),
        snapshot=snapshot,
        corrections=corrections_since(project, snapshot) if snapshot else (),
        files=tuple(_files_there(project, job.intent)),
    )


def _files_there(project: ProjectStore, intent: TuningIntent) -> Iterator[UploadedFile]:
    for sha256 in filter(None, (intent.training_sha256, intent.validation_sha256)):
        file = project.uploads.get(intent.provider_id, sha256)
        if file is not None and file.lies_there:
            yield file


def curves_of(
    project: ProjectStore, intent_ids: Iterable[str]
) -> dict[str, tuple[MetricPoint, ...]]:
    """Return what was measured in some jobs, step by step."""
    return {intent_id: project.job_events.points(intent_id) for intent_id in intent_ids}
