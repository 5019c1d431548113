import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from emoji_labeler.apart.child_environment import child_environment
from emoji_labeler.cli.serve import serve
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.local_server.address import ServerAddress
from tests.local_server.client import client_of

_RUN = "from emoji_labeler.cli.serve import serve; serve()"


def _started(*arguments: str) -> tuple[subprocess.Popen[str], ServerAddress]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _RUN, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=child_environment(),
    )
    assert process.stdout is not None
    values = dict(process.stdout.readline().strip().split(": ", 1) for _ in range(2))
    return process, ServerAddress(values["base_url"], values["token"].strip())


def _ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=20)
    return process.returncode, output


def test_it_says_where_it_is_and_ctrl_c_ends_it_in_order(tmp_path: Path) -> None:
    process, address = _started("--state", str(tmp_path / "state"))
    with client_of(address) as client:
        assert client.models.list().data[0].id == "local-text-classifier"
    assert _ended(process) == (0, "Ended.\n")


def test_a_token_file_keeps_the_token_over_restarts(tmp_path: Path) -> None:
    token_file = tmp_path / "token"
    arguments = ("--state", str(tmp_path / "state"), "--token-file", str(token_file))
    tokens = []
    for _ in range(2):
        process, address = _started(*arguments)
        tokens.append(address.token)
        _ended(process)
    assert tokens[0] == tokens[1] == token_file.read_text().strip()
    assert stat.S_IMODE(token_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org"])  # noqa: S104 - It is refused.
def test_other_machines_are_kept_out_unless_allowed(host: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(serve, ["--host", host, "--state", str(tmp_path / "state")])
    assert isinstance(result.exception, WrongUseError)
    assert "--allow-network" in result.exception.remedy
    assert not (tmp_path / "state").exists()


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    process, address = _started("--state", str(tmp_path / "one"))
    port = address.base_url.split(":")[-1].removesuffix("/v1")
    arguments = ["--port", port, "--state", str(tmp_path / "two")]
    result = CliRunner().invoke(serve, arguments)
    _ended(process)
    assert isinstance(result.exception, WrongUseError)
    assert port in result.exception.why


def test_an_empty_token_file_is_refused(tmp_path: Path) -> None:
    token_file = tmp_path / "token"
    token_file.write_text("\n")
    result = CliRunner().invoke(
        serve, ["--token-file", str(token_file), "--state", os.fspath(tmp_path / "state")]
    )
    assert isinstance(result.exception, WrongUseError)
