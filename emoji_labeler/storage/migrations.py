"""How a project file came to have the tables it has, step by step.

A step that has landed is never edited: a change of the schema is the next step. ``user_version`` in
the file counts the steps, so that an up-to-date file is known without importing sqlite-utils.
"""

import sqlite3

from emoji_labeler.storage.connection import APPLICATION_ID

SCHEMA_VERSION = 10
"""How many steps there are; the steps themselves are imported only when a file is behind."""


def schema_version(connection: sqlite3.Connection) -> int:
    """Return how many steps the file has behind it; 0 for an empty file."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file up to date; each step happens whole or not at all."""
    from sqlite_utils import Database, Migrations

    from emoji_labeler.storage.steps import STEPS

    migrations = Migrations("emoji-labeler")
    for step in STEPS:
        migrations(name=step.__name__)(step)
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {SCHEMA_VERSION}")
