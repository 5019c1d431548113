"""Emoji offered for a memo, and what became of the offer."""

from enum import StrEnum
from typing import NamedTuple


class Suggestion(NamedTuple):
    """A label and how likely it is to be the annotator's choice, from 0 to 1."""

    label: str
    probability: float


class SuggestionTiming(StrEnum):
    """When the annotator saw the suggestions: before or after the pick, or, withheld, never."""

    BEFORE = "before"
    AFTER = "after"
    WITHHELD = "withheld"


class ShownSuggestions(NamedTuple):
    """What a model would have the annotator choose; ``model`` says which model in which state."""

    model: str
    timing: SuggestionTiming
    suggestions: tuple[Suggestion, ...]

    def place_of(self, label: str) -> int | None:
        """Return the number, from 1, under which a label was offered, or None."""
        labels = [suggestion.label for suggestion in self.suggestions]
        return labels.index(label) + 1 if label in labels else None
