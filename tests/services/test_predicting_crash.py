"""A run whose program is killed goes on, and no memo is paid for twice."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from emoji_labeler.services.predicting import PredictingService
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import Asked
from tests.services.predicting_setup import ASKING, asking, memos_asked

_ROOT = Path(__file__).parents[2]
_PARALLEL = 4
_CARRY_OUT = """
import sys
from pathlib import Path
from types import SimpleNamespace
from tests.services.predicting_setup import asking
path, run_id, base_url, cache = sys.argv[1:]
service = asking(SimpleNamespace(base_url=base_url), cache_folder=Path(cache))
print("ready", flush=True)
service.carry_out(Path(path), run_id, parallel=4)
"""


class _SlowServer(ModelServer):
    """A server that thinks a while about each memo, so that some are always under way."""

    def chat(self, asked: Asked) -> tuple[int, object]:
        time.sleep(0.02)
        return super().chat(asked)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server(_SlowServer()) as state:
        yield state


@pytest.fixture
def service(server: ModelServer, tmp_path: Path) -> PredictingService:
    return asking(server, cache_folder=tmp_path / "cache")


def killed_at_work(
    project: ProjectStore, run_id: str, server: ModelServer, *, cache: Path, after: int
) -> None:
    """Carry a run out in a process of its own and kill that when it has asked so often."""
    arguments = (str(project.path), run_id, server.base_url, str(cache))
    before = len(server.asked)
    with subprocess.Popen(
        [sys.executable, "-c", _CARRY_OUT, *arguments], cwd=_ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        deadline = time.monotonic() + 60
        while len(server.asked) - before < after and time.monotonic() < deadline:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    time.sleep(0.1)


def test_a_run_that_was_killed_twice_asks_about_no_memo_twice(
    service: PredictingService, project: ProjectStore, server: ModelServer, tmp_path: Path
) -> None:
    add_memos(project, *(f"memo {number}" for number in range(120)))
    run = service.make(project, ASKING)

    for after in (25, 40):
        killed_at_work(project, run.id, server, cache=tmp_path / "cache", after=after)
    asked_before = len(server.asked)
    assert asked_before >= 65
    on_disk = project.prediction_runs.counts(run.id)
    assert on_disk.answered >= asked_before - 2 * 2 * _PARALLEL
    counts = service.carry_out(project.path, run.id)

    assert set(memos_asked(server).values()) == {1}
    assert counts.answered + counts.failed == 125
    assert counts.failed <= 2 * 2 * _PARALLEL, "at most those that were under way"
    assert counts.waiting == counts.asked == 0
    assert len(server.asked) + counts.failed >= 125
    answered = [one for one in project.predictions.of_run(run.id) if one.label == "cat"]
    assert len(answered) == counts.answered
