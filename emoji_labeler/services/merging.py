"""Putting the files of several people back into one project."""

from collections.abc import Callable, Sequence
from pathlib import Path

from emoji_labeler.domain.errors import ProjectError, WrongUseError
from emoji_labeler.domain.merge_report import MergeReport
from emoji_labeler.storage.merging import merge_files
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


def merge(
    project: ProjectStore,
    paths: Sequence[Path],
    *,
    progress: Callable[[float], None] = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[MergeReport, ...]:
    """Take over what each of these files knows and the project does not.

    The same files in any order, any number of times, come to the same. A file that cannot be read
    is refused alone, as its report says, and none is begun once ``is_cancelled`` says so; should
    the program end midway, merging again brings the rest. Raises WrongUseError where a file is the
    project itself, ProjectError where the project cannot be written.
    """
    for path in paths:
        if path.exists() and path.samefile(project.path):
            raise WrongUseError(
                tr("{name} was not merged.", name=path.name),
                why=tr("It is the project itself."),
                remedy=tr("Name the files of the other people."),
            )
        # SQLite takes an empty file for an empty database; here it is a copy that went wrong.
        if path.exists() and not path.stat().st_size:
            raise ProjectError(
                tr("{name} was not merged.", name=path.name),
                why=tr("The file is empty."),
                remedy=tr("Copy it anew from the person who answered in it."),
            )
    return merge_files(project, paths, progress=progress, is_cancelled=is_cancelled)
