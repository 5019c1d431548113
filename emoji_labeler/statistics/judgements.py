"""Which of two runs people find more convincing, and whether they merely prefer a side."""

from collections import Counter
from collections.abc import Iterable

from emoji_labeler.domain.judgement import Judgement, PositionBias, Verdict, WinRate
from emoji_labeler.statistics.shares import p_of_even_chances, share
from emoji_labeler.wording import tr

_MIRRORED = {Verdict.LEFT: Verdict.RIGHT, Verdict.RIGHT: Verdict.LEFT}


def win_rates(judgements: Iterable[Judgement]) -> tuple[WinRate, ...]:
    """Return how every run fares against every other that it was judged with, in both directions.

    The share is of wins among judgements with a winner, with Wilson's interval.
    """
    verdicts: dict[tuple[str, str], Counter[Verdict]] = {}
    for one in judgements:
        left, right, verdict = one.left_run, one.right_run, one.verdict
        verdicts.setdefault((left, right), Counter())[verdict] += 1
        verdicts.setdefault((right, left), Counter())[_MIRRORED.get(verdict, verdict)] += 1
    return tuple(_win_rate(*pair, verdicts[pair]) for pair in sorted(verdicts))


def position_bias(judgements: Iterable[Judgement]) -> PositionBias:
    """Return how often the left side won, with the exact test against even chances.

    Sides are shuffled, so that the better run cannot make one side win: a small ``p_value`` means
    that judges prefer a side.
    """
    verdicts = Counter(one.verdict for one in judgements)
    left, right = verdicts[Verdict.LEFT], verdicts[Verdict.RIGHT]
    return PositionBias(
        left=left,
        right=right,
        share_of_left=share(left, of=left + right, why=_no_winner()),
        p_value=p_of_even_chances(left, right),
    )


def _win_rate(run: str, against: str, verdicts: Counter[Verdict]) -> WinRate:
    wins, losses = verdicts[Verdict.LEFT], verdicts[Verdict.RIGHT]
    return WinRate(
        run=run,
        against=against,
        wins=wins,
        losses=losses,
        ties=verdicts[Verdict.TIE],
        neither=verdicts[Verdict.NEITHER],
        share=share(wins, of=wins + losses, why=_no_winner()),
    )


def _no_winner() -> str:
    return tr("No judgement had a winner.")
