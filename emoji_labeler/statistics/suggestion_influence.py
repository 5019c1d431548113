"""What suggestions do to people: how much faster they are, and how far they are pulled along."""

from dataclasses import dataclass

import numpy as np

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.labeling_speed import SuggestionInfluence
from emoji_labeler.statistics.arrays import Floats
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling, estimate_of
from emoji_labeler.statistics.shares import difference_of_shares, share
from emoji_labeler.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trials:
    """Answers in one condition: how long each took, and how often the top suggestion was chosen.

    ``suggested`` counts those for which there was a suggestion, ``followed`` those that equal it.
    """

    seconds: Floats
    suggested: int
    followed: int


def suggestion_influence(
    *, shown: Trials, withheld: Trials, resampling: Resampling = RESAMPLING
) -> SuggestionInfluence:
    """Compare answers given with suggestions in sight with answers given without.

    It tells cause only where chance decided which memos were shown with suggestions. Answers for
    which nothing was suggested have no part in the pull.
    """
    other = Resampling(draws=resampling.draws, seed=resampling.seed + 1)
    followed, followed_anyway = _followed(shown), _followed(withheld)
    difference, ratio = _compared_medians(
        shown.seconds, withheld.seconds, one=resampling, other=other
    )
    return SuggestionInfluence(
        shown_median_s=resampling.quantile(shown.seconds, share=0.5, why=_needs_both()),
        withheld_median_s=other.quantile(withheld.seconds, share=0.5, why=_needs_both()),
        difference_s=difference,
        ratio=ratio,
        followed_shown=followed,
        followed_withheld=followed_anyway,
        pull=difference_of_shares(followed, followed_anyway, why=_needs_both()),
    )


def _compared_medians(
    shown: Floats, withheld: Floats, *, one: Resampling, other: Resampling
) -> tuple[Estimate, Estimate]:
    """Return the difference and the ratio of two medians that are drawn apart from each other."""
    count = min(len(shown), len(withheld))
    if not count:
        nothing = Estimate(count=0, why_undefined=_needs_both())
        return nothing, nothing
    first, first_drawn = one.quantiles(shown, share=0.5)
    second, second_drawn = other.quantiles(withheld, share=0.5)
    why = tr("Answers took no time.")
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = first_drawn / second_drawn
    ratio = first / second if second else float("nan")
    return (
        estimate_of(first - second, drawn=first_drawn - second_drawn, count=count, why=why),
        estimate_of(ratio, drawn=ratios, count=count, why=why),
    )


def _followed(trials: Trials) -> Estimate:
    return share(trials.followed, of=trials.suggested, why=_needs_both())


def _needs_both() -> str:
    return tr("There are no answers of this kind.")
