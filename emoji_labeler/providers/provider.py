"""What every provider can be asked."""

from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from emoji_labeler.domain.chat import (
        ChatReply,
        ChatRequest,
        ChoiceQuestion,
        Decision,
        Embeddings,
    )
    from emoji_labeler.domain.fine_tuning import (
        Checkpoint,
        FineTuningJob,
        FineTuningSpec,
        JobEvent,
        JobPage,
        RemoteFile,
    )
    from emoji_labeler.domain.provider import ProviderProfile
    from emoji_labeler.domain.remote_batch import RemoteBatch
    from emoji_labeler.domain.remote_model import RemoteModel
    from emoji_labeler.providers.attempts import Cancel


class Provider(Protocol):
    """A server that offers models, for several threads at once, to be closed at the end.

    Every call blocks, raises a ProviderError, and raises NotOfferedError without sending anything
    where the provider's capabilities lack it. Calls that take ``cancel`` are repeated for a while
    after rate limits and faults of server or line, and raise StoppedError between two tries when
    ``cancel()`` turns true. The others change something and are sent once: their errors say in
    ``may_have_acted`` whether the change may have happened all the same.
    """

    @property
    def profile(self) -> "ProviderProfile":
        """Who this is and what it offers."""
        ...

    def close(self) -> None:
        """Close the connection; leaving a ``with`` block does it too."""
        ...

    def __enter__(self) -> Self:
        """Begin a block at whose end the provider is closed."""
        ...

    def __exit__(self, *error: object) -> None:
        """Close the provider."""
        ...

    def list_models(self, *, cancel: "Cancel" = ...) -> "tuple[RemoteModel, ...]":
        """Return the models that the key may use."""
        ...

    def upload_file(self, name: str, content: bytes) -> "RemoteFile":
        """Lay a file for fine-tuning with the provider."""
        ...

    def list_files(self, *, cancel: "Cancel" = ...) -> "tuple[RemoteFile, ...]":
        """Return the files for fine-tuning that lie with the provider."""
        ...

    def delete_file(self, file_id: str) -> None:
        """Delete a file at the provider; one that is not there counts as deleted."""
        ...

    def file_content(self, file_id: str, *, cancel: "Cancel" = ...) -> bytes:
        """Return what is in a file; a result file that comes in base64 is decoded."""
        ...

    def create_job(self, spec: "FineTuningSpec") -> "FineTuningJob":
        """Start a job, which may cost money; raise WrongUseError for one outside the limits."""
        ...

    def retrieve_job(self, job_id: str, *, cancel: "Cancel" = ...) -> "FineTuningJob":
        """Return a job as it is now."""
        ...

    def list_jobs(self, *, after: str = "", limit: int = 20, cancel: "Cancel" = ...) -> "JobPage":
        """Return jobs, newest first, behind the one named by ``after``."""
        ...

    def list_events(
        self, job_id: str, *, since: str = "", cancel: "Cancel" = ...
    ) -> "tuple[JobEvent, ...]":
        """Return every event later than the one named by ``since``, the oldest first."""
        ...

    def checkpoints(self, job_id: str, *, cancel: "Cancel" = ...) -> "tuple[Checkpoint, ...]":
        """Return the checkpoints of a job that can be asked, the earliest first."""
        ...

    def cancel_job(self, job_id: str) -> "FineTuningJob":
        """Ask for a job to be cancelled and return it as it is then."""
        ...

    def pause_job(self, job_id: str) -> "FineTuningJob":
        """Ask for a job to be paused and return it as it is then."""
        ...

    def resume_job(self, job_id: str) -> "FineTuningJob":
        """Let a paused job go on and return it as it is then."""
        ...

    def chat(self, request: "ChatRequest", *, cancel: "Cancel" = ...) -> "ChatReply":
        """Return the answer of a chat model.

        A parameter that the model refuses by name is left out, now and whenever it is asked again.
        """
        ...

    def embeddings(
        self, model: str, texts: "Sequence[str]", *, cancel: "Cancel" = ...
    ) -> "Embeddings":
        """Return one vector for each text."""
        ...

    def decide(
        self,
        model: str,
        text: str,
        questions: "Sequence[ChoiceQuestion]",
        *,
        cancel: "Cancel" = ...,
    ) -> "Decision":
        """Return the model's choice, and every choice's probability, for each question."""
        ...

    def upload_batch(self, name: str, content: bytes) -> "RemoteFile":
        """Lay the questions of a batch with the provider, as ``batch_content`` writes them."""
        ...

    def create_batch(self, file_id: str, *, metadata: "Mapping[str, str]") -> "RemoteBatch":
        """Have the questions of a file answered within a day; this costs money."""
        ...

    def retrieve_batch(self, batch_id: str, *, cancel: "Cancel" = ...) -> "RemoteBatch":
        """Return a batch as it is now."""
        ...

    def list_batches(self, *, cancel: "Cancel" = ...) -> "tuple[RemoteBatch, ...]":
        """Return the latest batches, a thousand at most."""
        ...

    def cancel_batch(self, batch_id: str) -> "RemoteBatch":
        """Ask for a batch to be cancelled and return it as it is then; what is done is paid."""
        ...
