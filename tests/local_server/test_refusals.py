"""Everything that is refused has the shape that clients of the wire expect."""

import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openai
import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.local_server.address import ServerAddress
from emoji_labeler.local_server.state import ServerState
from emoji_labeler.services.serving import LocalServerProcess
from tests.local_server.client import client_of
from tests.local_server.conftest import Served


def _raw(
    served: Served, method: str, path: str, *, body: bytes | None = None, token: str | None = None
) -> tuple[int, dict[str, Any]]:
    headers = {"Content-Type": "application/json"}
    if token != "":
        headers["Authorization"] = f"Bearer {token or served.address.token}"
    url = served.address.base_url + path
    request = urllib.request.Request(url, data=body, headers=headers, method=method)  # noqa: S310 - Loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read())


@pytest.mark.parametrize("token", ["", "wrong", "é"])
@pytest.mark.parametrize("path", ["/models", "/files", "/nowhere"])
def test_nobody_gets_in_without_the_token(served: Served, token: str, path: str) -> None:
    status, body = _raw(served, "GET", path, token=token)
    assert status == 401
    assert body["error"]["code"] == "invalid_api_key"


def test_the_sdk_knows_a_wrong_token_as_what_it_is(served: Served) -> None:
    stranger = ServerAddress(served.address.base_url, "wrong")
    with client_of(stranger) as client, pytest.raises(openai.AuthenticationError):
        client.models.list()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/models/gpt-4o", 404),
        ("GET", "/files/file-none", 404),
        ("GET", "/files/file-none/content", 404),
        ("GET", "/files?after=none", 404),
        ("GET", "/files?order=up", 400),
        ("GET", "/fine_tuning/jobs/none", 404),
        ("GET", "/fine_tuning/jobs/none/events", 404),
        ("GET", "/fine_tuning/jobs/none/checkpoints", 404),
        ("GET", "/fine_tuning/jobs?after=none", 400),
        ("GET", "/fine_tuning/jobs?limit=0", 400),
        ("GET", "/fine_tuning/jobs?limit=x", 400),
        ("POST", "/fine_tuning/jobs/none/cancel", 404),
        ("POST", "/fine_tuning/jobs", 400),
        ("POST", "/files", 400),
        ("POST", "/embeddings", 400),
        ("PUT", "/models", 405),
    ],
)
def test_every_refusal_has_the_shape_of_the_wire(
    served: Served, method: str, path: str, status: int
) -> None:
    given, body = _raw(served, method, path, body=b"{broken" if method == "POST" else None)
    assert given == status
    assert set(body) == {"error"}
    assert set(body["error"]) == {"message", "type", "param", "code"}
    assert body["error"]["type"] == "invalid_request_error"
    assert body["error"]["message"]


@pytest.mark.parametrize("body", [b"[]", b'{"model": NaN}', b"\xff", b'{"model": "\\ud800"}', b""])
def test_a_body_that_is_no_json_object_is_refused(served: Served, body: bytes) -> None:
    status, answer = _raw(served, "POST", "/chat/completions", body=body)
    assert status == 400
    assert answer["error"]["code"] == "invalid_json"


@contextmanager
def closing_process(process: LocalServerProcess) -> Iterator[None]:
    """Stop the server whatever becomes of the test."""
    try:
        yield
    finally:
        process.stop()


def test_a_bug_is_answered_without_a_traceback(tmp_path: Path) -> None:
    process = LocalServerProcess(state=tmp_path / "state")
    with closing_process(process), client_of(process.start()) as client:
        sent = client.files.create(file=("x.jsonl", b"x"), purpose="fine-tune")
        # A file that somebody took out of the folder is nothing that the server expects.
        (tmp_path / "state" / "files" / sent.id).unlink()
        with pytest.raises(openai.InternalServerError) as failed:
            client.files.content(sent.id)
        assert failed.value.type == "server_error"
        assert failed.value.response.headers["connection"] == "close"
        assert "Traceback" not in failed.value.response.text
        assert client.models.list().data
    assert "Traceback" in (tmp_path / "state" / "server.log").read_text()


def test_two_servers_cannot_use_one_folder(tmp_path: Path) -> None:
    first = ServerState.open(tmp_path)
    try:
        with pytest.raises(WrongUseError, match="Another one"):
            ServerState.open(tmp_path)
    finally:
        first.close()
    ServerState.open(tmp_path).close()


def test_a_folder_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    ServerState.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "server.db")
    connection.execute("pragma user_version = 99")
    connection.close()
    with pytest.raises(WrongUseError, match="newer"):
        ServerState.open(tmp_path)
