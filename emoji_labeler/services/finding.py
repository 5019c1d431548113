"""Finding memos by the words in them."""

from pathlib import Path

from emoji_labeler.domain.memo import Memo
from emoji_labeler.storage.project import ProjectStore

_MOST = 50


def find_memos(project_path: Path, words: str) -> tuple[Memo, ...]:
    """Return the first fifty memos that hold ``words``; made for a worker thread."""
    with ProjectStore.open(project_path) as project:
        return project.memos.containing(words, limit=_MOST)
