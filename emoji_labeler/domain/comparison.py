"""Gold labels beside the predictions of one run."""

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.record import record


@record
class ComparedMemo:
    """What counts for a memo, and what a run predicted for it; ``gold`` is empty if nothing does.

    ``predicted`` holds labels, the likeliest first, and is empty where no label was found.
    ``exists`` says whether the raw output was a label: where it was not, the output counts as
    missing, although similarity may have found a label for it.
    """

    gold: str
    also_acceptable: tuple[str, ...] = ()
    predicted: tuple[str, ...] = ()
    exists: bool = True

    @property
    def label(self) -> str:
        """The label that is shown for the memo, or an empty string."""
        return self.predicted[0] if self.predicted else ""


@record
class AmongFirst:
    """The share of memos whose gold label is among the first ``places`` predicted ones."""

    places: int
    share: Estimate


@record
class LabelCount:
    """How often a label was predicted or given."""

    label: str
    count: int


@record
class ComparisonFigures:
    """How good a run is.

    ``exact`` and ``acceptable`` are shares of memos whose shown label is the gold label, or is it
    or one that is acceptable as well. ``nearness`` is the mean of 1 less the distance to the gold
    label. Outputs are counted over all memos, with a gold label or not: each exists or is missing,
    ``resolved`` of the missing ones have got a label, and ``histogram`` counts the shown labels,
    the most frequent first.
    """

    exact: Estimate
    acceptable: Estimate
    among_first: tuple[AmongFirst, ...]
    nearness: Estimate
    existing_share: Estimate
    existing: int
    missing: int
    resolved: int
    histogram: tuple[LabelCount, ...]

    @property
    def distinct_labels(self) -> int:
        """How many different labels were predicted."""
        return len(self.histogram)
