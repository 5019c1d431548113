"""Work beside the window: a few threads whose results come back on the window's own thread."""

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from emoji_labeler.domain.errors import EmojiLabelerError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


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

        self._pool.submit(work, progressing).add_done_callback(finished)
        return progressing

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
        self._pool.shutdown(cancel_futures=True)

    @cached_property
    def _pool(self) -> "ThreadPoolExecutor":
        """The threads, made for the first task: their module is slow to import."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=4, thread_name_prefix="background")

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
