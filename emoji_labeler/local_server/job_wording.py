"""What the events, results and models of a job are called and say."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from emoji_labeler.local_server.records import Checkpoint, FineTuningJob, NewEvent
from emoji_labeler.local_server.trainer import EpochDone, Measurement, StepDone
from emoji_labeler.local_server.wire_objects import ORGANIZATION

ID_LENGTH_IN_NAMES = 8
_RESULT_COLUMNS = {
    "step": "step",
    "train_loss": "train_loss",
    "train_accuracy": "train_mean_token_accuracy",
    "valid_loss": "valid_loss",
    "valid_mean_token_accuracy": "valid_mean_token_accuracy",
}

QUEUED = NewEvent(message="The files are sound. The job waits for its turn.")
SUCCEEDED = NewEvent(message="The job has succeeded.")
CANCELLED = NewEvent(message="The job was cancelled.")
PAUSED = NewEvent(message="The job was paused.")
RESUMED = NewEvent(message="The job waits for its turn again.")


def validating(job: FineTuningJob) -> tuple[NewEvent, ...]:
    """Return what a new job says first."""
    return (
        NewEvent(message=f"The fine-tuning job {job.id} was created."),
        NewEvent(message=f"The training file {job.order.training_file} is being validated."),
    )


def started(resumed_from: Checkpoint | None) -> NewEvent:
    """Say that the training begins, or where it goes on."""
    if resumed_from is None:
        return NewEvent(message="The training has started.")
    return NewEvent(
        message=f"The training resumes from the checkpoint at step {resumed_from.step}."
    )


def taken_up(last: Checkpoint | None) -> NewEvent:
    """Say that the server was stopped while the job trained."""
    how = f"resumes from the checkpoint at step {last.step}" if last else "starts over"
    return NewEvent(message=f"The server was stopped meanwhile. The job {how}.", level="warn")


def step_event(news: StepDone) -> NewEvent:
    """Tell what was measured in one step."""
    measured = news.measured
    message = f"Step {news.step}/{news.total_steps}: training loss={measured.train_loss:.2f}"
    data: dict[str, Any] = {
        "step": news.step,
        "total_steps": news.total_steps,
        "train_loss": measured.train_loss,
        "train_mean_token_accuracy": measured.train_accuracy,
    }
    if measured.valid_loss is not None:
        message += f", validation loss={measured.valid_loss:.2f}"
        data |= _validation(measured)
    return NewEvent(message=message, data=data)


def checkpoint_event(news: EpochDone) -> NewEvent:
    """Tell that a checkpoint was made."""
    return NewEvent(message=f"Epoch {news.epoch} ended; a checkpoint was made at step {news.step}.")


def created(model: str) -> NewEvent:
    """Tell the name of the new model."""
    return NewEvent(message=f"The fine-tuned model {model} was created.")


def epoch_metrics(measured: Measurement) -> dict[str, float]:
    """Return the metrics of a checkpoint."""
    metrics = {
        "train_loss": measured.train_loss,
        "train_mean_token_accuracy": measured.train_accuracy,
    }
    return metrics | _validation(measured) if measured.valid_loss is not None else metrics


def results_file(measurements: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the result file: CSV with one line a step, empty where nothing was measured."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_RESULT_COLUMNS)
    for measured in measurements:
        writer.writerow([measured.get(name, "") for name in _RESULT_COLUMNS.values()])
    return text.getvalue().encode()


def model_name(job: FineTuningJob, *, step: int | None = None) -> str:
    """Return the name of a job's model, or of its checkpoint at a step."""
    own = job.id.removeprefix("ftjob-")[:ID_LENGTH_IN_NAMES]
    name = f"ft:{job.order.base_model}:{ORGANIZATION}:{job.order.suffix}:{own}"
    return f"{name}:ckpt-step-{step}" if step is not None else name


def _validation(measured: Measurement) -> dict[str, Any]:
    return {
        "valid_loss": measured.valid_loss,
        "valid_mean_token_accuracy": measured.valid_accuracy,
        "full_valid_loss": measured.valid_loss,
        "full_valid_mean_token_accuracy": measured.valid_accuracy,
    }
