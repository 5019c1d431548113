"""Keeps fine-tuning jobs and decides, with their status, what may happen to them."""

import json
import sqlite3
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict

from emoji_labeler.local_server.identifiers import new_identifier
from emoji_labeler.local_server.records import (
    FineTuningJob,
    Hyperparameters,
    JobFault,
    JobOrder,
    JobStatus,
)


class JobStore:
    """Fine-tuning jobs in the order in which they were asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, order: JobOrder) -> FineTuningJob:
        """Keep a new job, its files still to be validated."""
        job_id = new_identifier("ftjob-")
        asked = json.dumps(asdict(order.hyperparameters))
        self._connection.execute(
            """
            insert into jobs (id, created_at, status, base_model, training_file, validation_file,
                              suffix, seed, asked, metadata, hyperparameters)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                job_id,
                int(time.time()),
                JobStatus.VALIDATING_FILES,
                order.base_model,
                order.training_file,
                order.validation_file,
                order.suffix,
                order.seed,
                asked,
                json.dumps(dict(order.metadata)),
                asked,
            ),
        )
        return self[job_id]

    def get(self, job_id: str) -> FineTuningJob | None:
        """Return a job, or None."""
        row = self._connection.execute("select * from jobs where id = ?", (job_id,)).fetchone()
        return _job(row) if row else None

    def __getitem__(self, job_id: str) -> FineTuningJob:
        job = self.get(job_id)
        if job is None:
            raise KeyError(job_id)
        return job

    def page(
        self, *, after: str | None, limit: int, metadata: Mapping[str, str]
    ) -> tuple[list[FineTuningJob], bool]:
        """Return a page of jobs, the newest first, that carry all of ``metadata``."""
        rows = self._connection.execute(
            """
            select * from jobs
            where (:after is null or number < (select number from jobs where id = :after))
              and not exists (
                select 1 from json_each(:metadata) as wanted
                where not exists (
                  select 1 from json_each(jobs.metadata) as had
                  where had.key = wanted.key and had.value = wanted.value))
            order by number desc limit :limit
            """,
            {"after": after, "limit": limit + 1, "metadata": json.dumps(dict(metadata))},
        ).fetchall()
        return [_job(row) for row in rows[:limit]], len(rows) > limit

    def with_status(self, status: JobStatus) -> list[FineTuningJob]:
        """Return all jobs of a status, the oldest first."""
        rows = self._connection.execute(
            "select * from jobs where status = ? order by number", (status,)
        )
        return [_job(row) for row in rows]

    def using_file(self, file_id: str) -> str | None:
        """Return the id of a job that still needs a file, or None."""
        row = self._connection.execute(
            """
            select id from jobs where ? in (training_file, validation_file)
            and status not in ('succeeded', 'failed', 'cancelled')
            """,
            (file_id,),
        ).fetchone()
        return str(row["id"]) if row else None

    def move(self, job_id: str, *, before: Collection[JobStatus], to: JobStatus) -> bool:
        """Give a job a new status if it has one of those ``before``; return whether it had."""
        job = self[job_id]
        if job.status not in before:
            return False
        finished_at = int(time.time()) if to.is_final else None
        self._connection.execute(
            "update jobs set status = ?, finished_at = ? where id = ?",
            (to, finished_at, job_id),
        )
        return True

    def settle(self, job_id: str, *, using: Hyperparameters, tokens_per_epoch: int) -> None:
        """Keep what the files decided."""
        self._connection.execute(
            "update jobs set hyperparameters = ?, tokens_per_epoch = ? where id = ?",
            (json.dumps(asdict(using)), tokens_per_epoch, job_id),
        )

    def give_fault(self, job_id: str, fault: JobFault) -> None:
        """Keep why a job failed."""
        self._connection.execute(
            "update jobs set fault = ? where id = ?", (json.dumps(asdict(fault)), job_id)
        )

    def give_results(
        self, job_id: str, *, model: str, result_file: str, trained_tokens: int
    ) -> None:
        """Keep what a job led to."""
        self._connection.execute(
            """
            update jobs set fine_tuned_model = ?, result_file = ?, trained_tokens = ? where id = ?
            """,
            (model, result_file, trained_tokens, job_id),
        )


def _job(row: sqlite3.Row) -> FineTuningJob:
    return FineTuningJob(
        id=row["id"],
        created_at=row["created_at"],
        status=JobStatus(row["status"]),
        order=JobOrder(
            base_model=row["base_model"],
            training_file=row["training_file"],
            validation_file=row["validation_file"],
            suffix=row["suffix"],
            seed=row["seed"],
            hyperparameters=Hyperparameters(**json.loads(row["asked"])),
            metadata=json.loads(row["metadata"]),
        ),
        hyperparameters=Hyperparameters(**json.loads(row["hyperparameters"])),
        tokens_per_epoch=row["tokens_per_epoch"],
        finished_at=row["finished_at"],
        fine_tuned_model=row["fine_tuned_model"],
        trained_tokens=row["trained_tokens"],
        result_file=row["result_file"],
        fault=JobFault(**json.loads(row["fault"])) if row["fault"] else None,
    )
