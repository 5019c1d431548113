"""A sweep on a hundred labelled memos of the sample, trained by this machine."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.domain.lineage import ModelLineage
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.experimenting import differences, experiments, write_report
from emoji_labeler.services.preparing import epochs_in
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.sending import send_waiting
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.services.submitting import submit
from emoji_labeler.services.suggesting import suggesting_service
from emoji_labeler.services.tracing import lineage_of, models_taught_by, stale_snapshots
from emoji_labeler.services.watching import WatchingService
from emoji_labeler.storage.project import ProjectStore
from tests.services.tuning import (
    SNAPSHOT,
    label_memo,
    labelled_project,
    prepared,
    providing_in,
    snapshot_of,
)

MEMOS = 100
SWEEP = "1,3,6,8,9,10"


@pytest.fixture(scope="module")
def pack() -> EmojiPack:
    return load_pack(resources.emoji_pack_folder())


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory, pack: EmojiPack) -> Path:
    """The sample with a hundred labels, those that the untrained model finds likeliest."""
    folder = tmp_path_factory.mktemp("sweep")
    with labelled_project(folder, memos=0) as project:
        memos = [project.memos.get(number) for number in range(1, MEMOS + 1)]
    suggested = suggesting_service(pack).suggest_each(
        [memo.text for memo in memos if memo is not None], count=1
    )
    labels = [found[0].label for found in suggested]
    with labelled_project(folder, memos=MEMOS, labels=labels) as project:
        snapshot_of(project, pack=pack)
        return project.path


@pytest.fixture
def project(labelled: Path, tmp_path: Path) -> Iterator[ProjectStore]:
    path = tmp_path / "own.db"
    shutil.copy(labelled, path)
    with ProjectStore.open(path) as store:
        yield store


@pytest.fixture
def local(tmp_path: Path) -> Iterator[LocalServerProcess]:
    process = LocalServerProcess(state=tmp_path / "state")
    yield process
    process.stop()


def watch(
    project: ProjectStore,
    providing: ProvidingService,
    *,
    between: Callable[[], object] = lambda: None,
) -> None:
    """Look after the jobs until nothing lives; ``between`` is called after every look."""
    watching = WatchingService(providing)
    deadline = time.monotonic() + 120
    while (wait := watching.step(project).next_in_s) is not None:
        assert time.monotonic() < deadline
        between()
        time.sleep(min(wait, 0.5))
    watching.close()


def test_a_sweep_runs_to_its_end_on_this_machine_for_nothing(
    project: ProjectStore, local: LocalServerProcess, pack: EmojiPack, tmp_path: Path
) -> None:
    providing = providing_in(tmp_path, local=local)
    one = prepared(project, providing, epochs=epochs_in(SWEEP), pack=pack, seed=1)
    assert (one.faults, one.ceiling, one.confirmation) == ((), 0.0, "")
    submit(project, one)
    send_waiting(project, providing)
    watch(project, providing)

    jobs = project.jobs.all()[::-1]
    assert [job.status for job in jobs] == ["succeeded"] * 6
    assert [job.intent.hyperparameters.n_epochs for job in jobs] == [1, 3, 6, 8, 9, 10]
    losses = []
    for job in jobs:
        points = project.job_events.points(job.id)
        assert [point.step for point in points] == list(range(1, job.total_steps + 1))
        assert points[-1].valid_loss is not None
        losses.append(points[-1].train_loss or 0.0)
        assert job.cost == 0.0
        told = [event.id for event in project.job_events.events(job.id)]
        assert len(told) == len(set(told)) > job.total_steps
    assert losses[0] > losses[1] > losses[2] > losses[-1]
    check_lineage(project)
    check_report(project, tmp_path)


def check_lineage(project: ProjectStore) -> None:
    """Follow a model to its labels and back, and see it grow stale."""
    newest = project.jobs.models()[0]
    lineage: ModelLineage = lineage_of(project, newest.name)
    row = lineage.rows[0]
    assert lineage.job.intent.training_sha256
    assert not lineage.is_stale
    assert newest in [use.model for use in models_taught_by(project, row.memo_id)]

    label_memo(project, row.memo_id, "cat" if row.label != "cat" else "dog")

    assert stale_snapshots(project) == {SNAPSHOT: 1}
    (correction,) = lineage_of(project, newest.name).corrections
    assert (correction.memo_id, correction.was) == (row.memo_id, row.label)


def check_report(project: ProjectStore, folder: Path) -> None:
    rows = experiments(project)
    assert [one.what for one in differences(rows[0], rows[1])] == ["epochs"]
    write_report(rows, folder / "report.html", format_name="html")
    page = (folder / "report.html").read_text("utf-8")
    assert page.count("data:image/svg+xml") == 2
    assert page.count("<tr>") == 7


def test_a_server_that_is_killed_meanwhile_costs_no_event_and_no_second_job(
    project: ProjectStore, local: LocalServerProcess, pack: EmojiPack, tmp_path: Path
) -> None:
    providing = providing_in(tmp_path, local=local)
    submit(project, prepared(project, providing, epochs=(20, 30), pack=pack, seed=1))
    send_waiting(project, providing)
    kills = iter(range(3))

    def kill() -> None:
        running = any(job.status == "running" for job in project.jobs.all())
        if running and local.is_running and next(kills, None) is not None:
            assert local.child_pid is not None
            os.kill(local.child_pid, signal.SIGKILL)

    watch(project, providing, between=kill)

    jobs = project.jobs.all()
    assert [job.status for job in jobs] == ["succeeded"] * 2
    assert next(kills, None) is None
    with providing.open("local") as provider:
        assert len(provider.list_jobs(limit=100).jobs) == 2
        assert len(provider.list_files()) == 2
        for job in jobs:
            assert job.job is not None
            told = [event.id for event in provider.list_events(job.job.id)]
            assert [event.id for event in project.job_events.events(job.id)] == told
