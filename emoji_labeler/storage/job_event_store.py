"""What happened in fine-tuning jobs: events, checkpoints and the figures of their steps."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from emoji_labeler.domain.fine_tuning import Checkpoint, JobEvent
from emoji_labeler.domain.tracked_job import MetricPoint, point_of
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr

_POINT = ("train_loss", "train_accuracy", "valid_loss", "valid_accuracy")


class JobEventStore:
    """Events and figures by the identifiers of the intents; nothing is ever taken back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, intent_id: str, events: Iterable[JobEvent]) -> int:
        """Append events, oldest first, with the figures in them; return how many were new."""
        added = 0
        with outside_errors(_not_kept()), transaction(self._connection):
            (last,) = self._connection.execute(
                "select coalesce(max(place), 0) from job_events where intent_id = ?", (intent_id,)
            ).fetchone()
            for event in events:
                added += self._add(intent_id, event, place=last + added + 1)
        return added

    def events(self, intent_id: str, *, behind: int = 0) -> tuple[JobEvent, ...]:
        """Return the events of a job, oldest first, but for the first ``behind`` ones."""
        rows = self._connection.execute(
            "select event_id, created_at, level, message, kind, metrics from job_events"
            " where intent_id = ? and place > ? order by place",
            (intent_id, behind),
        )
        return tuple(
            JobEvent(
                id=event_id,
                created_at=created_at,
                level=level,
                message=message,
                kind=kind,
                metrics=json.loads(metrics),
            )
            for event_id, created_at, level, message, kind, metrics in rows.fetchall()
        )

    def last_id(self, intent_id: str) -> str:
        """Return the provider's identifier of the last event that is known; empty for none."""
        row = self._connection.execute(
            "select event_id from job_events where intent_id = ? order by place desc limit 1",
            (intent_id,),
        ).fetchone()
        return str(row[0]) if row else ""

    def add_points(self, intent_id: str, points: Iterable[MetricPoint]) -> None:
        """Keep measurements; what is known of a step already is filled up, not replaced."""
        with outside_errors(_not_kept()), transaction(self._connection):
            for point in points:
                self._add_point(intent_id, point)

    def points(self, intent_id: str) -> tuple[MetricPoint, ...]:
        """Return what was measured, step by step."""
        rows = self._connection.execute(
            f"select step, {', '.join(_POINT)} from job_metrics where intent_id = ? order by step",
            (intent_id,),
        )
        names = ("step", *_POINT)
        return tuple(MetricPoint(**dict(zip(names, row, strict=True))) for row in rows.fetchall())

    def add_checkpoints(self, intent_id: str, checkpoints: Iterable[Checkpoint]) -> None:
        """Keep checkpoints, each once."""
        with outside_errors(_not_kept()), transaction(self._connection):
            self._connection.executemany(
                "insert or ignore into job_checkpoints values (?, ?, ?, ?, ?, ?)",
                (
                    (intent_id, one.id, one.model, one.step, one.created_at, _json(one.metrics))
                    for one in checkpoints
                ),
            )

    def checkpoints(self, intent_id: str) -> tuple[Checkpoint, ...]:
        """Return the checkpoints of a job, the earliest first."""
        rows = self._connection.execute(
            "select checkpoint_id, model, step, created_at, metrics from job_checkpoints"
            " where intent_id = ? order by step",
            (intent_id,),
        )
        return tuple(
            Checkpoint(
                id=checkpoint_id,
                model=model,
                step=step,
                created_at=created_at,
                metrics=json.loads(metrics),
            )
            for checkpoint_id, model, step, created_at, metrics in rows.fetchall()
        )

    def _add(self, intent_id: str, event: JobEvent, *, place: int) -> int:
        done = self._connection.execute(
            "insert into job_events values (?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (intent_id, event_id) do nothing",
            (
                intent_id,
                place,
                event.id,
                event.created_at,
                event.level,
                event.kind,
                event.message,
                _json(event.metrics),
            ),
        )
        point = point_of(event.metrics)
        if done.rowcount and point is not None:
            self._add_point(intent_id, point)
            self._connection.execute(
                "update tuning_jobs set step = max(step, ?), total_steps = max(total_steps, ?)"
                " where intent_id = ?",
                (point.step, int(event.metrics.get("total_steps", 0)), intent_id),
            )
        return done.rowcount

    def _add_point(self, intent_id: str, point: MetricPoint) -> None:
        filled = ", ".join(f"{name} = coalesce({name}, excluded.{name})" for name in _POINT)
        self._connection.execute(
            f"insert into job_metrics (intent_id, step, {', '.join(_POINT)})"
            f" values (?, ?, ?, ?, ?, ?) on conflict (intent_id, step) do update set {filled}",
            (intent_id, point.step, *(getattr(point, name) for name in _POINT)),
        )


def _json(metrics: Mapping[str, float]) -> str:
    return json.dumps(dict(metrics))


def _not_kept() -> str:
    return tr("What was told of the job was not kept.")
