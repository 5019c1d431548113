"""When to look at which job again: pure arithmetic, without a clock and without waiting."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from emoji_labeler.domain.record import record

_LONGEST_S = 60.0
_LONGEST_AFTER_FAULTS_S = 300.0
_GROWTH = 1.5
_FAULT_GROWTH = 2.0
_JITTER = 0.2


@record
class _Turn:
    """When it is a job's turn, and how long the wait before was."""

    at: float = 0.0
    wait_s: float = 0.0


class PollSchedule:
    """The turns of living jobs, by their identifiers; ``now`` is in seconds of any one clock.

    A job about which something is new is looked at again after ``first_s``; each look that brings
    nothing makes the wait half as long again, up to a minute. Faults double it, up to five minutes.
    Every wait differs by a fifth at random, so that jobs and clients fall out of step.
    """

    def __init__(self, *, chance: Callable[[], float] = random.random) -> None:
        self._chance = chance
        self._turns: dict[str, _Turn] = {}

    def follow(self, ids: Iterable[str]) -> None:
        """Follow these and no others; it is the turn of those that are new."""
        self._turns = {one: self._turns.get(one, _Turn()) for one in ids}

    def due(self, now: float) -> tuple[str, ...]:
        """Return those whose turn it is, the longest overdue first."""
        waiting = sorted(self._turns.items(), key=lambda pair: pair[1].at)
        return tuple(one for one, turn in waiting if turn.at <= now)

    def looked(self, one: str, *, now: float, first_s: float, is_new: bool) -> None:
        """Note that a look brought something new, or nothing."""
        former = self._turns.get(one, _Turn()).wait_s
        wait_s = first_s if is_new else max(first_s, min(former * _GROWTH, _LONGEST_S))
        self._put(one, now=now, wait_s=wait_s)

    def failed(self, one: str, *, now: float, first_s: float, asked_s: float | None = None) -> None:
        """Note that a look failed; ``asked_s`` is how long the provider asks to be left alone."""
        former = self._turns.get(one, _Turn()).wait_s
        wait_s = max(first_s, min(former * _FAULT_GROWTH, _LONGEST_AFTER_FAULTS_S))
        self._put(one, now=now, wait_s=max(wait_s, asked_s or 0.0))

    def hurry(self) -> None:
        """Make it the turn of all of them."""
        self._turns = {one: replace(turn, at=0.0) for one, turn in self._turns.items()}

    def next_in_s(self, now: float) -> float | None:
        """Return how long it is until the next turn; None where nothing is followed."""
        if not self._turns:
            return None
        return max(0.0, min(turn.at for turn in self._turns.values()) - now)

    def _put(self, one: str, *, now: float, wait_s: float) -> None:
        # Jitter only lengthens a wait: what a provider asks for is the least.
        at = now + wait_s * (1.0 + _JITTER * self._chance())
        self._turns[one] = _Turn(at=at, wait_s=wait_s)
