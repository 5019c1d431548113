"""What the server keeps, in the words of the wire."""

from typing import Any

from emoji_labeler.local_server.records import (
    Checkpoint,
    FineTuningJob,
    Hyperparameters,
    JobEvent,
    StoredFile,
    TrainedModel,
)

ORGANIZATION = "local"


def file_object(file: StoredFile) -> dict[str, Any]:
    """Return a file."""
    return {
        "object": "file",
        "id": file.id,
        "bytes": file.size,
        "created_at": file.created_at,
        "filename": file.filename,
        "purpose": file.purpose,
        "status": "processed",
    }


def job_object(job: FineTuningJob) -> dict[str, Any]:
    """Return a fine-tuning job."""
    hyperparameters = _hyperparameters(job.hyperparameters)
    fault = job.fault
    return {
        "object": "fine_tuning.job",
        "id": job.id,
        "created_at": job.created_at,
        "status": job.status,
        "model": job.order.base_model,
        "organization_id": ORGANIZATION,
        "training_file": job.order.training_file,
        "validation_file": job.order.validation_file,
        "seed": job.order.seed,
        "user_provided_suffix": job.order.suffix or None,
        "hyperparameters": hyperparameters,
        "method": {"type": "supervised", "supervised": {"hyperparameters": hyperparameters}},
        "metadata": dict(job.order.metadata),
        "integrations": [],
        "estimated_finish": None,
        "finished_at": job.finished_at,
        "fine_tuned_model": job.fine_tuned_model,
        "trained_tokens": job.trained_tokens,
        "result_files": [job.result_file] if job.result_file else [],
        "error": fault and {"code": fault.code, "message": fault.message, "param": fault.param},
    }


def event_object(event: JobEvent) -> dict[str, Any]:
    """Return an event; only a measurement has data."""
    words: dict[str, Any] = {
        "object": "fine_tuning.job.event",
        "id": event.id,
        "created_at": event.created_at,
        "level": event.level,
        "message": event.message,
        "type": "metrics" if event.data else "message",
    }
    return words | {"data": event.data} if event.data else words


def checkpoint_object(checkpoint: Checkpoint) -> dict[str, Any]:
    """Return a checkpoint."""
    return {
        "object": "fine_tuning.job.checkpoint",
        "id": checkpoint.id,
        "created_at": checkpoint.created_at,
        "fine_tuning_job_id": checkpoint.job_id,
        "fine_tuned_model_checkpoint": checkpoint.model,
        "step_number": checkpoint.step,
        "metrics": dict(checkpoint.metrics),
    }


def model_object(model: TrainedModel) -> dict[str, Any]:
    """Return a model."""
    return {
        "object": "model",
        "id": model.name,
        "created": model.created_at,
        "owned_by": ORGANIZATION,
    }


def _hyperparameters(used: Hyperparameters) -> dict[str, Any]:
    return {
        "n_epochs": used.n_epochs or "auto",
        "batch_size": used.batch_size or "auto",
        "learning_rate_multiplier": used.learning_rate_multiplier or "auto",
    }
