"""Where a model that is asked for predictions comes from."""

from emoji_labeler.domain.record import record


@record
class ModelOrigin:
    """The name of the snapshot that taught a model, and the job that made it; empty if unknown."""

    snapshot: str = ""
    job_id: str = ""
