"""What a search answers with: labels in order, each with the reason it is there."""

from enum import StrEnum

from emoji_labeler.domain.record import record


class ReasonKind(StrEnum):
    """What made a label a hit."""

    EMOJI = "emoji"
    LABEL = "label"
    NAME = "name"
    ALIAS = "alias"
    SHORTCODE = "shortcode"
    KEYWORD = "keyword"
    READING = "reading"
    THEME = "theme"
    QUERY = "query"
    MEMO = "memo"
    NEAR = "near"
    FITTING = "fitting"


_ENGLISH = {
    ReasonKind.EMOJI: "the emoji {word}",
    ReasonKind.LABEL: "label {word}",
    ReasonKind.NAME: "name “{word}”",
    ReasonKind.ALIAS: "also called “{word}”",
    ReasonKind.SHORTCODE: "code :{word}:",
    ReasonKind.KEYWORD: "keyword “{word}”",
    ReasonKind.READING: "reading {word}",
    ReasonKind.THEME: "theme {word}",
    ReasonKind.QUERY: "you typed {word}",
    ReasonKind.MEMO: "in memos with {word}",
    ReasonKind.NEAR: "near “{word}”",
    ReasonKind.FITTING: "fits the memo",
}


@record
class Reason:
    """A kind, to be translated, and the word of the pack, table or project that was matched."""

    kind: ReasonKind
    word: str

    def __str__(self) -> str:
        return _ENGLISH[self.kind].format(word=self.word)


@record
class SearchHit:
    """One label that answers a query; scores compare only within one result."""

    label: str
    score: float
    reason: Reason

    @property
    def why(self) -> str:
        """Say in English why the label is here."""
        return str(self.reason)


@record
class SearchResult:
    """The hits of a query, best first; where nothing was found, what is nearest."""

    hits: tuple[SearchHit, ...] = ()
    is_nearest: bool = False

    @property
    def is_fitting(self) -> bool:
        """Whether nothing is even near the query, and the hits merely fit the memo at hand."""
        return bool(self.hits) and self.hits[0].reason.kind is ReasonKind.FITTING

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels alone, best first."""
        return tuple(hit.label for hit in self.hits)
