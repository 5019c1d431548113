"""What leaves this machine, where it goes, and what never does."""

import logging
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest

from emoji_labeler.domain.chat import ChatMessage, ChatRequest
from emoji_labeler.domain.errors import BadAnswerError, ProviderError, WrongUseError
from emoji_labeler.domain.fine_tuning import FineTuningSpec
from emoji_labeler.providers.address import checked_base_url, origin_of
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.connection import Connection
from emoji_labeler.providers.provider import Provider
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import Trouble
from tests.providers.conftest import SECRET, profile_at, provider_at

HELLO = ChatRequest(model="m", messages=(ChatMessage(role="user", content="Hi"),))


def test_the_sdk_s_variables_change_nothing(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "OPENAI_BASE_URL": "http://127.0.0.1:9/captured",
        "OPENAI_API_KEY": "sk-captured",
        "OPENAI_ADMIN_KEY": "sk-captured",
        "OPENAI_ORG_ID": "org-captured",
        "OPENAI_PROJECT_ID": "proj-captured",
        "OPENAI_CUSTOM_HEADERS": "Authorization: Bearer captured\nX-Captured: yes",
    }.items():
        monkeypatch.setenv(name, value)

    provider = provider_at(server.base_url)
    provider.list_models()
    provider.chat(HELLO)

    assert "captured" not in str(server.asked)
    assert {one.headers["authorization"] for one in server.asked} == {f"Bearer {SECRET}"}


def test_proxies_do_not_catch_calls_to_this_machine(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)

    assert len(provider_at(server.base_url).list_models()) == 2
    assert provider_at(server.base_url).chat(HELLO).text == "cat"


def test_nothing_about_this_machine_is_sent(server: ModelServer) -> None:
    provider = provider_at(server.base_url)
    provider.list_models()
    provider.chat(HELLO)

    listing, question = (
        [name for name in one.headers if name.startswith(("x-", "openai-"))] for one in server.asked
    )
    assert listing == ["x-stainless-raw-response"]
    assert question == []


def test_every_thread_calls_through_the_same_lines(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = Connection(profile_at(server.base_url), key=None)
    opened, all_ask = [], threading.Barrier(4)

    class Slow(httpx2.Client):
        def __init__(self, **options: Any) -> None:
            opened.append(self)
            time.sleep(0.05)
            super().__init__(**options)

    def ask(_number: int) -> None:
        all_ask.wait()
        connection.ask("/chat/completions", {"model": "m", "messages": []}, what="Asking")

    monkeypatch.setattr(httpx2, "Client", Slow)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(ask, range(4)))
    connection.close()

    assert len(opened) == 1
    assert opened[0].is_closed


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "call",
    [
        lambda provider: provider.list_models(),
        lambda provider: provider.upload_file("memos.jsonl", b"secret memo"),
        lambda provider: provider.file_content("file-1"),
        lambda provider: provider.chat(HELLO),
    ],
    ids=["read", "upload", "content", "question"],
)
def test_a_redirect_to_another_host_gets_neither_key_nor_memos(
    server: ModelServer, status: int, call: Callable[[Provider], object]
) -> None:
    with running_model_server() as stranger:
        location = {"Location": f"{stranger.base_url}/models"}
        server.troubles.append(Trouble(on="", status=status, headers=location, times=9))

        with pytest.raises(BadAnswerError, match="sends on to"):
            call(provider_at(server.base_url))

        assert stranger.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com/v1",
        "http://192.168.1.5:8000/v1",
        "http://localhost.example.com/v1",
        "http://127.0.0.1.example.com/v1",
        "ftp://example.com",
        "example.com/v1",
        "https:///v1",
        "https://user:secret@example.com/v1",
        "https://example.com/v1?key=secret",
        "https://{resource}.openai.azure.com/openai/v1",
        "https://exämple.com/v1",
        "https://exa mple.com/v1",
        "https://example.com:99999/v1",
        "https://[::1/v1",
        "",
    ],
)
def test_an_address_that_would_leak_or_makes_no_sense_is_refused(address: str) -> None:
    with pytest.raises(WrongUseError):
        checked_base_url(address)
    with pytest.raises(WrongUseError):
        provider_at(address)


@pytest.mark.parametrize(
    "address",
    ["https://example.com/v1", "http://127.0.0.1:1/v1", "http://localhost:1", "http://[::1]:1/v1"],
)
def test_https_and_this_machine_may_be_spoken_to(address: str) -> None:
    assert checked_base_url(f" {address}/ ") == address


def test_plain_http_to_another_machine_needs_an_explicit_word() -> None:
    address = "http://gpu.lan:8000/v1"

    assert checked_base_url(address, allows_plain_http=True) == address


def test_an_origin_is_scheme_host_and_port() -> None:
    assert origin_of("https://Example.com/v1") == "https://example.com:443"
    assert origin_of("https://example.com:444/v1") != origin_of("https://example.com/v1")


def test_the_key_is_in_no_log_error_or_representation(
    server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provider = provider_at(server.base_url)
    shown = [repr(provider), repr(vars(provider)), repr(profile_at(server.base_url))]
    calls: list[Callable[[], object]] = [
        provider.list_models,
        lambda: provider.upload_file("a.jsonl", b"{}"),
        lambda: provider.create_job(FineTuningSpec(base_model="b", training_file="f")),
        lambda: provider.chat(HELLO),
        lambda: provider.retrieve_job("unknown"),
    ]
    for status in (200, 401, 500):
        body = f'{{"error": {{"message": "key {SECRET}", "code": "{SECRET}"}}}}'.encode()
        if status != 200:
            server.troubles = [Trouble(on="", status=status, body=body, times=99)]
        for call in calls:
            try:
                call()
            except ProviderError as error:
                shown += [repr(error), str(error), str(vars(error))]

    assert len(shown) > 10
    assert all(SECRET in one.headers["authorization"] for one in server.asked)
    assert SECRET not in "".join(shown)
    assert SECRET not in caplog.text
    assert SECRET not in "".join(str(record.args) for record in caplog.records)


def test_a_key_cannot_be_printed_or_pickled() -> None:
    key = ApiKey(SECRET)

    assert SECRET not in f"{key} {key!r} {[key]}"
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_importing_the_room_loads_neither_the_sdk_nor_the_keyring() -> None:
    rooms = Path("emoji_labeler/providers").glob("*.py")
    names = [f"emoji_labeler.providers.{path.stem}" for path in rooms if path.stem != "__init__"]
    imports = "; ".join(f"import {name}" for name in [*names, "emoji_labeler.services.providing"])
    heavy = "{'openai', 'httpx2', 'keyring', 'tiktoken', 'numpy', 'pydantic', 'asyncio'}"
    code = f"import sys; {imports}; print(sorted({heavy} & sys.modules.keys()))"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert len(names) > 10
    assert ran.stdout.strip() == "[]"
