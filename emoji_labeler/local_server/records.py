"""What the server keeps: files, fine-tuning jobs with events and checkpoints, models.

Times are whole seconds since 1970, as on the wire.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from emoji_labeler.domain.record import record

TRAINING_PURPOSE = "fine-tune"
RESULTS_PURPOSE = "fine-tune-results"


class JobStatus(StrEnum):
    """How far a fine-tuning job is; ``paused`` is what the published example of a pause shows."""

    VALIDATING_FILES = "validating_files"
    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing will happen to the job any more."""
        return self in (JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED)


@record
class StoredFile:
    """A file that was uploaded or made by a job; its bytes lie on the disk under its id."""

    id: str
    created_at: int
    filename: str
    purpose: str
    size: int


@record
class Hyperparameters:
    """What a job asked for; None leaves the choice to the trainer."""

    n_epochs: int | None = None
    batch_size: int | None = None
    learning_rate_multiplier: float | None = None


@record
class JobOrder:
    """A fine-tuning job as it was asked for."""

    base_model: str
    training_file: str
    validation_file: str | None
    suffix: str
    seed: int
    hyperparameters: Hyperparameters
    metadata: Mapping[str, str]


@record
class JobFault:
    """Why a job failed."""

    code: str
    message: str
    param: str | None = None


@record
class FineTuningJob:
    """A fine-tuning job as it stands.

    ``hyperparameters`` are the ones asked for until the files were read, then those in use.
    ``tokens_per_epoch`` is known from then on too.
    """

    id: str
    created_at: int
    status: JobStatus
    order: JobOrder
    hyperparameters: Hyperparameters
    tokens_per_epoch: int | None
    finished_at: int | None
    fine_tuned_model: str | None
    trained_tokens: int | None
    result_file: str | None
    fault: JobFault | None


@record
class NewEvent:
    """Something that happened to a job; with ``data`` it is a measurement of one step."""

    message: str
    level: str = "info"
    data: Mapping[str, Any] | None = None


@record
class JobEvent(NewEvent):
    """An event as it was kept."""

    id: str
    created_at: int


@record
class Checkpoint:
    """A model as it was after an epoch; ``path`` is relative to the folder of models."""

    id: str
    created_at: int
    job_id: str
    epoch: int
    step: int
    model: str
    path: str
    metrics: Mapping[str, float] = field(default_factory=dict)


@record
class TrainedModel:
    """A model that can be asked by its name; ``path`` is relative to the folder of models."""

    name: str
    created_at: int
    base_model: str
    path: str
