"""Steering fine-tuning jobs that are there: cancel, pause, resume, a note, files deleted."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import NotOfferedError, ProviderError, WrongUseError
from emoji_labeler.domain.fine_tuning import FineTuningJob
from emoji_labeler.domain.intent import IntentState
from emoji_labeler.domain.text import check_text
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.providers.provider import Provider
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.submitting import intent_named
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


def cancel_job(project: ProjectStore, providing: ProvidingService, intent_id: str) -> TrackedJob:
    """Cancel a job and return it as it is then; an intent that was not sent is withdrawn.

    A job that has ended meanwhile is returned as it ended.
    """
    intent = intent_named(project, intent_id)
    if intent.state is IntentState.WRITTEN and project.intents.withdraw(intent_id):
        return _tracked(project, intent_id)
    return _changed(
        project,
        providing,
        intent_id,
        change=lambda provider, job_id: provider.cancel_job(job_id),
        is_reached=lambda job: not job.is_live,
    )


def pause_job(project: ProjectStore, providing: ProvidingService, intent_id: str) -> TrackedJob:
    """Pause a job and return it as it is then; raise NotOfferedError where that cannot be."""
    return _changed(
        project,
        providing,
        intent_id,
        change=lambda provider, job_id: provider.pause_job(job_id),
        is_reached=lambda job: job.status == "paused" or not job.is_live,
    )


def resume_job(project: ProjectStore, providing: ProvidingService, intent_id: str) -> TrackedJob:
    """Let a paused job go on and return it as it is then."""
    return _changed(
        project,
        providing,
        intent_id,
        change=lambda provider, job_id: provider.resume_job(job_id),
        is_reached=lambda job: job.status != "paused",
    )


def put_note(project: ProjectStore, intent_id: str, note: str) -> None:
    """Put a note to a job in place of the one there was."""
    check_text(note, what=tr("The note was not saved."))
    intent_named(project, intent_id)
    project.intents.put_note(intent_id, note.strip())


def delete_uploaded_files(
    project: ProjectStore, providing: ProvidingService, intent_id: str
) -> int:
    """Delete an intent's files at its provider and return how many there were.

    Raises WrongUseError while a living job, or an intent that waits, still needs one of them.
    """
    intent = intent_named(project, intent_id)
    hashes = {intent.training_sha256, intent.validation_sha256} - {""}
    for other in project.jobs.all():
        needed = {other.intent.training_sha256, other.intent.validation_sha256} & hashes
        is_there = other.intent.provider_id == intent.provider_id
        if needed and is_there and (other.is_live or other.intent.waits):
            raise WrongUseError(
                tr("The files were not deleted."),
                why=tr("A job that has not ended needs them."),
                remedy=tr("Wait for it, or cancel it first."),
            )
    known = [project.uploads.get(intent.provider_id, sha256) for sha256 in sorted(hashes)]
    there = [file for file in known if file is not None and file.lies_there]
    with providing.open(intent.provider_id) as provider:
        for file in there:
            provider.delete_file(file.file_id)
            project.uploads.put(replace(file, deleted_at=utc_now()))
    return len(there)


def _changed(
    project: ProjectStore,
    providing: ProvidingService,
    intent_id: str,
    *,
    change: Callable[[Provider, str], FineTuningJob],
    is_reached: Callable[[FineTuningJob], bool],
) -> TrackedJob:
    """Have a provider change a job, and keep what came of it.

    Where the provider refuses, or its answer is lost, what the job is now decides.
    """
    tracked = _tracked(project, intent_id)
    if tracked.job is None:
        raise WrongUseError(
            tr("The job was not changed."),
            why=tr("It does not exist at the provider, as far as is known."),
            remedy=tr("Wait until it does, or withdraw it."),
        )
    with providing.open(tracked.intent.provider_id) as provider:
        try:
            job = change(provider, tracked.job.id)
        except NotOfferedError:
            raise
        except ProviderError as error:
            with suppress(ProviderError):
                job = provider.retrieve_job(tracked.job.id)
                project.jobs.seen(intent_id, job, at=utc_now())
                if is_reached(job):
                    return _tracked(project, intent_id)
            raise error from None
    project.jobs.seen(intent_id, job, at=utc_now())
    return _tracked(project, intent_id)


def _tracked(project: ProjectStore, intent_id: str) -> TrackedJob:
    found = project.jobs.get(intent_id)
    return found if found is not None else TrackedJob(intent=intent_named(project, intent_id))
