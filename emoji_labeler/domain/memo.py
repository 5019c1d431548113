"""One text to be labelled, and where it came from."""

from dataclasses import dataclass

from emoji_labeler.domain.given_answer import GivenAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoDraft:
    """A memo that is not in a project yet, with the answers that were given for it elsewhere."""

    text: str
    theme: str = ""
    language: str = ""
    source: str = ""
    answers: tuple[GivenAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A memo of a project; ``id`` is also the number by which people name it."""

    id: int
    text: str
    theme: str = ""
    language: str = ""
    source: str = ""
