"""Dropping memos from a project, and bringing them back.

Only a memo that nobody has done anything with can be dropped. It is kept aside with all its
columns, so that it can come back, and so that a file that holds it does not bring it in again.
"""

import sqlite3
from collections.abc import Iterable

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr

_COLUMNS = "text_hash, id, text, theme, language, source, random_order, imported_at"
_IN_USE = (
    "select exists (select 1 from annotation_events where memo_id = :id)"
    " or exists (select 1 from drafts where memo_id = :id)"
)
_KEEP_ASIDE = (
    f"insert or replace into dropped_memos ({_COLUMNS}, dropped_at)"
    f" select {_COLUMNS}, :now from memos where id = :id"
)
_DROP = (
    "delete from text_clusters where memo_id = :id",
    "delete from near_duplicates where memo_id = :id or near_memo_id = :id",
    "update generated_memos set state = 'dropped', memo_id = null where memo_id = :id",
    "delete from memo_pairs where first_id = :id or second_id = :id",
    _KEEP_ASIDE,
    "delete from memos where id = :id",
)


_LINK_GENERATED = (
    "update generated_memos set state = 'added', memo_id = memos.id"
    " from dropped_memos join memos using (text_hash)"
    " where dropped_memos.id = ? and generated_memos.state = 'dropped'"
    " and generated_memos.memo_id is null and generated_memos.text = memos.text"
)
"""A memo that a model wrote is known again as one that was added."""


class MemoDropStore:
    """Memos that are out of the way."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def drop(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Drop those of the memos that nobody has answered or begun to; return which.

        Neither is a memo dropped that anything else in the project points at.
        """
        with (
            outside_errors(tr("The memos were not dropped.")),
            transaction(self._connection),
        ):
            dropped = tuple(number for number in numbers if self._drop(number))
            self._count(-len(dropped))
        return dropped

    def restore(self, numbers: Iterable[int]) -> int:
        """Bring dropped memos back under their numbers; return how many are there again.

        A memo whose number another one has got meanwhile comes back under a new one.
        """
        with (
            outside_errors(tr("The memos were not brought back.")),
            transaction(self._connection),
        ):
            restored = sum(self._restore(number) for number in numbers)
            self._count(restored)
        return restored

    def _drop(self, number: int) -> bool:
        values = {"id": number, "now": utc_now()}
        if self._connection.execute(_IN_USE, values).fetchone()[0]:
            return False
        self._connection.execute("savepoint one_memo")
        try:
            for statement in _DROP:
                gone = self._connection.execute(statement, values).rowcount
        except sqlite3.IntegrityError:
            self._connection.execute("rollback to one_memo")
            gone = 0
        self._connection.execute("release one_memo")
        return gone > 0

    def _restore(self, number: int) -> int:
        taken = "select 1 from memos where memos.id = dropped_memos.id"
        restored = self._connection.execute(
            f"insert into memos ({_COLUMNS}) select text_hash,"
            f" case when exists ({taken}) then null else id end, text, theme, language, source,"
            " random_order, imported_at from dropped_memos where id = ?"
            " on conflict (text_hash) do nothing",
            (number,),
        ).rowcount
        self._connection.execute(_LINK_GENERATED, (number,))
        self._connection.execute("delete from dropped_memos where id = ?", (number,))
        return restored

    def _count(self, more: int) -> None:
        self._connection.execute("update memo_count set memos = memos + ?", (more,))
