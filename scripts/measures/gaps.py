"""How long the window's thread is away: a clock ticks on it, and the gaps are kept."""

import faulthandler
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from scripts.measures.figures import percentile

PROMISED_MS = 50.0
_TICK_MS = 2
_LOOK_MS = 5


class Gap(NamedTuple):
    """The time between two ticks, and the processor time of all threads of the process meanwhile.

    A machine that gives the processor to others makes a gap longer than the program does.
    """

    wall_ms: float
    processor_ms: float

    @property
    def own_ms(self) -> float:
        """How much of the gap the program was at work."""
        return min(self)


class GapClock(QObject):
    """Ticks every two milliseconds on the thread that makes it and keeps the gaps of each scene.

    With ``told_ms`` the stacks of all threads are written to standard error while a gap of so many
    milliseconds is open. Who writes them needs no Python, so that nothing can keep them from it.
    """

    def __init__(self, *, told_ms: float = 0.0) -> None:
        super().__init__()
        self._scenes: dict[str, array[float]] = {}
        self._told_ms = told_ms
        # Numbers and not Gaps: the clock itself must leave nothing to be looked for as garbage.
        self._scene = array("d")
        self._wall_s = self._processor_s = 0.0
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def gaps(self) -> dict[str, list[Gap]]:
        """The gaps of each scene, in the order they came."""
        return {name: list(map(Gap, kept[::2], kept[1::2])) for name, kept in self._scenes.items()}

    @contextmanager
    def scene(self, name: str) -> Iterator[None]:
        """Count what happens meanwhile under a name."""
        self._scene = self._scenes.setdefault(name, array("d"))
        self._wall_s, self._processor_s = time.perf_counter(), time.process_time()
        self._timer.start()
        try:
            yield
        finally:
            self._tick()
            self._timer.stop()
            faulthandler.cancel_dump_traceback_later()

    def _tick(self) -> None:
        wall_s, processor_s = time.perf_counter(), time.process_time()
        self._scene.append((wall_s - self._wall_s) * 1000)
        self._scene.append((processor_s - self._processor_s) * 1000)
        self._wall_s, self._processor_s = wall_s, processor_s
        if self._told_ms:
            faulthandler.dump_traceback_later(self._told_ms / 1000)


def wait_for(reached: Callable[[], bool], *, longest_s: float = 600.0) -> None:
    """Leave the thread to Qt, as the program does, until something is reached."""
    loop, timer = QEventLoop(), QTimer(interval=_LOOK_MS)
    ends = time.monotonic() + longest_s
    timer.timeout.connect(lambda: loop.quit() if reached() or time.monotonic() > ends else None)
    timer.start()
    loop.exec()
    if not reached():
        raise TimeoutError("the window did not come so far")


def pass_time(seconds: float) -> None:
    """Leave the thread to Qt for a while."""
    ends = time.monotonic() + seconds
    wait_for(lambda: time.monotonic() >= ends)


def describe(name: str, gaps: Sequence[Gap]) -> str:
    """Return the figures of a scene as one line."""
    wall = [gap.wall_ms for gap in gaps]
    above = sum(gap > PROMISED_MS for gap in wall)
    own = [gap.own_ms for gap in gaps]
    own_above = sum(gap > PROMISED_MS for gap in own)
    return (
        f"{name:<56} longest {max(wall):6.1f} ms, {above:3} above {PROMISED_MS:.0f},"
        f" p99 {percentile(wall, 0.99):5.1f}   the program's own: longest {max(own):6.1f} ms,"
        f" {own_above:3} above, p99 {percentile(own, 0.99):5.1f}   of {sum(wall) / 1000:5.1f} s"
    )
