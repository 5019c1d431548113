"""Where memos wait on their way into a project.

Reading a large file takes long, and whoever labels meanwhile must be able to save. So memos are
collected in a temporary table of the same connection, which takes no lock on the project, and move
over in one statement. SQLite itself removes the temporary database, even when the process is
killed.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.memo import MemoDraft
from emoji_labeler.domain.text import text_hash
from emoji_labeler.storage.connection import transaction

_COLUMNS = "text, text_hash, theme, language, source, random_order, imported_at"
_MOVE_PAGES = "insert into main.memos select * from staging.memos"
_MOVE_ROWS = (
    f"insert into main.memos ({_COLUMNS}) select {_COLUMNS} from staging.memos"
    " where true order by id on conflict (text_hash) do nothing"
)
_CACHE_KIB = 64_000
_DRAFTS_BETWEEN_LOOKS = 1_000
_STEPS_BETWEEN_LOOKS = 100_000
"""How often a cancellation is looked for: in memos while reading, in SQLite's steps while moving"""


class CancelledError(Exception):
    """Somebody asked to stop; never leaves this room."""


class MemoStaging:
    """A temporary twin of the memo table: same columns, same constraints."""

    def __init__(self, connection: sqlite3.Connection, *, is_cancelled: Callable[[], bool]) -> None:
        self._connection = connection
        self._is_cancelled = is_cancelled
        self.seen = 0

    def fill(self, drafts: Iterable[MemoDraft]) -> None:
        """Take memos in, the same text only once; raise CancelledError on the way if asked to."""
        self._create_like("table", name="memos")
        self._connection.execute("begin")
        self._connection.executemany(
            f"insert into staging.memos ({_COLUMNS})"
            " values (?, ?, ?, ?, ?, random() & 0x3fffffffffffffff, ?)"
            " on conflict (text_hash) do nothing",
            self._rows(drafts),
        )
        self._connection.execute("commit")

    def move(self) -> int:
        """Move all into the project in one short transaction; return how many are new there.

        A project without memos gets the table and its finished indexes page by page: SQLite does
        that for ``insert … select *`` between tables that are alike, in a quarter of the time.
        """
        if self._project_is_empty():
            self._create_like("index", name="%")
        with self._noticing_cancellation(), transaction(self._connection):
            statement = _MOVE_PAGES if self._project_is_empty() else _MOVE_ROWS
            moved = self._connection.execute(statement).rowcount
            self._connection.execute("update memo_count set memos = memos + ?", (moved,))
        return moved

    def _rows(self, drafts: Iterable[MemoDraft]) -> Iterator[tuple[object, ...]]:
        now = utc_now()
        for draft in drafts:
            if self.seen % _DRAFTS_BETWEEN_LOOKS == 0 and self._is_cancelled():
                raise CancelledError
            self.seen += 1
            text = draft.text
            yield text, text_hash(text), draft.theme, draft.language, draft.source, now

    def _project_is_empty(self) -> bool:
        return self._connection.execute("select 1 from main.memos limit 1").fetchone() is None

    def _create_like(self, kind: str, *, name: str) -> None:
        """Create the memo table, or its indexes, in the temporary database as in the project."""
        found = self._connection.execute(
            "select name, sql from main.sqlite_master"
            " where type = ? and name like ? and tbl_name = 'memos' and sql is not null",
            (kind, name),
        )
        for own_name, sql in found.fetchall():
            self._connection.execute(sql.replace(own_name, f"staging.{own_name}", 1))

    @contextmanager
    def _noticing_cancellation(self) -> Iterator[None]:
        """Turn SQLite's interruption, which ``is_cancelled`` brings about, into CancelledError."""
        self._connection.set_progress_handler(self._is_cancelled, _STEPS_BETWEEN_LOOKS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise CancelledError from error
            raise
        finally:
            self._connection.set_progress_handler(None, 0)


@contextmanager
def staging(
    connection: sqlite3.Connection, *, is_cancelled: Callable[[], bool]
) -> Iterator[MemoStaging]:
    """Attach the temporary database, and give memory and disk back afterwards."""
    cache = connection.execute("pragma main.cache_size").fetchone()[0]
    connection.execute("attach '' as staging")
    try:
        connection.execute("pragma staging.journal_mode = off")
        connection.execute(f"pragma staging.cache_size = -{_CACHE_KIB}")
        connection.execute(f"pragma main.cache_size = -{_CACHE_KIB}")
        yield MemoStaging(connection, is_cancelled=is_cancelled)
    finally:
        with suppress(sqlite3.OperationalError):
            connection.rollback()
        connection.execute(f"pragma main.cache_size = {cache}")
        connection.execute("detach staging")
