"""Counting many changed answers in sets, in place of the triggers that count them one by one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_TABLE = "merged_counts (person text, status text, label text, answers integer)"
_BEFORE = (
    "insert into merged_counts select annotator_id, status, label, -count(*)"
    " from merged_pairs cross join main.annotations as answers"
    "   on answers.memo_id = merged_pairs.memo_id and annotator_id = person"
    " where ours is not null group by annotator_id, status, label"
)
_AFTER = (
    "insert into merged_counts select person, status, label, count(*)"
    " from merged_pairs cross join main.annotation_events as events"
    "   on events.sequence = merged_pairs.sequence"
    " where status is not null group by person, status, label"
)
_KEPT = (
    (
        "insert into main.status_counts select person, status, sum(answers) from merged_counts"
        " where true group by person, status"
        " on conflict do update set memos = memos + excluded.memos"
    ),
    (
        "insert into main.label_counts select person, label, sum(answers) from merged_counts"
        " where label <> '' group by person, label"
        " on conflict do update set uses = uses + excluded.uses"
    ),
)
_LISTS = (
    "update main.work_list_memos as listed set is_answered = exists ("
    "  select 1 from main.annotations as answers where answers.memo_id = listed.memo_id"
    "    and answers.annotator_id = listed.annotator_id)"
    " where (annotator_id, memo_id) in (select person, memo_id from merged_pairs)"
)


@contextmanager
def counted_at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """Do the work of the triggers on ``annotations`` while the answers of many pairs change.

    The temporary table ``merged_pairs`` names the memo and person of each, and the event whose
    state becomes the answer. Within a transaction, which also puts the triggers back should
    anything fail.
    """
    triggers = connection.execute(
        "select name, sql from main.sqlite_schema where type = 'trigger'"
        " and tbl_name = 'annotations' order by rowid"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"drop trigger main.{name}")
    connection.execute("drop table if exists temp.merged_counts")
    connection.execute(f"create temporary table {_TABLE}")
    connection.execute(_BEFORE)
    yield
    connection.execute(_AFTER)
    for statement in (*_KEPT, _LISTS):
        connection.execute(statement)
    for _, statement in triggers:
        connection.execute(statement)
