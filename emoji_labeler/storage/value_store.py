"""Single values that belong to the project, such as its system prompt."""

import sqlite3

from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr


class ValueStore:
    """Texts by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, name: str, *, default: str = "") -> str:
        """Return the value kept under ``name``, or ``default``."""
        row = self._connection.execute(
            "select value from project_values where name = ?", (name,)
        ).fetchone()
        return str(row[0]) if row else default

    def put(self, name: str, value: str) -> None:
        """Keep ``value`` under ``name``."""
        with outside_errors(tr("The change was not saved in the project.")):
            self._connection.execute(
                "insert into project_values (name, value) values (?, ?)"
                " on conflict do update set value = excluded.value",
                (name, value),
            )
