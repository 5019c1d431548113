"""Reads runs side by side: the memos that all have answered, and what they predicted."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import NamedTuple

from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.storage.label_name_store import LabelNameStore
from emoji_labeler.wording import tr

_ANSWERED_BY_ALL = (
    "select memo_id from predictions where state = 'answered'"
    " and run_id in (select value from json_each(:runs))"
    " group by memo_id having count(*) = json_array_length(:runs)"
)

_THESE_MEMOS = "select value from json_each(:memos)"


class ComparedMemoRow(NamedTuple):
    """A memo that all runs have answered; ``gold`` is empty where no label counts."""

    memo_id: int
    theme: str
    language: str
    length: int
    gold: str
    also_acceptable: tuple[str, ...]


class ComparedPrediction(NamedTuple):
    """As much of a prediction as a comparison needs; the cost is None where it is not known."""

    label: str
    resolution: str
    ranking: tuple[str, ...]
    latency_ms: int
    cost: float | None


class ComparisonStore:
    """Every reading is by memo, in the same order, with the labels that the pack in use has."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def memos(self, run_ids: Sequence[str]) -> Iterator[ComparedMemoRow]:
        """Yield the memos that every run has answered."""
        current = self._current()
        with outside_errors(tr("The runs were not compared.")):
            for memo_id, theme, language, length, gold, also in self._connection.execute(
                "select memos.id, theme, language, length(text), coalesce(label, ''),"
                " coalesce(also_acceptable, '[]') from memos"
                " left join gold_labels on memo_id = memos.id"
                f" where memos.id in ({_ANSWERED_BY_ALL}) order by memos.id",
                {"runs": json.dumps(list(run_ids))},
            ):
                labels = () if also == "[]" else _each(json.loads(also), current=current)
                yield ComparedMemoRow(
                    memo_id, intern(theme), intern(language), length, current[gold], labels
                )

    def answers(self, memo_ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        """Yield memo, annotator's id and label of submitted answers, by memo and person.

        These labels alone are as they were said: ``PeopleColumn`` folds the few that differ.
        """
        with outside_errors(tr("The runs were not compared.")):
            yield from self._connection.execute(
                "select memo_id, annotator_id, label from annotations where status = 'submitted'"
                f" and memo_id in ({_THESE_MEMOS}) order by memo_id, annotator_id",
                {"memos": json.dumps(list(memo_ids))},
            )

    def predictions(self, run_id: str, *, memo_ids: Sequence[int]) -> Iterator[ComparedPrediction]:
        """Yield what a run predicted for memos that it has answered."""
        current = self._current()
        with outside_errors(tr("The runs were not compared.")):
            for label, resolution, ranking, latency_ms, cost in self._connection.execute(
                "select label, resolution, ranking, latency_ms, cost from predictions"
                f" where run_id = :run and memo_id in ({_THESE_MEMOS}) order by memo_id",
                {"run": run_id, "memos": json.dumps(list(memo_ids))},
            ):
                yield ComparedPrediction(
                    current[label],
                    intern(resolution),
                    _ranked(ranking, current=current),
                    latency_ms,
                    cost,
                )

    def _current(self) -> CurrentLabels:
        return LabelNameStore(self._connection).current()

    def answered_by_some(self, run_ids: Sequence[str]) -> int:
        """Return how many memos at least one of the runs has answered."""
        row = self._connection.execute(
            "select count(distinct memo_id) from predictions where state = 'answered'"
            " and run_id in (select value from json_each(?))",
            (json.dumps(list(run_ids)),),
        ).fetchone()
        return int(row[0])

    def trained_memos(self, snapshot_id: str) -> frozenset[int]:
        """Return the memos that a model trained on a snapshot has seen: all but the test split."""
        rows = self._connection.execute(
            "select memo_id from snapshot_rows where snapshot_id = ?"
            " and split in ('train', 'validation')",
            (snapshot_id,),
        )
        return frozenset(memo_id for (memo_id,) in rows.fetchall())


def _ranked(ranking: str, *, current: CurrentLabels) -> tuple[str, ...]:
    if ranking == "[]":
        return ()
    return _each((label for label, _ in json.loads(ranking)), current=current)


def _each(labels: Iterable[str], *, current: CurrentLabels) -> tuple[str, ...]:
    """Return the labels, each emoji once: older labels may have become one."""
    return tuple(dict.fromkeys(map(current.__getitem__, labels)))
