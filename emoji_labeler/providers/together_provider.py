"""Fine-tuning as Together has it: ``/fine-tunes``, beside the OpenAI wire for all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from emoji_labeler.domain.fine_tuning import (
    Checkpoint,
    FineTuningJob,
    FineTuningSpec,
    Hyperparameters,
    JobEvent,
    JobPage,
    Method,
    RemoteFile,
)
from emoji_labeler.providers import answers
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.providers.batch_wire import ENDPOINT, BatchWire
from emoji_labeler.providers.openai_provider import check_spec
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emoji_labeler.providers.fields import Fields
    from emoji_labeler.providers.openai_wire import Call

_STATUSES = {
    "pending": "validating_files",
    "queued": "queued",
    "running": "running",
    "completed": "succeeded",
    "error": "failed",
    "user_error": "failed",
    "cancelled": "cancelled",
}
"""Their words and the API's; the others stand for stages between running and the end."""

_LEVELS = {"warning": "warn", "error": "error", "legacy_iwarning": "warn", "legacy_ierror": "error"}


class TogetherProvider(BatchWire):
    """The adapter for Together; ``Provider`` tells what its calls promise.

    Jobs carry no metadata there: a job is known again by its training file.
    """

    def upload_file(self, name: str, content: bytes) -> RemoteFile:
        """Upload a file for fine-tuning."""
        return self._upload(name, content, purpose="fine-tune")

    def upload_batch(self, name: str, content: bytes) -> RemoteFile:
        """Upload the questions of a batch."""
        self._need(self._can.batches, what=tr("The batch was not sent."))
        return self._upload(name, content, purpose="batch-api")

    def _upload(self, name: str, content: bytes, *, purpose: str) -> RemoteFile:
        import httpx2

        form = {"purpose": purpose, "file_name": name, "file_type": "jsonl"}
        fields = self._write(
            lambda client: client.post(
                "/files/upload",
                cast_to=httpx2.Response,
                body=form,
                files={"file": (name, content)},
                options={"headers": {"Content-Type": "multipart/form-data"}},
            ),
            what=tr("The file was not uploaded."),
        )
        return answers.file_of(fields)

    def create_job(self, spec: FineTuningSpec) -> FineTuningJob:
        """Start a job."""
        what = tr("The fine-tuning job was not started.")
        check_spec(spec, self, what=what)
        return _job_of(self._write(_post("/fine-tunes", _body(spec)), what=what))

    def retrieve_job(self, job_id: str, *, cancel: Cancel = never) -> FineTuningJob:
        """Fetch a job."""
        what = tr("The fine-tuning job was not fetched.")
        return _job_of(self._read(_get(_path(job_id)), what=what, cancel=cancel))

    def list_jobs(self, *, after: str = "", limit: int = 20, cancel: Cancel = never) -> JobPage:
        """List the jobs behind ``after``; the server gives all of them at once."""
        what = tr("The fine-tuning jobs were not listed.")
        answer = self._read(_get("/fine-tunes"), what=what, cancel=cancel)
        jobs = sorted(
            map(_job_of, answer.children("data")), key=lambda job: job.created_at, reverse=True
        )
        ids = [job.id for job in jobs]
        start = ids.index(after) + 1 if after in ids else 0
        page = tuple(jobs[start : start + limit])
        is_end = start + limit >= len(jobs)
        return JobPage(jobs=page, next_after="" if is_end else page[-1].id)

    def list_events(
        self, job_id: str, *, since: str = "", cancel: Cancel = never
    ) -> tuple[JobEvent, ...]:
        """Fetch the events, which come all at once, and drop those known."""
        what = tr("The events of the job were not fetched.")
        answer = self._read(_get(f"{_path(job_id)}/events"), what=what, cancel=cancel)
        events = sorted(map(_event_of, answer.children("data")), key=lambda event: event.created_at)
        ids = [event.id for event in events]
        return tuple(events[ids.index(since) + 1 if since in ids else 0 :])

    def checkpoints(self, job_id: str, *, cancel: Cancel = never) -> tuple[Checkpoint, ...]:
        """Fetch the checkpoints of a job."""
        what = tr("The checkpoints of the job were not fetched.")
        answer = self._read(_get(f"{_path(job_id)}/checkpoints"), what=what, cancel=cancel)
        found = (_checkpoint_of(one) for one in answer.children("data"))
        return tuple(sorted(found, key=lambda checkpoint: checkpoint.step))

    def cancel_job(self, job_id: str) -> FineTuningJob:
        """Cancel a job."""
        what = tr("The fine-tuning job was not cancelled.")
        return _job_of(self._write(_post(f"{_path(job_id)}/cancel", {}), what=what))

    def pause_job(self, job_id: str) -> FineTuningJob:
        """Raise NotOfferedError: there is no pausing."""
        raise self._not_offered(tr("The fine-tuning job {id} was not paused.", id=job_id))

    def resume_job(self, job_id: str) -> FineTuningJob:
        """Raise NotOfferedError: there is no pausing."""
        raise self._not_offered(tr("The fine-tuning job {id} was not resumed.", id=job_id))

    def _create_batch_call(self, file_id: str, metadata: Mapping[str, str]) -> Call:  # noqa: ARG002 - there are no metadata.
        return _post("/batches", {"input_file_id": file_id, "endpoint": ENDPOINT})


