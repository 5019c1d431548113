"""Functions that tests have done in another process."""

import os
import time
from collections.abc import Callable

from emoji_labeler.domain.errors import FailedServerError
from emoji_labeler.wording import tr


def add(one: int, *, other: int) -> int:
    return one + other


def own_pid() -> int:
    return os.getpid()


def count_to(last: int, *, progress: Callable[[float], None]) -> int:
    for number in range(1, last + 1):
        progress(number / last)
    return last


def wait_to_be_stopped(
    *, progress: Callable[[float], None], is_cancelled: Callable[[], bool]
) -> str:
    progress(0.0)
    while not is_cancelled():
        time.sleep(0.001)
    return "stopped"


def never_end(*, progress: Callable[[float], None]) -> None:
    progress(0.0)
    while True:
        time.sleep(60)


def refuse() -> None:
    raise FailedServerError("Not done.", why="It failed.", remedy="Wait.", retry_after_s=2.5)


def stumble() -> None:
    raise ZeroDivisionError("a bug")


def stumble_strangely() -> None:
    raise LookupError(lambda: "cannot be sent")


def return_what_cannot_be_sent() -> object:
    return lambda: None


def chatter() -> str:
    print("this is no reply")  # noqa: T201 - That it is printed is what is tested.
    return "a reply"


def said_in_the_language_of_the_window() -> str:
    return tr("Cancel")
