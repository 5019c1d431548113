"""How annotators came to their labels: what was suggested, what was typed, what was not found."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    create table shown_suggestions (
      event_id text primary key references annotation_events (id),
      model text not null,
      timing text not null check (timing in ('before', 'after', 'withheld')),
      suggestions text not null check (json_valid(suggestions)),
      taken integer check (taken between 1 and 9)
    ) strict, without rowid
    """,
    """
    create table picked_queries (
      event_id text primary key references annotation_events (id),
      query text not null check (query <> '')
    ) strict, without rowid
    """,
    """
    create table forgotten_words (
      word text not null,
      label text not null,
      primary key (word, label)
    ) strict, without rowid
    """,
    """
    create table search_misses (
      id text primary key,
      annotator_id text not null references annotators (id),
      query text not null check (query <> ''),
      made_at text not null
    ) strict, without rowid
    """,
    "drop index memos_by_random_order",
    "create index memos_by_random_order on memos (random_order, id)",
    "drop index memos_by_theme",
    "create index memos_by_theme on memos (theme, id)",
)


def m002_keep_how_labels_were_found(db: "Database") -> None:
    """Add the tables of suggestions, queries, forgotten words and misses."""
    for statement in _STATEMENTS:
        db.execute(statement)
