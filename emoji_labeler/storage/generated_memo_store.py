"""The memos of generation runs, from the empty place to their number in the project."""

import sqlite3
from collections.abc import Iterable, Sequence

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.generation import (
    GeneratedMemo,
    GenerationRun,
    KeptAnswer,
    MemoState,
    Outcome,
    Stage,
    Theme,
)
from emoji_labeler.storage.generation_answer_store import changing, settle_request

_MEMO = (
    "memos.id, theme, language, state, text, outcome, why, near_text, similarity, is_kept,"
    " coalesce(memo_id, 0)"
    " from generated_memos as memos join generation_themes as themes on themes.id = theme_id"
)


class GeneratedMemoStore:
    """Generated memos by number; they become memos of the project when they are added to it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, run: GenerationRun, themes: Sequence[Theme]) -> None:
        """Make room for every memo of a run; from then on its themes stay as they are."""
        with changing(self._connection):
            self._connection.executemany(
                "insert into generated_memos (run_id, theme_id, state) values (?, ?, ?)",
                (
                    (run.id, theme.id, MemoState.OPEN)
                    for theme in themes
                    for _ in range(run.plan.memos_a_theme)
                ),
            )
            self._connection.execute(
                "update generation_runs set stage = ? where id = ?", (Stage.MEMOS, run.id)
            )

    def of(
        self, run_id: str, *, states: Sequence[MemoState] = tuple(MemoState)
    ) -> tuple[GeneratedMemo, ...]:
        """Return the memos of a run in some states, all unless told otherwise."""
        marks = ", ".join("?" for _ in states)
        rows = self._connection.execute(
            f"select {_MEMO} where memos.run_id = ? and state in ({marks}) order by memos.id",
            (run_id, *states),
        )
        return tuple(map(_memo, rows.fetchall()))

    def get(self, memo: int) -> GeneratedMemo:
        """Return one memo."""
        rows = self._connection.execute(f"select {_MEMO} where memos.id = ?", (memo,))
        return _memo(rows.fetchone())

    def take(self, answer: KeptAnswer, text: str, *, outcome: Outcome) -> None:
        """Keep the memo of an answer and say that it is read, both or neither."""
        with changing(self._connection):
            self._connection.execute(
                "update generated_memos set state = ?, text = ?, request_id = ?, outcome = ?,"
                " why = '', tries = tries + 1, is_kept = ? where id = ? and state = ?",
                (
                    MemoState.MADE,
                    text,
                    answer.request_id,
                    outcome,
                    outcome is Outcome.TAKEN,
                    answer.question.memo,
                    MemoState.OPEN,
                ),
            )
            settle_request(self._connection, answer.request_id, outcome)

    def miss(
        self, request_id: str, memo: int, *, outcome: Outcome, why: str, is_last: bool
    ) -> None:
        """Say that a request brought no memo, and whether it was the last try."""
        with changing(self._connection):
            self._connection.execute(
                "update generated_memos set state = ?, why = ?, tries = tries + 1"
                " where id = ? and state = ?",
                (MemoState.FAILED if is_last else MemoState.OPEN, why, memo, MemoState.OPEN),
            )
            settle_request(self._connection, request_id, outcome, why=why)

    def give_up(self, memo: int) -> None:
        """Count a memo as failed, for the reason that it has already."""
        with changing(self._connection):
            self._connection.execute(
                "update generated_memos set state = ? where id = ? and state = ?",
                (MemoState.FAILED, memo, MemoState.OPEN),
            )

    def tries(self, memo: int) -> int:
        """Return how often a memo was asked for since it was opened."""
        row = self._connection.execute("select tries from generated_memos where id = ?", (memo,))
        return int(row.fetchone()[0])

    def share_settled(self, run_id: str) -> float:
        """Return the share of a run's memos that are no longer open, 0 to 1."""
        row = self._connection.execute(
            "select avg(state <> ?) from generated_memos where run_id = ?", (MemoState.OPEN, run_id)
        ).fetchone()
        return float(row[0] or 0.0)

    def open_again(self, run_id: str) -> int:
        """Open every memo that failed; return how many there are."""
        with changing(self._connection):
            changed = self._connection.execute(
                "update generated_memos set state = ?, tries = 0, why = ''"
                " where run_id = ? and state = ?",
                (MemoState.OPEN, run_id, MemoState.FAILED),
            )
            return changed.rowcount

    def mark_near(self, marks: Iterable[tuple[int, str, float]], *, run_id: str) -> None:
        """Mark memos, by number, with the text they are nearly the same as; all others lose it.

        A memo that is newly marked is not kept unless somebody says so.
        """
        with changing(self._connection):
            former = {memo.id: memo.near_text for memo in self.of(run_id)}
            self._connection.execute(
                "update generated_memos set near_text = '', similarity = 0"
                " where run_id = ? and state = ?",
                (run_id, MemoState.MADE),
            )
            self._connection.executemany(
                "update generated_memos set near_text = ?, similarity = ?,"
                " is_kept = case when ? then is_kept else 0 end where id = ? and state = ?",
                (
                    (text, similarity, former.get(memo) == text, memo, MemoState.MADE)
                    for memo, text, similarity in marks
                ),
            )

    def decide(self, memos: Iterable[int], *, is_kept: bool) -> None:
        """Say of memos, by number, whether they are to go into the project."""
        with changing(self._connection):
            self._connection.executemany(
                "update generated_memos set is_kept = ? where id = ? and state = ?",
                ((is_kept, memo, MemoState.MADE) for memo in memos),
            )

    def settle(self, added: Iterable[tuple[int, int]], *, dropped: Iterable[int]) -> None:
        """Say which memos are in the project, under which numbers, and which are left out."""
        with changing(self._connection):
            self._connection.executemany(
                "update generated_memos set state = ?, memo_id = ? where id = ?",
                ((MemoState.ADDED, memo_id, memo) for memo, memo_id in added),
            )
            self._connection.executemany(
                "update generated_memos set state = ? where id = ?",
                ((MemoState.DROPPED, memo) for memo in dropped),
            )

    def link_near(self, memo_id: int, near_memo_id: int, *, similarity: float) -> None:
        """Note that two memos of the project are nearly the same and were both kept on purpose."""
        with changing(self._connection):
            self._connection.execute(
                "insert into near_duplicates values (?, ?, ?, ?) on conflict do nothing",
                (memo_id, near_memo_id, similarity, utc_now()),
            )

    def near_pairs(self) -> tuple[tuple[int, int, float], ...]:
        """Return the memos that are linked so, with what they are near and how similar it is."""
        rows = self._connection.execute(
            "select memo_id, near_memo_id, similarity from near_duplicates order by 1, 2"
        )
        return tuple(rows.fetchall())


def _memo(
    row: tuple[int, str, str, str, str, str, str, str, float, int, int],
) -> GeneratedMemo:
    return GeneratedMemo(
        id=row[0],
        theme=row[1],
        language=row[2],
        state=MemoState(row[3]),
        text=row[4],
        outcome=Outcome(row[5]) if row[5] else None,
        why=row[6],
        near_text=row[7],
        similarity=row[8],
        is_kept=bool(row[9]),
        memo_id=row[10],
    )
