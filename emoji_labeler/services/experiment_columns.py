"""The columns of the table of experiments: what was put into a job, and what came out."""

from collections.abc import Iterable, Iterator

from emoji_labeler.domain.cost import money
from emoji_labeler.domain.experiment import Experiment
from emoji_labeler.domain.snapshot import Snapshot
from emoji_labeler.domain.tracked_job import MetricPoint, TrackedJob
from emoji_labeler.wording import later, tr

_HASH_LENGTH = 12
_AUTO = later("auto")


def given_in(tracked: TrackedJob, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield what was put in, by the names of columns to be translated."""
    intent = tracked.intent
    asked = intent.hyperparameters
    used = tracked.job.hyperparameters if tracked.job else asked
    yield later("snapshot"), snapshot.name
    yield later("content hash"), snapshot.content_hash[:_HASH_LENGTH]
    yield later("rows"), f"{snapshot.row_count:,}"
    yield later("validation file"), intent.validation_sha256[:_HASH_LENGTH]
    yield later("system prompt"), intent.prompt_sha256[:_HASH_LENGTH]
    yield later("prompt variant"), snapshot.plan.prompt.variant.value
    yield later("provider"), intent.provider
    yield later("base model"), intent.base_model
    yield later("method"), intent.method.value
    yield later("epochs"), _chosen(asked.n_epochs, used.n_epochs)
    yield later("batch size"), _chosen(asked.batch_size, used.batch_size)
    yield (
        later("learning rate multiplier"),
        _chosen(asked.learning_rate_multiplier, used.learning_rate_multiplier),
    )
    yield later("beta"), _number(asked.beta)
    yield later("seed"), _number(intent.seed)


def outcome_of(row: Experiment) -> dict[str, str]:
    """Return what came out, by the names of columns to be translated; empty where not known."""
    job, last = row.job.job, row.last or MetricPoint(step=0)
    cost = row.job.cost
    return {
        later("status"): row.job.status,
        later("trained tokens"): _number(job.trained_tokens if job else None),
        later("cost"): "" if cost is None else money(cost, currency=row.job.intent.cost.currency),
        later("training loss"): _figure(last.train_loss),
        later("validation loss"): _figure(last.valid_loss),
        later("validation accuracy"): _figure(last.valid_accuracy),
        later("labels corrected since"): tr("yes") if row.is_stale else "",
        later("fine-tuned model"): job.fine_tuned_model if job else "",
    }


def differing_columns(rows: Iterable[Experiment]) -> tuple[str, ...]:
    """Return the columns in which some of the experiments differ, in the order of the table."""
    values: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.given.items():
            values.setdefault(name, set()).add(value)
    return tuple(name for name, found in values.items() if len(found) > 1)


def _chosen(asked: float | None, used: float | None) -> str:
    """Return a number as it was asked for, with what the provider chose where it was left open."""
    if asked is not None:
        return _number(asked)
    return tr(_AUTO) if used is None else f"{tr(_AUTO)} ({_number(used)})"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
