"""Giving out the memos: how many people answer each, and work lists for one person."""

from collections.abc import Sequence
from pathlib import Path

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.errors import ProjectError, WrongUseError
from emoji_labeler.domain.record import record
from emoji_labeler.domain.sharing import Sharing, share_out
from emoji_labeler.domain.work_list import MemoFilter, WorkList
from emoji_labeler.storage.assigning import write_share
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


@record
class AssignedShare:
    """The memos of one person, and the file they were written to."""

    annotator: Annotator
    work_list: WorkList
    path: Path | None


def share_memos(project: ProjectStore, sharing: Sharing) -> None:
    """Let so many people answer each memo from now on."""
    project.work.share(sharing)


def remove_list(project: ProjectStore, list_id: str) -> None:
    """Forget a work list; its memos are open to everybody again, answers stay."""
    project.work.remove_list(list_id)


def count_free(project: ProjectStore, wanted: MemoFilter) -> int:
    """Return how many of the wanted memos nobody has answered or is to answer yet."""
    return project.work.count_candidates(wanted)


def give_out(
    project: ProjectStore,
    names: Sequence[str],
    *,
    wanted: MemoFilter = MemoFilter(),  # noqa: B008  # It is frozen.
    sharing: Sharing,
    list_name: str = "",
) -> tuple[AssignedShare, ...]:
    """Make a work list for each of these people out of memos that nobody has yet.

    ``sharing`` says how many of these people get the same memo; the stored random order says
    which memos those are. Raises WrongUseError where nobody is named, somebody twice, or no memo
    is left.
    """
    _check_names(names)
    memos = project.work.candidates(wanted)
    if not memos:
        raise WrongUseError(
            tr("The memos were not given out."),
            why=tr("No memo of that kind is free: all are answered, or on a list already."),
            remedy=tr("Choose other memos, or remove a list."),
        )
    people = [project.annotators.named(name) for name in names]
    shares = share_out(memos, [one.id for one in people], sharing=sharing)
    name = list_name or wanted.theme or tr("Work list")
    lists = project.work.add_lists((one.id, name, shares[one.id]) for one in people)
    return tuple(
        AssignedShare(annotator=one, work_list=work_list, path=None)
        for one, work_list in zip(people, lists, strict=True)
    )


def assign(
    project: ProjectStore,
    names: Sequence[str],
    *,
    folder: Path,
    wanted: MemoFilter,
    sharing: Sharing,
) -> tuple[AssignedShare, ...]:
    """Give out memos as ``give_out`` does, and write each share into a project file in ``folder``.

    The files are called ``<project>-<person>.db``. Where one of them is there already, or cannot be
    written, nothing is given out.
    """
    _check_names(names)
    if not folder.is_dir():
        raise ProjectError(
            tr("The memos were not given out."),
            why=tr("There is no folder {path}.", path=folder),
            remedy=tr("Make the folder first, or choose another place."),
        )
    paths = [folder / f"{project.path.stem}-{_file_name(name)}.db" for name in names]
    for path in paths:
        if path.exists():
            raise ProjectError(
                tr("The memos were not given out."),
                why=tr("There is a file at {path} already.", path=path),
                remedy=tr("Move it away, or choose another folder."),
            )
    shares = give_out(project, names, wanted=wanted, sharing=sharing)
    written: list[Path] = []
    try:
        for path, share in zip(paths, shares, strict=True):
            write_share(project, path, list_id=share.work_list.id, annotator_id=share.annotator.id)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for share in shares:
            project.work.remove_list(share.work_list.id)
        raise
    return tuple(
        AssignedShare(annotator=share.annotator, work_list=share.work_list, path=path)
        for share, path in zip(shares, paths, strict=True)
    )


def _check_names(names: Sequence[str]) -> None:
    what = tr("The memos were not given out.")
    if not names:
        raise WrongUseError(
            what, why=tr("Nobody is named."), remedy=tr("Name those who are to answer.")
        )
    if len({_file_name(name).casefold() for name in names}) != len(names):
        raise WrongUseError(
            what, why=tr("Somebody is named twice."), remedy=tr("Name everybody once.")
        )


def _file_name(name: str) -> str:
    """Return a person's name as part of a file's name."""
    return "".join(one if one.isalnum() or one in "-_" else "_" for one in name.strip())
