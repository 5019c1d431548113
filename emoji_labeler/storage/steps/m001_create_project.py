"""The first schema: memos, annotators, the history of answers and the answers that count now."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    create table project_values (
      name text primary key,
      value text not null
    ) strict, without rowid
    """,
    """
    create table annotators (
      id text primary key,
      name text not null unique check (trim(name) <> ''),
      created_at text not null
    ) strict, without rowid
    """,
    """
    create table memos (
      id integer primary key,
      text text not null check (text <> ''),
      text_hash blob not null unique check (length(text_hash) = 32),
      theme text not null default '',
      language text not null default '',
      source text not null default '',
      random_order integer not null,
      imported_at text not null
    ) strict
    """,
    "create index memos_by_random_order on memos (random_order)",
    "create index memos_by_theme on memos (theme)",
    """
    create table annotation_events (
      sequence integer primary key,
      id text not null unique,
      memo_id integer not null references memos (id),
      annotator_id text not null references annotators (id),
      kind text not null check (kind in ('answered', 'undone', 'redone')),
      target_id text references annotation_events (id),
      status text check (status in ('submitted', 'skipped', 'flagged')),
      label text not null default '',
      also_acceptable text not null default '[]' check (json_valid(also_acceptable)),
      note text not null default '',
      picked_by text not null default '',
      lead_time_ms integer not null default 0 check (lead_time_ms >= 0),
      made_at text not null,
      check ((kind = 'answered') = (target_id is null)),
      check (status is not 'submitted' or label <> '')
    ) strict
    """,
    "create index annotation_events_by_memo on annotation_events (memo_id, annotator_id)",
    """
    create trigger annotation_events_stay before update on annotation_events
    begin select raise(abort, 'annotation events are append-only'); end
    """,
    """
    create trigger annotation_events_remain before delete on annotation_events
    begin select raise(abort, 'annotation events are append-only'); end
    """,
    """
    create table annotations (
      memo_id integer not null references memos (id),
      annotator_id text not null references annotators (id),
      event_id text not null references annotation_events (id),
      status text not null check (status in ('submitted', 'skipped', 'flagged')),
      label text not null,
      also_acceptable text not null check (json_valid(also_acceptable)),
      note text not null,
      picked_by text not null,
      lead_time_ms integer not null,
      submitted_at text not null,
      primary key (memo_id, annotator_id),
      check (status <> 'submitted' or label <> '')
    ) strict, without rowid
    """,
    "create index annotations_by_time on annotations (annotator_id, submitted_at)",
    """
    create index annotations_left on annotations (annotator_id, status, memo_id)
      where status <> 'submitted'
    """,
    """
    create table undo_steps (
      annotator_id text not null references annotators (id),
      step integer not null,
      event_id text not null references annotation_events (id),
      primary key (annotator_id, step)
    ) strict, without rowid
    """,
    """
    create table drafts (
      annotator_id text not null references annotators (id),
      memo_id integer not null references memos (id),
      label text not null,
      also_acceptable text not null check (json_valid(also_acceptable)),
      note text not null,
      primary key (annotator_id, memo_id)
    ) strict, without rowid
    """,
    """
    create table desks (
      annotator_id text primary key references annotators (id),
      memo_id integer not null default 0,
      done_steps integer not null default 0 check (done_steps >= 0)
    ) strict, without rowid
    """,
    """
    create table status_counts (
      annotator_id text not null,
      status text not null,
      memos integer not null,
      primary key (annotator_id, status)
    ) strict, without rowid
    """,
    """
    create table label_counts (
      annotator_id text not null,
      label text not null,
      uses integer not null,
      primary key (annotator_id, label)
    ) strict, without rowid
    """,
    "create table memo_count (memos integer not null) strict",
    "insert into memo_count (memos) values (0)",
    """
    create trigger annotations_count_insert after insert on annotations
    begin
      insert into status_counts values (new.annotator_id, new.status, 1)
        on conflict do update set memos = memos + 1;
      insert into label_counts select new.annotator_id, new.label, 1 where new.label <> ''
        on conflict do update set uses = uses + 1;
    end
    """,
    """
    create trigger annotations_count_delete after delete on annotations
    begin
      update status_counts set memos = memos - 1
        where annotator_id = old.annotator_id and status = old.status;
      update label_counts set uses = uses - 1
        where annotator_id = old.annotator_id and label = old.label;
    end
    """,
)


def m001_create_project(db: "Database") -> None:
    """Create every table of the first schema; ``docs/formats.md`` explains each."""
    for statement in _STATEMENTS:
        db.execute(statement)
