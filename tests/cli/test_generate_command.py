"""emoji-labeler generate, against a server on this machine."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.settings.settings_file import SettingsFile
from tests.cli.conftest import Run, environment
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.serving import refusal
from tests.fakes.writing_server import WritingServer, running_writing_server

REFUSED = {"role": "assistant", "content": None, "refusal": "No."}
ASKED = ("--provider", "Mine", "--model", "m", "--lang", "en")


@pytest.fixture
def server() -> Iterator[WritingServer]:
    """A server that the settings know as Mine."""
    with running_writing_server() as state:
        settings = SettingsFile(resources.config_folder() / "settings.json")
        providing = ProvidingService(settings=settings, keys=KeyStore(environment={}))
        providing.add("Mine", base_url=state.base_url)
        yield state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.db"


@pytest.mark.usefixtures("server")
def test_a_project_is_made_and_filled(run: Run, path: Path) -> None:
    outcome = run("generate", "-p", path, *ASKED, "--themes", 4, "--per-theme", 2, "--keep-marked")

    assert outcome.code == 0
    assert "4 themes, 8 memos added, 0 already there, 0 left out, 0 failed." in outcome.out
    assert "9 answers, 2,700 + 900 tokens, cost unknown" in outcome.out
    assert "8 memos" in run("status", "-p", path).out


@pytest.mark.usefixtures("server")
def test_json_tells_tokens_and_cost(run: Run, path: Path) -> None:
    outcome = run(
        "generate", "-p", path, *ASKED, "--themes", 2, "--prices", 1, 10, "--limit", 1, "--json"
    )

    told = json.loads(outcome.out)
    assert (told["added"], told["failed"], told["stage"]) == (2, [], "finished")
    assert (told["input_tokens"], told["output_tokens"]) == (900, 300)
    assert told["cost"] == pytest.approx(0.0039)


def test_failures_are_listed_and_end_with_1(run: Run, path: Path, server: WritingServer) -> None:
    (path.parent / "themes.txt").write_text("a glove\n\n a hat \n")
    server.scripted = [REFUSED] * 5

    outcome = run("generate", "-p", path, *ASKED, "--themes-file", path.parent / "themes.txt")

    assert outcome.code == 1
    assert "The model refused to write it." in outcome.out
    assert "2 themes, 1 memos added" in outcome.out


def test_where_no_memo_could_be_made_it_ends_with_2(
    run: Run, path: Path, server: WritingServer
) -> None:
    server.scripted = ['{"themes": ["a", "b"]}', *[REFUSED] * 6]

    outcome = run("generate", "-p", path, *ASKED, "--themes", 2)

    assert outcome.code == 2
    assert outcome.out.count("The model refused to write it.") == 2


def test_a_limit_stops_it_and_resuming_goes_on(run: Run, path: Path, server: WritingServer) -> None:
    asked = (*ASKED, "--themes", 9, "--prices", 100, 1000, "--limit", 0.8, "--json")

    first = run("generate", "-p", path, *asked)
    told = json.loads(first.out)
    assert (first.code, told["added"]) == (1, 0)
    assert told["open"] > 0
    before = len(server.chats)
    second = run("generate", "-p", path, "--resume", "last", "--limit", 10, "--json")

    assert json.loads(second.out)["added"] + json.loads(second.out)["left_out"] == 9
    assert len(server.chats) == before + told["open"]
    assert run("generate", "-p", path, "--resume", "last").code == 2


@pytest.mark.usefixtures("server")
def test_themes_alone_are_printed_and_used_later(run: Run, path: Path) -> None:
    outcome = run("generate", "-p", path, *ASKED, "--themes", 3, "--themes-only", "--json")

    themes = json.loads(outcome.out)["themes"]
    assert (outcome.code, len(themes)) == (0, 3)
    assert run("generate", "-p", path, "--resume", "last", "--keep-marked").code == 0
    listed = run("memos", "-p", path, "--json").out.splitlines()
    assert {json.loads(line)["theme"] for line in listed} == set(themes)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "m"), "No --provider was named."),
        (("--provider", "local", "--model", "m"), "There is no provider “local”."),
        (("--provider", "Nobody", "--model", "m"), "There is no provider “Nobody”."),
        (("--provider", "Mine"), "No model was named."),
        ((*ASKED, "--limit", "1"), "prices"),
        (("--provider", "OpenAI", "--model", "m"), "There is no key for OpenAI."),
        (("--resume", "last"), "There is no one unfinished run “last”."),
        ((*ASKED, "--themes-file", "nowhere.txt"), "nowhere.txt"),
    ],
)
@pytest.mark.usefixtures("server")
def test_wrong_use_is_said_in_one_line(
    run: Run,
    path: Path,
    arguments: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    outcome = run("generate", "-p", path, *arguments)

    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.out == ""


def test_an_account_without_credit_ends_with_2_and_can_be_resumed(
    run: Run, path: Path, server: WritingServer
) -> None:
    server.troubles.append(refusal("/chat/completions", 402))

    outcome = run("generate", "-p", path, *ASKED, "--themes", 2)

    assert outcome.code == 2
    assert "no credit left" in outcome.err
    assert run("generate", "-p", path, "--resume", "last", "--keep-marked").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl+C to a whole console")
def test_ctrl_c_keeps_what_came_and_says_how_to_go_on(
    run: Run, path: Path, server: WritingServer
) -> None:
    server.delay_s = 0.05
    with subprocess.Popen(
        [sys.executable, "-m", "emoji_labeler", "generate", "-p", str(path), *ASKED],
        env=environment(),
        cwd=path.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while len(server.chats) < 10:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert process.returncode == 130
    assert "--resume" in err
    assert "none added yet" in out
    assert len(server.memo_chats) < 100
    assert run("generate", "-p", path, "--resume", "last", "--keep-marked").code == 0
    assert len(server.memo_chats) == 100
