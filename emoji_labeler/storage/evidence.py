"""Reading all that is known about the label of memos, one by one or many in a row."""

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from emoji_labeler.domain.gold import Evidence, HeardAnswer, HeardPrediction
from emoji_labeler.domain.verdict import Verdict
from emoji_labeler.storage.label_name_store import LabelNameStore
from emoji_labeler.storage.memo_store import CHANCES

_ANSWER = (
    "annotator_id, status, label, also_acceptable, picked_by, lead_time_ms, submitted_at, event_id,"
    " case timing when 'before' then coalesce(json_extract(suggestions, '$[0].label'), '')"
    " else '' end"
)
_SAID = "state = 'answered' and finished_at <> ''"
# How sure a model is of its label, where it says so in shares, and how sure the label is what its
# output means: the less sure of the two counts.
_CONFIDENCE = "max(0.0, min(confidence, coalesce(json_extract(ranking, '$[0][1]'), 1.0)))"
_PREDICTION = f"run_id, name, label, {_CONFIDENCE}, resolution"
VERDICT = (
    "memo_id, reviewer_id, event_id, decision, label, also_acceptable, note, first_choice,"
    " refused_label, picked_by, lead_time_ms, made_at"
)


def evidence_of(connection: sqlite3.Connection, memo_id: int) -> Evidence:
    """Return what is known about one memo."""
    answers = connection.execute(
        f"select {_ANSWER} from annotations left join shown_suggestions using (event_id)"
        " where memo_id = ? order by annotator_id",
        (memo_id,),
    ).fetchall()
    known = Evidence(
        memo_id,
        _chance(connection, memo_id),
        [_answer(row) for row in answers],
        verdict_of(connection, memo_id),
        _latest_prediction(connection, memo_id),
    )
    labels = _labels_in(known)
    return known._replace(current=LabelNameStore(connection).current_of(labels))


def evidence_of_many(connection: sqlite3.Connection) -> Iterator[Evidence]:
    """Yield what is known about the memos in the temporary table ``renewed_memos``, by number."""
    answers = _grouped(
        connection.execute(
            f"select memo_id, {_ANSWER} from renewed_memos join annotations using (memo_id)"
            " left join shown_suggestions using (event_id) order by memo_id, annotator_id"
        )
    )
    verdicts = _latest_verdicts(connection)
    predictions = _latest_predictions(connection)
    current = LabelNameStore(connection).current()
    next_answers, next_verdict = next(answers, None), next(verdicts, None)
    next_prediction = next(predictions, None)
    for memo_id, random_order in connection.execute(
        "select memo_id, random_order from renewed_memos join memos on id = memo_id"
        " order by memo_id"
    ):
        heard: list[HeardAnswer] = []
        predicted: tuple[HeardPrediction, ...] = ()
        verdict = None
        if next_answers is not None and next_answers[0] == memo_id:
            heard, next_answers = next_answers[1], next(answers, None)
        if next_verdict is not None and next_verdict.memo_id == memo_id:
            verdict, next_verdict = next_verdict, next(verdicts, None)
        if next_prediction is not None and next_prediction[0] == memo_id:
            predicted, next_prediction = next_prediction[1], next(predictions, None)
        chance = random_order % CHANCES / CHANCES
        yield Evidence(memo_id, chance, heard, verdict, predicted, current)


def verdict_of(connection: sqlite3.Connection, memo_id: int) -> Verdict | None:
    """Return the decision that counts for a memo: the latest of any reviewer."""
    row = connection.execute(
        f"select {VERDICT} from verdicts where memo_id = ? order by event_id desc limit 1",
        (memo_id,),
    ).fetchone()
    return as_verdict(row) if row else None


def predictions_of(connection: sqlite3.Connection, memo_id: int) -> list[HeardPrediction]:
    """Return the models' answers for a memo, of each run its own, the latest run first."""
    rows = connection.execute(
        f"select {_PREDICTION} from predictions join prediction_runs on id = run_id"
        " where memo_id = ? and state = 'answered' order by run_id desc",
        (memo_id,),
    )
    return [HeardPrediction(*row) for row in rows.fetchall()]


def as_verdict(row: tuple[Any, ...]) -> Verdict:
    """Return a row of the columns ``VERDICT``."""
    return Verdict._make((*row[:5], labels_of(row[5]), *row[6:]))


def labels_of(kept: str) -> tuple[str, ...]:
    """Return a kept JSON list of labels."""
    return () if kept == "[]" else tuple(json.loads(kept))


def _labels_in(evidence: Evidence) -> set[str]:
    """Return every label that was said about a memo."""
    said = {one.label for one in evidence.predictions}
    for one in evidence.answers:
        said.update((one.label, one.suggested_label, *one.also_acceptable))
    verdict = evidence.verdict
    if verdict is not None:
        said.update((verdict.label, verdict.refused_label, *verdict.also_acceptable))
    return said - {""}


def _answer(row: tuple[Any, ...]) -> HeardAnswer:
    person, status, label, also, picked_by, lead_time_ms, submitted_at, event_id, suggested = row
    return HeardAnswer(
        person,
        status,
        label,
        () if also == "[]" else labels_of(also),
        picked_by,
        lead_time_ms,
        submitted_at,
        event_id,
        suggested,
    )


def _grouped(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[int, list[HeardAnswer]]]:
    for memo_id, same in groupby(rows, key=itemgetter(0)):
        yield memo_id, [_answer(row[1:]) for row in same]


def _latest_verdicts(connection: sqlite3.Connection) -> Iterator[Verdict]:
    rows = connection.execute(
        f"select {VERDICT} from renewed_memos join verdicts using (memo_id)"
        " order by memo_id, event_id"
    )
    for _, same in groupby(rows, key=itemgetter(0)):
        *_, latest = same
        yield as_verdict(latest)


def _latest_prediction(connection: sqlite3.Connection, memo_id: int) -> tuple[HeardPrediction, ...]:
    """Return what the latest finished run about a memo says; only that asks for a review."""
    row = connection.execute(
        f"select {_PREDICTION} from predictions join prediction_runs on id = run_id"
        f" where memo_id = ? and {_SAID} order by run_id desc limit 1",
        (memo_id,),
    ).fetchone()
    return (HeardPrediction(*row),) if row else ()


def _latest_predictions(
    connection: sqlite3.Connection,
) -> Iterator[tuple[int, tuple[HeardPrediction, ...]]]:
    rows = connection.execute(
        f"select memo_id, {_PREDICTION} from renewed_memos join predictions using (memo_id)"
        f" join prediction_runs on id = run_id where {_SAID} order by memo_id, run_id"
    )
    for memo_id, same in groupby(rows, key=itemgetter(0)):
        *_, latest = same
        yield memo_id, (HeardPrediction(*latest[1:]),)


def _chance(connection: sqlite3.Connection, memo_id: int) -> float:
    row = connection.execute("select random_order from memos where id = ?", (memo_id,)).fetchone()
    return int(row[0]) % CHANCES / CHANCES if row else 0.0
