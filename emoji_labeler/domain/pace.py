"""How fast somebody labels just now."""

from collections import deque

_WINDOW_S = 300.0
LONGEST_WORK_S = 60.0


class Pace:
    """Memos a minute over the last five minutes of work.

    A pause of more than a minute counts as a minute, so that a break does not ruin the figure.
    """

    def __init__(self) -> None:
        self._worked: deque[float] = deque()

    def add(self, *, lead_time_ms: int) -> None:
        """Count one answer that took ``lead_time_ms``."""
        self._worked.append(min(lead_time_ms / 1000, LONGEST_WORK_S))
        while len(self._worked) > 1 and sum(self._worked) > _WINDOW_S:
            self._worked.popleft()

    @property
    def memos_a_minute(self) -> float:
        """The pace, or 0 before there are two answers to tell it from."""
        seconds = sum(self._worked)
        return 60 * len(self._worked) / seconds if len(self._worked) > 1 and seconds else 0.0

    @property
    def median_s(self) -> float:
        """The middle time for one memo, in seconds; 0 before the first answer."""
        if not self._worked:
            return 0.0
        ordered = sorted(self._worked)
        return ordered[len(ordered) // 2]
