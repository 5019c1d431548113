"""Which answers an annotator can take back, and bring back, in which order."""

import sqlite3


class UndoSteps:
    """One line of steps for each annotator: done ones first, then the undone ones.

    Used within a transaction of the store that writes the answers.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def push(self, event_id: str, *, annotator_id: str) -> None:
        """Put a new step behind the done ones; what had been undone cannot come back any more."""
        self._connection.execute(
            "delete from undo_steps where annotator_id = ? and is_undone", (annotator_id,)
        )
        self._connection.execute(
            "insert into undo_steps (annotator_id, step, event_id)"
            " select ?, coalesce(max(step), 0) + 1, ? from undo_steps where annotator_id = ?",
            (annotator_id, event_id, annotator_id),
        )

    def take_back(self, annotator_id: str) -> str | None:
        """Mark the last done step as undone; return its event, or None where there is none."""
        return self._turn("step desc", annotator_id=annotator_id, is_undone=False)

    def bring_back(self, annotator_id: str) -> str | None:
        """Mark the first undone step as done; return its event, or None where there is none."""
        return self._turn("step", annotator_id=annotator_id, is_undone=True)

    def _turn(self, order: str, *, annotator_id: str, is_undone: bool) -> str | None:
        row = self._connection.execute(
            "select step, event_id from undo_steps"
            f" where annotator_id = ? and is_undone = ? order by {order} limit 1",
            (annotator_id, is_undone),
        ).fetchone()
        if row is None:
            return None
        self._connection.execute(
            "update undo_steps set is_undone = ? where annotator_id = ? and step = ?",
            (not is_undone, annotator_id, row[0]),
        )
        return str(row[1])
