"""What is made once at a provider for an intent: its files, known by their bytes, and its job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.fine_tuning import SUBMIT_KEY, FineTuningSpec
from emoji_labeler.domain.intent import IntentState, Trouble
from emoji_labeler.domain.uploaded_file import UploadedFile
from emoji_labeler.services.job_search import job_of_intent

if TYPE_CHECKING:
    from emoji_labeler.domain.errors import ProviderError
    from emoji_labeler.domain.fine_tuning import FineTuningJob
    from emoji_labeler.domain.intent import TuningIntent
    from emoji_labeler.services.connections import Connections
    from emoji_labeler.services.training_files import WrittenFile
    from emoji_labeler.storage.project import ProjectStore


class FileToSend:
    """A training file; ``find`` and ``make`` return the provider's name for it."""

    def __init__(
        self,
        project: ProjectStore,
        connections: Connections,
        provider_id: str,
        written: WrittenFile,
    ) -> None:
        self._project = project
        self._connections = connections
        self._content = written.content
        file = written.file
        kept = project.uploads.get(provider_id, file.sha256)
        self._file = kept or UploadedFile(
            provider_id=provider_id, sha256=file.sha256, name=file.name, size=file.size
        )

    @property
    def sent_at(self) -> str:
        """When it was sent, as long as nobody knows whether it came."""
        return "" if self._file.file_id else self._file.sent_at

    def find(self) -> str | None:
        """Return the file that is known to lie there, or look for its name."""
        if self._file.lies_there:
            return self._file.file_id
        with self._connections.asking(self._file.provider_id) as provider:
            found = [one for one in provider.list_files() if one.name == self._file.name]
        # A file of that name but another size is none of ours: it was cut off on the way.
        whole = [one for one in found if one.size in (0, self._file.size)]
        if not whole:
            return None
        # The oldest, so that all who look choose the same one of several.
        return self._known(min(whole, key=lambda one: (one.created_at, one.id)).id)

    def note_sending(self) -> None:
        """Keep that it is being sent; sent again, it may come to lie there twice."""
        now = utc_now()
        doubted_at = now if self._file.sent_at else self._file.doubted_at
        self._keep(file_id="", sent_at=now, uploaded_at="", deleted_at="", doubted_at=doubted_at)

    def note_given_up(self) -> None:
        """Keep that it may lie there."""
        self._keep(sent_at=utc_now())

    def note_not_sent(self, error: ProviderError) -> None:  # noqa: ARG002 - The intent tells of it.
        """Keep that it did not come."""
        self._keep(sent_at="")

    def make(self) -> str:
        """Upload it."""
        with self._connections.asking(self._file.provider_id) as provider:
            file_id = provider.upload_file(self._file.name, self._content).id
        return self._known(file_id)

    def _known(self, file_id: str) -> str:
        self._keep(file_id=file_id, uploaded_at=utc_now(), deleted_at="")
        return file_id

    def _keep(self, **changes: str) -> None:
        self._file = replace(self._file, **changes)  # type: ignore[arg-type]  # All of them are texts.
        self._project.uploads.put(self._file)


class JobToSend:
    """The job of an intent; ``file_ids`` are the provider's names of its files by their hash."""

    def __init__(
        self,
        project: ProjectStore,
        connections: Connections,
        intent: TuningIntent,
        *,
        file_ids: Mapping[str, str],
    ) -> None:
        self._project = project
        self._connections = connections
        self._intent = intent
        self._file_ids = file_ids

    @property
    def sent_at(self) -> str:
        """When it was sent, as long as nobody knows whether it was made."""
        return self._intent.sent_at

    def find(self) -> FineTuningJob | None:
        """Look for the job; one that was never sent is looked for too.

        Another copy of the project may have sent it.
        """
        with self._connections.asking(self._intent.provider_id) as provider:
            return job_of_intent(
                self._intent,
                provider=provider,
                training_file=self._file_ids[self._intent.training_sha256],
                taken=self._project.jobs.job_ids(self._intent.provider_id),
            )

    def note_sending(self) -> None:
        """Keep that it is being sent."""
        now = utc_now()
        self._project.intents.sending(self._intent.id, at=now)
        self._intent = replace(self._intent, state=IntentState.SENDING, sent_at=now)

    def note_given_up(self) -> None:
        """Keep that there may be a job."""
        now = utc_now()
        self._project.intents.given_up(self._intent.id, at=now)
        self._intent = replace(self._intent, sent_at=now)

    def note_not_sent(self, error: ProviderError) -> None:
        """Keep that there is no job, and why."""
        self._project.intents.not_sent(self._intent.id, Trouble.of(error))
        self._intent = replace(self._intent, state=IntentState.WRITTEN, sent_at="")

    def make(self) -> FineTuningJob:
        """Start the job."""
        intent = self._intent
        spec = FineTuningSpec(
            base_model=intent.base_model,
            training_file=self._file_ids[intent.training_sha256],
            validation_file=self._file_ids.get(intent.validation_sha256, ""),
            method=intent.method,
            hyperparameters=intent.hyperparameters,
            suffix=intent.suffix,
            seed=intent.seed,
            metadata={} if intent.mark else {SUBMIT_KEY: intent.submit_key},
        )
        with self._connections.asking(intent.provider_id) as provider:
            return provider.create_job(spec)
