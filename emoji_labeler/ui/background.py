"""Work beside the window, whose results come back on the window's own thread.

Threads are for what mostly waits: for the disk, for a server. They share Python's lock with the
window, and the window stands still while they compute; so what computes for longer than a moment,
or imports what takes long, runs in a process of its own.
"""

import sys
import threading
from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from emoji_labeler.domain.errors import EmojiLabelerError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from emoji_labeler.apart.process import ProcessApart

T = TypeVar("T")

_THREADS = 4
_TURN_S = 0.001


class Lane(Enum):
    """A process of its own; what is asked of one is done there one after the other."""

    FIGURES = auto()
    PICTURES = auto()


class Progressing:
    """What a running task uses to say how far it is, and to learn that it should stop."""

    def __init__(self, report: Callable[[float], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def reached(self, share: float) -> None:
        """Say that ``share`` (0 to 1) of the work is behind."""
        self._report(share)

    def cancel(self) -> None:
        """Ask the task to stop at its next step."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked the task to stop."""
        return self._cancelled.is_set()


class Background(QObject):
    """Runs functions on worker threads; everything it calls back runs on the window's thread."""

    _arrived = Signal(object)

    def __init__(self, *, on_error: Callable[[EmojiLabelerError], None]) -> None:
        super().__init__()
        self._on_error = on_error
        self._running: set[Progressing] = set()
        self._pools: dict[Lane | None, ThreadPoolExecutor] = {}
        self._processes: dict[Lane, ProcessApart] = {}
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Progressing], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[EmojiLabelerError], None] | None = None,
        progress: Callable[[float], None] | None = None,
        owner: QObject | None = None,
    ) -> Progressing:
        """Run ``work`` beside the window and hand its result to ``done``.

        With an ``owner`` nothing is called any more once that is gone, as a closed window is.
        One of our errors goes to ``failed``, else to the place where the window shows errors; any
        other exception is raised on the window's thread, where it reaches the crash reporter.
        """
        return self._run(
            self._threads, work, done=done, failed=failed, progress=progress, owner=owner
        )

    def run_apart(
        self,
        lane: Lane,
        work: Callable[..., T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[EmojiLabelerError], None] | None = None,
        progress: Callable[[float], None] | None = None,
        owner: QObject | None = None,
    ) -> Progressing:
        """Run ``work`` in a process of its own; everything else is as with ``run``.

        ``work`` is a function of a module, or a partial of one; where it takes ``progress`` or
        ``is_cancelled``, it is given them. It, what it is given and what it returns are pickled:
        of many values an array is taken over quickest.
        """
        order = work if isinstance(work, partial) else partial(work)

        def wait(progressing: Progressing) -> T:
            result: T = self._process(lane).call(
                order.func,
                *order.args,
                **order.keywords,
                is_cancelled=lambda: progressing.is_cancelled,
                progress=progressing.reached,
            )
            return result

        return self._run(
            self._waiting(lane), wait, done=done, failed=failed, progress=progress, owner=owner
        )

    def _run(
        self,
        threads: "ThreadPoolExecutor",
        work: Callable[[Progressing], T],
        *,
        done: Callable[[T], None] | None,
        failed: Callable[[EmojiLabelerError], None] | None,
        progress: Callable[[float], None] | None,
        owner: QObject | None,
    ) -> Progressing:
        def is_wanted() -> bool:
            return owner is None or isValid(owner)

        def report(share: float) -> None:
            if progress is not None:
                self._arrived.emit(lambda: progress(share) if is_wanted() else None)

        progressing = Progressing(report)
        self._running.add(progressing)

        def finished(future: "Future[T]") -> None:
            self._arrived.emit(
                lambda: self._finish(
                    future, progressing, done=done, failed=failed, is_wanted=is_wanted()
                )
            )

        threads.submit(work, progressing).add_done_callback(finished)
        return progressing

    def complain(self, error: EmojiLabelerError) -> None:
        """Show one of our errors where the window shows those that nobody asked for."""
        self._on_error(error)

    def hand_over(self, function: Callable[[], None]) -> None:
        """Have a function called on the window's thread, soon; any thread may ask for it."""
        self._arrived.emit(function)

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs and nothing waits to be called back."""
        return not self._running

    def close(self) -> None:
        """Ask everything to stop, wait for it, and forget what it would have brought."""
        for progressing in self._running:
            progressing.cancel()
        self._arrived.disconnect()
        for process in self._processes.values():
            process.close()
        for threads in self._pools.values():
            threads.shutdown(cancel_futures=True)

    @property
    def _threads(self) -> "ThreadPoolExecutor":
        return self._pool(None, threads=_THREADS)

    def _waiting(self, lane: Lane) -> "ThreadPoolExecutor":
        """Return the thread that waits for a lane: what waits there keeps nobody else waiting."""
        return self._pool(lane, threads=1)

    def _pool(self, lane: Lane | None, *, threads: int) -> "ThreadPoolExecutor":
        """Return threads, made for the first task: their module is slow to import."""
        if lane not in self._pools:
            from concurrent.futures import ThreadPoolExecutor

            # One that computes gives way to the window after a millisecond, and not after five.
            sys.setswitchinterval(_TURN_S)
            self._pools[lane] = ThreadPoolExecutor(threads, thread_name_prefix="background")
        return self._pools[lane]

    def _process(self, lane: Lane) -> "ProcessApart":
        """Return the process of a lane; on the thread that waits for it."""
        if lane not in self._processes:
            from emoji_labeler.apart.process import ProcessApart

            self._processes[lane] = ProcessApart()
        return self._processes[lane]

    def _finish(
        self,
        future: "Future[T]",
        progressing: Progressing,
        *,
        done: Callable[[T], None] | None,
        failed: Callable[[EmojiLabelerError], None] | None,
        is_wanted: bool,
    ) -> None:
        self._running.discard(progressing)
        error = future.exception()
        if error is not None and not isinstance(error, EmojiLabelerError):
            raise error
        if not is_wanted:
            return
        if error is not None:
            (failed or self._on_error)(error)
        elif done is not None:
            done(future.result())

    @Slot(object)
    def _call(self, function: Callable[[], None]) -> None:
        function()
