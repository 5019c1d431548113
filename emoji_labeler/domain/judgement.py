"""Blind choices between the predictions of two runs, and what is concluded from them."""

from enum import StrEnum

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.record import record
from emoji_labeler.wording import tr

HUMAN = "human"
"""Stands where a run would, for the gold label of people."""


class Verdict(StrEnum):
    """Which side of the screen had the more convincing picture."""

    LEFT = "left"
    RIGHT = "right"
    TIE = "tie"
    NEITHER = "neither"
    """Both are bad: nothing is learned about which is better."""


@record
class Judgement:
    """One blind choice for one memo between a run on the left and another on the right.

    Runs are named by their identifiers, one of them may be ``HUMAN``; the labels are those that
    were shown. ``judge_id`` is an annotator; ``event_id`` and ``made_at`` are given when it is
    saved. ``lead_time_ms`` is the time from the appearance of the pictures, in milliseconds.
    """

    memo_id: int
    left_run: str
    right_run: str
    verdict: Verdict
    left_label: str = ""
    right_label: str = ""
    judge_id: str = ""
    lead_time_ms: int = 0
    event_id: str = ""
    made_at: str = ""

    def __post_init__(self) -> None:
        if self.left_run == self.right_run:
            raise WrongUseError(
                tr("The judgement was not made."),
                why=tr("Both pictures are of the same run."),
                remedy=tr("Choose two different runs."),
            )


@record
class WinRate:
    """How one run fares against another; ``share`` is of wins among the decided judgements."""

    run: str
    against: str
    wins: int
    losses: int
    ties: int
    neither: int
    share: Estimate


@record
class RunStrength:
    """How strong a run is beside all others; the geometric mean of all strengths is 1.

    A run of strength 3 wins against one of strength 1 three times in four.
    """

    run: str
    strength: Estimate


@record
class PositionBias:
    """Whether judges prefer a side: the share of left among the decided judgements."""

    left: int
    right: int
    share_of_left: Estimate
    p_value: float | None
