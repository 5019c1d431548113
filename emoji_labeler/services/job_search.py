"""Finding the job of an intent among those that a provider lists."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from emoji_labeler.domain.fine_tuning import SUBMIT_KEY, FineTuningJob
from emoji_labeler.domain.intent import TuningIntent
from emoji_labeler.providers.provider import Provider

_A_PAGE = 100
_CLOCKS_DIFFER = timedelta(days=1)


def job_of_intent(
    intent: TuningIntent,
    *,
    provider: Provider,
    training_file: str,
    taken: frozenset[str],
) -> FineTuningJob | None:
    """Return the job that was made for an intent, the oldest of several, or None.

    ``taken`` are the jobs of other intents. The pages are read back to the day before the intent
    was written.
    """
    found = (
        job
        for job in jobs_listed(provider, since=intent)
        if job.id not in taken and belongs_to(intent, job, training_file=training_file)
    )
    return min(found, key=lambda job: (job.created_at, job.id), default=None)


def jobs_listed(
    provider: Provider, *, since: TuningIntent | None = None
) -> Iterator[FineTuningJob]:
    """Yield the provider's jobs, the newest first, back to an intent's time or to the first."""
    page = provider.list_jobs(limit=_A_PAGE)
    while True:
        yield from page.jobs
        if not page.next_after or (since is not None and _is_older(page.jobs[-1], since)):
            return
        page = provider.list_jobs(after=page.next_after, limit=_A_PAGE)


def belongs_to(intent: TuningIntent, job: FineTuningJob, *, training_file: str) -> bool:
    """Whether a job carries the intent's key or mark.

    A server may drop what it was given. A job without any key or mark is the intent's if it learns
    from the same file, which only we have uploaded, in the same way. One of those that is cancelled
    belongs to nobody: it may be a second job that was cancelled for an equal intent.
    """
    if SUBMIT_KEY in job.metadata:
        return job.metadata[SUBMIT_KEY] == intent.submit_key
    if intent.mark and job.suffix:
        return job.suffix.endswith(intent.mark)
    return (
        job.training_file == training_file != ""
        and job.status != "cancelled"
        and job.base_model in {"", intent.base_model}
        and job.suffix in {"", intent.suffix}
        and _are_same(job.hyperparameters.n_epochs, intent.hyperparameters.n_epochs)
        and not _is_older(job, intent)
    )


def _are_same(used: int | None, asked: int | None) -> bool:
    """Whether two numbers of epochs may be the same, where either may be left open."""
    return used is None or asked is None or used == asked


def _is_older(job: FineTuningJob, intent: TuningIntent) -> bool:
    """Whether a job was made well before the intent was written."""
    written = datetime.fromisoformat(intent.written_at)
    try:
        made = datetime.fromisoformat(job.created_at)
    except ValueError:
        return False
    return made.astimezone(written.tzinfo) < written - _CLOCKS_DIFFER
