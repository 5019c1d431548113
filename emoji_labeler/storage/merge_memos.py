"""Taking over the people and memos of another file, and what it says about neither answers."""

import sqlite3

from emoji_labeler.domain.merge_report import ConflictKind, MergeConflict
from emoji_labeler.storage.merge_source import MergeSource

_MEMO = "text, theme, language, source, random_order, imported_at"
_FIRST = "(theirs.imported_at, theirs.random_order) < (ours.imported_at, ours.random_order)"
_DROPPED = (
    "exists (select 1 from main.dropped_memos where dropped_memos.text_hash = theirs.text_hash)"
)


class MemoMerging:
    """What happens once for each file; within one transaction, which may be rolled back."""

    def __init__(self, connection: sqlite3.Connection, source: MergeSource) -> None:
        self._connection = connection
        self._source = source
        self._schema = source.schema
        self._used = (
            f"(exists (select 1 from {source.schema}.annotation_events where memo_id = theirs.id)"
            f" or exists (select 1 from {source.schema}.verdict_events where memo_id = theirs.id))"
        )

    def run(self) -> None:
        """Take over memos and people, and keep which of the project are meant by the file's."""
        self._compare_packs()
        self._join_people()
        self._join_memos()
        self._join_searches()
        self._source.events = sum(
            self._connection.execute(f"select count(*) from {self._schema}.{table}").fetchone()[0]
            for table in ("annotation_events", "verdict_events")
        )

    def _compare_packs(self) -> None:
        ours, theirs = (self._value(schema, "pack") for schema in ("main", self._schema))
        if ours and theirs and ours != theirs:
            self._source.conflicts.append(
                MergeConflict(kind=ConflictKind.OTHER_PACK, ours=ours, theirs=theirs)
            )

    def _join_people(self) -> None:
        """Enter people who are new here."""
        self._source.people = self._run(
            "insert into main.annotators (id, name, created_at, colour, role)"
            " select id, name, created_at, colour, role"
            f" from {self._schema}.annotators as theirs"
            " where not exists (select 1 from main.annotators as ours"
            "   where ours.id = theirs.id or ours.name = theirs.name)"
        )
        table = self._source.people_map
        self._run(f"drop table if exists temp.{table}")
        self._run(
            f"create temporary table {table}"
            " (theirs text primary key, ours text not null) without rowid"
        )
        self._run(
            f"insert into {table} select theirs.id, coalesce(same.id, alike.id)"
            f" from {self._schema}.annotators as theirs"
            " left join main.annotators as same on same.id = theirs.id"
            " left join main.annotators as alike on alike.name = theirs.name"
        )

    def _join_memos(self) -> None:
        """Enter memos that are new here, and list those that had been deleted."""
        self._map_memos()
        self._list_deleted()
        self._take_earlier()
        table = self._source.memo_map
        new = self._source.memos = self._run(
            f"insert into main.memos (text_hash, {_MEMO}) select text_hash, {_MEMO}"
            f" from {table} join {self._schema}.memos as theirs on theirs.id = {table}.theirs"
            f" where ours is null and not ({_DROPPED} and not {self._used}) order by id"
        )
        self._run("update main.memo_count set memos = memos + ?", new)
        self._run(
            "delete from main.dropped_memos where text_hash in (select text_hash from main.memos)"
        )
        self._run(
            f"update {table} set ours = (select ours.id from {self._schema}.memos as named"
            f"   join main.memos as ours using (text_hash) where named.id = {table}.theirs)"
            " where ours is null"
        )
        self._run(f"create index temp.{table}_by_number on {table} (ours, theirs)")

    def _map_memos(self) -> None:
        """Find the memos that are here already: most often under the same number."""
        table = self._source.memo_map
        self._run(f"drop table if exists temp.{table}")
        self._run(f"create temporary table {table} (theirs integer primary key, ours integer)")
        self._run(
            f"insert into {table} select id, coalesce("
            " (select id from main.memos as same"
            "   where same.id = theirs.id and same.text_hash = theirs.text_hash),"
            " (select id from main.memos as alike where alike.text_hash = theirs.text_hash))"
            f" from {self._schema}.memos as theirs order by id"
        )

    def _list_deleted(self) -> None:
        """List memos that were dropped here and answered there: they come back."""
        rows = self._connection.execute(
            f"select text from {self._schema}.memos as theirs where {_DROPPED} and {self._used}"
            " order by id"
        )
        self._source.conflicts += [
            MergeConflict(kind=ConflictKind.DELETED_MEMO, text=text) for (text,) in rows.fetchall()
        ]

    def _take_earlier(self) -> None:
        """Take memos as the other file has them where it imported them first."""
        pairs = f"{self._source.memo_map} as pair join {self._schema}.memos as theirs"
        self._run(
            f"insert or ignore into changed_memos select ours.id from {pairs}"
            "   on theirs.id = pair.theirs"
            f" join main.memos as ours on ours.id = pair.ours where {_FIRST}"
        )
        taken = ", ".join(f"{name} = theirs.{name}" for name in _MEMO.split(", "))
        self._run(
            f"update main.memos as ours set {taken} from {pairs} on theirs.id = pair.theirs"
            f" where ours.id = pair.ours and {_FIRST}"
        )

    def _join_searches(self) -> None:
        """Take over forgotten words and searches that found nothing."""
        self._run(
            "insert or ignore into main.forgotten_words"
            f" select * from {self._schema}.forgotten_words"
        )
        self._run(
            "insert into main.search_misses select id, ours, query, made_at"
            f" from {self._schema}.search_misses as theirs"
            f" join {self._source.people_map} as people on people.theirs = annotator_id"
            " where not exists (select 1 from main.search_misses as known"
            "   where known.id = theirs.id)"
        )

    def _value(self, schema: str, name: str) -> str:
        row = self._connection.execute(
            f"select value from {schema}.project_values where name = ?", (name,)
        ).fetchone()
        return str(row[0]) if row else ""

    def _run(self, statement: str, *values: object) -> int:
        return self._connection.execute(statement, values).rowcount
