"""Listing what a project holds: memos with their answers, annotators with their progress."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.labelled_memo import MemoAnswer
from emoji_labeler.domain.progress import Progress
from emoji_labeler.domain.record import record
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

UNLABELLED = "unlabelled"


@record
class ProjectStatus:
    """How far the labelling of a project is; ``labels`` pairs labels with uses, most used first."""

    path: Path
    memos: int
    annotators: tuple[tuple[Annotator, Progress], ...]
    labels: tuple[tuple[str, int], ...]


def list_memos(
    project: ProjectStore, *, annotator: str | None = None, status: str | None = None
) -> Iterator[MemoAnswer]:
    """Yield every memo once for each answer, or once without one, in order.

    ``status`` is one of an annotation, or ``UNLABELLED``. Raises WrongUseError for an annotator
    whom the project does not know.
    """
    annotator_id = None if annotator is None else _known(project, annotator).id
    wanted = "" if status == UNLABELLED else status
    for one in project.memo_answers.all(annotator_id=annotator_id):
        if wanted is None or one.status == wanted:
            yield one


def project_status(project: ProjectStore) -> ProjectStatus:
    """Return how far everybody is."""
    memos, annotators = project.memos.count(), project.annotators.all()
    labels: Counter[str] = Counter()
    current = project.label_names.current()
    for annotator in annotators:
        for label, uses in project.annotations.label_counts(annotator.id).items():
            labels[current[label]] += uses
    return ProjectStatus(
        path=project.path,
        memos=memos,
        annotators=tuple(
            (one, project.annotations.progress(one.id, memos=memos)) for one in annotators
        ),
        labels=tuple(sorted(labels.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _known(project: ProjectStore, name: str) -> Annotator:
    annotators = project.annotators.all()
    for annotator in annotators:
        if annotator.name == name:
            return annotator
    raise WrongUseError(
        tr("The memos were not listed."),
        why=tr("The project knows no annotator “{name}”.", name=name),
        remedy=tr("Choose one of: {names}.", names=", ".join(one.name for one in annotators)),
    )
