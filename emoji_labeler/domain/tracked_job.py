"""An intent together with what is known of its job, and what a look at the provider brought."""

from collections.abc import Mapping

from emoji_labeler.domain.fine_tuning import FineTuningJob
from emoji_labeler.domain.intent import Trouble, TuningIntent
from emoji_labeler.domain.record import record


@record
class MetricPoint:
    """What was measured at one step of a job; None where it was not.

    Losses are means over tokens, accuracies shares from 0 to 1. The validation figures are those of
    the whole validation file where the provider gives them.
    """

    step: int
    train_loss: float | None = None
    train_accuracy: float | None = None
    valid_loss: float | None = None
    valid_accuracy: float | None = None


def point_of(metrics: Mapping[str, float]) -> MetricPoint | None:
    """Return the measurement in an event's figures, None where they name no step.

    The figures of the whole validation file go before those of a part of it.
    """
    if "step" not in metrics:
        return None
    return MetricPoint(
        step=int(metrics["step"]),
        train_loss=metrics.get("train_loss"),
        train_accuracy=_first(metrics, "train_mean_token_accuracy", "train_accuracy"),
        valid_loss=_first(metrics, "full_valid_loss", "valid_loss"),
        valid_accuracy=_first(
            metrics,
            "full_valid_mean_token_accuracy",
            "valid_mean_token_accuracy",
            "valid_accuracy",
        ),
    )


def _first(metrics: Mapping[str, float], *names: str) -> float | None:
    return next((metrics[name] for name in names if name in metrics), None)


@record
class TrackedJob:
    """An intent and its job; ``job`` is None as long as there is none.

    ``step`` and ``total_steps`` are those of the last event that told them, 0 before.
    ``is_complete`` is true once the job has ended and everything about it is kept. ``seen_at`` is
    when the provider answered last, and ``trouble`` what went wrong since then.
    """

    intent: TuningIntent
    job: FineTuningJob | None = None
    step: int = 0
    total_steps: int = 0
    is_complete: bool = False
    seen_at: str = ""
    trouble: Trouble | None = None

    @property
    def id(self) -> str:
        """The identifier of the intent, by which everything here is asked for."""
        return self.intent.id

    @property
    def status(self) -> str:
        """The job's status, or the state of the intent where there is no job."""
        return self.job.status if self.job else self.intent.state.value

    @property
    def is_live(self) -> bool:
        """Whether there is a job that may still change."""
        return self.job is not None and self.job.is_live

    @property
    def cost(self) -> float | None:
        """What it has cost so far, in all once it has ended; None where the price is not known.

        As long as the provider tells no trained tokens, the share that is done is told instead.
        """
        estimate = self.intent.cost
        if estimate.price is None or self.job is None:
            return None if estimate.price is None else 0.0
        if self.job.trained_tokens is not None:
            return estimate.of(self.job.trained_tokens)
        whole = estimate.expected if estimate.expected is not None else estimate.ceiling
        return self.share_done * (whole or 0.0)

    @property
    def share_done(self) -> float:
        """How far the training is, 0 to 1."""
        if self.job is not None and self.job.status == "succeeded":
            return 1.0
        return min(1.0, self.step / self.total_steps) if self.total_steps else 0.0


@record
class FineTunedModel:
    """A model that came of a job; ``step`` is None for the last one, else that of a checkpoint."""

    name: str
    intent_id: str
    provider_id: str
    snapshot: str
    prompt_sha256: str
    step: int | None = None
    made_at: str = ""


@record
class WatchStep:
    """What one look at the providers brought.

    ``changed`` are jobs about which something is new on the disk, ``ended`` those among them that
    came to their end, ``troubles`` what went wrong, by provider. ``next_in_s`` is how long to wait
    before the next look, in seconds; None where nothing lives.
    """

    changed: tuple[TrackedJob, ...] = ()
    ended: tuple[TrackedJob, ...] = ()
    troubles: tuple[tuple[str, Trouble], ...] = ()
    next_in_s: float | None = None
