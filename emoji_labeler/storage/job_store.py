"""Fine-tuning jobs as they were seen last, and the models that came of them."""

import json
import sqlite3
from collections.abc import Mapping

from emoji_labeler.domain.fine_tuning import FineTuningJob, Hyperparameters
from emoji_labeler.domain.intent import Trouble
from emoji_labeler.domain.tracked_job import FineTunedModel, TrackedJob
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.storage.intent_store import (
    INTENT_COLUMNS,
    INTENT_TABLES,
    intent_of,
    read_trouble,
    written,
)
from emoji_labeler.wording import tr

_JOB = (
    "job_id, status, fine_tuned_model, training_file, validation_file, created_at, finished_at,"
    " estimated_finish, trained_tokens, result_files, jobs.n_epochs as n_epochs,"
    " jobs.batch_size as batch_size, jobs.learning_rate_multiplier as learning_rate_multiplier,"
    " jobs.beta as beta, jobs.seed as seed, error_code, error_message, error_parameter, raw, step,"
    " total_steps, is_complete, seen_at, jobs.trouble as trouble"
)
_MODEL = (
    "fine_tuned_models.name as name, intent_id, fine_tuned_models.provider_id as provider_id,"
    " snapshots.name as snapshot, prompt_sha256, step, fine_tuned_models.made_at as made_at"
)
_MODEL_TABLES = (
    "fine_tuned_models join tuning_intents on tuning_intents.id = intent_id"
    " join snapshots on snapshots.id = snapshot_id"
)


