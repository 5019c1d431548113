"""Why memos wait for a reviewer: one row a memo and reason, and how many there are of each.

What follows from a memo alone comes from outside; the reasons here hang on other memos too: a
label that no other memo has, near-duplicates with another label, a label that has left the pack.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from emoji_labeler.domain.gold import GoldLabel, GoldRule
from emoji_labeler.domain.review import OF_MANY_MEMOS, RankedReason, Reason
from emoji_labeler.storage.label_name_store import ALIKE

ALL = "all"
"""Under this name ``review_counts`` holds how many memos have any reason."""

_LONE = (
    "select 'lone_label', 0, memo_id from gold_label_counts as alone join gold_labels using (label)"
    " where memos = 1 and label <> '' and rule <> 'reviewed' and not exists ("
    "  select 1 from label_names as own join label_names as other using (emoji)"
    "  join gold_label_counts as others on others.label = other.label and others.memos > 0"
    "  where own.label = alone.label and other.label <> alone.label)"
)
_CONTRADICTING = (
    "select 'contradiction', cluster, memo_id from text_clusters join gold_labels using (memo_id)"
    " where label <> '' and rule <> 'reviewed' and cluster in ("
    "  select cluster from text_clusters join gold_labels using (memo_id)"
    "  left join label_names using (label)"
    "  where label <> '' group by cluster having count(distinct coalesce(emoji, label)) > 1)"
)
_RETIRED = (
    "select 'retired', 0, memo_id from retired_labels join gold_labels using (label)"
    " where label <> '' and (rule <> 'reviewed' or decided_at < retired_at)"
)


class ReviewReasons:
    """Writes the reasons; within the transaction of whoever saves answers and verdicts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, memo_id: int, reasons: Sequence[RankedReason]) -> None:
        """Let a memo have these reasons, beside those that hang on other memos."""
        kept = self._kept(memo_id)
        wanted: dict[str, int] = {one.reason: one.rank for one in reasons}
        for reason, rank in kept.items():
            if reason not in OF_MANY_MEMOS and wanted.get(reason) != rank:
                self._remove(memo_id, reason, rank=rank)
        for reason, rank in wanted.items():
            if kept.get(reason) != rank:
                self._add(memo_id, reason, rank=rank)

    def shared(self, memo_id: int, *, before: GoldLabel | None, now: GoldLabel | None) -> None:
        """Work out the reasons that hang on several memos, for all whom a change concerns."""
        if _face(before) == _face(now):
            return
        former, latter = before.label if before else "", now.label if now else ""
        for other in {memo_id, *self._rivals(former), *self._rivals(latter)}:
            self._turn(other, _LONE, Reason.LONE_LABEL)
        self._turn(memo_id, _RETIRED, Reason.RETIRED)
        self._renew_cluster_of(memo_id)

    def begin_many(self) -> None:
        """Forget the reasons of the memos in ``renewed_memos``."""
        self._connection.execute(
            "delete from review_reasons where memo_id in (select memo_id from renewed_memos)"
        )

    def add_many(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Add rows of reason, rank and memo; ``end_many`` counts them."""
        self._connection.executemany("insert into review_reasons values (?, ?, ?)", rows)

    def end_many(self) -> None:
        """Work out the reasons that hang on several memos for all memos, and count everything."""
        marks = ", ".join("?" * len(OF_MANY_MEMOS))
        self._connection.execute(
            f"delete from review_reasons where reason in ({marks})", OF_MANY_MEMOS
        )
        for query in (_LONE, _CONTRADICTING, _RETIRED):
            self._connection.execute(f"insert into review_reasons {query}")
        self._connection.execute("delete from review_counts")
        self._connection.execute(
            "insert into review_counts select reason, count(*) from review_reasons group by reason"
            " union all select 'all', count(distinct memo_id) from review_reasons"
        )

    def _rivals(self, label: str) -> list[int]:
        """Return the memos with a label, if they are so few that one of them may be alone."""
        rows = self._connection.execute(
            f"select memo_id from gold_labels where label in {ALIKE} and label <> '' limit 3",
            (label, label),
        ).fetchall()
        return [row[0] for row in rows] if len(rows) <= 2 else []

    def _renew_cluster_of(self, memo_id: int) -> None:
        row = self._connection.execute(
            "select cluster from text_clusters where memo_id = ?", (memo_id,)
        ).fetchone()
        if row is None:
            return
        members = self._connection.execute(
            "select memo_id, coalesce(emoji, label, ''), coalesce(rule, '') from text_clusters"
            " left join gold_labels using (memo_id) left join label_names using (label)"
            " where cluster = ?",
            row,
        ).fetchall()
        is_mixed = len({label for _, label, _ in members} - {""}) > 1
        for member, label, rule in members:
            is_wanted = is_mixed and bool(label) and rule != GoldRule.REVIEWED
            self._set(member, Reason.CONTRADICTION, rank=row[0], is_wanted=is_wanted)

    def _turn(self, memo_id: int, query: str, reason: Reason) -> None:
        """Let a memo have a reason if ``query`` says so, and else not."""
        found = self._connection.execute(f"{query} and memo_id = ?", (memo_id,)).fetchone()
        self._set(memo_id, reason, rank=0, is_wanted=found is not None)

    def _set(self, memo_id: int, reason: Reason, *, rank: int, is_wanted: bool) -> None:
        kept = self._kept(memo_id).get(reason)
        if is_wanted and kept is None:
            self._add(memo_id, reason, rank=rank)
        elif not is_wanted and kept is not None:
            self._remove(memo_id, reason, rank=kept)

    def _kept(self, memo_id: int) -> dict[str, int]:
        rows = self._connection.execute(
            "select reason, rank from review_reasons where memo_id = ?", (memo_id,)
        )
        return dict(rows.fetchall())

    def _add(self, memo_id: int, reason: str, *, rank: int) -> None:
        if not self._kept(memo_id):
            self._count(ALL, by=1)
        self._connection.execute(
            "insert into review_reasons values (?, ?, ?)", (reason, rank, memo_id)
        )
        self._count(reason, by=1)

    def _remove(self, memo_id: int, reason: str, *, rank: int) -> None:
        self._connection.execute(
            "delete from review_reasons where reason = ? and rank = ? and memo_id = ?",
            (reason, rank, memo_id),
        )
        self._count(reason, by=-1)
        if not self._kept(memo_id):
            self._count(ALL, by=-1)

    def _count(self, reason: str, *, by: int) -> None:
        self._connection.execute(
            "insert into review_counts values (?, ?)"
            " on conflict do update set memos = memos + excluded.memos",
            (reason, by),
        )


def _face(gold: GoldLabel | None) -> tuple[str, str, str] | None:
    """Return as much of a gold label as other memos take notice of."""
    if gold is None or not gold.label:
        return None
    return gold.label, gold.rule, gold.decided_at if gold.rule == GoldRule.REVIEWED else ""
