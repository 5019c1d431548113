"""A client as anybody would write it, and training files to give it."""

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import openai
from openai import OpenAI
from openai.types.fine_tuning import FineTuningJob, FineTuningJobEvent

from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_model.model_file import load_model
from emoji_labeler.local_server.address import ServerAddress

BASE = "local-text-classifier"
_PATIENCE_S = 60.0
LABELS = ("cat", "castle", "umbrella", "bread", "volcano", "guitar")
NAMES = ("佐藤", "Suzuki", "高橋", "Tanaka", "山本", "Nakamura")


def client_of(address: ServerAddress) -> OpenAI:
    """Return the unmodified SDK on an address, past any proxy."""
    return OpenAI(
        api_key=address.token,
        base_url=address.base_url,
        max_retries=0,
        timeout=30,
        http_client=openai.DefaultHttpxClient(trust_env=False),
    )


def row(memo: str, label: str) -> str:
    """Return one line of a training file."""
    messages = [
        {"role": "system", "content": "Choose the emoji for the memo."},
        {"role": "user", "content": memo},
        {"role": "assistant", "content": label},
    ]
    return json.dumps({"messages": messages}, ensure_ascii=False)


def rows(count: int, *, said: str = "と話した日") -> list[str]:
    """Return lines in which every label belongs to one person's name."""
    return [row(f"{NAMES[at % 6]}{said} {at}", LABELS[at % 6]) for at in range(count)]


def upload(client: OpenAI, lines: Iterable[str], *, name: str = "train.jsonl") -> str:
    """Upload a training file; return its id."""
    content = "".join(f"{line}\n" for line in lines).encode()
    return client.files.create(file=(name, content), purpose="fine-tune").id


def start_job(
    client: OpenAI,
    training_file: str,
    *,
    epochs: int = 2,
    batch_size: int = 8,
    seed: int = 1,
    validation_file: str | None = None,
) -> FineTuningJob:
    """Ask for a fine-tuning job."""
    return client.fine_tuning.jobs.create(
        model=BASE,
        training_file=training_file,
        validation_file=validation_file or openai.omit,
        seed=seed,
        suffix="test",
        method={
            "type": "supervised",
            "supervised": {"hyperparameters": {"n_epochs": epochs, "batch_size": batch_size}},
        },
    )


def wait_for(
    client: OpenAI, job_id: str, is_reached: Callable[[FineTuningJob], bool]
) -> FineTuningJob:
    """Ask again and again until a job is as wanted."""
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        job = client.fine_tuning.jobs.retrieve(job_id)
        if is_reached(job):
            return job
        time.sleep(0.02)
    raise AssertionError(f"The job never got there: {job}")


def finished(client: OpenAI, job_id: str) -> FineTuningJob:
    """Wait until nothing happens to a job any more."""
    return wait_for(client, job_id, lambda job: job.status in ("succeeded", "failed", "cancelled"))


def trained_for(client: OpenAI, job_id: str, *, epochs: int) -> None:
    """Wait until a job has at least so many checkpoints, three at most."""
    checkpoints = client.fine_tuning.jobs.checkpoints
    wait_for(client, job_id, lambda _: len(checkpoints.list(job_id).data) >= epochs)


def all_events(client: OpenAI, job_id: str, *, page: int = 1000) -> list[FineTuningJobEvent]:
    """Return all events, the oldest first, by paging back to the first one."""
    return list(client.fine_tuning.jobs.list_events(job_id, limit=page))[::-1]


def steps(events: Iterable[FineTuningJobEvent]) -> list[int]:
    """Return the steps that were measured, in the order of the events."""
    return [
        int(event.data["step"])
        for event in events
        if event.type == "metrics" and isinstance(event.data, dict)
    ]


def last_model(state: Path, job_id: str) -> LocalModel:
    """Return the model of a job's last epoch from the server's folder."""
    files = (state / "models" / job_id).glob("epoch-*.npz")
    return load_model(max(files, key=lambda path: int(path.stem.removeprefix("epoch-"))))
