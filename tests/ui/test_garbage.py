"""Garbage is found on the window's thread, a little at a time."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.garbage import GarbageSearch

ENOUGH = 60_000


class Ring:
    """Something that nobody knows but itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def search(qapp: QApplication) -> Iterator[GarbageSearch]:  # noqa: ARG001 - Timers need Qt.
    one = GarbageSearch()
    one.begin()
    one._timer.stop()
    yield one
    one.end()


def made(count: int = ENOUGH) -> list[list[int]]:
    """Return many things that a search would have to look at."""
    return [[number] for number in range(count)]


def test_python_does_not_search_on_its_own(search: GarbageSearch) -> None:
    assert not gc.isenabled()

    search.end()

    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_garbage_is_found(search: GarbageSearch) -> None:
    gone = weakref.ref(Ring())
    kept = made()

    search.look()

    assert len(kept) == ENOUGH
    assert gone() is None


def test_little_that_is_new_is_not_worth_a_look(search: GarbageSearch) -> None:
    search.look()
    left = weakref.ref(Ring())

    search.look()

    assert left() is not None


def test_what_has_come_to_stay_is_not_looked_through_again(search: GarbageSearch) -> None:
    kept = made()
    search.look()

    assert len(gc.get_objects()) < ENOUGH < gc.get_freeze_count()
    assert len(kept) == ENOUGH


def test_what_had_come_to_stay_is_found_when_everything_is_looked_through(
    search: GarbageSearch,
) -> None:
    ring = Ring()
    gone = weakref.ref(ring)
    kept = made()
    search.look()
    del ring
    kept += made()
    search.look()
    assert gone() is not None

    search.look_at_everything()

    assert gone() is None


def test_garbage_of_a_worker_goes_on_the_thread_of_the_window(
    search: GarbageSearch, qtbot: QtBot
) -> None:
    threads: list[int] = []

    def work() -> None:
        ring = Ring()
        weakref.finalize(ring, lambda: threads.append(threading.get_ident()))
        del ring
        made()

    search._timer.start()
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    kept = made()
    qtbot.waitUntil(lambda: bool(threads))

    assert len(kept) == ENOUGH
    assert threads == [threading.get_ident()]
