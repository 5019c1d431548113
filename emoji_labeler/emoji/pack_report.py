"""What a check of an emoji pack found."""

from enum import StrEnum
from pathlib import Path

from emoji_labeler.domain.record import record


class Fault(StrEnum):
    """What can be wrong with a file or a row; the values are for programs to read."""

    BAD_LABEL = "bad-label"
    LABEL_TWICE = "label-twice"
    OUTSIDE = "outside-the-folder"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    NOT_A_PICTURE = "not-a-picture"
    NO_ROW = "picture-without-row"
    NO_PICTURE = "row-without-picture"
    BROKEN_ROW = "broken-row"
    SUBFOLDERS = "subfolders"
    FOREIGN_FILES = "foreign-files"


@record
class Finding:
    """One thing that is wrong; ``line`` is 0 unless it is about a row of the data file."""

    fault: Fault
    file: str
    why: str
    line: int = 0


@record
class PackReport:
    """What was found in a folder, and which labels can be used in spite of it."""

    folder: Path
    pictures: int
    sound_labels: frozenset[str]
    findings: tuple[Finding, ...]
