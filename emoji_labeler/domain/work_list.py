"""Lists of memos that one person is to label."""

from emoji_labeler.domain.record import record


@record
class WorkList:
    """Memos that one person is to label, others not; counts of all and of the answered ones."""

    id: str
    annotator_id: str
    name: str
    memos: int
    answered: int


@record
class MemoFilter:
    """Which memos are shared out; whatever is empty lets everything in, 0 sets no limit."""

    theme: str = ""
    language: str = ""
    source: str = ""
    count: int = 0
