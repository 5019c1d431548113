"""Answers as they are measured, read in one go.

SQLite hands over whole columns of a block as JSON lists: that takes a third of the time of rows,
and other threads go on while it works.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from emoji_labeler.domain.insight import AnswerBlock
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr

_ROWS_AT_ONCE = 6_000
_FOLLOWED = "nullif(json_extract(suggestions, '$[0].label'), '') = label"
_COLUMNS = (
    "memo_id",
    "annotator_id",
    "label",
    "picked_by",
    "lead_time_ms",
    "substr(submitted_at, 1, 15)",
    f"coalesce(timing || ' ' || coalesce({_FOLLOWED}, -1), '')",
)
_ANSWERS = (
    f"select {', '.join(f'json_group_array({column})' for column in _COLUMNS)}"
    " from annotations left join shown_suggestions using (event_id)"
    " where memo_id > ? and memo_id <= ? and status = 'submitted'"
)


class InsightStore:
    """Reads what the figures about people are told from."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def answers(
        self, *, annotator_ids: Sequence[str] = (), since: str = "", until: str = ""
    ) -> Iterator[AnswerBlock]:
        """Yield blocks of submitted answers, by memo and then by annotator.

        Only answers of these annotators, from ``since`` on and before ``until`` (UTC, ISO 8601),
        each heard without a bound where it is empty.
        """
        marks = ", ".join("?" for _ in annotator_ids)
        # The plus sign keeps SQLite from an index by annotator, which has another order.
        conditions = (
            (f"+annotator_id in ({marks})", annotator_ids),
            ("+submitted_at >= ?", (since,) if since else ()),
            ("+submitted_at < ?", (until,) if until else ()),
        )
        wanted = "".join(f" and {condition}" for condition, given in conditions if given)
        given = tuple(value for _, values in conditions for value in values)
        with outside_errors(tr("The answers were not read.")):
            # SQLite goes through a stretch by the primary key, and lists keep the order of rows.
            for stretch in self._stretches():
                block = AnswerBlock(*self._lists(_ANSWERS + wanted, (*stretch, *given)))
                if block.memo_ids:
                    yield block

    def themes(self) -> Iterator[tuple[list[int], list[str]]]:
        """Yield blocks of memos and their themes, of every memo that has one, by theme."""
        query = (
            "select json_group_array(id), json_group_array(theme) from ("
            " select id, theme from memos where theme <> '' and (theme, id) > (?, ?)"
            " order by theme, id limit ?)"
        )
        last: tuple[str, int] = ("", 0)
        with outside_errors(tr("The memos were not read.")):
            while True:
                ids, themes = self._lists(query, (*last, _ROWS_AT_ONCE))
                if not ids:
                    return
                yield ids, themes
                last = themes[-1], ids[-1]

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Yield stretches of memos that have a block of answers: the memo before, the last one."""
        (last,) = self._connection.execute("select max(memo_id) from annotations").fetchone()
        after = 0
        while last is not None and after < last:
            (end,) = self._connection.execute(
                "select memo_id from annotations where memo_id > ? order by memo_id limit 1"
                " offset ?",
                (after, _ROWS_AT_ONCE),
            ).fetchone() or (last,)
            yield after, end
            after = end

    def _lists(self, query: str, given: Sequence[object]) -> list[list[Any]]:
        """Return the JSON lists that one row consists of."""
        import orjson

        found = self._connection.execute(query, given).fetchone()
        return [orjson.loads(column) for column in found]
