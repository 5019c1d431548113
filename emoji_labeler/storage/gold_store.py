"""The label that counts for each memo, kept current with every answer and verdict."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from emoji_labeler.domain.gold import GoldLabel, GoldRules, gold_of
from emoji_labeler.domain.labelled_memo import GivenLabel
from emoji_labeler.domain.review import ReviewRules, reasons_of
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.storage.evidence import evidence_of, evidence_of_many, labels_of
from emoji_labeler.storage.review_reasons import ReviewReasons
from emoji_labeler.storage.rules import gold_rules, keep_rules, review_rules
from emoji_labeler.storage.staleness import GOLD_LABELS, are_golds_stale
from emoji_labeler.storage.turns import in_turns
from emoji_labeler.wording import tr

_COLUMNS = (
    "memo_id, label, also_acceptable, rule, origin, annotators, coalesce(reviewer_id, ''),"
    " picked_by, suggested_label, decided_at"
)
_VALUES = "into gold_labels values (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?)"
_ROWS_AT_ONCE = 10_000
_MEMOS_A_STEP = 40_000


class GoldStore:
    """Gold labels by memo, and the reasons to look at a memo that follow from them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._reasons = ReviewReasons(connection)

    @property
    def rules(self) -> GoldRules:
        """What makes a label count."""
        return gold_rules(self._connection)

    @property
    def review_rules(self) -> ReviewRules:
        """What is worth a reviewer's look."""
        return review_rules(self._connection)

    def get(self, memo_id: int) -> GoldLabel | None:
        """Return what counts for a memo; None where nobody has said anything about it."""
        row = self._connection.execute(
            f"select {_COLUMNS} from gold_labels where memo_id = ?", (memo_id,)
        ).fetchone()
        return _gold(row) if row else None

    def all(self) -> Iterator[GoldLabel]:
        """Yield what counts, or why nothing does, for every memo that has been answered."""
        with outside_errors(tr("The memos were not read.")):
            yield from map(
                _gold, self._connection.execute(f"select {_COLUMNS} from gold_labels order by 1")
            )

    def labelled(self) -> Iterator[GivenLabel]:
        """Yield every memo that has a label, as little of it as a training file needs."""
        with outside_errors(tr("The memos were not read.")):
            yield from map(
                GivenLabel._make,
                self._connection.execute(
                    "select memo_id, text, label, 'submitted' from gold_labels"
                    " join memos on memos.id = memo_id where label <> '' order by memo_id"
                ),
            )

    def disagreements(self) -> Iterator[list[tuple[int, str]]]:
        """Yield memo and label of each answer for every memo about which annotators disagree."""
        rows = self._connection.execute(
            "select memo_id, annotations.label from gold_labels join annotations using (memo_id)"
            " where rule = 'disagreed' and annotations.label <> '' order by memo_id, annotator_id"
        )
        for _, same in groupby(rows, key=itemgetter(0)):
            yield list(same)

    def rule_counts(self) -> dict[str, int]:
        """Return how many memos there are under each rule."""
        rows = self._connection.execute("select rule, count(*) from gold_labels group by rule")
        return dict(rows.fetchall())

    def label_counts(self) -> dict[str, int]:
        """Return how many memos have each label as their gold label."""
        rows = self._connection.execute(
            "select label, memos from gold_label_counts where memos > 0 order by label"
        )
        return dict(rows.fetchall())

    def renew(self, memo_id: int) -> None:
        """Work out anew what counts for one memo; within the transaction that changed it."""
        evidence = evidence_of(self._connection, memo_id)
        before = self.get(memo_id)
        now = gold_of(evidence, self.rules)
        if now != before:
            self._put(memo_id, before, now)
        self._reasons.put(memo_id, reasons_of(evidence, now, self.review_rules))
        self._reasons.shared(memo_id, before=before, now=now)

    def renew_many(self, memo_ids: Iterable[int]) -> None:
        """Work out anew what counts for many memos; within the transaction that changed them."""
        self._list_memos(memo_ids)
        self._renew_listed()
        self._finish_many()

    def mark_stale(self) -> None:
        """Note that gold labels wait to be worked out, should the program end before they are."""
        self._connection.execute(
            "insert or replace into project_values values (?, 'stale')", (GOLD_LABELS,)
        )

    def catch_up(
        self,
        memo_ids: Sequence[int],
        *,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> None:
        """Work out what was marked as stale, which concerns these memos.

        It is done in steps between which others can write.
        """
        with outside_errors(tr("The gold labels were not worked out.")):
            for places in in_turns(range(len(memo_ids)), most=_MEMOS_A_STEP):
                with transaction(self._connection):
                    self._list_memos(memo_ids[places.start : places.stop])
                    self._renew_listed()
                progress(places.stop / len(memo_ids))
            with transaction(self._connection):
                self._finish_many()
                self._unmark()

    def renew_all(self) -> None:
        """Work out anew what counts for every memo, in one transaction."""
        with (
            outside_errors(tr("The gold labels were not worked out.")),
            transaction(self._connection),
        ):
            self._renew_all()

    def change_rules(
        self,
        *rules: GoldRules | ReviewRules,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> None:
        """Keep other rules and work out anew what follows from them, in one transaction.

        Where ``progress``, which is told the share that is behind, raises, all stays as it was.
        """
        with outside_errors(tr("The rules were not changed.")), transaction(self._connection):
            for one in rules:
                keep_rules(self._connection, one)
            self._renew_all(progress=progress)

    def keep_review_rules(self, rules: ReviewRules) -> None:
        """Keep rules that only say what a reviewer sees, so that nothing follows from them."""
        with outside_errors(tr("The rules were not changed.")), transaction(self._connection):
            keep_rules(self._connection, rules)

    def renew_if_stale(self) -> None:
        """Work out what counts where the file comes from an earlier version."""
        if are_golds_stale(self._connection):
            self.renew_all()

    def _renew_all(self, *, progress: Callable[[float], None] = lambda _share: None) -> None:
        self._begin_many()
        self._connection.execute(
            "insert into renewed_memos select memo_id from annotations"
            " union select memo_id from verdicts union select memo_id from gold_labels"
            " union select memo_id from predictions where state = 'answered'"
        )
        self._renew_listed(progress=progress)
        self._finish_many()
        self._unmark()

    def _unmark(self) -> None:
        self._connection.execute("delete from project_values where name = ?", (GOLD_LABELS,))

    def _list_memos(self, memo_ids: Iterable[int]) -> None:
        self._begin_many()
        self._connection.executemany(
            "insert or ignore into renewed_memos values (?)", ((one,) for one in memo_ids)
        )

    def _begin_many(self) -> None:
        self._connection.execute(
            "create temporary table if not exists renewed_memos (memo_id integer primary key)"
        )
        self._connection.execute("delete from renewed_memos")

    def _renew_listed(self, *, progress: Callable[[float], None] = lambda _share: None) -> None:
        """Work out anew what counts for the memos in ``renewed_memos``."""
        gold, review = self.rules, self.review_rules
        memos = self._connection.execute("select count(*) from renewed_memos").fetchone()[0]
        self._connection.execute(
            "delete from gold_labels where memo_id in (select memo_id from renewed_memos)"
        )
        self._reasons.begin_many()
        rows: list[tuple[Any, ...]] = []
        reasons: list[tuple[str, int, int]] = []
        for place, evidence in enumerate(evidence_of_many(self._connection)):
            if place % _ROWS_AT_ONCE == 0:
                progress(place / memos)
            now = gold_of(evidence, gold)
            if now is not None:
                rows.append(_row(now))
            reasons += [(*one, evidence.memo_id) for one in reasons_of(evidence, now, review)]
            if len(rows) + len(reasons) >= _ROWS_AT_ONCE:
                self._flush(rows, reasons)
        self._flush(rows, reasons)

    def _flush(self, rows: list[tuple[Any, ...]], reasons: list[tuple[str, int, int]]) -> None:
        self._connection.executemany(f"insert {_VALUES}", rows)
        self._reasons.add_many(reasons)
        rows.clear()
        reasons.clear()

    def _finish_many(self) -> None:
        """Work out what hangs on all memos, when each has got what hangs on it alone."""
        self._connection.execute("delete from gold_label_counts")
        self._connection.execute(
            "insert into gold_label_counts select label, count(*) from gold_labels"
            " where label <> '' group by label"
        )
        self._reasons.end_many()

    def _put(self, memo_id: int, before: GoldLabel | None, now: GoldLabel | None) -> None:
        former = before.label if before else ""
        latter = now.label if now else ""
        if now is None:
            self._connection.execute("delete from gold_labels where memo_id = ?", (memo_id,))
        else:
            self._connection.execute(f"insert or replace {_VALUES}", _row(now))
        if former != latter:
            self._count(former, by=-1)
            self._count(latter, by=1)

    def _count(self, label: str, *, by: int) -> None:
        if label:
            self._connection.execute(
                "insert into gold_label_counts values (?, ?)"
                " on conflict do update set memos = memos + excluded.memos",
                (label, by),
            )


def _row(gold: GoldLabel) -> tuple[Any, ...]:
    also, annotators = gold.also_acceptable, gold.annotators
    return (
        *gold[:2],
        json.dumps(also) if also else "[]",
        *gold[3:5],
        # Identifiers need no escaping, and there are millions of them.
        '["' + '", "'.join(annotators) + '"]' if annotators else "[]",
        *gold[6:],
    )


def _gold(row: tuple[Any, ...]) -> GoldLabel:
    also, annotators = labels_of(row[2]), labels_of(row[5])
    return GoldLabel._make((*row[:2], also, *row[3:5], annotators, *row[6:]))
