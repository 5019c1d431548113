"""What came of putting a file of answers into a project."""

from enum import StrEnum
from pathlib import Path

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.domain.record import record


class ConflictKind(StrEnum):
    """What two files say differently."""

    TWO_ANSWERS = "two_answers"
    TWO_VERDICTS = "two_verdicts"
    OTHER_PACK = "other_pack"
    DELETED_MEMO = "deleted_memo"


@record
class MergeConflict:
    """One thing said differently; nothing of it is lost, the later one counts.

    ``ours`` and ``theirs`` are labels, states or versions; ``memo_id`` is 0 where no memo is
    concerned. A deleted memo is there again, with the answers that were given meanwhile.
    """

    kind: ConflictKind
    memo_id: int = 0
    text: str = ""
    person: str = ""
    ours: str = ""
    theirs: str = ""


@record
class MergeReport:
    """What was new in one file; ``known`` are the answers and verdicts that were there already.

    Where the file was refused, ``refused`` says why, and nothing of it is in the project.
    """

    path: Path
    memos: int = 0
    people: int = 0
    answers: int = 0
    verdicts: int = 0
    known: int = 0
    conflicts: tuple[MergeConflict, ...] = ()
    refused: ProjectError | None = None
