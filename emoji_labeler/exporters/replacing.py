"""Writing files so that a former one of the same name survives whatever goes wrong."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from emoji_labeler.domain.errors import OutputError
from emoji_labeler.wording import tr


@contextmanager
def replacing(paths: Sequence[Path]) -> Iterator[list[BinaryIO]]:
    """Give files to write in; they take the place of ``paths`` once all are whole on the disk.

    Raises OutputError where one of the paths cannot hold a file, or the disk is full; then, as
    after any other exception, whatever stood at the paths before stands there still.
    """
    what = tr("{name} was not written.", name=paths[0].name)
    # What a link points at is replaced, not the link.
    targets = [path.resolve() for path in paths]
    for target in targets:
        _check_place(target, what=what)
    unfinished = [target.with_name(f".{target.name}.part") for target in targets]
    try:
        with _writing_errors(what), ExitStack() as stack:
            files: list[BinaryIO] = [stack.enter_context(path.open("wb")) for path in unfinished]
            yield files
            for file in files:
                file.flush()
                os.fsync(file.fileno())
        with _writing_errors(what):
            for path, target in zip(unfinished, targets, strict=True):
                path.replace(target)
            _sync_folder(targets[0].parent)
    finally:
        for path in unfinished:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _check_place(target: Path, *, what: str) -> None:
    if not target.parent.is_dir():
        raise OutputError(
            what,
            why=tr("There is no folder {folder}.", folder=target.parent),
            remedy=tr("Make the folder first, or choose another place."),
        )
    if target.is_dir():
        raise OutputError(
            what,
            why=tr("{path} is a folder.", path=target),
            remedy=tr("Give the name of a file in it."),
        )
    if target.exists() and not target.is_file():
        raise OutputError(
            what,
            why=tr("{path} is not an ordinary file.", path=target),
            remedy=tr("Choose another name."),
        )


@contextmanager
def _writing_errors(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            why, remedy = tr("The disk is full."), tr("Free some space, then try again.")
        else:
            why = tr("The file cannot be written ({reason}).", reason=error.strerror)
            remedy = tr("Check the folder and its permissions, or choose another place.")
        raise OutputError(what, why=why, remedy=remedy) from error


def _sync_folder(folder: Path) -> None:
    """Make the new names last; Windows cannot open folders and does not need it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
