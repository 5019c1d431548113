"""What a person may decide about a file instead of leaving it to a look at the file."""

from dataclasses import dataclass
from enum import StrEnum


class MemoField(StrEnum):
    """The parts of a memo that a column or a key of a file can hold."""

    TEXT = "text"
    THEME = "theme"
    LANGUAGE = "language"
    SOURCE = "source"


class TextLayout(StrEnum):
    """How memos are set apart in a file of plain text."""

    LINES = "lines"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """Decisions about one file; whatever is empty or None is found out from the file.

    ``format_name`` names an importer; ``encoding`` is ``utf-8`` or ``cp932``; ``columns`` pairs a
    part of the memo with the column (or JSON key) that holds it; ``source`` is what memos without
    a source of their own get.
    """

    format_name: str = ""
    encoding: str = ""
    delimiter: str = ""
    has_header: bool | None = None
    layout: TextLayout | None = None
    columns: tuple[tuple[MemoField, str], ...] = ()
    source: str = ""
