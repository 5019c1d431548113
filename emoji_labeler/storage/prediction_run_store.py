"""Prediction runs: what each was asked to do, about which memos, and how far it is."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from emoji_labeler.domain.chat import TokenUsage
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.prediction import PredictionRun, RunCounts, RunFilter, RunPlan
from emoji_labeler.domain.snapshot import Split
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.storage.gold_store import GoldStore
from emoji_labeler.wording import tr

_COUNTED = (
    "count(*) filter (where state = 'waiting'), count(*) filter (where state = 'asked'),"
    " count(*) filter (where state = 'answered'), count(*) filter (where state = 'failed'),"
    " count(*) filter (where resolution = 'exact'),"
    " count(*) filter (where resolution in ('exact', 'alias')),"
    " count(*) filter (where label <> ''),"
    " sum(latency_ms), total(cost), count(*) filter (where state = 'answered' and cost is null),"
    " sum(input_tokens), sum(output_tokens), sum(cached_tokens)"
)
_IS_LABELLED = (
    "exists (select 1 from annotations where memo_id = memos.id and status = 'submitted')"
)

_IN_SNAPSHOT = (
    "id in (select memo_id from snapshot_rows where snapshot_id = ?"
    " and split in (select value from json_each(?)))"
)


class PredictionRunStore:
    """The runs of a project, by identifier and by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def chosen_memos(self, wanted: RunFilter, *, snapshot_id: str = "") -> tuple[int, ...]:
        """Return the numbers of the memos that pass the filter, in order.

        ``snapshot_id`` is the snapshot that the filter names.
        """
        conditions = list(_conditions(wanted, snapshot_id=snapshot_id))
        where = " and ".join(condition for condition, _ in conditions) or "true"
        values = [value for _, some in conditions for value in some]
        limit = -1 if wanted.limit is None else wanted.limit
        with outside_errors(tr("The memos were not read.")):
            rows = self._connection.execute(
                f"select id from (select id from memos where {where}"
                " order by case when ? < 0 then 0 else random_order end, id limit ?) order by id",
                (*values, limit, limit),
            )
            return tuple(number for (number,) in rows.fetchall())

    def keep(self, run: PredictionRun, *, memo_ids: Sequence[int]) -> None:
        """Keep a new run whose memos all wait; raise ProjectError where its name is taken."""
        row = _row(run)
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        what = tr("The prediction run {name} was not made.", name=run.name)
        with outside_errors(what), transaction(self._connection):
            self._connection.execute(f"insert into prediction_runs ({names}) values ({marks})", row)
            self._connection.executemany(
                "insert into predictions (run_id, memo_id) values (?, ?)",
                ((run.id, memo_id) for memo_id in memo_ids),
            )

    def all(self) -> tuple[PredictionRun, ...]:
        """Return every run, in the order they were made."""
        return self._found("true")

    def named(self, name: str) -> PredictionRun | None:
        """Return the run of that name, or None."""
        return next(iter(self._found("name = ?", name)), None)

    def get(self, run_id: str) -> PredictionRun | None:
        """Return the run of that identifier, or None."""
        return next(iter(self._found("id = ?", run_id)), None)

    def counts(self, run_id: str) -> RunCounts:
        """Return how far a run is and what came of it, counted over its memos."""
        row = self._connection.execute(
            f"select {_COUNTED} from predictions where run_id = ?", (run_id,)
        ).fetchone()
        *counts, latency, cost, uncosted, read, said, cached = (value or 0 for value in row)
        return RunCounts(
            waiting=counts[0],
            asked=counts[1],
            answered=counts[2],
            failed=counts[3],
            existing=counts[4],
            resolved=counts[5],
            labelled=counts[6],
            latency_ms=latency,
            usage=TokenUsage(input=read, output=said, cached=cached),
            cost=cost,
            uncosted=uncosted,
        )

    def finish(self, run_id: str) -> None:
        """Note that no memo of the run waits any more; now reviewers are told what is odd in it."""
        what = tr("The end of the run was not noted.")
        with outside_errors(what), transaction(self._connection):
            noted = self._connection.execute(
                "update prediction_runs set finished_at = ? where id = ? and finished_at = ''",
                (utc_now(), run_id),
            )
            if noted.rowcount:
                GoldStore(self._connection).renew_many(self._memos_of(run_id))

    def delete(self, run_id: str) -> None:
        """Remove a run with its predictions; raise ProjectError where judgements rest on it."""
        what = tr("The prediction run was not removed.")
        with outside_errors(what), transaction(self._connection):
            memo_ids = self._memos_of(run_id)
            self._connection.execute("delete from prediction_runs where id = ?", (run_id,))
            GoldStore(self._connection).renew_many(memo_ids)

    def _memos_of(self, run_id: str) -> list[int]:
        rows = self._connection.execute(
            "select memo_id from predictions where run_id = ?", (run_id,)
        )
        return [row[0] for row in rows.fetchall()]

    def _found(self, where: str, *values: object) -> tuple[PredictionRun, ...]:
        with outside_errors(tr("The prediction runs were not read.")):
            rows = self._connection.execute(
                f"select * from prediction_runs where {where} order by id", values
            )
            rows.row_factory = sqlite3.Row
            return tuple(map(_run, rows.fetchall()))


