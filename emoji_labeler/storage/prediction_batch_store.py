"""Batches: requests handed to a provider together, noted before they are sent."""

import sqlite3
from collections.abc import Iterable

from emoji_labeler.domain.prediction import BatchState, PredictionBatch
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr

_COLUMNS = "key, run_id, state, file_id, batch_id, memo_count, made_at"


class PredictionBatchStore:
    """The batches of a project, by run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def intend(self, batch: PredictionBatch, *, memo_ids: Iterable[int]) -> None:
        """Note a batch that is going to be sent, and its memos as asked about."""
        row = (
            *(batch.key, batch.run_id, batch.state, batch.file_id, batch.batch_id),
            *(batch.memo_count, batch.made_at),
        )
        with outside_errors(_not_saved()), transaction(self._connection):
            self._connection.execute(
                f"insert into prediction_batches ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)", row
            )
            self._connection.executemany(
                "update predictions set state = 'asked', batch_key = ?"
                " where run_id = ? and memo_id = ?",
                ((batch.key, batch.run_id, memo_id) for memo_id in memo_ids),
            )

    def advance(
        self, key: str, state: BatchState, *, file_id: str = "", batch_id: str = ""
    ) -> None:
        """Note how far a batch is, and its names at the provider where they are given."""
        with outside_errors(_not_saved()):
            self._connection.execute(
                "update prediction_batches set state = ?,"
                " file_id = coalesce(nullif(?, ''), file_id),"
                " batch_id = coalesce(nullif(?, ''), batch_id) where key = ?",
                (state, file_id, batch_id, key),
            )

    def give_up(self, key: str) -> None:
        """Note that a batch was never sent; its memos wait again."""
        with outside_errors(_not_saved()), transaction(self._connection):
            self._connection.execute(
                "update predictions set state = 'waiting', batch_key = null"
                " where state = 'asked' and batch_key = ?"
                " and run_id = (select run_id from prediction_batches where key = ?)",
                (key, key),
            )
            self._connection.execute(
                "update prediction_batches set state = 'failed' where key = ?", (key,)
            )

    def of_run(self, run_id: str) -> tuple[PredictionBatch, ...]:
        """Return the batches of a run, in the order they were made."""
        rows = self._connection.execute(
            f"select {_COLUMNS} from prediction_batches where run_id = ? order by key", (run_id,)
        )
        return tuple(
            PredictionBatch(
                key=row[0],
                run_id=row[1],
                state=BatchState(row[2]),
                file_id=row[3],
                batch_id=row[4],
                memo_count=row[5],
                made_at=row[6],
            )
            for row in rows.fetchall()
        )

    def asked_memos(self, key: str) -> tuple[int, ...]:
        """Return the memos of a batch that have no answer yet."""
        rows = self._connection.execute(
            "select memo_id from predictions where state = 'asked' and batch_key = ?"
            " and run_id = (select run_id from prediction_batches where key = ?)",
            (key, key),
        )
        return tuple(number for (number,) in rows.fetchall())


def _not_saved() -> str:
    return tr("The batch was not noted.")
