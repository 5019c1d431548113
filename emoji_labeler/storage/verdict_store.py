"""Verdicts: what reviewers decided, the history of it, and the decision that counts now."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.verdict import Decision, Ruling, Verdict
from emoji_labeler.storage.connection import saving_errors, transaction
from emoji_labeler.storage.evidence import verdict_of
from emoji_labeler.storage.gold_store import GoldStore
from emoji_labeler.storage.undo_steps import UndoSteps
from emoji_labeler.wording import tr

_STATE = (
    "decision, label, also_acceptable, note, first_choice, refused_label, picked_by, lead_time_ms"
)
_NOTHING: tuple[object, ...] = (None, "", "[]", "", "", "", "", 0)
_FEW = 100
"""Up to so many memos are worked out one by one; more of them all together."""


class VerdictStore:
    """Every verdict of every reviewer.

    Saving, undoing and redoing each append events, set the current verdicts and work out the gold
    labels in one transaction; when SavingError is raised, none of it has happened.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._golds = GoldStore(connection)
        self._steps = UndoSteps(connection, steps="verdict_steps", desks="review_desks")

    def save(
        self, ruling: Ruling, *, memo_id: int, reviewer_id: str, lead_time_ms: int = 0
    ) -> None:
        """Make ``ruling`` the one that counts for the memo and the reviewer."""
        self.save_all([(memo_id, ruling)], reviewer_id=reviewer_id, lead_time_ms=lead_time_ms)

    def save_all(
        self,
        rulings: Sequence[tuple[int, Ruling]],
        *,
        reviewer_id: str,
        lead_time_ms: int = 0,
    ) -> None:
        """Save the rulings of several memos as one step, which is undone and redone as one."""
        if not rulings:
            return
        batch = new_identifier() if len(rulings) > 1 else ""
        with saving_errors(tr("The decision was not saved.")), transaction(self._connection):
            first = ""
            for memo_id, ruling in rulings:
                state = _state(ruling, lead_time_ms=lead_time_ms)
                key = (memo_id, reviewer_id)
                event_id = self._append(key, "decided", target=None, batch=batch, state=state)
                first = first or event_id
            self._steps.push(first, annotator_id=reviewer_id, memo_id=rulings[-1][0])
            self._renew([memo_id for memo_id, _ in rulings])

    def undo(self, reviewer_id: str) -> int | None:
        """Take back the reviewer's last step; return its memo, or None where none is left."""
        with saving_errors(tr("The decision was not taken back.")), transaction(self._connection):
            target = self._steps.take_back(reviewer_id)
            return None if target is None else self._repeat(target, kind="undone")

    def redo(self, reviewer_id: str) -> int | None:
        """Bring back the step that was taken back last; return its memo, or None."""
        with saving_errors(tr("The decision was not brought back.")), transaction(self._connection):
            target = self._steps.bring_back(reviewer_id)
            return None if target is None else self._repeat(target, kind="redone")

    def of(self, memo_id: int) -> Verdict | None:
        """Return the decision that counts for a memo: the latest of any reviewer."""
        return verdict_of(self._connection, memo_id)

    def _repeat(self, target: str, *, kind: str) -> int:
        """Undo or redo an event, with all others of its batch; return its memo."""
        memo_id, batch = self._connection.execute(
            "select memo_id, batch_id from verdict_events where id = ?", (target,)
        ).fetchone()
        if batch:
            query, value = "where batch_id = ? and kind = 'decided'", batch
        else:
            query, value = "where id = ?", target
        events = self._connection.execute(
            f"select id, memo_id, reviewer_id, sequence, {_STATE} from verdict_events {query}",
            (value,),
        ).fetchall()
        for event_id, memo, reviewer, sequence, *own in events:
            key = (memo, reviewer)
            state = tuple(own) if kind == "redone" else self._state_before(key, sequence)
            self._append(key, kind, target=event_id, batch="", state=state)
        self._renew([row[1] for row in events])
        return int(memo_id)

    def _state_before(self, key: tuple[int, str], sequence: int) -> tuple[object, ...]:
        row: tuple[object, ...] | None = self._connection.execute(
            f"select {_STATE} from verdict_events"
            " where memo_id = ? and reviewer_id = ? and sequence < ?"
            " order by sequence desc limit 1",
            (*key, sequence),
        ).fetchone()
        return row or _NOTHING

    def _append(
        self,
        key: tuple[int, str],
        kind: str,
        *,
        target: str | None,
        batch: str,
        state: tuple[object, ...],
    ) -> str:
        """Append one event and set the current verdict of memo and reviewer, the ``key``."""
        now = utc_now()
        last = self._connection.execute(
            "select max(id) from verdict_events where memo_id = ? and reviewer_id = ?", key
        ).fetchone()[0]
        event_id = new_identifier(after=last or "")
        self._connection.execute(
            "insert into verdict_events"
            f" (id, memo_id, reviewer_id, kind, target_id, batch_id, {_STATE}, made_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event_id, *key, kind, target, batch, *state, now),
        )
        self._connection.execute("delete from verdicts where memo_id = ? and reviewer_id = ?", key)
        if state[0] is not None:
            self._connection.execute(
                "insert into verdicts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*key, event_id, *state, now),
            )
        return event_id

    def _renew(self, memo_ids: Sequence[int]) -> None:
        """Work out what follows for these memos: who gets them back, and what is gold."""
        for memo_id in memo_ids:
            self._connection.execute("delete from returned_memos where memo_id = ?", (memo_id,))
            verdict = verdict_of(self._connection, memo_id)
            if verdict is not None and verdict.decision == Decision.SENT_BACK:
                self._connection.execute(
                    "insert into returned_memos select annotator_id, memo_id, ? from annotations"
                    " where memo_id = ? and event_id < ?",
                    (verdict.event_id, memo_id, verdict.event_id),
                )
        if len(memo_ids) > _FEW:
            self._golds.renew_many(memo_ids)
            return
        for memo_id in memo_ids:
            self._golds.renew(memo_id)


def _state(ruling: Ruling, *, lead_time_ms: int) -> tuple[Any, ...]:
    return (
        ruling.decision.value,
        ruling.label,
        json.dumps(ruling.also_acceptable),
        ruling.note,
        ruling.first_choice,
        ruling.refused_label,
        ruling.picked_by,
        lead_time_ms,
    )
