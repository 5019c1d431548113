"""Which answers or verdicts a person can take back, and bring back, in which order."""

import sqlite3


class UndoSteps:
    """One line of steps for each person; so many of them are done, the others are undone.

    ``steps`` and ``desks`` are the tables that keep them: answers have theirs, verdicts others.
    Used within a transaction of the store that writes the events.
    """

    def __init__(
        self, connection: sqlite3.Connection, *, steps: str = "undo_steps", desks: str = "desks"
    ) -> None:
        self._connection = connection
        self._steps = steps
        self._desks = desks

    def push(self, event_id: str, *, annotator_id: str, memo_id: int) -> None:
        """Put a new step behind the done ones and remember the memo as the person's place.

        What had been undone cannot come back any more.
        """
        done = self._done(annotator_id)
        self._connection.execute(
            f"delete from {self._steps} where annotator_id = ? and step > ?", (annotator_id, done)
        )
        self._connection.execute(
            f"insert into {self._steps} values (?, ?, ?)", (annotator_id, done + 1, event_id)
        )
        self._connection.execute(
            f"insert into {self._desks} values (?, ?, ?) on conflict do update"
            " set memo_id = excluded.memo_id, done_steps = excluded.done_steps",
            (annotator_id, memo_id, done + 1),
        )

    def take_back(self, annotator_id: str) -> str | None:
        """Mark the last done step as undone; return its event, or None where there is none."""
        done = self._done(annotator_id)
        return self._turn(annotator_id, step=done, done=done - 1)

    def bring_back(self, annotator_id: str) -> str | None:
        """Mark the first undone step as done; return its event, or None where there is none."""
        done = self._done(annotator_id)
        return self._turn(annotator_id, step=done + 1, done=done + 1)

    def _done(self, annotator_id: str) -> int:
        row = self._connection.execute(
            f"select done_steps from {self._desks} where annotator_id = ?", (annotator_id,)
        ).fetchone()
        return int(row[0]) if row else 0

    def _turn(self, annotator_id: str, *, step: int, done: int) -> str | None:
        """Return the event of a step and count ``done`` steps as done; None without that step."""
        row = self._connection.execute(
            f"select event_id from {self._steps} where annotator_id = ? and step = ?",
            (annotator_id, step),
        ).fetchone()
        if row is None:
            return None
        self._connection.execute(
            f"update {self._desks} set done_steps = ? where annotator_id = ?", (done, annotator_id)
        )
        return str(row[0])
