"""Having functions run in another process, which is started when it is needed and kept."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import IO, Any, TypeVar

from emoji_labeler.apart.child_environment import child_environment
from emoji_labeler.apart.frames import STOP, read_frame, write_frame
from emoji_labeler.apart.words import Done, Failed, News, Order, Reached
from emoji_labeler.domain.errors import BrokenOffError, StoppedError
from emoji_labeler.wording import spoken_language, tr

T = TypeVar("T")

_CHILD = "emoji_labeler.apart.child"
_LOOK_EVERY_S = 0.05
_STOPS_WITHIN_S = 2.0


class ProcessApart:
    """Runs one function at a time; any thread may call it, and waits for it.

    Functions and what goes in and out are pickled, so a function stands in a module, and neither
    function nor result may bring along what the other process should not import. A process that was
    killed is replaced at the next call; it ends with this one, however this one ends.
    """

    def __init__(self) -> None:
        self._one_at_a_time = Lock()
        self._child: _Child | None = None
        self._is_closed = Event()

    @property
    def pid(self) -> int | None:
        """The number of the process, or None while none is needed."""
        return self._child.pid if self._child else None

    @property
    def is_at_work(self) -> bool:
        """Whether the process has been given something to do that it has not answered."""
        child = self._child
        return child is not None and child.is_at_work

    def call(
        self,
        function: Callable[..., T],
        *given: Any,  # noqa: ANN401 - Whatever the function takes.
        is_cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[float], None] = lambda _share: None,
        **named: Any,  # noqa: ANN401 - As above.
    ) -> T:
        """Return what the function returns, or raise what it raises.

        It is given ``progress`` and ``is_cancelled`` as well where it takes them; one that does not
        stop within two seconds of being asked is ended together with its process. Raises
        StoppedError then and after ``close``, and BrokenOffError where somebody else has ended the
        process.
        """
        order = pickle.dumps(
            Order(function, given, named, spoken_language()), pickle.HIGHEST_PROTOCOL
        )
        with self._one_at_a_time:
            if is_cancelled() or self._is_closed.is_set():
                raise _stopped()
            outcome = self._living().carry_out(order, is_cancelled=is_cancelled, progress=progress)
        if isinstance(outcome, Failed):
            raise outcome.error
        if outcome is None:
            raise _stopped() if is_cancelled() or self._is_closed.is_set() else _broken_off()
        return outcome.result  # type: ignore[no-any-return]  # What the function has returned.

    def _living(self) -> "_Child":
        """Return the process, or a new one where it has not been started or was killed."""
        if self._child is not None and not self._child.is_alive:
            self._child.end()
            self._child = None
        self._child = self._child or _Child()
        return self._child

    def close(self) -> None:
        """End the process, whatever it is doing; whoever waits for it gets a StoppedError."""
        self._is_closed.set()
        child = self._child
        if child is not None:
            child.end()


class _Child:
    """One other process, and a thread that reads what it says."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - Our own interpreter and module.
            [sys.executable, "-P", "-m", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=child_environment(),
            # Ctrl+C in the terminal of the window must not reach it, and no terminal opens for it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.is_at_work = False
        self._news: SimpleQueue[News | None] = SimpleQueue()
        self._reader = Thread(target=self._read, daemon=True, name="apart")
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def carry_out(
        self,
        order: bytes,
        *,
        is_cancelled: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> Done | Failed | None:
        """Return what an order came to, or None where the process has ended before."""
        if not self._say(order):
            return None
        self.is_at_work = True
        try:
            return self._answer(is_cancelled=is_cancelled, progress=progress)
        finally:
            self.is_at_work = False

    def _answer(
        self, *, is_cancelled: Callable[[], bool], progress: Callable[[float], None]
    ) -> Done | Failed | None:
        looks_left = _STOPS_WITHIN_S / _LOOK_EVERY_S
        is_asked = False
        while True:
            try:
                news = self._news.get(timeout=_LOOK_EVERY_S)
            except Empty:
                if is_cancelled():
                    is_asked = is_asked or self._say(STOP)
                    looks_left -= 1
                    if looks_left < 0:
                        self.end()
                continue
            if isinstance(news, Reached):
                progress(news.share)
                continue
            if news is None:
                self.end()
            return news

    def end(self) -> None:
        """End the process and wait for it to be gone."""
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            _pipe(self._process.stdin).close()

    def _say(self, frame: bytes) -> bool:
        """Send an order; False where nobody is there any more to hear it."""
        try:
            write_frame(_pipe(self._process.stdin), frame)
        except (OSError, ValueError):
            self.end()
            return False
        return True

    def _read(self) -> None:
        """Pass on what comes, None at the end; on a thread of its own."""
        with _pipe(self._process.stdout) as output:
            while (frame := read_frame(output)) is not None:
                try:
                    self._news.put(pickle.loads(frame))  # noqa: S301 - From our own child.
                except Exception as error:  # noqa: BLE001 - Raised where somebody waits for it.
                    self._news.put(Failed(error))
        self._news.put(None)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the process was started with pipes")
    return pipe


def _stopped() -> StoppedError:
    return StoppedError(
        tr("The work was not finished."),
        why=tr("It was stopped."),
        remedy=tr("Everything is as it was before."),
    )


def _broken_off() -> BrokenOffError:
    return BrokenOffError(
        tr("The work was not finished."),
        why=tr("The process that did it was ended from outside; perhaps memory was short."),
        remedy=tr("Try again; close other programs or choose fewer memos if it happens again."),
    )
