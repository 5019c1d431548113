"""Real servers: processes of their own, on real sockets."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from openai import OpenAI

from emoji_labeler.local_server.address import ServerAddress
from emoji_labeler.services.serving import LocalServerProcess
from tests.local_server.client import client_of


class Served(NamedTuple):
    """A running server, a client of it, and its folder."""

    process: LocalServerProcess
    address: ServerAddress
    client: OpenAI
    state: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that the tests of one module share."""
    state = tmp_path_factory.mktemp("served") / "state"
    process = LocalServerProcess(state=state)
    address = process.start()
    with client_of(address) as client:
        yield Served(process, address, client, state)
    process.stop()


@pytest.fixture
def client(served: Served) -> OpenAI:
    """A client of the shared server."""
    return served.client
