"""Browsing: looking through all memos of a project, however many there are.

Every function opens the project for itself and is made for a worker thread.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from emoji_labeler.domain.memo_listing import ListedMemo, MemoDetails, MemoQuery, MemoValues
from emoji_labeler.services.tracing import models_taught_by
from emoji_labeler.storage.project import ProjectStore


def memo_numbers(
    project_path: Path, wanted: MemoQuery, *, is_cancelled: Callable[[], bool] = lambda: False
) -> "array[int] | None":
    """Return the numbers of the wanted memos in the wanted order; None if cancelled."""
    with ProjectStore.open(project_path) as project:
        return project.memo_listings.numbers(wanted, is_cancelled=is_cancelled)


def memo_rows(
    project_path: Path, numbers: Sequence[int], *, annotator: str = ""
) -> tuple[ListedMemo, ...]:
    """Return the rows of a few memos, with the answers of everybody or of one annotator."""
    with ProjectStore.open(project_path) as project:
        return project.memo_listings.rows(numbers, annotator=annotator)


def memo_texts(project_path: Path, numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the whole texts of a few memos."""
    with ProjectStore.open(project_path) as project:
        return project.memo_listings.texts(numbers)


def memo_details(project_path: Path, number: int) -> MemoDetails | None:
    """Return a memo with its origin, its answers and where they went; None where it is gone."""
    with ProjectStore.open(project_path) as project:
        details = project.memo_listings.details(number)
        if details is None:
            return None
        return replace(
            details,
            origin=project.generation_answers.origin_of(number),
            taught=models_taught_by(project, number),
        )


def memo_values(project_path: Path) -> MemoValues:
    """Return the themes, languages, sources, labels and annotators that can be asked for."""
    with ProjectStore.open(project_path) as project:
        return project.memo_listings.values()
