"""How an annotator came to an answer, kept with it."""

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.record import record
from emoji_labeler.domain.suggestion import ShownSuggestions


@record
class Pick:
    """The path to the label, what was typed on it, and what a model offered."""

    path: PickPath = PickPath.NONE
    query: str = ""
    shown: ShownSuggestions | None = None
