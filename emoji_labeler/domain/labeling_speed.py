"""How fast people label, and what suggestions do to them."""

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.record import record


@record
class LabelingSpeed:
    """How fast labels were picked on one path, or on all of them where ``path`` is None."""

    path: PickPath | None
    memos_an_hour: Estimate
    median_s: Estimate
    p90_s: Estimate


@record
class SuggestionInfluence:
    """What seeing suggestions does to the time that an answer takes and to the answer.

    ``difference_s`` is the median time with suggestions less the one without; ``ratio`` is the one
    divided by the other, below 1 where suggestions save time. ``pull`` is the share of answers that
    equal the top suggestion where it was shown, less the same share where it was withheld.
    """

    shown_median_s: Estimate
    withheld_median_s: Estimate
    difference_s: Estimate
    ratio: Estimate
    followed_shown: Estimate
    followed_withheld: Estimate
    pull: Estimate
