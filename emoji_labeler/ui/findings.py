"""What a search for emoji hands to the grid."""

from emoji_labeler.domain.record import record


@record
class Found:
    """One result of a search: the label, and in words why it is there."""

    label: str
    why: str = ""


@record
class Findings:
    """The results of a search, and a line above them where they are not what was looked for.

    What is no answer to the query is not framed, so that Enter does not take it.
    """

    found: tuple[Found, ...] = ()
    heading: str = ""
    is_answer: bool = True
