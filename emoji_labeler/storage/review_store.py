"""The review queue: which memos wait, in what order, and how many there are."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.gold import HeardPrediction
from emoji_labeler.domain.review import QueueEntry, Reason
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.storage.evidence import predictions_of
from emoji_labeler.storage.review_reasons import ALL, ReviewReasons
from emoji_labeler.wording import tr

_PREDICTED = (
    "(select label from predictions where predictions.memo_id = review_reasons.memo_id"
    " and state = 'answered' order by run_id desc limit 1)"
)
_LABEL = f"coalesce(case reason when 'model_alone' then {_PREDICTED} else label end, '')"
_ENTRY = (
    f"select review_reasons.memo_id, text, {_LABEL} as proposed, reason, rank,"
    " (select group_concat(reason) from review_reasons as every"
    "   where every.memo_id = review_reasons.memo_id)"
    " from review_reasons join memos on id = review_reasons.memo_id"
    " left join gold_labels on gold_labels.memo_id = review_reasons.memo_id"
)
_LARGEST_CLUSTER = 50
"""More near-duplicates than that come from one template: they are compared in parts."""


class ReviewStore:
    """Reads the queue through indexes, so that a page costs the same in a project of any size."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def counts(self) -> dict[Reason, int]:
        """Return how many memos wait for each reason."""
        kept = self._counts()
        return {reason: kept.get(reason, 0) for reason in Reason}

    def count(self) -> int:
        """Return how many memos wait."""
        return self._counts().get(ALL, 0)

    def page(
        self, *, reason: Reason | None = None, after: QueueEntry | None = None, limit: int
    ) -> list[QueueEntry]:
        """Return the memos behind ``after`` that wait for a reason, or for any: each memo once.

        Without a reason a memo stands under its most pressing one.
        """
        if reason is not None:
            return self._page(reason, after=after, limit=limit, earlier=())
        found: list[QueueEntry] = []
        reasons = list(Reason)
        first = reasons.index(after.reason) if after else 0
        for place, one in enumerate(reasons[first:], start=first):
            begin = after if after is not None and after.reason is one else None
            wanted = limit - len(found)
            found += self._page(one, after=begin, limit=wanted, earlier=tuple(reasons[:place]))
            if len(found) == limit:
                break
        return found

    def entry(self, memo_id: int, *, reason: Reason | None = None) -> QueueEntry | None:
        """Return a memo under ``reason`` if it has it, else under its most pressing one.

        None where it does not wait.
        """
        rows = self._connection.execute(
            f"{_ENTRY} where review_reasons.memo_id = ?", (memo_id,)
        ).fetchall()
        order = [reason, *Reason]
        return min(map(_entry, rows), key=lambda one: order.index(one.reason), default=None)

    def predictions(self, memo_id: int) -> Sequence[HeardPrediction]:
        """Return the models' answers for a memo."""
        return predictions_of(self._connection, memo_id)

    def history(self, memo_id: int, *, limit: int) -> list[tuple[str, str, str, str, str]]:
        """Return time, person's id, state, label and note of the latest events, oldest first."""
        rows = self._connection.execute(
            "select made_at, annotator_id, coalesce(status, ''), label, note, id"
            " from annotation_events where memo_id = ? union all"
            " select made_at, reviewer_id, coalesce(decision, ''), label, note, id"
            " from verdict_events where memo_id = ? order by id desc limit ?",
            (memo_id, memo_id, limit),
        )
        return [row[:5] for row in rows.fetchall()][::-1]

    def acceptable(self, reason: Reason, *, limit: int = -1) -> Iterator[QueueEntry]:
        """Yield the memos under a reason that have a label which could be accepted as it is."""
        rows = self._connection.execute(
            f"{_ENTRY} where reason = ? and proposed <> '' order by rank, review_reasons.memo_id"
            " limit ?",
            (reason, limit),
        )
        yield from map(_entry, rows.fetchall())

    def cluster(self, clusters: Iterable[tuple[int, int]]) -> None:
        """Keep which memos are near-duplicates: pairs of a memo and the name of its cluster."""
        sizes: dict[int, int] = {}
        names: dict[tuple[int, int], int] = {}
        rows: list[tuple[int, int]] = []
        for memo_id, name in clusters:
            part = sizes[name] = sizes.get(name, -1) + 1
            first = names.setdefault((name, part // _LARGEST_CLUSTER), memo_id)
            rows.append((memo_id, first))
        with (
            outside_errors(tr("The contradictions were not found.")),
            transaction(self._connection),
        ):
            self._connection.execute("delete from text_clusters")
            self._connection.executemany("insert into text_clusters values (?, ?)", rows)
            ReviewReasons(self._connection).end_many()

    def labels_in_use(self) -> frozenset[str]:
        """Return every label that counts for a memo."""
        rows = self._connection.execute("select label from gold_label_counts where memos > 0")
        return frozenset(row[0] for row in rows.fetchall())

    def retired(self) -> frozenset[str]:
        """Return the labels that are known to have left the pack."""
        rows = self._connection.execute("select label from retired_labels")
        return frozenset(row[0] for row in rows.fetchall())

    def retire(self, labels: frozenset[str]) -> None:
        """Let these, and no others, be the labels that have left the pack."""
        known = self.retired()
        if known == labels:
            return
        with (
            outside_errors(tr("The change was not saved in the project.")),
            transaction(self._connection),
        ):
            self._connection.executemany(
                "delete from retired_labels where label = ?", ((one,) for one in known - labels)
            )
            now = utc_now()
            self._connection.executemany(
                "insert into retired_labels values (?, ?)", ((one, now) for one in labels - known)
            )
            ReviewReasons(self._connection).end_many()

    def _page(
        self,
        reason: Reason,
        *,
        after: QueueEntry | None,
        limit: int,
        earlier: tuple[Reason, ...],
    ) -> list[QueueEntry]:
        behind = " and (rank, review_reasons.memo_id) > (?, ?)" if after else ""
        place = (after.rank, after.memo_id) if after else ()
        marks = ", ".join("?" * len(earlier))
        elsewhere = (
            " and not exists (select 1 from review_reasons as other"
            f" where other.memo_id = review_reasons.memo_id and other.reason in ({marks}))"
            if earlier
            else ""
        )
        rows = self._connection.execute(
            f"{_ENTRY} where reason = ?{behind}{elsewhere}"
            " order by rank, review_reasons.memo_id limit ?",
            (reason, *place, *earlier, limit),
        )
        return [_entry(row) for row in rows.fetchall()]

    def _counts(self) -> dict[str, int]:
        return dict(self._connection.execute("select reason, memos from review_counts").fetchall())


def _entry(row: tuple[int, str, str, str, int, str]) -> QueueEntry:
    names = row[5].split(",")
    return QueueEntry(
        memo_id=row[0],
        text=row[1],
        label=row[2],
        reason=Reason(row[3]),
        rank=row[4],
        reasons=tuple(reason for reason in Reason if reason in names),
    )
