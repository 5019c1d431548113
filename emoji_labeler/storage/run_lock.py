"""One worker for a run at a time, on one machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr


@contextmanager
def sole_worker(folder: Path, run_id: str) -> Iterator[None]:
    """Let nobody else work at the run until the block ends, or the process does.

    The lock is SQLite's own on an empty file in ``folder``: it ends with whoever holds it, however
    that happens. Raises ProjectError where somebody else is at work.
    """
    what = tr("The prediction run was not continued.")
    with outside_errors(what):
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / f"{run_id}.lock", isolation_level=None, timeout=0)
    try:
        try:
            connection.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            raise ProjectError(
                what,
                why=tr("Another window or command is at work on it."),
                remedy=tr("Wait until it has finished, or stop it."),
            ) from error
        yield
    finally:
        connection.close()
