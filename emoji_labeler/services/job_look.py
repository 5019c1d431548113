"""One look at one job: what its provider tells of it is kept, and nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import NotFoundError
from emoji_labeler.services.job_search import job_of_intent
from emoji_labeler.services.result_file import points_in

if TYPE_CHECKING:
    from emoji_labeler.domain.fine_tuning import FineTuningJob
    from emoji_labeler.domain.tracked_job import TrackedJob
    from emoji_labeler.providers.provider import Provider
    from emoji_labeler.storage.project import ProjectStore


def look_at(project: ProjectStore, tracked: TrackedJob, *, provider: Provider) -> bool:
    """Keep how a job is now, with all events since the last look; return whether any is new.

    The job is asked for first: what it tells of its end, the events asked for then tell as well. It
    is complete when it has ended and a further look brings no event more.
    """
    if tracked.job is None:
        return False
    job = provider.retrieve_job(tracked.job.id)
    events = _keep_events(project, tracked.id, job, provider=provider)
    is_changed = _told(job) != _told(tracked.job)
    if events or is_changed:
        _keep_models(project, tracked, job, provider=provider)
    is_complete = not job.is_live and not tracked.is_live and not events
    if is_complete:
        _keep_result(project, tracked.id, job, provider=provider)
    project.jobs.seen(tracked.id, job, at=utc_now())
    if is_complete:
        project.jobs.complete(tracked.id)
    return bool(events) or is_changed or is_complete


def look_for(project: ProjectStore, tracked: TrackedJob, *, provider: Provider) -> bool:
    """Adopt the job of an intent that was sent without an answer; return whether it was found."""
    intent = tracked.intent
    file = project.uploads.get(intent.provider_id, intent.training_sha256)
    job = job_of_intent(
        intent,
        provider=provider,
        training_file=file.file_id if file else "",
        taken=project.jobs.job_ids(intent.provider_id),
    )
    if job is None:
        return False
    project.jobs.adopt(intent.id, job, provider_id=intent.provider_id, at=utc_now())
    return True


def _told(job: FineTuningJob) -> tuple[object, ...]:
    """Return what is news when it changes; a guess at the finish is not."""
    return (
        job.status,
        job.fine_tuned_model,
        job.finished_at,
        job.trained_tokens,
        job.result_files,
        job.error_code,
        job.error_message,
    )


def _keep_events(
    project: ProjectStore, intent_id: str, job: FineTuningJob, *, provider: Provider
) -> int:
    """Keep every event behind the last one known; return how many there were."""
    if not provider.profile.capabilities.events:
        return 0
    last = project.job_events.last_id(intent_id)
    return project.job_events.add(intent_id, provider.list_events(job.id, since=last))


def _keep_models(
    project: ProjectStore, tracked: TrackedJob, job: FineTuningJob, *, provider: Provider
) -> None:
    """Keep the checkpoints there are, and the models that can be asked."""
    intent = tracked.intent
    models: dict[str, int | None] = {}
    if provider.profile.capabilities.checkpoints:
        checkpoints = provider.checkpoints(job.id)
        project.job_events.add_checkpoints(intent.id, checkpoints)
        models |= {one.model: one.step for one in checkpoints}
    if job.fine_tuned_model:
        models[job.fine_tuned_model] = None
    project.jobs.put_models(intent.id, models, provider_id=intent.provider_id, at=utc_now())


def _keep_result(
    project: ProjectStore, intent_id: str, job: FineTuningJob, *, provider: Provider
) -> None:
    """Fill up the figures from the result files; one that is gone already is no trouble."""
    for file_id in job.result_files:
        try:
            content = provider.file_content(file_id)
        except NotFoundError:
            continue
        project.job_events.add_points(intent_id, points_in(content))
