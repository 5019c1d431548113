"""Fine-tuning as OpenAI has it, at any server that speaks so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.fine_tuning import JobPage, faults_in_spec
from emoji_labeler.providers import answers, requests
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.providers.batch_wire import BatchWire
from emoji_labeler.providers.openai_wire import OpenAIWire
from emoji_labeler.wording import sentences, tr

if TYPE_CHECKING:
    from emoji_labeler.domain.fine_tuning import (
        Checkpoint,
        FineTuningJob,
        FineTuningSpec,
        JobEvent,
        RemoteFile,
    )
    from emoji_labeler.providers.openai_wire import Call

_EVENTS_A_PAGE = 100


class OpenAIProvider(BatchWire):
    """The adapter for the OpenAI wire; ``Provider`` tells what its calls promise."""

    def upload_file(self, name: str, content: bytes) -> RemoteFile:
        """Upload a file for fine-tuning."""
        what = tr("The file was not uploaded.")
        self._need(self._can.fine_tuning, what=what)
        return answers.file_of(
            self._write(
                lambda client: (
                    client.files.with_raw_response.create(
                        file=(name, content, "application/jsonl"), purpose="fine-tune"
                    ).http_response
                ),
                what=what,
            )
        )

    def create_job(self, spec: FineTuningSpec) -> FineTuningJob:
        """Start a job."""
        what = tr("The fine-tuning job was not started.")
        self._need(self._can.fine_tuning, what=what)
        check_spec(spec, self, what=what)
        body = requests.job_body(spec, capabilities=self._can)
        return answers.job_of(
            self._write(
                lambda client: (
                    client.fine_tuning.jobs.with_raw_response.create(**body).http_response
                ),
                what=what,
            )
        )

    def retrieve_job(self, job_id: str, *, cancel: Cancel = never) -> FineTuningJob:
        """Fetch a job."""
        fields = self._read(
            lambda client: client.fine_tuning.jobs.with_raw_response.retrieve(job_id).http_response,
            what=tr("The fine-tuning job was not fetched."),
            cancel=cancel,
        )
        return answers.job_of(fields)

    def list_jobs(self, *, after: str = "", limit: int = 20, cancel: Cancel = never) -> JobPage:
        """List one page of jobs."""
        what = tr("The fine-tuning jobs were not listed.")
        self._need(self._can.fine_tuning, what=what)
        place = _place(after=after, limit=limit)
        page = self._read(
            lambda client: client.fine_tuning.jobs.with_raw_response.list(**place).http_response,
            what=what,
            cancel=cancel,
        )
        jobs = tuple(answers.job_of(one) for one in page.children("data"))
        is_end = not page.is_true("has_more") or not jobs or jobs[-1].id == after
        return JobPage(jobs=jobs, next_after="" if is_end else jobs[-1].id)

    def list_events(
        self, job_id: str, *, since: str = "", cancel: Cancel = never
    ) -> tuple[JobEvent, ...]:
        """Page back from the newest event to the last one known, so that no step is lost."""
        what = tr("The events of the job were not fetched.")
        self._need(self._can.events, what=what)
        found: dict[str, JobEvent] = {}
        has_more = True
        while has_more:
            before = len(found)
            call = _events_page(job_id, after=next(reversed(found), ""))
            page = self._read(call, what=what, cancel=cancel)
            for event in map(answers.event_of, page.children("data")):
                if event.id == since:
                    return _oldest_first(found)
                found[event.id] = event
            # A server that does not understand ``after`` repeats itself for ever.
            has_more = page.is_true("has_more") and len(found) > before
        return _oldest_first(found)

    def checkpoints(self, job_id: str, *, cancel: Cancel = never) -> tuple[Checkpoint, ...]:
        """Fetch the checkpoints of a job."""
        what = tr("The checkpoints of the job were not fetched.")
        self._need(self._can.checkpoints, what=what)
        page = self._read(
            lambda client: (
                client.fine_tuning.jobs.checkpoints.with_raw_response.list(
                    job_id, limit=100
                ).http_response
            ),
            what=what,
            cancel=cancel,
        )
        found = (answers.checkpoint_of(one) for one in page.children("data"))
        return tuple(sorted(found, key=lambda checkpoint: checkpoint.step))

    def cancel_job(self, job_id: str) -> FineTuningJob:
        """Cancel a job."""
        what = tr("The fine-tuning job was not cancelled.")
        self._need(self._can.cancel, what=what)
        return answers.job_of(
            self._write(
                lambda client: (
                    client.fine_tuning.jobs.with_raw_response.cancel(job_id).http_response
                ),
                what=what,
            )
        )

    def pause_job(self, job_id: str) -> FineTuningJob:
        """Pause a job."""
        what = tr("The fine-tuning job was not paused.")
        self._need(self._can.pause, what=what)
        return answers.job_of(
            self._write(
                lambda client: (
                    client.fine_tuning.jobs.with_raw_response.pause(job_id).http_response
                ),
                what=what,
            )
        )

    def resume_job(self, job_id: str) -> FineTuningJob:
        """Let a paused job go on."""
        what = tr("The fine-tuning job was not resumed.")
        self._need(self._can.pause, what=what)
        return answers.job_of(
            self._write(
                lambda client: (
                    client.fine_tuning.jobs.with_raw_response.resume(job_id).http_response
                ),
                what=what,
            )
        )


def check_spec(spec: FineTuningSpec, provider: OpenAIWire, *, what: str) -> None:
    """Raise WrongUseError for a job that the provider would refuse after the upload."""
    faults = faults_in_spec(spec, capabilities=provider.profile.capabilities)
    if faults:
        raise WrongUseError(
            what, why=sentences(*faults), remedy=tr("Change it and start the job again.")
        )


def _place(*, after: str, limit: int) -> dict[str, Any]:
    return {"limit": limit, **({"after": after} if after else {})}


def _events_page(job_id: str, *, after: str) -> Call:
    place = _place(after=after, limit=_EVENTS_A_PAGE)
    return lambda client: (
        client.fine_tuning.jobs.with_raw_response.list_events(job_id, **place).http_response
    )


def _oldest_first(found: dict[str, JobEvent]) -> tuple[JobEvent, ...]:
    return tuple(reversed(found.values()))
