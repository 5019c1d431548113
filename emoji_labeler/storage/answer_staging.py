"""Where answers wait that come with memos on their way into a project.

They move in the transaction that brings the memos. Each becomes one event of the history, as if
the annotator had given it here; it cannot be undone by key, because nobody did it by key. Whoever
has answered a memo here keeps that answer.
"""

import json
import sqlite3
from collections.abc import Sequence

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.given_answer import GivenAnswer
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.storage.gold_store import GoldStore

_AT_ONCE = 1_000
_STATE = "status, label, also_acceptable, note, lead_time_ms"
_MOVE = (
    "insert into main.annotation_events"
    f" (id, memo_id, annotator_id, kind, made_at, {_STATE})"
    f" select given.id, memos.id, annotators.id, 'answered', made_at, {_STATE}"
    " from staging.given as given"
    " join main.memos as memos using (text_hash)"
    " join main.annotators as annotators on annotators.name = given.annotator"
    " where not exists (select 1 from main.annotations as here"
    "   where here.memo_id = memos.id and here.annotator_id = annotators.id)"
    " order by given.place"
)
_SET_CURRENT = (
    f"insert into main.annotations (memo_id, annotator_id, event_id, {_STATE}, picked_by,"
    f" submitted_at) select memo_id, annotator_id, id, {_STATE}, picked_by, made_at"
    " from main.annotation_events where sequence > ?"
)


class AnswerStaging:
    """A temporary table of answers, each beside the hash of its memo's text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: list[tuple[object, ...]] = []
        self.seen = 0
        self.answered_memos: list[int] = []

    def create(self) -> None:
        """Make the table."""
        self._connection.execute(
            "create table staging.given (place integer primary key, text_hash, id, annotator,"
            f" made_at, {_STATE}, unique (text_hash, annotator))"
        )

    def add(self, hashed: bytes, answers: Sequence[GivenAnswer], *, now: str) -> None:
        """Take in the answers for one memo; one that says no time was given ``now``."""
        for answer in answers:
            self.seen += 1
            state = (
                answer.status.value,
                answer.label,
                json.dumps(answer.also_acceptable),
                answer.note,
                answer.lead_time_ms,
            )
            name, made_at = answer.annotator, answer.made_at or now
            self._waiting.append((hashed, new_identifier(), name, made_at, *state))
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what was taken in; the first answer of an annotator for a memo stays."""
        self._connection.executemany(
            f"insert or ignore into staging.given (text_hash, id, annotator, made_at, {_STATE})"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._waiting,
        )
        self._waiting.clear()

    def move(self) -> int:
        """Give the project's memos their answers; return how many.

        What counts for the memos that got one is to be worked out afterwards.
        """
        if not self.seen:
            return 0
        names = self._connection.execute(
            "select annotator from staging.given group by annotator order by min(place)"
        ).fetchall()
        self._connection.executemany(
            "insert into main.annotators (id, name, created_at) values (?, ?, ?)"
            " on conflict (name) do nothing",
            [(new_identifier(), name, utc_now()) for (name,) in names],
        )
        last = self._connection.execute(
            "select coalesce(max(sequence), 0) from main.annotation_events"
        ).fetchone()[0]
        moved = self._connection.execute(_MOVE).rowcount
        self._connection.execute(_SET_CURRENT, (last,))
        memos = self._connection.execute(
            "select distinct memo_id from main.annotation_events where sequence > ?", (last,)
        )
        self.answered_memos = [number for (number,) in memos]
        if moved:
            GoldStore(self._connection).mark_stale()
        return moved
