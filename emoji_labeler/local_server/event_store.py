"""Keeps what happened to fine-tuning jobs, in order; nothing is ever taken back."""

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from typing import Any

from emoji_labeler.local_server.identifiers import new_identifier
from emoji_labeler.local_server.records import JobEvent, NewEvent


class EventStore:
    """The events of every job."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, job_id: str, *events: NewEvent) -> None:
        """Append events to those of a job."""
        now = int(time.time())
        self._connection.executemany(
            """
            insert into events (id, job_id, created_at, level, message, step, data)
            values (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (
                    new_identifier("ftevent-"),
                    job_id,
                    now,
                    event.level,
                    event.message,
                    event.data["step"] if event.data else None,
                    json.dumps(dict(event.data)) if event.data else None,
                )
                for event in events
            ],
        )

    def page(self, job_id: str, *, after: str | None, limit: int) -> tuple[list[JobEvent], bool]:
        """Return a page of events, the newest first, and whether there are older ones."""
        rows = self._connection.execute(
            """
            select * from events
            where job_id = :job and (:after is null
              or number < (select number from events where id = :after and job_id = :job))
            order by number desc limit :limit
            """,
            {"job": job_id, "after": after, "limit": limit + 1},
        ).fetchall()
        return [_event(row) for row in rows[:limit]], len(rows) > limit

    def has(self, event_id: str, *, job_id: str) -> bool:
        """Tell whether an event is one of a job's."""
        found = self._connection.execute(
            "select 1 from events where id = ? and job_id = ?", (event_id, job_id)
        ).fetchone()
        return found is not None

    def last_step(self, job_id: str) -> int:
        """Return the last step that was measured; 0 before the first."""
        row = self._connection.execute(
            "select max(step) as last from events where job_id = ?", (job_id,)
        ).fetchone()
        return int(row["last"] or 0)

    def measurements(self, job_id: str) -> Iterable[Mapping[str, Any]]:
        """Yield what was measured, step by step."""
        for row in self._connection.execute(
            "select data from events where job_id = ? and data is not null order by step", (job_id,)
        ):
            yield json.loads(row["data"])


def _event(row: sqlite3.Row) -> JobEvent:
    return JobEvent(
        id=row["id"],
        created_at=row["created_at"],
        level=row["level"],
        message=row["message"],
        data=json.loads(row["data"]) if row["data"] else None,
    )
