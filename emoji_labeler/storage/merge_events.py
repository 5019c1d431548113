"""Taking over answers or verdicts of several files at once, some memos at a time.

All that the files know of the same memos lands together, so that a page of the project is written
once and not once for each file.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import nullcontext

from emoji_labeler.storage.answer_counts import counted_at_once
from emoji_labeler.storage.connection import transaction
from emoji_labeler.storage.event_history import ANSWERS, EventHistory
from emoji_labeler.storage.merge_conflicts import conflicts_of
from emoji_labeler.storage.merge_source import MergeSource

_PAIR = "memo_id integer, person text, ours text"
_TABLES = {
    "merged_pairs": f"{_PAIR}, theirs text, sequence integer, events integer",
    "contested_pairs": _PAIR,
}
_PICKS = ("picked_queries", "shown_suggestions")


class EventMerging:
    """One kind of history of all files; ``take`` is called for one range of memos after another."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        history: EventHistory,
        sources: Sequence[MergeSource],
    ) -> None:
        self._connection = connection
        self._history = history
        self._sources = sources
        self._events = f"main.{history.events}"
        for name, columns in _TABLES.items():
            self._run(f"drop table if exists temp.{name}")
            self._run(
                f"create temporary table {name}"
                f" ({columns}, primary key (memo_id, person)) without rowid"
            )

    @property
    def has_events(self) -> bool:
        """Whether any of the files has a history of this kind."""
        return any(
            self._connection.execute(
                f"select 1 from {one.schema}.{self._history.events} limit 1"
            ).fetchone()
            for one in self._sources
        )

    def take(self, memos: range) -> None:
        """Take over what is new about the memos of these numbers, in one transaction."""
        with transaction(self._connection):
            before = self._last_event()
            is_known = self._are_known(memos)
            added = [self._append(source, memos) for source in self._sources]
            if not any(added):
                return
            self._pair(after=before, is_known=is_known)
            conflicts = [
                conflicts_of(self._connection, self._history, source, added=one, after=before)
                for source, one in zip(self._sources, added, strict=True)
            ]
            self._let_latest_count()
            self._follow(added)
        for source, one, found in zip(self._sources, added, conflicts, strict=True):
            source.added[self._history.events] += len(one)
            source.conflicts += found

    def _append(self, source: MergeSource, memos: range) -> range:
        """Add the events of a file that are new; return the places they have in the history."""
        own, person = self._history.own, self._history.person
        before = self._last_event()
        self._run(
            f"insert into {self._events} (memo_id, {person}, {own})"
            f" select memos.ours, people.ours, {_of('theirs', own)}"
            f" from {source.memo_map} as memos"
            f" cross join {source.schema}.{self._history.events} as theirs"
            "   on theirs.memo_id = memos.theirs"
            f" cross join {source.people_map} as people on people.theirs = theirs.{person}"
            " where memos.ours between ? and ? on conflict (id) do nothing",
            memos.start,
            memos.stop - 1,
        )
        return range(before + 1, self._last_event() + 1)

    def _are_known(self, memos: range) -> bool:
        """Whether anybody has said anything about these memos before: else nobody is looked up."""
        found = self._connection.execute(
            f"select 1 from {self._events} where memo_id between ? and ? limit 1",
            (memos.start, memos.stop - 1),
        )
        return found.fetchone() is not None

    def _pair(self, *, after: int, is_known: bool) -> None:
        """Find the latest event, known and new, of each memo and person that has new ones."""
        person = self._history.person
        self._run("delete from merged_pairs")
        self._run("delete from contested_pairs")
        self._run(
            f"insert into merged_pairs select memo_id, {person},"
            f" case when ? then (select max(id) from {self._events} as known"
            f"   where known.memo_id = new.memo_id and known.{person} = new.{person}"
            "   and known.sequence <= ?) end,"
            f" max(id), sequence, count(*) from {self._events} as new not indexed"
            f" where sequence > ? group by memo_id, {person}",
            is_known,
            after,
            after,
        )
        self._run(
            "insert into contested_pairs select memo_id, person, ours from merged_pairs"
            " where ours is not null or events > 1"
        )
        self._run("delete from merged_pairs where ours > theirs")

    def _let_latest_count(self) -> None:
        """Set what counts for every memo and person of whom the latest event is new."""
        history = self._history
        current = f"main.{history.current}"
        with counted_at_once(self._connection) if history is ANSWERS else nullcontext():
            self._run(
                f"delete from {current} where (memo_id, {history.person}) in"
                " (select memo_id, person from merged_pairs where ours is not null)"
            )
            self._run(
                f"insert into {current}"
                f" (memo_id, {history.person}, event_id, {history.kept}, {history.made_at})"
                f" select new.memo_id, person, id, {history.kept}, made_at"
                f" from merged_pairs cross join {self._events} as new using (sequence)"
                f" where {history.status} is not null"
            )

    def _follow(self, added: Sequence[range]) -> None:
        """Write what hangs on the new events but for gold labels, which come when all are in."""
        self._run("insert or ignore into changed_memos select memo_id from merged_pairs")
        if self._history is ANSWERS:
            for source, places in zip(self._sources, added, strict=True):
                self._join_picks(source, places)
        among = "memo_id in (select memo_id from merged_pairs)"
        self._run(f"delete from main.returned_memos where {among}")
        # Memos that were sent back wait for those who have not answered again.
        self._run(
            "insert into main.returned_memos select annotator_id, memo_id, latest.event_id"
            " from (select memo_id, decision, max(event_id) as event_id from main.verdicts"
            f"   where {among} group by memo_id) as latest"
            " join main.annotations as answers using (memo_id)"
            " where latest.decision = 'sent_back' and answers.event_id < latest.event_id"
        )

    def _join_picks(self, source: MergeSource, places: range) -> None:
        """Take over how answers of a file were found."""
        for table in _PICKS:
            self._run(
                f"insert into main.{table} select theirs.* from {self._events} as new"
                f" cross join {source.schema}.{table} as theirs on theirs.event_id = new.id"
                " where new.sequence between ? and ?",
                places.start,
                places.stop - 1,
            )

    def _last_event(self) -> int:
        query = f"select coalesce(max(sequence), 0) from {self._events}"
        return int(self._connection.execute(query).fetchone()[0])

    def _run(self, statement: str, *values: object) -> None:
        self._connection.execute(statement, values)


def _of(table: str, columns: str) -> str:
    return ", ".join(f"{table}.{name}" for name in columns.split(", "))
