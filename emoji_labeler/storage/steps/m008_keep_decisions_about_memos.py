"""What people decide once about memos and labels that come from files, and are not asked again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    create table label_mappings (
      raw text primary key check (raw <> ''),
      label text not null,
      made_at text not null
    ) strict, without rowid
    """,
    """
    create table memo_pairs (
      first_id integer not null references memos (id),
      second_id integer not null references memos (id),
      decision text not null check (decision in ('kept', 'linked')),
      made_at text not null,
      primary key (first_id, second_id),
      check (first_id < second_id)
    ) strict, without rowid
    """,
    "create index memo_pairs_by_second on memo_pairs (second_id)",
    """
    create table dropped_memos (
      text_hash blob primary key check (length(text_hash) = 32),
      id integer not null,
      text text not null,
      theme text not null,
      language text not null,
      source text not null,
      random_order integer not null,
      imported_at text not null,
      dropped_at text not null
    ) strict, without rowid
    """,
)


def m008_keep_decisions_about_memos(db: "Database") -> None:
    """Add the tables of mapped labels, of pairs that are nearly the same, and of dropped memos."""
    for statement in _STATEMENTS:
        db.execute(statement)
