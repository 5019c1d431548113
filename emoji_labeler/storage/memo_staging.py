"""Where memos wait on their way into a project.

Reading a large file takes long, and whoever labels meanwhile must be able to save. So memos are
collected in a temporary table of the same connection, which takes no lock on the project, and move
over in one transaction. SQLite itself removes the temporary database, even when the process is
killed.

The longer that transaction, the longer others wait. ``insert … select *`` into an empty table
copies finished pages, indexes and all, in a third of the time that rows take. So where a project
holds few memos, or none, the temporary table begins with a copy of them, and if many more have
come, the lock is held only to exchange the whole table.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.record import record
from emoji_labeler.domain.text import text_hash
from emoji_labeler.storage.answer_staging import AnswerStaging
from emoji_labeler.storage.connection import transaction

_COLUMNS = "text, text_hash, theme, language, source, random_order, imported_at"
_MOVE_ROWS = (
    f"insert into main.memos ({_COLUMNS}) select {_COLUMNS} from staging.joined where id > ?"
    " order by id on conflict (text_hash) do nothing"
)
_FEW = 300_000
"""Up to so many memos of the project are copied to begin with, which takes 1 µs each."""
_MANY_MORE = 4
"""The table is exchanged where at least so many memos come for each that is there."""
_CACHE_KIB = 64_000
_DRAFTS_BETWEEN_LOOKS = 1_000
_STEPS_BETWEEN_LOOKS = 100_000
"""How often a cancellation is looked for: in memos while reading, in SQLite's steps afterwards."""


@record
class AddedMemos:
    """What became of memos that were to be added, and of the answers that came with them.

    ``answers_there`` were not saved, because the annotator had answered that memo already.
    """

    new: int = 0
    already_there: int = 0
    answers: int = 0
    answers_there: int = 0
    is_cancelled: bool = False


class CancelledError(Exception):
    """Somebody asked to stop; never leaves this room."""


class MemoStaging:
    """A temporary twin of the memo table: same columns, same constraints."""

    def __init__(self, connection: sqlite3.Connection, *, is_cancelled: Callable[[], bool]) -> None:
        self._connection = connection
        self._is_cancelled = is_cancelled
        self._copied = 0
        self._last_copied = 0
        self._answers = AnswerStaging(connection)
        self.seen = 0

    @property
    def answers_seen(self) -> int:
        """How many answers came with the memos."""
        return self._answers.seen

    @property
    def answered_memos(self) -> list[int]:
        """The memos that have got an answer."""
        return self._answers.answered_memos

    def fill(self, drafts: Iterable[MemoDraft]) -> None:
        """Take memos in, the same text only once; raise CancelledError on the way if asked to."""
        self._create_like("table", ("memos", "staging.joined"))
        self._copy_project()
        self._answers.create()
        self._connection.execute("begin")
        self._connection.executemany(
            f"insert into staging.joined ({_COLUMNS})"
            " values (?, ?, ?, ?, ?, random() & 0x3fffffffffffffff, ?)"
            " on conflict (text_hash) do nothing",
            self._rows(drafts),
        )
        self._answers.flush()
        self._connection.execute("commit")

    def move(self) -> tuple[int, int]:
        """Move all into the project in one transaction; return how many memos and answers are new.

        Memos that were dropped from the project stay away.
        """
        self._connection.execute(
            "delete from staging.joined where id > ?"
            " and text_hash in (select text_hash from main.dropped_memos)",
            (self._last_copied,),
        )
        waiting = self._count("staging.joined") - self._copied
        if waiting < _MANY_MORE * self._count("main.memos"):
            with self._noticing_cancellation(), transaction(self._connection):
                return self._move_rows(), self._answers.move()
        with self._noticing_cancellation():
            self._create_like("index", ("index ", "index staging."), (" memos ", " joined "))
        # The memos that answers point at are away for a moment, and back under the same numbers.
        self._connection.execute("pragma foreign_keys = off")
        try:
            with self._noticing_cancellation(), transaction(self._connection):
                is_copy_true = self._is_copy_true()
                moved = self._exchange_table() if is_copy_true else self._move_rows()
                return moved, self._answers.move()
        finally:
            self._connection.execute("pragma foreign_keys = on")

    def _copy_project(self) -> None:
        """Begin with the project's own memos where they are few; otherwise with none."""
        if self._connection.execute("select memos <= ? from memo_count", (_FEW,)).fetchone()[0]:
            copying = self._connection.execute("insert into staging.joined select * from memos")
            self._copied = copying.rowcount
            last = self._connection.execute("select coalesce(max(id), 0) from staging.joined")
            self._last_copied = last.fetchone()[0]

    def _rows(self, drafts: Iterable[MemoDraft]) -> Iterator[tuple[object, ...]]:
        now = utc_now()
        for draft in drafts:
            if self.seen % _DRAFTS_BETWEEN_LOOKS == 0 and self._is_cancelled():
                raise CancelledError
            self.seen += 1
            text = draft.text
            hashed = text_hash(text)
            if draft.answers:
                self._answers.add(hashed, draft.answers, now=now)
            yield text, hashed, draft.theme, draft.language, draft.source, now

    def _move_rows(self) -> int:
        moved = self._connection.execute(_MOVE_ROWS, (self._last_copied,)).rowcount
        return self._counted(moved)

    def _exchange_table(self) -> int:
        self._connection.execute("delete from main.memos")
        everything = self._connection.execute("insert into main.memos select * from staging.joined")
        return self._counted(everything.rowcount - self._copied)

    def _counted(self, moved: int) -> int:
        self._connection.execute("update memo_count set memos = memos + ?", (moved,))
        return moved

    def _is_copy_true(self) -> bool:
        """Whether the project's memos are still those that were copied, each column the same."""
        same = self._count("main.memos natural join staging.joined")
        return same == self._count("main.memos") == self._copied

    def _count(self, table: str) -> int:
        return int(self._connection.execute(f"select count(*) from {table}").fetchone()[0])

    def _create_like(self, kind: str, *changes: tuple[str, str]) -> None:
        """Repeat the statements that made the project's memo table or its indexes, with changes."""
        statements = self._connection.execute(
            "select sql from main.sqlite_master"
            " where tbl_name = 'memos' and type = ? and sql is not null",
            (kind,),
        )
        for (statement,) in statements.fetchall():
            changed = statement
            for old, new in changes:
                changed = re.sub(old, new, changed, count=1, flags=re.IGNORECASE)
            self._connection.execute(changed)

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
