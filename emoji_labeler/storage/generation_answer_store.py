"""What was asked of a chat model while memos were generated, and every answer, as it came."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from emoji_labeler.domain.chat import ChatReply, TokenUsage
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.generation import (
    GenerationRun,
    KeptAnswer,
    MemoOrigin,
    Outcome,
    Purpose,
    Question,
    RunSpending,
    cost_of,
)
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr

_ANSWER = (
    "id, purpose, language, messages, generated_memo, answer, refusal, finish_reason"
    " from generation_requests"
)


class GenerationAnswerStore:
    """Requests of generation runs; an answer that is kept once is never changed or removed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def asking(self, run: GenerationRun, question: Question) -> str:
        """Note that a question is about to be asked; return the request's identifier.

        So that a program that ends before the answer comes has left a trace of what may have been
        paid for.
        """
        request_id = new_identifier()
        with outside_errors(tr("The model was not asked.")):
            self._connection.execute(
                "insert into generation_requests"
                " (id, run_id, purpose, generated_memo, language, messages, asked_at)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                (
                    request_id,
                    run.id,
                    question.purpose,
                    question.memo,
                    question.language,
                    json.dumps(question.messages, ensure_ascii=False),
                    utc_now(),
                ),
            )
        return request_id

    def keep(self, request_id: str, reply: ChatReply, *, run: GenerationRun) -> None:
        """Keep an answer as it came; on disk when this returns."""
        usage = reply.usage
        with outside_errors(tr("An answer that was paid for was not saved.")):
            self._connection.execute(
                "update generation_requests set outcome = ?, model = ?, answer = ?, refusal = ?,"
                " finish_reason = ?, left_out = ?, input_tokens = ?, output_tokens = ?,"
                " cached_tokens = ?, cost = ?, latency_ms = ?, answered_at = ? where id = ?",
                (
                    Outcome.ANSWERED,
                    _storable(reply.model),
                    _storable(reply.text),
                    _storable(reply.refusal),
                    reply.finish_reason,
                    json.dumps(reply.dropped),
                    usage.input,
                    usage.output,
                    usage.cached,
                    cost_of(usage, price=run.plan.price),
                    reply.latency_ms,
                    utc_now(),
                    request_id,
                ),
            )

    def settle(self, request_id: str, outcome: Outcome, *, why: str = "") -> None:
        """Say what became of a request."""
        with changing(self._connection):
            settle_request(self._connection, request_id, outcome, why=why)

    def give_up_waiting(self, run_id: str) -> None:
        """Count requests as lost whose answer can never come: whoever asked has ended."""
        with changing(self._connection):
            self._connection.execute(
                "update generation_requests set outcome = ? where run_id = ? and outcome = ?",
                (Outcome.LOST, run_id, Outcome.ASKED),
            )

    def unread(self, run_id: str) -> tuple[KeptAnswer, ...]:
        """Return the answers that nothing has been made from yet, in the order of asking."""
        rows = self._connection.execute(
            f"select {_ANSWER} where run_id = ? and outcome = ? order by id",
            (run_id, Outcome.ANSWERED),
        )
        return tuple(map(_answer, rows.fetchall()))

    def of_wrong_length(self, generated_memo: int) -> tuple[KeptAnswer, ...]:
        """Return the answers for a memo that were too short or too long, the first one first."""
        rows = self._connection.execute(
            f"select {_ANSWER} where generated_memo = ? and generated_memo <> 0"
            " and outcome in (?, ?) order by id",
            (generated_memo, Outcome.TOO_SHORT, Outcome.TOO_LONG),
        )
        return tuple(map(_answer, rows.fetchall()))

    def spending(self, run: GenerationRun) -> RunSpending:
        """Return what a run has used so far."""
        row = self._connection.execute(
            "select count(*), coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0),"
            " coalesce(sum(cached_tokens), 0), sum(cost), coalesce(sum(outcome = ?), 0)"
            " from generation_requests where run_id = ? and outcome not in (?, ?)",
            (Outcome.LOST, run.id, Outcome.STOPPED, Outcome.ASKED),
        ).fetchone()
        is_priced = cost_of(TokenUsage(), price=run.plan.price) is not None
        return RunSpending(
            requests=row[0],
            usage=TokenUsage(input=row[1], output=row[2], cached=row[3]),
            cost=row[4] or 0.0 if is_priced else None,
            lost=row[5],
        )

    def origin_of(self, memo_id: int) -> MemoOrigin | None:
        """Return where a memo of the project comes from, or None where no model wrote it."""
        row = self._connection.execute(
            "select runs.id, provider_name, base_model, model, temperature, left_out, messages,"
            " answer, input_tokens, output_tokens, cached_tokens, cost, answered_at"
            " from generated_memos as memos"
            " join generation_requests as requests on requests.id = memos.request_id"
            " join generation_runs as runs on runs.id = memos.run_id"
            " where memo_id = ? order by memos.id limit 1",
            (memo_id,),
        ).fetchone()
        if row is None:
            return None
        return MemoOrigin(
            run_id=row[0],
            provider_name=row[1],
            base_model=row[2],
            answering_model=row[3],
            temperature=row[4],
            left_out=tuple(json.loads(row[5])),
            messages=_messages(row[6]),
            raw_answer=row[7],
            usage=TokenUsage(input=row[8], output=row[9], cached=row[10]),
            cost=row[11],
            answered_at=row[12],
        )


@contextmanager
def changing(connection: sqlite3.Connection) -> Iterator[None]:
    """Change a generation run, wholly or not at all; on disk at the end."""
    with outside_errors(tr("The change was not saved in the project.")), transaction(connection):
        yield


def settle_request(
    connection: sqlite3.Connection, request_id: str, outcome: Outcome, *, why: str = ""
) -> None:
    """Say what became of a request, in a transaction that is under way."""
    connection.execute(
        "update generation_requests set outcome = ?, why = ? where id = ?",
        (outcome, why, request_id),
    )


def _answer(row: tuple[str, str, str, str, int, str, str, str]) -> KeptAnswer:
    return KeptAnswer(
        request_id=row[0],
        question=Question(
            purpose=Purpose(row[1]), language=row[2], messages=_messages(row[3]), memo=row[4]
        ),
        text=row[5],
        refusal=row[6],
        finish_reason=row[7],
    )


def _messages(kept: str) -> tuple[tuple[str, str], ...]:
    return tuple((role, content) for role, content in json.loads(kept))


def _storable(text: str) -> str:
    """Return text that SQLite can hold: half of a character is written as its escape."""
    return text.encode("utf-8", "backslashreplace").decode()
