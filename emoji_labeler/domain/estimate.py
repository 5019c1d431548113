"""A figure about all memos, told from some of them."""

from emoji_labeler.domain.record import record

CONFIDENCE = 0.95
"""How often the interval of an estimate holds the figure that it is about."""


@record
class Estimate:
    """A figure with its 95 % interval and ``count``, the number of observations it rests on.

    Where there is no value, or a value without an interval, ``why_undefined`` says why.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    count: int
    why_undefined: str = ""

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("An interval has two ends or none.")
        if self.value is None and self.low is not None:
            raise ValueError("An interval has a value inside.")
        if (self.low is None) != bool(self.why_undefined):
            raise ValueError("What is missing has a reason, and nothing else has one.")


@record
class PairedTest:
    """How often only the one, and only the other, of two was right about the same memo.

    ``p_value`` is the probability of a difference at least as large between two that are equally
    good; None, with the reason in ``why_undefined``, where they never differ.
    """

    only_first: int
    only_second: int
    p_value: float | None
    why_undefined: str = ""
