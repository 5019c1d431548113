"""The server's own SQLite file: every row that outlives a restart.

The connection belongs to the thread of the event loop and takes the file for itself: a second
server cannot be started on the same folder by mistake.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.wording import tr

_SCHEMA_VERSION = 1
_SCHEMA = """
create table files (
  number integer primary key autoincrement,
  id text not null unique,
  created_at integer not null,
  filename text not null,
  purpose text not null,
  size integer not null
);
create table jobs (
  number integer primary key autoincrement,
  id text not null unique,
  created_at integer not null,
  status text not null,
  base_model text not null,
  training_file text not null,
  validation_file text,
  suffix text not null,
  seed integer not null,
  asked text not null,
  metadata text not null,
  hyperparameters text not null,
  tokens_per_epoch integer,
  finished_at integer,
  fine_tuned_model text,
  trained_tokens integer,
  result_file text,
  fault text
);
create table events (
  number integer primary key autoincrement,
  id text not null unique,
  job_id text not null references jobs (id),
  created_at integer not null,
  level text not null,
  message text not null,
  step integer,
  data text
);
create index events_by_job on events (job_id, number);
create index steps_by_job on events (job_id, step);
create table checkpoints (
  number integer primary key autoincrement,
  id text not null unique,
  job_id text not null references jobs (id),
  created_at integer not null,
  epoch integer not null,
  step integer not null,
  model text not null,
  path text not null,
  metrics text not null,
  unique (job_id, epoch)
);
create table models (
  name text primary key,
  created_at integer not null,
  base_model text not null,
  path text not null
);
"""


def open_database(path: Path) -> sqlite3.Connection:
    """Open the file for this process alone; raise WrongUseError where another one has it."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0.5)
    try:
        _begin_work(connection)
    except BaseException as error:
        connection.close()
        if not (isinstance(error, sqlite3.OperationalError) and "locked" in str(error)):
            raise
        raise WrongUseError(
            tr("The server was not started."),
            why=tr("Another one is using the folder {folder}.", folder=path.parent),
            remedy=tr("Use that one, end it, or name another folder."),
        ) from error
    return connection


def _begin_work(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("pragma locking_mode = exclusive")
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma foreign_keys = on")
    _migrate(connection)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Do all of it or nothing."""
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    connection.execute("commit")


def _migrate(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        version = int(connection.execute("pragma user_version").fetchone()[0])
        if version > _SCHEMA_VERSION:
            raise WrongUseError(
                tr("The server was not started."),
                why=tr("Its folder was written by a newer version of the program."),
                remedy=tr("Use the newer version, or name another folder."),
            )
        if version < _SCHEMA_VERSION:
            # Not executescript: it would commit, and half a schema must not stay.
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {_SCHEMA_VERSION}")
