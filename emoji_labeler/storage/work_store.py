"""Who is to answer which memos: work lists, memos sent back, and memos that are shared."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.domain.work_order import WorkOrder
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.storage.memo_store import CHANCES, ORDER_COLUMNS
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.domain.work_list import MemoFilter, WorkList

_SHARING = "sharing"
_UNANSWERED = (
    "not exists (select 1 from annotations where memo_id = memos.id and annotator_id = :person)"
)
_NOT_ANOTHERS = (
    "not exists (select 1 from work_list_memos"
    " where memo_id = memos.id and annotator_id <> :person)"
)
_HAS_ROOM = (
    f"(select count(*) from annotations where memo_id = memos.id)"
    f" < case when random_order % {CHANCES} < :shared then :several else 1 end"
)


class WorkStore:
    """What comes next for an annotator, and the lists that say so."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def sharing(self) -> Sharing:
        """How many people answer each memo."""
        row = self._connection.execute(
            "select value from project_values where name = ?", (_SHARING,)
        ).fetchone()
        return _sharing(row[0]) if row else Sharing()

    def share(self, sharing: Sharing) -> None:
        """Share the memos like that from now on."""
        with outside_errors(tr("The change was not saved in the project.")):
            self._connection.execute(
                "insert or replace into project_values values (?, ?)",
                (_SHARING, json.dumps(asdict(sharing))),
            )

    def next_open(
        self, annotator_id: str, *, after: int, order: WorkOrder = WorkOrder.IMPORTED
    ) -> int | None:
        """Return the memo to be answered next: one sent back, one on a list, then what is open.

        ``after`` is the memo behind which it is looked for, 0 for the beginning.
        """
        return (
            self._first(
                "select memo_id from returned_memos where annotator_id = :person"
                " and memo_id <> :after order by event_id limit 1",
                person=annotator_id,
                after=after,
            )
            or self._next_listed(annotator_id, after=after)
            or self._next_shared(annotator_id, after=after, order=order)
        )

    def note_for(self, *, memo_id: int, annotator_id: str) -> str:
        """Return the note with which a memo was sent back to an annotator, or empty."""
        row = self._connection.execute(
            "select note from returned_memos join verdict_events on id = event_id"
            " where returned_memos.memo_id = ? and annotator_id = ?",
            (memo_id, annotator_id),
        ).fetchone()
        return str(row[0]) if row else ""

    def is_open_to(self, annotator_id: str, *, memo_id: int) -> bool:
        """Whether an annotator who has not answered a memo may get it."""
        found = self._first(
            f"select id from memos where id = :memo and {self._open_to_all()}",
            memo=memo_id,
            **self._limits(annotator_id),
        )
        return found is not None

    def candidates(self, wanted: "MemoFilter") -> tuple[tuple[int, float], ...]:
        """Return number and chance of memos that nobody has answered or is to answer yet.

        They come in the stored random order.
        """
        rows = self._connection.execute(
            f"select id, random_order % {CHANCES} * 1.0 / {CHANCES} from memos"
            " where (:theme = '' or theme = :theme) and (:language = '' or language = :language)"
            " and (:source = '' or source = :source)"
            " and not exists (select 1 from annotations where memo_id = id)"
            " and not exists (select 1 from work_list_memos where memo_id = id)"
            " order by random_order, id limit coalesce(nullif(:count, 0), -1)",
            asdict(wanted),
        )
        return tuple(rows.fetchall())

    def count_shared(self, share: float) -> int:
        """Return how many memos the stored random order puts into that share."""
        return int(
            self._connection.execute(
                f"select count(*) from memos where random_order % {CHANCES} < ?",
                (round(share * CHANCES),),
            ).fetchone()[0]
        )

    def count_candidates(self, wanted: "MemoFilter") -> int:
        """Return how many memos ``candidates`` would return."""
        return len(self.candidates(wanted))

    def add_lists(self, lists: Iterable[tuple[str, str, list[int]]]) -> "tuple[WorkList, ...]":
        """Add lists, of annotator, name and memos each; all of them or none."""
        added: list[WorkList] = []
        with (
            outside_errors(tr("The work list was not made.")),
            transaction(self._connection),
        ):
            for annotator_id, name, memo_ids in lists:
                list_id = new_identifier()
                self._connection.execute(
                    "insert into work_lists values (?, ?, ?, ?)",
                    (list_id, annotator_id, name, utc_now()),
                )
                self._connection.executemany(
                    "insert or ignore into work_list_memos select ?, ?, ?, ?, exists"
                    " (select 1 from annotations where annotator_id = ? and memo_id = ?)",
                    (
                        (annotator_id, memo_id, list_id, place, annotator_id, memo_id)
                        for place, memo_id in enumerate(memo_ids)
                    ),
                )
                added.append(self._list(list_id))
        return tuple(added)

    def remove_list(self, list_id: str) -> None:
        """Forget a list; its memos are open to everybody again, answers stay."""
        with outside_errors(tr("The work list was not removed.")), transaction(self._connection):
            self._connection.execute("delete from work_list_memos where list_id = ?", (list_id,))
            self._connection.execute("delete from work_lists where id = ?", (list_id,))

    def lists(self) -> "tuple[WorkList, ...]":
        """Return every list, in the order they were made."""
        rows = self._connection.execute("select id from work_lists order by id").fetchall()
        return tuple(self._list(row[0]) for row in rows)

    def _list(self, list_id: str) -> "WorkList":
        from emoji_labeler.domain.work_list import WorkList

        row = self._connection.execute(
            "select work_lists.annotator_id, name, count(memo_id), total(is_answered)"
            " from work_lists left join work_list_memos on list_id = id where id = ?",
            (list_id,),
        ).fetchone()
        return WorkList(
            id=list_id, annotator_id=row[0], name=row[1], memos=row[2], answered=int(row[3])
        )

    def _next_listed(self, annotator_id: str, *, after: int) -> int | None:
        """Return the next memo on the annotator's lists; behind the last comes the first."""
        query = (
            "select memo_id from work_list_memos"
            " where annotator_id = :person and is_answered = 0 and memo_id <> :after"
        )
        place = (
            "(select place from work_list_memos where annotator_id = :person and memo_id = :after)"
        )
        values = {"person": annotator_id, "after": after}
        return self._first(
            f"{query} and place > {place} order by place limit 1", **values
        ) or self._first(f"{query} order by place limit 1", **values)

    def _next_shared(self, annotator_id: str, *, after: int, order: WorkOrder) -> int | None:
        columns = ORDER_COLUMNS[order]
        behind = f"({columns}) > (select {columns} from memos where id = :after)"
        return self._first(
            f"select id from memos where {behind if after else ':after = 0'}"
            f" and {_UNANSWERED} and {self._open_to_all()} order by {columns} limit 1",
            after=after,
            **self._limits(annotator_id),
        )

    def _open_to_all(self) -> str:
        """Return the condition under which a memo is open to somebody."""
        limited = f" and {_HAS_ROOM}" if self.sharing.annotators_a_memo else ""
        return _NOT_ANOTHERS + limited

    def _limits(self, annotator_id: str) -> dict[str, object]:
        sharing = self.sharing
        return {
            "person": annotator_id,
            "shared": round(sharing.share * CHANCES),
            "several": sharing.annotators_a_memo,
        }

    def _first(self, query: str, **values: object) -> int | None:
        row = self._connection.execute(query, values).fetchone()
        return int(row[0]) if row else None


@lru_cache(maxsize=4)
def _sharing(kept: str) -> Sharing:
    return Sharing(**json.loads(kept))
