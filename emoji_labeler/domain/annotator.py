"""Somebody who answers, or decides between answers."""

from enum import StrEnum

from emoji_labeler.domain.record import record

COLOURS = ("blue", "orange", "green", "purple", "red", "teal", "pink", "brown")
"""What people are told apart by, in the order in which newcomers get them."""


class Role(StrEnum):
    """What a person does here: a reviewer may also label, an annotator decides nothing."""

    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"


@record
class Annotator:
    """A person known to the project; ``id`` is the same in every copy of the project."""

    id: str
    name: str
    colour: str = COLOURS[0]
    role: Role = Role.ANNOTATOR

    @property
    def is_reviewer(self) -> bool:
        """Whether the person decides between answers."""
        return self.role is Role.REVIEWER
