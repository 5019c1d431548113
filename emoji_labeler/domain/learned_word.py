"""A word that finds an emoji because somebody in this project used it for that emoji."""

from enum import StrEnum

from emoji_labeler.domain.record import record


class LearnedFrom(StrEnum):
    """Where a word was seen: typed before the pick, or in a memo that got the label."""

    QUERY = "query"
    MEMO = "memo"


@record
class LearnedWord:
    """A word and the label it led to, ``count`` times in this project."""

    word: str
    label: str
    kind: LearnedFrom
    count: int = 1

    def __post_init__(self) -> None:
        if not self.word.strip() or not self.label or self.count < 1:
            raise ValueError(f"a learned word needs a word, a label and a count: {self!r}")

    @property
    def explanation(self) -> str:
        """Say in English why the word is here."""
        times = "once" if self.count == 1 else f"{self.count} times"
        if self.kind is LearnedFrom.QUERY:
            return f"“{self.word}” was typed before {self.label} was chosen, {times}."
        return f"“{self.word}” stands in memos that were labelled {self.label}, {times}."
