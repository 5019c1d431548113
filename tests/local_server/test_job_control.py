import os
import signal
from pathlib import Path

import numpy as np
import openai
import pytest

from emoji_labeler.services.serving import LocalServerProcess
from tests.local_server.client import (
    all_events,
    client_of,
    finished,
    last_model,
    rows,
    start_job,
    steps,
    trained_for,
    upload,
    wait_for,
)
from tests.local_server.conftest import Served

ROWS = rows(300)
EPOCHS = 15
ALL_STEPS = list(range(1, EPOCHS * 38 + 1))


def _messages(served: Served, job_id: str) -> str:
    return "\n".join(event.message for event in all_events(served.client, job_id))


def test_a_job_is_cancelled_in_the_middle(served: Served) -> None:
    client = served.client
    job = start_job(client, upload(client, ROWS), epochs=50)
    trained_for(client, job.id, epochs=1)
    assert client.fine_tuning.jobs.cancel(job.id).status == "cancelled"
    events = all_events(client, job.id)
    assert "cancelled" in events[-1].message
    # The next job finds nothing in its way, and the cancelled one says nothing more.
    finished(client, start_job(client, upload(client, rows(10)), epochs=1).id)
    assert all_events(client, job.id) == events
    assert client.fine_tuning.jobs.retrieve(job.id).fine_tuned_model is None


def test_a_job_that_waits_is_cancelled_without_having_trained(served: Served) -> None:
    client = served.client
    first = start_job(client, upload(client, ROWS), epochs=50)
    second = start_job(client, upload(client, ROWS), epochs=50)
    wait_for(client, first.id, lambda job: job.status == "running")
    assert client.fine_tuning.jobs.retrieve(second.id).status in ("validating_files", "queued")
    client.fine_tuning.jobs.cancel(second.id)
    client.fine_tuning.jobs.cancel(first.id)
    assert steps(all_events(client, second.id)) == []


def test_a_finished_job_cannot_be_cancelled(served: Served) -> None:
    client = served.client
    job = finished(client, start_job(client, upload(client, rows(10)), epochs=1).id)
    with pytest.raises(openai.BadRequestError, match="succeeded"):
        client.fine_tuning.jobs.cancel(job.id)
    assert client.fine_tuning.jobs.retrieve(job.id).status == "succeeded"


def test_jobs_train_one_at_a_time_in_their_order(served: Served) -> None:
    client = served.client
    file_id = upload(client, rows(12))
    started = [start_job(client, file_id, epochs=1, seed=seed) for seed in range(4)]
    done = [finished(client, job.id) for job in started]
    assert [job.status for job in done] == ["succeeded"] * 4
    ends = [job.finished_at for job in done]
    assert ends == sorted(ends, key=lambda at: at or 0)
    starts = [
        next(event for event in all_events(client, job.id) if "has started" in event.message)
        for job in done
    ]
    for earlier, later in zip(done, starts[1:], strict=False):
        assert (earlier.finished_at or 0) <= later.created_at


def test_a_pause_changes_nothing_in_the_model(served: Served) -> None:
    client = served.client
    file_id = upload(client, ROWS)
    straight = start_job(client, file_id, epochs=EPOCHS)
    finished(client, straight.id)
    job = start_job(client, file_id, epochs=EPOCHS)
    trained_for(client, job.id, epochs=2)

    assert str(client.fine_tuning.jobs.pause(job.id).status) == "paused"
    paused_at = all_events(client, job.id)
    finished(client, start_job(client, upload(client, rows(10)), epochs=1).id)
    assert all_events(client, job.id) == paused_at
    client.fine_tuning.jobs.resume(job.id)

    assert finished(client, job.id).status == "succeeded"
    assert steps(all_events(client, job.id)) == ALL_STEPS
    assert "resumes from the checkpoint" in _messages(served, job.id)
    models = [last_model(served.state, one.id) for one in (straight, job)]
    assert np.array_equal(models[0].weights, models[1].weights)
    assert models[0].version == models[1].version


def test_a_job_paused_and_resumed_at_once_does_not_fail(served: Served) -> None:
    client = served.client
    job = start_job(client, upload(client, rows(60)), epochs=20)
    for _ in range(3):
        wait_for(client, job.id, lambda job: job.status == "running")
        client.fine_tuning.jobs.pause(job.id)
        client.fine_tuning.jobs.resume(job.id)
    assert finished(client, job.id).status == "succeeded"
    assert steps(all_events(client, job.id)) == list(range(1, 161))


def test_a_crash_of_the_training_fails_the_job_and_not_the_server(served: Served) -> None:
    client = served.client
    first = start_job(client, upload(client, ROWS), epochs=50)
    file_id = upload(client, rows(10))
    doomed = start_job(client, file_id)
    wait_for(client, doomed.id, lambda job: job.status == "queued")
    (served.state / "files" / file_id).unlink()
    client.fine_tuning.jobs.cancel(first.id)
    job = finished(client, doomed.id)
    assert job.status == "failed"
    assert job.error is not None
    assert job.error.code == "training_crashed"
    assert "Traceback" not in job.error.message
    assert finished(client, start_job(client, upload(client, rows(10))).id).status == "succeeded"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def _kill(process: LocalServerProcess) -> None:
    assert process.child_pid is not None
    os.kill(process.child_pid, signal.SIGKILL)


def test_a_job_survives_the_death_of_the_server(state: Path) -> None:
    process = LocalServerProcess(state=state)
    with client_of(process.start()) as client:
        job = start_job(client, upload(client, ROWS), epochs=EPOCHS)
        waiting = start_job(client, upload(client, rows(10)), epochs=1)
        trained_for(client, job.id, epochs=2)
    _kill(process)

    address = process.start()

    with client_of(address) as client:
        ended = finished(client, job.id)
        assert ended.status == "succeeded"
        assert ended.fine_tuned_model is not None
        events = all_events(client, job.id)
        assert steps(events) == ALL_STEPS
        said = [event.message for event in events if event.level == "warn"]
        assert len(said) == 1
        assert "stopped" in said[0]
        assert "resumes from the checkpoint" in said[0]
        assert finished(client, waiting.id).status == "succeeded"
        finals = [model.id for model in client.models.list() if "ckpt" not in model.id]
        assert len(finals) == 3
        straight = start_job(client, job.training_file, epochs=EPOCHS)
        finished(client, straight.id)
    process.stop()
    models = [last_model(state, one.id) for one in (job, straight)]
    assert np.array_equal(models[0].weights, models[1].weights)


def test_a_checkpoint_that_cannot_be_read_is_not_trusted(state: Path) -> None:
    process = LocalServerProcess(state=state)
    with client_of(process.start()) as client:
        job = start_job(client, upload(client, ROWS), epochs=EPOCHS)
        trained_for(client, job.id, epochs=2)
    process.stop()
    for path in (state / "models" / job.id).iterdir():
        path.write_bytes(path.read_bytes()[:1000])
    with client_of(process.start()) as client:
        assert finished(client, job.id).status == "succeeded"
        assert "starts over" in "\n".join(one.message for one in all_events(client, job.id))
        assert steps(all_events(client, job.id)) == ALL_STEPS
    process.stop()
