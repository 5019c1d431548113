"""What suggestions do to people: how much faster they are, and how far they are pulled along."""

from collections.abc import Iterable

import numpy as np

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.labeling_speed import SuggestionInfluence, SuggestionTrial
from emoji_labeler.statistics.arrays import Floats
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling, estimate_of
from emoji_labeler.statistics.shares import difference_of_shares, share
from emoji_labeler.wording import tr

_MS_A_SECOND = 1000.0


def suggestion_influence(
    trials: Iterable[SuggestionTrial], *, resampling: Resampling = RESAMPLING
) -> SuggestionInfluence:
    """Compare answers given with suggestions in sight with answers given without.

    It tells cause only where chance decided which memos were shown with suggestions. Answers for
    which nothing was suggested have no part in the pull.
    """
    every = list(trials)
    shown = [one for one in every if one.was_shown]
    withheld = [one for one in every if not one.was_shown]
    other = Resampling(draws=resampling.draws, seed=resampling.seed + 1)
    with_s, without_s = _seconds(shown), _seconds(withheld)
    followed, followed_anyway = _followed(shown), _followed(withheld)
    difference, ratio = _compared_medians(with_s, without_s, one=resampling, other=other)
    return SuggestionInfluence(
        shown_median_s=resampling.quantile(with_s, share=0.5, why=_needs_both()),
        withheld_median_s=other.quantile(without_s, share=0.5, why=_needs_both()),
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


def _seconds(trials: list[SuggestionTrial]) -> Floats:
    return np.array([one.lead_time_ms for one in trials], np.float64) / _MS_A_SECOND


def _followed(trials: list[SuggestionTrial]) -> Estimate:
    suggested = [one for one in trials if one.top_suggestion]
    hits = sum(one.label == one.top_suggestion for one in suggested)
    return share(hits, of=len(suggested), why=_needs_both())


def _needs_both() -> str:
    return tr("There are no answers of this kind.")