def _conditions(wanted: RunFilter, *, snapshot_id: str) -> Iterator[tuple[str, Sequence[object]]]:
    """Yield what a memo has to fulfil, in SQL with its values."""
    lists: tuple[tuple[str, Sequence[object]], ...] = (
        ("id", wanted.memo_ids),
        ("theme", wanted.themes),
        ("language", wanted.languages),
        ("source", wanted.sources),
    )
    for column, values in lists:
        if values:
            yield f"{column} in (select value from json_each(?))", (json.dumps(values),)
    if wanted.labelled is not None:
        yield f"{'' if wanted.labelled else 'not '}{_IS_LABELLED}", ()
    if snapshot_id:
        splits = json.dumps(wanted.splits or tuple(Split))
        yield _IN_SNAPSHOT, (snapshot_id, splits)


def _row(run: PredictionRun) -> dict[str, object]:
    """Return the columns of the table ``prediction_runs``."""
    plan = run.plan
    return {
        "id": run.id,
        "name": plan.name,
        "predictor": plan.predictor,
        "provider": plan.provider,
        "provider_name": run.provider_name,
        "base_url": run.base_url,
        "model": plan.model,
        "model_version": run.model_version,
        "options": json.dumps(dict(plan.options), ensure_ascii=False),
        "prompts": json.dumps(dict(run.prompts), ensure_ascii=False),
        "prompts_hash": run.prompts_hash,
        "memo_filter": json.dumps(asdict(plan.memos), ensure_ascii=False),
        "memo_count": run.memo_count,
        "is_batch": int(plan.is_batch),
        "snapshot_id": run.snapshot_id or None,
        "job_id": run.job_id,
        "pack_id": run.pack_id,
        "pack_version": run.pack_version,
        "program_version": run.program_version,
        "note": plan.note,
        "made_at": run.made_at,
        "finished_at": run.finished_at,
    }


def _run(row: sqlite3.Row) -> PredictionRun:
    plan = RunPlan(
        name=row["name"],
        predictor=row["predictor"],
        provider=row["provider"],
        model=row["model"],
        options=json.loads(row["options"]),
        memos=_filter(json.loads(row["memo_filter"])),
        is_batch=bool(row["is_batch"]),
        note=row["note"],
    )
    return PredictionRun(
        id=row["id"],
        plan=plan,
        prompts=json.loads(row["prompts"]),
        provider_name=row["provider_name"],
        base_url=row["base_url"],
        model_version=row["model_version"],
        snapshot_id=row["snapshot_id"] or "",
        job_id=row["job_id"],
        memo_count=row["memo_count"],
        pack_id=row["pack_id"],
        pack_version=row["pack_version"],
        program_version=row["program_version"],
        made_at=row["made_at"],
        finished_at=row["finished_at"],
    )


def _filter(kept: dict[str, Any]) -> RunFilter:
    lists: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in kept.items()
    }
    lists["splits"] = tuple(map(Split, kept["splits"]))
    return RunFilter(**lists)
