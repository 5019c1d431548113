"""Work beside the window comes back on the window's thread, or not at all."""

import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import thread as pool
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from emoji_labeler.domain.errors import EmojiLabelerError, PackError
from emoji_labeler.ui.background import Background, Lane, Progressing
from tests.apart import errands

BROKEN = PackError("It was not done.", why="It broke.", remedy="Mend it.")


class Heard:
    """What came back, each with the thread on which it came."""

    def __init__(self) -> None:
        self.said: list[tuple[object, int]] = []

    def hear(self, what: object) -> None:
        self.said.append((what, threading.get_ident()))

    @property
    def words(self) -> list[object]:
        return [what for what, _ in self.said]

    @property
    def is_all_here(self) -> bool:
        """Whether everything came on this thread."""
        return {thread for _, thread in self.said} == {threading.get_ident()}


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def background(qtbot: QtBot, heard: Heard) -> Iterator[Background]:
    running = Background(on_error=heard.hear)
    yield running
    qtbot.wait_until(lambda: not running._running)
    running.close()


def test_a_result_comes_back_on_the_window_s_thread(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    background.run(lambda _: threading.get_ident(), done=heard.hear)
    qtbot.waitUntil(lambda: bool(heard.said))

    assert heard.is_all_here
    assert heard.words != [threading.get_ident()]


def test_progress_comes_back_in_order_and_before_the_result(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    def work(progressing: Progressing) -> str:
        for share in (0.0, 0.5, 1.0):
            progressing.reached(share)
        return "done"

    background.run(work, done=heard.hear, progress=heard.hear)
    qtbot.waitUntil(lambda: "done" in heard.words)

    assert heard.words == [0.0, 0.5, 1.0, "done"]
    assert heard.is_all_here


def fail(_progressing: Progressing) -> None:
    raise BROKEN


def test_one_of_our_errors_goes_to_where_the_caller_wants_it(
    background: Background, qtbot: QtBot, heard: Heard
) -> None:
    errors: list[EmojiLabelerError] = []

    background.run(fail, done=heard.hear, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))

    assert errors == [BROKEN]
    assert heard.said == []


def test_one_of_our_errors_goes_to_the_window_otherwise(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    background.run(fail)
    qtbot.waitUntil(lambda: bool(heard.said))

    assert heard.words == [BROKEN]
    assert heard.is_all_here


def test_any_other_error_is_raised_on_the_window_s_thread(
    background: Background, qtbot: QtBot
) -> None:
    def bug(_progressing: Progressing) -> None:
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as caught:
        background.run(bug)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ZeroDivisionError


def test_work_learns_that_it_should_stop(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    begun = threading.Event()

    def work(progressing: Progressing) -> str:
        begun.set()
        while not progressing.is_cancelled:
            threading.Event().wait(0.001)
        return "stopped"

    progressing = background.run(work, done=heard.hear)
    assert begun.wait(5)
    progressing.cancel()
    qtbot.waitUntil(lambda: bool(heard.said))

    assert heard.words == ["stopped"]


def test_closing_stops_what_runs_and_forgets_what_waits(qapp: QApplication, heard: Heard) -> None:
    background = Background(on_error=heard.hear)
    begun, ended = threading.Semaphore(0), threading.Semaphore(0)

    def work(progressing: Progressing) -> str:
        begun.release()
        while not progressing.is_cancelled:
            threading.Event().wait(0.001)
        ended.release()
        return "stopped"

    for _ in range(20):
        background.run(work, done=heard.hear, progress=heard.hear)
    assert begun.acquire(timeout=5)
    background.close()
    qapp.processEvents()

    assert heard.said == []
    names = [thread.name for thread in threading.enumerate()]
    assert not any(name.startswith("background") for name in names)


@pytest.mark.usefixtures("qapp")
def test_closing_what_never_ran_does_nothing(heard: Heard) -> None:
    Background(on_error=heard.hear).close()

    assert heard.said == []


def test_nothing_is_told_to_an_owner_who_is_gone(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    owner, goes = QObject(), threading.Event()
    background.run(lambda _: goes.wait(5), done=heard.hear, failed=heard.hear, owner=owner)
    delete(owner)
    goes.set()
    qtbot.waitUntil(lambda: background.is_idle)

    assert heard.said == []


def test_a_worker_hands_something_over_to_the_window_s_thread(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    background.run(lambda _: background.hand_over(lambda: heard.hear("here")))
    qtbot.waitUntil(lambda: bool(heard.said))

    assert heard.is_all_here


class Widgetlike:
    """Something that must be destroyed on the window's thread, as a widget must."""

    def __init__(self, destroyed_on: list[int]) -> None:
        self._destroyed_on = destroyed_on

    def __del__(self) -> None:
        self._destroyed_on.append(threading.get_ident())

    def succeed(self, _progressing: Progressing) -> str:
        return "done"

    def fail(self, _progressing: Progressing) -> None:
        raise PackError("It was not done.", why="It broke.", remedy="Mend it.")

    def hear(self, _what: object) -> None:
        pass


@pytest.mark.parametrize("way", ["succeed", "fail"])
def test_what_the_window_gave_is_destroyed_on_its_thread_however_slow_the_worker_lets_go(
    heard: Heard, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, way: str
) -> None:
    background = Background(on_error=heard.hear)
    lets_go, run = threading.Event(), pool._WorkItem.run

    def run_and_hold(item: "pool._WorkItem[object]") -> None:
        run(item)
        lets_go.wait(20)

    monkeypatch.setattr(pool._WorkItem, "run", run_and_hold)
    destroyed_on: list[int] = []
    thing = Widgetlike(destroyed_on)
    work: Callable[[Progressing], object] = getattr(thing, way)
    background.run(work, done=thing.hear, failed=thing.hear, progress=thing.hear)
    qtbot.waitUntil(lambda: background.is_idle)
    del thing, work
    gc.collect()
    lets_go.set()
    background.close()

    assert destroyed_on == [threading.get_ident()]


def test_work_in_another_process_comes_back_on_the_window_s_thread(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    background.run_apart(
        Lane.FIGURES, partial(errands.count_to, 2), done=heard.hear, progress=heard.hear
    )
    qtbot.waitUntil(lambda: 2 in heard.words, timeout=20_000)

    assert heard.words == [0.5, 1.0, 2]
    assert heard.is_all_here


def test_work_in_another_process_learns_that_it_should_stop(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    work = background.run_apart(
        Lane.FIGURES, errands.wait_to_be_stopped, done=heard.hear, progress=heard.hear
    )
    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    work.cancel()
    qtbot.waitUntil(lambda: len(heard.said) > 1)

    assert heard.words == [0.0, "stopped"]


def test_one_lane_does_not_wait_for_another(
    background: Background, heard: Heard, qtbot: QtBot
) -> None:
    long = background.run_apart(Lane.FIGURES, errands.wait_to_be_stopped)
    background.run_apart(Lane.PICTURES, partial(errands.add, 1, other=2), done=heard.hear)
    qtbot.waitUntil(lambda: heard.words == [3], timeout=20_000)
    long.cancel()


def test_no_process_is_left_when_the_window_has_closed(heard: Heard, qtbot: QtBot) -> None:
    background = Background(on_error=heard.hear)
    background.run_apart(Lane.FIGURES, errands.never_end, progress=heard.hear)
    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    child = background._processes[Lane.FIGURES]._child
    assert child is not None

    background.close()

    assert not child.is_alive
