"""What people decided about memos that are nearly the same."""

import sqlite3

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.near_duplicate import PairDecision
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr

Pair = tuple[int, int]


class MemoPairStore:
    """Decisions about pairs of memos; the smaller number of a pair comes first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def decided(self) -> frozenset[Pair]:
        """Return the pairs about which nobody is to be asked again.

        Among them are generated memos that were kept although they were near another one.
        """
        rows = self._connection.execute(
            "select first_id, second_id from memo_pairs"
            " union select min(memo_id, near_memo_id), max(memo_id, near_memo_id)"
            " from near_duplicates"
        )
        return frozenset(rows.fetchall())

    def linked(self) -> tuple[Pair, ...]:
        """Return the pairs that are to be kept on one side of every split."""
        return tuple(
            self._connection.execute(
                "select first_id, second_id from memo_pairs where decision = 'linked'"
                " order by first_id, second_id"
            )
        )

    def decide(self, pair: Pair, decision: PairDecision) -> None:
        """Keep what somebody decided, in place of what was decided before."""
        with outside_errors(tr("The decision about two memos was not kept.")):
            self._connection.execute(
                "insert or replace into memo_pairs values (?, ?, ?, ?)",
                (*sorted(pair), decision.value, utc_now()),
            )

    def forget(self, pair: Pair) -> None:
        """Take a decision back."""
        with outside_errors(tr("The decision about two memos was not taken back.")):
            self._connection.execute(
                "delete from memo_pairs where first_id = ? and second_id = ?", sorted(pair)
            )

    def texts(self) -> tuple[list[int], list[str]]:
        """Return the numbers of all memos and, beside them, their texts."""
        with outside_errors(tr("The memos were not read.")):
            rows = self._connection.execute("select id, text from memos order by id").fetchall()
        return [row[0] for row in rows], [row[1] for row in rows]
