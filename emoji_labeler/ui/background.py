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
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from emoji_labeler.domain.errors import EmojiLabelerError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

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

    def forget(self) -> None:
        """Tell nobody any more."""
        self._report = _tell_nobody

    def cancel(self) -> None:
        """Ask the task to stop at its next step."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked the task to stop."""
        return self._cancelled.is_set()


def _tell_nobody(_share: float) -> None:
    pass


class _Task(Generic[T]):
    """What the window wants done and to be called back for, and what came of it.

    A worker lets go of its task after the window has been told of it. Whatever nobody else held by
    then would be destroyed on the worker's thread, and with a callback goes its widget, which must
    be destroyed on no thread but the window's. So the window empties a task before it lets go.
    """

    def __init__(
        self,
        work: Callable[[Progressing], T],
        *,
        done: Callable[[T], None] | None,
        failed: Callable[[EmojiLabelerError], None],
        progress: Callable[[float], None] | None,
        owner: QObject | None,
    ) -> None:
        self.progressing: Progressing
        self.progress = progress
        self.error: BaseException | None = None
        self._work = work
        self._done = done
        self._failed = failed
        self._owner = owner
        self._result: T

    def run(self) -> None:
        """Do the work, on a worker's thread."""
        try:
            self._result = self._work(self.progressing)
        except BaseException as error:  # noqa: BLE001 - It is raised again on the window's thread.
            self.error = error

    @property
    def is_wanted(self) -> bool:
        """Whether whoever asked is still there."""
        return self._owner is None or isValid(self._owner)

    def call_back(self) -> None:
        """Hand over what came of the work, on the window's thread."""
        if self.error is not None and not isinstance(self.error, EmojiLabelerError):
            raise self.error
        if not self.is_wanted:
            return
        if self.error is not None:
            self._failed(self.error)
        elif self._done is not None:
            self._done(self._result)

    def empty(self) -> None:
        """Hold nothing any more."""
        self.progressing.forget()
        vars(self).clear()


class Background(QObject):
    """Runs functions on worker threads; everything it calls back runs on the window's thread."""

    _arrived = Signal(object)

    def __init__(self, *, on_error: Callable[[EmojiLabelerError], None]) -> None:
        super().__init__()
        self._on_error = on_error
        self._running: set[_Task[Any]] = set()
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
        task = _Task(
            work, done=done, failed=failed or self._on_error, progress=progress, owner=owner
        )
        task.progressing = Progressing(partial(self._report, task))
        self._running.add(task)
        progressing = task.progressing
        threads.submit(self._work, task)
        return progressing

    def _work(self, task: _Task[Any]) -> None:
        """Do what is wanted and tell the window, on a worker's thread."""
        task.run()
        self._arrived.emit(partial(self._finish, task))

    def _report(self, task: _Task[Any], share: float) -> None:
        if task.progress is not None:
            self._arrived.emit(partial(self._show_progress, task, share))

    def _show_progress(self, task: _Task[Any], share: float) -> None:
        if task in self._running and task.progress is not None and task.is_wanted:
            task.progress(share)

    def _finish(self, task: _Task[Any]) -> None:
        # What a worker said just before all was closed still arrives here.
        if task not in self._running:
            return
        self._running.remove(task)
        try:
            task.call_back()
        finally:
            task.empty()

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
        for task in self._running:
            task.progressing.cancel()
        self._arrived.disconnect()
        for process in self._processes.values():
            process.close()
        for threads in self._pools.values():
            threads.shutdown(cancel_futures=True)
        while self._running:
            self._running.pop().empty()

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

    @Slot(object)
    def _call(self, function: Callable[[], None]) -> None:
        function()
