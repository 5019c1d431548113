"""Answers as they are measured, read in one go."""

import sqlite3
from collections.abc import Iterator, Sequence

from emoji_labeler.domain.insight import TimedAnswer
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr

_ROWS_AT_ONCE = 20_000
_COLUMNS = (
    "memo_id, annotator_id, label, picked_by, lead_time_ms, substr(submitted_at, 1, 15),"
    " coalesce(timing, ''), coalesce(json_extract(suggestions, '$[0].label'), '')"
)


class InsightStore:
    """Reads what the figures about people are told from."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def answers(
        self, *, annotator_ids: Sequence[str], since: str = "", until: str = ""
    ) -> Iterator[list[TimedAnswer]]:
        """Yield blocks of submitted answers, by memo and then by annotator.

        Only answers of these annotators, from ``since`` on and before ``until`` (UTC, ISO 8601),
        each heard without a bound where it is empty.
        """
        marks = ", ".join("?" for _ in annotator_ids)
        # The plus sign keeps SQLite from an index by annotator: it would have to sort everything.
        with outside_errors(tr("The answers were not read.")):
            found = self._connection.execute(
                f"select {_COLUMNS} from annotations left join shown_suggestions using (event_id)"
                f" where status = 'submitted' and +annotator_id in ({marks})"
                " and (? = '' or submitted_at >= ?) and (? = '' or submitted_at < ?)"
                " order by memo_id, annotator_id",
                (*annotator_ids, since, since, until, until),
            )
            while rows := found.fetchmany(_ROWS_AT_ONCE):
                yield rows

    def themes(self) -> Iterator[list[tuple[int, str]]]:
        """Yield blocks of (memo, theme) of every memo that has a theme, by theme."""
        with outside_errors(tr("The memos were not read.")):
            found = self._connection.execute(
                "select id, theme from memos where theme <> '' order by theme, id"
            )
            while rows := found.fetchmany(_ROWS_AT_ONCE):
                yield rows
