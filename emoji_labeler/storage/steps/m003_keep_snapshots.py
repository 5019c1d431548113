"""Dataset snapshots, which nothing can change once they are there.

The rows and prompts of a snapshot come first, the snapshot itself last, in one transaction; from
then on triggers refuse whatever would change it, ``insert or replace`` among it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = ("snapshots", "snapshot_prompts", "snapshot_rows")
_SNAPSHOT = "snapshot_id text not null references snapshots (id) deferrable initially deferred"

_STATEMENTS = (
    """
    create table snapshots (
      id text primary key,
      name text not null unique check (trim(name) <> ''),
      content_hash text not null check (length(content_hash) = 64),
      row_count integer not null check (row_count > 0),
      system_prompt text not null,
      system_prompt_hash text not null check (length(system_prompt_hash) = 64),
      prompt_variant text not null check (prompt_variant in ('no-labels', 'all-labels', 'groups')),
      prompt_groups integer not null,
      filter text not null check (json_valid(filter)),
      seed integer not null,
      validation_share real not null,
      test_share real not null,
      labels text not null check (json_valid(labels)),
      sources text not null check (json_valid(sources)),
      splits text not null check (json_valid(splits)),
      pack_id text not null,
      pack_version text not null,
      parent_id text references snapshots (id),
      note text not null,
      program_version text not null,
      made_at text not null
    ) strict, without rowid
    """,
    f"""
    create table snapshot_prompts (
      {_SNAPSHOT},
      place integer not null check (place >= 0),
      prompt text not null,
      primary key (snapshot_id, place)
    ) strict, without rowid
    """,
    f"""
    create table snapshot_rows (
      {_SNAPSHOT},
      split text not null check (split in ('train', 'validation', 'test')),
      memo_id integer not null,
      text text not null,
      theme text not null,
      language text not null,
      source text not null,
      label text not null,
      also_acceptable text not null check (json_valid(also_acceptable)),
      prompt integer not null check (prompt >= 0),
      picked_by text not null,
      suggested_label text not null,
      primary key (snapshot_id, memo_id)
    ) strict, without rowid
    """,
    """
    create trigger snapshots_stay_alone before insert on snapshots
    when exists (select 1 from snapshots where id = new.id or name = new.name)
    begin select raise(abort, 'snapshots cannot be changed'); end
    """,
    *(
        f"""
        create trigger {table}_are_sealed before insert on {table}
        when exists (select 1 from snapshots where id = new.snapshot_id)
        begin select raise(abort, 'snapshots cannot be changed'); end
        """
        for table in _TABLES[1:]
    ),
    *(
        f"""
        create trigger {table}_refuse_{change} before {change} on {table}
        begin select raise(abort, 'snapshots cannot be changed'); end
        """
        for table in _TABLES
        for change in ("update", "delete")
    ),
)


def m003_keep_snapshots(db: "Database") -> None:
    """Add the tables of snapshots, and the triggers that keep them as they are."""
    for statement in _STATEMENTS:
        db.execute(statement)
