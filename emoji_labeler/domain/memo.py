"""One text to be labelled, and where it came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoDraft:
    """A memo that is not in a project yet."""

    text: str
    theme: str = ""
    language: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A memo of a project; ``id`` is also the number by which people name it."""

    id: int
    text: str
    theme: str = ""
    language: str = ""
    source: str = ""
