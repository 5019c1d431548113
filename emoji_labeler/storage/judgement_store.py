"""Blind judgements: a history that only grows, and the judgements that count now."""

import sqlite3

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.judgement import HUMAN, Judgement, Verdict
from emoji_labeler.storage.connection import saving_errors, transaction
from emoji_labeler.wording import tr

_COLUMNS = (
    "id, judge_id, memo_id, left_run_id, right_run_id, left_label, right_label, verdict,"
    " lead_time_ms, made_at"
)
_LOWER = "min(coalesce(left_run_id, ''), coalesce(right_run_id, ''))"
_UPPER = "max(coalesce(left_run_id, ''), coalesce(right_run_id, ''))"
_LATEST = (
    f"select *, row_number() over (partition by judge_id, memo_id, {_LOWER}, {_UPPER}"
    " order by sequence desc) as age from judgement_events"
)


class JudgementStore:
    """The judgements of a project; one counts for each judge, memo and pair of runs.

    Every event carries the judgement that counts from then on, or none.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(self, judgement: Judgement) -> str:
        """Make a judgement count in place of an earlier one; return its identifier."""
        event_id = new_identifier()
        with saving_errors(tr("The judgement was not saved.")), transaction(self._connection):
            self._append(event_id, kind="judged", target_id=None, values=_values(judgement))
        return event_id

    def undo(self, judge_id: str) -> Judgement | None:
        """Take back the judge's last judgement and return it, or None where none is left.

        The judgement that it had replaced counts again.
        """
        with (
            saving_errors(tr("The judgement was not taken back.")),
            transaction(self._connection),
        ):
            target = self._connection.execute(
                f"select {_COLUMNS}, sequence from judgement_events as one"
                " where judge_id = ? and kind = 'judged' and not exists"
                " (select 1 from judgement_events where target_id = one.id)"
                " order by sequence desc limit 1",
                (judge_id,),
            ).fetchone()
            if target is None:
                return None
            taken_back = _judgement(target[:-1])
            before = self._before(taken_back, sequence=target[-1])
            values = _values(before or taken_back)
            if before is None:
                values["verdict"] = None
            self._append(
                new_identifier(), kind="undone", target_id=taken_back.event_id, values=values
            )
            return taken_back

    def all(self) -> tuple[Judgement, ...]:
        """Return the judgements that count, in the order they were made."""
        rows = self._connection.execute(
            f"select {_COLUMNS} from ({_LATEST}) where age = 1 and verdict is not null"
            " order by sequence"
        )
        return tuple(map(_judgement, rows.fetchall()))

    def judged_memos(self, judge_id: str, *, runs: tuple[str, str]) -> frozenset[int]:
        """Return the memos for which the judge has decided between two runs, on whatever sides."""
        pair = sorted("" if run == HUMAN else run for run in runs)
        rows = self._connection.execute(
            f"select memo_id from ({_LATEST}) where age = 1 and verdict is not null"
            f" and judge_id = ? and {_LOWER} = ? and {_UPPER} = ?",
            (judge_id, *pair),
        )
        return frozenset(number for (number,) in rows.fetchall())

    def _before(self, judgement: Judgement, *, sequence: int) -> Judgement | None:
        """Return what counted in the place of a judgement before it was made."""
        pair = sorted("" if r == HUMAN else r for r in (judgement.left_run, judgement.right_run))
        row = self._connection.execute(
            f"select {_COLUMNS} from judgement_events where judge_id = ? and memo_id = ?"
            f" and {_LOWER} = ? and {_UPPER} = ? and sequence < ? order by sequence desc limit 1",
            (judgement.judge_id, judgement.memo_id, *pair, sequence),
        ).fetchone()
        return _judgement(row) if row and row[7] is not None else None

    def _append(
        self, event_id: str, *, kind: str, target_id: str | None, values: dict[str, object]
    ) -> None:
        row = {"id": event_id, "kind": kind, "target_id": target_id, "made_at": utc_now(), **values}
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        self._connection.execute(f"insert into judgement_events ({names}) values ({marks})", row)


def _values(judgement: Judgement) -> dict[str, object]:
    return {
        "judge_id": judgement.judge_id,
        "memo_id": judgement.memo_id,
        "left_run_id": None if judgement.left_run == HUMAN else judgement.left_run,
        "right_run_id": None if judgement.right_run == HUMAN else judgement.right_run,
        "left_label": judgement.left_label,
        "right_label": judgement.right_label,
        "verdict": judgement.verdict.value,
        "lead_time_ms": judgement.lead_time_ms,
    }


def _judgement(row: tuple[object, ...]) -> Judgement:
    event_id, judge_id, memo_id, left, right, left_label, right_label, verdict, lead, at = row
    return Judgement(
        event_id=str(event_id),
        judge_id=str(judge_id),
        memo_id=int(str(memo_id)),
        left_run=HUMAN if left is None else str(left),
        right_run=HUMAN if right is None else str(right),
        left_label=str(left_label),
        right_label=str(right_label),
        verdict=Verdict(str(verdict)),
        lead_time_ms=int(str(lead)),
        made_at=str(at),
    )
