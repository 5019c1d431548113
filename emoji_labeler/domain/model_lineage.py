"""Where a fine-tuned model comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLineage:
    """The name of the snapshot that taught a model, and the job that made it; empty if unknown."""

    snapshot: str = ""
    job_id: str = ""
