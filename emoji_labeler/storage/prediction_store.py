"""What the runs predicted, memo by memo."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from sys import intern

from emoji_labeler.domain.chat import TokenUsage
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.prediction import Prediction, PredictionState, RankedLabel
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr

_COLUMNS = (
    "memo_id, state, raw_output, label, resolution, rule, confidence, ranking, latency_ms,"
    " input_tokens, output_tokens, cached_tokens, cost, error"
)
_NO_USAGE = TokenUsage()


class PredictionStore:
    """The predictions of a project, by run and memo."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def exchange(
        self,
        run_id: str,
        *,
        answers: Iterable[Prediction] = (),
        put_back: Iterable[int] = (),
        asked: Iterable[int] = (),
    ) -> None:
        """Keep what came in and note which memos are asked about next, in one transaction.

        When it returns, both are on the disk: nobody may be asked before that. Memos that are
        ``put_back`` wait again.
        """
        with (
            outside_errors(tr("The predictions were not saved.")),
            transaction(self._connection),
        ):
            self._connection.executemany(
                "update predictions set state = ?, raw_output = ?, label = ?, resolution = ?,"
                " rule = ?, confidence = ?, ranking = ?, latency_ms = ?, input_tokens = ?,"
                " output_tokens = ?, cached_tokens = ?, cost = ?, error = ?, answered_at = ?"
                " where run_id = ? and memo_id = ?",
                map(_values, answers, _forever(utc_now()), _forever(run_id)),
            )
            for state, memo_ids in (("waiting", put_back), ("asked", asked)):
                self._connection.executemany(
                    "update predictions set state = ? where run_id = ? and memo_id = ?",
                    ((state, run_id, memo_id) for memo_id in memo_ids),
                )

    def waiting(self, run_id: str, *, after: int = 0, limit: int = 1000) -> tuple[Memo, ...]:
        """Return memos that nobody has been asked about, behind memo ``after``, in order."""
        rows = self._connection.execute(
            "select memos.id, text, theme, language, source from predictions"
            " join memos on memos.id = memo_id where run_id = ? and state = 'waiting'"
            " and memo_id > ? order by memo_id limit ?",
            (run_id, after, limit),
        )
        return tuple(
            Memo(id=row[0], text=row[1], theme=row[2], language=row[3], source=row[4])
            for row in rows.fetchall()
        )

    def let_wait(self, run_id: str, state: PredictionState) -> int:
        """Let the memos in a state wait to be asked about again; return how many they are.

        Those that are with a batch stay.
        """
        with outside_errors(tr("The predictions were not saved.")):
            return self._connection.execute(
                "update predictions set state = 'waiting', error = '', batch_key = null"
                " where run_id = ? and state = ? and (state <> 'asked' or batch_key is null)",
                (run_id, state),
            ).rowcount

    def fail_asked(self, run_id: str, *, error: str) -> int:
        """Note an error for every memo that was asked about without an answer; return how many."""
        with outside_errors(tr("The predictions were not saved.")):
            return self._connection.execute(
                "update predictions set state = 'failed', error = ?, answered_at = ?"
                " where run_id = ? and state = 'asked' and batch_key is null",
                (error, utc_now(), run_id),
            ).rowcount

    def get(self, run_id: str, *, memo_id: int) -> Prediction | None:
        """Return what a run has for a memo, or None where the run is not about it."""
        rows = self._connection.execute(
            f"select {_COLUMNS} from predictions where run_id = ? and memo_id = ?",
            (run_id, memo_id),
        )
        return next(map(_prediction, rows.fetchall()), None)

    def of_run(self, run_id: str) -> Iterator[Prediction]:
        """Yield everything that a run has, by memo, as it was when the iteration began."""
        with outside_errors(tr("The predictions were not read.")):
            yield from map(
                _prediction,
                self._connection.execute(
                    f"select {_COLUMNS} from predictions where run_id = ? order by memo_id",
                    (run_id,),
                ),
            )

    def of_memo(self, memo_id: int) -> dict[str, Prediction]:
        """Return what each run has for a memo, by the run's identifier."""
        rows = self._connection.execute(
            f"select run_id, {_COLUMNS} from predictions where memo_id = ? order by run_id",
            (memo_id,),
        )
        return {row[0]: _prediction(row[1:]) for row in rows.fetchall()}


def _forever(value: str) -> Iterator[str]:
    while True:
        yield value


def _values(one: Prediction, now: str, run_id: str) -> tuple[object, ...]:
    ranking = json.dumps([(label, round(score, 6)) for label, score in one.ranking])
    return (
        *(one.state, one.raw_output, one.label, one.resolution, one.rule, one.confidence),
        *(ranking, one.latency_ms, one.usage.input, one.usage.output, one.usage.cached),
        *(one.cost, one.error, now, run_id, one.memo_id),
    )


def _prediction(row: Sequence[object]) -> Prediction:
    memo_id, state, raw, label, resolution, rule, confidence, ranking, latency, *rest = row
    read, said, cached, cost, error = rest
    usage = _NO_USAGE
    if read or said:
        usage = TokenUsage(input=int(str(read)), output=int(str(said)), cached=int(str(cached)))
    # Few values in many rows: kept once, they leave room for a hundred thousand memos.
    return Prediction._make(
        (
            *(memo_id, intern(str(state)), raw, intern(str(label)), intern(str(resolution))),
            *(intern(str(rule)), confidence, _ranked(str(ranking)), latency, usage, cost, error),
        )
    )


def _ranked(ranking: str) -> tuple[RankedLabel, ...]:
    if ranking == "[]":
        return ()
    return tuple(RankedLabel(intern(label), score) for label, score in json.loads(ranking))