def _path(job_id: str) -> str:
    return f"/fine-tunes/{quote(job_id, safe='')}"


def _get(path: str) -> Call:
    import httpx2

    return lambda client: client.get(path, cast_to=httpx2.Response)


def _post(path: str, body: dict[str, Any]) -> Call:
    import httpx2

    return lambda client: client.post(path, cast_to=httpx2.Response, body=body)


def _body(spec: FineTuningSpec) -> dict[str, Any]:
    """Return what ``/fine-tunes`` takes, with a checkpoint and an evaluation each epoch."""
    wanted = spec.hyperparameters
    method = {"method": "dpo" if spec.method is Method.DPO else "sft"}
    epochs = wanted.n_epochs or 1
    optional: dict[str, Any] = {
        "validation_file": spec.validation_file or None,
        "n_evals": epochs if spec.validation_file else None,
        "batch_size": wanted.batch_size,
        "suffix": spec.suffix or None,
    }
    return {
        "model": spec.base_model,
        "training_file": spec.training_file,
        "n_epochs": epochs,
        "n_checkpoints": epochs,
        "training_method": method | ({"dpo_beta": wanted.beta} if wanted.beta is not None else {}),
        **{name: value for name, value in optional.items() if value is not None},
    }


def _job_of(fields: Fields) -> FineTuningJob:
    status = fields.text("status")
    return FineTuningJob(
        id=fields.text("id"),
        status=_STATUSES.get(status, status),
        base_model=fields.text("model", ""),
        training_file=fields.text("training_file", ""),
        validation_file=fields.text("validation_file", ""),
        fine_tuned_model=fields.text("model_output_name", "") if status == "completed" else "",
        created_at=fields.time("created_at"),
        finished_at=fields.time("updated_at") if status in {"completed", "error"} else "",
        trained_tokens=fields.whole("token_count"),
        hyperparameters=Hyperparameters(
            n_epochs=fields.whole("n_epochs"), batch_size=fields.whole("batch_size")
        ),
        suffix=fields.text("suffix", ""),
        error_message=_last_error(fields) if _STATUSES.get(status) == "failed" else "",
        raw=fields.as_json(),
    )


def _last_error(fields: Fields) -> str:
    events = [_event_of(one) for one in fields.children("events", needed=False)]
    errors = [event.message for event in events if event.level == "error"]
    return errors[-1] if errors else ""


def _event_of(fields: Fields) -> JobEvent:
    """Read an event, which has no identifier there: time, type and step make one."""
    kind = fields.text("type", "message")
    parts = (fields.time("created_at"), kind, str(fields.whole("step") or 0))
    level = fields.text("level", "info")
    figures = {
        name: value
        for name in ("step", "total_steps")
        if (value := fields.number(name)) is not None
    }
    return JobEvent(
        id=" ".join(parts),
        created_at=fields.time("created_at"),
        level=_LEVELS.get(level, "info"),
        message=fields.text("message", ""),
        kind=kind,
        metrics=figures,
    )


def _checkpoint_of(fields: Fields) -> Checkpoint:
    name = fields.text("object_name", "") or fields.text("path", "")
    return Checkpoint(
        id=fields.text("object_id", "") or name,
        model=name,
        step=fields.whole("step") or 0,
        created_at=fields.time("created_at"),
    )
