"""Opening the project file so that what is committed stays."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from emoji_labeler.domain.errors import EmojiLabelerError, ProjectError, SavingError
from emoji_labeler.wording import tr

APPLICATION_ID = 0x454D4C42
"""Written into the file's header ("EMLB"), so that no other SQLite file is taken for a project."""

_BUSY_TIMEOUT_MS = 3_000
_LARGE_CACHE = -256_000
"""In kibibytes, as SQLite says it: below zero."""


def connect(path: Path) -> sqlite3.Connection:
    """Open ``path`` for one thread; nothing in the file is changed, whatever it is."""
    return sqlite3.connect(path, isolation_level=None, timeout=_BUSY_TIMEOUT_MS / 1000)


def begin_work(connection: sqlite3.Connection) -> None:
    """Work as a project file is worked with: WAL, one fsync a commit, foreign keys checked."""
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma cache_size = -16000")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Do all of it or nothing; the write lock is taken first, so that no read in it goes stale."""
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    try:
        connection.execute("commit")
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def large_cache(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep the pages that bulk work changes in memory, which else are written time and again."""
    (usual,) = connection.execute("pragma main.cache_size").fetchone()
    connection.execute(f"pragma main.cache_size = {_LARGE_CACHE}")
    connection.execute(f"pragma temp.cache_size = {_LARGE_CACHE}")
    try:
        yield
    finally:
        connection.execute(f"pragma main.cache_size = {usual}")


@contextmanager
def outside_errors(
    what: str, *, raised_as: type[EmojiLabelerError] = ProjectError
) -> Iterator[None]:
    """Raise what SQLite complains about as our own error; ``what`` says what did not happen."""
    try:
        yield
    except sqlite3.Error as error:
        why, remedy = _explained(error)
        raise raised_as(what, why=why, remedy=remedy) from error


@contextmanager
def saving_errors(what: str) -> Iterator[None]:
    """Raise what SQLite complains about while an answer is saved as SavingError."""
    with outside_errors(what, raised_as=SavingError):
        yield


def _explained(error: sqlite3.Error) -> tuple[str, str]:
    """Return why it failed and what to do, in words."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return (
            tr("Another program is writing to the project file."),
            tr("Wait until it has finished, then try again."),
        )
    if "full" in text:
        return tr("The disk is full."), tr("Free some space, then try again.")
    if "readonly" in text:
        return (
            tr("The project file or its folder may not be written to."),
            tr("Allow writing to the file and its folder, then try again."),
        )
    if "not a database" in text or "malformed" in text:
        return (
            tr("The file is damaged or is not a project file ({reason}).", reason=text),
            tr("Choose another file, or restore this one from a copy."),
        )
    if "unable to open" in text:
        return (
            tr("The file or its folder is not there or may not be opened."),
            tr("Check the path and its permissions, then try again."),
        )
    return (
        tr("SQLite says: {reason}.", reason=text),
        tr("Try again; if it stays so, run “emoji-labeler doctor”."),
    )
