"""Finding memos that say nearly the same and have different labels."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from emoji_labeler.storage.project import ProjectStore


def find_contradictions(
    project_path: Path, *, is_cancelled: Callable[[], bool] = lambda: False
) -> int:
    """Look for near-duplicates among all memos; return how many memos now contradict another.

    From then on every answer keeps them current; only new memos ask for another look. Made for a
    worker thread: some ten seconds for 100,000 memos.
    """
    from emoji_labeler.datasets.near_duplicates import near_duplicate_clusters
    from emoji_labeler.domain.review import Reason

    with ProjectStore.open(project_path) as project:
        memos = [(memo.id, memo.text) for memo in project.memos.all()]
        places = near_duplicate_clusters([text for _, text in memos])
        if is_cancelled():
            return 0
        sizes = Counter(places)
        project.reviews.cluster(
            (memo_id, memos[place][0])
            for (memo_id, _), place in zip(memos, places, strict=True)
            if sizes[place] > 1
        )
        return project.reviews.counts()[Reason.CONTRADICTION]
