"""Answers: the history that only grows, beside the answer that counts now."""

import json
import sqlite3
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from emoji_labeler.domain.annotation import (
    Annotation,
    AnnotationStatus,
    Answer,
    PickPath,
)
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.progress import Progress
from emoji_labeler.storage.connection import saving_errors, transaction
from emoji_labeler.storage.pick_store import keep_pick
from emoji_labeler.storage.undo_steps import UndoSteps
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.storage.gold_store import GoldStore

_CURRENT = (
    "memo_id, annotator_id, event_id, status, label, also_acceptable, note, picked_by,"
    " lead_time_ms, submitted_at"
)
_STATE = "status, label, also_acceptable, note, picked_by, lead_time_ms"


class AnnotationStore:
    """Every answer of every annotator.

    Saving, undoing and redoing each append one event, set the current answer and work out the
    memo's gold label in one transaction; when SavingError is raised, none of it has happened.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._undo_steps = UndoSteps(connection)

    @cached_property
    def _golds(self) -> "GoldStore":
        """The gold labels, made for the first answer: the first paint shows none."""
        from emoji_labeler.storage.gold_store import GoldStore

        return GoldStore(self._connection)

    def save(
        self,
        answer: Answer,
        *,
        memo_id: int,
        annotator_id: str,
        lead_time_ms: int,
        pick: Pick,
    ) -> str:
        """Make ``answer`` the one that counts for the memo and the annotator; return its id."""
        what = tr("The answer was not saved.")
        state = (
            answer.status.value,
            answer.label,
            json.dumps(answer.also_acceptable),
            answer.note,
            pick.path.value,
            lead_time_ms,
        )
        with saving_errors(what), transaction(self._connection):
            event_id = self._append(memo_id, annotator_id, "answered", None, state)
            self._undo_steps.push(event_id, annotator_id=annotator_id, memo_id=memo_id)
            keep_pick(self._connection, pick, event_id=event_id, label=answer.label)
            self._connection.execute(
                "delete from drafts where annotator_id = ? and memo_id = ?",
                (annotator_id, memo_id),
            )
            self._golds.renew(memo_id)
        return event_id

    def undo(self, annotator_id: str) -> int | None:
        """Take back the annotator's last answer; return its memo, or None where none is left."""
        with saving_errors(tr("The answer was not taken back.")), transaction(self._connection):
            target = self._undo_steps.take_back(annotator_id)
            if target is None:
                return None
            return self._repeat(target, kind="undone", state=self._state_before(target))

    def redo(self, annotator_id: str) -> int | None:
        """Bring back the answer that was taken back last; return its memo, or None."""
        with saving_errors(tr("The answer was not brought back.")), transaction(self._connection):
            target = self._undo_steps.bring_back(annotator_id)
            if target is None:
                return None
            state = self._connection.execute(
                f"select {_STATE} from annotation_events where id = ?",
                (target,),
            ).fetchone()
            return self._repeat(target, kind="redone", state=state)

    def current(self, *, memo_id: int, annotator_id: str) -> Annotation | None:
        """Return the answer that counts, or None."""
        row = self._connection.execute(
            f"select {_CURRENT} from annotations where memo_id = ? and annotator_id = ?",
            (memo_id, annotator_id),
        ).fetchone()
        return _annotation(row) if row else None

    def for_memo(self, memo_id: int) -> tuple[Annotation, ...]:
        """Return everybody's answer for a memo."""
        rows = self._connection.execute(
            f"select {_CURRENT} from annotations where memo_id = ? order by annotator_id",
            (memo_id,),
        )
        return tuple(map(_annotation, rows.fetchall()))

    def all(self) -> Iterator[Annotation]:
        """Yield every answer that counts, by memo and then by annotator."""
        after, page = (0, ""), 1000
        while rows := self._connection.execute(
            f"select {_CURRENT} from annotations"
            " where (memo_id, annotator_id) > (?, ?) order by memo_id, annotator_id limit ?",
            (*after, page),
        ).fetchall():
            yield from map(_annotation, rows)
            after = rows[-1][0], rows[-1][1]

    def latest(self, annotator_id: str, *, limit: int) -> tuple[Annotation, ...]:
        """Return the annotator's latest answers, newest first."""
        rows = self._connection.execute(
            f"select {_CURRENT} from annotations"
            " where annotator_id = ? order by submitted_at desc, event_id desc limit ?",
            (annotator_id, limit),
        )
        return tuple(map(_annotation, rows.fetchall()))

    def label_counts(self, annotator_id: str) -> dict[str, int]:
        """Return how often the annotator uses each label, most used first."""
        rows = self._connection.execute(
            "select label, uses from label_counts where annotator_id = ? and uses > 0"
            " order by uses desc, label",
            (annotator_id,),
        )
        return dict(rows.fetchall())

    def progress(self, annotator_id: str, *, memos: int) -> Progress:
        """Return how many of ``memos`` the annotator has answered, and how."""
        counts = dict(
            self._connection.execute(
                "select status, memos from status_counts where annotator_id = ?", (annotator_id,)
            ).fetchall()
        )
        return Progress(memos=memos, **counts)

    def next_with_status(
        self, status: AnnotationStatus, *, annotator_id: str, after: int
    ) -> int | None:
        """Return the first memo behind ``after`` that the annotator answered with ``status``."""
        row = self._connection.execute(
            "select memo_id from annotations where annotator_id = ? and status = ?"
            " and memo_id > ? order by memo_id limit 1",
            (annotator_id, status.value, after),
        ).fetchone()
        return int(row[0]) if row else None

    def _repeat(self, target_id: str, *, kind: str, state: tuple[object, ...] | None) -> int:
        """Append an event that sets the memo of ``target_id`` to ``state``; return the memo."""
        memo_id, annotator_id = self._connection.execute(
            "select memo_id, annotator_id from annotation_events where id = ?", (target_id,)
        ).fetchone()
        self._append(memo_id, annotator_id, kind, target_id, state)
        self._golds.renew(memo_id)
        return int(memo_id)

    def _append(
        self,
        memo_id: int,
        annotator_id: str,
        kind: str,
        target_id: str | None,
        state: tuple[object, ...] | None,
    ) -> str:
        """Append one event and set the current answer; ``state`` None means no answer."""
        now = utc_now()
        key = (memo_id, annotator_id)
        last = self._connection.execute(
            "select max(id) from annotation_events where memo_id = ? and annotator_id = ?", key
        ).fetchone()[0]
        event_id = new_identifier(after=last or "")
        self._connection.execute(
            "insert into annotation_events"
            f" (id, memo_id, annotator_id, kind, target_id, made_at, {_STATE})"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event_id, *key, kind, target_id, now, *(state or (None, "", "[]", "", "", 0))),
        )
        for table in ("annotations", "returned_memos"):
            self._connection.execute(
                f"delete from {table} where memo_id = ? and annotator_id = ?", key
            )
        if state is not None and state[0] is not None:
            self._connection.execute(
                f"insert into annotations (memo_id, annotator_id, event_id, {_STATE},"
                " submitted_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*key, event_id, *state, now),
            )
        return event_id

    def _state_before(self, event_id: str) -> tuple[object, ...] | None:
        """Return the memo's state before that event by the same annotator, or None."""
        row: tuple[object, ...] | None = self._connection.execute(
            f"select {_STATE} from annotation_events as earlier"
            " join (select memo_id as m, annotator_id as a, sequence as s from annotation_events"
            "       where id = ?) on memo_id = m and annotator_id = a and sequence < s"
            " order by sequence desc limit 1",
            (event_id,),
        ).fetchone()
        return row


def _annotation(row: tuple[object, ...]) -> Annotation:
    memo_id, annotator_id, event_id, status, label, also, note, picked_by, lead, at = row
    return Annotation(
        memo_id=int(str(memo_id)),
        annotator_id=str(annotator_id),
        event_id=str(event_id),
        answer=Answer(
            status=AnnotationStatus(str(status)),
            label=str(label),
            also_acceptable=tuple(json.loads(str(also))),
            note=str(note),
        ),
        picked_by=PickPath(str(picked_by)),
        lead_time_ms=int(str(lead)),
        submitted_at=str(at),
    )
