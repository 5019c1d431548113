"""Answers as they are measured, read in one go.

SQLite hands over whole columns of a block as JSON lists: that takes a third of the time of rows,
and other threads go on while it works. So several of them read, each with its own connection.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from emoji_labeler.domain.insight import AnswerBlock
from emoji_labeler.storage.connection import connect, outside_errors
from emoji_labeler.wording import tr

_ROWS_AT_ONCE = 6_000
_STRETCHES_AT_ONCE = 8
_READERS = 3
"""More would only wait for each other: what is read is still taken apart by one."""
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
            read = partial(_blocks, self._path, query=_ANSWERS + wanted, given=given)
            for blocks in _side_by_side(read, _batched(self._stretches())):
                yield from blocks

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
                ids, themes = _lists(self._connection, query, (*last, _ROWS_AT_ONCE))
                if not ids:
                    return
                yield ids, themes
                last = themes[-1], ids[-1]

    @property
    def _path(self) -> Path:
        (_, _, path), *_ = self._connection.execute("pragma database_list")
        return Path(path)

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


def _blocks(
    path: Path, stretches: Sequence[tuple[int, int]], *, query: str, given: Sequence[str]
) -> list[AnswerBlock]:
    """Return what there is in stretches of memos; on any thread, with a connection of its own."""
    with closing(connect(path)) as connection:
        found = (AnswerBlock(*_lists(connection, query, (*one, *given))) for one in stretches)
        return [block for block in found if block.memo_ids]


def _lists(connection: sqlite3.Connection, query: str, given: Sequence[object]) -> list[list[Any]]:
    """Return the JSON lists that one row consists of."""
    import orjson

    return [orjson.loads(column) for column in connection.execute(query, given).fetchone()]


def _batched(stretches: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    rest = iter(stretches)
    while batch := list(islice(rest, _STRETCHES_AT_ONCE)):
        yield batch


def _side_by_side(
    read: Callable[[Sequence[tuple[int, int]]], list[AnswerBlock]],
    batches: Iterable[Sequence[tuple[int, int]]],
) -> Iterator[list[AnswerBlock]]:
    """Yield what is read of each batch in turn, while threads read those behind it."""
    from concurrent.futures import Future, ThreadPoolExecutor

    waiting: deque[Future[list[AnswerBlock]]] = deque()
    with ThreadPoolExecutor(_READERS) as readers:
        try:
            for batch in batches:
                waiting.append(readers.submit(read, batch))
                if len(waiting) > _READERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()
