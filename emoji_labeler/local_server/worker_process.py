"""The training process, as the server sees it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress

from emoji_labeler.apart.child_environment import child_environment
from emoji_labeler.local_server.trainer import News
from emoji_labeler.local_server.worker_messages import WorkOrder, news_of_line

_WORKER = "emoji_labeler.local_server.worker"
# Lines that come meanwhile are taken together: one write to the disk for all of them.
_PAUSE_S = 0.05
_READ_AT_ONCE = 1 << 16


class WorkerEndedError(Exception):
    """The training process ended before the training did."""


class WorkerProcess:
    """One training in a process that can be ended at any moment."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.was_ended = False
        """Whether the server itself ended it."""

    @classmethod
    async def start(cls, order: WorkOrder) -> "WorkerProcess":
        """Start a process on an order."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", _WORKER),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=child_environment(),
            # Ctrl+C in the terminal is the server's affair.
            start_new_session=True,
        )
        if process.stdin is not None:
            with suppress(ConnectionError):
                process.stdin.write(order.line())
                await process.stdin.drain()
        return cls(process)

    async def news(self) -> AsyncIterator[list[News]]:
        """Yield news as it comes, several at once, until the training or this process is ended.

        Raises WorkerEndedError where the process ended of itself before the training did.
        """
        output = self._process.stdout
        rest = b""
        while output is not None:
            piece = await output.read(_READ_AT_ONCE)
            if not piece:
                break
            *lines, rest = (rest + piece).split(b"\n")
            told = [news_of_line(line) for line in lines]
            if batch := [news for news in told if news is not None]:
                yield batch
            if None in told:
                return
            await asyncio.sleep(_PAUSE_S)
        status = await self._process.wait()
        if not self.was_ended:
            raise WorkerEndedError(f"The training process ended with status {status}.")

    async def end(self) -> None:
        """End the process and wait until it is gone."""
        self.was_ended = True
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        # The transport would else be closed by the garbage collector, after the loop.
        transport = getattr(self._process, "_transport", None)
        if transport is not None:
            transport.close()
