"""Functions run in another process as if they ran in this one, and never outlive it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from emoji_labeler import wording
from emoji_labeler.apart.child_environment import child_environment
from emoji_labeler.apart.process import ProcessApart
from emoji_labeler.domain.errors import BrokenOffError, FailedServerError, StoppedError
from tests.apart import errands

PATIENCE_S = 60


@pytest.fixture
def apart() -> Iterator[ProcessApart]:
    process = ProcessApart()
    yield process
    process.close()


@pytest.fixture
def waiting() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads


def begun(
    apart: ProcessApart, threads: ThreadPoolExecutor, errand: Callable[..., Any], **more: Any
) -> "Future[Any]":
    """Have an errand done that says when it has begun; return when it has."""
    has_begun = threading.Event()
    future: Future[Any] = threads.submit(
        lambda: apart.call(errand, progress=lambda _: has_begun.set(), **more)
    )
    assert has_begun.wait(PATIENCE_S)
    return future


def test_a_function_returns_what_it_returns_here(apart: ProcessApart) -> None:
    assert apart.call(errands.add, 2, other=3) == errands.add(2, other=3)


def test_no_process_is_started_before_something_is_asked_of_it(apart: ProcessApart) -> None:
    assert apart.pid is None

    assert apart.call(errands.own_pid) == apart.pid != os.getpid()


def test_one_process_serves_all_calls(apart: ProcessApart) -> None:
    assert apart.call(errands.own_pid) == apart.call(errands.own_pid)


def test_progress_comes_in_order(apart: ProcessApart) -> None:
    shares: list[float] = []

    apart.call(errands.count_to, 4, progress=shares.append)

    assert shares == [0.25, 0.5, 0.75, 1.0]


def test_one_of_our_errors_comes_whole(apart: ProcessApart) -> None:
    with pytest.raises(FailedServerError) as caught:
        apart.call(errands.refuse)

    error = caught.value
    assert (error.what, error.why, error.remedy) == ("Not done.", "It failed.", "Wait.")
    assert error.retry_after_s == 2.5


def test_a_bug_says_where_it_was(apart: ProcessApart) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        apart.call(errands.stumble)

    assert "in stumble" in caught.value.__notes__[0]


@pytest.mark.parametrize("errand", [errands.stumble_strangely, errands.return_what_cannot_be_sent])
def test_what_cannot_be_sent_is_an_error_and_the_process_goes_on(
    apart: ProcessApart, errand: Callable[[], object]
) -> None:
    with pytest.raises(Exception, match=r"pickle|cannot be sent"):
        apart.call(errand)

    assert apart.call(errands.add, 1, other=1) == 2


def test_what_is_printed_does_not_get_between_the_replies(apart: ProcessApart) -> None:
    assert apart.call(errands.chatter) == "a reply"


def test_the_other_process_speaks_the_language_of_the_window(apart: ProcessApart) -> None:
    wording.speak("ja")
    try:
        assert apart.call(errands.said_in_the_language_of_the_window) == "キャンセル"
    finally:
        wording.speak("en")
    assert apart.call(errands.said_in_the_language_of_the_window) == "Cancel"


def test_what_runs_is_asked_to_stop_and_the_process_stays(
    apart: ProcessApart, waiting: ThreadPoolExecutor
) -> None:
    stops = threading.Event()
    future = begun(apart, waiting, errands.wait_to_be_stopped, is_cancelled=stops.is_set)
    pid = apart.pid

    stops.set()

    assert future.result(PATIENCE_S) == "stopped"
    assert apart.call(errands.own_pid) == pid


def test_what_does_not_stop_is_ended_and_the_next_call_works(
    apart: ProcessApart, waiting: ThreadPoolExecutor
) -> None:
    stops = threading.Event()
    future = begun(apart, waiting, errands.never_end, is_cancelled=stops.is_set)

    stops.set()

    with pytest.raises(StoppedError):
        future.result(PATIENCE_S)
    assert apart.call(errands.add, 1, other=1) == 2


def test_a_killed_process_is_an_error_with_a_way_out_and_the_next_call_works(
    apart: ProcessApart, waiting: ThreadPoolExecutor
) -> None:
    future = begun(apart, waiting, errands.never_end)
    assert apart.pid is not None

    os.kill(apart.pid, signal.SIGTERM)

    with pytest.raises(BrokenOffError) as caught:
        future.result(PATIENCE_S)
    assert "Try again" in caught.value.remedy
    assert apart.call(errands.add, 1, other=1) == 2


def test_a_process_that_was_killed_while_it_waited_is_replaced(apart: ProcessApart) -> None:
    pid = apart.call(errands.own_pid)
    os.kill(pid, signal.SIGTERM)
    assert apart._child is not None
    apart._child._process.wait(PATIENCE_S)

    assert apart.call(errands.own_pid) != pid


def test_closing_ends_what_runs(apart: ProcessApart, waiting: ThreadPoolExecutor) -> None:
    future = begun(apart, waiting, errands.never_end)

    apart.close()

    with pytest.raises(StoppedError):
        future.result(PATIENCE_S)
    with pytest.raises(StoppedError):
        apart.call(errands.add, 1, other=1)


def test_a_call_that_waits_for_another_one_can_be_stopped_before_it_begins(
    apart: ProcessApart, waiting: ThreadPoolExecutor
) -> None:
    stops = threading.Event()
    first = begun(apart, waiting, errands.wait_to_be_stopped, is_cancelled=stops.is_set)
    second = waiting.submit(apart.call, errands.own_pid, is_cancelled=lambda: True)

    stops.set()

    assert first.result(PATIENCE_S) == "stopped"
    with pytest.raises(StoppedError):
        second.result(PATIENCE_S)


STARTER = """
import sys, threading
from emoji_labeler.apart.process import ProcessApart
from tests.apart import errands
apart = ProcessApart()
threading.Thread(
    target=apart.call, args=(errands.never_end,), daemon=True,
    kwargs={"progress": lambda _: print(apart.pid, flush=True)},
).start()
sys.stdin.read()
"""


def test_the_process_ends_in_the_middle_of_its_work_when_its_starter_is_killed() -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER],
        env=child_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        starter.kill()
    wait_for_the_end_of(pid)


def wait_for_the_end_of(pid: int) -> None:
    for _ in range(PATIENCE_S * 100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        threading.Event().wait(0.01)
    raise AssertionError(f"process {pid} is still there")
