"""Deduplicating: finding memos that are nearly the same, and dropping, keeping or linking them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from emoji_labeler.datasets.differing_parts import differing_parts
from emoji_labeler.datasets.near_duplicates import THRESHOLD, near_duplicate_pairs
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.near_duplicate import ComparedMemo, NearDuplicate, PairDecision
from emoji_labeler.domain.record import record
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_LONGEST_BEGINNING = 120


class _StopError(Exception):
    """Somebody asked to stop; never leaves this module."""


@record
class Dropped:
    """Which memos were dropped, and how many stayed because there is work on them."""

    numbers: tuple[int, ...]
    stayed: int


def find_near_duplicates(
    project_path: Path,
    *,
    threshold: float = THRESHOLD,
    progress: Callable[[float], None] = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[NearDuplicate, ...] | None:
    """Return each memo that is like an earlier one, beside that one; None if cancelled.

    The most alike come first; pairs about which somebody decided before are left out.
    """

    def step(share: float) -> None:
        if is_cancelled():
            raise _StopError
        progress(share)

    with ProjectStore.open(project_path) as project:
        numbers, texts = project.memo_pairs.texts()
        decided = project.memo_pairs.decided()
    try:
        pairs = near_duplicate_pairs(texts, threshold=threshold, step=step)
    except _StopError:
        return None
    return tuple(
        NearDuplicate(
            first=numbers[pair.first],
            second=numbers[pair.second],
            similarity=pair.similarity,
            beginning=" ".join(texts[pair.second][:_LONGEST_BEGINNING].split()),
        )
        for pair in pairs
        if (numbers[pair.first], numbers[pair.second]) not in decided
    )


def compare_memos(
    project_path: Path, first: int, second: int
) -> tuple[ComparedMemo, ComparedMemo] | None:
    """Return two memos with the parts in which their texts differ; None where one is gone."""
    with ProjectStore.open(project_path) as project:
        one, other = (project.memo_listings.details(number) for number in (first, second))
    if one is None or other is None:
        return None
    parts, other_parts = differing_parts(one.memo.text, other.memo.text)
    return ComparedMemo(details=one, parts=parts), ComparedMemo(details=other, parts=other_parts)


def decide_pair(project_path: Path, first: int, second: int, *, decision: PairDecision) -> None:
    """Keep two memos as they are, or link them; nobody is asked about them again.

    Raises WrongUseError where they are not two memos of the project.
    """
    with ProjectStore.open(project_path) as project:
        for number in (first, second):
            if first == second or project.memos.get(number) is None:
                raise WrongUseError(
                    tr("The decision about two memos was not kept."),
                    why=tr("There is no memo number {number}.", number=number)
                    if first != second
                    else tr("It is the same memo twice."),
                    remedy=tr("Give the numbers of two memos of this project."),
                )
        project.memo_pairs.decide((first, second), decision)


def forget_decision(project_path: Path, first: int, second: int) -> None:
    """Take a decision about two memos back."""
    with ProjectStore.open(project_path) as project:
        project.memo_pairs.forget((first, second))


def drop_memos(project_path: Path, numbers: Sequence[int]) -> Dropped:
    """Drop those of the memos that have no answers and no drafts; the others stay."""
    with ProjectStore.open(project_path) as project:
        dropped = project.memo_drops.drop(numbers)
    return Dropped(numbers=dropped, stayed=len(numbers) - len(dropped))


def restore_memos(project_path: Path, numbers: Sequence[int]) -> int:
    """Bring dropped memos back; return how many."""
    with ProjectStore.open(project_path) as project:
        return project.memo_drops.restore(numbers)