class JobStore:
    """The jobs of a project, by the identifiers of their intents."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[TrackedJob, ...]:
        """Return every intent with its job, the newest first."""
        return self._find("")

    def get(self, intent_id: str) -> TrackedJob | None:
        """Return an intent with its job, or None."""
        found = self._find("where intents.id = ?", intent_id)
        return found[0] if found else None

    def unfinished(self) -> tuple[TrackedJob, ...]:
        """Return those jobs about which not everything is known yet, the newest first."""
        return self._find("where is_complete = 0")

    def job_ids(self, provider_id: str) -> frozenset[str]:
        """Return the jobs at a provider that belong to an intent already."""
        rows = self._connection.execute(
            "select job_id from tuning_jobs where provider_id = ?", (provider_id,)
        )
        return frozenset(job_id for (job_id,) in rows.fetchall())

    def adopt(self, intent_id: str, job: FineTuningJob, *, provider_id: str, at: str) -> None:
        """Give an intent its job; for an intent that has one, nothing is changed."""
        with outside_errors(_not_kept()), transaction(self._connection):
            self._connection.execute(
                "update tuning_intents set state = 'made', trouble = null where id = ?",
                (intent_id,),
            )
            row = _row(job) | {"intent_id": intent_id, "provider_id": provider_id, "seen_at": at}
            names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
            self._connection.execute(
                f"insert into tuning_jobs ({names}, step, total_steps, is_complete)"
                f" values ({marks}, 0, 0, 0) on conflict (intent_id) do nothing",
                row,
            )

    def seen(self, intent_id: str, job: FineTuningJob, *, at: str) -> None:
        """Keep a job as it is now."""
        row = _row(job)
        changes = ", ".join(f"{name} = :{name}" for name in row)
        with outside_errors(_not_kept()):
            self._connection.execute(
                f"update tuning_jobs set {changes}, seen_at = :at, trouble = null"
                " where intent_id = :intent_id",
                row | {"intent_id": intent_id, "at": at},
            )

    def complete(self, intent_id: str) -> None:
        """Note that nothing more will be told of a job."""
        self._change(intent_id, "is_complete = 1")

    def troubled(self, intent_id: str, trouble: Trouble) -> None:
        """Note what went wrong when the provider was asked."""
        self._change(intent_id, "trouble = ?", written(trouble))

    def put_models(
        self, intent_id: str, models: Mapping[str, int | None], *, provider_id: str, at: str
    ) -> None:
        """Keep the models of a job that can be asked, by name with their steps, and no others.

        Providers keep the last checkpoints only: models of earlier ones go.
        """
        with outside_errors(_not_kept()), transaction(self._connection):
            marks = ", ".join("?" for _ in models)
            self._connection.execute(
                f"delete from fine_tuned_models where intent_id = ? and name not in ({marks})",
                (intent_id, *models),
            )
            self._connection.executemany(
                "insert or ignore into fine_tuned_models values (?, ?, ?, ?, ?)",
                ((provider_id, name, intent_id, step, at) for name, step in models.items()),
            )

    def models(self, *, intent_id: str = "") -> tuple[FineTunedModel, ...]:
        """Return the models of all jobs or of one, the newest job first, checkpoints in order."""
        rows = self._connection.execute(
            f"select {_MODEL} from {_MODEL_TABLES} where ? in ('', intent_id)"
            " order by intent_id desc, step is null, step",
            (intent_id,),
        )
        rows.row_factory = sqlite3.Row
        return tuple(FineTunedModel(**dict(row)) for row in rows.fetchall())

    def _change(self, intent_id: str, what: str, *values: str) -> None:
        with outside_errors(_not_kept()):
            self._connection.execute(
                f"update tuning_jobs set {what} where intent_id = ?", (*values, intent_id)
            )

    def _find(self, where: str, *values: str) -> tuple[TrackedJob, ...]:
        query = (
            f"select {INTENT_COLUMNS}, {_JOB} from {INTENT_TABLES}"
            f" left join tuning_jobs as jobs on intent_id = intents.id {where}"
            " order by intents.id desc"
        )
        with outside_errors(tr("The fine-tuning jobs were not read.")):
            rows = self._connection.execute(query, values)
            rows.row_factory = sqlite3.Row
            return tuple(map(_tracked, rows.fetchall()))


def _tracked(row: sqlite3.Row) -> TrackedJob:
    intent = intent_of(row)
    if row["job_id"] is None:
        return TrackedJob(intent=intent)
    return TrackedJob(
        intent=intent,
        job=_job(row),
        step=row["step"],
        total_steps=row["total_steps"],
        is_complete=bool(row["is_complete"]),
        seen_at=row["seen_at"],
        trouble=read_trouble(row["trouble"]),
    )


def _job(row: sqlite3.Row) -> FineTuningJob:
    return FineTuningJob(
        id=row["job_id"],
        status=row["status"],
        base_model=row["base_model"],
        training_file=row["training_file"],
        validation_file=row["validation_file"],
        fine_tuned_model=row["fine_tuned_model"],
        created_at=row["created_at"],
        finished_at=row["finished_at"],
        estimated_finish=row["estimated_finish"],
        trained_tokens=row["trained_tokens"],
        result_files=tuple(json.loads(row["result_files"])),
        hyperparameters=Hyperparameters(
            n_epochs=row["n_epochs"],
            batch_size=row["batch_size"],
            learning_rate_multiplier=row["learning_rate_multiplier"],
            beta=row["beta"],
        ),
        suffix=row["suffix"],
        seed=row["seed"],
        error_code=row["error_code"],
        error_message=row["error_message"],
        error_parameter=row["error_parameter"],
        raw=row["raw"],
    )


def _row(job: FineTuningJob) -> dict[str, object]:
    """Return the columns that the provider's description fills."""
    used = job.hyperparameters
    return {
        "job_id": job.id,
        "status": job.status,
        "fine_tuned_model": job.fine_tuned_model,
        "training_file": job.training_file,
        "validation_file": job.validation_file,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "estimated_finish": job.estimated_finish,
        "trained_tokens": job.trained_tokens,
        "result_files": json.dumps(job.result_files),
        "n_epochs": used.n_epochs,
        "batch_size": used.batch_size,
        "learning_rate_multiplier": used.learning_rate_multiplier,
        "beta": used.beta,
        "seed": job.seed,
        "error_code": job.error_code,
        "error_message": job.error_message,
        "error_parameter": job.error_parameter,
        "raw": job.raw,
    }


def _not_kept() -> str:
    return tr("What was told of the job was not kept.")
