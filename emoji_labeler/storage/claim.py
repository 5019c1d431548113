"""Seeing to it that only one program at a time does something that costs money."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.wording import tr

_SUFFIX = "-generating"


@contextmanager
def claimed(project_path: Path, *, what: str) -> Iterator[None]:
    """Hold a claim on a project's generation runs until the block ends.

    The claim is a lock on a file beside the project, which the system takes back even from a
    program that is killed. Raises ProjectError, saying that ``what`` did not happen, where another
    program or thread holds it.
    """
    path = project_path.with_name(project_path.name + _SUFFIX)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            raise ProjectError(
                what,
                why=tr("Memos are being generated for this project already."),
                remedy=tr("Wait until that has ended, or stop it there."),
            ) from error
        yield
    with suppress(OSError):
        path.unlink(missing_ok=True)
