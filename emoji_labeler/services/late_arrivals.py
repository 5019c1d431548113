"""Putting right what a provider made twice, since it acted long after its client had given up.

Nothing can tell such a provider that two requests are the same, and no wait is long enough. But a
thing can only be there twice if it was sent again while nobody knew what had become of it, and that
doubt is on the disk. As long as there is one, it is looked whether more arrived than is wanted.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from emoji_labeler.domain.intent import Trouble, TroubleKind
from emoji_labeler.domain.provider import LOCAL
from emoji_labeler.services.job_search import belongs_to, jobs_listed
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from emoji_labeler.domain.fine_tuning import FineTuningJob, RemoteFile
    from emoji_labeler.domain.intent import TuningIntent
    from emoji_labeler.domain.uploaded_file import UploadedFile
    from emoji_labeler.providers.provider import Provider
    from emoji_labeler.storage.project import ProjectStore

FRESH_S = 10 * 60.0
"""How long after a doubt it is looked again and again, even if no job lives."""

_REMEMBERED_S = 7 * 24 * 3600.0


def doubts(project: ProjectStore) -> dict[str, float]:
    """Return the providers at which something may be there twice, with the seconds since then.

    A doubt is forgotten after a week, and sooner on this machine, where a request ends with its
    server.
    """
    ages: dict[str, float] = {}
    moments = (
        *((one.provider_id, one.doubted_at) for one in project.uploads.doubted()),
        *((one.provider_id, one.doubted_at) for one in project.intents.doubted()),
    )
    for provider_id, moment in moments:
        age = _age_s(moment)
        if age < (FRESH_S if provider_id == LOCAL else _REMEMBERED_S):
            ages[provider_id] = min(age, ages.get(provider_id, age))
    return ages


def clear_late_arrivals(project: ProjectStore, provider: Provider) -> tuple[str, ...]:
    """Delete files and cancel jobs that are there a second time, wherever that may be.

    Returns the intents of which there is news. A file that any job refers to is never deleted.
    """
    told = _clear_jobs(project, provider)
    _clear_files(project, provider)
    return told


def _clear_files(project: ProjectStore, provider: Provider) -> None:
    here = provider.profile.id
    doubted = [file for file in project.uploads.doubted() if file.provider_id == here]
    if not doubted:
        return
    listed = provider.list_files()
    extras = {one for file in doubted for one in _extras_of(project, file, listed=listed)}
    if not extras:
        return
    # Asked after the files were listed: a job that is made meanwhile learns from the file kept.
    jobs = [*jobs_listed(provider), *(one.job for one in project.jobs.all() if one.job)]
    used = {name for job in jobs for name in (job.training_file, job.validation_file)}
    for file_id in sorted(extras - used):
        provider.delete_file(file_id)


def _extras_of(
    project: ProjectStore, file: UploadedFile, *, listed: Collection[RemoteFile]
) -> set[str]:
    """Return the files at the provider that are the same file once more."""
    same = {one.id for one in listed if one.name == file.name}
    if file.lies_there:
        # A list without the file that is known to be there tells nothing.
        return same - {file.file_id} if file.file_id in same else set()
    # It is being sent, or will be, and any of them may turn out to be the one that is kept.
    is_needed = any(
        file.sha256 in (intent.training_sha256, intent.validation_sha256)
        for intent in project.intents.waiting()
        if intent.provider_id == file.provider_id
    )
    return set() if is_needed else same


def _clear_jobs(project: ProjectStore, provider: Provider) -> tuple[str, ...]:
    here = provider.profile.id
    doubted = [
        intent
        for intent in project.intents.doubted()
        if intent.provider_id == here and not intent.waits
    ]
    if not doubted:
        return ()
    since = min(doubted, key=lambda intent: intent.written_at)
    listed = tuple(jobs_listed(provider, since=since))
    # In this order: a job that an intent gets meanwhile is either waited for or taken.
    waiting = [one for one in project.intents.waiting() if one.provider_id == here]
    taken = project.jobs.job_ids(here)
    told: list[str] = []
    for job in listed:
        if job.id in taken or any(_is_for(project, one, job) for one in waiting):
            continue
        intent = next((one for one in doubted if _is_for(project, one, job)), None)
        if intent is not None and _is_stopped(project, intent, job, provider=provider):
            told.append(intent.id)
    return tuple(told)


def _is_for(project: ProjectStore, intent: TuningIntent, job: FineTuningJob) -> bool:
    file = project.uploads.get(intent.provider_id, intent.training_sha256)
    return belongs_to(intent, job, training_file=file.file_id if file else "")


def _is_stopped(
    project: ProjectStore, intent: TuningIntent, job: FineTuningJob, *, provider: Provider
) -> bool:
    """Cancel a second job where that can be; return whether it is news.

    What is told of it is kept first: of something that may have cost money somebody must hear.
    """
    if job.status == "cancelled":
        return False
    is_cancelled = job.is_live and provider.profile.capabilities.cancel
    is_news = intent.trouble is None or job.id not in intent.trouble.why
    if is_news:
        project.intents.troubled(
            intent.id, _second_job(job, provider=provider, is_cancelled=is_cancelled)
        )
    if is_cancelled:
        provider.cancel_job(job.id)
    return is_news


def _second_job(job: FineTuningJob, *, provider: Provider, is_cancelled: bool) -> Trouble:
    if is_cancelled:
        remedy = tr("It is being cancelled. Look at the provider whether anything was charged.")
    else:
        remedy = tr("It cannot be cancelled from here. Look at the provider what was charged.")
    return Trouble(
        kind=TroubleKind.OTHER,
        what=tr("A second job was made for this one."),
        why=tr(
            "{name} carried out a request long after it was given up: {job}.",
            name=provider.profile.name,
            job=job.id,
        ),
        remedy=remedy,
    )


def _age_s(at: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds()
