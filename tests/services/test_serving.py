import os
import signal
import stat
import time
from pathlib import Path

import pytest

from emoji_labeler.domain.errors import ProviderError
from emoji_labeler.local_server.address import running_server
from emoji_labeler.local_server.state import ServerState
from emoji_labeler.services.serving import LocalServerProcess
from tests.local_server.client import (
    client_of,
    finished,
    rows,
    start_job,
    trained_for,
    upload,
    wait_for,
)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_the_server_is_started_once_and_ends_with_the_window(state: Path) -> None:
    process = LocalServerProcess(state=state)
    assert running_server(state) is None
    address = process.start()
    assert process.start() == address
    assert process.is_running
    with client_of(address) as client:
        assert [model.id for model in client.models.list()] == ["local-text-classifier"]
    process.stop()
    assert running_server(state) is None
    assert process.start().token != address.token
    process.stop()


def test_a_second_window_uses_the_server_of_the_first_and_leaves_it_running(state: Path) -> None:
    first, second = LocalServerProcess(state=state), LocalServerProcess(state=state)
    address = first.start()
    assert second.start() == address
    second.stop()
    assert first.is_running
    first.stop()


def test_the_token_is_for_the_person_alone(state: Path) -> None:
    process = LocalServerProcess(state=state)
    address = process.start()
    assert stat.S_IMODE((state / "address.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    if Path("/proc").is_dir():
        for part in ("cmdline", "environ"):
            seen = Path(f"/proc/{process.child_pid}/{part}").read_bytes()
            assert address.token.encode() not in seen
    process.stop()
    assert not (state / "address.json").exists()


def test_a_dead_server_is_replaced(state: Path) -> None:
    process = LocalServerProcess(state=state)
    before = process.start()
    assert process.child_pid is not None
    os.kill(process.child_pid, signal.SIGKILL)
    os.waitpid(process.child_pid, os.WNOHANG)
    after = process.start()
    assert after.token != before.token
    process.stop()


def test_a_job_stopped_with_the_window_goes_on_with_the_next(state: Path) -> None:
    process = LocalServerProcess(state=state)
    with client_of(process.start()) as client:
        job = start_job(client, upload(client, rows(300)), epochs=15)
        trained_for(client, job.id, epochs=1)
    process.stop()
    with client_of(process.start()) as client:
        assert finished(client, job.id).status == "succeeded"
    process.stop()


def test_a_job_may_finish_after_the_window_and_then_the_server_ends(state: Path) -> None:
    first = LocalServerProcess(state=state, lingers_s=1.0)
    address = first.start()
    with client_of(address) as client:
        job = start_job(client, upload(client, rows(60)), epochs=5)
        wait_for(client, job.id, lambda job: job.status == "running")
        pid = first.child_pid
        first.stop(let_jobs_finish=True)
        assert LocalServerProcess(state=state).start() == address
        assert finished(client, job.id).status == "succeeded"
    assert pid is not None
    deadline = time.monotonic() + 30
    while (state / "address.json").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert running_server(state) is None


def test_why_it_does_not_start_is_told(state: Path) -> None:
    other = ServerState.open(state)
    try:
        with pytest.raises(ProviderError, match="Another one is using the folder"):
            LocalServerProcess(state=state).start()
    finally:
        other.close()
