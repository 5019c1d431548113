"""How a raw output became a label."""

from enum import StrEnum

from emoji_labeler.domain.record import record


class ResolutionKind(StrEnum):
    """How far from the raw output the label is."""

    EXACT = "exact"
    """The raw output is the label, letter for letter."""
    ALIAS = "alias"
    """The raw output means this label by a rule that can be stated."""
    SIMILARITY = "similarity"
    """The label is the nearest there is. A picture can be shown; the output counts as missing."""
    NONE = "none"
    """There was nothing to read in the raw output."""


@record
class Resolution:
    """A label with how it was found.

    ``confidence`` is between 0 and 1, and 1 for an exact label alone; ``rule`` says in words what
    found the label. Only where ``kind`` is none is there no label.
    """

    label: str | None
    kind: ResolutionKind
    confidence: float
    rule: str

    def __post_init__(self) -> None:
        if (self.label is None) != (self.kind is ResolutionKind.NONE):
            raise ValueError("A resolution lacks a label exactly when its kind is none.")
        if not 0 <= self.confidence <= 1:
            raise ValueError("A confidence lies between 0 and 1.")

    @property
    def is_safe(self) -> bool:
        """Whether the label was found without similarity."""
        return self.kind in (ResolutionKind.EXACT, ResolutionKind.ALIAS)


NOTHING_TO_READ = Resolution(
    label=None, kind=ResolutionKind.NONE, confidence=0.0, rule="nothing to read"
)
