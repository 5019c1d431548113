"""Processes that are started in moments and killed at once."""

import multiprocessing
import os
import socket
import sys
from collections.abc import Callable
from functools import cache
from multiprocessing.process import BaseProcess

_PRELOADED = ["__main__", "openai", "httpx2", "numpy", "orjson", "tests.chaos.rounds"]


def started(work: Callable[..., None], *given: object, **more: object) -> BaseProcess:
    """Run a function in a process of its own."""
    process = _context().Process(target=work, args=given, kwargs=more, daemon=True)
    process.start()
    return process


def kill(process: BaseProcess) -> None:
    """End a process as nothing can prevent, and wait for it to be gone."""
    process.kill()
    process.join()


def end(process: BaseProcess) -> None:
    """Ask a process to end when it has done what it has begun, and wait for that."""
    process.terminate()
    process.join()


def be_quiet() -> None:
    """Say nothing of broken lines: they are what it is about."""
    sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - It stays open to the end.


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@cache
def _context() -> multiprocessing.context.ForkServerContext:
    """Return the way to start processes from one that has everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context
