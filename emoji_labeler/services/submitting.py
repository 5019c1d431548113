"""Submitting fine-tuning jobs: written down first, then sent, each of them once."""

from collections.abc import Callable

from emoji_labeler.domain.intent import TuningIntent
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.storage.project import ProjectStore


def submit(
    project: ProjectStore, prepared: PreparedSubmission, *, confirmation: str = ""
) -> tuple[TuningIntent, ...]:
    """Write an intent for every job of the sweep; nothing is sent yet.

    Raises WrongUseError where there are faults, where ``confirmation`` is not what has to be typed,
    where an equal job was submitted before and the plan does not say to run again, or where the
    limit of the project does not allow it.
    """
    raise NotImplementedError


def send_waiting(
    project: ProjectStore,
    providing: ProvidingService,
    *,
    only: tuple[str, ...] = (),
    told: Callable[[TrackedJob], object] = lambda _: None,
    cancel: Cancel = never,
) -> tuple[TrackedJob, ...]:
    """Send what has not been sent, or only the intents named, and return them with their jobs.

    May be stopped, or killed, at any point and called again: every intent ends with one job. An
    error with one intent is kept with it as its trouble, and the others go on; ``told`` hears of
    each as soon as its job is made or refused. Raises StoppedError when ``cancel`` turns true.
    """
    raise NotImplementedError


def submit_again(project: ProjectStore, intent_id: str, *, confirmation: str = "") -> TuningIntent:
    """Write a new intent like another one, to be sent with ``send_waiting``.

    The limit of the project and the typed confirmation hold as for any other.
    """
    raise NotImplementedError


def withdraw(project: ProjectStore, intent_id: str) -> None:
    """Take back an intent for which nothing was sent; raise WrongUseError for any other."""
    raise NotImplementedError
