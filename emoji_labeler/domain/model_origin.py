"""Where a model that is asked for predictions comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOrigin:
    """The name of the snapshot that taught a model, and the job that made it; empty if unknown."""

    snapshot: str = ""
    job_id: str = ""
