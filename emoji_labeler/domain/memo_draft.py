"""A text on its way into a project."""

from emoji_labeler.domain.given_answer import GivenAnswer
from emoji_labeler.domain.record import record


@record
class MemoDraft:
    """A memo that is not in a project yet, with the answers that were given for it elsewhere."""

    text: str
    theme: str = ""
    language: str = ""
    source: str = ""
    answers: tuple[GivenAnswer, ...] = ()
