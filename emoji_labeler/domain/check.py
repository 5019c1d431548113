"""What a look at one part of the installation or of a project found."""

from emoji_labeler.domain.record import record


@record
class Check:
    """One fact; ``passed`` is None where it is good to know and neither right nor wrong."""

    name: str
    passed: bool | None
    detail: str
