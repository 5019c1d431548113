"""Trying again what may be tried again, for a bounded time, while nobody says stop."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from emoji_labeler.domain.errors import (
    FailedServerError,
    RateLimitError,
    StoppedError,
    TimedOutError,
    UnreachableError,
)
from emoji_labeler.domain.record import record
from emoji_labeler.wording import tr

T = TypeVar("T")

Cancel = Callable[[], bool]
"""Tells whether the person wants to stop."""

_STEP_S = 0.1


@record
class Patience:
    """How often and how long to try; a server that asks for more than the longest wait is left.

    Without ``repeats_timed_out`` a call whose answer did not come in time is not made again: it may
    have been carried out, and paid for, all the same.
    """

    tries: int = 5
    first_wait_s: float = 0.5
    longest_wait_s: float = 30.0
    repeats_timed_out: bool = True


def never() -> bool:
    """Nobody wants to stop."""
    return False


def persistently(action: Callable[[], T], *, patience: Patience, cancel: Cancel) -> T:
    """Return what the action gives, trying again after rate limits and faults of server or line.

    Raises the last fault when patience ends, and StoppedError when somebody cancels in between.
    """
    for failed in range(patience.tries):
        stop_if(cancel)
        try:
            return action()
        except (RateLimitError, FailedServerError, UnreachableError) as error:
            if isinstance(error, TimedOutError) and not patience.repeats_timed_out:
                raise
            asked = None if isinstance(error, UnreachableError) else error.retry_after_s
            wait = wait_s(failed, patience=patience, asked=asked)
            if failed + 1 == patience.tries or wait > patience.longest_wait_s:
                raise
        _sleep(wait, cancel=cancel)
    raise AssertionError("patience ends in the loop")


def stop_if(cancel: Cancel) -> None:
    """Raise StoppedError where the person wants to stop."""
    if cancel():
        raise StoppedError(
            tr("The rest was not done."),
            why=tr("It was stopped."),
            remedy=tr("Start it again when you like; what was done is kept."),
        )


def wait_s(failed: int, *, patience: Patience, asked: float | None) -> float:
    """Return the wait before the next try: doubling, with jitter, never below what was asked."""
    jitter = random.uniform(0.5, 1.0)  # noqa: S311 - spreads clients out; it guards no secret.
    if asked is not None and asked > 0:
        return asked * (1 + jitter / 10)
    return min(patience.first_wait_s * 2.0**failed * jitter, patience.longest_wait_s)


def _sleep(seconds: float, *, cancel: Cancel) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        stop_if(cancel)
        time.sleep(min(left, _STEP_S))
