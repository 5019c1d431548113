"""Organising a project: its people, their work and its rules, seen together.

Both functions read every memo and are made for a worker thread.
"""

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.gold import GoldRules
from emoji_labeler.domain.memo_listing import MemoValues
from emoji_labeler.domain.record import record
from emoji_labeler.domain.review import ReviewRules
from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.domain.work_list import WorkList
from emoji_labeler.storage.project import ProjectStore


@record
class Organisation:
    """Who is there with how many answers, what they are to do, and what counts."""

    people: tuple[tuple[Annotator, int], ...]
    sharing: Sharing
    lists: tuple[WorkList, ...]
    values: MemoValues
    gold_rules: GoldRules
    review_rules: ReviewRules


@record
class SharingOutlook:
    """What a way of sharing comes to: ``shared`` of the ``memos`` are for ``several`` people."""

    memos: int
    shared: int
    several: int

    @property
    def answers(self) -> int:
        """How many answers there are when everything is done."""
        return self.shared * self.several + self.memos - self.shared


def organisation(project: ProjectStore) -> Organisation:
    """Return all of it as it is now."""
    values = project.memo_listings.values()
    return Organisation(
        people=tuple(
            (one, project.annotations.progress(one.id, memos=values.memos).answered)
            for one in project.annotators.all()
        ),
        sharing=project.work.sharing,
        lists=project.work.lists(),
        values=values,
        gold_rules=project.golds.rules,
        review_rules=project.golds.review_rules,
    )


def foresee(project: ProjectStore, sharing: Sharing) -> SharingOutlook:
    """Return what ``sharing`` would come to with the people and memos of today."""
    people, memos = len(project.annotators.all()), project.memos.count()
    shared = project.work.count_shared(sharing.share) if sharing.annotators_a_memo else memos
    return SharingOutlook(memos=memos, shared=shared, several=sharing.wanted(0.0, people=people))
