"""What an annotator answers for a memo."""

from dataclasses import replace
from enum import StrEnum

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.record import record
from emoji_labeler.domain.text import check_text
from emoji_labeler.wording import tr


class AnnotationStatus(StrEnum):
    """How far an annotator got with a memo."""

    SUBMITTED = "submitted"
    SKIPPED = "skipped"
    FLAGGED = "flagged"


class PickPath(StrEnum):
    """How the annotator came to the label."""

    SEARCH = "search"
    SUGGESTION = "suggestion"
    BROWSE = "browse"
    RECENT = "recent"
    TYPED = "typed"
    NONE = ""


@record
class Draft:
    """What is on the annotator's desk for one memo and not saved yet."""

    label: str = ""
    also_acceptable: tuple[str, ...] = ()
    note: str = ""

    def with_label(self, label: str) -> "Draft":
        """Choose ``label``; it can no longer be merely acceptable as well."""
        rest = tuple(other for other in self.also_acceptable if other != label)
        return replace(self, label=label, also_acceptable=rest)

    def with_also_toggled(self, label: str) -> "Draft":
        """Add ``label`` to the also-acceptable ones, or take it out; the chosen one stays out."""
        if label in self.also_acceptable:
            return replace(
                self, also_acceptable=tuple(x for x in self.also_acceptable if x != label)
            )
        if label == self.label:
            return self
        return replace(self, also_acceptable=(*self.also_acceptable, label))

    def with_note(self, note: str) -> "Draft":
        """Put ``note`` in place of the note there was."""
        return replace(self, note=note.strip())


@record
class Answer:
    """One annotator's whole answer for one memo.

    Raises WrongUseError when it contradicts itself: submitted without a label, or a label that is
    both chosen and also acceptable.
    """

    status: AnnotationStatus
    label: str = ""
    also_acceptable: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        what = tr("The answer was not saved.")
        if self.status is AnnotationStatus.SUBMITTED and not self.label:
            raise WrongUseError(
                what, why=tr("It has no label."), remedy=tr("Pick an emoji, or skip the memo.")
            )
        if len({self.label, *self.also_acceptable}) != 1 + len(self.also_acceptable):
            raise WrongUseError(
                what,
                why=tr("A label is named twice in it."),
                remedy=tr("Name each label once."),
            )
        check_text(self.note, what=what)

    @property
    def draft(self) -> Draft:
        """The answer as something that can be changed."""
        return Draft(label=self.label, also_acceptable=self.also_acceptable, note=self.note)


@record
class Annotation:
    """The answer that counts now for one memo and one annotator.

    ``lead_time_ms`` is the time from the memo's appearance to the answer, in milliseconds;
    ``submitted_at`` is UTC in ISO 8601.
    """

    memo_id: int
    annotator_id: str
    event_id: str
    answer: Answer
    picked_by: PickPath
    lead_time_ms: int
    submitted_at: str
