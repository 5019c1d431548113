"""What a fine-tuning job is doing, in words and figures."""

from datetime import UTC, datetime

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.cost import money
from emoji_labeler.domain.intent import TuningIntent
from emoji_labeler.domain.provider import LOCAL
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.wording import later, tr

_STATUSES = {
    "written": later("not sent yet"),
    "sending": later("being sent"),
    "refused": later("refused"),
    "withdrawn": later("withdrawn"),
    "validating_files": later("checking the files"),
    "queued": later("waiting"),
    "running": later("in training"),
    "paused": later("paused"),
    "succeeded": later("succeeded"),
    "failed": later("failed"),
    "cancelled": later("cancelled"),
}
_TONES = {"succeeded": "good", "failed": "bad", "refused": "bad", "paused": "warning"}
_MINUTE_S, _HOUR_S = 60, 3600


def status_words(job: TrackedJob) -> str:
    """Return the status in words; one that nobody has heard of as it came."""
    known = _STATUSES.get(job.status)
    return tr(known) if known else job.status


def status_tone(job: TrackedJob) -> str:
    """Return the tone in which the status is said; empty for the usual one."""
    return _TONES.get(job.status, "")


def job_name(intent: TuningIntent) -> str:
    """Return what a person knows a job by: the suffix of its model."""
    return intent.suffix or intent.base_model


def provider_words(intent: TuningIntent) -> str:
    """Return where a job is trained."""
    return tr("This machine") if intent.provider_id == LOCAL else intent.provider


def epochs_words(intent: TuningIntent) -> str:
    """Return the number of epochs, or that the provider chooses it."""
    epochs = intent.hyperparameters.n_epochs
    return str(epochs) if epochs is not None else tr("auto")


def elapsed_words(job: TrackedJob) -> str:
    """Return how long the job has taken till its end, or till now; empty before it began."""
    if job.job is None:
        return ""
    began = moment(job.job.created_at)
    ended = moment(job.job.finished_at) if job.job.finished_at else moment(utc_now())
    if began is None or ended is None:
        return ""
    return duration(max(0.0, (ended - began).total_seconds()))


def finish_words(job: TrackedJob) -> str:
    """Return when the job ended or is expected to, in the time of this place."""
    if job.job is None:
        return ""
    ended = moment(job.job.finished_at)
    if ended is not None:
        return clock_time(ended, seconds=False)
    expected = moment(job.job.estimated_finish)
    return f"≈ {clock_time(expected, seconds=False)}" if expected and job.is_live else ""


def tokens_words(job: TrackedJob) -> str:
    """Return the trained tokens; empty where they are not told yet."""
    tokens = job.job.trained_tokens if job.job else None
    return f"{tokens:,}" if tokens is not None else ""


def cost_words(job: TrackedJob) -> str:
    """Return what the job has cost so far."""
    if job.intent.cost.is_free:
        return tr("free")
    cost = job.cost
    return money(cost, currency=job.intent.cost.currency) if cost is not None else tr("unknown")


def duration(seconds: float) -> str:
    """Return a span of time as people write it: ``42 s``, ``3:05``, ``1:02:03``."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return tr("{seconds} s", seconds=whole)
    minutes, rest = divmod(whole, _MINUTE_S)
    if whole < _HOUR_S:
        return f"{minutes}:{rest:02d}"
    hours, minutes = divmod(minutes, _MINUTE_S)
    return f"{hours}:{minutes:02d}:{rest:02d}"


def clock_time(at: datetime, *, seconds: bool = True) -> str:
    """Return a moment in the time of this place, or its day unless that is today."""
    here = at.astimezone()
    if here.date() != datetime.now(UTC).astimezone().date():
        return here.strftime("%Y-%m-%d %H:%M" if seconds else "%Y-%m-%d")
    return here.strftime("%H:%M:%S" if seconds else "%H:%M")


def moment(text: str) -> datetime | None:
    """Read a time in ISO 8601; None where there is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
