"""What a person may decide about a file instead of leaving it to a look at the file."""

from enum import StrEnum

from emoji_labeler.domain.record import record


class MemoField(StrEnum):
    """The parts of a memo, or of the answer for it, that a column or a key of a file can hold."""

    TEXT = "text"
    THEME = "theme"
    LANGUAGE = "language"
    SOURCE = "source"
    LABEL = "label"
    ANNOTATOR = "annotator"


class TextLayout(StrEnum):
    """How memos are set apart in a file of plain text."""

    LINES = "lines"
    BLOCKS = "blocks"


@record
class ImportOptions:
    """Decisions about one file; whatever is empty or None is found out from the file.

    ``format_name`` names an importer; ``encoding`` is ``utf-8`` or ``cp932``; ``columns`` pairs a
    part of the memo with the column (or JSON key) that holds it, or with an empty string where none
    does; ``source`` is what memos without a source of their own get; ``annotator`` is who gave the
    labels for which the file names nobody.
    """

    format_name: str = ""
    encoding: str = ""
    delimiter: str = ""
    has_header: bool | None = None
    layout: TextLayout | None = None
    columns: tuple[tuple[MemoField, str], ...] = ()
    source: str = ""
    annotator: str = ""
