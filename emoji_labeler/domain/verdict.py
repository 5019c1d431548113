"""What a reviewer decides about a memo."""

from enum import StrEnum
from typing import NamedTuple

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.record import record
from emoji_labeler.domain.text import check_text
from emoji_labeler.wording import tr


class Decision(StrEnum):
    """What becomes of a memo under review.

    ``accepted`` takes a label that an annotator or a model gave, ``corrected`` another one;
    ``rejected`` says that no label fits or that the memo is of no use; ``sent_back`` asks the
    annotators again.
    """

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    SENT_BACK = "sent_back"


LABELLING = frozenset({Decision.ACCEPTED, Decision.CORRECTED})
"""The decisions after which a memo has a label."""


@record
class Ruling:
    """One reviewer's whole decision for one memo, before it is saved.

    ``first_choice`` is the label that was chosen before the others' were shown, or empty where
    they were shown at once. ``refused_label`` is the label that stood in its place before, or
    empty; ``picked_by`` says how the label was found, as with an answer.

    Raises WrongUseError when it contradicts itself: a label where there is none to give, none
    where one is needed, sent back without a note, a label named twice.
    """

    decision: Decision
    label: str = ""
    also_acceptable: tuple[str, ...] = ()
    note: str = ""
    first_choice: str = ""
    refused_label: str = ""
    picked_by: str = ""

    def __post_init__(self) -> None:
        what = tr("The decision was not saved.")
        if bool(self.label) != (self.decision in LABELLING):
            raise WrongUseError(
                what,
                why=tr("Accepting and correcting need a label, everything else has none."),
                remedy=tr("Choose an emoji, or reject the memo."),
            )
        if self.decision is Decision.SENT_BACK and not self.note.strip():
            raise WrongUseError(
                what,
                why=tr("It goes back without a word."),
                remedy=tr("Write a note that says what to look at again."),
            )
        if len({self.label, *self.also_acceptable}) != 1 + len(self.also_acceptable):
            raise WrongUseError(
                what,
                why=tr("A label is named twice in it."),
                remedy=tr("Name each label once."),
            )
        check_text(self.note, what=what)


class Verdict(NamedTuple):
    """The decision that counts now for one memo and one reviewer.

    A tuple, and not a dataclass as elsewhere, because gold labels are worked out from it by the
    hundred thousand.
    """

    memo_id: int
    reviewer_id: str
    event_id: str
    decision: str
    label: str
    also_acceptable: tuple[str, ...]
    note: str
    first_choice: str
    refused_label: str
    picked_by: str
    lead_time_ms: int
    made_at: str
