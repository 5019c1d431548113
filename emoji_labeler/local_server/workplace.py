"""What every route may ask for."""

from collections.abc import Callable, Mapping

from starlette.requests import Request

from emoji_labeler.domain.record import record
from emoji_labeler.local_server.errors import not_found
from emoji_labeler.local_server.job_queue import JobQueue
from emoji_labeler.local_server.records import FineTuningJob, StoredFile
from emoji_labeler.local_server.served_models import ServedModels
from emoji_labeler.local_server.state import ServerState
from emoji_labeler.local_server.trainer import ServedModel, Trainer


@record
class Workplace:
    """The objects behind the routes; ``started_at`` is in seconds since 1970.

    Everything that is looked up and missing raises WireError.
    """

    state: ServerState
    queue: JobQueue
    models: ServedModels
    trainers: Mapping[str, Trainer]
    started_at: int

    def loader(self, model: str) -> Callable[[], ServedModel]:
        """Return what loads a model by its name, to be called in a thread."""
        if model in self.trainers:
            return lambda: self.models.base(model)
        trained = self.state.models.get(model)
        if trained is None or trained.base_model not in self.trainers:
            raise not_found(f"model '{model}'", param="model", code="model_not_found")
        path = self.state.models.path(trained.path)
        return lambda: self.models.trained(trained, path=path)

    def file(self, file_id: str, *, param: str = "file_id") -> StoredFile:
        """Return a file."""
        file = self.state.files.get(file_id)
        if file is None:
            raise not_found(f"file '{file_id}'", param=param)
        return file

    def job(self, job_id: str) -> FineTuningJob:
        """Return a fine-tuning job."""
        job = self.state.jobs.get(job_id)
        if job is None:
            raise not_found(f"fine-tuning job '{job_id}'", param="fine_tuning_job_id")
        return job


def workplace_of(request: Request) -> Workplace:
    """Return the objects behind the route of a request."""
    workplace: Workplace = request.app.state.workplace
    return workplace
