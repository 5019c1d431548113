"""Putting what people did in another copy of a project into this one: a union of events.

Memos are told by their normalised text, people by their id and then by their name, events by ids
that are unique everywhere. Of the events for one memo and one person the latest counts, so the same
files in any order, any number of times, come to the same. What two files know of the same memo is
taken as the file has it that imported it first.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from emoji_labeler.domain.merge_report import ConflictKind, MergeConflict, MergeReport
from emoji_labeler.storage.answer_counts import counted_at_once
from emoji_labeler.storage.connection import large_cache, outside_errors, transaction
from emoji_labeler.storage.current_copy import current_copy
from emoji_labeler.storage.event_history import ANSWERS, VERDICTS, EventHistory
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_TABLES = (
    "merged_people (theirs text primary key, ours text not null) without rowid",
    "merged_memos (theirs integer primary key, ours integer not null, is_first integer)",
    "merged_events (sequence integer primary key, memo_id integer, person text)",
    (
        "merged_pairs (memo_id integer, person text, ours text, theirs text,"
        " primary key (memo_id, person)) without rowid"
    ),
)
_DROPPED = (
    "exists (select 1 from main.dropped_memos where dropped_memos.text_hash = theirs.text_hash)"
)
_USED = (
    "(exists (select 1 from source.annotation_events where memo_id = theirs.id)"
    " or exists (select 1 from source.verdict_events where memo_id = theirs.id))"
)
_FIRST = "(theirs.imported_at, theirs.random_order) < (ours.imported_at, ours.random_order)"
_MEMO = "text, theme, language, source, random_order, imported_at"


def merge_files(
    project: ProjectStore,
    paths: Sequence[Path],
    *,
    progress: Callable[[float], None] = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[MergeReport, ...]:
    """Take over all that the files at ``paths`` know and the project does not.

    Each file whole or not at all; the files themselves are only read. Raises ProjectError where one
    is no project or the project cannot be written; those before it stay merged. No other file is
    begun once ``is_cancelled`` says so.
    """
    reports: list[MergeReport] = []
    with _gold_labels_afterwards(project):
        for place, path in enumerate(paths):
            if is_cancelled():
                break
            progress(place / len(paths))
            reports.append(_merge_file(project, path))
    return tuple(reports)


@contextmanager
def _gold_labels_afterwards(project: ProjectStore) -> Iterator[None]:
    """Work out the gold labels once for all files: a fraction of doing it for each."""
    connection = project._connection  # A module of the same room.
    connection.execute("drop table if exists temp.changed_memos")
    connection.execute("create temporary table changed_memos (memo_id integer primary key)")
    with large_cache(connection):
        try:
            yield
        finally:
            changed = connection.execute("select memo_id from changed_memos").fetchall()
            project.golds.catch_up(row[0] for row in changed)


def _merge_file(project: ProjectStore, path: Path) -> MergeReport:
    what = tr("{name} was not merged.", name=path.name)
    with outside_errors(what), current_copy(path) as copy:
        connection = project._connection
        connection.execute("attach ? as source", (str(copy),))
        try:
            return _Merging(project, connection).run(path)
        finally:
            connection.execute("detach source")


class _Merging:
    """One merge, statement by statement, with the other file attached as ``source``."""

    def __init__(self, project: ProjectStore, connection: sqlite3.Connection) -> None:
        self._project = project
        self._connection = connection
        self._conflicts: list[MergeConflict] = []

    def run(self, path: Path) -> MergeReport:
        for table in _TABLES:
            name = table.split(maxsplit=1)[0]
            self._connection.execute(f"drop table if exists temp.{name}")
            self._connection.execute(f"create temporary table {table}")
        with transaction(self._connection):
            self._compare_packs()
            self._project.golds.mark_stale()
            people, memos = self._join_people(), self._join_memos()
            answers = self._join_events(ANSWERS)
            self._join_picks()
            verdicts = self._join_events(VERDICTS)
            self._return_memos()
            known = self._count("source.annotation_events") + self._count("source.verdict_events")
        return MergeReport(
            path=path,
            memos=memos,
            people=people,
            answers=answers,
            verdicts=verdicts,
            known=known - answers - verdicts,
            conflicts=tuple(self._conflicts),
        )

    def _compare_packs(self) -> None:
        ours, theirs = (self._value(schema, "pack") for schema in ("main", "source"))
        if ours and theirs and ours != theirs:
            self._conflicts.append(
                MergeConflict(kind=ConflictKind.OTHER_PACK, ours=ours, theirs=theirs)
            )

    def _join_people(self) -> int:
        """Enter people who are new here; return how many."""
        new = self._run(
            "insert into main.annotators (id, name, created_at, colour, role)"
            " select id, name, created_at, colour, role from source.annotators as theirs"
            " where not exists (select 1 from main.annotators as ours"
            "   where ours.id = theirs.id or ours.name = theirs.name)"
        )
        self._run(
            "insert into merged_people select theirs.id, coalesce(same.id, alike.id)"
            " from source.annotators as theirs"
            " left join main.annotators as same on same.id = theirs.id"
            " left join main.annotators as alike on alike.name = theirs.name"
        )
        return new

    def _join_memos(self) -> int:
        """Enter memos that are new here, and list those that had been deleted; return how many."""
        self._run(
            f"insert into merged_memos select theirs.id, ours.id, {_FIRST}"
            " from source.memos as theirs cross join main.memos as ours using (text_hash)"
        )
        self._list_deleted()
        self._take_earlier()
        unknown = "not exists (select 1 from merged_memos where theirs = theirs.id)"
        new = self._run(
            f"insert into main.memos (text_hash, {_MEMO}) select text_hash, {_MEMO}"
            f" from source.memos as theirs where {unknown} and not ({_DROPPED}"
            f"   and not {_USED}) order by id"
        )
        self._run(
            "delete from main.dropped_memos where text_hash in (select text_hash from main.memos)"
        )
        self._run("update main.memo_count set memos = memos + ?", new)
        self._run(
            "insert into merged_memos select theirs.id, ours.id, false from source.memos as theirs"
            f" cross join main.memos as ours using (text_hash) where {unknown}"
        )
        return new

    def _take_earlier(self) -> None:
        """Take memos as the other file has them where it imported them first."""
        self._run(
            "insert or ignore into changed_memos select ours from merged_memos where is_first"
        )
        taken = ", ".join(f"{name} = theirs.{name}" for name in _MEMO.split(", "))
        self._run(
            f"update main.memos as ours set {taken} from merged_memos as pair"
            " join source.memos as theirs on theirs.id = pair.theirs"
            " where pair.is_first and ours.id = pair.ours"
        )

    def _list_deleted(self) -> None:
        """List memos that were dropped here and answered there: they come back."""
        rows = self._connection.execute(
            f"select text from source.memos as theirs where {_DROPPED} and {_USED} order by id"
        )
        kind = ConflictKind.DELETED_MEMO
        self._conflicts += [MergeConflict(kind=kind, text=text) for (text,) in rows.fetchall()]

    def _join_events(self, history: EventHistory) -> int:
        """Add events that are new here, and let the latest count; return how many there were."""
        events, person = history.events, history.person
        for table in ("merged_events", "merged_pairs"):
            self._run(f"delete from {table}")
        self._run(
            "insert into merged_events select sequence, merged_memos.ours, merged_people.ours"
            f" from source.{events} as theirs"
            " cross join merged_memos on merged_memos.theirs = memo_id"
            f" cross join merged_people on merged_people.theirs = {person}"
            f" where not exists (select 1 from main.{events} as ours where ours.id = theirs.id)"
        )
        new = f"merged_events as new cross join source.{events} as theirs using (sequence)"
        self._run(
            "insert into merged_pairs select new.memo_id, person,"
            f" (select max(id) from main.{events} where memo_id = new.memo_id"
            f"   and {person} = person), max(theirs.id) from {new} group by new.memo_id, person"
        )
        self._list_conflicts(history)
        added = self._run(
            f"insert into main.{events} (memo_id, {person}, {history.own})"
            f" select new.memo_id, person, {_of('theirs', history.own)}"
            f" from {new} order by sequence"
        )
        with counted_at_once(self._connection) if history is ANSWERS else nullcontext():
            self._let_latest_count(history)
        self._run("insert or ignore into changed_memos select memo_id from merged_pairs")
        return added

    def _list_conflicts(self, history: EventHistory) -> None:
        """List pairs of memo and person for which both files have events that the other lacks."""
        state = f"coalesce(nullif(%s.label, ''), %s.{history.status}, '')"
        rows = self._connection.execute(
            f"select memo_id, text, name, {state % ('mine', 'mine')},"
            f" {state % ('other', 'other')} from merged_pairs"
            f" join (select id, label, {history.status} from main.{history.events}) as mine"
            "   on mine.id = merged_pairs.ours"
            f" join (select id, label, {history.status} from source.{history.events}) as other"
            "   on other.id = merged_pairs.theirs"
            " join main.memos on memos.id = memo_id join main.annotators on annotators.id = person"
            f" where not exists (select 1 from source.{history.events} where id = mine.id)"
            f"   and (mine.label, mine.{history.status})"
            f"     is not (other.label, other.{history.status})"
            " order by memo_id, name"
        )
        self._conflicts += [
            MergeConflict(
                kind=history.conflict,
                memo_id=memo_id,
                text=text,
                person=name,
                ours=ours,
                theirs=theirs,
            )
            for memo_id, text, name, ours, theirs in rows.fetchall()
        ]

    def _let_latest_count(self, history: EventHistory) -> None:
        """Set what counts for every pair of memo and person that has got events."""
        current, person = history.current, history.person
        self._run(
            f"delete from main.{current}"
            f" where (memo_id, {person}) in"
            " (select memo_id, person from merged_pairs where ours is not null)"
        )
        self._run(
            f"insert into main.{current}"
            f" (memo_id, {person}, event_id, {history.kept}, {history.made_at})"
            f" select events.memo_id, {person}, id, {history.kept}, made_at"
            f" from merged_pairs join main.{history.events} as events"
            f" on events.id = max(coalesce(ours, ''), theirs) where {history.status} is not null"
        )

    def _join_picks(self) -> None:
        """Take over how answers were found."""
        for table in ("picked_queries", "shown_suggestions"):
            self._run(
                f"insert into main.{table} select * from source.{table} as theirs"
                f" where not exists (select 1 from main.{table} as ours"
                "   where ours.event_id = theirs.event_id)"
            )
        self._run("insert or ignore into main.forgotten_words select * from source.forgotten_words")
        self._run(
            "insert into main.search_misses select id, ours, query, made_at"
            " from source.search_misses as theirs join merged_people on theirs = annotator_id"
            " where not exists (select 1 from main.search_misses as known"
            "   where known.id = theirs.id)"
        )

    def _return_memos(self) -> None:
        """Lay memos that were sent back before those who have not answered again."""
        self._run(
            "delete from main.returned_memos where memo_id in (select memo_id from changed_memos)"
        )
        self._run(
            "insert into main.returned_memos"
            " select annotator_id, memo_id, latest.event_id from changed_memos"
            " join (select memo_id, max(event_id) as event_id from main.verdicts group by memo_id)"
            "   as latest using (memo_id)"
            " join main.verdicts using (memo_id, event_id) join main.annotations using (memo_id)"
            " where decision = 'sent_back' and annotations.event_id < latest.event_id"
        )

    def _value(self, schema: str, name: str) -> str:
        row = self._connection.execute(
            f"select value from {schema}.project_values where name = ?", (name,)
        ).fetchone()
        return str(row[0]) if row else ""

    def _count(self, table: str) -> int:
        return int(self._connection.execute(f"select count(*) from {table}").fetchone()[0])

    def _run(self, statement: str, *values: object) -> int:
        return self._connection.execute(statement, values).rowcount


def _of(table: str, columns: str) -> str:
    return ", ".join(f"{table}.{name}" for name in columns.split(", "))
