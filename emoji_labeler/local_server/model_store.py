"""Keeps which models can be asked, and which of them are checkpoints of which job."""

import json
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path

from emoji_labeler.local_server.identifiers import new_identifier
from emoji_labeler.local_server.records import Checkpoint, TrainedModel

CHECKPOINTS_KEPT = 3


class ModelStore:
    """Trained models by name, and the last checkpoints of every job.

    Several names may mean one file, as the last checkpoint and the finished model do: the file goes
    when the last of its names does.
    """

    def __init__(self, connection: sqlite3.Connection, *, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def path(self, relative: str) -> Path:
        """Return where a model lies."""
        return self._folder / relative

    def add(self, name: str, *, base_model: str, path: str) -> None:
        """Give a model file a name under which it can be asked."""
        self._connection.execute(
            "insert or ignore into models (name, created_at, base_model, path) values (?, ?, ?, ?)",
            (name, int(time.time()), base_model, path),
        )

    def get(self, name: str) -> TrainedModel | None:
        """Return a trained model, or None."""
        row = self._connection.execute("select * from models where name = ?", (name,)).fetchone()
        return _model(row) if row else None

    def all(self) -> list[TrainedModel]:
        """Return all trained models, the oldest first."""
        return [_model(row) for row in self._connection.execute("select * from models")]

    def remove(self, name: str) -> None:
        """Forget a name, and delete the file if it was the last name of it."""
        model = self.get(name)
        if model is None:
            return
        self._connection.execute("delete from checkpoints where model = ?", (name,))
        self._connection.execute("delete from models where name = ?", (name,))
        other = self._connection.execute(
            "select 1 from models where path = ?", (model.path,)
        ).fetchone()
        if other is None:
            self.path(model.path).unlink(missing_ok=True)

    def add_checkpoint(
        self,
        job_id: str,
        *,
        epoch: int,
        step: int,
        model: TrainedModel,
        metrics: Mapping[str, float],
    ) -> None:
        """Keep the model of an epoch and let go of the fourth last one."""
        self.add(model.name, base_model=model.base_model, path=model.path)
        self._connection.execute(
            """
            insert or ignore into checkpoints
              (id, job_id, created_at, epoch, step, model, path, metrics)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                new_identifier("ftckpt_"),
                job_id,
                model.created_at,
                epoch,
                step,
                model.name,
                model.path,
                json.dumps(dict(metrics)),
            ),
        )
        for outdated in self.checkpoints(job_id)[CHECKPOINTS_KEPT:]:
            self.remove(outdated.model)

    def checkpoints(self, job_id: str) -> list[Checkpoint]:
        """Return the checkpoints of a job, the newest first."""
        rows = self._connection.execute(
            "select * from checkpoints where job_id = ? order by epoch desc", (job_id,)
        )
        return [_checkpoint(row) for row in rows]


def _model(row: sqlite3.Row) -> TrainedModel:
    return TrainedModel(
        name=row["name"],
        created_at=row["created_at"],
        base_model=row["base_model"],
        path=row["path"],
    )


def _checkpoint(row: sqlite3.Row) -> Checkpoint:
    return Checkpoint(
        id=row["id"],
        created_at=row["created_at"],
        job_id=row["job_id"],
        epoch=row["epoch"],
        step=row["step"],
        model=row["model"],
        path=row["path"],
        metrics=json.loads(row["metrics"]),
    )
