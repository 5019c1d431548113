"""A web server on loopback that records what arrives and makes trouble when it is told to."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(kw_only=True)
class Trouble:
    """What happens instead of an answer, to ``times`` requests whose method and path fit.

    With ``acts`` the request is carried out first, with ``acts_late`` only when the test calls
    ``Served.act_late``: such a server answers nobody and stores what it was sent all the same.
    """

    on: str
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    acts: bool = False
    acts_late: bool = False
    drops: bool = False
    hangs: bool = False
    times: int = 1


def refusal(
    on: str, status: int, *, times: int = 1, retry_after: str = "", **error: str
) -> Trouble:
    """Make a trouble with a body such as the API's."""
    said = {"message": "no", "type": "t", "param": None, "code": None} | error
    headers = {"Retry-After": retry_after} if retry_after else {}
    body = json.dumps({"error": said}).encode()
    return Trouble(on=on, status=status, body=body, headers=headers, times=times)


class Served:
    """What is served: remembers every request; the subclass answers."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.troubles: list[Trouble] = []
        self.late: list[Asked] = []
        self.released = threading.Event()
        self.base_url = ""

    def act_late(self) -> None:
        """Carry out what was put off, long after its sender has given up."""
        while self.late:
            self.answer(self.late.pop(0))

    def answer(self, asked: Asked) -> tuple[int, Any]:
        """Carry a request out and return status and body, bytes or something for JSON."""
        raise NotImplementedError


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: Served

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            # Whoever asked is gone in the middle of the question: no server acts on half of one.
            self.close_connection = True
            return
        asked = Asked(
            method=self.command,
            path=parts.path,
            query=parse_qs(parts.query),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
        )
        self.served.asked.append(asked)
        trouble = self._trouble(asked)
        if trouble is None:
            status, body = self.served.answer(asked)
            self._send(status, body if isinstance(body, bytes) else json.dumps(body).encode(), {})
            return
        if trouble.acts:
            self.served.answer(asked)
        if trouble.acts_late:
            self.served.late.append(asked)
        if trouble.hangs:
            self.served.released.wait(10)
        if trouble.drops or trouble.hangs:
            self.close_connection = True
            return
        self._send(trouble.status, trouble.body, trouble.headers)

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - the base class calls them so.

    def _trouble(self, asked: Asked) -> Trouble | None:
        for trouble in self.served.troubles:
            if trouble.times and f"{asked.method} {asked.path}".endswith(trouble.on):
                trouble.times -= 1
                return trouble
        return None

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name.
        """Say nothing."""


@contextmanager
def serving(served: Served, *, port: int = 0, finishes: bool = False) -> Iterator[None]:
    """Serve on a port of loopback, 0 for a free one, until the block ends.

    With ``finishes`` every request that has begun is carried out before the block is left.
    """
    handler = type("Handler", (_Handler,), {"served": served})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = not finishes
    served.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        served.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
