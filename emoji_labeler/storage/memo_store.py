"""The memos of a project."""

import random
import sqlite3
from collections.abc import Iterable, Iterator

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.memo import Memo, MemoDraft
from emoji_labeler.domain.text import text_hash
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr

_COLUMNS = "id, text, theme, language, source"


class MemoStore:
    """Memos by number, in the order they were imported."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, drafts: Iterable[MemoDraft]) -> Iterator[tuple[MemoDraft, int, bool]]:
        """Add memos in one transaction; yield each with its number and whether it is new.

        A text that is there already, after normalisation, stays as it is. Leaving the iteration
        early, or an error in it, leaves the project as it was.
        """
        with outside_errors(tr("The memos were not imported.")), transaction(self._connection):
            now, added = utc_now(), 0
            for draft in drafts:
                number, is_new = self._add_one(draft, now=now)
                added += is_new
                yield draft, number, is_new
            self._connection.execute("update memo_count set memos = memos + ?", (added,))

    def _add_one(self, draft: MemoDraft, *, now: str) -> tuple[int, bool]:
        fingerprint = text_hash(draft.text)
        cursor = self._connection.execute(
            "insert into memos (text, text_hash, theme, language, source, random_order,"
            " imported_at) values (?, ?, ?, ?, ?, ?, ?) on conflict (text_hash) do nothing",
            (
                draft.text,
                fingerprint,
                draft.theme,
                draft.language,
                draft.source,
                random.getrandbits(62),
                now,
            ),
        )
        if cursor.rowcount:
            return int(cursor.lastrowid or 0), True
        row = self._connection.execute(
            "select id from memos where text_hash = ?", (fingerprint,)
        ).fetchone()
        return int(row[0]), False

    def get(self, memo_id: int) -> Memo | None:
        """Return the memo of that number."""
        return self._first("where id = ?", memo_id)

    def count(self) -> int:
        """Return how many memos there are, without counting them."""
        return int(self._connection.execute("select memos from memo_count").fetchone()[0])

    def next_open(self, annotator_id: str, *, after: int) -> Memo | None:
        """Return the first memo behind ``after`` that this annotator has not answered."""
        return self._first(
            "where id > ? and not exists (select 1 from annotations"
            " where memo_id = memos.id and annotator_id = ?) order by id limit 1",
            after,
            annotator_id,
        )

    def before(self, memo_id: int) -> Memo | None:
        """Return the memo in front of that number."""
        return self._first("where id < ? order by id desc limit 1", memo_id)

    def after(self, memo_id: int) -> Memo | None:
        """Return the memo behind that number."""
        return self._first("where id > ? order by id limit 1", memo_id)

    def containing(self, words: str, *, limit: int) -> tuple[Memo, ...]:
        """Return the first memos whose text or theme holds ``words`` as written."""
        pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self._connection.execute(
            f"select {_COLUMNS} from memos"
            " where text like ? escape '\\' or theme like ? escape '\\' order by id limit ?",
            (pattern, pattern, limit),
        )
        return tuple(_memo(row) for row in rows.fetchall())

    def all(self) -> Iterator[Memo]:
        """Yield every memo, in order."""
        after, page = 0, 1000
        while rows := self._connection.execute(
            f"select {_COLUMNS} from memos where id > ? order by id limit ?",
            (after, page),
        ).fetchall():
            yield from map(_memo, rows)
            after = rows[-1][0]

    def _first(self, rest: str, *values: object) -> Memo | None:
        row = self._connection.execute(
            f"select {_COLUMNS} from memos {rest}",
            values,
        ).fetchone()
        return _memo(row) if row else None


def _memo(row: tuple[int, str, str, str, str]) -> Memo:
    return Memo(id=row[0], text=row[1], theme=row[2], language=row[3], source=row[4])
