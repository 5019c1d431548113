"""The command that predicts, as a person and as a program use it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.settings.settings_file import SettingsFile
from tests.cli.conftest import Run, environment
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import refusal

SECRET = "sk-test-77ab01"  # noqa: S105 - it opens nothing.


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as state:
        yield state


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    """A project of three memos."""
    (tmp_path / "memos.txt").write_text(
        "my cat sleeps\nit rains all day\n税務署に行った\n", "utf-8"
    )
    path = tmp_path / "project.db"
    assert run("import", tmp_path / "memos.txt", "-p", path).code == 0
    return path


@pytest.fixture
def mine(server: ModelServer) -> str:
    """The name of a provider that the person has added."""
    settings = SettingsFile(resources.config_folder() / "settings.json")
    ProvidingService(settings=settings, keys=KeyStore(environment={})).add(
        "Mine", base_url=server.base_url
    )
    return "mine"


def test_the_list_names_every_predictor_with_its_options(run: Run) -> None:
    listed = run("predict", "--list")
    for_programs = json.loads(run("predict", "--list", "--json").out)

    assert listed.code == 0
    assert len(for_programs) == 10
    for row in for_programs:
        assert f"{row['predictor']}: " in listed.out
        assert all(f"    {name}=" in listed.out for name in row["options"])


def test_a_run_without_a_provider_is_carried_out_and_told(run: Run, project: Path) -> None:
    outcome = run("predict", "-p", project, "--predictor", "local", "--json")

    told = json.loads(outcome.out)
    assert outcome.code == 0
    assert (told["run"], told["answered"], told["memos"], told["cost"]) == ("local 1", 3, 3, 0)
    assert told["finished_at"]
    assert "local 1" in run("predict", "-p", project, "--runs").out


def test_this_machine_serves_for_as_long_as_it_is_asked(run: Run, project: Path) -> None:
    outcome = run(
        *("predict", "-p", project, "--predictor", "topic-embedding"),
        *("-o", "embedding_model=local-text-classifier", "-o", "top=3", "--limit", "2"),
    )

    assert outcome.code == 0
    assert outcome.out.startswith("topic-embedding 1: 2 of 2 memos answered")
    (kept,) = json.loads(run("predict", "-p", project, "--runs", "--json").out)
    assert kept["provider"] == "This machine"
    assert kept["options"]["top"] == 3


def test_a_provider_of_the_persons_own_is_asked_by_its_name(
    run: Run, project: Path, server: ModelServer, mine: str
) -> None:
    outcome = run(
        *("predict", "-p", project, "--predictor", "fine-tuned", "--provider", mine),
        *("--model", "m", "-o", "prompt=Choose.", "--name", "first try"),
    )

    assert outcome.code == 0
    assert "first try: 3 of 3 memos answered" in outcome.out
    assert "cost unknown (21 + 6 tokens)" in outcome.out
    assert len(server.posts("/v1/chat/completions")) == 3


def test_what_failed_is_told_by_the_exit_code_and_tried_again_on_request(
    run: Run, project: Path, server: ModelServer, mine: str
) -> None:
    server.troubles.append(refusal("/chat/completions", 400))
    asking = ("--provider", mine, "--model", "m", "-o", "prompt=Choose.")
    first = run("predict", "-p", project, "--predictor", "fine-tuned", *asking)
    assert first.code == 1
    assert "1 failed" in first.out
    assert "--resume “fine-tuned 1” --retry" in first.err

    again = run("predict", "-p", project, "--resume", "fine-tuned 1", "--retry")

    assert again.code == 0
    assert len(server.posts("/v1/chat/completions")) == 4


def test_a_run_that_was_refused_altogether_can_be_resumed(
    run: Run, project: Path, server: ModelServer, mine: str
) -> None:
    server.troubles.append(refusal("/chat/completions", 401, times=99))
    asking = ("--provider", mine, "--model", "m", "-o", "prompt=Choose.")

    refused = run("predict", "-p", project, "--predictor", "fine-tuned", *asking)

    assert refused.code == 2
    assert "3 left" in refused.out
    assert "emoji-labeler: " in refused.err
    server.troubles.clear()
    assert run("predict", "-p", project, "--resume", "fine-tuned 1").code == 0


def test_a_run_is_repeated_over_the_same_memos(run: Run, project: Path) -> None:
    run("predict", "-p", project, "--predictor", "keyword", "--memo", "2")
    outcome = run("predict", "-p", project, "--repeat", "keyword 1", "--json")

    assert json.loads(outcome.out)["run"] == "keyword 2"
    assert json.loads(outcome.out)["memos"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name a predictor"),
        (("--predictor", "crystal-ball"), "no predictor “crystal-ball”"),
        (("--predictor", "local", "-o", "colour=red"), "no option colour"),
        (("--predictor", "local", "-o", "colour"), "NAME=VALUE"),
        (("--predictor", "local", "--theme", "none"), "No memo passes"),
        (("--predictor", "decisions", "--provider", "nobody"), "no provider nobody"),
        (("--predictor", "decisions", "--provider", "openai", "--model", "m"), "no key"),
        (("--predictor", "enum-tool", "--batch"), "takes no batches"),
        (("--resume", "none"), "no run “none”"),
    ],
)
def test_wrong_use_makes_no_run(
    run: Run, project: Path, arguments: tuple[str, ...], said: str
) -> None:
    outcome = run("predict", "-p", project, *arguments)

    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert run("predict", "-p", project, "--runs").out == ""


def test_an_option_out_of_its_range_is_refused_with_the_range(run: Run, project: Path) -> None:
    asked = ("predict", "-p", project, "--predictor", "most-frequent", "-o")

    number, word = run(*asked, "top=1000"), run(*asked, "top=many")

    assert (number.code, word.code) == (2, 2)
    assert "cannot be set to 1000. It is a whole number from 1 to 100." in number.err
    assert "a whole number from 1 to 100" in word.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals.")
def test_a_terminal_is_asked_for_the_key_and_does_not_show_it(
    project: Path, server: ModelServer, mine: str
) -> None:
    server.wanted_key = SECRET
    command = ("predict", "-p", project, "--predictor", "fine-tuned", "--provider", mine)
    options = ("--model", "m", "-o", "prompt=Choose.")

    shown = typed_at_a_terminal(*command, *options, question=b"Key for Mine", answer=SECRET)

    assert f"Key for Mine ({server.base_url})" in shown
    assert "3 of 3 memos answered" in shown
    assert SECRET not in shown


def typed_at_a_terminal(*arguments: object, question: bytes, answer: str) -> str:
    """Run a command at a terminal, answer what it asks, and return all that was shown."""
    import pty

    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "emoji_labeler", *map(str, arguments)]
    with subprocess.Popen(
        words,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(),
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    ) as running:
        os.close(theirs)
        shown = b""
        while question not in shown:
            shown += os.read(ours, 4096)
        os.write(ours, answer.encode() + b"\n")
        with suppress(OSError):  # Linux tells the end of a terminal as an error.
            while more := os.read(ours, 4096):
                shown += more
        assert running.wait() == 0
    os.close(ours)
    return shown.decode()
