"""Doing a long change in steps, so that whoever saves an answer meanwhile gets a turn."""

import time
from collections.abc import Iterator

_TURN_S = 1.5
"""How long a step should hold the lock: half of the time for which others wait for it."""

_PAUSE_S = 0.12
"""Longer than SQLite sleeps between two looks whether a lock is gone."""

_CAUTION = 4


def in_turns(numbers: range, *, most: int) -> Iterator[range]:
    """Yield ``numbers`` in ranges of up to ``most``, as many as the one before took the time for.

    What is done with each is to be one transaction. Between two of them others can write.
    """
    size = max(1, most // _CAUTION)
    place = 0
    while place < len(numbers):
        step = numbers[place : place + size]
        began = time.perf_counter()
        yield step
        took = time.perf_counter() - began
        place += len(step)
        size = max(1, min(most, 2 * size, round(size * _TURN_S / max(took, 1e-6))))
        if place < len(numbers):
            time.sleep(_PAUSE_S)
