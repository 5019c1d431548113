"""The memos of a project."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.text import text_hash
from emoji_labeler.domain.work_order import WorkOrder
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.domain.memo_draft import MemoDraft
    from emoji_labeler.storage.memo_staging import AddedMemos

_LARGEST_NUMBER = 2**63 - 1
"""SQLite counts no further."""

CHANCES = 1 << 20
"""A memo's chance is its stored random number modulo this, divided by it."""

_COLUMNS = "id, text, theme, language, source"
ORDER_COLUMNS = {
    WorkOrder.IMPORTED: "id",
    WorkOrder.RANDOM: "random_order, id",
    WorkOrder.THEME: "theme, id",
    WorkOrder.USEFUL: "id",
}
"""The useful order is not the store's to know; here it is the order of import."""


class MemoStore:
    """Memos by number, in the order they were imported."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(
        self, drafts: Iterable["MemoDraft"], *, is_cancelled: Callable[[], bool] = lambda: False
    ) -> "AddedMemos":
        """Add memos, all or none; a text that is there already, after normalisation, stays.

        The project is locked only while the collected memos move into it. An error in ``drafts``,
        or a cancellation, leaves the project as it was. Every text must be one in which
        ``fault_in_text`` finds nothing. The answers of a draft, each with the name of its annotator
        and in labels of the pack, go with it, but for those that are there already.
        """
        from emoji_labeler.storage.memo_staging import AddedMemos, CancelledError, staging

        with (
            outside_errors(tr("The memos were not imported.")),
            staging(self._connection, is_cancelled=is_cancelled) as waiting,
        ):
            try:
                waiting.fill(drafts)
                moved, answers = waiting.move()
            except CancelledError:
                return AddedMemos(is_cancelled=True)
            if answers:
                from emoji_labeler.storage.gold_store import GoldStore

                GoldStore(self._connection).catch_up(waiting.answered_memos)
            return AddedMemos(
                new=moved,
                already_there=waiting.seen - moved,
                answers=answers,
                answers_there=waiting.answers_seen - answers,
            )

    def get(self, memo_id: int) -> Memo | None:
        """Return the memo of that number."""
        if memo_id > _LARGEST_NUMBER:
            return None
        return self._first("where id = ?", memo_id)

    def with_text(self, text: str) -> Memo | None:
        """Return the memo that says the same, after normalisation."""
        return self._first("where text_hash = ?", text_hash(text))

    def count(self) -> int:
        """Return how many memos there are, without counting them."""
        return int(self._connection.execute("select memos from memo_count").fetchone()[0])

    def open_ones(self, annotator_id: str, *, limit: int) -> tuple[Memo, ...]:
        """Return memos this annotator has not answered, a random choice where there are more."""
        rows = self._connection.execute(
            f"select {_COLUMNS} from memos where not exists (select 1 from annotations"
            " where memo_id = memos.id and annotator_id = ?) order by random_order limit ?",
            (annotator_id, limit),
        )
        return tuple(_memo(row) for row in rows.fetchall())

    def chance(self, memo_id: int) -> float:
        """Return the memo's own random number, from 0 up to 1, the same for ever."""
        row = self._connection.execute(
            "select random_order from memos where id = ?", (memo_id,)
        ).fetchone()
        return (int(row[0]) % CHANCES) / CHANCES if row else 0.0

    def before(self, memo_id: int) -> Memo | None:
        """Return the memo in front of that number."""
        return self._first("where id < ? order by id desc limit 1", memo_id)

    def after(self, memo_id: int) -> Memo | None:
        """Return the memo behind that number."""
        return self._first("where id > ? order by id limit 1", memo_id)

    def containing(self, words: str, *, limit: int) -> tuple[Memo, ...]:
        """Return the first memos of that number, or whose text or theme holds ``words``."""
        condition, *values = holding(words)
        rows = self._connection.execute(
            f"select {_COLUMNS} from memos where {condition} order by id limit ?",
            (*values, limit),
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


def holding(words: str) -> tuple[str, str, str, str]:
    """Return the condition that text or theme holds ``words``, or the number is it; its values."""
    pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    condition = "(text like ? escape '\\' or theme like ? escape '\\' or memos.id = ?)"
    return condition, pattern, pattern, words


def _memo(row: tuple[int, str, str, str, str]) -> Memo:
    return Memo(id=row[0], text=row[1], theme=row[2], language=row[3], source=row[4])
