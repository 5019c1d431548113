"""Steering fine-tuning jobs that are there: cancel, pause, resume, a note, files deleted."""

from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.storage.project import ProjectStore


def cancel_job(project: ProjectStore, providing: ProvidingService, intent_id: str) -> TrackedJob:
    """Cancel a job and return it as it is then; an intent that was not sent is withdrawn."""
    raise NotImplementedError


def pause_job(project: ProjectStore, providing: ProvidingService, intent_id: str) -> TrackedJob:
    """Pause a job and return it as it is then; raise NotOfferedError where that cannot be."""
    raise NotImplementedError


def resume_job(project: ProjectStore, providing: ProvidingService, intent_id: str) -> TrackedJob:
    """Let a paused job go on and return it as it is then."""
    raise NotImplementedError


def put_note(project: ProjectStore, intent_id: str, note: str) -> None:
    """Put a note to a job in place of the one there was."""
    raise NotImplementedError


def delete_uploaded_files(
    project: ProjectStore, providing: ProvidingService, intent_id: str
) -> int:
    """Delete an intent's files at its provider and return how many there were.

    Raises WrongUseError while a living job, or an intent that waits, still needs one of them.
    """
    raise NotImplementedError
