"""A fine-tuning server that keeps what it has done when it is killed, and makes trouble by chance.

Its state is on the disk before the answer leaves, as with any real server.
"""

import json
import os
import random
import threading
import time
from pathlib import Path
from typing import Any

from tests.fakes.model_server import Json, ModelServer, page
from tests.fakes.serving import Asked, Trouble, refusal

_STEPS_AT_MOST = 45
_LATE_S = 0.8
_NO_JOB = (404, {"error": {"message": "No such job", "code": "not_found"}})


class DurableServer(ModelServer):
    """A model server whose jobs go on by some steps whenever somebody looks at them.

    ``calm`` is the share of requests that nothing happens to; of the others some are refused, some
    fail, some are dropped and some never answered, and half of those are carried out all the same.
    Some are carried out only when their client has given up and sent them again. With
    ``keeps_metadata`` false it forgets metadata, as some servers do.
    """

    def __init__(self, path: Path, *, calm: float, keeps_metadata: bool, seed: str) -> None:
        self._path = path
        self._calm = calm
        self._keeps_metadata = keeps_metadata
        self._chance = random.Random(seed)  # noqa: S311 - It guards no secret.
        self._lock = threading.Lock()
        self.job_events: dict[str, list[Json]] = {}
        super().__init__()
        if path.exists():
            kept = json.loads(path.read_text())
            self.files = {name: content.encode() for name, content in kept["files"].items()}
            self.names, self.jobs, self.job_events = (
                kept[part] for part in ("names", "jobs", "events")
            )

    @property
    def troubles(self) -> list[Trouble]:
        """What happens to the request that is being looked at."""
        if self._chance.random() < self._calm:
            return []
        return [self._chance.choice(_TROUBLES)()]

    @troubles.setter
    def troubles(self, _: list[Trouble]) -> None:
        """Troubles come by chance alone."""

    def answer(self, asked: Asked) -> tuple[int, Any]:
        if self._chance.random() < (1 - self._calm) / (3 if asked.method == "GET" else 1):
            # The client has given up by then, and the server does not know it.
            time.sleep(_LATE_S)
        with self._lock:
            status, answer = super().answer(asked)
            if asked.method != "GET" or "/fine_tuning/jobs/" in asked.path:
                self._save()
        return status, answer

    def create_job(self, asked: Asked) -> tuple[int, Any]:
        if asked.json["training_file"] not in self.files:
            return 400, {"error": {"message": "No such file", "param": "training_file"}}
        status, job = super().create_job(asked)
        if not self._keeps_metadata:
            job.pop("metadata", None)
        job["created_at"] = int(time.time())
        self.job_events[job["id"]] = []
        self._tell(job["id"], 1)
        return status, job

    def retrieve(self, asked: Asked, job_id: str) -> tuple[int, Any]:
        if job_id not in self.jobs:
            return _NO_JOB
        self._go_on(job_id)
        return super().retrieve(asked, job_id)

    def list_events(self, asked: Asked, job_id: str) -> tuple[int, Any]:
        self._go_on(job_id)
        return 200, page(self.job_events[job_id][::-1], asked, size=20)

    def _go_on(self, job_id: str) -> None:
        """Let a job take some steps, and end after the last."""
        job, total = self.jobs[job_id], 60 + len(job_id) * 7
        done = len(self.job_events[job_id])
        if job["status"] == "succeeded":
            return
        job["status"] = "running"
        self._tell(job_id, min(self._chance.randint(0, _STEPS_AT_MOST), total - done))
        if len(self.job_events[job_id]) == total:
            job |= {"status": "succeeded", "fine_tuned_model": f"ft:{job_id}", "finished_at": 2}

    def _tell(self, job_id: str, count: int) -> None:
        events = self.job_events[job_id]
        for step in range(len(events) + 1, len(events) + count + 1):
            events.append(
                {
                    "id": f"{job_id}-event-{step}",
                    "created_at": 1_700_000_000,
                    "level": "info",
                    "message": f"Step {step}",
                    "type": "metrics",
                    "data": {"step": step, "train_loss": 1 / step},
                }
            )

    def _save(self) -> None:
        files = {name: content.decode() for name, content in self.files.items()}
        kept = {
            "files": files,
            "names": self.names,
            "jobs": self.jobs,
            "events": self.job_events,
        }
        unfinished = self._path.with_suffix(".part")
        unfinished.write_text(json.dumps(kept))
        os.replace(unfinished, self._path)  # noqa: PTH105 - As short as it can be: it may be killed.


_TROUBLES = (
    lambda: refusal("", 429, retry_after="0.01"),
    lambda: refusal("", 500),
    lambda: Trouble(on="", status=502, acts=True),
    lambda: Trouble(on="", drops=True),
    lambda: Trouble(on="", drops=True, acts=True),
    lambda: Trouble(on="", hangs=True),
    lambda: Trouble(on="", hangs=True, acts=True),
    lambda: Trouble(on="", status=200, body=b"<html>", acts=True),
)
