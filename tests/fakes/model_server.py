"""A model server on loopback: files, jobs, events, checkpoints, chat, vectors, batches and more.

It speaks the OpenAI wire and, under ``/fine-tunes``, Together's.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.fakes.serving import Asked, Served, serving

Json = dict[str, Any]


class ModelServer(Served):
    """The state of the server: files, jobs, events, and everything it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.names: dict[str, str] = {}
        self.jobs: dict[str, Json] = {}
        self.events: list[Json] = []
        self.checkpoints: list[Json] = []
        self.batches: dict[str, Json] = {}
        self.refuses: set[str] = set()
        self.wanted_key = ""
        self.reply: Json = {"role": "assistant", "content": "cat"}
        self.tokens: list[tuple[str, float]] = []
        self.models: list[Json] = [
            {"id": "old", "object": "model", "created": 1, "owned_by": "us"},
            {"id": "dying", "object": "model", "created": 1, "shutdown_date": "2027-01-14"},
        ]

    def posts(self, path: str) -> list[Asked]:
        """Return the POST requests to a path."""
        return [one for one in self.asked if one.method == "POST" and one.path == path]

    def add_steps(self, count: int) -> None:
        """Let a job have ``count`` metrics events, the newest first as the API lists them."""
        for step in range(len(self.events) + 1, len(self.events) + count + 1):
            event = {
                "id": f"ftevent-{step}",
                "object": "fine_tuning.job.event",
                "created_at": 1_700_000_000 + step // 5,
                "level": "info",
                "message": f"Step {step}",
                "type": "metrics",
                "data": {"step": step, "train_loss": 1 / step, "note": "x"},
            }
            self.events.insert(0, event)

    def answer(self, asked: Asked) -> tuple[int, Any]:
        """Carry a request out and return status and body."""
        given = asked.headers.get("authorization", "")
        if self.wanted_key and given != f"Bearer {self.wanted_key}":
            return 401, {"error": {"message": "Who is there?", "code": "invalid_api_key"}}
        for pattern, method in _ROUTES:
            match = re.fullmatch(pattern, f"{asked.method} {asked.path}")
            if match:
                answer: tuple[int, Any] = getattr(self, method)(asked, *match.groups())
                return answer
        return 404, {"error": {"message": "Unknown path", "code": "not_found", "param": None}}

    def list_models(self, _: Asked) -> tuple[int, Any]:
        return 200, {"object": "list", "data": self.models}

    def upload(self, asked: Asked) -> tuple[int, Any]:
        _, _, rest = asked.body.partition(b'name="file"; filename="')
        name, _, rest = rest.partition(b'"')
        content = rest.partition(b"\r\n\r\n")[2].partition(b"\r\n--")[0]
        file_id = f"file-{len(self.names) + 1}"
        self.files[file_id], self.names[file_id] = content, name.decode()
        return 200, self._file(file_id)

    def list_files(self, asked: Asked) -> tuple[int, Any]:
        return 200, page([self._file(one) for one in self.files], asked, size=2)

    def delete_file(self, _: Asked, file_id: str) -> tuple[int, Any]:
        if self.files.pop(file_id, None) is None:
            return 404, {"error": {"message": "No such file"}}
        return 200, {"id": file_id, "object": "file", "deleted": True}

    def content(self, _: Asked, file_id: str) -> tuple[int, Any]:
        return 200, self.files[file_id]

    def create_job(self, asked: Asked) -> tuple[int, Any]:
        body = asked.json
        job = {
            "id": f"ftjob-{len(self.jobs) + 1}",
            "object": "fine_tuning.job",
            "status": "queued",
            "created_at": 1_700_000_000 + len(self.jobs),
            "error": {},
            "fine_tuned_model": None,
            "result_files": [],
            "user_provided_suffix": body.get("suffix"),
            **body,
        }
        self.jobs[job["id"]] = job
        return 200, job

    def create_tune(self, asked: Asked) -> tuple[int, Any]:
        _, job = self.create_job(asked)
        moment = f"2026-11-22T00:00:{len(self.jobs):02}.000Z"
        del job["error"]
        job |= {"status": "pending", "created_at": moment, "updated_at": moment}
        return 200, job

    def retrieve(self, _: Asked, job_id: str) -> tuple[int, Any]:
        if job_id not in self.jobs:
            return 404, {"error": {"message": "No such job", "code": "not_found"}}
        return 200, self.jobs[job_id]

    def list_jobs(self, asked: Asked) -> tuple[int, Any]:
        return 200, page(list(self.jobs.values())[::-1], asked, size=20)

    def list_tunes(self, _: Asked) -> tuple[int, Any]:
        return 200, {"data": list(self.jobs.values())}

    def list_events(self, asked: Asked, _: str) -> tuple[int, Any]:
        return 200, page(self.events, asked, size=20)

    def list_tune_events(self, *_: object) -> tuple[int, Any]:
        return 200, {"data": [_as_tune_event(event) for event in self.events[::-1]]}

    def list_checkpoints(self, asked: Asked, _: str) -> tuple[int, Any]:
        return 200, page(self.checkpoints, asked, size=20)

    def list_tune_checkpoints(self, *_: object) -> tuple[int, Any]:
        return 200, {"data": [_as_tune_checkpoint(one) for one in self.checkpoints]}

    def change(self, _: Asked, job_id: str, verb: str) -> tuple[int, Any]:
        self.jobs[job_id]["status"] = {
            "cancel": "cancelled",
            "pause": "paused",
            "resume": "queued",
        }[verb]
        return 200, self.jobs[job_id]

    def chat(self, asked: Asked) -> tuple[int, Any]:
        body = asked.json
        for name in sorted(self.refuses & body.keys()):
            message = f"Unsupported parameter: '{name}' is not supported with this model."
            return 400, {"error": {"message": message, "type": "invalid", "param": name}}
        choice: Json = {"index": 0, "message": self.reply, "finish_reason": "stop"}
        if body.get("logprobs"):
            content = [{"token": text, "logprob": value} for text, value in self.tokens]
            choice["logprobs"] = {"content": content}
        usage = {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}
        return 200, {"id": "c", "model": body["model"], "choices": [choice], "usage": usage}

    def embed(self, asked: Asked) -> tuple[int, Any]:
        texts = asked.json["input"]
        rows = [
            {"index": place, "embedding": [float(len(text)), 1.0]}
            for place, text in enumerate(texts)
        ]
        return 200, {"model": "e", "data": rows[::-1], "usage": {"prompt_tokens": len(texts)}}

    def decide(self, asked: Asked) -> tuple[int, Any]:
        answers = []
        for question in asked.json["questions"]:
            values = [choice["value"] for choice in question["choices"]]
            share = 1 / len(values)
            likely = [{"value": value, "probability": share} for value in values]
            answers.append({"type": "choice", "choice": values[0], "probabilities": likely})
        return 200, {"model": "d", "answers": answers, "usage": {"input_tokens": 3}}

    def create_batch(self, asked: Asked) -> tuple[int, Any]:
        """Take a batch in; it stays as it is until ``finish_batches``."""
        batch = {
            "id": f"batch-{len(self.batches) + 1}",
            "object": "batch",
            "status": "validating",
            "output_file_id": None,
            **asked.json,
        }
        self.batches[batch["id"]] = batch
        is_together = "completion_window" not in asked.json
        return 200, {"job": {**batch, "status": "VALIDATING"}} if is_together else batch

    def retrieve_batch(self, _: Asked, batch_id: str) -> tuple[int, Any]:
        return 200, self.batches[batch_id]

    def list_batches(self, asked: Asked) -> tuple[int, Any]:
        return 200, page(list(self.batches.values())[::-1], asked, size=2)

    def cancel_batch(self, _: Asked, batch_id: str) -> tuple[int, Any]:
        self.batches[batch_id]["status"] = "cancelling"
        return 200, self.batches[batch_id]

    def finish_batches(self, *, failing: str = "") -> None:
        """Answer every question of every batch; those whose text holds ``failing`` are refused."""
        for batch in self.batches.values():
            rows = [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
            good = [row for row in rows if not failing or failing not in json.dumps(row)]
            refused = [row for row in rows if row not in good]
            self.files["file-out"] = _lines(self._batch_line(row) for row in good)
            self.files["file-bad"] = _lines(
                {"custom_id": row["custom_id"], "error": {"message": "refused"}} for row in refused
            )
            batch |= {"status": "completed", "output_file_id": "file-out"}
            batch |= {"error_file_id": "file-bad" if refused else None}

    def _batch_line(self, row: Json) -> Json:
        asked = Asked(
            method="POST",
            path=row["url"],
            query={},
            headers={},
            body=json.dumps(row["body"]).encode(),
        )
        status, body = self.chat(asked)
        return {
            "id": "r",
            "custom_id": row["custom_id"],
            "response": {"status_code": status, "body": body},
            "error": None,
        }

    def _file(self, file_id: str) -> Json:
        size = len(self.files[file_id])
        made = 1_700_000_000 + list(self.names).index(file_id)
        return {
            "id": file_id,
            "object": "file",
            "bytes": size,
            "created_at": made,
            "filename": self.names[file_id],
        }


_JOBS = "/v1/fine_tuning/jobs"
_TUNES = "/v1/fine-tunes"
_ROUTES = (
    ("GET /v1/models", "list_models"),
    ("POST /v1/files(?:/upload)?", "upload"),
    ("GET /v1/files", "list_files"),
    ("DELETE /v1/files/([^/]+)", "delete_file"),
    ("GET /v1/files/([^/]+)/content", "content"),
    (f"POST {_JOBS}", "create_job"),
    (f"GET {_JOBS}", "list_jobs"),
    (f"GET {_JOBS}/([^/]+)", "retrieve"),
    (f"GET {_JOBS}/([^/]+)/events", "list_events"),
    (f"GET {_JOBS}/([^/]+)/checkpoints", "list_checkpoints"),
    (f"POST {_JOBS}/([^/]+)/(cancel|pause|resume)", "change"),
    (f"POST {_TUNES}", "create_tune"),
    (f"GET {_TUNES}", "list_tunes"),
    (f"GET {_TUNES}/([^/]+)", "retrieve"),
    (f"GET {_TUNES}/([^/]+)/events", "list_tune_events"),
    (f"GET {_TUNES}/([^/]+)/checkpoints", "list_tune_checkpoints"),
    (f"POST {_TUNES}/([^/]+)/(cancel)", "change"),
    ("POST /v1/chat/completions", "chat"),
    ("POST /v1/embeddings", "embed"),
    ("POST /v1/decisions", "decide"),
    ("POST /v1/batches", "create_batch"),
    ("GET /v1/batches", "list_batches"),
    ("GET /v1/batches/([^/]+)", "retrieve_batch"),
    ("POST /v1/batches/([^/]+)/cancel", "cancel_batch"),
)


def _lines(rows: Iterable[Json]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def page(rows: list[Json], asked: Asked, *, size: int) -> Json:
    """Return a page behind ``after``; never more than ``size``, whatever limit was asked for."""
    after = asked.query.get("after", [""])[0]
    ids = [row["id"] for row in rows]
    start = ids.index(after) + 1 if after in ids else 0
    limit = min(size, int(asked.query.get("limit", [str(size)])[0]))
    return {
        "object": "list",
        "data": rows[start : start + limit],
        "has_more": start + limit < len(rows),
    }


def _as_tune_event(event: Json) -> Json:
    step = event["data"]["step"]
    return {
        "object": "fine-tune-event",
        "created_at": f"2026-11-22T00:{step // 60:02}:{step % 60:02}Z",
        "message": event["message"],
        "type": "epoch_complete",
        "level": "info",
        "step": step,
    }


def _as_tune_checkpoint(checkpoint: Json) -> Json:
    return {
        "checkpoint_type": "Intermediate",
        "created_at": "2026-11-22T00:00:00Z",
        "path": "s3://bucket/x",
        "step": checkpoint["step_number"],
        "object_name": checkpoint["fine_tuned_model_checkpoint"],
    }


@contextmanager
def running_model_server(state: ModelServer | None = None) -> Iterator[ModelServer]:
    """Serve on a free port of loopback until the block ends."""
    state = state or ModelServer()
    with serving(state):
        yield state
