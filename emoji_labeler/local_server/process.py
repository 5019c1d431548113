"""Runs the server until it is told to end."""

import asyncio
import ipaddress
import logging
import secrets
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.record import record
from emoji_labeler.local_server.app import build_app
from emoji_labeler.local_server.job_queue import JobQueue
from emoji_labeler.local_server.job_records import JobRecords
from emoji_labeler.local_server.registry import Materials, trainers_by_base_model
from emoji_labeler.local_server.served_models import ServedModels
from emoji_labeler.local_server.state import ServerState
from emoji_labeler.local_server.workplace import Workplace
from emoji_labeler.wording import tr

_GOODBYE_S = 2
# Longer than clients keep one: a connection closed just as it is used looks like a fault to them.
_KEEP_ALIVE_S = 600
_LOOKS_EVERY_S = 0.25


@record
class ServeSettings:
    """Where the server listens and where its things are; port 0 and token "" mean random ones."""

    state_folder: Path
    pack_folder: Path
    theme_paths: tuple[Path, ...] = ()
    host: str = "127.0.0.1"
    port: int = 0
    token: str = ""
    allow_network: bool = False
    lingers_s: float = 30.0
    """How long a server that may end once it is idle waits for one more request."""


class _Server(uvicorn.Server):
    """Uvicorn, telling when requests are answered."""

    when_ready: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then tell."""
        await super().startup(sockets)
        if self.started:
            self.when_ready()


class RunningServer:
    """A server that is bound to its port, and runs once ``run`` is called.

    Raises WrongUseError where it may not listen at that host and port, or where another server
    uses the folder.
    """

    def __init__(self, settings: ServeSettings) -> None:
        _check_host(settings)
        self.token = settings.token or secrets.token_urlsafe(32)
        self._state = ServerState.open(settings.state_folder)
        try:
            self._socket = _bound(settings)
        except BaseException:
            self._state.close()
            raise
        self._lingers_s = settings.lingers_s
        self._last_request = time.monotonic()
        self._queue, workplace = _furnished(self._state, settings)
        app = build_app(workplace, token=self.token, on_request=self._note_request)
        self._server = _Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                timeout_keep_alive=_KEEP_ALIVE_S,
                timeout_graceful_shutdown=_GOODBYE_S,
            )
        )

    @property
    def base_url(self) -> str:
        """The address that a client is given."""
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}/v1" if ":" in host else f"http://{host}:{port}/v1"

    def run(self, *, when_ready: Callable[[], None]) -> None:
        """Serve until ``end`` is called or a signal comes; the job that trains goes on next time.

        ``when_ready`` is called once requests are answered.
        """
        try:
            # After Ctrl+C it has ended in order; Uvicorn raises the signal again all the same.
            with suppress(KeyboardInterrupt):
                asyncio.run(self._run(when_ready))
        finally:
            self._socket.close()
            self._state.close()

    def end(self) -> None:
        """Ask the server to end; may be called in any thread."""
        self._server.should_exit = True

    def end_when_idle(self) -> None:
        """Ask it to end once no job waits or trains and nobody has asked anything for a while."""
        asyncio.run_coroutine_threadsafe(self._end_when_idle(), self._loop)

    async def _run(self, when_ready: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._server.when_ready = when_ready
        await self._server.serve(sockets=[self._socket])

    async def _end_when_idle(self) -> None:
        while not self._queue.is_idle or self._seconds_unasked < self._lingers_s:  # noqa: ASYNC110 - The passing of time is no event.
            await asyncio.sleep(_LOOKS_EVERY_S)
        self.end()

    @property
    def _seconds_unasked(self) -> float:
        return time.monotonic() - self._last_request

    def _note_request(self) -> None:
        self._last_request = time.monotonic()


def _furnished(state: ServerState, settings: ServeSettings) -> tuple[JobQueue, Workplace]:
    materials = Materials(
        pack_folder=settings.pack_folder,
        theme_paths=settings.theme_paths,
        cache_folder=settings.state_folder / "cache",
    )
    trainers = trainers_by_base_model(materials)
    queue = JobQueue(JobRecords(state), trainers=trainers, materials=materials)
    workplace = Workplace(
        state=state,
        queue=queue,
        models=ServedModels(trainers),
        trainers=trainers,
        started_at=int(time.time()),
    )
    return queue, workplace


def _check_host(settings: ServeSettings) -> None:
    if settings.allow_network or settings.host == "localhost":
        return
    with suppress(ValueError):
        if ipaddress.ip_address(settings.host).is_loopback:
            return
    raise WrongUseError(
        tr("The server was not started."),
        why=tr("{host} can be reached by other machines.", host=settings.host),
        remedy=tr("Use 127.0.0.1, or allow the network with --allow-network."),
    )


def _bound(settings: ServeSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Only where the protocol is named does asyncio turn Nagle's algorithm off, which else makes an
    # answer wait 40 ms for the acknowledgement of its first half.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise WrongUseError(
            tr("The server was not started."),
            why=tr(
                "{host}:{port} is not free ({reason}).",
                host=settings.host,
                port=settings.port,
                reason=error.strerror,
            ),
            remedy=tr("Choose another port; 0 takes any that is free."),
        ) from error
    return listener


def log_to_standard_error() -> None:
    """Write warnings and what failed to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
