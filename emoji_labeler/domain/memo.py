"""One text to be labelled, and where it came from."""

from emoji_labeler.domain.record import record


@record
class Memo:
    """A memo of a project; ``id`` is also the number by which people name it."""

    id: int
    text: str
    theme: str = ""
    language: str = ""
    source: str = ""
