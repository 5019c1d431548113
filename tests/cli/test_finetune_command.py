"""Having models trained from the command line, on this machine."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from emoji_labeler.services.serving import LocalServerProcess, state_folder
from emoji_labeler.services.spending import spending
from emoji_labeler.storage.project import ProjectStore
from tests.cli.conftest import Run, environment
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.services.tuning import labelled_project, snapshot_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of thirty labelled memos and a snapshot."""
    with labelled_project(tmp_path / "sample") as project:
        snapshot_of(project)
        return project.path


@pytest.fixture
def local() -> Iterator[LocalServerProcess]:
    """The server of this machine, which the commands find running."""
    process = LocalServerProcess(state=state_folder())
    process.start()
    yield process
    process.stop()


@pytest.mark.usefixtures("local")
def test_a_sweep_is_submitted_watched_listed_and_reported(
    run: Run, path: Path, tmp_path: Path
) -> None:
    submitted = run("finetune", "submit", "first", "-p", path, "--epochs", "1,2", "--json")
    assert submitted.code == 0
    assert "checkpoints of the longest job alone may replace this sweep" in submitted.err
    assert [json.loads(line)["hyperparameters"] for line in submitted.out.splitlines()] == [
        {"n_epochs": 1},
        {"n_epochs": 2},
    ]

    watched = run("finetune", "watch", "-p", path)
    assert watched.code == 0
    assert "ft:local-text-classifier:local:emoji-" in watched.out

    listed = json.loads(run("finetune", "list", "-p", path, "--json").out)
    assert [(one["status"], one["cost"]) for one in listed] == [("succeeded", 0.0)] * 2
    assert run("finetune", "list", "-p", path).out.count("succeeded") == 2

    for ending, sign in ((".csv", '"epochs"'), (".md", "| epochs |"), (".html", "<th>epochs</th>")):
        file = tmp_path / f"report{ending}"
        assert run("finetune", "report", "-p", path, "-o", file).out == f"{file}: 2 jobs.\n"
        assert sign in file.read_text("utf-8")
    assert (tmp_path / "report-1.svg").is_file()


@pytest.mark.usefixtures("local")
def test_a_job_is_cancelled_by_the_end_of_its_identifier(run: Run, path: Path) -> None:
    run("finetune", "submit", "first", "-p", path, "--epochs", "50")
    name = run("finetune", "list", "-p", path).out.split()[0]

    assert "cancelled" in run("finetune", "cancel", name, "-p", path).out
    assert run("finetune", "watch", name, "-p", path).code == 1
    for ended_or_unknown in (name, "nothing"):
        refused = run("finetune", "cancel", ended_or_unknown, "-p", path)
        assert (refused.code, refused.out) == (2, "")


def test_a_dry_run_tells_the_cost_and_does_nothing(run: Run, path: Path) -> None:
    arguments = ("finetune", "submit", "first", "-p", path, "--epochs", "1,3", "--dry-run")
    told = run(*arguments, "--json")

    described = json.loads(told.out)
    assert told.code == 0
    assert (described["ceiling"], described["confirmation"]) == (0.0, "")
    assert run(*arguments).out.count("free") == 2
    with ProjectStore.open(path) as project:
        assert not project.intents.all()


def test_faults_are_told_by_a_dry_run_and_end_with_1(run: Run, path: Path) -> None:
    told = run("finetune", "submit", "first", "-p", path, "--epochs", "99", "--dry-run")

    assert told.code == 1
    assert "error: The number of epochs lies between 1 and 50." in told.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("first", "--epochs", "x"),
        ("first", "--provider", "nobody"),
        ("first", "--provider", "openai", "--model", "gpt-4.1"),
        ("second",),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    run: Run, path: Path, arguments: tuple[str, ...]
) -> None:
    refused = run("finetune", "submit", *arguments, "-p", path)

    assert (refused.code, refused.out) == (2, "")
    assert refused.err.splitlines()[-1].startswith("emoji-labeler: ")
    with ProjectStore.open(path) as project:
        assert not project.intents.all()


def test_a_limit_is_kept_in_the_project(run: Run, path: Path) -> None:
    run("finetune", "submit", "first", "-p", path, "--limit", "2.5", "--dry-run")

    with ProjectStore.open(path) as project:
        assert spending(project).limit == 2.5


def test_a_report_without_jobs_or_of_no_known_form_is_refused(
    run: Run, path: Path, tmp_path: Path
) -> None:
    assert run("finetune", "report", "-p", path, "-o", tmp_path / "r.html").code == 2
    assert run("finetune", "report", "-p", path, "-o", tmp_path / "r.doc").code == 2
    assert not list(tmp_path.glob("r.*"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no Ctrl+C for others")
def test_ctrl_c_while_watching_leaves_the_job_running_and_says_so(
    local: LocalServerProcess, run: Run, path: Path
) -> None:
    run("finetune", "submit", "first", "-p", path, "--epochs", "50", "--batch-size", "1")
    with subprocess.Popen(
        [sys.executable, "-m", "emoji_labeler", "finetune", "watch", "-p", path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        said = process.stderr.read()

    assert process.returncode == 130
    assert "The jobs go on" in said
    assert "Traceback" not in said
    assert local.is_running
    assert run("finetune", "watch", "-p", path).code == 0
